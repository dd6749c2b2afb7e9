/* The agenda of a meeting as it was published: its versions, what changed, and how notice was
 * given. */
#include "pages/agenda_inside.h"

struct agenda_pages {
    struct page_cx *cx;
    struct meeting_view m;
    struct q_agenda_versions_of_out *versions;
    size_t versions_n;
};

/* ---- words ---- */

/* "2 hours", "3 days": a span in the largest unit of which it holds two, else one. */
static sv span_words(struct arena *a, int64_t us)
{
    static const struct {
        int64_t us;
        const char *one, *more;
    } units[] = {{INT64_C(86400000000), "a day", "days"},
                 {INT64_C(3600000000), "an hour", "hours"},
                 {INT64_C(60000000), "a minute", "minutes"}};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        int64_t n = us / units[i].us;
        if (n >= 2 || (n == 1 && i == 2)) {
            return n == 1 ? sv_of(units[i].one) : sv_fmt(a, "%lld %s", (long long)n, units[i].more);
        }
    }
    return SV("less than a minute");
}

sv page_against_deadline(struct arena *a, instant t, bool has, instant deadline)
{
    if (!has) {
        return SV_NONE;
    }
    bool late = t.us > deadline.us;
    return sv_fmt(a, "%.*s %s notice was due",
                  SV_ARG(span_words(a, late ? t.us - deadline.us : deadline.us - t.us)),
                  late ? "after" : "before");
}

sv page_carried_words(struct arena *a, sv why, sv why_meeting)
{
    sv from = why_meeting.n
                  ? sv_fmt(a, " of %.*s", SV_ARG(page_day_words(a, page_meeting_day(why_meeting))))
                  : SV_NONE;
    if (sv_is(why, "no-quorum")) {
        return sv_fmt(a, "The meeting%.*s was lost for lack of a quorum before it was decided.",
                      SV_ARG(from));
    }
    return sv_is(why, "deferred") ? sv_fmt(a, "Deferred from the meeting%.*s.", SV_ARG(from))
           : sv_is(why, "moved")  ? sv_fmt(a, "Moved here with the meeting%.*s.", SV_ARG(from))
           : sv_is(why, "veto")   ? SV("Vetoed: the body decides whether to override.")
                                  : SV_NONE;
}

static sv titled(struct arena *a, const struct agenda_line *l)
{
    return sv_fmt(a, "%.*s, %.*s", SV_ARG(l->item), SV_ARG(page_short(a, l->title, 120)));
}

static struct view_agenda_change change_words(struct arena *a, const struct agenda_change *c)
{
    static const char *const codes[] = {"added", "taken-off", "moved", "retitled", "new-text"};
    const struct agenda_line *l = c->is ? c->is : c->was;
    sv one = titled(a, l), s;
    switch (c->kind) {
    case AGENDA_ADDED:
        s = sv_fmt(a, "Added under %.*s: %.*s.", SV_ARG(l->section), SV_ARG(one));
        break;
    case AGENDA_TAKEN_OFF: s = sv_fmt(a, "Taken off: %.*s.", SV_ARG(one)); break;
    case AGENDA_MOVED:
        s = sv_eq(c->was->section, l->section)
                ? sv_fmt(a, "Moved within %.*s: %.*s.", SV_ARG(l->section), SV_ARG(one))
                : sv_fmt(a, "Moved from %.*s to %.*s: %.*s.", SV_ARG(c->was->section),
                         SV_ARG(l->section), SV_ARG(one));
        break;
    case AGENDA_RETITLED:
        s = sv_fmt(a, "A new title: %.*s. It was: %.*s.", SV_ARG(one),
                   SV_ARG(page_short(a, c->was->title, 120)));
        break;
    case AGENDA_NEW_TEXT: s = sv_fmt(a, "A new text: %.*s.", SV_ARG(one)); break;
    }
    return (struct view_agenda_change){
        .change = sv_of(codes[c->kind]), .item = l->item, .sentence = s};
}

