/* What an agency reports, as everyone may see it: published tables alone. */
#include "pages/activity.h"

#include "base/csv.h"
#include "base/limits.h"

enum { BATCHES_SHOWN = 24, TABLES_SHOWN = 120, TABLE_ROWS = 4096, DIMENSIONS_MOST = 8 };

/* ---- a table of its CSV ---- */

static sv code_words(struct arena *a, sv code)
{
    return sv_is(code, "*") ? SV("All") : form_code_words(a, code);
}

static struct view_count_cell cell_of(sv count)
{
    bool hidden = count.n == 0;
    return (struct view_count_cell){.words = hidden ? SV("hidden") : count, .hidden = hidden};
}

/* The rows of a file, read whole. */
struct sheet {
    struct csv c;
    sv *fields; /* columns a row */
    size_t n;
};

static err *read_sheet(struct arena *a, sv csv, struct sheet *ret)
{
    const sv *row;
    TRY(csv_open(a, csv, &ret->c));
    ret->fields = arena_array(a, sv, TABLE_ROWS * ret->c.columns);
    ret->n = 0;
    for (;;) {
        TRY(csv_row(&ret->c, &row));
        if (!row || ret->n == TABLE_ROWS) {
            return NULL;
        }
        for (size_t i = 0; i < ret->c.columns; i++) {
            ret->fields[ret->n * ret->c.columns + i] = sv_dup(a, row[i]);
        }
        ret->n++;
    }
}

/* Two dimensions cross; one, or more than two, stand row by row. */
static void cross(struct arena *a, const struct sheet *s, struct view_count_table *t)
{
    sv *columns = arena_array(a, sv, s->n + 1);
    struct view_count_row *rows = arena_array(a, struct view_count_row, s->n + 1);
    size_t across = 0;
    while (across < s->n && sv_eq(s->fields[across * 3], s->fields[0])) {
        columns[across] = code_words(a, s->fields[across * 3 + 1]);
        across++;
    }
    for (size_t i = 0; across && i + across <= s->n; i += across) {
        struct view_count_cell *cells = arena_array(a, struct view_count_cell, across);
        for (size_t k = 0; k < across; k++) {
            cells[k] = cell_of(s->fields[(i + k) * 3 + 2]);
        }
        rows[t->rows_n++] = (struct view_count_row){
            .name = code_words(a, s->fields[i * 3]), .cells = cells, .cells_n = across};
    }
    t->columns = columns;
    t->columns_n = across;
    t->rows = rows;
}

static void line_by_line(struct arena *a, const struct sheet *s, struct view_count_table *t)
{
    size_t columns = s->c.columns, last = columns - 1;
    sv *names = arena_array(a, sv, columns);
    struct view_count_row *rows = arena_array(a, struct view_count_row, s->n + 1);
    for (size_t i = 1; i < columns; i++) {
        names[i - 1] = form_code_words(a, s->c.names[i]);
    }
    for (size_t i = 0; i < s->n; i++) {
        struct view_count_cell *cells = arena_array(a, struct view_count_cell, columns);
        const sv *fields = &s->fields[i * columns];
        for (size_t k = 1; k < columns; k++) {
            cells[k - 1] = k == last ? cell_of(fields[k])
                                     : (struct view_count_cell){.words = code_words(a, fields[k])};
        }
        rows[t->rows_n++] = (struct view_count_row){
            .name = code_words(a, fields[0]), .cells = cells, .cells_n = last};
    }
    t->columns = names;
    t->columns_n = last;
    t->rows = rows;
}

static bool is_crossed(const struct sheet *s)
{
    /* every row of the first code again in the same order: as tables are made here */
    size_t across = 0;
    if (s->c.columns != 3) {
        return false;
    }
    while (across < s->n && sv_eq(s->fields[across * 3], s->fields[0])) {
        across++;
    }
    for (size_t i = 0; across && i < s->n; i++) {
        if (!sv_eq(s->fields[i * 3 + 1], s->fields[i % across * 3 + 1])) {
            return false;
        }
    }
    return across && s->n % across == 0;
}

