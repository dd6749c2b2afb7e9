/* The administrator: bodies with their seats and rules, accounts, roles. */
#include "pages/agenda_inside.h"
#include "pages/form.h"

static bool serves(const struct page_cx *cx, sv body)
{
    return !cx->visitor->body.n || sv_eq(cx->visitor->body, body);
}

static void admin_crumb(struct page_cx *cx, struct view_shell *shell)
{
    page_crumb(cx, shell, SV("Administration"), URL_FIXED("/admin"));
}

static err *my_bodies(struct page_cx *cx, struct q_page_bodies_out **ret, size_t *ret_n)
{
    struct q_page_bodies_out *rows;
    size_t n, mine = 0;
    TRY(q_page_bodies(cx->store, cx->a, &rows, &n));
    for (size_t i = 0; i < n; i++) {
        if (serves(cx, rows[i].id)) {
            rows[mine++] = rows[i];
        }
    }
    *ret = rows;
    *ret_n = mine;
    return NULL;
}

static err *my_accounts(struct page_cx *cx, sv name, struct q_accounts_kept_out **ret,
                        size_t *ret_n)
{
    sv body = cx->visitor->body.n ? cx->visitor->body : SV_NONE;
    return q_accounts_kept(cx->store, cx->a,
                           &(struct q_accounts_kept_in){.body = body, .name = name}, ret, ret_n);
}

/* ---- the registration of a body ---- */

static void pack_field(struct form *f, sv chosen)
{
    struct view_form_field *pack = form_field(f, "data.pack", "select", SV("Rules"), true);
    for (size_t i = 0;; i++) {
        struct pack *p = NULL;
        sv name = rule_pack_name(i);
        if (!name.n) {
            break;
        }
        bool known = !rule_pack_builtin(f->cx->a, name, &p);
        form_option(f, pack, name, known ? p->title : name, sv_eq(name, chosen));
    }
}

static struct form registration(struct page_cx *cx, sv title, sv button, sv next,
                                const struct q_page_body_out *row)
{
    struct form f = form_act(cx, "body.registered", title, button, next);
    struct view_form_field *name =
        form_field(&f, "data.name", "text", SV("Name, as people use it"), true);
    name->value = row->name;
    form_field(&f, "data.place", "text", SV("City, county or district"), false)->value = row->place;
    struct view_form_field *zone = form_field(&f, "data.zone", "text", SV("Time zone"), true);
    zone->value = row->zone.n ? row->zone : SV("America/New_York");
    struct view_form_field *seats =
        form_field(&f, "data.seats", "number", SV("How many seats"), true);
    seats->value = row->seats ? sv_fmt(cx->a, "%lld", (long long)row->seats) : SV_NONE;
    pack_field(&f, row->pack.n ? row->pack : SV("robert-small"));
    return f;
}

err *page_admin(struct page_cx *cx, struct view_admin_page *ret)
{
    struct view_admin_page p = {.accounts = 0};
    struct q_page_bodies_out *rows;
    struct q_accounts_kept_out *accounts;
    size_t n, accounts_n;
    struct list bodies = {0};
    TRY(my_bodies(cx, &rows, &n));
    TRY(my_accounts(cx, SV_NONE, &accounts, &accounts_n));
    page_shell(cx, SV("Administration"), &p.shell);
    for (size_t i = 0; i < n; i++) {
        *LIST_ADD(cx->a, &bodies, struct view_body_line) =
            (struct view_body_line){.id = rows[i].id,
                                    .name = rows[i].name,
                                    .place = rows[i].place,
                                    .href = url_path(cx->a, "/admin/bodies/{}", rows[i].id)};
    }
    if (!cx->visitor->body.n || n == 0) {
        struct view_act_form *form = arena_new(cx->a, struct view_act_form);
        struct form f = form_act(cx, "body.registered", SV("Register a body"),
                                 SV("Register the body"), SV("/admin"));
        struct view_form_field *id = form_field(&f, "body", "text", SV("Short name"), true);
        id->hint = SV("It stands in addresses for good: letters, digits and dashes, such as "
                      "city-commission");
        id->value = cx->visitor->body;
        struct form rest =
            registration(cx, SV_NONE, SV_NONE, SV("/admin"), &(struct q_page_body_out){.seats = 0});
        for (size_t i = 0; i < rest.fields.n; i++) {
            *LIST_ADD(cx->a, &f.fields, struct view_form_field) =
                ((struct view_form_field *)rest.fields.p)[i];
        }
        *form = form_done(&f);
        p.form = form;
    }
    p.bodies = bodies.p;
    p.bodies_n = bodies.n;
    p.accounts = (int64_t)accounts_n;
    *ret = p;
    return NULL;
}

