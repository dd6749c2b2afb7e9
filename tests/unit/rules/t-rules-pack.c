/* Rule packs: what is read, what is refused with its place, what is inherited, what is printed. */
#include "rules/pack.h"

#include <string.h>

#include "base/limits.h"
#include "tap.h"

/* A resolver over one text, "base", and one that leads back to itself. */
static bool two_texts(void *cx, sv name, sv *ret_text)
{
    if (sv_is(name, "base")) {
        *ret_text = *(const sv *)cx;
        return true;
    }
    if (sv_is(name, "loop")) {
        *ret_text = SV("pack loop\ntitle A loop\nbased-on loop-2\n");
        return true;
    }
    if (sv_is(name, "loop-2")) {
        *ret_text = SV("pack loop-2\ntitle A loop\nbased-on loop\n");
        return true;
    }
    return false;
}

#define TEXT "  says A sentence.\n  cites A citation\n  source A source\n  sure general\n"

/* A whole pack: every rule that is needed, and the main motion. */
static sv whole(struct arena *a)
{
    sv text = SV("pack base\ntitle A base\n");
#define GIVE(params, name, text) (((params)&PARAM_BIT(name)) ? (text) : "")
#define X(name, id, needed, params, optional)                                                      \
    if (needed) {                                                                                  \
        text = sv_fmt(                                                                             \
            a, "%.*srule %s\n" TEXT "%s%s%s%s%s%s%s%s%s%s%s%s%s", SV_ARG(text), id,                \
            GIVE(params, OF, "  of seats\n"), GIVE(params, NEED, "  need majority\n"),             \
            GIVE(params, REMOTE, "  remote no\n"), GIVE(params, RECUSED, "  recused unsettled\n"), \
            GIVE(params, MOVES, "  moves yes\n"), GIVE(params, VOTES, "  votes yes\n"),            \
            GIVE(params, REQUIRED, "  required yes\n"), GIVE(params, ALLOWED, "  allowed yes\n"),  \
            GIVE(params, BASE, "  base cast\n"), GIVE(params, WITHIN, "  within any\n"),           \
            GIVE(params, TIME, "  time meeting\n"), GIVE(params, DEMAND, "  demand no\n"),         \
            GIVE(params, SHOWN, "  shown cast\n"));                                                \
    }
    RULE_LIST(X)
#undef X
    return sv_fmt(a, "%.*smotion main 13 no yes yes yes vote-majority yes\n" TEXT, SV_ARG(text));
}

/* Parse text over the base; it fails at FILE:LINE with a sentence that holds `part`. */
static void refused(const char *text, const char *where, const char *part)
{
    SCOPED(arena_scope) struct arena *a = arena_open(65536);
    sv base = whole(a);
    struct pack_resolver r = {&base, two_texts};
    struct pack *p = NULL;
    err *e = rule_pack_parse(a, SV("x.pack"), sv_of(text), &r, &p);
    bool right =
        e && e->kind == E_INVALID && sv_is(e->field, where) && strstr(sv_cstr(a, e->message), part);
    ok_as(right && !p, sv_cstr(a, sv_fmt(a, "%s: %s", where, part)));
    if (!right && e) {
        printf("# found %.*s: %.*s\n", SV_ARG(e->field), SV_ARG(e->message));
    }
}

#define FIFTY           "12345678901234567890123456789012345678901234567890"
#define HEAD            "pack x\ntitle X\nbased-on base\n"
#define NOES            "rule vote-appeal\n" TEXT "  base cast\n  need majority\n  side against\n"
#define VOTE(id, other) "rule " id "\n" TEXT "  base cast\n  need majority\n  or " other "\n"

