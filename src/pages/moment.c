/* A moment of a meeting, and what is said of it. */
#include "pages/moment.h"

#include "pages/form.h"
#include "record/kinds.h"

static err *type_of(struct page_cx *cx, sv body, sv file, sv *ret)
{
    struct q_page_item_out row;
    bool found = false;
    if (file.n) {
        TRY(q_page_item(cx->store, cx->a, &(struct q_page_item_in){.body = body, .file = file},
                        &found, &row));
    }
    *ret = file.n && found ? row.type : SV_NONE;
    return NULL;
}

/* The motion that was decided last, if one was. */
static err *read_last(struct page_cx *cx, struct moment *n)
{
    struct q_hall_last_decided_out last;
    motion_row *rows = NULL;
    size_t rows_n = 0;
    bool found;
    TRY(q_hall_last_decided(cx->store, cx->a, &(struct q_hall_last_decided_in){.meeting = n->m.id},
                            &found, &last));
    if (!found) {
        return NULL;
    }
    struct q_page_motions_in in = {.meeting = last.item.n ? SV_NONE : n->m.id,
                                   .body = last.item.n ? n->m.b.id : SV_NONE,
                                   .item = last.item};
    TRY(q_page_motions(cx->store, cx->a, &in, &rows, &rows_n));
    for (size_t i = 0; i < rows_n; i++) {
        bool its = rows[i].n == last.n && sv_eq(rows[i].meeting, n->m.id);
        n->last = its ? &rows[i] : n->last;
    }
    n->last_item = last.item;
    return type_of(cx, n->m.b.id, n->last_item, &n->last_type);
}

static err *read_hearing(struct page_cx *cx, struct moment *n)
{
    struct q_page_hearing_out row = {0};
    bool found = false;
    if (n->has_open) {
        TRY(q_page_hearing(cx->store, cx->a,
                           &(struct q_page_hearing_in){.meeting = n->m.id, .item = n->open.item},
                           &found, &row));
    }
    n->hearing = found && row.open;
    n->heard = found ? row.heard : 0;
    return NULL;
}

err *page_moment_read(struct page_cx *cx, sv body, sv date_n, struct moment *ret)
{
    struct moment n = {0};
    struct q_page_last_of_meeting_out *newest = NULL;
    size_t newest_n = 0;
    TRY(page_meeting_read(cx, body, date_n, &n.m));
    TRY(q_page_motions(cx->store, cx->a,
                       &(struct q_page_motions_in){.meeting = n.m.id, .pending = true}, &n.motions,
                       &n.motions_n));
    TRY(q_page_attendance(cx->store, cx->a, &(struct q_page_attendance_in){.meeting = n.m.id},
                          &n.there, &n.there_n));
    TRY(q_page_item_open(cx->store, cx->a, &(struct q_page_item_open_in){.meeting = n.m.id},
                         &n.has_open, &n.open));
    TRY(read_hearing(cx, &n));
    TRY(q_page_recusals_of(cx->store, cx->a, &(struct q_page_recusals_of_in){.meeting = n.m.id},
                           &n.recusals, &n.recusals_n));
    n.top = n.motions_n ? &n.motions[n.motions_n - 1] : NULL;
    TRY(type_of(cx, body, n.has_open ? n.open.item : n.top ? n.top->item : SV_NONE, &n.item_type));
    TRY(read_last(cx, &n));
    TRY(q_page_last_of_meeting(cx->store, cx->a,
                               &(struct q_page_last_of_meeting_in){.meeting = n.m.id}, &newest,
                               &newest_n));
    n.seq = newest_n ? newest[0].seq : n.m.row.seq;
    TRY(page_speaking(cx, &n.m, &n.speaking));
    TRY(page_recording(cx, n.m.id, &n.recording));
    *ret = n;
    return NULL;
}

/* ---- the sentence ---- */

static bool needs_second(const struct moment *n)
{
    const struct pack *p = n->m.b.pack;
    enum motion_type t = motion_type_of(n->top->type);
    return p && t < MOTION_COUNT && p->motion[t].defined && p->motion[t].second;
}