/* ---- one body ---- */

static sv body_place(struct page_cx *cx, sv id)
{
    return url_path(cx->a, "/admin/bodies/{}", id).s;
}

typedef struct q_page_officials_out official_row;

static bool sits_on(const official_row *o, int64_t day)
{
    return (!o->has_from_day || o->from_day <= day) && (!o->has_until_day || day <= o->until_day);
}

static sv term_words(struct page_cx *cx, const official_row *o, int64_t day)
{
    sv from = o->has_from_day ? page_day_words(cx->a, (date){(int32_t)o->from_day}) : SV_NONE;
    sv until = o->has_until_day ? page_day_words(cx->a, (date){(int32_t)o->until_day}) : SV_NONE;
    if (o->has_until_day && o->until_day < day) {
        return sv_fmt(cx->a, "the term ended on %.*s", SV_ARG(until));
    }
    if (o->has_from_day && o->from_day > day) {
        return sv_fmt(cx->a, "from %.*s on", SV_ARG(from));
    }
    return sv_fmt(cx->a, "sits%s%.*s%s%.*s", from.n ? " since " : "", SV_ARG(from),
                  until.n ? " until " : ", no end is noted", SV_ARG(until));
}

static void term_fields(struct form *f, const official_row *o)
{
    struct arena *a = f->cx->a;
    struct view_form_field *from =
        form_field(f, "data.from", "date", SV("First day in the seat"), false);
    struct view_form_field *until =
        form_field(f, "data.until", "date", SV("Last day in the seat"), false);
    from->value = o->has_from_day ? date_format(a, (date){(int32_t)o->from_day}) : SV_NONE;
    until->value = o->has_until_day ? date_format(a, (date){(int32_t)o->until_day}) : SV_NONE;
}

/* Ends a term, or lets it go on: the official as seated, with other days. */
static struct view_act_form term_form(struct page_cx *cx, sv body, const official_row *o)
{
    struct form f =
        form_act(cx, "official.seated", sv_fmt(cx->a, "The term of %.*s", SV_ARG(o->name)),
                 SV("Set the term"), body_place(cx, body));
    form_hidden(&f, "body", body);
    form_hidden(&f, "data.member", o->member);
    form_hidden(&f, "data.name", o->name);
    form_hidden(&f, "data.office", o->office);
    if (o->seat.n) {
        form_hidden(&f, "data.seat", o->seat);
    }
    if (o->title.n) {
        form_hidden(&f, "data.title", o->title);
    }
    form_hidden(&f, "data.votes", o->votes ? SV("true") : SV("false"));
    term_fields(&f, o);
    return form_done(&f);
}

/* The form of an official who comes after: the same seat, from the day after. */
static url next_place(struct page_cx *cx, sv body, const official_row *o)
{
    date from = {(int32_t)(o->until_day + 1)};
    return url_path(cx->a,
                    "/acts/official.seated?body={}&data.office={}&data.seat={}&data.title={}"
                    "&data.votes={}&data.from={}&next={}",
                    body, o->office, o->seat, o->title, o->votes ? SV("true") : SV("false"),
                    o->has_until_day ? date_format(cx->a, from) : SV_NONE, body_place(cx, body));
}

static void seat_lines(struct page_cx *cx, const struct body_view *b, int64_t day,
                       struct view_admin_body_page *p)
{
    struct list l = {0};
    int64_t taken = 0;
    for (size_t i = 0; i < b->officials_n; i++) {
        const official_row *o = &b->officials[i];
        bool sits = sits_on(o, day);
        taken += sits && o->votes;
        *LIST_ADD(cx->a, &l, struct view_seat_line) =
            (struct view_seat_line){.name = o->name,
                                    .member = o->member,
                                    .office = page_office_words(o->office),
                                    .seat = o->seat,
                                    .term = term_words(cx, o, day),
                                    .sits = sits,
                                    .votes = o->votes,
                                    .entry = o->seq,
                                    .form = term_form(cx, b->id, o),
                                    .next = next_place(cx, b->id, o)};
    }
    int64_t vacant = b->row.seats - taken;
    p->seats = l.p;
    p->seats_n = l.n;
    p->vacant =
        vacant > 0
            ? sv_fmt(cx->a, "%lld of %lld seats are taken today; %lld %s vacant.", (long long)taken,
                     (long long)b->row.seats, (long long)vacant, vacant == 1 ? "is" : "are")
            : sv_fmt(cx->a, "All %lld seats are taken today.", (long long)b->row.seats);
}

