/* What a motion would be applied to, and which item it would be about. */
#include "rules/floor/look.h"

/* The motion of the main class, or to reconsider, that stands nearest the top. */
static uint32_t main_standing(const struct floor *f, const struct pack *pack)
{
    for (uint32_t i = f->pending_count; i > 0; i--) {
        const struct floor_motion *m = &f->pending[i - 1];
        enum floor_class c = floor_class(m->type);
        if ((c == CLASS_MAIN || c == CLASS_RECONSIDER) && !floor_unseconded(pack, m)) {
            return m->number;
        }
    }
    return 0;
}

static uint32_t by_voice(const struct floor *f)
{
    for (uint32_t i = f->pending_count; i > 0; i--) {
        if (f->pending[i - 1].method == METHOD_VOICE) {
            return f->pending[i - 1].number;
        }
    }
    const struct floor_motion *m = f->last_announced ? floor_decided(f, f->last_announced) : NULL;
    return m && !floor_pending(f, m->number) && floor_by_voice(m) ? m->number : 0;
}

uint32_t floor_target_of(const struct floor *f, const struct pack *pack,
                         const struct floor_act *moved)
{
    if (moved->target) {
        return moved->target;
    }
    switch (moved->type) {
    case MOTION_AMEND:
    case MOTION_PREVIOUS:
    case MOTION_LIMIT:
    case MOTION_METHOD:
    case MOTION_WITHDRAW: {
        const struct floor_motion *m = floor_standing(f, pack);
        return m ? m->number : 0;
    }
    case MOTION_INDEFINITE:
    case MOTION_OBJECT:
    case MOTION_DIVIDE:
    case MOTION_PARAGRAPH:
    case MOTION_TABLE:
    case MOTION_POSTPONE:
    case MOTION_REFER: return main_standing(f, pack);
    case MOTION_APPEAL: return f->last_ruled;
    case MOTION_DIVISION: return by_voice(f);
    case MOTION_MAIN:
    case MOTION_FIX_TIME:
    case MOTION_ADJOURN:
    case MOTION_RECESS:
    case MOTION_PRIVILEGE:
    case MOTION_ORDERS:
    case MOTION_POINT:
    case MOTION_SUSPEND:
    case MOTION_INQUIRY:
    case MOTION_RECONSIDER:
    case MOTION_RESCIND:
    case MOTION_TAKE:
    case MOTION_DISCHARGE:
    case MOTION_CONSENT_AGENDA:
    case MOTION_OVERRIDE:
    case MOTION_COUNT: break;
    }
    return 0;
}

/* A motion that is about no item unless it says so. */
static bool about_none(const struct floor_act *moved)
{
    enum motion_type t = moved->type;
    return t == MOTION_ADJOURN || t == MOTION_RECESS || t == MOTION_FIX_TIME ||
           t == MOTION_PRIVILEGE || t == MOTION_ORDERS || t == MOTION_INQUIRY ||
           t == MOTION_CONSENT_AGENDA || moved->items_count > 0;
}

int32_t floor_item_index_of(const struct floor *f, const struct floor_act *moved,
                            const struct floor_motion *target)
{
    return target ? target->item : about_none(moved) ? -1 : f->item;
}

sv floor_item_of(const struct floor *f, const struct pack *pack, const struct floor_act *moved)
{
    if (moved->item.n > 0) {
        return moved->item;
    }
    uint32_t target = floor_target_of(f, pack, moved);
    int32_t item = floor_item_index_of(f, moved, target ? floor_motion_of(f, target) : NULL);
    return item >= 0 ? f->items[item].id : SV_NONE;
}

void floor_look_item(const struct floor *f, const struct floor_act *act, int32_t otherwise,
                     struct floor_look_item *ret)
{
    ret->id = act->item.n > 0 ? act->item : otherwise >= 0 ? f->items[otherwise].id : SV_NONE;
    ret->index = act->item.n > 0 ? floor_item(f, act->item) : otherwise;
    if (ret->index >= 0) {
        ret->past = &f->items[ret->index].before;
        ret->now = *floor_item_now(f, ret->index);
        return;
    }
    ret->past = ret->id.n > 0 && act->before ? act->before : floor_no_past();
    ret->now = floor_item_first(ret->past);
}

uint32_t floor_reading_of(const struct floor *f, const struct pack *pack,
                          const struct floor_act *moved)
{
    if (moved->type != MOTION_MAIN || moved->action != ACTION_ADOPT || floor_readings(pack) == 0) {
        return 0;
    }
    uint32_t target = floor_target_of(f, pack, moved);
    int32_t index = floor_item_index_of(f, moved, target ? floor_motion_of(f, target) : NULL);
    struct floor_look_item item;
    floor_look_item(f, moved, index, &item);
    int32_t passed = item.now.readings;
    return item.past->kind == ITEM_ORDINANCE && passed >= 0 && passed < UINT16_MAX
               ? (uint32_t)passed + 1
               : 0;
}
