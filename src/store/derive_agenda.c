/* Templates, agendas and their versions, notice, numbers, and items handed on to another meeting.
 */
#include "store/reading.h"

err *st_template_adopted(struct st_reading *r)
{
    struct q_body_template_add_in in = {.seq = r->e->seq,
                                        .body = r->e->body,
                                        .citation = st_optional(st_text(r, "citation")),
                                        .words = st_part_hash(r, "template")};
    in.has_from_day = st_day(st_text(r, "from"), &in.from_day);
    return q_body_template_add(r->s, r->a, &in);
}

err *st_holiday_noted(struct st_reading *r)
{
    struct q_holiday_put_in in = {.body = r->e->body, .name = st_text(r, "name"), .seq = r->e->seq};
    return st_day(st_text(r, "day"), &in.day) ? q_holiday_put(r->s, r->a, &in) : NULL;
}

err *st_item_numbered(struct st_reading *r)
{
    return q_numbering_add(r->s, r->a,
                           &(struct q_numbering_add_in){.seq = r->e->seq,
                                                        .body = r->e->body,
                                                        .series = st_text(r, "series"),
                                                        .year = jv_get_int(r->e->data, "year", 0),
                                                        .place = jv_get_int(r->e->data, "place", 0),
                                                        .number = st_text(r, "number"),
                                                        .item = r->item});
}

/* ---- the agenda before the meeting ---- */

/* The item gives up the place that it has, and those behind it move up. */
static err *leave_place(struct st_reading *r)
{
    bool found;
    struct q_agenda_place_out at;
    TRY(q_agenda_place(r->s, r->a,
                       &(struct q_agenda_place_in){.meeting = r->meeting, .item = r->item}, &found,
                       &at));
    if (!found || !at.has_position) {
        return NULL;
    }
    TRY(q_agenda_unplace(r->s, r->a,
                         &(struct q_agenda_unplace_in){.meeting = r->meeting, .item = r->item}));
    return q_agenda_close_up(r->s, r->a,
                             &(struct q_agenda_close_up_in){.meeting = r->meeting,
                                                            .section = at.section,
                                                            .position = at.position});
}

err *st_item_scheduled(struct st_reading *r)
{
    struct q_agenda_put_in in = {.meeting = r->meeting,
                                 .item = r->item,
                                 .body = r->e->body,
                                 .section = st_optional(st_text(r, "section")),
                                 .remark = st_part_hash(r, "text"),
                                 .reported = r->e->reported,
                                 .seq = r->e->seq};
    in.has_position = st_number(r, "position", &in.position);
    if (in.has_position && !in.reported) { /* a source says where it stood, and moves nothing */
        TRY(leave_place(r));
        TRY(q_agenda_make_room(r->s, r->a,
                               &(struct q_agenda_make_room_in){.meeting = in.meeting,
                                                               .section = in.section,
                                                               .position = in.position}));
    }
    return q_agenda_put(r->s, r->a, &in);
}

err *st_item_unscheduled(struct st_reading *r)
{
    TRY(leave_place(r));
    TRY(q_agenda_take_off(r->s, r->a,
                          &(struct q_agenda_take_off_in){.meeting = r->meeting, .item = r->item}));
    TRY(q_awaiting_end(r->s, r->a,
                       &(struct q_awaiting_end_in){.body = r->e->body, .item = r->item}));
    return q_item_unscheduled(
        r->s, r->a,
        &(struct q_item_unscheduled_in){.body = r->e->body, .file = r->item, .seq = r->e->seq});
}

static err *version_section(struct st_reading *r, int64_t no, const struct jv *section)
{
    int64_t n = 0;
    TRY(q_agenda_version_section_add(
        r->s, r->a,
        &(struct q_agenda_version_section_add_in){.seq = r->e->seq,
                                                  .section = no,
                                                  .name = jv_get_sv(section, "name"),
                                                  .code = st_optional(jv_get_sv(section, "code")),
                                                  .consent = jv_get_bool(section, "consent")}));
    jv_each(item, jv_get(section, "items"))
    {
        n++;
        TRY(q_agenda_version_line_add(r->s, r->a,
                                      &(struct q_agenda_version_line_add_in){.seq = r->e->seq,
                                                                             .item = item->text,
                                                                             .body = r->e->body,
                                                                             .meeting = r->meeting,
                                                                             .section = no,
                                                                             .n = n}));
    }
    return NULL;
}

err *st_agenda_published(struct st_reading *r)
{
    struct q_agenda_version_add_in in = {.seq = r->e->seq,
                                         .body = r->e->body,
                                         .meeting = r->meeting,
                                         .version = jv_get_int(r->e->data, "version", 1),
                                         .published = r->timed ? r->when : r->e->recorded,
                                         .late = jv_get_bool(r->e->data, "late"),
                                         .words = st_part_hash(r, "text")};
    int64_t no = 0;
    in.has_deadline = instant_parse(st_text(r, "deadline"), &in.deadline);
    TRY(q_agenda_version_add(r->s, r->a, &in));
    jv_each(section, jv_get(r->e->data, "sections"))
    {
        TRY(version_section(r, ++no, section));
    }
    return NULL;
}

