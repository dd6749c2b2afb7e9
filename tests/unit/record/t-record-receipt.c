/* Receipts: the forms that others wrote, a production proof, and one of our own. */
#include <string.h>

#include "base/base64.h"
#include "base/limits.h"
#include "files.h"
#include "record/receipt.h"

static struct arena *a;

static void forms(void)
{
    struct jv *v;
    struct rec_receipt r;
    if (!shared_json(a, "log/tlog_proof_syntax.json", &v)) {
        return;
    }
    jv_each(each, jv_get(v, "marshal"))
    {
        sv want = jv_get_sv(each, "want");
        fine(rec_receipt_parse(a, want, &r));
        ok(r.index == (uint64_t)jv_get_int(each, "index", -1));
        ok(r.proof.n == jv_count(jv_get(each, "hashes")));
        ok(sv_eq(r.checkpoint, jv_get_sv(each, "checkpoint")));
        ok(sv_eq(base64_format(a, r.extra.p, r.extra.n), jv_get_sv(each, "extra_b64")));
        ok(sv_eq(rec_receipt_format(a, &r), want));
    }
    jv_each(each, jv_get(v, "bad"))
    {
        fails(rec_receipt_parse(a, each->text, &r), E_INVALID);
    }
}

static void production(void)
{
    sv log, witness, proof, entry;
    struct rec_verifier keys[2];
    struct rec_receipt r;
    struct rec_checkpoint c;
    struct rec_note note;
    if (!shared_read(a, "log/example-proof/log.vkey", &log) ||
        !shared_read(a, "log/example-proof/witness.vkey", &witness) ||
        !shared_read(a, "log/example-proof/record42.entry", &entry) ||
        !shared_read(a, "log/example-proof/record42.tlog-proof", &proof)) {
        return;
    }
    sv origin = SV("example.com/golden");
    fine(rec_verifier_parse(a, sv_sub(log, 0, sv_find(log, '\n')), &keys[0]));
    fine(rec_verifier_parse(a, sv_sub(witness, 0, sv_find(witness, '\n')), &keys[1]));
    fine(rec_receipt_parse(a, proof, &r));
    ok(sv_eq(rec_receipt_format(a, &r), proof));
    fine(rec_receipt_verify(a, &r, entry, origin, keys, 2, &c, &note));
    ok(c.size == 300 && r.index == 42 && note.n == 2 && note.signatures[1].time > 0);
    fails(rec_receipt_verify(a, &r, SV("record 43"), origin, keys, 2, &c, NULL), E_DENIED);
    fails(rec_receipt_verify(a, &r, entry, SV("example.com/other"), keys, 2, &c, NULL), E_DENIED);
    r.index = 43;
    fails(rec_receipt_verify(a, &r, entry, origin, keys, 2, &c, NULL), E_DENIED);
    r.index = 42;
    r.proof.hash[3].b[0] ^= 1;
    fails(rec_receipt_verify(a, &r, entry, origin, keys, 2, &c, NULL), E_DENIED);
}

static void bounds(void)
{
    struct rec_receipt r;
    static const char *const wrong[] = {
        "",
        "c2sp.org/tlog-proof@v1",
        "c2sp.org/tlog-proof@v1\nindex 1",
        "c2sp.org/tlog-proof@v1\nindex 1\n",
        "c2sp.org/tlog-proof@v1\nindex 1\n\n",
        "c2sp.org/tlog-proof@v1\nindex 01\n\nx\n",
        "c2sp.org/tlog-proof@v1\nindex 18446744073709551616\n\nx\n",
        "c2sp.org/tlog-proof@v1\nextra \nindex 1\n\nx\n",
        "c2sp.org/tlog-proof@v1\nindex 1\nextra eA==\n\nx\n",
        "c2sp.org/tlog-proof@v2\nindex 1\n\nx\n",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        fails(rec_receipt_parse(a, sv_of(wrong[i]), &r), E_INVALID);
    }
    struct rec_receipt whole = {.index = UINT64_MAX,
                                .proof = {.n = REC_PROOF_MAX},
                                .extra = SV("\0\xFF"),
                                .checkpoint = SV("x\n")};
    sv text = rec_receipt_format(a, &whole);
    fine(rec_receipt_parse(a, text, &r));
    ok(r.index == UINT64_MAX && r.proof.n == REC_PROOF_MAX && sv_eq(r.extra, whole.extra));
    size_t at = text.n - strlen("\nx\n");
    sv more = sv_fmt(a, "%.*sAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\nx\n", (int)at, text.p);
    fails(rec_receipt_parse(a, more, &r), E_INVALID);
    char *large = arena_alloc(a, LIMIT_RECEIPT_BYTES + 1);
    fails(rec_receipt_parse(a, (sv){large, LIMIT_RECEIPT_BYTES + 1}, &r), E_LIMIT);
}

int main(void)
{
    a = arena_open(1 << 16);
    forms();
    production();
    bounds();
    arena_close(a);
    return tap_done();
}
