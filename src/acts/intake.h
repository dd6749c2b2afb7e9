/* Files that come with acts: copied by the writer from where they were laid down, looked at and
 * hashed as they are copied, and durable before the entry that names them is committed. An act says
 * in "files" where the bytes are: {"file":{"incoming":NAME}} of DATA/incoming, or in itself as
 * {"text":…} or {"base64":…}. */
#ifndef ACTS_INTAKE_H
#define ACTS_INTAKE_H

#include "acts/perform.h"
#include "record/media.h"

struct intake;

/* Begin to take in the file of an act that has "files".  dir: DATA.  Held: intake_close.
 * Refuses (E_INVALID, field "data.name" or "files.file") a name without an ending that is known, a
 * file that is not where the act says, an act without an id; E_LIMIT a file over REC_FILE_BYTES;
 * E_IO. */
MUST err *intake_open(struct arena *a, const char *dir, const struct act_inputs *inputs,
                      const struct jv *act, struct intake **ret);
/* Copy one slice; true when it is over: all is there and durable, by a name of its own in
 * DATA/parts, or intake_failure says why not. */
MUST bool intake_advance(struct intake *i);
/* E_INVALID bytes that are not what the file's name promises; E_IO; NULL: nothing was wrong. */
err *intake_failure(const struct intake *i);
/* Forget it, and what was copied unless intake_keep gave it its name.  NULL is allowed. */
void intake_close(struct intake *take_i);

/* What was taken in, as a part of the entry; media is its type. */
void intake_part(const struct intake *i, struct rec_part *ret, struct st_part *ret_payload);
/* Give the file its name, durably.  E_IO. */
MUST err *intake_keep(struct intake *i, struct arena *a);
/* The hash that the same bytes have with another salt.  E_IO. */
MUST err *intake_hash(const struct intake *i, struct arena *a, const uint8_t salt[REC_SALT_BYTES],
                      struct rec_hash *ret);

/* A name for a file in DATA/incoming: 26 of a-z and 0-9. */
bool intake_name_valid(sv name);

/* Remove what no entry names: copies that were begun, files of parts whose entry was not committed,
 * and what was laid down more than an hour ago.  For the writer, before it serves.  E_IO. */
MUST err *intake_sweep(struct arena *a, const char *dir, struct store *s);
/* Hash every file of a part: *ret_finding says in a sentence what is wrong with the first that is
 * not as its entry says; empty where all are.  E_IO. */
MUST err *intake_check(struct arena *a, const char *dir, struct store *s, sv *ret_finding);

#endif
