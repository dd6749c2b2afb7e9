/* Judging an act: first what cannot be recorded as witnessed, then what is out of order. */
#include "rules/floor/look.h"

#include <stdarg.h>
#include <stdio.h>

void floor_cite(struct look *l, enum rule_id rule)
{
    l->ret->rule_no = rule;
    l->ret->rule = l->pack->rule[rule].id;
    l->ret->citation = l->pack->rule[rule].text.cites;
}

static sv sentence(struct arena *a, const char *fmt, va_list ap)
{
    va_list again;
    va_copy(again, ap);
    int n = vsnprintf(NULL, 0, fmt, ap);
    size_t size = n > 0 ? (size_t)n : 0;
    char *p = arena_alloc(a, size + 1);
    vsnprintf(p, size + 1, fmt, again);
    va_end(again);
    return (sv){p, size};
}

bool floor_impossible(struct look *l, enum rule_id rule, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    l->ret->verdict = FLOOR_IMPOSSIBLE;
    l->ret->sentence = sentence(l->a, fmt, ap);
    va_end(ap);
    floor_cite(l, rule);
    return true;
}

bool floor_disorder(struct look *l, enum rule_id rule, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    l->ret->verdict = FLOOR_OUT_OF_ORDER;
    l->ret->sentence = sentence(l->a, fmt, ap);
    va_end(ap);
    floor_cite(l, rule);
    return true;
}

/* In order, but only if members who may not vote count for the quorum, which the pack leaves open.
 */
static void mark_unsettled(struct look *l)
{
    enum floor_kind k = l->act->kind;
    bool by_quorum = k == FLOOR_MOTION_MOVED || k == FLOOR_MOTION_STATED ||
                     k == FLOOR_VOTE_OPENED || k == FLOOR_VOTE_ANNOUNCED;
    if (by_quorum && l->pack->rule[RULE_QUORUM].param[PARAM_RECUSED] == PARAM_UNSETTLED &&
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
