/* The calendar: a month of meetings as a page, and a body's meetings for calendar programs. */
#include "pages/ics.h"
#include "pages/inner.h"

enum { FEED_DAYS_BACK = 400, FEED_DAYS_AHEAD = 800, MEETING_HOURS = 3 };

/* ---- a month ---- */

struct month {
    int year, month;
};

static struct month month_near(struct month m, int by)
{
    int n = m.year * 12 + m.month - 1 + by;
    return (struct month){n / 12, n % 12 + 1};
}

static sv month_id(struct arena *a, struct month m)
{
    return sv_fmt(a, "%04d-%02d", m.year, m.month);
}

/* "October 2026" */
static sv month_words(struct arena *a, struct month m)
{
    sv rest, day = page_day_words(a, date_of_civil(m.year, m.month, 1));
    return sv_fmt(a, "%.*s %d", SV_ARG(sv_cut(day, ' ', &rest)), m.year);
}

static url month_url(struct page_cx *cx, struct month m)
{
    return url_path(cx->a, "/calendar/{}", month_id(cx->a, m));
}

/* The month that is asked for, or that of today by UTC. */
static err *month_of(struct page_cx *cx, sv asked, struct month *ret)
{
    date first;
    struct civil c = civil_of_instant(cx->now);
    *ret = (struct month){c.year, c.month};
    if (asked.n && !date_parse(sv_fmt(cx->a, "%.*s-01", SV_ARG(asked)), &first)) {
        return err_make(cx->a, E_NOTFOUND, "A month is such as 2026-10.");
    }
    if (asked.n) {
        c = civil_of_date(first);
        *ret = (struct month){c.year, c.month};
    } else {
        struct month next = month_near(*ret, 1);
        date turns = date_of_civil(next.year, next.month, 1);
        page_turns(cx, (instant){turns.days * INT64_C(86400000000)});
    }
    return NULL;
}

typedef struct q_page_meetings_between_out meeting_row;

static err *meetings_between(struct page_cx *cx, sv body, date first, date last, meeting_row **ret,
                             size_t *ret_n)
{
    return q_page_meetings_between(
        cx->store, cx->a,
        &(struct q_page_meetings_between_in){.body = body, .first = first.days, .last = last.days},
        ret, ret_n);
}

/* The body of that id among those that were read already. */
static err *body_among(struct page_cx *cx, struct list *bodies, sv id, const struct body_view **ret)
{
    const struct body_view *const *all = bodies->p;
    for (size_t i = 0; i < bodies->n; i++) {
        if (sv_eq(all[i]->id, id)) {
            *ret = all[i];
            return NULL;
        }
    }
    struct body_view *b = arena_new(cx->a, struct body_view);
    TRY(page_body_read(cx, id, b));
    page_reads(cx, "body:%.*s", SV_ARG(id));
    *LIST_ADD(cx->a, bodies, struct body_view *) = b;
    *ret = b;
    return NULL;
}

static err *days_of(struct page_cx *cx, const meeting_row *rows, size_t n,
                    struct view_calendar_page *ret)
{
    struct list days = {0}, lines = {0}, bodies = {0};
    for (size_t i = 0; i < n; i++) {
        const meeting_row *r = &rows[i];
        const struct body_view *b;
        TRY(body_among(cx, &bodies, r->body, &b));
        *LIST_ADD(cx->a, &lines, struct view_meeting_line) = page_meeting_line(
            cx, b, r->id, r->day, r->type, r->status, r->has_convenes, r->convenes);
        if (i + 1 == n || rows[i + 1].day != r->day) {
            date d = {(int32_t)r->day};
            *LIST_ADD(cx->a, &days, struct view_calendar_day) =
                (struct view_calendar_day){.date = date_format(cx->a, d),
                                           .words = page_weekday_words(cx->a, d),
                                           .meetings = lines.p,
                                           .meetings_n = lines.n};
            lines = (struct list){0};
        }
    }
    ret->days = days.p;
    ret->days_n = days.n;
    return NULL;
}

static err *feeds_of(struct page_cx *cx, struct view_calendar_page *ret)
{
    struct q_page_bodies_out *bodies = NULL;
    size_t n = 0;
    TRY(q_page_bodies(cx->store, cx->a, &bodies, &n));
    struct view_calendar_feed *v = arena_array(cx->a, struct view_calendar_feed, n);
    for (size_t i = 0; i < n; i++) {
        v[i] = (struct view_calendar_feed){
            .name = bodies[i].name,
            .href =
                url_path(cx->a, "/calendar/{}", sv_fmt(cx->a, "%.*s.ics", SV_ARG(bodies[i].id)))};
    }
    ret->feeds = v;
    ret->feeds_n = n;
    return NULL;
}

