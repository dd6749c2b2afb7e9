/* The scenario language: what each statement becomes, and what is refused, with its line. */
#include <string.h>

#include "acts/scenario.h"
#include "base/limits.h"
#include "tap.h"

static struct arena *a;

static sv json_of(const struct jv *v)
{
    struct buf b = buf_make(1 << 20);
    jv_write(&b, v);
    sv s = buf_dup(a, &b);
    buf_free(&b);
    return s;
}

#define BEFORE                                                                                     \
    "scenario \"The First, one!\"\n"                                                               \
    "body council\n"                                                                               \
    "meeting council/2026-06-17\n"                                                                 \
    "item rc-1\n"                                                                                  \
    "ana moves main as m1\n"

/* The last step of the text after BEFORE. */
static const struct scn_step *last(const char *text)
{
    static struct scn s;
    err *e = scn_parse(a, SV("t.scn"), sv_fmt(a, BEFORE "%s\n", text), &s);
    if (e) {
        printf("# %.*s\n", SV_ARG(e->message));
        return NULL;
    }
    return s.n ? &s.steps[s.n - 1] : NULL;
}

#define AT "\"about\":{\"meeting\":\"council/2026-06-17\"}"
#define ON "\"about\":{\"motion\":\"the-first-one.1\",\"meeting\":\"council/2026-06-17\"}"
#define OF "\"about\":{\"meeting\":\"council/2026-06-17\",\"item\":\"rc-1\"}"

