/* Days due and where they stand: a table of cases that can be read beside a calendar. */
#include "rules/obligations.h"

#include "base/moment.h"
#include "tap.h"

enum { MOST = 24 };

static struct arena *a;

static int64_t day(const char *s)
{
    date d = {0};
    return date_parse(sv_of(s), &d) ? d.days : INT64_MIN;
}

/* Independence Day and Labor Day of 2026, Thanksgiving and the day after, Christmas, New Year. */
static const char *const closed[] = {"2026-07-03", "2026-09-07", "2026-11-26",
                                     "2026-11-27", "2026-12-25", "2027-01-01"};

static const struct days_case {
    const char *what, *repeats, *first;
    int days;
    bool business;
    const char *until, *ends; /* "" for none */
    const char *from, *to, *due;
} cases[] = {
    {"once", "once", "2026-10-01", 0, false, "", "", "2026-01-01", "2030-01-01", "2026-10-01"},
    {"once, 30 days after", "once", "2026-09-01", 30, false, "", "", "2026-01-01", "2030-01-01",
     "2026-10-01"},
    {"once, outside of the window", "once", "2026-10-01", 0, false, "", "", "2026-10-02",
     "2030-01-01", ""},
    {"weekly", "weekly", "2026-12-21", 0, false, "", "", "2026-12-21", "2027-01-11",
     "2026-12-21 2026-12-28 2027-01-04 2027-01-11"},
    {"monthly, from the end of January", "monthly", "2026-01-31", 0, false, "", "", "2026-01-01",
     "2026-06-30", "2026-01-31 2026-02-28 2026-03-31 2026-04-30 2026-05-31 2026-06-30"},
    {"monthly, in a leap year", "monthly", "2028-01-31", 0, false, "", "", "2028-02-01",
     "2028-03-31", "2028-02-29 2028-03-31"},
    {"monthly from February 28 is the 28th", "monthly", "2026-02-28", 0, false, "", "",
     "2026-02-01", "2026-04-30", "2026-02-28 2026-03-28 2026-04-28"},
    {"monthly, ten days after the month", "monthly", "2026-01-31", 10, false, "", "", "2026-02-01",
     "2026-04-30", "2026-02-10 2026-03-10 2026-04-10"},
    {"quarterly, 30 days after the quarter", "quarterly", "2026-03-31", 30, false, "", "",
     "2026-01-01", "2027-02-01", "2026-04-30 2026-07-30 2026-10-30 2027-01-30"},
    {"yearly, the 15th of December", "yearly", "2025-12-15", 0, false, "", "", "2025-01-01",
     "2027-12-31", "2025-12-15 2026-12-15 2027-12-15"},
    {"yearly, from February 29", "yearly", "2024-02-29", 0, false, "", "", "2024-01-01",
     "2028-12-31", "2024-02-29 2025-02-28 2026-02-28 2027-02-28 2028-02-29"},
    {"two business days over a weekend", "once", "2026-10-02", 2, true, "", "", "2026-01-01",
     "2027-01-01", "2026-10-06"},
    {"two business days over Labor Day", "once", "2026-09-04", 2, true, "", "", "2026-01-01",
     "2027-01-01", "2026-09-09"},
    {"five business days over Thanksgiving", "once", "2026-11-24", 5, true, "", "", "2026-01-01",
     "2027-01-01", "2026-12-03"},
    {"business days begin after a Saturday", "once", "2026-10-03", 1, true, "", "", "2026-01-01",
     "2027-01-01", "2026-10-05"},
    {"no days after is that day, though a Sunday", "once", "2026-10-04", 0, true, "", "",
     "2026-01-01", "2027-01-01", "2026-10-04"},
    {"no period after until; the last one is still due after it", "monthly", "2026-01-31", 10,
     false, "2026-03-31", "", "2026-01-01", "2027-01-01", "2026-02-10 2026-03-10 2026-04-10"},
    {"until before the second period", "monthly", "2026-01-31", 0, false, "2026-02-27", "",
     "2026-01-01", "2027-01-01", "2026-01-31"},
    {"what asks for it has ended", "monthly", "2026-01-31", 0, false, "", "2026-03-15",
     "2026-01-01", "2027-01-01", "2026-01-31 2026-02-28"},
    {"ended before the first period", "monthly", "2026-01-31", 0, false, "", "2026-01-30",
     "2026-01-01", "2027-01-01", ""},
    {"to the end of the calendar", "yearly", "9997-12-31", 0, false, "", "", "9990-01-01",
     "9999-12-31", "9997-12-31 9998-12-31 9999-12-31"},
};

static sv listed(const struct obligation_day *d, size_t n)
{
    sv all = SV_NONE;
    for (size_t i = 0; i < n; i++) {
        all = sv_fmt(a, "%.*s%s%.*s", SV_ARG(all), i ? " " : "",
                     SV_ARG(date_format(a, (date){(int32_t)d[i].due})));
    }
    return all;
}

