/* Random meetings, judged by the floor and by a slow and obvious second model: verdict, rule,
 * result and state must be the same after every act. p-floor [ACTS [SEED]] */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "floor_draw.h"
#include "floor_lines.h"
#include "floor_slow.h"
#include "rules/floor.h"
#include "tap.h"

enum { MEETING_ACTS = 150 };

static const struct floor_member everybody[SLOW_MEMBERS] = {
    {SV_INIT("a"), SV_INIT("Chair Ames")}, {SV_INIT("b"), SV_INIT("")}, {SV_INIT("c"), SV_INIT("")},
    {SV_INIT("d"), SV_INIT("")},           {SV_INIT("e"), SV_INIT("")}, {SV_INIT("f"), SV_INIT("")},
    {SV_INIT("g"), SV_INIT("")},           {SV_INIT("h"), SV_INIT("")}, {SV_INIT("i"), SV_INIT("")},
    {SV_INIT("j"), SV_INIT("")},           {SV_INIT("k"), SV_INIT("")}, {SV_INIT("l"), SV_INIT("")},
};

enum { ITEMS = 5 };
static const sv items[ITEMS] = {SV_INIT("u"), SV_INIT("v"), SV_INIT("w"), SV_INIT("x"),
                                SV_INIT("y")};

struct meeting {
    struct arena *a;
    struct pack *pack;
    int members, vacancies;
    struct floor_day day;
    struct floor_past past[ITEMS];
    bool facts; /* of the day and of items are given */
    struct floor f;
    struct floor_act record[MEETING_ACTS];
    size_t count;
    bool drawn; /* the pack is not as it comes with the program */
    bool departed;
};

/* What stood on record when the meeting was opened. */
static void draw_facts(struct meeting *m)
{
    static const enum floor_outcome decided[] = {OUTCOME_NONE, OUTCOME_ADOPTED, OUTCOME_LOST};
    m->facts = chance(75);
    m->day.day = chance(85) ? 20 : 0;
    m->day.type = (enum floor_meeting_type)(chance(60) ? 0 : below(4));
    m->day.next_regular = chance(70) ? 27 : 0;
    int vetoed = below(ITEMS - 1);
    m->day.vetoed = &items[vetoed];
    m->day.vetoed_count = chance(30) ? 1 + (size_t)below(2) : 0;
    for (int i = 0; i < ITEMS; i++) {
        struct floor_past *past = &m->past[i];
        past->kind = (enum floor_item_kind)(chance(40) ? ITEM_ORDINANCE : below(7));
        past->scheduled = chance(85);
        past->readings = past->kind == ITEM_ORDINANCE ? below(3) : 0;
        past->reading_day = past->readings > 0 ? 6 + 14 * below(2) : 0;
        past->decided = decided[below(3)];
        past->previous_meeting = past->decided != OUTCOME_NONE && chance(60);
        past->named = past->decided != OUTCOME_NONE && chance(60);
        for (int s = 0; past->named && s < m->members; s++) {
            seats_add(chance(50) ? &past->yes : &past->no, s);
        }
        past->tabled = chance(20);
        past->referred = chance(20);
        past->vetoed = chance(30);
    }
    for (size_t i = 0; i < m->day.vetoed_count; i++) {
        m->past[(size_t)vetoed + i].vetoed = true;
    }
}

static sv draw_item(void)
{
    return chance(15) ? SV_NONE : items[below(ITEMS)];
}

static bool chair_decides(const struct meeting *m, enum motion_type t)
{
    return m->pack->motion[t].vote == VOTE_BY_CHAIR;
}

static enum floor_kind draw_rare_kind(const struct meeting *m)
{
    static const enum floor_kind rare[] = {
        FLOOR_RECUSAL_STATED,    FLOOR_MEETING_RECESSED, FLOOR_CHAIR_PASSED,
        FLOOR_MOTION_SUGGESTED,  FLOOR_ITEM_PULLED,      FLOOR_ITEM_WITHDRAWN,
        FLOOR_HEARING_OPENED,    FLOOR_HEARING_HEARD,    FLOOR_HEARING_CLOSED,
        FLOOR_OATH_ADMINISTERED, FLOOR_REASON_GIVEN,     FLOOR_DISCLOSURE_STATED,
        FLOOR_SESSION_CLOSED,    FLOOR_REASON_GIVEN};
    return m->f.adjourn_ordered && chance(60) ? FLOOR_MEETING_ADJOURNED : rare[below(14)];
}

