/* Rows and columns of interrupted series. */
#include "study/design.h"

#include <math.h>

#include "base/must.h"

#define TWO_PI 6.283185307179586

size_t study_columns(const struct study_model *m)
{
    size_t season = m->season == STUDY_MONTHS    ? STUDY_PERIOD - 1
                    : m->season == STUDY_FOURIER ? 2 * m->pairs
                                                 : 0;
    return (m->slope ? 4u : 3u) + season;
}

struct study_series study_area(const struct study_question *q, size_t area, bool treated)
{
    const struct study_panel *p = &q->panel;
    return (struct study_series){.y = p->y + area * p->n,
                                 .exposure = p->exposure ? p->exposure + area * p->n : NULL,
                                 .treated = treated};
}

static double *sums(struct arena *a, const struct study_panel *p, const double *of)
{
    double *sum = arena_array(a, double, p->n);
    for (size_t j = 0; j < p->areas; j++) {
        for (size_t t = 0; t < p->n; t++) {
            sum[t] += isnan(p->y[j * p->n + t]) ? 0 : of ? of[j * p->n + t] : 1;
        }
    }
    return sum;
}

struct study_total study_total(struct arena *a, const struct study_question *q)
{
    const struct study_panel *p = &q->panel;
    return (struct study_total){.y = sums(a, p, p->y),
                                .exposure = p->exposure ? sums(a, p, p->exposure) : NULL,
                                .there = sums(a, p, NULL)};
}

/* The mean over the areas of which a period is there; of counts as many times it as there are
 * areas. */
static double *without(struct arena *a, const struct study_question *q,
                       const struct study_total *all, const double *sum, const double *of,
                       size_t area)
{
    const struct study_panel *p = &q->panel;
    double *ret = arena_array(a, double, p->n);
    double times = q->model.family == STUDY_GAUSSIAN ? 1 : (double)(p->areas - 1);
    for (size_t t = 0; t < p->n; t++) {
        bool here = !isnan(p->y[area * p->n + t]);
        double there = all->there[t] - here, rest = sum[t] - (here ? of[area * p->n + t] : 0);
        ret[t] = there == p->areas - 1 && times > 1 ? rest : there > 0 ? rest / there * times : NAN;
    }
    return ret;
}

struct study_series study_others(struct arena *a, const struct study_question *q,
                                 const struct study_total *all, size_t area)
{
    const struct study_panel *p = &q->panel;
    must(p->areas > 1);
    return (struct study_series){
        .y = without(a, q, all, all->y, p->y, area),
        .exposure = p->exposure ? without(a, q, all, all->exposure, p->exposure, area) : NULL};
}

/* What the columns of the season hold by month: STUDY_PERIOD rows of as many as there are. */
struct season {
    double of[STUDY_PERIOD + 1][STUDY_PERIOD];
};

static void season_make(const struct study_model *m, struct season *ret)
{
    for (size_t month = 1; month <= STUDY_PERIOD; month++) {
        for (size_t k = 0; m->season == STUDY_MONTHS && k < STUDY_PERIOD - 1; k++) {
            ret->of[month][k] = month == k + 2;
        }
        for (size_t k = 0; m->season == STUDY_FOURIER && k < 2 * m->pairs; k++) {
            size_t pair = k / 2 + 1;
            double turn = TWO_PI * (double)(pair * month) / STUDY_PERIOD;
            ret->of[month][k] = k % 2 ? cos(turn) : sin(turn);
        }
    }
}

/* Column j of one group in period t. */
static double cell(const struct study_question *q, const struct season *season, size_t event,
                   size_t j, size_t t)
{
    const struct study_model *m = &q->model;
    double after = t >= event;
    switch (j) {
    case 0: return 1;
    case STUDY_COLUMN_TIME: return q->panel.first + (double)t;
    case STUDY_COLUMN_LEVEL: return after;
    default: break;
    }
    if (m->slope && j == STUDY_COLUMN_SLOPE) {
        return after > 0 ? (double)(t - event) : 0;
    }
    return season->of[q->panel.month[t]][j - (m->slope ? 4 : 3)];
}

static sv name_of(struct arena *a, const struct study_model *m, size_t j, bool z)
{
    static const char *const names[] = {"intercept", "time", "level", "slope"};
    size_t terms = m->slope ? 4 : 3, k = j - terms;
    if (z && j == 0) {
        return SV("z");
    }
    sv name = j < terms                   ? sv_of(names[j])
              : m->season == STUDY_MONTHS ? sv_fmt(a, "m%zu", k + 2)
                                          : sv_fmt(a, "%c%zu", k % 2 ? 'c' : 's', k / 2 + 1);
    return z ? sv_fmt(a, "z:%.*s", SV_ARG(name)) : name;
}

static size_t rows_there(const struct study_question *q, const struct study_series *series,
                         size_t count)
{
    size_t n = 0;
    for (size_t s = 0; s < count; s++) {
        for (size_t t = 0; t < q->panel.n; t++) {
            n += isnan(series[s].y[t]) ? 0 : 1;
        }
    }
    return n;
}

struct study_rows study_design(struct arena *a, const struct study_question *q, size_t event,
                               const struct study_series *series, size_t count, bool compared)
{
    size_t n = rows_there(q, series, count), k = study_columns(&q->model), p = compared ? 2 * k : k;
    double *y = arena_array(a, double, n), *x = arena_array(a, double, n *p);
    double *offset = q->panel.exposure ? arena_array(a, double, n) : NULL;
    uint32_t *number = arena_array(a, uint32_t, n), *period = arena_array(a, uint32_t, n);
    sv *names = arena_array(a, sv, p);
    struct season season;
    size_t row = 0;
    must(k > 0);
    season_make(&q->model, &season);
    for (size_t j = 0; j < p; j++) {
        names[j] = name_of(a, &q->model, j % k, j >= k);
    }
    for (size_t s = 0; s < count; s++) {
        for (size_t t = 0; t < q->panel.n; t++) {
            if (isnan(series[s].y[t])) {
                continue;
            }
            y[row] = series[s].y[t];
            number[row] = (uint32_t)s;
            period[row] = (uint32_t)t;
            if (offset) {
                offset[row] = log(series[s].exposure[t]);
            }
            for (size_t j = 0; j < p; j++) {
                x[j * n + row] = j < k || series[s].treated ? cell(q, &season, event, j % k, t) : 0;
            }
            row++;
        }
    }
    return (struct study_rows){.n = n,
                               .p = p,
                               .y = y,
                               .x = x,
                               .names = names,
                               .offset = offset,
                               .series = number,
                               .period = period};
}
