/* Sealing the months of private rows. */
#include "acts/seal.h"

#include <stdlib.h>
#include <string.h>

#include "acts/room.h"
#include "record/entry.h"
#include "record/merkle.h"
#include "store/q.h"
#include "sys/zone.h"

enum { PERIOD_BYTES = 7, ROW_BYTES = 2048 };
static const char LEAF_LABEL[] = "dais/row/v1";

/* The leaves of a period, as they are made. */
struct sealing {
    struct arena *a;
    sv seed;
    struct rec_hash *leaves;
    size_t n;
    struct buf row;
};

/* SHA-256(label || 0 || seed || u64be(number)): the salt of a leaf. */
static struct rec_hash salt_of(const struct sealing *k, uint64_t number)
{
    static const char label[] = "dais/row-salt/v1";
    struct rec_digest d;
    uint8_t n[8];
    for (int i = 0; i < 8; i++) {
        n[i] = (uint8_t)(number >> (56 - 8 * i));
    }
    rec_digest_open(&d);
    rec_digest_add(&d, label, sizeof label); /* with its NUL */
    rec_digest_add(&d, k->seed.p, k->seed.n);
    rec_digest_add(&d, n, sizeof n);
    return rec_digest_end(&d);
}

static void add_leaf(struct sealing *k, uint64_t number, sv payload)
{
    struct rec_digest d;
    struct rec_hash salt = salt_of(k, number);
    rec_digest_open(&d);
    rec_digest_add(&d, LEAF_LABEL, sizeof LEAF_LABEL);
    rec_digest_add(&d, salt.b, sizeof salt.b);
    rec_digest_add(&d, payload.p, payload.n);
    k->leaves[k->n++] = rec_digest_end(&d);
}

static void put_day(struct arena *a, struct jv *v, const char *key, int64_t day)
{
    jv_put(v, sv_of(key), jv_string(a, date_format(a, (date){(int32_t)day})));
}

static void put_text(struct arena *a, struct jv *v, const char *key, sv text)
{
    if (text.n) {
        jv_put(v, sv_of(key), jv_string(a, text));
    }
}

static err *seal_row(struct sealing *k, int64_t id, instant received, bool has_replaces,
                     int64_t replaces, bool gone, struct jv *v)
{
    struct arena *a = k->a;
    jv_put(v, SV("id"), jv_int(a, id));
    jv_put(v, SV("received"), jv_string(a, instant_format(a, received)));
    if (has_replaces) {
        jv_put(v, SV("replaces"), jv_int(a, replaces));
    }
    if (gone) {
        jv_put(v, SV("gone"), jv_bool(a, true));
    }
    buf_clear(&k->row);
    TRY(jv_canonical(a, v, &k->row));
    add_leaf(k, (uint64_t)id, buf_view(&k->row));
    return NULL;
}

static err *seal_activity(struct sealing *k, const struct q_activity_received_out *row)
{
    struct jv *v = jv_object(k->a);
    put_day(k->a, v, "day", row->day);
    put_text(k->a, v, "holder", row->holder);
    put_text(k->a, v, "power", row->power);
    put_text(k->a, v, "setting", row->setting);
    put_text(k->a, v, "place", row->place);
    put_text(k->a, v, "outcome", row->outcome);
    put_text(k->a, v, "supervisor", row->supervisor);
    put_text(k->a, v, "release", row->release);
    put_text(k->a, v, "citation", row->citation);
    return seal_row(k, row->id, row->received, row->has_replaces, row->replaces, row->gone, v);
}

static err *seal_complaint(struct sealing *k, const struct q_complaint_received_out *row)
{
    struct jv *v = jv_object(k->a);
    put_day(k->a, v, "day", row->day);
    put_text(k->a, v, "kind", row->kind);
    if (row->has_referred) {
        put_day(k->a, v, "referred", row->referred);
    }
    if (row->has_concluded) {
        put_day(k->a, v, "concluded", row->concluded);
    }
    put_text(k->a, v, "outcome", row->outcome);
    return seal_row(k, row->id, row->received, row->has_replaces, row->replaces, row->gone, v);
}

