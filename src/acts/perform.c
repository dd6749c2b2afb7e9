/* From an act to its entries. */
#include "acts/perform.h"

#include <string.h>

#include "acts/past.h"
#include "acts/seating.h"
#include "base/limits.h"
#include "base/must.h"
#include "rules/pack.h"
#include "rules/veto.h"
#include "store/q.h"
#include "sys/zone.h"

enum { MEETINGS_HELD = 32, PACKS_HELD = 16 };

/* A meeting folded in memory. */
struct held {
    struct arena *a; /* NULL: an empty place */
    sv meeting;
    struct act_past past;
    struct floor floor;
    struct pack *pack;
    uint64_t used;
};

struct act_room {
    struct store *store;
    struct act_inputs inputs;
    struct arena *packs_arena;
    struct {
        sv name;
        struct pack *pack;
    } packs[PACKS_HELD];
    size_t n_packs;
    struct held held[MEETINGS_HELD];
    uint64_t uses;
    instant last; /* of the newest entry */
    bool last_known;
};

struct act_room *act_room_open(struct store *s, const struct act_inputs *inputs)
{
    struct act_room *r = heap_resize(NULL, sizeof *r);
    *r = (struct act_room){.store = s, .inputs = *inputs, .packs_arena = arena_open(1 << 14)};
    return r;
}

void act_room_forget(struct act_room *r)
{
    for (size_t i = 0; i < MEETINGS_HELD; i++) {
        arena_close(r->held[i].a);
        r->held[i] = (struct held){.a = NULL};
    }
    r->last_known = false;
}

void act_room_close(struct act_room *take_r)
{
    if (take_r) {
        act_room_forget(take_r);
        arena_close(take_r->packs_arena);
        heap_resize(take_r, 0);
    }
}

/* ---- the floor, folded from the record ---- */

static err *not_found(struct arena *a, const char *field, err *e)
{
    struct err *copy = arena_new(a, struct err);
    *copy = *e;
    copy->field = sv_of(field);
    return copy;
}

/* The seats of a meeting: who sits in its body on its day. */
static err *members_of(struct store *s, struct arena *a, sv meeting, int64_t seats,
                       struct floor *ret)
{
    struct q_act_members_out *rows;
    size_t n;
    date day = {0};
    sv rest, body = sv_cut(meeting, '/', &rest);
    must(date_parse(sv_sub(rest, 0, 10), &day));
    TRY(q_act_members(s, a, &(struct q_act_members_in){.body = body, .day = day.days}, &rows, &n));
    struct floor_member *members = arena_array(a, struct floor_member, n);
    for (size_t i = 0; i < n; i++) {
        sv called = rows[i].title.n
                        ? sv_fmt(a, "%.*s %.*s", SV_ARG(rows[i].title), SV_ARG(rows[i].name))
                        : rows[i].name;
        members[i] = (struct floor_member){rows[i].member, called};
    }
    if (n == 0) {
        return err_field(a, SV("about.meeting"),
                         "nobody sits in %.*s on that day: seat its officials first", SV_ARG(body));
    }
    return floor_make(a, members, n, seats > (int64_t)n ? (size_t)seats - n : 0, ret);
}

/* The floor's view of facts of that kind, with what stood on record and the rule that a departure
 * is from.  seq: the entry that they are, or will be. */
static err *seat(const struct act_past *past, struct arena *a, const struct floor *f,
                 const struct pack *pack, const struct rec_kind *kind, const struct jv *about,
                 const struct jv *data, int64_t seq, struct floor_act *ret)
{
    TRY(act_seat(a, f, kind, about, data, ret));
    TRY(act_past_give(past, a, f, seq, ret));
    if (jv_get(data, "departure")) {
        struct judgement j;
        floor_judge(a, f, pack, ret, &j);
        ret->departed = j.rule_no;
    }
    return NULL;
}

