/* What cannot be recorded as witnessed: by kind of act, each with its rule. */
#include "rules/floor/look.h"

static bool phase_cannot(struct look *l)
{
    enum floor_phase phase = l->f->phase;
    enum floor_kind kind = l->act->kind;
    if (phase == PHASE_ADJOURNED) {
        return floor_impossible(l, RULE_MEETING_OPEN, "The meeting is adjourned.");
    }
    if (kind == FLOOR_ATTENDANCE_NOTED) {
        return false;
    }
    if (kind == FLOOR_MEETING_OPENED) {
        return phase != PHASE_BEFORE &&
               floor_impossible(l, RULE_MEETING_OPEN, "The meeting was already called to order.");
    }
    if (phase == PHASE_BEFORE) {
        return floor_impossible(l, RULE_MEETING_OPEN,
                                "The meeting has not been called to order yet.");
    }
    if (kind == FLOOR_MEETING_RESUMED) {
        return phase != PHASE_RECESS &&
               floor_impossible(l, RULE_RECESS, "The meeting is not in recess.");
    }
    if (kind == FLOOR_MEETING_RECESSED) {
        return phase == PHASE_RECESS &&
               floor_impossible(l, RULE_RECESS, "The meeting is in recess already.");
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
        return floor_impossible(l, RULE_MEMBER, "%.*s is not a member of this body.",
                                SV_ARG(act->stranger));
    }
    if (!seats_any(floor_here(l->f))) {
        return floor_impossible(l, RULE_PRESENT,
                                "No member is noted as present: note the attendance.");
    }
    if (!seat_good(l)) {
        return floor_impossible(l, RULE_MEMBER, "Say which member this is.");
    }
    if (!seats_has(&l->f->present, act->member) && !seats_has(&l->f->remote, act->member)) {
        return floor_impossible(l, RULE_PRESENT,
                                "%.*s is not noted as present: note the arrival first.",
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
        return floor_impossible(l, RULE_MOTION_PENDING, "%s",
                                f->pending_count > 0 ? "Say which motion this is about."
                                                     : "No motion is pending.");
    }
    if (number > f->motion_count) {
        return floor_impossible(l, RULE_MOTION_PENDING, "There is no motion %u in this meeting.",
                                number);
    }
    const struct floor_motion *was = floor_decided(f, number);
    enum floor_outcome outcome = was ? was->outcome : OUTCOME_FELL;
    if (outcome == OUTCOME_ADOPTED || outcome == OUTCOME_LOST) {
        return floor_impossible(l, RULE_VOTE_FINAL,
                                "The result on motion %u was announced: it was %.*s.", number,
                                SV_ARG(floor_outcome_name(outcome)));
    }
    return floor_impossible(l, RULE_MOTION_PENDING, "Motion %u is no longer pending: it %s.",
                            number,
                            outcome == OUTCOME_WITHDRAWN ? "was withdrawn" : "fell undecided");
}

static bool opened_cannot(struct look *l)
{
    int32_t member = l->act->member;
    if (member == FLOOR_NOBODY) {
        return false;
    }
    if (!seat_good(l)) {
        return floor_impossible(l, RULE_MEMBER, "Say which member presides.");
    }
    if (seats_has(&l->f->absent, member) || seats_has(&l->f->left, member)) {
        return floor_impossible(l, RULE_PRESENT, "%.*s is noted as absent: note the arrival first.",
                                CALLED(l, member));
    }
    return false;
}

static bool attendance_cannot(struct look *l)
{
    const struct floor_act *act = l->act;
    const struct seats *lists[] = {&act->present, &act->remote, &act->absent, &act->left};
    if (act->stranger.n > 0) {
        return floor_impossible(l, RULE_MEMBER, "%.*s is not a member of this body.",
                                SV_ARG(act->stranger));
    }
    struct seats seen = {{0}};
    for (size_t i = 0; i < 4; i++) {
        struct seats twice = seats_and(seen, *lists[i]);
        if (seats_any(twice)) {
            return floor_impossible(l, RULE_PRESENT, "%.*s is listed twice: keep one.",
                                    CALLED(l, seats_first(twice)));
        }
        seen = seats_or(seen, *lists[i]);
    }
    if (!seats_any(seen)) {
        return floor_impossible(l, RULE_MEMBER, "Say whose attendance is noted.");
    }
    for (int32_t i = l->f->member_count; i < LIMIT_SEATS; i++) {
        if (seats_has(&seen, i)) {
            return floor_impossible(l, RULE_MEMBER, "There is no member of that number.");
        }
    }
    return false;
}

/* The item that the act names can stand in the state. */
static bool item_cannot(struct look *l)
{
    return l->act->item.n > 0 && l->f->item_count >= LIMIT_ITEMS &&
           floor_item(l->f, l->act->item) < 0 &&
           floor_impossible(l, RULE_ITEM_OPEN, "A meeting has at most %d items.", LIMIT_ITEMS);
}

static bool item_opened_cannot(struct look *l)
{
    const struct floor *f = l->f;
    if (l->act->item.n == 0) {
        return floor_impossible(l, RULE_ITEM_OPEN, "Say which item is taken up.");
    }
    if (f->item >= 0 && sv_eq(f->items[f->item].id, l->act->item)) {
        return floor_impossible(l, RULE_ITEM_OPEN, "Item %.*s is before the body already.",
                                SV_ARG(l->act->item));
    }
    return item_cannot(l);
}

static bool item_closed_cannot(struct look *l)
{
    const struct floor *f = l->f;
    if (f->item < 0) {
        return floor_impossible(l, RULE_ITEM_OPEN, "No item is before the body.");
    }
    if (!sv_eq(f->items[f->item].id, l->act->item)) {
        return floor_impossible(l, RULE_ITEM_OPEN, "Item %.*s is not before the body.",
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
        return floor_impossible(l, RULE_MOTION_TYPE, "The rules of this body know no %.*s.",
                                SV_ARG(act->type < MOTION_COUNT ? motion_type_words(act->type)
                                                                : SV("motion of that kind")));
    }
    if (act->motion != 0 && act->motion != f->motion_count + 1) {
        return floor_impossible(l, RULE_MOTION_PENDING, "The next motion is number %u.",
                                f->motion_count + 1);
    }
    if (f->motion_count >= LIMIT_MOTIONS || f->pending_count >= LIMIT_PENDING) {
        return floor_impossible(l, RULE_ONE_QUESTION,
                                "There are as many motions as a meeting can hold.");
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
        return floor_impossible(l, RULE_RECUSAL, "Say on which item %.*s will not vote.",
                                CALLED(l, l->act->member));
    }
    return item_cannot(l);
}

static bool vote_opened_cannot(struct look *l)
{
    return motion_cannot(l) ||
           (l->act->method == METHOD_NONE &&
            floor_impossible(l, RULE_VOTE_METHOD, "Say how the vote is taken."));
}

/* A ballot on an open vote. */
static bool ballot_cannot(struct look *l)
{
    if (motion_and_member_cannot(l)) {
        return true;
    }
    if (l->m->method == METHOD_NONE) {
        return floor_impossible(l, RULE_VOTE_OPEN,
                                "No vote is open on motion %u: open the vote first.", l->m->number);
    }
    return l->act->choice == CHOICE_NONE &&
           floor_impossible(l, RULE_VOTE_OPEN, "Say how %.*s votes.", CALLED(l, l->act->member));
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
           floor_impossible(l, RULE_VOTE_ONCE,
                            "%.*s has voted %.*s already: record a change of vote.",
                            CALLED(l, l->act->member), SV_ARG(floor_choice_name(was)));
}

static bool changed_cannot(struct look *l)
{
    if (ballot_cannot(l)) {
        return true;
    }
    enum floor_choice was = choice_of(l->m, l->act->member);
    if (was == CHOICE_NONE) {
        return floor_impossible(l, RULE_VOTE_CHANGE, "%.*s has not voted yet: record a vote.",
                                CALLED(l, l->act->member));
    }
    return was == l->act->choice &&
           floor_impossible(l, RULE_VOTE_CHANGE, "%.*s has voted %.*s already.",
                            CALLED(l, l->act->member), SV_ARG(floor_choice_name(was)));
}

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

/* By voice: what was named, and what was counted, must leave room for the announced result. */
static bool voice_cannot(struct look *l, const struct floor_result *named)
{
    const struct floor_act *act = l->act;
    const struct rule *vote = floor_vote_rule(l->pack, l->m->type);
    if (act->outcome != OUTCOME_ADOPTED && act->outcome != OUTCOME_LOST) {
        return floor_impossible(l, RULE_VOTE_RESULT,
                                "Say whether the chair announced motion %u as adopted or lost.",
                                l->m->number);
    }
    if ((act->yes < 0) != (act->no < 0) || (act->yes < 0 && act->abstain >= 0)) {
        return floor_impossible(l, RULE_VOTE_RESULT, "A count has both its sides: say yes and no.");
    }
    bool adopted = act->outcome == OUTCOME_ADOPTED;
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
        return floor_vote_carries(l->f, l->pack, vote, yes, no, named->present) != adopted &&
               floor_impossible(l, RULE_VOTE_RESULT, "%u yes to %u no is not what %.*s amounts to.",
                                yes, no, SV_ARG(floor_outcome_name(act->outcome)));
    }
    struct seats others = seats_without(floor_here(l->f), floor_voters(l->m));
    others = seats_without(others, l->m->recused);
    uint32_t rest = seats_count(&others);
    bool may = adopted ? floor_vote_carries(l->f, l->pack, vote, named->yes + rest, named->no,
                                            named->present)
                       : !floor_vote_carries(l->f, l->pack, vote, named->yes, named->no + rest,
                                             named->present);
    return !may && floor_impossible(
                       l, RULE_VOTE_RESULT, "The votes by name do not allow %.*s: %u yes, %u no.",
                       SV_ARG(floor_outcome_name(act->outcome)), named->yes, named->no);
}

static bool consent_cannot(struct look *l, const struct floor_result *r)
{
    const struct floor_act *act = l->act;
    bool objected = r->no > 0 || act->no > 0;
    if (act->outcome == OUTCOME_LOST) {
        return floor_impossible(
            l, RULE_UNANIMOUS_CONSENT,
            "Consent that is objected to loses nothing: announce the objection, and "
            "open a vote on motion %u.",
            l->m->number);
    }
    return act->outcome == OUTCOME_ADOPTED && objected &&
           floor_impossible(l, RULE_UNANIMOUS_CONSENT,
                            "A member objected: open a vote on motion %u by another method.",
                            l->m->number);
}

static bool announced_cannot(struct look *l)
{
    if (motion_cannot(l)) {
        return true;
    }
    if (l->m->method == METHOD_NONE) {
        return floor_impossible(l, RULE_VOTE_OPEN,
                                "No vote is open on motion %u: open the vote first.", l->m->number);
    }
    if (l->act->outcome > OUTCOME_OBJECTED) {
        return floor_impossible(l, RULE_VOTE_RESULT, "A vote is adopted, lost or objected to.");
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

static bool (*const cannots[FLOOR_KIND_COUNT])(struct look *) = {
    [FLOOR_MEETING_OPENED] = opened_cannot,    [FLOOR_ATTENDANCE_NOTED] = attendance_cannot,
    [FLOOR_ITEM_OPENED] = item_opened_cannot,  [FLOOR_ITEM_CLOSED] = item_closed_cannot,
    [FLOOR_MOTION_MOVED] = moved_cannot,       [FLOOR_MOTION_SECONDED] = motion_and_member_cannot,
    [FLOOR_MOTION_STATED] = motion_cannot,     [FLOOR_MOTION_WITHDRAWN] = motion_and_member_cannot,
    [FLOOR_RECUSAL_STATED] = recusal_cannot,   [FLOOR_VOTE_OPENED] = vote_opened_cannot,
    [FLOOR_VOTE_CAST] = cast_cannot,           [FLOOR_VOTE_CHANGED] = changed_cannot,
    [FLOOR_VOTE_ANNOUNCED] = announced_cannot,
};

bool floor_cannot(struct look *l)
{
    bool (*cannot)(struct look *) = cannots[l->act->kind];
    return phase_cannot(l) || (cannot && cannot(l));
}
