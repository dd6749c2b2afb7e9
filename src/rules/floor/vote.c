/* The arithmetic of votes: exact, in integers. */
#include "rules/floor/inside.h"

bool floor_vote_reached(struct need need, uint32_t yes, uint32_t total)
{
    if (total == 0) {
        return false;
    }
    switch (need.kind) {
    case NEED_MAJORITY: return (uint64_t)yes * 2 > total;
    case NEED_MAJORITY_PLUS_ONE: return yes > 0 && ((uint64_t)yes - 1) * 2 > total;
    case NEED_SHARE: return (uint64_t)yes * need.den >= (uint64_t)need.num * total;
    case NEED_COUNT: return yes >= need.num;
    }
    return false;
}

uint32_t floor_vote_least(struct need need, uint32_t total)
{
    switch (need.kind) {
    case NEED_MAJORITY: return total / 2 + 1;
    case NEED_MAJORITY_PLUS_ONE: return total / 2 + 2;
    case NEED_SHARE: return (uint32_t)(((uint64_t)need.num * total + need.den - 1) / need.den);
    case NEED_COUNT: return need.num;
    }
    return 0;
}

uint32_t floor_vote_total(const struct floor *f, const struct pack *pack, const struct rule *vote,
                          uint32_t yes, uint32_t no, uint32_t present)
{
    switch ((enum rule_base)vote->param[PARAM_BASE]) {
    case BASE_CAST: return yes + no;
    case BASE_PRESENT: return present;
    case BASE_SEATS: return (uint32_t)f->member_count + f->vacancies;
    case BASE_SITTING: return f->member_count;
    case BASE_QUORUM: return floor_quorum(f, pack);
    }
    return 0;
}

bool floor_vote_carries(const struct floor *f, const struct pack *pack, const struct rule *vote,
                        uint32_t yes, uint32_t no, uint32_t present)
{
    return floor_vote_reached(vote->need, yes, floor_vote_total(f, pack, vote, yes, no, present));
}

/* The rule that a parameter of this one names, or NULL. */
static const struct rule *named_by(const struct pack *pack, const struct rule *r,
                                   enum rule_param param)
{
    int32_t rule = r->param[param];
    return rule >= 0 && rule < RULE_COUNT && pack->rule[rule].param[PARAM_BASE] >= 0 &&
                   pack->rule[rule].defined
               ? &pack->rule[rule]
               : NULL;
}

/* The rule that the row of that type names; the main motion's where it names none. */
static const struct rule *row_rule(const struct pack *pack, enum motion_type type)
{
    int16_t vote = pack->motion[type].defined ? pack->motion[type].vote : VOTE_BY_CHAIR;
    int16_t main_vote = pack->motion[MOTION_MAIN].vote;
    return vote >= 0        ? &pack->rule[vote]
           : main_vote >= 0 ? &pack->rule[main_vote]
                            : &pack->rule[RULE_VOTE_MAJORITY];
}

const struct rule *floor_vote_rule(const struct pack *pack, const struct floor_motion *m)
{
    const struct rule *r = m->needs != RULE_NONE ? &pack->rule[m->needs] : row_rule(pack, m->type);
    bool noticed = m->notice && (m->type == MOTION_RESCIND || m->type == MOTION_DISCHARGE);
    const struct rule *instead = noticed ? named_by(pack, r, PARAM_NOTICED) : NULL;
    return instead ? instead : r;
}

bool floor_vote_against(const struct pack *pack, const struct floor_motion *m)
{
    return row_rule(pack, m->type)->param[PARAM_SIDE] == SIDE_AGAINST;
}

enum floor_outcome floor_vote_outcome(const struct floor *f, const struct pack *pack,
                                      const struct floor_motion *m, uint32_t yes, uint32_t no,
                                      uint32_t present, const struct rule **ret_by)
{
    const struct rule *vote = floor_vote_rule(pack, m);
    const struct rule *other = named_by(pack, vote, PARAM_OR);
    bool against = floor_vote_against(pack, m);
    uint32_t side = against ? no : yes;
    bool reached =
        floor_vote_reached(vote->need, side, floor_vote_total(f, pack, vote, yes, no, present));
    *ret_by = vote;
    if (!reached && other &&
        floor_vote_reached(other->need, side, floor_vote_total(f, pack, other, yes, no, present))) {
        reached = true;
        *ret_by = other;
    }
    if (!against) {
        return reached ? OUTCOME_ADOPTED : OUTCOME_LOST;
    }
    /* A tie sustains the decision of the chair. */
    reached = reached && !(m->type == MOTION_APPEAL && yes == no);
    return reached == (m->type == MOTION_OBJECT) ? OUTCOME_SUSTAINED : OUTCOME_NOT_SUSTAINED;
}

