/* What is in order for a screen, what the chair says, results, snapshots, items and recusals over
 * time. */
#include <string.h>

#include "floor_lines.h"
#include "rules/floor.h"
#include "tap.h"

struct meeting {
    struct arena *a;
    struct pack *pack;
    struct floor f;
    struct judgement last;
};

static bool meet(struct meeting *m, struct arena *a, const char *pack)
{
    static const struct floor_member members[] = {
        {SV_INIT("a"), SV_INIT("Chair Ames")}, {SV_INIT("b"), SV_INIT("Member Bo")},
        {SV_INIT("c"), SV_INIT("Member Cy")},  {SV_INIT("d"), SV_INIT("Member Di")},
        {SV_INIT("e"), SV_INIT("")},
    };
    *m = (struct meeting){.a = a};
    return fine(rule_pack_builtin(a, sv_of(pack), &m->pack)) &&
           fine(floor_make(a, members, 5, 0, &m->f));
}

/* Judge and apply each act of the script; the last judgement is kept. */
static void acts(struct meeting *m, const char *script)
{
    for (sv rest = sv_of(script); rest.n > 0;) {
        sv line = sv_trim(sv_cut(rest, ';', &rest));
        if (line.n == 0) {
            continue;
        }
        struct floor_act act = line_act(m->a, &m->f, line);
        floor_judge(m->a, &m->f, m->pack, &act, &m->last);
        if (m->last.verdict == FLOOR_IMPOSSIBLE) {
            ok_as(false, sv_cstr(m->a, m->last.sentence));
            return;
        }
        floor_apply(m->a, &m->f, m->pack, &act);
    }
}

static sv said(struct meeting *m, const char *line)
{
    struct floor_act act = line_act(m->a, &m->f, sv_of(line));
    return floor_say(m->a, &m->f, m->pack, &act, LANG_EN);
}

#define says(m, line, words) ok_as(sv_is(said((m), (line)), (words)), line ": " words)

/* Each option is judged as floor_judge judges it, in order come first, and the likely one is
 * `kind`. */
static void options(struct meeting *m, const char *kind, const char *method)
{
    struct floor_option *o;
    size_t n = floor_options(m->a, &m->f, m->pack, LANG_EN, &o);
    bool sorted = true, whole = true, reasons = true;
    bool kinds[FLOOR_KIND_COUNT] = {false};
    for (size_t i = 0; i < n; i++) {
        kinds[o[i].act.kind] = true;
        sorted = sorted && (i == 0 || o[i - 1].judgement.verdict <= o[i].judgement.verdict);
        reasons = reasons && (o[i].judgement.verdict == FLOOR_IN_ORDER ||
                              (o[i].judgement.sentence.n > 0 && o[i].judgement.citation.n > 0));
        bool any_item = o[i].act.item.n == 0 &&
                        (o[i].act.kind == FLOOR_ITEM_OPENED || o[i].act.kind == FLOOR_ITEM_PULLED ||
                         o[i].act.kind == FLOOR_ITEM_WITHDRAWN);
        if (o[i].judgement.verdict == FLOOR_IN_ORDER && !any_item) {
            struct judgement again;
            floor_judge(m->a, &m->f, m->pack, &o[i].act, &again);
            whole = whole && again.verdict == FLOOR_IN_ORDER;
        }
    }
    const struct floor_motion *m_now = floor_immediate(&m->f);
    for (int k = 0; k < FLOOR_KIND_COUNT; k++) {
        bool stated_before = k == FLOOR_MOTION_STATED && m_now && m_now->stated;
        whole = whole && kinds[k] == !stated_before;
    }
    ok_as(sorted && whole && reasons, "the list is whole, in order of verdicts, with reasons");
    bool right = n > 0 && sv_is(floor_kind_name(o[0].act.kind), kind) &&
                 o[0].judgement.verdict == FLOOR_IN_ORDER &&
                 (!method || sv_is(floor_method_name(o[0].act.method), method));
    ok_as(right, kind);
    if (!right && n > 0) {
        printf("# found %.*s\n", SV_ARG(floor_kind_name(o[0].act.kind)));
    }
}

