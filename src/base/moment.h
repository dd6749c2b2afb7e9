/* Instants and dates, without a clock: a clock is sys's. */
#ifndef BASE_MOMENT_H
#define BASE_MOMENT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/sv.h"

typedef struct instant {
    int64_t us; /* UTC microseconds since 1970 */
} instant;

/* A calendar date (proleptic Gregorian), as days since 1970-01-01. */
typedef struct date {
    int32_t days;
} date;

struct civil {
    int year;
    int month, day;           /* 1-12, 1-31 */
    int hour, minute, second; /* of the day */
    int weekday;              /* 0 Sunday */
};

/* "2026-06-17T23:52:07.120Z", always UTC with milliseconds (RFC 3339). */
sv instant_format(struct arena *a, instant t);
/* The same, appended. */
void instant_put(struct buf *b, instant t);
/* RFC 3339 with 'T', seconds, an optional fraction of 1-6 digits, and Z or a numeric offset; leap
 * second 60 refused. */
MUST bool instant_parse(sv s, instant *ret);
/* "2026-06-17" */
sv date_format(struct arena *a, date d);
/* Exactly YYYY-MM-DD, a real date, years 0001-9999. */
MUST bool date_parse(sv s, date *ret);
date date_of_civil(int year, int month, int day);
/* The UTC day of an instant. */
date date_of_instant(instant t);
struct civil civil_of_date(date d);
/* The UTC civil time of an instant; add an offset first for another zone. */
struct civil civil_of_instant(instant t);

#endif
