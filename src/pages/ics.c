/* The lines of a calendar. */
#include "pages/ics.h"

#include <string.h>

#include "base/limits.h"

enum { LINE_OCTETS = 75 };

void ics_line(struct buf *b, const char *name, sv value)
{
    size_t width = strlen(name);
    buf_str(b, name);
    for (size_t i = 0; i < value.n;) {
        size_t n = 1;
        while (i + n < value.n && ((unsigned char)value.p[i + n] & 0xc0) == 0x80) {
            n++;
        }
        if (width + n > LINE_OCTETS) {
            buf_str(b, "\r\n ");
            width = 1;
        }
        buf_sv(b, sv_sub(value, i, n));
        width += n;
        i += n;
    }
    buf_str(b, "\r\n");
}

sv ics_text(struct arena *a, sv text)
{
    struct buf b = buf_make((size_t)LIMIT_PART_BYTES * 2);
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        if (c == '\n') {
            buf_str(&b, "\\n");
        } else if (c != '\r') {
            if (c == '\\' || c == ';' || c == ',') {
                buf_char(&b, '\\');
            }
            buf_char(&b, c);
        }
    }
    sv s = buf_dup(a, &b);
    buf_free(&b);
    return s;
}

sv ics_instant(struct arena *a, instant t)
{
    struct civil c = civil_of_instant(t);
    return sv_fmt(a, "%04d%02d%02dT%02d%02d%02dZ", c.year, c.month, c.day, c.hour, c.minute,
                  c.second);
}

sv ics_day(struct arena *a, int64_t day)
{
    struct civil c = civil_of_date((date){(int32_t)day});
    return sv_fmt(a, "%04d%02d%02d", c.year, c.month, c.day);
}

void ics_begin(struct buf *b, struct arena *a, const char *of, sv name)
{
    ics_line(b, "BEGIN:", SV("VCALENDAR"));
    ics_line(b, "VERSION:", SV("2.0"));
    ics_line(b, "PRODID:", sv_fmt(a, "-//Dais//%s//EN", of));
    ics_line(b, "METHOD:", SV("PUBLISH"));
    ics_line(b, "NAME:", ics_text(a, name));
    ics_line(b, "REFRESH-INTERVAL;VALUE=DURATION:", SV("PT1H"));
}

void ics_end(struct buf *b)
{
    ics_line(b, "END:", SV("VCALENDAR"));
}