/* A kind that may well come next, or any. */
static enum floor_kind draw_kind(const struct meeting *meeting)
{
    const struct floor *f = &meeting->f;
    const struct floor_motion *m = floor_immediate(f);
    if (chance(6)) {
        return (enum floor_kind)below(FLOOR_KIND_COUNT);
    }
    if (f->phase == PHASE_BEFORE) {
        return chance(60) ? FLOOR_MEETING_OPENED : FLOOR_ATTENDANCE_NOTED;
    }
    if (f->phase == PHASE_RECESS) {
        return chance(70) ? FLOOR_MEETING_RESUMED : FLOOR_ATTENDANCE_NOTED;
    }
    if (f->phase == PHASE_CLOSED) {
        return chance(70) ? FLOOR_SESSION_REOPENED : FLOOR_CHAIR_PASSED;
    }
    if (seats_count(&f->present) + seats_count(&f->remote) <= f->member_count / 2u || chance(2)) {
        return FLOOR_ATTENDANCE_NOTED;
    }
    if (f->recess_ordered && chance(40)) {
        return FLOOR_MEETING_RECESSED;
    }
    if (chance(8)) {
        return draw_rare_kind(meeting);
    }
    if ((f->last_ruled > 0 && chance(30)) || (f->last_announced > 0 && chance(15))) {
        return FLOOR_MOTION_MOVED;
    }
    if (!m) {
        return f->item < 0 && chance(60) ? FLOOR_ITEM_OPENED
               : chance(85)              ? FLOOR_MOTION_MOVED
                                         : FLOOR_ITEM_CLOSED;
    }
    if (m->method == METHOD_NONE && chair_decides(meeting, m->type) && chance(80)) {
        return FLOOR_CHAIR_RULED;
    }
    if (m->method == METHOD_NONE) {
        bool wants_second = m->seconder < 0 && meeting->pack->motion[m->type].second;
        return m->stated                    ? (chance(40)   ? FLOOR_MOTION_MOVED
                                               : chance(85) ? FLOOR_VOTE_OPENED
                                               : chance(50) ? FLOOR_REASON_GIVEN
                                                            : FLOOR_MOTION_WITHDRAWN)
               : wants_second && chance(85) ? FLOOR_MOTION_SECONDED
                                            : FLOOR_MOTION_STATED;
    }
    bool quick = m->method == METHOD_CONSENT || m->method == METHOD_VOICE;
    return chance(quick ? 60 : 22)  ? FLOOR_VOTE_ANNOUNCED
           : chance(8)              ? FLOOR_VOTE_CHANGED
           : chance(4)              ? FLOOR_VOTE_OPENED
           : chance(quick ? 20 : 2) ? FLOOR_MOTION_MOVED
                                    : FLOOR_VOTE_CAST;
}

static void draw_attendance(const struct floor *f, struct floor_act *act)
{
    struct seats *lists[] = {&act->present, &act->remote, &act->absent, &act->left};
    for (int32_t i = 0; i < f->member_count; i++) {
        if (chance(60)) {
            int k = chance(75) ? 0 : below(4);
            seats_add(lists[k], i);
        }
        if (chance(1)) {
            seats_add(lists[below(4)], i);
        }
    }
    if (chance(1)) {
        seats_add(&act->present, below(LIMIT_SEATS));
    }
}

static enum motion_type draw_type(const struct floor *f)
{
    static const enum motion_type with_none[] = {
        MOTION_MAIN,   MOTION_MAIN,    MOTION_MAIN,     MOTION_MAIN,      MOTION_CONSENT_AGENDA,
        MOTION_MAIN,   MOTION_RESCIND, MOTION_TAKE,     MOTION_DISCHARGE, MOTION_OVERRIDE,
        MOTION_REFER,  MOTION_ADJOURN, MOTION_POSTPONE, MOTION_SUSPEND,   MOTION_RECONSIDER,
        MOTION_RECESS, MOTION_POINT,   MOTION_TABLE,    MOTION_RECONSIDER};
    static const enum motion_type with_one[] = {
        MOTION_AMEND,     MOTION_AMEND,  MOTION_AMEND,   MOTION_AMEND,    MOTION_POSTPONE,
        MOTION_POSTPONE,  MOTION_REFER,  MOTION_TABLE,   MOTION_PREVIOUS, MOTION_LIMIT,
        MOTION_POINT,     MOTION_DIVIDE, MOTION_OBJECT,  MOTION_WITHDRAW, MOTION_INDEFINITE,
        MOTION_PARAGRAPH, MOTION_METHOD, MOTION_INQUIRY, MOTION_PRIVILEGE};
    if (chance(15)) {
        return (enum motion_type)below(MOTION_COUNT + (chance(3) ? 1 : 0));
    }
    if (f->pending_count > 0 && f->pending[f->pending_count - 1].form == FORM_BLANK && chance(40)) {
        return MOTION_AMEND;
    }
    const struct floor_motion *m = floor_immediate(f);
    const struct floor_motion *under = m ? floor_pending(f, m->target) : NULL;
    if (under && m->type == MOTION_AMEND && under->type == MOTION_AMEND && chance(30)) {
        return MOTION_AMEND;
    }
    if (f->last_ruled > 0 && chance(70)) {
        return MOTION_APPEAL;
    }
    if ((f->last_announced > 0 || (m && m->method == METHOD_VOICE)) && chance(40)) {
        return MOTION_DIVISION;
    }
    if (f->last_announced > 0 && chance(25)) {
        return MOTION_RECONSIDER;
    }
    return m ? with_one[below(19)] : with_none[below(19)];
}

/* A motion that was decided so, or 0. */
static uint32_t draw_decided(const struct floor *f, enum floor_outcome a, enum floor_outcome b)
{
    uint32_t found = 0;
    for (uint32_t n = 1; n <= f->motion_count; n++) {
        const struct floor_motion *d = floor_pending(f, n) ? NULL : floor_decided(f, n);
        if (d && (d->outcome == a || d->outcome == b) && (found == 0 || chance(50))) {
            found = n;
        }
    }
    return found;
}

