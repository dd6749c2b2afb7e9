/* The words of the chair, in English. */
#include "rules/floor/inside.h"

/* "motion 3, on item rc-41" */
static sv question(struct arena *a, const struct floor *f, const struct floor_motion *m)
{
    if (m->item < 0) {
        return sv_fmt(a, "motion %u", m->number);
    }
    return sv_fmt(a, "motion %u, on item %.*s", m->number, SV_ARG(f->items[m->item].id));
}

static sv stating(struct arena *a, const struct floor *f, const struct floor_motion *m)
{
    sv second = m->seconder == FLOOR_NOBODY
                    ? SV("")
                    : sv_fmt(a, " and seconded by %.*s", SV_ARG(floor_called(f, m->seconder)));
    return sv_fmt(a, "It is moved by %.*s%.*s: %.*s. Is there any discussion?",
                  SV_ARG(floor_called(f, m->mover)), SV_ARG(second), SV_ARG(question(a, f, m)));
}

static sv putting(struct arena *a, const struct floor *f, const struct floor_motion *m,
                  enum floor_method method)
{
    sv q = question(a, f, m);
    switch (method) {
    case METHOD_ROLL_CALL:
        return sv_fmt(a, "The question is on %.*s. The clerk will call the roll.", SV_ARG(q));
    case METHOD_RISING:
    case METHOD_VOICE:
        return sv_fmt(a, "The question is on %.*s. All in favor say aye. Those opposed say no.",
                      SV_ARG(q));
    case METHOD_CONSENT:
        return sv_fmt(a, "Is there any objection to the adoption of %.*s?", SV_ARG(q));
    case METHOD_NONE: break;
    }
    return SV_NONE;
}

static sv counts(struct arena *a, const struct floor_result *r)
{
    sv abstain = r->abstain ? sv_fmt(a, ", %u abstaining", r->abstain) : SV("");
    return sv_fmt(a, "%u in favor, %u opposed%.*s", r->yes, r->no, SV_ARG(abstain));
}

/* The question that is pending once that one is decided. */
static sv afterwards(struct arena *a, const struct floor *f, const struct floor_motion *m)
{
    for (uint32_t i = f->pending_count; i > 0; i--) {
        if (&f->pending[i - 1] != m) {
            return sv_fmt(a, " The question is now on %.*s.",
                          SV_ARG(question(a, f, &f->pending[i - 1])));
        }
    }
    return SV("");
}

static sv announcing(struct arena *a, const struct floor *f, const struct pack *pack,
                     const struct floor_motion *m, const struct floor_act *act)
{
    struct floor_result r;
    floor_announced(f, pack, m, act, &r);
    sv next = afterwards(a, f, m);
    bool adopted = r.outcome == OUTCOME_ADOPTED;
    if (r.outcome == OUTCOME_NONE) {
        return SV_NONE;
    }
    if (r.outcome == OUTCOME_OBJECTED) {
        return SV("There is an objection. The question is put to a vote.");
    }
    if (m->method == METHOD_CONSENT) {
        return sv_fmt(a, "Hearing no objection, motion %u is adopted.%.*s", m->number,
                      SV_ARG(next));
    }
    if (!r.named) {
        return sv_fmt(a, "The %s have it, and motion %u is %s.%.*s", adopted ? "ayes" : "noes",
                      m->number, adopted ? "adopted" : "lost", SV_ARG(next));
    }
    return sv_fmt(a, "%s%.*s. Motion %u is %s.%.*s",
                  r.rule == RULE_TIE_VOTE ? "The vote is a tie: " : "The vote is ",
                  SV_ARG(counts(a, &r)), m->number, adopted ? "adopted" : "lost", SV_ARG(next));
}

sv floor_say(struct arena *a, const struct floor *f, const struct pack *pack,
             const struct floor_act *act, enum floor_lang lang)
{
    (void)lang;
    const struct floor_motion *m = floor_pending(f, act->motion);
    switch (act->kind) {
    case FLOOR_MEETING_OPENED:
        return SV("The meeting will come to order. The clerk will call the roll.");
    case FLOOR_MEETING_RECESSED: return SV("The meeting stands in recess.");
    case FLOOR_MEETING_RESUMED: return SV("The meeting will come to order again.");
    case FLOOR_MEETING_ADJOURNED:
        return SV("There is no further business. The meeting is adjourned.");
    case FLOOR_ITEM_OPENED:
        return act->item.n ? sv_fmt(a, "The next item is %.*s.", SV_ARG(act->item))
                           : SV("The next item, please.");
    case FLOOR_MOTION_MOVED:
        if (act->type < MOTION_COUNT && pack->motion[act->type].second) {
            return SV("A motion has been made. Is there a second?");
        }
        return SV_NONE;
    case FLOOR_MOTION_STATED: return m ? stating(a, f, m) : SV_NONE;
    case FLOOR_MOTION_WITHDRAWN:
        if (!m) {
            return SV_NONE;
        }
        return sv_fmt(
            a, m->stated ? "Without objection, motion %u is withdrawn." : "Motion %u is withdrawn.",
            m->number);
    case FLOOR_RECUSAL_STATED:
        if (act->member < 0 || act->member >= f->member_count) {
            return SV_NONE;
        }
        return sv_fmt(a, "The record will show that %.*s does not vote on this item.",
                      SV_ARG(floor_called(f, act->member)));
    case FLOOR_VOTE_OPENED: return m ? putting(a, f, m, act->method) : SV_NONE;
    case FLOOR_VOTE_ANNOUNCED:
        return m && m->method != METHOD_NONE ? announcing(a, f, pack, m, act) : SV_NONE;
    case FLOOR_ATTENDANCE_NOTED:
    case FLOOR_ITEM_CLOSED:
    case FLOOR_MOTION_SECONDED:
    case FLOOR_VOTE_CAST:
    case FLOOR_VOTE_CHANGED:
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
    return SV_NONE;
}
