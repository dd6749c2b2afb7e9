/* Small tables with known answers: patterns, costs, intervals; and publications that give each
 * other away. */
#include "study/cells.h"
#include "tap.h"

static struct arena *a;

enum { ROWS = 64 };

/* A table of counts over all axes of its own space. */
struct fixture {
    struct study_row rows[ROWS];
    struct study_known known;
    struct study_layout layout;
    struct study_need needs[125];
    struct study_release shape;
};

static void fill(struct fixture *f, size_t dimensions, const uint16_t *size, const int64_t *counts)
{
    *f = (struct fixture){.layout = {.dimensions = dimensions, .intervals = true}};
    size_t n = 1;
    for (size_t d = 0; d < dimensions; d++) {
        f->known.space.codes[d] = size[d];
        f->layout.axis[d] = (uint8_t)d;
        f->layout.within.to[d] = (uint16_t)(size[d] - 1);
        f->shape.size[d] = size[d];
        n *= size[d];
    }
    f->known.space.axes = dimensions;
    for (size_t i = 0; i < n; i++) {
        size_t rest = i;
        for (size_t d = dimensions; d-- > 0;) {
            f->rows[i].at[d] = (uint16_t)(rest % size[d]);
            rest /= size[d];
        }
        f->rows[i].count = counts[i];
        f->rows[i].holder = (uint32_t)i;
    }
    f->known.rows = f->rows;
    f->known.rows_n = n;
    f->layout.needs = f->needs;
}

static void hide(struct fixture *f, size_t i, size_t j, size_t k, int64_t down, int64_t up)
{
    f->needs[study_at(&f->shape, i, j, k)] = (struct study_need){up, down, 1};
}

static struct study_release publish(struct fixture *f, int64_t threshold)
{
    struct study_release r = {0};
    struct study_rule rule = {.threshold = threshold};
    fine(study_publish(a, &f->known, &f->layout, &rule, &r));
    return r;
}

static bool is(const struct study_release *r, size_t i, size_t j, size_t k, int64_t lower,
               int64_t upper)
{
    size_t at = study_at(r, i, j, k);
    if (r->lower[at] != lower || r->upper[at] != upper) {
        printf("# %zu %zu %zu: %lld to %lld\n", i, j, k, (long long)r->lower[at],
               (long long)r->upper[at]);
    }
    return r->facts[at].told == STUDY_HIDDEN && r->lower[at] == lower && r->upper[at] == upper;
}

static const uint16_t three[] = {3, 3, 3};
static const int64_t t1[] = {20, 50, 10, 8, 19, 22, 17, 32, 12};

static void one_cell(void)
{
    struct fixture f;
    fill(&f, 2, three, t1);
    hide(&f, 1, 2, 0, 0, 0);
    struct study_release r = publish(&f, 1);
    ok(r.cost == 59 && r.primary == 1 && r.secondary == 3);
    ok(is(&r, 1, 2, 0, 5, 30) && is(&r, 1, 0, 0, 0, 25));
    ok_as(r.facts[study_at(&r, 1, 2, 0)].value == 0, "a hidden count goes nowhere");
    hide(&f, 1, 2, 0, 10, 10);
    r = publish(&f, 1);
    ok(r.cost == 85 && is(&r, 2, 1, 0, 10, 44));
    hide(&f, 1, 2, 0, 17, 17);
    r = publish(&f, 1);
    ok(r.cost == 123 && r.secondary == 6);
}

static void two_rows(void)
{
    static const uint16_t size[] = {4, 2};
    static const int64_t t2[] = {18, 2, 14, 19, 12, 10, 11, 14};
    struct fixture f;
    fill(&f, 2, size, t2);
    struct study_release r = publish(&f, 3);
    ok(r.cost == 42 && r.primary == 1 && r.secondary == 3);
    ok(is(&r, 0, 0, 0, 8, 20) && is(&r, 0, 1, 0, 0, 12));
    ok(is(&r, 2, 0, 0, 10, 22) && is(&r, 2, 1, 0, 0, 12));
}