static void draw_moved(const struct meeting *meeting, struct floor_act *act)
{
    static sv lists[64][3];
    static int next_list;
    const struct floor *f = &meeting->f;
    const struct floor_motion *top = floor_immediate(f);
    act->type = draw_type(f);
    act->item = chance(80) ? SV_NONE : draw_item();
    act->method = act->type == MOTION_METHOD ? (enum floor_method)(1 + below(4)) : METHOD_NONE;
    act->to = chance(60) ? 20 + below(10) : chance(10) ? 10 : 0;
    act->all = chance(30);
    act->notice = chance(30);
    act->form = act->type == MOTION_AMEND ? (enum floor_form)(chance(40) ? FORM_BLANK : below(7))
                                          : FORM_NONE;
    act->action = chance(80) ? ACTION_ADOPT : (enum floor_action)below(5);
    act->needs = chance(6) ? draw_vote_rule(meeting->pack) : RULE_NONE;
    act->needs = chance(1) ? (enum rule_id)below(RULE_COUNT) : act->needs;
    if (chance(2) || ((act->type == MOTION_POINT || act->type == MOTION_SUSPEND) && chance(70))) {
        act->about_rule = (enum rule_id)below(RULE_COUNT);
        for (int i = 0; i < 40 && act->type == MOTION_SUSPEND && chance(90) &&
                        meeting->pack->rule[act->about_rule].param[PARAM_SUSPEND] != PARAM_YES;
             i++) {
            act->about_rule = (enum rule_id)below(RULE_COUNT);
        }
        for (int i = 0; i < 40 && act->type == MOTION_POINT && chance(90) &&
                        !(f->breached[act->about_rule / 64] >> act->about_rule % 64 & 1);
             i++) {
            act->about_rule = (enum rule_id)below(RULE_COUNT);
        }
    }
    if (act->type == MOTION_CONSENT_AGENDA || chance(3)) {
        sv *list = lists[next_list++ % 64];
        act->items_count = 1 + (size_t)below(3);
        for (size_t i = 0; i < act->items_count; i++) {
            list[i] = items[below(ITEMS)];
        }
        sv *kept = arena_array(meeting->a, sv, act->items_count);
        memcpy(kept, list, act->items_count * sizeof *list);
        act->items = kept;
    }
    switch ((int)act->type) {
    case MOTION_RECONSIDER:
        act->target = chance(80) ? draw_decided(f, OUTCOME_ADOPTED, OUTCOME_LOST)
                                 : draw_decided(f, OUTCOME_SUSTAINED, OUTCOME_NOT_SUSTAINED);
        break;
    case MOTION_RESCIND: act->target = draw_decided(f, OUTCOME_ADOPTED, OUTCOME_ADOPTED); break;
    case MOTION_TAKE: act->target = draw_decided(f, OUTCOME_TABLED, OUTCOME_TABLED); break;
    case MOTION_DISCHARGE: act->target = draw_decided(f, OUTCOME_REFERRED, OUTCOME_REFERRED); break;
    case MOTION_MAIN:
        act->target = chance(50) ? draw_decided(f, OUTCOME_DIVIDED, OUTCOME_DIVIDED) : 0;
        break;
    case MOTION_POINT: act->target = top && chance(40) ? top->number : 0; break;
    default: break;
    }
    if (top && act->type == MOTION_AMEND && top->type == MOTION_AMEND && top->form == FORM_BLANK &&
        chance(70)) {
        act->target = top->target; /* another proposal for the same blank */
        act->form = FORM_BLANK;
    }
    if (act->target > 0 && chance(15)) {
        act->target = 0;
    }
    if (chance(5)) {
        act->target = (uint32_t)below((int)f->motion_count + 2);
    }
    const struct floor_motion *target =
        act->type == MOTION_RECONSIDER && act->target > 0 ? floor_decided(f, act->target) : NULL;
    for (int i = 0; target && i < 4; i++) {
        bool won = target->outcome == OUTCOME_ADOPTED || target->outcome == OUTCOME_SUSTAINED;
        if (!seats_has(won ? &target->yes : &target->no, act->member)) {
            act->member = below(f->member_count);
        }
    }
}

static enum floor_outcome draw_announced(const struct meeting *m, const struct floor_motion *q)
{
    if (chance(3)) {
        return (enum floor_outcome)below(OUTCOME_RESCINDED + 1);
    }
    if (q && q->method != METHOD_VOICE && q->method != METHOD_RISING && chance(70)) {
        return OUTCOME_NONE;
    }
    if (q && q->method == METHOD_CONSENT && chance(30)) {
        return OUTCOME_OBJECTED;
    }
    int row = q ? m->pack->motion[q->type].vote : -1;
    bool against = row >= 0 && m->pack->rule[row].param[PARAM_SIDE] == SIDE_AGAINST;
    bool yes = chance(65);
    return against ? (yes ? OUTCOME_SUSTAINED : OUTCOME_NOT_SUSTAINED)
                   : (yes ? OUTCOME_ADOPTED : OUTCOME_LOST);
}

