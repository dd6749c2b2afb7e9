/* What an act makes of other motions, and of items. */
#include "rules/floor/inside.h"

/* ---- other motions ---- */

/* How the motion stands: pending (OUTCOME_NONE), or by its last decision. */
static enum floor_outcome stands(const struct floor *f, uint32_t motion)
{
    const struct floor_motion *m = floor_motion_of(f, motion);
    return m ? m->outcome : OUTCOME_NONE;
}

/* Add the motion to the list, which is in the order of numbers, if it stands otherwise than before.
 */
static size_t note_change(const struct floor *before, const struct floor *after, uint32_t motion,
                          struct floor_change *list, size_t count)
{
    enum floor_outcome now = stands(after, motion);
    if (motion > before->motion_count || stands(before, motion) == now) {
        return count;
    }
    size_t place = count;
    while (place > 0 && list[place - 1].motion > motion) {
        place--;
    }
    if (place > 0 && list[place - 1].motion == motion) {
        return count;
    }
    for (size_t i = count; i > place; i--) {
        list[i] = list[i - 1];
    }
    list[place] = (struct floor_change){motion, now};
    return count + 1;
}

size_t floor_becomes(struct arena *a, const struct floor *before, const struct floor *after,
                     uint32_t own, struct floor_change **ret)
{
    /* A motion that comes back, comes back onto the stack; what leaves it is decided. */
    uint32_t decided = after->decided_count - before->decided_count;
    struct floor_change *list =
        decided > 0 ? arena_array(a, struct floor_change, decided + after->pending_count) : NULL;
    size_t n = 0;
    for (uint32_t i = 0; i < decided; i++) {
        uint32_t motion = after->decided[before->decided_count + i].number;
        n = motion == own ? n : note_change(before, after, motion, list, n);
    }
    for (uint32_t i = 0; decided > 0 && i < after->pending_count; i++) {
        uint32_t motion = after->pending[i].number;
        n = motion == own ? n : note_change(before, after, motion, list, n);
    }
    *ret = list;
    return n;
}

/* ---- items ---- */

/* Is it one of the parts of a divided motion, and another of them was adopted? */
static bool another_part_adopted(const struct floor *f, const struct floor_motion *m)
{
    const struct floor_motion *whole = m->target ? floor_decided(f, m->target) : NULL;
    for (uint32_t n = 1; whole && whole->outcome == OUTCOME_DIVIDED && n <= f->motion_count; n++) {
        const struct floor_motion *part =
            n != m->number && floor_applied_to(f, n) == m->target && !floor_pending(f, n)
                ? floor_decided(f, n)
                : NULL;
        if (part && part->type == MOTION_MAIN && part->outcome == OUTCOME_ADOPTED) {
            return true;
        }
    }
    return false;
}

/* A main motion that directs the staff, or does something else upon the item, leaves the item's own
 * question as it is. */
static bool about_the_item_itself(const struct floor_motion *m)
{
    return m->type == MOTION_MAIN && m->action != ACTION_DIRECT && m->action != ACTION_OTHER;
}

static sv main_word(const struct floor *f, const struct pack *pack, const struct floor_motion *m)
{
    if (!about_the_item_itself(m)) {
        return SV_NONE;
    }
    if (m->outcome != OUTCOME_ADOPTED) {
        bool lost = m->outcome == OUTCOME_LOST && m->action != ACTION_DENY;
        return lost && !another_part_adopted(f, m) ? SV("lost") : SV_NONE;
    }
    if (m->action == ACTION_DENY) {
        return SV("denied");
    }
    return m->reading > 0 && !floor_last_reading(pack, m) ? SV("first-reading") : SV("adopted");
}

/* What the decision makes of its items, by itself. */
static sv word_of(const struct floor *f, const struct pack *pack, const struct floor_motion *m)
{
    bool carried = floor_carried(m);
    const struct floor_motion *target = m->target ? floor_motion_of(f, m->target) : NULL;
    switch (m->type) {
    case MOTION_MAIN: return main_word(f, pack, m);
    case MOTION_CONSENT_AGENDA: return carried ? SV("adopted") : SV_NONE;
    case MOTION_POSTPONE: return carried ? SV("postponed") : SV_NONE;
    case MOTION_REFER: return carried ? SV("referred") : SV_NONE;
    case MOTION_TABLE: return carried ? SV("tabled") : SV_NONE;
    case MOTION_INDEFINITE: return carried ? SV("postponed-indefinitely") : SV_NONE;
    case MOTION_OBJECT: return carried ? SV("not-considered") : SV_NONE;
    case MOTION_TAKE:
    case MOTION_DISCHARGE: return carried ? SV("pending") : SV_NONE;
    case MOTION_RESCIND:
        return carried && (!target || about_the_item_itself(target)) ? SV("rescinded") : SV_NONE;
    case MOTION_OVERRIDE:
        return carried                      ? SV("adopted")
               : m->outcome == OUTCOME_LOST ? SV("veto-sustained")
                                            : SV_NONE;
    case MOTION_WITHDRAW:
        return carried && target && about_the_item_itself(target) ? SV("pending") : SV_NONE;
    case MOTION_RECONSIDER:
    case MOTION_DIVISION:
    case MOTION_FIX_TIME:
    case MOTION_ADJOURN:
    case MOTION_RECESS:
    case MOTION_PRIVILEGE:
    case MOTION_ORDERS:
    case MOTION_PREVIOUS:
    case MOTION_LIMIT:
    case MOTION_AMEND:
    case MOTION_POINT:
    case MOTION_APPEAL:
    case MOTION_SUSPEND:
    case MOTION_DIVIDE:
    case MOTION_PARAGRAPH:
    case MOTION_METHOD:
    case MOTION_INQUIRY:
    case MOTION_COUNT: break;
    }
    return SV_NONE;
}

