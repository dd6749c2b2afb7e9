/* Pages of agreements: what may be done under one, who holds that power, and what came of it. */
#include "pages/activity.h"
#include "pages/agreement.h"
#include "pages/files.h"

static sv type_words(sv type)
{
    static const char *const words[][2] = {
        {"agreement", "Agreement"}, {"pact", "Pact"}, {"policy", "Policy"}, {"grant", "Grant"}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (sv_is(type, words[i][0])) {
            return sv_of(words[i][1]);
        }
    }
    return SV("Instrument");
}

static sv party_name(const struct agreement *g, sv party)
{
    for (size_t i = 0; i < g->parties_n; i++) {
        if (sv_eq(g->parties[i].party, party)) {
            return g->parties[i].name;
        }
    }
    return party;
}

/* ---- what became of it ---- */

static sv change_words(sv becomes)
{
    static const char *const words[][2] = {
        {"signed", "Signed"},         {"in-force", "In force"},
        {"amended", "Amended"},       {"suspended", "Suspended"},
        {"resumed", "Resumed"},       {"notice-given", "Notice was given that it is to end"},
        {"terminated", "Terminated"}, {"expired", "Expired"}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (sv_is(becomes, words[i][0])) {
            return sv_of(words[i][1]);
        }
    }
    return becomes;
}

/* Another account of the same gives another day. */
static bool day_differs(const struct agreement *g, size_t i)
{
    const struct q_agreement_changes_out *r = &g->changes[i];
    for (size_t k = 0; k < g->changes_n; k++) {
        const struct q_agreement_changes_out *o = &g->changes[k];
        if (sv_eq(o->becomes, r->becomes) && o->on_day != r->on_day &&
            (o->reported || r->reported) && !sv_eq(o->outlet, r->outlet)) {
            return true;
        }
    }
    return false;
}

static void changes(struct page_cx *cx, const struct agreement *g, struct view_agreement_page *p)
{
    struct list l = {0};
    for (size_t i = 0; i < g->changes_n; i++) {
        const struct q_agreement_changes_out *r = &g->changes[i];
        struct view_agreement_line *v = agreement_line(cx, &l, r->seq, AGREEMENT_SOURCE(cx, r));
        sv by = r->party.n ? sv_fmt(cx->a, " by %.*s", SV_ARG(party_name(g, r->party))) : SV_NONE;
        sv until = r->has_until_day
                       ? sv_fmt(cx->a, ", until %.*s",
                                SV_ARG(page_day_words(cx->a, (date){(int32_t)r->until_day})))
                       : SV_NONE;
        v->what = page_day_words(cx->a, (date){(int32_t)r->on_day});
        v->sentence = sv_fmt(cx->a, "%.*s%.*s%.*s.", SV_ARG(change_words(r->becomes)), SV_ARG(by),
                             SV_ARG(until));
        v->words = r->words;
        v->differs = day_differs(g, i);
        if (v->differs) {
            p->differ = SV("Sources give different days; each stands below with who says so, and "
                           "none is chosen.");
        }
    }
    p->changes = l.p;
    p->changes_n = l.n;
}

static sv standing(struct page_cx *cx, const struct agreement *g)
{
    const struct q_agreement_changes_out *last = NULL;
    for (size_t i = 0; i < g->changes_n; i++) {
        bool later =
            !sv_is(g->changes[i].becomes, "amended") && g->changes[i].on_day <= g->i.today.days;
        last = later ? &g->changes[i] : last;
    }
    if (!last) {
        return SV("Whether it was signed, and whether it is in force, is not on record.");
    }
    sv day = page_day_words(cx->a, (date){(int32_t)last->on_day});
    return sv_is(last->becomes, "signed")
               ? sv_fmt(cx->a, "Signed on %.*s; that it is in force is not on record.", SV_ARG(day))
           : sv_is(last->becomes, "in-force") || sv_is(last->becomes, "resumed")
               ? sv_fmt(cx->a, "In force since %.*s, as far as the record says.", SV_ARG(day))
               : sv_fmt(cx->a, "%.*s on %.*s.", SV_ARG(change_words(last->becomes)), SV_ARG(day));
}

/* ---- how it ends, its parties, training, texts, reviews ---- */

