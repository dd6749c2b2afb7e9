/* The slow and obvious floor.  In the order of the questions that a parliamentarian asks: what is
 * pending, to what is a motion applied, which takes precedence, who has won, what comes of it. */
/* Motions are looked up by numbers that the judgement has checked; gcc does not see so far. */
#pragma GCC diagnostic ignored "-Wnull-dereference"

#include "floor_slow.h"

#include <string.h>

/* ---- who is there, and what stands about an item ---- */

static bool here(const struct slow *s, int m)
{
    return s->where[m] == 'p' || s->where[m] == 'r';
}

static bool somebody_here(const struct slow *s)
{
    for (int m = 0; m < s->members; m++) {
        if (here(s, m)) {
            return true;
        }
    }
    return false;
}

static bool on_item(const struct slow *s, sv item, int member)
{
    for (int i = 0; item.n > 0 && i < s->recusals; i++) {
        if (sv_eq(s->recusal[i].item, item) && s->recusal[i].member == member) {
            return true;
        }
    }
    return false;
}

/* What is known of the item that an act is about; of one that no act named before, what the act
 * brings along. */
static struct slow_item about(const struct slow *s, sv id, const struct floor_act *act)
{
    struct slow_item fresh = {.id = id, .before = {.scheduled = true}};
    for (int i = 0; i < s->items; i++) {
        if (sv_eq(s->known[i].id, id)) {
            return s->known[i];
        }
    }
    if (act->before && id.n > 0 && sv_eq(act->item, id)) {
        fresh.before = *act->before;
        fresh.readings = act->before->readings;
        fresh.reading_day = act->before->reading_day;
    }
    return fresh;
}

static sv item_or_open(const struct slow *s, const struct floor_act *act)
{
    return act->item.n > 0 ? act->item : s->item;
}

static bool has_rule(const struct slow *s, enum rule_id r)
{
    return s->pack->rule[r].defined;
}

static int param(const struct slow *s, enum rule_id r, enum rule_param p)
{
    return s->pack->rule[r].defined ? s->pack->rule[r].param[p] : -1;
}

/* ---- classes of motions, and what is pending ---- */

static bool main_class(enum motion_type t)
{
    return t == MOTION_MAIN || t == MOTION_CONSENT_AGENDA || t == MOTION_OVERRIDE ||
           t == MOTION_RESCIND || t == MOTION_TAKE || t == MOTION_DISCHARGE;
}

static bool incidental(enum motion_type t)
{
    return t == MOTION_POINT || t == MOTION_APPEAL || t == MOTION_SUSPEND || t == MOTION_OBJECT ||
           t == MOTION_DIVIDE || t == MOTION_PARAGRAPH || t == MOTION_DIVISION ||
           t == MOTION_METHOD || t == MOTION_WITHDRAW || t == MOTION_INQUIRY;
}

static bool ranked(enum motion_type t)
{
    return !main_class(t) && !incidental(t) && t != MOTION_RECONSIDER;
}

static bool is_blank(const struct slow_motion *x)
{
    return x->type == MOTION_AMEND && x->form == FORM_BLANK;
}

/* What is proposed for a blank needs no second (RONR 12th 12:92). */
static bool needs_second(const struct slow *s, int n)
{
    return s->pack->motion[s->motion[n].type].second && !is_blank(&s->motion[n]);
}

/* Moved, and nothing came of it yet: it falls by itself when the body goes on. */
static bool bare(const struct slow *s, int n)
{
    const struct slow_motion *m = &s->motion[n];
    return m->pending && needs_second(s, n) && m->seconder < 0 && !m->stated &&
           m->method == METHOD_NONE;
}

static bool stands(const struct slow *s, int n)
{
    return n > 0 && s->motion[n].pending && !bare(s, n);
}

/* The immediately pending question: the last one made that still stands. */
static int immediate(const struct slow *s)
{
    for (int i = s->pending; i-- > 0;) {
        if (stands(s, s->stack[i])) {
            return s->stack[i];
        }
    }
    return 0;
}

/* The main question (or reconsideration) that is before the body. */
static int main_question(const struct slow *s)
{
    for (int i = s->pending; i-- > 0;) {
        int n = s->stack[i];
        enum motion_type t = s->motion[n].type;
        if (stands(s, n) && (main_class(t) || t == MOTION_RECONSIDER)) {
            return n;
        }
    }
    return 0;
}

static int standing_count(const struct slow *s)
{
    int count = 0;
    for (int i = 0; i < s->pending; i++) {
        count += stands(s, s->stack[i]);
    }
    return count;
}

/* Applied to that motion, or to one that is applied to it, and so on. */
static bool adheres(const struct slow *s, int n, int to)
{
    for (int t = s->motion[n].target; t > 0; t = s->motion[t].target) {
        if (t == to) {
            return true;
        }
    }
    return false;
}

static bool announced(enum floor_outcome o)
{
    return o == OUTCOME_ADOPTED || o == OUTCOME_LOST || o == OUTCOME_SUSTAINED ||
           o == OUTCOME_NOT_SUSTAINED;
}

static bool ruling(enum floor_outcome o)
{
    return o == OUTCOME_WELL_TAKEN || o == OUTCOME_NOT_WELL_TAKEN || o == OUTCOME_GRANTED ||
           o == OUTCOME_DENIED || o == OUTCOME_ANSWERED;
}

/* The last decision; none while it is pending, or where there is no such motion. */
static enum floor_outcome decided(const struct slow *s, int n)
{
    return n > 0 && !s->motion[n].pending ? s->motion[n].outcome : OUTCOME_NONE;
}

static bool decided_by_voice(const struct slow *s, int n)
{
    return announced(decided(s, n)) && s->motion[n].method == METHOD_VOICE;
}

/* ---- to what a motion is applied, and about which item it is ---- */

static int applied_to(const struct slow *s, const struct floor_act *act)
{
    if (act->target > 0) {
        return (int)act->target;
    }
    switch ((int)act->type) {
    case MOTION_AMEND:
    case MOTION_PREVIOUS:
    case MOTION_LIMIT:
    case MOTION_METHOD:
    case MOTION_WITHDRAW: return immediate(s);
    case MOTION_INDEFINITE:
    case MOTION_OBJECT:
    case MOTION_DIVIDE:
    case MOTION_PARAGRAPH:
    case MOTION_TABLE:
    case MOTION_POSTPONE:
    case MOTION_REFER: return main_question(s);
    case MOTION_APPEAL: return s->last_ruled;
    case MOTION_DIVISION:
        for (int i = s->pending; i-- > 0;) {
            if (s->motion[s->stack[i]].method == METHOD_VOICE) {
                return s->stack[i];
            }
        }
        return decided_by_voice(s, s->last_announced) ? s->last_announced : 0;
    default: return 0;
    }
}

