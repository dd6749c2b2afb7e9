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
static struct effect against(struct arena *a, const struct study_question *q, size_t area,
                             size_t event, const struct effect *kept)
{
    struct arena_mark mark = arena_mark(a);
    struct effect ret = {.fitted = true};
    if (q->against == STUDY_ALL_OTHERS) {
        struct study_series others = study_others(a, q, area);
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

static double z_at(struct arena *a, const struct study_question *q, size_t area, size_t event,
                   const struct effect *kept, double *ret_slope_z)
{
    struct study_series series = study_area(q, area, true);
    struct effect own = effect_of(a, q, event, &series, 1);
    struct effect other = against(a, q, area, event, kept);
    *ret_slope_z = q->model.slope ? z_of(&own, &other, 1) : NAN;
    return z_of(&own, &other, 0);
}

double study_placebo_z(struct arena *a, const struct study_question *q, size_t area, size_t event,
                       double *ret_slope_z)
{
    return z_at(a, q, area, event, NULL, ret_slope_z);
}

/* Up to STUDY_DATES events, evenly spread over those that leave a year or a fifth of the periods
 * on either side; how many.  The question's own is not among them. */
static size_t dates_of(const struct study_question *q, size_t *ret)
{
    size_t n = q->panel.n, edge = n / 5 < STUDY_PERIOD ? n / 5 : STUDY_PERIOD, count = 0;
    edge = edge < 2 ? 2 : edge;
    if (n <= 2 * edge) {
        return 0;
    }
    size_t wide = n - 2 * edge + 1, most = wide < STUDY_DATES ? wide : STUDY_DATES;
    for (size_t i = 0; i < most; i++) {
        size_t event = edge + (most > 1 ? i * (wide - 1) / (most - 1) : 0);
        if (event != q->event) {
            ret[count++] = event;
        }
    }
    return count;
}

struct rank {
    size_t above, of;
};

static void rank_add(struct rank *r, double z, double than)
{
    if (!isnan(z)) {
        r->of++;
        r->above += fabs(z) >= fabs(than);
    }
}

static double rank_p(const struct rank *r)
{
    return (1 + (double)r->above) / (1 + (double)r->of);
}

/* Rank all untreated areas at this event; level and slope. */
static void rank_at(struct arena *a, const struct study_question *q, size_t event,
                    const struct study_placebo *of, struct rank *level, struct rank *slope)
{
    struct effect kept = against(a, q, q->treated, event, NULL);
    for (size_t j = 0; j < q->panel.areas; j++) {
        double slope_z = NAN;
        if (j != q->treated) {
            rank_add(level, z_at(a, q, j, event, &kept, &slope_z), of->z);
            rank_add(slope, slope_z, of->slope_z);
        }
    }
}

err *study_placebo(struct arena *a, const struct study_question *q, struct study_placebo *ret)
{
    struct rank level = {0}, slope = {0}, all = {0}, all_slope = {0};
    size_t dates[STUDY_DATES], count = dates_of(q, dates);
    *ret = (struct study_placebo){.dates = 1, .slope_p = NAN};
    ret->z = study_placebo_z(a, q, q->treated, q->event, &ret->slope_z);
    if (isnan(ret->z)) {
        return err_make(a, E_INVALID,
                        "the area of the event cannot be ranked: its series, or the one that it is "
                        "compared with, cannot be fitted alone");
    }
    rank_at(a, q, q->event, ret, &level, &slope);
    if (level.of == 0) {
        return err_make(a, E_INVALID,
                        "no other area can be fitted: there is nothing to rank the event among");
    }
    all = level;
    all_slope = slope;
    for (size_t i = 0; i < count; i++) {
        size_t before = all.of;
        rank_at(a, q, dates[i], ret, &all, &all_slope);
        ret->dates += all.of > before;
    }
    ret->areas = level.of;
    ret->left_out = q->panel.areas - 1 - level.of;
    ret->p_areas = rank_p(&level);
    ret->p_dates = rank_p(&all);
    ret->p = fmax(ret->p_areas, ret->p_dates);
    if (q->model.slope) {
        ret->slope_p = fmax(rank_p(&slope), rank_p(&all_slope));
    }
    return NULL;
}
