/* WordprocessingML, part by part, packed by libzip. */
#include "paper/docx.h"

#include <string.h>
#include <zip.h>

#include "base/buf.h"
#include "base/utf8.h"

struct docx {
    struct arena *a;
    const struct view_paper *paper;
    const struct docx_about *about;
    struct buf doc;  /* word/document.xml */
    struct buf rels; /* the targets of its links */
    int64_t links;
};

#define XML_HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define NS_W     "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
#define NS_R     "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""
#define REL      "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define PACKAGE  "http://schemas.openxmlformats.org/package/2006/"

/* ---- XML ---- */

/* Text: what XML reserves is escaped, what it cannot hold becomes U+FFFD. */
static void put_text(struct buf *b, sv s)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c == '&') {
            buf_str(b, "&amp;");
        } else if (c == '<') {
            buf_str(b, "&lt;");
        } else if (c == '>') {
            buf_str(b, "&gt;");
        } else if (c == '"') {
            buf_str(b, "&quot;");
        } else if (c < 0x20 && c != '\t' && c != '\n') {
            buf_str(b, "\xEF\xBF\xBD");
        } else {
            buf_char(b, (char)c);
        }
    }
}

/* A run of text; a line end is a break.  properties: the inside of w:rPr, or empty. */
static void put_run(struct buf *b, const char *properties, sv text)
{
    sv rest = text;
    buf_str(b, "<w:r>");
    if (*properties) {
        buf_fmt(b, "<w:rPr>%s</w:rPr>", properties);
    }
    do {
        bool broken = sv_find(rest, '\n') < rest.n;
        buf_str(b, "<w:t xml:space=\"preserve\">");
        put_text(b, sv_cut(rest, '\n', &rest));
        buf_str(b, "</w:t>");
        if (broken) {
            buf_str(b, "<w:br/>");
        }
    } while (rest.n);
    buf_str(b, "</w:r>");
}

/* ---- paragraphs ---- */

static void open_paragraph(struct docx *d, const char *style)
{
    buf_fmt(&d->doc, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/></w:pPr>", style);
}

static void close_paragraph(struct docx *d)
{
    buf_str(&d->doc, "</w:p>");
}

/* The text as a link to an entry, or plain where the document has none. */
static void put_link(struct docx *d, const char *properties, sv text, int64_t entry)
{
    if (!d->about->site.n) {
        put_run(&d->doc, properties, text);
        return;
    }
    d->links++;
    buf_fmt(&d->rels, "<Relationship Id=\"e%lld\" Type=\"" REL "hyperlink\" Target=\"",
            (long long)d->links);
    put_text(&d->rels, d->about->site);
    buf_fmt(&d->rels, "/entry/%lld\" TargetMode=\"External\"/>", (long long)entry);
    buf_fmt(&d->doc, "<w:hyperlink r:id=\"e%lld\" w:history=\"1\">", (long long)d->links);
    put_run(&d->doc, properties, text);
    buf_str(&d->doc, "</w:hyperlink>");
}

static void put_entries(struct docx *d, const int64_t *entries, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        put_run(&d->doc, "<w:rStyle w:val=\"Entry\"/>", SV(" "));
        put_link(d, "<w:rStyle w:val=\"Entry\"/>", sv_fmt(d->a, "%lld", (long long)entries[i]),
                 entries[i]);
    }
}

static void paragraph(struct docx *d, const char *style, const struct view_paper_block *block)
{
    open_paragraph(d, style);
    if (block->at.n) {
        put_run(&d->doc, "<w:rStyle w:val=\"Time\"/>", block->at);
        put_run(&d->doc, "", SV("  "));
    }
    put_run(&d->doc, "", block->text);
    if (block->mark_words.n) {
        put_run(&d->doc, "<w:i/>", sv_fmt(d->a, " (%.*s)", SV_ARG(block->mark_words)));
    }
    put_entries(d, block->entries, block->entries_n);
    close_paragraph(d);
}

static void plain(struct docx *d, const char *style, sv text)
{
    open_paragraph(d, style);
    put_run(&d->doc, "", text);
    close_paragraph(d);
}

/* ---- tables ---- */

