/* What templates and models write into: a bounded text that knows its language, and the few typed
 * ways into it. Everything that comes from outside passes out_esc, out_attr, out_url or a JSON
 * writer; the types url, safe_html and raw_json stand for what was checked when it was made. */
#ifndef VIEW_OUT_H
#define VIEW_OUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/json.h"
#include "base/sv.h"

/* An address that may stand in a link: made by url_path(), URL_FIXED() or url_check() only. */
typedef struct url {
    sv s;
} url;

/* HTML that may stand in a page as it is: made by html_paragraphs() and
 * chart_svg() only. */
typedef struct safe_html {
    sv s;
} safe_html;

/* One JSON value as it is written out: made by raw_json_of() or raw_json_check() only. */
typedef struct raw_json {
    sv s;
} raw_json;

/* English and what it is in another language, sorted by the bytes of the English. */
struct out_words {
    const struct out_word {
        sv english, said;
    } * words;
    size_t n;
};

struct out {
    struct buf b;
    sv lang;                       /* "en", "es", "ht" */
    const struct out_words *words; /* NULL: English */
    bool island;                   /* JSON within a page: < > & are written as \u003c … */
};

/* A model's name and JSON Schema. */
struct out_schema {
    sv name, schema;
};

/* An empty output in this language, of at most LIMIT_PAGE_BYTES; words may be NULL.  Held: give it
 * back by out_close, or declare it SCOPED(out_close).  lang and words are borrowed. */
struct out out_open(sv lang, const struct out_words *words);
void out_close(struct out *o);
/* What was written, copied into a.  Refuses (E_LIMIT) an output that did not fit. */
MUST err *out_done(struct arena *a, const struct out *o, sv *ret);
/* The English sentence in the output's language; itself where there is no translation.  Lifetime:
 * the words'. */
sv out_tr(const struct out *o, sv english);

/* ---- HTML ---- */

/* Text between tags, in title or in textarea: & < > " ' become references, and control characters
 * but tab and line ends become U+FFFD.  The same bytes are safe within quotes, whichever they are:
 * out_attr is the same rule. */
void out_esc(struct out *o, sv s);
void out_attr(struct out *o, sv s);
/* An address within a quoted attribute, or shown between tags. */
void out_url(struct out *o, url u);
void out_i64(struct out *o, int64_t n);
void out_html(struct out *o, safe_html h);
/* Bytes of a template.  Generated code only. */
void out_raw_literal(struct out *o, const char *p, size_t n);

/* ---- JSON, compact, commas set by themselves ---- */

/* '{' or '[' and its end. */
void out_json_open(struct out *o, char bracket);
void out_json_close(struct out *o, char bracket);
/* Before each element of an array. */
void out_json_next(struct out *o);
void out_json_key(struct out *o, sv key);
void out_json_text(struct out *o, sv s);
void out_json_i64(struct out *o, int64_t n);
void out_json_bool(struct out *o, bool b);
/* The value as it is; null where it is empty. */
void out_json_raw(struct out *o, raw_json v);
/* Whether the JSON that follows stands within a page.  Generated code only. */
void out_island(struct out *o, bool within);

/* ---- makers ---- */

/* An address within the site.  The pattern is a literal that begins with one '/'; each {} in it
 * takes the next part, percent-encoded whole; {/} takes one whose own slashes stay, each piece
 * between them encoded.  A piece of the path that is empty, "." or ".." is written as "-", so that
 * no part can leave its place.  The number of parts must be that of the braces.  Lifetime: a's.
 *     url_path(a, "/people/{}/{}", body, member)      url_path(a, "/search?q={}", words) */
#define url_path(a, pattern, ...)                                                                  \
    url_path_parts((a), SV(pattern), (const sv[]){__VA_ARGS__},                                    \
                   sizeof((const sv[]){__VA_ARGS__}) / sizeof(sv))
url url_path_parts(struct arena *a, sv pattern, const sv *parts, size_t n);
/* A fixed address within the site: URL_FIXED("/record"). */
#define URL_FIXED(literal) url_path_parts(NULL, SV(literal), NULL, 0)
/* An address from outside: within the site (begins with one '/'), or by http, https or mailto.
 * Letters beyond ASCII are percent-encoded.  Refuses (E_INVALID) other schemes, user names before a
 * host, spaces, controls, quotes, angle brackets and backslashes, and (E_LIMIT) more than
 * LIMIT_URL_BYTES.  Lifetime: a's. */
MUST err *url_check(struct arena *a, sv s, url *ret);

/* Plain text as paragraphs: an empty line begins the next <p>, a line end becomes <br>; all else is
 * escaped as by out_esc.  Lifetime: a's. */
safe_html html_paragraphs(struct arena *a, sv text);

/* A JSON tree as one value; v may be NULL, which is null.  Lifetime: a's. */
raw_json raw_json_of(struct arena *a, const struct jv *v);
/* A JSON text, such as canonical bytes, after it was parsed.  Refuses what is not JSON.  Lifetime:
 * s's. */
MUST err *raw_json_check(struct arena *a, sv s, raw_json *ret);

/* ---- what generated code says: the context chooses the macro, the type the writer; a type that
 * does not belong into the context does not compile ---- */

#define TP_RAW(o, literal) out_raw_literal((o), "" literal, sizeof(literal) - 1)
#define TP_TEXT(o, x)                                                                              \
    _Generic((x), sv : out_esc, int64_t : out_i64, safe_html : out_html, url : out_url)((o), (x))
#define TP_ATTR(o, x)      _Generic((x), sv : out_attr, int64_t : out_i64, url : out_url)((o), (x))
#define TP_URL(o, x)       _Generic((x), url : out_url)((o), (x))
#define TP_INT(o, x)       _Generic((x), int64_t : out_i64)((o), (x))
#define TP_KEY(o, literal) out_json_key((o), SV(literal))

#endif
