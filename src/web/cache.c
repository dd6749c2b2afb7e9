/* The page cache: a table of pages, a table of subjects, and links between the two. */
#include "web/cache.h"

#include <string.h>

enum { BUCKETS = 4096, PAGE_SHARE = 8, PAGE_OVERHEAD = 256, LINK_COST = 128 };

struct page;
struct subject;

/* One subject that one page has read. */
struct link {
    struct page *page;
    struct subject *subject;
    struct link *prev, *next; /* of the subject */
};

struct subject {
    struct subject *next; /* in its bucket */
    uint64_t hash;
    struct link *links;
    size_t n;
    char name[];
};

struct page {
    struct page *next;          /* in its bucket */
    struct page *newer, *older; /* by their last use */
    uint64_t hash;
    struct http_body *body;
    size_t cost, links_n, key_n;
    int64_t size;
    instant valid_until;
    bool json, turns;
    struct link *links;
    char key[];
};

struct web_cache {
    size_t max, bytes;
    struct page *pages[BUCKETS];
    struct subject *subjects[BUCKETS];
    struct page *newest, *oldest;
    struct web_cache_counts counts;
};

/* FNV-1a, 64 bits. */
static uint64_t hash_of(sv s)
{
    uint64_t h = UINT64_C(14695981039346656037);
    for (size_t i = 0; i < s.n; i++) {
        h = (h ^ (unsigned char)s.p[i]) * UINT64_C(1099511628211);
    }
    return h;
}

static size_t bucket_of(uint64_t hash)
{
    return (size_t)(hash ^ hash >> 32) % BUCKETS;
}

/* ---- subjects ---- */

static struct subject *subject_find(struct web_cache *c, sv name)
{
    uint64_t hash = hash_of(name);
    for (struct subject *s = c->subjects[bucket_of(hash)]; s; s = s->next) {
        if (s->hash == hash && s->n == name.n && memcmp(s->name, name.p, name.n) == 0) {
            return s;
        }
    }
    return NULL;
}

static struct subject *subject_need(struct web_cache *c, sv name)
{
    struct subject *s = subject_find(c, name);
    if (s) {
        return s;
    }
    uint64_t hash = hash_of(name);
    s = heap_resize(NULL, sizeof *s + name.n);
    *s = (struct subject){.next = c->subjects[bucket_of(hash)], .hash = hash, .n = name.n};
    memcpy(s->name, name.p, name.n);
    c->subjects[bucket_of(hash)] = s;
    return s;
}

static void subject_drop(struct web_cache *c, struct subject *take_s)
{
    struct subject **at = &c->subjects[bucket_of(take_s->hash)];
    while (*at != take_s) {
        at = &(*at)->next;
    }
    *at = take_s->next;
    heap_resize(take_s, 0);
}

static void unlink_all(struct web_cache *c, struct page *p)
{
    for (size_t i = 0; i < p->links_n; i++) {
        struct link *l = &p->links[i];
        if (l->prev) {
            l->prev->next = l->next;
        } else {
            l->subject->links = l->next;
        }
        if (l->next) {
            l->next->prev = l->prev;
        }
        if (!l->subject->links) {
            subject_drop(c, l->subject);
        }
    }
    heap_resize(p->links, 0);
}

static void link_all(struct web_cache *c, struct page *p, const sv *subjects, size_t n)
{
    p->links = heap_resize(NULL, n * sizeof *p->links);
    p->links_n = n;
    for (size_t i = 0; i < n; i++) {
        struct subject *s = subject_need(c, subjects[i]);
        struct link *l = &p->links[i];
        *l = (struct link){.page = p, .subject = s, .next = s->links};
        if (s->links) {
            s->links->prev = l;
        }
        s->links = l;
    }
}

/* ---- pages ---- */

static void use_first(struct web_cache *c, struct page *p)
{
    p->newer = NULL;
    p->older = c->newest;
    if (c->newest) {
        c->newest->newer = p;
    }
    c->newest = p;
    if (!c->oldest) {
        c->oldest = p;
    }
}

static void use_end(struct web_cache *c, struct page *p)
{
    if (p->newer) {
        p->newer->older = p->older;
    } else {
        c->newest = p->older;
    }
    if (p->older) {
        p->older->newer = p->newer;
    } else {
        c->oldest = p->newer;
    }
}

