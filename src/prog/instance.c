/* An instance and the ways to its writer. */
#include "prog/instance.h"

#include <string.h>

#include "acts/intake.h"
#include "acts/peer.h"
#include "store/q.h"
#include "sys/clock.h"
#include "sys/files.h"
#include "sys/net.h"
#include "sys/process.h"

struct instance {
    struct arena *a;
    struct desk *desk;
    struct rec_signer signer;
    sv origin;
};

struct way {
    struct instance *own; /* when this process is the writer */
    int fd;               /* else the server's socket */
    uint64_t asked;
};

/* ---- what comes from outside: the clock and the salts ---- */

static instant clock_now(void *cx, int64_t seq)
{
    (void)cx;
    (void)seq;
    return sys_now();
}

static void salt_random(void *cx, sv act, int n, sv part, uint8_t *ret)
{
    (void)cx;
    (void)act;
    (void)n;
    (void)part;
    sys_random(ret, REC_SALT_BYTES);
}

#ifdef DAIS_TESTING
/* DAIS_FIXED_ENTRIES="2026-06-17T22:00:00Z": each entry is a second after the one before, and salts
 * follow from act, entry and part: the same acts give the same bytes whichever door they came by.
 */
static bool fixed_start(instant *ret)
{
    return instant_parse(sys_environment("DAIS_FIXED_ENTRIES"), ret);
}

static instant fixed_now(void *cx, int64_t seq)
{
    instant start = {0};
    (void)cx;
    (void)fixed_start(&start);
    return (instant){start.us + seq * 1000000};
}

static void fixed_salt(void *cx, sv act, int n, sv part, uint8_t *ret)
{
    struct rec_digest d;
    char number = (char)n;
    (void)cx;
    rec_digest_open(&d);
    rec_digest_add(&d, act.p, act.n);
    rec_digest_add(&d, &number, 1);
    rec_digest_add(&d, part.p, part.n);
    struct rec_hash h = rec_digest_end(&d);
    memcpy(ret, h.b, sizeof h.b);
}
#endif

static struct act_inputs inputs(void)
{
#ifdef DAIS_TESTING
    instant start;
    if (fixed_start(&start)) {
        return (struct act_inputs){.now = fixed_now, .salt = fixed_salt};
    }
#endif
    return (struct act_inputs){.now = clock_now, .salt = salt_random};
}

/* ---- the signer ---- */

/* Signs the tree of a group; refuses to sign a smaller one than stands signed.  (What was signed
 * for a group that was then undone was never given out.) */
static err *sign(void *cx, struct arena *a, uint64_t size, const struct rec_hash *root,
                 sv *ret_note)
{
    struct instance *i = cx;
    struct q_checkpoint_last_out last;
    bool found;
    TRY(q_checkpoint_last(desk_store(i->desk), a, &found, &last));
    if (found && (int64_t)size < last.size) {
        return err_make(a, E_IO,
                        "the tree has shrunk from %lld to %llu entries: stop and verify the record",
                        (long long)last.size, (unsigned long long)size);
    }
    struct rec_checkpoint c = {.origin = i->origin, .size = size, .root = *root};
    *ret_note = rec_note_make(a, &i->signer, rec_checkpoint_format(a, &c));
    return NULL;
}

static sv key_path(struct arena *a, const char *dir)
{
    return sv_fmt(a, "%s/key", dir);
}

static sv record_path(struct arena *a, const char *dir)
{
    return sv_fmt(a, "%s/record.db", dir);
}

static err *read_key(struct arena *a, const char *dir, struct rec_signer *ret)
{
    sv text;
    const char *path = key_path(a, dir).p;
    if (!sys_file_exists(path)) {
        return err_make(a, E_NOTFOUND,
                        "The signing key %s is missing: restore it from where you keep it, or "
                        "finish the instance with dais init where it never was",
                        path);
    }
    TRY(sys_file_read(a, path, 4096, &text));
    err *e = rec_signer_parse(a, sv_trim(sv_cut(text, '\n', &text)), ret);
    return e ? err_make(a, e->kind,
                        "The signing key %s is broken (%.*s): restore it from where you keep it",
                        path, SV_ARG(e->message))
             : NULL;
}

