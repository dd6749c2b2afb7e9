/* Tables that may be published, against every table of whole numbers that fits: the audit's
 * intervals, that what it lets pass holds, that marks protect what they must, and, in small tables,
 * that no cheaper marks do. */
#include <string.h>

#include "cells_slow.h"
#include "random.h"
#include "study/cells_inner.h"
#include "tap.h"

static struct arena *a;

struct world {
    struct study_space space;
    size_t atoms;
    int64_t x[SLOW_ATOMS];
    struct study_row rows[SLOW_ATOMS];
    struct study_fact told[SLOW_FACTS];
    size_t told_n;
};

static void draw_world(struct world *w, size_t axes, const uint16_t *codes, uint64_t most)
{
    *w = (struct world){.space = {.axes = axes}, .atoms = 1};
    for (size_t i = 0; i < axes; i++) {
        w->space.codes[i] = codes[i];
        w->atoms *= codes[i];
    }
    for (size_t i = 0; i < w->atoms; i++) {
        size_t rest = i;
        for (size_t d = axes; d-- > 0; rest /= codes[d]) {
            w->rows[i].at[d] = (uint16_t)(rest % codes[d]);
        }
        w->x[i] = random_below(4) ? (int64_t)random_below(most + 1) : 0;
        w->rows[i].count = w->x[i];
    }
}

static struct study_known known_of(const struct world *w)
{
    return (struct study_known){.space = w->space,
                                .rows = w->rows,
                                .rows_n = w->atoms,
                                .earlier = w->told,
                                .earlier_n = w->told_n};
}

static int64_t count_in(const struct world *w, const struct study_box *box)
{
    int64_t s = 0;
    for (size_t i = 0; i < w->atoms; i++) {
        s += slow_in(&w->space, box, i) ? w->x[i] : 0;
    }
    return s;
}

/* A table over all of the space: every cell and margin, some hidden. */
static void draw_marks(struct world *w, uint64_t one_in)
{
    size_t at[STUDY_DIMENSIONS] = {0};
    w->told_n = 0;
    for (bool more = true; more;) {
        struct study_fact f = {.told = STUDY_SHOWN};
        bool margin = false;
        for (size_t d = 0; d < w->space.axes; d++) {
            bool all = at[d] == w->space.codes[d];
            f.of.from[d] = all ? 0 : (uint16_t)at[d];
            f.of.to[d] = all ? (uint16_t)(w->space.codes[d] - 1) : (uint16_t)at[d];
            margin |= all;
        }
        f.value = count_in(w, &f.of);
        if (random_below(margin ? 4 * one_in : one_in) == 0) {
            f.told = STUDY_HIDDEN;
            f.value = 0;
        }
        w->told[w->told_n++] = f;
        size_t d = w->space.axes;
        while (d > 0 && at[d - 1] == w->space.codes[d - 1]) {
            at[--d] = 0;
        }
        more = d > 0;
        at[d > 0 ? d - 1 : 0] += more;
    }
}

/* Shares of some of them in others, rounded to the nearest. */
static void draw_shares(struct world *w)
{
    size_t n = w->told_n;
    for (uint64_t k = random_below(4); k > 0; k--) {
        struct study_fact f = {.of = w->told[random_below(n)].of,
                               .whole = w->told[random_below(n)].of,
                               .told = STUDY_SHARE,
                               .digits = (int)random_below(3)};
        int64_t whole = count_in(w, &f.whole), steps = 100;
        for (int i = 0; i < f.digits; i++) {
            steps *= 10;
        }
        f.value = whole ? (2 * steps * count_in(w, &f.of) + whole) / (2 * whole) : 0;
        if (f.value <= steps && count_in(w, &f.of) <= whole) {
            w->told[w->told_n++] = f;
        }
    }
}

/* ---- the audit ---- */

struct tally {
    int tried, skipped, wider, wrong, disagree, narrowed, safe;
};

/* Is what a reader can place in this interval narrowed below the rule?  Written from the words of
 * the rule. */
static bool narrowed(int64_t count, int64_t low, int64_t high, int64_t threshold)
{
    return count > 0 && count < threshold && (high < threshold || high - low + 1 < threshold);
}

