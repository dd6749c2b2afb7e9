/* An instance: the data directory, its signing key, and the desk over its record. */
#ifndef PROG_INSTANCE_H
#define PROG_INSTANCE_H

#include "acts/desk.h"
#include "prog/config.h"
#include "record/note.h"

struct instance;

/* Make a new data directory: dais.conf, key, record.db with its first entry (the key).  origin
 * empty: one is made. Refuses (E_CONFLICT) a directory that is not empty. */
MUST err *instance_init(struct arena *a, const char *dir, sv name, sv origin);
/* Become the writer of the directory.  E_CONFLICT another process is; E_NOTFOUND no instance there.
 * Held: instance_close. */
MUST err *instance_open(struct arena *a, const char *dir, struct instance **ret);
void instance_close(struct instance *take_i);
struct desk *instance_desk(struct instance *i);
/* The verifier key of the directory's log, as a signed note spells it. */
MUST err *instance_verifier(struct arena *a, const char *dir, sv *ret);

/* A way to the writer: the running server's socket, or being the writer oneself. */
struct way;
MUST err *way_open(struct arena *a, const char *dir, struct way **ret);
void way_close(struct way *take_w);
/* One frame (WIRE_ACT or WIRE_ASK, with a local credential) and its durable reply; alone in its
 * group. Lifetime: a. */
MUST err *way_ask(struct way *w, struct arena *a, enum wire_op op, sv credential, sv json,
                  struct desk_reply *ret);

#endif
