/* Walls by role: landlock for files, seccomp for everything else. */
#define _GNU_SOURCE
#include "sys/sandbox.h"

#ifdef DAIS_SANITIZED

err *sys_sandbox(struct arena *a, enum sys_role role, const char *dir)
{
    (void)a;
    (void)role;
    (void)dir;
    return NULL;
}

#else

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <sched.h>
#include <seccomp.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "sys/files.h"

/* ---- landlock (ABI 1 is enough: paths; unknown rights are not asked for) ---- */

static const uint64_t READS = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
static const uint64_t WRITES = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_FILE |
                               LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_SOCK;
static const uint64_t HANDLED =
    LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_READ_FILE |
    LANDLOCK_ACCESS_FS_READ_DIR | LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE |
    LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |
    LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK |
    LANDLOCK_ACCESS_FS_MAKE_SYM;

static void allow_path(int rules, const char *path, uint64_t rights)
{
    struct landlock_path_beneath_attr at = {.allowed_access = rights};
    at.parent_fd = open(path, O_PATH | O_CLOEXEC);
    if (at.parent_fd >= 0) {
        syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &at, 0);
        close(at.parent_fd);
    }
}

static void lock_files(struct arena *a, enum sys_role role, const char *dir)
{
    struct landlock_ruleset_attr attr = {.handled_access_fs = HANDLED};
    int rules = (int)syscall(SYS_landlock_create_ruleset, &attr, sizeof attr, 0);
    if (rules < 0) {
        return; /* a kernel without landlock: seccomp stands alone */
    }
    if (role == SANDBOX_WRITER) {
        allow_path(rules, dir, READS | WRITES);
        allow_path(rules, "/dev/urandom", LANDLOCK_ACCESS_FS_READ_FILE);
    }
    if (role == SANDBOX_PAPER) {
        static const char *const fonts[] = {"/usr/share/fonts", "/usr/share/fontconfig",
                                            "/etc/fonts", "/var/cache/fontconfig",
                                            "/usr/local/share/fonts"};
        for (size_t i = 0; i < sizeof fonts / sizeof fonts[0]; i++) {
            allow_path(rules, fonts[i], READS);
        }
        allow_path(rules, sv_fmt(a, "%s/parts", dir).p, READS);
        allow_path(rules, sv_fmt(a, "%s/papers", dir).p, READS | WRITES);
        allow_path(rules, sv_fmt(a, "%s/search", dir).p, READS | WRITES);
    }
    if (role == SANDBOX_WEB) {
        allow_path(rules, sv_fmt(a, "%s/papers", dir).p, READS);
        allow_path(rules, sv_fmt(a, "%s/search", dir).p, READS);
        allow_path(rules, sv_fmt(a, "%s/parts", dir).p, READS);
        allow_path(rules, sv_fmt(a, "%s/incoming", dir).p,
                   LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG |
                       LANDLOCK_ACCESS_FS_REMOVE_FILE);
    }
    if (role == SANDBOX_WEB || role == SANDBOX_PAPER) {
        /* of the record itself: not the key, not the writer's door */
        static const char *const files[] = {"record.db", "record.db-wal", "record.db-shm"};
        for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
            allow_path(rules, sv_fmt(a, "%s/%s", dir, files[i]).p, LANDLOCK_ACCESS_FS_READ_FILE);
        }
        allow_path(rules, "/dev/null", LANDLOCK_ACCESS_FS_READ_FILE); /* the reserve */
    }
    if (role != SANDBOX_AUTH) {
        allow_path(rules, "/usr/share/zoneinfo", READS);
    }
    syscall(SYS_landlock_restrict_self, rules, 0);
    close(rules);
}

/* ---- seccomp ---- */

