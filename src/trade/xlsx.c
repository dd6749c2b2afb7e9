/* Reading a spreadsheet: the zip by libzip, the XML by libxml2's reader, both bounded. */
#include "trade/xlsx.h"

#include <libxml/xmlreader.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include "base/buf.h"
#include "base/utf8.h"

enum {
    NAME_BYTES = 512,      /* of a part, an attribute of a cell */
    ADDRESS_BYTES = 2048,  /* of a link */
    RELATIONS = 60000,     /* of one part: each link is one */
    COLUMN_LAST = 16384,   /* of Excel: XFD */
    ROW_LAST = 1048576,    /* of Excel */
    DAYS_TO_1970 = 25569,  /* from Excel's day 0 */
    DAYS_TO_1904 = 1462,   /* … from which some files count */
    SERIAL_FIRST = 61,     /* 1 March 1900: before it Excel counts a 29 February that was none */
    SERIAL_LAST = 2958465, /* 31 December 9999 */
};

struct relation {
    sv id, type, target;
    bool outside;
};

struct relations {
    struct relation *list;
    size_t n, room;
};

/* One link of the sheet: the cell in which it stands and its relation. */
struct anchor {
    uint32_t row;
    size_t column;
    sv relation;
};

struct reading {
    struct arena *a;
    sv file;
    const struct xlsx_parts *parts;
    struct xlsx_sheet *sheet;
    sv *strings;
    size_t strings_n, strings_room;
    size_t rows_room;
    struct anchor *anchors;
    size_t anchors_n, anchors_room;
    struct buf text; /* what is being read */
    bool found;      /* the part that was looked for last … */
    sv bytes;        /* … and what it holds */
};

/* ---- XML ---- */

/* A part as its XML is gone through. */
struct xml {
    struct reading *x;
    sv part;
    xmlTextReaderPtr r;
    err *e; /* what stopped it */
};

static err *no_xml(const struct xml *m)
{
    return err_make(m->x->a, E_INVALID,
                    "%.*s: the part %.*s is not whole XML; save the file anew in a spreadsheet "
                    "program.",
                    SV_ARG(m->x->file), SV_ARG(m->part));
}

/* On to the next node; false at the end, or when m->e says why not. */
static bool xml_next(struct xml *m)
{
    int got = m->e ? 0 : xmlTextReaderRead(m->r);
    if (got < 0) {
        m->e = no_xml(m);
    }
    return got > 0 && !m->e;
}

/* A document type may hold entities that grow without end, or lead to other files: the library is
 * not shown one. */
static err *no_document_type(const struct xml *m, sv bytes)
{
    for (sv rest = bytes; rest.n;) {
        (void)sv_cut(rest, '<', &rest);
        if (sv_starts(rest, SV("!DOCTYPE")) || sv_starts(rest, SV("!ENTITY"))) {
            return err_make(m->x->a, E_INVALID,
                            "%.*s: the part %.*s has a document type, which no spreadsheet has; "
                            "save the file anew in a spreadsheet program.",
                            SV_ARG(m->x->file), SV_ARG(m->part));
        }
    }
    return utf8_valid(bytes) && sv_find(bytes, '\0') == bytes.n ? NULL : no_xml(m);
}

static void hush(void *cx, xmlErrorPtr problem)
{
    (void)cx;
    (void)problem;
}

/* Call fn at every element, end and text of the part. */
static err *xml_walk(struct reading *x, sv part, sv bytes, void (*fn)(struct xml *m, void *cx),
                     void *cx)
{
    struct xml m = {.x = x, .part = part};
    TRY(no_document_type(&m, bytes));
    m.r = xmlReaderForMemory(bytes.p ? bytes.p : "", (int)bytes.n, NULL, "UTF-8",
                             XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                                 XML_PARSE_COMPACT);
    if (!m.r) {
        return no_xml(&m);
    }
    xmlTextReaderSetStructuredErrorHandler(m.r, hush, NULL);
    while (xml_next(&m)) {
        fn(&m, cx);
    }
    xmlFreeTextReader(m.r);
    return m.e;
}

static sv xml_name(const struct xml *m)
{
    return sv_of((const char *)xmlTextReaderConstLocalName(m->r));
}

static bool xml_opens(const struct xml *m, const char *name)
{
    return xmlTextReaderNodeType(m->r) == XML_READER_TYPE_ELEMENT && sv_is(xml_name(m), name);
}

