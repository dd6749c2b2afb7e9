/* POST /acts/<kind> and /acts: a form becomes the same acts as JSON would be, one or several in
 * their order; what was refused comes back with its reason and with what was typed. */
#include "web/inside.h"

#include "record/pairs.h"
#include "base/json.h"
#include "view/templates.h"

enum { STEPS_MAX = 400 };

/* One act of a form. */
struct step {
    const struct rec_kind *kind; /* NULL: the form names none, or one that there is not */
    sv act, meeting;
    struct page_pair *pairs; /* as they were sent, but for csrf */
    size_t n, number;        /* of the step in its form */
};

/* What a form carries to its answer; in the exchange's arena. */
struct asked {
    struct web_session session;
    sv next;
    struct step *steps;
    size_t n, at;             /* … of which those before at are entered */
    const struct step *sheet; /* all that was sent, of a meeting's paper sheet; or NULL */
    sv body, date;            /* … of that meeting */
};

/* ---- from fields to acts ---- */

static sv value_of(const struct page_pair *pairs, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++) {
        if (sv_is(pairs[i].name, name)) {
            return pairs[i].value;
        }
    }
    return SV_NONE;
}

/* What browsers send made into what acts take: times of the place, ids, lists of those not ticked.
 */
static err *settle(struct web *w, struct page_cx *cx, const struct step *s, struct page_pair **ret,
                   size_t *ret_n)
{
    TRY(st_read_begin(w->reader, cx->a));
    err *e = page_act_pairs(cx, sv_of(s->kind->name), s->pairs, s->n, ret, ret_n);
    st_read_end(w->reader);
    return e;
}

static err *act_of(struct web *w, struct page_cx *cx, struct step *s, sv *ret_json)
{
    struct arena *a = cx->a;
    struct page_pair *settled = NULL;
    struct jv *act;
    size_t n = 0, kept = 0;
    TRY(settle(w, cx, s, &settled, &n));
    struct rec_pair *pairs = arena_array(a, struct rec_pair, n);
    for (size_t i = 0; i < n; i++) {
        if (!sv_is(settled[i].name, "next")) {
            pairs[kept++] = (struct rec_pair){settled[i].name, settled[i].value};
        }
    }
    s->meeting = value_of(settled, n, "about.meeting");
    TRY(rec_act_of_pairs(a, s->kind, pairs, kept, &act));
    if (!jv_get(act, "act")) {
        jv_put(act, SV("act"), jv_string(a, web_id(a)));
    }
    s->act = jv_get_sv(act, "act");
    struct buf b = buf_make(LIMIT_ACT_BYTES);
    jv_write(&b, act);
    bool failed = b.failed;
    *ret_json = failed ? SV_NONE : buf_dup(a, &b);
    buf_free(&b);
    return failed ? err_make(a, E_LIMIT, "This is too much for one act; enter it in two.") : NULL;
}

/* All but the token; a next that leads elsewhere is forgotten. */
static void sort_fields(struct arena *a, const struct http_form *form, struct asked *k,
                        struct step *ret)
{
    ret->pairs = arena_array(a, struct page_pair, form->n);
    for (size_t i = 0; i < form->n; i++) {
        sv name = form->pairs[i].name, value = form->pairs[i].value;
        bool next = sv_is(name, "next"), good = next && web_place_valid(value);
        k->next = good ? value : k->next;
        if (!sv_is(name, "csrf") && (!next || good)) {
            ret->pairs[ret->n++] = (struct page_pair){name, value};
        }
    }
}

/* "12.data.member" is the field data.member of step 12. */
static size_t step_of(sv name, sv *ret_rest)
{
    uint64_t k = 0;
    sv rest, number = sv_cut(name, '.', &rest);
    *ret_rest = rest;
    return rest.n && sv_u64(number, &k) && k <= STEPS_MAX ? (size_t)k : 0;
}

