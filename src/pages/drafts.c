/* Drafts: the list, one of them, and the form that begins one.  Who sees which is said by
 * drafts_seen alone. */
#include "pages/files.h"
#include "pages/form.h"
#include "rules/template.h"

typedef struct q_drafts_seen_out draft_row;

static err *seen(struct page_cx *cx, sv id, draft_row **ret, size_t *ret_n)
{
    const struct page_visitor *v = cx->visitor;
    return q_drafts_seen(cx->store, cx->a,
                         &(struct q_drafts_seen_in){.id = id,
                                                    .account = v->account,
                                                    .role = v->role,
                                                    .body = v->body.n ? v->body : SV_NONE,
                                                    .member = v->member.n ? v->member : SV_NONE},
                         ret, ret_n);
}

static bool writes(const struct page_cx *cx)
{
    return sv_is(cx->visitor->role, "clerk") || sv_is(cx->visitor->role, "staff");
}

static bool owns(const struct page_cx *cx, const draft_row *d)
{
    return sv_is(cx->visitor->role, "clerk") ||
           (writes(cx) && sv_eq(d->author, cx->visitor->account));
}

static bool is_stage(const draft_row *d, const char *stage)
{
    return sv_is(d->stage, stage);
}

/* ---- words ---- */

static int64_t today(const struct page_cx *cx, const struct body_view *b)
{
    return page_local_day(b->zone, cx->now).days;
}

/* "3 days late", or empty. */
static sv late_words(struct page_cx *cx, bool has_due, int64_t due, int64_t day)
{
    int64_t late = day - due;
    return !has_due || late <= 0 ? SV_NONE
           : late == 1           ? SV("1 day late")
                                 : sv_fmt(cx->a, "%lld days late", (long long)late);
}

static sv due_words(struct page_cx *cx, bool has_due, int64_t due)
{
    return has_due
               ? sv_fmt(cx->a, " until %.*s", SV_ARG(page_day_words(cx->a, (date){(int32_t)due})))
               : SV_NONE;
}

static sv stage_words(struct page_cx *cx, const draft_row *d)
{
    return is_stage(d, "review")     ? sv_fmt(cx->a, "Waits on %.*s%.*s", SV_ARG(d->office),
                                              SV_ARG(due_words(cx, d->has_due, d->due)))
           : is_stage(d, "returned") ? SV("Returned to its author")
           : is_stage(d, "ready")    ? SV("All reviewers have approved; the clerk may file it")
           : is_stage(d, "filed")    ? sv_fmt(cx->a, "Filed as %.*s", SV_ARG(d->file))
           : is_stage(d, "dropped")  ? SV("Goes no further")
                                     : SV("Being written");
}

/* ---- lists ---- */

struct shelf {
    struct page_cx *cx;
    draft_row *rows;
    size_t n;
    struct body_view *bodies; /* those of the rows, as far as they were read */
    size_t bodies_n;
};

static err *body_of(struct shelf *s, sv id, struct body_view **ret)
{
    for (size_t i = 0; i < s->bodies_n; i++) {
        if (sv_eq(s->bodies[i].id, id)) {
            *ret = &s->bodies[i];
            return NULL;
        }
    }
    *ret = &s->bodies[s->bodies_n];
    TRY(page_body_read(s->cx, id, *ret));
    s->bodies_n++;
    return NULL;
}

static err *read_shelf(struct page_cx *cx, struct shelf *ret)
{
    *ret = (struct shelf){.cx = cx};
    TRY(seen(cx, SV_NONE, &ret->rows, &ret->n));
    ret->bodies = arena_array(cx->a, struct body_view, ret->n + 1);
    return NULL;
}

static err *line_of(struct shelf *s, const draft_row *d, struct view_draft_line *ret)
{
    struct page_cx *cx = s->cx;
    struct body_view *b;
    TRY(body_of(s, d->body, &b));
    *ret = (struct view_draft_line){.title = d->title,
                                    .href = url_path(cx->a, "/drafts/{}", d->id),
                                    .sentence =
                                        sv_fmt(cx->a, "%.*s. %.*s, by %.*s", SV_ARG(b->row.name),
                                               SV_ARG(stage_words(cx, d)), SV_ARG(d->author))};
    ret->late = is_stage(d, "review") ? late_words(cx, d->has_due, d->due, today(cx, b)) : SV_NONE;
    return NULL;
}