/* The element ends here, as an end tag or in itself. */
static bool xml_ends(const struct xml *m, const char *name)
{
    int type = xmlTextReaderNodeType(m->r);
    return (type == XML_READER_TYPE_END_ELEMENT ||
            (type == XML_READER_TYPE_ELEMENT && xmlTextReaderIsEmptyElement(m->r) == 1)) &&
           sv_is(xml_name(m), name);
}

/* The text of this node, where it is one. */
static sv xml_text(const struct xml *m)
{
    int type = xmlTextReaderNodeType(m->r);
    bool is_text = type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_CDATA ||
                   type == XML_READER_TYPE_SIGNIFICANT_WHITESPACE ||
                   type == XML_READER_TYPE_WHITESPACE;
    return is_text ? sv_of((const char *)xmlTextReaderConstValue(m->r)) : SV_NONE;
}

/* An attribute of this element by its name without prefix, in `to`; empty where it has none. */
static sv xml_attribute(struct xml *m, const char *name, char *to, size_t size)
{
    sv found = SV_NONE;
    bool more = xmlTextReaderMoveToFirstAttribute(m->r) == 1;
    while (more && !found.n) {
        sv value = sv_of((const char *)xmlTextReaderConstValue(m->r));
        if (sv_is(xml_name(m), name) && value.n) {
            if (value.n >= size) {
                m->e = err_make(m->x->a, E_LIMIT,
                                "%.*s: in the part %.*s the value of %s is longer than %zu bytes.",
                                SV_ARG(m->x->file), SV_ARG(m->part), name, size);
                break;
            }
            memcpy(to, value.p, value.n);
            found = (sv){to, value.n};
        }
        more = xmlTextReaderMoveToNextAttribute(m->r) == 1;
    }
    xmlTextReaderMoveToElement(m->r);
    return found;
}

static void over(struct xml *m, const char *what, int most)
{
    m->e = err_make(m->x->a, E_LIMIT, "%.*s has more than %d %s.", SV_ARG(m->x->file), most, what);
}

/* Room for one more of a list that grows in the arena. */
static void *grown(struct arena *a, void *list, size_t n, size_t *room, size_t size)
{
    if (n < *room) {
        return list;
    }
    *room = *room ? *room * 2 : 64;
    void *more = arena_alloc(a, *room * size);
    if (n) {
        memcpy(more, list, n * size);
    }
    return more;
}

/* ---- parts ---- */

/* The part of that name into x->bytes, where x->found. */
static err *look(struct reading *x, sv name)
{
    x->found = false;
    x->bytes = SV_NONE;
    return x->parts->part(x->parts->cx, x->a, name, &x->found, &x->bytes);
}

static err *part_of(struct reading *x, sv name, sv *ret)
{
    TRY(look(x, name));
    *ret = x->bytes;
    return x->found ? NULL
                    : err_make(x->a, E_INVALID,
                               "%.*s has no part %.*s: it is no spreadsheet of Excel (.xlsx).",
                               SV_ARG(x->file), SV_ARG(sv_sub(name, 0, 200)));
}

/* ---- relations ---- */

static void on_relation(struct xml *m, void *cx)
{
    struct relations *all = cx;
    struct arena *a = m->x->a;
    char id[NAME_BYTES], type[NAME_BYTES], target[ADDRESS_BYTES], mode[NAME_BYTES];
    if (!xml_opens(m, "Relationship")) {
        return;
    }
    if (all->n == RELATIONS) {
        over(m, "relations in one part", RELATIONS);
        return;
    }
    struct relation r = {.id = xml_attribute(m, "Id", id, sizeof id),
                         .type = xml_attribute(m, "Type", type, sizeof type),
                         .target = xml_attribute(m, "Target", target, sizeof target)};
    r.outside = sv_is(xml_attribute(m, "TargetMode", mode, sizeof mode), "External");
    all->list = grown(a, all->list, all->n, &all->room, sizeof *all->list);
    all->list[all->n++] = (struct relation){.id = sv_dup(a, r.id),
                                            .type = sv_dup(a, r.type),
                                            .target = sv_dup(a, r.target),
                                            .outside = r.outside};
}

