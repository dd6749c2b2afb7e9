/* The floor: what is in order at a moment of a meeting, and what each act makes of it.
 * Pure: the same state, pack and act always give the same judgement.  Integers only, no clock, no
 * I/O. */
#ifndef RULES_FLOOR_H
#define RULES_FLOOR_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/limits.h"
#include "base/sv.h"
#include "rules/pack.h"

/* X(name, "kind of entry"): what happens on the floor, one for each kind of entry that the floor
 * judges. */
#define FLOOR_KIND_LIST(X)                                                                         \
    X(MEETING_OPENED, "meeting.opened") /* member: who presides, FLOOR_NOBODY if no member */      \
    X(MEETING_RECESSED, "meeting.recessed")                                                        \
    X(MEETING_RESUMED, "meeting.resumed")                                                          \
    X(MEETING_ADJOURNED, "meeting.adjourned")                                                      \
    X(ATTENDANCE_NOTED, "attendance.noted") /* present, remote, absent, left */                    \
    X(ITEM_OPENED, "item.opened")           /* item */                                             \
    X(ITEM_CLOSED, "item.closed")           /* item */                                             \
    X(MOTION_MOVED,                                                                                \
      "motion.moved") /* member, type; item if about one; motion 0 or the next number */           \
    X(MOTION_SECONDED, "motion.seconded")     /* motion, member */                                 \
    X(MOTION_STATED, "motion.stated")         /* motion */                                         \
    X(MOTION_WITHDRAWN, "motion.withdrawn")   /* motion, member; permitted */                      \
    X(RECUSAL_STATED, "recusal.stated")       /* member, aloud; item, or the one that is open */   \
    X(VOTE_OPENED, "vote.opened")             /* motion, method */                                 \
    X(VOTE_CAST, "vote.cast")                 /* motion, member, choice */                         \
    X(VOTE_CHANGED, "vote.changed")           /* motion, member, choice */                         \
    X(VOTE_ANNOUNCED, "vote.announced")       /* motion; outcome and counts where given */         \
    X(REASON_GIVEN, "reason.given")           /* member; motion if about one */                    \
    X(CHAIR_PASSED, "chair.passed")           /* member who presides from now on; FLOOR_NOBODY */  \
    X(CHAIR_RULED, "chair.ruled")             /* motion, ruling */                                 \
    X(MOTION_SUGGESTED, "motion.suggested")   /* member, type: called for, not moved */            \
    X(ITEM_PULLED, "item.pulled")             /* item: out of the consent agenda */                \
    X(ITEM_WITHDRAWN, "item.withdrawn")       /* item: by whoever placed it */                     \
    X(HEARING_OPENED, "hearing.opened")       /* item; quasi */                                    \
    X(HEARING_HEARD, "hearing.heard")         /* item; sworn */                                    \
    X(HEARING_CLOSED, "hearing.closed")       /* item */                                           \
    X(OATH_ADMINISTERED, "oath.administered") /* item */                                           \
    X(DISCLOSURE_STATED, "disclosure.stated") /* item; member, or FLOOR_NOBODY for all */          \
    X(SESSION_CLOSED, "session.closed")       /* aloud: announced in the open meeting */           \
    X(SESSION_REOPENED, "session.reopened")

enum floor_kind {
#define X(name, kind) FLOOR_##name,
    FLOOR_KIND_LIST(X)
#undef X
        FLOOR_KIND_COUNT
};

enum floor_method { METHOD_NONE, METHOD_ROLL_CALL, METHOD_VOICE, METHOD_CONSENT, METHOD_RISING };
enum floor_choice { CHOICE_NONE, CHOICE_YES, CHOICE_NO, CHOICE_ABSTAIN };
/* Announced: adopted to not-sustained.  Ruled by the chair, or taken by demand: granted to
 * answered. The others are what else becomes of a motion. */
