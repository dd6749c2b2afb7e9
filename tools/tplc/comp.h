/* The state of one template's compilation: where in the HTML it stands, and which blocks are open.
 */
#ifndef TPLC_COMP_H
#define TPLC_COMP_H

#include "tplc/inner.h"

enum ctx {
    CTX_TEXT,   /* between tags */
    CTX_RCDATA, /* within title or textarea */
    CTX_TAG,    /* within a start tag, between attributes */
    CTX_ATTR,   /* within a quoted attribute value */
    CTX_URL,    /* the same, of an address */
    CTX_ISLAND, /* within script of a JSON type */
    CTX_EMPTY   /* within an element whose content must be empty */
};

/* What an address holds so far. */
enum url_state { URL_EMPTY, URL_FIXED, URL_GIVEN, URL_MIXED };

struct open_element {
    sv name; /* lower case */
    size_t at;
};

struct attribute {
    sv name;          /* lower case */
    sv fixed;         /* its value, when not dynamic */
    bool dynamic;     /* holds an interpolation or a block */
    bool conditional; /* stands within a block of the tag */
    int hidden;       /* 0, or 1 + the block in whose other branch it stands */
};

struct block {
    bool each, has_else;
    sv var;            /* of each */
    struct field item; /* … what var is */
    sv count;          /* … the C expression of its number */
    size_t at;
    enum ctx ctx;
    size_t depth;        /* elements open where it began */
    unsigned tag, value; /* serials of the tag and value that it began in */
    enum url_state url_start, url_end;
    bool url_ended; /* url_end holds what an earlier branch left */
    size_t attributes;
};

struct comp {
    struct tplc *t;
    struct template *tpl;
    sv in;
    size_t at;
    struct buf *code;
    struct buf fixed; /* literal bytes that wait to be written */

    enum ctx ctx;
    struct open_element open[TPLC_ELEMENTS];
    size_t depth;
    bool doctype, content;

    sv tag; /* lower case */
    size_t tag_at;
    unsigned tag_serial, value_serial;
    struct attribute attributes[TPLC_ATTRIBUTES];
    size_t attributes_n;

    char quote;
    size_t value_from;
    bool value_dynamic;
    const char *value_fixed; /* NULL, or why it takes only a fixed value */
    enum url_state url;

    struct block blocks[TPLC_BLOCKS];
    size_t blocks_n;
};

/* "file:line:column: message" about the place at; never NULL. */
PRINTF(3, 4) err *comp_bad(struct comp *c, size_t at, const char *fmt, ...);
#define comp_bad(...) err_made(comp_bad(__VA_ARGS__))
/* Write out the literal bytes that wait. */
void comp_flush(struct comp *c);
/* White space is content here: within pre or textarea. */
bool comp_preserves(const struct comp *c);
bool comp_open_has(const struct comp *c, const char *element);

/* track.c: take the next piece of HTML, up to the next "{{" at most. */
MUST err *comp_html(struct comp *c);
/* Refuse an end of the text that leaves something open. */
MUST err *comp_finish(struct comp *c);

#endif
