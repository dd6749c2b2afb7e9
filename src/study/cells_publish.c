/* A table with its marks: made, suppressed, audited. */
#include <string.h>

#include "study/cells_inner.h"

/* Everything of one table, before its marks. */
struct draft {
    struct study_fact *all; /* what was published earlier, then the table's */
    size_t all_n;
    struct cells_new news;
};

static err *ask_check(struct arena *a, const struct study_space *s, const struct study_layout *ask)
{
    if (s->axes < 1 || s->axes > STUDY_AXES || ask->dimensions < 1 ||
        ask->dimensions > STUDY_DIMENSIONS) {
        return err_make(a, E_INVALID, "a table has 1 to %d dimensions, and its counts 1 to %d axes",
                        STUDY_DIMENSIONS, STUDY_AXES);
    }
    for (size_t d = 0; d < ask->dimensions; d++) {
        for (size_t before = 0; before < d; before++) {
            if (ask->axis[d] == ask->axis[before]) {
                return err_make(a, E_INVALID, "a table tells its counts apart by an axis once");
            }
        }
        if (ask->axis[d] >= s->axes) {
            return err_make(a, E_INVALID, "there is no axis %d of these counts", ask->axis[d] + 1);
        }
    }
    for (size_t i = 0; i < s->axes; i++) {
        if (ask->within.from[i] > ask->within.to[i] || ask->within.to[i] >= s->codes[i]) {
            return err_make(a, E_INVALID, "the table asked for lies outside of axis %zu", i + 1);
        }
    }
    return NULL;
}

static err *sizes(struct arena *a, const struct study_layout *ask, struct study_release *ret)
{
    *ret = (struct study_release){.dimensions = ask->dimensions, .facts_n = 1};
    for (size_t d = 0; d < ask->dimensions; d++) {
        uint8_t axis = ask->axis[d];
        ret->size[d] = (size_t)(ask->within.to[axis] - ask->within.from[axis]) + 1;
        ret->facts_n *= ret->size[d] + 1;
        if (ret->facts_n > STUDY_CELLS) {
            return err_make(a, E_LIMIT,
                            "the table has more than %d cells: take fewer rows, columns or layers",
                            STUDY_CELLS);
        }
    }
    return NULL;
}

/* The fact of these codes, not yet counted; *ret_margin is whether it sums over a dimension. */
static struct study_fact fact_of(const struct study_layout *ask, const struct study_release *t,
                                 const size_t *at, bool *ret_margin)
{
    struct study_fact f = {.of = ask->within, .told = STUDY_SHOWN};
    *ret_margin = false;
    for (size_t d = 0; d < t->dimensions; d++) {
        uint8_t axis = ask->axis[d];
        if (at[d] == t->size[d]) {
            *ret_margin = true;
        } else {
            f.of.from[axis] = f.of.to[axis] = (uint16_t)(ask->within.from[axis] + at[d]);
        }
    }
    return f;
}

static void draw_up(struct arena *a, const struct study_known *known,
                    const struct study_layout *ask, const struct study_release *t,
                    struct draft *ret)
{
    ret->all_n = known->earlier_n + t->facts_n;
    ret->all = arena_array(a, struct study_fact, ret->all_n);
    bool *margin = arena_array(a, bool, t->facts_n);
    for (size_t i = 0; i < known->earlier_n; i++) {
        ret->all[i] = known->earlier[i];
    }
    size_t at[STUDY_DIMENSIONS], n = known->earlier_n;
    for (at[0] = 0; at[0] <= t->size[0]; at[0]++) {
        for (at[1] = 0; at[1] <= t->size[1]; at[1]++) {
            for (at[2] = 0; at[2] <= t->size[2]; at[2]++, n++) {
                ret->all[n] = fact_of(ask, t, at, &margin[n - known->earlier_n]);
                /* not told before its marks are chosen: counted with the rest */
                ret->all[n].told = STUDY_HIDDEN;
            }
        }
    }
    ret->news = (struct cells_new){.from = known->earlier_n, .needs = ask->needs, .margin = margin};
}

static err *narrowed(struct arena *a, const struct study_finding *f)
{
    return err_make(a, E_REFUSED,
                    f->fact == SIZE_MAX
                        ? "the table is not published: with what was published before, a count of "
                          "cells that were never shown could be worked out; publish a longer "
                          "period, or merge rows or columns"
                        : "the table is not published: the audit can narrow a hidden count; merge "
                          "rows or columns, or publish a longer period");
}

err *study_publish(struct arena *a, const struct study_known *known, const struct study_layout *ask,
                   const struct study_rule *rule, struct study_release *ret)
{
    struct study_release t;
    struct cells_model m;
    struct draft d;
    struct study_finding found;
    int64_t *lower = NULL, *upper = NULL;
    TRY(ask_check(a, &known->space, ask));
    TRY(sizes(a, ask, &t));
    if (known->earlier_n > STUDY_FACTS) {
        return err_make(a, E_LIMIT, "more than %d statements were published of these counts",
                        STUDY_FACTS);
    }
    draw_up(a, known, ask, &t, &d);
    TRY(cells_model_make(a, known, d.all, d.all_n, rule, &m));
    for (size_t i = known->earlier_n; i < d.all_n; i++) {
        d.all[i].told = STUDY_SHOWN;
        d.all[i].value = m.lines[i].value;
    }
    TRY(cells_suppress(a, &m, &d.news, rule, d.all));
    if (ask->intervals) {
        lower = arena_array(a, int64_t, d.all_n);
        upper = arena_array(a, int64_t, d.all_n);
        t.lower = lower + known->earlier_n;
        t.upper = upper + known->earlier_n;
    }
    TRY(cells_audit(a, &m, &d.news, rule, &found, lower, upper));
    if (!found.safe) {
        return narrowed(a, &found);
    }
    t.facts = d.all + known->earlier_n;
    for (size_t i = 0; i < t.facts_n; i++) {
        if (t.facts[i].told == STUDY_HIDDEN) {
            t.primary += t.facts[i].why == STUDY_PRIMARY;
            t.secondary += t.facts[i].why == STUDY_SECONDARY;
            t.cost += t.facts[i].value;
            t.facts[i].value = 0;
        }
    }
    *ret = t;
    return NULL;
}

err *study_audit(struct arena *a, const struct study_known *known, const struct study_rule *rule,
                 struct study_finding *ret)
{
    struct cells_model m;
    struct cells_new none = {.from = known->earlier_n};
    TRY(cells_model_make(a, known, known->earlier, known->earlier_n, rule, &m));
    return cells_audit(a, &m, &none, rule, ret, NULL, NULL);
}
