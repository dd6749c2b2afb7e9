/* What an instrument asks for again and again: on which days it is due, and where each stands.
 * Days since 1970-01-01 by the calendar of the body's place. */
#ifndef RULES_OBLIGATIONS_H
#define RULES_OBLIGATIONS_H

#include "base/sv.h"
#include "rules/days.h"

enum obligation_repeats {
    OBLIGATION_ONCE,
    OBLIGATION_WEEKLY,
    OBLIGATION_MONTHLY,
    OBLIGATION_QUARTERLY, /* every three months */
    OBLIGATION_YEARLY
};

/* How it is asked for.  A period ends on `first`, and then every week, month, … after: on the same
 * day of the month, or on its last day where the month is too short (of 2026-01-31 monthly: Feb 28,
 * Mar 31; of 2024-02-29 yearly: Feb 28, and Feb 29 in a leap year).  It is due `days` after the
 * period's end, calendar days or business days; with 0 on that day itself, whatever day it is. */
struct obligation_rule {
    enum obligation_repeats repeats;
    int64_t first;
    int64_t days; /* 0 to 3,660 */
    bool business;
    bool has_until;
    int64_t until; /* no period that ends after this day */
};

/* An obligation as it was stated, and stated anew: each rule holds until the day before the next
 * one's first, the last of them on and on. */
struct obligation {
    const struct obligation_rule *rules; /* in the order in which they were recorded */
    size_t n;
    bool ends;   /* what asks for it has ended … */
    int64_t end; /* … and asks for no period that ends after this day */
};

struct obligation_day {
    int64_t due;
    int64_t period; /* the end of its period: what names it, whatever holidays are noted later */
    size_t rule;    /* index of its rule */
};

/* The days due from one day until another (both included), ascending, at most `max` of them: how
 * many.  Where two periods fall due on one day it stands once. */
size_t obligation_days(const struct obligation *o, const struct holidays *h, int64_t from,
                       int64_t until, struct obligation_day *ret, size_t max);

/* What is known of the days due around a day. */
struct obligation_near {
    bool is, has_before, has_after;
    struct obligation_day at, before, after;
};
struct obligation_near obligation_near(const struct obligation *o, const struct holidays *h,
                                       int64_t day);

enum obligation_status {
    OBLIGATION_DUE,          /* nothing is recorded of it, and its day is not over */
    OBLIGATION_NOT_RECORDED, /* nothing is recorded of it though its day is over, and whoever is to
                              * do it does not enter it here: whether it was done is not known */
    OBLIGATION_LATE,         /* the same where whoever is to do it is to enter it here */
    OBLIGATION_MET,
    OBLIGATION_MET_LATE,
    OBLIGATION_WAIVED
};

/* What the record holds of a day due. */
struct obligation_word {
    bool waived; /* else done */
    int64_t on;
};
/* word: NULL where it holds nothing.  kept: whoever is to do it is to enter that here.  *ret_late:
 * days after the day due, of what is late or was done late; else 0. */
enum obligation_status obligation_status(int64_t due, const struct obligation_word *word, bool kept,
                                         int64_t today, int64_t *ret_late);

/* "once", "weekly", …: of a code of the record; once for any other. */
enum obligation_repeats obligation_repeats_of(sv code);

#endif
