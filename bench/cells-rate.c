/* cells-rate ROWS COLUMNS LAYERS MEAN SEED: a made-up table of counts with margins, suppressed and
 * audited for a threshold of 11.  Rows, columns and layers have shares that differ much, as places,
 * offences and months do; MEAN is the mean of a cell of middling shares.  Prints "publish S" (marks
 * and the audit within), "audit S" (of what was published, alone), how many cells are hidden, and
 * writes the table as comma-separated values to standard error. */
#include <math.h>
#include <stdio.h>

#include "client.h"
#include "study/cells.h"

enum { MOST = 1000, THRESHOLD = 11, MEAN_MOST = 1000000 };
#define TWO_PI 6.283185307179586

static uint64_t state;

static double uniform(void)
{
    uint64_t z = state += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return ((double)((z ^ z >> 31) >> 11) + 0.5) / 9007199254740992.0;
}

static double normal(void)
{
    double u = uniform(), v = uniform();
    return sqrt(-2 * log(u)) * cos(TWO_PI * v);
}

static int64_t poisson(double mean)
{
    if (mean > 30) {
        return (int64_t)fmax(0, round(mean + sqrt(mean) * normal()));
    }
    int64_t count = -1;
    for (double left = exp(mean); left > 1; count++) {
        left *= uniform();
    }
    return count < 0 ? 0 : count;
}

static void make(struct arena *a, const uint64_t *size, double mean, struct study_known *known,
                 struct study_layout *layout)
{
    size_t n = (size_t)(size[0] * size[1] * size[2]);
    struct study_row *rows = arena_array(a, struct study_row, n);
    double *share[STUDY_DIMENSIONS];
    *layout = (struct study_layout){.dimensions = STUDY_DIMENSIONS, .axis = {0, 1, 2}};
    *known = (struct study_known){.space = {.axes = STUDY_DIMENSIONS}, .rows = rows, .rows_n = n};
    for (size_t d = 0; d < STUDY_DIMENSIONS; d++) {
        known->space.codes[d] = (uint16_t)size[d];
        layout->within.to[d] = (uint16_t)(size[d] - 1);
        share[d] = arena_array(a, double, (size_t)size[d]);
        for (size_t i = 0; i < size[d]; i++) {
            share[d][i] = exp((d == 2 ? 0.7 : 1) * normal());
        }
    }
    for (size_t i = 0; i < n; i++) {
        size_t rest = i;
        double expected = mean;
        for (size_t d = STUDY_DIMENSIONS; d-- > 0; rest /= size[d]) {
            rows[i].at[d] = (uint16_t)(rest % size[d]);
            expected *= share[d][rest % size[d]];
        }
        rows[i].count = poisson(expected);
    }
}

static int failed(err *e)
{
    fprintf(stderr, "cells-rate: %.*s\n", SV_ARG(e->message));
    return 1;
}

int main(int argc, char **argv)
{
    uint64_t size[STUDY_DIMENSIONS], mean;
    bool good = argc == 6 && sv_u64(sv_of(argv[4]), &mean) && sv_u64(sv_of(argv[5]), &state) &&
                mean >= 1 && mean <= MEAN_MOST;
    for (int d = 0; good && d < STUDY_DIMENSIONS; d++) {
        good = sv_u64(sv_of(argv[d + 1]), &size[d]) && size[d] >= 1 && size[d] <= MOST;
    }
    if (!good) {
        fprintf(stderr, "usage: cells-rate ROWS COLUMNS LAYERS MEAN SEED\n");
        return 2;
    }
    struct arena *a = arena_open(1 << 20);
    struct study_known known;
    struct study_layout layout;
    struct study_release release;
    struct study_finding found;
    struct study_rule rule = {.threshold = THRESHOLD};
    make(a, size, (double)mean, &known, &layout);
    uint64_t from = (uint64_t)now_us();
    err *e = study_publish(a, &known, &layout, &rule, &release);
    uint64_t published = (uint64_t)now_us();
    if (e) {
        return failed(e);
    }
    known.earlier = release.facts;
    known.earlier_n = release.facts_n;
    e = study_audit(a, &known, &rule, &found);
    uint64_t audited = (uint64_t)now_us();
    if (e || !found.safe) {
        return e ? failed(e) : 3;
    }
    printf("publish %.3f\naudit %.3f\ncells %zu\nprimary %zu\nsecondary %zu\nasked %zu\n",
           (double)(published - from) / 1e6, (double)(audited - published) / 1e6, release.facts_n,
           release.primary, release.secondary, found.asked);
    fprintf(stderr, "row,column,layer,count\n");
    for (size_t i = 0; i < known.rows_n; i++) {
        fprintf(stderr, "r%d,c%d,l%d,%lld\n", known.rows[i].at[0], known.rows[i].at[1],
                known.rows[i].at[2], (long long)known.rows[i].count);
    }
    arena_close(a);
    return 0;
}
