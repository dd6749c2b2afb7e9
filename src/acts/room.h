/* The room of the acts from within: the meetings and packs that it holds, and what is asked of the
 * record and the rules before an act is written. */
#ifndef ACTS_ROOM_H
#define ACTS_ROOM_H

#include "acts/activity.h"
#include "acts/past.h"
#include "acts/perform.h"
#include "store/q.h"

enum { ROOM_MEETINGS = 32, ROOM_PACKS = 16 };

/* A meeting folded in memory. */
struct held {
    struct arena *a; /* NULL: an empty place */
    sv meeting;
    struct act_past past;
    struct floor floor;
    struct pack *pack;
    int64_t after; /* the last entry that was folded when it was read from the record; none: -1 */
    int64_t size;  /* of the record then, or when it was last looked at by act_floor_now */
    uint64_t used;
};

struct act_room {
    struct store *store;
    struct act_inputs inputs;
    struct arena *packs_arena;
    struct {
        sv name;
        struct pack *pack;
    } packs[ROOM_PACKS];
    size_t n_packs;
    struct held held[ROOM_MEETINGS];
    uint64_t uses;
    struct activity_rules rules; /* of tables */
    struct intake *brought;      /* the file of the act at hand */
    instant last;                /* of the newest entry */
    bool last_known;
};

/* The floor's view of facts of that kind, with what stood on record and the rule that a departure
 * is from.  seq: the entry that they are, or will be.  Errors as act_seat and act_past_give. */
MUST err *room_seat(const struct act_past *past, struct arena *a, const struct floor *f,
                    const struct pack *pack, const struct rec_kind *kind, const struct jv *about,
                    const struct jv *data, int64_t seq, struct floor_act *ret);

/* One entry of a meeting on its way to the floor. */
struct room_step {
    const struct rec_entry *e; /* as it is to be read */
    const struct st_corrected *how;
    const struct floor_act *act; /* NULL: the floor does not judge it, or it was taken back */
};
/* Called with each entry in its order, before it is applied: h->floor is the state before it.
 * Lifetime of the step: the call, with tmp. */
typedef err *room_each(void *cx, struct arena *tmp, struct held *h, const struct room_step *step);
/* Fold a meeting from the record, corrections included.  each may be NULL; its error ends the fold.
 * Lifetime: a.  E_NOTFOUND, E_IO. */
MUST err *room_load(struct act_room *r, struct arena *a, sv meeting, room_each *each, void *cx,
                    struct held *ret);

/* The meeting in memory, folded now if it is not.  Lifetime: until the next room_hold or
 * act_room_forget.  E_NOTFOUND, E_IO. */
MUST err *room_hold(struct act_room *r, struct arena *a, sv meeting, struct held **ret);
/* Fold the meetings of a body anew when they are next asked for: its roster or rules have changed.
 */
void room_forget_body(struct act_room *r, sv body);

/* A pack held under a key; own: the body's own rules, else the built-in one of that name.  a: where
 * it lives if it is not held. */
MUST err *room_pack_of(struct act_room *r, struct arena *a, sv key,
                       const struct q_act_rules_out *own, struct pack **ret);
/* The pack that judges a meeting: the body's own rules, adopted before it was opened, or the
 * built-in one. */
MUST err *room_pack_for(struct act_room *r, struct arena *a, const struct act_past *past,
                        sv builtin, struct pack **ret);

/* What the next entry is recorded with: the clock, never behind the entry before.  E_IO. */
MUST err *room_now(struct act_room *r, struct arena *a, instant *ret);

/* What is asked of the record before the act is written: that what it is about stands.  Motions
 * named by the act that moved them become numbers in q.  E_NOTFOUND, E_CONFLICT, E_INVALID, E_IO.
 */
