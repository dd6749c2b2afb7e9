/* sqlgen: reads the schema and the queries of sql/, prepares each against a fresh database, and
 * writes them as C: typed structs, one function a query, the schema as strings.
 *
 * usage: sqlgen OUT.h OUT.c log.sql derived.sql private.sql drop.sql query.sql…
 *
 * A query:
 *     -- name: votes_of_motion :many            (:one :many :each :exec)
 *     -- The votes of one motion.               (what it gives; becomes the function's comment)
 *     -- in: meeting text, motion int           (text int blob bool instant; then "optional")
 *     -- out: member text, choice text
 *     -- reads: session.hash                    (secret columns that it reads, if any)
 *     -- for: writer                            (readers may not run it)
 *     SELECT member, choice FROM …;
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"

enum { FILE_MAX = 1 << 20, COLUMNS_MAX = 64, QUERIES_MAX = 500, SECRETS_MAX = 32 };

struct column {
    sv name, type;
    bool optional;
    int param;
};

struct query {
    const char *file;
    int line;
    sv name, mode, comment, reads, sql;
    struct column in[COLUMNS_MAX], out[COLUMNS_MAX];
    size_t n_in, n_out;
    bool writes;
};

struct gen {
    struct arena *a;
    sqlite3 *db;
    struct query *queries;
    size_t n_queries;
    sv secrets[SECRETS_MAX]; /* "table.column" */
    size_t n_secrets;
    sv read[COLUMNS_MAX]; /* the secrets that the statement in hand reads */
    size_t n_read;
};

/* ---- small helpers ---- */

static err *read_file(struct arena *a, const char *path, sv *ret)
{
    FILE *f = fopen(path, "rb");
    if (!f) {
        return err_make(a, E_IO, "%s could not be opened", path);
    }
    char *p = arena_alloc(a, FILE_MAX);
    size_t n = fread(p, 1, FILE_MAX, f);
    fclose(f);
    if (n == FILE_MAX) {
        return err_make(a, E_LIMIT, "%s is larger than %d bytes", path, FILE_MAX);
    }
    *ret = (sv){p, n};
    return NULL;
}

static err *at(struct gen *g, const struct query *q, const char *what, sv word)
{
    return err_make(g->a, E_INVALID, "%s:%d: %.*s: %s%s%.*s", q->file, q->line, SV_ARG(q->name),
                    what, word.n ? " " : "", SV_ARG(word));
}

static sv word_of(sv *rest)
{
    *rest = sv_trim(*rest);
    sv w = sv_cut(*rest, ' ', rest);
    *rest = sv_trim(*rest);
    return w;
}

static bool in_list(const sv *list, size_t n, sv s)
{
    for (size_t i = 0; i < n; i++) {
        if (sv_eq(list[i], s)) {
            return true;
        }
    }
    return false;
}

/* The part of a line before its comment, and the comment without its dashes. */
static sv cut_comment(sv line, sv *ret_comment)
{
    for (size_t i = 0; i + 1 < line.n; i++) {
        if (line.p[i] == '-' && line.p[i + 1] == '-') {
            *ret_comment = sv_trim(sv_sub(line, i + 2, line.n));
            return sv_trim(sv_sub(line, 0, i));
        }
    }
    *ret_comment = SV_NONE;
    return sv_trim(line);
}

/* ---- schema ---- */

static bool key_word(sv w)
{
    return sv_is(w, "PRIMARY") || sv_is(w, "UNIQUE") || sv_is(w, "FOREIGN") || sv_is(w, "CHECK");
}

