/* Moves: how the counts of a table could differ with everything published standing still.  One
 * part chooses marks by moves (cells_suppress.c); who finds the cheapest is a mover: linear
 * programming for whatever was published (cells_lp.c), the network of one table of two dimensions
 * (cells_network.c). */
#ifndef STUDY_CELLS_MOVE_H
#define STUDY_CELLS_MOVE_H

#include "study/cells_inner.h"

/* What may be hidden for others: what counts something, then zeros, then margins. */
enum cells_stage { STAGE_NOTHING, STAGE_COUNTS, STAGE_ZEROS, STAGE_MARGINS, STAGES };

/* A class, or a fact of several, that must be able to move, and how far moves showed it to. */
struct cells_target {
    bool class;
    uint32_t of; /* which */
    struct study_need need;
    int64_t up, down;
    int up_by, down_by; /* the moves; -1: none */
};

/* What a mover works on: facts say what is hidden at present, y is its answer. */
struct cells_table {
    struct arena *a;
    const struct cells_model *m;
    const struct cells_new *news;
    struct study_fact *facts;
    double *y; /* of each class: how far it moves */
};

struct cells_mover {
    void *self;
    /* From now on facts of this stage may be hidden. */
    void (*stage)(void *self, enum cells_stage stage);
    /* This new fact was hidden, or is shown again. */
    void (*changed)(void *self, uint32_t fact);
    /* Move the target by so much (negative: down) so that the counts of facts that would have to be
     * hidden for it come cheaply; *ret_done is false, and y of no meaning, where nothing moves it.
     */
    err *(*move)(void *self, const struct cells_target *t, int64_t by, bool *ret_done);
};

/* May this new fact be hidden for others at this stage? */
bool cells_may_hide(const struct cells_table *t, size_t fact, enum cells_stage stage);
/* The price of hiding it: its count, and next to nothing for a zero. */
double cells_price(const struct cells_table *t, size_t fact);
/* How far the sum of a line moves. */
double cells_moved(const struct cells_table *t, const struct cells_line *l);

/* A mover by linear programming, in the room, until that is closed. */
MUST err *cells_lp_mover(struct cells_table *t, struct lp_room *room, struct cells_mover *ret);
/* A mover through the network of a fresh table of rows x columns with its margins, whose facts are
 * all facts of the model, in the order of study_at. */
struct cells_mover cells_network_mover(struct cells_table *t, size_t rows, size_t columns);

/* Where a fresh table is small: look for marks for others that cost less than those that stand, and
 * put the cheapest in their place.  *ret_better is false, and nothing is changed, where there are
 * none, where the table is not small, where zeros or sums had to be hidden, or where the time did
 * not do. */
MUST err *cells_best(const struct cells_table *t, struct lp_room *room,
                     const struct cells_target *targets, size_t targets_n, bool *ret_better);

#endif
