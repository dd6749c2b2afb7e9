/* What recorded acts make of the state. */
#include "rules/floor/inside.h"

#include <string.h>

#include "base/must.h"

static struct floor_motion *pending(struct floor *f, uint32_t number)
{
    const struct floor_motion *m = floor_pending(f, number);
    must(m != NULL);
    return &f->pending[m - f->pending];
}

static void fall_where(struct floor_hand *h,
                       bool (*falls)(const struct floor_hand *h, const struct floor_motion *m,
                                     int32_t item),
                       int32_t item)
{
    struct floor *f = h->f;
    for (uint32_t i = f->pending_count; i > 0; i--) {
        if (i <= f->pending_count && falls(h, &f->pending[i - 1], item)) {
            floor_leave(h, f->pending[i - 1].number, OUTCOME_FELL, 0);
        }
    }
}

static bool of_item(const struct floor_hand *h, const struct floor_motion *m, int32_t item)
{
    (void)h;
    return m->item == item;
}

static bool unstated_of_item(const struct floor_hand *h, const struct floor_motion *m, int32_t item)
{
    (void)h;
    return m->item == item && !m->stated;
}

static bool unseconded(const struct floor_hand *h, const struct floor_motion *m, int32_t item)
{
    (void)item;
    return floor_unseconded(h->pack, m);
}

/* What was moved and never seconded falls when the body goes on, last made first. */
static void drop_unseconded(struct floor_hand *h)
{
    fall_where(h, unseconded, -1);
}

static void leave_item(struct floor *f)
{
    f->item = -1;
    f->recused = (struct seats){{0}};
    memset(f->suspended, 0, sizeof f->suspended);
}

static void open_meeting(struct floor_hand *h, const struct floor_act *act)
{
    struct floor *f = h->f;
    f->phase = PHASE_OPEN;
    f->presiding = act->member;
    if (act->member != FLOOR_NOBODY && !seats_has(&f->remote, act->member)) {
        seats_add(&f->present, act->member);
    }
    if (act->day) {
        sv *vetoed = arena_array(h->a, sv, act->day->vetoed_count);
        for (size_t i = 0; i < act->day->vetoed_count; i++) {
            vetoed[i] = sv_dup(h->a, act->day->vetoed[i]);
        }
        f->day = *act->day;
        f->day.vetoed = vetoed;
    }
}

static void attend(struct floor *f, const struct floor_act *act)
{
    struct seats named =
        seats_or(seats_or(act->present, act->remote), seats_or(act->absent, act->left));
    f->present = seats_or(seats_without(f->present, named), act->present);
    f->remote = seats_or(seats_without(f->remote, named), act->remote);
    f->absent = seats_or(seats_without(f->absent, named), act->absent);
    f->left = seats_or(seats_without(f->left, named), act->left);
    if (seats_has(&f->absent, f->presiding) || seats_has(&f->left, f->presiding)) {
        f->presiding = FLOOR_NOBODY;
    }
}

static void open_item(struct floor_hand *h, const struct floor_act *act)
{
    struct floor *f = h->f;
    drop_unseconded(h);
    int32_t item = floor_mention(h, act->item, act->before);
    struct seats recused = floor_recused(f, item);
    leave_item(f);
    f->item = item;
    f->recused = recused;
    struct floor_item_now now = *floor_item_now(f, item);
    if (!now.opened) {
        now.opened = true;
        floor_item_set(h, item, now);
    }
}

/* ---- making a motion ---- */

/* The items of the list, each once. */
static const sv *items_of(struct floor_hand *h, const struct floor_act *act, uint32_t *ret_count)
{
    sv *list = act->items_count > 0 ? arena_array(h->a, sv, act->items_count) : NULL;
    uint32_t n = 0;
    for (size_t i = 0; i < act->items_count; i++) {
        bool twice = false;
        for (uint32_t k = 0; k < n && !twice; k++) {
            twice = sv_eq(list[k], act->items[i]);
        }
        if (!twice) {
            list[n++] = sv_dup(h->a, act->items[i]);
        }
    }
    *ret_count = n;
    return list;
}

/* The act turns to other business.  What only speaks of what was just done does not, nor does
 * making a motion to reconsider, which may wait. */
