/* Tables that are made of what an agency reported, and published once they passed the audit. */
#ifndef ACTS_TABLES_H
#define ACTS_TABLES_H

#include "acts/activity.h"
#include "acts/request.h"
#include "study/cells.h"

enum { TABLE_DIMENSIONS = 2 };

/* A table that is made here: its axes, in the order in which a row names them. */
struct table_layout {
    const char *id;
    enum activity_stream stream;
    bool yearly; /* only for whole years */
    size_t dimensions;
    uint8_t axis[TABLE_DIMENSIONS];
    const char *column[TABLE_DIMENSIONS]; /* of its CSV */
    const char *title;
};
extern const struct table_layout table_layouts[];
extern const size_t table_layouts_n;
/* The layout of that id; NULL: a table that is made elsewhere. */
const struct table_layout *table_layout_find(sv id);

/* A table, ready to be published. */
struct table_made {
    const struct table_layout *layout;
    int64_t from, until;        /* its first and last day */
    sv *code[TABLE_DIMENSIONS]; /* of each dimension; the margin comes after them */
    struct study_release release;
    int64_t cells, hidden; /* margins included */
    sv csv;                /* as it is published: hidden counts empty, '*' for a sum */
};

/* The table of a period: a month, a quarter or a year of the calendar, or for some tables a year.
 * Refuses (E_CONFLICT) a period of which the agency has not said that its report is whole, or that
 * may still be corrected, or that was published in this table already; E_REFUSED where no choice of
 * hidden cells keeps what is to be hidden from being worked out; E_INVALID (field), E_NOTFOUND,
 * E_LIMIT, E_IO.  Works on a reader too.  Lifetime: a. */
MUST err *table_make(struct store *s, struct arena *a, sv instrument, sv id, sv from, sv until,
                     const struct activity_rules *rules, instant now, struct table_made *ret);

/* Attack everything that was published of an instrument in a year: study_audit.  E_IO and its
 * errors. */
MUST err *table_audit(struct store *s, struct arena *a, sv instrument, enum activity_stream stream,
                      int64_t year, const struct activity_rules *rules, struct study_finding *ret);

/* Make or check the table of a table.published, and fill in what the writer knows of it.  A table
 * of another id is an aggregate that the agency has suppressed itself: columns of a closed list and
 * count, codes and counts alone.  Errors as table_make. */
MUST err *table_fill(struct store *s, struct arena *a, const struct act_request *q,
                     const struct activity_rules *rules, instant now);

#endif
