/* The store: one SQLite file that holds the log, the tables derived from it, and what is private.
 * One process writes (it holds DATA/lock); any number read.  An act is a savepoint, a group of acts
 * one commit; a checkpoint signed by the caller ends each group that added entries.
 *
 *     st_group_begin
 *         st_act_begin … st_log_append … st_act_keep      (or st_act_undo)
 *         …
 *     st_group_commit                                      (or st_group_rollback)
 *
 * Queries are the q_… functions of "store/q.h", generated from sql/q. */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "record/entry.h"
#include "record/hash.h"
#include "record/merkle.h"

struct store;

/* The payload of one part of an entry that is being appended. */
struct st_part {
    struct rec_hash hash; /* as the entry holds it */
    uint8_t salt[REC_SALT_BYTES];
    sv payload;
    bool file;      /* it stands in DATA/parts/<hash>, hashed and durable, instead of payload … */
    uint64_t bytes; /* … with so many bytes */
};

/* ---- opening ---- */

/* Open DIR/record.db as the one writer: takes DIR/lock, makes or migrates the file, and replays the
 * derived tables when this program's differ from the file's.  The directory must be there.
 * Errors: E_CONFLICT another process is the writer; E_INVALID the file is of a later version;
 * E_IO.  Close with st_close. */
MUST err *st_open_writer(struct arena *a, const char *dir, struct store **ret);
/* Open DIR/record.db to read.  The connection can write nothing and read no secret, whatever is
 * asked of it.  E_NOTFOUND where there is no record; E_IO. */
MUST err *st_open_reader(struct arena *a, const char *dir, struct store **ret);
/* Ends an open group without keeping it.  NULL is allowed. */
void st_close(struct store *take_s);

/* ---- the writer ---- */

/* Begin a group.  After an E_UNSURE the truth is found out first (st_settle).  E_IO. */
MUST err *st_group_begin(struct store *s, struct arena *a);

/* Sign the checkpoint of a tree: the note that is stored with it, in a.  An error ends the group
 * without keeping it. */
typedef err *st_signer(void *cx, struct arena *a, uint64_t size, const struct rec_hash *root,
                       sv *ret_note);

/* Read the group's entries back, recompute their leaf hashes, store the checkpoint that sign makes,
 * and commit; a group without entries has no checkpoint.  On success the group is durable.
 * Errors: E_IO nothing of the group stands; E_UNSURE it may or may not stand (ask again with the
 * same act ids: st_act_find tells); what sign refuses, nothing stands.  The group is over in every
 * case. */
MUST err *st_group_commit(struct store *s, struct arena *a, st_signer *sign, void *cx);
/* End the group and forget it; fine when none is open. */
void st_group_rollback(struct store *s);

/* After E_UNSURE: make sure what stands, by a commit of its own, and take the head of the tree from
 * the file.  *ret_size: how many entries stand.  E_UNSURE where it still cannot be known. */
MUST err *st_settle(struct store *s, struct arena *a, int64_t *ret_size);

/* Begin an act within the group.  E_IO when a failure of the system has ended the whole group
 * (then every act of it is undone: roll it back and answer each so). */
MUST err *st_act_begin(struct store *s, struct arena *a);
/* Keep what the act wrote; durable when the group commits.  On error the act is undone. */
MUST err *st_act_keep(struct store *s, struct arena *a);
/* Undo what the act wrote, entries and tables and the head of the tree. */
void st_act_undo(struct store *s);

/* Append one entry with its derived rows, within an act.  Fills in e->seq.
 * payloads: those of e->parts that are kept here, each found by its hash.
 * Refuses: an act id that stands already when e->n is 0, or whose entries so far are not e->n
 * (E_CONFLICT); a payload that no part of e names or whose hash is not that of salt, name and
 * payload (E_INVALID); what rec_entry_encode refuses.  Does not ask rec_entry_check: the acts do.
 * Errors: E_IO; after any error undo the act. */
MUST err *st_log_append(struct store *s, struct arena *a, struct rec_entry *e,
                        const struct st_part *payloads, size_t n_payloads, int64_t *ret_seq);

/* What stands of an act. */
struct st_act {
    int64_t first;   /* seq of its first entry; the others follow it */
    int64_t entries; /* how many */
    sv kind;         /* of the first */
    sv account;
};
/* The act of that id, in the open group too.  *ret_found false where there is none. */
MUST err *st_act_find(struct store *s, struct arena *a, sv id, bool *ret_found, struct st_act *ret);

/* How many entries there are, those of the open group included (writer), or in the snapshot that
 * the connection now sees (reader). */
