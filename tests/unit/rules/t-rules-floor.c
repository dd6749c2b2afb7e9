/* The floor: for each rule an act that it allows and one that it does not, by rule id and citation.
 */
#include "floor_lines.h"
#include "rules/floor.h"
#include "tap.h"

/* Five members; acts before the last one are in order, or begin with '!' and are recorded as
 * departures. */
struct test {
    const char *pack, *script;
    enum floor_verdict verdict;
    const char
        *rule; /* of the last act's judgement; of its result where it was announced in order */
};

#define R  "robert"
#define S  "robert-small"
#define M  "miami"
#define IN FLOOR_IN_ORDER
#define OO FLOOR_OUT_OF_ORDER
#define NO FLOOR_IMPOSSIBLE

#define OPEN       "meeting.opened member=a; attendance.noted present=a,b,c,d,e; "
#define ITEM       OPEN "item.opened item=rc-41; "
#define MOVED      ITEM "motion.moved member=b type=main; "
#define SECOND     MOVED "motion.seconded motion=1 member=c; "
#define STATED     SECOND "motion.stated motion=1; "
#define ROLL       STATED "vote.opened motion=1 method=roll-call; "
#define VOICE      STATED "vote.opened motion=1 method=voice; "
#define ASKED      STATED "vote.opened motion=1 method=consent; "
#define CAST(m, c) "vote.cast motion=1 member=" m " choice=" c "; "
#define FOUR       CAST("a", "yes") CAST("b", "no") CAST("c", "yes") CAST("d", "no")

