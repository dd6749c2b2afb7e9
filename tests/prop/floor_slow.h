/* A second floor, slow and obvious: it keeps what was recorded, and works everything out from the
 * beginning each time it is asked.  It shares no code with the floor: only the act, the pack's
 * parameters and the words of the state. */
#ifndef TESTS_FLOOR_SLOW_H
#define TESTS_FLOOR_SLOW_H

#include "rules/floor.h"

enum {
    SLOW_MEMBERS = 12,
    SLOW_MOTIONS = 200,
    SLOW_RECUSALS = 400,
    SLOW_ITEMS = 8,
    SLOW_DISPOSALS = 1600
};

struct slow_motion {
    enum motion_type type;
    sv item; /* empty: about none */
    int target;
    enum floor_form form;
    enum floor_action action;
    enum rule_id needs, about_rule;
    enum floor_method proposes; /* of the method of voting: by which */
    int to, reading;
    bool all, notice;
    sv items[SLOW_ITEMS];
    int items_count;
    int mover, seconder;

    bool gone; /* it was taken back: only its number was given */
    bool pending;
    bool stated, closed, limited, reconsidered, no_voice, debated;
    int amendments;
    enum floor_method ordered;
    enum floor_method method;
    char vote[SLOW_MEMBERS]; /* 'y' 'n' 'a', or 0 */

    /* Its last decision. */
    int decision; /* the how-manieth of the meeting, from 1 */
    enum floor_outcome outcome;
    int by;
    bool recused[SLOW_MEMBERS];
};

struct slow_item {
    sv id;
    struct floor_past before;
    int readings, reading_day;
    char hearing; /* 'o'pen, 'c'losed, or 0 */
    bool quasi, sworn, disclosed, opened, pulled, withdrawn;
};

struct slow {
    int members, vacancies;
    const struct floor_member *member;
    const struct pack *pack;
    /* What the record amounts to. */
    char phase; /* 'b'efore 'o'pen 'r'ecess 'c'losed session 'a'djourned */
    int presiding;
    char where[SLOW_MEMBERS]; /* 'p'resent 'r'emote 'a'bsent 'l'eft, or 0 */
    sv item;                  /* the open one */
    struct floor_day day;
    bool adjourn_ordered, recess_ordered;
    int last_announced, last_ruled;
    bool suspended[RULE_COUNT], breached[RULE_COUNT], fresh[RULE_COUNT];
    int items;
    struct slow_item known[SLOW_ITEMS]; /* in the order in which they were named */
    int motions, decisions;
    struct slow_motion motion[SLOW_MOTIONS + 1]; /* by number */
    struct slow_motion was[SLOW_MOTIONS + 1];    /* as it was at its last decision */
    int pending;
    int stack[LIMIT_PENDING + 1]; /* numbers; the last is the immediately pending question */
    int recusals;
    struct {
        sv item;
        int member;
    } recusal[SLOW_RECUSALS];
    int disposals;
    struct {
        sv item;
        const char *word;
    } disposal[SLOW_DISPOSALS]; /* what became of items here, in that order */
};

struct slow_answer {
    enum floor_verdict verdict;
    enum rule_id rule; /* RULE_NONE in order */
    /* Of an announcement: */
    enum floor_outcome outcome;
    bool counted; /* yes and no are known */
    int yes, no, abstain, present, quorum;
    enum rule_id vote_rule;
};

struct slow_disposition {
    const char *word; /* empty: of no item */
    sv items[SLOW_ITEMS];
    int items_count;
};

/* What these acts, recorded one after the other, amount to. */
void slow_replay(struct slow *s, const struct floor_act *acts, size_t count);
/* How the act is judged after them. */
struct slow_answer slow_judge(const struct slow *s, const struct floor_act *act);
/* The motion that would be made. */
struct slow_motion slow_moved(const struct slow *s, const struct floor_act *act);
/* What the act, judged so, makes of items. */
struct slow_disposition slow_dispose(const struct slow *s, const struct floor_act *act,
                                     const struct slow_answer *answer);
/* Whether the act made another than it was of the motion of that number: then *ret is its outcome,
 * or none where it is pending again. */
bool slow_becomes(const struct slow *before, const struct slow *after, int number,
                  enum floor_outcome *ret);
/* The state in the words of floor_write. */
void slow_write(struct buf *out, const struct slow *s);

#endif
