/* What one list says of a day, as known at an instant: the latest word that speaks of the day
 * counts.  Accounts of one fact that differ are read one by one: each might be the right one. */
#include "base/moment.h"
#include "rules/authority/inside.h"

/* Where the row stands against a place in the holder's order. */
static bool is_before(const struct row *r, enum track track, int32_t what, int32_t day)
{
    if (r->track != track) {
        return r->track < track;
    }
    return r->what != what ? r->what < what : r->day <= day;
}

struct list authority_list(const struct authority *s, int32_t holder, enum track track,
                           int32_t what, int32_t day)
{
    struct list l = {.rows = s->rows, .track = track, .what = what};
    if (holder < 0 || what < 0 || !s->of) {
        return l;
    }
    l.from = s->of[holder].from;
    l.to = s->of[holder].to;
    size_t low = l.from, high = l.to;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (is_before(&s->rows[mid], track, what, day)) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    l.at = low;
    return l;
}

static bool in_list(const struct list *l, const struct row *r)
{
    return r->track == l->track && r->what == l->what;
}

/* The next visible row of the list at i or after it, the last one before i; SIZE_MAX where there is
 * none. */
static size_t visible_from(const struct list *l, size_t i, int64_t known)
{
    while (i < l->to && in_list(l, &l->rows[i])) {
        if (row_visible(&l->rows[i], known)) {
            return i;
        }
        i++;
    }
    return SIZE_MAX;
}

static size_t visible_before(const struct list *l, size_t i, int64_t known)
{
    while (i > l->from && in_list(l, &l->rows[i - 1])) {
        i--;
        if (row_visible(&l->rows[i], known)) {
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

enum word { WORD_SO, WORD_AGAINST, WORD_LAPSED, WORD_SHORT, WORD_LATER };

/* What a row says of the day, were it the only account. */
static enum word word_of(const struct row *row, const struct reading *r)
{
    bool past = r->day > authority_last_day(row, r->course);
    if (row->day > r->day) {
        return WORD_LATER;
    }
    switch ((int)row->track) {
    case TRACK_FORCE:
        return row->saying == SAYS_ENDED || row->saying == SAYS_EXPIRED || past ? WORD_AGAINST
                                                                                : WORD_SO;
    case TRACK_SUSPENSION: return row->saying == SAYS_ENDED && !past ? WORD_AGAINST : WORD_SO;
    case TRACK_NOTICE: return row->saying == SAYS_ENDED && past ? WORD_AGAINST : WORD_SO;
    case TRACK_TRAINING:
        if (past) {
            return WORD_LAPSED;
        }
        return r->course && row->detail && row->detail < r->course->hours ? WORD_SHORT : WORD_SO;
    default:
        if (row->saying == SAYS_ENDED) {
            return WORD_AGAINST;
        }
        return past ? WORD_LAPSED : WORD_SO;
    }
}

static void give(struct answers *ret, enum answer answer, const struct row *row)
{
    bool none = !ret->given[ANSWER_SO] && !ret->given[ANSWER_AGAINST];
    if (!ret->given[answer]) {
        ret->given[answer] = true;
        ret->by[answer] = row;
        ret->first = none ? answer : ret->first;
    }
}

static void keep(const struct row **ret, const struct row *row)
{
    *ret = *ret ? *ret : row;
}

/* The word of one account on the day. */
static enum answer take(struct answers *ret, const struct row *row, const struct reading *r)
{
    switch (word_of(row, r)) {
    case WORD_SO: give(ret, ANSWER_SO, row); return ANSWER_SO;
    case WORD_AGAINST: give(ret, ANSWER_AGAINST, row); return ANSWER_AGAINST;
    case WORD_LAPSED: keep(&ret->lapsed, row); return ANSWER_NOTHING;
    case WORD_SHORT: keep(&ret->short_, row); return ANSWER_NOTHING;
    case WORD_LATER: break;
    }
    return ANSWER_NOTHING;
}

/* From the latest of a group of rivals that begins no later than the day, down to its first; gives
 * the place before the group.  *ret_all: whichever is right speaks of the day. */
static size_t take_group(const struct list *l, const struct reading *r, size_t i,
                         struct answers *ret, bool *ret_all)
{
    size_t top = i;
    for (size_t next = visible_from(l, i + 1, r->known);
         next != SIZE_MAX && rivals(&l->rows[top], &l->rows[next]);
         next = visible_from(l, next + 1, r->known)) {
        top = next;
    }
    bool said[ANSWERS] = {false};
    size_t k = top, below;
    for (;; k = below) {
        said[take(ret, &l->rows[k], r)] = true;
        below = visible_before(l, k, r->known);
        if (below == SIZE_MAX || !rivals(&l->rows[below], &l->rows[k])) {
            break;
        }
    }
    if (said[ANSWER_SO] + said[ANSWER_AGAINST] + said[ANSWER_NOTHING] > 1) {
        keep(&ret->mixed, &l->rows[i]);
    }
    *ret_all = !said[ANSWER_NOTHING];
    return below;
}

void authority_answers(const struct list *l, const struct reading *r, struct answers *ret)
{
    *ret = (struct answers){.first = ANSWER_NOTHING};
    size_t later = visible_from(l, l->at, r->known);
    size_t i = visible_before(l, l->at, r->known);
    ret->later = later == SIZE_MAX ? NULL : &l->rows[later];
    bool all = false;
    while (i != SIZE_MAX && !all) {
        i = take_group(l, r, i, ret, &all);
    }
    if (!all) {
        give(ret, ANSWER_NOTHING, NULL);
    }
}
