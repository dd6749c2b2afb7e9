/* What the record shows of an authority: does holder H hold power P in setting S on day T, as known
 * at the instant K?  Pure: integers and codes, no clock, no I/O.  It describes the record; it says
 * nothing of what was in anyone's mind, of probable cause, or of what a court would hold.
 *
 *     authority_open … authority_add (facts in any order) … authority_seal
 *     authority_judge, authority_say (as often as wanted, from any thread)
 *
 * Two times stand apart throughout.  What an entry says is so on days; the entry itself is known
 * from the instant it was recorded until the one at which a correction said otherwise.  So a
 * certificate that is filed late holds for its days, and yet was not known before it was filed.
 * docs/decisions/0014 says how words that meet are read. */
#ifndef RULES_AUTHORITY_H
#define RULES_AUTHORITY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "record/entry.h"

enum {
    AUTHORITY_FACTS = 1 << 22,       /* rows that one state holds at most */
    AUTHORITY_SET_BYTES = 128 * 65,  /* the powers of one entry, by their codes */
    AUTHORITY_REASONS = 3 * 128 + 16 /* a power's lists have at most LIMIT_SEATS codes each */
};
/* Never forgotten; and as known by all that is on record. */
#define AUTHORITY_NEVER     INT64_MAX
#define AUTHORITY_NOW       (INT64_MAX - 1)
#define AUTHORITY_CERTIFIED "certified" /* the requirement that certifications decide */

enum authority_verdict { AUTHORITY_RECORDED, AUTHORITY_NOT_ESTABLISHED, AUTHORITY_CONTRARY };

/* Every code of a reason: X(name, "code", what it makes of the judgement, "when it is given"). */
#define AUTHORITY_CODES(X)                                                                         \
    X(IN_FORCE, "instrument-in-force", RECORDED, "the instrument is in force on that day")         \
    X(NOT_IN_FORCE, "instrument-not-in-force", CONTRARY, "it is in force only from a later day")   \
    X(FORCE_UNSTATED, "instrument-force-unstated", NOT_ESTABLISHED,                                \
      "no entry says that it is in force")                                                         \
    X(INSTRUMENT_ENDED, "instrument-ended", CONTRARY,                                              \
      "it was terminated, expired, or its term "                                                   \
      "ran out")                                                                                   \
    X(INSTRUMENT_SUSPENDED, "instrument-suspended", CONTRARY, "it is suspended on that day")       \
    X(NOTICE_RUN, "instrument-notice-run", NOT_ESTABLISHED,                                        \
      "notice to end it has run, and no entry says whether it ended")                              \
    X(POWER_GRANTED, "power-granted", RECORDED, "the instrument grants the power on that day")     \
    X(POWER_NOT_GRANTED, "power-not-granted", NOT_ESTABLISHED, "no entry grants the power")        \
    X(POWER_OUTSIDE_TERM, "power-outside-term", CONTRARY, "it is granted for other days only")     \
    X(POWER_WITHDRAWN, "power-withdrawn", CONTRARY, "the power was withdrawn")                     \
    X(SETTING_WITHIN, "setting-within", RECORDED, "the clause names the setting, or names none")   \
    X(SETTING_OUTSIDE, "setting-outside", CONTRARY, "the clause names other settings")             \
    X(NOMINATED, "nominated", RECORDED, "the holder is nominated by that day")                     \
    X(NOT_NOMINATED, "not-nominated", NOT_ESTABLISHED, "no nomination by that day is on record")   \
    X(REQUIREMENT_MET, "requirement-met", RECORDED, "a requirement of the power is met")           \
    X(REQUIREMENT_NOT_MET, "requirement-not-met", CONTRARY, "it was found not to be met")          \
    X(REQUIREMENT_UNSTATED, "requirement-unstated", NOT_ESTABLISHED,                               \
      "no finding on it by that day is on record")                                                 \
    X(TRAINED, "trained", RECORDED, "a training of the power was completed and is good")           \
    X(TRAINING_MISSING, "training-missing", NOT_ESTABLISHED,                                       \
      "no completion by that day is on record")                                                    \
    X(TRAINING_SHORT, "training-short", NOT_ESTABLISHED,                                           \
      "it is recorded as completed with fewer hours than the course has")                          \
    X(TRAINING_LAPSED, "training-lapsed", CONTRARY, "it was good only until an earlier day")       \
    X(CERTIFIED, "certified", RECORDED, "a certification is good on that day")                     \
    X(NOT_CERTIFIED, "not-certified", NOT_ESTABLISHED,                                             \
      "the power asks for one, and none by that day is on record")                                 \
    X(CERTIFICATION_LAPSED, "certification-lapsed", CONTRARY,                                      \
      "it was good only until an earlier day")                                                     \
    X(AUTHORITY_STANDS, "authority-recorded", RECORDED, "the power is recorded for the holder")    \
    X(NOT_RECORDED, "not-recorded", NOT_ESTABLISHED, "no entry records it for the holder")         \
    X(AUTHORITY_NOT_BEGUN, "authority-not-begun", CONTRARY, "it is recorded from a later day on")  \
    X(AUTHORITY_ENDED, "authority-ended", CONTRARY, "it ended, or its last day is over")           \
    X(AUTHORITY_PAUSED, "authority-paused", CONTRARY,                                              \
      "the holder does not hold it for the time "                                                  \
      "being")                                                                                     \
    X(JUDGEMENT, "judgement", NOT_ESTABLISHED, "the clause asks for what no record decides")       \
    X(SUPERVISION, "supervision", NOT_ESTABLISHED,                                                 \
      "a supervisor is to be reached as soon as practicable, which no record decides")             \
    X(DATES_DIFFER, "dates-differ", NOT_ESTABLISHED,                                               \
      "sources give different days, and the answer turns on which is right")

