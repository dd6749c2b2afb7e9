/* The slow, obvious model of what the record shows of an authority: it goes through all facts for
 * each question, and where accounts differ, through every world in which one of them is right. */
#ifndef TESTS_SLOW_AUTHORITY_H
#define TESTS_SLOW_AUTHORITY_H

#include "rules/authority.h"

enum { SLOW_WAYS = 64, SLOW_REASONS = 64 };

/* One of the answers that a reason may give: its code ("" for none) and the entry that it rests on
 * (-1: none). */
struct slow_way {
    const char *code;
    int64_t entry;
};

struct slow_reason {
    bool differ; /* dates-differ */
    struct slow_way ways[SLOW_WAYS];
    size_t n;
    sv subject;
};

struct slow_judgement {
    const char *verdict;
    struct slow_reason reasons[SLOW_REASONS];
    size_t n;
};

/* facts: at most 256 of one list; a list has at most 64 worlds, or the model gives up (false). */
bool slow_judge(const struct authority_fact *facts, size_t n, const struct authority_question *q,
                struct slow_judgement *ret);

#endif
