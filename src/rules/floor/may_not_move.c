/* Motions that are out of order, though they may have been made. */
#include "rules/floor/look.h"

static const char *a_or_an(enum motion_type type)
{
    sv words = motion_type_words(type);
    return words.n > 0 && (words.p[0] == 'a' || words.p[0] == 'i' || words.p[0] == 'o') ? "an"
                                                                                        : "a";
}
#define A_MOTION(type) a_or_an(type), SV_ARG(motion_type_words(type))

static bool wrong(struct look *l)
{
    return floor_disorder(l, RULE_APPLIED, "%s %.*s is not applied to motion %.*s.",
                          a_or_an(l->act->type)[1] ? "An" : "A", WORDS(l->act->type),
                          NAMED(l, floor_motion_of(l->f, l->target)));
}

static bool nothing(struct look *l, const char *what)
{
    return floor_disorder(l, RULE_APPLIED, "There is no %s to which %s %.*s could be applied.",
                          what, A_MOTION(l->act->type));
}

/* The target is pending, and of that type (MOTION_COUNT: of any). */
static bool not_to_pending(struct look *l, enum motion_type type)
{
    if (l->pending && (type == MOTION_COUNT || l->pending->type == type)) {
        return false;
    }
    return l->target ? wrong(l) : nothing(l, "pending question");
}

static bool stands_alone(const struct pack *pack, enum motion_type type)
{
    uint8_t rank = pack->motion[type].rank;
    return floor_class(type) == CLASS_MAIN ||
           (floor_class(type) == CLASS_RANKED && rank >= 1 && rank <= 3) ||
           type == MOTION_POSTPONE || type == MOTION_REFER || type == MOTION_TABLE ||
           type == MOTION_APPEAL;
}

static bool reconsiders_nothing(struct look *l)
{
    const struct floor_motion *t = l->decided;
    if (l->target == 0) {
        enum floor_outcome o = l->item.past->decided;
        return o != OUTCOME_ADOPTED && o != OUTCOME_LOST &&
               floor_disorder(l, RULE_APPLIED,
                              "No decision on item %.*s at an earlier meeting is on record.",
                              SV_ARG(l->item.id));
    }
    if (!t || !floor_is_result(t->outcome)) {
        return floor_disorder(
            l, RULE_APPLIED, "Motion %u was not decided by a vote: there is nothing to reconsider.",
            l->target);
    }
    /* That it was carried out is what reconsider-kind says. */
    if (stands_alone(l->pack, t->type) || floor_pending(l->f, t->target) ||
        l->pack->motion[t->type].reconsider == RECONSIDER_UNEXECUTED) {
        return false;
    }
    const struct floor_motion *own = t->target ? floor_decided(l->f, t->target) : NULL;
    return !(own && own->by == t->number) &&
           floor_disorder(l, RULE_APPLIED,
                          "The question to which motion %.*s was applied is no longer pending.",
                          NAMED(l, t));
}

static bool misapplied(struct look *l)
{
    const struct floor_motion *was = l->decided;
    const struct floor_past *past = l->item.past;
    switch (l->act->type) {
    case MOTION_AMEND:
    case MOTION_METHOD:
    case MOTION_WITHDRAW:
    case MOTION_PREVIOUS:
    case MOTION_LIMIT: return not_to_pending(l, MOTION_COUNT);
    case MOTION_INDEFINITE:
    case MOTION_OBJECT:
    case MOTION_DIVIDE:
    case MOTION_PARAGRAPH: return not_to_pending(l, MOTION_MAIN);
    case MOTION_TABLE:
    case MOTION_POSTPONE:
    case MOTION_REFER:
        if (l->target) {
            return !l->pending && wrong(l);
        }
        return l->f->item < 0 && l->act->item.n == 0 && l->act->items_count == 0 &&
               nothing(l, "question or item");
    case MOTION_APPEAL:
        return !(was && floor_is_ruling(was->outcome)) && nothing(l, "ruling of the chair");
    case MOTION_DIVISION:
        return !(l->pending ? l->pending->method == METHOD_VOICE : was && floor_by_voice(was)) &&
               nothing(l, "vote by voice");
    case MOTION_RECONSIDER: return reconsiders_nothing(l);
    case MOTION_RESCIND:
        return !(l->target ? was && was->type == MOTION_MAIN && was->outcome == OUTCOME_ADOPTED
                           : past->decided == OUTCOME_ADOPTED) &&
               nothing(l, "adopted main motion");
    case MOTION_TAKE:
        return !(l->target ? was && was->outcome == OUTCOME_TABLED : past->tabled) &&
               nothing(l, "question on the table");
    case MOTION_DISCHARGE:
        return !(l->target ? was && was->outcome == OUTCOME_REFERRED : past->referred) &&
               nothing(l, "question before a committee");
    case MOTION_OVERRIDE:
        return !past->vetoed &&
               floor_disorder(l, RULE_VETO_OVERRIDE, "No veto of item %.*s is on record.",
                              SV_ARG(l->item.id));
    case MOTION_MAIN:
    case MOTION_FIX_TIME:
    case MOTION_ADJOURN:
    case MOTION_RECESS:
    case MOTION_PRIVILEGE:
    case MOTION_ORDERS:
    case MOTION_POINT:
    case MOTION_SUSPEND:
    case MOTION_INQUIRY:
    case MOTION_CONSENT_AGENDA:
    case MOTION_COUNT: break;
    }
    return false;
}