static bool slow_narrowed(const struct world *w, const struct slow_bounds *b, int64_t threshold)
{
    bool found = false;
    for (size_t i = 0; i < w->atoms; i++) {
        found |= narrowed(w->x[i], b->atom_low[i], b->atom_high[i], threshold);
    }
    for (size_t f = 0; f < w->told_n; f++) {
        int64_t count = count_in(w, &w->told[f].of);
        if (w->told[f].told == STUDY_HIDDEN) {
            found |= narrowed(count, b->fact_low[f], b->fact_high[f], threshold);
            found |= count > 0 && b->fact_low[f] == b->fact_high[f];
        } else if (w->told[f].told == STUDY_SHOWN) {
            found |= count > 0 && count < threshold;
        }
    }
    return found;
}

static void compare(const struct world *w, int64_t threshold, bool exact, struct tally *t)
{
    struct study_rule rule = {.threshold = threshold};
    struct study_known known = known_of(w);
    struct cells_model m;
    struct cells_new none = {.from = w->told_n};
    struct study_finding found, quick;
    static struct slow_bounds b;
    int64_t low[SLOW_FACTS], high[SLOW_FACTS];
    slow_attack(&w->space, w->told, w->told_n, &b);
    if (b.too_many) {
        t->skipped++;
        return;
    }
    t->tried++;
    if (cells_model_make(a, &known, w->told, w->told_n, &rule, &m) ||
        cells_audit(a, &m, &none, &rule, &found, low, high) ||
        study_audit(a, &known, &rule, &quick)) {
        t->wrong++;
        return;
    }
    for (size_t f = 0; f < w->told_n; f++) {
        if (w->told[f].told == STUDY_HIDDEN) {
            int64_t cap = high[f] > SLOW_CAP ? b.fact_high[f] : high[f];
            bool same = low[f] == b.fact_low[f] && cap == b.fact_high[f];
            bool holds = low[f] <= b.fact_low[f] && high[f] >= b.fact_high[f];
            t->wider += holds && !same;
            t->wrong += !holds || (exact && !same);
        }
    }
    bool bad = slow_narrowed(w, &b, threshold);
    t->narrowed += bad;
    t->safe += quick.safe;
    t->disagree +=
        quick.safe != found.safe || (exact && quick.safe == bad) || (!quick.safe && !bad);
}

static void audits(void)
{
    static const uint16_t flat[][2] = {{2, 3}, {3, 3}, {3, 4}, {2, 2}, {1, 4}};
    static const uint16_t deep[][3] = {{2, 2, 2}, {2, 2, 3}};
    static struct world w;
    struct tally t = {0};
    for (int i = 0; i < 1290; i++) {
        struct arena_mark m = arena_mark(a);
        draw_world(&w, 2, flat[random_below(5)], 1 + random_below(6));
        draw_marks(&w, 2 + random_below(8));
        compare(&w, 1 + (int64_t)random_below(3), true, &t);
        arena_rewind(a, m);
    }
    printf("# two dimensions: %d tried, %d too large, %d narrowed, %d safe\n", t.tried, t.skipped,
           t.narrowed, t.safe);
    ok_as(t.wrong == 0, "in two dimensions intervals are those of all whole tables");
    ok_as(t.disagree == 0, "… and the audit's verdict is theirs");
    ok(t.tried > 800 && t.narrowed > 100 && t.safe > 50);
    t = (struct tally){0};
    for (int i = 0; i < 600; i++) {
        struct arena_mark m = arena_mark(a);
        draw_world(&w, 2, flat[random_below(5)], 1 + random_below(8));
        draw_marks(&w, 2 + random_below(4));
        draw_shares(&w);
        compare(&w, 1 + (int64_t)random_below(3), false, &t);
        arena_rewind(a, m);
    }
    printf("# with shares: %d tried, %d too large, %d narrowed, %d safe, %d intervals wider\n",
           t.tried, t.skipped, t.narrowed, t.safe, t.wider);
    ok_as(t.wrong == 0, "with shares in percent intervals hold those of all whole tables");
    ok_as(t.disagree == 0, "… and what is refused is narrowed");
    ok(t.tried > 300 && t.narrowed > 100 && t.safe > 20);
    t = (struct tally){0};
    for (int i = 0; i < 300; i++) {
        struct arena_mark m = arena_mark(a);
        draw_world(&w, 3, deep[random_below(2)], 1 + random_below(3));
        draw_marks(&w, 2);
        compare(&w, 3, false, &t);
        arena_rewind(a, m);
    }
    printf("# three dimensions: %d tried, %d too large, %d narrowed, %d safe, %d intervals wider\n",
           t.tried, t.skipped, t.narrowed, t.safe, t.wider);
    ok_as(t.wrong == 0, "in three dimensions intervals hold those of all whole tables");
    ok_as(t.disagree == 0, "… and what is refused is narrowed");
    ok(t.tried > 100 && t.narrowed > 30);
}

