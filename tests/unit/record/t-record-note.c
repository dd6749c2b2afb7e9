/* Notes, keys, cosignatures and checkpoints against those that others made. */
#include <string.h>

#include <sodium.h>

#include "base/limits.h"
#include "files.h"
#include "record/note.h"

static struct arena *a;

/* The verifier keys of a JSON list. */
static struct rec_verifier *keys_of(const struct jv *list, size_t *ret_n)
{
    struct rec_verifier *keys = arena_array(a, struct rec_verifier, jv_count(list) + 1);
    size_t n = 0;
    jv_each(each, list)
    {
        fine(rec_verifier_parse(a, each->text, &keys[n++]));
    }
    *ret_n = n;
    return keys;
}

static void notes(void)
{
    struct jv *v;
    if (!shared_json(a, "log/note.json", &v)) {
        return;
    }
    jv_each(each, jv_get(v, "keys"))
    {
        struct rec_verifier key;
        struct rec_signer signer;
        fine(rec_verifier_parse(a, jv_get_sv(each, "vkey"), &key));
        ok(sv_eq(rec_verifier_format(a, &key), jv_get_sv(each, "vkey")));
        sv private = jv_get_sv(each, "skey");
        if (private.n && fine(rec_signer_parse(a, private, &signer))) {
            SCOPED(buf_free) struct buf out = buf_make(LIMIT_LINE_BYTES);
            rec_signer_put(&signer, &out);
            ok(sv_eq(buf_view(&out), private));
            ok(sv_eq(rec_verifier_format(a, &signer.verifier), jv_get_sv(each, "vkey")));
        }
    }
    jv_each(each, jv_get(v, "sign"))
    {
        struct rec_signer signer;
        fine(rec_signer_parse(a, jv_get_sv(each, "skey"), &signer));
        ok(sv_eq(rec_note_make(a, &signer, jv_get_sv(each, "text")), jv_get_sv(each, "want")));
    }
    jv_each(each, jv_get(v, "open"))
    {
        size_t n, verified = 0;
        struct rec_note note = {0};
        const struct rec_verifier *keys = keys_of(jv_get(each, "vkeys"), &n);
        err *e = rec_note_open(a, jv_get_sv(each, "note"), keys, n, &note);
        for (size_t i = 0; i < note.n; i++) {
            verified += note.signatures[i].by != NULL;
        }
        ok_as((e == NULL) == jv_get_bool(each, "ok") &&
                  verified == jv_count(jv_get(each, "verified")),
              sv_cstr(a, jv_get_sv(each, "name")));
    }
    jv_each(each, jv_get(v, "bad_vkeys"))
    {
        struct rec_verifier key;
        fails(rec_verifier_parse(a, each->text, &key), E_INVALID);
    }
}

static void checkpoints(void)
{
    struct jv *v;
    if (!shared_json(a, "log/checkpoints.json", &v)) {
        return;
    }
    jv_each(each, jv_get(v, "checkpoints"))
    {
        struct rec_verifier key;
        struct rec_checkpoint c;
        struct rec_note note;
        sv text = jv_get_sv(each, "checkpoint");
        fine(rec_verifier_parse(a, jv_get_sv(each, "vkey"), &key));
        sv origin = sv_sub(text, 0, sv_find(text, '\n'));
        fine(rec_checkpoint_open(a, text, origin, &key, 1, &c, &note));
        ok_as(sv_eq(rec_checkpoint_format(a, &c), note.text), sv_cstr(a, jv_get_sv(each, "name")));
        char *flipped = arena_alloc(a, text.n);
        memcpy(flipped, text.p, text.n);
        flipped[origin.n + 1] = '9';
        err *e = rec_checkpoint_open(a, (sv){flipped, text.n}, origin, &key, 1, &c, NULL);
        ok_as(e && e->kind == E_DENIED, "another size is not what was signed");
    }
    jv_each(each, jv_get(v, "keyid"))
    {
        struct rec_verifier key;
        sv raw = unhex(a, jv_get_sv(each, "pubkey_hex"));
        fine(rec_verifier_parse(a, jv_get_sv(each, "vkey"), &key));
        ok(key.type == jv_get_int(each, "type", 0) && memcmp(key.key, raw.p, sizeof key.key) == 0);
    }
}

