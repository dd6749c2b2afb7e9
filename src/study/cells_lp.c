/* Moves by linear programming, over everything that was published: each class moves up or down by
 * columns of its own, and each new sum of several; published sums stand still. */
#include <math.h>

#include "base/must.h"
#include "study/cells_move.h"

struct work {
    struct cells_table *t;
    struct arena *a;
    const struct cells_model *m;
    const struct cells_new *news;
    struct study_fact *facts;
    struct lp lp;
    bool *fixed;        /* classes that are published by themselves */
    uint32_t *single;   /* of a new fact: its one class, or UINT32_MAX */
    uint32_t *column;   /* of a fact: its first column, or UINT32_MAX; of a single its class's */
    uint32_t *own_from; /* of a class: its single facts are own[own_from[c]] to … */
    uint32_t *own;
    enum cells_stage stage;
    double scale; /* so that prices are about 1 */
};

static double price(const struct work *w, size_t fact)
{
    return cells_price(w->t, fact) * w->scale;
}

/* The bounds and costs of two columns: free to move, at that price a step, or not at all. */
static void set_columns(struct work *w, uint32_t column, bool moves, double cost, double down)
{
    struct lp_bound none = {0, 0}, up = {0, LP_INFINITE}, back = {0, down};
    lp_column_bound(&w->lp, column, moves ? up : none);
    lp_column_bound(&w->lp, column + 1, moves ? back : none);
    lp_cost(&w->lp, column, cost);
    lp_cost(&w->lp, column + 1, cost);
}

static void set_class(struct work *w, uint32_t c)
{
    bool moves = !w->fixed[c];
    double cost = 0;
    for (uint32_t i = w->own_from[c]; i < w->own_from[c + 1]; i++) {
        uint32_t f = w->own[i];
        if (w->facts[f].told != STUDY_HIDDEN) {
            moves &= cells_may_hide(w->t, f, w->stage);
            cost += price(w, f);
        }
    }
    set_columns(w, 2 * c, moves, cost, (double)w->m->classes[c].count);
}

static void set_fact(struct work *w, uint32_t f)
{
    bool hidden = w->facts[f].told == STUDY_HIDDEN;
    set_columns(w, w->column[f], hidden || cells_may_hide(w->t, f, w->stage),
                hidden ? 0 : price(w, f), (double)w->m->lines[f].value);
}

static void set_stage(void *self, enum cells_stage stage)
{
    struct work *w = self;
    w->stage = stage;
    for (uint32_t c = 0; c < w->m->classes_n; c++) {
        set_class(w, c);
    }
    for (uint32_t f = 0; f < w->m->facts_n; f++) {
        if (w->column[f] != UINT32_MAX && w->column[f] >= 2 * w->m->classes_n) {
            set_fact(w, f);
        }
    }
}

static void changed(void *self, uint32_t f)
{
    struct work *w = self;
    if (w->single[f] != UINT32_MAX) {
        set_class(w, w->single[f]);
    } else if (w->column[f] != UINT32_MAX) {
        set_fact(w, f);
    }
}

/* ---- the program ---- */

struct matrix {
    struct lp_entry *entries;
    struct lp_bound *rows;
    size_t n, rows_n;
};

static void put(struct matrix *x, uint32_t column, double value)
{
    x->entries[x->n++] = (struct lp_entry){(uint32_t)x->rows_n, column, value};
}

/* How far a share may move: steps * part - value * whole stays within half the whole. */
static void put_share(struct work *w, struct matrix *x, size_t fact)
{
    const struct cells_line *l = &w->m->lines[fact];
    double steps = 100, value = (double)w->m->facts[fact].value;
    for (int i = 0; i < w->m->facts[fact].digits; i++) {
        steps *= 10;
    }
    for (int side = -1; side <= 1; side += 2) {
        double now = 0;
        for (size_t i = 0, k = 0; i < l->of_n || k < l->whole_n;) {
            bool of = i < l->of_n && (k == l->whole_n || l->of[i] <= l->whole[k]);
            bool whole = k < l->whole_n && (i == l->of_n || l->whole[k] <= l->of[i]);
            uint32_t c = of ? l->of[i] : l->whole[k];
            double by = (of ? 1 : 0) - (whole ? (value + 0.5 * side) / steps : 0);
            if (by != 0) {
                put(x, 2 * c, by);
                put(x, 2 * c + 1, -by);
                now += by * (double)w->m->classes[c].count;
            }
            i += of;
            k += whole;
        }
        now = fabs(now) < 1e-9 ? 0 : now;
        x->rows[x->rows_n++] = side > 0 ? (struct lp_bound){-LP_INFINITE, fmax(0, -now)}
                                        : (struct lp_bound){fmin(0, -now), LP_INFINITE};
    }
}

static void put_line(struct work *w, struct matrix *x, size_t fact)
{
    const struct cells_line *l = &w->m->lines[fact];
    for (size_t i = 0; i < l->of_n; i++) {
        put(x, 2 * l->of[i], 1);
        put(x, 2 * l->of[i] + 1, -1);
    }
    if (w->column[fact] != UINT32_MAX) {
        put(x, w->column[fact], -1);
        put(x, w->column[fact] + 1, 1);
    }
    x->rows[x->rows_n++] = (struct lp_bound){0, 0};
}