static sv about_item(const struct slow *s, const struct floor_act *act, int target)
{
    if (act->item.n > 0) {
        return act->item;
    }
    if (target > 0 && target <= s->motions) {
        return s->motion[target].item;
    }
    switch ((int)act->type) {
    case MOTION_ADJOURN:
    case MOTION_RECESS:
    case MOTION_FIX_TIME:
    case MOTION_PRIVILEGE:
    case MOTION_ORDERS:
    case MOTION_INQUIRY:
    case MOTION_CONSENT_AGENDA: return SV_NONE;
    default: return act->items_count > 0 ? SV_NONE : s->item;
    }
}

static bool lists(const sv *items, int count, sv id)
{
    for (int i = 0; i < count; i++) {
        if (sv_eq(items[i], id)) {
            return true;
        }
    }
    return false;
}

static bool is_rule(enum rule_id r)
{
    return (int)r >= 0 && r < RULE_COUNT;
}

struct slow_motion slow_moved(const struct slow *s, const struct floor_act *act)
{
    struct slow_motion x = {.type = act->type,
                            .form = act->form,
                            .action = act->action,
                            .needs = act->needs,
                            .about_rule = act->about_rule,
                            .to = act->to,
                            .all = act->all,
                            .notice = act->notice,
                            .mover = act->member,
                            .seconder = -1};
    x.proposes = act->type == MOTION_METHOD ? act->method : METHOD_NONE;
    x.target = applied_to(s, act);
    x.item = about_item(s, act, x.target);
    for (size_t i = 0; i < act->items_count; i++) {
        if (!lists(x.items, x.items_count, act->items[i])) {
            x.items[x.items_count++] = act->items[i];
        }
    }
    struct slow_item item = about(s, x.item, act);
    if (x.type == MOTION_MAIN && x.action == ACTION_ADOPT && x.item.n > 0 &&
        item.before.kind == ITEM_ORDINANCE && has_rule(s, RULE_READINGS)) {
        x.reading = item.readings + 1;
    }
    return x;
}

/* ---- votes ---- */

static int votes(const struct slow *s, int n, char which)
{
    int count = 0;
    for (int m = 0; m < s->members; m++) {
        count += s->motion[n].vote[m] == which;
    }
    return count;
}

static bool voted_by_name(const struct slow *s, int n)
{
    return votes(s, n, 'y') + votes(s, n, 'n') + votes(s, n, 'a') > 0;
}

/* Somebody voted by name, otherwise than by objecting to consent. */
static bool under_way(const struct slow *s, int n)
{
    const struct slow_motion *m = &s->motion[n];
    bool formal =
        m->method == METHOD_ROLL_CALL || m->method == METHOD_VOICE || m->method == METHOD_RISING;
    return m->pending && formal && voted_by_name(s, n);
}

static bool another_under_way(const struct slow *s, int but)
{
    for (int i = 0; i < s->pending; i++) {
        if (s->stack[i] != but && under_way(s, s->stack[i])) {
            return true;
        }
    }
    return false;
}

static int smallest(struct need need, int of)
{
    for (int k = 0;; k++) {
        bool reaches = need.kind == NEED_MAJORITY            ? k + k > of
                       : need.kind == NEED_MAJORITY_PLUS_ONE ? k > 0 && (k - 1) + (k - 1) > of
                       : need.kind == NEED_SHARE ? k * (int)need.den >= (int)need.num * of
                                                 : k == (int)need.num;
        if (reaches) {
            return k;
        }
    }
}

static int quorum(const struct slow *s)
{
    bool all_seats = param(s, RULE_QUORUM, PARAM_OF) == OF_SEATS;
    return smallest(s->pack->rule[RULE_QUORUM].need, s->members + (all_seats ? s->vacancies : 0));
}

/* Enough members for business about that item ("" for none). */
static bool enough(const struct slow *s, sv item, bool unsettled_counts)
{
    int count = 0, recused = param(s, RULE_QUORUM, PARAM_RECUSED);
    for (int m = 0; m < s->members; m++) {
        bool counts = s->where[m] == 'p' ||
                      (s->where[m] == 'r' && param(s, RULE_QUORUM, PARAM_REMOTE) == PARAM_YES);
        if (on_item(s, item, m)) {
            counts = counts &&
                     (recused == PARAM_YES || (recused == PARAM_UNSETTLED && unsettled_counts));
        }
        count += counts;
    }
    return count >= quorum(s);
}

static int at_the_vote(const struct slow *s, int n)
{
    int count = 0;
    for (int m = 0; m < s->members; m++) {
        count += here(s, m) || s->motion[n].vote[m] != 0;
    }
    return count;
}

/* The rule of the vote: what the law asks for, or the row of the table; with notice, the one that
 * it names for that.  What the chair decides or one member demands is put by the main motion's. */
static enum rule_id vote_rule(const struct slow *s, const struct slow_motion *m)
{
    int row = s->pack->motion[m->type].vote;
    enum rule_id r = is_rule(m->needs) ? m->needs
                     : row >= 0        ? (enum rule_id)row
                                       : (enum rule_id)s->pack->motion[MOTION_MAIN].vote;
    bool may_be_noticed = m->type == MOTION_RESCIND || m->type == MOTION_DISCHARGE;
    if (may_be_noticed && m->notice && param(s, r, PARAM_NOTICED) >= 0) {
        r = (enum rule_id)param(s, r, PARAM_NOTICED);
    }
    return r;
}

/* The question is whether enough are against: so says its row, whatever rule the law asks for. */
static bool against(const struct slow *s, const struct slow_motion *m)
{
    int row = s->pack->motion[m->type].vote;
    row = row >= 0 ? row : s->pack->motion[MOTION_MAIN].vote;
    return param(s, (enum rule_id)row, PARAM_SIDE) == SIDE_AGAINST;
}

static bool reached(const struct slow *s, int n, enum rule_id r, int with, int yes, int no)
{
    int of = 0;
    switch (param(s, r, PARAM_BASE)) {
    case BASE_CAST: of = yes + no; break;
    case BASE_PRESENT: of = at_the_vote(s, n); break;
    case BASE_SEATS: of = s->members + s->vacancies; break;
    case BASE_SITTING: of = s->members; break;
    case BASE_QUORUM: of = quorum(s); break;
    default: break;
    }
    return of > 0 && with >= smallest(s->pack->rule[r].need, of);
}

