/* An official: how often there, votes, motions, interests and reasons. */
#include "pages/inner.h"

/* ---- votes ---- */

typedef struct q_page_votes_of_member_out vote_given;

static bool same_vote(const vote_given *x, const vote_given *y)
{
    return x->roll >= 0 && y->roll >= 0 && sv_eq(x->meeting, y->meeting) &&
           sv_eq(x->item, y->item) && sv_eq(x->choice, y->choice);
}

/* Several sources' accounts of one roll are one vote: the first on record is cited.  False where an
 * earlier one tells of it; otherwise how many more sources say the same.  The rows are the newest
 * first. */
static bool told_first(const vote_given *v, size_t n, size_t i, size_t *ret_more)
{
    *ret_more = 0;
    for (size_t k = i + 1; k < n; k++) {
        if (same_vote(&v[k], &v[i])) {
            return false;
        }
    }
    for (size_t k = 0; k < i; k++) {
        bool counted = !same_vote(&v[k], &v[i]) || sv_eq(v[k].outlet, v[i].outlet);
        for (size_t j = k + 1; !counted && j < i; j++) {
            counted = same_vote(&v[j], &v[i]) && sv_eq(v[j].outlet, v[k].outlet);
        }
        *ret_more += !counted;
    }
    return true;
}

static struct view_member_vote member_vote(struct page_cx *cx, const struct body_view *b,
                                           const vote_given *v, size_t more)
{
    struct arena *a = cx->a;
    struct tally t = {
        .state = v->state, .has_counts = v->has_yes && v->has_no, .yes = v->yes, .no = v->no};
    bool main = v->roll >= 0 || sv_is(v->type, "main");
    sv what = main ? SV_NONE : page_motion_words(a, v->type, SV_NONE, false, 0);
    sv result = page_result_words(a, &t);
    struct view_member_vote r = {
        .meeting = v->meeting,
        .item = v->item,
        .title = v->title.n ? v->title : sv_fmt(a, "Item %.*s", SV_ARG(v->item)),
        .choice = v->choice,
        .entry = v->seq,
        .has_corrected = page_corrected(cx, v->seq) != 0,
        .corrected = page_corrected(cx, v->seq),
        .date = page_day_words(a, page_meeting_day(v->meeting)),
        .changed = v->changed,
        .source = v->outlet,
        .has_more = more > 0,
        .more = (int64_t)more,
        .by = v->outlet.n ? page_sources_words(a, v->outlet, more) : SV_NONE,
        .sentence = main ? sv_fmt(a, "%.*s.", SV_ARG(result))
                         : sv_fmt(a, "%.*s: %.*s.", SV_ARG(page_capital(a, what)),
                                  SV_ARG(page_small(a, result))),
        .contested = v->has_yes && v->has_no && v->yes > 0 && v->no > 0,
        .href = main ? url_path(a, "/decisions/{}/{}", b->id, v->item)
                     : url_path(a, "/items/{}/{}", b->id, v->item)};
    page_choice(v->choice, &r.mark, &r.word);
    return r;
}

static err *member_votes(struct page_cx *cx, const struct body_view *b, sv member,
                         struct view_member_page *ret)
{
    vote_given *rows = NULL;
    size_t n = 0;
    struct list all = {0}, contested = {0};
    TRY(page_corrections_of_member(cx, b->id, member));
    TRY(q_page_votes_of_member(cx->store, cx->a,
                               &(struct q_page_votes_of_member_in){.body = b->id, .member = member},
                               &rows, &n));
    for (size_t i = 0; i < n; i++) {
        size_t more;
        bool hidden = false;
        if (rows[i].roll < 0 && sv_is(rows[i].state, "voting")) {
            struct body_view then = *b;
            TRY(page_rules_of(cx, &then, rows[i].meeting));
            hidden = page_votes_hidden(&then, rows[i].state);
        }
        if (hidden || !told_first(rows, n, i, &more)) {
            continue;
        }
        struct view_member_vote v = member_vote(cx, b, &rows[i], more);
        *LIST_ADD(cx->a, v.contested ? &contested : &all, struct view_member_vote) = v;
    }
    ret->contested = contested.p;
    ret->contested_n = contested.n;
    ret->votes = all.p;
    ret->votes_n = all.n;
    size_t total = all.n + contested.n;
    ret->summary =
        total
            ? sv_fmt(cx->a, "%.*s %s on record, %.*s of them contested.",
                     SV_ARG(page_capital(cx->a, page_number(cx->a, (int64_t)total))),
                     total == 1 ? "vote" : "votes",
                     SV_ARG(page_number(cx->a, (int64_t)contested.n)))
            : SV("No vote is on record yet; votes stand here, the newest first, as they are cast.");
    return NULL;
}

/* ---- at meetings ---- */

static sv times(struct page_cx *cx, int64_t n)
{
    return n == 1 ? SV("one") : page_number(cx->a, n);
}

