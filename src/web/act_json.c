/* POST /acts.json: the act as it is goes to the writer, and the writer's answer comes back. */
#include "web/inside.h"

#include "base/json.h"

enum { KEY_BYTES_MAX = 256 };

/* The status and JSON of the writer, as they are. */
static void pass_on(struct web *w, struct http_exchange *x, void *cx, int status, sv json)
{
    (void)w;
    (void)cx;
    web_reply(x, CACHE_PRIVATE,
              &(struct http_reply){.status = status, .type = "application/json", .bytes = json});
}

static void refuse(struct http_exchange *x, int status, sv json)
{
    web_reply(x, CACHE_PRIVATE,
              &(struct http_reply){.status = status, .type = "application/json", .bytes = json});
}

/* "key KEY" of Authorization: Bearer KEY, or the empty view. */
static sv bearer(struct arena *a, sv authorization)
{
    sv key, scheme = sv_cut(sv_trim(authorization), ' ', &key);
    bool is_bearer = sv_is(scheme, "Bearer") || sv_is(scheme, "bearer");
    key = sv_trim(key);
    if (!is_bearer || key.n == 0 || key.n > KEY_BYTES_MAX) {
        return SV_NONE;
    }
    return sv_fmt(a, "key %.*s", SV_ARG(key));
}

/* Who asks: a program by its key, or a page of this site by its session.  *ret is empty where
 * neither is good. */
static err *credential(struct web *w, struct http_exchange *x, sv *ret)
{
    const struct http_request *r = http_exchange_request(x);
    struct arena *a = http_exchange_arena(x);
    struct web_session s;
    *ret = SV_NONE;
    if (r->authorization.n) {
        *ret = bearer(a, r->authorization);
        return NULL;
    }
    TRY(web_session_read(w, x, &s));
    if (s.found && web_origin_good(r) &&
        web_secret_equal(http_field(r, "x-csrf"), s.visitor.csrf)) {
        *ret = sv_fmt(a, "session %.*s", SV_ARG(s.token));
    }
    return NULL;
}

/* The act's id, for the answer should the writer give none. */
static sv act_id(struct arena *a, sv json)
{
    struct jv *tree;
    return jv_parse(a, json, &tree) ? SV_NONE : jv_get_sv(tree, "act");
}

/* {"batch","instrument","stream","rows" or "csv"} are rows; with "replaces" alone one is taken
 * back; "month" says that its report is whole. */
static err *report_of(struct arena *a, sv body, sv *ret)
{
    struct jv *q;
    TRY(jv_parse(a, body, &q));
    if (q->type != JV_OBJECT) {
        return err_field(a, SV("rows"), "a report is a JSON object");
    }
    bool rows = jv_get(q, "rows") || jv_get(q, "csv");
    jv_set(q, SV("ask"),
           jv_string(a, jv_get(q, "month")               ? SV("activity.state")
                        : rows || !jv_get(q, "replaces") ? SV("activity.send")
                                                         : SV("activity.withdraw")));
    struct buf b = buf_make(LIMIT_ACT_BYTES);
    jv_write(&b, q);
    bool failed = b.failed;
    *ret = failed ? SV_NONE : buf_dup(a, &b);
    buf_free(&b);
    return failed ? err_make(a, E_LIMIT, "the report is too large: send it in parts") : NULL;
}

static sv error_json(struct arena *a, err *e)
{
    sv names[] = {SV("field"), SV("sentence")}, values[] = {e->field, e->message};
    return web_ask_json(a, names, values, 2);
}

void web_do_activity_json(struct web *w, struct http_exchange *take_x, const struct web_match *m)
{
    const struct http_request *r = http_exchange_request(take_x);
    struct arena *a = http_exchange_arena(take_x);
    sv who = bearer(a, r->authorization), json;
    (void)m;
    if (!who.n) {
        refuse(take_x, 401, SV("{\"sentence\":\"Say who reports: Authorization: Bearer KEY.\"}"));
        return;
    }
    err *e = report_of(a, r->body, &json);
    if (e) {
        refuse(take_x, e->kind == E_LIMIT ? 413 : 400, error_json(a, e));
        return;
    }
    web_ask(w, take_x, WIRE_ASK, who, json, SV_NONE, pass_on, NULL);
}

void web_do_act_json(struct web *w, struct http_exchange *take_x, const struct web_match *m)
{
    const struct http_request *r = http_exchange_request(take_x);
    sv who;
    (void)m;
    /* a browser sends another type without asking first; a key no browser sends by itself */
    if (!r->authorization.n && !http_type_is(r->content_type, "application/json")) {
        refuse(take_x, 415,
               SV("{\"field\":\"Content-Type\",\"sentence\":\"Send the act as "
                  "application/json.\"}"));
        return;
    }
    err *e = credential(w, take_x, &who);
    if (e) {
        web_fail(w, e);
        refuse(take_x, 503,
               SV("{\"sentence\":\"The record cannot be read just now. Nothing was entered: try "
                  "again in a moment.\"}"));
        return;
    }
    if (!who.n) {
        refuse(take_x, 401,
               SV("{\"sentence\":\"Say who asks: Authorization: Bearer KEY, or a session with its "
                  "X-CSRF.\"}"));
        return;
    }
    web_ask(w, take_x, WIRE_ACT, who, r->body, act_id(http_exchange_arena(take_x), r->body),
            pass_on, NULL);
}
