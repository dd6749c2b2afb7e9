/* Running the statements of sql/: bind, step, read by description; errors as sentences. */
#include "store/query.h"

#include <string.h>

#include "base/limits.h"
#include "base/moment.h"
#include "base/must.h"
#include "store/inner.h"
#include "store/q.h"
#include "sys/fault.h"

/* ---- errors ---- */

err *st_error(struct store *s, struct arena *a, int rc, const char *what)
{
    switch (rc & 0xff) {
    case SQLITE_FULL:
        return err_make(a, E_IO,
                        "The disk is full and nothing was written (%s): free some space, then try "
                        "again",
                        what);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return err_make(a, E_IO,
                        "The record is held by another program (%s): end that program, then try "
                        "again",
                        what);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        s->damaged = true;
        return err_make(a, E_IO,
                        "The file record.db is damaged (%s): stop the server, keep the file, run "
                        "dais verify and restore the last backup",
                        what);
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
        return err_make(a, E_IO,
                        "The file record.db cannot be opened or written (%s): see to the rights "
                        "and the space of the data directory",
                        what);
    case SQLITE_CONSTRAINT:
        return err_make(a, E_CONFLICT, "This stands already in the record (%s)", what);
    case SQLITE_AUTH:
        return err_make(a, E_DENIED, "A reader of the record may not do this (%s)", what);
    default:
        return err_make(a, E_IO,
                        "The record could not be read or written (%s, SQLite says %d): see to the "
                        "disk, then try again",
                        what, rc);
    }
}

/* ---- statements ---- */

static err *prepare(struct store *s, struct arena *a, unsigned id, sqlite3_stmt **ret)
{
    const struct st_query *q = &st_queries[id];
    if (q->writes && !s->writer) {
        return err_make(a, E_DENIED, "%s is for the writer of the record alone", q->name);
    }
    if (!s->statements[id]) {
        s->may_read = q->reads;
        int rc = sqlite3_prepare_v3(s->db, q->sql, -1, SQLITE_PREPARE_PERSISTENT,
                                    &s->statements[id], NULL);
        s->may_read = NULL;
        if (rc != SQLITE_OK) {
            return st_error(s, a, rc, q->name);
        }
    }
    *ret = s->statements[id];
    return NULL;
}

static int step(struct store *s, unsigned id, sqlite3_stmt *st)
{
    if (sys_fault(FAULT_SQL)) {
        return SQLITE_IOERR;
    }
    s->may_read = st_queries[id].reads;
    int rc = sqlite3_step(st);
    s->may_read = NULL;
    return rc;
}

/* What was bound is borrowed and no longer read: the next run binds every parameter anew. */
static void done(sqlite3_stmt *st)
{
    sqlite3_reset(st);
}

void st_query_force(struct store *s, unsigned id)
{
    if (!s->statements[id] &&
        sqlite3_prepare_v3(s->db, st_queries[id].sql, -1, SQLITE_PREPARE_PERSISTENT,
                           &s->statements[id], NULL) != SQLITE_OK) {
        return;
    }
    sqlite3_step(s->statements[id]);
    sqlite3_reset(s->statements[id]);
}

void st_finalize(struct store *s)
{
    for (unsigned i = 0; i < ST_QUERIES; i++) {
        sqlite3_finalize(s->statements[i]);
        s->statements[i] = NULL;
    }
}

err *st_run(struct store *s, struct arena *a, const char *sql, const char *what)
{
    int rc = sys_fault(FAULT_SQL) ? SQLITE_IOERR : sqlite3_exec(s->db, sql, NULL, NULL, NULL);
    return rc == SQLITE_OK ? NULL : st_error(s, a, rc, what);
}

/* ---- in and out ---- */

/* Optional numbers have a bool beside them; an optional text is absent by its NULL. */
static bool has_flag(const struct st_column *c)
{
    return c->optional && c->type != ST_TEXT && c->type != ST_BLOB;
}

static int bind_one(sqlite3_stmt *st, const struct st_column *c, const char *base)
{
    const char *p = base + c->at;
    sv s;
    int64_t n;
    bool b;
    if (has_flag(c) && !*(const bool *)(base + c->has)) {
        return sqlite3_bind_null(st, c->param);
    }
    switch (c->type) {
    case ST_TEXT:
    case ST_BLOB:
        memcpy(&s, p, sizeof s);
        if (!s.p && c->optional) {
            return sqlite3_bind_null(st, c->param);
        }
        s.p = s.p ? s.p : "";
        return c->type == ST_TEXT
                   ? sqlite3_bind_text64(st, c->param, s.p, s.n, SQLITE_STATIC, SQLITE_UTF8)
                   : sqlite3_bind_blob64(st, c->param, s.p, s.n, SQLITE_STATIC);
    case ST_BOOL: memcpy(&b, p, sizeof b); return sqlite3_bind_int(st, c->param, b);
    case ST_INT:
    case ST_INSTANT: memcpy(&n, p, sizeof n); return sqlite3_bind_int64(st, c->param, n);
    }
    return SQLITE_MISUSE;
}