static void open_table(struct docx *d, const char *style, int left, int right)
{
    buf_fmt(&d->doc,
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"%s\"/><w:tblW w:w=\"%d\" w:type=\"dxa\"/>"
            "<w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid><w:gridCol w:w=\"%d\"/>"
            "<w:gridCol w:w=\"%d\"/></w:tblGrid>",
            style, left + right, left, right);
}

static void open_row(struct docx *d)
{
    buf_str(&d->doc, "<w:tr><w:trPr><w:cantSplit/></w:trPr>");
}

static void open_cell(struct docx *d, int width)
{
    buf_fmt(&d->doc, "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/></w:tcPr>", width);
}

static void close_cell(struct docx *d)
{
    buf_str(&d->doc, "</w:tc>");
}

/* A table is followed by a paragraph: two tables would grow together, and a cell must end in one.
 */
static void close_table(struct docx *d)
{
    buf_str(&d->doc, "</w:tbl><w:p><w:pPr><w:pStyle w:val=\"Gap\"/></w:pPr></w:p>");
}

/* Each name is the link to its vote, where each has one. */
static void names(struct docx *d, const struct view_paper_vote *v)
{
    bool each = v->names_n == v->entries_n;
    open_paragraph(d, "Cell");
    for (size_t i = 0; i < v->names_n; i++) {
        if (i) {
            put_run(&d->doc, "", SV(", "));
        }
        if (each) {
            put_link(d, "", v->names[i], v->entries[i]);
        } else {
            put_run(&d->doc, "", v->names[i]);
        }
    }
    if (!each) {
        put_entries(d, v->entries, v->entries_n);
    }
    close_paragraph(d);
}

static void votes(struct docx *d, const struct view_paper_block *block)
{
    enum { LEFT = 1400, RIGHT = 7960 };
    open_table(d, "Votes", LEFT, RIGHT);
    for (size_t i = 0; i < block->votes_n; i++) {
        open_row(d);
        open_cell(d, LEFT);
        plain(d, "Cell", block->votes[i].word);
        close_cell(d);
        open_cell(d, RIGHT);
        names(d, &block->votes[i]);
        close_cell(d);
        buf_str(&d->doc, "</w:tr>");
    }
    close_table(d);
}

/* Rows that follow one another are one table. */
static size_t rows(struct docx *d, size_t from)
{
    enum { LEFT = 4200, RIGHT = 5160 };
    size_t i = from;
    open_table(d, "Rows", LEFT, RIGHT);
    for (; i < d->paper->blocks_n && sv_is(d->paper->blocks[i].kind, "row"); i++) {
        const struct view_paper_block *block = &d->paper->blocks[i];
        open_row(d);
        open_cell(d, LEFT);
        open_paragraph(d, "Cell");
        put_run(&d->doc, "", block->text);
        put_entries(d, block->entries, block->entries_n);
        close_paragraph(d);
        close_cell(d);
        open_cell(d, RIGHT);
        for (size_t k = 0; k < block->lines_n; k++) {
            plain(d, "Cell", block->lines[k]);
        }
        if (block->mark_words.n || !block->lines_n) {
            open_paragraph(d, "Cell");
            put_run(&d->doc, "<w:i/>", block->mark_words);
            close_paragraph(d);
        }
        close_cell(d);
        buf_str(&d->doc, "</w:tr>");
    }
    close_table(d);
    return i;
}

/* ---- blocks ---- */

static const struct {
    const char *kind, *style;
} styles[] = {{"quote", "Quote"}, {"text", "Text"}, {"note", "Note"}, {"sentence", "Told"}};

static const char *style_of(const struct view_paper_block *block)
{
    if (sv_is(block->kind, "heading")) {
        return block->level <= 2 ? "Heading1" : "Heading2";
    }
    for (size_t i = 0; i < sizeof styles / sizeof *styles; i++) {
        if (sv_is(block->kind, styles[i].kind)) {
            return styles[i].style;
        }
    }
    return "Told";
}

/* A line to be filled in: the rest of it is a row of underscores. */
static void blank(struct docx *d, const struct view_paper_block *block)
{
    open_paragraph(d, "Blank");
    if (block->at.n) {
        put_run(&d->doc, "<w:rStyle w:val=\"Time\"/>", block->at);
        put_run(&d->doc, "", SV("  "));
    }
    put_run(&d->doc, "", sv_fmt(d->a, "%.*s ", SV_ARG(block->text)));
    buf_str(&d->doc, "<w:r><w:tab/></w:r>");
    close_paragraph(d);
}

