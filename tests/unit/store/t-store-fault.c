/* The fault loop: the N-th call of each kind fails, N = 1, 2, 3 … until a run is untouched, once
 * and for good.  Afterwards the record is sound and holds what was answered: an act answered as
 * done stands, one answered as failed does not, one answered E_UNSURE may, and asking again makes
 * it stand once. */
#define _GNU_SOURCE
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "made.h"

#ifndef DAIS_TESTING
int main(void)
{
    printf("1..0 # SKIP the fault gate is only in test builds (-Dtesting=true)\n");
    return 0;
}
#else

/* Sanitized runs are slow: every so many-th call, from a place that the printed seed gives. */
#ifdef DAIS_SANITIZED
enum { STRIDE = 7 };
#else
enum { STRIDE = 1 };
#endif

enum { GROUPS = 3, ACTS = 2, NEVER = -1, DONE = 0, QUIET = 30 };

/* Written by the child that meets the fault, read by the one that looks afterwards. */
struct outcome {
    bool opened, ended, reached;
    int answer[GROUPS][ACTS]; /* NEVER, DONE or an err_kind */
    int settled[GROUPS];      /* NEVER, or how many acts of the group stand by st_settle */
    char said[200];           /* the first error's sentence */
    bool good;                /* the second child's verdict */
    char why[200];
};

static const char *const acts[GROUPS][ACTS] = {
    {"{\"act\":\"g0a0\",\"kind\":\"body.registered\",\"data\":{\"name\":\"The Council\",\"zone\":"
     "\"UTC\",\"seats\":5,\"pack\":\"plain\"},\"text\":\"A remark.\"}",
     "{\"act\":\"g0a1\",\"kind\":\"meeting.opened\",\"about\":{\"meeting\":\"council/"
     "2026-06-17\"}}"},
    {"{\"act\":\"g1a0\",\"kind\":\"motion.moved\",\"about\":{\"meeting\":\"council/2026-06-17\","
     "\"item\":\"rc-41\"},\"data\":{\"type\":\"main\",\"mover\":\"seat-1\",\"motion\":1}}",
     "{\"act\":\"g1a1\",\"kind\":\"vote.cast\",\"about\":{\"meeting\":\"council/2026-06-17\","
     "\"motion\":1},\"data\":{\"member\":\"seat-1\",\"choice\":\"yes\"}}"},
    {"{\"act\":\"g2a0\",\"kind\":\"note.recorded\",\"about\":{\"meeting\":\"council/2026-06-17\"},"
     "\"text\":\"A long and quiet pause.\"}",
     "{\"act\":\"g2a1\",\"kind\":\"meeting.adjourned\",\"about\":{\"meeting\":"
     "\"council/2026-06-17\"},\"data\":{\"entries\":4}}"}};

static bool stands(struct store *s, struct arena *a, int g, int k)
{
    bool found = false;
    struct st_act act;
    err *e = st_act_find(s, a, sv_fmt(a, "g%da%d", g, k), &found, &act);
    return !e && found;
}

static void hear(struct outcome *o, err *e)
{
    if (e && !o->said[0]) {
        snprintf(o->said, sizeof o->said, "%.*s", SV_ARG(e->message));
    }
}

static void one_group(struct store *s, struct arena *a, int g, struct outcome *o)
{
    err *e = st_group_begin(s, a);
    int answer[ACTS], kept = 0; /* given only when the group has ended */
    for (int k = 0; k < ACTS; k++) {
        err *bad = e ? e : made_act(s, a, acts[g][k]);
        answer[k] = bad ? (int)bad->kind : DONE;
        hear(o, bad);
        kept += bad == NULL;
    }
    e = e ? e : st_group_commit(s, a, made_sign, NULL);
    hear(o, e);
    for (int k = 0; k < ACTS; k++) {
        o->answer[g][k] = answer[k] == DONE && e ? (int)e->kind : answer[k];
    }
    int64_t size = 0;
    if (kept && e && e->kind == E_UNSURE && !st_settle(s, a, &size)) {
        o->settled[g] = 0;
        for (int k = 0; k < ACTS; k++) {
            o->settled[g] += stands(s, a, g, k);
        }
    }
}

static void meet_the_fault(const char *dir, struct outcome *o)
{
    SCOPED(arena_scope) struct arena *a = arena_open(1 << 16);
    struct store *s = NULL;
    err *e = st_open_writer(a, dir, &s);
    o->opened = e == NULL;
    hear(o, e);
    for (int g = 0; g < GROUPS && s; g++) {
        one_group(s, a, g, o);
    }
    st_close(s);
    o->ended = true;
}

static void verdict(struct outcome *o, const char *why, int g, int k)
{
    if (o->good) {
        snprintf(o->why, sizeof o->why, "%s (group %d, act %d)", why, g, k);
        o->good = false;
    }
}

static void sound(struct store *s, struct arena *a, struct outcome *o)
{
    struct st_report r = {.sound = false, .finding = SV_NONE};
    err *e = st_check(s, a, NULL, NULL, &r);
    if (e || !r.sound) {
        sv why = e ? e->message : r.finding;
        verdict(o, sv_cstr(a, why), NEVER, NEVER);
    }
}

