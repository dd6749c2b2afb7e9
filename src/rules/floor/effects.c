/* What decisions make of other motions and of the meeting, and how it is undone. */
#include "rules/floor/inside.h"

#include <string.h>

#include "base/must.h"

void *floor_grown(struct arena *a, void *list, uint32_t count, uint32_t *size, size_t each)
{
    if (count < *size) {
        return list;
    }
    uint32_t more = *size ? *size * 2 : 8;
    void *wider = arena_calloc(a, more, each);
    if (count > 0) {
        memcpy(wider, list, count * each);
    }
    *size = more;
    return wider;
}

/* ---- the stack and the list of decisions ---- */

static void decide(struct floor_hand *h, const struct floor_motion *m)
{
    struct floor *f = h->f;
    f->decided = floor_grown(h->a, f->decided, f->decided_count, &f->decided_size, sizeof *m);
    f->decided[f->decided_count++] = *m;
}

/* The pending motion at this place is decided, and no longer pending. */
static void settle(struct floor_hand *h, uint32_t place, enum floor_outcome outcome, uint32_t by)
{
    struct floor *f = h->f;
    f->pending[place].outcome = outcome;
    f->pending[place].by = by;
    decide(h, &f->pending[place]);
    f->pending_count--;
    memmove(&f->pending[place], &f->pending[place + 1],
            (f->pending_count - place) * sizeof *f->pending);
}

static struct floor_motion *pending(struct floor *f, uint32_t number)
{
    const struct floor_motion *m = number ? floor_pending(f, number) : NULL;
    return m ? &f->pending[m - f->pending] : NULL;
}

void floor_leave(struct floor_hand *h, uint32_t number, enum floor_outcome outcome, uint32_t by)
{
    struct floor *f = h->f;
    for (uint32_t i = f->pending_count; i > 0; i--) {
        if (floor_adheres(f, f->pending[i - 1].number, number)) {
            settle(h, i - 1, OUTCOME_FELL, number);
        }
    }
    const struct floor_motion *m = pending(f, number);
    must(m != NULL);
    settle(h, (uint32_t)(m - f->pending), outcome, by);
}

void floor_fall_all(struct floor_hand *h)
{
    while (h->f->pending_count > 0) {
        settle(h, h->f->pending_count - 1, OUTCOME_FELL, 0);
    }
}

/* The motion, and what above it is applied to it, leave the stack together. */
static void set_aside(struct floor_hand *h, uint32_t number, enum floor_outcome outcome,
                      uint32_t by)
{
    struct floor *f = h->f;
    const struct floor_motion *m = pending(f, number);
    if (!m) {
        return;
    }
    uint32_t place = (uint32_t)(m - f->pending);
    for (uint32_t i = f->pending_count; i > place; i--) {
        uint32_t n = f->pending[i - 1].number;
        if (n == number || floor_adheres(f, n, number)) {
            settle(h, i - 1, outcome, by);
        }
    }
}

/* What was decided is pending again, on top: stated, and without votes. */
static void revive(struct floor *f, const struct floor_motion *decided, bool reconsidered)
{
    must(f->pending_count < LIMIT_PENDING);
    struct floor_motion m = *decided;
    m.outcome = OUTCOME_NONE;
    m.by = 0;
    m.method = METHOD_NONE;
    m.yes = m.no = m.abstain = (struct seats){{0}};
    m.recused = floor_recused(f, m.item);
    m.stated = true;
    if (reconsidered) {
        m.reconsidered = true;
        m.closed = false;
    }
    f->pending[f->pending_count++] = m;
}

/* What the motion set aside comes back in its old order, as far as there is room. */
static void bring_back(struct floor_hand *h, uint32_t by)
{
    struct floor *f = h->f;
    for (uint32_t i = f->decided_count; by > 0 && i > 0; i--) {
        const struct floor_motion *m = &f->decided[i - 1];
        if (f->pending_count + h->keep < LIMIT_PENDING && m->by == by &&
            !floor_adheres(f, m->number, by) && !floor_pending(f, m->number) &&
            floor_decided(f, m->number) == m) {
            revive(f, m, false);
        }
    }
}

