/* The slow and obvious floor: judging. */
#include "slow_inside.h"

#include <string.h>

/* ---- judging: lists of rules, gone through from the top; the first that is broken is named ----
 */

/* What cannot be cannot be under any pack; what a pack does not state is not out of order, and what
 * stands suspended is not asked for. */
#define CANNOT(which, when)                                                                        \
    if (when) {                                                                                    \
        return (which);                                                                            \
    }
#define WRONG(which, when)                                                                         \
    if (has_rule(s, (which)) && !s->suspended[which] && (when)) {                                  \
        return (which);                                                                            \
    }

static bool kind_in(enum floor_kind k, const char *words)
{
    sv name = floor_kind_name(k);
    for (sv rest = sv_of(words); rest.n > 0;) {
        if (sv_eq(sv_cut(rest, ' ', &rest), name)) {
            return true;
        }
    }
    return false;
}

static bool type_in(enum motion_type t, const char *words)
{
    sv name = motion_type_name(t);
    for (sv rest = sv_of(words); rest.n > 0;) {
        if (sv_eq(sv_cut(rest, ' ', &rest), name)) {
            return true;
        }
    }
    return false;
}

static int lists_with(const struct floor_act *act, int seat)
{
    return seats_has(&act->present, seat) + seats_has(&act->remote, seat) +
           seats_has(&act->absent, seat) + seats_has(&act->left, seat);
}

/* What the announcement says of the named votes cannot be. */
static bool voice_contradicted(const struct slow *s, int n, const struct floor_act *act)
{
    int yes = votes(s, n, 'y'), no = votes(s, n, 'n'), abstain = votes(s, n, 'a'), silent = 0;
    if ((act->yes >= 0) != (act->no >= 0) || (act->abstain >= 0 && act->yes < 0)) {
        return true;
    }
    if (act->yes >= 0) {
        int given = act->abstain >= 0 ? act->abstain : abstain;
        return act->yes + act->no + given > at_the_vote(s, n) || act->yes < yes || act->no < no ||
               given < abstain || result(s, n, act->yes, act->no) != act->outcome;
    }
    for (int m = 0; m < s->members; m++) {
        silent += here(s, m) && !s->motion[n].vote[m] && !on_item(s, s->motion[n].item, m);
    }
    /* Some way in which the others voted, or did not, must lead to what was announced. */
    for (int for_it = 0; for_it <= silent; for_it++) {
        for (int against_it = 0; for_it + against_it <= silent; against_it++) {
            if (result(s, n, yes + for_it, no + against_it) == act->outcome) {
                return false;
            }
        }
    }
    return true;
}

static bool differs(int given, int counted)
{
    return given >= 0 && given != counted;
}

/* The member who acts is one, and is there. */
static enum rule_id member_rules(const struct slow *s, const struct floor_act *act)
{
    CANNOT(RULE_MEMBER, act->stranger.n > 0);
    CANNOT(RULE_PRESENT, !somebody_here(s));
    CANNOT(RULE_MEMBER, act->member < 0 || act->member >= s->members);
    CANNOT(RULE_PRESENT, !here(s, act->member));
    return RULE_NONE;
}

static enum rule_id cannot_be_moved(const struct slow *s, const struct floor_act *act)
{
    bool no_item = act->target == 0 && about_item(s, act, 0).n == 0;
    CANNOT(RULE_MOTION_TYPE, act->type >= MOTION_COUNT || !s->pack->motion[act->type].defined);
    CANNOT(RULE_MOTION_PENDING, act->motion != 0 && (int)act->motion != s->motions + 1);
    CANNOT(RULE_ONE_QUESTION, s->pending >= LIMIT_PENDING);
    CANNOT(RULE_MOTION_PENDING,
           (int)act->target > s->motions || (act->target > 0 && s->motion[act->target].gone));
    CANNOT(RULE_APPLIED, type_in(act->type, "reconsider") && no_item);
    CANNOT(RULE_APPLIED,
           type_in(act->type, "take-from-the-table rescind discharge override-veto") && no_item &&
               act->items_count == 0);
    CANNOT(RULE_POSTPONE_LIMIT,
           act->type == MOTION_POSTPONE && act->to > 0 && act->to < s->day.day);
    CANNOT(RULE_MOTION_TYPE, is_rule(act->needs) && param(s, act->needs, PARAM_BASE) < 0);
    return RULE_NONE;
}

