/* The floor: for each rule an act that it allows and one that it does not, by rule id and citation.
 */
#include <string.h>

#include "base/must.h"
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
#define G  "rosenberg"
#define T  "town" /* below */
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

#define DAY                                                                                        \
    "meeting.opened member=a day=20 meeting=regular next=27; attendance.noted present=a,b,c,d,e; "
#define ORD        DAY "item.opened item=o kind=ordinance; "
#define MAIN       DAY "item.opened item=rc-41; motion.moved member=b type=main; motion.stated motion=1; "
#define MOVE(w, t) "motion.moved member=" w " type=" t "; "
#define PUT(n)     "motion.stated motion=" n "; vote.opened motion=" n " method=voice; "
#define SAY(n, o)  PUT(n) "vote.announced motion=" n " outcome=" o "; "
#define YEAS(n)                                                                                    \
    "motion.stated motion=" n "; vote.opened motion=" n " method=roll-call; "                      \
    "vote.cast motion=" n " member=b choice=yes; vote.cast motion=" n " member=c choice=yes; "     \
    "vote.cast motion=" n " member=e choice=yes; vote.cast motion=" n " member=a choice=no; "      \
    "vote.cast motion=" n " member=d choice=no; vote.announced motion=" n "; "
#define MAIN_SECONDED                                                                              \
    DAY "item.opened item=rc-41; motion.moved member=b type=main; "                                \
        "motion.seconded motion=1 member=c; motion.stated motion=1; "
#define MAIN_B    DAY "motion.moved member=b type=main; motion.stated motion=1; "
#define POSTPONED MAIN MOVE("c", "postpone-definite to=27") SAY("2", "adopted")
#define CLOSED    MAIN MOVE("c", "previous-question") SAY("2", "adopted")
#define RULED                                                                                      \
    MAIN MOVE("c", "point-of-order target=1") "chair.ruled motion=2 outcome=not-well-taken; "
#define QUASI                                                                                      \
    DAY "item.opened item=h kind=hearing; motion.moved member=b type=main; "                       \
        "motion.seconded motion=1 member=c; motion.stated motion=1; "                              \
        "hearing.opened quasi=yes; "

static const char town[] = "pack town\n"
                           "title A town\n"
                           "based-on robert-small\n"
                           "rule walk-on\n  says Only what stands on the agenda is taken up.\n"
                           "  cites Code 1\n  source Code\n  sure read\n  allowed no\n"
                           "rule roll-call\n  says One member may ask for a roll call.\n"
                           "  cites Code 2\n  source Code\n  sure read\n  demand yes\n"
                           "rule closed-session\n  says No session is closed.\n"
                           "  cites Code 3\n  source Code\n  sure read\n  allowed no\n"
                           "rule chair-part\n  says The mayor votes on ties.\n"
                           "  cites Code 4\n  source Code\n  sure read\n  moves no\n  votes ties\n"
                           "rule vote-three-fifths\n  says Three fifths of those who vote.\n"
                           "  cites Code 5\n  source Code\n  sure read\n  base cast\n  need 3/5\n";

