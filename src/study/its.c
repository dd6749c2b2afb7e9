/* The answer to a question about a series: estimates, events averted, and the methods side by
 * side. */
#include "study/its.h"

#include <math.h>
#include <string.h>

#include "base/must.h"
#include "study/design.h"
#include "study/dist.h"
#include "study/least.h"

#define LEVEL 0.95
#define EXACT 1e-26 /* of the outcome's squares: what rounding leaves of residuals */

sv study_family_name(enum study_family family)
{
    static const sv names[] = {[STUDY_GAUSSIAN] = SV_INIT("gaussian"),
                               [STUDY_POISSON] = SV_INIT("poisson"),
                               [STUDY_QUASIPOISSON] = SV_INIT("quasipoisson"),
                               [STUDY_NEGBIN] = SV_INIT("negbin")};
    return names[family];
}

struct study_estimate study_estimate_of(sv name, double estimate, double variance, double df)
{
    double se = sqrt(variance), t = estimate / se, wide = study_t_of(LEVEL, df) * se;
    return (struct study_estimate){.name = name,
                                   .estimate = estimate,
                                   .se = se,
                                   .statistic = t,
                                   .p = study_p_t(t, df),
                                   .lower = estimate - wide,
                                   .upper = estimate + wide};
}

static double df_of(const struct study_its *r)
{
    return (double)(r->n - r->p);
}

/* ---- rows ---- */

static err *rows_of(struct arena *a, const struct study_question *q, struct study_its *ret)
{
    bool compared = q->against != STUDY_ALONE;
    size_t count = 1, k = study_columns(&q->model);
    must(q->treated < q->panel.areas && q->model.pairs <= STUDY_PAIRS);
    if (q->event == 0 || q->event >= q->panel.n) {
        return err_make(a, E_INVALID,
                        "the event leaves no period before or none after it: take a longer series");
    }
    bool lagged = q->model.errors == STUDY_NEWEY_WEST || q->model.errors == STUDY_DRISCOLL_KRAAY;
    if (lagged && q->model.lag >= q->panel.n) {
        return err_make(a, E_INVALID, "a lag of %zu is no shorter than the series of %zu periods",
                        q->model.lag, q->panel.n);
    }
    if (q->model.errors == STUDY_PRAIS_WINSTEN && q->model.family != STUDY_GAUSSIAN) {
        return err_make(a, E_INVALID,
                        "Prais and Winsten's method is least squares: take the gaussian family, or "
                        "Newey and West's errors");
    }
    if (q->model.family == STUDY_GAUSSIAN && q->panel.exposure) {
        return err_make(a, E_INVALID,
                        "an exposure belongs to counts: take poisson, quasipoisson or negbin");
    }
    struct study_series *series = arena_array(a, struct study_series, q->controls + 2);
    series[0] = study_area(q, q->treated, true);
    if (q->against == STUDY_ALL_OTHERS) {
        struct study_total all = study_total(a, q);
        series[count++] = study_others(a, q, &all, q->treated);
    }
    for (size_t i = 0; q->against == STUDY_NAMED && i < q->controls; i++) {
        series[count++] = study_area(q, q->control[i], false);
    }
    ret->rows = study_design(a, q, q->event, series, count, compared);
    ret->n = ret->rows.n;
    ret->p = ret->rows.p;
    ret->level = (compared ? k : 0) + STUDY_COLUMN_LEVEL;
    ret->slope = q->model.slope ? (compared ? k : 0) + STUDY_COLUMN_SLOPE : ret->p;
    return NULL;
}

/* ---- averted ---- */

/* Row i without the event: the effect's columns are 0. */
static void row_without(const struct study_question *q, const struct study_its *r, size_t i,
                        double *ret)
{
    for (size_t j = 0; j < r->p; j++) {
        bool effect = j == r->level || (q->model.slope && j == r->slope);
        ret[j] = effect ? 0 : r->rows.x[j * r->n + i];
    }
}

