/* load-acts ADDRESS PORT KEY PREFIX ACTS < clients: post acts, one at a time on each client's
 * connection. Each line of the input is a client: "MEETING MOTION MEMBER"; it casts a vote, then
 * changes it, and so on, with act ids that begin with PREFIX.  ACTS is how many in all. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "client.h"

enum { CLIENTS_MAX = 4096, NAME_MAX_BYTES = 160 };

struct voter {
    char meeting[NAME_MAX_BYTES], member[NAME_MAX_BYTES];
    unsigned motion, acts;
};

struct acts {
    const char *address, *key, *prefix;
    struct voter *voter;
    unsigned voters;
    uint64_t left, refused, others;
    char first[512]; /* the first reply that was not 200 */
};

static bool next(void *ctx, unsigned i, struct buf *out)
{
    struct acts *a = ctx;
    struct voter *v = &a->voter[i];
    char body[1024];
    if (a->left == 0) {
        return false;
    }
    a->left--;
    int n = snprintf(
        body, sizeof body,
        "{\"act\":\"%s-%u-%u\",\"kind\":\"%s\",\"about\":{\"meeting\":\"%s\",\"motion\":%u},"
        "\"data\":{\"member\":\"%s\",\"choice\":\"%s\"}}",
        a->prefix, i, v->acts, v->acts ? "vote.changed" : "vote.cast", v->meeting, v->motion,
        v->member, v->acts % 2 ? "no" : "yes");
    v->acts++;
    buf_fmt(out,
            "POST /acts.json HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\n"
            "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s",
            a->address, a->key, n, body);
    return true;
}

static void got(void *ctx, unsigned i, int status, sv text)
{
    (void)i;
    struct acts *a = ctx;
    if (status != 200) {
        if (a->others++ == 0) {
            snprintf(a->first, sizeof a->first, "%d %.*s", status, SV_ARG(text));
        }
    }
}

int main(int argc, char **argv)
{
    if (argc != 6) {
        fputs("usage: load-acts ADDRESS PORT KEY PREFIX ACTS < clients\n", stderr);
        return 2;
    }
    struct acts a = {
        .address = argv[1], .key = argv[3], .prefix = argv[4], .left = strtoull(argv[5], NULL, 10)};
    uint64_t all = a.left;
    a.voter = heap_resize(NULL, CLIENTS_MAX * sizeof *a.voter);
    char line[512];
    while (a.voters < CLIENTS_MAX && fgets(line, sizeof line, stdin)) {
        sv rest = sv_of(line), meeting = sv_cut(rest, ' ', &rest),
           motion = sv_cut(rest, ' ', &rest);
        sv member = sv_cut(rest, '\n', &rest);
        uint64_t number;
        struct voter *v = &a.voter[a.voters++];
        *v = (struct voter){0};
        if (!sv_u64(motion, &number) || member.n == 0) {
            give_up("each line of the input is MEETING MOTION MEMBER");
        }
        v->motion = (unsigned)number;
        snprintf(v->meeting, sizeof v->meeting, "%.*s", SV_ARG(meeting));
        snprintf(v->member, sizeof v->member, "%.*s", SV_ARG(member));
    }
    struct load l = {.address = argv[1],
                     .port = (unsigned)strtoul(argv[2], NULL, 10),
                     .connections = a.voters,
                     .next = next,
                     .got = got,
                     .ctx = &a};
    struct load_result r;
    load_run(&l, &r);
    if (a.others) {
        fprintf(stderr, "bench: %" PRIu64 " acts were not taken; the first: %s\n", a.others,
                a.first);
        return 1;
    }
    printf("{\"acts\":%" PRIu64 ",\"clients\":%u,\"seconds\":%.3f,\"rate\":%.1f,\"p50_us\":%" PRIu32
           ",\"p99_us\":%" PRIu32 ",\"max_us\":%" PRIu32 "}\n",
           all, a.voters, r.seconds, (double)all / r.seconds, sample_at(&r.latency, 0.5),
           sample_at(&r.latency, 0.99), sample_at(&r.latency, 1));
    heap_resize(r.latency.us, 0);
    heap_resize(a.voter, 0);
    return 0;
}
