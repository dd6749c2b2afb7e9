/* Home, body, meeting, live, item, member, entry, record and errors: their models and their JSON.
 */
#include "rehearsal.h"

#include <string.h>

#define NOW "2026-06-17T14:00:00Z"

/* Render the page and its JSON; the JSON, parsed. */
static struct jv *twin(struct rehearsal *r, struct out *json, struct out *html)
{
    struct jv *v = NULL;
    sv s;
    if (!fine(out_done(r->a, json, &s)) || !fine(jv_parse(r->a, s, &v))) {
        exit(1);
    }
    ok_as(!out_done(r->a, html, &s) && sv_starts(s, SV("<!doctype html>")) && s.n < PAGE_BYTES_MAX,
          "the page is whole and under 50 KB");
    out_close(json);
    out_close(html);
    return v;
}

#define SHOW(r, v, model, call)                                                                    \
    do {                                                                                           \
        struct view_##model *page = arena_new((r)->a, struct view_##model);                        \
        struct page_cx *cx = rehearsal_cx((r), NOW);                                               \
        if (!fine(call)) {                                                                         \
            exit(1);                                                                               \
        }                                                                                          \
        struct out json_ = out_open(SV("en"), NULL), html_ = out_open(SV("en"), NULL);             \
        view_##model##_json(&json_, page);                                                         \
        view_##model(&html_, page);                                                                \
        (v) = twin((r), &json_, &html_);                                                           \
    } while (0)

