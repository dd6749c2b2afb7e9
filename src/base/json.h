/* JSON: one bounded pull parser for all of it, trees of values in an arena, and the canonical form
 * that entries are written in (RFC 8785, narrowed: integers only, no null; see docs/format). */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/sv.h"

/* ---- pull parser ---- */

enum json_token {
    JSON_OBJECT,     /* { */
    JSON_OBJECT_END, /* } */
    JSON_ARRAY,      /* [ */
    JSON_ARRAY_END,  /* ] */
    JSON_KEY,        /* text holds it */
    JSON_STRING,     /* text holds it */
    JSON_INT,        /* number holds it: written without fraction or exponent, |n| <= 2^53-1 */
    JSON_REAL,       /* any other number; text holds its spelling */
    JSON_TRUE,
    JSON_FALSE,
    JSON_NULL,
    JSON_END /* the text is over */
};

struct json {
    struct arena *a;
    sv in;
    size_t at;
    int depth;
    int max_depth;     /* LIMIT_JSON_DEPTH unless the caller sets less */
    uint8_t stack[64]; /* per level: bit 0 object, bit 1 a value was seen, bit 2 a key waits */
    sv text; /* of the last KEY, STRING or REAL; in the input, or in a where it had escapes */
    int64_t number;
};

/* A parser over in; decoded strings that need it are copied into a. */
struct json json_open(struct arena *a, sv in);
/* The next token.  Refuses (E_INVALID) anything that RFC 8259 does not allow, invalid UTF-8, lone
 * surrogates and a depth over the limit (E_LIMIT); the message names line and column.  After
 * JSON_END only white space may follow. */
MUST err *json_next(struct json *j, enum json_token *ret);
/* Line and column (from 1, in bytes) of the place that the parser has reached. */
void json_place(const struct json *j, size_t *ret_line, size_t *ret_column);

/* ---- trees ---- */

enum jv_type {
    JV_NONE,
    JV_OBJECT,
    JV_ARRAY,
    JV_STRING,
    JV_INT,
    JV_REAL,
    JV_TRUE,
    JV_FALSE,
    JV_NULL
};

struct jv {
    enum jv_type type;
    sv key;                  /* when a member of an object */
    sv text;                 /* JV_STRING, JV_REAL (its spelling) */
    int64_t number;          /* JV_INT */
    struct jv *first, *last; /* children of JV_OBJECT and JV_ARRAY, in order */
    struct jv *next;
};

/* The whole text as a tree.  Refuses duplicate keys, and over LIMIT_JSON_NODES values. */
MUST err *jv_parse(struct arena *a, sv in, struct jv **ret);

/* Makers; all memory in a, texts are borrowed. */
NONNULL struct jv *jv_object(struct arena *a);
NONNULL struct jv *jv_array(struct arena *a);
NONNULL struct jv *jv_string(struct arena *a, sv s);
NONNULL struct jv *jv_int(struct arena *a, int64_t n);
NONNULL struct jv *jv_bool(struct arena *a, bool b);
/* Add a member or an element; the value must not stand in another tree.  Returns the value. */
struct jv *jv_put(struct jv *object, sv key, struct jv *value);
struct jv *jv_add(struct jv *array, struct jv *value);
/* Replace the member of this key, or add it. */
void jv_set(struct jv *object, sv key, struct jv *value);
/* A deep copy in a. */
NONNULL struct jv *jv_dup(struct arena *a, const struct jv *v);

/* Readers; v may be NULL.  The member of that key, or NULL. */
struct jv *jv_get(const struct jv *v, const char *key);
/* The string member, or the empty view when it is absent or no string. */
sv jv_get_sv(const struct jv *v, const char *key);
/* The integer member, or `otherwise`. */
int64_t jv_get_int(const struct jv *v, const char *key, int64_t otherwise);
bool jv_get_bool(const struct jv *v, const char *key);
size_t jv_count(const struct jv *v);
#define jv_each(it, v) for (struct jv *it = (v) ? (v)->first : NULL; it; it = it->next)

/* The canonical bytes: keys sorted by bytes, no space, shortest escapes.  Refuses what the narrow
 * profile excludes: null, reals, |n| > 2^53-1, keys that are not ASCII or longer than
 * LIMIT_KEY_BYTES, duplicate keys (E_INVALID), and what does not fit into out (E_LIMIT).  Sorts the
 * members of v in place. */
MUST err *jv_canonical(struct arena *a, struct jv *v, struct buf *out);
/* Compact JSON of any tree, members in their order. */
void jv_write(struct buf *out, const struct jv *v);
/* One JSON string with its quotes, by the shortest escapes of RFC 8785. */
void json_quote(struct buf *out, sv s);

#endif
