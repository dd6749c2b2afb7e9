/* UTF-8: checking and reading code points. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/sv.h"

/* True when s is well-formed UTF-8 (no overlong forms, no surrogates, nothing above U+10FFFF). */
bool utf8_valid(sv s);
/* True when s is valid and holds no control character but tab and newline: what a text field may
 * carry. */
bool utf8_plain(sv s);
/* Take one code point off a valid *s; UINT32_MAX at the end or where *s is malformed (which takes
 * one byte). */
uint32_t utf8_next(sv *s);
/* Append the code point (at most U+10FFFF and no surrogate). */
void utf8_put(struct buf *b, uint32_t cp);

#endif
