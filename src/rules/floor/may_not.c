/* What is out of order, though it may have happened: by kind of act, each with its rule. */
#include "rules/floor/look.h"

static bool in_recess(struct look *l)
{
    enum floor_kind k = l->act->kind;
    return l->f->phase == PHASE_RECESS && k != FLOOR_MEETING_RESUMED &&
           k != FLOOR_ATTENDANCE_NOTED && k != FLOOR_REASON_GIVEN &&
           floor_disorder(l, RULE_RECESS, "The meeting is in recess: resume it first.");
}

static bool in_closed_session(struct look *l)
{
    enum floor_kind k = l->act->kind;
    return l->f->phase == PHASE_CLOSED && k != FLOOR_SESSION_REOPENED &&
           k != FLOOR_ATTENDANCE_NOTED && k != FLOOR_CHAIR_PASSED &&
           floor_disorder(l, RULE_CLOSED_SESSION,
                          "The session is closed: reopen it before anything else is done.");
}

bool floor_without_quorum(enum motion_type type)
{
    return type == MOTION_FIX_TIME || type == MOTION_ADJOURN || type == MOTION_RECESS ||
           type == MOTION_PRIVILEGE || type == MOTION_POINT || type == MOTION_INQUIRY;
}

bool floor_no_quorum(struct look *l)
{
    uint32_t need = floor_quorum(l->f, l->pack);
    uint32_t have = floor_counts(l->f, l->pack, &l->recused, true);
    return have < need &&
           floor_disorder(l, RULE_QUORUM_BUSINESS,
                          "There is no quorum: %u of the %u members needed count as present.", have,
                          need);
}

bool floor_interrupts(struct look *l, const struct floor_motion *but)
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

bool floor_not_immediate(struct look *l)
{
    const struct floor_motion *top = floor_immediate(l->f);
    return top != l->m &&
           floor_disorder(l, RULE_IMMEDIATELY_PENDING, "Motion %.*s is decided before motion %.*s.",
                          NAMED(l, top), NAMED(l, l->m));
}

bool floor_lacks_second(struct look *l)
{
    return !l->m->stated && l->m->seconder == FLOOR_NOBODY && floor_needs_second(l->pack, l->m) &&
           floor_disorder(l, RULE_SECOND, "Motion %u has no second yet.", l->m->number);
}

static bool recessed_may_not(struct look *l)
{
    return floor_interrupts(l, NULL);
}

static bool adjourned_may_not(struct look *l)
{
    if (floor_interrupts(l, NULL)) {
        return true;
    }
    const struct floor_motion *m = l->f->adjourn_ordered ? NULL : floor_standing(l->f, l->pack);
    return m && floor_disorder(l, RULE_ADJOURN,
                               "Motion %.*s is pending: dispose of it first, or decide to adjourn.",
                               NAMED(l, m));
}

static bool not_on_agenda(struct look *l)
{
    bool special = l->f->day.type == MEETING_SPECIAL || l->f->day.type == MEETING_EMERGENCY;
    if (l->item.past->scheduled) {
        return false;
    }
    if (special) {
        return floor_disorder(l, RULE_SPECIAL_CALL,
                              "Item %.*s is not in the call of this special meeting.",
                              SV_ARG(l->item.id));
    }
    return l->pack->rule[RULE_WALK_ON].param[PARAM_ALLOWED] == PARAM_NO &&
           floor_disorder(l, RULE_WALK_ON, "Item %.*s is not on the agenda of this meeting.",
                          SV_ARG(l->item.id));
}

bool floor_disposed_of(struct look *l)
{
    return l->item.id.n > 0 && floor_is_disposed(l->f, l->item.id) &&
           floor_disorder(
               l, RULE_ITEM_DISPOSED,
               "Item %.*s was disposed of at this meeting: bring it back before the body "
               "first.",
               SV_ARG(l->item.id));
}

/* Vetoed items wait, and this is none of them. */
static bool before_vetoed(struct look *l)
{
    const struct floor *f = l->f;
    enum floor_item_kind k = l->item.past->kind;
    if (f->day.type != MEETING_REGULAR || k == ITEM_PRESENTATION || k == ITEM_DISCUSSION ||
        k == ITEM_MINUTES) {
        return false;
    }
    sv waiting = SV_NONE;
    for (size_t i = 0; i < f->day.vetoed_count; i++) {
        sv id = f->day.vetoed[i];
        if (sv_eq(id, l->item.id)) {
            return false;
        }
        int32_t item = floor_item(f, id);
        if (waiting.n == 0 && (item < 0 || !floor_item_now(f, item)->opened)) {
            waiting = id;
        }
    }
    return waiting.n > 0 && floor_disorder(l, RULE_VETO_FIRST,
                                           "The veto of item %.*s is dealt with before item %.*s.",
                                           SV_ARG(waiting), SV_ARG(l->item.id));
}