/* Apply the meeting's entries to the floor. */
static err *fold(const struct act_past *past, struct arena *a, const struct pack *pack,
                 struct floor *f)
{
    int64_t after = -1;
    for (;;) {
        SCOPED(arena_scope) struct arena *tmp = arena_open(1 << 14);
        struct q_act_meeting_seqs_out *seqs;
        size_t n;
        err *e = q_act_meeting_seqs(
            past->store, tmp,
            &(struct q_act_meeting_seqs_in){.meeting = past->meeting, .after = after}, &seqs, &n);
        for (size_t i = 0; !e && i < n; i++) {
            struct rec_entry entry;
            e = st_log_entry(past->store, tmp, seqs[i].seq, &entry);
            if (!e && entry.kind && act_on_floor(entry.kind) && !entry.reported) {
                struct floor_act act;
                e = seat(past, tmp, f, pack, entry.kind, entry.about, entry.data, entry.seq, &act);
                if (!e) {
                    floor_apply(a, f, pack, &act);
                }
            }
        }
        if (e) {
            return err_dup(a, e);
        }
        if (n == 0) {
            return NULL;
        }
        after = seqs[n - 1].seq;
    }
}

static err *floor_load(const struct act_past *past, struct arena *a, int64_t seats,
                       struct pack *pack, struct floor *ret)
{
    TRY(members_of(past->store, a, past->meeting, seats, ret));
    return fold(past, a, pack, ret);
}

static err *body_of_meeting(struct store *s, struct arena *a, sv meeting,
                            struct q_act_body_out *ret)
{
    bool found;
    sv rest, body = sv_cut(meeting, '/', &rest);
    TRY(q_act_body(s, a, &(struct q_act_body_in){.id = body}, &found, ret));
    return found ? NULL : err_make(a, E_NOTFOUND, "there is no body %.*s on record", SV_ARG(body));
}

/* The body's own rules that judge the meeting, as the record stood before it was opened. */
static err *own_rules(const struct act_past *past, struct arena *a, bool *ret_found,
                      struct q_act_rules_out *ret)
{
    date day = {0};
    sv rest, body = sv_cut(past->meeting, '/', &rest);
    must(date_parse(sv_sub(rest, 0, 10), &day));
    return q_act_rules(
        past->store, a,
        &(struct q_act_rules_in){
            .body = body, .before = past->opened ? past->opened_seq : INT64_MAX, .day = day.days},
        ret_found, ret);
}

/* The text of the body's own rules, parsed.  Lifetime: a. */
static err *own_pack(struct store *s, struct arena *a, const struct q_act_rules_out *rules,
                     struct pack **ret)
{
    bool found;
    struct q_part_out part;
    TRY(q_part(s, a, &(struct q_part_in){.hash = rules->words}, &found, &part));
    if (!found) {
        return err_make(a, E_NOTFOUND,
                        "the rules %.*s are adopted, but their text is not kept here",
                        SV_ARG(rules->pack));
    }
    return rule_pack_parse(a, rules->pack, part.payload, rule_pack_resolver(), ret);
}

err *act_floor_of(struct store *s, struct arena *a, sv meeting, struct floor *ret,
                  struct pack **ret_pack)
{
    bool own;
    struct q_act_body_out body;
    struct q_act_rules_out rules;
    struct act_past past;
    struct pack *pack;
    TRY(body_of_meeting(s, a, meeting, &body));
    TRY(act_past_of(s, a, meeting, &past));
    TRY(own_rules(&past, a, &own, &rules));
    TRY(own ? own_pack(s, a, &rules, &pack) : rule_pack_builtin(a, body.pack, &pack));
    TRY(floor_load(&past, a, body.seats, pack, ret));
    *ret_pack = pack;
    return NULL;
}