static void page_drop(struct web_cache *c, struct page *take_p)
{
    struct page **at = &c->pages[bucket_of(take_p->hash)];
    while (*at != take_p) {
        at = &(*at)->next;
    }
    *at = take_p->next;
    use_end(c, take_p);
    unlink_all(c, take_p);
    c->bytes -= take_p->cost;
    c->counts.pages--;
    http_body_drop(take_p->body);
    heap_resize(take_p, 0);
}

static struct page *page_find(struct web_cache *c, sv key)
{
    uint64_t hash = hash_of(key);
    for (struct page *p = c->pages[bucket_of(hash)]; p; p = p->next) {
        if (p->hash == hash && p->key_n == key.n && memcmp(p->key, key.p, key.n) == 0) {
            return p;
        }
    }
    return NULL;
}

static size_t cost_of(const struct page *p)
{
    return http_body_cost(p->body) + PAGE_OVERHEAD + p->key_n + p->links_n * LINK_COST;
}

static void push_out(struct web_cache *c)
{
    while (c->bytes > c->max && c->oldest) {
        c->counts.pushed_out++;
        page_drop(c, c->oldest);
    }
}

/* The compressed form is made when it is first asked for: the accounts follow. */
static void account(struct web_cache *c, struct page *p)
{
    size_t cost = cost_of(p);
    c->bytes += cost - p->cost;
    p->cost = cost;
}

/* ---- public ---- */

struct web_cache *web_cache_open(size_t max_bytes)
{
    struct web_cache *c = heap_resize(NULL, sizeof *c);
    memset(c, 0, sizeof *c);
    c->max = max_bytes;
    return c;
}

void web_cache_clear(struct web_cache *c)
{
    while (c->oldest) {
        page_drop(c, c->oldest);
    }
}

void web_cache_close(struct web_cache *take_c)
{
    if (take_c) {
        web_cache_clear(take_c);
        heap_resize(take_c, 0);
    }
}

bool web_cache_find(struct web_cache *c, sv key, instant (*now)(void), struct web_cached *ret)
{
    struct page *p = page_find(c, key);
    if (p && p->turns && now().us >= p->valid_until.us) {
        page_drop(c, p);
        p = NULL;
    }
    if (!p) {
        c->counts.misses++;
        return false;
    }
    c->counts.hits++;
    if (c->newest != p) {
        use_end(c, p);
        use_first(c, p);
        account(c, p);
    }
    *ret = (struct web_cached){.body = p->body, .json = p->json};
    return true;
}

void web_cache_keep(struct web_cache *c, const struct web_keep *k)
{
    struct page *old = page_find(c, k->key);
    if (old) {
        page_drop(c, old);
    }
    size_t least = http_body_cost(k->body) + k->subjects_n * LINK_COST;
    if (k->subjects_n == 0 || least > c->max / PAGE_SHARE) {
        return;
    }
    struct page *p = heap_resize(NULL, sizeof *p + k->key.n);
    *p = (struct page){.hash = hash_of(k->key),
                       .body = http_body_hold(k->body),
                       .key_n = k->key.n,
                       .size = k->size,
                       .valid_until = k->valid_until,
                       .json = k->json,
                       .turns = k->turns};
    memcpy(p->key, k->key.p, k->key.n);
    link_all(c, p, k->subjects, k->subjects_n);
    p->next = c->pages[bucket_of(p->hash)];
    c->pages[bucket_of(p->hash)] = p;
    use_first(c, p);
    c->counts.pages++;
    account(c, p);
    push_out(c);
}

void web_cache_touch(struct web_cache *c, sv subject, int64_t seq)
{
    struct subject *s = subject_find(c, subject);
    struct link *l = s ? s->links : NULL;
    while (l) {
        struct page *p = l->page;
        l = l->next;
        while (l && l->page == p) {
            l = l->next;
        }
        if (seq >= p->size) {
            c->counts.touched++;
            page_drop(c, p); /* the subject goes with its last page, and then l is NULL */
        }
    }
}

struct web_cache_counts web_cache_counts(const struct web_cache *c)
{
    struct web_cache_counts n = c->counts;
    n.bytes = c->bytes;
    return n;
}