/* ---- precedence ---- */

static bool another_blank(const struct look *l)
{
    const struct floor_act *act = l->act;
    return act->type == MOTION_AMEND && act->form == FORM_BLANK && l->top->type == MOTION_AMEND &&
           l->top->form == FORM_BLANK && l->top->target == l->target;
}

static bool yields(struct look *l)
{
    const struct floor_motion *top = l->top;
    enum motion_type type = l->act->type;
    if (!top) {
        return false;
    }
    switch (floor_class(type)) {
    case CLASS_MAIN:
        return floor_disorder(l, RULE_ONE_QUESTION, "Motion %.*s is pending: dispose of it first.",
                              NAMED(l, top));
    case CLASS_RECONSIDER: return false;
    case CLASS_RANKED:
        if (floor_key(l->f, l->pack, type, l->target) <
                floor_key(l->f, l->pack, top->type, top->target) ||
            another_blank(l)) {
            return false;
        }
        if (floor_class(top->type) == CLASS_INCIDENTAL) {
            return floor_disorder(l, RULE_INCIDENTAL_FIRST,
                                  "Motion %.*s is pending: it is decided when it arises, before %s "
                                  "%.*s.",
                                  NAMED(l, top), A_MOTION(type));
        }
        return floor_disorder(l, RULE_PRECEDENCE,
                              "Motion %.*s is pending: it is decided before %s %.*s.",
                              NAMED(l, top), A_MOTION(type));
    case CLASS_INCIDENTAL: break;
    }
    return type != MOTION_POINT && type != MOTION_INQUIRY && type != MOTION_WITHDRAW &&
           type != MOTION_APPEAL && type != MOTION_DIVISION &&
           floor_class(top->type) == CLASS_INCIDENTAL &&
           floor_disorder(l, RULE_INCIDENTAL_FIRST,
                          "Motion %.*s is pending: it is decided before %s %.*s.", NAMED(l, top),
                          A_MOTION(type));
}

static bool too_many(struct look *l)
{
    const struct rule *r = &l->pack->rule[RULE_PENDING_LIMIT];
    enum floor_class c = floor_class(l->act->type);
    if (!r->defined || (c != CLASS_MAIN && c != CLASS_RANKED) || r->param[PARAM_NUMBER] < 0) {
        return false;
    }
    uint32_t most = (uint32_t)r->param[PARAM_NUMBER];
    return floor_standing_count(l->f, l->pack) >= most &&
           floor_disorder(l, RULE_PENDING_LIMIT, "%u motions are pending, and no more may be.",
                          most);
}

static bool question_closed(struct look *l)
{
    enum motion_type t = l->act->type;
    bool delays = t == MOTION_AMEND || t == MOTION_POSTPONE || t == MOTION_REFER ||
                  t == MOTION_INDEFINITE || t == MOTION_LIMIT || t == MOTION_PREVIOUS ||
                  t == MOTION_OBJECT || t == MOTION_DIVIDE || t == MOTION_PARAGRAPH;
    return delays && l->top && l->top->closed &&
           floor_disorder(l, RULE_PREVIOUS_QUESTION,
                          "The previous question was ordered on motion %.*s: it is voted on.",
                          NAMED(l, l->top));
}

