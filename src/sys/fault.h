/* The fault gate: every call of the system passes it, and a test build can make the N-th one fail.
 * In other builds the gate is constant and costs nothing. */
#ifndef SYS_FAULT_H
#define SYS_FAULT_H

#include <stdbool.h>

enum fault_kind {
    FAULT_WRITE,       /* a write fails with EIO */
    FAULT_SHORT_WRITE, /* a write takes half of its bytes, then the disk is full */
    FAULT_FSYNC,       /* an fsync fails */
    FAULT_READ,        /* a read fails with EIO */
    FAULT_OPEN,        /* a file cannot be opened */
    FAULT_SQL,         /* a statement fails (store asks) */
    FAULT_COMMIT_LOST, /* the commit stands, but its caller is told that it may not */
    FAULT_KILL,        /* the process is killed at this call */
    FAULT_ALLOC,       /* the process ends as if memory were exhausted */
    FAULT_RENAME,      /* a file cannot take another name */
    FAULT_KINDS
};

#ifdef DAIS_TESTING
/* True when this call must fail now.  Set by the environment: DAIS_FAULT="<kind> <n>
 * [once|persist]", kinds by the names write short-write fsync read open sql commit-lost kill alloc;
 * n counts from 1 over all calls of that kind in this process (kill counts every gated call).
 * FAULT_KILL does not return. */
bool sys_fault(enum fault_kind kind);
/* How often each kind passed the gate, one line "fault-gate kind=n …" on standard error at exit,
 * when DAIS_FAULT_COUNT is set. */
void sys_fault_report(void);
#else
static inline bool sys_fault(enum fault_kind kind)
{
    (void)kind;
    return false;
}
static inline void sys_fault_report(void)
{
}
#endif

#endif
