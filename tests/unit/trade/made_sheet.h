/* Spreadsheets made for tests, with libzip. */
#ifndef TESTS_TRADE_MADE_SHEET_H
#define TESTS_TRADE_MADE_SHEET_H

#include "base/arena.h"
#include "base/sv.h"

struct made_part {
    const char *name;
    sv bytes;
};

/* The bytes of a zip of these parts; in a. */
sv made_zip(struct arena *a, const struct made_part *parts, size_t n);

/* The bytes of a spreadsheet of one sheet: rows between line ends, cells between '|'.  "=12" is a
 * number, "!#N/A" an error, "text>address" a link; anything else is a text, every second one shared
 * and the others in their cells. */
sv made_sheet(struct arena *a, const char *rows);

#endif