/* The relations of a part, from their own part beside it; none where there is none. */
static err *relations_of(struct reading *x, sv of, struct relations *ret)
{
    size_t n = of.n;
    while (n && of.p[n - 1] != '/') {
        n--;
    }
    sv name = sv_fmt(x->a, "%.*s_rels/%.*s.rels", (int)n, of.p, SV_ARG(sv_sub(of, n, of.n)));
    *ret = (struct relations){.n = 0};
    TRY(look(x, name));
    return x->found ? xml_walk(x, name, x->bytes, on_relation, ret) : NULL;
}

/* The relation of that id, or whose type ends so; NULL. */
static const struct relation *relation_find(const struct relations *all, sv id, const char *type)
{
    for (size_t i = 0; i < all->n; i++) {
        if (type ? sv_ends(all->list[i].type, sv_of(type)) : sv_eq(all->list[i].id, id)) {
            return &all->list[i];
        }
    }
    return NULL;
}

/* The part that a relation of the part `from` leads to. */
static sv part_at(struct arena *a, sv from, sv target)
{
    size_t n = from.n;
    if (sv_starts(target, SV("/"))) {
        return sv_sub(target, 1, target.n);
    }
    while (n && from.p[n - 1] != '/') {
        n--;
    }
    return sv_fmt(a, "%.*s%.*s", (int)n, from.p, SV_ARG(target));
}

/* ---- shared strings ---- */

struct strings {
    bool in_text, in_sound; /* a text; how it is pronounced, which is none of it */
};

/* Take the text that stands in x->text into the arena. */
static sv text_taken(struct xml *m)
{
    struct reading *x = m->x;
    sv s = x->text.failed ? SV_NONE : buf_dup(x->a, &x->text);
    if (x->text.failed) {
        over(m, "bytes in one cell", XLSX_TEXT_BYTES);
    } else if (!utf8_valid(s)) {
        m->e = no_xml(m);
    }
    buf_clear(&x->text);
    return s;
}

static void on_string(struct xml *m, void *cx)
{
    struct strings *s = cx;
    struct reading *x = m->x;
    bool empty = xmlTextReaderIsEmptyElement(m->r) == 1;
    if (xml_opens(m, "t")) {
        s->in_text = !empty;
    } else if (xml_opens(m, "rPh")) {
        s->in_sound = !empty;
    } else if (xml_ends(m, "t")) {
        s->in_text = false;
    } else if (xml_ends(m, "rPh")) {
        s->in_sound = false;
    } else if (s->in_text && !s->in_sound) {
        buf_sv(&x->text, xml_text(m));
    }
    if (xml_ends(m, "si")) {
        if (x->strings_n == XLSX_STRINGS) {
            over(m, "texts", XLSX_STRINGS);
            return;
        }
        x->strings = grown(x->a, x->strings, x->strings_n, &x->strings_room, sizeof *x->strings);
        x->strings[x->strings_n++] = text_taken(m);
    }
}

static err *strings_read(struct reading *x, const struct relations *book, sv workbook)
{
    const struct relation *r = relation_find(book, SV_NONE, "/sharedStrings");
    struct strings s = {.in_text = false};
    sv bytes;
    if (!r) {
        return NULL;
    }
    sv name = part_at(x->a, workbook, r->target);
    TRY(part_of(x, name, &bytes));
    return xml_walk(x, name, bytes, on_string, &s);
}

/* ---- the workbook ---- */

struct workbook {
    sv sheet; /* the relation of the first one */
};

static void on_workbook(struct xml *m, void *cx)
{
    struct workbook *w = cx;
    struct reading *x = m->x;
    char text[NAME_BYTES];
    if (xml_opens(m, "workbookPr")) {
        sv since = xml_attribute(m, "date1904", text, sizeof text);
        x->sheet->since_1904 = sv_is(since, "1") || sv_is(since, "true");
    }
    if (xml_opens(m, "sheet") && !w->sheet.n) {
        w->sheet = sv_dup(x->a, xml_attribute(m, "id", text, sizeof text));
        x->sheet->name = sv_dup(x->a, xml_attribute(m, "name", text, sizeof text));
    }
}

/* ---- the sheet ---- */

struct rows {
    struct xlsx_row *row; /* the one that is being read */
    struct xlsx_cell line[XLSX_COLUMNS];
    size_t width, column; /* of that line; the next cell's, or the open one's */
    uint32_t number;
    bool in_row, in_cell, in_value, shared, formula;
    char type[NAME_BYTES];
    sv sort;
};

