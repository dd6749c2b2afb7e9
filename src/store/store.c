/* Opening, transactions, appending. */
#include "store/store.h"

#include <string.h>

#include "base/limits.h"
#include "base/must.h"
#include "store/inner.h"
#include "store/q.h"
#include "store/vfs.h"
#include "sys/fault.h"
#include "sys/files.h"

enum {
    FILE_MARK = 0x44414953, /* "DAIS" */
    FILE_VERSION = 1,
    BUSY_WAIT_MS = 250
};

/* ---- walls ---- */

static bool secret(const char *table, const char *column)
{
    for (const char *const *s = st_secrets; *s; s++) {
        size_t n = strlen(table);
        if (strncmp(*s, table, n) == 0 && (*s)[n] == '.' && strcmp(*s + n + 1, column) == 0) {
            return true;
        }
    }
    return false;
}

/* True when " … table.column … " names it. */
static bool named(const char *list, const char *table, const char *column)
{
    sv rest = sv_of(list);
    while (rest.n) {
        sv col, tab = sv_cut(sv_cut(rest, ' ', &rest), '.', &col);
        if (sv_is(tab, table) && sv_is(col, column)) {
            return true;
        }
    }
    return false;
}

/* The reader's second wall (the first is that its connection is read-only). */
static int reader_wall(void *cx, int action, const char *x, const char *y, const char *db,
                       const char *trigger)
{
    const struct store *s = cx;
    (void)db;
    (void)trigger;
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_RECURSIVE:
    case SQLITE_TRANSACTION: return SQLITE_OK;
    case SQLITE_FUNCTION: return strcmp(y, "load_extension") == 0 ? SQLITE_DENY : SQLITE_OK;
    case SQLITE_READ:
        return secret(x, y) && !(s->may_read && named(s->may_read, x, y)) ? SQLITE_DENY : SQLITE_OK;
    case SQLITE_PRAGMA: return strcmp(x, "integrity_check") == 0 ? SQLITE_OK : SQLITE_DENY;
    default: return SQLITE_DENY;
    }
}

/* ---- opening ---- */

static struct store *store_new(bool writer)
{
    struct store *s = heap_resize(NULL, sizeof *s);
    *s = (struct store){.lock_fd = -1, .writer = writer, .bytes = buf_make(LIMIT_ENTRY_BYTES)};
    s->statements = heap_resize(NULL, ST_QUERIES * sizeof(sqlite3_stmt *));
    memset(s->statements, 0, ST_QUERIES * sizeof(sqlite3_stmt *));
    return s;
}

void st_close(struct store *take_s)
{
    if (!take_s) {
        return;
    }
    st_group_rollback(take_s);
    st_finalize(take_s);
    sqlite3_close(take_s->db);
    sys_close(take_s->lock_fd);
    buf_free(&take_s->bytes);
    heap_resize(take_s->statements, 0);
    heap_resize(take_s, 0);
}