typedef bool draft_filter(const struct page_cx *cx, const draft_row *d);

static bool waits_on_me(const struct page_cx *cx, const draft_row *d)
{
    return writes(cx) && is_stage(d, "review") && d->mine;
}

static bool is_ready(const struct page_cx *cx, const draft_row *d)
{
    (void)cx;
    return is_stage(d, "ready");
}

static bool with_reviewers(const struct page_cx *cx, const draft_row *d)
{
    return is_stage(d, "review") && !waits_on_me(cx, d);
}

static bool in_hand(const struct page_cx *cx, const draft_row *d)
{
    (void)cx;
    return is_stage(d, "writing") || is_stage(d, "returned");
}

static bool is_filed(const struct page_cx *cx, const draft_row *d)
{
    (void)cx;
    return is_stage(d, "filed");
}

static err *group_of(struct shelf *s, draft_filter *fits, const char *name, const char *none,
                     size_t most, struct list *groups)
{
    struct list lines = {0};
    for (size_t i = 0; i < s->n && lines.n < most; i++) {
        if (fits(s->cx, &s->rows[i])) {
            TRY(line_of(s, &s->rows[i], LIST_ADD(s->cx->a, &lines, struct view_draft_line)));
        }
    }
    if (lines.n || none) {
        *LIST_ADD(s->cx->a, groups, struct view_draft_group) =
            (struct view_draft_group){.name = sv_of(name),
                                      .lines = lines.p,
                                      .lines_n = lines.n,
                                      .none = none ? sv_of(none) : SV_NONE};
    }
    return NULL;
}

/* What waits on whom: for the reviewer, the clerk, the author. */
static err *waiting(struct shelf *s, struct list *groups)
{
    enum { MOST = 200 };
    bool clerk = sv_is(s->cx->visitor->role, "clerk");
    if (writes(s->cx)) {
        TRY(group_of(s, waits_on_me, "Waiting for your review",
                     clerk ? NULL
                           : "Nothing waits on you. What is sent to your office stands here.",
                     MOST, groups));
    }
    TRY(group_of(s, is_ready, clerk ? "Ready to be filed" : "Approved, to be filed by the clerk",
                 NULL, MOST, groups));
    return group_of(s, with_reviewers, "With reviewers", NULL, MOST, groups);
}

err *page_drafts(struct page_cx *cx, struct view_drafts_page *ret)
{
    struct view_drafts_page p = {.begins = writes(cx)};
    struct shelf s;
    struct list groups = {0};
    page_shell(cx, SV("Drafts"), &p.shell);
    TRY(read_shelf(cx, &s));
    TRY(waiting(&s, &groups));
    TRY(group_of(&s, in_hand, "Being written or changed",
                 writes(cx) ? "No draft is being written."
                            : "Drafts that name you as their sponsor stand here.",
                 200, &groups));
    TRY(group_of(&s, is_filed, "Filed", NULL, 50, &groups));
    p.groups = groups.p;
    p.groups_n = groups.n;
    *ret = p;
    return NULL;
}

err *page_drafts_waiting(struct page_cx *cx, const struct view_draft_group **ret, size_t *ret_n)
{
    struct shelf s;
    struct list groups = {0};
    TRY(read_shelf(cx, &s));
    TRY(waiting(&s, &groups));
    for (size_t i = 0; i < groups.n; i++) {
        struct view_draft_group *g = &((struct view_draft_group *)groups.p)[i];
        g->name = sv_fmt(cx->a, "Drafts: %.*s", SV_ARG(page_small(cx->a, g->name)));
    }
    *ret = groups.p;
    *ret_n = groups.n;
    return NULL;
}

/* ---- the body's template ---- */

static err *template_of(struct page_cx *cx, const struct body_view *b, const struct template **ret)
{
    struct q_template_for_out row;
    struct template *own = NULL;
    bool found;
    TRY(q_template_for(
        cx->store, cx->a,
        &(struct q_template_for_in){.body = b->id, .meeting = SV(""), .day = today(cx, b)}, &found,
        &row));
    err *e = found && row.words.n ? template_parse(cx->a, b->id, row.words, &own) : NULL;
    *ret = e || !own ? template_default(cx->a) : own;
    return NULL;
}