/* ---- bridges ---- */

/* Where every hidden count is above zero, what is known exactly is what is a bridge: the solver's
 * intervals say the same, on tables of many sizes. */
static void bridges(void)
{
    enum { MOST = 8 };
    static struct study_row rows[MOST * MOST];
    static struct study_fact facts[(MOST + 1) * (MOST + 1)];
    int tables = 0, hidden = 0, exact_n = 0, differ = 0;
    for (int round = 0; round < 1290; round++) {
        struct arena_mark mark = arena_mark(a);
        size_t r = 1 + random_below(MOST), c = 1 + random_below(MOST), n = 0;
        uint64_t one_in = 2 + random_below(4);
        struct study_known known = {.space = {.axes = 2, .codes = {(uint16_t)r, (uint16_t)c}},
                                    .rows = rows,
                                    .rows_n = r * c};
        for (size_t i = 0; i < r * c; i++) {
            rows[i] = (struct study_row){.at = {(uint16_t)(i / c), (uint16_t)(i % c)},
                                         .count = 1 + (int64_t)random_below(40)};
        }
        for (size_t i = 0; i <= r; i++) {
            for (size_t j = 0; j <= c; j++, n++) {
                struct study_fact f = {.told = STUDY_SHOWN};
                f.of.from[0] = (uint16_t)(i < r ? i : 0);
                f.of.to[0] = (uint16_t)(i < r ? i : r - 1);
                f.of.from[1] = (uint16_t)(j < c ? j : 0);
                f.of.to[1] = (uint16_t)(j < c ? j : c - 1);
                for (size_t k = 0; k < r * c; k++) {
                    f.value += slow_in(&known.space, &f.of, k) ? rows[k].count : 0;
                }
                if (!random_below(i < r && j < c ? one_in : 4 * one_in)) {
                    f.told = STUDY_HIDDEN;
                    f.value = 0;
                }
                facts[n] = f;
            }
        }
        struct study_rule rule = {.threshold = 1};
        struct cells_model m;
        struct cells_new none = {.from = n};
        struct study_finding found;
        int64_t *low = arena_array(a, int64_t, n), *high = arena_array(a, int64_t, n);
        bool *exact = arena_array(a, bool, n);
        if (cells_model_make(a, &known, facts, n, &rule, &m) ||
            cells_audit(a, &m, &none, &rule, &found, low, high)) {
            differ++;
        } else {
            cells_bridges(a, r, c, facts, exact);
            tables++;
            for (size_t f = 0; f < n; f++) {
                hidden += facts[f].told == STUDY_HIDDEN;
                exact_n += exact[f];
                differ +=
                    facts[f].told == STUDY_HIDDEN ? exact[f] != (low[f] == high[f]) : exact[f];
            }
        }
        arena_rewind(a, mark);
    }
    printf("# %d tables, %d hidden cells, %d known exactly\n", tables, hidden, exact_n);
    ok_as(differ == 0, "bridges and the solver agree on what is known exactly");
    ok(tables == 1290 && exact_n > 500 && hidden > exact_n + 1000);
}

/* ---- the cheapest marks ---- */

/* The least that marks for others can cost where neither a zero nor a sum is hidden for others, by
 * trying all; -1 where no such marks do. */
