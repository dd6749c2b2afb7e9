/* Published statements as sums of classes of atoms. */
#include <stdlib.h>
#include <string.h>

#include "base/must.h"
#include "study/cells_inner.h"

enum { WORK_MOST = 1 << 29, PLACES_MOST = 1 << 24, DIGITS_MOST = 6 };

/* The space, its atoms numbered with the last axis fastest. */
struct grid {
    const struct study_space *space;
    size_t stride[STUDY_AXES], atoms;
};

static err *grid_make(struct arena *a, const struct study_space *s, struct grid *ret)
{
    if (s->axes < 1 || s->axes > STUDY_AXES) {
        return err_make(a, E_INVALID, "a space of counts has 1 to %d axes", STUDY_AXES);
    }
    ret->space = s;
    ret->atoms = 1;
    for (size_t i = s->axes; i-- > 0;) {
        ret->stride[i] = ret->atoms;
        if (!s->codes[i]) {
            return err_make(a, E_INVALID, "axis %zu of the counts has no code", i + 1);
        }
        ret->atoms *= s->codes[i];
        if (ret->atoms > STUDY_ATOMS) {
            return err_make(a, E_LIMIT,
                            "the axes make more than %d combinations: leave one out, or take fewer "
                            "months together",
                            STUDY_ATOMS);
        }
    }
    return NULL;
}

/* Going through a box, atom by atom. */
struct walk {
    const struct grid *g;
    const struct study_box *box;
    uint16_t at[STUDY_AXES];
    size_t atom;
    bool over;
};

static struct walk walk_begin(const struct grid *g, const struct study_box *box)
{
    struct walk w = {.g = g, .box = box};
    for (size_t i = 0; i < g->space->axes; i++) {
        w.at[i] = box->from[i];
        w.atom += g->stride[i] * box->from[i];
    }
    return w;
}

static void walk_on(struct walk *w)
{
    size_t i = w->g->space->axes;
    while (i-- > 0) {
        if (w->at[i] < w->box->to[i]) {
            w->at[i]++;
            w->atom += w->g->stride[i];
            return;
        }
        w->atom -= w->g->stride[i] * (size_t)(w->at[i] - w->box->from[i]);
        w->at[i] = w->box->from[i];
    }
    w->over = true;
}

static err *box_check(struct arena *a, const struct grid *g, const struct study_box *box,
                      size_t *work)
{
    size_t volume = 1;
    for (size_t i = 0; i < g->space->axes; i++) {
        if (box->from[i] > box->to[i] || box->to[i] >= g->space->codes[i]) {
            return err_make(a, E_INVALID, "a box of counts lies outside of axis %zu", i + 1);
        }
        volume *= (size_t)(box->to[i] - box->from[i]) + 1;
    }
    *work += volume;
    return *work <= WORK_MOST ? NULL
                              : err_make(a, E_LIMIT,
                                         "too much was published of these counts to be held "
                                         "against each other: take fewer months together");
}

/* Classes, made finer and finer. */
struct parts {
    uint32_t *of;         /* the class of an atom */
    uint32_t *size, *in;  /* of a class: its atoms, and those inside the box */
    uint32_t *to;         /* … and the class that these become, or itself */
    uint32_t *touched, n; /* classes that the box meets; classes */
};

static struct parts parts_begin(struct arena *a, size_t atoms)
{
    struct parts p = {.n = 1};
    p.of = arena_array(a, uint32_t, atoms);
    p.size = arena_array(a, uint32_t, atoms);
    p.in = arena_array(a, uint32_t, atoms);
    p.to = arena_array(a, uint32_t, atoms);
    p.touched = arena_array(a, uint32_t, atoms);
    p.size[0] = (uint32_t)atoms;
    return p;
}

static void parts_cut(struct parts *p, const struct grid *g, const struct study_box *box)
{
    uint32_t touched = 0;
    for (struct walk w = walk_begin(g, box); !w.over; walk_on(&w)) {
        uint32_t c = p->of[w.atom];
        if (!p->in[c]++) {
            p->touched[touched++] = c;
        }
    }
    for (uint32_t i = 0; i < touched; i++) {
        uint32_t c = p->touched[i];
        p->to[c] = c;
        if (p->in[c] < p->size[c]) {
            p->to[c] = p->n++;
            p->size[p->to[c]] = p->in[c];
            p->size[c] -= p->in[c];
        }
        p->in[c] = 0;
    }
    for (struct walk w = walk_begin(g, box); !w.over; walk_on(&w)) {
        p->of[w.atom] = p->to[p->of[w.atom]];
    }
}

static int rising(const void *left, const void *right)
{
    uint32_t l = *(const uint32_t *)left, r = *(const uint32_t *)right;
    return (l > r) - (l < r);
}

