/* Householder's QR (Golub and Van Loan, Matrix Computations, 5.2). */
#include "study/least.h"

#include <math.h>

double study_dot(const double *x, const double *y, size_t n)
{
    double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
    size_t i = 0;
    for (; i + 4 <= n; i += 4) {
        s0 += x[i] * y[i];
        s1 += x[i + 1] * y[i + 1];
        s2 += x[i + 2] * y[i + 2];
        s3 += x[i + 3] * y[i + 3];
    }
    for (; i < n; i++) {
        s0 += x[i] * y[i];
    }
    return (s0 + s1) + (s2 + s3);
}

double study_quadratic(const double *m, const double *v, size_t p)
{
    double sum = 0;
    for (size_t j = 0; j < p; j++) {
        sum += v[j] * study_dot(m + j * p, v, p);
    }
    return sum;
}

struct study_qr study_qr_make(struct arena *a, size_t n, size_t p)
{
    return (struct study_qr){
        .n = n, .p = p, .x = arena_array(a, double, n *p), .diag = arena_array(a, double, p)};
}

/* y reflected: y - v (scale v'y). */
static void reflect(const double *v, double scale, double *y, size_t n)
{
    double s = study_dot(v, y, n) * scale;
    for (size_t i = 0; i < n; i++) {
        y[i] -= s * v[i];
    }
}

/* Of column j's reflection v: 2 / v'v.  With v = x - alpha e and alpha = -sign(x_0) |x|, v'v is
 * -2 alpha v_0. */
static double scale_of(const struct study_qr *q, size_t j)
{
    return -1 / (q->diag[j] * q->x[j * q->n + j]);
}

size_t study_qr_factor(struct study_qr *q)
{
    size_t n = q->n;
    for (size_t j = 0; j < q->p; j++) {
        double *v = q->x + j * n + j;
        double above = study_dot(q->x + j * n, q->x + j * n, j), left = study_dot(v, v, n - j);
        double length = sqrt(left);
        if (!(length > STUDY_SINGULAR * sqrt(above + left))) {
            return j;
        }
        q->diag[j] = v[0] > 0 ? -length : length;
        v[0] -= q->diag[j];
        double scale = scale_of(q, j);
        for (size_t k = j + 1; k < q->p; k++) {
            reflect(v, scale, q->x + k * n + j, n - j);
        }
    }
    return q->p;
}

void study_qr_solve(const struct study_qr *q, double *y, double *ret_b)
{
    size_t n = q->n;
    for (size_t j = 0; j < q->p; j++) {
        reflect(q->x + j * n + j, scale_of(q, j), y + j, n - j);
    }
    for (size_t j = q->p; j-- > 0;) {
        double sum = y[j];
        for (size_t k = j + 1; k < q->p; k++) {
            sum -= q->x[k * n + j] * ret_b[k];
        }
        ret_b[j] = sum / q->diag[j];
    }
}

void study_qr_inverse(const struct study_qr *q, struct arena *a, double *ret)
{
    size_t n = q->n, p = q->p;
    struct arena_mark mark = arena_mark(a);
    double *t = arena_array(a, double, p *p); /* R^-1, rows together: (i, j) at [i * p + j] */
    for (size_t j = 0; j < p; j++) {
        t[j * p + j] = 1 / q->diag[j];
        for (size_t i = j; i-- > 0;) {
            double sum = 0;
            for (size_t k = i + 1; k <= j; k++) {
                sum += q->x[k * n + i] * t[k * p + j];
            }
            t[i * p + j] = -sum / q->diag[i];
        }
    }
    for (size_t i = 0; i < p; i++) {
        for (size_t j = i; j < p; j++) {
            ret[i * p + j] = ret[j * p + i] = study_dot(t + i * p + j, t + j * p + j, p - j);
        }
    }
    arena_rewind(a, mark);
}
