/* Interrupted series made so that the answer is known; comparisons, what is averted, placebo ranks,
 * and the JSON. */
#include "study/its.h"

#include <math.h>
#include <string.h>

#include "base/json.h"
#include "tap.h"

#define N     ((size_t)48)
#define EVENT ((size_t)30)
#define AREAS ((size_t)24)

static struct arena *a;
static double y[AREAS * N];
static uint8_t month[N];

static bool near(double got, double want)
{
    bool same = fabs(got - want) <= 1e-8 * fmax(1, fabs(want));
    if (!same) {
        printf("# got %.13g, want %.13g\n", got, want);
    }
    return same;
}

/* Something that looks like noise and is always the same. */
static double noise(size_t i)
{
    return fmod((double)(i * 7919 % 10007) * 0.6180339887, 1) - 0.5;
}

static struct study_question question(size_t areas, enum study_family family)
{
    return (struct study_question){
        .panel = {.areas = areas, .n = N, .y = y, .first = 1, .month = month},
        .model = {.family = family, .slope = true},
        .event = EVENT,
        .against = areas > 1 ? STUDY_ALL_OTHERS : STUDY_ALONE};
}

static double coefficient(const struct study_its *r, const char *name)
{
    for (size_t j = 0; j < r->p; j++) {
        if (sv_is(r->coefficients[j].name, name)) {
            return r->coefficients[j].estimate;
        }
    }
    return NAN;
}

/* Five and a half a period, a step of -7 at the event, a slope of 0.25 more from there; and a
 * season. */
static void alone(void)
{
    struct study_question q = question(1, STUDY_GAUSSIAN);
    struct study_its r;
    q.model.season = STUDY_FOURIER;
    q.model.pairs = 1;
    for (size_t t = 0; t < N; t++) {
        double turn = 6.283185307179586 * month[t] / 12;
        y[t] = 20 + 0.5 * (double)(t + 1) + 3 * sin(turn) - 2 * cos(turn) + 1e-6 * noise(t) +
               (t >= EVENT ? -7 + 0.25 * (double)(t - EVENT) : 0);
    }
    if (!fine(study_its(a, &q, &r))) {
        return;
    }
    ok(fabs(coefficient(&r, "intercept") - 20) < 1e-5 &&
       fabs(coefficient(&r, "time") - 0.5) < 1e-5);
    ok(fabs(coefficient(&r, "level") + 7) < 1e-5 && fabs(coefficient(&r, "slope") - 0.25) < 1e-5);
    ok(fabs(coefficient(&r, "s1") - 3) < 1e-5 && fabs(coefficient(&r, "c1") + 2) < 1e-5);
    ok(fabs(r.trend_after.estimate - 0.75) < 1e-5);
    /* 18 periods: 18 * 7 - 0.25 * (0 + … + 17) */
    ok(r.averted[0].n == 18 && fabs(r.averted[0].sum.estimate - (126 - 0.25 * 153)) < 1e-4);
    ok(r.averted[1].n == 12 && fabs(r.averted[1].sum.estimate - (84 - 0.25 * 66)) < 1e-4);
    ok(r.averted[2].n == 0);
}

/* What is expected without the event, less what the model has, is what is averted; its ends hold
 * the line itself before the event. */
static void without(void)
{
    static const enum study_family families[] = {STUDY_GAUSSIAN, STUDY_QUASIPOISSON};
    double expected[N], lower[N], upper[N];
    for (size_t f = 0; f < 2; f++) {
        struct study_question q = question(2, families[f]);
        struct study_its r;
        double sum = 0;
        bool ordered = true;
        for (size_t i = 0; i < 2 * N; i++) {
            y[i] = floor(30 + 0.2 * (double)(i % N) + 12 * noise(i));
        }
        y[3] = NAN;
        q.treated = 0;
        if (!fine(study_its(a, &q, &r))) {
            return;
        }
        study_without(a, &q, &r, expected, lower, upper);
        for (size_t t = 0, row = 0; t < N; t++) {
            if (t == 3) {
                ordered = ordered && isnan(expected[t]) && isnan(lower[t]) && isnan(upper[t]);
                continue;
            }
            ordered = ordered && lower[t] < expected[t] && expected[t] < upper[t];
            ordered = ordered && (t >= EVENT || near(expected[t], r.fit.mu[row]));
            sum += t >= EVENT ? expected[t] - r.fit.mu[row] : 0;
            row++;
        }
        ok(ordered && near(sum, r.averted[0].sum.estimate));
    }
}