static enum floor_outcome draw_ruling(const struct floor_motion *q)
{
    if (!q || chance(5)) {
        return (enum floor_outcome)below(OUTCOME_RESCINDED + 1);
    }
    bool yes = chance(60);
    return q->type == MOTION_INQUIRY ? OUTCOME_ANSWERED
           : q->type == MOTION_POINT ? (yes ? OUTCOME_WELL_TAKEN : OUTCOME_NOT_WELL_TAKEN)
                                     : (yes ? OUTCOME_GRANTED : OUTCOME_DENIED);
}

static struct floor_act draw_act(const struct meeting *meeting)
{
    const struct floor *f = &meeting->f;
    struct floor_act act = floor_act_make(draw_kind(meeting));
    const struct floor_motion *m = floor_immediate(f);
    act.member = chance(97) ? below(f->member_count) : FLOOR_NOBODY - below(2) + below(2) * 20;
    act.motion = act.kind == FLOOR_MOTION_MOVED ? 0 : m ? m->number : 0;
    if (act.kind == FLOOR_REASON_GIVEN && chance(50)) {
        act.motion = 0;
    }
    if (chance(act.kind == FLOOR_MOTION_MOVED ? 1 : 6)) {
        act.motion = (uint32_t)below((int)f->motion_count + 3);
    }
    if (chance(1)) {
        act.stranger = SV("zoe");
    }
    if (m && act.kind == FLOOR_MOTION_WITHDRAWN && chance(70)) {
        act.member = m->mover;
    }
    act.type = (enum motion_type)below(MOTION_COUNT);
    act.method = (enum floor_method)(chance(2) ? 0 : 1 + below(4));
    if (m && m->ordered != METHOD_NONE && chance(80)) {
        act.method = m->ordered;
    }
    act.choice = (enum floor_choice)(chance(1) ? 0 : 1 + (chance(90) ? below(2) : 2));
    act.permitted = chance(50);
    act.aloud = chance(85);
    act.quasi = chance(50);
    act.sworn = chance(70);
    act.item = draw_item();
    if (act.kind == FLOOR_ITEM_CLOSED && f->item >= 0 && chance(80)) {
        act.item = f->items[f->item].id;
    }
    if (act.kind >= FLOOR_HEARING_OPENED && act.kind <= FLOOR_DISCLOSURE_STATED && chance(70)) {
        act.item = SV_NONE;
    }
    if (act.kind == FLOOR_DISCLOSURE_STATED && chance(50)) {
        act.member = FLOOR_NOBODY;
    }
    if (act.kind == FLOOR_MOTION_MOVED) {
        draw_moved(meeting, &act);
    }
    if (act.kind == FLOOR_ATTENDANCE_NOTED) {
        draw_attendance(f, &act);
    }
    if (act.kind == FLOOR_CHAIR_RULED) {
        act.outcome = draw_ruling(floor_pending(f, act.motion));
    }
    if (act.kind == FLOOR_VOTE_ANNOUNCED) {
        act.outcome = draw_announced(meeting, floor_pending(f, act.motion));
        if (chance(20)) {
            act.yes = below(f->member_count + 1);
            act.no = chance(90) ? below(f->member_count + 1 - act.yes) : -1;
            act.abstain = chance(30) ? below(3) : -1;
        }
    }
    if (meeting->facts && act.kind == FLOOR_MEETING_OPENED) {
        act.day = &meeting->day;
    }
    for (int i = 0; i < ITEMS && meeting->facts; i++) {
        if (sv_eq(act.item, items[i])) {
            act.before = &meeting->past[i];
        }
    }
    return act;
}

static void slow_begin(struct slow *s, const struct meeting *m)
{
    s->members = m->members;
    s->vacancies = m->vacancies;
    s->member = everybody;
    s->pack = m->pack;
    slow_replay(s, NULL, 0);
}

static bool same_answer(const struct judgement *j, const struct slow_answer *s)
{
    if (j->verdict != s->verdict || j->rule_no != s->rule) {
        return false;
    }
    const struct floor_result *r = &j->result;
    if (j->verdict == FLOOR_IMPOSSIBLE || s->outcome == OUTCOME_NONE) {
        return r->outcome == OUTCOME_NONE || j->verdict == FLOOR_IMPOSSIBLE;
    }
    bool counted = r->named || (r->yes + r->no == (uint32_t)(s->yes + s->no));
    return r->outcome == s->outcome && counted && r->present == (uint32_t)s->present &&
           r->quorum == (uint32_t)s->quorum && r->abstain == (uint32_t)s->abstain &&
           r->rule == s->vote_rule &&
           (!r->named || (r->yes == (uint32_t)s->yes && r->no == (uint32_t)s->no));
}

/* How both see an act before it is recorded. */
struct view {
    struct judgement fast;
    struct slow_answer slow;
    sv word; /* what it makes of items */
};

static bool same_disposition(const struct floor_disposition *d, const struct slow_disposition *s)
{
    bool same = sv_is(d->word, s->word) && (int)d->items_count == s->items_count;
    for (int i = 0; same && i < s->items_count; i++) {
        same = sv_eq(d->items[i], s->items[i]);
    }
    return same;
}

