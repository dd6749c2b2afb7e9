/* Taking in files, and keeping them. */
#include "acts/intake.h"

#include <string.h>

#include "base/base64.h"
#include "base/limits.h"
#include "store/q.h"
#include "sys/clock.h"
#include "sys/files.h"

enum { SLICE = 1 << 20, SYNC_BYTES = 4 * SLICE, NAME_BYTES = 26, OLD_SECONDS = 3600 };

struct intake {
    struct arena *a;
    const char *dir, *temporary;
    int from, to; /* -1: none; from memory */
    sv memory;    /* what is left of it */
    uint64_t at, size;
    struct rec_part part;
    uint8_t salt[REC_SALT_BYTES];
    struct rec_digest digest;
    struct rec_sniff sniff;
    err *failure; /* NULL: none */
    bool kept;
};

bool intake_name_valid(sv name)
{
    for (size_t i = 0; i < name.n; i++) {
        bool good =
            (name.p[i] >= 'a' && name.p[i] <= 'z') || (name.p[i] >= '0' && name.p[i] <= '9');
        if (!good) {
            return false;
        }
    }
    return name.n == NAME_BYTES;
}

static const char *path_in(struct arena *a, const char *dir, const char *below, sv name)
{
    return sv_fmt(a, "%s/%s/%.*s", dir, below, SV_ARG(name)).p;
}

/* ---- where the bytes are ---- */

static err *no_file(struct arena *a, sv field)
{
    return err_field(a, field, "the file did not arrive: choose it again and send it once more");
}

static err *find_bytes(struct intake *i, struct arena *a, sv field, const struct jv *where)
{
    sv incoming = jv_get_sv(where, "incoming"), base64 = jv_get_sv(where, "base64");
    if (incoming.n) {
        err *e =
            intake_name_valid(incoming)
                ? sys_file_open(a, path_in(a, i->dir, "incoming", incoming), &i->from, &i->size)
                : no_file(a, field);
        return e && e->kind != E_IO ? no_file(a, field) : e;
    }
    i->memory = sv_dup(i->a, jv_get_sv(where, "text"));
    if (base64.n) {
        uint8_t *bytes = arena_alloc(i->a, base64.n);
        size_t n;
        if (!base64_read(base64, bytes, base64.n, &n)) {
            return err_field(a, field, "%.*s.base64 is not base64", SV_ARG(field));
        }
        i->memory = (sv){(const char *)bytes, n};
    }
    i->size = i->memory.n;
    return NULL;
}

static err *begin(struct intake *i, struct arena *a, const struct act_inputs *inputs,
                  const struct jv *act)
{
    const struct jv *files = jv_get(act, "files"), *where = files ? files->first : NULL;
    sv name = jv_get_sv(jv_get(act, "data"), "name"), id = jv_get_sv(act, "act");
    if (!where || where->next || where->type != JV_OBJECT || !rec_id_valid(where->key)) {
        return err_field(a, SV("files"), "files names one file of the act");
    }
    sv field = sv_fmt(a, "files.%.*s", SV_ARG(where->key));
    if (!rec_act_id_valid(id)) {
        return err_field(a, SV("act"), "act is an id that the caller makes");
    }
    if (!rec_file_name_valid(name)) {
        return err_field(
            a, SV("data.name"),
            "name the file with an ending that says what it is: .pdf, .png, .jpg, .txt, "
            ".docx or .xlsx; at most 120 bytes, without / and \\");
    }
    TRY(find_bytes(i, a, field, where));
    if (i->size == 0) {
        return no_file(a, field);
    }
    if (i->size > REC_FILE_BYTES) {
        return err_make(a, E_LIMIT,
                        "A file may have %d MiB at most: make it smaller, or file it in "
                        "parts",
                        REC_FILE_BYTES >> 20);
    }
    const struct rec_media *promised = rec_media_promised(name);
    i->part = (struct rec_part){.name = sv_dup(i->a, where->key), .media = sv_of(promised->type)};
    inputs->salt(inputs->cx, id, 0, i->part.name, i->salt);
    rec_digest_part(&i->digest, i->salt, i->part.name);
    rec_sniff_open(&i->sniff, promised);
    return sys_file_begin(a, i->temporary, 0640, &i->to);
}

