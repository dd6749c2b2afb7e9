/* What is out of order, though it may have happened: by kind of act, each with its rule. */
#include "rules/floor/look.h"

static bool in_recess(struct look *l)
{
    enum floor_kind k = l->act->kind;
    return l->f->phase == PHASE_RECESS && k != FLOOR_MEETING_RESUMED &&
           k != FLOOR_ATTENDANCE_NOTED && k != FLOOR_REASON_GIVEN &&
           floor_disorder(l, RULE_RECESS, "The meeting is in recess: resume it first.");
}

static bool no_quorum(struct look *l)
{
    uint32_t need = floor_quorum(l->f, l->pack);
    uint32_t have = floor_counts(l->f, l->pack, &l->recused, true);
    if (have < need) {
        return floor_disorder(l, RULE_QUORUM_BUSINESS,
                              "There is no quorum: %u of the %u members needed count as present.",
                              have, need);
    }
    return false;
}

/* A vote has begun on a motion other than `but`. */
static bool interrupts(struct look *l, const struct floor_motion *but)
{
    for (uint32_t i = l->f->pending_count; i > 0; i--) {
        const struct floor_motion *m = &l->f->pending[i - 1];
        if (m != but && floor_voting(m)) {
            return floor_disorder(l, RULE_VOTING_INTERRUPTED,
                                  "Voting on motion %u has begun: its result is announced first.",
                                  m->number);
        }
    }
    return false;
}

/* The topmost motion that stands in the way of others, or NULL. */
static const struct floor_motion *standing(const struct look *l)
{
    for (uint32_t i = l->f->pending_count; i > 0; i--) {
        if (!floor_unseconded(l->pack, &l->f->pending[i - 1])) {
            return &l->f->pending[i - 1];
        }
    }
    return NULL;
}

static bool not_immediate(struct look *l)
{
    const struct floor_motion *top = floor_immediate(l->f);
    return top != l->m &&
           floor_disorder(l, RULE_IMMEDIATELY_PENDING, "Motion %u is decided before motion %u.",
                          top->number, l->m->number);
}

static bool lacks_second(struct look *l)
{
    return !l->m->stated && l->m->seconder == FLOOR_NOBODY && l->pack->motion[l->m->type].second &&
           floor_disorder(l, RULE_SECOND, "Motion %u has no second yet.", l->m->number);
}

static bool recessed_may_not(struct look *l)
{
    return interrupts(l, NULL);
}

static bool adjourned_may_not(struct look *l)
{
    if (interrupts(l, NULL)) {
        return true;
    }
    const struct floor_motion *m = standing(l);
    return m &&
           floor_disorder(l, RULE_ADJOURN, "Motion %u is pending: dispose of it first.", m->number);
}

static bool item_opened_may_not(struct look *l)
{
    if (interrupts(l, NULL)) {
        return true;
    }
    const struct floor_motion *m = standing(l);
    if (m) {
        return floor_disorder(l, RULE_QUESTION_DISPOSED,
                              "Motion %u is pending: dispose of it first.", m->number);
    }
    return l->f->item >= 0 &&
           floor_disorder(l, RULE_ONE_ITEM, "Item %.*s is still open: close it first.",
                          SV_ARG(l->f->items[l->f->item].id));
}

static bool item_closed_may_not(struct look *l)
{
    if (interrupts(l, NULL)) {
        return true;
    }
    const struct floor_motion *m = standing(l);
    return m && floor_disorder(l, RULE_QUESTION_DISPOSED,
                               "Motion %u is pending: dispose of it first.", m->number);
}

/* Who takes part from afar, where the body does not let such a member act. */
static bool from_afar(struct look *l, const char *what)
{
    return seats_has(&l->f->remote, l->act->member) &&
           l->pack->rule[RULE_PRESENT].param[PARAM_REMOTE] == PARAM_NO &&
           floor_disorder(l, RULE_PRESENT, "%.*s takes part from afar and does not %s.",
                          CALLED(l, l->act->member), what);
}

