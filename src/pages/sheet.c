/* The paper sheet of a meeting: printed beforehand, and typed in afterwards, an item at a time. */
#include "pages/form.h"

struct sheet {
    struct page_cx *cx;
    struct meeting_view m;
    struct q_page_agenda_out *agenda;
    size_t agenda_n;
    const struct page_sheet_sent *sent; /* NULL: nothing was */
    struct form f;
    struct list errors; /* struct view_form_error */
    bool at_field;
};

static err *sheet_read(struct page_cx *cx, sv body, sv date_n, struct sheet *ret)
{
    ret->cx = cx;
    TRY(page_meeting_read(cx, body, date_n, &ret->m));
    return page_agenda_read(cx, ret->m.id, &ret->agenda, &ret->agenda_n);
}

static bool sits(const struct sheet *s, const struct q_page_officials_out *o)
{
    return o->votes && page_sat_on(o, (date){(int32_t)s->m.row.day});
}

static sv title_of(const struct q_page_agenda_out *g)
{
    return sv_sub(g->title, 0, 300);
}

/* ---- on paper ---- */

static void members(struct sheet *s, const struct view_sheet_member **ret, size_t *ret_n)
{
    struct list l = {0};
    for (size_t i = 0; i < s->m.b.officials_n; i++) {
        const struct q_page_officials_out *o = &s->m.b.officials[i];
        if (sits(s, o)) {
            *LIST_ADD(s->cx->a, &l, struct view_sheet_member) =
                (struct view_sheet_member){.n = (int64_t)l.n, .name = o->name};
        }
    }
    struct view_sheet_member *rows = l.p;
    for (size_t i = 0; i < l.n; i++) {
        rows[i].n = (int64_t)i + 1;
    }
    *ret = rows;
    *ret_n = l.n;
}

err *page_sheet(struct page_cx *cx, sv body, sv date_n, struct view_sheet_page *ret)
{
    struct sheet s = {.agenda_n = 0};
    struct view_sheet_page p = {0};
    TRY(sheet_read(cx, body, date_n, &s));
    page_shell(cx, sv_fmt(cx->a, "Sheet: %.*s", SV_ARG(s.m.b.row.name)), &p.shell);
    p.shell.place = s.m.b.row.place;
    p.name = page_meeting_name(cx->a, s.m.row.type, (date){(int32_t)s.m.row.day});
    p.body = s.m.b.row.name;
    p.place = s.m.row.place;
    p.convenes =
        s.m.row.has_convenes ? page_clock_words(cx->a, s.m.b.zone, s.m.row.convenes) : SV_NONE;
    p.enter = url_path(cx->a, "/clerk/{}/{}/sheet/enter", body, date_n);
    p.desk = url_path(cx->a, "/clerk/{}/{}", body, date_n);
    members(&s, &p.members, &p.members_n);
    struct view_sheet_item *items = arena_array(cx->a, struct view_sheet_item, s.agenda_n);
    for (size_t i = 0; i < s.agenda_n; i++) {
        const struct q_page_agenda_out *g = &s.agenda[i];
        bool begins = i == 0 || !sv_eq(g->section, s.agenda[i - 1].section);
        items[i] = (struct view_sheet_item){.number = g->number,
                                            .item = g->item,
                                            .title = title_of(g),
                                            .section = begins ? g->section : SV_NONE,
                                            .place = (int64_t)i + 1,
                                            .members = p.members,
                                            .members_n = p.members_n};
    }
    p.items = items;
    p.items_n = s.agenda_n;
    *ret = p;
    return NULL;
}

/* ---- typed in ---- */

static const char *name_of(struct sheet *s, int step, const char *name)
{
    return step ? sv_cstr(s->cx->a, sv_fmt(s->cx->a, "%d.%s", step, name)) : name;
}

static sv value_sent(const struct sheet *s, const char *name)
{
    for (size_t i = 0; s->sent && i < s->sent->n; i++) {
        if (sv_is(s->sent->pairs[i].name, name)) {
            return s->sent->pairs[i].value;
        }
    }
    return SV_NONE;
}