enum authority_code {
#define X(name, code, verdict, when) AUTHORITY_##name##_CODE,
    AUTHORITY_CODES(X)
#undef X
        AUTHORITY_CODE_COUNT
};

struct authority_words {
    const sv *p;
    size_t n;
};

/* One reading of one entry; kinds that say nothing of an authority are passed over.  Ids are at
 * most LIMIT_ID_BYTES.  What a kind does not have stays zero, but for on and until. */
struct authority_fact {
    enum rec_kind_id kind;
    int64_t entry;            /* its number, from 0 */
    int64_t known, forgotten; /* us of UTC: read so from known on, and no longer at forgotten */
    bool reported;            /* a source's account … */
    sv source;                /* … of this outlet */
    int32_t on, until;        /* days since 1970; INT32_MIN, INT32_MAX where none is given */
    sv holder;
    sv what;    /* the power, the course or the requirement */
    sv becomes; /* instrument.changed */
    bool met;   /* requirement.noted */
    int32_t hours, months;
    sv clause;
    bool as_soon_as_practicable; /* power.granted: how a supervisor takes part */
    struct authority_words powers, settings, judgement, requirements, courses;
};

struct authority;

/* An empty state that lives in a. */
struct authority *authority_open(struct arena *a);
/* Add a fact to a state that is not sealed; copies what it keeps.  E_LIMIT more than
 * AUTHORITY_FACTS. */
MUST err *authority_add(struct authority *s, const struct authority_fact *fact);
/* The same from an entry of the instrument as it is read from known on until forgotten; others than
 * of the instrument's own kinds are passed over.  cx is the struct authority: the form that
 * st_instrument_readings calls. */
MUST err *authority_add_entry(void *cx, const struct rec_entry *e, instant known,
                              instant forgotten);
/* Order what was added; only then is it judged by.  E_LIMIT as above. */
MUST err *authority_seal(struct authority *s);

struct authority_question {
    sv holder, power, setting;
    int32_t day;   /* the body's calendar day, since 1970 */
    int64_t known; /* us of UTC: entries recorded by then; AUTHORITY_NOW for all there are */
};

/* What a reason is about, for its sentence; authority_say knows them. */
struct authority_reason {
    enum authority_code code;
    uint8_t about;      /* of dates that differ: which fact */
    int32_t day, until; /* what the entry says; INT32_MIN, INT32_MAX where nothing */
    int64_t entry;      /* that it rests on; -1 where the record is silent */
    sv clause;          /* of the instrument; empty where none is known … */
    int64_t asks;       /* … which stands in this entry; -1 */
    sv subject;         /* a requirement, a course, a condition; else empty */
};

/* Reasons of every verdict, in the order instrument, power, holder, conditions; the worst of them
 * is the judgement.  Lifetime of the views: the state's and the question's. */
struct authority_judgement {
    enum authority_verdict verdict;
    int64_t grant; /* the entry that grants the power on that day, or -1 */
    size_t n;
    struct authority_reason reasons[AUTHORITY_REASONS];
};

/* Contrary where any entry says otherwise; else not established where any silence, any condition
 * that no record decides, or any difference of sources stands; else recorded.  Allocates nothing.
 */
void authority_judge(const struct authority *s, const struct authority_question *q,
                     struct authority_judgement *ret);

/* "contrary-to-record"; "training-lapsed"; what such a reason makes of the judgement; when it is
 * given, in a few words. */
const char *authority_verdict_name(enum authority_verdict v);
const char *authority_code_name(enum authority_code code);
enum authority_verdict authority_code_verdict(enum authority_code code);
const char *authority_code_when(enum authority_code code);
/* One plain sentence, in a. */
sv authority_say(struct arena *a, const struct authority_question *q,
                 const struct authority_reason *r);
/* What stands beside every answer. */
const char *authority_caveat(void);

/* What the state knows by the instant known: has it the holder, the power, the setting of the
 * power (true of every setting where no grant of it names any)?  For a caller that refuses a
 * question about what is not there. */
bool authority_has_holder(const struct authority *s, sv holder, int64_t known);
bool authority_has_power(const struct authority *s, sv power, int64_t known);
bool authority_has_setting(const struct authority *s, sv power, sv setting, int64_t known);

#endif