/* ---- effects of one kind of motion, and undoing them ---- */

/* One proposal fills the blank: the others fall. */
static void fill_blank(struct floor_hand *h, const struct floor_motion *filled)
{
    struct floor *f = h->f;
    for (uint32_t i = f->pending_count; i > 0; i--) {
        const struct floor_motion *m = i <= f->pending_count ? &f->pending[i - 1] : NULL;
        if (m && m->type == MOTION_AMEND && m->form == FORM_BLANK && m->target == filled->target) {
            floor_leave(h, m->number, OUTCOME_FELL, filled->number);
        }
    }
}

static void close_question(struct floor *f, const struct floor_motion *m, bool closed)
{
    for (uint32_t i = 0; i < f->pending_count; i++) {
        if (m->all || f->pending[i].number == m->target) {
            f->pending[i].closed = closed;
        }
    }
}

static void suspend(struct floor *f, enum rule_id rule, bool suspended)
{
    if (rule < RULE_COUNT) {
        uint64_t bit = UINT64_C(1) << (rule % 64);
        f->suspended[rule / 64] =
            suspended ? f->suspended[rule / 64] | bit : f->suspended[rule / 64] & ~bit;
    }
}

static void pass_reading(struct floor_hand *h, const struct floor_motion *m, bool passed)
{
    if (m->reading == 0 || m->item < 0) {
        return;
    }
    const struct floor_past *before = &h->f->items[m->item].before;
    struct floor_item_now now = *floor_item_now(h->f, m->item);
    now.readings += passed ? 1 : -1;
    now.reading_day =
        passed || now.readings > before->readings ? h->f->day.day : before->reading_day;
    floor_item_set(h, m->item, now);
}

/* The last decision on the motion, if it is not pending, or NULL. */
static const struct floor_motion *last_decision(const struct floor *f, uint32_t number)
{
    return number && !floor_pending(f, number) ? floor_decided(f, number) : NULL;
}

/* The last decision on the motion becomes another one. */
static void redecide(struct floor_hand *h, uint32_t number, enum floor_outcome outcome)
{
    const struct floor_motion *was = last_decision(h->f, number);
    if (was) {
        struct floor_motion m = *was;
        m.outcome = outcome;
        m.recused = floor_recused(h->f, m.item);
        decide(h, &m);
    }
}

/* What was taken from the table, or from a committee: what was set aside together with it. */
static void take(struct floor_hand *h, uint32_t number)
{
    const struct floor_motion *was = last_decision(h->f, number);
    if (was) {
        bring_back(h, was->by);
    }
}

/* What had come back goes away again, as its last decision has it. */
static void go_away(struct floor_hand *h, uint32_t place)
{
    struct floor *f = h->f;
    const struct floor_motion *was = floor_decided(f, f->pending[place].number);
    if (was) {
        struct floor_motion m = *was;
        decide(h, &m);
        f->pending_count--;
        memmove(&f->pending[place], &f->pending[place + 1],
                (f->pending_count - place) * sizeof *f->pending);
    }
}

static void untake(struct floor_hand *h, uint32_t number)
{
    struct floor *f = h->f;
    const struct floor_motion *was =
        number && floor_pending(f, number) ? floor_decided(f, number) : NULL;
    uint32_t by = was ? was->by : 0;
    for (uint32_t i = f->pending_count; was && i > 0; i--) {
        uint32_t n = f->pending[i - 1].number;
        const struct floor_motion *last = floor_decided(f, n);
        if (last && last->by == by && !floor_adheres(f, n, by)) {
            go_away(h, i - 1);
        }
    }
}

