/* load-live ADDRESS PORT STREAM STREAMS EVENTS CAPTURE act KEY PREFIX MEETING MOTION MEMBER
 * load-live ADDRESS PORT STREAM STREAMS EVENTS CAPTURE post PATH FILE
 * Open many event streams at the address STREAM; then, when a line comes on standard input, cause
 * EVENTS events one after the other, by an act or by posting a file, and measure the time from its
 * answer to the last viewer's last byte. Says {"open":N} when the streams stand, then waits.
 * CAPTURE is a file for what the first viewer got of the last event. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/arena.h"
#include "client.h"

enum {
    BATCH = 1024,
    PER_SOURCE = 20000,
    PER_FORWARDED = 64,
    QUIET_US = 300000,
    PATIENCE_US = 20000000
};

struct viewer {
    int fd;
    uint8_t status_n; /* bytes of "HTTP/1.1 200" seen */
    uint8_t matched;  /* of "data:" at the start of this line */
    bool at_start, data;
    uint32_t events; /* in this round */
    int64_t last_us; /* when the last of them was complete */
};

struct live {
    struct viewer *v;
    unsigned n, up, reached; /* reached: have an event of this round */
    int epoll;
    int64_t last_us; /* the last event of any viewer */
    uint64_t bytes;
    struct buf captured;
};

static void viewer_open(struct live *l, unsigned i, const char *address, unsigned port,
                        const char *path)
{
    char from[32], request[512];
    snprintf(from, sizeof from, "127.0.0.%u", 2 + i / PER_SOURCE);
    int fd = connect_to(address, port, from);
    if (fd < 0) {
        give_up("nobody listens there");
    }
    unsigned who = i / PER_FORWARDED;
    int n = snprintf(request, sizeof request,
                     "GET %s HTTP/1.1\r\nHost: %s\r\nAccept: text/event-stream\r\nX-Forwarded-For: "
                     "10.1.%u.%u\r\n\r\n",
                     path, address, who / 250, 1 + who % 250);
    if (send(fd, request, (size_t)n, MSG_NOSIGNAL) != n) {
        give_up("a stream cannot be asked for");
    }
    l->v[i] = (struct viewer){.fd = fd, .at_start = true};
    struct epoll_event e = {.events = EPOLLIN, .data.u32 = i};
    if (epoll_ctl(l->epoll, EPOLL_CTL_ADD, fd, &e) != 0) {
        give_up("a stream cannot be watched");
    }
}

/* Read the event stream's lines: an empty line after a data line ends an event. */
static void lines_take(struct live *l, struct viewer *v, const char *p, size_t n, int64_t now)
{
    static const char word[] = "data:";
    for (size_t i = 0; i < n;) {
        if (v->at_start && (p[i] == '\n' || p[i] == '\r')) {
            if (p[i] == '\n' && v->data) {
                v->data = false;
                l->reached += v->events++ == 0;
                v->last_us = l->last_us = now;
            }
            i++;
            continue;
        }
        if (v->at_start) {
            v->at_start = false;
            v->matched = 0;
        }
        while (i < n && v->matched < 5 && p[i] == word[v->matched]) {
            i++;
            v->data = ++v->matched == 5 || v->data;
        }
        if (i == n) {
            return;
        }
        if (v->matched < 5) {
            v->matched = 6; /* no data line */
        }
        const char *end = memchr(p + i, '\n', n - i);
        if (!end) {
            return;
        }
        i = (size_t)(end - p) + 1;
        v->at_start = true;
    }
}

static void viewer_read(struct live *l, unsigned i)
{
    static const char good[] = "HTTP/1.1 200";
    static char text[1 << 18];
    struct viewer *v = &l->v[i];
    ssize_t n = recv(v->fd, text, sizeof text, 0);
    if (n < 0 && errno == EAGAIN) {
        return;
    }
    if (n <= 0) {
        give_up("the server ended a stream");
    }
    l->bytes += (uint64_t)n;
    for (ssize_t k = 0; k < n && v->status_n < 12; k++) {
        if (text[k] != good[v->status_n]) {
            fprintf(stderr, "%.*s\n", (int)(n < 200 ? n : 200), text);
            give_up("a stream was refused");
        }
        l->up += ++v->status_n == 12;
    }
    if (i == 0) {
        buf_put(&l->captured, text, (size_t)n);
    }
    lines_take(l, v, text, (size_t)n, now_us());
}

