/* Names and values, as forms and scenarios give them, made into an act. */
#ifndef RECORD_PAIRS_H
#define RECORD_PAIRS_H

#include "base/err.h"
#include "base/json.h"
#include "record/kinds.h"

/* One name and value: a field of a form (about.meeting, data.choice, texts.title, at, body, act),
 * or a word name=value of a scenario, whose name may leave the prefix out where the kind makes it
 * plain. */
struct rec_pair {
    sv name, value;
};

/* The act as JSON tree, in the shape of POST /acts.json.  Numbers, truth values (true, false, on)
 * and lists (several pairs of the same name, or one with commas) become what the kind's table says;
 * an empty value is left out. Refuses (E_INVALID, the field named) names that the kind does not
 * know.  values.kind: entry.corrected's values (values.choice …) are those of a kind. */
MUST err *rec_act_of_pairs(struct arena *a, const struct rec_kind *kind,
                           const struct rec_pair *pairs, size_t n, struct jv **ret);

#endif
