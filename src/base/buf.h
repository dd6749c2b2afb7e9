/* buf: bytes that grow up to a maximum given at the start.
 * A buf that once would have passed its maximum stays failed and takes nothing more, so a run of
 * appends is checked once at its end. */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/sv.h"

struct buf {
    char *p;
    size_t n, size, max;
    bool failed;
};

/* An empty buf that never grows past max bytes.  Held: give it back with buf_free. */
struct buf buf_make(size_t max);
void buf_free(struct buf *b);
/* Empty again and no longer failed; keeps its memory. */
void buf_clear(struct buf *b);
void buf_put(struct buf *b, const void *p, size_t n);
void buf_sv(struct buf *b, sv s);
void buf_str(struct buf *b, const char *s);
void buf_char(struct buf *b, char c);
void buf_i64(struct buf *b, int64_t v);
void buf_hex(struct buf *b, const uint8_t *p, size_t n);
PRINTF(2, 3) void buf_fmt(struct buf *b, const char *fmt, ...);
/* Room for n more bytes to be written by the caller at the returned place, or NULL when failed;
 * then add n to b->n. */
char *buf_room(struct buf *b, size_t n);
/* Drop the first n bytes. */
void buf_drop(struct buf *b, size_t n);
/* What was appended; valid until the next append. */
sv buf_view(const struct buf *b);
/* Append to a plain sv in the arena. */
sv buf_dup(struct arena *a, const struct buf *b);

#endif