/* Its reviewers as the form has them. */
static sv reviewers_text(struct page_cx *cx, const struct template *t)
{
    struct buf b = buf_make(65536);
    for (size_t i = 0; i < t->reviews; i++) {
        buf_fmt(&b, "%.*s: %d\n", SV_ARG(t->review[i].reviewer), t->review[i].days);
    }
    sv text = buf_dup(cx->a, &b);
    buf_free(&b);
    return text;
}

/* The number after the greatest of its pattern; empty where the template has none. */
static err *next_number(struct page_cx *cx, const struct body_view *b, sv *ret)
{
    const struct template *t;
    struct q_files_newest_out *rows;
    size_t n;
    int64_t last = 0;
    TRY(template_of(cx, b, &t));
    TRY(q_files_newest(cx->store, cx->a, &(struct q_files_newest_in){.body = b->id}, &rows, &n));
    sv pattern = t->number[SERIES_FILE];
    int year = civil_of_date((date){(int32_t)today(cx, b)}).year;
    *ret = SV_NONE;
    if (!pattern.n) {
        return NULL;
    }
    for (size_t i = 0; i < n; i++) {
        int64_t place = template_number_place(cx->a, pattern, year, rows[i].file);
        last = place > last ? place : last;
    }
    sv number = template_number(cx->a, pattern, year, last + 1);
    char *id = arena_alloc(cx->a, number.n + 1);
    for (size_t i = 0; i < number.n; i++) {
        char c = number.p[i];
        id[i] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
    }
    *ret = (sv){id, number.n};
    return NULL;
}

/* ---- forms ---- */

static err *meeting_field(struct form *f, const struct body_view *b, sv chosen)
{
    struct page_cx *cx = f->cx;
    struct q_page_meetings_called_out *rows;
    size_t n;
    TRY(q_page_meetings_called(
        cx->store, cx->a, &(struct q_page_meetings_called_in){.day = today(cx, b)}, &rows, &n));
    struct view_form_field *v = form_field(f, "meeting", "select", SV("For which meeting"), false);
    form_option(f, v, SV_NONE, SV("No matter which"), chosen.n == 0);
    bool there = chosen.n == 0;
    for (size_t i = 0; i < n; i++) {
        if (sv_eq(rows[i].body, b->id)) {
            there |= sv_eq(rows[i].id, chosen);
            form_option(f, v, rows[i].id,
                        page_meeting_name(cx->a, rows[i].type, (date){(int32_t)rows[i].day}),
                        sv_eq(rows[i].id, chosen));
        }
    }
    if (!there) {
        form_option(f, v, chosen, chosen, true);
    }
    return NULL;
}

/* What a draft is, with what the newest version has. */
static err *content_fields(struct form *f, const struct body_view *b,
                           const struct q_draft_version_find_out *v, sv sponsor, sv meeting,
                           sv reviewers)
{
    form_codes(f, form_field(f, "data.type", "select", SV("Sort of item"), true), "item.filed",
               "type", v->type.n ? v->type : SV("resolution"));
    form_field(f, "texts.title", "area", SV("Title, as it is to be filed"), true)->value = v->title;
    struct view_form_field *who = form_members(f, b, "data.sponsor", SV("Sponsor"), false, sponsor);
    who->hint = SV("The member reads the draft; no other member ever does, so the sponsor cannot "
                   "be another later.");
    form_field(f, "data.department", "text", SV("Department"), false)->value = v->department;
    form_field(f, "words", "area", SV("Text"), true)->value = v->words;
    form_field(f, "fiscal", "area", SV("Fiscal note"), false)->value = v->fiscal;
    TRY(meeting_field(f, b, meeting));
    struct view_form_field *r = form_field(f, "reviewers", "area", SV("Reviewers"), false);
    r->value = reviewers;
    r->hint = SV("A line each, in their order: the office, a colon, its business days");
    return NULL;
}

