/* Scenarios: any bytes are refused with a line and a sentence, or give steps whose acts can be
 * written. */
#include <stddef.h>
#include <stdint.h>

#include "acts/scenario.h"
#include "base/must.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    SCOPED(arena_scope) struct arena *a = arena_open(65536);
    struct scn s;
    err *e = scn_parse(a, SV("fuzz.scn"), (sv){(const char *)data, size}, &s);
    if (e) {
        must(e->kind == E_INVALID || e->kind == E_LIMIT);
        must(sv_starts(e->message, SV("fuzz.scn")));
        return 0;
    }
    int line = 1;
    for (size_t i = 0; i < s.n; i++) {
        const struct scn_step *step = &s.steps[i];
        must(step->line >= line && scn_expect_name(step->expect).n > 0);
        must((step->act == NULL) == (step->expect == SCN_MOTION || step->expect == SCN_ITEM));
        line = step->line;
        if (step->act) {
            struct buf b = buf_make(64 << 20);
            struct jv *again;
            must(jv_get_sv(step->act, "act").n > 0 && jv_get_sv(step->act, "kind").n > 0);
            jv_write(&b, step->act);
            must(!b.failed);
            err *bad = jv_parse(a, buf_view(&b), &again);
            must(!bad || bad->kind == E_LIMIT);
            buf_free(&b);
        } else {
            must((step->expect == SCN_ITEM ? step->item : step->motion).n > 0 && step->state.n > 0);
        }
    }
    return 0;
}