static bool chair_moves(struct look *l, const char *what)
{
    return l->act->member == l->f->presiding &&
           l->pack->rule[RULE_CHAIR_PART].param[PARAM_MOVES] == PARAM_NO &&
           floor_disorder(l, RULE_CHAIR_PART, "%.*s presides and does not %s.",
                          CALLED(l, l->act->member), what);
}

static bool moved_may_not(struct look *l)
{
    const struct floor *f = l->f;
    const struct floor_act *act = l->act;
    bool elsewhere = act->item.n > 0 && (f->item < 0 || !sv_eq(f->items[f->item].id, act->item));
    l->recused = elsewhere ? floor_recused(f, floor_item(f, act->item)) : f->recused;
    if (no_quorum(l) || interrupts(l, NULL)) {
        return true;
    }
    const struct floor_motion *m = standing(l);
    if (m && l->pack->motion[act->type].rank >= l->pack->motion[m->type].rank) {
        return floor_disorder(l, RULE_ONE_QUESTION, "Motion %u is pending: dispose of it first.",
                              m->number);
    }
    if (elsewhere) {
        return floor_disorder(l, RULE_ITEM_OPEN,
                              "Item %.*s is not before the body: take it up first.",
                              SV_ARG(act->item));
    }
    return from_afar(l, "move") || chair_moves(l, "move");
}

static bool seconded_may_not(struct look *l)
{
    const struct floor_motion *m = l->m;
    if (m->mover == l->act->member) {
        return floor_disorder(l, RULE_SECOND_OTHER,
                              "%.*s made motion %u: another member seconds it.",
                              CALLED(l, m->mover), m->number);
    }
    if (m->seconder != FLOOR_NOBODY) {
        return floor_disorder(l, RULE_SECOND_LATE, "Motion %u was seconded by %.*s already.",
                              m->number, CALLED(l, m->seconder));
    }
    if (m->stated) {
        return floor_disorder(l, RULE_SECOND_LATE,
                              "Motion %u was stated by the chair: a second no longer matters.",
                              m->number);
    }
    return from_afar(l, "second") || chair_moves(l, "second");
}

static bool stated_may_not(struct look *l)
{
    return no_quorum(l) || interrupts(l, NULL) || not_immediate(l) || lacks_second(l);
}

static bool withdrawn_may_not(struct look *l)
{
    const struct floor_motion *m = l->m;
    if (m->mover != l->act->member) {
        return floor_disorder(l, RULE_WITHDRAW_MOVER,
                              "%.*s made motion %u, and only its mover withdraws it.",
                              CALLED(l, m->mover), m->number);
    }
    if (interrupts(l, NULL)) {
        return true;
    }
    return m->stated && !l->act->permitted &&
           floor_disorder(l, RULE_WITHDRAW,
                          "The chair has stated motion %u: it is withdrawn by leave.", m->number);
}

static bool recusal_may_not(struct look *l)
{
    const struct floor *f = l->f;
    if (!l->act->aloud) {
        return floor_disorder(l, RULE_RECUSAL,
                              "The interest of %.*s was not stated to the assembly.",
                              CALLED(l, l->act->member));
    }
    int32_t item = l->act->item.n > 0 ? floor_item(f, l->act->item) : f->item;
    for (uint32_t i = 0; item >= 0 && i < f->pending_count; i++) {
        struct seats voters = floor_voters(&f->pending[i]);
        if (f->pending[i].item == item && seats_has(&voters, l->act->member)) {
            return floor_disorder(
                l, RULE_RECUSAL,
                "%.*s has voted on motion %u: an interest is stated before the vote.",
                CALLED(l, l->act->member), f->pending[i].number);
        }
    }
    return false;
}

static bool vote_opened_may_not(struct look *l)
{
    const struct floor_motion *m = l->m;
    if (no_quorum(l) || interrupts(l, m) || not_immediate(l)) {
        return true;
    }
    if (floor_voting(m)) {
        return floor_disorder(l, RULE_VOTE_METHOD,
                              "Voting on motion %u has begun: it is not begun anew.", m->number);
    }
    if (m->method == l->act->method) {
        return floor_disorder(l, RULE_VOTE_METHOD, "The vote on motion %u is open already.",
                              m->number);
    }
    if (m->stated || l->act->method == METHOD_CONSENT) {
        return false;
    }
    if (lacks_second(l)) {
        return true;
    }
    return l->pack->rule[RULE_STATING].param[PARAM_REQUIRED] == PARAM_YES &&
           floor_disorder(l, RULE_STATING, "The chair has not stated motion %u yet.", m->number);
}