static void checkpoint_texts(void)
{
    struct jv *v;
    struct rec_checkpoint c;
    if (shared_json(a, "log/checkpoint_parse.json", &v)) {
        jv_each(each, jv_get(v, "bad"))
        {
            fails(rec_checkpoint_parse(a, each->text, &c), E_INVALID);
        }
    }
#define ROOT "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n"
    fine(rec_checkpoint_parse(a, SV("o\n0\n" ROOT), &c));
    fine(rec_checkpoint_parse(a, SV("o\n18446744073709551615\n" ROOT "one\ntwo\n"), &c));
    ok(c.size == UINT64_MAX && sv_is(c.extensions, "one\ntwo\n"));
    fails(rec_checkpoint_parse(a, SV("o\n18446744073709551616\n" ROOT), &c), E_INVALID);
    fails(rec_checkpoint_parse(a, SV("o\n00\n" ROOT), &c), E_INVALID);
    fails(rec_checkpoint_parse(a, SV("o\n+1\n" ROOT), &c), E_INVALID);
    fails(rec_checkpoint_parse(a, SV("o\n1\n" ROOT "\n"), &c), E_INVALID);
    fails(rec_checkpoint_parse(a, SV("o\n1\n" ROOT "one\n\ntwo\n"), &c), E_INVALID);
    fails(rec_checkpoint_parse(a, SV("o\n1\n47DEQpj8HBSa\n"), &c), E_INVALID);
    fails(rec_checkpoint_parse(a, SV("o\n1\n"), &c), E_INVALID);
    fails(rec_checkpoint_parse(a, SV_NONE, &c), E_INVALID);
    fails(rec_checkpoint_parse(a, SV("o\n1\n" ROOT "a\0b\n"), &c), E_INVALID);
    fails(rec_checkpoint_parse(a, SV("o\xFF\n1\n" ROOT), &c), E_INVALID);
}

static void cosignatures(void)
{
    struct jv *v;
    if (!shared_json(a, "log/cosignature.json", &v)) {
        return;
    }
    jv_each(each, jv_get(v, "cases"))
    {
        struct rec_verifier key;
        struct rec_signer signer;
        struct rec_note note;
        sv seed = unhex(a, jv_get_sv(each, "seed_hex"));
        sv text = jv_get_sv(each, "text"), line = jv_get_sv(each, "line");
        uint64_t time = (uint64_t)jv_get_int(each, "timestamp", 0);
        fine(rec_verifier_parse(a, jv_get_sv(each, "vkey"), &key));
        fine(rec_signer_make(a, key.name, REC_KEY_COSIGNATURE, (const uint8_t *)seed.p, &signer));
        ok(sv_eq(rec_verifier_format(a, &signer.verifier), jv_get_sv(each, "vkey")));
        SCOPED(buf_free) struct buf out = buf_make(LIMIT_LINE_BYTES);
        rec_note_cosign(&signer, text, time, &out);
        ok_as(sv_eq(buf_view(&out), line), sv_cstr(a, jv_get_sv(each, "name")));
        sv whole = sv_fmt(a, "%.*s\n%.*s", SV_ARG(text), SV_ARG(line));
        fine(rec_note_open(a, whole, &key, 1, &note));
        ok(note.n == 1 && note.signatures[0].by == &key && note.signatures[0].time == time);
    }
}

static void production_proof(void)
{
    sv log, witness, proof;
    struct rec_verifier keys[2];
    struct rec_checkpoint c;
    struct rec_note note;
    if (!shared_read(a, "log/example-proof/log.vkey", &log) ||
        !shared_read(a, "log/example-proof/witness.vkey", &witness) ||
        !shared_read(a, "log/example-proof/record42.tlog-proof", &proof)) {
        return;
    }
    fine(rec_verifier_parse(a, sv_sub(log, 0, sv_find(log, '\n')), &keys[0]));
    fine(rec_verifier_parse(a, sv_sub(witness, 0, sv_find(witness, '\n')), &keys[1]));
    size_t at = 0;
    while (at + 1 < proof.n && !(proof.p[at] == '\n' && proof.p[at + 1] == '\n')) {
        at++;
    }
    sv checkpoint = sv_sub(proof, at + 2, proof.n);
    fine(rec_checkpoint_open(a, checkpoint, SV("example.com/golden"), keys, 2, &c, &note));
    ok(c.size == 300 && note.n == 2 && note.signatures[1].by == &keys[1] &&
       note.signatures[1].time > 0);
}

static void curve(void)
{
    struct jv *v;
    size_t good = 0, bad = 0, wrong = 0;
    if (!shared_json(a, "log/ed25519_wycheproof.json", &v)) {
        return;
    }
    jv_each(group, jv_get(v, "testGroups"))
    {
        sv key = unhex(a, jv_get_sv(jv_get(group, "publicKey"), "pk"));
        jv_each(each, jv_get(group, "tests"))
        {
            sv message = unhex(a, jv_get_sv(each, "msg")), s = unhex(a, jv_get_sv(each, "sig"));
            bool valid = sv_is(jv_get_sv(each, "result"), "valid");
            bool holds = s.n == crypto_sign_BYTES &&
                         crypto_sign_verify_detached((const unsigned char *)s.p,
                                                     (const unsigned char *)message.p, message.n,
                                                     (const unsigned char *)key.p) == 0;
            wrong += valid != holds;
            *(valid ? &good : &bad) += 1;
            if (valid != holds) {
                printf("# case %lld\n", (long long)jv_get_int(each, "tcId", 0));
            }
        }
    }
    ok(good == 88 && bad == 63);
    ok_as(wrong == 0, "every signature is judged as the vectors say");
}

