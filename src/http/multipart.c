/* Multipart forms. */
#include "http/multipart.h"

#include <string.h>

#include "base/utf8.h"
#include "http/text.h"

enum { FIRST, AFTER, AFTER_CR, AFTER_DASH, HEAD, DATA, LAST, LAST_CR, LAST_DONE };

/* ---- the boundary ---- */

static bool boundary_char(char c)
{
    char lower = (char)(c | 0x20);
    return (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9') ||
           (c && strchr("'()+_,-./:=?", c));
}

/* The parameter of that name, without its quotes; false where it is not there or not well formed.
 */
static bool parameter(sv rest, const char *name, sv *ret)
{
    while (rest.n) {
        sv value, key = sv_trim(sv_cut(rest, '=', &value));
        value = sv_trim(value);
        if (!key.n || !value.n) {
            return false;
        }
        sv found;
        if (value.p[0] == '"') {
            size_t end = sv_find(sv_sub(value, 1, value.n), '"');
            if (end == value.n - 1) {
                return false;
            }
            found = sv_sub(value, 1, end);
            rest = sv_trim(sv_sub(value, end + 2, value.n));
            if (rest.n && rest.p[0] != ';') {
                return false;
            }
            rest = sv_trim(sv_sub(rest, 1, rest.n));
        } else {
            found = sv_trim(sv_cut(value, ';', &rest));
            rest = sv_trim(rest);
        }
        if (http_same(key, name)) {
            *ret = found;
            return true;
        }
    }
    return false;
}

bool http_multipart_open(struct http_multipart *m, sv content_type,
                         const struct http_multipart_to *to)
{
    sv rest, boundary;
    (void)sv_cut(content_type, ';', &rest);
    if (!http_type_is(content_type, "multipart/form-data") ||
        !parameter(sv_trim(rest), "boundary", &boundary) || !boundary.n ||
        boundary.n > HTTP_BOUNDARY_MOST) {
        return false;
    }
    for (size_t i = 0; i < boundary.n; i++) {
        if (!boundary_char(boundary.p[i])) {
            return false;
        }
    }
    memset(m, 0, sizeof *m);
    m->to = *to;
    memcpy(m->mark, "\r\n--", 4);
    memcpy(m->mark + 4, boundary.p, boundary.n);
    m->mark_n = 4 + (unsigned)boundary.n;
    m->matched = 2; /* the first boundary stands at the beginning, as if behind a line */
    m->state = FIRST;
    return true;
}

/* ---- the head of a part ---- */

static bool read_disposition(sv value, struct http_part *ret)
{
    sv rest, filename;
    if (!http_same(sv_trim(sv_cut(value, ';', &rest)), "form-data") ||
        !parameter(sv_trim(rest), "name", &ret->name) || !utf8_plain(ret->name) || !ret->name.n) {
        return false;
    }
    if (parameter(sv_trim(rest), "filename", &filename)) {
        ret->is_file = true;
        ret->filename = filename;
    }
    return true;
}

/* What a head may hold: one Content-Disposition, and a Content-Type, which is not believed. */
static int begin_part(struct http_multipart *m)
{
    struct http_part part = {.is_file = false};
    sv rest = {m->head, m->head_n};
    bool named = false;
    if (++m->parts > HTTP_PARTS_MOST) {
        return 413;
    }
    while (rest.n) {
        sv value, line = sv_cut(rest, '\n', &rest);
        if (!line.n || line.p[line.n - 1] != '\r') {
            return 400;
        }
        sv name = sv_cut(sv_sub(line, 0, line.n - 1), ':', &value);
        if (http_same(name, "content-disposition")) {
            if (named || !read_disposition(sv_trim(value), &part)) {
                return 400;
            }
            named = true;
        } else if (!http_same(name, "content-type")) {
            return 400;
        }
    }
    return named ? m->to.begin(m->to.ctx, &part) : 400;
}

static int take_head(struct http_multipart *m, sv *in)
{
    while (in->n) {
        if (m->head_n == sizeof m->head) {
            return 413;
        }
        m->head[m->head_n++] = in->p[0];
        *in = sv_sub(*in, 1, in->n);
        bool empty = m->head_n == 2 && memcmp(m->head, "\r\n", 2) == 0;
        if (empty) {
            return 400; /* a part without a name */
        }
        if (m->head_n >= 4 && memcmp(m->head + m->head_n - 4, "\r\n\r\n", 4) == 0) {
            m->head_n -= 2;
            int status = begin_part(m);
            m->head_n = 0;
            m->state = DATA;
            return status;
        }
    }
    return 0;
}

/* ---- the bytes of a part ---- */

static int give(struct http_multipart *m, sv piece)
{
    return piece.n ? m->to.data(m->to.ctx, piece) : 0;
}

/* CR stands in the mark only at its beginning, so what did not become one is data up to the next
 * CR.
 */
static int take_data(struct http_multipart *m, sv *in)
{
    size_t i = 0, plain = 0;
    while (i < in->n) {
        if (m->matched == 0) {
            const char *cr = memchr(in->p + i, '\r', in->n - i);
            i = cr ? (size_t)(cr - in->p) : in->n;
            if (!cr) {
                break;
            }
            int status = give(m, sv_sub(*in, plain, i - plain));
            if (status) {
                return status;
            }
            plain = i;
        }
        if (in->p[i] == m->mark[m->matched]) {
            i++;
            if (++m->matched == m->mark_n) {
                m->matched = 0;
                m->state = AFTER;
                *in = sv_sub(*in, i, in->n);
                return m->to.end(m->to.ctx);
            }
            continue;
        }
        int status = give(m, (sv){m->mark, m->matched}); /* the bytes that looked like it */
        if (status) {
            return status;
        }
        m->matched = 0;
        plain = i;
    }
    int status = m->matched ? 0 : give(m, sv_sub(*in, plain, in->n));
    *in = sv_sub(*in, in->n, 0);
    return status;
}

/* ---- what stands between parts ---- */

static int take_one(struct http_multipart *m, char c)
{
    switch (m->state) {
    case FIRST:
        if (c != m->mark[m->matched]) {
            return 400;
        }
        if (++m->matched == m->mark_n) {
            m->matched = 0;
            m->state = AFTER;
        }
        return 0;
    case AFTER:
        m->state = c == '\r' ? AFTER_CR : AFTER_DASH;
        return c == '\r' || c == '-' ? 0 : 400;
    case AFTER_CR: m->state = HEAD; return c == '\n' ? 0 : 400;
    case AFTER_DASH: m->state = LAST; return c == '-' ? 0 : 400;
    case LAST: m->state = LAST_CR; return c == '\r' ? 0 : 400;
    case LAST_CR: m->state = LAST_DONE; return c == '\n' ? 0 : 400;
    default: return 400;
    }
}

int http_multipart_add(struct http_multipart *m, sv bytes)
{
    while (bytes.n) {
        int status;
        if (m->state == HEAD) {
            status = take_head(m, &bytes);
        } else if (m->state == DATA) {
            status = take_data(m, &bytes);
        } else {
            status = take_one(m, bytes.p[0]);
            bytes = sv_sub(bytes, 1, bytes.n);
        }
        if (status) {
            return status;
        }
    }
    return m->state == LAST || m->state == LAST_DONE ? HTTP_DONE : HTTP_MORE;
}