static sv title_of(struct arena *a, sv id, const struct csv *c)
{
    sv what = sv_starts(id, SV("complaints-")) ? SV("Concluded complaints") : SV("Counts");
    sv words = sv_fmt(a, "%.*s by %.*s", SV_ARG(what), SV_ARG(form_code_words(a, c->names[0])));
    for (size_t i = 1; i + 1 < c->columns && i < DIMENSIONS_MOST; i++) {
        words = sv_fmt(a, "%.*s and %.*s", SV_ARG(words), SV_ARG(form_code_words(a, c->names[i])));
    }
    return words;
}

static sv why_hidden(struct arena *a, const struct counted *k)
{
    return k->hidden
               ? sv_fmt(a,
                        "%lld of %lld counts are hidden: those from 1 to %lld, those behind which "
                        "too few holders stand, and others with them, so that none of them can be "
                        "worked out. Zero is shown.",
                        (long long)k->hidden, (long long)k->cells, (long long)k->threshold - 1)
               : sv_fmt(a, "None of %lld counts is hidden.", (long long)k->cells);
}

err *page_count_table(struct page_cx *cx, const struct counted *k, struct view_count_table *ret)
{
    struct arena *a = cx->a;
    struct sheet s;
    TRY(read_sheet(a, k->csv, &s));
    *ret = (struct view_count_table){
        .id = k->id,
        .title = title_of(a, k->id, &s.c),
        .period = sv_fmt(a, "%.*s to %.*s", SV_ARG(page_day_words(a, (date){(int32_t)k->from})),
                         SV_ARG(page_day_words(a, (date){(int32_t)k->until}))),
        .from = date_format(a, (date){(int32_t)k->from}),
        .until = date_format(a, (date){(int32_t)k->until}),
        .first = form_code_words(a, s.c.names[0]),
        .hidden = k->hidden,
        .of = k->cells,
        .say = why_hidden(a, k),
        .by = k->reported ? SV("by a source outside") : SV("as reported by the agency")};
    if (is_crossed(&s)) {
        cross(a, &s, ret);
    } else {
        line_by_line(a, &s, ret);
    }
    return NULL;
}

/* ---- what was published ---- */

static err *published(struct page_cx *cx, sv instrument, struct q_page_tables_out **ret,
                      size_t *ret_n)
{
    return q_page_tables(cx->store, cx->a, &(struct q_page_tables_in){.instrument = instrument},
                         ret, ret_n);
}

static err *table_of(struct page_cx *cx, const struct q_page_tables_out *row,
                     struct view_count_table *ret)
{
    struct counted k = {.id = row->id,
                        .from = row->from_day,
                        .until = row->until_day,
                        .hidden = row->hidden,
                        .cells = row->cells,
                        .threshold = row->threshold,
                        .csv = row->table,
                        .reported = row->reported};
    TRY(page_count_table(cx, &k, ret));
    struct rec_hash h;
    memcpy(h.b, row->words.p, sizeof h.b);
    ret->csv = url_path(cx->a, "/part/{}", rec_hash_hex(cx->a, &h));
    ret->entry = row->seq;
    ret->remark = row->remark;
    return NULL;
}

/* Tables that can be shown, the newest first; each: one of each id alone. */
static err *tables_of(struct page_cx *cx, const struct q_page_tables_out *rows, size_t n, bool each,
                      struct list *l)
{
    for (size_t i = 0; i < n && l->n < TABLES_SHOWN; i++) {
        bool again = false;
        for (size_t k = 0; each && k < i; k++) {
            again |= sv_eq(rows[k].id, rows[i].id);
        }
        if (!again && rows[i].table.n && rows[i].words.n == REC_HASH_BYTES) {
            TRY(table_of(cx, &rows[i], LIST_ADD(cx->a, l, struct view_count_table)));
        }
    }
    return NULL;
}

/* ---- the head that both pages share ---- */

