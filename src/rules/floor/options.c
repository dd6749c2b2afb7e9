/* What is in order now, for a screen: every kind of act tried on the state, the likely next one
 * first. */
#include "rules/floor/inside.h"

#include "base/must.h"

enum {
    OPTIONS_MAX = FLOOR_KIND_COUNT + 8 + MOTION_COUNT,
    RECALLED_MAX = 8 /* how many earlier decisions are tried as what a motion brings back */
};

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
    return k == FLOOR_MOTION_MOVED || k == FLOOR_MOTION_SECONDED || k == FLOOR_MOTION_SUGGESTED ||
           k == FLOOR_RECUSAL_STATED || k == FLOOR_VOTE_CAST || k == FLOOR_VOTE_CHANGED;
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

/* About an item: the one that is meant, or any other that is not open. */
static void try_item(struct trial *t, enum floor_kind kind, sv item)
{
    struct floor_act act = floor_act_make(kind);
    act.item = item.n > 0 ? item : SV("\n"); /* no item has this id: any other one is meant */
    judge(t, act);
    struct floor_option *o = &t->option[t->count - 1];
    if (item.n == 0) {
        o->act.item = SV_NONE;
        o->say = o->say.n > 0 ? floor_say(t->a, t->f, t->pack, &o->act, t->lang) : SV_NONE;
    }
}

static sv open_item(const struct floor *f)
{
    return f->item >= 0 ? f->items[f->item].id : SV_NONE;
}

/* The first item of a consent agenda that is pending. */
static sv listed_item(const struct floor *f)
{
    for (uint32_t i = f->pending_count; i > 0; i--) {
        const struct floor_motion *m = &f->pending[i - 1];
        if (m->type == MOTION_CONSENT_AGENDA && m->items_count > 0) {
            return m->items[0];
        }
    }
    return SV_NONE;
}

/* The motion of that type brings that decision back. */
static bool brings_back(enum motion_type type, const struct floor_motion *m)
{
    return (type == MOTION_RECONSIDER && floor_is_result(m->outcome)) ||
           (type == MOTION_RESCIND && m->type == MOTION_MAIN && m->outcome == OUTCOME_ADOPTED) ||
           (type == MOTION_TAKE && m->outcome == OUTCOME_TABLED) ||
           (type == MOTION_DISCHARGE && m->outcome == OUTCOME_REFERRED);
}

/* Tried on the open item first, then on what was decided here, last first, but on no other item
 * than the open one: the first that is in order, or else the first that there is. */
static void try_recall(struct trial *t, struct floor_act act)
{
    const struct floor *f = t->f;
    size_t place = t->count;
    uint32_t tried = 0;
    judge(t, act);
    struct floor_option best = t->option[place];
    for (uint32_t i = f->decided_count; i > 0 && tried < RECALLED_MAX; i--) {
        const struct floor_motion *m = &f->decided[i - 1];
        bool elsewhere = f->item >= 0 && m->item >= 0 && m->item != f->item;
        if (best.judgement.verdict == FLOOR_IN_ORDER || elsewhere || !brings_back(act.type, m) ||
            floor_pending(f, m->number) || floor_decided(f, m->number) != m) {
            continue;
        }
        t->count = place;
        act.target = m->number;
        judge(t, act);
        if (tried++ == 0 || t->option[place].judgement.verdict == FLOOR_IN_ORDER) {
            best = t->option[place];
        }
    }
    t->option[place] = best;
}

static void try_motion(struct trial *t, enum motion_type type)
{
    struct floor_act act = floor_act_make(FLOOR_MOTION_MOVED);
    act.type = type;
    if (type == MOTION_POSTPONE) {
        act.to = t->f->day.next_regular > 0 ? t->f->day.next_regular : t->f->day.day + 1;
    }
    if (type == MOTION_RECONSIDER || type == MOTION_RESCIND || type == MOTION_TAKE ||
        type == MOTION_DISCHARGE) {
        try_recall(t, act);
    } else {
        judge(t, act);
    }
}

/* Announced by voice: as carried, or else as not. */
static void try_announced(struct trial *t, struct floor_act act)
{
    bool against = t->m && floor_vote_against(t->pack, t->m);
    bool said = t->m && (t->m->method == METHOD_VOICE || t->m->method == METHOD_RISING);
    if (said) {
        act.outcome = against ? OUTCOME_SUSTAINED : OUTCOME_ADOPTED;
    }
    judge(t, act);
    if (said && t->option[t->count - 1].judgement.verdict == FLOOR_IMPOSSIBLE) {
        t->count--;
        act.outcome = against ? OUTCOME_NOT_SUSTAINED : OUTCOME_LOST;
        judge(t, act);
    }
}