static enum rule_id cannot_be_announced(const struct slow *s, const struct floor_act *act)
{
    int n = (int)act->motion;
    int yes = votes(s, n, 'y'), no = votes(s, n, 'n'), abstain = votes(s, n, 'a');
    enum floor_outcome o = act->outcome;
    enum floor_outcome good = against(s, &s->motion[n]) ? OUTCOME_SUSTAINED : OUTCOME_ADOPTED;
    enum floor_outcome bad = against(s, &s->motion[n]) ? OUTCOME_NOT_SUSTAINED : OUTCOME_LOST;
    CANNOT(RULE_VOTE_OPEN, s->motion[n].method == METHOD_NONE);
    CANNOT(RULE_VOTE_RESULT, o != OUTCOME_NONE && o != OUTCOME_OBJECTED && o != good && o != bad);
    switch (s->motion[n].method) {
    case METHOD_ROLL_CALL:
        CANNOT(RULE_VOTE_RESULT, !voted_by_name(s, n));
        CANNOT(RULE_UNANIMOUS_CONSENT, o == OUTCOME_OBJECTED);
        CANNOT(RULE_VOTE_RESULT, o != OUTCOME_NONE && o != outcome_of(s, act));
        CANNOT(RULE_VOTE_RESULT,
               differs(act->yes, yes) || differs(act->no, no) || differs(act->abstain, abstain));
        break;
    case METHOD_VOICE:
    case METHOD_RISING:
        CANNOT(RULE_VOTE_RESULT, o == OUTCOME_NONE || o == OUTCOME_OBJECTED);
        CANNOT(RULE_VOTE_RESULT, voice_contradicted(s, n, act));
        break;
    case METHOD_CONSENT:
        CANNOT(RULE_UNANIMOUS_CONSENT, o == bad);
        CANNOT(RULE_UNANIMOUS_CONSENT, o == good && (no > 0 || act->no > 0));
        break;
    case METHOD_NONE: break;
    }
    return RULE_NONE;
}

static bool word_fits(enum motion_type t, enum floor_outcome o)
{
    switch ((int)t) {
    case MOTION_POINT: return o == OUTCOME_WELL_TAKEN || o == OUTCOME_NOT_WELL_TAKEN;
    case MOTION_INQUIRY: return o == OUTCOME_ANSWERED;
    default: return o == OUTCOME_GRANTED || o == OUTCOME_DENIED;
    }
}

/* Why it cannot have happened. */
static enum rule_id cannot(const struct slow *s, const struct floor_act *act)
{
    enum floor_kind k = act->kind;
    int who = act->member, n = (int)act->motion;
    const struct slow_motion *m = &s->motion[n > 0 && n <= s->motions ? n : 0];
    bool attendance = kind_in(k, "attendance.noted"), opening = kind_in(k, "meeting.opened");
    bool is_open = act->item.n > 0 && sv_eq(act->item, s->item);
    struct slow_item item = about(s, item_or_open(s, act), act);

    CANNOT(RULE_MEETING_OPEN, s->phase == 'a');
    CANNOT(RULE_MEETING_OPEN, opening && s->phase != 'b');
    CANNOT(RULE_MEETING_OPEN, !opening && !attendance && s->phase == 'b');
    CANNOT(RULE_RECESS, kind_in(k, "meeting.resumed") && s->phase != 'r');
    CANNOT(RULE_RECESS, kind_in(k, "meeting.recessed") && s->phase == 'r');
    CANNOT(RULE_CLOSED_SESSION, kind_in(k, "session.closed") && s->phase != 'o');
    CANNOT(RULE_CLOSED_SESSION, kind_in(k, "session.reopened") && s->phase != 'c');
    if (opening && who != FLOOR_NOBODY) {
        CANNOT(RULE_MEMBER, who < 0 || who >= s->members);
        CANNOT(RULE_PRESENT, s->where[who] == 'a' || s->where[who] == 'l');
    }
    if (kind_in(k, "chair.passed") && who != FLOOR_NOBODY) {
        CANNOT(RULE_MEMBER, who < 0 || who >= s->members);
        CANNOT(RULE_PRESENT, !here(s, who));
    }
    if (attendance) {
        int named = 0;
        CANNOT(RULE_MEMBER, act->stranger.n > 0);
        for (int i = 0; i < LIMIT_SEATS; i++) {
            CANNOT(RULE_PRESENT, lists_with(act, i) > 1);
            named += lists_with(act, i);
        }
        CANNOT(RULE_MEMBER, named == 0);
        for (int i = s->members; i < LIMIT_SEATS; i++) {
            CANNOT(RULE_MEMBER, lists_with(act, i) > 0);
        }
    }
    CANNOT(RULE_ITEM_OPEN, kind_in(k, "item.opened") && (act->item.n == 0 || is_open));
    CANNOT(RULE_ITEM_OPEN, kind_in(k, "item.closed") && !is_open);
    CANNOT(RULE_ITEM_OPEN, kind_in(k, "item.pulled item.withdrawn") && act->item.n == 0);
    if (kind_in(k, "motion.seconded motion.stated motion.withdrawn vote.opened vote.cast "
                   "vote.changed vote.announced chair.ruled")) {
        CANNOT(RULE_MOTION_PENDING, m == s->motion);
        CANNOT(RULE_VOTE_FINAL, announced(decided(s, n)));
        CANNOT(RULE_MOTION_PENDING, !m->pending);
    }
    bool names_member = kind_in(k, "motion.moved motion.seconded motion.withdrawn recusal.stated "
                                   "vote.cast vote.changed motion.suggested");
    bool discloses =
        kind_in(k, "disclosure.stated") && (who != FLOOR_NOBODY || act->stranger.n > 0);
    if (names_member || discloses) {
        enum rule_id r = member_rules(s, act);
        if (r != RULE_NONE) {
            return r;
        }
    }
    if (kind_in(k, "motion.moved")) {
        return cannot_be_moved(s, act);
    }
    if (kind_in(k, "hearing.opened hearing.heard hearing.closed oath.administered "
                   "disclosure.stated")) {
        CANNOT(RULE_ITEM_OPEN, item.id.n == 0);
        CANNOT(RULE_HEARING, kind_in(k, "hearing.opened") && item.hearing == 'o');
        CANNOT(RULE_HEARING, kind_in(k, "hearing.closed") && item.hearing != 'o');
    }
    CANNOT(RULE_RECUSAL, kind_in(k, "recusal.stated") && item.id.n == 0);
    CANNOT(RULE_VOTE_METHOD, kind_in(k, "vote.opened") && act->method == METHOD_NONE);
    if (kind_in(k, "chair.ruled")) {
        CANNOT(RULE_CHAIR_RULES, s->pack->motion[m->type].vote != VOTE_BY_CHAIR);
        CANNOT(RULE_CHAIR_RULES, !word_fits(m->type, act->outcome));
    }
    if (kind_in(k, "vote.cast vote.changed")) {
        CANNOT(RULE_VOTE_OPEN, m->method == METHOD_NONE);
        CANNOT(RULE_VOTE_OPEN, act->choice == CHOICE_NONE);
        CANNOT(RULE_VOTE_ONCE, kind_in(k, "vote.cast") && m->vote[who] != 0);
        CANNOT(RULE_VOTE_CHANGE, kind_in(k, "vote.changed") &&
                                     (m->vote[who] == 0 || m->vote[who] == " yna"[act->choice]));
    }
    if (kind_in(k, "vote.announced")) {
        return cannot_be_announced(s, act);
    }
    return RULE_NONE;
}

