/* Where the clerk makes the agenda of a meeting: sections, order, what waits, publishing, notice.
 */
#include "pages/agenda_inside.h"
#include "pages/form.h"

struct bench {
    struct page_cx *cx;
    struct meeting_view m;
    const struct template *t;
    bool own; /* the template is the body's */
    struct agenda g;
    agenda_line_row *rows;
    size_t rows_n;
    struct q_agenda_versions_of_out *versions;
    size_t versions_n;
    struct q_agenda_version_lines_out *lines; /* of the newest version */
    size_t lines_n;
    struct q_numbers_in_out *numbers;
    size_t numbers_n;
    sv next;
};

/* ---- how it stands ---- */

/* "2 days 3 hours": whole days, hours and, in the last day, minutes. */
static sv left_words(struct arena *a, int64_t us)
{
    int64_t minutes = us / 60000000, days = minutes / 1440, hours = minutes / 60 % 24;
    minutes %= 60;
    sv d = days ? sv_fmt(a, "%lld day%s", (long long)days, days == 1 ? "" : "s") : SV_NONE;
    sv h = hours
               ? sv_fmt(a, "%s%lld hour%s", d.n ? " " : "", (long long)hours, hours == 1 ? "" : "s")
               : SV_NONE;
    sv m = !days && (minutes || !hours) ? sv_fmt(a, "%s%lld minute%s", h.n ? " " : "",
                                                 (long long)minutes, minutes == 1 ? "" : "s")
                                        : SV_NONE;
    return sv_fmt(a, "%.*s%.*s%.*s", SV_ARG(d), SV_ARG(h), SV_ARG(m));
}

/* "Notice is due Friday, June 12, 2026, 5:00 p.m.; 2 days 3 hours left." */
static err *due(struct bench *b, struct view_agenda_desk *ret)
{
    struct arena *a = b->cx->a;
    bool has;
    instant at;
    TRY(page_deadline(b->cx, &b->m, b->t, &has, &at));
    if (!has || !ret->editable) {
        bool none = !b->t->notice[floor_meeting_type_of(b->m.row.type)].given;
        ret->due = ret->editable && none
                       ? SV("The body's template asks for no notice of such a meeting.")
                       : SV_NONE;
        return NULL;
    }
    sv when =
        sv_fmt(a, "%.*s, %.*s", SV_ARG(page_weekday_words(a, page_local_day(b->m.b.zone, at))),
               SV_ARG(page_clock_words(a, b->m.b.zone, at)));
    int64_t left = at.us - b->cx->now.us;
    ret->due = left >= 0 ? sv_fmt(a, "Notice is due %.*s; %.*s left.", SV_ARG(when),
                                  SV_ARG(left_words(a, left)))
                         : sv_fmt(a, "Notice was due %.*s; that was %.*s ago.", SV_ARG(when),
                                  SV_ARG(left_words(a, -left)));
    return NULL;
}

static void stands(const struct bench *b, struct view_agenda_desk *ret)
{
    sv status = b->m.row.status;
    ret->editable = b->m.called && sv_is(status, "called") && !b->m.row.reported;
    ret->stands =
        ret->editable ? SV_NONE
        : b->m.row.reported
            ? SV("The meeting stands as its sources report it; its agenda is not made here.")
        : sv_is(status, "cancelled")
            ? SV("The meeting is not held; what stood on its agenda is on its page.")
            : sv_fmt(b->cx->a,
                     "The meeting is %.*s: its agenda changes by what it does, no longer "
                     "here.",
                     SV_ARG(page_status_words(status)));
}

static sv template_words(const struct bench *b)
{
    return b->own
               ? sv_fmt(b->cx->a, "In the order of the body’s template, %.*s.", SV_ARG(b->t->name))
               : SV("In the order of the template that comes with the program: the body has not "
                    "adopted one of its own.");
}

/* ---- the items ---- */

static sv numbers_of(const struct bench *b, sv item)
{
    for (size_t i = 0; i < b->numbers_n; i++) {
        if (sv_eq(b->numbers[i].item, item)) {
            return b->numbers[i].number;
        }
    }
    return SV_NONE;
}

static sv was_number(const struct bench *b, sv item)
{
    for (size_t i = 0; i < b->lines_n; i++) {
        if (sv_eq(b->lines[i].item, item) && b->lines[i].code.n) {
            return sv_fmt(b->cx->a, "%.*s.%lld", SV_ARG(b->lines[i].code),
                          (long long)b->lines[i].n);
        }
    }
    return SV_NONE;
}

