/* The sandbox of a process role: what it may still ask of the kernel once it has started. */
#ifndef SYS_SANDBOX_H
#define SYS_SANDBOX_H

#include "base/err.h"

enum sys_role {
    SANDBOX_WRITER, /* reads and writes files below dir; unix sockets that it was given or accepts;
                       no network */
    SANDBOX_WEB,    /* reads the record's files in dir, its parts and papers, and time zones; writes
                       only    what is sent to it, in dir/incoming; accepts connections; opens no
                       socket,    runs    nothing */
    SANDBOX_PAPER,  /* reads the record's files, the parts and the fonts, writes papers in dir;
                       starts  children with the same walls; no network */
    SANDBOX_AUTH    /* computes and answers on the sockets that it was given; opens no file */
};

/* Enter the sandbox, for good: landlock where the kernel has it, then seccomp (a call that is not
 * on the role's list answers EPERM).  dir is the data directory.  Does nothing under sanitizers,
 * which need more than any role. E_IO where the kernel refuses seccomp. */
MUST err *sys_sandbox(struct arena *a, enum sys_role role, const char *dir);

#endif