/* Every column has its comment; columns whose comment begins with SECRET are kept in mind. */
static err *check_comments(struct gen *g, const char *file, sv text)
{
    sv table = SV_NONE;
    int line_no = 0;
    while (text.n) {
        sv line = sv_cut(text, '\n', &text), comment, code = cut_comment(line, &comment);
        sv rest = code, w = word_of(&rest);
        line_no++;
        if (sv_is(w, "CREATE")) {
            bool is_table = sv_is(word_of(&rest), "TABLE");
            table = is_table ? word_of(&rest) : SV_NONE;
            if (sv_is(table, "IF")) { /* NOT EXISTS */
                (void)word_of(&rest);
                (void)word_of(&rest);
                table = word_of(&rest);
            }
        } else if (code.n && code.p[0] == ')') {
            table = SV_NONE;
        } else if (table.n && code.n && !key_word(w)) {
            if (!comment.n) {
                return err_make(g->a, E_INVALID, "%s:%d: column %.*s.%.*s has no comment", file,
                                line_no, SV_ARG(table), SV_ARG(w));
            }
            if (sv_starts(comment, SV("SECRET")) && g->n_secrets < SECRETS_MAX) {
                g->secrets[g->n_secrets++] = sv_fmt(g->a, "%.*s.%.*s", SV_ARG(table), SV_ARG(w));
            }
        }
    }
    return NULL;
}

static err *run_schema(struct gen *g, const char *file, sv text)
{
    TRY(check_comments(g, file, text));
    if (sqlite3_exec(g->db, sv_cstr(g->a, text), NULL, NULL, NULL) != SQLITE_OK) {
        return err_make(g->a, E_INVALID, "%s: %s", file, sqlite3_errmsg(g->db));
    }
    return NULL;
}

/* ---- queries ---- */

static bool type_known(sv t)
{
    return sv_is(t, "text") || sv_is(t, "int") || sv_is(t, "blob") || sv_is(t, "bool") ||
           sv_is(t, "instant");
}

static err *parse_columns(struct gen *g, const struct query *q, sv list, struct column *cols,
                          size_t *n)
{
    while (list.n) {
        sv one = sv_cut(list, ',', &list);
        struct column c = {.name = word_of(&one), .param = 0};
        c.type = word_of(&one);
        sv extra = word_of(&one);
        c.optional = sv_is(extra, "optional");
        if (!c.name.n || !type_known(c.type) || (extra.n && !c.optional) || one.n) {
            return at(g, q, "write \"name type\" or \"name type optional\", not", c.name);
        }
        if (*n == COLUMNS_MAX) {
            return at(g, q, "has too many columns", SV(""));
        }
        for (size_t i = 0; i < *n; i++) {
            if (sv_eq(cols[i].name, c.name)) {
                return at(g, q, "names twice", c.name);
            }
        }
        cols[(*n)++] = c;
    }
    return NULL;
}

static err *parse_remark(struct gen *g, struct query *q, sv remark)
{
    if (sv_starts(remark, SV("in:"))) {
        return parse_columns(g, q, sv_sub(remark, 3, remark.n), q->in, &q->n_in);
    }
    if (sv_starts(remark, SV("out:"))) {
        return parse_columns(g, q, sv_sub(remark, 4, remark.n), q->out, &q->n_out);
    }
    if (sv_starts(remark, SV("reads:"))) {
        q->reads = sv_trim(sv_sub(remark, 6, remark.n));
        return NULL;
    }
    if (sv_starts(remark, SV("for:"))) {
        q->writes = sv_is(sv_trim(sv_sub(remark, 4, remark.n)), "writer");
        return q->writes ? NULL : at(g, q, "only \"for: writer\" is known", SV(""));
    }
    q->comment =
        q->comment.n ? sv_fmt(g->a, "%.*s\n * %.*s", SV_ARG(q->comment), SV_ARG(remark)) : remark;
    return NULL;
}

