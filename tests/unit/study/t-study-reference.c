/* Against R: the answers of base R, MASS, sandwich, lmtest and nlme on public series.  Estimates
 * and standard errors to nine digits; where R itself stops early (the negative binomial, models of
 * the first order by likelihood) to what it reached. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "files.h"
#include "study/dist.h"
#include "study/table.h"

#define NINE 5.0001e-10

static struct arena *a;
static sv answers;

/* ---- the answers ---- */

static sv after(const char *what)
{
    sv w = sv_of(what);
    for (size_t i = 0; i + w.n <= answers.n; i++) {
        if (memcmp(answers.p + i, w.p, w.n) == 0) {
            return sv_sub(answers, i + w.n, answers.n);
        }
    }
    printf("# the answers do not have: %s\n", what);
    return SV_NONE;
}

/* The number behind `what`. */
static double said(const char *what)
{
    sv s = sv_trim(after(what));
    return s.n ? strtod(sv_cstr(a, sv_sub(s, 0, 40)), NULL) : NAN;
}

/* Estimate and standard error of the row `name` in the block that `head` begins. */
static bool row_said(const char *head, const char *name, double *est, double *se)
{
    sv rest = after(head), line;
    (void)sv_cut(rest, '\n', &rest);
    (void)sv_cut(rest, '\n', &rest);
    while (rest.n) {
        line = sv_cut(rest, '\n', &rest);
        sv numbers, first = sv_cut(line, ' ', &numbers);
        if (sv_is(first, name)) {
            char *end;
            *est = strtod(sv_cstr(a, numbers), &end);
            *se = strtod(end, NULL);
            return true;
        }
    }
    printf("# %s has no row %s\n", head, name);
    return false;
}

static bool near(double got, double want, double within)
{
    bool same = fabs(got - want) <= within * fabs(want);
    if (!same) {
        printf("# got %.13g, want %.13g\n", got, want);
    }
    return same;
}

/* ---- series by the table reader ---- */

static const struct study_ask sicily = {.time = SV_INIT("year,month"),
                                        .outcome = SV_INIT("aces"),
                                        .event = SV_INIT("2005-01"),
                                        .offset = SV_INIT("stdpop")};
static const struct study_ask cigarettes = {.time = SV_INIT("year"),
                                            .outcome = SV_INIT("cigsale"),
                                            .event = SV_INIT("1989"),
                                            .by = SV_INIT("state"),
                                            .treated = SV_INIT("California")};

static bool ask_of(sv csv, const struct study_ask *ask, struct study_model model,
                   struct study_table *t, struct study_its *r)
{
    if (!fine(study_table_read(a, csv, ask, model.family, t))) {
        return false;
    }
    t->question.model = model;
    return fine(study_its(a, &t->question, r));
}

static double coefficient(const struct study_its *r, const char *name, double *se)
{
    for (size_t j = 0; j < r->p; j++) {
        if (sv_is(r->coefficients[j].name, name)) {
            *se = r->coefficients[j].se;
            return r->coefficients[j].estimate;
        }
    }
    *se = NAN;
    return NAN;
}

/* Every row of the block: pairs of the answers' name and ours. */
static void block(const struct study_its *r, const char *head, const char *const (*names)[2],
                  size_t n)
{
    bool same = true;
    for (size_t i = 0; i < n; i++) {
        double est = NAN, se = NAN, own_se, own = coefficient(r, names[i][1], &own_se);
        same = row_said(head, names[i][0], &est, &se) && near(own, est, NINE) &&
               near(own_se, se, NINE) && same;
    }
    ok_as(same, head);
}

static const char *const terms[][2] = {{"(Intercept)", "intercept"},
                                       {"smokban", "level"},
                                       {"time", "time"},
                                       {"Hs1", "s1"},
                                       {"Hc1", "c1"},
                                       {"Hs2", "s2"},
                                       {"Hc2", "c2"}};
static const char *const with_slope[][2] = {{"(Intercept)", "intercept"},
                                            {"t", "time"},
                                            {"x", "level"},
                                            {"xt", "slope"},
                                            {"z", "z"},
                                            {"t:z", "z:time"},
                                            {"x:z", "z:level"},
                                            {"xt:z", "z:slope"}};