sv page_stage_words(const struct moment *n)
{
    const motion_row *m = n->top;
    if (sv_is(m->state, "voting")) {
        return sv_is(m->method, "consent") ? SV("The chair asks whether any member objects.")
               : page_votes_hidden(&n->m.b, m->state)
                   ? SV("Members are voting; votes by name are shown when the result is announced.")
                   : SV("Members are voting.");
    }
    if (sv_is(m->state, "stated")) {
        return page_debatable(n->m.b.pack, motion_type_of(n->top->type))
                   ? SV("The question is open to debate.")
                   : SV("The question is stated; it is not debatable.");
    }
    return sv_is(m->state, "moved") && needs_second(n) ? SV("It waits for a second.")
                                                       : SV("The chair is to state the question.");
}

sv page_now_sentence(struct page_cx *cx, const struct moment *n)
{
    struct arena *a = cx->a;
    const struct q_page_meeting_out *m = &n->m.row;
    if (sv_is(m->status, "called")) {
        sv when = m->has_convenes ? page_moment_words(a, n->m.b.zone, m->convenes) : SV_NONE;
        return when.n ? page_stop(a, sv_fmt(a, "The meeting has not begun; it is called for %.*s",
                                            SV_ARG(when)))
                      : SV("The meeting has not begun.");
    }
    if (sv_is(m->status, "adjourned")) {
        sv when = m->has_adjourned ? page_clock_words(a, n->m.b.zone, m->adjourned) : SV_NONE;
        return when.n ? page_stop(a, sv_fmt(a, "The meeting ended at %.*s", SV_ARG(when)))
                      : SV("The meeting has ended.");
    }
    if (sv_is(m->status, "cancelled")) {
        return SV("The meeting is not held.");
    }
    if (sv_is(m->status, "recess")) {
        return SV("The meeting is in recess.");
    }
    if (sv_is(m->status, "closed-session")) {
        return SV("The body is in a closed session, which the public does not attend.");
    }
    if (n->top) {
        sv what = page_row_words(a, n->top, n->item_type);
        return sv_fmt(a, "%.*s has moved to %.*s. %.*s", SV_ARG(page_name(&n->m.b, n->top->mover)),
                      SV_ARG(what), SV_ARG(page_stage_words(n)));
    }
    if (n->hearing) {
        return sv_fmt(a, "The hearing on item %.*s is open: %.*s%s%.*s", SV_ARG(n->open.item),
                      SV_ARG(page_stop(a, n->open.title)), n->heard ? " Heard so far: " : "",
                      SV_ARG(n->heard ? sv_fmt(a, "%lld.", (long long)n->heard) : SV_NONE));
    }
    if (n->has_open) {
        return sv_fmt(a, "Item %.*s is before the body: %.*s", SV_ARG(n->open.item),
                      SV_ARG(page_stop(a, n->open.title)));
    }
    return sv_is(m->status, "open") ? SV("The meeting is between items.")
                                    : SV("Nothing but what sources report of it is in the record.");
}

sv page_result_of(struct arena *a, const motion_row *m)
{
    struct tally t = {.state = m->state,
                      .method = m->method,
                      .has_counts = m->has_yes && m->has_no,
                      .yes = m->yes,
                      .no = m->no,
                      .abstain = m->has_abstain ? m->abstain : 0};
    return page_result_words(a, &t);
}

sv page_last_result(struct page_cx *cx, const struct moment *n)
{
    if (!n->last) {
        return SV_NONE;
    }
    sv what = page_row_words(cx->a, n->last, n->last_type);
    sv item = n->last_item.n ? sv_fmt(cx->a, ", item %.*s", SV_ARG(n->last_item)) : SV_NONE;
    return sv_fmt(cx->a, "%.*s: %.*s%.*s.", SV_ARG(page_capital(cx->a, what)),
                  SV_ARG(page_small(cx->a, page_result_of(cx->a, n->last))), SV_ARG(item));
}

