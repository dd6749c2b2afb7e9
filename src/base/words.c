/* Splitting statements. */
#include "base/words.h"

static bool space(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

sv words_statement(sv *text, int *ret_lines)
{
    size_t n = 0;
    *ret_lines = 0;
    while (n < text->n) {
        size_t end = n + sv_find(sv_sub(*text, n, text->n), '\n');
        n = end < text->n ? end + 1 : end;
        ++*ret_lines;
        if (n >= text->n || !(text->p[n] == ' ' || text->p[n] == '\t')) {
            break;
        }
    }
    sv s = sv_sub(*text, 0, n);
    *text = sv_sub(*text, n, text->n);
    return s;
}

/* A quoted word from its opening mark on. */
static err *quoted(struct arena *a, sv *s, sv *ret)
{
    char *to = arena_alloc(a, s->n);
    size_t n = 0;
    *s = sv_sub(*s, 1, s->n);
    while (s->n && s->p[0] != '"') {
        char c = s->p[0];
        *s = sv_sub(*s, 1, s->n);
        if (c == '\\' && s->n) {
            c = s->p[0];
            *s = sv_sub(*s, 1, s->n);
            if (c != '"' && c != '\\' && c != 'n') {
                return err_make(a, E_INVALID, "\\%c is not known; write \\\" \\\\ or \\n", c);
            }
            c = c == 'n' ? '\n' : c;
        } else if (c == '\n') {
            while (s->n && space(s->p[0])) {
                *s = sv_sub(*s, 1, s->n);
            }
            c = ' ';
        }
        to[n++] = c;
    }
    if (!s->n) {
        return err_make(a, E_INVALID, "a quotation mark is missing at the end of a text");
    }
    *s = sv_sub(*s, 1, s->n);
    *ret = (sv){to, n};
    return NULL;
}

err *words_split(struct arena *a, sv s, struct word *ret, size_t most, size_t *ret_n)
{
    *ret_n = 0;
    for (;;) {
        while (s.n && space(s.p[0])) {
            s = sv_sub(s, 1, s.n);
        }
        if (!s.n) {
            return NULL;
        }
        if (*ret_n == most) {
            return err_make(a, E_INVALID, "a statement has at most %zu words", most);
        }
        struct word *w = &ret[(*ret_n)++];
        *w = (struct word){.quoted = s.p[0] == '"'};
        if (w->quoted) {
            TRY(quoted(a, &s, &w->text));
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
                TRY(quoted(a, &s, &w->text));
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
