/* What is happening in a meeting now, in one sentence, and the state around it. */
#include "pages/inner.h"

struct moment {
    struct meeting_view m;
    motion_row *motions;
    size_t motions_n;
    struct q_page_votes_of_meeting_out *votes;
    size_t votes_n;
    struct q_page_attendance_out *there;
    size_t there_n;
    struct q_page_item_open_out open;
    struct q_page_recusals_of_out *recusals;
    size_t recusals_n;
    bool has_open;
    sv item_type;
    const motion_row *top;  /* the motion to be decided first, or NULL */
    const motion_row *last; /* the motion that was decided last, or NULL */
    sv last_item, last_type;
};

static bool pending(const motion_row *m)
{
    return sv_is(m->state, "moved") || sv_is(m->state, "seconded") || sv_is(m->state, "stated") ||
           sv_is(m->state, "voting");
}

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

static err *read_moment(struct page_cx *cx, sv body, sv date_n, struct moment *ret)
{
    struct moment n = {0};
    TRY(page_meeting_read(cx, body, date_n, &n.m));
    TRY(page_motions_in(cx, n.m.id, &n.motions, &n.motions_n));
    TRY(q_page_votes_of_meeting(cx->store, cx->a,
                                &(struct q_page_votes_of_meeting_in){.meeting = n.m.id}, &n.votes,
                                &n.votes_n));
    TRY(q_page_attendance(cx->store, cx->a, &(struct q_page_attendance_in){.meeting = n.m.id},
                          &n.there, &n.there_n));
    TRY(q_page_item_open(cx->store, cx->a, &(struct q_page_item_open_in){.meeting = n.m.id},
                         &n.has_open, &n.open));
    TRY(q_page_recusals_of(cx->store, cx->a, &(struct q_page_recusals_of_in){.meeting = n.m.id},
                           &n.recusals, &n.recusals_n));
    sv item = n.has_open ? n.open.item : n.motions_n ? n.motions[n.motions_n - 1].item : SV_NONE;
    TRY(type_of(cx, body, item, &n.item_type));
    for (size_t i = 0; i < n.motions_n; i++) {
        const motion_row *m = &n.motions[i];
        n.top = pending(m) ? m : n.top;
        if (m->has_announced_seq && (!n.last || m->announced_seq > n.last->announced_seq)) {
            n.last = m;
            n.last_item = n.motions[i].item;
        }
    }
    TRY(type_of(cx, body, n.last_item, &n.last_type));
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

static const char *stage(const struct moment *n)
{
    const motion_row *m = n->top;
    if (sv_is(m->state, "voting")) {
        return sv_is(m->method, "consent") ? "The chair asks whether any member objects."
               : page_votes_hidden(&n->m.b, m->state)
                   ? "Members are voting; votes by name are shown when the result is announced."
                   : "Members are voting.";
    }
    if (sv_is(m->state, "stated")) {
        return "The question is open to debate.";
    }
    return sv_is(m->state, "moved") && needs_second(n) ? "It waits for a second."
                                                       : "The chair is to state the question.";
}

static sv now_sentence(struct page_cx *cx, const struct moment *n)
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
        return sv_fmt(a, "%.*s has moved to %.*s. %s", SV_ARG(page_name(&n->m.b, n->top->mover)),
                      SV_ARG(what), stage(n));
    }
    if (n->has_open) {
        return sv_fmt(a, "Item %.*s is before the body: %.*s", SV_ARG(n->open.item),
                      SV_ARG(page_stop(a, n->open.title)));
    }
    return sv_is(m->status, "open") ? SV("The meeting is between items.")
                                    : SV("Nothing but what sources report of it is in the record.");
}

static sv last_result(struct page_cx *cx, const struct moment *n)
{
    if (!n->last) {
        return SV_NONE;
    }
    struct tally t = {.state = n->last->state,
                      .method = n->last->method,
                      .has_counts = n->last->has_yes && n->last->has_no,
                      .yes = n->last->yes,
                      .no = n->last->no,
                      .abstain = n->last->has_abstain ? n->last->abstain : 0};
    sv what = page_row_words(cx->a, n->last, n->last_type);
    sv item = n->last_item.n ? sv_fmt(cx->a, ", item %.*s", SV_ARG(n->last_item)) : SV_NONE;
    return sv_fmt(cx->a, "%.*s: %.*s%.*s.", SV_ARG(page_capital(cx->a, what)),
                  SV_ARG(page_small(cx->a, page_result_words(cx->a, &t))), SV_ARG(item));
}

static sv present_sentence(struct page_cx *cx, const struct moment *n)
{
    int64_t here = 0, members = 0;
    for (size_t i = 0; i < n->m.b.officials_n; i++) {
        const struct q_page_officials_out *o = &n->m.b.officials[i];
        if (!page_sat_on(o, (date){(int32_t)n->m.row.day})) {
            continue;
        }
        members++;
        for (size_t k = 0; k < n->there_n; k++) {
            here += sv_eq(n->there[k].member, o->member) &&
                    (sv_is(n->there[k].state, "present") || sv_is(n->there[k].state, "remote"));
        }
    }
    return n->there_n ? sv_fmt(cx->a, "%.*s of %.*s members present.",
                               SV_ARG(page_capital(cx->a, page_number(cx->a, here))),
                               SV_ARG(page_number(cx->a, members)))
                      : SV("Who is there is not noted yet.");
}

/* ---- votes as they fall ---- */

/* Why a member is not waited for: absent or recused, and the entry that says so; else waited for.
 */