static struct view_act_form seat_form(struct page_cx *cx, sv body)
{
    struct form f = form_act(cx, "official.seated", SV("Seat an official"), SV("Seat the official"),
                             body_place(cx, body));
    form_hidden(&f, "body", body);
    struct view_form_field *id = form_field(&f, "data.member", "text", SV("Short name"), true);
    id->hint = SV("Such as king: it stands in addresses for good");
    form_field(&f, "data.name", "text", SV("Name, as people use it"), true);
    form_codes(&f, form_field(&f, "data.office", "select", SV("Office"), true), "official.seated",
               "office", SV("member"));
    form_field(&f, "data.seat", "text", SV("Seat or district"), false);
    form_field(&f, "data.title", "text", SV("Form of address"), false);
    struct view_form_field *votes =
        form_field(&f, "data.votes", "select", SV("A voting member of the body?"), true);
    form_option(&f, votes, SV("true"), SV("Yes"), true);
    form_option(&f, votes, SV("false"), SV("No"), false);
    term_fields(&f, &(official_row){.votes = true});
    return form_done(&f);
}

/* What a pack of its own begins with: the one that it has, or one that overrides nothing yet. */
static err *own_pack(struct page_cx *cx, const struct body_view *b, int64_t day, sv *ret_name,
                     sv *ret_text)
{
    struct q_page_own_rules_out row;
    bool found;
    TRY(q_page_own_rules(
        cx->store, cx->a,
        &(struct q_page_own_rules_in){.body = b->id, .before = INT64_MAX, .day = day}, &found,
        &row));
    *ret_name = found ? row.pack : sv_fmt(cx->a, "%.*s-rules", SV_ARG(sv_sub(b->id, 0, 50)));
    *ret_text = found && row.words.n
                    ? row.words
                    : sv_fmt(cx->a,
                             "pack %.*s\ntitle The rules of %.*s\nbased-on %.*s\n\n"
                             "# A rule that the body has otherwise: which, and then what of it.\n"
                             "# rule second\n"
                             "#  says The mover's neighbour seconds.\n"
                             "#  cites Rules of procedure, section 3\n"
                             "#  source the rules as published by the clerk\n"
                             "#  sure read\n"
                             "#  required yes\n",
                             SV_ARG(*ret_name), SV_ARG(b->row.name), SV_ARG(b->row.pack));
    return NULL;
}

static err *rules_part(struct page_cx *cx, const struct body_view *b, int64_t day,
                       struct view_admin_body_page *p)
{
    sv name, text;
    TRY(own_pack(cx, b, day, &name, &text));
    p->rules = b->own ? sv_fmt(cx->a, "Its meetings are judged by its own pack, %.*s.",
                               SV_ARG(b->pack ? b->pack->name : name))
                      : sv_fmt(cx->a,
                               "Its meetings are judged by %.*s (%.*s), with which it is "
                               "registered.",
                               SV_ARG(b->pack ? b->pack->title : b->row.pack), SV_ARG(b->row.pack));
    p->has_rules_entry = b->own;
    p->rules_entry = b->own_seq;
    p->rules_citation = b->own ? b->own_citation : SV_NONE;
    struct form f = form_act(cx, "rules.adopted", SV("Rules of its own"), SV("Adopt the rules"),
                             body_place(cx, b->id));
    form_hidden(&f, "body", b->id);
    form_field(&f, "data.pack", "text", SV("Name of the pack"), true)->value = name;
    struct view_form_field *pack = form_field(&f, "texts.pack", "area", SV("The pack"), true);
    pack->value = text;
    form_field(&f, "data.from", "date", SV("The first day of a meeting that it judges"), false);
    form_field(&f, "data.citation", "text", SV("The vote or text by which it was adopted"), false);
    p->adopt = form_done(&f);
    return NULL;
}

