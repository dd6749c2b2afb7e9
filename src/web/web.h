/* The site: addresses to pages, forms to acts, meetings to streams.  One per worker process, on its
 * event loop; it reads the store and asks the writer for everything that changes. */
#ifndef WEB_WEB_H
#define WEB_WEB_H

#include <stddef.h>

#include "acts/activity.h"
#include "base/buf.h"
#include "base/err.h"
#include "store/store.h"
#include "sys/loop.h"
#include "sys/net.h"

struct web;

struct web_settings {
    sv name;   /* the jurisdiction's, shown on pages that belong to no one body */
    sv dir;    /* the data directory; empty: there is none to look into */
    sv origin; /* the log's */
    unsigned streams, streams_address, connections_address; /* 0: the default of http.h */
    size_t page_cache_bytes;     /* 0, or DAIS_PAGE_CACHE=off in the environment: every page anew */
    bool codes_required;         /* of clerks, chairs and administrators: before anything else */
    struct activity_rules rules; /* of tables */
    const struct sys_ip *proxies; /* trusted; copied */
    size_t n_proxies;
    void (*say)(sv line); /* one line about a failure, for the role's standard error; may be NULL */
};

/* Make the site over a reader's store, which it takes over (also when it fails).  Copies s.
 * Held: web_close.  E_IO. */
MUST err *web_open(struct arena *a, struct sys_loop *loop, struct store *take_reader,
                   const struct web_settings *s, struct web **ret);
/* The channel to the writer (frames WIRE_ACT and WIRE_ASK out, WIRE_REPLY and WIRE_SEQ in), in
 * place of an earlier one.  What was asked on the earlier one is answered 503 with "unsure". */
void web_writer(struct web *w, int take_fd);
/* The channel to the paper role (WIRE_PAPER out, WIRE_REPLY in), in place of an earlier one.  Pages
 * do without it. */
void web_paper(struct web *w, int take_fd);
/* Take connections from this listening socket, which stays the caller's.  E_IO. */
MUST err *web_listen(struct arena *a, struct web *w, int fd);
/* No more new connections; replies end those that are open. */
void web_drain(struct web *w);
/* End everything at once; the loop and the listening sockets stay.  NULL is allowed. */
void web_close(struct web *take_w);

/* Every address that is answered, for the manual: one item each. */
void web_manual(struct buf *out);

#endif
