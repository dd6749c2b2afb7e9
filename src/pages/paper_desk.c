/* The clerk's page of the minutes: the draft, a form that words a sentence, and the forms that file
 * a version and put its approval on an agenda. */
#include "pages/form.h"
#include "pages/paper.h"

struct minutes_desk {
    struct page_cx *cx;
    struct paper_meeting p;
    struct paper_versions vs;
    enum template_style style;
    int64_t of; /* the entry whose sentence is to be worded; -1: none */
    sv next;
};

static sv number(struct minutes_desk *d, int64_t n)
{
    return sv_fmt(d->cx->a, "%lld", (long long)n);
}

static url here(struct minutes_desk *d, enum template_style style, int64_t of)
{
    return of < 0 ? url_path(d->cx->a, "/clerk/{/}/minutes?style={}", d->p.m.id,
                             template_style_name(style))
                  : url_path(d->cx->a, "/clerk/{/}/minutes?style={}&of={}#s-{}", d->p.m.id,
                             template_style_name(style), number(d, of), number(d, of));
}

/* ---- wording a sentence ---- */

static struct view_act_form *wording(struct minutes_desk *d, const struct view_paper_block *block)
{
    struct view_act_form *ret = arena_new(d->cx->a, struct view_act_form);
    struct form f = form_act(d->cx, "minutes.worded", SV("Words of the clerk"),
                             SV("Record the words"), d->next);
    form_hidden(&f, "about.meeting", d->p.m.id);
    form_hidden(&f, "data.of", number(d, d->of));
    struct view_form_field *place =
        form_field(&f, "data.place", "select", SV("The words stand"), true);
    bool heading = sv_is(block->kind, "heading");
    form_option(&f, place, SV("instead"), SV("Instead of this sentence"), !heading);
    form_option(&f, place, SV("after"), SV("After this sentence"), heading);
    struct view_form_field *words = form_field(&f, "texts.text", "area", SV("Words"), true);
    words->value = heading ? SV_NONE : block->text;
    f.v.primary = true;
    *ret = form_done(&f);
    return ret;
}

static void lines(struct minutes_desk *d, const struct view_paper *paper,
                  struct view_minutes_desk *ret)
{
    struct view_paper_line *l = arena_array(d->cx->a, struct view_paper_line, paper->blocks_n);
    int64_t last = -1;
    for (size_t i = 0; i < paper->blocks_n; i++) {
        const struct view_paper_block *block = &paper->blocks[i];
        bool told = sv_is(block->kind, "sentence") || sv_is(block->kind, "heading");
        l[i].block = *block;
        if (!told || !block->entries_n || block->entries[0] == last) {
            continue;
        }
        last = block->entries[0];
        l[i].has_of = true;
        l[i].of = last;
        if (last == d->of) {
            l[i].form = wording(d, block);
        } else {
            l[i].word = here(d, d->style, last);
        }
    }
    ret->lines = l;
    ret->lines_n = paper->blocks_n;
}

/* ---- filing and approving ---- */

static void filing(struct minutes_desk *d, struct view_minutes_desk *ret)
{
    struct view_act_form *form = arena_new(d->cx->a, struct view_act_form);
    if (!sv_is(d->p.m.row.status, "adjourned")) {
        return;
    }
    struct form f =
        form_act(d->cx, "minutes.filed", SV_NONE,
                 sv_fmt(d->cx->a, "File this as version %zu", d->vs.rows_n + 1), d->next);
    form_hidden(&f, "about.meeting", d->p.m.id);
    form_hidden(&f, "data.style", template_style_name(d->style));
    if (d->vs.rows_n) {
        form_field(&f, "texts.text", "area", SV("What was corrected since the version before"),
                   false);
    }
    *form = form_done(&f);
    form->title = SV("File this version of the minutes");
    ret->file = form;
}

static bool dead(sv outcome)
{
    return sv_is(outcome, "lost") || sv_is(outcome, "withdrawn") || sv_is(outcome, "denied") ||
           sv_is(outcome, "postponed-indefinitely") || sv_is(outcome, "not-considered");
}

/* The item by which they are to be approved, that is not decided against. */
static const struct q_page_minutes_items_out *item_of(const struct minutes_desk *d)
{
    const struct q_page_minutes_items_out *found = NULL;
    for (size_t i = 0; i < d->vs.items_n; i++) {
        found = dead(d->vs.items[i].outcome) ? found : &d->vs.items[i];
    }
    return found;
}

