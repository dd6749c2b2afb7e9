/* What must not be possible: changing the log, writing or seeing secrets as a reader, and damage
 * that the check does not find.  Damage is done with SQLite itself, past every wall of ours. */
#include <sqlite3.h>

#include "base/limits.h"
#include "made.h"

static const char *dir;

static sqlite3 *raw(struct arena *a)
{
    sqlite3 *db = NULL;
    if (sqlite3_open(sv_fmt(a, "%s/record.db", dir).p, &db) != SQLITE_OK) {
        exit(1);
    }
    return db;
}

static int run(struct arena *a, const char *sql)
{
    sqlite3 *db = raw(a);
    int rc = sqlite3_exec(db, sql, NULL, NULL, NULL);
    sqlite3_close(db);
    return rc;
}

static void log_stays(struct arena *a)
{
    ok(run(a, "UPDATE entry SET bytes = x'00' WHERE seq = 0") == SQLITE_CONSTRAINT);
    ok(run(a, "DELETE FROM entry") == SQLITE_CONSTRAINT);
    ok(run(a, "DELETE FROM checkpoint WHERE size > 0") == SQLITE_CONSTRAINT);
    ok(run(a, "UPDATE checkpoint SET note = ''") == SQLITE_CONSTRAINT);
    ok(run(a, "INSERT OR REPLACE INTO entry (seq, bytes, leaf) VALUES (0, x'00', x'00')") ==
       SQLITE_CONSTRAINT);
    ok(run(a, "INSERT INTO entry (seq, bytes, leaf) VALUES (1000, x'00', x'00')") ==
       SQLITE_CONSTRAINT);
    ok(run(a, "INSERT OR REPLACE INTO checkpoint (size, root, note) VALUES (7, x'00', '')") ==
       SQLITE_CONSTRAINT);
    ok(run(a, "INSERT INTO checkpoint (size, root, note) VALUES (6, x'00', '')") ==
       SQLITE_CONSTRAINT);
}

static void file_is_as_meant(struct arena *a)
{
    FILE *f = fopen(sv_fmt(a, "%s/record.db", dir).p, "rb");
    unsigned char head[100] = {0};
    ok(f && fread(head, 1, sizeof head, f) == sizeof head);
    if (f) {
        fclose(f);
    }
    ok_as(head[20] == 8, "eight bytes a page are reserved");
    ok_as(memcmp(head + 68, "DAIS", 4) == 0, "the file bears its mark");
}

static void reader(struct store *w, struct arena *a)
{
    struct store *r = NULL;
    const instant now = {INT64_C(1781000000000000)};
    const sv hash = SV("0123456789abcdef0123456789abcdef");
    bool found = false;
    fine(q_account_add(
        w, a,
        &(struct q_account_add_in){
            .name = SV("ana"), .role = SV("clerk"), .body = SV("council"), .created = now}));
    fine(q_account_set_password(
        w, a, &(struct q_account_set_password_in){.name = SV("ana"), .password = SV("$argon2id")}));
    fine(q_session_add(
        w, a, &(struct q_session_add_in){.hash = hash, .account = SV("ana"), .created = now}));
    fails(q_session_add(
              w, a,
              &(struct q_session_add_in){.hash = hash, .account = SV("nobody"), .created = now}),
          E_CONFLICT);
    if (!fine(st_open_reader(a, dir, &r))) {
        return;
    }
    int64_t size = 0;
    struct q_session_find_out who;
    struct q_account_password_out pass;
    struct q_invitation_find_out inv;
    fine(st_log_size(r, a, &size));
    ok_as(size == (int64_t)made_line_count, "a reader sees the log");
    fails(
        q_account_password(r, a, &(struct q_account_password_in){.name = SV("ana")}, &found, &pass),
        E_DENIED);
    fails(q_account_set_password(
              r, a, &(struct q_account_set_password_in){.name = SV("ana"), .password = SV("x")}),
          E_DENIED);
    fails(q_log_key_add(r, a, &(struct q_log_key_add_in){.seq = 1, .verifier = SV("x")}), E_DENIED);
    fails(q_group_begin(r, a), E_DENIED);
    fine(q_session_find(r, a, &(struct q_session_find_in){.hash = hash, .idle_since = {now.us - 1}},
                        &found, &who));
    ok_as(found && sv_is(who.account, "ana"), "a reader may look a session up");
    fine(q_invitation_find(r, a, &(struct q_invitation_find_in){.hash = hash, .now = now}, &found,
                           &inv));

    /* One snapshot. */
    int64_t during = 0;
    fine(st_read_begin(r, a));
    fine(made_group(w, a,
                    "{\"kind\":\"note.recorded\",\"about\":{\"meeting\":"
                    "\"council/2026-06-17\"},\"text\":\"x\"}"));
    fine(st_log_size(r, a, &during));
    ok_as(during == size, "a snapshot stays as it is");
    st_read_end(r);
    fine(st_log_size(r, a, &during));
    ok(during == size + 1);

    /* Tables dropped and made again under it. */
    fine(st_rebuild(w, a, NULL, NULL));
    fine(q_session_find(r, a, &(struct q_session_find_in){.hash = hash, .idle_since = {now.us - 1}},
                        &found, &who));
    ok_as(found, "a reader goes on after a rebuild");
    struct st_report report;
    fine(st_check(r, a, NULL, NULL, &report));
    ok_as(report.sound && report.entries == during, "a reader can check the record");
    st_close(r);
}

