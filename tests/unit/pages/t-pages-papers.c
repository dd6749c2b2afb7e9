/* How papers speak: of every kind of motion, of results, and of a whole small meeting. */
#include "pages/paper.h"

#include "rehearsal.h"

#include <string.h>

#define NOW "2026-06-18T14:00:00Z"

/* A meeting of one resolution, so that motions have something to be about. */
static struct paper_meeting small_meeting(struct arena *a, struct page_cx *cx, motion_row *motions,
                                          size_t n)
{
    static struct q_page_agenda_out line;
    line = (struct q_page_agenda_out){
        .item = SV("rc-1"), .type = SV("resolution"), .title = SV("A resolution")};
    *cx = (struct page_cx){.a = a, .language = SV("en")};
    struct paper_meeting p = {
        .cx = cx, .motions = motions, .motions_n = n, .agenda = &line, .agenda_n = 1};
    paper_places(&p);
    return p;
}

static void says(sv is, const char *expected)
{
    bool same = sv_is(is, expected);
    ok_as(same, expected);
    if (!same) {
        printf("# it says: %.*s\n", SV_ARG(is));
    }
}

/* What the mover did and what the motion is called, for each type of the table. */
static void check_types(struct arena *a)
{
    static const struct {
        enum motion_type type;
        const char *did, *noun;
    } words[] = {
        {MOTION_MAIN, "moved to adopt the resolution", "the motion to adopt the resolution"},
        {MOTION_FIX_TIME, "moved to fix the time to which to adjourn",
         "the motion to fix the time to which to adjourn"},
        {MOTION_ADJOURN, "moved to adjourn", "the motion to adjourn"},
        {MOTION_RECESS, "moved to recess for 10 minutes", "the motion to recess for 10 minutes"},
        {MOTION_PRIVILEGE, "raised a question of privilege", "the question of privilege"},
        {MOTION_ORDERS, "called for the orders of the day", "the call for the orders of the day"},
        {MOTION_TABLE, "moved to lay the resolution on the table",
         "the motion to lay the resolution on the table"},
        {MOTION_PREVIOUS, "moved the previous question", "the previous question"},
        {MOTION_LIMIT, "moved to limit debate to 10 minutes",
         "the motion to limit debate to 10 minutes"},
        {MOTION_POSTPONE, "moved to defer the resolution to June 24, 2026",
         "the motion to defer the resolution to June 24, 2026"},
        {MOTION_REFER, "moved to refer the resolution to the finance committee",
         "the motion to refer the resolution to the finance committee"},
        {MOTION_AMEND, "moved to amend the resolution by replacing words",
         "the motion to amend the resolution by replacing words"},
        {MOTION_INDEFINITE, "moved to postpone the resolution indefinitely",
         "the motion to postpone the resolution indefinitely"},
        {MOTION_POINT, "raised a point of order", "the point of order"},
        {MOTION_APPEAL, "appealed from the decision of the chair", "the appeal"},
        {MOTION_SUSPEND, "moved to suspend the rules", "the motion to suspend the rules"},
        {MOTION_OBJECT, "objected to the consideration of the question",
         "the objection to consideration"},
        {MOTION_DIVIDE, "moved to divide the question", "the motion to divide the question"},
        {MOTION_PARAGRAPH, "moved to consider it by paragraph",
         "the motion to consider it by paragraph"},
        {MOTION_DIVISION, "called for a division", "the call for a division"},
        {MOTION_METHOD, "moved to take the vote by roll call",
         "the motion to take the vote by roll call"},
        {MOTION_WITHDRAW, "asked leave to withdraw the motion to adopt the resolution",
         "the request to withdraw the motion to adopt the resolution"},
        {MOTION_CONSENT_AGENDA, "moved to adopt the consent agenda",
         "the motion to adopt the consent agenda"},
        {MOTION_OVERRIDE, "moved to override the veto of the resolution",
         "the motion to override the veto of the resolution"},
        {MOTION_INQUIRY, "asked a question of order", "the question of order"},
        {MOTION_RECONSIDER, "moved to reconsider the motion to adopt the resolution",
         "the motion to reconsider the motion to adopt the resolution"},
        {MOTION_RESCIND, "moved to rescind the motion to adopt the resolution",
         "the motion to rescind the motion to adopt the resolution"},
        {MOTION_TAKE, "moved to take the resolution from the table",
         "the motion to take the resolution from the table"},
        {MOTION_DISCHARGE, "moved to discharge the committee from the resolution",
         "the motion to discharge the committee from the resolution"},
    };
    date to = date_of_civil(2026, 6, 24);
    bool seen[MOTION_COUNT] = {false};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        motion_row rows[2] = {{.n = 1, .type = SV("main"), .item = SV("rc-1")},
                              {.n = 2,
                               .type = motion_type_name(words[i].type),
                               .item = SV("rc-1"),
                               .has_target = words[i].type != MOTION_MAIN,
                               .target = 1,
                               .has_to_day = true,
                               .to_day = to.days,
                               .form = SV("replace"),
                               .committee = SV("the finance committee"),
                               .has_minutes = true,
                               .minutes = 10,
                               .by_method = SV("roll-call")}};
        struct page_cx cx;
        struct paper_meeting p = small_meeting(a, &cx, rows, 2);
        says(paper_did(&p, &rows[1]), words[i].did);
        says(paper_noun(&p, &rows[1]), words[i].noun);
        seen[words[i].type] = true;
    }
    for (int t = 0; t < MOTION_COUNT; t++) {
        ok_as(seen[t], sv_cstr(a, sv_fmt(a, "%.*s has words",
                                         SV_ARG(motion_type_name((enum motion_type)t)))));
    }
}