static bool is_done(const struct sheet *s, int step)
{
    for (size_t i = 0; s->sent && i < s->sent->done_n; i++) {
        if (s->sent->done[i] == (size_t)step) {
            return true;
        }
    }
    return false;
}

static void fixed(struct sheet *s, int step, const char *name, sv value)
{
    form_hidden(&s->f, name_of(s, step, name), value);
}

static void wrong(struct sheet *s, struct view_form_field *v)
{
    v->error = page_stop(s->cx->a, page_capital(s->cx->a, s->sent->e->message));
    *LIST_ADD(s->cx->a, &s->errors, struct view_form_error) =
        (struct view_form_error){.has_n = true, .n = v->n, .sentence = v->error};
    s->at_field = true;
}

/* A field of a step, as it was sent; of a step that is recorded it goes along as it is, and NULL.
 */
static struct view_form_field *asked(struct sheet *s, int step, const char *name, const char *kind,
                                     sv label, bool required)
{
    const char *full = name_of(s, step, name);
    if (step && is_done(s, step)) {
        form_hidden(&s->f, full, value_sent(s, full));
        return NULL;
    }
    struct view_form_field *v = form_field(&s->f, full, kind, label, required);
    v->value = value_sent(s, full);
    bool refused = s->sent && s->sent->e && (int)s->sent->refused == step;
    if (refused && sv_is(s->sent->e->field, name)) {
        wrong(s, v);
    }
    return v;
}

static void option(struct sheet *s, struct view_form_field *v, sv value, sv label, bool preset)
{
    if (v) {
        form_option(&s->f, v, value, label, s->sent ? sv_eq(v->value, value) : preset);
    }
}

static void asked_member(struct sheet *s, int step, const char *name, sv label)
{
    struct view_form_field *v = asked(s, step, name, "select", label, false);
    option(s, v, SV_NONE, SV("Nobody"), true);
    for (size_t i = 0; i < s->m.b.officials_n; i++) {
        const struct q_page_officials_out *o = &s->m.b.officials[i];
        if (sits(s, o)) {
            option(s, v, o->member, o->name, false);
        }
    }
}

/* What the step does, and when it is left out. */
static void step_is(struct sheet *s, int step, enum rec_kind_id kind, sv when)
{
    static const char *const words[][2] = {{"no-point-raised", "No point of order was raised"},
                                           {"ruled-in-order", "The chair ruled it in order"},
                                           {"appeal", "The body decided so on appeal"},
                                           {"rules-suspended", "The rules were suspended"}};
    fixed(s, step, "kind", sv_of(rec_kinds[kind].name));
    if (when.n) {
        fixed(s, step, "when", when);
    }
    bool disorder =
        s->sent && s->sent->e && s->sent->e->kind == E_DISORDER && (int)s->sent->refused == step;
    sv departure = value_sent(s, name_of(s, step, "data.departure"));
    if (!disorder && departure.n) {
        fixed(s, step, "data.departure", departure);
    } else if (disorder) {
        struct view_form_field *v =
            form_field(&s->f, name_of(s, step, "data.departure"), "select",
                       sv_fmt(s->cx->a, "%.*s: where it happened all the same, why it stands",
                              SV_ARG(page_capital(s->cx->a, sv_of(rec_kinds[kind].help)))),
                       false);
        form_option(&s->f, v, SV_NONE, SV("It is set right below"), true);
        for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
            form_option(&s->f, v, sv_of(words[i][0]), sv_of(words[i][1]), false);
        }
        wrong(s, v);
    }
}

/* A step about the motion that step 2 moves. */
static void on_its_motion(struct sheet *s, int step)
{
    fixed(s, step, "about.motion", sv_fmt(s->cx->a, "%.*s.2", SV_ARG(s->f.v.act)));
}

