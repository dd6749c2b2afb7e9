/* What an agency reports under an instrument, row by row: acts and complaints, in dates and codes
 * alone.  Private state of the writer: no entry says anything of a row, not even that there is one;
 * once a month a commitment is sealed (acts/seal.h), and tables are published (acts/tables.h).
 * Rows are never changed: another stands in their place, until their month is published. */
#ifndef ACTS_ACTIVITY_H
#define ACTS_ACTIVITY_H

#include "acts/rights.h"
#include "base/json.h"
#include "base/moment.h"
#include "store/store.h"

enum {
    ACTIVITY_OUTCOMES = 7,
    ACTIVITY_SUPERVISORS = 6,
    COMPLAINT_KINDS = 7,
    COMPLAINT_OUTCOMES = 6,
    ACTIVITY_LEAVES = 1 << 14 /* of a sealed period: so many rows of a stream come in at most */
};

/* The closed lists, in their order.  ended by NULL. */
extern const char *const activity_outcomes[],
    *const activity_supervisors[], *const activity_releases[], *const complaint_kinds[],
                                                                   *const complaint_outcomes[];
/* The code of a setting or place that a row does not state: the first of both lists. */
extern const sv activity_not_stated;

enum activity_stream { STREAM_ACTIVITY, STREAM_COMPLAINTS };
/* The word of a stream. */
sv activity_stream_name(enum activity_stream stream);
/* The stream of a word; false where it is none. */
MUST bool activity_stream_parse(sv word, enum activity_stream *ret);

/* The columns of a stream, ended by NULL; the last of them may be missing from a file. */
extern const char *const activity_columns[], *const complaint_columns[];

/* What is set for a record (dais.conf). */
struct activity_rules {
    int64_t correction_days; /* between the last word on a month and its publication */
    int64_t threshold;       /* counts from 1 to below it are hidden */
    int64_t holders;         /* fewer holders behind a count hide it */
};
#define ACTIVITY_RULES ((struct activity_rules){14, 11, 3})

/* Codes in the order in which the record named them: an earlier one never moves. */
struct activity_codes {
    sv *id;
    int64_t *since; /* the entry that named it; -1: always there */
    size_t n;
};
/* What a row may name. */
struct activity_known {
    sv instrument, body;
    const struct zone *zone;
    struct activity_codes powers, settings, places, releases;
    sv *holders;
    size_t holders_n;
};
/* What stands on record for rows of this instrument.  E_NOTFOUND; E_REFUSED where a source reports
 * the instrument: rows come in only under one that was registered here.  Lifetime: a. */
MUST err *activity_known_read(struct store *s, struct arena *a, sv instrument,
                              struct activity_known *ret);
/* Where a code stands; SIZE_MAX: nowhere. */
size_t activity_code(const struct activity_codes *codes, sv id);
/* The same in a closed list. */
size_t activity_word(const char *const *words, sv id);

/* The months since January of the year 0 of a day, and the first day of such a month. */
int64_t activity_month_of(int64_t day);
int64_t activity_month_day(int64_t month);
/* The day that the instrument's clocks show. */
int64_t activity_today(const struct activity_known *k, instant now);
/* A table that was made here covers the month: its rows stand as they were counted.  E_IO. */
MUST err *activity_month_published(struct store *s, struct arena *a, sv instrument,
                                   enum activity_stream stream, int64_t month, bool *ret);

/* The actor reports under this instrument.  E_DENIED. */
MUST err *activity_may_report(struct arena *a, const struct act_actor *actor, sv instrument);

/* ---- within an open act of the writer's store ---- */

/* Take in rows: "batch" (made by the sender, unique for ever), "instrument", "stream", and either
 * "csv" (text, with its columns named) or "rows" (an array of objects with the columns as keys);
 * with "replaces" (a row's number) exactly one row, in the place of that one.  A column that there
 * is not, a code that the record does not know and a month that is published refuse it with the row
 * and the reason, and nothing is taken in; what is contrary to the record is taken in.  The same
 * batch again gets its first answer.  *ret_lines: how many rows.  E_INVALID (field), E_DENIED,
 * E_CONFLICT, E_LIMIT, E_IO. */
MUST err *activity_send(struct store *s, struct arena *a, const struct act_actor *actor,
                        instant now, const struct jv *q, size_t *ret_lines);
/* Take a row back: "batch", "instrument", "stream", "replaces".  Refuses as activity_send. */
MUST err *activity_withdraw(struct store *s, struct arena *a, const struct act_actor *actor,
                            instant now, const struct jv *q);
/* Say that the report for a month that is over ("month": 2026-10) is whole. */
MUST err *activity_state(struct store *s, struct arena *a, const struct act_actor *actor,
                         instant now, const struct jv *q);

#endif