static err *approving(struct minutes_desk *d, struct view_minutes_desk *ret)
{
    struct page_cx *cx = d->cx;
    struct q_page_meetings_of_out *meetings = NULL;
    size_t n = 0, called = 0;
    bool chosen = false;
    const struct q_page_minutes_items_out *item = item_of(d);
    if (item) {
        ret->approval = sv_is(item->outcome, "adopted")
                            ? paper_approval_words(cx, &d->p.m.b, &d->vs)
                            : sv_fmt(cx->a, "Their approval is before the body as file %.*s.",
                                     SV_ARG(item->file));
        return NULL;
    }
    if (d->vs.rows_n == 0) {
        ret->approval = SV("Once a version is filed, its approval can be put on an agenda here.");
        return NULL;
    }
    TRY(q_page_meetings_of(cx->store, cx->a, &(struct q_page_meetings_of_in){.body = d->p.m.b.id},
                           &meetings, &n));
    struct form f = form_to(cx, URL_FIXED("/acts"), SV("Put the approval on an agenda"),
                            SV("Put it on the agenda"));
    f.v.next = d->next;
    form_hidden(&f, "1.kind", SV("item.filed"));
    form_hidden(&f, "1.body", d->p.m.b.id);
    form_hidden(&f, "1.data.type", SV("minutes"));
    form_hidden(&f, "1.data.minutes_of", d->p.m.id);
    form_hidden(
        &f, "1.texts.title",
        sv_fmt(cx->a, "Minutes of the %.*s",
               SV_ARG(page_small(cx->a, page_meeting_name(cx->a, d->p.m.row.type,
                                                          (date){(int32_t)d->p.m.row.day})))));
    form_hidden(&f, "2.kind", SV("item.scheduled"));
    struct view_form_field *file = form_field(&f, "about.item", "text", SV("File number"), true);
    file->value = d->vs.items_n ? sv_fmt(cx->a, "min-%.*s-%zu",
                                         SV_ARG(page_meeting_date(d->p.m.id)), d->vs.items_n + 1)
                                : sv_fmt(cx->a, "min-%.*s", SV_ARG(page_meeting_date(d->p.m.id)));
    struct view_form_field *to =
        form_field(&f, "2.about.meeting", "select", SV("On the agenda of"), true);
    for (size_t i = n; i > 0; i--) {
        const struct q_page_meetings_of_out *m = &meetings[i - 1];
        bool later = m->day > d->p.m.row.day || sv_cmp(m->id, d->p.m.id) > 0;
        if (sv_is(m->status, "called") && later && !sv_is(m->type, "workshop")) {
            bool next = sv_is(m->type, "regular") && !chosen;
            form_option(&f, to, m->id, page_meeting_name(cx->a, m->type, (date){(int32_t)m->day}),
                        next);
            chosen = chosen || next;
            called++;
        }
    }
    if (!called) {
        ret->approval = SV("No later meeting is called yet; once one is, the approval of these "
                           "minutes can be put on its agenda here.");
        return NULL;
    }
    struct view_act_form *form = arena_new(cx->a, struct view_act_form);
    *form = form_done(&f);
    ret->approve = form;
    return NULL;
}

/* ---- papers of the items ---- */

static err *todo(struct minutes_desk *d, const struct q_page_decided_at_out *r,
                 struct view_paper_todo *ret)
{
    struct page_cx *cx = d->cx;
    struct q_page_signatures_of_out *under = NULL;
    size_t under_n = 0;
    sv number, body = d->p.m.b.id;
    int64_t seq;
    TRY(paper_number(cx, body, r->file, &number, &seq));
    TRY(q_page_signatures_of(cx->store, cx->a,
                             &(struct q_page_signatures_of_in){.body = body, .item = r->file},
                             &under, &under_n));
    sv *names = arena_array(cx->a, sv, under_n);
    for (size_t i = 0; i < under_n; i++) {
        names[i] = paper_who(cx->a, &d->p.m.b, under[i].official);
    }
    sv signers = under_n ? sv_fmt(cx->a, "Signed by %.*s.", SV_ARG(page_and(cx->a, names, under_n)))
                         : SV("Not signed.");
    *ret = (struct view_paper_todo){
        .text = sv_fmt(cx->a, "%.*s. %.*s", SV_ARG(r->file), SV_ARG(r->title)),
        .page = url_path(cx->a, "/items/{}/{}/paper", body, r->file),
        .sign = url_path(
            cx->a,
            "/acts/signature.noted?body={}&about.item={}&about.meeting={}&data.document={}&next={}",
            body, r->file, d->p.m.id, r->type, d->next),
        .state = number.n ? sv_fmt(cx->a, "Number %.*s. %.*s", SV_ARG(number), SV_ARG(signers))
                          : sv_fmt(cx->a, "No number yet. %.*s", SV_ARG(signers))};
    if (!number.n) {
        ret->number =
            url_path(cx->a, "/acts/item.numbered?body={}&about.item={}&data.series={}&next={}",
                     body, r->file, r->type, d->next);
    }
    return NULL;
}