static void sicily_slope(sv csv)
{
    struct study_table t;
    struct study_its r;
    double est, se, level, slope, own_se;
    struct study_model m = {
        .family = STUDY_QUASIPOISSON, .season = STUDY_FOURIER, .pairs = 2, .slope = true};
    if (!ask_of(csv, &sicily, m, &t, &r)) {
        return;
    }
    slope = coefficient(&r, "slope", &own_se);
    ok(row_said("## A4", "post", &est, &se) && near(slope, est, NINE) && near(own_se, se, NINE));
    level = coefficient(&r, "level", &own_se);
    /* there the slope counts from 1 at the event */
    ok(row_said("## A4", "smokban", &est, &se) && near(level - slope, est, NINE));
    ok(near(r.fit.dispersion, 2.274562545, NINE));
    ok(near(r.fit.deviance, 115.81315, 1e-7));
}

static void sicily_errors(sv csv)
{
    static const char *const heads[] = {"of A3, lag 1 ", "of A3, lag 3 ", "of A3, lag 12 "};
    static const size_t lags[] = {1, 3, 12};
    struct study_table t;
    struct study_its r;
    for (size_t i = 0; i < 3; i++) {
        struct study_model m = {.family = STUDY_QUASIPOISSON,
                                .season = STUDY_FOURIER,
                                .pairs = 2,
                                .errors = STUDY_NEWEY_WEST,
                                .lag = lags[i]};
        if (ask_of(csv, &sicily, m, &t, &r)) {
            block(&r, heads[i], terms, 7);
        }
    }
    /* A6: White's without the factor n/(n-p) */
    double *v = study_hac(a, &r.rows, &r.fit, 0, false), est, se;
    double factor = (double)(r.n - r.p) / (double)r.n;
    ok(row_said("## A6", "smokban", &est, &se) &&
       near(sqrt(v[r.level * (r.p + 1)] * factor), se, NINE));
}

static void sicily_checks(const struct study_its *r)
{
    double *e = study_residuals(a, &r->rows, &r->fit), all = 0;
    for (size_t i = 0; i < r->n; i++) {
        all += e[i];
    }
    ok_as(isfinite(all), "deviance residuals");
    struct study_test t = study_ljung_box(&r->rows, e, 12);
    ok(near(t.statistic, 28.467116, 1e-7) && near(t.p, 0.004723999, 1e-6));
    ok(near(r->averted[0].sum.estimate, said("sum mu0-mu1 over post)"), NINE));
    ok(near(r->averted[0].sum.se, said("2561.074165 delta se"), NINE));
}

static void sicily_negative_binomial(sv csv)
{
    static const double b[] = {-6.2523824286279, 0.0054027271084, -0.1230861253600,
                               0.0365001390075,  0.0382098274284, -0.0184652788550,
                               0.0148496182993};
    static const double se[] = {0.016219487380076, 0.000743606216744, 0.025429261546998,
                                0.009380510617817, 0.009100255350343, 0.009038330152746,
                                0.009118624090326};
    struct study_table t;
    struct study_its r;
    struct study_model m = {.family = STUDY_NEGBIN, .season = STUDY_FOURIER, .pairs = 2};
    if (!ask_of(csv, &sicily, m, &t, &r)) {
        return;
    }
    bool same = true;
    for (size_t j = 0; j < 7; j++) {
        same = near(r.coefficients[j].estimate, b[j], 1e-8) &&
               near(r.coefficients[j].se, se[j], 1e-8) && same;
    }
    ok_as(same, "A7 at its exact optimum");
    ok(near(r.fit.theta, 840.01381828, 1e-7) && near(r.fit.theta_se, 309.128282998, 1e-7));
    ok(near(r.loglik, -301.878932583, 1e-10));
}