static void turn(struct live *l, int wait_ms)
{
    struct epoll_event events[BATCH];
    int n = epoll_wait(l->epoll, events, BATCH, wait_ms);
    for (int k = 0; k < n; k++) {
        viewer_read(l, events[k].data.u32);
    }
}

/* Serve the viewers until nothing was complete for QUIET_US, since at least the moment from_us. */
static void until_quiet(struct live *l, int64_t from_us)
{
    for (int64_t now = now_us(); now - (l->last_us > from_us ? l->last_us : from_us) < QUIET_US;
         now = now_us()) {
        turn(l, 20);
    }
}

/* What causes an event. */
struct cause {
    const char *address;
    unsigned port;
    char **word; /* of the command line */
    bool act;
    unsigned count;
    sv file;
    int fd;
};

static void cause_request(struct cause *c, struct buf *out)
{
    if (!c->act) {
        buf_fmt(out, "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Length: %zu\r\n\r\n", c->word[1],
                c->address, c->file.n);
        buf_sv(out, c->file);
        return;
    }
    char body[1024];
    int n =
        snprintf(body, sizeof body,
                 "{\"act\":\"%s-%u\",\"kind\":\"%s\",\"about\":{\"meeting\":\"%s\",\"motion\":%s},"
                 "\"data\":{\"member\":\"%s\",\"choice\":\"%s\"}}",
                 c->word[2], c->count, c->count ? "vote.changed" : "vote.cast", c->word[3],
                 c->word[4], c->word[5], c->count % 2 ? "no" : "yes");
    buf_fmt(out,
            "POST /acts.json HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\n"
            "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s",
            c->address, c->word[1], n, body);
}

/* Post it and wait for the whole answer; when it was complete. */
static int64_t cause_event(struct cause *c)
{
    char reply[8192];
    size_t got = 0;
    struct buf out = buf_make(1 << 20);
    cause_request(c, &out);
    c->count++;
    sv request = buf_view(&out);
    if (send(c->fd, request.p, request.n, MSG_NOSIGNAL) != (ssize_t)request.n) {
        give_up("the connection for acts broke");
    }
    buf_free(&out);
    for (;;) {
        ssize_t n = recv(c->fd, reply + got, sizeof reply - 1 - got, 0);
        if (n <= 0) {
            give_up("an act was not answered");
        }
        got += (size_t)n;
        reply[got] = 0;
        const char *end = strstr(reply, "\r\n\r\n"),
                   *length = strcasestr(reply, "\r\nContent-Length:");
        if (end && length && length < end &&
            got >= (size_t)(end + 4 - reply) + strtoul(length + 17, NULL, 10)) {
            break;
        }
    }
    if (strncmp(reply, "HTTP/1.1 20", 11) != 0) {
        fprintf(stderr, "%.400s\n", reply);
        give_up("an act was not taken");
    }
    return now_us();
}

static sv file_read(const char *path)
{
    static char bytes[1 << 19];
    FILE *f = fopen(path, "rb");
    if (!f) {
        give_up("the file to post cannot be read");
    }
    size_t n = fread(bytes, 1, sizeof bytes, f);
    fclose(f);
    return (sv){bytes, n};
}

static void capture(const struct live *l, const char *path)
{
    FILE *f = fopen(path, "wb");
    if (!f || fwrite(l->captured.p, 1, l->captured.n, f) != l->captured.n || fclose(f) != 0) {
        give_up("the capture cannot be written");
    }
}