/* Main motions that do something else, and amendments of amendments. */
static void check_more_words(struct arena *a)
{
    motion_row rows[3] = {{.n = 1, .type = SV("main"), .item = SV("rc-1"), .action = SV("deny")},
                          {.n = 2,
                           .type = SV("amend"),
                           .item = SV("rc-1"),
                           .has_target = true,
                           .target = 1,
                           .form = SV("substitute")},
                          {.n = 3,
                           .type = SV("amend"),
                           .item = SV("rc-1"),
                           .has_target = true,
                           .target = 2,
                           .form = SV("add")}};
    struct page_cx cx;
    struct paper_meeting p = small_meeting(a, &cx, rows, 3);
    says(paper_did(&p, &rows[0]), "moved to deny the resolution");
    says(paper_did(&p, &rows[1]), "moved to amend the resolution by a substitute");
    says(paper_did(&p, &rows[2]), "moved to amend the amendment by adding words");
    rows[0].action = SV("accept");
    says(paper_did(&p, &rows[0]), "moved to accept the resolution");
    rows[0].action = SV("direct");
    says(paper_did(&p, &rows[0]), "moved to give a direction to staff");
    rows[0].action = SV("adopt");
    rows[0].has_reading = true;
    rows[0].reading = 2;
    says(paper_did(&p, &rows[0]), "moved to adopt the resolution on second reading");
    rows[2].form = SV("blank");
    says(paper_did(&p, &rows[2]), "moved to fill the blank");
    rows[1].type = SV("postpone-definite");
    says(paper_did(&p, &rows[1]), "moved to defer the resolution");
    rows[1].type = SV("rescind");
    rows[1].has_target = false;
    says(paper_did(&p, &rows[1]), "moved to rescind what was adopted before");
    says(paper_count_words(a, 3, 0), "three to none");
    says(paper_count_words(a, 14, 12), "14 to twelve");
}

