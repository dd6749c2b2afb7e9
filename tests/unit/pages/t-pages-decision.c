/* The decision page: the fourteen answers of decisions that were witnessed, reported, disputed. */
#include "rehearsal.h"

#define NOW "2026-06-18T12:00:00Z"

static bool same_questions(struct jv *d)
{
    size_t i = 0;
    jv_each(q, jv_get(d, "questions"))
    {
        bool whole = jv_get_sv(q, "status").n && jv_get_sv(q, "sentence").n &&
                     jv_get_sv(q, "heading").n && jv_get(q, "entries");
        if (i >= REC_QUESTIONS || !whole || !sv_is(jv_get_sv(q, "id"), rec_question_ids[i])) {
            return false;
        }
        i++;
    }
    return i == REC_QUESTIONS;
}

static void check_adopted(void)
{
    struct rehearsal r;
    rehearsal_open(&r);
    rehearsal_begin(&r, "robert-small");
    struct jv *d = rehearsal_decision(&r, NOW, "rehearsal", "rc-41");
    ok(rehearsal_is(jv_get(d, "decision"), "outcome", "pending"));
    ok(rehearsal_is(rehearsal_question(d, "outcome"), "status", "not-in-record"));
    rehearsal_vote(&r, "seat-1", "yes");
    rehearsal_vote(&r, "seat-2", "no");
    rehearsal_vote(&r, "seat-3", "yes");
    rehearsal_vote(&r, "seat-4", "yes");
    rehearsal_vote(&r, "seat-5", "no");
    rehearsal_announce(&r, "adopted", 3, 2, 0);
    d = rehearsal_decision(&r, NOW, "rehearsal", "rc-41");

    struct jv *decision = jv_get(d, "decision");
    ok(rehearsal_is(decision, "body", "rehearsal") && rehearsal_is(decision, "file", "rc-41"));
    ok(rehearsal_is(decision, "title", "Agreement under section 287(g)"));
    ok(rehearsal_is(decision, "kind", "resolution") &&
       rehearsal_is(decision, "outcome", "adopted"));
    ok(jv_get_bool(decision, "final") && !jv_get(decision, "subject_to_veto_until"));
    ok_as(same_questions(d), "the fourteen questions stand in their order, each answered");

    struct jv *q = rehearsal_question(d, "outcome"), *answer = jv_get(q, "answer");
    ok(rehearsal_is(q, "status", "answered"));
    ok(rehearsal_is(q, "sentence", "Adopted 3 to 2 on June 17, 2026."));
    ok(jv_get_int(answer, "yes", -1) == 3 && jv_get_int(answer, "no", -1) == 2);
    ok(jv_get_int(answer, "abstain", -1) == 0 && jv_get_int(answer, "absent", -1) == 0);
    ok(rehearsal_is(answer, "base", "cast") && rehearsal_is(answer, "threshold", "majority"));
    ok(rehearsal_is(answer, "rule", "vote-majority"));
    ok(jv_get_int(answer, "quorum", -1) == 3 && jv_get_int(answer, "present", -1) == 5);
    ok(jv_count(jv_get(q, "entries")) == 1 && jv_get(q, "entries")->first->number == 21);

    q = rehearsal_question(d, "votes");
    answer = jv_get(q, "answer");
    ok(rehearsal_is(q, "status", "answered"));
    ok(rehearsal_is(
        q, "sentence",
        "Moved by Seat 3, seconded by Seat 1. Yes: Seat 1, Seat 3 and Seat 4. No: Seat 2 "
        "and Seat 5."));
    ok(rehearsal_is(answer, "mover", "seat-3") && rehearsal_is(answer, "seconder", "seat-1"));
    ok(rehearsal_is(answer, "method", "roll-call"));
    struct jv *ballots = jv_get(answer, "ballots");
    ok(jv_count(ballots) == 5 && rehearsal_is(ballots->first, "member", "seat-1"));
    ok(rehearsal_is(ballots->first, "name", "Seat 1") &&
       rehearsal_is(ballots->first, "choice", "yes"));
    ok(jv_get_int(ballots->first, "entry", -1) == 16);

    ok(rehearsal_is(rehearsal_question(d, "motions"), "sentence",
                    "No other motion was made on it."));
    ok(rehearsal_is(rehearsal_question(d, "reasons"), "status", "not-in-record"));
    ok(rehearsal_is(rehearsal_question(d, "powers"), "status", "not-in-record"));
    ok(rehearsal_is(rehearsal_question(d, "effects"), "status", "not-in-record"));
    ok(rehearsal_is(rehearsal_question(d, "next"), "status", "answered"));
    ok(rehearsal_is(rehearsal_question(d, "next"), "sentence", "It is to be given a number."));
    ok(rehearsal_is(rehearsal_question(d, "next"), "more", "It is to be signed."));

    struct jv *record = jv_get(d, "record");
    ok(jv_get_int(record, "seq", -1) == 21 && jv_get_int(record, "size", -1) == 22);
    ok(jv_get_sv(record, "root").n == 64 && jv_get_int(record, "witnesses", -1) == 0);
    ok(rehearsal_read(&r, "item:rehearsal/rc-41") && rehearsal_read(&r, "roster:rehearsal"));
    ok_as(!r.cx.turns, "nothing of it changes by itself");
    rehearsal_put(&r,
                  "{\"kind\":\"note.recorded\",\"about\":{\"meeting\":\"rehearsal/2026-06-17\"},"
                  "\"text\":\"A pause.\"}");
    struct jv *later = rehearsal_decision(&r, NOW, "rehearsal", "rc-41");
    ok_as(jv_get_int(jv_get(later, "record"), "size", -1) == 22,
          "an entry about something else changes nothing on the page");

    struct view_decision_page p;
    fails(page_decision(rehearsal_cx(&r, NOW), SV("rehearsal"), SV("nothing"), &p), E_NOTFOUND);
    fails(page_decision(rehearsal_cx(&r, NOW), SV("elsewhere"), SV("rc-41"), &p), E_NOTFOUND);
    fails(page_decision(rehearsal_cx(&r, NOW), SV("../x"), SV("' OR 1"), &p), E_NOTFOUND);
    rehearsal_close(&r);
}