static struct form draft_form(struct page_cx *cx, const char *what, sv id, sv title, sv button)
{
    struct form f = form_to(cx, URL_FIXED("/drafts"), title, button);
    form_hidden(&f, "do", sv_of(what));
    form_hidden(&f, "draft", id);
    return f;
}

static sv reviewers_of(struct page_cx *cx, const struct q_draft_reviews_out *rows, size_t n)
{
    struct buf b = buf_make(65536);
    for (size_t i = 0; i < n; i++) {
        buf_fmt(&b, "%.*s: %lld\n", SV_ARG(rows[i].office), (long long)rows[i].days);
    }
    sv text = buf_dup(cx->a, &b);
    buf_free(&b);
    return text;
}

/* ---- beginning ---- */

/* The body for which one is begun: the account's own, the one that is asked for, or the only one;
 * with several they are chosen among. */
static err *choose_body(struct page_cx *cx, sv asked, const struct q_page_bodies_out **ret,
                        const struct q_page_bodies_out **ret_all, size_t *ret_n)
{
    struct q_page_bodies_out *rows;
    size_t n, mine = 0;
    TRY(q_page_bodies(cx->store, cx->a, &rows, &n));
    *ret = NULL;
    for (size_t i = 0; i < n; i++) {
        if (!cx->visitor->body.n || sv_eq(cx->visitor->body, rows[i].id)) {
            rows[mine++] = rows[i];
        }
    }
    for (size_t i = 0; i < mine; i++) {
        if (mine == 1 || sv_eq(rows[i].id, asked)) {
            *ret = &rows[i];
        }
    }
    *ret_all = rows;
    *ret_n = mine;
    return NULL;
}

static struct view_act_form *keep_form(struct page_cx *cx, struct form *f)
{
    struct view_act_form *form = arena_new(cx->a, struct view_act_form);
    *form = form_done(f);
    return form;
}

err *page_draft_new(struct page_cx *cx, sv body, const struct page_sent *sent,
                    struct view_draft_new_page *ret)
{
    struct view_draft_new_page p = {.none = SV_NONE};
    const struct q_page_bodies_out *chosen, *all;
    const struct template *t;
    struct body_view b;
    size_t n;
    page_shell(cx, SV("Begin a draft"), &p.shell);
    page_crumb(cx, &p.shell, SV("Drafts"), URL_FIXED("/drafts"));
    TRY(choose_body(cx, body, &chosen, &all, &n));
    if (!chosen) {
        p.none = n ? SV("Choose the body whose item it is to be.")
                   : SV("No body is registered yet. The administrator registers one first.");
        struct list links = {0};
        for (size_t i = 0; i < n; i++) {
            page_link(cx, &links, all[i].name, url_path(cx->a, "/drafts/new?body={}", all[i].id));
        }
        p.bodies = links.p;
        p.bodies_n = links.n;
        p.trouble = form_sent(cx, sent, NULL, 0);
        *ret = p;
        return NULL;
    }
    TRY(page_body_read(cx, chosen->id, &b));
    TRY(template_of(cx, &b, &t));
    struct form f = draft_form(cx, "save", page_act_id(cx), SV_NONE, SV("Save the draft"));
    form_hidden(&f, "version", SV("0"));
    form_hidden(&f, "body", b.id);
    TRY(content_fields(&f, &b, &(struct q_draft_version_find_out){.type = SV_NONE}, SV_NONE,
                       SV_NONE, reviewers_text(cx, t)));
    struct view_act_form *form = keep_form(cx, &f);
    p.trouble = form_sent(cx, sent, form, 1);
    p.form = form;
    *ret = p;
    return NULL;
}

/* ---- one draft ---- */

struct sheet {
    struct page_cx *cx;
    draft_row d;
    struct body_view b;
    struct q_draft_version_find_out newest, shown;
    int64_t shown_n;
    struct q_draft_reviews_out *reviews;
    size_t reviews_n;
};

static err *read_version(struct sheet *s, int64_t n, struct q_draft_version_find_out *ret)
{
    bool found;
    TRY(q_draft_version_find(s->cx->store, s->cx->a,
                             &(struct q_draft_version_find_in){.draft = s->d.id, .n = n}, &found,
                             ret));
    return found ? NULL
                 : err_make(s->cx->a, E_NOTFOUND, "This draft has no version %lld.", (long long)n);
}

