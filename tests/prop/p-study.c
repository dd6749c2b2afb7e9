/* Models of series against slow and obvious ones, written apart: normal equations by elimination in
 * long double, least squares over the whole matrix of correlated errors, sandwiches over all pairs
 * of rows, the likelihood looked at from all sides, and ranks with areas really moved. */
#include <math.h>
#include <string.h>

#include "random.h"
#include "study/its.h"
#include "tap.h"

enum { ROWS = 60, COLUMNS = 8, TURNS = 150 };
typedef long double ld;

static struct arena *a;

static double uniform(void)
{
    return ((double)(random_next() >> 11) + 0.5) / 9007199254740992.0;
}

static double normal(void)
{
    return sqrt(-2 * log(uniform())) * cos(6.283185307179586 * uniform());
}

static double count_of(double mean)
{
    int64_t n = -1;
    double left = exp(fmin(mean, 400));
    for (; left > 1; n++) {
        left *= uniform();
    }
    return n < 0 ? 0 : (double)n;
}

static bool near(ld got, ld want, ld within)
{
    bool same = fabsl(got - want) <= within * (fabsl(want) + 1e-6L);
    if (!same) {
        printf("# got %.15Lg, want %.15Lg\n", got, want);
    }
    return same;
}

/* ---- drawn rows: one or two series, some rows missing ---- */

struct drawn {
    size_t n, p;
    double y[ROWS], x[ROWS * COLUMNS], offset[ROWS];
    uint32_t series[ROWS], period[ROWS];
    sv names[COLUMNS];
    struct study_rows rows;
};

static void draw(struct drawn *d, bool counts)
{
    size_t all = 30 + random_below(ROWS - 30 + 1), first = random_below(2) ? all : all / 2 + 2;
    double b[COLUMNS] = {0}, shock = 0, rho = 0.8 * uniform();
    uint32_t t = 0;
    *d = (struct drawn){.n = all, .p = 2 + random_below(COLUMNS - 3)};
    for (size_t j = 0; j < d->p; j++) {
        b[j] = (j == 0 ? 1.5 : 0.4) * normal() + (j == 0 ? 1 : 0);
        d->names[j] = SV("c");
    }
    for (size_t i = 0; i < all; i++, t++) {
        if (i == first) {
            t = 0;
        }
        t += random_below(9) == 0 ? (uint32_t)random_below(3) : 0;
        d->series[i] = i >= first;
        d->period[i] = t;
        d->offset[i] = 0.3 * normal();
        double eta = d->offset[i];
        for (size_t j = 0; j < d->p; j++) {
            double x = j == 0 ? 1 : j == 1 ? t >= 12 : normal() / 2 + (double)t / 60;
            d->x[j * all + i] = x;
            eta += x * b[j];
        }
        shock = rho * shock + 0.3 * normal();
        d->y[i] = counts ? count_of(exp(fmin(eta + shock, 5))) : eta + shock;
    }
    d->rows = (struct study_rows){.n = d->n,
                                  .p = d->p,
                                  .y = d->y,
                                  .x = d->x,
                                  .names = d->names,
                                  .offset = counts ? d->offset : NULL,
                                  .series = d->series,
                                  .period = d->period};
}

/* ---- the slow model ---- */

/* m b = v by elimination with the largest pivot; false where m is singular. */
static bool eliminate(size_t p, ld m[COLUMNS][COLUMNS], ld v[COLUMNS], ld b[COLUMNS])
{
    for (size_t k = 0; k < p; k++) {
        size_t top = k;
        for (size_t i = k + 1; i < p; i++) {
            top = fabsl(m[i][k]) > fabsl(m[top][k]) ? i : top;
        }
        if (fabsl(m[top][k]) < 1e-12L) {
            return false;
        }
        for (size_t j = 0; j < p; j++) {
            ld kept = m[k][j];
            m[k][j] = m[top][j];
            m[top][j] = kept;
        }
        ld kept = v[k];
        v[k] = v[top];
        v[top] = kept;
        for (size_t i = 0; i < p; i++) {
            ld times = i == k ? 0 : m[i][k] / m[k][k];
            for (size_t j = 0; j < p; j++) {
                m[i][j] -= times * m[k][j];
            }
            v[i] -= times * v[k];
        }
    }
    for (size_t k = 0; k < p; k++) {
        b[k] = v[k] / m[k][k];
    }
    return true;
}

