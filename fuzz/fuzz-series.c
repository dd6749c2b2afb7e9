/* Tables of series: any bytes are refused or give a panel without gaps, of finite values, and with
 * the event within it; whatever it asks is answered or refused. */
#include <math.h>
#include <stdint.h>

#include "base/must.h"
#include "study/table.h"

enum { INPUT_MAX = 1 << 12, ROWS_MOST = 64 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void answer(struct arena *a, struct study_table *t, const uint8_t *data)
{
    struct study_its r;
    struct study_placebo p;
    t->question.model.slope = data[0] & 4;
    t->question.model.errors = (enum study_errors)(data[0] >> 4 & 3);
    t->question.model.lag = data[0] & 7;
    t->question.dates = 2;
    if (study_its(a, &t->question, &r)) {
        return;
    }
    must(r.n > r.p && r.level < r.p && r.method_count >= 2);
    for (size_t j = 0; j < r.p; j++) {
        must(isfinite(r.coefficients[j].estimate));
    }
    if (t->question.against != STUDY_ALONE && !study_placebo(a, &t->question, &p)) {
        must(p.p > 0 && p.p <= 1 && p.areas + p.left_out + 1 == t->question.panel.areas);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2 || size > INPUT_MAX) {
        return 0;
    }
    SCOPED(arena_scope) struct arena *a = arena_open(1 << 14);
    sv csv = {(const char *)data + 1, size - 1};
    struct study_ask ask = {.time = data[0] & 1 ? SV("t") : SV("year,month"),
                            .outcome = SV_INIT("y"),
                            .event = data[0] & 1 ? SV("3") : SV("2015-03"),
                            .by = data[0] & 2 ? SV("area") : SV_NONE,
                            .treated = SV_INIT("a")};
    enum study_family family = (enum study_family)(data[0] >> 6);
    struct study_table t;
    if (study_table_read(a, csv, &ask, family, &t)) {
        return 0;
    }
    const struct study_panel *p = &t.question.panel;
    must(t.question.event > 0 && t.question.event < p->n && t.question.treated < p->areas);
    for (size_t i = 0; i < p->areas * p->n; i++) {
        must(isnan(p->y[i]) || (isfinite(p->y[i]) && (family == STUDY_GAUSSIAN || p->y[i] >= 0)));
    }
    t.question.model.family = family;
    if (p->areas * p->n <= ROWS_MOST) {
        answer(a, &t, data);
    }
    return 0;
}
