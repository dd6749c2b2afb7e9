/* The desk and the acts behind it, over a real record in a directory of its own. */
#include "acts/accounts.h"
#include "acts/desk.h"
#include "base/limits.h"
#include "store/made.h"
#include "store/q.h"
#include "sys/clock.h"

/* The clock and the salts of the test: the clock stands until it is set. */
static instant now_is;

static instant test_now(void *cx, int64_t seq)
{
    (void)cx;
    (void)seq;
    return now_is;
}

static void test_salt(void *cx, sv act, int n, sv part, uint8_t *ret)
{
    (void)cx;
    (void)act;
    (void)part;
    memset(ret, 7 + n, 32);
}

static struct arena *a;
static struct desk *desk;
static const char *dir;

static void open_desk(void)
{
    struct store *s = NULL;
    struct act_inputs inputs = {.now = test_now, .salt = test_salt};
    if (!fine(st_open_writer(a, dir, &s))) {
        exit(1);
    }
    desk = desk_open(s, &inputs, made_sign, NULL);
}

static struct desk_reply handle(enum desk_door door, enum wire_op op, sv credential, sv json)
{
    struct wire_frame f = {.op = op, .id = 1, .field = {credential, json}, .n = 2};
    struct desk_reply r;
    int64_t size;
    fine(desk_begin(desk, a));
    desk_handle(desk, a, door, &f, &r);
    fine(desk_commit(desk, a, &size));
    return r;
}

#define act_as(who, json) handle(DESK_LOCAL, WIRE_ACT, SV("as " who), sv_of(json))
#define CLERK             "clerk-1 clerk"

/* The reply has this status and its JSON this text under the key. */
static bool says(struct desk_reply r, int status, const char *key, const char *text)
{
    struct jv *v = NULL;
    err *e = jv_parse(a, r.json, &v);
    bool good = !e && r.status == status && (!key || sv_is(jv_get_sv(v, key), text));
    if (!good) {
        printf("# %d %.*s\n", r.status, SV_ARG(r.json));
    }
    return good;
}

static int64_t seq_of(struct desk_reply r)
{
    struct jv *v = NULL;
    err *e = jv_parse(a, r.json, &v);
    const struct jv *list = e ? NULL : jv_get(v, "entries");
    return list && list->first ? jv_get_int(list->first, "seq", -1) : -1;
}

#define MEETING "\"about\":{\"meeting\":\"council/2026-06-17\"}"
#define NOTE(id, text)                                                                             \
    "{\"act\":\"" id "\",\"kind\":\"note.recorded\"," MEETING ",\"texts\":{\"text\":\"" text "\"}" \
    "}"
#define SEAT(id)                                                                                   \
    "{\"act\":\"seat-" id "\",\"kind\":\"official.seated\",\"body\":\"council\",\"data\":{"        \
    "\"member\":\"" id "\",\"name\":\"N " id "\",\"office\":\"member\",\"votes\":true}}"
#define MOVE(id)                                                                                   \
    "{\"act\":\"" id "\",\"kind\":\"motion.moved\",\"about\":{\"meeting\":\"council/2026-06-17\"," \
    "\"item\":\"rc-1\"},\"data\":{\"type\":\"main\",\"mover\":\"ana\"}}"
#define ON(id, kind, data)                                                                         \
    "{\"act\":\"" id "\",\"kind\":\"" kind "\",\"about\":{\"meeting\":\"council/2026-06-17\","     \
    "\"motion\":1},\"data\":{" data "}}"

static void test_meeting(void)
{
#define BODY_IN(id, zone)                                                                          \
    "{\"act\":\"" id                                                                               \
    "\",\"kind\":\"body.registered\",\"body\":\"council\",\"data\":{\"name\":\"Council\","         \
    "\"zone\":\"" zone "\",\"seats\":2,\"pack\":\"robert-small\"}}"
    ok(says(act_as("root admin", BODY_IN("b-0", "Mars/Phobos")), 400, "field", "data.zone"));
    ok(says(act_as("root admin", BODY_IN("b-1", "../zoneinfo/UTC")), 400, "field", "data.zone"));
    ok(says(act_as(CLERK, BODY_IN("b-2", "UTC")), 403, "sentence",
            "the role clerk may not enter body.registered: ask one of the roles admin, import"));
    ok(says(act_as("root admin", "{\"act\":\"b\",\"kind\":\"body.registered\",\"body\":\"council\","
                                 "\"data\":{\"name\":\"Council\",\"zone\":\"America/New_York\","
                                 "\"seats\":2,\"pack\":\"robert-small\"}}"),
            200, NULL, NULL));
    ok(says(act_as("root admin", SEAT("ana")), 200, NULL, NULL));
    ok(says(act_as("root admin", SEAT("bo")), 200, NULL, NULL));
    ok(says(act_as(CLERK, NOTE("n-0", "Early.")), 404, "field", "about.meeting"));
    ok(says(act_as(CLERK,
                   "{\"act\":\"m\",\"kind\":\"meeting.called\"," MEETING
                   ",\"data\":{\"type\":\"regular\",\"convenes\":\"2026-06-17T22:00:00Z\"}}"),
            200, NULL, NULL));
    ok(says(act_as(CLERK, "{\"act\":\"i\",\"kind\":\"item.filed\",\"body\":\"council\",\"about\":{"
                          "\"item\":\"rc-1\"},\"data\":{\"type\":\"resolution\"},\"texts\":{"
                          "\"title\":\"A resolution\"}}"),
            200, NULL, NULL));
    ok(says(act_as(CLERK, "{\"act\":\"o\",\"kind\":\"meeting.opened\"," MEETING "}"), 200, NULL,
            NULL));
    ok(says(act_as(CLERK, "{\"act\":\"r\",\"kind\":\"attendance.noted\"," MEETING
                          ",\"data\":{\"present\":[\"ana\",\"bo\"]}}"),
            200, NULL, NULL));
    ok(says(act_as(CLERK, MOVE("too-early")), 409, "rule", "item-open"));
    ok(says(act_as(CLERK,
                   "{\"act\":\"t\",\"kind\":\"item.opened\",\"about\":{\"meeting\":\"council/"
                   "2026-06-17\",\"item\":\"rc-1\"}}"),
            200, NULL, NULL));
}

/* ---- what each error becomes ---- */

