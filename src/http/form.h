/* Forms, query strings, cookies and addresses: names and values in and out of their encodings. */
#ifndef HTTP_FORM_H
#define HTTP_FORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/sv.h"

struct http_pair {
    sv name, value;
};

/* Names and values in the order in which they were sent; a name may stand more than once. */
struct http_form {
    struct http_pair *pairs;
    size_t n;
};

/* Decode a query string or an application/x-www-form-urlencoded body: '+' is a space, CR LF becomes
 * LF.  Refuses broken escapes, NUL, other control bytes than tab and newline, what is not UTF-8
 * (E_INVALID), and more than LIMIT_FORM_BYTES or LIMIT_FORM_FIELDS (E_LIMIT).  Lifetime: a; texts
 * without escapes are views of text. */
MUST err *http_form_parse(struct arena *a, sv text, struct http_form *ret);
/* The first value of that name, or the empty view. */
sv http_form_get(const struct http_form *f, const char *name);
bool http_form_has(const struct http_form *f, const char *name);

/* Append s as one path segment or query part: all but A-Z a-z 0-9 - . _ ~ as %XX. */
void http_url_put(struct buf *out, sv s);
/* Append name=value, with the '?' or '&' that is due: '?' when out holds none yet. */
void http_query_put(struct buf *out, sv name, sv value);

/* Append the line "Name: value\r\n" to headers.  A value with a control byte marks the buf as
 * failed. */
void http_header_put(struct buf *headers, const char *name, sv value);

struct http_cookie {
    sv name, value;    /* token; visible ASCII without quotes, comma, semicolon, backslash */
    const char *path;  /* NULL: "/" */
    int64_t max_age_s; /* < 0: until the browser closes; 0: delete it now */
    bool secure;       /* the request's own `secure` */
    bool readable;     /* by scripts; otherwise HttpOnly */
};

/* Append the line "Set-Cookie: …; Path=…; SameSite=Lax; HttpOnly\r\n".  A name or value that is not
 * allowed marks the buf as failed. */
void http_cookie_put(struct buf *headers, const struct http_cookie *c);

#endif
