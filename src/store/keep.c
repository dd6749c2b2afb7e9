/* Keeping: replaying the derived tables, their digests, and the check of everything. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "base/must.h"
#include "store/inner.h"
#include "store/q.h"
#include "sys/fault.h"

/* ---- replay ---- */

static bool kept(sv table)
{
    for (const char *const *k = st_kept; *k; k++) {
        if (sv_is(table, *k)) {
            return true;
        }
    }
    return false;
}

static err *drop_derived(struct store *s, struct arena *a)
{
    struct q_table_names_out *rows = NULL;
    size_t n = 0;
    TRY(q_table_names(s, a, &rows, &n));
    for (size_t i = 0; i < n; i++) {
        if (!kept(rows[i].name)) {
            char *sql = sqlite3_mprintf(st_sql_drop, sv_cstr(a, rows[i].name));
            must(sql);
            err *e = st_run(s, a, sql, "dropping a derived table");
            sqlite3_free(sql);
            TRY(e);
        }
    }
    return NULL;
}

struct replay {
    struct store *to;
    struct arena *a;
    st_progress *progress;
    void *cx;
    int64_t all;
};

static err *replay_entry(void *cx, const struct q_entry_range_out *row)
{
    struct replay *r = cx;
    struct arena_mark mark = arena_mark(r->a);
    struct rec_entry e;
    err *bad = rec_entry_decode(r->a, row->bytes, &e);
    if (bad) {
        return err_make(r->a, E_INVALID, "Entry %lld cannot be read: %.*s", (long long)row->seq,
                        SV_ARG(bad->message));
    }
    struct st_corrected how;
    TRY(st_derive_act(r->to, r->a, &e));
    TRY(st_correct(r->to, r->to, r->a, &e, &how));
    TRY(st_derive(r->to, r->a, &e, how.taken_back));
    TRY(st_head_add(r->to, r->a, rec_hash_leaf(row->bytes)));
    arena_rewind(r->a, mark);
    if (r->progress && row->seq % 1000 == 0) {
        r->progress(r->cx, row->seq, r->all);
    }
    return NULL;
}

err *st_replay(struct store *s, struct arena *a, st_progress *progress, void *cx)
{
    struct replay r = {.to = s, .a = a, .progress = progress, .cx = cx};
    TRY(drop_derived(s, a));
    TRY(st_run(s, a, st_sql_derived, "making the derived tables"));
    TRY(st_log_size(s, a, &r.all));
    TRY(st_corrections(s, s, a));
    s->head = (struct st_head){.tree = {.size = 0}};
    return q_entry_range(s, a, &(struct q_entry_range_in){.from = 0}, replay_entry, &r);
}

err *st_rebuild(struct store *s, struct arena *a, st_progress *progress, void *cx)
{
    must(s->writer && !s->in_group);
    TRY(q_group_begin(s, a));
    err *e = st_replay(s, a, progress, cx);
    e = e ? e
          : q_setting_put(s, a,
                          &(struct q_setting_put_in){
                              .name = SV("derived"),
                              .value = sv_fmt(a, "%s.%s", st_derived_version, st_derive_version)});
    e = e ? e : q_group_commit(s, a);
    if (e && !sqlite3_get_autocommit(s->db)) {
        st_query_force(s, ST_Q_group_rollback);
    }
    if (e) {
        err *head = st_head_load(s, a);
        s->unsure = head != NULL; /* the next group finds out first */
    }
    return e;
}

/* ---- digests ---- */

static void stmt_scope(sqlite3_stmt **st)
{
    sqlite3_finalize(*st);
}

static err *rows_of(struct store *s, struct arena *a, const struct st_table *t, sqlite3_stmt **ret)
{
    int rc = sqlite3_prepare_v2(s->db, t->rows, -1, ret, NULL);
    return rc == SQLITE_OK ? NULL : st_error(s, a, rc, t->name);
}

static int next_row(sqlite3_stmt *st)
{
    return sys_fault(FAULT_SQL) ? SQLITE_IOERR : sqlite3_step(st);
}

