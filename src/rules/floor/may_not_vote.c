/* Votes that are out of order, though they may have been taken so. */
#include "rules/floor/look.h"

/* The vote has begun, or is open by this method, or must be taken by another. */
static bool wrong_method(struct look *l)
{
    const struct floor_motion *m = l->m;
    enum floor_method method = l->act->method;
    if (floor_voting(m)) {
        return floor_disorder(l, RULE_VOTE_METHOD,
                              "Voting on motion %u has begun: it is not begun anew.", m->number);
    }
    if (m->method == method) {
        return floor_disorder(l, RULE_VOTE_METHOD, "The vote on motion %u is open already.",
                              m->number);
    }
    if (m->ordered != METHOD_NONE && m->ordered != method) {
        return floor_disorder(l, RULE_VOTE_METHOD, "The vote on motion %u is taken by %.*s.",
                              m->number, SV_ARG(floor_method_name(m->ordered)));
    }
    return m->no_voice && method == METHOD_VOICE &&
           floor_disorder(l, RULE_VOTE_METHOD,
                          "A division was demanded on motion %u: the vote is not taken by voice.",
                          m->number);
}

static bool passed_unnamed(struct look *l)
{
    const struct floor_motion *m = l->m;
    return m->type == MOTION_MAIN && m->action == ACTION_ADOPT &&
           l->item.past->kind == ITEM_ORDINANCE && l->act->method != METHOD_ROLL_CALL &&
           floor_last_reading(l->pack, m) &&
           floor_disorder(l, RULE_FINAL_PASSAGE,
                          "The final passage of ordinance %.*s is voted on by roll call.",
                          SV_ARG(l->item.id));
}

static bool unheard(struct look *l)
{
    const struct floor_item_now *now = &l->item.now;
    if (l->m->type != MOTION_MAIN || l->m->item < 0) {
        return false;
    }
    return (l->item.past->kind == ITEM_HEARING && now->hearing != HEARING_CLOSED &&
            floor_disorder(l, RULE_HEARING,
                           "Item %.*s is a hearing, and it is not %s: it is heard before the vote.",
                           SV_ARG(l->item.id),
                           now->hearing == HEARING_OPEN ? "closed yet" : "opened yet")) ||
           (now->quasi && !now->oath &&
            floor_disorder(l, RULE_HEARING_OATH,
                           "The hearing on item %.*s is quasi-judicial, and nobody was sworn.",
                           SV_ARG(l->item.id))) ||
           (now->quasi && !now->disclosed &&
            floor_disorder(l, RULE_HEARING_DISCLOSURE,
                           "No member was asked what was heard of item %.*s outside the hearing.",
                           SV_ARG(l->item.id)));
}

bool floor_vote_opened_may_not(struct look *l)
{
    const struct floor_motion *m = l->m;
    struct floor_act none = {.item = SV_NONE};
    floor_look_item(l->f, &none, m->item, &l->item);
    if ((!floor_without_quorum(m->type) && floor_no_quorum(l)) || floor_interrupts(l, m) ||
        floor_not_immediate(l) || wrong_method(l) || passed_unnamed(l) || unheard(l)) {
        return true;
    }
    if (m->stated || l->act->method == METHOD_CONSENT) {
        return false;
    }
    return floor_lacks_second(l) ||
           (l->pack->rule[RULE_STATING].param[PARAM_REQUIRED] == PARAM_YES &&
            floor_disorder(l, RULE_STATING, "The chair has not stated motion %u yet.", m->number));
}

/* The result as it stands without the presiding member's vote, and with it. */
static bool affects(const struct look *l, bool *ret_tied)
{
    const struct floor_motion *m = l->m;
    const struct rule *by;
    struct seats yes = m->yes, no = m->no;
    struct seats there = seats_or(floor_here(l->f), floor_voters(m));
    seats_remove(&yes, l->act->member);
    seats_remove(&no, l->act->member);
    uint32_t y = seats_count(&yes), n = seats_count(&no), present = seats_count(&there);
    bool for_it = l->act->choice == CHOICE_YES;
    *ret_tied = y == n;
    return floor_vote_outcome(l->f, l->pack, m, y, n, present, &by) !=
           floor_vote_outcome(l->f, l->pack, m, y + for_it, n + !for_it, present, &by);
}

static bool chair_votes_wrongly(struct look *l)
{
    int32_t votes = l->pack->rule[RULE_CHAIR_PART].param[PARAM_VOTES];
    if (l->act->member != l->f->presiding || votes == PARAM_YES ||
        l->m->method != METHOD_ROLL_CALL || l->act->choice == CHOICE_ABSTAIN) {
        return false;
    }
    if (votes == PARAM_NO) {
        return floor_disorder(l, RULE_CHAIR_PART, "%.*s presides and does not vote.",
                              CALLED(l, l->act->member));
    }
    bool tied;
    bool affected = affects(l, &tied);
    if (votes == PARAM_TIES) {
        return !tied && floor_disorder(l, RULE_CHAIR_PART,
                                       "%.*s presides and votes only where the others are tied.",
                                       CALLED(l, l->act->member));
    }
    return !affected && floor_disorder(l, RULE_CHAIR_PART,
                                       "%.*s presides, and this vote would not affect the result.",
                                       CALLED(l, l->act->member));
}

bool floor_ballot_may_not(struct look *l)
{
    const struct floor_act *act = l->act;
    bool recused = seats_has(&l->m->recused, act->member);
    if (recused && act->choice != CHOICE_ABSTAIN &&
        floor_disorder(l, RULE_RECUSAL, "%.*s stated an interest in this item and does not vote.",
                       CALLED(l, act->member))) {
        return true;
    }
    if (floor_from_afar(l, "vote")) {
        return true;
    }
    if (!recused && act->choice == CHOICE_ABSTAIN &&
        l->pack->rule[RULE_ABSTENTION].param[PARAM_ALLOWED] == PARAM_NO &&
        floor_disorder(l, RULE_ABSTENTION, "%.*s is present, stated no interest, and votes.",
                       CALLED(l, act->member))) {
        return true;
    }
    return chair_votes_wrongly(l);
}

bool floor_vote_announced_may_not(struct look *l)
{
    if (l->m->method == METHOD_CONSENT && l->ret->result.outcome == OUTCOME_OBJECTED) {
        return false;
    }
    if (!floor_without_quorum(l->m->type) && floor_no_quorum(l)) {
        return true;
    }
    if (l->m->method == METHOD_ROLL_CALL &&
        l->pack->rule[RULE_ABSTENTION].param[PARAM_ALLOWED] == PARAM_NO) {
        struct seats waiting = floor_waiting(l->f, l->pack, l->m);
        return seats_any(waiting) &&
               floor_disorder(l, RULE_ABSTENTION,
                              "%.*s is present and has not voted on motion %u yet.",
                              CALLED(l, seats_first(waiting)), l->m->number);
    }
    return false;
}