MUST err *act_check(struct act_room *r, struct arena *a, const struct act_request *q);
/* The same of the acts of the hall.  A member asks to speak and declares an interest, and enters
 * words of any kind by an account of the member's own, only while the meeting is open and in
 * session, so that no member's word reaches another outside of a called meeting (F.S. 286.011;
 * docs/decisions/0009); an interest can be declared as long as it can be stated before the vote
 * (F.S. 112.3143(3)); a recording has one start mark.  Kinds of other places pass.  E_REFUSED,
 * E_CONFLICT, E_INVALID, E_IO. */
MUST err *act_check_hall(struct act_room *r, struct arena *a, const struct act_actor *actor,
                         const struct act_request *q);

/* That the officials and the items that the data names are on record; the floor judges its own
 * acts' members itself.  E_INVALID, E_NOTFOUND, E_IO. */
MUST err *act_check_named(struct act_room *r, struct arena *a, const struct act_request *q);
/* The same of minutes, of the items that approve them, and of signatures. */
MUST err *act_check_papers(struct act_room *r, struct arena *a, const struct act_request *q);
/* The same of what an act about an instrument names: parties, powers, trainings, holders, what is
 * due, what was expected; and that no span ends before it begins. */
MUST err *act_check_instrument(struct act_room *r, struct arena *a, const struct act_request *q);
/* What is entered here of when a holder holds powers: spans of one power that overlap, an end of
 * what is not held, a pause within a pause and the end of none are E_INVALID. */
MUST err *act_check_authority(struct act_room *r, struct arena *a, const struct act_request *q,
                              sv instrument);
/* The same of what was done or waived: that it was due on that day by the obligation's rules and
 * the body's holidays (the nearest days are named), and that nothing else is entered for it; a
 * source's account stands beside.  Other kinds pass. E_INVALID, E_CONFLICT, E_IO. */
MUST err *act_check_due(struct act_room *r, struct arena *a, const struct act_request *q,
                        sv instrument);
/* Fill in what the figures of a finding say of its measure: the same figures give the same answer.
 * Other kinds are left alone.  E_INVALID and E_LIMIT (texts.figures, with the line; the days that
 * are not the figures'), E_IO. */
MUST err *act_fill_found(struct act_room *r, struct arena *a, const struct act_request *q);
/* Fill in which version the minutes are that are filed.  E_IO. */
MUST err *act_fill_version(struct act_room *r, struct arena *a, const struct act_request *q);

/* Judge an act of the floor, and fill in q what the writer knows and the caller does not say.
 * E_REFUSED, E_DISORDER, E_INVALID (a departure from nothing), E_IO. */
MUST err *act_judge(struct act_room *r, struct arena *a, const struct act_request *q,
                    struct held **ret_held, struct floor_act *ret_act);
/* The same in a state of the meeting where the act is, or will be, entry seq. */
MUST err *act_judge_in(struct act_room *r, struct arena *a, const struct act_request *q,
                       const struct held *h, int64_t seq, struct floor_act *ret_act);
/* Judge again an act that stands as entry seq, in the state before it, and fill in anew what
 * follows. q->data: without what was filled in.  Refuses what is impossible by now (E_REFUSED), and
 * a departure from nothing (E_INVALID); what is merely out of order happened all the same. */
MUST err *act_judge_again(struct act_room *r, struct arena *a, const struct act_request *q,
                          const struct held *h, int64_t seq);
/* Judge a veto: by the rules of the meeting that adopted, and the clocks of the body's place. */
MUST err *act_judge_veto(struct act_room *r, struct arena *a, const struct act_request *q);
/* Fill in the day on which a filing came in, by the clocks of the body's place.  E_IO. */
MUST err *act_fill_received(struct act_room *r, struct arena *a, const struct act_request *q);

/* Check an entry.corrected, and fill in what it is about and what the corrected entry says as a
 * whole; then, once it is written, that everything that rests on it still holds.  correct.c. */
struct act_correction;
MUST err *act_correct(struct act_room *r, struct arena *a, const struct act_actor *actor,
                      struct act_request *q, struct act_correction **ret);
MUST err *act_corrected(struct act_room *r, struct arena *a, const struct act_correction *c);

#endif