/* ---- the members ---- */

bool page_votes_fall(const struct moment *n)
{
    return n->top && sv_is(n->top->state, "voting") && sv_is(n->top->method, "roll-call") &&
           !page_votes_hidden(&n->m.b, n->top->state);
}

/* How a member who takes no part in a vote is shown: recused on its item, or as noted last. */
static sv standing(const struct moment *n, sv member, const motion_row *m, int64_t *ret_seq)
{
    sv item = m ? m->item : n->open.item;
    for (size_t i = 0; item.n && i < n->recusals_n; i++) {
        if (sv_eq(n->recusals[i].member, member) && sv_eq(n->recusals[i].item, item)) {
            *ret_seq = n->recusals[i].seq;
            return SV("recused");
        }
    }
    for (size_t i = 0; i < n->there_n; i++) {
        if (sv_eq(n->there[i].member, member)) {
            bool here = sv_is(n->there[i].state, "present") || sv_is(n->there[i].state, "remote");
            *ret_seq = n->there[i].seq;
            return here && m ? SV("waiting") : n->there[i].state;
        }
    }
    *ret_seq = m ? m->moved_seq : n->seq;
    return m ? SV("waiting") : SV("not-noted");
}

err *page_seats(struct page_cx *cx, const struct moment *n, const motion_row *m,
                const struct view_ballot **ret, size_t *ret_n)
{
    struct list l = {0};
    struct q_hall_votes_out *votes = NULL;
    size_t votes_n = 0;
    if (m) {
        TRY(q_hall_votes(cx->store, cx->a,
                         &(struct q_hall_votes_in){.meeting = n->m.id,
                                                   .item = m->item.n ? m->item : SV(""),
                                                   .motion = m->n},
                         &votes, &votes_n));
    }
    for (size_t i = 0; i < n->m.b.officials_n; i++) {
        const struct q_page_officials_out *o = &n->m.b.officials[i];
        const struct q_hall_votes_out *vote = NULL;
        int64_t seq;
        for (size_t k = 0; k < votes_n; k++) {
            vote = sv_eq(votes[k].member, o->member) ? &votes[k] : vote;
        }
        if (vote) {
            *LIST_ADD(cx->a, &l, struct view_ballot) =
                page_ballot(cx, &n->m.b, o->member, vote->choice, vote->changed, vote->seq);
        } else if (page_sat_on(o, (date){(int32_t)n->m.row.day})) {
            sv how = standing(n, o->member, m, &seq);
            *LIST_ADD(cx->a, &l, struct view_ballot) =
                page_ballot(cx, &n->m.b, o->member, how, false, seq);
        }
    }
    *ret = l.p;
    *ret_n = l.n;
    return NULL;
}

/* ---- what happened lately ---- */

err *page_lately(struct page_cx *cx, const struct moment *n, size_t most,
                 const struct view_clock_line **ret, size_t *ret_n)
{
    struct q_hall_lately_out *rows = NULL;
    size_t rows_n = 0;
    struct list l = {0};
    TRY(q_hall_lately(cx->store, cx->a,
                      &(struct q_hall_lately_in){.meeting = n->m.id,
                                                 .attendance = KIND_ATTENDANCE_NOTED,
                                                 .recessed = KIND_MEETING_RECESSED,
                                                 .resumed = KIND_MEETING_RESUMED,
                                                 .closed = KIND_SESSION_CLOSED,
                                                 .reopened = KIND_SESSION_REOPENED,
                                                 .note = KIND_NOTE_RECORDED,
                                                 .passed = KIND_CHAIR_PASSED},
                      &rows, &rows_n));
    for (size_t i = 0; i < rows_n && l.n < most; i++) {
        struct view_clock_line line;
        TRY(page_clock_line(cx, &n->m, &n->recording, rows[i].seq, &line));
        if (line.sentence.n) {
            *LIST_ADD(cx->a, &l, struct view_clock_line) = line;
        }
    }
    *ret = l.p;
    *ret_n = l.n;
    return NULL;
}
