/* One act being judged: what the files of the judgement share. */
#ifndef RULES_FLOOR_LOOK_H
#define RULES_FLOOR_LOOK_H

#include "rules/floor/inside.h"

/* The item that an act is about: none (id empty, index -1), one that was not named yet (index -1),
 * or one of the state. */
struct floor_look_item {
    sv id;
    int32_t index;
    const struct floor_past *past;
    struct floor_item_now now;
};

struct look {
    struct arena *a;
    const struct floor *f;
    const struct pack *pack;
    const struct floor_act *act;
    struct judgement *ret;
    const struct floor_motion *m; /* the pending motion that the act names */
    struct seats recused;         /* who may not vote on what the act is about */
    struct floor_look_item item;  /* what the act is about */
    /* motion.moved */
    uint32_t target;
    const struct floor_motion *pending,
        *decided;                   /* the target, if it is pending, or else decided */
    const struct floor_motion *top; /* the topmost standing motion */
};

/* The item that the act names, or else the one of that index. */
void floor_look_item(const struct floor *f, const struct floor_act *act, int32_t otherwise,
                     struct floor_look_item *ret);

/* Name the rule in the judgement. */
void floor_cite(struct look *l, enum rule_id rule);
/* Judge the act so, by this rule, with this sentence; always true. */
bool floor_ruled(struct look *l, enum floor_verdict verdict, enum rule_id rule, sv sentence);
/* … impossible with the printf text; or out of order, where the rule is in force, else false. */
#define floor_impossible(l, rule, ...)                                                             \
    floor_ruled((l), FLOOR_IMPOSSIBLE, (rule), sv_fmt((l)->a, __VA_ARGS__))
#define floor_disorder(l, rule, ...)                                                               \
    (floor_holds((l)->f, (l)->pack, (rule)) &&                                                     \
     floor_ruled((l), FLOOR_OUT_OF_ORDER, (rule), sv_fmt((l)->a, __VA_ARGS__)))

/* The act cannot be recorded as witnessed, and has been judged so.  Finds the motion that the act
 * names. */
bool floor_cannot(struct look *l);
/* … an announcement. */
bool floor_announced_cannot(struct look *l);
/* The act names no motion that is pending; else finds it. */
bool floor_motion_cannot(struct look *l);
/* The act is out of order, and has been judged so.  After floor_cannot was false; for an
 * announcement the result stands in the judgement already. */
bool floor_may_not(struct look *l);
/* … making a motion. */
bool floor_moved_may_not(struct look *l);
/* … anything about a vote. */
bool floor_vote_opened_may_not(struct look *l);
bool floor_ballot_may_not(struct look *l);
bool floor_vote_announced_may_not(struct look *l);

/* Checks of several kinds of acts. */
bool floor_no_quorum(struct look *l);
/* A vote has begun on a motion other than `but`. */
bool floor_interrupts(struct look *l, const struct floor_motion *but);
/* Who takes part from afar, where the body does not let such a member act. */
bool floor_from_afar(struct look *l, const char *what);
/* The presiding member moves or seconds, where the pack does not allow it. */
bool floor_chair_moves(struct look *l, const char *what);
/* The item was disposed of at this meeting, and not brought back. */
bool floor_disposed_of(struct look *l);
/* The motion that the act names is not the immediately pending one. */
bool floor_not_immediate(struct look *l);
/* … has no second, though it needs one. */
bool floor_lacks_second(struct look *l);
/* Without a quorum this type of motion is in order, and is decided. */
bool floor_without_quorum(enum motion_type type);

#define CALLED(l, member) SV_ARG(floor_called((l)->f, (member)))
/* "motion 3, the motion to amend," */
sv floor_named(const struct look *l, const struct floor_motion *m);
#define NAMED(l, m) SV_ARG(floor_named((l), (m)))
/* "motion to amend" */
#define WORDS(type) SV_ARG(motion_type_words(type))

#endif
