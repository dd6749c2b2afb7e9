/* An act as it is asked for: read, bounded and checked in form before anything else looks at it. */
#ifndef ACTS_REQUEST_H
#define ACTS_REQUEST_H

#include "base/err.h"
#include "base/json.h"
#include "record/kinds.h"

struct act_request {
    sv act; /* the caller's id */
    const struct rec_kind *kind;
    sv body;                 /* of the meeting where it names one, else given */
    sv meeting, item;        /* of about; may be empty */
    struct jv *about, *data; /* objects, maybe empty */
    struct jv *texts;        /* part name → string */
    struct jv *files;        /* part name → where its bytes are (acts/intake.h); NULL: none */
    struct jv *at, *source;  /* checked, in the record's form; NULL where absent */
};

/* Read the JSON of POST /acts.json:
 * {"act","kind","body","about":{…},"data":{…},"texts":{…},"files":{…},"at":…,"source":{…}}.
 * Refuses (E_INVALID with the field, E_LIMIT) what is missing, unknown, of the wrong type or over a
 * limit. Lifetime: in a, borrowing from json. */
MUST err *act_request_read(struct arena *a, sv json, struct act_request *ret);
/* The same from a tree. */
MUST err *act_request_of(struct arena *a, struct jv *tree, struct act_request *ret);

#endif