/* ---- what is refused, without vectors ---- */

static void refused(const char *note, enum err_kind kind, const struct rec_verifier *key)
{
    struct rec_note n;
    err *e = rec_note_open(a, sv_of(note), key, 1, &n);
    ok_as(e && e->kind == kind, kind == E_DENIED ? "not verified" : "no such note is opened");
}

static void malformed(void)
{
    static const uint8_t seed[REC_SEED_BYTES] = {7};
    struct rec_signer s, again;
    struct rec_note n;
    fine(rec_signer_make(a, SV("a.example/log"), REC_KEY_ED25519, seed, &s));
    sv note = rec_note_make(a, &s, SV("one\n\ntwo\n"));
    fine(rec_note_open(a, note, &s.verifier, 1, &n));
    ok(sv_is(n.text, "one\n\ntwo\n") && n.n == 1 && sv_ends(note, n.signatures[0].line));
    sv twice = sv_fmt(a, "%.*s%.*s", SV_ARG(note), SV_ARG(n.signatures[0].line));
    fine(rec_note_open(a, twice, &s.verifier, 1, &n));
    ok_as(n.n == 1, "a second signature by the same key is dropped");
    const struct rec_verifier *key = &s.verifier;
    refused("", E_INVALID, key);
    refused("\n\n", E_INVALID, key);
    refused("text\n", E_INVALID, key);
    refused("text\n\n", E_INVALID, key);
    refused("text\n\nnothing\n", E_INVALID, key);
    refused("text\n\n\xE2\x80\x94 a AAAAAAA=", E_INVALID, key);
    refused("text\n\n\xE2\x80\x94 a AAAAAAA=\n", E_DENIED, key);
    refused("text\n\n\xE2\x80\x94 a AAAAAA==\n", E_INVALID, key);
    refused("text\n\n\xE2\x80\x94 a AAAAAAB=\n", E_INVALID, key);
    refused("text\n\n\xE2\x80\x94 a+b AAAAAAA=\n", E_INVALID, key);
    refused("text\n\n\xE2\x80\x94  AAAAAAA=\n", E_INVALID, key);
    refused("text\n\n\xE2\x80\x94 a AAAAAAA= \n", E_INVALID, key);
    refused("te\txt\n\n\xE2\x80\x94 a AAAAAAA=\n", E_INVALID, key);
    refused("te\xFFxt\n\n\xE2\x80\x94 a AAAAAAA=\n", E_INVALID, key);
    SCOPED(buf_free) struct buf many = buf_make(1 << 20);
    buf_sv(&many, note);
    for (int i = 0; i < LIMIT_NOTE_SIGNATURES - 1; i++) {
        buf_fmt(&many, "\xE2\x80\x94 k%d AAAAAAA=\n", i);
    }
    fine(rec_note_open(a, buf_view(&many), key, 1, &n));
    ok(n.n == LIMIT_NOTE_SIGNATURES);
    buf_str(&many, "\xE2\x80\x94 more AAAAAAA=\n");
    fails(rec_note_open(a, buf_view(&many), key, 1, &n), E_LIMIT);
    char *large = arena_alloc(a, LIMIT_NOTE_BYTES + 1);
    fails(rec_note_open(a, (sv){large, LIMIT_NOTE_BYTES + 1}, key, 1, &n), E_LIMIT);
    for (const char *const *name = (const char *const[]){"", "a b", "a+b", "a\302\240b",
                                                         "a\xE3\x80\x80", "\xFF", "a\n", NULL};
         *name; name++) {
        ok_as(!rec_key_name_valid(sv_of(*name)), "a name that no key has");
        fails(rec_signer_make(a, sv_of(*name), REC_KEY_ED25519, seed, &again), E_INVALID);
    }
    fails(rec_signer_make(a, SV("x"), 2, seed, &again), E_INVALID);
    fails(rec_signer_parse(a, SV("x"), &again), E_INVALID);
    fails(rec_signer_parse(
              a,
              SV("PRIVATE+KEY+PeterNeumann+c74f20a4+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"),
              &again),
          E_INVALID);
    rec_signer_forget(&s);
    static const uint8_t zero[sizeof s.secret];
    ok(memcmp(s.secret, zero, sizeof zero) == 0);
}

int main(void)
{
    a = arena_open(1 << 16);
    notes();
    checkpoints();
    checkpoint_texts();
    cosignatures();
    production_proof();
    curve();
    malformed();
    arena_close(a);
    return tap_done();
}
