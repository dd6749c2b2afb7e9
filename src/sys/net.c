/* Sockets. */
#define _GNU_SOURCE
#include "sys/net.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/must.h"
#include "sys/fault.h"
#include "sys/files.h"

enum { BACKLOG = 1024, IP_TEXT_MAX = 45 };

bool sys_ip_parse(sv s, struct sys_ip *ret)
{
    char text[IP_TEXT_MAX + 1];
    if (s.n == 0 || s.n > IP_TEXT_MAX || memchr(s.p, '\0', s.n)) {
        return false;
    }
    memcpy(text, s.p, s.n);
    text[s.n] = '\0';
    struct sys_ip ip = {{0}};
    if (inet_pton(AF_INET6, text, ip.b) == 1) {
        *ret = ip;
        return true;
    }
    ip = (struct sys_ip){{[10] = 0xFF, [11] = 0xFF}};
    if (inet_pton(AF_INET, text, ip.b + 12) == 1) {
        *ret = ip;
        return true;
    }
    return false;
}

/* A socket, or -1 with errno. */
static int make_socket(int family)
{
    if (sys_fault(FAULT_OPEN)) {
        errno = EMFILE;
        return -1;
    }
    return socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
}

static bool set_option(int fd, int level, int name)
{
    int one = 1;
    return setsockopt(fd, level, name, &one, sizeof one) == 0;
}

err *sys_listen(struct arena *a, const char *address, unsigned port, bool reuse_port, int *ret_fd)
{
    struct sockaddr_in in4 = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    struct sockaddr_in6 in6 = {.sin6_family = AF_INET6, .sin6_port = htons((uint16_t)port)};
    bool is4 = inet_pton(AF_INET, address, &in4.sin_addr) == 1;
    if (port > 65535 || (!is4 && inet_pton(AF_INET6, address, &in6.sin6_addr) != 1)) {
        return err_make(a, E_INVALID,
                        "%s port %u is no address to listen on; give one such as 127.0.0.1 and a "
                        "port up to 65535.",
                        address, port);
    }
    int fd = make_socket(is4 ? AF_INET : AF_INET6);
    const struct sockaddr *at = is4 ? (const void *)&in4 : (const void *)&in6;
    socklen_t size = is4 ? sizeof in4 : sizeof in6;
    bool good = fd != -1 && set_option(fd, SOL_SOCKET, SO_REUSEADDR) &&
                (!reuse_port || set_option(fd, SOL_SOCKET, SO_REUSEPORT)) &&
                set_option(fd, IPPROTO_TCP, TCP_NODELAY) && bind(fd, at, size) == 0 &&
                listen(fd, BACKLOG) == 0;
    if (good) {
        *ret_fd = fd;
        return NULL;
    }
    int why = errno;
    if (fd != -1) {
        close(fd);
    }
    if (why == EADDRINUSE) {
        return err_make(a, E_CONFLICT,
                        "Port %u of %s is taken; stop what listens there or choose another port.",
                        port, address);
    }
    return err_make(a, E_IO, "Cannot listen on %s port %u (%s).", address, port, strerror(why));
}

unsigned sys_port(int fd)
{
    struct sockaddr_storage at = {0};
    socklen_t size = sizeof at;
    if (getsockname(fd, (void *)&at, &size) != 0) {
        return 0;
    }
    struct sockaddr_in in4;
    memcpy(&in4, &at, sizeof in4); /* the port stands at the same place in both families */
    return at.ss_family == AF_INET || at.ss_family == AF_INET6 ? ntohs(in4.sin_port) : 0;
}

static void read_peer(const struct sockaddr_storage *from, struct sys_ip *ret)
{
    *ret = (struct sys_ip){{0}};
    if (from->ss_family == AF_INET) {
        struct sockaddr_in in4;
        memcpy(&in4, from, sizeof in4);
        ret->b[10] = ret->b[11] = 0xFF;
        memcpy(ret->b + 12, &in4.sin_addr, 4);
    } else if (from->ss_family == AF_INET6) {
        struct sockaddr_in6 in6;
        memcpy(&in6, from, sizeof in6);
        memcpy(ret->b, &in6.sin6_addr, 16);
    }
}

