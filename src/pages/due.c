/* What is due under instruments: the days, what the record holds of each, and how it can be ended.
 */
#include "pages/due.h"

#include <stdlib.h>

#include "base/limits.h"
#include "pages/ics.h"
#include "record/entry.h"

enum { AHEAD_DAYS = 92, AHEAD_LOOK = 16, YEARS_AHEAD = 366 * 12 };

/* ---- reading ---- */

static err *read_holidays(struct page_cx *cx, struct due_state *s, int64_t from)
{
    struct q_holidays_of_out *rows;
    TRY(q_holidays_of(cx->store, cx->a, &(struct q_holidays_of_in){.body = s->i.b.id, .from = from},
                      &rows, &s->holidays.n));
    int64_t *days = arena_array(cx->a, int64_t, s->holidays.n);
    s->holidays_seq = -1;
    for (size_t i = 0; i < s->holidays.n; i++) {
        days[i] = rows[i].day;
        s->holidays_seq = rows[i].seq > s->holidays_seq ? rows[i].seq : s->holidays_seq;
    }
    s->holidays.days = days;
    return NULL;
}

static struct obligation_rule asked_by(const obligation_row *r)
{
    return (struct obligation_rule){.repeats = obligation_repeats_of(r->repeats),
                                    .first = r->first_day,
                                    .days = r->has_days ? r->days : 0,
                                    .business = sv_is(r->counted, "business"),
                                    .has_until = r->has_until_day,
                                    .until = r->until_day};
}

static void group(struct page_cx *cx, struct due_state *s, const obligation_row *rows, size_t n)
{
    s->obligations = arena_array(cx->a, struct due_obligation, n);
    for (size_t i = 0; i < n; i++) {
        bool first = true;
        for (size_t k = 0; first && k < i; k++) {
            first = !sv_eq(rows[k].obligation, rows[i].obligation);
        }
        if (!first) {
            continue;
        }
        struct obligation_rule *rules = arena_array(cx->a, struct obligation_rule, n - i);
        const obligation_row **of = arena_array(cx->a, const obligation_row *, n - i);
        size_t count = 0;
        for (size_t k = i; k < n; k++) {
            if (sv_eq(rows[k].obligation, rows[i].obligation)) {
                rules[count] = asked_by(&rows[k]);
                of[count++] = &rows[k];
            }
        }
        s->obligations[s->obligations_n++] =
            (struct due_obligation){.newest = of[count - 1],
                                    .rows = of,
                                    .rules = {.rules = rules,
                                              .n = count,
                                              .ends = s->ended,
                                              .end = s->ended ? s->end.on_day - 1 : 0}};
    }
}

err *due_read(struct page_cx *cx, sv instrument, struct due_state *ret)
{
    struct due_state s = {.ended = false};
    obligation_row *rows = NULL;
    size_t n = 0;
    TRY(page_instrument_read(cx, instrument, &s.i));
    page_reads(cx, "body:%.*s", SV_ARG(s.i.row.body));
    page_turns(cx, sys_zone_instant(s.i.b.zone, (date){s.i.today.days + 1}, 0));
    TRY(q_instrument_ended(cx->store, cx->a,
                           &(struct q_instrument_ended_in){.instrument = instrument}, &s.ended,
                           &s.end));
    TRY(q_obligations_of(cx->store, cx->a, &(struct q_obligations_of_in){.instrument = instrument},
                         &rows, &n));
    group(cx, &s, rows, n);
    int64_t from = s.i.today.days;
    for (size_t i = 0; i < n; i++) {
        from = rows[i].first_day < from ? rows[i].first_day : from;
    }
    TRY(read_holidays(cx, &s, from));
    TRY(q_obligations_done_of(cx->store, cx->a,
                              &(struct q_obligations_done_of_in){.instrument = instrument}, &s.done,
                              &s.done_n));
    *ret = s;
    return NULL;
}

