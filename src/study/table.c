/* From rows of text to a panel: periods in order, without gaps, each once in every area. */
#include "study/table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "base/limits.h"
#include "base/moment.h"
#include "study/least.h"

enum kind { NUMBERS, MONTHS, DAYS };
enum { NUMBER_BYTES = 64, NAMED_GAPS = 6, NOTES = 8, RANK_AREAS = 19 };
#define MOST      1e15 /* of an outcome or exposure: squares of sums stay finite */
#define MUCH_MORE 1.5  /* of Pearson's sum over its degrees of freedom */

struct row {
    sv area;
    int64_t when; /* the number, months since year 0, or days since 1970 */
    double y, exposure;
    size_t line;
};

struct reading {
    struct arena *a;
    const struct study_ask *ask;
    enum study_family family;
    struct csv csv;
    size_t time[2], times, outcome, offset, by;
    enum kind kind;
    struct row *rows;
    size_t n;
    int64_t from, step; /* of the periods */
    size_t periods;
    sv *areas;
    size_t area_count;
};

/* ---- fields ---- */

static bool real_parse(sv s, double *ret)
{
    char text[NUMBER_BYTES + 1], *end;
    s = sv_trim(s);
    if (s.n == 0 || s.n > NUMBER_BYTES) {
        return false;
    }
    for (size_t i = 0; i < s.n; i++) {
        if (!strchr("0123456789+-.eE", s.p[i]) || s.p[i] == '\0') {
            return false;
        }
    }
    memcpy(text, s.p, s.n);
    text[s.n] = '\0';
    *ret = strtod(text, &end);
    return end == text + s.n && fabs(*ret) < MOST;
}

static bool number_parse(sv s, int64_t *ret)
{
    return sv_i64(sv_trim(s), ret) && *ret >= -1000000000 && *ret <= 1000000000;
}

static bool month_parse(sv s, int64_t *ret)
{
    date d;
    char text[10];
    s = sv_trim(s);
    if (s.n != 7) {
        return false;
    }
    for (size_t i = 0; i < sizeof text; i++) {
        text[i] = i < 7 ? s.p[i] : "-01"[i - 7];
    }
    if (!date_parse((sv){text, sizeof text}, &d)) {
        return false;
    }
    struct civil c = civil_of_date(d);
    *ret = (int64_t)c.year * 12 + c.month - 1;
    return true;
}

static bool day_parse(sv s, int64_t *ret)
{
    date d;
    if (!date_parse(sv_trim(s), &d)) {
        return false;
    }
    *ret = d.days;
    return true;
}

static bool when_parse(enum kind kind, sv s, int64_t *ret)
{
    switch (kind) {
    case NUMBERS: return number_parse(s, ret);
    case MONTHS: return month_parse(s, ret);
    case DAYS: return day_parse(s, ret);
    }
    return false;
}

/* A period as its column has it. */
static sv when_name(const struct reading *r, int64_t when)
{
    switch (r->kind) {
    case NUMBERS: return sv_fmt(r->a, "%lld", (long long)when);
    case MONTHS:
        return sv_fmt(r->a, "%04lld-%02lld", (long long)(when / 12), (long long)(when % 12 + 1));
    case DAYS: return date_format(r->a, (date){(int32_t)when});
    }
    return SV_NONE;
}

