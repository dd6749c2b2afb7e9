/* Judging an act of the floor or a veto, and what the writer fills in of what comes of it. */
#include "acts/room.h"
#include "rules/veto.h"
#include "sys/zone.h"

static err *judged(struct arena *a, const struct judgement *j, enum err_kind kind)
{
    return err_rule(a, kind, j->rule, j->citation, "%.*s", SV_ARG(j->sentence));
}

static void put_count(struct arena *a, struct jv *data, const char *key, uint32_t n)
{
    jv_set(data, sv_of(key), jv_int(a, n));
}

/* What the writer knows of a result and the caller does not say. */
static void fill_result(struct arena *a, const struct floor *f, const struct pack *pack,
                        const struct act_request *q, const struct floor_act *act,
                        const struct judgement *j)
{
    const struct floor_result *res = &j->result;
    const struct floor_motion *m = floor_pending(f, act->motion);
    jv_set(q->data, SV("outcome"), jv_string(a, floor_outcome_name(res->outcome)));
    jv_set(
        q->data, SV("method"),
        jv_string(a, floor_method_name(m && m->method != METHOD_NONE ? m->method : METHOD_VOICE)));
    if (res->named) {
        put_count(a, q->data, "yes", res->yes);
        put_count(a, q->data, "no", res->no);
        put_count(a, q->data, "abstain", res->abstain);
    }
    put_count(a, q->data, "recused", res->recused);
    put_count(a, q->data, "absent", res->absent);
    put_count(a, q->data, "present", res->present);
    put_count(a, q->data, "quorum", res->quorum);
    jv_set(q->data, SV("base"), jv_string(a, rule_base_name(res->base)));
    jv_set(q->data, SV("threshold"), jv_string(a, need_format(a, res->need)));
    jv_set(q->data, SV("rule"), jv_string(a, rule_name(res->rule)));
    sv citation = pack->rule[res->rule].text.cites;
    if (citation.n) {
        jv_set(q->data, SV("citation"), jv_string(a, citation));
    }
}

/* When the act happened: as it says, or now. */
static err *when_of(struct act_room *r, struct arena *a, const struct act_request *q, instant *ret)
{
    sv at = q->at && q->at->type == JV_STRING ? q->at->text : jv_get_sv(q->at, "from");
    return at.n && instant_parse(at, ret) ? NULL : room_now(r, a, ret);
}

static err *zone_of(struct act_room *r, struct arena *a, sv body, const struct zone **ret)
{
    bool found;
    struct q_act_body_zone_out row;
    TRY(q_act_body_zone(r->store, a, &(struct q_act_body_zone_in){.id = body}, &found, &row));
    err *e = sys_zone_find(a, found ? row.zone : SV("UTC"), ret);
    return e && (e->kind == E_NOTFOUND || e->kind == E_INVALID) ? sys_zone_find(a, SV("UTC"), ret)
                                                                : e;
}

static int32_t day_at(const struct zone *z, instant t, int32_t *ret_minute)
{
    struct civil c = sys_zone_civil(z, t);
    *ret_minute = c.hour * 60 + c.minute;
    return date_of_civil(c.year, c.month, c.day).days;
}

/* Until when what is adopted may be vetoed, and which of the items. */
static err *fill_veto(struct act_room *r, struct arena *a, const struct act_request *q,
                      const struct pack *pack, const struct floor_disposition *d)
{
    const struct zone *z;
    struct veto_limit limit;
    instant when;
    int32_t minute;
    struct jv *items = jv_array(a);
    for (size_t i = 0; i < d->items_count; i++) {
        bool found;
        struct q_act_decided_out row;
        TRY(q_act_decided(r->store, a,
                          &(struct q_act_decided_in){.body = q->body, .file = d->items[i]}, &found,
                          &row));
        if (found && veto_covers(pack, floor_item_kind_of(row.type))) {
            jv_add(items, jv_string(a, d->items[i]));
        }
    }
    TRY(when_of(r, a, q, &when));
    TRY(zone_of(r, a, q->body, &z));
    if (items->first && veto_limit(pack, day_at(z, when, &minute), &limit)) {
        int32_t last = limit.minute < 1440 ? limit.minute * 60 + 59 : 1440 * 60 - 1;
        jv_set(q->data, SV("veto_until"),
               jv_string(a, instant_format(a, sys_zone_instant(z, (date){limit.day}, last))));
        jv_set(q->data, SV("vetoable"), items);
    }
    return NULL;
}