err *instance_verifier(struct arena *a, const char *dir, sv *ret)
{
    struct rec_signer s;
    TRY(instance_there(a, dir));
    TRY(read_key(a, dir, &s));
    *ret = rec_verifier_format(a, &s.verifier);
    rec_signer_forget(&s);
    return NULL;
}

/* ---- is there one? ---- */

err *instance_there(struct arena *a, const char *dir)
{
    if (sys_file_exists(dir) && !sys_dir_exists(dir)) {
        return err_make(a, E_INVALID, "%s is a file: name the data directory with --data", dir);
    }
    if (sys_file_exists(record_path(a, dir).p)) {
        return NULL;
    }
    if (sys_file_exists(key_path(a, dir).p)) {
        return err_make(a, E_NOTFOUND,
                        "%s holds a signing key without its record: restore record.db from the "
                        "last backup",
                        dir);
    }
    return err_make(a, E_NOTFOUND, "%s holds no instance; make one with: dais init --data DIR",
                    dir);
}

err *instance_begun(struct arena *a, struct store *s, const char *dir)
{
    int64_t size;
    TRY(st_log_size(s, a, &size));
    return size > 0 ? NULL
                    : err_make(a, E_NOTFOUND,
                               "The record in %s has no entry: finish making it with dais init "
                               "--data DIR, or restore record.db from the last backup",
                               dir);
}

/* Refuses a key that has not signed the record. */
static err *fits(struct arena *a, struct store *s, const char *dir, const struct rec_signer *signer)
{
    struct q_checkpoint_last_out last;
    struct rec_checkpoint c;
    bool found;
    TRY(q_checkpoint_last(s, a, &found, &last));
    const struct rec_verifier *v = &signer->verifier;
    err *e = found ? rec_checkpoint_open(a, last.note, v->name, v, 1, &c, NULL) : NULL;
    return e ? err_make(a, E_INVALID,
                        "The signing key %s/key is not the one that signed the record there "
                        "(%.*s): restore the right one",
                        dir, SV_ARG(e->message))
             : NULL;
}

/* ---- making ---- */

/* The settings, and then the key: where the key is, the settings are. */
static err *write_files(struct arena *a, const char *dir, sv name, sv origin,
                        struct rec_signer *ret)
{
    struct config c;
    config_defaults(&c);
    uint8_t seed[REC_SEED_BYTES];
    sys_random(seed, sizeof seed);
    if (!origin.n) {
        origin = sv_fmt(a, "dais.invalid/%02x%02x%02x%02x", seed[0] ^ seed[31], seed[1] ^ seed[30],
                        seed[2] ^ seed[29], seed[3] ^ seed[28]);
    }
    c.name = name.n ? name : c.name;
    c.origin = origin;
    struct buf b = buf_make(LIMIT_CONFIG_BYTES);
    config_write(&b, &c);
    err *e = rec_signer_make(a, origin, REC_KEY_ED25519, seed, ret);
    e = e ? e : sys_file_replace(a, sv_fmt(a, "%s/dais.conf", dir).p, buf_view(&b), 0644);
    if (!e) {
        buf_clear(&b);
        rec_signer_put(ret, &b);
        buf_char(&b, '\n');
        e = sys_file_replace(a, key_path(a, dir).p, buf_view(&b), 0600);
        memset(b.p, 0, b.n);
    }
    memset(seed, 0, sizeof seed);
    buf_free(&b);
    return e;
}

/* The key of a new instance; one that an interrupted making left is kept, for it may have signed.
 */
static err *first_key(struct arena *a, const char *dir, sv name, sv origin, struct rec_signer *ret)
{
    if (!sys_file_exists(key_path(a, dir).p)) {
        return write_files(a, dir, name, origin, ret);
    }
    TRY(read_key(a, dir, ret));
    if (origin.n && !sv_eq(origin, ret->verifier.name)) {
        return err_make(a, E_CONFLICT,
                        "%s was begun with the origin %.*s: leave --origin away, or name a new "
                        "directory with --data",
                        dir, SV_ARG(ret->verifier.name));
    }
    return NULL;
}