static struct view_desk_item desk_item(const struct bench *b, const agenda_line_row *r)
{
    struct arena *a = b->cx->a;
    sv title = r->title.n ? page_short(a, r->title, 240) : sv_fmt(a, "Item %.*s", SV_ARG(r->item));
    sv was = was_number(b, r->item), numbers = numbers_of(b, r->item);
    return (struct view_desk_item){.item = r->item,
                                   .number = r->number,
                                   .was = was.n && !sv_eq(was, r->number) ? was : SV_NONE,
                                   .title = title,
                                   .type_words = page_item_type_words(r->type),
                                   .why = page_carried_words(a, r->why, r->why_meeting),
                                   .label = sv_fmt(a, "%.*s%s%.*s", SV_ARG(r->number),
                                                   r->number.n ? ", " : "",
                                                   SV_ARG(page_short(a, title, 80))),
                                   .href = url_path(a, "/items/{}/{}", b->m.b.id, r->item),
                                   .taken = numbers.n > 0,
                                   .numbers = numbers};
}

static void sections(const struct bench *b, struct view_agenda_desk *ret)
{
    struct arena *a = b->cx->a;
    bool loose = b->g.n > 0 && b->g.rows[b->g.n - 1].section_no == b->g.sections_n;
    size_t n = b->g.sections_n + loose, at = 0;
    struct view_desk_section *list = arena_array(a, struct view_desk_section, n);
    struct view_desk_item *items = arena_array(a, struct view_desk_item, b->rows_n);
    for (size_t i = 0; i < n; i++) {
        bool in = i < b->g.sections_n;
        list[i] =
            (struct view_desk_section){.n = (int64_t)i + 1,
                                       .name = in ? b->g.sections[i].name : SV("In no section"),
                                       .code = in ? b->g.sections[i].code : SV_NONE,
                                       .consent = in && b->g.sections[i].consent,
                                       .first = i == 0,
                                       .items = &items[at]};
        for (; at < b->rows_n && b->g.rows[at].section_no == i; at++) {
            items[at] = desk_item(b, &b->rows[at]);
            list[i].items_n++;
        }
    }
    ret->sections = list;
    ret->sections_n = n;
    ret->items = (int64_t)b->rows_n;
}

static sv waiting_words(const struct q_agenda_waiting_out *r)
{
    return r->lost                              ? SV("waits for the next regular meeting")
           : sv_is(r->outcome, "filed")         ? SV("filed, never on an agenda")
           : sv_is(r->outcome, "first-reading") ? SV("passed its first reading")
           : sv_is(r->outcome, "postponed")     ? SV("deferred; its day has passed")
           : sv_is(r->outcome, "referred")      ? SV("referred")
           : sv_is(r->outcome, "tabled")        ? SV("on the table")
                                                : SV("left undecided by an earlier meeting");
}

static err *waiting(struct bench *b, struct view_agenda_desk *ret)
{
    struct q_agenda_waiting_out *rows;
    size_t n;
    TRY(q_agenda_waiting(b->cx->store, b->cx->a, &(struct q_agenda_waiting_in){.body = b->m.b.id},
                         &rows, &n));
    struct view_desk_wait *list = arena_array(b->cx->a, struct view_desk_wait, n);
    for (size_t i = 0; i < n; i++) {
        list[i] = (struct view_desk_wait){
            .item = rows[i].item,
            .title = page_short(b->cx->a, rows[i].title, 240),
            .type_words = page_item_type_words(rows[i].type),
            .why = waiting_words(&rows[i]),
            .href = url_path(b->cx->a, "/clerk/{}/items/{}", b->m.b.id, rows[i].item)};
    }
    ret->waiting = list;
    ret->waiting_n = n;
    return NULL;
}

/* ---- since the newest version ---- */