static void refusals(void)
{
    refused("", "x.pack:0", "empty");
    refused("title X\n", "x.pack:1", "begins with");
    refused("pack X\n", "x.pack:1", "begins with");
    refused("pack x\n", "x.pack:1", "no title");
    refused("pack x\ntitle\n", "x.pack:2", "title is empty");
    refused("pack x\ntitle X\ntitle Y\n", "x.pack:3", "twice");
    refused("pack x\ntitle X\n", "x.pack:2", "lacks these rules: member present");
    refused(HEAD "colour red\n", "x.pack:4", "not how a line begins");
    refused(HEAD "based-on base\n", "x.pack:4", "stands once");
    refused("pack x\ntitle X\nnote N\nbased-on base\n", "x.pack:4", "before the first");
    refused("pack x\ntitle X\nbased-on nowhere\n", "x.pack:3", "no pack nowhere");
    refused("pack x\ntitle X\nbased-on x\n", "x.pack:3", "based on itself");
    refused("pack x\ntitle X\nbased-on loop\n", "loop-2.pack:3", "based on itself");
    refused("pack x\ntitle X\nbased-on A B\n", "x.pack:3", "not the name of a pack");
    refused(HEAD "  says X\n", "x.pack:4", "none stands above");
    refused(HEAD "rule quorum-of-sorts\n", "x.pack:4", "not a rule");
    refused(HEAD "rule member of sorts\n", "x.pack:4", "\"of sorts\" is too much");
    refused(HEAD "rule quorum\n" TEXT "  base cast\n", "x.pack:9",
            "of: of need remote recused suspend");
    refused(HEAD "rule member\n" TEXT "rule member\n", "x.pack:9", "twice");
    refused(HEAD "rule member\n  says X\n", "x.pack:4", "lacks: cites source sure");
    refused(HEAD "rule member\n" TEXT "  says again\n", "x.pack:9", "says stands twice");
    refused(HEAD "rule member\n" TEXT "  sure read\n", "x.pack:9", "sure stands twice");
    refused(HEAD "rule member\n  sure perhaps\n", "x.pack:5", "read secondary general");
    refused(HEAD "rule member\n  cites\n", "x.pack:5", "cites is empty");
    refused(HEAD "rule member\n  cites " FIFTY FIFTY FIFTY FIFTY "x\n", "x.pack:5",
            "longer than the 200 bytes");
    refused(HEAD "rule member\n" TEXT "  need majority\n", "x.pack:9", "has no \"need\"");
    refused(HEAD "rule quorum\n" TEXT "  of seats\n", "x.pack:4", "lacks: need remote recused");
    refused(HEAD "rule quorum\n" TEXT "  of chairs\n", "x.pack:9", "seats sitting");
    refused(HEAD "rule quorum\n" TEXT "  of seats sitting\n", "x.pack:9", "one word");
    refused(HEAD "rule quorum\n" TEXT "  of seats\n  of seats\n", "x.pack:10", "twice");
    refused(HEAD "rule quorum\n" TEXT "  need 3/2\n", "x.pack:9", "not a need");
    refused(HEAD "rule quorum\n" TEXT "  need 0\n", "x.pack:9", "not a need");
    refused(HEAD "rule quorum\n" TEXT "  need 2/\n", "x.pack:9", "not a need");
    refused(HEAD "rule quorum\n" TEXT "  need 1/1000\n", "x.pack:9", "not a need");
    refused(HEAD "rule quorum\n" TEXT "  need 129\n", "x.pack:9", "not a need");
    refused(HEAD "rule veto\n" TEXT "  days 0\n", "x.pack:9", "number of days");
    refused(HEAD "rule veto\n" TEXT "  until 4:30\n", "x.pack:9", "not a time of day");
    refused(HEAD "rule veto\n" TEXT "  until 24:01\n", "x.pack:9", "not a time of day");
    refused(HEAD "rule veto\n" TEXT "  until 16:60\n", "x.pack:9", "not a time of day");
    refused(HEAD "rule veto\n" TEXT "  override member\n", "x.pack:9", "not the rule of a vote");
    refused(HEAD "rule veto\n" TEXT "  days 10\n  until 16:30\n  override vote-four-fifths\n",
            "x.pack:4", "which the pack lacks");
    refused(HEAD "motion amnd 11 no yes yes yes vote-majority yes\n", "x.pack:4", "not a motion");
    refused(HEAD "motion main 0 no yes yes yes vote-majority yes\n", "x.pack:4", "not a rank");
    refused(HEAD "motion main 13 maybe yes yes yes vote-majority yes\n", "x.pack:4", "interrupts");
    refused(HEAD "motion main 13 no yes yes yes member yes\n", "x.pack:4",
            "how a motion is decided");
    refused(HEAD "motion main 13 no yes yes yes vote-majority\n", "x.pack:4", "reconsider");
    refused(HEAD "motion main 13 no yes yes yes vote-majority yes so\n", "x.pack:4", "too much");
    refused(HEAD "motion main 13 no yes yes yes vote-majority yes\n  says X\n", "x.pack:4",
            "lacks: cites source sure");
    refused(HEAD "motion main 13 no yes yes yes vote-majority yes\n" TEXT "  need 1\n", "x.pack:9",
            "A motion has no");
    refused(HEAD "motion main - no yes yes yes vote-majority yes\n" TEXT, "x.pack:4", "has a rank");
    refused(HEAD "motion rescind 3 no yes yes yes vote-majority yes\n" TEXT, "x.pack:4", "no rank");
    refused(HEAD "motion main 13 no yes yes yes chair yes\n" TEXT, "x.pack:4", "decided by a vote");
    refused(HEAD "motion appeal - yes yes yes no demand yes\n" TEXT, "x.pack:4",
            "decided by a vote");
    refused(HEAD "motion amend 11 no yes target once vote-present yes\n" TEXT, "x.pack:4",
            "which the pack lacks");
    refused(HEAD "motion amend 11 no yes target once vote-appeal yes\n" TEXT
                 "rule vote-appeal\n" TEXT "  base cast\n  need majority\n  side against\n",
            "x.pack:4", "by the votes for");
    refused(HEAD "motion appeal - yes yes yes no vote-majority yes\n" TEXT, "x.pack:4",
            "by the votes against");
    refused(HEAD NOES "  or vote-majority\n", "x.pack:4", "counts the other side");
    refused(HEAD NOES "  noticed vote-present\n", "x.pack:4", "which the pack lacks");
    refused(HEAD NOES "  or vote-appeal\n", "x.pack:4", "itself");
    refused(HEAD NOES "  or member\n", "x.pack:12", "not the rule of a vote");
    refused(HEAD "rule vote-majority\n" TEXT "  side both\n", "x.pack:9", "for against");
    refused(HEAD VOTE("vote-majority", "vote-two-thirds") VOTE("vote-two-thirds", "vote-present")
                VOTE("vote-present", "vote-majority"),
            "x.pack:4", "leads back to it from vote-present");
    refused(HEAD "rule member\n" TEXT "  suspend perhaps\n", "x.pack:9", "no yes");
    refused(HEAD "rule second\n" TEXT "  required perhaps\n", "x.pack:9", "no yes");
    refused(HEAD "rule pending-limit\n" TEXT "  count 0\n", "x.pack:9", "from 1 to 99");
    refused(HEAD "rule pending-limit\n" TEXT "  count 100\n", "x.pack:9", "from 1 to 99");
    refused(HEAD "rule pending-limit\n" TEXT, "x.pack:4", "lacks: count");
    refused(HEAD "rule readings\n" TEXT "  count two\n", "x.pack:9", "from 1 to 99");
    refused(HEAD "rule postpone-limit\n" TEXT "  within a-year\n", "x.pack:9", "next-regular any");
    refused(HEAD "rule reconsider-time\n" TEXT "  time tomorrow\n", "x.pack:9",
            "meeting next-meeting");
    refused(HEAD "rule roll-call\n" TEXT "  demand two\n", "x.pack:9", "no yes");
    refused(HEAD "rule votes-shown\n" TEXT "  shown never\n", "x.pack:9", "cast close");
    refused(HEAD "rule veto\n" TEXT "  covers all\n", "x.pack:9", "legislation ordinances");
    refused(HEAD "rule recusal\n" TEXT "  days 4000\n", "x.pack:9", "1 to 3660");
    refused(HEAD "rule member\n" TEXT "  count 3\n", "x.pack:9", "has no \"count\"");
    refused(HEAD "note\n", "x.pack:4", "at most 64 notes");
#define EIGHT "note a\nnote b\nnote c\nnote d\nnote e\nnote f\nnote g\nnote h\n"
    refused(HEAD EIGHT EIGHT EIGHT EIGHT EIGHT EIGHT EIGHT EIGHT EIGHT, "x.pack:68", "at most 64");
    refused(HEAD "note \xff\n", "x.pack:4", "UTF-8");
    refused(HEAD "note \x01\n", "x.pack:4", "UTF-8");
}