static err *begin_query(struct gen *g, const char *file, int line, sv head, struct query **ret)
{
    if (g->n_queries == QUERIES_MAX) {
        return err_make(g->a, E_LIMIT, "%s:%d: more than %d queries", file, line, QUERIES_MAX);
    }
    struct query *q = &g->queries[g->n_queries++];
    *q = (struct query){.file = file, .line = line, .name = word_of(&head)};
    q->mode = word_of(&head);
    if (!q->name.n || head.n ||
        !(sv_is(q->mode, ":one") || sv_is(q->mode, ":many") || sv_is(q->mode, ":each") ||
          sv_is(q->mode, ":exec"))) {
        return at(g, q, "say :one, :many, :each or :exec, not", q->mode);
    }
    for (size_t i = 0; i + 1 < g->n_queries; i++) {
        if (sv_eq(g->queries[i].name, q->name)) {
            return at(g, q, "this name stands already in", sv_of(g->queries[i].file));
        }
    }
    *ret = q;
    return NULL;
}

static err *parse_queries(struct gen *g, const char *file, sv text)
{
    struct query *q = NULL;
    struct buf sql = buf_make(FILE_MAX);
    err *e = NULL;
    int line_no = 0;
    while (text.n && !e) {
        sv line = sv_trim(sv_cut(text, '\n', &text));
        line_no++;
        if (sv_starts(line, SV("--"))) {
            sv remark = sv_trim(sv_sub(line, 2, line.n));
            if (sv_starts(remark, SV("name:"))) {
                e = q ? at(g, q, "its statement does not end with ';'", SV(""))
                      : begin_query(g, file, line_no, sv_sub(remark, 5, remark.n), &q);
            } else if (q && sql.n == 0) {
                e = parse_remark(g, q, remark);
            }
        } else if (line.n && !q) {
            e = err_make(g->a, E_INVALID, "%s:%d: a statement without \"-- name:\"", file, line_no);
        } else if (line.n) {
            buf_sv(&sql, line);
            buf_char(&sql, '\n');
            if (line.p[line.n - 1] == ';') {
                sql.n -= 2;
                q->sql = buf_dup(g->a, &sql);
                buf_clear(&sql);
                q = NULL;
            }
        }
    }
    buf_free(&sql);
    return !e && q ? at(g, q, "its statement does not end with ';'", SV("")) : e;
}

/* ---- checking against the database ---- */

static int note_reads(void *cx, int action, const char *table, const char *column, const char *db,
                      const char *trigger)
{
    struct gen *g = cx;
    (void)db;
    (void)trigger;
    if (action == SQLITE_READ) {
        sv s = sv_fmt(g->a, "%s.%s", table, column);
        if (in_list(g->secrets, g->n_secrets, s) && !in_list(g->read, g->n_read, s) &&
            g->n_read < COLUMNS_MAX) {
            g->read[g->n_read++] = s;
        }
    }
    return SQLITE_OK;
}

static err *check_params(struct gen *g, struct query *q, sqlite3_stmt *st)
{
    int n = sqlite3_bind_parameter_count(st);
    for (int i = 1; i <= n; i++) {
        const char *name = sqlite3_bind_parameter_name(st, i);
        bool found = false;
        for (size_t k = 0; name && k < q->n_in; k++) {
            if (name[0] == ':' && sv_is(q->in[k].name, name + 1)) {
                q->in[k].param = i;
                found = true;
            }
        }
        if (!found) {
            return at(g, q, "this parameter is not named under \"in\":",
                      sv_dup(g->a, sv_of(name ? name : "?")));
        }
    }
    for (size_t k = 0; k < q->n_in; k++) {
        if (!q->in[k].param) {
            return at(g, q, "the statement has no parameter", q->in[k].name);
        }
    }
    return NULL;
}

/* An expression that was given no name is named by its own text. */
static bool plain_name(const char *s)
{
    return s[strspn(s, "abcdefghijklmnopqrstuvwxyz_0123456789")] == 0;
}

