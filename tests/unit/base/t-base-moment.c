/* Moments: every day of ten thousand years, leap days, offsets, and texts that are none. */
#include "base/moment.h"
#include "tap.h"

static struct arena *a;

static bool leap(int y)
{
    return y % 4 == 0 && (y % 100 != 0 || y % 400 == 0);
}

static void calendar(void)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int32_t days = date_of_civil(1, 1, 1).days;
    bool right = days == -719162;
    int weekday = 1; /* 0001-01-01 was a Monday */
    for (int y = 1; y <= 9999 && right; y++) {
        for (int m = 1; m <= 12; m++) {
            int length = lengths[m - 1] + (m == 2 && leap(y));
            for (int d = 1; d <= length; d++, days++, weekday = (weekday + 1) % 7) {
                struct civil c = civil_of_date((date){days});
                right = right && date_of_civil(y, m, d).days == days && c.year == y &&
                        c.month == m && c.day == d && c.weekday == weekday;
            }
        }
    }
    ok_as(right, "every day from 0001 to 9999, one after the other");
    ok(date_of_civil(1970, 1, 1).days == 0 && date_of_civil(2026, 6, 17).days == 20621);
}

static void dates(void)
{
    static const char *const wrong[] = {"",           "2026-6-17",  "2026-06-31",  "2026-02-29",
                                        "1900-02-29", "2026-00-01", "2026-13-01",  "2026-01-00",
                                        "0000-01-01", "2026/06/17", "2026-06-17 ", " 2026-06-17",
                                        "+026-06-17", "2026-06-1a", "20260617"};
    date d = {42};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        ok_as(!date_parse(sv_of(wrong[i]), &d) && d.days == 42, wrong[i]);
    }
    for (const char *const *good = (const char *const[]){"0001-01-01", "1970-01-01", "2000-02-29",
                                                         "2024-02-29", "9999-12-31", NULL};
         *good; good++) {
        ok_as(date_parse(sv_of(*good), &d) && sv_is(date_format(a, d), *good), *good);
    }
}

static void instants(void)
{
    static const struct {
        const char *in, *out;
    } table[] = {
        {"1970-01-01T00:00:00Z", "1970-01-01T00:00:00.000Z"},
        {"2026-06-17T23:52:07.120Z", "2026-06-17T23:52:07.120Z"},
        {"2026-06-17T23:52:07.1Z", "2026-06-17T23:52:07.100Z"},
        {"2026-06-17T23:52:07.123456Z", "2026-06-17T23:52:07.123Z"},
        {"2026-06-17T23:52:07-04:00", "2026-06-18T03:52:07.000Z"},
        {"2026-01-01T00:30:00+01:00", "2025-12-31T23:30:00.000Z"},
        {"2024-02-29T23:59:59+00:00", "2024-02-29T23:59:59.000Z"},
        {"2024-02-28T19:00:00-05:00", "2024-02-29T00:00:00.000Z"},
        {"2023-02-28T19:00:00-05:00", "2023-03-01T00:00:00.000Z"},
        {"1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z"},
        {"0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z"},
        {"9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z"},
    };
    static const char *const wrong[] = {"",
                                        "2026-06-17",
                                        "2026-06-17T23:52Z",
                                        "2026-06-17 23:52:07Z",
                                        "2026-06-17t23:52:07Z",
                                        "2026-06-17T23:52:07",
                                        "2026-06-17T23:52:07z",
                                        "2026-06-17T24:00:00Z",
                                        "2026-06-17T23:60:00Z",
                                        "2026-06-17T23:59:60Z",
                                        "2026-06-17T23:52:07.Z",
                                        "2026-06-17T23:52:07.1234567Z",
                                        "2026-06-17T23:52:07,1Z",
                                        "2026-06-17T23:52:07+1:00",
                                        "2026-06-17T23:52:07+0100",
                                        "2026-06-17T23:52:07+24:00",
                                        "2026-06-17T23:52:07+00:60",
                                        "2026-06-17T23:52:07ZZ",
                                        "2026-06-17T23:52:07Z ",
                                        "2026-02-30T23:52:07Z"};
    instant t = {42};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        ok_as(instant_parse(sv_of(table[i].in), &t) && sv_is(instant_format(a, t), table[i].out),
              table[i].in);
    }
    t.us = 42;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        ok_as(!instant_parse(sv_of(wrong[i]), &t) && t.us == 42, wrong[i]);
    }
    ok(instant_parse(SV("2026-06-17T13:00:00.000001Z"), &t) && t.us == INT64_C(1781701200000001));
}

static void there_and_back(void)
{
    bool right = true;
    for (int64_t ms = -62135596800000; ms <= 253402300799999; ms += INT64_C(86399999) * 37) {
        instant t = {ms * 1000}, back;
        SCOPED(buf_free) struct buf b = buf_make(64);
        instant_put(&b, t);
        struct civil c = civil_of_instant(t);
        right = right && instant_parse(buf_view(&b), &back) && back.us == t.us &&
                c.hour * 3600 + c.minute * 60 + c.second ==
                    (int)((ms + INT64_C(62135596800000)) / 1000 % 86400);
    }
    ok_as(right, "instants over ten thousand years, there and back");
    ok_as(sv_is(instant_format(a, (instant){INT64_C(253402300800) * 1000000}),
                "10000-01-01T00:00:00.000Z"),
          "past the year 9999 the text only grows");
}

int main(void)
{
    a = arena_open(1 << 16);
    calendar();
    dates();
    instants();
    there_and_back();
    arena_close(a);
    return tap_done();
}