static void set_shell(struct page_cx *cx, const struct instrument_view *h, sv what, url twin,
                      struct view_shell *shell)
{
    page_shell(cx, sv_fmt(cx->a, "%.*s: %.*s", SV_ARG(what), SV_ARG(h->title)), shell);
    shell->place = h->b.row.place;
    shell->twin = twin;
    page_crumb(cx, shell, SV("Home"), URL_FIXED("/"));
    page_crumb(cx, shell, h->b.row.name, url_path(cx->a, "/bodies/{}", h->b.id));
}

static sv said(size_t n)
{
    return n ? SV("Each count is as reported by the agency. A month without a table is one without "
                  "a published report: no report is not zero.")
             : SV("No table of what was done is published. No report is not zero.");
}

/* ---- measures (GAO-21-186, GAO-09-109, OIG-10-63): of published or public facts alone ---- */

/* The count in the row whose codes are these; false where it is not shown. */
static err *count_of(struct page_cx *cx, const struct q_page_tables_out *row, const char *first,
                     const char *second, bool *ret_shown, uint64_t *ret)
{
    struct sheet s;
    *ret_shown = false;
    TRY(read_sheet(cx->a, row->table, &s));
    for (size_t i = 0; i < s.n; i++) {
        const sv *f = &s.fields[i * s.c.columns];
        if (sv_is(f[0], first) && (!second || sv_is(f[1], second))) {
            *ret_shown = sv_u64(f[s.c.columns - 1], ret);
        }
    }
    return NULL;
}

/* A share of two shown counts of the newest table of that id. */
static err *share_of(struct page_cx *cx, const struct q_page_tables_out *rows, size_t n,
                     const char *id, const char *part, bool crossed, struct view_measure_line *ret)
{
    uint64_t some = 0, all = 0;
    bool shown = false, whole = false;
    size_t i = 0;
    for (; i < n && !(sv_is(rows[i].id, id) && !rows[i].reported && rows[i].table.n); i++) {
    }
    if (i == n) {
        ret->why = SV("No such table is published.");
        return NULL;
    }
    TRY(count_of(cx, &rows[i], crossed ? "*" : part, crossed ? part : NULL, &shown, &some));
    TRY(count_of(cx, &rows[i], "*", crossed ? "*" : NULL, &whole, &all));
    if (!shown || !whole || !all) {
        ret->why = whole && !all ? SV("The table counts none.")
                                 : SV("A count that it needs is hidden in the published table.");
        return NULL;
    }
    ret->value = sv_fmt(cx->a, "%llu of %llu, %llu %%", (unsigned long long)some,
                        (unsigned long long)all, (unsigned long long)(some * 100 / all));
    ret->why = sv_fmt(cx->a, "Of %.*s to %.*s.",
                      SV_ARG(page_day_words(cx->a, (date){(int32_t)rows[i].from_day})),
                      SV_ARG(page_day_words(cx->a, (date){(int32_t)rows[i].until_day})));
    return NULL;
}

static err *public_share(struct page_cx *cx, int64_t some, int64_t all, sv none,
                         struct view_measure_line *ret)
{
    if (all) {
        ret->value = sv_fmt(cx->a, "%lld of %lld", (long long)some, (long long)all);
    } else {
        ret->why = none;
    }
    return NULL;
}

