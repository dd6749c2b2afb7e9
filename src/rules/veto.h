/* The veto's clock: until when what a body adopted may be vetoed, and whether a veto came in time.
 * Pure: days as in base/moment.h and minutes of that day, both at the body's place.  Whose time
 * zone that is, and which instant it makes, is the caller's. */
#ifndef RULES_VETO_H
#define RULES_VETO_H

#include <stdbool.h>
#include <stdint.h>

#include "rules/floor.h"

/* The last moment of a veto: until the end of that minute (16:30: a stamp of 4:30 p.m. is in
 * time).  minute 1440: until the day is over. */
struct veto_limit {
    int32_t day;
    int32_t minute;
};

/* May an item of that kind be vetoed once it is adopted: the pack has a veto, and what it covers
 * takes it in.  Ordinances alone; or legislation: resolutions, ordinances, and what is adopted upon
 * a public hearing; or, where the pack does not say, whatever is adopted. */
bool veto_covers(const struct pack *pack, enum floor_item_kind kind);

/* Until when what was adopted on that day may be vetoed: so many days after it, by the calendar,
 * until the hour of the last one.  False, and *ret left alone: the pack has no veto. */
bool veto_limit(const struct pack *pack, int32_t adopted, struct veto_limit *ret);

/* A veto as it was received. */
struct veto_filing {
    enum floor_item_kind kind;
    bool adopted;        /* the item stands adopted */
    int32_t adopted_day; /* … since that day */
    int32_t day, minute; /* received; minute 0-1439 */
};

/* In order; out of order, under the rule veto, where the item is of a kind that is not vetoed and
 * where the time is over (it may be recorded as it happened); impossible where the pack has no
 * veto, nothing stands adopted, or it was received on an earlier day than it was adopted. Lifetime:
 * ret borrows from pack and a.  Allocates in a only where it writes a sentence. */
void veto_judge(struct arena *a, const struct pack *pack, const struct veto_filing *veto,
                struct judgement *ret);

#endif