/* NULL, or in what they see it differently. */
static const char *look(struct arena *a, const struct floor *f, const struct slow *s,
                        const struct floor_act *act, struct view *v)
{
    size_t used = arena_used(a);
    floor_judge(a, f, s->pack, act, &v->fast);
    bool took_memory = arena_used(a) != used;
    v->slow = slow_judge(s, act);
    v->word = SV_NONE;
    if (!same_answer(&v->fast, &v->slow)) {
        return "the judgements differ";
    }
    if (v->fast.verdict == FLOOR_IN_ORDER && v->fast.rule_no == RULE_NONE && took_memory) {
        return "judging an act that is in order took memory";
    }
    if (v->fast.verdict == FLOOR_IMPOSSIBLE) {
        return NULL;
    }
    if (act->kind == FLOOR_MOTION_MOVED) {
        struct slow_motion x = slow_moved(s, act);
        if (!sv_eq(floor_item_of(f, s->pack, act), x.item)) {
            return "the items that it would be about differ";
        }
        if ((int)floor_target_of(f, s->pack, act) != x.target) {
            return "the motions that it would be applied to differ";
        }
        if ((int)floor_reading_of(f, s->pack, act) != x.reading) {
            return "the readings differ";
        }
    }
    struct floor_disposition d;
    floor_dispose(a, f, s->pack, act, &d);
    struct slow_disposition slow_d = slow_dispose(s, act, &v->slow);
    if (!same_disposition(&d, &slow_d)) {
        return "what becomes of items differs";
    }
    v->word = d.word;
    return NULL;
}

/* What is offered as in order is in order. */
static const char *look_at_options(const struct floor *f, const struct slow *s, bool aloud)
{
    SCOPED(arena_scope) struct arena *a = arena_open(65536);
    struct floor_option *options;
    size_t count = floor_options(a, f, s->pack, LANG_EN, &options);
    for (size_t i = 0; i < count; i++) {
        struct floor_act act = options[i].act;
        bool any_item = act.kind == FLOOR_ITEM_OPENED || act.kind == FLOOR_ITEM_PULLED ||
                        act.kind == FLOOR_ITEM_WITHDRAWN;
        act.item = any_item && act.item.n == 0 ? SV("any") : act.item;
        if (options[i].judgement.verdict == FLOOR_IN_ORDER &&
            slow_judge(s, &act).verdict != FLOOR_IN_ORDER) {
            sv type = act.type < MOTION_COUNT ? motion_type_name(act.type) : SV_NONE;
            if (aloud) {
                printf("# offered: %.*s %.*s %.*s motion %u member %d, by the slow one %.*s\n",
                       SV_ARG(floor_kind_name(act.kind)), SV_ARG(type),
                       SV_ARG(floor_method_name(act.method)), act.motion, act.member,
                       SV_ARG(rule_name(slow_judge(s, &act).rule)));
            }
            return "something is offered as in order that is not";
        }
    }
    return NULL;
}

static uint32_t own_motion(const struct floor_act *act, const struct floor *before)
{
    switch ((int)act->kind) {
    case FLOOR_MOTION_MOVED: return before->motion_count + 1;
    case FLOOR_MOTION_WITHDRAWN:
    case FLOOR_VOTE_ANNOUNCED:
    case FLOOR_CHAIR_RULED: return act->motion;
    default: return 0;
    }
}

/* The act recorded by both; NULL, or in what they differ then. */
static const char *record(struct arena *a, struct floor *f, struct slow *s,
                          const struct floor_act *acts, size_t count, long *outcomes)
{
    static struct buf fast_text, slow_text;
    static struct slow slow_before;
    struct floor before = *f;
    uint32_t own = own_motion(&acts[count - 1], f);
    struct floor_change *changes;
    if (fast_text.max == 0) {
        fast_text = buf_make(1 << 20);
        slow_text = buf_make(1 << 20);
    }
    slow_before = *s;
    floor_apply(a, f, s->pack, &acts[count - 1]);
    slow_replay(s, acts, count);
    buf_clear(&fast_text);
    buf_clear(&slow_text);
    floor_write(&fast_text, f);
    slow_write(&slow_text, s);
    if (!sv_eq(buf_view(&fast_text), buf_view(&slow_text))) {
        return "the states differ";
    }
    size_t changed = floor_becomes(a, &before, f, own, &changes), seen = 0;
    for (int n = 1; n <= slow_before.motions; n++) {
        enum floor_outcome o;
        if (n != (int)own && slow_becomes(&slow_before, s, n, &o)) {
            if (seen >= changed || (int)changes[seen].motion != n || changes[seen].outcome != o) {
                return "what becomes of other motions differs";
            }
            outcomes[o]++;
            seen++;
        }
    }
    return seen == changed ? NULL : "what becomes of other motions differs";
}

/* Begin both; false where the floor refuses. */
static bool begin(struct arena *a, struct floor *f, struct slow *s, const struct meeting *m)
{
    slow_begin(s, m);
    return !floor_make(a, everybody, (size_t)m->members, (size_t)m->vacancies, f);
}

/* Replay these acts with both; why they differ at the last, or NULL. */
static const char *disagree(const struct meeting *m, const struct floor_act *acts, size_t count)
{
    SCOPED(arena_scope) struct arena *a = arena_open(65536);
    struct floor f;
    static struct slow s;
    struct view v;
    long outcomes[OUTCOME_RESCINDED + 1] = {0};
    if (!begin(a, &f, &s, m)) {
        return NULL;
    }
    for (size_t i = 0; i < count; i++) {
        const char *why = look(a, &f, &s, &acts[i], &v);
        if (why || v.fast.verdict == FLOOR_IMPOSSIBLE) {
            return i + 1 == count ? why : NULL;
        }
        why = record(a, &f, &s, acts, i + 1, outcomes);
        if (why) {
            return i + 1 == count ? why : NULL;
        }
    }
    return look_at_options(&f, &s, false);
}