/* Each ruling that fits the question. */
static void try_ruled(struct trial *t, struct floor_act act)
{
    const struct floor_motion *m = floor_immediate(t->f);
    act.motion = m ? m->number : 0;
    bool point = m && m->type == MOTION_POINT, inquiry = m && m->type == MOTION_INQUIRY;
    act.outcome = point ? OUTCOME_WELL_TAKEN : inquiry ? OUTCOME_ANSWERED : OUTCOME_GRANTED;
    judge(t, act);
    if (!inquiry && m && t->pack->motion[m->type].vote == VOTE_BY_CHAIR) {
        act.outcome = point ? OUTCOME_NOT_WELL_TAKEN : OUTCOME_DENIED;
        judge(t, act);
    }
}

static void try_kind(struct trial *t, enum floor_kind kind)
{
    struct floor_act act = floor_act_make(kind);
    act.motion = t->m ? t->m->number : 0;
    switch (kind) {
    case FLOOR_ATTENDANCE_NOTED: seats_add(&act.present, 0); break;
    case FLOOR_ITEM_OPENED: try_item(t, kind, SV_NONE); return;
    case FLOOR_ITEM_CLOSED: act.item = open_item(t->f); break;
    case FLOOR_ITEM_PULLED: try_item(t, kind, listed_item(t->f)); return;
    case FLOOR_ITEM_WITHDRAWN: try_item(t, kind, open_item(t->f)); return;
    case FLOOR_MOTION_MOVED:
        for (size_t i = 0; i < MOTION_COUNT; i++) {
            if (t->pack->motion[i].defined) {
                try_motion(t, (enum motion_type)i);
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
        for (int i = METHOD_ROLL_CALL; i <= METHOD_RISING; i++) {
            act.method = (enum floor_method)i;
            judge(t, act);
        }
        return;
    case FLOOR_VOTE_CAST: act.choice = CHOICE_YES; break;
    case FLOOR_VOTE_ANNOUNCED: try_announced(t, act); return;
    case FLOOR_CHAIR_PASSED: {
        struct seats others = floor_here(t->f);
        if (t->f->presiding != FLOOR_NOBODY) {
            seats_remove(&others, t->f->presiding);
        }
        act.member = seats_first(others);
        break;
    }
    case FLOOR_CHAIR_RULED: try_ruled(t, act); return;
    case FLOOR_HEARING_HEARD: act.sworn = true; break;
    case FLOOR_MEETING_OPENED:
    case FLOOR_MEETING_RECESSED:
    case FLOOR_MEETING_RESUMED:
    case FLOOR_MEETING_ADJOURNED:
    case FLOOR_MOTION_SECONDED:
    case FLOOR_RECUSAL_STATED:
    case FLOOR_VOTE_CHANGED:
    case FLOOR_REASON_GIVEN:
    case FLOOR_MOTION_SUGGESTED:
    case FLOOR_HEARING_OPENED:
    case FLOOR_HEARING_CLOSED:
    case FLOOR_OATH_ADMINISTERED:
    case FLOOR_DISCLOSURE_STATED:
    case FLOOR_SESSION_CLOSED:
    case FLOOR_SESSION_REOPENED:
    case FLOOR_KIND_COUNT: break;
    }
    judge(t, act);
}

/* … while no question is pending. */
static enum floor_kind likely_between(const struct floor *f)
{
    if (f->adjourn_ordered || f->recess_ordered) {
        return f->adjourn_ordered ? FLOOR_MEETING_ADJOURNED : FLOOR_MEETING_RECESSED;
    }
    if (f->item < 0) {
        return FLOOR_ITEM_OPENED;
    }
    enum floor_hearing hearing = floor_item_now(f, f->item)->hearing;
    if (hearing == HEARING_OPEN ||
        (hearing == HEARING_NONE && f->items[f->item].before.kind == ITEM_HEARING)) {
        return hearing == HEARING_OPEN ? FLOOR_HEARING_HEARD : FLOOR_HEARING_OPENED;
    }
    bool dealt_with = f->decided_count > 0 && f->decided[f->decided_count - 1].item == f->item;
    return dealt_with ? FLOOR_ITEM_CLOSED : FLOOR_MOTION_MOVED;
}

/* The act that most likely comes next. */
static enum floor_kind likely(const struct trial *t)
{
    const struct floor *f = t->f;
    const struct floor_motion *m = t->m;
    if (f->phase != PHASE_OPEN) {
        return f->phase == PHASE_BEFORE   ? FLOOR_MEETING_OPENED
               : f->phase == PHASE_CLOSED ? FLOOR_SESSION_REOPENED
                                          : FLOOR_MEETING_RESUMED;
    }
    if (!floor_has_quorum(f, t->pack)) {
        return FLOOR_ATTENDANCE_NOTED;
    }
    if (!m) {
        return likely_between(f);
    }
    if (m->method == METHOD_ROLL_CALL) {
        return seats_any(floor_waiting(f, t->pack, m)) ? FLOOR_VOTE_CAST : FLOOR_VOTE_ANNOUNCED;
    }
    if (m->method != METHOD_NONE) {
        return FLOOR_VOTE_ANNOUNCED;
    }
    if (t->pack->motion[m->type].vote == VOTE_BY_CHAIR) {
        return FLOOR_CHAIR_RULED;
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
