/* store-append N GROUP: how many entries a second the store appends, beside bare SQLite that runs
 * the same statements with the same values (made beforehand) in transactions of the same size:
 * write-ahead log, full synchronous, one file each in the current directory's bench-store-XXXXXX.
 *
 * The stream is a made-up meeting: a motion, its second, the question, the vote opened, five votes,
 * the result; one act an entry. */
#define _GNU_SOURCE
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/must.h"
#include "record/entry.h"
#include "store/q.h"
#include "store/query.h"
#include "store/store.h"
#include "sys/clock.h"

enum { PER_MOTION = 10, SEATS = 5 };

static void check(err *e)
{
    if (e) {
        fprintf(stderr, "store-append: %.*s\n", SV_ARG(e->message));
        exit(1);
    }
}

static void put(struct jv *o, struct arena *a, const char *key, const char *value)
{
    jv_put(o, sv_of(key), jv_string(a, sv_of(value)));
}

/* Entry i of the stream. */
static struct rec_entry made(struct arena *a, int i)
{
    static const enum rec_kind_id kinds[PER_MOTION] = {
        KIND_MOTION_MOVED, KIND_MOTION_SECONDED, KIND_MOTION_STATED, KIND_VOTE_OPENED,
        KIND_VOTE_CAST,    KIND_VOTE_CAST,       KIND_VOTE_CAST,     KIND_VOTE_CAST,
        KIND_VOTE_CAST,    KIND_VOTE_ANNOUNCED};
    static const char *const seats[SEATS] = {"seat-1", "seat-2", "seat-3", "seat-4", "seat-5"};
    int k = i % PER_MOTION, meeting = i / PER_MOTION / 1000, motion = i / PER_MOTION % 1000 + 1;
    sv id = sv_fmt(a, "council/%04d-06-17", 1000 + meeting);
    struct jv *about = jv_object(a), *data = jv_object(a);
    jv_put(about, SV("meeting"), jv_string(a, id));
    if (k == 0) {
        jv_put(about, SV("item"), jv_string(a, sv_fmt(a, "rc-%d", motion / 3)));
        put(data, a, "type", "main");
        put(data, a, "mover", seats[motion % SEATS]);
        jv_put(data, SV("motion"), jv_int(a, motion));
    } else {
        jv_put(about, SV("motion"), jv_int(a, motion));
    }
    if (k == 1) {
        put(data, a, "member", seats[(motion + 1) % SEATS]);
    } else if (k == 3) {
        put(data, a, "method", "roll-call");
    } else if (k >= 4 && k < 9) {
        put(data, a, "member", seats[k - 4]);
        put(data, a, "choice", (motion + k) % 3 ? "yes" : "no");
    } else if (k == 9) {
        put(data, a, "outcome", "adopted");
        put(data, a, "method", "roll-call");
        put(data, a, "rule", "vote-majority");
        jv_put(data, SV("yes"), jv_int(a, 3));
        jv_put(data, SV("no"), jv_int(a, 2));
        jv_put(data, SV("present"), jv_int(a, 5));
        jv_put(data, SV("quorum"), jv_int(a, 3));
    }
    return (struct rec_entry){.act = sv_fmt(a, "01J0%012dA1", i),
                              .kind = &rec_kinds[kinds[k]],
                              .recorded = {INT64_C(1781000000000000) + i * INT64_C(1000)},
                              .account = SV("clerk-1"),
                              .role = SV("clerk"),
                              .body = SV("council"),
                              .about = about,
                              .data = data};
}

static err *sign(void *cx, struct arena *a, uint64_t size, const struct rec_hash *root, sv *ret)
{
    (void)cx;
    *ret =
        sv_fmt(a, "bench\n%llu\n%.*s\n", (unsigned long long)size, SV_ARG(rec_hash_hex(a, root)));
    return NULL;
}

/* What a run took for each entry, in microseconds: by the clock, and of the processor. */
struct cost {
    double wall, cpu;
};

static double cpu_us(void)
{
    struct rusage r;
    must(getrusage(RUSAGE_SELF, &r) == 0);
    return (double)(r.ru_utime.tv_sec + r.ru_stime.tv_sec) * 1e6 +
           (double)(r.ru_utime.tv_usec + r.ru_stime.tv_usec);
}

static struct cost cost_begin(void)
{
    return (struct cost){(double)sys_ticks_us(), cpu_us()};
}

static struct cost cost_end(struct cost begin, int n)
{
    return (struct cost){((double)sys_ticks_us() - begin.wall) / n, (cpu_us() - begin.cpu) / n};
}