/* A pack held under a key; own: the body's own rules, else the built-in one of that name. */
static err *pack_of(struct act_room *r, struct arena *a, sv key, const struct q_act_rules_out *own,
                    struct pack **ret)
{
    for (size_t i = 0; i < r->n_packs; i++) {
        if (sv_eq(r->packs[i].name, key)) {
            *ret = r->packs[i].pack;
            return NULL;
        }
    }
    bool keep = r->n_packs < PACKS_HELD;
    struct arena *to = keep ? r->packs_arena : a;
    struct pack *pack;
    err *e = own ? own_pack(r->store, to, own, &pack) : rule_pack_builtin(to, key, &pack);
    if (e) {
        return err_dup(a, e);
    }
    if (keep) {
        r->packs[r->n_packs].name = sv_dup(r->packs_arena, key);
        r->packs[r->n_packs++].pack = pack;
    }
    *ret = pack;
    return NULL;
}

/* The pack that judges a meeting.  to: where it lives if it is not held. */
static err *pack_for(struct act_room *r, struct arena *to, const struct act_past *past, sv builtin,
                     struct pack **ret)
{
    bool own;
    struct q_act_rules_out rules;
    TRY(own_rules(past, to, &own, &rules));
    return pack_of(r, to, own ? rules.words : builtin, own ? &rules : NULL, ret);
}

/* The meeting in memory, folded now if it is not. */
static err *hold(struct act_room *r, struct arena *a, sv meeting, struct held **ret)
{
    struct held *place = &r->held[0];
    for (size_t i = 0; i < MEETINGS_HELD; i++) {
        struct held *h = &r->held[i];
        if (h->a && sv_eq(h->meeting, meeting)) {
            h->used = ++r->uses;
            *ret = h;
            return NULL;
        }
        if (!h->a || (place->a && h->used < place->used)) {
            place = h;
        }
    }
    struct q_act_body_out body;
    TRY(body_of_meeting(r->store, a, meeting, &body));
    arena_close(place->a);
    *place = (struct held){.a = arena_open(1 << 14)};
    place->meeting = sv_dup(place->a, meeting);
    err *e = act_past_of(r->store, place->a, place->meeting, &place->past);
    e = e ? e : pack_for(r, place->a, &place->past, body.pack, &place->pack);
    e = e ? e : floor_load(&place->past, place->a, body.seats, place->pack, &place->floor);
    if (e) {
        e = err_dup(a, e);
        arena_close(place->a);
        *place = (struct held){.a = NULL};
        return e;
    }
    place->used = ++r->uses;
    *ret = place;
    return NULL;
}

/* A change of the roster changes the seats of meetings to come, rules adopted judge them: fold them
 * anew. */
static void forget_body(struct act_room *r, sv body)
{
    for (size_t i = 0; i < MEETINGS_HELD; i++) {
        sv rest;
        if (r->held[i].a && sv_eq(sv_cut(r->held[i].meeting, '/', &rest), body)) {
            arena_close(r->held[i].a);
            r->held[i] = (struct held){.a = NULL};
        }
    }
}

/* ---- what an act is about must stand ---- */

static err *check_official(struct act_room *r, struct arena *a, sv body, sv id, sv field)
{
    bool found;
    struct q_act_official_out row;
    TRY(q_act_official(r->store, a, &(struct q_act_official_in){.body = body, .member = id}, &found,
                       &row));
    return found
               ? NULL
               : err_field(a, field, "%.*s is not on the roster of %.*s", SV_ARG(id), SV_ARG(body));
}

/* Every id of the roster that the data names.  The floor judges its own acts' members itself. */
static err *check_officials(struct act_room *r, struct arena *a, const struct act_request *q)
{
    for (const struct rec_field *f = q->kind->fields; f->name; f++) {
        bool one = f->type == REC_ID &&
                   (sv_is(sv_of(f->name), "member") || sv_is(sv_of(f->name), "mover") ||
                    sv_is(sv_of(f->name), "seconder") || sv_is(sv_of(f->name), "sponsor") ||
                    sv_is(sv_of(f->name), "presiding") || sv_is(sv_of(f->name), "official"));
        const struct jv *v = jv_get(q->data, f->name);
        sv field = sv_fmt(a, "data.%s", f->name);
        if (v && one) {
            TRY(check_official(r, a, q->body, v->text, field));
        }
        if (v && f->type == REC_IDS && !sv_is(sv_of(f->name), "items")) {
            jv_each(id, v)
            {
                TRY(check_official(r, a, q->body, id->text, field));
            }
        }
    }
    return NULL;
}

