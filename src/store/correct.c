/* Corrections: entries that are read otherwise than they were entered, and the derived tables as if
 * they had been entered so. */
#include <string.h>

#include "base/must.h"
#include "store/inner.h"
#include "store/q.h"
#include "sys/fault.h"

/* ---- which correction stands ---- */

/* A correction that was itself taken back is no word on anything. */
static err *taken_back(struct store *s, struct arena *a, int64_t seq, bool *ret)
{
    struct q_correction_standing_out row;
    bool found;
    TRY(q_correction_standing(s, a, &(struct q_correction_standing_in){.of = seq}, &found, &row));
    *ret = found && row.voids;
    return NULL;
}

/* Of the corrections of one entry the newest stands that was not taken back; where that entry is a
 * correction itself, what it corrects follows, and so on: each is older than the one before. */
static err *settle(struct store *s, struct arena *a, int64_t of)
{
    for (;;) {
        struct q_corrections_of_out *rows;
        size_t n;
        bool found = false, above;
        struct q_correction_out row;
        TRY(q_corrections_of(s, a, &(struct q_corrections_of_in){.of = of}, &rows, &n));
        for (size_t i = 0; i < n; i++) {
            bool gone = true;
            if (!found) {
                TRY(taken_back(s, a, rows[i].seq, &gone));
            }
            bool stands = !found && !gone;
            found = found || stands;
            if (stands != rows[i].stands) {
                TRY(q_correction_stands(
                    s, a, &(struct q_correction_stands_in){.seq = rows[i].seq, .stands = stands}));
            }
        }
        TRY(q_correction(s, a, &(struct q_correction_in){.seq = of}, &above, &row));
        if (!above) {
            return NULL;
        }
        must(row.of < of);
        of = row.of;
    }
}

static err *note(struct store *s, struct arena *a, const struct rec_entry *e)
{
    int64_t of = jv_get_int(e->data, "of", -1);
    if (of < 0 || of >= e->seq) {
        return err_make(a, E_INVALID, "Entry %lld corrects no entry before it", (long long)e->seq);
    }
    TRY(q_correction_add(s, a,
                         &(struct q_correction_add_in){.seq = e->seq,
                                                       .of = of,
                                                       .body = e->body,
                                                       .meeting = jv_get_sv(e->about, "meeting"),
                                                       .item = jv_get_sv(e->about, "item"),
                                                       .voids = jv_get_bool(e->data, "void")}));
    return settle(s, a, of);
}

struct noting {
    struct store *tables;
    struct arena *a;
};

static err *note_row(void *cx, const struct q_entries_corrected_out *row)
{
    struct noting *n = cx;
    struct rec_entry e;
    struct arena_mark mark = arena_mark(n->a);
    if (!rec_entry_decode(n->a, row->bytes, &e) && e.kind == &rec_kinds[KIND_ENTRY_CORRECTED]) {
        TRY(note(n->tables, n->a, &e));
    }
    arena_rewind(n->a, mark);
    return NULL;
}

err *st_corrections(struct store *tables, struct store *log, struct arena *a)
{
    return q_entries_corrected(log, a, note_row, &(struct noting){tables, a});
}

/* ---- an entry as it is to be read ---- */

/* The texts of the correction stand for those of the same name; why stays with the correction. */
static void replace_parts(struct arena *a, struct rec_entry *e, const struct rec_entry *by)
{
    struct rec_part *parts = arena_array(a, struct rec_part, e->n_parts + by->n_parts);
    size_t n = 0;
    for (size_t i = 0; i < e->n_parts; i++) {
        parts[n++] = e->parts[i];
    }
    for (size_t i = 0; i < by->n_parts; i++) {
        size_t k = 0;
        while (k < n && !sv_eq(parts[k].name, by->parts[i].name)) {
            k++;
        }
        if (k < n || (e->kind && rec_part_find(e->kind, by->parts[i].name))) {
            parts[k] = by->parts[i];
            n += k == n;
        }
    }
    e->parts = parts;
    e->n_parts = n;
}