/* ---- by type ---- */

static bool amends_wrongly(struct look *l)
{
    const struct floor_motion *t = l->pending;
    if (!t) {
        return false;
    }
    if (l->pack->motion[t->type].amendable == AMEND_NO &&
        floor_disorder(l, RULE_AMENDABLE, "Motion %.*s is not amended.", NAMED(l, t))) {
        return true;
    }
    const struct floor_motion *own = t->target ? floor_motion_of(l->f, t->target) : NULL;
    if (t->type == MOTION_AMEND && own && own->type == MOTION_AMEND &&
        floor_disorder(l, RULE_AMEND_DEGREES,
                       "Motion %u amends an amendment, and is not amended itself.", t->number)) {
        return true;
    }
    for (uint32_t i = 0; l->act->form == FORM_BLANK && i < l->f->pending_count; i++) {
        const struct floor_motion *m = &l->f->pending[i];
        if (m->type == MOTION_AMEND && m->form == FORM_BLANK && m->target == l->target &&
            m->mover == l->act->member) {
            return floor_disorder(l, RULE_BLANKS, "%.*s has proposed to fill this blank already.",
                                  CALLED(l, m->mover));
        }
    }
    return false;
}

static bool postpones_wrongly(struct look *l)
{
    const struct floor *f = l->f;
    int32_t to = l->act->to;
    if (to == 0 && l->pack->rule[RULE_DEFERRAL_UNDATED].param[PARAM_ALLOWED] == PARAM_NO &&
        floor_disorder(l, RULE_DEFERRAL_UNDATED, "Say to which day it is postponed.")) {
        return true;
    }
    return l->pack->rule[RULE_POSTPONE_LIMIT].param[PARAM_WITHIN] == WITHIN_NEXT_REGULAR &&
           f->day.next_regular > 0 && to > f->day.next_regular &&
           floor_disorder(l, RULE_POSTPONE_LIMIT,
                          "That day is later than the next regular meeting.");
}

/* Rules whose breach goes on: a point about them is never too late. */
static bool continuing(enum rule_id rule)
{
    return rule == RULE_MEMBER || rule == RULE_PRESENT || rule == RULE_QUORUM_BUSINESS ||
           rule == RULE_RECUSAL || rule == RULE_VOTE_ONCE || rule == RULE_CLOSED_SESSION;
}

static bool point_too_late(struct look *l)
{
    enum rule_id about = l->act->about_rule;
    return floor_has(l->f->breached, about) && !floor_has(l->f->fresh, about) &&
           !continuing(about) &&
           floor_disorder(l, RULE_POINT_IN_TIME,
                          "The body has gone on since the rule %.*s was breached.",
                          SV_ARG(rule_name(about)));
}

static bool not_to_be_suspended(struct look *l)
{
    enum rule_id about = l->act->about_rule;
    return about < RULE_COUNT &&
           !(l->pack->rule[about].defined &&
             l->pack->rule[about].param[PARAM_SUSPEND] == PARAM_YES) &&
           floor_disorder(l, RULE_SUSPENSION, "The rule %.*s cannot be suspended.",
                          SV_ARG(rule_name(about)));
}

/* Did the vote go the way of the question, as the rows of reconsider mean it? */
static bool affirmative(const struct floor_motion *m)
{
    return m->type == MOTION_OBJECT
               ? m->outcome == OUTCOME_NOT_SUSTAINED
               : m->outcome == OUTCOME_ADOPTED || m->outcome == OUTCOME_SUSTAINED;
}

static bool reconsiders_wrong_kind(struct look *l, const struct floor_motion *t)
{
    bool may = true;
    switch ((enum motion_reconsider)l->pack->motion[t->type].reconsider) {
    case RECONSIDER_NO: may = false; break;
    case RECONSIDER_YES: break;
    case RECONSIDER_AFFIRMATIVE: may = affirmative(t); break;
    case RECONSIDER_NEGATIVE: may = !affirmative(t); break;
    case RECONSIDER_UNEXECUTED: may = floor_pending(l->f, t->target) != NULL; break;
    }
    return !may && floor_disorder(l, RULE_RECONSIDER_KIND,
                                  "The vote by which motion %.*s was %.*s is not "
                                  "reconsidered.",
                                  NAMED(l, t), SV_ARG(floor_outcome_name(t->outcome)));
}

