/* What is due of an item after its decision: a number, signatures, memoranda, minutes. */
#include "pages/paper.h"

#include <stdlib.h>

struct dues {
    struct page_cx *cx;
    const struct body_view *b;
    const struct item_facts *f;
    struct list l;
};

static struct due_line *add(struct dues *d, sv sentence, bool done, int64_t seq)
{
    struct due_line *line = LIST_ADD(d->cx->a, &d->l, struct due_line);
    *line = (struct due_line){.sentence = sentence, .done = done, .seq = seq};
    return line;
}

err *page_item_number(struct page_cx *cx, sv body, sv file, bool *ret_found, sv *ret,
                      int64_t *ret_seq)
{
    struct q_numbers_of_out *rows = NULL;
    size_t n = 0;
    TRY(q_numbers_of(cx->store, cx->a, &(struct q_numbers_of_in){.body = body, .item = file}, &rows,
                     &n));
    *ret_found = n > 0;
    if (n) {
        *ret = rows[n - 1].number;
        *ret_seq = rows[n - 1].seq;
    }
    return NULL;
}

static err *number(struct dues *d)
{
    sv is;
    int64_t seq;
    bool found;
    TRY(page_item_number(d->cx, d->b->id, d->f->file, &found, &is, &seq));
    if (found) {
        add(d, sv_fmt(d->cx->a, "It bears the number %.*s.", SV_ARG(is)), true, seq);
    } else {
        add(d, SV("It is to be given a number."), false, d->f->item.decided_seq);
    }
    return NULL;
}

static err *signatures(struct dues *d)
{
    struct page_cx *cx = d->cx;
    struct q_page_signatures_of_out *rows = NULL;
    size_t n = 0;
    TRY(q_page_signatures_of(
        cx->store, cx->a, &(struct q_page_signatures_of_in){.body = d->b->id, .item = d->f->file},
        &rows, &n));
    for (size_t i = 0; i < n; i++) {
        add(d,
            sv_fmt(cx->a, "Signed by %.*s on %.*s.", SV_ARG(page_name(d->b, rows[i].official)),
                   SV_ARG(page_day_words(cx->a, (date){(int32_t)rows[i].on_day}))),
            true, rows[i].seq);
    }
    if (!n) {
        add(d, SV("It is to be signed."), false, d->f->item.decided_seq);
    }
    return NULL;
}

static err *memoranda(struct dues *d)
{
    struct page_cx *cx = d->cx;
    struct q_page_recusals_of_item_out *rows = NULL;
    size_t n = 0;
    date today = page_local_day(d->b->zone, cx->now);
    TRY(q_page_recusals_of_item(
        cx->store, cx->a,
        &(struct q_page_recusals_of_item_in){.body = d->b->id, .item = d->f->file}, &rows, &n));
    for (size_t i = 0; i < n; i++) {
        const struct q_page_recusals_of_item_out *r = &rows[i];
        sv name = page_name(d->b, r->member);
        sv of = page_day_words(cx->a, page_meeting_day(r->meeting));
        if (r->has_filed) {
            sv on = page_day_words(cx->a, (date){(int32_t)r->filed});
            add(d,
                sv_fmt(cx->a, "The memorandum of %.*s's conflict on %.*s was filed on %.*s.",
                       SV_ARG(name), SV_ARG(of), SV_ARG(on)),
                true, r->has_filed_seq ? r->filed_seq : r->seq);
        } else if (r->has_due) {
            date by = {(int32_t)r->due};
            bool late = by.days < today.days;
            add(d,
                sv_fmt(cx->a, "The memorandum of %.*s's conflict on %.*s %s by %.*s%s.",
                       SV_ARG(name), SV_ARG(of), late ? "was to be filed" : "is to be filed",
                       SV_ARG(page_day_words(cx->a, by)), late ? ", and is not on record" : ""),
                false, r->seq)
                ->late = late;
            page_turns(cx, sys_zone_instant(d->b->zone, (date){by.days + 1}, 0));
        }
    }
    return NULL;
}

/* The minutes of the meeting that decided it. */
static err *minutes(struct dues *d)
{
    struct page_cx *cx = d->cx;
    struct meeting_view m;
    struct paper_versions v;
    TRY(page_meeting_read(cx, d->b->id, page_meeting_date(d->f->item.decided_meeting), &m));
    if (!m.called || m.row.reported || !sv_is(m.row.status, "adjourned")) {
        return NULL;
    }
    TRY(paper_versions_read(cx, &m, &v));
    sv of = page_day_words(cx->a, page_meeting_day(m.id));
    if (v.approval) {
        add(d,
            sv_fmt(cx->a, "The minutes of %.*s: %.*s", SV_ARG(of),
                   SV_ARG(page_small(cx->a, paper_approval_words(cx, d->b, &v)))),
            true, v.approval->decided_seq);
    } else {
        add(d, sv_fmt(cx->a, "The minutes of %.*s are to be approved.", SV_ARG(of)), false,
            v.rows_n ? v.rows[v.rows_n - 1].seq : m.row.seq);
    }
    return NULL;
}

static int rank(const struct due_line *d)
{
    return d->late ? 0 : d->done ? 2 : 1;
}

static int by_rank(const void *x, const void *y)
{
    const struct due_line *p = x, *q = y;
    int by = rank(p) - rank(q);
    return by ? by : (p->seq > q->seq) - (p->seq < q->seq);
}

err *page_item_due(struct page_cx *cx, const struct body_view *b, const struct item_facts *f,
                   const struct due_line **ret, size_t *ret_n)
{
    struct dues d = {.cx = cx, .b = b, .f = f};
    const struct q_page_item_out *i = &f->item;
    bool paper = sv_is(i->type, "resolution") || sv_is(i->type, "ordinance");
    bool witnessed = i->has_decided_seq && i->decided_meeting.n &&
                     !(i->has_decided_reported && i->decided_reported);
    TRY(memoranda(&d));
    if (witnessed && paper && sv_is(i->outcome, "adopted")) {
        TRY(number(&d));
        TRY(signatures(&d));
    }
    if (witnessed && page_decided(i->outcome)) {
        TRY(minutes(&d));
    }
    if (d.l.n) {
        qsort(d.l.p, d.l.n, sizeof(struct due_line), by_rank);
    }
    *ret = d.l.p;
    *ret_n = d.l.n;
    return NULL;
}
