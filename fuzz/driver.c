/* Runs a fuzz target over files and directories of inputs, so that a corpus replays in an ordinary
 * build. */
#include <stdint.h>
#include <stdio.h>

#include "sys/files.h"

enum { INPUT_MAX = 4 << 20 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static err *run_file(const char *path)
{
    SCOPED(arena_scope) struct arena *a = arena_open(4096);
    sv bytes;
    err *e = sys_file_read(a, path, INPUT_MAX, &bytes);
    if (e) {
        fprintf(stderr, "%s: %.*s\n", path, SV_ARG(e->message));
        return e;
    }
    fprintf(stderr, "%s\n", path); /* the last line names the input that ends the program */
    LLVMFuzzerTestOneInput((const uint8_t *)bytes.p, bytes.n);
    return NULL;
}

int main(int argc, char **argv)
{
    SCOPED(arena_scope) struct arena *a = arena_open(4096);
    unsigned ran = 0, failed = 0;
    for (int i = 1; i < argc; i++) {
        sv *names;
        size_t n;
        if (sys_dir_list(a, argv[i], SV_NONE, &names, &n)) {
            failed += run_file(argv[i]) != NULL;
            ran++;
            continue;
        }
        for (size_t k = 0; k < n; k++) {
            if (names[k].p[0] != '.') {
                failed +=
                    run_file(sv_cstr(a, sv_fmt(a, "%s/%.*s", argv[i], SV_ARG(names[k])))) != NULL;
                ran++;
            }
        }
    }
    printf("%u inputs, %u unread\n", ran, failed);
    return ran == 0 || failed ? 1 : 0;
}