/* What the record holds of a day due: what was entered here before what sources say. */
static const done_row *word_of(const struct due_state *s, const struct due_obligation *o,
                               int64_t due)
{
    const done_row *word = NULL;
    size_t low = 0, high = s->done_n; /* they stand by day */
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (s->done[middle].due_day < due) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    for (; low < s->done_n && s->done[low].due_day == due; low++) {
        const done_row *d = &s->done[low];
        if (sv_eq(d->obligation, o->newest->obligation) &&
            (!word || (word->reported && !d->reported))) {
            word = d;
        }
    }
    return word;
}

static struct due_found found_of(const struct due_state *s, const struct due_obligation *o,
                                 const struct obligation_day *day)
{
    struct due_found f = {.of = o, .day = *day, .word = word_of(s, o, day->due)};
    struct obligation_word w = {0};
    bool kept = s->i.row.agency.n && sv_eq(o->rows[day->rule]->by, s->i.row.agency);
    if (f.word) {
        w = (struct obligation_word){.waived = f.word->waived, .on = f.word->on_day};
    }
    f.status = obligation_status(day->due, f.word ? &w : NULL, kept, s->i.today.days, &f.late);
    return f;
}

static int by_day(const void *x, const void *y)
{
    const struct due_found *p = x, *q = y;
    if (p->day.due != q->day.due) {
        return p->day.due < q->day.due ? -1 : 1;
    }
    return (p->of > q->of) - (p->of < q->of);
}

err *due_days(struct page_cx *cx, const struct due_state *s, int64_t from, int64_t until,
              struct due_found **ret, size_t *ret_n)
{
    struct list l = {0};
    struct obligation_day *days = arena_array(cx->a, struct obligation_day, LIMIT_DUE_DAYS);
    for (size_t i = 0; i < s->obligations_n; i++) {
        const struct due_obligation *o = &s->obligations[i];
        size_t n = obligation_days(&o->rules, &s->holidays, from, until, days, LIMIT_DUE_DAYS);
        for (size_t k = 0; k < n; k++) {
            *LIST_ADD(cx->a, &l, struct due_found) = found_of(s, o, &days[k]);
        }
    }
    if (l.n) {
        qsort(l.p, l.n, sizeof(struct due_found), by_day);
    }
    *ret = l.p;
    *ret_n = l.n;
    return NULL;
}

err *due_next(struct page_cx *cx, const struct due_state *s, struct due_found **ret, size_t *ret_n)
{
    struct list l = {0};
    for (size_t i = 0; i < s->obligations_n; i++) {
        const struct due_obligation *o = &s->obligations[i];
        struct obligation_day days[AHEAD_LOOK];
        size_t n = obligation_days(&o->rules, &s->holidays, s->i.today.days,
                                   s->i.today.days + YEARS_AHEAD, days, AHEAD_LOOK);
        bool first = true;
        for (size_t k = 0; k < n; k++) {
            struct due_found f = found_of(s, o, &days[k]);
            if (f.status == OBLIGATION_DUE &&
                (first || f.day.due <= s->i.today.days + AHEAD_DAYS)) {
                *LIST_ADD(cx->a, &l, struct due_found) = f;
                first = false;
            }
        }
    }
    if (l.n) {
        qsort(l.p, l.n, sizeof(struct due_found), by_day);
    }
    *ret = l.p;
    *ret_n = l.n;
    return NULL;
}

/* ---- words ---- */

static sv day_of(struct page_cx *cx, int64_t day)
{
    return page_day_words(cx->a, (date){(int32_t)day});
}

static sv days_words(struct page_cx *cx, int64_t n)
{
    return sv_fmt(cx->a, "%.*s day%s", SV_ARG(page_number(cx->a, n)), n == 1 ? "" : "s");
}

/* Who says so, of a source's account. */
static err *outlet_of(struct page_cx *cx, int64_t seq, sv *ret)
{
    struct rec_entry e;
    struct st_corrected how;
    TRY(st_log_read(cx->store, cx->a, seq, &e, &how));
    *ret = jv_get_sv(e.source, "outlet");
    return NULL;
}

