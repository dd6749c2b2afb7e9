/* A load client: many keep-alive connections on one epoll, one request at a time on each. */
#ifndef BENCH_CLIENT_H
#define BENCH_CLIENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

/* Latencies in microseconds. */
struct sample {
    uint32_t *us;
    size_t n, size;
};

/* Add one. */
void sample_add(struct sample *s, int64_t us);
/* Sort, before sample_at. */
void sample_sort(struct sample *s);
/* The value below which p (0 … 1) of them lie; 0 of none. */
uint32_t sample_at(const struct sample *s, double p);

struct load {
    const char *address; /* numeric IPv4 */
    unsigned port;
    unsigned connections;
    double rate;    /* requests a second in all; 0: each connection as fast as it can */
    double seconds; /* then no new request; 0: until next says so */
    /* Append the whole next request of connection i; false when it has no more. */
    bool (*next)(void *ctx, unsigned i, struct buf *out);
    /* A reply has come; text: the first bytes of its body. */
    void (*got)(void *ctx, unsigned i, int status, sv text);
    void *ctx;
};

struct load_result {
    struct sample
        latency; /* from the moment when a request was due to the last byte of its reply */
    uint64_t replies, bytes, reconnects;
    double seconds;
};

/* Run it to its end.  Ends the process with a line on standard error when nobody listens or a reply
 * is not understood. */
void load_run(const struct load *l, struct load_result *ret);

/* Monotonic microseconds. */
int64_t now_us(void);
/* One line on standard error, and the end. */
NORETURN void give_up(const char *what);
/* A connection to a numeric IPv4 address, from a source address where one is given; -1 when it was
 * refused.  It is nonblocking once it stands. */
int connect_to(const char *address, unsigned port, const char *from);
/* How many open files this process may have; raised as far as it goes. */
unsigned long files_raise(void);

#endif
