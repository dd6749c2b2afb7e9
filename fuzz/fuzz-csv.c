/* CSV: any bytes are refused or give rows that, written with every field quoted, read the same. */
#include <stdint.h>

#include "base/buf.h"
#include "base/csv.h"
#include "base/must.h"
#include "base/utf8.h"

#define INPUT_MAX ((size_t)1 << 16)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void put_row(struct buf *out, const sv *fields, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        must(utf8_valid(fields[i]));
        buf_str(out, i ? ",\"" : "\"");
        for (size_t j = 0; j < fields[i].n; j++) {
            buf_str(out, fields[i].p[j] == '"' ? "\"" : "");
            buf_char(out, fields[i].p[j]);
        }
        buf_char(out, '"');
    }
    buf_char(out, '\n');
}

static bool rewrite(struct arena *a, sv in, struct buf *out)
{
    struct csv c;
    const sv *fields = NULL;
    if (csv_open(a, in, &c)) {
        return false;
    }
    put_row(out, c.names, c.columns);
    for (size_t line = 1;; line = c.line) {
        if (csv_row(&c, &fields)) {
            return false;
        }
        if (!fields) {
            return c.at == in.n;
        }
        must(c.line > line && c.at <= in.n);
        put_row(out, fields, c.columns);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size > INPUT_MAX) {
        return 0;
    }
    SCOPED(arena_scope) struct arena *a = arena_open(1 << 14);
    SCOPED(buf_free) struct buf first = buf_make(8 * INPUT_MAX);
    SCOPED(buf_free) struct buf second = buf_make(8 * INPUT_MAX);
    if (rewrite(a, (sv){(const char *)data, size}, &first)) {
        must(!first.failed && rewrite(a, buf_view(&first), &second));
        must(sv_eq(buf_view(&first), buf_view(&second)));
    }
    return 0;
}
