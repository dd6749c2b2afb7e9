/* Base64 with the standard alphabet and padding (RFC 4648, section 4), read strictly. */
#ifndef BASE_BASE64_H
#define BASE_BASE64_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/sv.h"

/* Append the base64 of n bytes. */
void base64_put(struct buf *b, const void *p, size_t n);
/* The base64 of n bytes, in a. */
sv base64_format(struct arena *a, const void *p, size_t n);
/* Decode all of s into ret, which has room for max bytes.  False, with nothing written, for another
 * alphabet, missing or misplaced padding, padding bits that are not zero, or over max bytes. */
MUST bool base64_read(sv s, uint8_t *ret, size_t max, size_t *ret_n);

#endif
