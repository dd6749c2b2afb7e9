/* One's own account: one-time codes, the password, visits elsewhere. */
#include "web/inside.h"

#include "base/json.h"
#include "view/templates.h"

/* What one form of the page carries to its answer; in the exchange's arena. */
struct own {
    struct web_session session;
    sv what, next;
    struct page_pair *pairs;
    size_t n;
    struct web_turn turn;
};

/* ---- the pages ---- */

/* What was done, or why it was not. */
struct told {
    const struct own *k;
    sv done;
    err *refused;
};

static err *show(struct web *w, struct page_cx *cx, const void *with, struct out *o)
{
    const struct told *t = with;
    const struct own *k = t->k;
    struct page_sent sent = {.what = k->what, .pairs = k->pairs, .n = k->n, .e = t->refused};
    WEB_SHOW(account_page, page_own_account(cx, k->session.lacks, k->next, t->done, &sent, page));
}

static void answer_page(struct web *w, struct http_exchange *x, const struct own *k, int status,
                        sv done, err *refused)
{
    struct told t = {k, done, refused};
    web_show(w, x, &k->session.visitor, status, show, &t, NULL);
}

/* The secret and the form for its first code. */
static void answer_device(struct web *w, struct http_exchange *x, const struct own *k, int status,
                          sv secret, err *refused)
{
    struct page_cx cx = web_page_cx(w, x, &k->session.visitor);
    struct view_device_page *m = arena_new(cx.a, struct view_device_page);
    struct page_sent sent = {.what = k->what, .pairs = k->pairs, .n = k->n, .e = refused};
    sv link = code_secret_link(cx.a, secret, w->s.name, k->session.actor.account);
    err *e = page_device(&cx, secret, link, k->next, &sent, m);
    if (e) {
        web_error_of(w, x, e, false, &k->session.visitor);
        return;
    }
    struct out o = out_open(cx.language, NULL);
    web_place(w, &m->shell);
    view_device_page(&o, m);
    web_send(x, status, CACHE_PRIVATE, false, &o, SV_NONE);
}

static void answer_codes(struct web *w, struct http_exchange *x, const struct own *k,
                         const struct jv *list)
{
    struct page_cx cx = web_page_cx(w, x, &k->session.visitor);
    struct view_recovery_page *m = arena_new(cx.a, struct view_recovery_page);
    sv *codes = arena_array(cx.a, sv, jv_count(list));
    size_t n = 0;
    jv_each(c, list)
    {
        codes[n++] = c->text;
    }
    struct web_session after = k->session;
    after.lacks = false;
    page_recovery(&cx, codes, n, k->next.n ? k->next : web_home_of(&after), m);
    struct out o = out_open(cx.language, NULL);
    web_place(w, &m->shell);
    view_recovery_page(&o, m);
    web_send(x, 200, CACHE_PRIVATE, false, &o, SV_NONE);
}

void web_do_account(struct web *w, struct http_exchange *take_x, const struct web_match *m)
{
    struct own *k = arena_new(http_exchange_arena(take_x), struct own);
    struct http_form query = {0};
    *k = (struct own){.n = 0};
    if (!web_admit(w, take_x, m, &k->session)) {
        return;
    }
    err *e =
        http_form_parse(http_exchange_arena(take_x), http_exchange_request(take_x)->query, &query);
    if (e) {
        web_error_of(w, take_x, e, false, &k->session.visitor);
        return;
    }
    sv next = http_form_get(&query, "next");
    k->next = web_place_valid(next) ? next : SV_NONE;
    answer_page(w, take_x, k, 200, SV_NONE, NULL);
}

/* ---- the answer ---- */

static sv done_words(sv what)
{
    static const char *const words[][2] = {
        {"end", "Codes are not asked for any more."},
        {"password", "The password is changed, and your visits elsewhere are over."},
        {"visits", "Your visits elsewhere are over."}};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (sv_is(what, words[i][0])) {
            return sv_of(words[i][1]);
        }
    }
    return SV_NONE;
}

