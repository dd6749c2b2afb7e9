/* The receipt: one file that proves an entry's place under a signed checkpoint (C2SP tlog-proof,
 * version 1). */
#ifndef RECORD_RECEIPT_H
#define RECORD_RECEIPT_H

#include "record/merkle.h"
#include "record/note.h"

struct rec_receipt {
    uint64_t index; /* the entry's seq */
    struct rec_proof proof;
    sv extra;      /* bytes for the reader, not proved by themselves; usually none */
    sv checkpoint; /* the signed note */
};

/* "c2sp.org/tlog-proof@v1", extra in base64 where there is some, index, proof, an empty line, and
 * the checkpoint as it is. */
sv rec_receipt_format(struct arena *a, const struct rec_receipt *r);
/* Read such a file; nothing is verified.  Refuses (E_INVALID) another form; (E_LIMIT) over
 * LIMIT_RECEIPT_BYTES.  Lifetime: extra lives in a, the checkpoint borrows from text. */
MUST err *rec_receipt_parse(struct arena *a, sv text, struct rec_receipt *ret);
/* Is this the entry at the receipt's index of the log of that origin?  Opens the checkpoint with
 * the known keys and follows the proof from the entry's leaf hash to its root. Errors: those of
 * rec_checkpoint_open; E_DENIED where the proof does not lead to the root. */
MUST err *rec_receipt_verify(struct arena *a, const struct rec_receipt *r, sv entry, sv origin,
                             const struct rec_verifier *known, size_t n_known,
                             struct rec_checkpoint *ret, struct rec_note *ret_note);

#endif