static err *pending(struct bench *b, struct view_agenda_desk *ret)
{
    struct arena *a = b->cx->a;
    struct agenda_line *was, *is = arena_array(a, struct agenda_line, b->rows_n);
    struct q_agenda_texts_since_out *newer;
    size_t was_n, newer_n, n = 0;
    if (!b->versions_n) {
        ret->said = SV("No version is published yet.");
        return NULL;
    }
    int64_t seq = b->versions[0].seq;
    TRY(page_version_lines(b->cx, seq, &was, &was_n));
    TRY(q_agenda_texts_since(b->cx->store, a, &(struct q_agenda_texts_since_in){.seq = seq}, &newer,
                             &newer_n));
    for (size_t i = 0; i < b->rows_n; i++) {
        const struct agenda_row *r = &b->g.rows[i];
        struct agenda_line l = {.item = r->item, .title = b->rows[i].title, .text = -1};
        if (r->section_no >= b->g.sections_n) {
            continue;
        }
        l.section = b->g.sections[r->section_no].name;
        for (size_t k = 0; k < was_n; k++) {
            l.text = sv_eq(was[k].item, r->item) ? was[k].text : l.text;
        }
        for (size_t k = 0; k < newer_n; k++) {
            l.text = sv_eq(newer[k].item, r->item) ? newer[k].text_seq : l.text;
        }
        is[n++] = l;
    }
    page_agenda_changes(a, was, was_n, is, n, &ret->pending, &ret->pending_n);
    ret->pending_said = ret->pending_n ? SV("The public does not see this before a new version is "
                                            "published:")
                                       : SV("Nothing: the public sees what stands here.");
    ret->said =
        page_stop(a, sv_fmt(a, "Version %lld was published %.*s", (long long)b->versions[0].version,
                            SV_ARG(page_moment_words(a, b->m.b.zone, b->versions[0].published))));
    return NULL;
}

/* ---- forms ---- */

static void publish(struct bench *b, struct view_agenda_desk *ret)
{
    struct view_act_form *v = arena_new(b->cx->a, struct view_act_form);
    sv button = b->versions_n ? sv_fmt(b->cx->a, "Publish version %lld",
                                       (long long)b->versions[0].version + 1)
                              : SV("Publish the agenda");
    struct form f = form_act(b->cx, "agenda.published", button, button, b->next);
    form_hidden(&f, "about.meeting", b->m.id);
    form_field(&f, "texts.text", "text", SV("Why it is published anew, or another remark"), false);
    *v = form_done(&f);
    v->primary = true;
    ret->publish = v;
}

static void types_field(struct form *f, const char *name, sv label, const char *codes, sv chosen)
{
    struct view_form_field *v = form_field(f, name, "select", label, true);
    sv rest = sv_of(codes);
    while (rest.n) {
        sv code = sv_cut(rest, ' ', &rest);
        form_option(f, v, code, form_code_words(f->cx->a, code), sv_eq(code, chosen));
    }
}

static struct view_act_form notice_form(struct bench *b)
{
    struct form f = form_act(b->cx, "notice.posted", SV("Enter that notice was posted"),
                             SV("Enter the notice"), b->next);
    form_hidden(&f, "about.meeting", b->m.id);
    types_field(&f, "data.method", SV("How"), "website board newspaper mail other", SV("board"));
    form_field(&f, "data.where", "text", SV("Where it can be seen"), true)->hint =
        SV("A place, or an address that begins with https://");
    form_field(&f, "data.posted", "instant", SV("When it was posted"), false)->hint =
        SV("Left empty, now");
    form_field(&f, "texts.text", "text", SV("A remark"), false);
    return form_done(&f);
}