/* Step k: its own fields, then those of every step. */
static struct step one_step(struct arena *a, const struct step *all, size_t k, sv form_act)
{
    struct step s = {.pairs = arena_array(a, struct page_pair, all->n + 1), .number = k};
    sv rest, when = SV_NONE;
    for (size_t i = 0; i < all->n; i++) {
        if (step_of(all->pairs[i].name, &rest) != k) {
            continue;
        }
        if (sv_is(rest, "kind")) {
            s.kind = rec_kind_find(all->pairs[i].value);
        } else if (sv_is(rest, "when")) {
            when = all->pairs[i].value;
        } else if (all->pairs[i].value.n) {
            s.pairs[s.n++] = (struct page_pair){rest, all->pairs[i].value};
        }
    }
    const struct step *where = step_of(when, &rest) ? all : &s;
    if (when.n && !value_of(where->pairs, where->n, sv_cstr(a, when)).n) {
        s.kind = NULL;
    }
    for (size_t i = 0; i < all->n; i++) {
        sv name = all->pairs[i].name;
        if (!step_of(name, &rest) && !sv_is(name, "act") &&
            !value_of(s.pairs, s.n, sv_cstr(a, name)).n) {
            s.pairs[s.n++] = all->pairs[i];
        }
    }
    s.pairs[s.n++] = (struct page_pair){SV("act"), sv_fmt(a, "%.*s.%zu", SV_ARG(form_act), k)};
    return s;
}

/* The steps of a form of several acts: those that name a kind, and whose `when` is filled in. */
static err *sort_steps(struct arena *a, const struct step *all, struct asked *k)
{
    bool named[STEPS_MAX + 1] = {false};
    sv rest, form_act = value_of(all->pairs, all->n, "act");
    size_t most = 0;
    for (size_t i = 0; i < all->n; i++) {
        size_t step = step_of(all->pairs[i].name, &rest);
        named[step] = true;
        most = step > most ? step : most;
    }
    form_act = form_act.n ? form_act : web_id(a);
    k->steps = arena_array(a, struct step, most);
    for (size_t i = 1; i <= most; i++) {
        if (named[i]) {
            k->steps[k->n] = one_step(a, all, i, form_act);
            k->n += k->steps[k->n].kind != NULL;
        }
    }
    return k->n
               ? NULL
               : err_make(a, E_INVALID,
                          "Nothing was filled in, so nothing is recorded; go back and fill it in.");
}

/* ---- the answer ---- */

/* What became of the rest of a form of several acts. */
static sv beside(struct arena *a, const struct asked *k, sv intro)
{
    size_t after = k->n - k->at - 1;
    sv before = k->at ? SV("What stood before it in the form is recorded. ") : SV_NONE;
    return sv_fmt(a, "%.*s%s%.*s", SV_ARG(before),
                  after ? "What stood after it is not recorded. " : "", SV_ARG(intro));
}

/* The sheet as it was sent, with what is recorded of it. */
static err *show_sheet_again(struct web *w, struct page_cx *cx, const struct asked *k, err *refused,
                             struct out *o)
{
    struct view_sheet_enter *m = arena_new(cx->a, struct view_sheet_enter);
    size_t *done = arena_array(cx->a, size_t, k->at + 1);
    for (size_t i = 0; i < k->at; i++) {
        done[i] = k->steps[i].number;
    }
    struct page_sheet_sent sent = {.pairs = k->sheet->pairs,
                                   .n = k->sheet->n,
                                   .done = done,
                                   .done_n = k->at,
                                   .refused = k->at < k->n ? k->steps[k->at].number : 0,
                                   .e = refused};
    sv item = value_of(k->sheet->pairs, k->sheet->n, "local.sheet");
    TRY(st_read_begin(w->reader, cx->a));
    err *e = page_sheet_enter(cx, k->body, k->date, item, &sent, m);
    st_read_end(w->reader);
    if (!e) {
        web_place(w, &m->shell);
        view_sheet_enter(o, m);
        e = o->b.failed ? err_make(cx->a, E_LIMIT, "This page is too large to be shown.") : NULL;
    }
    return e;
}