static err *check_columns(struct gen *g, struct query *q, sqlite3_stmt *st)
{
    int n = sqlite3_column_count(st);
    bool exec = sv_is(q->mode, ":exec");
    if (n != (int)q->n_out) {
        return at(g, q, "the statement gives another number of columns than \"out\":",
                  sv_fmt(g->a, "%d, not %zu", n, q->n_out));
    }
    if (exec ? n != 0 : n == 0) {
        return at(g, q, exec ? ":exec gives no columns" : "gives no columns: say :exec", SV(""));
    }
    for (int i = 0; i < n; i++) {
        const char *table = sqlite3_column_table_name(st, i);
        const char *column = sqlite3_column_origin_name(st, i);
        if (!sv_is(q->out[i].name, sqlite3_column_name(st, i)) &&
            plain_name(sqlite3_column_name(st, i))) {
            return at(g, q, "\"out\" and the statement differ in the name of column",
                      sv_dup(g->a, sv_of(sqlite3_column_name(st, i))));
        }
        if (table && column &&
            in_list(g->secrets, g->n_secrets, sv_fmt(g->a, "%s.%s", table, column))) {
            q->writes = true; /* what gives out a secret is the writer's alone */
        }
    }
    return NULL;
}

static err *check_prepared(struct gen *g, struct query *q, sqlite3_stmt *st, const char *tail)
{
    for (; *tail; tail++) {
        if (!strchr(" \n\t;", *tail)) {
            return at(g, q, "holds more than one statement", SV(""));
        }
    }
    if (!q->comment.n) {
        q->comment = sv_fmt(g->a, "%s, line %d.", q->file, q->line);
    }
    TRY(check_params(g, q, st));
    if (!sqlite3_stmt_readonly(st)) {
        q->writes = true;
    }
    TRY(check_columns(g, q, st));
    sv rest = q->reads;
    while (rest.n) {
        sv one = word_of(&rest);
        if (!in_list(g->read, g->n_read, one)) {
            return at(g, q, "does not read the secret that it names under \"reads\":", one);
        }
    }
    for (size_t i = 0; i < g->n_read && !q->writes; i++) {
        sv padded = sv_fmt(g->a, " %.*s ", SV_ARG(q->reads));
        if (!strstr(padded.p, sv_fmt(g->a, " %.*s ", SV_ARG(g->read[i])).p)) {
            return at(g, q, "reads a secret without naming it under \"reads\":", g->read[i]);
        }
    }
    return NULL;
}

static err *check_query(struct gen *g, struct query *q)
{
    sqlite3_stmt *st = NULL;
    const char *tail = "";
    g->n_read = 0;
    if (sqlite3_prepare_v2(g->db, sv_cstr(g->a, q->sql), -1, &st, &tail) != SQLITE_OK) {
        return at(g, q, sqlite3_errmsg(g->db), SV(""));
    }
    err *e = st ? check_prepared(g, q, st, tail) : at(g, q, "is empty", SV(""));
    sqlite3_finalize(st);
    return e;
}

/* ---- output ---- */

static bool number(const struct column *c)
{
    return sv_is(c->type, "int") || sv_is(c->type, "bool") || sv_is(c->type, "instant");
}

static void put_struct(struct buf *h, const struct query *q, const char *suffix,
                       const struct column *cols, size_t n)
{
    if (n == 0) {
        return;
    }
    buf_fmt(h, "struct q_%.*s_%s {\n", SV_ARG(q->name), suffix);
    for (size_t i = 0; i < n; i++) {
        const char *type = sv_is(cols[i].type, "int")       ? "int64_t"
                           : sv_is(cols[i].type, "bool")    ? "bool"
                           : sv_is(cols[i].type, "instant") ? "instant"
                                                            : "sv";
        if (cols[i].optional && number(&cols[i])) {
            buf_fmt(h, "    bool has_%.*s;\n", SV_ARG(cols[i].name));
        }
        buf_fmt(h, "    %s %.*s;%s\n", type, SV_ARG(cols[i].name),
                cols[i].optional && !number(&cols[i]) ? " /* p is NULL where there is none */"
                                                      : "");
    }
    buf_str(h, "};\n");
}