/* What these votes amount to. */
static enum floor_outcome result(const struct slow *s, int n, int yes, int no)
{
    const struct slow_motion *m = &s->motion[n];
    enum rule_id r = vote_rule(s, m);
    int with = against(s, m) ? no : yes, other = param(s, r, PARAM_OR);
    bool enough_votes = reached(s, n, r, with, yes, no) ||
                        (other >= 0 && reached(s, n, (enum rule_id)other, with, yes, no));
    if (!against(s, m)) {
        return enough_votes ? OUTCOME_ADOPTED : OUTCOME_LOST;
    }
    if (m->type == MOTION_OBJECT) {
        return enough_votes ? OUTCOME_SUSTAINED : OUTCOME_NOT_SUSTAINED;
    }
    if (m->type == MOTION_APPEAL && yes == no) {
        return OUTCOME_SUSTAINED; /* a tie sustains the chair */
    }
    return enough_votes ? OUTCOME_NOT_SUSTAINED : OUTCOME_SUSTAINED;
}

/* What the announcement makes it; by consent what nobody objects to. */
static enum floor_outcome outcome_of(const struct slow *s, const struct floor_act *act)
{
    int n = (int)act->motion;
    switch (s->motion[n].method) {
    case METHOD_ROLL_CALL: return result(s, n, votes(s, n, 'y'), votes(s, n, 'n'));
    case METHOD_RISING:
    case METHOD_VOICE: return act->outcome;
    case METHOD_CONSENT:
        return act->outcome == OUTCOME_OBJECTED || votes(s, n, 'n') > 0 ? OUTCOME_OBJECTED
               : against(s, &s->motion[n])                              ? OUTCOME_SUSTAINED
                                                                        : OUTCOME_ADOPTED;
    case METHOD_NONE: break;
    }
    return OUTCOME_NONE;
}

/* ---- what a decision makes of the rest ---- */

static void off_the_stack(struct slow *s, int n)
{
    int kept = 0;
    for (int i = 0; i < s->pending; i++) {
        if (s->stack[i] != n) {
            s->stack[kept++] = s->stack[i];
        }
    }
    s->pending = kept;
}

static void put_at(struct slow *s, int n, int place)
{
    for (int i = s->pending; i > place; i--) {
        s->stack[i] = s->stack[i - 1];
    }
    s->stack[place] = n;
    s->pending++;
}

static void decide(struct slow *s, int n, enum floor_outcome outcome, int by)
{
    struct slow_motion *m = &s->motion[n];
    for (int i = 0; i < s->members; i++) {
        m->recused[i] = on_item(s, m->item, i);
    }
    m->pending = false;
    m->outcome = outcome;
    m->by = by;
    m->decision = ++s->decisions;
    s->was[n] = *m;
    off_the_stack(s, n);
}

/* It leaves: first what adheres to it falls, from the top down. */
static void leave(struct slow *s, int n, enum floor_outcome outcome, int by)
{
    for (int i = s->pending; i-- > 0;) {
        if (s->stack[i] != n && adheres(s, s->stack[i], n)) {
            decide(s, s->stack[i], OUTCOME_FELL, n);
        }
    }
    decide(s, n, outcome, by);
}

static void unseconded_fall(struct slow *s)
{
    for (int i = s->pending; i-- > 0;) {
        if (i < s->pending && bare(s, s->stack[i])) {
            leave(s, s->stack[i], OUTCOME_FELL, 0);
        }
    }
}

/* The motion and what is above it and adheres to it, from the top down. */
static void set_aside(struct slow *s, int target, enum floor_outcome outcome, int by)
{
    bool reached_it = false;
    for (int i = s->pending; !reached_it && i-- > 0;) {
        int n = s->stack[i];
        reached_it = n == target;
        if (reached_it || adheres(s, n, target)) {
            decide(s, n, outcome, by);
        }
    }
}

/* Pending again, as it was before any vote. */
static void again(struct slow *s, int n)
{
    struct slow_motion *m = &s->motion[n];
    m->pending = true;
    m->outcome = OUTCOME_NONE;
    m->by = 0;
    m->method = METHOD_NONE;
    m->stated = true;
    memset(m->vote, 0, sizeof m->vote);
    put_at(s, n, s->pending);
}

/* What that motion had set aside or ended is pending again, in its old order: the last to be set
 * aside was the lowest.  A place stays free where one is asked for. */
static void come_back(struct slow *s, int by, int places)
{
    for (int before = s->decisions + 1, next = -1; next != 0; before = next) {
        int n = 0;
        next = 0;
        for (int i = 1; i <= s->motions; i++) {
            const struct slow_motion *m = &s->motion[i];
            bool mine = !m->pending && m->by == by && !adheres(s, i, by);
            if (mine && m->decision < before && m->decision > next) {
                n = i;
                next = m->decision;
            }
        }
        if (n > 0 && s->pending + places < LIMIT_PENDING) {
            again(s, n);
        }
    }
}

/* What had come back goes away again, as its last decision had it. */
static void go_away(struct slow *s, int n)
{
    int decision = s->decisions + 1;
    s->motion[n] = s->was[n];
    s->motion[n].decision = decision;
    s->decisions = decision;
    off_the_stack(s, n);
}

/* It was decided in the way in which it has an effect. */
static bool carried(const struct slow *s, int n)
{
    enum floor_outcome o = decided(s, n);
    switch ((int)s->motion[n].type) {
    case MOTION_OBJECT: return o == OUTCOME_SUSTAINED;
    case MOTION_APPEAL: return o == OUTCOME_NOT_SUSTAINED;
    default: return o == OUTCOME_ADOPTED || o == OUTCOME_GRANTED || o == OUTCOME_WELL_TAKEN;
    }
}

static void undo(struct slow *s, int n, int places);
static void effects(struct slow *s, int n);

static enum floor_outcome turned(enum floor_outcome o)
{
    return o == OUTCOME_WELL_TAKEN       ? OUTCOME_NOT_WELL_TAKEN
           : o == OUTCOME_NOT_WELL_TAKEN ? OUTCOME_WELL_TAKEN
           : o == OUTCOME_GRANTED        ? OUTCOME_DENIED
           : o == OUTCOME_DENIED         ? OUTCOME_GRANTED
                                         : o;
}

/* The ruling is turned into its opposite, with all that comes of it. */
static void turn(struct slow *s, int n, int places)
{
    enum floor_outcome o = decided(s, n);
    if (turned(o) != o) {
        undo(s, n, places);
        decide(s, n, turned(o), s->motion[n].by);
        effects(s, n);
    }
}

/* The item that the motion is about; it was named with the motion, or before. */
static struct slow_item *item_of(struct slow *s, int n)
{
    int i = 0;
    while (i + 1 < s->items && !sv_eq(s->known[i].id, s->motion[n].item)) {
        i++;
    }
    return &s->known[i];
}

