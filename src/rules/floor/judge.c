/* Judging an act: first what cannot be recorded as witnessed, then what is out of order, each with
 * its rule. */
#include "rules/floor/inside.h"

#include <stdarg.h>
#include <stdio.h>

struct look {
    struct arena *a;
    const struct floor *f;
    const struct pack *pack;
    const struct floor_act *act;
    struct judgement *ret;
    const struct floor_motion *m; /* the pending motion that the act names */
    struct seats recused;         /* who may not vote on what the act is about */
};

/* ---- saying so ---- */

static void cite(struct look *l, enum rule_id rule)
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

PRINTF(3, 4) static bool impossible(struct look *l, enum rule_id rule, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    l->ret->verdict = FLOOR_IMPOSSIBLE;
    l->ret->sentence = sentence(l->a, fmt, ap);
    va_end(ap);
    cite(l, rule);
    return true;
}

PRINTF(3, 4) static bool disorder(struct look *l, enum rule_id rule, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    l->ret->verdict = FLOOR_OUT_OF_ORDER;
    l->ret->sentence = sentence(l->a, fmt, ap);
    va_end(ap);
    cite(l, rule);
    return true;
}

#define CALLED(l, member) SV_ARG(floor_called((l)->f, (member)))

/* ---- what cannot be ---- */

static bool phase_cannot(struct look *l)
{
    enum floor_phase phase = l->f->phase;
    enum floor_kind kind = l->act->kind;
    if (phase == PHASE_ADJOURNED) {
        return impossible(l, RULE_MEETING_OPEN, "The meeting is adjourned.");
    }
    if (kind == FLOOR_ATTENDANCE_NOTED) {
        return false;
    }
    if (kind == FLOOR_MEETING_OPENED) {
        return phase != PHASE_BEFORE &&
               impossible(l, RULE_MEETING_OPEN, "The meeting was already called to order.");
    }
    if (phase == PHASE_BEFORE) {
        return impossible(l, RULE_MEETING_OPEN, "The meeting has not been called to order yet.");
    }
    if (kind == FLOOR_MEETING_RESUMED) {
        return phase != PHASE_RECESS && impossible(l, RULE_RECESS, "The meeting is not in recess.");
    }
    if (kind == FLOOR_MEETING_RECESSED) {
        return phase == PHASE_RECESS &&
               impossible(l, RULE_RECESS, "The meeting is in recess already.");
    }
    return false;
}

static bool seat_good(const struct look *l)
{
    return l->act->member >= 0 && l->act->member < l->f->member_count;
}

static bool member_cannot(struct look *l)
{
    const struct floor_act *act = l->act;
    if (act->stranger.n > 0) {
        return impossible(l, RULE_MEMBER, "%.*s is not a member of this body.",
                          SV_ARG(act->stranger));
    }
    if (!seats_any(floor_here(l->f))) {
        return impossible(l, RULE_PRESENT, "No member is noted as present: note the attendance.");
    }
    if (!seat_good(l)) {
        return impossible(l, RULE_MEMBER, "Say which member this is.");
    }
    if (!seats_has(&l->f->present, act->member) && !seats_has(&l->f->remote, act->member)) {
        return impossible(l, RULE_PRESENT, "%.*s is not noted as present: note the arrival first.",
                          CALLED(l, act->member));
    }
    return false;
}

static bool motion_cannot(struct look *l)
{
    const struct floor *f = l->f;
    uint32_t number = l->act->motion;
    l->m = floor_pending(f, number);
    if (l->m) {
        l->recused = l->m->recused;
        return false;
    }
    if (number == 0) {
        return impossible(l, RULE_MOTION_PENDING, "%s",
                          f->pending_count > 0 ? "Say which motion this is about."
                                               : "No motion is pending.");
    }
    if (number > f->motion_count) {
        return impossible(l, RULE_MOTION_PENDING, "There is no motion %u in this meeting.", number);
    }
    const struct floor_motion *was = floor_decided(f, number);
    enum floor_outcome outcome = was ? was->outcome : OUTCOME_FELL;
    if (outcome == OUTCOME_ADOPTED || outcome == OUTCOME_LOST) {
        return impossible(l, RULE_VOTE_FINAL, "The result on motion %u was announced: it was %.*s.",
                          number, SV_ARG(floor_outcome_name(outcome)));
    }
    return impossible(l, RULE_MOTION_PENDING, "Motion %u is no longer pending: it %s.", number,
                      outcome == OUTCOME_WITHDRAWN ? "was withdrawn" : "fell undecided");
}