static void series_a(void)
{
    struct study_table t;
    struct study_its r;
    sv csv;
    if (!shared_read(a, "its/sicily.csv", &csv)) {
        return;
    }
    if (ask_of(csv, &sicily, (struct study_model){.family = STUDY_POISSON}, &t, &r)) {
        block(&r, "## A1", terms, 3);
        ok(near(r.fit.deviance, 197.3096125, NINE) && near(r.loglik, -351.0162933, NINE));
    }
    if (ask_of(csv, &sicily, (struct study_model){.family = STUDY_QUASIPOISSON}, &t, &r)) {
        block(&r, "## A2", terms, 3);
        ok(near(r.fit.dispersion, 3.559194632, NINE));
        struct study_test lb = study_ljung_box(&r.rows, study_residuals(a, &r.rows, &r.fit), 12);
        ok(near(lb.statistic, 58.116323, 1e-7) && near(lb.p, 4.965383e-08, 1e-6));
    }
    struct study_model m = {.family = STUDY_QUASIPOISSON, .season = STUDY_FOURIER, .pairs = 2};
    if (ask_of(csv, &sicily, m, &t, &r)) {
        block(&r, "## A3", terms, 7);
        ok(near(r.fit.dispersion, 2.262186415, NINE) && near(r.fit.deviance, 117.2661195, NINE));
        sicily_checks(&r);
    }
    sicily_slope(csv);
    sicily_errors(csv);
    sicily_negative_binomial(csv);
}

/* California alone: B1 to B5. */
static void california(sv csv)
{
    struct study_table t;
    struct study_its r;
    struct study_model m = {
        .family = STUDY_GAUSSIAN, .slope = true, .errors = STUDY_NEWEY_WEST, .lag = 1};
    if (!fine(study_table_read(a, csv, &cigarettes, STUDY_GAUSSIAN, &t))) {
        return;
    }
    t.question.against = STUDY_ALONE;
    t.question.model = m;
    if (fine(study_its(a, &t.question, &r))) {
        block(&r, "## B1", with_slope, 4);
        ok(near(r.trend_after.estimate, -3.274126026, NINE));
        ok(near(r.trend_after.se, said("B1 posttrend -3.274126026 se"), NINE));
        ok(near(r.coefficients[r.level].lower, -29.751754695, NINE));
        ok(near(r.durbin_watson, said("DW "), NINE));
        ok(near(r.breusch_godfrey[0].statistic, said("Breusch-Godfrey order 1 LM"), NINE));
        ok(near(r.breusch_godfrey[1].p, said("LM 15.25527098 p"), NINE));
        ok(near(r.breusch_godfrey[2].p, said("LM 15.32526727 p"), NINE));
        ok_as(r.differ == STUDY_SIZE, "least squares and Prais-Winsten differ in size");
    }
    t.question.model.errors = STUDY_MODEL;
    if (fine(study_its(a, &t.question, &r))) {
        block(&r, "## B2", with_slope, 4);
    }
    t.question.model.errors = STUDY_NEWEY_WEST;
    t.question.model.lag = 0;
    if (fine(study_its(a, &t.question, &r))) {
        block(&r, "## B3", with_slope, 4);
    }
    t.question.model.errors = STUDY_PRAIS_WINSTEN;
    if (fine(study_its(a, &t.question, &r))) {
        block(&r, "## B4", with_slope, 4);
        ok(near(r.fit.rho, said("\nrho "), NINE));
    }
    struct study_fit f;
    double est, se;
    if (fine(study_ar1(a, &r.rows, false, &f))) {
        ok(row_said("## B5", "x", &est, &se) && near(f.b[2], est, 1e-6) &&
           near(sqrt(f.v[10]), se, 1e-6));
        ok(near(f.rho, said("phi "), 1e-6));
    }
}

static void series_b(void)
{
    struct study_table t;
    struct study_its r;
    sv csv;
    struct study_ask trio = cigarettes;
    struct study_model m = {
        .family = STUDY_GAUSSIAN, .slope = true, .errors = STUDY_NEWEY_WEST, .lag = 1};
    if (!shared_read(a, "its/cigsales.csv", &csv)) {
        return;
    }
    california(csv);
    if (ask_of(csv, &cigarettes, m, &t, &r)) {
        block(&r, "## B6", with_slope, 8);
    }
    trio.control = SV("Colorado,Idaho,Montana");
    if (ask_of(csv, &trio, m, &t, &r)) {
        block(&r, "## B7", with_slope, 8);
    }
}

