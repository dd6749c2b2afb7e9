/* What browsers send, made into what acts take: times of the place, ids, lists of members. */
#include "pages/correct.h"
#include "pages/form.h"

struct normal {
    struct page_cx *cx;
    const struct page_pair *pairs;
    size_t n;
    struct list out;
    struct body_view b;
};

static sv given(const struct normal *p, const char *name)
{
    for (size_t i = 0; i < p->n; i++) {
        if (sv_is(p->pairs[i].name, name)) {
            return p->pairs[i].value;
        }
    }
    return SV_NONE;
}

static void give(struct normal *p, sv name, sv value)
{
    *LIST_ADD(p->cx->a, &p->out, struct page_pair) = (struct page_pair){name, value};
}

/* "9:00", "09:00", in seconds of the day. */
static bool clock_read(sv s, int32_t *ret)
{
    sv minutes, hours = sv_cut(s, ':', &minutes);
    uint64_t h = 0, m = 0;
    bool padded = hours.n == 2 && hours.p[0] == '0';
    bool padded_m = minutes.n == 2 && minutes.p[0] == '0';
    if (!sv_u64(padded ? sv_sub(hours, 1, 1) : hours, &h) ||
        !sv_u64(padded_m ? sv_sub(minutes, 1, 1) : minutes, &m) || h > 23 || m > 59 ||
        minutes.n != 2) {
        return false;
    }
    *ret = (int32_t)(h * 3600 + m * 60);
    return true;
}

static err *local_instant(struct normal *p, sv field, sv day, sv clock, sv *ret)
{
    date d;
    int32_t seconds;
    if (!date_parse(day, &d)) {
        return err_field(p->cx->a, field, "Give the day as a date, such as 2026-06-17.");
    }
    if (!clock_read(clock, &seconds)) {
        return err_field(p->cx->a, field,
                         "Give the time of day as hours and minutes, such as 09:00.");
    }
    *ret = instant_format(p->cx->a, sys_zone_instant(p->b.zone, d, seconds));
    return NULL;
}

/* "RC 41" is rc-41: ids are small. */
static sv small_id(struct arena *a, sv s)
{
    sv trimmed = sv_trim(s);
    char *p = arena_alloc(a, trimmed.n + 1);
    for (size_t i = 0; i < trimmed.n; i++) {
        char c = trimmed.p[i];
        p[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c == ' ' ? '-' : c;
    }
    return (sv){p, trimmed.n};
}

static bool listed(const struct normal *p, sv member)
{
    static const char *const lists[] = {"data.present", "data.remote", "data.absent", "data.left"};
    for (size_t i = 0; i < p->n; i++) {
        for (size_t k = 0; k < sizeof lists / sizeof *lists; k++) {
            if (sv_is(p->pairs[i].name, lists[k]) && sv_eq(p->pairs[i].value, member)) {
                return true;
            }
        }
    }
    return false;
}

/* local.who.<member>: each member is what the form says of that one. */
static void give_one_by_one(struct normal *p)
{
    static const sv prefix = SV_INIT("local.who.");
    static const char *const states[] = {"present", "remote", "absent", "left"};
    for (size_t i = 0; i < p->n; i++) {
        sv name = p->pairs[i].name;
        for (size_t k = 0; sv_starts(name, prefix) && k < sizeof states / sizeof *states; k++) {
            if (sv_is(p->pairs[i].value, states[k])) {
                give(p, sv_fmt(p->cx->a, "data.%s", states[k]), sv_sub(name, prefix.n, name.n));
            }
        }
    }
}

/* Every voting member who was not ticked is what the form says of the others. */
static void give_others(struct normal *p)
{
    sv others = given(p, "local.others");
    for (size_t i = 0; others.n && i < p->b.officials_n; i++) {
        const struct q_page_officials_out *o = &p->b.officials[i];
        if (o->votes && !o->has_until_day && !listed(p, o->member)) {
            give(p, sv_fmt(p->cx->a, "data.%.*s", SV_ARG(others)), o->member);
        }
    }
}

/* Codes of an instrument, several of them between commas. */
static void give_codes(struct normal *p, const struct page_pair *one)
{
    sv rest = one->value;
    while (rest.n) {
        sv code = small_id(p->cx->a, sv_cut(rest, ',', &rest));
        if (code.n) {
            give(p, one->name, code);
        }
    }
}

static err *one_pair(struct normal *p, const struct rec_kind *kind, const struct page_pair *one)
{
    static const char *const ids[] = {"about.item", "about.instrument", "body", "data.member"};
    if (sv_starts(one->name, SV("local."))) {
        return NULL;
    }
    const struct rec_field *f = sv_starts(one->name, SV("data."))
                                    ? rec_field_find(kind, sv_sub(one->name, 5, one->name.n))
                                    : NULL;
    bool id = f && f->type == REC_ID && (kind->about & REC_ABOUT_INSTRUMENT);
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        id = id || sv_is(one->name, ids[i]);
    }
    if (id) {
        give(p, one->name, small_id(p->cx->a, one->value));
        return NULL;
    }
    if (f && f->type == REC_WORDS) {
        give_codes(p, one);
        return NULL;
    }
    bool local = f && f->type == REC_INSTANT && one->value.n == 16 && one->value.p[10] == 'T';
    sv value = one->value;
    if (local && p->b.zone) {
        TRY(local_instant(p, one->name, sv_sub(value, 0, 10), sv_sub(value, 11, 5), &value));
    }
    give(p, one->name, value);
    return NULL;
}

