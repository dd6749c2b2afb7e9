/* tplc: the compiler of model descriptions (.model) and page templates (.thtml) into C.
 * docs/views.md describes both languages.  This library is pure: texts in, texts out. */
#ifndef TPLC_TPLC_H
#define TPLC_TPLC_H

#include "base/err.h"
#include "base/sv.h"

enum {
    TPLC_FILES = 512,             /* files of one run */
    TPLC_FILE_BYTES = 1 << 20,    /* one file */
    TPLC_OUTPUT_BYTES = 32 << 20, /* one generated text */
    TPLC_NAME_BYTES = 40,         /* a model, field or template */
    TPLC_FIELDS = 200,            /* of one model */
    TPLC_NESTING = 16,            /* of models, and of one path */
    TPLC_ELEMENTS = 128,          /* open at once */
    TPLC_BLOCKS = 32,             /* {{if}} and {{each}} open at once */
    TPLC_ATTRIBUTES = 64          /* of one tag */
};

/* One input: its name as messages and #line give it (it must end in .model or .thtml), and its
 * text. */
struct tplc_file {
    sv name;
    sv text;
};

/* How the generated files include one another. */
struct tplc_names {
    sv models_h;    /* "view/models.h" */
    sv templates_h; /* "view/templates.h" */
};

struct tplc_output {
    sv models_h, models_c, templates_h, templates_c;
};

/* Compile all files of one program together; models may stand in any order and in any file.
 * Refuses (E_INVALID, or E_LIMIT over a bound above) with a message "file:line:column: one
 * sentence" for templates and "file:line: one sentence" for models.  Lifetime: the outputs live in
 * a. */
MUST err *tplc_compile(struct arena *a, const struct tplc_file *files, size_t n,
                       const struct tplc_names *names, struct tplc_output *ret);

#endif
