/* Where an agency reports: its rows are for itself and for auditors. */
#include "pages/activity.h"

enum { ROWS_SHOWN = 500, DAYS_SHOWN = 800 };

struct desk {
    struct page_cx *cx;
    const struct page_agency_ask *ask;
    sv instrument, body;
    struct body_view b;
    struct list forms;
};

static bool is_role(const struct page_cx *cx, const char *role)
{
    return sv_is(cx->visitor->role, role);
}

/* ---- which instrument ---- */

static err *bound(struct page_cx *cx, sv *ret)
{
    bool found;
    struct q_agency_bound_out row;
    TRY(q_agency_bound(cx->store, cx->a,
                       &(struct q_agency_bound_in){.account = cx->visitor->account}, &found, &row));
    *ret = found ? row.instrument : SV_NONE;
    return NULL;
}

/* The instruments that the visitor may choose from; *ret_body of the one that is asked for, empty
 * where it is none of them. */
static err *choices(struct page_cx *cx, sv chosen, struct list *l, sv *ret_body)
{
    struct q_report_instruments_out *rows;
    size_t n;
    sv own = SV_NONE, body = cx->visitor->body;
    bool agency = is_role(cx, "agency");
    TRY(agency ? bound(cx, &own) : NULL);
    TRY(q_report_instruments(cx->store, cx->a, &rows, &n));
    *ret_body = SV_NONE;
    for (size_t i = 0; i < n; i++) {
        bool mine = agency ? sv_eq(rows[i].id, own) : !body.n || sv_eq(rows[i].body, body);
        if (mine && !rows[i].reported) {
            page_link(cx, l, rows[i].id, url_path(cx->a, "/agency/{}", rows[i].id));
            *ret_body = sv_eq(rows[i].id, chosen) ? rows[i].body : *ret_body;
        }
    }
    return NULL;
}

/* ---- forms ---- */

static struct form agency_form(struct desk *d, const char *what, sv title, sv button)
{
    struct form f = form_to(d->cx, URL_FIXED("/agency"), title, button);
    form_hidden(&f, "do", sv_of(what));
    form_hidden(&f, "instrument", d->instrument);
    return f;
}

static void keep(struct desk *d, struct form *f)
{
    *LIST_ADD(d->cx->a, &d->forms, struct view_act_form) = form_done(f);
}

static void row_form(struct desk *d, int stream)
{
    static const char *const whats[] = {"row", "complaint"};
    static const sv titles[] = {SV_INIT("Report an act"), SV_INIT("Report a complaint")};
    struct form f = agency_form(d, whats[stream], titles[stream], SV("Report it"));
    f.room = d->ask->columns_n[stream] + 1;
    for (size_t i = 0; i < d->ask->columns_n[stream]; i++) {
        const struct page_report_column *c = &d->ask->columns[stream][i];
        struct view_form_field *field =
            form_field(&f, c->name, c->n ? "select" : "date",
                       form_code_words(d->cx->a, sv_of(c->name)), c->required);
        if (c->n && !c->required) {
            form_option(&f, field, SV_NONE, SV("none"), true);
        }
        for (size_t k = 0; k < c->n; k++) {
            form_option(&f, field, c->codes[k], form_code_words(d->cx->a, c->codes[k]), false);
        }
    }
    form_field(&f, "replaces", "number", SV("In the place of row"), false)->hint =
        SV("Its number, where this corrects a row; else leave it empty.");
    keep(d, &f);
}

static sv head_of(struct desk *d, int stream)
{
    sv head = SV_NONE;
    for (size_t i = 0; i < d->ask->columns_n[stream]; i++) {
        head = sv_fmt(d->cx->a, "%.*s%s%s", SV_ARG(head), i ? "," : "",
                      d->ask->columns[stream][i].name);
    }
    return head;
}

static void file_form(struct desk *d, int stream)
{
    static const char *const whats[] = {"file", "complaints-file"};
    static const sv titles[] = {SV_INIT("Report acts as CSV"), SV_INIT("Report complaints as CSV")};
    struct form f = agency_form(d, whats[stream], titles[stream], SV("Send the rows"));
    struct view_form_field *field = form_field(&f, "csv", "area", SV("The file's text"), true);
    field->hint = sv_fmt(d->cx->a,
                         "The first line names the columns: %.*s. There are no others, and nothing "
                         "about anybody. Where one row is refused, none is taken in.",
                         SV_ARG(head_of(d, stream)));
    keep(d, &f);
}

