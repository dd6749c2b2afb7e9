/* What acts look like before anything is looked up: pairs, requests, rights, frames, seating. */
#include <stdlib.h>
#include <string.h>

#include "record/pairs.h"
#include "acts/request.h"
#include "acts/rights.h"
#include "acts/seating.h"
#include "acts/wire.h"
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

/* ---- pairs ---- */

#define PAIR(n, v)                                                                                 \
    {                                                                                              \
        SV_INIT(n), SV_INIT(v)                                                                     \
    }

static err *pairs(enum rec_kind_id kind, const struct rec_pair *p, size_t n, sv *ret)
{
    struct jv *act = NULL;
    TRY(rec_act_of_pairs(a, &rec_kinds[kind], p, n, &act));
    *ret = json_of(act);
    return NULL;
}

static void test_pairs(void)
{
    sv got = SV_NONE;
    static const struct rec_pair cast[] = {PAIR("act", "a-1"),
                                           PAIR("body", "council"),
                                           PAIR("about.meeting", "council/2026-06-17"),
                                           PAIR("motion", "3"),
                                           PAIR("data.member", "ana"),
                                           PAIR("choice", "yes"),
                                           PAIR("departure", "")};
    fine(pairs(KIND_VOTE_CAST, cast, 7, &got));
    ok(sv_is(got, "{\"kind\":\"vote.cast\",\"act\":\"a-1\",\"body\":\"council\",\"about\":{"
                  "\"meeting\":\"council/2026-06-17\",\"motion\":3},\"data\":{\"member\":\"ana\","
                  "\"choice\":\"yes\"}}"));
    static const struct rec_pair by_act[] = {PAIR("motion", "act-9")};
    fine(pairs(KIND_VOTE_CAST, by_act, 1, &got));
    ok_as(sv_is(got, "{\"kind\":\"vote.cast\",\"about\":{\"motion\":\"act-9\"}}"),
          "a motion may be named by its act");
    static const struct rec_pair lists[] = {PAIR("present", "ana"), PAIR("present", "bo, cy,"),
                                            PAIR("data.absent", " di ")};
    fine(pairs(KIND_ATTENDANCE_NOTED, lists, 3, &got));
    ok(sv_is(got, "{\"kind\":\"attendance.noted\",\"data\":{\"present\":[\"ana\",\"bo\",\"cy\"],"
                  "\"absent\":[\"di\"]}}"));
    static const struct rec_pair types[] = {PAIR("member", "ana"),    PAIR("name", "Ana"),
                                            PAIR("votes", "on"),      PAIR("from", "2026-01-01"),
                                            PAIR("office", "chair"),  PAIR("text", "A remark."),
                                            PAIR("at", "2026-01-01"), PAIR("data.title", "Dr.")};
    fine(pairs(KIND_OFFICIAL_SEATED, types, 8, &got));
    ok(sv_is(got, "{\"kind\":\"official.seated\",\"data\":{\"member\":\"ana\",\"name\":\"Ana\","
                  "\"votes\":true,\"from\":\"2026-01-01\",\"office\":\"chair\",\"title\":\"Dr.\"},"
                  "\"texts\":{\"text\":\"A remark.\"},\"at\":\"2026-01-01\"}"));
    static const struct rec_pair odd[] = {PAIR("votes", "maybe"),
                                          PAIR("at", "2026-01-01/2026-02-01")};
    fine(pairs(KIND_OFFICIAL_SEATED, odd, 2, &got));
    ok_as(sv_is(got, "{\"kind\":\"official.seated\",\"data\":{\"votes\":\"maybe\"},\"at\":{"
                     "\"from\":\"2026-01-01\",\"to\":\"2026-02-01\"}}"),
          "what is no truth value stays as it was, to be refused by name");
    static const struct rec_pair number[] = {PAIR("seats", "5"), PAIR("zone", "5")};
    fine(pairs(KIND_BODY_REGISTERED, number, 2, &got));
    ok(sv_is(got, "{\"kind\":\"body.registered\",\"data\":{\"seats\":5,\"zone\":\"5\"}}"));
    static const struct rec_pair instants[] = {PAIR("type", "regular"),
                                               PAIR("convenes", "2026-06-17T22:00:00Z"),
                                               PAIR("texts.place", "City hall")};
    fine(pairs(KIND_MEETING_CALLED, instants, 3, &got));
    ok(sv_is(got, "{\"kind\":\"meeting.called\",\"data\":{\"type\":\"regular\",\"convenes\":"
                  "\"2026-06-17T22:00:00Z\"},\"texts\":{\"place\":\"City hall\"}}"));
}

