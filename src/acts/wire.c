/* Frames: put and take. */
#include "acts/wire.h"

static void put_u32(struct buf *out, uint32_t v)
{
    const char b[4] = {(char)(v >> 24), (char)(v >> 16), (char)(v >> 8), (char)v};
    buf_put(out, b, sizeof b);
}

static uint32_t get_u32(const char *p)
{
    const unsigned char *u = (const unsigned char *)p;
    return (uint32_t)u[0] << 24 | (uint32_t)u[1] << 16 | (uint32_t)u[2] << 8 | u[3];
}

void wire_put(struct buf *out, const struct wire_frame *f)
{
    size_t size = 1 + 8;
    for (size_t i = 0; i < f->n; i++) {
        size += 4 + f->field[i].n;
    }
    put_u32(out, (uint32_t)size);
    buf_char(out, (char)f->op);
    put_u32(out, (uint32_t)(f->id >> 32));
    put_u32(out, (uint32_t)f->id);
    for (size_t i = 0; i < f->n; i++) {
        put_u32(out, (uint32_t)f->field[i].n);
        buf_sv(out, f->field[i]);
    }
}

int wire_take(sv in, struct wire_frame *ret, size_t *ret_size)
{
    if (in.n < 4) {
        return 0;
    }
    size_t size = get_u32(in.p);
    if (size < 9 || size > WIRE_FRAME_MAX) {
        return -1;
    }
    if (in.n - 4 < size) {
        return 0;
    }
    struct wire_frame f = {.op = (enum wire_op)in.p[4],
                           .id = (uint64_t)get_u32(in.p + 5) << 32 | get_u32(in.p + 9)};
    sv rest = sv_sub(in, 13, size - 9);
    while (rest.n) {
        size_t n = rest.n < 4 ? 0 : get_u32(rest.p);
        if (rest.n < 4 || f.n == WIRE_FIELDS || n > rest.n - 4) {
            return -1;
        }
        f.field[f.n++] = (sv){rest.p + 4, n};
        rest = sv_sub(rest, 4 + n, rest.n);
    }
    *ret = f;
    *ret_size = 4 + size;
    return 1;
}