static err *read_sheet(struct page_cx *cx, sv id, int64_t version, struct sheet *ret)
{
    draft_row *rows;
    size_t n;
    *ret = (struct sheet){.cx = cx};
    TRY(seen(cx, id, &rows, &n));
    if (n != 1) {
        return err_make(cx->a, E_NOTFOUND,
                        "There is no such draft, or it is not for this account.");
    }
    ret->d = rows[0];
    ret->shown_n = version > 0 ? version : rows[0].version;
    TRY(page_body_read(cx, rows[0].body, &ret->b));
    TRY(read_version(ret, rows[0].version, &ret->newest));
    TRY(read_version(ret, ret->shown_n, &ret->shown));
    return q_draft_reviews(cx->store, cx->a, &(struct q_draft_reviews_in){.draft = id},
                           &ret->reviews, &ret->reviews_n);
}

static sv about_words(const struct sheet *s)
{
    struct arena *a = s->cx->a;
    sv sponsor = s->d.sponsor.n
                     ? sv_fmt(a, ", sponsored by %.*s", SV_ARG(page_name(&s->b, s->d.sponsor)))
                     : SV_NONE;
    sv department =
        s->shown.department.n ? sv_fmt(a, ", %.*s", SV_ARG(s->shown.department)) : SV_NONE;
    sv meeting = s->d.meeting.n ? sv_fmt(a, ", for %.*s",
                                         SV_ARG(page_day_words(a, page_meeting_day(s->d.meeting))))
                                : SV_NONE;
    return sv_fmt(a, "%.*s, %.*s%.*s%.*s%.*s. Begun by %.*s.", SV_ARG(s->b.row.name),
                  SV_ARG(page_small(a, page_item_type_words(s->shown.type))), SV_ARG(sponsor),
                  SV_ARG(department), SV_ARG(meeting), SV_ARG(s->d.author));
}

/* What the version that is shown changed in the text before it. */
static err *difference(struct sheet *s, struct view_draft_page *p)
{
    struct q_draft_version_find_out before;
    if (s->shown_n < 2) {
        return NULL;
    }
    TRY(read_version(s, s->shown_n - 1, &before));
    p->changed = page_text_lines(s->cx, before.words, s->shown.words, &p->lines, &p->lines_n);
    return NULL;
}

static void review_lines(struct sheet *s, struct view_draft_page *p)
{
    struct page_cx *cx = s->cx;
    struct list l = {0};
    for (size_t i = 0; i < s->reviews_n; i++) {
        const struct q_draft_reviews_out *r = &s->reviews[i];
        bool now = is_stage(&s->d, "review") && s->d.has_place && s->d.place == r->place;
        struct view_draft_review_line *line = LIST_ADD(cx->a, &l, struct view_draft_review_line);
        line->office = r->office;
        line->sentence =
            sv_is(r->mark, "approved")
                ? sv_fmt(cx->a, "approved version %lld", (long long)r->version)
            : sv_is(r->mark, "skipped") ? SV("skipped by the clerk")
            : now ? sv_fmt(cx->a, "it waits here%.*s", SV_ARG(due_words(cx, r->has_due, r->due)))
                  : sv_fmt(cx->a, "to come; %lld business %s", (long long)r->days,
                           r->days == 1 ? "day" : "days");
        line->late = now ? late_words(cx, r->has_due, r->due, today(cx, &s->b)) : SV_NONE;
    }
    p->reviews = l.p;
    p->reviews_n = l.n;
}

