/* Where an agency reports: its page, and what is asked there. */
#include "acts/tables.h"
#include "base/json.h"
#include "view/templates.h"
#include "web/inside.h"

/* What is shown; in the exchange's arena. */
struct asked {
    struct web_session session;
    sv what, instrument;
    struct page_pair *pairs;
    size_t n;
    err *refused; /* why it was not done */
};

/* ---- the columns, with the codes that a row may hold ---- */

static void words(struct arena *a, const char *const *list, struct page_report_column *c)
{
    sv *codes;
    for (c->n = 0; list[c->n]; c->n++) {
    }
    codes = arena_array(a, sv, c->n);
    for (size_t i = 0; i < c->n; i++) {
        codes[i] = sv_of(list[i]);
    }
    c->codes = codes;
}

static void listed(const struct activity_codes *codes, struct page_report_column *c)
{
    c->codes = codes->id;
    c->n = codes->n;
}

static struct page_report_column *columns(struct arena *a, const char *const *names, size_t *n)
{
    for (*n = 0; names[*n]; (*n)++) {
    }
    struct page_report_column *all = arena_array(a, struct page_report_column, *n);
    for (size_t i = 0; i < *n; i++) {
        all[i] = (struct page_report_column){.name = names[i], .required = true};
    }
    return all;
}

/* In the order of activity_columns and complaint_columns. */
static void set_columns(struct arena *a, const struct activity_known *k,
                        struct page_agency_ask *ask)
{
    struct page_report_column *acts = columns(a, activity_columns, &ask->columns_n[0]);
    struct page_report_column *complaints = columns(a, complaint_columns, &ask->columns_n[1]);
    acts[1].codes = k->holders;
    acts[1].n = k->holders_n;
    listed(&k->powers, &acts[2]);
    listed(&k->settings, &acts[3]);
    listed(&k->places, &acts[4]);
    words(a, activity_outcomes, &acts[5]);
    words(a, activity_supervisors, &acts[6]);
    words(a, activity_releases, &acts[7]);
    listed(&k->releases, &acts[8]);
    acts[8].required = false;
    words(a, complaint_kinds, &complaints[1]);
    words(a, complaint_outcomes, &complaints[4]);
    complaints[2].required = complaints[3].required = complaints[4].required = false;
    ask->columns[0] = acts;
    ask->columns[1] = complaints;
}

/* ---- the page ---- */

static sv pair(const struct asked *k, const char *name)
{
    for (size_t i = 0; i < k->n; i++) {
        if (sv_is(k->pairs[i].name, name)) {
            return k->pairs[i].value;
        }
    }
    return SV_NONE;
}

static err *propose(struct web *w, struct page_cx *cx, const struct asked *k,
                    struct page_proposal *p)
{
    struct table_made t;
    *p = (struct page_proposal){
        .id = pair(k, "table"), .from = pair(k, "from"), .until = pair(k, "until")};
    err *e = table_make(cx->store, cx->a, k->instrument, p->id, p->from, p->until, &w->s.rules,
                        cx->now, &t);
    if (e && e->kind == E_IO) {
        return e;
    }
    p->refused = e;
    if (!e) {
        p->csv = t.csv;
        p->hidden = t.hidden;
        p->cells = t.cells;
        p->threshold = w->s.rules.threshold;
    }
    return NULL;
}

static err *show(struct web *w, struct page_cx *cx, const void *with, struct out *o)
{
    const struct asked *k = with;
    struct page_sent sent = {.what = k->what, .pairs = k->pairs, .n = k->n, .e = k->refused};
    struct page_agency_ask ask = {.instrument = k->instrument, .sent = k->refused ? &sent : NULL};
    struct page_proposal proposal;
    struct activity_known known;
    sv *tables = arena_array(cx->a, sv, table_layouts_n);
    for (size_t i = 0; i < table_layouts_n; i++) {
        tables[ask.tables_n++] = sv_of(table_layouts[i].id);
    }
    ask.tables = tables;
    if (k->instrument.n) {
        TRY(activity_known_read(cx->store, cx->a, k->instrument, &known));
        set_columns(cx->a, &known, &ask);
        bool may = k->session.actor.role == ROLE_CLERK ||
                   !activity_may_report(cx->a, &k->session.actor, k->instrument);
        if (may && sv_is(k->what, "propose")) {
            TRY(propose(w, cx, k, &proposal));
            ask.proposal = &proposal;
        }
    }
    WEB_SHOW(agency_page, page_agency(cx, &ask, page));
}

