/* The writer's desk: frames in, replies out, whichever door they came by.  Everything happens
 * within groups of the store; a reply may be sent only once its group is durable. */
#ifndef ACTS_DESK_H
#define ACTS_DESK_H

#include "acts/activity.h"
#include "acts/perform.h"
#include "acts/tries.h"
#include "acts/wire.h"
#include "base/limits.h"

struct desk;

/* By which door a frame came, and so which credentials are believed. */
enum desk_door {
    DESK_WEB,  /* a worker: "session TOKEN", "key KEY", or none */
    DESK_LOCAL /* this machine's administrator: also "as ACCOUNT ROLE [BODY [MEMBER]]" */
};

/* What must be before the reply can be made: auth's answer, or (WAIT_FILE) a file that is taken in.
 */
struct desk_wait {
    enum { WAIT_NONE, WAIT_LOGIN, WAIT_ACCEPT, WAIT_CHANGE, WAIT_FILE } kind;
    struct intake *file; /* WAIT_FILE: what is being taken in; held: desk_file_end or _drop */
    char account[LIMIT_ID_BYTES + 1];
    char token[65];        /* WAIT_ACCEPT: the invitation's; WAIT_CHANGE: the session's */
    struct try tried;      /* WAIT_LOGIN, WAIT_CHANGE */
    struct wire_frame ask; /* to auth; its fields live in the arena of desk_handle */
};

struct desk_reply {
    int status; /* as of HTTP */
    sv json;    /* in the arena of the call */
    struct desk_wait wait;
};

/* The desk over an open writer's store, which it takes over.  sign makes the note of each group's
 * checkpoint. */
NONNULL struct desk *desk_open(struct store *take_s, const struct act_inputs *inputs,
                               st_signer *sign, void *sign_cx);
/* Know devices that have signed in by this secret, which is the same from start to start; without
 * it they are known until the desk closes. */
void desk_devices(struct desk *d, const struct rec_hash *secret);
/* Whether clerks, chairs and administrators need one-time codes: without them they may only set
 * them up.  Not required until it is said. */
void desk_codes(struct desk *d, bool required);
/* How tables are made and when (dais.conf).  Copied. */
void desk_rules(struct desk *d, const struct activity_rules *rules);
/* Where files of acts are kept: DATA.  Until it is said, acts with files are refused.  Copied. */
void desk_files(struct desk *d, const char *dir);
void desk_close(struct desk *take_d);
struct store *desk_store(struct desk *d);

/* ---- a group: begin, any number of handle and resume, commit ---- */

/* Begin a group.  E_IO. */
MUST err *desk_begin(struct desk *d, struct arena *a);
/* Handle one WIRE_ACT or WIRE_ASK.  Always makes a reply, or a wait. */
void desk_handle(struct desk *d, struct arena *a, enum desk_door door, const struct wire_frame *f,
                 struct desk_reply *ret);
/* Go on after auth has answered (its WIRE_REPLY). */
void desk_resume(struct desk *d, struct arena *a, const struct desk_wait *wait,
                 const struct wire_frame *answer, struct desk_reply *ret);
/* WAIT_FILE: copy a slice more; true when that is over, one way or the other.  No group is needed.
 */
MUST bool desk_file_step(const struct desk_wait *wait);
/* … then, within a group, perform the act of the frame that waited, or refuse it. */
void desk_file_end(struct desk *d, struct arena *a, enum desk_door door, const struct wire_frame *f,
                   struct desk_wait *take_wait, struct desk_reply *ret);
/* Give it up instead. */
void desk_file_drop(struct desk_wait *take_wait);
/* Auth could not be asked, or did not answer: the try does not count.  No group is needed. */
void desk_unanswered(struct desk *d, const struct desk_wait *wait);
/* Within a group: seal one month of private rows that is due (acts/seal.h); *ret_more where there
 * was one, so that there may be another. */
MUST err *desk_seal(struct desk *d, struct arena *a, bool *ret_more);
/* Make the group durable.  On error no reply of the group may go out: desk_failed_reply makes those
 * that do. *ret_size: how many entries stand now. */
MUST err *desk_commit(struct desk *d, struct arena *a, int64_t *ret_size);
/* The reply to a frame whose group failed with e. */
void desk_failed_reply(struct arena *a, err *e, const struct wire_frame *f, struct desk_reply *ret);

/* The reply that an error is: status and JSON as in docs/names.md.  act: the act's id, or empty. */
void desk_error_reply(struct arena *a, err *e, sv act, struct desk_reply *ret);

#endif
