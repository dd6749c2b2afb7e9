/* tplc MODELS.h MODELS.c TEMPLATES.h TEMPLATES.c FOLDER/ FILE…
 * Compile model descriptions and templates; FOLDER/ is how the generated headers are included.
 * An output whose bytes are the same is left untouched, so that nothing is compiled anew for it. */
#include <stdio.h>
#include <stdlib.h>

#include "tplc/inner.h"

/* The whole file, at most TPLC_FILE_BYTES + 1 bytes of it, so that a larger one is noticed. */
static bool read_file(struct arena *a, const char *path, size_t max, sv *ret)
{
    FILE *f = fopen(path, "rb");
    if (!f) {
        return false;
    }
    struct buf b = buf_make(max + 1);
    char piece[4096];
    size_t n;
    while (b.n <= max && (n = fread(piece, 1, sizeof piece, f)) > 0) {
        size_t left = max + 1 - b.n;
        buf_put(&b, piece, n < left ? n : left);
    }
    bool fine = !ferror(f);
    fclose(f);
    *ret = buf_dup(a, &b);
    buf_free(&b);
    return fine;
}

static bool write_file(struct arena *a, const char *path, sv bytes)
{
    sv old;
    if (read_file(a, path, TPLC_OUTPUT_BYTES, &old) && sv_eq(old, bytes)) {
        return true;
    }
    FILE *f = fopen(path, "wb");
    if (!f) {
        return false;
    }
    bool fine = fwrite(bytes.p, 1, bytes.n, f) == bytes.n;
    return fclose(f) == 0 && fine;
}

int main(int argc, char **argv)
{
    if (argc < 7 || argc - 6 > TPLC_FILES) {
        fputs("usage: tplc MODELS.h MODELS.c TEMPLATES.h TEMPLATES.c FOLDER/ FILE...\n", stderr);
        return 2;
    }
    SCOPED(arena_scope) struct arena *a = arena_open(1 << 16);
    size_t n = (size_t)argc - 6;
    struct tplc_file *files = arena_array(a, struct tplc_file, n);
    for (size_t i = 0; i < n; i++) {
        files[i].name = sv_of(argv[6 + i]);
        if (!read_file(a, argv[6 + i], TPLC_FILE_BYTES, &files[i].text)) {
            fprintf(stderr, "%s: this file cannot be read\n", argv[6 + i]);
            return 1;
        }
    }
    sv folder = sv_of(argv[5]), models_h = tplc_basename(sv_of(argv[1])),
       templates_h = tplc_basename(sv_of(argv[3]));
    struct tplc_names names = {sv_fmt(a, "%.*s%.*s", SV_ARG(folder), SV_ARG(models_h)),
                               sv_fmt(a, "%.*s%.*s", SV_ARG(folder), SV_ARG(templates_h))};
    struct tplc_output out;
    err *e = tplc_compile(a, files, n, &names, &out);
    if (e) {
        fprintf(stderr, "%.*s\n", SV_ARG(e->message));
        return 1;
    }
    const sv texts[] = {out.models_h, out.models_c, out.templates_h, out.templates_c};
    for (size_t i = 0; i < 4; i++) {
        if (!write_file(a, argv[1 + i], texts[i])) {
            fprintf(stderr, "%s: this file cannot be written\n", argv[1 + i]);
            return 1;
        }
    }
    return 0;
}
