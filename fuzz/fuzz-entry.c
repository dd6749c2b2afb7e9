/* Entries: what is read is written again as the same bytes, which are the canonical ones. */
#include <stdint.h>
#include <string.h>

#include "base/limits.h"
#include "base/must.h"
#include "record/entry.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    SCOPED(arena_scope) struct arena *a = arena_open(1 << 16);
    SCOPED(buf_free) struct buf out = buf_make(LIMIT_ENTRY_BYTES);
    SCOPED(buf_free) struct buf canon = buf_make(LIMIT_ENTRY_BYTES);
    sv bytes = {(const char *)data, size};
    struct rec_entry e;
    struct jv *tree, *at;
    err *x = rec_entry_decode(a, bytes, &e);
    if (x) {
        must(x->message.n > 0 && sv_find(x->message, '\n') == x->message.n);
        return 0;
    }
    must(!rec_entry_encode(a, &e, &out) && sv_eq(buf_view(&out), bytes));
    must(!jv_parse(a, bytes, &tree) && !jv_canonical(a, tree, &canon));
    must(sv_eq(buf_view(&canon), bytes));
    must(!e.at || !rec_at_read(a, e.at, &at));
    must((e.source != NULL) == e.reported && e.n_parts <= LIMIT_PARTS);
    if (e.kind) {
        must(sv_is(e.kind_name, e.kind->name));
        x = rec_entry_check(a, &e);
        must(!x || x->kind == E_INVALID);
    }
    return 0;
}
