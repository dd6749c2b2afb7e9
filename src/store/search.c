/* search.db: the words of public parts, by SQLite's FTS5 (unicode61, diacritics folded). */
#include "store/search.h"

#include <sqlite3.h>
#include <string.h>

#include "base/limits.h"
#include "base/must.h"
#include "base/utf8.h"
#include "store/q.h"
#include "store/search_sql.h"
#include "sys/fault.h"
#include "sys/files.h"

enum { SEARCH_VERSION = 2, BUSY_WAIT_MS = 250, NAME_BYTES = 600 };

enum statement {
    SCHEMA,
    SETTINGS,
    VERSION,
    BEGIN,
    COMMIT,
    ROLLBACK,
    NEXT,
    NEXT_PUT,
    DOC_PUT,
    WORDS_PUT,
    DOC_DROP,
    WORDS_DROP,
    FIND,
    FOUND,
    STATEMENTS
};

/* Their names in sql/search.sql. */
static const char *const names[STATEMENTS] = {
    "schema",   "settings", "version",   "begin",    "commit",     "rollback", "next",
    "next_put", "doc_put",  "words_put", "doc_drop", "words_drop", "find",     "found"};

struct search {
    sqlite3 *db;
    sqlite3_stmt *made[STATEMENTS];
};

/* ---- statements ---- */

/* The text that follows the name, up to the next one. */
static sv text_of(enum statement id)
{
    static const sv mark = SV_INIT("-- name: ");
    sv rest = search_sql;
    while (rest.n) {
        sv line = sv_cut(rest, '\n', &rest);
        if (!sv_starts(line, mark) || !sv_is(sv_sub(line, mark.n, line.n), names[id])) {
            continue;
        }
        sv from = rest;
        size_t n = 0;
        while (rest.n && !sv_starts(rest, mark)) {
            n += sv_cut(rest, '\n', &rest).n + 1;
        }
        return sv_sub(from, 0, n);
    }
    return SV_NONE;
}

static err *failed(struct arena *a, const struct search *s, const char *what)
{
    return err_make(a, E_IO,
                    "The words of the record could not be %s (SQLite says %d): they are made anew "
                    "when search.db is removed and the server started again",
                    what, s->db ? sqlite3_extended_errcode(s->db) : SQLITE_NOMEM);
}

static err *get(struct search *s, struct arena *a, enum statement id, sqlite3_stmt **ret)
{
    sv text = text_of(id);
    if (!s->made[id] && sqlite3_prepare_v3(s->db, text.p, (int)text.n, SQLITE_PREPARE_PERSISTENT,
                                           &s->made[id], NULL) != SQLITE_OK) {
        return failed(a, s, "read");
    }
    sqlite3_reset(s->made[id]);
    sqlite3_clear_bindings(s->made[id]);
    *ret = s->made[id];
    return NULL;
}

static void bind_text(sqlite3_stmt *st, int at, sv text)
{
    sqlite3_bind_text64(st, at, text.n ? text.p : "", text.n, SQLITE_TRANSIENT, SQLITE_UTF8);
}

/* Step a statement that gives no rows. */
static err *run(struct search *s, struct arena *a, sqlite3_stmt *st)
{
    int rc = sys_fault(FAULT_SQL) ? SQLITE_IOERR : sqlite3_step(st);
    sqlite3_reset(st);
    return rc == SQLITE_DONE ? NULL : failed(a, s, "written");
}

static err *run_plain(struct search *s, struct arena *a, enum statement id)
{
    sqlite3_stmt *st = NULL;
    TRY(get(s, a, id, &st));
    return run(s, a, st);
}

static err *run_number(struct search *s, struct arena *a, enum statement id, int64_t n)
{
    sqlite3_stmt *st = NULL;
    TRY(get(s, a, id, &st));
    sqlite3_bind_int64(st, 1, n);
    return run(s, a, st);
}

static sv column(sqlite3_stmt *st, struct arena *a, int at)
{
    const void *p = sqlite3_column_text(st, at);
    return p ? sv_dup(a, (sv){p, (size_t)sqlite3_column_bytes(st, at)}) : SV_NONE;
}

/* ---- opening ---- */

void st_search_close(struct search *take_s)
{
    if (!take_s) {
        return;
    }
    for (int i = 0; i < STATEMENTS; i++) {
        sqlite3_finalize(take_s->made[i]);
    }
    sqlite3_close(take_s->db);
    heap_resize(take_s, 0);
}

