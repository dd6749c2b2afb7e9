/* Making spreadsheets. */
#include "made_sheet.h"

#include <string.h>
#include <zip.h>

#include "base/buf.h"
#include "base/must.h"

enum { SHEET_BYTES = 16 << 20 };

#define XML_HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define MAIN     "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define OFFICE   "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE  "http://schemas.openxmlformats.org/package/2006/relationships"

sv made_zip(struct arena *a, const struct made_part *parts, size_t n)
{
    zip_source_t *to = zip_source_buffer_create(NULL, 0, 0, NULL);
    must(to != NULL);
    zip_source_keep(to);
    zip_t *z = zip_open_from_source(to, ZIP_CREATE | ZIP_TRUNCATE, NULL);
    must(z != NULL);
    for (size_t i = 0; i < n; i++) {
        zip_source_t *from = zip_source_buffer(z, parts[i].bytes.p, parts[i].bytes.n, 0);
        must(from && zip_file_add(z, parts[i].name, from, ZIP_FL_ENC_UTF_8) >= 0);
    }
    must(zip_close(z) == 0);
    must(zip_source_open(to) == 0);
    must(zip_source_seek(to, 0, SEEK_END) == 0);
    zip_int64_t size = zip_source_tell(to);
    must(size > 0 && zip_source_seek(to, 0, SEEK_SET) == 0);
    char *p = arena_alloc(a, (size_t)size);
    must(zip_source_read(to, p, (zip_uint64_t)size) == size);
    zip_source_close(to);
    zip_source_free(to);
    return (sv){p, (size_t)size};
}

struct made {
    struct arena *a;
    struct buf sheet, strings, links, relations;
    size_t texts, links_n, cells;
};

static void escaped(struct buf *b, sv s)
{
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '&') {
            buf_str(b, "&amp;");
        } else if (s.p[i] == '<') {
            buf_str(b, "&lt;");
        } else {
            buf_char(b, s.p[i]);
        }
    }
}

static void text_cell(struct made *m, sv place, sv text)
{
    if (m->cells++ % 2) {
        buf_fmt(&m->sheet, "<c r=\"%.*s\" t=\"inlineStr\"><is><t xml:space=\"preserve\">",
                SV_ARG(place));
        escaped(&m->sheet, text);
        buf_str(&m->sheet, "</t></is></c>");
        return;
    }
    /* in two runs, and with how it is pronounced, as programs write it */
    buf_fmt(&m->sheet, "<c r=\"%.*s\" s=\"1\" t=\"s\"><v>%zu</v></c>", SV_ARG(place), m->texts++);
    buf_str(&m->strings, "<si><r><t xml:space=\"preserve\">");
    escaped(&m->strings, sv_sub(text, 0, text.n / 2));
    buf_str(&m->strings, "</t></r><r><rPr/><t xml:space=\"preserve\">");
    escaped(&m->strings, sv_sub(text, text.n / 2, text.n));
    buf_str(&m->strings, "</t></r><rPh sb=\"0\" eb=\"1\"><t>no part of it</t></rPh></si>");
}

static void cell(struct made *m, size_t row, size_t column, sv text)
{
    sv place = sv_fmt(m->a, "%c%zu", (char)('A' + column), row);
    if (!text.n) {
        buf_fmt(&m->sheet, "<c r=\"%.*s\" s=\"1\"/>", SV_ARG(place));
        return;
    }
    if (text.p[0] == '=' || text.p[0] == '!') {
        buf_fmt(&m->sheet, "<c r=\"%.*s\"%s><v>%.*s</v></c>", SV_ARG(place),
                text.p[0] == '!' ? " t=\"e\"" : "", SV_ARG(sv_sub(text, 1, text.n)));
        return;
    }
    sv address, words = sv_cut(text, '>', &address);
    text_cell(m, place, words);
    if (address.n) {
        m->links_n++;
        buf_fmt(&m->links, "<hyperlink ref=\"%.*s\" r:id=\"rId%zu\"/>", SV_ARG(place), m->links_n);
        buf_fmt(&m->relations,
                "<Relationship Id=\"rId%zu\" Type=\"" OFFICE "/hyperlink\" Target=\"", m->links_n);
        escaped(&m->relations, address);
        buf_str(&m->relations, "\" TargetMode=\"External\"/>");
    }
}

sv made_sheet(struct arena *a, const char *rows)
{
    struct made m = {.a = a,
                     .sheet = buf_make(SHEET_BYTES),
                     .strings = buf_make(SHEET_BYTES),
                     .links = buf_make(SHEET_BYTES),
                     .relations = buf_make(SHEET_BYTES)};
    sv rest = sv_of(rows);
    buf_str(&m.sheet, XML_HEAD "<worksheet xmlns=\"" MAIN "\" xmlns:r=\"" OFFICE "\"><sheetData>");
    buf_str(&m.strings, XML_HEAD "<sst xmlns=\"" MAIN "\">");
    buf_str(&m.relations, XML_HEAD "<Relationships xmlns=\"" PACKAGE "\">");
    for (size_t row = 1; rest.n; row++) {
        sv line = sv_cut(rest, '\n', &rest);
        buf_fmt(&m.sheet, "<row r=\"%zu\">", row);
        for (size_t column = 0; line.n; column++) {
            cell(&m, row, column, sv_cut(line, '|', &line));
        }
        buf_str(&m.sheet, "</row>");
    }
    buf_fmt(&m.sheet, "</sheetData><hyperlinks>%.*s</hyperlinks></worksheet>",
            SV_ARG(buf_view(&m.links)));
    buf_str(&m.strings, "</sst>");
    buf_str(&m.relations, "</Relationships>");
    const struct made_part parts[] = {
        {"[Content_Types].xml", SV("<Types/>")},
        {"_rels/.rels", SV(XML_HEAD "<Relationships xmlns=\"" PACKAGE "\"><Relationship Id=\"a\" "
                                    "Type=\"" OFFICE "/officeDocument\" "
                                    "Target=\"xl/workbook.xml\"/></Relationships>")},
        {"xl/workbook.xml",
         SV(XML_HEAD "<workbook xmlns=\"" MAIN "\" xmlns:r=\"" OFFICE "\"><workbookPr/><sheets>"
                     "<sheet name=\"List\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>")},
        {"xl/_rels/workbook.xml.rels",
         SV(XML_HEAD "<Relationships xmlns=\"" PACKAGE "\">"
                     "<Relationship Id=\"rId1\" Type=\"" OFFICE
                     "/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
                     "<Relationship Id=\"rId2\" Type=\"" OFFICE
                     "/sharedStrings\" Target=\"/xl/sharedStrings.xml\"/></Relationships>")},
        {"xl/sharedStrings.xml", buf_dup(a, &m.strings)},
        {"xl/worksheets/sheet1.xml", buf_dup(a, &m.sheet)},
        {"xl/worksheets/_rels/sheet1.xml.rels", buf_dup(a, &m.relations)}};
    buf_free(&m.sheet);
    buf_free(&m.strings);
    buf_free(&m.links);
    buf_free(&m.relations);
    return made_zip(a, parts, sizeof parts / sizeof *parts);
}