static void test_replies(void)
{
    static const struct {
        enum err_kind kind;
        int status;
    } kinds[] = {{E_NOTFOUND, 404}, {E_DENIED, 403}, {E_CONFLICT, 409},
                 {E_INVALID, 400},  {E_LIMIT, 413},  {E_IO, 503}};
    struct desk_reply r;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        desk_error_reply(a, err_make(a, kinds[i].kind, "Why."), SV("x"), &r);
        ok(r.status == kinds[i].status && sv_is(r.json, "{\"sentence\":\"Why.\"}"));
    }
    desk_error_reply(a, err_field(a, SV("data.x"), "Why."), SV_NONE, &r);
    ok(r.status == 400 && sv_is(r.json, "{\"field\":\"data.x\",\"sentence\":\"Why.\"}"));
    desk_error_reply(a, err_rule(a, E_DISORDER, SV("recess"), SV("R 1"), "Why."), SV_NONE, &r);
    ok(r.status == 409 &&
       sv_is(r.json, "{\"judgement\":\"out-of-order\",\"rule\":\"recess\",\"citation\":\"R 1\","
                     "\"sentence\":\"Why.\",\"may_record\":true}"));
    desk_error_reply(a, err_rule(a, E_REFUSED, SV("recess"), SV("R 1"), "Why."), SV_NONE, &r);
    ok(r.status == 422 &&
       sv_is(r.json, "{\"judgement\":\"impossible\",\"rule\":\"recess\",\"citation\":\"R 1\","
                     "\"sentence\":\"Why.\",\"may_record\":false}"));
    desk_error_reply(a, err_make(a, E_UNSURE, "Why."), SV("act-1"), &r);
    ok(r.status == 503 &&
       sv_is(r.json, "{\"unsure\":true,\"act\":\"act-1\",\"sentence\":\"Why.\"}"));
    struct wire_frame f = {
        .op = WIRE_ACT, .field = {SV("key x"), SV("{\"act\":\"act-2\"}")}, .n = 2};
    desk_failed_reply(a, err_make(a, E_UNSURE, "Why."), &f, &r);
    ok(says(r, 503, "act", "act-2"));
}

/* ---- acts ---- */

static void test_once(void)
{
    struct desk_reply first = act_as(CLERK, NOTE("n-1", "Once."));
    struct desk_reply again = act_as(CLERK, NOTE("n-1", "Once."));
    ok(first.status == 200 && again.status == 200 && sv_eq(first.json, again.json));
    ok_as(says(act_as(CLERK, NOTE("n-1", "Otherwise.")), 409, NULL, NULL),
          "an act of other words under the same id is another act");
    ok(says(act_as("clerk-2 clerk", NOTE("n-1", "Once.")), 409, "sentence",
            "the act id n-1 was used for another act: make a new one"));
    ok(says(act_as(CLERK, "{\"act\":\"n-1\",\"kind\":\"meeting.recessed\"," MEETING "}"), 409, NULL,
            NULL));
    ok(seq_of(act_as(CLERK, NOTE("n-2", "Twice."))) == seq_of(first) + 1);
}

static int64_t recorded_of(int64_t seq)
{
    struct rec_entry e;
    return fine(st_log_entry(desk_store(desk), a, seq, &e)) ? e.recorded.us : 0;
}

static void test_clock(void)
{
    now_is.us += 5000000;
    int64_t one = seq_of(act_as(CLERK, NOTE("c-1", "Now.")));
    instant high = now_is;
    now_is.us -= 3600000000;
    int64_t two = seq_of(act_as(CLERK, NOTE("c-2", "The clock was set back.")));
    ok(recorded_of(one) == high.us && recorded_of(two) == high.us);
    /* a new process does not know the newest entry: it reads it */
    desk_close(desk);
    open_desk();
    int64_t three = seq_of(act_as(CLERK, NOTE("c-3", "Still.")));
    ok(recorded_of(three) == high.us);
    now_is.us = high.us + 1000;
    int64_t four = seq_of(act_as(CLERK, NOTE("c-4", "On.")));
    ok(recorded_of(four) == now_is.us);
}

static err *no_signer(void *cx, struct arena *tmp, uint64_t size, const struct rec_hash *root,
                      sv *ret)
{
    (void)cx;
    (void)size;
    (void)root;
    *ret = SV_NONE;
    return err_make(tmp, E_IO, "the key is gone");
}

/* A group that is rolled back leaves neither entries nor a floor that remembers them. */
static void test_rollback(void)
{
    struct store *s = desk_store(desk);
    struct act_inputs inputs = {.now = test_now, .salt = test_salt};
    struct act_room *room = act_room_open(s, &inputs);
    struct act_actor clerk = {.account = SV("clerk-1"), .role = ROLE_CLERK};
    struct act_done done;
    struct jv *move = NULL;
    int64_t before = 0, after = 0;
    fine(st_log_size(s, a, &before));
    fine(jv_parse(a, SV(MOVE("lost-1")), &move));
    fine(st_group_begin(s, a));
    fine(act_perform(room, a, &clerk, move, &done));
    ok(done.first == before && done.entries == 1 && !done.repeated);
    st_group_rollback(s);
    act_room_forget(room);
    fine(st_log_size(s, a, &after));
    ok(before == after);
    /* the motion has the number that was lost, and the act may come again */
    fine(jv_parse(a, SV(MOVE("lost-1")), &move));
    fine(st_group_begin(s, a));
    fine(act_perform(room, a, &clerk, move, &done));
    ok(done.first == before && !done.repeated);
    fails(st_group_commit(s, a, no_signer, NULL), E_IO);
    act_room_forget(room);
    act_room_close(room);
    ok(says(act_as(CLERK, ON("s-0", "motion.stated", "")), 422, "rule", "motion-pending"));
    ok(says(act_as(CLERK, MOVE("lost-1")), 200, NULL, NULL));
    ok(says(act_as(CLERK, ON("s-1", "motion.stated", "")), 200, NULL, NULL));
}

/* A refused act in a group leaves the acts beside it standing. */
static void test_beside(void)
{
    struct wire_frame good = {
        .op = WIRE_ACT, .field = {SV("as " CLERK), SV(NOTE("g-1", "One."))}, .n = 2};
    struct wire_frame bad = {.op = WIRE_ACT,
                             .field = {SV("as " CLERK), SV(ON("g-2", "motion.stated", "\"x\":1"))},
                             .n = 2};
    struct wire_frame more = {
        .op = WIRE_ACT, .field = {SV("as " CLERK), SV(NOTE("g-3", "Two."))}, .n = 2};
    struct desk_reply one, two, three;
    int64_t size = 0;
    fine(desk_begin(desk, a));
    desk_handle(desk, a, DESK_LOCAL, &good, &one);
    desk_handle(desk, a, DESK_LOCAL, &bad, &two);
    desk_handle(desk, a, DESK_LOCAL, &more, &three);
    fine(desk_commit(desk, a, &size));
    ok(one.status == 200 && says(two, 400, "field", "data.x") && three.status == 200);
    ok(seq_of(three) == seq_of(one) + 1 && size == seq_of(three) + 1);
}