/* ---- versions ---- */

err *page_version_lines(struct page_cx *cx, int64_t seq, struct agenda_line **ret, size_t *ret_n)
{
    struct q_agenda_version_lines_out *rows;
    TRY(q_agenda_version_lines(cx->store, cx->a, &(struct q_agenda_version_lines_in){.seq = seq},
                               &rows, ret_n));
    *ret = arena_array(cx->a, struct agenda_line, *ret_n);
    for (size_t i = 0; i < *ret_n; i++) {
        (*ret)[i] = (struct agenda_line){.item = rows[i].item,
                                         .section = rows[i].section_name,
                                         .title = rows[i].title,
                                         .text = rows[i].has_text_seq ? rows[i].text_seq : -1};
    }
    return NULL;
}

void page_agenda_changes(struct arena *a, const struct agenda_line *was, size_t was_n,
                         const struct agenda_line *is, size_t is_n,
                         const struct view_agenda_change **ret, size_t *ret_n)
{
    struct agenda_change *c;
    size_t n = agenda_compare(a, was, was_n, is, is_n, &c);
    struct view_agenda_change *v = arena_array(a, struct view_agenda_change, n);
    for (size_t i = 0; i < n; i++) {
        v[i] = change_words(a, &c[i]);
    }
    *ret = v;
    *ret_n = n;
}

static sv version_sentence(const struct agenda_pages *p, const struct q_agenda_versions_of_out *v)
{
    struct arena *a = p->cx->a;
    sv when = page_moment_words(a, p->m.b.zone, v->published);
    sv against = page_against_deadline(a, v->published, v->has_deadline, v->deadline);
    return against.n ? sv_fmt(a, "published %.*s, %.*s.", SV_ARG(when), SV_ARG(against))
                     : page_stop(a, sv_fmt(a, "published %.*s", SV_ARG(when)));
}

static err *versions(const struct agenda_pages *p, int64_t shown, struct view_agenda_page *ret)
{
    struct arena *a = p->cx->a;
    struct view_agenda_version *list = arena_array(a, struct view_agenda_version, p->versions_n);
    struct agenda_line *was = NULL, *is = NULL;
    size_t was_n = 0, is_n = 0;
    for (size_t i = p->versions ? p->versions_n : 0; i > 0; i--) {
        const struct q_agenda_versions_of_out *v = &p->versions[i - 1];
        struct view_agenda_version *o = &list[i - 1];
        TRY(page_version_lines(p->cx, v->seq, &is, &is_n));
        *o = (struct view_agenda_version){
            .version = v->version,
            .published = instant_format(a, v->published),
            .deadline = v->has_deadline ? instant_format(a, v->deadline) : SV_NONE,
            .late = v->late,
            .sentence = version_sentence(p, v),
            .words = v->words,
            .entry = v->seq,
            .current = v->version == shown,
            .href = url_path(a, "/meetings/{/}/agenda/{}", p->m.id,
                             sv_fmt(a, "%lld", (long long)v->version))};
        if (i < p->versions_n) {
            page_agenda_changes(a, was, was_n, is, is_n, &o->changes, &o->changes_n);
        }
        was = is;
        was_n = is_n;
    }
    ret->versions = list;
    ret->versions_n = p->versions_n;
    return NULL;
}

/* ---- the items of the version that is shown ---- */

static struct view_agenda_item item(const struct agenda_pages *p,
                                    const struct q_agenda_version_lines_out *row)
{
    struct arena *a = p->cx->a;
    page_reads(p->cx, "item:%.*s/%.*s", SV_ARG(p->m.b.id), SV_ARG(row->item));
    return (struct view_agenda_item){
        .item = row->item,
        .number =
            row->code.n ? sv_fmt(a, "%.*s.%lld", SV_ARG(row->code), (long long)row->n) : SV_NONE,
        .title = row->title.n ? row->title : sv_fmt(a, "Item %.*s", SV_ARG(row->item)),
        .type = row->type,
        .type_words = page_item_type_words(row->type),
        .why = page_carried_words(a, row->why, row->why_meeting),
        .href = url_path(a, "/items/{}/{}", p->m.b.id, row->item)};
}

