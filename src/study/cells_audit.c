/* The attack: what a reader can work out of everything that was published, whoever chose the marks
 * and how.  First by hand, statement by statement; then the least and the greatest that each
 * hidden count can be, by linear programming, in each group of classes that statements tie
 * together. */
#include <math.h>
#include <string.h>

#include "base/must.h"
#include "study/cells_inner.h"

enum { ALONE = 1 };

/* Something that must not be narrowed: a class, or a fact of several. */
struct target {
    uint32_t class; /* or UINT32_MAX */
    size_t fact;    /* or SIZE_MAX: of a class that no hidden fact tells by itself */
    struct study_need need;
    double up, down; /* how far the reader's interval reaches from the count */
    bool narrow;     /* all of it lies in one group, so that any solution says something of it */
};

struct audit {
    struct arena *a;
    const struct cells_model *m;
    bool *fixed;                  /* what is worked out by hand */
    uint32_t *group, groups_n;    /* of a class that is not fixed */
    uint32_t *lines_from, *lines; /* of a class: the shown facts that sum it */
    struct target *targets;
    size_t targets_n, asked;
    uint32_t *place; /* of a class: its column in the program of its group */
    bool exact;
};

static bool ties(const struct audit *u, size_t fact)
{
    return u->m->facts[fact].told != STUDY_HIDDEN;
}

/* ---- by hand ---- */

static void index_lines(struct audit *u)
{
    size_t places = 0;
    u->lines_from = arena_array(u->a, uint32_t, u->m->classes_n + 2);
    for (size_t f = 0; f < u->m->facts_n; f++) {
        const struct cells_line *l = &u->m->lines[f];
        for (size_t i = 0; u->m->facts[f].told == STUDY_SHOWN && i < l->of_n; i++) {
            u->lines_from[l->of[i] + 2]++;
            places++;
        }
    }
    for (size_t c = 2; c < u->m->classes_n + 2; c++) {
        u->lines_from[c] += u->lines_from[c - 1];
    }
    u->lines = arena_array(u->a, uint32_t, places + 1);
    for (size_t f = 0; f < u->m->facts_n; f++) {
        const struct cells_line *l = &u->m->lines[f];
        for (size_t i = 0; u->m->facts[f].told == STUDY_SHOWN && i < l->of_n; i++) {
            u->lines[u->lines_from[l->of[i] + 1]++] = (uint32_t)f;
        }
    }
}

/* A sum of which one class is left gives that class; a sum of nothing gives nothing to each. */
static void by_hand(struct audit *u)
{
    size_t facts = u->m->facts_n, queue_n = 0;
    uint32_t *unknown = arena_array(u->a, uint32_t, facts + 1);
    int64_t *rest = arena_array(u->a, int64_t, facts + 1);
    uint32_t *queue = arena_array(u->a, uint32_t, u->m->classes_n + 1);
    bool *done = arena_array(u->a, bool, facts + 1);
    u->fixed = arena_array(u->a, bool, u->m->classes_n);
    for (size_t f = 0; f < facts; f++) {
        unknown[f] = (uint32_t)u->m->lines[f].of_n;
        rest[f] = u->m->facts[f].value;
        done[f] = u->m->facts[f].told != STUDY_SHOWN;
    }
    for (size_t f = 0, next = 0; f < facts || next < queue_n;) {
        /* first every statement once, then those that what was found touches */
        size_t from = f < facts ? f : 0, n = 1;
        const uint32_t *touched = NULL;
        if (f >= facts) {
            uint32_t c = queue[next++];
            touched = u->lines + u->lines_from[c];
            n = u->lines_from[c + 1] - u->lines_from[c];
            for (size_t i = 0; i < n; i++) {
                unknown[touched[i]]--;
                rest[touched[i]] -= u->m->classes[c].count;
            }
        }
        f += f < facts;
        for (size_t i = 0; i < n; i++) {
            size_t line = touched ? touched[i] : from;
            const struct cells_line *l = &u->m->lines[line];
            if (done[line] || (unknown[line] > ALONE && rest[line] > 0)) {
                continue;
            }
            done[line] = true;
            for (size_t k = 0; k < l->of_n; k++) {
                if (!u->fixed[l->of[k]]) {
                    u->fixed[l->of[k]] = true;
                    queue[queue_n++] = l->of[k];
                }
            }
        }
    }
}

/* ---- groups ---- */

static uint32_t root(uint32_t *up, uint32_t c)
{
    while (up[c] != c) {
        up[c] = up[up[c]];
        c = up[c];
    }
    return c;
}

static void tie(const struct audit *u, uint32_t *up, uint32_t *first, const uint32_t *of, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (!u->fixed[of[i]]) {
            uint32_t c = root(up, of[i]);
            *first = *first == UINT32_MAX ? c : root(up, *first);
            up[c] = *first;
        }
    }
}