/* A room that follows the record shows what folding it anew shows. */
static bool follows(struct act_room *room, const char *meeting)
{
    struct floor anew;
    struct pack *pack;
    const struct floor *now;
    const struct pack *its;
    struct buf x = buf_make(1 << 16), y = buf_make(1 << 16);
    err *e = act_floor_of(desk_store(desk), a, sv_of(meeting), &anew, &pack);
    e = e ? e : act_floor_now(room, a, sv_of(meeting), &now, &its);
    if (!e) {
        floor_write(&x, &anew);
        floor_write(&y, now);
    }
    bool same = !e && sv_eq(buf_view(&x), buf_view(&y)) && sv_eq(pack->name, its->name);
    buf_free(&x);
    buf_free(&y);
    return same;
}

#define IN(id, kind, data)                                                                         \
    "{\"act\":\"" id "\",\"kind\":\"" kind "\"," MEETING ",\"data\":{" data "}}"

static void test_following(void)
{
    static const char about[] = "council/2026-06-17";
    static const char *const acts[][2] = {
        {"as " CLERK, IN("fo-1", "attendance.noted", "\"present\":[\"ana\"],\"left\":[\"bo\"]")},
        {"as " CLERK, IN("fo-2", "attendance.noted", "\"present\":[\"bo\"]")},
        {"as admin admin",
         "{\"act\":\"fo-3\",\"kind\":\"official.seated\",\"body\":\"council\",\"data\":{\"member\":"
         "\"zed\",\"name\":\"Zed\",\"office\":\"manager\",\"votes\":false}}"},
        {"as " CLERK, NOTE("fo-4", "Nothing moves.")},
        {"as " CLERK, IN("fo-5", "meeting.recessed", "")},
        {"as " CLERK, IN("fo-6", "meeting.resumed", "")}};
    struct act_room *room = act_room_open(desk_store(desk), &(struct act_inputs){.cx = NULL});
    const struct floor *f;
    const struct pack *pack;
    ok(follows(room, about));
    for (size_t i = 0; i < sizeof acts / sizeof *acts; i++) {
        struct desk_reply r = handle(DESK_LOCAL, WIRE_ACT, sv_of(acts[i][0]), sv_of(acts[i][1]));
        ok_as(r.status == 200 && follows(room, about), acts[i][1]);
    }
    fails(act_floor_now(room, a, SV("nowhere/2026-06-17"), &f, &pack), E_NOTFOUND);
    ok(follows(room, about));
    act_room_close(room);
}

/* The floor read from the record is the floor that the desk holds. */
static void test_floor(void)
{
    struct floor f;
    struct pack *pack;
    ok(says(act_as(CLERK, ON("v-0", "vote.opened", "\"method\":\"roll-call\"")), 200, NULL, NULL));
    ok(says(act_as(CLERK, ON("v-1", "vote.cast", "\"member\":\"bo\",\"choice\":\"no\"")), 200, NULL,
            NULL));
    fine(act_floor_of(desk_store(desk), a, SV("council/2026-06-17"), &f, &pack));
    ok(f.pending_count == 1 && f.pending[0].number == 1 && f.pending[0].stated);
    ok(seats_has(&f.pending[0].no, floor_seat(&f, SV("bo"))) && f.phase == PHASE_OPEN);
    fails(act_floor_of(desk_store(desk), a, SV("nowhere/2026-06-17"), &f, &pack), E_NOTFOUND);
    /* a new process folds the meeting again and goes on where it was */
    desk_close(desk);
    open_desk();
    ok(says(act_as(CLERK, ON("v-2", "vote.cast", "\"member\":\"bo\",\"choice\":\"yes\"")), 422,
            "rule", "vote-once"));
    ok(says(act_as(CLERK, ON("v-3", "vote.changed", "\"member\":\"bo\",\"choice\":\"yes\"")), 200,
            NULL, NULL));
    ok_as(says(act_as(CLERK, ON("v-3", "vote.changed", "\"member\":\"bo\",\"choice\":\"yes\"")),
               200, NULL, NULL),
          "a vote that is sent twice is one vote");
    ok_as(says(act_as(CLERK, ON("v-3", "vote.changed", "\"member\":\"bo\",\"choice\":\"no\"")), 409,
               NULL, NULL),
          "another vote under its id is refused, not confirmed");
    ok_as(says(act_as(CLERK,
                      "{\"act\":\"v-3\",\"kind\":\"vote.changed\",\"about\":{\"meeting\":\"council/"
                      "2026-06-17\",\"motion\":\"lost-1\"},\"data\":{\"member\":\"bo\",\"choice\":"
                      "\"yes\"}}"),
               200, NULL, NULL),
          "a motion may be named by the act that moved it");
    ok(says(act_as(CLERK, ON("v-4", "vote.announced", "\"outcome\":\"lost\"")), 422, "rule",
            "vote-result"));
    struct desk_reply r = act_as(CLERK, ON("v-5", "vote.announced", ""));
    ok_as(says(act_as(CLERK, ON("v-5", "vote.announced", "")), 200, NULL, NULL),
          "what the writer filled in is not asked of the act again");
    struct rec_entry e;
    fine(st_log_entry(desk_store(desk), a, seq_of(r), &e));
    ok(sv_is(jv_get_sv(e.data, "outcome"), "adopted") && jv_get_int(e.data, "yes", -1) == 1 &&
       jv_get_int(e.data, "no", -1) == 0 && jv_get_int(e.data, "present", -1) == 2 &&
       sv_is(jv_get_sv(e.data, "rule"), "vote-majority"));
}

/* ---- doors ---- */

#define ask_as(door, who, json) handle((door), WIRE_ASK, sv_of(who), sv_of(json))

static sv text_of(struct desk_reply r, const char *key)
{
    struct jv *v = NULL;
    err *e = jv_parse(a, r.json, &v);
    return e ? SV_NONE : jv_get_sv(v, key);
}

