/* Marks by linear programming.  Every sensitive count must be able to move: up so far, down so
 * far, with everything that is published standing still.  The cheapest movement says which cells
 * have to be hidden for it (their cost is their count); what is hidden already moves for nothing.
 * Afterwards marks that no movement needs are taken away again, the dearest first.
 * The formulation is that of M. Fischetti and J. J. Salazar-Gonzalez, "Models and algorithms for
 * optimizing cell suppression in tabular data with linear constraints", 2000, with its whole
 * numbers left out. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/must.h"
#include "study/cells_inner.h"

enum { NO_MOVE = -1, PRUNE_MOST = 1500 };

/* What may be hidden for others: what counts something, then zeros, then margins. */
enum stage { STAGE_NOTHING, STAGE_COUNTS, STAGE_ZEROS, STAGE_MARGINS, STAGES };

/* A class or a fact that must be able to move, and the moves that show that it is. */
struct target {
    bool class;
    uint32_t of; /* which */
    struct study_need need;
    int64_t up, down;   /* as far as moves showed */
    int up_by, down_by; /* the moves */
};

/* The new facts that a move needs hidden. */
struct move {
    uint32_t *facts;
    size_t n;
};

struct work {
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
    struct target *targets;
    size_t targets_n;
    struct move *moves;
    size_t moves_n, moves_room, solved;
    double *y; /* how far each class moves */
    double scale;
};

static bool may_hide(const struct work *w, size_t fact, enum stage stage)
{
    bool margin = w->news->margin && w->news->margin[fact - w->news->from];
    switch (stage) {
    case STAGE_COUNTS: return !margin && w->m->lines[fact].value > 0;
    case STAGE_ZEROS: return !margin;
    case STAGE_MARGINS: return true;
    case STAGE_NOTHING:
    case STAGES:
    default: return false;
    }
}

