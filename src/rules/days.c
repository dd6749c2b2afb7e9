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

bool days_business(const struct holidays *h, int64_t day)
{
    int weekday = days_weekday(day);
    size_t low = 0, high = h->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (h->days[middle] < day) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return weekday != 0 && weekday != 6 && !(low < h->n && h->days[low] == day);
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