static const struct test tests[] = {
    /* member, present */
    {S, ITEM "motion.moved member=b type=main", IN, ""},
    {S, ITEM "motion.moved member=mayor type=main", NO, "member"},
    {S, ITEM "motion.moved type=main", NO, "member"},
    {S, OPEN "attendance.noted present=zoe", NO, "member"},
    {S, OPEN "attendance.noted", NO, "member"},
    {S, OPEN "attendance.noted absent=b left=b", NO, "present"},
    {S, ITEM "attendance.noted left=b; motion.moved member=b type=main", NO, "present"},
    {S, "attendance.noted absent=a; meeting.opened member=a", NO, "present"},
    {S, "attendance.noted remote=a; meeting.opened member=a", IN, ""},
    {S, "meeting.opened member=mayor", IN, ""},
    {M,
     ITEM "attendance.noted remote=e; motion.moved member=b type=main; "
          "motion.seconded motion=1 member=c; motion.stated motion=1; "
          "vote.opened motion=1 method=roll-call; vote.cast motion=1 member=e choice=yes",
     IN, ""},
    /* meeting-open, recess */
    {S, "item.opened item=rc-41", NO, "meeting-open"},
    {S, "attendance.noted present=a,b", IN, ""},
    {S, OPEN "meeting.opened member=a", NO, "meeting-open"},
    {S, OPEN "meeting.adjourned; attendance.noted left=a", NO, "meeting-open"},
    {S, OPEN "meeting.adjourned; meeting.opened", NO, "meeting-open"},
    {S, OPEN "meeting.recessed; meeting.resumed; item.opened item=rc-41", IN, ""},
    {S, OPEN "meeting.recessed; item.opened item=rc-41", OO, "recess"},
    {S, OPEN "meeting.recessed; attendance.noted left=b", IN, ""},
    {S, OPEN "meeting.recessed; reason.given member=b", IN, ""},
    {S, OPEN "meeting.recessed; meeting.recessed", NO, "recess"},
    {S, OPEN "meeting.resumed", NO, "recess"},
    {S, OPEN "meeting.recessed; meeting.adjourned", OO, "recess"},
    /* quorum: three of five; of robert from afar nobody counts, of miami three must be there */
    {S, "meeting.opened; attendance.noted present=a,b,c; motion.moved member=a type=main", IN, ""},
    {S, "meeting.opened; attendance.noted present=a,b; motion.moved member=a type=main", OO,
     "quorum-business"},
    {S, "meeting.opened; attendance.noted present=a,b remote=c,d; motion.moved member=a type=main",
     OO, "quorum-business"},
    {S, "meeting.opened; attendance.noted present=a,b; meeting.adjourned", IN, ""},
    {S, MOVED "attendance.noted left=a,c,d; motion.stated motion=1", OO, "quorum-business"},
    {S,
     MOVED "motion.stated motion=1; attendance.noted left=a,c,d; "
           "vote.opened motion=1 method=voice",
     OO, "quorum-business"},
    {S, ROLL CAST("b", "yes") "attendance.noted left=a,c,d; vote.announced motion=1", OO,
     "quorum-business"},
    {M,
     "meeting.opened; attendance.noted present=a,b,c absent=d,e; item.opened item=x; "
     "recusal.stated member=c; motion.moved member=a type=main",
     IN, "quorum"},
    {S,
     "meeting.opened; attendance.noted present=a,b,c absent=d,e; item.opened item=x; "
     "recusal.stated member=c; motion.moved member=a type=main",
     IN, ""},
    /* one-item, item-open, question-disposed, adjourn */
    {S, ITEM "item.closed item=rc-41; item.opened item=rc-42", IN, ""},
    {S, ITEM "item.opened item=rc-42", OO, "one-item"},
    {S, ITEM "item.opened item=rc-41", NO, "item-open"},
    {S, ITEM "item.closed item=rc-42", NO, "item-open"},
    {S, OPEN "item.closed item=rc-42", NO, "item-open"},
    {S, OPEN "item.opened", NO, "item-open"},
    {S, ITEM "motion.moved member=b type=main item=rc-41", IN, ""},
    {S, ITEM "motion.moved member=b type=main item=rc-42", OO, "item-open"},
    {S, OPEN "motion.moved member=b type=main", IN, ""},
    {S, MOVED "item.closed item=rc-41", OO, "question-disposed"},
    {S, MOVED "item.opened item=rc-42", OO, "question-disposed"},
    {R, MOVED "item.closed item=rc-41", IN, ""}, /* falls for want of a second */
    {S, MOVED "motion.withdrawn motion=1 member=b; item.closed item=rc-41", IN, ""},
    {S, OPEN "meeting.adjourned", IN, ""},
    {S, MOVED "meeting.adjourned", OO, "adjourn"},
    {R, MOVED "meeting.adjourned", IN, ""},
    /* motion-type, motion-pending, one-question, immediately-pending */
    {S, ITEM "motion.moved member=b type=override-veto", NO, "motion-type"},
    {S, ITEM "motion.moved member=b type=nonsense", NO, "motion-type"},
    {S, MOVED "motion.stated motion=2", NO, "motion-pending"},
    {S, ITEM "motion.stated", NO, "motion-pending"},
    {S, ITEM "motion.moved motion=2 member=b type=main", NO, "motion-pending"},
    {S, ITEM "motion.moved motion=1 member=b type=main", IN, ""},
    {S, MOVED "motion.withdrawn motion=1 member=b; motion.stated motion=1", NO, "motion-pending"},
    {S, MOVED "motion.moved member=c type=main", OO, "one-question"},
    {R, MOVED "motion.moved member=c type=main", IN, ""},
    {R, SECOND "motion.moved member=d type=main", OO, "one-question"},
    {S, MOVED "!motion.moved member=c type=main; motion.stated motion=1", OO,
     "immediately-pending"},
    {S, MOVED "!motion.moved member=c type=main; motion.stated motion=2", IN, ""},
    {S,
     MOVED "!motion.moved member=c type=main; motion.stated motion=2; "
           "vote.opened motion=1 method=voice",
     OO, "immediately-pending"},
    /* second, second-other, second-late */
    {R, SECOND "motion.stated motion=1", IN, ""},
    {R, MOVED "motion.stated motion=1", OO, "second"},
    {R, MOVED "vote.opened motion=1 method=voice", OO, "second"},
    {R, MOVED "vote.opened motion=1 method=consent", IN, ""},
    {S, MOVED "motion.stated motion=1", IN, ""},
    {M, MOVED "motion.stated motion=1", OO, "second"},
    {R, MOVED "!motion.stated motion=1; vote.opened motion=1 method=voice", IN, ""},
    {R, MOVED "motion.seconded motion=1 member=b", OO, "second-other"},
    {R, MOVED "motion.seconded motion=1 member=c", IN, ""},
    {R, SECOND "motion.seconded motion=1 member=d", OO, "second-late"},
    {R, MOVED "!motion.stated motion=1; motion.seconded motion=1 member=c", OO, "second-late"},
    /* chair-part */
    {R, ITEM "motion.moved member=a type=main", OO, "chair-part"},
    {S, ITEM "motion.moved member=a type=main", IN, ""},
    {R, MOVED "motion.seconded motion=1 member=a", OO, "chair-part"},
    {R, ROLL "vote.cast motion=1 member=a choice=yes", IN, ""}, /* it makes one to nothing */
    {R, ROLL "vote.cast motion=1 member=a choice=no", OO, "chair-part"},
    {R, ROLL CAST("b", "yes") CAST("c", "no") "vote.cast motion=1 member=a choice=yes", IN, ""},
    {R, ROLL CAST("b", "yes") CAST("c", "no") "vote.cast motion=1 member=a choice=no", OO,
     "chair-part"},
    {R,
     ROLL CAST("b", "yes") CAST("c", "yes") CAST("d", "no") "vote.cast motion=1 member=a choice=no",
     IN, ""}, /* it makes a tie */
    {R, ROLL CAST("b", "yes") CAST("c", "yes") "vote.cast motion=1 member=a choice=yes", OO,
     "chair-part"},
    {S, ROLL CAST("b", "yes") CAST("c", "yes") "vote.cast motion=1 member=a choice=yes", IN, ""},
    /* stating */
    {R, SECOND "vote.opened motion=1 method=voice", OO, "stating"},
    {S, MOVED "vote.opened motion=1 method=voice", OO, "stating"},
    {R, SECOND "vote.opened motion=1 method=consent", IN, ""},
    {R, STATED "motion.stated motion=1", IN, ""},
    /* withdraw, withdraw-mover */
    {R, MOVED "motion.withdrawn motion=1 member=b", IN, ""},
    {R, STATED "motion.withdrawn motion=1 member=b", OO, "withdraw"},
    {R, STATED "motion.withdrawn motion=1 member=b permitted=yes", IN, ""},
    {R, MOVED "motion.withdrawn motion=1 member=c", OO, "withdraw-mover"},
    /* vote-open, vote-method, voting-interrupted */
    {S, ROLL "vote.cast motion=1 member=b choice=yes", IN, ""},
    {S, STATED "vote.cast motion=1 member=b choice=yes", NO, "vote-open"},
    {S, STATED "vote.announced motion=1", NO, "vote-open"},
    {S, ROLL "vote.cast motion=1 member=b", NO, "vote-open"},
    {S, STATED "vote.opened motion=1", NO, "vote-method"},
    {S, ROLL "vote.opened motion=1 method=roll-call", OO, "vote-method"},
    {S, ROLL "vote.opened motion=1 method=voice", IN, ""},
    {S, ROLL CAST("b", "yes") "vote.opened motion=1 method=voice", OO, "vote-method"},
    {S, VOICE "vote.opened motion=1 method=roll-call", IN, ""},
    {S, ASKED CAST("b", "no") "vote.opened motion=1 method=roll-call", IN, ""},
    {S, ROLL "meeting.recessed", IN, ""},
    {S, ROLL CAST("b", "yes") "meeting.recessed", OO, "voting-interrupted"},
    {S, ROLL CAST("b", "yes") "meeting.adjourned", OO, "voting-interrupted"},
    {S, ROLL CAST("b", "yes") "item.opened item=x", OO, "voting-interrupted"},
    {S, ROLL CAST("b", "yes") "item.closed item=rc-41", OO, "voting-interrupted"},
    {S, ROLL CAST("b", "yes") "motion.moved member=c type=main", OO, "voting-interrupted"},
    {S, ROLL CAST("b", "yes") "motion.stated motion=1", OO, "voting-interrupted"},
    {S, ROLL CAST("b", "yes") "motion.withdrawn motion=1 member=b permitted=yes", OO,
     "voting-interrupted"},
    {S, ROLL CAST("b", "yes") "attendance.noted left=b", IN, ""},
    /* vote-once, vote-change, vote-final */
    {S, ROLL CAST("b", "yes") "vote.cast motion=1 member=b choice=no", NO, "vote-once"},
    {S, ROLL CAST("b", "yes") "vote.changed motion=1 member=b choice=no", IN, ""},
    {S, ROLL CAST("b", "yes") "vote.changed motion=1 member=b choice=yes", NO, "vote-change"},
    {S, ROLL "vote.changed motion=1 member=b choice=yes", NO, "vote-change"},
    {S,
     ROLL FOUR CAST("e",
                    "yes") "vote.announced motion=1; vote.changed motion=1 member=b choice=yes",
     NO, "vote-final"},
    {S, ROLL FOUR "vote.announced motion=1; vote.cast motion=1 member=e choice=yes", NO,
     "vote-final"},
    {S, ROLL FOUR "vote.announced motion=1; vote.announced motion=1", NO, "vote-final"},
    {S, ROLL FOUR "vote.announced motion=1; motion.withdrawn motion=1 member=b", NO, "vote-final"},
    /* vote-result, vote-majority, tie-vote */
    {S, ROLL FOUR CAST("e", "yes") "vote.announced motion=1 outcome=adopted", IN, "vote-majority"},
    {S, ROLL FOUR CAST("e", "yes") "vote.announced motion=1 outcome=lost", NO, "vote-result"},
    {S, ROLL FOUR CAST("e", "no") "vote.announced motion=1 outcome=adopted", NO, "vote-result"},
    {S, ROLL FOUR CAST("e", "no") "vote.announced motion=1", IN, "vote-majority"},
    {S, ROLL FOUR CAST("e", "yes") "vote.announced motion=1 yes=3 no=2", IN, "vote-majority"},
    {S, ROLL FOUR CAST("e", "yes") "vote.announced motion=1 yes=4 no=1", NO, "vote-result"},
    {S, ROLL FOUR "vote.announced motion=1", IN, "tie-vote"},
    {S, ROLL FOUR CAST("e", "abstain") "vote.announced motion=1", IN, "tie-vote"},
    {S, ROLL FOUR "vote.announced motion=1 outcome=adopted", NO, "vote-result"},
    {S, ROLL CAST("b", "abstain") "vote.announced motion=1", IN, "vote-majority"},
    {S, ROLL "vote.announced motion=1 outcome=lost", NO, "vote-result"},
    {S, ROLL FOUR "vote.announced motion=1 outcome=withdrawn", NO, "vote-result"},
    {S, VOICE "vote.announced motion=1 outcome=adopted", IN, "vote-majority"},
    {S, VOICE "vote.announced motion=1 outcome=lost", IN, "vote-majority"},
    {S, VOICE "vote.announced motion=1", NO, "vote-result"},
    {S,
     VOICE CAST("b", "no") CAST("c", "no")
         CAST("d", "no") "vote.announced motion=1 outcome=adopted",
     NO, "vote-result"},
    {S, VOICE CAST("b", "no") CAST("c", "no") "vote.announced motion=1 outcome=adopted", IN,
     "vote-majority"},
    {S,
     VOICE CAST("b", "yes") CAST("c", "yes")
         CAST("d", "yes") "vote.announced motion=1 outcome=lost",
     NO, "vote-result"},
    {S, VOICE "vote.announced motion=1 outcome=adopted yes=3 no=2", IN, "vote-majority"},
    {S, VOICE "vote.announced motion=1 outcome=adopted yes=2 no=3", NO, "vote-result"},
    {S, VOICE "vote.announced motion=1 outcome=lost yes=2 no=2", IN, "tie-vote"},
    {S, VOICE "vote.announced motion=1 outcome=adopted yes=4 no=2", NO, "vote-result"},
    {S, VOICE "vote.announced motion=1 outcome=adopted yes=4", NO, "vote-result"},
    {S, VOICE CAST("b", "no") "vote.announced motion=1 outcome=adopted yes=4 no=0", NO,
     "vote-result"},
    /* unanimous-consent */
    {S, ASKED "vote.announced motion=1", IN, "unanimous-consent"},
    {S, ASKED "vote.announced motion=1 outcome=adopted", IN, "unanimous-consent"},
    {S, ASKED "vote.announced motion=1 outcome=objected", IN, "unanimous-consent"},
    {S, ASKED "vote.announced motion=1 outcome=lost", NO, "unanimous-consent"},
    {S, ASKED CAST("b", "no") "vote.announced motion=1 outcome=adopted", NO, "unanimous-consent"},
    {S, ASKED "vote.announced motion=1 outcome=adopted yes=4 no=1", NO, "unanimous-consent"},
    {S, ASKED CAST("b", "no") "vote.announced motion=1; vote.opened motion=1 method=voice", IN, ""},
    {S, ROLL FOUR "vote.announced motion=1 outcome=objected", NO, "unanimous-consent"},
    {S,
     MOVED "vote.opened motion=1 method=consent; vote.announced motion=1 outcome=objected; "
           "vote.opened motion=1 method=voice",
     OO, "stating"},
    /* abstention */
    {S, ROLL "vote.cast motion=1 member=b choice=abstain", IN, ""},
    {M, ROLL "vote.cast motion=1 member=b choice=abstain", OO, "abstention"},
    {M, ROLL FOUR "vote.announced motion=1", OO, "abstention"},
    {M, ROLL FOUR "attendance.noted left=e; vote.announced motion=1", IN, "tie-vote"},
    {M, ROLL FOUR CAST("e", "yes") "vote.announced motion=1", IN, "vote-majority"},
    {M, VOICE "vote.announced motion=1 outcome=adopted", IN, "vote-majority"},
    /* recusal */
    {M, ITEM "recusal.stated member=e", IN, ""},
    {M, ITEM "recusal.stated member=e aloud=no", OO, "recusal"},
    {M, OPEN "recusal.stated member=e", NO, "recusal"},
    {M, OPEN "recusal.stated member=e item=rc-41", IN, ""},
    {M, ROLL CAST("e", "yes") "recusal.stated member=e", OO, "recusal"},
    {M,
     STATED "recusal.stated member=e; vote.opened motion=1 method=roll-call; "
            "vote.cast motion=1 member=e choice=yes",
     OO, "recusal"},
    {M,
     STATED "recusal.stated member=e; vote.opened motion=1 method=roll-call; "
            "vote.cast motion=1 member=e choice=abstain",
     IN, ""},
    {M,
     STATED "recusal.stated member=e; vote.opened motion=1 method=roll-call; " FOUR
            "vote.announced motion=1",
     IN, "tie-vote"},
};