/* "AB12": the column from 0 and the row; false where it is no cell's place. */
static bool place_read(sv s, size_t *ret_column, uint32_t *ret_row)
{
    size_t i = 0, column = 0;
    uint64_t row;
    while (i < s.n && s.p[i] >= 'A' && s.p[i] <= 'Z' && i < 3) {
        column = column * 26 + (size_t)(s.p[i++] - 'A') + 1;
    }
    if (!i || column > COLUMN_LAST || !sv_u64(sv_sub(s, i, s.n), &row) || row < 1 ||
        row > ROW_LAST) {
        return false;
    }
    *ret_column = column - 1;
    *ret_row = (uint32_t)row;
    return true;
}

static void out_of_place(struct xml *m, const char *what)
{
    m->e = err_make(m->x->a, E_INVALID,
                    "%.*s: %s of the sheet is out of its place; save the file anew in a "
                    "spreadsheet program.",
                    SV_ARG(m->x->file), what);
}

static void open_row(struct xml *m, struct rows *w)
{
    char text[NAME_BYTES];
    uint64_t n = w->number + 1;
    sv r = xml_attribute(m, "r", text, sizeof text);
    if ((r.n && !sv_u64(r, &n)) || n <= w->number || n > ROW_LAST) {
        out_of_place(m, "a row");
        return;
    }
    w->number = (uint32_t)n;
    w->width = w->column = 0;
    w->in_row = xmlTextReaderIsEmptyElement(m->r) != 1;
}

static void close_row(struct xml *m, struct rows *w)
{
    struct reading *x = m->x;
    struct xlsx_sheet *s = x->sheet;
    w->in_row = false;
    if (!w->width) {
        return;
    }
    if (s->n == XLSX_ROWS) {
        over(m, "rows", XLSX_ROWS);
        return;
    }
    s->rows = grown(x->a, s->rows, s->n, &x->rows_room, sizeof *s->rows);
    struct xlsx_row *row = &s->rows[s->n++];
    *row = (struct xlsx_row){
        .number = w->number, .cells = arena_array(x->a, struct xlsx_cell, w->width), .n = w->width};
    memcpy(row->cells, w->line, w->width * sizeof *w->line);
    w->width = 0;
}

static void open_cell(struct xml *m, struct rows *w)
{
    char text[NAME_BYTES];
    uint32_t row = w->number;
    size_t column = w->column;
    sv r = xml_attribute(m, "r", text, sizeof text);
    if ((r.n && !place_read(r, &column, &row)) || row != w->number || column < w->column) {
        out_of_place(m, "a cell");
        return;
    }
    w->column = column;
    w->sort = xml_attribute(m, "t", w->type, sizeof w->type);
    w->in_cell = xmlTextReaderIsEmptyElement(m->r) != 1;
    if (!w->in_cell) {
        w->column++;
    }
    buf_clear(&m->x->text);
}

/* What stands in the cell, in its place in the line. */
static void close_cell(struct xml *m, struct rows *w)
{
    struct reading *x = m->x;
    bool shared = sv_is(w->sort, "s");
    sv text = text_taken(m);
    uint64_t at = 0;
    w->in_cell = w->in_value = false;
    if (m->e || !text.n) {
        w->column++;
        return;
    }
    if (w->column >= XLSX_COLUMNS) {
        over(m, "columns", XLSX_COLUMNS);
        return;
    }
    if (shared && (!sv_u64(text, &at) || at >= x->strings_n)) {
        m->e = err_make(x->a, E_INVALID,
                        "%.*s: a cell in row %u names a text that the file does not have.",
                        SV_ARG(x->file), (unsigned)w->number);
        return;
    }
    while (w->width <= w->column) {
        w->line[w->width++] = (struct xlsx_cell){.sort = XLSX_EMPTY};
    }
    bool is_text = shared || sv_is(w->sort, "str") || sv_is(w->sort, "inlineStr") ||
                   sv_is(w->sort, "d") || sv_is(w->sort, "b");
    text = shared ? x->strings[at] : text;
    w->line[w->column++] = (struct xlsx_cell){.sort = !text.n               ? XLSX_EMPTY
                                                      : is_text             ? XLSX_TEXT
                                                      : sv_is(w->sort, "e") ? XLSX_ERROR
                                                                            : XLSX_NUMBER,
                                              .text = text};
}