static err *when_of(struct reading *r, const sv *fields, int64_t *ret)
{
    sv s = fields[r->time[0]];
    if (r->times == 2) {
        int64_t year, month;
        if (number_parse(s, &year) && number_parse(fields[r->time[1]], &month) && year >= 1 &&
            year <= 9999 && month >= 1 && month <= 12) {
            r->kind = MONTHS;
            *ret = year * 12 + month - 1;
            return NULL;
        }
        return err_make(r->a, E_INVALID,
                        "line %zu: \"%.*s\" and \"%.*s\" are no year and month: write 2015 and 1",
                        r->csv.line, SV_ARG(s), SV_ARG(fields[r->time[1]]));
    }
    if (r->n == 0) {
        for (r->kind = NUMBERS; r->kind < DAYS && !when_parse(r->kind, s, ret); r->kind++) {
        }
    }
    if (!when_parse(r->kind, s, ret)) {
        return err_make(r->a, E_INVALID,
                        "line %zu: \"%.*s\" is no %s: write every period in the same form, as a "
                        "whole number, 2015-01 or 2015-01-31",
                        r->csv.line, SV_ARG(s),
                        r->n == 0            ? "period"
                        : r->kind == NUMBERS ? "whole number, as the first period is"
                        : r->kind == MONTHS  ? "month, as the first period is"
                                             : "date, as the first period is");
    }
    return NULL;
}

static err *outcome_of(struct reading *r, sv s, double *ret)
{
    bool counts = r->family != STUDY_GAUSSIAN;
    sv said = sv_trim(s);
    *ret = NAN;
    if (said.n == 0 || sv_is(said, "NA")) {
        return NULL;
    }
    if (!real_parse(said, ret)) {
        return err_make(
            r->a, E_INVALID,
            "line %zu: the outcome \"%.*s\" is no number below 1e15; leave it empty where nothing "
            "is known",
            r->csv.line, SV_ARG(s));
    }
    if (counts && *ret < 0) {
        return err_make(r->a, E_INVALID,
                        "line %zu: the count %.*s is negative: put it right, or take --family "
                        "gaussian",
                        r->csv.line, SV_ARG(s));
    }
    if ((r->family == STUDY_POISSON || r->family == STUDY_NEGBIN) && *ret != floor(*ret)) {
        return err_make(r->a, E_INVALID,
                        "line %zu: %.*s is no count: take --family quasipoisson or gaussian",
                        r->csv.line, SV_ARG(s));
    }
    return NULL;
}

static err *row_of(struct reading *r, const sv *fields, struct row *ret)
{
    *ret = (struct row){.line = r->csv.line, .exposure = 1};
    TRY(when_of(r, fields, &ret->when));
    TRY(outcome_of(r, fields[r->outcome], &ret->y));
    if (r->ask->by.n) {
        ret->area = fields[r->by];
    }
    if (r->ask->offset.n && !isnan(ret->y) &&
        !(real_parse(fields[r->offset], &ret->exposure) && ret->exposure > 1 / MOST)) {
        return err_make(r->a, E_INVALID,
                        "line %zu: the exposure \"%.*s\" must be a number above zero", r->csv.line,
                        SV_ARG(fields[r->offset]));
    }
    return NULL;
}

/* ---- rows ---- */

static err *columns_of(struct reading *r)
{
    const struct study_ask *ask = r->ask;
    sv month, year = sv_cut(ask->time, ',', &month);
    r->times = month.n ? 2 : 1;
    TRY(csv_column(&r->csv, year, &r->time[0]));
    if (month.n) {
        TRY(csv_column(&r->csv, month, &r->time[1]));
    }
    TRY(csv_column(&r->csv, ask->outcome, &r->outcome));
    if (ask->offset.n) {
        TRY(csv_column(&r->csv, ask->offset, &r->offset));
    }
    return ask->by.n ? csv_column(&r->csv, ask->by, &r->by) : NULL;
}

static int by_area(const void *x, const void *y)
{
    const struct row *a = x, *b = y;
    int c = sv_cmp(a->area, b->area);
    if (c == 0) {
        c = (a->when > b->when) - (a->when < b->when);
    }
    return c ? c : (a->line > b->line) - (a->line < b->line);
}