static struct cost by_store(const char *dir, int n, int group)
{
    SCOPED(arena_scope) struct arena *a = arena_open(1 << 20);
    struct store *s = NULL;
    check(st_open_writer(a, dir, &s));
    struct cost begin = cost_begin();
    for (int i = 0; i < n;) {
        check(st_group_begin(s, a));
        for (int k = 0; k < group && i < n; k++, i++) {
            struct arena_mark mark = arena_mark(a);
            struct rec_entry e = made(a, i);
            int64_t seq;
            check(st_act_begin(s, a));
            check(st_log_append(s, a, &e, NULL, 0, &seq));
            check(st_act_keep(s, a));
            arena_rewind(a, mark);
        }
        check(st_group_commit(s, a, sign, NULL));
        arena_reset(a);
    }
    struct cost cost = cost_end(begin, n);
    st_close(s);
    return cost;
}

/* ---- bare ---- */

/* One row to be written: which statement, and its struct. */
struct row {
    unsigned query;
    const void *in;
    struct row *next;
};

static struct row **add(struct arena *a, struct row **end, unsigned query, const void *in,
                        size_t size)
{
    struct row *r = arena_new(a, struct row);
    void *copy = arena_alloc(a, size);
    memcpy(copy, in, size);
    *r = (struct row){.query = query, .in = copy};
    *end = r;
    return &r->next;
}

