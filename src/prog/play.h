/* Performing scenarios. */
#ifndef PROG_PLAY_H
#define PROG_PLAY_H

#include "prog/instance.h"

/* Perform a scenario's text, each act in a group of its own, and check what it expects.
 * Refuses (E_CONFLICT) with file and line the first step that went otherwise; scn_parse's errors.
 * Lifetime: a. */
MUST err *play_text(struct way *w, const char *dir, struct arena *a, sv file, sv text,
                    size_t *ret_steps);

/* The same, with as much time between the acts as passes by the scenario's clock, `speed` times as
 * fast; the acts happen when they are entered.  speed: 1 to 1000. */
MUST err *play_live(struct way *w, const char *dir, struct arena *a, sv file, sv text,
                    int64_t speed, size_t *ret_steps);

#endif