static void look_afterwards(const char *dir, struct outcome *o)
{
    SCOPED(arena_scope) struct arena *a = arena_open(1 << 16);
    struct store *s = NULL;
    err *e = st_open_writer(a, dir, &s);
    o->good = true;
    if (e) {
        verdict(o, sv_cstr(a, e->message), NEVER, NEVER);
        return;
    }
    sound(s, a, o);
    for (int g = 0; g < GROUPS; g++) {
        int here = 0;
        for (int k = 0; k < ACTS; k++) {
            bool there = stands(s, a, g, k);
            int said = o->answer[g][k];
            here += there;
            if (said == DONE && !there) {
                verdict(o, "answered as done and does not stand", g, k);
            }
            if (said != DONE && said != E_UNSURE && there) {
                verdict(o, "answered as failed and stands", g, k);
            }
        }
        if (o->settled[g] != NEVER && o->settled[g] != here) {
            verdict(o, "was settled otherwise", g, o->settled[g]);
        }
        for (int k = 0; k < ACTS; k++) {
            if (!stands(s, a, g, k) && (made_group(s, a, acts[g][k]) || !stands(s, a, g, k))) {
                verdict(o, "asking again did not make it stand", g, k);
            }
        }
    }
    int64_t size = 0;
    if (st_log_size(s, a, &size) || size != (int64_t)GROUPS * ACTS) {
        verdict(o, "not every act stands once", NEVER, NEVER);
    }
    sound(s, a, o);
    st_close(s);
}

/* True when the fault was met: a run that it never touched ends the loop. */
static bool one_run(const char *kind, int n, const char *mode, struct outcome *o)
{
    SCOPED(arena_scope) struct arena *a = arena_open(4096);
    const char *dir = made_dir(a);
    int status = 0;
    *o = (struct outcome){.opened = false};
    for (int g = 0; g < GROUPS; g++) {
        o->settled[g] = NEVER;
        for (int k = 0; k < ACTS; k++) {
            o->answer[g][k] = NEVER;
        }
    }
    pid_t child = fork();
    if (child == 0) {
        setenv("DAIS_FAULT", sv_fmt(a, "%s %d %s", kind, n, mode).p, 1);
        meet_the_fault(dir, o);
        _exit(0);
    }
    waitpid(child, &status, 0);
    bool died = !WIFEXITED(status) || WEXITSTATUS(status) != 0;
    bool untouched = !died && o->opened;
    for (int g = 0; g < GROUPS; g++) {
        for (int k = 0; k < ACTS; k++) {
            untouched = untouched && o->answer[g][k] == DONE;
            if (died && o->answer[g][k] == NEVER) {
                o->answer[g][k] = E_UNSURE; /* no answer was given */
            }
        }
    }
    if (died && strcmp(kind, "kill") != 0) {
        snprintf(o->why, sizeof o->why, "the process died");
        made_gone(dir);
        return true;
    }
    child = fork();
    if (child == 0) {
        unsetenv("DAIS_FAULT");
        look_afterwards(dir, o);
        _exit(0);
    }
    waitpid(child, &status, 0);
    made_gone(dir);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        o->good = false;
        snprintf(o->why, sizeof o->why, "looking afterwards died");
    }
    return !untouched;
}

static void loop(const char *kind, const char *mode, int step, struct outcome *o)
{
    char name[80];
    int n = 1 + (int)(getpid() % (STRIDE * step)), runs = 0, bad = 0, quiet = 0, full = 0;
    /* A failed write-back of the log or of a checkpoint may be absorbed: go on past such runs. */
    for (; quiet < QUIET && n < 3000; n += step * STRIDE) {
        bool met = one_run(kind, n, mode, o);
        runs++;
        quiet = met ? 0 : quiet + step * STRIDE;
        full += strstr(o->said, "The disk is full") != NULL;
        if (!o->good) {
            bad++;
            printf("# %s %d %s: %s\n", kind, n, mode, o->why);
        }
    }
    printf("# %s %s: %d runs\n", kind, mode, runs);
    snprintf(name, sizeof name, "%s %s: before or after, never a third", kind, mode);
    if (strcmp(kind, "short-write") == 0) {
        ok_as(full > 0, "a full disk is called a full disk");
    }
    ok_as(bad == 0 && runs >= QUIET / step / STRIDE, name);
}

int main(void)
{
    struct outcome *o =
        mmap(NULL, sizeof *o, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    static const char *const kinds[] = {"write", "short-write", "fsync",      "read",
                                        "open",  "sql",         "commit-lost"};
    if (o == MAP_FAILED) {
        return 1;
    }
    setenv("TMPDIR", "/dev/shm", 0); /* the process is what dies here, not the machine */
    printf("# seed %d: the calls of a loop that does not take every one begin at it, modulo the "
           "stride\n",
           (int)getpid());
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        loop(kinds[i], "once", 1, o);
        loop(kinds[i], "persist", 5, o);
    }
    loop("kill", "once", 3, o);
    return tap_done();
}
#endif