err *st_read_by(struct store *log, struct arena *a, struct rec_entry *e, int64_t seq, bool voids,
                struct st_corrected *ret)
{
    struct rec_entry by;
    *ret = (struct st_corrected){.by = seq, .taken_back = voids};
    if (voids) {
        return NULL;
    }
    TRY(st_log_entry(log, a, seq, &by));
    e->data = jv_get(by.data, "values");
    e->at = by.at ? by.at : e->at;
    replace_parts(a, e, &by);
    return NULL;
}

err *st_correct(struct store *tables, struct store *log, struct arena *a, struct rec_entry *e,
                struct st_corrected *ret)
{
    struct q_correction_standing_out row;
    bool found;
    *ret = (struct st_corrected){.by = -1};
    TRY(q_correction_standing(tables, a, &(struct q_correction_standing_in){.of = e->seq}, &found,
                              &row));
    return found ? st_read_by(log, a, e, row.seq, row.voids, ret) : NULL;
}

/* ---- the derived tables anew ---- */

static void stmt_scope(sqlite3_stmt **st)
{
    sqlite3_finalize(*st);
}

static int next_row(sqlite3_stmt *st)
{
    return sys_fault(FAULT_SQL) ? SQLITE_IOERR : sqlite3_step(st);
}

static err *prepared(struct store *s, struct arena *a, const char *sql, const char *what,
                     sqlite3_stmt **ret)
{
    int rc = sqlite3_prepare_v2(s->db, sql, -1, ret, NULL);
    return rc == SQLITE_OK ? NULL : st_error(s, a, rc, what);
}

static int order(int64_t x, int64_t y)
{
    return (x > y) - (x < y);
}

/* Two values in the order of a key: integers before texts before blobs. */
static int compare_value(sqlite3_stmt *x, sqlite3_stmt *y, int i)
{
    int tx = sqlite3_column_type(x, i), ty = sqlite3_column_type(y, i);
    if (tx != ty || tx == SQLITE_NULL) {
        int rank_x = tx == SQLITE_NULL ? 0 : tx, rank_y = ty == SQLITE_NULL ? 0 : ty;
        return order(rank_x, rank_y);
    }
    if (tx == SQLITE_INTEGER) {
        return order(sqlite3_column_int64(x, i), sqlite3_column_int64(y, i));
    }
    const void *p = sqlite3_column_blob(x, i), *q = sqlite3_column_blob(y, i);
    int n = sqlite3_column_bytes(x, i), m = sqlite3_column_bytes(y, i), least = n < m ? n : m;
    int c = least ? memcmp(p, q, (size_t)least) : 0;
    return c ? c : order(n, m);
}

static int compare_rows(sqlite3_stmt *x, sqlite3_stmt *y, int from, int to)
{
    int c = 0;
    for (int i = from; i < to && !c; i++) {
        c = compare_value(x, y, i);
    }
    return c;
}

/* What is to be done to a table: rows in the columns of its own. */
struct change {
    struct change *next;
    bool put;
    sqlite3_value **values;
};

struct changes {
    struct arena *a;
    struct change *first, **last;
};

static void change_add(struct changes *c, sqlite3_stmt *row, int n, bool put)
{
    struct change *one = arena_new(c->a, struct change);
    *one = (struct change){.put = put, .values = arena_array(c->a, sqlite3_value *, (size_t)n)};
    for (int i = 0; i < n; i++) {
        one->values[i] = sqlite3_value_dup(sqlite3_column_value(row, i));
        must(one->values[i]);
    }
    *c->last = one;
    c->last = &one->next;
}

static void changes_free(struct changes *c, int n_put, int n_drop)
{
    for (struct change *one = c->first; one; one = one->next) {
        for (int i = 0; i < (one->put ? n_put : n_drop); i++) {
            sqlite3_value_free(one->values[i]);
        }
    }
}

