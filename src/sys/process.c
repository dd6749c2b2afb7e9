/* Processes. */
#define _GNU_SOURCE
#include "sys/process.h"

#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sys/fault.h"

static void watched(sigset_t *set)
{
    sigemptyset(set);
    sigaddset(set, SIGTERM);
    sigaddset(set, SIGINT);
    sigaddset(set, SIGCHLD);
    sigaddset(set, SIGHUP);
}

int sys_fork(void)
{
    int parent = (int)getpid();
    int pid = (int)fork();
    if (pid == 0) {
        sigset_t set;
        watched(&set);
        prctl(PR_SET_PDEATHSIG, SIGTERM);
        sigprocmask(SIG_UNBLOCK, &set, NULL);
        signal(SIGPIPE, SIG_IGN);
        signal(SIGHUP, SIG_IGN); /* what it means is the parent's to say */
        if (getppid() != parent) {
            _exit(0);
        }
    }
    return pid;
}

void sys_exit(int status)
{
    sys_fault_report();
    _exit(status);
}

void sys_end(int pid, bool at_once)
{
    if (pid > 0) {
        kill(pid, at_once ? SIGKILL : SIGTERM);
    }
}

static int status_of(int status)
{
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

int sys_reap(int *ret_status)
{
    int status;
    int pid = (int)waitpid(-1, &status, WNOHANG);
    if (pid <= 0) {
        return 0;
    }
    *ret_status = status_of(status);
    return pid;
}

int sys_await(int pid)
{
    int status = 0;
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
    return status_of(status);
}

err *sys_signals(struct arena *a, int *ret_fd)
{
    sigset_t set;
    watched(&set);
    signal(SIGPIPE, SIG_IGN);
    sigprocmask(SIG_BLOCK, &set, NULL);
    int fd = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
    if (fd < 0) {
        return err_make(a, E_IO, "signals cannot be watched: %s", strerror(errno));
    }
    *ret_fd = fd;
    return NULL;
}

enum sys_signal sys_signal_next(int fd)
{
    struct signalfd_siginfo info;
    if (read(fd, &info, sizeof info) != sizeof info) {
        return SIGNAL_NONE;
    }
    switch (info.ssi_signo) {
    case SIGTERM:
    case SIGINT: return SIGNAL_END;
    case SIGCHLD: return SIGNAL_CHILD;
    default: return SIGNAL_HANGUP;
    }
}

void sys_bound(unsigned seconds, size_t bytes)
{
    struct rlimit time = {seconds, seconds}, memory = {bytes, bytes};
    setrlimit(RLIMIT_CPU, &time);
#ifndef DAIS_SANITIZED /* which reserve more than there is */
    setrlimit(RLIMIT_AS, &memory);
#else
    (void)memory;
#endif
}

void sys_raise_files(unsigned want)
{
    struct rlimit r;
    if (getrlimit(RLIMIT_NOFILE, &r) == 0 && r.rlim_cur < want) {
        r.rlim_cur = r.rlim_max < want ? r.rlim_max : want;
        setrlimit(RLIMIT_NOFILE, &r);
    }
}

void sys_name(const char *name)
{
    prctl(PR_SET_NAME, name);
}

unsigned sys_processors(void)
{
    cpu_set_t set;
    return sched_getaffinity(0, sizeof set, &set) == 0 ? (unsigned)CPU_COUNT(&set) : 1;
}

bool sys_terminal(void)
{
    return isatty(STDERR_FILENO) != 0;
}

sv sys_environment(const char *name)
{
    return sv_of(getenv(name));
}
