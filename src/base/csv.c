/* The bounded pull reader of RFC 4180. */
#include "base/csv.h"

#include <string.h>

#include "base/buf.h"
#include "base/limits.h"
#include "base/utf8.h"

static int peek(const struct csv *c)
{
    return c->at < c->in.n ? (unsigned char)c->in.p[c->at] : -1;
}

static bool at_crlf(const struct csv *c)
{
    return c->in.n - c->at >= 2 && c->in.p[c->at] == '\r' && c->in.p[c->at + 1] == '\n';
}

static bool at_line_end(const struct csv *c)
{
    return peek(c) == '\n' || at_crlf(c);
}

static void take_line_end(struct csv *c)
{
    if (c->at < c->in.n) {
        c->at += at_crlf(c) ? 2 : 1;
        c->next++;
    }
}

/* Without the doubling of its quotes: the first of each pair is what stands. */
static sv undouble(struct arena *a, sv s)
{
    char *p = arena_alloc(a, s.n);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        p[n++] = s.p[i];
        if (s.p[i] == '"') {
            i++;
        }
    }
    return (sv){p, n};
}

/* A quoted field, from its opening quote on. */
static err *quoted(struct csv *c, sv *ret)
{
    size_t opened = c->next, start = ++c->at;
    bool doubled = false;
    for (;; c->at++) {
        int b = peek(c);
        if (b < 0) {
            return err_make(c->a, E_INVALID, "line %zu: a field's opening quote has no closing one",
                            opened);
        }
        if (b == '\n') {
            c->next++;
        }
        if (b != '"') {
            continue;
        }
        if (c->in.n - c->at < 2 || c->in.p[c->at + 1] != '"') {
            break;
        }
        doubled = true;
        c->at++;
    }
    *ret = (sv){c->in.p + start, c->at - start};
    if (doubled) {
        *ret = undouble(c->a, *ret);
    }
    c->at++;
    if (peek(c) >= 0 && peek(c) != ',' && !at_line_end(c)) {
        return err_make(
            c->a, E_INVALID,
            "line %zu: after a field's closing quote only a comma or the line's end may "
            "follow; double a quote that belongs to the text",
            c->next);
    }
    return NULL;
}

static err *unquoted(struct csv *c, sv *ret)
{
    size_t start = c->at;
    for (; peek(c) >= 0 && peek(c) != ',' && !at_line_end(c); c->at++) {
        if (peek(c) == '"') {
            return err_make(c->a, E_INVALID,
                            "line %zu: a quote inside a field without quotes; put the field into "
                            "quotes and double it",
                            c->next);
        }
    }
    *ret = (sv){c->in.p + start, c->at - start};
    return NULL;
}

/* Text may hold tabs and line ends, and nothing else that does not print. */
static bool is_text(sv s)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char b = (unsigned char)s.p[i];
        if ((b < 0x20 && b != '\t' && b != '\n' && b != '\r') || b == 0x7F ||
            (b == '\r' && (i + 1 == s.n || s.p[i + 1] != '\n'))) {
            return false;
        }
    }
    return utf8_valid(s);
}

/* One row into fields; *ret_n is how many it has, counted on where there are more than `most`. */
static err *row(struct csv *c, sv *fields, size_t most, size_t *ret_n)
{
    size_t start = c->at, n = 0;
    c->line = c->next;
    for (;; c->at++) {
        sv field = SV_NONE;
        TRY(peek(c) == '"' ? quoted(c, &field) : unquoted(c, &field));
        if (n < most) {
            fields[n] = field;
        }
        n++;
        if (peek(c) != ',') {
            break;
        }
    }
    if (!is_text(sv_sub(c->in, start, c->at - start))) {
        return err_make(c->a, E_INVALID,
                        "line %zu: the row holds a control character or bytes that are not UTF-8",
                        c->line);
    }
    take_line_end(c);
    *ret_n = n;
    return NULL;
}

static err *check_names(struct csv *c)
{
    for (size_t i = 0; i < c->columns; i++) {
        if (c->names[i].n == 0) {
            return err_make(c->a, E_INVALID, "line 1: column %zu has no name", i + 1);
        }
        for (size_t j = 0; j < i; j++) {
            if (sv_eq(c->names[i], c->names[j])) {
                return err_make(c->a, E_INVALID, "line 1: two columns are named \"%.*s\"",
                                SV_ARG(c->names[i]));
            }
        }
    }
    return NULL;
}

err *csv_open(struct arena *a, sv in, struct csv *ret)
{
    if (in.n > LIMIT_CSV_BYTES) {
        return err_make(a, E_LIMIT, "the table has more than %d bytes: send it in parts",
                        LIMIT_CSV_BYTES);
    }
    *ret = (struct csv){.a = a, .in = in, .next = 1};
    if (sv_starts(in, SV("\xEF\xBB\xBF"))) {
        ret->at = 3;
    }
    if (ret->at == in.n || at_line_end(ret)) {
        return err_make(a, E_INVALID, "line 1 must name the columns, and is empty");
    }
    ret->names = arena_array(a, sv, LIMIT_CSV_COLUMNS);
    TRY(row(ret, ret->names, LIMIT_CSV_COLUMNS, &ret->columns));
    if (ret->columns > LIMIT_CSV_COLUMNS) {
        return err_make(a, E_LIMIT, "line 1 names %zu columns; at most %d are read", ret->columns,
                        LIMIT_CSV_COLUMNS);
    }
    ret->fields = arena_array(a, sv, ret->columns);
    return check_names(ret);
}

err *csv_row(struct csv *c, const sv **ret)
{
    size_t n;
    *ret = NULL;
    if (c->at == c->in.n) {
        return NULL;
    }
    if (c->rows == LIMIT_CSV_ROWS) {
        return err_make(c->a, E_LIMIT, "the table has more than %d rows: send it in parts",
                        LIMIT_CSV_ROWS);
    }
    if (at_line_end(c)) {
        return err_make(c->a, E_INVALID, "line %zu is empty: take it out", c->next);
    }
    TRY(row(c, c->fields, c->columns, &n));
    if (n != c->columns) {
        return err_make(c->a, E_INVALID, "line %zu has %zu field%s where the head names %zu",
                        c->line, n, n == 1 ? "" : "s", c->columns);
    }
    c->rows++;
    *ret = c->fields;
    return NULL;
}

err *csv_column(const struct csv *c, sv name, size_t *ret)
{
    SCOPED(buf_free) struct buf have = buf_make(LIMIT_LINE_BYTES);
    for (size_t i = 0; i < c->columns; i++) {
        if (sv_eq(c->names[i], name)) {
            *ret = i;
            return NULL;
        }
        if (have.n + c->names[i].n < LIMIT_LINE_BYTES / 8) {
            buf_fmt(&have, "%s%.*s", i ? ", " : "", SV_ARG(c->names[i]));
        }
    }
    return err_make(c->a, E_INVALID, "there is no column \"%.*s\"; the columns are %.*s",
                    SV_ARG(name), SV_ARG(buf_view(&have)));
}