static bool opened_cannot(struct look *l)
{
    int32_t member = l->act->member;
    if (member == FLOOR_NOBODY) {
        return false;
    }
    if (!seat_good(l)) {
        return impossible(l, RULE_MEMBER, "Say which member presides.");
    }
    if (seats_has(&l->f->absent, member) || seats_has(&l->f->left, member)) {
        return impossible(l, RULE_PRESENT, "%.*s is noted as absent: note the arrival first.",
                          CALLED(l, member));
    }
    return false;
}

static bool attendance_cannot(struct look *l)
{
    const struct floor_act *act = l->act;
    const struct seats *lists[] = {&act->present, &act->remote, &act->absent, &act->left};
    if (act->stranger.n > 0) {
        return impossible(l, RULE_MEMBER, "%.*s is not a member of this body.",
                          SV_ARG(act->stranger));
    }
    struct seats seen = {{0}};
    for (size_t i = 0; i < 4; i++) {
        struct seats twice = seats_and(seen, *lists[i]);
        if (seats_any(twice)) {
            return impossible(l, RULE_PRESENT, "%.*s is listed twice: keep one.",
                              CALLED(l, seats_first(twice)));
        }
        seen = seats_or(seen, *lists[i]);
    }
    if (!seats_any(seen)) {
        return impossible(l, RULE_MEMBER, "Say whose attendance is noted.");
    }
    for (int32_t i = l->f->member_count; i < LIMIT_SEATS; i++) {
        if (seats_has(&seen, i)) {
            return impossible(l, RULE_MEMBER, "There is no member of that number.");
        }
    }
    return false;
}

/* The item that the act names can stand in the state. */
static bool item_cannot(struct look *l)
{
    return l->act->item.n > 0 && l->f->item_count >= LIMIT_ITEMS &&
           floor_item(l->f, l->act->item) < 0 &&
           impossible(l, RULE_ITEM_OPEN, "A meeting has at most %d items.", LIMIT_ITEMS);
}

static bool item_opened_cannot(struct look *l)
{
    const struct floor *f = l->f;
    if (l->act->item.n == 0) {
        return impossible(l, RULE_ITEM_OPEN, "Say which item is taken up.");
    }
    if (f->item >= 0 && sv_eq(f->items[f->item], l->act->item)) {
        return impossible(l, RULE_ITEM_OPEN, "Item %.*s is before the body already.",
                          SV_ARG(l->act->item));
    }
    return item_cannot(l);
}

static bool item_closed_cannot(struct look *l)
{
    const struct floor *f = l->f;
    if (f->item < 0) {
        return impossible(l, RULE_ITEM_OPEN, "No item is before the body.");
    }
    if (!sv_eq(f->items[f->item], l->act->item)) {
        return impossible(l, RULE_ITEM_OPEN, "Item %.*s is not before the body.",
                          SV_ARG(l->act->item));
    }
    return false;
}

static bool moved_cannot(struct look *l)
{
    const struct floor *f = l->f;
    const struct floor_act *act = l->act;
    if (member_cannot(l)) {
        return true;
    }
    if (act->type >= MOTION_COUNT || !l->pack->motion[act->type].defined) {
        return impossible(l, RULE_MOTION_TYPE, "The rules of this body know no %.*s.",
                          SV_ARG(act->type < MOTION_COUNT ? motion_type_words(act->type)
                                                          : SV("motion of that kind")));
    }
    if (act->motion != 0 && act->motion != f->motion_count + 1) {
        return impossible(l, RULE_MOTION_PENDING, "The next motion is number %u.",
                          f->motion_count + 1);
    }
    if (f->motion_count >= LIMIT_MOTIONS || f->pending_count >= LIMIT_PENDING) {
        return impossible(l, RULE_ONE_QUESTION, "There are as many motions as a meeting can hold.");
    }
    return item_cannot(l);
}

static bool motion_and_member_cannot(struct look *l)
{
    return motion_cannot(l) || member_cannot(l);
}

static bool recusal_cannot(struct look *l)
{
    if (member_cannot(l)) {
        return true;
    }
    if (l->act->item.n == 0 && l->f->item < 0) {
        return impossible(l, RULE_RECUSAL, "Say on which item %.*s will not vote.",
                          CALLED(l, l->act->member));
    }
    return item_cannot(l);
}

static bool vote_opened_cannot(struct look *l)
{
    return motion_cannot(l) || (l->act->method == METHOD_NONE &&
                                impossible(l, RULE_VOTE_METHOD, "Say how the vote is taken."));
}