static err *rows_of(struct reading *r, sv csv)
{
    const sv *fields;
    size_t lines = 1;
    TRY(csv_open(r->a, csv, &r->csv));
    TRY(columns_of(r));
    for (size_t i = 0; i < csv.n; i++) {
        lines += csv.p[i] == '\n';
    }
    r->rows = arena_array(r->a, struct row, lines < LIMIT_CSV_ROWS ? lines : LIMIT_CSV_ROWS);
    for (;;) {
        TRY(csv_row(&r->csv, &fields));
        if (!fields) {
            break;
        }
        TRY(row_of(r, fields, &r->rows[r->n]));
        r->n++;
    }
    if (r->n == 0) {
        return err_make(r->a, E_INVALID, "the table has no row: it needs one a period");
    }
    qsort(r->rows, r->n, sizeof *r->rows, by_area);
    return NULL;
}

static sv area_words(const struct reading *r, sv area)
{
    return r->ask->by.n ? sv_fmt(r->a, " of %.*s", SV_ARG(area)) : SV("");
}

/* Each period once in every area. */
static err *check_once(const struct reading *r)
{
    for (size_t i = 1; i < r->n; i++) {
        const struct row *x = &r->rows[i - 1], *y = &r->rows[i];
        if (sv_eq(x->area, y->area) && x->when == y->when) {
            return err_make(r->a, E_INVALID, "line %zu: %.*s%.*s stands on line %zu already: %s",
                            y->line, SV_ARG(when_name(r, y->when)), SV_ARG(area_words(r, y->area)),
                            x->line,
                            r->ask->by.n ? "add the two up, or take one out"
                                         : "add them up, or name the column of areas with --by");
        }
    }
    return NULL;
}

static int by_size(const void *x, const void *y)
{
    int64_t a = *(const int64_t *)x, b = *(const int64_t *)y;
    return (a > b) - (a < b);
}

/* Dates that are all the first of a month are months. */
static void days_to_months(struct reading *r)
{
    bool firsts = r->kind == DAYS;
    for (size_t i = 0; firsts && i < r->n; i++) {
        firsts = civil_of_date((date){(int32_t)r->rows[i].when}).day == 1;
    }
    for (size_t i = 0; firsts && i < r->n; i++) {
        struct civil c = civil_of_date((date){(int32_t)r->rows[i].when});
        r->rows[i].when = (int64_t)c.year * 12 + c.month - 1;
    }
    r->kind = firsts ? MONTHS : r->kind;
}

/* The periods: evenly apart, by the least distance that there is, and none missing. */
static err *periods_of(struct reading *r)
{
    int64_t *when = arena_array(r->a, int64_t, r->n);
    size_t n = 0;
    for (size_t i = 0; i < r->n; i++) {
        when[i] = r->rows[i].when;
    }
    qsort(when, r->n, sizeof *when, by_size);
    for (size_t i = 0; i < r->n; i++) {
        if (n == 0 || when[n - 1] != when[i]) {
            when[n++] = when[i];
        }
    }
    if (n > LIMIT_STUDY_PERIODS) {
        return err_make(r->a, E_LIMIT, "the series has %zu periods; at most %d are studied", n,
                        LIMIT_STUDY_PERIODS);
    }
    r->from = when[0];
    r->periods = n;
    r->step = n > 1 ? when[1] - when[0] : 1;
    for (size_t i = 2; i < n; i++) {
        r->step = when[i] - when[i - 1] < r->step ? when[i] - when[i - 1] : r->step;
    }
    for (size_t i = 1; i < n; i++) {
        if (when[i] - when[i - 1] != r->step) {
            return err_make(
                r->a, E_INVALID,
                "there is a gap between %.*s and %.*s: add a row for every period, with "
                "an empty outcome where nothing is known",
                SV_ARG(when_name(r, when[i - 1])), SV_ARG(when_name(r, when[i])));
        }
    }
    return NULL;
}