/* What the act makes of items. */
static err *fill_disposition(struct act_room *r, struct arena *a, const struct act_request *q,
                             const struct held *h, const struct floor_act *act)
{
    struct floor_disposition d;
    floor_dispose(a, &h->floor, h->pack, act, &d);
    if (d.word.n == 0 || d.items_count == 0) {
        return NULL;
    }
    struct jv *items = jv_array(a);
    for (size_t i = 0; i < d.items_count; i++) {
        jv_add(items, jv_string(a, d.items[i]));
    }
    jv_set(q->data, SV("disposition"), jv_string(a, d.word));
    jv_set(q->data, SV("items"), items);
    const struct floor_motion *m = floor_pending(&h->floor, act->motion);
    bool may_veto = sv_is(d.word, "adopted") && act->kind == FLOOR_VOTE_ANNOUNCED && m &&
                    m->type != MOTION_OVERRIDE;
    return may_veto ? fill_veto(r, a, q, h->pack, &d) : NULL;
}

/* What the act makes of motions: tried on a copy of the floor. */
static void fill_becomes(struct arena *a, const struct act_request *q, const struct held *h,
                         const struct floor_act *act)
{
    struct floor *trial = arena_new(a, struct floor);
    struct floor_change *changes;
    *trial = h->floor;
    floor_apply(a, trial, h->pack, act);
    size_t n = floor_becomes(a, &h->floor, trial, act->motion, &changes);
    struct jv *becomes = jv_object(a);
    for (size_t i = 0; i < n; i++) {
        enum floor_outcome outcome = changes[i].outcome;
        jv_put(becomes, sv_fmt(a, "%u", changes[i].motion),
               jv_string(a, outcome == OUTCOME_NONE ? SV("pending") : floor_outcome_name(outcome)));
    }
    /* what a single member may demand is decided as it is made */
    const struct floor_motion *own =
        act->kind == FLOOR_MOTION_MOVED ? floor_decided(trial, act->motion) : NULL;
    if (own) {
        jv_put(becomes, sv_fmt(a, "%u", act->motion),
               jv_string(a, floor_outcome_name(own->outcome)));
    }
    if (becomes->first) {
        jv_set(q->data, SV("becomes"), becomes);
    }
}

/* A motion's number, and what it is about and applied to where it does not say so itself. */
static void fill_motion(struct arena *a, const struct act_request *q, const struct held *h,
                        const struct floor_act *act)
{
    sv item = floor_item_of(&h->floor, h->pack, act);
    uint32_t target = floor_target_of(&h->floor, h->pack, act);
    uint32_t reading = floor_reading_of(&h->floor, h->pack, act);
    put_count(a, q->data, "motion", h->floor.motion_count + 1);
    if (item.n && !jv_get(q->about, "item")) {
        jv_put(q->about, SV("item"), jv_string(a, item));
    }
    if (target && !jv_get(q->data, "target")) {
        put_count(a, q->data, "target", target);
    }
    if (reading) {
        put_count(a, q->data, "reading", reading);
    }
}

/* By when the memorandum of a conflict is due. */
static void fill_due(struct arena *a, const struct act_request *q, const struct pack *pack)
{
    int32_t days = pack->rule[RULE_RECUSAL].param[PARAM_DAYS];
    sv rest;
    date day;
    (void)sv_cut(q->meeting, '/', &rest);
    if (days >= 0 && date_parse(sv_sub(rest, 0, 10), &day)) {
        day.days += days;
        jv_set(q->data, SV("due"), jv_string(a, date_format(a, day)));
    }
}

/* What the writer knows and the caller does not say. */
static err *fill(struct act_room *r, struct arena *a, const struct act_request *q,
                 const struct held *h, const struct judgement *j, int64_t seq,
                 struct floor_act *act)
{
    bool becomes = rec_field_find(q->kind, SV("becomes")) != NULL;
    if (act->kind == FLOOR_MOTION_MOVED) {
        fill_motion(a, q, h, act);
    }
    if (act->kind == FLOOR_VOTE_ANNOUNCED) {
        fill_result(a, &h->floor, h->pack, q, act, j);
    }
    if (act->kind == FLOOR_RECUSAL_STATED) {
        fill_due(a, q, h->pack);
    }
    if (act->kind == FLOOR_MEETING_ADJOURNED && h->floor.member_count > 0 &&
        !floor_has_quorum(&h->floor, h->pack)) {
        jv_set(q->data, SV("no_quorum"), jv_bool(a, true));
    }
    /* as whoever folds the record will see it */
    TRY(room_seat(&h->past, a, &h->floor, h->pack, q->kind, q->about, q->data, seq, act));
    if (becomes) {
        fill_becomes(a, q, h, act);
    }
    return rec_field_find(q->kind, SV("disposition")) ? fill_disposition(r, a, q, h, act) : NULL;
}

