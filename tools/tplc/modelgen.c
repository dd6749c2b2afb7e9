/* What is generated from models: structs, JSON writers and JSON Schemas. */
#include "tplc/inner.h"

#include "base/json.h"

static bool flagged(const struct field *f)
{
    return f->optional && !f->list && (f->kind == KIND_INT || f->kind == KIND_BOOL);
}

/* ---- structs ---- */

static void comment(struct buf *out, sv doc)
{
    if (!doc.n) {
        return;
    }
    buf_str(out, " /* ");
    for (size_t i = 0; i < doc.n; i++) {
        bool closes = i && doc.p[i] == '/' && doc.p[i - 1] == '*';
        bool opens = i && doc.p[i] == '*' && doc.p[i - 1] == '/';
        buf_str(out, closes || opens ? " " : "");
        buf_char(out, doc.p[i]);
    }
    buf_str(out, " */");
}

static void write_member(struct buf *out, const struct field *f)
{
    static const char *const types[] = {"sv ",  "int64_t ",   "bool ",
                                        "url ", "safe_html ", "raw_json "};
    if (flagged(f)) {
        buf_fmt(out, "    bool has_%.*s;\n", SV_ARG(f->name));
    }
    buf_str(out, f->list ? "    const " : "    ");
    if (f->kind == KIND_MODEL) {
        must(f->model); /* tplc_models_resolve has found it */
        buf_fmt(out, "%sstruct view_%.*s ", f->optional && !f->list ? "const " : "",
                SV_ARG(f->model->name));
    } else {
        buf_str(out, types[f->kind]);
    }
    buf_str(out, f->list || (f->optional && f->kind == KIND_MODEL) ? "*" : "");
    buf_sv(out, f->name);
    buf_char(out, ';');
    comment(out, f->doc);
    buf_char(out, '\n');
    if (f->list) {
        buf_fmt(out, "    size_t %.*s_n;\n", SV_ARG(f->name));
    }
}

/* A model after those that it holds by value. */
static void write_struct(struct buf *out, struct model *m)
{
    if (m->mark == 3) {
        return;
    }
    m->mark = 3;
    for (struct field *f = m->first; f; f = f->next) {
        if (f->model) {
            write_struct(out, f->model);
        }
    }
    if (m->doc.n) {
        comment(out, m->doc);
        buf_char(out, '\n');
    }
    buf_fmt(out, "struct view_%.*s {\n", SV_ARG(m->name));
    for (struct field *f = m->first; f; f = f->next) {
        write_member(out, f);
    }
    buf_fmt(out, "};\nvoid view_%.*s_json(struct out *o, const struct view_%.*s *m);\n",
            SV_ARG(m->name), SV_ARG(m->name));
    buf_fmt(out, "extern const sv view_%.*s_schema;\n\n", SV_ARG(m->name));
}

/* ---- JSON ---- */

void tplc_json_value(struct buf *out, const struct field *f, sv e, sv e_n, int depth)
{
    if (f->list) {
        struct field item = *f;
        item.list = item.optional = false;
        buf_fmt(out, "out_json_open(o, '[');\nfor (size_t j%d = 0; j%d < %.*s; j%d++) {\n", depth,
                depth, SV_ARG(e_n), depth);
        buf_str(out, "out_json_next(o);\n");
        struct buf inner = buf_make(4096);
        buf_fmt(&inner, "%s%.*s[j%d]", f->kind == KIND_MODEL ? "&" : "", SV_ARG(e), depth);
        tplc_json_value(out, &item, buf_view(&inner), SV_NONE, depth + 1);
        buf_free(&inner);
        buf_str(out, "}\nout_json_close(o, ']');\n");
        return;
    }
    switch (f->kind) {
    case KIND_TEXT: buf_fmt(out, "out_json_text(o, %.*s);\n", SV_ARG(e)); return;
    case KIND_INT: buf_fmt(out, "out_json_i64(o, %.*s);\n", SV_ARG(e)); return;
    case KIND_BOOL: buf_fmt(out, "out_json_bool(o, %.*s);\n", SV_ARG(e)); return;
    case KIND_URL:
    case KIND_HTML: buf_fmt(out, "out_json_text(o, %.*s.s);\n", SV_ARG(e)); return;
    case KIND_JSON: buf_fmt(out, "out_json_raw(o, %.*s);\n", SV_ARG(e)); return;
    case KIND_MODEL:
        buf_fmt(out, "view_%.*s_json(o, %.*s);\n", SV_ARG(f->model->name), SV_ARG(e));
        return;
    }
}

static void write_presence(struct buf *out, const struct field *f)
{
    if (f->list) {
        buf_fmt(out, "m->%.*s_n", SV_ARG(f->name));
        return;
    }
    switch (f->kind) {
    case KIND_TEXT: buf_fmt(out, "m->%.*s.n", SV_ARG(f->name)); return;
    case KIND_INT:
    case KIND_BOOL: buf_fmt(out, "m->has_%.*s", SV_ARG(f->name)); return;
    case KIND_URL:
    case KIND_HTML:
    case KIND_JSON: buf_fmt(out, "m->%.*s.s.n", SV_ARG(f->name)); return;
    case KIND_MODEL: buf_fmt(out, "m->%.*s", SV_ARG(f->name)); return;
    }
}