/* A missing period is left out, and time goes on over it. */
static void missing(void)
{
    struct study_question q = question(1, STUDY_GAUSSIAN);
    struct study_its whole, less;
    for (size_t t = 0; t < N; t++) {
        y[t] = 5 + 2 * (double)t + (t >= EVENT ? 4 : 0) + 1e-9 * noise(t);
    }
    fine(study_its(a, &q, &whole));
    y[7] = NAN;
    y[40] = NAN;
    fine(study_its(a, &q, &less));
    ok(less.n == N - 2 && less.averted[0].n == N - EVENT - 1);
    ok(fabs(coefficient(&less, "time") - 2) < 1e-6 && fabs(coefficient(&less, "level") - 4) < 1e-6);
}

static void fill(void)
{
    for (size_t j = 0; j < AREAS; j++) {
        for (size_t t = 0; t < N; t++) {
            double mean = 20 + (double)j + 0.1 * (double)t + 6 * sin(0.5 * month[t]);
            y[j * N + t] = floor(mean + 9 * noise(j * N + t + 11));
        }
    }
}

/* A comparison is the difference of the two fits alone, of least squares and of counts. */
static void compared(void)
{
    static const enum study_family families[] = {STUDY_GAUSSIAN, STUDY_POISSON};
    fill();
    for (size_t f = 0; f < 2; f++) {
        struct study_question q = question(4, families[f]), own = question(1, families[f]);
        struct study_its both, treated, others;
        double mean[N] = {0};
        q.treated = 2;
        own.panel.y = y + 2 * N;
        fine(study_its(a, &q, &both));
        fine(study_its(a, &own, &treated));
        for (size_t t = 0; t < N; t++) {
            mean[t] = y[t] + y[N + t] + y[3 * N + t];
            mean[t] /= f == 0 ? 3 : 1; /* of counts the sum */
        }
        own.panel.y = mean;
        fine(study_its(a, &own, &others));
        ok(both.n == 2 * N && both.p == 8 && sv_is(both.coefficients[both.level].name, "z:level"));
        ok(near(coefficient(&both, "z:level"),
                coefficient(&treated, "level") - coefficient(&others, "level")));
        ok(near(coefficient(&both, "z:slope"),
                coefficient(&treated, "slope") - coefficient(&others, "slope")));
        ok(near(coefficient(&both, "time"), coefficient(&others, "time")));
    }
}

static void named(void)
{
    static const size_t two[] = {0, 3};
    struct study_question q = question(4, STUDY_QUASIPOISSON);
    struct study_its r;
    q.treated = 1;
    q.against = STUDY_NAMED;
    q.control = two;
    q.controls = 2;
    q.model.season = STUDY_MONTHS;
    fine(study_its(a, &q, &r));
    ok(r.n == 3 * N && r.p == 30 && sv_is(r.coefficients[4].name, "m2") &&
       sv_is(r.coefficients[29].name, "z:m12"));
}

static void ranks(void)
{
    struct study_question q = question(AREAS, STUDY_QUASIPOISSON);
    struct study_placebo p, with;
    fill();
    q.treated = 5;
    q.dates = 6;
    fine(study_placebo(a, &q, &p));
    ok(p.areas == AREAS - 1 && p.dates >= 6 && p.dates <= 7 && p.left_out == 0);
    /* counted again, from each area in the treated one's place */
    size_t above = 0;
    for (q.treated = 0; q.treated < AREAS; q.treated++) {
        struct study_placebo other;
        fine(study_placebo(a, &q, &other));
        above += q.treated != 5 && fabs(other.z) >= fabs(p.z);
    }
    ok(near(p.p_areas, (1 + (double)above) / AREAS));
    ok(p.p >= p.p_areas && p.p >= p.p_dates);
    q.treated = 5;
    for (size_t t = EVENT; t < N; t++) {
        y[5 * N + t] *= 3;
    }
    fine(study_placebo(a, &q, &with));
    ok(near(with.p_areas, 1.0 / AREAS) && with.z > 5);
    ok(with.p < 0.05 && with.slope_p > 0);
    for (size_t t = 0; t < N; t++) {
        y[9 * N + t] = 0;
    }
    fine(study_placebo(a, &q, &with));
    ok(with.areas == AREAS - 2 && with.left_out == 1);
    q.treated = 9;
    fails(study_placebo(a, &q, &with), E_INVALID);
}