/* The inverse of m, column by column. */
static bool invert(size_t p, ld m[COLUMNS][COLUMNS], ld inverse[COLUMNS][COLUMNS])
{
    for (size_t k = 0; k < p; k++) {
        ld copy[COLUMNS][COLUMNS], unit[COLUMNS] = {0}, column[COLUMNS] = {0};
        memcpy(copy, m, sizeof copy);
        unit[k] = 1;
        if (!eliminate(p, copy, unit, column)) {
            return false;
        }
        for (size_t i = 0; i < p; i++) {
            inverse[i][k] = column[i];
        }
    }
    return true;
}

/* X'WX and X'Wz for the n x n matrix W. */
static void normal_equations(const struct drawn *d, ld (*w)[ROWS], const ld *z,
                             ld m[COLUMNS][COLUMNS], ld v[COLUMNS])
{
    memset(m, 0, sizeof(ld[COLUMNS][COLUMNS]));
    memset(v, 0, sizeof(ld[COLUMNS]));
    for (size_t j = 0; j < d->p; j++) {
        for (size_t r = 0; r < d->n; r++) {
            for (size_t s = 0; s < d->n; s++) {
                ld xw = (ld)d->x[j * d->n + r] * w[r][s];
                v[j] += xw * z[s];
                for (size_t k = 0; k < d->p; k++) {
                    m[j][k] += xw * (ld)d->x[k * d->n + s];
                }
            }
        }
    }
}

/* Newton's method on the Poisson likelihood, thirty steps whatever happens. */
static bool slow_poisson(const struct drawn *d, const double *from, ld *b)
{
    static ld w[ROWS][ROWS], z[ROWS];
    for (size_t j = 0; j < d->p; j++) {
        b[j] = (ld)from[j] + 0.01L * (j % 2 ? 1 : -1);
    }
    for (int turn = 0; turn < 30; turn++) {
        ld m[COLUMNS][COLUMNS], v[COLUMNS];
        memset(w, 0, sizeof w);
        for (size_t i = 0; i < d->n; i++) {
            ld eta = 0;
            for (size_t j = 0; j < d->p; j++) {
                eta += (ld)d->x[j * d->n + i] * b[j];
            }
            w[i][i] = expl(eta + (ld)d->offset[i]);
            z[i] = eta + ((ld)d->y[i] - w[i][i]) / w[i][i];
        }
        normal_equations(d, w, z, m, v);
        if (!eliminate(d->p, m, v, b)) {
            return false;
        }
    }
    return true;
}

static void least_squares(void)
{
    static ld w[ROWS][ROWS], z[ROWS];
    bool same = true;
    for (int turn = 0; turn < TURNS && same; turn++) {
        struct drawn d;
        struct study_fit f;
        ld m[COLUMNS][COLUMNS], inverse[COLUMNS][COLUMNS] = {{0}}, v[COLUMNS], b[COLUMNS], ssr = 0;
        draw(&d, false);
        memset(w, 0, sizeof w);
        for (size_t i = 0; i < d.n; i++) {
            w[i][i] = 1;
            z[i] = (ld)d.y[i];
        }
        normal_equations(&d, w, z, m, v);
        same = !study_fit(a, &d.rows, STUDY_GAUSSIAN, &f) && invert(d.p, m, inverse) &&
               eliminate(d.p, m, v, b);
        for (size_t i = 0; same && i < d.n; i++) {
            ld e = z[i];
            for (size_t j = 0; j < d.p; j++) {
                e -= (ld)d.x[j * d.n + i] * b[j];
            }
            ssr += e * e;
        }
        for (size_t j = 0; same && j < d.p; j++) {
            same = near((ld)f.b[j], b[j], 1e-9L) &&
                   near((ld)f.v[j * (d.p + 1)], ssr / (ld)(d.n - d.p) * inverse[j][j], 1e-9L);
        }
        arena_reset(a);
    }
    ok_as(same, "least squares are those of the normal equations");
}

