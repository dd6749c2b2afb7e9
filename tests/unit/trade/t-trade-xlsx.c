/* Spreadsheets: what cells say, and what is refused before it is unpacked or read. */
#include "trade/xlsx.h"

#include <string.h>

#include "made_sheet.h"
#include "tap.h"

static struct xlsx_sheet read_rows(struct arena *a, const char *rows)
{
    struct xlsx_sheet s = {.n = 0};
    fine(xlsx_read(a, SV("made.xlsx"), made_sheet(a, rows), &s));
    return s;
}

static bool says(const struct xlsx_row *row, size_t column, enum xlsx_sort sort, const char *text)
{
    const struct xlsx_cell *c = xlsx_cell_of(row, column);
    return c->sort == sort && sv_is(c->text, text);
}

static void cells(struct arena *a)
{
    struct xlsx_sheet s = read_rows(a, "one|t\xC3\xA4xt & <more|=45826|!#N/A\n"
                                       "\n"
                                       "||link>https://example.org/a?b&c\n"
                                       " padded |");
    ok(s.n == 3 && sv_is(s.name, "List") && !s.since_1904);
    if (s.n != 3) {
        return;
    }
    ok(says(&s.rows[0], 0, XLSX_TEXT, "one"));
    ok(says(&s.rows[0], 1, XLSX_TEXT, "t\xC3\xA4xt & <more"));
    ok(says(&s.rows[0], 2, XLSX_NUMBER, "45826"));
    ok(says(&s.rows[0], 3, XLSX_ERROR, "#N/A"));
    ok(says(&s.rows[0], 9, XLSX_EMPTY, ""));
    ok(s.rows[1].number == 3 && says(&s.rows[1], 0, XLSX_EMPTY, ""));
    ok(says(&s.rows[1], 2, XLSX_TEXT, "link"));
    ok(sv_is(s.rows[1].cells[2].link, "https://example.org/a?b&c"));
    ok(!s.rows[0].cells[0].link.n);
    ok(s.rows[2].number == 4 && says(&s.rows[2], 0, XLSX_TEXT, " padded "));
}

static bool day_is(const char *serial, bool since_1904, const char *want)
{
    struct xlsx_sheet s = {.since_1904 = since_1904};
    struct xlsx_cell c = {.sort = XLSX_NUMBER, .text = sv_of(serial)};
    date d, w;
    bool found = xlsx_day(&s, &c, &d);
    return want ? found && date_parse(sv_of(want), &w) && d.days == w.days : !found;
}

static void days(void)
{
    ok(day_is("45826", false, "2025-06-18"));
    ok(day_is("45826.75", false, "2025-06-18"));
    ok(day_is("61", false, "1900-03-01"));
    ok(day_is("60", false, NULL)); /* 29 February 1900, which was none */
    ok(day_is("2958465", false, "9999-12-31"));
    ok(day_is("2958466", false, NULL));
    ok(day_is("44364", true, "2025-06-18"));
    ok(day_is("4.5E4", false, NULL));
    ok(day_is("-3", false, NULL));
    ok(day_is("45826.x", false, NULL));
    struct xlsx_sheet s = {.n = 0};
    struct xlsx_cell text = {.sort = XLSX_TEXT, .text = SV("45826")};
    date d;
    ok(!xlsx_day(&s, &text, &d));
}

/* ---- what is refused ---- */

#define BOOK "<workbook xmlns:r=\"r\"><sheets><sheet name=\"a\" r:id=\"one\"/></sheets></workbook>"
#define BOOK_RELATIONS                                                                             \
    "<Relationships><Relationship Id=\"one\" Type=\"x/worksheet\" Target=\"s.xml\"/>"              \
    "<Relationship Id=\"two\" Type=\"x/sharedStrings\" Target=\"t.xml\"/></Relationships>"

static sv book(struct arena *a, sv sheet, sv strings)
{
    const struct made_part parts[] = {{"xl/workbook.xml", SV(BOOK)},
                                      {"xl/_rels/workbook.xml.rels", SV(BOOK_RELATIONS)},
                                      {"xl/s.xml", sheet},
                                      {"xl/t.xml", strings}};
    return made_zip(a, parts, 4);
}

static err *read_book(struct arena *a, const char *sheet, const char *strings)
{
    struct xlsx_sheet s;
    return xlsx_read(a, SV("made.xlsx"), book(a, sv_of(sheet), sv_of(strings)), &s);
}

/* A text many times over. */
static sv repeated(struct arena *a, const char *before, const char *what, size_t n,
                   const char *after)
{
    struct buf b = buf_make(strlen(before) + strlen(what) * n + strlen(after) + 1);
    buf_str(&b, before);
    for (size_t i = 0; i < n; i++) {
        buf_str(&b, what);
    }
    buf_str(&b, after);
    sv all = buf_dup(a, &b);
    buf_free(&b);
    return all;
}

