/* A list of instruments elsewhere: how many by state and model, what changed, and each line with
 * its history. */
#include "pages/agreement.h"

enum { LINES_SHOWN = 50, CHANGES_SHOWN = 100, MODELS_MOST = 12, SKIP_MOST = 1000000 };

/* What a line says at one time, from whichever query. */
struct said {
    sv change, agency, county, status, agreement, addendum;
    bool has_signed;
    int64_t listed, signed_on, seq;
};

#define SAID(row)                                                                                  \
    (struct said)                                                                                  \
    {                                                                                              \
        .change = (row)->change, .agency = (row)->agency, .county = (row)->county,                 \
        .status = (row)->status, .agreement = (row)->agreement, .addendum = (row)->addendum,       \
        .has_signed = (row)->has_signed_day, .listed = (row)->listed_day,                          \
        .signed_on = (row)->signed_day, .seq = (row)->seq                                          \
    }

static sv day_words(struct page_cx *cx, int64_t day)
{
    return page_day_words(cx->a, (date){(int32_t)day});
}

static sv day_text(struct page_cx *cx, int64_t day)
{
    return date_format(cx->a, (date){(int32_t)day});
}

/* ---- what changed, in words ---- */

static void differs(struct page_cx *cx, struct list *words, const char *what, sv now, sv was)
{
    if (sv_eq(now, was)) {
        return;
    }
    *LIST_ADD(cx->a, words, sv) =
        !was.n   ? sv_fmt(cx->a, "%s: %.*s", what, SV_ARG(now))
        : !now.n ? sv_fmt(cx->a, "%s: none, before %.*s", what, SV_ARG(was))
                 : sv_fmt(cx->a, "%s: %.*s, before %.*s", what, SV_ARG(now), SV_ARG(was));
}

static sv signed_words(struct page_cx *cx, const struct said *s)
{
    return s->has_signed ? day_words(cx, s->signed_on) : SV_NONE;
}

/* "On the list of July 18, 2025: signed: June 19, 2025, before June 18, 2025." */
static sv step_sentence(struct page_cx *cx, const struct said *now, const struct said *was)
{
    struct arena *a = cx->a;
    sv on = day_words(cx, now->listed);
    struct list words = {0};
    if (sv_is(now->change, "gone")) {
        return sv_fmt(a, "No longer on the list of %.*s.", SV_ARG(on));
    }
    if (sv_is(now->change, "added") || !was) {
        sv day = signed_words(cx, now);
        return sv_fmt(a, "%s the list of %.*s%s%.*s.", was ? "Again on" : "On", SV_ARG(on),
                      day.n ? ", signed " : "", SV_ARG(day));
    }
    differs(cx, &words, "agency", now->agency, was->agency);
    differs(cx, &words, "signed", signed_words(cx, now), signed_words(cx, was));
    differs(cx, &words, "county", now->county, was->county);
    differs(cx, &words, "status", now->status, was->status);
    differs(cx, &words, "agreement", now->agreement, was->agreement);
    differs(cx, &words, "addendum", now->addendum, was->addendum);
    return sv_fmt(a, "Changed on the list of %.*s: %.*s.", SV_ARG(on),
                  SV_ARG(words.n ? page_and(a, words.p, words.n) : SV("how it is spelled")));
}

static struct view_listing_step step_of(struct page_cx *cx, const struct said *now,
                                        const struct said *was)
{
    return (struct view_listing_step){.day = day_text(cx, now->listed),
                                      .change = now->change,
                                      .sentence = step_sentence(cx, now, was),
                                      .entry = now->seq};
}

static err *history_of(struct page_cx *cx, sv list, sv listing, struct q_list_history_out **ret,
                       size_t *ret_n)
{
    return q_list_history(cx->store, cx->a,
                          &(struct q_list_history_in){.list = list, .listing = listing}, ret,
                          ret_n);
}

/* ---- the table ---- */

static size_t model_at(const struct view_listing_page *p, sv model)
{
    size_t i = 0;
    while (i < p->models_n && !sv_eq(p->models[i], model)) {
        i++;
    }
    return i;
}

static sv figure(struct page_cx *cx, int64_t n)
{
    return n ? sv_fmt(cx->a, "%lld", (long long)n) : SV("–");
}

