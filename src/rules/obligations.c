/* Days due. */
#include "rules/obligations.h"

#include "base/moment.h"

enum { LAST_DAY = 2932896 /* 9999-12-31 */, RULES = 64, PERIODS = 1 << 20 };

static int month_days(int year, int month)
{
    int next = month == 12 ? 1 : month + 1;
    return (int)(date_of_civil(month == 12 ? year + 1 : year, next, 1).days -
                 date_of_civil(year, month, 1).days);
}

/* The end of period k, from 0; past LAST_DAY where it would end after that. */
static int64_t period_end(const struct obligation_rule *r, int64_t k)
{
    static const int months[] = {
        [OBLIGATION_MONTHLY] = 1, [OBLIGATION_QUARTERLY] = 3, [OBLIGATION_YEARLY] = 12};
    if (k == 0) {
        return r->first;
    }
    if (r->repeats == OBLIGATION_WEEKLY) {
        return r->first + 7 * k;
    }
    if (r->repeats == OBLIGATION_ONCE) {
        return LAST_DAY + 1;
    }
    struct civil c = civil_of_date((date){(int32_t)r->first});
    int64_t month = (int64_t)c.year * 12 + c.month - 1 + k * months[r->repeats];
    if (month / 12 > 9999) {
        return LAST_DAY + 1;
    }
    int year = (int)(month / 12), of = (int)(month % 12) + 1, most = month_days(year, of);
    return date_of_civil(year, of, c.day < most ? c.day : most).days;
}

static int64_t due_of(const struct obligation_rule *r, const struct holidays *h, int64_t k)
{
    int64_t end = period_end(r, k);
    return r->business ? days_forward(h, end, r->days) : end + r->days;
}

/* The last day on which a period of that rule may end. */
static int64_t rule_end(const struct obligation *o, size_t rule)
{
    const struct obligation_rule *r = &o->rules[rule];
    int64_t end = r->has_until && r->until < LAST_DAY ? r->until : LAST_DAY;
    end = o->ends && o->end < end ? o->end : end;
    for (size_t i = rule + 1; i < o->n; i++) {
        end = o->rules[i].first <= end ? o->rules[i].first - 1 : end;
    }
    return end;
}

/* How many periods of it there are. */
static int64_t periods_of(const struct obligation *o, size_t rule)
{
    int64_t end = rule_end(o, rule), low = 0, high = PERIODS;
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        if (period_end(&o->rules[rule], middle) <= end) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* The first of n periods that is due on that day or later; n where none is. */
static int64_t first_from(const struct obligation_rule *r, const struct holidays *h, int64_t n,
                          int64_t day)
{
    int64_t low = 0, high = n;
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        if (due_of(r, h, middle) < day) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static struct obligation_day day_of(const struct obligation *o, const struct holidays *h,
                                    size_t rule, int64_t k)
{
    const struct obligation_rule *r = &o->rules[rule];
    return (struct obligation_day){
        .due = due_of(r, h, k), .period = period_end(r, k), .rule = rule};
}

/* The last rules where there are more than can be held at once. */
static size_t rules_from(const struct obligation *o)
{
    return o->n > RULES ? o->n - RULES : 0;
}

size_t obligation_days(const struct obligation *o, const struct holidays *h, int64_t from,
                       int64_t until, struct obligation_day *ret, size_t max)
{
    int64_t next[RULES] = {0}, count[RULES] = {0};
    size_t n = 0, base = rules_from(o);
    for (size_t i = base; i < o->n; i++) {
        count[i - base] = periods_of(o, i);
        next[i - base] = first_from(&o->rules[i], h, count[i - base], from);
    }
    while (n < max) {
        bool any = false;
        struct obligation_day least = {0};
        for (size_t i = base; i < o->n; i++) {
            while (n > 0 && next[i - base] < count[i - base] &&
                   due_of(&o->rules[i], h, next[i - base]) <= ret[n - 1].due) {
                next[i - base]++;
            }
            if (next[i - base] < count[i - base]) {
                struct obligation_day d = day_of(o, h, i, next[i - base]);
                least = !any || d.due < least.due ? d : least;
                any = true;
            }
        }
        if (!any || least.due > until) {
            break;
        }
        ret[n++] = least;
    }
    return n;
}

struct obligation_near obligation_near(const struct obligation *o, const struct holidays *h,
                                       int64_t day)
{
    struct obligation_near ret = {0};
    for (size_t i = rules_from(o); i < o->n; i++) {
        const struct obligation_rule *r = &o->rules[i];
        int64_t n = periods_of(o, i), from = first_from(r, h, n, day),
                after = first_from(r, h, n, day + 1);
        if (from < after && !ret.is) {
            ret.is = true;
            ret.at = day_of(o, h, i, from);
        }
        if (from > 0) {
            struct obligation_day d = day_of(o, h, i, from - 1);
            ret.before = !ret.has_before || d.due > ret.before.due ? d : ret.before;
            ret.has_before = true;
        }
        if (after < n) {
            struct obligation_day d = day_of(o, h, i, after);
            ret.after = !ret.has_after || d.due < ret.after.due ? d : ret.after;
            ret.has_after = true;
        }
    }
    return ret;
}

enum obligation_status obligation_status(int64_t due, const struct obligation_word *word, bool kept,
                                         int64_t today, int64_t *ret_late)
{
    *ret_late = 0;
    if (word && word->waived) {
        return OBLIGATION_WAIVED;
    }
    if (word) {
        *ret_late = word->on > due ? word->on - due : 0;
        return *ret_late ? OBLIGATION_MET_LATE : OBLIGATION_MET;
    }
    if (today <= due) {
        return OBLIGATION_DUE;
    }
    *ret_late = kept ? today - due : 0;
    return kept ? OBLIGATION_LATE : OBLIGATION_NOT_RECORDED;
}

enum obligation_repeats obligation_repeats_of(sv code)
{
    static const char *const codes[] = {[OBLIGATION_ONCE] = "once",
                                        [OBLIGATION_WEEKLY] = "weekly",
                                        [OBLIGATION_MONTHLY] = "monthly",
                                        [OBLIGATION_QUARTERLY] = "quarterly",
                                        [OBLIGATION_YEARLY] = "yearly"};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        if (sv_is(code, codes[i])) {
            return (enum obligation_repeats)i;
        }
    }
    return OBLIGATION_ONCE;
}
