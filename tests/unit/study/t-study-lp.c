/* The solver behind its wall: answers that are known, and errors of the library that come back. */
#include "study/lp.h"
#include "tap.h"

static struct arena *a;

/* At most 4 x + 3 y with x + 2 y <= 8, 3 x + y <= 9 (and x, y >= 0): x = 2, y = 3. */
static struct lp program(struct lp_room *room)
{
    struct lp p;
    struct lp_bound columns[] = {{0, LP_INFINITE}, {0, LP_INFINITE}};
    struct lp_bound rows[] = {{-LP_INFINITE, 8}, {-LP_INFINITE, 9}};
    struct lp_entry entries[] = {{0, 0, 1}, {0, 1, 2}, {1, 0, 3}, {1, 1, 1}};
    fine(lp_open(room, columns, 2, rows, 2, entries, 4, &p));
    lp_cost(&p, 0, -4);
    lp_cost(&p, 1, -3);
    return p;
}

static void answers(void)
{
    struct lp_room room = lp_room_open(a);
    struct lp p = program(&room);
    enum lp_answer answer;
    fine(lp_solve(&p, &answer));
    ok(answer == LP_OPTIMAL);
    ok(lp_value(&p, 0) > 1.999 && lp_value(&p, 0) < 2.001);
    ok(lp_value(&p, 1) > 2.999 && lp_value(&p, 1) < 3.001);
    lp_column_bound(&p, 0, (struct lp_bound){3.5, LP_INFINITE});
    fine(lp_solve(&p, &answer));
    ok_as(answer == LP_INFEASIBLE, "3 x <= 9 does not let x be 3.5");
    lp_column_bound(&p, 0, (struct lp_bound){0, LP_INFINITE});
    lp_row_bound(&p, 0, (struct lp_bound){-LP_INFINITE, LP_INFINITE});
    lp_row_bound(&p, 1, (struct lp_bound){-LP_INFINITE, LP_INFINITE});
    fine(lp_solve(&p, &answer));
    ok_as(answer == LP_UNBOUNDED, "nothing bounds it any more");
    lp_room_close(&room);
}

static void whole_numbers(void)
{
    struct lp_room room = lp_room_open(a);
    struct lp p = program(&room);
    enum lp_answer answer;
    lp_row_bound(&p, 0, (struct lp_bound){-LP_INFINITE, 7.5});
    lp_column_whole(&p, 0);
    lp_column_whole(&p, 1);
    fine(lp_whole(&p, 10000, &answer));
    ok(answer == LP_OPTIMAL);
    ok_as(lp_whole_value(&p, 0) == 2 && lp_whole_value(&p, 1) == 2, "4 x + 3 y: 2 and 2");
    lp_row_bound(&p, 0, (struct lp_bound){7.2, 7.8});
    fine(lp_whole(&p, 10000, &answer));
    ok_as(answer == LP_INFEASIBLE, "no whole numbers x + 2 y lie from 7.2 to 7.8");
    lp_room_close(&room);
}

/* GLPK ends the process on an entry that stands twice, unless the wall holds. */
static void the_wall(void)
{
    struct lp_room room = lp_room_open(a);
    struct lp p;
    struct lp_bound one[] = {{0, 1}};
    struct lp_entry twice[] = {{0, 0, 1}, {0, 0, 2}};
    enum lp_answer answer;
    fails(lp_open(&room, one, 1, one, 1, twice, 2, &p), E_LIMIT);
    ok(room.lost);
    fails(lp_solve(&p, &answer), E_LIMIT);
    lp_cost(&p, 0, 1);
    lp_room_close(&room);
    answers();
}

int main(void)
{
    a = arena_open(1 << 16);
    answers();
    whole_numbers();
    the_wall();
    arena_close(a);
    return tap_done();
}