/* A line to be signed, and below it by whom. */
static void signature(struct docx *d, const struct view_paper_block *block)
{
    open_paragraph(d, "Signature");
    buf_str(&d->doc, "<w:r><w:tab/><w:br/></w:r>");
    put_run(&d->doc, "", block->text);
    if (block->mark_words.n) {
        put_run(&d->doc, "<w:i/>", sv_fmt(d->a, " (%.*s)", SV_ARG(block->mark_words)));
    }
    put_entries(d, block->entries, block->entries_n);
    close_paragraph(d);
}

static void blocks(struct docx *d)
{
    size_t i = 0;
    while (i < d->paper->blocks_n) {
        const struct view_paper_block *block = &d->paper->blocks[i];
        if (sv_is(block->kind, "row")) {
            i = rows(d, i);
            continue;
        }
        if (sv_is(block->kind, "votes")) {
            votes(d, block);
        } else if (sv_is(block->kind, "list")) {
            for (size_t k = 0; k < block->lines_n; k++) {
                plain(d, "ListBullet", block->lines[k]);
            }
        } else if (sv_is(block->kind, "blank")) {
            blank(d, block);
        } else if (sv_is(block->kind, "signature")) {
            signature(d, block);
        } else {
            paragraph(d, style_of(block), block);
        }
        i++;
    }
}

/* Letter paper, an inch of margin, head and foot. */
static const char section[] =
    "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rHeader\"/>"
    "<w:footerReference w:type=\"default\" r:id=\"rFooter\"/>"
    "<w:pgSz w:w=\"12240\" w:h=\"15840\"/>"
    "<w:pgMar w:top=\"1440\" w:right=\"1440\" w:bottom=\"1440\" w:left=\"1440\" w:header=\"720\" "
    "w:footer=\"720\" w:gutter=\"0\"/></w:sectPr>";

static void document(struct docx *d)
{
    const struct view_paper *p = d->paper;
    buf_str(&d->doc, XML_HEAD "<w:document " NS_W " " NS_R "><w:body>");
    plain(d, "BodyName", p->body_name);
    plain(d, "Title", p->title);
    for (size_t i = 0; i < p->lines_n; i++) {
        plain(d, "Subtitle", p->lines[i]);
    }
    if (d->about->status.n) {
        plain(d, "Status", d->about->status);
    }
    blocks(d);
    buf_str(&d->doc, section);
    buf_str(&d->doc, "</w:body></w:document>");
}

/* ---- the other parts ---- */

static const char content_types[] = XML_HEAD
    "<Types xmlns=\"" PACKAGE "content-types\">"
    "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships"
    "+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
#define OVERRIDE(part, type)                                                                       \
    "<Override PartName=\"" part                                                                   \
    "\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml." type        \
    "+xml\"/>"
    OVERRIDE("/word/document.xml", "document.main") OVERRIDE("/word/styles.xml", "styles")
        OVERRIDE("/word/numbering.xml", "numbering") OVERRIDE("/word/settings.xml", "settings")
            OVERRIDE("/word/header1.xml", "header")
                OVERRIDE("/word/footer1.xml",
                         "footer") "<Override PartName=\"/docProps/core.xml\" "
                                   "ContentType=\"application/"
                                   "vnd.openxmlformats-package.core-properties+xml\"/></Types>";

static const char package_rels[] =
    XML_HEAD "<Relationships xmlns=\"" PACKAGE "relationships\">"
             "<Relationship Id=\"r1\" Type=\"" REL
             "officeDocument\" Target=\"word/document.xml\"/><Relationship Id=\"r2\" "
             "Type=\"" PACKAGE "relationships/metadata/core-properties\" "
             "Target=\"docProps/core.xml\"/></Relationships>";

static const char settings[] =
    XML_HEAD "<w:settings " NS_W "><w:defaultTabStop w:val=\"720\"/><w:compat>"
             "<w:compatSetting w:name=\"compatibilityMode\" "
             "w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>"
             "</w:settings>";

