/* What is happening in a meeting now, for the public: the region that follows it, the agenda with
 * the place in it, and the page around both. */
#include "pages/moment.h"

#include "record/kinds.h"

/* Lines of the agenda that stand around the place in it, so that the page stays light. */
enum { LINES_WHOLE = 40, LINES_BEFORE = 4, LINES_SHOWN = 24, LATELY = 3 };

static sv present_sentence(struct page_cx *cx, const struct moment *n)
{
    int64_t here = 0, remote = 0, members = 0;
    for (size_t i = 0; i < n->m.b.officials_n; i++) {
        const struct q_page_officials_out *o = &n->m.b.officials[i];
        if (!page_sat_on(o, (date){(int32_t)n->m.row.day})) {
            continue;
        }
        members++;
        for (size_t k = 0; k < n->there_n; k++) {
            here += sv_eq(n->there[k].member, o->member) && sv_is(n->there[k].state, "present");
            remote += sv_eq(n->there[k].member, o->member) && sv_is(n->there[k].state, "remote");
        }
    }
    return n->there_n ? page_stop(cx->a, page_there_words(cx->a, here, remote, members))
                      : SV("Who is there is not noted yet.");
}

static err *region(struct page_cx *cx, const struct moment *n, struct view_live_region *ret)
{
    struct list motions = {0};
    struct view_live_region r = {.meeting = n->m.id,
                                 .seq = n->seq,
                                 .status = n->m.row.status,
                                 .sentence = page_now_sentence(cx, n),
                                 .result = page_last_result(cx, n),
                                 .present = present_sentence(cx, n),
                                 .speaker = n->speaking.speaker,
                                 .speaker_n = n->speaking.speaker ? 1 : 0,
                                 .queue = n->speaking.waiting,
                                 .queue_n = n->speaking.waiting_n};
    if (n->last && n->last_item.n) {
        r.result_page = url_path(cx->a, "/decisions/{}/{}", n->m.b.id, n->last_item);
    }
    if (n->has_open) {
        r.item = n->open.item;
        r.item_title = n->open.title;
        r.item_page = url_path(cx->a, "/items/{}/{}", n->m.b.id, n->open.item);
    }
    for (size_t i = n->motions_n; i > 0; i--) {
        *LIST_ADD(cx->a, &motions, struct view_motion) =
            page_motion(cx, &n->m.b, &n->motions[i - 1], n->item_type, NULL, 0);
    }
    r.pending = motions.p;
    r.pending_n = motions.n;
    r.voting = page_votes_fall(n);
    if (r.voting) {
        TRY(page_seats(cx, n, n->top, &r.waiting, &r.waiting_n));
    } else if (n->there_n) {
        TRY(page_seats(cx, n, NULL, &r.seats, &r.seats_n));
    }
    TRY(page_lately(cx, n, LATELY, &r.lately, &r.lately_n));
    *ret = r;
    return NULL;
}

err *page_live_region(struct page_cx *cx, sv body, sv date_n, struct view_live_region *ret)
{
    struct moment n;
    TRY(page_moment_read(cx, body, date_n, &n));
    return region(cx, &n, ret);
}

/* ---- the agenda, with the place in it ---- */

err *page_agenda_moved(struct page_cx *cx, sv meeting, int64_t *ret)
{
    struct q_hall_agenda_moved_out row;
    bool found;
    TRY(q_hall_agenda_moved(cx->store, cx->a,
                            &(struct q_hall_agenda_moved_in){.meeting = meeting,
                                                             .scheduled = KIND_ITEM_SCHEDULED,
                                                             .unscheduled = KIND_ITEM_UNSCHEDULED,
                                                             .published = KIND_AGENDA_PUBLISHED,
                                                             .opened = KIND_ITEM_OPENED,
                                                             .closed = KIND_ITEM_CLOSED,
                                                             .pulled = KIND_ITEM_PULLED,
                                                             .withdrawn = KIND_ITEM_WITHDRAWN,
                                                             .announced = KIND_VOTE_ANNOUNCED,
                                                             .ruled = KIND_CHAIR_RULED,
                                                             .adjourned = KIND_MEETING_ADJOURNED,
                                                             .corrected = KIND_ENTRY_CORRECTED},
                            &found, &row));
    *ret = found ? row.seq : -1;
    return NULL;
}

