/* Minutes and signatures: what must stand before they are written, and what the writer fills in. */
#include "acts/room.h"
#include "record/paper.h"

static err *of_meeting(struct act_room *r, struct arena *a, sv meeting, sv field,
                       struct q_act_meeting_out *ret)
{
    bool found;
    TRY(q_act_meeting(r->store, a, &(struct q_act_meeting_in){.id = meeting}, &found, ret));
    return found ? NULL
                 : err_about(a,
                             err_make(a, E_NOTFOUND, "the meeting %.*s is not on record",
                                      SV_ARG(meeting)),
                             field);
}

/* The item by which minutes are to be approved. */
static err *check_minutes_of(struct act_room *r, struct arena *a, const struct act_request *q)
{
    struct q_act_meeting_out row;
    sv of = jv_get_sv(q->data, "minutes_of"), field = SV("data.minutes_of");
    if (!of.n) {
        return NULL;
    }
    if (!sv_is(jv_get_sv(q->data, "type"), "minutes")) {
        return err_field(a, field, "only an item of the type minutes names a meeting");
    }
    TRY(of_meeting(r, a, of, field, &row));
    if (!sv_eq(row.body, q->body)) {
        return err_field(a, field, "%.*s is a meeting of another body", SV_ARG(of));
    }
    return sv_is(row.status, "adjourned")
               ? NULL
               : err_about(a,
                           err_make(a, E_CONFLICT,
                                    "the meeting %.*s has not adjourned: its minutes are approved "
                                    "when it is over",
                                    SV_ARG(of)),
                           field);
}

static err *check_worded(struct act_room *r, struct arena *a, const struct act_request *q)
{
    bool found;
    struct q_act_entry_meeting_out row;
    int64_t of = jv_get_int(q->data, "of", -1);
    TRY(q_act_entry_meeting(r->store, a, &(struct q_act_entry_meeting_in){.seq = of}, &found,
                            &row));
    return found && sv_eq(row.meeting, q->meeting)
               ? NULL
               : err_about(
                     a,
                     err_make(a, E_NOTFOUND, "entry %lld is none of this meeting", (long long)of),
                     SV("data.of"));
}

static err *check_filed(struct act_room *r, struct arena *a, const struct act_request *q)
{
    struct q_act_meeting_out row;
    TRY(of_meeting(r, a, q->meeting, SV("about.meeting"), &row));
    if (!sv_is(row.status, "adjourned")) {
        return err_make(a, E_CONFLICT,
                        "the meeting %.*s has not adjourned: minutes are filed when it is over",
                        SV_ARG(q->meeting));
    }
    return rec_paper_check(a, jv_get_sv(q->texts, "minutes"), q->meeting,
                           jv_get_sv(q->data, "style"));
}

/* What is signed was adopted, and is signed on that day or later. */
static err *check_signed(struct act_room *r, struct arena *a, const struct act_request *q)
{
    bool found;
    struct q_act_decided_out row;
    sv document = jv_get_sv(q->data, "document"), rest;
    date on, decided;
    if (sv_is(document, "other")) {
        return NULL;
    }
    TRY(q_act_decided(r->store, a, &(struct q_act_decided_in){.body = q->body, .file = q->item},
                      &found, &row));
    if (found && !sv_eq(row.type, document)) {
        return err_field(a, SV("data.document"), "file %.*s is no %.*s", SV_ARG(q->item),
                         SV_ARG(document));
    }
    if (!found || !sv_is(row.outcome, "adopted")) {
        return err_make(a, E_CONFLICT, "file %.*s has not been adopted: there is nothing to sign",
                        SV_ARG(q->item));
    }
    (void)sv_cut(row.meeting, '/', &rest);
    bool known =
        date_parse(sv_sub(rest, 0, 10), &decided) && date_parse(jv_get_sv(q->data, "on"), &on);
    return known && on.days < decided.days
               ? err_field(a, SV("data.on"),
                           "file %.*s was adopted on %.*s: it was not signed "
                           "before",
                           SV_ARG(q->item), SV_ARG(date_format(a, decided)))
               : NULL;
}

err *act_check_papers(struct act_room *r, struct arena *a, const struct act_request *q)
{
    if (q->kind == &rec_kinds[KIND_ITEM_FILED]) {
        return check_minutes_of(r, a, q);
    }
    if (q->kind == &rec_kinds[KIND_MINUTES_WORDED]) {
        return check_worded(r, a, q);
    }
    if (q->kind == &rec_kinds[KIND_MINUTES_FILED]) {
        return check_filed(r, a, q);
    }
    return q->kind == &rec_kinds[KIND_SIGNATURE_NOTED] ? check_signed(r, a, q) : NULL;
}

err *act_fill_version(struct act_room *r, struct arena *a, const struct act_request *q)
{
    bool found;
    struct q_act_minutes_version_out row;
    TRY(q_act_minutes_version(
        r->store, a, &(struct q_act_minutes_version_in){.meeting = q->meeting}, &found, &row));
    jv_set(q->data, SV("version"), jv_int(a, row.version + 1));
    return NULL;
}