static void check_empty(void)
{
    struct rehearsal r;
    struct jv *v;
    struct view_body_page body;
    struct view_meeting_page meeting;
    struct view_entry_page entry;
    rehearsal_open(&r);
    SHOW(&r, v, home_page, page_home(cx, page));
    ok(jv_count(jv_get(v, "bodies")) == 0 && jv_count(jv_get(v, "decisions")) == 0);
    ok(rehearsal_read(&r, "bodies") && !r.cx.turns);
    SHOW(&r, v, record_page, page_record(cx, page));
    ok(jv_get_int(v, "size", -1) == 0);
    ok_as(
        rehearsal_is(v, "root", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        "the root of no entries is that of the empty tree");
    fails(page_body(rehearsal_cx(&r, NOW), SV("nobody"), &body), E_NOTFOUND);
    fails(page_meeting(rehearsal_cx(&r, NOW), SV("nobody"), SV("2026-06-17"), &meeting),
          E_NOTFOUND);
    fails(page_entry(rehearsal_cx(&r, NOW), 0, &entry), E_NOTFOUND);
    fails(page_entry(rehearsal_cx(&r, NOW), -1, &entry), E_NOTFOUND);
    rehearsal_close(&r);
}

static void check_running(struct rehearsal *r)
{
    struct jv *v;
    SHOW(r, v, home_page, page_home(cx, page));
    ok(jv_count(jv_get(v, "now")) == 1);
    ok(rehearsal_is(jv_get(v, "now")->first, "sentence",
                    "Special meeting of Wednesday, June 17, 2026: in session"));
    SHOW(r, v, live_page, page_live(cx, SV("rehearsal"), SV("2026-06-17"), page));
    struct jv *region = jv_get(v, "region");
    ok(rehearsal_is(region, "sentence",
                    "Seat 3 has moved to adopt the resolution. Members are voting."));
    ok(rehearsal_is(region, "item", "rc-41"));
    ok(rehearsal_is(region, "present", "Five of five members present."));
    ok(jv_get_int(region, "seq", -1) == 15 && jv_count(jv_get(region, "pending")) == 1);
    rehearsal_vote(r, "seat-1", "yes");
    struct view_live_region now;
    if (fine(page_live_region(rehearsal_cx(r, NOW), SV("rehearsal"), SV("2026-06-17"), &now))) {
        ok(now.seq == 16 && now.waiting_n == 5);
        ok(sv_is(now.waiting[0].word, "Yes") && sv_is(now.waiting[1].word, "not yet"));
        SCOPED(out_close) struct out o = out_open(SV("en"), NULL);
        view_live_region(&o, &now);
        sv s;
        ok_as(!out_done(r->a, &o, &s) && !sv_starts(s, SV("<!doctype")),
              "the region is a fragment");
    }
    ok(rehearsal_read(r, "meeting:rehearsal/2026-06-17"));
}

static void check_meeting(struct rehearsal *r)
{
    struct jv *v;
    SHOW(r, v, meeting_page, page_meeting(cx, SV("rehearsal"), SV("2026-06-17"), page));
    struct jv *meeting = jv_get(v, "meeting");
    ok(rehearsal_is(meeting, "status", "adjourned"));
    ok(rehearsal_is(meeting, "sentence",
                    "Called to order at 9:36 a.m. by Seat 1; adjourned at 8:17 "
                    "p.m."));
    ok(rehearsal_is(meeting, "opened", "2026-06-17T13:36:00.000Z"));
    ok(rehearsal_is(meeting, "place", "City Hall"));
    ok(rehearsal_is(v, "attendance_sentence", "Five of five members present, as noted last."));
    struct jv *line = jv_get(v, "agenda")->first;
    ok(rehearsal_is(line, "item", "rc-41") && rehearsal_is(line, "outcome", "adopted"));
    ok(rehearsal_is(line, "sentence", "Adopted 3 to 2."));
    struct jv *motion = jv_get(line, "motions")->first;
    ok(rehearsal_is(motion, "sentence",
                    "Moved by Seat 3, seconded by Seat 1. Adopted 3 to 2 at 7:53 p.m."));
    ok(jv_count(jv_get(motion, "ballots")) == 5);
    int64_t result = jv_get_int(line, "result_entry", 0);
    bool announced = false;
    jv_each(entry, jv_get(motion, "entries"))
    {
        announced = entry->number == result;
    }
    ok_as(announced && result > jv_get_int(line, "entry", 0),
          "the result rests on the entry that announced it");
    ok(rehearsal_is(jv_get(v, "clock")->first, "sentence", "Called to order by Seat 1."));
    ok(rehearsal_is(jv_get(v, "notes")->first, "sentence", "A pause."));
    ok_as(rehearsal_read(r, "item:rehearsal/rc-41"), "what became of an item is read");
    struct view_meeting_page p;
    fails(page_meeting(rehearsal_cx(r, NOW), SV("rehearsal"), SV("2026-06-18"), &p), E_NOTFOUND);
    fails(page_meeting(rehearsal_cx(r, NOW), SV("rehearsal"), SV("2026-06-17-2"), &p), E_NOTFOUND);
    fails(page_meeting(rehearsal_cx(r, NOW), SV("rehearsal"), SV("../x"), &p), E_NOTFOUND);
}

/* A hearing on the meeting's page: who disclosed, how many were heard, and nobody's name. */
static void check_hearing(void)
{
#define HEARING "\"about\":{\"meeting\":\"rehearsal/2026-06-17\",\"item\":\"rc-41\"}"
    static const char *const lines[] = {
        "{\"kind\":\"hearing.opened\"," HEARING ",\"data\":{\"type\":\"quasi-judicial\"}}",
        "{\"kind\":\"disclosure.stated\"," HEARING
        ",\"data\":{\"member\":\"seat-2\",\"none\":false}}",
        "{\"kind\":\"hearing.heard\"," HEARING
        ",\"data\":{\"party\":\"applicant\",\"sworn\":true}}",
        "{\"kind\":\"hearing.heard\"," HEARING ",\"data\":{\"party\":\"public\"}}",
        "{\"kind\":\"hearing.closed\"," HEARING "}"};
    static const char *const said[] = {
        "The hearing on item rc-41 began.",
        "Seat 2 disclosed what was heard of item rc-41 outside of the hearing.",
        "The hearing on item rc-41 ended. Heard: 2; under oath: 1."};
    struct rehearsal r;
    struct jv *v;
    rehearsal_open(&r);
    rehearsal_begin(&r, "robert-small");
    rehearsal_put_all(&r, lines, sizeof lines / sizeof *lines);
    SHOW((&r), v, meeting_page, page_meeting(cx, SV("rehearsal"), SV("2026-06-17"), page));
    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        bool found = false;
        jv_each(line, jv_get(v, "clock"))
        {
            found = found || rehearsal_is(line, "sentence", said[i]);
        }
        ok_as(found, said[i]);
    }
    rehearsal_close(&r);
#undef HEARING
}

static void check_lists(struct rehearsal *r)
{
    struct jv *v;
    SHOW(r, v, home_page, page_home(cx, page));
    ok(rehearsal_is(jv_get(v, "decisions")->first, "sentence", "Adopted 3 to 2 on June 17, 2026."));
    ok_as(jv_count(jv_get(v, "upcoming")) == 1 && r->cx.turns, "meetings to come turn the page");
    SHOW(r, v, body_page, page_body(cx, SV("rehearsal"), page));
    ok(rehearsal_is(v, "name", "Rehearsal Commission") && jv_count(jv_get(v, "officials")) == 5);
    ok(jv_count(jv_get(v, "meetings")) == 1 && jv_count(jv_get(v, "upcoming")) == 1);
    ok(rehearsal_is(jv_get(v, "items")->first, "file", "rc-41"));
    SHOW(r, v, item_page, page_item(cx, SV("rehearsal"), SV("rc-41"), page));
    ok(rehearsal_is(v, "sentence", "Adopted 3 to 2 on June 17, 2026."));
    struct jv *step = jv_get(v, "history")->first;
    ok(rehearsal_is(step, "date", "2026-05-01") &&
       rehearsal_is(step, "sentence", "Filed by Police."));
    ok(rehearsal_is(jv_get(v, "history")->last, "sentence",
                    "Adopt the resolution: adopted 3 to 2."));
    SHOW(r, v, member_page, page_member(cx, SV("rehearsal"), SV("seat-2"), page));
    ok(rehearsal_is(v, "summary", "One vote on record, one of them contested."));
    ok(rehearsal_is(jv_get(v, "contested")->first, "choice", "no"));
    ok(jv_count(jv_get(v, "votes")) == 0);
}