static const char numbering[] = XML_HEAD
    "<w:numbering " NS_W "><w:abstractNum w:abstractNumId=\"0\">"
    "<w:multiLevelType w:val=\"singleLevel\"/><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/>"
    "<w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"\xE2\x80\xA2\"/><w:lvlJc w:val=\"left\"/>"
    "<w:pPr><w:ind w:left=\"720\" w:hanging=\"360\"/></w:pPr></w:lvl></w:abstractNum>"
    "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>";

/* One style of paragraphs: its id and name, what stands in w:pPr and in w:rPr. */
#define STYLE(id, name, based, paragraph, run)                                                     \
    "<w:style w:type=\"paragraph\" w:styleId=\"" id "\"><w:name w:val=\"" name                     \
    "\"/><w:basedOn w:val=\"" based "\"/><w:qFormat/><w:pPr>" paragraph "</w:pPr><w:rPr>" run      \
    "</w:rPr></w:style>"
#define SPACE(before, after) "<w:spacing w:before=\"" before "\" w:after=\"" after "\"/>"
#define SIZE(half)           "<w:sz w:val=\"" half "\"/>"
#define CENTER               "<w:jc w:val=\"center\"/>"
#define LINE_BORDER(side)                                                                          \
    "<w:" side " w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"999999\"/>"
#define TABLE(id, borders)                                                                         \
    "<w:style w:type=\"table\" w:styleId=\"" id "\"><w:name w:val=\"" id                           \
    "\"/><w:tblPr><w:tblBorders>" borders                                                          \
    "</w:tblBorders><w:tblCellMar><w:left w:w=\"80\" w:type=\"dxa\"/><w:right w:w=\"80\" "         \
    "w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>"

static const char *const style_sheet[] = {
    XML_HEAD "<w:styles " NS_W "><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Times New "
             "Roman\" w:hAnsi=\"Times New Roman\" w:eastAsia=\"Times New Roman\" w:cs=\"Times New "
             "Roman\"/>" SIZE(
                 "23") "<w:lang w:val=\"en-US\"/></w:rPr></w:rPrDefault>"
                       "<w:pPrDefault><w:pPr><w:spacing w:after=\"100\" w:line=\"269\" "
                       "w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>"
                       "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name "
                       "w:val=\"Normal\"/><w:qFormat/></w:style>",
    STYLE("BodyName", "Body name", "Normal", SPACE("0", "60") CENTER, SIZE("26")),
    STYLE("Title", "Title", "Normal", SPACE("0", "60") CENTER, "<w:b/>" SIZE("36")),
    STYLE("Subtitle", "Subtitle", "Normal", SPACE("0", "40") CENTER, ""),
    STYLE("Status", "Status", "Normal", SPACE("120", "240") CENTER, "<w:i/>"),
    STYLE("Heading1", "heading 1", "Normal",
          "<w:keepNext/>" SPACE("360", "120") "<w:outlineLvl w:val=\"0\"/>", "<w:b/>" SIZE("28")),
    STYLE("Heading2", "heading 2", "Normal",
          "<w:keepNext/>" SPACE("240", "80") "<w:outlineLvl w:val=\"1\"/>", "<w:b/>" SIZE("24")),
    STYLE("Told", "Told", "Normal", "", ""),
    STYLE("Text", "Text of the paper", "Normal", SPACE("0", "160") "<w:jc w:val=\"both\"/>", ""),
    STYLE("Quote", "Quote", "Normal", "<w:ind w:left=\"720\" w:right=\"720\"/>", ""),
    STYLE("Note", "Note", "Normal", "", "<w:i/>"),
    STYLE("ListBullet", "List Bullet", "Normal",
          "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>" SPACE(
              "0", "40") "<w:ind w:left=\"720\" w:hanging=\"360\"/>",
          ""),
    STYLE("Blank", "To be filled in", "Normal",
          "<w:tabs><w:tab w:val=\"right\" w:leader=\"underscore\" w:pos=\"9350\"/></w:tabs>" SPACE(
              "60", "160"),
          ""),
    STYLE("Signature", "Signature", "Normal",
          "<w:keepLines/><w:tabs><w:tab w:val=\"left\" w:leader=\"underscore\" "
          "w:pos=\"5200\"/></w:tabs>" SPACE("640", "120"),
          ""),
    STYLE("Cell", "Cell", "Normal", SPACE("20", "20"), SIZE("21")),
    STYLE("Gap", "Gap", "Normal",
          "<w:spacing w:before=\"0\" w:after=\"60\" w:line=\"120\" w:lineRule=\"exact\"/>",
          SIZE("8")),
    STYLE("Header", "header", "Normal", "<w:jc w:val=\"right\"/>", "<w:i/>" SIZE("18")),
    STYLE("Footer", "footer", "Normal", "<w:tabs><w:tab w:val=\"right\" w:pos=\"9360\"/></w:tabs>",
          SIZE("18")),
    "<w:style w:type=\"character\" w:styleId=\"Entry\"><w:name w:val=\"Entry\"/><w:rPr><w:color "
    "w:val=\"555555\"/>" SIZE("15") "</w:rPr></w:style>"
                                    "<w:style w:type=\"character\" w:styleId=\"Time\"><w:name "
                                    "w:val=\"Time\"/><w:rPr><w:b/>" SIZE("20") "</w:rPr></w:style>",
    TABLE("Votes", LINE_BORDER("top") LINE_BORDER("bottom") LINE_BORDER("insideH")),
    TABLE("Rows", LINE_BORDER("top") LINE_BORDER("bottom") LINE_BORDER("insideH")),
    "</w:styles>"};

