/* The slow and obvious floor. */
#include "floor_slow.h"

#include <string.h>

/* ---- questions about what was recorded ---- */

static bool here(const struct slow *s, int m)
{
    return s->where[m] == 'p' || s->where[m] == 'r';
}

static bool on_item(const struct slow *s, sv item, int member)
{
    for (int i = 0; i < s->recusals; i++) {
        if (sv_eq(s->recusal[i].item, item) && s->recusal[i].member == member) {
            return true;
        }
    }
    return false;
}

/* The pending motion that was made last: numbers grow, so it is the one with the highest number. */
static int newest(const struct slow *s)
{
    for (int n = s->motions; n > 0; n--) {
        if (s->motion[n].pending) {
            return n;
        }
    }
    return 0;
}

static bool needs_second(const struct slow *s, int n)
{
    return s->pack->motion[s->motion[n].type].second;
}

/* Moved, and nothing came of it yet. */
static bool bare(const struct slow *s, int n)
{
    const struct slow_motion *m = &s->motion[n];
    return m->pending && needs_second(s, n) && m->seconder < 0 && !m->stated &&
           m->method == METHOD_NONE;
}

static int votes(const struct slow *s, int n, char which)
{
    int count = 0;
    for (int m = 0; m < s->members; m++) {
        count += s->motion[n].vote[m] == which;
    }
    return count;
}

/* Somebody voted by name in a roll call or by voice. */
static bool under_way(const struct slow *s, int n)
{
    const struct slow_motion *m = &s->motion[n];
    bool formal = m->method == METHOD_ROLL_CALL || m->method == METHOD_VOICE;
    return m->pending && formal && votes(s, n, 'y') + votes(s, n, 'n') + votes(s, n, 'a') > 0;
}

static int another_under_way(const struct slow *s, int but)
{
    for (int n = 1; n <= s->motions; n++) {
        if (n != but && under_way(s, n)) {
            return n;
        }
    }
    return 0;
}

/* A pending motion that does not fall by itself: the newest such. */
static int obstacle(const struct slow *s)
{
    for (int n = s->motions; n > 0; n--) {
        if (s->motion[n].pending && !bare(s, n)) {
            return n;
        }
    }
    return 0;
}

static int smallest(struct need need, int of)
{
    for (int k = 0;; k++) {
        bool reaches = need.kind == NEED_MAJORITY            ? k + k > of
                       : need.kind == NEED_MAJORITY_PLUS_ONE ? k > 0 && (k - 1) + (k - 1) > of
                       : need.kind == NEED_SHARE ? k * (int)need.den >= (int)need.num * of
                                                 : k == (int)need.num;
        if (reaches) {
            return k;
        }
    }
}

static int quorum(const struct slow *s)
{
    const struct rule *r = &s->pack->rule[RULE_QUORUM];
    bool all_seats = r->param[PARAM_OF] == OF_SEATS;
    return smallest(r->need, s->members + (all_seats ? s->vacancies : 0));
}

/* Enough members for business about that item ("" for none). */
static bool enough(const struct slow *s, sv item, bool unsettled_counts)
{
    const struct rule *r = &s->pack->rule[RULE_QUORUM];
    int count = 0;
    for (int m = 0; m < s->members; m++) {
        bool counts =
            s->where[m] == 'p' || (s->where[m] == 'r' && r->param[PARAM_REMOTE] == PARAM_YES);
        if (item.n > 0 && on_item(s, item, m)) {
            counts = counts && (r->param[PARAM_RECUSED] == PARAM_YES ||
                                (r->param[PARAM_RECUSED] == PARAM_UNSETTLED && unsettled_counts));
        }
        count += counts;
    }
    return count >= quorum(s);
}

static int at_the_vote(const struct slow *s, int n)
{
    int count = 0;
    for (int m = 0; m < s->members; m++) {
        count += here(s, m) || s->motion[n].vote[m] != 0;
    }
    return count;
}

