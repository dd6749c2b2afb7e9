/* The words of a statement. */
#include "acts/scn.h"

#include <stdarg.h>
#include <stdio.h>

err *scn_bad(struct scn_parser *p, const char *fmt, ...)
{
    struct buf b = buf_make(4096);
    va_list ap;
    va_start(ap, fmt);
    char text[512];
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    buf_fmt(&b, "%.*s:%d: %s", SV_ARG(p->file), p->line, text);
    err *e = err_make(p->a, E_INVALID, "%.*s", SV_ARG(buf_view(&b)));
    buf_free(&b);
    return e;
}

static bool space(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

/* A quoted word from its opening quote on. */
static err *quoted(struct scn_parser *p, sv *s, sv *ret)
{
    char *to = arena_alloc(p->a, s->n);
    size_t n = 0;
    *s = sv_sub(*s, 1, s->n);
    while (s->n && s->p[0] != '"') {
        char c = s->p[0];
        *s = sv_sub(*s, 1, s->n);
        if (c == '\\' && s->n) {
            c = s->p[0];
            *s = sv_sub(*s, 1, s->n);
            if (c != '"' && c != '\\' && c != 'n') {
                return scn_bad(p, "\\%c is not known; write \\\" \\\\ or \\n", c);
            }
            c = c == 'n' ? '\n' : c;
        } else if (c == '\n') {
            /* a quoted text may go over lines: their break and indent are one space */
            while (s->n && space(s->p[0])) {
                *s = sv_sub(*s, 1, s->n);
            }
            c = ' ';
        }
        to[n++] = c;
    }
    if (!s->n) {
        return scn_bad(p, "a quotation mark is missing at the end of a text");
    }
    *s = sv_sub(*s, 1, s->n);
    *ret = (sv){to, n};
    return NULL;
}

err *scn_split(struct scn_parser *p, sv s)
{
    p->n_words = 0;
    for (;;) {
        while (s.n && space(s.p[0])) {
            s = sv_sub(s, 1, s.n);
        }
        if (!s.n) {
            return NULL;
        }
        if (p->n_words == SCN_WORDS) {
            return scn_bad(p, "a statement has at most %d words", SCN_WORDS);
        }
        struct scn_word *w = &p->words[p->n_words++];
        *w = (struct scn_word){.quoted = s.p[0] == '"'};
        if (w->quoted) {
            TRY(quoted(p, &s, &w->text));
            continue;
        }
        size_t n = 0;
        while (n < s.n && !space(s.p[n]) && s.p[n] != '=') {
            n++;
        }
        w->text = sv_sub(s, 0, n);
        if (n < s.n && s.p[n] == '=' && n > 0) {
            w->name = w->text;
            s = sv_sub(s, n + 1, s.n);
            if (s.n && s.p[0] == '"') {
                TRY(quoted(p, &s, &w->text));
                continue;
            }
            n = 0;
            while (n < s.n && !space(s.p[n])) {
                n++;
            }
            w->text = sv_sub(s, 0, n);
        }
        s = sv_sub(s, n, s.n);
    }
}

bool scn_is(const struct scn_parser *p, size_t i, const char *text)
{
    return i < p->n_words && !p->words[i].quoted && !p->words[i].name.n &&
           sv_is(p->words[i].text, text);
}

sv scn_word(const struct scn_parser *p, size_t i)
{
    return i < p->n_words ? p->words[i].text : SV_NONE;
}