static void put_signature(struct buf *b, const struct query *q)
{
    sv n = q->name;
    buf_fmt(b, "err *q_%.*s(struct store *s, struct arena *a", SV_ARG(n));
    if (q->n_in) {
        buf_fmt(b, ", const struct q_%.*s_in *in", SV_ARG(n));
    }
    if (sv_is(q->mode, ":one")) {
        buf_fmt(b, ", bool *ret_found, struct q_%.*s_out *ret", SV_ARG(n));
    } else if (sv_is(q->mode, ":many")) {
        buf_fmt(b, ", struct q_%.*s_out **ret_rows, size_t *ret_n", SV_ARG(n));
    } else if (sv_is(q->mode, ":each")) {
        buf_fmt(b, ", err *(*each)(void *cx, const struct q_%.*s_out *row), void *cx", SV_ARG(n));
    }
    buf_char(b, ')');
}

static void put_header(struct gen *g, struct buf *h)
{
    buf_str(h, "/* Generated from sql/ by sqlgen.\n"
               " * Errors of all: E_IO; E_LIMIT more than LIMIT_QUERY_ROWS rows; E_DENIED where a "
               "reader asks for\n * what is the writer's; E_CONFLICT where a row of that key "
               "stands.  Lifetime of what is given: a. */\n"
               "#ifndef STORE_Q_H\n#define STORE_Q_H\n\n#include <stdbool.h>\n#include "
               "<stddef.h>\n#include <stdint.h>\n\n#include \"base/err.h\"\n#include "
               "\"base/moment.h\"\n\nstruct store;\n");
    buf_str(h,
            "\n/* The numbers of the queries: what logs and errors name, never their values. */\n"
            "enum st_query_number {\n");
    for (size_t i = 0; i < g->n_queries; i++) {
        buf_fmt(h, "    ST_Q_%.*s,\n", SV_ARG(g->queries[i].name));
    }
    buf_str(h, "    ST_QUERIES\n};\n");
    for (size_t i = 0; i < g->n_queries; i++) {
        const struct query *q = &g->queries[i];
        buf_char(h, '\n');
        put_struct(h, q, "in", q->in, q->n_in);
        put_struct(h, q, "out", q->out, q->n_out);
        buf_fmt(h, "/* %.*s%s */\nMUST ", SV_ARG(q->comment), q->writes ? "  (writer)" : "");
        put_signature(h, q);
        buf_str(h, ";\n");
    }
    buf_str(h, "\n#endif\n");
}

static void put_columns(struct buf *c, const struct query *q, const char *suffix,
                        const struct column *cols, size_t n)
{
    if (n == 0) {
        return;
    }
    buf_fmt(c, "static const struct st_column %.*s_%s[] = {\n", SV_ARG(q->name), suffix);
    for (size_t i = 0; i < n; i++) {
        const char *type = sv_is(cols[i].type, "int")       ? "ST_INT"
                           : sv_is(cols[i].type, "bool")    ? "ST_BOOL"
                           : sv_is(cols[i].type, "instant") ? "ST_INSTANT"
                           : sv_is(cols[i].type, "blob")    ? "ST_BLOB"
                                                            : "ST_TEXT";
        buf_fmt(c,
                "    {.name = \"%.*s\", .type = %s, .optional = %s, .param = %d,\n"
                "     .at = offsetof(struct q_%.*s_%s, %.*s)",
                SV_ARG(cols[i].name), type, cols[i].optional ? "true" : "false", cols[i].param,
                SV_ARG(q->name), suffix, SV_ARG(cols[i].name));
        if (cols[i].optional && number(&cols[i])) {
            buf_fmt(c, ",\n     .has = offsetof(struct q_%.*s_%s, has_%.*s)", SV_ARG(q->name),
                    suffix, SV_ARG(cols[i].name));
        }
        buf_str(c, "},\n");
    }
    buf_str(c, "};\n");
}

static void put_string(struct buf *c, sv s)
{
    buf_str(c, "\"");
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '\n') {
            buf_str(c, "\\n\"\n    \"");
        } else {
            if (s.p[i] == '"' || s.p[i] == '\\') {
                buf_char(c, '\\');
            }
            buf_char(c, s.p[i]);
        }
    }
    buf_str(c, "\"");
}

