/* Marks.  Every sensitive count must be able to move: up so far, down so far, with everything that
 * is published standing still.  The cheapest move says which cells have to be hidden for it (their
 * price is their count); what is hidden already moves for nothing.  Afterwards marks that no move
 * needs are taken away again, the dearest first.
 * The formulation is that of M. Fischetti and J. J. Salazar-Gonzalez, "Models and algorithms for
 * optimizing cell suppression in tabular data with linear constraints", 2000. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "study/cells_move.h"

enum { NO_MOVE = -1, PRUNE_MOST = 1500 };

/* The new facts that a move needs hidden. */
struct move {
    uint32_t *facts;
    size_t n;
};

struct work {
    struct cells_table t;
    struct cells_mover mover;
    struct cells_target *targets;
    size_t targets_n;
    struct move *moves;
    size_t moves_n, moves_room, asked;
};

bool cells_may_hide(const struct cells_table *t, size_t fact, enum cells_stage stage)
{
    bool margin = t->news->margin && t->news->margin[fact - t->news->from];
    switch (stage) {
    case STAGE_COUNTS: return !margin && t->m->lines[fact].value > 0;
    case STAGE_ZEROS: return !margin;
    case STAGE_MARGINS: return true;
    case STAGE_NOTHING:
    case STAGES:
    default: return false;
    }
}

double cells_price(const struct cells_table *t, size_t fact)
{
    return (double)t->m->lines[fact].value + 1e-3;
}

double cells_moved(const struct cells_table *t, const struct cells_line *l)
{
    double sum = 0;
    for (size_t i = 0; i < l->of_n; i++) {
        sum += t->y[l->of[i]];
    }
    return sum;
}

/* ---- moves ---- */

static double moved(const struct work *w, const struct cells_target *t)
{
    return t->class ? w->t.y[t->of] : cells_moved(&w->t, &w->t.m->lines[t->of]);
}