static sv step_words(struct arena *a, const struct q_draft_steps_out *r)
{
    sv step = r->step;
    return sv_is(step, "save")
               ? sv_fmt(a, "%.*s saved version %lld", SV_ARG(r->account), (long long)r->version)
           : sv_is(step, "route") ? sv_fmt(a, "%.*s sent version %lld to its reviewers",
                                           SV_ARG(r->account), (long long)r->version)
           : sv_is(step, "approve")
               ? sv_fmt(a, "%.*s approved version %lld (%.*s)", SV_ARG(r->office),
                        (long long)r->version, SV_ARG(r->account))
           : sv_is(step, "return")
               ? sv_fmt(a, "%.*s returned version %lld (%.*s)", SV_ARG(r->office),
                        (long long)r->version, SV_ARG(r->account))
           : sv_is(step, "skip")
               ? sv_fmt(a, "%.*s skipped %.*s", SV_ARG(r->account), SV_ARG(r->office))
           : sv_is(step, "recall") ? sv_fmt(a, "%.*s took it back", SV_ARG(r->account))
           : sv_is(step, "drop")   ? sv_fmt(a, "%.*s dropped it", SV_ARG(r->account))
                                   : sv_fmt(a, "%.*s filed it", SV_ARG(r->account));
}

static err *step_lines(struct sheet *s, struct view_draft_page *p)
{
    struct page_cx *cx = s->cx;
    struct q_draft_steps_out *rows;
    struct q_draft_versions_out *versions;
    size_t n, versions_n;
    struct list l = {0}, links = {0};
    TRY(q_draft_steps(cx->store, cx->a, &(struct q_draft_steps_in){.draft = s->d.id}, &rows, &n));
    for (size_t i = n; i > 0; i--) {
        struct view_draft_step_line *line = LIST_ADD(cx->a, &l, struct view_draft_step_line);
        line->sentence =
            sv_fmt(cx->a, "%.*s: %.*s", SV_ARG(page_moment_words(cx->a, s->b.zone, rows[i - 1].at)),
                   SV_ARG(step_words(cx->a, &rows[i - 1])));
        line->words = rows[i - 1].words;
    }
    TRY(q_draft_versions(cx->store, cx->a, &(struct q_draft_versions_in){.draft = s->d.id},
                         &versions, &versions_n));
    for (size_t i = versions_n; i > 0 && versions_n > 1; i--) {
        sv number = sv_fmt(cx->a, "%lld", (long long)versions[i - 1].n);
        struct view_link *link = LIST_ADD(cx->a, &links, struct view_link);
        *link =
            (struct view_link){.text = sv_fmt(cx->a, "Version %.*s, by %.*s", SV_ARG(number),
                                              SV_ARG(versions[i - 1].account)),
                               .href = url_path(cx->a, "/drafts/{}?version={}", s->d.id, number),
                               .current = versions[i - 1].n == s->shown_n};
    }
    p->steps = l.p;
    p->steps_n = l.n;
    p->versions = links.p;
    p->versions_n = links.n;
    return NULL;
}

/* A form of one button, with a field for words where they are asked for. */
static void add_step(struct sheet *s, struct list *l, const char *what, sv button, const char *ask,
                     bool primary)
{
    struct form f = draft_form(s->cx, what, s->d.id, button, button);
    if (ask) {
        form_field(&f, "words", "area", sv_of(ask), true);
    }
    f.v.primary = primary;
    *LIST_ADD(s->cx->a, l, struct view_act_form) = form_done(&f);
}

static err *file_form(struct sheet *s, struct list *l)
{
    struct form f = draft_form(s->cx, "file", s->d.id, SV("File it"), SV("File the item"));
    struct view_form_field *number = form_field(&f, "about.item", "text", SV("File number"), true);
    TRY(next_number(s->cx, &s->b, &number->value));
    number->hint = SV("Such as rc-41. The next of the body's numbers is offered.");
    f.v.primary = true;
    *LIST_ADD(s->cx->a, l, struct view_act_form) = form_done(&f);
    return NULL;
}

static void skip_forms(struct sheet *s, struct view_draft_page *p)
{
    struct page_cx *cx = s->cx;
    struct list l = {0};
    bool open =
        is_stage(&s->d, "review") || is_stage(&s->d, "writing") || is_stage(&s->d, "returned");
    for (size_t i = 0; open && sv_is(cx->visitor->role, "clerk") && i < s->reviews_n; i++) {
        if (sv_is(s->reviews[i].mark, "waiting")) {
            struct form f = draft_form(cx, "skip", s->d.id,
                                       sv_fmt(cx->a, "Skip %.*s", SV_ARG(s->reviews[i].office)),
                                       SV("Skip this reviewer"));
            form_hidden(&f, "place", sv_fmt(cx->a, "%lld", (long long)s->reviews[i].place));
            form_field(&f, "words", "area", SV("Why"), true);
            *LIST_ADD(cx->a, &l, struct view_act_form) = form_done(&f);
        }
    }
    p->skips = l.p;
    p->skips_n = l.n;
}

