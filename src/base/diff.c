/* Differences between sequences. */
#include "base/diff.h"

#include <stdbool.h>
#include <string.h>

/* One step of the way: an item of both, or of one. */
struct way {
    unsigned char *ops; /* from the end */
    size_t n;
};

struct seek {
    const sv *was, *is;
    ptrdiff_t was_n, is_n;
    int **furthest; /* by number of differences: for each diagonal the furthest place in `was` */
};

static ptrdiff_t slide(const struct seek *s, ptrdiff_t x, ptrdiff_t k)
{
    while (x < s->was_n && x - k < s->is_n && sv_eq(s->was[x], s->is[x - k])) {
        x++;
    }
    return x;
}

/* True where diagonal k is reached from k + 1: an item is added. */
static bool from_above(const int *v, ptrdiff_t d, ptrdiff_t k)
{
    return k == -d || (k != d && v[d + k - 1] < v[d + k + 1]);
}

/* The number of differences, or -1 for more than DIFF_MOST.  furthest[d] holds the places before
 * the d-th difference, by d + k. */
static ptrdiff_t search(struct seek *s, struct arena *a)
{
    int *v = arena_array(a, int, 3);
    ptrdiff_t most = s->was_n + s->is_n < DIFF_MOST ? s->was_n + s->is_n : DIFF_MOST;
    for (ptrdiff_t d = 0; d <= most; d++) {
        int *next = arena_array(a, int, (size_t)(2 * d + 5));
        s->furthest[d] = v;
        for (ptrdiff_t k = -d; k <= d; k += 2) {
            /* v is of d - 1: its diagonal k stands at d + k */
            ptrdiff_t x = d == 0 ? 0 : from_above(v, d, k) ? v[d + k + 1] : v[d + k - 1] + 1;
            x = slide(s, x, k);
            next[d + 1 + k] = (int)x;
            if (x >= s->was_n && x - k >= s->is_n) {
                return d;
            }
        }
        v = next;
    }
    return -1;
}

static void walk_back(const struct seek *s, ptrdiff_t d, struct way *w)
{
    ptrdiff_t x = s->was_n, y = s->is_n;
    for (; d >= 0; d--) {
        const int *v = s->furthest[d];
        ptrdiff_t k = x - y;
        bool added = d > 0 && from_above(v, d, k);
        ptrdiff_t before = d == 0 ? 0 : added ? v[d + k + 1] : v[d + k - 1] + 1;
        while (x > before) {
            w->ops[w->n++] = DIFF_SAME;
            x--;
            y--;
        }
        if (d > 0) {
            w->ops[w->n++] = added ? DIFF_ADDED : DIFF_TAKEN;
            x -= added ? 0 : 1;
            y -= added ? 1 : 0;
        }
    }
}

/* ---- runs ---- */

struct runs {
    struct diff_run *p;
    size_t n, was, is;
};

static void add(struct runs *r, enum diff_op op, size_t n)
{
    if (n == 0) {
        return;
    }
    if (r->n && r->p[r->n - 1].op == op) {
        r->p[r->n - 1].n += n;
    } else {
        r->p[r->n++] = (struct diff_run){op, r->was, r->is, n};
    }
    r->was += op == DIFF_ADDED ? 0 : n;
    r->is += op == DIFF_TAKEN ? 0 : n;
}

/* Between two runs of what is the same the order of the others means nothing: what was taken first.
 */
static void add_way(struct runs *r, const struct way *w)
{
    for (size_t i = w->n; i;) {
        size_t taken = 0, added = 0, same = 0;
        for (; i && w->ops[i - 1] != DIFF_SAME; i--) {
            taken += w->ops[i - 1] == DIFF_TAKEN;
            added += w->ops[i - 1] == DIFF_ADDED;
        }
        add(r, DIFF_TAKEN, taken);
        add(r, DIFF_ADDED, added);
        for (; i && w->ops[i - 1] == DIFF_SAME; i--) {
            same++;
        }
        add(r, DIFF_SAME, same);
    }
}

void diff_items(struct arena *a, const sv *was, size_t was_n, const sv *is, size_t is_n,
                struct diff_run **ret, size_t *ret_n)
{
    size_t head = 0, tail = 0, least = was_n < is_n ? was_n : is_n;
    while (head < least && sv_eq(was[head], is[head])) {
        head++;
    }
    while (tail < least - head && sv_eq(was[was_n - 1 - tail], is[is_n - 1 - tail])) {
        tail++;
    }
    size_t rest_was = was_n - head - tail, rest_is = is_n - head - tail;
    struct runs r = {.p = arena_array(a, struct diff_run, rest_was + rest_is + 4)};
    struct seek s = {.was = was + head,
                     .is = is + head,
                     .was_n = (ptrdiff_t)rest_was,
                     .is_n = (ptrdiff_t)rest_is,
                     .furthest = arena_array(a, int *, DIFF_MOST + 1)};
    struct way w = {.ops = arena_alloc(a, rest_was + rest_is)};
    ptrdiff_t d = search(&s, a);
    add(&r, DIFF_SAME, head);
    if (d >= 0) {
        walk_back(&s, d, &w);
        add_way(&r, &w);
    } else {
        add(&r, DIFF_TAKEN, rest_was);
        add(&r, DIFF_ADDED, rest_is);
    }
    add(&r, DIFF_SAME, tail);
    *ret = r.p;
    *ret_n = r.n;
}

/* ---- cutting ---- */

void diff_lines(struct arena *a, sv text, sv **ret, size_t *ret_n)
{
    size_t n = 0;
    for (sv rest = text; rest.n; n++) {
        (void)sv_cut(rest, '\n', &rest);
    }
    *ret = arena_array(a, sv, n);
    *ret_n = n;
    for (size_t i = 0; i < n; i++) {
        (*ret)[i] = sv_cut(text, '\n', &text);
    }
}

static bool word_byte(char c)
{
    unsigned char u = (unsigned char)c, lower = u | 0x20;
    return u >= 0x80 || (lower >= 'a' && lower <= 'z') || (u >= '0' && u <= '9');
}

void diff_words(struct arena *a, sv line, sv **ret, size_t *ret_n)
{
    size_t n = 0;
    sv *words = arena_array(a, sv, line.n);
    for (size_t i = 0; i < line.n;) {
        size_t end = i + 1;
        while (word_byte(line.p[i]) && end < line.n && word_byte(line.p[end])) {
            end++;
        }
        words[n++] = sv_sub(line, i, end - i);
        i = end;
    }
    *ret = words;
    *ret_n = n;
}
