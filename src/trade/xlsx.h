/* Spreadsheets of Excel (.xlsx: a zip of XML parts, ECMA-376 part 1), read: the cells of the first
 * sheet, with the addresses that its links lead to.  Formulas are not worked out; the value that
 * the file keeps beside one is taken. */
#ifndef TRADE_XLSX_H
#define TRADE_XLSX_H

#include "base/err.h"
#include "base/moment.h"

enum {
    XLSX_FILE_BYTES = 16 << 20, /* the file */
    XLSX_PART_BYTES = 32 << 20, /* one part of it, unpacked */
    XLSX_PARTS = 2000,          /* parts in the zip */
    XLSX_ROWS = 20000,          /* rows with something in them */
    XLSX_COLUMNS = 32,
    XLSX_STRINGS = 200000, /* texts that cells share */
    XLSX_TEXT_BYTES = 32767,
    XLSX_LINKS = 40000
};

enum xlsx_sort { XLSX_EMPTY, XLSX_TEXT, XLSX_NUMBER, XLSX_ERROR };

struct xlsx_cell {
    enum xlsx_sort sort;
    sv text; /* of a number: its digits as the file has them; of an error: "#N/A" */
    sv link; /* the address that the cell leads to; empty where it leads nowhere outside */
};

struct xlsx_row {
    uint32_t number; /* as the program shows it, from 1 */
    struct xlsx_cell *cells;
    size_t n;
};

struct xlsx_sheet {
    sv name;
    bool since_1904; /* days are counted from 1904 */
    struct xlsx_row *rows;
    size_t n;
};

/* Where the parts of a spreadsheet come from: the part of that name ("xl/workbook.xml"), at most
 * XLSX_PART_BYTES, or *ret_found false. */
struct xlsx_parts {
    void *cx;
    err *(*part)(void *cx, struct arena *a, sv name, bool *ret_found, sv *ret);
};

/* The first sheet of a file's bytes.  Refuses (E_INVALID; file is what the sentence calls it) what
 * is no zip, has a password, lacks a part, or is no XML, and XML with a document type: no entity is
 * ever read; E_LIMIT over the bounds above, before what is over them is unpacked.  Lifetime: a. */
MUST err *xlsx_read(struct arena *a, sv file, sv bytes, struct xlsx_sheet *ret);
/* The same from parts that are unpacked already. */
MUST err *xlsx_read_parts(struct arena *a, sv file, const struct xlsx_parts *parts,
                          struct xlsx_sheet *ret);

/* Cell `column` (from 0) of the row; an empty one past its end. */
const struct xlsx_cell *xlsx_cell_of(const struct xlsx_row *row, size_t column);

/* The day that a number stands for, its fraction (the time of day) left out.  False where it is no
 * number or not between 1 March 1900 and the end of 9999. */
MUST bool xlsx_day(const struct xlsx_sheet *sheet, const struct xlsx_cell *cell, date *ret);

#endif
