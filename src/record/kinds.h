/* The kinds of entries: one table that checks acts and entries, draws forms, and prints docs/names.
 * New kinds are added at the end; an old one never changes meaning. */
#ifndef RECORD_KINDS_H
#define RECORD_KINDS_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/json.h"

/* What a field of an entry's data may hold. */
enum rec_type {
    REC_ID,      /* an id: 1-64 of a-z 0-9 . _ - */
    REC_IDS,     /* an array of ids, none twice */
    REC_CODE,    /* one of the words of `codes` */
    REC_INT,     /* an integer between min and max */
    REC_BOOL,    /* true or false */
    REC_DATE,    /* YYYY-MM-DD */
    REC_INSTANT, /* RFC 3339, UTC */
    REC_NAME,    /* a roster name or a citation: plain text on one line, at most 200 bytes */
    REC_TYPE,    /* a motion's type: an id that the rule pack knows */
    REC_MOTION,  /* a motion's number in its meeting; in an act also the id of the act that moved it
                  */
    REC_BECOMES, /* an object: numbers of motions, each with what becomes of it by this entry: an
                    outcome, or pending */
    REC_MEETING, /* a meeting: <body>/<date>, or with -n */
    REC_ENTRY,   /* an entry's number; in an act also the id of the act that made it */
    REC_VALUES,  /* an object of another kind's fields: held against that kind by
                    rec_values_check */
    REC_SECTIONS, /* an array: the sections of an agenda in order, each {"name", "code" where it has
                    one, "consent" where true, "items": the files in order} */
    REC_WORDS,    /* an array of ids that the instrument itself gives: powers, settings, courses */
    REC_DECIMAL,  /* a decimal number as text, such as -0.122086793: at most 15 digits before the
                     point, at most 12 after it */
    REC_HASH      /* 64 digits of 0-9 a-f */
};

enum {
    REC_REQUIRED = 1,
    REC_WRITER = 2,   /* filled in by the writer; refused from a caller */
    REC_DERIVABLE = 4 /* the writer fills it in where the caller leaves it out */
};

struct rec_field {
    const char *name;
    enum rec_type type;
    unsigned flags;
    const char *codes; /* REC_CODE: words separated by spaces */
    int64_t min, max;  /* REC_INT */
    const char *help;
};

struct rec_part_spec {
    const char *name, *class, *media;
    unsigned flags; /* REC_REQUIRED */
    const char *help;
};

/* What an entry of this kind is about: which keys `about` must and may hold. */
enum {
    REC_ABOUT_MEETING = 1,
    REC_ABOUT_ITEM = 2,
    REC_ABOUT_MOTION = 4,
    REC_MAY_MEETING = 8,
    REC_MAY_ITEM = 16,
    REC_MAY_MOTION = 32,
    REC_ABOUT_INSTRUMENT = 64,
    REC_MAY_INSTRUMENT = 128
};

enum { REC_WITNESSED = 1, REC_REPORTED = 2 };