/* Its key in the order of precedence: lower takes precedence. */
static int key(const struct slow *s, const struct slow_motion *x)
{
    const struct motion_row *row = &s->pack->motion[x->type];
    const struct slow_motion *target = x->target > 0 ? &s->motion[x->target] : NULL;
    if (main_class(x->type)) {
        return 16 * 13;
    }
    if (x->type == MOTION_RECONSIDER) {
        return target ? key(s, target) : 16 * 13;
    }
    if (incidental(x->type)) {
        return row->debatable != DEBATE_NO ? 16 * 8 + 8 : 16 * 5 + 8;
    }
    if (x->type == MOTION_AMEND && target && !main_class(target->type)) {
        return key(s, target) - 1;
    }
    return 16 * row->rank;
}

/* To what it is applied may not be what it needs. */
static enum rule_id not_applied(const struct slow *s, const struct floor_act *act,
                                const struct slow_motion *x)
{
    int t = x->target;
    bool given = t > 0;
    const struct slow_motion *target = &s->motion[t];
    enum floor_outcome o = decided(s, t);
    struct floor_past past = about(s, x->item, act).before;
    switch ((int)x->type) {
    case MOTION_AMEND:
    case MOTION_METHOD:
    case MOTION_WITHDRAW:
    case MOTION_PREVIOUS:
    case MOTION_LIMIT: WRONG(RULE_APPLIED, !stands(s, t)); break;
    case MOTION_INDEFINITE:
    case MOTION_OBJECT:
    case MOTION_DIVIDE:
    case MOTION_PARAGRAPH: WRONG(RULE_APPLIED, !stands(s, t) || target->type != MOTION_MAIN); break;
    case MOTION_TABLE:
    case MOTION_POSTPONE:
    case MOTION_REFER:
        WRONG(RULE_APPLIED, given && !stands(s, t));
        WRONG(RULE_APPLIED, !given && s->item.n == 0 && act->item.n == 0 && x->items_count == 0);
        break;
    case MOTION_APPEAL: WRONG(RULE_APPLIED, !ruling(o)); break;
    case MOTION_DIVISION: {
        bool open_voice = given && target->pending && target->method == METHOD_VOICE;
        WRONG(RULE_APPLIED, !open_voice && !decided_by_voice(s, t));
        break;
    }
    case MOTION_RECONSIDER:
        if (given) {
            enum motion_type type = target->type;
            int rank = s->pack->motion[type].rank, question = target->target;
            bool alone = main_class(type) || (ranked(type) && rank >= 1 && rank <= 3) ||
                         type_in(type, "postpone-definite refer lay-on-the-table appeal") ||
                         s->pack->motion[type].reconsider == RECONSIDER_UNEXECUTED;
            bool question_pending = question > 0 && s->motion[question].pending;
            bool put_away =
                question > 0 && !s->motion[question].pending && s->motion[question].by == t;
            WRONG(RULE_APPLIED, !announced(o));
            WRONG(RULE_APPLIED, !question_pending && !put_away && !alone);
        } else {
            WRONG(RULE_APPLIED, past.decided != OUTCOME_ADOPTED && past.decided != OUTCOME_LOST);
        }
        break;
    case MOTION_RESCIND:
        WRONG(RULE_APPLIED, given ? o != OUTCOME_ADOPTED || target->type != MOTION_MAIN
                                  : past.decided != OUTCOME_ADOPTED);
        break;
    case MOTION_TAKE: WRONG(RULE_APPLIED, given ? o != OUTCOME_TABLED : !past.tabled); break;
    case MOTION_DISCHARGE:
        WRONG(RULE_APPLIED, given ? o != OUTCOME_REFERRED : !past.referred);
        break;
    case MOTION_OVERRIDE: WRONG(RULE_VETO_OVERRIDE, !past.vetoed); break;
    default: break;
    }
    return RULE_NONE;
}

