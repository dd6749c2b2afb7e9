/* multipart/form-data (RFC 7578) as browsers and programs write it, read as it comes: pure, and
 * strict, for what a form holds is checked again by whoever takes it.  Nothing before the first
 * boundary and after the last, CR LF everywhere, no white space behind a boundary. */
#ifndef HTTP_MULTIPART_H
#define HTTP_MULTIPART_H

#include <stdbool.h>
#include <stddef.h>

#include "base/sv.h"
#include "http/request.h"

enum {
    HTTP_BOUNDARY_MOST = 70,    /* RFC 2046, 5.1.1 */
    HTTP_PART_HEAD_MOST = 2048, /* bytes of the fields of one part */
    HTTP_PARTS_MOST = LIMIT_FORM_FIELDS
};

struct http_part {
    sv name;
    bool is_file; /* a filename was given … */
    sv filename;  /* … this, which may be empty where nothing was chosen */
};

/* What is done with the parts: each is begun, given in pieces, and ended.  0, or the status to
 * refuse the request with. */
struct http_multipart_to {
    void *ctx;
    int (*begin)(void *ctx, const struct http_part *part);
    int (*data)(void *ctx, sv piece);
    int (*end)(void *ctx);
};

struct http_multipart {
    struct http_multipart_to to;
    char mark[HTTP_BOUNDARY_MOST + 4]; /* CR LF "--" boundary */
    unsigned mark_n, matched;          /* of the mark, at the end of what came */
    char head[HTTP_PART_HEAD_MOST];
    unsigned head_n, parts;
    unsigned char state;
};

/* Begin by the Content-Type of the request.  False where it is not multipart/form-data with a
 * boundary of 1-70 of A-Z a-z 0-9 ' ( ) + _ , - . / : = ?  Copies to. */
MUST bool http_multipart_open(struct http_multipart *m, sv content_type,
                              const struct http_multipart_to *to);
/* Take the next bytes: HTTP_MORE, HTTP_DONE after the last boundary (what may follow is one CR LF),
 * or the status to refuse with: 400 for what is no form, 413 for a head that is too long or too
 * many parts, what `to` says. */
MUST int http_multipart_add(struct http_multipart *m, sv bytes);

#endif