static void asked_choices(struct sheet *s, int step, const char *name, sv label,
                          const char *const (*choices)[2], size_t n)
{
    struct view_form_field *v = asked(s, step, name, "select", label, false);
    for (size_t i = 0; i < n; i++) {
        option(s, v, sv_of(choices[i][0]), sv_of(choices[i][1]), i == 0);
    }
}

static int votes(struct sheet *s, int step)
{
    static const char *const choices[][2] = {{"yes", "Yes"}, {"no", "No"}, {"abstain", "Abstain"}};
    for (size_t i = 0; i < s->m.b.officials_n; i++) {
        const struct q_page_officials_out *o = &s->m.b.officials[i];
        if (!sits(s, o)) {
            continue;
        }
        step_is(s, step, KIND_VOTE_CAST, SV("data.choice"));
        on_its_motion(s, step);
        fixed(s, step, "data.member", o->member);
        struct view_form_field *v = asked(s, step, "data.choice", "radios", o->name, false);
        for (size_t k = 0; k < sizeof choices / sizeof *choices; k++) {
            option(s, v, sv_of(choices[k][0]), sv_of(choices[k][1]), false);
        }
        step++;
    }
    return step;
}

static void form_of_item(struct sheet *s, sv item)
{
    static const char *const methods[][2] = {{"", "No vote was taken"},
                                             {"roll-call", "By roll call"},
                                             {"voice", "By voice"},
                                             {"consent", "Without objection"}};
    static const char *const outcomes[][2] = {
        {"", "As the roll has it"}, {"adopted", "Adopted"}, {"lost", "Lost"}};
    static const char *const types[][2] = {{"main", "The main motion: to adopt it"},
                                           {"postpone-definite", "To defer it"},
                                           {"refer", "To refer it"},
                                           {"lay-on-the-table", "To lay it on the table"}};
    step_is(s, 1, KIND_ITEM_OPENED, SV_NONE);
    fixed(s, 1, "about.item", item);
    asked(s, 1, "local.at", "time", SV("Taken up at"), false);
    asked(s, 0, "local.at", "time", SV("Moved and voted at"), false);
    step_is(s, 2, KIND_MOTION_MOVED, SV("data.mover"));
    fixed(s, 2, "about.item", item);
    asked_member(s, 2, "data.mover", SV("Moved by"));
    asked_choices(s, 2, "data.type", SV("The motion"), types, sizeof types / sizeof *types);
    asked(s, 2, "data.to", "date", SV("Deferred to which day"), false);
    asked(s, 2, "texts.text", "text", SV("In the mover's words, if they matter"), false);
    step_is(s, 3, KIND_MOTION_SECONDED, SV("data.member"));
    on_its_motion(s, 3);
    asked_member(s, 3, "data.member", SV("Seconded by"));
    step_is(s, 4, KIND_MOTION_STATED, SV("2.data.mover"));
    on_its_motion(s, 4);
    step_is(s, 5, KIND_RECUSAL_STATED, SV("data.member"));
    fixed(s, 5, "about.item", item);
    fixed(s, 5, "data.stated_aloud", SV("true"));
    asked_member(s, 5, "data.member", SV("Stated an interest aloud and did not vote"));
    step_is(s, 6, KIND_VOTE_OPENED, SV("data.method"));
    on_its_motion(s, 6);
    asked_choices(s, 6, "data.method", SV("How the vote was taken"), methods,
                  sizeof methods / sizeof *methods);
    int step = votes(s, 7);
    step_is(s, step, KIND_VOTE_ANNOUNCED, SV("6.data.method"));
    on_its_motion(s, step);
    asked_choices(s, step, "data.outcome", SV("What the chair announced"), outcomes,
                  sizeof outcomes / sizeof *outcomes);
    step++;
    step_is(s, step, KIND_NOTE_RECORDED, SV("texts.text"));
    fixed(s, step, "about.item", item);
    asked(s, step, "texts.text", "area", SV("Notes for the record"), false);
    step++;
    step_is(s, step, KIND_ITEM_CLOSED, SV("local.at"));
    fixed(s, step, "about.item", item);
    asked(s, step, "local.at", "time", SV("Left at; empty, where it was not left"), false);
}

