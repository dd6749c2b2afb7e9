/* Files by their names and by their bytes. */
#include "record/media.h"
#include "tap.h"

static bool sniffed(const char *name, sv bytes, size_t pieces)
{
    struct rec_sniff s;
    rec_sniff_open(&s, rec_media_promised(sv_of(name)));
    for (size_t at = 0; at < bytes.n; at += pieces) {
        rec_sniff_add(&s, sv_sub(bytes, at, pieces));
    }
    return rec_sniff_end(&s);
}

#define ZIP                                                                                        \
    "PK\x03\x04"                                                                                   \
    "0123456789"

static const struct {
    const char *name;
    sv bytes;
    bool good;
} files[] = {
    {"a.pdf", SV_INIT("%PDF-1.7\n"), true},
    {"a.pdf", SV_INIT("%PDF"), false},
    {"a.pdf", SV_INIT(" %PDF-1.7"), false},
    {"a.PDF", SV_INIT("%PDF-1.7\n"), true},
    {"a.png", SV_INIT("\x89PNG\r\n\x1a\nx"), true},
    {"a.png", SV_INIT("\xff\xd8\xff\xe0"), false},
    {"a.jpeg", SV_INIT("\xff\xd8\xff\xe0"), true},
    {"a.jpg", SV_INIT("\xff\xd8\xff\xe0"), true},
    {"a.txt", SV_INIT("Words, caf\xC3\xA9\r\n\tand more\n"), true},
    {"a.txt", SV_INIT("caf\xC3"), false},
    {"a.txt", SV_INIT("caf\xE9"), false},
    {"a.txt",
     SV_INIT("a\x01"
             "b"),
     false},
    {"a.txt", SV_INIT("a\0b"), false},
    {"a.txt", SV_INIT("\xED\xA0\x80"), false},
    {"a.txt", SV_INIT(""), false},
    {"a.docx", SV_INIT(ZIP "word/document.xml and more than thirty-two further bytes"), true},
    {"a.docx", SV_INIT(ZIP "xl/workbook.xml"), false},
    {"a.docx", SV_INIT(ZIP "word/document.xml word/vbaProject.bin"), false},
    {"a.xlsx", SV_INIT(ZIP "xl/workbook.xml"), true},
    {"a.xlsx", SV_INIT("xl/workbook.xml"), false},
};

static const struct {
    const char *name;
    bool good;
} names[] = {
    {"Report.pdf", true},     {"Staff report \xE2\x80\x94 lights.pdf", true},
    {".pdf", false},          {"Report", false},
    {"Report.", false},       {"Report.exe", false},
    {"a/b.pdf", false},       {"a\\b.pdf", false},
    {"a\nb.pdf", false},      {"a\tb.pdf", false},
    {"..pdf", false},         {"Report.pdf.exe", false},
    {"Report.exe.pdf", true}, {"caf\xE9.pdf", false},
    {"Report.pdfx", false},   {"Report.docm", false},
};

int main(void)
{
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        bool same = true;
        for (size_t pieces = 1; pieces < 80; pieces++) {
            same = same && sniffed(files[i].name, files[i].bytes, pieces) == files[i].good;
        }
        ok_as(same, files[i].name);
    }
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char name[32];
        snprintf(name, sizeof name, "name %zu", i);
        ok_as(rec_file_name_valid(sv_of(names[i].name)) == names[i].good, name);
    }
    return tap_done();
}
