/* What the files of the scenario language share: the words of a line, the draft of an act, the
 * context in which the statements stand. */
#ifndef ACTS_SCN_H
#define ACTS_SCN_H

#include "record/pairs.h"
#include "acts/scenario.h"
#include "base/words.h"

enum {
    SCN_WORDS = 400, /* of one statement */
    SCN_OWN = 8,     /* fields that a statement adds of its own */
    SCN_SOURCES = 200,
    SCN_LABELS = 4000,
    SCN_PACE_SECONDS = 3
};

struct scn_label {
    sv name, act;
};

struct scn_source {
    sv key;
    struct jv *value;
};

/* The act that a statement is about to make. */
struct scn_draft {
    const struct rec_kind *kind;
    struct rec_pair pairs[SCN_WORDS + SCN_OWN];
    size_t n;
    bool as_admin;
};

struct scn_parser {
    struct arena *a;
    sv file;
    int line;
    struct scn *out;
    size_t room;
    sv account, of, body, meeting, item, instrument, slug;
    enum act_role role;
    struct jv *source; /* of later acts; NULL: witnessed */
    bool clocked;      /* later acts bear the clock's time … */
    instant clock;     /* … which goes on by SCN_PACE_SECONDS an act */
    struct scn_source sources[SCN_SOURCES];
    struct scn_label labels[SCN_LABELS];
    size_t n_sources, n_labels, n_acts;
    struct word words[SCN_WORDS];
    size_t n_words;
    struct scn_draft draft;
    sv last; /* the last act that is to be recorded and corrects none */
    /* of the statement at hand */
    enum scn_expect expect;
    sv corrects; /* it is what that act should have been … */
    sv why;      /* … for that reason */
    sv cite, field, departure;
};

/* A refusal with file and line. */
PRINTF(2, 3) err *scn_bad(struct scn_parser *p, const char *fmt, ...);

/* Split a statement into p->words.  Refuses a text without its closing quote, and too many words.
 */
MUST err *scn_split(struct scn_parser *p, sv statement);
/* Word i is that plain word. */
bool scn_is(const struct scn_parser *p, size_t i, const char *text);
/* The text of word i, empty past the last. */
sv scn_word(const struct scn_parser *p, size_t i);

/* A new step of this line. */
struct scn_step *scn_step(struct scn_parser *p);
/* The act that moved the motion of that name, or empty. */
sv scn_label(const struct scn_parser *p, sv name);
/* Call a motion, or any act, by a name from here on.  Refuses too many. */
MUST err *scn_name(struct scn_parser *p, sv name, sv act);

/* The one draft, emptied: a statement makes its acts one after the other. */
struct scn_draft *scn_draft(struct scn_parser *p, const struct rec_kind *kind);
void scn_put(struct scn_draft *d, const char *name, sv value);
/* A motion, by its name or number, into that field. */
MUST err *scn_motion(struct scn_parser *p, sv name, const char *field, struct scn_draft *d);
/* The words name=value from i on, as they stand. */
MUST err *scn_pairs(struct scn_parser *p, size_t i, struct scn_draft *d);
/* Make the draft a step.  id: empty for the next of the scenario; *ret_act may be NULL. */
MUST err *scn_emit(struct scn_parser *p, struct scn_draft *d, sv id, struct jv *source,
                   sv *ret_act);

/* "as NAME" from word i on, where it stands there: *ret_i is past it, else i. */
sv scn_as(const struct scn_parser *p, size_t i, size_t *ret_i);

/* Make the statement's act by the table of forms.  Refuses what is in none of them. */
MUST err *scn_form(struct scn_parser *p);

#endif