static err *measures(struct page_cx *cx, const struct instrument_view *h, sv instrument,
                     const struct q_page_tables_out *rows, size_t n, struct view_activity_page *p)
{
    struct list l = {0};
    struct q_page_training_now_out training;
    struct q_page_on_time_out on_time;
    bool found;
    struct view_measure_line *m = LIST_ADD(cx->a, &l, struct view_measure_line);
    m->name = SV("A supervisor reached at the time");
    m->formula = SV("Acts with a supervisor reached at the time, divided by all acts that are "
                    "counted; shown where both counts are shown.");
    TRY(share_of(cx, rows, n, "power-supervisor", "at-the-time", true, m));
    m = LIST_ADD(cx->a, &l, struct view_measure_line);
    m->name = SV("Complaints concluded within 90 days");
    m->formula = SV("Complaints concluded within 90 days of coming in, divided by all that were "
                    "concluded in the year; shown where both counts are shown.");
    TRY(share_of(cx, rows, n, "complaints-days", "within-90-days", false, m));
    m = LIST_ADD(cx->a, &l, struct view_measure_line);
    m->name = SV("Holders with current training");
    m->formula = SV("Holders whose every certificate on record is still good today, divided by all "
                    "who completed a training; of the public record, nothing hidden.");
    TRY(q_page_training_now(
        cx->store, cx->a,
        &(struct q_page_training_now_in){.instrument = instrument, .today = h->today.days}, &found,
        &training));
    TRY(public_share(cx, training.good, training.whole, SV("No training is in the record."), m));
    m = LIST_ADD(cx->a, &l, struct view_measure_line);
    m->name = SV("Done on time");
    m->formula =
        SV("What was due and is entered as done by its day, divided by all that is entered "
           "as done; of the public record, nothing hidden.");
    TRY(q_page_on_time(cx->store, cx->a, &(struct q_page_on_time_in){.instrument = instrument},
                       &found, &on_time));
    TRY(public_share(cx, on_time.good, on_time.whole, SV("Nothing is entered as done."), m));
    page_turns(cx, sys_zone_instant(h->b.zone, (date){h->today.days + 1}, 0));
    p->measures = l.p;
    p->measures_n = l.n;
    return NULL;
}

/* ---- reviews and commitments ---- */

static err *reviews(struct page_cx *cx, sv instrument, struct view_activity_page *p)
{
    struct q_page_reviews_out *rows;
    size_t n;
    TRY(q_page_reviews(cx->store, cx->a, &(struct q_page_reviews_in){.instrument = instrument},
                       &rows, &n));
    sv *lines = arena_array(cx->a, sv, n);
    for (size_t i = 0; i < n; i++) {
        lines[i] = sv_fmt(cx->a, "%.*s: %.*s by %.*s (entry %lld)",
                          SV_ARG(page_day_words(cx->a, (date){(int32_t)rows[i].on_day})),
                          SV_ARG(rows[i].type), SV_ARG(rows[i].by), (long long)rows[i].seq);
    }
    p->reviews = lines;
    p->reviews_n = n;
    return NULL;
}

static err *commitments(struct page_cx *cx, sv instrument, struct view_activity_page *p)
{
    struct q_batches_out *rows;
    size_t n;
    TRY(q_batches(cx->store, cx->a, &(struct q_batches_in){.instrument = instrument}, &rows, &n));
    size_t shown = n < BATCHES_SHOWN ? n : BATCHES_SHOWN;
    struct view_commitment *lines = arena_array(cx->a, struct view_commitment, shown);
    for (size_t i = 0; i < shown; i++) {
        lines[i] = (struct view_commitment){.stream = rows[i].stream,
                                            .period = rows[i].period,
                                            .leaves = rows[i].leaves,
                                            .root = rows[i].root,
                                            .entry = rows[i].seq};
    }
    p->batches = lines;
    p->batches_n = shown;
    p->has_left_out = n > shown;
    p->left_out = (int64_t)(n - shown);
    return NULL;
}

const struct view_said_in *page_complaints(size_t *ret_n)
{
    static const struct view_said_in where[] = {
        {.language = SV_INIT("en"),
         .words = SV_INIT("A complaint goes to the agency itself, to its internal affairs, or to a "
                          "supervisor; under a federal agreement also to the federal office that "
                          "it names. Nobody has to state an immigration status to complain, and "
                          "neither has a victim or a witness.")},
        {.language = SV_INIT("es"),
         .words = SV_INIT("Una queja se presenta ante la misma agencia, su oficina de asuntos "
                          "internos o un supervisor; bajo un acuerdo federal, también ante la "
                          "oficina federal que este nombra. Nadie tiene que declarar su estatus "
                          "migratorio para quejarse; tampoco una víctima ni un testigo.")},
        {.language = SV_INIT("ht"),
         .words = SV_INIT("Yon plent ale nan ajans lan menm, nan biwo afè entèn li, oswa bay yon "
                          "sipèvizè; anba yon akò federal, li ka ale tou nan biwo federal akò a "
                          "nonmen. Pèsonn pa oblije di estati imigrasyon li pou l pote plent; ni "
                          "yon viktim, ni yon temwen.")}};
    *ret_n = sizeof where / sizeof *where;
    return where;
}