static void test_pairs_refused(void)
{
    static const char *const names[] = {
        "colour",       "data.colour",  "texts.choice", "about.colour",
        "data.meeting", "about.choice", "texts.text",   "",
        "about.item",   "item"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        sv got;
        struct rec_pair p = {sv_of(names[i]), SV("x")};
        err *e = pairs(KIND_VOTE_CAST, &p, 1, &got);
        ok_as(e && e->kind == E_INVALID && sv_eq(e->field, p.name),
              sv_cstr(a, sv_fmt(a, "vote.cast has no field \"%s\"", names[i])));
    }
    static const struct rec_pair twice[] = {PAIR("choice", "yes"), PAIR("data.choice", "no")};
    sv got;
    err *e = pairs(KIND_VOTE_CAST, twice, 2, &got);
    ok_as(e && sv_is(e->field, "data.choice"), "a field that is given twice is refused by name");
}

/* ---- requests ---- */

static const struct refusal {
    const char *json, *field;
} refusals[] = {
    {"[]", "act"},
    {"3", "act"},
    {"{\"act\":\"a\",\"act\":\"b\"}", "act"},
    {"{\"act\":\"a\"", "act"},
    {"{}", "act"},
    {"{\"act\":\"\"}", "act"},
    {"{\"act\":\"a b\"}", "act"},
    {"{\"act\":7}", "act"},
    {"{\"act\":\"a\",\"colour\":1}", "colour"},
    {"{\"act\":\"a\"}", "kind"},
    {"{\"act\":\"a\",\"kind\":\"vote.sold\"}", "kind"},
    {"{\"act\":\"a\",\"kind\":\"note.recorded\",\"about\":[]}", "about"},
    {"{\"act\":\"a\",\"kind\":\"note.recorded\",\"data\":\"\"}", "data"},
    {"{\"act\":\"a\",\"kind\":\"note.recorded\",\"texts\":1}", "texts"},
    {"{\"act\":\"a\",\"kind\":\"note.recorded\",\"texts\":{\"text\":\"x\"}}", "about.meeting"},
    {"{\"act\":\"a\",\"kind\":\"note.recorded\",\"about\":{\"meeting\":\"x\"}}", "about.meeting"},
#define NOTE "{\"act\":\"a\",\"kind\":\"note.recorded\",\"about\":{\"meeting\":\"c/2026-06-17\"}"
    {NOTE "}", "texts.text"},
    {NOTE ",\"texts\":{\"text\":\"\"}}", "texts.text"},
    {NOTE ",\"texts\":{\"text\":4}}", "texts.text"},
    {NOTE ",\"texts\":{\"text\":\"a\\u0007b\"}}", "texts.text"},
    {NOTE ",\"texts\":{\"text\":\"x\",\"title\":\"y\"}}", "texts.title"},
    {NOTE ",\"texts\":{\"text\":\"x\"},\"data\":{\"choice\":\"yes\"}}", "data.choice"},
    {NOTE ",\"texts\":{\"text\":\"x\"},\"body\":\"d\"}", "body"},
    {NOTE ",\"texts\":{\"text\":\"x\"},\"body\":\"C\"}", "body"},
    {NOTE ",\"texts\":{\"text\":\"x\"},\"body\":1}", "body"},
    {NOTE ",\"texts\":{\"text\":\"x\"},\"at\":\"noon\"}", "at"},
    {NOTE ",\"texts\":{\"text\":\"x\"},\"source\":{}}", "source.outlet"},
    {NOTE ",\"texts\":{\"text\":\"x\"},\"source\":\"Herald\"}", "source"},
    {"{\"act\":\"a\",\"kind\":\"item.filed\",\"about\":{\"item\":\"rc-1\"},\"data\":{\"type\":"
     "\"other\"},\"texts\":{\"title\":\"T\"}}",
     "body"},
    {"{\"act\":\"a\",\"kind\":\"vote.cast\",\"about\":{\"meeting\":\"c/2026-06-17\",\"motion\":0},"
     "\"data\":{\"member\":\"ana\",\"choice\":\"yes\"}}",
     "about.motion"},
    {"{\"act\":\"a\",\"kind\":\"vote.cast\",\"about\":{\"meeting\":\"c/2026-06-17\",\"motion\":"
     "4294967297},\"data\":{\"member\":\"ana\",\"choice\":\"yes\"}}",
     "about.motion"},
    {"{\"act\":\"a\",\"kind\":\"vote.announced\",\"about\":{\"meeting\":\"c/2026-06-17\","
     "\"motion\":1},\"data\":{\"recused\":3}}",
     "data.recused"},
    {"{\"act\":\"a\",\"kind\":\"motion.moved\",\"about\":{\"meeting\":\"c/2026-06-17\",\"item\":"
     "\"rc-1\"},\"data\":{\"type\":\"main\",\"mover\":\"ana\",\"motion\":1}}",
     "data.motion"},
};