static err *check_body(struct act_room *r, struct arena *a, const struct act_request *q)
{
    bool found;
    struct q_act_body_out row;
    bool registers = q->kind == &rec_kinds[KIND_BODY_REGISTERED];
    TRY(q_act_body(r->store, a, &(struct q_act_body_in){.id = q->body}, &found, &row));
    if (found == registers) {
        return registers
                   ? err_field(a, SV("body"), "the body %.*s is on record already; take another id",
                               SV_ARG(q->body))
                   : not_found(a, "body",
                               err_make(a, E_NOTFOUND,
                                        "there is no body %.*s on record: register it first",
                                        SV_ARG(q->body)));
    }
    if (registers) {
        struct pack *pack;
        err *e = pack_of(r, a, jv_get_sv(q->data, "pack"), NULL, &pack);
        return e ? err_about(a, e, SV("data.pack")) : NULL;
    }
    return NULL;
}

/* The body's own rules are a pack that can be read, under a name of its own. */
static err *check_rules(struct arena *a, const struct act_request *q)
{
    sv name = jv_get_sv(q->data, "pack");
    struct pack *pack;
    for (size_t i = 0; rule_pack_name(i).n; i++) {
        if (sv_eq(rule_pack_name(i), name)) {
            return err_field(a, SV("data.pack"),
                             "%.*s comes with the program: the body's own pack has another name",
                             SV_ARG(name));
        }
    }
    err *e = rule_pack_parse(a, name, jv_get_sv(q->texts, "pack"), rule_pack_resolver(), &pack);
    if (e) {
        return err_field(a, SV("texts.pack"), "%.*s: %.*s", SV_ARG(e->field), SV_ARG(e->message));
    }
    return sv_eq(pack->name, name)
               ? NULL
               : err_field(a, SV("data.pack"), "the text is the pack %.*s: give its name",
                           SV_ARG(pack->name));
}

static err *check_seats(struct act_room *r, struct arena *a, const struct act_request *q)
{
    struct q_act_members_out *rows;
    size_t n;
    bool found;
    struct q_act_body_out body;
    if (!jv_get_bool(q->data, "votes") || jv_get(q->data, "until")) {
        return NULL;
    }
    date from;
    if (!date_parse(jv_get_sv(q->data, "from"), &from)) {
        from = date_of_instant(r->inputs.now(r->inputs.cx, 0));
    }
    TRY(q_act_members(r->store, a, &(struct q_act_members_in){.body = q->body, .day = from.days},
                      &rows, &n));
    TRY(q_act_body(r->store, a, &(struct q_act_body_in){.id = q->body}, &found, &body));
    for (size_t i = 0; i < n; i++) {
        if (sv_eq(rows[i].member, jv_get_sv(q->data, "member"))) {
            return NULL;
        }
    }
    return (int64_t)n < body.seats
               ? NULL
               : err_make(a, E_CONFLICT,
                          "all %lld seats of %.*s are taken: end a member's term first",
                          (long long)body.seats, SV_ARG(q->body));
}