/* The first entry: the key that signs this log. */
static err *enter_key(struct instance *i, struct arena *a)
{
    struct store *s = desk_store(i->desk);
    struct act_inputs in = inputs();
    struct jv *data = jv_object(a);
    int64_t seq;
    jv_put(data, SV("verifier"), jv_string(a, rec_verifier_format(a, &i->signer.verifier)));
    struct rec_entry e = {.act = SV("init"),
                          .kind = &rec_kinds[KIND_KEY_ADDED],
                          .account = SV("init"),
                          .role = SV("admin"),
                          .recorded = in.now(in.cx, 0),
                          .data = data};
    TRY(desk_begin(i->desk, a));
    err *x = rec_entry_check(a, &e);
    x = x ? x : st_act_begin(s, a);
    x = x ? x : st_log_append(s, a, &e, NULL, 0, &seq);
    x = x ? x : st_act_keep(s, a);
    if (x) {
        st_group_rollback(s);
        return x;
    }
    return desk_commit(i->desk, a, &seq);
}

/* What stands beside the record: files of parts and those that are being sent, papers and the
 * search, which are made anew at will. */
static const char *const beside[] = {"parts", "incoming", "papers", "search"};

/* True when the directory holds nothing but what an instance has, whole or interrupted in its
 * making. */
static bool only_ours(const sv *names, size_t n)
{
    static const char *const ours[] = {"lock",          "record.db",     "record.db-journal",
                                       "record.db-wal", "record.db-shm", "dais.conf",
                                       "dais.conf.new", "key",           "key.new",
                                       "writer.sock"};
    for (size_t i = 0; i < n; i++) {
        bool found = false;
        for (size_t k = 0; k < sizeof ours / sizeof ours[0]; k++) {
            found |= sv_is(names[i], ours[k]);
        }
        for (size_t k = 0; k < sizeof beside / sizeof beside[0]; k++) {
            found |= sv_is(names[i], beside[k]);
        }
        if (!found) {
            return false;
        }
    }
    return true;
}

/* Over the store, which it takes over, and a key. */
static struct instance *instance_of(struct store *take_s, const struct rec_signer *signer)
{
    struct instance *i = heap_resize(NULL, sizeof *i);
    *i = (struct instance){.a = arena_open(4096), .signer = *signer};
    i->origin = sv_dup(i->a, signer->verifier.name);
    i->signer.verifier.name = i->origin;
    struct act_inputs in = inputs();
    i->desk = desk_open(take_s, &in, sign, i);
    struct rec_hash secret = rec_signer_derive(signer, "dais/devices/v1");
    desk_devices(i->desk, &secret);
    memset(&secret, 0, sizeof secret);
    return i;
}

static err *finish(struct arena *a, const char *dir, sv name, sv origin, struct store *take_s)
{
    struct rec_signer signer;
    int64_t size;
    err *e = st_log_size(take_s, a, &size);
    if (!e && size > 0) {
        e = err_make(a, E_CONFLICT,
                     "%s holds an instance already: serve it with dais serve, or name a new "
                     "directory with --data",
                     dir);
    }
    e = e ? e : first_key(a, dir, name, origin, &signer);
    if (e) {
        st_close(take_s);
        return e;
    }
    struct instance *i = instance_of(take_s, &signer);
    rec_signer_forget(&signer);
    e = enter_key(i, a);
    instance_close(i);
    return e;
}

err *instance_init(struct arena *a, const char *dir, sv name, sv origin)
{
    struct store *s;
    sv *names;
    size_t n;
    TRY(sys_dir_make(a, dir, 0750));
    if (!sys_dir_exists(dir)) {
        return err_make(a, E_INVALID, "%s is a file: name a new directory with --data", dir);
    }
    TRY(sys_dir_list(a, dir, SV_NONE, &names, &n));
    if (n ? !only_ours(names, n) : !sys_dir_empty(dir)) {
        return err_make(a, E_CONFLICT, "%s is not empty: name a new directory with --data", dir);
    }
    if (sys_file_exists(key_path(a, dir).p)) {
        TRY(instance_there(a, dir));
    }
    TRY(st_open_writer(a, dir, &s));
    return finish(a, dir, name, origin, s);
}

/* ---- being the writer ---- */

static err *open_checked(struct arena *a, const char *dir, struct rec_signer *signer,
                         struct store **ret)
{
    struct store *s;
    TRY(instance_there(a, dir));
    TRY(st_open_writer(a, dir, &s));
    err *e = instance_begun(a, s, dir);
    e = e ? e : read_key(a, dir, signer);
    if (!e) {
        e = fits(a, s, dir, signer);
        if (e) {
            rec_signer_forget(signer);
        }
    }
    if (e) {
        st_close(s);
        return e;
    }
    *ret = s;
    return NULL;
}