static void limits(void)
{
    SCOPED(arena_scope) struct arena *a = arena_open(65536);
    struct pack *p = NULL;
    char *big = arena_alloc(a, LIMIT_PACK_BYTES + 1);
    memset(big, '\n', LIMIT_PACK_BYTES + 1);
    fails(rule_pack_parse(a, SV("x"), (sv){big, LIMIT_PACK_BYTES + 1}, NULL, &p), E_LIMIT);
    memset(big, 'x', LIMIT_LINE_BYTES + 1);
    fails(rule_pack_parse(a, SV("x"), (sv){big, LIMIT_LINE_BYTES + 1}, NULL, &p), E_LIMIT);
}

/* The whole table of motions of a deliberative assembly can stand in a pack. */
static const char table[] =
    HEAD "rule vote-two-thirds\n" TEXT "  base cast\n  need 2/3\n"
         "motion fix-time 1 no yes no yes vote-majority yes\n" TEXT
         "motion adjourn 2 no yes no no vote-majority no\n" TEXT
         "motion recess 3 no yes no yes vote-majority no\n" TEXT
         "motion privilege 4 yes no no no chair no\n" TEXT
         "motion orders-of-the-day 5 yes no no no demand no\n" TEXT
         "motion lay-on-the-table 6 no yes no no vote-majority no\n" TEXT
         "motion previous-question 7 no yes no no vote-two-thirds unexecuted\n" TEXT
         "motion limit-debate 8 no yes no yes vote-two-thirds unexecuted\n" TEXT
         "motion postpone-definite 9 no yes yes yes vote-majority yes\n" TEXT
         "motion refer 10 no yes yes yes vote-majority unexecuted\n" TEXT
         "motion amend 11 no yes target once vote-majority yes\n" TEXT
         "motion postpone-indefinitely 12 no yes opens-main no vote-majority affirmative\n" TEXT
         "motion point-of-order - yes no no no chair no\n" TEXT
         "motion appeal - yes yes yes no vote-appeal yes\n" TEXT NOES
         "motion suspend-rules - no yes no no vote-two-thirds no\n" TEXT
         "motion reconsider - no yes target no vote-majority no\n" TEXT
         "motion rescind - no yes yes yes vote-two-thirds negative\n" TEXT;

