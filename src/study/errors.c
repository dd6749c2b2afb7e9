/* Errors correlated in time: the sandwich of Newey and West, models of the first order, and what is
 * left in residuals. */
#include <math.h>
#include <string.h>

#include "study/dist.h"
#include "study/inside.h"
#include "study/least.h"

enum { ROUNDS = 500, STRIDES = 40 };
#define RHO_SETTLED 1e-10
#define RHO_MOST    0.99999

size_t study_apart(const struct study_rows *d, size_t j, size_t i)
{
    if (d->series && d->series[i] != d->series[j]) {
        return 0;
    }
    return d->period ? (size_t)(d->period[i] - d->period[j]) : i - j;
}

/* ---- the sandwich ---- */

/* The scores, weighted rows times weighted residuals: n rows of p, a row together. */
static double *scores(struct arena *a, const struct study_fit *f)
{
    double *u = arena_array(a, double, f->n * f->p);
    for (size_t i = 0; i < f->n; i++) {
        for (size_t j = 0; j < f->p; j++) {
            u[i * f->p + j] = f->xw[j * f->n + i] * f->e[i];
        }
    }
    return u;
}

/* s += weight (u v' + v u'), or weight u u' where they are one. */
static void add_outer(double *s, const double *u, const double *v, double weight, size_t p)
{
    for (size_t j = 0; j < p; j++) {
        for (size_t k = 0; k < p; k++) {
            s[j * p + k] += weight * (u == v ? u[j] * u[k] : u[j] * v[k] + v[j] * u[k]);
        }
    }
}

/* Scores of all series added by period: one series of the periods that there are. */
static double *pooled_scores(struct arena *a, const struct study_rows *d, const double *u,
                             size_t *ret_n)
{
    size_t most = 0, at = 0;
    uint32_t *period = arena_array(a, uint32_t, d->n);
    for (size_t i = 0; i < d->n; i++, at++) {
        at = i && study_apart(d, i - 1, i) == 0 ? 0 : at;
        period[i] = d->period ? d->period[i] : (uint32_t)at;
        most = period[i] > most ? period[i] : most;
    }
    double *sum = arena_array(a, double, (most + 1) * d->p);
    for (size_t i = 0; i < d->n; i++) {
        for (size_t j = 0; j < d->p; j++) {
            sum[period[i] * d->p + j] += u[i * d->p + j];
        }
    }
    *ret_n = most + 1;
    return sum;
}

double *study_hac(struct arena *a, const struct study_rows *d, const struct study_fit *f,
                  size_t lag, bool pooled)
{
    size_t n = d->n, p = d->p;
    double *v = arena_array(a, double, p *p);
    struct arena_mark mark = arena_mark(a);
    double *s = arena_array(a, double, p *p), *bs = arena_array(a, double, p *p);
    double *u = scores(a, f);
    if (pooled) {
        u = pooled_scores(a, d, u, &n);
    }
    for (size_t i = 0; i < n; i++) {
        add_outer(s, u + i * p, u + i * p, 1, p);
        for (size_t j = i; j-- > 0;) {
            size_t apart = pooled ? i - j : study_apart(d, j, i);
            if (apart == 0 || apart > lag) {
                break;
            }
            add_outer(s, u + i * p, u + j * p, 1 - (double)apart / (double)(lag + 1), p);
        }
    }
    for (size_t j = 0; j < p; j++) {
        for (size_t k = 0; k < p; k++) {
            bs[j * p + k] = study_dot(f->unscaled + j * p, s + k * p, p);
        }
    }
    double factor = (double)d->n / (double)(d->n - p);
    for (size_t j = 0; j < p; j++) {
        for (size_t k = 0; k < p; k++) {
            v[j * p + k] = factor * study_dot(bs + j * p, f->unscaled + k * p, p);
        }
    }
    arena_rewind(a, mark);
    return v;
}

/* ---- errors of the first order ---- */

/* Every row less rho^k times the row k periods before it, by sqrt((1-rho^2)/(1-rho^2k)); the first
 * of a series by sqrt(1-rho^2). */