#define ADD(q, ...)                                                                                \
    end = add(a, end, ST_Q_##q, &(struct q_##q##_in){__VA_ARGS__}, sizeof(struct q_##q##_in))

/* What the store writes for entry i, as rows. */
static struct row *rows_of(struct arena *a, int i)
{
    static sv item;
    struct row *first = NULL, **end = &first;
    struct rec_entry e = made(a, i);
    struct buf b = buf_make(65535);
    sv meeting = jv_get_sv(e.about, "meeting");
    int64_t motion = i / PER_MOTION % 1000 + 1;
    e.seq = i;
    check(rec_entry_encode(a, &e, &b));
    sv bytes = buf_dup(a, &b);
    struct rec_hash leaf = rec_hash_leaf(bytes);
    sv hash = sv_dup(a, (sv){(const char *)leaf.b, 32});
    buf_free(&b);
    if (i % PER_MOTION == 0) {
        item = sv_dup(a, jv_get_sv(e.about, "item"));
    }
    ADD(act_add, .id = e.act, .first = i, .kind = sv_of(e.kind->name), .account = e.account);
    ADD(entry_add, .seq = i, .bytes = bytes, .leaf = hash);
    ADD(happening_add, .seq = i, .has_kind = true, .kind = e.kind - rec_kinds, .body = e.body,
        .meeting = meeting, .item = item, .has_motion = true, .motion = motion,
        .recorded = e.recorded);
    switch (i % PER_MOTION) {
    case 0:
        ADD(motion_move, .meeting = meeting, .n = motion, .body = e.body, .item = item,
            .type = SV("main"), .mover = jv_get_sv(e.data, "mover"), .moved = e.recorded, .seq = i);
        break;
    case 1:
        ADD(motion_second, .meeting = meeting, .n = motion, .member = jv_get_sv(e.data, "member"),
            .seq = i);
        break;
    case 2: ADD(motion_state, .meeting = meeting, .n = motion, .seq = i); break;
    case 3:
        ADD(motion_open, .meeting = meeting, .n = motion, .method = SV("roll-call"), .seq = i);
        break;
    case 9:
        ADD(motion_announce, .meeting = meeting, .n = motion, .outcome = SV("adopted"),
            .has_yes = true, .yes = 3, .has_no = true, .no = 2, .has_at = true, .at = e.recorded,
            .seq = i);
        ADD(item_decide, .body = e.body, .file = item, .outcome = SV("adopted"), .meeting = meeting,
            .motion = motion, .has_at = true, .at = e.recorded, .seq = i);
        break;
    default:
        ADD(vote_put, .meeting = meeting, .item = item, .motion = motion, .roll = -1,
            .member = jv_get_sv(e.data, "member"), .body = e.body,
            .choice = jv_get_sv(e.data, "choice"), .seq = i);
    }
    return first;
}

static void bind(sqlite3_stmt *st, const struct st_column *c, const char *base)
{
    sv s;
    int64_t n;
    if (c->type == ST_TEXT || c->type == ST_BLOB) {
        memcpy(&s, base + c->at, sizeof s);
        if (!s.p) {
            sqlite3_bind_null(st, c->param);
        } else if (c->type == ST_TEXT) {
            sqlite3_bind_text(st, c->param, s.p, (int)s.n, SQLITE_STATIC);
        } else {
            sqlite3_bind_blob(st, c->param, s.p, (int)s.n, SQLITE_STATIC);
        }
    } else if (c->has && !*(const bool *)(base + c->has)) {
        sqlite3_bind_null(st, c->param);
    } else if (c->type == ST_BOOL) {
        sqlite3_bind_int(st, c->param, *(const bool *)(base + c->at));
    } else {
        memcpy(&n, base + c->at, sizeof n);
        sqlite3_bind_int64(st, c->param, n);
    }
}

static void run(sqlite3_stmt **statements, sqlite3 *db, const struct row *r)
{
    const struct st_query *q = &st_queries[r->query];
    sqlite3_stmt **st = &statements[r->query];
    must(*st || sqlite3_prepare_v2(db, q->sql, -1, st, NULL) == SQLITE_OK);
    for (int i = 0; i < q->n_in; i++) {
        bind(*st, &q->in[i], r->in);
    }
    must(sqlite3_step(*st) == SQLITE_DONE);
    sqlite3_reset(*st);
}

static struct cost by_bare(const char *dir, int n, int group)
{
    SCOPED(arena_scope) struct arena *a = arena_open(1 << 20);
    sqlite3_stmt *statements[ST_QUERIES] = {NULL};
    sqlite3 *db = NULL;
    struct row **rows = arena_array(a, struct row *, (size_t)n);
    for (int i = 0; i < n; i++) {
        rows[i] = rows_of(a, i);
    }
    must(sqlite3_open(sv_fmt(a, "%s/bare.db", dir).p, &db) == SQLITE_OK);
    must(sqlite3_exec(db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL", 0, 0, 0) ==
         SQLITE_OK);
    must(sqlite3_exec(db, st_sql_log, 0, 0, 0) == SQLITE_OK);
    must(sqlite3_exec(db, st_sql_derived, 0, 0, 0) == SQLITE_OK);
    struct rec_hash root = {{0}};
    struct cost begin = cost_begin();
    for (int i = 0; i < n;) {
        sqlite3_exec(db, "BEGIN IMMEDIATE", 0, 0, 0);
        for (int k = 0; k < group && i < n; k++, i++) {
            for (const struct row *r = rows[i]; r; r = r->next) {
                run(statements, db, r);
            }
        }
        struct q_checkpoint_add_in c = {
            .size = i, .root = {(const char *)root.b, 32}, .note = SV("bench\n0\nroot\n")};
        run(statements, db, &(struct row){.query = ST_Q_checkpoint_add, .in = &c});
        must(sqlite3_exec(db, "COMMIT", 0, 0, 0) == SQLITE_OK);
    }
    struct cost cost = cost_end(begin, n);
    for (unsigned i = 0; i < ST_QUERIES; i++) {
        sqlite3_finalize(statements[i]);
    }
    sqlite3_close(db);
    return cost;
}

static void gone(const char *dir)
{
    static const char *const names[] = {"record.db",   "record.db-wal", "record.db-shm", "lock",
                                        "bare.db-wal", "bare.db-shm",   "bare.db"};
    char path[300];
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        snprintf(path, sizeof path, "%s/%s", dir, names[i]);
        unlink(path);
    }
    rmdir(dir);
}

int main(int argc, char **argv)
{
    uint64_t n_given = 20000, group_given = 256;
    if (argc > 3 || (argc > 1 && !sv_u64(sv_of(argv[1]), &n_given)) ||
        (argc > 2 && !sv_u64(sv_of(argv[2]), &group_given)) || n_given < 1 || group_given < 1 ||
        n_given > 10000000) {
        fprintf(stderr, "usage: store-append [ENTRIES [GROUP]]\n");
        return 2;
    }
    int n = (int)n_given, group = group_given < n_given ? (int)group_given : n;
    char dir[] = "bench-store-XXXXXX";
    must(mkdtemp(dir));
    struct cost store = by_store(dir, n, group), bare = by_bare(dir, n, group);
    gone(dir);
    printf("{\"entries\":%d,\"group\":%d,\"store_a_second\":%.0f,\"bare_a_second\":%.0f,"
           "\"share\":%.2f,\"store_cpu_us\":%.1f,\"bare_cpu_us\":%.1f,\"cpu_share\":%.2f}\n",
           n, group, 1e6 / store.wall, 1e6 / bare.wall, bare.wall / store.wall, store.cpu, bare.cpu,
           bare.cpu / store.cpu);
    return 0;
}