/* ---- designs of their own ---- */

#define ROWS_MOST    ((size_t)200)
#define COLUMNS_MOST ((size_t)16)

/* A table read whole, with a design that grows column by column. */
struct design {
    sv *cell; /* rows x columns of the table */
    struct csv csv;
    double y[ROWS_MOST], offset[ROWS_MOST], x[ROWS_MOST * COLUMNS_MOST];
    double packed[ROWS_MOST * COLUMNS_MOST];
    sv names[COLUMNS_MOST];
    struct study_rows rows;
};

static bool design_open(struct design *d, const char *name)
{
    sv text;
    const sv *f;
    if (!shared_read(a, name, &text) || !fine(csv_open(a, text, &d->csv))) {
        return false;
    }
    d->cell = arena_array(a, sv, ROWS_MOST * d->csv.columns);
    d->rows = (struct study_rows){.p = 0};
    while (!csv_row(&d->csv, &f) && f && d->rows.n < ROWS_MOST) {
        for (size_t c = 0; c < d->csv.columns; c++) {
            d->cell[d->rows.n * d->csv.columns + c] = f[c];
        }
        d->rows.n++;
    }
    return ok_as(d->rows.n > 0, name);
}

static sv cell(const struct design *d, size_t row, const char *column)
{
    size_t c = 0;
    err *e = csv_column(&d->csv, sv_of(column), &c);
    return e ? SV_NONE : d->cell[row * d->csv.columns + c];
}

static double real(const struct design *d, size_t row, const char *column)
{
    return strtod(sv_cstr(a, cell(d, row, column)), NULL);
}

/* A column: 1 where each given column has its value (NULL: the rest are not asked). */
static void add_where(struct design *d, const char *const (*is)[2], size_t n)
{
    for (size_t i = 0; i < d->rows.n; i++) {
        bool all = true;
        for (size_t k = 0; k < n; k++) {
            all = all && sv_is(cell(d, i, is[k][0]), is[k][1]);
        }
        d->x[d->rows.p * ROWS_MOST + i] = all;
    }
    d->names[d->rows.p++] = SV("column");
}

static void add_level(struct design *d, const char *column, const char *value)
{
    const char *const is[][2] = {{column, value}};
    add_where(d, is, 1);
}

static void add_real(struct design *d, const char *column)
{
    for (size_t i = 0; i < d->rows.n; i++) {
        d->x[d->rows.p * ROWS_MOST + i] = real(d, i, column);
    }
    d->names[d->rows.p++] = SV("column");
}

/* Leave out the rows of which y is no number, and close the gaps of the matrix. */
static struct study_rows *design_close(struct design *d, bool offset)
{
    size_t n = 0;
    for (size_t i = 0; i < d->rows.n; i++) {
        if (!isnan(d->y[i])) {
            d->y[n] = d->y[i];
            d->offset[n] = d->offset[i];
            for (size_t j = 0; j < d->rows.p; j++) {
                d->x[j * ROWS_MOST + n] = d->x[j * ROWS_MOST + i];
            }
            n++;
        }
    }
    for (size_t j = 0; j < d->rows.p; j++) {
        memcpy(d->packed + j * n, d->x + j * ROWS_MOST, n * sizeof *d->x);
    }
    d->rows.n = n;
    d->rows.y = d->y;
    d->rows.x = d->packed;
    d->rows.names = d->names;
    d->rows.offset = offset ? d->offset : NULL;
    return &d->rows;
}

static void block_fit(const struct study_fit *f, const char *head, const char *const *names,
                      double within)
{
    bool same = true;
    for (size_t j = 0; j < f->p; j++) {
        double est = NAN, se = NAN;
        same = row_said(head, names[j], &est, &se) && near(f->b[j], est, within) &&
               near(sqrt(f->v[j * (f->p + 1)]), se, within) && same;
    }
    ok_as(same, head);
}