static err *show_again(struct web *w, struct page_cx *cx, const struct asked *k, err *refused,
                       struct out *o)
{
    if (k->sheet) {
        return show_sheet_again(w, cx, k, refused, o);
    }
    struct view_form_page *m = arena_new(cx->a, struct view_form_page);
    const struct step *s = &k->steps[k->at];
    TRY(st_read_begin(w->reader, cx->a));
    err *e = page_act(cx, sv_of(s->kind->name), s->pairs, s->n, refused, m);
    st_read_end(w->reader);
    if (!e) {
        if (refused->kind == E_UNSURE) {
            m->form.act = s->act; /* the same act, which is never entered twice */
        }
        m->intro = beside(cx->a, k, m->intro);
        web_place(w, &m->shell);
        view_form_page(o, m);
        e = o->b.failed ? err_make(cx->a, E_LIMIT, "This page is too large to be shown.") : NULL;
    }
    return e;
}

static void refused(struct web *w, struct http_exchange *x, const struct asked *k, int status,
                    err *why)
{
    struct page_cx cx = web_page_cx(w, x, &k->session.visitor);
    struct out o = out_open(cx.language, NULL);
    err *e = show_again(w, &cx, k, why, &o);
    if (e) {
        out_close(&o);
        web_error_of(w, x, e->kind == E_NOTFOUND ? why : e, false, &k->session.visitor);
        return;
    }
    web_send(x, status, CACHE_PRIVATE, false, &o, SV_NONE);
}

/* Where one goes on after an act: as the form says, else to the meeting's page, to where the
 * instrument is kept, or to one's own first page. */
static sv place_after(struct arena *a, const struct asked *k)
{
    sv day, meeting = k->steps[k->at < k->n ? k->at : k->n - 1].meeting;
    sv body = sv_cut(meeting, '/', &day);
    if (k->next.n) {
        return k->next;
    }
    if (rec_meeting_id_valid(meeting)) {
        return web_route_path(a, ROUTE_MEETING, &(struct web_params){.body = body, .date = day},
                              false);
    }
    const struct step *s = &k->steps[k->at < k->n ? k->at : k->n - 1];
    struct web_params p = {.body = value_of(s->pairs, s->n, "body"),
                           .instrument = value_of(s->pairs, s->n, "about.instrument")};
    bool kept = rec_id_valid(p.body) && rec_id_valid(p.instrument);
    return kept && web_route_may(ROUTE_INSTRUMENT, k->session.actor.role)
               ? web_route_path(a, ROUTE_INSTRUMENT, &p, false)
               : web_home_of(&k->session);
}

/* How long a text is at most when a browser has written it into a form. */
static size_t written(sv s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i], lower = c | 0x20;
        bool plain = (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9') || c == ' ';
        n += plain ? 1 : c == '\n' ? 6 : 3;
    }
    return n;
}

/* The form that signs in may be so long, and nobody is known yet who sends it. */
static bool may_go_along(const struct page_kept *kept)
{
    enum { KEPT_BYTES = WEB_SMALL_BODY - 8192, KEPT_FIELDS = LIMIT_FORM_FIELDS / 2 };
    size_t n = 0;
    for (size_t i = 0; i < kept->n; i++) {
        n += sizeof PAGE_KEPT "=&" + written(kept->pairs[i].name) + written(kept->pairs[i].value);
    }
    return n <= KEPT_BYTES && kept->n <= KEPT_FIELDS;
}

static void answered(struct web *w, struct http_exchange *x, void *cx, int status, sv json);