static void whiten(const struct study_rows *d, double rho, const double *from, double *to)
{
    double first = sqrt(1 - rho * rho);
    for (size_t i = 0; i < d->n; i++) {
        size_t apart = i ? study_apart(d, i - 1, i) : 0;
        if (apart == 0) {
            to[i] = first * from[i];
        } else if (apart == 1) {
            to[i] = from[i] - rho * from[i - 1];
        } else {
            double power = pow(rho, (double)apart);
            to[i] = (from[i] - power * from[i - 1]) * first / sqrt(1 - power * power);
        }
    }
}

/* Least squares of the rows whitened by rho. */
static err *least_at(struct arena *a, const struct study_rows *d, double rho, struct study_fit *f)
{
    struct arena_mark mark = arena_mark(a);
    double *y = arena_array(a, double, d->n);
    whiten(d, rho, d->y, y);
    for (size_t j = 0; j < d->p; j++) {
        whiten(d, rho, d->x + j * d->n, f->xw + j * d->n);
    }
    TRY(study_least(a, d, f->xw, y, f));
    arena_rewind(a, mark);
    study_expect(d, f->b, f->mu);
    f->rho = rho;
    f->rounds++;
    return NULL;
}

static double rho_of(const struct study_rows *d, const struct study_fit *f)
{
    double up = 0, down = 0;
    for (size_t i = 1; i < d->n; i++) {
        double before = d->y[i - 1] - f->mu[i - 1];
        if (study_apart(d, i - 1, i) == 1) {
            up += before * (d->y[i] - f->mu[i]);
            down += before * before;
        }
    }
    return down > 0 ? up / down : 0;
}

err *study_prais_winsten(struct arena *a, const struct study_rows *d, struct study_fit *ret)
{
    double rho = 0;
    TRY(study_enough_rows(a, d));
    *ret = study_fit_make(a, d, STUDY_GAUSSIAN);
    for (int i = 0; i < ROUNDS; i++) {
        TRY(least_at(a, d, rho, ret));
        double next = rho_of(d, ret);
        if (!(fabs(next) < RHO_MOST)) {
            return err_make(a, E_INVALID,
                            "the residuals wander without end (rho %.4f): Prais and Winsten's "
                            "method does not hold for such a series; add --slope or a season",
                            next);
        }
        if (fabs(next - rho) < RHO_SETTLED) {
            return least_at(a, d, next, ret);
        }
        rho = next;
    }
    return err_make(a, E_INVALID,
                    "rho does not settle within %d rounds: take Newey and West's errors instead",
                    ROUNDS);
}

/* The log likelihood at this rho, but for what does not depend on it. */
static err *ar1_height(struct arena *a, const struct study_rows *d, bool restricted, double rho,
                       struct study_fit *f, double *ret)
{
    double free = (double)(restricted ? d->n - d->p : d->n), height = 0;
    TRY(least_at(a, d, rho, f));
    for (size_t i = 0; i < d->n; i++) {
        size_t apart = i ? study_apart(d, i - 1, i) : 0;
        double power = apart ? pow(rho, (double)apart) : 0;
        height += 0.5 * log((1 - rho * rho) / (1 - power * power));
    }
    height -= free / 2 * log(f->deviance);
    if (restricted) {
        struct arena_mark mark = arena_mark(a);
        struct study_qr qr = study_qr_make(a, d->n, d->p);
        memcpy(qr.x, f->xw, d->n * d->p * sizeof *f->xw);
        must(study_qr_factor(&qr) == d->p);
        for (size_t j = 0; j < d->p; j++) {
            height -= log(fabs(qr.diag[j]));
        }
        arena_rewind(a, mark);
    }
    *ret = height;
    return NULL;
}