/* The resolutions and ordinances that the meeting adopted. */
static err *todos(struct minutes_desk *d, struct view_minutes_desk *ret)
{
    struct q_page_decided_at_out *rows = NULL;
    struct list l = {0};
    size_t n = 0;
    TRY(q_page_decided_at(d->cx->store, d->cx->a,
                          &(struct q_page_decided_at_in){.meeting = d->p.m.id}, &rows, &n));
    for (size_t i = 0; i < n; i++) {
        bool paper = sv_is(rows[i].type, "resolution") || sv_is(rows[i].type, "ordinance");
        if (paper && sv_is(rows[i].outcome, "adopted")) {
            TRY(todo(d, &rows[i], LIST_ADD(d->cx->a, &l, struct view_paper_todo)));
        }
    }
    ret->papers = l.p;
    ret->papers_n = l.n;
    return NULL;
}

/* ---- the page ---- */

static void styles(struct minutes_desk *d, struct view_minutes_desk *ret)
{
    static const char *const words[STYLE_COUNT] = {[STYLE_ACTION] = "Actions",
                                                   [STYLE_SECONDERS] = "With seconders",
                                                   [STYLE_REASONS] = "With reasons",
                                                   [STYLE_VERBATIM] =
                                                       "To be filled from a transcript"};
    struct view_link *l = arena_array(d->cx->a, struct view_link, STYLE_COUNT);
    for (int i = 0; i < STYLE_COUNT; i++) {
        l[i] = (struct view_link){.text = sv_of(words[i]),
                                  .href = here(d, (enum template_style)i, -1),
                                  .current = (enum template_style)i == d->style};
    }
    ret->styles = l;
    ret->styles_n = STYLE_COUNT;
}

err *page_minutes_desk(struct page_cx *cx, sv body, sv date_n, sv style, sv of,
                       struct view_minutes_desk *ret)
{
    struct minutes_desk d = {.cx = cx, .of = -1, .style = paper_style_of(style)};
    struct view_minutes_desk v = {0};
    struct view_paper paper;
    struct list next = {0};
    uint64_t seq;
    TRY(paper_read(cx, body, date_n, &d.p));
    TRY(paper_versions_read(cx, &d.p.m, &d.vs));
    if (d.style == STYLE_COUNT) {
        TRY(paper_body_style(cx, &d.p.m, &d.style));
    }
    d.of = sv_u64(of, &seq) ? (int64_t)seq : -1;
    d.next = here(&d, d.style, -1).s;
    TRY(paper_minutes(&d.p, d.style, &paper));
    v.name = sv_fmt(cx->a, "Minutes of the %.*s",
                    SV_ARG(page_small(cx->a, page_meeting_name(cx->a, d.p.m.row.type,
                                                               (date){(int32_t)d.p.m.row.day}))));
    v.page = url_path(cx->a, "/meetings/{/}/minutes", d.p.m.id);
    v.status_words = d.vs.approval ? paper_approval_words(cx, &d.p.m.b, &d.vs)
                     : d.vs.rows_n ? sv_fmt(cx->a, "Filed in %zu %s, and not approved.",
                                            d.vs.rows_n, d.vs.rows_n == 1 ? "version" : "versions")
                     : sv_is(d.p.m.row.status, "adjourned")
                         ? SV("A draft, made from the record. Word what needs it, then file it.")
                         : SV("A draft of a meeting that is not over; it can be filed once the "
                              "meeting has adjourned.");
    styles(&d, &v);
    lines(&d, &paper, &v);
    filing(&d, &v);
    TRY(approving(&d, &v));
    TRY(todos(&d, &v));
    paper_version_list(cx, &d.p.m, &d.vs, &v.versions, &v.versions_n);
    page_link(cx, &next, SV("What is due after the meeting"),
              url_path(cx->a, "/meetings/{/}/due", d.p.m.id));
    page_link(cx, &next, SV("The summary of actions"),
              url_path(cx->a, "/meetings/{/}/summary", d.p.m.id));
    page_link(cx, &next, SV("The clerk's screen of the meeting"),
              url_path(cx->a, "/clerk/{/}", d.p.m.id));
    v.next = next.p;
    v.next_n = next.n;
    page_shell(cx, v.name, &v.shell);
    *ret = v;
    return NULL;
}