/* What comes of the motion, once it was decided. */
static void effects(struct slow *s, int n)
{
    struct slow_motion *m = &s->motion[n];
    int t = m->target;
    bool on_pending = t > 0 && s->motion[t].pending, on_decided = t > 0 && !s->motion[t].pending;
    struct slow_motion *target = &s->motion[t];
    if (!carried(s, n)) {
        return;
    }
    switch (m->type) {
    case MOTION_AMEND:
        target->amendments += on_pending;
        for (int i = s->pending; is_blank(m) && i-- > 0;) { /* the blank is filled */
            int q = i < s->pending ? s->stack[i] : 0;
            if (is_blank(&s->motion[q]) && s->motion[q].target == t) {
                leave(s, q, OUTCOME_FELL, n);
            }
        }
        break;
    case MOTION_INDEFINITE:
        if (on_pending) {
            set_aside(s, t, OUTCOME_KILLED, n);
        }
        break;
    case MOTION_POSTPONE:
        if (on_pending) {
            set_aside(s, t, OUTCOME_POSTPONED, n);
        }
        break;
    case MOTION_REFER:
        if (on_pending) {
            set_aside(s, t, OUTCOME_REFERRED, n);
        }
        break;
    case MOTION_TABLE:
        if (on_pending) {
            set_aside(s, t, OUTCOME_TABLED, n);
        }
        break;
    case MOTION_OBJECT:
        if (on_pending) {
            set_aside(s, t, OUTCOME_NOT_CONSIDERED, n);
        }
        break;
    case MOTION_POINT:
        if (on_pending) {
            set_aside(s, t, OUTCOME_FELL, n);
        }
        break;
    case MOTION_WITHDRAW:
        if (on_pending) {
            leave(s, t, OUTCOME_WITHDRAWN, n);
        }
        break;
    case MOTION_DIVIDE:
        if (on_pending) {
            leave(s, t, OUTCOME_DIVIDED, n);
        }
        break;
    case MOTION_PREVIOUS:
        for (int i = 0; i < s->pending; i++) {
            s->motion[s->stack[i]].closed |= m->all || s->stack[i] == t;
        }
        break;
    case MOTION_LIMIT: target->limited |= on_pending; break;
    case MOTION_METHOD:
        if (on_pending) {
            target->ordered = m->proposes;
        }
        break;
    case MOTION_ADJOURN: s->adjourn_ordered = true; break;
    case MOTION_RECESS: s->recess_ordered = true; break;
    case MOTION_SUSPEND:
        if (is_rule(m->about_rule)) {
            s->suspended[m->about_rule] = true;
        }
        break;
    case MOTION_MAIN:
        if (m->reading > 0) {
            struct slow_item *item = item_of(s, n);
            item->readings++;
            item->reading_day = s->day.day;
        }
        break;
    case MOTION_DIVISION:
        if (on_pending && target->method == METHOD_VOICE) {
            target->method = METHOD_NONE;
            memset(target->vote, 0, sizeof target->vote);
            target->no_voice = true;
        } else if (decided_by_voice(s, t)) {
            undo(s, t, 1);
            again(s, t);
            target->no_voice = true;
        }
        break;
    case MOTION_RECONSIDER:
        if (on_decided) {
            undo(s, t, 1);
            again(s, t);
            target->reconsidered = true;
            target->closed = false;
        }
        break;
    case MOTION_RESCIND:
        if (on_decided) {
            decide(s, t, OUTCOME_RESCINDED, target->by);
        }
        break;
    case MOTION_TAKE:
    case MOTION_DISCHARGE:
        if (on_decided && target->by > 0) {
            come_back(s, target->by, 0);
        }
        break;
    case MOTION_APPEAL:
        if (on_decided) {
            turn(s, t, 0);
        }
        break;
    case MOTION_CONSENT_AGENDA: /* what it adopted is read from the decision itself */
    case MOTION_OVERRIDE:
    case MOTION_FIX_TIME:
    case MOTION_PRIVILEGE:
    case MOTION_ORDERS:
    case MOTION_PARAGRAPH:
    case MOTION_INQUIRY:
    case MOTION_COUNT: break;
    }
}

/* The reverse of all that, while the decision still stands; places: how many places of the stack
 * must stay free for what comes back after this. */
static void undo(struct slow *s, int n, int places)
{
    struct slow_motion *m = &s->motion[n];
    int t = m->target;
    bool on_pending = t > 0 && s->motion[t].pending;
    struct slow_motion *target = &s->motion[t];
    if (!carried(s, n)) {
        return;
    }
    switch (m->type) {
    case MOTION_AMEND:
        target->amendments -= on_pending && target->amendments > 0;
        come_back(s, n, places);
        break;
    case MOTION_INDEFINITE:
    case MOTION_POSTPONE:
    case MOTION_REFER:
    case MOTION_TABLE:
    case MOTION_OBJECT:
    case MOTION_POINT:
    case MOTION_WITHDRAW:
    case MOTION_DIVIDE: come_back(s, n, places); break;
    case MOTION_PREVIOUS:
        for (int i = 0; i < s->pending; i++) {
            s->motion[s->stack[i]].closed &= !(m->all || s->stack[i] == t);
        }
        break;
    case MOTION_LIMIT: target->limited &= !on_pending; break;
    case MOTION_METHOD:
        if (on_pending) {
            target->ordered = METHOD_NONE;
        }
        break;
    case MOTION_ADJOURN: s->adjourn_ordered = false; break;
    case MOTION_RECESS: s->recess_ordered = false; break;
    case MOTION_SUSPEND:
        if (is_rule(m->about_rule)) {
            s->suspended[m->about_rule] = false;
        }
        break;
    case MOTION_MAIN:
        if (m->reading > 0) {
            struct slow_item *item = item_of(s, n);
            item->readings--;
            item->reading_day =
                item->readings > item->before.readings ? s->day.day : item->before.reading_day;
        }
        break;
    case MOTION_RECONSIDER:
        if (on_pending) {
            go_away(s, t);
            effects(s, t);
        }
        break;
    case MOTION_TAKE:
    case MOTION_DISCHARGE:
        if (on_pending) {
            int by = s->was[t].by;
            for (int i = s->pending; i-- > 0;) {
                int q = s->stack[i];
                if (s->was[q].decision > 0 && s->was[q].by == by && !adheres(s, q, by)) {
                    go_away(s, q);
                }
            }
        }
        break;
    case MOTION_RESCIND:
        if (decided(s, t) == OUTCOME_RESCINDED) {
            decide(s, t, OUTCOME_ADOPTED, target->by);
        }
        break;
    case MOTION_APPEAL:
        if (t > 0) {
            turn(s, t, places);
        }
        break;
    case MOTION_DIVISION:
    case MOTION_CONSENT_AGENDA:
    case MOTION_OVERRIDE:
    case MOTION_FIX_TIME:
    case MOTION_PRIVILEGE:
    case MOTION_ORDERS:
    case MOTION_PARAGRAPH:
    case MOTION_INQUIRY:
    case MOTION_COUNT: break;
    }
}

