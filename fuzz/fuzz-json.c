/* JSON: the pull parser, trees, and the canonical form, which must be a fixed point. */
#include <stdint.h>
#include <string.h>

#include "base/json.h"
#include "base/limits.h"
#include "base/must.h"
#include "base/utf8.h"

enum { INPUT_MAX = 1 << 17, OUT_MAX = 1 << 20 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Read it token by token; true when all of it is JSON. */
static bool pull(struct arena *a, sv text)
{
    struct json j = json_open(a, text);
    enum json_token t;
    size_t tokens = 0;
    do {
        size_t before = j.at, line, column;
        if (json_next(&j, &t)) {
            json_place(&j, &line, &column);
            must(line >= 1 && column >= 1 && column <= text.n + 8);
            return false;
        }
        must(j.at > before || t == JSON_END);
        must(j.at <= text.n && j.depth >= 0 && j.depth <= LIMIT_JSON_DEPTH);
        must((t != JSON_KEY && t != JSON_STRING) || utf8_valid(j.text));
        must(++tokens <= text.n + 1);
    } while (t != JSON_END);
    return true;
}

static void check_write(struct arena *a, const struct jv *v)
{
    struct jv *again;
    SCOPED(buf_free) struct buf first = buf_make(OUT_MAX);
    SCOPED(buf_free) struct buf second = buf_make(OUT_MAX);
    jv_write(&first, v);
    must(!first.failed && !jv_parse(a, buf_view(&first), &again));
    jv_write(&second, again);
    must(sv_eq(buf_view(&first), buf_view(&second)));
    must(jv_count(jv_dup(a, v)) == jv_count(v));
}

static void check_canonical(struct arena *a, struct jv *v)
{
    struct jv *again;
    SCOPED(buf_free) struct buf first = buf_make(OUT_MAX);
    SCOPED(buf_free) struct buf second = buf_make(OUT_MAX);
    if (jv_canonical(a, v, &first)) {
        return;
    }
    must(!jv_parse(a, buf_view(&first), &again));
    must(!jv_canonical(a, again, &second));
    must(sv_eq(buf_view(&first), buf_view(&second)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size > INPUT_MAX) {
        return 0;
    }
    SCOPED(arena_scope) struct arena *a = arena_open(1 << 16);
    sv text = {(const char *)data, size};
    struct jv *v;
    bool json = pull(a, text);
    if (jv_parse(a, text, &v)) {
        return 0;
    }
    must(json);
    check_write(a, v);
    check_canonical(a, v);
    return 0;
}