static void measure(struct live *l, struct cause *c, unsigned events, const char *path)
{
    struct sample last = {0}, each = {0}, answer = {0}, since = {0};
    uint64_t per_viewer = 0, before = l->bytes;
    for (unsigned e = 0; e < events; e++) {
        for (unsigned i = 0; i < l->n; i++) {
            l->v[i].events = 0;
        }
        l->reached = 0;
        buf_clear(&l->captured);
        int64_t asked = now_us();
        int64_t answered = cause_event(c);
        sample_add(&answer, answered - asked);
        while (l->reached < l->n) {
            turn(l, 20);
            if (now_us() - answered > PATIENCE_US) {
                fprintf(stderr, "%u of %u viewers\n", l->reached, l->n);
                give_up("an event did not reach every viewer");
            }
        }
        until_quiet(l, 0);
        sample_add(&last, l->last_us - answered);
        sample_add(&since, l->last_us - asked);
        for (unsigned i = 0; i < l->n; i++) {
            sample_add(&each, l->v[i].last_us - answered);
            per_viewer += l->v[i].events;
        }
    }
    capture(l, path);
    sample_sort(&last);
    sample_sort(&each);
    sample_sort(&answer);
    sample_sort(&since);
    double all = (double)events * (double)l->n;
    printf(
        "{\"streams\":%u,\"events\":%u,\"last_p50_ms\":%.1f,\"last_p99_ms\":%.1f,"
        "\"asked_p50_ms\":%.1f,\"asked_p99_ms\":%.1f,\"viewer_p50_ms\":%.1f,\"viewer_p99_ms\":%.1f,"
        "\"answer_p50_ms\":%.2f,\"messages\":%.2f,\"bytes\":%.0f}\n",
        l->n, events, sample_at(&last, 0.5) / 1e3, sample_at(&last, 0.99) / 1e3,
        sample_at(&since, 0.5) / 1e3, sample_at(&since, 0.99) / 1e3, sample_at(&each, 0.5) / 1e3,
        sample_at(&each, 0.99) / 1e3, sample_at(&answer, 0.5) / 1e3, (double)per_viewer / all,
        (double)(l->bytes - before) / all);
    heap_resize(last.us, 0);
    heap_resize(each.us, 0);
    heap_resize(answer.us, 0);
    heap_resize(since.us, 0);
}

int main(int argc, char **argv)
{
    bool act = argc == 13 && strcmp(argv[7], "act") == 0;
    if (!act && !(argc == 10 && strcmp(argv[7], "post") == 0)) {
        fputs("usage: load-live ADDRESS PORT STREAM STREAMS EVENTS CAPTURE act KEY PREFIX MEETING "
              "MOTION MEMBER\n"
              "       load-live ADDRESS PORT STREAM STREAMS EVENTS CAPTURE post PATH FILE\n",
              stderr);
        return 2;
    }
    unsigned port = (unsigned)strtoul(argv[2], NULL, 10);
    struct live l = {.n = (unsigned)strtoul(argv[4], NULL, 10),
                     .epoll = epoll_create1(EPOLL_CLOEXEC),
                     .captured = buf_make(1 << 20)};
    if (files_raise() < l.n + 16UL) {
        give_up("too few open files are allowed: raise ulimit -n");
    }
    l.v = heap_resize(NULL, (l.n + 1) * sizeof *l.v);
    for (unsigned i = 0; i < l.n; i++) {
        viewer_open(&l, i, argv[1], port, argv[3]);
        if (i % 64 == 63) {
            turn(&l, 0);
        }
    }
    for (int64_t began = now_us(); l.up < l.n;) {
        turn(&l, 50);
        if (now_us() - began > PATIENCE_US) {
            give_up("not every stream was answered");
        }
    }
    until_quiet(&l, now_us());
    printf("{\"open\":%u}\n", l.n);
    fflush(stdout);
    char line[16];
    if (!fgets(line, sizeof line, stdin)) {
        return 1;
    }
    struct cause c = {.address = argv[1],
                      .port = port,
                      .word = argv + 7,
                      .act = act,
                      .fd = connect_to(argv[1], port, NULL)};
    if (c.fd < 0) {
        give_up("nobody listens there");
    }
    fcntl(c.fd, F_SETFL, 0);
    c.file = act ? SV_NONE : file_read(argv[9]);
    until_quiet(&l, now_us());
    measure(&l, &c, (unsigned)strtoul(argv[5], NULL, 10), argv[6]);
    return 0;
}