static struct floor floor_of_five(struct arena *a)
{
    static const char *const ids[] = {"a", "b", "c", "d", "e"};
    struct floor_member members[5];
    for (size_t i = 0; i < 5; i++) {
        members[i] = (struct floor_member){sv_of(ids[i]), SV_NONE};
    }
    struct floor f;
    fine(floor_make(a, members, 5, 0, &f));
    return f;
}

static void run(struct arena *a, const struct test *t, struct judgement *ret)
{
    struct pack *pack = NULL;
    if (!fine(rule_pack_builtin(a, sv_of(t->pack), &pack))) {
        return;
    }
    struct floor f = floor_of_five(a);
    for (sv rest = sv_of(t->script); rest.n > 0;) {
        sv line = sv_trim(sv_cut(rest, ';', &rest));
        rest = sv_trim(rest);
        bool departs = sv_starts(line, SV("!"));
        struct floor_act act = line_act(a, &f, departs ? sv_sub(line, 1, line.n) : line);
        floor_judge(a, &f, pack, &act, ret);
        if (rest.n == 0) {
            return;
        }
        enum floor_verdict due = departs ? FLOOR_OUT_OF_ORDER : FLOOR_IN_ORDER;
        if (ret->verdict != due) {
            ok_as(false, sv_cstr(a, sv_fmt(a, "%.*s: %.*s: %.*s", SV_ARG(line),
                                           SV_ARG(floor_verdict_name(ret->verdict)),
                                           SV_ARG(ret->sentence))));
            return;
        }
        floor_apply(a, &f, pack, &act);
    }
}