static bool other_side(struct look *l, const struct seats *prevailing)
{
    return !seats_has(prevailing, l->act->member) &&
           floor_disorder(l, RULE_RECONSIDER_SIDE, "%.*s did not vote on the side that prevailed.",
                          CALLED(l, l->act->member));
}

static bool reconsiders_wrongly(struct look *l)
{
    const struct floor_motion *t = l->decided;
    if (l->target && t) {
        return reconsiders_wrong_kind(l, t) ||
               (t->reconsidered &&
                floor_disorder(l, RULE_RECONSIDER_ONCE,
                               "Motion %.*s was reconsidered once already.", NAMED(l, t))) ||
               (t->method == METHOD_ROLL_CALL && floor_is_result(t->outcome) &&
                other_side(l, affirmative(t) ? &t->yes : &t->no));
    }
    const struct floor_past *past = l->item.past;
    if (l->target) {
        return false;
    }
    bool in_time = l->pack->rule[RULE_RECONSIDER_TIME].param[PARAM_TIME] == TIME_NEXT_MEETING &&
                   past->previous_meeting;
    return (!in_time && floor_disorder(l, RULE_RECONSIDER_TIME,
                                       "The time to reconsider the decision on item %.*s is over.",
                                       SV_ARG(l->item.id))) ||
           (past->named &&
            other_side(l, past->decided == OUTCOME_ADOPTED ? &past->yes : &past->no));
}

/* The last decision on a motion with that action on the item left the question as it was.  The
 * parts of one motion that was divided are different questions. */
static const struct floor_motion *renewed_main(const struct look *l)
{
    const struct floor *f = l->f;
    enum floor_action action = l->act->action;
    if (l->item.index < 0 ||
        (action != ACTION_ADOPT && action != ACTION_DENY && action != ACTION_ACCEPT)) {
        return NULL;
    }
    for (uint32_t i = f->decided_count; i > 0; i--) {
        const struct floor_motion *m = &f->decided[i - 1];
        bool other_part =
            l->decided && l->decided->outcome == OUTCOME_DIVIDED && m->target == l->target;
        if (!other_part && m->item == l->item.index && m->type == MOTION_MAIN &&
            m->action == action &&
            (m->outcome == OUTCOME_LOST || m->outcome == OUTCOME_KILLED ||
             m->outcome == OUTCOME_NOT_CONSIDERED) &&
            !floor_pending(f, m->number) && floor_decided(f, m->number) == m) {
            return m;
        }
    }
    return NULL;
}

static bool main_wrongly(struct look *l)
{
    if (floor_disposed_of(l)) {
        return true;
    }
    const struct floor_motion *m = renewed_main(l);
    if (m &&
        floor_disorder(l, RULE_RENEWAL,
                       "Motion %u asked the same of item %.*s, and was %.*s: it is not made "
                       "again in this meeting.",
                       m->number, SV_ARG(l->item.id), SV_ARG(floor_outcome_name(m->outcome)))) {
        return true;
    }
    int32_t day = l->f->day.day;
    return l->act->action == ACTION_ADOPT && l->item.past->kind == ITEM_ORDINANCE &&
           floor_readings(l->pack) >= 2 && l->act->needs != RULE_VOTE_EMERGENCY && day != 0 &&
           l->item.now.reading_day == day &&
           floor_disorder(l, RULE_READINGS,
                          "Ordinance %.*s passed a reading today: the next is on another day.",
                          SV_ARG(l->item.id));
}

static bool agenda_wrongly(struct look *l)
{
    for (size_t i = 0; i < l->act->items_count; i++) {
        int32_t item = floor_item(l->f, l->act->items[i]);
        if (item >= 0 && floor_item_now(l->f, item)->pulled) {
            return floor_disorder(l, RULE_CONSENT_AGENDA,
                                  "Item %.*s was pulled from the consent agenda.",
                                  SV_ARG(l->act->items[i]));
        }
    }
    return false;
}

