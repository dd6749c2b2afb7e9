/* The server: strict HTTP/1.1 on one event loop; requests to a handler, shared bodies, parked
 * exchanges, event streams. It knows bytes, not meetings.  One thread; every function is called on
 * the loop's thread. */
#ifndef HTTP_HTTP_H
#define HTTP_HTTP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/sv.h"
#include "http/form.h"
#include "http/request.h"
#include "sys/net.h"

struct sys_loop;
struct http_server;
struct http_exchange;
struct http_channel;

/* ---- bodies: bytes of a reply, counted, shared by many connections without copying ---- */

struct http_body;

/* A new body with one reference, the caller's.  tag: the opaque part of its ETag (no quotes,
 * visible ASCII, at most 64 bytes), or empty for none.  The gzip form is made when first asked for
 * and kept. */
NONNULL struct http_body *http_body_make(sv bytes, sv tag);
/* The same, taking over the memory of b, which is empty afterwards; b must not have failed. */
NONNULL struct http_body *http_body_take(struct buf *take_b, sv tag);
/* One reference more; returns b. */
NONNULL struct http_body *http_body_hold(struct http_body *b);
/* One reference less; NULL is allowed. */
void http_body_drop(struct http_body *take_b);
sv http_body_bytes(const struct http_body *b);
/* Bytes of memory that it keeps, both forms: for the accounts of a page cache. */
size_t http_body_cost(const struct http_body *b);

/* ---- server ---- */

struct http_limits {      /* a zero takes the default */
    unsigned connections; /* 20000 in all */
    unsigned
        connections_address;  /* 256 from one address (IPv6: one /64); trusted proxies are exempt */
    unsigned streams;         /* 16000 in all */
    unsigned streams_address; /* 128 from one address */
    unsigned head_ms;         /* 10000: the whole head, from the accept or its first byte */
    unsigned body_ms;         /* 5000: in each such span at least body_rate bytes a second */
    unsigned body_rate;       /* 1000 */
    unsigned body_memory;     /* 64 MiB: bodies under way in all; more are told 503 */
    unsigned idle_ms;         /* 30000: between requests */
    unsigned write_ms;        /* 30000: a reply that makes no progress */
    unsigned park_ms;         /* 30000: then a parked exchange is answered 504 */
    unsigned heartbeat_ms;    /* 20000: a comment to each viewer */
    unsigned retry_ms;        /* 2000: `retry:` is this much up to twice as much */
    unsigned lag_events;      /* 64: a viewer further behind is closed */
    unsigned lag_bytes;       /* 1 MiB */
    unsigned slice;           /* 500 viewers served before the loop looks at its other input */
};

/* Handle a request: reply, park or stream before it returns. */
typedef void http_handler(void *ctx, struct http_exchange *x);
/* The greatest body that this request may bring; asked when its head is complete.  0: none. */
typedef size_t http_body_limit(void *ctx, const struct http_request *r);

/* A body that is not kept but handed on as it comes. */
struct http_sink {
    void *ctx;
    /* The next bytes; 0, or the status to refuse the request with. */
    int (*piece)(void *ctx, sv bytes);
    /* The exchange is over, in whatever way; also after the handler.  Called once. */
    void (*over)(void *ctx);
};
/* Asked when the head of a request with a body is complete: true with *ret where its body goes
 * there. The handler is called when all of it has come, with an empty body. */
typedef bool http_sink_fn(void *ctx, struct http_exchange *x, struct http_sink *ret);

/* What became of one request; path_bytes, not the path, and no address. */
struct http_access {
    enum http_method method;
    size_t path_bytes;
    int status;
    uint64_t bytes; /* of the body */
    int64_t us;     /* from its complete head to its reply */
};
typedef void http_access_fn(void *ctx, const struct http_access *access);

struct http_config {
    http_handler *handler;
    http_body_limit *body_limit; /* NULL: LIMIT_FORM_BYTES for POST; GET and HEAD never bring one */
    http_sink_fn *sink;          /* NULL: every body is kept */
    http_access_fn *access;      /* NULL: none */
    void *ctx;                   /* given to the four above */
    sv headers; /* complete lines sent with every reply: security headers; copied */
    const struct sys_ip
        *proxies; /* trusted: their X-Forwarded-For and -Proto are believed; copied */
    size_t n_proxies;
    struct http_limits limits;
};

struct http_counts {
    unsigned connections, streams, parked;
    uint64_t requests, refused;
};

/* A server on the loop.  Lifetime: until http_server_close; the loop outlives it. */
NONNULL struct http_server *http_server_open(struct sys_loop *loop,
                                             const struct http_config *config);
/* Take connections from this listening socket (nonblocking; a web worker may have several).  It
 * stays the caller's to close, after http_server_close.  E_IO. */