static void test_requests(void)
{
    struct act_request q;
    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
        err *e = act_request_read(a, sv_of(refusals[i].json), &q);
        bool good = e && e->kind == E_INVALID && sv_is(e->field, refusals[i].field);
        ok_as(good, refusals[i].json);
        if (!good) {
            printf("# field %.*s: %.*s\n", SV_ARG(e ? e->field : SV("none")),
                   SV_ARG(e ? e->message : SV("accepted")));
        }
    }
    fine(act_request_read(a, SV(NOTE ",\"texts\":{\"text\":\"Hello.\"}}"), &q));
    ok(sv_is(q.body, "c") && sv_is(q.meeting, "c/2026-06-17") && !q.item.n && !q.source && !q.at);
    fine(act_request_read(a,
                          SV(NOTE ",\"body\":\"c\",\"texts\":{\"text\":\"Hello.\"},\"at\":"
                                  "\"2026-06-17\"}"),
                          &q));
    ok(q.at != NULL);
}

/* A note whose text has n letters. */
static sv note_of(size_t n)
{
    struct buf b = buf_make((size_t)LIMIT_ACT_BYTES + 4096);
    buf_str(&b, NOTE ",\"texts\":{\"text\":\"");
    for (size_t i = 0; i < n; i++) {
        buf_char(&b, 'x');
    }
    buf_str(&b, "\"}}");
    sv s = buf_dup(a, &b);
    buf_free(&b);
    return s;
}

static void test_bounds(void)
{
    struct act_request q;
    fine(act_request_read(a, note_of(LIMIT_PART_BYTES), &q));
    err *e = act_request_read(a, note_of((size_t)LIMIT_PART_BYTES + 1), &q);
    ok_as(e && sv_is(e->field, "texts.text"), "a text over its limit is refused by name");
    fails(act_request_read(a, note_of(LIMIT_ACT_BYTES), &q), E_LIMIT);
}

/* ---- rights: the table once more, written from dais-acts(5) by hand ---- */