err *intake_open(struct arena *a, const char *dir, const struct act_inputs *inputs,
                 const struct jv *act, struct intake **ret)
{
    uint64_t number[2];
    struct intake *i = heap_resize(NULL, sizeof *i);
    sys_random(number, sizeof number);
    *i = (struct intake){.a = arena_open(1024), .from = -1, .to = -1};
    i->dir = sv_cstr(i->a, sv_of(dir));
    i->temporary = sv_fmt(i->a, "%s/parts/new-%016llx%016llx", dir, (unsigned long long)number[0],
                          (unsigned long long)number[1])
                       .p;
    err *e = begin(i, a, inputs, act);
    if (e) {
        intake_close(i);
        return e;
    }
    *ret = i;
    return NULL;
}

/* ---- copying ---- */

static err *next_slice(struct intake *i, struct arena *a, char *room, sv *ret)
{
    uint64_t left = i->size - i->at;
    size_t want = left < SLICE ? (size_t)left : SLICE;
    if (i->from < 0) {
        *ret = sv_sub(i->memory, (size_t)i->at, want);
        return NULL;
    }
    ptrdiff_t n = sys_file_slice(i->from, i->at, room, want);
    *ret = (sv){room, want};
    return n == (ptrdiff_t)want ? NULL
                                : err_make(a, E_IO,
                                           "A file that was sent could not be read; send it "
                                           "once more");
}

static err *finish(struct intake *i, struct arena *a)
{
    if (!rec_sniff_end(&i->sniff)) {
        return err_field(
            a, sv_fmt(a, "files.%.*s", SV_ARG(i->part.name)),
            "by its name the file is %s, but what is in it is none%s: choose the right file, or "
            "save it anew",
            i->sniff.promised->words,
            i->sniff.macros ? " that can be taken (it holds programs)" : "");
    }
    i->part.hash = rec_digest_end(&i->digest);
    return sys_file_sync(a, i->to);
}

static err *step(struct intake *i, struct arena *a)
{
    sv slice;
    TRY(next_slice(i, a, arena_alloc(a, SLICE), &slice));
    rec_digest_add(&i->digest, slice.p, slice.n);
    rec_sniff_add(&i->sniff, slice);
    TRY(sys_file_add(a, i->to, slice));
    i->at += slice.n;
    if (i->at < i->size) {
        /* little by little: nobody waits long for the last */
        return i->at % SYNC_BYTES == 0 ? sys_file_sync(a, i->to) : NULL;
    }
    return finish(i, a);
}

bool intake_advance(struct intake *i)
{
    struct arena_mark mark = arena_mark(i->a);
    err *e = step(i, i->a);
    if (e) {
        i->failure = e;
        return true;
    }
    arena_rewind(i->a, mark);
    return i->at == i->size;
}

err *intake_failure(const struct intake *i)
{
    return i->failure;
}

void intake_close(struct intake *take_i)
{
    if (take_i) {
        sys_close(take_i->from);
        sys_close(take_i->to);
        if (!take_i->kept) {
            sys_file_remove(take_i->temporary);
        }
        arena_close(take_i->a);
        heap_resize(take_i, 0);
    }
}

/* ---- what was taken in ---- */

void intake_part(const struct intake *i, struct rec_part *ret, struct st_part *ret_payload)
{
    *ret = i->part;
    *ret_payload = (struct st_part){.hash = i->part.hash, .file = true, .bytes = i->size};
    memcpy(ret_payload->salt, i->salt, sizeof i->salt);
}

err *intake_keep(struct intake *i, struct arena *a)
{
    TRY(sys_file_move(a, i->temporary,
                      path_in(a, i->dir, "parts", rec_hash_hex(a, &i->part.hash))));
    i->kept = true;
    return sys_dir_sync(a, sv_fmt(a, "%s/parts", i->dir).p);
}

