/* What is asked before anything of an agenda, a template, a notice or a number is entered, and what
 * the writer fills in of it. */
#ifndef ACTS_AGENDA_H
#define ACTS_AGENDA_H

#include "acts/room.h"

/* Check acts of the agenda's kinds beyond what act_check asks of all: that a template can be read,
 * that an agenda is changed before its meeting is opened, that what stands there by the body's own
 * vote or by a veto is not taken off, that a meeting is changed to something else and keeps its
 * day, that a number is free.  Other kinds pass.  E_INVALID with its field, E_CONFLICT, E_IO. */
MUST err *act_check_agenda(struct act_room *r, struct arena *a, const struct act_request *q);

/* Fill in what the writer knows: section and position of a scheduled item, version, sections,
 * deadline and lateness of what is published or posted, year, place and number of a numbered item.
 * Other kinds are left alone.  E_LIMIT, E_IO. */
MUST err *act_fill_agenda(struct act_room *r, struct arena *a, const struct act_request *q);

#endif