static const struct test tests[] = {
    /* precedence, incidental-first, pending-limit */
    {S, MAIN MOVE("c", "postpone-definite to=27"), IN, ""},
    {S, MAIN MOVE("c", "postpone-definite to=27") MOVE("d", "amend target=1"), OO, "precedence"},
    {S, MAIN MOVE("c", "postpone-definite to=27") MOVE("d", "amend"), IN, ""},
    {S, MAIN MOVE("c", "postpone-definite to=27") MOVE("d", "adjourn"), IN, ""},
    {S, MAIN MOVE("c", "suspend-rules rule=stating") MOVE("d", "refer"), OO, "incidental-first"},
    {S, MAIN MOVE("c", "suspend-rules rule=stating") MOVE("d", "adjourn"), IN, ""},
    {S, MAIN MOVE("c", "suspend-rules rule=stating") MOVE("d", "division-of-question"), OO,
     "incidental-first"},
    {S, MAIN MOVE("c", "suspend-rules rule=stating") MOVE("d", "inquiry"), IN, ""},
    {S, MAIN MOVE("c", "division-of-question") MOVE("d", "amend"), IN, ""},
    {S, MAIN MOVE("c", "reconsider item=rc-41"), OO, "applied"},
    {G, MAIN_SECONDED MOVE("c", "amend") "motion.seconded motion=2 member=d; " MOVE("d", "refer"),
     IN, ""},
    {G,
     MAIN_SECONDED MOVE("c", "amend") "motion.seconded motion=2 member=d; " MOVE(
         "d", "refer") "motion.seconded motion=3 member=e; " MOVE("e", "adjourn"),
     OO, "pending-limit"},
    /* applied, amendable, amend-degrees, blanks */
    {S, DAY MOVE("b", "amend"), OO, "applied"},
    {S, DAY MOVE("b", "take-from-the-table"), NO, "applied"},
    {S, DAY MOVE("b", "take-from-the-table item=x tabled=yes"), IN, ""},
    {S, DAY MOVE("b", "discharge item=x"), OO, "applied"},
    {S, DAY MOVE("b", "rescind item=x decided=adopted"), IN, ""},
    {S, DAY MOVE("b", "amend target=4"), NO, "motion-pending"},
    {S, DAY MOVE("b", "lay-on-the-table"), OO, "applied"},
    {S, DAY MOVE("b", "lay-on-the-table items=x,y"), IN, ""},
    {S, MAIN MOVE("c", "amend") MOVE("d", "object-to-consideration target=2"), OO, "applied"},
    {S, DAY MOVE("b", "main needs=vote-emergency"), NO, "motion-type"},
    {S, DAY MOVE("b", "main needs=vote-membership"), IN, ""},
    {S, DAY MOVE("b", "adjourn") MOVE("c", "amend"), OO, "amendable"},
    {S, DAY MOVE("b", "recess") MOVE("c", "amend"), IN, ""},
    {S, MAIN MOVE("c", "amend") MOVE("d", "amend"), IN, ""},
    {S, MAIN MOVE("c", "amend") MOVE("d", "amend") MOVE("e", "amend"), OO, "amend-degrees"},
    {S, MAIN MOVE("c", "amend form=blank") MOVE("d", "amend target=1 form=blank"), IN, ""},
    {S, MAIN MOVE("c", "amend form=blank") MOVE("c", "amend target=1 form=blank"), OO, "blanks"},
    {R, MAIN_SECONDED MOVE("c", "amend form=blank") "motion.stated motion=2", IN, ""},
    {R, MAIN_SECONDED MOVE("c", "amend form=insert") "motion.stated motion=2", OO, "second"},
    /* previous-question, postpone-limit, deferral-undated */
    {S, CLOSED MOVE("d", "amend"), OO, "previous-question"},
    {S, CLOSED MOVE("d", "lay-on-the-table"), IN, ""},
    {S, CLOSED "vote.opened motion=1 method=voice", IN, ""},
    {S, MAIN MOVE("c", "postpone-definite to=28"), OO, "postpone-limit"},
    {S, MAIN MOVE("c", "postpone-definite to=19"), NO, "postpone-limit"},
    {M, MAIN_SECONDED MOVE("c", "postpone-definite to=28"), IN, ""},
    {S, MAIN MOVE("c", "postpone-definite"), OO, "deferral-undated"},
    {M, MAIN_SECONDED MOVE("c", "postpone-definite"), IN, ""},
    /* adjourn, recess: what was decided is done */
    {S, MAIN MOVE("c", "adjourn") SAY("2", "adopted") "meeting.adjourned", IN, ""},
    {S, MAIN MOVE("c", "adjourn") SAY("2", "adopted") MOVE("d", "amend"), OO, "adjourn"},
    {S, MAIN MOVE("c", "adjourn") SAY("2", "adopted") MOVE("d", "point-of-order"), IN, ""},
    {S, DAY MOVE("c", "adjourn") SAY("1", "adopted") "item.opened item=x", OO, "adjourn"},
    {S, MAIN MOVE("c", "recess") SAY("2", "adopted") MOVE("d", "amend"), OO, "recess"},
    {S,
     MAIN MOVE("c", "recess")
         SAY("2", "adopted") "meeting.recessed; meeting.resumed; " MOVE("d", "amend"),
     IN, ""},
    {S,
     "meeting.opened; attendance.noted present=a,b; " MOVE("a", "adjourn")
         SAY("1", "adopted") "meeting.adjourned",
     IN, ""},
    /* division, renewal, vote-method */
    {S, MAIN SAY("1", "adopted") MOVE("c", "division-of-assembly"), IN, ""},
    {S,
     MAIN SAY("1", "adopted") "item.closed item=rc-41; " MOVE("c", "division-of-assembly target=1"),
     OO, "division"},
    {S, MAIN MOVE("c", "division-of-assembly"), OO, "applied"},
    {S, MAIN PUT("1") MOVE("c", "division-of-assembly") "vote.opened motion=1 method=voice", OO,
     "vote-method"},
    {S, MAIN PUT("1") MOVE("c", "division-of-assembly") "vote.opened motion=1 method=rising", IN,
     ""},
    {S,
     MAIN MOVE("c", "method-of-voting method=roll-call")
         SAY("2", "adopted") "vote.opened motion=1 method=voice",
     OO, "vote-method"},
    {T, MAIN_B MOVE("c", "method-of-voting method=roll-call") "vote.opened motion=1 method=voice",
     OO, "vote-method"},
    {T,
     MAIN_B MOVE("c", "method-of-voting method=roll-call") "vote.opened motion=1 method=roll-call",
     IN, ""},
    {S, MAIN SAY("1", "lost") MOVE("c", "main"), OO, "renewal"},
    {S, MAIN SAY("1", "lost") MOVE("c", "main action=deny"), IN, ""},
    {S, MAIN MOVE("c", "refer") SAY("2", "lost") MOVE("d", "refer"), OO, "renewal"},
    {S,
     MAIN MOVE("c", "refer") SAY("2", "lost") MOVE("d", "amend") SAY("3", "lost")
         MOVE("d", "refer"),
     IN, ""},
    {S,
     MAIN MOVE("c", "division-of-question") SAY("2", "adopted") MOVE("b", "main target=1")
         SAY("3", "lost") MOVE("b", "main target=1"),
     IN, ""},
    /* point-in-time, chair-rules, appeal-in-time, appeal-tie, vote-appeal */
    {S,
     MOVED
     "!vote.opened motion=1 method=voice; motion.moved member=c type=point-of-order rule=stating",
     IN, ""},
    {S,
     MOVED "!vote.opened motion=1 method=voice; vote.announced motion=1 outcome=lost; "
           "item.closed item=rc-41; motion.moved member=c type=point-of-order rule=stating",
     OO, "point-in-time"},
    {S, MAIN MOVE("c", "point-of-order") "chair.ruled motion=2 outcome=well-taken", IN, ""},
    {S, MAIN MOVE("c", "point-of-order") "chair.ruled motion=2 outcome=granted", NO, "chair-rules"},
    {S, MAIN MOVE("c", "inquiry") "chair.ruled motion=2 outcome=answered", IN, ""},
    {S, MAIN MOVE("c", "inquiry") "chair.ruled motion=2 outcome=granted", NO, "chair-rules"},
    {S, MAIN MOVE("c", "privilege") "chair.ruled motion=2 outcome=denied", IN, ""},
    {S, MAIN MOVE("c", "privilege") "chair.ruled motion=2 outcome=answered", NO, "chair-rules"},
    {S, MAIN "chair.ruled motion=1 outcome=granted", NO, "chair-rules"},
    {S,
     MAIN MOVE("c", "point-of-order")
         MOVE("d", "inquiry") "chair.ruled motion=2 outcome=well-taken",
     OO, "immediately-pending"},
    {S, RULED MOVE("d", "appeal"), IN, ""},
    {S, MAIN MOVE("d", "appeal"), OO, "applied"},
    {S, RULED MOVE("d", "amend") MOVE("d", "appeal target=2"), OO, "appeal-in-time"},
    {S, RULED MOVE("d", "appeal") PUT("3") "vote.announced motion=3 outcome=sustained", IN,
     "vote-appeal"},
    {S,
     RULED MOVE("d", "appeal") PUT("3") "vote.announced motion=3 outcome=not-sustained yes=1 no=3",
     IN, "vote-appeal"},
    {S, RULED MOVE("d", "appeal") PUT("3") "vote.announced motion=3 outcome=sustained yes=2 no=2",
     IN, "appeal-tie"},
    {S,
     RULED MOVE("d", "appeal") PUT("3") "vote.announced motion=3 outcome=not-sustained yes=2 no=2",
     NO, "vote-result"},
    {S, RULED MOVE("d", "appeal") PUT("3") "vote.announced motion=3 outcome=lost", NO,
     "vote-result"},
    {S,
     RULED MOVE("d", "appeal") "motion.stated motion=3; vote.opened motion=3 method=consent; "
                               "vote.announced motion=3 outcome=sustained",
     IN, "unanimous-consent"},
    /* suspension, objection-in-time, vote-objection */
    {S, MAIN MOVE("c", "suspend-rules rule=stating"), IN, ""},
    {S, MAIN MOVE("c", "suspend-rules rule=quorum-business"), OO, "suspension"},
    {S,
     DAY MOVE("c", "suspend-rules rule=stating") SAY("1", "adopted")
         MOVE("b", "main") "vote.opened motion=2 method=voice",
     IN, ""},
    {S, MOVED MOVE("c", "object-to-consideration"), IN, ""},
    {S, MOVED "reason.given member=b; " MOVE("c", "object-to-consideration"), OO,
     "objection-in-time"},
    {S,
     MOVED MOVE("c", "object-to-consideration")
         PUT("2") "vote.announced motion=2 outcome=sustained yes=1 no=4",
     IN, "vote-objection"},
    {S,
     MOVED MOVE("c", "object-to-consideration")
         PUT("2") "vote.announced motion=2 outcome=sustained yes=2 no=3",
     NO, "vote-result"},
    /* reconsider-side, reconsider-time, reconsider-once, reconsider-kind */
    {S, MAIN YEAS("1") MOVE("c", "reconsider target=1"), IN, ""},
    {S, MAIN YEAS("1") MOVE("d", "reconsider target=1"), OO, "reconsider-side"},
    {S, MAIN SAY("1", "adopted") MOVE("d", "reconsider target=1"), IN, ""},
    {S, DAY MOVE("b", "reconsider item=x decided=adopted previous=yes"), OO, "reconsider-time"},
    {G, DAY MOVE("b", "reconsider item=x decided=adopted previous=yes"), IN, ""},
    {G, DAY MOVE("b", "reconsider item=x decided=adopted"), OO, "reconsider-time"},
    {G, DAY MOVE("b", "reconsider item=x decided=lost previous=yes named-yes=b named-no=c"), OO,
     "reconsider-side"},
    {S, DAY MOVE("b", "reconsider"), NO, "applied"},
    {S, DAY MOVE("b", "reconsider item=x"), OO, "applied"},
    {S,
     MAIN SAY("1", "adopted") MOVE("c", "reconsider target=1") SAY("2", "adopted") SAY("1", "lost")
         MOVE("c", "reconsider target=1"),
     OO, "reconsider-once"},
    {S, MAIN MOVE("c", "adjourn") SAY("2", "lost") MOVE("c", "reconsider target=2"), OO,
     "reconsider-kind"},
    {S, MAIN MOVE("c", "postpone-indefinitely") SAY("2", "lost") MOVE("c", "reconsider target=2"),
     OO, "reconsider-kind"},
    {S,
     MAIN MOVE("c", "postpone-indefinitely") SAY("2", "adopted") MOVE("c", "reconsider target=2"),
     IN, ""},
    {S, CLOSED MOVE("c", "reconsider target=2"), IN, ""},
    {S, CLOSED SAY("1", "lost") MOVE("c", "reconsider target=2"), OO, "reconsider-kind"},
    {S, MAIN MOVE("c", "amend") SAY("2", "lost") SAY("1", "lost") MOVE("c", "reconsider target=2"),
     OO, "applied"},
    {S, POSTPONED MOVE("c", "reconsider target=2"), IN, ""},
    /* consent-agenda, item-disposed, walk-on, special-call */
    {S, DAY MOVE("b", "consent-agenda items=x,y") SAY("1", "adopted"), IN, "vote-majority"},
    {S, DAY "item.pulled item=y; " MOVE("b", "consent-agenda items=x,y"), OO, "consent-agenda"},
    {S, DAY MOVE("b", "consent-agenda items=x,y") "item.pulled item=x", IN, ""},
    {S, DAY MOVE("b", "consent-agenda items=x,y") SAY("1", "adopted") "item.pulled item=x", OO,
     "consent-agenda"},
    {S, DAY "item.pulled", NO, "item-open"},
    {S,
     DAY MOVE(
         "b",
         "consent-agenda items=x,y") "motion.stated motion=1; vote.opened motion=1 "
                                     "method=roll-call; "
                                     "vote.cast motion=1 member=b choice=yes; item.pulled item=x",
     OO, "voting-interrupted"},
    {S, POSTPONED "item.closed item=rc-41; item.opened item=rc-41", OO, "item-disposed"},
    {S, POSTPONED MOVE("c", "main"), OO, "item-disposed"},
    {S, POSTPONED MOVE("c", "reconsider target=2") SAY("3", "adopted") "item.closed item=rc-41", OO,
     "question-disposed"},
    {S, DAY "item.withdrawn item=x; item.opened item=x", OO, "item-disposed"},
    {S, MAIN "item.withdrawn item=rc-41", OO, "question-disposed"},
    {S, MOVED "item.withdrawn item=rc-41", IN, ""},
    {S, DAY "item.withdrawn", NO, "item-open"},
    {S, DAY "item.opened item=x scheduled=no", IN, ""},
    {T, DAY "item.opened item=x scheduled=no", OO, "walk-on"},
    {T, DAY "item.opened item=x", IN, ""},
    {S, "meeting.opened member=a meeting=special; item.opened item=x scheduled=no", OO,
     "special-call"},
    {S, "meeting.opened member=a meeting=special; item.opened item=x", IN, ""},
    {S,
     MAIN MOVE("c", "lay-on-the-table") SAY("2", "adopted") "item.closed item=rc-41; " MOVE(
         "c", "take-from-the-table target=1") SAY("3", "adopted") "item.opened item=rc-41",
     IN, ""},
    /* veto-first, veto-override, vote-four-fifths */
    {M, "meeting.opened member=a waiting=v; item.opened item=x kind=resolution", OO, "veto-first"},
    {M, "meeting.opened member=a waiting=v; item.opened item=v kind=resolution", IN, ""},
    {M, "meeting.opened member=a waiting=v; item.opened item=x kind=minutes", IN, ""},
    {M, DAY MOVE("b", "override-veto item=v"), OO, "veto-override"},
    {M, DAY MOVE("b", "override-veto item=v vetoed=yes"), IN, ""},
    {M,
     DAY MOVE("b", "override-veto item=v vetoed=yes") "motion.seconded motion=1 member=c; " PUT(
         "1") "vote.announced motion=1 outcome=adopted yes=4 no=1",
     IN, "vote-four-fifths"},
    {M,
     DAY MOVE("b", "override-veto item=v vetoed=yes") "motion.seconded motion=1 member=c; " PUT(
         "1") "vote.announced motion=1 outcome=adopted yes=3 no=2",
     NO, "vote-result"},
    /* readings, final-passage, vote-emergency */
    {M, DAY "item.opened item=o kind=ordinance readings=1 reading-day=6; " MOVE("b", "main"), IN,
     ""},
    {M, DAY "item.opened item=o kind=ordinance readings=1 reading-day=20; " MOVE("b", "main"), OO,
     "readings"},
    {M,
     DAY "item.opened item=o kind=ordinance readings=1 reading-day=20; " MOVE(
         "b", "main needs=vote-emergency"),
     IN, ""},
    {M,
     ORD MOVE("b", "main") "motion.seconded motion=1 member=c; " SAY("1", "adopted")
         MOVE("b", "main"),
     OO, "readings"},
    {M, ORD MOVE("b", "main") "motion.seconded motion=1 member=c; " PUT("1"), IN, ""},
    {M,
     DAY "item.opened item=o kind=ordinance readings=1 reading-day=6; " MOVE(
         "b", "main") "motion.seconded motion=1 member=c; " PUT("1"),
     OO, "final-passage"},
    {M,
     DAY "item.opened item=o kind=ordinance readings=1 reading-day=6; " MOVE(
         "b", "main") "motion.seconded motion=1 member=c; motion.stated motion=1; "
                      "vote.opened motion=1 method=roll-call",
     IN, ""},
    {M, ORD MOVE("b", "main needs=vote-emergency") "motion.seconded motion=1 member=c; " YEAS("1"),
     IN, "vote-emergency"},
    /* hearing, hearing-oath, hearing-disclosure */
    {M, DAY "hearing.opened item=h", IN, ""},
    {M, DAY "hearing.opened", NO, "item-open"},
    {M, DAY "hearing.opened item=h; hearing.opened item=h", NO, "hearing"},
    {M, DAY "hearing.closed item=h", NO, "hearing"},
    {M, DAY "hearing.heard item=h", OO, "hearing"},
    {M, DAY "oath.administered item=h", OO, "hearing"},
    {M, QUASI "hearing.heard sworn=yes", IN, ""},
    {M, QUASI "hearing.heard", OO, "hearing-oath"},
    {M, QUASI "vote.opened motion=1 method=voice", OO, "hearing"},
    {M, QUASI "hearing.closed; vote.opened motion=1 method=voice", OO, "hearing-oath"},
    {M, QUASI "oath.administered; hearing.closed; vote.opened motion=1 method=voice", OO,
     "hearing-disclosure"},
    {M,
     QUASI "oath.administered; hearing.closed; disclosure.stated member=b; vote.opened motion=1 "
           "method=voice",
     IN, ""},
    {M,
     QUASI
     "oath.administered; disclosure.stated; hearing.closed; vote.opened motion=1 method=roll-call; "
     "vote.cast motion=1 member=b choice=yes; disclosure.stated member=c",
     OO, "hearing-disclosure"},
    {M, QUASI "disclosure.stated member=zoe", NO, "member"},
    /* closed-session, chair.passed, motion.suggested */
    {S, DAY "session.closed", IN, ""},
    {T, DAY "session.closed", OO, "closed-session"},
    {S, DAY "session.closed aloud=no", OO, "closed-session"},
    {S, DAY "session.closed; session.closed", NO, "closed-session"},
    {S, DAY "session.closed; session.reopened", IN, ""},
    {S, DAY "session.reopened", NO, "closed-session"},
    {S, DAY "session.closed; item.opened item=x", OO, "closed-session"},
    {S, DAY "session.closed; attendance.noted left=b", IN, ""},
    {S, DAY "chair.passed member=b", IN, ""},
    {S, DAY "chair.passed", IN, ""},
    {S, DAY "attendance.noted left=b; chair.passed member=b", NO, "present"},
    {S, DAY "motion.suggested member=b type=postpone-definite", IN, ""},
    {S, DAY "attendance.noted left=b; motion.suggested member=b", NO, "present"},
    /* chair-part: on ties */
    {T,
     MAIN_B "vote.opened motion=1 method=roll-call; vote.cast motion=1 member=b choice=yes; "
            "vote.cast motion=1 member=a choice=yes",
     OO, "chair-part"},
    {T,
     MAIN_B "vote.opened motion=1 method=roll-call; vote.cast motion=1 member=b choice=yes; "
            "vote.cast motion=1 member=c choice=no; vote.cast motion=1 member=a choice=yes",
     IN, ""},
    /* the rules of votes */
    {S,
     MAIN MOVE("c", "previous-question")
         PUT("2") "vote.announced motion=2 outcome=adopted yes=3 no=1",
     IN, "vote-two-thirds"},
    {S,
     MAIN MOVE("c", "previous-question")
         PUT("2") "vote.announced motion=2 outcome=adopted yes=3 no=2",
     NO, "vote-result"},
    {T,
     DAY MOVE("b", "main needs=vote-three-fifths")
         PUT("1") "vote.announced motion=1 outcome=adopted yes=3 no=2",
     IN, "vote-three-fifths"},
    {T,
     DAY MOVE("b", "main needs=vote-three-fifths")
         PUT("1") "vote.announced motion=1 outcome=lost yes=2 no=2",
     IN, "vote-three-fifths"},
    {S,
     DAY MOVE("b", "main needs=vote-present")
         PUT("1") "vote.announced motion=1 outcome=lost yes=2 no=1",
     IN, "vote-present"},
    {S,
     DAY MOVE("b", "main needs=vote-membership")
         PUT("1") "vote.announced motion=1 outcome=adopted yes=3 no=1",
     IN, "vote-membership"},
    {M,
     DAY MOVE("b", "main needs=vote-majority-plus-one") "motion.seconded motion=1 member=c; " PUT(
         "1") "vote.announced motion=1 outcome=adopted yes=4 no=1",
     IN, "vote-majority-plus-one"},
    {S,
     DAY MOVE("b", "rescind item=x decided=adopted")
         PUT("1") "vote.announced motion=1 outcome=adopted yes=4 no=1",
     IN, "vote-rescind"},
    {S,
     DAY MOVE("b", "rescind item=x decided=adopted notice=yes")
         PUT("1") "vote.announced motion=1 outcome=adopted yes=2 no=1",
     IN, "vote-majority"},
    {S,
     DAY MOVE("b", "rescind item=x decided=adopted")
         PUT("1") "vote.announced motion=1 outcome=adopted yes=3 no=2",
     IN, "vote-membership"},
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

static struct pack *pack_of(struct arena *a, const char *name)
{
    struct pack *pack = NULL;
    bool own = sv_is(SV(T), name);
    bool good =
        own ? fine(rule_pack_parse(a, SV("town.pack"), sv_of(town), rule_pack_resolver(), &pack))
            : fine(rule_pack_builtin(a, sv_of(name), &pack));
    return good ? pack : NULL;
}

static void run(struct arena *a, const struct test *t, struct judgement *ret)
{
    struct pack *pack = pack_of(a, t->pack);
    if (!pack) {
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
        act.departed = departs ? ret->rule_no : RULE_NONE;
        floor_apply(a, &f, pack, &act);
    }
}

/* What acts make of the state: lines of floor_write in which this must stand, all in order unless
 * marked. */
struct effect {
    const char *pack, *script, *stands;
};

static const struct effect effects[] = {
    {S, MAIN MOVE("c", "amend") SAY("2", "adopted"), "debated amendments 1\n"},
    {S,
     MAIN MOVE("c", "amend") SAY("2", "adopted") MOVE("c", "reconsider target=2")
         SAY("3", "adopted"),
     "pending\nmotion 1 main item rc-41 mover b seconder - stated yes no abstain recused debated\n"
     "motion 2 amend item rc-41 mover c seconder - stated yes no abstain recused target 1 "
     "reconsidered debated\n"},
    {S, MAIN MOVE("c", "amend form=blank") MOVE("d", "amend target=1 form=blank"),
     "debated\nmotion 3 amend item rc-41 mover d seconder - yes no abstain recused target 1 form "
     "blank\nmotion 2 "},
    {S,
     MAIN MOVE("c", "amend form=blank") MOVE("d", "amend target=1 form=blank") SAY("2", "adopted"),
     "motion 3 amend item rc-41 mover d seconder - yes no abstain recused target 1 ended-by 2 form "
     "blank fell\n"},
    {R, MOVED MOVE("c", "inquiry"), "pending\nmotion 1 main item rc-41 mover b"},
    {R, MOVED MOVE("c", "recess"), "decided\nmotion 1 main item rc-41 mover b"},
    {S,
     MAIN MOVE("c", "point-of-order target=1") "chair.ruled motion=2 outcome=well-taken; " MOVE(
         "d", "appeal") SAY("3", "not-sustained") MOVE("c", "reconsider target=3"),
     "\nmotion 4 reconsider item rc-41 mover c seconder - yes no abstain recused target 3\n"
     "decided\n"},
    {S, POSTPONED, "pending\ndecided\n"},
    {S, POSTPONED, "ended-by 2 debated postponed\n"},
    {S, MAIN MOVE("c", "amend") MOVE("d", "refer") SAY("3", "adopted"),
     "motion 2 amend item rc-41 mover c seconder - yes no abstain recused target 1 ended-by 3 "
     "referred\n"},
    {S,
     MAIN MOVE("c", "amend") MOVE("d", "refer") SAY("3", "adopted") MOVE("d", "reconsider target=3")
         SAY("4", "adopted"),
     "recused debated\nmotion 2 amend item rc-41 mover c seconder - stated yes no abstain recused "
     "target 1\nmotion 3 refer "},
    {S,
     MAIN MOVE("c", "lay-on-the-table") SAY("2", "adopted")
         MOVE("c", "take-from-the-table target=1") SAY("3", "adopted"),
     "pending\nmotion 1 main item rc-41 mover b seconder - stated"},
    {S, MAIN MOVE("c", "postpone-indefinitely") SAY("2", "adopted"), "postponed-indefinitely\n"},
    {S, CLOSED, "recused closed debated\n"},
    {S, MAIN MOVE("c", "amend") MOVE("d", "previous-question all=yes") SAY("3", "adopted"),
     "target 1 closed debated\n"},
    {S, MAIN MOVE("c", "limit-debate") SAY("2", "adopted"), "limited debated\n"},
    {S, MAIN MOVE("c", "adjourn") SAY("2", "adopted"), "ordered adjourn\n"},
    {S, MAIN MOVE("c", "recess") SAY("2", "adopted"), "ordered recess\n"},
    {S, DAY MOVE("c", "suspend-rules rule=stating") SAY("1", "adopted"), "suspended stating\n"},
    {S, DAY MOVE("c", "suspend-rules rule=stating") SAY("1", "adopted") "item.opened item=x",
     "suspended\n"},
    {S, MAIN MOVE("c", "withdraw") SAY("2", "adopted"), "ended-by 2 debated withdrawn\n"},
    {S, MAIN MOVE("c", "division-of-question") SAY("2", "adopted"), "ended-by 2 debated divided\n"},
    {S, MOVED MOVE("c", "object-to-consideration") SAY("2", "sustained"), "not-considered\n"},
    {S,
     MAIN SAY("1", "adopted") MOVE("c", "rescind target=1")
         PUT("2") "vote.announced motion=2 outcome=adopted yes=5 no=0",
     "rescinded\n"},
    {S, MAIN MOVE("c", "point-of-order target=1") "chair.ruled motion=2 outcome=well-taken",
     "ended-by 2 fell\n"},
    {S, RULED MOVE("d", "appeal") SAY("3", "not-sustained"), "ended-by 2 fell\n"},
    {S,
     MAIN MOVE("c", "point-of-order target=1") "chair.ruled motion=2 outcome=well-taken; " MOVE(
         "d", "appeal") SAY("3", "not-sustained"),
     "pending\nmotion 1 main item rc-41 mover b"},
    {S, MAIN SAY("1", "adopted") MOVE("c", "division-of-assembly"),
     "pending\nmotion 1 main item rc-41 mover b seconder - stated yes no abstain recused no-voice "
     "debated\n"},
    {M, ORD MOVE("b", "main") "motion.seconded motion=1 member=c; " SAY("1", "adopted"),
     "item o ordinance readings 1 day 20 opened\n"},
    {M,
     ORD MOVE("b", "main") "motion.seconded motion=1 member=c; " SAY("1", "adopted")
         MOVE("c", "reconsider target=1") "motion.seconded motion=2 member=d; " SAY("2", "adopted"),
     "item o ordinance readings 0 day 0 opened\n"},
    {S, MAIN SAY("1", "adopted") MOVE("c", "main action=deny") MOVE("d", "reconsider target=1"),
     "pending\nmotion 3 reconsider "},
    {M, QUASI "oath.administered; disclosure.stated; hearing.closed",
     "item h hearing readings 0 day 0 hearing closed quasi sworn disclosed opened\n"},
    {S, DAY "chair.passed member=b", "open presiding b "},
    {S, DAY "session.closed", "closed presiding a "},
    {S, MAIN MOVE("c", "amend") "item.closed item=rc-41", "target 1 fell\n"},
    {S, DAY MOVE("b", "consent-agenda items=x,y") "item.pulled item=x", "items y\n"},
};

static void run_effect(struct arena *a, const struct effect *e)
{
    struct pack *pack = pack_of(a, e->pack);
    struct floor f = floor_of_five(a);
    for (sv rest = sv_of(e->script); pack && rest.n > 0;) {
        sv line = sv_trim(sv_cut(rest, ';', &rest));
        if (line.n == 0) {
            continue;
        }
        struct judgement j;
        struct floor_act act = line_act(a, &f, line);
        floor_judge(a, &f, pack, &act, &j);
        must(j.verdict != FLOOR_IMPOSSIBLE);
        floor_apply(a, &f, pack, &act);
    }
    struct buf b = buf_make(1 << 16);
    floor_write(&b, &f);
    buf_char(&b, '\0');
    sv script = sv_of(e->script);
    sv tail = script.n > 70 ? sv_sub(script, script.n - 70, 70) : script;
    if (!ok_as(strstr(b.p, e->stands) != NULL, sv_cstr(a, sv_fmt(a, "after %.*s", SV_ARG(tail))))) {
        printf("# not there: %s\n# but: %s\n", e->stands, b.p);
    }
    buf_free(&b);
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
    for (size_t i = 0; i < sizeof effects / sizeof *effects; i++) {
        SCOPED(arena_scope) struct arena *a = arena_open(65536);
        run_effect(a, &effects[i]);
    }
    /* No test is missing for a rule that is judged by. */
    for (int r = 0; r < RULE_COUNT; r++) {
        SCOPED(arena_scope) struct arena *a = arena_open(1024);
        bool elsewhere = r == RULE_VETO || r == RULE_VOTES_SHOWN || r == RULE_ROLL_CALL;
        ok_as(seen[r] || elsewhere,
              sv_cstr(a, sv_fmt(a, "the rule %.*s is tested", SV_ARG(rule_name((enum rule_id)r)))));
    }
    return tap_done();
}
