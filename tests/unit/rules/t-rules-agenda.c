/* The order of an agenda, and what changed from one version to the next. */
#include "rules/agenda.h"

#include <string.h>

#include "random.h"
#include "tap.h"

static struct template *template_of(struct arena *a)
{
    struct template *t = NULL;
    must(!template_parse(a, SV("t"),
                         SV("template t\nsection \"First\" types=minutes\nsection \"Consent\" "
                            "consent code=CA types=resolution\nsection \"Last\" types=resolution\n"
                            "deferred section=\"Last\"\n"),
                         &t));
    return t;
}

/* The numbers and items in order: "A.1 m|CA.1 x|…". */
static sv shown(struct arena *a, const struct agenda *g)
{
    sv s = SV_NONE;
    for (size_t i = 0; i < g->n; i++) {
        s = sv_fmt(a, "%.*s%s%.*s:%.*s", SV_ARG(s), i ? " " : "",
                   SV_ARG(agenda_number(a, g, &g->rows[i])), SV_ARG(g->rows[i].item));
    }
    return s;
}

static void order(struct arena *a)
{
    struct agenda g;
    struct agenda_row rows[] = {
        {.item = SV("walk-on"), .seq = 1},
        {.item = SV("b"), .section = SV("Last"), .placed = true, .position = 2, .seq = 9},
        {.item = SV("a"), .section = SV("Last"), .placed = true, .position = 7, .seq = 2},
        {.item = SV("odd"), .section = SV("Elsewhere"), .placed = true, .position = 1, .seq = 4},
        {.item = SV("late"), .carried = true, .seq = 8, .type = ITEM_RESOLUTION},
        {.item = SV("vetoed"), .carried = true, .vetoed = true, .seq = 12},
        {.item = SV("early"), .carried = true, .seq = 3},
        {.item = SV("c"), .section = SV("Consent"), .placed = true, .position = 1, .seq = 5},
        {.item = SV("put"), .carried = true, .section = SV("Last"), .placed = true, .position = 3},
    };
    size_t n = sizeof rows / sizeof *rows;
    agenda_arrange(a, template_of(a), rows, n, &g);
    sv s = shown(a, &g);
    if (!ok_as(sv_is(s, "CA.1:c C.1:vetoed C.2:early C.3:late C.4:b C.5:put C.6:a :odd :walk-on"),
               "sections by the template, what is carried over first, walked on last")) {
        printf("# %.*s\n", SV_ARG(s));
    }
    ok(g.sections_n == 4 && g.sections[1].consent && g.sections[0].count == 0 &&
       g.sections[2].first == 1 && g.sections[2].count == 6 &&
       sv_is(g.sections[3].name, "Elsewhere"));
    ok(g.rows[8].n == 0 && g.rows[8].section_no == 4 && g.rows[7].n == 1);
    agenda_arrange(a, NULL, rows, n, &g);
    ok_as(g.sections_n == 3 && sv_is(g.sections[0].name, "Last"),
          "without a template sections stand as they came");
    agenda_arrange(a, NULL, NULL, 0, &g);
    ok(g.n == 0 && g.sections_n == 0);
}

static sv changes(struct arena *a, const struct agenda_line *was, size_t was_n,
                  const struct agenda_line *is, size_t is_n)
{
    static const char letters[] = "+-mtx";
    struct agenda_change *c;
    size_t n = agenda_compare(a, was, was_n, is, is_n, &c);
    sv s = SV_NONE;
    for (size_t i = 0; i < n; i++) {
        sv item = c[i].is ? c[i].is->item : c[i].was->item;
        s = sv_fmt(a, "%.*s%s%c%.*s", SV_ARG(s), i ? " " : "", letters[c[i].kind], SV_ARG(item));
    }
    return s;
}

#define L(i, s)                                                                                    \
    {                                                                                              \
        .item = SV_INIT(i), .section = SV_INIT(s), .title = SV_INIT("T"), .text = -1               \
    }

static void compared(struct arena *a)
{
    const struct agenda_line was[] = {L("a", "1"), L("b", "1"), L("c", "1"), L("d", "2"),
                                      L("e", "2")};
    struct agenda_line is[] = {L("n", "1"), L("a", "1"), L("c", "1"), L("b", "1"), L("d", "1")};
    ok_as(changes(a, was, 5, was, 5).n == 0, "nothing changed");
    sv s = changes(a, was, 5, is, 5);
    if (!ok_as(sv_is(s, "+n mc md -e") || sv_is(s, "+n mb md -e"),
               "added, moved within and to a section, taken off")) {
        printf("# %.*s\n", SV_ARG(s));
    }
    is[1].title = SV("U");
    is[2].text = 7;
    s = changes(a, was, 3, is, 4);
    ok(strstr(sv_cstr(a, s), "ta") && strstr(sv_cstr(a, s), "xc"));
    ok(sv_is(changes(a, NULL, 0, was, 2), "+a +b") && sv_is(changes(a, was, 2, NULL, 0), "-a -b"));
}

/* The fewest lines that must have moved, found by trying every set of a few items. */
static size_t fewest(const size_t *place, size_t n)
{
    size_t best = n;
    for (unsigned set = 0; set < 1u << n; set++) {
        size_t last = 0, moved = 0;
        bool ascending = true;
        for (size_t i = 0; i < n; i++) {
            if (set >> i & 1) {
                moved++;
            } else {
                ascending = ascending && place[i] + 1 > last;
                last = place[i] + 1;
            }
        }
        best = ascending && moved < best ? moved : best;
    }
    return best;
}

static void moved_least(struct arena *a)
{
    enum { MOST = 8 };
    static const char *const names[MOST] = {"a", "b", "c", "d", "e", "f", "g", "h"};
    bool same = true;
    for (int i = 0; i < 400; i++) {
        struct agenda_line was[MOST], is[MOST];
        size_t n = 1 + random_below(MOST), place[MOST];
        for (size_t k = 0; k < n; k++) {
            was[k] = (struct agenda_line){sv_of(names[k]), SV("S"), SV("T"), -1};
            place[k] = k;
        }
        for (size_t k = n; k > 1; k--) {
            size_t other = random_below(k), one = place[k - 1];
            place[k - 1] = place[other];
            place[other] = one;
        }
        for (size_t k = 0; k < n; k++) {
            is[k] = was[place[k]];
        }
        struct agenda_change *c;
        same = same && agenda_compare(a, was, n, is, n, &c) == fewest(place, n);
    }
    ok_as(same, "no more items are said to have moved than must have");
}

int main(void)
{
    struct arena *a = arena_open(1 << 16);
    random_begin();
    order(a);
    compared(a);
    moved_least(a);
    arena_close(a);
    return tap_done();
}
