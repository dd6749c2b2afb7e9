/* Acts of the floor as lines that one can read, write and paste into a test:
 *   attendance.noted present=a,b absent=c
 *   vote.cast motion=1 member=b choice=no
 *   meeting.opened member=a day=20 meeting=special next=27 waiting=x,y
 *   item.opened item=x kind=ordinance scheduled=no readings=1 reading-day=6 decided=adopted
 *     previous=yes named-yes=a,b named-no=c tabled=yes referred=yes vetoed=yes
 *   motion.moved member=b type=amend target=1 form=blank needs=vote-present rule=second to=27
 *     method=rising all=yes notice=yes items=x,y departed=precedence */
#ifndef TESTS_FLOOR_LINES_H
#define TESTS_FLOOR_LINES_H

#include "rules/floor.h"

/* The act of a line.  Ends the program, naming the line, where it is malformed: a test is wrong
 * then. member=NAME that names no member becomes the act's stranger. */
struct floor_act line_act(struct arena *a, const struct floor *f, sv line);
/* The line of an act, without a newline. */
void line_write(struct buf *out, const struct floor *f, const struct floor_act *act);

#endif
