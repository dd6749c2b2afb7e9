/* What one list says of a day, as known at an instant: the latest word that speaks of the day
 * counts.  Accounts of one fact that differ are read one by one: each might be the right one. */
#include "base/moment.h"
#include "rules/authority/inside.h"

/* The first row from `from` on, before `to`, whose key is at least this one. */
static size_t first_at(const struct row *rows, size_t from, size_t to, uint64_t key)
{
    while (from < to) {
        size_t mid = from + (to - from) / 2;
        bool before = row_key(rows[mid].what, rows[mid].day) < key;
        from = before ? mid + 1 : from;
        to = before ? to : mid;
    }
    return from;
}

struct list authority_list(const struct authority *s, int32_t holder, enum track track,
                           int32_t what, int32_t power, int32_t day)
{
    struct list l = {.rows = s->rows,
                     .what = what,
                     .names = track == TRACK_AUTHORITY ? s->names : NULL,
                     .power = power};
    if (holder < 0 || what < 0) {
        return l;
    }
    const struct range *of = &s->of[holder];
    l.from = of->at[track];
    l.to = of->at[track + 1];
    l.at = first_at(s->rows, l.from, l.to, row_key(what, day) + 1);
    return l;
}

/* Known then, and about the power where the list is of powers. */
static bool counts(const struct list *l, const struct row *r, int64_t known)
{
    bool is = !l->names || r->detail == NAME_NONE;
    if (!row_visible(r, known)) {
        return false;
    }
    const struct codes *set = is ? NULL : &l->names[r->detail].set;
    for (size_t i = 0; set && i < set->n && !is; i++) {
        is = set->p[i] == l->power;
    }
    return is;
}

/* The next visible row of the list at i or after it, the last one before i; SIZE_MAX where there is
 * none. */
static size_t visible_from(const struct list *l, size_t i, int64_t known)
{
    while (i < l->to && l->rows[i].what == l->what) {
        if (counts(l, &l->rows[i], known)) {
            return i;
        }
        i++;
    }
    return SIZE_MAX;
}

static size_t visible_before(const struct list *l, size_t i, int64_t known)
{
    while (i > l->from && l->rows[i - 1].what == l->what) {
        i--;
        if (counts(l, &l->rows[i], known)) {
            return i;
        }
    }
    return SIZE_MAX;
}

/* Two accounts of one fact: what happens once to an instrument is one fact whoever tells it; what
 * may be done again, such as a training, is one only where two sources tell it. */
static bool rivals(const struct row *x, const struct row *y)
{
    bool instrument = x->track <= TRACK_NOTICE;
    return x->reported && y->reported && x->saying == y->saying &&
           (instrument || x->source != y->source);
}

int32_t authority_last_day(const struct row *row, const struct course *course)
{
    if (row->until < INT32_MAX || !course || !course->months) {
        return row->until;
    }
    struct civil c = civil_of_date((date){row->day});
    int month = c.month - 1 + course->months;
    int year = c.year + month / 12;
    date first = date_of_civil(year, month % 12 + 1, 1);
    date next = date_of_civil(year + (month % 12 + 1) / 12, (month % 12 + 1) % 12 + 1, 1);
    int32_t same = first.days + c.day - 1;
    return (same < next.days ? same : next.days) - 1;
}

/* What a row says of the day, were it the only account; of a later day it says nothing. */
static enum answer word_of(const struct row *row, const struct reading *r)
{
    bool past = r->day > authority_last_day(row, r->course), ends = row->saying == SAYS_ENDED;
    if (row->day > r->day) {
        return ANSWER_NOTHING;
    }
    switch ((int)row->track) {
    case TRACK_FORCE:
        return ends || row->saying == SAYS_EXPIRED || past ? ANSWER_AGAINST : ANSWER_SO;
    case TRACK_SUSPENSION: return ends && !past ? ANSWER_AGAINST : ANSWER_SO;
    case TRACK_NOTICE: return ends && past ? ANSWER_AGAINST : ANSWER_SO;
    case TRACK_COURSE:
    case TRACK_NOMINATED:
    case TRACK_REQUIREMENT:
    case TRACK_PAUSE: past = false; break; /* these have no last day */
    default: break;
    }
    if (ends || past) {
        return ends ? ANSWER_AGAINST : ANSWER_LAPSED;
    }
    return r->course && row->detail && row->detail < r->course->hours ? ANSWER_SHORT : ANSWER_SO;
}

/* Which answers a group of rivals gives. */
struct said {
    bool any[ANSWERS];
};

static bool speaks(const struct said *said)
{
    return !said->any[ANSWER_SHORT] && !said->any[ANSWER_LAPSED] && !said->any[ANSWER_NOTHING];
}

static void give(struct answers *ret, enum answer answer)
{
    ret->first = ret->first == ANSWERS ? answer : ret->first;
    ret->given[answer] = true;
}

static void say(struct answers *ret, struct said *said, const struct row *row,
                const struct reading *r)
{
    enum answer word = word_of(row, r);
    said->any[word] = true;
    if (word != ANSWER_NOTHING && !ret->by[word]) {
        ret->by[word] = row;
    }
    if (word <= ANSWER_AGAINST) {
        give(ret, word);
    }
}

/* The rivals around i, whose day has come, from the latest to the first; gives the place before
 * them. */
static size_t take_group(const struct list *l, const struct reading *r, size_t i,
                         struct answers *ret, struct said *said)
{
    size_t top = i, n = 0;
    for (size_t next = visible_from(l, i + 1, r->known);
         next != SIZE_MAX && rivals(&l->rows[top], &l->rows[next]);
         next = visible_from(l, next + 1, r->known)) {
        top = next;
    }
    for (size_t k = top;;) {
        size_t below = visible_before(l, k, r->known);
        say(ret, said, &l->rows[k], r);
        if (below == SIZE_MAX || !rivals(&l->rows[below], &l->rows[k])) {
            top = below;
            break;
        }
        k = below;
    }
    for (size_t k = 0; k < ANSWERS; k++) {
        n += said->any[k];
    }
    ret->mixed = n > 1 && !ret->mixed ? &l->rows[i] : ret->mixed;
    return top;
}

/* Were in each group an account right that is silent on the day: short where any is short; else
 * lapsed where any has lapsed; else nothing at all. */
void authority_answers(const struct list *l, const struct reading *r, struct answers *ret)
{
    *ret = (struct answers){.first = ANSWERS};
    size_t later = visible_from(l, l->at, r->known);
    size_t i = visible_before(l, l->at, r->known);
    bool spoken = false, any_short = false, any_lapsed = false, all_long = true, all_later = true;
    ret->by[ANSWER_NOTHING] = later == SIZE_MAX ? NULL : &l->rows[later];
    while (i != SIZE_MAX && !spoken) {
        struct said said = {{false}};
        i = take_group(l, r, i, ret, &said);
        spoken = speaks(&said);
        any_short |= said.any[ANSWER_SHORT];
        any_lapsed |= said.any[ANSWER_LAPSED];
        all_long &= said.any[ANSWER_LAPSED] || said.any[ANSWER_NOTHING];
        all_later &= said.any[ANSWER_NOTHING];
    }
    if (spoken) {
        return;
    }
    if (any_short) {
        give(ret, ANSWER_SHORT);
    }
    if (any_lapsed && all_long) {
        give(ret, ANSWER_LAPSED);
    }
    if (all_later) {
        give(ret, ANSWER_NOTHING);
    }
}