/* As numbers: a string literal of that length is more than C promises to take. */
static void put_text(struct buf *c, const char *name, sv text)
{
    buf_fmt(c, "const char %s[] = {", name);
    for (size_t i = 0; i < text.n; i++) {
        buf_fmt(c, "%s%d,", i % 24 ? "" : "\n    ", (signed char)text.p[i]);
    }
    buf_str(c, "0};\n");
}

static void put_functions(struct gen *g, struct buf *c)
{
    for (size_t i = 0; i < g->n_queries; i++) {
        const struct query *q = &g->queries[i];
        const char *in = q->n_in ? "in" : "NULL";
        buf_char(c, '\n');
        put_signature(c, q);
        buf_str(c, "\n{\n");
        if (sv_is(q->mode, ":exec")) {
            buf_fmt(c, "    return st_query_exec(s, a, ST_Q_%.*s, %s);\n", SV_ARG(q->name), in);
        } else if (sv_is(q->mode, ":one")) {
            buf_fmt(c, "    return st_query_one(s, a, ST_Q_%.*s, %s, ret_found, ret);\n",
                    SV_ARG(q->name), in);
        } else if (sv_is(q->mode, ":many")) {
            buf_fmt(c,
                    "    void *rows = NULL;\n    TRY(st_query_many(s, a, ST_Q_%.*s, %s, &rows, "
                    "ret_n));\n"
                    "    *ret_rows = rows;\n    return NULL;\n",
                    SV_ARG(q->name), in);
        } else {
            buf_fmt(c,
                    "    struct each_%.*s e = {each, cx};\n"
                    "    return st_query_each(s, a, ST_Q_%.*s, %s, call_%.*s, &e);\n",
                    SV_ARG(q->name), SV_ARG(q->name), in, SV_ARG(q->name));
        }
        buf_str(c, "}\n");
    }
}

static void put_callers(struct gen *g, struct buf *c)
{
    for (size_t i = 0; i < g->n_queries; i++) {
        sv n = g->queries[i].name;
        if (sv_is(g->queries[i].mode, ":each")) {
            buf_fmt(
                c,
                "\nstruct each_%.*s {\n    err *(*each)(void *cx, const struct q_%.*s_out *row);"
                "\n    void *cx;\n};\n\nstatic err *call_%.*s(void *cx, const void *row)\n{\n"
                "    const struct each_%.*s *e = cx;\n    return e->each(e->cx, row);\n}\n",
                SV_ARG(n), SV_ARG(n), SV_ARG(n), SV_ARG(n));
        }
    }
}

/* The tables of a schema, in the order of their names, with what is needed to read them whole, and
 * to put and drop a row. */