/* While an item is open nothing is offered that brings back what was decided on another. */
static void brings_back(struct arena *a)
{
    struct meeting m;
    struct floor_option *o;
    if (!meet(&m, a, "robert-small")) {
        return;
    }
    acts(&m, "meeting.opened member=a; attendance.noted present=b,c,d,e; item.opened item=rc-41; "
             "motion.moved member=b type=main; motion.stated motion=1; "
             "vote.opened motion=1 method=voice; vote.announced motion=1 outcome=adopted");
    for (int other = 0; other < 2; other++) {
        size_t n = floor_options(m.a, &m.f, m.pack, LANG_EN, &o), found = 0;
        for (size_t i = 0; i < n; i++) {
            bool rescinds = o[i].act.kind == FLOOR_MOTION_MOVED && o[i].act.type == MOTION_RESCIND;
            found += rescinds && o[i].judgement.verdict == FLOOR_IN_ORDER && o[i].act.target == 1;
        }
        ok_as(found == (other ? 0 : 1), "a decision on the open item may be brought back, one on "
                                        "another is not offered with it");
        acts(&m, other ? "meeting.recessed" : "item.closed item=rc-41; item.opened item=rc-42");
    }
}

static void a_vote(struct arena *a)
{
    struct meeting m;
    if (!meet(&m, a, "miami")) {
        return;
    }
    options(&m, "meeting.opened", NULL);
    acts(&m, "meeting.opened member=a");
    options(&m, "attendance.noted", NULL);
    acts(&m, "attendance.noted present=b,c,d,e");
    options(&m, "item.opened", NULL);
    says(&m, "item.opened item=rc-41", "The next item is rc-41.");
    acts(&m, "item.opened item=rc-41");
    options(&m, "motion.moved", NULL);
    says(&m, "motion.moved member=b type=main", "A motion has been made. Is there a second?");
    acts(&m, "motion.moved member=b type=main");
    options(&m, "motion.seconded", NULL);
    acts(&m, "motion.seconded motion=1 member=c");
    options(&m, "motion.stated", NULL);
    says(&m, "motion.stated motion=1",
         "It is moved by Member Bo and seconded by Member Cy to adopt item rc-41. Is there any "
         "discussion?");
    acts(&m, "motion.stated motion=1");
    options(&m, "vote.opened", "roll-call");
    says(&m, "vote.opened motion=1 method=roll-call",
         "The question is on motion 1, to adopt item rc-41. The clerk will call the roll.");
    says(&m, "vote.opened motion=1 method=consent",
         "Is there any objection to motion 1, to adopt item rc-41?");
    acts(&m, "vote.opened motion=1 method=roll-call");
    options(&m, "vote.cast", NULL);
    acts(&m, "vote.cast motion=1 member=a choice=no; vote.cast motion=1 member=b choice=yes; "
             "vote.cast motion=1 member=c choice=yes; vote.cast motion=1 member=d choice=no");
    struct floor before = m.f;
    struct buf was = buf_make(1 << 16), now = buf_make(1 << 16);
    floor_write(&was, &before);
    acts(&m, "vote.cast motion=1 member=e choice=yes");
    options(&m, "vote.announced", NULL);
    says(&m, "vote.announced motion=1", "The vote is 3 in favor, 2 opposed. Motion 1 is adopted.");
    acts(&m, "vote.announced motion=1");
    const struct floor_result *r = &m.last.result;
    ok(r->outcome == OUTCOME_ADOPTED && r->yes == 3 && r->no == 2 && r->abstain == 0);
    ok(r->present == 5 && r->absent == 0 && r->quorum == 3 && r->recused == 0 && r->named);
    ok(r->base == BASE_CAST && r->need.kind == NEED_MAJORITY && r->rule == RULE_VOTE_MAJORITY);
    options(&m, "item.closed", NULL);
    const struct floor_motion *d = floor_decided(&m.f, 1);
    ok(d && d->outcome == OUTCOME_ADOPTED && seats_has(&d->no, 0) && seats_has(&d->yes, 4));
    ok(!floor_pending(&m.f, 1) && !floor_immediate(&m.f));
    floor_write(&now, &before);
    ok_as(sv_eq(buf_view(&was), buf_view(&now)), "a copy stays as it was");
    buf_free(&was);
    buf_free(&now);
    acts(&m, "item.closed item=rc-41; meeting.recessed");
    options(&m, "meeting.resumed", NULL);
}