int sys_accept(int listener, struct sys_ip *ret_peer)
{
    if (sys_fault(FAULT_OPEN)) {
        return SYS_FULL;
    }
    for (;;) {
        struct sockaddr_storage from = {0};
        socklen_t size = sizeof from;
        int fd = accept4(listener, (void *)&from, &size, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (fd >= 0) {
            read_peer(&from, ret_peer);
            return fd;
        }
        if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM) {
            return SYS_FULL;
        }
        if (errno != EINTR && errno != ECONNABORTED) {
            return SYS_AGAIN;
        }
    }
}

static ptrdiff_t answer(ssize_t n)
{
    if (n >= 0) {
        return n;
    }
    return errno == EAGAIN || errno == EINTR ? SYS_AGAIN : SYS_GONE;
}

ptrdiff_t sys_recv(int fd, void *p, size_t n)
{
    if (sys_fault(FAULT_READ)) {
        return SYS_GONE;
    }
    return answer(recv(fd, p, n, 0));
}

ptrdiff_t sys_send(int fd, const sv *parts, size_t n_parts)
{
    if (sys_fault(FAULT_WRITE)) {
        return SYS_GONE;
    }
    if (n_parts == 1) {
        return answer(send(fd, parts[0].p, parts[0].n, MSG_NOSIGNAL));
    }
    struct iovec io[SYS_PARTS_MAX];
    size_t n = n_parts < SYS_PARTS_MAX ? n_parts : SYS_PARTS_MAX;
    for (size_t i = 0; i < n; i++) {
        memcpy(&io[i].iov_base, &parts[i].p, sizeof parts[i].p); /* sendmsg only reads */
        io[i].iov_len = parts[i].n;
    }
    struct msghdr m = {.msg_iov = io, .msg_iovlen = n};
    return answer(sendmsg(fd, &m, MSG_NOSIGNAL));
}

void sys_send_end(int fd)
{
    (void)shutdown(fd, SHUT_WR);
}

err *sys_pair(struct arena *a, bool packets, int ret_fds[2])
{
    int type = (packets ? SOCK_SEQPACKET : SOCK_STREAM) | SOCK_NONBLOCK | SOCK_CLOEXEC;
    bool fault = sys_fault(FAULT_OPEN);
    if (fault || socketpair(AF_UNIX, type, 0, ret_fds) != 0) {
        return err_make(a, E_IO, "The system gives no pair of sockets (%s).",
                        strerror(fault ? EMFILE : errno));
    }
    return NULL;
}

static err *unix_address(struct arena *a, const char *path, struct sockaddr_un *ret)
{
    *ret = (struct sockaddr_un){.sun_family = AF_UNIX};
    size_t n = strlen(path);
    if (n == 0 || n >= sizeof ret->sun_path) {
        return err_make(a, E_INVALID,
                        "%s is too long for the name of a socket; use a shorter data directory.",
                        path);
    }
    memcpy(ret->sun_path, path, n + 1);
    return NULL;
}

static err *unix_socket(struct arena *a, int *ret_fd)
{
    int fd = make_socket(AF_UNIX);
    if (fd == -1) {
        return err_make(a, E_IO, "The system gives no socket (%s).", strerror(errno));
    }
    *ret_fd = fd;
    return NULL;
}

err *sys_unix_listen(struct arena *a, const char *path, unsigned mode, int *ret_fd)
{
    struct sockaddr_un at;
    int fd;
    TRY(unix_address(a, path, &at));
    TRY(unix_socket(a, &fd));
    (void)unlink(path);
    if (bind(fd, (const void *)&at, sizeof at) != 0 || chmod(path, (mode_t)mode) != 0 ||
        listen(fd, BACKLOG) != 0) {
        err *e = err_make(a, E_IO, "Cannot listen on %s (%s).", path, strerror(errno));
        close(fd);
        return e;
    }
    *ret_fd = fd;
    return NULL;
}