/* Over the rows of the treated area, which stand first, from the event on; at most `most`. */
static struct study_averted averted_of(struct arena *a, const struct study_question *q,
                                       const struct study_its *r, size_t most)
{
    struct arena_mark mark = arena_mark(a);
    const struct study_rows *d = &r->rows;
    const struct study_fit *f = &r->fit;
    double *g = arena_array(a, double, r->p), *x0 = arena_array(a, double, r->p), sum = 0;
    struct study_averted ret = {0};
    bool counts = f->family != STUDY_GAUSSIAN;
    for (size_t i = 0; i < d->n && d->series[i] == 0; i++) {
        if (d->period[i] < q->event || d->period[i] >= q->event + most) {
            continue;
        }
        row_without(q, r, i, x0);
        double eta = study_dot(x0, f->b, r->p) + (d->offset ? d->offset[i] : 0);
        double with = f->mu[i], without = counts ? exp(eta) : eta;
        sum += without - with;
        for (size_t j = 0; j < r->p; j++) {
            double x = d->x[j * d->n + i];
            g[j] += counts ? without * x0[j] - with * x : x0[j] - x;
        }
        ret.n++;
    }
    ret.sum = study_estimate_of(SV("averted"), sum, study_quadratic(r->v, g, r->p), df_of(r));
    arena_rewind(a, mark);
    return ret;
}

void study_without(struct arena *a, const struct study_question *q, const struct study_its *r,
                   double *ret_expected, double *ret_lower, double *ret_upper)
{
    struct arena_mark mark = arena_mark(a);
    double *x = arena_array(a, double, r->p), wide = study_t_of(LEVEL, df_of(r));
    bool counts = r->fit.family != STUDY_GAUSSIAN;
    for (size_t t = 0; t < q->panel.n; t++) {
        ret_expected[t] = ret_lower[t] = ret_upper[t] = NAN;
    }
    for (size_t i = 0; i < r->n && r->rows.series[i] == 0; i++) {
        size_t t = r->rows.period[i];
        row_without(q, r, i, x);
        double eta = study_dot(x, r->fit.b, r->p) + (r->rows.offset ? r->rows.offset[i] : 0);
        double ends = wide * sqrt(study_quadratic(r->v, x, r->p));
        ret_expected[t] = counts ? exp(eta) : eta;
        ret_lower[t] = counts ? exp(eta - ends) : eta - ends;
        ret_upper[t] = counts ? exp(eta + ends) : eta + ends;
    }
    arena_rewind(a, mark);
}

/* ---- methods side by side ---- */

static void method_add(struct study_its *r, sv name, double b, double variance)
{
    must(r->method_count < STUDY_METHODS);
    struct study_method *m = &r->methods[r->method_count++];
    m->name = name;
    m->level = study_estimate_of(name, b, variance, df_of(r));
}

/* What a rule of thumb gives for n periods: 4 (n/100)^(2/9), at least 1. */
static size_t lag_of(const struct study_question *q)
{
    if (q->model.errors == STUDY_NEWEY_WEST || q->model.errors == STUDY_DRISCOLL_KRAAY) {
        return q->model.lag;
    }
    return (size_t)fmax(1, floor(4 * pow((double)q->panel.n / 100, 2.0 / 9)));
}

/* The model's errors and the sandwiches, about the fit without errors of the first order; then, of
 * least squares, the two methods with them, where they can be had. */
static err *methods_of(struct arena *a, const struct study_question *q, struct study_its *r)
{
    struct study_fit plain = r->fit, other;
    size_t at = r->level * (r->p + 1), lag = lag_of(q);
    if (!isnan(plain.rho)) {
        TRY(study_fit(a, &r->rows, q->model.family, &plain));
    }
    method_add(r, SV("model"), plain.b[r->level], plain.v[at]);
    method_add(r, sv_fmt(a, "newey-west:%zu", lag), plain.b[r->level],
               study_hac(a, &r->rows, &plain, lag, false)[at]);
    if (q->against != STUDY_ALONE) {
        method_add(r, sv_fmt(a, "driscoll-kraay:%zu", lag), plain.b[r->level],
                   study_hac(a, &r->rows, &plain, lag, true)[at]);
    }
    for (size_t i = 1; i < r->method_count; i++) {
        r->largest = r->methods[i].level.se > r->methods[r->largest].level.se ? i : r->largest;
    }
    if (q->model.family == STUDY_GAUSSIAN) {
        if (!study_prais_winsten(a, &r->rows, &other)) {
            method_add(r, SV("prais-winsten"), other.b[r->level], other.v[at]);
        }
        if (!study_ar1(a, &r->rows, true, &other)) {
            method_add(r, SV("ar1-reml"), other.b[r->level], other.v[at]);
        }
    }
    return NULL;
}

static bool within(double x, const struct study_estimate *e)
{
    return x >= e->lower && x <= e->upper;
}