err *st_notice_posted(struct st_reading *r)
{
    struct q_notice_add_in in = {.seq = r->e->seq,
                                 .body = r->e->body,
                                 .meeting = r->meeting,
                                 .method = st_text(r, "method"),
                                 .place = st_text(r, "where"),
                                 .posted = r->timed ? r->when : r->e->recorded,
                                 .words = st_part_hash(r, "text")};
    instant posted;
    if (instant_parse(st_text(r, "posted"), &posted)) {
        in.posted = posted;
    }
    in.has_version = st_number(r, "version", &in.version);
    in.has_deadline = instant_parse(st_text(r, "deadline"), &in.deadline);
    in.late = in.has_deadline && in.posted.us > in.deadline.us; /* also of a time corrected since */
    return q_notice_add(r->s, r->a, &in);
}

/* ---- items handed on ---- */

/* What was lost for lack of a quorum stands on the agenda of the next regular meeting that is
 * called, and on no other. */
err *st_place_awaiting(struct st_reading *r)
{
    struct q_awaiting_of_out *rows;
    size_t n;
    TRY(q_awaiting_of(r->s, r->a, &(struct q_awaiting_of_in){.body = r->e->body}, &rows, &n));
    for (size_t i = 0; i < n; i++) {
        bool found;
        struct q_meeting_regular_next_out next;
        TRY(st_leave_agendas(r, rows[i].item, "no-quorum"));
        TRY(q_meeting_regular_next(
            r->s, r->a, &(struct q_meeting_regular_next_in){.body = r->e->body, .day = rows[i].day},
            &found, &next));
        if (found) {
            TRY(st_stand_on(r, rows[i].item, next.id, "no-quorum", rows[i].meeting));
        }
    }
    return NULL;
}

/* A meeting ended, or never began, for lack of a quorum. */
err *st_lost(struct st_reading *r)
{
    struct q_agenda_undecided_out *rows;
    size_t n;
    TRY(q_agenda_undecided(r->s, r->a, &(struct q_agenda_undecided_in){.meeting = r->meeting},
                           &rows, &n));
    for (size_t i = 0; i < n; i++) {
        TRY(q_awaiting_put(r->s, r->a,
                           &(struct q_awaiting_put_in){.body = r->e->body,
                                                       .item = rows[i].item,
                                                       .meeting = r->meeting,
                                                       .seq = r->e->seq}));
    }
    return st_place_awaiting(r);
}

/* The whole agenda is taken up on another day, in its order. */
static err *moved_to(struct st_reading *r, sv to)
{
    struct q_agenda_undecided_out *rows;
    size_t n;
    TRY(q_agenda_undecided(r->s, r->a, &(struct q_agenda_undecided_in){.meeting = r->meeting},
                           &rows, &n));
    for (size_t i = 0; i < n; i++) {
        TRY(q_awaiting_end(r->s, r->a,
                           &(struct q_awaiting_end_in){.body = r->e->body, .item = rows[i].item}));
        TRY(st_stand_on(r, rows[i].item, to, "moved", r->meeting));
        TRY(q_agenda_hand_on(r->s, r->a,
                             &(struct q_agenda_hand_on_in){.meeting = to,
                                                           .item = rows[i].item,
                                                           .section = rows[i].section,
                                                           .has_position = rows[i].has_position,
                                                           .position = rows[i].position}));
    }
    return NULL;
}

err *st_cancelled(struct st_reading *r)
{
    int64_t to;
    if (st_day(st_text(r, "to"), &to)) {
        TRY(moved_to(r, sv_fmt(r->a, "%.*s/%.*s", SV_ARG(r->e->body),
                               SV_ARG(date_format(r->a, (date){(int32_t)to})))));
    } else if (sv_is(st_text(r, "reason"), "lack-of-quorum")) {
        TRY(st_lost(r));
    }
    TRY(st_place_vetoes(r));
    return st_place_awaiting(r);
}

err *st_meeting_changed(struct st_reading *r)
{
    sv type = st_optional(st_text(r, "type"));
    struct q_meeting_change_in in = {.id = r->meeting,
                                     .type = type,
                                     .place = st_part_hash(r, "place"),
                                     .words = st_part_hash(r, "text"),
                                     .seq = r->e->seq};
    in.has_convenes = instant_parse(st_text(r, "convenes"), &in.convenes);
    TRY(q_meeting_change(r->s, r->a, &in));
    TRY(q_meeting_becomes(r->s, r->a,
                          &(struct q_meeting_becomes_in){.id = in.id,
                                                         .type = in.type,
                                                         .has_convenes = in.has_convenes,
                                                         .convenes = in.convenes,
                                                         .place = in.place}));
    if (!type.n) {
        return NULL;
    }
    TRY(st_place_vetoes(r));
    return st_place_awaiting(r);
}