/* ---- quorum ---- */

uint32_t floor_quorum(const struct floor *f, const struct pack *pack)
{
    const struct rule *r = &pack->rule[RULE_QUORUM];
    uint32_t of = f->member_count;
    if (r->param[PARAM_OF] == OF_SEATS) {
        of += f->vacancies;
    }
    return floor_vote_least(r->need, of);
}

uint32_t floor_counts(const struct floor *f, const struct pack *pack, const struct seats *recused,
                      bool unsettled)
{
    const struct rule *r = &pack->rule[RULE_QUORUM];
    struct seats here = f->present;
    if (r->param[PARAM_REMOTE] == PARAM_YES) {
        here = seats_or(here, f->remote);
    }
    int32_t counts = r->param[PARAM_RECUSED];
    if (counts == PARAM_NO || (counts == PARAM_UNSETTLED && !unsettled)) {
        here = seats_without(here, *recused);
    }
    return seats_count(&here);
}

uint32_t floor_counted(const struct floor *f, const struct pack *pack)
{
    return floor_counts(f, pack, &f->recused, true);
}

bool floor_has_quorum(const struct floor *f, const struct pack *pack)
{
    return floor_counted(f, pack) >= floor_quorum(f, pack);
}

/* ---- results ---- */

static void decide(const struct floor *f, const struct pack *pack, const struct floor_motion *m,
                   struct floor_result *r)
{
    const struct rule *by;
    r->outcome = floor_vote_outcome(f, pack, m, r->yes, r->no, r->present, &by);
    r->base = (enum rule_base)by->param[PARAM_BASE];
    r->need = by->need;
    r->rule = (enum rule_id)(by - pack->rule);
    bool tie = r->yes == r->no && r->yes > 0;
    if (tie && r->outcome == OUTCOME_LOST && r->base == BASE_CAST &&
        r->need.kind == NEED_MAJORITY) {
        r->rule = RULE_TIE_VOTE;
    } else if (tie && m->type == MOTION_APPEAL && r->outcome == OUTCOME_SUSTAINED &&
               pack->rule[RULE_APPEAL_TIE].defined) {
        r->rule = RULE_APPEAL_TIE;
    }
}

void floor_tally(const struct floor *f, const struct pack *pack, const struct floor_motion *m,
                 struct floor_result *ret)
{
    const struct rule *vote = floor_vote_rule(pack, m);
    struct seats there = seats_or(floor_here(f), floor_voters(m));
    *ret = (struct floor_result){.yes = seats_count(&m->yes),
                                 .no = seats_count(&m->no),
                                 .abstain = seats_count(&m->abstain),
                                 .present = seats_count(&there),
                                 .recused = seats_count(&m->recused),
                                 .quorum = floor_quorum(f, pack),
                                 .base = (enum rule_base)vote->param[PARAM_BASE],
                                 .need = vote->need,
                                 .rule = (enum rule_id)(vote - pack->rule)};
    ret->absent = f->member_count - ret->present;
    if (m->method == METHOD_ROLL_CALL) {
        ret->named = true;
        decide(f, pack, m, ret);
    } else if (m->method == METHOD_CONSENT) {
        ret->rule = RULE_UNANIMOUS_CONSENT;
        ret->outcome = ret->no > 0                   ? OUTCOME_OBJECTED
                       : floor_vote_against(pack, m) ? OUTCOME_SUSTAINED
                                                     : OUTCOME_ADOPTED;
    }
}

void floor_announced(const struct floor *f, const struct pack *pack, const struct floor_motion *m,
                     const struct floor_act *act, struct floor_result *ret)
{
    floor_tally(f, pack, m, ret);
    if (m->method == METHOD_CONSENT && act->outcome == OUTCOME_OBJECTED) {
        ret->outcome = OUTCOME_OBJECTED;
    } else if (m->method == METHOD_VOICE || m->method == METHOD_RISING) {
        ret->named = act->yes >= 0 && act->no >= 0;
        if (ret->named) {
            ret->yes = (uint32_t)act->yes;
            ret->no = (uint32_t)act->no;
            ret->abstain = act->abstain >= 0 ? (uint32_t)act->abstain : ret->abstain;
            decide(f, pack, m, ret);
        }
        ret->outcome = act->outcome;
    }
}
