/* What the files of the floor share among themselves. */
#ifndef RULES_FLOOR_INSIDE_H
#define RULES_FLOOR_INSIDE_H

#include "rules/floor.h"

/* True when yes reaches the need of total.  Of nothing, nothing is reached.  A majority is more
 * than half (a tie is none); a share is reached when yes/total >= num/den, exactly. */
bool floor_vote_reached(struct need need, uint32_t yes, uint32_t total);
/* The smallest number that reaches the need of total. */
uint32_t floor_vote_least(struct need need, uint32_t total);
/* Of how many the need of a vote is a share: yes and no are the votes cast, present who was there.
 */
uint32_t floor_vote_total(const struct floor *f, const struct pack *pack, const struct rule *vote,
                          uint32_t yes, uint32_t no, uint32_t present);
/* True when the motion of that rule is adopted by yes to no. */
bool floor_vote_carries(const struct floor *f, const struct pack *pack, const struct rule *vote,
                        uint32_t yes, uint32_t no, uint32_t present);

/* The rule by which a motion of that type is decided; the main motion's where a row names none. */
const struct rule *floor_vote_rule(const struct pack *pack, enum motion_type type);

/* What an announcement amounts to, as derived or as given (voice, counts). */
void floor_announced(const struct floor *f, const struct pack *pack, const struct floor_motion *m,
                     const struct floor_act *act, struct floor_result *ret);

/* Members who count towards the quorum when these may not vote; unsettled: also those whom the pack
 * leaves open. */
uint32_t floor_counts(const struct floor *f, const struct pack *pack, const struct seats *recused,
                      bool unsettled);

/* A moved motion that is nothing yet: not stated, not seconded though it has to be, no vote open.
 * It falls for want of a second as soon as the body goes on to something else. */
bool floor_unseconded(const struct pack *pack, const struct floor_motion *m);
/* A named vote has been given on it in a vote that is open. */
bool floor_voting(const struct floor_motion *m);

/* The hash under which items are looked up. */
uint32_t floor_item_hash(sv id);
/* Index of the item, or -1. */
int32_t floor_item(const struct floor *f, sv id);
/* Who may not vote on the item of that index; nobody for -1. */
struct seats floor_recused(const struct floor *f, int32_t item);
/* Members present, here or from afar. */
struct seats floor_here(const struct floor *f);
/* Who has voted by name on the motion. */
struct seats floor_voters(const struct floor_motion *m);
/* Who is present and may vote on the motion but has no vote yet, the presiding member left out
 * where the pack does not give that member a vote like the others. */
struct seats floor_waiting(const struct floor *f, const struct pack *pack,
                           const struct floor_motion *m);

/* Seats that are in either set. */
struct seats seats_or(struct seats a, struct seats b);
/* Seats that are in both. */
struct seats seats_and(struct seats a, struct seats b);
/* Seats of a that are not in b. */
struct seats seats_without(struct seats a, struct seats b);
/* True when the set has a seat. */
bool seats_any(struct seats a);
/* The first seat of the set, or FLOOR_NOBODY. */
int32_t seats_first(struct seats a);

#endif
