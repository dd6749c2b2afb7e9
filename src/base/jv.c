/* Trees of JSON values, and their canonical bytes. */
#include "base/json.h"

#include "base/limits.h"
#include "base/must.h"

static const int64_t INT_MAX_EXACT = (INT64_C(1) << 53) - 1;

static struct jv *make(struct arena *a, enum jv_type type)
{
    struct jv *v = arena_new(a, struct jv);
    v->type = type;
    return v;
}

struct jv *jv_object(struct arena *a)
{
    return make(a, JV_OBJECT);
}

struct jv *jv_array(struct arena *a)
{
    return make(a, JV_ARRAY);
}

struct jv *jv_string(struct arena *a, sv s)
{
    struct jv *v = make(a, JV_STRING);
    v->text = s;
    return v;
}

struct jv *jv_int(struct arena *a, int64_t n)
{
    struct jv *v = make(a, JV_INT);
    v->number = n;
    return v;
}

struct jv *jv_bool(struct arena *a, bool b)
{
    return make(a, b ? JV_TRUE : JV_FALSE);
}

static struct jv *append(struct jv *to, struct jv *value)
{
    must(!value->next);
    if (to->last) {
        to->last->next = value;
    } else {
        to->first = value;
    }
    to->last = value;
    return value;
}

struct jv *jv_put(struct jv *object, sv key, struct jv *value)
{
    must(object->type == JV_OBJECT);
    value->key = key;
    return append(object, value);
}

struct jv *jv_add(struct jv *array, struct jv *value)
{
    must(array->type == JV_ARRAY);
    return append(array, value);
}

void jv_set(struct jv *object, sv key, struct jv *value)
{
    jv_each(m, object)
    {
        if (sv_eq(m->key, key)) {
            struct jv *next = m->next;
            *m = *value;
            m->key = key;
            m->next = next;
            return;
        }
    }
    jv_put(object, key, value);
}

struct jv *jv_dup(struct arena *a, const struct jv *v)
{
    struct jv *copy = make(a, v->type);
    copy->key = sv_dup(a, v->key);
    copy->text = sv_dup(a, v->text);
    copy->number = v->number;
    jv_each(child, v)
    {
        append(copy, jv_dup(a, child));
    }
    return copy;
}

struct jv *jv_get(const struct jv *v, const char *key)
{
    if (!v || v->type != JV_OBJECT) {
        return NULL;
    }
    jv_each(m, v)
    {
        if (sv_is(m->key, key)) {
            return m;
        }
    }
    return NULL;
}

sv jv_get_sv(const struct jv *v, const char *key)
{
    const struct jv *m = jv_get(v, key);
    return m && m->type == JV_STRING ? m->text : SV_NONE;
}

int64_t jv_get_int(const struct jv *v, const char *key, int64_t otherwise)
{
    const struct jv *m = jv_get(v, key);
    return m && m->type == JV_INT ? m->number : otherwise;
}

bool jv_get_bool(const struct jv *v, const char *key)
{
    const struct jv *m = jv_get(v, key);
    return m && m->type == JV_TRUE;
}

size_t jv_count(const struct jv *v)
{
    size_t n = 0;
    jv_each(child, v)
    {
        n++;
    }
    return n;
}

/* ---- parsing ---- */

static bool has_key(const struct jv *object, sv key)
{
    jv_each(m, object)
    {
        if (sv_eq(m->key, key)) {
            return true;
        }
    }
    return false;
}

static enum jv_type type_of(enum json_token t)
{
    switch (t) {
    case JSON_OBJECT: return JV_OBJECT;
    case JSON_ARRAY: return JV_ARRAY;
    case JSON_STRING: return JV_STRING;
    case JSON_INT: return JV_INT;
    case JSON_REAL: return JV_REAL;
    case JSON_TRUE: return JV_TRUE;
    case JSON_FALSE: return JV_FALSE;
    case JSON_NULL: return JV_NULL;
    case JSON_OBJECT_END:
    case JSON_ARRAY_END:
    case JSON_KEY:
    case JSON_END: break;
    }
    return JV_NONE;
}

err *jv_parse(struct arena *a, sv in, struct jv **ret)
{
    struct json j = json_open(a, in);
    struct jv *stack[LIMIT_JSON_DEPTH + 1] = {NULL};
    struct jv *root = NULL;
    sv key = SV_NONE;
    int depth = 0, nodes = 0;
    for (;;) {
        enum json_token t;
        TRY(json_next(&j, &t));
        if (t == JSON_END) {
            must(root);
            *ret = root;
            return NULL;
        }
        if (t == JSON_OBJECT_END || t == JSON_ARRAY_END) {
            depth--;
            continue;
        }
        struct jv *parent = depth ? stack[depth - 1] : NULL;
        if (t == JSON_KEY) {
            key = j.text;
            if (has_key(parent, key)) {
                size_t line, column;
                json_place(&j, &line, &column);
                return err_make(a, E_INVALID, "line %zu, column %zu: the key %.*s stands twice",
                                line, column, SV_ARG(sv_sub(key, 0, LIMIT_ID_BYTES)));
            }
            continue;
        }
        if (++nodes > LIMIT_JSON_NODES) {
            return err_make(a, E_LIMIT, "the JSON text holds over %d values", LIMIT_JSON_NODES);
        }
        struct jv *v = make(a, type_of(t));
        v->text = t == JSON_STRING || t == JSON_REAL ? j.text : SV_NONE;
        v->number = t == JSON_INT ? j.number : 0;
        if (!parent) {
            root = v;
        } else {
            v->key = parent->type == JV_OBJECT ? key : SV_NONE;
            append(parent, v);
        }
        if (t == JSON_OBJECT || t == JSON_ARRAY) {
            stack[depth++] = v;
        }
    }
}