static int by_bytes(const void *x, const void *y)
{
    return memcmp(x, y, sizeof(struct rec_hash));
}

/* What the period's rows came in within: its months' first moments by the instrument's clocks. */
static err *span_of(struct arena *a, const struct zone *z, sv period, instant *since,
                    instant *before)
{
    date first;
    if (period.n != PERIOD_BYTES || !date_parse(sv_fmt(a, "%.*s-01", SV_ARG(period)), &first)) {
        return err_make(a, E_INVALID, "a period is written such as 2026-10");
    }
    date next = {(int32_t)activity_month_day(activity_month_of(first.days) + 1)};
    *since = sys_zone_instant(z, first, 0);
    *before = sys_zone_instant(z, next, 0);
    return NULL;
}

static err *add_rows(struct store *s, struct sealing *k, const struct activity_known *known,
                     enum activity_stream stream, instant since, instant before)
{
    size_t n;
    if (stream == STREAM_ACTIVITY) {
        struct q_activity_received_out *rows;
        TRY(q_activity_received(s, k->a,
                                &(struct q_activity_received_in){.instrument = known->instrument,
                                                                 .since = since,
                                                                 .before = before},
                                &rows, &n));
        for (size_t i = 0; i < n && k->n < ACTIVITY_LEAVES; i++) {
            TRY(seal_activity(k, &rows[i]));
        }
        return NULL;
    }
    struct q_complaint_received_out *rows;
    TRY(q_complaint_received(s, k->a,
                             &(struct q_complaint_received_in){
                                 .instrument = known->instrument, .since = since, .before = before},
                             &rows, &n));
    for (size_t i = 0; i < n && k->n < ACTIVITY_LEAVES; i++) {
        TRY(seal_complaint(k, &rows[i]));
    }
    return NULL;
}

/* The leaves in the order of their bytes, so that a place in the tree tells nothing of how many
 * rows there are. */
static err *root_of(struct store *s, struct arena *a, const struct activity_known *known,
                    enum activity_stream stream, sv period, sv seed, struct rec_hash *ret)
{
    instant since, before;
    struct rec_tree tree = {.size = 0};
    TRY(span_of(a, known->zone, period, &since, &before));
    struct sealing k = {.a = a,
                        .seed = seed,
                        .leaves = arena_array(a, struct rec_hash, ACTIVITY_LEAVES),
                        .row = buf_make(ROW_BYTES)};
    err *e = add_rows(s, &k, known, stream, since, before);
    buf_free(&k.row);
    TRY(e);
    while (k.n < ACTIVITY_LEAVES) {
        add_leaf(&k, (UINT64_C(1) << 63) + k.n, SV_NONE);
    }
    qsort(k.leaves, k.n, sizeof *k.leaves, by_bytes);
    for (size_t i = 0; i < k.n; i++) {
        rec_tree_add(&tree, k.leaves[i]);
    }
    *ret = rec_tree_root(&tree);
    return NULL;
}

err *act_seal_root(struct store *s, struct arena *a, sv instrument, enum activity_stream stream,
                   sv period, bool *ret_found, struct rec_hash *ret)
{
    struct activity_known known;
    struct q_seed_find_out row;
    TRY(q_seed_find(s, a,
                    &(struct q_seed_find_in){.instrument = instrument,
                                             .stream = activity_stream_name(stream),
                                             .period = period},
                    ret_found, &row));
    if (!*ret_found) {
        return NULL;
    }
    TRY(activity_known_read(s, a, instrument, &known));
    return root_of(s, a, &known, stream, period, row.seed, ret);
}

/* ---- the writer's part ---- */