static void newer_text(const struct agenda_pages *p, const struct q_agenda_texts_since_out *newer,
                       size_t n, struct view_agenda_item *one)
{
    for (size_t i = 0; i < n; i++) {
        if (sv_eq(newer[i].item, one->item)) {
            sv when = page_moment_words(p->cx->a, p->m.b.zone, newer[i].filed);
            one->newer = page_stop(
                p->cx->a, sv_fmt(p->cx->a, "A newer text was filed on %.*s", SV_ARG(when)));
            one->has_newer_entry = true;
            one->newer_entry = newer[i].text_seq;
        }
    }
}

static err *sections(const struct agenda_pages *p, const struct q_agenda_versions_of_out *v,
                     bool newest, struct view_agenda_page *ret)
{
    struct page_cx *cx = p->cx;
    struct q_agenda_version_sections_out *rows;
    struct q_agenda_version_lines_out *lines;
    struct q_agenda_texts_since_out *newer = NULL;
    size_t n, lines_n, newer_n = 0, at = 0;
    TRY(q_agenda_version_sections(
        cx->store, cx->a, &(struct q_agenda_version_sections_in){.seq = v->seq}, &rows, &n));
    TRY(q_agenda_version_lines(cx->store, cx->a, &(struct q_agenda_version_lines_in){.seq = v->seq},
                               &lines, &lines_n));
    if (newest) {
        TRY(q_agenda_texts_since(cx->store, cx->a, &(struct q_agenda_texts_since_in){.seq = v->seq},
                                 &newer, &newer_n));
    }
    struct view_agenda_section *list = arena_array(cx->a, struct view_agenda_section, n);
    struct view_agenda_item *items = arena_array(cx->a, struct view_agenda_item, lines_n);
    for (size_t i = 0; i < n; i++) {
        list[i] = (struct view_agenda_section){.name = rows[i].name,
                                               .code = rows[i].code,
                                               .consent = rows[i].consent,
                                               .items = &items[at]};
        for (; at < lines_n && lines[at].section == rows[i].section; at++) {
            items[at] = item(p, &lines[at]);
            newer_text(p, newer, newer_n, &items[at]);
            list[i].items_n++;
        }
    }
    ret->sections = list;
    ret->sections_n = n;
    return NULL;
}

/* ---- notice, changes of the meeting ---- */

static const char *method_words(sv method)
{
    return sv_is(method, "website")     ? "On the web"
           : sv_is(method, "board")     ? "On the board"
           : sv_is(method, "newspaper") ? "In the newspaper"
           : sv_is(method, "mail")      ? "By mail"
                                        : "Otherwise";
}

err *page_notices(struct page_cx *cx, const struct meeting_view *m, const struct view_notice **ret,
                  size_t *ret_n)
{
    struct arena *a = cx->a;
    struct q_notices_of_out *rows;
    size_t n;
    TRY(q_notices_of(cx->store, a, &(struct q_notices_of_in){.meeting = m->id}, &rows, &n));
    struct view_notice *list = arena_array(a, struct view_notice, n);
    for (size_t i = 0; i < n; i++) {
        const struct q_notices_of_out *r = &rows[i];
        sv against = page_against_deadline(a, r->posted, r->has_deadline, r->deadline);
        sv s = sv_fmt(a, "%s: %.*s, posted %.*s", method_words(r->method), SV_ARG(r->place),
                      SV_ARG(page_moment_words(a, m->b.zone, r->posted)));
        s = against.n ? sv_fmt(a, "%.*s, %.*s", SV_ARG(s), SV_ARG(against)) : s;
        list[i] = (struct view_notice){.method = r->method,
                                       .where = r->place,
                                       .posted = instant_format(a, r->posted),
                                       .has_version = r->has_version,
                                       .version = r->version,
                                       .late = r->late,
                                       .sentence = page_stop(a, s),
                                       .words = r->words,
                                       .entry = r->seq};
        if (sv_starts(r->place, SV("https://")) && url_check(a, r->place, &list[i].link)) {
            list[i].link = (url){SV_NONE};
        }
    }
    *ret = list;
    *ret_n = n;
    return NULL;
}

