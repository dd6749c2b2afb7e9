/* The clock and the system's randomness.  Both are inputs of the writer, fixed only in the test
 * build. */
#ifndef SYS_CLOCK_H
#define SYS_CLOCK_H

#include <stddef.h>
#include <stdint.h>

#include "base/moment.h"

/* Now, in UTC microseconds.  Test build: with DAIS_FIXED_CLOCK="RFC3339 instant" set, the first
 * call gives that instant and each later one a millisecond more. */
instant sys_now(void);
/* Monotonic milliseconds, for timers only. */
int64_t sys_ticks_ms(void);
/* Monotonic microseconds, for measuring only. */
int64_t sys_ticks_us(void);
/* Let the calling thread rest. */
void sys_sleep_ms(int ms);

/* n bytes from the system's generator; ends the process if there is none.  Test build: with
 * DAIS_FIXED_SEED set, a reproducible stream from that seed. */
void sys_random(void *p, size_t n);

#endif
