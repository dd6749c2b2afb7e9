/* The order of a meeting's agenda: sections by the body's template, items within them. */
#ifndef RULES_AGENDA_H
#define RULES_AGENDA_H

#include "rules/template.h"

/* An item on the agenda, as the record has it. */
struct agenda_row {
    sv item;
    enum floor_item_kind type;
    sv section;  /* where it was placed; empty: nowhere */
    bool placed; /* … at a position in it */
    int64_t position;
    bool carried; /* it stands there by a deferral, a veto, or from another meeting */
    bool vetoed;  /* … by a veto */
    int64_t seq;  /* the first entry that put it there */
    /* filled in */
    size_t
        section_no; /* in struct agenda; == sections_n: in none, as what was taken up unscheduled */
    int64_t n;      /* which of its section, from 1; 0: in none */
};

struct agenda_section {
    sv name, code; /* code: empty where the template does not know the section */
    bool consent;
    size_t first, count; /* its rows */
};

struct agenda {
    struct agenda_row *rows; /* in order */
    size_t n;
    struct agenda_section *sections; /* all of the template, in its order, then those it lacks */
    size_t sections_n;
};

/* Put the rows in order, in place.  Sections stand as in the template, behind them those that it
 * lacks, as they came; within a section vetoed items, then others carried over that nobody has
 * placed yet (for both, in the section that the template gives them), then those placed, by their
 * position; at the end of all what belongs to no section.  t: NULL for a body of which no template
 * is known.  Lifetime: ret in a. */
void agenda_arrange(struct arena *a, const struct template *t, struct agenda_row *rows, size_t n,
                    struct agenda *ret);

/* "C.3", or empty where the row has no number. */
sv agenda_number(struct arena *a, const struct agenda *g, const struct agenda_row *row);

#endif
