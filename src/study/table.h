/* A panel of series from a table of comma-separated values. */
#ifndef STUDY_TABLE_H
#define STUDY_TABLE_H

#include "study/its.h"

/* Which columns hold what, as the command line names them. */
struct study_ask {
    sv time; /* a column of whole numbers, months (2015-01) or dates; or two, year and month, with
              * a comma between */
    sv outcome; /* an empty field or NA: nothing is known of that period */
    sv event;   /* a value of the time column, or year and month as 2015-01 */
    sv offset;  /* empty, or the exposure */
    sv by;      /* empty, or the area; then treated is one of its values */
    sv treated;
    sv control; /* empty: all other areas; or some, with commas between */
};

struct study_table {
    struct study_question question; /* its model is the caller's */
    sv *areas;                      /* names, in the panel's order */
    sv *notes;                      /* sentences on what was left out and assumed */
    size_t note_count;
};

/* Read the table.  Refuses (E_INVALID), with the line where there is one: what csv.h refuses, a
 * column that is not there, a time that cannot be read or is of another form than the first, a
 * number that is none, a negative count, a fraction where the family counts (poisson, negbin), an
 * exposure that is not above zero, a period that stands twice in one series, one that is missing
 * from all or from one area, an event that is not among the periods or the first of them, an area
 * that is not there, a control that is the treated area.  LIMIT_STUDY_PERIODS bounds a series. */
MUST err *study_table_read(struct arena *a, sv csv, const struct study_ask *ask,
                           enum study_family family, struct study_table *ret);
/* Add to the table's notes what the answer itself asks to be said: counts that vary more than the
 * family has it or no more than Poisson's, a lag too long for the series, a rank that could not be
 * low. */
void study_notes(struct arena *a, struct study_table *t, const struct study_its *r,
                 const struct study_placebo *placebo);

#endif