static void all_models(struct page_cx *cx, const struct q_list_counts_out *rows, size_t n,
                       struct view_listing_page *p)
{
    sv *models = arena_array(cx->a, sv, MODELS_MOST);
    p->models = models;
    for (size_t i = 0; i < n && p->models_n < MODELS_MOST; i++) {
        if (model_at(p, rows[i].model) == p->models_n) {
            models[p->models_n++] = rows[i].model;
        }
    }
}

/* A row a state; models beyond MODELS_MOST count in the last column alone. */
static void table_of(struct page_cx *cx, const struct q_list_counts_out *rows, size_t n,
                     struct view_listing_page *p)
{
    struct arena *a = cx->a;
    struct list states = {0};
    struct view_listing_count *counts = arena_array(a, struct view_listing_count, n);
    int64_t sum[MODELS_MOST] = {0};
    all_models(cx, rows, n, p);
    for (size_t i = 0; i < n;) {
        struct view_listing_row *row = LIST_ADD(a, &states, struct view_listing_row);
        struct view_listing_number *numbers =
            arena_array(a, struct view_listing_number, p->models_n);
        const sv parts[] = {p->list, rows[i].state};
        *row = (struct view_listing_row){
            .state = rows[i].state,
            .numbers = numbers,
            .numbers_n = p->models_n,
            .href = url_path_parts(a, SV("/agreements/lists/{}?state={}#lines"), parts, 2)};
        for (size_t m = 0; m < p->models_n; m++) {
            numbers[m].words = figure(cx, 0);
        }
        for (; i < n && sv_eq(rows[i].state, row->state); i++) {
            size_t m = model_at(p, rows[i].model);
            if (m < p->models_n) {
                numbers[m].words = figure(cx, rows[i].n);
                sum[m] += rows[i].n;
            }
            row->all += rows[i].n;
            p->total += rows[i].n;
            counts[i] = (struct view_listing_count){rows[i].state, rows[i].model, rows[i].n};
        }
    }
    struct view_listing_number *sums = arena_array(a, struct view_listing_number, p->models_n);
    for (size_t m = 0; m < p->models_n; m++) {
        sums[m].words = figure(cx, sum[m]);
    }
    p->rows = states.p;
    p->rows_n = states.n;
    p->sums = sums;
    p->sums_n = p->models_n;
    p->counts = counts;
    p->counts_n = n;
}

/* ---- what is chosen ---- */

static const struct view_choice_option *choices(struct page_cx *cx, const sv *values, size_t n,
                                                const char *all, sv chosen)
{
    struct view_choice_option *v = arena_array(cx->a, struct view_choice_option, n + 1);
    v[0] = (struct view_choice_option){.label = sv_of(all), .selected = !chosen.n};
    for (size_t i = 0; i < n; i++) {
        v[i + 1] = (struct view_choice_option){
            .value = values[i], .label = values[i], .selected = sv_eq(values[i], chosen)};
    }
    return v;
}

static void filters(struct page_cx *cx, const struct page_listing_ask *ask,
                    struct view_listing_page *p)
{
    sv *states = arena_array(cx->a, sv, p->rows_n);
    for (size_t i = 0; i < p->rows_n; i++) {
        states[i] = p->rows[i].state;
    }
    p->asked = ask->words;
    p->state = ask->state;
    p->model = ask->model;
    p->states = choices(cx, states, p->rows_n, "all states", ask->state);
    p->states_n = p->rows_n + 1;
    p->kinds = choices(cx, p->models, p->models_n, "all models", ask->model);
    p->kinds_n = p->models_n + 1;
}

/* The page again, with other first lines and changes. */
static url again(struct page_cx *cx, const struct page_listing_ask *ask, int64_t first,
                 int64_t change, const char *where)
{
    struct arena *a = cx->a;
    const sv parts[] = {ask->list,
                        ask->words,
                        ask->state,
                        ask->model,
                        ask->after,
                        ask->until,
                        sv_fmt(a, "%lld", (long long)first),
                        sv_fmt(a, "%lld", (long long)change)};
    return url_path_parts(a,
                          sv_fmt(a,
                                 "/agreements/lists/{}%s?q={}&state={}&model={}&after={}&until={}"
                                 "&first={}&change={}%s",
                                 where[0] == '.' ? where : "", where[0] == '#' ? where : ""),
                          parts, 8);
}

