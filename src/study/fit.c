/* Iterated weighted least squares (McCullagh and Nelder, Generalized Linear Models, 2.5). */
#include "study/fit.h"

#include <math.h>
#include <string.h>

#include "study/dist.h"
#include "study/inside.h"
#include "study/least.h"

enum { ROUNDS = 100, HALVINGS = 30, THETA_ROUNDS = 200 };
#define SETTLED     1e-8 /* of the deviance, as R's glm has it */
#define TWO_PI      6.283185307179586
#define THETA_MOST  1e9 /* beyond it nothing tells the counts from Poisson's */
#define THETA_LEAST 1e-6
#define MOVED_MOST  0.3   /* in the log of an expected count, once the deviance has settled */
#define STILL       1e-10 /* … and no more of the negative binomial's, which settles slowly */

/* What a fit works with. */
struct work {
    struct arena *a;
    const struct study_rows *d;
    struct study_fit *f;
    struct study_qr qr;
    double *eta, *z, *b; /* n, n, p: the step's own */
    double *eta_before, *b_before;
    double *logy; /* n: log y, 0 where y is */
    double theta; /* INFINITY: Poisson */
};

static double offset_of(const struct study_rows *d, size_t i)
{
    return d->offset ? d->offset[i] : 0;
}

err *study_singular(struct arena *a, const struct study_rows *d, size_t column)
{
    return err_make(a, E_INVALID,
                    "the column \"%.*s\" is a combination of the columns before it: leave it out, "
                    "or bring rows in which it differs",
                    SV_ARG(d->names[column]));
}

err *study_enough_rows(struct arena *a, const struct study_rows *d)
{
    if (d->n > d->p) {
        return NULL;
    }
    return err_make(a, E_INVALID,
                    "%zu rows are too few for a model of %zu columns: bring more rows, or leave "
                    "the season or the slope out",
                    d->n, d->p);
}

struct study_fit study_fit_make(struct arena *a, const struct study_rows *d,
                                enum study_family family)
{
    return (struct study_fit){.family = family,
                              .n = d->n,
                              .p = d->p,
                              .b = arena_array(a, double, d->p),
                              .mu = arena_array(a, double, d->n),
                              .unscaled = arena_array(a, double, d->p * d->p),
                              .v = arena_array(a, double, d->p * d->p),
                              .xw = arena_array(a, double, d->n * d->p),
                              .e = arena_array(a, double, d->n),
                              .theta = NAN,
                              .theta_se = NAN,
                              .rho = NAN};
}

void study_scale(const struct study_fit *f, double by)
{
    for (size_t k = 0; k < f->p * f->p; k++) {
        f->v[k] = by * f->unscaled[k];
    }
}

err *study_least(struct arena *a, const struct study_rows *d, const double *x, const double *y,
                 struct study_fit *f)
{
    struct arena_mark mark = arena_mark(a);
    struct study_qr qr = study_qr_make(a, d->n, d->p);
    memcpy(qr.x, x, d->n * d->p * sizeof *x);
    size_t rank = study_qr_factor(&qr);
    if (rank < d->p) {
        return study_singular(a, d, rank);
    }
    memcpy(f->e, y, d->n * sizeof *y);
    study_qr_solve(&qr, f->e, f->b);
    study_qr_inverse(&qr, a, f->unscaled);
    arena_rewind(a, mark);
    memcpy(f->e, y, d->n * sizeof *y);
    for (size_t j = 0; j < d->p; j++) {
        for (size_t i = 0; i < d->n; i++) {
            f->e[i] -= x[j * d->n + i] * f->b[j];
        }
    }
    f->deviance = study_dot(f->e, f->e, d->n);
    f->dispersion = f->deviance / (double)(d->n - d->p);
    study_scale(f, f->dispersion);
    return NULL;
}

void study_expect(const struct study_rows *d, const double *b, double *eta)
{
    for (size_t i = 0; i < d->n; i++) {
        eta[i] = offset_of(d, i);
    }
    for (size_t j = 0; j < d->p; j++) {
        const double *column = d->x + j * d->n;
        for (size_t i = 0; i < d->n; i++) {
            eta[i] += column[i] * b[j];
        }
    }
}

static err *gaussian(struct arena *a, const struct study_rows *d, struct study_fit *f)
{
    TRY(study_least(a, d, d->x, d->y, f));
    memcpy(f->xw, d->x, d->n * d->p * sizeof *d->x);
    study_expect(d, f->b, f->mu);
    f->rounds = 1;
    return NULL;
}

static double weight_of(double mu, double theta)
{
    return isinf(theta) ? mu : mu / (1 + mu / theta);
}

/* 2 sum [y log(y/mu) - (y - mu)], and of the negative binomial 2 sum [y log(y/mu) - (y + theta)
 * log((y + theta)/(mu + theta))]. */
static double deviance_of(const struct work *w)
{
    const struct study_rows *d = w->d;
    double sum = 0;
    for (size_t i = 0; i < d->n; i++) {
        double y = d->y[i], mu = w->f->mu[i];
        sum += y * (w->logy[i] - w->eta[i]);
        sum -= isinf(w->theta) ? y - mu : (y + w->theta) * log1p((y - mu) / (mu + w->theta));
    }
    return fmax(0, 2 * sum);
}

