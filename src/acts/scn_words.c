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

err *scn_split(struct scn_parser *p, sv s)
{
    err *e = words_split(p->a, s, p->words, SCN_WORDS, &p->n_words);
    return e ? scn_bad(p, "%.*s", SV_ARG(e->message)) : NULL;
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
