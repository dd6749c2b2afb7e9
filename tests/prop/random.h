/* Seeded randomness for properties: splitmix64. */
#ifndef TESTS_RANDOM_H
#define TESTS_RANDOM_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static uint64_t random_state;

/* The seed of DAIS_SEED, or one that is always the same; printed, so that a failure can be had
 * again. */
static inline void random_begin(void)
{
    const char *seed = getenv("DAIS_SEED");
    random_state = seed ? strtoull(seed, NULL, 10) : 20260617;
    printf("# seed %llu\n", (unsigned long long)random_state);
}

static inline uint64_t random_next(void)
{
    uint64_t z = random_state += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return z ^ z >> 31;
}

/* From 0 to n - 1. */
static inline uint64_t random_below(uint64_t n)
{
    return random_next() % n;
}

#endif
