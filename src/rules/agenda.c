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