/* One letter a role, in the order of the roles' names below: Y anybody's name, O the own name. */
static const char *const role_order[] = {"member", "chair", "clerk", "admin", "import", "agency"};
static const struct {
    const char *kind, *may;
} rights[] = {
    {"body.registered", "---YY"},
    {"official.seated", "---YY"},
    {"rule.noted", "----Y"},
    {"meeting.called", "--YYY"},
    {"meeting.cancelled", "--YYY"},
    {"meeting.opened", "-YY-Y"},
    {"meeting.recessed", "-YY-Y"},
    {"meeting.resumed", "-YY-Y"},
    {"meeting.adjourned", "-YY-Y"},
    {"attendance.noted", "--Y-Y"},
    {"item.filed", "--Y-Y"},
    {"item.scheduled", "--Y-Y"},
    {"item.opened", "-YY-Y"},
    {"item.closed", "-YY-Y"},
    {"text.filed", "--Y-Y"},
    {"motion.moved", "OOY--"},
    {"motion.seconded", "OOY--"},
    {"motion.stated", "-YY--"},
    {"motion.withdrawn", "OOY--"},
    {"recusal.stated", "--Y-Y"},
    {"vote.opened", "-YY--"},
    {"vote.cast", "OOY--"},
    {"vote.changed", "OOY--"},
    {"vote.announced", "-YY--"},
    {"reason.given", "OOY-Y"},
    {"note.recorded", "--Y-Y"},
    {"roll.reported", "----Y"},
    {"motion.reported", "----Y"},
    {"fact.reported", "----Y"},
    {"key.added", "-----"},
    {"chair.passed", "-YY--"},
    {"chair.ruled", "-YY--"},
    {"motion.suggested", "--Y--"},
    {"item.pulled", "OYY--"},
    {"item.withdrawn", "--Y-Y"},
    {"hearing.opened", "-YY--"},
    {"hearing.heard", "--Y--"},
    {"hearing.closed", "-YY--"},
    {"oath.administered", "--Y--"},
    {"disclosure.stated", "--Y--"},
    {"session.closed", "-YY--"},
    {"session.reopened", "-YY--"},
    {"veto.filed", "--Y-Y"},
    {"filing.received", "--Y-Y"},
    {"rules.adopted", "---Y-"},
    {"template.adopted", "--YY-"},
    {"holiday.noted", "--YY-"},
    {"item.numbered", "--Y--"},
    {"item.unscheduled", "--Y--"},
    {"agenda.published", "--Y--"},
    {"notice.posted", "--Y--"},
    {"meeting.changed", "--YY-"},
    {"floor.requested", "OOY--"},
    {"floor.assigned", "-YY--"},
    {"floor.yielded", "OYY--"},
    {"conflict.declared", "OO---"},
    {"recording.started", "--Y--"},
    {"recording.linked", "--Y--"},
    {"desk.taken", "--Y--"},
    {"minutes.worded", "--Y--"},
    {"minutes.filed", "--Y--"},
    {"signature.noted", "--Y--"},
    {"entry.corrected", "--YY-Y"},
    {"attachment.filed", "--Y--"},
    {"instrument.registered", "--Y-Y"},
    {"instrument.changed", "--Y-Y"},
    {"instrument.worded", "--Y-Y"},
    {"party.joined", "--Y-Y"},
    {"ending.stated", "--Y-Y"},
    {"power.granted", "--Y-Y"},
    {"power.withdrawn", "--Y-Y"},
    {"course.required", "--Y-Y"},
    {"holder.nominated", "--Y-YY"},
    {"requirement.noted", "--Y-YY"},
    {"training.completed", "--Y-YY"},
    {"holder.certified", "--Y-YY"},
    {"authority.recorded", "--Y-YY"},
    {"authority.paused", "--Y-YY"},
    {"authority.resumed", "--Y-YY"},
    {"authority.ended", "--Y-YY"},
    {"protocol.adopted", "--Y-YY"},
    {"protocol.acknowledged", "--Y-YY"},
    {"obligation.set", "--Y-Y"},
    {"obligation.met", "--Y-YY"},
    {"obligation.waived", "--Y-Y"},
    {"money.reported", "--Y-YY"},
    {"challenge.noted", "--Y-Y"},
    {"review.held", "--Y-YY"},
    {"claim.stated", "--Y-Y"},
    {"measure.registered", "--Y--"},
    {"measure.found", "--Y--"},
    {"batch.sealed", "-----"},
    {"table.published", "--Y-YY"},
    {"listing.reported", "----Y"},
    {"code.listed", "--Y--"},
};

static char right_of(const char *may, enum act_role role)
{
    for (size_t i = 0; i < sizeof role_order / sizeof *role_order; i++) {
        if (sv_is(act_role_name(role), role_order[i])) {
            return i < strlen(may) ? may[i] : '-';
        }
    }
    return '-';
}

static bool checked(enum act_role role, const struct rec_kind *k, const char *name,
                    const char *body)
{
    struct act_actor actor = {
        .account = SV("x"), .role = role, .body = SV("c"), .member = SV("ana")};
    struct jv *data = jv_object(a);
    jv_put(data, SV("member"), jv_string(a, sv_of(name)));
    jv_put(data, SV("mover"), jv_string(a, sv_of(name)));
    err *e = act_rights_check(a, &actor, k, sv_of(body), role == ROLE_IMPORT, data);
    return !e || (e->kind != E_DENIED && (ok_as(false, "only E_DENIED"), false));
}