/* Two hidden cells in every row and column are not enough. */
static void two_in_each(void)
{
    static const uint16_t size[] = {4, 4};
    static const int64_t t3[] = {30, 47,  64, 89, 90,  124, 5,   31,
                                 92, 100, 59, 85, 800, 991, 651, 685};
    static const uint8_t hidden[][2] = {{0, 0}, {0, 1}, {0, 2}, {1, 0}, {1, 2},
                                        {2, 1}, {2, 3}, {3, 1}, {3, 3}};
    struct fixture f;
    fill(&f, 2, size, t3);
    for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++) {
        hide(&f, hidden[i][0], hidden[i][1], 0, 0, 0);
    }
    struct study_release r = publish(&f, 1);
    ok(r.cost == 2128 && r.secondary == 1);
    ok(r.facts[study_at(&r, 1, 3, 0)].told == STUDY_HIDDEN);
    /* the same marks without the cure, as somebody might have published them */
    for (size_t i = 0; i < r.facts_n; i++) {
        r.facts[i].value = 0;
    }
    r.facts[study_at(&r, 1, 3, 0)].told = STUDY_SHOWN;
    for (size_t i = 0; i <= 4; i++) {
        for (size_t j = 0; j <= 4; j++) {
            struct study_fact *fact = &r.facts[study_at(&r, i, j, 0)];
            for (size_t n = 0; n < 16; n++) {
                bool in = (i == 4 || f.rows[n].at[0] == i) && (j == 4 || f.rows[n].at[1] == j);
                fact->value += in && fact->told == STUDY_SHOWN ? f.rows[n].count : 0;
            }
        }
    }
    f.known.earlier = r.facts;
    f.known.earlier_n = r.facts_n;
    struct study_rule rule = {.threshold = 1};
    struct study_finding found;
    fine(study_audit(a, &f.known, &rule, &found));
    ok(!found.safe && found.fact == study_at(&r, 0, 1, 0));
    ok_as(found.lower == 47 && found.upper == 47, "row w, column b is exactly 47");
}

static void three_dimensions(void)
{
    static const int64_t t5[] = {4, 4, 3, 5, 3, 2, 3, 3, 1, 7, 7,  1, 10, 1,
                                 3, 4, 6, 4, 0, 5, 1, 4, 4, 5, 11, 3, 3};
    static const int64_t interval[][2] = {{1, 5},  {3, 7}, {4, 8},  {0, 4},
                                          {6, 10}, {4, 8}, {7, 11}, {0, 4}};
    struct fixture f;
    fill(&f, 3, three, t5);
    for (size_t i = 0; i < 8; i++) {
        hide(&f, i / 4, i / 2 % 2, i % 2, 0, 0);
    }
    struct study_release r = publish(&f, 1);
    ok(r.primary == 8 && r.secondary == 0);
    for (size_t i = 0; i < 8; i++) {
        ok(is(&r, i / 4, i / 2 % 2, i % 2, interval[i][0], interval[i][1]));
    }
}

/* A small sum is hidden like a small count; a zero only where nothing else does. */
static void sums_and_zeros(void)
{
    static const uint16_t size[] = {2, 2};
    struct fixture f;
    fill(&f, 2, size, (const int64_t[]){3, 4, 40, 50});
    struct study_release r = publish(&f, 11);
    ok_as(r.facts[study_at(&r, 0, 2, 0)].told == STUDY_HIDDEN &&
              r.facts[study_at(&r, 0, 2, 0)].why == STUDY_PRIMARY,
          "the sum 7 of a row is hidden for itself");
    ok(r.facts[study_at(&r, 2, 2, 0)].told == STUDY_SHOWN);
    fill(&f, 2, size, (const int64_t[]){3, 20, 40, 0});
    r = publish(&f, 11);
    ok_as(r.facts[study_at(&r, 1, 1, 0)].told == STUDY_HIDDEN,
          "no other cell keeps the 3: the zero is hidden with it");
    fill(&f, 2, size, (const int64_t[]){0, 20, 40, 0});
    r = publish(&f, 11);
    ok_as(r.primary + r.secondary == 0, "zeros are shown");
    fill(&f, 2, size, (const int64_t[]){8, 9, 12, 6});
    r = publish(&f, 11);
    ok_as(r.primary == 3 && r.secondary == 1 && is(&r, 0, 0, 0, 2, 17),
          "neither 10 above nor 10 below the 8, but both sides together");
    fill(&f, 1, size, (const int64_t[]){3, 0});
    struct study_rule rule = {.threshold = 11};
    fine(study_publish(a, &f.known, &f.layout, &rule, &r));
    ok_as(r.facts[0].told == STUDY_HIDDEN && r.facts[2].told == STUDY_HIDDEN,
          "a count that is its own sum");
}