/* Every area has every period: rows stand in the panel's order then. */
static err *areas_of(struct reading *r)
{
    size_t i = 0;
    r->areas = arena_array(r->a, sv, r->n / r->periods + 1);
    while (i < r->n) {
        sv area = r->rows[i].area;
        for (size_t t = 0; t < r->periods; t++) {
            int64_t want = r->from + (int64_t)t * r->step;
            if (i + t >= r->n || !sv_eq(r->rows[i + t].area, area) || r->rows[i + t].when != want) {
                return err_make(r->a, E_INVALID,
                                "%.*s has no row for %.*s: add it, with an empty outcome where "
                                "nothing is known, or leave the area out",
                                SV_ARG(area), SV_ARG(when_name(r, want)));
            }
        }
        r->areas[r->area_count++] = area;
        i += r->periods;
    }
    return NULL;
}

/* ---- the question ---- */

static err *event_of(const struct reading *r, size_t *ret)
{
    int64_t when = 0, last = r->from + (int64_t)(r->periods - 1) * r->step;
    sv event = r->ask->event;
    bool read = when_parse(r->kind, event, &when);
    if (!read && r->kind == MONTHS && sv_ends(sv_trim(event), SV("-01"))) {
        read = month_parse(sv_sub(sv_trim(event), 0, 7), &when);
    }
    if (!read || when < r->from || when > last || (when - r->from) % r->step) {
        return err_make(r->a, E_INVALID,
                        "the event \"%.*s\" is none of the periods, which run from %.*s to %.*s",
                        SV_ARG(event), SV_ARG(when_name(r, r->from)), SV_ARG(when_name(r, last)));
    }
    if (when == r->from) {
        return err_make(r->a, E_INVALID,
                        "the event %.*s is the first period: the series needs some before it",
                        SV_ARG(event));
    }
    *ret = (size_t)((when - r->from) / r->step);
    return NULL;
}

static err *area_find(const struct reading *r, sv name, size_t *ret)
{
    for (size_t i = 0; i < r->area_count; i++) {
        if (sv_eq(r->areas[i], name)) {
            *ret = i;
            return NULL;
        }
    }
    return err_make(r->a, E_INVALID, "no row has \"%.*s\" in the column %.*s", SV_ARG(name),
                    SV_ARG(r->ask->by));
}

static err *controls_of(const struct reading *r, struct study_question *q)
{
    sv rest = r->ask->control;
    size_t *list = arena_array(r->a, size_t, r->area_count);
    q->against = r->ask->control.n ? STUDY_NAMED : STUDY_ALL_OTHERS;
    q->control = list;
    while (rest.n) {
        sv name = sv_trim(sv_cut(rest, ',', &rest));
        size_t at;
        TRY(area_find(r, name, &at));
        if (at == q->treated) {
            return err_make(r->a, E_INVALID,
                            "%.*s is the area of the event and cannot be its own control",
                            SV_ARG(name));
        }
        for (size_t i = 0; i < q->controls; i++) {
            if (list[i] == at) {
                return err_make(r->a, E_INVALID, "the control %.*s is named twice", SV_ARG(name));
            }
        }
        list[q->controls++] = at;
    }
    return NULL;
}

static err *areas_asked(const struct reading *r, struct study_question *q)
{
    if (!r->ask->by.n) {
        q->against = STUDY_ALONE;
        return NULL;
    }
    TRY(area_find(r, r->ask->treated, &q->treated));
    if (r->area_count < 2) {
        return err_make(r->a, E_INVALID,
                        "the column %.*s names one area only: bring others to compare it with, or "
                        "leave --by out",
                        SV_ARG(r->ask->by));
    }
    return controls_of(r, q);
}