static bool carries(const struct slow *s, int n, int yes, int no)
{
    const struct rule *r = &s->pack->rule[s->pack->motion[s->motion[n].type].vote];
    int of = 0;
    switch (r->param[PARAM_BASE]) {
    case BASE_CAST: of = yes + no; break;
    case BASE_PRESENT: of = at_the_vote(s, n); break;
    case BASE_SEATS: of = s->members + s->vacancies; break;
    case BASE_SITTING: of = s->members; break;
    case BASE_QUORUM: of = quorum(s); break;
    default: break;
    }
    return of > 0 && yes >= smallest(r->need, of);
}

static enum floor_outcome outcome_of(const struct slow *s, const struct floor_act *act)
{
    int n = (int)act->motion;
    switch (s->motion[n].method) {
    case METHOD_ROLL_CALL:
        return carries(s, n, votes(s, n, 'y'), votes(s, n, 'n')) ? OUTCOME_ADOPTED : OUTCOME_LOST;
    case METHOD_RISING:
    case METHOD_VOICE: return act->outcome;
    case METHOD_CONSENT:
        return act->outcome == OUTCOME_OBJECTED || votes(s, n, 'n') > 0 ? OUTCOME_OBJECTED
                                                                        : OUTCOME_ADOPTED;
    case METHOD_NONE: break;
    }
    return OUTCOME_NONE;
}

/* ---- replaying ---- */

static void end(struct slow *s, int n, enum floor_outcome outcome)
{
    struct slow_motion *m = &s->motion[n];
    for (int i = 0; i < s->members; i++) {
        m->recused[i] = m->item.n > 0 && on_item(s, m->item, i);
    }
    m->pending = false;
    m->outcome = outcome;
    m->decided_as_number = ++s->decisions;
}

static void end_bare(struct slow *s)
{
    for (int n = s->motions; n > 0; n--) {
        if (bare(s, n)) {
            end(s, n, OUTCOME_FELL);
        }
    }
}