static err *open_file(struct arena *a, const char *path, int flags, struct search **ret)
{
    struct search *s = heap_resize(NULL, sizeof *s);
    memset(s, 0, sizeof *s);
    if (sqlite3_open_v2(path, &s->db, flags | SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_NOMUTEX,
                        NULL) != SQLITE_OK) {
        err *e = failed(a, s, "opened");
        st_search_close(s);
        return e;
    }
    sqlite3_extended_result_codes(s->db, 1);
    sqlite3_busy_timeout(s->db, BUSY_WAIT_MS);
    sqlite3_db_config(s->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_limit(s->db, SQLITE_LIMIT_ATTACHED, 0);
    *ret = s;
    return NULL;
}

/* 0 for a file without tables, -1 where it cannot be read. */
static int version_of(struct search *s)
{
    sqlite3_stmt *st = NULL;
    sv text = text_of(VERSION);
    int version = -1;
    if (sqlite3_prepare_v2(s->db, text.p, (int)text.n, &st, NULL) == SQLITE_OK &&
        sqlite3_step(st) == SQLITE_ROW) {
        version = sqlite3_column_int(st, 0);
    }
    sqlite3_finalize(st);
    return version;
}

/* Several statements at once. */
static bool run_text(struct search *s, struct arena *a, enum statement id)
{
    return sqlite3_exec(s->db, sv_cstr(a, text_of(id)), NULL, NULL, NULL) == SQLITE_OK;
}

err *st_search_open_writer(struct arena *a, const char *dir, struct search **ret)
{
    const char *path = sv_fmt(a, "%s/search.db", dir).p;
    struct search *s;
    TRY(open_file(a, path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, &s));
    int version = version_of(s);
    if (version != 0 && version != SEARCH_VERSION) {
        st_search_close(s);
        TRY(sys_file_replace(a, path, SV_NONE, 0640));
        TRY(open_file(a, path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, &s));
        version = version_of(s);
    }
    /* what is lost with the machine's power is made again from the log */
    if (!run_text(s, a, SETTINGS) || (version == 0 && !run_text(s, a, SCHEMA))) {
        err *e = failed(a, s, "written");
        st_search_close(s);
        return e;
    }
    *ret = s;
    return NULL;
}

err *st_search_open_reader(struct arena *a, const char *dir, struct search **ret)
{
    const char *path = sv_fmt(a, "%s/search.db", dir).p;
    if (!sys_file_exists(path)) {
        return err_make(a, E_NOTFOUND, "The words of the record are still being gathered.");
    }
    TRY(open_file(a, path, SQLITE_OPEN_READONLY, ret));
    if (version_of(*ret) != SEARCH_VERSION) {
        st_search_close(*ret);
        return err_make(a, E_NOTFOUND, "The words of the record are still being gathered.");
    }
    return NULL;
}

/* ---- filling ---- */

err *st_search_size(struct search *s, struct arena *a, int64_t *ret)
{
    sqlite3_stmt *st = NULL;
    TRY(get(s, a, NEXT, &st));
    bool row = sqlite3_step(st) == SQLITE_ROW;
    *ret = row ? sqlite3_column_int64(st, 0) : 0;
    sqlite3_reset(st);
    return row ? NULL : failed(a, s, "read");
}

/* The texts of a JSON value, one after the other. */
static void gather(struct buf *b, const struct jv *v)
{
    if (v->type == JV_STRING && sv_find(v->text, ' ') < v->text.n) {
        buf_sv(b, v->text);
        buf_char(b, '\n');
    }
    if (v->type == JV_OBJECT || v->type == JV_ARRAY) {
        jv_each(m, v)
        {
            gather(b, m);
        }
    }
}

/* The public words of an entry: the title apart. */
static err *words_of(struct store *record, struct arena *a, const struct rec_entry *e,
                     sv *ret_title, sv *ret_text)
{
    struct buf b = buf_make((size_t)LIMIT_PART_BYTES * 4);
    err *bad = NULL;
    bool corrects = e->kind == &rec_kinds[KIND_ENTRY_CORRECTED];
    *ret_title = SV_NONE;
    static const char *const fields[] = {"name", "citation", "department", "number"};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        sv name = jv_get_sv(e->data, fields[i]);
        if (name.n) {
            buf_sv(&b, name);
            buf_char(&b, '\n');
        }
    }
    for (size_t i = 0; !bad && i < e->n_parts; i++) {
        const struct rec_part *p = &e->parts[i];
        bool found = false, plain = sv_is(p->media, "text/plain");
        struct q_part_out row;
        if (!sv_is(p->class, "public") || !(plain || sv_is(p->media, "application/json"))) {
            continue;
        }
        if (corrects && !sv_is(p->name, "why")) {
            continue; /* the right words are those of the entry that is corrected */
        }
        bad = q_part(record, a, &(struct q_part_in){.hash = (sv){(const char *)p->hash.b, 32}},
                     &found, &row);
        if (bad || !found || !sv_is(row.class, "public")) {
            continue;
        }
        struct jv *v = NULL;
        if (sv_is(p->name, "title")) {
            *ret_title = row.payload;
        } else if (plain) {
            buf_sv(&b, row.payload);
            buf_char(&b, '\n');
        } else if (!jv_parse(a, row.payload, &v)) {
            gather(&b, v);
        }
    }
    *ret_text = buf_dup(a, &b);
    buf_free(&b);
    return bad;
}