/* A link of one cell; of a range its first, as Excel shows it. */
static void on_anchor(struct xml *m)
{
    struct reading *x = m->x;
    char place[NAME_BYTES], id[NAME_BYTES];
    struct anchor n = {.row = 0};
    sv to, from = sv_cut(xml_attribute(m, "ref", place, sizeof place), ':', &to);
    sv relation = xml_attribute(m, "id", id, sizeof id);
    if (m->e || !relation.n || !place_read(from, &n.column, &n.row)) {
        return;
    }
    if (x->anchors_n == XLSX_LINKS) {
        over(m, "links", XLSX_LINKS);
        return;
    }
    n.relation = sv_dup(x->a, relation);
    x->anchors = grown(x->a, x->anchors, x->anchors_n, &x->anchors_room, sizeof *x->anchors);
    x->anchors[x->anchors_n++] = n;
}

static void on_sheet(struct xml *m, void *cx)
{
    struct rows *w = cx;
    bool value = sv_is(w->sort, "inlineStr") ? xml_opens(m, "t") : xml_opens(m, "v");
    if (xml_opens(m, "row") && !w->in_row) {
        open_row(m, w);
    } else if (xml_ends(m, "row") && w->in_row) {
        close_row(m, w);
    } else if (xml_opens(m, "c") && w->in_row && !w->in_cell) {
        open_cell(m, w);
    } else if (xml_ends(m, "c") && w->in_cell) {
        close_cell(m, w);
    } else if (xml_opens(m, "hyperlink")) {
        on_anchor(m);
    } else if (w->in_cell && value) {
        w->in_value = xmlTextReaderIsEmptyElement(m->r) != 1;
    } else if (w->in_value && (xml_ends(m, "v") || xml_ends(m, "t"))) {
        w->in_value = false;
    } else if (w->in_value) {
        buf_sv(&m->x->text, xml_text(m));
    }
}

static int by_row(const void *a, const void *b)
{
    const struct relation *x = a, *y = b;
    return sv_cmp(x->id, y->id);
}

/* Put the addresses of the links into their cells. */
static err *links_put(struct reading *x, sv sheet)
{
    struct relations all;
    struct xlsx_sheet *s = x->sheet;
    if (!x->anchors_n) {
        return NULL;
    }
    TRY(relations_of(x, sheet, &all));
    if (all.n) {
        qsort(all.list, all.n, sizeof *all.list, by_row);
    }
    for (size_t i = 0; i < x->anchors_n; i++) {
        const struct anchor *n = &x->anchors[i];
        struct relation asked = {.id = n->relation}, *r = NULL;
        struct xlsx_row *row = NULL;
        size_t low = 0, high = s->n;
        if (all.n) {
            r = bsearch(&asked, all.list, all.n, sizeof *all.list, by_row);
        }
        while (low < high) {
            size_t mid = low + (high - low) / 2;
            row = s->rows[mid].number == n->row ? &s->rows[mid] : row;
            *(s->rows[mid].number < n->row ? &low : &high) =
                s->rows[mid].number < n->row ? mid + 1 : mid;
        }
        if (r && r->outside && row && n->column < row->n) {
            row->cells[n->column].link = r->target;
        }
    }
    return NULL;
}

/* ---- the whole ---- */

static err *book_read(struct reading *x)
{
    struct relations top, book;
    struct workbook w = {.sheet = SV_NONE};
    struct rows *rows = arena_new(x->a, struct rows);
    sv bytes;
    TRY(relations_of(x, SV(""), &top));
    const struct relation *r = relation_find(&top, SV_NONE, "/officeDocument");
    sv workbook = r ? part_at(x->a, SV(""), r->target) : SV("xl/workbook.xml");
    TRY(part_of(x, workbook, &bytes));
    TRY(xml_walk(x, workbook, bytes, on_workbook, &w));
    TRY(relations_of(x, workbook, &book));
    r = w.sheet.n ? relation_find(&book, w.sheet, NULL) : NULL;
    if (!r) {
        return err_make(x->a, E_INVALID,
                        "%.*s has no sheet: it is no spreadsheet of Excel (.xlsx).",
                        SV_ARG(x->file));
    }
    TRY(strings_read(x, &book, workbook));
    sv sheet = part_at(x->a, workbook, r->target);
    TRY(part_of(x, sheet, &bytes));
    TRY(xml_walk(x, sheet, bytes, on_sheet, rows));
    return links_put(x, sheet);
}

