/* Business days, against a slow model that steps back a second at a time. */
#include "rules/days.h"

#include "base/moment.h"
#include "random.h"
#include "tap.h"

enum { DAY = 86400 };

static int64_t at_of(const char *day, int hour)
{
    date d = {0};
    must(date_parse(sv_of(day), &d));
    return d.days * (int64_t)DAY + hour * INT64_C(3600);
}

static bool slow_business(const struct holidays *h, int64_t day)
{
    struct civil c = civil_of_date((date){(int32_t)day});
    for (size_t i = 0; i < h->n; i++) {
        if (h->days[i] == day) {
            return false;
        }
    }
    return c.weekday != 0 && c.weekday != 6;
}

/* Each second belongs to the day in which it begins. */
static int64_t slow_back(const struct holidays *h, int64_t at, int64_t seconds)
{
    int64_t day = INT64_MIN;
    bool counts = false;
    while (seconds > 0) {
        at--;
        int64_t d = at >= 0 ? at / DAY : -((DAY - 1 - at) / DAY);
        if (d != day) {
            day = d;
            counts = slow_business(h, day);
        }
        seconds -= counts;
    }
    return at;
}

static int by_day(const void *x, const void *y)
{
    const int64_t *a = x, *b = y;
    return (*a > *b) - (*a < *b);
}

static void against_the_slow_model(void)
{
    bool same = true, weekdays = true;
    for (int i = 0; i < 150; i++) {
        int64_t days[12], from = (int64_t)random_below(40000) - 10000;
        struct holidays h = {.days = days, .n = random_below(12)};
        for (size_t k = 0; k < h.n; k++) {
            days[k] = from - (int64_t)random_below(20);
        }
        qsort(days, h.n, sizeof *days, by_day);
        int64_t at = from * DAY + (int64_t)random_below(DAY + 1);
        int64_t seconds = (int64_t)random_below(4) ? (int64_t)random_below(3 * (uint64_t)DAY)
                                                   : (int64_t)random_below(3) * DAY;
        if (days_back(&h, at, seconds) != slow_back(&h, at, seconds)) {
            printf("# at %lld back %lld: %lld, the slow model says %lld\n", (long long)at,
                   (long long)seconds, (long long)days_back(&h, at, seconds),
                   (long long)slow_back(&h, at, seconds));
            same = false;
        }
        weekdays = weekdays && days_weekday(from) == civil_of_date((date){(int32_t)from}).weekday &&
                   days_business(&h, from) == slow_business(&h, from);
    }
    ok_as(same, "so many seconds of business days back, as the slow model has it");
    ok_as(weekdays, "days of the week and business days, as the slow model has them");
}

int main(void)
{
    static const int64_t juneteenth[] = {20623}; /* 2026-06-19, a Friday */
    const struct holidays h = {juneteenth, 1}, none = {NULL, 0};
    random_begin();
    ok(days_weekday(0) == 4 && days_weekday(-1) == 3 && days_weekday(20623) == 5);
    ok(days_business(&none, 20623) && !days_business(&h, 20623) && !days_business(&none, 20624));
    ok_as(days_back(&h, at_of("2026-06-23", 18), 72 * INT64_C(3600)) == at_of("2026-06-17", 18),
          "72 hours before Tuesday evening, a weekend and a holiday between: Wednesday evening");
    ok_as(days_back(&none, at_of("2026-06-23", 18), 72 * INT64_C(3600)) == at_of("2026-06-18", 18),
          "… without the holiday: Thursday evening");
    ok_as(days_back(&none, at_of("2026-06-21", 18), 3600) == at_of("2026-06-19", 23),
          "an hour before a Sunday: the last of Friday");
    ok_as(days_back(&none, at_of("2026-06-21", 18), 0) == at_of("2026-06-21", 18),
          "no time before is no other time");
    ok_as(days_back(&none, at_of("2026-06-22", 0), DAY) == at_of("2026-06-19", 0),
          "a day before Monday begins: the beginning of Friday");
    static int64_t all[4000];
    for (int64_t i = 0; i < 4000; i++) {
        all[i] = 16000 + i;
    }
    const struct holidays ever = {all, 4000};
    ok_as(days_back(&ever, 19999 * (int64_t)DAY, DAY) < 19999 * (int64_t)DAY - DAY,
          "it ends where nothing but holidays are");
    against_the_slow_model();
    return tap_done();
}
