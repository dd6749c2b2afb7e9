/* Correcting an entry: its own form, filled in with what it says. */
#include "pages/correct.h"

#include <string.h>

#include "base/limits.h"
#include "pages/form.h"

struct correcting {
    struct page_cx *cx;
    const struct page_pair *pairs; /* as they were sent */
    size_t n;
    struct rec_entry e; /* the corrected entry as it is read now */
    struct st_corrected how;
    struct body_view b;
    struct q_page_meeting_out m; /* its meeting, if it has one */
    bool has_meeting;
    sv meeting, at; /* … the time of day at which it happened there */
};

static sv sent(const struct correcting *c, const char *name)
{
    for (size_t i = 0; i < c->n; i++) {
        if (sv_is(c->pairs[i].name, name)) {
            return c->pairs[i].value;
        }
    }
    return SV_NONE;
}

static void give(struct page_cx *cx, struct list *to, sv name, sv value)
{
    *LIST_ADD(cx->a, to, struct page_pair) = (struct page_pair){name, value};
}

/* "data.values.member" and "values.member" are the corrected entry's data.member. */
static sv own_name(struct arena *a, sv name)
{
    static const sv names[] = {SV_INIT("data.values."), SV_INIT("values.")};
    for (size_t i = 0; i < 2; i++) {
        if (sv_starts(name, names[i])) {
            return sv_fmt(a, "data.%.*s", SV_ARG(sv_sub(name, names[i].n, name.n)));
        }
    }
    return name;
}

static sv outer_name(struct arena *a, sv name)
{
    return sv_starts(name, SV("data.")) ? sv_fmt(a, "values.%.*s", SV_ARG(sv_sub(name, 5, name.n)))
                                        : name;
}

/* The entry that data.of names, by its number or the act that made it. */
static err *find(struct correcting *c, bool *ret)
{
    struct page_cx *cx = c->cx;
    sv of = sent(c, "data.of"), clock_at;
    int64_t seq = -1, size;
    struct st_act act;
    bool found = sv_i64(of, &seq);
    instant t;
    *ret = false;
    TRY(st_log_size(cx->store, cx->a, &size));
    if (!found && rec_act_id_valid(of)) {
        TRY(st_act_find(cx->store, cx->a, of, &found, &act));
        seq = found ? act.first : -1;
    }
    if (!found || seq < 0 || seq >= size) {
        return NULL;
    }
    TRY(st_log_read(cx->store, cx->a, seq, &c->e, &c->how));
    err *e = c->e.body.n && c->e.kind ? page_body_read(cx, c->e.body, &c->b) : NULL;
    if (e || !c->e.kind || !c->e.body.n) {
        return e && e->kind != E_NOTFOUND ? e : NULL;
    }
    c->meeting = jv_get_sv(c->e.about, "meeting");
    if (c->meeting.n) {
        TRY(q_page_meeting(cx->store, cx->a, &(struct q_page_meeting_in){.id = c->meeting},
                           &c->has_meeting, &c->m));
    }
    clock_at = c->e.at && c->e.at->type == JV_STRING ? c->e.at->text : SV_NONE;
    if (!c->e.at) {
        clock_at = instant_format(cx->a, c->e.recorded);
    }
    if (instant_parse(clock_at, &t)) {
        struct civil at = sys_zone_civil(c->b.zone, t);
        c->at = sv_fmt(cx->a, "%02d:%02d", at.hour, at.minute);
    }
    *ret = true;
    return NULL;
}

/* ---- what the form shows ---- */

static void give_value(struct page_cx *cx, struct list *to, sv name, const struct jv *v)
{
    if (v->type == JV_ARRAY) {
        jv_each(one, v)
        {
            give(cx, to, name, one->text);
        }
    } else if (v->type == JV_INT) {
        give(cx, to, name, sv_fmt(cx->a, "%lld", (long long)v->number));
    } else if (v->type == JV_TRUE) {
        give(cx, to, name, SV("true"));
    } else if (v->type == JV_STRING) {
        give(cx, to, name, v->text);
    }
}

/* An instant as a browser shows it, by the clocks of the place. */
static sv shown(const struct correcting *c, const struct rec_field *f, const struct jv *v)
{
    instant t;
    if (f->type != REC_INSTANT || v->type != JV_STRING || !instant_parse(v->text, &t)) {
        return SV_NONE;
    }
    struct civil at = sys_zone_civil(c->b.zone, t);
    return sv_fmt(c->cx->a, "%.*sT%02d:%02d",
                  SV_ARG(date_format(c->cx->a, page_local_day(c->b.zone, t))), at.hour, at.minute);
}