static err *endings(struct page_cx *cx, const struct agreement *g, struct view_agreement_page *p)
{
    struct q_agreement_endings_out *rows;
    size_t n;
    struct list l = {0};
    TRY(q_agreement_endings(cx->store, cx->a,
                            &(struct q_agreement_endings_in){.instrument = g->i.id}, &rows, &n));
    for (size_t i = 0; i < n; i++) {
        struct view_agreement_line *v =
            agreement_line(cx, &l, rows[i].seq, AGREEMENT_SOURCE(cx, &rows[i]));
        sv notice = rows[i].has_days && rows[i].days
                        ? sv_fmt(cx->a, ", after %lld days' notice", (long long)rows[i].days)
                        : SV_NONE;
        v->what = party_name(g, rows[i].party);
        v->sentence =
            sv_fmt(cx->a, "can end it%.*s, by %.*s.%s", SV_ARG(notice), SV_ARG(rows[i].clause),
                   rows[i].unsettled ? " Whether and how is not settled." : "");
        v->words = rows[i].words;
    }
    p->endings = l.p;
    p->endings_n = l.n;
    return NULL;
}

static void parties(struct page_cx *cx, const struct agreement *g, struct view_agreement_page *p)
{
    struct list l = {0};
    for (size_t i = 0; i < g->parties_n; i++) {
        struct view_agreement_line *v =
            agreement_line(cx, &l, g->parties[i].seq, AGREEMENT_SOURCE(cx, &g->parties[i]));
        v->sentence =
            sv_fmt(cx->a, "%.*s (%.*s)", SV_ARG(g->parties[i].name), SV_ARG(g->parties[i].side));
    }
    p->parties = l.p;
    p->parties_n = l.n;
}

static err *courses(struct page_cx *cx, const struct agreement *g, struct view_agreement_page *p)
{
    struct q_agreement_courses_out *rows;
    size_t n;
    struct list l = {0};
    TRY(q_agreement_courses(cx->store, cx->a,
                            &(struct q_agreement_courses_in){.instrument = g->i.id}, &rows, &n));
    for (size_t i = 0; i < n; i++) {
        struct view_agreement_line *v =
            agreement_line(cx, &l, rows[i].seq, AGREEMENT_SOURCE(cx, &rows[i]));
        sv hours = rows[i].has_hours ? sv_fmt(cx->a, "%lld hours", (long long)rows[i].hours)
                                     : SV("how many hours is not said");
        sv again = rows[i].has_months
                       ? sv_fmt(cx->a, ", again after %lld months", (long long)rows[i].months)
                       : SV_NONE;
        sv clause = rows[i].clause.n ? sv_fmt(cx->a, ", by %.*s", SV_ARG(rows[i].clause)) : SV_NONE;
        v->what = rows[i].name;
        v->sentence = sv_fmt(cx->a, "%.*s%.*s%.*s.", SV_ARG(hours), SV_ARG(again), SV_ARG(clause));
        v->words = rows[i].words;
    }
    p->courses = l.p;
    p->courses_n = l.n;
    return NULL;
}

static err *texts(struct page_cx *cx, const struct agreement *g, struct view_agreement_page *p)
{
    struct q_agreement_texts_out *rows;
    size_t n;
    struct list l = {0};
    TRY(q_agreement_texts(cx->store, cx->a, &(struct q_agreement_texts_in){.instrument = g->i.id},
                          &rows, &n));
    for (size_t i = 0; i < n; i++) {
        struct view_agreement_line *v =
            agreement_line(cx, &l, rows[i].seq, AGREEMENT_SOURCE(cx, &rows[i]));
        sv dated = rows[i].has_dated
                       ? sv_fmt(cx->a, ", dated %.*s",
                                SV_ARG(page_day_words(cx->a, (date){(int32_t)rows[i].dated})))
                       : SV_NONE;
        v->what = rows[i].title.n ? rows[i].title : SV("Text");
        v->sentence = sv_fmt(cx->a, "(%.*s%.*s)", SV_ARG(rows[i].state), SV_ARG(dated));
    }
    p->texts = l.p;
    p->texts_n = l.n;
    p->texts_page = n > 1 ? url_path(cx->a, "/agreements/{}/texts", g->i.id) : (url){SV_NONE};
    return NULL;
}

static err *reviews(struct page_cx *cx, const struct agreement *g, struct view_agreement_page *p)
{
    struct q_agreement_reviews_out *rows;
    size_t n;
    struct list l = {0};
    TRY(q_agreement_reviews(cx->store, cx->a,
                            &(struct q_agreement_reviews_in){.instrument = g->i.id}, &rows, &n));
    for (size_t i = 0; i < n; i++) {
        struct view_agreement_line *v =
            agreement_line(cx, &l, rows[i].seq, AGREEMENT_SOURCE(cx, &rows[i]));
        v->what = page_day_words(cx->a, (date){(int32_t)rows[i].on_day});
        v->sentence = sv_fmt(cx->a, "%.*s by %.*s.", SV_ARG(page_capital(cx->a, rows[i].type)),
                             SV_ARG(rows[i].by));
        v->words = rows[i].words;
    }
    p->reviews = l.p;
    p->reviews_n = l.n;
    return NULL;
}

