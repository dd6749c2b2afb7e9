/* A paper as a document of Word (Office Open XML, ECMA-376): headings, tables, links to entries,
 * page numbers.  Pure: the same paper gives the same bytes. */
#ifndef PAPER_DOCX_H
#define PAPER_DOCX_H

#include "base/err.h"
#include "base/sv.h"
#include "view/models.h"

enum { DOCX_MAX = 32 << 20 }; /* each of its parts, before it is packed */

struct docx_about {
    sv site; /* what stands before the addresses of entries, "https://dais.example.org"; empty: the
                document has no links */
    sv status; /* how the paper stands: a line under the title, and the head of each page */
};

/* The document.  Refuses (E_LIMIT) a paper whose text is over DOCX_MAX; E_IO where packing failed.
 * Lifetime: a. */
MUST err *docx_write(struct arena *a, const struct view_paper *paper,
                     const struct docx_about *about, sv *ret);

#endif
