/* Statements of the files that people write and mend (scenarios, instrument templates): a line with
 * the indented lines below it, of words between spaces. */
#ifndef BASE_WORDS_H
#define BASE_WORDS_H

#include "base/err.h"

struct word {
    sv text; /* without its quotation marks */
    sv name; /* of name=value, else empty */
    bool quoted;
};

/* Take one statement off *text, with the lines below it that begin with a space or a tab;
 * *ret_lines is how many lines that is.  Lifetime: text's. */
sv words_statement(sv *text, int *ret_lines);

/* Split a statement into words.  A word that holds spaces, or the value of name="…", stands between
 * quotation marks; there \" \\ and \n are a mark, a backslash and a line end, and a line's break
 * with the indent after it is one space.  Refuses (E_INVALID, a sentence without a place) a text
 * without its closing mark, another escape, and more than `most` words. */
MUST err *words_split(struct arena *a, sv statement, struct word *ret, size_t most, size_t *ret_n);

#endif
