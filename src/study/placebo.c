/* Placebo ranks: the treated area's effect among those that untreated ones would seem to have. */
#include <math.h>
#include <string.h>

#include "base/must.h"
#include "study/design.h"

/* Level and slope of one group with their variances. */
struct effect {
    double b[2], v[2];
    bool fitted;
};

static struct effect effect_of(struct arena *a, const struct study_question *q, size_t event,
                               const struct study_series *series, size_t count)
{
    struct arena_mark mark = arena_mark(a);
    const struct study_model *m = &q->model;
    struct study_rows d = study_design(a, q, event, series, count, false);
    struct study_fit f;
    struct effect ret = {.fitted = false};
    err *e = m->errors == STUDY_PRAIS_WINSTEN ? study_prais_winsten(a, &d, &f)
                                              : study_fit(a, &d, m->family, &f);
    if (!e) {
        double *v = f.v;
        if (m->errors == STUDY_NEWEY_WEST || m->errors == STUDY_DRISCOLL_KRAAY) {
            v = study_hac(a, &d, &f, m->lag, m->errors == STUDY_DRISCOLL_KRAAY);
        }
        ret.fitted = true;
        for (size_t i = 0; i < (m->slope ? 2u : 1u); i++) {
            size_t j = STUDY_COLUMN_LEVEL + i;
            ret.b[i] = f.b[j];
            ret.v[i] = v[j * d.p + j];
        }
    }
    arena_rewind(a, mark);
    return ret;
}

/* What `area` is compared with when it stands in the treated one's place; `kept` is the named
 * controls' own effect, that of all but those who changed places. */
static struct effect against(struct arena *a, const struct study_question *q,
                             const struct study_total *all, size_t area, size_t event,
                             const struct effect *kept)
{
    struct arena_mark mark = arena_mark(a);
    struct effect ret = {.fitted = true};
    if (q->against == STUDY_ALL_OTHERS) {
        struct study_series others = study_others(a, q, all, area);
        ret = effect_of(a, q, event, &others, 1);
    } else if (q->against == STUDY_NAMED) {
        struct study_series *series = arena_array(a, struct study_series, q->controls + 1);
        bool changed = false;
        for (size_t i = 0; i < q->controls; i++) {
            bool here = q->control[i] == area;
            series[i] = study_area(q, here ? q->treated : q->control[i], false);
            changed |= here;
        }
        ret = changed || !kept ? effect_of(a, q, event, series, q->controls) : *kept;
    }
    arena_rewind(a, mark);
    return ret;
}

static double z_of(const struct effect *own, const struct effect *other, size_t i)
{
    if (!own->fitted || !other->fitted) {
        return NAN;
    }
    double v = own->v[i] + other->v[i];
    return v > 0 ? (own->b[i] - other->b[i]) / sqrt(v) : NAN;
}

static double z_at(struct arena *a, const struct study_question *q, const struct study_total *all,
                   size_t area, size_t event, const struct effect *kept, double *ret_slope_z)
{
    struct study_series series = study_area(q, area, true);
    struct effect own = effect_of(a, q, event, &series, 1);
    struct effect other = against(a, q, all, area, event, kept);
    *ret_slope_z = q->model.slope ? z_of(&own, &other, 1) : NAN;
    return z_of(&own, &other, 0);
}

/* The question's event, then up to q->dates others, evenly spread over those that leave a year or
 * a fifth of the periods on either side; how many. */
static size_t dates_of(const struct study_question *q, size_t *ret)
{
    size_t n = q->panel.n, edge = n / 5 < STUDY_PERIOD ? n / 5 : STUDY_PERIOD, count = 1;
    edge = edge < 2 ? 2 : edge;
    must(q->dates <= STUDY_DATES);
    ret[0] = q->event;
    if (n <= 2 * edge) {
        return count;
    }
    size_t wide = n - 2 * edge + 1, most = wide < q->dates ? wide : q->dates;
    for (size_t i = 0; i < most; i++) {
        size_t event = edge + (most > 1 ? i * (wide - 1) / (most - 1) : (wide - 1) / 2);
        if (event != q->event) {
            ret[count++] = event;
        }
    }
    return count;
}

void study_grid(struct arena *a, const struct study_question *q, struct study_grid *ret)
{
    size_t areas = q->panel.areas;
    *ret = (struct study_grid){.areas = areas,
                               .event = arena_array(a, size_t, STUDY_DATES + 1),
                               .z = arena_array(a, double, areas *(STUDY_DATES + 1)),
                               .slope_z = arena_array(a, double, areas *(STUDY_DATES + 1))};
    ret->dates = dates_of(q, ret->event);
    struct study_total all = study_total(a, q);
    for (size_t d = 0; d < ret->dates; d++) {
        struct effect kept = {.fitted = false};
        if (q->against == STUDY_NAMED) {
            kept = against(a, q, &all, q->treated, ret->event[d], NULL);
        }
        for (size_t j = 0; j < areas; j++) {
            size_t at = d * areas + j;
            ret->z[at] = z_at(a, q, &all, j, ret->event[d], &kept, &ret->slope_z[at]);
        }
    }
}

/* How many of the others, at dates from `from` to before `to`, could be ranked, and how many of
 * them are as far from 0 as `than`. */
struct rank {
    size_t of, above;
};

static struct rank rank_of(const struct study_grid *g, const double *z, size_t area, size_t from,
                           size_t to, double than)
{
    struct rank r = {0, 0};
    for (size_t d = from; d < to; d++) {
        for (size_t j = 0; j < g->areas; j++) {
            double other = z[d * g->areas + j];
            if (j != area && !isnan(other)) {
                r.of++;
                r.above += fabs(other) >= fabs(than);
            }
        }
    }
    return r;
}

static double p_of(struct rank r)
{
    return (1 + (double)r.above) / (1 + (double)r.of);
}

err *study_rank(struct arena *a, const struct study_grid *g, size_t area, size_t date,
                struct study_placebo *ret)
{
    size_t at = date * g->areas + area;
    *ret = (struct study_placebo){.z = g->z[at], .slope_z = g->slope_z[at], .slope_p = NAN};
    struct rank here = rank_of(g, g->z, area, date, date + 1, ret->z);
    if (isnan(ret->z)) {
        return err_make(a, E_INVALID,
                        "the area of the event cannot be ranked: its series, or the one that it is "
                        "compared with, cannot be fitted alone");
    }
    if (here.of == 0) {
        return err_make(a, E_INVALID,
                        "no other area can be fitted: there is nothing to rank the event among");
    }
    ret->areas = here.of;
    ret->left_out = g->areas - 1 - here.of;
    for (size_t d = 0; d < g->dates; d++) {
        ret->dates += rank_of(g, g->z, area, d, d + 1, ret->z).of > 0;
    }
    ret->p_areas = p_of(here);
    ret->p_dates = p_of(rank_of(g, g->z, area, 0, g->dates, ret->z));
    ret->p = fmax(ret->p_areas, ret->p_dates);
    if (!isnan(ret->slope_z)) {
        ret->slope_p = fmax(p_of(rank_of(g, g->slope_z, area, date, date + 1, ret->slope_z)),
                            p_of(rank_of(g, g->slope_z, area, 0, g->dates, ret->slope_z)));
    }
    return NULL;
}

err *study_placebo(struct arena *a, const struct study_question *q, struct study_placebo *ret)
{
    struct study_grid g;
    study_grid(a, q, &g);
    return study_rank(a, &g, q->treated, 0, ret);
}
