/* Differences against the slow second reckoning, a table of the longest common subsequence. */
#include "base/diff.h"

#include "tap.h"

enum { MOST = 40 };

/* How many items both have in common, in order, at most. */
static size_t slow_common(const sv *was, size_t was_n, const sv *is, size_t is_n)
{
    static size_t table[MOST + 1][MOST + 1];
    for (size_t i = 0; i <= was_n; i++) {
        for (size_t k = 0; k <= is_n; k++) {
            size_t up = i ? table[i - 1][k] : 0, left = k ? table[i][k - 1] : 0;
            table[i][k] = !i || !k                       ? 0
                          : sv_eq(was[i - 1], is[k - 1]) ? table[i - 1][k - 1] + 1
                          : up > left                    ? up
                                                         : left;
        }
    }
    return table[was_n][is_n];
}

/* The runs go through both from the beginning to the end, no two of a sort follow one another, what
 * is taken out stands before what is added, and what is called the same is. */
static bool sound(const sv *was, size_t was_n, const sv *is, size_t is_n,
                  const struct diff_run *runs, size_t n, size_t *ret_same)
{
    size_t x = 0, y = 0;
    *ret_same = 0;
    for (size_t i = 0; i < n; i++) {
        const struct diff_run *r = &runs[i];
        bool order = !i || (runs[i - 1].op != r->op &&
                            !(runs[i - 1].op == DIFF_ADDED && r->op == DIFF_TAKEN));
        if (r->n == 0 || r->was != x || r->is != y || !order) {
            return false;
        }
        for (size_t k = 0; r->op == DIFF_SAME && k < r->n; k++) {
            if (x + k >= was_n || y + k >= is_n || !sv_eq(was[x + k], is[y + k])) {
                return false;
            }
        }
        *ret_same += r->op == DIFF_SAME ? r->n : 0;
        x += r->op == DIFF_ADDED ? 0 : r->n;
        y += r->op == DIFF_TAKEN ? 0 : r->n;
    }
    return x == was_n && y == is_n;
}

static void random_texts(struct arena *a)
{
    static const char *const words[] = {"a", "b", "c", "d"};
    uint32_t seed = 7;
    bool all = true, least = true;
    for (int round = 0; round < 20000; round++) {
        struct arena_mark mark = arena_mark(a);
        sv was[MOST] = {{NULL, 0}}, is[MOST] = {{NULL, 0}};
        size_t n[2], runs_n, same = 0;
        struct diff_run *runs;
        for (int side = 0; side < 2; side++) {
            seed = seed * 1664525u + 1013904223u;
            n[side] = (seed >> 16) % MOST;
            for (size_t i = 0; i < n[side]; i++) {
                seed = seed * 1664525u + 1013904223u;
                (side ? is : was)[i] = sv_of(words[(seed >> 20) % (round % 2 ? 2 : 4)]);
            }
        }
        diff_items(a, was, n[0], is, n[1], &runs, &runs_n);
        all = all && sound(was, n[0], is, n[1], runs, runs_n, &same);
        least = least && same == slow_common(was, n[0], is, n[1]);
        arena_rewind(a, mark);
    }
    ok_as(all, "runs make the second text out of the first");
    ok_as(least, "… with the fewest differences");
}

static void cutting(struct arena *a)
{
    sv *p;
    size_t n;
    diff_lines(a, SV("one\n\ntwo"), &p, &n);
    ok(n == 3 && sv_is(p[0], "one") && p[1].n == 0 && sv_is(p[2], "two"));
    diff_lines(a, SV_NONE, &p, &n);
    ok(n == 0);
    diff_words(a, SV("Seat 2, caf\xC3\xA9."), &p, &n);
    ok(n == 7 && sv_is(p[0], "Seat") && sv_is(p[1], " ") && sv_is(p[2], "2") && sv_is(p[3], ",") &&
       sv_is(p[5], "caf\xC3\xA9") && sv_is(p[6], "."));
}

/* More differences than are looked for: all taken out, all added, between what both begin and end
 * with. */
static void bound(struct arena *a)
{
    enum { LINES = 3000 };
    sv *was = arena_array(a, sv, LINES), *is = arena_array(a, sv, LINES);
    struct diff_run *runs;
    size_t n, same;
    for (size_t i = 0; i < LINES; i++) {
        was[i] = sv_fmt(a, "was %zu", i);
        is[i] = sv_fmt(a, "is %zu", i);
    }
    was[0] = is[0] = was[LINES - 1] = is[LINES - 1] = SV("both");
    diff_items(a, was, LINES, is, LINES, &runs, &n);
    ok(n == 4 && sound(was, LINES, is, LINES, runs, n, &same) && same == 2);
    diff_items(a, was, LINES, was, LINES, &runs, &n);
    ok(n == 1 && runs[0].op == DIFF_SAME && runs[0].n == LINES);
}

int main(void)
{
    SCOPED(arena_scope) struct arena *a = arena_open(1 << 16);
    random_texts(a);
    cutting(a);
    bound(a);
    return tap_done();
}
