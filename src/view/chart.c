/* Charts of a series as SVG. */
#include "view/chart.h"

#include <math.h>
#include <stdio.h>

#include "base/must.h"

enum {
    WIDE = 400,
    TOP = 34, /* above: the event's words */
    HIGH = 150,
    LEFT = 52, /* before: the axis' numbers */
    RIGHT = 8,
    BELOW = 24, /* the periods */
    LEGEND = 20,
    DOTS_MOST = 72, /* more periods are a line without dots */
    TICKS = 4,
    DIGITS = 48
};
#define DOT 2.2

struct frame {
    const struct chart *c;
    struct out *o;
    double low, high, tick; /* of the axis */
};

static double x_of(const struct frame *f, double t)
{
    return LEFT + (WIDE - LEFT - RIGHT) * t / (double)(f->c->n - 1);
}

static double y_of(const struct frame *f, double value)
{
    return TOP + HIGH * (f->high - value) / (f->high - f->low);
}

static void raw(struct frame *f, const char *s)
{
    buf_str(&f->o->b, s);
}

/* ---- the axis ---- */

static void widen(const double *values, size_t n, double *low, double *high)
{
    for (size_t i = 0; values && i < n; i++) {
        if (isfinite(values[i])) {
            *low = fmin(*low, values[i]);
            *high = fmax(*high, values[i]);
        }
    }
}

/* 1, 2 or 5 times a power of ten, at least `least`. */
static double round_step(double least)
{
    double power = pow(10, floor(log10(least)));
    double times = least / power;
    return power * (times <= 1 ? 1 : times <= 2 ? 2 : times <= 5 ? 5 : 10);
}

/* Round ends that hold every value; from 0 where that costs less than half of the height. */
static void scale(struct frame *f)
{
    const struct chart *c = f->c;
    double low = INFINITY, high = -INFINITY;
    widen(c->observed, c->n, &low, &high);
    widen(c->expected, c->n, &low, &high);
    widen(c->lower, c->n, &low, &high);
    widen(c->upper, c->n, &low, &high);
    if (!(low <= high)) {
        low = 0;
        high = 1;
    }
    if (low == high) {
        low = fmin(0, low);
        high = low < 0 ? 0 : fmax(high, 1);
    } else if (low >= 0 && low < high / 2) {
        low = 0;
    }
    f->tick = round_step(fmax(high / TICKS - low / TICKS, fmax(fabs(high), fabs(low)) * 1e-9));
    f->low = floor(low / f->tick) * f->tick;
    f->high = ceil(high / f->tick) * f->tick;
}

/* A number of the axis, with as many decimals as its step needs. */
static void number(struct frame *f, double value)
{
    char digits[DIGITS];
    int decimals = f->tick < 1 ? (int)fmin(9, ceil(-log10(f->tick) - 1e-9)) : 0;
    bool whole = fabs(value) < 1e15;
    int n = snprintf(digits, sizeof digits, whole ? "%.*f" : "%.*e", whole ? decimals : 1,
                     fabs(value) < f->tick / 2 ? 0 : fabs(value));
    must(n > 0 && n < DIGITS);
    raw(f, value < -f->tick / 2 ? "\xE2\x88\x92" : "");
    size_t integer = sv_find((sv){digits, (size_t)n}, '.');
    for (size_t i = 0; i < (size_t)n; i++) {
        if (digits[i] == '.') {
            out_esc(f->o, f->c->point);
        } else {
            if (whole && i > 0 && i < integer && (integer - i) % 3 == 0) {
                out_esc(f->o, f->c->thousands);
            }
            buf_char(&f->o->b, digits[i]);
        }
    }
}

static void axis(struct frame *f)
{
    int ticks = (int)lround((f->high - f->low) / f->tick);
    raw(f, "<g stroke=\"currentColor\" stroke-width=\"1\">");
    for (int i = 0; i <= ticks; i++) {
        double y = y_of(f, f->low + i * f->tick);
        buf_fmt(&f->o->b, "<path d=\"M%d %.1fH%d\" opacity=\"%s\"/>", LEFT, y, WIDE - RIGHT,
                i ? ".25" : "1");
    }
    raw(f, "</g><g fill=\"currentColor\" text-anchor=\"end\">");
    for (int i = 0; i <= ticks; i++) {
        buf_fmt(&f->o->b, "<text x=\"%d\" y=\"%.1f\">", LEFT - 6,
                y_of(f, f->low + i * f->tick) + 4);
        number(f, f->low + i * f->tick);
        raw(f, "</text>");
    }
    raw(f, "</g>");
}

static void text(struct frame *f, double x, double y, const char *anchor, sv words)
{
    buf_fmt(&f->o->b, "<text x=\"%.1f\" y=\"%.1f\" fill=\"currentColor\" text-anchor=\"%s\">", x, y,
            anchor);
    out_esc(f->o, words);
    raw(f, "</text>");
}

/* ---- lines ---- */

static bool known(const double *values, size_t i)
{
    return values && isfinite(values[i]);
}

/* A line through the values that are known, broken where one is not. */
static void line(struct frame *f, const double *values, const char *style)
{
    bool begun = false;
    raw(f, "<path d=\"");
    for (size_t i = 0; i < f->c->n; i++) {
        bool here = known(values, i);
        if (here) {
            buf_fmt(&f->o->b, "%s%.1f %.1f", begun ? "L" : "M", x_of(f, (double)i),
                    y_of(f, values[i]));
        }
        begun = here;
    }
    buf_fmt(&f->o->b, "\" fill=\"none\" stroke=\"currentColor\" %s/>", style);
}