/* ---- what becomes of items ---- */

/* The main motion on an ordinance by which it passes. */
static bool passes_ordinance(const struct slow *s, const struct slow_motion *m)
{
    int count = param(s, RULE_READINGS, PARAM_NUMBER);
    return m->type == MOTION_MAIN && m->action == ACTION_ADOPT &&
           (m->needs == RULE_VOTE_EMERGENCY || count < 0 || m->reading >= count);
}

/* One member's demand is enough. */
static bool demanded(const struct slow *s, const struct slow_motion *x)
{
    return s->pack->motion[x->type].vote == VOTE_BY_DEMAND ||
           (x->type == MOTION_METHOD && x->proposes == METHOD_ROLL_CALL &&
            param(s, RULE_ROLL_CALL, PARAM_DEMAND) == PARAM_YES);
}

/* To adopt the item, deny it or accept it; no direction, and nothing else besides. */
static bool of_the_item(const struct slow_motion *m)
{
    return m->type == MOTION_MAIN &&
           (m->action == ACTION_ADOPT || m->action == ACTION_DENY || m->action == ACTION_ACCEPT);
}

/* Some other part of the same divided motion stands adopted. */
static bool part_adopted(const struct slow *s, const struct slow_motion *m)
{
    bool found = false;
    for (int n = 1; n <= s->motions; n++) {
        const struct slow_motion *part = &s->motion[n];
        found = found || (part != m && part->type == MOTION_MAIN && part->target == m->target &&
                          decided(s, n) == OUTCOME_ADOPTED);
    }
    return found && m->target > 0 && decided(s, m->target) == OUTCOME_DIVIDED;
}

static const char *disposes(const struct slow *s, const struct slow_motion *m, enum floor_outcome o)
{
    bool yes = o == OUTCOME_ADOPTED || o == OUTCOME_GRANTED;
    const struct slow_motion *t = m->target > 0 ? &s->motion[m->target] : NULL;
    switch ((int)m->type) {
    case MOTION_MAIN:
        if (!of_the_item(m)) {
            return "";
        }
        if (o == OUTCOME_LOST) {
            return m->action == ACTION_DENY || part_adopted(s, m) ? "" : "lost";
        }
        return !yes                                        ? ""
               : m->action == ACTION_DENY                  ? "denied"
               : m->reading > 0 && !passes_ordinance(s, m) ? "first-reading"
                                                           : "adopted";
    case MOTION_CONSENT_AGENDA: return yes ? "adopted" : "";
    case MOTION_POSTPONE: return yes ? "postponed" : "";
    case MOTION_REFER: return yes ? "referred" : "";
    case MOTION_TABLE: return yes ? "tabled" : "";
    case MOTION_INDEFINITE: return yes ? "postponed-indefinitely" : "";
    case MOTION_OBJECT: return o == OUTCOME_SUSTAINED ? "not-considered" : "";
    case MOTION_TAKE:
    case MOTION_DISCHARGE: return yes ? "pending" : "";
    case MOTION_RECONSIDER:
        return yes && (!t || disposes(s, t, decided(s, m->target))[0]) ? "pending" : "";
    case MOTION_DIVISION:
        return yes && t && decided_by_voice(s, m->target) &&
                       disposes(s, t, decided(s, m->target))[0]
                   ? "pending"
                   : "";
    case MOTION_RESCIND: return yes && (!t || of_the_item(t)) ? "rescinded" : "";
    case MOTION_OVERRIDE: return yes ? "adopted" : o == OUTCOME_LOST ? "veto-sustained" : "";
    case MOTION_WITHDRAW: return yes && t && of_the_item(t) ? "pending" : "";
    default: return "";
    }
}

struct slow_disposition slow_dispose(const struct slow *s, const struct floor_act *act,
                                     const struct slow_answer *answer)
{
    struct slow_disposition d = {.word = ""};
    struct slow_motion m = {0};
    enum floor_outcome o = OUTCOME_NONE;
    if (act->kind == FLOOR_VOTE_ANNOUNCED) {
        m = s->motion[act->motion];
        o = answer->outcome;
    } else if (act->kind == FLOOR_CHAIR_RULED) {
        m = s->motion[act->motion];
        o = act->outcome;
    } else if (act->kind == FLOOR_MOTION_MOVED) {
        m = slow_moved(s, act);
        o = demanded(s, &m) ? OUTCOME_GRANTED : OUTCOME_NONE;
    } else {
        return d;
    }
    const char *word = disposes(s, &m, o);
    bool of_target = m.type == MOTION_RECONSIDER || m.type == MOTION_DIVISION;
    if (of_target && m.target > 0) {
        m = s->motion[m.target];
    }
    if (m.item.n > 0) {
        d.items[d.items_count++] = m.item;
    }
    for (int i = 0; i < m.items_count; i++) {
        if (!lists(d.items, d.items_count, m.items[i])) {
            d.items[d.items_count++] = m.items[i];
        }
    }
    if (d.items_count > 0) {
        d.word = word;
    }
    d.items_count = d.word[0] ? d.items_count : 0;
    return d;
}

/* It was put off or away here, and nothing became of it since. */
static bool disposed_of(const struct slow *s, sv item)
{
    static const char *const away[] = {
        "postponed",      "referred",  "tabled", "postponed-indefinitely",
        "not-considered", "withdrawn", NULL};
    for (int i = s->disposals; item.n > 0 && i-- > 0;) {
        if (sv_eq(s->disposal[i].item, item)) {
            for (int k = 0; away[k]; k++) {
                if (strcmp(s->disposal[i].word, away[k]) == 0) {
                    return true;
                }
            }
            return false;
        }
    }
    return false;
}

/* ---- replaying ---- */

static bool names_item(enum floor_kind k)
{
    return k == FLOOR_ITEM_OPENED || k == FLOOR_ITEM_CLOSED || k == FLOOR_MOTION_MOVED ||
           k == FLOOR_RECUSAL_STATED || k == FLOOR_ITEM_PULLED || k == FLOOR_ITEM_WITHDRAWN ||
           k == FLOOR_HEARING_OPENED || k == FLOOR_HEARING_HEARD || k == FLOOR_HEARING_CLOSED ||
           k == FLOOR_OATH_ADMINISTERED || k == FLOOR_DISCLOSURE_STATED;
}