static void quine(void)
{
    static const char *const names[] = {"(Intercept)", "EthN",  "SexM", "AgeF1",
                                        "AgeF2",       "AgeF3", "LrnSL"};
    static const double b[] = {2.8945799614179, -0.5693716895544, 0.0823203174162, -0.4484281626021,
                               0.0880801496744, 0.3569009998874,  0.2921091754852};
    static struct design d;
    struct study_fit f;
    if (!design_open(&d, "its/quine.csv")) {
        return;
    }
    for (size_t i = 0; i < d.rows.n; i++) {
        d.y[i] = real(&d, i, "Days");
    }
    add_where(&d, NULL, 0);
    add_level(&d, "Eth", "N");
    add_level(&d, "Sex", "M");
    add_level(&d, "Age", "F1");
    add_level(&d, "Age", "F2");
    add_level(&d, "Age", "F3");
    add_level(&d, "Lrn", "SL");
    struct study_rows *rows = design_close(&d, false);
    if (fine(study_fit(a, rows, STUDY_NEGBIN, &f))) {
        bool same = true;
        for (size_t j = 0; j < 7; j++) {
            same = near(f.b[j], b[j], 1e-6) && same;
        }
        ok_as(same, "D2 at its exact optimum");
        block_fit(&f, "## D2", names, 1e-5);
        ok(near(f.theta, 1.27489264534, 1e-9) && near(f.theta_se, 0.161035661789, 1e-9));
        ok(near(study_loglik(rows, &f), -546.575509145, 1e-11));
        ok(near(f.deviance, 167.9518008, 1e-6));
    }
    if (fine(study_fit(a, rows, STUDY_QUASIPOISSON, &f))) {
        block_fit(&f, "## D3", names, NINE);
        ok(near(f.dispersion, 13.166913, 4e-8));
    }
}

/* Sex/(Age + Eth*Lrn). */
static void quine_nested(void)
{
    static struct design d;
    struct study_fit f;
    if (!design_open(&d, "its/quine.csv")) {
        return;
    }
    for (size_t i = 0; i < d.rows.n; i++) {
        d.y[i] = real(&d, i, "Days");
    }
    add_where(&d, NULL, 0);
    add_level(&d, "Sex", "M");
    for (size_t s = 0; s < 2; s++) {
        const char *sex = s ? "M" : "F";
        const char *const inner[][2][2] = {{{"Age", "F1"}, {"Sex", sex}},
                                           {{"Age", "F2"}, {"Sex", sex}},
                                           {{"Age", "F3"}, {"Sex", sex}},
                                           {{"Eth", "N"}, {"Sex", sex}},
                                           {{"Lrn", "SL"}, {"Sex", sex}}};
        const char *const both[][2] = {{"Sex", sex}, {"Eth", "N"}, {"Lrn", "SL"}};
        for (size_t i = 0; i < 5; i++) {
            add_where(&d, inner[i], 2);
        }
        add_where(&d, both, 3);
    }
    struct study_rows *rows = design_close(&d, false);
    if (fine(study_fit(a, rows, STUDY_NEGBIN, &f))) {
        ok(rows->n - rows->p == 132);
        ok(near(f.theta, said("D1 quine Sex/(Age+Eth*Lrn): theta"), 1e-6));
        ok(near(f.theta_se, said("theta 1.597990735 SE"), 3e-5));
        ok(near(2 * study_loglik(rows, &f), -1063.025022, 1e-9));
        ok(near(f.deviance, 167.5558215, 1e-6));
    }
}