/* ---- the pages ---- */

static void next_links(struct page_cx *cx, const struct agreement *g, struct view_agreement_page *p)
{
    struct list l = {0};
    page_link(cx, &l, SV("What does the record show of one holder's power, on one day?"),
              url_path(cx->a, "/agreements/{}/check", g->i.id));
    page_link(cx, &l, SV("What is due under it, and what is late"),
              url_path(cx->a, "/agreements/{}/due", g->i.id));
    page_link(cx, &l, SV("What the agency reports as done under it"),
              url_path(cx->a, "/agreements/{}/activity", g->i.id));
    page_link(cx, &l, SV("Tables that were published"),
              url_path(cx->a, "/agreements/{}/tables", g->i.id));
    page_link(cx, &l, SV("Which effects were expected, and what the data say"),
              url_path(cx->a, "/agreements/{}/effects", g->i.id));
    page_link(cx, &l, SV("All agreements"), URL_FIXED("/agreements"));
    page_link(cx, &l, g->i.b.row.name, url_path(cx->a, "/bodies/{}", g->i.row.body));
    page_link(cx, &l, SV("The record, and how to check it"), URL_FIXED("/record"));
    p->next = l.p;
    p->next_n = l.n;
}

err *page_agreement(struct page_cx *cx, sv id, sv after, struct view_agreement_page *ret)
{
    struct agreement g;
    struct view_agreement_page p = {0};
    size_t standing_powers;
    sv more;
    TRY(agreement_read(cx, id, &g));
    p.title = g.i.title;
    page_shell(cx, p.title, &p.shell);
    p.shell.place = g.i.b.row.place;
    p.shell.twin = after.n ? url_path(cx->a, "/agreements/{}/holders/{}.json", id, after)
                           : url_path(cx->a, "/agreements/{}.json", id);
    page_crumb(cx, &p.shell, SV("Home"), URL_FIXED("/"));
    page_crumb(cx, &p.shell, SV("Agreements"), URL_FIXED("/agreements"));
    p.id = id;
    p.type = g.i.row.type;
    p.type_words = type_words(g.i.row.type);
    p.body = g.i.row.body;
    p.body_name = g.i.b.row.name;
    p.basis = g.i.row.basis;
    p.agency = g.i.row.agency;
    p.template = g.i.row.template;
    p.entry = g.i.row.seq;
    p.source = g.i.row.reported ? g.i.row.outlet : SV_NONE;
    p.sentence = agreement_sentence(cx, &g);
    p.standing = standing(cx, &g);
    if (g.i.row.item.n) {
        p.decision = url_path(cx->a, "/decisions/{}/{}", g.i.row.body, g.i.row.item);
        p.decision_title = g.i.row.item_title.n ? g.i.row.item_title : g.i.row.item;
    }
    agreement_powers(cx, &g, &p.powers, &p.powers_n, &standing_powers);
    p.holders_sentence = agreement_holders_sentence(cx, &g);
    p.nominated = g.nominated;
    p.holding = g.holding;
    TRY(agreement_holders(cx, &g, after, &p.holders, &p.holders_n, &more));
    p.more_holders =
        more.n ? url_path(cx->a, "/agreements/{}/holders/{}#holders", id, more) : (url){SV_NONE};
    TRY(agreement_protocols(cx, &g, &p.protocols, &p.protocols_n));
    changes(cx, &g, &p);
    parties(cx, &g, &p);
    TRY(courses(cx, &g, &p));
    TRY(endings(cx, &g, &p));
    TRY(texts(cx, &g, &p));
    TRY(reviews(cx, &g, &p));
    TRY(agreement_money(cx, &g, &p.money, &p.money_n, &p.money_sentence));
    TRY(agreement_challenges(cx, &g, &p.challenges, &p.challenges_n, &p.challenges_sentence));
    p.complaints = page_complaints(&p.complaints_n);
    next_links(cx, &g, &p);
    *ret = p;
    return NULL;
}

err *page_agreement_links(struct page_cx *cx, sv body, sv item, struct list *links)
{
    struct q_agreement_links_out *rows;
    size_t n;
    TRY(q_agreement_links(
        cx->store, cx->a,
        &(struct q_agreement_links_in){.body = body, .item = item.n ? item : SV_NONE}, &rows, &n));
    for (size_t i = 0; i < n; i++) {
        page_link(cx, links, rows[i].title.n ? rows[i].title : rows[i].id,
                  url_path(cx->a, "/agreements/{}", rows[i].id));
    }
    return NULL;
}