static void poisson(void)
{
    bool same = true;
    size_t fitted = 0;
    for (int turn = 0; turn < TURNS && same; turn++) {
        struct drawn d;
        struct study_fit f;
        ld b[COLUMNS] = {0};
        draw(&d, true);
        if (!study_fit(a, &d.rows, STUDY_QUASIPOISSON, &f) && slow_poisson(&d, f.b, b)) {
            fitted++;
            for (size_t j = 0; same && j < d.p; j++) {
                /* the fit stops where the deviance hardly moves: far within its error */
                same = fabsl((ld)f.b[j] - b[j]) < 1e-3L * (ld)sqrt(f.unscaled[j * (d.p + 1)]);
            }
        }
        arena_reset(a);
    }
    ok_as(same, "Poisson fits are at the top of the likelihood");
    ok_as(fitted > TURNS / 2, "most drawn counts can be fitted");
}

static ld slow_loglik(const struct drawn *d, const ld *b, ld theta)
{
    ld sum = 0;
    for (size_t i = 0; i < d->n; i++) {
        ld eta = (ld)d->offset[i], y = (ld)d->y[i];
        for (size_t j = 0; j < d->p; j++) {
            eta += (ld)d->x[j * d->n + i] * b[j];
        }
        sum += lgammal(y + theta) - lgammal(theta) - lgammal(y + 1) + theta * logl(theta) +
               y * eta - (y + theta) * logl(theta + expl(eta));
    }
    return sum;
}

/* No step in any direction, of b or of theta, leads up. */
static void negative_binomial(void)
{
    bool top = true;
    size_t finite = 0;
    for (int turn = 0; turn < TURNS && top; turn++) {
        struct drawn d;
        struct study_fit f;
        draw(&d, true);
        if (study_fit(a, &d.rows, STUDY_NEGBIN, &f) || isinf(f.theta)) {
            arena_reset(a);
            continue;
        }
        ld b[COLUMNS] = {0}, theta = (ld)f.theta, here;
        for (size_t j = 0; j < d.p; j++) {
            b[j] = (ld)f.b[j];
        }
        finite++;
        here = slow_loglik(&d, b, theta);
        top = near((ld)study_loglik(&d.rows, &f), here, 1e-7L);
        for (size_t j = 0; top && j < d.p; j++) {
            for (int sign = -1; sign <= 1; sign += 2) {
                ld kept = b[j];
                b[j] += (ld)sign * (ld)sqrt(f.v[j * (d.p + 1)]) / 1000;
                top = top && slow_loglik(&d, b, theta) < here;
                b[j] = kept;
            }
        }
        top = top && slow_loglik(&d, b, theta * 1.001L) < here + 1e-12L &&
              slow_loglik(&d, b, theta / 1.001L) < here + 1e-12L;
        arena_reset(a);
    }
    ok_as(top, "negative binomial fits are at the top of the likelihood");
    ok_as(finite > TURNS / 3, "many drawn counts have a theta");
}

/* ---- errors in time ---- */

static ld bartlett(const struct drawn *d, size_t i, size_t j, size_t lag, bool pooled)
{
    size_t apart =
        d->period[i] > d->period[j] ? d->period[i] - d->period[j] : d->period[j] - d->period[i];
    if ((!pooled && d->series[i] != d->series[j]) || apart > lag) {
        return 0;
    }
    return 1 - (ld)apart / (ld)(lag + 1);
}

/* V = n/(n-p) B (sum over all pairs of rows of weight u_i u_j') B. */
static void sandwiches(void)
{
    bool same = true;
    for (int turn = 0; turn < TURNS && same; turn++) {
        struct drawn d;
        struct study_fit f;
        ld s[COLUMNS][COLUMNS] = {{0}};
        size_t lag = random_below(8);
        bool pooled = random_below(2), counts = random_below(2);
        draw(&d, counts);
        if (study_fit(a, &d.rows, counts ? STUDY_QUASIPOISSON : STUDY_GAUSSIAN, &f)) {
            arena_reset(a);
            continue;
        }
        double *v = study_hac(a, &d.rows, &f, lag, pooled);
        for (size_t i = 0; i < d.n; i++) {
            for (size_t j = 0; j < d.n; j++) {
                ld weight = bartlett(&d, i, j, lag, pooled);
                for (size_t k = 0; k < d.p; k++) {
                    for (size_t l = 0; l < d.p; l++) {
                        s[k][l] += weight * (ld)f.xw[k * d.n + i] * (ld)f.e[i] *
                                   (ld)f.xw[l * d.n + j] * (ld)f.e[j];
                    }
                }
            }
        }
        for (size_t k = 0; same && k < d.p; k++) {
            ld sum = 0;
            for (size_t i = 0; i < d.p; i++) {
                for (size_t j = 0; j < d.p; j++) {
                    sum += (ld)f.unscaled[k * d.p + i] * s[i][j] * (ld)f.unscaled[j * d.p + k];
                }
            }
            same = near((ld)v[k * (d.p + 1)], sum * (ld)d.n / (ld)(d.n - d.p), 1e-8L);
        }
        arena_reset(a);
    }
    ok_as(same, "sandwiches are sums over all pairs of rows");
}

