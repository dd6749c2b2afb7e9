/* An instance: the data directory, its signing key, and the desk over its record. */
#ifndef PROG_INSTANCE_H
#define PROG_INSTANCE_H

#include "acts/desk.h"
#include "prog/config.h"
#include "record/note.h"

struct instance;

/* Make a new data directory: record.db, dais.conf, key, and then the first entry (the key), with
 * which the instance stands.  Where that was interrupted, doing it again finishes it, with the key
 * and the settings that are there; until then instance_open refuses the directory.  origin empty:
 * one is made.  Refuses a directory that holds an instance or anything else, or an origin that is
 * not that of the key there (E_CONFLICT), a path that is a file (E_INVALID), a key without its
 * record (E_NOTFOUND). */
MUST err *instance_init(struct arena *a, const char *dir, sv name, sv origin);
/* Refuses a path that is a file (E_INVALID), and a directory without a record (E_NOTFOUND): asked
 * before anything is opened that would make one. */
MUST err *instance_there(struct arena *a, const char *dir);
/* Refuses (E_NOTFOUND) an opened record without entries: `dais init` was interrupted, or the file
 * was emptied. */
MUST err *instance_begun(struct arena *a, struct store *s, const char *dir);
/* Become the writer of the directory.  E_CONFLICT another process is; E_NOTFOUND no instance there,
 * or no key; E_INVALID a key that is none, or not that of the record; the errors of the two above.
 * Held: instance_close. */
MUST err *instance_open(struct arena *a, const char *dir, struct instance **ret);
void instance_close(struct instance *take_i);
struct desk *instance_desk(struct instance *i);
/* How tables are made and when, as DATA/dais.conf says. */
struct activity_rules instance_rules(const struct config *c);
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