static void the_cases(const struct holidays *h)
{
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct days_case *c = &cases[i];
        struct obligation_rule r = {.repeats = obligation_repeats_of(sv_of(c->repeats)),
                                    .first = day(c->first),
                                    .days = c->days,
                                    .business = c->business,
                                    .has_until = c->until[0] != '\0'};
        struct obligation o = {.rules = &r, .n = 1, .ends = c->ends[0] != '\0'};
        struct obligation_day d[MOST];
        r.until = r.has_until ? day(c->until) : 0;
        o.end = o.ends ? day(c->ends) : 0;
        size_t n = obligation_days(&o, h, day(c->from), day(c->to), d, MOST);
        sv said = listed(d, n);
        if (!ok_as(sv_is(said, c->due), c->what)) {
            printf("# %.*s\n# instead of %s\n", SV_ARG(said), c->due);
        }
    }
}

/* Monthly to the end of March; from April 30 on quarterly, ten days after. */
static void stated_anew(const struct holidays *h)
{
    struct obligation_rule r[] = {
        {.repeats = OBLIGATION_MONTHLY, .first = day("2026-01-31")},
        {.repeats = OBLIGATION_QUARTERLY, .first = day("2026-04-30"), .days = 10}};
    struct obligation o = {.rules = r, .n = 2};
    struct obligation_day d[MOST];
    size_t n = obligation_days(&o, h, day("2026-01-01"), day("2026-12-31"), d, MOST);
    ok(sv_is(listed(d, n), "2026-01-31 2026-02-28 2026-03-31 2026-05-10 2026-08-09 2026-11-09"));
    ok(n == 6 && d[2].rule == 0 && d[3].rule == 1 && d[3].period == day("2026-04-30"));
    ok_as(obligation_days(&o, h, day("2026-01-01"), day("2026-12-31"), d, 2) == 2 &&
              d[1].due == day("2026-02-28"),
          "no more than there is room for, the first ones");
    struct obligation_near near = obligation_near(&o, h, day("2026-04-01"));
    ok(!near.is && near.has_before && near.before.due == day("2026-03-31") && near.has_after &&
       near.after.due == day("2026-05-10"));
    near = obligation_near(&o, h, day("2026-05-10"));
    ok(near.is && near.at.period == day("2026-04-30") && near.before.due == day("2026-03-31") &&
       near.after.due == day("2026-08-09"));
    near = obligation_near(&o, h, day("2020-01-01"));
    ok(!near.is && !near.has_before && near.after.due == day("2026-01-31"));
}

/* A week in which every day is a holiday: two weeks are due on one day, which stands once. */
static void two_on_one_day(void)
{
    int64_t week[] = {day("2026-12-21"), day("2026-12-22"), day("2026-12-23"), day("2026-12-24"),
                      day("2026-12-25")};
    struct holidays h = {.days = week, .n = 5};
    struct obligation_rule r = {
        .repeats = OBLIGATION_WEEKLY, .first = day("2026-12-13"), .days = 1, .business = true};
    struct obligation o = {.rules = &r, .n = 1};
    struct obligation_day d[MOST];
    size_t n = obligation_days(&o, &h, day("2026-12-13"), day("2027-01-05"), d, MOST);
    ok(sv_is(listed(d, n), "2026-12-14 2026-12-28 2027-01-04"));
}

static void where_each_stands(void)
{
    static const struct {
        const char *what;
        bool word, waived;
        const char *on;
        bool kept;
        const char *today;
        enum obligation_status is;
        int64_t late;
    } rows[] = {
        {"before its day", false, false, "", true, "2026-09-30", OBLIGATION_DUE, 0},
        {"on its day", false, false, "", true, "2026-10-01", OBLIGATION_DUE, 0},
        {"the day after", false, false, "", true, "2026-10-02", OBLIGATION_LATE, 1},
        {"the day after, of someone who does not enter it here", false, false, "", false,
         "2026-10-02", OBLIGATION_NOT_RECORDED, 0},
        {"done before", true, false, "2026-09-01", true, "2026-12-31", OBLIGATION_MET, 0},
        {"done on the day", true, false, "2026-10-01", true, "2026-12-31", OBLIGATION_MET, 0},
        {"done after", true, false, "2026-10-11", true, "2026-12-31", OBLIGATION_MET_LATE, 10},
        {"done after, of someone else", true, false, "2026-10-11", false, "2026-12-31",
         OBLIGATION_MET_LATE, 10},
        {"waived after the day", true, true, "2026-10-11", true, "2026-12-31", OBLIGATION_WAIVED,
         0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int64_t late = -1;
        struct obligation_word w = {.waived = rows[i].waived,
                                    .on = rows[i].word ? day(rows[i].on) : 0};
        ok_as(obligation_status(day("2026-10-01"), rows[i].word ? &w : NULL, rows[i].kept,
                                day(rows[i].today), &late) == rows[i].is &&
                  late == rows[i].late,
              rows[i].what);
    }
}

int main(void)
{
    enum { CLOSED = sizeof closed / sizeof *closed };
    int64_t days[CLOSED];
    a = arena_open(1 << 16);
    for (size_t i = 0; i < CLOSED; i++) {
        days[i] = day(closed[i]);
    }
    struct holidays h = {.days = days, .n = CLOSED};
    the_cases(&h);
    stated_anew(&h);
    two_on_one_day();
    where_each_stands();
    arena_close(a);
    return tap_done();
}
