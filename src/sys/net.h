/* Sockets: the thin calls, each through the fault gate.  All descriptors are close-on-exec; those
 * made here are nonblocking.  Close them with sys_close. */
#ifndef SYS_NET_H
#define SYS_NET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

/* An address as 16 bytes of IPv6, IPv4 mapped (::ffff:a.b.c.d); a unix socket has all zero. */
struct sys_ip {
    uint8_t b[16];
};

/* "127.0.0.1" or "::1"; false when s is neither. */
MUST bool sys_ip_parse(sv s, struct sys_ip *ret);

/* What the calls below answer instead of a count or a descriptor. */
enum {
    SYS_AGAIN = -1, /* nothing now: wait for the loop */
    SYS_GONE = -2,  /* the connection is over */
    SYS_FULL = -3   /* no descriptor is left */
};

enum { SYS_PARTS_MAX = 32 };

/* Listen on a numeric address and a port (0: any free one), for TCP without delay.  With reuse_port
 * several sockets share the port and the kernel spreads connections over them.  E_INVALID,
 * E_CONFLICT when the port is taken, E_IO. */
MUST err *sys_listen(struct arena *a, const char *address, unsigned port, bool reuse_port,
                     int *ret_fd);
/* The port that a socket is bound to; 0 when it has none. */
unsigned sys_port(int fd);
/* The next connection, nonblocking, with its peer's address; or SYS_AGAIN, SYS_FULL. */
MUST int sys_accept(int listener, struct sys_ip *ret_peer);

/* At most n bytes into p: how many, 0 at the end of the stream, SYS_AGAIN or SYS_GONE. */
MUST ptrdiff_t sys_recv(int fd, void *p, size_t n);
/* Send the parts as one, without SIGPIPE (at most SYS_PARTS_MAX; no more are looked at): how many
 * bytes were taken, SYS_AGAIN or SYS_GONE. */
MUST ptrdiff_t sys_send(int fd, const sv *parts, size_t n_parts);
/* No more will be sent: the peer sees the end of the stream. */
void sys_send_end(int fd);

/* Two connected unix sockets; packets: SOCK_SEQPACKET (each send is one message), otherwise a
 * stream.  E_IO. */
MUST err *sys_pair(struct arena *a, bool packets, int ret_fds[2]);
/* Listen on, connect to, a unix stream socket in the file system.  A stale file at path is
 * replaced: hold the data directory's lock first.  mode as in chmod(2).  E_INVALID for a path over
 * 107 bytes; E_NOTFOUND where nobody listens; E_IO. */
MUST err *sys_unix_listen(struct arena *a, const char *path, unsigned mode, int *ret_fd);
MUST err *sys_unix_connect(struct arena *a, const char *path, int *ret_fd);

struct sys_peer {
    uint32_t pid, uid, gid;
};

/* Who is at the other end of a unix socket; false when the system does not say. */
MUST bool sys_peer_read(int fd, struct sys_peer *ret);
/* This process's user. */
uint32_t sys_uid(void);

/* Send bytes (at least one) with a descriptor, which stays the caller's to close; as sys_send. */
MUST ptrdiff_t sys_send_fd(int fd, sv bytes, int passed);
/* As sys_recv; *ret_fd is a descriptor that came along, the caller's to close, or -1.  On a packet
 * socket a message longer than n is SYS_GONE. */
MUST ptrdiff_t sys_recv_fd(int fd, void *p, size_t n, int *ret_fd);

/* Make a descriptor that came from elsewhere nonblocking (or blocking again) and close-on-exec. */
void sys_nonblocking(int fd, bool on);
/* A descriptor held back for the moment when they run out; -1 when there is none. */
int sys_reserve(void);

#endif
