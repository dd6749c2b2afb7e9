/* What the parts of tplc share. */
#ifndef TPLC_INNER_H
#define TPLC_INNER_H

#include "base/buf.h"
#include "tplc/tplc.h"

enum kind { KIND_TEXT, KIND_INT, KIND_BOOL, KIND_URL, KIND_HTML, KIND_JSON, KIND_MODEL };

struct field {
    sv name, key, doc;
    sv type_name; /* as written, until it is resolved */
    enum kind kind;
    struct model *model; /* of KIND_MODEL */
    bool list, optional;
    bool no_json;   /* never in the JSON */
    bool only_json; /* never in a template */
    bool also_json; /* html that the JSON gets */
    size_t line;
    struct field *next;
};

struct model {
    sv name, doc, file;
    size_t line;
    struct field *first, *last;
    int mark; /* of the walk: 0 not yet, 1 on the way, 2 done */
    struct model *next;
};

struct include {
    struct template *to;
    size_t at;
    struct include *next;
};

struct template
{
    sv name, file, text;
    struct model *model;
    struct template *layout; /* the shell that this page stands in, or NULL */
    sv layout_with;          /* the path of the shell's model */
    size_t layout_at;        /* offset of that directive */
    size_t body;             /* offset of what follows the leading directives */
    bool shell;              /* holds {{content}} */
    struct include *includes;
    int mark;
    struct template *next;
};

/* One whole run. */
struct tplc {
    struct arena *a;
    const struct tplc_names *names;
    struct model *models, *models_last;
    struct template *templates, *templates_last;
    struct word {
        sv text;
        struct word *next;
    } * words; /* every {{t …}}, sorted, each once */
    struct buf models_h, models_c, templates_h, templates_c;
};

/* scan.c: names and messages. */
bool tplc_name_ok(sv s);
/* A word that C or the template language keeps for itself. */
bool tplc_word_reserved(sv s);
bool tplc_blank(char c);
/* Cut the next run of non-blank bytes off *rest; empty at the end. */
sv tplc_token(sv *rest);
/* The part of a path after the last '/'. */
sv tplc_basename(sv path);
/* The bytes as the inside of a C string literal. */
void tplc_c_string(struct buf *out, sv s);
/* The name in capitals, for an include guard. */
void tplc_guard(struct buf *out, sv path);

/* model.c */
MUST err *tplc_models_read(struct tplc *t, const struct tplc_file *file);
/* Resolve type names and refuse models that contain themselves. */
MUST err *tplc_models_resolve(struct tplc *t);
struct model *tplc_model_find(const struct tplc *t, sv name);

/* modelgen.c */
void tplc_models_write(struct tplc *t);
/* Statements that write the JSON of this value; e is a C expression (for KIND_MODEL a pointer), e_n
 * its count where it is a list, depth the number of loops around it. */
void tplc_json_value(struct buf *out, const struct field *f, sv e, sv e_n, int depth);

/* template.c: pass one reads the leading directives of all, pass two compiles each. */
MUST err *tplc_template_read(struct tplc *t, const struct tplc_file *file);
MUST err *tplc_templates_link(struct tplc *t);
MUST err *tplc_template_compile(struct tplc *t, struct template *tpl);
struct template *tplc_template_find(const struct tplc *t, sv name);

/* html.c: what the compiler knows of HTML; names in lower case. */
bool html_void(sv element);
/* Its start tag would end an open <p>. */
bool html_ends_p(sv element);
/* NULL, or the sentence why this element is refused. */
const char *html_element_refused(sv element);
/* NULL, or the sentence why this attribute is refused even with a fixed value. */
const char *html_attribute_refused(sv name);
/* NULL, or the sentence why this attribute takes nothing but a fixed value. */
const char *html_attribute_fixed(sv element, sv name);
bool html_attribute_url(sv name);
/* A fixed address that may stand in a page: within the site, or by http, https, mailto or tel. */
bool html_address_ok(sv literal);

#endif