static void put_field(struct buf *b, const char *instruction)
{
    buf_fmt(b,
            "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText "
            "xml:space=\"preserve\"> %s </w:instrText></w:r><w:r><w:fldChar "
            "w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar "
            "w:fldCharType=\"end\"/></w:r>",
            instruction);
}

static void put_header(struct buf *b, const struct docx *d)
{
    buf_str(b,
            XML_HEAD "<w:hdr " NS_W " " NS_R "><w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr>");
    put_run(b, "", d->about->status);
    buf_str(b, "</w:p></w:hdr>");
}

static void put_footer(struct buf *b, const struct docx *d)
{
    const struct view_paper *p = d->paper;
    buf_str(b,
            XML_HEAD "<w:ftr " NS_W " " NS_R "><w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr>");
    put_run(b, "",
            sv_fmt(d->a, "%.*s%s%.*s", SV_ARG(p->title), p->lines_n ? ", " : "",
                   SV_ARG(p->lines_n ? p->lines[0] : SV(""))));
    buf_str(b, "<w:r><w:tab/></w:r>");
    put_run(b, "", SV("Page "));
    put_field(b, "PAGE");
    put_run(b, "", SV(" of "));
    put_field(b, "NUMPAGES");
    buf_str(b, "</w:p></w:ftr>");
}

static void put_core(struct buf *b, const struct docx *d)
{
    buf_str(b, XML_HEAD "<cp:coreProperties xmlns:cp=\"" PACKAGE
                        "metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">"
                        "<dc:title>");
    put_text(b, d->paper->title);
    buf_str(b, "</dc:title><dc:creator>");
    put_text(b, d->paper->body_name);
    buf_str(b, "</dc:creator></cp:coreProperties>");
}

/* ---- packing ---- */

static err *zip_wrong(struct arena *a, const char *what)
{
    return err_make(a, E_IO, "The document could not be packed: %s", what);
}

/* bytes must live until the archive is closed. */
static err *add_part(struct arena *a, zip_t *z, const char *name, sv bytes)
{
    zip_source_t *source = zip_source_buffer(z, bytes.p, bytes.n, 0);
    if (!source) {
        return zip_wrong(a, zip_strerror(z));
    }
    zip_int64_t at = zip_file_add(z, name, source, ZIP_FL_ENC_UTF_8);
    if (at < 0) {
        zip_source_free(source);
        return zip_wrong(a, zip_strerror(z));
    }
    /* the same bytes for the same paper: no clock in them */
    zip_uint16_t first_day = 1 << 5 | 1;
    if (zip_file_set_dostime(z, (zip_uint64_t)at, 0, first_day, 0) < 0 ||
        zip_set_file_compression(z, (zip_uint64_t)at, ZIP_CM_DEFLATE, 3) < 0) {
        return zip_wrong(a, zip_strerror(z));
    }
    return NULL;
}

