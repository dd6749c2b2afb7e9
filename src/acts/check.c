/* What an act is about must stand on record. */
#include "acts/agenda.h"
#include "acts/seating.h"
#include "sys/zone.h"

static err *not_found(struct arena *a, const char *field, err *e)
{
    struct err *copy = arena_new(a, struct err);
    *copy = *e;
    copy->field = sv_of(field);
    return copy;
}

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

/* A body that is registered has a time zone that there is, and a pack. */
static err *check_registered(struct act_room *r, struct arena *a, const struct act_request *q)
{
    const struct zone *z;
    struct pack *pack;
    sv zone = jv_get_sv(q->data, "zone");
    err *e = sys_zone_find(a, zone, &z);
    if (e && (e->kind == E_NOTFOUND || e->kind == E_INVALID)) {
        return err_field(a, SV("data.zone"),
                         "there is no time zone %.*s: take one such as America/New_York",
                         SV_ARG(sv_sub(zone, 0, 64)));
    }
    TRY(e);
    e = room_pack_of(r, a, jv_get_sv(q->data, "pack"), NULL, &pack);
    return e ? err_about(a, e, SV("data.pack")) : NULL;
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
    return registers ? check_registered(r, a, q) : NULL;
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
    bool over = sv_is(row.status, "adjourned") || sv_is(row.status, "cancelled");
    if (q->kind == &rec_kinds[KIND_DESK_TAKEN] && over) {
        return err_make(a, E_CONFLICT,
                        "the meeting %.*s is %.*s: its record is kept by nobody any more",
                        SV_ARG(q->meeting), SV_ARG(row.status));
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

err *act_check_named(struct act_room *r, struct arena *a, const struct act_request *q)
{
    bool floor = act_on_floor(q->kind) && !q->source && q->meeting.n;
    TRY(check_items(r, a, q));
    return floor && q->kind != &rec_kinds[KIND_ATTENDANCE_NOTED] &&
                   q->kind != &rec_kinds[KIND_REASON_GIVEN]
               ? NULL
               : check_officials(r, a, q);
}

err *act_check(struct act_room *r, struct arena *a, const struct act_request *q)
{
    bool reported = q->source != NULL;
    TRY(check_body(r, a, q));
    TRY(check_meeting(r, a, q, reported));
    TRY(check_item(r, a, q));
    TRY(act_check_agenda(r, a, q));
    TRY(resolve_motion(r, a, q, q->about, "motion", "about.motion"));
    TRY(resolve_motion(r, a, q, q->data, "target", "data.target"));
    TRY(act_check_papers(r, a, q));
    TRY(act_check_instrument(r, a, q));
    TRY(act_check_due(r, a, q, jv_get_sv(q->about, "instrument")));
    if (q->kind == &rec_kinds[KIND_OFFICIAL_SEATED]) {
        return check_seats(r, a, q);
    }
    if (q->kind == &rec_kinds[KIND_RULES_ADOPTED]) {
        return check_rules(a, q);
    }
    return act_check_named(r, a, q);
}