err *sys_unix_connect(struct arena *a, const char *path, int *ret_fd)
{
    struct sockaddr_un at;
    int fd;
    TRY(unix_address(a, path, &at));
    TRY(unix_socket(a, &fd));
    if (connect(fd, (const void *)&at, sizeof at) != 0) {
        int why = errno;
        close(fd);
        bool nobody = why == ENOENT || why == ECONNREFUSED;
        return err_make(a, nobody ? E_NOTFOUND : E_IO, "Nobody answers on %s (%s).", path,
                        strerror(why));
    }
    *ret_fd = fd;
    return NULL;
}

bool sys_peer_read(int fd, struct sys_peer *ret)
{
    struct ucred who;
    socklen_t size = sizeof who;
    if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &who, &size) != 0 || size != sizeof who) {
        return false;
    }
    *ret = (struct sys_peer){.pid = (uint32_t)who.pid, .uid = who.uid, .gid = who.gid};
    return true;
}

uint32_t sys_uid(void)
{
    return (uint32_t)geteuid();
}

union control_fd {
    struct cmsghdr head;
    unsigned char room[CMSG_SPACE(sizeof(int))];
};

ptrdiff_t sys_send_fd(int fd, sv bytes, int passed)
{
    must(bytes.n > 0);
    if (sys_fault(FAULT_WRITE)) {
        return SYS_GONE;
    }
    struct iovec io = {.iov_len = bytes.n};
    memcpy(&io.iov_base, &bytes.p, sizeof bytes.p);
    union control_fd control = {.room = {0}};
    struct msghdr m = {.msg_iov = &io,
                       .msg_iovlen = 1,
                       .msg_control = control.room,
                       .msg_controllen = sizeof control.room};
    struct cmsghdr *c = CMSG_FIRSTHDR(&m);
    must(c);
    c->cmsg_level = SOL_SOCKET;
    c->cmsg_type = SCM_RIGHTS;
    c->cmsg_len = CMSG_LEN(sizeof(int));
    memcpy(CMSG_DATA(c), &passed, sizeof passed);
    return answer(sendmsg(fd, &m, MSG_NOSIGNAL));
}

ptrdiff_t sys_recv_fd(int fd, void *p, size_t n, int *ret_fd)
{
    *ret_fd = -1;
    if (sys_fault(FAULT_READ)) {
        return SYS_GONE;
    }
    struct iovec io = {.iov_base = p, .iov_len = n};
    union control_fd control = {.room = {0}};
    struct msghdr m = {.msg_iov = &io,
                       .msg_iovlen = 1,
                       .msg_control = control.room,
                       .msg_controllen = sizeof control.room};
    ptrdiff_t got = answer(recvmsg(fd, &m, MSG_CMSG_CLOEXEC));
    for (struct cmsghdr *c = got >= 0 ? CMSG_FIRSTHDR(&m) : NULL; c; c = CMSG_NXTHDR(&m, c)) {
        if (c->cmsg_level == SOL_SOCKET && c->cmsg_type == SCM_RIGHTS &&
            c->cmsg_len == CMSG_LEN(sizeof(int))) {
            memcpy(ret_fd, CMSG_DATA(c), sizeof *ret_fd);
        }
    }
    if (got >= 0 && m.msg_flags & (MSG_TRUNC | MSG_CTRUNC)) {
        if (*ret_fd != -1) {
            close(*ret_fd);
            *ret_fd = -1;
        }
        return SYS_GONE;
    }
    return got;
}

void sys_nonblocking(int fd, bool on)
{
    int flags = fcntl(fd, F_GETFL);
    if (flags != -1) {
        (void)fcntl(fd, F_SETFL, on ? flags | O_NONBLOCK : flags & ~O_NONBLOCK);
    }
    (void)fcntl(fd, F_SETFD, FD_CLOEXEC);
}

int sys_reserve(void)
{
    return open("/dev/null", O_RDONLY | O_CLOEXEC);
}
