/* What becomes of motions and items by an entry: outcomes, agendas, vetoes. */
#include "store/reading.h"

/* The entry touches that as well. */
static err *reach(struct st_reading *r, sv subject)
{
    return q_reaching_add(r->s, r->a,
                          &(struct q_reaching_add_in){.seq = r->e->seq, .subject = subject});
}

static err *reach_item(struct st_reading *r, sv item)
{
    return reach(r, sv_fmt(r->a, "item:%.*s/%.*s", SV_ARG(r->e->body), SV_ARG(item)));
}

static err *reach_meeting(struct st_reading *r, sv meeting)
{
    return reach(r, sv_fmt(r->a, "meeting:%.*s", SV_ARG(meeting)));
}

/* ---- what becomes of items ---- */

err *st_leave_agendas(struct st_reading *r, sv item, const char *why)
{
    struct q_agenda_standing_out *rows;
    size_t n;
    TRY(q_agenda_standing(
        r->s, r->a,
        &(struct q_agenda_standing_in){.body = r->e->body, .item = item, .why = sv_of(why)}, &rows,
        &n));
    for (size_t i = 0; i < n; i++) {
        sv meeting = rows[i].meeting;
        TRY(q_agenda_leave(r->s, r->a,
                           &(struct q_agenda_leave_in){.meeting = meeting, .item = item}));
        TRY(q_agenda_drop(r->s, r->a,
                          &(struct q_agenda_drop_in){.meeting = meeting, .item = item}));
        TRY(reach_meeting(r, meeting));
    }
    return NULL;
}

err *st_stand_on(struct st_reading *r, sv item, sv meeting, const char *why, sv from)
{
    bool deferred = sv_is(sv_of(why), "deferred");
    TRY(q_agenda_stand(r->s, r->a,
                       &(struct q_agenda_stand_in){.meeting = meeting,
                                                   .item = item,
                                                   .body = r->e->body,
                                                   .why = sv_of(why),
                                                   .why_meeting = st_optional(from),
                                                   .has_why_motion = deferred && r->has_motion,
                                                   .why_motion = r->motion,
                                                   .reported = r->e->reported,
                                                   .seq = r->e->seq}));
    TRY(reach_item(r, item));
    return reach_meeting(r, meeting);
}

/* One outcome of an item: a word, or pending again. */
err *st_item_becomes(struct st_reading *r, sv item, sv word)
{
    struct q_outcome_add_in row = {.body = r->e->body,
                                   .item = item,
                                   .seq = r->e->seq,
                                   .outcome = word,
                                   .meeting = st_optional(r->meeting),
                                   .motion = r->has_motion ? r->motion : 0,
                                   .has_to_day = r->has_to_day && sv_is(word, "postponed"),
                                   .to_day = r->to_day,
                                   .method = st_optional(st_text(r, "method")),
                                   .has_at = r->timed,
                                   .at = r->when,
                                   .reported = r->e->reported};
    row.has_yes = st_number(r, "yes", &row.yes);
    row.has_no = st_number(r, "no", &row.no);
    row.has_abstain = st_number(r, "abstain", &row.abstain);
    TRY(q_outcome_add(r->s, r->a, &row));
    if (!sv_eq(item, r->item)) {
        TRY(reach_item(r, item));
    }
    TRY(st_leave_agendas(r, item, "deferred"));
    TRY(st_leave_agendas(r, item, "moved"));
    TRY(st_leave_agendas(r, item, "no-quorum"));
    TRY(q_awaiting_end(r->s, r->a, &(struct q_awaiting_end_in){.body = row.body, .item = item}));
    if (sv_is(word, "pending")) {
        return q_item_reopen(
            r->s, r->a, &(struct q_item_reopen_in){.body = row.body, .file = item, .seq = row.seq});
    }
    struct q_item_decide_in decide = {.body = row.body,
                                      .file = item,
                                      .outcome = word,
                                      .meeting = row.meeting,
                                      .motion = row.motion,
                                      .has_at = row.has_at,
                                      .at = row.at,
                                      .reported = row.reported,
                                      .seq = row.seq};
    jv_each(id, jv_get(r->e->data, "vetoable"))
    {
        if (sv_eq(id->text, item)) {
            decide.has_veto_until = instant_parse(st_text(r, "veto_until"), &decide.veto_until);
        }
    }
    TRY(q_item_decide(r->s, r->a, &decide));
    if (!sv_is(word, "vetoed")) {
        TRY(st_leave_agendas(r, item, "veto"));
    }
    return row.has_to_day
               ? st_stand_on(r, item,
                             sv_fmt(r->a, "%.*s/%.*s", SV_ARG(row.body),
                                    SV_ARG(date_format(r->a, (date){(int32_t)row.to_day}))),
                             "deferred", r->meeting)
               : NULL;
}

/* What the entry says becomes of items: data.disposition, of data.items. */
err *st_dispositions(struct st_reading *r)
{
    sv word = st_text(r, "disposition");
    if (word.n) {
        jv_each(item, jv_get(r->e->data, "items"))
        {
            TRY(st_item_becomes(r, item->text, word));
        }
    }
    return NULL;
}

/* A motion is voted on anew: what it had made of items is undone. */
static err *undo_outcomes(struct st_reading *r, int64_t motion)
{
    struct q_items_decided_by_out *rows;
    size_t n;
    TRY(q_items_decided_by(r->s, r->a,
                           &(struct q_items_decided_by_in){
                               .meeting = r->meeting, .motion = motion, .body = r->e->body},
                           &rows, &n));
    for (size_t i = 0; i < n; i++) {
        TRY(st_item_becomes(r, rows[i].file, SV("pending")));
    }
    return NULL;
}