static void form_of_opening(struct sheet *s)
{
    static const char *const states[][2] = {{"present", "here"},
                                            {"remote", "from elsewhere"},
                                            {"absent", "absent"},
                                            {"", "not on the sheet"}};
    step_is(s, 1, KIND_MEETING_OPENED, SV_NONE);
    asked(s, 1, "local.at", "time", SV("Called to order at"), true);
    asked_member(s, 1, "data.presiding", SV("Who presided"));
    step_is(s, 2, KIND_ATTENDANCE_NOTED, SV_NONE);
    asked(s, 2, "local.at", "time", SV("Who was here was noted at"), false);
    for (size_t i = 0; i < s->m.b.officials_n; i++) {
        const struct q_page_officials_out *o = &s->m.b.officials[i];
        if (sits(s, o)) {
            const char *name =
                sv_cstr(s->cx->a, sv_fmt(s->cx->a, "local.who.%.*s", SV_ARG(o->member)));
            asked_choices(s, 2, name, o->name, states, sizeof states / sizeof *states);
        }
    }
}

static void form_of_closing(struct sheet *s)
{
    step_is(s, 1, KIND_MEETING_RECESSED, SV("local.at"));
    asked(s, 1, "local.at", "time", SV("Recess from"), false);
    step_is(s, 2, KIND_MEETING_RESUMED, SV("local.at"));
    asked(s, 2, "local.at", "time", SV("Resumed at"), false);
    step_is(s, 3, KIND_NOTE_RECORDED, SV("texts.text"));
    asked(s, 3, "texts.text", "area", SV("Notes for the record"), false);
    step_is(s, 4, KIND_MEETING_ADJOURNED, SV("local.at"));
    asked(s, 4, "local.at", "time", SV("Adjourned at"), false);
}

/* Where the item stands on the agenda; agenda_n where it does not. */
static size_t place_of(const struct sheet *s, sv item)
{
    size_t i = 0;
    while (i < s->agenda_n && !sv_eq(s->agenda[i].item, item)) {
        i++;
    }
    return i;
}

static url enter_url(struct sheet *s, sv body, sv date_n, sv item)
{
    return url_path(s->cx->a, "/clerk/{}/{}/sheet/enter?item={}", body, date_n, item);
}

static void enter_links(struct sheet *s, sv body, sv date_n, sv item, struct view_sheet_enter *ret)
{
    struct list l = {0};
    size_t at = place_of(s, item);
    if (at > 0 && at < s->agenda_n) {
        page_link(s->cx, &l, sv_fmt(s->cx->a, "Before it: %.*s", SV_ARG(s->agenda[at - 1].item)),
                  enter_url(s, body, date_n, s->agenda[at - 1].item));
    }
    if (at + 1 < s->agenda_n) {
        page_link(s->cx, &l, sv_fmt(s->cx->a, "After it: %.*s", SV_ARG(s->agenda[at + 1].item)),
                  enter_url(s, body, date_n, s->agenda[at + 1].item));
    }
    page_link(s->cx, &l, SV("The call to order, and who was here"),
              enter_url(s, body, date_n, SV("opening")));
    page_link(s->cx, &l, SV("Recess and adjournment"), enter_url(s, body, date_n, SV("closing")));
    page_link(s->cx, &l, SV("The sheet on paper"),
              url_path(s->cx->a, "/clerk/{}/{}/sheet", body, date_n));
    page_link(s->cx, &l, SV("The clerk's screen"),
              url_path(s->cx->a, "/clerk/{}/{}", body, date_n));
    ret->links = l.p;
    ret->links_n = l.n;
}