static void check_tie(void)
{
    struct rehearsal r;
    rehearsal_open(&r);
    rehearsal_begin(&r, "robert-small");
    rehearsal_vote(&r, "seat-1", "yes");
    rehearsal_vote(&r, "seat-2", "no");
    rehearsal_vote(&r, "seat-3", "yes");
    rehearsal_vote(&r, "seat-5", "no");
    rehearsal_announce(&r, "lost", 2, 2, 1);
    struct jv *d = rehearsal_decision(&r, NOW, "rehearsal", "rc-41");
    struct jv *q = rehearsal_question(d, "outcome");
    ok(rehearsal_is(q, "sentence", "Lost on a tie, 2 to 2 on June 17, 2026."));
    ok(rehearsal_is(q, "more", "A tie adopts nothing: the motion is lost."));
    ok(jv_get_bool(jv_get(d, "decision"), "final"));
    q = rehearsal_question(d, "votes");
    ok(rehearsal_is(q, "sentence",
                    "Moved by Seat 3, seconded by Seat 1. Yes: Seat 1 and Seat 3. No: "
                    "Seat 2 and Seat 5. Absent: Seat 4."));
    ok_as(jv_count(jv_get(jv_get(q, "answer"), "ballots")) == 5, "the absent member is named");
    rehearsal_close(&r);
}