/* The result's rule for an announcement in order, else the judgement's. */
static sv rule_in(const struct judgement *j)
{
    bool announced = j->verdict == FLOOR_IN_ORDER && j->result.outcome != OUTCOME_NONE;
    return announced ? rule_name(j->result.rule) : j->rule;
}

int main(void)
{
    bool seen[RULE_COUNT] = {false};
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) {
        SCOPED(arena_scope) struct arena *a = arena_open(65536);
        const struct test *t = &tests[i];
        struct judgement j = {0};
        run(a, t, &j);
        sv script = sv_of(t->script);
        sv tail = script.n > 100 ? sv_sub(script, script.n - 100, 100) : script;
        sv found = rule_in(&j);
        bool right = ok_as(j.verdict == t->verdict && sv_is(found, t->rule),
                           sv_cstr(a, sv_fmt(a, "%s: %.*s: %.*s %s", t->pack, SV_ARG(tail),
                                             SV_ARG(floor_verdict_name(t->verdict)), t->rule)));
        if (!right) {
            printf("# found %.*s %.*s: %.*s\n", SV_ARG(floor_verdict_name(j.verdict)),
                   SV_ARG(found), SV_ARG(j.sentence));
        }
        if (found.n > 0) {
            seen[rule_of(found)] = true;
        }
        ok(j.verdict == IN || (j.sentence.n > 0 && j.citation.n > 0));
    }
    /* No test is missing for a rule that is judged by. */
    for (int r = 0; r < RULE_VOTE_TWO_THIRDS; r++) {
        SCOPED(arena_scope) struct arena *a = arena_open(1024);
        ok_as(seen[r],
              sv_cstr(a, sv_fmt(a, "the rule %.*s is tested", SV_ARG(rule_name((enum rule_id)r)))));
    }
    return tap_done();
}