/* Contributors: who is behind a cell. */
static void few_holders(void)
{
    static const uint16_t size[] = {3, 3};
    struct fixture f;
    fill(&f, 2, size, (const int64_t[]){40, 50, 60, 70, 80, 90, 30, 20, 25});
    for (size_t i = 0; i < 9; i++) {
        f.rows[9 + i] = f.rows[18 + i] = f.rows[i];
        f.rows[9 + i].holder = (uint32_t)(100 + i);
        f.rows[18 + i].holder = (uint32_t)(200 + i);
    }
    f.known.rows_n = 27;
    struct study_rule rule = {.threshold = 11, .holders = 3};
    struct study_release r;
    fine(study_publish(a, &f.known, &f.layout, &rule, &r));
    ok_as(r.primary + r.secondary == 0, "three behind every cell");
    f.rows[22].holder = f.rows[4].holder;
    fine(study_publish(a, &f.known, &f.layout, &rule, &r));
    ok_as(r.primary == 1 && r.facts[study_at(&r, 1, 1, 0)].why == STUDY_PRIMARY,
          "240 by two of them");
    ok(r.secondary >= 3);
}

/* ---- months, quarters, years to date ---- */

enum { MONTHS = 6, PLACES = 3 };

static struct study_row acts[MONTHS * PLACES];
static struct study_fact told[400];
static size_t told_n;

static struct study_known acts_known(const int64_t counts[MONTHS][PLACES])
{
    for (size_t i = 0; i < MONTHS; i++) {
        for (size_t j = 0; j < PLACES; j++) {
            acts[i * PLACES + j] =
                (struct study_row){.at = {(uint16_t)i, (uint16_t)j}, .count = counts[i][j]};
        }
    }
    return (struct study_known){.space = {.axes = 2, .codes = {MONTHS, PLACES}},
                                .rows = acts,
                                .rows_n = sizeof acts / sizeof *acts,
                                .earlier = told,
                                .earlier_n = told_n};
}

static err *period(struct study_known *known, uint16_t from, uint16_t to, struct study_release *r)
{
    struct study_rule rule = {.threshold = 11};
    struct study_layout layout = {
        .within = {{from, 0}, {to, PLACES - 1}}, .dimensions = 1, .axis = {1}, .intervals = true};
    known->earlier_n = told_n;
    TRY(study_publish(a, known, &layout, &rule, r));
    for (size_t i = 0; i < r->facts_n; i++) {
        told[told_n++] = r->facts[i];
    }
    return NULL;
}

static const int64_t busy[MONTHS][PLACES] = {{20, 30, 40}, {25, 4, 33},  {21, 28, 37},
                                             {22, 31, 30}, {19, 27, 44}, {23, 26, 35}};

static void periods(void)
{
    struct study_release r;
    struct study_finding found;
    struct study_rule rule = {.threshold = 11};
    told_n = 0;
    struct study_known known = acts_known(busy);
    fine(period(&known, 0, 0, &r));
    ok(r.primary + r.secondary == 0);
    fine(period(&known, 1, 1, &r));
    ok_as(r.primary == 1 && r.secondary == 1, "February: 4, and one other");
    fine(period(&known, 2, 2, &r));
    fine(period(&known, 0, 2, &r));
    ok_as(r.facts[1].told == STUDY_HIDDEN,
          "the quarter less January and March would give February");
    known.earlier_n = told_n;
    fine(study_audit(a, &known, &rule, &found));
    ok(found.safe);
    /* had the quarter shown it */
    size_t quarter = told_n - 4 + 1;
    told[quarter].told = STUDY_SHOWN;
    told[quarter].value = 62;
    fine(study_audit(a, &known, &rule, &found));
    ok(!found.safe && found.lower == 4 && found.upper == 4);
    ok(found.of.from[0] == 1 && found.of.to[0] == 1 && found.of.from[1] == 1);
    told[quarter].value = 63;
    fails(study_audit(a, &known, &rule, &found), E_CONFLICT);
}

