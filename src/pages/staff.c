/* The clerk's first page, and the administrator's. */
#include "pages/form.h"

static bool serves(const struct page_cx *cx, sv body)
{
    return !cx->visitor || !cx->visitor->body.n || sv_eq(cx->visitor->body, body);
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

static void code_field(struct form *f, const char *name, sv label, const char *codes, sv chosen)
{
    struct view_form_field *v = form_field(f, name, "select", label, true);
    sv rest = sv_of(codes);
    while (rest.n) {
        sv code = sv_cut(rest, ' ', &rest);
        form_option(f, v, code, form_code_words(f->cx->a, code), sv_eq(code, chosen));
    }
}

static struct view_act_form call_form(struct bench *b)
{
    struct form f = form_act(b->cx, "meeting.called", SV("Call a meeting"), SV("Call the meeting"),
                             SV("/clerk"));
    body_field(b, &f);
    code_field(&f, "data.type", SV("Sort of meeting"), "regular special emergency workshop",
               SV("regular"));
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
    code_field(&f, "data.type", SV("Sort of item"),
               "resolution ordinance hearing presentation discussion minutes other",
               SV("resolution"));
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
            if (!page_decided(rows[k].outcome)) {
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
    TRY(undecided(&b, &p));
    outside_meetings(&b, &p);
    p.bodies = b.bodies_n > 0;
    if (p.bodies) {
        *LIST_ADD(cx->a, &forms, struct view_act_form) = call_form(&b);
        *LIST_ADD(cx->a, &forms, struct view_act_form) = file_form(&b);
        if (b.called_n + b.on_n) {
            *LIST_ADD(cx->a, &forms, struct view_act_form) = schedule_form(&b);
        }
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

/* ---- the administrator ---- */

static struct view_act_form register_form(struct page_cx *cx)
{
    struct form f = form_act(cx, "body.registered", SV("Register a body"), SV("Register the body"),
                             SV("/admin"));
    struct view_form_field *id = form_field(&f, "body", "text", SV("Short name"), true);
    id->hint = SV("It stands in addresses for good: letters, digits and dashes, such as "
                  "city-commission");
    form_field(&f, "data.name", "text", SV("Name, as people use it"), true);
    form_field(&f, "data.place", "text", SV("City, county or district"), false);
    struct view_form_field *zone = form_field(&f, "data.zone", "text", SV("Time zone"), true);
    zone->value = SV("America/New_York");
    form_field(&f, "data.seats", "number", SV("How many seats"), true);
    struct view_form_field *pack = form_field(&f, "data.pack", "select", SV("Rules"), true);
    for (size_t i = 0;; i++) {
        struct pack *p = NULL;
        sv name = rule_pack_name(i);
        if (!name.n) {
            break;
        }
        bool known = !rule_pack_builtin(cx->a, name, &p);
        form_option(&f, pack, name, known ? p->title : name, sv_is(name, "robert-small"));
    }
    return form_done(&f);
}

static struct view_act_form seat_form(struct bench *b)
{
    struct form f = form_act(b->cx, "official.seated", SV("Seat an official"),
                             SV("Seat the official"), SV("/admin"));
    body_field(b, &f);
    struct view_form_field *id = form_field(&f, "data.member", "text", SV("Short name"), true);
    id->hint = SV("Such as king: it stands in addresses for good");
    form_field(&f, "data.name", "text", SV("Name, as people use it"), true);
    code_field(&f, "data.office", SV("Office"),
               "member chair vice-chair mayor manager attorney clerk chief other", SV("member"));
    form_field(&f, "data.seat", "text", SV("Seat or district"), false);
    form_field(&f, "data.title", "text", SV("Form of address"), false);
    struct view_form_field *votes =
        form_field(&f, "data.votes", "select", SV("A voting member of the body?"), true);
    form_option(&f, votes, SV("true"), SV("Yes"), true);
    form_option(&f, votes, SV("false"), SV("No"), false);
    form_field(&f, "data.from", "date", SV("First day in the seat"), false);
    return form_done(&f);
}

static struct view_act_form invite_form(struct bench *b)
{
    struct form f = form_to(b->cx, URL_FIXED("/admin"), SV("Invite someone"),
                            SV("Make the account and its invitation"));
    form_hidden(&f, "do", SV("invite"));
    form_field(&f, "account", "text", SV("Account"), true)->hint = SV("Such as clerk-1");
    code_field(&f, "role", SV("Role"), "clerk member chair auditor custodian admin import",
               SV("clerk"));
    struct view_form_field *v = form_field(
        &f, "body", "select", SV("Only for this body (members and chairs: theirs)"), false);
    form_option(&f, v, SV_NONE, SV("Every body"), true);
    for (size_t i = 0; i < b->bodies_n; i++) {
        form_option(&f, v, b->bodies[i].id, b->bodies[i].name, false);
    }
    form_field(&f, "member", "text", SV("For a member: the short name on the roster"), false);
    f.v.next = SV("/admin");
    return form_done(&f);
}

/* Not for the account that asks: nobody closes the door on themselves. */
static void account_forms(struct page_cx *cx, const struct q_page_accounts_out *a,
                          struct view_account_line *ret)
{
    static const char *const changes[][2] = {
        {"invite-again", "Invite again"}, {"close", "Close"}, {"open", "Open again"}};
    struct list l = {0};
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        bool fits = sv_is(sv_of(changes[i][0]), "open") ? a->disabled : !a->disabled;
        if (!fits || (cx->visitor && sv_eq(cx->visitor->account, a->name))) {
            continue;
        }
        struct form f = form_to(cx, URL_FIXED("/admin"),
                                sv_fmt(cx->a, "%s: %.*s", changes[i][1], SV_ARG(a->name)),
                                sv_of(changes[i][1]));
        form_hidden(&f, "do", sv_of(changes[i][0]));
        form_hidden(&f, "account", a->name);
        *LIST_ADD(cx->a, &l, struct view_act_form) = form_done(&f);
    }
    ret->forms = l.p;
    ret->forms_n = l.n;
}

static sv account_state(const struct q_page_accounts_out *a)
{
    return a->disabled ? SV("closed") : SV("open");
}

err *page_admin(struct page_cx *cx, sv invitation, struct view_admin_page *ret)
{
    struct bench b;
    struct view_admin_page p = {.invitation = invitation};
    struct q_page_accounts_out *rows = NULL;
    size_t n = 0;
    struct list forms = {0};
    TRY(read_bench(cx, &b));
    TRY(q_page_accounts(cx->store, cx->a, &rows, &n));
    page_shell(cx, SV("Bodies, officials and accounts"), &p.shell);
    struct view_account_line *accounts = arena_array(cx->a, struct view_account_line, n);
    for (size_t i = 0; i < n; i++) {
        accounts[i] = (struct view_account_line){.name = rows[i].name,
                                                 .role = rows[i].role,
                                                 .body = rows[i].body,
                                                 .member = rows[i].member,
                                                 .state = account_state(&rows[i])};
        account_forms(cx, &rows[i], &accounts[i]);
    }
    struct view_body_line *bodies = arena_array(cx->a, struct view_body_line, b.bodies_n);
    for (size_t i = 0; i < b.bodies_n; i++) {
        bodies[i] = (struct view_body_line){.id = b.bodies[i].id,
                                            .name = b.bodies[i].name,
                                            .place = b.bodies[i].place,
                                            .href = url_path(cx->a, "/bodies/{}", b.bodies[i].id)};
    }
    *LIST_ADD(cx->a, &forms, struct view_act_form) = register_form(cx);
    if (b.bodies_n) {
        *LIST_ADD(cx->a, &forms, struct view_act_form) = seat_form(&b);
    }
    *LIST_ADD(cx->a, &forms, struct view_act_form) = invite_form(&b);
    p.accounts = accounts;
    p.accounts_n = n;
    p.bodies = bodies;
    p.bodies_n = b.bodies_n;
    p.forms = forms.p;
    p.forms_n = forms.n;
    *ret = p;
    return NULL;
}
