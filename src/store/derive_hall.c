/* The derived rows of the hall: who asks to speak and speaks, declared interests, the recording. */
#include "store/reading.h"

/* Speaking ends by the entry: of that member, or of all where it is empty; waiting: of those who
 * wait to speak, too. */
static err *over(struct st_reading *r, sv member, bool waiting)
{
    return q_speaking_end(r->s, r->a,
                          &(struct q_speaking_end_in){.meeting = r->meeting,
                                                      .member = st_optional(member),
                                                      .waiting = waiting,
                                                      .has_at = r->timed,
                                                      .at = r->when,
                                                      .seq = r->e->seq});
}

err *st_floor_requested(struct st_reading *r)
{
    return q_speaking_ask(r->s, r->a,
                          &(struct q_speaking_ask_in){.seq = r->e->seq,
                                                      .body = r->e->body,
                                                      .meeting = r->meeting,
                                                      .member = st_text(r, "member"),
                                                      .has_requested = r->timed,
                                                      .requested = r->when});
}

err *st_floor_assigned(struct st_reading *r)
{
    int64_t seconds = 0;
    bool limited = st_number(r, "seconds", &seconds);
    sv member = st_text(r, "member");
    TRY(over(r, SV_NONE, false));
    TRY(q_speaking_begin(r->s, r->a,
                         &(struct q_speaking_begin_in){.meeting = r->meeting,
                                                       .member = member,
                                                       .has_at = r->timed,
                                                       .at = r->when,
                                                       .has_seconds = limited,
                                                       .seconds = seconds,
                                                       .seq = r->e->seq}));
    if (st_changes(r->s) > 0) {
        return NULL;
    }
    return q_speaking_add(r->s, r->a,
                          &(struct q_speaking_add_in){.seq = r->e->seq,
                                                      .body = r->e->body,
                                                      .meeting = r->meeting,
                                                      .member = member,
                                                      .has_at = r->timed,
                                                      .at = r->when,
                                                      .has_seconds = limited,
                                                      .seconds = seconds});
}

err *st_floor_yielded(struct st_reading *r)
{
    return over(r, st_text(r, "member"), true);
}

err *st_floor_moves_on(struct st_reading *r, enum rec_kind_id kind)
{
    static const char *const gone[] = {"absent", "left"};
    bool stops =
        kind == KIND_MEETING_RECESSED || kind == KIND_SESSION_CLOSED || kind == KIND_VOTE_OPENED;
    bool clears =
        kind == KIND_ITEM_OPENED || kind == KIND_ITEM_CLOSED || kind == KIND_MEETING_ADJOURNED;
    if (stops || clears) {
        return over(r, SV_NONE, clears);
    }
    for (size_t i = 0; kind == KIND_ATTENDANCE_NOTED && i < sizeof gone / sizeof *gone; i++) {
        jv_each(id, jv_get(r->e->data, gone[i]))
        {
            TRY(over(r, id->text, true));
        }
    }
    return NULL;
}

err *st_conflict_declared(struct st_reading *r)
{
    return q_conflict_add(r->s, r->a,
                          &(struct q_conflict_add_in){.seq = r->e->seq,
                                                      .body = r->e->body,
                                                      .meeting = r->meeting,
                                                      .item = r->item,
                                                      .member = st_text(r, "member"),
                                                      .words = st_part_hash(r, "text")});
}

err *st_recording_started(struct st_reading *r)
{
    int64_t second = 0;
    (void)st_number(r, "second", &second);
    return q_recording_start(r->s, r->a,
                             &(struct q_recording_start_in){.meeting = r->meeting,
                                                            .has_started = r->timed,
                                                            .started = r->when,
                                                            .second = second,
                                                            .seq = r->e->seq});
}

err *st_recording_linked(struct st_reading *r)
{
    return q_recording_link(r->s, r->a,
                            &(struct q_recording_link_in){.meeting = r->meeting,
                                                          .address = st_text(r, "address"),
                                                          .jump = st_text(r, "jump"),
                                                          .seq = r->e->seq});
}