static void answered(struct web *w, struct http_exchange *x, void *cx, int status, sv json)
{
    struct own *k = cx;
    struct arena *a = http_exchange_arena(x);
    struct jv *v = NULL;
    if (jv_parse(a, json, &v)) {
        v = NULL;
    }
    err *refused = status == 200 ? NULL : web_answer_err(a, status, json);
    sv secret = jv_get_sv(v, "secret");
    const struct jv *codes = v ? jv_get(v, "codes") : NULL;
    if (status == 401) {
        web_sign_in_first(w, x, SV("/account"), NULL);
    } else if (secret.n) {
        answer_device(w, x, k, status, secret, refused);
    } else if (codes) {
        answer_codes(w, x, k, codes);
    } else {
        answer_page(w, x, k, status, refused ? SV_NONE : done_words(k->what), refused);
    }
}

static void away(struct web *w, struct http_exchange *x, void *cx, err *e)
{
    answer_page(w, x, cx, 429, SV_NONE, e);
}

/* ---- the request ---- */

/* What the form asks, as the writer calls it. */
static sv ask_of(sv what)
{
    static const char *const asks[][2] = {
        {"begin", "code.begin"}, {"confirm", "code.confirm"}, {"recovery", "code.recovery"},
        {"end", "code.end"},     {"visits", "sessions.end"},  {"password", "password.change"}};
    for (size_t i = 0; i < sizeof asks / sizeof asks[0]; i++) {
        if (sv_is(what, asks[i][0])) {
            return sv_of(asks[i][1]);
        }
    }
    return SV_NONE;
}

static void ask(struct web *w, struct http_exchange *take_x, struct own *k,
                const struct http_form *form)
{
    struct arena *a = http_exchange_arena(take_x);
    sv new = http_form_get(form, "new");
    const sv names[] = {SV("ask"), SV("code"), SV("password"), SV("new"), SV("from"), SV("device")};
    const sv values[] = {
        ask_of(k->what),     http_form_get(form, "code"), http_form_get(form, "password"), new,
        web_network(take_x), web_device(take_x)};
    k->turn =
        (struct web_turn){.credential = sv_fmt(a, "session %.*s", SV_ARG(k->session.token)),
                          .json = web_ask_json(a, names, values, sizeof names / sizeof names[0]),
                          .answer = answered,
                          .away = away,
                          .cx = k};
    if (!values[0].n) {
        answer_page(w, take_x, k, 400, SV_NONE,
                    err_make(a, E_INVALID, "This is nothing that can be done here."));
    } else if (!sv_is(k->what, "password")) {
        web_ask(w, take_x, WIRE_ASK, k->turn.credential, k->turn.json, SV_NONE, answered, k);
    } else if (!sv_eq(new, http_form_get(form, "again"))) {
        answer_page(w, take_x, k, 400, SV_NONE,
                    err_field(a, SV("again"), "The two passwords are not the same."));
    } else {
        web_stand_in_line(w, take_x, &k->turn);
    }
}

void web_do_account_done(struct web *w, struct http_exchange *take_x, const struct web_match *m)
{
    struct arena *a = http_exchange_arena(take_x);
    struct own *k = arena_new(a, struct own);
    struct http_form form;
    *k = (struct own){.n = 0};
    if (!web_admit_form(w, take_x, m, &k->session, &form)) {
        return;
    }
    sv next = http_form_get(&form, "next");
    k->what = http_form_get(&form, "do");
    k->next = web_place_valid(next) ? next : SV_NONE;
    k->n = form.n;
    k->pairs = arena_array(a, struct page_pair, form.n);
    for (size_t i = 0; i < form.n; i++) {
        k->pairs[i] = (struct page_pair){form.pairs[i].name, form.pairs[i].value};
    }
    ask(w, take_x, k, &form);
}