static void check_veto(void)
{
    struct rehearsal r;
    rehearsal_open(&r);
    rehearsal_begin(&r, "miami");
    rehearsal_announce(&r, "adopted", 3, 2, 0);
    struct jv *d = rehearsal_decision(&r, NOW, "rehearsal", "rc-41");
    ok(!jv_get_bool(jv_get(d, "decision"), "final"));
    struct view_decision_page page;
    ok(!page_decision(rehearsal_cx(&r, NOW), SV("rehearsal"), SV("rc-41"), &page) &&
       sv_is(page.decision.veto_sentence,
             "Adopted, subject to veto until June 27, 2026, 4:30 p.m."));
    ok(rehearsal_is(jv_get(d, "decision"), "subject_to_veto_until", "2026-06-27T20:30:59.000Z"));
    ok_as(r.cx.turns && r.cx.valid_until.us == INT64_C(1782592259000001),
          "the page turns when the time for a veto ends");
    ok(rehearsal_is(rehearsal_question(d, "next"), "sentence",
                    "It can be vetoed until June 27, 2026, at 4:30 p.m.; after that it is final."));
    d = rehearsal_decision(&r, "2026-06-27T20:31:00Z", "rehearsal", "rc-41");
    ok(jv_get_bool(jv_get(d, "decision"), "final") && !r.cx.turns);
    ok(!jv_get(jv_get(d, "decision"), "subject_to_veto_until"));
    ok(rehearsal_is(rehearsal_question(d, "next"), "sentence",
                    "The time for a veto ended on June 27, 2026, at 4:30 p.m."));
    rehearsal_put(&r, "{\"kind\":\"veto.filed\",\"about\":{\"item\":\"rc-41\"},\"data\":"
                      "{\"official\":\"seat-1\",\"received\":\"2026-06-19T14:00:00Z\"}}");
    d = rehearsal_decision(&r, NOW, "rehearsal", "rc-41");
    ok(rehearsal_is(jv_get(d, "decision"), "outcome", "vetoed"));
    struct jv *q = rehearsal_question(d, "outcome");
    ok_as(rehearsal_is(q, "status", "answered") &&
              rehearsal_is(q, "sentence", "Adopted 3 to 2 on June 17, 2026.") &&
              rehearsal_is(q, "more", "It was vetoed; the body may override the veto."),
          "a veto undoes what was adopted, not that it was");
    ok_as(rehearsal_is(rehearsal_question(d, "votes"), "status", "answered"),
          "nor how its members voted");
    rehearsal_close(&r);
}

/* A roll whose own votes contradict the result that its source gives. */
static void check_contradiction(void)
{
    struct rehearsal r;
    rehearsal_open(&r);
    rehearsal_begin(&r, "robert-small");
    rehearsal_put(&r, "{\"kind\":\"item.filed\",\"about\":{\"item\":\"rc-42\"},\"data\":"
                      "{\"type\":\"resolution\"},\"title\":\"Another\"}");
    rehearsal_put(&r, "{\"kind\":\"roll.reported\",\"about\":{\"meeting\":"
                      "\"rehearsal/2026-06-17\",\"item\":\"rc-42\"},\"data\":{\"yes\":"
                      "[\"seat-1\",\"seat-2\"],\"no\":[\"seat-3\",\"seat-4\",\"seat-5\"],"
                      "\"outcome\":\"adopted\"},\"source\":{\"outlet\":\"The Times\","
                      "\"retrieved\":\"2026-06-18\"}}");
    struct jv *q = rehearsal_question(rehearsal_decision(&r, NOW, "rehearsal", "rc-42"), "outcome");
    ok(rehearsal_is(q, "status", "sources-conflict"));
    ok(rehearsal_is(q, "sentence",
                    "The source says adopted; the votes that it names, 2 to 3, do not amount to "
                    "that."));
    rehearsal_close(&r);
}

static void check_departure(void)
{
    struct rehearsal r;
    rehearsal_open(&r);
    rehearsal_begin(&r, "robert-small");
    rehearsal_put(&r, "{\"kind\":\"motion.moved\",\"about\":{\"meeting\":\"rehearsal/2026-06-17\","
                      "\"item\":\"rc-41\"},\"data\":{\"type\":\"postpone-definite\","
                      "\"mover\":\"seat-2\",\"motion\":2,\"to\":\"2026-06-24\","
                      "\"departure\":\"no-point-raised\",\"against\":\"precedence\","
                      "\"against_citation\":\"RONR 12th 5:8\"}}");
    struct jv *d = rehearsal_decision(&r, NOW, "rehearsal", "rc-41");
    struct jv *departure = jv_get(d, "departures")->first;
    ok(jv_count(jv_get(d, "departures")) == 1);
    ok(rehearsal_is(departure, "departure", "no-point-raised"));
    ok(rehearsal_is(departure, "sentence",
                    "A member makes a motion: this was out of order, against the rule precedence "
                    "(RONR 12th 5:8), and stands because no point of order was raised."));
    ok(rehearsal_is(departure, "rule", "precedence"));
    ok(rehearsal_is(departure, "citation", "RONR 12th 5:8"));
    rehearsal_close(&r);
}

