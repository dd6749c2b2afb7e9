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

static const char *ended(const struct floor_motion *m)
{
    switch (m->outcome) {
    case OUTCOME_WITHDRAWN: return "it was withdrawn";
    case OUTCOME_GRANTED:
    case OUTCOME_DENIED:
    case OUTCOME_WELL_TAKEN:
    case OUTCOME_NOT_WELL_TAKEN:
    case OUTCOME_ANSWERED: return "it was decided";
    case OUTCOME_POSTPONED: return "it was postponed";
    case OUTCOME_REFERRED: return "it was referred";
    case OUTCOME_TABLED: return "it was laid on the table";
    case OUTCOME_KILLED: return "it was postponed indefinitely";
    case OUTCOME_NOT_CONSIDERED: return "the body would not consider it";
    case OUTCOME_DIVIDED: return "it was divided";
    case OUTCOME_RESCINDED: return "it was adopted, and rescinded";
    case OUTCOME_NONE:
    case OUTCOME_ADOPTED:
    case OUTCOME_LOST:
    case OUTCOME_OBJECTED:
    case OUTCOME_SUSTAINED:
    case OUTCOME_NOT_SUSTAINED:
    case OUTCOME_FELL: break;
    }
    return "it fell undecided";
}

bool floor_motion_cannot(struct look *l)
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
    const struct floor_motion *was = floor_decided(f, number);
    if (!was) { /* never made, or taken back */
        return floor_impossible(l, RULE_MOTION_PENDING, "There is no motion %u in this meeting.",
                                number);
    }
    if (floor_is_result(was->outcome)) {
        return floor_impossible(l, RULE_VOTE_FINAL,
                                "The result on motion %u was announced: it was %.*s.", number,
                                SV_ARG(floor_outcome_name(was->outcome)));
    }
    return floor_impossible(l, RULE_MOTION_PENDING, "Motion %u is no longer pending: %s.", number,
                            ended(was));
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
    floor_look_item(f, l->act, -1, &l->item);
    if (f->item >= 0 && l->item.index == f->item) {
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

/* What is done to one item: pulled, withdrawn. */
static bool item_named_cannot(struct look *l)
{
    floor_look_item(l->f, l->act, -1, &l->item);
    return l->act->item.n == 0
               ? floor_impossible(l, RULE_ITEM_OPEN, "Say which item this is about.")
               : item_cannot(l);
}

/* The item that the act names, or the open one. */
static bool item_or_open_cannot(struct look *l)
{
    floor_look_item(l->f, l->act, l->f->item, &l->item);
    return l->item.id.n == 0
               ? floor_impossible(l, RULE_ITEM_OPEN,
                                  "No item is before the body: say which item this is about.")
               : item_cannot(l);
}

static bool hearing_opened_cannot(struct look *l)
{
    return item_or_open_cannot(l) ||
           (l->item.now.hearing == HEARING_OPEN &&
            floor_impossible(l, RULE_HEARING, "The hearing on item %.*s is open already.",
                             SV_ARG(l->item.id)));
}

static bool hearing_closed_cannot(struct look *l)
{
    return item_or_open_cannot(l) ||
           (l->item.now.hearing != HEARING_OPEN &&
            floor_impossible(l, RULE_HEARING, "No hearing on item %.*s is open.",
                             SV_ARG(l->item.id)));
}

static bool disclosure_cannot(struct look *l)
{
    bool somebody = l->act->member != FLOOR_NOBODY || l->act->stranger.n > 0;
    return (somebody && member_cannot(l)) || item_or_open_cannot(l);
}

static bool passed_cannot(struct look *l)
{
    int32_t member = l->act->member;
    if (member == FLOOR_NOBODY) {
        return false;
    }
    if (!seat_good(l)) {
        return floor_impossible(l, RULE_MEMBER, "Say which member presides.");
    }
    struct seats here = floor_here(l->f);
    return !seats_has(&here, member) &&
           floor_impossible(l, RULE_PRESENT,
                            "%.*s is not noted as present: note the arrival first.",
                            CALLED(l, member));
}

static bool ruled_cannot(struct look *l)
{
    if (floor_motion_cannot(l)) {
        return true;
    }
    enum floor_outcome o = l->act->outcome;
    enum motion_type type = l->m->type;
    if (l->pack->motion[type].vote != VOTE_BY_CHAIR) {
        return floor_impossible(l, RULE_CHAIR_RULES,
                                "The chair does not decide motion %.*s: the body votes on it.",
                                NAMED(l, l->m));
    }
    if (type == MOTION_POINT) {
        return o != OUTCOME_WELL_TAKEN && o != OUTCOME_NOT_WELL_TAKEN &&
               floor_impossible(l, RULE_CHAIR_RULES,
                                "A point of order is well taken or not well taken.");
    }
    if (type == MOTION_INQUIRY) {
        return o != OUTCOME_ANSWERED &&
               floor_impossible(l, RULE_CHAIR_RULES, "An inquiry is answered.");
    }
    return o != OUTCOME_GRANTED && o != OUTCOME_DENIED &&
           floor_impossible(l, RULE_CHAIR_RULES, "The chair grants motion %.*s or denies it.",
                            NAMED(l, l->m));
}

static bool session_closed_cannot(struct look *l)
{
    if (l->f->phase == PHASE_CLOSED) {
        return floor_impossible(l, RULE_CLOSED_SESSION, "The session is closed already.");
    }
    return l->f->phase != PHASE_OPEN &&
           floor_impossible(l, RULE_CLOSED_SESSION,
                            "The meeting is in recess: resume it, then close the session.");
}

static bool session_reopened_cannot(struct look *l)
{
    return l->f->phase != PHASE_CLOSED &&
           floor_impossible(l, RULE_CLOSED_SESSION, "The session is open.");
}

/* A motion that is about a motion that there is none of, or about no item though it has to be. */
static bool nothing_to_apply_to(struct look *l)
{
    const struct floor_act *act = l->act;
    if (act->target > 0 && !floor_motion_of(l->f, act->target)) {
        return floor_impossible(l, RULE_MOTION_PENDING, "There is no motion %u in this meeting.",
                                act->target);
    }
    bool recalls = act->type == MOTION_TAKE || act->type == MOTION_RESCIND ||
                   act->type == MOTION_DISCHARGE || act->type == MOTION_OVERRIDE;
    bool reconsiders = act->type == MOTION_RECONSIDER;
    return (recalls || reconsiders) && l->target == 0 && l->item.id.n == 0 &&
           (reconsiders || act->items_count == 0) &&
           floor_impossible(l, RULE_APPLIED, "Say to which motion or item the %.*s is applied.",
                            WORDS(act->type));
}

static bool needs_cannot(struct look *l)
{
    enum rule_id needs = l->act->needs;
    if (needs == RULE_NONE) {
        return false;
    }
    const struct rule *r = needs < RULE_COUNT ? &l->pack->rule[needs] : NULL;
    return !(r && r->defined && r->param[PARAM_BASE] >= 0) &&
           floor_impossible(l, RULE_MOTION_TYPE,
                            "The rules of this body know no vote by the rule %.*s.",
                            SV_ARG(rule_name(needs)));
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
    if (item_cannot(l)) {
        return true;
    }
    l->target = floor_target_of(f, l->pack, act);
    const struct floor_motion *t = l->target ? floor_pending(f, l->target) : NULL;
    l->pending = t && !floor_unseconded(l->pack, t) ? t : NULL;
    l->decided = l->target && !t ? floor_decided(f, l->target) : NULL;
    floor_look_item(f, act, floor_item_index_of(f, act, t ? t : l->decided), &l->item);
    if (nothing_to_apply_to(l)) {
        return true;
    }
    if (act->type == MOTION_POSTPONE && act->to > 0 && act->to < f->day.day) {
        return floor_impossible(l, RULE_POSTPONE_LIMIT,
                                "That day is over: say to which later day it is postponed.");
    }
    return needs_cannot(l);
}

static bool motion_and_member_cannot(struct look *l)
{
    return floor_motion_cannot(l) || member_cannot(l);
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
    return floor_motion_cannot(l) ||
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

static bool (*const cannots[FLOOR_KIND_COUNT])(struct look *) = {
    [FLOOR_MEETING_OPENED] = opened_cannot,
    [FLOOR_ATTENDANCE_NOTED] = attendance_cannot,
    [FLOOR_ITEM_OPENED] = item_opened_cannot,
    [FLOOR_ITEM_CLOSED] = item_closed_cannot,
    [FLOOR_MOTION_MOVED] = moved_cannot,
    [FLOOR_MOTION_SECONDED] = motion_and_member_cannot,
    [FLOOR_MOTION_STATED] = floor_motion_cannot,
    [FLOOR_MOTION_WITHDRAWN] = motion_and_member_cannot,
    [FLOOR_RECUSAL_STATED] = recusal_cannot,
    [FLOOR_VOTE_OPENED] = vote_opened_cannot,
    [FLOOR_VOTE_CAST] = cast_cannot,
    [FLOOR_VOTE_CHANGED] = changed_cannot,
    [FLOOR_VOTE_ANNOUNCED] = floor_announced_cannot,
    [FLOOR_CHAIR_PASSED] = passed_cannot,
    [FLOOR_CHAIR_RULED] = ruled_cannot,
    [FLOOR_MOTION_SUGGESTED] = member_cannot,
    [FLOOR_ITEM_PULLED] = item_named_cannot,
    [FLOOR_ITEM_WITHDRAWN] = item_named_cannot,
    [FLOOR_HEARING_OPENED] = hearing_opened_cannot,
    [FLOOR_HEARING_HEARD] = item_or_open_cannot,
    [FLOOR_HEARING_CLOSED] = hearing_closed_cannot,
    [FLOOR_OATH_ADMINISTERED] = item_or_open_cannot,
    [FLOOR_DISCLOSURE_STATED] = disclosure_cannot,
    [FLOOR_SESSION_CLOSED] = session_closed_cannot,
    [FLOOR_SESSION_REOPENED] = session_reopened_cannot,
};

bool floor_cannot(struct look *l)
{
    bool (*cannot)(struct look *) = cannots[l->act->kind];
    return phase_cannot(l) || (cannot && cannot(l));
}
