/* Sockets: listening, unix sockets, descriptors that are passed, addresses. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/must.h"
#include "sys/clock.h"
#include "sys/files.h"
#include "sys/net.h"
#include "tap.h"

static void addresses(void)
{
    struct sys_ip ip;
    static const uint8_t v4[16] = {
        [10] = 0xFF, [11] = 0xFF, [12] = 192, [13] = 0, [14] = 2, [15] = 7};
    ok(sys_ip_parse(SV("192.0.2.7"), &ip) && memcmp(ip.b, v4, 16) == 0);
    ok(sys_ip_parse(SV("::ffff:192.0.2.7"), &ip) && memcmp(ip.b, v4, 16) == 0);
    ok(sys_ip_parse(SV("2001:db8::1"), &ip) && ip.b[0] == 0x20 && ip.b[15] == 1);
    static const char *const bad[] = {"",           "a",     "1.2.3",  "1.2.3.256",
                                      "1.2.3.4:80", "[::1]", "::1%lo", "1.2.3.4 "};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        ok_as(!sys_ip_parse(sv_of(bad[i]), &ip), bad[i]);
    }
    ok(!sys_ip_parse((sv){"1.2.3.4\0x", 9}, &ip));
}

static void listening(struct arena *a)
{
    int fd, again, third;
    struct sys_ip peer;
    fine(sys_listen(a, "127.0.0.1", 0, false, &fd));
    unsigned port = sys_port(fd);
    ok(port > 0);
    ok_as(sys_accept(fd, &peer) == SYS_AGAIN, "nobody waits");
    fails(sys_listen(a, "127.0.0.1", port, false, &again), E_CONFLICT);
    fails(sys_listen(a, "127.0.0.1", 65536, false, &again), E_INVALID);
    fails(sys_listen(a, "localhost", 0, false, &again), E_INVALID);
    sys_close(fd);
    fine(sys_listen(a, "127.0.0.1", 0, true, &fd));
    fine(sys_listen(a, "127.0.0.1", sys_port(fd), true, &third));
    sys_close(fd);
    sys_close(third);
}

static ptrdiff_t send_one(int fd, const char *text)
{
    sv s = sv_of(text);
    return sys_send(fd, &s, 1);
}

static void pairs(struct arena *a)
{
    int fds[2];
    char in[100];
    fine(sys_pair(a, false, fds));
    ok(sys_recv(fds[0], in, sizeof in) == SYS_AGAIN);
    sv parts[3] = {SV("one "), SV("two "), SV("three")};
    ok(sys_send(fds[1], parts, 3) == 13);
    ok(sys_recv(fds[0], in, sizeof in) == 13 && memcmp(in, "one two three", 13) == 0);
    static char big[1 << 20];
    sv whole = {big, sizeof big};
    ptrdiff_t taken = sys_send(fds[1], &whole, 1);
    ok(taken > 0 && (size_t)taken < sizeof big);
    ok(sys_send(fds[1], &whole, 1) == SYS_AGAIN);
    sys_send_end(fds[1]);
    while (sys_recv(fds[0], big, sizeof big) > 0) {
    }
    ok(sys_recv(fds[0], in, sizeof in) == 0);
    sys_close(fds[1]);
    ok_as(send_one(fds[0], "x") == SYS_GONE, "no signal, but an answer");
    sys_close(fds[0]);

    fine(sys_pair(a, true, fds));
    ok(send_one(fds[0], "first") == 5 && send_one(fds[0], "second") == 6);
    ok(sys_recv(fds[1], in, sizeof in) == 5 && sys_recv(fds[1], in, sizeof in) == 6);
    sys_close(fds[0]);
    sys_close(fds[1]);
}

static void passing(struct arena *a)
{
    int fds[2], other[2], got;
    char in[100];
    for (int packets = 0; packets < 2; packets++) {
        fine(sys_pair(a, packets, fds));
        fine(sys_pair(a, false, other));
        ok(sys_send_fd(fds[0], SV("take this"), other[1]) == 9);
        sys_close(other[1]);
        ok(sys_recv_fd(fds[1], in, sizeof in, &got) == 9 && got >= 0);
        ok(send_one(other[0], "through") == 7 && sys_recv(got, in, sizeof in) == 7);
        sys_close(got);
        ok(sys_recv(other[0], in, sizeof in) == 0);
        ok(send_one(fds[0], "alone") == 5);
        ok(sys_recv_fd(fds[1], in, sizeof in, &got) == 5 && got == -1);
        ok(sys_recv_fd(fds[1], in, sizeof in, &got) == SYS_AGAIN);
        if (packets) {
            ok(send_one(fds[0], "too long a message") > 4);
            ok_as(sys_recv_fd(fds[1], in, 4, &got) == SYS_GONE, "no message is cut");
        }
        sys_close(other[0]);
        sys_close(fds[0]);
        sys_close(fds[1]);
    }
}

static void unix_sockets(struct arena *a)
{
    const char *dir = getenv("TMPDIR");
    sv path = sv_fmt(a, "%s/dais-t-%u-%lld.sock", dir ? dir : "/tmp", sys_uid(),
                     (long long)sys_ticks_us());
    const char *name = sv_cstr(a, path);
    int listener, client, served;
    struct sys_ip peer;
    struct sys_peer who;
    char in[10];
    fails(sys_unix_connect(a, name, &client), E_NOTFOUND);
    fine(sys_unix_listen(a, name, 0600, &listener));
    fine(sys_unix_connect(a, name, &client));
    served = sys_accept(listener, &peer);
    ok(served >= 0 && sys_port(served) == 0);
    ok(sys_peer_read(served, &who) && who.uid == sys_uid() && who.pid == (uint32_t)getpid());
    ok(send_one(client, "hello") == 5 && sys_recv(served, in, sizeof in) == 5);
    sys_close(served);
    sys_close(client);
    sys_close(listener);
    fails(sys_unix_connect(a, name, &client), E_NOTFOUND);
    fine(sys_unix_listen(a, name, 0600, &listener));
    fine(sys_unix_connect(a, name, &client));
    sys_close(client);
    sys_close(listener);
    unlink(name);
    char longer[200];
    memset(longer, 'x', sizeof longer - 1);
    longer[sizeof longer - 1] = '\0';
    fails(sys_unix_listen(a, longer, 0600, &listener), E_INVALID);
    fails(sys_unix_connect(a, longer, &listener), E_INVALID);
}

int main(void)
{
    SCOPED(arena_scope) struct arena *a = arena_open(4096);
    addresses();
    listening(a);
    pairs(a);
    passing(a);
    unix_sockets(a);
    return tap_done();
}
