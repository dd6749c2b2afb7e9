/* Instrument templates: any bytes are refused with a place and a sentence, or give a template that
 * can be printed and whose lines are acts of their kinds. */
#include <stddef.h>
#include <stdint.h>

#include "base/must.h"
#include "rules/instrument.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    SCOPED(arena_scope) struct arena *a = arena_open(65536);
    struct instrument *t = NULL;
    struct rec_pair answers[INSTRUMENT_ASKS];
    struct instrument_wanted w = {.id = SV("i"), .title = SV("t"), .answers = answers};
    struct instrument_act *acts = NULL;
    size_t n = 0;
    err *e = instrument_parse(a, SV("f"), (sv){(const char *)data, size}, &t);
    must((e != NULL) == (t == NULL));
    if (e) {
        must(e->message.n > 0 && (e->kind == E_LIMIT || e->field.n > 0));
        return 0;
    }
    for (; w.answers_n < t->asks_n; w.answers_n++) {
        const struct instrument_ask *ask = &t->asks[w.answers_n];
        answers[w.answers_n] =
            (struct rec_pair){ask->name, ask->is_date ? SV("2024-02-29") : SV("x")};
    }
    must(!instrument_acts(a, t, &w, &acts, &n));
    for (size_t i = 0; i < n; i++) {
        struct jv *act;
        must(!acts[i].lacks.n);
        must(!rec_act_of_pairs(a, acts[i].kind, acts[i].pairs, acts[i].n, &act));
    }
    return 0;
}
