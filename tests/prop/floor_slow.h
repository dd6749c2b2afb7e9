/* A second floor, slow and obvious: it keeps what was recorded, and works everything out from the
 * beginning each time it is asked.  It shares no code with the floor: only the act, the pack's
 * parameters and the words of the state. */
#ifndef TESTS_FLOOR_SLOW_H
#define TESTS_FLOOR_SLOW_H

#include "rules/floor.h"

enum { SLOW_MEMBERS = 12, SLOW_MOTIONS = 200, SLOW_RECUSALS = 400 };

struct slow_motion {
    bool pending;
    int decided_as_number; /* the how-manieth decision of the meeting it was, from 1 */
    enum motion_type type;
    sv item;
    int mover, seconder;
    bool stated;
    enum floor_method method;
    char vote[SLOW_MEMBERS]; /* 'y' 'n' 'a', or 0 */
    bool recused[SLOW_MEMBERS];
    enum floor_outcome outcome;
};

struct slow {
    int members, vacancies;
    const struct floor_member *member;
    const struct pack *pack;
    /* What the record amounts to. */
    char phase; /* 'b'efore 'o'pen 'r'ecess 'a'djourned */
    int presiding;
    char where[SLOW_MEMBERS]; /* 'p'resent 'r'emote 'a'bsent 'l'eft, or 0 */
    sv item;
    int motions, decisions;
    struct slow_motion motion[SLOW_MOTIONS + 1]; /* by number */
    int recusals;
    struct {
        sv item;
        int member;
    } recusal[SLOW_RECUSALS];
};

struct slow_answer {
    enum floor_verdict verdict;
    enum rule_id rule; /* RULE_NONE in order */
    enum floor_outcome outcome;
    int yes, no, abstain, present, quorum;
};

/* What these acts, recorded one after the other, amount to. */
void slow_replay(struct slow *s, const struct floor_act *acts, size_t count);
/* How the act is judged after them. */
struct slow_answer slow_judge(const struct slow *s, const struct floor_act *act);
/* The state in the words of floor_write. */
void slow_write(struct buf *out, const struct slow *s);

#endif