/* Keep the solution as a move: hide what it needs, and note how far every target went. */
static void keep_move(struct work *w)
{
    size_t n = 0, new_n = w->t.m->facts_n - w->t.news->from;
    uint32_t *used = arena_array(w->t.a, uint32_t, new_n + 1);
    for (size_t f = w->t.news->from; f < w->t.m->facts_n; f++) {
        if (fabs(cells_moved(&w->t, &w->t.m->lines[f])) > 1e-6) {
            used[n++] = (uint32_t)f;
            if (w->t.facts[f].told != STUDY_HIDDEN) {
                w->t.facts[f].told = STUDY_HIDDEN;
                w->t.facts[f].why = STUDY_SECONDARY;
                w->mover.changed(w->mover.self, (uint32_t)f);
            }
        }
    }
    if (w->moves_n == w->moves_room) {
        size_t room = w->moves_room ? 2 * w->moves_room : 64;
        struct move *more = arena_array(w->t.a, struct move, room);
        if (w->moves_n) {
            memcpy(more, w->moves, w->moves_n * sizeof *more);
        }
        w->moves = more;
        w->moves_room = room;
    }
    w->moves[w->moves_n] = (struct move){used, n};
    for (size_t i = 0; i < w->targets_n; i++) {
        struct cells_target *t = &w->targets[i];
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

static err *try_move(struct work *w, const struct cells_target *t, int64_t by, bool *ret_done)
{
    TRY(w->mover.move(w->mover.self, t, by, ret_done));
    w->asked++;
    if (*ret_done) {
        keep_move(w);
    }
    return NULL;
}

static bool has_need(const struct cells_target *t)
{
    return t->up >= t->need.up && t->down >= t->need.down && t->up + t->down >= t->need.width;
}

static int64_t count_of(const struct work *w, const struct cells_target *t)
{
    return t->class ? w->t.m->classes[t->of].count : w->t.m->lines[t->of].value;
}

/* One more move towards what the target needs; false where there is none. */
static err *next_move(struct work *w, const struct cells_target *t, bool *ret_done)
{
    int64_t rest = t->need.width - t->up - t->down;
    if (t->up < t->need.up) {
        return try_move(w, t, t->need.up, ret_done);
    }
    if (t->down < t->need.down) {
        return try_move(w, t, -t->need.down, ret_done);
    }
    /* all of it down, all of it up, then less at a time: neither side alone may reach so far */
    *ret_done = false;
    for (int64_t want = rest; want > 0 && !*ret_done; want /= 2) {
        if (t->down + want <= count_of(w, t)) {
            TRY(try_move(w, t, -(t->down + want), ret_done));
        }
        if (!*ret_done) {
            TRY(try_move(w, t, t->up + want, ret_done));
        }
    }
    return NULL;
}

/* Give the target what it needs; *ret_done is whether it has it. */
static err *provide(struct work *w, const struct cells_target *t, bool *ret_done)
{
    *ret_done = true;
    while (*ret_done && !has_need(t)) {
        TRY(next_move(w, t, ret_done));
    }
    return NULL;
}

static err *provide_all(struct work *w)
{
    for (size_t i = 0; i < w->targets_n; i++) {
        bool done = has_need(&w->targets[i]);
        for (int s = STAGE_COUNTS; s < STAGES && !done; s++) {
            w->mover.stage(w->mover.self, (enum cells_stage)s);
            TRY(provide(w, &w->targets[i], &done));
        }
        if (!done) {
            return err_make(
                w->t.a, E_REFUSED,
                "no choice of hidden cells keeps every small count of this table from being worked "
                "out from what is published: merge rows or columns, or publish a longer period");
        }
    }
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

static void forget(const struct work *w, struct cells_target *t, uint32_t fact)
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
    struct cells_target *kept = arena_array(w->t.a, struct cells_target, w->targets_n);
    bool done = true;
    memcpy(kept, w->targets, w->targets_n * sizeof *kept);
    w->t.facts[fact].told = STUDY_SHOWN;
    w->mover.changed(w->mover.self, fact);
    for (size_t i = 0; i < w->targets_n; i++) {
        forget(w, &w->targets[i], fact);
    }
    for (size_t i = 0; done && i < w->targets_n; i++) {
        TRY(provide(w, &w->targets[i], &done));
    }
    if (!done) {
        memcpy(w->targets, kept, w->targets_n * sizeof *kept);
        w->t.facts[fact].told = STUDY_HIDDEN;
        w->mover.changed(w->mover.self, fact);
    } else {
        w->t.facts[fact].why = STUDY_PUBLIC;
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
    size_t n = 0, most = w->asked + PRUNE_MOST;
    struct dear *list = arena_array(w->t.a, struct dear, w->t.m->facts_n + 1);
    for (uint32_t f = (uint32_t)w->t.news->from; f < w->t.m->facts_n; f++) {
        if (w->t.facts[f].why == STUDY_SECONDARY) {
            list[n++] = (struct dear){f, w->t.m->lines[f].value};
        }
    }
    qsort(list, n, sizeof *list, dearest_first);
    w->mover.stage(w->mover.self, STAGE_NOTHING);
    for (size_t i = 0; i < n && w->asked < most; i++) {
        TRY(take_away(w, list[i].fact));
    }
    return NULL;
}

/* ---- what must be able to move ---- */

static void add_target(struct work *w, bool class, uint32_t of, struct study_need need)
{
    w->targets[w->targets_n++] = (struct cells_target){
        .class = class, .of = of, .need = need, .up_by = NO_MOVE, .down_by = NO_MOVE};
}

static int64_t larger(int64_t x, int64_t y)
{
    return x > y ? x : y;
}

static void find_targets(struct work *w, const struct study_rule *rule)
{
    struct study_need *class = arena_array(w->t.a, struct study_need, w->t.m->classes_n);
    w->targets = arena_array(w->t.a, struct cells_target, w->t.m->classes_n + w->t.m->facts_n);
    for (size_t c = 0; c < w->t.m->classes_n; c++) {
        class[c] = cells_need_of(rule, w->t.m->classes[c].count, w->t.m->classes[c].holders);
    }
    for (uint32_t f = 0; f < w->t.m->facts_n; f++) {
        struct study_need need = cells_need_fact(w->t.m, w->t.news, rule, f);
        if (f >= w->t.news->from && need.width) {
            w->t.facts[f].told = STUDY_HIDDEN;
            w->t.facts[f].why = STUDY_PRIMARY;
        }
        if (w->t.facts[f].told != STUDY_HIDDEN) {
            continue;
        }
        need.width = larger(need.width, w->t.m->lines[f].value > 0);
        if (w->t.m->lines[f].of_n == 1) {
            struct study_need *c = &class[w->t.m->lines[f].of[0]];
            c->up = larger(c->up, need.up);
            c->down = larger(c->down, need.down);
            c->width = larger(c->width, need.width);
        } else if (need.width) {
            add_target(w, false, f, need);
        }
    }
    for (uint32_t c = 0; c < w->t.m->classes_n; c++) {
        if (class[c].width) {
            add_target(w, true, c, class[c]);
        }
    }
}

/* Show again what no move that a target rests on needs: taking one mark away may have made another
 * idle. */
static void sweep(struct work *w)
{
    bool *used = arena_array(w->t.a, bool, w->t.m->facts_n);
    for (size_t i = 0; i < 2 * w->targets_n; i++) {
        const struct cells_target *t = &w->targets[i / 2];
        int by = i % 2 ? t->up_by : t->down_by;
        for (size_t k = 0; by != NO_MOVE && k < w->moves[by].n; k++) {
            used[w->moves[by].facts[k]] = true;
        }
    }
    for (uint32_t f = (uint32_t)w->t.news->from; f < w->t.m->facts_n; f++) {
        if (w->t.facts[f].why == STUDY_SECONDARY && !used[f]) {
            w->t.facts[f].told = STUDY_SHOWN;
            w->t.facts[f].why = STUDY_PUBLIC;
        }
    }
}

/* ---- the best of a small table ---- */

/* Do the marks as they stand now give every target what it needs? */
static err *prove(struct work *w, bool *ret_done)
{
    *ret_done = true;
    w->mover.stage(w->mover.self, STAGE_NOTHING);
    for (size_t i = 0; i < w->targets_n; i++) {
        w->targets[i].up = w->targets[i].down = 0;
        w->targets[i].up_by = w->targets[i].down_by = NO_MOVE;
    }
    for (size_t i = 0; *ret_done && i < w->targets_n; i++) {
        TRY(provide(w, &w->targets[i], ret_done));
    }
    return NULL;
}

static err *best(struct work *w, struct lp_room *room)
{
    bool better, done = true;
    struct study_fact *kept = arena_array(w->t.a, struct study_fact, w->t.m->facts_n);
    memcpy(kept, w->t.facts, w->t.m->facts_n * sizeof *kept);
    TRY(cells_best(&w->t, room, w->targets, w->targets_n, &better));
    if (better) {
        TRY(prove(w, &done));
    }
    if (!done) {
        memcpy(w->t.facts, kept, w->t.m->facts_n * sizeof *kept);
    }
    return NULL;
}

static err *choose(struct work *w, struct lp_room *room)
{
    if (w->t.news->rows) {
        w->mover = cells_network_mover(&w->t, w->t.news->rows, w->t.news->columns);
    } else {
        TRY(cells_lp_mover(&w->t, room, &w->mover));
    }
    TRY(provide_all(w));
    TRY(prune(w));
    sweep(w);
    return best(w, room);
}

err *cells_suppress(struct arena *a, const struct cells_model *m, const struct cells_new *news,
                    const struct study_rule *rule, struct study_fact *facts)
{
    struct work w = {.t = {.a = a, .m = m, .news = news, .facts = facts}};
    w.t.y = arena_array(a, double, m->classes_n);
    find_targets(&w, rule);
    struct lp_room room = lp_room_open(a);
    err *e = w.targets_n ? choose(&w, &room) : NULL;
    lp_room_close(&room);
    return e;
}
