/* PDFs put together: pages of other files between those of one that was set here, bookmarks, links
 * and a number on each page.  The files are of strangers: what is wrong with one is said, never
 * passed on. */
#ifndef PAPER_MERGE_H
#define PAPER_MERGE_H

#include "base/err.h"

struct merge_file;

/* Open a PDF.  Refuses, with a sentence for a slip sheet (E_INVALID), one that is damaged,
 * encrypted, empty or of more than MERGE_PAGES pages.  Held: merge_close; an open file keeps a
 * descriptor. */
enum { MERGE_PAGES = 5000 };
MUST err *merge_open(struct arena *a, const char *path, struct merge_file **ret, int *ret_pages);
/* NULL is allowed. */
void merge_close(struct merge_file *take_f);

/* All pages of a file, before a page of the base (from 0; its number of pages: at the end), in the
 * order in which they are given. */
struct merge_insert {
    struct merge_file *file;
    int before;
};

/* Pages are those of the whole, from 0. */
struct merge_mark {
    sv title;
    int level; /* 0, or 1: below the last of 0 */
    int page;
};
struct merge_link {
    int from; /* the page that it stands on */
    double x0, y0, x1, y1;
    int to;
};

struct merge {
    const char *base, *path; /* of the file that was set, and of the whole to be written */
    const struct merge_insert *inserts;
    size_t inserts_n;
    const struct merge_mark *marks;
    size_t marks_n;
    const struct merge_link *links;
    size_t links_n;
    sv stamp; /* before the number of each page, in ASCII; empty: no page is numbered */
};

/* Write the whole.  E_IO. */
MUST err *merge_write(struct arena *a, const struct merge *m, int *ret_pages);

#endif
