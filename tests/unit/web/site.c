/* A whole site in one process. */
#include "site.h"

#include <stdio.h>
#include <stdlib.h>

#include "../store/made.h"
#include "sys/files.h"
#include "sys/net.h"
#include "tap.h"

/* Where every test comes from: a trusted proxy. */
static const struct sys_ip here = {.b = {[10] = 0xff, [11] = 0xff, [12] = 127, [15] = 1}};

enum { TURNS = 400, READ_BYTES = 65536 };

static void give_up(const char *what)
{
    printf("Bail out! %s\n", what);
    exit(1);
}

static void must_fine(err *e)
{
    if (e) {
        printf("# %.*s\n", SV_ARG(e->message));
        give_up("the site cannot be made");
    }
}

/* ---- the desk, as the writer's role would run it: a group an act ---- */

static instant fixed_now(void *cx, int64_t seq)
{
    (void)cx;
    return (instant){INT64_C(1781720000000000) + seq * 1000000};
}

static void fixed_salt(void *cx, sv act, int n, sv part, uint8_t *ret)
{
    (void)cx;
    memset(ret, 0, REC_SALT_BYTES);
    ret[0] = (uint8_t)n;
    memcpy(ret + 1, act.p, act.n < 8 ? act.n : 8);
    memcpy(ret + 9, part.p, part.n < 8 ? part.n : 8);
}

/* What auth would say, of passwords that are kept as they are. */
static struct wire_frame auth(struct arena *a, const struct wire_frame *f)
{
    struct wire_frame r = {.op = WIRE_REPLY, .field = {SV("200"), SV_NONE}, .n = 2};
    if (f->op == WIRE_HASH) {
        r.field[1] = sv_fmt(a, "plain:%.*s", SV_ARG(f->field[0]));
    } else if (!sv_eq(f->field[0], sv_fmt(a, "plain:%.*s", SV_ARG(f->field[1])))) {
        r.field[0] = SV("403");
    }
    return r;
}

static void perform(struct site *s, struct arena *a, enum desk_door door,
                    const struct wire_frame *f, struct desk_reply *ret)
{
    int64_t size = s->seq;
    must_fine(desk_begin(s->desk, a));
    desk_handle(s->desk, a, door, f, ret);
    if (ret->wait.kind != WAIT_NONE) {
        s->asked++;
        struct wire_frame said = auth(a, &ret->wait.ask);
        struct desk_wait wait = ret->wait;
        desk_resume(s->desk, a, &wait, &said, ret);
    }
    must_fine(desk_commit(s->desk, a, &size));
    s->seq = size;
    for (int i = 0; i < SITE_WEBS; i++) {
        if (s->writer[i] && !s->mute) {
            peer_send(s->writer[i], &(struct wire_frame){.op = WIRE_SEQ, .id = (uint64_t)size});
        }
    }
}

static void on_frame(void *ctx, struct peer *p, const struct wire_frame *f)
{
    struct site *s = ctx;
    struct arena *a = arena_open(65536);
    struct desk_reply r;
    perform(s, a, DESK_WEB, f, &r);
    sv status = sv_fmt(a, "%03d", r.status);
    if (s->hold && s->held_n < SITE_HELD) {
        s->held[s->held_n].to = p;
        s->held[s->held_n].id = f->id;
        s->held[s->held_n].status = sv_dup(s->a, status);
        s->held[s->held_n++].json = sv_dup(s->a, r.json);
    } else if (!s->mute) {
        peer_send(p, &(struct wire_frame){
                         .op = WIRE_REPLY, .id = f->id, .field = {status, r.json}, .n = 2});
    }
    arena_close(a);
}

void site_release(struct site *s)
{
    for (unsigned i = 0; i < s->held_n; i++) {
        peer_send(s->held[i].to, &(struct wire_frame){.op = WIRE_REPLY,
                                                      .id = s->held[i].id,
                                                      .field = {s->held[i].status, s->held[i].json},
                                                      .n = 2});
    }
    s->held_n = 0;
    site_settle(s);
}

static void on_gone(void *ctx, struct peer *p)
{
    struct site *s = ctx;
    for (int i = 0; i < SITE_WEBS; i++) {
        s->writer[i] = s->writer[i] == p ? NULL : s->writer[i];
    }
}

int site_try(struct site *s, const char *as, const char *json)
{
    struct arena *a = arena_open(65536);
    struct desk_reply r;
    struct wire_frame f = {.op = WIRE_ACT, .field = {sv_fmt(a, "as %s", as), sv_of(json)}, .n = 2};
    perform(s, a, DESK_LOCAL, &f, &r);
    int status = r.status;
    if (status != 200 && !s->quiet) {
        printf("# %.*s\n# %s\n", SV_ARG(r.json), json);
    }
    arena_close(a);
    return status;
}

void site_act(struct site *s, const char *as, const char *json)
{
    if (site_try(s, as, json) != 200) {
        give_up("an act of the test was refused");
    }
}

