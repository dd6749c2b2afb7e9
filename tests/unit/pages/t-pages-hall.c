/* The hall on pages: who speaks and waits, interests declared, the recording's seconds, the live
 * page's agenda, the board. */
#include "pages/hall.h"
#include "rehearsal.h"

#include <string.h>

#define NOW    "2026-06-17T14:00:00Z"
#define M      "\"about\":{\"meeting\":\"rehearsal/2026-06-17\"}"
#define MI     "\"about\":{\"meeting\":\"rehearsal/2026-06-17\",\"item\":\"rc-41\"}"
#define BODY   SV("rehearsal")
#define DAY    SV("2026-06-17")
#define AT(hm) ",\"at\":\"2026-06-17T" hm ".000Z\""

static struct view_live_region live(struct rehearsal *r)
{
    struct view_live_region v = {.seq = -1};
    fine(page_live_region(rehearsal_cx(r, NOW), BODY, DAY, &v));
    return v;
}

static struct view_board_region board(struct rehearsal *r)
{
    struct view_board_region v = {.seq = -1};
    fine(page_board_region(rehearsal_cx(r, NOW), BODY, DAY, &v));
    return v;
}

static struct view_hall_desk hall(struct rehearsal *r, bool clerk)
{
    static const struct page_visitor visitor = {.account = SV_INIT("x"), .role = SV_INIT("clerk")};
    struct view_hall_desk v = {.others = NULL};
    struct meeting_view m;
    struct page_cx *cx = rehearsal_cx(r, NOW);
    cx->visitor = &visitor;
    cx->act = SV("t");
    if (fine(page_meeting_read(cx, BODY, DAY, &m))) {
        fine(page_hall_desk(cx, &m, &(struct page_hall_set){.next = SV("/back"), .clerk = clerk},
                            &v));
    }
    return v;
}

/* ---- the votes, and the result ---- */

static void check_votes(struct rehearsal *r)
{
    struct view_board_region b = board(r);
    ok(sv_is(b.over, "Item rc-41: Agreement under section 287(g)"));
    ok(sv_is(b.sentence, "Adopt the resolution") && sv_is(b.stage, "Members are voting."));
    ok(b.voting && b.seats_n == 5 && sv_is(b.seats[0].state, "waiting"));
    rehearsal_vote(r, "seat-2", "no");
    rehearsal_put(
        r, "{\"kind\":\"vote.cast\",\"about\":{\"meeting\":\"rehearsal/2026-06-17\","
           "\"motion\":1},\"data\":{\"member\":\"seat-1\",\"choice\":\"yes\"}" AT("14:00:00") "}");
    b = board(r);
    ok(sv_is(b.seats[0].state, "yes") && sv_is(b.seats[1].mark, "✕") &&
       sv_is(b.seats[2].state, "waiting"));
    ok(sv_is(b.tally, "Yes 1 · No 1 · 3 to vote"));
    rehearsal_vote(r, "seat-3", "yes");
    rehearsal_vote(r, "seat-4", "yes");
    rehearsal_announce(r, "adopted", 3, 1, 1);
    b = board(r);
    ok_as(sv_is(b.result, "Adopted 3 to 1") && sv_is(b.outcome, "adopted") && !b.voting,
          "the result stands on the wall");
    ok(sv_starts(b.result_rule, SV("A majority of the votes cast was needed: 3 of 4.")));
    ok_as(sv_is(b.seats[1].state, "no") && sv_is(b.seats[0].state, "yes"),
          "with the votes that made it");
    ok(!b.tally.n && !b.stage.n);
}

/* ---- speaking ---- */

