/* Signed notes and checkpoints (C2SP signed-note, tlog-checkpoint, tlog-cosignature;
 * docs/format/checkpoint.md): keys, signatures, and the text that states the tree's size and root.
 */
#ifndef RECORD_NOTE_H
#define RECORD_NOTE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "record/hash.h"

enum {
    REC_KEY_ED25519 = 1,     /* signs the text itself: a log's key */
    REC_KEY_COSIGNATURE = 4, /* signs the text and a time: a witness's key */
    REC_KEY_BYTES = 32,
    REC_SEED_BYTES = 32
};

struct rec_verifier {
    sv name;
    uint32_t id; /* the first four bytes of SHA-256(name || 0x0A || type || key) */
    uint8_t type;
    uint8_t key[REC_KEY_BYTES];
};

/* A private key.  Give it to rec_signer_forget as soon as it is done with. */
struct rec_signer {
    struct rec_verifier verifier;
    uint8_t secret[64];
};

struct rec_signature {
    sv name, line; /* the line with its newline, for copying it elsewhere */
    uint32_t id;
    const struct rec_verifier *by; /* NULL for a key that is not known: nothing was verified */
    uint64_t time;                 /* of a cosignature, in seconds since 1970; else 0 */
};

struct rec_note {
    sv text; /* what is signed, with its last newline */
    struct rec_signature *signatures;
    size_t n;
};

struct rec_checkpoint {
    sv origin;
    uint64_t size;
    struct rec_hash root;
    sv extensions; /* lines, each with its newline; usually none */
};

/* ---- keys ---- */

/* Non-empty UTF-8 without spaces (Unicode's), control characters and '+'. */
bool rec_key_name_valid(sv name);
uint32_t rec_key_id(sv name, uint8_t type, const uint8_t key[REC_KEY_BYTES]);
/* "<name>+<id>+<base64(type || key)>".  Refuses (E_INVALID) another form, an id that does not
 * fit, and types other than the two above.  Lifetime: name borrows from s. */
MUST err *rec_verifier_parse(struct arena *a, sv s, struct rec_verifier *ret);
sv rec_verifier_format(struct arena *a, const struct rec_verifier *v);
/* The key pair of a seed.  Refuses (E_INVALID) a name that is not one.  Lifetime: borrows name. */
MUST err *rec_signer_make(struct arena *a, sv name, uint8_t type,
                          const uint8_t seed[REC_SEED_BYTES], struct rec_signer *ret);
/* "PRIVATE+KEY+<name>+<id>+<base64(type || seed)>".  Lifetime: name borrows from s. */
MUST err *rec_signer_parse(struct arena *a, sv s, struct rec_signer *ret);
/* Append that form; the caller wipes out. */
void rec_signer_put(const struct rec_signer *s, struct buf *out);
/* A secret for the use that label names: it follows from the key, and tells nothing of it. */
struct rec_hash rec_signer_derive(const struct rec_signer *s, const char *label);
/* Overwrite the secret. */
void rec_signer_forget(struct rec_signer *s);

/* ---- notes ---- */

/* Append one signature line for text: "— <name> <base64(id || signature)>\n".  A note is the text,
 * an empty line, and such lines.  s is of type REC_KEY_ED25519. */
void rec_note_sign(const struct rec_signer *s, sv text, struct buf *out);
/* Append a cosignature line: of text at that time, in seconds since 1970.  s is of type
 * REC_KEY_COSIGNATURE. */
void rec_note_cosign(const struct rec_signer *s, sv text, uint64_t time, struct buf *out);
/* The text signed by one key, as a whole note. */
sv rec_note_make(struct arena *a, const struct rec_signer *s, sv text);
/* Take a note apart and verify it: a signature by a known key must be good, one by an unknown key
 * is kept but says nothing, a second one by the same key is dropped.  Refuses (E_INVALID) what is
 * no note; (E_LIMIT) over LIMIT_NOTE_BYTES or LIMIT_NOTE_SIGNATURES; (E_DENIED) a bad signature, or
 * none by a known key.  Lifetime: views borrow from note, `by` from known. */
MUST err *rec_note_open(struct arena *a, sv note, const struct rec_verifier *known, size_t n_known,
                        struct rec_note *ret);

/* ---- checkpoints ---- */

/* The text: origin, size and root, a line each. */
sv rec_checkpoint_format(struct arena *a, const struct rec_checkpoint *c);
/* Read such a text.  Refuses (E_INVALID) anything else.  Lifetime: borrows from text. */
MUST err *rec_checkpoint_parse(struct arena *a, sv text, struct rec_checkpoint *ret);
/* Verify a signed checkpoint of this origin: rec_note_open, its text read, its origin compared.
 * Errors: theirs; E_DENIED for another origin.  ret_note may be NULL. */
MUST err *rec_checkpoint_open(struct arena *a, sv note, sv origin, const struct rec_verifier *known,
                              size_t n_known, struct rec_checkpoint *ret,
                              struct rec_note *ret_note);

#endif
