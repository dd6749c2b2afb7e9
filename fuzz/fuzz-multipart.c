/* Multipart forms: any bytes, in pieces of any size, are refused or give the same parts as whole.
 */
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/must.h"
#include "http/multipart.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int begin(void *ctx, const struct http_part *part)
{
    must(part->name.n > 0);
    buf_sv(ctx, part->name);
    buf_char(ctx, '|');
    return 0;
}

static int piece(void *ctx, sv bytes)
{
    must(bytes.n > 0);
    buf_sv(ctx, bytes);
    return 0;
}

static int end(void *ctx)
{
    buf_char(ctx, ';');
    return 0;
}

static int read_in(sv body, size_t pieces, struct buf *out)
{
    struct http_multipart m;
    struct http_multipart_to to = {out, begin, piece, end};
    int status = HTTP_MORE;
    must(http_multipart_open(&m, SV("multipart/form-data; boundary=xYz"), &to));
    for (size_t at = 0; at < body.n && status < 400; at += pieces) {
        status = http_multipart_add(&m, sv_sub(body, at, pieces));
    }
    return status;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2) {
        return 0;
    }
    sv body = {(const char *)data + 1, size - 1};
    struct buf whole = buf_make(2 * size), cut = buf_make(2 * size);
    int first = read_in(body, body.n, &whole), second = read_in(body, 1 + data[0] % 16u, &cut);
    must(first == second);
    must(first >= 400 || sv_eq(buf_view(&whole), buf_view(&cut)));
    buf_free(&whole);
    buf_free(&cut);
    return 0;
}