/* Something pending takes precedence of it. */
static enum rule_id not_in_turn(const struct slow *s, const struct slow_motion *x)
{
    int p = immediate(s);
    const struct slow_motion *pending = &s->motion[p];
    if (p > 0) {
        WRONG(RULE_ONE_QUESTION, main_class(x->type));
        if (ranked(x->type)) {
            bool another_blank = is_blank(x) && is_blank(pending) && pending->target == x->target;
            bool yields = key(s, x) >= key(s, pending) && !another_blank;
            WRONG(RULE_INCIDENTAL_FIRST, incidental(pending->type) && yields);
            WRONG(RULE_PRECEDENCE, !incidental(pending->type) && yields);
        }
        if (incidental(x->type) && !type_in(x->type, "point-of-order inquiry withdraw appeal "
                                                     "division-of-assembly")) {
            WRONG(RULE_INCIDENTAL_FIRST, incidental(pending->type));
        }
    }
    WRONG(RULE_PENDING_LIMIT, (main_class(x->type) || ranked(x->type)) &&
                                  standing_count(s) >= param(s, RULE_PENDING_LIMIT, PARAM_NUMBER));
    WRONG(RULE_PREVIOUS_QUESTION,
          p > 0 && pending->closed &&
              type_in(x->type, "amend postpone-definite refer postpone-indefinitely limit-debate "
                               "previous-question object-to-consideration division-of-question "
                               "consider-by-paragraph"));
    return RULE_NONE;
}

/* The mover was not on the prevailing side. */
static bool other_side(const struct slow *s, const struct floor_act *act,
                       const struct slow_motion *x)
{
    if (x->target == 0) {
        struct floor_past past = about(s, x->item, act).before;
        const struct seats *side = past.decided == OUTCOME_ADOPTED ? &past.yes : &past.no;
        return past.named && !seats_has(side, x->mover);
    }
    const struct slow_motion *t = &s->motion[x->target];
    enum floor_outcome o = decided(s, x->target);
    if (t->method != METHOD_ROLL_CALL || !announced(o)) {
        return false;
    }
    bool yes_won = o == OUTCOME_ADOPTED || o == OUTCOME_SUSTAINED;
    if (t->type == MOTION_OBJECT && o != OUTCOME_ADOPTED && o != OUTCOME_LOST) {
        yes_won = !yes_won; /* those against considering it vote no */
    }
    return t->vote[x->mover] != (yes_won ? 'y' : 'n');
}

static bool may_not_be_reconsidered(const struct slow *s, int n)
{
    const struct slow_motion *t = &s->motion[n];
    enum floor_outcome o = decided(s, n);
    bool negative = t->type == MOTION_OBJECT ? o == OUTCOME_SUSTAINED || o == OUTCOME_LOST
                                             : o == OUTCOME_LOST || o == OUTCOME_NOT_SUSTAINED;
    switch ((int)s->pack->motion[t->type].reconsider) {
    case RECONSIDER_NO: return true;
    case RECONSIDER_AFFIRMATIVE: return negative;
    case RECONSIDER_NEGATIVE: return !negative;
    case RECONSIDER_UNEXECUTED: return t->target == 0 || !s->motion[t->target].pending;
    default: return false;
    }
}

/* The same main question was decided against at this meeting.  The parts of a question that was
 * divided are not the same. */
static bool main_again(const struct slow *s, const struct slow_motion *x)
{
    for (int i = 1; i <= s->motions && x->item.n > 0; i++) {
        const struct slow_motion *q = &s->motion[i];
        enum floor_outcome o = decided(s, i);
        if (x->target > 0 && q->target == x->target && decided(s, x->target) == OUTCOME_DIVIDED) {
            continue;
        }
        if (q->type == MOTION_MAIN && q->action == x->action && sv_eq(q->item, x->item) &&
            (o == OUTCOME_LOST || o == OUTCOME_KILLED || o == OUTCOME_NOT_CONSIDERED)) {
            return true;
        }
    }
    return false;
}

/* The same motion was lost, and nothing was decided since. */
static bool lost_just_now(const struct slow *s, const struct slow_motion *x)
{
    for (int i = 1; i <= s->motions; i++) {
        const struct slow_motion *q = &s->motion[i];
        if (decided(s, i) == OUTCOME_LOST && q->decision == s->decisions && q->type == x->type &&
            q->target == x->target && sv_eq(q->item, x->item)) {
            return true;
        }
    }
    return false;
}