static bool goes_on(const struct floor_act *act)
{
    enum floor_kind k = act->kind;
    if (k == FLOOR_MOTION_MOVED) {
        return act->type != MOTION_POINT && act->type != MOTION_APPEAL &&
               act->type != MOTION_DIVISION && act->type != MOTION_INQUIRY &&
               act->type != MOTION_RECONSIDER;
    }
    return k == FLOOR_ITEM_OPENED || k == FLOOR_ITEM_CLOSED || k == FLOOR_ITEM_WITHDRAWN ||
           k == FLOOR_VOTE_OPENED || k == FLOOR_MEETING_RECESSED || k == FLOOR_MEETING_ADJOURNED ||
           k == FLOOR_SESSION_CLOSED;
}

/* Where on the stack: on top, save for reconsidering, which waits above the nearest pending
 * question that its motion came from, or else below everything; and for filling a blank, where the
 * first proposal is decided first. */
static uint32_t place_for(const struct floor *f, const struct floor_motion *m)
{
    if (m->type == MOTION_RECONSIDER) {
        for (uint32_t t = floor_applied_to(f, m->target); t; t = floor_applied_to(f, t)) {
            const struct floor_motion *question = floor_pending(f, t);
            if (question) {
                return (uint32_t)(question - f->pending) + 1;
            }
        }
        return 0;
    }
    if (m->type == MOTION_AMEND && m->form == FORM_BLANK) {
        for (uint32_t i = 0; i < f->pending_count; i++) {
            const struct floor_motion *p = &f->pending[i];
            if (p->type == MOTION_AMEND && p->form == FORM_BLANK && p->target == m->target) {
                return i;
            }
        }
    }
    return f->pending_count;
}

static void note_debated(struct floor *f, uint32_t number)
{
    const struct floor_motion *m = number ? floor_pending(f, number) : NULL;
    if (m) {
        f->pending[m - f->pending].debated = true;
    }
}

/* The next number, for a motion that is applied to that one. */
static uint32_t give_number(struct arena *a, struct floor *f, uint32_t target)
{
    must(f->motion_count < LIMIT_MOTIONS);
    f->targets = floor_grown(a, f->targets, f->motion_count, &f->targets_size, sizeof *f->targets);
    f->targets[f->motion_count] = target;
    return ++f->motion_count;
}

static void move(struct floor_hand *h, const struct floor_act *act)
{
    struct floor *f = h->f;
    /* What it is applied to is seen before anything falls. */
    struct floor_motion m = {.type = act->type,
                             .target = floor_target_of(f, h->pack, act),
                             .form = act->form,
                             .action = act->action,
                             .needs = act->needs,
                             .about_rule = act->about_rule,
                             .proposes = act->type == MOTION_METHOD ? act->method : METHOD_NONE,
                             .to = act->to,
                             .all = act->all,
                             .notice = act->notice,
                             .reading = (uint16_t)floor_reading_of(f, h->pack, act),
                             .mover = act->member,
                             .seconder = FLOOR_NOBODY};
    m.item = act->item.n > 0
                 ? floor_mention(h, act->item, act->before)
                 : floor_item_index_of(f, act, m.target ? floor_motion_of(f, m.target) : NULL);
    m.recused = floor_recused(f, m.item);
    m.items = items_of(h, act, &m.items_count);
    if (goes_on(act)) {
        drop_unseconded(h);
    }
    must(f->pending_count < LIMIT_PENDING);
    m.number = give_number(h->a, f, m.target);
    uint32_t place = place_for(f, &m);
    memmove(&f->pending[place + 1], &f->pending[place],
            (f->pending_count - place) * sizeof *f->pending);
    f->pending[place] = m;
    f->pending_count++;
    if (m.type != MOTION_OBJECT && m.type != MOTION_POINT && m.type != MOTION_INQUIRY &&
        m.type != MOTION_APPEAL) {
        note_debated(f, m.target);
    }
    if (floor_demanded(h->pack, m.type, m.proposes)) {
        floor_leave(h, m.number, OUTCOME_GRANTED, 0);
        m.outcome = OUTCOME_GRANTED;
        if (floor_carried(&m)) {
            floor_effect(h, &m);
        }
    }
}

/* ---- votes and rulings ---- */