/* ---- what changed between two days ---- */

static sv change_counts(struct page_cx *cx, int64_t added, int64_t changed, int64_t gone)
{
    return sv_fmt(cx->a, "%lld added, %lld changed, %lld no longer listed", (long long)added,
                  (long long)changed, (long long)gone);
}

static void day_choices(struct page_cx *cx, const struct q_list_days_out *rows, size_t n,
                        int64_t after, int64_t until, struct view_listing_page *p)
{
    struct view_choice_option *from = arena_array(cx->a, struct view_choice_option, n + 1);
    struct view_choice_option *to = arena_array(cx->a, struct view_choice_option, n);
    struct view_listing_day *days = arena_array(cx->a, struct view_listing_day, n);
    for (size_t i = 0; i < n; i++) {
        const struct q_list_days_out *r = &rows[i];
        sv text = day_text(cx, r->listed_day), words = day_words(cx, r->listed_day);
        sv counts = change_counts(cx, r->added, r->changed, r->gone);
        days[i] = (struct view_listing_day){.day = text,
                                            .sentence = counts,
                                            .added = r->added,
                                            .changed = r->changed,
                                            .gone = r->gone};
        from[i] = (struct view_choice_option){
            .value = text, .label = words, .selected = r->listed_day == after};
        to[i] = (struct view_choice_option){
            .value = text, .label = words, .selected = r->listed_day == until};
    }
    from[n] = (struct view_choice_option){
        .value = SV("0001-01-01"), .label = SV("the beginning"), .selected = after < -700000};
    p->days = days;
    p->days_n = n;
    p->after_days = from;
    p->after_days_n = n + 1;
    p->until_days = to;
    p->until_days_n = n;
}

/* The step of a change against what the line said before it. */
static err *one_change(struct page_cx *cx, sv list, const struct q_list_changes_out *r,
                       struct view_listing_change *ret)
{
    struct q_list_history_out *rows = NULL;
    size_t n = 0;
    struct said now = SAID(r), was = {.seq = -1};
    const sv parts[] = {list, r->agency};
    TRY(history_of(cx, list, r->listing, &rows, &n));
    for (size_t i = 0; i < n && rows[i].seq < r->seq; i++) {
        was = SAID(&rows[i]);
    }
    *ret = (struct view_listing_change){
        .id = r->listing,
        .agency = r->agency,
        .state = r->state,
        .step = step_of(cx, &now, was.seq >= 0 ? &was : NULL),
        .place = url_path_parts(cx->a, SV("/agreements/lists/{}?q={}#lines"), parts, 2)};
    return NULL;
}

static err *changes_of(struct page_cx *cx, const struct page_listing_ask *ask,
                       const struct q_list_days_out *days, size_t n, struct view_listing_page *p)
{
    date d;
    int64_t until = date_parse(ask->until, &d) ? d.days : days[0].listed_day;
    int64_t before = n > 1 ? days[1].listed_day : -719162; /* the first day of all */
    int64_t after = date_parse(ask->after, &d) ? d.days : before, all[3] = {0}, shown;
    struct q_list_changes_out *rows = NULL;
    size_t rows_n = 0;
    day_choices(cx, days, n, after, until, p);
    for (size_t i = 0; i < n; i++) {
        bool within = days[i].listed_day > after && days[i].listed_day <= until;
        all[0] += within ? days[i].added : 0;
        all[1] += within ? days[i].changed : 0;
        all[2] += within ? days[i].gone : 0;
    }
    TRY(q_list_changes(cx->store, cx->a,
                       &(struct q_list_changes_in){.list = ask->list,
                                                   .after = after,
                                                   .until = until,
                                                   .skip = ask->change,
                                                   .most = CHANGES_SHOWN},
                       &rows, &rows_n));
    struct view_listing_change *v = arena_array(cx->a, struct view_listing_change, rows_n);
    for (size_t i = 0; i < rows_n; i++) {
        TRY(one_change(cx, ask->list, &rows[i], &v[i]));
    }
    shown = all[0] + all[1] + all[2];
    p->changes = v;
    p->changes_n = rows_n;
    p->after = after > -700000 ? day_text(cx, after) : SV_NONE;
    p->until = day_text(cx, until);
    p->changes_sentence =
        shown ? sv_fmt(cx->a, "%.*s%s.", SV_ARG(change_counts(cx, all[0], all[1], all[2])),
                       (int64_t)rows_n < shown ? "; a part of them is shown" : "")
              : SV("Nothing changed between these two days.");
    if (ask->change > 0) {
        int64_t back = ask->change > CHANGES_SHOWN ? ask->change - CHANGES_SHOWN : 0;
        p->changes_before = again(cx, ask, ask->first, back, "#changes");
    }
    if (ask->change + (int64_t)rows_n < shown) {
        p->changes_after = again(cx, ask, ask->first, ask->change + (int64_t)rows_n, "#changes");
    }
    return NULL;
}

