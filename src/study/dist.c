/* The one file that knows the GNU Scientific Library. */
#include "study/dist.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_sf_gamma.h>
#include <gsl/gsl_sf_psi.h>
#include <math.h>

/* The library ends the process on an error unless told otherwise; its value is then NaN or as near
 * as it came. */
static void quiet(void)
{
    (void)gsl_set_error_handler_off();
}

double study_p_t(double t, double df)
{
    quiet();
    return fmin(1, 2 * gsl_cdf_tdist_Q(fabs(t), df));
}

double study_t_of(double level, double df)
{
    quiet();
    return gsl_cdf_tdist_Pinv(0.5 + level / 2, df);
}

double study_p_chi2(double x, double df)
{
    quiet();
    return gsl_cdf_chisq_Q(x, df);
}

double study_lgamma(double x)
{
    quiet();
    return gsl_sf_lngamma(x);
}

double study_digamma(double x)
{
    quiet();
    return gsl_sf_psi(x);
}

double study_trigamma(double x)
{
    quiet();
    return gsl_sf_psi_1(x);
}
