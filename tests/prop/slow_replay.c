/* The slow and obvious floor: what the acts amount to, gone through from the first. */
#include "slow_inside.h"

#include <string.h>

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
void leave(struct slow *s, int n, enum floor_outcome outcome, int by)
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
bool carried(const struct slow *s, int n)
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
bool passes_ordinance(const struct slow *s, const struct slow_motion *m)
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
bool disposed_of(const struct slow *s, sv item)
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
        if (acts[i].kind != FLOOR_KIND_COUNT) {
            replay_one(s, &acts[i]);
        } else if (acts[i].motion) { /* a motion that was taken back */
            s->motion[++s->motions] =
                (struct slow_motion){.gone = true, .mover = -1, .seconder = -1};
        }
    }
}