/* Results, as the announcement has them. */
static void check_results(struct arena *a)
{
    static const struct {
        const char *type, *data, *says;
    } results[] = {
        {"main",
         "{\"outcome\":\"adopted\",\"disposition\":\"adopted\",\"method\":\"roll-call\",\"yes\":3,"
         "\"no\":2,\"base\":\"cast\",\"threshold\":\"majority\"}",
         "The resolution was adopted, 3 to 2."},
        {"main",
         "{\"outcome\":\"adopted\",\"disposition\":\"adopted\",\"method\":\"roll-call\",\"yes\":3,"
         "\"no\":1,\"abstain\":1}",
         "The resolution was adopted, 3 to 1, one abstaining."},
        {"main", "{\"outcome\":\"adopted\",\"disposition\":\"denied\",\"method\":\"voice\"}",
         "The resolution was denied by voice vote."},
        {"main",
         "{\"outcome\":\"lost\",\"disposition\":\"lost\",\"method\":\"roll-call\",\"yes\":2,\"no\":"
         "2}",
         "The motion to adopt the resolution failed on a tie vote, 2 to 2."},
        {"main", "{\"outcome\":\"adopted\",\"disposition\":\"adopted\",\"method\":\"consent\"}",
         "The resolution was adopted by unanimous consent."},
        {"main", "{\"outcome\":\"objected\",\"method\":\"consent\"}",
         "A member objected to unanimous consent on the motion to adopt the resolution."},
        {"previous-question",
         "{\"outcome\":\"lost\",\"method\":\"roll-call\",\"yes\":3,\"no\":2,\"base\":\"cast\","
         "\"threshold\":\"2/3\"}",
         "The previous question failed, 3 to 2; two thirds of the votes cast were required."},
        {"main",
         "{\"outcome\":\"adopted\",\"disposition\":\"adopted\",\"method\":\"rising\",\"base\":"
         "\"seats\",\"threshold\":\"majority\"}",
         "The resolution was adopted by a rising vote; a majority of all seats was required."},
        {"appeal", "{\"outcome\":\"sustained\",\"method\":\"roll-call\",\"yes\":2,\"no\":2}",
         "The decision of the chair was sustained, 2 to 2."},
        {"appeal", "{\"outcome\":\"not-sustained\",\"method\":\"voice\"}",
         "The decision of the chair was overturned by voice vote."},
        {"object-to-consideration", "{\"outcome\":\"not-sustained\",\"method\":\"voice\"}",
         "The objection to consideration was not sustained by voice vote."},
        {"consent-agenda", "{\"outcome\":\"adopted\",\"method\":\"consent\"}",
         "The consent agenda was adopted by unanimous consent."},
        {"withdraw", "{\"outcome\":\"adopted\",\"method\":\"consent\"}",
         "The request to withdraw the motion to adopt the resolution was granted by unanimous "
         "consent."},
        {"amend", "{\"outcome\":\"adopted\",\"method\":\"voice\"}",
         "The motion to amend the resolution carried by voice vote."},
    };
    for (size_t i = 0; i < sizeof results / sizeof *results; i++) {
        motion_row rows[2] = {{.n = 1, .type = SV("main"), .item = SV("rc-1")},
                              {.n = 2,
                               .type = sv_of(results[i].type),
                               .item = SV("rc-1"),
                               .has_target = true,
                               .target = 1}};
        struct page_cx cx;
        struct paper_meeting p = small_meeting(a, &cx, rows, 2);
        struct rec_entry e = {.seq = 1};
        fine(jv_parse(a, sv_of(results[i].data), &e.data));
        says(paper_result(&p, &rows[1], &e), results[i].says);
    }
}

/* The block of that text, or NULL. */
static const struct view_paper_block *block_of(const struct view_paper *paper, const char *text)
{
    for (size_t i = 0; i < paper->blocks_n; i++) {
        if (sv_is(paper->blocks[i].text, text)) {
            return &paper->blocks[i];
        }
    }
    return NULL;
}

static void tells(const struct view_paper *paper, const char *text)
{
    bool there = block_of(paper, text) != NULL;
    ok_as(there, text);
    for (size_t i = 0; !there && i < paper->blocks_n; i++) {
        printf("# %.*s\n", SV_ARG(paper->blocks[i].text));
    }
}

static struct view_paper_page minutes_of(struct rehearsal *r, int64_t version)
{
    struct view_paper_page page = {.status = SV_NONE};
    fine(page_minutes(rehearsal_cx(r, NOW), SV("rehearsal"), SV("2026-06-17"), version, &page));
    return page;
}

static void check_minutes(struct rehearsal *r)
{
    struct view_paper_page page = minutes_of(r, PAGE_NEWEST);
    ok(sv_is(page.status, "draft") && page.has_version && page.version == 0);
    tells(&page.paper,
          "Seat 1 called the special meeting of the Rehearsal Commission to order at 9:36 a.m.");
    tells(&page.paper, "Present: Seat 1, Seat 2, Seat 3, Seat 4 and Seat 5. A quorum was present.");
    tells(&page.paper, "Seat 3 moved to adopt the resolution; Seat 1 seconded.");
    tells(&page.paper, "The resolution was adopted, 3 to 2.");
    const struct view_paper_block *moved =
        block_of(&page.paper, "Seat 3 moved to adopt the resolution; Seat 1 seconded.");
    ok(moved && moved->entries_n == 2 && moved->entries[0] + 1 == moved->entries[1]);
    size_t votes = 0;
    for (size_t i = 0; i < page.paper.blocks_n; i++) {
        for (size_t k = 0; k < page.paper.blocks[i].votes_n; k++) {
            const struct view_paper_vote *v = &page.paper.blocks[i].votes[k];
            votes += v->names_n;
            ok(v->names_n == v->entries_n && v->each_n == v->names_n && v->each[0].has_entry);
        }
    }
    ok(votes == 5);
    ok(rehearsal_read(r, "meeting:rehearsal/2026-06-17"));
}