static void find_groups(struct audit *u)
{
    uint32_t *up = arena_array(u->a, uint32_t, u->m->classes_n);
    uint32_t *number = arena_array(u->a, uint32_t, u->m->classes_n);
    u->group = arena_array(u->a, uint32_t, u->m->classes_n);
    for (uint32_t c = 0; c < u->m->classes_n; c++) {
        up[c] = c;
    }
    for (size_t f = 0; f < u->m->facts_n; f++) {
        uint32_t first = UINT32_MAX;
        if (ties(u, f)) {
            tie(u, up, &first, u->m->lines[f].of, u->m->lines[f].of_n);
            tie(u, up, &first, u->m->lines[f].whole, u->m->lines[f].whole_n);
        }
    }
    for (uint32_t c = 0; c < u->m->classes_n; c++) {
        uint32_t r = root(up, c);
        if (!u->fixed[c]) {
            number[r] = number[r] ? number[r] : ++u->groups_n;
            u->group[c] = number[r] - 1;
        }
    }
}

/* ---- the program of a group ---- */

struct program {
    struct lp lp;
    const uint32_t *classes; /* of the group */
    size_t classes_n;
};

struct matrix {
    struct lp_entry *entries;
    struct lp_bound *rows;
    size_t n, rows_n;
};

static void put(struct matrix *x, uint32_t column, double value)
{
    x->entries[x->n++] = (struct lp_entry){(uint32_t)x->rows_n, column, value};
}

static bool in_group(const struct audit *u, uint32_t group, uint32_t class)
{
    return !u->fixed[class] && u->group[class] == group;
}

static void put_sum(const struct audit *u, struct matrix *x, uint32_t group, size_t fact)
{
    const struct cells_line *l = &u->m->lines[fact];
    size_t before = x->n;
    for (size_t i = 0; i < l->of_n; i++) {
        if (in_group(u, group, l->of[i])) {
            put(x, u->place[l->of[i]], 1);
        }
    }
    if (x->n > before) {
        x->rows[x->rows_n++] = (struct lp_bound){0, 0};
    }
}

/* The share says: (value - 1/2) / steps <= part / whole <= (value + 1/2) / steps. */
static void put_share(const struct audit *u, struct matrix *x, uint32_t group, size_t fact,
                      double *by)
{
    const struct cells_line *l = &u->m->lines[fact];
    double steps = 100 * pow(10, u->m->facts[fact].digits);
    for (int side = 0; side < 2; side++) {
        double share = ((double)u->m->facts[fact].value + (side ? 0.5 : -0.5)) / steps, now = 0;
        size_t before = x->n;
        for (size_t i = 0; i < l->of_n; i++) {
            by[l->of[i]] += 1;
        }
        for (size_t i = 0; i < l->whole_n; i++) {
            by[l->whole[i]] -= share;
        }
        for (int list = 0; list < 2; list++) {
            const uint32_t *of = list ? l->whole : l->of;
            for (size_t i = 0; i < (list ? l->whole_n : l->of_n); i++) {
                now += by[of[i]] * (double)u->m->classes[of[i]].count;
                if (in_group(u, group, of[i]) && by[of[i]] != 0) {
                    put(x, u->place[of[i]], by[of[i]]);
                }
                by[of[i]] = 0;
            }
        }
        if (x->n > before) {
            x->rows[x->rows_n++] = side ? (struct lp_bound){-LP_INFINITE, fmax(0, -now)}
                                        : (struct lp_bound){fmin(0, -now), LP_INFINITE};
        }
    }
}

static err *open_group(struct audit *u, struct lp_room *room, uint32_t group, struct program *ret)
{
    uint32_t *classes = arena_array(u->a, uint32_t, u->m->classes_n);
    size_t places = 0, facts = u->m->facts_n;
    ret->classes = classes;
    ret->classes_n = 0;
    for (uint32_t c = 0; c < u->m->classes_n; c++) {
        if (in_group(u, group, c)) {
            u->place[c] = (uint32_t)ret->classes_n;
            classes[ret->classes_n++] = c;
        }
    }
    for (size_t f = 0; f < facts; f++) {
        places += ties(u, f) ? u->m->lines[f].of_n + u->m->lines[f].whole_n : 0;
    }
    struct matrix x = {.entries = arena_array(u->a, struct lp_entry, 2 * places + 1),
                       .rows = arena_array(u->a, struct lp_bound, 2 * facts + 1)};
    struct lp_bound *columns = arena_array(u->a, struct lp_bound, ret->classes_n);
    double *by = arena_array(u->a, double, u->m->classes_n);
    for (size_t i = 0; i < ret->classes_n; i++) {
        columns[i] = (struct lp_bound){-(double)u->m->classes[classes[i]].count, LP_INFINITE};
    }
    for (size_t f = 0; f < facts; f++) {
        if (u->m->facts[f].told == STUDY_SHOWN) {
            put_sum(u, &x, group, f);
        } else if (u->m->facts[f].told == STUDY_SHARE) {
            put_share(u, &x, group, f, by);
        }
    }
    return lp_open(room, columns, ret->classes_n, x.rows, x.rows_n, x.entries, x.n, &ret->lp);
}