static struct view_live_line line_of(struct page_cx *cx, const struct moment *n,
                                     const agenda_line_row *row)
{
    bool done = sv_eq(row->decided_meeting, n->m.id);
    return (struct view_live_line){.item = row->item,
                                   .number = row->number,
                                   .title = row->title.n ? row->title : row->item,
                                   .sentence = done ? page_outcome_words(row->outcome) : SV_NONE,
                                   .now = n->has_open && sv_eq(row->item, n->open.item),
                                   .href = url_path(cx->a, "/items/{}/{}", n->m.b.id, row->item)};
}

static err *agenda(struct page_cx *cx, const struct moment *n, struct view_live_agenda *ret)
{
    agenda_line_row *rows = NULL;
    size_t count = 0, at = 0;
    struct view_live_agenda v = {.page = url_path(cx->a, "/meetings/{/}", n->m.id)};
    struct list l = {0};
    TRY(page_agenda_moved(cx, n->m.id, &v.seq));
    TRY(page_agenda_read(cx, n->m.id, &rows, &count));
    while (at < count && !(n->has_open && sv_eq(rows[at].item, n->open.item))) {
        at++;
    }
    if (at < count) {
        v.place = sv_fmt(cx->a, "Item %zu of %zu", at + 1, count);
    } else {
        /* between items: the place is after the last that was decided here */
        for (at = count; at > 0 && !sv_eq(rows[at - 1].decided_meeting, n->m.id); at--) {
        }
    }
    size_t first = count <= LINES_WHOLE || at < LINES_BEFORE ? 0 : at - LINES_BEFORE;
    size_t shown = count <= LINES_WHOLE ? count : LINES_SHOWN;
    first = first + shown > count ? count - shown : first;
    for (size_t i = first; i < first + shown; i++) {
        *LIST_ADD(cx->a, &l, struct view_live_line) = line_of(cx, n, &rows[i]);
    }
    v.lines = l.p;
    v.lines_n = l.n;
    v.before = (int64_t)first;
    v.after = (int64_t)(count - first - shown);
    *ret = v;
    return NULL;
}

err *page_live_agenda(struct page_cx *cx, sv body, sv date_n, struct view_live_agenda *ret)
{
    struct moment n;
    TRY(page_moment_read(cx, body, date_n, &n));
    return agenda(cx, &n, ret);
}

err *page_live(struct page_cx *cx, sv body, sv date_n, struct view_live_page *ret)
{
    struct moment n;
    struct view_live_page p = {.now = cx->now.us / 1000};
    TRY(page_moment_read(cx, body, date_n, &n));
    TRY(region(cx, &n, &p.region));
    TRY(agenda(cx, &n, &p.agenda));
    sv name = page_meeting_name(cx->a, n.m.row.type, (date){(int32_t)n.m.row.day});
    page_shell(cx, sv_fmt(cx->a, "Now: %.*s", SV_ARG(n.m.b.row.name)), &p.shell);
    p.shell.place = n.m.b.row.place;
    p.shell.twin = url_path(cx->a, "/meetings/{}/{}/live.json", body, date_n);
    page_crumb(cx, &p.shell, SV("Home"), URL_FIXED("/"));
    page_crumb(cx, &p.shell, n.m.b.row.name, url_path(cx->a, "/bodies/{}", body));
    p.page = url_path(cx->a, "/meetings/{}/{}", body, date_n);
    page_crumb(cx, &p.shell, name, p.page);
    p.stream = url_path(cx->a, "/meetings/{}/{}/live/events", body, date_n);
    p.board = url_path(cx->a, "/meetings/{}/{}/board", body, date_n);
    *ret = p;
    return NULL;
}

err *page_meetings_on(struct page_cx *cx, sv body, const sv **ret, size_t *ret_n)
{
    struct q_page_meetings_on_out *rows = NULL;
    size_t n = 0, kept = 0;
    TRY(q_page_meetings_on(cx->store, cx->a, &rows, &n));
    sv *found = arena_array(cx->a, sv, n);
    for (size_t i = 0; i < n; i++) {
        if (sv_eq(rows[i].body, body)) {
            found[kept++] = rows[i].id;
        }
    }
    *ret = found;
    *ret_n = kept;
    return NULL;
}
