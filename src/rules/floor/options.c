/* What is in order now, for a screen: every kind of act tried on the state, the likely next one
 * first. */
#include "rules/floor/inside.h"

#include "base/must.h"

enum { OPTIONS_MAX = FLOOR_KIND_COUNT + 2 + MOTION_COUNT };

struct trial {
    struct arena *a;
    const struct floor *f;
    const struct pack *pack;
    enum floor_lang lang;
    struct floor_option *option;
    size_t count;
    const struct floor_motion *m; /* whose vote is open, or the immediately pending one */
};

static bool by_member(enum floor_kind k)
{
    return k == FLOOR_MOTION_MOVED || k == FLOOR_MOTION_SECONDED || k == FLOOR_RECUSAL_STATED ||
           k == FLOOR_VOTE_CAST || k == FLOOR_VOTE_CHANGED;
}

/* The act as the member would do it. */
static struct floor_act done_by(const struct trial *t, struct floor_act act, int32_t member)
{
    act.member = member;
    if (act.kind == FLOOR_VOTE_CHANGED && t->m) {
        act.choice = seats_has(&t->m->yes, member) ? CHOICE_NO : CHOICE_YES;
    }
    return act;
}

/* Judge it; where a member acts, by the first for whom it is in order, or else the least wrong. */
static void judge(struct trial *t, struct floor_act act)
{
    must(t->count < OPTIONS_MAX);
    struct floor_option *o = &t->option[t->count++];
    struct seats here = floor_here(t->f);
    floor_judge(t->a, t->f, t->pack, &act, &o->judgement);
    o->act = act;
    bool first = true;
    for (int32_t i = 0; by_member(act.kind) && i < t->f->member_count; i++) {
        struct judgement j;
        if (!seats_has(&here, i)) {
            continue;
        }
        struct floor_act by = done_by(t, act, i);
        floor_judge(t->a, t->f, t->pack, &by, &j);
        if (first || j.verdict < o->judgement.verdict) {
            o->judgement = j;
            o->act = by;
        }
        first = false;
        if (j.verdict == FLOOR_IN_ORDER) {
            break;
        }
    }
    if (o->judgement.verdict != FLOOR_IN_ORDER && by_member(act.kind)) {
        o->act.member = FLOOR_NOBODY;
    }
    if (o->judgement.verdict != FLOOR_IMPOSSIBLE) {
        o->say = floor_say(t->a, t->f, t->pack, &o->act, t->lang);
    }
}

static void try_item(struct trial *t, enum floor_kind kind)
{
    struct floor_act act = floor_act_make(kind);
    bool closing = kind == FLOOR_ITEM_CLOSED;
    act.item = closing && t->f->item >= 0 ? t->f->items[t->f->item].id : SV_NONE;
    if (!closing) {
        act.item = SV("\n"); /* no item has this id: any other one is meant */
    }
    judge(t, act);
    struct floor_option *o = &t->option[t->count - 1];
    if (!closing) {
        o->act.item = SV_NONE;
        o->say = o->say.n > 0 ? floor_say(t->a, t->f, t->pack, &o->act, t->lang) : SV_NONE;
    }
}

