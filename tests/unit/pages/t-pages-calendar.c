/* The calendar: a month as a page, and the feed of RFC 5545 with its folded and escaped lines. */
#include "rehearsal.h"

#include <string.h>

#include "base/limits.h"

#define NOW "2026-06-17T14:00:00Z"

static bool has(sv text, const char *part)
{
    size_t n = strlen(part);
    for (size_t i = 0; i + n <= text.n; i++) {
        if (memcmp(text.p + i, part, n) == 0) {
            return true;
        }
    }
    return false;
}

static sv feed(struct rehearsal *r)
{
    struct buf b = buf_make(LIMIT_PAGE_BYTES);
    fine(page_calendar_feed(rehearsal_cx(r, NOW), SV("rehearsal"), SV("https://dais.test"), &b));
    sv s = buf_dup(r->a, &b);
    buf_free(&b);
    return s;
}

/* Every line ends in CRLF and is of 75 octets at most, whole characters of UTF-8. */
static void check_lines(sv text)
{
    bool right = true;
    while (text.n) {
        size_t n = sv_find(text, '\n');
        right = right && n < text.n && n >= 1 && text.p[n - 1] == '\r' && n - 1 <= 75 &&
                ((unsigned char)text.p[0] & 0xc0) != 0x80;
        text = n < text.n ? sv_sub(text, n + 1, text.n) : SV_NONE;
    }
    ok_as(right, "lines are folded at 75 octets, and end in CRLF");
}

static void check_month(struct rehearsal *r)
{
    struct view_calendar_page p;
    fine(page_calendar(rehearsal_cx(r, NOW), SV_NONE, &p));
    ok(sv_is(p.month, "2026-06") && p.days_n == 1 && p.days[0].meetings_n == 1);
    fine(page_calendar(rehearsal_cx(r, NOW), SV("2026-07"), &p));
    ok(p.days_n == 1 && sv_is(p.before_words, "June 2026"));
    ok_as(!p.after.s.n, "there is no way on beyond the last month with a meeting");
    fine(page_calendar(rehearsal_cx(r, NOW), SV("2026-06"), &p));
    ok(!p.before.s.n && sv_is(p.after_words, "July 2026"));
    fine(page_calendar(rehearsal_cx(r, NOW), SV("2027-01"), &p));
    ok(p.days_n == 0 && sv_is(p.before_words, "December 2026") && !p.after.s.n);
    fails(page_calendar(rehearsal_cx(r, NOW), SV("2026-13"), &p), E_NOTFOUND);
}

int main(void)
{
    struct rehearsal r;
    struct buf none = buf_make(64);
    rehearsal_open(&r);
    rehearsal_begin(&r, "robert-small");
    rehearsal_put(&r,
                  "{\"kind\":\"meeting.called\",\"about\":{\"meeting\":\"rehearsal/2026-07-09\"},"
                  "\"data\":{\"type\":\"special\",\"convenes\":\"2026-07-09T22:00:00Z\"},"
                  "\"place\":\"Sala de la Ciudad, 1 City Square; el salón grande del "
                  "segundo piso, junto a la biblioteca\"}");
    rehearsal_put(&r, "{\"kind\":\"meeting.cancelled\",\"about\":{\"meeting\":\"rehearsal/"
                      "2026-07-09\"},\"data\":{\"reason\":\"other\"}}");
    check_month(&r);
    sv text = feed(&r);
    check_lines(text);
    ok(sv_starts(text, SV("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")) &&
       sv_ends(text, SV("END:VCALENDAR\r\n")));
    ok(has(text, "UID:rehearsal/2026-06-17@dais\r\n") && has(text, "STATUS:CONFIRMED\r\n"));
    ok(has(text, "STATUS:CANCELLED\r\n") && has(text, "special meeting\\, cancelled\r\n"));
    ok(has(text, "DTSTART:20260709T220000Z\r\nDTEND:20260710T010000Z\r\n"));
    ok_as(has(text, "1 City Square\\;"), "commas and semicolons are escaped");
    ok(has(text, "URL:https://dais.test/meetings/rehearsal/2026-07-09\r\n"));
    fails(page_calendar_feed(rehearsal_cx(&r, NOW), SV("nobody"), SV_NONE, &none), E_NOTFOUND);
    buf_free(&none);
    rehearsal_close(&r);
    return tap_done();
}
