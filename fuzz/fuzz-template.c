/* Templates and models: any files are refused with a place and a sentence, or give C whose strings,
 * braces and brackets close.  An input is files, each behind a line "%% NAME"; what stands before
 * the first is left out. */
#include <stddef.h>
#include <stdint.h>

#include "base/must.h"
#include "tplc/tplc.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { FILES = 16 };

static size_t divide(sv in, struct tplc_file *files)
{
    size_t n = 0, start = 0;
    for (sv rest = in; rest.n;) {
        size_t at = in.n - rest.n;
        sv line = sv_cut(rest, '\n', &rest);
        if (!sv_starts(line, SV("%% "))) {
            continue;
        }
        if (n) {
            files[n - 1].text = sv_sub(in, start, at - start);
        }
        if (n == FILES) {
            return n;
        }
        files[n++].name = sv_sub(line, 3, line.n);
        start = in.n - rest.n;
    }
    if (n) {
        files[n - 1].text = sv_sub(in, start, in.n - start);
    }
    return n;
}

/* Every string and every brace of generated C ends, and no string holds a raw control character. */
static void check_c(sv c)
{
    int depth = 0;
    bool string = false, comment = false;
    for (size_t i = 0; i < c.n; i++) {
        char x = c.p[i], next = i + 1 < c.n ? c.p[i + 1] : '\0';
        if (comment) {
            comment = !(x == '*' && next == '/');
            i += !comment;
        } else if (string) {
            must((unsigned char)x >= ' ' && (unsigned char)x < 0x7f);
            i += x == '\\';
            string = x != '"';
        } else if (x == '/' && next == '*') {
            comment = true;
            i++;
        } else {
            string = x == '"';
            depth += (x == '{') - (x == '}');
            must(depth >= 0);
        }
    }
    must(depth == 0 && !string && !comment);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    SCOPED(arena_scope) struct arena *a = arena_open(1 << 16);
    struct tplc_file files[FILES] = {0};
    size_t n = divide((sv){(const char *)data, size}, files);
    const struct tplc_names names = {SV("view/models.h"), SV("view/templates.h")};
    struct tplc_output out, again;
    err *e = tplc_compile(a, files, n, &names, &out);
    if (e) {
        must(e->kind == E_INVALID || e->kind == E_LIMIT);
        must(e->message.n > 0);
        return 0;
    }
    const sv texts[] = {out.models_h, out.models_c, out.templates_h, out.templates_c};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        check_c(texts[i]);
    }
    must(!tplc_compile(a, files, n, &names, &again));
    must(sv_eq(out.models_c, again.models_c) && sv_eq(out.templates_c, again.templates_c));
    return 0;
}