static void recuse(struct floor_hand *h, const struct floor_act *act)
{
    struct floor *f = h->f;
    int32_t item = act->item.n > 0 ? floor_mention(h, act->item, act->before) : f->item;
    struct seats known = floor_recused(f, item);
    if (seats_has(&known, act->member)) {
        return;
    }
    f->recusals =
        floor_grown(h->a, f->recusals, f->recusal_count, &f->recusal_size, sizeof *f->recusals);
    f->recusals[f->recusal_count++] = (struct floor_recusal){item, act->member};
    if (item == f->item) {
        seats_add(&f->recused, act->member);
    }
    for (uint32_t i = 0; i < f->pending_count; i++) {
        if (f->pending[i].item == item) {
            seats_add(&f->pending[i].recused, act->member);
        }
    }
}

static void clear_votes(struct floor_motion *m)
{
    m->yes = m->no = m->abstain = (struct seats){{0}};
}

static void open_vote(struct floor_motion *m, enum floor_method method)
{
    clear_votes(m);
    m->method = method;
    m->stated = m->stated || method != METHOD_CONSENT;
    m->debated = true;
}

static void cast(struct floor_motion *m, int32_t member, enum floor_choice choice)
{
    seats_remove(&m->yes, member);
    seats_remove(&m->no, member);
    seats_remove(&m->abstain, member);
    seats_add(choice == CHOICE_YES ? &m->yes : choice == CHOICE_NO ? &m->no : &m->abstain, member);
}

/* The motion leaves the stack decided, and has its effect. */
static void decided_as(struct floor_hand *h, uint32_t number, enum floor_outcome outcome)
{
    struct floor_motion m = *pending(h->f, number);
    floor_leave(h, number, outcome, 0);
    m.outcome = outcome;
    if (floor_carried(&m)) {
        floor_effect(h, &m);
    }
}

static void announce(struct floor_hand *h, const struct floor_act *act)
{
    struct floor_motion *m = pending(h->f, act->motion);
    struct floor_result r;
    floor_announced(h->f, h->pack, m, act, &r);
    if (r.outcome == OUTCOME_OBJECTED) {
        clear_votes(m);
        m->method = METHOD_NONE;
        return;
    }
    h->f->last_announced = act->motion;
    decided_as(h, act->motion, r.outcome);
}

static void rule(struct floor_hand *h, const struct floor_act *act)
{
    h->f->last_ruled = act->motion;
    decided_as(h, act->motion, act->outcome);
}

static void give_reason(struct floor_hand *h, const struct floor_act *act)
{
    const struct floor_motion *top = floor_standing(h->f, h->pack);
    note_debated(h->f, act->motion ? act->motion : top ? top->number : 0);
}

/* ---- items ---- */

static void pull(struct floor_hand *h, const struct floor_act *act)
{
    struct floor *f = h->f;
    for (uint32_t i = 0; i < f->pending_count; i++) {
        struct floor_motion *m = &f->pending[i];
        if (m->type != MOTION_CONSENT_AGENDA || m->items_count == 0) {
            continue;
        }
        sv *left = arena_array(h->a, sv, m->items_count);
        uint32_t n = 0;
        for (uint32_t k = 0; k < m->items_count; k++) {
            if (!sv_eq(m->items[k], act->item)) {
                left[n++] = m->items[k];
            }
        }
        m->items = left;
        m->items_count = n;
    }
}

/* What happens to one item, and where it stands then. */
static void touch_item(struct floor_hand *h, const struct floor_act *act)
{
    struct floor *f = h->f;
    int32_t item = act->item.n > 0 ? floor_mention(h, act->item, act->before) : f->item;
    if (item < 0) {
        return;
    }
    struct floor_item_now was = *floor_item_now(f, item), now = was;
    enum floor_kind k = act->kind;
    if (k == FLOOR_ITEM_PULLED) {
        pull(h, act);
        now.pulled = true;
    } else if (k == FLOOR_ITEM_WITHDRAWN) {
        fall_where(h, unstated_of_item, item);
        floor_note_disposed(h, f->items[item].id, SV("withdrawn"));
        now.withdrawn = true;
    } else if (k == FLOOR_HEARING_OPENED) {
        now.hearing = HEARING_OPEN;
        now.quasi = act->quasi;
    } else if (k == FLOOR_HEARING_CLOSED) {
        now.hearing = HEARING_CLOSED;
    } else if (k == FLOOR_OATH_ADMINISTERED) {
        now.oath = true;
    } else if (k == FLOOR_DISCLOSURE_STATED) {
        now.disclosed = true;
    }
    if (now.hearing != was.hearing || now.quasi != was.quasi || now.oath != was.oath ||
        now.disclosed != was.disclosed || now.pulled != was.pulled ||
        now.withdrawn != was.withdrawn) {
        floor_item_set(h, item, now);
    }
}

