/* The way of a draft through its reviewers, as a state and what may be done in it.  Pure. */
#ifndef ACTS_DRAFTS_FLOW_H
#define ACTS_DRAFTS_FLOW_H

#include <stdint.h>

#include "base/attr.h"
#include "base/sv.h"

enum { DRAFT_REVIEWS = 16 };

enum draft_stage {
    DRAFT_WRITING,  /* its author writes it */
    DRAFT_REVIEW,   /* it waits on the reviewer at `place` */
    DRAFT_RETURNED, /* a reviewer gave it back with words */
    DRAFT_READY,    /* all have approved: the clerk may file it */
    DRAFT_FILED,    /* it is an item of the record; nothing changes any more */
    DRAFT_DROPPED,  /* it goes no further */
    DRAFT_STAGES
};
enum draft_mark { DRAFT_WAITING, DRAFT_APPROVED, DRAFT_SKIPPED, DRAFT_MARKS };

struct draft_review {
    enum draft_mark mark;
    int64_t version; /* approved: which one */
};

struct draft_flow {
    enum draft_stage stage;
    int64_t version; /* the newest, from 1; 0 before the first */
    int place;       /* in review: whom it waits on; else -1 */
    struct draft_review review[DRAFT_REVIEWS];
    int n;
};

enum draft_step {
    DRAFT_SAVE,    /* a new version */
    DRAFT_ROUTE,   /* to the reviewers, in their order */
    DRAFT_APPROVE, /* by the one it waits on */
    DRAFT_RETURN,  /* by the same */
    DRAFT_SKIP,    /* one who has not approved, by the clerk */
    DRAFT_RECALL,  /* back to its author before it is filed */
    DRAFT_DROP,
    DRAFT_FILE,
    DRAFT_STEPS
};

/* May the step be taken?  place: whom it skips; else it is not looked at. */
bool draft_may(const struct draft_flow *f, enum draft_step step, int place);
/* Take it; it must be one that may be.  An approval is of one version: where another was saved
 * since, the next routing asks again.  What was skipped stays so. */
void draft_take(struct draft_flow *f, enum draft_step step, int place);

/* "writing" "review" "returned" "ready" "filed" "dropped" · "waiting" "approved" "skipped" · "save"
 * "route" "approve" "return" "skip" "recall" "drop" "file".  Of a word that is none: false, and the
 * first. */
const char *draft_stage_name(enum draft_stage s);
const char *draft_mark_name(enum draft_mark m);
const char *draft_step_name(enum draft_step s);
bool draft_stage_parse(sv word, enum draft_stage *ret);
bool draft_mark_parse(sv word, enum draft_mark *ret);
MUST bool draft_step_parse(sv word, enum draft_step *ret);

#endif