/* Ask for the act that is next. */
static void go_on(struct web *w, struct http_exchange *take_x, struct asked *k)
{
    struct arena *a = http_exchange_arena(take_x);
    struct page_cx cx = web_page_cx(w, take_x, &k->session.visitor);
    struct step *s = &k->steps[k->at];
    sv json;
    err *e = act_of(w, &cx, s, &json);
    if (e) {
        if (e->kind == E_IO) {
            web_fail(w, e);
        }
        refused(w, take_x, k, page_error_status(e), e);
        return;
    }
    web_ask(w, take_x, WIRE_ACT, sv_fmt(a, "session %.*s", SV_ARG(k->session.token)), json, s->act,
            answered, k);
}

static void answered(struct web *w, struct http_exchange *x, void *cx, int status, sv json)
{
    struct asked *k = cx;
    struct arena *a = http_exchange_arena(x);
    const struct step *s = &k->steps[k->at];
    if (status == 200 && ++k->at < k->n) {
        go_on(w, x, k);
    } else if (status == 200) {
        web_redirect(x, 303, place_after(a, k), SV_NONE);
    } else if (status == 401) {
        struct page_kept kept = {.kind = sv_of(s->kind->name), .pairs = s->pairs, .n = s->n};
        kept.cut = !may_go_along(&kept);
        web_sign_in_first(w, x, place_after(a, k), &kept);
    } else {
        refused(w, x, k, status, web_answer_err(a, status, json));
    }
}

/* ---- a form that waits until somebody has signed in ---- */

struct page_kept web_kept_make(struct arena *a, sv kind, const struct http_form *form)
{
    struct asked k = {.n = 0};
    struct step all = {.n = 0};
    sort_fields(a, form, &k, &all);
    struct page_kept kept = {.kind = kind, .pairs = all.pairs, .n = all.n};
    kept.cut = !may_go_along(&kept);
    return kept;
}

struct page_kept web_kept_read(struct arena *a, const struct http_form *form)
{
    static const sv prefix = SV_INIT(PAGE_KEPT ".");
    struct page_pair *pairs = arena_array(a, struct page_pair, form->n);
    size_t n = 0;
    const struct rec_kind *kind = rec_kind_find(http_form_get(form, PAGE_KEPT));
    for (size_t i = 0; kind && i < form->n; i++) {
        sv name = form->pairs[i].name;
        if (sv_starts(name, prefix)) {
            pairs[n++] = (struct page_pair){sv_sub(name, prefix.n, name.n), form->pairs[i].value};
        }
    }
    return (struct page_kept){.kind = kind ? sv_of(kind->name) : SV_NONE, .pairs = pairs, .n = n};
}

static err *show_kept(struct web *w, struct page_cx *cx, const struct page_kept *kept,
                      struct out *o)
{
    struct view_form_page *m = arena_new(cx->a, struct view_form_page);
    TRY(st_read_begin(w->reader, cx->a));
    err *e = page_act_kept(cx, kept, m);
    st_read_end(w->reader);
    TRY(e);
    web_place(w, &m->shell);
    view_form_page(o, m);
    return o->b.failed ? err_make(cx->a, E_LIMIT, "This page is too large to be shown.") : NULL;
}

bool web_kept_show(struct web *w, struct http_exchange *take_x, sv token, sv device,
                   const struct page_kept *kept)
{
    struct web_session s;
    err *e = web_session_of(w, http_exchange_arena(take_x), token, &s);
    if (e || !s.found || s.lacks || !web_route_may(ROUTE_ACT, s.actor.role)) {
        return false;
    }
    struct page_cx cx = web_page_cx(w, take_x, &s.visitor);
    struct out o = out_open(cx.language, NULL);
    e = show_kept(w, &cx, kept, &o);
    if (e) {
        out_close(&o);
        return false;
    }
    web_send(take_x, 200, CACHE_PRIVATE, false, &o, web_session_cookie(take_x, token, device));
    return true;
}

/* ---- the request ---- */

/* The form of somebody who may enter acts; NULL: it was answered. */
static struct asked *admit(struct web *w, struct http_exchange *take_x, const struct web_match *m,
                           struct step *ret)
{
    struct arena *a = http_exchange_arena(take_x);
    struct asked *k = arena_new(a, struct asked);
    struct http_form form;
    if (!web_admit_form(w, take_x, m, &k->session, &form)) {
        return NULL;
    }
    sort_fields(a, &form, k, ret);
    return k;
}

