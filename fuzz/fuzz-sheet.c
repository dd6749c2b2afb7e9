/* Spreadsheets: any bytes are refused with a sentence, or give cells within the bounds, and of them
 * a list.  Input that begins with "PK" is a file; else it holds parts, each after a line "--NAME".
 */
#include <stddef.h>
#include <stdint.h>

#include "base/limits.h"
#include "base/must.h"
#include "record/kinds.h"
#include "trade/listing.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static err *from_text(void *cx, struct arena *a, sv name, bool *ret_found, sv *ret)
{
    sv rest = *(const sv *)cx;
    (void)a;
    *ret_found = false;
    while (rest.n && !*ret_found) {
        sv line = sv_cut(rest, '\n', &rest);
        *ret_found = sv_starts(line, SV("--")) && sv_eq(sv_sub(line, 2, line.n), name);
    }
    size_t n = 0;
    while (n < rest.n &&
           !(n + 2 < rest.n && rest.p[n] == '\n' && rest.p[n + 1] == '-' && rest.p[n + 2] == '-')) {
        n++;
    }
    *ret = sv_sub(rest, 0, n);
    return NULL;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    SCOPED(arena_scope) struct arena *a = arena_open(65536);
    struct xlsx_sheet s = {.n = 0};
    struct listing_list l = {.n = 0};
    sv bytes = {(const char *)data, size};
    struct xlsx_parts parts = {&bytes, from_text};
    err *e = sv_starts(bytes, SV("PK")) ? xlsx_read(a, SV("f"), bytes, &s)
                                        : xlsx_read_parts(a, SV("f"), &parts, &s);
    must(!e || e->message.n > 0);
    must(s.n <= XLSX_ROWS);
    for (size_t i = 0; !e && i < s.n; i++) {
        must(s.rows[i].n <= XLSX_COLUMNS && (i == 0 || s.rows[i].number > s.rows[i - 1].number));
    }
    if (e || listing_read(a, SV("f"), &s, &l)) {
        return 0;
    }
    struct listing_source source = {.body = SV("b"), .list = SV("l"), .title = SV("t")};
    for (size_t i = 0; i < l.n; i++) {
        struct listing_change c = {.now = l.lines[i], .before = -1};
        struct jv *act = listing_act(a, &source, &c);
        must(rec_act_id_valid(jv_get_sv(act, "act")));
        must(!rec_kind_check(a, &rec_kinds[KIND_LISTING_REPORTED], jv_object(a),
                             jv_get(act, "data"), true));
    }
    return 0;
}