/* "Present at seven of eight meetings whose attendance is on record; absent from one." */
static sv attendance_summary(struct page_cx *cx, int64_t all, int64_t there, int64_t left)
{
    struct arena *a = cx->a;
    int64_t absent = all - there - left;
    if (all == 0) {
        return SV("Whether this official was at a meeting is not on record yet.");
    }
    sv s = sv_fmt(a, "Present at %.*s of %.*s %s whose attendance is on record",
                  SV_ARG(times(cx, there + left)), SV_ARG(times(cx, all)),
                  all == 1 ? "meeting" : "meetings");
    if (left) {
        s = sv_fmt(a, "%.*s, and left %.*s of them early", SV_ARG(s), SV_ARG(times(cx, left)));
    }
    if (absent) {
        s = sv_fmt(a, "%.*s; absent from %.*s", SV_ARG(s), SV_ARG(times(cx, absent)));
    }
    return page_stop(a, s);
}

static err *member_attendance(struct page_cx *cx, const struct body_view *b, sv member,
                              struct view_member_page *ret)
{
    struct q_page_attendance_of_member_out *rows = NULL;
    size_t n = 0;
    int64_t there = 0, left = 0;
    TRY(q_page_attendance_of_member(
        cx->store, cx->a, &(struct q_page_attendance_of_member_in){.body = b->id, .member = member},
        &rows, &n));
    struct view_member_meeting *v = arena_array(cx->a, struct view_member_meeting, n);
    for (size_t i = 0; i < n; i++) {
        there += sv_is(rows[i].state, "present") || sv_is(rows[i].state, "remote");
        left += sv_is(rows[i].state, "left");
        v[i] = (struct view_member_meeting){
            .meeting = rows[i].meeting,
            .state = rows[i].state,
            .date = page_day_words(cx->a, page_meeting_day(rows[i].meeting)),
            .reported = rows[i].reported,
            .entry = rows[i].seq,
            .href = page_url_meeting(cx, rows[i].meeting)};
        page_attendance_words(rows[i].state, &v[i].mark, &v[i].word);
    }
    ret->meetings = v;
    ret->meetings_n = n;
    ret->attendance = attendance_summary(cx, (int64_t)n, there, left);
    return NULL;
}

/* ---- motions ---- */

static err *member_motion(struct page_cx *cx, const struct body_view *b, const motion_row *m,
                          struct view_member_motion *ret)
{
    struct tally t = page_tally(m);
    struct q_page_item_out item = {0};
    sv title = SV_NONE;
    bool found = false;
    if (m->item.n) {
        TRY(q_page_item(cx->store, cx->a, &(struct q_page_item_in){.body = b->id, .file = m->item},
                        &found, &item));
        title = found && item.title.n ? item.title : sv_fmt(cx->a, "Item %.*s", SV_ARG(m->item));
    }
    *ret = (struct view_member_motion){
        .meeting = m->meeting,
        .number = m->n,
        .item = m->item,
        .title = title,
        .name = page_capital(cx->a, page_row_words(cx->a, m, found ? item.type : SV_NONE)),
        .state = m->state,
        .sentence = page_stop(cx->a, page_result_words(cx->a, &t)),
        .date = page_day_words(cx->a, page_meeting_day(m->meeting)),
        .entry = m->moved_seq,
        .href = url_path(cx->a, "/meetings/{/}#motion-{}", m->meeting,
                         sv_fmt(cx->a, "%lld", (long long)m->n))};
    return NULL;
}

/* The newest first. */
static err *member_motions(struct page_cx *cx, const struct body_view *b, sv member,
                           struct view_member_page *ret)
{
    enum { SHOWN = 100 };
    motion_row *rows = NULL;
    size_t n = 0;
    int64_t adopted = 0;
    TRY(q_page_motions(cx->store, cx->a,
                       &(struct q_page_motions_in){.body = b->id, .mover = member}, &rows, &n));
    size_t shown = n < SHOWN ? n : SHOWN;
    struct view_member_motion *v = arena_array(cx->a, struct view_member_motion, shown);
    for (size_t i = 0; i < n; i++) {
        const motion_row *m = &rows[n - 1 - i];
        adopted += sv_is(m->state, "adopted");
        page_reads(cx, "meeting:%.*s", SV_ARG(m->meeting)); /* what becomes of it */
        if (i < shown) {
            TRY(member_motion(cx, b, m, &v[i]));
        }
    }
    ret->motions = v;
    ret->motions_n = shown;
    if (n) {
        ret->motions_sentence =
            sv_fmt(cx->a, "%.*s %s made, %.*s adopted%s",
                   SV_ARG(page_capital(cx->a, times(cx, (int64_t)n))),
                   n == 1 ? "motion" : "motions", SV_ARG(adopted ? times(cx, adopted) : SV("none")),
                   n > shown ? "; the latest are shown." : ".");
    }
    return NULL;
}

/* ---- interests ---- */

