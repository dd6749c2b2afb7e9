/* The slow and obvious floor: questions about what was recorded. */
#include "slow_inside.h"

#include <string.h>

/* ---- who is there, and what stands about an item ---- */

bool here(const struct slow *s, int m)
{
    return s->where[m] == 'p' || s->where[m] == 'r';
}

bool somebody_here(const struct slow *s)
{
    for (int m = 0; m < s->members; m++) {
        if (here(s, m)) {
            return true;
        }
    }
    return false;
}

bool on_item(const struct slow *s, sv item, int member)
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
struct slow_item about(const struct slow *s, sv id, const struct floor_act *act)
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

sv item_or_open(const struct slow *s, const struct floor_act *act)
{
    return act->item.n > 0 ? act->item : s->item;
}

bool has_rule(const struct slow *s, enum rule_id r)
{
    return s->pack->rule[r].defined;
}

int param(const struct slow *s, enum rule_id r, enum rule_param p)
{
    return s->pack->rule[r].defined ? s->pack->rule[r].param[p] : -1;
}

/* ---- classes of motions, and what is pending ---- */

bool main_class(enum motion_type t)
{
    return t == MOTION_MAIN || t == MOTION_CONSENT_AGENDA || t == MOTION_OVERRIDE ||
           t == MOTION_RESCIND || t == MOTION_TAKE || t == MOTION_DISCHARGE;
}

bool incidental(enum motion_type t)
{
    return t == MOTION_POINT || t == MOTION_APPEAL || t == MOTION_SUSPEND || t == MOTION_OBJECT ||
           t == MOTION_DIVIDE || t == MOTION_PARAGRAPH || t == MOTION_DIVISION ||
           t == MOTION_METHOD || t == MOTION_WITHDRAW || t == MOTION_INQUIRY;
}

bool ranked(enum motion_type t)
{
    return !main_class(t) && !incidental(t) && t != MOTION_RECONSIDER;
}

bool is_blank(const struct slow_motion *x)
{
    return x->type == MOTION_AMEND && x->form == FORM_BLANK;
}

/* What is proposed for a blank needs no second (RONR 12th 12:92). */
bool needs_second(const struct slow *s, int n)
{
    return s->pack->motion[s->motion[n].type].second && !is_blank(&s->motion[n]);
}

/* Moved, and nothing came of it yet: it falls by itself when the body goes on. */
bool bare(const struct slow *s, int n)
{
    const struct slow_motion *m = &s->motion[n];
    return m->pending && needs_second(s, n) && m->seconder < 0 && !m->stated &&
           m->method == METHOD_NONE;
}

bool stands(const struct slow *s, int n)
{
    return n > 0 && n <= s->motions && s->motion[n].pending && !bare(s, n);
}

/* The immediately pending question: the last one made that still stands. */
int immediate(const struct slow *s)
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

int standing_count(const struct slow *s)
{
    int count = 0;
    for (int i = 0; i < s->pending; i++) {
        count += stands(s, s->stack[i]);
    }
    return count;
}

/* Applied to that motion, or to one that is applied to it, and so on. */
bool adheres(const struct slow *s, int n, int to)
{
    for (int t = s->motion[n].target; t > 0; t = s->motion[t].target) {
        if (t == to) {
            return true;
        }
    }
    return false;
}

bool announced(enum floor_outcome o)
{
    return o == OUTCOME_ADOPTED || o == OUTCOME_LOST || o == OUTCOME_SUSTAINED ||
           o == OUTCOME_NOT_SUSTAINED;
}

bool ruling(enum floor_outcome o)
{
    return o == OUTCOME_WELL_TAKEN || o == OUTCOME_NOT_WELL_TAKEN || o == OUTCOME_GRANTED ||
           o == OUTCOME_DENIED || o == OUTCOME_ANSWERED;
}

/* The last decision; none while it is pending, or where there is no such motion. */
enum floor_outcome decided(const struct slow *s, int n)
{
    return n > 0 && n <= s->motions && !s->motion[n].pending ? s->motion[n].outcome : OUTCOME_NONE;
}

bool decided_by_voice(const struct slow *s, int n)
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

sv about_item(const struct slow *s, const struct floor_act *act, int target)
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

bool lists(const sv *items, int count, sv id)
{
    for (int i = 0; i < count; i++) {
        if (sv_eq(items[i], id)) {
            return true;
        }
    }
    return false;
}

bool is_rule(enum rule_id r)
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

int votes(const struct slow *s, int n, char which)
{
    int count = 0;
    for (int m = 0; m < s->members; m++) {
        count += s->motion[n].vote[m] == which;
    }
    return count;
}

bool voted_by_name(const struct slow *s, int n)
{
    return votes(s, n, 'y') + votes(s, n, 'n') + votes(s, n, 'a') > 0;
}

/* Somebody voted by name, otherwise than by objecting to consent. */
bool under_way(const struct slow *s, int n)
{
    const struct slow_motion *m = &s->motion[n];
    bool formal =
        m->method == METHOD_ROLL_CALL || m->method == METHOD_VOICE || m->method == METHOD_RISING;
    return m->pending && formal && voted_by_name(s, n);
}

bool another_under_way(const struct slow *s, int but)
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

int quorum(const struct slow *s)
{
    bool all_seats = param(s, RULE_QUORUM, PARAM_OF) == OF_SEATS;
    return smallest(s->pack->rule[RULE_QUORUM].need, s->members + (all_seats ? s->vacancies : 0));
}

/* Enough members for business about that item ("" for none). */
bool enough(const struct slow *s, sv item, bool unsettled_counts)
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

int at_the_vote(const struct slow *s, int n)
{
    int count = 0;
    for (int m = 0; m < s->members; m++) {
        count += here(s, m) || s->motion[n].vote[m] != 0;
    }
    return count;
}

/* The rule of the vote: what the law asks for, or the row of the table; with notice, the one that
 * it names for that.  What the chair decides or one member demands is put by the main motion's. */
enum rule_id vote_rule(const struct slow *s, const struct slow_motion *m)
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
bool against(const struct slow *s, const struct slow_motion *m)
{
    int row = s->pack->motion[m->type].vote;
    row = row >= 0 ? row : s->pack->motion[MOTION_MAIN].vote;
    return param(s, (enum rule_id)row, PARAM_SIDE) == SIDE_AGAINST;
}

bool reached(const struct slow *s, int n, enum rule_id r, int with, int yes, int no)
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
enum floor_outcome result(const struct slow *s, int n, int yes, int no)
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
enum floor_outcome outcome_of(const struct slow *s, const struct floor_act *act)
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
