/* Agenda templates: any bytes are refused with a place and a sentence, or give a template that
 * answers everything it is asked. */
#include <stddef.h>
#include <stdint.h>

#include "base/must.h"
#include "rules/template.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Each number leads back to its place. */
static void number_by(struct arena *a, const struct template *t)
{
    static const int64_t places[] = {1, 9, 10, 41, 12345, 999999};
    for (int s = 0; s < SERIES_COUNT; s++) {
        for (size_t i = 0; t->number[s].n && i < sizeof places / sizeof *places; i++) {
            sv number = template_number(a, t->number[s], 2026, places[i]);
            int64_t back = template_number_place(a, t->number[s], 2026, number);
            /* where digits follow the place, they cannot be told from it */
            must(back == 0 || sv_eq(template_number(a, t->number[s], 2026, back), number));
            must(back == places[i] || back == 0 || number.n > 0);
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    SCOPED(arena_scope) struct arena *a = arena_open(65536);
    struct template *t = NULL;
    const struct holidays none = {NULL, 0};
    err *e = template_parse(a, SV("fuzz.template"), (sv){(const char *)data, size}, &t);
    must((e != NULL) == (t == NULL));
    if (e) {
        must(e->message.n > 0 && (e->kind == E_LIMIT || e->field.n > 0));
        return 0;
    }
    must(t->name.n && t->sections > 0 && t->sections <= TEMPLATE_SECTIONS);
    for (int k = ITEM_OTHER; k <= ITEM_MINUTES; k++) {
        must(template_section_for(t, (enum floor_item_kind)k) < t->sections);
        must(template_section_carried(t, (enum floor_item_kind)k) < t->sections);
    }
    for (size_t i = 0; i < t->sections; i++) {
        must(t->section[i].code.n && template_section_of(t, t->section[i].name) == i);
    }
    for (int m = 0; m < TEMPLATE_TYPES; m++) {
        int64_t due;
        must(!template_deadline(t, (enum floor_meeting_type)m, &none, INT64_C(1782000000), &due) ||
             due < INT64_C(1782000000));
    }
    number_by(a, t);
    return 0;
}