enum rec_kind_id {
    KIND_BODY_REGISTERED,
    KIND_OFFICIAL_SEATED,
    KIND_RULE_NOTED,
    KIND_MEETING_CALLED,
    KIND_MEETING_CANCELLED,
    KIND_MEETING_OPENED,
    KIND_MEETING_RECESSED,
    KIND_MEETING_RESUMED,
    KIND_MEETING_ADJOURNED,
    KIND_ATTENDANCE_NOTED,
    KIND_ITEM_FILED,
    KIND_ITEM_SCHEDULED,
    KIND_ITEM_OPENED,
    KIND_ITEM_CLOSED,
    KIND_TEXT_FILED,
    KIND_MOTION_MOVED,
    KIND_MOTION_SECONDED,
    KIND_MOTION_STATED,
    KIND_MOTION_WITHDRAWN,
    KIND_RECUSAL_STATED,
    KIND_VOTE_OPENED,
    KIND_VOTE_CAST,
    KIND_VOTE_CHANGED,
    KIND_VOTE_ANNOUNCED,
    KIND_REASON_GIVEN,
    KIND_NOTE_RECORDED,
    KIND_ROLL_REPORTED,
    KIND_MOTION_REPORTED,
    KIND_FACT_REPORTED,
    KIND_KEY_ADDED,
    KIND_CHAIR_PASSED,
    KIND_CHAIR_RULED,
    KIND_MOTION_SUGGESTED,
    KIND_ITEM_PULLED,
    KIND_ITEM_WITHDRAWN,
    KIND_HEARING_OPENED,
    KIND_HEARING_HEARD,
    KIND_HEARING_CLOSED,
    KIND_OATH_ADMINISTERED,
    KIND_DISCLOSURE_STATED,
    KIND_SESSION_CLOSED,
    KIND_SESSION_REOPENED,
    KIND_VETO_FILED,
    KIND_FILING_RECEIVED,
    KIND_RULES_ADOPTED,
    KIND_TEMPLATE_ADOPTED,
    KIND_HOLIDAY_NOTED,
    KIND_ITEM_NUMBERED,
    KIND_ITEM_UNSCHEDULED,
    KIND_AGENDA_PUBLISHED,
    KIND_NOTICE_POSTED,
    KIND_MEETING_CHANGED,
    KIND_FLOOR_REQUESTED,
    KIND_FLOOR_ASSIGNED,
    KIND_FLOOR_YIELDED,
    KIND_CONFLICT_DECLARED,
    KIND_RECORDING_STARTED,
    KIND_RECORDING_LINKED,
    KIND_DESK_TAKEN,
    KIND_MINUTES_WORDED,
    KIND_MINUTES_FILED,
    KIND_SIGNATURE_NOTED,
    KIND_ENTRY_CORRECTED,
    KIND_ATTACHMENT_FILED,
    KIND_INSTRUMENT_REGISTERED,
    KIND_INSTRUMENT_CHANGED,
    KIND_INSTRUMENT_WORDED,
    KIND_PARTY_JOINED,
    KIND_ENDING_STATED,
    KIND_POWER_GRANTED,
    KIND_POWER_WITHDRAWN,
    KIND_COURSE_REQUIRED,
    KIND_HOLDER_NOMINATED,
    KIND_REQUIREMENT_NOTED,
    KIND_TRAINING_COMPLETED,
    KIND_HOLDER_CERTIFIED,
    KIND_AUTHORITY_RECORDED,
    KIND_AUTHORITY_PAUSED,
    KIND_AUTHORITY_RESUMED,
    KIND_AUTHORITY_ENDED,
    KIND_PROTOCOL_ADOPTED,
    KIND_PROTOCOL_ACKNOWLEDGED,
    KIND_OBLIGATION_SET,
    KIND_OBLIGATION_MET,
    KIND_OBLIGATION_WAIVED,
    KIND_MONEY_REPORTED,
    KIND_CHALLENGE_NOTED,
    KIND_REVIEW_HELD,
    KIND_CLAIM_STATED,
    KIND_MEASURE_REGISTERED,
    KIND_MEASURE_FOUND,
    KIND_BATCH_SEALED,
    KIND_TABLE_PUBLISHED,
    KIND_LISTING_REPORTED,
    KIND_CODE_LISTED,
    REC_KINDS
};

struct rec_kind {
    const char *name;
    unsigned about;                 /* REC_ABOUT_…, REC_MAY_… */
    unsigned standings;             /* REC_WITNESSED, REC_REPORTED */
    const struct rec_field *fields; /* ended by a NULL name */
    const struct rec_part_spec *parts;
    const char *help;
};

/* The table, in the order of enum rec_kind_id. */
extern const struct rec_kind rec_kinds[REC_KINDS];

/* The kind of that name, or NULL.  The id is its place: (enum rec_kind_id)(k - rec_kinds). */
const struct rec_kind *rec_kind_find(sv name);
/* The field of that name, or NULL. */
const struct rec_field *rec_field_find(const struct rec_kind *k, sv name);
const struct rec_part_spec *rec_part_find(const struct rec_kind *k, sv name);
/* The part is a file: of one of the media types of record/media.h, up to REC_FILE_BYTES, kept
 * outside the record's own file. */
bool rec_part_is_file(const struct rec_part_spec *p);
/* The part of the kind that is a file, or NULL. */
const struct rec_part_spec *rec_part_file(const struct rec_kind *k);
/* True for 1-64 bytes of a-z 0-9 . _ - that begin with a letter or digit: bodies, members, files,
 * accounts. */
bool rec_id_valid(sv s);
/* True for 1-64 bytes of A-Z a-z 0-9 . _ : - : the caller's id of an act. */
bool rec_act_id_valid(sv s);
/* True for <body>/<date>[-n], n from 2. */
bool rec_meeting_id_valid(sv s);

/* Check `about` (an object or NULL) and `data` (an object or NULL) against the kind.
 * by_caller: fields that the writer fills in are refused, and REC_MOTION may be an act id;
 * otherwise they are required where REC_REQUIRED.  Refuses (E_INVALID, field named "data.choice" or
 * "about.meeting") what is missing, unknown or of the wrong type; the sentence says what would be
 * right. */
MUST err *rec_kind_check(struct arena *a, const struct rec_kind *k, const struct jv *about,
                         const struct jv *data, bool by_caller);

/* The same of values that entry.corrected gives for an entry of kind k: by_caller as above.  Fields
 * are named "data.values.choice". */
MUST err *rec_values_check(struct arena *a, const struct rec_kind *k, const struct jv *values,
                           bool by_caller);

/* The fourteen questions, in the order of the page. */
enum rec_question {
    Q_OUTCOME,
    Q_VOTES,
    Q_REASONS,
    Q_MOTIONS,
    Q_TESTIMONY,
    Q_TEXT,
    Q_HOLDERS,
    Q_POWERS,
    Q_PROTOCOLS,
    Q_ACTIVITY,
    Q_EFFECTS,
    Q_COST,
    Q_CHALLENGES,
    Q_NEXT,
    REC_QUESTIONS
};
extern const char *const rec_question_ids[REC_QUESTIONS];

#endif