/* The act turns to something new: what was just announced, ruled or let pass is over. */
static bool goes_on(const struct floor_act *act)
{
    switch ((int)act->kind) {
    case FLOOR_ITEM_OPENED:
    case FLOOR_ITEM_CLOSED:
    case FLOOR_ITEM_WITHDRAWN:
    case FLOOR_VOTE_OPENED:
    case FLOOR_MEETING_RECESSED:
    case FLOOR_MEETING_ADJOURNED:
    case FLOOR_SESSION_CLOSED: return true;
    case FLOOR_MOTION_MOVED:
        return act->type != MOTION_POINT && act->type != MOTION_APPEAL &&
               act->type != MOTION_DIVISION && act->type != MOTION_INQUIRY &&
               act->type != MOTION_RECONSIDER;
    default: return false;
    }
}

static int place_of(const struct slow *s, int n)
{
    for (int i = 0; i < s->pending; i++) {
        if (s->stack[i] == n) {
            return i;
        }
    }
    return -1;
}

/* Where a new motion is put: on top, but for two. */
static int place_for(const struct slow *s, const struct slow_motion *x)
{
    if (x->type == MOTION_RECONSIDER) {
        /* Above the nearest pending question that its target came from; else it waits below all. */
        int question = x->target > 0 ? s->motion[x->target].target : 0;
        while (question > 0 && place_of(s, question) < 0) {
            question = s->motion[question].target;
        }
        return question > 0 ? place_of(s, question) + 1 : 0;
    }
    if (is_blank(x)) {
        /* Below the earlier proposals: the first made is decided first. */
        for (int i = 0; i < s->pending; i++) {
            const struct slow_motion *q = &s->motion[s->stack[i]];
            if (is_blank(q) && q->target == x->target) {
                return i;
            }
        }
    }
    return s->pending;
}

static void replay_moved(struct slow *s, struct slow_motion x, bool on)
{
    /* A point or an inquiry leaves the motion that waits for its second where it is. */
    if (on) {
        unseconded_fall(s);
    }
    int n = ++s->motions;
    bool debates = x.type != MOTION_OBJECT && x.type != MOTION_POINT && x.type != MOTION_INQUIRY &&
                   x.type != MOTION_APPEAL;
    x.pending = true;
    s->motion[n] = x;
    s->was[n] = (struct slow_motion){0};
    put_at(s, n, place_for(s, &x));
    if (x.target > 0 && s->motion[x.target].pending && debates) {
        s->motion[x.target].debated = true;
    }
    if (demanded(s, &x)) {
        leave(s, n, OUTCOME_GRANTED, 0);
        effects(s, n);
    }
}

static void note_who_is_there(struct slow *s, const struct floor_act *act)
{
    const struct seats *lists_of[] = {&act->present, &act->remote, &act->absent, &act->left};
    for (int i = 0; i < s->members; i++) {
        for (int k = 0; k < 4; k++) {
            if (seats_has(lists_of[k], i)) {
                s->where[i] = "pral"[k];
            }
        }
    }
    if (s->presiding >= 0 && (s->where[s->presiding] == 'a' || s->where[s->presiding] == 'l')) {
        s->presiding = -1;
    }
}

static void replay_one(struct slow *s, const struct floor_act *act)
{
    struct slow_motion *m = &s->motion[(int)act->motion <= s->motions ? act->motion : 0];
    struct slow_motion moved = {0};
    if (act->kind == FLOOR_MOTION_MOVED) {
        moved = slow_moved(s, act);
    }
    struct slow_answer announced_as = {.outcome = OUTCOME_NONE};
    if (act->kind == FLOOR_VOTE_ANNOUNCED) {
        announced_as.outcome = outcome_of(s, act);
    }
    struct slow_disposition d = slow_dispose(s, act, &announced_as);
    if (act->kind == FLOOR_ITEM_WITHDRAWN) {
        d = (struct slow_disposition){.word = "withdrawn", .items = {act->item}, .items_count = 1};
    }
    for (int i = 0; i < d.items_count; i++) {
        s->disposal[s->disposals].item = d.items[i];
        s->disposal[s->disposals++].word = d.word;
    }
    if (names_item(act->kind) && act->item.n > 0) {
        struct slow_item named = about(s, act->item, act);
        bool known = false;
        for (int i = 0; i < s->items; i++) {
            known = known || sv_eq(s->known[i].id, act->item);
        }
        if (!known) {
            s->known[s->items++] = named;
        }
    }
    struct slow_item none, *item = &none;
    for (int i = 0; i < s->items; i++) {
        if (sv_eq(s->known[i].id, item_or_open(s, act))) {
            item = &s->known[i];
        }
    }
    if (goes_on(act)) {
        s->last_announced = s->last_ruled = 0;
        memset(s->fresh, 0, sizeof s->fresh);
    }
    switch (act->kind) {
    case FLOOR_MEETING_OPENED:
        s->phase = 'o';
        s->presiding = act->member;
        if (act->member >= 0 && s->where[act->member] != 'r') {
            s->where[act->member] = 'p';
        }
        if (act->day) {
            s->day = *act->day;
        }
        break;
    case FLOOR_MEETING_RECESSED:
        s->phase = 'r';
        s->recess_ordered = false;
        break;
    case FLOOR_MEETING_RESUMED: s->phase = 'o'; break;
    case FLOOR_MEETING_ADJOURNED:
        s->phase = 'a';
        while (s->pending > 0) {
            decide(s, s->stack[s->pending - 1], OUTCOME_FELL, 0);
        }
        s->item = SV_NONE;
        memset(s->suspended, 0, sizeof s->suspended);
        break;
    case FLOOR_ATTENDANCE_NOTED: note_who_is_there(s, act); break;
    case FLOOR_ITEM_OPENED:
        unseconded_fall(s);
        s->item = act->item;
        item->opened = true;
        memset(s->suspended, 0, sizeof s->suspended);
        break;
    case FLOOR_ITEM_CLOSED:
        for (int i = s->pending; i-- > 0;) {
            if (i < s->pending && sv_eq(s->motion[s->stack[i]].item, s->item)) {
                leave(s, s->stack[i], OUTCOME_FELL, 0);
            }
        }
        unseconded_fall(s);
        s->item = SV_NONE;
        memset(s->suspended, 0, sizeof s->suspended);
        break;
    case FLOOR_ITEM_PULLED:
        item->pulled = true;
        for (int i = 0; i < s->pending; i++) {
            struct slow_motion *q = &s->motion[s->stack[i]];
            int kept = 0;
            for (int k = 0; q->type == MOTION_CONSENT_AGENDA && k < q->items_count; k++) {
                if (!sv_eq(q->items[k], act->item)) {
                    q->items[kept++] = q->items[k];
                }
            }
            q->items_count = q->type == MOTION_CONSENT_AGENDA ? kept : q->items_count;
        }
        break;
    case FLOOR_ITEM_WITHDRAWN:
        item->withdrawn = true;
        for (int i = s->pending; i-- > 0;) {
            if (i < s->pending && sv_eq(s->motion[s->stack[i]].item, act->item) &&
                !s->motion[s->stack[i]].stated) {
                leave(s, s->stack[i], OUTCOME_FELL, 0);
            }
        }
        break;
    case FLOOR_MOTION_MOVED: replay_moved(s, moved, goes_on(act)); break;
    case FLOOR_MOTION_SECONDED:
        if (m->seconder < 0) {
            m->seconder = act->member;
        }
        break;
    case FLOOR_MOTION_STATED: m->stated = true; break;
    case FLOOR_MOTION_WITHDRAWN: leave(s, (int)act->motion, OUTCOME_WITHDRAWN, 0); break;
    case FLOOR_RECUSAL_STATED:
        s->recusal[s->recusals].item = item_or_open(s, act);
        s->recusal[s->recusals++].member = act->member;
        break;
    case FLOOR_VOTE_OPENED:
        m->method = act->method;
        m->debated = true;
        memset(m->vote, 0, sizeof m->vote);
        if (act->method != METHOD_CONSENT) {
            m->stated = true;
        }
        break;
    case FLOOR_VOTE_CAST:
    case FLOOR_VOTE_CHANGED: m->vote[act->member] = " yna"[act->choice]; break;
    case FLOOR_VOTE_ANNOUNCED:
        if (outcome_of(s, act) == OUTCOME_OBJECTED) {
            m->method = METHOD_NONE;
            memset(m->vote, 0, sizeof m->vote);
        } else {
            s->last_announced = (int)act->motion;
            leave(s, (int)act->motion, outcome_of(s, act), 0);
            effects(s, (int)act->motion);
        }
        break;
    case FLOOR_REASON_GIVEN: {
        int n = act->motion > 0 ? (int)act->motion : immediate(s);
        if (n > 0 && n <= s->motions && s->motion[n].pending) {
            s->motion[n].debated = true;
        }
        break;
    }
    case FLOOR_CHAIR_PASSED: s->presiding = act->member; break;
    case FLOOR_CHAIR_RULED:
        s->last_ruled = (int)act->motion;
        leave(s, (int)act->motion, act->outcome, 0);
        effects(s, (int)act->motion);
        break;
    case FLOOR_HEARING_OPENED:
        item->hearing = 'o';
        item->quasi = act->quasi;
        break;
    case FLOOR_HEARING_CLOSED: item->hearing = 'c'; break;
    case FLOOR_OATH_ADMINISTERED: item->sworn = true; break;
    case FLOOR_DISCLOSURE_STATED: item->disclosed = true; break;
    case FLOOR_SESSION_CLOSED: s->phase = 'c'; break;
    case FLOOR_SESSION_REOPENED: s->phase = 'o'; break;
    case FLOOR_HEARING_HEARD:
    case FLOOR_MOTION_SUGGESTED:
    case FLOOR_KIND_COUNT: break;
    }
    if (is_rule(act->departed)) {
        s->breached[act->departed] = s->fresh[act->departed] = true;
    }
}