/* A ballot on an open vote. */
static bool ballot_cannot(struct look *l)
{
    if (motion_and_member_cannot(l)) {
        return true;
    }
    if (l->m->method == METHOD_NONE) {
        return impossible(l, RULE_VOTE_OPEN, "No vote is open on motion %u: open the vote first.",
                          l->m->number);
    }
    return l->act->choice == CHOICE_NONE &&
           impossible(l, RULE_VOTE_OPEN, "Say how %.*s votes.", CALLED(l, l->act->member));
}

static enum floor_choice choice_of(const struct floor_motion *m, int32_t member)
{
    return seats_has(&m->yes, member)       ? CHOICE_YES
           : seats_has(&m->no, member)      ? CHOICE_NO
           : seats_has(&m->abstain, member) ? CHOICE_ABSTAIN
                                            : CHOICE_NONE;
}

static bool cast_cannot(struct look *l)
{
    if (ballot_cannot(l)) {
        return true;
    }
    enum floor_choice was = choice_of(l->m, l->act->member);
    return was != CHOICE_NONE &&
           impossible(l, RULE_VOTE_ONCE, "%.*s has voted %.*s already: record a change of vote.",
                      CALLED(l, l->act->member), SV_ARG(floor_choice_name(was)));
}

static bool changed_cannot(struct look *l)
{
    if (ballot_cannot(l)) {
        return true;
    }
    enum floor_choice was = choice_of(l->m, l->act->member);
    if (was == CHOICE_NONE) {
        return impossible(l, RULE_VOTE_CHANGE, "%.*s has not voted yet: record a vote.",
                          CALLED(l, l->act->member));
    }
    return was == l->act->choice &&
           impossible(l, RULE_VOTE_CHANGE, "%.*s has voted %.*s already.",
                      CALLED(l, l->act->member), SV_ARG(floor_choice_name(was)));
}

static bool contradicts(struct look *l, const struct floor_result *r)
{
    return impossible(l, RULE_VOTE_RESULT, "The votes by name say %.*s: %u yes, %u no.",
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
        return impossible(l, RULE_VOTE_RESULT,
                          "No vote by name is recorded on motion %u: record the votes first.",
                          l->m->number);
    }
    if (act->outcome == OUTCOME_OBJECTED) {
        return impossible(l, RULE_UNANIMOUS_CONSENT,
                          "Only unanimous consent is objected to; this vote is by roll call.");
    }
    if (act->outcome != OUTCOME_NONE && act->outcome != r->outcome) {
        return contradicts(l, r);
    }
    return (count_differs(act->yes, r->yes) || count_differs(act->no, r->no) ||
            count_differs(act->abstain, r->abstain)) &&
           contradicts(l, r);
}

/* By voice: what was named, and what was counted, must leave room for the announced result. */
static bool voice_cannot(struct look *l, const struct floor_result *named)
{
    const struct floor_act *act = l->act;
    const struct rule *vote = floor_vote_rule(l->pack, l->m->type);
    if (act->outcome != OUTCOME_ADOPTED && act->outcome != OUTCOME_LOST) {
        return impossible(l, RULE_VOTE_RESULT,
                          "Say whether the chair announced motion %u as adopted or lost.",
                          l->m->number);
    }
    if ((act->yes < 0) != (act->no < 0) || (act->yes < 0 && act->abstain >= 0)) {
        return impossible(l, RULE_VOTE_RESULT, "A count has both its sides: say yes and no.");
    }
    bool adopted = act->outcome == OUTCOME_ADOPTED;
    if (act->yes >= 0) {
        uint32_t yes = (uint32_t)act->yes, no = (uint32_t)act->no;
        uint32_t abstain = act->abstain >= 0 ? (uint32_t)act->abstain : named->abstain;
        if (yes > LIMIT_SEATS || no > LIMIT_SEATS || abstain > LIMIT_SEATS ||
            yes + no + abstain > named->present) {
            return impossible(l, RULE_VOTE_RESULT, "More votes are counted than the %u present.",
                              named->present);
        }
        if (yes < named->yes || no < named->no || abstain < named->abstain) {
            return impossible(l, RULE_VOTE_RESULT,
                              "The count is smaller than the votes by name: %u yes, %u no.",
                              named->yes, named->no);
        }
        return floor_vote_carries(l->f, l->pack, vote, yes, no, named->present) != adopted &&
               impossible(l, RULE_VOTE_RESULT, "%u yes to %u no is not what %.*s amounts to.", yes,
                          no, SV_ARG(floor_outcome_name(act->outcome)));
    }
    struct seats others = seats_without(floor_here(l->f), floor_voters(l->m));
    others = seats_without(others, l->m->recused);
    uint32_t rest = seats_count(&others);
    bool may = adopted ? floor_vote_carries(l->f, l->pack, vote, named->yes + rest, named->no,
                                            named->present)
                       : !floor_vote_carries(l->f, l->pack, vote, named->yes, named->no + rest,
                                             named->present);
    return !may &&
           impossible(l, RULE_VOTE_RESULT, "The votes by name do not allow %.*s: %u yes, %u no.",
                      SV_ARG(floor_outcome_name(act->outcome)), named->yes, named->no);
}