/* ---- when it happened, where that was some minutes ago ---- */

enum { MINUTE_US = 60000000 };

/* The instant at which the meeting's clocks showed that: on the day on which it was called to
 * order, or after midnight; where it was not yet, on its own day, in a rehearsal before that on
 * this one.
 */
static instant shown(struct page_cx *cx, const struct zone *z, const struct q_page_meeting_out *m,
                     int32_t seconds)
{
    date today = page_local_day(z, cx->now), day = {(int32_t)m->day};
    day = m->has_opened ? page_local_day(z, m->opened) : day.days > today.days ? today : day;
    instant t = sys_zone_instant(z, day, seconds);
    if (m->has_opened && t.us + MINUTE_US <= m->opened.us) {
        t = sys_zone_instant(z, (date){day.days + 1}, seconds);
    }
    return m->has_opened && t.us < m->opened.us ? m->opened : t;
}

err *page_at_read(struct page_cx *cx, const struct zone *z, const struct q_page_meeting_out *m,
                  sv clock, instant *ret)
{
    static const sv field = SV_INIT("local.at");
    struct arena *a = cx->a;
    sv now = page_clock_words(a, z, cx->now);
    int32_t seconds;
    if (!clock_read(clock, &seconds)) {
        return err_field(a, field, "Give the time of day as hours and minutes, such as 19:40.");
    }
    *ret = shown(cx, z, m, seconds);
    if (ret->us <= cx->now.us) {
        return NULL;
    }
    return m->has_opened
               ? err_field(a, field,
                           "It is %.*s now, and the meeting was called to order at %.*s: "
                           "give a time between the two",
                           SV_ARG(now), SV_ARG(page_clock_words(a, z, m->opened)))
               : err_field(a, field, "It is %.*s now: give a time that has passed", SV_ARG(now));
}

static err *give_when(struct normal *p, sv meeting)
{
    struct arena *a = p->cx->a;
    sv clock = given(p, "local.at"), sent = given(p, "local.when");
    struct q_page_meeting_out m = {0};
    instant t;
    bool found;
    if (!meeting.n || (!clock.n && !sent.n)) {
        return NULL;
    }
    TRY(q_page_meeting(p->cx->store, a, &(struct q_page_meeting_in){.id = meeting}, &found, &m));
    if (clock.n) {
        TRY(page_at_read(p->cx, p->b.zone, &m, clock, &t));
    } else if (!instant_parse(sent, &t) || t.us > p->cx->now.us ||
               (m.has_opened && t.us < m.opened.us)) {
        return NULL; /* what a browser's clock says, and cannot be */
    }
    give(p, SV("at"), instant_format(a, t));
    return NULL;
}

err *page_act_pairs(struct page_cx *cx, sv kind, const struct page_pair *pairs, size_t n,
                    struct page_pair **ret, size_t *ret_n)
{
    struct normal p = {.cx = cx, .pairs = pairs, .n = n};
    const struct rec_kind *k = rec_kind_find(kind);
    if (!k) {
        return err_make(cx->a, E_NOTFOUND, "There is no kind of act of that name.");
    }
    if (k == &rec_kinds[KIND_ENTRY_CORRECTED]) {
        bool there;
        err *wrong = page_correct_pairs(cx, pairs, n, &there, ret, ret_n);
        if (wrong || there) {
            return wrong;
        }
    }
    sv rest, meeting = given(&p, "about.meeting");
    sv body = meeting.n ? sv_cut(meeting, '/', &rest) : small_id(cx->a, given(&p, "body"));
    err *e = body.n ? page_body_read(cx, body, &p.b) : NULL;
    if (e && e->kind == E_IO) {
        return e;
    }
    for (size_t i = 0; i < n; i++) {
        TRY(one_pair(&p, k, &pairs[i]));
    }
    sv day = given(&p, "local.day");
    if (k == &rec_kinds[KIND_MEETING_CALLED] && (day.n || given(&p, "local.time").n)) {
        sv at;
        if (!p.b.zone) {
            return err_field(cx->a, SV("body"), "Choose the body whose meeting is called.");
        }
        TRY(local_instant(&p, SV("local.day"), day, given(&p, "local.time"), &at));
        give(&p, SV("about.meeting"), sv_fmt(cx->a, "%.*s/%.*s", SV_ARG(body), SV_ARG(day)));
        give(&p, SV("data.convenes"), at);
    }
    if (k == &rec_kinds[KIND_MINUTES_FILED] && !given(&p, "texts.minutes").n) {
        sv minutes;
        TRY(page_minutes_json(cx, meeting, given(&p, "data.style"), &minutes));
        give(&p, SV("texts.minutes"), minutes);
    }
    if (p.b.zone) {
        give_others(&p);
        give_one_by_one(&p);
        TRY(give_when(&p, meeting));
    }
    *ret = p.out.p;
    *ret_n = p.out.n;
    return NULL;
}