static bool session(struct store *w, struct arena *a, sv hash, instant now)
{
    bool found = false;
    struct q_session_find_out who;
    instant since = {now.us - (int64_t)12 * 3600 * 1000000};
    fine(q_session_find(w, a, &(struct q_session_find_in){.hash = hash, .idle_since = since},
                        &found, &who));
    return found;
}

static void sessions(struct store *w, struct arena *a)
{
    const sv hash = SV("0123456789abcdef0123456789abcdef");
    const instant made = {INT64_C(1781000000000000)};
    const int64_t hour = INT64_C(3600000000);
    ok(session(w, a, hash, (instant){made.us + 11 * hour}));
    ok_as(!session(w, a, hash, (instant){made.us + 13 * hour}),
          "a session ends after 12 idle hours");
    fine(made_group(
        w, a, "{\"kind\":\"meeting.opened\",\"about\":{\"meeting\":\"council/2026-07-01\"}}"));
    ok_as(session(w, a, hash, (instant){made.us + 100 * hour}), "but not while its body meets");
    fine(made_group(
        w, a, "{\"kind\":\"meeting.recessed\",\"about\":{\"meeting\":\"council/2026-07-01\"}}"));
    ok_as(session(w, a, hash, (instant){made.us + 100 * hour}), "nor in a recess");
    fine(
        made_group(w, a,
                   "{\"kind\":\"meeting.adjourned\",\"about\":{\"meeting\":\"council/2026-07-01\"},"
                   "\"data\":{\"entries\":2}}"));
    ok(!session(w, a, hash, (instant){made.us + 100 * hour}));
    fine(made_group(w, a,
                    "{\"kind\":\"meeting.opened\",\"about\":{\"meeting\":\"council/2025-07-01\"},"
                    "\"source\":{\"outlet\":\"The Herald\",\"retrieved\":\"2026-11-24\"}}"));
    ok_as(!session(w, a, hash, (instant){made.us + 100 * hour}),
          "a meeting known only from a source keeps nobody signed in");
    fine(q_account_disable(w, a, &(struct q_account_disable_in){SV("ana"), true}));
    ok_as(!session(w, a, hash, (instant){made.us + 1}), "a disabled account has none");
}

/* Damage one thing, see it named, and mend it by putting a copy of the file back. */
static void damage(struct arena *a, const char *sql, const char *finding)
{
    sqlite3 *from = raw(a), *keep = NULL;
    sqlite3_open(":memory:", &keep);
    sqlite3_backup *b = sqlite3_backup_init(keep, "main", from, "main");
    ok(b && sqlite3_backup_step(b, -1) == SQLITE_DONE);
    sqlite3_backup_finish(b);
    sqlite3_close(from);

    ok_as(run(a, sql) == SQLITE_OK, sql);
    struct store *s = NULL;
    struct st_report r = {.sound = true};
    fine(st_open_reader(a, dir, &s));
    fine(st_check(s, a, NULL, NULL, &r));
    bool named = !r.sound && r.finding.n && strstr(sv_cstr(a, r.finding), finding);
    ok_as(named, finding);
    if (!named) {
        printf("# found: %.*s\n", SV_ARG(r.finding));
    }
    st_close(s);

    sqlite3 *to = raw(a);
    b = sqlite3_backup_init(to, "main", keep, "main");
    ok(b && sqlite3_backup_step(b, -1) == SQLITE_DONE);
    sqlite3_backup_finish(b);
    sqlite3_close(to);
    sqlite3_close(keep);
}

#define FREE "DROP TRIGGER entry_stays; DROP TRIGGER entry_remains; DROP TRIGGER checkpoint_stays;"

static void findings(struct arena *a)
{
    damage(a, FREE "UPDATE entry SET bytes = CAST(bytes || x'20' AS BLOB) WHERE seq = 5",
           "Entry 5 was altered");
    damage(a, FREE "UPDATE entry SET leaf = zeroblob(32) WHERE seq = 6", "Entry 6 was altered");
    damage(a, FREE "DELETE FROM entry WHERE seq = 7", "Entry 7 is missing");
    damage(a, FREE "DELETE FROM entry WHERE seq > 30", "only 31 are here");
    damage(a, FREE "UPDATE checkpoint SET root = zeroblob(32) WHERE size = 7", "checkpoint of 7");
    damage(a, "DELETE FROM part WHERE seq = 1", "\"text\" of entry 1 is lost");
    damage(a, "UPDATE part SET payload = x'41' WHERE seq = 4",
           "payload of the part \"text\" of entry 4");
    damage(a, "UPDATE part SET salt = x'41' WHERE seq = 4",
           "payload of the part \"text\" of entry 4");
    damage(a, "UPDATE vote SET choice = 'no' WHERE member = 'seat-1' AND motion = 1",
           "vote does not follow from the log at (council/2026-06-17, rc-41, 1, -1, seat-1), "
           "column choice");
    damage(a, "DELETE FROM item WHERE file = 'rc-7'", "item lacks a row at (council, rc-7)");
    damage(a, "INSERT INTO log_key VALUES (1000, 'x')", "log_key has too a row at (1000)");
    damage(a, "DROP TABLE roll", "The derived table roll is not here");
}