err *page_agreements(struct page_cx *cx, struct view_agreements_page *ret)
{
    enum { MOST = 100 };
    struct q_agreements_all_out *rows;
    size_t n;
    struct list l = {0};
    struct view_agreements_page p = {0};
    TRY(q_agreements_all(cx->store, cx->a, &rows, &n));
    page_reads(cx, "bodies");
    page_shell(cx, SV("Agreements"), &p.shell);
    p.shell.twin = URL_FIXED("/agreements.json");
    page_crumb(cx, &p.shell, SV("Home"), URL_FIXED("/"));
    for (size_t i = 0; i < n && i < MOST; i++) {
        *LIST_ADD(cx->a, &l, struct view_agreement_entry) =
            (struct view_agreement_entry){.id = rows[i].id,
                                          .title = rows[i].title.n ? rows[i].title : rows[i].id,
                                          .type_words = type_words(rows[i].type),
                                          .agency = rows[i].agency,
                                          .body_name = rows[i].body_name,
                                          .entry = rows[i].seq,
                                          .href = url_path(cx->a, "/agreements/{}", rows[i].id)};
    }
    p.sentence =
        n == 0 ? SV("No agreement, pact, policy or grant is followed here yet; each stands here "
                    "once the clerk or a named source registers it.")
        : n > MOST
            ? SV("The newest hundred that are followed here; search finds the others.")
            : sv_fmt(cx->a, "%.*s %s followed here: who may do what under it, and what came of it.",
                     SV_ARG(page_capital(cx->a, page_number(cx->a, (int64_t)n))),
                     n == 1 ? "agreement is" : "agreements are");
    p.agreements = l.p;
    p.agreements_n = l.n;
    struct list lists = {0};
    bool found;
    TRY(page_other_lists(cx, SV_NONE, &lists, &found));
    p.lists = lists.p;
    p.lists_n = lists.n;
    *ret = p;
    return NULL;
}

err *page_agreement_texts(struct page_cx *cx, sv id, sv seq, struct view_agreement_texts_page *ret)
{
    struct agreement g;
    struct q_agreement_texts_out *rows;
    struct view_agreement_texts_page p = {0};
    struct list l = {0};
    size_t n, later = 1;
    uint64_t asked;
    TRY(agreement_read(cx, id, &g));
    TRY(q_agreement_texts(cx->store, cx->a, &(struct q_agreement_texts_in){.instrument = id}, &rows,
                          &n));
    if (n < 2) {
        return err_make(cx->a, E_NOTFOUND,
                        "No second text of this agreement is on record; there is nothing to "
                        "compare yet.");
    }
    later = n - 1;
    for (size_t i = 1; sv_u64(seq, &asked) && i < n; i++) {
        later = rows[i].seq == (int64_t)asked ? i : later;
    }
    p.id = id;
    p.title = sv_fmt(cx->a, "The texts of %.*s, one against the other", SV_ARG(g.i.title));
    page_shell(cx, p.title, &p.shell);
    p.shell.place = g.i.b.row.place;
    p.shell.twin = url_path(cx->a, "/agreements/{}/texts.json", id);
    page_crumb(cx, &p.shell, SV("Home"), URL_FIXED("/"));
    page_crumb(cx, &p.shell, g.i.title, url_path(cx->a, "/agreements/{}", id));
    p.agreement = url_path(cx->a, "/agreements/{}", id);
    sv differences =
        page_text_lines(cx, rows[later - 1].words, rows[later].words, &p.lines, &p.lines_n);
    p.sentence = sv_fmt(cx->a, "Entry %lld (%.*s) against entry %lld (%.*s). %.*s",
                        (long long)rows[later - 1].seq, SV_ARG(rows[later - 1].state),
                        (long long)rows[later].seq, SV_ARG(rows[later].state), SV_ARG(differences));
    for (size_t i = 1; i < n; i++) {
        *LIST_ADD(cx->a, &l, struct view_text_choice) = (struct view_text_choice){
            .entry = rows[i].seq,
            .title =
                sv_fmt(cx->a, "%.*s (%.*s) against %.*s (%.*s)", SV_ARG(rows[i - 1].title),
                       SV_ARG(rows[i - 1].state), SV_ARG(rows[i].title), SV_ARG(rows[i].state)),
            .chosen = i == later,
            .href = url_path(cx->a, "/agreements/{}/texts/{}", id,
                             sv_fmt(cx->a, "%lld", (long long)rows[i].seq))};
    }
    p.choices = l.p;
    p.choices_n = l.n;
    *ret = p;
    return NULL;
}