static void expect(struct work *w)
{
    study_expect(w->d, w->f->b, w->eta);
    for (size_t i = 0; i < w->d->n; i++) {
        w->f->mu[i] = exp(w->eta[i]);
    }
}

/* The weighted design at the present mu, factored. */
static err *weigh(struct work *w)
{
    const struct study_rows *d = w->d;
    for (size_t i = 0; i < d->n; i++) {
        w->z[i] = sqrt(weight_of(w->f->mu[i], w->theta));
    }
    for (size_t j = 0; j < d->p; j++) {
        double *to = w->qr.x + j * d->n;
        const double *from = d->x + j * d->n;
        for (size_t i = 0; i < d->n; i++) {
            to[i] = w->z[i] * from[i];
        }
    }
    size_t rank = study_qr_factor(&w->qr);
    return rank < d->p ? study_singular(w->a, d, rank) : NULL;
}

/* One step from the present eta and mu, halved until the deviance is no greater; *moved is the most
 * that an eta moved. */
static err *step(struct work *w, bool first, double *deviance, double *moved)
{
    const struct study_rows *d = w->d;
    double before = *deviance;
    TRY(weigh(w));
    for (size_t i = 0; i < d->n; i++) {
        w->z[i] *= w->eta[i] - offset_of(d, i) + (d->y[i] - w->f->mu[i]) / w->f->mu[i];
    }
    study_qr_solve(&w->qr, w->z, w->b);
    memcpy(w->eta_before, w->eta, d->n * sizeof *w->eta);
    memcpy(w->b_before, w->f->b, d->p * sizeof *w->b);
    double part = 1;
    for (int half = 0; half < HALVINGS; half++) {
        for (size_t j = 0; j < d->p; j++) {
            w->f->b[j] = w->b_before[j] + part * (w->b[j] - w->b_before[j]);
        }
        expect(w);
        *deviance = deviance_of(w);
        if (first || (isfinite(*deviance) && *deviance <= before + 1e-8 * (before + 1))) {
            break;
        }
        part /= 2;
    }
    *moved = 0;
    for (size_t i = 0; i < d->n; i++) {
        *moved = fmax(*moved, fabs(w->eta[i] - w->eta_before[i]));
    }
    return NULL;
}

static err *not_settled(struct arena *a)
{
    return err_make(a, E_INVALID,
                    "the fit does not settle within %d rounds: leave the season or the slope out, "
                    "or choose another family",
                    ROUNDS);
}

static err *not_finite(struct arena *a)
{
    return err_make(a, E_INVALID,
                    "no finite estimate fits the counts, as all of some part (before or after the "
                    "event, or a month of the year) are zero: take longer periods, larger areas "
                    "or fewer terms");
}

/* The b of the present theta, from the present eta and mu. */
static err *rounds(struct work *w, bool first)
{
    double before, moved, now = first ? INFINITY : deviance_of(w);
    for (int i = 0; i < ROUNDS; i++) {
        before = now;
        TRY(step(w, first && i == 0, &now, &moved));
        w->f->rounds++;
        if (!isfinite(now)) {
            break;
        }
        if (fabs(now - before) < SETTLED * (fabs(now) + 0.1)) {
            if (moved > MOVED_MOST) {
                return not_finite(w->a);
            }
            if (isinf(w->theta) || moved < STILL) {
                return NULL;
            }
        }
    }
    return not_settled(w->a);
}

/* The score and the information of theta at the present mu (Lawless 1987). */
static void theta_slopes(const struct work *w, double th, double *score, double *information)
{
    double s = 0, info = 0, psi = study_digamma(th), psi1 = study_trigamma(th);
    for (size_t i = 0; i < w->d->n; i++) {
        double y = w->d->y[i], mu = w->f->mu[i];
        s += study_digamma(y + th) - psi - log1p(mu / th) + (mu - y) / (mu + th);
        info += psi1 - study_trigamma(y + th) - 1 / th + 2 / (mu + th) -
                (y + th) / ((mu + th) * (mu + th));
    }
    *score = s;
    *information = info;
}

/* The theta of the present mu by Newton's method in its logarithm; INFINITY where the likelihood
 * rises without end. */
static double theta_of(const struct work *w, double from)
{
    double u = log(from);
    for (int i = 0; i < ROUNDS; i++) {
        double th = exp(u), s, info;
        theta_slopes(w, th, &s, &info);
        double slope = th * s, curve = th * s - th * th * info;
        double move = curve < 0 ? -slope / curve : slope > 0 ? 1 : -1;
        u += fmax(-2, fmin(2, move));
        if (u > log(THETA_MOST)) {
            return INFINITY;
        }
        u = fmax(u, log(THETA_LEAST));
        if (fabs(move) < 1e-12 * fmax(1, th)) {
            break;
        }
    }
    return exp(u);
}

/* Where the counts vary no more than Poisson's, no theta is best: the score at infinity has the
 * sign of sum (y - mu)^2 - y turned round. */
