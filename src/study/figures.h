/* The figures of a measure that was registered before them, and what they say: one rule, by which
 * the writer fills in a finding and pages show it again from the same figures. */
#ifndef STUDY_FIGURES_H
#define STUDY_FIGURES_H

#include "study/table.h"

/* How the measure says that it is tested. */
struct study_measure {
    sv areas;      /* the area that is looked at, as the figures call it */
    sv comparison; /* areas of the figures with commas between; any other words: all other areas */
    sv family;     /* gaussian, poisson, quasipoisson or negbin */
    sv season;     /* none, month or fourier-1 to fourier-3 */
    int64_t event; /* days since 1970-01-01: the first whole month from then on is the first with
                    * the effect */
};

enum study_says { STUDY_RISE, STUDY_FALL, STUDY_NO_CHANGE, STUDY_DISAGREE };

struct study_figures {
    struct study_table table;
    int64_t first;  /* the first month, in months since year 0 */
    size_t months;  /* of each area */
    size_t unknown; /* rows whose count is empty: nothing is known of that month */
};

/* What a finding says. */
struct study_finding {
    struct study_its its;        /* of the area against its comparison */
    struct study_estimate level; /* the controlled estimate, with the larger of its errors */
    size_t other; /* the method that says otherwise, an index of its.methods; its.method_count
                   * where none does */
    enum study_says says;
};

/* Read figures: text/csv with the columns time, area, count and, where there is one, exposure, and
 * no other; time as 2026-07.  Refuses (E_INVALID), with the line where there is one: what
 * study_table_read refuses, other columns, a time that is no month, a named comparison of which
 * only some are areas of the figures, an event before which or after which there is no month;
 * (E_LIMIT) over LIMIT_FIGURES_AREAS areas or LIMIT_FIGURES_MONTHS months. */
MUST err *study_figures_read(struct arena *a, sv csv, const struct study_measure *m,
                             struct study_figures *ret);
/* The same with the event on another day. */
MUST err *study_figures_at(struct arena *a, sv csv, const struct study_measure *m, int64_t event,
                           struct study_figures *ret);

/* The controlled estimate: study_its with the errors of the model, of which the larger of all is
 * taken.  Refuses as study_its. */
MUST err *study_figures_estimate(struct arena *a, const struct study_figures *f,
                                 struct study_finding *ret);
/* What both say together (the headline first): rise or fall where the placebo rank is at or under
 * 0.05 and the interval of the controlled estimate does not hold 0; no change where neither is so;
 * methods-disagree where one is and the other is not, or where a model of errors that are
 * correlated in time gives a level outside of that interval, or is sure where it is not. */
void study_figures_say(double placebo, struct study_finding *f);

/* The area month by month, f->months each: what was counted, and what the model expects without
 * the event with its interval, as study_without has it; NAN where nothing is known. */
struct study_course {
    const double *observed, *expected, *lower, *upper;
};
struct study_course study_figures_course(struct arena *a, const struct study_figures *f,
                                         const struct study_finding *found);

/* "rise", "fall", "no-change", "methods-disagree". */
sv study_says_name(enum study_says says);
/* A number as a decimal of nine significant digits, without an exponent, as the record has it.
 * E_INVALID where it is not finite or has more than 15 digits before the point. */
MUST err *study_decimal(struct arena *a, double x, sv *ret);

#endif