static sv say_of(struct page_cx *cx, const struct due_state *s, const struct due_found *f,
                 sv outlet)
{
    struct arena *a = cx->a;
    int64_t ahead = f->day.due - s->i.today.days;
    sv by = outlet.n ? sv_fmt(a, ", according to %.*s", SV_ARG(outlet)) : SV_NONE;
    switch (f->status) {
    case OBLIGATION_DUE:
        return ahead == 0 ? SV("Due today.")
                          : sv_fmt(a, "Due in %.*s.", SV_ARG(days_words(cx, ahead)));
    case OBLIGATION_NOT_RECORDED: return SV("Not recorded as done.");
    case OBLIGATION_LATE:
        return sv_fmt(a, "Not entered as done: %.*s late.", SV_ARG(days_words(cx, f->late)));
    case OBLIGATION_MET:
        return page_stop(
            a, sv_fmt(a, "Done on %.*s%.*s", SV_ARG(day_of(cx, f->word->on_day)), SV_ARG(by)));
    case OBLIGATION_MET_LATE:
        return page_stop(a, sv_fmt(a, "Done on %.*s, %.*s late%.*s",
                                   SV_ARG(day_of(cx, f->word->on_day)),
                                   SV_ARG(days_words(cx, f->late)), SV_ARG(by)));
    case OBLIGATION_WAIVED:
        return page_stop(a, sv_fmt(a, "Waived by %.*s on %.*s%.*s", SV_ARG(f->word->by),
                                   SV_ARG(day_of(cx, f->word->on_day)), SV_ARG(by)));
    }
    return SV_NONE;
}

err *due_line_of(struct page_cx *cx, const struct due_state *s, const struct due_found *f,
                 struct view_due_day *ret)
{
    static const char *const ids[] = {
        [OBLIGATION_DUE] = "due",           [OBLIGATION_NOT_RECORDED] = "not-recorded",
        [OBLIGATION_LATE] = "late",         [OBLIGATION_MET] = "met",
        [OBLIGATION_MET_LATE] = "met-late", [OBLIGATION_WAIVED] = "waived"};
    const obligation_row *o = f->of->rows[f->day.rule];
    date due = {(int32_t)f->day.due};
    struct view_due_day v = {.obligation = o->obligation,
                             .name = o->name,
                             .by = o->by,
                             .clause = o->clause,
                             .due = date_format(cx->a, due),
                             .due_words = page_day_words(cx->a, due),
                             .period = date_format(cx->a, (date){(int32_t)f->day.period}),
                             .status = sv_of(ids[f->status]),
                             .entry = f->word ? f->word->seq : o->seq};
    v.has_late = f->late > 0;
    v.late = f->late;
    if (f->word) {
        v.on = date_format(cx->a, (date){(int32_t)f->word->on_day});
        v.waived_by = f->word->waived ? f->word->by : SV_NONE;
        v.words = f->word->words;
        if (f->word->reported) {
            TRY(outlet_of(cx, f->word->seq, &v.source));
        }
    }
    v.say = say_of(cx, s, f, v.source);
    *ret = v;
    return NULL;
}

static sv rule_words(struct page_cx *cx, const obligation_row *r)
{
    static const char *const words[] = {[OBLIGATION_ONCE] = "Once",
                                        [OBLIGATION_WEEKLY] = "Every week",
                                        [OBLIGATION_MONTHLY] = "Every month",
                                        [OBLIGATION_QUARTERLY] = "Every three months",
                                        [OBLIGATION_YEARLY] = "Every year"};
    struct arena *a = cx->a;
    sv first = day_of(cx, r->first_day), often = sv_of(words[obligation_repeats_of(r->repeats)]);
    bool once = sv_is(r->repeats, "once");
    sv after =
        r->has_days && r->days
            ? sv_fmt(a, "%.*s %sday%s after %s", SV_ARG(page_number(a, r->days)),
                     sv_is(r->counted, "business") ? "business " : "", r->days == 1 ? "" : "s",
                     once ? "" : "the end of each period, the first of which ends on ")
            : sv_of(once ? "on " : "for the first time on ");
    sv until = r->has_until_day ? sv_fmt(a, "; not for periods that end after %.*s",
                                         SV_ARG(day_of(cx, r->until_day)))
                                : SV_NONE;
    return page_stop(a,
                     sv_fmt(a, "%.*s, %.*s%.*s%.*s, by %.*s (%.*s)", SV_ARG(often), SV_ARG(after),
                            SV_ARG(first), SV_ARG(until), SV_ARG(r->by), SV_ARG(r->clause)));
}