static void test_doors(void)
{
    ok_as(
        says(handle(DESK_WEB, WIRE_ACT, SV("as " CLERK), SV(NOTE("w-1", "No."))), 401, NULL, NULL),
        "a worker's word for an account is not believed");
    ok(says(handle(DESK_WEB, WIRE_ACT, SV_NONE, SV(NOTE("w-1", "No."))), 401, NULL, NULL));
    ok(says(handle(DESK_WEB, WIRE_ACT, SV("session 00"), SV(NOTE("w-1", "No."))), 401, NULL, NULL));
    ok(says(handle(DESK_WEB, WIRE_ACT, SV("key 00"), SV(NOTE("w-1", "No."))), 401, NULL, NULL));
    ok(says(ask_as(DESK_WEB, "as root admin",
                   "{\"ask\":\"account.add\",\"account\":\"eve\",\"role\":"
                   "\"admin\"}"),
            403, NULL, NULL));
    ok(says(act_as("clerk-1 king", NOTE("w-1", "No.")), 403, NULL, NULL));
    ok(says(act_as(CLERK, "{"), 400, "field", "act"));
    sv big = {arena_calloc(a, 1, (size_t)LIMIT_ACT_BYTES + 1), (size_t)LIMIT_ACT_BYTES + 1};
    ok(says(handle(DESK_LOCAL, WIRE_ACT, SV("as " CLERK), big), 413, "field", "act"));
    ok(says(handle(DESK_LOCAL, WIRE_HASH, SV("as " CLERK), SV("x")), 400, NULL, NULL));
    ok(says(ask_as(DESK_LOCAL, "as root admin", "{\"ask\":\"the moon\"}"), 400, "field", "ask"));
    ok(says(ask_as(DESK_LOCAL, "as root admin", "[]"), 400, NULL, NULL));
    ok(says(ask_as(DESK_LOCAL, "as root admin", "{"), 400, NULL, NULL));
    ok(says(ask_as(DESK_LOCAL, "as root admin",
                   "{\"ask\":\"account.add\",\"account\":\"prog\",\"role\":\"clerk\"}"),
            200, NULL, NULL));
    sv key = text_of(
        ask_as(DESK_LOCAL, "as root admin", "{\"ask\":\"key.add\",\"account\":\"prog\"}"), "key");
    ok(says(handle(DESK_WEB, WIRE_ACT, sv_fmt(a, "key %.*s", SV_ARG(key)), SV(NOTE("w-2", "Yes."))),
            200, NULL, NULL));
    ok(says(
        ask_as(DESK_LOCAL, "as root admin", "{\"ask\":\"account.disable\",\"account\":\"prog\"}"),
        200, NULL, NULL));
    ok(says(handle(DESK_WEB, WIRE_ACT, sv_fmt(a, "key %.*s", SV_ARG(key)), SV(NOTE("w-3", "No."))),
            401, NULL, NULL));
}

/* auth's answer to what the reply waits for. */
static struct desk_reply answer(const struct desk_reply *r, sv status, sv encoded)
{
    struct wire_frame f = {.op = WIRE_REPLY, .field = {status, encoded}, .n = encoded.n ? 2 : 1};
    struct desk_reply got;
    int64_t size;
    fine(desk_begin(desk, a));
    desk_resume(desk, a, &r->wait, &f, &got);
    fine(desk_commit(desk, a, &size));
    return got;
}

#define LOGIN(who) "{\"ask\":\"login\",\"account\":\"" who "\",\"password\":\"ten letters\"}"

static void test_signing_in(void)
{
    sv token = text_of(ask_as(DESK_LOCAL, "as root admin",
                              "{\"ask\":\"account.add\",\"account\":\"lee\",\"role\":\"clerk\"}"),
                       "invitation");
    sv asked = sv_fmt(a, "{\"ask\":\"accept\",\"invitation\":\"%.*s\",\"password\":\"%s\"}",
                      SV_ARG(token), "short");
    ok(says(handle(DESK_WEB, WIRE_ASK, SV_NONE, asked), 400, "field", "password"));
    asked = sv_fmt(a, "{\"ask\":\"accept\",\"invitation\":\"%.*s\",\"password\":\"%s\"}",
                   SV_ARG(token), "ten letters");
    ok(says(ask_as(DESK_WEB, "", "{\"ask\":\"invitation\",\"invitation\":\"00\"}"), 403, NULL,
            NULL));
    struct desk_reply r = handle(DESK_WEB, WIRE_ASK, SV_NONE, asked);
    ok(r.status == 0 && r.wait.kind == WAIT_ACCEPT && r.wait.ask.op == WIRE_HASH);
    struct desk_reply failed = answer(&r, SV("503"), SV_NONE);
    ok(says(failed, 503, "field", "password"));
    struct desk_reply beside = handle(DESK_WEB, WIRE_ASK, SV_NONE, asked);
    struct desk_reply set = answer(&r, SV("200"), SV("$argon2id$made"));
    ok_as(says(answer(&beside, SV("200"), SV("$argon2id$other")), 403, NULL, NULL),
          "an invitation is good once, also when two take it up at once");
    sv session = text_of(set, "session");
    ok(set.status == 200 && session.n == 64);
    ok_as(says(handle(DESK_WEB, WIRE_ASK, SV_NONE, asked), 403, NULL, NULL),
          "an invitation is good once");
    sv as = sv_fmt(a, "session %.*s", SV_ARG(session));
    ok(says(handle(DESK_WEB, WIRE_ACT, as, SV(NOTE("l-1", "In."))), 200, NULL, NULL));
    ok(says(handle(DESK_WEB, WIRE_ASK, as, SV("{\"ask\":\"account.invite\",\"account\":\"lee\"}")),
            403, NULL, NULL));
    ok(says(handle(DESK_WEB, WIRE_ASK, as, SV("{\"ask\":\"logout\"}")), 200, "account", "lee"));
    ok(says(handle(DESK_WEB, WIRE_ACT, as, SV(NOTE("l-2", "Out."))), 401, NULL, NULL));

    r = ask_as(DESK_WEB, "", LOGIN("lee"));
    ok(r.wait.kind == WAIT_LOGIN && r.wait.ask.op == WIRE_CHECK &&
       sv_is(r.wait.ask.field[0], "$argon2id$made"));
    struct desk_reply nobody = ask_as(DESK_WEB, "", LOGIN("nobody"));
    ok_as(nobody.wait.kind == WAIT_LOGIN && nobody.wait.ask.field[0].n > 40,
          "an account that is not there is checked as long as one that is");
    ok(says(answer(&nobody, SV("403"), SV_NONE), 403, "field", "account"));
    ok(says(ask_as(DESK_WEB, "", "{\"ask\":\"login\",\"account\":\"L\",\"password\":\"x\"}"), 403,
            "field", "account"));
    for (int i = 0; i < 4; i++) {
        struct desk_reply wrong = ask_as(DESK_WEB, "", LOGIN("lee"));
        ok(says(answer(&wrong, SV("403"), SV_NONE), 403, "field", "account"));
    }
    ok(answer(&r, SV("200"), SV_NONE).status == 200);
    for (int i = 0; i < 5; i++) {
        struct desk_reply wrong = ask_as(DESK_WEB, "", LOGIN("lee"));
        ok_as(wrong.wait.kind == WAIT_LOGIN, "a right password forgets the wrong ones before it");
        (void)answer(&wrong, SV("403"), SV_NONE);
    }
    ok(says(ask_as(DESK_WEB, "", LOGIN("lee")), 429, "field", "account"));
    for (int i = 0; i < 5; i++) {
        ok(ask_as(DESK_WEB, "", LOGIN("many")).wait.kind == WAIT_LOGIN);
    }
    ok_as(says(ask_as(DESK_WEB, "", LOGIN("many")), 429, "field", "account"),
          "tries that are not answered yet are counted");
    ok_as(ask_as(DESK_WEB, "", LOGIN("other")).wait.kind == WAIT_LOGIN,
          "the tries are counted for each account");
}