/* Would the presiding member's vote change the result as it stands? */
static bool affects(const struct look *l)
{
    const struct floor_motion *m = l->m;
    const struct rule *vote = floor_vote_rule(l->pack, m->type);
    struct seats yes = m->yes, no = m->no;
    struct seats there = seats_or(floor_here(l->f), floor_voters(m));
    seats_remove(&yes, l->act->member);
    seats_remove(&no, l->act->member);
    uint32_t y = seats_count(&yes), n = seats_count(&no), present = seats_count(&there);
    bool without = floor_vote_carries(l->f, l->pack, vote, y, n, present);
    bool for_it = l->act->choice == CHOICE_YES;
    return without != floor_vote_carries(l->f, l->pack, vote, y + for_it, n + !for_it, present);
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
    return !affects(l) &&
           floor_disorder(l, RULE_CHAIR_PART,
                          "%.*s presides, and this vote would not affect the result.",
                          CALLED(l, l->act->member));
}

static bool ballot_may_not(struct look *l)
{
    const struct floor_act *act = l->act;
    bool recused = seats_has(&l->m->recused, act->member);
    if (recused && act->choice != CHOICE_ABSTAIN) {
        return floor_disorder(l, RULE_RECUSAL,
                              "%.*s stated an interest in this item and does not vote.",
                              CALLED(l, act->member));
    }
    if (from_afar(l, "vote")) {
        return true;
    }
    if (!recused && act->choice == CHOICE_ABSTAIN &&
        l->pack->rule[RULE_ABSTENTION].param[PARAM_ALLOWED] == PARAM_NO) {
        return floor_disorder(l, RULE_ABSTENTION, "%.*s is present, stated no interest, and votes.",
                              CALLED(l, act->member));
    }
    return chair_votes_wrongly(l);
}

static bool announced_may_not(struct look *l)
{
    if (l->m->method == METHOD_CONSENT && l->ret->result.outcome == OUTCOME_OBJECTED) {
        return false;
    }
    if (no_quorum(l)) {
        return true;
    }
    if (l->m->method == METHOD_ROLL_CALL &&
        l->pack->rule[RULE_ABSTENTION].param[PARAM_ALLOWED] == PARAM_NO) {
        struct seats waiting = floor_waiting(l->f, l->pack, l->m);
        if (seats_any(waiting)) {
            return floor_disorder(l, RULE_ABSTENTION,
                                  "%.*s is present and has not voted on motion %u yet.",
                                  CALLED(l, seats_first(waiting)), l->m->number);
        }
    }
    return false;
}

static bool (*const may_nots[FLOOR_KIND_COUNT])(struct look *) = {
    [FLOOR_MEETING_RECESSED] = recessed_may_not, [FLOOR_MEETING_ADJOURNED] = adjourned_may_not,
    [FLOOR_ITEM_OPENED] = item_opened_may_not,   [FLOOR_ITEM_CLOSED] = item_closed_may_not,
    [FLOOR_MOTION_MOVED] = moved_may_not,        [FLOOR_MOTION_SECONDED] = seconded_may_not,
    [FLOOR_MOTION_STATED] = stated_may_not,      [FLOOR_MOTION_WITHDRAWN] = withdrawn_may_not,
    [FLOOR_RECUSAL_STATED] = recusal_may_not,    [FLOOR_VOTE_OPENED] = vote_opened_may_not,
    [FLOOR_VOTE_CAST] = ballot_may_not,          [FLOOR_VOTE_CHANGED] = ballot_may_not,
    [FLOOR_VOTE_ANNOUNCED] = announced_may_not,
};

bool floor_may_not(struct look *l)
{
    bool (*may_not)(struct look *) = may_nots[l->act->kind];
    return in_recess(l) || (may_not && may_not(l));
}