/* ---- how it ends ---- */

static err *read_endings(struct page_cx *cx, const struct due_state *s, struct due_answer *ret)
{
    struct q_endings_of_out *rows;
    size_t n;
    struct arena *a = cx->a;
    TRY(q_endings_of(cx->store, a, &(struct q_endings_of_in){.instrument = s->i.id}, &rows, &n));
    sv *said = arena_array(a, sv, n);
    int64_t *seqs = arena_array(a, int64_t, n);
    for (size_t i = 0; i < n; i++) {
        sv party = rows[i].name.n ? rows[i].name : rows[i].party;
        sv notice = rows[i].has_days && rows[i].days
                        ? sv_fmt(a, " on %.*s’ notice", SV_ARG(days_words(cx, rows[i].days)))
                        : SV_NONE;
        said[i] = rows[i].unsettled
                      ? sv_fmt(a, "Whether and how %.*s can end it is not settled (%.*s).",
                               SV_ARG(party), SV_ARG(rows[i].clause))
                      : sv_fmt(a, "%.*s can end it%.*s (%.*s).", SV_ARG(page_capital(a, party)),
                               SV_ARG(notice), SV_ARG(rows[i].clause));
        seqs[i] = rows[i].seq;
    }
    ret->endings = said;
    ret->endings_seq = seqs;
    ret->endings_n = n;
    return NULL;
}

static err *read_expiry(struct page_cx *cx, const struct due_state *s, struct due_answer *ret)
{
    struct arena *a = cx->a;
    struct q_authority_expires_out authority;
    struct q_instrument_until_out until;
    bool expires = false, limited = false;
    TRY(q_authority_expires(cx->store, a,
                            &(struct q_authority_expires_in){.instrument = s->i.id,
                                                             .from = s->i.today.days,
                                                             .recorded = KIND_AUTHORITY_RECORDED,
                                                             .ended = KIND_AUTHORITY_ENDED},
                            &expires, &authority));
    TRY(q_instrument_until(cx->store, a, &(struct q_instrument_until_in){.instrument = s->i.id},
                           &limited, &until));
    limited = limited && !s->ended && until.until_day >= s->i.today.days;
    expires = expires && !s->ended;
    sv first = expires ? sv_fmt(a, "The authority of %.*s on record ends on %.*s.",
                                SV_ARG(authority.holders == 1
                                           ? SV("one holder")
                                           : sv_fmt(a, "%.*s holders",
                                                    SV_ARG(page_number(a, authority.holders)))),
                                SV_ARG(day_of(cx, authority.until_day)))
                       : SV_NONE;
    sv second = limited ? sv_fmt(a, "The last day of the agreement itself is %.*s.",
                                 SV_ARG(day_of(cx, until.until_day)))
                        : SV_NONE;
    ret->expiry =
        sv_fmt(a, "%.*s%s%.*s", SV_ARG(first), first.n && second.n ? " " : "", SV_ARG(second));
    ret->expiry_seq = expires ? authority.seq : limited ? until.seq : -1;
    return NULL;
}

/* ---- the answer ---- */

static sv named(struct page_cx *cx, const struct view_due_day *d)
{
    return sv_fmt(cx->a, "%.*s (%.*s)", SV_ARG(d->name), SV_ARG(d->due_words));
}