static void dots(struct frame *f)
{
    raw(f, "<g fill=\"currentColor\">");
    for (size_t i = 0; i < f->c->n; i++) {
        bool alone = (i == 0 || !known(f->c->observed, i - 1)) &&
                     (i + 1 == f->c->n || !known(f->c->observed, i + 1));
        if (known(f->c->observed, i) && (f->c->n <= DOTS_MOST || alone)) {
            buf_fmt(&f->o->b, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>", x_of(f, (double)i),
                    y_of(f, f->c->observed[i]), DOT);
        }
    }
    raw(f, "</g>");
}

/* The interval: a light area between two thin lines, each run of known periods by itself. */
static void band(struct frame *f)
{
    const struct chart *c = f->c;
    for (size_t i = 0; i < c->n;) {
        size_t end = i;
        while (end < c->n && known(c->lower, end) && known(c->upper, end)) {
            end++;
        }
        if (end > i) {
            raw(f, "<path d=\"");
            for (size_t t = i; t < end; t++) {
                buf_fmt(&f->o->b, "%s%.1f %.1f", t > i ? "L" : "M", x_of(f, (double)t),
                        y_of(f, c->upper[t]));
            }
            for (size_t t = end; t-- > i;) {
                buf_fmt(&f->o->b, "L%.1f %.1f", x_of(f, (double)t), y_of(f, c->lower[t]));
            }
            raw(f, "Z\" fill=\"currentColor\" fill-opacity=\".12\" stroke=\"currentColor\" "
                   "stroke-width=\".6\" stroke-opacity=\".6\"/>");
        }
        i = end > i ? end : i + 1;
    }
}

static void event(struct frame *f)
{
    const struct chart *c = f->c;
    if (c->event >= c->n) {
        return;
    }
    double x = x_of(f, (double)c->event);
    double part = (double)c->event / (double)(c->n - 1);
    const char *anchor = part < 1.0 / 3 ? "start" : part > 2.0 / 3 ? "end" : "middle";
    buf_fmt(&f->o->b,
            "<path d=\"M%.1f %dV%d\" stroke=\"currentColor\" stroke-width=\"1.5\" "
            "stroke-dasharray=\"1 3\" stroke-linecap=\"round\"/><path d=\"M%.1f %dl-4 -7h8z\" "
            "fill=\"currentColor\"/>",
            x, TOP, TOP + HIGH, x, TOP);
    text(f, x, TOP - 12, anchor, c->happened);
}

/* ---- the legend ---- */

static void legend(struct frame *f, int row, const char *sample, sv words)
{
    double y = TOP + HIGH + BELOW + LEGEND * (row + 0.5);
    buf_fmt(&f->o->b, "<g transform=\"translate(%d %.1f)\">%s</g>", LEFT, y, sample);
    text(f, LEFT + 40, y + 4, "start", words);
}

static const char observed_style[] = "stroke-width=\"1.5\" stroke-linejoin=\"round\"";
static const char expected_style[] = "stroke-width=\"2\" stroke-dasharray=\"6 4\"";

static int legends(const struct chart *c)
{
    return 1 + (c->expected ? 1 : 0) + (c->lower && c->upper ? 1 : 0);
}

static void all_legends(struct frame *f)
{
    const struct chart *c = f->c;
    int row = 0;
    legend(f, row++,
           "<path d=\"M0 0H32\" stroke=\"currentColor\" stroke-width=\"1.5\"/><circle cx=\"16\" "
           "cy=\"0\" r=\"2.2\" fill=\"currentColor\"/>",
           c->observed_is);
    if (c->expected) {
        legend(f, row++,
               "<path d=\"M0 0H32\" stroke=\"currentColor\" stroke-width=\"2\" "
               "stroke-dasharray=\"6 4\"/>",
               c->expected_is);
    }
    if (c->lower && c->upper) {
        legend(f, row,
               "<path d=\"M0 -5H32V5H0Z\" fill=\"currentColor\" fill-opacity=\".12\" "
               "stroke=\"currentColor\" stroke-width=\".6\" stroke-opacity=\".6\"/>",
               c->interval_is);
    }
}

static void named(struct frame *f, const char *tag, const char *id, sv words)
{
    buf_fmt(&f->o->b, "<%s id=\"", tag);
    out_attr(f->o, f->c->id);
    buf_fmt(&f->o->b, "-%s\">", id);
    out_esc(f->o, words);
    buf_fmt(&f->o->b, "</%s>", tag);
}

safe_html chart_svg(struct arena *a, const struct chart *c)
{
    SCOPED(out_close) struct out o = out_open(SV("en"), NULL);
    struct frame f = {.c = c, .o = &o};
    must(c->n >= 2 && c->n <= CHART_POINTS);
    scale(&f);
    buf_fmt(&o.b,
            "<svg class=\"chart\" viewBox=\"0 0 %d %d\" role=\"img\" font-size=\"13\" "
            "aria-labelledby=\"",
            WIDE, TOP + HIGH + BELOW + LEGEND * legends(c) + 4);
    out_attr(&o, c->id);
    raw(&f, "-title ");
    out_attr(&o, c->id);
    raw(&f, "-about\">");
    named(&f, "title", "title", c->title);
    named(&f, "desc", "about", c->about);
    axis(&f);
    band(&f);
    event(&f);
    if (c->expected) {
        line(&f, c->expected, expected_style);
    }
    line(&f, c->observed, observed_style);
    dots(&f);
    text(&f, LEFT, TOP + HIGH + 17, "start", c->first);
    text(&f, WIDE - RIGHT, TOP + HIGH + 17, "end", c->last);
    all_legends(&f);
    raw(&f, "</svg>");
    safe_html h = {buf_dup(a, &o.b)};
    return h;
}
