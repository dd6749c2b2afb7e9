/* Sheets: words set on pages of US Letter, one below the other, as PDF.  What does not fit a page
 * goes on on the next; a heading never stands alone at the foot of one. */
#ifndef PAPER_SHEET_H
#define PAPER_SHEET_H

#include <stdbool.h>

#include "base/err.h"

struct sheet;

enum sheet_style {
    SHEET_TITLE,   /* the name of the paper */
    SHEET_HEADING, /* a section, an item */
    SHEET_LABEL,   /* small, above what it names */
    SHEET_TEXT,
    SHEET_NOTE /* small print */
};

/* A place on a page that leads elsewhere; in points from the page's lower left, as PDF counts. */
struct sheet_link {
    int page; /* from 0 */
    double x0, y0, x1, y1;
    size_t to; /* what the caller gave */
};

enum { SHEET_NOWHERE = -1 };

/* Begin a paper that is written to path; NULL: to nowhere, to see how long it gets.
 * Held: sheet_close.  E_IO. */
MUST err *sheet_open(struct arena *a, const char *path, sv title, struct sheet **ret);
/* A paragraph; its line breaks are kept.  What is no UTF-8 shows as '?'. */
void sheet_put(struct sheet *s, enum sheet_style style, sv text);
/* One line of a list: text, indented by so many steps, and at the right its page; to: what it leads
 * to, or SHEET_NOWHERE.  right may be empty. */
void sheet_row(struct sheet *s, int indent, sv text, sv right, ptrdiff_t to);
/* Room of so many lines of text. */
void sheet_space(struct sheet *s, double lines);
/* A line across the page. */
void sheet_rule(struct sheet *s);
/* A picture of a file, PNG or else JPEG, as large as it fits on what is left of the page. E_INVALID
 * where it cannot be read, or has more than 60 million points. */
MUST err *sheet_picture(struct sheet *s, const char *path, bool png);
/* What follows begins a page. */
void sheet_break(struct sheet *s);
/* The page on which the next line stands, from 0. */
int sheet_page(const struct sheet *s);
/* The links so far.  Lifetime: the arena's. */
const struct sheet_link *sheet_links(const struct sheet *s, size_t *ret_n);
/* Finish: *ret_pages is how many there are.  E_IO. */
MUST err *sheet_close(struct arena *a, struct sheet *take_s, int *ret_pages);

#endif
