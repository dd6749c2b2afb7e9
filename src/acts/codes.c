/* One-time codes. */
#include "acts/codes.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "base/must.h"
#include "sys/clock.h"

enum { SHA1_BYTES = 20, COUNTER_BYTES = 8, GROUP = 4 };

static const char BASE32[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/* ---- by time ---- */

uint32_t code_value(sv secret, uint64_t counter, int digits)
{
    unsigned char message[COUNTER_BYTES], mac[SHA1_BYTES];
    unsigned int n = 0;
    uint32_t of = 1;
    for (int i = 0; i < COUNTER_BYTES; i++) {
        message[i] = (unsigned char)(counter >> (56 - 8 * i));
    }
    must(digits > 0 && digits <= 9);
    must(HMAC(EVP_sha1(), secret.p, (int)secret.n, message, sizeof message, mac, &n) &&
         n == SHA1_BYTES);
    /* RFC 4226, 5.3: four bytes from where the last half byte says, without their sign */
    size_t at = mac[SHA1_BYTES - 1] & 0x0f;
    uint32_t cut = (uint32_t)(mac[at] & 0x7f) << 24 | (uint32_t)mac[at + 1] << 16 |
                   (uint32_t)mac[at + 2] << 8 | mac[at + 3];
    for (int i = 0; i < digits; i++) {
        of *= 10;
    }
    return cut % of;
}

/* The number that a code is; -1 where it is no code by time. */
static int64_t number_of(sv code)
{
    int64_t value = 0;
    int digits = 0;
    for (size_t i = 0; i < code.n; i++) {
        char c = code.p[i];
        if (c == ' ') {
            continue;
        }
        if (c < '0' || c > '9' || digits == CODE_DIGITS) {
            return -1;
        }
        value = value * 10 + (c - '0');
        digits++;
    }
    return digits == CODE_DIGITS ? value : -1;
}

bool code_by_time(sv code)
{
    return number_of(code) >= 0;
}

bool code_good(sv secret, instant now, sv code, int64_t last, int64_t *ret_step)
{
    int64_t value = number_of(code), step = now.us / 1000000 / CODE_STEP_S, found = 0;
    if (value < 0 || secret.n != CODE_SECRET_BYTES || step <= CODE_DRIFT) {
        return false;
    }
    /* every step is computed, so that the time tells nothing of the code */
    for (int64_t s = step - CODE_DRIFT; s <= step + CODE_DRIFT; s++) {
        bool same = code_value(secret, (uint64_t)s, CODE_DIGITS) == (uint32_t)value;
        found = same && s > last && !found ? s : found;
    }
    *ret_step = found;
    return found != 0;
}

/* ---- the secret, as it is handed over ---- */

static void put_base32(struct buf *b, sv bytes)
{
    uint32_t bits = 0;
    int held = 0;
    size_t digits = 0;
    for (size_t i = 0; i < bytes.n; i++) {
        bits = bits << 8 | (unsigned char)bytes.p[i];
        held += 8;
        while (held >= 5) {
            held -= 5;
            if (digits && digits % GROUP == 0) {
                buf_char(b, ' ');
            }
            buf_char(b, BASE32[bits >> held & 31]);
            digits++;
        }
    }
    must(held == 0); /* secrets are whole groups of five bytes */
}

sv code_secret_words(struct arena *a, sv secret)
{
    struct buf b = buf_make(256);
    put_base32(&b, secret);
    sv words = buf_dup(a, &b);
    buf_free(&b);
    return words;
}

static void put_percent(struct buf *b, sv s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                     c == '-' || c == '.' || c == '_' || c == '~';
        if (plain) {
            buf_char(b, c);
        } else {
            buf_fmt(b, "%%%02X", (unsigned)(unsigned char)c);
        }
    }
}

sv code_secret_link(struct arena *a, sv words, sv issuer, sv account)
{
    struct buf b = buf_make(4096);
    issuer = sv_sub(issuer, 0, 64);
    buf_str(&b, "otpauth://totp/");
    put_percent(&b, issuer);
    buf_char(&b, ':');
    put_percent(&b, account);
    buf_str(&b, "?secret=");
    while (words.n) {
        put_percent(&b, sv_cut(words, ' ', &words));
    }
    buf_str(&b, "&issuer=");
    put_percent(&b, issuer);
    must(!b.failed);
    sv link = buf_dup(a, &b);
    buf_free(&b);
    return link;
}

/* ---- recovery ---- */

sv code_recovery_make(struct arena *a)
{
    uint8_t random[CODE_RECOVERY_DIGITS];
    struct buf b = buf_make(64);
    sys_random(random, sizeof random);
    for (int i = 0; i < CODE_RECOVERY_DIGITS; i++) {
        char c = BASE32[random[i] & 31];
        if (i && i % GROUP == 0) {
            buf_char(&b, '-');
        }
        buf_char(&b, c >= 'A' && c <= 'Z' ? (char)(c + 32) : c);
    }
    sv code = buf_dup(a, &b);
    buf_free(&b);
    return code;
}

struct rec_hash code_recovery_hash(sv account, sv code)
{
    static const char label[] = "dais/recovery/v1";
    struct rec_digest d;
    rec_digest_open(&d);
    rec_digest_add(&d, label, sizeof label);
    rec_digest_add(&d, account.p, account.n);
    rec_digest_add(&d, "", 1);
    for (size_t i = 0; i < code.n; i++) {
        char c = code.p[i];
        c = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
        if (c != ' ' && c != '-') {
            rec_digest_add(&d, &c, 1);
        }
    }
    return rec_digest_end(&d);
}