static err *check_meeting(struct act_room *r, struct arena *a, const struct act_request *q,
                          bool reported)
{
    bool found;
    struct q_act_meeting_out row;
    bool calls = q->kind == &rec_kinds[KIND_MEETING_CALLED];
    if (!q->meeting.n) {
        return NULL;
    }
    TRY(q_act_meeting(r->store, a, &(struct q_act_meeting_in){.id = q->meeting}, &found, &row));
    bool called = found && row.type.n;
    if (calls && called) {
        return err_make(a, E_CONFLICT,
                        "the meeting %.*s is called already; a second one that day ends in -2",
                        SV_ARG(q->meeting));
    }
    if (calls && !reported && !jv_get(q->data, "convenes")) {
        return err_field(a, SV("data.convenes"), "say when the meeting is to begin");
    }
    if (!calls && !called) {
        return not_found(a, "about.meeting",
                         err_make(a, E_NOTFOUND, "the meeting %.*s is not on record: call it first",
                                  SV_ARG(q->meeting)));
    }
    if (!calls && !reported && row.reported && act_on_floor(q->kind)) {
        return err_make(a, E_CONFLICT,
                        "the meeting %.*s stands as its sources report it; it cannot be run here",
                        SV_ARG(q->meeting));
    }
    if (q->kind == &rec_kinds[KIND_MEETING_CANCELLED] && !sv_is(row.status, "called")) {
        return err_make(a, E_CONFLICT, "the meeting %.*s cannot be cancelled: it is %.*s",
                        SV_ARG(q->meeting), SV_ARG(row.status));
    }
    if (act_on_floor(q->kind) && sv_is(row.status, "cancelled")) {
        return err_make(a, E_CONFLICT, "the meeting %.*s was cancelled", SV_ARG(q->meeting));
    }
    return NULL;
}

static err *check_item(struct act_room *r, struct arena *a, const struct act_request *q)
{
    bool found;
    struct q_act_item_out row;
    bool files = q->kind == &rec_kinds[KIND_ITEM_FILED];
    if (!q->item.n) {
        return NULL;
    }
    TRY(q_act_item(r->store, a, &(struct q_act_item_in){.body = q->body, .file = q->item}, &found,
                   &row));
    bool filed = found && row.has_filed_seq;
    if (files && filed) {
        return err_make(a, E_CONFLICT, "file %.*s is on record already; take another number",
                        SV_ARG(q->item));
    }
    if (!files && !filed) {
        return not_found(a, "about.item",
                         err_make(a, E_NOTFOUND, "file %.*s is not on record: file the item first",
                                  SV_ARG(q->item)));
    }
    if (q->kind == &rec_kinds[KIND_ITEM_SCHEDULED]) {
        struct q_act_agenda_out agenda;
        TRY(q_act_agenda(r->store, a,
                         &(struct q_act_agenda_in){.meeting = q->meeting, .item = q->item}, &found,
                         &agenda));
        return found ? err_make(a, E_CONFLICT, "file %.*s stands on the agenda of %.*s already",
                                SV_ARG(q->item), SV_ARG(q->meeting))
                     : NULL;
    }
    return NULL;
}

/* The items that a motion is about are on record. */
static err *check_items(struct act_room *r, struct arena *a, const struct act_request *q)
{
    jv_each(id, jv_get(q->data, "items"))
    {
        bool found;
        struct q_act_item_out row;
        TRY(q_act_item(r->store, a, &(struct q_act_item_in){.body = q->body, .file = id->text},
                       &found, &row));
        if (!found || !row.has_filed_seq) {
            return not_found(a, "data.items",
                             err_make(a, E_NOTFOUND,
                                      "file %.*s is not on record: file the item first",
                                      SV_ARG(id->text)));
        }
    }
    return NULL;
}

/* A motion named by the act that moved it becomes its number. */
static err *resolve_motion(struct act_room *r, struct arena *a, const struct act_request *q,
                           struct jv *holder, const char *key, const char *field)
{
    struct jv *v = jv_get(holder, key);
    struct st_act act;
    struct q_act_motion_moved_out row;
    bool found;
    if (!v || v->type == JV_INT) {
        return NULL;
    }
    TRY(st_act_find(r->store, a, v->text, &found, &act));
    if (found) {
        TRY(q_act_motion_moved(r->store, a, &(struct q_act_motion_moved_in){.moved_seq = act.first},
                               &found, &row));
    }
    if (!found || !sv_eq(row.meeting, q->meeting)) {
        return not_found(a, field,
                         err_make(a, E_NOTFOUND,
                                  "no motion of this meeting was moved by the act %.*s",
                                  SV_ARG(v->text)));
    }
    jv_set(holder, sv_of(key), jv_int(a, row.n));
    return NULL;
}

