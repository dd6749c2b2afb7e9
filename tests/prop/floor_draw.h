/* Chance for random meetings, and packs drawn by it. */
#ifndef TESTS_FLOOR_DRAW_H
#define TESTS_FLOOR_DRAW_H

#include <stdbool.h>
#include <stdint.h>

#include "rules/pack.h"

/* What is drawn follows from the seed. */
void draw_begin(uint64_t seed);
uint64_t draw(void);
/* From 0 to n - 1. */
int below(int n);
bool chance(int percent);
/* Rules of votes that a motion may need, or a row name. */
enum rule_id draw_vote_rule(const struct pack *p);
/* A pack of the program; half of the time with its parameters, rows and optional rules drawn anew.
 */
struct pack *draw_pack(struct arena *a, bool *ret_drawn);

#endif
