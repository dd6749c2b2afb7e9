/* The order of an agenda. */
#include "rules/agenda.h"

#include <stdlib.h>

enum { PLACE_VETOED, PLACE_CARRIED, PLACE_POSITION, PLACE_REST };

static size_t section_named(const struct agenda *g, sv name)
{
    size_t i = 0;
    while (i < g->sections_n && !sv_eq(g->sections[i].name, name)) {
        i++;
    }
    return i;
}

static int place_of(const struct agenda_row *r)
{
    bool waits = r->carried && !r->placed;
    return waits && r->vetoed ? PLACE_VETOED
           : waits            ? PLACE_CARRIED
           : r->placed        ? PLACE_POSITION
                              : PLACE_REST;
}

static int by_number(int64_t x, int64_t y)
{
    return (x > y) - (x < y);
}

static int in_order(const void *x, const void *y)
{
    const struct agenda_row *r = x, *s = y;
    int c = by_number((int64_t)r->section_no, (int64_t)s->section_no);
    c = c ? c : by_number(place_of(r), place_of(s));
    c = c || place_of(r) != PLACE_POSITION ? c : by_number(r->position, s->position);
    c = c ? c : by_number(r->seq, s->seq);
    return c ? c : sv_cmp(r->item, s->item);
}

static int by_entry(const void *x, const void *y)
{
    const struct agenda_row *r = x, *s = y;
    return by_number(r->seq, s->seq);
}

/* The row's section, which is added where the template lacks it. */
static void find_section(struct agenda *g, const struct template *t, struct agenda_row *r)
{
    r->n = 0;
    r->section_no = g->sections_n;
    if (r->section.n) {
        r->section_no = section_named(g, r->section);
        if (r->section_no == g->sections_n) {
            g->sections[g->sections_n++] = (struct agenda_section){.name = r->section};
        }
    } else if (r->carried && t) {
        r->section_no = template_section_carried(t, r->type);
    } else {
        r->section_no = SIZE_MAX; /* until all sections are known */
    }
}

void agenda_arrange(struct arena *a, const struct template *t, struct agenda_row *rows, size_t n,
                    struct agenda *ret)
{
    size_t known = t ? t->sections : 0;
    *ret = (struct agenda){
        .rows = rows, .n = n, .sections = arena_array(a, struct agenda_section, known + n)};
    for (size_t i = 0; i < known; i++) {
        const struct template_section *s = &t->section[i];
        ret->sections[ret->sections_n++] =
            (struct agenda_section){.name = s->name, .code = s->code, .consent = s->consent};
    }
    if (n) {
        qsort(rows, n, sizeof *rows, by_entry);
    }
    for (size_t i = 0; i < n; i++) {
        find_section(ret, t, &rows[i]);
    }
    for (size_t i = 0; i < n; i++) {
        rows[i].section_no = rows[i].section_no == SIZE_MAX ? ret->sections_n : rows[i].section_no;
    }
    if (n) {
        qsort(rows, n, sizeof *rows, in_order);
    }
    for (size_t i = 0; i < n; i++) {
        if (rows[i].section_no < ret->sections_n) {
            struct agenda_section *s = &ret->sections[rows[i].section_no];
            s->first = s->count ? s->first : i;
            rows[i].n = (int64_t)++s->count;
        }
    }
}

sv agenda_number(struct arena *a, const struct agenda *g, const struct agenda_row *row)
{
    return row->n && g->sections[row->section_no].code.n
               ? sv_fmt(a, "%.*s.%lld", SV_ARG(g->sections[row->section_no].code),
                        (long long)row->n)
               : SV_NONE;
}

/* ---- what changed ---- */

static int by_item(const void *x, const void *y)
{
    const struct agenda_line *const *l = x, *const *m = y;
    return sv_cmp((*l)->item, (*m)->item);
}