/* The entry's words as it is to be read, in place of those that may be there. */
static err *put(struct search *s, struct arena *a, struct store *record, int64_t seq)
{
    struct rec_entry e;
    struct st_corrected how;
    sv title, text;
    sqlite3_stmt *st = NULL;
    TRY(st_log_read(record, a, seq, &e, &how));
    TRY(run_number(s, a, DOC_DROP, seq));
    TRY(run_number(s, a, WORDS_DROP, seq));
    if (!e.kind || how.taken_back || e.kind == &rec_kinds[KIND_KEY_ADDED] ||
        e.kind == &rec_kinds[KIND_RULES_ADOPTED]) {
        return NULL;
    }
    TRY(words_of(record, a, &e, &title, &text));
    if (!title.n && !sv_trim(text).n) {
        return NULL;
    }
    TRY(get(s, a, DOC_PUT, &st));
    sqlite3_bind_int64(st, 1, seq);
    sqlite3_bind_int64(st, 2, e.kind - rec_kinds);
    bind_text(st, 3, e.body);
    bind_text(st, 4, jv_get_sv(e.about, "meeting"));
    bind_text(st, 5, jv_get_sv(e.about, "item"));
    TRY(run(s, a, st));
    TRY(get(s, a, WORDS_PUT, &st));
    sqlite3_bind_int64(st, 1, seq);
    bind_text(st, 2, title);
    bind_text(st, 3, text);
    return run(s, a, st);
}

/* The entry, and before it what it corrects: each is older than the one before. */
static err *add(struct search *s, struct arena *a, struct store *record, int64_t seq)
{
    struct rec_entry e;
    TRY(st_log_entry(record, a, seq, &e));
    for (int64_t of = seq; e.kind == &rec_kinds[KIND_ENTRY_CORRECTED];) {
        int64_t corrected = jv_get_int(e.data, "of", -1);
        if (corrected < 0 || corrected >= of) {
            break;
        }
        of = corrected;
        TRY(put(s, a, record, of));
        TRY(st_log_entry(record, a, of, &e));
    }
    return put(s, a, record, seq);
}

static err *begin_anew(struct search *s, struct arena *a)
{
    TRY(run_number(s, a, DOC_DROP, -1));
    return run_number(s, a, WORDS_DROP, -1);
}

static err *follow(struct search *s, struct arena *a, struct store *record, int64_t most,
                   bool *ret_more)
{
    int64_t size = 0, next = 0;
    TRY(st_log_size(record, a, &size));
    TRY(st_search_size(s, a, &next));
    if (next > size) {
        TRY(begin_anew(s, a));
        next = 0;
    }
    int64_t end = size - next > most ? next + most : size;
    for (int64_t seq = next; seq < end; seq++) {
        SCOPED(arena_scope) struct arena *tmp = arena_open(1 << 14);
        err *e = add(s, tmp, record, seq);
        if (e) {
            return err_dup(a, e);
        }
    }
    *ret_more = end < size;
    return run_number(s, a, NEXT_PUT, end);
}