static void saying(struct arena *a)
{
    struct meeting m;
    if (!meet(&m, a, "robert-small")) {
        return;
    }
    acts(&m, "meeting.opened member=a; attendance.noted present=b,c,d absent=e; "
             "motion.moved member=b type=main; motion.stated motion=1; "
             "vote.opened motion=1 method=voice");
    options(&m, "vote.announced", NULL);
    says(&m, "motion.moved member=b type=main", "");
    says(&m, "vote.announced motion=1 outcome=adopted", "The ayes have it. Motion 1 is adopted.");
    says(&m, "vote.announced motion=1 outcome=lost", "The noes have it. Motion 1 is lost.");
    says(&m, "vote.announced motion=1 outcome=lost yes=1 no=2 abstain=1",
         "The vote is 1 in favor, 2 opposed, 1 abstaining. Motion 1 is lost.");
    says(&m, "vote.announced motion=1 outcome=lost yes=2 no=2",
         "The vote is a tie: 2 in favor, 2 opposed. Motion 1 is lost.");
    acts(&m, "vote.opened motion=1 method=consent; motion.moved member=c type=main; "
             "motion.stated motion=2; vote.opened motion=2 method=consent");
    says(
        &m, "vote.announced motion=2",
        "There is no objection. Motion 2 is adopted. The question is now on motion 1, as written.");
    says(&m, "vote.announced motion=2 outcome=objected",
         "There is an objection. The question is put to a vote.");
    says(&m, "motion.withdrawn motion=2 member=c", "Without objection, motion 2 is withdrawn.");
    says(&m, "recusal.stated member=d",
         "The record will show that Member Di does not vote on this item.");
    says(&m, "vote.announced motion=7", "");
}

/* Recusals stay with their item; an item left and taken up again still has them. */
static void recusals(struct arena *a)
{
    struct meeting m;
    if (!meet(&m, a, "miami")) {
        return;
    }
    acts(&m, "meeting.opened member=a; attendance.noted present=b,c,d,e; recusal.stated member=e "
             "item=y; "
             "item.opened item=x; recusal.stated member=b; recusal.stated member=b");
    ok(seats_has(&m.f.recused, 1) && seats_count(&m.f.recused) == 1 && m.f.recusal_count == 2);
    acts(&m, "item.closed item=x; item.opened item=y");
    ok(seats_has(&m.f.recused, 4) && seats_count(&m.f.recused) == 1);
    acts(&m, "item.closed item=y");
    ok(seats_count(&m.f.recused) == 0);
    acts(&m, "item.opened item=x; motion.moved member=c type=main");
    ok(seats_has(&floor_pending(&m.f, 1)->recused, 1) && m.f.item_count == 2);
    acts(&m, "recusal.stated member=d");
    ok(seats_has(&floor_pending(&m.f, 1)->recused, 3));
    acts(&m, "motion.seconded motion=1 member=a; motion.stated motion=1; vote.opened motion=1 "
             "method=roll-call; "
             "vote.cast motion=1 member=a choice=yes; vote.cast motion=1 member=c choice=no; "
             "vote.cast motion=1 member=e choice=yes; vote.announced motion=1");
    ok(m.last.verdict == FLOOR_IN_ORDER && m.last.result.recused == 2 && m.last.result.yes == 2);
}