static err *connect_file(struct store *s, struct arena *a, const char *dir)
{
    const char *path = sv_fmt(a, "%s/record.db", dir).p;
    int flags = s->writer ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
    TRY(st_vfs_register(a));
    if (!s->writer && !sys_file_exists(path)) {
        return err_make(a, E_NOTFOUND, "There is no record in %s: make one with dais init", dir);
    }
    int rc = sqlite3_open_v2(path, &s->db, flags | SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_NOMUTEX,
                             ST_VFS_NAME);
    if (rc != SQLITE_OK) {
        return st_error(s, a, rc, "opening");
    }
    sqlite3_extended_result_codes(s->db, 1);
    sqlite3_busy_timeout(s->db, BUSY_WAIT_MS);
    sqlite3_db_config(s->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(s->db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    sqlite3_db_config(s->db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    sqlite3_limit(s->db, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_limit(s->db, SQLITE_LIMIT_LENGTH, 4 * LIMIT_PART_BYTES);
    TRY(q_distrust_schema(s, a));
    TRY(q_sort_in_memory(s, a));
    return q_cache_size(s, a);
}

static err *check_file(struct store *s, struct arena *a, bool *ret_fresh)
{
    struct q_file_version_out version;
    struct q_file_mark_out mark;
    bool found;
    TRY(q_file_version(s, a, &found, &version));
    TRY(q_file_mark(s, a, &found, &mark));
    *ret_fresh = version.user_version == 0 && mark.application_id == 0;
    if (!*ret_fresh && mark.application_id != FILE_MARK) {
        return err_make(a, E_INVALID,
                        "record.db is no record of this program: name another "
                        "data directory");
    }
    if (version.user_version > FILE_VERSION) {
        return err_make(a, E_INVALID,
                        "record.db was made by a later version of this program: install that one");
    }
    return NULL;
}

static sv derived_version(struct arena *a)
{
    return sv_fmt(a, "%s.%s", st_derived_version, st_derive_version);
}

static err *fill_fresh(struct store *s, struct arena *a)
{
    TRY(q_file_mark_put(s, a));
    TRY(q_file_version_1(s, a));
    TRY(st_run(s, a, st_sql_log, "making the log"));
    TRY(st_run(s, a, st_sql_private, "making the private tables"));
    TRY(st_run(s, a, st_sql_derived, "making the derived tables"));
    return q_setting_put(
        s, a, &(struct q_setting_put_in){.name = SV("derived"), .value = derived_version(a)});
}

static err *make_fresh(struct store *s, struct arena *a)
{
    int reserved = ST_RESERVED_BYTES;
    sqlite3_file_control(s->db, "main", SQLITE_FCNTL_RESERVE_BYTES, &reserved);
    TRY(q_group_begin(s, a));
    err *e = fill_fresh(s, a);
    e = e ? e : q_group_commit(s, a);
    if (e) {
        st_query_force(s, ST_Q_group_rollback);
    }
    return e;
}

static err *renew_derived(struct store *s, struct arena *a)
{
    struct q_setting_get_out row = {SV_NONE};
    bool found = false;
    TRY(q_setting_get(s, a, &(struct q_setting_get_in){SV("derived")}, &found, &row));
    return found && sv_eq(row.value, derived_version(a)) ? NULL : st_rebuild(s, a, NULL, NULL);
}

static err *open_writer(struct store *s, struct arena *a, const char *dir)
{
    struct q_use_wal_out mode;
    bool found, fresh = false;
    err *busy = sys_lock(a, sv_fmt(a, "%s/lock", dir).p, &s->lock_fd);
    if (busy && busy->kind == E_CONFLICT) {
        return err_make(a, E_CONFLICT,
                        "Another process writes the record in %s: send the command to it, or end "
                        "it first",
                        dir);
    }
    TRY(busy);
    TRY(connect_file(s, a, dir));
    TRY(check_file(s, a, &fresh));
    if (fresh) {
        TRY(make_fresh(s, a));
    }
    TRY(q_use_wal(s, a, &found, &mode));
    if (!sv_is(mode.journal_mode, "wal")) {
        return err_make(a, E_IO,
                        "record.db cannot have a write-ahead log on this file system: use "
                        "a local disk");
    }
    TRY(q_use_full_sync(s, a));
    TRY(q_use_foreign_keys(s, a));
    TRY(st_run(s, a, st_sql_private, "making the private tables that are new"));
    TRY(renew_derived(s, a));
    return st_head_load(s, a);
}

static err *open_reader(struct store *s, struct arena *a, const char *dir)
{
    bool fresh = false;
    TRY(connect_file(s, a, dir));
    TRY(q_query_only(s, a));
    TRY(check_file(s, a, &fresh));
    if (fresh) {
        return err_make(a, E_NOTFOUND, "There is no record in %s: make one with dais init", dir);
    }
    st_finalize(s);
    sqlite3_set_authorizer(s->db, reader_wall, s);
    return NULL;
}

err *st_open_writer(struct arena *a, const char *dir, struct store **ret)
{
    struct store *s = store_new(true);
    err *e = open_writer(s, a, dir);
    if (e) {
        st_close(s);
        return e;
    }
    *ret = s;
    return NULL;
}

err *st_open_reader(struct arena *a, const char *dir, struct store **ret)
{
    struct store *s = store_new(false);
    err *e = open_reader(s, a, dir);
    if (e) {
        st_close(s);
        return e;
    }
    *ret = s;
    return NULL;
}

/* ---- the head of the tree ---- */

struct hashes {
    struct rec_hash *to;
    size_t n, room;
};

static err *take_hash(struct hashes *h, sv hash)
{
    if (h->n < h->room && hash.n == REC_HASH_BYTES) {
        memcpy(h->to[h->n++].b, hash.p, REC_HASH_BYTES);
    }
    return NULL;
}

static err *take_leaf(void *cx, const struct q_leaf_range_out *row)
{
    return take_hash(cx, row->leaf);
}

static err *take_subtree(void *cx, const struct q_subtree_range_out *row)
{
    return take_hash(cx, row->hash);
}

static err *read_nodes(void *ctx, struct arena *a, unsigned level, uint64_t from, size_t n,
                       struct rec_hash *ret)
{
    struct store *s = ctx;
    struct hashes h = {.to = ret, .room = n};
    if (level == 0) {
        TRY(q_leaf_range(s, a, &(struct q_leaf_range_in){.from = (int64_t)from, .most = (int64_t)n},
                         take_leaf, &h));
    } else {
        TRY(q_subtree_range(
            s, a,
            &(struct q_subtree_range_in){.level = level, .from = (int64_t)from, .most = (int64_t)n},
            take_subtree, &h));
    }
    return h.n == n ? NULL
                    : err_make(a, E_IO,
                               "The record lacks a hash of its tree at %llu: run dais verify, and "
                               "restore the last backup",
                               (unsigned long long)from);
}

struct rec_nodes st_nodes(struct store *s)
{
    return (struct rec_nodes){.read = read_nodes, .ctx = s, .top = 16};
}

err *st_head_load(struct store *s, struct arena *a)
{
    struct st_head *h = arena_new(a, struct st_head);
    struct rec_nodes nodes = st_nodes(s);
    struct rec_hash *hash = arena_array(a, struct rec_hash, 256);
    int64_t size = 0;
    TRY(st_log_size(s, a, &size));
    TRY(rec_tree_load(a, &nodes, (uint64_t)size, &h->tree));
    for (unsigned i = 0; i < 2; i++) {
        uint64_t full = (uint64_t)size >> (8 * i);
        size_t n = full & 255;
        if (n) {
            TRY(read_nodes(s, a, 8 * i, full - n, n, hash));
        }
        for (size_t k = 0; k < n; k++) {
            rec_tree_add(&h->block[i], hash[k]);
        }
    }
    s->head = *h;
    return NULL;
}

err *st_head_add(struct store *s, struct arena *a, struct rec_hash leaf)
{
    struct st_head *h = &s->head;
    struct rec_hash up = leaf;
    rec_tree_add(&h->tree, leaf);
    for (unsigned i = 0; i < 2; i++) {
        rec_tree_add(&h->block[i], up);
        if (h->block[i].size < 256) {
            return NULL;
        }
        unsigned level = 8 * (i + 1);
        up = rec_tree_root(&h->block[i]);
        h->block[i].size = 0;
        TRY(q_subtree_add(
            s, a,
            &(struct q_subtree_add_in){.level = level,
                                       .n = (int64_t)(h->tree.size >> level) - 1,
                                       .hash = {(const char *)up.b, REC_HASH_BYTES}}));
    }
    return NULL;
}

const struct rec_tree *st_log_head(const struct store *s)
{
    return &s->head.tree;
}

err *st_log_size(struct store *s, struct arena *a, int64_t *ret)
{
    struct q_log_size_out row = {0};
    bool found;
    TRY(q_log_size(s, a, &found, &row));
    *ret = row.size;
    return NULL;
}

/* ---- groups ---- */

err *st_settle(struct store *s, struct arena *a, int64_t *ret_size)
{
    must(s->writer);
    if (!sqlite3_get_autocommit(s->db)) {
        st_query_force(s, ST_Q_group_rollback);
    }
    s->in_group = s->in_act = s->group_lost = false;
    /* A commit of its own: what a failed one may have left in the write-ahead log is overwritten,
     * so that no restart can bring it back. */
    err *e = q_group_begin(s, a);
    e = e ? e : q_settle(s, a);
    e = e ? e : q_group_commit(s, a);
    e = e ? e : st_head_load(s, a);
    if (e) {
        if (!sqlite3_get_autocommit(s->db)) {
            st_query_force(s, ST_Q_group_rollback);
        }
        s->unsure = true;
        return err_make(a, E_UNSURE,
                        "It is not known whether the last acts stand (%.*s): ask again with the "
                        "same act ids",
                        SV_ARG(e->message));
    }
    s->unsure = false;
    *ret_size = (int64_t)s->head.tree.size;
    return NULL;
}

err *st_group_begin(struct store *s, struct arena *a)
{
    must(s->writer && !s->in_group);
    if (s->unsure) {
        int64_t size;
        TRY(st_settle(s, a, &size));
    }
    TRY(q_group_begin(s, a));
    s->in_group = true;
    s->group_lost = false;
    s->head_at_group = s->head;
    return NULL;
}

void st_group_rollback(struct store *s)
{
    if (!s->in_group) {
        return;
    }
    if (!sqlite3_get_autocommit(s->db)) {
        st_query_force(s, ST_Q_group_rollback);
    }
    s->in_group = s->in_act = s->group_lost = false;
    s->head = s->head_at_group;
}

static err *lost(struct arena *a)
{
    return err_make(a, E_IO,
                    "A failure of the system has undone this group of acts: nothing of it was "
                    "written; see to the disk, then send them again");
}

/* A full disk or a failed read, even of a question between acts, may have ended the transaction:
 * what came after would stand by itself, without its checkpoint. */
static bool undone(struct store *s)
{
    s->group_lost = s->group_lost || sqlite3_get_autocommit(s->db) != 0;
    return s->group_lost;
}

struct readback {
    struct arena *a;
    struct rec_tree *tree;
};

static err *read_back(void *cx, const struct q_entry_range_out *row)
{
    struct readback *r = cx;
    struct rec_hash leaf = rec_hash_leaf(row->bytes);
    if (row->seq != (int64_t)r->tree->size || row->leaf.n != REC_HASH_BYTES ||
        memcmp(row->leaf.p, leaf.b, REC_HASH_BYTES) != 0) {
        return err_make(r->a, E_IO,
                        "Entry %lld was not stored as it was written: nothing was committed; see "
                        "to the disk and the memory of this machine",
                        (long long)row->seq);
    }
    rec_tree_add(r->tree, leaf);
    return NULL;
}

/* Read back what the group wrote, and keep the checkpoint over it. */
static err *seal(struct store *s, struct arena *a, st_signer *sign, void *cx)
{
    struct rec_tree *tree = arena_new(a, struct rec_tree);
    *tree = s->head_at_group.tree;
    TRY(q_entry_range(s, a, &(struct q_entry_range_in){.from = (int64_t)tree->size}, read_back,
                      &(struct readback){a, tree}));
    struct rec_hash root = rec_tree_root(tree), head = rec_tree_root(&s->head.tree);
    if (tree->size != s->head.tree.size || !rec_hash_eq(&root, &head)) {
        return err_make(a, E_IO,
                        "The group read back is not the one written: nothing was "
                        "committed; see to the memory of this machine");
    }
    sv note = SV_NONE;
    TRY(sign(cx, a, tree->size, &root, &note));
    return q_checkpoint_add(
        s, a,
        &(struct q_checkpoint_add_in){.size = (int64_t)tree->size,
                                      .root = {(const char *)root.b, REC_HASH_BYTES},
                                      .note = note});
}

err *st_group_commit(struct store *s, struct arena *a, st_signer *sign, void *cx)
{
    must(s->in_group && !s->in_act);
    bool grew = s->head.tree.size > s->head_at_group.tree.size;
    int64_t meant = (int64_t)s->head.tree.size, stands = 0;
    err *e = undone(s) ? lost(a) : NULL;
    if (!e && grew) {
        e = seal(s, a, sign, cx);
    }
    if (e) {
        st_group_rollback(s);
        return e;
    }
    bool told_otherwise = sys_fault(FAULT_COMMIT_LOST);
    e = q_group_commit(s, a);
    s->in_group = false;
    if (!e && !told_otherwise) {
        return NULL;
    }
    s->unsure = true;
    if (!e) {
        return err_make(a, E_UNSURE,
                        "It is not known whether this stands: ask again with the same "
                        "act id");
    }
    s->head = s->head_at_group;
    TRY(st_settle(s, a, &stands));
    return grew && stands == meant ? NULL : e;
}

/* ---- acts ---- */

err *st_act_begin(struct store *s, struct arena *a)
{
    must(s->in_group && !s->in_act);
    if (undone(s)) {
        return lost(a);
    }
    TRY(q_act_begin(s, a));
    s->in_act = true;
    s->head_at_act = s->head;
    return NULL;
}

void st_act_undo(struct store *s)
{
    if (!s->in_act) {
        return;
    }
    s->in_act = false;
    s->head = s->head_at_act;
    if (!sqlite3_get_autocommit(s->db)) {
        st_query_force(s, ST_Q_act_undo);
        st_query_force(s, ST_Q_act_keep);
    }
    /* A full disk or a failed write may have ended the whole transaction. */
    s->group_lost = sqlite3_get_autocommit(s->db) != 0;
}

err *st_act_keep(struct store *s, struct arena *a)
{
    must(s->in_act);
    err *e = q_act_keep(s, a);
    if (e) {
        st_act_undo(s);
        return e;
    }
    s->in_act = false;
    return NULL;
}

static const struct rec_part *part_of(const struct rec_entry *e, const struct rec_hash *hash)
{
    for (size_t i = 0; i < e->n_parts; i++) {
        if (rec_hash_eq(&e->parts[i].hash, hash)) {
            return &e->parts[i];
        }
    }
    return NULL;
}

static err *keep_file(struct store *s, struct arena *a, const struct rec_entry *e,
                      const struct st_part *p)
{
    const struct rec_part *part = part_of(e, &p->hash);
    if (!part) {
        return err_field(a, SV("parts"), "A file is not the one that the entry names");
    }
    return q_part_file_add(
        s, a,
        &(struct q_part_file_add_in){.hash = {(const char *)p->hash.b, REC_HASH_BYTES},
                                     .seq = e->seq,
                                     .name = part->name,
                                     .class = part->class,
                                     .media = part->media,
                                     .salt = {(const char *)p->salt, REC_SALT_BYTES},
                                     .bytes = (int64_t)p->bytes});
}

static err *keep_part(struct store *s, struct arena *a, const struct rec_entry *e,
                      const struct st_part *p)
{
    const struct rec_part *part = part_of(e, &p->hash);
    if (p->payload.n > LIMIT_PART_BYTES) {
        return err_make(a, E_LIMIT, "A text may have %d bytes at most: shorten it",
                        LIMIT_PART_BYTES);
    }
    struct rec_hash hash = part ? rec_hash_part(p->salt, part->name, p->payload) : p->hash;
    if (!part || !rec_hash_eq(&hash, &p->hash)) {
        return err_field(a, SV("parts"), "A payload is not the one that the entry names");
    }
    return q_part_add(s, a,
                      &(struct q_part_add_in){.hash = {(const char *)hash.b, REC_HASH_BYTES},
                                              .seq = e->seq,
                                              .name = part->name,
                                              .class = part->class,
                                              .media = part->media,
                                              .salt = {(const char *)p->salt, REC_SALT_BYTES},
                                              .payload = p->payload});
}

err *st_log_append(struct store *s, struct arena *a, struct rec_entry *e,
                   const struct st_part *payloads, size_t n_payloads, int64_t *ret_seq)
{
    must(s->in_act);
    int64_t seq = (int64_t)s->head.tree.size;
    e->seq = seq;
    e->recorded.us -= e->recorded.us % 1000; /* as the entry keeps it */
    TRY(rec_entry_encode(a, e, &s->bytes));
    sv bytes = buf_view(&s->bytes);
    struct rec_hash leaf = rec_hash_leaf(bytes);
    TRY(st_derive_act(s, a, e));
    TRY(q_entry_add(s, a,
                    &(struct q_entry_add_in){.seq = seq,
                                             .bytes = bytes,
                                             .leaf = {(const char *)leaf.b, REC_HASH_BYTES}}));
    TRY(e->kind == &rec_kinds[KIND_ENTRY_CORRECTED] ? st_rederive(s, a, e)
                                                    : st_derive(s, a, e, false));
    for (size_t i = 0; i < n_payloads; i++) {
        TRY(payloads[i].file ? keep_file(s, a, e, &payloads[i]) : keep_part(s, a, e, &payloads[i]));
    }
    TRY(st_head_add(s, a, leaf));
    *ret_seq = seq;
    return NULL;
}

err *st_act_find(struct store *s, struct arena *a, sv id, bool *ret_found, struct st_act *ret)
{
    struct q_act_of_out row = {0};
    TRY(q_act_of(s, a, &(struct q_act_of_in){.id = id}, ret_found, &row));
    if (*ret_found) {
        *ret = (struct st_act){row.first, row.entries, row.kind, row.account};
    }
    return NULL;
}

int64_t st_changes(const struct store *s)
{
    return sqlite3_changes64(s->db);
}

/* ---- reading ---- */

err *st_log_bytes(struct store *s, struct arena *a, int64_t seq, sv *ret)
{
    struct q_entry_bytes_out row = {SV_NONE};
    bool found = false;
    TRY(q_entry_bytes(s, a, &(struct q_entry_bytes_in){.seq = seq}, &found, &row));
    if (!found) {
        return err_make(a, E_NOTFOUND, "There is no entry %lld yet", (long long)seq);
    }
    *ret = row.bytes;
    return NULL;
}

err *st_log_entry(struct store *s, struct arena *a, int64_t seq, struct rec_entry *ret)
{
    sv bytes;
    TRY(st_log_bytes(s, a, seq, &bytes));
    return rec_entry_decode(a, bytes, ret);
}

err *st_log_read(struct store *s, struct arena *a, int64_t seq, struct rec_entry *ret,
                 struct st_corrected *ret_how)
{
    TRY(st_log_entry(s, a, seq, ret));
    return st_correct(s, s, a, ret, ret_how);
}

err *st_read_begin(struct store *s, struct arena *a)
{
    int64_t size;
    TRY(q_read_begin(s, a));
    err *e = st_log_size(s, a, &size); /* the first read fixes the snapshot */
    if (e) {
        st_read_end(s);
    }
    return e;
}

void st_read_end(struct store *s)
{
    if (!sqlite3_get_autocommit(s->db)) {
        st_query_force(s, ST_Q_read_end);
    }
}
