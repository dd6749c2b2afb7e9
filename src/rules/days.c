/* Business days. */
#include "rules/days.h"

enum { DAY_SECONDS = 86400, LOOK_BACK = 3660 };

static int64_t day_of(int64_t at)
{
    return at >= 0 ? at / DAY_SECONDS : -((DAY_SECONDS - 1 - at) / DAY_SECONDS);
}

int days_weekday(int64_t day)
{
    return (int)(((day + 4) % 7 + 7) % 7); /* day 0 was a Thursday */
}

/* The first holiday that is not before that day. */
static size_t holiday_from(const struct holidays *h, int64_t day)
{
    size_t low = 0, high = h->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (h->days[middle] < day) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static bool weekend(int64_t day)
{
    int weekday = days_weekday(day);
    return weekday == 0 || weekday == 6;
}

bool days_business(const struct holidays *h, int64_t day)
{
    size_t i = holiday_from(h, day);
    return !weekend(day) && !(i < h->n && h->days[i] == day);
}

int64_t days_back(const struct holidays *h, int64_t at, int64_t seconds)
{
    int64_t first = day_of(at), day = first;
    while (seconds > 0) {
        if (first - day < LOOK_BACK && !days_business(h, day)) {
            at = day * DAY_SECONDS;
        } else {
            int64_t since = at - day * DAY_SECONDS;
            int64_t step = seconds < since ? seconds : since;
            at -= step;
            seconds -= step;
        }
        day -= seconds > 0;
    }
    return at;
}

int64_t days_forward(const struct holidays *h, int64_t day, int64_t n)
{
    while (n > 0 && weekend(day)) { /* the same days come after it as after the Friday before */
        day--;
    }
    while (n >= 5) { /* whole weeks, and again for the holidays within them */
        int64_t to = day + n / 5 * 7;
        n %= 5;
        for (size_t i = holiday_from(h, day + 1); i < h->n && h->days[i] <= to; i++) {
            n += !weekend(h->days[i]);
        }
        day = to;
    }
    while (n > 0) {
        day++;
        n -= days_business(h, day);
    }
    return day;
}
