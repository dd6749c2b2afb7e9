/* The design of interrupted series: rows and columns of a question. */
#ifndef STUDY_DESIGN_H
#define STUDY_DESIGN_H

#include "study/its.h"

/* One series of the design. */
struct study_series {
    const double *y, *exposure; /* the panel's n periods; exposure may be NULL */
    bool treated;
};

/* The rows of these series, one after the other, with y where it is there: intercept, time, level,
 * slope, season; where `compared`, the same again times z (names in a). */
struct study_rows study_design(struct arena *a, const struct study_question *q, size_t event,
                               const struct study_series *series, size_t count, bool compared);
/* Sums over all areas by period, of those of which the period is there, and how many they are. */
struct study_total {
    double *y, *exposure, *there;
};
struct study_total study_total(struct arena *a, const struct study_question *q);
/* The one series of all areas but `area`. */
struct study_series study_others(struct arena *a, const struct study_question *q,
                                 const struct study_total *all, size_t area);
struct study_series study_area(const struct study_question *q, size_t area, bool treated);
/* Columns of one group: without those times z. */
size_t study_columns(const struct study_model *m);

enum { STUDY_COLUMN_TIME = 1, STUDY_COLUMN_LEVEL = 2, STUDY_COLUMN_SLOPE = 3 };

#endif
