/* The pages of papers: what surrounds a paper, and how it stands. */
#include "pages/paper.h"

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
    page_crumb(cx, &ret->shell, SV("Home"), URL_FIXED("/"));
    page_crumb(cx, &ret->shell, p->m.b.row.name, url_path(cx->a, "/bodies/{}", p->m.b.id));
    page_crumb(cx, &ret->shell,
               page_meeting_name(cx->a, p->m.row.type, (date){(int32_t)p->m.row.day}),
               page_url_meeting(cx, p->m.id));
    onward(cx, p, name, ret);
}

err *page_minutes(struct page_cx *cx, sv body, sv date_n, struct view_paper_page *ret)
{
    struct paper_meeting p;
    struct view_paper_page v = {0};
    TRY(paper_read(cx, body, date_n, &p));
    TRY(paper_minutes(&p, STYLE_SECONDERS, &v.paper));
    v.status = SV("draft");
    v.status_words = sv_is(p.m.row.status, "adjourned")
                         ? SV("Draft, made from the record as it now stands. Not approved.")
                         : SV("Draft of a meeting that is not over. Not approved.");
    v.has_version = true;
    surround(cx, &p, "minutes", SV("Minutes"), &v);
    *ret = v;
    return NULL;
}

typedef err *paper_maker(struct paper_meeting *p, struct view_paper *ret);

static err *page_list(struct page_cx *cx, sv body, sv date_n, const char *name, paper_maker *make,
                      struct view_paper_page *ret)
{
    struct paper_meeting p;
    struct view_paper_page v = {0};
    TRY(paper_read(cx, body, date_n, &p));
    TRY(make(&p, &v.paper));
    bool over = sv_is(p.m.row.status, "adjourned");
    v.status = over ? SV("final") : SV("draft");
    v.status_words = over ? SV("Made from the record of the meeting.")
                          : SV("The meeting is not over; this is how it stands now.");
    surround(cx, &p, name, v.paper.title, &v);
    *ret = v;
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
