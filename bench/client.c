/* The load client. */
#define _GNU_SOURCE
#include "client.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"

enum { HEAD_MAX = 8192, TEXT_MAX = 1024, REQUEST_MAX = 65536, BATCH = 256 };

struct conn {
    int fd;
    bool busy, in_body, close;
    unsigned head_n, text_n;
    int status;
    uint64_t body_left;
    int64_t due_us;
    struct buf out;
    size_t sent;
    char head[HEAD_MAX];
    char text[TEXT_MAX];
};

struct run {
    const struct load *l;
    struct load_result *r;
    struct conn *conn;
    unsigned *idle, idle_n, ended;
    int epoll;
    int64_t stop_us;
};

int64_t now_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

NORETURN void give_up(const char *what)
{
    fprintf(stderr, "bench: %s\n", what);
    exit(1);
}

unsigned long files_raise(void)
{
    struct rlimit r = {.rlim_cur = 1 << 16, .rlim_max = 1 << 16};
    if (setrlimit(RLIMIT_NOFILE, &r) != 0) {
        getrlimit(RLIMIT_NOFILE, &r);
        r.rlim_cur = r.rlim_max;
        setrlimit(RLIMIT_NOFILE, &r);
    }
    getrlimit(RLIMIT_NOFILE, &r);
    return r.rlim_cur;
}

int connect_to(const char *address, unsigned port, const char *from)
{
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0) {
        give_up("no socket is left: raise the limit of open files (ulimit -n)");
    }
    int on = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (from) {
        struct sockaddr_in source = {.sin_family = AF_INET};
        inet_pton(AF_INET, from, &source.sin_addr);
        setsockopt(fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
        if (bind(fd, (struct sockaddr *)&source, sizeof source) != 0) {
            give_up("a loopback address cannot be used as a source");
        }
    }
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    if (inet_pton(AF_INET, address, &to.sin_addr) != 1) {
        give_up("the address is not a numeric IPv4 address");
    }
    if (connect(fd, (struct sockaddr *)&to, sizeof to) != 0) {
        close(fd);
        return -1;
    }
    fcntl(fd, F_SETFL, O_NONBLOCK);
    return fd;
}

void sample_add(struct sample *s, int64_t us)
{
    if (s->n == s->size) {
        s->size = s->size ? s->size * 2 : 4096;
        s->us = heap_resize(s->us, s->size * sizeof *s->us);
    }
    s->us[s->n++] = us < 0 ? 0 : us > UINT32_MAX ? UINT32_MAX : (uint32_t)us;
}