enum floor_outcome {
    OUTCOME_NONE,
    OUTCOME_ADOPTED,
    OUTCOME_LOST,
    OUTCOME_OBJECTED, /* consent was objected to: the question is still pending */
    OUTCOME_WITHDRAWN,
    OUTCOME_FELL, /* for want of a second, with the question that it was applied to, or because its
                     item or the meeting was closed over it */
    OUTCOME_SUSTAINED, /* an appeal: the chair's decision stands; an objection: not considered */
    OUTCOME_NOT_SUSTAINED,
    OUTCOME_GRANTED,
    OUTCOME_DENIED,
    OUTCOME_WELL_TAKEN,
    OUTCOME_NOT_WELL_TAKEN,
    OUTCOME_ANSWERED,
    OUTCOME_POSTPONED,
    OUTCOME_REFERRED,
    OUTCOME_TABLED,
    OUTCOME_KILLED, /* postponed indefinitely */
    OUTCOME_NOT_CONSIDERED,
    OUTCOME_DIVIDED,
    OUTCOME_RESCINDED
};

enum floor_form { /* of an amendment */
                  FORM_NONE,
                  FORM_INSERT,
                  FORM_ADD,
                  FORM_STRIKE,
                  FORM_REPLACE,
                  FORM_SUBSTITUTE,
                  FORM_BLANK
};
enum floor_action { /* of a main motion */
                    ACTION_ADOPT,
                    ACTION_DENY,
                    ACTION_ACCEPT,
                    ACTION_DIRECT,
                    ACTION_OTHER
};
enum floor_item_kind {
    ITEM_OTHER,
    ITEM_RESOLUTION,
    ITEM_ORDINANCE,
    ITEM_HEARING,
    ITEM_PRESENTATION,
    ITEM_DISCUSSION,
    ITEM_MINUTES
};
enum floor_meeting_type { MEETING_REGULAR, MEETING_SPECIAL, MEETING_EMERGENCY, MEETING_WORKSHOP };

/* The languages of the chair's words. */
enum floor_lang { LANG_EN, LANG_ES, LANG_HT, LANG_COUNT };

enum { FLOOR_NOBODY = -1 };

/* A set of seats. */
struct seats {
    uint64_t word[LIMIT_SEATS / 64];
};

/* What stood on record when the meeting was opened; days are counted as in base/moment.h. */
struct floor_day {
    int32_t day; /* of the meeting; 0: not known */
    enum floor_meeting_type type;
    int32_t next_regular; /* day of the body's next regular meeting; 0: none is called */
    const sv *vetoed;     /* items whose veto is to be dealt with at this meeting */
    size_t vetoed_count;
};
/* … about one item. */
struct floor_past {
    enum floor_item_kind kind;
    bool scheduled;             /* it stood on this meeting's agenda */
    int32_t readings;           /* readings passed */
    int32_t reading_day;        /* the day of the last of them, 0: none */
    enum floor_outcome decided; /* of its last main question: adopted, lost or none */
    bool previous_meeting;      /* … at the body's meeting before this one */
    bool named;                 /* … by votes by name */
    struct seats yes, no;
    bool tabled, referred, vetoed;
};

struct floor_act {
    enum floor_kind kind;
    int32_t member;  /* index of the seat, or FLOOR_NOBODY */
    sv stranger;     /* the id that names no member, where the caller found one: such an act is
                        impossible */
    uint32_t motion; /* its number in the meeting, from 1 */
    enum motion_type type;
    enum floor_method method; /* vote.opened; motion.moved of the method of voting */
    enum floor_choice choice;
    enum floor_outcome outcome; /* vote.announced; chair.ruled: the ruling */
    bool permitted;             /* motion.withdrawn: the body consented */
    bool aloud;                 /* recusal.stated, session.closed: it was said to the assembly */
    int32_t yes, no, abstain;   /* vote.announced: counts as announced, -1 where none were */
    sv item;
    struct seats present, remote, absent, left; /* attendance.noted */

    /* motion.moved */
    uint32_t target; /* the motion that it is applied to; 0: as its kind has it */
    enum floor_form form;
    enum floor_action action;
    enum rule_id needs;      /* the rule of the vote that the law asks for, or RULE_NONE */
    enum rule_id about_rule; /* the rule that a point is about, or that is to be suspended */
    int32_t to;              /* the day to which it postpones; 0: none is named */
    bool all;                /* the previous question on all that is pending */
    bool notice;             /* notice was given of it */
    const sv *items;         /* the items of a consent agenda or of a batch */
    size_t items_count;

    bool quasi; /* hearing.opened: quasi-judicial */
    bool sworn; /* hearing.heard */