/* Where one goes on: to the item after this one. */
static sv after(struct sheet *s, sv body, sv date_n, sv item)
{
    size_t at = sv_is(item, "opening") ? (size_t)-1 : place_of(s, item);
    sv next = at + 1 < s->agenda_n ? s->agenda[at + 1].item : SV("closing");
    return sv_is(item, "closing") ? sv_fmt(s->cx->a, "/clerk/%.*s", SV_ARG(s->m.id))
                                  : sv_fmt(s->cx->a, "/clerk/%.*s/%.*s/sheet/enter?item=%.*s",
                                           SV_ARG(body), SV_ARG(date_n), SV_ARG(next));
}

static void say_refused(struct sheet *s, struct view_sheet_enter *ret)
{
    const err *e = s->sent ? s->sent->e : NULL;
    if (!e) {
        return;
    }
    if (!s->at_field) {
        *LIST_ADD(s->cx->a, &s->errors, struct view_form_error) = (struct view_form_error){
            .sentence = page_stop(s->cx->a, page_capital(s->cx->a, e->message))};
    }
    ret->rule = e->rule;
    ret->citation = e->citation;
    sv n = page_capital(s->cx->a, page_number(s->cx->a, (int64_t)s->sent->done_n));
    ret->done_say =
        !s->sent->done_n
            ? SV("Nothing of this sheet is recorded yet; set right what is wrong and send it "
                 "again.")
            : sv_fmt(s->cx->a,
                     "%.*s of this sheet %s; the rest is kept below. Set right what is wrong and "
                     "send it again: nothing is recorded twice.",
                     SV_ARG(sv_fmt(s->cx->a, "%.*s act%s", SV_ARG(n),
                                   s->sent->done_n == 1 ? "" : "s")),
                     s->sent->done_n == 1 ? "is recorded and stands" : "are recorded and stand");
}

err *page_sheet_enter(struct page_cx *cx, sv body, sv date_n, sv item,
                      const struct page_sheet_sent *sent, struct view_sheet_enter *ret)
{
    struct sheet s = {.sent = sent};
    struct view_sheet_enter p = {0};
    TRY(sheet_read(cx, body, date_n, &s));
    bool opening = sv_is(item, "opening"), closing = sv_is(item, "closing");
    if (!item.n) {
        opening = !s.m.row.has_opened;
        item = opening ? SV("opening") : s.agenda_n ? s.agenda[0].item : SV("closing");
        closing = sv_is(item, "closing");
    }
    size_t at = place_of(&s, item);
    if (!opening && !closing && at == s.agenda_n) {
        return err_make(cx->a, E_NOTFOUND, "Item %.*s is not on the agenda of this meeting.",
                        SV_ARG(sv_sub(item, 0, 64)));
    }
    p.heading = opening ? SV("From the sheet: the call to order")
                : closing
                    ? SV("From the sheet: recess and adjournment")
                    : sv_fmt(cx->a, "From the sheet: item %.*s%s%.*s", SV_ARG(item),
                             s.agenda[at].title.n ? ", " : "", SV_ARG(title_of(&s.agenda[at])));
    page_shell(cx, p.heading, &p.shell);
    p.jump = url_path(cx->a, "/clerk/{}/{}/sheet/enter", body, date_n);
    s.f = form_to(cx, p.jump, SV_NONE, SV("Record this of the sheet"));
    s.f.room = s.m.b.officials_n + 20;
    s.f.v.next = after(&s, body, date_n, item);
    if (sent && value_sent(&s, "act").n) {
        s.f.v.act = value_sent(&s, "act");
    }
    form_hidden(&s.f, "about.meeting", s.m.id);
    form_hidden(&s.f, "local.sheet", item);
    if (opening) {
        form_of_opening(&s);
    } else if (closing) {
        form_of_closing(&s);
    } else {
        form_of_item(&s, item);
    }
    say_refused(&s, &p);
    p.form = form_done(&s.f);
    p.errors = s.errors.p;
    p.errors_n = s.errors.n;
    enter_links(&s, body, date_n, item, &p);
    *ret = p;
    return NULL;
}
