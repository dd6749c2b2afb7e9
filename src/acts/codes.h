/* One-time codes: by time (RFC 6238 over RFC 4226: HMAC-SHA-1, 30 seconds, six digits), and the
 * recovery codes that stand in for a device that is lost. */
#ifndef ACTS_CODES_H
#define ACTS_CODES_H

#include "base/err.h"
#include "base/moment.h"
#include "base/buf.h"
#include "record/hash.h"

enum {
    CODE_SECRET_BYTES = 20,   /* as long as the hash (RFC 4226, R6) */
    CODE_DIGITS = 6,          /* of a code by time */
    CODE_STEP_S = 30,         /* how long one counts (RFC 6238, 5.2) */
    CODE_DRIFT = 1,           /* steps by which a device's clock may be off, either way */
    CODE_RECOVERY = 10,       /* recovery codes of an account */
    CODE_RECOVERY_DIGITS = 16 /* base32 digits of one, 80 bits */
};

/* The value of RFC 4226 for a counter, reduced to so many decimal digits, at most 9. */
uint32_t code_value(sv secret, uint64_t counter, int digits);
/* Does the code stand for a step within CODE_DRIFT of now, one after the step that was used last?
 * Blanks in the code are passed over.  *ret_step: which step, to be kept as used, so that no code
 * is good twice (RFC 6238, 5.2).  last: 0 where none was used. */
MUST bool code_good(sv secret, instant now, sv code, int64_t last, int64_t *ret_step);
/* Is this as many digits as a code by time has, blanks passed over?  Else it may be a recovery
 * code. */
bool code_by_time(sv code);
/* The secret in base32 (RFC 4648), in groups of four with blanks between them, to be typed in. */
sv code_secret_words(struct arena *a, sv secret);
/* otpauth://totp/ISSUER:ACCOUNT?secret=…&issuer=…, as apps for codes read it from a QR code; words:
 * of code_secret_words. */
sv code_secret_link(struct arena *a, sv words, sv issuer, sv account);
/* A new recovery code: four groups of four small letters and digits. */
sv code_recovery_make(struct arena *a);
/* What is kept of a recovery code of that account: SHA-256 under a label, of the code without
 * blanks and dashes in small letters. */
struct rec_hash code_recovery_hash(sv account, sv code);

#endif
