/* Wrong passwords, counted, so that guessing is slow and nobody shuts out whom they do not know
 * (docs/decisions/0008).  Nothing of it is kept: names and addresses stand here as hashes, for a
 * minute. */
#ifndef ACTS_TRIES_H
#define ACTS_TRIES_H

#include "base/err.h"
#include "record/hash.h"

enum {
    TRIES_OWN = 5,     /* a minute: of one device, or from one network for one account */
    TRIES_ALL = 50,    /* a minute: for one account, or from one network, of unknown devices */
    TRIES_KEPT = 2048, /* counts at a time */
    TRIES_DEVICE_BYTES = 4 * REC_HASH_BYTES, /* of a device's word: plain hexadecimal digits */
    TRIES_WINDOW_MS = 60000                  /* from the first wrong one on */
};

struct tries;

/* Under which counts a try falls. */
struct
try {
    struct {
        struct rec_hash whose;
        int most;
    } count[3];
    size_t n;
    bool known; /* by its device */
};

/* With a secret of its own. */
NONNULL struct tries *tries_open(void);
/* Know devices by this secret. */
void tries_devices(struct tries *t, const struct rec_hash *secret);
void tries_close(struct tries *take_t);

/* A word by which the device that has just signed in to the account is known again.  Each is
 * another. */
sv tries_device_make(const struct tries *t, struct arena *a, sv account);
/* A try for the account, from a network (any text of the caller's), by the bearer of a device's
 * word (or of anything else: then it is not known). */
void tries_of(const struct tries *t, sv account, sv from, sv device, struct try *ret);
/* A try for the account's one-time code: counted apart from passwords and over all networks,
 * because whoever comes so far knows the password. */
void tries_of_code(const struct tries *t, sv account, struct try *ret);

/* Count the try; false, and nothing is counted, when there were too many.  Counted when it begins,
 * and not when the password was found wrong: so that many at once are not more than one after the
 * other. */
MUST bool tries_begin(struct tries *t, const struct try *one, int64_t now_ms);
/* It was never answered: as if it had not begun. */
void tries_undo(struct tries *t, const struct try *one);
/* The password was right: this device's, or this network's for the account, are forgotten. */
void tries_good(struct tries *t, const struct try *one);

#endif