static sv local_ask(struct site *s, sv json, const char *key)
{
    struct desk_reply r;
    struct jv *v = NULL;
    struct wire_frame f = {.op = WIRE_ASK, .field = {SV("as admin admin"), json}, .n = 2};
    perform(s, s->a, DESK_LOCAL, &f, &r);
    if (r.status != 200 || jv_parse(s->a, r.json, &v)) {
        printf("# %.*s\n", SV_ARG(r.json));
        give_up("a question of the test was refused");
    }
    return jv_get_sv(v, key);
}

sv site_session(struct site *s, const char *name, const char *role, const char *body,
                const char *member)
{
    bool agency = strcmp(role, "agency") == 0;
    sv token = local_ask(s,
                         sv_fmt(s->a,
                                "{\"ask\":\"account.add\",\"account\":\"%s\",\"role\":\"%s\","
                                "\"body\":\"%s\",\"member\":\"%s\",\"instrument\":\"%s\"}",
                                name, role, body, member, agency ? "pact" : ""),
                         "invitation");
    return local_ask(s,
                     sv_fmt(s->a,
                            "{\"ask\":\"accept\",\"invitation\":\"%.*s\",\"password\":\"a few "
                            "words\"}",
                            SV_ARG(token)),
                     "session");
}

sv site_key(struct site *s, const char *account)
{
    return local_ask(s, sv_fmt(s->a, "{\"ask\":\"key.add\",\"account\":\"%s\"}", account), "key");
}

void site_rehearse(struct site *s)
{
    static const char *const acts[] = {
        "{\"act\":\"r1\",\"kind\":\"body.registered\",\"body\":\"rehearsal\",\"data\":{\"name\":"
        "\"Rehearsal Commission\",\"zone\":\"America/New_York\",\"seats\":5,\"pack\":\"robert-"
        "small\",\"place\":\"Rehearsal\"}}",
        "{\"act\":\"r2\",\"kind\":\"official.seated\",\"body\":\"rehearsal\",\"data\":{\"member\":"
        "\"seat-1\",\"name\":\"Seat 1\",\"office\":\"chair\",\"votes\":true}}",
        "{\"act\":\"r3\",\"kind\":\"official.seated\",\"body\":\"rehearsal\",\"data\":{\"member\":"
        "\"seat-2\",\"name\":\"Seat 2\",\"office\":\"member\",\"votes\":true}}",
        "{\"act\":\"r4\",\"kind\":\"official.seated\",\"body\":\"rehearsal\",\"data\":{\"member\":"
        "\"seat-3\",\"name\":\"Seat 3\",\"office\":\"member\",\"votes\":true}}",
        "{\"act\":\"r5\",\"kind\":\"official.seated\",\"body\":\"rehearsal\",\"data\":{\"member\":"
        "\"seat-4\",\"name\":\"Seat 4\",\"office\":\"member\",\"votes\":true}}",
        "{\"act\":\"r6\",\"kind\":\"official.seated\",\"body\":\"rehearsal\",\"data\":{\"member\":"
        "\"seat-5\",\"name\":\"Seat 5\",\"office\":\"member\",\"votes\":true}}",
        "{\"act\":\"r7\",\"kind\":\"meeting.called\",\"about\":{\"meeting\":\"rehearsal/"
        "2026-06-17\"},\"data\":{\"type\":\"regular\",\"convenes\":\"2026-06-17T22:00:00Z\"}}",
        "{\"act\":\"r8\",\"kind\":\"item.filed\",\"body\":\"rehearsal\",\"about\":{\"item\":\"rc-"
        "41\"},\"data\":{\"type\":\"resolution\"},\"texts\":{\"title\":\"Police agreement\"}}",
        "{\"act\":\"r9\",\"kind\":\"item.scheduled\",\"about\":{\"meeting\":\"rehearsal/"
        "2026-06-17\",\"item\":\"rc-41\"},\"data\":{\"position\":1}}"};
    for (size_t i = 0; i < sizeof acts / sizeof acts[0]; i++) {
        site_act(s, i < 6 ? "admin admin" : "clerk clerk", acts[i]);
    }
}

/* ---- life ---- */

void site_connect(struct site *s, int i)
{
    int ends[2];
    must_fine(sys_pair(s->a, false, ends));
    sys_nonblocking(ends[0], true);
    sys_nonblocking(ends[1], true);
    s->writer[i] = peer_open(s->loop, ends[0], false, on_frame, on_gone, s);
    web_writer(s->web[i], ends[1]);
}

void site_open(struct site *s)
{
    struct store *writer, *reader;
    *s = (struct site){.a = arena_open(65536)};
    s->dir = made_dir(s->a);
    must_fine(st_open_writer(s->a, s->dir, &writer));
    s->desk = desk_open(writer, &(struct act_inputs){.now = fixed_now, .salt = fixed_salt},
                        made_sign, NULL);
    must_fine(sys_loop_open(s->a, &s->loop));
    for (int i = 0; i < SITE_WEBS; i++) {
        must_fine(st_open_reader(s->a, s->dir, &reader));
        struct web_settings settings = {.name = SV("Testing"),
                                        .proxies = &here,
                                        .n_proxies = 1,
                                        .page_cache_bytes = i == 0 ? 4u << 20 : 0};
        must_fine(web_open(s->a, s->loop, reader, &settings, &s->web[i]));
        site_connect(s, i);
    }
}

