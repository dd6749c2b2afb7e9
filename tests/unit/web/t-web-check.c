/* The page of what the record shows, its twin, and what was known when: entries, corrections of
 * them, and corrections that are themselves taken back. */
#include "site.h"
#include "sys/clock.h"
#include "tap.h"

#define ABOUT "\"body\":\"rehearsal\",\"about\":{\"instrument\":\"moa\"}"
#define WEEK  "holder=h-1&power=serve&setting=field&at=2026-10-05"

static void act(struct site *s, const char *kind, const char *rest)
{
    static int n;
    site_act(s, "clerk clerk",
             sv_cstr(s->a, sv_fmt(s->a, "{\"act\":\"k%d\",\"kind\":\"%s\"," ABOUT ",%s}", ++n, kind,
                                  rest)));
}

static void prepare(struct site *s)
{
    site_open(s);
    site_rehearse(s);
    act(s, "instrument.registered",
        "\"data\":{\"type\":\"agreement\"},\"texts\":{\"title\":\"Task forces\"}");
    act(s, "instrument.changed", "\"data\":{\"becomes\":\"in-force\",\"on\":\"2026-09-01\"}");
    act(s, "course.required",
        "\"data\":{\"course\":\"basic\",\"name\":\"Basic\",\"clause\":\"VIII\"}");
    act(s, "power.granted",
        "\"data\":{\"power\":\"serve\",\"clause\":\"V.4\",\"supervision\":\"direction\","
        "\"settings\""
        ":[\"field\"],\"courses\":[\"basic\"]},\"texts\":{\"text\":\"To serve warrants.\"}");
    act(s, "power.granted",
        "\"data\":{\"power\":\"detain\",\"clause\":\"V.8\",\"supervision\":\"direction\","
        "\"settings\":[\"jail\"]},\"texts\":{\"text\":\"To detain.\"}");
    act(s, "holder.nominated", "\"data\":{\"holder\":\"h-1\",\"on\":\"2026-09-02\"}");
    act(s, "authority.recorded",
        "\"data\":{\"holder\":\"h-1\",\"powers\":[\"serve\"],\"from\":\"2026-10-01\"}");
    act(s, "training.completed",
        "\"data\":{\"holder\":\"h-1\",\"course\":\"basic\",\"on\":\"2026-09-20\",\"until\":"
        "\"2027-09-19\"}");
}

static struct answer ask(struct site *s, const char *query)
{
    return site_get(s, 0, sv_cstr(s->a, sv_fmt(s->a, "/agreements/moa/check%s", query)));
}

static struct jv *json_of(struct site *s, const char *query)
{
    struct answer r = ask(s, sv_cstr(s->a, sv_fmt(s->a, ".json?%s", query)));
    struct jv *v = jv_object(s->a);
    ok(r.status == 200);
    fine(jv_parse(s->a, r.body, &v));
    return v;
}

/* The judgement of the week as known at an instant, with the code of its first reason. */
static sv judged(struct site *s, sv known)
{
    struct jv *v = json_of(s, sv_cstr(s->a, sv_fmt(s->a, WEEK "&known=%.*s", SV_ARG(known))));
    return sv_fmt(s->a, "%.*s %.*s", SV_ARG(jv_get_sv(v, "judgement")),
                  SV_ARG(jv_get_sv(jv_get(v, "reasons")->first, "code")));
}

static sv now_of(struct site *s)
{
    return jv_get_sv(json_of(s, WEEK), "as_known");
}

