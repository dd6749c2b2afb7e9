/* Acts: who, what, about which meeting, an id made by the caller.  Every door (forms, JSON,
 * scenarios, the command line) goes through act_perform, in the one process that writes. */
#ifndef ACTS_PERFORM_H
#define ACTS_PERFORM_H

#include "acts/request.h"
#include "acts/rights.h"
#include "rules/floor.h"
#include "store/store.h"

struct act_room;

/* What the writer takes from outside: fixed only in test builds, so that the same acts give the
 * same bytes. */
struct act_inputs {
    void *cx;
    /* The clock, for the entry that will be seq. */
    instant (*now)(void *cx, int64_t seq);
    /* 32 bytes of salt for a part of entry n of the act. */
    void (*salt)(void *cx, sv act, int n, sv part, uint8_t *ret);
};

struct act_done {
    int64_t first;   /* seq of the first entry of the act */
    int64_t entries; /* how many; they follow one another */
    sv kind;
    bool repeated; /* the act stood already: this is its first answer */
};

/* The room over an open writer's store.  Held: act_room_close.  inputs is copied. */
NONNULL struct act_room *act_room_open(struct store *s, const struct act_inputs *inputs);
void act_room_close(struct act_room *take_r);

/* Perform one act within the store's open group: form, rights, what it is about, the floor's rules,
 * then its entries. Durable when the group commits.  The same act under the same id gets the first
 * answer.  An act with "files" is performed once its file was brought (act_room_bring). Refuses:
 * E_INVALID (field), E_LIMIT, E_DENIED, E_NOTFOUND (a meeting, item or motion that is not on
 * record, field set), E_CONFLICT (an act id used for another act; what stands already), E_REFUSED
 * and E_DISORDER (rule, citation). After any error nothing of the act stands. E_IO may mean that
 * the whole group is lost: then act_room_forget. Lifetime: ret and errors in a.
 */
MUST err *act_perform(struct act_room *r, struct arena *a, const struct act_actor *actor,
                      struct jv *tree, struct act_done *ret);

/* How tables are made and when; ACTIVITY_RULES until it is said.  Copied. */
struct activity_rules;
void act_room_rules(struct act_room *r, const struct activity_rules *rules);

struct intake;
/* The file of the act that is performed next, taken in (acts/intake.h); it stays the caller's.
 * NULL: none any more. */
void act_room_bring(struct act_room *r, struct intake *file);

/* Forget the meetings held in memory: after a group that was rolled back or may not stand. */
void act_room_forget(struct act_room *r);

/* The state of a meeting as the record tells it now, with its pack: for screens that show what is
 * in order. Works on a reader's store too.  E_NOTFOUND.  Lifetime: a. */
MUST err *act_floor_of(struct store *s, struct arena *a, sv meeting, struct floor *ret,
                       struct pack **ret_pack);

/* The same from a room over a reader's store that has inputs of zeros: folded once, and then on by
 * what was added since, so that asking again costs only that.  Lifetime: until the room is asked
 * again or closed; E_NOTFOUND, E_IO. */
MUST err *act_floor_now(struct act_room *r, struct arena *a, sv meeting, const struct floor **ret,
                        const struct pack **ret_pack);

#endif