/* Who leaves after voting keeps the vote, and is counted among those present at it. */
static void leaving(struct arena *a)
{
    struct meeting m;
    if (!meet(&m, a, "robert-small")) {
        return;
    }
    acts(&m, "meeting.opened member=a; attendance.noted present=b,c,d,e; motion.moved member=b "
             "type=main; "
             "motion.stated motion=1; vote.opened motion=1 method=roll-call; "
             "vote.cast motion=1 member=e choice=yes; attendance.noted left=e,a; "
             "vote.cast motion=1 member=b choice=yes; vote.announced motion=1");
    ok(m.last.result.present == 4 && m.last.result.absent == 1 && m.last.result.yes == 2);
    ok(m.f.presiding == FLOOR_NOBODY);
    acts(&m, "motion.moved member=b type=main; meeting.adjourned");
    ok(floor_decided(&m.f, 2) && floor_decided(&m.f, 2)->outcome == OUTCOME_FELL);
    ok(m.f.phase == PHASE_ADJOURNED);
}

/* The list of pending motions is full: one more is impossible, and nothing breaks. */
static void full(struct arena *a)
{
    struct meeting m;
    if (!meet(&m, a, "robert-small")) {
        return;
    }
    acts(&m, "meeting.opened member=a; attendance.noted present=b,c,d,e");
    for (int i = 0; i < LIMIT_PENDING; i++) {
        acts(&m, "motion.moved member=b type=main");
    }
    ok(m.f.pending_count == LIMIT_PENDING);
    struct floor_act act = line_act(a, &m.f, SV("motion.moved member=b type=main"));
    floor_judge(a, &m.f, m.pack, &act, &m.last);
    ok(m.last.verdict == FLOOR_IMPOSSIBLE && m.last.rule_no == RULE_ONE_QUESTION);
    for (int i = 0; i < LIMIT_ITEMS; i++) {
        struct floor_act item = floor_act_make(FLOOR_RECUSAL_STATED);
        item.member = 1;
        item.item = sv_fmt(a, "i%d", i);
        floor_apply(a, &m.f, m.pack, &item);
    }
    act = line_act(a, &m.f, SV("item.opened item=one-more"));
    floor_judge(a, &m.f, m.pack, &act, &m.last);
    ok(m.last.verdict == FLOOR_IMPOSSIBLE && m.last.rule_no == RULE_ITEM_OPEN);
    act = line_act(a, &m.f, SV("item.opened item=i7"));
    floor_judge(a, &m.f, m.pack, &act, &m.last);
    ok(m.last.verdict == FLOOR_OUT_OF_ORDER);
}

static void names(void)
{
    bool same = true;
    for (int k = 0; k < FLOOR_KIND_COUNT; k++) {
        same = same && floor_kind_of(floor_kind_name((enum floor_kind)k)) == (enum floor_kind)k;
    }
    ok_as(same, "kinds have their names");
    ok(floor_kind_of(SV("vote.lost")) == FLOOR_KIND_COUNT);
    ok(floor_method_of(SV("voice")) == METHOD_VOICE && floor_method_of(SV("")) == METHOD_NONE);
    ok(floor_choice_of(SV("abstain")) == CHOICE_ABSTAIN &&
       floor_choice_of(SV("aye")) == CHOICE_NONE);
    ok(floor_outcome_of(SV("objected")) == OUTCOME_OBJECTED &&
       floor_outcome_of(SV("pass")) == OUTCOME_NONE);
    ok(sv_is(floor_verdict_name(FLOOR_OUT_OF_ORDER), "out-of-order"));
}

int main(void)
{
    SCOPED(arena_scope) struct arena *a = arena_open(1 << 16);
    names();
    brings_back(a);
    a_vote(a);
    saying(a);
    recusals(a);
    leaving(a);
    full(a);
    return tap_done();
}