    enum rule_id departed;           /* the rule against which it is recorded as a departure */
    const struct floor_day *day;     /* meeting.opened; may be NULL */
    const struct floor_past *before; /* of the item; may be NULL */
};

/* A member: the id of the roster, and how sentences call them ("Commissioner Pardo"; empty: the
 * id). */
struct floor_member {
    sv id, name;
};

/* A motion, pending or decided. */
struct floor_motion {
    uint32_t number;
    enum motion_type type;
    int32_t item;    /* index of the item, or -1 */
    uint32_t target; /* the motion that it is applied to, or 0 */
    uint32_t by;     /* the motion that set it aside or ended it, or 0 */
    enum floor_form form;
    enum floor_action action;
    enum rule_id needs, about_rule; /* or RULE_NONE */
    enum floor_method proposes;     /* method-of-voting: the method that it asks for */
    enum floor_method ordered;      /* the method by which it must be voted on */
    int32_t to;                     /* day, or 0 */
    bool all, notice;
    bool closed, limited, reconsidered, no_voice, debated;
    uint16_t amendments; /* adopted */
    uint16_t reading;    /* an ordinance's: which reading this is; else 0 */
    const sv *items;
    uint32_t items_count;
    int32_t mover, seconder;       /* seats; FLOOR_NOBODY */
    bool stated;                   /* by the chair: it may be debated */
    enum floor_method method;      /* of the vote that is open, or that decided it */
    struct seats yes, no, abstain; /* votes by name */
    struct seats recused;          /* who may not vote on it */
    enum floor_outcome outcome;    /* OUTCOME_NONE while pending */
};

enum floor_phase { PHASE_BEFORE, PHASE_OPEN, PHASE_RECESS, PHASE_ADJOURNED, PHASE_CLOSED };

/* One meeting's state.  A copy of the struct is a snapshot that stays true while the original moves
 * on (what is shared is never changed); apply acts to one of the two only, or to a copy that is
 * then thrown away.  Memory: the arena that floor_make and floor_apply were given. */
struct floor {
    const struct floor_member *member;
    uint16_t member_count; /* sitting members */
    uint16_t vacancies;    /* seats without a member */
    enum floor_phase phase;
    int32_t presiding;                          /* seat of the presiding member, or FLOOR_NOBODY */
    struct seats present, remote, absent, left; /* disjoint; who is in none was not noted yet */
    int32_t item;                               /* index of the open item, or -1 */
    struct seats recused;                       /* on the open item */
    uint32_t motion_count;                      /* numbers given so far */
    uint32_t pending_count;
    struct floor_motion pending[LIMIT_PENDING]; /* the last is the immediately pending one */
    struct floor_motion *decided;               /* in the order in which they were */
    uint32_t decided_count, decided_size;
    struct floor_item *items; /* in the order of first mention */
    uint32_t item_count, item_size;
    struct floor_item_now *nows;
    uint32_t now_count, now_size;
    struct floor_disposed *disposed;
    uint32_t disposed_count, disposed_size;
    uint32_t *targets; /* by number of motion less 1: what it is applied to */
    uint32_t targets_size;
    struct floor_recusal *recusals;
    uint32_t recusal_count, recusal_size;
    struct floor_day day;
    bool adjourn_ordered, recess_ordered;
    uint32_t last_announced, last_ruled; /* 0 once business went on */
    uint64_t suspended[(RULE_COUNT + 63) / 64];
    uint64_t breached[(RULE_COUNT + 63) / 64], fresh[(RULE_COUNT + 63) / 64];
};

/* An item's id, a hash of it that makes looking it up quick, what stood before (as given with the
 * first act that named it), and the place of its first floor_item_now. */
struct floor_item {
    sv id;
    uint32_t hash, first;
    struct floor_past before;
};

/* Where an item stands: read with floor_item_now().  Each change is a record of its own, so that
 * copies of the state stay true. */
enum floor_hearing { HEARING_NONE, HEARING_OPEN, HEARING_CLOSED };
struct floor_item_now {
    int32_t readings, reading_day; /* with those of this meeting */
    enum floor_hearing hearing;
    bool quasi, oath, disclosed;
    bool opened, pulled, withdrawn; /* here, at this meeting */
    uint32_t last, next;            /* 1 + the places of the records before and after it, or 0 */
};