err *xlsx_read_parts(struct arena *a, sv file, const struct xlsx_parts *parts,
                     struct xlsx_sheet *ret)
{
    struct xlsx_sheet sheet = {.n = 0};
    struct reading x = {
        .a = a, .file = file, .parts = parts, .sheet = &sheet, .text = buf_make(XLSX_TEXT_BYTES)};
    err *e = book_read(&x);
    buf_free(&x.text);
    *ret = sheet;
    return e;
}

/* ---- the zip ---- */

struct archive {
    sv file;
    zip_t *zip;
};

static err *unpack(struct archive *z, struct arena *a, zip_file_t *f, sv name, sv *ret)
{
    struct buf b = buf_make(XLSX_PART_BYTES);
    char piece[8192];
    zip_int64_t n;
    while ((n = zip_fread(f, piece, sizeof piece)) > 0 && !b.failed) {
        buf_put(&b, piece, (size_t)n);
    }
    bool failed = b.failed;
    *ret = failed || n < 0 ? SV_NONE : buf_dup(a, &b);
    buf_free(&b);
    return failed  ? err_make(a, E_LIMIT, "%.*s: the part %.*s is larger than %d bytes, unpacked.",
                              SV_ARG(z->file), SV_ARG(name), XLSX_PART_BYTES)
           : n < 0 ? err_make(a, E_INVALID,
                              "%.*s: the part %.*s cannot be unpacked; the file is damaged: fetch "
                              "it again.",
                              SV_ARG(z->file), SV_ARG(name))
                   : NULL;
}

static err *from_zip(void *cx, struct arena *a, sv name, bool *ret_found, sv *ret)
{
    struct archive *z = cx;
    zip_int64_t at = zip_name_locate(z->zip, sv_cstr(a, name), 0);
    *ret_found = at >= 0;
    if (at < 0) {
        return NULL;
    }
    zip_file_t *f = zip_fopen_index(z->zip, (zip_uint64_t)at, 0);
    if (!f) {
        return err_make(a, E_INVALID,
                        "%.*s: the part %.*s cannot be opened; a file with a password is saved "
                        "without it first.",
                        SV_ARG(z->file), SV_ARG(sv_sub(name, 0, 200)));
    }
    err *e = unpack(z, a, f, sv_sub(name, 0, 200), ret);
    zip_fclose(f);
    return e;
}

err *xlsx_read(struct arena *a, sv file, sv bytes, struct xlsx_sheet *ret)
{
    struct archive z = {.file = file};
    if (bytes.n > XLSX_FILE_BYTES) {
        return err_make(a, E_LIMIT, "%.*s is larger than %d bytes.", SV_ARG(file), XLSX_FILE_BYTES);
    }
    zip_source_t *source = zip_source_buffer_create(bytes.p, bytes.n, 0, NULL);
    z.zip = source ? zip_open_from_source(source, ZIP_RDONLY, NULL) : NULL;
    if (!z.zip) {
        if (source) {
            zip_source_free(source);
        }
        return err_make(a, E_INVALID,
                        "%.*s is no spreadsheet of Excel (.xlsx): it is not the zip that such a "
                        "file is.",
                        SV_ARG(file));
    }
    struct xlsx_parts parts = {&z, from_zip};
    err *e = zip_get_num_entries(z.zip, 0) > XLSX_PARTS
                 ? err_make(a, E_LIMIT, "%.*s has more than %d parts.", SV_ARG(file), XLSX_PARTS)
                 : xlsx_read_parts(a, file, &parts, ret);
    zip_discard(z.zip);
    return e;
}

/* ---- cells ---- */

const struct xlsx_cell *xlsx_cell_of(const struct xlsx_row *row, size_t column)
{
    static const struct xlsx_cell nothing = {.sort = XLSX_EMPTY};
    return column < row->n ? &row->cells[column] : &nothing;
}

bool xlsx_day(const struct xlsx_sheet *sheet, const struct xlsx_cell *cell, date *ret)
{
    sv fraction, whole = sv_cut(cell->text, '.', &fraction);
    uint64_t serial;
    for (size_t i = 0; i < fraction.n; i++) {
        if (fraction.p[i] < '0' || fraction.p[i] > '9') {
            return false;
        }
    }
    if (cell->sort != XLSX_NUMBER || !sv_u64(whole, &serial) || serial > SERIAL_LAST) {
        return false;
    }
    serial += sheet->since_1904 ? DAYS_TO_1904 : 0;
    if (serial < SERIAL_FIRST || serial > SERIAL_LAST) {
        return false;
    }
    ret->days = (int32_t)serial - DAYS_TO_1970;
    return true;
}
