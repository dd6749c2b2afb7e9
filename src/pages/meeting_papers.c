/* What a meeting has beside its page: agenda, packet, board, minutes, what is due, the recording.
 */
#include "pages/hall.h"
#include "pages/paper.h"

struct beside {
    struct page_cx *cx;
    const struct meeting_view *m;
    struct list l;
};

static struct view_meeting_paper *add(struct beside *b, const char *id, const char *text,
                                      const char *place)
{
    struct view_meeting_paper *p = LIST_ADD(b->cx->a, &b->l, struct view_meeting_paper);
    *p = (struct view_meeting_paper){
        .id = sv_of(id),
        .text = sv_of(text),
        .href = url_path(b->cx->a, "/meetings/{/}",
                         sv_fmt(b->cx->a, "%.*s/%s", SV_ARG(b->m->id), place))};
    return p;
}

/* "Version 2, published on …, after notice was due"; empty where none is published. */
static err *agenda_status(struct page_cx *cx, const struct meeting_view *m, sv *ret,
                          int64_t *ret_entry)
{
    struct q_agenda_versions_of_out *rows = NULL;
    size_t n = 0;
    *ret = SV_NONE;
    TRY(q_agenda_versions_of(cx->store, cx->a, &(struct q_agenda_versions_of_in){.meeting = m->id},
                             &rows, &n));
    if (n) {
        bool late = rows[0].has_deadline && rows[0].published.us > rows[0].deadline.us;
        *ret = sv_fmt(cx->a, "version %lld, published on %.*s%s", (long long)rows[0].version,
                      SV_ARG(page_moment_words(cx->a, m->b.zone, rows[0].published)),
                      late ? ", after notice was due" : "");
        *ret_entry = rows[0].seq;
    }
    return NULL;
}

static err *before_it(struct beside *b)
{
    sv status;
    int64_t entry = 0;
    TRY(agenda_status(b->cx, b->m, &status, &entry));
    if (status.n) {
        struct view_meeting_paper *p = add(b, "agenda", "Agenda", "agenda");
        p->status = page_stop(b->cx->a, page_capital(b->cx->a, status));
        p->has_entry = true;
        p->entry = entry;
        add(b, "packet", "Packet", "packet.pdf")->status =
            SV("The agenda and what belongs to its items, as one PDF.");
    } else if (sv_is(b->m->row.status, "called")) {
        add(b, "agenda", "Agenda", "agenda")->status = SV("Not published yet.");
    }
    return NULL;
}

/* How the minutes stand. */
static err *minutes_status(struct beside *b, struct view_meeting_paper *p)
{
    struct paper_versions v;
    struct page_cx *cx = b->cx;
    TRY(paper_versions_read(cx, b->m, &v));
    if (v.rows_n) {
        const struct q_page_minutes_versions_out *row = &v.rows[v.rows_n - 1];
        p->has_entry = true;
        p->entry = row->seq;
        p->status = sv_fmt(cx->a, "Version %lld, filed and not approved.", (long long)row->version);
    } else {
        p->status = SV("Draft, made from the record as it now stands; not approved.");
    }
    if (v.approval) {
        p->status = paper_approval_words(cx, &b->m->b, &v);
        p->has_entry = true;
        p->entry = v.approval->decided_seq;
    }
    return NULL;
}

static err *after_it(struct beside *b)
{
    TRY(minutes_status(b, add(b, "minutes", "Minutes", "minutes")));
    add(b, "summary", "Summary of actions", "summary")->status =
        SV("What was decided, item by item.");
    add(b, "marked", "Marked agenda", "marked")->status =
        SV("The agenda with what became of each item.");
    add(b, "due", "What is due", "due")->status =
        SV("Signatures, forms of conflict, the time for a veto.");
    return NULL;
}

static err *recording(struct beside *b)
{
    struct page_recording r;
    url href;
    TRY(page_recording(b->cx, b->m->id, &r));
    if (r.address.n && !url_check(b->cx->a, r.address, &href)) {
        struct view_meeting_paper *p = LIST_ADD(b->cx->a, &b->l, struct view_meeting_paper);
        *p = (struct view_meeting_paper){
            .id = SV("recording"),
            .text = SV("Recording"),
            .status = r.started
                          ? SV("Motions and the clock lead to their second of it.")
                          : SV("Its start is not marked, so nothing leads to a second of it."),
            .href = href};
    }
    return NULL;
}

err *page_meeting_papers(struct page_cx *cx, const struct meeting_view *m,
                         const struct view_meeting_paper **ret, size_t *ret_n)
{
    struct beside b = {.cx = cx, .m = m};
    sv status = m->row.status;
    bool ours = m->called && !m->row.reported;
    if (ours) {
        TRY(before_it(&b));
        if (sv_is(status, "adjourned") && m->row.has_opened_seq) {
            TRY(after_it(&b));
        } else if (!sv_is(status, "cancelled") && !sv_is(status, "adjourned")) {
            add(&b, "board", "Board for the wall", "board")->status =
                SV("The motion, the votes and the clock in large letters.");
        }
    }
    TRY(recording(&b));
    *ret = b.l.p;
    *ret_n = b.l.n;
    return NULL;
}

err *page_line_agenda(struct page_cx *cx, struct view_meeting_line *line)
{
    struct q_agenda_version_last_out row;
    bool found;
    page_reads(cx, "meeting:%.*s", SV_ARG(line->id));
    TRY(q_agenda_version_last(
        cx->store, cx->a, &(struct q_agenda_version_last_in){.meeting = line->id}, &found, &row));
    if (found) {
        line->agenda =
            url_path(cx->a, "/meetings/{/}", sv_fmt(cx->a, "%.*s/agenda", SV_ARG(line->id)));
    }
    return NULL;
}
