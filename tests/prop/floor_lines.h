/* Acts of the floor as lines that one can read, write and paste into a test:
 *   attendance.noted present=a,b absent=c
 *   vote.cast motion=1 member=b choice=no */
#ifndef TESTS_FLOOR_LINES_H
#define TESTS_FLOOR_LINES_H

#include "rules/floor.h"

/* The act of a line.  Ends the program, naming the line, where it is malformed: a test is wrong
 * then. member=NAME that names no member becomes the act's stranger. */
struct floor_act line_act(struct arena *a, const struct floor *f, sv line);
/* The line of an act, without a newline. */
void line_write(struct buf *out, const struct floor *f, const struct floor_act *act);

#endif