static void show(const struct meeting *m, const struct floor_act *acts, size_t count)
{
    struct buf out = buf_make(1 << 20);
    for (size_t i = 0; i < count; i++) {
        buf_str(&out, "#   ");
        line_write(&out, &m->f, &acts[i]);
        buf_char(&out, '\n');
    }
    sv text = buf_view(&out);
    printf("# pack %.*s%s, %d members, %d vacancies; the acts:\n%.*s", SV_ARG(m->pack->name),
           m->drawn ? " drawn anew" : "", m->members, m->vacancies, SV_ARG(text));
    for (int r = 0; m->drawn && r < RULE_COUNT; r++) {
        if (!m->pack->rule[r].defined) {
            printf("# no rule %.*s\n", SV_ARG(rule_name((enum rule_id)r)));
        }
    }
    buf_clear(&out);
    rule_pack_print(&out, m->pack);
    sv name = SV_NONE;
    for (sv rest = m->drawn ? buf_view(&out) : SV_NONE; rest.n > 0;) {
        sv line = sv_cut(rest, '\n', &rest);
        if (sv_starts(line, SV("  ")) && line.p[2] != ' ') {
            name = line;
        } else if (sv_starts(line, SV("    with"))) {
            printf("# %.*s %.*s\n", SV_ARG(name), SV_ARG(sv_trim(line)));
        }
    }
    buf_free(&out);
}

/* The acts without the one at that place; if it made a motion, later motions move up by one. */
static void without(const struct floor_act *acts, size_t count, size_t place, struct floor_act *ret)
{
    uint32_t number = 0;
    for (size_t i = 0; i <= place; i++) {
        number += acts[i].kind == FLOOR_MOTION_MOVED;
    }
    bool moved = acts[place].kind == FLOOR_MOTION_MOVED;
    for (size_t i = 0, n = 0; i < count; i++) {
        if (i != place) {
            ret[n] = acts[i];
            ret[n].motion -= moved && ret[n].motion > number;
            ret[n].target -= moved && ret[n].target > number;
            n++;
        }
    }
}

/* Drop what is not needed for the difference, then print what is left. */
static void explain(const struct meeting *m, const struct floor_act *last)
{
    static struct floor_act acts[MEETING_ACTS + 1], fewer[MEETING_ACTS + 1];
    size_t count = m->count;
    memcpy(acts, m->record, count * sizeof *acts);
    acts[count++] = *last;
    for (size_t block = 8, dropped = 1; block > 0; block = dropped ? 8 : block / 2) {
        dropped = 0;
        for (size_t i = count - 1; i-- > 0;) {
            size_t fewer_count = i + block < count ? count - block : count;
            memcpy(fewer, acts, count * sizeof *acts);
            for (size_t k = count; k > fewer_count; k--) {
                without(fewer, k, i, fewer);
            }
            if (fewer_count < count && disagree(m, fewer, fewer_count)) {
                memcpy(acts, fewer, fewer_count * sizeof *acts);
                dropped += count - fewer_count;
                count = fewer_count;
                i = i < count ? i : count - 1;
            }
        }
    }
    show(m, acts, count);
    SCOPED(arena_scope) struct arena *a = arena_open(65536);
    struct floor f;
    static struct slow s;
    struct view v;
    long outcomes[OUTCOME_RESCINDED + 1] = {0};
    if (!begin(a, &f, &s, m)) {
        return;
    }
    for (size_t i = 0; i + 1 < count; i++) {
        look(a, &f, &s, &acts[i], &v);
        record(a, &f, &s, acts, i + 1, outcomes);
    }
    look(a, &f, &s, &acts[count - 1], &v);
    printf("# the floor: %.*s %.*s: %.*s\n# the slow one: %.*s %.*s\n",
           SV_ARG(floor_verdict_name(v.fast.verdict)), SV_ARG(rule_name(v.fast.rule_no)),
           SV_ARG(v.fast.sentence), SV_ARG(floor_verdict_name(v.slow.verdict)),
           SV_ARG(rule_name(v.slow.rule)));
    if (v.slow.outcome != OUTCOME_NONE) {
        const struct floor_result *r = &v.fast.result;
        printf("# the floor: %.*s %u-%u-%u of %u, quorum %u, by %.*s\n",
               SV_ARG(floor_outcome_name(r->outcome)), r->yes, r->no, r->abstain, r->present,
               r->quorum, SV_ARG(rule_name(r->rule)));
        printf("# the slow one: %.*s %d-%d-%d of %d, quorum %d, by %.*s\n",
               SV_ARG(floor_outcome_name(v.slow.outcome)), v.slow.yes, v.slow.no, v.slow.abstain,
               v.slow.present, v.slow.quorum, SV_ARG(rule_name(v.slow.vote_rule)));
    }
    struct floor_disposition d = {0};
    if (v.fast.verdict != FLOOR_IMPOSSIBLE && v.slow.verdict != FLOOR_IMPOSSIBLE) {
        floor_dispose(a, &f, m->pack, &acts[count - 1], &d);
        printf("# items: the floor: \"%.*s\" of %zu, the slow one: \"%s\" of %d\n", SV_ARG(d.word),
               d.items_count, slow_dispose(&s, &acts[count - 1], &v.slow).word,
               slow_dispose(&s, &acts[count - 1], &v.slow).items_count);
        record(a, &f, &s, acts, count, outcomes);
        look_at_options(&f, &s, true);
        struct buf out = buf_make(1 << 20);
        floor_write(&out, &f);
        buf_str(&out, "---- the slow one\n");
        slow_write(&out, &s);
        printf("%.*s", SV_ARG(buf_view(&out)));
        buf_free(&out);
    }
}

