/* Days due, against a slow model that walks the calendar day by day. */
#include <string.h>

#include "base/moment.h"
#include "random.h"
#include "rules/obligations.h"
#include "tap.h"

enum { ROUNDS = 3000, RULES = 3, CLOSED = 40, DAYS = 4000, WINDOW = 1500 };

static bool slow_business(const struct holidays *h, int64_t day)
{
    int weekday = civil_of_date((date){(int32_t)day}).weekday;
    for (size_t i = 0; i < h->n; i++) {
        if (h->days[i] == day) {
            return false;
        }
    }
    return weekday != 0 && weekday != 6;
}

/* A period ends on this day of the calendar. */
static bool slow_ends(const struct obligation_rule *r, int64_t day)
{
    struct civil f = civil_of_date((date){(int32_t)r->first}),
                 c = civil_of_date((date){(int32_t)day}),
                 morrow = civil_of_date((date){(int32_t)day + 1});
    int months = (c.year - f.year) * 12 + c.month - f.month;
    bool same = c.day == f.day || (morrow.day == 1 && c.day < f.day);
    switch (r->repeats) {
    case OBLIGATION_ONCE: return day == r->first;
    case OBLIGATION_WEEKLY: return (day - r->first) % 7 == 0;
    case OBLIGATION_MONTHLY: return same;
    case OBLIGATION_QUARTERLY: return same && months % 3 == 0;
    case OBLIGATION_YEARLY: return same && months % 12 == 0;
    }
    return false;
}

static int64_t slow_due(const struct obligation_rule *r, const struct holidays *h, int64_t day)
{
    for (int64_t n = r->days; n > 0;) {
        day++;
        n -= !r->business || slow_business(h, day);
    }
    return day;
}

/* The rule that holds on a day, which is the last one whose first day it has reached; -1. */
static int slow_rule(const struct obligation *o, int64_t day)
{
    int at = -1;
    for (size_t i = 0; i < o->n; i++) {
        at = day >= o->rules[i].first ? (int)i : at;
    }
    return at;
}

/* Marks every day due within `begin` and DAYS after it. */
static void slow_days(const struct obligation *o, const struct holidays *h, int64_t begin,
                      int64_t last, bool *ret)
{
    memset(ret, 0, DAYS * sizeof *ret);
    for (int64_t day = begin; day <= last; day++) {
        int i = slow_rule(o, day);
        const struct obligation_rule *r = i < 0 ? NULL : &o->rules[i];
        if (r && slow_ends(r, day) && !(r->has_until && day > r->until) &&
            !(o->ends && day > o->end)) {
            int64_t due = slow_due(r, h, day);
            ret[due - begin] = ret[due - begin] || due - begin < DAYS;
        }
    }
}

static struct obligation_rule draw(int64_t begin)
{
    static const char *const ends[] = {"2024-01-31", "2024-02-29", "2023-12-30", "2024-08-31"};
    date d = {0};
    struct obligation_rule r = {.repeats = (enum obligation_repeats)random_below(5),
                                .first = begin + (int64_t)random_below(500),
                                .days = random_below(3) ? (int64_t)random_below(40) : 0,
                                .business = random_below(2) == 0,
                                .has_until = random_below(4) == 0};
    if (random_below(3) == 0 && date_parse(sv_of(ends[random_below(4)]), &d)) {
        r.first = d.days;
    }
    r.until = r.first + (int64_t)random_below(900);
    return r;
}

static int by_day(const void *x, const void *y)
{
    const int64_t *p = x, *q = y;
    return (*p > *q) - (*p < *q);
}

static bool same_days(const struct obligation *o, const struct holidays *h, int64_t begin)
{
    static bool due[DAYS];
    static struct obligation_day got[DAYS];
    int64_t last = begin + WINDOW, from = begin + (int64_t)random_below(WINDOW),
            until = from + (int64_t)random_below((uint64_t)(last - from) + 1);
    slow_days(o, h, begin, last, due);
    size_t n = obligation_days(o, h, from, until, got, DAYS), at = 0;
    for (int64_t day = from; day <= until; day++) {
        if (due[day - begin] != (at < n && got[at].due == day)) {
            return false;
        }
        at += due[day - begin];
    }
    int64_t day = from;
    struct obligation_near near = obligation_near(o, h, day);
    if (near.is != due[day - begin]) {
        return false;
    }
    int64_t before = day - 1, after = day + 1;
    while (before >= begin && !due[before - begin]) {
        before--;
    }
    while (after <= last && !due[after - begin]) {
        after++;
    }
    return at == n && near.has_before == (before >= begin) &&
           (!near.has_before || near.before.due == before) &&
           (after > last ? !near.has_after || near.after.due > last
                         : near.has_after && near.after.due == after);
}

int main(void)
{
    int same = 0, forward = 0;
    date begin = {0};
    random_begin();
    bool parsed = date_parse(SV("2023-06-01"), &begin);
    for (int i = 0; parsed && i < ROUNDS; i++) {
        struct obligation_rule rules[RULES] = {0};
        struct obligation o = {.rules = rules,
                               .n = 1 + random_below(RULES),
                               .ends = random_below(4) == 0,
                               .end = begin.days + (int64_t)random_below(WINDOW)};
        int64_t days[CLOSED] = {0};
        struct holidays h = {.days = days, .n = random_below(CLOSED)};
        for (size_t k = 0; k < h.n; k++) {
            days[k] = begin.days + (int64_t)random_below(WINDOW);
        }
        qsort(days, h.n, sizeof *days, by_day);
        for (size_t k = 1; k < h.n; k++) { /* a day is closed once */
            days[k] = days[k] <= days[k - 1] ? days[k - 1] + 1 : days[k];
        }
        for (size_t k = 0; k < o.n; k++) {
            rules[k] = draw(begin.days);
        }
        for (size_t k = 1; k < o.n; k++) { /* stated anew for later periods */
            rules[k].first =
                rules[k].first < rules[k - 1].first ? rules[k - 1].first + 31 : rules[k].first;
        }
        bool is = same_days(&o, &h, begin.days);
        if (!is) {
            printf(
                "# round %d differs: %zu rules, the first repeats %d, first %lld, %lld %s days\n",
                i, o.n, (int)rules[0].repeats, (long long)rules[0].first, (long long)rules[0].days,
                rules[0].business ? "business" : "calendar");
        }
        same += is;
        struct obligation_rule far = {
            .days = (int64_t)random_below(3661), .business = true, .first = begin.days};
        forward += days_forward(&h, far.first, far.days) == slow_due(&far, &h, far.first);
    }
    ok_as(same == ROUNDS, "the days due are those of the slow model, and so are the nearest ones");
    ok_as(forward == ROUNDS, "business days are counted as by stepping from day to day");
    return tap_done();
}
