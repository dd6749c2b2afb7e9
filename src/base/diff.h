/* What became of a sequence: the fewest items taken out and added (E. W. Myers, "An O(ND)
 * Difference Algorithm and Its Variations", 1986). */
#ifndef BASE_DIFF_H
#define BASE_DIFF_H

#include <stddef.h>

#include "base/arena.h"
#include "base/sv.h"

enum diff_op { DIFF_SAME, DIFF_TAKEN, DIFF_ADDED };

/* n items one after the other: of both (SAME), of the first from `was` on (TAKEN), of the second
 * from `is` on (ADDED). */
struct diff_run {
    enum diff_op op;
    size_t was, is, n;
};

enum { DIFF_MOST = 1000 }; /* differences that are looked for */

/* The runs that make the second out of the first, in order; what is taken out stands before what is
 * added in its place.  The fewest differences, or, where there are more than DIFF_MOST between the
 * common beginning and end, all of that taken out and added.  Lifetime: a. */
void diff_items(struct arena *a, const sv *was, size_t was_n, const sv *is, size_t is_n,
                struct diff_run **ret, size_t *ret_n);

/* Cut a text into its lines, without their ends; into words, with what stands between them. */
void diff_lines(struct arena *a, sv text, sv **ret, size_t *ret_n);
void diff_words(struct arena *a, sv line, sv **ret, size_t *ret_n);

#endif