/* What the entry says, as fields of its own form. */
static err *as_it_reads(struct correcting *c, struct list *to)
{
    struct page_cx *cx = c->cx;
    jv_each(m, c->e.data)
    {
        const struct rec_field *f = rec_field_find(c->e.kind, m->key);
        sv name = sv_fmt(cx->a, "data.%.*s", SV_ARG(m->key)), local = f ? shown(c, f, m) : SV_NONE;
        if (local.n) {
            give(cx, to, name, local);
        } else if (f && !(f->flags & REC_WRITER)) {
            give_value(cx, to, name, m);
        }
    }
    for (size_t i = 0; i < c->e.n_parts; i++) {
        const struct rec_part *p = &c->e.parts[i];
        struct q_public_words_out row;
        bool found;
        TRY(q_public_words(
            cx->store, cx->a,
            &(struct q_public_words_in){.hash = {(const char *)p->hash.b, REC_HASH_BYTES}}, &found,
            &row));
        if (found) {
            give(cx, to, sv_fmt(cx->a, "texts.%.*s", SV_ARG(p->name)), row.payload);
        }
    }
    return NULL;
}

/* What was sent, as fields of its own form; false: nothing was, so that it is drawn anew. */
static bool as_sent(struct correcting *c, struct list *to)
{
    bool whole = false;
    for (size_t i = 0; i < c->n; i++) {
        sv name = c->pairs[i].name;
        bool own = sv_starts(name, SV("values.")) || sv_starts(name, SV("texts.")) ||
                   (sv_starts(name, SV("local.")) && !sv_starts(name, SV("local.at")));
        whole = whole || sv_starts(name, SV("values.")) || sv_is(name, "local.whole");
        if (own) {
            give(c->cx, to, own_name(c->cx->a, name), c->pairs[i].value);
        }
    }
    return whole;
}

static void give_about(struct correcting *c, struct list *to)
{
    static const char *const keys[] = {"meeting", "item", "motion", "instrument"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const struct jv *v = jv_get(c->e.about, keys[i]);
        if (v) {
            give_value(c->cx, to, sv_fmt(c->cx->a, "about.%s", keys[i]), v);
        }
    }
    if (!c->meeting.n) {
        give(c->cx, to, SV("body"), c->e.body);
    }
}

static struct view_form_field *add_field(struct page_cx *cx, struct list *to, const char *name,
                                         const char *kind, sv label, sv value)
{
    struct view_form_field *v = LIST_ADD(cx->a, to, struct view_form_field);
    *v = (struct view_form_field){.n = ++cx->fields,
                                  .name = sv_of(name),
                                  .label = label,
                                  .kind = sv_of(kind),
                                  .value = value};
    return v;
}

/* The form of the corrected kind becomes one that corrects. */
static void correcting_form(struct correcting *c, err *e, struct view_form_page *p)
{
    struct page_cx *cx = c->cx;
    struct view_act_form *f = &p->form;
    struct list hidden = {0}, fields = {0};
    bool drop = e && sv_is(e->field, "data.values.departure");
    sv departure = jv_get_sv(c->e.data, "departure"), typed = sent(c, "local.at");
    bool asks = false;
    for (size_t i = 0; i < f->fields_n; i++) {
        struct view_form_field *v = LIST_ADD(cx->a, &fields, struct view_form_field);
        *v = f->fields[i];
        asks = asks || sv_is(v->name, "data.departure");
        v->name = outer_name(cx->a, v->name);
    }
    for (size_t i = 0; i < f->hidden_n; i++) {
        if (!sv_starts(f->hidden[i].name, SV("local."))) {
            *LIST_ADD(cx->a, &hidden, struct view_pair) = (struct view_pair){
                .name = outer_name(cx->a, f->hidden[i].name), .value = f->hidden[i].value};
        }
    }
    struct view_pair more[] = {
        {.name = SV("data.of"), .value = sv_fmt(cx->a, "%lld", (long long)c->e.seq)},
        {.name = SV("local.whole"), .value = SV("true")},
        {.name = SV("values.departure"), .value = asks || drop ? SV_NONE : departure},
        {.name = SV("local.was"), .value = c->has_meeting ? c->at : SV_NONE}};
    for (size_t i = 0; i < sizeof more / sizeof *more; i++) {
        if (more[i].value.n) {
            *LIST_ADD(cx->a, &hidden, struct view_pair) = more[i];
        }
    }
    if (c->has_meeting) {
        struct view_form_field *v =
            add_field(cx, &fields, "local.at", "time",
                      SV("When it happened, by the clocks of the place"), typed.n ? typed : c->at);
        if (e && sv_is(e->field, "local.at")) {
            v->error = page_stop(cx->a, page_capital(cx->a, e->message));
        }
    }
    add_field(cx, &fields, "texts.why", "area", SV("Why it is corrected"), sent(c, "texts.why"));
    f->action = URL_FIXED("/acts/entry.corrected");
    f->hidden = hidden.p;
    f->hidden_n = hidden.n;
    f->fields = fields.p;
    f->fields_n = fields.n;
    f->button = SV("Record the correction");
}

