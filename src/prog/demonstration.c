/* dais demo: an instance with the demonstration in it, and a meeting that plays by itself. */
#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "base/must.h"
#include "prog/commands.h"
#include "prog/demo.h"
#include "prog/instance.h"
#include "prog/play.h"
#include "sys/clock.h"
#include "sys/files.h"
#include "sys/net.h"
#include "sys/process.h"
#include "sys/zone.h"

enum { WAIT_MS = 10000, LOOK_MS = 50, BEFORE_S = 60 };

/* ---- two years of what an agency reports ---- */

#define REPORTS_UNDER "rehearsal-task-force"

/* What came in a moment ago may be published: a demonstration does not wait for its corrections. */
static err *wait_no_days(struct command_line *l)
{
    static const char was[] = "\ncorrection_days 14\n";
    const char *path = sv_fmt(l->a, "%s/dais.conf", l->dir).p;
    sv text;
    TRY(sys_file_read(l->a, path, LIMIT_CONFIG_BYTES, &text));
    const char *all = sv_cstr(l->a, text), *at = strstr(all, was);
    must(at != NULL);
    sv now = sv_fmt(l->a, "%.*s\ncorrection_days 0\n%s", (int)(at - all), all, at + sizeof was - 1);
    return sys_file_replace(l->a, path, now, 0640);
}

static err *asked(struct way *w, struct arena *a, enum wire_op op, const char *as, struct jv *q)
{
    struct desk_reply r;
    struct buf b = buf_make(LIMIT_ACT_BYTES);
    jv_write(&b, q);
    sv json = buf_dup(a, &b);
    buf_free(&b);
    TRY(way_ask(w, a, op, sv_of(as), json, &r));
    return r.status == 200 ? NULL
                           : err_make(a, E_CONFLICT, "demo/activity.csv: %.*s", SV_ARG(r.json));
}

static struct jv *question(struct arena *a, const char *what)
{
    struct jv *q = jv_object(a);
    jv_put(q, SV("ask"), jv_string(a, sv_of(what)));
    jv_put(q, SV("instrument"), jv_string(a, SV(REPORTS_UNDER)));
    jv_put(q, SV("stream"), jv_string(a, SV("activity")));
    return q;
}

/* The tables of a quarter: of 2025 the third was never reported. */
static err *publish(struct way *w, struct arena *a, int year, int quarter)
{
    static const char *const tables[] = {"power-outcome", "setting-place", "power-supervisor"};
    static const char *const ends[] = {"03-31", "06-30", "09-30", "12-31"};
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        struct jv *act = jv_object(a), *about = jv_object(a), *data = jv_object(a);
        jv_put(act, SV("act"), jv_string(a, sv_fmt(a, "demo-%s-%d-%d", tables[i], year, quarter)));
        jv_put(act, SV("kind"), jv_string(a, SV("table.published")));
        jv_put(act, SV("body"), jv_string(a, SV("rehearsal")));
        jv_put(about, SV("instrument"), jv_string(a, SV(REPORTS_UNDER)));
        jv_put(act, SV("about"), about);
        jv_put(data, SV("table"), jv_string(a, sv_of(tables[i])));
        jv_put(data, SV("from"), jv_string(a, sv_fmt(a, "%d-%02d-01", year, 3 * quarter - 2)));
        jv_put(data, SV("until"), jv_string(a, sv_fmt(a, "%d-%s", year, ends[quarter - 1])));
        jv_put(act, SV("data"), data);
        TRY(asked(w, a, WIRE_ACT, "as clerk-1 clerk", act));
    }
    return NULL;
}

static err *report(struct way *w, struct arena *a)
{
    static const char agency[] = "as police-1 agency";
    struct jv *rows = question(a, "activity.send");
    jv_put(rows, SV("batch"), jv_string(a, SV("demo-1")));
    jv_put(rows, SV("csv"), jv_string(a, demo_activity));
    TRY(asked(w, a, WIRE_ASK, agency, rows));
    for (int month = 2024 * 12 + 9; month <= 2026 * 12 + 9; month++) {
        struct jv *whole = question(a, "activity.state");
        jv_put(whole, SV("month"), jv_string(a, sv_fmt(a, "%d-%02d", month / 12, month % 12 + 1)));
        TRY(asked(w, a, WIRE_ASK, agency, whole));
    }
    for (int quarter = 2024 * 4 + 3; quarter <= 2026 * 4 + 2; quarter++) {
        if (quarter != 2025 * 4 + 2) {
            TRY(publish(w, a, quarter / 4, quarter % 4 + 1));
        }
    }
    return NULL;
}

