/* The clerk's first page. */
#include "pages/due.h"
#include "pages/form.h"

static bool serves(const struct page_cx *cx, sv body)
{
    return !cx->visitor || !cx->visitor->body.n || sv_eq(cx->visitor->body, body);
}

static bool may_enter(const struct page_cx *cx, enum rec_kind_id kind)
{
    return cx->visitor && cx->visitor->may && cx->visitor->may[kind];
}

/* ---- the clerk's first page ---- */

struct bench {
    struct page_cx *cx;
    struct q_page_bodies_out *bodies;
    size_t bodies_n;
    struct q_page_meetings_called_out *called;
    size_t called_n;
    struct q_page_meetings_on_out *on;
    size_t on_n;
};

static sv body_name(const struct bench *b, sv id)
{
    for (size_t i = 0; i < b->bodies_n; i++) {
        if (sv_eq(b->bodies[i].id, id)) {
            return b->bodies[i].name;
        }
    }
    return id;
}

static void body_field(struct bench *b, struct form *f)
{
    struct view_form_field *v = form_field(f, "body", "select", SV("Body"), true);
    for (size_t i = 0; i < b->bodies_n; i++) {
        if (serves(b->cx, b->bodies[i].id)) {
            form_option(f, v, b->bodies[i].id, b->bodies[i].name, v->options_n == 0);
        }
    }
}

static struct view_act_form call_form(struct bench *b)
{
    struct form f = form_act(b->cx, "meeting.called", SV("Call a meeting"), SV("Call the meeting"),
                             SV("/clerk"));
    body_field(b, &f);
    form_codes(&f, form_field(&f, "data.type", "select", SV("Sort of meeting"), true),
               "meeting.called", "type", SV("regular"));
    form_field(&f, "local.day", "date", SV("Day"), true);
    struct view_form_field *time = form_field(&f, "local.time", "time", SV("Time of day"), true);
    time->hint = SV("By the clocks of the place, such as 09:00");
    form_field(&f, "texts.place", "text", SV("Where it meets"), false);
    form_field(&f, "texts.text", "area", SV("Why it is called, and how notice was given"), false);
    return form_done(&f);
}

static struct view_act_form file_form(struct bench *b)
{
    struct form f =
        form_act(b->cx, "item.filed", SV("File an item"), SV("File the item"), SV("/clerk"));
    body_field(b, &f);
    struct view_form_field *number = form_field(&f, "about.item", "text", SV("File number"), true);
    number->hint = SV("Such as rc-41: letters, digits, dots and dashes");
    form_codes(&f, form_field(&f, "data.type", "select", SV("Sort of item"), true), "item.filed",
               "type", SV("resolution"));
    form_field(&f, "texts.title", "area", SV("Title, as filed"), true);
    form_field(&f, "data.department", "text", SV("Who asks for it"), false);
    return form_done(&f);
}

static sv meeting_words(const struct bench *b, sv body, sv type, int64_t day)
{
    return sv_fmt(b->cx->a, "%.*s: %.*s", SV_ARG(body_name(b, body)),
                  SV_ARG(page_meeting_name(b->cx->a, type, (date){(int32_t)day})));
}

static struct view_act_form schedule_form(struct bench *b)
{
    struct form f = form_act(b->cx, "item.scheduled", SV("Put an item on an agenda"),
                             SV("Put it on the agenda"), SV("/clerk"));
    struct view_form_field *v = form_field(&f, "about.meeting", "select", SV("Meeting"), true);
    for (size_t i = 0; i < b->called_n; i++) {
        if (serves(b->cx, b->called[i].body)) {
            form_option(&f, v, b->called[i].id,
                        meeting_words(b, b->called[i].body, b->called[i].type, b->called[i].day),
                        v->options_n == 0);
        }
    }
    for (size_t i = 0; i < b->on_n; i++) {
        if (serves(b->cx, b->on[i].body)) {
            form_option(&f, v, b->on[i].id,
                        meeting_words(b, b->on[i].body, b->on[i].type, b->on[i].day),
                        v->options_n == 0);
        }
    }
    form_field(&f, "about.item", "text", SV("File number of the item"), true);
    form_field(&f, "data.position", "number", SV("Place on the agenda"), false);
    return form_done(&f);
}

static err *late(struct bench *b, struct view_clerk_home *ret)
{
    struct list l = {0};
    for (size_t i = 0; i < b->bodies_n; i++) {
        if (serves(b->cx, b->bodies[i].id)) {
            TRY(due_late_links(b->cx, b->bodies[i].id, &l));
        }
    }
    ret->due = l.p;
    ret->due_n = l.n;
    return NULL;
}

static err *undecided(struct bench *b, struct view_clerk_home *ret)
{
    struct page_cx *cx = b->cx;
    struct list l = {0};
    for (size_t i = 0; i < b->bodies_n; i++) {
        struct q_page_items_of_out *rows = NULL;
        size_t n = 0;
        if (!serves(cx, b->bodies[i].id)) {
            continue;
        }
        TRY(q_page_items_of(cx->store, cx->a, &(struct q_page_items_of_in){.body = b->bodies[i].id},
                            &rows, &n));
        for (size_t k = 0; k < n; k++) {
            if (!page_over(rows[k].outcome)) {
                page_link(cx, &l,
                          sv_fmt(cx->a, "%.*s: %.*s (%.*s)", SV_ARG(rows[k].file),
                                 SV_ARG(rows[k].title),
                                 SV_ARG(page_small(cx->a, page_outcome_words(rows[k].outcome)))),
                          url_path(cx->a, "/clerk/{}/items/{}", b->bodies[i].id, rows[k].file));
            }
        }
    }
    ret->items = l.p;
    ret->items_n = l.n;
    return NULL;
}