void web_do_agency(struct web *w, struct http_exchange *take_x, const struct web_match *m)
{
    struct asked k = {.instrument = m->params.instrument};
    if (!web_admit(w, take_x, m, &k.session)) {
        return;
    }
    sv own = k.session.actor.role == ROLE_AGENCY ? k.session.actor.instrument : SV_NONE;
    if (!k.instrument.n && rec_id_valid(own)) {
        k.instrument = own;
    }
    web_show(w, take_x, &k.session.visitor, 200, show, &k, NULL);
}

/* ---- forms ---- */

static void answered(struct web *w, struct http_exchange *x, void *cx, int status, sv json)
{
    struct asked *k = cx;
    struct arena *a = http_exchange_arena(x);
    if (status == 401) {
        web_sign_in_first(w, x, SV("/agency"), NULL);
    } else if (status != 200) {
        k->refused = web_answer_err(a, status, json);
        web_show(w, x, &k->session.visitor, status, show, k, k->refused);
    } else {
        web_redirect(x, 303,
                     web_route_path(a, ROUTE_AGENCY_UNDER,
                                    &(struct web_params){.instrument = k->instrument}, false),
                     SV_NONE);
    }
}

/* Which question a form asks, and of which stream. */
static const struct {
    const char *what, *ask, *stream;
    const char *const *columns; /* of the one row that it brings */
} whats[] = {{"row", "activity.send", "activity", activity_columns},
             {"file", "activity.send", "activity", NULL},
             {"complaint", "activity.send", "complaints", complaint_columns},
             {"complaints-file", "activity.send", "complaints", NULL},
             {"withdraw", "activity.withdraw", "activity", NULL},
             {"complaint-withdraw", "activity.withdraw", "complaints", NULL},
             {"month", "activity.state", "activity", NULL}};

static sv question(struct arena *a, const struct asked *k)
{
    struct jv *q = jv_object(a);
    size_t i = 0, n = sizeof whats / sizeof whats[0];
    for (; i < n && !sv_is(k->what, whats[i].what); i++) {
    }
    jv_put(q, SV("ask"), jv_string(a, i < n ? sv_of(whats[i].ask) : SV("activity.nothing")));
    jv_put(q, SV("stream"), jv_string(a, i < n ? sv_of(whats[i].stream) : SV_NONE));
    jv_put(q, SV("instrument"), jv_string(a, k->instrument));
    jv_put(q, SV("batch"), jv_string(a, pair(k, "act")));
    jv_put(q, SV("replaces"), jv_string(a, sv_trim(pair(k, "replaces"))));
    jv_put(q, SV("month"), jv_string(a, sv_trim(pair(k, "month"))));
    jv_put(q, SV("csv"), jv_string(a, pair(k, "csv")));
    if (i < n && whats[i].columns) {
        struct jv *row = jv_add(jv_put(q, SV("rows"), jv_array(a)), jv_object(a));
        for (size_t c = 0; whats[i].columns[c]; c++) {
            jv_put(row, sv_of(whats[i].columns[c]),
                   jv_string(a, sv_trim(pair(k, whats[i].columns[c]))));
        }
    }
    struct buf b = buf_make(LIMIT_ACT_BYTES);
    jv_write(&b, q);
    sv json = buf_dup(a, &b);
    buf_free(&b);
    return json;
}

void web_do_agency_done(struct web *w, struct http_exchange *take_x, const struct web_match *m)
{
    enum { FIELDS = 40 };
    struct arena *a = http_exchange_arena(take_x);
    struct asked *k = arena_new(a, struct asked);
    struct http_form form;
    *k = (struct asked){.n = 0};
    if (!web_admit_form(w, take_x, m, &k->session, &form)) {
        return;
    }
    if (form.n > FIELDS) {
        err *e = err_make(a, E_LIMIT, "This form has more fields than a report has.");
        web_error_of(w, take_x, e, false, &k->session.visitor);
        return;
    }
    k->what = http_form_get(&form, "do");
    k->instrument = http_form_get(&form, "instrument");
    k->pairs = arena_array(a, struct page_pair, form.n);
    for (size_t i = 0; i < form.n; i++) {
        k->pairs[k->n++] = (struct page_pair){form.pairs[i].name, form.pairs[i].value};
    }
    if (sv_is(k->what, "propose")) {
        web_show(w, take_x, &k->session.visitor, 200, show, k, NULL);
        return;
    }
    web_ask(w, take_x, WIRE_ASK, sv_fmt(a, "session %.*s", SV_ARG(k->session.token)),
            question(a, k), SV_NONE, answered, k);
}