static err *enter(struct act_room *r, struct arena *a, const struct activity_known *known,
                  enum activity_stream stream, sv period)
{
    uint8_t *seed = arena_alloc(a, REC_SALT_BYTES);
    struct rec_hash root, id;
    struct rec_digest d;
    int64_t seq;
    sv name = activity_stream_name(stream);
    sv what =
        sv_fmt(a, "seal:%.*s:%.*s:%.*s", SV_ARG(known->instrument), SV_ARG(name), SV_ARG(period));
    r->inputs.salt(r->inputs.cx, what, 0, SV("seed"), seed);
    sv secret = {(const char *)seed, REC_SALT_BYTES};
    TRY(q_seed_put(
        r->store, a,
        &(struct q_seed_put_in){
            .instrument = known->instrument, .stream = name, .period = period, .seed = secret}));
    TRY(root_of(r->store, a, known, stream, period, secret, &root));
    rec_digest_open(&d); /* an id that nobody can have used before */
    rec_digest_add(&d, what.p, what.n);
    rec_digest_add(&d, secret.p, secret.n);
    id = rec_digest_end(&d);
    struct jv *about = jv_object(a), *data = jv_object(a);
    jv_put(about, SV("instrument"), jv_string(a, known->instrument));
    jv_put(data, SV("stream"), jv_string(a, name));
    jv_put(data, SV("period"), jv_string(a, period));
    jv_put(data, SV("leaves"), jv_int(a, ACTIVITY_LEAVES));
    jv_put(data, SV("root"), jv_string(a, rec_hash_hex(a, &root)));
    struct rec_entry e = {.act =
                              sv_fmt(a, "seal:%.*s", SV_ARG(sv_sub(rec_hash_hex(a, &id), 0, 32))),
                          .kind = &rec_kinds[KIND_BATCH_SEALED],
                          .account = SV("writer"),
                          .role = SV("admin"),
                          .body = known->body,
                          .about = about,
                          .data = data};
    TRY(room_now(r, a, &e.recorded));
    TRY(rec_entry_check(a, &e));
    TRY(st_log_append(r->store, a, &e, NULL, 0, &seq));
    r->last = e.recorded;
    return NULL;
}

/* The oldest month of the stream that is over and not sealed; empty: none. */
static err *due_period(struct act_room *r, struct arena *a, const struct activity_known *known,
                       instant registered, enum activity_stream stream, sv *ret)
{
    instant now;
    TRY(room_now(r, a, &now));
    int64_t month = activity_month_of(activity_today(known, registered));
    int64_t over = activity_month_of(activity_today(known, now));
    struct q_sealed_last_out row;
    bool found;
    TRY(q_sealed_last(r->store, a,
                      &(struct q_sealed_last_in){.instrument = known->instrument,
                                                 .stream = activity_stream_name(stream)},
                      &found, &row));
    date last;
    if (found && row.period.n && date_parse(sv_fmt(a, "%.*s-01", SV_ARG(row.period)), &last)) {
        month = activity_month_of(last.days) + 1;
    }
    *ret = month < over
               ? sv_fmt(a, "%04lld-%02lld", (long long)(month / 12), (long long)(month % 12 + 1))
               : SV_NONE;
    return NULL;
}

err *act_seal_next(struct act_room *r, struct arena *a, bool *ret)
{
    struct q_report_instruments_out *rows;
    size_t n;
    *ret = false;
    TRY(q_report_instruments(r->store, a, &rows, &n));
    for (size_t i = 0; i < n; i++) {
        struct activity_known known;
        sv period;
        if (rows[i].reported) {
            continue;
        }
        TRY(activity_known_read(r->store, a, rows[i].id, &known));
        for (int stream = 0; stream < 2; stream++) {
            TRY(due_period(r, a, &known, rows[i].registered, (enum activity_stream)stream,
                           &period));
            if (period.n) {
                *ret = true;
                TRY(st_act_begin(r->store, a));
                err *e = enter(r, a, &known, (enum activity_stream)stream, period);
                e = e ? e : st_act_keep(r->store, a);
                if (e) {
                    st_act_undo(r->store);
                    r->last_known = false;
                }
                return e;
            }
        }
    }
    return NULL;
}