/* Motions on the item stand in the way, but none that waits to be reconsidered. */
static bool item_closed_may_not(struct look *l)
{
    if (floor_interrupts(l, NULL)) {
        return true;
    }
    const struct floor *f = l->f;
    const struct floor_motion *top = floor_standing(f, l->pack);
    for (uint32_t i = f->pending_count; i > 0; i--) {
        const struct floor_motion *m = &f->pending[i - 1];
        if (m->item == f->item && !floor_unseconded(l->pack, m) &&
            (m == top || m->type != MOTION_RECONSIDER)) {
            return floor_disorder(l, RULE_QUESTION_DISPOSED,
                                  "Motion %.*s is pending: dispose of it first.", NAMED(l, m));
        }
    }
    return false;
}

/* A motion stands that is about another item, or about none; what came back waits for its own. */
static bool other_question(struct look *l)
{
    const struct floor *f = l->f;
    for (uint32_t i = f->pending_count; i > 0; i--) {
        const struct floor_motion *m = &f->pending[i - 1];
        if (!floor_unseconded(l->pack, m) && (m->item < 0 || m->item != l->item.index)) {
            return floor_disorder(l, RULE_QUESTION_DISPOSED,
                                  "Motion %.*s is pending: dispose of it first.", NAMED(l, m));
        }
    }
    return false;
}

static bool item_opened_may_not(struct look *l)
{
    if (floor_interrupts(l, NULL)) {
        return true;
    }
    if (other_question(l)) {
        return true;
    }
    if (l->f->item >= 0 &&
        floor_disorder(l, RULE_ONE_ITEM, "Item %.*s is still open: close it first.",
                       SV_ARG(l->f->items[l->f->item].id))) {
        return true;
    }
    if (l->f->adjourn_ordered &&
        floor_disorder(l, RULE_ADJOURN,
                       "The body has decided to adjourn: no further item is taken up.")) {
        return true;
    }
    return not_on_agenda(l) || floor_disposed_of(l) || before_vetoed(l);
}

bool floor_from_afar(struct look *l, const char *what)
{
    return seats_has(&l->f->remote, l->act->member) &&
           l->pack->rule[RULE_PRESENT].param[PARAM_REMOTE] == PARAM_NO &&
           floor_disorder(l, RULE_PRESENT, "%.*s takes part from afar and does not %s.",
                          CALLED(l, l->act->member), what);
}

bool floor_chair_moves(struct look *l, const char *what)
{
    return l->act->member == l->f->presiding &&
           l->pack->rule[RULE_CHAIR_PART].param[PARAM_MOVES] == PARAM_NO &&
           floor_disorder(l, RULE_CHAIR_PART, "%.*s presides and does not %s.",
                          CALLED(l, l->act->member), what);
}

static bool seconded_may_not(struct look *l)
{
    const struct floor_motion *m = l->m;
    if (m->mover == l->act->member &&
        floor_disorder(l, RULE_SECOND_OTHER, "%.*s made motion %u: another member seconds it.",
                       CALLED(l, m->mover), m->number)) {
        return true;
    }
    if (m->seconder != FLOOR_NOBODY &&
        floor_disorder(l, RULE_SECOND_LATE, "Motion %u was seconded by %.*s already.", m->number,
                       CALLED(l, m->seconder))) {
        return true;
    }
    if (m->stated &&
        floor_disorder(l, RULE_SECOND_LATE,
                       "Motion %u was stated by the chair: a second no longer matters.",
                       m->number)) {
        return true;
    }
    return floor_from_afar(l, "second") || floor_chair_moves(l, "second");
}

static bool stated_may_not(struct look *l)
{
    return (!floor_without_quorum(l->m->type) && floor_no_quorum(l)) || floor_interrupts(l, NULL) ||
           floor_not_immediate(l) || floor_lacks_second(l);
}