static const char *const every_role[] = {"read",
                                         "write",
                                         "readv",
                                         "writev",
                                         "close",
                                         "fstat",
                                         "newfstatat",
                                         "lseek",
                                         "munmap",
                                         "brk",
                                         "futex",
                                         "rt_sigaction",
                                         "rt_sigprocmask",
                                         "rt_sigreturn",
                                         "sigaltstack",
                                         "clock_gettime",
                                         "clock_nanosleep",
                                         "nanosleep",
                                         "getpid",
                                         "gettid",
                                         "getuid",
                                         "geteuid",
                                         "getgid",
                                         "getegid",
                                         "exit",
                                         "exit_group",
                                         "epoll_create1",
                                         "epoll_ctl",
                                         "epoll_wait",
                                         "epoll_pwait",
                                         "getrandom",
                                         "sendto",
                                         "recvfrom",
                                         "sendmsg",
                                         "recvmsg",
                                         "shutdown",
                                         "getsockopt",
                                         "setsockopt",
                                         "getsockname",
                                         "getpeername",
                                         "madvise",
                                         "mremap",
                                         "prlimit64",
                                         "rseq",
                                         "set_robust_list",
                                         "restart_syscall",
                                         "sched_yield",
                                         "sched_getaffinity",
                                         "tgkill",
                                         "poll",
                                         "ppoll",
                                         "sysinfo",
                                         "mlock",
                                         "munlock",
                                         NULL};
static const char *const reading[] = {
    "openat", "open",    "access",     "faccessat", "faccessat2", "stat",       "statx",
    "lstat",  "pread64", "getdents64", "fcntl",     "readlink",   "readlinkat", "getcwd",
    "uname",  "accept4", "fstatfs",    "statfs",    NULL};
static const char *const writing[] = {"pwrite64", "fsync",    "fdatasync", "ftruncate", "fallocate",
                                      "unlink",   "unlinkat", "rename",    "renameat",  "renameat2",
                                      "flock",    "fchmod",   "fchown",    "chmod",     "utimensat",
                                      "umask",    NULL};

/* What glib's threads and the children of the paper role need. */
static const char *const starting[] = {"socketpair",      "wait4",      "prctl",    "getppid",
                                       "set_tid_address", "membarrier", "eventfd2", "getrusage",
                                       "gettimeofday",    NULL};

static int allow(scmp_filter_ctx filter, const char *const *names)
{
    for (; *names; names++) {
        int nr = seccomp_syscall_resolve_name(*names);
        int r = nr == __NR_SCMP_ERROR ? 0 : seccomp_rule_add(filter, SCMP_ACT_ALLOW, nr, 0);
        if (r != 0) {
            return r;
        }
    }
    return 0;
}

/* Memory may be had, but never to run code in. */
static int allow_memory(scmp_filter_ctx filter)
{
    int r = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1,
                             SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
    return r ? r
             : seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1,
                                SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
}

/* Children and threads, but no namespace of their own.  What clone3 asks for cannot be seen, so it
 * is not there, and clone is asked instead. */
static int allow_children(scmp_filter_ctx filter)
{
    const scmp_datum_t spaces = CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC |
                                CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET;
    int r = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1,
                             SCMP_A0(SCMP_CMP_MASKED_EQ, spaces, 0));
    return r ? r : seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
}

static int build(scmp_filter_ctx filter, enum sys_role role)
{
    int r = allow(filter, every_role);
    r = r ? r : allow_memory(filter);
    if (role != SANDBOX_AUTH) {
        r = r ? r : allow(filter, reading);
    }
    if (role == SANDBOX_WRITER || role == SANDBOX_PAPER) {
        r = r ? r : allow(filter, writing);
    }
    if (role == SANDBOX_WEB) { /* what was sent goes again, taken in or not */
        r = r ? r : seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(unlink), 0);
    }
    if (role == SANDBOX_PAPER) {
        r = r ? r : allow(filter, starting);
        r = r ? r : allow_children(filter);
    }
    return r ? r : seccomp_load(filter);
}

err *sys_sandbox(struct arena *a, enum sys_role role, const char *dir)
{
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) {
        return err_make(a, E_IO, "the sandbox cannot be entered: %s", strerror(errno));
    }
    prctl(PR_SET_DUMPABLE, 0);
    lock_files(a, role, dir);
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    int r = filter ? build(filter, role) : -ENOMEM;
    seccomp_release(filter);
    return r == 0 ? NULL : err_make(a, E_IO, "the sandbox cannot be entered: %s", strerror(-r));
}

#endif