static void ships(void)
{
    static const char *const names[] = {"(Intercept)", "typeB",  "typeC",  "typeD",   "typeE",
                                        "year65",      "year70", "year75", "period75"};
    static struct design d;
    struct study_fit f;
    if (!design_open(&d, "its/ships.csv")) {
        return;
    }
    for (size_t i = 0; i < d.rows.n; i++) {
        double service = real(&d, i, "service");
        d.y[i] = service > 0 ? real(&d, i, "incidents") : NAN;
        d.offset[i] = log(service);
    }
    add_where(&d, NULL, 0);
    add_level(&d, "type", "B");
    add_level(&d, "type", "C");
    add_level(&d, "type", "D");
    add_level(&d, "type", "E");
    add_level(&d, "year", "65");
    add_level(&d, "year", "70");
    add_level(&d, "year", "75");
    add_level(&d, "period", "75");
    if (fine(study_fit(a, design_close(&d, true), STUDY_QUASIPOISSON, &f))) {
        block_fit(&f, "## D4", names, NINE);
        ok(near(f.dispersion, 1.69102766, 4e-9) && near(f.deviance, 38.69505154, NINE));
    }
}

static void dobson(void)
{
    static const double y[] = {18, 17, 15, 20, 10, 20, 25, 13, 12};
    static const sv names[5] = {SV_INIT("1"), SV_INIT("o2"), SV_INIT("o3"), SV_INIT("t2"),
                                SV_INIT("t3")};
    double x[45] = {0};
    struct study_rows rows = {.n = 9, .p = 5, .y = y, .x = x, .names = names};
    struct study_fit f;
    double est, se;
    for (size_t i = 0; i < 9; i++) {
        x[i] = 1;
        x[9 + i] = i % 3 == 1;
        x[18 + i] = i % 3 == 2;
        x[27 + i] = i / 3 == 1;
        x[36 + i] = i / 3 == 2;
    }
    if (fine(study_fit(a, &rows, STUDY_POISSON, &f))) {
        ok(row_said("## D5", "outcome2", &est, &se) && near(f.b[1], est, NINE) &&
           near(sqrt(f.v[6]), se, NINE));
        ok(row_said("## D5", "treatment3", &est, &se) && fabs(f.b[4]) < 1e-12 &&
           near(sqrt(f.v[24]), se, NINE));
        ok(near(f.deviance, 5.129141077, NINE));
        ok(near(-2 * study_loglik(&rows, &f) + 10, 56.7613184, NINE));
    }
}

static void investment(void)
{
    static const char *const names[] = {"(Intercept)", "RealGNP", "RealInt"};
    static struct design d;
    struct study_fit f;
    if (!design_open(&d, "its/investment.csv")) {
        return;
    }
    for (size_t i = 0; i < d.rows.n; i++) {
        d.y[i] = sv_is(cell(&d, i, "RealInt"), "NA") ? NAN : real(&d, i, "RealInv");
    }
    add_where(&d, NULL, 0);
    add_real(&d, "RealGNP");
    add_real(&d, "RealInt");
    struct study_rows *rows = design_close(&d, false);
    if (fine(study_fit(a, rows, STUDY_GAUSSIAN, &f))) {
        block_fit(&f, "## E1", names, NINE);
        double *v = study_hac(a, rows, &f, 4, false);
        memcpy(f.v, v, 9 * sizeof *v);
        block_fit(&f, "## E3", names, NINE);
        for (size_t k = 0; k < 9; k++) {
            f.v[k] = v[k] * (double)(rows->n - 3) / (double)rows->n;
        }
        block_fit(&f, "## E2", names, NINE);
    }
}

static void longley(void)
{
    static struct design d;
    struct study_fit f;
    double est, se;
    if (!design_open(&d, "its/longley.csv")) {
        return;
    }
    for (size_t i = 0; i < d.rows.n; i++) {
        d.y[i] = real(&d, i, "Employed");
    }
    add_where(&d, NULL, 0);
    add_real(&d, "GNP");
    add_real(&d, "Population");
    if (fine(study_ar1(a, design_close(&d, false), true, &f))) {
        ok(row_said("## E4", "GNP", &est, &se) && near(f.b[1], est, 1e-6) &&
           near(sqrt(f.v[4]), se, 1e-6));
        ok(near(f.rho, 0.6441692017, 1e-6));
    }
}

int main(void)
{
    a = arena_open(1 << 20);
    if (shared_read(a, "its/reference-answers.txt", &answers)) {
        series_a();
        series_b();
        quine();
        quine_nested();
        ships();
        dobson();
        investment();
        longley();
    }
    arena_close(a);
    return tap_done();
}
