/* The order of a meeting's agenda: sections by the body's template, items within them. */
#ifndef RULES_AGENDA_H
#define RULES_AGENDA_H

#include "rules/template.h"

/* An item on the agenda, as the record has it. */
struct agenda_row {
    size_t from; /* the caller's own, left alone */
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

/* An item of one version of an agenda. */
struct agenda_line {
    sv item, section, title;
    int64_t text; /* the entry that filed its newest text; -1: it has none */
};

enum agenda_change_kind {
    AGENDA_ADDED,
    AGENDA_TAKEN_OFF,
    AGENDA_MOVED, /* to another section, or among the items of its own */
    AGENDA_RETITLED,
    AGENDA_NEW_TEXT
};

struct agenda_change {
    enum agenda_change_kind kind;
    const struct agenda_line *was, *is; /* NULL where it did not stand, or no longer stands */
};

/* What changed from one version to another, both in order: what was added, taken off, moved, got
 * another title, got a newer text, in the order of the new version, what was taken off last.  An
 * item moved within its section only where that takes fewest moves: an item put in before others
 * moves none of them.  An item may have changed in several ways.  Returns how many changes; *ret in
 * a, pointing into the versions. */
size_t agenda_compare(struct arena *a, const struct agenda_line *was, size_t was_n,
                      const struct agenda_line *is, size_t is_n, struct agenda_change **ret);

#endif