/* In order, or recorded as it happened, with the rule that it departs from; else refused. */
static err *allowed(struct arena *a, const struct judgement *j, const struct act_request *q)
{
    sv departure = jv_get_sv(q->data, "departure");
    if (j->verdict == FLOOR_IMPOSSIBLE) {
        return judged(a, j, E_REFUSED);
    }
    if (j->verdict == FLOOR_OUT_OF_ORDER && !departure.n) {
        return judged(a, j, E_DISORDER);
    }
    if (j->verdict == FLOOR_IN_ORDER && departure.n) {
        return err_field(a, SV("data.departure"), "this is in order: leave the departure out");
    }
    if (departure.n) {
        jv_set(q->data, SV("against"), jv_string(a, j->rule));
        jv_set(q->data, SV("against_citation"), jv_string(a, j->citation));
    }
    return NULL;
}

err *act_judge_in(struct act_room *r, struct arena *a, const struct act_request *q,
                  const struct held *h, int64_t seq, struct floor_act *ret_act)
{
    struct judgement j;
    TRY(act_seat(a, &h->floor, q->kind, q->about, q->data, ret_act));
    TRY(act_past_give(&h->past, a, &h->floor, seq, ret_act));
    floor_judge(a, &h->floor, h->pack, ret_act, &j);
    TRY(allowed(a, &j, q));
    return fill(r, a, q, h, &j, seq, ret_act);
}

err *act_judge_again(struct act_room *r, struct arena *a, const struct act_request *q,
                     const struct held *h, int64_t seq)
{
    struct judgement j;
    struct floor_act act;
    TRY(act_seat(a, &h->floor, q->kind, q->about, q->data, &act));
    TRY(act_past_give(&h->past, a, &h->floor, seq, &act));
    floor_judge(a, &h->floor, h->pack, &act, &j);
    if (j.verdict == FLOOR_IMPOSSIBLE || jv_get(q->data, "departure")) {
        TRY(allowed(a, &j, q));
    }
    return fill(r, a, q, h, &j, seq, &act);
}

err *act_judge(struct act_room *r, struct arena *a, const struct act_request *q,
               struct held **ret_held, struct floor_act *ret_act)
{
    struct held *h;
    int64_t seq;
    TRY(room_hold(r, a, q->meeting, &h));
    TRY(st_log_size(r->store, a, &seq));
    TRY(act_judge_in(r, a, q, h, seq, ret_act));
    *ret_held = h;
    return NULL;
}

err *act_judge_veto(struct act_room *r, struct arena *a, const struct act_request *q)
{
    bool found;
    const struct zone *z;
    struct q_act_body_out body;
    struct q_act_decided_out row;
    struct act_past past;
    struct pack *pack;
    struct judgement j;
    instant received;
    int32_t minute;
    TRY(q_act_body(r->store, a, &(struct q_act_body_in){.id = q->body}, &found, &body));
    TRY(q_act_decided(r->store, a, &(struct q_act_decided_in){.body = q->body, .file = q->item},
                      &found, &row));
    bool adopted = found && sv_is(row.outcome, "adopted") && row.meeting.n;
    struct veto_filing veto = {.kind = floor_item_kind_of(row.type), .adopted = adopted};
    if (adopted) {
        TRY(act_past_of(r->store, a, row.meeting, &past));
        TRY(room_pack_for(r, a, &past, body.pack, &pack));
    } else {
        TRY(room_pack_of(r, a, body.pack, NULL, &pack));
    }
    TRY(zone_of(r, a, q->body, &z));
    if (adopted && row.has_at) {
        veto.adopted_day = day_at(z, row.at, &minute);
    } else if (adopted) {
        date day;
        sv rest;
        (void)sv_cut(row.meeting, '/', &rest);
        veto.adopted_day = date_parse(sv_sub(rest, 0, 10), &day) ? day.days : 0;
    }
    if (!instant_parse(jv_get_sv(q->data, "received"), &received)) {
        TRY(when_of(r, a, q, &received));
    }
    veto.day = day_at(z, received, &veto.minute);
    veto_judge(a, pack, &veto, &j);
    return allowed(a, &j, q);
}

err *act_fill_received(struct act_room *r, struct arena *a, const struct act_request *q)
{
    const struct zone *z;
    instant when;
    int32_t minute;
    if (jv_get(q->data, "received")) {
        return NULL;
    }
    TRY(zone_of(r, a, q->body, &z));
    TRY(when_of(r, a, q, &when));
    jv_set(q->data, SV("received"), jv_string(a, date_format(a, (date){day_at(z, when, &minute)})));
    return NULL;
}