/* The classes that a box sums; stamp tells those that it met by the number `now`. */
static err *classes_of(struct arena *a, const struct parts *p, const struct grid *g,
                       const struct study_box *box, uint32_t *stamp, uint32_t now, size_t *places,
                       const uint32_t **ret, size_t *ret_n)
{
    size_t n = 0;
    for (struct walk w = walk_begin(g, box); !w.over; walk_on(&w)) {
        uint32_t c = p->of[w.atom];
        if (stamp[c] != now) {
            stamp[c] = now;
            p->touched[n++] = c;
        }
    }
    *places += n;
    if (*places > PLACES_MOST) {
        return err_make(a, E_LIMIT,
                        "too much was published of these counts to be held against "
                        "each other: take fewer months together");
    }
    uint32_t *of = arena_array(a, uint32_t, n);
    memcpy(of, p->touched, n * sizeof *of);
    qsort(of, n, sizeof *of, rising);
    *ret = of;
    *ret_n = n;
    return NULL;
}

/* ---- what was counted ---- */

/* Of each class its rows with a count above 0: holders[from[c]] to holders[from[c + 1] - 1]. */
struct behind {
    uint32_t *from, *holders, *stamp; /* stamp: of a holder */
    uint32_t now;
};

static err *row_atom(struct arena *a, const struct grid *g, const struct study_row *row, size_t n,
                     size_t *ret)
{
    *ret = 0;
    for (size_t i = 0; i < g->space->axes; i++) {
        if (row->at[i] >= g->space->codes[i]) {
            return err_make(a, E_INVALID, "row %zu of the counts lies outside of axis %zu", n + 1,
                            i + 1);
        }
        *ret += g->stride[i] * row->at[i];
    }
    if (row->count < 0) {
        return err_make(a, E_INVALID, "row %zu has a negative count, %lld: correct it first", n + 1,
                        (long long)row->count);
    }
    return NULL;
}

static err *count(struct arena *a, const struct grid *g, const struct parts *p,
                  const struct study_known *known, struct cells_class *classes)
{
    int64_t sum = 0;
    for (size_t i = 0; i < known->rows_n; i++) {
        size_t atom;
        TRY(row_atom(a, g, &known->rows[i], i, &atom));
        if (known->rows[i].count > STUDY_COUNT_MOST - sum) {
            return err_make(a, E_LIMIT, "the counts come to more than %d: take less together",
                            STUDY_COUNT_MOST);
        }
        sum += known->rows[i].count;
        classes[p->of[atom]].count += known->rows[i].count;
    }
    return NULL;
}

/* Holders numbered without gaps, by class. */
static err *gather(struct arena *a, const struct grid *g, const struct parts *p,
                   const struct study_known *known, struct behind *ret)
{
    size_t n = known->rows_n;
    uint32_t *names = arena_array(a, uint32_t, n + 1), *class = arena_array(a, uint32_t, n + 1);
    size_t atom = 0, names_n = 0;
    *ret = (struct behind){.from = arena_array(a, uint32_t, (size_t)p->n + 2),
                           .holders = arena_array(a, uint32_t, n + 1)};
    for (size_t i = 0; i < n; i++) {
        TRY(row_atom(a, g, &known->rows[i], i, &atom));
        class[i] = p->of[atom];
        names[i] = known->rows[i].holder;
        ret->from[class[i] + 2] += known->rows[i].count > 0;
    }
    qsort(names, n, sizeof *names, rising);
    for (size_t i = 0; i < n; i++) {
        if (!names_n || names[i] != names[names_n - 1]) {
            names[names_n++] = names[i];
        }
    }
    for (size_t c = 2; c < (size_t)p->n + 2; c++) {
        ret->from[c] += ret->from[c - 1];
    }
    for (size_t i = 0; i < n; i++) {
        if (known->rows[i].count > 0) {
            const uint32_t *name =
                bsearch(&known->rows[i].holder, names, names_n, sizeof *names, rising);
            must(name != NULL);
            ret->holders[ret->from[class[i] + 1]++] = (uint32_t)(name - names);
        }
    }
    ret->stamp = arena_array(a, uint32_t, names_n + 1);
    return NULL;
}

static uint32_t holders_of(struct behind *b, const uint32_t *classes, size_t n)
{
    uint32_t found = 0;
    b->now++;
    for (size_t i = 0; i < n; i++) {
        for (uint32_t k = b->from[classes[i]]; k < b->from[classes[i] + 1]; k++) {
            found += b->stamp[b->holders[k]] != b->now;
            b->stamp[b->holders[k]] = b->now;
        }
    }
    return found;
}

static int64_t sum_of(const struct cells_model *m, const uint32_t *classes, size_t n)
{
    int64_t sum = 0;
    for (size_t i = 0; i < n; i++) {
        sum += m->classes[classes[i]].count;
    }
    return sum;
}

/* Is the share as published that of the counts: within half a step, the ends included. */
static bool share_holds(const struct study_fact *f, int64_t part, int64_t whole)
{
    int64_t steps = 100;
    for (int i = 0; i < f->digits; i++) {
        steps *= 10;
    }
    int64_t off = part * steps - f->value * whole;
    return (off < 0 ? -off : off) * 2 <= whole;
}

