/* Charts: what stands where, what breaks a line, words escaped, ends of the axis.  With an argument
 * it prints a chart instead, for who wants to look at it. */
#include "view/chart.h"

#include <math.h>
#include <string.h>

#include "tap.h"

enum { N = 24, EVENT = 15 };

static struct arena *a;
static double observed[N], expected[N], lower[N], upper[N];

static struct chart sample(void)
{
    for (size_t t = 0; t < N; t++) {
        double mean = 900 + 12 * (double)t + 90 * sin((double)t / 2);
        observed[t] = mean + (t % 3 ? 25 : -40) - (t >= EVENT ? 220 : 0);
        expected[t] = t >= EVENT ? mean : NAN;
        lower[t] = mean - 60 - 8 * (double)t;
        upper[t] = mean + 60 + 8 * (double)t;
        if (t < EVENT) {
            lower[t] = upper[t] = NAN;
        }
    }
    return (struct chart){.id = SV("m1"),
                          .title = SV("Calls answered, by month"),
                          .about =
                              SV("From January 2025 to December 2026, before and after the vote."),
                          .n = N,
                          .observed = observed,
                          .expected = expected,
                          .lower = lower,
                          .upper = upper,
                          .event = EVENT,
                          .first = SV("January 2025"),
                          .last = SV("December 2026"),
                          .happened = SV("agreement in force, April 1, 2026"),
                          .observed_is = SV("observed"),
                          .expected_is = SV("expected without the agreement"),
                          .interval_is = SV("95 of 100 times within"),
                          .thousands = SV(","),
                          .point = SV(".")};
}

static size_t count(sv text, const char *what)
{
    size_t n = 0, w = strlen(what);
    for (size_t i = 0; i + w <= text.n; i++) {
        n += memcmp(text.p + i, what, w) == 0;
    }
    return n;
}

/* Tags open and close in order, and nothing but tags holds an angle bracket. */
static bool balanced(sv text)
{
    sv open[32];
    size_t depth = 0;
    while (text.n) {
        size_t from = sv_find(text, '<'), to = sv_find(text, '>');
        if (from == text.n) {
            break;
        }
        if (to < from) {
            return false;
        }
        sv tag = sv_sub(text, from + 1, to - from - 1), rest, name = sv_cut(tag, ' ', &rest);
        text = sv_sub(text, to + 1, text.n);
        if (name.n && name.p[0] == '/') {
            if (!depth || !sv_eq(sv_sub(name, 1, name.n), open[--depth])) {
                return false;
            }
        } else if (!sv_ends(tag, SV("/"))) {
            if (depth == 32) {
                return false;
            }
            open[depth++] = name;
        }
    }
    return depth == 0;
}

static void whole(void)
{
    struct chart c = sample();
    sv s = chart_svg(a, &c).s;
    ok(sv_starts(s, SV("<svg class=\"chart\" viewBox=\"0 0 400 ")) && balanced(s));
    ok(count(s, "role=\"img\"") == 1 && count(s, "aria-labelledby=\"m1-title m1-about\"") == 1);
    ok(count(s, "<title id=\"m1-title\">Calls answered, by month</title>") == 1);
    ok(count(s, "<desc id=\"m1-about\">From January 2025") == 1);
    ok(count(s, "<circle") == N + 1); /* and the legend's */
    ok(count(s, "stroke-dasharray=\"6 4\"") == 2 && count(s, "fill-opacity") == 2);
    ok(count(s, ">agreement in force, April 1, 2026</text>") == 1);
    ok(count(s, ">1,000</text>") == 1 && count(s, ">January 2025</text>") == 1);
    ok(count(s, "nan") == 0 && count(s, "inf") == 0);
    /* one colour, the page's own: what differs is the form */
    ok(count(s, "stroke=\"currentColor\"") == count(s, "stroke=\""));
    ok(count(s, "fill=\"currentColor\"") + count(s, "fill=\"none\"") == count(s, "fill=\""));
    ok(count(s, "style=") == 0);
}

/* The tag of the observed line: the one with joined corners. */
static sv observed_line(sv text)
{
    while (text.n) {
        sv tag = sv_cut(text, '>', &text);
        if (count(tag, "stroke-linejoin")) {
            return tag;
        }
    }
    return SV_NONE;
}

static void gaps(void)
{
    struct chart c = sample();
    c.expected = c.lower = c.upper = NULL;
    c.event = N;
    observed[5] = NAN;
    observed[7] = NAN;
    sv s = chart_svg(a, &c).s, path = observed_line(s);
    ok(balanced(s) && count(s, "fill-opacity") == 0 && count(s, "6 4") == 0);
    ok(count(s, c.happened.p) == 0);
    ok_as(count(path, "M") == 3 && count(path, "L") == N - 2 - 3, "the line breaks at both gaps");
    for (size_t t = 0; t < N; t++) {
        observed[t] = NAN;
    }
    s = chart_svg(a, &c).s;
    ok(balanced(s) && count(s, "nan") == 0 && count(s, ">0.5</text>") == 1);
}

static void words(void)
{
    struct chart c = sample();
    c.title = SV("<b>\"a\" & 'b'");
    c.happened = SV("</svg><script>");
    c.observed_is = SV("observ\xC3\xA9");
    c.thousands = SV("\xC2\xA0");
    sv s = chart_svg(a, &c).s;
    ok(balanced(s) && count(s, "<script") == 0 && count(s, "<b>") == 0);
    ok(count(s, "1\xC2\xA0"
                "000</text>") == 1);
    ok(count(s, ">observ\xC3\xA9</text>") == 1);
}

static bool axis_of(double low, double high, const char *first, const char *last)
{
    struct chart c = sample();
    double two[2] = {low, high};
    c.n = 2;
    c.observed = two;
    c.expected = c.lower = c.upper = NULL;
    c.event = 1;
    sv s = chart_svg(a, &c).s;
    bool has = count(s, sv_fmt(a, ">%s</text>", first).p) == 1 &&
               count(s, sv_fmt(a, ">%s</text>", last).p) == 1 && balanced(s) &&
               count(s, "nan") == 0 && count(s, "inf") == 0;
    if (!has) {
        printf("# %.*s\n", SV_ARG(s));
    }
    return has;
}

static void axes(void)
{
    ok(axis_of(0, 100, "0", "100"));
    ok(axis_of(3, 97, "0", "100"));
    ok(axis_of(95, 104, "95", "105"));
    ok(axis_of(-12, 30,
               "\xE2\x88\x92"
               "20",
               "40"));
    ok(axis_of(0, 0.034, "0.00", "0.04"));
    ok(axis_of(0, 1234567, "0", "1,500,000"));
    ok(axis_of(7, 7, "0", "8") && axis_of(0, 0, "0.0", "1.0"));
    ok(axis_of(-1e300, 1e300,
               "\xE2\x88\x92"
               "1.0e+300",
               "1.0e+300"));
}

int main(int argc, char **argv)
{
    (void)argv;
    a = arena_open(1 << 16);
    if (argc > 1) {
        struct chart c = sample();
        printf("%.*s\n", SV_ARG(chart_svg(a, &c).s));
        arena_close(a);
        return 0;
    }
    whole();
    gaps();
    words();
    axes();
    arena_close(a);
    return tap_done();
}
