/* Processes: children, signals, limits. */
#ifndef SYS_PROCESS_H
#define SYS_PROCESS_H

#include <stdbool.h>

#include "base/err.h"

/* A child process (its pid), 0 in the child, -1 where the system refuses.  In the child signals
 * have their default meaning again, and it is told to end when its parent dies. */
MUST int sys_fork(void);
/* End this process at once, without running anything at exit. */
NORETURN void sys_exit(int status);
/* Ask a process to end (SIGTERM), or end it (SIGKILL). */
void sys_end(int pid, bool at_once);
/* A child that has ended, or 0; *ret_status is its exit status, or 128 + the signal. */
MUST int sys_reap(int *ret_status);
/* Wait until that child has ended; its status as above. */
MUST int sys_await(int pid);

enum sys_signal { SIGNAL_NONE, SIGNAL_END, SIGNAL_CHILD, SIGNAL_HANGUP };
/* A descriptor that is readable when one of these signals came; they no longer interrupt.  E_IO. */
MUST err *sys_signals(struct arena *a, int *ret_fd);
enum sys_signal sys_signal_next(int fd);

/* Bound what this process may take from now on: seconds of the processor (then it is ended), bytes
 * of memory. */
void sys_bound(unsigned seconds, size_t bytes);
/* Raise the limit of open descriptors as far as allowed, at most to want. */
void sys_raise_files(unsigned want);
/* The name that ps shows (at most 15 bytes). */
void sys_name(const char *name);
/* How many processors this process may use. */
unsigned sys_processors(void);
/* True when standard error is a terminal. */
bool sys_terminal(void);
/* The value of an environment variable, or the empty view. */
sv sys_environment(const char *name);

#endif