static void panel_of(const struct reading *r, struct study_panel *p)
{
    double *y = arena_array(r->a, double, r->n), *exposure = arena_array(r->a, double, r->n);
    uint8_t *month = arena_array(r->a, uint8_t, r->periods);
    for (size_t i = 0; i < r->n; i++) {
        y[i] = r->rows[i].y;
        exposure[i] = r->rows[i].exposure;
    }
    for (size_t t = 0; t < r->periods; t++) {
        int64_t at = r->kind == MONTHS && r->step == 1 ? r->from + (int64_t)t : (int64_t)t;
        month[t] = (uint8_t)(at % STUDY_PERIOD + 1);
    }
    bool own = r->kind == NUMBERS && r->from != 1; /* years and the like begin at 0 */
    *p = (struct study_panel){.areas = r->area_count,
                              .n = r->periods,
                              .y = y,
                              .exposure = r->ask->offset.n ? exposure : NULL,
                              .first = own ? 0 : 1,
                              .month = month};
}

static void note(struct study_table *t, sv sentence)
{
    t->notes[t->note_count++] = sentence;
}

static void notes_of(const struct reading *r, struct study_table *t)
{
    struct buf b = buf_make(4096);
    size_t gaps = 0;
    for (size_t i = 0; i < r->n; i++) {
        if (isnan(r->rows[i].y) && gaps++ < NAMED_GAPS) {
            buf_fmt(&b, "%s%.*s%.*s", gaps > 1 ? ", " : "", SV_ARG(when_name(r, r->rows[i].when)),
                    SV_ARG(area_words(r, r->rows[i].area)));
        }
    }
    if (gaps) {
        note(t,
             sv_fmt(r->a, "Without a value and left out: %.*s%s.", SV_ARG(buf_view(&b)),
                    gaps > NAMED_GAPS ? sv_fmt(r->a, " and %zu more", gaps - NAMED_GAPS).p : ""));
    }
    if (t->question.against != STUDY_ALONE) {
        note(t, SV("The comparison holds only if the event changed nothing in the areas compared "
                   "with: leave out by --control a neighbour with an event of its own."));
    }
    buf_free(&b);
}

err *study_table_read(struct arena *a, sv csv, const struct study_ask *ask,
                      enum study_family family, struct study_table *ret)
{
    struct reading r = {.a = a, .ask = ask, .family = family};
    *ret = (struct study_table){.notes = arena_array(a, sv, NOTES)};
    TRY(rows_of(&r, csv));
    TRY(check_once(&r));
    days_to_months(&r);
    TRY(periods_of(&r));
    TRY(areas_of(&r));
    TRY(event_of(&r, &ret->question.event));
    TRY(areas_asked(&r, &ret->question));
    panel_of(&r, &ret->question.panel);
    notes_of(&r, ret);
    ret->areas = r.areas;
    return NULL;
}

void study_notes(struct arena *a, struct study_table *t, const struct study_its *r,
                 const struct study_placebo *placebo)
{
    const struct study_model *m = &t->question.model;
    double pearson = study_dot(r->fit.e, r->fit.e, r->n) / (double)(r->n - r->p);
    if (m->family == STUDY_POISSON && pearson > MUCH_MORE) {
        note(t, sv_fmt(a,
                       "The counts vary %.3g times as much as Poisson's: the errors are too small; "
                       "take quasipoisson or negbin.",
                       pearson));
    }
    if (isinf(r->fit.theta)) {
        note(t, SV("The counts vary no more than Poisson's: theta is without bound, and the fit "
                   "is Poisson's."));
    }
    if (m->errors == STUDY_NEWEY_WEST && m->lag >= STUDY_PERIOD && t->question.panel.n < 100) {
        note(t, sv_fmt(a,
                       "A lag of %zu over %zu periods makes errors too small: from 100 periods on "
                       "it may be taken.",
                       m->lag, t->question.panel.n));
    }
    if (placebo && placebo->areas < RANK_AREAS) {
        note(t, sv_fmt(a, "With %zu areas to rank among, the placebo p cannot go below %.3g.",
                       placebo->areas, 1 / (1 + (double)placebo->areas)));
    }
    if (placebo && placebo->left_out) {
        note(t, sv_fmt(a, "%zu of the areas could not be fitted and are not ranked.",
                       placebo->left_out));
    }
}
