/* A framed channel to another process, on the event loop. */
#ifndef ACTS_PEER_H
#define ACTS_PEER_H

#include "acts/wire.h"
#include "sys/loop.h"

struct peer;

/* A frame came; its fields live until the function returns.  The peer may be closed inside. */
typedef void peer_frame_fn(void *ctx, struct peer *p, const struct wire_frame *f);
/* The other end has gone or sent nonsense; the peer is closed after the function returns. */
typedef void peer_gone_fn(void *ctx, struct peer *p);

/* Take over a connected, nonblocking socket.  priority: its frames are read before other events of
 * a batch. Held: peer_close, or gone.  NULL when the loop refuses the descriptor (which is then
 * closed). */
struct peer *peer_open(struct sys_loop *loop, int take_fd, bool priority, peer_frame_fn *frame,
                       peer_gone_fn *gone, void *ctx);
void peer_close(struct peer *take_p);
/* Send a frame, now as far as the socket takes it, the rest when it can.  A peer that leaves more
 * than 64 MiB unread is ended at the next event. */
void peer_send(struct peer *p, const struct wire_frame *f);
/* Queue a frame without sending: peer_flush sends all that is queued. */
void peer_queue(struct peer *p, const struct wire_frame *f);
void peer_flush(struct peer *p);
/* Read what has come by now and hand out its frames, without waiting for the loop. */
void peer_pump(struct peer *p);

/* Blocking use, for commands: send one frame and wait for the reply with its id.
 * Errors: E_UNSURE the other end went away after the frame was sent; E_IO before.  Lifetime: ret in
 * a. */
MUST err *peer_ask(struct arena *a, int fd, const struct wire_frame *f, struct wire_frame *ret);

#endif