/* What became of an item at this meeting: whether it is disposed of until it is brought back. */
struct floor_disposed {
    sv id;
    uint32_t hash;
    bool disposed;
};

struct floor_recusal {
    int32_t item;
    int32_t member;
};

enum floor_verdict { FLOOR_IN_ORDER, FLOOR_OUT_OF_ORDER, FLOOR_IMPOSSIBLE };

/* What an announcement amounts to. */
struct floor_result {
    enum floor_outcome outcome;
    bool named; /* yes and no are counted from votes by name, or were announced; else none are known
                 */
    uint32_t yes, no, abstain;
    uint32_t present, absent; /* sitting members; present are those now present or who voted */
    uint32_t recused;
    uint32_t quorum; /* how many are a quorum */
    enum rule_base base;
    struct need need;
    enum rule_id rule; /* the rule of the vote, or tie-vote, or unanimous-consent */
};

struct judgement {
    enum floor_verdict verdict;
    enum rule_id rule_no; /* RULE_NONE when in order without a remark */
    sv rule, citation;    /* as in the pack */
    sv sentence; /* why not; empty when in order, save for what the pack leaves unsettled */
    struct floor_result result; /* vote.announced, unless impossible; else zero */
};

/* An act of that kind with nobody and nothing in it (aloud: true). */
struct floor_act floor_act_make(enum floor_kind kind);

/* The state before a meeting.  Refuses (E_LIMIT) more than LIMIT_SEATS members and vacancies
 * together, and (E_INVALID) no members, an empty id and an id that stands twice.  Lifetime: copies
 * the list, borrows the texts. */
MUST err *floor_make(struct arena *a, const struct floor_member *members, size_t count,
                     size_t vacancies, struct floor *ret);

/* May this happen now?  In order; out of order, which may be recorded as a departure; or
 * impossible, which may not be recorded as witnessed.  Names the first rule that it is against,
 * impossible before out of order. Lifetime: ret borrows from pack and a.  Allocates in a only where
 * it writes a sentence. */
void floor_judge(struct arena *a, const struct floor *f, const struct pack *pack,
                 const struct floor_act *act, struct judgement *ret);

/* What the act, judged in order or recorded as a departure, makes of the state.  Promise:
 * floor_judge does not call it impossible.  a: where the lists of the state grow. */
void floor_apply(struct arena *a, struct floor *f, const struct pack *pack,
                 const struct floor_act *act);

/* The next number was given to a motion that was taken back: no motion bears it.  a: as above. */
void floor_skip_number(struct arena *a, struct floor *f);

/* What the act makes of other motions than its own: their outcome, or OUTCOME_NONE where one is
 * pending again.  before: a copy of the state from before floor_apply, after: the state then.
 * Returns how many, in the order of their numbers; *ret lives in a. */
struct floor_change {
    uint32_t motion;
    enum floor_outcome outcome;
};
size_t floor_becomes(struct arena *a, const struct floor *before, const struct floor *after,
                     uint32_t own, struct floor_change **ret);

/* What an announcement, a ruling or a demand makes of items: the word ("adopted" "lost" "denied"
 * "first-reading" "postponed" "referred" "tabled" "postponed-indefinitely" "not-considered"
 * "rescinded" "veto-sustained" "pending"), or empty where it makes nothing of any, as a direction
 * to the staff, or a part that is lost beside one that was adopted.  f: the state before the act,
 * judged not impossible.  items: in a, none twice. */
struct floor_disposition {
    sv word;
    const sv *items;
    size_t items_count;
};
void floor_dispose(struct arena *a, const struct floor *f, const struct pack *pack,
                   const struct floor_act *act, struct floor_disposition *ret);

/* The item that a motion would be about (its own, its target's, the open one), or empty; and the
 * motion that it would be applied to, or 0. */
sv floor_item_of(const struct floor *f, const struct pack *pack, const struct floor_act *moved);
uint32_t floor_target_of(const struct floor *f, const struct pack *pack,
                         const struct floor_act *moved);
/* Which reading of an ordinance the motion would be, from 1; 0 where its item is none, or the pack
 * asks for no readings. */