static err *week_part(struct page_cx *cx, const struct body_view *b, int64_t day,
                      struct view_admin_body_page *p)
{
    struct q_holidays_of_out *rows;
    size_t n;
    struct list l = {0}, links = {0};
    const struct template *t;
    sv back = body_place(cx, b->id);
    TRY(page_template_of(cx, b->id, (date){(int32_t)day}, &p->has_template_entry,
                         &p->template_entry, &t));
    p->template = p->has_template_entry
                      ? sv_fmt(cx->a, "Its agendas follow its own template, %.*s.", SV_ARG(t->name))
                      : SV("It has adopted no template: its agendas follow the default one.");
    TRY(q_holidays_of(cx->store, cx->a, &(struct q_holidays_of_in){.body = b->id, .from = day},
                      &rows, &n));
    for (size_t i = 0; i < n && i < 60; i++) {
        *LIST_ADD(cx->a, &l, struct view_fact) = (struct view_fact){
            .name = page_weekday_words(cx->a, (date){(int32_t)rows[i].day}),
            .value = rows[i].name,
            .href = url_path(cx->a, "/acts/entry.corrected?body={}&data.of={}&next={}", b->id,
                             sv_fmt(cx->a, "%lld", (long long)rows[i].seq), back)};
    }
    page_link(cx, &links, SV("Note a holiday"),
              url_path(cx->a, "/acts/holiday.noted?body={}&next={}", b->id, back));
    page_link(cx, &links, SV("Adopt an agenda template: sections, numbers, notice, reviewers"),
              url_path(cx->a, "/acts/template.adopted?body={}&next={}", b->id, back));
    page_link(cx, &links, SV("Invite somebody, or see the accounts"), URL_FIXED("/admin/accounts"));
    p->holidays = l.p;
    p->holidays_n = l.n;
    p->links = links.p;
    p->links_n = links.n;
    return NULL;
}

err *page_admin_body(struct page_cx *cx, sv body, struct view_admin_body_page *ret)
{
    struct body_view b;
    struct view_admin_body_page p = {.id = body};
    TRY(page_body_read(cx, body, &b));
    int64_t day = page_local_day(b.zone, cx->now).days;
    page_shell(cx, b.row.name, &p.shell);
    admin_crumb(cx, &p.shell);
    p.shell.place = b.row.place;
    p.name = b.row.name;
    p.entry = b.row.seq;
    p.page = url_path(cx->a, "/bodies/{}", body);
    p.about = sv_fmt(cx->a, "%.*s%s%.*s, %lld seats, clocks of %.*s.", SV_ARG(body),
                     b.row.place.n ? ", " : "", SV_ARG(b.row.place), (long long)b.row.seats,
                     SV_ARG(b.row.zone));
    seat_lines(cx, &b, day, &p);
    p.seat = seat_form(cx, body);
    TRY(rules_part(cx, &b, day, &p));
    TRY(week_part(cx, &b, day, &p));
    struct form f = registration(cx, SV("The registration"), SV("Register it so"),
                                 body_place(cx, body), &b.row);
    form_hidden(&f, "body", body);
    p.registration = form_done(&f);
    *ret = p;
    return NULL;
}

/* ---- accounts ---- */

static sv account_state(const struct q_accounts_kept_out *r)
{
    return r->disabled ? SV("closed") : r->taken ? SV("open") : SV("invited, has no password yet");
}

static struct view_account_line account_line(struct page_cx *cx,
                                             const struct q_accounts_kept_out *r)
{
    return (struct view_account_line){
        .name = r->name,
        .href = url_path(cx->a, "/admin/accounts/{}", r->name),
        .role = r->role,
        .body = r->body,
        .member = r->member,
        .office = r->office,
        .state = account_state(r),
        .codes = r->has_since ? SV("yes") : SV("no"),
        .seen = r->has_seen ? page_day_words(cx->a, date_of_instant(r->seen)) : SV("never")};
}

static err *invite_form(struct page_cx *cx, struct view_act_form *ret)
{
    static const char *const roles[] = {"clerk",   "staff",     "member", "chair",
                                        "auditor", "custodian", "admin",  "import"};
    struct q_page_bodies_out *rows;
    size_t n;
    TRY(my_bodies(cx, &rows, &n));
    struct form f = form_to(cx, URL_FIXED("/admin/accounts"), SV_NONE,
                            SV("Make the account and its invitation"));
    form_hidden(&f, "do", SV("invite"));
    form_field(&f, "account", "text", SV("Account"), true)->hint = SV("Such as clerk-1");
    struct view_form_field *role = form_field(&f, "role", "select", SV("Role"), true);
    for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++) {
        form_option(&f, role, sv_of(roles[i]), form_code_words(cx->a, sv_of(roles[i])), i == 0);
    }
    struct view_form_field *v = form_field(
        &f, "body", "select", SV("Only for this body (members and chairs: theirs)"), false);
    if (!cx->visitor->body.n) {
        form_option(&f, v, SV_NONE, SV("Every body"), true);
    }
    for (size_t i = 0; i < n; i++) {
        form_option(&f, v, rows[i].id, rows[i].name, cx->visitor->body.n > 0);
    }
    if (cx->visitor->body.n && n == 0) {
        form_option(&f, v, cx->visitor->body, cx->visitor->body, true);
    }
    form_field(&f, "member", "text", SV("For a member: the short name on the roster"), false);
    form_field(&f, "office", "text", SV("For a reviewer of drafts: the office"), false)->hint =
        SV("As agenda templates name it, such as City Attorney");
    *ret = form_done(&f);
    return NULL;
}