static bool renewed(struct look *l)
{
    const struct floor *f = l->f;
    const struct floor_motion *m = f->decided_count > 0 ? &f->decided[f->decided_count - 1] : NULL;
    bool same_item = m && m->item == l->item.index && (l->item.index >= 0 || l->act->item.n == 0);
    return same_item && m->type == l->act->type && m->target == l->target &&
           m->outcome == OUTCOME_LOST && !floor_pending(f, m->number) &&
           floor_disorder(l, RULE_RENEWAL, "Motion %.*s was just lost: nothing has changed since.",
                          NAMED(l, m));
}

static bool objects_late(struct look *l)
{
    const struct floor_motion *t = l->pending ? l->pending : l->decided;
    bool late = (t && t->debated) || l->target != (l->top ? l->top->number : 0);
    return late && floor_disorder(l, RULE_OBJECTION_IN_TIME,
                                  "An objection comes before the question is debated, or anything "
                                  "is applied to it.");
}

static bool wrong_for_type(struct look *l)
{
    switch (l->act->type) {
    case MOTION_AMEND: return amends_wrongly(l);
    case MOTION_POSTPONE: return postpones_wrongly(l);
    case MOTION_OBJECT: return objects_late(l);
    case MOTION_DIVISION:
        return l->decided && l->f->last_announced != l->target &&
               floor_disorder(l, RULE_DIVISION,
                              "The body has gone on since the vote on motion %u was announced.",
                              l->target);
    case MOTION_APPEAL:
        return l->f->last_ruled != l->target &&
               floor_disorder(l, RULE_APPEAL_IN_TIME,
                              "The body has gone on since the chair ruled on motion %u.",
                              l->target);
    case MOTION_POINT: return point_too_late(l);
    case MOTION_SUSPEND: return not_to_be_suspended(l);
    case MOTION_RECONSIDER: return reconsiders_wrongly(l);
    case MOTION_MAIN: return main_wrongly(l);
    case MOTION_CONSENT_AGENDA: return agenda_wrongly(l);
    case MOTION_FIX_TIME:
    case MOTION_ADJOURN:
    case MOTION_RECESS:
    case MOTION_TABLE:
    case MOTION_PREVIOUS:
    case MOTION_LIMIT:
    case MOTION_REFER:
    case MOTION_INDEFINITE:
    case MOTION_DIVIDE:
    case MOTION_PARAGRAPH:
    case MOTION_METHOD: return renewed(l);
    case MOTION_PRIVILEGE:
    case MOTION_ORDERS:
    case MOTION_WITHDRAW:
    case MOTION_INQUIRY:
    case MOTION_RESCIND:
    case MOTION_TAKE:
    case MOTION_DISCHARGE:
    case MOTION_OVERRIDE:
    case MOTION_COUNT: break;
    }
    return false;
}

/* The body has decided to adjourn, or to take a recess. */
static bool about_to_leave(struct look *l)
{
    enum motion_type t = l->act->type;
    if (t == MOTION_POINT || t == MOTION_APPEAL || t == MOTION_INQUIRY || t == MOTION_PRIVILEGE ||
        t == MOTION_FIX_TIME || t == MOTION_RECONSIDER) {
        return false;
    }
    return (l->f->adjourn_ordered &&
            floor_disorder(l, RULE_ADJOURN,
                           "The body has decided to adjourn: no further motion is made.")) ||
           (l->f->recess_ordered &&
            floor_disorder(l, RULE_RECESS,
                           "The body has decided to take a recess: no further motion is made."));
}

bool floor_moved_may_not(struct look *l)
{
    const struct floor *f = l->f;
    const struct floor_act *act = l->act;
    enum motion_type type = act->type;
    l->recused = floor_recused(f, l->item.index);
    l->top = floor_standing(f, l->pack);
    if ((!floor_without_quorum(type) && floor_no_quorum(l)) ||
        (type != MOTION_POINT && type != MOTION_DIVISION && floor_interrupts(l, NULL)) ||
        about_to_leave(l) || misapplied(l) || yields(l) || too_many(l) || question_closed(l) ||
        wrong_for_type(l)) {
        return true;
    }
    bool elsewhere =
        type == MOTION_MAIN && act->item.n > 0 && (f->item < 0 || f->item != l->item.index);
    return (elsewhere &&
            floor_disorder(l, RULE_ITEM_OPEN, "Item %.*s is not before the body: take it up first.",
                           SV_ARG(act->item))) ||
           floor_from_afar(l, "move") || floor_chair_moves(l, "move");
}
