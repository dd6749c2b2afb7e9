/* The media types of files that the record takes, and how they are known. */
#ifndef RECORD_MEDIA_H
#define RECORD_MEDIA_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/sv.h"

enum { REC_FILE_BYTES = 64 << 20 }; /* the largest file */

struct rec_media {
    const char *type;
    const char *endings; /* of file names, between blanks, in small letters */
    const char *words;   /* "a PDF document" */
};

/* The table, ended by a NULL type. */
extern const struct rec_media rec_media[];

/* The row of that type, or NULL. */
const struct rec_media *rec_media_find(sv type);
/* The row that the ending of a file's name promises, or NULL. */
const struct rec_media *rec_media_promised(sv name);
/* A name for a file: 1-120 bytes of plain text on one line, without '/' and '\', not beginning
 * with a dot, with an ending that the table knows. */
bool rec_file_name_valid(sv name);

/* What a file's bytes say, looked at as they come. */
struct rec_sniff {
    const struct rec_media *promised;
    uint64_t n;
    unsigned char head[8];
    unsigned head_n;
    bool text;            /* so far */
    unsigned char utf[4]; /* the begun character of a text */
    unsigned utf_n;
    char tail[32]; /* the last bytes, for names that stand across two pieces */
    unsigned tail_n;
    bool body, macros; /* of a document: its main part, and programs in it */
};

/* Begin, for a file whose name promises this row. */
void rec_sniff_open(struct rec_sniff *s, const struct rec_media *promised);
/* The next bytes. */
void rec_sniff_add(struct rec_sniff *s, sv piece);
/* Whether the bytes are what the name promised: the marks at the beginning of PDF, PNG and JPEG;
 * plain UTF-8 for a text; a zip with the main part, and no programs, for documents of Word and
 * Excel. */
bool rec_sniff_end(const struct rec_sniff *s);

#endif