static sv not_voting(const struct moment *n, sv member, int64_t *ret_seq)
{
    for (size_t i = 0; i < n->recusals_n; i++) {
        if (sv_eq(n->recusals[i].member, member) && sv_eq(n->recusals[i].item, n->open.item)) {
            *ret_seq = n->recusals[i].seq;
            return SV("recused");
        }
    }
    for (size_t i = 0; i < n->there_n; i++) {
        bool here = sv_is(n->there[i].state, "present") || sv_is(n->there[i].state, "remote");
        if (sv_eq(n->there[i].member, member) && !here) {
            *ret_seq = n->there[i].seq;
            return SV("absent");
        }
    }
    *ret_seq = n->top->moved_seq;
    return SV("waiting");
}

static void votes_now(struct page_cx *cx, const struct moment *n, struct view_live_region *ret)
{
    struct list l = {0};
    for (size_t i = 0; i < n->m.b.officials_n; i++) {
        const struct q_page_officials_out *o = &n->m.b.officials[i];
        const struct q_page_votes_of_meeting_out *vote = NULL;
        for (size_t k = 0; k < n->votes_n; k++) {
            bool his = n->votes[k].motion == n->top->n && n->votes[k].roll < 0 &&
                       sv_eq(n->votes[k].member, o->member);
            vote = his ? &n->votes[k] : vote;
        }
        if (vote) {
            *LIST_ADD(cx->a, &l, struct view_ballot) =
                page_ballot(cx, &n->m.b, o->member, vote->choice, vote->changed, vote->seq);
        } else if (page_sat_on(o, (date){(int32_t)n->m.row.day})) {
            int64_t seq;
            sv why = not_voting(n, o->member, &seq);
            *LIST_ADD(cx->a, &l, struct view_ballot) =
                page_ballot(cx, &n->m.b, o->member, why, false, seq);
        }
    }
    ret->waiting = l.p;
    ret->waiting_n = l.n;
}

static err *region(struct page_cx *cx, const struct moment *n, struct view_live_region *ret)
{
    struct q_page_last_of_meeting_out *last = NULL;
    size_t last_n = 0;
    struct list motions = {0};
    TRY(q_page_last_of_meeting(
        cx->store, cx->a, &(struct q_page_last_of_meeting_in){.meeting = n->m.id}, &last, &last_n));
    struct view_live_region r = {.meeting = n->m.id,
                                 .seq = last_n ? last[0].seq : n->m.row.seq,
                                 .status = n->m.row.status,
                                 .sentence = now_sentence(cx, n),
                                 .result = last_result(cx, n),
                                 .present = present_sentence(cx, n)};
    if (n->last && n->last_item.n) {
        r.result_page = url_path(cx->a, "/decisions/{}/{}", n->m.b.id, n->last_item);
    }
    if (n->has_open) {
        r.item = n->open.item;
        r.item_title = n->open.title;
        r.item_page = url_path(cx->a, "/items/{}/{}", n->m.b.id, n->open.item);
    }
    for (size_t i = n->motions_n; i > 0; i--) {
        if (pending(&n->motions[i - 1])) {
            *LIST_ADD(cx->a, &motions, struct view_motion) =
                page_motion(cx, &n->m.b, &n->motions[i - 1], n->item_type, NULL, 0);
        }
    }
    r.pending = motions.p;
    r.pending_n = motions.n;
    r.voting = n->top && sv_is(n->top->state, "voting") && sv_is(n->top->method, "roll-call") &&
               !page_votes_hidden(&n->m.b, n->top->state);
    if (r.voting) {
        votes_now(cx, n, &r);
    }
    *ret = r;
    return NULL;
}

err *page_live_region(struct page_cx *cx, sv body, sv date_n, struct view_live_region *ret)
{
    struct moment n;
    TRY(read_moment(cx, body, date_n, &n));
    return region(cx, &n, ret);
}

err *page_live(struct page_cx *cx, sv body, sv date_n, struct view_live_page *ret)
{
    struct moment n;
    struct view_live_page p = {0};
    TRY(read_moment(cx, body, date_n, &n));
    TRY(region(cx, &n, &p.region));
    sv name = page_meeting_name(cx->a, n.m.row.type, (date){(int32_t)n.m.row.day});
    page_shell(cx, sv_fmt(cx->a, "Now: %.*s", SV_ARG(n.m.b.row.name)), &p.shell);
    p.shell.place = n.m.b.row.place;
    p.shell.twin = url_path(cx->a, "/meetings/{}/{}/live.json", body, date_n);
    page_crumb(cx, &p.shell, SV("Home"), URL_FIXED("/"));
    page_crumb(cx, &p.shell, n.m.b.row.name, url_path(cx->a, "/bodies/{}", body));
    p.page = url_path(cx->a, "/meetings/{}/{}", body, date_n);
    page_crumb(cx, &p.shell, name, p.page);
    p.stream = url_path(cx->a, "/meetings/{}/{}/live/events", body, date_n);
    TRY(page_agenda_lines(cx, &n.m, &p.agenda, &p.agenda_n));
    *ret = p;
    return NULL;
}

err *page_meetings_on(struct page_cx *cx, sv body, const sv **ret, size_t *ret_n)
{
    struct q_page_meetings_on_out *rows = NULL;
    size_t n = 0, kept = 0;
    TRY(q_page_meetings_on(cx->store, cx->a, &rows, &n));
    sv *found = arena_array(cx->a, sv, n);
    for (size_t i = 0; i < n; i++) {
        if (sv_eq(rows[i].body, body)) {
            found[kept++] = rows[i].id;
        }
    }
    *ret = found;
    *ret_n = kept;
    return NULL;
}