static void other_forms(struct desk *d)
{
    struct form f = agency_form(d, "month", SV("Say that a month's report is whole"),
                                SV("The report is whole"));
    form_field(&f, "month", "text", SV("Month"), true)->hint =
        SV("Such as 2026-10, also where there was nothing to report.");
    keep(d, &f);
    f = agency_form(d, "withdraw", SV("Take an act back"), SV("Take it back"));
    form_field(&f, "replaces", "number", SV("Number of the row"), true);
    keep(d, &f);
    f = agency_form(d, "complaint-withdraw", SV("Take a complaint's row back"), SV("Take it back"));
    form_field(&f, "replaces", "number", SV("Number of the row"), true);
    keep(d, &f);
}

static void table_form(struct desk *d)
{
    struct form f =
        agency_form(d, "propose", SV("See a table before it is published"), SV("See the table"));
    struct view_form_field *field = form_field(&f, "table", "select", SV("Table"), true);
    for (size_t i = 0; i < d->ask->tables_n; i++) {
        form_option(&f, field, d->ask->tables[i], form_code_words(d->cx->a, d->ask->tables[i]),
                    false);
    }
    form_field(&f, "from", "date", SV("First day"), true)->hint =
        SV("Of a month, a quarter or a year of the calendar.");
    form_field(&f, "until", "date", SV("Last day"), true);
    keep(d, &f);
}

/* ---- a table as it would be published ---- */

static err *show_proposal(struct desk *d, struct view_agency_page *p)
{
    const struct page_proposal *k = d->ask->proposal;
    struct arena *a = d->cx->a;
    date from, until;
    if (!k) {
        return NULL;
    }
    if (k->refused || !date_parse(k->from, &from) || !date_parse(k->until, &until)) {
        p->refused = k->refused ? page_stop(a, k->refused->message) : SV_NONE;
        return NULL;
    }
    struct counted c = {.id = k->id,
                        .csv = k->csv,
                        .from = from.days,
                        .until = until.days,
                        .hidden = k->hidden,
                        .cells = k->cells,
                        .threshold = k->threshold};
    struct view_count_table *t = arena_new(a, struct view_count_table);
    TRY(page_count_table(d->cx, &c, t));
    p->proposal = t;
    struct form f =
        form_act(d->cx, "table.published", SV("Publish this table"), SV("Publish it as it stands"),
                 sv_fmt(a, "/agreements/%.*s/tables", SV_ARG(d->instrument)));
    form_hidden(&f, "body", d->body);
    form_hidden(&f, "about.instrument", d->instrument);
    form_hidden(&f, "data.table", k->id);
    form_hidden(&f, "data.from", k->from);
    form_hidden(&f, "data.until", k->until);
    struct view_act_form *form = arena_new(a, struct view_act_form);
    *form = form_done(&f);
    p->publish = form;
    return NULL;
}

/* ---- what was sent ---- */

static err *batches(struct desk *d, struct view_agency_page *p)
{
    struct q_batches_recent_out *rows;
    struct q_months_stated_out *months;
    size_t n, months_n;
    struct arena *a = d->cx->a;
    TRY(q_batches_recent(d->cx->store, a,
                         &(struct q_batches_recent_in){.instrument = d->instrument}, &rows, &n));
    sv *lines = arena_array(a, sv, n);
    for (size_t i = 0; i < n; i++) {
        lines[i] = sv_fmt(a, "%.*s: %lld %s of %.*s, by %.*s",
                          SV_ARG(page_moment_words(a, d->b.zone, rows[i].received)),
                          (long long)rows[i].lines, rows[i].lines == 1 ? "row" : "rows",
                          SV_ARG(rows[i].stream), SV_ARG(rows[i].account));
    }
    p->sent = lines;
    p->sent_n = n;
    TRY(q_months_stated(d->cx->store, a,
                        &(struct q_months_stated_in){
                            .instrument = d->instrument, .from_month = 0, .until_month = INT32_MAX},
                        &months, &months_n));
    sv *stated = arena_array(a, sv, months_n);
    for (size_t i = 0; i < months_n; i++) {
        stated[i] = sv_fmt(a, "%04lld-%02lld", (long long)(months[i].month / 12),
                           (long long)(months[i].month % 12 + 1));
    }
    p->months = stated;
    p->months_n = months_n;
    return NULL;
}

static sv day_words(struct arena *a, int64_t day)
{
    return date_format(a, (date){(int32_t)day});
}