/* The hash of an open file as a part. */
static err *hash_file(struct arena *a, int fd, uint64_t size, const uint8_t salt[REC_SALT_BYTES],
                      sv name, struct rec_hash *ret)
{
    struct arena_mark mark = arena_mark(a);
    char *room = arena_alloc(a, SLICE);
    struct rec_digest d;
    rec_digest_part(&d, salt, name);
    for (uint64_t at = 0; at < size;) {
        uint64_t left = size - at;
        ptrdiff_t n = sys_file_slice(fd, at, room, left < SLICE ? (size_t)left : SLICE);
        if (n <= 0) {
            return err_make(a, E_IO, "A file of the record could not be read; see to the disk");
        }
        rec_digest_add(&d, room, (size_t)n);
        at += (uint64_t)n;
    }
    *ret = rec_digest_end(&d);
    arena_rewind(a, mark);
    return NULL;
}

err *intake_hash(const struct intake *i, struct arena *a, const uint8_t salt[REC_SALT_BYTES],
                 struct rec_hash *ret)
{
    int fd;
    uint64_t size;
    TRY(sys_file_open(a, i->temporary, &fd, &size));
    err *e = hash_file(a, fd, size, salt, i->part.name, ret);
    sys_close(fd);
    return e;
}

/* ---- what is there ---- */

static err *sweep_parts(struct arena *a, const char *dir, struct store *s)
{
    sv *names = NULL;
    size_t n = 0;
    TRY(sys_dir_list(a, sv_fmt(a, "%s/parts", dir).p, SV_NONE, &names, &n));
    for (size_t k = 0; k < n; k++) {
        struct q_part_file_out row;
        struct rec_hash h;
        bool known = false, is_hash = rec_hash_of_hex(names[k], &h);
        if (is_hash) {
            TRY(q_part_file(s, a, &(struct q_part_file_in){.hash = {(const char *)h.b, sizeof h.b}},
                            &known, &row));
        }
        if (!known && (is_hash || sv_starts(names[k], SV("new-")))) {
            sys_file_remove(path_in(a, dir, "parts", names[k]));
        }
    }
    return NULL;
}

err *intake_sweep(struct arena *a, const char *dir, struct store *s)
{
    sv *names = NULL;
    size_t n = 0;
    TRY(sweep_parts(a, dir, s));
    TRY(sys_dir_list(a, sv_fmt(a, "%s/incoming", dir).p, SV_NONE, &names, &n));
    for (size_t k = 0; k < n; k++) {
        const char *path = path_in(a, dir, "incoming", names[k]);
        if (sys_file_age(path) > OLD_SECONDS) {
            sys_file_remove(path);
        }
    }
    return NULL;
}

struct checking {
    struct arena *a;
    const char *dir;
    sv finding;
};

static err *check_one(void *cx, const struct q_part_files_out *p)
{
    struct checking *c = cx;
    struct arena_mark mark = arena_mark(c->a);
    struct rec_hash named = {{0}}, is = {{0}};
    uint8_t salt[REC_SALT_BYTES] = {0};
    uint64_t size = 0;
    int fd = -1;
    if (c->finding.n || p->hash.n != sizeof named.b || p->salt.n != sizeof salt) {
        return NULL;
    }
    memcpy(named.b, p->hash.p, sizeof named.b);
    memcpy(salt, p->salt.p, sizeof salt);
    err *e =
        sys_file_open(c->a, path_in(c->a, c->dir, "parts", rec_hash_hex(c->a, &named)), &fd, &size);
    bool lost = e && e->kind == E_NOTFOUND;
    e = e ? e : hash_file(c->a, fd, size, salt, p->name, &is);
    sys_close(fd);
    if (lost) {
        c->finding = sv_fmt(c->a, "The file of entry %lld is lost: %s/parts has it no more",
                            (long long)p->seq, c->dir);
        return NULL;
    }
    TRY(e);
    if (size != (uint64_t)p->bytes || !rec_hash_eq(&named, &is)) {
        c->finding = sv_fmt(c->a, "The file of entry %lld is not the one that the entry names",
                            (long long)p->seq);
        return NULL;
    }
    arena_rewind(c->a, mark);
    return NULL;
}

err *intake_check(struct arena *a, const char *dir, struct store *s, sv *ret_finding)
{
    struct checking c = {.a = a, .dir = dir};
    TRY(q_part_files(s, a, check_one, &c));
    *ret_finding = c.finding;
    return NULL;
}