/* Least squares over the whole matrix of errors: rho^|s-t| within a series, inverted by
 * elimination. */
static bool slow_first_order(const struct drawn *d, ld rho, ld *b, ld *variance)
{
    static ld left[ROWS][ROWS], w[ROWS][ROWS], z[ROWS];
    ld m[COLUMNS][COLUMNS], inverse[COLUMNS][COLUMNS], v[COLUMNS];
    for (size_t i = 0; i < d->n; i++) {
        z[i] = (ld)d->y[i];
        for (size_t j = 0; j < d->n; j++) {
            ld apart = fabsl((ld)d->period[i] - (ld)d->period[j]);
            left[i][j] = d->series[i] == d->series[j] ? powl(rho, apart) : 0;
            w[i][j] = i == j;
        }
    }
    for (size_t k = 0; k < d->n; k++) { /* the matrix is positive: no pivot is needed */
        ld pivot = left[k][k];
        for (size_t j = 0; j < d->n; j++) {
            left[k][j] /= pivot;
            w[k][j] /= pivot;
        }
        for (size_t i = 0; i < d->n; i++) {
            ld times = i == k ? 0 : left[i][k];
            for (size_t j = 0; times != 0 && j < d->n; j++) {
                left[i][j] -= times * left[k][j];
                w[i][j] -= times * w[k][j];
            }
        }
    }
    normal_equations(d, w, z, m, v);
    if (!invert(d->p, m, inverse) || !eliminate(d->p, m, v, b)) {
        return false;
    }
    for (size_t j = 0; j < d->p; j++) {
        variance[j] = inverse[j][j];
    }
    return true;
}

static void first_order(void)
{
    bool same = true;
    size_t fitted = 0;
    for (int turn = 0; turn < TURNS && same; turn++) {
        struct drawn d;
        struct study_fit f;
        ld b[COLUMNS] = {0}, variance[COLUMNS] = {0};
        draw(&d, false);
        if (!(turn % 2 ? study_ar1(a, &d.rows, turn % 4 == 1, &f)
                       : study_prais_winsten(a, &d.rows, &f)) &&
            slow_first_order(&d, (ld)f.rho, b, variance)) {
            fitted++;
            /* whitened rows are sqrt(1-rho^2) times those of the matrix with ones on its diagonal
             */
            ld factor = 1 - (ld)f.rho * (ld)f.rho;
            for (size_t j = 0; same && j < d.p; j++) {
                same = near((ld)f.b[j], b[j], 1e-7L) &&
                       near((ld)f.unscaled[j * (d.p + 1)] * factor, variance[j], 1e-7L);
            }
        }
        arena_reset(a);
    }
    ok_as(same, "errors of the first order are those of the whole matrix");
    ok_as(fitted > TURNS / 2, "most drawn series can be fitted so");
}

/* ---- questions ---- */

#define PERIODS ((size_t)40)
#define AREAS   ((size_t)9)

static double panel[AREAS * PERIODS];
static uint8_t month[PERIODS];

static struct study_question question_drawn(void)
{
    for (size_t j = 0; j < AREAS; j++) {
        double level = 1.5 + uniform();
        for (size_t t = 0; t < PERIODS; t++) {
            panel[j * PERIODS + t] = count_of(exp(level + 0.3 * normal()));
        }
    }
    for (size_t t = 0; t < PERIODS; t++) {
        month[t] = (uint8_t)(t % 12 + 1);
    }
    return (struct study_question){
        .panel = {.areas = AREAS, .n = PERIODS, .y = panel, .first = 1, .month = month},
        .model = {.family = random_below(2) ? STUDY_QUASIPOISSON : STUDY_GAUSSIAN,
                  .slope = random_below(2)},
        .treated = random_below(AREAS),
        .event = 15 + random_below(10),
        .against = random_below(3) ? STUDY_ALL_OTHERS : STUDY_ALONE};
}

