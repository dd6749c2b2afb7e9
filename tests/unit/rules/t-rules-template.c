/* Agenda templates: what is read, what is refused with its place, what they answer. */
#include "rules/template.h"

#include <string.h>

#include "base/limits.h"
#include "tap.h"

#define HEAD "template t\nsection \"One\"\n"

static err *read(struct arena *a, const char *text)
{
    struct template *t;
    return template_parse(a, SV("own.template"), sv_of(text), &t);
}

/* Refused at that line, with these words. */
static void refused(struct arena *a, const char *text, int line, const char *words)
{
    err *e = read(a, text);
    sv place = sv_fmt(a, "own.template:%d", line);
    bool says = e && strstr(sv_cstr(a, e->message), words);
    if (!ok_as(e && e->kind == E_INVALID && sv_eq(e->field, place) && says, words) && e) {
        printf("# %.*s: %.*s\n", SV_ARG(e->field), SV_ARG(e->message));
    }
}

static void whole(struct arena *a)
{
    struct template *t = NULL;
    sv text = SV("# Ours\r\n"
                 "template rehearsal\r\n"
                 "section \"Call to order\"   # nothing goes there by itself\n"
                 "section \"Consent agenda\" consent types=resolution,minutes code=CA\n"
                 "section \"Public hearings\" types=hearing,ordinance\n"
                 "section \"Resolutions\" types=resolution code=RE\n\n"
                 "number file \"RC-{n}\"\n"
                 "number resolution \"R-{yyyy}-{n:3}\"\n"
                 "number ordinance \"{yy}/{n:2}-O\"\n"
                 "notice regular hours=72 days=business citation=\"Code 2-33\"\n"
                 "notice special hours=24 days=calendar\n"
                 "minutes style=reasons\n"
                 "review \"City Attorney\" days=3\n"
                 "review \"Finance\" days=0\n"
                 "deferred section=\"Resolutions\"\n");
    if (!fine(template_parse(a, SV("own.template"), text, &t))) {
        return;
    }
    ok(sv_is(t->name, "rehearsal") && t->sections == 4 && t->reviews == 2 && t->deferred == 3);
    ok(sv_is(t->section[0].code, "A") && sv_is(t->section[1].code, "CA") &&
       sv_is(t->section[2].code, "C") && sv_is(t->section[3].code, "RE"));
    ok(t->section[1].consent && !t->section[3].consent && t->section[0].types == 0);
    ok(t->style == STYLE_REASONS && sv_is(template_style_name(t->style), "reasons"));
    ok_as(template_section_for(t, ITEM_RESOLUTION) == 3,
          "a resolution goes where it is taken up by itself");
    ok_as(template_section_for(t, ITEM_MINUTES) == 1, "minutes where nothing else takes them");
    ok_as(template_section_for(t, ITEM_PRESENTATION) == 3, "what no section takes goes last");
    ok(template_section_carried(t, ITEM_ORDINANCE) == 3);
    ok(template_section_of(t, SV("Resolutions")) == 3 && template_section_of(t, SV("No")) == 4);
    ok(t->notice[MEETING_REGULAR].hours == 72 && t->notice[MEETING_REGULAR].business &&
       sv_is(t->notice[MEETING_REGULAR].citation, "Code 2-33"));
    ok(!t->notice[MEETING_SPECIAL].business && !t->notice[MEETING_EMERGENCY].given);
    ok(template_series_of(SV("ordinance")) == SERIES_ORDINANCE &&
       template_series_of(SV("x")) == SERIES_COUNT);
    ok(sv_is(template_number(a, t->number[SERIES_RESOLUTION], 2026, 7), "R-2026-007"));
    ok(sv_is(template_number(a, t->number[SERIES_ORDINANCE], 2009, 123), "09/123-O"));
    ok(template_number_place(a, t->number[SERIES_FILE], 2026, SV("rc-41")) == 41);
    ok(template_number_place(a, t->number[SERIES_RESOLUTION], 2026, SV("R-2026-041")) == 41);
    ok_as(template_number_place(a, t->number[SERIES_RESOLUTION], 2026, SV("R-2025-041")) == 0,
          "a number of another year has no place in this one");
    ok_as(template_number_place(a, t->number[SERIES_RESOLUTION], 2026, SV("R-2026-41")) == 0,
          "a number with too few digits is none");
    ok(template_number_place(a, t->number[SERIES_ORDINANCE], 2009, SV("09/12-O")) == 12 &&
       template_number_place(a, t->number[SERIES_ORDINANCE], 2009, SV("")) == 0 &&
       template_number_place(a, t->number[SERIES_FILE], 2026, SV("rc-00000000000000000000")) == 0);
    int64_t monday = INT64_C(20626) * 86400 + 18 * INT64_C(3600), due; /* June 22, 2026, 6 p.m. */
    const struct holidays none = {NULL, 0};
    ok_as(template_deadline(t, MEETING_REGULAR, &none, monday, &due) &&
              due == monday - 5 * INT64_C(86400),
          "72 hours of business days before Monday: Wednesday");
    ok_as(template_deadline(t, MEETING_SPECIAL, &none, monday, &due) && due == monday - 86400,
          "24 hours of all days before: Sunday");
    ok(!template_deadline(t, MEETING_EMERGENCY, &none, monday, &due));
}