/* type || u64be(length) || bytes of each value, so that no two rows look alike. */
static void add_value(struct rec_digest *d, sqlite3_stmt *st, int i)
{
    unsigned char head[9] = {(unsigned char)sqlite3_column_type(st, i)};
    bool integer = head[0] == SQLITE_INTEGER;
    const void *p = integer ? NULL : sqlite3_column_blob(st, i);
    uint64_t n =
        integer ? (uint64_t)sqlite3_column_int64(st, i) : (uint64_t)sqlite3_column_bytes(st, i);
    for (int k = 0; k < 8; k++) {
        head[1 + k] = (unsigned char)(n >> (56 - 8 * k));
    }
    rec_digest_add(d, head, sizeof head);
    if (!integer && p) {
        rec_digest_add(d, p, (size_t)n);
    }
}

static err *digest_table(struct store *s, struct arena *a, const struct st_table *t,
                         struct st_digest *ret)
{
    SCOPED(stmt_scope) sqlite3_stmt *st = NULL;
    struct rec_digest d;
    TRY(rows_of(s, a, t, &st));
    rec_digest_open(&d);
    *ret = (struct st_digest){.table = sv_of(t->name)};
    int rc = next_row(st);
    for (; rc == SQLITE_ROW; rc = next_row(st), ret->rows++) {
        for (int i = 0; i < t->n_cols; i++) {
            add_value(&d, st, i);
        }
    }
    ret->hash = rec_digest_end(&d);
    return rc == SQLITE_DONE ? NULL : st_error(s, a, rc, t->name);
}

err *st_digest(struct store *s, struct arena *a, struct st_digest **ret, size_t *ret_n)
{
    struct st_digest *all = arena_array(a, struct st_digest, st_derived_count);
    for (unsigned i = 0; i < st_derived_count; i++) {
        TRY(digest_table(s, a, &st_derived[i], &all[i]));
    }
    *ret = all;
    *ret_n = st_derived_count;
    return NULL;
}

/* ---- the check ---- */

struct check {
    struct store *s, *copy;
    struct arena *a;
    struct st_report *report;
    st_progress *progress;
    void *cx;
    int64_t all;
    struct rec_tree tree;
    bool has_next; /* the next checkpoint, by size */
    int64_t next_size;
    uint8_t next_root[REC_HASH_BYTES];
};

PRINTF(2, 3) static err *found(struct check *c, const char *fmt, ...);

/* A finding ends the check; it travels as an E_REFUSED that st_check turns into the report. */
static err *found(struct check *c, const char *fmt, ...)
{
    char text[512];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    c->report->finding = sv_dup(c->a, sv_of(text));
    return err_make(c->a, E_REFUSED, "%s", text);
}

static err *check_parts(struct check *c, const struct rec_entry *e)
{
    for (size_t i = 0; i < e->n_parts; i++) {
        const struct rec_part *p = &e->parts[i];
        struct q_part_out row;
        bool there = false;
        TRY(q_part(c->s, c->a,
                   &(struct q_part_in){.hash = {(const char *)p->hash.b, REC_HASH_BYTES}}, &there,
                   &row));
        struct q_part_file_out file;
        if (!there) {
            TRY(q_part_file(
                c->s, c->a,
                &(struct q_part_file_in){.hash = {(const char *)p->hash.b, REC_HASH_BYTES}}, &there,
                &file));
            if (there) { /* its bytes are checked where the files are (act_files_check) */
                c->report->parts++;
                continue;
            }
        }
        if (!there) {
            return found(c, "The part \"%s\" of entry %lld is lost: its payload is not here",
                         sv_cstr(c->a, p->name), (long long)e->seq);
        }
        struct rec_hash h = {{0}};
        if (row.salt.n == REC_SALT_BYTES) {
            uint8_t salt[REC_SALT_BYTES];
            memcpy(salt, row.salt.p, sizeof salt);
            h = rec_hash_part(salt, p->name, row.payload);
        }
        if (!rec_hash_eq(&h, &p->hash)) {
            return found(c,
                         "The payload of the part \"%s\" of entry %lld is not the one that the "
                         "entry names",
                         sv_cstr(c->a, p->name), (long long)e->seq);
        }
        c->report->parts++;
    }
    return NULL;
}

static err *next_checkpoint(struct check *c, int64_t after)
{
    struct q_checkpoint_covering_out row;
    TRY(q_checkpoint_covering(c->s, c->a, &(struct q_checkpoint_covering_in){.seq = after},
                              &c->has_next, &row));
    if (c->has_next) {
        c->next_size = row.size;
        memset(c->next_root, 0, REC_HASH_BYTES);
        memcpy(c->next_root, row.root.p, row.root.n < REC_HASH_BYTES ? row.root.n : REC_HASH_BYTES);
    }
    return NULL;
}