/* What comes to the clerk outside of meetings: each leads to the form of its kind. */
static void outside_meetings(struct bench *b, struct view_clerk_home *ret)
{
    struct page_cx *cx = b->cx;
    struct list l = {0};
    bool clerk = sv_is(cx->visitor->role, "clerk"), admin = sv_is(cx->visitor->role, "admin");
    for (size_t i = 0; i < b->bodies_n; i++) {
        sv id = b->bodies[i].id, name = b->bodies[i].name;
        if (!serves(cx, id)) {
            continue;
        }
        if (clerk) {
            page_link(cx, &l, sv_fmt(cx->a, "Agreements and other instruments: %.*s", SV_ARG(name)),
                      url_path(cx->a, "/clerk/{}/instruments", id));
            page_link(cx, &l, sv_fmt(cx->a, "A veto comes in: %.*s", SV_ARG(name)),
                      url_path(cx->a, "/acts/veto.filed?body={}&next=/clerk", id));
            page_link(cx, &l,
                      sv_fmt(cx->a, "A memorandum of a conflict comes in: %.*s", SV_ARG(name)),
                      url_path(cx->a, "/acts/filing.received?body={}&next=/clerk", id));
        }
        if (admin) {
            page_link(cx, &l, sv_fmt(cx->a, "The body adopts rules of its own: %.*s", SV_ARG(name)),
                      url_path(cx->a, "/acts/rules.adopted?body={}&next=/clerk", id));
        }
    }
    ret->outside = l.p;
    ret->outside_n = l.n;
}

static err *read_bench(struct page_cx *cx, struct bench *b)
{
    *b = (struct bench){.cx = cx};
    int64_t today = cx->now.us / INT64_C(86400000000);
    TRY(q_page_bodies(cx->store, cx->a, &b->bodies, &b->bodies_n));
    TRY(q_page_meetings_called(cx->store, cx->a,
                               &(struct q_page_meetings_called_in){.day = today - 2}, &b->called,
                               &b->called_n));
    return q_page_meetings_on(cx->store, cx->a, &b->on, &b->on_n);
}

/* Minutes to be worded, filed and approved, and what else is due. */
static err *after_meetings(const struct bench *b, struct view_clerk_home *p)
{
    struct page_cx *cx = b->cx;
    struct q_page_meetings_after_out *rows = NULL;
    struct list l = {0};
    size_t n = 0;
    TRY(q_page_meetings_after(cx->store, cx->a, &rows, &n));
    for (size_t i = 0; i < n; i++) {
        if (!serves(cx, rows[i].body)) {
            continue;
        }
        sv of = meeting_words(b, rows[i].body, rows[i].type, rows[i].day);
        page_link(cx, &l,
                  sv_fmt(cx->a, "Minutes%s: %.*s",
                         rows[i].versions ? ", filed and not approved" : ", not filed yet",
                         SV_ARG(of)),
                  url_path(cx->a, "/clerk/{/}/minutes", rows[i].id));
        page_link(cx, &l, sv_fmt(cx->a, "What is due: %.*s", SV_ARG(of)),
                  url_path(cx->a, "/meetings/{/}/due", rows[i].id));
    }
    p->after = l.p;
    p->after_n = l.n;
    return NULL;
}

err *page_clerk(struct page_cx *cx, struct view_clerk_home *ret)
{
    struct bench b;
    struct view_clerk_home p = {0};
    struct list open = {0}, called = {0}, forms = {0};
    TRY(read_bench(cx, &b));
    page_shell(cx, SV("Meetings"), &p.shell);
    for (size_t i = 0; i < b.on_n; i++) {
        if (serves(cx, b.on[i].body)) {
            page_link(cx, &open, meeting_words(&b, b.on[i].body, b.on[i].type, b.on[i].day),
                      url_path(cx->a, "/clerk/{/}", b.on[i].id));
        }
    }
    for (size_t i = 0; i < b.called_n; i++) {
        if (serves(cx, b.called[i].body)) {
            page_link(cx, &called,
                      meeting_words(&b, b.called[i].body, b.called[i].type, b.called[i].day),
                      url_path(cx->a, "/clerk/{/}", b.called[i].id));
            page_link(cx, &called,
                      sv_fmt(cx->a, "Agenda and notice: %.*s",
                             SV_ARG(meeting_words(&b, b.called[i].body, b.called[i].type,
                                                  b.called[i].day))),
                      url_path(cx->a, "/clerk/{/}/agenda", b.called[i].id));
        }
    }
    TRY(after_meetings(&b, &p));
    TRY(page_drafts_waiting(cx, &p.drafts, &p.drafts_n));
    TRY(late(&b, &p));
    TRY(undecided(&b, &p));
    outside_meetings(&b, &p);
    p.bodies = b.bodies_n > 0;
    if (p.bodies && may_enter(cx, KIND_MEETING_CALLED)) {
        *LIST_ADD(cx->a, &forms, struct view_act_form) = call_form(&b);
    }
    if (p.bodies && may_enter(cx, KIND_ITEM_FILED)) {
        *LIST_ADD(cx->a, &forms, struct view_act_form) = file_form(&b);
    }
    if (b.called_n + b.on_n && may_enter(cx, KIND_ITEM_SCHEDULED)) {
        *LIST_ADD(cx->a, &forms, struct view_act_form) = schedule_form(&b);
    }
    p.open = open.p;
    p.open_n = open.n;
    p.called = called.p;
    p.called_n = called.n;
    p.forms = forms.p;
    p.forms_n = forms.n;
    *ret = p;
    return NULL;
}