static void reading(void)
{
    SCOPED(arena_scope) struct arena *a = arena_open(65536);
    sv base = whole(a);
    struct pack_resolver r = {&base, two_texts};
    struct pack *p = NULL;
    if (!fine(rule_pack_parse(a, SV("base.pack"), base, NULL, &p))) {
        return;
    }
    ok(sv_is(p->name, "base") && p->based_on.n == 0 && p->rule[RULE_QUORUM].defined);
    ok(!p->rule[RULE_VETO].defined);
    ok(p->rule[RULE_QUORUM].param[PARAM_RECUSED] == PARAM_UNSETTLED);
    ok(p->rule[RULE_QUORUM].param[PARAM_BASE] == -1);
    if (fine(rule_pack_parse(a, SV("x.pack"), sv_of(table), &r, &p))) {
        ok(p->motion[MOTION_AMEND].rank == 11 &&
           p->motion[MOTION_AMEND].debatable == DEBATE_TARGET);
        ok(p->motion[MOTION_AMEND].amendable == AMEND_ONCE);
        ok(p->motion[MOTION_INDEFINITE].debatable == DEBATE_OPENS_MAIN);
        ok(p->motion[MOTION_INDEFINITE].reconsider == RECONSIDER_AFFIRMATIVE);
        ok(p->motion[MOTION_APPEAL].rank == 0 && p->motion[MOTION_APPEAL].interrupts);
        ok(p->motion[MOTION_PRIVILEGE].vote == VOTE_BY_CHAIR);
        ok(p->motion[MOTION_ORDERS].vote == VOTE_BY_DEMAND);
        ok(p->motion[MOTION_PREVIOUS].vote == RULE_VOTE_TWO_THIRDS);
        ok(p->rule[RULE_VOTE_TWO_THIRDS].need.num == 2 &&
           p->rule[RULE_VOTE_TWO_THIRDS].need.den == 3);
        ok(sv_is(p->rule[RULE_VOTE_TWO_THIRDS].text.pack, "x") &&
           sv_is(p->rule[RULE_MEMBER].text.pack, "base"));
        ok(sv_is(p->based_on, "base"));
    }
    sv more = SV(HEAD "rule second\n" TEXT "  required no\n"
                      "rule vote-rescind\n" TEXT "  base cast\n  need 2/3\n  or vote-membership\n"
                      "  noticed vote-majority\n"
                      "rule vote-membership\n" TEXT "  base sitting\n  need majority\n"
                      "rule pending-limit\n" TEXT "  count 3\n  suspend yes\n"
                      "rule reconsider-time\n" TEXT "  time next-meeting\n"
                      "rule votes-shown\n" TEXT "  shown close\n"
                      "motion rescind - no yes yes yes vote-rescind negative\n" TEXT);
    if (fine(rule_pack_parse(a, SV("x.pack"), more, &r, &p))) {
        const struct rule *rescind = &p->rule[RULE_VOTE_RESCIND];
        ok(rescind->param[PARAM_OR] == RULE_VOTE_MEMBERSHIP);
        ok(rescind->param[PARAM_NOTICED] == RULE_VOTE_MAJORITY && rescind->param[PARAM_SIDE] < 0);
        ok(p->rule[RULE_PENDING_LIMIT].param[PARAM_NUMBER] == 3);
        ok(p->rule[RULE_PENDING_LIMIT].param[PARAM_SUSPEND] == PARAM_YES);
        ok(p->rule[RULE_RECONSIDER_TIME].param[PARAM_TIME] == TIME_NEXT_MEETING);
        ok(p->rule[RULE_VOTES_SHOWN].param[PARAM_SHOWN] == SHOWN_CLOSE);
        ok(p->motion[MOTION_RESCIND].row_second && !p->motion[MOTION_RESCIND].second);
        ok(!p->motion[MOTION_MAIN].second);
        struct buf out = buf_make(1 << 20);
        rule_pack_print(&out, p);
        const char *text = sv_cstr(a, buf_view(&out));
        ok(strstr(text, "need 2/3, base cast, or vote-membership, noticed vote-majority\n") &&
           strstr(text, "with   count 3, suspend yes\n"));
        buf_free(&out);
    }
    sv over =
        SV(HEAD
           "note One.\nnote Two.\nrule abstention\n  says Nobody abstains.\n  cites F.S. 286.012\n"
           "  source The statute\n  sure read\n  allowed no\n");
    if (fine(rule_pack_parse(a, SV("x.pack"), over, &r, &p))) {
        const struct rule *rule = &p->rule[RULE_ABSTENTION];
        ok(rule->param[PARAM_ALLOWED] == PARAM_NO && rule->text.sure == SURE_READ);
        ok(sv_is(rule->text.cites, "F.S. 286.012") && rule->text.line == 6);
        ok(sv_is(p->note, "One.\nTwo."));
    }
}

