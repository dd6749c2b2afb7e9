/* Streams: the present state first, then each change once, the last one always, at a bounded pace.
 */
#include <string.h>

#include "site.h"
#include "sys/clock.h"
#include "sys/files.h"
#include "sys/net.h"
#include "tap.h"

#define ABOUT "\"about\":{\"meeting\":\"rehearsal/2026-06-17\""

static int follow(struct site *s, const char *path)
{
    return site_begin(s, 0, sv_fmt(s->a, "GET %s HTTP/1.1\r\nHost: dais.test\r\n\r\n", path));
}

static size_t count(sv text, const char *what)
{
    size_t n = 0, len = strlen(what);
    for (size_t i = 0; i + len <= text.n; i++) {
        n += memcmp(text.p + i, what, len) == 0;
    }
    return n;
}

/* Serve for some time, and what came on the descriptor meanwhile. */
static sv listen_for(struct site *s, int fd, int ms)
{
    struct buf b = buf_make(1 << 22);
    int64_t until = sys_ticks_ms() + ms;
    while (sys_ticks_ms() < until) {
        (void)sys_loop_once(s->loop, 2);
        char *to = buf_room(&b, 65536);
        ptrdiff_t n = sys_recv(fd, to, 65536);
        b.n += n > 0 ? (size_t)n : 0;
    }
    sv all = buf_dup(s->a, &b);
    buf_free(&b);
    return all;
}

static void note(struct site *s, int i)
{
    site_act(s, "clerk clerk",
             sv_cstr(s->a, sv_fmt(s->a,
                                  "{\"act\":\"n%d\",\"kind\":\"note.recorded\"," ABOUT
                                  "},\"texts\":{\"text\":\"Note %d\"}}",
                                  i, i)));
}

static void test_state(struct site *s)
{
    int fd = follow(s, "/meetings/rehearsal/2026-06-17/live/events");
    sv first = listen_for(s, fd, 30);
    ok(sv_starts(first, SV("HTTP/1.1 200 ")) && count(first, "text/event-stream") == 1);
    ok_as(count(first, "event: region") == 1 && count(first, "has not begun") == 1,
          "who comes gets the present state");
    ok(count(first, "<script") == 0 && count(first, "<html") == 0);
    site_act(s, "clerk clerk",
             "{\"act\":\"l1\",\"kind\":\"meeting.opened\"," ABOUT
             "},\"data\":{\"presiding\":\"seat-1\"}}");
    sv next = listen_for(s, fd, 150);
    ok_as(count(next, "event: region") == 1 && count(next, "between items") == 1,
          "what changed comes by itself");
    ok_as(count(next, sv_cstr(s->a, sv_fmt(s->a, "id: %lld", (long long)s->seq - 1))) == 1,
          "… with the entry as its id");
    site_act(
        s, "admin admin",
        "{\"act\":\"l2\",\"kind\":\"body.registered\",\"body\":\"elsewhere\",\"data\":{\"name\":"
        "\"Elsewhere\",\"zone\":\"UTC\",\"seats\":3,\"pack\":\"robert-small\"}}");
    next = listen_for(s, fd, 150);
    ok_as(count(next, "event:") == 0, "what happens elsewhere does not");
    int other = follow(s, "/meetings/rehearsal/2026-06-17/live/events");
    sv second = listen_for(s, other, 30);
    ok(count(second, "between items") == 1 && s->web[0]->lives_n == 1);
    sys_close(other);
    sys_close(fd);
    site_settle(s);
    ok(http_server_counts(s->web[0]->server).streams == 0);
}

/* Many acts at once are few events, and the last is the last state. */
static void test_pace(struct site *s)
{
    int fd = follow(s, "/meetings/rehearsal/2026-06-17/live/events");
    (void)listen_for(s, fd, 150);
    int64_t began = sys_ticks_ms();
    for (int i = 0; i < 60; i++) {
        note(s, i);
        (void)sys_loop_once(s->loop, 1);
    }
    int64_t took = sys_ticks_ms() - began;
    sv got = listen_for(s, fd, 250);
    size_t events = count(got, "event: region");
    ok_as(events >= 1 && events <= (size_t)(took / 100) + 3, "ten a second at most");
    printf("# %zu events of 60 acts in %lld ms\n", events, (long long)took);
    sv last = SV_NONE;
    for (size_t i = 0; i + 4 < got.n; i++) {
        if (memcmp(got.p + i, "id: ", 4) == 0) {
            sv rest = sv_sub(got, i + 4, got.n);
            last = sv_trim(sv_cut(rest, '\n', &rest));
        }
    }
    ok_as(sv_eq(last, sv_fmt(s->a, "%lld", (long long)s->seq - 1)), "the last state is sent");
    sys_close(fd);
    site_settle(s);
}

static void test_refused(struct site *s)
{
    struct answer r = site_get(s, 0, "/meetings/rehearsal/2026-06-18/live/events");
    ok(r.status == 404 && s->web[0]->lives_n == 1);
    r = site_get(s, 0, "/meetings/rehearsal/soon/live/events");
    ok(r.status == 400);
    int fd = follow(s, "/meetings/rehearsal/2026-06-17/live/events");
    (void)listen_for(s, fd, 30);
    web_close(s->web[0]);
    s->web[0] = NULL;
    char p[64];
    ptrdiff_t n;
    do {
        n = sys_recv(fd, p, sizeof p);
    } while (n > 0);
    ok_as(n == 0 || n == SYS_GONE, "the end of the site ends its streams");
    sys_close(fd);
}

int main(void)
{
    struct site s;
    site_open(&s);
    site_rehearse(&s);
    test_state(&s);
    test_pace(&s);
    test_refused(&s);
    site_close(&s);
    return tap_done();
}
