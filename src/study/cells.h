/* Tables of counts that may be published: which cells are hidden, and what the published ones
 * still let a reader work out of them.
 *
 * Counts stand in a space of a few axes (the month, and what else tells acts apart: power, setting,
 * place, outcome); an atom is one combination of codes.  Whatever is published, a cell of a table,
 * a margin, a quarter, a year to date, a share in percent, is a sum over a box of atoms, so that
 * tables of different periods and shapes can be held against each other.
 *
 * A cell is sensitive where its count is 1 to threshold - 1, or where fewer holders than the rule
 * asks for stand behind it.  A reader is taken to know everything that was published and that
 * counts are not negative.  A sensitive cell is protected when the least interval in which that
 * reader can place it reaches the threshold and holds at least `threshold` values.  The marks of
 * cells hidden for themselves (primary) and for others (secondary) do not differ on a page.
 * Sources: docs/decisions/0013. */
#ifndef STUDY_CELLS_H
#define STUDY_CELLS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

enum {
    STUDY_AXES = 6,
    STUDY_DIMENSIONS = 3,         /* of one table */
    STUDY_ATOMS = 1 << 20,        /* of one space */
    STUDY_FACTS = 1 << 17,        /* published, the new ones included */
    STUDY_CELLS = 1 << 16,        /* of one table, its margins included */
    STUDY_COUNT_MOST = 1000000000 /* of one row and of the whole */
};

/* The axes, each with so many codes, numbered from 0 in the caller's order.  Periods are an axis
 * like the others: its codes are months one after the other. */
struct study_space {
    size_t axes;
    uint16_t codes[STUDY_AXES];
};

/* One line of what was counted: so many acts of one holder in one atom. */
struct study_row {
    uint16_t at[STUDY_AXES];
    uint32_t holder; /* whose; any numbers that tell holders apart */
    int64_t count;   /* not negative */
};

/* The atoms whose code on every axis lies from `from` to `to`, both included. */
struct study_box {
    uint16_t from[STUDY_AXES], to[STUDY_AXES];
};

enum study_told {
    STUDY_SHOWN,  /* value is the count of `of` */
    STUDY_HIDDEN, /* a mark stands where the count of `of` would */
    STUDY_SHARE   /* value is the share of `of` in `whole`, in percent times 10^digits, rounded */
};

enum study_why { STUDY_PUBLIC, STUDY_PRIMARY, STUDY_SECONDARY };

/* One published statement. */
struct study_fact {
    struct study_box of, whole; /* whole: of a share alone */
    enum study_told told;
    int digits;         /* of a share, 0 to 6 */
    int64_t value;      /* of what is hidden always 0 */
    enum study_why why; /* never published: the record of an earlier fact may say anything here */
};

struct study_rule {
    int64_t threshold; /* counts 1 to threshold - 1 are sensitive; at least 1, which means none */
    int64_t holders;   /* … and those behind which fewer stand; 0 or 1 means none */
};

/* What is counted, and what was published of it so far. */
struct study_known {
    struct study_space space;
    const struct study_row *rows;
    size_t rows_n;
    const struct study_fact *earlier; /* as published, hidden ones included */
    size_t earlier_n;
};

/* How far a reader's interval must reach from a count. */
struct study_need {
    int64_t up, down; /* above and below the count, at least */
    int64_t width;    /* upper end less lower end, at least; 0 where the count needs nothing */
};

/* A table that is to be published: the counts of `within`, told apart by one to three axes. */
struct study_layout {
    struct study_box within;
    size_t dimensions;
    uint8_t axis[STUDY_DIMENSIONS]; /* different axes of the space */
    const struct study_need *needs; /* of each fact of the table, beyond the rule; NULL: none */
    bool intervals;                 /* work out what a reader can know of each hidden cell */
};

/* The same, ready: size[d] codes of `within` and one more, the margin, on each dimension; the fact
 * of codes i, j, k (counted from within.from) stands at study_at.  Dimensions that there are not
 * have size 0. */
struct study_release {
    size_t dimensions;
    size_t size[STUDY_DIMENSIONS];
    struct study_fact *facts;
    size_t facts_n;
    size_t primary, secondary; /* how many are hidden, and why */
    int64_t cost;              /* what the hidden ones count together: not to be published */
    int64_t *lower, *upper; /* of each fact, where intervals were asked for; INT64_MAX: no bound */
};

/* Where the fact of codes i, j, k stands among a table's facts; size[d] is the margin. */
static inline size_t study_at(const struct study_release *t, size_t i, size_t j, size_t k)
{
    return (i * (t->size[1] + 1) + j) * (t->size[2] + 1) + k;
}

/* The table with its marks, such that nothing sensitive can be narrowed from it, from everything
 * that was published before, and from both together: suppressed and then audited.  Refuses
 * (E_REFUSED), and makes nothing, where no choice of marks does that; E_CONFLICT where the rows no
 * longer give what was published earlier (publish from the counts as they were then); E_INVALID
 * for boxes and codes outside of the space, counts that are negative or too large, a threshold
 * below 1; E_LIMIT.  Lifetime: a. */
MUST err *study_publish(struct arena *a, const struct study_known *known,
                        const struct study_layout *ask, const struct study_rule *rule,
                        struct study_release *ret);

/* What the audit found. */
struct study_finding {
    bool safe;
    size_t fact;          /* the fact that can be narrowed, or SIZE_MAX: of cells never published */
    struct study_box of;  /* a box that holds what can be narrowed */
    int64_t lower, upper; /* the reader's interval */
    size_t asked;         /* how many cells the audit asked about */
};

/* Attack everything in `known->earlier`: the interval in which a reader can place each hidden cell
 * and each cell that differences could lay bare, by linear programming over all of it at once.
 * Independent of how marks were chosen.  Fails as study_publish does. */
MUST err *study_audit(struct arena *a, const struct study_known *known,
                      const struct study_rule *rule, struct study_finding *ret);

#endif