/* What was packed, copied out of the source that it was written into. */
static err *read_back(struct arena *a, zip_source_t *out, sv *ret)
{
    zip_stat_t st;
    if (zip_source_stat(out, &st) < 0 || !(st.valid & ZIP_STAT_SIZE) || zip_source_open(out) < 0) {
        return zip_wrong(a, zip_error_strerror(zip_source_error(out)));
    }
    char *bytes = arena_alloc(a, st.size);
    zip_int64_t got = zip_source_read(out, bytes, st.size);
    zip_source_close(out);
    if (got < 0 || (zip_uint64_t)got != st.size) {
        return zip_wrong(a, "it could not be read back");
    }
    *ret = (sv){bytes, (size_t)got};
    return NULL;
}

/* A fixed part. */
#define FIXED(text) ((sv){(text), sizeof(text) - 1})

struct part {
    const char *name;
    sv bytes;
};

static err *pack(struct arena *a, const struct part *parts, size_t n, sv *ret)
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *out = zip_source_buffer_create(NULL, 0, 0, &error);
    zip_t *z = out ? zip_open_from_source(out, ZIP_CREATE | ZIP_TRUNCATE, &error) : NULL;
    if (!z) {
        err *e = zip_wrong(a, zip_error_strerror(&error));
        if (out) {
            zip_source_free(out);
        }
        zip_error_fini(&error);
        return e;
    }
    err *e = NULL;
    zip_source_keep(out);
    for (size_t i = 0; !e && i < n; i++) {
        e = add_part(a, z, parts[i].name, parts[i].bytes);
    }
    if (!e && zip_close(z) < 0) {
        e = zip_wrong(a, zip_strerror(z));
        zip_discard(z);
    } else if (e) {
        zip_discard(z);
    } else {
        e = read_back(a, out, ret);
    }
    zip_source_free(out);
    zip_error_fini(&error);
    return e;
}

err *docx_write(struct arena *a, const struct view_paper *paper, const struct docx_about *about,
                sv *ret)
{
    SCOPED(buf_free)
    struct buf header = buf_make(DOCX_MAX), footer = buf_make(DOCX_MAX), core = buf_make(DOCX_MAX),
               sheet = buf_make(DOCX_MAX);
    struct docx d = {.a = a,
                     .paper = paper,
                     .about = about,
                     .doc = buf_make(DOCX_MAX),
                     .rels = buf_make(DOCX_MAX)};
    static const char own_rels[] =
        "<Relationship Id=\"rStyles\" Type=\"" REL "styles\" Target=\"styles.xml\"/>"
        "<Relationship Id=\"rNumbering\" Type=\"" REL "numbering\" Target=\"numbering.xml\"/>"
        "<Relationship Id=\"rSettings\" Type=\"" REL "settings\" Target=\"settings.xml\"/>"
        "<Relationship Id=\"rHeader\" Type=\"" REL "header\" Target=\"header1.xml\"/>"
        "<Relationship Id=\"rFooter\" Type=\"" REL "footer\" Target=\"footer1.xml\"/>";
    buf_str(&d.rels, XML_HEAD "<Relationships xmlns=\"" PACKAGE "relationships\">");
    buf_str(&d.rels, own_rels);
    document(&d);
    buf_str(&d.rels, "</Relationships>");
    for (size_t i = 0; i < sizeof style_sheet / sizeof *style_sheet; i++) {
        buf_str(&sheet, style_sheet[i]);
    }
    put_header(&header, &d);
    put_footer(&footer, &d);
    put_core(&core, &d);
    const struct part parts[] = {{"[Content_Types].xml", FIXED(content_types)},
                                 {"_rels/.rels", FIXED(package_rels)},
                                 {"word/document.xml", buf_view(&d.doc)},
                                 {"word/_rels/document.xml.rels", buf_view(&d.rels)},
                                 {"word/styles.xml", buf_view(&sheet)},
                                 {"word/numbering.xml", FIXED(numbering)},
                                 {"word/settings.xml", FIXED(settings)},
                                 {"word/header1.xml", buf_view(&header)},
                                 {"word/footer1.xml", buf_view(&footer)},
                                 {"docProps/core.xml", buf_view(&core)}};
    err *e = d.doc.failed || d.rels.failed
                 ? err_make(a, E_LIMIT, "This paper is too long for one document.")
                 : pack(a, parts, sizeof parts / sizeof *parts, ret);
    buf_free(&d.doc);
    buf_free(&d.rels);
    return e;
}