/* ---- one-time codes ---- */

static sv enter(const char *account, const char *role)
{
    sv token = text_of(handle(DESK_LOCAL, WIRE_ASK, SV("as root admin"),
                              sv_fmt(a,
                                     "{\"ask\":\"account.add\",\"account\":\"%s\",\"role\":"
                                     "\"%s\"}",
                                     account, role)),
                       "invitation");
    struct desk_reply r = handle(DESK_WEB, WIRE_ASK, SV_NONE,
                                 sv_fmt(a,
                                        "{\"ask\":\"accept\",\"invitation\":\"%.*s\",\"password\":"
                                        "\"ten letters\"}",
                                        SV_ARG(token)));
    sv session = text_of(answer(&r, SV("200"), SV("$argon2id$made")), "session");
    return sv_fmt(a, "session %.*s", SV_ARG(session));
}

/* The code of the account's device, so many steps from now; fresh: of the one that waits. */
static sv code_of(const char *account, bool fresh, int ahead)
{
    struct q_time_code_find_out row;
    bool found;
    fine(q_time_code_find(desk_store(desk), a,
                          &(struct q_time_code_find_in){.account = sv_of(account)}, &found, &row));
    int64_t step = sys_now().us / 1000000 / CODE_STEP_S + ahead;
    return sv_fmt(a, "%06u",
                  code_value(fresh ? row.fresh : row.secret, (uint64_t)step, CODE_DIGITS));
}

static struct desk_reply with_code(sv as, const char *what, sv code)
{
    return handle(DESK_WEB, WIRE_ASK, as,
                  sv_fmt(a, "{\"ask\":\"%s\",\"code\":\"%.*s\"}", what, SV_ARG(code)));
}

static struct desk_reply second_step(sv half, sv code)
{
    return handle(DESK_WEB, WIRE_ASK, SV_NONE,
                  sv_fmt(a, "{\"ask\":\"code\",\"half\":\"%.*s\",\"code\":\"%.*s\"}", SV_ARG(half),
                         SV_ARG(code)));
}

static sv half_of(const char *account)
{
    struct desk_reply r = handle(
        DESK_WEB, WIRE_ASK, SV_NONE,
        sv_fmt(a, "{\"ask\":\"login\",\"account\":\"%s\",\"password\":\"ten letters\"}", account));
    r = answer(&r, SV("200"), SV_NONE);
    ok_as(!text_of(r, "session").n, "a password alone opens nothing where codes are asked");
    return text_of(r, "half");
}

static sv nth_recovery(struct desk_reply r, int n)
{
    struct jv *v = NULL;
    const struct jv *list = jv_parse(a, r.json, &v) ? NULL : jv_get(v, "codes");
    ok(r.status == 200 && list && jv_count(list) == CODE_RECOVERY);
    const struct jv *one = list ? list->first : NULL;
    while (one && n--) {
        one = one->next;
    }
    return one ? one->text : SV_NONE;
}

static sv first_recovery(struct desk_reply r)
{
    return nth_recovery(r, 0);
}

static void test_codes(void)
{
    sv as = enter("cody", "clerk"), wrong = SV("000000");
    desk_codes(desk, true);
    ok_as(says(handle(DESK_WEB, WIRE_ACT, as, SV(NOTE("o-1", "In."))), 403, NULL, NULL),
          "where codes are required, nothing is entered without them");
    ok(says(handle(DESK_WEB, WIRE_ASK, as, SV("{\"ask\":\"account.invite\",\"account\":\"lee\"}")),
            403, NULL, NULL));
    ok(says(with_code(SV("key 00"), "code.begin", SV_NONE), 401, NULL, NULL));
    ok(says(with_code(SV_NONE, "code.begin", SV_NONE), 401, NULL, NULL));
    ok(says(with_code(as, "code.confirm", wrong), 409, NULL, NULL));
    struct desk_reply begun = with_code(as, "code.begin", SV_NONE);
    ok(begun.status == 200 && text_of(begun, "secret").n == 39);
    struct desk_reply refused = with_code(as, "code.confirm", SV("12345"));
    ok_as(says(refused, 403, "field", "code") &&
              sv_eq(text_of(refused, "secret"), text_of(begun, "secret")),
          "a wrong first code leaves the secret as it is");
    sv confirmed_by = code_of("cody", true, 0);
    sv recovery = first_recovery(with_code(as, "code.confirm", confirmed_by));
    ok(says(handle(DESK_WEB, WIRE_ACT, as, SV(NOTE("o-2", "In."))), 200, NULL, NULL));
    desk_codes(desk, false);

    sv half = half_of("cody");
    ok(says(
        handle(DESK_WEB, WIRE_ACT, sv_fmt(a, "session %.*s", SV_ARG(half)), SV(NOTE("o-3", "In."))),
        401, NULL, NULL));
    ok(says(second_step(SV("00"), code_of("cody", false, 1)), 403, NULL, NULL));
    ok_as(says(second_step(half, confirmed_by), 403, "field", "code"), "no step is used twice");
    struct desk_reply in = second_step(half, code_of("cody", false, 1));
    ok(in.status == 200 && text_of(in, "session").n == 64 && text_of(in, "device").n);
    ok_as(says(second_step(half, recovery), 403, NULL, NULL), "a half session is good once");
    ok(second_step(half_of("cody"), recovery).status == 200);
    half = half_of("cody");
    ok_as(says(second_step(half, recovery), 403, "field", "code"), "so is a recovery code");
    for (int i = 0; i < TRIES_OWN - 1; i++) {
        ok(says(second_step(half, wrong), 403, "field", "code"));
    }
    ok_as(says(second_step(half, code_of("cody", false, 1)), 429, "field", "code"),
          "wrong codes are counted, whatever passwords stand between them");

    /* what changes the codes is asked with one, and counts with the others */
    ok(says(with_code(as, "code.end", SV_NONE), 429, NULL, NULL));
    ok(says(ask_as(DESK_LOCAL, "as root admin",
                   "{\"ask\":\"account.reset-codes\",\"account\":\"cody\"}"),
            200, "account", "cody"));
    ok_as(says(handle(DESK_WEB, WIRE_ACT, as, SV(NOTE("o-4", "In."))), 401, NULL, NULL),
          "a reset ends the visits");
    struct desk_reply login = ask_as(DESK_WEB, "", LOGIN("cody"));
    ok_as(text_of(answer(&login, SV("200"), SV_NONE), "session").n == 64,
          "and the password alone signs in again");
    sv token = text_of(
        ask_as(DESK_LOCAL, "as root admin", "{\"ask\":\"account.reset\",\"account\":\"cody\"}"),
        "invitation");
    login = ask_as(DESK_WEB, "", LOGIN("cody"));
    ok_as(token.n == 64 && !sv_is(login.wait.ask.field[0], "$argon2id$made"),
          "a reset password is good no more");
}

