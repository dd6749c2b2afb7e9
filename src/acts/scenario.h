/* Scenarios: a meeting or a record as lines that a clerk can read, made into acts and checks.
 * The language is described in dais-scn(5). */
#ifndef ACTS_SCENARIO_H
#define ACTS_SCENARIO_H

#include "acts/rights.h"
#include "base/err.h"
#include "base/json.h"
#include "base/moment.h"

/* What must come of a step. */
enum scn_expect {
    SCN_DONE,         /* the act is recorded */
    SCN_OUT_OF_ORDER, /* refused as out of order, and could be recorded with a departure */
    SCN_IMPOSSIBLE,   /* refused by a rule */
    SCN_INVALID,      /* refused as malformed */
    SCN_DENIED,       /* refused to this role */
    SCN_MOTION,       /* no act: a motion's state is checked */
    SCN_ITEM          /* no act: what became of an item is checked */
};

struct scn_step {
    int line;
    enum scn_expect expect;
    sv cite;      /* the rule that must be cited; empty: any */
    sv field;     /* SCN_INVALID: the field that must be named; empty: any */
    bool clocked; /* it happens at that time, by the scenario's clock */
    instant clock;
    sv account;
    enum act_role role;
    sv body; /* that a member's or chair's account serves; the act's, where "of" names none */
    struct jv *act;     /* as for POST /acts.json; NULL for SCN_MOTION and SCN_ITEM */
    sv state;           /* of the motion, or the item's outcome: adopted lost withdrawn … */
    sv meeting;         /* of the motion; SCN_ITEM: on whose agenda the item stands because of its
                           outcome, empty: not checked */
    sv motion;          /* SCN_MOTION: by the id of the act that moved it */
    sv item;            /* SCN_ITEM */
    int64_t yes, no;    /* -1: not checked */
    sv mover, seconder; /* of the motion; empty: not checked */
};

struct scn {
    sv title;
    struct scn_step *steps;
    size_t n;
};

/* Parse a whole file.  Refuses (E_INVALID, E_LIMIT) with "FILE:LINE: …", one sentence.
 * Lifetime: in a; views may point into text. */
MUST err *scn_parse(struct arena *a, sv file, sv text, struct scn *ret);

/* One word for an expectation: done out-of-order impossible invalid denied motion
 * item. */
sv scn_expect_name(enum scn_expect e);

#endif