static double price(const struct work *w, size_t fact)
{
    return ((double)w->m->lines[fact].value + 1e-3) * w->scale;
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

static void set_class(struct work *w, uint32_t c, enum stage stage)
{
    bool moves = !w->fixed[c];
    double cost = 0;
    for (uint32_t i = w->own_from[c]; i < w->own_from[c + 1]; i++) {
        uint32_t f = w->own[i];
        if (w->facts[f].told != STUDY_HIDDEN) {
            moves &= may_hide(w, f, stage);
            cost += price(w, f);
        }
    }
    set_columns(w, 2 * c, moves, cost, (double)w->m->classes[c].count);
}

static void set_fact(struct work *w, uint32_t f, enum stage stage)
{
    bool hidden = w->facts[f].told == STUDY_HIDDEN;
    set_columns(w, w->column[f], hidden || may_hide(w, f, stage), hidden ? 0 : price(w, f),
                (double)w->m->lines[f].value);
}

static void set_all(struct work *w, enum stage stage)
{
    for (uint32_t c = 0; c < w->m->classes_n; c++) {
        set_class(w, c, stage);
    }
    for (uint32_t f = 0; f < w->m->facts_n; f++) {
        if (w->column[f] != UINT32_MAX && w->column[f] >= 2 * w->m->classes_n) {
            set_fact(w, f, stage);
        }
    }
}

/* Set again what moves with one fact. */
static void set_one(struct work *w, uint32_t f, enum stage stage)
{
    if (w->single[f] != UINT32_MAX) {
        set_class(w, w->single[f], stage);
    } else if (w->column[f] != UINT32_MAX) {
        set_fact(w, f, stage);
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
    w->y = arena_array(w->a, double, classes);
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
    set_all(w, STAGE_NOTHING);
    return NULL;
}

/* ---- moves ---- */

static double moved_line(const struct work *w, const struct cells_line *l)
{
    double sum = 0;
    for (size_t i = 0; i < l->of_n; i++) {
        sum += w->y[l->of[i]];
    }
    return sum;
}

static double moved(const struct work *w, const struct target *t)
{
    return t->class ? w->y[t->of] : moved_line(w, &w->m->lines[t->of]);
}

/* Keep the solution as a move: hide what it needs, and note how far every target went. */
static void keep_move(struct work *w)
{
    size_t n = 0, new_n = w->m->facts_n - w->news->from;
    uint32_t *used = arena_array(w->a, uint32_t, new_n + 1);
    for (size_t c = 0; c < w->m->classes_n; c++) {
        w->y[c] = lp_value(&w->lp, 2 * c) - lp_value(&w->lp, 2 * c + 1);
    }
    for (size_t f = w->news->from; f < w->m->facts_n; f++) {
        if (fabs(moved_line(w, &w->m->lines[f])) > 1e-6) {
            used[n++] = (uint32_t)f;
            if (w->facts[f].told != STUDY_HIDDEN) {
                w->facts[f].told = STUDY_HIDDEN;
                w->facts[f].why = STUDY_SECONDARY;
            }
        }
    }
    if (w->moves_n == w->moves_room) {
        size_t room = w->moves_room ? 2 * w->moves_room : 64;
        struct move *more = arena_array(w->a, struct move, room);
        memcpy(more, w->moves, w->moves_n * sizeof *more);
        w->moves = more;
        w->moves_room = room;
    }
    w->moves[w->moves_n] = (struct move){used, n};
    for (size_t i = 0; i < w->targets_n; i++) {
        struct target *t = &w->targets[i];
        double by = moved(w, t);
        if (by > (double)t->up + 0.999) {
            t->up = (int64_t)floor(by + 1e-3);
            t->up_by = (int)w->moves_n;
        }
        if (-by > (double)t->down + 0.999) {
            t->down = (int64_t)floor(-by + 1e-3);
            t->down_by = (int)w->moves_n;
        }
    }
    w->moves_n++;
}

/* Move the target so far (negative: down) in the cheapest way; *ret_done is false where it cannot.
 */
static err *try_move(struct work *w, const struct target *t, int64_t by, bool *ret_done)
{
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
    w->solved++;
    if (answer == LP_OPTIMAL) {
        keep_move(w);
        *ret_done = true;
    } else if (answer != LP_INFEASIBLE) {
        return err_make(w->a, E_REFUSED,
                        "the solver found no answer for this table, and nothing is published: "
                        "take fewer rows, columns or layers together");
    }
    return NULL;
}

static bool has_need(const struct target *t)
{
    return t->up >= t->need.up && t->down >= t->need.down && t->up + t->down >= t->need.width;
}

static int64_t count_of(const struct work *w, const struct target *t)
{
    return t->class ? w->m->classes[t->of].count : w->m->lines[t->of].value;
}

/* One more move towards what the target needs; false where there is none. */
static err *next_move(struct work *w, const struct target *t, bool *ret_done)
{
    int64_t rest = t->need.width - t->up - t->down;
    if (t->up < t->need.up) {
        return try_move(w, t, t->need.up, ret_done);
    }
    if (t->down < t->need.down) {
        return try_move(w, t, -t->need.down, ret_done);
    }
    *ret_done = false;
    if (t->down + rest <= count_of(w, t)) {
        TRY(try_move(w, t, -(t->down + rest), ret_done));
    }
    return *ret_done ? NULL : try_move(w, t, t->up + rest, ret_done);
}

/* The columns of a target, and of what is hidden now, as they are between moves. */
static void settle(struct work *w, const struct target *t, enum stage stage)
{
    if (t->class) {
        set_class(w, t->of, stage);
    } else {
        set_fact(w, t->of, stage);
    }
}

/* Give the target what it needs, hiding no more than the stage lets; *ret_done is whether it has
 * it.
 */
static err *provide(struct work *w, struct target *t, enum stage stage, bool *ret_done)
{
    *ret_done = true;
    while (*ret_done && !has_need(t)) {
        size_t before = w->moves_n;
        err *e = next_move(w, t, ret_done);
        settle(w, t, stage);
        TRY(e);
        for (size_t i = 0; w->moves_n > before && i < w->moves[w->moves_n - 1].n; i++) {
            set_one(w, w->moves[w->moves_n - 1].facts[i], stage);
        }
    }
    return NULL;
}

static err *provide_all(struct work *w)
{
    enum stage stage = STAGE_COUNTS;
    set_all(w, stage);
    for (size_t i = 0; i < w->targets_n; i++) {
        bool done = false;
        for (int s = STAGE_COUNTS; s < STAGES && !done; s++) {
            if (stage != (enum stage)s && !has_need(&w->targets[i])) {
                stage = (enum stage)s;
                set_all(w, stage);
            }
            TRY(provide(w, &w->targets[i], (enum stage)s, &done));
        }
        if (!done) {
            return err_make(
                w->a, E_REFUSED,
                "no choice of hidden cells keeps every small count of this table from being worked "
                "out from what is published: merge rows or columns, or publish a longer period");
        }
    }
    set_all(w, STAGE_NOTHING);
    return NULL;
}

/* ---- taking marks away ---- */

static bool uses(const struct work *w, int move, uint32_t fact)
{
    for (size_t i = 0; move != NO_MOVE && i < w->moves[move].n; i++) {
        if (w->moves[move].facts[i] == fact) {
            return true;
        }
    }
    return false;
}

static void forget(const struct work *w, struct target *t, uint32_t fact)
{
    if (uses(w, t->up_by, fact)) {
        t->up = 0;
        t->up_by = NO_MOVE;
    }
    if (uses(w, t->down_by, fact)) {
        t->down = 0;
        t->down_by = NO_MOVE;
    }
}

/* Show the fact again if every target still has what it needs without it. */
static err *take_away(struct work *w, uint32_t fact)
{
    struct target *kept = arena_array(w->a, struct target, w->targets_n);
    bool done = true;
    memcpy(kept, w->targets, w->targets_n * sizeof *kept);
    w->facts[fact].told = STUDY_SHOWN;
    set_one(w, fact, STAGE_NOTHING);
    for (size_t i = 0; i < w->targets_n; i++) {
        forget(w, &w->targets[i], fact);
    }
    for (size_t i = 0; done && i < w->targets_n; i++) {
        TRY(provide(w, &w->targets[i], STAGE_NOTHING, &done));
    }
    if (!done) {
        memcpy(w->targets, kept, w->targets_n * sizeof *kept);
        w->facts[fact].told = STUDY_HIDDEN;
        set_one(w, fact, STAGE_NOTHING);
    } else {
        w->facts[fact].why = STUDY_PUBLIC;
    }
    return NULL;
}

struct dear {
    uint32_t fact;
    int64_t cost;
};

static int dearest_first(const void *left, const void *right)
{
    const struct dear *l = left, *r = right;
    return l->cost != r->cost ? (l->cost < r->cost) - (l->cost > r->cost)
                              : (l->fact > r->fact) - (l->fact < r->fact);
}

static err *prune(struct work *w)
{
    size_t n = 0, most = w->solved + PRUNE_MOST;
    struct dear *list = arena_array(w->a, struct dear, w->m->facts_n + 1);
    for (uint32_t f = (uint32_t)w->news->from; f < w->m->facts_n; f++) {
        if (w->facts[f].why == STUDY_SECONDARY) {
            list[n++] = (struct dear){f, w->m->lines[f].value};
        }
    }
    qsort(list, n, sizeof *list, dearest_first);
    for (size_t i = 0; i < n && w->solved < most; i++) {
        TRY(take_away(w, list[i].fact));
    }
    return NULL;
}

/* ---- what must be able to move ---- */

static void add_target(struct work *w, bool class, uint32_t of, struct study_need need)
{
    w->targets[w->targets_n++] = (struct target){
        .class = class, .of = of, .need = need, .up_by = NO_MOVE, .down_by = NO_MOVE};
}

static int64_t larger(int64_t x, int64_t y)
{
    return x > y ? x : y;
}

static void find_targets(struct work *w, const struct study_rule *rule)
{
    struct study_need *class = arena_array(w->a, struct study_need, w->m->classes_n);
    w->targets = arena_array(w->a, struct target, w->m->classes_n + w->m->facts_n);
    for (size_t c = 0; c < w->m->classes_n; c++) {
        class[c] = cells_need_of(rule, w->m->classes[c].count, w->m->classes[c].holders);
    }
    for (uint32_t f = 0; f < w->m->facts_n; f++) {
        struct study_need need = cells_need_fact(w->m, w->news, rule, f);
        if (f >= w->news->from && need.width) {
            w->facts[f].told = STUDY_HIDDEN;
            w->facts[f].why = STUDY_PRIMARY;
        }
        if (w->facts[f].told != STUDY_HIDDEN) {
            continue;
        }
        need.width = larger(need.width, w->m->lines[f].value > 0);
        if (w->m->lines[f].of_n == 1) {
            struct study_need *c = &class[w->m->lines[f].of[0]];
            c->up = larger(c->up, need.up);
            c->down = larger(c->down, need.down);
            c->width = larger(c->width, need.width);
        } else if (need.width) {
            add_target(w, false, f, need);
        }
    }
    for (uint32_t c = 0; c < w->m->classes_n; c++) {
        if (class[c].width) {
            add_target(w, true, c, class[c]);
        }
    }
}

err *cells_suppress(struct arena *a, const struct cells_model *m, const struct cells_new *news,
                    const struct study_rule *rule, struct study_fact *facts)
{
    struct lp_room room = lp_room_open(a);
    struct work w = {.a = a, .m = m, .news = news, .facts = facts};
    find_targets(&w, rule);
    err *e = w.targets_n ? build(&w, &room) : NULL;
    if (w.targets_n && !e) {
        e = provide_all(&w);
        e = e ? e : prune(&w);
    }
    lp_room_close(&room);
    return e;
}