/* Changing one's own codes and password. */
static void test_own_account(void)
{
    struct desk_reply r;
    sv second, as = enter("olga", "clerk");
    static const char change[] =
        "{\"ask\":\"password.change\",\"password\":\"ten letters\",\"new\":"
        "\"eleven letters\"}";
    ok(with_code(as, "code.begin", SV_NONE).status == 200);
    (void)first_recovery(with_code(as, "code.confirm", code_of("olga", true, 0)));
    ok_as(says(with_code(as, "code.begin", SV_NONE), 403, "field", "code"),
          "another device is asked for with a code of this one");
    ok(with_code(as, "code.begin", code_of("olga", false, 1)).status == 200);
    sv recovery = first_recovery(with_code(as, "code.confirm", code_of("olga", true, 0)));
    sv visit = text_of(second_step(half_of("olga"), recovery), "session");
    sv elsewhere = sv_fmt(a, "session %.*s", SV_ARG(visit));
    ok_as(says(second_step(half_of("olga"), recovery), 403, "field", "code"), "used");
    r = with_code(as, "code.recovery", code_of("olga", false, 1));
    recovery = first_recovery(r);
    second = nth_recovery(r, 1);
    desk_codes(desk, true);
    ok_as(says(with_code(as, "code.end", recovery), 409, NULL, NULL),
          "codes that are required cannot be taken away");
    desk_codes(desk, false);

    ok(says(
        handle(DESK_WEB, WIRE_ASK, as,
               SV("{\"ask\":\"password.change\",\"password\":\"ten letters\",\"new\":\"short\"}")),
        400, "field", "new"));
    r = handle(DESK_WEB, WIRE_ASK, as, sv_of(change));
    ok(r.wait.kind == WAIT_CHANGE && r.wait.ask.op == WIRE_CHANGE && r.wait.ask.n == 3);
    ok(says(answer(&r, SV("403"), SV_NONE), 403, "field", "password"));
    ok(says(handle(DESK_WEB, WIRE_ACT, elsewhere, SV(NOTE("q-1", "In."))), 200, NULL, NULL));
    r = handle(DESK_WEB, WIRE_ASK, as, sv_of(change));
    ok(says(answer(&r, SV("503"), SV_NONE), 503, "field", "new"));
    r = handle(DESK_WEB, WIRE_ASK, as, sv_of(change));
    ok(says(answer(&r, SV("200"), SV("$argon2id$newer")), 200, "account", "olga"));
    ok_as(says(handle(DESK_WEB, WIRE_ACT, elsewhere, SV(NOTE("q-2", "In."))), 401, NULL, NULL) &&
              says(handle(DESK_WEB, WIRE_ACT, as, SV(NOTE("q-3", "In."))), 200, NULL, NULL),
          "a new password ends the visits elsewhere, and not this one");
    r = with_code(as, "code.end", second);
    ok_as(says(r, 200, "account", "olga"), "codes that are offered can be");
    ok(says(with_code(as, "code.recovery", SV_NONE), 409, NULL, NULL));
    ok(says(handle(DESK_WEB, WIRE_ASK, as, SV("{\"ask\":\"sessions.end\"}")), 200, "account",
            "olga"));
    ok(says(handle(DESK_WEB, WIRE_ASK, SV_NONE, SV("{\"ask\":\"sessions.end\"}")), 401, NULL,
            NULL));
}

/* ---- a stranger's tries ---- */

static struct desk_reply login(const char *account, sv from, sv device)
{
    return handle(DESK_WEB, WIRE_ASK, SV_NONE,
                  sv_fmt(a,
                         "{\"ask\":\"login\",\"account\":\"%s\",\"password\":\"ten letters\","
                         "\"from\":\"%.*s\",\"device\":\"%.*s\"}",
                         account, SV_ARG(from), SV_ARG(device)));
}

/* How many of that many tries go to auth, each from a network of its own; all are wrong. */
static int let_through(const char *account, int first, int many)
{
    int n = 0;
    for (int i = first; i < first + many; i++) {
        struct desk_reply r = login(account, sv_fmt(a, "network %d", i), SV(""));
        n += r.wait.kind == WAIT_LOGIN;
        if (r.wait.kind == WAIT_LOGIN) {
            (void)answer(&r, SV("403"), SV_NONE);
        }
    }
    return n;
}