static void check_speaking(struct rehearsal *r)
{
    static const char *const asked[] = {
        "{\"kind\":\"floor.requested\"," M ",\"data\":{\"member\":\"seat-4\"}" AT("14:00:01") "}",
        "{\"kind\":\"floor.requested\"," M ",\"data\":{\"member\":\"seat-2\"}" AT("14:00:02") "}",
        "{\"kind\":\"floor.assigned\"," M
        ",\"data\":{\"member\":\"seat-4\",\"seconds\":90}" AT("14:01:00") "}"};
    rehearsal_put_all(r, asked, 3);
    struct view_live_region v = live(r);
    ok(v.speaker_n == 1 && sv_is(v.speaker[0].name, "Seat 4") && v.queue_n == 1 &&
       sv_is(v.queue[0].name, "Seat 2"));
    ok(v.speaker[0].has_since && v.speaker[0].since == INT64_C(1781704860000) &&
       v.speaker[0].seconds == 90);
    ok(sv_is(v.speaker[0].words, "since 10:01 a.m., for one minute and 30 seconds"));
    struct view_board_region b = board(r);
    ok(b.speaker_n == 1 && b.queue == 1);
    struct view_hall_desk h = hall(r, false);
    ok(h.speaker_n == 1 && h.speaker[0].forms_n == 1 &&
       sv_is(h.speaker[0].forms[0].action.s, "/acts/floor.yielded"));
    ok(h.waiting_n == 1 && h.waiting[0].forms_n == 2 &&
       sv_is(h.waiting[0].forms[0].action.s, "/acts/floor.assigned") &&
       sv_is(h.waiting[0].forms[0].next, "/back"));
    const struct view_form_field *limit = h.waiting[0].forms[0].fields;
    ok_as(limit && limit->options_n > 6 && limit->options[6].selected &&
              sv_is(limit->options[6].value, "90"),
          "the limit that was set last is offered first");
    ok_as(!h.recording.n && h.recording_forms_n == 0, "the recording is the clerk's");
    rehearsal_put(r, "{\"kind\":\"attendance.noted\"," M ",\"data\":{\"left\":[\"seat-4\"]}}");
    v = live(r);
    ok_as(v.speaker_n == 0 && v.queue_n == 1, "whoever leaves speaks no longer");
    ok(v.lately_n >= 1 && sv_is(v.lately[0].sentence, "Left: Seat 4."));
    ok(sv_is(v.seats[3].choice, "left") && sv_is(v.seats[3].word, "has left"));
}

/* ---- a declared interest ---- */

static void check_declared(struct rehearsal *r)
{
    rehearsal_put(r, "{\"kind\":\"conflict.declared\"," MI
                     ",\"data\":{\"member\":\"seat-5\"},\"text\":\"My sister's firm.\"}");
    struct view_hall_desk clerk = hall(r, true), chair = hall(r, false);
    ok(clerk.declared_n == 1 && sv_is(clerk.declared[0].words, "My sister's firm.") &&
       clerk.declared[0].form && sv_is(clerk.declared[0].form->action.s, "/acts/recusal.stated"));
    ok_as(chair.declared_n == 1 && !chair.declared[0].words.n && !chair.declared[0].form,
          "the chair learns that, not what");
    struct view_live_region v = live(r);
    bool told = false;
    for (size_t i = 0; i < v.seats_n; i++) {
        told = told || sv_is(v.seats[i].choice, "recused");
    }
    ok_as(!told, "the public's page says nothing of it yet");
    rehearsal_put(r, "{\"kind\":\"recusal.stated\"," MI
                     ",\"data\":{\"member\":\"seat-5\",\"stated_aloud\":true}}");
    ok(hall(r, true).declared_n == 0);
    v = live(r);
    ok_as(sv_is(v.seats[4].choice, "recused"), "now it does");
}

/* ---- recess and closed session ---- */

static void check_pauses(struct rehearsal *r)
{
    rehearsal_put(r, "{\"kind\":\"floor.assigned\"," M ",\"data\":{\"member\":\"seat-2\"}}");
    rehearsal_put(r, "{\"kind\":\"meeting.recessed\"," M "}");
    struct view_board_region b = board(r);
    ok(sv_is(b.sentence, "The meeting is in recess.") && b.speaker_n == 0 && !b.over.n);
    ok(hall(r, true).others == NULL);
    rehearsal_put(r, "{\"kind\":\"meeting.resumed\"," M "}");
    rehearsal_put(r, "{\"kind\":\"session.closed\"," M ",\"data\":{\"reason\":\"litigation\","
                     "\"citation\":\"F.S. 286.011(8)\",\"announced\":true}}");
    ok(sv_starts(board(r).sentence, SV("The body is in a closed session")));
    rehearsal_put(r, "{\"kind\":\"session.reopened\"," M "}");
    rehearsal_put(r, "{\"kind\":\"note.recorded\"," M ",\"text\":\"The lights went out.\"}");
    struct view_live_region v = live(r);
    ok(sv_is(v.lately[0].sentence, "Noted for the record: The lights went out."));
    ok(v.lately_n == 3);
}

