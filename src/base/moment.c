/* The civil calendar: days from civil and back, by eras of 400 years. */
#include "base/moment.h"

#include "base/must.h"

#define US_PER_SECOND INT64_C(1000000)
#define US_PER_DAY    (86400 * US_PER_SECOND)

date date_of_civil(int year, int month, int day)
{
    int y = year - (month <= 2);
    int era = (y >= 0 ? y : y - 399) / 400;
    int yoe = y - era * 400;
    int doy = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    return (date){era * 146097 + doe - 719468};
}

struct civil civil_of_date(date d)
{
    int z = d.days + 719468;
    int era = (z >= 0 ? z : z - 146096) / 146097;
    int doe = z - era * 146097;
    int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int mp = (5 * doy + 2) / 153;
    int month = mp < 10 ? mp + 3 : mp - 9;
    int weekday = (d.days % 7 + 7 + 4) % 7;
    return (struct civil){.year = yoe + era * 400 + (month <= 2),
                          .month = month,
                          .day = doy - (153 * mp + 2) / 5 + 1,
                          .weekday = weekday};
}

static int64_t floor_div(int64_t v, int64_t by)
{
    return v / by - (v % by < 0);
}

date date_of_instant(instant t)
{
    return (date){(int32_t)floor_div(t.us, US_PER_DAY)};
}

struct civil civil_of_instant(instant t)
{
    date day = date_of_instant(t);
    int seconds = (int)((t.us - day.days * US_PER_DAY) / US_PER_SECOND);
    struct civil c = civil_of_date(day);
    c.hour = seconds / 3600;
    c.minute = seconds / 60 % 60;
    c.second = seconds % 60;
    return c;
}

void instant_put(struct buf *b, instant t)
{
    struct civil c = civil_of_instant(t);
    int ms = (int)((t.us - floor_div(t.us, US_PER_SECOND) * US_PER_SECOND) / 1000);
    if (c.year < 0 || c.year > 9999) {
        buf_fmt(b, "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", c.year, c.month, c.day, c.hour, c.minute,
                c.second, ms);
        return;
    }
    const struct {
        int value, digits;
        char after;
    } fields[] = {{c.year, 4, '-'},   {c.month, 2, '-'},  {c.day, 2, 'T'}, {c.hour, 2, ':'},
                  {c.minute, 2, ':'}, {c.second, 2, '.'}, {ms, 3, 'Z'}};
    char text[24];
    size_t at = 0;
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        int v = fields[i].value;
        for (size_t d = (size_t)fields[i].digits; d-- > 0; v /= 10) {
            text[at + d] = (char)('0' + v % 10);
        }
        at += (size_t)fields[i].digits;
        text[at++] = fields[i].after;
    }
    buf_put(b, text, at);
}

sv instant_format(struct arena *a, instant t)
{
    SCOPED(buf_free) struct buf b = buf_make(64);
    instant_put(&b, t);
    return buf_dup(a, &b);
}

sv date_format(struct arena *a, date d)
{
    struct civil c = civil_of_date(d);
    return sv_fmt(a, "%04d-%02d-%02d", c.year, c.month, c.day);
}

/* Exactly n digits at s.p + at. */
static bool digits(sv s, size_t at, size_t n, int *ret)
{
    int v = 0;
    if (s.n < at + n) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        char c = s.p[at + i];
        if (c < '0' || c > '9') {
            return false;
        }
        v = v * 10 + (c - '0');
    }
    *ret = v;
    return true;
}

bool date_parse(sv s, date *ret)
{
    int y, m, d;
    if (s.n != 10 || s.p[4] != '-' || s.p[7] != '-' || !digits(s, 0, 4, &y) ||
        !digits(s, 5, 2, &m) || !digits(s, 8, 2, &d) || y < 1 || m < 1 || m > 12 || d < 1) {
        return false;
    }
    date found = date_of_civil(y, m, d);
    struct civil back = civil_of_date(found);
    if (back.month != m || back.day != d) {
        return false;
    }
    *ret = found;
    return true;
}

bool instant_parse(sv s, instant *ret)
{
    date d;
    int h, m, sec;
    if (s.n < 20 || !date_parse(sv_sub(s, 0, 10), &d) || s.p[10] != 'T' || !digits(s, 11, 2, &h) ||
        s.p[13] != ':' || !digits(s, 14, 2, &m) || s.p[16] != ':' || !digits(s, 17, 2, &sec) ||
        h > 23 || m > 59 || sec > 59) {
        return false;
    }
    size_t at = 19;
    int64_t fraction = 0;
    if (s.p[at] == '.') {
        int64_t unit = US_PER_SECOND;
        at++;
        while (at < s.n && s.p[at] >= '0' && s.p[at] <= '9' && unit > 1) {
            unit /= 10;
            fraction += (s.p[at] - '0') * unit;
            at++;
        }
        if (unit == US_PER_SECOND) {
            return false;
        }
    }
    int64_t offset = 0;
    sv zone = sv_sub(s, at, s.n);
    if (zone.n == 6 && (zone.p[0] == '+' || zone.p[0] == '-') && zone.p[3] == ':') {
        int oh, om;
        if (!digits(zone, 1, 2, &oh) || !digits(zone, 4, 2, &om) || oh > 23 || om > 59) {
            return false;
        }
        int64_t minutes = oh * 60 + om;
        offset = minutes * 60 * US_PER_SECOND * (zone.p[0] == '-' ? -1 : 1);
    } else if (!sv_is(zone, "Z")) {
        return false;
    }
    ret->us = d.days * US_PER_DAY + ((h * 60 + m) * 60 + sec) * US_PER_SECOND + fraction - offset;
    return true;
}
