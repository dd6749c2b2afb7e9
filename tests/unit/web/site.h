/* A whole site in one process for tests: a record, the writer's desk, and one or more webs on one
 * event loop, asked over socket pairs. */
#ifndef TESTS_WEB_SITE_H
#define TESTS_WEB_SITE_H

#include <stdbool.h>

#include "acts/desk.h"
#include "acts/peer.h"
#include "sys/loop.h"
#include "web/inside.h"

enum { SITE_WEBS = 2, SITE_HELD = 64 };

struct site {
    struct arena *a; /* for the whole test */
    const char *dir;
    struct sys_loop *loop;
    struct desk *desk;
    struct web *web[SITE_WEBS];
    struct peer *writer[SITE_WEBS]; /* the desk's end of each channel */
    bool mute;                      /* the desk does its work and says nothing */
    bool hold;                      /* … it answers at site_release, SITE_HELD at most */
    struct {
        struct peer *to;
        uint64_t id;
        sv status, json;
    } held[SITE_HELD];
    unsigned held_n, asked; /* asked: passwords that were hashed or checked */
    bool quiet;             /* acts may be refused without a word */
    int64_t seq;
    unsigned acts;
};

/* What came back. */
struct answer {
    int status;
    sv head, body; /* of chunked or plain replies, decoded */
};

/* A fresh record with the key's entry; web[0] with a cache, web[1] without one. */
void site_open(struct site *s);
void site_close(struct site *s);

/* A new channel between a web and the desk. */
void site_connect(struct site *s, int i);

/* One act by the local door as this account and role; ends the test when it is refused. */
void site_act(struct site *s, const char *as, const char *json);
/* The status of an act by the local door. */
int site_try(struct site *s, const char *as, const char *json);
/* An account with a session: its token. */
sv site_session(struct site *s, const char *name, const char *role, const char *body,
                const char *member);
/* A key for a program: its token. */
sv site_key(struct site *s, const char *account);
/* The rehearsal commission with a called meeting, rehearsal/2026-06-17, and item rc-41 on it. */
void site_rehearse(struct site *s);

/* Ask one of the webs: method and path, further header lines, a body (may be empty). */
struct answer site_ask(struct site *s, int web, const char *method, sv path, sv headers, sv body);
struct answer site_get(struct site *s, int web, const char *path);
/* The same with a session. */
struct answer site_get_as(struct site *s, int web, sv path, sv session);
/* A form with csrf of the session (empty: without). */
struct answer site_post(struct site *s, const char *path, sv session, sv csrf, sv fields);
/* The value of a header line, or the empty view. */
sv answer_header(const struct answer *r, const char *name);
bool answer_has(const struct answer *r, const char *text);
/* Give the answers that were held back. */
void site_release(struct site *s);
/* Serve what is there. */
void site_settle(struct site *s);
/* Begin an exchange and leave it open: its descriptor. */
int site_begin(struct site *s, int web, sv request);
/* What has come on it. */
sv site_read(struct site *s, int fd);

#endif
