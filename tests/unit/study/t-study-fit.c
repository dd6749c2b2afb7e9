/* Fits whose answers can be had by hand, and what is refused. */
#include "study/fit.h"

#include <math.h>
#include <string.h>

#include "study/dist.h"
#include "study/least.h"
#include "tap.h"

static struct arena *a;

static bool near(double got, double want)
{
    bool same = fabs(got - want) <= 1e-9 * fmax(1, fabs(want));
    if (!same) {
        printf("# got %.13g, want %.13g\n", got, want);
    }
    return same;
}

static const sv names[] = {SV_INIT("intercept"), SV_INIT("step"), SV_INIT("again")};

static void distributions(void)
{
    /* tables of the distributions */
    ok(near(study_p_t(2.2281388519649385, 10), 0.05) &&
       near(study_p_t(-12.706204736432095, 1), 0.05));
    ok(near(study_t_of(0.95, 10), 2.2281388519649385));
    ok(near(study_p_chi2(3.841458820694124, 1), 0.05));
    ok(near(study_lgamma(5), log(24)) && near(study_digamma(1), -0.5772156649015329));
    ok(near(study_trigamma(1), 1.6449340668482264));
    ok(study_p_t(1e200, 3) == 0 || study_p_t(1e200, 3) < 1e-100);
}

static void factor(void)
{
    /* [3 0; 4 5; 0 12]: R = [-5 -4; 0 -+sqrt(153)] */
    struct study_qr q = study_qr_make(a, 3, 2);
    const double x[] = {3, 4, 0, 0, 5, 12};
    double y[] = {1, 2, 3}, b[2], inverse[4];
    memcpy(q.x, x, sizeof x);
    ok(study_qr_factor(&q) == 2);
    ok(near(fabs(q.diag[0]), 5) && near(fabs(q.diag[1]), sqrt(153)));
    study_qr_solve(&q, y, b);
    /* normal equations: [25 20; 20 169] b = [11; 46] */
    ok(near(b[0], (11.0 * 169 - 20 * 46) / (25.0 * 169 - 400)) &&
       near(b[1], (25.0 * 46 - 20 * 11) / (25.0 * 169 - 400)));
    study_qr_inverse(&q, a, inverse);
    ok(near(inverse[0], 169.0 / 3825) && near(inverse[1], -20.0 / 3825) &&
       near(inverse[2], inverse[1]) && near(inverse[3], 25.0 / 3825));
    const double twice[] = {1, 2, 3, 2, 4, 6 + 1e-9};
    memcpy(q.x, twice, sizeof twice);
    ok(study_qr_factor(&q) == 1);
    memset(q.x, 0, sizeof twice);
    ok(study_qr_factor(&q) == 0);
}

/* Two groups, 3 rows and 2: every family's estimate is the groups' means. */
static void groups(void)
{
    const double y[] = {2, 4, 6, 10, 14}, x[] = {1, 1, 1, 1, 1, 0, 0, 0, 1, 1};
    struct study_rows d = {.n = 5, .p = 2, .y = y, .x = x, .names = names};
    struct study_fit f;
    if (fine(study_fit(a, &d, STUDY_GAUSSIAN, &f))) {
        ok(near(f.b[0], 4) && near(f.b[1], 8) && near(f.deviance, 16));
        ok(near(f.dispersion, 16.0 / 3) && near(f.v[3], 16.0 / 3 * (1.0 / 3 + 1.0 / 2)));
        ok(near(study_loglik(&d, &f), -2.5 * (log(6.283185307179586 * 16 / 5) + 1)));
        /* White's, by hand: sum e^2 / n^2 of each group, by 5/3 */
        double *v = study_hac(a, &d, &f, 0, false);
        ok(near(v[0], 5.0 / 3 * 8 / 9) && near(v[3], 5.0 / 3 * (8.0 / 9 + 8.0 / 4)));
    }
    if (fine(study_fit(a, &d, STUDY_POISSON, &f))) {
        ok(near(f.b[0], log(4)) && near(f.b[1], log(3)) && near(f.mu[4], 12));
        ok(fabs(f.v[3] / (1.0 / 12 + 1.0 / 24) - 1) < 1e-5);
        double ll = 0;
        for (int i = 0; i < 5; i++) {
            ll += y[i] * log(i < 3 ? 4 : 12) - (i < 3 ? 4 : 12) - lgamma(y[i] + 1);
        }
        ok(near(study_loglik(&d, &f), ll));
        double *e = study_residuals(a, &d, &f);
        ok(near(e[0] * e[0], 2 * (2 * log(0.5) + 2)) && e[0] < 0 && near(e[1], 0) && e[2] > 0);
        ok(near(study_dot(e, e, 5), f.deviance));
    }
    if (fine(study_fit(a, &d, STUDY_QUASIPOISSON, &f))) {
        /* 8/4 + 8/12 over 3 is less than 1: the variance is not made smaller */
        ok(fabs(f.dispersion - 8.0 / 9) < 1e-5 && near(f.v[0], f.unscaled[0]));
        ok(isnan(study_loglik(&d, &f)));
    }
}

static void exposure(void)
{
    const double y[] = {3, 6, 9, 20}, x[] = {1, 1, 1, 1};
    const double offset[] = {log(1), log(2), log(3), log(4)};
    struct study_rows d = {.n = 4, .p = 1, .y = y, .x = x, .names = names, .offset = offset};
    struct study_fit f;
    if (fine(study_fit(a, &d, STUDY_POISSON, &f))) {
        ok(near(f.b[0], log(38.0 / 10)) && near(f.mu[3], 15.2));
    }
}