MUST err *st_log_size(struct store *s, struct arena *a, int64_t *ret);
/* The head of the tree with the open group's entries (writer only). */
const struct rec_tree *st_log_head(const struct store *s);
/* The bytes of one entry, in a.  E_NOTFOUND. */
MUST err *st_log_bytes(struct store *s, struct arena *a, int64_t seq, sv *ret);
/* One entry, decoded; everything in a.  E_NOTFOUND. */
MUST err *st_log_entry(struct store *s, struct arena *a, int64_t seq, struct rec_entry *ret);
/* How an entry is to be read. */
struct st_corrected {
    int64_t by;      /* the correction that stands, or -1: as it was entered */
    bool taken_back; /* it did not happen */
};
/* One entry as it is to be read: with the data, the time and the texts of the correction that
 * stands.  What was taken back reads as it was entered, and *ret_how says so.  E_NOTFOUND. */
MUST err *st_log_read(struct store *s, struct arena *a, int64_t seq, struct rec_entry *ret,
                      struct st_corrected *ret_how);
/* Called with an entry as it was to be read from known on until forgotten (INT64_MAX: as it is to
 * be read now).  Lifetime of the entry: the call's. */
typedef err *st_reading_fn(void *cx, const struct rec_entry *e, instant known, instant forgotten);
/* Every reading of the entries about an instrument whose kinds stand from first to last in the
 * table of kinds: in their order, each as it was entered, then as each correction said otherwise
 * until the next one, or until it was taken back.  fn's errors; E_IO; E_INVALID an entry cannot be
 * read. */
MUST err *st_instrument_readings(struct store *s, struct arena *a, sv instrument,
                                 enum rec_kind_id first, enum rec_kind_id last, st_reading_fn *fn,
                                 void *cx);
/* The hashes of the tree's nodes, for roots, tiles and proofs of what is stored. */
struct rec_nodes st_nodes(struct store *s);

/* The rows that the last :exec query changed. */
int64_t st_changes(const struct store *s);

/* ---- the reader ---- */

/* Hold one snapshot until st_read_end; not longer than 250 ms.  E_IO. */
MUST err *st_read_begin(struct store *s, struct arena *a);
void st_read_end(struct store *s);

/* ---- subjects: what an entry touches, and what a page declares to have read ---- */

enum { ST_SUBJECTS = 8 }; /* one entry without a list of members touches at most so many … */
/* … and one with lists (attendance, a roll) a subject a member more. */

/* "bodies"                  the list of bodies, and what the home page shows of them
 * "body:<body>"             its meetings and their status, its decisions, its rules
 * "roster:<body>"           its name and its officials
 * "meeting:<body>/<date>"   everything that happened in a meeting
 * "item:<body>/<file>"      everything that is about an item
 * "member:<body>/<id>"      what an official did: votes, motions, reasons, attendance
 * Fills ret (in a) with the subjects of e, none twice.  item: the item of e's motion, where e names
 * only the motion; else empty. */
void st_subjects_of(struct arena *a, const struct rec_entry *e, sv item, sv **ret, size_t *ret_n);

enum { ST_TOUCHING_MOST = 1024 };
/* Called with a subject and an entry that touches it; an empty subject: with all there are, since a
 * correction may reach whatever rests on what it corrects. */
typedef void st_touch(void *cx, sv subject, int64_t seq);
/* What the entries from one on touch, entry by entry in their order.  *ret_next: one more than the
 * last of them; from where there is none.  E_LIMIT where they are more than ST_TOUCHING_MOST, after
 * the first of them; E_IO; E_INVALID an entry cannot be read. */
MUST err *st_touched(struct store *s, struct arena *a, int64_t from, st_touch *touch, void *cx,
                     int64_t *ret_next);

/* ---- keeping ---- */

/* Called now and then with how far the work is. */
typedef void st_progress(void *cx, int64_t done, int64_t all);

/* Drop the derived tables and replay every entry, in one transaction (writer, no open group).
 * progress may be NULL.  E_IO; E_INVALID names the entry that cannot be read. */
MUST err *st_rebuild(struct store *s, struct arena *a, st_progress *progress, void *cx);

struct st_digest {
    sv table;
    int64_t rows;
    struct rec_hash hash;
};
/* SHA-256 of each derived table's rows in key order; in the order of the tables' names. */
MUST err *st_digest(struct store *s, struct arena *a, struct st_digest **ret, size_t *ret_n);

struct st_report {
    bool sound;
    sv finding; /* the first thing that is wrong, one sentence; empty when sound */
    int64_t entries, checkpoints, parts;
    struct rec_hash root;
};
/* Check everything without changing the file: the pages, every entry's place, form and leaf hash,
 * the payload of every part, every checkpoint's root, and the derived tables against a replay into
 * a copy.  What is wrong is no error but the report's finding.  E_IO where checking itself failed.
 */
MUST err *st_check(struct store *s, struct arena *a, st_progress *progress, void *cx,
                   struct st_report *ret);

#endif