static void check_entry(struct rehearsal *r)
{
    struct jv *v;
    sv bytes;
    SHOW(r, v, entry_page, page_entry(cx, 7, page));
    ok(jv_get_int(v, "seq", -1) == 7 && rehearsal_is(v, "kind", "item.filed"));
    ok(rehearsal_is(v, "standing", "witnessed") && rehearsal_is(v, "at", "2026-05-01"));
    ok(rehearsal_is(jv_get(v, "parts")->first, "text", "Agreement under section 287(g)"));
    ok(rehearsal_is(jv_get(v, "entry"), "kind", "item.filed"));
    if (fine(st_log_bytes(r->reader, r->a, 7, &bytes))) {
        struct rec_hash leaf = rec_hash_leaf(bytes);
        ok(sv_eq(jv_get_sv(v, "leaf"), rec_hash_hex(r->a, &leaf)));
    }
    SHOW(r, v, record_page, page_record(cx, page));
    int64_t size = jv_get_int(v, "size", -1);
    ok(size > 20 && jv_get_int(v, "decisions", -1) == 1);
    ok(sv_starts(jv_get_sv(v, "checkpoint"), sv_fmt(r->a, "%lld ", (long long)size)));
}

static void check_hostile(struct rehearsal *r)
{
    rehearsal_put(
        r, "{\"kind\":\"item.filed\",\"about\":{\"item\":\"x\"},\"data\":{\"type\":\"other\"},"
           "\"title\":\"<script>alert(1)</script>&\\\"'\"}");
    struct view_item_page p;
    SCOPED(out_close) struct out o = out_open(SV("en"), NULL);
    sv s;
    if (fine(page_item(rehearsal_cx(r, NOW), SV("rehearsal"), SV("x"), &p))) {
        view_item_page(&o, &p);
        bool plain = !out_done(r->a, &o, &s) && !strstr(sv_cstr(r->a, s), "<script>alert");
        ok_as(plain, "a title is text, whatever it holds");
    }
}

static void check_errors(struct rehearsal *r)
{
    struct view_error_page p;
    err *e = err_rule(r->a, E_REFUSED, SV("member"), SV("RONR 12th 1:4"), "this is no member");
    page_error(rehearsal_cx(r, NOW), page_error_status(e), e, &p);
    ok(p.status == 422 && sv_is(p.rule, "member") && sv_is(p.sentence, "This is no member."));
    page_error(rehearsal_cx(r, NOW), 404, NULL, &p);
    ok(p.status == 404 && p.sentence.n && p.links_n > 0);
    static const struct {
        enum err_kind kind;
        int status;
    } all[] = {{E_NOTFOUND, 404}, {E_DENIED, 403},  {E_REFUSED, 422},
               {E_DISORDER, 409}, {E_INVALID, 400}, {E_CONFLICT, 409},
               {E_LIMIT, 413},    {E_IO, 503},      {E_UNSURE, 503}};
    bool right = true;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        right = right && page_error_status(err_make(r->a, all[i].kind, "x")) == all[i].status;
    }
    ok_as(right, "every sort of error has its status");
}