static const struct {
    const char *text, *kind, *rest;
} statements[] = {
    {"call to order", "meeting.opened", "\"act\":\"the-first-one.2\"," AT},
    {"call to order presiding=ana", "meeting.opened", "\"data\":{\"presiding\":\"ana\"}"},
    {"present ana bo remote cy", "attendance.noted",
     "\"data\":{\"present\":[\"ana\",\"bo\"],\"remote\":[\"cy\"]}"},
    {"left ana absent bo", "attendance.noted", "\"data\":{\"left\":[\"ana\"],\"absent\":[\"bo\"]}"},
    {"take up rc-2", "item.opened", "\"item\":\"rc-2\""},
    {"leave rc-1", "item.closed", OF},
    {"schedule rc-1 position=2", "item.scheduled", "\"data\":{\"position\":2}"},
    {"file rc-3 other \"A \\\"title\\\"\"", "item.filed",
     "\"texts\":{\"title\":\"A \\\"title\\\"\"}"},
    {"file rc-3 other \"Over\n    lines\"", "item.filed", "{\"title\":\"Over lines\"}"},
    {"bo seconds m1", "motion.seconded", "\"data\":{\"member\":\"bo\"}"},
    {"bo seconds m1", "motion.seconded", ON},
    {"state m1", "motion.stated", ON},
    {"state 4", "motion.stated", "\"motion\":4"},
    {"put m1 by voice", "vote.opened", "\"data\":{\"method\":\"voice\"}"},
    {"ana votes yes on m1", "vote.cast", "\"data\":{\"member\":\"ana\",\"choice\":\"yes\"}"},
    {"ana changes to no on m1", "vote.changed", "\"data\":{\"member\":\"ana\",\"choice\":\"no\"}"},
    {"vote m1 yes: ana no: bo", "vote.cast", "\"data\":{\"member\":\"bo\",\"choice\":\"no\"}"},
    {"announce m1", "vote.announced", ON},
    {"announce m1 lost", "vote.announced", "\"data\":{\"outcome\":\"lost\"}"},
    {"ana recuses", "recusal.stated", "\"data\":{\"member\":\"ana\",\"stated_aloud\":true}"},
    {"ana recuses silently", "recusal.stated", "\"stated_aloud\":false"},
    {"ana withdraws m1 permitted=true", "motion.withdrawn", "\"permitted\":true"},
    {"ana says for \"It is good.\"", "reason.given", "\"texts\":{\"text\":\"It is good.\"}"},
    {"note \"So it was.\"", "note.recorded", "\"texts\":{\"text\":\"So it was.\"}"},
    {"recess", "meeting.recessed", AT},
    {"resume", "meeting.resumed", AT},
    {"adjourn", "meeting.adjourned", AT},
    {"cancel reason=other", "meeting.cancelled", "\"data\":{\"reason\":\"other\"}"},
    {"ana moves main as m2", "motion.moved", "\"type\":\"main\"}"},
    {"ana moves main", "motion.moved", OF},
    {"ana moves main item=rc-2", "motion.moved", "\"item\":\"rc-2\"}"},
    {"ana moves main on m1", "motion.moved", "\"target\":\"the-first-one.1\""},
    {"ana moves amend on m1 as m2 form=insert text=\"so\"", "motion.moved",
     "\"target\":\"the-first-one.1\",\"form\":\"insert\"}"},
    {"ana moves postpone-definite as m2 to=2026-07-01", "motion.moved", AT},
    {"ana moves consent-agenda items=rc-2,rc-3", "motion.moved", "\"items\":[\"rc-2\",\"rc-3\"]"},
    {"ana moves recess minutes=10", "motion.moved", "\"minutes\":10"},
    {"chair rules m1 well-taken", "chair.ruled", "\"data\":{\"ruling\":\"well-taken\"}"},
    {"chair rules m1 well-taken", "chair.ruled", ON},
    {"ana presides", "chair.passed", "\"data\":{\"member\":\"ana\"}"},
    {"nobody presides", "chair.passed", "{\"kind\":\"chair.passed\",\"act\""},
    {"ana calls for postpone-definite to=2026-07-01", "motion.suggested",
     "\"data\":{\"member\":\"ana\",\"type\":\"postpone-definite\",\"to\":\"2026-07-01\"}"},
    {"pull rc-2 member=ana", "item.pulled", "\"data\":{\"member\":\"ana\"}"},
    {"pull rc-2\nana moves main", "motion.moved", OF},
    {"withdraw item rc-3 by=staff", "item.withdrawn", "\"about\":{\"item\":\"rc-3\""},
    {"hearing opens on rc-2 type=quasi-judicial", "hearing.opened",
     "\"data\":{\"type\":\"quasi-judicial\"}"},
    {"hearing opens", "hearing.opened", "\"data\":{\"type\":\"public\"}"},
    {"hearing closes", "hearing.closed", OF},
    {"hear applicant sworn=true", "hearing.heard",
     "\"data\":{\"party\":\"applicant\",\"sworn\":true}"},
    {"swear", "oath.administered", OF},
    {"ana discloses", "disclosure.stated", "\"data\":{\"member\":\"ana\",\"none\":false}"},
    {"ana discloses \"A letter.\"", "disclosure.stated", "\"texts\":{\"text\":\"A letter.\"}"},
    {"nobody discloses", "disclosure.stated", "\"data\":{\"none\":true}"},
    {"close session reason=litigation citation=\"§ 1\"", "session.closed", "\"announced\":true"},
    {"close session reason=litigation citation=\"§ 1\" announced=false", "session.closed",
     "\"announced\":false"},
    {"reopen session", "session.reopened", AT},
    {"veto rc-1 by mayor at=2026-06-20T12:00:00Z", "veto.filed",
     "\"about\":{\"item\":\"rc-1\"},\"data\":{\"official\":\"mayor\"}"},
    {"filing from ana", "filing.received",
     "\"data\":{\"member\":\"ana\",\"form\":\"voting-conflict\"}"},
    {"adopt rules own \"pack own\\nbased-on robert\"", "rules.adopted",
     "\"data\":{\"pack\":\"own\"},\"texts\":{\"pack\":\"pack own\\nbased-on robert\"}"},
    {"put m1 by rising", "vote.opened", "\"method\":\"rising\""},
    {"announce m1 sustained yes=3 no=2", "vote.announced",
     "\"data\":{\"outcome\":\"sustained\",\"yes\":3,\"no\":2}"},
    {"departed \"adjourn\" as appeal", "meeting.adjourned", "\"data\":{\"departure\":\"appeal\"}"},
    {"act note.recorded id=x:1 text=\"Hi\"", "note.recorded", "\"act\":\"x:1\""},
    {"source k outlet=\"The Herald\" retrieved=2026-06-18\nact fact.reported question=cost "
     "topic=t text=T source=k",
     "fact.reported",
     "\"source\":{\"outlet\":\"The Herald\",\"retrieved\":\"2026-06-18\",\"key\":\"k\"}"},
    {"clock 2026-06-17T22:00:00Z\nrecess\nclock +57\nresume", "meeting.resumed",
     "\"at\":\"2026-06-17T22:01:00.000Z\""},
    {"clock 2026-06-17T22:00:00Z\nrecess at=2026-06-17T23:00:00Z", "meeting.recessed",
     "\"at\":\"2026-06-17T23:00:00Z\""},
    {"clock 2026-06-17T22:00:00Z\nclock off\nrecess", "meeting.recessed",
     AT ",\"body\":\"council\"}"},
    {"source k outlet=H retrieved=2026-06-18\nfrom k\nfrom witnesses\nrecess", "meeting.recessed",
     AT ",\"body\":\"council\"}"},
};

static bool holds(sv text, const char *part)
{
    size_t n = strlen(part);
    for (size_t i = 0; i + n <= text.n; i++) {
        if (memcmp(text.p + i, part, n) == 0) {
            return true;
        }
    }
    return false;
}