static sv sentence_of(struct page_cx *cx, const struct due_state *s, const struct due_answer *r)
{
    struct arena *a = cx->a;
    if (!s->obligations_n) {
        return SV_NONE;
    }
    sv late = r->late_n == 0   ? SV("Nothing is late.")
              : r->late_n == 1 ? sv_fmt(a, "Late: %.*s.", SV_ARG(named(cx, &r->late[0])))
                               : sv_fmt(a, "%.*s are late, the first of them %.*s.",
                                        SV_ARG(page_capital(a, page_number(a, (int64_t)r->late_n))),
                                        SV_ARG(named(cx, &r->late[0])));
    sv next = r->next_n ? sv_fmt(a, " Next: %.*s.", SV_ARG(named(cx, &r->next[0])))
                        : SV(" Nothing more is due by what is on record.");
    sv open = r->unrecorded_n
                  ? sv_fmt(a, " Of %.*s whose day is over the record does not say whether %s done.",
                           SV_ARG(page_number(a, (int64_t)r->unrecorded_n)),
                           r->unrecorded_n == 1 ? "it was" : "they were")
                  : SV_NONE;
    return sv_fmt(a, "%.*s%.*s%.*s", SV_ARG(late), SV_ARG(next), SV_ARG(open));
}

static err *lines_of(struct page_cx *cx, const struct due_state *s, const struct due_found *f,
                     size_t n, const struct view_due_day **ret)
{
    struct view_due_day *lines = arena_array(cx->a, struct view_due_day, n);
    for (size_t i = 0; i < n; i++) {
        TRY(due_line_of(cx, s, &f[i], &lines[i]));
    }
    *ret = lines;
    return NULL;
}

/* The days of the past of that status, moved to the front of their list. */
static size_t pick(struct page_cx *cx, const struct due_found *f, size_t n,
                   enum obligation_status status, struct due_found **ret)
{
    size_t count = 0;
    *ret = arena_array(cx->a, struct due_found, n);
    for (size_t i = 0; i < n; i++) {
        if (f[i].status == status) {
            (*ret)[count++] = f[i];
        }
    }
    return count;
}

err *due_answer(struct page_cx *cx, const struct due_state *s, struct due_answer *ret)
{
    struct due_found *past, *next, *late, *open;
    size_t past_n, next_n;
    *ret = (struct due_answer){.expiry_seq = -1};
    TRY(due_days(cx, s, INT32_MIN, s->i.today.days - 1, &past, &past_n));
    TRY(due_next(cx, s, &next, &next_n));
    ret->late_n = pick(cx, past, past_n, OBLIGATION_LATE, &late);
    ret->unrecorded_n = pick(cx, past, past_n, OBLIGATION_NOT_RECORDED, &open);
    ret->next_n = next_n;
    TRY(lines_of(cx, s, late, ret->late_n, &ret->late));
    TRY(lines_of(cx, s, next, next_n, &ret->next));
    TRY(read_endings(cx, s, ret));
    TRY(read_expiry(cx, s, ret));
    ret->sentence = sentence_of(cx, s, ret);
    return NULL;
}

err *due_late_links(struct page_cx *cx, sv body, struct list *links)
{
    struct q_instruments_of_body_out *rows;
    size_t n;
    TRY(q_instruments_of_body(cx->store, cx->a, &(struct q_instruments_of_body_in){.body = body},
                              &rows, &n));
    for (size_t i = 0; i < n; i++) {
        struct due_state s;
        struct due_answer r;
        TRY(due_read(cx, rows[i].id, &s));
        TRY(due_answer(cx, &s, &r));
        for (size_t k = 0; k < r.late_n; k++) {
            const struct view_due_day *d = &r.late[k];
            page_link(cx, links,
                      sv_fmt(cx->a, "%.*s, due on %.*s: %.*s late (%.*s)", SV_ARG(d->name),
                             SV_ARG(d->due_words), SV_ARG(days_words(cx, d->late)),
                             SV_ARG(s.i.title)),
                      url_path(cx->a,
                               "/acts/obligation.met?body={}&about.instrument={}"
                               "&data.obligation={}&data.due={}",
                               body, s.i.id, d->obligation, d->due));
        }
    }
    return NULL;
}

/* ---- the page ---- */

