/* Receipts: lines of text around a proof and a checkpoint. */
#include "record/receipt.h"

#include "base/base64.h"
#include "base/limits.h"

static const char FIRST[] = "c2sp.org/tlog-proof@v1";

sv rec_receipt_format(struct arena *a, const struct rec_receipt *r)
{
    SCOPED(buf_free) struct buf b = buf_make(LIMIT_RECEIPT_BYTES);
    buf_fmt(&b, "%s\n", FIRST);
    if (r->extra.n) {
        buf_str(&b, "extra ");
        base64_put(&b, r->extra.p, r->extra.n);
        buf_char(&b, '\n');
    }
    buf_fmt(&b, "index %llu\n", (unsigned long long)r->index);
    for (size_t i = 0; i < r->proof.n; i++) {
        base64_put(&b, r->proof.hash[i].b, REC_HASH_BYTES);
        buf_char(&b, '\n');
    }
    buf_char(&b, '\n');
    buf_sv(&b, r->checkpoint);
    return buf_dup(a, &b);
}

static err *extra_read(struct arena *a, sv base64, sv *ret)
{
    size_t n;
    uint8_t *bytes = arena_alloc(a, base64.n);
    if (base64.n == 0 || !base64_read(base64, bytes, base64.n, &n)) {
        return err_make(a, E_INVALID, "the extra line of a receipt is base64");
    }
    *ret = (sv){(const char *)bytes, n};
    return NULL;
}

err *rec_receipt_parse(struct arena *a, sv text, struct rec_receipt *ret)
{
    struct rec_receipt r = {0};
    sv rest;
    if (text.n > LIMIT_RECEIPT_BYTES) {
        return err_make(a, E_LIMIT, "a receipt has at most %d bytes", LIMIT_RECEIPT_BYTES);
    }
    if (!sv_is(sv_cut(text, '\n', &rest), FIRST)) {
        return err_make(a, E_INVALID, "a receipt begins with the line %s", FIRST);
    }
    sv line = sv_cut(rest, '\n', &rest);
    if (sv_starts(line, SV("extra "))) {
        TRY(extra_read(a, sv_sub(line, 6, line.n), &r.extra));
        line = sv_cut(rest, '\n', &rest);
    }
    if (!sv_starts(line, SV("index ")) || !sv_u64(sv_sub(line, 6, line.n), &r.index)) {
        return err_make(a, E_INVALID, "a receipt says the index of its entry");
    }
    for (line = sv_cut(rest, '\n', &rest); line.n; line = sv_cut(rest, '\n', &rest)) {
        size_t n;
        if (r.proof.n == REC_PROOF_MAX ||
            !base64_read(line, r.proof.hash[r.proof.n].b, REC_HASH_BYTES, &n) ||
            n != REC_HASH_BYTES) {
            return err_make(a, E_INVALID, "the proof of a receipt is at most %d hashes in base64",
                            REC_PROOF_MAX);
        }
        r.proof.n++;
    }
    if (rest.n == 0) {
        return err_make(a, E_INVALID, "a receipt ends with a checkpoint");
    }
    r.checkpoint = rest;
    *ret = r;
    return NULL;
}

err *rec_receipt_verify(struct arena *a, const struct rec_receipt *r, sv entry, sv origin,
                        const struct rec_verifier *known, size_t n_known,
                        struct rec_checkpoint *ret, struct rec_note *ret_note)
{
    struct rec_checkpoint c;
    struct rec_note note;
    struct rec_hash leaf = rec_hash_leaf(entry);
    TRY(rec_checkpoint_open(a, r->checkpoint, origin, known, n_known, &c, &note));
    if (!rec_inclusion_holds(r->index, c.size, &leaf, r->proof.hash, r->proof.n, &c.root)) {
        return err_make(a, E_DENIED,
                        "the receipt does not show this entry at %llu of the %llu entries signed",
                        (unsigned long long)r->index, (unsigned long long)c.size);
    }
    *ret = c;
    if (ret_note) {
        *ret_note = note;
    }
    return NULL;
}
