/* What calendar programs read: RFC 5545. */
#ifndef PAGES_ICS_H
#define PAGES_ICS_H

#include "base/buf.h"
#include "base/moment.h"

/* One content line, "NAME:" and its value, folded at 75 octets, never within a character (3.1). */
void ics_line(struct buf *b, const char *name, sv value);
/* TEXT: what separates is escaped (3.3.11). */
sv ics_text(struct arena *a, sv text);
/* "20261006T220000Z" and "20261006". */
sv ics_instant(struct arena *a, instant t);
sv ics_day(struct arena *a, int64_t day);
/* What stands before the events and after them.  of: what the calendar holds, as "Meetings". */
void ics_begin(struct buf *b, struct arena *a, const char *of, sv name);
void ics_end(struct buf *b);

#endif