/* What is averted, for b moved a little: its slope by each b is the gradient of the error. */
static ld averted(const struct study_its *r, const struct study_question *q, const ld *b)
{
    const struct study_rows *d = &r->rows;
    ld sum = 0;
    for (size_t i = 0; i < d->n; i++) {
        ld with = 0, without = 0;
        if (d->series[i] != 0 || d->period[i] < q->event) {
            continue;
        }
        for (size_t j = 0; j < d->p; j++) {
            ld part = (ld)d->x[j * d->n + i] * b[j];
            with += part;
            without += j == r->level || j == r->slope ? 0 : part;
        }
        bool counts = r->fit.family != STUDY_GAUSSIAN;
        sum += counts ? expl(without) - expl(with) : without - with;
    }
    return sum;
}

static void what_is_averted(void)
{
    bool same = true;
    for (int turn = 0; turn < TURNS && same; turn++) {
        struct study_question q = question_drawn();
        struct study_its r;
        ld b[4 * COLUMNS] = {0}, g[4 * COLUMNS] = {0}, variance = 0;
        same = !study_its(a, &q, &r);
        for (size_t j = 0; same && j < r.p; j++) {
            b[j] = (ld)r.fit.b[j];
        }
        same = same && near((ld)r.averted[0].sum.estimate, averted(&r, &q, b), 1e-7L);
        for (size_t j = 0; same && j < r.p; j++) {
            ld kept = b[j], move = 1e-6L;
            b[j] = kept + move;
            g[j] = averted(&r, &q, b);
            b[j] = kept - move;
            g[j] = (g[j] - averted(&r, &q, b)) / (2 * move);
            b[j] = kept;
        }
        for (size_t j = 0; same && j < r.p; j++) {
            for (size_t k = 0; k < r.p; k++) {
                variance += g[j] * (ld)r.v[j * r.p + k] * g[k];
            }
        }
        same = same && near((ld)r.averted[0].sum.se, sqrtl(variance), 1e-6L);
        arena_reset(a);
    }
    ok_as(same, "what is averted, and its error by the slope of it");
}

/* The rank again, with the areas moved in the table and each fitted as the treated one. */
static void ranks(void)
{
    bool same = true;
    for (int turn = 0; turn < TURNS / 10 && same; turn++) {
        struct study_question q = question_drawn();
        struct study_placebo p;
        size_t above = 0, treated = q.treated;
        double z = 0;
        q.against = STUDY_ALL_OTHERS;
        q.dates = 3;
        same = !study_placebo(a, &q, &p);
        for (size_t j = 0; same && j < AREAS; j++) {
            static double moved[AREAS * PERIODS];
            struct study_question own = q;
            struct study_its one, rest;
            double others[PERIODS] = {0};
            memcpy(moved, panel, sizeof moved);
            for (size_t k = 0; k < AREAS; k++) {
                for (size_t t = 0; k != j && t < PERIODS; t++) {
                    others[t] +=
                        panel[k * PERIODS + t] / (q.model.family == STUDY_GAUSSIAN ? AREAS - 1 : 1);
                }
            }
            own.against = STUDY_ALONE;
            own.panel.areas = 1;
            own.treated = 0;
            own.panel.y = moved + j * PERIODS;
            same = !study_its(a, &own, &one);
            own.panel.y = others;
            same = same && !study_its(a, &own, &rest);
            if (same) {
                double se = hypot(one.coefficients[2].se, rest.coefficients[2].se);
                double own_z = (one.coefficients[2].estimate - rest.coefficients[2].estimate) / se;
                z = j == treated ? own_z : z;
                above += j != treated && fabs(own_z) >= fabs(p.z);
            }
        }
        same = same && near((ld)p.z, (ld)z, 1e-7L) &&
               near((ld)p.p_areas, (1 + (ld)above) / AREAS, 1e-12L);
        arena_reset(a);
    }
    ok_as(same, "a rank is how many areas seem to have as much");
}

int main(void)
{
    a = arena_open(1 << 20);
    random_begin();
    least_squares();
    poisson();
    negative_binomial();
    sandwiches();
    first_order();
    what_is_averted();
    ranks();
    arena_close(a);
    return tap_done();
}