void slow_replay(struct slow *s, const struct floor_act *acts, size_t count)
{
    s->phase = 'b';
    s->presiding = -1;
    s->item = SV_NONE;
    s->day = (struct floor_day){0};
    s->adjourn_ordered = s->recess_ordered = false;
    s->last_announced = s->last_ruled = 0;
    memset(s->where, 0, sizeof s->where);
    memset(s->suspended, 0, sizeof s->suspended);
    memset(s->breached, 0, sizeof s->breached);
    memset(s->fresh, 0, sizeof s->fresh);
    s->items = s->motions = s->decisions = s->pending = s->recusals = s->disposals = 0;
    for (size_t i = 0; i < count; i++) {
        replay_one(s, &acts[i]);
    }
}

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
    CANNOT(RULE_MOTION_PENDING, (int)act->target > s->motions);
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
    const struct slow_motion *target = t > 0 ? &s->motion[t] : NULL;
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
        WRONG(RULE_APPLIED, target && !stands(s, t));
        WRONG(RULE_APPLIED, !target && s->item.n == 0 && act->item.n == 0 && x->items_count == 0);
        break;
    case MOTION_APPEAL: WRONG(RULE_APPLIED, !ruling(o)); break;
    case MOTION_DIVISION: {
        bool open_voice = target && target->pending && target->method == METHOD_VOICE;
        WRONG(RULE_APPLIED, !open_voice && !decided_by_voice(s, t));
        break;
    }
    case MOTION_RECONSIDER:
        if (target) {
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
        WRONG(RULE_APPLIED, target ? o != OUTCOME_ADOPTED || target->type != MOTION_MAIN
                                   : past.decided != OUTCOME_ADOPTED);
        break;
    case MOTION_TAKE: WRONG(RULE_APPLIED, target ? o != OUTCOME_TABLED : !past.tabled); break;
    case MOTION_DISCHARGE:
        WRONG(RULE_APPLIED, target ? o != OUTCOME_REFERRED : !past.referred);
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
    const struct slow_motion *target = t > 0 ? &s->motion[t] : NULL;
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
static void count(const struct slow *s, const struct floor_act *act, struct slow_answer *ret)
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

/* ---- what becomes of other motions ---- */

bool slow_becomes(const struct slow *before, const struct slow *after, int number,
                  enum floor_outcome *ret)
{
    *ret = decided(after, number);
    return before->motion[number].pending != after->motion[number].pending ||
           decided(before, number) != decided(after, number);
}

/* ---- the state in words ---- */

static void write_who(struct buf *out, const struct slow *s, const char *name, char where)
{
    buf_str(out, name);
    for (int i = 0; i < s->members; i++) {
        if (s->where[i] == where) {
            buf_fmt(out, " %.*s", SV_ARG(s->member[i].id));
        }
    }
}

static sv id_or_dash(const struct slow *s, int member)
{
    return member >= 0 ? s->member[member].id : SV("-");
}

static void write_if(struct buf *out, bool stands_there, const char *word)
{
    if (stands_there) {
        buf_fmt(out, " %s", word);
    }
}

static void write_word(struct buf *out, const char *name, sv word)
{
    if (word.n > 0) {
        buf_fmt(out, " %s %.*s", name, SV_ARG(word));
    }
}

static void write_number(struct buf *out, const char *name, int n)
{
    if (n != 0) {
        buf_fmt(out, " %s %d", name, n);
    }
}

static void write_motion(struct buf *out, const struct slow *s, int n)
{
    const struct slow_motion *m = &s->motion[n];
    static const char *const names[] = {" yes", " no", " abstain"};
    buf_fmt(out, "motion %d %.*s item %.*s mover %.*s seconder %.*s%s", n,
            SV_ARG(motion_type_name(m->type)), SV_ARG(m->item.n ? m->item : SV("-")),
            SV_ARG(id_or_dash(s, m->mover)), SV_ARG(id_or_dash(s, m->seconder)),
            m->stated ? " stated" : "");
    write_word(out, "by", floor_method_name(m->method));
    for (int k = 0; k < 3; k++) {
        buf_str(out, names[k]);
        for (int i = 0; i < s->members; i++) {
            if (m->vote[i] == "yna"[k]) {
                buf_fmt(out, " %.*s", SV_ARG(s->member[i].id));
            }
        }
    }
    buf_str(out, " recused");
    for (int i = 0; i < s->members; i++) {
        if (m->pending ? on_item(s, m->item, i) : m->recused[i]) {
            buf_fmt(out, " %.*s", SV_ARG(s->member[i].id));
        }
    }
    write_number(out, "target", m->target);
    write_number(out, "ended-by", m->by);
    write_word(out, "form", floor_form_name(m->form));
    write_word(out, "action", m->action == ACTION_ADOPT ? SV_NONE : floor_action_name(m->action));
    write_word(out, "needs", is_rule(m->needs) ? rule_name(m->needs) : SV_NONE);
    write_word(out, "about", is_rule(m->about_rule) ? rule_name(m->about_rule) : SV_NONE);
    write_word(out, "proposes", floor_method_name(m->proposes));
    write_word(out, "ordered", floor_method_name(m->ordered));
    write_number(out, "to", m->to);
    write_number(out, "reading", m->reading);
    write_if(out, m->all, "all");
    write_if(out, m->notice, "notice");
    write_if(out, m->closed, "closed");
    write_if(out, m->limited, "limited");
    write_if(out, m->reconsidered, "reconsidered");
    write_if(out, m->no_voice, "no-voice");
    write_if(out, m->debated, "debated");
    write_number(out, "amendments", m->amendments);
    for (int i = 0; i < m->items_count; i++) {
        buf_fmt(out, "%s%.*s", i == 0 ? " items " : ",", SV_ARG(m->items[i]));
    }
    if (!m->pending) {
        buf_fmt(out, " %.*s", SV_ARG(floor_outcome_name(m->outcome)));
    }
    buf_char(out, '\n');
}

static void write_seats(struct buf *out, const struct slow *s, const char *name,
                        const struct seats *list)
{
    write_if(out, true, name);
    for (int i = 0; i < s->members; i++) {
        if (seats_has(list, i)) {
            buf_fmt(out, " %.*s", SV_ARG(s->member[i].id));
        }
    }
}

static void write_item(struct buf *out, const struct slow *s, const struct slow_item *item)
{
    static const char *const kinds[] = {"other",        "resolution", "ordinance", "hearing",
                                        "presentation", "discussion", "minutes"};
    const struct floor_past *past = &item->before;
    buf_fmt(out, "item %.*s %s%s readings %d day %d", SV_ARG(item->id), kinds[past->kind],
            past->scheduled ? "" : " unscheduled", item->readings, item->reading_day);
    write_word(out, "decided", floor_outcome_name(past->decided));
    write_if(out, past->previous_meeting, "previous");
    if (past->named) {
        buf_str(out, " named");
        write_seats(out, s, "yes", &past->yes);
        write_seats(out, s, "no", &past->no);
    }
    write_if(out, past->tabled, "tabled");
    write_if(out, past->referred, "referred");
    write_if(out, past->vetoed, "vetoed");
    write_if(out, item->hearing == 'o', "hearing open");
    write_if(out, item->hearing == 'c', "hearing closed");
    write_if(out, item->quasi, "quasi");
    write_if(out, item->sworn, "sworn");
    write_if(out, item->disclosed, "disclosed");
    write_if(out, item->opened, "opened");
    write_if(out, item->pulled, "pulled");
    write_if(out, item->withdrawn, "withdrawn");
    buf_char(out, '\n');
}

static void write_rules(struct buf *out, const char *name, const bool *which)
{
    buf_str(out, name);
    for (int r = 0; r < RULE_COUNT; r++) {
        if (which[r]) {
            buf_fmt(out, " %.*s", SV_ARG(rule_name((enum rule_id)r)));
        }
    }
    buf_char(out, '\n');
}

void slow_write(struct buf *out, const struct slow *s)
{
    static const char *const types[] = {"regular", "special", "emergency", "workshop"};
    const char *phase = s->phase == 'b'   ? "before"
                        : s->phase == 'o' ? "open"
                        : s->phase == 'r' ? "recess"
                        : s->phase == 'c' ? "closed"
                                          : "adjourned";
    buf_fmt(out, "%s presiding %.*s item %.*s motions %d\n", phase,
            SV_ARG(id_or_dash(s, s->presiding)), SV_ARG(s->item.n ? s->item : SV("-")), s->motions);
    write_who(out, s, "present", 'p');
    write_who(out, s, "\nremote", 'r');
    write_who(out, s, "\nabsent", 'a');
    write_who(out, s, "\nleft", 'l');
    buf_str(out, "\nrecused");
    for (int i = 0; i < s->members; i++) {
        if (on_item(s, s->item, i)) {
            buf_fmt(out, " %.*s", SV_ARG(s->member[i].id));
        }
    }
    buf_fmt(out, "\nday %d %s next %d vetoed", s->day.day, types[s->day.type], s->day.next_regular);
    for (size_t i = 0; i < s->day.vetoed_count; i++) {
        buf_fmt(out, " %.*s", SV_ARG(s->day.vetoed[i]));
    }
    buf_fmt(out, "\nordered%s%s\nlast announced %d ruled %d\n",
            s->adjourn_ordered ? " adjourn" : "", s->recess_ordered ? " recess" : "",
            s->last_announced, s->last_ruled);
    write_rules(out, "suspended", s->suspended);
    write_rules(out, "breached", s->breached);
    write_rules(out, "fresh", s->fresh);
    buf_str(out, "items\n");
    for (int i = 0; i < s->items; i++) {
        write_item(out, s, &s->known[i]);
    }
    buf_str(out, "pending\n");
    for (int i = 0; i < s->pending; i++) {
        write_motion(out, s, s->stack[i]);
    }
    buf_str(out, "decided\n");
    for (int d = 1; d <= s->decisions; d++) {
        for (int n = 1; n <= s->motions; n++) {
            if (!s->motion[n].pending && s->motion[n].decision == d) {
                write_motion(out, s, n);
            }
        }
    }
}
