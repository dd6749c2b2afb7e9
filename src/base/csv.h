/* CSV: one bounded pull reader of RFC 4180 for every table that comes in.
 * The first row names the columns; every row has as many fields as it.  Lines end with CRLF or LF,
 * the last may lack its end; a byte order mark before the head is passed over. */
#ifndef BASE_CSV_H
#define BASE_CSV_H

#include <stddef.h>

#include "base/err.h"
#include "base/sv.h"

struct csv {
    struct arena *a;
    sv in;
    size_t at;   /* bytes read */
    size_t line; /* on which the row last read began, from 1: the head's is 1 */
    size_t next; /* the line that at stands on */
    size_t rows; /* read after the head */
    sv *names;   /* the head */
    size_t columns;
    sv *fields; /* the row last read */
};

/* Read the head of `in`, which must outlive the reader.  What needs decoding, and the reader's own
 * arrays, live in a.  Refuses (E_INVALID) an empty text, a column without a name, a name that
 * stands twice, and whatever csv_row refuses; over LIMIT_CSV_BYTES or LIMIT_CSV_COLUMNS is
 * E_LIMIT. */
MUST err *csv_open(struct arena *a, sv in, struct csv *ret);
/* The next row: an array of c->columns fields, without their quotes, valid until the next call (the
 * bytes as long as `in` and the arena); NULL at the end.  Refuses (E_INVALID) a row with more or
 * fewer fields than the head, an empty line, a quote inside an unquoted field, a quoted field that
 * goes on after its quote or has none, a carriage return alone, bytes that are not UTF-8 and
 * control characters; over LIMIT_CSV_ROWS is E_LIMIT.  Every message names the line. */
MUST err *csv_row(struct csv *c, const sv **ret);
/* Where the column of this name stands in a row.  E_INVALID, with the names that there are, where
 * there is none. */
MUST err *csv_column(const struct csv *c, sv name, size_t *ret);

#endif
