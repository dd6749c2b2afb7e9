/* The administrator's pages, and what is asked there about accounts. */
#include "web/inside.h"

#include "base/json.h"
#include "view/templates.h"

/* ---- what each role may do, as it is checked ---- */

static sv role_words(enum act_role role)
{
    static const char *const words[ACT_ROLES] = {
        [ROLE_PUBLIC] = "everybody, without signing in",
        [ROLE_SPEAKER] = "somebody who asked to speak",
        [ROLE_MEMBER] = "a member of the body, in the own name",
        [ROLE_CHAIR] = "whoever presides",
        [ROLE_CLERK] = "keeps the record",
        [ROLE_AUDITOR] = "reads what is restricted",
        [ROLE_AGENCY] = "an agency that carries a decision out",
        [ROLE_CUSTODIAN] = "keeps the files and the backups",
        [ROLE_ADMIN] = "bodies, seats, rules and accounts",
        [ROLE_IMPORT] = "a program that enters what a source reports",
        [ROLE_KIOSK] = "a program at the door of the room",
        [ROLE_WITNESS] = "a program that signs the record with us",
        [ROLE_STAFF] = "drafts items and reviews them; enters nothing"};
    return sv_of(words[role]);
}

static struct view_role_line role_line(struct arena *a, enum act_role role)
{
    struct view_role_line line = {.role = act_role_name(role), .what = role_words(role)};
    sv *acts = arena_array(a, sv, REC_KINDS), *own = arena_array(a, sv, REC_KINDS);
    sv *pages = arena_array(a, sv, WEB_ROUTE_COUNT);
    for (int k = 0; k < REC_KINDS; k++) {
        bool only_own;
        if (!act_role_may(role, &rec_kinds[k], &only_own)) {
            continue;
        }
        sv words = sv_fmt(a, "%s: %s", rec_kinds[k].name, rec_kinds[k].help);
        if (only_own) {
            own[line.own_n++] = words;
        } else {
            acts[line.acts_n++] = words;
        }
    }
    for (int r = 0; r < WEB_ROUTE_COUNT; r++) {
        if (web_routes[r].readers != READ_ANYONE && web_route_may((enum web_route)r, role)) {
            pages[line.pages_n++] =
                sv_fmt(a, "%s %s: %s", web_routes[r].method == HTTP_POST ? "POST" : "GET",
                       web_routes[r].pattern, web_routes[r].help);
        }
    }
    line.acts = acts;
    line.own = own;
    line.pages = pages;
    return line;
}

static err *show_roles(struct web *w, struct page_cx *cx, struct out *o)
{
    struct view_roles_page *m = arena_new(cx->a, struct view_roles_page);
    struct view_role_line *lines = arena_array(cx->a, struct view_role_line, ACT_ROLES);
    sv *anyone = arena_array(cx->a, sv, WEB_ROUTE_COUNT);
    for (int role = ROLE_PUBLIC + 1; role < ACT_ROLES; role++) {
        lines[m->roles_n++] = role_line(cx->a, (enum act_role)role);
    }
    for (int r = 0; r < WEB_ROUTE_COUNT; r++) {
        if (web_routes[r].readers == READ_ANYONE) {
            anyone[m->anyone_n++] =
                sv_fmt(cx->a, "%s: %s", web_routes[r].pattern, web_routes[r].help);
        }
    }
    m->roles = lines;
    m->anyone = anyone;
    page_roles(cx, m);
    web_place(w, &m->shell);
    view_roles_page(o, m);
    return NULL;
}

/* ---- pages ---- */

static err *show(struct web *w, struct page_cx *cx, const void *with, struct out *o)
{
    const struct web_match *m = with;
    if (m->route == ROUTE_ADMIN_BODY) {
        WEB_SHOW(admin_body_page, page_admin_body(cx, m->params.body, page));
    }
    if (m->route == ROUTE_ADMIN_ACCOUNTS) {
        WEB_SHOW(accounts_page, page_admin_accounts(cx, NULL, page));
    }
    if (m->route == ROUTE_ADMIN_ACCOUNT) {
        WEB_SHOW(admin_account_page,
                 page_admin_account(cx, m->params.account, SV_NONE, SV_NONE, NULL, page));
    }
    if (m->route == ROUTE_ADMIN_ROLES) {
        return show_roles(w, cx, o);
    }
    WEB_SHOW(admin_page, page_admin(cx, page));
}

void web_do_admin(struct web *w, struct http_exchange *take_x, const struct web_match *m)
{
    struct web_session s;
    if (web_admit(w, take_x, m, &s)) {
        web_show(w, take_x, &s.visitor, 200, show, m, NULL);
    }
}

