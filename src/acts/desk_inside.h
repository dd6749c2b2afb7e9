/* What the files of the desk share. */
#ifndef ACTS_DESK_INSIDE_H
#define ACTS_DESK_INSIDE_H

#include "acts/desk.h"

struct desk {
    struct store *store;
    struct act_room *room;
    st_signer *sign;
    void *sign_cx;
    struct tries *tries;
    char *dir; /* DATA; NULL: no files are kept */
    struct act_inputs inputs;
    struct activity_rules rules;
    struct intake *brought; /* while the act is performed that it came with */
    bool codes_required;    /* of clerks, chairs and administrators */
};

#define DESK_LACKS_CODES                                                                           \
    "this account needs one-time codes: set them up on the page of your account, then ask again"

/* ---- desk.c ---- */

/* A reply of this status and JSON. */
void desk_reply_json(struct arena *a, struct desk_reply *ret, int status, const struct jv *v);
/* A member of the object, unless the text is empty. */
void desk_put(struct arena *a, struct jv *v, const char *key, sv text);
/* A reply that says no, about a field or (empty) the whole. */
void desk_refuse(struct arena *a, struct desk_reply *ret, int status, const char *field,
                 const char *sentence);

/* ---- desk_ask.c: accounts ---- */

/* Answer a question, within an act of the store.  local: it came by this machine's door. */
MUST err *desk_ask(struct desk *d, struct arena *a, const struct act_actor *actor, bool local,
                   sv credential, const struct jv *q, struct desk_reply *ret);
/* Go on with one that waited for auth. */
MUST err *desk_ask_resume(struct desk *d, struct arena *a, const struct desk_wait *wait,
                          const struct wire_frame *answer, struct desk_reply *ret);

/* ---- desk_agency.c ---- */

/* What an agency asks, within an act of the store; what: "activity.send", "activity.withdraw" or
 * "activity.state". */
MUST err *desk_ask_agency(struct desk *d, struct arena *a, const struct act_actor *actor, sv what,
                          const struct jv *q, struct desk_reply *ret);

/* ---- desk_drafts.c ---- */

/* What is asked about drafts, within an act of the store; what: the step. */
MUST err *desk_ask_draft(struct desk *d, struct arena *a, const struct act_actor *actor, sv what,
                         const struct jv *q, struct desk_reply *ret);
/* File a draft: acts of their own, and then its mark; without an act open.  A repeat goes on where
 * it was interrupted, and files nothing twice. */
MUST err *desk_file_draft(struct desk *d, struct arena *a, const struct act_actor *actor,
                          const struct jv *q, struct desk_reply *ret);

#endif
