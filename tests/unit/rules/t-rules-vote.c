/* The arithmetic of votes: thresholds, bases, quorum. */
#include "rules/floor/inside.h"
#include "tap.h"

/* reached and least say the same, for every need and every small total; a majority is more than
 * half, a share is the smallest whole number not below it. */
static void thresholds(void)
{
    bool agree = true, majority = true, shares = true, plus = true;
    for (uint32_t total = 0; total <= 130; total++) {
        for (uint32_t yes = 0; yes <= total; yes++) {
            struct need m = {.kind = NEED_MAJORITY};
            majority = majority && floor_vote_reached(m, yes, total) == (yes > total - yes);
            agree = agree && (total == 0 || floor_vote_reached(m, yes, total) ==
                                                (yes >= floor_vote_least(m, total)));
            struct need p = {.kind = NEED_MAJORITY_PLUS_ONE};
            plus = plus && floor_vote_reached(p, yes, total) ==
                               (yes > 0 && floor_vote_reached(m, yes - 1, total));
            agree = agree && (total == 0 || floor_vote_reached(p, yes, total) ==
                                                (yes >= floor_vote_least(p, total)));
            for (uint32_t den = 2; den <= 5; den++) {
                for (uint32_t num = 1; num <= den; num++) {
                    struct need s = {NEED_SHARE, num, den};
                    bool reached = floor_vote_reached(s, yes, total);
                    shares = shares && reached == (total > 0 && yes * den >= num * total);
                    agree = agree && (total == 0 || reached == (yes >= floor_vote_least(s, total)));
                }
            }
        }
    }
    ok_as(majority, "a majority is more than half");
    ok_as(plus, "a majority plus one is one more than a majority");
    ok_as(shares, "a share is exact");
    ok_as(agree, "the least number is the one that reaches");
    /* Four fifths of the commissioners then present (Miami Charter 4(g)(5)). */
    struct need four_fifths = {NEED_SHARE, 4, 5};
    ok(floor_vote_least(four_fifths, 5) == 4 && floor_vote_least(four_fifths, 4) == 4 &&
       floor_vote_least(four_fifths, 3) == 3);
    ok(!floor_vote_reached((struct need){.kind = NEED_MAJORITY}, 0, 0));
    ok(!floor_vote_reached((struct need){NEED_COUNT, 3, 0}, 2, 5));
    ok(floor_vote_reached((struct need){NEED_COUNT, 3, 0}, 3, 5));
}

static struct floor floor_of(struct arena *a, size_t members, size_t vacancies)
{
    struct floor_member list[LIMIT_SEATS];
    for (size_t i = 0; i < members; i++) {
        list[i] = (struct floor_member){sv_fmt(a, "m%zu", i), SV_NONE};
    }
    struct floor f;
    fine(floor_make(a, list, members, vacancies, &f));
    return f;
}

/* Five seats, four present, two yes, one no, one abstaining: by votes cast it passes, by those
 * present and by the entire membership it fails. */
static void bases(struct arena *a, struct pack *pack)
{
    struct floor f = floor_of(a, 5, 0);
    struct rule *vote = &pack->rule[RULE_VOTE_MAJORITY];
    const struct {
        enum rule_base base;
        uint32_t total;
        bool carries;
    } cases[] = {{BASE_CAST, 3, true},
                 {BASE_PRESENT, 4, false},
                 {BASE_SEATS, 5, false},
                 {BASE_SITTING, 5, false},
                 {BASE_QUORUM, 3, true}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        vote->param[PARAM_BASE] = (int32_t)cases[i].base;
        ok(floor_vote_total(&f, pack, vote, 2, 1, 4) == cases[i].total);
        ok(floor_vote_carries(&f, pack, vote, 2, 1, 4) == cases[i].carries);
    }
    struct floor vacant = floor_of(a, 4, 1);
    vote->param[PARAM_BASE] = BASE_SEATS;
    ok(floor_vote_total(&vacant, pack, vote, 2, 1, 4) == 5);
    vote->param[PARAM_BASE] = BASE_SITTING;
    ok(floor_vote_total(&vacant, pack, vote, 2, 1, 4) == 4);
    vote->param[PARAM_BASE] = BASE_CAST;
}

static void quorums(struct arena *a, struct pack *pack)
{
    struct rule *q = &pack->rule[RULE_QUORUM];
    struct floor f = floor_of(a, 4, 2);
    q->param[PARAM_OF] = OF_SEATS;
    ok(floor_quorum(&f, pack) == 4);
    q->param[PARAM_OF] = OF_SITTING;
    ok(floor_quorum(&f, pack) == 3);
    q->need = (struct need){NEED_COUNT, 2, 0};
    ok(floor_quorum(&f, pack) == 2);
    q->need = (struct need){NEED_SHARE, 2, 3};
    ok(floor_quorum(&f, pack) == 3);
    seats_add(&f.present, 0);
    seats_add(&f.present, 1);
    seats_add(&f.remote, 2);
    seats_add(&f.recused, 1);
    q->param[PARAM_REMOTE] = PARAM_NO;
    q->param[PARAM_RECUSED] = PARAM_YES;
    ok(floor_counted(&f, pack) == 2 && !floor_has_quorum(&f, pack));
    q->param[PARAM_REMOTE] = PARAM_YES;
    ok(floor_counted(&f, pack) == 3 && floor_has_quorum(&f, pack));
    q->param[PARAM_RECUSED] = PARAM_NO;
    ok(floor_counted(&f, pack) == 2);
    q->param[PARAM_RECUSED] = PARAM_UNSETTLED;
    ok(floor_counted(&f, pack) == 3);
    ok(floor_counts(&f, pack, &f.recused, false) == 2);
}

static void making(struct arena *a)
{
    struct floor f;
    struct floor_member list[LIMIT_SEATS + 1];
    for (size_t i = 0; i <= LIMIT_SEATS; i++) {
        list[i] = (struct floor_member){sv_fmt(a, "m%zu", i), SV_NONE};
    }
    fails(floor_make(a, list, LIMIT_SEATS + 1, 0, &f), E_LIMIT);
    fails(floor_make(a, list, LIMIT_SEATS, 1, &f), E_LIMIT);
    fails(floor_make(a, list, 1, SIZE_MAX, &f), E_LIMIT);
    fails(floor_make(a, list, 0, 1, &f), E_INVALID);
    fine(floor_make(a, list, LIMIT_SEATS, 0, &f));
    list[3].id = list[1].id;
    fails(floor_make(a, list, 5, 0, &f), E_INVALID);
    list[3].id = SV_NONE;
    fails(floor_make(a, list, 5, 0, &f), E_INVALID);
}

static void sets(void)
{
    struct seats s = {{0}};
    ok(seats_count(&s) == 0 && seats_first(s) == FLOOR_NOBODY && !seats_any(s));
    seats_add(&s, 127);
    seats_add(&s, 64);
    seats_add(&s, 64);
    ok(seats_count(&s) == 2 && seats_first(s) == 64 && seats_any(s));
    ok(seats_has(&s, 127) && !seats_has(&s, 63) && !seats_has(&s, FLOOR_NOBODY) &&
       !seats_has(&s, LIMIT_SEATS));
    seats_remove(&s, 64);
    ok(seats_count(&s) == 1 && !seats_has(&s, 64));
}

int main(void)
{
    SCOPED(arena_scope) struct arena *a = arena_open(65536);
    struct pack *pack = NULL;
    thresholds();
    sets();
    making(a);
    if (fine(rule_pack_builtin(a, SV("robert"), &pack))) {
        bases(a, pack);
        quorums(a, pack);
    }
    return tap_done();
}