static err *fill(struct command_line *l)
{
    struct way *w;
    size_t steps;
    TRY(instance_init(l->a, l->dir, SV("Dais demonstration"), SV_NONE));
    TRY(wait_no_days(l));
    TRY(way_open(l->a, l->dir, &w));
    err *e = play_text(w, l->dir, l->a, SV("demo/miami.scn"), demo_miami, &steps);
    e = e ? e : play_text(w, l->dir, l->a, SV("demo/rehearsal.scn"), demo_rehearsal, &steps);
    e = e ? e : play_text(w, l->dir, l->a, SV("demo/agreements.scn"), demo_agreements, &steps);
    way_close(w);
    TRY(e);
    command_option_set(l, SV("body"), SV("rehearsal"));
    command_option_set(l, SV("role"), SV("agency"));
    command_option_set(l, SV("instrument"), SV(REPORTS_UNDER));
    printf("The agency that reports under an agreement of the rehearsal body:\n  ");
    TRY(command_manage(l, SV("add"), SV("police-1")));
    command_option_set(l, SV("instrument"), SV_NONE);
    TRY(way_open(l->a, l->dir, &w));
    e = report(w, l->a);
    way_close(w);
    TRY(e);
    command_option_set(l, SV("role"), SV("clerk"));
    printf("Sign in as the clerk of the rehearsal body: follow this link once and set a "
           "password.\n  ");
    TRY(command_manage(l, SV("add"), SV("clerk-1")));
    command_option_set(l, SV("role"), SV("admin"));
    command_option_set(l, SV("body"), SV_NONE);
    printf("Administrator:\n  ");
    return command_manage(l, SV("add"), SV("admin-1"));
}

/* ---- the meeting that plays by itself ---- */

/* The scenario with {day} and {hour}, the day of the meeting and when it begins, put in. */
static sv dated(struct arena *a, sv text, sv day, sv hour)
{
    struct buf b = buf_make(LIMIT_SCENARIO_BYTES);
    while (text.n) {
        size_t n = sv_find(text, '{');
        buf_sv(&b, sv_sub(text, 0, n));
        text = sv_sub(text, n, text.n);
        sv rest, name = sv_cut(sv_sub(text, 1, text.n), '}', &rest);
        bool known = text.n && (sv_is(name, "day") || sv_is(name, "hour"));
        if (known) {
            buf_sv(&b, sv_is(name, "day") ? day : hour);
            text = rest;
        } else if (text.n) {
            buf_sv(&b, sv_sub(text, 0, 1));
            text = sv_sub(text, 1, text.n);
        }
    }
    sv made = buf_dup(a, &b);
    buf_free(&b);
    return made;
}

static sv local_day(struct arena *a, sv zone, instant t)
{
    const struct zone *z;
    if (sys_zone_find(a, zone, &z)) {
        return date_format(a, date_of_instant(t));
    }
    struct civil c = sys_zone_civil(z, t);
    return date_format(a, date_of_civil(c.year, c.month, c.day));
}

static void wait_for_server(struct arena *a, const char *dir)
{
    for (int waited = 0; waited < WAIT_MS; waited += LOOK_MS) {
        int fd = -1;
        if (!sys_unix_connect(a, sv_fmt(a, "%s/writer.sock", dir).p, &fd)) {
            sys_close(fd);
            return;
        }
        sys_sleep_ms(LOOK_MS);
    }
}

static err *play_meeting(struct command_line *l, sv text, int64_t speed)
{
    struct way *w;
    size_t steps;
    wait_for_server(l->a, l->dir);
    TRY(way_open(l->a, l->dir, &w));
    err *e = play_live(w, l->dir, l->a, SV("demo/live.scn"), text, speed, &steps);
    way_close(w);
    return e;
}

/* A child beside the server that plays the meeting. */
static err *start_meeting(struct command_line *l, int64_t speed)
{
    instant now = sys_now(), begins = {now.us + INT64_C(1000000) * BEFORE_S / speed};
    sv day = local_day(l->a, SV("America/New_York"), now);
    sv text = dated(l->a, demo_live, day, instant_format(l->a, begins));
    printf("A meeting of the rehearsal commission plays by itself: /meetings/rehearsal/%.*s/live\n",
           SV_ARG(day));
    fflush(stdout);
    int pid = sys_fork();
    if (pid < 0) {
        return err_make(l->a, E_IO, "the system starts no further process: try again later");
    }
    if (pid == 0) {
        sys_name("dais-live");
        err *e = play_meeting(l, text, speed);
        sys_exit(e ? command_failed(e) : EXIT_DONE);
    }
    return NULL;
}

int command_demo(struct command_line *l)
{
    uint64_t speed = 1;
    sv asked = command_option(l, "speed");
    bool live = command_option(l, "live").n > 0;
    bool paced = !asked.n || (live && sv_u64(asked, &speed) && speed && speed <= 1000);
    if (l->n || !paced) {
        return command_usage("demo");
    }
    if (!sys_dir_empty(l->dir)) {
        return command_failed(
            err_make(l->a, E_CONFLICT,
                     "%s is not empty: serve it with dais serve, or name a new directory "
                     "with --data",
                     l->dir));
    }
    err *e = fill(l);
    e = e || !live ? e : start_meeting(l, (int64_t)speed);
    fflush(stdout);
    return e ? command_failed(e) : command_serve_now(l);
}