err *page_calendar(struct page_cx *cx, sv asked, struct view_calendar_page *ret)
{
    struct view_calendar_page p = {0};
    struct month m;
    struct q_page_meeting_days_out days;
    bool any = false;
    meeting_row *rows = NULL;
    size_t n = 0;
    TRY(month_of(cx, asked, &m));
    struct month before = month_near(m, -1), after = month_near(m, 1);
    date first = date_of_civil(m.year, m.month, 1),
         last = {date_of_civil(after.year, after.month, 1).days - 1};
    page_reads(cx, "bodies");
    TRY(meetings_between(cx, SV_NONE, first, last, &rows, &n));
    TRY(days_of(cx, rows, n, &p));
    TRY(feeds_of(cx, &p));
    p.month = month_id(cx->a, m);
    p.heading = month_words(cx->a, m);
    TRY(q_page_meeting_days(cx->store, cx->a, &any, &days));
    if (any && days.has_first && days.first < first.days) {
        p.before = month_url(cx, before);
        p.before_words = month_words(cx->a, before);
    }
    if (any && days.has_last && days.last > last.days) {
        p.after = month_url(cx, after);
        p.after_words = month_words(cx->a, after);
    }
    page_shell(cx, sv_fmt(cx->a, "Meetings, %.*s", SV_ARG(p.heading)), &p.shell);
    p.shell.twin = url_path(cx->a, "/calendar/{}.json", p.month);
    page_crumb(cx, &p.shell, SV("Home"), URL_FIXED("/"));
    *ret = p;
    return NULL;
}

/* ---- for calendar programs: RFC 5545 ---- */

/* A meeting with its hours where they are known, else the whole day. */
static void put_times(struct buf *b, struct arena *a, const meeting_row *r)
{
    instant from = r->has_opened ? r->opened : r->convenes;
    if (!r->has_opened && !r->has_convenes) {
        ics_line(b, "DTSTART;VALUE=DATE:", ics_day(a, r->day));
        ics_line(b, "DTEND;VALUE=DATE:", ics_day(a, r->day + 1));
        return;
    }
    instant to =
        r->has_adjourned ? r->adjourned : (instant){from.us + INT64_C(3600000000) * MEETING_HOURS};
    ics_line(b, "DTSTART:", ics_instant(a, from));
    ics_line(b, "DTEND:", ics_instant(a, to));
}

static err *put_event(struct page_cx *cx, struct buf *b, const struct body_view *body, sv site,
                      const meeting_row *r)
{
    struct arena *a = cx->a;
    struct q_page_recorded_out stamp = {0};
    bool found, cancelled = sv_is(r->status, "cancelled");
    TRY(q_page_recorded(cx->store, a, &(struct q_page_recorded_in){.seq = r->seq}, &found, &stamp));
    sv name = sv_fmt(a, "%.*s: %.*s%s", SV_ARG(body->row.name),
                     SV_ARG(page_meeting_type_words(r->type)), cancelled ? ", cancelled" : "");
    ics_line(b, "BEGIN:", SV("VEVENT"));
    ics_line(b, "UID:", ics_text(a, sv_fmt(a, "%.*s@dais", SV_ARG(r->id))));
    ics_line(b, "DTSTAMP:", ics_instant(a, stamp.recorded));
    ics_line(b, "SEQUENCE:", sv_fmt(a, "%lld", (long long)r->seq));
    put_times(b, a, r);
    ics_line(b, "SUMMARY:", ics_text(a, name));
    if (r->place.n) {
        ics_line(b, "LOCATION:", ics_text(a, r->place));
    }
    ics_line(b, "STATUS:", cancelled ? SV("CANCELLED") : SV("CONFIRMED"));
    ics_line(b, "URL:", sv_fmt(a, "%.*s%.*s", SV_ARG(site), SV_ARG(page_url_meeting(cx, r->id).s)));
    ics_line(b, "END:", SV("VEVENT"));
    return NULL;
}

err *page_calendar_feed(struct page_cx *cx, sv body, sv site, struct buf *out)
{
    struct body_view b;
    meeting_row *rows = NULL;
    size_t n = 0;
    date today = date_of_instant(cx->now);
    TRY(page_body_read(cx, body, &b));
    TRY(meetings_between(cx, body, (date){today.days - FEED_DAYS_BACK},
                         (date){today.days + FEED_DAYS_AHEAD}, &rows, &n));
    ics_begin(out, cx->a, "Meetings", b.row.name);
    err *e = NULL;
    for (size_t i = 0; !e && i < n; i++) {
        e = put_event(cx, out, &b, site, &rows[i]);
    }
    ics_end(out);
    return e;
}
