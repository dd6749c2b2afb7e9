/* What recorded acts make of the state. */
#include "rules/floor/inside.h"

#include <string.h>

#include "base/must.h"

/* Room for one more element; what was there stays where snapshots see it. */
static void *grown(struct arena *a, void *list, uint32_t count, uint32_t *size, size_t each)
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

static int32_t item_index(struct arena *a, struct floor *f, sv id)
{
    int32_t i = floor_item(f, id);
    if (i >= 0) {
        return i;
    }
    must(f->item_count < LIMIT_ITEMS);
    f->items = grown(a, f->items, f->item_count, &f->item_size, sizeof *f->items);
    f->items[f->item_count] = (struct floor_item){.id = sv_dup(a, id), .hash = floor_item_hash(id)};
    return (int32_t)f->item_count++;
}

/* The pending motion at this place is decided, and no longer pending. */
static void settle(struct arena *a, struct floor *f, uint32_t place, enum floor_outcome outcome)
{
    struct floor_motion m = f->pending[place];
    m.outcome = outcome;
    f->decided = grown(a, f->decided, f->decided_count, &f->decided_size, sizeof *f->decided);
    f->decided[f->decided_count++] = m;
    f->pending_count--;
    memmove(&f->pending[place], &f->pending[place + 1],
            (f->pending_count - place) * sizeof *f->pending);
}

static uint32_t place_of(const struct floor *f, uint32_t number)
{
    const struct floor_motion *m = floor_pending(f, number);
    must(m != NULL);
    return (uint32_t)(m - f->pending);
}

/* What was moved and never seconded falls when the body goes on, last made first. */
static void drop_unseconded(struct arena *a, struct floor *f, const struct pack *pack)
{
    for (uint32_t i = f->pending_count; i > 0; i--) {
        if (floor_unseconded(pack, &f->pending[i - 1])) {
            settle(a, f, i - 1, OUTCOME_FELL);
        }
    }
}

static void drop_of_item(struct arena *a, struct floor *f, int32_t item)
{
    for (uint32_t i = f->pending_count; i > 0; i--) {
        if (f->pending[i - 1].item == item) {
            settle(a, f, i - 1, OUTCOME_FELL);
        }
    }
}

static void leave_item(struct floor *f)
{
    f->item = -1;
    f->recused = (struct seats){{0}};
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

static void move(struct arena *a, struct floor *f, const struct pack *pack,
                 const struct floor_act *act)
{
    drop_unseconded(a, f, pack);
    must(f->pending_count < LIMIT_PENDING && f->motion_count < LIMIT_MOTIONS);
    int32_t item = act->item.n > 0 ? item_index(a, f, act->item) : f->item;
    f->pending[f->pending_count++] = (struct floor_motion){.number = ++f->motion_count,
                                                           .type = act->type,
                                                           .item = item,
                                                           .mover = act->member,
                                                           .seconder = FLOOR_NOBODY,
                                                           .recused = floor_recused(f, item)};
}

static void recuse(struct arena *a, struct floor *f, const struct floor_act *act)
{
    int32_t item = act->item.n > 0 ? item_index(a, f, act->item) : f->item;
    struct seats known = floor_recused(f, item);
    if (seats_has(&known, act->member)) {
        return;
    }
    f->recusals = grown(a, f->recusals, f->recusal_count, &f->recusal_size, sizeof *f->recusals);
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
}

static void cast(struct floor_motion *m, int32_t member, enum floor_choice choice)
{
    seats_remove(&m->yes, member);
    seats_remove(&m->no, member);
    seats_remove(&m->abstain, member);
    seats_add(choice == CHOICE_YES ? &m->yes : choice == CHOICE_NO ? &m->no : &m->abstain, member);
}

static void announce(struct arena *a, struct floor *f, const struct pack *pack,
                     const struct floor_act *act)
{
    uint32_t place = place_of(f, act->motion);
    struct floor_result r;
    floor_announced(f, pack, &f->pending[place], act, &r);
    if (r.outcome == OUTCOME_OBJECTED) {
        clear_votes(&f->pending[place]);
        f->pending[place].method = METHOD_NONE;
    } else {
        settle(a, f, place, r.outcome);
    }
}

void floor_apply(struct arena *a, struct floor *f, const struct pack *pack,
                 const struct floor_act *act)
{
    struct floor_motion *m = NULL;
    switch (act->kind) {
    case FLOOR_MEETING_OPENED:
        f->phase = PHASE_OPEN;
        f->presiding = act->member;
        if (act->member != FLOOR_NOBODY && !seats_has(&f->remote, act->member)) {
            seats_add(&f->present, act->member);
        }
        break;
    case FLOOR_MEETING_RECESSED: f->phase = PHASE_RECESS; break;
    case FLOOR_MEETING_RESUMED: f->phase = PHASE_OPEN; break;
    case FLOOR_MEETING_ADJOURNED:
        while (f->pending_count > 0) {
            settle(a, f, f->pending_count - 1, OUTCOME_FELL);
        }
        leave_item(f);
        f->phase = PHASE_ADJOURNED;
        break;
    case FLOOR_ATTENDANCE_NOTED: attend(f, act); break;
    case FLOOR_ITEM_OPENED: {
        drop_unseconded(a, f, pack);
        int32_t item = item_index(a, f, act->item);
        struct seats recused = floor_recused(f, item);
        f->item = item;
        f->recused = recused;
        break;
    }
    case FLOOR_ITEM_CLOSED:
        drop_of_item(a, f, f->item);
        drop_unseconded(a, f, pack);
        leave_item(f);
        break;
    case FLOOR_MOTION_MOVED: move(a, f, pack, act); break;
    case FLOOR_MOTION_SECONDED:
        m = &f->pending[place_of(f, act->motion)];
        m->seconder = m->seconder == FLOOR_NOBODY ? act->member : m->seconder;
        break;
    case FLOOR_MOTION_STATED: f->pending[place_of(f, act->motion)].stated = true; break;
    case FLOOR_MOTION_WITHDRAWN: settle(a, f, place_of(f, act->motion), OUTCOME_WITHDRAWN); break;
    case FLOOR_RECUSAL_STATED: recuse(a, f, act); break;
    case FLOOR_VOTE_OPENED: open_vote(&f->pending[place_of(f, act->motion)], act->method); break;
    case FLOOR_VOTE_CAST:
    case FLOOR_VOTE_CHANGED:
        cast(&f->pending[place_of(f, act->motion)], act->member, act->choice);
        break;
    case FLOOR_VOTE_ANNOUNCED: announce(a, f, pack, act); break;
    case FLOOR_REASON_GIVEN:
    case FLOOR_CHAIR_PASSED:
    case FLOOR_CHAIR_RULED:
    case FLOOR_MOTION_SUGGESTED:
    case FLOOR_ITEM_PULLED:
    case FLOOR_ITEM_WITHDRAWN:
    case FLOOR_HEARING_OPENED:
    case FLOOR_HEARING_HEARD:
    case FLOOR_HEARING_CLOSED:
    case FLOOR_OATH_ADMINISTERED:
    case FLOOR_DISCLOSURE_STATED:
    case FLOOR_SESSION_CLOSED:
    case FLOOR_SESSION_REOPENED:
    case FLOOR_KIND_COUNT: break;
    }
}