static err *make_dirs(struct arena *a, const char *dir)
{
    for (size_t i = 0; i < sizeof beside / sizeof beside[0]; i++) {
        TRY(sys_dir_make(a, sv_fmt(a, "%s/%s", dir, beside[i]).p, 0750));
    }
    return NULL;
}

struct activity_rules instance_rules(const struct config *c)
{
    return (struct activity_rules){.correction_days = c->correction_days,
                                   .threshold = c->cells_threshold ? c->cells_threshold : 1,
                                   .holders = c->cells_holders};
}

err *instance_open(struct arena *a, const char *dir, struct instance **ret)
{
    struct config c;
    struct store *s;
    struct rec_signer signer;
    TRY(open_checked(a, dir, &signer, &s));
    err *e = make_dirs(a, dir);
    e = e ? e : config_load(a, dir, &c);
    e = e ? e : intake_sweep(a, dir, s);
    if (e) {
        st_close(s);
        rec_signer_forget(&signer);
        return e;
    }
    *ret = instance_of(s, &signer);
    desk_files((*ret)->desk, dir);
    struct activity_rules rules = instance_rules(&c);
    desk_rules((*ret)->desk, &rules);
    rec_signer_forget(&signer);
    return NULL;
}

void instance_close(struct instance *take_i)
{
    if (take_i) {
        desk_close(take_i->desk);
        rec_signer_forget(&take_i->signer);
        arena_close(take_i->a);
        heap_resize(take_i, 0);
    }
}

struct desk *instance_desk(struct instance *i)
{
    return i->desk;
}

/* ---- ways ---- */

err *way_open(struct arena *a, const char *dir, struct way **ret)
{
    struct way w = {.fd = -1};
    err *e = NULL;
    /* a server that is just starting holds the lock before it listens: try for two seconds */
    for (int tries = 0; tries < 40; tries++) {
        e = instance_open(a, dir, &w.own);
        if (!e || e->kind != E_CONFLICT) {
            break;
        }
        e = sys_unix_connect(a, sv_fmt(a, "%s/writer.sock", dir).p, &w.fd);
        if (!e || e->kind != E_NOTFOUND) {
            break;
        }
        e = err_make(a, E_IO,
                     "another command of Dais holds the record in %s: try again when it is done",
                     dir);
        sys_sleep_ms(50);
    }
    TRY(e);
    *ret = heap_resize(NULL, sizeof w);
    **ret = w;
    return NULL;
}

void way_close(struct way *take_w)
{
    if (take_w) {
        instance_close(take_w->own);
        sys_close(take_w->fd);
        heap_resize(take_w, 0);
    }
}

static err *ask_own(struct desk *d, struct arena *a, const struct wire_frame *f,
                    struct desk_reply *ret)
{
    int64_t size;
    TRY(desk_begin(d, a));
    desk_handle(d, a, DESK_LOCAL, f, ret);
    if (ret->wait.kind == WAIT_FILE) {
        struct desk_wait wait = ret->wait;
        while (!desk_file_step(&wait)) {
        }
        desk_file_end(d, a, DESK_LOCAL, f, &wait, ret);
    }
    return desk_commit(d, a, &size);
}

err *way_ask(struct way *w, struct arena *a, enum wire_op op, sv credential, sv json,
             struct desk_reply *ret)
{
    struct wire_frame answer, f = {.op = op, .id = ++w->asked, .field = {credential, json}, .n = 2};
    uint64_t status;
    if (w->own) {
        err *e = ask_own(instance_desk(w->own), a, &f, ret);
        if (e && e->kind == E_UNSURE) {
            e = ask_own(instance_desk(w->own), a, &f,
                        ret); /* the same act again: found, or done now */
        }
        return e;
    }
    TRY(peer_ask(a, w->fd, &f, &answer));
    if (answer.n != 2 || !sv_u64(answer.field[0], &status)) {
        return err_make(a, E_IO, "the server answered something else than a reply");
    }
    *ret = (struct desk_reply){.status = (int)status, .json = answer.field[1]};
    return NULL;
}