/* ---- the recording ---- */

static instant at(const char *text)
{
    instant t = {0};
    ok(instant_parse(sv_of(text), &t));
    return t;
}

static void check_seconds(struct rehearsal *r)
{
    struct page_recording rec;
    struct arena *a = r->a;
    rehearsal_put(r, "{\"kind\":\"recording.started\"," M
                     ",\"data\":{\"second\":10}" AT("13:30:00") "}");
    if (!fine(page_recording(rehearsal_cx(r, NOW), SV("rehearsal/2026-06-17"), &rec))) {
        return;
    }
    ok(sv_is(page_second_words(a, &rec, at("2026-06-17T14:32:33Z")), "1:02:43"));
    ok(sv_is(page_second_words(a, &rec, at("2026-06-17T13:29:50Z")), "0:00:00"));
    ok_as(!page_second_words(a, &rec, at("2026-06-17T13:29:49.900Z")).n,
          "before it started there is no second");
    ok_as(!page_second_link(a, &rec, at(NOW)).s.n, "nor an address before one is on record");
    static const char *const jumps[][2] = {{"t", "https://v.example.org/w?v=1&t=1810"},
                                           {"start", "https://v.example.org/w?v=1&start=1810"},
                                           {"fragment", "https://v.example.org/w?v=1#t=1810"},
                                           {"none", "https://v.example.org/w?v=1"}};
    rec.address = SV("https://v.example.org/w?v=1");
    for (size_t i = 0; i < 4; i++) {
        rec.jump = sv_of(jumps[i][0]);
        ok(sv_is(page_second_link(a, &rec, at(NOW)).s, jumps[i][1]));
    }
    rec.address = SV("https://v.example.org/w#top");
    rec.jump = SV("t");
    ok(sv_is(page_second_link(a, &rec, at(NOW)).s, "https://v.example.org/w?t=1810#top"));
    rehearsal_put(r, "{\"kind\":\"recording.linked\"," M
                     ",\"data\":{\"address\":\"https://v.example.org/9\",\"jump\":\"start\"}}");
    ok(sv_is(hall(r, true).recording,
             "Where it can be seen is on record. Recording since 9:30 a.m."));
    struct view_meeting_page page;
    if (!fine(page_meeting(rehearsal_cx(r, NOW), BODY, DAY, &page))) {
        return;
    }
    ok_as(sv_is(page.clock[0].second, "0:06:10") &&
              sv_is(page.clock[0].seen.s, "https://v.example.org/9?start=370"),
          "the clock leads to its second");
    const struct view_motion *m = &page.agenda[0].motions[0];
    ok_as(sv_is(m->second, "10:24:08") && m->seen.s.n, "and the result");
    ok_as(sv_is(m->ballots[0].second, "0:30:10") && m->ballots[0].seen.s.n, "and each vote");
    SCOPED(out_close) struct out o = out_open(SV("en"), NULL);
    view_meeting_page(&o, &page);
    sv html = buf_view(&o.b);
    ok(!o.b.failed && strstr(sv_cstr(r->a, html), "https://v.example.org/9?start=370"));
}

/* ---- a long agenda ---- */