void site_close(struct site *s)
{
    for (int i = 0; i < SITE_WEBS; i++) {
        web_close(s->web[i]);
        peer_close(s->writer[i]);
    }
    desk_close(s->desk);
    sys_loop_close(s->loop);
    made_gone(s->dir);
    arena_close(s->a);
}

/* ---- asking ---- */

void site_settle(struct site *s)
{
    while (sys_loop_once(s->loop, 0) > 0) {
    }
}

int site_begin(struct site *s, int web, sv request)
{
    int ends[2];
    must_fine(sys_pair(s->a, false, ends));
    sys_nonblocking(ends[0], true);
    sys_nonblocking(ends[1], true);
    http_server_adopt(s->web[web]->server, ends[0], &here);
    while (request.n) {
        ptrdiff_t n = sys_send(ends[1], &request, 1);
        if (n > 0) {
            request = sv_sub(request, (size_t)n, request.n);
        } else if (n == SYS_GONE) {
            break;
        }
        site_settle(s);
    }
    return ends[1];
}

sv site_read(struct site *s, int fd)
{
    struct buf b = buf_make(64u << 20);
    for (int turn = 0; turn < TURNS; turn++) {
        (void)sys_loop_once(s->loop, b.n || turn < 20 ? 0 : 5);
        char *to = buf_room(&b, READ_BYTES);
        ptrdiff_t n = to ? sys_recv(fd, to, READ_BYTES) : SYS_GONE;
        if (n > 0) {
            b.n += (size_t)n;
            turn = 0;
        } else if (n != SYS_AGAIN || (b.n && turn > 40)) {
            break; /* the end, or a stream that has nothing more to say */
        }
    }
    sv all = buf_dup(s->a, &b);
    buf_free(&b);
    return all;
}

static struct answer take_apart(sv all)
{
    struct answer r = {0};
    for (size_t i = 0; i + 4 <= all.n && !r.head.n; i++) {
        if (memcmp(all.p + i, "\r\n\r\n", 4) == 0) {
            r.head = sv_sub(all, 0, i + 2);
            r.body = sv_sub(all, i + 4, all.n);
        }
    }
    uint64_t status;
    if (r.head.n < 12 || !sv_u64(sv_sub(r.head, 9, 3), &status)) {
        give_up("no answer came");
    }
    r.status = (int)status;
    return r;
}

struct answer site_ask(struct site *s, int web, const char *method, sv path, sv headers, sv body)
{
    sv request = sv_fmt(s->a,
                        "%s %.*s HTTP/1.1\r\nHost: dais.test\r\nConnection: close\r\n%.*s"
                        "Content-Length: %zu\r\n\r\n%.*s",
                        method, SV_ARG(path), SV_ARG(headers), body.n, SV_ARG(body));
    if (method[0] != 'P') {
        request =
            sv_fmt(s->a, "%s %.*s HTTP/1.1\r\nHost: dais.test\r\nConnection: close\r\n%.*s\r\n",
                   method, SV_ARG(path), SV_ARG(headers));
    }
    int fd = site_begin(s, web, request);
    sv all = site_read(s, fd);
    sys_close(fd);
    return take_apart(all);
}

struct answer site_get(struct site *s, int web, const char *path)
{
    return site_ask(s, web, "GET", sv_of(path), SV_NONE, SV_NONE);
}

struct answer site_get_as(struct site *s, int web, sv path, sv session)
{
    return site_ask(s, web, "GET", path,
                    sv_fmt(s->a, "Cookie: dais-session=%.*s\r\n", SV_ARG(session)), SV_NONE);
}

struct answer site_post(struct site *s, const char *path, sv session, sv csrf, sv fields)
{
    sv body = csrf.n ? sv_fmt(s->a, "csrf=%.*s&%.*s", SV_ARG(csrf), SV_ARG(fields)) : fields;
    sv headers = sv_fmt(s->a,
                        "Content-Type: application/x-www-form-urlencoded\r\n"
                        "Origin: http://dais.test\r\nCookie: dais-session=%.*s\r\n",
                        SV_ARG(session));
    return site_ask(s, 0, "POST", sv_of(path), headers, body);
}

sv answer_header(const struct answer *r, const char *name)
{
    sv rest = r->head, wanted = sv_of(name);
    while (rest.n) {
        sv line = sv_cut(rest, '\n', &rest);
        if (line.n > wanted.n + 1 && line.p[wanted.n] == ':' &&
            memcmp(line.p, wanted.p, wanted.n) == 0) {
            sv value = sv_sub(line, wanted.n + 1, line.n);
            value.n -= value.n && value.p[value.n - 1] == '\r';
            return sv_trim(value);
        }
    }
    return SV_NONE;
}

bool answer_has(const struct answer *r, const char *text)
{
    sv wanted = sv_of(text);
    for (size_t i = 0; i + wanted.n <= r->body.n; i++) {
        if (memcmp(r->body.p + i, wanted.p, wanted.n) == 0) {
            return true;
        }
    }
    return false;
}