static int64_t slow_cheapest(struct world *w, const struct study_release *r, int64_t threshold)
{
    static struct slow_bounds b;
    size_t free[SLOW_ATOMS], free_n = 0;
    int64_t primary = 0, cheapest = -1;
    w->told_n = r->facts_n;
    for (size_t f = 0; f < r->facts_n; f++) {
        int64_t count = count_in(w, &r->facts[f].of);
        bool margin = f % (r->size[1] + 1) == r->size[1] || f / (r->size[1] + 1) == r->size[0];
        w->told[f] = r->facts[f];
        w->told[f].told = count > 0 && count < threshold ? STUDY_HIDDEN : STUDY_SHOWN;
        w->told[f].value = w->told[f].told == STUDY_HIDDEN ? 0 : count;
        primary += w->told[f].told == STUDY_HIDDEN ? count : 0;
        if (!margin && count >= threshold) {
            free[free_n++] = f;
        }
    }
    for (uint32_t pick = 0; pick < 1U << free_n; pick++) {
        int64_t cost = primary;
        for (size_t i = 0; i < free_n; i++) {
            int64_t count = count_in(w, &w->told[free[i]].of);
            bool hide = pick >> i & 1;
            w->told[free[i]].told = hide ? STUDY_HIDDEN : STUDY_SHOWN;
            w->told[free[i]].value = hide ? 0 : count;
            cost += hide ? count : 0;
        }
        if (cheapest < 0 || cost < cheapest) {
            slow_attack(&w->space, w->told, w->told_n, &b);
            if (b.too_many) {
                return -2;
            }
            cheapest = slow_narrowed(w, &b, threshold) ? cheapest : cost;
        }
    }
    return cheapest;
}

static void cheapest(void)
{
    static const uint16_t sizes[][2] = {{3, 3}, {2, 4}, {4, 2}, {2, 3}};
    static struct world w;
    struct study_rule rule = {.threshold = 4};
    int tried = 0, dearer = 0, cheaper = 0, failed = 0, skipped = 0;
    for (int i = 0; i < 150; i++) {
        struct arena_mark mark = arena_mark(a);
        struct study_release r;
        draw_world(&w, 2, sizes[random_below(4)], 4 + random_below(6));
        struct study_layout l = {.dimensions = 2, .axis = {0, 1}};
        l.within.to[0] = (uint16_t)(w.space.codes[0] - 1);
        l.within.to[1] = (uint16_t)(w.space.codes[1] - 1);
        struct study_known known = known_of(&w);
        if (study_publish(a, &known, &l, &rule, &r)) {
            failed++;
        } else {
            int64_t least = slow_cheapest(&w, &r, rule.threshold);
            skipped += least < 0;
            tried += least >= 0;
            dearer += least >= 0 && r.cost > least;
            cheaper += least >= 0 && r.cost < least;
        }
        arena_rewind(a, mark);
    }
    printf("# %d tables, %d of which need zeros or sums\n", tried, skipped);
    ok_as(failed == 0 && cheaper == 0, "no marks cost less than the cheapest that do");
    ok_as(dearer == 0, "small tables get the cheapest marks");
    ok(tried > 30);
}

/* ---- publications one after the other ---- */

static void draw_layout(const struct world *w, struct study_layout *l)
{
    *l = (struct study_layout){.dimensions = 1 + random_below(w->space.axes)};
    uint8_t order[STUDY_AXES] = {0, 1, 2, 3, 4, 5};
    for (size_t d = 0; d < w->space.axes; d++) {
        size_t other = d + random_below(w->space.axes - d);
        uint8_t swap = order[d];
        order[d] = order[other];
        order[other] = swap;
        l->within.to[d] = (uint16_t)(w->space.codes[d] - 1);
    }
    memcpy(l->axis, order, sizeof l->axis);
    uint16_t from = (uint16_t)random_below(w->space.codes[0]);
    l->within.from[0] = from;
    l->within.to[0] = (uint16_t)(from + random_below((uint64_t)w->space.codes[0] - from));
}

