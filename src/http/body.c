/* Bodies: counted bytes with their gzip form. */
#include <string.h>
#include <zlib.h>

#include "base/limits.h"
#include "base/must.h"
#include "http/inside.h"

enum { GZIP_LEVEL = 5, GZIP_WINDOW = 15 + 16 /* 16: gzip's own frame */ };

static struct http_body *make(struct buf bytes, sv tag)
{
    must(tag.n <= TAG_MAX);
    struct http_body *b = heap_resize(NULL, sizeof *b);
    *b = (struct http_body){.refs = 1, .plain = bytes, .tag_n = (unsigned)tag.n};
    if (tag.n) {
        memcpy(b->tag, tag.p, tag.n);
    }
    return b;
}

struct http_body *http_body_make(sv bytes, sv tag)
{
    struct buf copy = buf_make(bytes.n);
    if (bytes.n) {
        copy.p = heap_resize(NULL, bytes.n);
        copy.size = bytes.n;
        buf_sv(&copy, bytes);
    }
    return make(copy, tag);
}

struct http_body *http_body_take(struct buf *take_b, sv tag)
{
    must(!take_b->failed);
    struct buf bytes = *take_b;
    *take_b = buf_make(bytes.max);
    if (bytes.n && bytes.size > bytes.n + bytes.n / 4) {
        bytes.p = heap_resize(bytes.p, bytes.n);
        bytes.size = bytes.n;
    }
    return make(bytes, tag);
}

struct http_body *http_body_hold(struct http_body *b)
{
    b->refs++;
    return b;
}

void http_body_drop(struct http_body *take_b)
{
    if (take_b && --take_b->refs == 0) {
        buf_free(&take_b->plain);
        buf_free(&take_b->gzip);
        heap_resize(take_b, 0);
    }
}

sv http_body_bytes(const struct http_body *b)
{
    return buf_view(&b->plain);
}

size_t http_body_cost(const struct http_body *b)
{
    return sizeof *b + b->plain.size + b->gzip.size;
}

/* ---- gzip ---- */

static z_stream *packer(struct http_server *s)
{
    if (s->deflate) {
        must(deflateReset(s->deflate) == Z_OK);
        return s->deflate;
    }
    z_stream *z = heap_resize(NULL, sizeof *z);
    *z = (z_stream){0};
    must(deflateInit2(z, GZIP_LEVEL, Z_DEFLATED, GZIP_WINDOW, 8, Z_DEFAULT_STRATEGY) == Z_OK);
    s->deflate = z;
    return z;
}

bool gzip_pack(struct http_server *s, sv bytes, struct buf *out)
{
    if (bytes.n == 0 || bytes.n > LIMIT_PAGE_BYTES) {
        return false;
    }
    z_stream *z = packer(s);
    buf_clear(out);
    char *room = buf_room(out, bytes.n);
    if (!room) {
        return false;
    }
    memcpy(&z->next_in, &bytes.p, sizeof bytes.p); /* deflate only reads it */
    z->avail_in = (unsigned)bytes.n;
    z->next_out = (unsigned char *)room;
    z->avail_out = (unsigned)bytes.n;
    if (deflate(z, Z_FINISH) != Z_STREAM_END) {
        return false;
    }
    out->n = bytes.n - z->avail_out;
    return true;
}

void gzip_end(struct http_server *s)
{
    if (s->deflate) {
        deflateEnd(s->deflate);
        s->deflate = heap_resize(s->deflate, 0);
    }
}

sv body_gzip(struct http_server *s, struct http_body *b)
{
    if (!b->tried) {
        b->tried = true;
        if (gzip_pack(s, buf_view(&b->plain), &s->packed)) {
            b->gzip = buf_make(s->packed.n);
            b->gzip.p = heap_resize(NULL, s->packed.n);
            b->gzip.size = s->packed.n;
            buf_sv(&b->gzip, buf_view(&s->packed));
        }
    }
    return buf_view(&b->gzip);
}
