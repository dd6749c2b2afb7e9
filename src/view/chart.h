/* Charts of a series as SVG: what was observed, what the model expects, how sure it is, and when
 * the event was.  They stand in a page as they are, in its own colour, so that they can be read in
 * black and white, in the dark and on paper; what is said to a screen reader and every other word
 * is the caller's, in the page's language.  A table of the numbers belongs beside it. */
#ifndef VIEW_CHART_H
#define VIEW_CHART_H

#include "view/out.h"

enum { CHART_POINTS = 2000 };

struct chart {
    sv id;           /* the start of its elements' ids, unique in the page: letters, digits, - */
    sv title, about; /* the name, and a sentence that says what the chart shows */
    size_t n;        /* periods: 2 to CHART_POINTS */
    const double *observed; /* n; NAN where nothing is known */
    /* NULL, or n: what the model expects without the event, NAN where nothing shall be drawn, and
     * the ends of its interval (both or neither) */
    const double *expected, *lower, *upper;
    size_t event;                             /* its first period; n where there is none in sight */
    sv first, last;                           /* the first and the last period in words */
    sv happened;                              /* the event in a few words, with its day */
    sv observed_is, expected_is, interval_is; /* the legend; unused ones empty */
    sv thousands; /* between groups of three digits at the axis: "," or " " */
    sv point;     /* before decimals */
};

/* The chart, 400 units wide (its class is "chart"); ids are ID-title and ID-about.  All text is
 * escaped.  A chart of which no value is known shows its axes alone.  Lifetime: a's. */
safe_html chart_svg(struct arena *a, const struct chart *c);

#endif