static void check_voice(void)
{
    struct rehearsal r;
    rehearsal_open(&r);
    rehearsal_begin(&r, "robert-small");
    rehearsal_put(&r,
                  "{\"kind\":\"vote.announced\",\"about\":{\"meeting\":\"rehearsal/2026-06-17\","
                  "\"motion\":1},\"data\":{\"outcome\":\"adopted\",\"method\":\"voice\","
                  "\"present\":5,\"quorum\":3,\"rule\":\"vote-majority\","
                  "\"disposition\":\"adopted\",\"items\":[\"rc-41\"]}}");
    rehearsal_put(&r, "{\"kind\":\"fact.reported\",\"about\":{\"item\":\"rc-41\"},\"data\":"
                      "{\"question\":\"votes\",\"topic\":\"noes\",\"count\":1},\"text\":\"One said "
                      "no.\",\"source\":{\"outlet\":\"The Times\",\"retrieved\":\"2026-06-18\"}}");
    struct jv *d = rehearsal_decision(&r, NOW, "rehearsal", "rc-41");
    struct jv *q = rehearsal_question(d, "votes");
    ok(rehearsal_is(q, "status", "answered"));
    ok(rehearsal_is(q, "sentence",
                    "Moved by Seat 3, seconded by Seat 1. By voice: no votes by name "
                    "were taken."));
    ok(!jv_get(jv_get(q, "answer"), "ballots") && jv_count(jv_get(q, "entries")) == 3);
    ok(jv_count(jv_get(jv_get(q, "answer"), "accounts")) == 1);
    ok(rehearsal_is(rehearsal_question(d, "outcome"), "sentence",
                    "Adopted by voice vote on June 17, 2026."));
    rehearsal_close(&r);
}

#define PRESS(outlet)                                                                              \
    ",\"source\":{\"outlet\":\"" outlet "\",\"retrieved\":\"2026-11-24\","                         \
    "\"where\":\"https://example.org/a\"}"
#define PAST "\"about\":{\"meeting\":\"rehearsal/2025-06-17\",\"item\":\"rc-7\"}"