/* What the kind of the motion itself asks for. */
static enum rule_id not_as_its_kind(const struct slow *s, const struct floor_act *act,
                                    const struct slow_motion *x)
{
    int t = x->target;
    const struct slow_motion *target = &s->motion[t];
    struct slow_item item = about(s, x->item, act);
    enum rule_id r = x->about_rule;
    switch ((int)x->type) {
    case MOTION_AMEND:
        if (t > 0) {
            WRONG(RULE_AMENDABLE, s->pack->motion[target->type].amendable == AMEND_NO);
            WRONG(RULE_AMEND_DEGREES, target->type == MOTION_AMEND && target->target > 0 &&
                                          s->motion[target->target].type == MOTION_AMEND);
            for (int i = 0; i < s->pending && is_blank(x); i++) {
                const struct slow_motion *q = &s->motion[s->stack[i]];
                WRONG(RULE_BLANKS, is_blank(q) && q->target == t && q->mover == x->mover &&
                                       stands(s, s->stack[i]));
            }
        }
        break;
    case MOTION_POSTPONE:
        WRONG(RULE_DEFERRAL_UNDATED,
              x->to == 0 && param(s, RULE_DEFERRAL_UNDATED, PARAM_ALLOWED) == PARAM_NO);
        WRONG(RULE_POSTPONE_LIMIT,
              param(s, RULE_POSTPONE_LIMIT, PARAM_WITHIN) == WITHIN_NEXT_REGULAR &&
                  s->day.next_regular > 0 && x->to > s->day.next_regular);
        break;
    case MOTION_OBJECT:
        WRONG(RULE_OBJECTION_IN_TIME, t > 0 && target->debated);
        WRONG(RULE_OBJECTION_IN_TIME, t != immediate(s));
        break;
    case MOTION_DIVISION:
        WRONG(RULE_DIVISION, t > 0 && !target->pending && s->last_announced != t);
        break;
    case MOTION_APPEAL: WRONG(RULE_APPEAL_IN_TIME, s->last_ruled != t); break;
    case MOTION_POINT:
        if (is_rule(r)) {
            bool continuing = r == RULE_MEMBER || r == RULE_PRESENT || r == RULE_QUORUM_BUSINESS ||
                              r == RULE_RECUSAL || r == RULE_VOTE_ONCE || r == RULE_CLOSED_SESSION;
            WRONG(RULE_POINT_IN_TIME, s->breached[r] && !s->fresh[r] && !continuing);
        }
        break;
    case MOTION_SUSPEND:
        WRONG(RULE_SUSPENSION, is_rule(r) && param(s, r, PARAM_SUSPEND) != PARAM_YES);
        break;
    case MOTION_RECONSIDER:
        if (t > 0) {
            WRONG(RULE_RECONSIDER_KIND, may_not_be_reconsidered(s, t));
            WRONG(RULE_RECONSIDER_ONCE, target->reconsidered);
        } else {
            bool next = param(s, RULE_RECONSIDER_TIME, PARAM_TIME) == TIME_NEXT_MEETING;
            WRONG(RULE_RECONSIDER_TIME, !next || !item.before.previous_meeting);
        }
        WRONG(RULE_RECONSIDER_SIDE, other_side(s, act, x));
        break;
    case MOTION_MAIN:
        WRONG(RULE_ITEM_DISPOSED, disposed_of(s, x->item));
        WRONG(RULE_RENEWAL, (x->action == ACTION_ADOPT || x->action == ACTION_DENY ||
                             x->action == ACTION_ACCEPT) &&
                                main_again(s, x));
        WRONG(RULE_READINGS, x->reading > 0 && param(s, RULE_READINGS, PARAM_NUMBER) >= 2 &&
                                 x->needs != RULE_VOTE_EMERGENCY && s->day.day != 0 &&
                                 item.reading_day == s->day.day);
        break;
    case MOTION_CONSENT_AGENDA:
        for (int i = 0; i < s->items; i++) {
            WRONG(RULE_CONSENT_AGENDA,
                  s->known[i].pulled && lists(x->items, x->items_count, s->known[i].id));
        }
        break;
    default: break;
    }
    WRONG(RULE_RENEWAL,
          type_in(x->type, "fix-time adjourn recess lay-on-the-table previous-question "
                           "limit-debate refer postpone-indefinitely division-of-question "
                           "consider-by-paragraph method-of-voting") &&
              lost_just_now(s, x));
    return RULE_NONE;
}

/* From afar, or in the chair: may the member do that? */
static enum rule_id not_by_that_member(const struct slow *s, const struct floor_act *act)
{
    int who = act->member;
    WRONG(RULE_PRESENT, s->where[who] == 'r' && param(s, RULE_PRESENT, PARAM_REMOTE) == PARAM_NO);
    WRONG(RULE_CHAIR_PART, kind_in(act->kind, "motion.moved motion.seconded") &&
                               who == s->presiding &&
                               param(s, RULE_CHAIR_PART, PARAM_MOVES) == PARAM_NO);
    return RULE_NONE;
}

static enum rule_id may_not_be_moved(const struct slow *s, const struct floor_act *act)
{
    struct slow_motion x = slow_moved(s, act);
    WRONG(RULE_QUORUM_BUSINESS,
          !type_in(x.type, "fix-time adjourn recess point-of-order inquiry privilege") &&
              !enough(s, x.item, true));
    WRONG(RULE_VOTING_INTERRUPTED,
          !type_in(x.type, "point-of-order division-of-assembly") && another_under_way(s, 0));
    bool stops_nothing =
        type_in(x.type, "point-of-order appeal inquiry privilege fix-time reconsider");
    WRONG(RULE_ADJOURN, s->adjourn_ordered && !stops_nothing);
    WRONG(RULE_RECESS, s->recess_ordered && !stops_nothing);
    enum rule_id r = not_applied(s, act, &x);
    r = r == RULE_NONE ? not_in_turn(s, &x) : r;
    r = r == RULE_NONE ? not_as_its_kind(s, act, &x) : r;
    if (r != RULE_NONE) {
        return r;
    }
    WRONG(RULE_ITEM_OPEN, x.type == MOTION_MAIN && act->item.n > 0 && !sv_eq(act->item, s->item));
    return not_by_that_member(s, act);
}

