/* A request as it stands on the wire, checked strictly: any doubt about its framing is a refusal.
 * Pure functions over bytes; the server (http.h) feeds them. */
#ifndef HTTP_REQUEST_H
#define HTTP_REQUEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/limits.h"
#include "base/sv.h"

enum http_method { HTTP_GET, HTTP_HEAD, HTTP_POST };

enum { HTTP_CHUNK_EXTRA_MAX = 4096 }; /* bytes of extensions and trailers of one chunked body */

/* What the parsers answer: more bytes are needed, it is complete, or the status to refuse with. */
enum { HTTP_MORE = 0, HTTP_DONE = 1 };

struct http_field {
    sv name, value; /* value without surrounding white space */
};

struct http_request {
    enum http_method method;
    uint8_t minor;   /* HTTP/1.minor: 0 or 1 */
    bool close;      /* the connection ends after the reply */
    bool chunked;    /* the body comes in chunks */
    bool has_length; /* a Content-Length was given */
    bool expects;    /* Expect: 100-continue */
    bool gzip;       /* the client accepts gzip */
    bool secure;     /* it came by TLS to a trusted proxy (set by the server) */
    uint64_t length; /* Content-Length */
    size_t target_bytes;
    sv path;         /* decoded, UTF-8, begins with '/', no '.' or '..' segment, no control byte */
    sv query;        /* as it was sent, without '?'; http_form_parse reads it */
    sv host;         /* with its port */
    sv content_type; /* as it was sent */
    sv if_none_match;
    sv authorization;
    sv last_event_id;
    sv origin;
    sv forwarded_for; /* the last X-Forwarded-For field; believed only from a trusted proxy */
    sv forwarded_proto;
    sv body; /* whole; empty when there is none */
    size_t n_fields;
    struct http_field fields[LIMIT_HEAD_FIELDS];
};

/* Look for the end of a request head in the n bytes at p; *scan is where the last call stopped (0
 * at first).  HTTP_DONE sets *ret_bytes to the length of the head with its empty line; otherwise
 * HTTP_MORE, or the status of a head that cannot become good: 400, 414 (line over
 * LIMIT_LINE_BYTES), 431 (over LIMIT_HEAD_BYTES). */
int http_head_find(const char *p, size_t n, size_t *scan, size_t *ret_bytes);

/* Read a complete head.  The path is decoded in place: head must be writable.  HTTP_DONE, or the
 * status to refuse with: 400, 405, 413, 414, 417, 431, 501, 505.  Lifetime: views of head. */
int http_head_parse(char *head, size_t n, struct http_request *ret);

/* The field of that name (any case), or the empty view; the first where it is repeated. */
sv http_field(const struct http_request *r, const char *name);
/* The value of the first cookie of that name, without quotes, or the empty view. */
sv http_cookie(const struct http_request *r, const char *name);
/* True when the media type is this one, whatever parameters follow. */
bool http_type_is(sv content_type, const char *type);
/* True when an If-None-Match value names the tag (its opaque part, without quotes), or is "*". */
bool http_tag_matches(sv if_none_match, sv tag);

enum http_range {
    RANGE_NONE,         /* nothing that counts: the whole is sent */
    RANGE_GOOD,         /* from and to, both included */
    RANGE_UNSATISFIABLE /* 416 */
};

/* What a Range field asks of size bytes.  Several ranges, other units and what is broken count as
 * nothing, as RFC 9110, 14.2 allows. */
enum http_range http_range_parse(sv range, uint64_t size, uint64_t *ret_from, uint64_t *ret_to);

/* Decoding of a chunked body. */
struct http_chunks {
    uint64_t left;  /* bytes of the present chunk still to come */
    uint32_t extra; /* bytes spent on extensions, sizes and trailers */
    uint8_t state;
    uint8_t digits;
};

/* Decode from the n bytes at p into out (whose max is the limit on the body); *ret_used is how many
 * bytes were taken. HTTP_DONE after the last chunk and its trailers; HTTP_MORE; 400 for a bad size,
 * line end or trailer; 413 when out is full. */
int http_chunks_read(struct http_chunks *c, const char *p, size_t n, size_t *ret_used,
                     struct buf *out);

#endif