static void test_rights(void)
{
    ok(sizeof rights / sizeof *rights == REC_KINDS);
    for (size_t i = 0; i < sizeof rights / sizeof *rights; i++) {
        const struct rec_kind *k = rec_kind_find(sv_of(rights[i].kind));
        bool all = k != NULL;
        for (int r = 0; k && r < ACT_ROLES; r++) {
            enum act_role role = (enum act_role)r;
            bool own, stands = role == ROLE_IMPORT ? k->standings & REC_REPORTED
                                                   : k->standings & REC_WITNESSED;
            char want = right_of(rights[i].may, role);
            bool may = act_role_may(role, k, &own);
            bool good = may == (want != '-') && (!may || own == (want == 'O')) &&
                        checked(role, k, "ana", "c") == (want != '-' && stands) &&
                        checked(role, k, "bo", "c") == (want == 'Y' && stands) &&
                        !checked(role, k, "ana", "d");
            if (!good) {
                printf("# %s as %.*s\n", rights[i].kind, SV_ARG(act_role_name(role)));
            }
            all = all && good;
        }
        ok_as(all, rights[i].kind);
    }
    /* a source and its role belong together */
    struct act_actor clerk = {.account = SV("x"), .role = ROLE_CLERK};
    struct act_actor import = {.account = SV("x"), .role = ROLE_IMPORT};
    const struct rec_kind *filed = &rec_kinds[KIND_ITEM_FILED];
    fails(act_rights_check(a, &clerk, filed, SV("c"), true, NULL), E_DENIED);
    fails(act_rights_check(a, &import, filed, SV("c"), false, NULL), E_DENIED);
    fine(act_rights_check(a, &clerk, filed, SV("any"), false, NULL));
    struct act_actor nobody = {.account = SV("x"), .role = ROLE_MEMBER, .body = SV("c")};
    fails(act_rights_check(a, &nobody, &rec_kinds[KIND_VOTE_CAST], SV("c"), false, jv_object(a)),
          E_DENIED);
    enum act_role role;
    ok(!act_role_parse(SV("king"), &role) && !act_role_parse(SV(""), &role));
}

/* ---- frames ---- */

static void test_wire(void)
{
    struct buf b = buf_make(2 * (size_t)WIRE_FRAME_MAX);
    struct wire_frame f = {.op = WIRE_ACT,
                           .id = UINT64_C(0xfedcba9876543210),
                           .field = {SV("key abc"), SV("{\"act\":\"a\"}"), SV("")},
                           .n = 3};
    struct wire_frame got = {.n = 0};
    size_t size = 0;
    wire_put(&b, &f);
    sv whole = buf_view(&b);
    ok(wire_take(whole, &got, &size) == 1 && size == whole.n);
    ok(got.op == WIRE_ACT && got.id == f.id && got.n == 3 && sv_eq(got.field[0], f.field[0]) &&
       sv_eq(got.field[1], f.field[1]) && got.field[2].n == 0);
    bool waits = true;
    for (size_t n = 0; n < whole.n; n++) {
        /* a copy of its own size: a read past the end is seen */
        char *cut = malloc(n ? n : 1);
        memcpy(cut, whole.p, n);
        waits = waits && wire_take((sv){cut, n}, &got, &size) == 0;
        free(cut);
    }
    ok_as(waits, "a frame cut at any length waits for the rest");
    /* every length field set wrong */
    bool sane = true;
    for (size_t at = 0; at < whole.n; at++) {
        for (int bit = 0; bit < 8; bit++) {
            char *bad = malloc(whole.n);
            memcpy(bad, whole.p, whole.n);
            bad[at] = (char)(bad[at] ^ (1 << bit));
            int r = wire_take((sv){bad, whole.n}, &got, &size);
            sane = sane && (r != 1 || (size <= whole.n && got.n <= WIRE_FIELDS));
            for (size_t i = 0; r == 1 && i < got.n; i++) {
                sane =
                    sane && got.field[i].p >= bad && got.field[i].p + got.field[i].n <= bad + size;
            }
            free(bad);
        }
    }
    ok_as(sane, "a frame with any bit changed stays within its bytes");
    ok_as(wire_take(SV("\0\0\0\x08"), &got, &size) == 0 ||
              wire_take((sv){"\0\0\0\x08", 4}, &got, &size) == -1,
          "a frame too small for its head is none");
    uint32_t over = (uint32_t)WIRE_FRAME_MAX + 1;
    const char head[4] = {(char)(over >> 24), (char)(over >> 16), (char)(over >> 8), (char)over};
    ok_as(wire_take((sv){head, 4}, &got, &size) == -1, "a frame over the limit is refused at once");
    const char at_most[4] = {(char)((over - 1) >> 24), (char)((over - 1) >> 16),
                             (char)((over - 1) >> 8), (char)(over - 1)};
    ok(wire_take((sv){at_most, 4}, &got, &size) == 0);
    /* four fields */
    static const char four[] = "\0\0\0\x19\x01\0\0\0\0\0\0\0\1\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";
    ok(wire_take((sv){four, sizeof four - 1}, &got, &size) == -1);
    buf_free(&b);
}