static void builtin(void)
{
    SCOPED(arena_scope) struct arena *a = arena_open(65536);
    struct pack *p = NULL, *pack = NULL;
    for (size_t i = 0; rule_pack_name(i).n > 0; i++) {
        if (fine(rule_pack_builtin(a, rule_pack_name(i), &p))) {
            ok(sv_eq(p->name, rule_pack_name(i)));
            struct buf out = buf_make(1 << 20);
            rule_pack_print(&out, p);
            const char *text = sv_cstr(a, buf_view(&out));
            bool all = !out.failed && strstr(text, "main  13 no");
            for (size_t r = 0; r < RULE_COUNT; r++) {
                sv line = sv_fmt(a, "\n  %.*s\n", SV_ARG(rule_name((enum rule_id)r)));
                all = all && (strstr(text, line.p) != NULL) == p->rule[r].defined;
            }
            ok_as(all, "all its rules and motions are printed");
            buf_free(&out);
        }
    }
    fails(rule_pack_builtin(a, SV("nowhere"), &p), E_NOTFOUND);
    if (fine(rule_pack_builtin(a, SV("miami"), &p))) {
        ok(sv_is(p->rule[RULE_QUORUM].text.cites, "Miami Charter s. 4(e)"));
        ok(p->rule[RULE_QUORUM].param[PARAM_RECUSED] == PARAM_UNSETTLED);
        ok(p->rule[RULE_ABSTENTION].param[PARAM_ALLOWED] == PARAM_NO);
        ok(p->rule[RULE_VETO].param[PARAM_DAYS] == 10);
        ok(p->rule[RULE_VETO].param[PARAM_OVERRIDE] == RULE_VOTE_FOUR_FIFTHS);
        ok(p->rule[RULE_TIE_VOTE].text.sure == SURE_GENERAL);
        ok(sv_is(p->rule[RULE_MEMBER].text.pack, "robert"));
        ok(p->motion[MOTION_MAIN].second);
        ok(strstr(sv_cstr(a, p->note), "adopted Robert's Rules") != NULL);
        ok(p->motion[MOTION_AMEND].second && !p->motion[MOTION_POINT].second);
        ok(p->rule[RULE_RECUSAL].param[PARAM_DAYS] == 15);
        ok(p->rule[RULE_READINGS].param[PARAM_NUMBER] == 2);
        ok(p->rule[RULE_POSTPONE_LIMIT].param[PARAM_WITHIN] == WITHIN_ANY);
        ok(p->rule[RULE_VETO].param[PARAM_COVERS] == COVERS_LEGISLATION);
        ok(p->motion[MOTION_OVERRIDE].vote == RULE_VOTE_FOUR_FIFTHS);
    }
    if (fine(rule_pack_builtin(a, SV("robert"), &pack))) {
        for (size_t m = 0; m < MOTION_COUNT; m++) {
            ok_as(pack->motion[m].defined == (m != MOTION_OVERRIDE),
                  sv_cstr(a, motion_type_name((enum motion_type)m)));
        }
        ok(!pack->rule[RULE_VETO].defined && !pack->rule[RULE_READINGS].defined);
    }
    if (fine(rule_pack_builtin(a, SV("robert-small"), &pack))) {
        for (size_t m = 0; m < MOTION_COUNT; m++) {
            ok(!pack->motion[m].second);
        }
    }
    if (fine(rule_pack_builtin(a, SV("rosenberg"), &pack))) {
        ok(pack->rule[RULE_PENDING_LIMIT].param[PARAM_NUMBER] == 3);
        ok(pack->rule[RULE_RECONSIDER_TIME].param[PARAM_TIME] == TIME_NEXT_MEETING);
    }
    if (fine(rule_pack_builtin(a, SV("mason"), &pack))) {
        ok(strstr(sv_cstr(a, pack->note), "was not read") != NULL);
    }
}