/* ---- lines ---- */

static url outside(struct page_cx *cx, sv address)
{
    url u = {SV_NONE};
    if (address.n && url_check(cx->a, address, &u)) {
        u.s = SV_NONE;
    }
    return u;
}

static err *line_of(struct page_cx *cx, sv list, const struct q_list_find_out *r,
                    struct view_listing_line *ret)
{
    struct arena *a = cx->a;
    struct q_list_history_out *rows = NULL;
    size_t n = 0;
    struct said now = SAID(r);
    TRY(history_of(cx, list, r->listing, &rows, &n));
    struct view_listing_step *steps = arena_array(a, struct view_listing_step, n);
    for (size_t i = 0; i < n; i++) {
        struct said one = SAID(&rows[i]), was = {0};
        if (i) {
            was = SAID(&rows[i - 1]);
        }
        steps[i] = step_of(cx, &one, i ? &was : NULL);
    }
    bool gone = sv_is(r->change, "gone");
    sv day = signed_words(cx, &now);
    *ret = (struct view_listing_line){
        .id = r->listing,
        .state = r->state,
        .agency = r->agency,
        .county = r->county,
        .model = r->model,
        .status = gone ? SV("gone") : r->status,
        .sentence =
            sv_fmt(a, "%.*s%s%.*s, %.*s%s%.*s%s.", SV_ARG(r->state), r->county.n ? ", county " : "",
                   SV_ARG(r->county), SV_ARG(r->model), day.n ? ", signed " : "", SV_ARG(day),
                   gone                          ? "; no longer listed"
                   : sv_is(r->status, "pending") ? "; pending"
                                                 : ""),
        .signed_on = now.has_signed ? day_text(cx, now.signed_on) : SV_NONE,
        .agreement = r->agreement,
        .addendum = r->addendum,
        .agreement_page = outside(cx, r->agreement),
        .addendum_page = outside(cx, r->addendum),
        .history = steps,
        .history_n = n};
    return NULL;
}

static sv lines_words(struct page_cx *cx, const struct page_listing_ask *ask, int64_t found,
                      size_t here)
{
    if (!found) {
        return SV("No line holds that; try fewer words, or another state or model.");
    }
    int64_t first = ask->first + 1, last = ask->first + (int64_t)here;
    return (int64_t)here == found
               ? sv_fmt(cx->a, "%lld %s, those that are no longer listed included.",
                        (long long)found, found == 1 ? "line" : "lines")
               : sv_fmt(cx->a,
                        "%lld lines, those that are no longer listed included; %lld to %lld are "
                        "shown.",
                        (long long)found, (long long)first, (long long)last);
}