err *st_search_follow(struct search *s, struct arena *a, struct store *record, int64_t most,
                      bool *ret_more)
{
    TRY(run_plain(s, a, BEGIN));
    err *e = st_read_begin(record, a);
    if (!e) {
        e = follow(s, a, record, most, ret_more);
        st_read_end(record);
    }
    e = e ? e : run_plain(s, a, COMMIT);
    if (e) {
        err *again = run_plain(s, a, ROLLBACK);
        (void)again; /* SQLite may have rolled back by itself */
    }
    return e;
}

/* ---- finding ---- */

/* What was typed as an expression of FTS5: each word or phrase in quotes, all of them needed. */
static err *expression(struct arena *a, sv words, sv *ret)
{
    struct buf b = buf_make((size_t)SEARCH_WORDS_BYTES * 4);
    size_t n = 0, i = 0;
    if (words.n > SEARCH_WORDS_BYTES || !utf8_plain(words)) {
        return err_field(a, SV("q"), "ask with at most %d bytes of plain text", SEARCH_WORDS_BYTES);
    }
    while (i < words.n) {
        bool phrase = words.p[i] == '"';
        size_t from = i + phrase, to = from;
        while (to < words.n && words.p[to] != '"' && (phrase || words.p[to] > ' ')) {
            to++;
        }
        if (to > from) {
            buf_fmt(&b, "%s\"%.*s\"%s", n ? " " : "", (int)(to - from), words.p + from,
                    !phrase && to == words.n ? "*" : "");
            n++;
        }
        i = to == from && !phrase ? to + 1 : to + phrase;
    }
    *ret = buf_dup(a, &b);
    buf_free(&b);
    return n <= SEARCH_WORDS ? NULL
                             : err_field(a, SV("q"), "ask with at most %d words", SEARCH_WORDS);
}

/* " 10 14 " */
static sv kinds_among(struct arena *a, sv among)
{
    static const struct {
        const char *name;
        enum rec_kind_id kinds[4];
    } all[] = {{"items", {KIND_ITEM_FILED, KIND_TEXT_FILED}},
               {"minutes", {KIND_MINUTES_FILED, KIND_MINUTES_WORDED}},
               {"reasons", {KIND_REASON_GIVEN, KIND_VETO_FILED, KIND_DISCLOSURE_STATED}},
               {"notes", {KIND_NOTE_RECORDED}}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        if (!sv_is(among, all[i].name)) {
            continue;
        }
        sv s = SV(" ");
        for (size_t k = 0; k < 4 && all[i].kinds[k]; k++) {
            s = sv_fmt(a, "%.*s%d ", SV_ARG(s), (int)all[i].kinds[k]);
        }
        return s;
    }
    return SV_NONE;
}

static void bind_ask(sqlite3_stmt *st, sv match, const struct search_ask *ask, sv kinds)
{
    bind_text(st, 1, match);
    bind_text(st, 2, ask->body);
    bind_text(st, 3, kinds);
}

err *st_search_find(struct search *s, struct arena *a, const struct search_ask *ask,
                    struct search_hit **ret, size_t *ret_n, int64_t *ret_all)
{
    sv match, kinds = kinds_among(a, ask->among);
    sqlite3_stmt *st = NULL;
    size_t n = 0;
    *ret = arena_array(a, struct search_hit, SEARCH_HITS);
    *ret_n = 0;
    *ret_all = 0;
    TRY(expression(a, ask->words, &match));
    if (!match.n) {
        return NULL;
    }
    TRY(get(s, a, FOUND, &st));
    bind_ask(st, match, ask, kinds);
    if (sqlite3_step(st) != SQLITE_ROW) {
        return failed(a, s, "read");
    }
    *ret_all = sqlite3_column_int64(st, 0);
    sqlite3_reset(st);
    TRY(get(s, a, FIND, &st));
    bind_ask(st, match, ask, kinds);
    sqlite3_bind_int64(st, 4, SEARCH_HITS);
    sqlite3_bind_int64(st, 5, ask->first);
    int rc;
    while ((rc = sqlite3_step(st)) == SQLITE_ROW && n < SEARCH_HITS) {
        (*ret)[n++] = (struct search_hit){.seq = sqlite3_column_int64(st, 0),
                                          .kind = sqlite3_column_int64(st, 1),
                                          .body = column(st, a, 2),
                                          .meeting = column(st, a, 3),
                                          .item = column(st, a, 4),
                                          .piece = column(st, a, 5)};
    }
    sqlite3_reset(st);
    *ret_n = n;
    return rc == SQLITE_DONE || rc == SQLITE_ROW ? NULL : failed(a, s, "read");
}