static char *file_read(const char *path, size_t *ret_n)
{
    char *p = heap_resize(NULL, 4 << 20);
    FILE *f = fopen(path, "rb");
    *ret_n = f ? fread(p, 1, 4 << 20, f) : 0;
    if (f) {
        fclose(f);
    }
    return p;
}

static bool file_write(const char *path, const char *p, size_t n)
{
    FILE *f = fopen(path, "r+b");
    bool good = f && fwrite(p, 1, n, f) == n;
    return f && fclose(f) == 0 && good;
}

/* One bit of a page at rest; what SQLite or the hashes find of it is a finding or an error, never
 * silence, unless the bit lies in space that holds nothing. */
static void bits(struct arena *a, const struct rec_hash *root)
{
    const char *path = sv_fmt(a, "%s/record.db", dir).p;
    run(a, "PRAGMA wal_checkpoint(TRUNCATE)");
    sqlite3 *db = raw(a);
    sqlite3_stmt *st = NULL;
    sv leaf = SV_NONE;
    sqlite3_prepare_v2(db, "SELECT leaf FROM entry WHERE seq = 12", -1, &st, NULL);
    if (sqlite3_step(st) == SQLITE_ROW) {
        leaf = sv_dup(a, (sv){sqlite3_column_blob(st, 0), 32});
    }
    sqlite3_finalize(st);
    sqlite3_close(db);
    size_t n = 0, at = 0;
    char *file = file_read(path, &n);
    while (leaf.n && at + 32 < n && memcmp(file + at, leaf.p, 32) != 0) {
        at++;
    }
    ok(at + 32 < n);
    file[at + 3] ^= 4;
    ok(file_write(path, file, n));
    struct store *s = NULL;
    struct st_report r = {.sound = true};
    fine(st_open_reader(a, dir, &s));
    fine(st_check(s, a, NULL, NULL, &r));
    ok_as(!r.sound && strstr(sv_cstr(a, r.finding), "Entry 12 was altered"),
          "a flipped bit at rest is found");
    st_close(s);
    file[at + 3] ^= 4;

    /* Anywhere: found, or in a place that holds nothing; never a wrong answer, never a crash. */
    int found = 0, silent = 0, wrong = 0;
    for (size_t i = 16; i < n; i += n / 397) {
        file[i] ^= 16;
        wrong += !file_write(path, file, n);
        r = (struct st_report){.sound = true};
        s = NULL;
        err *e = st_open_reader(a, dir, &s);
        e = e ? e : st_check(s, a, NULL, NULL, &r);
        found += e || !r.sound;
        silent += !e && r.sound;
        wrong += !e && r.sound && !rec_hash_eq(&r.root, root);
        st_close(s);
        file[i] ^= 16;
    }
    printf("# bits flipped: %d found, %d in empty space\n", found, silent);
    ok(found > 50 && wrong == 0);
    ok(file_write(path, file, n));
    heap_resize(file, 0);
}

/* What a later version adds to what is private is made when the record is opened. */
static void tables_added(struct arena *a)
{
    struct store *s = NULL;
    struct q_draft_steps_out *rows;
    size_t n = 1;
    ok(run(a, "DROP TABLE draft_step") == SQLITE_OK);
    if (fine(st_open_writer(a, dir, &s))) {
        fine(q_draft_steps(s, a, &(struct q_draft_steps_in){.draft = SV("x")}, &rows, &n));
        ok_as(n == 0, "a record that was made earlier gets its new tables");
        st_close(s);
    }
}

int main(void)
{
    SCOPED(arena_scope) struct arena *a = arena_open(1 << 16);
    struct store *s = NULL;
    dir = made_dir(a);
    fails(st_open_reader(a, dir, &s), E_NOTFOUND);
    if (!fine(st_open_writer(a, dir, &s)) || !fine(made_record(s, a))) {
        return tap_done();
    }
    log_stays(a);
    file_is_as_meant(a);
    reader(s, a);
    sessions(s, a);
    struct rec_hash root = rec_tree_root(st_log_head(s));
    st_close(s);
    tables_added(a);
    findings(a);
    bits(a, &root);
    ok(run(a, "PRAGMA user_version = 2") == SQLITE_OK);
    fails(st_open_writer(a, dir, &s), E_INVALID);
    ok(run(a, "PRAGMA application_id = 7") == SQLITE_OK);
    fails(st_open_writer(a, dir, &s), E_INVALID);
    made_gone(dir);
    return tap_done();
}