static bool consent_cannot(struct look *l, const struct floor_result *r)
{
    const struct floor_act *act = l->act;
    bool objected = r->no > 0 || act->no > 0;
    if (act->outcome == OUTCOME_LOST) {
        return impossible(l, RULE_UNANIMOUS_CONSENT,
                          "Consent that is objected to loses nothing: announce the objection, and "
                          "open a vote on motion %u.",
                          l->m->number);
    }
    return act->outcome == OUTCOME_ADOPTED && objected &&
           impossible(l, RULE_UNANIMOUS_CONSENT,
                      "A member objected: open a vote on motion %u by another method.",
                      l->m->number);
}

static bool announced_cannot(struct look *l)
{
    if (motion_cannot(l)) {
        return true;
    }
    if (l->m->method == METHOD_NONE) {
        return impossible(l, RULE_VOTE_OPEN, "No vote is open on motion %u: open the vote first.",
                          l->m->number);
    }
    if (l->act->outcome > OUTCOME_OBJECTED) {
        return impossible(l, RULE_VOTE_RESULT, "A vote is adopted, lost or objected to.");
    }
    struct floor_result r;
    floor_tally(l->f, l->pack, l->m, &r);
    switch (l->m->method) {
    case METHOD_ROLL_CALL: return roll_call_cannot(l, &r);
    case METHOD_VOICE: return voice_cannot(l, &r);
    case METHOD_CONSENT: return consent_cannot(l, &r);
    case METHOD_NONE: break;
    }
    return false;
}

/* ---- what is out of order ---- */

static bool in_recess(struct look *l)
{
    enum floor_kind k = l->act->kind;
    return l->f->phase == PHASE_RECESS && k != FLOOR_MEETING_RESUMED &&
           k != FLOOR_ATTENDANCE_NOTED && k != FLOOR_REASON_GIVEN &&
           disorder(l, RULE_RECESS, "The meeting is in recess: resume it first.");
}

static bool no_quorum(struct look *l)
{
    uint32_t need = floor_quorum(l->f, l->pack);
    uint32_t have = floor_counts(l->f, l->pack, &l->recused, true);
    if (have < need) {
        return disorder(l, RULE_QUORUM_BUSINESS,
                        "There is no quorum: %u of the %u members needed count as present.", have,
                        need);
    }
    return false;
}