static enum rule_id may_not_be_put(const struct slow *s, const struct floor_act *act)
{
    int n = (int)act->motion;
    const struct slow_motion *m = &s->motion[n];
    struct slow_item item = about(s, m->item, act);
    bool is_main = m->type == MOTION_MAIN, formal = !m->stated && act->method != METHOD_CONSENT;
    WRONG(RULE_IMMEDIATELY_PENDING, n != s->stack[s->pending - 1]);
    WRONG(RULE_VOTE_METHOD, under_way(s, n) || m->method == act->method);
    WRONG(RULE_VOTE_METHOD, m->ordered != METHOD_NONE && m->ordered != act->method);
    WRONG(RULE_VOTE_METHOD, m->no_voice && act->method == METHOD_VOICE);
    WRONG(RULE_FINAL_PASSAGE, item.before.kind == ITEM_ORDINANCE && passes_ordinance(s, m) &&
                                  act->method != METHOD_ROLL_CALL);
    WRONG(RULE_HEARING, is_main && item.before.kind == ITEM_HEARING && item.hearing != 'c');
    WRONG(RULE_HEARING_OATH, is_main && item.quasi && !item.sworn);
    WRONG(RULE_HEARING_DISCLOSURE, is_main && item.quasi && !item.disclosed);
    WRONG(RULE_SECOND, formal && needs_second(s, n) && m->seconder < 0);
    WRONG(RULE_STATING, formal && param(s, RULE_STATING, PARAM_REQUIRED) == PARAM_YES);
    return RULE_NONE;
}

/* The presiding member's vote, where the rules leave it only a part. */
static enum rule_id chair_may_not_vote(const struct slow *s, const struct floor_act *act)
{
    int n = (int)act->motion, who = act->member;
    const struct slow_motion *m = &s->motion[n];
    int yes = votes(s, n, 'y') - (m->vote[who] == 'y');
    int no = votes(s, n, 'n') - (m->vote[who] == 'n');
    bool yea = act->choice == CHOICE_YES;
    int part = param(s, RULE_CHAIR_PART, PARAM_VOTES);
    WRONG(RULE_CHAIR_PART, part == PARAM_NO);
    WRONG(RULE_CHAIR_PART, part == PARAM_TIES && yes != no);
    WRONG(RULE_CHAIR_PART,
          part == PARAM_AFFECTS && result(s, n, yes, no) == result(s, n, yes + yea, no + !yea));
    return RULE_NONE;
}

static enum rule_id may_not_vote(const struct slow *s, const struct floor_act *act)
{
    const struct slow_motion *m = &s->motion[act->motion];
    bool recused = on_item(s, m->item, act->member), abstains = act->choice == CHOICE_ABSTAIN;
    WRONG(RULE_RECUSAL, recused && !abstains);
    enum rule_id r = not_by_that_member(s, act);
    if (r != RULE_NONE) {
        return r;
    }
    WRONG(RULE_ABSTENTION,
          abstains && !recused && param(s, RULE_ABSTENTION, PARAM_ALLOWED) == PARAM_NO);
    bool in_the_chair = act->member >= 0 && act->member == s->presiding;
    if (in_the_chair && m->method == METHOD_ROLL_CALL && !abstains) {
        return chair_may_not_vote(s, act);
    }
    return RULE_NONE;
}

static enum rule_id may_not_be_opened(const struct slow *s, const struct floor_act *act)
{
    struct slow_item item = about(s, act->item, act);
    bool special = s->day.type == MEETING_SPECIAL || s->day.type == MEETING_EMERGENCY;
    bool substantive = item.before.kind == ITEM_RESOLUTION || item.before.kind == ITEM_ORDINANCE ||
                       item.before.kind == ITEM_HEARING || item.before.kind == ITEM_OTHER;
    for (int i = 0; i < s->pending; i++) {
        /* What came back about the item itself is what it is opened for. */
        int n = s->stack[i];
        WRONG(RULE_QUESTION_DISPOSED, stands(s, n) && !sv_eq(s->motion[n].item, act->item));
    }
    WRONG(RULE_ONE_ITEM, s->item.n > 0);
    WRONG(RULE_ADJOURN, s->adjourn_ordered);
    WRONG(RULE_SPECIAL_CALL, special && !item.before.scheduled);
    WRONG(RULE_WALK_ON,
          !special && !item.before.scheduled && param(s, RULE_WALK_ON, PARAM_ALLOWED) == PARAM_NO);
    WRONG(RULE_ITEM_DISPOSED, disposed_of(s, act->item));
    bool vetoed = lists(s->day.vetoed, (int)s->day.vetoed_count, act->item);
    for (size_t i = 0; i < s->day.vetoed_count; i++) {
        WRONG(RULE_VETO_FIRST, s->day.type == MEETING_REGULAR && substantive && !vetoed &&
                                   !about(s, s->day.vetoed[i], act).opened);
    }
    return RULE_NONE;
}