static bool withdrawn_may_not(struct look *l)
{
    const struct floor_motion *m = l->m;
    if (m->mover != l->act->member &&
        floor_disorder(l, RULE_WITHDRAW_MOVER,
                       "%.*s made motion %u, and only its mover withdraws it.", CALLED(l, m->mover),
                       m->number)) {
        return true;
    }
    if (floor_interrupts(l, NULL)) {
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

static bool ruled_may_not(struct look *l)
{
    return floor_not_immediate(l);
}

static bool lists(const struct floor_motion *m, sv id)
{
    for (uint32_t i = 0; i < m->items_count; i++) {
        if (sv_eq(m->items[i], id)) {
            return true;
        }
    }
    return false;
}

static bool pulled_may_not(struct look *l)
{
    const struct floor *f = l->f;
    for (uint32_t i = f->pending_count; i > 0; i--) {
        const struct floor_motion *m = &f->pending[i - 1];
        if (m->type == MOTION_CONSENT_AGENDA && floor_voting(m) && lists(m, l->item.id) &&
            floor_disorder(l, RULE_VOTING_INTERRUPTED,
                           "Voting on the consent agenda, motion %u, has begun: no item leaves it.",
                           m->number)) {
            return true;
        }
    }
    for (uint32_t i = f->decided_count; i > 0; i--) {
        const struct floor_motion *m = &f->decided[i - 1];
        if (m->type == MOTION_CONSENT_AGENDA && m->outcome == OUTCOME_ADOPTED &&
            lists(m, l->item.id) && !floor_pending(f, m->number) &&
            floor_decided(f, m->number) == m) {
            return floor_disorder(l, RULE_CONSENT_AGENDA,
                                  "Item %.*s was adopted with the consent agenda, motion %u.",
                                  SV_ARG(l->item.id), m->number);
        }
    }
    return false;
}

static bool item_withdrawn_may_not(struct look *l)
{
    const struct floor *f = l->f;
    for (uint32_t i = f->pending_count; l->item.index >= 0 && i > 0; i--) {
        const struct floor_motion *m = &f->pending[i - 1];
        if (m->item == l->item.index && m->stated) {
            return floor_disorder(l, RULE_QUESTION_DISPOSED,
                                  "Motion %.*s on item %.*s was stated: the body disposes of it.",
                                  NAMED(l, m), SV_ARG(l->item.id));
        }
    }
    return false;
}

static bool no_hearing(struct look *l)
{
    return l->item.now.hearing != HEARING_OPEN &&
           floor_disorder(l, RULE_HEARING, "No hearing on item %.*s is open.", SV_ARG(l->item.id));
}

static bool heard_may_not(struct look *l)
{
    return no_hearing(l) ||
           (l->item.now.quasi && !l->act->sworn &&
            floor_disorder(l, RULE_HEARING_OATH,
                           "The hearing on item %.*s is quasi-judicial: who is heard is sworn.",
                           SV_ARG(l->item.id)));
}

static bool disclosed_may_not(struct look *l)
{
    const struct floor *f = l->f;
    for (uint32_t i = 0; l->item.index >= 0 && i < f->pending_count; i++) {
        if (f->pending[i].item == l->item.index && seats_any(floor_voters(&f->pending[i]))) {
            return floor_disorder(l, RULE_HEARING_DISCLOSURE,
                                  "Voting on motion %u has begun: disclosures come before it.",
                                  f->pending[i].number);
        }
    }
    return false;
}

static bool session_closed_may_not(struct look *l)
{
    if (floor_interrupts(l, NULL)) {
        return true;
    }
    if (l->pack->rule[RULE_CLOSED_SESSION].param[PARAM_ALLOWED] == PARAM_NO) {
        return floor_disorder(l, RULE_CLOSED_SESSION,
                              "The rules of this body allow no closed session.");
    }
    return !l->act->aloud && floor_disorder(l, RULE_CLOSED_SESSION,
                                            "The closed session was not announced in the open "
                                            "meeting.");
}

static bool (*const may_nots[FLOOR_KIND_COUNT])(struct look *) = {
    [FLOOR_MEETING_RECESSED] = recessed_may_not,
    [FLOOR_MEETING_ADJOURNED] = adjourned_may_not,
    [FLOOR_ITEM_OPENED] = item_opened_may_not,
    [FLOOR_ITEM_CLOSED] = item_closed_may_not,
    [FLOOR_MOTION_MOVED] = floor_moved_may_not,
    [FLOOR_MOTION_SECONDED] = seconded_may_not,
    [FLOOR_MOTION_STATED] = stated_may_not,
    [FLOOR_MOTION_WITHDRAWN] = withdrawn_may_not,
    [FLOOR_RECUSAL_STATED] = recusal_may_not,
    [FLOOR_VOTE_OPENED] = floor_vote_opened_may_not,
    [FLOOR_VOTE_CAST] = floor_ballot_may_not,
    [FLOOR_VOTE_CHANGED] = floor_ballot_may_not,
    [FLOOR_VOTE_ANNOUNCED] = floor_vote_announced_may_not,
    [FLOOR_CHAIR_RULED] = ruled_may_not,
    [FLOOR_ITEM_PULLED] = pulled_may_not,
    [FLOOR_ITEM_WITHDRAWN] = item_withdrawn_may_not,
    [FLOOR_HEARING_HEARD] = heard_may_not,
    [FLOOR_OATH_ADMINISTERED] = no_hearing,
    [FLOOR_DISCLOSURE_STATED] = disclosed_may_not,
    [FLOOR_SESSION_CLOSED] = session_closed_may_not,
};

bool floor_may_not(struct look *l)
{
    bool (*may_not)(struct look *) = may_nots[l->act->kind];
    return in_recess(l) || in_closed_session(l) || (may_not && may_not(l));
}