/* ---- accounts ---- */

/* What one form carries to its answer; in the exchange's arena. */
struct asked {
    struct web_session session;
    sv what, account;
    struct page_pair *pairs;
    size_t n;
    sv link;      /* of the new invitation */
    err *refused; /* why it was not done */
};

/* What the forms ask to be done, as the writer calls it, and what is said then. */
static const struct {
    const char *what, *ask, *done;
} asks[] = {{"invite", "account.add", ""},
            {"invite-again", "account.invite", ""},
            {"close", "account.disable", "The account is closed, and its visits are over."},
            {"open", "account.enable", "The account is open again."},
            {"office", "account.office", "The office is set."},
            {"reset-password", "account.reset-password", ""},
            {"reset-codes", "account.reset-codes",
             "The codes of the device are taken away, and the account's visits are over."}};

static sv ask_of(sv what, sv *ret_done)
{
    for (size_t i = 0; i < sizeof asks / sizeof asks[0]; i++) {
        if (sv_is(what, asks[i].what)) {
            *ret_done = sv_of(asks[i].done);
            return sv_of(asks[i].ask);
        }
    }
    *ret_done = SV_NONE;
    return SV("unknown");
}

/* The link as it is to be handed on: whole, so that it can be copied. */
static sv whole_link(struct http_exchange *x, sv token)
{
    const struct http_request *r = http_exchange_request(x);
    return sv_fmt(http_exchange_arena(x), "%s://%.*s/invitation/%.*s", r->secure ? "https" : "http",
                  SV_ARG(r->host), SV_ARG(token));
}

/* The page again, with the new invitation or with what was refused. */
static err *show_after(struct web *w, struct page_cx *cx, const void *with, struct out *o)
{
    const struct asked *k = with;
    struct page_sent sent = {.what = k->what, .pairs = k->pairs, .n = k->n, .e = k->refused};
    sv done;
    (void)ask_of(k->what, &done);
    done = k->refused ? SV_NONE : done;
    if (k->refused && sv_is(k->what, "invite")) {
        WEB_SHOW(accounts_page, page_admin_accounts(cx, &sent, page));
    }
    WEB_SHOW(admin_account_page, page_admin_account(cx, k->account, k->link, done, &sent, page));
}

static void managed(struct web *w, struct http_exchange *x, void *cx, int status, sv json)
{
    struct asked *k = cx;
    struct arena *a = http_exchange_arena(x);
    struct jv *v = NULL;
    sv token = status == 200 && !jv_parse(a, json, &v) ? jv_get_sv(v, "invitation") : SV_NONE;
    if (status == 401) {
        web_sign_in_first(w, x, SV("/admin/accounts"), NULL);
        return;
    }
    k->refused = status == 200 ? NULL : web_answer_err(a, status, json);
    k->link = token.n ? whole_link(x, token) : SV_NONE;
    web_show(w, x, &k->session.visitor, status, show_after, k, k->refused);
}

void web_do_admin_done(struct web *w, struct http_exchange *take_x, const struct web_match *m)
{
    static const char *const fields[] = {"account", "role", "body", "member", "office"};
    enum { FIELDS = sizeof fields / sizeof fields[0] };
    struct arena *a = http_exchange_arena(take_x);
    struct asked *k = arena_new(a, struct asked);
    struct http_form form;
    *k = (struct asked){.n = 0};
    if (!web_admit_form(w, take_x, m, &k->session, &form)) {
        return;
    }
    sv names[FIELDS + 1], values[FIELDS + 1], done;
    size_t n = 0;
    k->what = http_form_get(&form, "do");
    k->account = sv_trim(http_form_get(&form, "account"));
    names[n] = SV("ask");
    values[n++] = ask_of(k->what, &done);
    for (size_t i = 0; i < FIELDS; i++) {
        sv value = sv_trim(http_form_get(&form, fields[i]));
        if (value.n) {
            names[n] = sv_of(fields[i]);
            values[n++] = value;
        }
    }
    k->pairs = arena_array(a, struct page_pair, form.n);
    for (size_t i = 0; i < form.n; i++) {
        k->pairs[k->n++] = (struct page_pair){form.pairs[i].name, form.pairs[i].value};
    }
    web_ask(w, take_x, WIRE_ASK, sv_fmt(a, "session %.*s", SV_ARG(k->session.token)),
            web_ask_json(a, names, values, n), SV_NONE, managed, k);
}
