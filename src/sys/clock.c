/* Clock and randomness. */
#define _GNU_SOURCE
#include "sys/clock.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

#include "base/must.h"

static int64_t read_clock_us(clockid_t id)
{
    struct timespec t;
    must(clock_gettime(id, &t) == 0);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

#ifdef DAIS_TESTING
/* -1: not yet looked for; 0: not set. */
static int64_t fixed_us = -1;

static bool fixed_now(instant *ret)
{
    if (fixed_us == -1) {
        instant start;
        const char *s = getenv("DAIS_FIXED_CLOCK");
        fixed_us = s && instant_parse(sv_of(s), &start) ? start.us : 0;
    }
    if (fixed_us == 0) {
        return false;
    }
    ret->us = fixed_us;
    fixed_us += 1000;
    return true;
}

/* SplitMix64: reproducible, and good enough for tests. */
static bool fixed_random(unsigned char *p, size_t n)
{
    static uint64_t state;
    static bool looked, set;
    if (!looked) {
        const char *s = getenv("DAIS_FIXED_SEED");
        looked = true;
        set = s != NULL;
        state = s ? strtoull(s, NULL, 10) : 0;
    }
    for (size_t i = 0; set && i < n; i++) {
        state += UINT64_C(0x9E3779B97F4A7C15);
        uint64_t z = state;
        z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
        z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
        p[i] = (unsigned char)(z ^ z >> 31);
    }
    return set;
}
#endif

instant sys_now(void)
{
#ifdef DAIS_TESTING
    instant fixed;
    if (fixed_now(&fixed)) {
        return fixed;
    }
#endif
    return (instant){read_clock_us(CLOCK_REALTIME)};
}

int64_t sys_ticks_us(void)
{
    return read_clock_us(CLOCK_MONOTONIC);
}

int64_t sys_ticks_ms(void)
{
    return sys_ticks_us() / 1000;
}

void sys_sleep_ms(int ms)
{
    struct timespec t = {ms / 1000, ms % 1000 * 1000000L};
    while (nanosleep(&t, &t) == -1 && errno == EINTR) {
    }
}

void sys_random(void *p, size_t n)
{
#ifdef DAIS_TESTING
    if (fixed_random(p, n)) {
        return;
    }
#endif
    unsigned char *at = p;
    while (n) {
        ssize_t got = getrandom(at, n, 0);
        must(got > 0 || errno == EINTR);
        if (got > 0) {
            at += got;
            n -= (size_t)got;
        }
    }
}