/* Rules by which votes by name are shown when the result is announced: until then on no page. */
static void check_kept_votes(void)
{
    static const char *const lines[] = {
        "{\"kind\":\"rules.adopted\",\"data\":{\"pack\":\"own\",\"citation\":\"Resolution 1\"},"
        "\"pack\":\"pack own\\ntitle The commission's own rules\\nbased-on robert-small\\n"
        "note Read by the clerk.\\n\\nrule votes-shown\\n  says Votes are shown at the end.\\n"
        "  cites Rule 9\\n  source the commission's rules\\n  sure read\\n  shown close\\n\"}",
        "{\"kind\":\"meeting.called\",\"about\":{\"meeting\":\"rehearsal/2026-06-24\"},\"data\":"
        "{\"type\":\"regular\",\"convenes\":\"2026-06-24T13:00:00Z\"}}",
        "{\"kind\":\"meeting.opened\",\"about\":{\"meeting\":\"rehearsal/2026-06-24\"},\"data\":"
        "{\"presiding\":\"seat-1\"}}",
        "{\"kind\":\"item.opened\",\"about\":{\"meeting\":\"rehearsal/2026-06-24\",\"item\":"
        "\"rc-41\"}}",
        "{\"kind\":\"motion.moved\",\"about\":{\"meeting\":\"rehearsal/2026-06-24\",\"item\":"
        "\"rc-41\"},\"data\":{\"type\":\"main\",\"mover\":\"seat-3\",\"motion\":1}}",
        "{\"kind\":\"vote.opened\",\"about\":{\"meeting\":\"rehearsal/2026-06-24\",\"motion\":1},"
        "\"data\":{\"method\":\"roll-call\"}}",
        "{\"kind\":\"vote.cast\",\"about\":{\"meeting\":\"rehearsal/2026-06-24\",\"motion\":1},"
        "\"data\":{\"member\":\"seat-4\",\"choice\":\"abstain\"}}"};
    struct rehearsal r;
    struct jv *v;
    struct buf b = buf_make(1 << 20);
    rehearsal_open(&r);
    rehearsal_begin(&r, "robert-small");
    rehearsal_put_all(&r, lines, sizeof lines / sizeof *lines);
    SHOW(&r, v, live_page, page_live(cx, SV("rehearsal"), SV("2026-06-24"), page));
    jv_write(&b, v);
    SHOW(&r, v, meeting_page, page_meeting(cx, SV("rehearsal"), SV("2026-06-24"), page));
    jv_write(&b, v);
    SHOW(&r, v, item_page, page_item(cx, SV("rehearsal"), SV("rc-41"), page));
    jv_write(&b, v);
    SHOW(&r, v, member_page, page_member(cx, SV("rehearsal"), SV("seat-4"), page));
    jv_write(&b, v);
    SHOW(&r, v, entry_page, page_entry(cx, 22, page));
    ok(rehearsal_is(v, "kind", "vote.cast"));
    jv_write(&b, v);
    ok_as(!b.failed && !strstr(sv_cstr(r.a, buf_view(&b)), "\"abstain\""),
          "an open vote is on no page and in no twin");
    buf_free(&b);
    rehearsal_put(&r, "{\"kind\":\"vote.announced\",\"about\":{\"meeting\":"
                      "\"rehearsal/2026-06-24\",\"motion\":1},\"data\":{\"outcome\":\"lost\","
                      "\"method\":\"roll-call\",\"yes\":0,\"no\":0,\"abstain\":1,\"present\":5,"
                      "\"quorum\":3,\"rule\":\"vote-majority\"}}");
    b = buf_make(1 << 20);
    SHOW(&r, v, entry_page, page_entry(cx, 22, page));
    jv_write(&b, v);
    ok_as(strstr(sv_cstr(r.a, buf_view(&b)), "\"abstain\"") != NULL,
          "and is shown once the result is announced");
    buf_free(&b);
    SHOW(&r, v, body_page, page_body(cx, SV("rehearsal"), page));
    ok(jv_get_bool(v, "own_rules") && rehearsal_is(v, "own_citation", "Resolution 1"));
    ok(rehearsal_is(v, "pack_title", "The commission's own rules"));
    ok(jv_count(jv_get(v, "pack_rules")) > 60 && jv_count(jv_get(v, "pack_notes")) >= 1);
    rehearsal_close(&r);
}

int main(void)
{
    static const char *const rest[] = {
        "{\"kind\":\"note.recorded\",\"about\":{\"meeting\":\"rehearsal/2026-06-17\"},\"text\":\"A "
        "pause.\"}",
        "{\"kind\":\"meeting.adjourned\",\"about\":{\"meeting\":\"rehearsal/2026-06-17\"},"
        "\"data\":{\"entries\":20},\"at\":\"2026-06-18T00:17:00.000Z\"}",
        "{\"kind\":\"meeting.called\",\"about\":{\"meeting\":\"rehearsal/2026-06-24\"},"
        "\"data\":{\"type\":\"regular\",\"convenes\":\"2026-06-24T13:00:00Z\"}}"};
    struct rehearsal r;
    check_empty();
    rehearsal_open(&r);
    rehearsal_begin(&r, "robert-small");
    check_running(&r);
    rehearsal_vote(&r, "seat-2", "no");
    rehearsal_vote(&r, "seat-3", "yes");
    rehearsal_vote(&r, "seat-4", "yes");
    rehearsal_vote(&r, "seat-5", "no");
    rehearsal_announce(&r, "adopted", 3, 2, 0);
    rehearsal_put_all(&r, rest, sizeof rest / sizeof *rest);
    check_meeting(&r);
    check_lists(&r);
    check_entry(&r);
    check_hostile(&r);
    check_errors(&r);
    rehearsal_close(&r);
    check_kept_votes();
    check_hearing();
    return tap_done();
}
