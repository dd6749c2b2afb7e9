/* The auth role: Argon2id, in a process of its own, because one hash takes longer than a stream may
 * wait. */
#include <sodium.h>
#include <stdio.h>

#include "acts/peer.h"
#include "prog/roles.h"
#include "sys/net.h"
#include "sys/process.h"
#include "sys/sandbox.h"

/* 64 MiB and two passes: the interactive grade of the library (docs/decisions/0005). */
static const unsigned long long PASSES = crypto_pwhash_OPSLIMIT_INTERACTIVE;
static const size_t MEMORY = crypto_pwhash_MEMLIMIT_INTERACTIVE;

struct auth {
    struct sys_loop *loop;
};

static void answer(struct peer *p, uint64_t id, sv status, sv text)
{
    peer_send(p, &(struct wire_frame){.op = WIRE_REPLY, .id = id, .field = {status, text}, .n = 2});
}

static void answer_hash(struct peer *p, uint64_t id, sv password)
{
    char encoded[crypto_pwhash_STRBYTES];
    bool done = crypto_pwhash_str(encoded, password.p, password.n, PASSES, MEMORY) == 0;
    answer(p, id, done ? SV("200") : SV("503"), done ? sv_of(encoded) : SV_NONE);
}

static bool fits(sv encoded, sv password)
{
    SCOPED(arena_scope) struct arena *a = arena_open(1024);
    return crypto_pwhash_str_verify(sv_cstr(a, encoded), password.p, password.n) == 0;
}

static void on_frame(void *ctx, struct peer *p, const struct wire_frame *f)
{
    (void)ctx;
    if (f->op == WIRE_HASH && f->n == 1) {
        answer_hash(p, f->id, f->field[0]);
    } else if (f->op == WIRE_CHECK && f->n == 2) {
        answer(p, f->id, fits(f->field[0], f->field[1]) ? SV("200") : SV("403"), SV_NONE);
    } else if (f->op == WIRE_CHANGE && f->n == 3) {
        if (fits(f->field[0], f->field[1])) {
            answer_hash(p, f->id, f->field[2]);
        } else {
            answer(p, f->id, SV("403"), SV_NONE);
        }
    }
}

static void on_gone(void *ctx, struct peer *p)
{
    struct auth *auth = ctx;
    (void)p;
    sys_loop_stop(auth->loop);
}

void role_auth(int channel)
{
    struct auth auth = {.loop = NULL};
    struct arena *a = arena_open(4096);
    sys_name("dais-auth");
    err *e =
        sodium_init() < 0 ? err_make(a, E_IO, "the library of passwords does not start") : NULL;
    e = e ? e : sys_loop_open(a, &auth.loop);
    e = e ? e : sys_sandbox(a, SANDBOX_AUTH, "");
    if (e || !peer_open(auth.loop, channel, false, on_frame, on_gone, &auth)) {
        fprintf(stderr, "dais: auth cannot start: %.*s\n", e ? (int)e->message.n : 0,
                e ? e->message.p : "");
        sys_exit(1);
    }
    sys_loop_run(auth.loop);
    sys_exit(0);
}
