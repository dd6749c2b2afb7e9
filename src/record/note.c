/* Signed notes: one signature scheme (Ed25519, by libsodium), two ways to use it. */
#include "record/note.h"

#include <assert.h>
#include <string.h>

#include <sodium.h>

#include "base/base64.h"
#include "base/limits.h"
#include "base/must.h"
#include "base/utf8.h"

static const char DASH[] = "\xE2\x80\x94 "; /* U+2014 and a space begin a signature line */
static const char PRIVATE[] = "PRIVATE+KEY+";

enum {
    ID_BYTES = 4,
    ID_DIGITS = 8,
    TIME_BYTES = 8,
    SIGNATURE_BYTES = crypto_sign_BYTES,
    SIGNED_MAX = 8192
};

static_assert(crypto_sign_PUBLICKEYBYTES == REC_KEY_BYTES, "a public key");
static_assert(crypto_sign_SEEDBYTES == REC_SEED_BYTES, "a seed");
static_assert(crypto_sign_SECRETKEYBYTES == sizeof(((struct rec_signer *)0)->secret), "a secret");

static void put_u32(uint8_t *p, uint32_t v)
{
    for (int i = 0; i < 4; i++) {
        p[i] = (uint8_t)(v >> (24 - 8 * i));
    }
}

static uint32_t get_u32(const uint8_t *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

/* ---- keys ---- */

static bool space(uint32_t c)
{
    return c <= 0x20 || c == 0x7F || c == 0x85 || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
           c == 0x205F || c == 0x3000;
}

bool rec_key_name_valid(sv name)
{
    sv rest = name;
    if (name.n == 0 || name.n > LIMIT_KEY_NAME_BYTES || !utf8_valid(name)) {
        return false;
    }
    while (rest.n) {
        uint32_t c = utf8_next(&rest);
        if (space(c) || c == '+') {
            return false;
        }
    }
    return true;
}

uint32_t rec_key_id(sv name, uint8_t type, const uint8_t key[REC_KEY_BYTES])
{
    struct rec_digest d;
    rec_digest_open(&d);
    rec_digest_add(&d, name.p, name.n);
    rec_digest_add(&d, "\n", 1);
    rec_digest_add(&d, &type, 1);
    rec_digest_add(&d, key, REC_KEY_BYTES);
    struct rec_hash h = rec_digest_end(&d);
    return get_u32(h.b);
}

static bool type_known(uint8_t type)
{
    return type == REC_KEY_ED25519 || type == REC_KEY_COSIGNATURE;
}

/* "<name>+<8 hex>+<base64(type || 32 bytes)>"; the base64 may hold '+' itself. */
static err *key_split(struct arena *a, sv s, sv *ret_name, uint32_t *ret_id,
                      uint8_t ret_key[1 + REC_KEY_BYTES])
{
    sv rest, data, name = sv_cut(s, '+', &rest), id = sv_cut(rest, '+', &data);
    size_t n;
    uint32_t v = 0;
    bool right = id.n == ID_DIGITS;
    for (size_t i = 0; i < id.n && right; i++) {
        char c = id.p[i];
        right = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
        v = v << 4 | (uint32_t)(c <= '9' ? c - '0' : c - 'a' + 10);
    }
    if (!right || !rec_key_name_valid(name)) {
        return err_make(a, E_INVALID, "a key is spelled <name>+<8 hexadecimal digits>+<base64>");
    }
    if (!base64_read(data, ret_key, 1 + REC_KEY_BYTES, &n) || n != 1 + REC_KEY_BYTES ||
        !type_known(ret_key[0])) {
        return err_make(a, E_INVALID, "the key %.*s is not one of Ed25519", SV_ARG(name));
    }
    *ret_name = name;
    *ret_id = v;
    return NULL;
}

static err *id_wrong(struct arena *a, sv name)
{
    return err_make(a, E_INVALID, "the id of the key %.*s does not belong to it", SV_ARG(name));
}

err *rec_verifier_parse(struct arena *a, sv s, struct rec_verifier *ret)
{
    struct rec_verifier v;
    uint8_t data[1 + REC_KEY_BYTES];
    TRY(key_split(a, s, &v.name, &v.id, data));
    v.type = data[0];
    memcpy(v.key, data + 1, REC_KEY_BYTES);
    if (rec_key_id(v.name, v.type, v.key) != v.id) {
        return id_wrong(a, v.name);
    }
    *ret = v;
    return NULL;
}

static void key_put(const struct rec_verifier *v, const uint8_t *bytes, struct buf *out)
{
    uint8_t data[1 + REC_KEY_BYTES], id[ID_BYTES];
    put_u32(id, v->id);
    data[0] = v->type;
    memcpy(data + 1, bytes, REC_KEY_BYTES);
    buf_sv(out, v->name);
    buf_char(out, '+');
    buf_hex(out, id, sizeof id);
    buf_char(out, '+');
    base64_put(out, data, sizeof data);
    sodium_memzero(data, sizeof data);
}

sv rec_verifier_format(struct arena *a, const struct rec_verifier *v)
{
    SCOPED(buf_free) struct buf b = buf_make(LIMIT_KEY_NAME_BYTES + 64);
    key_put(v, v->key, &b);
    return buf_dup(a, &b);
}

err *rec_signer_make(struct arena *a, sv name, uint8_t type, const uint8_t seed[REC_SEED_BYTES],
                     struct rec_signer *ret)
{
    if (!rec_key_name_valid(name) || !type_known(type)) {
        return err_make(a, E_INVALID,
                        "the name of a key is at most %d bytes without a space and '+'",
                        LIMIT_KEY_NAME_BYTES);
    }
    ret->verifier = (struct rec_verifier){.name = name, .type = type};
    must(crypto_sign_seed_keypair(ret->verifier.key, ret->secret, seed) == 0);
    ret->verifier.id = rec_key_id(name, type, ret->verifier.key);
    return NULL;
}

err *rec_signer_parse(struct arena *a, sv s, struct rec_signer *ret)
{
    sv name = SV_NONE;
    uint32_t id = 0;
    uint8_t data[1 + REC_SEED_BYTES] = {0};
    if (!sv_starts(s, sv_of(PRIVATE))) {
        return err_make(a, E_INVALID, "a private key begins with %s", PRIVATE);
    }
    TRY(key_split(a, sv_sub(s, sizeof PRIVATE - 1, s.n), &name, &id, data));
    struct rec_signer signer = {0};
    err *e = rec_signer_make(a, name, data[0], data + 1, &signer);
    sodium_memzero(data, sizeof data);
    TRY(e);
    if (signer.verifier.id != id) {
        rec_signer_forget(&signer);
        return id_wrong(a, name);
    }
    *ret = signer;
    rec_signer_forget(&signer);
    return NULL;
}

void rec_signer_put(const struct rec_signer *s, struct buf *out)
{
    buf_str(out, PRIVATE);
    key_put(&s->verifier, s->secret, out); /* libsodium's secret begins with the seed */
}

struct rec_hash rec_signer_derive(const struct rec_signer *s, const char *label)
{
    struct rec_digest d;
    rec_digest_open(&d);
    rec_digest_add(&d, label, strlen(label) + 1);
    rec_digest_add(&d, s->secret, REC_SEED_BYTES);
    struct rec_hash h = rec_digest_end(&d);
    sodium_memzero(&d, sizeof d);
    return h;
}

void rec_signer_forget(struct rec_signer *s)
{
    sodium_memzero(s->secret, sizeof s->secret);
}

/* ---- signing ---- */

static void line_put(const struct rec_signer *s, const uint8_t *payload, size_t n, struct buf *out)
{
    uint8_t data[ID_BYTES + TIME_BYTES + SIGNATURE_BYTES];
    put_u32(data, s->verifier.id);
    memcpy(data + ID_BYTES, payload, n);
    buf_str(out, DASH);
    buf_sv(out, s->verifier.name);
    buf_char(out, ' ');
    base64_put(out, data, ID_BYTES + n);
    buf_char(out, '\n');
}

void rec_note_sign(const struct rec_signer *s, sv text, struct buf *out)
{
    uint8_t signature[SIGNATURE_BYTES];
    must(s->verifier.type == REC_KEY_ED25519 && sv_ends(text, SV("\n")));
    must(crypto_sign_detached(signature, NULL, (const unsigned char *)text.p, text.n, s->secret) ==
         0);
    line_put(s, signature, sizeof signature, out);
}

/* What a cosignature signs. */
static struct buf cosigned(sv text, uint64_t time)
{
    struct buf b = buf_make(LIMIT_NOTE_BYTES + 64);
    buf_fmt(&b, "cosignature/v1\ntime %llu\n", (unsigned long long)time);
    buf_sv(&b, text);
    return b;
}

void rec_note_cosign(const struct rec_signer *s, sv text, uint64_t time, struct buf *out)
{
    uint8_t payload[TIME_BYTES + SIGNATURE_BYTES];
    must(s->verifier.type == REC_KEY_COSIGNATURE && sv_ends(text, SV("\n")) &&
         text.n <= LIMIT_NOTE_BYTES);
    SCOPED(buf_free) struct buf message = cosigned(text, time);
    put_u32(payload, (uint32_t)(time >> 32));
    put_u32(payload + 4, (uint32_t)time);
    must(crypto_sign_detached(payload + TIME_BYTES, NULL, (const unsigned char *)message.p,
                              message.n, s->secret) == 0);
    line_put(s, payload, sizeof payload, out);
}

sv rec_note_make(struct arena *a, const struct rec_signer *s, sv text)
{
    SCOPED(buf_free) struct buf b = buf_make(LIMIT_NOTE_BYTES + LIMIT_LINE_BYTES);
    buf_sv(&b, text);
    buf_char(&b, '\n');
    rec_note_sign(s, text, &b);
    return buf_dup(a, &b);
}

/* ---- verifying ---- */

static bool signature_good(const struct rec_verifier *v, sv text, const uint8_t *payload, size_t n,
                           uint64_t *ret_time)
{
    if (v->type == REC_KEY_ED25519) {
        *ret_time = 0;
        return n == SIGNATURE_BYTES &&
               crypto_sign_verify_detached(payload, (const unsigned char *)text.p, text.n,
                                           v->key) == 0;
    }
    if (n != TIME_BYTES + SIGNATURE_BYTES) {
        return false;
    }
    uint64_t time = (uint64_t)get_u32(payload) << 32 | get_u32(payload + 4);
    SCOPED(buf_free) struct buf message = cosigned(text, time);
    *ret_time = time;
    return crypto_sign_verify_detached(payload + TIME_BYTES, (const unsigned char *)message.p,
                                       message.n, v->key) == 0;
}

static const struct rec_verifier *find(const struct rec_verifier *known, size_t n, sv name,
                                       uint32_t id)
{
    for (size_t i = 0; i < n; i++) {
        if (known[i].id == id && sv_eq(known[i].name, name)) {
            return &known[i];
        }
    }
    return NULL;
}

static bool seen(const struct rec_note *note, const struct rec_verifier *by)
{
    for (size_t i = 0; i < note->n; i++) {
        if (note->signatures[i].by == by) {
            return true;
        }
    }
    return false;
}

static err *line_read(struct arena *a, sv line, const struct rec_verifier *known, size_t n_known,
                      struct rec_note *note)
{
    uint8_t data[SIGNED_MAX];
    size_t n;
    sv base64, fields = sv_sub(line, sizeof DASH - 1, line.n - sizeof DASH);
    sv name = sv_cut(fields, ' ', &base64);
    if (line.n < sizeof DASH || !sv_starts(line, sv_of(DASH)) || !rec_key_name_valid(name) ||
        !base64_read(base64, data, sizeof data, &n) || n <= ID_BYTES) {
        return err_make(a, E_INVALID, "a signature of the note is malformed");
    }
    struct rec_signature s = {.name = name, .line = line, .id = get_u32(data)};
    s.by = find(known, n_known, name, s.id);
    if (s.by && seen(note, s.by)) {
        return NULL;
    }
    if (s.by && !signature_good(s.by, note->text, data + ID_BYTES, n - ID_BYTES, &s.time)) {
        return err_make(a, E_DENIED, "the signature by %.*s is not good", SV_ARG(name));
    }
    note->signatures[note->n++] = s;
    return NULL;
}

/* UTF-8 without control characters but newline (C2SP signed-note). */
static bool note_text_valid(sv s)
{
    for (size_t i = 0; i < s.n; i++) {
        if ((unsigned char)s.p[i] < 0x20 && s.p[i] != '\n') {
            return false;
        }
    }
    return utf8_valid(s);
}

/* Where the signatures begin: after the last empty line; 0 where there is none. */
static size_t signatures_at(sv note)
{
    for (size_t i = note.n; i >= 2; i--) {
        if (note.p[i - 1] == '\n' && note.p[i - 2] == '\n') {
            return i;
        }
    }
    return 0;
}

err *rec_note_open(struct arena *a, sv note, const struct rec_verifier *known, size_t n_known,
                   struct rec_note *ret)
{
    if (note.n > LIMIT_NOTE_BYTES) {
        return err_make(a, E_LIMIT, "a signed note has at most %d bytes", LIMIT_NOTE_BYTES);
    }
    size_t at = signatures_at(note);
    if (!note_text_valid(note) || at == 0 || at == note.n || note.p[note.n - 1] != '\n') {
        return err_make(a, E_INVALID,
                        "a signed note is a text, an empty line, and lines of signatures");
    }
    struct rec_note found = {.text = sv_sub(note, 0, at - 1)};
    found.signatures = arena_array(a, struct rec_signature, LIMIT_NOTE_SIGNATURES);
    sv rest = sv_sub(note, at, note.n);
    for (size_t lines = 0; rest.n; lines++) {
        size_t n = sv_find(rest, '\n') + 1;
        if (lines == LIMIT_NOTE_SIGNATURES) {
            return err_make(a, E_LIMIT, "a signed note has at most %d signatures",
                            LIMIT_NOTE_SIGNATURES);
        }
        TRY(line_read(a, sv_sub(rest, 0, n), known, n_known, &found));
        rest = sv_sub(rest, n, rest.n);
    }
    bool verified = false;
    for (size_t i = 0; i < found.n; i++) {
        verified = verified || found.signatures[i].by;
    }
    if (!verified) {
        return err_make(a, E_DENIED, "no signature of the note is by a known key");
    }
    *ret = found;
    return NULL;
}

/* ---- checkpoints ---- */

sv rec_checkpoint_format(struct arena *a, const struct rec_checkpoint *c)
{
    sv root = base64_format(a, c->root.b, sizeof c->root.b);
    return sv_fmt(a, "%.*s\n%llu\n%.*s\n%.*s", SV_ARG(c->origin), (unsigned long long)c->size,
                  SV_ARG(root), SV_ARG(c->extensions));
}

err *rec_checkpoint_parse(struct arena *a, sv text, struct rec_checkpoint *ret)
{
    struct rec_checkpoint c = {0};
    size_t n;
    sv rest;
    c.origin = sv_cut(text, '\n', &rest);
    sv size = sv_cut(rest, '\n', &rest), root = sv_cut(rest, '\n', &rest);
    if (!note_text_valid(text) || !sv_ends(text, SV("\n")) || c.origin.n == 0) {
        return err_make(a, E_INVALID, "a checkpoint begins with its origin");
    }
    if (!sv_u64(size, &c.size)) {
        return err_make(a, E_INVALID, "the second line of a checkpoint is the size of its tree");
    }
    if (!base64_read(root, c.root.b, sizeof c.root.b, &n) || n != sizeof c.root.b) {
        return err_make(a, E_INVALID, "the third line of a checkpoint is its root in base64");
    }
    c.extensions = rest;
    while (rest.n) {
        if (sv_cut(rest, '\n', &rest).n == 0) {
            return err_make(a, E_INVALID, "a checkpoint holds no empty line");
        }
    }
    *ret = c;
    return NULL;
}

err *rec_checkpoint_open(struct arena *a, sv note, sv origin, const struct rec_verifier *known,
                         size_t n_known, struct rec_checkpoint *ret, struct rec_note *ret_note)
{
    struct rec_note opened = {0};
    struct rec_checkpoint c = {0};
    TRY(rec_note_open(a, note, known, n_known, &opened));
    TRY(rec_checkpoint_parse(a, opened.text, &c));
    if (!sv_eq(c.origin, origin)) {
        return err_make(a, E_DENIED, "the checkpoint is one of %.*s", SV_ARG(c.origin));
    }
    *ret = c;
    if (ret_note) {
        *ret_note = opened;
    }
    return NULL;
}