/* ---- seating ---- */

static void test_seating(void)
{
    static const struct floor_member members[] = {{SV_INIT("ana"), SV_INIT("Ana")},
                                                  {SV_INIT("bo"), SV_INIT("")}};
    struct floor f;
    struct floor_act act;
    struct jv *about, *data;
    fine(floor_make(a, members, 2, 0, &f));
    fine(jv_parse(a, SV("{\"motion\":2,\"item\":\"rc-1\"}"), &about));
    fine(jv_parse(a, SV("{\"member\":\"bo\",\"choice\":\"no\"}"), &data));
    fine(act_seat(a, &f, &rec_kinds[KIND_VOTE_CAST], about, data, &act));
    ok(act.kind == FLOOR_VOTE_CAST && act.member == 1 && act.motion == 2 &&
       act.choice == CHOICE_NO && sv_is(act.item, "rc-1") && act.yes == -1);
    fine(jv_parse(a, SV("{\"member\":\"zed\",\"choice\":\"no\"}"), &data));
    fine(act_seat(a, &f, &rec_kinds[KIND_VOTE_CAST], about, data, &act));
    ok(act.member == FLOOR_NOBODY && sv_is(act.stranger, "zed"));
    fine(jv_parse(a, SV("{\"present\":[\"bo\",\"ana\"],\"left\":[]}"), &data));
    fine(act_seat(a, &f, &rec_kinds[KIND_ATTENDANCE_NOTED], NULL, data, &act));
    ok(seats_count(&act.present) == 2 && seats_count(&act.left) == 0 && act.motion == 0);
    fine(jv_parse(a, SV("{\"remote\":[\"bo\",\"zed\"]}"), &data));
    err *e = act_seat(a, &f, &rec_kinds[KIND_ATTENDANCE_NOTED], NULL, data, &act);
    ok(e && e->kind == E_INVALID && sv_is(e->field, "data.remote"));
    fine(jv_parse(a, SV("{\"presiding\":\"mayor\"}"), &data));
    fine(act_seat(a, &f, &rec_kinds[KIND_MEETING_OPENED], NULL, data, &act));
    ok_as(act.member == FLOOR_NOBODY && !act.stranger.n,
          "who presides may be no member of the body");
    fine(jv_parse(a, SV("{\"type\":\"main\",\"mover\":\"ana\"}"), &data));
    fine(act_seat(a, &f, &rec_kinds[KIND_MOTION_MOVED], about, data, &act));
    ok(act.member == 0 && act.type == MOTION_MAIN);
    ok(act_on_floor(&rec_kinds[KIND_RECUSAL_STATED]) &&
       !act_on_floor(&rec_kinds[KIND_ITEM_FILED]) &&
       !act_on_floor(&rec_kinds[KIND_MEETING_CALLED]));
}

int main(void)
{
    a = arena_open(1 << 16);
    test_pairs();
    test_pairs_refused();
    test_requests();
    test_bounds();
    test_rights();
    test_wire();
    test_seating();
    arena_close(a);
    return tap_done();
}