/* ---- judging ---- */

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

static err *next_instant(struct act_room *r, struct arena *a, instant *ret)
{
    int64_t size;
    TRY(st_log_size(r->store, a, &size));
    if (!r->last_known) {
        bool found;
        struct q_act_last_out row;
        TRY(q_act_last(r->store, a, &found, &row));
        r->last = (instant){found ? row.recorded : INT64_MIN};
        r->last_known = true;
    }
    instant now = r->inputs.now(r->inputs.cx, size);
    *ret = now.us < r->last.us ? r->last : now;
    return NULL;
}

/* When the act happened: as it says, or now. */
static err *when_of(struct act_room *r, struct arena *a, const struct act_request *q, instant *ret)
{
    sv at = q->at && q->at->type == JV_STRING ? q->at->text : jv_get_sv(q->at, "from");
    return at.n && instant_parse(at, ret) ? NULL : next_instant(r, a, ret);
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
    /* as whoever folds the record will see it */
    TRY(seat(&h->past, a, &h->floor, h->pack, q->kind, q->about, q->data, seq, act));
    if (becomes) {
        fill_becomes(a, q, h, act);
    }
    return rec_field_find(q->kind, SV("disposition")) ? fill_disposition(r, a, q, h, act) : NULL;
}

/* In order, or recorded as it happened; else refused. */
static err *allowed(struct arena *a, const struct judgement *j, sv departure)
{
    if (j->verdict == FLOOR_IMPOSSIBLE) {
        return judged(a, j, E_REFUSED);
    }
    if (j->verdict == FLOOR_OUT_OF_ORDER && !departure.n) {
        return judged(a, j, E_DISORDER);
    }
    return j->verdict == FLOOR_IN_ORDER && departure.n
               ? err_field(a, SV("data.departure"), "this is in order: leave the departure out")
               : NULL;
}

static err *judge(struct act_room *r, struct arena *a, const struct act_request *q,
                  struct held **ret_held, struct floor_act *ret_act)
{
    struct held *h;
    struct judgement j;
    int64_t seq;
    TRY(hold(r, a, q->meeting, &h));
    TRY(st_log_size(r->store, a, &seq));
    TRY(act_seat(a, &h->floor, q->kind, q->about, q->data, ret_act));
    TRY(act_past_give(&h->past, a, &h->floor, seq, ret_act));
    floor_judge(a, &h->floor, h->pack, ret_act, &j);
    TRY(allowed(a, &j, jv_get_sv(q->data, "departure")));
    TRY(fill(r, a, q, h, &j, seq, ret_act));
    *ret_held = h;
    return NULL;
}

/* A veto: by the rules of the meeting that adopted, and the clocks of the body's place. */
static err *judge_veto(struct act_room *r, struct arena *a, const struct act_request *q)
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
        TRY(pack_for(r, a, &past, body.pack, &pack));
    } else {
        TRY(pack_of(r, a, body.pack, NULL, &pack));
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
    return allowed(a, &j, jv_get_sv(q->data, "departure"));
}

/* The day on which a filing came in, by the clocks of the body's place. */
static err *fill_received(struct act_room *r, struct arena *a, const struct act_request *q)
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

/* ---- writing ---- */

