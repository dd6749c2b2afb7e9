/* What the files of the store share among themselves. */
#ifndef STORE_INNER_H
#define STORE_INNER_H

#include <sqlite3.h>

#include "base/buf.h"
#include "store/query.h"
#include "store/store.h"

/* The head of the tree, and the blocks of it that are being filled: 256 leaves, and 256 such. */
struct st_head {
    struct rec_tree tree, block[2];
};

struct store {
    sqlite3 *db;
    int lock_fd; /* -1 when it is no writer */
    bool writer;
    bool in_group, in_act;
    bool group_lost; /* the system's failure has ended the group; the caller has not yet */
    bool unsure;     /* the last commit may or may not stand */
    bool damaged;    /* SQLite has found the file malformed */
    sqlite3_stmt **statements; /* by query; NULL until first used */
    const char *may_read;      /* secrets that the statement in hand may read */
    struct st_head head, head_at_act, head_at_group;
    struct buf bytes; /* of the entry that is being encoded */
};

/* What SQLite's answer means, as one sentence that says what to do. */
NONNULL err *st_error(struct store *s, struct arena *a, int rc, const char *what);
/* Run a statement without the fault gate and without an error: for going back. */
void st_query_force(struct store *s, unsigned id);
/* Run schema text.  E_IO. */
MUST err *st_run(struct store *s, struct arena *a, const char *sql, const char *what);
void st_finalize(struct store *s);

/* Add a leaf to the head; keeps the roots of full blocks.  E_IO. */
MUST err *st_head_add(struct store *s, struct arena *a, struct rec_hash leaf);
/* Take the head from the file. */
MUST err *st_head_load(struct store *s, struct arena *a);

/* Write the derived rows of one entry as it is to be read (all but subtree, act and correction); of
 * one that was taken back only that it was entered.  E_IO; E_CONFLICT. */
MUST err *st_derive(struct store *s, struct arena *a, const struct rec_entry *e, bool taken_back);
/* The act's row.  E_CONFLICT as st_log_append says. */
MUST err *st_derive_act(struct store *s, struct arena *a, const struct rec_entry *e);
/* Changes whenever what st_derive writes changes. */
extern const char st_derive_version[];

/* The entry as the correction of that number says it; voids: it takes it back.  E_NOTFOUND. */
MUST err *st_read_by(struct store *log, struct arena *a, struct rec_entry *e, int64_t seq,
                     bool voids, struct st_corrected *ret);
/* Give e, as it was entered, what the correction that stands says; log: where entries are, tables:
 * where the corrections are. */
MUST err *st_correct(struct store *tables, struct store *log, struct arena *a, struct rec_entry *e,
                     struct st_corrected *ret);
/* Note the corrections of all entries: what a replay does before it reads any. */
MUST err *st_corrections(struct store *tables, struct store *log, struct arena *a);
/* The newest entry corrects another: the derived tables become those of a record in which that one
 * had said the right thing.  E_IO; E_CONFLICT: they cannot. */
MUST err *st_rederive(struct store *s, struct arena *a, const struct rec_entry *e);

/* A store of derived tables only: in memory, or in a temporary file that vanishes with it.  Close
 * it in any case.  E_IO. */
MUST err *st_copy_open(struct arena *a, bool in_memory, struct store *copy);
void st_copy_close(struct store *take_copy);

/* Drop and make the derived tables, and replay every entry into them; within a transaction. */
MUST err *st_replay(struct store *s, struct arena *a, st_progress *progress, void *cx);

#endif