err *page_admin_accounts(struct page_cx *cx, const struct page_sent *sent,
                         struct view_accounts_page *ret)
{
    struct view_accounts_page p = {.trouble = NULL};
    struct q_accounts_kept_out *rows;
    size_t n;
    struct list l = {0};
    TRY(my_accounts(cx, SV_NONE, &rows, &n));
    page_shell(cx, SV("Accounts"), &p.shell);
    admin_crumb(cx, &p.shell);
    for (size_t i = 0; i < n; i++) {
        *LIST_ADD(cx->a, &l, struct view_account_line) = account_line(cx, &rows[i]);
    }
    TRY(invite_form(cx, &p.form));
    p.trouble = form_sent(cx, sent, &p.form, 1);
    p.accounts = l.p;
    p.accounts_n = l.n;
    *ret = p;
    return NULL;
}

static void account_form(struct page_cx *cx, struct list *l, const char *what, sv account,
                         sv button)
{
    struct form f = form_to(cx, URL_FIXED("/admin/accounts"),
                            sv_fmt(cx->a, "%.*s: %.*s", SV_ARG(button), SV_ARG(account)), button);
    form_hidden(&f, "do", sv_of(what));
    form_hidden(&f, "account", account);
    *LIST_ADD(cx->a, l, struct view_act_form) = form_done(&f);
}

/* Nobody closes the door on themselves: not for the account that asks. */
static void account_forms(struct page_cx *cx, const struct q_accounts_kept_out *r, struct list *l)
{
    bool staff = sv_is(r->role, "staff") || sv_is(r->role, "clerk");
    if (staff && !r->disabled) {
        struct form f = form_to(cx, URL_FIXED("/admin/accounts"), SV("Reviews drafts as"),
                                SV("Set the office"));
        form_hidden(&f, "do", SV("office"));
        form_hidden(&f, "account", r->name);
        struct view_form_field *office = form_field(&f, "office", "text", SV("Office"), false);
        office->value = r->office;
        office->hint = SV("As agenda templates name it, such as City Attorney; empty for none");
        *LIST_ADD(cx->a, l, struct view_act_form) = form_done(&f);
    }
    if (sv_eq(cx->visitor->account, r->name)) {
        return;
    }
    if (r->disabled) {
        account_form(cx, l, "open", r->name, SV("Open the account again"));
        return;
    }
    if (!r->taken) {
        account_form(cx, l, "invite-again", r->name, SV("Invite again"));
    } else {
        account_form(cx, l, "reset-password", r->name, SV("Reset the password"));
    }
    if (r->has_since) {
        account_form(cx, l, "reset-codes", r->name, SV("The device is lost: take its codes away"));
    }
    account_form(cx, l, "close", r->name, SV("Close the account"));
}

err *page_admin_account(struct page_cx *cx, sv account, sv invitation, sv done,
                        const struct page_sent *sent, struct view_admin_account_page *ret)
{
    struct view_admin_account_page p = {.invitation = invitation, .done = done};
    struct q_accounts_kept_out *rows;
    size_t n;
    struct list l = {0};
    TRY(my_accounts(cx, account, &rows, &n));
    if (n != 1) {
        return err_make(cx->a, E_NOTFOUND, "There is no account %.*s that you keep.",
                        SV_ARG(sv_sub(account, 0, 64)));
    }
    page_shell(cx, sv_fmt(cx->a, "Account %.*s", SV_ARG(account)), &p.shell);
    admin_crumb(cx, &p.shell);
    page_crumb(cx, &p.shell, SV("Accounts"), URL_FIXED("/admin/accounts"));
    p.line = account_line(cx, &rows[0]);
    account_forms(cx, &rows[0], &l);
    p.trouble = form_sent(cx, sent, l.p, l.n);
    p.forms = l.p;
    p.forms_n = l.n;
    *ret = p;
    return NULL;
}

/* ---- roles ---- */

void page_roles(struct page_cx *cx, struct view_roles_page *ret)
{
    page_shell(cx, SV("What each role may do"), &ret->shell);
    admin_crumb(cx, &ret->shell);
}