/* What the visitor may do now. */
static err *step_forms(struct sheet *s, struct view_draft_page *p)
{
    const draft_row *d = &s->d;
    bool own = owns(s->cx, d), clerk = sv_is(s->cx->visitor->role, "clerk");
    bool hand = is_stage(d, "writing") || is_stage(d, "returned");
    bool review = is_stage(d, "review");
    struct list l = {0};
    if (review && d->mine && writes(s->cx)) {
        add_step(s, &l, "approve", SV("Approve this version"), NULL, true);
        add_step(s, &l, "return", SV("Return it"), "What is to be changed", false);
    }
    if (is_stage(d, "ready") && clerk) {
        TRY(file_form(s, &l));
    }
    if (own && hand) {
        add_step(s, &l, "route",
                 s->reviews_n ? SV("Send it to its reviewers") : SV("It is ready to be filed"),
                 NULL, true);
    }
    if (own && (review || is_stage(d, "ready"))) {
        add_step(s, &l, "recall", SV("Take it back to change it"), NULL, false);
    }
    if (own && hand) {
        add_step(s, &l, "drop", SV("Drop the draft"), NULL, false);
    }
    p->forms = l.p;
    p->forms_n = l.n;
    return NULL;
}

static err *edit_form(struct sheet *s, struct view_act_form **ret)
{
    bool hand = is_stage(&s->d, "writing") || is_stage(&s->d, "returned");
    *ret = NULL;
    if (!hand || !owns(s->cx, &s->d)) {
        return NULL;
    }
    struct form f = draft_form(s->cx, "save", s->d.id, SV_NONE, SV("Save as a new version"));
    form_hidden(&f, "version", sv_fmt(s->cx->a, "%lld", (long long)s->d.version));
    TRY(content_fields(&f, &s->b, &s->newest, s->d.sponsor, s->d.meeting,
                       reviewers_of(s->cx, s->reviews, s->reviews_n)));
    *ret = keep_form(s->cx, &f);
    return NULL;
}

err *page_draft(struct page_cx *cx, sv id, int64_t version, const struct page_sent *sent,
                struct view_draft_page *ret)
{
    struct sheet s;
    struct view_draft_page p = {.title = SV_NONE};
    struct view_act_form *edit;
    TRY(read_sheet(cx, id, version, &s));
    page_shell(cx, s.shown.title, &p.shell);
    page_crumb(cx, &p.shell, SV("Drafts"), URL_FIXED("/drafts"));
    p.title = s.shown.title;
    p.sentence = page_stop(cx->a, stage_words(cx, &s.d));
    p.about = about_words(&s);
    if (is_stage(&s.d, "filed")) {
        p.item = url_path(cx->a, "/items/{}/{}", s.d.body, s.d.file);
    }
    p.version = sv_fmt(cx->a, "version %lld of %lld", (long long)s.shown_n, (long long)s.d.version);
    p.words = html_paragraphs(cx->a, s.shown.words);
    p.has_fiscal = s.shown.fiscal.n > 0;
    p.fiscal = html_paragraphs(cx->a, s.shown.fiscal);
    TRY(difference(&s, &p));
    review_lines(&s, &p);
    TRY(step_lines(&s, &p));
    TRY(step_forms(&s, &p));
    skip_forms(&s, &p);
    TRY(edit_form(&s, &edit));
    struct view_act_form *forms = arena_array(cx->a, struct view_act_form, p.forms_n + 1);
    for (size_t i = 0; i < p.forms_n; i++) {
        forms[i] = p.forms[i];
    }
    bool edits = sent && sv_is(sent->what, "save") && edit;
    p.trouble = edits ? form_sent(cx, sent, edit, 1) : form_sent(cx, sent, forms, p.forms_n);
    p.forms = forms;
    p.edit = edit;
    *ret = p;
    return NULL;
}