static err *changes(const struct agenda_pages *p, struct view_agenda_page *ret)
{
    struct arena *a = p->cx->a;
    struct q_meeting_changes_of_out *rows;
    size_t n;
    TRY(q_meeting_changes_of(p->cx->store, a, &(struct q_meeting_changes_of_in){.meeting = p->m.id},
                             &rows, &n));
    struct view_meeting_change *list = arena_array(a, struct view_meeting_change, n);
    for (size_t i = 0; i < n; i++) {
        const struct q_meeting_changes_of_out *r = &rows[i];
        sv s = SV_NONE;
        if (!sv_eq(r->type, r->was_type)) {
            s = sv_fmt(a, "It is a %.*s now.", SV_ARG(page_meeting_type_words(r->type)));
        }
        if (r->has_convenes && r->convenes.us != r->was_convenes.us) {
            sv was = r->has_was_convenes
                         ? sv_fmt(a, " instead of %.*s",
                                  SV_ARG(page_clock_words(a, p->m.b.zone, r->was_convenes)))
                         : SV_NONE;
            sv begins = sv_fmt(a, "It begins at %.*s%.*s",
                               SV_ARG(page_clock_words(a, p->m.b.zone, r->convenes)), SV_ARG(was));
            s = sv_fmt(a, "%.*s%s%.*s", SV_ARG(s), s.n ? " " : "", SV_ARG(page_stop(a, begins)));
        }
        if (!sv_eq(r->place, r->was_place)) {
            s = sv_fmt(a, "%.*s%sIt meets here: %.*s", SV_ARG(s), s.n ? " " : "",
                       SV_ARG(page_stop(a, r->place)));
        }
        list[i] = (struct view_meeting_change){
            .sentence = s.n ? s : SV("Called anew as it was."), .words = r->words, .entry = r->seq};
    }
    ret->changes = list;
    ret->changes_n = n;
    return NULL;
}

/* ---- the page ---- */

static sv when_words(const struct agenda_pages *p)
{
    struct arena *a = p->cx->a;
    const struct q_page_meeting_out *m = &p->m.row;
    sv day = page_weekday_words(a, (date){(int32_t)m->day});
    sv s = m->has_convenes ? sv_fmt(a, "%.*s, %.*s", SV_ARG(day),
                                    SV_ARG(page_clock_words(a, p->m.b.zone, m->convenes)))
                           : day;
    return m->place.n ? sv_fmt(a, "%.*s, %.*s", SV_ARG(s), SV_ARG(m->place)) : s;
}

static void deadline(const struct agenda_pages *p, const struct template *t, bool has, instant at,
                     struct view_agenda_page *ret)
{
    struct arena *a = p->cx->a;
    const struct template_notice *n = &t->notice[floor_meeting_type_of(p->m.row.type)];
    if (!has) {
        ret->deadline_words = p->m.row.reported || n->given
                                  ? SV_NONE
                                  : SV("The body's template asks for no notice of such a meeting.");
        return;
    }
    ret->deadline = instant_format(a, at);
    ret->deadline_words = sv_fmt(a, "Due %.*s, %.*s: %d hours before the meeting%s%s%.*s.",
                                 SV_ARG(page_weekday_words(a, page_local_day(p->m.b.zone, at))),
                                 SV_ARG(page_clock_words(a, p->m.b.zone, at)), n->hours,
                                 n->business ? ", those of business days counted" : "",
                                 n->citation.n ? ", by " : "", SV_ARG(n->citation));
}

