/* Instrument templates: what an agreement, pact, policy or grant of a known form says, as data.  A
 * template is a text that a lawyer can read, hold against the signed paper and mend
 * (docs/instruments.md describes it).  Its lines are acts, written as a scenario writes them, and
 * what no act says: each with its citation and how sure it is. */
#ifndef RULES_INSTRUMENT_H
#define RULES_INSTRUMENT_H

#include "base/moment.h"
#include "record/pairs.h"
#include "rules/pack.h"

enum {
    INSTRUMENT_LINES = 300,
    INSTRUMENT_ASKS = 12,
    INSTRUMENT_WORDS = 64,      /* of one line */
    INSTRUMENT_NOTES = 40,      /* sources and notes */
    INSTRUMENT_TEXT_BYTES = 200 /* of an answer, a name, a citation (REC_NAME) */
};

enum instrument_sort {
    INSTRUMENT_ACT,         /* it becomes an entry */
    INSTRUMENT_REQUIREMENT, /* what a code of a power's requirements stands for */
    INSTRUMENT_SETTING,     /* … of its settings */
    INSTRUMENT_JUDGEMENT,   /* … of its conditions that no record decides */
    INSTRUMENT_DUTY,        /* what is to be done when something happens: no day follows from it */
    INSTRUMENT_COMPLAINT,   /* where one complains, and what follows */
    INSTRUMENT_SINCE,       /* what has changed since the template was made */
    INSTRUMENT_OPEN,        /* what is not settled or was not read */
    INSTRUMENT_SORTS
};
/* What stands above the lines of each sort; NULL for acts. */
extern const char *const instrument_sort_headings[INSTRUMENT_SORTS];

struct instrument_line {
    enum instrument_sort sort;
    const struct rec_kind *kind; /* of an act; else NULL */
    struct rec_pair *pairs;      /* of an act: data.power, texts.text …; values may hold {asks} */
    size_t n;
    sv key;   /* names the line in its template: power.interrogate, setting.field */
    sv words; /* what it says, in one sentence or name */
    sv cites;
    bool has_day; /* INSTRUMENT_SINCE: from which day */
    date day;
    enum rule_sure sure;
    uint32_t line; /* of the file */
};

/* What a template asks of whoever registers an instrument by it. */
struct instrument_ask {
    sv name, words;
    bool is_date;
};

struct instrument {
    sv id, title, type, basis; /* basis: empty where none is stated */
    sv sources[INSTRUMENT_NOTES];
    size_t sources_n;
    sv notes[INSTRUMENT_NOTES];
    size_t notes_n;
    struct instrument_ask asks[INSTRUMENT_ASKS];
    size_t asks_n;
    struct instrument_line lines[INSTRUMENT_LINES];
    size_t n;
};

/* Parse a template.  Refuses (E_INVALID, field "FILE:LINE") the first thing that is wrong, in a
 * sentence that says what and what was expected: words, kinds and fields that are not known, a line
 * without its citation or without how sure it is, what stands twice, an {ask} that is not asked
 * for, an act that would be refused with whatever answers, a code, training or party that no line
 * above it states, a first line that is not the template's name; at the end what a template must
 * have.  E_LIMIT over LIMIT_PACK_BYTES and the bounds above.  Lifetime: *ret lives in a and borrows
 * from text. */
MUST err *instrument_parse(struct arena *a, sv file_name, sv text, struct instrument **ret);

/* The template of that id that comes with the program.  E_NOTFOUND names those that there are. */
MUST err *instrument_builtin(struct arena *a, sv id, struct instrument **ret);
/* The ids of the templates that come with the program, in order; SV_NONE past the last. */
sv instrument_name(size_t i);

/* The template as a table for people: sources, notes, what it asks, and every line with its key,
 * its words, its citation and how sure it is. */
void instrument_print(struct buf *out, const struct instrument *t);

/* ---- an instrument by a template ---- */

/* An instrument that is to be registered. */
struct instrument_wanted {
    sv id, title;                   /* of the instrument */
    sv item;                        /* the file whose decision approved it; may be empty */
    const struct rec_pair *answers; /* to what the template asks, by name; empty ones are none */
    size_t answers_n;
};

/* One act of its registration. */
struct instrument_act {
    const struct rec_kind *kind;
    struct rec_pair *pairs; /* about.instrument with them; not body, act and source */
    size_t n;
    sv key;                             /* "registered", "template", else the line's */
    const struct instrument_line *line; /* NULL: the registration, the template's own table */
    sv words;                           /* the line's, with what was answered */
    sv lacks; /* what is asked for and not answered, so that the act cannot be made; else empty */
};

/* The acts that register it, in the order in which they can be entered: the registration, the
 * template's table as a text of the instrument, then its lines.  Refuses (E_INVALID, the answer's
 * name as field) an answer that is not asked for, no date where one is asked for, too long, or that
 * makes a day out of the calendar.  Lifetime: a, and the template's. */
MUST err *instrument_acts(struct arena *a, const struct instrument *t,
                          const struct instrument_wanted *w, struct instrument_act **ret,
                          size_t *ret_n);

#endif
