/* Linear and integer programs, solved by GLPK behind a wall: what the library would end the
 * process for comes back as an error.  Nobody else calls it. */
#ifndef STUDY_LP_H
#define STUDY_LP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

/* Whose programs live and die together.  After an error of the library all of them are gone, and
 * what is asked of them fails.  One at a time in a process: open, programs, close. */
struct lp_room {
    struct arena *a;
    bool lost;
};

/* No bound on that side. */
#define LP_INFINITE 1e30

/* One program: minimize the cost over columns, within the bounds of columns and rows. */
struct lp {
    struct lp_room *room;
    void *problem;
    size_t columns, rows;
    bool
        bounds_change; /* between calls of lp_solve, more than costs do: another method is faster */
};

/* A column or row with its bounds; lower <= upper. */
struct lp_bound {
    double lower, upper;
};

/* Entry of the matrix: rows and columns are counted from 0.  No place stands twice. */
struct lp_entry {
    uint32_t row, column;
    double value;
};

enum lp_answer { LP_OPTIMAL, LP_INFEASIBLE, LP_UNBOUNDED, LP_NOTHING_FOUND };

/* A room whose errors lie in a; lp_room_close gives back all memory of the library. */
struct lp_room lp_room_open(struct arena *a);
void lp_room_close(struct lp_room *room);
/* A program with these columns, rows and entries, all costs 0.  E_LIMIT where the library's memory
 * does not do.  It lives until its room is closed. */
MUST err *lp_open(struct lp_room *room, const struct lp_bound *columns, size_t columns_n,
                  const struct lp_bound *rows, size_t rows_n, const struct lp_entry *entries,
                  size_t entries_n, struct lp *ret);
/* The cost of a column; new bounds of a column or row.  In a lost room they do nothing. */
void lp_cost(struct lp *p, size_t column, double cost);
void lp_column_bound(struct lp *p, size_t column, struct lp_bound b);
void lp_row_bound(struct lp *p, size_t row, struct lp_bound b);
/* Only whole numbers in this column, for lp_whole. */
void lp_column_whole(struct lp *p, size_t column);
/* Solve by the simplex method, beginning where the last call ended.  LP_NOTHING_FOUND where it
 * gave up (its bound on steps or time).  Fails, E_LIMIT, where the library fails. */
MUST err *lp_solve(struct lp *p, enum lp_answer *ret);
/* Solve with whole numbers within that many milliseconds: LP_NOTHING_FOUND where the best is not
 * known by then.  Fails as lp_solve. */
MUST err *lp_whole(struct lp *p, int most_ms, enum lp_answer *ret);
/* Of the last solution: the value of a column (whole: after lp_whole). */
double lp_value(const struct lp *p, size_t column);
double lp_whole_value(const struct lp *p, size_t column);

#endif