MUST err *http_server_listen(struct arena *a, struct http_server *s, int listener);
/* Serve a connection that was accepted elsewhere (nonblocking), beyond the caps.  The server closes
 * it. */
void http_server_adopt(struct http_server *s, int take_fd, const struct sys_ip *peer);
/* No more new connections; those that are idle end now, replies say Connection: close. */
void http_server_drain(struct http_server *s);
/* End all connections, streams and parked exchanges at once and free the server.  Channels must be
 * closed first. */
void http_server_close(struct http_server *take_s);
struct http_counts http_server_counts(const struct http_server *s);

/* ---- one exchange ---- */

/* The request.  Lifetime: until the reply. */
NONNULL const struct http_request *http_exchange_request(const struct http_exchange *x);
/* Memory for the making of the reply; gone when the reply is given. */
NONNULL struct arena *http_exchange_arena(const struct http_exchange *x);
/* Who asks, for limits only: the peer, or what a trusted proxy says.  Never kept. */
struct sys_ip http_exchange_address(const struct http_exchange *x);
/* What limits count as one address: an IPv4 address, or the first half of an IPv6 one, of which a
 * single line of its owner has all. */
struct sys_ip http_network(const struct sys_ip *ip);
NONNULL struct http_server *http_exchange_server(const struct http_exchange *x);

/* The ctx of the request's sink, or NULL. */
void *http_exchange_sink(const struct http_exchange *x);

struct http_reply {
    int status;             /* 200 … 599 */
    const char *type;       /* Content-Type, NULL: none */
    const char *cache;      /* Cache-Control, NULL: "no-store" */
    sv location;            /* Location, for 201 and 3xx: must hold no control byte */
    sv headers;             /* further complete lines (http_header_put, http_cookie_put) */
    sv bytes;               /* the body; copied.  Or: */
    struct http_body *body; /* a shared body; the server takes a reference of its own */
    bool plain; /* never compressed: a page that holds a secret beside what the caller sent */
    bool close; /* end the connection afterwards */
};

/* Reply; x is gone.  A 200 whose body has a tag that the client holds becomes 304; HEAD gets the
 * head alone; 204 and 304 have no body.  Programmer's promise: status and header texts are well
 * formed. */
void http_reply(struct http_exchange *take_x, const struct http_reply *r);
/* Reply with a file, which the server takes over and reads in slices as the client takes them: 200,
 * or 206 or 416 where a Range asks for a part and no If-Range forbids it, 304 where the client
 * holds the tag, the head alone for HEAD.  r says type, cache and further headers; tag is a strong
 * ETag's opaque part: the same tag, the same bytes.  E_IO, and x stays, where the file cannot be
 * read. */
MUST err *http_reply_file(struct arena *a, struct http_exchange *take_x, const struct http_reply *r,
                          int take_fd, sv tag);
/* The short form: a status with one line of plain text. */
void http_reply_text(struct http_exchange *take_x, int status, const char *text);

/* Keep the exchange for a later reply; nothing more is read from its connection until then.  The
 * handle stays safe to use for ever: http_parked gives the exchange, or NULL when its client has
 * gone, it was answered, or park_ms is over.  Parked again, it has the same handle. */
MUST uint64_t http_park(struct http_exchange *x);
struct http_exchange *http_parked(struct http_server *s, uint64_t handle);

/* Give the connection's descriptor to the caller (to be answered by another process); x is gone.
 * -1, and x stays, when more input than this request has come already. */
MUST int http_detach(struct http_exchange *x);

/* ---- event streams (text/event-stream) ---- */

/* A channel of events.  Held: http_channel_close ends its viewers' connections. */
NONNULL struct http_channel *http_channel_open(struct http_server *s);
void http_channel_close(struct http_channel *take_c);
/* Send an event to every viewer, from one shared buffer.  key names a region (the `event:` field;
 * may be empty): a later event of the same key replaces an earlier one for viewers who have not
 * begun it.  data may have several lines. */
void http_channel_publish(struct http_channel *c, uint64_t id, sv key, sv data);
unsigned http_channel_viewers(const struct http_channel *c);
/* Append one event in the wire form, for `first` below. */
void http_event_put(struct buf *out, uint64_t id, sv key, sv data);

/* Make the exchange a viewer of the channel; x is gone.  Sends the head, `retry:` with jitter, and
 * first: the present state as events (http_event_put), shared by all who come at this moment; NULL
 * for none.  The server takes a reference of its own.  Over the caps it answers 429 or 503 with
 * Retry-After instead; HEAD gets the head. */
void http_stream(struct http_exchange *take_x, struct http_channel *ch, struct http_body *first);

#endif