/* The checkpoint of the tree as far as it is walked, if one was signed. */
static err *check_checkpoint(struct check *c)
{
    if (!c->has_next || c->next_size != (int64_t)c->tree.size) {
        return NULL;
    }
    struct rec_hash root = rec_tree_root(&c->tree);
    if (memcmp(c->next_root, root.b, REC_HASH_BYTES) != 0) {
        return found(c, "The checkpoint of %lld entries was signed over another root",
                     (long long)c->next_size);
    }
    c->report->checkpoints++;
    return next_checkpoint(c, c->next_size);
}

static err *check_entry(struct check *c, const struct q_entry_range_out *row)
{
    struct rec_hash leaf = rec_hash_leaf(row->bytes);
    struct rec_entry e;
    if (row->seq != (int64_t)c->tree.size) {
        return found(c, "Entry %lld is missing", (long long)c->tree.size);
    }
    if (row->leaf.n != REC_HASH_BYTES || memcmp(row->leaf.p, leaf.b, REC_HASH_BYTES) != 0) {
        return found(c, "Entry %lld was altered: its leaf hash is not that of its bytes",
                     (long long)row->seq);
    }
    err *bad = rec_entry_decode(c->a, row->bytes, &e);
    if (bad) {
        return found(c, "Entry %lld cannot be read: %s", (long long)row->seq,
                     sv_cstr(c->a, bad->message));
    }
    if (e.seq != row->seq) {
        return found(c, "Entry %lld says that it is entry %lld", (long long)row->seq,
                     (long long)e.seq);
    }
    TRY(check_parts(c, &e));
    struct st_corrected how;
    bad = st_derive_act(c->copy, c->a, &e);
    bad = bad ? bad : st_correct(c->copy, c->s, c->a, &e, &how);
    bad = bad ? bad : st_derive(c->copy, c->a, &e, how.taken_back);
    bad = bad ? bad : st_head_add(c->copy, c->a, leaf);
    if (bad && bad->kind == E_CONFLICT) {
        return found(c, "Entry %lld does not follow from those before it: %s", (long long)row->seq,
                     sv_cstr(c->a, bad->message));
    }
    TRY(bad);
    rec_tree_add(&c->tree, leaf);
    c->report->entries++;
    return check_checkpoint(c);
}

static err *each_entry(void *cx, const struct q_entry_range_out *row)
{
    struct check *c = cx;
    struct arena_mark mark = arena_mark(c->a);
    TRY(check_entry(c, row));
    arena_rewind(c->a, mark);
    if (c->progress && row->seq % 1000 == 0) {
        c->progress(c->cx, row->seq, c->all);
    }
    return NULL;
}

static bool same_value(sqlite3_stmt *x, sqlite3_stmt *y, int i)
{
    int type = sqlite3_column_type(x, i);
    if (type != sqlite3_column_type(y, i)) {
        return false;
    }
    if (type == SQLITE_INTEGER) {
        return sqlite3_column_int64(x, i) == sqlite3_column_int64(y, i);
    }
    const void *p = sqlite3_column_blob(x, i), *q = sqlite3_column_blob(y, i);
    int n = sqlite3_column_bytes(x, i);
    return n == sqlite3_column_bytes(y, i) && (n == 0 || memcmp(p, q, (size_t)n) == 0);
}

/* The key of a row, for a finding: "council/2026-06-17, 3". */
static sv key_text(struct check *c, sqlite3_stmt *st, const struct st_table *t)
{
    sv key = SV_NONE;
    for (int i = 0; i < t->n_keys; i++) {
        const unsigned char *p = sqlite3_column_text(st, i);
        key = sv_fmt(c->a, "%.*s%s%s", SV_ARG(key), i ? ", " : "", p ? (const char *)p : "");
    }
    return key;
}

