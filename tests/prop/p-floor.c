/* Random meetings, judged by the floor and by a slow and obvious second model: verdict, rule,
 * result and state must be the same after every act. p-floor [ACTS [SEED]] */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "floor_lines.h"
#include "floor_slow.h"
#include "rules/floor.h"
#include "tap.h"

enum { MEETING_ACTS = 150 };

static uint64_t state;

/* splitmix64 */
static uint64_t draw(void)
{
    uint64_t z = (state += UINT64_C(0x9e3779b97f4a7c15));
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

static int below(int n)
{
    return (int)(draw() % (uint64_t)n);
}

static bool chance(int percent)
{
    return below(100) < percent;
}

static const struct floor_member everybody[SLOW_MEMBERS] = {
    {SV_INIT("a"), SV_INIT("Chair Ames")}, {SV_INIT("b"), SV_INIT("")}, {SV_INIT("c"), SV_INIT("")},
    {SV_INIT("d"), SV_INIT("")},           {SV_INIT("e"), SV_INIT("")}, {SV_INIT("f"), SV_INIT("")},
    {SV_INIT("g"), SV_INIT("")},           {SV_INIT("h"), SV_INIT("")}, {SV_INIT("i"), SV_INIT("")},
    {SV_INIT("j"), SV_INIT("")},           {SV_INIT("k"), SV_INIT("")}, {SV_INIT("l"), SV_INIT("")},
};

struct meeting {
    struct arena *a;
    struct pack *pack;
    int members, vacancies;
    struct floor f;
    struct floor_act record[MEETING_ACTS];
    size_t count;
    bool departed;
};

/* A pack of the program, its parameters drawn anew half of the time; sometimes with a motion of
 * higher rank. */
static struct pack *draw_pack(struct arena *a)
{
    static const struct need needs[] = {{NEED_MAJORITY, 0, 0}, {NEED_MAJORITY_PLUS_ONE, 0, 0},
                                        {NEED_SHARE, 2, 3},    {NEED_SHARE, 3, 5},
                                        {NEED_SHARE, 4, 5},    {NEED_COUNT, 2, 0},
                                        {NEED_MAJORITY, 0, 0}};
    static const int32_t choices[PARAM_COUNT] = {
        [PARAM_OF] = 2,    [PARAM_REMOTE] = 2,   [PARAM_RECUSED] = 3, [PARAM_MOVES] = 2,
        [PARAM_VOTES] = 3, [PARAM_REQUIRED] = 2, [PARAM_ALLOWED] = 2, [PARAM_BASE] = 5};
    struct pack *p = NULL;
    err *e = rule_pack_builtin(a, rule_pack_name((size_t)below(3)), &p);
    if (e) {
        printf("Bail out! %.*s\n", SV_ARG(e->message));
        exit(1);
    }
    if (chance(50)) {
        return p;
    }
    for (size_t r = 0; r < RULE_COUNT; r++) {
        for (size_t k = 0; k < PARAM_COUNT; k++) {
            if (p->rule[r].param[k] >= 0 && choices[k] > 0) {
                p->rule[r].param[k] = below(choices[k]);
            }
        }
        if (p->rule[r].param[PARAM_NEED] >= 0) {
            p->rule[r].need = needs[below(7)];
        }
    }
    p->motion[MOTION_MAIN].second = chance(50);
    if (chance(30)) {
        p->motion[MOTION_POSTPONE] = p->motion[MOTION_MAIN];
        p->motion[MOTION_POSTPONE].rank = 9;
        p->motion[MOTION_POSTPONE].second = chance(50);
    }
    return p;
}

static sv draw_item(void)
{
    static const sv items[] = {SV_INIT(""), SV_INIT("x"), SV_INIT("y"), SV_INIT("z")};
    return items[below(4)];
}

/* A kind that may well come next, or any. */
static enum floor_kind draw_kind(const struct floor *f)
{
    const struct floor_motion *m = floor_immediate(f);
    if (chance(15)) {
        return (enum floor_kind)below(FLOOR_KIND_COUNT);
    }
    if (f->phase == PHASE_BEFORE) {
        return chance(60) ? FLOOR_MEETING_OPENED : FLOOR_ATTENDANCE_NOTED;
    }
    if (f->phase == PHASE_RECESS) {
        return chance(70) ? FLOOR_MEETING_RESUMED : FLOOR_ATTENDANCE_NOTED;
    }
    if (seats_count(&f->present) + seats_count(&f->remote) <= f->member_count / 2u || chance(3)) {
        return FLOOR_ATTENDANCE_NOTED;
    }
    if (chance(5)) {
        return chance(60) ? FLOOR_RECUSAL_STATED : FLOOR_MEETING_RECESSED;
    }
    if (!m) {
        return f->item < 0 && chance(70) ? FLOOR_ITEM_OPENED
               : chance(80)              ? FLOOR_MOTION_MOVED
                                         : FLOOR_ITEM_CLOSED;
    }
    if (m->method == METHOD_NONE) {
        return m->stated ? (chance(85) ? FLOOR_VOTE_OPENED : FLOOR_MOTION_WITHDRAWN)
               : m->seconder < 0 && chance(60) ? FLOOR_MOTION_SECONDED
                                               : FLOOR_MOTION_STATED;
    }
    return chance(15)   ? FLOOR_VOTE_ANNOUNCED
           : chance(10) ? FLOOR_VOTE_CHANGED
           : chance(5)  ? FLOOR_VOTE_OPENED
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

static struct floor_act draw_act(const struct floor *f)
{
    static const enum motion_type types[] = {MOTION_MAIN, MOTION_MAIN, MOTION_MAIN, MOTION_POSTPONE,
                                             MOTION_UNKNOWN};
    struct floor_act act = floor_act_make(draw_kind(f));
    const struct floor_motion *m = floor_immediate(f);
    act.member = chance(97) ? below(f->member_count) : FLOOR_NOBODY - below(2) + below(2) * 20;
    act.motion = act.kind == FLOOR_MOTION_MOVED ? 0 : m ? m->number : 0;
    if (chance(8)) {
        act.motion = (uint32_t)below((int)f->motion_count + 3);
    }
    if (chance(1)) {
        act.stranger = SV("zoe");
    }
    if (m && act.kind == FLOOR_MOTION_WITHDRAWN && chance(70)) {
        act.member = m->mover;
    }
    act.type = types[chance(90) ? 0 : below(5)];
    act.method = (enum floor_method)(chance(2) ? 0 : 1 + below(3));
    act.choice = (enum floor_choice)(chance(1) ? 0 : 1 + (chance(90) ? below(2) : 2));
    act.permitted = chance(50);
    act.aloud = chance(90);
    act.item = act.kind == FLOOR_MOTION_MOVED && chance(80) ? SV_NONE : draw_item();
    if (act.kind == FLOOR_ITEM_CLOSED && f->item >= 0 && chance(80)) {
        act.item = f->items[f->item].id;
    }
    if (act.kind == FLOOR_ATTENDANCE_NOTED) {
        draw_attendance(f, &act);
    }
    if (act.kind == FLOOR_VOTE_ANNOUNCED) {
        act.outcome = (enum floor_outcome)(chance(40) ? 0 : chance(95) ? 1 + below(3) : below(6));
        if (chance(20)) {
            act.yes = below(f->member_count + 1);
            act.no = chance(90) ? below(f->member_count + 1 - act.yes) : -1;
            act.abstain = chance(30) ? below(3) : -1;
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
           (!r->named || (r->yes == (uint32_t)s->yes && r->no == (uint32_t)s->no));
}

static bool same_state(const struct floor *f, const struct slow *s)
{
    static struct buf fast_text, slow_text;
    if (fast_text.max == 0) {
        fast_text = buf_make(1 << 20);
        slow_text = buf_make(1 << 20);
    }
    buf_clear(&fast_text);
    buf_clear(&slow_text);
    floor_write(&fast_text, f);
    slow_write(&slow_text, s);
    return sv_eq(buf_view(&fast_text), buf_view(&slow_text));
}

/* Replay these acts with both; true where the last one is judged otherwise or the states differ
 * after it. */
static bool disagree(const struct meeting *m, const struct floor_act *acts, size_t count)
{
    SCOPED(arena_scope) struct arena *a = arena_open(65536);
    struct floor f;
    static struct slow s;
    struct judgement j;
    if (floor_make(a, everybody, (size_t)m->members, (size_t)m->vacancies, &f)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        slow_begin(&s, m);
        slow_replay(&s, acts, i);
        floor_judge(a, &f, m->pack, &acts[i], &j);
        struct slow_answer answer = slow_judge(&s, &acts[i]);
        if (i + 1 == count && !same_answer(&j, &answer)) {
            return true;
        }
        if (j.verdict == FLOOR_IMPOSSIBLE || answer.verdict == FLOOR_IMPOSSIBLE) {
            return false;
        }
        floor_apply(a, &f, m->pack, &acts[i]);
    }
    slow_begin(&s, m);
    slow_replay(&s, acts, count);
    return !same_state(&f, &s);
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
    printf("# pack %.*s (parameters as drawn), %d members, %d vacancies; the acts:\n%.*s",
           SV_ARG(m->pack->name), m->members, m->vacancies, SV_ARG(text));
    buf_clear(&out);
    rule_pack_print(&out, m->pack);
    sv name = SV_NONE;
    for (sv rest = buf_view(&out); rest.n > 0;) {
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
    struct judgement j = {0};
    if (!floor_make(a, everybody, (size_t)m->members, (size_t)m->vacancies, &f)) {
        for (size_t i = 0; i < count; i++) {
            floor_judge(a, &f, m->pack, &acts[i], &j);
            if (i + 1 < count) {
                floor_apply(a, &f, m->pack, &acts[i]);
            }
        }
    }
    static struct slow s;
    slow_begin(&s, m);
    slow_replay(&s, acts, count - 1);
    struct slow_answer answer = slow_judge(&s, &acts[count - 1]);
    printf("# the floor: %.*s %.*s: %.*s\n# the slow one: %.*s %.*s\n",
           SV_ARG(floor_verdict_name(j.verdict)), SV_ARG(rule_name(j.rule_no)), SV_ARG(j.sentence),
           SV_ARG(floor_verdict_name(answer.verdict)), SV_ARG(rule_name(answer.rule)));
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
        if (j->verdict == FLOOR_IN_ORDER && r->outcome == OUTCOME_ADOPTED &&
            r->present < r->quorum) {
            return "adopted in order without a quorum";
        }
    }
    return NULL;
}

struct tally {
    long judged, verdicts[3], rules[RULE_COUNT], kinds[FLOOR_KIND_COUNT], announced;
};

/* One meeting; false at the first difference, which is printed. */
static bool hold(struct meeting *m, long most, struct tally *t)
{
    static struct slow s;
    struct judgement j;
    if (floor_make(m->a, everybody, (size_t)m->members, (size_t)m->vacancies, &m->f)) {
        return false;
    }
    slow_begin(&s, m);
    while (m->count < MEETING_ACTS && most-- > 0) {
        struct floor_act act = draw_act(&m->f);
        size_t used = arena_used(m->a);
        floor_judge(m->a, &m->f, m->pack, &act, &j);
        struct slow_answer answer = slow_judge(&s, &act);
        const char *why = broken(m, &act, &j);
        if (j.verdict == FLOOR_IN_ORDER && arena_used(m->a) != used) {
            why = "judging an act that is in order took memory";
        }
        if (why || !same_answer(&j, &answer)) {
            printf("# %s\n", why ? why : "the judgements differ");
            explain(m, &act);
            return false;
        }
        t->judged++;
        t->verdicts[j.verdict]++;
        t->kinds[act.kind] += j.verdict != FLOOR_IMPOSSIBLE;
        t->announced += j.result.outcome != OUTCOME_NONE;
        if (j.rule_no != RULE_NONE) {
            t->rules[j.rule_no]++;
        }
        if (m->f.phase == PHASE_ADJOURNED && chance(30)) {
            break;
        }
        bool recorded =
            j.verdict == FLOOR_IN_ORDER || (j.verdict == FLOOR_OUT_OF_ORDER && chance(25));
        if (!recorded) {
            continue;
        }
        floor_apply(m->a, &m->f, m->pack, &act);
        m->departed = m->departed || j.verdict != FLOOR_IN_ORDER;
        m->record[m->count++] = act;
        slow_replay(&s, m->record, m->count);
        if (!same_state(&m->f, &s)) {
            printf("# the states differ\n");
            m->count--;
            explain(m, &act);
            return false;
        }
    }
    return true;
}

int main(int argc, char **argv)
{
    long acts = argc > 1 ? strtol(argv[1], NULL, 10) : 300000;
    uint64_t seed = argc > 2 ? strtoull(argv[2], NULL, 10) : (uint64_t)time(NULL);
    static struct tally t;
    bool same = true;
    printf("# seed %llu\n", (unsigned long long)seed);
    state = seed;
    while (same && t.judged < acts) {
        SCOPED(arena_scope) struct arena *a = arena_open(1 << 17);
        static struct meeting m;
        memset(&m, 0, sizeof m);
        m.a = a;
        m.members = 1 + below(9);
        m.vacancies = chance(20) ? below(3) : 0;
        m.pack = draw_pack(a);
        same = hold(&m, acts - t.judged, &t);
    }
    printf("# %ld acts: %ld in order, %ld out of order, %ld impossible; %ld results\n", t.judged,
           t.verdicts[0], t.verdicts[1], t.verdicts[2], t.announced);
    ok_as(same, "both models agree on every act");
    /* The streams went everywhere: else the agreement says little. */
    for (int r = 0; acts >= 100000 && r <= RULE_RECUSAL; r++) {
        sv name = rule_name((enum rule_id)r);
        char what[80];
        snprintf(what, sizeof what, "the rule %.*s was met", SV_ARG(name));
        ok_as(t.rules[r] > 0, what);
    }
    for (int k = 0; acts >= 100000 && k < FLOOR_KIND_COUNT; k++) {
        ok_as(t.kinds[k] > 0, floor_kind_name((enum floor_kind)k).p);
    }
    return tap_done();
}