/* Controls by name: one that is put in the treated area's place changes places with it. */
static void swapped(void)
{
    static const size_t control[] = {1, 2};
    struct study_question q = question(4, STUDY_GAUSSIAN);
    struct study_grid g, turned;
    fill();
    q.against = STUDY_NAMED;
    q.control = control;
    q.controls = 2;
    study_grid(a, &q, &g);
    for (size_t t = 0; t < N; t++) { /* areas 0 and 2 change their names */
        double kept = y[t];
        y[t] = y[2 * N + t];
        y[2 * N + t] = kept;
    }
    study_grid(a, &q, &turned);
    ok(near(g.z[2], turned.z[0]) && near(g.z[0], turned.z[2]) && !isnan(g.z[3]));
}

static void refusals(void)
{
    struct study_question q = question(1, STUDY_GAUSSIAN);
    struct study_its r;
    q.event = 0;
    fails(study_its(a, &q, &r), E_INVALID);
    q.event = N;
    fails(study_its(a, &q, &r), E_INVALID);
    q.event = N - 1; /* one period after it: the slope cannot be told */
    err *e = study_its(a, &q, &r);
    ok(e && sv_starts(e->message, SV("the column \"slope\" is a combination")));
    for (size_t t = 0; t < N; t++) {
        y[t] = 7;
    }
    q.event = EVENT;
    e = study_its(a, &q, &r);
    ok(e && sv_starts(e->message, SV("the model fits the outcome exactly")));
    q = question(1, STUDY_POISSON);
    q.model.errors = STUDY_PRAIS_WINSTEN;
    fails(study_its(a, &q, &r), E_INVALID);
    q = question(1, STUDY_GAUSSIAN);
    q.panel.exposure = y;
    fails(study_its(a, &q, &r), E_INVALID);
    q = question(1, STUDY_GAUSSIAN);
    q.model.errors = STUDY_NEWEY_WEST;
    q.model.lag = N;
    e = study_its(a, &q, &r);
    ok(e && sv_is(e->message, "a lag of 48 is no shorter than the series of 48 periods"));
}

static void json(void)
{
    struct study_question q = question(AREAS, STUDY_NEGBIN);
    struct study_its r;
    struct study_placebo p;
    struct jv *v;
    const sv note = SV("a \"note\"");
    fill();
    q.dates = 2;
    fine(study_its(a, &q, &r));
    fine(study_placebo(a, &q, &p));
    struct buf out = buf_make(1 << 16);
    study_its_json(&out, &q, &r, &p, &note, 1);
    if (fine(jv_parse(a, buf_view(&out), &v))) {
        ok(jv_get_int(v, "n", 0) == 2 * N && sv_is(jv_get_sv(v, "family"), "negbin"));
        ok(jv_count(jv_get(v, "coefficients")) == r.p);
        ok(jv_get(jv_get(v, "averted"), "after_12") && jv_get(jv_get(v, "placebo"), "p"));
        ok(jv_get_int(jv_get(v, "placebo"), "areas", 0) == AREAS - 1);
        ok(sv_is(jv_get_sv(jv_get(v, "headline"), "method"), "placebo"));
        ok(jv_count(jv_get(v, "notes")) == 1 && jv_get(v, "disagreement"));
        ok(jv_count(jv_get(jv_get(v, "tests"), "breusch_godfrey")) == 3);
    }
    buf_free(&out);
}

int main(void)
{
    a = arena_open(1 << 16);
    for (size_t t = 0; t < N; t++) {
        month[t] = (uint8_t)(t % 12 + 1);
    }
    alone();
    without();
    missing();
    compared();
    named();
    ranks();
    swapped();
    refusals();
    json();
    arena_close(a);
    return tap_done();
}
