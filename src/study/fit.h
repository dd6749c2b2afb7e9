/* Generalised linear models of series: least squares, Poisson, quasi-Poisson and the negative
 * binomial with variance mu + mu^2/theta (NB2), their standard errors, and errors that are
 * correlated in time.  Pure: arrays in, arrays in the caller's arena out. */
#ifndef STUDY_FIT_H
#define STUDY_FIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

enum study_family { STUDY_GAUSSIAN, STUDY_POISSON, STUDY_QUASIPOISSON, STUDY_NEGBIN };
enum study_errors {
    STUDY_MODEL,          /* as the family says */
    STUDY_NEWEY_WEST,     /* scores correlated within a series up to a lag */
    STUDY_DRISCOLL_KRAAY, /* … and across the series of one period */
    STUDY_PRAIS_WINSTEN   /* the model itself has errors of the first order; gaussian only */
};

/* Rows of one series, or of several one after the other, each by period upwards. */
struct study_rows {
    size_t n, p;
    const double *y; /* n; counts are >= 0 */
    const double *x; /* n x p, an array of columns */
    const sv *names; /* p: the columns' names, for refusals */
    /* n, or NULL: the log of each row's exposure, which enters with coefficient 1 */
    const double *offset;
    /* n, or NULL where all is one series: a number that changes from one series to the next */
    const uint32_t *series;
    /* n, or NULL where every row follows on the one before: a period's number; one that is passed
     * over is a row that is missing */
    const uint32_t *period;
};

struct study_fit {
    enum study_family family;
    size_t n, p;
    double *b;        /* p */
    double *mu;       /* n: what the model expects of each row */
    double *unscaled; /* p x p: (X'WX)^-1 */
    double *v;        /* p x p: the covariance of b, as the family says */
    /* what a row multiplies the unscaled covariance by: Pearson's sum over n - p; of least squares
     * s^2; 1 of Poisson and the negative binomial.  v takes no less than 1 of a quasi-Poisson. */
    double dispersion;
    double deviance;
    double theta, theta_se; /* of the negative binomial; NAN where there is none, INFINITY where
                             * the counts vary no more than Poisson's */
    double rho;             /* of errors of the first order; NAN */
    double *xw, *e;         /* n x p and n: the model's own rows and residuals, weighted, so that
                             * xw'e = 0 */
    size_t rounds;
};

/* Fit by least squares, or by iterated weighted least squares.  Refuses (E_INVALID), in a sentence
 * that says what to do: no more rows than columns, a column that is a combination of others
 * (named), counts that are all zero, estimates that are not finite, and a fit that does not settle
 * within 100 rounds. */
MUST err *study_fit(struct arena *a, const struct study_rows *d, enum study_family family,
                    struct study_fit *ret);
/* Least squares with errors of the first order, by Prais and Winsten, iterated: rho = sum e_t
 * e_(t-1) / sum e_(t-1)^2 until it moves by less than 1e-10.  One rho for all series; over k
 * periods it is rho^k.  Refuses as study_fit, and residuals that wander without end (|rho| near
 * 1). */
MUST err *study_prais_winsten(struct arena *a, const struct study_rows *d, struct study_fit *ret);
/* The same model by the greatest likelihood, restricted (REML) where `restricted`. */
MUST err *study_ar1(struct arena *a, const struct study_rows *d, bool restricted,
                    struct study_fit *ret);

/* The covariance of b (p x p, in a) where the scores of one series are correlated up to `lag`
 * periods, with Bartlett's weights and the factor n/(n-p): Newey and West 1987; lag 0 is White's.
 * `pooled`: the scores of all series of a period are added first (Driscoll and Kraay 1998). */
double *study_hac(struct arena *a, const struct study_rows *d, const struct study_fit *f,
                  size_t lag, bool pooled);

/* The log likelihood; NAN where the family has none (quasi-Poisson, errors of the first order). */
double study_loglik(const struct study_rows *d, const struct study_fit *f);
/* n: the residuals that the checks take: of the deviance, signed; with errors of the first order
 * those of the transformed rows. */
double *study_residuals(struct arena *a, const struct study_rows *d, const struct study_fit *f);

/* ---- what is left in the residuals e (n) ---- */

/* Durbin and Watson's d; about 2 where nothing is left.  Differences within a series, of rows that
 * follow each other. */
double study_durbin_watson(const struct study_rows *d, const double *e);
struct study_test {
    size_t lag;
    double statistic, p;
};
/* Breusch and Godfrey: n R^2 of the model's residuals on its columns and the `order` residuals
 * before, 0 where there is none; chi square of `order`.  NAN where the regression is singular. */
struct study_test study_breusch_godfrey(struct arena *a, const struct study_rows *d,
                                        const struct study_fit *f, size_t order);
/* Ljung and Box: n(n+2) sum r_k^2/(n-k) to `lag`, chi square of `lag`. */
struct study_test study_ljung_box(const struct study_rows *d, const double *e, size_t lag);

#endif
