/* Time zones: the offset of a place's clocks from UTC, read from the system's zone files. */
#ifndef SYS_ZONE_H
#define SYS_ZONE_H

#include <stdbool.h>

#include "base/err.h"
#include "base/moment.h"

struct zone;

/* What the clocks of a zone show at some instant. */
struct zone_offset {
    int32_t seconds; /* east of UTC */
    bool summer;     /* daylight saving time */
    sv abbreviation; /* "EDT"; lives as long as the zone */
};

/* The zone of that name ("America/New_York"), from /usr/share/zoneinfo; "UTC" needs no file.
 * A file is read once in the life of the process.
 * Refuses (E_INVALID) a name that is not of letters, digits, _ - + and / or is over 64 bytes, and a
 * file that is no zone file (RFC 8536, version 2 or later) of at most 64 KiB.
 * Lifetime: the process's, or a's once 64 zones are held.
 * Errors: E_NOTFOUND no such zone; E_IO. */
MUST err *sys_zone_find(struct arena *a, sv name, const struct zone **ret);

/* The same from the bytes of a zone file.  Lifetime: a. */
MUST err *sys_zone_parse(struct arena *a, sv bytes, const struct zone **ret);

/* What its clocks show at t. */
struct zone_offset sys_zone_offset(const struct zone *z, instant t);

/* The civil time of t there. */
struct civil sys_zone_civil(const struct zone *z, instant t);

/* The instant at which its clocks show this time of this day; seconds_of_day may pass 24 hours.
 * Where they show it twice, the first; where they skip it, the moment that it would have been had
 * they not been put forward. */
instant sys_zone_instant(const struct zone *z, date d, int32_t seconds_of_day);

/* The same as one number, without gaps or repeats: the seconds that its clocks show since the first
 * midnight of 1970; and the instant at which they show so many (sys_zone_instant says which). */
int64_t sys_zone_shown(const struct zone *z, instant t);
instant sys_zone_showing(const struct zone *z, int64_t seconds);

#endif