static err *write_entry(struct act_room *r, struct arena *a, const struct act_actor *actor,
                        const struct act_request *q)
{
    struct rec_entry e = {.act = q->act,
                          .kind = q->kind,
                          .account = actor->account,
                          .role = act_role_name(actor->role),
                          .body = q->body,
                          .about = q->about,
                          .data = q->data,
                          .at = q->at,
                          .reported = q->source != NULL,
                          .source = q->source};
    size_t n = jv_count(q->texts);
    struct st_part *payloads = arena_array(a, struct st_part, n);
    e.parts = arena_array(a, struct rec_part, n);
    jv_each(t, q->texts)
    {
        const struct rec_part_spec *spec = rec_part_find(q->kind, t->key);
        struct st_part *p = &payloads[e.n_parts];
        r->inputs.salt(r->inputs.cx, q->act, e.n, t->key, p->salt);
        p->payload = t->text;
        p->hash = rec_hash_part(p->salt, t->key, t->text);
        e.parts[e.n_parts++] = (struct rec_part){.name = t->key,
                                                 .class = sv_of(spec->class),
                                                 .media = sv_of(spec->media),
                                                 .hash = p->hash};
    }
    TRY(next_instant(r, a, &e.recorded));
    TRY(rec_entry_check(a, &e));
    int64_t seq;
    TRY(st_log_append(r->store, a, &e, payloads, n, &seq));
    r->last = e.recorded;
    return NULL;
}

/* ---- the same act again ---- */

static bool within(const struct jv *asked, const struct jv *stands);

static bool same_value(const struct jv *x, const struct jv *y)
{
    const struct jv *i, *k;
    if (x->type != JV_ARRAY || y->type != JV_ARRAY) {
        return x->type == y->type && sv_eq(x->text, y->text) && x->number == y->number &&
               within(x, y) && within(y, x);
    }
    for (i = x->first, k = y->first; i && k && same_value(i, k); i = i->next, k = k->next) {
    }
    return !i && !k;
}

/* All that is asked now stands in the entry.  (A motion that is named by its act has become a
 * number there; what the writer fills in was never asked.) */
static bool within(const struct jv *asked, const struct jv *stands)
{
    jv_each(m, asked)
    {
        char key[LIMIT_KEY_BYTES + 1];
        if (m->key.n > LIMIT_KEY_BYTES) {
            return false;
        }
        memcpy(key, m->key.p, m->key.n);
        key[m->key.n] = '\0';
        const struct jv *there = jv_get(stands, key);
        bool resolved = m->type == JV_STRING && there && there->type == JV_INT;
        if (!there || (!resolved && !same_value(m, there))) {
            return false;
        }
    }
    return true;
}

/* The words of the act are those of the entry's parts, as far as they are still kept. */
static err *same_words(struct act_room *r, struct arena *a, const struct jv *texts,
                       const struct rec_entry *e, bool *ret)
{
    *ret = jv_count(texts) == e->n_parts;
    for (size_t i = 0; *ret && i < e->n_parts; i++) {
        struct q_part_out part;
        bool found;
        const struct rec_part *p = &e->parts[i];
        TRY(q_part(r->store, a,
                   &(struct q_part_in){.hash = {(const char *)p->hash.b, sizeof p->hash.b}}, &found,
                   &part));
        const struct jv *text = jv_get(texts, sv_cstr(a, p->name));
        *ret = text && (!found || sv_eq(text->text, part.payload));
    }
    return NULL;
}

static err *same_act(struct act_room *r, struct arena *a, const struct act_request *q, int64_t seq,
                     bool *ret)
{
    struct rec_entry e;
    TRY(st_log_entry(r->store, a, seq, &e));
    *ret = sv_eq(e.body, q->body) && within(q->about, e.about) && within(q->data, e.data) &&
           e.reported == (q->source != NULL) && (!q->source || within(q->source, e.source));
    return *ret ? same_words(r, a, q->texts, &e, ret) : NULL;
}

static err *repeated(struct act_room *r, struct arena *a, const struct act_actor *actor,
                     const struct act_request *q, struct act_done *ret)
{
    struct st_act act;
    bool found, same = false;
    TRY(st_act_find(r->store, a, q->act, &found, &act));
    if (!found) {
        return NULL;
    }
    if (sv_eq(act.account, actor->account) && sv_is(act.kind, q->kind->name)) {
        TRY(same_act(r, a, q, act.first, &same));
    }
    if (!same) {
        return err_make(a, E_CONFLICT, "the act id %.*s was used for another act: make a new one",
                        SV_ARG(q->act));
    }
    *ret = (struct act_done){
        .first = act.first, .entries = act.entries, .kind = act.kind, .repeated = true};
    return NULL;
}

