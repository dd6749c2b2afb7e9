/* Chunked bodies (RFC 9112 7.1): sizes, extensions and trailers are read strictly and bounded. */
#include "http/request.h"
#include "http/text.h"

enum { CHUNK_DIGITS_MAX = 8 };

enum state {
    SIZE,
    EXTENSION,
    SIZE_LF,
    DATA,
    DATA_CR,
    DATA_LF,
    TRAILER,
    TRAILER_NAME,
    TRAILER_VALUE,
    TRAILER_LF,
    END_LF
};

static bool value_char(char c)
{
    unsigned char u = (unsigned char)c;
    return (u >= 0x20 && u != 0x7F) || c == '\t';
}

/* One byte of a size line. */
static int take_size(struct http_chunks *c, char ch, const struct buf *out)
{
    int digit = http_hex_digit(ch);
    if (digit >= 0 && c->digits < CHUNK_DIGITS_MAX) {
        c->left = c->left << 4 | (unsigned)digit;
        c->digits++;
        return HTTP_MORE;
    }
    if (c->digits == 0 || (ch != ';' && ch != '\r')) {
        return 400;
    }
    c->state = ch == ';' ? EXTENSION : SIZE_LF;
    return c->left > out->max - out->n ? 413 : HTTP_MORE;
}

static int step(struct http_chunks *c, bool good, enum state next)
{
    c->state = (uint8_t)next;
    return good ? HTTP_MORE : 400;
}

/* One byte outside of sizes and data. */
static int take_other(struct http_chunks *c, char ch)
{
    bool cr = ch == '\r';
    bool lf = ch == '\n';
    enum state now = (enum state)c->state;
    if (now == EXTENSION || now >= TRAILER) {
        if (++c->extra > HTTP_CHUNK_EXTRA_MAX) {
            return 400;
        }
    }
    switch (now) {
    case EXTENSION: return step(c, cr || value_char(ch), cr ? SIZE_LF : EXTENSION);
    case SIZE_LF: return step(c, lf, c->left ? DATA : TRAILER);
    case DATA_CR: return step(c, cr, DATA_LF);
    case DATA_LF: c->digits = 0; return step(c, lf, SIZE);
    case TRAILER: return step(c, cr || http_token_char(ch), cr ? END_LF : TRAILER_NAME);
    case TRAILER_NAME:
        return step(c, ch == ':' || http_token_char(ch), ch == ':' ? TRAILER_VALUE : TRAILER_NAME);
    case TRAILER_VALUE: return step(c, cr || value_char(ch), cr ? TRAILER_LF : TRAILER_VALUE);
    case TRAILER_LF: return step(c, lf, TRAILER);
    case END_LF: return lf ? HTTP_DONE : 400;
    case SIZE:
    case DATA:
    default: return 400;
    }
}

int http_chunks_read(struct http_chunks *c, const char *p, size_t n, size_t *ret_used,
                     struct buf *out)
{
    size_t at = 0;
    int status = HTTP_MORE;
    while (at < n && status == HTTP_MORE) {
        if (c->state == DATA) {
            size_t part = n - at < c->left ? n - at : (size_t)c->left;
            buf_put(out, p + at, part);
            at += part;
            c->left -= part;
            c->state = c->left ? DATA : DATA_CR;
            status = out->failed ? 413 : HTTP_MORE;
        } else if (c->state == SIZE) {
            status = take_size(c, p[at++], out);
        } else {
            status = take_other(c, p[at++]);
        }
    }
    *ret_used = at;
    return status;
}