/* ---- targets ---- */

static const uint32_t *classes_of(const struct audit *u, const struct target *t, size_t *ret_n)
{
    *ret_n = t->class != UINT32_MAX ? 1 : u->m->lines[t->fact].of_n;
    return t->class != UINT32_MAX ? &t->class : u->m->lines[t->fact].of;
}

static void add_target(struct audit *u, uint32_t class, size_t fact, struct study_need need)
{
    struct target t = {.class = class, .fact = fact, .need = need, .narrow = true};
    size_t n;
    const uint32_t *of = classes_of(u, &t, &n);
    uint32_t group = UINT32_MAX;
    for (size_t i = 0; i < n; i++) {
        if (!u->fixed[of[i]]) {
            t.narrow &= group == UINT32_MAX || group == u->group[of[i]];
            group = u->group[of[i]];
        }
    }
    u->targets[u->targets_n++] = t;
}

static int64_t larger(int64_t x, int64_t y)
{
    return x > y ? x : y;
}

static void find_targets(struct audit *u, const struct cells_new *news,
                         const struct study_rule *rule)
{
    u->targets = arena_array(u->a, struct target, u->m->classes_n + u->m->facts_n);
    for (size_t f = 0; f < u->m->facts_n; f++) {
        const struct cells_line *l = &u->m->lines[f];
        struct study_need need = cells_need_fact(u->m, news, rule, f);
        if (u->m->facts[f].told == STUDY_HIDDEN) {
            need.width = larger(need.width, l->value > 0);
            add_target(u, l->of_n == 1 ? l->of[0] : UINT32_MAX, f, need);
        }
    }
    for (uint32_t c = 0; c < u->m->classes_n; c++) {
        struct study_need need =
            cells_need_of(rule, u->m->classes[c].count, u->m->classes[c].holders);
        if (need.width) {
            add_target(u, c, SIZE_MAX, need);
        }
    }
}

static bool has_need(const struct target *t)
{
    double slack = 1e-6;
    return t->up >= (double)t->need.up - slack && t->down >= (double)t->need.down - slack &&
           t->up + t->down >= (double)t->need.width - slack;
}

/* What one more table that fits what is published says of the targets of a group. */
static void witness(struct audit *u, const struct program *p, uint32_t group)
{
    for (size_t i = 0; i < u->targets_n; i++) {
        struct target *t = &u->targets[i];
        if (t->class == UINT32_MAX || !in_group(u, group, t->class)) {
            continue;
        }
        double by = lp_value(&p->lp, u->place[t->class]);
        t->up = fmax(t->up, by);
        t->down = fmax(t->down, -by);
    }
}

/* How far the target's part in this group reaches on one side (1 up, -1 down). */
static err *reach(struct audit *u, struct program *p, uint32_t group, const struct target *t,
                  int side, double *ret)
{
    size_t n;
    const uint32_t *of = classes_of(u, t, &n);
    enum lp_answer answer;
    *ret = 0;
    for (size_t i = 0; i < n; i++) {
        if (in_group(u, group, of[i])) {
            lp_cost(&p->lp, u->place[of[i]], -side);
        }
    }
    TRY(lp_solve(&p->lp, &answer));
    u->asked++;
    for (size_t i = 0; i < n; i++) {
        if (in_group(u, group, of[i])) {
            *ret += side * lp_value(&p->lp, u->place[of[i]]);
            lp_cost(&p->lp, u->place[of[i]], 0);
        }
    }
    if (answer == LP_UNBOUNDED) {
        *ret = INFINITY;
    } else if (answer == LP_OPTIMAL) {
        witness(u, p, group);
    } else {
        return err_make(u->a, E_REFUSED,
                        "the audit found no answer for this table, and nothing is published: take "
                        "fewer rows, columns or layers together");
    }
    return NULL;
}

static err *ask(struct audit *u, struct program *p, uint32_t group, struct target *t)
{
    for (int side = 1; side >= -1; side -= 2) {
        double far;
        if (t->narrow && !u->exact && has_need(t)) {
            return NULL;
        }
        TRY(reach(u, p, group, t, side, &far));
        double *to = side > 0 ? &t->up : &t->down;
        *to = t->narrow ? fmax(*to, far) : *to + far;
    }
    return NULL;
}