/* Everything that is asked of the record before the act is written. */
static err *check(struct act_room *r, struct arena *a, const struct act_request *q)
{
    bool reported = q->source != NULL;
    bool floor = act_on_floor(q->kind) && !reported && q->meeting.n;
    TRY(check_body(r, a, q));
    TRY(check_meeting(r, a, q, reported));
    TRY(check_item(r, a, q));
    TRY(resolve_motion(r, a, q, q->about, "motion", "about.motion"));
    TRY(resolve_motion(r, a, q, q->data, "target", "data.target"));
    TRY(check_items(r, a, q));
    if (q->kind == &rec_kinds[KIND_OFFICIAL_SEATED]) {
        return check_seats(r, a, q);
    }
    if (q->kind == &rec_kinds[KIND_RULES_ADOPTED]) {
        return check_rules(a, q);
    }
    return floor && q->kind != &rec_kinds[KIND_ATTENDANCE_NOTED] &&
                   q->kind != &rec_kinds[KIND_REASON_GIVEN]
               ? NULL
               : check_officials(r, a, q);
}

static err *perform(struct act_room *r, struct arena *a, const struct act_actor *actor,
                    struct act_request *q)
{
    struct held *h = NULL;
    struct floor_act act;
    TRY(check(r, a, q));
    bool floor = act_on_floor(q->kind) && !q->source && q->meeting.n;
    if (floor) {
        TRY(judge(r, a, q, &h, &act));
    }
    if (q->kind == &rec_kinds[KIND_VETO_FILED] && !q->source) {
        TRY(judge_veto(r, a, q));
    }
    if (q->kind == &rec_kinds[KIND_FILING_RECEIVED]) {
        TRY(fill_received(r, a, q));
    }
    if (q->kind == &rec_kinds[KIND_MEETING_ADJOURNED]) {
        struct q_act_meeting_count_out row;
        bool found;
        TRY(q_act_meeting_count(
            r->store, a, &(struct q_act_meeting_count_in){.meeting = q->meeting}, &found, &row));
        jv_set(q->data, SV("entries"), jv_int(a, row.entries));
    }
    int64_t seq;
    TRY(st_log_size(r->store, a, &seq));
    TRY(write_entry(r, a, actor, q));
    TRY(st_act_keep(r->store, a));
    if (h) {
        floor_apply(h->a, &h->floor, h->pack, &act);
    }
    if (q->kind == &rec_kinds[KIND_MEETING_OPENED] && h && !h->past.opened) {
        h->past.opened = true;
        h->past.opened_seq = seq;
    }
    if (q->kind == &rec_kinds[KIND_OFFICIAL_SEATED] || q->kind == &rec_kinds[KIND_RULES_ADOPTED]) {
        forget_body(r, q->body);
    }
    return NULL;
}

err *act_perform(struct act_room *r, struct arena *a, const struct act_actor *actor,
                 struct jv *tree, struct act_done *ret)
{
    struct act_request q;
    struct act_done done = {.entries = 0};
    TRY(act_request_of(a, tree, &q));
    TRY(repeated(r, a, actor, &q, &done));
    if (done.repeated) {
        *ret = done;
        return NULL;
    }
    TRY(act_rights_check(a, actor, q.kind, q.body, q.source != NULL, q.data));
    TRY(st_log_size(r->store, a, &done.first));
    TRY(st_act_begin(r->store, a));
    err *e = perform(r, a, actor, &q);
    if (e) {
        st_act_undo(r->store);
        r->last_known = false;
        return e;
    }
    done.entries = 1;
    done.kind = sv_of(q.kind->name);
    *ret = done;
    return NULL;
}
