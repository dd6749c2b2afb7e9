/* An item's way through the meetings, and an official's votes. */
#include "pages/inner.h"

/* ---- an item ---- */

static err *item_motions(struct page_cx *cx, const struct body_view *b, const struct item_facts *f,
                         struct view_item_page *ret)
{
    struct view_motion *v = arena_array(cx->a, struct view_motion, f->motions_n);
    vote_row *votes = NULL;
    size_t votes_n = 0;
    sv meeting = SV_NONE;
    for (size_t i = 0; i < f->motions_n; i++) {
        const motion_row *m = &f->motions[i];
        if (!sv_eq(meeting, m->meeting)) {
            meeting = m->meeting;
            TRY(q_page_votes_of_item(
                cx->store, cx->a,
                &(struct q_page_votes_of_item_in){.meeting = meeting, .item = f->file}, &votes,
                &votes_n));
        }
        v[i] = page_motion(cx, b, m, f->item.type, votes, votes_n);
    }
    ret->motions = v;
    ret->motions_n = f->motions_n;
    return NULL;
}

err *page_item(struct page_cx *cx, sv body, sv file, struct view_item_page *ret)
{
    struct body_view b;
    struct item_facts f;
    struct view_item_page p = {0};
    struct list departures = {0};
    TRY(page_body_read(cx, body, &b));
    TRY(page_item_facts(cx, body, file, &f));
    p.title = f.item.title.n ? f.item.title : sv_fmt(cx->a, "Item %.*s", SV_ARG(file));
    page_shell(cx, p.title, &p.shell);
    p.shell.place = b.row.place;
    p.shell.twin = url_path(cx->a, "/items/{}/{}.json", body, file);
    page_crumb(cx, &p.shell, SV("Home"), URL_FIXED("/"));
    page_crumb(cx, &p.shell, b.row.name, url_path(cx->a, "/bodies/{}", body));
    p.body = body;
    p.body_name = b.row.name;
    p.file = file;
    p.type = f.item.type;
    p.department = f.item.department;
    p.sponsor = f.item.sponsor;
    p.sponsor_name = f.item.sponsor.n ? page_name(&b, f.item.sponsor) : SV_NONE;
    p.outcome = f.item.outcome;
    p.sentence = page_item_sentence(cx, &b, &f);
    p.decision = url_path(cx->a, "/decisions/{}/{}", body, file);
    p.entry = f.item.has_filed_seq ? f.item.filed_seq : f.item.seq;
    TRY(page_history(cx, &b, &f, &p.history, &p.history_n));
    TRY(item_motions(cx, &b, &f, &p));
    page_texts(cx, &f, &p.texts, &p.texts_n);
    for (size_t i = 0; i < f.happenings_n; i++) {
        TRY(page_departure(cx, &departures, f.happenings[i].seq, f.happenings[i].has_kind,
                           f.happenings[i].kind, f.happenings[i].departure));
    }
    p.departures = departures.p;
    p.departures_n = departures.n;
    *ret = p;
    return NULL;
}

/* ---- an official ---- */

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
    TRY(q_page_votes_of_member(cx->store, cx->a,
                               &(struct q_page_votes_of_member_in){.body = b->id, .member = member},
                               &rows, &n));
    for (size_t i = 0; i < n; i++) {
        size_t more;
        bool hidden = rows[i].roll < 0 && page_votes_hidden(b, rows[i].state);
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
    TRY(member_votes(cx, &b, member, &p));
    TRY(member_reasons(cx, &b, member, &p));
    *ret = p;
    return NULL;
}