/* The next file number by the template: after the highest that its pattern gave in this year. */
static err *next_file(struct bench *b, sv *ret)
{
    struct arena *a = b->cx->a;
    struct q_files_newest_out *rows;
    size_t n;
    int64_t last = 0;
    sv pattern = b->t->number[SERIES_FILE];
    int year = sys_zone_civil(b->m.b.zone, b->cx->now).year;
    *ret = SV_NONE;
    if (!pattern.n) {
        return NULL;
    }
    TRY(q_files_newest(b->cx->store, a, &(struct q_files_newest_in){.body = b->m.b.id}, &rows, &n));
    for (size_t i = 0; i < n; i++) {
        int64_t place = template_number_place(a, pattern, year, rows[i].file);
        last = place > last ? place : last;
    }
    for (bool taken = true; taken;) {
        struct q_page_item_out row;
        sv file = template_number(a, pattern, year, ++last);
        char *small = arena_alloc(a, file.n);
        for (size_t i = 0; i < file.n; i++) {
            char c = file.p[i];
            small[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
        }
        *ret = (sv){small, file.n};
        TRY(q_page_item(b->cx->store, a, &(struct q_page_item_in){.body = b->m.b.id, .file = *ret},
                        &taken, &row));
    }
    return NULL;
}

static err *file_form(struct bench *b, struct view_act_form *ret)
{
    struct form f = form_to(b->cx, url_path(b->cx->a, "/clerk/{/}/agenda", b->m.id),
                            SV("File a new item and put it on"), SV("File it and put it on"));
    sv number;
    TRY(next_file(b, &number));
    form_hidden(&f, "do", SV("file"));
    form_field(&f, "about.item", "text", SV("File number"), true)->value = number;
    types_field(&f, "data.type", SV("Sort of item"),
                "resolution ordinance hearing presentation discussion minutes other",
                SV("resolution"));
    form_field(&f, "texts.title", "area", SV("Title, as filed"), true);
    form_field(&f, "texts.text", "area", SV("Its text"), false);
    form_field(&f, "data.department", "text", SV("Who asks for it"), false);
    struct view_form_field *v = form_field(&f, "section", "select", SV("Section"), false);
    form_option(&f, v, SV_NONE, SV("By the template, by its sort"), true);
    for (size_t i = 0; i < b->g.sections_n; i++) {
        form_option(&f, v, b->g.sections[i].name, b->g.sections[i].name, false);
    }
    *ret = form_done(&f);
    return NULL;
}

static struct view_act_form change_form(struct bench *b)
{
    struct arena *a = b->cx->a;
    struct form f = form_act(b->cx, "meeting.changed", SV("Change hour, place or sort"),
                             SV("Change the meeting"), b->next);
    form_hidden(&f, "about.meeting", b->m.id);
    struct view_form_field *when =
        form_field(&f, "data.convenes", "instant", SV("When it begins"), false);
    if (b->m.row.has_convenes) {
        struct civil c = sys_zone_civil(b->m.b.zone, b->m.row.convenes);
        when->value =
            sv_fmt(a, "%04d-%02d-%02dT%02d:%02d", c.year, c.month, c.day, c.hour, c.minute);
    }
    when->hint = SV("On the same day; for another day use the form below");
    types_field(&f, "data.type", SV("Sort of meeting"), "regular special emergency workshop",
                b->m.row.type);
    form_field(&f, "texts.place", "text", SV("Where it meets"), false)->value = b->m.row.place;
    form_field(&f, "texts.text", "text", SV("Why"), false);
    return form_done(&f);
}

static struct view_act_form move_form(struct bench *b)
{
    struct form f = form_to(b->cx, url_path(b->cx->a, "/clerk/{/}/agenda", b->m.id),
                            SV("Move the meeting to another day"), SV("Move the meeting"));
    form_hidden(&f, "do", SV("move"));
    form_field(&f, "local.day", "date", SV("To which day"), true)->hint =
        SV("All its items go along, in their order");
    form_field(&f, "local.time", "time", SV("Time of day, by the clocks of the place"), true);
    types_field(&f, "data.type", SV("Sort of meeting"), "special regular emergency workshop",
                SV("special"));
    form_field(&f, "texts.place", "text", SV("Where it meets, if elsewhere"), false);
    form_field(&f, "texts.text", "text", SV("Why"), false);
    return form_done(&f);
}

static struct view_act_form cancel_form(struct bench *b)
{
    struct form f = form_act(b->cx, "meeting.cancelled", SV("Cancel the meeting"),
                             SV("Cancel the meeting"), b->next);
    form_hidden(&f, "about.meeting", b->m.id);
    types_field(&f, "data.reason", SV("Why"), "lack-of-quorum emergency withdrawn other",
                SV("other"));
    form_field(&f, "texts.text", "text", SV("A remark"), false);
    return form_done(&f);
}

static err *forms(struct bench *b, struct view_agenda_desk *ret)
{
    struct list l = {0};
    if (!b->m.row.reported) {
        *LIST_ADD(b->cx->a, &l, struct view_act_form) = notice_form(b);
    }
    if (ret->editable) {
        TRY(file_form(b, LIST_ADD(b->cx->a, &l, struct view_act_form)));
        *LIST_ADD(b->cx->a, &l, struct view_act_form) = change_form(b);
        *LIST_ADD(b->cx->a, &l, struct view_act_form) = move_form(b);
        *LIST_ADD(b->cx->a, &l, struct view_act_form) = cancel_form(b);
    }
    ret->forms = l.p;
    ret->forms_n = l.n;
    return NULL;
}

static void links(struct bench *b, struct view_agenda_desk *ret)
{
    struct page_cx *cx = b->cx;
    struct list l = {0};
    page_link(cx, &l, SV("The meeting’s screen"), url_path(cx->a, "/clerk/{/}", b->m.id));
    page_link(cx, &l, SV("The agenda as the public sees it"),
              url_path(cx->a, "/meetings/{/}/agenda", b->m.id));
    page_link(cx, &l, SV("Mend the body’s template: sections, numbers, notice"),
              url_path(cx->a, "/acts/template.adopted?body={}", b->m.b.id));
    page_link(cx, &l, SV("Note a holiday, on which no time of notice runs"),
              url_path(cx->a, "/acts/holiday.noted?body={}", b->m.b.id));
    page_link(cx, &l, SV("All meetings"), URL_FIXED("/clerk"));
    ret->links = l.p;
    ret->links_n = l.n;
}

/* ---- the page ---- */

static err *read_bench(struct bench *b, sv body, sv date_n)
{
    struct page_cx *cx = b->cx;
    TRY(page_meeting_read(cx, body, date_n, &b->m));
    TRY(page_template(cx, b->m.id, &b->own, &b->t));
    TRY(page_agenda_now(cx, b->m.id, b->t, &b->rows, &b->rows_n, &b->g));
    TRY(q_agenda_versions_of(cx->store, cx->a,
                             &(struct q_agenda_versions_of_in){.meeting = b->m.id}, &b->versions,
                             &b->versions_n));
    TRY(q_numbers_in(cx->store, cx->a, &(struct q_numbers_in_in){.meeting = b->m.id}, &b->numbers,
                     &b->numbers_n));
    return b->versions_n ? q_agenda_version_lines(
                               cx->store, cx->a,
                               &(struct q_agenda_version_lines_in){.seq = b->versions[0].seq},
                               &b->lines, &b->lines_n)
                         : NULL;
}

static void trouble(struct page_cx *cx, err *e, struct view_agenda_desk *ret)
{
    if (e) {
        struct view_form_error *one = arena_new(cx->a, struct view_form_error);
        struct view_trouble *t = arena_new(cx->a, struct view_trouble);
        one->sentence = page_stop(cx->a, page_capital(cx->a, e->message));
        *t = (struct view_trouble){.sentences = one, .sentences_n = 1};
        ret->trouble = t;
    }
}

err *page_agenda_desk(struct page_cx *cx, sv body, sv date_n, err *refused,
                      struct view_agenda_desk *ret)
{
    struct bench b = {.cx = cx};
    struct view_agenda_desk p = {.csrf = cx->visitor ? cx->visitor->csrf : SV_NONE};
    TRY(read_bench(&b, body, date_n));
    b.next = sv_fmt(cx->a, "/clerk/%.*s/agenda", SV_ARG(b.m.id));
    p.meeting = b.m.id;
    p.name = page_meeting_name(cx->a, b.m.row.type, (date){(int32_t)b.m.row.day});
    p.when = b.m.b.row.name;
    if (b.m.row.has_convenes) {
        p.name = sv_fmt(cx->a, "%.*s, %.*s", SV_ARG(p.name),
                        SV_ARG(page_clock_words(cx->a, b.m.b.zone, b.m.row.convenes)));
    }
    p.act = page_act_id(cx);
    p.action = url_path(cx->a, "/clerk/{/}/agenda", b.m.id);
    p.template = template_words(&b);
    stands(&b, &p);
    trouble(cx, refused, &p);
    TRY(due(&b, &p));
    sections(&b, &p);
    TRY(pending(&b, &p));
    if (p.editable) {
        TRY(waiting(&b, &p));
        publish(&b, &p);
    }
    TRY(page_notices(cx, &b.m, &p.notices, &p.notices_n));
    TRY(forms(&b, &p));
    links(&b, &p);
    page_shell(cx, sv_fmt(cx->a, "Agenda of %.*s", SV_ARG(p.name)), &p.shell);
    page_crumb(cx, &p.shell, SV("Meetings"), URL_FIXED("/clerk"));
    page_crumb(cx, &p.shell, p.name, url_path(cx->a, "/clerk/{/}", b.m.id));
    *ret = p;
    return NULL;
}