/* A vote has begun on a motion other than `but`. */
static bool interrupts(struct look *l, const struct floor_motion *but)
{
    for (uint32_t i = l->f->pending_count; i > 0; i--) {
        const struct floor_motion *m = &l->f->pending[i - 1];
        if (m != but && floor_voting(m)) {
            return disorder(l, RULE_VOTING_INTERRUPTED,
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
           disorder(l, RULE_IMMEDIATELY_PENDING, "Motion %u is decided before motion %u.",
                    top->number, l->m->number);
}

static bool lacks_second(struct look *l)
{
    return !l->m->stated && l->m->seconder == FLOOR_NOBODY && l->pack->motion[l->m->type].second &&
           disorder(l, RULE_SECOND, "Motion %u has no second yet.", l->m->number);
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
    return m && disorder(l, RULE_ADJOURN, "Motion %u is pending: dispose of it first.", m->number);
}

static bool item_opened_may_not(struct look *l)
{
    if (interrupts(l, NULL)) {
        return true;
    }
    const struct floor_motion *m = standing(l);
    if (m) {
        return disorder(l, RULE_QUESTION_DISPOSED, "Motion %u is pending: dispose of it first.",
                        m->number);
    }
    return l->f->item >= 0 && disorder(l, RULE_ONE_ITEM, "Item %.*s is still open: close it first.",
                                       SV_ARG(l->f->items[l->f->item]));
}

static bool item_closed_may_not(struct look *l)
{
    if (interrupts(l, NULL)) {
        return true;
    }
    const struct floor_motion *m = standing(l);
    return m && disorder(l, RULE_QUESTION_DISPOSED, "Motion %u is pending: dispose of it first.",
                         m->number);
}

static bool chair_moves(struct look *l, const char *what)
{
    return l->act->member == l->f->presiding &&
           l->pack->rule[RULE_CHAIR_PART].param[PARAM_MOVES] == PARAM_NO &&
           disorder(l, RULE_CHAIR_PART, "%.*s presides and does not %s.", CALLED(l, l->act->member),
                    what);
}

static bool moved_may_not(struct look *l)
{
    const struct floor *f = l->f;
    const struct floor_act *act = l->act;
    bool elsewhere = act->item.n > 0 && (f->item < 0 || !sv_eq(f->items[f->item], act->item));
    l->recused = elsewhere ? floor_recused(f, floor_item(f, act->item)) : f->recused;
    if (no_quorum(l) || interrupts(l, NULL)) {
        return true;
    }
    const struct floor_motion *m = standing(l);
    if (m && l->pack->motion[act->type].rank >= l->pack->motion[m->type].rank) {
        return disorder(l, RULE_ONE_QUESTION, "Motion %u is pending: dispose of it first.",
                        m->number);
    }
    if (elsewhere) {
        return disorder(l, RULE_ITEM_OPEN, "Item %.*s is not before the body: take it up first.",
                        SV_ARG(act->item));
    }
    return chair_moves(l, "move");
}

static bool seconded_may_not(struct look *l)
{
    const struct floor_motion *m = l->m;
    if (m->mover == l->act->member) {
        return disorder(l, RULE_SECOND_OTHER, "%.*s made motion %u: another member seconds it.",
                        CALLED(l, m->mover), m->number);
    }
    if (m->seconder != FLOOR_NOBODY) {
        return disorder(l, RULE_SECOND_LATE, "Motion %u was seconded by %.*s already.", m->number,
                        CALLED(l, m->seconder));
    }
    if (m->stated) {
        return disorder(l, RULE_SECOND_LATE,
                        "Motion %u was stated by the chair: a second no longer matters.",
                        m->number);
    }
    return chair_moves(l, "second");
}

static bool stated_may_not(struct look *l)
{
    return no_quorum(l) || interrupts(l, NULL) || not_immediate(l) || lacks_second(l);
}

static bool withdrawn_may_not(struct look *l)
{
    const struct floor_motion *m = l->m;
    if (m->mover != l->act->member) {
        return disorder(l, RULE_WITHDRAW_MOVER,
                        "%.*s made motion %u, and only its mover withdraws it.",
                        CALLED(l, m->mover), m->number);
    }
    if (interrupts(l, NULL)) {
        return true;
    }
    return m->stated && !l->act->permitted &&
           disorder(l, RULE_WITHDRAW, "The chair has stated motion %u: it is withdrawn by leave.",
                    m->number);
}

static bool recusal_may_not(struct look *l)
{
    const struct floor *f = l->f;
    if (!l->act->aloud) {
        return disorder(l, RULE_RECUSAL, "The interest of %.*s was not stated to the assembly.",
                        CALLED(l, l->act->member));
    }
    int32_t item = l->act->item.n > 0 ? floor_item(f, l->act->item) : f->item;
    for (uint32_t i = 0; item >= 0 && i < f->pending_count; i++) {
        struct seats voters = floor_voters(&f->pending[i]);
        if (f->pending[i].item == item && seats_has(&voters, l->act->member)) {
            return disorder(l, RULE_RECUSAL,
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
        return disorder(l, RULE_VOTE_METHOD, "Voting on motion %u has begun: it is not begun anew.",
                        m->number);
    }
    if (m->method == l->act->method) {
        return disorder(l, RULE_VOTE_METHOD, "The vote on motion %u is open already.", m->number);
    }
    if (m->stated || l->act->method == METHOD_CONSENT) {
        return false;
    }
    if (lacks_second(l)) {
        return true;
    }
    return l->pack->rule[RULE_STATING].param[PARAM_REQUIRED] == PARAM_YES &&
           disorder(l, RULE_STATING, "The chair has not stated motion %u yet.", m->number);
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
        return disorder(l, RULE_CHAIR_PART, "%.*s presides and does not vote.",
                        CALLED(l, l->act->member));
    }
    return !affects(l) &&
           disorder(l, RULE_CHAIR_PART, "%.*s presides, and this vote would not affect the result.",
                    CALLED(l, l->act->member));
}

static bool ballot_may_not(struct look *l)
{
    const struct floor_act *act = l->act;
    bool recused = seats_has(&l->m->recused, act->member);
    if (recused && act->choice != CHOICE_ABSTAIN) {
        return disorder(l, RULE_RECUSAL, "%.*s stated an interest in this item and does not vote.",
                        CALLED(l, act->member));
    }
    if (seats_has(&l->f->remote, act->member) &&
        l->pack->rule[RULE_PRESENT].param[PARAM_REMOTE] == PARAM_NO) {
        return disorder(l, RULE_PRESENT, "%.*s takes part from afar and does not vote.",
                        CALLED(l, act->member));
    }
    if (!recused && act->choice == CHOICE_ABSTAIN &&
        l->pack->rule[RULE_ABSTENTION].param[PARAM_ALLOWED] == PARAM_NO) {
        return disorder(l, RULE_ABSTENTION, "%.*s is present, stated no interest, and votes.",
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
            return disorder(l, RULE_ABSTENTION,
                            "%.*s is present and has not voted on motion %u yet.",
                            CALLED(l, seats_first(waiting)), l->m->number);
        }
    }
    return false;
}

/* ---- the table ---- */

static const struct judge {
    bool (*cannot)(struct look *);
    bool (*may_not)(struct look *);
    bool by_quorum; /* in order only with a quorum */
} judges[FLOOR_KIND_COUNT] = {
    [FLOOR_MEETING_OPENED] = {opened_cannot, NULL, false},
    [FLOOR_MEETING_RECESSED] = {NULL, recessed_may_not, false},
    [FLOOR_MEETING_ADJOURNED] = {NULL, adjourned_may_not, false},
    [FLOOR_ATTENDANCE_NOTED] = {attendance_cannot, NULL, false},
    [FLOOR_ITEM_OPENED] = {item_opened_cannot, item_opened_may_not, false},
    [FLOOR_ITEM_CLOSED] = {item_closed_cannot, item_closed_may_not, false},
    [FLOOR_MOTION_MOVED] = {moved_cannot, moved_may_not, true},
    [FLOOR_MOTION_SECONDED] = {motion_and_member_cannot, seconded_may_not, false},
    [FLOOR_MOTION_STATED] = {motion_cannot, stated_may_not, true},
    [FLOOR_MOTION_WITHDRAWN] = {motion_and_member_cannot, withdrawn_may_not, false},
    [FLOOR_RECUSAL_STATED] = {recusal_cannot, recusal_may_not, false},
    [FLOOR_VOTE_OPENED] = {vote_opened_cannot, vote_opened_may_not, true},
    [FLOOR_VOTE_CAST] = {cast_cannot, ballot_may_not, false},
    [FLOOR_VOTE_CHANGED] = {changed_cannot, ballot_may_not, false},
    [FLOOR_VOTE_ANNOUNCED] = {announced_cannot, announced_may_not, true},
};

/* In order, but only if members who may not vote count for the quorum, which the pack leaves open.
 */
static void mark_unsettled(struct look *l)
{
    if (l->pack->rule[RULE_QUORUM].param[PARAM_RECUSED] == PARAM_UNSETTLED &&
        floor_counts(l->f, l->pack, &l->recused, false) < floor_quorum(l->f, l->pack)) {
        cite(l, RULE_QUORUM);
        l->ret->sentence = SV("There is a quorum only if members who may not vote count for it, "
                              "which the rules of this body leave unsettled.");
    }
}

void floor_judge(struct arena *a, const struct floor *f, const struct pack *pack,
                 const struct floor_act *act, struct judgement *ret)
{
    *ret = (struct judgement){.verdict = FLOOR_IN_ORDER, .rule_no = RULE_NONE};
    struct look l = {.a = a, .f = f, .pack = pack, .act = act, .ret = ret};
    const struct judge *j = &judges[act->kind];
    if (phase_cannot(&l) || (j->cannot && j->cannot(&l))) {
        return;
    }
    if (act->kind == FLOOR_VOTE_ANNOUNCED) {
        floor_announced(f, pack, l.m, act, &ret->result);
    }
    if (in_recess(&l) || (j->may_not && j->may_not(&l))) {
        return;
    }
    if (j->by_quorum) {
        mark_unsettled(&l);
    }
}