static void check_reported(void)
{
    static const char *const lines[] = {
        "{\"kind\":\"item.filed\",\"about\":{\"item\":\"rc-7\"},\"data\":{\"type\":\"resolution\"},"
        "\"title\":\"An older matter\",\"at\":\"2025-03-27\"" PRESS("The City") "}",
        "{\"kind\":\"roll.reported\"," PAST ",\"data\":{\"yes\":[\"seat-1\",\"seat-3\",\"seat-4\"],"
        "\"no\":[\"seat-2\",\"seat-5\"],\"outcome\":\"adopted\"},\"at\":\"2025-06-17\"" PRESS(
            "The Herald") "}",
        "{\"kind\":\"roll.reported\"," PAST ",\"data\":{\"yes\":[\"seat-1\",\"seat-3\",\"seat-4\"],"
        "\"no\":[\"seat-2\",\"seat-5\"],\"outcome\":\"adopted\"},\"at\":\"2025-06-17\"" PRESS(
            "The Times") "}",
        "{\"kind\":\"motion.reported\"," PAST ",\"data\":{\"topic\":\"deferral\","
        "\"type\":\"postpone-definite\",\"outcome\":\"adopted\"},\"text\":\"It was first "
        "deferred\"" PRESS("The Herald") "}",
        "{\"kind\":\"motion.reported\"," PAST ",\"data\":{\"topic\":\"deferral\","
        "\"type\":\"postpone-definite\",\"outcome\":\"lost\"},\"text\":\"The deferral "
        "failed.\"" PRESS("The Times") "}",
        "{\"kind\":\"fact.reported\"," PAST ",\"data\":{\"question\":\"holders\","
        "\"topic\":\"officers\",\"count\":3},\"text\":\"Three officers are to be trained.\"" PRESS(
            "The Times") "}",
        "{\"kind\":\"fact.reported\"," PAST ",\"data\":{\"question\":\"testimony\","
        "\"topic\":\"hours\",\"value\":\"four\"},\"text\":\"More than four hours.\"" PRESS(
            "The Times") "}",
        "{\"kind\":\"fact.reported\"," PAST ",\"data\":{\"question\":\"testimony\","
        "\"topic\":\"hours\",\"value\":\"five\"},\"text\":\"More than five hours.\"" PRESS(
            "The Herald") "}",
        "{\"kind\":\"reason.given\"," PAST ",\"data\":{\"member\":\"seat-2\",\"side\":\"against\"},"
        "\"text\":\"It is not needed.\"" PRESS("The Times") "}",
    };
    struct rehearsal r;
    rehearsal_open(&r);
    rehearsal_begin(&r, "robert-small");
    rehearsal_put_all(&r, lines, sizeof lines / sizeof *lines);
    struct jv *d = rehearsal_decision(&r, NOW, "rehearsal", "rc-7");
    struct jv *q = rehearsal_question(d, "outcome");
    ok(rehearsal_is(q, "status", "reported"));
    ok(rehearsal_is(
        q, "sentence",
        "Adopted 3 to 2 on June 17, 2025, as reported by The Herald and one more source."));
    ok(jv_count(jv_get(jv_get(q, "answer"), "rolls")) == 2);
    ok(rehearsal_is(rehearsal_question(d, "votes"), "status", "reported"));
    ok(rehearsal_is(rehearsal_question(d, "votes"), "sentence",
                    "Yes: Seat 1, Seat 3 and Seat 4. No: Seat 2 and Seat 5. As reported by The "
                    "Herald and one more source."));
    struct jv *ballots = jv_get(jv_get(rehearsal_question(d, "votes"), "answer"), "ballots");
    int64_t cited = -1;
    jv_each(ballot, ballots)
    {
        cited =
            sv_is(jv_get_sv(ballot, "member"), "seat-2") ? jv_get_int(ballot, "entry", -1) : cited;
    }
    struct view_member_page member;
    if (fine(page_member(rehearsal_cx(&r, NOW), SV("rehearsal"), SV("seat-2"), &member))) {
        ok_as(member.contested_n == 1 && cited >= 0 && member.contested[0].entry == cited,
              "the member's page cites the entry that the decision page cites: the first");
        ok(member.contested[0].more == 1 &&
           sv_is(member.contested[0].by, "The Herald and one more source"));
    }
    struct view_decision_page page;
    if (fine(page_decision(rehearsal_cx(&r, NOW), SV("rehearsal"), SV("rc-7"), &page))) {
        const struct view_question *first = page.questions;
        ok(sv_is(first[0].inside, "Two reports of the vote"));
        ok(sv_is(first[3].inside, "Two statements by two sources") && first[3].shown_n == 2);
        ok_as(!first[6].inside.n && first[6].shown_n == 1, "one statement is not folded");
        ok(sv_is(page.decision.rule_sentence,
                 "As reported by The Herald and one more source; this program did not witness the "
                 "vote."));
    }
    q = rehearsal_question(d, "motions");
    ok(rehearsal_is(q, "status", "sources-conflict"));
    ok(rehearsal_is(q, "sentence",
                    "The sources disagree. The Herald: It was first deferred. The "
                    "Times: The deferral failed."));
    struct jv *accounts = jv_get(jv_get(q, "answer"), "accounts");
    ok(jv_count(accounts) == 2 && jv_get_bool(accounts->first, "conflict"));
    ok(rehearsal_is(jv_get(accounts->first, "source"), "outlet", "The Herald"));
    ok(rehearsal_is(rehearsal_question(d, "testimony"), "status", "sources-conflict"));
    q = rehearsal_question(d, "holders");
    ok(rehearsal_is(q, "status", "reported"));
    ok(rehearsal_is(q, "sentence", "According to The Times: Three officers are to be trained."));
    ok(rehearsal_is(rehearsal_question(d, "reasons"), "status", "reported"));
    ok(jv_get_bool(jv_get(d, "decision"), "final"));
    rehearsal_put(&r, "{\"kind\":\"roll.reported\"," PAST
                      ",\"data\":{\"yes\":[\"seat-1\",\"seat-2\",\"seat-4\"],\"no\":[\"seat-3\","
                      "\"seat-5\"],\"outcome\":\"adopted\"}" PRESS("The Post") "}");
    d = rehearsal_decision(&r, NOW, "rehearsal", "rc-7");
    ok_as(rehearsal_is(rehearsal_question(d, "votes"), "status", "sources-conflict"),
          "rolls that name other members disagree, though the count is the same");
    rehearsal_close(&r);
}

int main(void)
{
    check_adopted();
    check_tie();
    check_veto();
    check_departure();
    check_contradiction();
    check_voice();
    check_reported();
    return tap_done();
}
