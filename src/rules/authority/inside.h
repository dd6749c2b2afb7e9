/* The sealed state: rows in one order, found by binary search. */
#ifndef RULES_AUTHORITY_INSIDE_H
#define RULES_AUTHORITY_INSIDE_H

#include "rules/authority.h"

/* What the rows of one list are about.  A change of the instrument stands in every track on which
 * it has a word. */
enum track {
    TRACK_FORCE,
    TRACK_SUSPENSION,
    TRACK_NOTICE,
    TRACK_POWER,
    TRACK_COURSE,
    TRACK_NOMINATED,
    TRACK_REQUIREMENT,
    TRACK_TRAINING,
    TRACK_CERTIFIED,
    TRACK_AUTHORITY,
    TRACK_PAUSE,
    TRACKS
};

/* What a row says on its track.  Two accounts are rivals only where they say the same. */
enum saying {
    SAYS_SO,      /* in force, granted, nominated, completed, certified, recorded, met */
    SAYS_AMENDED, /* in force as amended, until a day */
    SAYS_AGAIN,   /* resumed */
    SAYS_ENDED,   /* terminated, withdrawn, ended; suspended, paused; notice given; not met */
    SAYS_EXPIRED
};

enum { NAME_NONE = 0, NAME_CERTIFIED = 1, NAME_UNKNOWN = -1 };

struct row {
    int64_t entry, known, forgotten;
    int32_t holder, what; /* names; holder NAME_NONE: the instrument's own */
    int32_t day, until;
    int32_t source;
    int32_t detail; /* of powers and courses: index of the grant, of the course; of training: hours;
                     * of authority: the name of its powers, NAME_NONE: all */
    uint8_t track, saying;
    bool reported;
};

/* The order within one holder's track, in one number: by what it is about, then by day. */
static inline uint64_t row_key(int32_t what, int32_t day)
{
    return (uint64_t)(uint32_t)what << 32 | ((uint32_t)day ^ UINT32_C(0x80000000));
}

struct codes {
    const int32_t *p; /* names */
    size_t n;
};

struct grant {
    sv clause;
    bool as_soon_as_practicable;
    struct codes settings, judgement, requirements, courses;
};

struct course {
    sv clause;
    int32_t hours, months; /* 0: not stated */
};

/* A code, a public number, a source, or the powers of an entry, told by their codes in a row. */
struct name {
    sv text;
    struct codes set; /* of powers */
};

/* Where one holder's rows stand: those of track t from at[t] to at[t + 1]. */
struct range {
    uint32_t at[TRACKS + 1];
};

struct authority {
    struct arena *a;
    bool sealed;
    struct row *rows;
    size_t n, size;
    struct grant *grants;
    size_t n_grants, size_grants;
    struct course *courses;
    size_t n_courses, size_courses;
    struct name *names; /* by number; 0 is no name */
    size_t n_names, size_names;
    int32_t *slots;   /* hash table of numbers; 0 free */
    size_t n_slots;   /* a power of two, at least twice n_names */
    struct range *of; /* the rows of each holder, by number; NAME_NONE the instrument's */
};

/* The number of a name; NAME_UNKNOWN where no fact has it. */
int32_t authority_name(const struct authority *s, sv name);

static inline bool row_visible(const struct row *r, int64_t known)
{
    return r->known <= known && known < r->forgotten;
}

/* One list, the rows of [from, to) that are about `what`, and the place in it: `at` is the first
 * row of a later day. */
struct list {
    const struct row *rows;
    size_t from, to, at;
    int32_t what;
    const struct name *names; /* where `power` picks rows by their powers; else NULL */
    int32_t power;
};
/* power: of TRACK_AUTHORITY, the power; an end that names none is a word on every power. */
struct list authority_list(const struct authority *s, int32_t holder, enum track track,
                           int32_t what, int32_t power, int32_t day);

/* What a list says of a day: so, or otherwise; where it is silent, what comes nearest. */
enum answer { ANSWER_SO, ANSWER_AGAINST, ANSWER_SHORT, ANSWER_LAPSED, ANSWER_NOTHING, ANSWERS };

struct answers {
    bool given[ANSWERS];           /* were one account or another the right one */
    enum answer first;             /* of those, by the latest account */
    const struct row *by[ANSWERS]; /* the row that says so; of nothing, the first of a later day */
    const struct row *mixed;       /* the latest of accounts that do not say the same of the day */
};

/* How a list is read: what counts as good until when. */
struct reading {
    int32_t day;
    int64_t known;
    const struct course *course; /* of training; else NULL */
};

/* Every answer that the list gives, were any one of each rivals the right account. */
void authority_answers(const struct list *l, const struct reading *r, struct answers *ret);

/* The last day of a row: stated, or by the months of its course. */
int32_t authority_last_day(const struct row *row, const struct course *course);

#endif