/* A motion about the item stands in the way of leaving it; a reconsideration that waits does not.
 */
static bool stands_in_the_way(const struct slow *s, sv item)
{
    for (int i = 0; i < s->pending; i++) {
        int n = s->stack[i];
        bool waits = s->motion[n].type == MOTION_RECONSIDER && n != immediate(s);
        if (stands(s, n) && sv_eq(s->motion[n].item, item) && !waits) {
            return true;
        }
    }
    return false;
}

static enum rule_id may_not_be_pulled(const struct slow *s, const struct floor_act *act)
{
    for (int n = 1; n <= s->motions; n++) {
        const struct slow_motion *q = &s->motion[n];
        WRONG(RULE_VOTING_INTERRUPTED, q->type == MOTION_CONSENT_AGENDA && under_way(s, n) &&
                                           lists(q->items, q->items_count, act->item));
    }
    for (int n = 1; n <= s->motions; n++) {
        const struct slow_motion *q = &s->motion[n];
        WRONG(RULE_CONSENT_AGENDA, q->type == MOTION_CONSENT_AGENDA && carried(s, n) &&
                                       lists(q->items, q->items_count, act->item));
    }
    return RULE_NONE;
}

static enum rule_id may_not_recuse(const struct slow *s, const struct floor_act *act)
{
    WRONG(RULE_RECUSAL, !act->aloud);
    for (int i = 0; i < s->pending; i++) {
        const struct slow_motion *q = &s->motion[s->stack[i]];
        WRONG(RULE_RECUSAL, sv_eq(q->item, item_or_open(s, act)) && q->vote[act->member] != 0);
    }
    return RULE_NONE;
}

/* Where nobody may abstain, somebody who takes part did not vote. */
static enum rule_id vote_missing(const struct slow *s, int n)
{
    const struct slow_motion *m = &s->motion[n];
    for (int i = 0; i < s->members; i++) {
        bool takes_part = s->where[i] == 'p' ||
                          (s->where[i] == 'r' && param(s, RULE_PRESENT, PARAM_REMOTE) == PARAM_YES);
        bool excused = on_item(s, m->item, i) ||
                       (i == s->presiding && param(s, RULE_CHAIR_PART, PARAM_VOTES) != PARAM_YES);
        WRONG(RULE_ABSTENTION, m->method == METHOD_ROLL_CALL &&
                                   param(s, RULE_ABSTENTION, PARAM_ALLOWED) == PARAM_NO &&
                                   takes_part && !excused && m->vote[i] == 0);
    }
    return RULE_NONE;
}

/* Quorum is asked for this act about that item. */
static bool asks_for_quorum(const struct slow *s, const struct floor_act *act)
{
    enum motion_type type =
        kind_in(act->kind, "motion.moved") ? act->type : s->motion[act->motion].type;
    return kind_in(act->kind, "motion.moved motion.stated vote.opened vote.announced") &&
           !type_in(type, "fix-time adjourn recess point-of-order inquiry privilege");
}