/* The difference of two sums lays a month bare that was never published. */
static void never_published(void)
{
    struct study_release r;
    struct study_finding found;
    struct study_rule rule = {.threshold = 11};
    told_n = 0;
    struct study_known known = acts_known(busy);
    fine(period(&known, 0, 0, &r));
    fine(period(&known, 0, 1, &r));
    ok_as(r.primary == 0 && r.facts[1].told == STUDY_HIDDEN,
          "January and February less January would give February's 4");
    told_n = 0;
    told[told_n++] = (struct study_fact){.of = {{0, 1}, {0, 1}}, .value = 30};
    told[told_n++] = (struct study_fact){.of = {{0, 1}, {1, 1}}, .value = 34};
    known.earlier_n = told_n;
    fine(study_audit(a, &known, &rule, &found));
    ok(!found.safe && found.fact == SIZE_MAX && found.lower == 4 && found.upper == 4);
    struct study_layout march = {.within = {{2, 0}, {2, PLACES - 1}}, .dimensions = 1, .axis = {1}};
    fails(study_publish(a, &known, &march, &rule, &r), E_REFUSED);
}

/* A share in percent tells what it is a share of. */
static void shares(void)
{
    struct study_finding found;
    struct study_rule rule = {.threshold = 11};
    told_n = 0;
    struct study_known known = acts_known(busy);
    told[told_n++] = (struct study_fact){.of = {{1, 0}, {1, PLACES - 1}}, .value = 62};
    told[told_n++] = (struct study_fact){.of = {{1, 1}, {1, 1}}, .told = STUDY_HIDDEN};
    known.earlier_n = told_n;
    fine(study_audit(a, &known, &rule, &found));
    ok(found.safe);
    told[told_n++] = (struct study_fact){.of = {{1, 1}, {1, 1}},
                                         .whole = {{1, 0}, {1, PLACES - 1}},
                                         .told = STUDY_SHARE,
                                         .digits = 0,
                                         .value = 6};
    known.earlier_n = told_n;
    fine(study_audit(a, &known, &rule, &found));
    ok_as(!found.safe && found.lower == 4 && found.upper == 4, "6 % of 62 is 3.41 to 4.03");
    told[told_n - 1].value = 7;
    fails(study_audit(a, &known, &rule, &found), E_CONFLICT);
}

static void bad(void)
{
    struct study_release r;
    struct study_rule rule = {.threshold = 11};
    told_n = 0;
    struct study_known known = acts_known(busy);
    struct study_layout l = {.within = {{0, 0}, {0, PLACES}}, .dimensions = 1, .axis = {1}};
    fails(study_publish(a, &known, &l, &rule, &r), E_INVALID);
    l.within.to[1] = PLACES - 1;
    l.axis[0] = 2;
    fails(study_publish(a, &known, &l, &rule, &r), E_INVALID);
    l.dimensions = 2;
    l.axis[0] = l.axis[1] = 1;
    fails(study_publish(a, &known, &l, &rule, &r), E_INVALID);
    l.dimensions = 1;
    acts[3].count = -1;
    fails(study_publish(a, &known, &l, &rule, &r), E_INVALID);
    acts[3].count = STUDY_COUNT_MOST;
    fails(study_publish(a, &known, &l, &rule, &r), E_LIMIT);
    acts[3].count = 5;
    acts[3].at[0] = MONTHS;
    fails(study_publish(a, &known, &l, &rule, &r), E_INVALID);
    acts[3].at[0] = 1;
    rule.threshold = -1;
    fails(study_publish(a, &known, &l, &rule, &r), E_INVALID);
    rule.threshold = 11;
    known.space.codes[0] = known.space.codes[1] = 2000;
    fails(study_publish(a, &known, &l, &rule, &r), E_LIMIT);
}

int main(void)
{
    a = arena_open(1 << 20);
    one_cell();
    two_rows();
    two_in_each();
    three_dimensions();
    sums_and_zeros();
    few_holders();
    periods();
    never_published();
    shares();
    bad();
    arena_close(a);
    return tap_done();
}