void web_do_act_form(struct web *w, struct http_exchange *take_x, const struct web_match *m)
{
    struct step *s = arena_new(http_exchange_arena(take_x), struct step);
    struct asked *k = admit(w, take_x, m, s);
    if (k) {
        s->kind = rec_kind_find(m->params.kind);
        k->steps = s;
        k->n = 1;
        go_on(w, take_x, k);
    }
}

void web_do_acts_form(struct web *w, struct http_exchange *take_x, const struct web_match *m)
{
    struct step all = {.n = 0};
    struct asked *k = admit(w, take_x, m, &all);
    err *e = k ? sort_steps(http_exchange_arena(take_x), &all, k) : NULL;
    if (e) {
        web_error_of(w, take_x, e, false, &k->session.visitor);
    } else if (k) {
        go_on(w, take_x, k);
    }
}

/* ---- the clerk's form of an agenda ---- */

/* What it asks for, worked out from the agenda as it stands. */
static err *plan(struct web *w, struct page_cx *cx, const struct web_match *m,
                 const struct step *all, struct asked *k)
{
    const struct page_asked *acts = NULL;
    struct arena *a = cx->a;
    sv item = SV_NONE, form_act = value_of(all->pairs, all->n, "act");
    size_t n = 0;
    TRY(st_read_begin(w->reader, a));
    err *e =
        page_agenda_asked(cx, m->params.body, m->params.date, all->pairs, all->n, &acts, &n, &item);
    st_read_end(w->reader);
    TRY(e);
    form_act = form_act.n ? form_act : web_id(a);
    k->steps = arena_array(a, struct step, n);
    for (size_t i = 0; i < n; i++) {
        struct step *s = &k->steps[k->n++];
        *s = (struct step){.kind = rec_kind_find(acts[i].kind),
                           .pairs = arena_array(a, struct page_pair, acts[i].n + 1)};
        for (; s->n < acts[i].n; s->n++) {
            s->pairs[s->n] = acts[i].pairs[s->n];
        }
        s->pairs[s->n++] =
            (struct page_pair){SV("act"), sv_fmt(a, "%.*s.%zu", SV_ARG(form_act), i + 1)};
    }
    sv page = web_route_path(a, ROUTE_CLERK_AGENDA, &m->params, false);
    k->next = item.n ? sv_fmt(a, "%.*s#i-%.*s", SV_ARG(page), SV_ARG(item)) : page;
    return NULL;
}

void web_do_agenda_form(struct web *w, struct http_exchange *take_x, const struct web_match *m)
{
    struct step all = {.n = 0};
    struct asked *k = admit(w, take_x, m, &all);
    if (!k) {
        return;
    }
    struct page_cx cx = web_page_cx(w, take_x, &k->session.visitor);
    err *e = plan(w, &cx, m, &all, k);
    if (!e && k->n) {
        go_on(w, take_x, k);
    } else if (e && e->kind != E_CONFLICT && e->kind != E_INVALID) {
        web_error_of(w, take_x, e, false, &k->session.visitor);
    } else {
        web_agenda_again(w, take_x, m, &k->session, e);
    }
}

void web_do_sheet_form(struct web *w, struct http_exchange *take_x, const struct web_match *m)
{
    struct step *all = arena_new(http_exchange_arena(take_x), struct step);
    struct asked *k = admit(w, take_x, m, all);
    err *e = k ? sort_steps(http_exchange_arena(take_x), all, k) : NULL;
    if (!k) {
        return;
    }
    k->sheet = all;
    k->body = m->params.body;
    k->date = m->params.date;
    if (e) {
        refused(w, take_x, k, page_error_status(e), e);
    } else {
        go_on(w, take_x, k);
    }
}