/* Why it is not in order. */
static enum rule_id may_not(const struct slow *s, const struct floor_act *act,
                            enum floor_outcome outcome)
{
    enum floor_kind k = act->kind;
    int who = act->member, n = (int)act->motion;
    const struct slow_motion *m = &s->motion[n > 0 && n <= s->motions ? n : 0];
    sv id = item_or_open(s, act);
    struct slow_item item = about(s, id, act);
    WRONG(RULE_RECESS,
          s->phase == 'r' && !kind_in(k, "meeting.resumed attendance.noted reason.given"));
    WRONG(RULE_CLOSED_SESSION,
          s->phase == 'c' && !kind_in(k, "session.reopened attendance.noted chair.passed"));
    if (kind_in(k, "motion.moved")) {
        return may_not_be_moved(s, act);
    }
    if (kind_in(k, "motion.stated vote.opened vote.announced") && outcome != OUTCOME_OBJECTED) {
        WRONG(RULE_QUORUM_BUSINESS, asks_for_quorum(s, act) && !enough(s, m->item, true));
    }
    WRONG(RULE_WITHDRAW_MOVER, kind_in(k, "motion.withdrawn") && m->mover != who);
    WRONG(RULE_VOTING_INTERRUPTED,
          kind_in(k, "meeting.recessed meeting.adjourned item.opened item.closed motion.stated "
                     "motion.withdrawn session.closed") &&
              another_under_way(s, 0));
    switch ((int)k) {
    case FLOOR_MEETING_ADJOURNED:
        WRONG(RULE_ADJOURN, immediate(s) > 0 && !s->adjourn_ordered);
        break;
    case FLOOR_ITEM_OPENED: return may_not_be_opened(s, act);
    case FLOOR_ITEM_CLOSED: WRONG(RULE_QUESTION_DISPOSED, stands_in_the_way(s, act->item)); break;
    case FLOOR_ITEM_PULLED: return may_not_be_pulled(s, act);
    case FLOOR_ITEM_WITHDRAWN:
        for (int i = 0; i < s->pending; i++) {
            const struct slow_motion *q = &s->motion[s->stack[i]];
            WRONG(RULE_QUESTION_DISPOSED, q->stated && sv_eq(q->item, act->item));
        }
        break;
    case FLOOR_MOTION_SECONDED:
        WRONG(RULE_SECOND_OTHER, who == m->mover);
        WRONG(RULE_SECOND_LATE, m->seconder >= 0 || m->stated);
        return not_by_that_member(s, act);
    case FLOOR_MOTION_STATED:
        WRONG(RULE_IMMEDIATELY_PENDING, n != s->stack[s->pending - 1]);
        WRONG(RULE_SECOND, needs_second(s, n) && m->seconder < 0 && !m->stated);
        break;
    case FLOOR_MOTION_WITHDRAWN: WRONG(RULE_WITHDRAW, m->stated && !act->permitted); break;
    case FLOOR_RECUSAL_STATED: return may_not_recuse(s, act);
    case FLOOR_VOTE_OPENED:
        WRONG(RULE_VOTING_INTERRUPTED, another_under_way(s, n));
        return may_not_be_put(s, act);
    case FLOOR_VOTE_CAST:
    case FLOOR_VOTE_CHANGED: return may_not_vote(s, act);
    case FLOOR_VOTE_ANNOUNCED: return vote_missing(s, n);
    case FLOOR_CHAIR_RULED: WRONG(RULE_IMMEDIATELY_PENDING, n != s->stack[s->pending - 1]); break;
    case FLOOR_HEARING_HEARD:
        WRONG(RULE_HEARING, item.hearing != 'o');
        WRONG(RULE_HEARING_OATH, item.quasi && !act->sworn);
        break;
    case FLOOR_OATH_ADMINISTERED: WRONG(RULE_HEARING, item.hearing != 'o'); break;
    case FLOOR_DISCLOSURE_STATED:
        for (int i = 0; i < s->pending; i++) {
            WRONG(RULE_HEARING_DISCLOSURE,
                  sv_eq(s->motion[s->stack[i]].item, id) && voted_by_name(s, s->stack[i]));
        }
        break;
    case FLOOR_SESSION_CLOSED:
        WRONG(RULE_CLOSED_SESSION,
              !act->aloud || param(s, RULE_CLOSED_SESSION, PARAM_ALLOWED) == PARAM_NO);
        break;
    default: break;
    }
    return RULE_NONE;
}

/* The counts and the rule of an announcement that can be. */
void count(const struct slow *s, const struct floor_act *act, struct slow_answer *ret)
{
    int n = (int)act->motion;
    const struct slow_motion *m = &s->motion[n];
    bool given = m->method != METHOD_ROLL_CALL && m->method != METHOD_CONSENT && act->yes >= 0;
    enum rule_id r = vote_rule(s, m);
    int abstain = votes(s, n, 'a');
    ret->outcome = outcome_of(s, act);
    ret->counted = given || m->method == METHOD_ROLL_CALL;
    ret->yes = given ? act->yes : votes(s, n, 'y');
    ret->no = given ? act->no : votes(s, n, 'n');
    ret->abstain = given && act->abstain >= 0 ? act->abstain : abstain;
    ret->present = at_the_vote(s, n);
    ret->quorum = quorum(s);
    int with = against(s, m) ? ret->no : ret->yes, other = param(s, r, PARAM_OR);
    if (ret->counted && other >= 0 && !reached(s, n, r, with, ret->yes, ret->no) &&
        reached(s, n, (enum rule_id)other, with, ret->yes, ret->no)) {
        r = (enum rule_id)other;
    }
    bool tie = ret->counted && ret->yes == ret->no && ret->yes > 0;
    bool more_than_half =
        param(s, r, PARAM_BASE) == BASE_CAST && s->pack->rule[r].need.kind == NEED_MAJORITY;
    if (m->method == METHOD_CONSENT) {
        r = RULE_UNANIMOUS_CONSENT;
    } else if (tie && more_than_half && ret->outcome == OUTCOME_LOST) {
        r = RULE_TIE_VOTE;
    } else if (tie && m->type == MOTION_APPEAL && ret->outcome == OUTCOME_SUSTAINED) {
        r = RULE_APPEAL_TIE;
    }
    ret->vote_rule = r;
}

struct slow_answer slow_judge(const struct slow *s, const struct floor_act *act)
{
    struct slow_answer answer = {.verdict = FLOOR_IMPOSSIBLE, .rule = cannot(s, act)};
    if (answer.rule != RULE_NONE) {
        return answer;
    }
    if (act->kind == FLOOR_VOTE_ANNOUNCED) {
        count(s, act, &answer);
    }
    answer.rule = may_not(s, act, answer.outcome);
    answer.verdict = answer.rule == RULE_NONE ? FLOOR_IN_ORDER : FLOOR_OUT_OF_ORDER;
    bool unsettled = param(s, RULE_QUORUM, PARAM_RECUSED) == PARAM_UNSETTLED;
    if (answer.verdict == FLOOR_IN_ORDER && unsettled && asks_for_quorum(s, act)) {
        sv item =
            act->kind == FLOOR_MOTION_MOVED ? slow_moved(s, act).item : s->motion[act->motion].item;
        if (!enough(s, item, false)) {
            answer.rule = RULE_QUORUM; /* in order, with a remark */
        }
    }
    return answer;
}