/* Of motions that do not themselves turn other decisions round. */
static void effect_plain(struct floor_hand *h, const struct floor_motion *m)
{
    struct floor *f = h->f;
    struct floor_motion *t = pending(f, m->target);
    switch (m->type) {
    case MOTION_MAIN: pass_reading(h, m, true); break;
    case MOTION_AMEND:
        if (t) {
            t->amendments++;
        }
        if (m->form == FORM_BLANK) {
            fill_blank(h, m);
        }
        break;
    case MOTION_INDEFINITE: set_aside(h, m->target, OUTCOME_KILLED, m->number); break;
    case MOTION_POSTPONE: set_aside(h, m->target, OUTCOME_POSTPONED, m->number); break;
    case MOTION_REFER: set_aside(h, m->target, OUTCOME_REFERRED, m->number); break;
    case MOTION_TABLE: set_aside(h, m->target, OUTCOME_TABLED, m->number); break;
    case MOTION_OBJECT: set_aside(h, m->target, OUTCOME_NOT_CONSIDERED, m->number); break;
    case MOTION_POINT: set_aside(h, m->target, OUTCOME_FELL, m->number); break;
    case MOTION_PREVIOUS: close_question(f, m, true); break;
    case MOTION_LIMIT:
        if (t) {
            t->limited = true;
        }
        break;
    case MOTION_METHOD:
        if (t) {
            t->ordered = m->proposes;
        }
        break;
    case MOTION_ADJOURN: f->adjourn_ordered = true; break;
    case MOTION_RECESS: f->recess_ordered = true; break;
    case MOTION_SUSPEND: suspend(f, m->about_rule, true); break;
    case MOTION_DIVIDE:
    case MOTION_WITHDRAW:
        if (t) {
            floor_leave(h, m->target,
                        m->type == MOTION_DIVIDE ? OUTCOME_DIVIDED : OUTCOME_WITHDRAWN, m->number);
        }
        break;
    case MOTION_RESCIND: redecide(h, m->target, OUTCOME_RESCINDED); break;
    case MOTION_TAKE:
    case MOTION_DISCHARGE: take(h, m->target); break;
    case MOTION_APPEAL:
    case MOTION_RECONSIDER:
    case MOTION_DIVISION: /* floor_effect */
    case MOTION_FIX_TIME:
    case MOTION_PRIVILEGE:
    case MOTION_ORDERS:
    case MOTION_PARAGRAPH:
    case MOTION_INQUIRY:
    case MOTION_CONSENT_AGENDA:
    case MOTION_OVERRIDE:
    case MOTION_COUNT: break;
    }
}

static void undo_plain(struct floor_hand *h, const struct floor_motion *m)
{
    struct floor *f = h->f;
    struct floor_motion *t = pending(f, m->target);
    switch (m->type) {
    case MOTION_MAIN: pass_reading(h, m, false); break;
    case MOTION_AMEND:
        if (t && t->amendments > 0) {
            t->amendments--;
        }
        bring_back(h, m->number);
        break;
    case MOTION_INDEFINITE:
    case MOTION_POSTPONE:
    case MOTION_REFER:
    case MOTION_TABLE:
    case MOTION_OBJECT:
    case MOTION_POINT:
    case MOTION_DIVIDE:
    case MOTION_WITHDRAW: bring_back(h, m->number); break;
    case MOTION_PREVIOUS: close_question(f, m, false); break;
    case MOTION_LIMIT:
        if (t) {
            t->limited = false;
        }
        break;
    case MOTION_METHOD:
        if (t) {
            t->ordered = METHOD_NONE;
        }
        break;
    case MOTION_ADJOURN: f->adjourn_ordered = false; break;
    case MOTION_RECESS: f->recess_ordered = false; break;
    case MOTION_SUSPEND: suspend(f, m->about_rule, false); break;
    case MOTION_RESCIND: {
        const struct floor_motion *was = last_decision(f, m->target);
        if (was && was->outcome == OUTCOME_RESCINDED) {
            redecide(h, m->target, OUTCOME_ADOPTED);
        }
        break;
    }
    case MOTION_TAKE:
    case MOTION_DISCHARGE: untake(h, m->target); break;
    case MOTION_APPEAL: /* undo */
    case MOTION_RECONSIDER:
    case MOTION_DIVISION:
    case MOTION_FIX_TIME:
    case MOTION_PRIVILEGE:
    case MOTION_ORDERS:
    case MOTION_PARAGRAPH:
    case MOTION_INQUIRY:
    case MOTION_CONSENT_AGENDA:
    case MOTION_OVERRIDE:
    case MOTION_COUNT: break;
    }
}

