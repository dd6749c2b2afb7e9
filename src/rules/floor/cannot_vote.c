/* Announcements that cannot be recorded as witnessed. */
#include "rules/floor/look.h"

static bool contradicts(struct look *l, const struct floor_result *r)
{
    return floor_impossible(l, RULE_VOTE_RESULT, "The votes by name say %.*s: %u yes, %u no.",
                            SV_ARG(floor_outcome_name(r->outcome)), r->yes, r->no);
}

static bool count_differs(int32_t given, uint32_t counted)
{
    return given >= 0 && (uint32_t)given != counted;
}

static bool roll_call_cannot(struct look *l, const struct floor_result *r)
{
    const struct floor_act *act = l->act;
    if (r->yes + r->no + r->abstain == 0) {
        return floor_impossible(l, RULE_VOTE_RESULT,
                                "No vote by name is recorded on motion %u: record the votes first.",
                                l->m->number);
    }
    if (act->outcome == OUTCOME_OBJECTED) {
        return floor_impossible(
            l, RULE_UNANIMOUS_CONSENT,
            "Only unanimous consent is objected to; this vote is by roll call.");
    }
    if (act->outcome != OUTCOME_NONE && act->outcome != r->outcome) {
        return contradicts(l, r);
    }
    return (count_differs(act->yes, r->yes) || count_differs(act->no, r->no) ||
            count_differs(act->abstain, r->abstain)) &&
           contradicts(l, r);
}

/* "adopted or lost" */
static sv either(const struct look *l)
{
    return floor_vote_against(l->pack, l->m) ? SV("sustained or not-sustained")
                                             : SV("adopted or lost");
}

/* The announced result, with the votes by name and up to `rest` others: more votes on one side only
 * help that side, but for an appeal, which a tie sustains. */
static bool may_be(const struct look *l, const struct floor_result *named, uint32_t rest)
{
    enum floor_outcome given = l->act->outcome;
    uint32_t yes = named->yes, no = named->no;
    const struct {
        uint32_t yes, no;
    } tries[] = {{yes + rest, no}, {yes, no + rest}, {yes, no + rest - (rest > 0)}};
    for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
        const struct rule *by;
        if (floor_vote_outcome(l->f, l->pack, l->m, tries[i].yes, tries[i].no, named->present,
                               &by) == given) {
            return true;
        }
    }
    uint32_t apart = yes > no ? yes - no : no - yes;
    return l->m->type == MOTION_APPEAL && given == OUTCOME_SUSTAINED && apart <= rest;
}

/* By voice: what was named, and what was counted, must leave room for the announced result. */
static bool voice_cannot(struct look *l, const struct floor_result *named)
{
    const struct floor_act *act = l->act;
    const struct rule *by;
    if (act->outcome == OUTCOME_NONE || act->outcome == OUTCOME_OBJECTED) {
        return floor_impossible(l, RULE_VOTE_RESULT,
                                "Say whether the chair announced motion %u as %.*s.", l->m->number,
                                SV_ARG(either(l)));
    }
    if ((act->yes < 0) != (act->no < 0) || (act->yes < 0 && act->abstain >= 0)) {
        return floor_impossible(l, RULE_VOTE_RESULT, "A count has both its sides: say yes and no.");
    }
    if (act->yes >= 0) {
        uint32_t yes = (uint32_t)act->yes, no = (uint32_t)act->no;
        uint32_t abstain = act->abstain >= 0 ? (uint32_t)act->abstain : named->abstain;
        if (yes > LIMIT_SEATS || no > LIMIT_SEATS || abstain > LIMIT_SEATS ||
            yes + no + abstain > named->present) {
            return floor_impossible(l, RULE_VOTE_RESULT,
                                    "More votes are counted than the %u present.", named->present);
        }
        if (yes < named->yes || no < named->no || abstain < named->abstain) {
            return floor_impossible(l, RULE_VOTE_RESULT,
                                    "The count is smaller than the votes by name: %u yes, %u no.",
                                    named->yes, named->no);
        }
        return floor_vote_outcome(l->f, l->pack, l->m, yes, no, named->present, &by) !=
                   act->outcome &&
               floor_impossible(l, RULE_VOTE_RESULT, "%u yes to %u no is not what %.*s amounts to.",
                                yes, no, SV_ARG(floor_outcome_name(act->outcome)));
    }
    struct seats others = seats_without(floor_here(l->f), floor_voters(l->m));
    others = seats_without(others, l->m->recused);
    uint32_t rest = seats_count(&others);
    return !may_be(l, named, rest) &&
           floor_impossible(l, RULE_VOTE_RESULT,
                            "The votes by name do not allow %.*s: %u yes, %u no.",
                            SV_ARG(floor_outcome_name(act->outcome)), named->yes, named->no);
}

static bool consent_cannot(struct look *l, const struct floor_result *r)
{
    const struct floor_act *act = l->act;
    bool objected = r->no > 0 || act->no > 0;
    if (act->outcome == OUTCOME_LOST || act->outcome == OUTCOME_NOT_SUSTAINED) {
        return floor_impossible(
            l, RULE_UNANIMOUS_CONSENT,
            "Consent that is objected to loses nothing: announce the objection, and "
            "open a vote on motion %u.",
            l->m->number);
    }
    return floor_is_result(act->outcome) && objected &&
           floor_impossible(l, RULE_UNANIMOUS_CONSENT,
                            "A member objected: open a vote on motion %u by another method.",
                            l->m->number);
}

/* The word that was announced is one of those that fit the vote. */
static bool word_cannot(struct look *l)
{
    enum floor_outcome o = l->act->outcome;
    if (o == OUTCOME_NONE || o == OUTCOME_OBJECTED) {
        return false;
    }
    bool against = floor_vote_against(l->pack, l->m);
    bool fits = against ? o == OUTCOME_SUSTAINED || o == OUTCOME_NOT_SUSTAINED
                        : o == OUTCOME_ADOPTED || o == OUTCOME_LOST;
    return !fits && floor_impossible(l, RULE_VOTE_RESULT,
                                     "A vote on motion %.*s is announced as %.*s, or as objected.",
                                     NAMED(l, l->m), SV_ARG(either(l)));
}

bool floor_announced_cannot(struct look *l)
{
    if (floor_motion_cannot(l)) {
        return true;
    }
    if (l->m->method == METHOD_NONE) {
        return floor_impossible(l, RULE_VOTE_OPEN,
                                "No vote is open on motion %u: open the vote first.", l->m->number);
    }
    if (word_cannot(l)) {
        return true;
    }
    struct floor_result r;
    floor_tally(l->f, l->pack, l->m, &r);
    switch (l->m->method) {
    case METHOD_ROLL_CALL: return roll_call_cannot(l, &r);
    case METHOD_VOICE:
    case METHOD_RISING: return voice_cannot(l, &r);
    case METHOD_CONSENT: return consent_cannot(l, &r);
    case METHOD_NONE: break;
    }
    return false;
}