static unsigned differ(const struct study_estimate *x, const struct study_estimate *y)
{
    bool sure_x = x->p < 1 - LEVEL, sure_y = y->p < 1 - LEVEL;
    unsigned ret = sure_x != sure_y ? STUDY_SIGNIFICANCE : 0;
    if ((x->estimate > 0) != (y->estimate > 0) && (sure_x || sure_y)) {
        ret |= STUDY_SIGN;
    }
    if (!within(x->estimate, y) || !within(y->estimate, x)) {
        ret |= STUDY_SIZE;
    }
    return ret;
}

/* The pair that differs in the gravest way: in sign, in significance, in size. */
static void compare(struct study_its *r)
{
    for (size_t i = 0; i < r->method_count; i++) {
        for (size_t j = i + 1; j < r->method_count; j++) {
            unsigned d = differ(&r->methods[i].level, &r->methods[j].level);
            bool graver = (d & STUDY_SIGN) > (r->differ & STUDY_SIGN) ||
                          ((d & STUDY_SIGN) == (r->differ & STUDY_SIGN) &&
                           (d & STUDY_SIGNIFICANCE) > (r->differ & STUDY_SIGNIFICANCE)) ||
                          (d && !r->differ);
            if (graver) {
                r->differ = d;
                r->differs[0] = i;
                r->differs[1] = j;
            }
        }
    }
}

/* ---- the whole ---- */

static void estimates(struct arena *a, struct study_its *r)
{
    r->coefficients = arena_array(a, struct study_estimate, r->p);
    for (size_t j = 0; j < r->p; j++) {
        r->coefficients[j] =
            study_estimate_of(r->rows.names[j], r->fit.b[j], r->v[j * (r->p + 1)], df_of(r));
    }
    if (r->slope < r->p) {
        /* with a comparison the treated area's own: both groups' terms together */
        double *g = arena_array(a, double, r->p), b = 0;
        for (size_t j = STUDY_COLUMN_TIME; j <= STUDY_COLUMN_SLOPE; j += 2) {
            g[j] = g[r->slope - STUDY_COLUMN_SLOPE + j] = 1;
        }
        for (size_t j = 0; j < r->p; j++) {
            b += g[j] * r->fit.b[j];
        }
        r->trend_after =
            study_estimate_of(SV("trend_after"), b, study_quadratic(r->v, g, r->p), df_of(r));
    }
}

static void checks(struct arena *a, struct study_its *r)
{
    double *e = study_residuals(a, &r->rows, &r->fit);
    size_t year = STUDY_PERIOD, lag = r->n > 2 * year ? year : (r->n - 1) / 2;
    r->loglik = study_loglik(&r->rows, &r->fit);
    r->durbin_watson = study_durbin_watson(&r->rows, e);
    for (size_t i = 0; i < STUDY_ORDERS; i++) {
        r->breusch_godfrey[i] = study_breusch_godfrey(a, &r->rows, &r->fit, i + 1);
    }
    r->ljung_box = study_ljung_box(&r->rows, e, lag);
}

err *study_its(struct arena *a, const struct study_question *q, struct study_its *ret)
{
    static const size_t spans[] = {SIZE_MAX, STUDY_PERIOD, (size_t)STUDY_PERIOD * 2};
    bool first_order = q->model.errors == STUDY_PRAIS_WINSTEN;
    *ret = (struct study_its){0};
    TRY(rows_of(a, q, ret));
    TRY(first_order ? study_prais_winsten(a, &ret->rows, &ret->fit)
                    : study_fit(a, &ret->rows, q->model.family, &ret->fit));
    if (q->model.family == STUDY_GAUSSIAN &&
        !(ret->fit.deviance > EXACT * study_dot(ret->rows.y, ret->rows.y, ret->n))) {
        return err_make(a, E_INVALID,
                        "the model fits the outcome exactly, so that there is no error to reckon "
                        "with: bring an outcome that varies, or fewer terms");
    }
    ret->v = q->model.errors == STUDY_MODEL || first_order
                 ? ret->fit.v
                 : study_hac(a, &ret->rows, &ret->fit, q->model.lag,
                             q->model.errors == STUDY_DRISCOLL_KRAAY);
    estimates(a, ret);
    checks(a, ret);
    for (size_t i = 0; i < sizeof spans / sizeof *spans; i++) {
        size_t most = spans[i] == SIZE_MAX ? q->panel.n - q->event : spans[i];
        if (most <= q->panel.n - q->event) {
            ret->averted[i] = averted_of(a, q, ret, most);
        }
    }
    TRY(methods_of(a, q, ret));
    compare(ret);
    return NULL;
}