/* ---- writing ---- */

void json_quote(struct buf *out, sv s)
{
    buf_char(out, '"');
    size_t from = 0;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c >= 0x20 && c != '"' && c != '\\') {
            continue;
        }
        buf_put(out, s.p + from, i - from);
        from = i + 1;
        switch (c) {
        case '"': buf_str(out, "\\\""); break;
        case '\\': buf_str(out, "\\\\"); break;
        case '\b': buf_str(out, "\\b"); break;
        case '\t': buf_str(out, "\\t"); break;
        case '\n': buf_str(out, "\\n"); break;
        case '\f': buf_str(out, "\\f"); break;
        case '\r': buf_str(out, "\\r"); break;
        default: buf_str(out, "\\u00"); buf_hex(out, &c, 1);
        }
    }
    buf_put(out, s.n ? s.p + from : NULL, s.n - from);
    buf_char(out, '"');
}

void jv_write(struct buf *out, const struct jv *v)
{
    const char *comma = "";
    switch (v->type) {
    case JV_OBJECT:
    case JV_ARRAY:
        buf_char(out, v->type == JV_OBJECT ? '{' : '[');
        jv_each(child, v)
        {
            buf_str(out, comma);
            if (v->type == JV_OBJECT) {
                json_quote(out, child->key);
                buf_char(out, ':');
            }
            jv_write(out, child);
            comma = ",";
        }
        buf_char(out, v->type == JV_OBJECT ? '}' : ']');
        return;
    case JV_STRING: json_quote(out, v->text); return;
    case JV_INT: buf_i64(out, v->number); return;
    case JV_REAL: buf_sv(out, v->text); return;
    case JV_TRUE: buf_str(out, "true"); return;
    case JV_FALSE: buf_str(out, "false"); return;
    case JV_NONE:
    case JV_NULL: buf_str(out, "null"); return;
    }
}

/* Insertion sort: objects of entries have a dozen members, mostly in order. */
static void sort_members(struct jv *object)
{
    struct jv *sorted = NULL, *tail = NULL;
    struct jv *m = object->first;
    while (m) {
        struct jv *next = m->next;
        if (!sorted || sv_cmp(tail->key, m->key) <= 0) {
            m->next = NULL;
            *(sorted ? &tail->next : &sorted) = m;
            tail = m;
        } else {
            struct jv **at = &sorted;
            while (*at && sv_cmp((*at)->key, m->key) <= 0) {
                at = &(*at)->next;
            }
            m->next = *at;
            *at = m;
        }
        m = next;
    }
    object->first = sorted;
    object->last = tail;
}

static err *check_key(struct arena *a, const struct jv *m)
{
    if (m->key.n > LIMIT_KEY_BYTES) {
        return err_make(a, E_INVALID, "a key of an entry has at most %d bytes", LIMIT_KEY_BYTES);
    }
    for (size_t i = 0; i < m->key.n; i++) {
        if (m->key.p[i] < 0x20 || m->key.p[i] > 0x7e) {
            return err_make(a, E_INVALID, "a key of an entry is printable ASCII");
        }
    }
    if (m->next && sv_eq(m->key, m->next->key)) {
        return err_make(a, E_INVALID, "the key %.*s stands twice", SV_ARG(m->key));
    }
    return NULL;
}

static err *canonical(struct arena *a, struct jv *v, struct buf *out)
{
    const char *comma = "";
    switch (v->type) {
    case JV_OBJECT:
        sort_members(v);
        buf_char(out, '{');
        jv_each(m, v)
        {
            TRY(check_key(a, m));
            buf_str(out, comma);
            json_quote(out, m->key);
            buf_char(out, ':');
            TRY(canonical(a, m, out));
            comma = ",";
        }
        buf_char(out, '}');
        return NULL;
    case JV_ARRAY:
        buf_char(out, '[');
        jv_each(child, v)
        {
            buf_str(out, comma);
            TRY(canonical(a, child, out));
            comma = ",";
        }
        buf_char(out, ']');
        return NULL;
    case JV_INT:
        if (v->number > INT_MAX_EXACT || v->number < -INT_MAX_EXACT) {
            return err_make(a, E_INVALID, "an integer of an entry is at most 2^53-1");
        }
        buf_i64(out, v->number);
        return NULL;
    case JV_STRING: json_quote(out, v->text); return NULL;
    case JV_TRUE: buf_str(out, "true"); return NULL;
    case JV_FALSE: buf_str(out, "false"); return NULL;
    case JV_REAL: return err_make(a, E_INVALID, "an entry holds integers only");
    case JV_NONE:
    case JV_NULL: break;
    }
    return err_make(a, E_INVALID, "an entry holds no null");
}

err *jv_canonical(struct arena *a, struct jv *v, struct buf *out)
{
    TRY(canonical(a, v, out));
    return out->failed ? err_make(a, E_LIMIT, "the entry is larger than %zu bytes", out->max)
                       : NULL;
}