static err *lines_of(struct page_cx *cx, const struct page_listing_ask *ask,
                     struct view_listing_page *p)
{
    struct q_list_find_out *rows = NULL;
    struct q_list_found_out found;
    size_t n = 0;
    bool any;
    TRY(q_list_found(
        cx->store, cx->a,
        &(struct q_list_found_in){
            .list = ask->list, .words = ask->words, .state = ask->state, .model = ask->model},
        &any, &found));
    TRY(q_list_find(cx->store, cx->a,
                    &(struct q_list_find_in){.list = ask->list,
                                             .words = ask->words,
                                             .state = ask->state,
                                             .model = ask->model,
                                             .skip = ask->first,
                                             .most = LINES_SHOWN},
                    &rows, &n));
    struct view_listing_line *v = arena_array(cx->a, struct view_listing_line, n);
    for (size_t i = 0; i < n; i++) {
        TRY(line_of(cx, ask->list, &rows[i], &v[i]));
    }
    p->lines = v;
    p->lines_n = n;
    p->found = found.n;
    p->first = ask->first + 1;
    p->lines_sentence = lines_words(cx, ask, found.n, n);
    if (ask->first > 0) {
        int64_t back = ask->first > LINES_SHOWN ? ask->first - LINES_SHOWN : 0;
        p->before = again(cx, ask, back, ask->change, "#lines");
    }
    if (ask->first + (int64_t)n < found.n) {
        p->next = again(cx, ask, ask->first + (int64_t)n, ask->change, "#lines");
    }
    return NULL;
}

/* ---- the page ---- */

static sv list_name(struct page_cx *cx, sv list)
{
    return sv_is(list, "ice-participating") ? SV("Agreements under 8 U.S.C. 1357(g)")
           : sv_is(list, "ice-pending")     ? SV("Pending agreements under 8 U.S.C. 1357(g)")
                                            : sv_fmt(cx->a, "The list %.*s", SV_ARG(list));
}

err *page_other_lists(struct page_cx *cx, sv list, struct list *links, bool *ret_found)
{
    struct q_lists_out *rows = NULL;
    size_t n = 0;
    *ret_found = false;
    TRY(q_lists(cx->store, cx->a, &rows, &n));
    for (size_t i = 0; i < n; i++) {
        if (sv_eq(rows[i].list, list)) {
            *ret_found = true;
        } else {
            page_link(cx, links, list_name(cx, rows[i].list),
                      url_path(cx->a, "/agreements/lists/{}", rows[i].list));
        }
    }
    return NULL;
}

static err *others_of(struct page_cx *cx, sv list, struct view_listing_page *p, bool *ret_found)
{
    struct list others = {0};
    TRY(page_other_lists(cx, list, &others, ret_found));
    p->others = others.p;
    p->others_n = others.n;
    return NULL;
}

err *page_listing(struct page_cx *cx, const struct page_listing_ask *ask,
                  struct view_listing_page *ret)
{
    struct view_listing_page p = {.list = ask->list, .heading = list_name(cx, ask->list)};
    struct page_listing_ask within = *ask;
    struct q_list_counts_out *counts = NULL;
    struct q_list_days_out *days = NULL;
    size_t counts_n = 0, days_n = 0;
    bool found;
    within.first = ask->first < 0 || ask->first > SKIP_MOST ? 0 : ask->first;
    within.change = ask->change < 0 || ask->change > SKIP_MOST ? 0 : ask->change;
    TRY(others_of(cx, ask->list, &p, &found));
    TRY(q_list_days(cx->store, cx->a, &(struct q_list_days_in){.list = ask->list}, &days, &days_n));
    if (!found || !days_n) {
        return err_make(cx->a, E_NOTFOUND, "No list %.*s is on record; dais import enters one.",
                        SV_ARG(ask->list));
    }
    TRY(q_list_counts(cx->store, cx->a, &(struct q_list_counts_in){.list = ask->list}, &counts,
                      &counts_n));
    table_of(cx, counts, counts_n, &p);
    filters(cx, &within, &p);
    TRY(changes_of(cx, &within, days, days_n, &p));
    TRY(lines_of(cx, &within, &p));
    p.sentence = sv_fmt(cx->a,
                        "%lld lines stand in the list as the publisher had it on %.*s, the last "
                        "day on which it changed here. A list says what its publisher says: a line "
                        "that is gone is no longer listed, and nothing more.",
                        (long long)p.total, SV_ARG(day_words(cx, days[0].listed_day)));
    page_shell(cx, p.heading, &p.shell);
    p.shell.twin = again(cx, &within, within.first, within.change, ".json");
    page_crumb(cx, &p.shell, SV("Home"), URL_FIXED("/"));
    *ret = p;
    return NULL;
}
