/* Least squares by Householder's QR, our own.  A matrix is an array of columns: element (i, j) of n
 * rows stands at [j * n + i]. */
#ifndef STUDY_LEAST_H
#define STUDY_LEAST_H

#include <stddef.h>

#include "base/arena.h"

/* A column is taken for a combination of those before it where what is left of it is at most this
 * part of its length. */
#define STUDY_SINGULAR 1e-7

struct study_qr {
    size_t n, p;
    double *x;    /* n x p: the reflections on and below the diagonal, R above it */
    double *diag; /* p: R's diagonal */
};

/* Memory for QRs of n rows and p columns, in a. */
struct study_qr study_qr_make(struct arena *a, size_t n, size_t p);
/* Factor the matrix that stands in q->x, in place (n >= p).  Returns p, or the index of the first
 * column that is a combination of those before it (a column of zeros is one too); q is then of no
 * use. */
size_t study_qr_factor(struct study_qr *q);
/* The b (p) that makes |y - X b| least; y (n) becomes Q'y. */
void study_qr_solve(const struct study_qr *q, double *y, double *ret_b);
/* (X'X)^-1, p x p. */
void study_qr_inverse(const struct study_qr *q, struct arena *a, double *ret);

/* The sum of x_i y_i over n. */
double study_dot(const double *x, const double *y, size_t n);
/* v'Mv for a symmetric M of p x p. */
double study_quadratic(const double *m, const double *v, size_t p);

#endif