static void test_strangers(void)
{
    struct rec_hash secret = rec_hash_bytes(SV("a secret"));
    sv token = text_of(ask_as(DESK_LOCAL, "as root admin",
                              "{\"ask\":\"account.add\",\"account\":\"kit\",\"role\":\"clerk\"}"),
                       "invitation");
    desk_devices(desk, &secret);
    struct desk_reply r = handle(
        DESK_WEB, WIRE_ASK, SV_NONE,
        sv_fmt(a, "{\"ask\":\"accept\",\"invitation\":\"%.*s\",\"password\":\"ten letters\"}",
               SV_ARG(token)));
    sv device = text_of(answer(&r, SV("200"), SV("$argon2id$made")), "device");
    ok_as(device.n == 128, "who takes up an invitation is known by a device");

    /* from one network: the account is shut for it, and for nobody else */
    for (int i = 0; i < TRIES_OWN; i++) {
        r = login("kit", SV("theirs"), SV(""));
        (void)answer(&r, SV("403"), SV_NONE);
    }
    ok(says(login("kit", SV("theirs"), SV("")), 429, "field", "account"));
    ok_as(login("kit", SV("ours"), SV("")).wait.kind == WAIT_LOGIN, "another network may try");
    ok_as(login("kit", SV("theirs"), device).wait.kind == WAIT_LOGIN,
          "the clerk's device may, behind the very same address");

    /* from many: the account is shut for devices that are not known */
    int n = let_through("kit", 0, TRIES_ALL);
    ok_as(n == TRIES_ALL - TRIES_OWN - 1, "an account has a bound over all networks");
    ok(says(login("kit", SV("another"), SV("")), 429, NULL, NULL));
    r = login("kit", SV("another"), device);
    ok_as(r.wait.kind == WAIT_LOGIN, "and the clerk's device none of theirs");
    r = answer(&r, SV("200"), SV_NONE);
    sv second = text_of(r, "device");
    ok(r.status == 200 && second.n == 128 && !sv_eq(second, device));

    /* a device's word is for its account alone, and nothing else is one */
    (void)let_through("lee", 1000, TRIES_ALL);
    ok(says(login("lee", SV("more"), device), 429, NULL, NULL));
    sv other = sv_fmt(a, "%.*s0", SV_ARG(sv_sub(device, 0, 127)));
    other = sv_eq(other, device) ? sv_fmt(a, "%.*s1", SV_ARG(sv_sub(device, 0, 127))) : other;
    ok(says(login("kit", SV("more"), other), 429, NULL, NULL));
    ok(says(login("kit", SV("more"), sv_sub(device, 0, 64)), 429, NULL, NULL));

    /* the same after a restart, by the same secret */
    desk_close(desk);
    open_desk();
    for (int i = 0; i < TRIES_OWN; i++) {
        ok(login("kit", SV("x"), SV("")).wait.kind == WAIT_LOGIN);
    }
    ok_as(says(login("kit", SV("x"), device), 429, NULL, NULL), "another secret knows it not");
    desk_devices(desk, &secret);
    for (int i = 0; i < TRIES_OWN; i++) {
        ok(login("kit", SV("x"), device).wait.kind == WAIT_LOGIN);
    }
    ok_as(says(login("kit", SV("x"), device), 429, NULL, NULL), "a device has its own bound");
    ok(login("kit", SV("x"), second).wait.kind == WAIT_LOGIN);

    /* what was never answered does not count */
    for (int i = 0; i < 3 * TRIES_OWN; i++) {
        r = login("kit", SV("y"), SV(""));
        ok(r.wait.kind == WAIT_LOGIN);
        desk_unanswered(desk, &r.wait);
    }
}

/* Whoever invents names and networks drives no count out. */
static void test_full(void)
{
    struct tries *t = tries_open();
    struct try one, clerk, known;
    sv device = tries_device_make(t, a, SV("kit"));
    tries_of(t, SV("kit"), SV("net"), SV(""), &clerk);
    tries_of(t, SV("kit"), SV("net"), device, &known);
    ok(known.known && !clerk.known);
    for (int i = 0; i < TRIES_OWN; i++) {
        ok(tries_begin(t, &clerk, 1000));
    }
    int n = 0;
    for (int i = 0; i < TRIES_KEPT; i++) {
        tries_of(t, sv_fmt(a, "nobody-%d", i), sv_fmt(a, "n %d", i), SV(""), &one);
        n += tries_begin(t, &one, 1001);
    }
    ok_as(n > TRIES_KEPT / 4 && n < TRIES_KEPT / 2, "so many counts are kept, and no more");
    ok_as(!tries_begin(t, &clerk, 1002), "the first of them too");
    ok_as(tries_begin(t, &known, 1002), "a device that is known is let try even then");
    ok(tries_begin(t, &one, 1001 + TRIES_WINDOW_MS));
    tries_close(t);
}

static void test_window(void)
{
    struct tries *t = tries_open();
    struct try one, other;
    int n = 0;
    tries_of(t, SV("kit"), SV("net"), SV_NONE, &one);
    tries_of(t, SV("lee"), SV("net"), SV_NONE, &other);
    for (int i = 0; i < 2 * TRIES_OWN; i++) {
        n += tries_begin(t, &one, 1000 + i);
    }
    ok(n == TRIES_OWN && !tries_begin(t, &one, 1000 + TRIES_WINDOW_MS - 1));
    ok(tries_begin(t, &other, 1000 + TRIES_WINDOW_MS - 1));
    ok_as(tries_begin(t, &one, 1000 + TRIES_WINDOW_MS), "after a minute, again");
    tries_good(t, &one);
    n = 0;
    for (int i = 0; i < 2 * TRIES_OWN; i++) {
        n += tries_begin(t, &one, 1000 + TRIES_WINDOW_MS + i);
    }
    ok_as(n == TRIES_OWN, "a right password forgets the wrong ones before it");
    for (int i = 0; i < 1000; i++) {
        tries_undo(t, &one);
        tries_good(t, &one);
    }
    ok_as(tries_begin(t, &one, 1000 + TRIES_WINDOW_MS),
          "and none is taken back that was not counted");
    tries_close(t);
}

/* ---- an administrator of one body ---- */

static void test_bound_admin(void)
{
    static const struct {
        const char *json;
        int status;
    } cases[] = {
        {"{\"ask\":\"account.add\",\"account\":\"b-1\",\"role\":\"clerk\",\"body\":\"board\"}",
         200},
        {"{\"ask\":\"account.add\",\"account\":\"b-2\",\"role\":\"admin\",\"body\":\"board\"}",
         200},
        {"{\"ask\":\"account.add\",\"account\":\"b-3\",\"role\":\"clerk\",\"body\":\"council\"}",
         403},
        {"{\"ask\":\"account.add\",\"account\":\"b-3\",\"role\":\"clerk\"}", 403},
        {"{\"ask\":\"account.add\",\"account\":\"b-3\",\"role\":\"admin\"}", 403},
        {"{\"ask\":\"account.invite\",\"account\":\"b-1\"}", 200},
        {"{\"ask\":\"account.disable\",\"account\":\"b-1\"}", 200},
        {"{\"ask\":\"account.enable\",\"account\":\"b-1\"}", 200},
        {"{\"ask\":\"key.add\",\"account\":\"b-1\"}", 200},
        {"{\"ask\":\"account.invite\",\"account\":\"whole\"}", 403},
        {"{\"ask\":\"account.invite\",\"account\":\"whole\",\"body\":\"board\"}", 403},
        {"{\"ask\":\"account.disable\",\"account\":\"far\"}", 403},
        {"{\"ask\":\"account.enable\",\"account\":\"far\"}", 403},
        {"{\"ask\":\"key.add\",\"account\":\"far\"}", 403},
        {"{\"ask\":\"key.add\",\"account\":\"nobody\"}", 404},
    };
    static const char *const made[] = {
        "{\"ask\":\"account.add\",\"account\":\"whole\",\"role\":\"admin\"}",
        "{\"ask\":\"account.add\",\"account\":\"far\",\"role\":\"clerk\",\"body\":\"council\"}",
        "{\"ask\":\"account.add\",\"account\":\"bound\",\"role\":\"admin\",\"body\":\"board\"}"};
    for (size_t i = 0; i < sizeof made / sizeof made[0]; i++) {
        ok(ask_as(DESK_LOCAL, "as root admin", made[i]).status == 200);
    }
    sv key = text_of(
        ask_as(DESK_LOCAL, "as root admin", "{\"ask\":\"key.add\",\"account\":\"bound\"}"), "key");
    sv as = sv_fmt(a, "key %.*s", SV_ARG(key));
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct desk_reply r = handle(DESK_WEB, WIRE_ASK, as, sv_of(cases[i].json));
        ok_as(says(r, cases[i].status, NULL, NULL), cases[i].json);
    }
    ok_as(says(ask_as(DESK_LOCAL, "as root admin", "{\"ask\":\"key.add\",\"account\":\"b-3\"}"),
               404, NULL, NULL),
          "what was refused was not made");
    key = text_of(
        ask_as(DESK_LOCAL, "as root admin", "{\"ask\":\"key.add\",\"account\":\"whole\"}"), "key");
    ok(says(handle(DESK_WEB, WIRE_ASK, sv_fmt(a, "key %.*s", SV_ARG(key)),
                   SV("{\"ask\":\"account.invite\",\"account\":\"far\"}")),
            200, NULL, NULL));
}

