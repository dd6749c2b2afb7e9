/* Drafts of items: written by staff, reviewed in the order of the body's template, filed by the
 * clerk.  Private state of the writer; nothing of it is an entry before it is filed.  Who sees
 * which draft is said once, by the query drafts_seen. */
#ifndef ACTS_DRAFTS_H
#define ACTS_DRAFTS_H

#include "acts/drafts_flow.h"
#include "acts/rights.h"
#include "base/json.h"
#include "store/q.h"
#include "store/store.h"

enum {
    DRAFT_ID_BYTES = 50,      /* so that the ids of the acts that file it are acts' ids */
    DRAFT_OFFICE_BYTES = 120, /* a reviewer's name */
    DRAFT_DAYS = 99,          /* that a reviewer has */
    DRAFT_WORDS_BYTES = 8192  /* why it is returned or skipped */
};

struct draft {
    struct q_drafts_seen_out row;
    struct draft_flow flow;
    struct q_draft_reviews_out *reviews;
    size_t reviews_n;
};

/* The draft, as far as the actor may see it.  E_NOTFOUND, the same whether there is none or it is
 * not for the actor.  Works on a reader too. */
MUST err *act_draft_seen(struct store *s, struct arena *a, const struct act_actor *actor, sv id,
                         struct draft *ret);

/* Save a version of a draft from the fields "draft" (its id), "version" (the newest that the writer
 * saw; 0 begins it), "body", "data.type", "data.sponsor", "data.department", "texts.title",
 * "words", "fiscal", "meeting" and "reviewers" (a line each: the office, a colon, its business
 * days).  What is as the newest version has it makes no other.  Refuses E_INVALID (field),
 * E_DENIED, E_CONFLICT (somebody saved meanwhile; another sponsor: no draft reaches two members),
 * E_NOTFOUND, E_LIMIT.
 */
MUST err *act_draft_save(struct store *s, struct arena *a, const struct act_actor *actor,
                         instant now, const struct jv *fields);
/* Take another step than saving and filing, with the fields "draft", "place" (whom it skips) and
 * "words".  Refuses as the step's right or the draft's stage says. */
MUST err *act_draft_step(struct store *s, struct arena *a, const struct act_actor *actor,
                         instant now, enum draft_step step, const struct jv *fields);

/* The acts that file the draft under a number, in their order, at most three: their ids follow from
 * the draft's, so that a repeat files nothing twice.  number: an id of a file. */
MUST err *act_draft_acts(struct store *s, struct arena *a, const struct draft *d, sv number,
                         struct jv *ret_acts[3], size_t *ret_n);
/* The number under which the draft's item stands already; empty where it does not. */
MUST err *act_draft_number(struct store *s, struct arena *a, sv id, sv *ret);
/* It is filed. */
MUST err *act_draft_filed(struct store *s, struct arena *a, const struct act_actor *actor,
                          instant now, const struct draft *d, sv number);

#endif
