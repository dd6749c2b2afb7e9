/* Frames between the processes: how web and commands ask the writer, the writer auth, web paper.
 * u32 length of what follows, u8 op, u64 id, then fields: u32 length and bytes each; all
 * big-endian. */
#ifndef ACTS_WIRE_H
#define ACTS_WIRE_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/limits.h"

enum wire_op {
    WIRE_ACT = 1,    /* credential, JSON of the act → WIRE_REPLY */
    WIRE_ASK = 2,    /* credential, JSON {"ask":…} of the accounts → WIRE_REPLY */
    WIRE_REPLY = 3,  /* status as three digits, JSON */
    WIRE_SEQ = 4,    /* id: how many entries are durable; to every web worker */
    WIRE_HASH = 5,   /* password → WIRE_REPLY 200, encoded */
    WIRE_CHECK = 6,  /* encoded, password → WIRE_REPLY 200 or 403 */
    WIRE_CHANGE = 7, /* encoded, password, new password → WIRE_REPLY 200, encoded, or 403 */
    WIRE_PAPER = 8   /* to paper: an order → WIRE_REPLY 200, its file's name, or a sentence */
};

enum { WIRE_FIELDS = 3, WIRE_FRAME_MAX = LIMIT_ACT_BYTES + 65536 };

struct wire_frame {
    enum wire_op op;
    uint64_t id;
    sv field[WIRE_FIELDS];
    size_t n;
};

/* Append the frame. */
void wire_put(struct buf *out, const struct wire_frame *f);
/* 1: a frame stands at the start of in, *ret_size bytes long, its fields views of in; 0: more is
 * needed; -1: the bytes are no frame, or one over WIRE_FRAME_MAX: end the connection. */
int wire_take(sv in, struct wire_frame *ret, size_t *ret_size);

#endif