/* The motion as the act decides it; false where the act decides none. */
static bool decides(const struct floor *f, const struct pack *pack, const struct floor_act *act,
                    struct floor_motion *ret, sv *ret_item)
{
    if (act->kind == FLOOR_MOTION_MOVED) {
        enum floor_method asks = act->type == MOTION_METHOD ? act->method : METHOD_NONE;
        *ret = (struct floor_motion){.type = act->type,
                                     .target = floor_target_of(f, pack, act),
                                     .action = act->action,
                                     .needs = act->needs,
                                     .reading = (uint16_t)floor_reading_of(f, pack, act),
                                     .items = act->items,
                                     .items_count = (uint32_t)act->items_count,
                                     .outcome = OUTCOME_GRANTED};
        *ret_item = floor_item_of(f, pack, act);
        return floor_demanded(pack, act->type, asks);
    }
    const struct floor_motion *m = floor_pending(f, act->motion);
    if (!m || (act->kind != FLOOR_VOTE_ANNOUNCED && act->kind != FLOOR_CHAIR_RULED)) {
        return false;
    }
    *ret = *m;
    *ret_item = m->item >= 0 ? f->items[m->item].id : SV_NONE;
    ret->outcome = act->outcome;
    if (act->kind == FLOOR_VOTE_ANNOUNCED) {
        struct floor_result r;
        floor_announced(f, pack, m, act, &r);
        ret->outcome = r.outcome;
    }
    return ret->outcome != OUTCOME_OBJECTED;
}

/* What had disposed of the items is a question again: whose decision that was, or NULL. */
static const struct floor_motion *taken_up_again(const struct floor *f,
                                                 const struct floor_motion *m)
{
    const struct floor_motion *was =
        m->target && !floor_pending(f, m->target) ? floor_decided(f, m->target) : NULL;
    return was && (m->type == MOTION_RECONSIDER || floor_by_voice(was)) ? was : NULL;
}

static bool turns_back(const struct floor_motion *m)
{
    return m->type == MOTION_RECONSIDER || m->type == MOTION_DIVISION;
}

/* What the decision makes of its items, also where it only takes up another one again. */
static sv disposes(const struct floor *f, const struct pack *pack, const struct floor_motion *m)
{
    bool back = turns_back(m);
    while (turns_back(m)) {
        if (!floor_carried(m)) {
            return SV_NONE;
        }
        if (m->target == 0) {
            return m->type == MOTION_RECONSIDER ? SV("pending") : SV_NONE;
        }
        m = taken_up_again(f, m);
        if (!m) {
            return SV_NONE;
        }
    }
    sv word = word_of(f, pack, m);
    return back && word.n > 0 ? SV("pending") : word;
}

void floor_dispose(struct arena *a, const struct floor *f, const struct pack *pack,
                   const struct floor_act *act, struct floor_disposition *ret)
{
    struct floor_motion decided;
    sv item;
    *ret = (struct floor_disposition){.word = SV_NONE};
    if (!decides(f, pack, act, &decided, &item)) {
        return;
    }
    sv word = disposes(f, pack, &decided);
    if (word.n == 0) {
        return;
    }
    const struct floor_motion *m = &decided;
    if (turns_back(m) && m->target) {
        m = taken_up_again(f, m);
        item = m && m->item >= 0 ? f->items[m->item].id : SV_NONE;
    }
    sv *items = arena_array(a, sv, m ? (size_t)m->items_count + 1 : 1);
    size_t n = 0;
    if (item.n > 0) {
        items[n++] = item;
    }
    for (uint32_t i = 0; m && i < m->items_count; i++) {
        bool twice = false;
        for (size_t k = 0; k < n && !twice; k++) {
            twice = sv_eq(items[k], m->items[i]);
        }
        if (!twice) {
            items[n++] = m->items[i];
        }
    }
    if (n > 0) {
        *ret = (struct floor_disposition){.word = word, .items = items, .items_count = n};
    }
}
