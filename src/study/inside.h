/* What the files of the models share. */
#ifndef STUDY_INSIDE_H
#define STUDY_INSIDE_H

#include "base/must.h"
#include "study/fit.h"

/* An empty fit of these rows. */
struct study_fit study_fit_make(struct arena *a, const struct study_rows *d,
                                enum study_family family);
/* Least squares of y on x (of d's size and names) into b, unscaled, e, deviance, dispersion and
 * v. */
MUST err *study_least(struct arena *a, const struct study_rows *d, const double *x, const double *y,
                      struct study_fit *f);
/* v = by * unscaled */
void study_scale(const struct study_fit *f, double by);
/* eta = offset + Xb */
void study_expect(const struct study_rows *d, const double *b, double *eta);
MUST err *study_enough_rows(struct arena *a, const struct study_rows *d);
err *study_singular(struct arena *a, const struct study_rows *d, size_t column);
/* How many periods row i lies after row j of the same series (j < i); 0 where they are of different
 * ones. */
size_t study_apart(const struct study_rows *d, size_t j, size_t i);

#endif
