/* Counts of wrong passwords, and the words by which devices are known. */
#include "acts/tries.h"

#include <string.h>

#include "base/must.h"
#include "sys/clock.h"

enum { HEX = 2 * REC_HASH_BYTES };

struct count {
    struct rec_hash whose;
    bool used;
    int wrong;
    int64_t since_ms;
};

struct tries {
    struct rec_hash secret;
    struct count counts[TRIES_KEPT];
};

struct tries *tries_open(void)
{
    struct tries *t = heap_resize(NULL, sizeof *t);
    *t = (struct tries){.counts = {{.used = false}}};
    sys_random(t->secret.b, sizeof t->secret.b);
    return t;
}

void tries_devices(struct tries *t, const struct rec_hash *secret)
{
    t->secret = *secret;
}

void tries_close(struct tries *take_t)
{
    heap_resize(take_t, 0);
}

/* ---- whose ---- */

/* Of what only who has the secret can hash: the label and two texts, the first of which holds no
 * NUL.  Hashed under the secret twice, so that nobody can go on from a hash they have seen. */
static struct rec_hash keyed(const struct tries *t, const char *label, sv x, sv y)
{
    struct rec_digest d;
    rec_digest_open(&d);
    rec_digest_add(&d, t->secret.b, sizeof t->secret.b);
    rec_digest_add(&d, label, strlen(label) + 1);
    rec_digest_add(&d, x.p, x.n);
    rec_digest_add(&d, "", 1);
    rec_digest_add(&d, y.p, y.n);
    struct rec_hash inner = rec_digest_end(&d);
    rec_digest_open(&d);
    rec_digest_add(&d, t->secret.b, sizeof t->secret.b);
    rec_digest_add(&d, inner.b, sizeof inner.b);
    return rec_digest_end(&d);
}

/* In constant time. */
static bool same(const struct rec_hash *x, const struct rec_hash *y)
{
    unsigned char different = 0;
    for (size_t i = 0; i < REC_HASH_BYTES; i++) {
        different |= x->b[i] ^ y->b[i];
    }
    return different == 0;
}

sv tries_device_make(const struct tries *t, struct arena *a, sv account)
{
    struct rec_hash random;
    sys_random(random.b, sizeof random.b);
    sv number = rec_hash_hex(a, &random);
    struct rec_hash mark = keyed(t, "device", account, number);
    return sv_fmt(a, "%.*s%.*s", SV_ARG(number), SV_ARG(rec_hash_hex(a, &mark)));
}

static bool device_good(const struct tries *t, sv account, sv device)
{
    struct rec_hash given, random;
    if (device.n != TRIES_DEVICE_BYTES || !rec_hash_of_hex(sv_sub(device, 0, HEX), &random) ||
        !rec_hash_of_hex(sv_sub(device, HEX, HEX), &given)) {
        return false;
    }
    struct rec_hash mark = keyed(t, "device", account, sv_sub(device, 0, HEX));
    return same(&mark, &given);
}

void tries_of(const struct tries *t, sv account, sv from, sv device, struct try *ret)
{
    *ret = (struct try){.known = device_good(t, account, device)};
    if (ret->known) {
        ret->count[ret->n].whose = keyed(t, "of", account, device);
        ret->count[ret->n++].most = TRIES_OWN;
        return;
    }
    ret->count[ret->n].whose = keyed(t, "from", account, from);
    ret->count[ret->n++].most = TRIES_OWN;
    ret->count[ret->n].whose = keyed(t, "account", account, SV_NONE);
    ret->count[ret->n++].most = TRIES_ALL;
    ret->count[ret->n].whose = keyed(t, "network", SV_NONE, from);
    ret->count[ret->n++].most = TRIES_ALL;
}

void tries_of_code(const struct tries *t, sv account, struct try *ret)
{
    *ret = (struct try){.known = true};
    ret->count[ret->n].whose = keyed(t, "code", account, SV_NONE);
    ret->count[ret->n++].most = TRIES_OWN;
}

/* ---- counting ---- */

static struct count *find(struct tries *t, const struct rec_hash *whose)
{
    for (size_t i = 0; i < TRIES_KEPT; i++) {
        if (t->counts[i].used && rec_hash_eq(&t->counts[i].whose, whose)) {
            return &t->counts[i];
        }
    }
    return NULL;
}

static void free_old(struct tries *t, int64_t now_ms)
{
    for (size_t i = 0; i < TRIES_KEPT; i++) {
        if (t->counts[i].used && now_ms - t->counts[i].since_ms >= TRIES_WINDOW_MS) {
            t->counts[i].used = false;
        }
    }
}

static size_t places_free(const struct tries *t)
{
    size_t n = 0;
    for (size_t i = 0; i < TRIES_KEPT; i++) {
        n += !t->counts[i].used;
    }
    return n;
}

/* A free place, or the oldest count's. */
static struct count *place(struct tries *t)
{
    struct count *oldest = &t->counts[0];
    for (size_t i = 0; i < TRIES_KEPT; i++) {
        struct count *c = &t->counts[i];
        if (!c->used) {
            return c;
        }
        oldest = c->since_ms < oldest->since_ms ? c : oldest;
    }
    return oldest;
}

bool tries_begin(struct tries *t, const struct try *one, int64_t now_ms)
{
    free_old(t, now_ms);
    /* whoever invents names fills the places and drives no count out; a known device finds one */
    if (!one->known && places_free(t) < one->n) {
        return false;
    }
    for (size_t i = 0; i < one->n; i++) {
        const struct count *c = find(t, &one->count[i].whose);
        if (c && c->wrong >= one->count[i].most) {
            return false;
        }
    }
    for (size_t i = 0; i < one->n; i++) {
        struct count *c = find(t, &one->count[i].whose);
        if (!c) {
            c = place(t);
            *c = (struct count){.whose = one->count[i].whose, .used = true, .since_ms = now_ms};
        }
        c->wrong++;
    }
    return true;
}

static void take_back(struct count *c, int most)
{
    if (c) {
        c->wrong -= c->wrong < most ? c->wrong : most;
        c->used = c->wrong > 0;
    }
}

void tries_undo(struct tries *t, const struct try *one)
{
    for (size_t i = 0; i < one->n; i++) {
        take_back(find(t, &one->count[i].whose), 1);
    }
}

void tries_good(struct tries *t, const struct try *one)
{
    must(one->n > 0);
    take_back(find(t, &one->count[0].whose), TRIES_OWN);
    for (size_t i = 1; i < one->n; i++) {
        take_back(find(t, &one->count[i].whose), 1);
    }
}