static err *member_recusals(struct page_cx *cx, const struct body_view *b, sv member,
                            struct view_member_page *ret)
{
    struct q_page_recusals_of_member_out *rows = NULL;
    size_t n = 0;
    TRY(q_page_recusals_of_member(
        cx->store, cx->a, &(struct q_page_recusals_of_member_in){.body = b->id, .member = member},
        &rows, &n));
    struct view_member_recusal *v = arena_array(cx->a, struct view_member_recusal, n);
    for (size_t i = 0; i < n; i++) {
        const struct q_page_recusals_of_member_out *r = &rows[i];
        struct interest facts = {.aloud = r->aloud,
                                 .has_due = r->has_due,
                                 .has_filed = r->has_filed,
                                 .due = {(int32_t)r->due},
                                 .filed = {(int32_t)r->filed}};
        v[i] = (struct view_member_recusal){
            .meeting = r->meeting,
            .item = r->item,
            .title = r->title.n ? r->title : sv_fmt(cx->a, "Item %.*s", SV_ARG(r->item)),
            .date = page_day_words(cx->a, page_meeting_day(r->meeting)),
            .sentence = page_recusal_words(cx->a, page_name(b, member), &facts),
            .words = r->words,
            .entry = r->seq,
            .href = url_path(cx->a, "/items/{}/{}", b->id, r->item)};
    }
    ret->recusals = v;
    ret->recusals_n = n;
    return NULL;
}

/* ---- reasons ---- */

static err *member_reasons(struct page_cx *cx, const struct body_view *b, sv member,
                           struct view_member_page *ret)
{
    struct q_page_reasons_of_member_out *rows = NULL;
    size_t n = 0;
    TRY(q_page_reasons_of_member(
        cx->store, cx->a, &(struct q_page_reasons_of_member_in){.body = b->id, .member = member},
        &rows, &n));
    struct view_member_reason *v = arena_array(cx->a, struct view_member_reason, n);
    for (size_t i = 0; i < n; i++) {
        sv side = rows[i].side;
        v[i] = (struct view_member_reason){
            .item = rows[i].item,
            .side = side,
            .side_words = sv_is(side, "for")       ? SV("for it")
                          : sv_is(side, "against") ? SV("against it")
                                                   : SV("no side stated"),
            .sentence = rows[i].words,
            .source = rows[i].outlet,
            .entry = rows[i].seq,
            .href = url_path(cx->a, "/decisions/{}/{}", b->id, rows[i].item)};
    }
    ret->reasons = v;
    ret->reasons_n = n;
    return NULL;
}

/* ---- the page ---- */

err *page_member(struct page_cx *cx, sv body, sv member, struct view_member_page *ret)
{
    struct body_view b;
    struct view_member_page p = {0};
    struct q_page_official_out o;
    bool found = false;
    TRY(page_body_read(cx, body, &b));
    if (rec_id_valid(member)) {
        TRY(q_page_official(cx->store, cx->a,
                            &(struct q_page_official_in){.body = body, .member = member}, &found,
                            &o));
    }
    if (!found) {
        return err_make(cx->a, E_NOTFOUND,
                        "There is no official of that name on the roster of this body.");
    }
    page_reads(cx, "member:%.*s/%.*s", SV_ARG(body), SV_ARG(member));
    page_reads(cx, "body:%.*s", SV_ARG(body));
    page_shell(cx, o.name, &p.shell);
    p.shell.place = b.row.place;
    p.shell.twin = url_path(cx->a, "/people/{}/{}.json", body, member);
    page_crumb(cx, &p.shell, SV("Home"), URL_FIXED("/"));
    page_crumb(cx, &p.shell, b.row.name, url_path(cx->a, "/bodies/{}", body));
    p.body = body;
    p.body_name = b.row.name;
    p.remark = o.remark;
    p.official = (struct view_official){
        .member = member,
        .name = o.name,
        .office = o.office,
        .office_words = page_office_words(o.office),
        .seat = o.seat,
        .title = o.title,
        .votes = o.votes,
        .from = o.has_from_day ? date_format(cx->a, (date){(int32_t)o.from_day}) : SV_NONE,
        .until = o.has_until_day ? date_format(cx->a, (date){(int32_t)o.until_day}) : SV_NONE,
        .entry = o.seq,
        .href = page_url_member(cx, body, member)};
    p.sentence = sv_fmt(cx->a, "%.*s of the %.*s%s%.*s.", SV_ARG(page_office_words(o.office)),
                        SV_ARG(b.row.name), o.seat.n ? ", " : "", SV_ARG(o.seat));
    TRY(member_attendance(cx, &b, member, &p));
    TRY(member_votes(cx, &b, member, &p));
    TRY(member_motions(cx, &b, member, &p));
    TRY(member_recusals(cx, &b, member, &p));
    TRY(member_reasons(cx, &b, member, &p));
    *ret = p;
    return NULL;
}
