/* What tests read: the project's own vectors, and the shared ones, which may be absent. */
#ifndef TESTS_FILES_H
#define TESTS_FILES_H

#include <stdio.h>
#include <stdlib.h>

#include "base/json.h"
#include "tap.h"

/* The file's bytes, at most 16 MiB; false when it cannot be read. */
static inline bool file_read(struct arena *a, sv path, sv *ret)
{
    FILE *f = fopen(sv_cstr(a, path), "rb");
    if (!f) {
        return false;
    }
    long size = fseek(f, 0, SEEK_END) == 0 ? ftell(f) : -1;
    bool whole = size >= 0 && size <= 16 << 20 && fseek(f, 0, SEEK_SET) == 0;
    if (whole) {
        char *p = arena_alloc(a, (size_t)size + 1);
        whole = fread(p, 1, (size_t)size, f) == (size_t)size;
        *ret = (sv){p, (size_t)size};
    }
    fclose(f);
    return whole;
}

static inline sv path_under(struct arena *a, const char *variable, const char *otherwise,
                            const char *name)
{
    const char *root = getenv(variable);
    return sv_fmt(a, "%s%s/%s", root ? root : ".", root ? "" : otherwise, name);
}

/* A file of the checkout, by the environment's DAIS_ROOT. */
static inline sv root_path(struct arena *a, const char *name)
{
    return path_under(a, "DAIS_ROOT", "", name);
}

/* A file of the shared vectors: DAIS_SHARED, or beside the checkout. */
static inline sv shared_path(struct arena *a, const char *name)
{
    if (getenv("DAIS_SHARED")) {
        return path_under(a, "DAIS_SHARED", "", sv_cstr(a, sv_fmt(a, "data/%s", name)));
    }
    return root_path(a, sv_cstr(a, sv_fmt(a, "../shared/data/%s", name)));
}

/* A shared file; where it is absent the test is skipped by that name. */
static inline bool shared_read(struct arena *a, const char *name, sv *ret)
{
    if (file_read(a, shared_path(a, name), ret)) {
        return true;
    }
    tap_skip(name, "the shared vectors are not beside this checkout (or set DAIS_SHARED)");
    return false;
}

static inline bool json_file(struct arena *a, sv path, struct jv **ret)
{
    sv text;
    return ok_as(file_read(a, path, &text), sv_cstr(a, path)) && fine(jv_parse(a, text, ret));
}

/* A shared file of JSON, or a skip. */
static inline bool shared_json(struct arena *a, const char *name, struct jv **ret)
{
    sv text;
    return shared_read(a, name, &text) && fine(jv_parse(a, text, ret));
}

/* The bytes of a hexadecimal text. */
static inline sv unhex(struct arena *a, sv hex)
{
    char *p = arena_alloc(a, hex.n / 2 + 1);
    for (size_t i = 0; i + 1 < hex.n; i += 2) {
        p[i / 2] = (char)strtol(sv_cstr(a, sv_sub(hex, i, 2)), NULL, 16);
    }
    return (sv){p, hex.n / 2};
}

#endif