static err *compare_table(struct check *c, const struct st_table *t)
{
    SCOPED(stmt_scope) sqlite3_stmt *x = NULL;
    SCOPED(stmt_scope) sqlite3_stmt *y = NULL;
    int rx = sqlite3_prepare_v2(c->s->db, t->rows, -1, &x, NULL);
    if (rx == SQLITE_ERROR) {
        return found(c, "The derived table %s is not here: run dais rebuild", t->name);
    }
    if (rx != SQLITE_OK) {
        return st_error(c->s, c->a, rx, t->name);
    }
    TRY(rows_of(c->copy, c->a, t, &y));
    rx = next_row(x);
    int ry = next_row(y);
    for (; rx == SQLITE_ROW && ry == SQLITE_ROW; rx = next_row(x), ry = next_row(y)) {
        for (int i = 0; i < t->n_cols; i++) {
            if (!same_value(x, y, i)) {
                return found(c,
                             "The derived table %s does not follow from the log at (%s), column "
                             "%s: run dais rebuild",
                             t->name, sv_cstr(c->a, key_text(c, x, t)), sqlite3_column_name(x, i));
            }
        }
    }
    if ((rx != SQLITE_ROW && rx != SQLITE_DONE) || (ry != SQLITE_ROW && ry != SQLITE_DONE)) {
        bool in_file = rx != SQLITE_ROW && rx != SQLITE_DONE;
        return st_error(in_file ? c->s : c->copy, c->a, in_file ? rx : ry, t->name);
    }
    if (rx != ry) {
        sqlite3_stmt *more = rx == SQLITE_ROW ? x : y;
        return found(c, "The derived table %s %s a row at (%s): run dais rebuild", t->name,
                     more == x ? "has too" : "lacks", sv_cstr(c->a, key_text(c, more, t)));
    }
    return NULL;
}

static err *check_pages(struct check *c)
{
    struct q_integrity_out *rows = NULL;
    size_t n = 0;
    TRY(q_integrity(c->s, c->a, &rows, &n));
    if (n == 0 || !sv_is(rows[0].integrity_check, "ok")) {
        return found(c, "The file is damaged: %s",
                     n ? sv_cstr(c->a, sv_sub(rows[0].integrity_check, 0, 300)) : "no answer");
    }
    return NULL;
}

static err *check_all(struct check *c)
{
    TRY(check_pages(c));
    TRY(st_log_size(c->s, c->a, &c->all));
    err *bad = st_corrections(c->copy, c->s, c->a);
    if (bad && bad->kind == E_INVALID) {
        return found(c, "%s", sv_cstr(c->a, bad->message));
    }
    TRY(bad);
    TRY(next_checkpoint(c, -1));
    TRY(check_checkpoint(c));
    TRY(q_entry_range(c->s, c->a, &(struct q_entry_range_in){.from = 0}, each_entry, c));
    if (c->has_next) {
        return found(c, "A checkpoint of %lld entries was signed, and only %lld are here",
                     (long long)c->next_size, (long long)c->tree.size);
    }
    c->report->root = rec_tree_root(&c->tree);
    for (unsigned i = 0; i < st_derived_count; i++) {
        TRY(compare_table(c, &st_derived[i]));
    }
    return NULL;
}

err *st_copy_open(struct arena *a, bool in_memory, struct store *copy)
{
    *copy = (struct store){
        .lock_fd = -1, .writer = true, .statements = arena_array(a, sqlite3_stmt *, ST_QUERIES)};
    int rc = sqlite3_open_v2(in_memory ? ":memory:" : "", &copy->db,
                             SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);
    if (rc != SQLITE_OK) {
        return st_error(copy, a, rc, "making a copy to compare with");
    }
    TRY(st_run(copy, a, st_sql_derived, "making a copy to compare with"));
    TRY(q_sort_in_memory(copy, a));
    return q_group_begin(copy, a);
}

void st_copy_close(struct store *take_copy)
{
    st_finalize(take_copy);
    sqlite3_close(take_copy->db);
    take_copy->db = NULL;
}

err *st_check(struct store *s, struct arena *a, st_progress *progress, void *cx,
              struct st_report *ret)
{
    struct st_report report = {.sound = true};
    struct store *copy = arena_new(a, struct store);
    struct check *c = arena_new(a, struct check);
    c->s = s;
    c->copy = copy;
    c->a = a;
    c->report = &report;
    c->progress = progress;
    c->cx = cx;
    bool own = sqlite3_get_autocommit(s->db) != 0; /* one snapshot for the whole check */
    err *e = own ? st_read_begin(s, a) : NULL;
    err *opened = st_copy_open(a, false, copy);
    e = e ? e : opened;
    e = e ? e : check_all(c);
    st_copy_close(copy);
    if (own) {
        st_read_end(s);
    }
    if (e && !report.finding.n && s->damaged) {
        report.finding = e->message; /* pages that SQLite could not make sense of */
    }
    if (e && report.finding.n) {
        report.sound = false;
        e = NULL;
    }
    if (!e) {
        *ret = report;
    }
    return e;
}
