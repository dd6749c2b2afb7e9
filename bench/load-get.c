/* load-get ADDRESS PORT PATH CONNECTIONS SECONDS [RATE]: ask for one page again and again, and say
 * how fast it came. With a RATE (requests a second in all) a page's time runs from the moment at
 * which it was due. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "client.h"

struct get {
    const char *address, *path;
    uint64_t others; /* replies that are not 200 */
};

static bool next(void *ctx, unsigned i, struct buf *out)
{
    (void)i;
    const struct get *g = ctx;
    buf_fmt(out, "GET %s HTTP/1.1\r\nHost: %s\r\n\r\n", g->path, g->address);
    return true;
}

static void got(void *ctx, unsigned i, int status, sv text)
{
    (void)i;
    (void)text;
    struct get *g = ctx;
    g->others += status != 200;
}

int main(int argc, char **argv)
{
    if (argc < 6) {
        fputs("usage: load-get ADDRESS PORT PATH CONNECTIONS SECONDS [RATE]\n", stderr);
        return 2;
    }
    struct get g = {.address = argv[1], .path = argv[3]};
    struct load l = {.address = argv[1],
                     .port = (unsigned)strtoul(argv[2], NULL, 10),
                     .connections = (unsigned)strtoul(argv[4], NULL, 10),
                     .seconds = strtod(argv[5], NULL),
                     .rate = argc > 6 ? strtod(argv[6], NULL) : 0,
                     .next = next,
                     .got = got,
                     .ctx = &g};
    struct load_result r;
    load_run(&l, &r);
    printf("{\"replies\":%" PRIu64 ",\"others\":%" PRIu64
           ",\"seconds\":%.3f,\"rate\":%.1f,\"p50_us\":%" PRIu32 ",\"p99_us\":%" PRIu32
           ",\"max_us\":%" PRIu32 ",\"bytes\":%" PRIu64 ",\"reconnects\":%" PRIu64 "}\n",
           r.replies, g.others, r.seconds, (double)r.replies / r.seconds,
           sample_at(&r.latency, 0.5), sample_at(&r.latency, 0.99), sample_at(&r.latency, 1),
           r.bytes, r.reconnects);
    heap_resize(r.latency.us, 0);
    return 0;
}
