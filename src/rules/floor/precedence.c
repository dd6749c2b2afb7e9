/* Classes of motions, and which goes before which. */
#include "rules/floor/inside.h"

enum { KEY_RANK = 16, RANK_MAIN = 13, RANK_DEBATABLE = 8, RANK_UNDEBATABLE = 5 };

enum floor_class floor_class(enum motion_type type)
{
    switch (type) {
    case MOTION_MAIN:
    case MOTION_CONSENT_AGENDA:
    case MOTION_OVERRIDE:
    case MOTION_RESCIND:
    case MOTION_TAKE:
    case MOTION_DISCHARGE: return CLASS_MAIN;
    case MOTION_RECONSIDER: return CLASS_RECONSIDER;
    case MOTION_POINT:
    case MOTION_APPEAL:
    case MOTION_SUSPEND:
    case MOTION_OBJECT:
    case MOTION_DIVIDE:
    case MOTION_PARAGRAPH:
    case MOTION_DIVISION:
    case MOTION_METHOD:
    case MOTION_WITHDRAW:
    case MOTION_INQUIRY: return CLASS_INCIDENTAL;
    case MOTION_FIX_TIME:
    case MOTION_ADJOURN:
    case MOTION_RECESS:
    case MOTION_PRIVILEGE:
    case MOTION_ORDERS:
    case MOTION_TABLE:
    case MOTION_PREVIOUS:
    case MOTION_LIMIT:
    case MOTION_POSTPONE:
    case MOTION_REFER:
    case MOTION_AMEND:
    case MOTION_INDEFINITE:
    case MOTION_COUNT: break;
    }
    return CLASS_RANKED;
}

/* Amendments of amendments, and reconsidering, take their place from what they are applied to: one
 * step a turn, down the chain of targets. */
uint32_t floor_key(const struct floor *f, const struct pack *pack, enum motion_type type,
                   uint32_t target)
{
    uint32_t before = 0; /* steps that amendments go before their target */
    for (;;) {
        const struct motion_row *row = &pack->motion[type];
        const struct floor_motion *t = target ? floor_motion_of(f, target) : NULL;
        uint32_t key = KEY_RANK * RANK_MAIN;
        switch (floor_class(type)) {
        case CLASS_MAIN: break;
        case CLASS_RECONSIDER:
            if (t) {
                type = t->type;
                target = t->target;
                continue;
            }
            break;
        case CLASS_INCIDENTAL:
            key = row->debatable == DEBATE_NO ? KEY_RANK * RANK_UNDEBATABLE + KEY_RANK / 2
                                              : KEY_RANK * RANK_DEBATABLE + KEY_RANK / 2;
            break;
        case CLASS_RANKED:
            key = (uint32_t)row->rank * KEY_RANK;
            if (type == MOTION_AMEND && t && floor_class(t->type) != CLASS_MAIN) {
                before++;
                type = t->type;
                target = t->target;
                continue;
            }
            break;
        }
        return key > before ? key - before : 0;
    }
}