static void onward(const struct agenda_pages *p, struct view_agenda_page *ret)
{
    struct page_cx *cx = p->cx;
    struct list l = {0};
    page_link(cx, &l, SV("The meeting and its results"), ret->page);
    page_link(cx, &l, sv_fmt(cx->a, "All meetings of the %.*s", SV_ARG(p->m.b.row.name)),
              url_path(cx->a, "/bodies/{}", p->m.b.id));
    ret->next = l.p;
    ret->next_n = l.n;
}

static sv standing(const struct agenda_pages *p)
{
    sv status = p->m.row.status;
    return sv_is(status, "called") ? SV_NONE
           : sv_is(status, "cancelled")
               ? SV("The meeting is not held; its page says why.")
               : sv_fmt(p->cx->a, "The meeting is %.*s.", SV_ARG(page_status_words(status)));
}

/* The version that is asked for; 0: the newest. */
static const struct q_agenda_versions_of_out *chosen(const struct agenda_pages *p, int64_t version)
{
    for (size_t i = 0; i < p->versions_n; i++) {
        if (version == 0 || p->versions[i].version == version) {
            return &p->versions[i];
        }
    }
    return NULL;
}

err *page_agenda(struct page_cx *cx, sv body, sv date_n, int64_t version,
                 struct view_agenda_page *ret)
{
    struct agenda_pages p = {.cx = cx};
    struct view_agenda_page v = {.page = url_path(cx->a, "/meetings/{}/{}", body, date_n)};
    const struct template *t;
    bool own, has;
    instant at;
    TRY(page_meeting_read(cx, body, date_n, &p.m));
    TRY(q_agenda_versions_of(cx->store, cx->a, &(struct q_agenda_versions_of_in){.meeting = p.m.id},
                             &p.versions, &p.versions_n));
    TRY(page_template(cx, p.m.id, &own, &t));
    TRY(page_deadline(cx, &p.m, t, &has, &at));
    const struct q_agenda_versions_of_out *shown = chosen(&p, version);
    if (version && !shown) {
        return err_make(cx->a, E_NOTFOUND, "This agenda has no version of that number.");
    }
    v.meeting = p.m.id;
    v.body_name = p.m.b.row.name;
    v.name = page_meeting_name(cx->a, p.m.row.type, (date){(int32_t)p.m.row.day});
    v.when = when_words(&p);
    v.status = p.m.row.status;
    v.stands = standing(&p);
    v.said = SV("The agenda is not published yet; what stands on it so far is on the meeting's "
                "page.");
    if (shown) {
        bool newest = shown == &p.versions[0];
        v.has_version = true;
        v.version = shown->version;
        v.said =
            sv_fmt(cx->a, "Version %lld%s, %.*s", (long long)shown->version,
                   newest ? "" : ", which newer ones follow", SV_ARG(version_sentence(&p, shown)));
        TRY(sections(&p, shown, newest, &v));
        v.packet = url_path(cx->a, "/meetings/{}/{}/packet.pdf", body, date_n);
    }
    TRY(versions(&p, v.version, &v));
    TRY(page_notices(cx, &p.m, &v.notices, &v.notices_n));
    TRY(changes(&p, &v));
    deadline(&p, t, has && !p.m.row.reported, at, &v);
    page_shell(cx, sv_fmt(cx->a, "Agenda, %.*s, %.*s", SV_ARG(v.name), SV_ARG(v.body_name)),
               &v.shell);
    v.shell.place = p.m.b.row.place;
    v.shell.twin = version ? url_path(cx->a, "/meetings/{}/{}/agenda/{}.json", body, date_n,
                                      sv_fmt(cx->a, "%lld", (long long)version))
                           : url_path(cx->a, "/meetings/{}/{}/agenda.json", body, date_n);
    page_crumb(cx, &v.shell, SV("Home"), URL_FIXED("/"));
    page_crumb(cx, &v.shell, v.body_name, url_path(cx->a, "/bodies/{}", body));
    page_crumb(cx, &v.shell, v.name, v.page);
    onward(&p, &v);
    *ret = v;
    return NULL;
}
