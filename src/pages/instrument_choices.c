/* What the fields of an act about an instrument may hold, from what is on record of it. */
#include <string.h>

#include "pages/form.h"

enum { CHOICES_MOST = 200 };

static const struct naming {
    const char *field, *sort;
    enum rec_kind_id brings; /* REC_KINDS: none does */
} namings[] = {
    {"power", "power", KIND_POWER_GRANTED},
    {"powers", "power", REC_KINDS},
    {"course", "course", KIND_COURSE_REQUIRED},
    {"courses", "course", REC_KINDS},
    {"party", "party", KIND_PARTY_JOINED},
    {"holder", "holder", KIND_HOLDER_NOMINATED},
    {"protocol", "protocol", KIND_PROTOCOL_ADOPTED},
    {"version", "version", KIND_PROTOCOL_ADOPTED},
    {"obligation", "obligation", KIND_OBLIGATION_SET},
    {"challenge", "challenge", KIND_CHALLENGE_NOTED},
    {"claim", "claim", KIND_CLAIM_STATED},
    {"claims", "claim", REC_KINDS},
    {"measure", "measure", KIND_MEASURE_REGISTERED},
    {"requirement", "requirements", REC_KINDS},
    {"requirements", "requirements", KIND_POWER_GRANTED},
    {"settings", "settings", KIND_POWER_GRANTED},
    {"judgement", "judgement", KIND_POWER_GRANTED},
};

static void add(struct page_cx *cx, struct list *l, sv id, sv label)
{
    for (size_t i = 0; i < l->n; i++) {
        if (sv_eq(((struct view_choice_option *)l->p)[i].value, id)) {
            return;
        }
    }
    *LIST_ADD(cx->a, l, struct view_choice_option) =
        (struct view_choice_option){.value = id, .label = label};
}

/* One option a row; where the row has no id, one for each of its codes. */
static void add_row(struct page_cx *cx, struct list *l, const struct q_instrument_names_out *row)
{
    sv rest = row->words;
    if (row->id.n) {
        add(cx, l, row->id,
            row->words.n ? sv_fmt(cx->a, "%.*s: %.*s", SV_ARG(row->id),
                                  SV_ARG(page_short(cx->a, row->words, 140)))
                         : row->id);
        return;
    }
    while (rest.n) {
        sv code = sv_cut(rest, ' ', &rest);
        if (code.n) {
            add(cx, l, code, code);
        }
    }
}

err *form_instrument_choices(struct page_cx *cx, sv instrument, const struct rec_kind *kind,
                             const struct rec_field *field, struct form_choices *ret)
{
    struct q_instrument_names_out *rows = NULL;
    struct list l = {0};
    size_t n = 0;
    *ret = (struct form_choices){0};
    for (size_t i = 0; i < sizeof namings / sizeof *namings; i++) {
        const struct naming *g = &namings[i];
        bool brings = g->brings < REC_KINDS && kind == &rec_kinds[g->brings];
        if (strcmp(g->field, field->name) != 0) {
            continue;
        }
        TRY(q_instrument_names(
            cx->store, cx->a,
            &(struct q_instrument_names_in){.instrument = instrument, .sort = sv_of(g->sort)},
            &rows, &n));
        for (size_t k = 0; k < n && l.n <= CHOICES_MOST; k++) {
            add_row(cx, &l, &rows[k]);
        }
        *ret = (struct form_choices){.named = !brings,
                                     .brings = brings,
                                     .many = l.n > CHOICES_MOST,
                                     .options = l.p,
                                     .n = l.n > CHOICES_MOST ? CHOICES_MOST : l.n};
        return NULL;
    }
    return NULL;
}
