/* The cheapest marks of a small table, by whole numbers: one for each cell that may be hidden, and
 * for each target a move up and a move down, in which a cell moves only where it is hidden. */
#include "study/cells_move.h"

enum { SMALL = 400, TIME_MOST_MS = 3000 };

struct matrix {
    struct lp_entry *entries;
    struct lp_bound *rows;
    size_t n, rows_n;
};

struct best {
    const struct cells_table *t;
    const struct cells_target *targets;
    size_t targets_n;
    uint32_t *choice; /* of a fact: its column, or UINT32_MAX where it is not to be chosen */
    uint32_t *of;     /* of a column of a choice: its fact */
    bool *still;      /* classes that a shown fact, not to be chosen, gives */
    uint32_t choices;
    int64_t total;
    struct matrix x;
    struct lp_bound *columns;
    size_t columns_n;
};

static void put(struct best *b, size_t column, double value)
{
    b->x.entries[b->x.n++] = (struct lp_entry){(uint32_t)b->x.rows_n, (uint32_t)column, value};
}

static void row(struct best *b, double lower, double upper)
{
    b->x.rows[b->x.rows_n++] = (struct lp_bound){lower, upper};
}

/* What may be chosen; false where marks stand that were not for counts, so that no price tells
 * better from worse. */
static bool find_choices(struct best *b)
{
    const struct cells_table *t = b->t;
    for (uint32_t f = 0; f < t->m->facts_n; f++) {
        bool counts = cells_may_hide(t, f, STAGE_COUNTS);
        b->choice[f] = UINT32_MAX;
        if (t->facts[f].why == STUDY_SECONDARY && !counts) {
            return false;
        }
        if (t->facts[f].why != STUDY_PRIMARY && counts) {
            b->of[b->choices] = f;
            b->choice[f] = b->choices++;
        } else if (t->facts[f].told == STUDY_SHOWN && t->m->lines[f].of_n == 1) {
            b->still[t->m->lines[f].of[0]] = true;
        }
    }
    return true;
}

/* One move: a column for each class; what is shown stands still. */
static void add_move(struct best *b, int64_t far)
{
    const struct cells_model *m = b->t->m;
    size_t first = b->columns_n;
    for (size_t c = 0; c < m->classes_n; c++) {
        struct lp_bound none = {0, 0}, free = {-(double)m->classes[c].count, (double)far};
        b->columns[b->columns_n++] = b->still[c] ? none : free;
    }
    for (uint32_t f = 0; f < m->facts_n; f++) {
        const struct cells_line *l = &m->lines[f];
        if (b->choice[f] != UINT32_MAX) {
            put(b, first + l->of[0], 1);
            put(b, b->choice[f], -(double)far);
            row(b, -LP_INFINITE, 0);
            put(b, first + l->of[0], 1);
            put(b, b->choice[f], (double)l->value);
            row(b, 0, LP_INFINITE);
        } else if (b->t->facts[f].told == STUDY_SHOWN && l->of_n > 1) {
            for (size_t i = 0; i < l->of_n; i++) {
                put(b, first + l->of[i], 1);
            }
            row(b, 0, 0);
        }
    }
}

static void put_target(struct best *b, const struct cells_target *t, size_t first, double by)
{
    const struct cells_line *l = t->class ? NULL : &b->t->m->lines[t->of];
    for (size_t i = 0; i < (l ? l->of_n : 1); i++) {
        put(b, first + (l ? l->of[i] : t->of), by);
    }
}

/* … that takes the target so far up, one that takes it down, and both together. */
static void add_moves(struct best *b, const struct cells_target *t)
{
    /* Through a network a move of so much needs no more than that in any cell. */
    int64_t most = t->need.up > t->need.width ? t->need.up : t->need.width;
    most = most > t->need.down ? most : t->need.down;
    size_t up = b->columns_n, down;
    add_move(b, b->t->news->rows ? most : b->total);
    down = b->columns_n;
    add_move(b, b->t->news->rows ? most : b->total);
    put_target(b, t, up, 1);
    row(b, (double)t->need.up, LP_INFINITE);
    put_target(b, t, down, -1);
    row(b, (double)t->need.down, LP_INFINITE);
    put_target(b, t, up, 1);
    put_target(b, t, down, -1);
    row(b, (double)t->need.width, LP_INFINITE);
}

static void build(struct best *b, struct arena *a)
{
    const struct cells_model *m = b->t->m;
    size_t moves = 2 * b->targets_n, places = 0;
    int64_t cost = 0;
    for (size_t f = 0; f < m->facts_n; f++) {
        places += m->lines[f].of_n > 4 ? m->lines[f].of_n : 4;
    }
    size_t places_all = moves * places + b->choices + 4 * b->targets_n * m->classes_n;
    b->x.entries = arena_array(a, struct lp_entry, places_all);
    b->x.rows = arena_array(a, struct lp_bound, moves * 2 * m->facts_n + 3 * b->targets_n + 1);
    b->columns = arena_array(a, struct lp_bound, b->choices + moves * m->classes_n);
    for (uint32_t i = 0; i < b->choices; i++) {
        uint32_t f = b->of[i];
        b->columns[b->columns_n++] = (struct lp_bound){0, 1};
        cost += b->t->facts[f].told == STUDY_HIDDEN ? m->lines[f].value : 0;
        put(b, i, (double)m->lines[f].value);
    }
    row(b, -LP_INFINITE, (double)cost - 1); /* cheaper than what stands */
    for (size_t i = 0; i < b->targets_n; i++) {
        add_moves(b, &b->targets[i]);
    }
}

err *cells_best(const struct cells_table *t, struct lp_room *room,
                const struct cells_target *targets, size_t targets_n, bool *ret_better)
{
    size_t facts = t->m->facts_n;
    struct best b = {.t = t, .targets = targets, .targets_n = targets_n};
    struct lp lp;
    enum lp_answer answer;
    *ret_better = false;
    if (t->news->from || targets_n * t->m->classes_n > SMALL) {
        return NULL;
    }
    b.choice = arena_array(t->a, uint32_t, facts);
    b.of = arena_array(t->a, uint32_t, facts);
    b.still = arena_array(t->a, bool, t->m->classes_n);
    for (size_t c = 0; c < t->m->classes_n; c++) {
        b.total += t->m->classes[c].count;
    }
    if (!find_choices(&b) || !b.choices) {
        return NULL;
    }
    build(&b, t->a);
    TRY(lp_open(room, b.columns, b.columns_n, b.x.rows, b.x.rows_n, b.x.entries, b.x.n, &lp));
    for (uint32_t i = 0; i < b.choices; i++) {
        lp_column_whole(&lp, i);
        lp_cost(&lp, i, (double)t->m->lines[b.of[i]].value);
    }
    TRY(lp_whole(&lp, TIME_MOST_MS, &answer));
    *ret_better = answer == LP_OPTIMAL;
    for (uint32_t i = 0; *ret_better && i < b.choices; i++) {
        bool hidden = lp_whole_value(&lp, i) > 0.5;
        t->facts[b.of[i]].told = hidden ? STUDY_HIDDEN : STUDY_SHOWN;
        t->facts[b.of[i]].why = hidden ? STUDY_SECONDARY : STUDY_PUBLIC;
    }
    return NULL;
}