static double theta_start(const struct work *w)
{
    double more = 0, squares = 0;
    for (size_t i = 0; i < w->d->n; i++) {
        double y = w->d->y[i], mu = w->f->mu[i];
        more += (y - mu) * (y - mu) - y;
        squares += mu * mu;
    }
    return more <= 0 ? INFINITY : fmin(squares / more, 1e6);
}

static err *negative_binomial(struct work *w)
{
    w->theta = theta_start(w);
    for (int i = 0; i < THETA_ROUNDS && !isinf(w->theta); i++) {
        TRY(rounds(w, false));
        double th = theta_of(w, w->theta);
        bool settled = fabs(log(th / w->theta)) < 1e-10 * fmax(1, th);
        w->theta = th;
        if (isinf(th)) {
            break;
        }
        if (settled) {
            double s, info;
            theta_slopes(w, th, &s, &info);
            w->f->theta = th;
            w->f->theta_se = 1 / sqrt(info);
            return NULL;
        }
    }
    if (!isinf(w->theta)) {
        return not_settled(w->a);
    }
    w->f->theta = INFINITY;
    return rounds(w, false);
}

/* Weighted rows, residuals and covariances at the end. */
static err *finish(struct work *w)
{
    const struct study_rows *d = w->d;
    struct study_fit *f = w->f;
    study_qr_inverse(&w->qr, w->a, f->unscaled);
    for (size_t i = 0; i < d->n; i++) {
        double root = sqrt(weight_of(exp(w->eta_before[i]), w->theta));
        f->e[i] = root * (d->y[i] - f->mu[i]) / f->mu[i];
        for (size_t j = 0; j < d->p; j++) {
            f->xw[j * d->n + i] = root * d->x[j * d->n + i];
        }
    }
    double pearson = study_dot(f->e, f->e, d->n) / (double)(d->n - d->p);
    f->deviance = deviance_of(w);
    f->dispersion = f->family == STUDY_QUASIPOISSON ? pearson : 1;
    study_scale(f, fmax(1, f->dispersion));
    return NULL;
}

static err *counts(struct arena *a, const struct study_rows *d, struct study_fit *f)
{
    struct work w = {.a = a,
                     .d = d,
                     .f = f,
                     .qr = study_qr_make(a, d->n, d->p),
                     .eta = arena_array(a, double, d->n),
                     .z = arena_array(a, double, d->n),
                     .b = arena_array(a, double, d->p),
                     .eta_before = arena_array(a, double, d->n),
                     .b_before = arena_array(a, double, d->p),
                     .logy = arena_array(a, double, d->n),
                     .theta = INFINITY};
    double sum = 0;
    for (size_t i = 0; i < d->n; i++) {
        double y = d->y[i];
        must(y >= 0);
        sum += y;
        w.logy[i] = y > 0 ? log(y) : 0;
        f->mu[i] = y + 0.1;
        w.eta[i] = log(f->mu[i]);
    }
    if (sum <= 0) {
        return err_make(a, E_INVALID, "every count is zero: there is nothing to compare");
    }
    TRY(rounds(&w, true));
    if (f->family == STUDY_NEGBIN) {
        TRY(negative_binomial(&w));
    }
    return finish(&w);
}

err *study_fit(struct arena *a, const struct study_rows *d, enum study_family family,
               struct study_fit *ret)
{
    TRY(study_enough_rows(a, d));
    *ret = study_fit_make(a, d, family);
    return family == STUDY_GAUSSIAN ? gaussian(a, d, ret) : counts(a, d, ret);
}

/* ---- likelihood and residuals ---- */

static double loglik_row(const struct study_fit *f, double y, double mu)
{
    if (isfinite(f->theta)) {
        double th = f->theta;
        return study_lgamma(y + th) - study_lgamma(th) - study_lgamma(y + 1) +
               y * log(mu / (mu + th)) - th * log1p(mu / th);
    }
    return y * log(mu) - mu - study_lgamma(y + 1);
}

double study_loglik(const struct study_rows *d, const struct study_fit *f)
{
    double sum = 0, n = (double)d->n;
    if (f->family == STUDY_QUASIPOISSON || isfinite(f->rho)) {
        return NAN;
    }
    if (f->family == STUDY_GAUSSIAN) {
        return -n / 2 * (log(TWO_PI * f->deviance / n) + 1);
    }
    for (size_t i = 0; i < d->n; i++) {
        sum += loglik_row(f, d->y[i], f->mu[i]);
    }
    return sum;
}

double *study_residuals(struct arena *a, const struct study_rows *d, const struct study_fit *f)
{
    double *e = arena_array(a, double, d->n);
    for (size_t i = 0; i < d->n; i++) {
        double y = d->y[i], mu = f->mu[i];
        if (f->family == STUDY_GAUSSIAN) {
            e[i] = f->e[i];
            continue;
        }
        double part = y > 0 ? y * log(y / mu) : 0;
        part -=
            isfinite(f->theta) ? (y + f->theta) * log((y + f->theta) / (mu + f->theta)) : y - mu;
        e[i] = copysign(sqrt(fmax(0, 2 * part)), y - mu);
    }
    return e;
}