err *study_ar1(struct arena *a, const struct study_rows *d, bool restricted, struct study_fit *ret)
{
    /* The top is looked for in z = atanh(rho): a coarse walk, then the golden section. */
    const double golden = 0.6180339887498949, end = atanh(RHO_MOST), stride = end / STRIDES;
    double best = 0, height = -INFINITY, at;
    TRY(study_enough_rows(a, d));
    *ret = study_fit_make(a, d, STUDY_GAUSSIAN);
    for (int i = -STRIDES; i <= STRIDES; i++) {
        double z = i * stride;
        TRY(ar1_height(a, d, restricted, tanh(z), ret, &at));
        if (at > height) {
            height = at;
            best = z;
        }
    }
    double low = best - stride, high = fmin(best + stride, end), left, right;
    while (high - low > 1e-9) {
        double inner = high - golden * (high - low), outer = low + golden * (high - low);
        TRY(ar1_height(a, d, restricted, tanh(inner), ret, &left));
        TRY(ar1_height(a, d, restricted, tanh(outer), ret, &right));
        low = left < right ? inner : low;
        high = left < right ? high : outer;
    }
    if (tanh(high) > RHO_MOST - 1e-6) {
        return err_make(a, E_INVALID,
                        "the residuals wander without end: a model of the first order does not "
                        "hold for such a series; add --slope or a season");
    }
    return least_at(a, d, tanh((low + high) / 2), ret);
}

/* ---- what is left in the residuals ---- */

double study_durbin_watson(const struct study_rows *d, const double *e)
{
    double up = 0;
    for (size_t i = 1; i < d->n; i++) {
        if (study_apart(d, i - 1, i) == 1) {
            up += (e[i] - e[i - 1]) * (e[i] - e[i - 1]);
        }
    }
    return up / study_dot(e, e, d->n);
}

/* The row `lag` periods before row i of the same series; n where there is none. */
static size_t row_before(const struct study_rows *d, size_t i, size_t lag)
{
    for (size_t j = i; j-- > 0;) {
        size_t apart = study_apart(d, j, i);
        if (apart == lag) {
            return j;
        }
        if (apart == 0 || apart > lag) {
            break;
        }
    }
    return d->n;
}

struct study_test study_breusch_godfrey(struct arena *a, const struct study_rows *d,
                                        const struct study_fit *f, size_t order)
{
    struct study_test t = {.lag = order, .statistic = NAN, .p = NAN};
    struct arena_mark mark = arena_mark(a);
    size_t n = d->n, p = d->p + order;
    if (n > p) {
        struct study_qr qr = study_qr_make(a, n, p);
        double *e = arena_array(a, double, n), *b = arena_array(a, double, p);
        memcpy(qr.x, f->xw, n * d->p * sizeof *f->xw);
        memcpy(e, f->e, n * sizeof *e);
        for (size_t lag = 1; lag <= order; lag++) {
            for (size_t i = 0; i < n; i++) {
                size_t j = row_before(d, i, lag);
                qr.x[(d->p + lag - 1) * n + i] = j < n ? f->e[j] : 0;
            }
        }
        if (study_qr_factor(&qr) == p) {
            study_qr_solve(&qr, e, b);
            /* e is now Q'e: its first p parts are what the columns explain */
            t.statistic = (double)n * study_dot(e, e, p) / study_dot(f->e, f->e, n);
            t.p = study_p_chi2(t.statistic, (double)order);
        }
    }
    arena_rewind(a, mark);
    return t;
}

struct study_test study_ljung_box(const struct study_rows *d, const double *e, size_t lag)
{
    double n = (double)d->n, mean = 0, all = 0, sum = 0;
    for (size_t i = 0; i < d->n; i++) {
        mean += e[i] / n;
    }
    for (size_t i = 0; i < d->n; i++) {
        all += (e[i] - mean) * (e[i] - mean);
    }
    for (size_t k = 1; k <= lag; k++) {
        double r = 0;
        for (size_t i = 0; i < d->n; i++) {
            size_t j = row_before(d, i, k);
            r += j < d->n ? (e[i] - mean) * (e[j] - mean) : 0;
        }
        sum += r * r / (all * all) / (n - (double)k);
    }
    double q = n * (n + 2) * sum;
    return (struct study_test){.lag = lag, .statistic = q, .p = study_p_chi2(q, (double)lag)};
}
