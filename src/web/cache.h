/* The page cache: finished pages by their address, each good while no subject that it read has been
 * touched since, and until it changes by itself. */
#ifndef WEB_CACHE_H
#define WEB_CACHE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/moment.h"
#include "http/http.h"

struct web_cache;

struct web_cached {
    struct http_body *body; /* the cache's */
    bool json;
};

/* What a page says of itself when it is kept. */
struct web_keep {
    sv key; /* its address */
    struct http_body *body;
    bool json;
    const sv *subjects; /* as st_subjects_of names them */
    size_t subjects_n;
    int64_t size; /* entries that stood in the snapshot that it was made from */
    bool turns;   /* it changes without an entry … */
    instant valid_until;
};

struct web_cache_counts {
    uint64_t hits, misses, touched, pushed_out;
    size_t pages, bytes;
};

/* A cache of at most max_bytes; 0 keeps nothing.  Held: web_cache_close. */
NONNULL struct web_cache *web_cache_open(size_t max_bytes);
void web_cache_close(struct web_cache *take_c);

/* The page of that address, if it is kept and still good; allocates nothing.  The body is good
 * until the next call of the cache: hold it to keep it.  now is asked only for pages that turn. */
bool web_cache_find(struct web_cache *c, sv key, instant (*now)(void), struct web_cached *ret);
/* Keep a page: copies k and holds its body.  A page that read no subject, or one larger than an
 * eighth of the cache, is not kept.  The least used are pushed out. */
void web_cache_keep(struct web_cache *c, const struct web_keep *k);
/* The subject was touched by entry seq: pages made before it are forgotten. */
void web_cache_touch(struct web_cache *c, sv subject, int64_t seq);
/* Forget everything. */
void web_cache_clear(struct web_cache *c);
struct web_cache_counts web_cache_counts(const struct web_cache *c);

#endif