static err *put_tables(struct gen *g, struct buf *c, sqlite3 *derived)
{
    static const char tables[] = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY 1";
    static const char columns[] =
        "SELECT name, pk > 0 FROM pragma_table_info(?1) ORDER BY pk = 0, pk, cid";
    sqlite3_stmt *t = NULL, *k = NULL;
    unsigned count = 0;
    if (sqlite3_prepare_v2(derived, tables, -1, &t, NULL) != SQLITE_OK ||
        sqlite3_prepare_v2(derived, columns, -1, &k, NULL) != SQLITE_OK) {
        sqlite3_finalize(t);
        return err_make(g->a, E_IO, "the derived schema cannot be listed");
    }
    buf_str(c, "\nconst struct st_table st_derived[] = {\n");
    for (; sqlite3_step(t) == SQLITE_ROW; count++) {
        sv name = sv_dup(g->a, sv_of((const char *)sqlite3_column_text(t, 0)));
        sv all = SV_NONE, keys = SV_NONE, marks = SV_NONE, match = SV_NONE;
        int n_keys = 0, n_cols = 0;
        sqlite3_bind_text(k, 1, name.p, (int)name.n, SQLITE_STATIC);
        while (sqlite3_step(k) == SQLITE_ROW) {
            const char *column = (const char *)sqlite3_column_text(k, 0);
            all = sv_fmt(g->a, "%.*s%s%s", SV_ARG(all), all.n ? ", " : "", column);
            marks = sv_fmt(g->a, "%.*s%s?", SV_ARG(marks), marks.n ? ", " : "");
            n_cols++;
            if (sqlite3_column_int(k, 1)) {
                keys = all;
                match = sv_fmt(g->a, "%.*s%s%s = ?", SV_ARG(match), match.n ? " AND " : "", column);
                n_keys++;
            }
        }
        sqlite3_reset(k);
        buf_fmt(c,
                "    {.name = \"%.*s\", .n_keys = %d, .n_cols = %d,\n     .rows = \"SELECT %.*s "
                "FROM %.*s ORDER BY %.*s\",\n     .put = \"INSERT OR REPLACE INTO %.*s (%.*s) "
                "VALUES (%.*s)\",\n     .drop = \"DELETE FROM %.*s WHERE %.*s\"},\n",
                SV_ARG(name), n_keys, n_cols, SV_ARG(all), SV_ARG(name), SV_ARG(keys), SV_ARG(name),
                SV_ARG(all), SV_ARG(marks), SV_ARG(name), SV_ARG(match));
    }
    buf_fmt(c, "};\nconst unsigned st_derived_count = %u;\n", count);
    sqlite3_finalize(t);
    sqlite3_finalize(k);
    return NULL;
}

static err *put_kept(struct gen *g, struct buf *c, sv log, sv private)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *t = NULL;
    err *e = NULL;
    if (sqlite3_open(":memory:", &db) != SQLITE_OK ||
        sqlite3_exec(db, sv_cstr(g->a, log), NULL, NULL, NULL) != SQLITE_OK ||
        sqlite3_exec(db, sv_cstr(g->a, private), NULL, NULL, NULL) != SQLITE_OK ||
        sqlite3_prepare_v2(db, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY 1", -1,
                           &t, NULL) != SQLITE_OK) {
        e = err_make(g->a, E_IO, "log and private schema: %s", sqlite3_errmsg(db));
    }
    buf_str(c, "\nconst char *const st_kept[] = {");
    while (!e && sqlite3_step(t) == SQLITE_ROW) {
        buf_fmt(c, "\"%s\", ", (const char *)sqlite3_column_text(t, 0));
    }
    buf_str(c, "NULL};\nconst char *const st_secrets[] = {");
    for (size_t i = 0; i < g->n_secrets; i++) {
        buf_fmt(c, "\"%.*s\", ", SV_ARG(g->secrets[i]));
    }
    buf_str(c, "NULL};\n");
    sqlite3_finalize(t);
    sqlite3_close(db);
    return e;
}

static uint64_t fnv1a(sv s)
{
    uint64_t h = UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < s.n; i++) {
        h = (h ^ (unsigned char)s.p[i]) * UINT64_C(0x100000001b3);
    }
    return h;
}

