/* Interrupted time series: did the level or the slope of an outcome change at an event, alone or
 * against areas without it, and how sure is that.
 *
 *   eta_t = log exposure + intercept + time t + level D_t + slope (t - T0) D_t + season
 *
 * with D_t = 1 from the event's period T0 on, so that the level is the step at the event itself
 * (the slope counts from 0 there).  With a comparison every term has a second one, z: times it, for
 * the area of the event; its z:level and z:slope are the effect. */
#ifndef STUDY_ITS_H
#define STUDY_ITS_H

#include "base/buf.h"
#include "study/fit.h"

enum study_season { STUDY_NO_SEASON, STUDY_MONTHS, STUDY_FOURIER };
enum study_against {
    STUDY_ALONE,      /* one series */
    STUDY_ALL_OTHERS, /* one series of all other areas: their mean, of counts their sum */
    STUDY_NAMED       /* these areas, each a series */
};

enum {
    STUDY_PERIOD = 12, /* rows of a season */
    STUDY_PAIRS = 5,   /* of sine and cosine, at most */
    STUDY_ORDERS = 3,  /* of Breusch and Godfrey */
    STUDY_DATES = 24,  /* of placebo events, at most */
    STUDY_METHODS = 5
};

struct study_model {
    enum study_family family;
    enum study_season season;
    size_t pairs; /* of STUDY_FOURIER: 1 to STUDY_PAIRS */
    bool slope;
    enum study_errors errors; /* by which standard errors are reckoned */
    size_t lag;               /* of STUDY_NEWEY_WEST and STUDY_DRISCOLL_KRAAY */
};

/* Outcomes of areas by period: element (area, t) at [area * n + t]. */
struct study_panel {
    size_t areas, n;
    const double *y;        /* NAN where a period is missing; counts are >= 0 */
    const double *exposure; /* NULL, or > 0 wherever y is there */
    double first;           /* what time is in the first period: 0 or 1 */
    const uint8_t *month;   /* n: the place in the season, 1 to STUDY_PERIOD */
};

struct study_question {
    struct study_panel panel;
    struct study_model model;
    size_t treated; /* the area of the event */
    size_t event;   /* its first period with it, 1 to n - 1 */
    enum study_against against;
    const size_t *control; /* of STUDY_NAMED: areas, without the treated one */
    size_t controls;
    size_t dates; /* other dates at which areas are ranked: at most STUDY_DATES */
};

struct study_estimate {
    sv name;
    double estimate, se, statistic, p; /* p of t with n - p degrees of freedom, both sides */
    double lower, upper;               /* of 95 % */
};

/* The level at the event by one method. */
struct study_method {
    sv name; /* model, newey-west:3, driscoll-kraay:3, prais-winsten, ar1-reml */
    struct study_estimate level;
};

enum study_differ { STUDY_SIGN = 1, STUDY_SIGNIFICANCE = 2, STUDY_SIZE = 4 };

/* The effects that areas would seem to have, each put in the treated one's place (a control that
 * is put there changes places with it), at the event and at q->dates other dates, evenly spread:
 * z, the difference of the area's level and the comparison's over its standard error, each of the
 * two fitted with its own dispersion; NAN where one cannot be fitted. */
struct study_grid {
    size_t areas, dates;
    size_t *event;   /* dates: the question's own first */
    double *z;       /* of (area, date): [date * areas + area] */
    double *slope_z; /* the same of the slope; NAN without one */
};

/* Where an area's |z| stands among those of all others. */
struct study_placebo {
    size_t areas, dates; /* that could be fitted */
    size_t left_out;     /* other areas that could not be fitted at the event */
    double z, slope_z;   /* of the area itself; slope_z NAN without --slope */
    double p_areas;      /* (1 + #{|z_j| >= |z|}) / (1 + J) over the areas at the event */
    double p_dates;      /* … over the areas at all dates */
    double p;            /* the larger of the two: the headline */
    double slope_p;      /* the same of the slope; NAN */
};

struct study_its {
    size_t n, p;
    struct study_rows rows;
    struct study_fit fit;
    double *v; /* p x p: the covariance as asked */
    struct study_estimate *coefficients;
    size_t level, slope; /* the effect's coefficients: level and slope, or z:level and z:slope; p
                          * where there is none */
    struct study_estimate trend_after; /* with a slope: time and slope together */
    double loglik, durbin_watson;
    struct study_test breusch_godfrey[STUDY_ORDERS], ljung_box;
    /* what would have come without the event, less what the model has, from the event on: all, and
     * of the first 12 and 24 periods where there are as many (n 0 otherwise) */
    struct study_averted {
        size_t n;
        struct study_estimate sum;
    } averted[3];
    struct study_method methods[STUDY_METHODS];
    size_t method_count;
    size_t largest;    /* the method among model and the sandwiches with the largest error */
    unsigned differ;   /* bits of study_differ: how the methods differ, and of which two */
    size_t differs[2]; /* indices of methods */
};

/* Answer the question.  Refuses (E_INVALID) as study_fit and study_prais_winsten do, and errors of
 * the first order of counts, a lag as long as the series, an event that leaves no period before or
 * after, and an outcome that is fitted exactly. */
MUST err *study_its(struct arena *a, const struct study_question *q, struct study_its *ret);
/* For a chart: by period what the model expects of the treated area without the event, and the ends
 * of 95 % of that expectation; each n of the panel, NAN where the outcome is missing. */
void study_without(struct arena *a, const struct study_question *q, const struct study_its *r,
                   double *ret_expected, double *ret_lower, double *ret_upper);
/* The grid of a question.  Against all others it is the same whichever area is treated. */
void study_grid(struct arena *a, const struct study_question *q, struct study_grid *ret);
/* The rank of `area` at the date of that index.  E_INVALID where it cannot be fitted, or no other
 * area can. */
MUST err *study_rank(struct arena *a, const struct study_grid *g, size_t area, size_t date,
                     struct study_placebo *ret);
/* The placebo rank of the treated area at the event. */
MUST err *study_placebo(struct arena *a, const struct study_question *q, struct study_placebo *ret);

/* The family's name, as the command line has it. */
sv study_family_name(enum study_family family);
/* An estimate with its t, p and interval of 95 % for df degrees of freedom. */
struct study_estimate study_estimate_of(sv name, double estimate, double variance, double df);

/* The answer as one JSON object (docs/names.md), numbers of twelve digits; `placebo` may be NULL,
 * `notes` (count) are sentences to stand with it. */
void study_its_json(struct buf *out, const struct study_question *q, const struct study_its *r,
                    const struct study_placebo *placebo, const sv *notes, size_t count);

#endif