err *page_activity(struct page_cx *cx, sv instrument, struct view_activity_page *ret)
{
    struct instrument_view h;
    struct q_page_tables_out *rows;
    size_t n;
    struct list l = {0};
    TRY(page_instrument_read(cx, instrument, &h));
    TRY(published(cx, instrument, &rows, &n));
    TRY(tables_of(cx, rows, n, true, &l));
    struct view_activity_page p = {
        .instrument = instrument,
        .title = h.title,
        .sentence = said(l.n),
        .tables = l.p,
        .tables_n = l.n,
        .all = url_path(cx->a, "/agreements/{}/tables", instrument),
        .assurance = SV("This page counts the exercise of public power. It holds nothing about "
                        "anyone who was stopped, questioned or held, and nothing about victims or "
                        "witnesses.")};
    p.complaints = page_complaints(&p.complaints_n);
    TRY(measures(cx, &h, instrument, rows, n, &p));
    TRY(reviews(cx, instrument, &p));
    TRY(commitments(cx, instrument, &p));
    set_shell(cx, &h, SV("What the agency reports"),
              url_path(cx->a, "/agreements/{}/activity.json", instrument), &p.shell);
    *ret = p;
    return NULL;
}

err *page_tables(struct page_cx *cx, sv instrument, struct view_tables_page *ret)
{
    struct instrument_view h;
    struct q_page_tables_out *rows;
    size_t n;
    struct list l = {0};
    TRY(page_instrument_read(cx, instrument, &h));
    TRY(published(cx, instrument, &rows, &n));
    TRY(tables_of(cx, rows, n, false, &l));
    struct view_tables_page p = {.instrument = instrument,
                                 .title = h.title,
                                 .sentence = said(l.n),
                                 .tables = l.p,
                                 .tables_n = l.n,
                                 .back = url_path(cx->a, "/agreements/{}/activity", instrument)};
    set_shell(cx, &h, SV("Published tables"),
              url_path(cx->a, "/agreements/{}/tables.json", instrument), &p.shell);
    *ret = p;
    return NULL;
}

err *page_activity_said(struct page_cx *cx, sv instrument, sv *ret, int64_t *ret_seq)
{
    struct q_page_tables_out *rows;
    size_t n, i = 0;
    uint64_t all = 0;
    bool shown = false;
    *ret = SV_NONE;
    TRY(published(cx, instrument, &rows, &n));
    for (; i < n && (rows[i].reported || !rows[i].table.n || !sv_is(rows[i].id, "power-outcome"));
         i++) {
    }
    if (i == n) {
        return NULL;
    }
    TRY(count_of(cx, &rows[i], "*", "*", &shown, &all));
    sv first = page_day_words(cx->a, (date){(int32_t)rows[i].from_day});
    sv last = page_day_words(cx->a, (date){(int32_t)rows[i].until_day});
    *ret_seq = rows[i].seq;
    *ret = shown
               ? sv_fmt(cx->a,
                        "From %.*s to %.*s the agency reports %llu %s; %lld of %lld counts of the "
                        "table are hidden. Its tables stand under /agreements/%.*s/activity.",
                        SV_ARG(first), SV_ARG(last), (unsigned long long)all,
                        all == 1 ? "act" : "acts", (long long)rows[i].hidden,
                        (long long)rows[i].cells, SV_ARG(instrument))
               : sv_fmt(cx->a,
                        "The agency reports what was done from %.*s to %.*s in a table that hides "
                        "%lld of its %lld counts, under /agreements/%.*s/activity.",
                        SV_ARG(first), SV_ARG(last), (long long)rows[i].hidden,
                        (long long)rows[i].cells, SV_ARG(instrument));
    return NULL;
}