static const struct agenda_line **by_items(struct arena *a, const struct agenda_line *lines,
                                           size_t n)
{
    const struct agenda_line **sorted = arena_array(a, const struct agenda_line *, n);
    for (size_t i = 0; i < n; i++) {
        sorted[i] = &lines[i];
    }
    if (n) {
        qsort(sorted, n, sizeof *sorted, by_item);
    }
    return sorted;
}

static const struct agenda_line *line_of(const struct agenda_line *const *sorted, size_t n, sv item)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (sv_cmp(sorted[middle]->item, item) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < n && sv_eq(sorted[low]->item, item) ? sorted[low] : NULL;
}

/* Which of the places stay in order: the longest ascending run of them, others left out (patience
 * sorting).  stays[i] for place[i]. */
static void longest(struct arena *a, const size_t *place, size_t n, bool *stays)
{
    size_t *ends = arena_array(a, size_t, n), *before = arena_array(a, size_t, n), length = 0;
    for (size_t i = 0; i < n; i++) {
        size_t low = 0, high = length;
        while (low < high) {
            size_t middle = low + (high - low) / 2;
            if (place[ends[middle]] < place[i]) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        before[i] = low ? ends[low - 1] : i;
        ends[low] = i;
        length += low == length;
    }
    for (size_t at = length ? ends[length - 1] : 0; length > 0; length--, at = before[at]) {
        stays[at] = true;
    }
}

/* Mark the lines of the new version that moved among those of their section. */
static void find_moved(struct arena *a, const struct agenda_line *was,
                       const struct agenda_line *const *old, const struct agenda_line *is,
                       size_t is_n, bool *moved)
{
    size_t *place = arena_array(a, size_t, is_n), *of = arena_array(a, size_t, is_n);
    bool *stays = arena_array(a, bool, is_n), *seen = arena_array(a, bool, is_n);
    for (size_t i = 0; i < is_n; i++) {
        size_t n = 0;
        for (size_t k = i; !seen[i] && k < is_n; k++) {
            if (seen[k] || !sv_eq(is[k].section, is[i].section)) {
                continue;
            }
            seen[k] = k != i;
            if (old[k] && sv_eq(old[k]->section, is[k].section)) {
                place[n] = (size_t)(old[k] - was);
                of[n] = k;
                stays[n++] = false;
            }
        }
        longest(a, place, n, stays);
        for (size_t k = 0; k < n; k++) {
            moved[of[k]] = !stays[k];
        }
        seen[i] = true;
    }
}

size_t agenda_compare(struct arena *a, const struct agenda_line *was, size_t was_n,
                      const struct agenda_line *is, size_t is_n, struct agenda_change **ret)
{
    struct agenda_change *c = arena_array(a, struct agenda_change, was_n + 3 * is_n);
    const struct agenda_line **sorted = by_items(a, was, was_n), **now = by_items(a, is, is_n);
    const struct agenda_line **old = arena_array(a, const struct agenda_line *, is_n);
    bool *moved = arena_array(a, bool, is_n);
    size_t n = 0;
    for (size_t i = 0; i < is_n; i++) {
        old[i] = line_of(sorted, was_n, is[i].item);
    }
    find_moved(a, was, old, is, is_n, moved);
    for (size_t i = 0; i < is_n; i++) {
        if (!old[i]) {
            c[n++] = (struct agenda_change){AGENDA_ADDED, NULL, &is[i]};
            continue;
        }
        if (moved[i] || !sv_eq(old[i]->section, is[i].section)) {
            c[n++] = (struct agenda_change){AGENDA_MOVED, old[i], &is[i]};
        }
        if (!sv_eq(old[i]->title, is[i].title)) {
            c[n++] = (struct agenda_change){AGENDA_RETITLED, old[i], &is[i]};
        }
        if (old[i]->text != is[i].text) {
            c[n++] = (struct agenda_change){AGENDA_NEW_TEXT, old[i], &is[i]};
        }
    }
    for (size_t i = 0; i < was_n; i++) {
        if (!line_of(now, is_n, was[i].item)) {
            c[n++] = (struct agenda_change){AGENDA_TAKEN_OFF, &was[i], NULL};
        }
    }
    *ret = c;
    return n;
}