static err *put_source(struct gen *g, struct buf *c, const sv schema[4])
{
    buf_str(c, "/* Generated from sql/ by sqlgen. */\n#include \"store/q.h\"\n\n#include "
               "<stddef.h>\n\n#include \"store/query.h\"\n\n");
    for (size_t i = 0; i < g->n_queries; i++) {
        const struct query *q = &g->queries[i];
        put_columns(c, q, "in", q->in, q->n_in);
        put_columns(c, q, "out", q->out, q->n_out);
    }
    buf_str(c, "\nconst struct st_query st_queries[] = {\n");
    for (size_t i = 0; i < g->n_queries; i++) {
        const struct query *q = &g->queries[i];
        sv n = q->name;
        buf_fmt(c, "    {.name = \"%.*s\", .writes = %s, .reads = \" %.*s \",\n", SV_ARG(n),
                q->writes ? "true" : "false", SV_ARG(q->reads));
        if (q->n_in) {
            buf_fmt(c, "     .in = %.*s_in, .n_in = %zu,\n", SV_ARG(n), q->n_in);
        }
        if (q->n_out) {
            buf_fmt(c,
                    "     .out = %.*s_out, .n_out = %zu, .out_size = sizeof(struct q_%.*s_out),\n",
                    SV_ARG(n), q->n_out, SV_ARG(n));
        }
        buf_str(c, "     .sql = ");
        put_string(c, q->sql);
        buf_str(c, "},\n");
    }
    buf_str(c, "};\n\n");
    put_text(c, "st_sql_log", schema[0]);
    put_text(c, "st_sql_derived", schema[1]);
    put_text(c, "st_sql_private", schema[2]);
    put_text(c, "st_sql_drop", schema[3]);
    buf_fmt(c, "const char st_derived_version[] = \"%016llx\";\n",
            (unsigned long long)fnv1a(schema[1]));
    put_callers(g, c);
    put_functions(g, c);
    TRY(put_kept(g, c, schema[0], schema[2]));
    sqlite3 *derived = NULL;
    err *e = NULL;
    if (sqlite3_open(":memory:", &derived) != SQLITE_OK ||
        sqlite3_exec(derived, sv_cstr(g->a, schema[1]), NULL, NULL, NULL) != SQLITE_OK) {
        e = err_make(g->a, E_INVALID, "derived schema alone: %s", sqlite3_errmsg(derived));
    } else {
        e = put_tables(g, c, derived);
    }
    sqlite3_close(derived);
    return e;
}

static err *write_file(struct gen *g, const char *path, struct buf *b)
{
    FILE *f = b->failed ? NULL : fopen(path, "wb");
    bool good = f && fwrite(b->p, 1, b->n, f) == b->n;
    if (f && fclose(f) != 0) {
        good = false;
    }
    return good ? NULL : err_make(g->a, E_IO, "%s could not be written", path);
}

static err *generate(struct gen *g, int n, char **arg, struct buf *h, struct buf *c)
{
    sv schema[4];
    for (int i = 0; i < 4; i++) {
        TRY(read_file(g->a, arg[3 + i], &schema[i]));
        if (i < 3) {
            TRY(run_schema(g, arg[3 + i], schema[i]));
        }
    }
    schema[3] = sv_trim(sv_cut(schema[3], '\n', &(sv){NULL, 0}));
    for (int i = 7; i < n; i++) {
        sv text;
        TRY(read_file(g->a, arg[i], &text));
        TRY(parse_queries(g, arg[i], text));
    }
    sqlite3_set_authorizer(g->db, note_reads, g);
    for (size_t i = 0; i < g->n_queries; i++) {
        TRY(check_query(g, &g->queries[i]));
    }
    put_header(g, h);
    TRY(put_source(g, c, schema));
    TRY(write_file(g, arg[1], h));
    return write_file(g, arg[2], c);
}

int main(int n, char **arg)
{
    if (n < 8) {
        fprintf(stderr, "usage: sqlgen OUT.h OUT.c log.sql derived.sql private.sql drop.sql "
                        "query.sql...\n");
        return 2;
    }
    SCOPED(arena_scope) struct arena *a = arena_open(1 << 20);
    struct gen g = {.a = a, .queries = arena_array(a, struct query, QUERIES_MAX)};
    struct buf h = buf_make(8 << 20), c = buf_make(8 << 20);
    err *e = sqlite3_open(":memory:", &g.db) == SQLITE_OK
                 ? generate(&g, n, arg, &h, &c)
                 : err_make(a, E_IO, "SQLite cannot open a database in memory");
    if (e) {
        fprintf(stderr, "sqlgen: %.*s\n", SV_ARG(e->message));
    }
    sqlite3_close(g.db);
    buf_free(&h);
    buf_free(&c);
    return e ? 1 : 0;
}
