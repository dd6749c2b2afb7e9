/* The pages of papers: what surrounds a paper, and how it stands. */
#include "pages/agenda_inside.h"
#include "pages/paper.h"

#include <string.h>

static sv address_of(struct page_cx *cx, const struct paper_meeting *p, const char *name)
{
    return sv_fmt(cx->a, "%.*s/%s", SV_ARG(p->m.id), name);
}

/* The other papers of the meeting, and its page. */
static void onward(struct page_cx *cx, const struct paper_meeting *p, const char *own,
                   struct view_paper_page *ret)
{
    static const char *const others[][2] = {{"minutes", "The minutes"},
                                            {"summary", "The summary of actions"},
                                            {"marked", "The marked agenda"},
                                            {"due", "What is due"}};
    struct list l = {0};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (!sv_is(sv_of(own), others[i][0])) {
            page_link(cx, &l, sv_of(others[i][1]),
                      url_path(cx->a, "/meetings/{/}", address_of(cx, p, others[i][0])));
        }
    }
    page_link(cx, &l, SV("The meeting"), page_url_meeting(cx, p->m.id));
    ret->next = l.p;
    ret->next_n = l.n;
}

static void surround(struct page_cx *cx, const struct paper_meeting *p, const char *name, sv title,
                     struct view_paper_page *ret)
{
    sv at = address_of(cx, p, name);
    page_shell(
        cx,
        sv_fmt(cx->a, "%.*s, %.*s, %.*s", SV_ARG(title),
               SV_ARG(page_meeting_name(cx->a, p->m.row.type, (date){(int32_t)p->m.row.day})),
               SV_ARG(p->m.b.row.name)),
        &ret->shell);
    ret->shell.place = p->m.b.row.place;
    ret->shell.twin = url_path(cx->a, "/meetings/{/}.json", at);
    ret->word = sv_find(sv_of(name), '/') < strlen(name)
                    ? url_path(cx->a, "/meetings/{/}/docx", at)
                    : url_path(cx->a, "/meetings/{/}.docx", at);
    page_crumb(cx, &ret->shell, SV("Home"), URL_FIXED("/"));
    page_crumb(cx, &ret->shell, p->m.b.row.name, url_path(cx->a, "/bodies/{}", p->m.b.id));
    page_crumb(cx, &ret->shell,
               page_meeting_name(cx->a, p->m.row.type, (date){(int32_t)p->m.row.day}),
               page_url_meeting(cx, p->m.id));
    onward(cx, p, name, ret);
}

err *paper_body_style(struct page_cx *cx, const struct meeting_view *m, enum template_style *ret)
{
    const struct template *t;
    bool own;
    TRY(page_template(cx, m->id, &own, &t));
    *ret = t->style;
    return NULL;
}

static void draft_status(const struct paper_meeting *p, struct view_paper_page *v)
{
    v->status = SV("draft");
    v->status_words = sv_is(p->m.row.status, "adjourned")
                          ? SV("Draft, made from the record as it now stands. Not approved.")
                          : SV("Draft of a meeting that is not over. Not approved.");
}

/* A version as it was filed. */
static err *kept(struct page_cx *cx, const struct paper_meeting *p, const struct paper_versions *vs,
                 int64_t version, struct view_paper_page *v)
{
    struct q_page_minutes_version_out row;
    bool found;
    TRY(q_page_minutes_version(
        cx->store, cx->a,
        &(struct q_page_minutes_version_in){.meeting = p->m.id, .version = version}, &found, &row));
    if (!found || !row.words.n) {
        return err_make(cx->a, E_NOTFOUND, "There is no version of these minutes of that number.");
    }
    TRY(paper_of_json(cx->a, row.words, &v->paper));
    v->status = paper_version_status(vs, version);
    v->entry = vs->rows[version - 1].seq;
    v->has_entry = true;
    if (sv_starts(v->status, SV("approved"))) {
        bool corrected = vs->amended && v->entry < vs->approval->decided_seq;
        sv words = paper_approval_words(cx, &p->m.b, vs);
        v->status_words =
            corrected ? sv_fmt(cx->a,
                               "%.*s The version with the amendments is not filed yet; this "
                               "is the one that was before the body.",
                               SV_ARG(words))
                      : words;
    } else {
        v->status_words =
            sv_is(v->status, "filed")
                ? sv_fmt(cx->a, "Version %lld, filed and not approved.", (long long)version)
                : sv_fmt(cx->a, "Version %lld, followed by a later one.", (long long)version);
    }
    return NULL;
}

err *page_minutes(struct page_cx *cx, sv body, sv date_n, int64_t version,
                  struct view_paper_page *ret)
{
    struct paper_meeting p;
    struct paper_versions vs;
    struct view_paper_page v = {0};
    enum template_style style;
    TRY(paper_read(cx, body, date_n, &p));
    TRY(paper_versions_read(cx, &p.m, &vs));
    int64_t newest = vs.approved ? vs.approved : vs.rows_n ? vs.rows[vs.rows_n - 1].version : 0;
    v.has_version = true;
    v.version = version == PAGE_NEWEST ? newest : version;
    if (v.version) {
        TRY(kept(cx, &p, &vs, v.version, &v));
    } else {
        TRY(paper_body_style(cx, &p.m, &style));
        TRY(paper_minutes(&p, style, &v.paper));
        draft_status(&p, &v);
    }
    paper_version_list(cx, &p.m, &vs, &v.versions, &v.versions_n);
    surround(cx, &p,
             version == PAGE_NEWEST
                 ? "minutes"
                 : sv_cstr(cx->a, sv_fmt(cx->a, "minutes/%lld", (long long)version)),
             SV("Minutes"), &v);
    *ret = v;
    return NULL;
}

err *page_minutes_json(struct page_cx *cx, sv meeting, sv style, sv *ret)
{
    struct paper_meeting p;
    struct view_paper paper;
    sv date_n, body = sv_cut(meeting, '/', &date_n);
    enum template_style s = paper_style_of(style);
    if (s == STYLE_COUNT) {
        return err_field(cx->a, SV("data.style"), "Choose how much the minutes tell.");
    }
    TRY(paper_read(cx, body, date_n, &p));
    TRY(paper_minutes(&p, s, &paper));
    return paper_to_json(cx->a, &paper, ret);
}

typedef err *paper_maker(struct paper_meeting *p, struct view_paper *ret);

static err *page_list(struct page_cx *cx, sv body, sv date_n, const char *name, paper_maker *make,
                      struct view_paper_page *ret)
{
    struct paper_meeting *p = arena_new(cx->a, struct paper_meeting);
    TRY(paper_read(cx, body, date_n, p));
    *ret = (struct view_paper_page){.status = SV("draft")};
    TRY(make(p, &ret->paper));
    if (sv_is(p->m.row.status, "adjourned")) {
        ret->status = SV("made");
        ret->status_words = SV("Made from the record of the meeting.");
    } else {
        ret->status_words = SV("The meeting is not over; this is how it stands now.");
    }
    surround(cx, p, name, ret->paper.title, ret);
    return NULL;
}

err *page_summary(struct page_cx *cx, sv body, sv date_n, struct view_paper_page *ret)
{
    return page_list(cx, body, date_n, "summary", paper_summary, ret);
}

err *page_marked(struct page_cx *cx, sv body, sv date_n, struct view_paper_page *ret)
{
    return page_list(cx, body, date_n, "marked", paper_marked, ret);
}

err *page_due(struct page_cx *cx, sv body, sv date_n, struct view_paper_page *ret)
{
    return page_list(cx, body, date_n, "due", paper_due, ret);
}