/* Which columns a fact has: its own, its class's, or none. */
static size_t columns_of(struct work *w)
{
    size_t columns = 2 * w->m->classes_n;
    for (size_t f = 0; f < w->m->facts_n; f++) {
        const struct cells_line *l = &w->m->lines[f];
        bool moves = f >= w->news->from || w->facts[f].told == STUDY_HIDDEN;
        w->single[f] = f >= w->news->from && l->of_n == 1 ? l->of[0] : UINT32_MAX;
        w->column[f] = UINT32_MAX;
        if (w->single[f] != UINT32_MAX) {
            w->column[f] = 2 * w->single[f];
            w->own_from[w->single[f] + 2]++;
        } else if (moves && l->of_n > 1) {
            w->column[f] = (uint32_t)columns;
            columns += 2;
        } else if (w->facts[f].told == STUDY_SHOWN && l->of_n == 1) {
            w->fixed[l->of[0]] = true;
        }
    }
    for (size_t c = 2; c < w->m->classes_n + 2; c++) {
        w->own_from[c] += w->own_from[c - 1];
    }
    for (size_t f = w->news->from; f < w->m->facts_n; f++) {
        if (w->single[f] != UINT32_MAX) {
            w->own[w->own_from[w->single[f] + 1]++] = (uint32_t)f;
        }
    }
    return columns;
}

static err *build(struct work *w, struct lp_room *room)
{
    size_t facts = w->m->facts_n, classes = w->m->classes_n, places = 0;
    w->fixed = arena_array(w->a, bool, classes);
    w->single = arena_array(w->a, uint32_t, facts + 1);
    w->column = arena_array(w->a, uint32_t, facts + 1);
    w->own = arena_array(w->a, uint32_t, facts + 1);
    w->own_from = arena_array(w->a, uint32_t, classes + 2);
    size_t columns = columns_of(w);
    double most = 1;
    for (size_t f = 0; f < facts; f++) {
        places += w->m->lines[f].of_n + w->m->lines[f].whole_n + 1;
        most = fmax(most, f >= w->news->from ? (double)w->m->lines[f].value : 0);
    }
    w->scale = 1 / most;
    struct matrix x = {.entries = arena_array(w->a, struct lp_entry, 4 * places),
                       .rows = arena_array(w->a, struct lp_bound, 2 * facts + 1)};
    struct lp_bound *bounds = arena_array(w->a, struct lp_bound, columns);
    for (size_t f = 0; f < facts; f++) {
        bool alone = w->single[f] != UINT32_MAX || w->m->lines[f].of_n == 1;
        if (w->facts[f].told == STUDY_SHARE) {
            put_share(w, &x, f);
        } else if (!alone && (w->column[f] != UINT32_MAX || w->facts[f].told == STUDY_SHOWN)) {
            put_line(w, &x, f);
        }
    }
    TRY(lp_open(room, bounds, columns, x.rows, x.rows_n, x.entries, x.n, &w->lp));
    w->lp.bounds_change = true;
    set_stage(w, STAGE_NOTHING);
    return NULL;
}

/* ---- moves ---- */

static void settle(struct work *w, const struct cells_target *t)
{
    if (t->class) {
        set_class(w, t->of);
    } else {
        set_fact(w, t->of);
    }
}

static err *move(void *self, const struct cells_target *t, int64_t by, bool *ret_done)
{
    struct work *w = self;
    uint32_t column = t->class ? 2 * t->of : w->column[t->of];
    enum lp_answer answer = LP_INFEASIBLE;
    *ret_done = false;
    must(column != UINT32_MAX);
    if (t->class && w->fixed[t->of]) {
        return NULL;
    }
    double far = (double)(by < 0 ? -by : by);
    lp_column_bound(&w->lp, column + (by < 0), (struct lp_bound){far, far});
    lp_column_bound(&w->lp, column + (by > 0), (struct lp_bound){0, 0});
    TRY(lp_solve(&w->lp, &answer));
    settle(w, t);
    if (answer != LP_OPTIMAL && answer != LP_INFEASIBLE) {
        return err_make(w->a, E_REFUSED,
                        "the solver found no answer for this table, and nothing is published: "
                        "take fewer rows, columns or layers together");
    }
    for (size_t c = 0; answer == LP_OPTIMAL && c < w->m->classes_n; c++) {
        w->t->y[c] = lp_value(&w->lp, 2 * c) - lp_value(&w->lp, 2 * c + 1);
    }
    *ret_done = answer == LP_OPTIMAL;
    return NULL;
}

err *cells_lp_mover(struct cells_table *t, struct lp_room *room, struct cells_mover *ret)
{
    struct work *w = arena_new(t->a, struct work);
    *w = (struct work){.t = t, .a = t->a, .m = t->m, .news = t->news, .facts = t->facts};
    TRY(build(w, room));
    *ret = (struct cells_mover){w, set_stage, changed, move};
    return NULL;
}