static void replay_one(struct slow *s, const struct floor_act *act)
{
    struct slow_motion *m = act->motion > 0 ? &s->motion[act->motion] : NULL;
    const struct seats *lists[] = {&act->present, &act->remote, &act->absent, &act->left};
    switch (act->kind) {
    case FLOOR_MEETING_OPENED:
        s->phase = 'o';
        s->presiding = act->member;
        if (act->member >= 0 && s->where[act->member] != 'r') {
            s->where[act->member] = 'p';
        }
        break;
    case FLOOR_MEETING_RECESSED: s->phase = 'r'; break;
    case FLOOR_MEETING_RESUMED: s->phase = 'o'; break;
    case FLOOR_MEETING_ADJOURNED:
        s->phase = 'a';
        for (int n = s->motions; n > 0; n--) {
            if (s->motion[n].pending) {
                end(s, n, OUTCOME_FELL);
            }
        }
        s->item = SV_NONE;
        break;
    case FLOOR_ATTENDANCE_NOTED:
        for (int i = 0; i < s->members; i++) {
            for (int k = 0; k < 4; k++) {
                if (seats_has(lists[k], i)) {
                    s->where[i] = "pral"[k];
                }
            }
        }
        if (s->presiding >= 0 && (s->where[s->presiding] == 'a' || s->where[s->presiding] == 'l')) {
            s->presiding = -1;
        }
        break;
    case FLOOR_ITEM_OPENED:
        end_bare(s);
        s->item = act->item;
        break;
    case FLOOR_ITEM_CLOSED:
        for (int n = s->motions; n > 0; n--) {
            if (s->motion[n].pending && sv_eq(s->motion[n].item, s->item)) {
                end(s, n, OUTCOME_FELL);
            }
        }
        end_bare(s);
        s->item = SV_NONE;
        break;
    case FLOOR_MOTION_MOVED:
        end_bare(s);
        s->motion[++s->motions] = (struct slow_motion){.pending = true,
                                                       .type = act->type,
                                                       .item = act->item.n ? act->item : s->item,
                                                       .mover = act->member,
                                                       .seconder = -1};
        break;
    case FLOOR_MOTION_SECONDED:
        if (m->seconder < 0) {
            m->seconder = act->member;
        }
        break;
    case FLOOR_MOTION_STATED: m->stated = true; break;
    case FLOOR_MOTION_WITHDRAWN: end(s, (int)act->motion, OUTCOME_WITHDRAWN); break;
    case FLOOR_RECUSAL_STATED:
        s->recusal[s->recusals].item = act->item.n ? act->item : s->item;
        s->recusal[s->recusals++].member = act->member;
        break;
    case FLOOR_VOTE_OPENED:
        m->method = act->method;
        memset(m->vote, 0, sizeof m->vote);
        if (act->method != METHOD_CONSENT) {
            m->stated = true;
        }
        break;
    case FLOOR_VOTE_CAST:
    case FLOOR_VOTE_CHANGED: m->vote[act->member] = " yna"[act->choice]; break;
    case FLOOR_VOTE_ANNOUNCED:
        if (outcome_of(s, act) == OUTCOME_OBJECTED) {
            m->method = METHOD_NONE;
            memset(m->vote, 0, sizeof m->vote);
        } else {
            end(s, (int)act->motion, outcome_of(s, act));
        }
        break;
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

void slow_replay(struct slow *s, const struct floor_act *acts, size_t count)
{
    s->phase = 'b';
    s->presiding = -1;
    memset(s->where, 0, sizeof s->where);
    s->item = SV_NONE;
    s->motions = s->decisions = s->recusals = 0;
    for (size_t i = 0; i < count; i++) {
        replay_one(s, &acts[i]);
    }
}

/* ---- judging: a list of rules, gone through from the top ---- */

#define CANNOT(which, when)                                                                        \
    if (when) {                                                                                    \
        return (struct slow_answer){FLOOR_IMPOSSIBLE, (which), 0, 0, 0, 0, 0, 0};                  \
    }
#define WRONG(which, when)                                                                         \
    if (when) {                                                                                    \
        answer.verdict = FLOOR_OUT_OF_ORDER;                                                       \
        answer.rule = (which);                                                                     \
        return answer;                                                                             \
    }

static bool kind_in(enum floor_kind k, const char *words)
{
    sv name = floor_kind_name(k);
    for (sv rest = sv_of(words); rest.n > 0;) {
        if (sv_eq(sv_cut(rest, ' ', &rest), name)) {
            return true;
        }
    }
    return false;
}

static bool somebody_here(const struct slow *s)
{
    for (int m = 0; m < s->members; m++) {
        if (here(s, m)) {
            return true;
        }
    }
    return false;
}

static int lists_with(const struct floor_act *act, int seat)
{
    return seats_has(&act->present, seat) + seats_has(&act->remote, seat) +
           seats_has(&act->absent, seat) + seats_has(&act->left, seat);
}

/* What the announcement says of the named votes cannot be. */
static bool voice_contradicted(const struct slow *s, int n, const struct floor_act *act)
{
    int yes = votes(s, n, 'y'), no = votes(s, n, 'n'), abstain = votes(s, n, 'a'), silent = 0;
    bool adopted = act->outcome == OUTCOME_ADOPTED;
    if ((act->yes >= 0) != (act->no >= 0) || (act->abstain >= 0 && act->yes < 0)) {
        return true;
    }
    if (act->yes >= 0) {
        int given = act->abstain >= 0 ? act->abstain : abstain;
        return act->yes + act->no + given > at_the_vote(s, n) || act->yes < yes || act->no < no ||
               given < abstain || carries(s, n, act->yes, act->no) != adopted;
    }
    for (int m = 0; m < s->members; m++) {
        bool recused = s->motion[n].item.n > 0 && on_item(s, s->motion[n].item, m);
        silent += here(s, m) && !s->motion[n].vote[m] && !recused;
    }
    /* Some way in which the others voted must lead to what was announced. */
    for (int more = 0; more <= silent; more++) {
        if (carries(s, n, yes + more, no + silent - more) == adopted) {
            return false;
        }
    }
    return true;
}

static bool differs(int given, int counted)
{
    return given >= 0 && given != counted;
}

struct slow_answer slow_judge(const struct slow *s, const struct floor_act *act)
{
    struct slow_answer answer = {.verdict = FLOOR_IN_ORDER, .rule = RULE_NONE};
    const struct pack *pack = s->pack;
    enum floor_kind k = act->kind;
    int who = act->member, n = (int)act->motion;
    const struct slow_motion *m = n > 0 && n <= s->motions ? &s->motion[n] : NULL;
    bool attendance = kind_in(k, "attendance.noted"), opening = kind_in(k, "meeting.opened");
    bool known_item = act->item.n > 0 && sv_eq(act->item, s->item);

    CANNOT(RULE_MEETING_OPEN, s->phase == 'a');
    CANNOT(RULE_MEETING_OPEN, opening && s->phase != 'b');
    CANNOT(RULE_MEETING_OPEN, !opening && !attendance && s->phase == 'b');
    CANNOT(RULE_RECESS, kind_in(k, "meeting.resumed") && s->phase != 'r');
    CANNOT(RULE_RECESS, kind_in(k, "meeting.recessed") && s->phase == 'r');
    if (opening && who != FLOOR_NOBODY) {
        CANNOT(RULE_MEMBER, who < 0 || who >= s->members);
        CANNOT(RULE_PRESENT, s->where[who] == 'a' || s->where[who] == 'l');
    }
    if (attendance) {
        int named = 0;
        CANNOT(RULE_MEMBER, act->stranger.n > 0);
        for (int i = 0; i < LIMIT_SEATS; i++) {
            CANNOT(RULE_PRESENT, lists_with(act, i) > 1);
            named += lists_with(act, i);
        }
        CANNOT(RULE_MEMBER, named == 0);
        for (int i = s->members; i < LIMIT_SEATS; i++) {
            CANNOT(RULE_MEMBER, lists_with(act, i) > 0);
        }
    }
    CANNOT(RULE_ITEM_OPEN, kind_in(k, "item.opened") && (act->item.n == 0 || known_item));
    CANNOT(RULE_ITEM_OPEN, kind_in(k, "item.closed") && !known_item);
    if (kind_in(k, "motion.seconded motion.stated motion.withdrawn vote.opened vote.cast "
                   "vote.changed vote.announced")) {
        CANNOT(RULE_MOTION_PENDING, !m);
        CANNOT(RULE_VOTE_FINAL, m->outcome == OUTCOME_ADOPTED || m->outcome == OUTCOME_LOST);
        CANNOT(RULE_MOTION_PENDING, !m->pending);
    }
    if (kind_in(k, "motion.moved motion.seconded motion.withdrawn recusal.stated vote.cast "
                   "vote.changed")) {
        CANNOT(RULE_MEMBER, act->stranger.n > 0);
        CANNOT(RULE_PRESENT, !somebody_here(s));
        CANNOT(RULE_MEMBER, who < 0 || who >= s->members);
        CANNOT(RULE_PRESENT, !here(s, who));
    }
    if (kind_in(k, "motion.moved")) {
        CANNOT(RULE_MOTION_TYPE, act->type >= MOTION_COUNT || !pack->motion[act->type].defined);
        CANNOT(RULE_MOTION_PENDING, n != 0 && n != s->motions + 1);
        int pending = 0;
        for (int i = 1; i <= s->motions; i++) {
            pending += s->motion[i].pending;
        }
        CANNOT(RULE_ONE_QUESTION, pending >= LIMIT_PENDING);
    }
    CANNOT(RULE_RECUSAL, kind_in(k, "recusal.stated") && act->item.n == 0 && s->item.n == 0);
    CANNOT(RULE_VOTE_METHOD, kind_in(k, "vote.opened") && act->method == METHOD_NONE);
    CANNOT(RULE_VOTE_OPEN,
           kind_in(k, "vote.cast vote.changed vote.announced") && m->method == METHOD_NONE);
    if (kind_in(k, "vote.cast vote.changed")) {
        CANNOT(RULE_VOTE_OPEN, act->choice == CHOICE_NONE);
        CANNOT(RULE_VOTE_ONCE, kind_in(k, "vote.cast") && m->vote[who] != 0);
        CANNOT(RULE_VOTE_CHANGE, kind_in(k, "vote.changed") &&
                                     (m->vote[who] == 0 || m->vote[who] == " yna"[act->choice]));
    }
    if (kind_in(k, "vote.announced")) {
        int yes = votes(s, n, 'y'), no = votes(s, n, 'n'), abstain = votes(s, n, 'a');
        CANNOT(RULE_VOTE_RESULT, act->outcome > OUTCOME_OBJECTED);
        if (m->method == METHOD_ROLL_CALL) {
            CANNOT(RULE_VOTE_RESULT, yes + no + abstain == 0);
            CANNOT(RULE_UNANIMOUS_CONSENT, act->outcome == OUTCOME_OBJECTED);
            CANNOT(RULE_VOTE_RESULT,
                   act->outcome != OUTCOME_NONE && act->outcome != outcome_of(s, act));
            CANNOT(RULE_VOTE_RESULT, differs(act->yes, yes) || differs(act->no, no) ||
                                         differs(act->abstain, abstain));
        } else if (m->method == METHOD_VOICE) {
            CANNOT(RULE_VOTE_RESULT,
                   act->outcome == OUTCOME_NONE || act->outcome == OUTCOME_OBJECTED);
            CANNOT(RULE_VOTE_RESULT, voice_contradicted(s, n, act));
        } else {
            CANNOT(RULE_UNANIMOUS_CONSENT, act->outcome == OUTCOME_LOST);
            CANNOT(RULE_UNANIMOUS_CONSENT,
                   act->outcome == OUTCOME_ADOPTED && (no > 0 || act->no > 0));
        }
        bool counted = m->method == METHOD_VOICE && act->yes >= 0;
        answer.outcome = outcome_of(s, act);
        answer.yes = counted ? act->yes : yes;
        answer.no = counted ? act->no : no;
        answer.abstain = counted && act->abstain >= 0 ? act->abstain : abstain;
        answer.present = at_the_vote(s, n);
        answer.quorum = quorum(s);
    }

    /* From here on it can be recorded. */
    WRONG(RULE_RECESS,
          s->phase == 'r' && !kind_in(k, "meeting.resumed attendance.noted reason.given"));
    bool decides = kind_in(k, "motion.moved motion.stated vote.opened vote.announced") &&
                   answer.outcome != OUTCOME_OBJECTED;
    sv about = m && !kind_in(k, "motion.moved") ? m->item : act->item.n ? act->item : s->item;
    WRONG(RULE_QUORUM_BUSINESS, decides && !enough(s, about, true));
    WRONG(RULE_WITHDRAW_MOVER, kind_in(k, "motion.withdrawn") && m->mover != who);
    WRONG(RULE_VOTING_INTERRUPTED,
          kind_in(k, "meeting.recessed meeting.adjourned item.opened item.closed motion.moved "
                     "motion.stated motion.withdrawn") &&
              another_under_way(s, 0));
    WRONG(RULE_VOTING_INTERRUPTED, kind_in(k, "vote.opened") && another_under_way(s, n));
    WRONG(RULE_ADJOURN, kind_in(k, "meeting.adjourned") && obstacle(s));
    WRONG(RULE_QUESTION_DISPOSED, kind_in(k, "item.opened item.closed") && obstacle(s));
    WRONG(RULE_ONE_ITEM, kind_in(k, "item.opened") && s->item.n > 0);
    bool chair = who >= 0 && who == s->presiding;
    const struct rule *part = &pack->rule[RULE_CHAIR_PART];
    bool afar = kind_in(k, "motion.moved motion.seconded vote.cast vote.changed") &&
                s->where[who] == 'r' && pack->rule[RULE_PRESENT].param[PARAM_REMOTE] == PARAM_NO;
    if (kind_in(k, "motion.moved")) {
        int o = obstacle(s);
        WRONG(RULE_ONE_QUESTION,
              o && pack->motion[act->type].rank >= pack->motion[s->motion[o].type].rank);
        WRONG(RULE_ITEM_OPEN, act->item.n > 0 && !known_item);
        WRONG(RULE_PRESENT, afar);
        WRONG(RULE_CHAIR_PART, chair && part->param[PARAM_MOVES] == PARAM_NO);
    }
    if (kind_in(k, "motion.seconded")) {
        WRONG(RULE_SECOND_OTHER, who == m->mover);
        WRONG(RULE_SECOND_LATE, m->seconder >= 0 || m->stated);
        WRONG(RULE_PRESENT, afar);
        WRONG(RULE_CHAIR_PART, chair && part->param[PARAM_MOVES] == PARAM_NO);
    }
    WRONG(RULE_IMMEDIATELY_PENDING, kind_in(k, "motion.stated vote.opened") && n != newest(s));
    WRONG(RULE_SECOND,
          kind_in(k, "motion.stated") && needs_second(s, n) && m->seconder < 0 && !m->stated);
    WRONG(RULE_WITHDRAW, kind_in(k, "motion.withdrawn") && m->stated && !act->permitted);
    if (kind_in(k, "recusal.stated")) {
        sv item = act->item.n ? act->item : s->item;
        WRONG(RULE_RECUSAL, !act->aloud);
        for (int i = 1; i <= s->motions; i++) {
            WRONG(RULE_RECUSAL,
                  s->motion[i].pending && sv_eq(s->motion[i].item, item) && s->motion[i].vote[who]);
        }
    }
    if (kind_in(k, "vote.opened")) {
        WRONG(RULE_VOTE_METHOD, under_way(s, n) || m->method == act->method);
        bool formal = !m->stated && act->method != METHOD_CONSENT;
        WRONG(RULE_SECOND, formal && needs_second(s, n) && m->seconder < 0);
        WRONG(RULE_STATING, formal && pack->rule[RULE_STATING].param[PARAM_REQUIRED] == PARAM_YES);
    }
    if (kind_in(k, "vote.cast vote.changed")) {
        bool recused = m->item.n > 0 && on_item(s, m->item, who);
        WRONG(RULE_RECUSAL, recused && act->choice != CHOICE_ABSTAIN);
        WRONG(RULE_PRESENT, afar);
        WRONG(RULE_ABSTENTION, act->choice == CHOICE_ABSTAIN && !recused &&
                                   pack->rule[RULE_ABSTENTION].param[PARAM_ALLOWED] == PARAM_NO);
        if (chair && m->method == METHOD_ROLL_CALL && act->choice != CHOICE_ABSTAIN) {
            int votes_as = part->param[PARAM_VOTES];
            int yes = votes(s, n, 'y') - (m->vote[who] == 'y');
            int no = votes(s, n, 'n') - (m->vote[who] == 'n');
            bool yea = act->choice == CHOICE_YES;
            WRONG(RULE_CHAIR_PART, votes_as == PARAM_NO);
            WRONG(RULE_CHAIR_PART,
                  votes_as == PARAM_AFFECTS &&
                      carries(s, n, yes, no) == carries(s, n, yes + yea, no + !yea));
        }
    }
    if (kind_in(k, "vote.announced") && m->method == METHOD_ROLL_CALL &&
        pack->rule[RULE_ABSTENTION].param[PARAM_ALLOWED] == PARAM_NO) {
        for (int i = 0; i < s->members; i++) {
            bool takes_part =
                s->where[i] == 'p' ||
                (s->where[i] == 'r' && pack->rule[RULE_PRESENT].param[PARAM_REMOTE] == PARAM_YES);
            bool excused = (m->item.n > 0 && on_item(s, m->item, i)) ||
                           (i == s->presiding && part->param[PARAM_VOTES] != PARAM_YES);
            WRONG(RULE_ABSTENTION, takes_part && !excused && m->vote[i] == 0);
        }
    }
    bool asks = kind_in(k, "motion.moved motion.stated vote.opened vote.announced");
    if (asks && pack->rule[RULE_QUORUM].param[PARAM_RECUSED] == PARAM_UNSETTLED &&
        !enough(s, about, false)) {
        answer.rule = RULE_QUORUM; /* in order, with a remark */
    }
    return answer;
}

/* ---- the state in words ---- */

static void write_who(struct buf *out, const struct slow *s, const char *name, char where)
{
    buf_str(out, name);
    for (int i = 0; i < s->members; i++) {
        if (s->where[i] == where) {
            buf_fmt(out, " %.*s", SV_ARG(s->member[i].id));
        }
    }
}

static sv id_or_dash(const struct slow *s, int member)
{
    return member >= 0 ? s->member[member].id : SV("-");
}

static void write_motion(struct buf *out, const struct slow *s, int n)
{
    const struct slow_motion *m = &s->motion[n];
    static const char *const lists[] = {" yes", " no", " abstain"};
    buf_fmt(out, "motion %d %.*s item %.*s mover %.*s seconder %.*s%s", n,
            SV_ARG(motion_type_name(m->type)), SV_ARG(m->item.n ? m->item : SV("-")),
            SV_ARG(id_or_dash(s, m->mover)), SV_ARG(id_or_dash(s, m->seconder)),
            m->stated ? " stated" : "");
    if (m->method != METHOD_NONE) {
        buf_fmt(out, " by %.*s", SV_ARG(floor_method_name(m->method)));
    }
    for (int k = 0; k < 3; k++) {
        buf_str(out, lists[k]);
        for (int i = 0; i < s->members; i++) {
            if (m->vote[i] == "yna"[k]) {
                buf_fmt(out, " %.*s", SV_ARG(s->member[i].id));
            }
        }
    }
    buf_str(out, " recused");
    for (int i = 0; i < s->members; i++) {
        if (m->pending ? m->item.n > 0 && on_item(s, m->item, i) : m->recused[i]) {
            buf_fmt(out, " %.*s", SV_ARG(s->member[i].id));
        }
    }
    if (!m->pending) {
        buf_fmt(out, " %.*s", SV_ARG(floor_outcome_name(m->outcome)));
    }
    buf_char(out, '\n');
}

void slow_write(struct buf *out, const struct slow *s)
{
    const char *phase = s->phase == 'b'   ? "before"
                        : s->phase == 'o' ? "open"
                        : s->phase == 'r' ? "recess"
                                          : "adjourned";
    buf_fmt(out, "%s presiding %.*s item %.*s motions %d\n", phase,
            SV_ARG(id_or_dash(s, s->presiding)), SV_ARG(s->item.n ? s->item : SV("-")), s->motions);
    write_who(out, s, "present", 'p');
    write_who(out, s, "\nremote", 'r');
    write_who(out, s, "\nabsent", 'a');
    write_who(out, s, "\nleft", 'l');
    buf_str(out, "\nrecused");
    for (int i = 0; i < s->members; i++) {
        if (s->item.n > 0 && on_item(s, s->item, i)) {
            buf_fmt(out, " %.*s", SV_ARG(s->member[i].id));
        }
    }
    buf_str(out, "\npending\n");
    for (int n = 1; n <= s->motions; n++) {
        if (s->motion[n].pending) {
            write_motion(out, s, n);
        }
    }
    buf_str(out, "decided\n");
    for (int d = 1; d <= s->decisions; d++) {
        for (int n = 1; n <= s->motions; n++) {
            if (!s->motion[n].pending && s->motion[n].decided_as_number == d) {
                write_motion(out, s, n);
            }
        }
    }
}
