/* Names, tokens and the spelling of C strings. */
#include "tplc/inner.h"

#include <string.h>

static const char *const reserved[] = {
    "auto",     "break",  "case",    "char",     "const",    "continue", "default",  "do",
    "double",   "else",   "enum",    "extern",   "float",    "for",      "goto",     "if",
    "inline",   "int",    "long",    "register", "restrict", "return",   "short",    "signed",
    "sizeof",   "static", "struct",  "switch",   "typedef",  "union",    "unsigned", "void",
    "volatile", "while",  "bool",    "true",     "false",    "errno",    "linux",    "unix",
    "asm",      "end",    "content", "not",      "is",       "in",       "with",     "this",
    "stdin",    "stdout", "stderr"};

bool tplc_name_ok(sv s)
{
    if (s.n == 0 || s.n > TPLC_NAME_BYTES || s.p[0] < 'a' || s.p[0] > 'z') {
        return false;
    }
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '_') {
            return false;
        }
    }
    return true;
}

bool tplc_word_reserved(sv s)
{
    for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++) {
        if (sv_is(s, reserved[i])) {
            return true;
        }
    }
    return false;
}

bool tplc_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

sv tplc_token(sv *rest)
{
    size_t from = 0;
    while (from < rest->n && tplc_blank(rest->p[from])) {
        from++;
    }
    size_t to = from;
    while (to < rest->n && !tplc_blank(rest->p[to])) {
        to++;
    }
    sv token = sv_sub(*rest, from, to - from);
    *rest = sv_sub(*rest, to, rest->n - to);
    return token;
}

sv tplc_basename(sv path)
{
    for (size_t i = path.n; i > 0; i--) {
        if (path.p[i - 1] == '/') {
            return sv_sub(path, i, path.n - i);
        }
    }
    return path;
}

void tplc_c_string(struct buf *out, sv s)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c == '"' || c == '\\' || c == '?') {
            buf_char(out, '\\');
            buf_char(out, (char)c);
        } else if (c == '\n') {
            buf_str(out, "\\n");
        } else if (c < 0x20 || c > 0x7e) {
            const char octal[] = {'\\', (char)('0' + (c >> 6)), (char)('0' + ((c >> 3) & 7)),
                                  (char)('0' + (c & 7))};
            buf_put(out, octal, sizeof octal);
        } else {
            buf_char(out, (char)c);
        }
    }
}

void tplc_guard(struct buf *out, sv path)
{
    for (size_t i = 0; i < path.n; i++) {
        char c = path.p[i];
        bool lower = c >= 'a' && c <= 'z';
        bool plain = lower || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        buf_char(out, lower ? (char)(c - 'a' + 'A') : plain ? c : '_');
    }
}