uint32_t floor_reading_of(const struct floor *f, const struct pack *pack,
                          const struct floor_act *moved);

/* One choice on a screen: an act as far as it is known, and how it would be judged. */
struct floor_option {
    struct floor_act act; /* kind, motion, type, method, target, item (none: any), outcome; to: a
                             day that would do; member: one by whom it would be in order, or
                             FLOOR_NOBODY */
    struct judgement judgement;
    sv say; /* what the chair says with it in the language asked for, or empty */
};
/* All kinds of acts (votes by each method, motions by each type, on the open item, or on what was
 * decided here where they bring something back, and each ruling that fits; a question that was
 * stated is not offered to be stated again): in order first, the likely next one foremost, then the
 * others with the reason.  Returns how many; *ret lives in a. */
size_t floor_options(struct arena *a, const struct floor *f, const struct pack *pack,
                     enum floor_lang lang, struct floor_option **ret);

/* The words of the chair for the act: stating a question, putting it, announcing a result and its
 * effect, ruling; empty where the chair says nothing.  Short.  Lifetime: a. */
sv floor_say(struct arena *a, const struct floor *f, const struct pack *pack,
             const struct floor_act *act, enum floor_lang lang);

/* How many members are a quorum, how many count towards it now, and whether they are enough.  Where
 * the pack leaves it unsettled whether members who may not vote count, they do. */
uint32_t floor_quorum(const struct floor *f, const struct pack *pack);
uint32_t floor_counted(const struct floor *f, const struct pack *pack);
bool floor_has_quorum(const struct floor *f, const struct pack *pack);

/* The seat of that member, or FLOOR_NOBODY; how sentences call it. */
int32_t floor_seat(const struct floor *f, sv id);
sv floor_called(const struct floor *f, int32_t member);
/* The pending motion of that number, the immediately pending one, the last decision on that number;
 * or NULL. */
const struct floor_motion *floor_pending(const struct floor *f, uint32_t number);
const struct floor_motion *floor_immediate(const struct floor *f);
const struct floor_motion *floor_decided(const struct floor *f, uint32_t number);
/* Where the item of that index stands now.  Lifetime: the state's. */
const struct floor_item_now *floor_item_now(const struct floor *f, int32_t item);
/* What the votes by name amount to now, as if announced (consent and voice: without an outcome). */
void floor_tally(const struct floor *f, const struct pack *pack, const struct floor_motion *m,
                 struct floor_result *ret);

/* Words of entries: "vote.cast"; "roll-call" "voice" "consent" "rising"; "yes" "no" "abstain"; the
 * outcomes "adopted" … "rescinded" ("postponed-indefinitely" for OUTCOME_KILLED).  The *_of give
 * FLOOR_KIND_COUNT or the NONE of their kind for any other word; floor_action_of ACTION_ADOPT,
 * floor_item_kind_of ITEM_OTHER, floor_meeting_type_of MEETING_REGULAR. */
sv floor_kind_name(enum floor_kind k);
enum floor_kind floor_kind_of(sv word);
sv floor_method_name(enum floor_method m);
enum floor_method floor_method_of(sv word);
sv floor_choice_name(enum floor_choice c);
enum floor_choice floor_choice_of(sv word);
sv floor_outcome_name(enum floor_outcome o);
enum floor_outcome floor_outcome_of(sv word);
sv floor_form_name(enum floor_form f);
enum floor_form floor_form_of(sv word);
sv floor_action_name(enum floor_action a);
enum floor_action floor_action_of(sv word);
sv floor_item_kind_name(enum floor_item_kind k);
enum floor_item_kind floor_item_kind_of(sv word);
sv floor_meeting_type_name(enum floor_meeting_type t);
enum floor_meeting_type floor_meeting_type_of(sv word);
/* "in-order" "out-of-order" "impossible" */
sv floor_verdict_name(enum floor_verdict v);

/* Sets of seats. */
void seats_add(struct seats *s, int32_t seat);
void seats_remove(struct seats *s, int32_t seat);
bool seats_has(const struct seats *s, int32_t seat);
uint32_t seats_count(const struct seats *s);

/* The whole state as lines of text, the same for equal states: for tests and for a look at it. */
void floor_write(struct buf *out, const struct floor *f);

#endif