static void try_kind(struct trial *t, enum floor_kind kind)
{
    struct floor_act act = floor_act_make(kind);
    act.motion = t->m ? t->m->number : 0;
    switch (kind) {
    case FLOOR_ATTENDANCE_NOTED: seats_add(&act.present, 0); break;
    case FLOOR_ITEM_OPENED:
    case FLOOR_ITEM_CLOSED: try_item(t, kind); return;
    case FLOOR_MOTION_MOVED:
        act.motion = 0;
        for (size_t i = 0; i < MOTION_COUNT; i++) {
            if (t->pack->motion[i].defined) {
                act.type = (enum motion_type)i;
                judge(t, act);
            }
        }
        return;
    case FLOOR_MOTION_STATED:
        if (t->m && t->m->stated) {
            return; /* once is enough */
        }
        break;
    case FLOOR_MOTION_WITHDRAWN:
        act.member = t->m ? t->m->mover : FLOOR_NOBODY;
        act.permitted = t->m && t->m->stated;
        break;
    case FLOOR_VOTE_OPENED:
        for (int i = METHOD_ROLL_CALL; i <= METHOD_CONSENT; i++) {
            act.method = (enum floor_method)i;
            judge(t, act);
        }
        return;
    case FLOOR_VOTE_CAST: act.choice = CHOICE_YES; break;
    case FLOOR_VOTE_ANNOUNCED:
        act.outcome = t->m && t->m->method == METHOD_VOICE ? OUTCOME_ADOPTED : OUTCOME_NONE;
        judge(t, act);
        if (act.outcome == OUTCOME_ADOPTED &&
            t->option[t->count - 1].judgement.verdict == FLOOR_IMPOSSIBLE) {
            t->count--;
            act.outcome = OUTCOME_LOST;
            judge(t, act);
        }
        return;
    case FLOOR_MEETING_OPENED:
    case FLOOR_MEETING_RECESSED:
    case FLOOR_MEETING_RESUMED:
    case FLOOR_MEETING_ADJOURNED:
    case FLOOR_MOTION_SECONDED:
    case FLOOR_RECUSAL_STATED:
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
    judge(t, act);
}

/* The act that most likely comes next. */
static enum floor_kind likely(const struct trial *t)
{
    const struct floor *f = t->f;
    const struct floor_motion *m = t->m;
    if (f->phase != PHASE_OPEN) {
        return f->phase == PHASE_BEFORE ? FLOOR_MEETING_OPENED : FLOOR_MEETING_RESUMED;
    }
    if (!floor_has_quorum(f, t->pack)) {
        return FLOOR_ATTENDANCE_NOTED;
    }
    if (!m) {
        bool dealt_with = f->decided_count > 0 && f->item >= 0 &&
                          f->decided[f->decided_count - 1].item == f->item;
        return f->item < 0  ? FLOOR_ITEM_OPENED
               : dealt_with ? FLOOR_ITEM_CLOSED
                            : FLOOR_MOTION_MOVED;
    }
    if (m->method == METHOD_ROLL_CALL) {
        return seats_any(floor_waiting(f, t->pack, m)) ? FLOOR_VOTE_CAST : FLOOR_VOTE_ANNOUNCED;
    }
    if (m->method != METHOD_NONE) {
        return FLOOR_VOTE_ANNOUNCED;
    }
    if (m->stated) {
        return FLOOR_VOTE_OPENED;
    }
    return floor_unseconded(t->pack, m) ? FLOOR_MOTION_SECONDED : FLOOR_MOTION_STATED;
}

size_t floor_options(struct arena *a, const struct floor *f, const struct pack *pack,
                     enum floor_lang lang, struct floor_option **ret)
{
    struct trial t = {.a = a, .f = f, .pack = pack, .lang = lang, .m = floor_immediate(f)};
    t.option = arena_array(a, struct floor_option, OPTIONS_MAX);
    for (uint32_t i = f->pending_count; i > 0; i--) {
        if (f->pending[i - 1].method != METHOD_NONE) {
            t.m = &f->pending[i - 1];
            break;
        }
    }
    for (size_t k = 0; k < FLOOR_KIND_COUNT; k++) {
        try_kind(&t, (enum floor_kind)k);
    }
    enum floor_kind next = likely(&t);
    struct floor_option *sorted = arena_array(a, struct floor_option, t.count);
    size_t n = 0;
    for (int pass = 0; pass < 4; pass++) {
        for (size_t i = 0; i < t.count; i++) {
            const struct floor_option *o = &t.option[i];
            bool foremost = o->judgement.verdict == FLOOR_IN_ORDER && o->act.kind == next;
            int place = foremost ? 0 : 1 + (int)o->judgement.verdict;
            if (place == pass) {
                sorted[n++] = *o;
            }
        }
    }
    *ret = sorted;
    return n;
}