static enum floor_outcome turned(enum floor_outcome ruling)
{
    return ruling == OUTCOME_GRANTED          ? OUTCOME_DENIED
           : ruling == OUTCOME_DENIED         ? OUTCOME_GRANTED
           : ruling == OUTCOME_WELL_TAKEN     ? OUTCOME_NOT_WELL_TAKEN
           : ruling == OUTCOME_NOT_WELL_TAKEN ? OUTCOME_WELL_TAKEN
                                              : OUTCOME_NONE;
}

/* The chair's ruling is turned into its contrary. */
static void turn(struct floor_hand *h, uint32_t number)
{
    const struct floor_motion *was = last_decision(h->f, number);
    if (!was || turned(was->outcome) == OUTCOME_NONE) {
        return;
    }
    struct floor_motion m = *was;
    if (floor_carried(&m)) {
        undo_plain(h, &m);
    }
    m.outcome = turned(m.outcome);
    m.recused = floor_recused(h->f, m.item);
    decide(h, &m);
    if (floor_carried(&m)) {
        effect_plain(h, &m);
    }
}

static void take_up_again(struct floor_hand *h, uint32_t number, bool reconsidered);

/* A reconsideration is undone: what came back by it is decided again as it was, with its effect.
 * Where that is a reconsideration too, this goes on; each turn takes one motion off the stack. */
static void unreconsider(struct floor_hand *h, uint32_t number)
{
    const struct floor_motion *t = pending(h->f, number);
    const struct floor_motion *was = t ? floor_decided(h->f, number) : NULL;
    if (!was) {
        return;
    }
    struct floor_motion m = *was;
    go_away(h, (uint32_t)(t - h->f->pending));
    if (!floor_carried(&m)) {
        return;
    }
    if (m.type == MOTION_APPEAL) {
        turn(h, m.target);
    } else if (m.type == MOTION_RECONSIDER) {
        take_up_again(h, m.target, true);
    } else {
        effect_plain(h, &m);
    }
}

static void undo(struct floor_hand *h, const struct floor_motion *m)
{
    if (m->type == MOTION_APPEAL) {
        turn(h, m->target);
    } else if (m->type == MOTION_RECONSIDER) {
        unreconsider(h, m->target);
    } else {
        undo_plain(h, m);
    }
}

/* The decided motion is the question again, and what its decision made is undone. */
static void take_up_again(struct floor_hand *h, uint32_t number, bool reconsidered)
{
    const struct floor_motion *was = last_decision(h->f, number);
    if (!was) {
        return;
    }
    struct floor_motion m = *was;
    uint32_t keep = h->keep;
    h->keep = keep + 1;
    if (floor_carried(&m)) {
        undo(h, &m);
    }
    h->keep = keep;
    revive(h->f, &m, reconsidered);
}

static void divide_assembly(struct floor_hand *h, uint32_t number)
{
    struct floor_motion *t = pending(h->f, number);
    const struct floor_motion *was = last_decision(h->f, number);
    if (was && floor_by_voice(was)) {
        take_up_again(h, number, false);
        t = pending(h->f, number);
    } else if (!t || t->method != METHOD_VOICE) {
        return;
    }
    must(t != NULL);
    t->yes = t->no = t->abstain = (struct seats){{0}};
    t->method = METHOD_NONE;
    t->no_voice = true;
}

void floor_effect(struct floor_hand *h, const struct floor_motion *decided)
{
    if (decided->type == MOTION_APPEAL) {
        turn(h, decided->target);
    } else if (decided->type == MOTION_RECONSIDER) {
        take_up_again(h, decided->target, true);
    } else if (decided->type == MOTION_DIVISION) {
        divide_assembly(h, decided->target);
    } else {
        effect_plain(h, decided);
    }
}