static void adjourn(struct floor_hand *h)
{
    floor_fall_all(h);
    leave_item(h->f);
    h->f->phase = PHASE_ADJOURNED;
}

static void note_disposed(struct floor_hand *h, const struct floor_disposition *d)
{
    for (size_t i = 0; i < d->items_count; i++) {
        floor_note_disposed(h, d->items[i], d->word);
    }
}

static void apply(struct floor_hand *h, const struct floor_act *act)
{
    struct floor *f = h->f;
    struct floor_motion *m = NULL;
    switch (act->kind) {
    case FLOOR_MEETING_OPENED: open_meeting(h, act); break;
    case FLOOR_MEETING_RECESSED:
        f->phase = PHASE_RECESS;
        f->recess_ordered = false;
        break;
    case FLOOR_MEETING_RESUMED:
    case FLOOR_SESSION_REOPENED: f->phase = PHASE_OPEN; break;
    case FLOOR_MEETING_ADJOURNED: adjourn(h); break;
    case FLOOR_ATTENDANCE_NOTED: attend(f, act); break;
    case FLOOR_ITEM_OPENED: open_item(h, act); break;
    case FLOOR_ITEM_CLOSED:
        fall_where(h, of_item, f->item);
        drop_unseconded(h);
        leave_item(f);
        break;
    case FLOOR_MOTION_MOVED: move(h, act); break;
    case FLOOR_MOTION_SECONDED:
        m = pending(f, act->motion);
        m->seconder = m->seconder == FLOOR_NOBODY ? act->member : m->seconder;
        break;
    case FLOOR_MOTION_STATED: pending(f, act->motion)->stated = true; break;
    case FLOOR_MOTION_WITHDRAWN: floor_leave(h, act->motion, OUTCOME_WITHDRAWN, 0); break;
    case FLOOR_RECUSAL_STATED: recuse(h, act); break;
    case FLOOR_VOTE_OPENED: open_vote(pending(f, act->motion), act->method); break;
    case FLOOR_VOTE_CAST:
    case FLOOR_VOTE_CHANGED: cast(pending(f, act->motion), act->member, act->choice); break;
    case FLOOR_VOTE_ANNOUNCED: announce(h, act); break;
    case FLOOR_REASON_GIVEN: give_reason(h, act); break;
    case FLOOR_CHAIR_PASSED: f->presiding = act->member; break;
    case FLOOR_CHAIR_RULED: rule(h, act); break;
    case FLOOR_ITEM_PULLED:
    case FLOOR_ITEM_WITHDRAWN:
    case FLOOR_HEARING_OPENED:
    case FLOOR_HEARING_HEARD:
    case FLOOR_HEARING_CLOSED:
    case FLOOR_OATH_ADMINISTERED:
    case FLOOR_DISCLOSURE_STATED: touch_item(h, act); break;
    case FLOOR_SESSION_CLOSED: f->phase = PHASE_CLOSED; break;
    case FLOOR_MOTION_SUGGESTED:
    case FLOOR_KIND_COUNT: break;
    }
}

void floor_skip_number(struct arena *a, struct floor *f)
{
    (void)give_number(a, f, 0);
}

void floor_apply(struct arena *a, struct floor *f, const struct pack *pack,
                 const struct floor_act *act)
{
    struct floor_hand h = {.a = a, .f = f, .pack = pack};
    struct floor_disposition disposes = {.word = SV_NONE};
    if (act->kind == FLOOR_VOTE_ANNOUNCED || act->kind == FLOOR_CHAIR_RULED ||
        act->kind == FLOOR_MOTION_MOVED) {
        floor_dispose(a, f, pack, act, &disposes);
    }
    if (goes_on(act)) {
        f->last_announced = 0;
        f->last_ruled = 0;
        memset(f->fresh, 0, sizeof f->fresh);
    }
    apply(&h, act);
    note_disposed(&h, &disposes);
    if (act->departed < RULE_COUNT) {
        uint64_t bit = UINT64_C(1) << (act->departed % 64);
        f->breached[act->departed / 64] |= bit;
        f->fresh[act->departed / 64] |= bit;
    }
}
