/* Distributions and special functions, by the GNU Scientific Library. */
#ifndef STUDY_DIST_H
#define STUDY_DIST_H

/* P(|T| >= |t|) of Student's t with df > 0 degrees of freedom. */
double study_p_t(double t, double df);
/* The t that P(|T| <= t) = level of. */
double study_t_of(double level, double df);
/* P(X >= x) of chi square with df > 0 degrees of freedom; x >= 0. */
double study_p_chi2(double x, double df);
/* log of the gamma function, and its first two derivatives; x > 0. */
double study_lgamma(double x);
double study_digamma(double x);
double study_trigamma(double x);

#endif