static err *rules_of(struct page_cx *cx, const struct due_state *s, struct view_due_page *ret)
{
    struct list l = {0};
    for (size_t i = 0; i < s->obligations_n; i++) {
        const obligation_row *r = s->obligations[i].newest;
        struct view_due_rule *v = LIST_ADD(cx->a, &l, struct view_due_rule);
        *v = (struct view_due_rule){
            .obligation = r->obligation,
            .name = r->name,
            .by = r->by,
            .clause = r->clause,
            .say = rule_words(cx, r),
            .repeats = r->repeats,
            .first = date_format(cx->a, (date){(int32_t)r->first_day}),
            .has_days = r->has_days,
            .days = r->days,
            .counted = r->counted,
            .until = r->has_until_day ? date_format(cx->a, (date){(int32_t)r->until_day}) : SV_NONE,
            .words = r->words,
            .entry = r->seq};
    }
    ret->rules = l.p;
    ret->rules_n = l.n;
    return NULL;
}

/* What is done, the newest first, as far as a page shows it. */
static err *done_of(struct page_cx *cx, const struct due_state *s, struct view_due_page *ret)
{
    enum { SHOWN = 120 };
    struct due_found *all;
    size_t n;
    struct list l = {0};
    TRY(due_days(cx, s, INT32_MIN, s->i.today.days + YEARS_AHEAD, &all, &n));
    for (size_t i = n; i > 0; i--) {
        if (!all[i - 1].word) {
            continue;
        }
        if (l.n < SHOWN) {
            TRY(due_line_of(cx, s, &all[i - 1], LIST_ADD(cx->a, &l, struct view_due_day)));
        } else {
            ret->has_left_out = true;
            ret->left_out++;
        }
    }
    ret->done = l.p;
    ret->done_n = l.n;
    return NULL;
}

static err *unrecorded_of(struct page_cx *cx, const struct due_state *s, struct view_due_page *ret)
{
    struct due_found *past, *open;
    size_t n;
    TRY(due_days(cx, s, INT32_MIN, s->i.today.days - 1, &past, &n));
    ret->unrecorded_n = pick(cx, past, n, OBLIGATION_NOT_RECORDED, &open);
    return lines_of(cx, s, open, ret->unrecorded_n, &ret->unrecorded);
}

err *page_due_under(struct page_cx *cx, sv instrument, struct view_due_page *ret)
{
    struct due_state s;
    struct due_answer r;
    struct list l = {0};
    TRY(due_read(cx, instrument, &s));
    TRY(due_answer(cx, &s, &r));
    page_link(cx, &l, SV("Which effects were expected, and what the data say"),
              url_path(cx->a, "/agreements/{}/effects", s.i.id));
    struct view_due_page p = {
        .instrument = s.i.id,
        .title = s.i.title,
        .body = s.i.b.id,
        .today = date_format(cx->a, s.i.today),
        .sentence =
            r.sentence.n ? r.sentence : SV("The record names nothing that is due under it."),
        .late = r.late,
        .late_n = r.late_n,
        .next = r.next,
        .next_n = r.next_n,
        .expiry = r.expiry,
        .endings = r.endings,
        .endings_n = r.endings_n,
        .calendar =
            url_path(cx->a, "/calendar/agreements/{}", sv_fmt(cx->a, "%.*s.ics", SV_ARG(s.i.id)))};
    if (s.ended) {
        p.ended =
            sv_fmt(cx->a, "It %s on %.*s. What was asked for times after that is no longer due.",
                   sv_is(s.end.becomes, "expired") ? "expired" : "was ended",
                   SV_ARG(day_of(cx, s.end.on_day)));
    }
    TRY(rules_of(cx, &s, &p));
    TRY(unrecorded_of(cx, &s, &p));
    TRY(done_of(cx, &s, &p));
    page_shell(cx, sv_fmt(cx->a, "What is due: %.*s", SV_ARG(s.i.title)), &p.shell);
    p.shell.place = s.i.b.row.place;
    p.shell.twin = url_path(cx->a, "/agreements/{}/due.json", s.i.id);
    page_crumb(cx, &p.shell, SV("Home"), URL_FIXED("/"));
    page_crumb(cx, &p.shell, s.i.b.row.name, url_path(cx->a, "/bodies/{}", s.i.b.id));
    page_crumb(cx, &p.shell, SV("The agreement"), url_path(cx->a, "/agreements/{}", s.i.id));
    if (s.i.row.item.n) {
        page_link(cx, &l, SV("The decision that approved it"),
                  url_path(cx->a, "/decisions/{}/{}", s.i.b.id, s.i.row.item));
    }
    page_link(cx, &l, s.i.b.row.name, url_path(cx->a, "/bodies/{}", s.i.b.id));
    p.onward = l.p;
    p.onward_n = l.n;
    *ret = p;
    return NULL;
}