static void check_agenda(struct rehearsal *r)
{
    struct view_live_agenda v;
    for (int i = 100; i < 160; i++) {
        char line[300];
        snprintf(line, sizeof line,
                 "{\"kind\":\"item.filed\",\"about\":{\"item\":\"rc-%d\"},"
                 "\"data\":{\"type\":\"resolution\"},\"title\":\"Item %d\"}",
                 i, i);
        rehearsal_put(r, line);
        snprintf(line, sizeof line,
                 "{\"kind\":\"item.scheduled\",\"about\":{\"meeting\":\"rehearsal/2026-06-17\","
                 "\"item\":\"rc-%d\"},\"data\":{\"position\":%d}}",
                 i, i);
        rehearsal_put(r, line);
    }
    rehearsal_put(r, "{\"kind\":\"item.closed\"," MI "}");
    if (fine(page_live_agenda(rehearsal_cx(r, NOW), BODY, DAY, &v))) {
        ok_as(!v.place.n && v.lines_n < 40 && v.before == 0 && v.after > 0,
              "between items the agenda stands at the one decided last");
        ok(sv_is(v.lines[0].sentence, "Adopted") && !v.lines[0].now);
    }
    rehearsal_put(r, "{\"kind\":\"item.opened\",\"about\":{\"meeting\":\"rehearsal/2026-06-17\","
                     "\"item\":\"rc-130\"}}");
    int64_t moved = -1;
    if (fine(page_live_agenda(rehearsal_cx(r, NOW), BODY, DAY, &v)) &&
        fine(page_agenda_moved(&r->cx, SV("rehearsal/2026-06-17"), &moved))) {
        ok(sv_is(v.place, "Item 32 of 61") && v.seq == moved);
        ok(v.before == 27 && v.lines[4].now && v.before + (int64_t)v.lines_n + v.after == 61);
    }
    rehearsal_put(r, "{\"kind\":\"note.recorded\"," M ",\"text\":\"A pause.\"}");
    int64_t again = -1;
    ok_as(!page_agenda_moved(rehearsal_cx(r, NOW), SV("rehearsal/2026-06-17"), &again) &&
              again == moved,
          "what moves no item leaves the agenda as it is");
    struct view_live_page page;
    if (fine(page_live(rehearsal_cx(r, NOW), BODY, DAY, &page))) {
        SCOPED(out_close) struct out o = out_open(SV("en"), NULL);
        view_live_page(&o, &page);
        ok_as(!o.b.failed && o.b.n < PAGE_BYTES_MAX / 2, "the page stays light");
    }
    struct view_board_page wall;
    if (fine(page_board(rehearsal_cx(r, NOW), BODY, DAY, &wall))) {
        SCOPED(out_close) struct out o = out_open(SV("en"), NULL);
        view_board_page(&o, &wall);
        ok(!o.b.failed && sv_starts(buf_view(&o.b), SV("<!doctype html>")));
    }
}

/* A motion that waits for its second: one press on a member's screen; the mover has none. */
static void check_second(void)
{
    static const struct page_visitor members[] = {{.account = SV_INIT("a"),
                                                   .role = SV_INIT("member"),
                                                   .body = SV_INIT("rehearsal"),
                                                   .member = SV_INIT("seat-2"),
                                                   .csrf = SV_INIT("0123")},
                                                  {.account = SV_INIT("b"),
                                                   .role = SV_INIT("member"),
                                                   .body = SV_INIT("rehearsal"),
                                                   .member = SV_INIT("seat-3"),
                                                   .csrf = SV_INIT("0123")},
                                                  {.account = SV_INIT("c"),
                                                   .role = SV_INIT("member"),
                                                   .body = SV_INIT("rehearsal"),
                                                   .member = SV_INIT("seat-5"),
                                                   .csrf = SV_INIT("0123")}};
    static const sv on[] = {SV_INIT("rehearsal/2026-06-17")};
    struct rehearsal r;
    struct pack *pack = NULL;
    struct floor f;
    struct floor_member seats[] = {{SV("seat-1"), SV_NONE},
                                   {SV("seat-2"), SV_NONE},
                                   {SV("seat-3"), SV_NONE},
                                   {SV("seat-4"), SV_NONE},
                                   {SV("seat-5"), SV_NONE}};
    struct floor_act acts[] = {
        floor_act_make(FLOOR_MEETING_OPENED), floor_act_make(FLOOR_ATTENDANCE_NOTED),
        floor_act_make(FLOOR_ITEM_OPENED), floor_act_make(FLOOR_MOTION_MOVED)};
    acts[0].member = 0;
    for (int32_t i = 0; i < 4; i++) {
        seats_add(&acts[1].present, i);
    }
    seats_add(&acts[1].absent, 4);
    acts[2].item = acts[3].item = SV("rc-41");
    acts[3].member = 2;
    acts[3].type = MOTION_MAIN;
    rehearsal_open(&r);
    rehearsal_begin(&r, "robert");
    if (!fine(rule_pack_builtin(r.a, SV("robert"), &pack)) ||
        !fine(floor_make(r.a, seats, 5, 0, &f))) {
        return;
    }
    for (size_t i = 0; i < 4; i++) {
        floor_apply(r.a, &f, pack, &acts[i]);
    }
    for (size_t i = 0; i < 3; i++) {
        struct view_member_screen mine;
        struct page_cx *cx = rehearsal_cx(&r, NOW);
        cx->visitor = &members[i];
        cx->act = SV("t");
        if (!fine(page_member_screen(cx, on, 1, on[0], &f, pack, &mine))) {
            continue;
        }
        ok_as(i == 0
                  ? mine.forms_n == 1 && sv_is(mine.forms[0].action.s, "/acts/motion.seconded") &&
                        mine.forms[0].primary
                  : mine.forms_n == 0,
              "who may second can, and nobody else");
        ok_as(i == 2 ? mine.speak_n == 0 && !mine.reason && !mine.conflict
                     : mine.speak_n == 1 && mine.reason && mine.conflict,
              "who is there may speak, give a reason, declare an interest");
        ok(sv_is(mine.place, "Item 1 of 1") && sv_is(mine.item, "rc-41"));
    }
    rehearsal_close(&r);
}