static void write_json(struct tplc *t, struct model *m)
{
    struct buf *out = &t->models_c;
    buf_fmt(out, "void view_%.*s_json(struct out *o, const struct view_%.*s *m)\n{\n",
            SV_ARG(m->name), SV_ARG(m->name));
    buf_str(out, "(void)m;\nout_json_open(o, '{');\n");
    for (struct field *f = m->first; f; f = f->next) {
        if (f->no_json) {
            continue;
        }
        if (f->optional) {
            buf_str(out, "if (");
            write_presence(out, f);
            buf_str(out, ") {\n");
        }
        buf_fmt(out, "TP_KEY(o, \"%.*s\");\n", SV_ARG(f->key));
        bool by_value = f->kind == KIND_MODEL && !f->list && !f->optional;
        tplc_json_value(out, f, sv_fmt(t->a, "%sm->%.*s", by_value ? "&" : "", SV_ARG(f->name)),
                        sv_fmt(t->a, "m->%.*s_n", SV_ARG(f->name)), 0);
        buf_str(out, f->optional ? "}\n" : "");
    }
    buf_str(out, "out_json_close(o, '}');\n}\n\n");
}

/* ---- schemas ---- */

static void schema_model(struct buf *out, const struct model *m);

static void schema_type(struct buf *out, const struct field *f, bool item)
{
    if (f->list && !item) {
        buf_str(out, "{");
        if (f->doc.n) {
            buf_str(out, "\"description\":");
            json_quote(out, f->doc);
            buf_char(out, ',');
        }
        buf_str(out, "\"type\":\"array\",\"items\":");
        schema_type(out, f, true);
        buf_str(out, "}");
        return;
    }
    if (f->kind == KIND_MODEL) {
        schema_model(out, f->model);
        return;
    }
    static const char *const types[] = {
        "\"type\":\"string\"",  "\"type\":\"integer\"",
        "\"type\":\"boolean\"", "\"type\":\"string\",\"format\":\"uri-reference\"",
        "\"type\":\"string\"",  ""};
    buf_char(out, '{');
    buf_str(out, types[f->kind]);
    if (f->doc.n && !item) {
        buf_str(out, *types[f->kind] ? ",\"description\":" : "\"description\":");
        json_quote(out, f->doc);
    }
    buf_char(out, '}');
}

/* Nested models stand where they are used, so that each schema is whole by itself. */
static void schema_model(struct buf *out, const struct model *m)
{
    if (out->failed) {
        return;
    }
    buf_str(out, "{\"title\":");
    json_quote(out, m->name);
    if (m->doc.n) {
        buf_str(out, ",\"description\":");
        json_quote(out, m->doc);
    }
    buf_str(out, ",\"type\":\"object\",\"properties\":{");
    const char *comma = "";
    for (struct field *f = m->first; f; f = f->next) {
        if (!f->no_json) {
            buf_str(out, comma);
            json_quote(out, f->key);
            buf_char(out, ':');
            schema_type(out, f, false);
            comma = ",";
        }
    }
    buf_str(out, "},\"required\":[");
    comma = "";
    for (struct field *f = m->first; f; f = f->next) {
        if (!f->no_json && !f->optional) {
            buf_str(out, comma);
            json_quote(out, f->key);
            comma = ",";
        }
    }
    buf_str(out, "]}");
}

/* As numbers: a string literal may hold no more than 4095 bytes. */
static void write_schema(struct tplc *t, struct model *m, struct buf *schema)
{
    struct buf *out = &t->models_c;
    buf_clear(schema);
    schema_model(schema, m);
    out->failed = out->failed || schema->failed;
    buf_fmt(out, "static const unsigned char schema_%.*s[] = {", SV_ARG(m->name));
    for (size_t i = 0; i < schema->n; i++) {
        buf_str(out, i % 24 ? "" : "\n");
        buf_i64(out, (unsigned char)schema->p[i]);
        buf_char(out, ',');
    }
    buf_fmt(
        out,
        "\n};\nconst sv view_%.*s_schema = {(const char *)schema_%.*s, sizeof schema_%.*s};\n\n",
        SV_ARG(m->name), SV_ARG(m->name), SV_ARG(m->name));
}

void tplc_models_write(struct tplc *t)
{
    struct buf *h = &t->models_h, *c = &t->models_c;
    const char *made = "/* Made by tplc from the model descriptions; docs/views.md says how. */\n";
    buf_str(h, made);
    buf_str(h, "#ifndef VIEWS_");
    tplc_guard(h, t->names->models_h);
    buf_str(h, "\n#define VIEWS_");
    tplc_guard(h, t->names->models_h);
    buf_str(h, "\n\n#include \"view/out.h\"\n\n");
    for (struct model *m = t->models; m; m = m->next) {
        write_struct(h, m);
    }
    buf_str(
        h, "/* Every model's schema, in the order of the files. */\n"
           "extern const struct out_schema view_schemas[];\nextern const size_t view_schemas_n;\n\n"
           "#endif\n");

    buf_str(c, made);
    buf_fmt(c, "#include \"%.*s\"\n\n", SV_ARG(t->names->models_h));
    struct buf schema = buf_make(TPLC_FILE_BYTES);
    for (struct model *m = t->models; m; m = m->next) {
        write_json(t, m);
        write_schema(t, m, &schema);
    }
    buf_free(&schema);
    buf_str(c, "const struct out_schema view_schemas[] = {\n");
    for (struct model *m = t->models; m; m = m->next) {
        buf_fmt(c, "{{\"%.*s\", %zu}, {(const char *)schema_%.*s, sizeof schema_%.*s}},\n",
                SV_ARG(m->name), m->name.n, SV_ARG(m->name), SV_ARG(m->name));
    }
    size_t n = 0;
    for (struct model *m = t->models; m; m = m->next) {
        n++;
    }
    buf_fmt(c, "{{\"\", 0}, {\"\", 0}}};\nconst size_t view_schemas_n = %zu;\n", n);
}