static void void_form(struct correcting *c, struct view_form_page *p)
{
    struct page_cx *cx = c->cx;
    struct view_act_form *v = arena_new(cx->a, struct view_act_form);
    struct form f = form_act(cx, "entry.corrected", SV("It did not happen"), SV("Take it back"),
                             sent(c, "next"));
    if (c->meeting.n) {
        form_hidden(&f, "about.meeting", c->meeting);
    } else {
        form_hidden(&f, "body", c->e.body);
    }
    form_hidden(&f, "data.of", sv_fmt(cx->a, "%lld", (long long)c->e.seq));
    form_hidden(&f, "data.void", SV("true"));
    form_field(&f, "texts.why", "area", SV("Why it is taken back"), false)->value =
        sent(c, "texts.why");
    *v = form_done(&f);
    p->others = v;
    p->others_n = 1;
}

err *page_correct(struct page_cx *cx, const struct page_pair *pairs, size_t n, err *e, bool *ret,
                  struct view_form_page *ret_page)
{
    struct correcting c = {.cx = cx, .pairs = pairs, .n = n};
    struct list own = {0};
    TRY(find(&c, ret));
    if (!*ret || c.e.kind == &rec_kinds[KIND_ENTRY_CORRECTED]) {
        *ret = false;
        return NULL;
    }
    if (!as_sent(&c, &own)) {
        own = (struct list){0};
        TRY(as_it_reads(&c, &own));
    }
    give_about(&c, &own);
    if (sent(&c, "next").n) {
        give(cx, &own, SV("next"), sent(&c, "next"));
    }
    err *at_own = e && e->field.n ? err_about(cx->a, e, own_name(cx->a, e->field)) : e;
    TRY(page_act(cx, sv_of(c.e.kind->name), own.p, own.n, at_own, ret_page));
    sv said = page_act_words(cx, &c.b, &c.e);
    ret_page->heading = sv_fmt(cx->a, "Correct entry %lld: %.*s", (long long)c.e.seq, SV_ARG(said));
    sv state = c.how.by < 0
                   ? SV_NONE
                   : sv_fmt(cx->a, " It was %s by entry %lld already.",
                            c.how.taken_back ? "taken back" : "corrected", (long long)c.how.by);
    ret_page->intro =
        sv_fmt(cx->a, "%.*s%sBoth stay in the record: what was entered, and what is right.%.*s",
               SV_ARG(ret_page->intro), ret_page->intro.n ? " " : "", SV_ARG(state));
    correcting_form(&c, e, ret_page);
    void_form(&c, ret_page);
    return NULL;
}

/* ---- what was sent ---- */

err *page_correct_pairs(struct page_cx *cx, const struct page_pair *pairs, size_t n, bool *ret,
                        struct page_pair **ret_pairs, size_t *ret_n)
{
    struct correcting c = {.cx = cx, .pairs = pairs, .n = n};
    struct list own = {0}, out = {0};
    struct page_pair *settled;
    size_t settled_n;
    bool whole = false;
    TRY(find(&c, ret));
    if (!*ret) {
        return NULL;
    }
    bool moved = sent(&c, "local.at").n && !sv_eq(sent(&c, "local.at"), sent(&c, "local.was"));
    for (size_t i = 0; i < n; i++) {
        sv name = pairs[i].name;
        bool value = sv_starts(name, SV("values."));
        whole = whole || value || sv_is(name, "local.whole");
        if (sv_is(name, "data.of") || sv_is(name, "data.void") || sv_starts(name, SV("texts."))) {
            give(cx, &out, name, pairs[i].value);
        } else if (!sv_is(name, "local.at") || moved) {
            give(cx, &own, own_name(cx->a, name), pairs[i].value);
        }
    }
    TRY(page_act_pairs(cx, sv_of(c.e.kind->name), own.p, own.n, &settled, &settled_n));
    for (size_t i = 0; i < settled_n; i++) {
        if (!sv_starts(settled[i].name, SV("texts."))) {
            give(cx, &out, outer_name(cx->a, settled[i].name), settled[i].value);
        }
    }
    if (whole && !sent(&c, "data.void").n) {
        give(cx, &out, SV("values.kind"), sv_of(c.e.kind->name));
    }
    *ret_pairs = out.p;
    *ret_n = out.n;
    return NULL;
}