/* ---- for calendar programs ---- */

/* The newest entry that an event rests on: what calendar programs take for its version. */
static int64_t version_of(const struct due_state *s, const struct due_found *f)
{
    int64_t seq = f->of->rows[f->day.rule]->seq;
    seq = f->word && f->word->seq > seq ? f->word->seq : seq;
    return f->of->rules.rules[f->day.rule].business && s->holidays_seq > seq ? s->holidays_seq
                                                                             : seq;
}

err *page_due_feed(struct page_cx *cx, sv instrument, sv site, struct buf *out)
{
    enum { BACK = 400, AHEAD = 800 };
    struct due_state s;
    struct due_found *days;
    size_t n;
    struct arena *a = cx->a;
    TRY(due_read(cx, instrument, &s));
    TRY(due_days(cx, &s, s.i.today.days - BACK, s.i.today.days + AHEAD, &days, &n));
    ics_begin(out, a, "What is due", s.i.title);
    for (size_t i = 0; i < n; i++) {
        const struct due_found *f = &days[i];
        const obligation_row *o = f->of->rows[f->day.rule];
        struct q_page_recorded_out stamp = {0};
        struct view_due_day line;
        bool found, waived = f->status == OBLIGATION_WAIVED,
                    done = f->status == OBLIGATION_MET || f->status == OBLIGATION_MET_LATE;
        int64_t seq = version_of(&s, f);
        TRY(due_line_of(cx, &s, f, &line));
        TRY(q_page_recorded(cx->store, a, &(struct q_page_recorded_in){.seq = seq}, &found,
                            &stamp));
        ics_line(out, "BEGIN:", SV("VEVENT"));
        ics_line(out, "UID:",
                 ics_text(a, sv_fmt(a, "%.*s/%.*s/%.*s@dais", SV_ARG(s.i.id), SV_ARG(o->obligation),
                                    SV_ARG(line.period))));
        ics_line(out, "DTSTAMP:", ics_instant(a, stamp.recorded));
        ics_line(out, "SEQUENCE:", sv_fmt(a, "%lld", (long long)seq));
        ics_line(out, "DTSTART;VALUE=DATE:", ics_day(a, f->day.due));
        ics_line(out, "DTEND;VALUE=DATE:", ics_day(a, f->day.due + 1));
        ics_line(out, "SUMMARY:",
                 ics_text(a, sv_fmt(a, "%.*s, by %.*s%s", SV_ARG(o->name), SV_ARG(o->by),
                                    waived ? " (waived)"
                                    : done ? " (done)"
                                           : "")));
        ics_line(out, "DESCRIPTION:",
                 ics_text(a, sv_fmt(a, "%.*s%s%.*s", SV_ARG(o->clause), f->word ? ". " : "",
                                    SV_ARG(f->word ? line.say : SV_NONE))));
        ics_line(out, "STATUS:", waived ? SV("CANCELLED") : SV("CONFIRMED"));
        ics_line(out, "TRANSP:", SV("TRANSPARENT"));
        ics_line(out, "URL:",
                 sv_fmt(a, "%.*s%.*s", SV_ARG(site),
                        SV_ARG(url_path(a, "/agreements/{}/due", s.i.id).s)));
        ics_line(out, "END:", SV("VEVENT"));
    }
    ics_end(out);
    return NULL;
}
