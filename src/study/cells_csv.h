/* A table of counts as comma-separated values, and what came of it as JSON. */
#ifndef STUDY_CELLS_CSV_H
#define STUDY_CELLS_CSV_H

#include "base/buf.h"
#include "base/sv.h"
#include "study/cells.h"

/* Which columns hold what; empty where the table has no such. */
struct study_columns {
    sv name[STUDY_DIMENSIONS]; /* rows, columns, layers: the first is asked for, the last needs the
                                  second */
    sv count;
    sv holder; /* whose the counts are: then a combination may stand once for each holder */
};

/* The counts that were read, and the whole of them as the table asked for. */
struct study_counts {
    struct study_known known; /* nothing was published earlier */
    struct study_layout layout;
    sv *codes[STUDY_DIMENSIONS]; /* in the order in which they first stand */
    size_t holders;              /* different ones; 0 where none are given */
};

/* Read a table.  A combination that has no line counts 0.  Refuses, E_INVALID with the line: what
 * csv.h refuses, a column that is not there, an empty name of a row, column or layer (which stands
 * for their sum), a count that is no whole number or negative, a combination that stands twice;
 * E_LIMIT over the bounds of cells.h.  Lifetime: a and csv. */
MUST err *study_counts_read(struct arena *a, sv csv, const struct study_columns *columns,
                            struct study_counts *ret);
/* Read which cells are to be hidden, and how far from its count a reader's interval must reach:
 * columns row, column, layer (as many as the table has dimensions), below, above.  An empty name is
 * the sum over all.  Sets the layout's needs.  Refuses (E_INVALID) what csv.h refuses, a cell that
 * is not there or stands twice, and what is no whole number from 0 on. */
MUST err *study_needs_read(struct arena *a, sv csv, struct study_counts *counts);
/* The object that `dais cells` prints (docs/names.md): no hidden count stands in it. */
void study_release_json(struct buf *out, const struct study_counts *counts,
                        const struct study_release *release);

#endif