static err *holds(struct arena *a, const struct cells_model *m, size_t i)
{
    const struct study_fact *f = &m->facts[i];
    const struct cells_line *l = &m->lines[i];
    if (f->told == STUDY_SHARE) {
        if (f->digits < 0 || f->digits > DIGITS_MOST || f->value < 0 ||
            f->value > INT64_C(100) * 1000000) {
            return err_make(a, E_INVALID,
                            "a published share has 0 to %d digits and lies between 0 and 100 "
                            "percent",
                            DIGITS_MOST);
        }
        if (share_holds(f, l->value, sum_of(m, l->whole, l->whole_n))) {
            return NULL;
        }
    } else if (f->told == STUDY_HIDDEN || f->value == l->value) {
        return NULL;
    }
    return err_make(a, E_CONFLICT,
                    "statement %zu that was published earlier does not follow from these counts: "
                    "publish from the counts as they were then",
                    i + 1);
}

static err *rule_check(struct arena *a, const struct study_rule *rule)
{
    return rule->threshold >= 0 && rule->threshold <= STUDY_COUNT_MOST && rule->holders >= 0
               ? NULL
               : err_make(a, E_INVALID, "the threshold of a table is a number from 0 to %d",
                          STUDY_COUNT_MOST);
}

err *cells_model_make(struct arena *a, const struct study_known *known,
                      const struct study_fact *facts, size_t facts_n, const struct study_rule *rule,
                      struct cells_model *ret)
{
    struct grid g;
    size_t work = 0, places = 0;
    TRY(rule_check(a, rule));
    TRY(grid_make(a, &known->space, &g));
    if (facts_n > STUDY_FACTS || known->rows_n >= UINT32_MAX) {
        return err_make(a, E_LIMIT,
                        "more than %d statements were published of these counts: take fewer "
                        "months together",
                        STUDY_FACTS);
    }
    struct parts p = parts_begin(a, g.atoms);
    for (size_t i = 0; i < facts_n; i++) {
        TRY(box_check(a, &g, &facts[i].of, &work));
        parts_cut(&p, &g, &facts[i].of);
        if (facts[i].told == STUDY_SHARE) {
            TRY(box_check(a, &g, &facts[i].whole, &work));
            parts_cut(&p, &g, &facts[i].whole);
        }
    }
    *ret = (struct cells_model){.space = &known->space,
                                .classes = arena_array(a, struct cells_class, p.n),
                                .classes_n = p.n,
                                .facts = facts,
                                .lines = arena_array(a, struct cells_line, facts_n + 1),
                                .facts_n = facts_n};
    for (size_t atom = g.atoms; atom-- > 0;) {
        ret->classes[p.of[atom]].atom = atom;
    }
    TRY(count(a, &g, &p, known, ret->classes));
    struct behind b = {0};
    if (rule->holders > 1) {
        TRY(gather(a, &g, &p, known, &b));
        for (uint32_t c = 0; c < p.n; c++) {
            ret->classes[c].holders = holders_of(&b, &c, 1);
        }
    }
    uint32_t *stamp = arena_array(a, uint32_t, p.n), now = 0;
    for (size_t i = 0; i < facts_n; i++) {
        struct cells_line *l = &ret->lines[i];
        TRY(classes_of(a, &p, &g, &facts[i].of, stamp, ++now, &places, &l->of, &l->of_n));
        if (facts[i].told == STUDY_SHARE) {
            TRY(classes_of(a, &p, &g, &facts[i].whole, stamp, ++now, &places, &l->whole,
                           &l->whole_n));
        }
        l->value = sum_of(ret, l->of, l->of_n);
        l->holders = rule->holders > 1 ? holders_of(&b, l->of, l->of_n) : 0;
        TRY(holds(a, ret, i));
    }
    return NULL;
}

struct study_need cells_need_of(const struct study_rule *rule, int64_t count, uint32_t holders)
{
    if (count > 0 && count < rule->threshold) {
        return (struct study_need){.up = rule->threshold - count, .width = rule->threshold - 1};
    }
    if (count > 0 && rule->holders > 1 && holders < rule->holders) {
        int64_t width = rule->threshold > 2 ? rule->threshold - 1 : 1;
        return (struct study_need){.width = width};
    }
    return (struct study_need){0};
}

struct study_box cells_box_of(const struct study_space *space, size_t atom)
{
    struct study_box box = {0};
    for (size_t i = space->axes; i-- > 0;) {
        box.from[i] = box.to[i] = (uint16_t)(atom % space->codes[i]);
        atom /= space->codes[i];
    }
    return box;
}

static int64_t larger(int64_t x, int64_t y)
{
    return x > y ? x : y;
}

struct study_need cells_need_fact(const struct cells_model *m, const struct cells_new *news,
                                  const struct study_rule *rule, size_t fact)
{
    const struct cells_line *l = &m->lines[fact];
    struct study_need need = cells_need_of(rule, l->value, l->holders);
    if (news->needs && fact >= news->from) {
        const struct study_need *more = &news->needs[fact - news->from];
        need.up = larger(need.up, more->up);
        need.down = larger(need.down, more->down);
        need.width = larger(need.width, more->width);
    }
    return need;
}