static void names(void)
{
    SCOPED(arena_scope) struct arena *a = arena_open(1024);
    ok(rule_of(SV("tie-vote")) == RULE_TIE_VOTE && rule_of(SV("tie")) == RULE_NONE);
    ok(sv_is(rule_name(RULE_QUORUM), "quorum") && rule_name(RULE_NONE).n == 0);
    ok(motion_type_of(SV("main")) == MOTION_MAIN && motion_type_of(SV("")) == MOTION_UNKNOWN);
    ok(sv_is(motion_type_words(MOTION_POSTPONE), "motion to postpone to a certain time"));
    ok(sv_is(need_format(a, (struct need){NEED_SHARE, 2, 3}), "2/3"));
    ok(sv_is(need_format(a, (struct need){NEED_COUNT, 3, 0}), "3"));
    ok(sv_is(need_format(a, (struct need){.kind = NEED_MAJORITY}), "majority"));
    ok(sv_is(need_format(a, (struct need){.kind = NEED_MAJORITY_PLUS_ONE}), "majority-plus-one"));
    ok(sv_is(rule_base_name(BASE_SITTING), "sitting") && sv_is(rule_sure_name(SURE_READ), "read"));
}

int main(void)
{
    reading();
    refusals();
    limits();
    builtin();
    names();
    return tap_done();
}
