/* Requests, chunked bodies and forms.  The first byte says in pieces of how many bytes the rest
 * arrives (0: whole); what is understood must not depend on it. */
#include <stdint.h>
#include <string.h>

#include "base/must.h"
#include "base/utf8.h"
#include "http/form.h"
#include "http/request.h"

enum { INPUT_MAX = 1 << 17, BODY_MAX = 1 << 16, OUTCOMES_MAX = 64 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What became of the input, request by request. */
struct outcome {
    unsigned n;
    struct {
        int status;
        size_t path_n, body_n, fields;
    } each[OUTCOMES_MAX];
};

static void check_form(struct arena *a, sv text)
{
    struct http_form f;
    if (http_form_parse(a, text, &f)) {
        return;
    }
    for (size_t i = 0; i < f.n; i++) {
        must(utf8_plain(f.pairs[i].name) && utf8_plain(f.pairs[i].value));
        must(f.pairs[i].name.n + f.pairs[i].value.n <= text.n);
    }
}

static void check_request(struct arena *a, const struct http_request *r)
{
    must(r->path.n > 0 && r->path.p[0] == '/' && utf8_plain(r->path));
    must(r->n_fields <= LIMIT_HEAD_FIELDS && !(r->chunked && r->has_length));
    must(r->host.n > 0 || r->minor == 0);
    for (sv rest = r->path; rest.n;) {
        sv segment = sv_cut(rest, '/', &rest);
        must(!sv_is(segment, "..") && !sv_is(segment, "."));
    }
    for (size_t i = 0; i < r->n_fields; i++) {
        must(r->fields[i].name.n > 0 && utf8_valid(r->fields[i].value));
        must(r->fields[i].value.n == 0 ||
             !memchr(r->fields[i].value.p, '\n', r->fields[i].value.n));
    }
    (void)http_cookie(r, "sid");
    (void)http_field(r, "x-y");
    (void)http_tag_matches(r->if_none_match, SV("tag"));
    check_form(a, r->query);
}

/* One request off the input of n bytes at p, of which at first only `step` more at a time are
 * shown. */
static int take_request(struct arena *a, const char *p, size_t n, size_t step, size_t *ret_used,
                        struct http_request *r)
{
    size_t scan = 0, head_n = 0, shown = 0;
    int status = HTTP_MORE;
    while (status == HTTP_MORE && shown < n) {
        shown = n - shown < step ? n : shown + step;
        status = http_head_find(p, shown, &scan, &head_n);
        must(scan <= shown);
    }
    if (status != HTTP_DONE) {
        return status;
    }
    must(head_n <= n && head_n <= LIMIT_HEAD_BYTES);
    char *head = arena_alloc(a, head_n);
    memcpy(head, p, head_n);
    status = http_head_parse(head, head_n, r);
    if (status != HTTP_DONE) {
        must(status >= 400 && status < 600);
        return status;
    }
    check_request(a, r);
    *ret_used = head_n;
    if (!r->chunked) {
        if (r->length > n - head_n) {
            return HTTP_MORE;
        }
        r->body = (sv){p + head_n, (size_t)r->length};
        *ret_used += r->body.n;
        return HTTP_DONE;
    }
    struct http_chunks c = {0};
    struct buf out = buf_make(BODY_MAX);
    status = HTTP_MORE;
    while (status == HTTP_MORE && *ret_used < n) {
        size_t used, part = n - *ret_used < step ? n - *ret_used : step;
        status = http_chunks_read(&c, p + *ret_used, part, &used, &out);
        must(used <= part && out.n <= BODY_MAX);
        *ret_used += used;
    }
    r->body = buf_dup(a, &out);
    buf_free(&out);
    return status;
}

static struct outcome run(struct arena *a, const char *p, size_t n, size_t step)
{
    static struct http_request r;
    struct outcome all = {0};
    int status = HTTP_DONE;
    while (status == HTTP_DONE && n && all.n < OUTCOMES_MAX) {
        size_t used = 0;
        memset(&r, 0, sizeof r);
        status = take_request(a, p, n, step, &used, &r);
        all.each[all.n].status = status;
        if (status == HTTP_DONE) {
            check_form(a, r.body);
            all.each[all.n].path_n = r.path.n;
            all.each[all.n].body_n = r.body.n;
            all.each[all.n].fields = r.n_fields;
        }
        all.n++;
        must(used <= n);
        p += used;
        n -= used;
    }
    return all;
}

static bool outcome_eq(const struct outcome *x, const struct outcome *y)
{
    bool same = x->n == y->n;
    for (size_t i = 0; same && i < x->n; i++) {
        same = x->each[i].status == y->each[i].status && x->each[i].path_n == y->each[i].path_n &&
               x->each[i].body_n == y->each[i].body_n && x->each[i].fields == y->each[i].fields;
    }
    return same;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2 || size > INPUT_MAX) {
        return 0;
    }
    SCOPED(arena_scope) struct arena *a = arena_open(65536);
    size_t n = size - 1;
    char *bytes = arena_alloc(a, n);
    memcpy(bytes, data + 1, n);
    struct outcome whole = run(a, bytes, n, n);
    if (data[0]) {
        struct outcome pieces = run(a, bytes, n, data[0]);
        must(outcome_eq(&whole, &pieces));
    }
    check_form(a, (sv){bytes, n});
    return 0;
}