/* What holds whatever happened. */
static const char *broken(const struct meeting *m, const struct floor_act *act,
                          const struct judgement *j)
{
    const struct floor *f = &m->f;
    const struct floor_result *r = &j->result;
    uint32_t mains = 0;
    for (uint32_t i = 0; i < f->pending_count; i++) {
        mains += f->pending[i].type == MOTION_MAIN;
    }
    if (!m->departed && mains > 1) {
        return "two main motions are pending though nothing departed from the rules";
    }
    if (seats_count(&f->present) + seats_count(&f->remote) + seats_count(&f->absent) +
            seats_count(&f->left) >
        f->member_count) {
        return "a member is in two places";
    }
    if (act->kind == FLOOR_VOTE_ANNOUNCED && j->verdict != FLOOR_IMPOSSIBLE) {
        if (r->yes + r->no + r->abstain > r->present || r->present > f->member_count ||
            r->present + r->absent != f->member_count) {
            return "more votes than members present";
        }
        const struct floor_motion *q = floor_pending(f, act->motion);
        bool without = q && (q->type == MOTION_FIX_TIME || q->type == MOTION_ADJOURN ||
                             q->type == MOTION_RECESS || q->type == MOTION_POINT ||
                             q->type == MOTION_INQUIRY || q->type == MOTION_PRIVILEGE);
        bool suspended = f->suspended[RULE_QUORUM_BUSINESS / 64] >> RULE_QUORUM_BUSINESS % 64 & 1;
        if (j->verdict == FLOOR_IN_ORDER && r->outcome == OUTCOME_ADOPTED && !without &&
            !suspended && r->present < r->quorum) {
            return "adopted in order without a quorum";
        }
    }
    return NULL;
}

struct tally {
    long judged, verdicts[3], rules[RULE_COUNT], kinds[FLOOR_KIND_COUNT], announced;
    long taken_back, corrected, rests; /* corrections: of which so many may be, and may not be */
    long types[MOTION_COUNT], outcomes[OUTCOME_RESCINDED + 1], dispositions;
};

static void count(struct tally *t, const struct floor_act *act, const struct view *v)
{
    const struct judgement *j = &v->fast;
    t->judged++;
    t->verdicts[j->verdict]++;
    t->kinds[act->kind] += j->verdict == FLOOR_IN_ORDER;
    t->dispositions += v->word.n > 0;
    if (j->rule_no != RULE_NONE) {
        t->rules[j->rule_no]++;
    }
    if (j->result.outcome != OUTCOME_NONE) {
        t->announced++;
        t->outcomes[j->result.outcome]++;
        t->rules[j->result.rule]++;
    }
    if (act->kind == FLOOR_MOTION_MOVED && j->verdict == FLOOR_IN_ORDER) {
        t->types[act->type]++;
    }
    if (act->kind == FLOOR_CHAIR_RULED && j->verdict == FLOOR_IN_ORDER) {
        t->outcomes[act->outcome]++;
    }
}

/* One meeting; false at the first difference, which is printed. */
static bool hold(struct meeting *m, long most, struct tally *t)
{
    static struct slow s;
    struct view v;
    if (!begin(m->a, &m->f, &s, m)) {
        return false;
    }
    while (m->count < MEETING_ACTS && most-- > 0) {
        struct floor_act act = draw_act(m);
        const char *why = look(m->a, &m->f, &s, &act, &v);
        why = why ? why : broken(m, &act, &v.fast);
        if (why) {
            printf("# %s\n", why);
            explain(m, &act);
            return false;
        }
        count(t, &act, &v);
        if (m->f.phase == PHASE_ADJOURNED && chance(30)) {
            break;
        }
        bool recorded = v.fast.verdict == FLOOR_IN_ORDER ||
                        (v.fast.verdict == FLOOR_OUT_OF_ORDER && chance(20));
        if (!recorded) {
            continue;
        }
        if (v.fast.verdict == FLOOR_OUT_OF_ORDER) {
            act.departed = v.fast.rule_no;
            m->departed = true;
        }
        m->record[m->count++] = act;
        why = record(m->a, &m->f, &s, m->record, m->count, t->outcomes);
        if (!why && chance(3)) {
            why = look_at_options(&m->f, &s, false);
        }
        if (why) {
            printf("# %s\n", why);
            m->count--;
            explain(m, &act);
            return false;
        }
    }
    return true;
}

/* ---- corrections ---- */

