/* What the files of the floor share among themselves. */
#ifndef RULES_FLOOR_INSIDE_H
#define RULES_FLOOR_INSIDE_H

#include "rules/floor.h"

/* ---- the arithmetic of votes ---- */

/* True when yes reaches the need of total.  Of nothing, nothing is reached.  A majority is more
 * than half (a tie is none); a share is reached when yes/total >= num/den, exactly. */
bool floor_vote_reached(struct need need, uint32_t yes, uint32_t total);
/* The smallest number that reaches the need of total. */
uint32_t floor_vote_least(struct need need, uint32_t total);
/* Of how many the need of a vote is a share: yes and no are the votes cast, present who was there.
 */
uint32_t floor_vote_total(const struct floor *f, const struct pack *pack, const struct rule *vote,
                          uint32_t yes, uint32_t no, uint32_t present);
/* True when the yeses reach the need of that rule. */
bool floor_vote_carries(const struct floor *f, const struct pack *pack, const struct rule *vote,
                        uint32_t yes, uint32_t no, uint32_t present);

/* The rule by which the motion is decided: what it says that the law asks for, else its row's (the
 * main motion's where a row names none); what that rule names instead where notice was given of a
 * motion to rescind or discharge. */
const struct rule *floor_vote_rule(const struct pack *pack, const struct floor_motion *m);
/* The votes against are those that must reach the need, by the motion's row: of an appeal, of an
 * objection. */
bool floor_vote_against(const struct pack *pack, const struct floor_motion *m);
/* What the votes amount to.  *ret_by: the rule that they reach, or fail to reach. */
enum floor_outcome floor_vote_outcome(const struct floor *f, const struct pack *pack,
                                      const struct floor_motion *m, uint32_t yes, uint32_t no,
                                      uint32_t present, const struct rule **ret_by);

/* What an announcement amounts to, as derived or as given (voice, counts). */
void floor_announced(const struct floor *f, const struct pack *pack, const struct floor_motion *m,
                     const struct floor_act *act, struct floor_result *ret);

/* Members who count towards the quorum when these may not vote; unsettled: also those whom the pack
 * leaves open. */
uint32_t floor_counts(const struct floor *f, const struct pack *pack, const struct seats *recused,
                      bool unsettled);

/* ---- motions ---- */

/* The motion needs a second: so says its row; what is proposed for a blank needs none (RONR 12th
 * 12:92). */
bool floor_needs_second(const struct pack *pack, const struct floor_motion *m);
/* A moved motion that is nothing yet: not stated, not seconded though it has to be, no vote open.
 * It falls for want of a second as soon as the body goes on to something else. */
bool floor_unseconded(const struct pack *pack, const struct floor_motion *m);
/* A named vote has been given on it in a vote that is open. */
bool floor_voting(const struct floor_motion *m);
/* The topmost motion that stands in the way of others, or NULL; and how many such there are. */
const struct floor_motion *floor_standing(const struct floor *f, const struct pack *pack);
uint32_t floor_standing_count(const struct floor *f, const struct pack *pack);
/* The pending motion of that number, or the last decision on it; or NULL. */
const struct floor_motion *floor_motion_of(const struct floor *f, uint32_t number);
/* What the motion of that number is applied to, or 0. */
uint32_t floor_applied_to(const struct floor *f, uint32_t number);
/* The motion of that number is applied to the other one, or to one that is. */
bool floor_adheres(const struct floor *f, uint32_t number, uint32_t to);
/* What was decided had the effect of its kind: adopted, granted, well taken; an appeal that was not
 * sustained, an objection that was. */
bool floor_carried(const struct floor_motion *m);
/* A chair's decision. */
bool floor_is_ruling(enum floor_outcome outcome);
/* The result of a vote, save that consent was objected to. */
bool floor_is_result(enum floor_outcome outcome);
/* It was decided by voice, so that a division can be demanded. */
bool floor_by_voice(const struct floor_motion *m);
/* The motion is taken by one member's demand, and decided when it is moved. */
bool floor_demanded(const struct pack *pack, enum motion_type type, enum floor_method method);
/* The rule is in force: the pack defines it, and it does not stand suspended. */
bool floor_holds(const struct floor *f, const struct pack *pack, enum rule_id rule);
bool floor_has(const uint64_t *set, enum rule_id rule);
/* How many readings an ordinance needs, 0 where the pack asks for none. */
int32_t floor_readings(const struct pack *pack);
/* It would be the last reading of its ordinance, or is an emergency's only one. */
bool floor_last_reading(const struct pack *pack, const struct floor_motion *m);

/* ---- classes of motions, and which goes before which ---- */

enum floor_class { CLASS_MAIN, CLASS_RECONSIDER, CLASS_INCIDENTAL, CLASS_RANKED };
/* The class of that type. */
enum floor_class floor_class(enum motion_type type);
/* The place of a motion of that type, applied to that one (0: none): lower goes before higher. */
uint32_t floor_key(const struct floor *f, const struct pack *pack, enum motion_type type,
                   uint32_t target);

/* ---- items ---- */

/* The hash under which items are looked up. */
uint32_t floor_item_hash(sv id);
/* Index of the item, or -1. */
int32_t floor_item(const struct floor *f, sv id);
/* The index of the item that a motion applied to that one (NULL: none) would be about if the act
 * names none, or -1. */
int32_t floor_item_index_of(const struct floor *f, const struct floor_act *moved,
                            const struct floor_motion *target);
/* An item of which nothing stood before. */
const struct floor_past *floor_no_past(void);
/* Where an item of which that stood before stands when it is first named. */
struct floor_item_now floor_item_first(const struct floor_past *before);
/* It was disposed of at this meeting, and not brought back. */
bool floor_is_disposed(const struct floor *f, sv id);
/* Who may not vote on the item of that index; nobody for -1. */
struct seats floor_recused(const struct floor *f, int32_t item);

/* ---- members ---- */

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

/* ---- what acts make of the state ---- */

struct floor_hand {
    struct arena *a;
    struct floor *f;
    const struct pack *pack;
    uint32_t keep; /* places on the stack that stay free for what comes back last */
};
/* Room for one more element; what was there stays where snapshots see it. */
void *floor_grown(struct arena *a, void *list, uint32_t count, uint32_t *size, size_t each);
/* The index of the item, which is named for the first time or again. */
int32_t floor_mention(struct floor_hand *h, sv id, const struct floor_past *before);
/* Where the item stands from now on. */
void floor_item_set(struct floor_hand *h, int32_t item, struct floor_item_now now);
/* The pending motion leaves the stack; what is applied to it falls first. */
void floor_leave(struct floor_hand *h, uint32_t number, enum floor_outcome outcome, uint32_t by);
/* What the word makes of the item: whether it is disposed of until it is brought back. */
void floor_note_disposed(struct floor_hand *h, sv id, sv word);
/* Every pending motion falls. */
void floor_fall_all(struct floor_hand *h);
/* What a decision that carried makes of other motions and of the meeting. */
void floor_effect(struct floor_hand *h, const struct floor_motion *decided);

#endif
