/* Media types by name and by their bytes. */
#include "record/media.h"

#include <string.h>

#include "base/utf8.h"

const struct rec_media rec_media[] = {
    {"application/pdf", " pdf ", "a PDF document"},
    {"image/png", " png ", "a PNG picture"},
    {"image/jpeg", " jpg jpeg ", "a JPEG picture"},
    {"text/plain", " txt ", "plain text"},
    {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", " docx ",
     "a Word document"},
    {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", " xlsx ",
     "an Excel workbook"},
    {.type = NULL},
};
enum { PDF, PNG, JPEG, TEXT, DOCX, XLSX };

const struct rec_media *rec_media_find(sv type)
{
    for (const struct rec_media *m = rec_media; m->type; m++) {
        if (sv_is(type, m->type)) {
            return m;
        }
    }
    return NULL;
}

const struct rec_media *rec_media_promised(sv name)
{
    char word[8] = " ";
    size_t dot = name.n;
    while (dot && name.p[dot - 1] != '.') {
        dot--;
    }
    sv ending = sv_sub(name, dot, name.n);
    if (!dot || !ending.n || ending.n > sizeof word - 3) {
        return NULL;
    }
    for (size_t i = 0; i < ending.n; i++) {
        char c = ending.p[i];
        word[1 + i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
    }
    word[1 + ending.n] = ' ';
    word[2 + ending.n] = '\0';
    for (const struct rec_media *m = rec_media; m->type; m++) {
        if (strstr(m->endings, word)) {
            return m;
        }
    }
    return NULL;
}

bool rec_file_name_valid(sv name)
{
    enum { NAME_MOST = 120 };
    for (size_t i = 0; i < name.n; i++) {
        if (name.p[i] == '/' || name.p[i] == '\\' || name.p[i] == '\n' || name.p[i] == '\t') {
            return false;
        }
    }
    return name.n > 0 && name.n <= NAME_MOST && utf8_plain(name) && name.p[0] != '.' &&
           rec_media_promised(name);
}

/* ---- the bytes ---- */

void rec_sniff_open(struct rec_sniff *s, const struct rec_media *promised)
{
    *s = (struct rec_sniff){.promised = promised, .text = true};
}

/* How many bytes the character that begins so has; 0: none begins so. */
static unsigned length_of(unsigned char c)
{
    return c < 0x80 ? 1 : c < 0xc2 ? 0 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : c < 0xf5 ? 4 : 0;
}

static void look_at_text(struct rec_sniff *s, sv piece)
{
    for (size_t i = 0; i < piece.n && s->text; i++) {
        unsigned char c = (unsigned char)piece.p[i];
        s->utf[s->utf_n++] = c;
        unsigned want = length_of(s->utf[0]);
        if (want == 0) {
            s->text = false;
        } else if (s->utf_n == want) {
            bool good = want > 1 ? utf8_plain((sv){(const char *)s->utf, want})
                                 : c == '\n' || c == '\r' || c == '\t' || c == '\f' ||
                                       (c >= ' ' && c < 0x7f);
            s->text = good;
            s->utf_n = 0;
        }
    }
}

static bool holds(const char *p, size_t n, const char *word)
{
    size_t length = strlen(word);
    while (n >= length) {
        const char *at = memchr(p, word[0], n - length + 1);
        if (!at) {
            return false;
        }
        if (memcmp(at, word, length) == 0) {
            return true;
        }
        n -= (size_t)(at + 1 - p);
        p = at + 1;
    }
    return false;
}

static void look_for(struct rec_sniff *s, const char *p, size_t n)
{
    bool word = s->promised == &rec_media[DOCX];
    s->body = s->body || holds(p, n, word ? "word/document.xml" : "xl/workbook.xml");
    s->macros = s->macros || holds(p, n, "vbaProject.bin");
}

/* A zip tells the names of its parts in plain. */
static void look_at_document(struct rec_sniff *s, sv piece)
{
    char seam[2 * sizeof s->tail];
    size_t n = piece.n < sizeof s->tail ? piece.n : sizeof s->tail;
    memcpy(seam, s->tail, s->tail_n);
    memcpy(seam + s->tail_n, piece.p, n);
    look_for(s, seam, s->tail_n + n);
    look_for(s, piece.p, piece.n);
    size_t all = s->tail_n + n, kept = all < sizeof s->tail ? all : sizeof s->tail;
    if (piece.n >= sizeof s->tail) {
        memcpy(s->tail, piece.p + piece.n - sizeof s->tail, sizeof s->tail);
        s->tail_n = sizeof s->tail;
    } else {
        memmove(s->tail, seam + all - kept, kept);
        s->tail_n = (unsigned)kept;
    }
}

void rec_sniff_add(struct rec_sniff *s, sv piece)
{
    if (!piece.n) {
        return;
    }
    for (size_t i = 0; i < piece.n && s->head_n < sizeof s->head; i++) {
        s->head[s->head_n++] = (unsigned char)piece.p[i];
    }
    if (s->promised == &rec_media[TEXT]) {
        look_at_text(s, piece);
    } else if (s->promised == &rec_media[DOCX] || s->promised == &rec_media[XLSX]) {
        look_at_document(s, piece);
    }
    s->n += piece.n;
}

static bool begins(const struct rec_sniff *s, const char *mark, unsigned n)
{
    return s->head_n >= n && memcmp(s->head, mark, n) == 0;
}

bool rec_sniff_end(const struct rec_sniff *s)
{
    switch (s->promised - rec_media) {
    case PDF: return begins(s, "%PDF-", 5);
    case PNG: return begins(s, "\x89PNG\r\n\x1a\n", 8);
    case JPEG: return begins(s, "\xff\xd8\xff", 3);
    case TEXT: return s->n > 0 && s->text && s->utf_n == 0;
    default: return begins(s, "PK\x03\x04", 4) && s->body && !s->macros;
    }
}
