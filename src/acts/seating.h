/* Between entries and the floor: facts with ids of the roster become acts with seats. */
#ifndef ACTS_SEATING_H
#define ACTS_SEATING_H

#include "base/err.h"
#include "base/json.h"
#include "record/kinds.h"
#include "rules/floor.h"

/* True when the floor judges acts of this kind. */
bool act_on_floor(const struct rec_kind *kind);

/* The floor's view of facts of that kind.  about and data as in an entry (motion a number).
 * Refuses (E_INVALID, field named) an id in a list that is no member; a single member who is none
 * becomes the act's stranger, which the floor calls impossible.  Lifetime: borrows from about and
 * data. */
MUST err *act_seat(struct arena *a, const struct floor *f, const struct rec_kind *kind,
                   const struct jv *about, const struct jv *data, struct floor_act *ret);

#endif