static void negative_binomial(void)
{
    const double level[] = {3, 3, 3, 3, 4, 2}, x[] = {1, 1, 1, 1, 1, 1};
    const double spread[] = {0, 1, 9, 0, 14, 6};
    struct study_rows d = {.n = 6, .p = 1, .y = level, .x = x, .names = names};
    struct study_fit f, poisson;
    if (fine(study_fit(a, &d, STUDY_NEGBIN, &f)) &&
        fine(study_fit(a, &d, STUDY_POISSON, &poisson))) {
        ok_as(isinf(f.theta) && isnan(f.theta_se), "no theta for counts that hardly vary");
        ok(near(f.b[0], log(3)) && near(study_loglik(&d, &f), study_loglik(&d, &poisson)));
    }
    d.y = spread;
    if (fine(study_fit(a, &d, STUDY_NEGBIN, &f))) {
        double score = 0, th = f.theta;
        for (int i = 0; i < 6; i++) {
            score += study_digamma(spread[i] + th) - study_digamma(th) + log(th / (th + 5)) + 1 -
                     (spread[i] + th) / (5 + th);
        }
        ok(near(f.b[0], log(5)) && fabs(score) < 1e-8);
        ok(fabs(f.v[0] * 6 / (1.0 / 5 + 1 / th) - 1) < 1e-8);
    }
}

/* Three rows of errors of the first order, by hand; and a row that is missing. */
static void first_order(void)
{
    const double y[] = {1, 3, 2, 5, 4, 4.5, 7, 6}, x[] = {1, 1, 1, 1, 1, 1, 1, 1};
    const uint32_t period[] = {0, 1, 2, 3, 5, 6, 7, 9};
    struct study_rows d = {.n = 8, .p = 1, .y = y, .x = x, .names = names, .period = period};
    struct study_fit f;
    if (fine(study_prais_winsten(a, &d, &f))) {
        double up = 0, down = 0, r = f.rho, w = 1 - r * r, num = 0, den = 0;
        for (int i = 1; i < 8; i++) {
            unsigned k = period[i] - period[i - 1];
            double rk = pow(r, k), scale = w / (1 - rk * rk);
            if (k == 1) {
                up += (y[i] - f.b[0]) * (y[i - 1] - f.b[0]);
                down += (y[i - 1] - f.b[0]) * (y[i - 1] - f.b[0]);
            }
            num += scale * (1 - rk) * (y[i] - rk * y[i - 1]);
            den += scale * (1 - rk) * (1 - rk);
        }
        ok(fabs(r - up / down) < 1e-9);
        ok(near(f.b[0], (w * y[0] + num) / (w + den)) && near(f.unscaled[0], 1 / (w + den)));
        ok(near(f.v[0], f.dispersion / (w + den)) &&
           near(study_dot(f.e, f.e, 8) / 7, f.dispersion));
    }
    ok(near(study_durbin_watson(&d, y),
            (4 + 1 + 9 + 0.25 + 6.25) / (1 + 9 + 4 + 25 + 16 + 20.25 + 49 + 36)));
}

static bool refuses(struct study_rows d, enum study_family family, const char *want)
{
    struct study_fit f;
    err *e = study_fit(a, &d, family, &f);
    bool said = e && e->kind == E_INVALID && sv_starts(e->message, sv_of(want));
    if (!said) {
        printf("# got: %.*s\n", e ? (int)e->message.n : 0, e ? e->message.p : "");
    }
    return said;
}

static void refusals(void)
{
    const double y[] = {4, 3, 5, 0, 0, 0}, zero[6] = {0},
                 x[] = {1, 1, 1, 1, 1, 1, 0, 0, 0, 1, 1, 1, 0, 0, 0, 2, 2, 2};
    struct study_rows d = {.n = 6, .p = 3, .y = y, .x = x, .names = names};
    ok(refuses(d, STUDY_GAUSSIAN,
               "the column \"again\" is a combination of the columns before it"));
    ok(refuses(d, STUDY_POISSON, "the column \"again\" is a combination of the columns before it"));
    d.p = 2;
    ok(refuses(d, STUDY_POISSON, "no finite estimate fits the counts"));
    ok(refuses(d, STUDY_NEGBIN, "no finite estimate fits the counts"));
    d.y = zero;
    ok(refuses(d, STUDY_QUASIPOISSON, "every count is zero"));
    d = (struct study_rows){.n = 2, .p = 2, .y = y, .x = x, .names = names};
    ok(refuses(d, STUDY_GAUSSIAN, "2 rows are too few for a model of 2 columns"));
    double up[40], one[40];
    for (int i = 0; i < 40; i++) {
        one[i] = 1;
        up[i] = pow(1.3, i); /* grows without end: no rho below 1 holds it */
    }
    struct study_fit f;
    d = (struct study_rows){.n = 40, .p = 1, .y = up, .x = one, .names = names};
    err *e = study_prais_winsten(a, &d, &f);
    ok(e && sv_starts(e->message, SV("the residuals wander without end")));
    e = study_ar1(a, &d, true, &f);
    ok(e && sv_starts(e->message, SV("the residuals wander without end")));
}

int main(void)
{
    a = arena_open(4096);
    distributions();
    factor();
    groups();
    exposure();
    negative_binomial();
    first_order();
    refusals();
    arena_close(a);
    return tap_done();
}
