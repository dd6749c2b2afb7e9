/* study-null FILE.csv: how often each method finds an effect where none is known.
 * FILE has columns year, month, area and count, every month of every area.  Each area in turn takes
 * the treated one's place at each of the placebo dates; a finding is a p at or under 0.05.  Prints
 * "NAME FINDINGS OF" for each method. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/csv.h"
#include "base/limits.h"
#include "study/dist.h"
#include "study/table.h"
#include "sys/files.h"

#define SURE 0.05

enum method { POISSON, QUASI, NW3, NW12, LARGER, PLACEBO_AREAS, PLACEBO, METHODS };
static const char *const names[METHODS] = {"poisson",       "quasipoisson", "newey-west:3",
                                           "newey-west:12", "larger-error", "placebo-areas",
                                           "placebo"};

struct tally {
    size_t found[METHODS], of[METHODS];
};

static void check(err *e)
{
    if (e) {
        fprintf(stderr, "study-null: %.*s\n", SV_ARG(e->message));
        exit(1);
    }
}

static void count(struct tally *t, enum method m, double p)
{
    if (!isnan(p)) {
        t->of[m]++;
        t->found[m] += p <= SURE;
    }
}

/* The methods that look at one series only. */
static void alone(struct arena *a, const struct study_question *asked, struct tally *t)
{
    struct arena_mark mark = arena_mark(a);
    struct study_question q = *asked;
    struct study_its r;
    q.against = STUDY_ALONE;
    if (!study_its(a, &q, &r)) {
        size_t at = r.level * (r.p + 1);
        double b = r.fit.b[r.level], df = (double)(r.n - r.p);
        double model = r.fit.v[at], naive = r.fit.unscaled[at];
        double nw3 = study_hac(a, &r.rows, &r.fit, 3, false)[at];
        double nw12 = study_hac(a, &r.rows, &r.fit, 12, false)[at];
        count(t, POISSON, study_p_t(b / sqrt(naive), df));
        count(t, QUASI, study_p_t(b / sqrt(model), df));
        count(t, NW3, study_p_t(b / sqrt(nw3), df));
        count(t, NW12, study_p_t(b / sqrt(nw12), df));
        count(t, LARGER, study_p_t(b / sqrt(fmax(model, nw3)), df));
    }
    arena_rewind(a, mark);
}

/* The first area of the file, and a month that leaves as many before as after it. */
static void ask_of(struct arena *a, sv csv, struct study_ask *ask)
{
    struct csv c;
    const sv *f;
    check(csv_open(a, csv, &c));
    check(csv_row(&c, &f));
    if (!f || c.columns < 3) {
        check(err_make(a, E_INVALID, "the file has no row of year, month, area and count"));
        return;
    }
    ask->treated = sv_dup(a, f[2]);
    ask->event = SV("2014-06");
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        fprintf(stderr, "usage: study-null FILE.csv\n");
        return 2;
    }
    struct arena *a = arena_open(1 << 20);
    struct study_ask ask = {
        .time = SV_INIT("year,month"), .outcome = SV_INIT("count"), .by = SV_INIT("area")};
    struct study_table table;
    struct study_grid g;
    struct tally t = {{0}, {0}};
    sv csv;
    check(sys_file_read(a, argv[1], LIMIT_CSV_BYTES, &csv));
    ask_of(a, csv, &ask);
    check(study_table_read(a, csv, &ask, STUDY_QUASIPOISSON, &table));
    struct study_question *q = &table.question;
    q->dates = STUDY_DATES;
    q->model =
        (struct study_model){.family = STUDY_QUASIPOISSON, .season = STUDY_FOURIER, .pairs = 2};
    study_grid(a, q, &g);
    for (size_t date = 0; date < g.dates; date++) {
        for (q->treated = 0; q->treated < g.areas; q->treated++) {
            struct study_placebo p;
            q->event = g.event[date];
            alone(a, q, &t);
            if (!study_rank(a, &g, q->treated, date, &p)) {
                count(&t, PLACEBO_AREAS, p.p_areas);
                count(&t, PLACEBO, p.p);
            }
        }
    }
    for (int m = 0; m < METHODS; m++) {
        printf("%s %zu %zu\n", names[m], t.found[m], t.of[m]);
    }
    arena_close(a);
    return 0;
}