/* Votes that the rules keep until the result is announced. */
static void check_kept(void)
{
    struct rehearsal r;
    rehearsal_open(&r);
    rehearsal_begin(&r, "robert-small");
    rehearsal_put(&r, "{\"kind\":\"rules.adopted\",\"data\":{\"pack\":\"own\"},\"pack\":\"pack "
                      "own\\ntitle Own\\nbased-on robert-small\\nrule votes-shown\\n  says At the "
                      "close.\\n  cites Rule 1\\n  source the rules\\n  sure read\\n  shown "
                      "close\\n\"}");
    rehearsal_put(&r,
                  "{\"kind\":\"meeting.called\",\"about\":{\"meeting\":\"rehearsal/2026-06-18\"}"
                  ",\"data\":{\"type\":\"regular\",\"convenes\":\"2026-06-18T13:00:00Z\"}}");
    static const char *const lines[] = {
        "{\"kind\":\"meeting.opened\",\"about\":{\"meeting\":\"rehearsal/"
        "2026-06-18\"},\"data\":{}}",
        "{\"kind\":\"attendance.noted\",\"about\":{\"meeting\":\"rehearsal/2026-06-18\"},"
        "\"data\":{\"present\":[\"seat-1\",\"seat-2\",\"seat-3\"],\"remote\":[\"seat-4\"]}}",
        "{\"kind\":\"motion.moved\",\"about\":{\"meeting\":\"rehearsal/2026-06-18\"},\"data\":"
        "{\"type\":\"main\",\"mover\":\"seat-3\",\"motion\":1}}",
        "{\"kind\":\"vote.opened\",\"about\":{\"meeting\":\"rehearsal/2026-06-18\",\"motion\":1},"
        "\"data\":{\"method\":\"roll-call\"}}",
        "{\"kind\":\"vote.cast\",\"about\":{\"meeting\":\"rehearsal/2026-06-18\",\"motion\":1},"
        "\"data\":{\"member\":\"seat-1\",\"choice\":\"yes\"}}"};
    rehearsal_put_all(&r, lines, 5);
    struct view_board_region b = {.seq = -1};
    if (fine(page_board_region(rehearsal_cx(&r, NOW), BODY, SV("2026-06-18"), &b))) {
        bool shown = b.voting || b.tally.n;
        for (size_t i = 0; i < b.seats_n; i++) {
            shown = shown || sv_is(b.seats[i].state, "yes");
        }
        ok_as(!shown, "the wall keeps votes that the rules keep");
        ok(sv_is(b.seats[3].state, "remote") && sv_is(b.seats[3].word, "from elsewhere"));
        ok(sv_is(b.stage, "Members are voting; votes by name are shown when the result is "
                          "announced."));
    }
    rehearsal_close(&r);
}

int main(void)
{
    struct rehearsal r;
    rehearsal_open(&r);
    rehearsal_begin(&r, "robert-small");
    check_votes(&r);
    check_speaking(&r);
    check_declared(&r);
    check_pauses(&r);
    check_seconds(&r);
    check_agenda(&r);
    rehearsal_close(&r);
    check_second();
    check_kept();
    return tap_done();
}
