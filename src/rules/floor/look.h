/* One act being judged: what the files of the judgement share. */
#ifndef RULES_FLOOR_LOOK_H
#define RULES_FLOOR_LOOK_H

#include "rules/floor/inside.h"

struct look {
    struct arena *a;
    const struct floor *f;
    const struct pack *pack;
    const struct floor_act *act;
    struct judgement *ret;
    const struct floor_motion *m; /* the pending motion that the act names */
    struct seats recused;         /* who may not vote on what the act is about */
};

/* Name the rule in the judgement. */
void floor_cite(struct look *l, enum rule_id rule);
/* Judge the act so, by this rule, with this sentence; always true. */
bool floor_ruled(struct look *l, enum floor_verdict verdict, enum rule_id rule, sv sentence);
/* … impossible, or out of order, with the printf text. */
#define floor_impossible(l, rule, ...)                                                             \
    floor_ruled((l), FLOOR_IMPOSSIBLE, (rule), sv_fmt((l)->a, __VA_ARGS__))
#define floor_disorder(l, rule, ...)                                                               \
    floor_ruled((l), FLOOR_OUT_OF_ORDER, (rule), sv_fmt((l)->a, __VA_ARGS__))

/* The act cannot be recorded as witnessed, and has been judged so.  Finds the motion that the act
 * names. */
bool floor_cannot(struct look *l);
/* The act is out of order, and has been judged so.  After floor_cannot was false; for an
 * announcement the result stands in the judgement already. */
bool floor_may_not(struct look *l);

#define CALLED(l, member) SV_ARG(floor_called((l)->f, (member)))

#endif
