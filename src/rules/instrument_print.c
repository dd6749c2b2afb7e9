/* An instrument template as a table for people. */
#include "rules/instrument.h"

const char *const instrument_sort_headings[INSTRUMENT_SORTS] = {
    [INSTRUMENT_REQUIREMENT] = "What is required of a nominee",
    [INSTRUMENT_SETTING] = "Settings",
    [INSTRUMENT_JUDGEMENT] = "Conditions that no record decides",
    [INSTRUMENT_DUTY] = "Duties that arise when something happens",
    [INSTRUMENT_COMPLAINT] = "Complaints",
    [INSTRUMENT_SINCE] = "What has changed since",
    [INSTRUMENT_OPEN] = "Not settled, or not read"};

static const struct {
    enum rec_kind_id kind;
    const char *heading;
} kinds[] = {{KIND_PARTY_JOINED, "Parties"},
             {KIND_INSTRUMENT_CHANGED, "What becomes of it"},
             {KIND_POWER_GRANTED, "Powers"},
             {KIND_COURSE_REQUIRED, "Training"},
             {KIND_PROTOCOL_ADOPTED, "Protocols"},
             {KIND_OBLIGATION_SET, "What is due"},
             {KIND_ENDING_STATED, "How it can be ended"}};

/* The fields of an act that its words do not hold already. */
static void print_fields(struct buf *out, const struct instrument_line *l)
{
    const char *before = "    with   ";
    for (size_t i = 0; i < l->n; i++) {
        sv name = l->pairs[i].name, bare = sv_sub(name, sizeof "data." - 1, name.n);
        if (!sv_starts(name, SV("data.")) || sv_is(bare, "name") || sv_is(bare, "clause") ||
            sv_ends(l->key, l->pairs[i].value)) {
            continue;
        }
        buf_fmt(out, "%s%.*s %.*s", before, SV_ARG(bare), SV_ARG(l->pairs[i].value));
        before = ", ";
    }
    if (before[0] == ',') {
        buf_char(out, '\n');
    }
}

static void print_line(struct buf *out, const struct instrument_line *l)
{
    sv rest, word = sv_cut(l->key, '.', &rest);
    (void)word;
    buf_fmt(out, "  %.*s", SV_ARG(rest));
    if (l->has_day) {
        struct civil c = civil_of_date(l->day);
        buf_fmt(out, ", from %04d-%02d-%02d", c.year, c.month, c.day);
    }
    buf_fmt(out, "\n    %.*s\n", SV_ARG(l->words));
    print_fields(out, l);
    buf_fmt(out, "    cites  %.*s (%.*s)\n", SV_ARG(l->cites), SV_ARG(rule_sure_name(l->sure)));
}

/* The lines of that sort, and of that kind where they are acts, under their heading. */
static void print_lines(struct buf *out, const struct instrument *t, const char *heading,
                        enum instrument_sort sort, const struct rec_kind *kind)
{
    bool begun = false;
    for (size_t i = 0; i < t->n; i++) {
        if (t->lines[i].sort == sort && t->lines[i].kind == kind) {
            if (!begun) {
                buf_fmt(out, "\n%s\n", heading);
            }
            begun = true;
            print_line(out, &t->lines[i]);
        }
    }
}

void instrument_print(struct buf *out, const struct instrument *t)
{
    buf_fmt(out, "%.*s: %.*s\ntype: %.*s\n", SV_ARG(t->id), SV_ARG(t->title), SV_ARG(t->type));
    if (t->basis.n) {
        buf_fmt(out, "basis: %.*s\n", SV_ARG(t->basis));
    }
    for (size_t i = 0; i < t->sources_n; i++) {
        buf_fmt(out, "source: %.*s\n", SV_ARG(t->sources[i]));
    }
    for (size_t i = 0; i < t->notes_n; i++) {
        buf_fmt(out, "note: %.*s\n", SV_ARG(t->notes[i]));
    }
    for (size_t i = 0; i < t->asks_n; i++) {
        buf_fmt(out, "asks: %.*s (%s), %.*s\n", SV_ARG(t->asks[i].name),
                t->asks[i].is_date ? "date" : "text", SV_ARG(t->asks[i].words));
    }
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        print_lines(out, t, kinds[i].heading, INSTRUMENT_ACT, &rec_kinds[kinds[i].kind]);
    }
    for (int s = INSTRUMENT_REQUIREMENT; s < INSTRUMENT_SORTS; s++) {
        print_lines(out, t, instrument_sort_headings[s], (enum instrument_sort)s, NULL);
    }
}