/* copy: NULL to borrow from the statement until its next step. */
static sv column_bytes(struct arena *copy, sqlite3_stmt *st, int i, enum st_type type)
{
    if (sqlite3_column_type(st, i) == SQLITE_NULL) {
        return SV_NONE;
    }
    const void *p =
        type == ST_TEXT ? (const void *)sqlite3_column_text(st, i) : sqlite3_column_blob(st, i);
    sv s = {p ? p : "", (size_t)sqlite3_column_bytes(st, i)};
    return copy ? sv_dup(copy, s) : s;
}

static void read_row(struct arena *copy, sqlite3_stmt *st, const struct st_query *q, char *row)
{
    for (int i = 0; i < q->n_out; i++) {
        const struct st_column *c = &q->out[i];
        if (has_flag(c)) {
            bool set = sqlite3_column_type(st, i) != SQLITE_NULL;
            memcpy(row + c->has, &set, sizeof set);
        }
        if (c->type == ST_TEXT || c->type == ST_BLOB) {
            sv s = column_bytes(copy, st, i, c->type);
            memcpy(row + c->at, &s, sizeof s);
        } else if (c->type == ST_BOOL) {
            bool b = sqlite3_column_int(st, i) != 0;
            memcpy(row + c->at, &b, sizeof b);
        } else {
            int64_t n = sqlite3_column_int64(st, i);
            memcpy(row + c->at, &n, sizeof n);
        }
    }
}

static err *begin(struct store *s, struct arena *a, unsigned id, const void *in, sqlite3_stmt **ret)
{
    const struct st_query *q = &st_queries[id];
    must(id < ST_QUERIES);
    must(q->n_in == 0 || in);
    TRY(prepare(s, a, id, ret));
    must(!sqlite3_stmt_busy(*ret));
    for (int i = 0; i < q->n_in; i++) {
        int rc = bind_one(*ret, &q->in[i], in);
        if (rc != SQLITE_OK) {
            done(*ret);
            return st_error(s, a, rc, q->name);
        }
    }
    return NULL;
}

/* ---- the four ways ---- */

err *st_query_exec(struct store *s, struct arena *a, unsigned id, const void *in)
{
    sqlite3_stmt *st = NULL;
    TRY(begin(s, a, id, in, &st));
    int rc = step(s, id, st);
    while (rc == SQLITE_ROW) {
        rc = step(s, id, st);
    }
    err *e = rc == SQLITE_DONE ? NULL : st_error(s, a, rc, st_queries[id].name);
    done(st);
    return e;
}

err *st_query_one(struct store *s, struct arena *a, unsigned id, const void *in, bool *ret_found,
                  void *ret)
{
    sqlite3_stmt *st = NULL;
    TRY(begin(s, a, id, in, &st));
    int rc = step(s, id, st);
    if (rc == SQLITE_ROW) {
        read_row(a, st, &st_queries[id], ret);
    }
    err *e = rc == SQLITE_ROW || rc == SQLITE_DONE ? NULL : st_error(s, a, rc, st_queries[id].name);
    if (!e) {
        *ret_found = rc == SQLITE_ROW;
    }
    done(st);
    return e;
}

err *st_query_many(struct store *s, struct arena *a, unsigned id, const void *in, void **ret_rows,
                   size_t *ret_n)
{
    const struct st_query *q = &st_queries[id];
    sqlite3_stmt *st = NULL;
    struct buf rows = buf_make((size_t)LIMIT_QUERY_ROWS * q->out_size);
    TRY(begin(s, a, id, in, &st));
    int rc = step(s, id, st);
    size_t n = 0;
    while (rc == SQLITE_ROW) {
        char *row = buf_room(&rows, q->out_size);
        if (!row) {
            break;
        }
        memset(row, 0, q->out_size);
        read_row(a, st, q, row);
        rows.n += q->out_size;
        n++;
        rc = step(s, id, st);
    }
    err *e = NULL;
    if (rows.failed) {
        e = err_make(a, E_LIMIT, "%s gives more than %d rows", q->name, LIMIT_QUERY_ROWS);
    } else if (rc != SQLITE_DONE) {
        e = st_error(s, a, rc, q->name);
    } else {
        void *p = arena_alloc(a, rows.n);
        if (rows.n) {
            memcpy(p, rows.p, rows.n);
        }
        *ret_rows = p;
        *ret_n = n;
    }
    buf_free(&rows);
    done(st);
    return e;
}

err *st_query_each(struct store *s, struct arena *a, unsigned id, const void *in,
                   err *(*each)(void *cx, const void *row), void *cx)
{
    const struct st_query *q = &st_queries[id];
    sqlite3_stmt *st = NULL;
    TRY(begin(s, a, id, in, &st));
    char *row = arena_alloc(a, q->out_size);
    err *e = NULL;
    int rc = step(s, id, st);
    while (rc == SQLITE_ROW && !e) {
        read_row(NULL, st, q, row);
        e = each(cx, row);
        if (!e) {
            rc = step(s, id, st);
        }
    }
    if (!e && rc != SQLITE_DONE) {
        e = st_error(s, a, rc, q->name);
    }
    done(st);
    return e;
}
