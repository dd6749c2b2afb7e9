/* The walls of the role that serves pages: what it may open, and what not. */
#include "base/buf.h"
#include "sys/clock.h"
#include "sys/files.h"
#include "sys/net.h"
#include "sys/process.h"
#include "sys/sandbox.h"
#include "sys/zone.h"
#include "tap.h"

static sv path_of(struct arena *a, const char *dir, const char *name)
{
    return sv_fmt(a, "%s/%s", dir, name);
}

/* Where there is no landlock only the calls are walled in, and another file can still be read. */
static void files(struct arena *a, const char *dir, bool walled)
{
    sv text;
    if (!walled) {
        printf("# no landlock in this kernel or build: files are walled in by rights alone\n");
        return;
    }
    fails(sys_file_read(a, path_of(a, dir, "key").p, 64, &text), E_IO);
    fails(sys_file_read(a, path_of(a, dir, "dais.conf").p, 64, &text), E_IO);
    fails(sys_file_read(a, "/etc/passwd", 1 << 20, &text), E_IO);
}

static const char *const names[] = {"record.db", "record.db-wal", "key", "dais.conf"};
enum { NAMES = sizeof names / sizeof names[0] };

static int within(struct arena *a, const char *dir)
{
    sv text;
    const struct zone *zone;
    int fd;
    fine(sys_dir_make(a, dir, 0700));
    for (size_t i = 0; i < NAMES; i++) {
        fine(sys_file_replace(a, path_of(a, dir, names[i]).p, SV("bytes"), 0600));
    }
    fine(sys_sandbox(a, SANDBOX_WEB, dir));
    fine(sys_file_read(a, path_of(a, dir, "record.db").p, 64, &text));
    fine(sys_file_read(a, path_of(a, dir, "record.db-wal").p, 64, &text));
    err *e = sys_zone_find(a, SV("America/New_York"), &zone);
    ok_as(!e || e->kind == E_NOTFOUND, "zones are read, where there are any");
    ok_as(sys_reserve() >= 0, "the reserve can be opened anew");
    bool walled = sys_file_read(a, "/etc/passwd", 1 << 20, &text) != NULL;
    files(a, dir, walled);
    if (walled) {
        fails(sys_unix_connect(a, path_of(a, dir, "writer.sock").p, &fd), E_IO);
        fails(sys_file_replace(a, path_of(a, dir, "new").p, SV("x"), 0600), E_IO);
    }
    return tap_done();
}

int main(void)
{
    struct arena *a = arena_open(4096);
    uint32_t number;
    sys_random(&number, sizeof number);
    sv temporary = sys_environment("TMPDIR");
    const char *dir =
        sv_fmt(a, "%.*s/t-sys-sandbox-%u", SV_ARG(temporary.n ? temporary : SV(".")), number).p;
    int pid = sys_fork();
    if (pid == 0) {
        sys_exit(within(a, dir));
    }
    int status = pid > 0 ? sys_await(pid) : 1;
    for (size_t i = 0; i < NAMES; i++) {
        (void)remove(path_of(a, dir, names[i]).p);
    }
    (void)remove(path_of(a, dir, "new").p);
    (void)remove(dir);
    arena_close(a);
    return status;
}