static void test_statements(void)
{
    for (size_t i = 0; i < sizeof statements / sizeof *statements; i++) {
        const struct scn_step *s = last(statements[i].text);
        sv json = s ? json_of(s->act) : SV_NONE;
        bool good = s && sv_is(jv_get_sv(s->act, "kind"), statements[i].kind) &&
                    sv_is(jv_get_sv(s->act, "body"), "council") && holds(json, statements[i].rest);
        ok_as(good, sv_cstr(a, sv_fmt(a, "%.*s → %s", (int)strcspn(statements[i].text, "\n"),
                                      statements[i].text, statements[i].kind)));
        if (!good) {
            printf("# %.*s\n", SV_ARG(json));
        }
    }
}

static void test_steps(void)
{
    const struct scn_step *s =
        last("as bo member\nout-of-order \"bo moves main\" cite one-question");
    ok(s && s->expect == SCN_OUT_OF_ORDER && sv_is(s->cite, "one-question") && s->line == 7 &&
       sv_is(s->account, "bo") && s->role == ROLE_MEMBER && sv_is(s->body, "council"));
    s = last("as bo chair of board\ndenied \"adjourn\"");
    ok(s && s->expect == SCN_DENIED && sv_is(s->body, "board") && s->role == ROLE_CHAIR);
    s = last("invalid \"state m1\" field about.motion");
    ok(s && s->expect == SCN_INVALID && sv_is(s->field, "about.motion"));
    s = last("impossible \"state m1\"\nadjourn");
    ok(s && s->expect == SCN_DONE && !s->cite.n && !s->field.n);
    s = last("out-of-order \"take up rc-2\"\nleave rc-1\nana moves main");
    ok_as(s && sv_is(jv_get_sv(jv_get(s->act, "about"), "item"), "rc-1"),
          "what is refused leaves the item as it was");
    s = last("departed \"take up rc-2\" as appeal\nana moves main");
    ok_as(s && sv_is(jv_get_sv(jv_get(s->act, "about"), "item"), "rc-2"),
          "what is recorded as a departure is the item now");
    s = last("member di \"Di\"");
    ok_as(s && s->role == ROLE_ADMIN && sv_is(s->account, "admin"),
          "the roster is the administrator's");
    s = last("expect m1 lost cite tie-vote yes 2 no 3");
    ok(s && s->expect == SCN_MOTION && !s->act && sv_is(s->motion, "the-first-one.1") &&
       sv_is(s->state, "lost") && sv_is(s->cite, "tie-vote") && s->yes == 2 && s->no == 3);
    s = last("expect item rc-1 postponed on council/2026-07-01");
    ok(s && s->expect == SCN_ITEM && !s->act && sv_is(s->body, "council") &&
       sv_is(s->item, "rc-1") && sv_is(s->state, "postponed") &&
       sv_is(s->meeting, "council/2026-07-01"));
    s = last("expect item rc-1 adopted");
    ok(s && s->expect == SCN_ITEM && !s->meeting.n);
    s = last("expect m1 moved");
    ok(s && s->yes == -1 && s->no == -1 && !s->cite.n);
    for (int i = 0; i < 7; i++) {
        ok(scn_expect_name((enum scn_expect)i).n > 0);
    }
}

static const struct {
    const char *text;
    int line; /* after BEFORE, from 1 */
} refused[] = {
    {"ana", 1},
    {"ana dances", 1},
    {"\n\nana dances", 3},
    {"# fine\nadjourn\nana dances", 3},
    {"note \"no end", 1},
    {"note \"bad \\q\"", 1},
    {"as clerk-1", 1},
    {"as clerk-1 king", 1},
    {"as clerk-1 clerk of", 1},
    {"as Clerk clerk", 1},
    {"as clerk-1 clerk in council", 1},
    {"scenario \"\"", 1},
    {"scenario \"!!!\"", 1},
    {"scenario one two", 1},
    {"item", 1},
    {"item rc-1 rc-2", 1},
    {"call order", 1},
    {"call to order now", 1},
    {"put m1 voice", 1},
    {"put m9 by voice", 1},
    {"state m9", 1},
    {"vote m1 ana", 1},
    {"vote m1 yes: ana maybe: bo", 0},
    {"ana votes yes m1", 1},
    {"ana changes no on m1", 1},
    {"announce m1 adopted twice", 1},
    {"expect m1", 1},
    {"expect m9 adopted", 1},
    {"expect m1 adopted yes", 1},
    {"expect m1 adopted yes many", 1},
    {"expect m1 adopted cite", 1},
    {"expect m1 adopted by 3", 1},
    {"expect item", 1},
    {"expect item rc-1", 1},
    {"expect item rc-1 adopted on", 1},
    {"expect item rc-1 adopted on Monday", 1},
    {"expect item rc-1 adopted at council/2026-07-01", 1},
    {"ana moves amend on m9", 1},
    {"ana moves amend on m1 as", 1},
    {"ana moves", 1},
    {"chair rules m1", 1},
    {"chair rules m9 granted", 1},
    {"ana calls for", 1},
    {"ana calls postpone-definite", 1},
    {"hearing", 1},
    {"hearing opens rc-1", 1},
    {"hear", 1},
    {"close", 1},
    {"veto rc-1", 1},
    {"veto rc-1 mayor", 1},
    {"adopt rules own", 1},
    {"withdraw rc-1", 1},
    {"pull", 1},
    {"note", 1},
    {"source k", 1},
    {"source k colour=red", 1},
    {"from k", 1},
    {"from", 1},
    {"act", 1},
    {"act vote.sold", 1},
    {"act note.recorded Hello", 1},
    {"act note.recorded colour=red", 1},
    {"act note.recorded text=T source=k", 1},
    {"out-of-order", 1},
    {"out-of-order adjourn", 1},
    {"out-of-order \"adjourn\" cite", 1},
    {"out-of-order \"adjourn\" as appeal", 1},
    {"out-of-order \"adjourn\" field data", 1},
    {"denied \"adjourn\" cite recess", 1},
    {"invalid \"adjourn\" cite recess", 1},
    {"departed \"adjourn\"", 1},
    {"departed \"adjourn\" as", 1},
    {"impossible \"\"", 1},
    {"impossible \"# nothing\"", 1},
    {"impossible \"item rc-1\"", 1},
    {"impossible \"expect m1 moved\"", 1},
    {"impossible \"denied \\\"adjourn\\\"\"", 1},
    {"ana moves main as", 1},
    {"present", 1},
    {"vote m1", 1},
};