err *st_motion_ends(struct st_reading *r, int64_t n, sv word)
{
    bool by = r->has_motion && n != r->motion;
    return q_motion_end(r->s, r->a,
                        &(struct q_motion_end_in){.meeting = r->meeting,
                                                  .n = n,
                                                  .outcome = word,
                                                  .has_by = by,
                                                  .by = r->motion,
                                                  .has_at = r->timed,
                                                  .at = r->when,
                                                  .seq = r->e->seq});
}

/* What the entry says becomes of motions: data.becomes. */
err *st_becomes(struct st_reading *r)
{
    jv_each(m, jv_get(r->e->data, "becomes"))
    {
        uint64_t number_of;
        bool found = false;
        struct q_motion_item_out motion = {.item = SV_NONE};
        if (!sv_u64(m->key, &number_of)) {
            continue;
        }
        int64_t n = (int64_t)number_of;
        TRY(q_motion_item(r->s, r->a, &(struct q_motion_item_in){.meeting = r->meeting, .n = n},
                          &found, &motion));
        if (!sv_is(m->text, "pending")) {
            TRY(st_motion_ends(r, n, m->text));
        } else {
            TRY(q_motion_return(r->s, r->a,
                                &(struct q_motion_return_in){.meeting = r->meeting, .n = n}));
            TRY(q_vote_clear(r->s, r->a,
                             &(struct q_vote_clear_in){.meeting = r->meeting,
                                                       .item = motion.item.n ? motion.item : SV(""),
                                                       .motion = n}));
            /* a vote or a ruling says itself what becomes of items */
            if (r->e->kind == &rec_kinds[KIND_MOTION_MOVED]) {
                TRY(undo_outcomes(r, n));
            }
        }
        if (found && motion.item.n && !sv_eq(motion.item, r->item)) {
            TRY(reach_item(r, motion.item));
        }
    }
    return NULL;
}

/* ---- vetoes ---- */

/* A vetoed item stands on the agenda of the next regular meeting that is called, and on no other;
 * while that meeting goes on, nothing moves. */
static err *place_veto(struct st_reading *r, sv item)
{
    bool found;
    struct q_agenda_veto_open_out open;
    struct q_veto_last_out veto;
    struct q_meeting_regular_next_out next;
    TRY(q_agenda_veto_open(r->s, r->a,
                           &(struct q_agenda_veto_open_in){.body = r->e->body, .item = item},
                           &found, &open));
    if (found) {
        return NULL;
    }
    TRY(q_veto_last(r->s, r->a, &(struct q_veto_last_in){.body = r->e->body, .item = item}, &found,
                    &veto));
    if (!found) {
        return NULL;
    }
    TRY(st_leave_agendas(r, item, "veto"));
    TRY(q_meeting_regular_next(r->s, r->a,
                               &(struct q_meeting_regular_next_in){
                                   .body = r->e->body, .day = date_of_instant(veto.received).days},
                               &found, &next));
    return found ? st_stand_on(r, item, next.id, "veto", SV_NONE) : NULL;
}

err *st_place_vetoes(struct st_reading *r)
{
    struct q_items_vetoed_out *rows;
    size_t n;
    TRY(q_items_vetoed(r->s, r->a, &(struct q_items_vetoed_in){.body = r->e->body}, &rows, &n));
    for (size_t i = 0; i < n; i++) {
        TRY(place_veto(r, rows[i].file));
    }
    return NULL;
}

err *st_veto_filed(struct st_reading *r)
{
    bool found;
    struct q_item_stands_out stands;
    TRY(q_item_stands(r->s, r->a, &(struct q_item_stands_in){.body = r->e->body, .file = r->item},
                      &found, &stands));
    struct q_veto_add_in in = {.seq = r->e->seq,
                               .body = r->e->body,
                               .item = r->item,
                               .official = st_text(r, "official"),
                               .received = r->timed ? r->when : r->e->recorded,
                               .has_of_seq = found && stands.has_decided_seq,
                               .of_seq = stands.decided_seq,
                               .departure = st_optional(st_text(r, "departure")),
                               .words = st_part_hash(r, "text"),
                               .reported = r->e->reported};
    instant received;
    if (instant_parse(st_text(r, "received"), &received)) {
        in.received = received;
    }
    TRY(q_veto_add(r->s, r->a, &in));
    TRY(st_item_becomes(r, r->item, SV("vetoed")));
    return place_veto(r, r->item);
}

/* A meeting that was to deal with a veto and did not override it has let it stand. */
err *st_vetoes_stand(struct st_reading *r)
{
    struct q_agenda_vetoed_out *rows;
    size_t n;
    TRY(q_agenda_vetoed(r->s, r->a, &(struct q_agenda_vetoed_in){.meeting = r->meeting}, &rows,
                        &n));
    for (size_t i = 0; i < n; i++) {
        bool found;
        struct q_item_stands_out stands;
        TRY(q_item_stands(r->s, r->a,
                          &(struct q_item_stands_in){.body = r->e->body, .file = rows[i].item},
                          &found, &stands));
        if (found && sv_is(stands.outcome, "vetoed")) {
            TRY(st_item_becomes(r, rows[i].item, SV("veto-sustained")));
        }
    }
    return NULL;
}