static int by_value(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

void sample_sort(struct sample *s)
{
    if (s->n > 1) {
        qsort(s->us, s->n, sizeof *s->us, by_value);
    }
}

uint32_t sample_at(const struct sample *s, double p)
{
    if (s->n == 0) {
        return 0;
    }
    size_t i = (size_t)(p * (double)s->n);
    return s->us[i < s->n ? i : s->n - 1];
}

static void conn_watch(struct run *r, unsigned i, int op, uint32_t events)
{
    struct epoll_event e = {.events = events, .data.u32 = i};
    if (epoll_ctl(r->epoll, op, r->conn[i].fd, &e) != 0) {
        give_up("a connection cannot be watched");
    }
}

static void conn_open(struct run *r, unsigned i)
{
    struct conn *c = &r->conn[i];
    c->fd = connect_to(r->l->address, r->l->port, NULL);
    if (c->fd < 0) {
        give_up("nobody listens there");
    }
    conn_watch(r, i, EPOLL_CTL_ADD, EPOLLIN);
}

static void conn_write(struct run *r, unsigned i)
{
    struct conn *c = &r->conn[i];
    sv bytes = buf_view(&c->out);
    ssize_t n = send(c->fd, bytes.p + c->sent, bytes.n - c->sent, MSG_NOSIGNAL);
    if (n < 0 && errno != EAGAIN) {
        give_up("a connection broke while a request was sent");
    }
    bool was_part = c->sent > 0;
    c->sent += n > 0 ? (size_t)n : 0;
    if (c->sent < bytes.n) {
        conn_watch(r, i, EPOLL_CTL_MOD, EPOLLIN | EPOLLOUT);
    } else if (was_part) {
        conn_watch(r, i, EPOLL_CTL_MOD, EPOLLIN);
    }
}

/* The next request of connection i, due at that time; false when there is none. */
static bool conn_ask(struct run *r, unsigned i, int64_t due_us)
{
    struct conn *c = &r->conn[i];
    buf_clear(&c->out);
    if ((r->stop_us && now_us() >= r->stop_us) || !r->l->next(r->l->ctx, i, &c->out)) {
        r->ended++;
        return false;
    }
    if (c->out.failed) {
        give_up("a request is too long");
    }
    c->busy = true;
    c->sent = c->head_n = c->text_n = 0;
    c->in_body = c->close = false;
    c->due_us = due_us;
    conn_write(r, i);
    return true;
}

static const char *line_value(const char *line, const char *name)
{
    size_t n = strlen(name);
    return strncasecmp(line, name, n) == 0 ? line + n + strspn(line + n, " ") : NULL;
}

static void head_read(struct conn *c)
{
    c->head[c->head_n] = 0;
    c->status = strncmp(c->head, "HTTP/1.1 ", 9) == 0 ? (int)strtol(c->head + 9, NULL, 10) : 0;
    if (c->status < 100) {
        give_up("a reply is no HTTP/1.1");
    }
    bool length = c->status == 204 || c->status == 304;
    c->body_left = 0;
    for (char *line = strstr(c->head, "\r\n"); line && line[2] != '\r';
         line = strstr(line, "\r\n")) {
        line += 2;
        const char *v = line_value(line, "Content-Length:");
        if (v) {
            c->body_left = strtoull(v, NULL, 10);
            length = true;
        }
        v = line_value(line, "Connection:");
        if (v && strncasecmp(v, "close", 5) == 0) {
            c->close = true;
        }
    }
    if (!length) {
        give_up("a reply has no Content-Length");
    }
    c->in_body = true;
}

/* Bytes at p are of the reply; whether it is complete. */
static bool bytes_take(struct conn *c, const char *p, size_t n)
{
    if (!c->in_body) {
        size_t room = HEAD_MAX - 1 - c->head_n, old = c->head_n;
        size_t k = n < room ? n : room;
        memcpy(c->head + old, p, k);
        c->head_n += (unsigned)k;
        const char *end = memmem(c->head, c->head_n, "\r\n\r\n", 4);
        if (!end) {
            if (c->head_n == HEAD_MAX - 1) {
                give_up("the head of a reply is too long");
            }
            return false;
        }
        size_t head = (size_t)(end - c->head) + 4, of_head = head - old;
        c->head_n = (unsigned)head;
        head_read(c);
        p += of_head;
        n -= of_head;
    }
    if (n > c->body_left) {
        give_up("more came than a reply's Content-Length");
    }
    size_t k = n < TEXT_MAX - c->text_n ? n : TEXT_MAX - c->text_n;
    memcpy(c->text + c->text_n, p, k);
    c->text_n += (unsigned)k;
    c->body_left -= n;
    return c->body_left == 0;
}

static void conn_done(struct run *r, unsigned i)
{
    struct conn *c = &r->conn[i];
    c->busy = false;
    r->r->replies++;
    sample_add(&r->r->latency, now_us() - c->due_us);
    r->l->got(r->l->ctx, i, c->status, (sv){c->text, c->text_n});
    if (c->close) {
        close(c->fd);
        conn_open(r, i);
        r->r->reconnects++;
    }
    if (r->l->rate > 0) {
        r->idle[r->idle_n++] = i;
    } else {
        conn_ask(r, i, now_us());
    }
}

static void conn_read(struct run *r, unsigned i)
{
    static char text[65536];
    struct conn *c = &r->conn[i];
    ssize_t n;
    if (c->in_body && c->text_n == TEXT_MAX) {
        size_t most = c->body_left < (1 << 20) ? (size_t)c->body_left : 1 << 20;
        n = recv(c->fd, NULL, most,
                 MSG_TRUNC); /* the kernel drops the bytes: the client is not what is measured */
        if (n > 0) {
            c->body_left -= (uint64_t)n;
        }
    } else {
        n = recv(c->fd, text, sizeof text, 0);
        if (n > 0) {
            bytes_take(c, text, (size_t)n);
        }
    }
    if (n < 0 && errno == EAGAIN) {
        return;
    }
    if (n <= 0 && c->busy) {
        give_up("a connection ended before its reply");
    }
    if (n <= 0) { /* an idle one that the server let go */
        close(c->fd);
        conn_open(r, i);
        r->r->reconnects++;
        return;
    }
    r->r->bytes += (uint64_t)n;
    if (c->in_body && c->body_left == 0 && c->busy) {
        conn_done(r, i);
    }
}

/* Send what is due; how long to wait, in ms. */
static int paced(struct run *r, int64_t began_us, uint64_t *asked)
{
    int64_t now = now_us();
    while (r->idle_n > 0) {
        int64_t due = began_us + (int64_t)((double)*asked * 1e6 / r->l->rate);
        if (due > now) {
            return due - now > 1000 ? (int)((due - now) / 1000) : 1;
        }
        conn_ask(r, r->idle[--r->idle_n], due);
        (*asked)++;
    }
    return 10;
}

void load_run(const struct load *l, struct load_result *ret)
{
    struct run r = {.l = l, .r = ret, .epoll = epoll_create1(EPOLL_CLOEXEC)};
    *ret = (struct load_result){0};
    files_raise();
    r.conn = heap_resize(NULL, l->connections * sizeof *r.conn);
    r.idle = heap_resize(NULL, l->connections * sizeof *r.idle);
    memset(r.conn, 0, l->connections * sizeof *r.conn);
    for (unsigned i = 0; i < l->connections; i++) {
        r.conn[i].out = buf_make(REQUEST_MAX);
        conn_open(&r, i);
    }
    int64_t began = now_us();
    uint64_t asked = 0;
    r.stop_us = l->seconds > 0 ? began + (int64_t)(l->seconds * 1e6) : 0;
    for (unsigned i = 0; i < l->connections; i++) {
        if (l->rate > 0) {
            r.idle[r.idle_n++] = i;
        } else {
            conn_ask(&r, i, now_us());
        }
    }
    while (r.ended < l->connections) {
        struct epoll_event events[BATCH];
        int wait_ms = l->rate > 0 ? paced(&r, began, &asked) : 1000;
        int n = epoll_wait(r.epoll, events, BATCH, wait_ms);
        for (int k = 0; k < n; k++) {
            unsigned i = events[k].data.u32;
            if (events[k].events & EPOLLOUT) {
                conn_write(&r, i);
            }
            if (events[k].events & (EPOLLIN | EPOLLHUP | EPOLLERR)) {
                conn_read(&r, i);
            }
        }
    }
    ret->seconds = (double)(now_us() - began) / 1e6;
    for (unsigned i = 0; i < l->connections; i++) {
        close(r.conn[i].fd);
        buf_free(&r.conn[i].out);
    }
    heap_resize(r.conn, 0);
    heap_resize(r.idle, 0);
    close(r.epoll);
    sample_sort(&ret->latency);
}