static void pages(struct site *s)
{
    struct answer r = ask(s, "");
    ok(r.status == 200 && answer_has(&r, "<form") && answer_has(&r, "Task forces"));
    ok(!answer_has(&r, "id=\"answer-h\""));
    r = ask(s, "?" WEEK);
    ok(r.status == 200 && answer_has(&r, "<h2 id=\"answer-h\">Recorded</h2>"));
    ok(answer_has(&r, "what a court would hold"));
    ok(answer_has(&r, "Clause <a href=\"/entry/"));
    r = ask(s, "?holder=h-1&power=serve&setting=jail&at=2026-10-05");
    ok(r.status == 200 && answer_has(&r, "Contrary to the record"));
    ok(answer_has(&r, "What does stand on record"));
    static const char *const bad[][2] = {
        {"?holder=h-9&power=serve&setting=field", "no holder h-9 on record"},
        {"?holder=h-1&power=fly&setting=field", "grants no power fly"},
        {"?holder=h-1&power=serve&setting=moon", "names a setting moon"},
        {"?holder=h-1&power=serve", "Name the setting"},
        {"?holder=h-1&power=serve&setting=field&at=2026-10-05T10:00:00", "no time with its zone"},
        {"?holder=h-1&power=serve&setting=field&known=soon", "no time with its zone"}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        r = ask(s, bad[i][0]);
        ok_as(r.status == 400 && answer_has(&r, bad[i][1]), bad[i][1]);
        r = ask(s, sv_cstr(s->a, sv_fmt(s->a, ".json%s", bad[i][0])));
        ok_as(r.status == 400 && answer_has(&r, "\"field\""), bad[i][0]);
    }
    ok(site_get(s, 0, "/agreements/none/check").status == 404);
}

static int64_t entry_of(struct site *s, const char *code)
{
    jv_each(r, jv_get(json_of(s, WEEK), "reasons"))
    {
        if (sv_is(jv_get_sv(r, "code"), code)) {
            return jv_get_int(r, "entry", -1);
        }
    }
    return -1;
}

static void correct(struct site *s, int64_t of, const char *data)
{
    act(s, "entry.corrected",
        sv_cstr(s->a, sv_fmt(s->a, "\"data\":{\"of\":%lld,%s},\"texts\":{\"why\":\"As filed.\"}",
                             (long long)of, data)));
}

static void corrections(struct site *s)
{
    sv entered = now_of(s), shortened, restored, gone;
    int64_t training = entry_of(s, "trained");
    ok(training > 0);
    s->quiet = true;
    for (size_t i = 0; i < 2; i++) {
        static const char *const bad[] = {"\"course\":\"law\",\"on\":\"2026-09-20\"",
                                          "\"course\":\"basic\",\"on\":\"2026-09-20\",\"until\":"
                                          "\"2026-09-19\""};
        sv json = sv_fmt(s->a,
                         "{\"act\":\"bad%zu\",\"kind\":\"entry.corrected\"," ABOUT
                         ",\"data\":{\"of\":%lld,\"values\":{\"holder\":\"h-1\",%s}},\"texts\":{"
                         "\"why\":\"As filed.\"}}",
                         i, (long long)training, bad[i]);
        int status = site_try(s, "clerk clerk", sv_cstr(s->a, json));
        ok_as(status == 400 || status == 404, "a correction is held to what the act is");
    }
    s->quiet = false;
    ok(sv_is(judged(s, entered), "recorded instrument-in-force"));
    sys_sleep_ms(3);
    correct(s, training,
            "\"values\":{\"holder\":\"h-1\",\"course\":\"basic\",\"on\":\"2026-09-20\",\"until\":"
            "\"2026-09-30\"}");
    shortened = now_of(s);
    int64_t size;
    fine(st_log_size(s->web[0]->reader, s->a, &size));
    ok(sv_is(judged(s, shortened), "contrary-to-record training-lapsed"));
    sys_sleep_ms(3);
    correct(s, size - 1, "\"void\":true");
    restored = now_of(s);
    ok(sv_is(judged(s, restored), "recorded instrument-in-force"));
    sys_sleep_ms(3);
    correct(s, training, "\"void\":true");
    gone = now_of(s);
    ok(sv_is(judged(s, gone), "not-established training-missing"));
    ok(sv_is(judged(s, entered), "recorded instrument-in-force"));
    ok(sv_is(judged(s, shortened), "contrary-to-record training-lapsed"));
    ok(sv_is(judged(s, restored), "recorded instrument-in-force"));
    ok(sv_is(judged(s, SV("2020-01-01")), "not-established instrument-force-unstated"));
}

int main(void)
{
    struct site s = {0};
    prepare(&s);
    pages(&s);
    corrections(&s);
    site_close(&s);
    return tap_done();
}
