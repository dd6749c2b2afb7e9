/* Time zones: transitions, the footer's rule, gaps and repeated hours, refusals. */
#include "sys/zone.h"

#include <string.h>

#include "tap.h"

static instant at(const char *s)
{
    instant t = {0};
    ok_as(instant_parse(sv_of(s), &t), s);
    return t;
}

static bool shows(const struct zone *z, const char *s, int hour, int minute,
                  const char *abbreviation)
{
    instant t = at(s);
    struct civil c = sys_zone_civil(z, t);
    struct zone_offset o = sys_zone_offset(z, t);
    return c.hour == hour && c.minute == minute && sv_is(o.abbreviation, abbreviation);
}

static void check_utc(struct arena *a)
{
    const struct zone *z;
    if (fine(sys_zone_find(a, SV("UTC"), &z))) {
        ok(shows(z, "2026-06-17T23:52:07Z", 23, 52, "UTC"));
        ok(sys_zone_instant(z, date_of_civil(2026, 6, 17), 0).us == at("2026-06-17T00:00:00Z").us);
    }
}

static void check_names(struct arena *a)
{
    const struct zone *z;
    fails(sys_zone_find(a, SV("../../etc/passwd"), &z), E_INVALID);
    fails(sys_zone_find(a, SV("/etc/localtime"), &z), E_INVALID);
    fails(sys_zone_find(a, SV(""), &z), E_INVALID);
    fails(sys_zone_find(a, SV("Nowhere/Atlantis"), &z), E_NOTFOUND);
    fails(sys_zone_find(
              a, SV("America/New_York/America/New_York/America/New_York/America/New_York"), &z),
          E_INVALID);
}

/* A file of version 2 without transitions: only its footer speaks. */
static sv file_of(struct arena *a, const char *footer)
{
    struct buf b = buf_make(4096);
    for (int i = 0; i < 2; i++) {
        buf_str(&b, "TZif2");
        buf_put(&b, "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 15);
        buf_put(&b, "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1\0\0\0\4", 24);
        buf_put(&b, "\0\0\0\0\0\0", 6);
        buf_put(&b, "XXX", 4);
    }
    buf_fmt(&b, "\n%s\n", footer);
    sv r = buf_dup(a, &b);
    buf_free(&b);
    return r;
}

static void check_rule(struct arena *a)
{
    const struct zone *z;
    if (fine(sys_zone_parse(a, file_of(a, "EST5EDT,M3.2.0,M11.1.0"), &z))) {
        ok(shows(z, "2026-06-17T13:36:00Z", 9, 36, "EDT"));
        ok(shows(z, "2026-12-17T13:36:00Z", 8, 36, "EST"));
        ok(shows(z, "2026-03-08T06:59:00Z", 1, 59, "EST"));
        ok(shows(z, "2026-03-08T07:00:00Z", 3, 0, "EDT"));
        ok(shows(z, "2026-11-01T05:59:00Z", 1, 59, "EDT"));
        ok(shows(z, "2026-11-01T06:00:00Z", 1, 0, "EST"));
        ok(sys_zone_instant(z, date_of_civil(2025, 6, 27), 16 * 3600 + 30 * 60).us ==
           at("2025-06-27T20:30:00Z").us);
        ok_as(sys_zone_instant(z, date_of_civil(2026, 11, 1), 90 * 60).us ==
                  at("2026-11-01T05:30:00Z").us,
              "the hour that comes twice is the first");
        ok_as(sys_zone_instant(z, date_of_civil(2026, 3, 8), 150 * 60).us ==
                  at("2026-03-08T07:30:00Z").us,
              "the hour that is skipped goes on from before");
    }
    if (fine(sys_zone_parse(a, file_of(a, "<+0330>-3:30"), &z))) {
        ok(shows(z, "2026-06-17T00:00:00Z", 3, 30, "+0330"));
    }
    if (fine(sys_zone_parse(a, file_of(a, "AEST-10AEDT,M10.1.0,M4.1.0/3"), &z))) {
        ok(shows(z, "2026-01-15T00:00:00Z", 11, 0, "AEDT"));
        ok(shows(z, "2026-07-15T00:00:00Z", 10, 0, "AEST"));
    }
    if (fine(sys_zone_parse(a, file_of(a, "AAA0BBB,J60/0,J300/0"), &z))) {
        ok_as(shows(z, "2028-03-01T00:00:00Z", 1, 0, "BBB"), "day 60 is March 1 in leap years too");
        ok(shows(z, "2028-02-29T23:00:00Z", 23, 0, "AAA"));
    }
}

static void check_damage(struct arena *a)
{
    static const char *const bad[] = {"EST",   "EST5EDT",        "EST5EDT,M13.2.0,M11.1.0",
                                      "E5",    "EST5EDT,M3.2.0", "EST5EDT,M3.2.0,M11.1.0,",
                                      "EST999"};
    const struct zone *z;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        fails(sys_zone_parse(a, file_of(a, bad[i]), &z), E_INVALID);
    }
    sv whole = file_of(a, "EST5EDT,M3.2.0,M11.1.0");
    bool refused = true;
    for (size_t n = 0; n < whole.n - 25; n++) {
        err *e = sys_zone_parse(a, sv_sub(whole, 0, n), &z);
        refused = refused && e && e->kind == E_INVALID;
    }
    ok_as(refused, "every file that is cut short within its data is refused");
    for (size_t i = 0; i < whole.n; i++) {
        char *copy = arena_alloc(a, whole.n);
        memcpy(copy, whole.p, whole.n);
        copy[i] = (char)(copy[i] ^ 0x55);
        err *e = sys_zone_parse(a, (sv){copy, whole.n}, &z);
        if (!e) {
            sys_zone_civil(z, (instant){1750000000000000});
        }
    }
    ok_as(true, "no flipped byte leads outside");
}

static void check_new_york(struct arena *a)
{
    const struct zone *z;
    err *e = sys_zone_find(a, SV("America/New_York"), &z);
    if (e && e->kind == E_NOTFOUND) {
        printf("ok %d - New York # SKIP no zone files on this machine\n", ++tap_count);
        return;
    }
    if (fine(e)) {
        const struct zone *again;
        ok(shows(z, "2025-06-17T13:36:00Z", 9, 36, "EDT"));
        ok(shows(z, "2050-12-17T13:36:00Z", 8, 36, "EST"));
        ok(shows(z, "1941-06-17T13:36:00Z", 9, 36, "EDT"));
        ok(shows(z, "1850-01-01T12:00:00Z", 7, 3, "LMT"));
        ok_as(!sys_zone_find(a, SV("America/New_York"), &again) && again == z,
              "a zone is read once");
    }
}

int main(void)
{
    SCOPED(arena_scope) struct arena *a = arena_open(1 << 16);
    check_utc(a);
    check_names(a);
    check_rule(a);
    check_damage(a);
    check_new_york(a);
    return tap_done();
}