static void bombs(struct arena *a)
{
    struct xlsx_sheet s;
    sv file = SV("made.xlsx"), none = SV("<sst/>");
    sv spaces = repeated(a, "<worksheet>", " ", XLSX_PART_BYTES, "</worksheet>");
    sv zip = book(a, spaces, none);
    ok(zip.n < XLSX_PART_BYTES / 100);
    fails(xlsx_read(a, file, zip, &s), E_LIMIT);
    sv rows =
        repeated(a, "<worksheet>", "<row><c><v>1</v></c></row>", XLSX_ROWS + 1, "</worksheet>");
    fails(xlsx_read(a, file, book(a, rows, none), &s), E_LIMIT);
    sv columns =
        repeated(a, "<worksheet><row>", "<c><v>1</v></c>", XLSX_COLUMNS + 1, "</row></worksheet>");
    fails(xlsx_read(a, file, book(a, columns, none), &s), E_LIMIT);
    sv texts = repeated(a, "<sst>", "<si><t>a</t></si>", XLSX_STRINGS + 1, "</sst>");
    fails(xlsx_read(a, file, book(a, SV("<worksheet/>"), texts), &s), E_LIMIT);
    sv text = repeated(a, "<sst><si><t>", "a", XLSX_TEXT_BYTES + 1, "</t></si></sst>");
    fails(xlsx_read(a, file, book(a, SV("<worksheet/>"), text), &s), E_LIMIT);
    sv deep = repeated(a, "<worksheet>", "<a>", 400, "");
    fails(xlsx_read(a, file, book(a, deep, none), &s), E_INVALID);
    char *big = arena_alloc(a, XLSX_FILE_BYTES + 1);
    fails(xlsx_read(a, file, (sv){big, XLSX_FILE_BYTES + 1}, &s), E_LIMIT);
}

static void entities(struct arena *a)
{
    static const char *const sheets[] = {
        "<!DOCTYPE worksheet [<!ENTITY a "
        "\"b\">]><worksheet><row><c><v>&a;</v></c></row></worksheet>",
        "<!DOCTYPE worksheet SYSTEM \"file:///etc/passwd\"><worksheet/>",
        "<!DOCTYPE w [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><w>&a;</w>",
        "<!DOCTYPE w [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">"
        "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d "
        "\"&c;&c;&c;&c;&c;&c;&c;\">]><w>&d;</w>"};
    for (size_t i = 0; i < sizeof sheets / sizeof *sheets; i++) {
        err *e = read_book(a, sheets[i], "<sst/>");
        ok(e && e->kind == E_INVALID &&
           sv_starts(e->message, SV("made.xlsx: the part xl/s.xml has")));
    }
}

static void encodings(struct arena *a)
{
    struct xlsx_sheet s;
    static const char wide[] = "<\0w\0/\0>\0";
    fails(xlsx_read(a, SV("x"), book(a, (sv){wide, sizeof wide - 1}, SV("<sst/>")), &s), E_INVALID);
    fails(read_book(a, "<worksheet>\xFF</worksheet>", "<sst/>"), E_INVALID);
    /* what the declaration says is not followed */
    fine(read_book(a, "<?xml version=\"1.0\" encoding=\"UTF-7\"?><worksheet/>", "<sst/>"));
}

static void broken(struct arena *a)
{
    struct xlsx_sheet s;
    sv whole = made_sheet(a, "a|b"), none = SV_NONE;
    fails(xlsx_read(a, SV("x"), none, &s), E_INVALID);
    fails(xlsx_read(a, SV("x"), SV("STATE,AGENCY\n"), &s), E_INVALID);
    fails(xlsx_read(a, SV("x"), sv_sub(whole, 0, whole.n / 2), &s), E_INVALID);
    const struct made_part other = {"word/document.xml", SV("<w/>")};
    fails(xlsx_read(a, SV("x"), made_zip(a, &other, 1), &s), E_INVALID);
    fails(read_book(a, "<worksheet><row>", "<sst/>"), E_INVALID);
    fails(read_book(a, "<worksheet><row><c t=\"s\"><v>1</v></c></row></worksheet>",
                    "<sst><si><t>a</t></si></sst>"),
          E_INVALID);
    fails(read_book(a, "<worksheet><row r=\"2\"/><row r=\"2\"/></worksheet>", "<sst/>"), E_INVALID);
    fails(read_book(a, "<worksheet><row r=\"2\"><c r=\"A1\"><v>1</v></c></row></worksheet>",
                    "<sst/>"),
          E_INVALID);
    fails(read_book(
              a,
              "<worksheet><row><c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>1</v></c></row></worksheet>",
              "<sst/>"),
          E_INVALID);
    fine(read_book(a, "<worksheet><row><c t=\"s\"><v>0</v></c></row></worksheet>",
                   "<sst><si><t>a</t></si></sst>"));
}

int main(void)
{
    SCOPED(arena_scope) struct arena *a = arena_open(1 << 16);
    cells(a);
    days();
    bombs(a);
    entities(a);
    encodings(a);
    broken(a);
    return tap_done();
}
