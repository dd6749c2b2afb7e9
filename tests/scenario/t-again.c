/* A meeting that is folded from its record before every act is judged as the one that is held in
 * memory: each scenario twice, and the two records are the same, byte for byte.
 * usage: t-again FILE.scn… */
#include "acts/perform.h"
#include "acts/scenario.h"
#include "base/limits.h"
#include "store/made.h"
#include "sys/files.h"

static instant test_now(void *cx, int64_t seq)
{
    (void)cx;
    return (instant){INT64_C(1781733600000000) + seq * 1000000};
}

static void test_salt(void *cx, sv act, int n, sv part, uint8_t *ret)
{
    (void)cx;
    (void)act;
    (void)part;
    memset(ret, 7 + n, 32);
}

struct side {
    const char *dir;
    struct store *store;
    struct act_room *room;
};

static void open_side(struct arena *a, struct side *s)
{
    struct act_inputs inputs = {.now = test_now, .salt = test_salt};
    s->dir = made_dir(a);
    if (!fine(st_open_writer(a, s->dir, &s->store))) {
        exit(1);
    }
    s->room = act_room_open(s->store, &inputs);
    fine(st_group_begin(s->store, a));
}

static void close_side(struct side *s)
{
    st_group_rollback(s->store);
    act_room_close(s->room);
    st_close(s->store);
    made_gone(s->dir);
}

static err *perform(const struct side *s, struct arena *a, const struct scn_step *step)
{
    struct act_actor actor = {.account = step->account, .role = step->role};
    struct act_done done;
    if (step->role == ROLE_MEMBER || step->role == ROLE_CHAIR) {
        actor.body = step->body;
        actor.member = step->account;
    }
    return act_perform(s->room, a, &actor, jv_dup(a, step->act), &done);
}

static bool same_answer(const err *x, const err *y)
{
    return (!x && !y) || (x && y && x->kind == y->kind && sv_eq(x->message, y->message) &&
                          sv_eq(x->rule, y->rule));
}

static bool same_log(struct arena *a, struct side *x, struct side *y)
{
    int64_t n, m;
    bool same = !st_log_size(x->store, a, &n) && !st_log_size(y->store, a, &m) && n == m && n > 0;
    for (int64_t seq = 0; same && seq < n; seq++) {
        struct rec_entry e, f;
        same = !st_log_entry(x->store, a, seq, &e) && !st_log_entry(y->store, a, seq, &f);
        struct buf b = buf_make(LIMIT_ENTRY_BYTES), c = buf_make(LIMIT_ENTRY_BYTES);
        same = same && !rec_entry_encode(a, &e, &b) && !rec_entry_encode(a, &f, &c) &&
               sv_eq(buf_view(&b), buf_view(&c));
        buf_free(&b);
        buf_free(&c);
        if (!same) {
            printf("# they differ at entry %lld\n", (long long)seq);
        }
    }
    return same;
}

static void twice(const char *file)
{
    SCOPED(arena_scope) struct arena *a = arena_open(1 << 16);
    struct side held = {.dir = NULL}, anew = {.dir = NULL};
    struct scn scn = {.n = 0};
    sv text;
    bool same = true;
    fine(sys_file_read(a, file, LIMIT_SCENARIO_BYTES, &text));
    fine(scn_parse(a, sv_of(file), text, &scn));
    open_side(a, &held);
    open_side(a, &anew);
    for (size_t i = 0; same && i < scn.n; i++) {
        const struct scn_step *step = &scn.steps[i];
        if (step->act) {
            act_room_forget(anew.room);
            err *x = perform(&held, a, step), *y = perform(&anew, a, step);
            same = same_answer(x, y);
            if (!same) {
                printf("# line %d: %.*s / %.*s\n", step->line, SV_ARG(x ? x->message : SV("done")),
                       SV_ARG(y ? y->message : SV("done")));
            }
        }
    }
    ok_as(same && same_log(a, &held, &anew), file);
    close_side(&held);
    close_side(&anew);
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        twice(argv[i]);
    }
    return tap_done();
}
