/* What the parsers of this room share about bytes. */
#ifndef HTTP_TEXT_H
#define HTTP_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/sv.h"

/* A character of a token (RFC 9110 5.6.2). */
bool http_token_char(char c);
/* The value of a hexadecimal digit, or -1. */
int http_hex_digit(char c);
/* Equal without regard to the case of ASCII letters; lower is in lower case. */
bool http_same(sv s, const char *lower);
/* Decode %XX (and '+' as a space when plus) from `from` to `out`, which has room for from.n bytes
 * and may be from.p itself. False when an escape is broken; *ret_n is the length of the result. */
MUST bool http_unescape(sv from, bool plus, char *out, size_t *ret_n);

#endif