static void test_refused(void)
{
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        struct scn s;
        err *e = scn_parse(a, SV("t.scn"), sv_fmt(a, BEFORE "%s\n", refused[i].text), &s);
        if (refused[i].line == 0) {
            ok_as(!e, refused[i].text); /* the form of the word is the desk's to refuse */
            continue;
        }
        sv place = sv_fmt(a, "t.scn:%d: ", refused[i].line + 5);
        ok_as(e && e->kind == E_INVALID && sv_starts(e->message, place), refused[i].text);
        if (!e || !sv_starts(e->message, place)) {
            printf("# %.*s\n", SV_ARG(e ? e->message : SV("accepted")));
        }
    }
}

/* n words before a statement's end. */
static sv words(const char *first, size_t n, const char *each)
{
    struct buf b = buf_make(1 << 20);
    buf_str(&b, first);
    for (size_t i = 0; i < n; i++) {
        buf_str(&b, each);
    }
    buf_str(&b, "\n");
    sv s = buf_dup(a, &b);
    buf_free(&b);
    return s;
}

static void test_bounds(void)
{
    struct scn s;
    fine(scn_parse(a, SV("t"), SV(""), &s));
    ok(s.n == 0);
    fine(scn_parse(a, SV("t"), SV("\n \n\t\n# nothing\n"), &s));
    ok(s.n == 0);
    fine(scn_parse(a, SV("t"), words("present", 399, " ana"), &s));
    fails(scn_parse(a, SV("t"), words("present", 400, " ana"), &s), E_INVALID);
    /* as many words as there may be, with what the statement adds of its own */
    fails(scn_parse(a, SV("t"), words("file rc-1 other T", 396, " colour=red"), &s), E_INVALID);
    fails(scn_parse(a, SV("t"), words("member di Di", 397, " colour=red"), &s), E_INVALID);
    fine(scn_parse(a, SV("t"), words("departed \"present ana\" as appeal", 0, ""), &s));
    fine(scn_parse(a, SV("t"), words("present", 399, " x=ana"), &s));
    fails(scn_parse(a, SV("t"), SV("note \"\xff\""), &s), E_INVALID);
    fails(scn_parse(a, SV("t"), SV("note \"a\x01\""), &s), E_INVALID);
    sv big = {arena_calloc(a, 1, (size_t)LIMIT_SCENARIO_BYTES + 1),
              (size_t)LIMIT_SCENARIO_BYTES + 1};
    fails(scn_parse(a, SV("t"), big, &s), E_LIMIT);
    /* every cut of a scenario is refused or parsed, and nothing else */
    sv whole = SV(BEFORE "out-of-order \"bo moves main\" cite one-question\nvote m1 yes: ana no: "
                         "bo\nexpect m1 lost cite tie-vote yes 1\nfile rc-3 other \"T\" at=x\n");
    bool sane = true;
    for (size_t n = 0; n <= whole.n; n++) {
        err *e = scn_parse(a, SV("t.scn"), sv_dup(a, sv_sub(whole, 0, n)), &s);
        sane = sane && (!e || sv_starts(e->message, SV("t.scn:")));
    }
    ok(sane);
}

int main(void)
{
    a = arena_open(1 << 16);
    test_statements();
    test_steps();
    test_refused();
    test_bounds();
    arena_close(a);
    return tap_done();
}