/* What is filed is kept, byte for byte, while the draft goes on. */
static void check_kept(struct rehearsal *r)
{
    struct view_paper paper;
    struct buf line = buf_make(1 << 20);
    sv json;
    fine(page_minutes_json(rehearsal_cx(r, NOW), SV("rehearsal/2026-06-17"), SV("action"), &json));
    fine(paper_of_json(r->a, json, &paper));
    ok(sv_is(paper.format, "dais-paper-1") && sv_is(paper.style, "action"));
    tells(&paper, "Seat 3 moved to adopt the resolution.");
    sv again;
    fine(paper_to_json(r->a, &paper, &again));
    ok(sv_eq(json, again));
    buf_str(&line, "{\"kind\":\"minutes.filed\",\"about\":{\"meeting\":\"rehearsal/2026-06-17\"},"
                   "\"data\":{\"version\":1,\"style\":\"action\"},\"minutes\":");
    json_quote(&line, json);
    buf_char(&line, '}');
    rehearsal_put(r, sv_cstr(r->a, buf_view(&line)));
    buf_free(&line);
    rehearsal_put(
        r,
        "{\"kind\":\"minutes.worded\",\"about\":{\"meeting\":\"rehearsal/2026-06-17\"},"
        "\"data\":{\"of\":10,\"place\":\"instead\"},\"text\":\"The chair opened the meeting.\"}");
    struct view_paper_page kept = minutes_of(r, PAGE_NEWEST), draft = minutes_of(r, 0);
    ok(kept.version == 1 && sv_is(kept.status, "filed") && kept.versions_n == 1);
    ok(!block_of(&kept.paper, "The chair opened the meeting."));
    ok(sv_is(draft.status, "draft"));
    fails(page_minutes(rehearsal_cx(r, NOW), SV("rehearsal"), SV("2026-06-17"), 2, &kept),
          E_NOTFOUND);
    fails(page_minutes_json(rehearsal_cx(r, NOW), SV("rehearsal/2026-06-17"), SV("none"), &json),
          E_INVALID);
}

/* Approved by an item's vote, and not a moment before; never final before the veto's hour. */
static void check_approval(struct rehearsal *r)
{
    static const char *const filed =
        "{\"kind\":\"item.filed\",\"about\":{\"item\":\"min-1\"},\"data\":{\"type\":\"minutes\","
        "\"minutes_of\":\"rehearsal/2026-06-17\"},\"title\":\"Minutes\"}";
    static const char *const adopted =
        "{\"kind\":\"vote.announced\",\"about\":{\"meeting\":\"rehearsal/"
        "2026-06-24\",\"motion\":1},"
        "\"data\":{\"outcome\":\"adopted\",\"method\":\"roll-call\",\"yes\":4,\"no\":1,\"present\":"
        "5,\"quorum\":3,"
        "\"rule\":\"vote-majority\",\"disposition\":\"adopted\",\"items\":[\"min-1\"],"
        "\"veto_until\":\"2026-07-04T20:30:59.000Z\",\"vetoable\":[\"min-1\"]}}";
    static const char *const before[] = {
        "{\"kind\":\"meeting.called\",\"about\":{\"meeting\":\"rehearsal/2026-06-24\"},"
        "\"data\":{\"type\":\"regular\",\"convenes\":\"2026-06-24T13:00:00Z\"}}",
        "{\"kind\":\"motion.moved\",\"about\":{\"meeting\":\"rehearsal/"
        "2026-06-24\",\"item\":\"min-1\"},"
        "\"data\":{\"type\":\"main\",\"mover\":\"seat-2\",\"motion\":1}}"};
    struct view_paper_page page;
    rehearsal_put(r, filed);
    rehearsal_put_all(r, before, 2);
    page = minutes_of(r, PAGE_NEWEST);
    ok(sv_is(page.status, "filed"));
    ok(rehearsal_read(r, "item:rehearsal/min-1"));
    rehearsal_put(r, adopted);
    page = minutes_of(r, PAGE_NEWEST);
    ok(sv_is(page.status, "approved") && page.version == 1);
    says(page.status_words, "Approved on June 24, 2026 by a vote of 4 to 1; not final before July "
                            "4, 2026, at 4:30 p.m.");
    ok(r->cx.turns);
    fine(page_minutes(rehearsal_cx(r, "2026-07-05T00:00:00Z"), SV("rehearsal"), SV("2026-06-17"),
                      PAGE_NEWEST, &page));
    says(page.status_words, "Approved on June 24, 2026 by a vote of 4 to 1.");
}

