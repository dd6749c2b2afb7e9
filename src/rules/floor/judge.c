/* Judging an act: first what cannot be recorded as witnessed, then what is out of order. */
#include "rules/floor/look.h"

void floor_cite(struct look *l, enum rule_id rule)
{
    l->ret->rule_no = rule;
    l->ret->rule = rule_name(rule);
    l->ret->citation = l->pack->rule[rule].text.cites;
}

bool floor_ruled(struct look *l, enum floor_verdict verdict, enum rule_id rule, sv sentence)
{
    l->ret->verdict = verdict;
    l->ret->sentence = sentence;
    floor_cite(l, rule);
    return true;
}

sv floor_named(const struct look *l, const struct floor_motion *m)
{
    return sv_fmt(l->a, "%u (%.*s)", m->number, WORDS(m->type));
}

/* In order, but only if members who may not vote count for the quorum, which the pack leaves open.
 */
static void mark_unsettled(struct look *l)
{
    enum floor_kind k = l->act->kind;
    bool by_quorum = k == FLOOR_MOTION_MOVED || k == FLOOR_MOTION_STATED ||
                     k == FLOOR_VOTE_OPENED || k == FLOOR_VOTE_ANNOUNCED;
    enum motion_type type = k == FLOOR_MOTION_MOVED ? l->act->type
                            : l->m                  ? l->m->type
                                                    : MOTION_MAIN;
    if (by_quorum && !floor_without_quorum(type) &&
        l->pack->rule[RULE_QUORUM].param[PARAM_RECUSED] == PARAM_UNSETTLED &&
        floor_counts(l->f, l->pack, &l->recused, false) < floor_quorum(l->f, l->pack)) {
        floor_cite(l, RULE_QUORUM);
        l->ret->sentence = SV("There is a quorum only if members who may not vote count for it, "
                              "which the rules of this body leave unsettled.");
    }
}

void floor_judge(struct arena *a, const struct floor *f, const struct pack *pack,
                 const struct floor_act *act, struct judgement *ret)
{
    *ret = (struct judgement){.verdict = FLOOR_IN_ORDER, .rule_no = RULE_NONE};
    struct look l = {.a = a, .f = f, .pack = pack, .act = act, .ret = ret};
    if (floor_cannot(&l)) {
        return;
    }
    if (act->kind == FLOOR_VOTE_ANNOUNCED) {
        floor_announced(f, pack, l.m, act, &ret->result);
    }
    if (!floor_may_not(&l)) {
        mark_unsettled(&l);
    }
}