static err *rows_of(struct desk *d, struct view_agency_page *p)
{
    struct arena *a = d->cx->a;
    struct q_activity_stands_out *acts;
    struct q_complaint_stands_out *complaints;
    size_t n, complaints_n;
    int64_t today = page_local_day(d->b.zone, d->cx->now).days;
    TRY(q_activity_stands(d->cx->store, a,
                          &(struct q_activity_stands_in){.instrument = d->instrument,
                                                         .from_day = today - DAYS_SHOWN,
                                                         .until_day = today},
                          &acts, &n));
    n = n < ROWS_SHOWN ? n : ROWS_SHOWN;
    struct view_private_row *lines = arena_array(a, struct view_private_row, n);
    for (size_t i = 0; i < n; i++) {
        const struct q_activity_stands_out *r = &acts[i];
        lines[i] = (struct view_private_row){
            .n = r->id,
            .open = true,
            .words = sv_fmt(a, "%.*s, %.*s, %.*s, %.*s, %.*s, %.*s, %.*s, %.*s%s%.*s",
                            SV_ARG(day_words(a, r->day)), SV_ARG(r->holder), SV_ARG(r->power),
                            SV_ARG(r->setting), SV_ARG(r->place), SV_ARG(r->outcome),
                            SV_ARG(r->supervisor), SV_ARG(r->release), r->citation.n ? ", " : "",
                            SV_ARG(r->citation))};
    }
    p->rows = lines;
    p->rows_n = n;
    TRY(q_complaint_stands(d->cx->store, a,
                           &(struct q_complaint_stands_in){.instrument = d->instrument},
                           &complaints, &complaints_n));
    complaints_n = complaints_n < ROWS_SHOWN ? complaints_n : ROWS_SHOWN;
    struct view_private_row *more = arena_array(a, struct view_private_row, complaints_n);
    for (size_t i = 0; i < complaints_n; i++) {
        const struct q_complaint_stands_out *r = &complaints[i];
        more[i] = (struct view_private_row){
            .n = r->id,
            .open = true,
            .words = sv_fmt(a, "%.*s, %.*s%s%.*s%s%.*s", SV_ARG(day_words(a, r->day)),
                            SV_ARG(r->kind), r->has_concluded ? ", concluded " : ", open",
                            SV_ARG(r->has_concluded ? day_words(a, r->concluded) : SV_NONE),
                            r->outcome.n ? ", " : "", SV_ARG(r->outcome))};
    }
    p->complaints = more;
    p->complaints_n = complaints_n;
    return NULL;
}

/* ---- the page ---- */

static err *under(struct desk *d, struct view_agency_page *p)
{
    bool agency = is_role(d->cx, "agency"), auditor = is_role(d->cx, "auditor");
    struct list due = {0};
    TRY(page_body_read(d->cx, d->body, &d->b));
    if (agency) {
        row_form(d, 0);
        file_form(d, 0);
        row_form(d, 1);
        file_form(d, 1);
        other_forms(d);
    }
    if (!auditor) {
        table_form(d);
    }
    TRY(show_proposal(d, p));
    if (agency || auditor) {
        TRY(batches(d, p));
        TRY(rows_of(d, p));
    }
    page_link(d->cx, &due, SV("What is due"),
              url_path(d->cx->a, "/agreements/{}/due", d->instrument));
    page_link(d->cx, &due, SV("What is published"),
              url_path(d->cx->a, "/agreements/{}/activity", d->instrument));
    p->due = due.p;
    p->due_n = due.n;
    struct view_act_form *forms = d->forms.p;
    p->trouble = form_sent(d->cx, d->ask->sent, forms, d->forms.n);
    p->forms = forms;
    p->forms_n = d->forms.n;
    return NULL;
}

err *page_agency(struct page_cx *cx, const struct page_agency_ask *ask,
                 struct view_agency_page *ret)
{
    struct view_agency_page p = {.title = SV("Reports")};
    struct desk d = {.cx = cx, .ask = ask, .instrument = ask->instrument};
    struct list others = {0};
    TRY(choices(cx, ask->instrument, &others, &d.body));
    if (ask->instrument.n && !d.body.n) {
        return err_make(cx->a, E_NOTFOUND,
                        "There is no agreement of that id that you report under.");
    }
    page_shell(cx, SV("Reports"), &p.shell);
    if (d.body.n) {
        p.title = sv_fmt(cx->a, "Reports under %.*s", SV_ARG(d.instrument));
        p.sentence =
            SV("Rows are seen by the agency and by auditors, by nobody else. What everyone "
               "sees are tables that passed the audit, after the days to correct.");
        TRY(under(&d, &p));
    } else {
        p.sentence = others.n ? SV("Choose an agreement.")
                              : SV("No agreement that you report under is on record. The "
                                   "administrator names it for the account.");
        p.others = others.p;
        p.others_n = others.n;
    }
    *ret = p;
    return NULL;
}