/* Nothing is called final before the hour of the veto. */
static void check_veto_hour(struct rehearsal *r)
{
    static const char *const lines[] = {
        "{\"kind\":\"item.filed\",\"about\":{\"item\":\"rc-50\"},\"data\":{\"type\":\"resolution\"}"
        ",\"title\":\"A lease\"}",
        "{\"kind\":\"meeting.opened\",\"about\":{\"meeting\":\"rehearsal/"
        "2026-06-24\"},\"data\":{\"presiding\":\"seat-1\"}}",
        "{\"kind\":\"motion.moved\",\"about\":{\"meeting\":\"rehearsal/"
        "2026-06-24\",\"item\":\"rc-50\"},"
        "\"data\":{\"type\":\"main\",\"mover\":\"seat-2\",\"motion\":2}}",
        "{\"kind\":\"vote.announced\",\"about\":{\"meeting\":\"rehearsal/"
        "2026-06-24\",\"motion\":2},"
        "\"data\":{\"outcome\":\"adopted\",\"method\":\"voice\",\"present\":5,\"quorum\":3,"
        "\"rule\":\"vote-majority\",\"disposition\":\"adopted\",\"items\":[\"rc-50\"],"
        "\"veto_until\":\"2026-07-04T20:30:59.000Z\",\"vetoable\":[\"rc-50\"]}}"};
    static const struct {
        const char *now, *status;
        bool warns;
    } hours[] = {{"2026-07-04T20:30:59Z", "not-final", true},
                 {"2026-07-04T20:31:00Z", "final", false}};
    rehearsal_put_all(r, lines, 4);
    for (size_t i = 0; i < 2; i++) {
        struct view_paper_page paper = {.status = SV_NONE}, list = {.status = SV_NONE};
        bool warns = false;
        fine(page_item_paper(rehearsal_cx(r, hours[i].now), SV("rehearsal"), SV("rc-50"), &paper));
        ok(sv_is(paper.status, hours[i].status));
        fine(page_summary(rehearsal_cx(r, hours[i].now), SV("rehearsal"), SV("2026-06-24"), &list));
        ok(!sv_is(list.status, "final"));
        for (size_t k = 0; k < list.paper.blocks_n; k++) {
            for (size_t n = 0; n < list.paper.blocks[k].lines_n; n++) {
                warns |= sv_is(list.paper.blocks[k].lines[n],
                               "Not final: subject to veto until July 4, 2026, at 4:30 p.m.");
            }
        }
        ok(warns == hours[i].warns && r->cx.turns == hours[i].warns);
    }
}

int main(void)
{
    static const char *const end =
        "{\"kind\":\"meeting.adjourned\",\"about\":{\"meeting\":\"rehearsal/2026-06-17\"},"
        "\"data\":{\"entries\":20},\"at\":\"2026-06-18T00:17:00.000Z\"}";
    struct rehearsal r;
    rehearsal_open(&r);
    check_types(r.a);
    check_more_words(r.a);
    check_results(r.a);
    rehearsal_begin(&r, "robert-small");
    rehearsal_vote(&r, "seat-1", "yes");
    rehearsal_vote(&r, "seat-2", "no");
    rehearsal_vote(&r, "seat-3", "yes");
    rehearsal_vote(&r, "seat-4", "yes");
    rehearsal_vote(&r, "seat-5", "no");
    rehearsal_announce(&r, "adopted", 3, 2, 0);
    rehearsal_put(&r, end);
    check_minutes(&r);
    check_kept(&r);
    check_approval(&r);
    check_veto_hour(&r);
    rehearsal_close(&r);
    return tap_done();
}
