/* Figures of a registered measure. */
#include "study/figures.h"

#include <math.h>

#include "base/csv.h"
#include "base/limits.h"
#include "base/moment.h"

#define SURE 0.05

static err *model_of(struct arena *a, const struct study_measure *m, struct study_model *ret)
{
    static const struct {
        const char *name;
        enum study_season season;
        size_t pairs;
    } seasons[] = {{"none", STUDY_NO_SEASON, 0},
                   {"month", STUDY_MONTHS, 0},
                   {"fourier-1", STUDY_FOURIER, 1},
                   {"fourier-2", STUDY_FOURIER, 2},
                   {"fourier-3", STUDY_FOURIER, 3}};
    bool family = false, season = false;
    *ret = (struct study_model){.errors = STUDY_MODEL};
    for (int f = STUDY_GAUSSIAN; f <= STUDY_NEGBIN; f++) {
        if (sv_eq(m->family, study_family_name((enum study_family)f))) {
            ret->family = (enum study_family)f;
            family = true;
        }
    }
    for (size_t i = 0; i < sizeof seasons / sizeof *seasons; i++) {
        if (sv_is(m->season, seasons[i].name)) {
            ret->season = seasons[i].season;
            ret->pairs = seasons[i].pairs;
            season = true;
        }
    }
    return family && season ? NULL
                            : err_make(a, E_INVALID,
                                       "the measure names a model that this program does not have");
}

/* ---- the table before it is read as a panel ---- */

struct scan {
    size_t time, area, count;
    bool exposure;
    int64_t first, last;
    size_t unknown;
    sv *areas;
    size_t areas_n;
};

/* "2026-07" as months since year 0. */
static bool month_of(struct arena *a, sv s, int64_t *ret)
{
    date d;
    if (s.n != 7 || !date_parse(sv_fmt(a, "%.*s-01", SV_ARG(s)), &d)) {
        return false;
    }
    struct civil c = civil_of_date(d);
    *ret = (int64_t)c.year * 12 + c.month - 1;
    return true;
}

static err *columns_of(struct arena *a, const struct csv *csv, struct scan *ret)
{
    for (size_t i = 0; i < csv->columns; i++) {
        sv name = csv->names[i];
        if (sv_is(name, "exposure")) {
            ret->exposure = true;
        } else if (!sv_is(name, "time") && !sv_is(name, "area") && !sv_is(name, "count")) {
            return err_make(a, E_INVALID,
                            "line 1: the column \"%.*s\" is none of time, area, count and "
                            "exposure: leave it out",
                            SV_ARG(name));
        }
    }
    TRY(csv_column(csv, SV("time"), &ret->time));
    TRY(csv_column(csv, SV("area"), &ret->area));
    return csv_column(csv, SV("count"), &ret->count);
}

static bool known(const struct scan *s, sv area)
{
    for (size_t i = s->areas_n; i > 0; i--) { /* rows of one area mostly stand together */
        if (sv_eq(s->areas[i - 1], area)) {
            return true;
        }
    }
    return false;
}

static err *scan(struct arena *a, sv text, struct scan *ret)
{
    struct csv csv;
    const sv *row;
    struct scan s = {.areas = arena_array(a, sv, LIMIT_FIGURES_AREAS)};
    TRY(csv_open(a, text, &csv));
    TRY(columns_of(a, &csv, &s));
    TRY(csv_row(&csv, &row));
    while (row) {
        int64_t month = 0;
        sv area = sv_trim(row[s.area]), count = sv_trim(row[s.count]);
        if (!month_of(a, sv_trim(row[s.time]), &month)) {
            return err_make(a, E_INVALID, "line %zu: \"%.*s\" is no month: write it as 2026-07",
                            csv.line, SV_ARG(sv_sub(row[s.time], 0, 64)));
        }
        if (!known(&s, area)) {
            if (s.areas_n == LIMIT_FIGURES_AREAS) {
                return err_make(a, E_LIMIT,
                                "line %zu: figures have at most %d areas: leave some out or add "
                                "them up",
                                csv.line, LIMIT_FIGURES_AREAS);
            }
            s.areas[s.areas_n++] = area;
        }
        s.first = csv.rows == 1 || month < s.first ? month : s.first;
        s.last = csv.rows == 1 || month > s.last ? month : s.last;
        if (s.last - s.first >= LIMIT_FIGURES_MONTHS) {
            return err_make(a, E_LIMIT, "line %zu: figures run over at most %d months", csv.line,
                            LIMIT_FIGURES_MONTHS);
        }
        s.unknown += count.n == 0 || sv_is(count, "NA");
        TRY(csv_row(&csv, &row));
    }
    *ret = s;
    return csv.rows
               ? NULL
               : err_make(a, E_INVALID, "the figures have no row: a row is a month of an area");
}

/* The comparison names areas of the figures (all of them), or says in words what they are. */
static err *control_of(struct arena *a, const struct scan *s, const struct study_measure *m,
                       sv *ret)
{
    size_t is = 0, pieces = 0;
    sv rest = m->comparison, other = SV_NONE;
    while (rest.n) {
        sv name = sv_trim(sv_cut(rest, ',', &rest));
        bool here = known(s, name);
        is += here;
        pieces++;
        other = here ? other : name;
    }
    if (is > 0 && is < pieces) {
        return err_make(a, E_INVALID,
                        "the measure compares with \"%.*s\", which is no area of the figures",
                        SV_ARG(other));
    }
    *ret = is ? m->comparison : SV_NONE;
    return NULL;
}

