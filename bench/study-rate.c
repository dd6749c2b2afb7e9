/* study-rate SERIES AREAS MONTHS SEED: placebo ranks of SERIES made-up outcomes, each of AREAS
 * areas without an effect beside the treated one, over MONTHS months of counts with a trend,
 * seasons and shocks that last.  Quasi-Poisson with two pairs of Fourier terms, against all others.
 * Prints "seconds S", "fits N" and "found N" (ranks at or under 0.05). */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "client.h"
#include "study/its.h"

enum { MOST = 1000000, YEARS_MONTHS = 12 };
#define SURE    0.05
#define TWO_PI  6.283185307179586
#define LASTING 0.6 /* of a month's shock, into the next */

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

/* Knuth's for small means, the normal's for large ones. */
static double poisson(double mean)
{
    if (mean > 30) {
        return fmax(0, round(mean + sqrt(mean) * normal()));
    }
    int64_t count = -1;
    double left = exp(mean);
    for (; left > 1; count++) {
        left *= uniform();
    }
    return count < 0 ? 0 : (double)count;
}

static void make(double *y, size_t areas, size_t n)
{
    for (size_t j = 0; j < areas; j++) {
        double level = 1 + 2.5 * uniform(), trend = 0.002 * normal(), shock = 0;
        for (size_t t = 0; t < n; t++) {
            double month = TWO_PI * (double)(t % YEARS_MONTHS) / YEARS_MONTHS;
            shock = LASTING * shock + 0.15 * normal();
            y[j * n + t] = poisson(exp(level + trend * (double)t + 0.2 * sin(month) + shock));
        }
    }
}

int main(int argc, char **argv)
{
    uint64_t series, areas, months;
    if (argc != 5 || !sv_u64(sv_of(argv[1]), &series) || !sv_u64(sv_of(argv[2]), &areas) ||
        !sv_u64(sv_of(argv[3]), &months) || !sv_u64(sv_of(argv[4]), &state) || series > MOST ||
        areas < 1 || areas > MOST || months < 48 || months > MOST) {
        fprintf(stderr, "usage: study-rate SERIES AREAS MONTHS SEED\n");
        return 2;
    }
    struct arena *a = arena_open(1 << 20);
    size_t n = (size_t)months, all = (size_t)areas + 1, found = 0;
    double *y = arena_array(a, double, all *n), spent = 0;
    uint8_t *month = arena_array(a, uint8_t, n);
    for (size_t t = 0; t < n; t++) {
        month[t] = (uint8_t)(t % YEARS_MONTHS + 1);
    }
    struct study_question q = {
        .panel = {.areas = all, .n = n, .y = y, .first = 1, .month = month},
        .model = {.family = STUDY_QUASIPOISSON, .season = STUDY_FOURIER, .pairs = 2},
        .event = n / 2,
        .against = STUDY_ALL_OTHERS};
    for (uint64_t i = 0; i < series; i++) {
        struct study_placebo p;
        make(y, all, n);
        double from = (double)now_us();
        err *e = study_placebo(a, &q, &p);
        spent += ((double)now_us() - from) / 1e6;
        if (e) {
            fprintf(stderr, "study-rate: %.*s\n", SV_ARG(e->message));
            return 1;
        }
        found += p.p <= SURE;
    }
    printf("seconds %.3f\nfits %zu\nfound %zu\n", spent, 2 * all * (size_t)series, found);
    arena_close(a);
    return 0;
}
