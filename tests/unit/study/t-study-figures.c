/* Figures of a registered measure: what is refused, and what they say. */
#include "study/figures.h"

#include <math.h>
#include <string.h>

#include "base/limits.h"
#include "base/moment.h"
#include "tap.h"

enum { AREAS = 24, MONTHS = 36, EVENT = 20 };

static struct arena *a;
static const struct study_measure measure = {.areas = SV_INIT("city"),
                                             .comparison = SV_INIT("Areas without it"),
                                             .family = SV_INIT("quasipoisson"),
                                             .season = SV_INIT("none"),
                                             .event = 20209 /* 2025-05-01 */};

/* Counts that wander about their mean by a fixed rule; from the event on the city's are `times` as
 * many. */
static sv figures(double times, bool exposure)
{
    struct buf b = buf_make(LIMIT_CSV_BYTES);
    buf_str(&b, exposure ? "time,area,count,exposure\n" : "time,area,count\n");
    for (int area = 0; area < AREAS; area++) {
        for (int t = 0; t < MONTHS; t++) {
            double mean = 100 + 5 * area;
            double wave = ((t * 7 + area * 13) % 11 - 5) * 1.7 + ((t * 5 + area * 3) % 7 - 3) * 1.3;
            double y = (mean + wave) * (area == 0 && t >= EVENT ? times : 1);
            sv name = area == 0 ? SV("city") : sv_fmt(a, "a%d", area);
            buf_fmt(&b, "%d-%02d,%.*s,%.0f%s\n", 2023 + (t + 8) / 12, (t + 8) % 12 + 1,
                    SV_ARG(name), y, exposure ? ",1000" : "");
        }
    }
    sv s = buf_dup(a, &b);
    buf_free(&b);
    return s;
}

static enum study_says said(double times, struct study_finding *ret)
{
    struct study_figures f;
    struct study_placebo p;
    if (!fine(study_figures_read(a, figures(times, false), &measure, &f)) ||
        !fine(study_figures_estimate(a, &f, ret)) ||
        !fine(study_placebo(a, &f.table.question, &p))) {
        return STUDY_DISAGREE;
    }
    ok(f.months == MONTHS && f.first == 2023 * 12 + 8 && f.table.question.event == EVENT &&
       f.unknown == 0);
    study_figures_say(p.p, ret);
    return ret->says;
}

static void what_they_say(void)
{
    struct study_finding f = {0}, again = {0};
    ok(said(0.5, &f) == STUDY_FALL && fabs(f.level.estimate - log(0.5)) < 0.1);
    ok(said(0.5, &again) == STUDY_FALL && again.level.estimate == f.level.estimate &&
       again.level.lower == f.level.lower && again.level.upper == f.level.upper);
    ok(said(2, &f) == STUDY_RISE && fabs(f.level.estimate - log(2)) < 0.1);
    ok(said(1, &f) == STUDY_NO_CHANGE && f.level.lower < 0 && f.level.upper > 0);
    /* the rank says one thing and the controlled estimate the other */
    study_figures_say(0.04, &f);
    ok(f.says == STUDY_DISAGREE);
    ok(said(0.5, &f) == STUDY_FALL);
    study_figures_say(0.2, &f);
    ok(f.says == STUDY_DISAGREE);
}

static void the_course(void)
{
    struct study_figures f;
    struct study_finding found;
    fine(study_figures_read(a, figures(0.5, true), &measure, &f));
    fine(study_figures_estimate(a, &f, &found));
    struct study_course c = study_figures_course(a, &f, &found);
    ok(c.observed[0] > 0 && c.expected[0] > 0 && c.expected[MONTHS - 1] > 0);
    ok_as(c.lower[EVENT] < c.expected[EVENT] && c.expected[EVENT] < c.upper[EVENT],
          "what is expected lies within its interval");
    ok_as(c.expected[MONTHS - 1] > 1.6 * c.observed[MONTHS - 1],
          "without the change about twice as many are expected");
}

static sv with(const char *row)
{
    return sv_fmt(a, "time,area,count\n2025-03,city,1\n2025-04,city,2\n%s\n", row);
}

static void refusals(void)
{
    static const struct {
        const char *what, *row, *says;
    } rows[] = {
        {"a day is no month", "2025-05-01,city,3", "line 4"},
        {"no such month", "2025-13,city,3", "line 4"},
        {"a negative count", "2025-05,city,-3", "line 4"},
        {"a count that is no number", "2025-05,city,many", "line 4"},
        {"a month that stands twice", "2025-05,city,3\n2025-05,city,3", "line 5"},
        {"a month that is missing", "2025-06,city,3", "gap"},
        {"an area with a gap", "2025-05,city,3\n2025-03,a,1\n2025-05,a,1", "2025-04"},
        {"more fields than the head", "2025-05,city,3,4", "line 4"},
    };
    struct study_figures f;
    struct study_measure m = measure;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        err *e = study_figures_read(a, with(rows[i].row), &measure, &f);
        bool named = e && strstr(sv_cstr(a, e->message), rows[i].says);
        if (!ok_as(e && e->kind == E_INVALID && named, rows[i].what) && e) {
            printf("# %.*s\n", SV_ARG(e->message));
        }
    }
    fails(study_figures_read(a, SV("time,area,count,name\n2025-03,city,1,x\n"), &measure, &f),
          E_INVALID);
    fails(study_figures_read(a, SV("time,area\n2025-03,city\n"), &measure, &f), E_INVALID);
    fails(study_figures_read(a, SV("time,area,count\n"), &measure, &f), E_INVALID);
    m.areas = SV("town");
    fails(study_figures_read(a, figures(1, false), &m, &f), E_INVALID);
    m = measure;
    m.comparison = SV("a1, a2, elsewhere");
    fails(study_figures_read(a, figures(1, false), &m, &f), E_INVALID);
    m.comparison = SV("a1, a2");
    fine(study_figures_read(a, figures(1, false), &m, &f));
    ok(f.table.question.against == STUDY_NAMED && f.table.question.controls == 2);
    m = measure;
    m.event = 19000;
    fails(study_figures_read(a, figures(1, false), &m, &f), E_INVALID);
    m.event = 20209 + 1; /* within a month: the first whole one is the next */
    fine(study_figures_read(a, figures(1, false), &m, &f));
    ok(f.table.question.event == EVENT + 1);
    fails(study_figures_read(a, SV("time,area,count\n1925-03,city,1\n2025-05,city,1\n"), &measure,
                             &f),
          E_LIMIT);
}

static void decimals(void)
{
    static const struct {
        double x;
        const char *said;
    } rows[] = {{0, "0"},
                {-0.0, "0"},
                {1, "1"},
                {-0.5, "-0.5"},
                {1.0 / 21, "0.0476190476"},
                {-20.0580512345, "-20.0580512"},
                {123456789012.0, "123456789012"},
                {1e-13, "0"}};
    sv s;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bool is = !study_decimal(a, rows[i].x, &s) && sv_is(s, rows[i].said);
        if (!ok_as(is, rows[i].said)) {
            printf("# %.*s\n", SV_ARG(s));
        }
    }
    fails(study_decimal(a, INFINITY, &s), E_INVALID);
    fails(study_decimal(a, NAN, &s), E_INVALID);
    fails(study_decimal(a, 1e15, &s), E_INVALID);
}

int main(void)
{
    a = arena_open(1 << 20);
    what_they_say();
    the_course();
    refusals();
    decimals();
    arena_close(a);
    return tap_done();
}