err *study_figures_at(struct arena *a, sv text, const struct study_measure *m, int64_t event,
                      struct study_figures *ret)
{
    struct scan s;
    struct study_model model;
    struct study_ask ask = {.time = SV("time"), .outcome = SV("count"), .by = SV("area")};
    struct study_figures f = {.first = 0};
    TRY(model_of(a, m, &model));
    TRY(scan(a, text, &s));
    if (!known(&s, m->areas)) {
        return err_make(a, E_INVALID,
                        "the figures have no rows of \"%.*s\", the area that the measure looks at",
                        SV_ARG(m->areas));
    }
    struct civil c = civil_of_date((date){(int32_t)event});
    int64_t month = (int64_t)c.year * 12 + c.month - 1 + (c.day > 1);
    if (month <= s.first || month > s.last) {
        return err_make(a, E_INVALID,
                        "the figures run from %04lld-%02lld to %04lld-%02lld, and the event is "
                        "counted from %04lld-%02lld on: they need months before it and from it on",
                        (long long)(s.first / 12), (long long)(s.first % 12 + 1),
                        (long long)(s.last / 12), (long long)(s.last % 12 + 1),
                        (long long)(month / 12), (long long)(month % 12 + 1));
    }
    ask.event = sv_fmt(a, "%04lld-%02lld", (long long)(month / 12), (long long)(month % 12 + 1));
    ask.offset = s.exposure ? SV("exposure") : SV_NONE;
    ask.treated = m->areas;
    TRY(control_of(a, &s, m, &ask.control));
    TRY(study_table_read(a, text, &ask, model.family, &f.table));
    f.table.question.model = model;
    f.first = s.first;
    f.months = (size_t)(s.last - s.first + 1);
    f.unknown = s.unknown;
    *ret = f;
    return NULL;
}

err *study_figures_read(struct arena *a, sv csv, const struct study_measure *m,
                        struct study_figures *ret)
{
    return study_figures_at(a, csv, m, m->event, ret);
}

/* ---- what they say ---- */

static bool sure(const struct study_estimate *e)
{
    return e->lower > 0 || e->upper < 0;
}

/* A model in which errors are correlated in time, which the sandwiches only allow for. */
static bool correlated(const struct study_method *m)
{
    return sv_is(m->name, "prais-winsten") || sv_is(m->name, "ar1-reml");
}

err *study_figures_estimate(struct arena *a, const struct study_figures *f,
                            struct study_finding *ret)
{
    *ret = (struct study_finding){.says = STUDY_NO_CHANGE};
    TRY(study_its(a, &f->table.question, &ret->its));
    const struct study_its *r = &ret->its;
    ret->level = r->method_count ? r->methods[r->largest].level : r->coefficients[r->level];
    ret->other = r->method_count;
    for (size_t i = 0; i < r->method_count; i++) {
        const struct study_estimate *e = &r->methods[i].level;
        bool outside = e->estimate < ret->level.lower || e->estimate > ret->level.upper;
        if (ret->other == r->method_count && correlated(&r->methods[i]) &&
            (outside || sure(e) != sure(&ret->level))) {
            ret->other = i;
        }
    }
    return NULL;
}

void study_figures_say(double placebo, struct study_finding *f)
{
    bool headline = placebo <= SURE, controlled = sure(&f->level);
    f->says = headline != controlled || f->other < f->its.method_count ? STUDY_DISAGREE
              : !headline                                              ? STUDY_NO_CHANGE
              : f->level.estimate > 0                                  ? STUDY_RISE
                                                                       : STUDY_FALL;
}

struct study_course study_figures_course(struct arena *a, const struct study_figures *f,
                                         const struct study_finding *found)
{
    const struct study_question *q = &f->table.question;
    size_t n = q->panel.n;
    double *expected = arena_array(a, double, n), *lower = arena_array(a, double, n),
           *upper = arena_array(a, double, n);
    study_without(a, q, &found->its, expected, lower, upper);
    return (struct study_course){.observed = q->panel.y + q->treated * n,
                                 .expected = expected,
                                 .lower = lower,
                                 .upper = upper};
}

sv study_says_name(enum study_says says)
{
    static const char *const names[] = {[STUDY_RISE] = "rise",
                                        [STUDY_FALL] = "fall",
                                        [STUDY_NO_CHANGE] = "no-change",
                                        [STUDY_DISAGREE] = "methods-disagree"};
    return sv_of(names[says]);
}

err *study_decimal(struct arena *a, double x, sv *ret)
{
    enum { DIGITS = 9, AFTER = 12, WHOLE = 15 };
    int before = isfinite(x) && x != 0 ? (int)floor(log10(fabs(x))) + 1 : 1;
    if (!isfinite(x) || before > WHOLE) {
        return err_make(a, E_INVALID,
                        "the figures give a number without bound: look at their scale and size");
    }
    int after = DIGITS - before < 0 ? 0 : DIGITS - before > AFTER ? AFTER : DIGITS - before;
    sv s = sv_fmt(a, "%.*f", after, x);
    while (after > 0 && s.n && (s.p[s.n - 1] == '0' || s.p[s.n - 1] == '.')) {
        after = s.p[s.n - 1] == '.' ? 0 : after;
        s.n--;
    }
    *ret = sv_is(s, "-0") ? SV("0") : s;
    return NULL;
}