/* ---- accounts over time ---- */

static bool stands(instant now, sv token)
{
    struct act_actor who;
    bool found = false;
    fine(act_session_actor(desk_store(desk), a, now, token, &found, &who, NULL));
    return found;
}

static void test_accounts(void)
{
    struct store *s = desk_store(desk);
    const int64_t hour = INT64_C(3600000000);
    instant t = {INT64_C(1781000000000000)};
    sv first, second, account, token;
    ok(says(
        act_as("root admin",
               "{\"act\":\"of-board\",\"kind\":\"body.registered\",\"body\":\"board\",\"data\":{"
               "\"name\":\"Board\",\"zone\":\"UTC\",\"seats\":2,\"pack\":\"robert-small\"}}"),
        200, NULL, NULL));
    ok(says(
        act_as("root admin",
               "{\"act\":\"on-board\",\"kind\":\"official.seated\",\"body\":\"board\",\"data\":{"
               "\"member\":\"ana\",\"name\":\"Ana\",\"office\":\"member\",\"votes\":true}}"),
        200, NULL, NULL));
    fine(st_group_begin(s, a));
    fails(act_account_add(s, a, t, SV("Big"), SV("clerk"), SV_NONE, SV_NONE), E_INVALID);
    fails(act_account_add(s, a, t, SV("x"), SV("king"), SV_NONE, SV_NONE), E_INVALID);
    fails(act_account_add(s, a, t, SV("x"), SV("public"), SV_NONE, SV_NONE), E_INVALID);
    fails(act_account_add(s, a, t, SV("x"), SV("member"), SV_NONE, SV("ana")), E_INVALID);
    fails(act_account_add(s, a, t, SV("x"), SV("member"), SV("A b"), SV_NONE), E_INVALID);
    fails(act_account_add(s, a, t, SV("x"), SV("member"), SV("board"), SV("nobody")), E_INVALID);
    fails(act_account_add(s, a, t, SV("x"), SV("member"), SV("none"), SV("ana")), E_INVALID);
    fine(act_account_add(s, a, t, SV("ana"), SV("member"), SV("board"), SV("ana")));
    fails(act_account_add(s, a, t, SV("ana"), SV("member"), SV("board"), SV("ana")), E_CONFLICT);
    fails(act_account_invite(s, a, t, SV("none"), &first), E_NOTFOUND);
    fine(act_account_invite(s, a, t, SV("ana"), &first));
    fine(act_account_invite(s, a, t, SV("ana"), &second));
    fails(act_invitation_account(s, a, t, first, &account), E_DENIED);
    instant late = {t.us + ACT_INVITATION_DAYS * (24 * hour)};
    fine(act_invitation_account(s, a, (instant){late.us - 1}, second, &account));
    ok(sv_is(account, "ana"));
    fails(act_invitation_account(s, a, late, second, &account), E_DENIED);
    fails(act_account_password(s, a, SV("none"), SV("$")), E_NOTFOUND);
    fails(act_account_disable(s, a, SV("none"), true), E_NOTFOUND);
    fails(act_key_add(s, a, t, SV("none"), SV("k"), &token), E_NOTFOUND);

    fine(act_session_open(s, a, t, SV("ana"), &token));
    instant idle = {t.us + ACT_SESSION_IDLE_HOURS * hour};
    ok(stands((instant){idle.us - 1}, token) && !stands(idle, token));
    fine(act_session_seen(s, a, (instant){t.us + hour}, token, t));
    ok(stands(idle, token) && !stands((instant){idle.us + hour}, token));
    ok(!stands(t, SV("00")) && !stands(t, SV_NONE));
    struct act_actor who;
    bool found;
    fine(act_session_actor(s, a, t, token, &found, &who, NULL));
    ok(found && who.role == ROLE_MEMBER && sv_is(who.body, "board") && sv_is(who.member, "ana"));
    /* the council's meeting is open: its clerks stay signed in, the board's member does not */
    sv clerk;
    fine(act_account_add(s, a, t, SV("cleo"), SV("clerk"), SV("council"), SV_NONE));
    fine(act_session_open(s, a, t, SV("cleo"), &clerk));
    ok(stands((instant){t.us + 100 * hour}, clerk));
    ok(!stands((instant){t.us + 100 * hour}, token));
    fine(act_account_disable(s, a, SV("cleo"), true));
    ok(!stands(t, clerk));
    fine(act_account_disable(s, a, SV("cleo"), false));
    ok_as(!stands(t, clerk), "who is let in again signs in again");
    fine(act_session_open(s, a, t, SV("cleo"), &clerk));
    ok(stands(t, clerk));
    fine(act_session_close(s, a, clerk));
    ok(!stands(t, clerk));
    sv one = act_csrf_of(a, SV("t1")), two = act_csrf_of(a, SV("t2"));
    ok(one.n == 64 && !sv_eq(one, two) && sv_eq(one, act_csrf_of(a, SV("t1"))));
    st_group_rollback(s);
}

int main(void)
{
    a = arena_open(1 << 16);
    dir = made_dir(a);
    now_is = (instant){INT64_C(1781000000000000)};
    open_desk();
    test_replies();
    test_meeting();
    test_once();
    test_clock();
    test_rollback();
    test_beside();
    test_following();
    test_floor();
    test_doors();
    test_signing_in();
    test_codes();
    test_own_account();
    test_strangers();
    test_full();
    test_window();
    test_bound_admin();
    test_accounts();
    struct st_report report;
    fine(st_check(desk_store(desk), a, NULL, NULL, &report));
    ok_as(report.sound, "the record is sound");
    desk_close(desk);
    made_gone(dir);
    arena_close(a);
    return tap_done();
}
