/* Business days: which days count, how far back a notice is due, and when a term is over.  Days
 * since 1970-01-01 by the calendar of the body's place; a moment there is a second since the
 * midnight that began day 0. */
#ifndef RULES_DAYS_H
#define RULES_DAYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The days on which the offices are closed besides Saturdays and Sundays, in ascending order. */
struct holidays {
    const int64_t *days;
    size_t n;
};

/* 0 Sunday … 6 Saturday. */
int days_weekday(int64_t day);
/* No Saturday, Sunday or holiday. */
bool days_business(const struct holidays *h, int64_t day);
/* The moment that lies so many seconds before `at`, where only the seconds of business days count:
 * the clock stands still on every other day.  An `at` on such a day counts as the midnight that
 * began it.  seconds: at least 0.  Looks at most 3,660 days back; beyond them every day counts, so
 * that it ends whatever the holidays are. */
int64_t days_back(const struct holidays *h, int64_t at, int64_t seconds);
/* The n-th business day after a day; the day itself where n is 0. */
int64_t days_forward(const struct holidays *h, int64_t day, int64_t n);

#endif