static void refusals(struct arena *a)
{
    refused(a, "", 0, "it begins with the line: template NAME");
    refused(a, "section \"One\"\n", 1, "begins with the line: template NAME");
    refused(a, "template t\n", 1, "has no section");
    refused(a, "template T\n", 1, "letters a to z");
    refused(a, HEAD "template u\n", 3, "stand once");
    refused(a, HEAD "section \"One\"\n", 3, "stands twice");
    refused(a, HEAD "section One\n", 3, "between quotation marks");
    refused(a, HEAD "section \"Two\n", 3, "quotation mark is missing");
    refused(a, HEAD "section \"Two\"x\n", 3, "space is missing");
    refused(a, HEAD "section \"Two\" types=law\n", 3, "no sort of item");
    refused(a, HEAD "section \"Two\" code=TOO-LONG\n", 3, "letters and digits");
    refused(a, HEAD "section \"Two\" colour=red\n", 3, "means nothing here");
    refused(a, HEAD "number file \"RC\"\n", 3, "has {n} once");
    refused(a, HEAD "number file \"{n}-{n}\"\n", 3, "has {n} once");
    refused(a, HEAD "number file \"{n\"\n", 3, "has {n} once");
    refused(a, HEAD "number file \"n}{n}\"\n", 3, "has {n} once");
    refused(a, HEAD "number file \"{n}/7\"\n", 3, "its address too");
    refused(a, HEAD "number law \"{n}\"\n", 3, "Write number file");
    refused(a, HEAD "number other \"{n}\"\nnumber other \"{n}\"\n", 4, "stand twice");
    refused(a, HEAD "notice regular\n", 3, "how many hours");
    refused(a, HEAD "notice regular hours=0\n", 3, "a number from 1");
    refused(a, HEAD "notice regular hours=72 hours=72\n", 3, "each once");
    refused(a, HEAD "notice regular hours=72 days=some\n", 3, "business or calendar");
    refused(a, HEAD "notice regular hours=72 citation=Code\n", 3, "between quotation marks");
    refused(a, HEAD "notice yearly hours=72\n", 3, "Write notice regular");
    refused(a, HEAD "notice special hours=1\nnotice special hours=2\n", 4, "stands twice");
    refused(a, HEAD "minutes style=long\n", 3, "Write minutes style");
    refused(a, HEAD "minutes style=action\nminutes style=action\n", 4, "stands twice");
    refused(a, HEAD "review \"Finance\"\n", 3, "in how many days");
    refused(a, HEAD "review \"Finance\" days=1\nreview \"Finance\" days=2\n", 4, "stands twice");
    refused(a, HEAD "deferred section=\"Two\"\nminutes style=action\n", 3, "no section");
    refused(a, HEAD "deferred\n", 3, "Write deferred");
    refused(a, HEAD "order by=date\n", 3, "a line begins with");
    refused(a, "template t\nsection \"A\x01\"\n", 2, "control characters");
    refused(a, HEAD "section \"a\" a b c d e f g h i j k l m n o\n", 3, "more than 16 words");
}

static void bounds(struct arena *a)
{
    struct buf b = buf_make(1 << 20);
    buf_str(&b, "template t\n");
    for (int i = 0; i <= TEMPLATE_SECTIONS; i++) {
        buf_fmt(&b, "section \"S%d\"\n", i);
    }
    refused(a, sv_cstr(a, buf_view(&b)), TEMPLATE_SECTIONS + 2, "at most 48 sections");
    buf_clear(&b);
    for (int i = 0; i < TEMPLATE_BYTES + 1; i++) {
        buf_char(&b, '\n');
    }
    fails(read(a, sv_cstr(a, buf_view(&b))), E_LIMIT);
    buf_clear(&b);
    buf_str(&b, "#");
    for (int i = 0; i < LIMIT_LINE_BYTES; i++) {
        buf_char(&b, 'x');
    }
    fails(read(a, sv_cstr(a, buf_view(&b))), E_LIMIT);
    buf_free(&b);
}

int main(void)
{
    struct arena *a = arena_open(1 << 16);
    whole(a);
    refusals(a);
    bounds(a);
    const struct template *t = template_default(a);
    ok(sv_is(t->name, "default") && t->sections == 5 && t->section[1].consent);
    ok(sv_is(t->section[t->sections - 1].code, "E") && template_default_text().n > 0);
    arena_close(a);
    return tap_done();
}