static bool meets(const struct audit *u, const struct target *t, uint32_t group)
{
    size_t n;
    const uint32_t *of = classes_of(u, t, &n);
    for (size_t i = 0; i < n; i++) {
        if (in_group(u, group, of[i])) {
            return true;
        }
    }
    return false;
}

static err *ask_group(struct audit *u, struct lp_room *room, uint32_t group)
{
    struct program p = {0};
    TRY(open_group(u, room, group, &p));
    for (size_t i = 0; i < u->targets_n; i++) {
        if (meets(u, &u->targets[i], group)) {
            TRY(ask(u, &p, group, &u->targets[i]));
        }
    }
    return NULL;
}

/* ---- the verdict ---- */

static int64_t whole(double x, int side)
{
    double slack = fmin(0.4, 1e-6 * fmax(1, fabs(x)));
    if (isinf(x)) {
        return INT64_MAX;
    }
    return (int64_t)(side > 0 ? floor(x + slack) : ceil(x - slack));
}

static void interval_of(const struct audit *u, const struct target *t, int64_t *lower,
                        int64_t *upper)
{
    int64_t count =
        t->class != UINT32_MAX ? u->m->classes[t->class].count : u->m->lines[t->fact].value;
    *lower = larger(0, whole((double)count - t->down, -1));
    *upper = whole((double)count + t->up, 1);
}

static void say(const struct audit *u, const struct target *t, struct study_finding *ret)
{
    if (!ret->safe || has_need(t)) {
        return;
    }
    ret->safe = false;
    ret->fact = t->fact;
    ret->of = t->fact != SIZE_MAX ? u->m->facts[t->fact].of
                                  : cells_box_of(u->m->space, u->m->classes[t->class].atom);
    interval_of(u, t, &ret->lower, &ret->upper);
}

/* What is shown, and should not be. */
static void say_shown(const struct audit *u, const struct cells_new *news,
                      const struct study_rule *rule, struct study_finding *ret)
{
    for (size_t f = 0; ret->safe && f < u->m->facts_n; f++) {
        if (u->m->facts[f].told == STUDY_SHOWN && cells_need_fact(u->m, news, rule, f).width > 0) {
            ret->safe = false;
            ret->fact = f;
            ret->of = u->m->facts[f].of;
            ret->lower = ret->upper = u->m->facts[f].value;
        }
    }
}

/* In one table of two dimensions what is known exactly is seen without a solver. */
static void say_bridges(struct audit *u, const struct cells_new *news, struct study_finding *ret)
{
    bool *exact = arena_array(u->a, bool, u->m->facts_n);
    cells_bridges(u->a, news->rows, news->columns, u->m->facts, exact);
    for (size_t f = 0; ret->safe && f < u->m->facts_n; f++) {
        if (exact[f] && u->m->lines[f].value > 0) {
            *ret = (struct study_finding){.fact = f,
                                          .of = u->m->facts[f].of,
                                          .lower = u->m->lines[f].value,
                                          .upper = u->m->lines[f].value};
        }
    }
}

err *cells_audit(struct arena *a, const struct cells_model *m, const struct cells_new *news,
                 const struct study_rule *rule, struct study_finding *ret, int64_t *ret_lower,
                 int64_t *ret_upper)
{
    struct audit u = {.a = a, .m = m, .exact = ret_lower != NULL};
    *ret = (struct study_finding){.safe = true, .fact = SIZE_MAX};
    if (news->rows) {
        say_bridges(&u, news, ret);
        if (!ret->safe && !u.exact) {
            return NULL;
        }
    }
    u.place = arena_array(a, uint32_t, m->classes_n);
    index_lines(&u);
    by_hand(&u);
    find_groups(&u);
    find_targets(&u, news, rule);
    struct lp_room room = lp_room_open(a);
    err *e = NULL;
    for (uint32_t g = 0; !e && g < u.groups_n; g++) {
        e = ask_group(&u, &room, g);
    }
    lp_room_close(&room);
    TRY(e);
    ret->asked = u.asked;
    say_shown(&u, news, rule, ret);
    for (size_t f = 0; ret_lower && f < m->facts_n; f++) {
        ret_lower[f] = ret_upper[f] = m->lines[f].value;
    }
    for (size_t i = 0; i < u.targets_n; i++) {
        const struct target *t = &u.targets[i];
        if (ret_lower && t->fact != SIZE_MAX) {
            interval_of(&u, t, &ret_lower[t->fact], &ret_upper[t->fact]);
        }
    }
    for (int small = 1; small >= 0; small--) {
        for (size_t i = 0; i < u.targets_n; i++) {
            if ((u.targets[i].need.up > 0 || u.targets[i].need.width > 1) == small) {
                say(&u, &u.targets[i], ret);
            }
        }
    }
    return NULL;
}