static void publications(void)
{
    static const uint16_t codes[][3] = {{3, 2, 2}, {4, 3, 1}, {2, 3, 2}};
    static struct world w;
    static struct slow_bounds b;
    struct study_rule rule = {.threshold = 3};
    int published = 0, refused = 0, broken = 0, open = 0, hidden = 0, shown = 0;
    for (int i = 0; i < 200; i++) {
        struct arena_mark mark = arena_mark(a);
        draw_world(&w, 3, codes[random_below(3)], 2 + random_below(8));
        for (int k = 0; k < 5; k++) {
            struct study_layout l;
            struct study_release r;
            draw_layout(&w, &l);
            struct study_known known = known_of(&w);
            err *e = study_publish(a, &known, &l, &rule, &r);
            if (e || w.told_n + r.facts_n > SLOW_FACTS) {
                refused += e && e->kind == E_REFUSED;
                broken += e && e->kind != E_REFUSED;
                continue;
            }
            for (size_t f = 0; f < r.facts_n; f++) {
                w.told[w.told_n++] = r.facts[f];
                hidden += r.facts[f].told == STUDY_HIDDEN;
                shown += r.facts[f].told == STUDY_SHOWN;
                broken += r.facts[f].told == STUDY_HIDDEN
                              ? r.facts[f].value != 0
                              : r.facts[f].value != count_in(&w, &r.facts[f].of);
            }
            published++;
        }
        slow_attack(&w.space, w.told, w.told_n, &b);
        open += !b.too_many && slow_narrowed(&w, &b, rule.threshold);
        arena_rewind(a, mark);
    }
    printf("# %d published, %d refused, %d cells hidden, %d shown, %d open to whole numbers\n",
           published, refused, hidden, shown, open);
    ok_as(broken == 0, "what is published is right, and nothing fails");
    ok_as(open <= 2,
          "nothing hidden can be narrowed from months, spans and tables of other shapes");
    ok(published > 900 && hidden > 500 && shown > 500);
}

/* ---- larger tables ---- */

/* Too large for trying all: what is chosen passes the audit, which study_publish ends with. */
static void larger(void)
{
    enum { MOST = 400 };
    static const uint16_t sizes[][3] = {{6, 5, 4}, {8, 6, 3}, {4, 4, 4}, {20, 12, 1}, {1, 7, 3}};
    static struct study_row rows[MOST];
    int tables = 0, failed = 0, with_marks = 0;
    for (int round = 0; round < 100; round++) {
        struct arena_mark mark = arena_mark(a);
        const uint16_t *size = sizes[round % 5];
        uint64_t busy = 3 + random_below(60);
        struct study_known known = {.space = {.axes = 3}, .rows = rows};
        struct study_layout l = {.dimensions = size[2] > 1 ? 3 : 2, .axis = {0, 1, 2}};
        for (size_t d = 0; d < 3; d++) {
            known.space.codes[d] = size[d];
            l.within.to[d] = (uint16_t)(size[d] - 1);
        }
        for (uint16_t i = 0; i < size[0]; i++) {
            for (uint16_t j = 0; j < size[1]; j++) {
                for (uint16_t k = 0; k < size[2]; k++) {
                    rows[known.rows_n++] = (struct study_row){
                        .at = {i, j, k},
                        .count =
                            random_below(5) ? (int64_t)(random_below(busy) * random_below(9)) : 0};
                }
            }
        }
        struct study_rule rule = {.threshold = 11};
        struct study_release r;
        err *e = study_publish(a, &known, &l, &rule, &r);
        tables++;
        failed += e != NULL;
        with_marks += !e && r.primary + r.secondary > 0;
        if (e) {
            printf("# %.*s\n", SV_ARG(e->message));
        }
        arena_rewind(a, mark);
    }
    printf("# %d tables, %d with marks\n", tables, with_marks);
    ok_as(failed == 0, "marks of larger tables pass the audit");
    ok(with_marks > 60);
}

int main(void)
{
    random_begin();
    a = arena_open(1 << 20);
    audits();
    bridges();
    cheapest();
    publications();
    larger();
    arena_close(a);
    return tap_done();
}