/* What makes the table of `is` that of `shall`. */
static err *differences(struct store *is, struct store *shall, const struct st_table *t,
                        struct changes *c)
{
    SCOPED(stmt_scope) sqlite3_stmt *x = NULL;
    SCOPED(stmt_scope) sqlite3_stmt *y = NULL;
    TRY(prepared(is, c->a, t->rows, t->name, &x));
    TRY(prepared(shall, c->a, t->rows, t->name, &y));
    int rx = next_row(x), ry = next_row(y);
    while (rx == SQLITE_ROW || ry == SQLITE_ROW) {
        int k = rx != SQLITE_ROW ? 1 : ry != SQLITE_ROW ? -1 : compare_rows(x, y, 0, t->n_keys);
        if ((rx != SQLITE_ROW && rx != SQLITE_DONE) || (ry != SQLITE_ROW && ry != SQLITE_DONE)) {
            break;
        }
        if (k < 0) {
            change_add(c, x, t->n_keys, false);
        } else if (k > 0 || compare_rows(x, y, t->n_keys, t->n_cols) != 0) {
            change_add(c, y, t->n_cols, true);
        }
        rx = k <= 0 ? next_row(x) : rx;
        ry = k >= 0 ? next_row(y) : ry;
    }
    TRY(rx == SQLITE_DONE ? NULL : st_error(is, c->a, rx, t->name));
    return ry == SQLITE_DONE ? NULL : st_error(shall, c->a, ry, t->name);
}

static err *change_table(struct store *s, const struct st_table *t, const struct changes *c)
{
    SCOPED(stmt_scope) sqlite3_stmt *put = NULL;
    SCOPED(stmt_scope) sqlite3_stmt *drop = NULL;
    TRY(prepared(s, c->a, t->put, t->name, &put));
    TRY(prepared(s, c->a, t->drop, t->name, &drop));
    for (const struct change *one = c->first; one; one = one->next) {
        sqlite3_stmt *st = one->put ? put : drop;
        for (int i = 0; i < (one->put ? t->n_cols : t->n_keys); i++) {
            sqlite3_bind_value(st, i + 1, one->values[i]);
        }
        int rc = next_row(st);
        sqlite3_reset(st);
        TRY(rc == SQLITE_DONE ? NULL : st_error(s, c->a, rc, t->name));
    }
    return NULL;
}

/* These do not follow from what entries say. */
static bool untouched(const struct st_table *t)
{
    return strcmp(t->name, "act") == 0 || strcmp(t->name, "correction") == 0 ||
           strcmp(t->name, "subtree") == 0;
}

static err *become(struct store *s, struct arena *a, struct store *shall)
{
    for (unsigned i = 0; i < st_derived_count; i++) {
        const struct st_table *t = &st_derived[i];
        struct changes c = {.a = a};
        c.last = &c.first;
        if (untouched(t)) {
            continue;
        }
        err *e = differences(s, shall, t, &c);
        e = e ? e : change_table(s, t, &c);
        changes_free(&c, t->n_cols, t->n_keys);
        TRY(e);
    }
    return NULL;
}

struct anew {
    struct store *s, *copy;
    struct arena *a;
};

static err *derive_anew(void *cx, const struct q_entry_range_out *row)
{
    struct anew *w = cx;
    struct arena_mark mark = arena_mark(w->a);
    struct rec_entry e;
    struct st_corrected how;
    TRY(rec_entry_decode(w->a, row->bytes, &e));
    TRY(st_correct(w->s, w->s, w->a, &e, &how));
    TRY(st_derive(w->copy, w->a, &e, how.taken_back));
    arena_rewind(w->a, mark);
    return NULL;
}

err *st_rederive(struct store *s, struct arena *a, const struct rec_entry *e)
{
    struct store *copy = arena_new(a, struct store);
    TRY(note(s, a, e));
    err *bad = st_copy_open(a, true, copy);
    bad = bad ? bad
              : q_entry_range(s, a, &(struct q_entry_range_in){.from = 0}, derive_anew,
                              &(struct anew){s, copy, a});
    bad = bad ? bad : become(s, a, copy);
    st_copy_close(copy);
    return bad;
}
