/* A table of counts, and the cells to hide: any bytes are refused, or published so that the audit
 * of what was published, asked again, agrees.  The table ends where a line of = begins. */
#include <stdint.h>

#include "base/must.h"
#include "study/cells_csv.h"

enum { INPUT_MAX = 1 << 11, CELLS_MOST = 60, OUT_BYTES = 1 << 20 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static size_t cells_of(const struct study_counts *c)
{
    size_t n = 1;
    for (size_t d = 0; d < c->layout.dimensions; d++) {
        n *= (size_t)c->known.space.codes[d] + 1;
    }
    return n;
}

static void publish(struct arena *a, struct study_counts *c)
{
    struct study_rule rule = {.threshold = 4, .holders = c->holders ? 2 : 1};
    struct study_release r;
    struct study_finding found;
    c->layout.intervals = true;
    if (study_publish(a, &c->known, &c->layout, &rule, &r)) {
        return;
    }
    SCOPED(buf_free) struct buf out = buf_make(OUT_BYTES);
    study_release_json(&out, c, &r);
    must(!out.failed && out.n > 0);
    c->known.earlier = r.facts;
    c->known.earlier_n = r.facts_n;
    must(!study_audit(a, &c->known, &rule, &found) && found.safe);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size > INPUT_MAX) {
        return 0;
    }
    SCOPED(arena_scope) struct arena *a = arena_open(1 << 16);
    static const struct study_columns shapes[] = {
        {{SV_INIT("row"), SV_INIT("column"), SV_INIT("layer")}, SV_INIT("count"), {0}},
        {{SV_INIT("row"), SV_INIT("column"), {0}}, SV_INIT("count"), SV_INIT("holder")},
        {{SV_INIT("row"), SV_INIT("column"), {0}}, SV_INIT("count"), {0}},
        {{SV_INIT("row"), {0}, {0}}, SV_INIT("count"), {0}}};
    sv asked, table = sv_cut((sv){(const char *)data, size}, '=', &asked);
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        struct study_counts c;
        if (!study_counts_read(a, table, &shapes[i], &c) && cells_of(&c) <= CELLS_MOST) {
            bool needs = asked.n > 0 && !study_needs_read(a, asked, &c);
            must(needs || !c.layout.needs);
            publish(a, &c);
            return 0;
        }
    }
    return 0;
}