/* An act that did not happen: of a motion the number is left. */
static struct floor_act gone(const struct floor_act *act)
{
    return (struct floor_act){.kind = FLOOR_KIND_COUNT, .motion = act->kind == FLOOR_MOTION_MOVED};
}

/* The act as it should have been entered: by another member, the other way, or not at all. */
static struct floor_act right_one(const struct meeting *m, const struct floor_act *act)
{
    struct floor_act right = *act;
    if (act->kind == FLOOR_VOTE_CAST && chance(50)) {
        right.choice = act->choice == CHOICE_YES ? CHOICE_NO : CHOICE_YES;
    } else if (act->member != FLOOR_NOBODY && chance(60)) {
        right.member = below(m->members);
    } else {
        right = gone(act);
    }
    return right;
}

/* One act of the meeting is corrected: both models, folded anew, agree on what still is possible,
 * and on the state up to there.  False at a difference, which is printed. */
static bool corrected(struct meeting *m, struct tally *t)
{
    static struct floor_act acts[MEETING_ACTS];
    static struct slow s;
    SCOPED(arena_scope) struct arena *a = arena_open(65536);
    struct floor f;
    struct view v;
    size_t which = m->count ? (size_t)below((int)m->count) : 0;
    if (!m->count || !begin(a, &f, &s, m)) {
        return m->count == 0;
    }
    memcpy(acts, m->record, m->count * sizeof *acts);
    acts[which] = right_one(m, &acts[which]);
    for (size_t i = 0; i < m->count; i++) {
        struct floor_act *act = &acts[i];
        const char *why = NULL;
        if (act->kind == FLOOR_KIND_COUNT) {
            t->taken_back++;
            if (act->motion) {
                floor_skip_number(a, &f);
            }
            slow_replay(&s, acts, i + 1);
            continue;
        }
        why = look(a, &f, &s, act, &v);
        if (!why && v.fast.verdict == FLOOR_IMPOSSIBLE) {
            t->rests++;
            return true; /* it rests on what was corrected: refused */
        }
        act->departed = act->departed != RULE_NONE ? v.fast.rule_no : RULE_NONE;
        why = why ? why : record(a, &f, &s, acts, i + 1, t->outcomes);
        if (why) {
            printf("# act %zu of %zu, after act %zu was corrected: %s\n", i, m->count, which, why);
            return false;
        }
    }
    t->corrected++;
    return true;
}

/* What stands in no judgement of the floor: who may veto, how votes are shown, who may demand. */
static bool no_judgement(int r)
{
    return r == RULE_VETO || r == RULE_VOTES_SHOWN || r == RULE_ROLL_CALL;
}

static void was_met(long times, const char *what, sv name)
{
    char line[100];
    if (times < 100) {
        printf("# only %ld times: %s %.*s\n", times, what, SV_ARG(name));
    }
    snprintf(line, sizeof line, "%s %.*s was met", what, SV_ARG(name));
    ok_as(times > 0, line);
}

int main(int argc, char **argv)
{
    long acts = argc > 1 ? strtol(argv[1], NULL, 10) : 300000;
    uint64_t seed = argc > 2 ? strtoull(argv[2], NULL, 10) : (uint64_t)time(NULL);
    static struct tally t;
    bool same = true;
    printf("# seed %llu\n", (unsigned long long)seed);
    draw_begin(seed);
    while (same && t.judged < acts) {
        SCOPED(arena_scope) struct arena *a = arena_open(1 << 17);
        static struct meeting m;
        memset(&m, 0, sizeof m);
        m.a = a;
        m.members = 1 + below(9);
        m.vacancies = chance(20) ? below(3) : 0;
        m.pack = draw_pack(a, &m.drawn);
        draw_facts(&m);
        same = hold(&m, acts - t.judged, &t);
        for (int k = 0; same && k < 3; k++) {
            same = corrected(&m, &t);
        }
    }
    printf("# %ld acts: %ld in order, %ld out of order, %ld impossible; %ld results, %ld "
           "dispositions\n",
           t.judged, t.verdicts[0], t.verdicts[1], t.verdicts[2], t.announced, t.dispositions);
    printf("# %ld corrections hold (%ld acts taken back), on %ld others something rests\n",
           t.corrected, t.taken_back, t.rests);
    ok_as(same, "both models agree on every act");
    ok_as(!same || acts < 100000 || (t.corrected > 100 && t.rests > 100),
          "corrections were held, and refused");
    /* The streams went everywhere: else the agreement says little. */
    for (int r = 0; same && acts >= 100000 && r < RULE_COUNT; r++) {
        if (!no_judgement(r)) {
            was_met(t.rules[r], "the rule", rule_name((enum rule_id)r));
        }
    }
    for (int k = 0; same && acts >= 100000 && k < FLOOR_KIND_COUNT; k++) {
        was_met(t.kinds[k], "in order,", floor_kind_name((enum floor_kind)k));
    }
    for (int m = 0; same && acts >= 100000 && m < MOTION_COUNT; m++) {
        was_met(t.types[m], "in order, a motion", motion_type_name((enum motion_type)m));
    }
    for (int o = OUTCOME_ADOPTED; same && acts >= 100000 && o <= OUTCOME_RESCINDED; o++) {
        was_met(t.outcomes[o], "the outcome", floor_outcome_name((enum floor_outcome)o));
    }
    return tap_done();
}
