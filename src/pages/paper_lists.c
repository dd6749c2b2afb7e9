/* Summary of actions, marked agenda, and what is due after a meeting. */
#include "pages/paper.h"

/* ---- what a meeting did with an item ---- */

/* What a meeting did with one item. */
struct doings {
    const struct paper_entry *opened, *pulled, *withdrawn; /* the first of each, or NULL */
    struct list results; /* const struct paper_entry *: announcements that stand */
    bool vetoable;       /* what this meeting adopted may still be vetoed, … */
    instant veto_until;  /* … until then */
};

static struct doings *doings_of(const struct paper_meeting *p, struct doings *all, sv item)
{
    int64_t place = item.n ? paper_place(p, item) : -1;
    return place < 0 ? NULL : &all[place];
}

static void first(const struct paper_entry **place, const struct paper_entry *e)
{
    *place = *place ? *place : e;
}

static void add_result(struct arena *a, struct doings *d, const struct paper_entry *e)
{
    const struct paper_entry *const *have = d ? d->results.p : NULL;
    if (d && (!d->results.n || have[d->results.n - 1] != e)) {
        *LIST_ADD(a, &d->results, const struct paper_entry *) = e;
    }
}

/* A result that stands, of an item itself: what became of it, how it was amended, or whether it was
 * brought back. */
static void take_result(const struct paper_meeting *p, struct doings *all,
                        const struct paper_entry *e)
{
    const motion_row *m = paper_motion(p, jv_get_int(e->e.about, "motion", 0));
    bool stands = m && m->has_announced_seq && m->announced_seq == e->e.seq;
    bool amends = stands && sv_is(m->type, "amend") && sv_is(m->state, "adopted");
    bool recalls = stands && (sv_is(m->type, "rescind") || sv_is(m->type, "reconsider"));
    if (!stands ||
        !(jv_get(e->e.data, "disposition") || sv_is(m->type, "main") || amends || recalls)) {
        return;
    }
    add_result(p->cx->a, doings_of(p, all, m->item), e);
    jv_each(id, jv_get(e->e.data, "items"))
    {
        add_result(p->cx->a, doings_of(p, all, id->text), e);
    }
}

/* By place of the item's line. */
static struct doings *gather(const struct paper_meeting *p)
{
    struct doings *all = arena_array(p->cx->a, struct doings, p->agenda_n + p->others.n);
    for (size_t i = 0; i < p->entries_n; i++) {
        const struct paper_entry *e = &p->entries[i];
        struct doings *d = e->void_ ? NULL : doings_of(p, all, jv_get_sv(e->e.about, "item"));
        if (d && e->kind == KIND_ITEM_OPENED) {
            first(&d->opened, e);
        } else if (d && e->kind == KIND_ITEM_PULLED) {
            first(&d->pulled, e);
        } else if (d && e->kind == KIND_ITEM_WITHDRAWN) {
            first(&d->withdrawn, e);
        } else if (!e->void_ && e->kind == KIND_VOTE_ANNOUNCED) {
            take_result(p, all, e);
        }
    }
    return all;
}

static struct view_paper_block *row(struct paper_blocks *out, const struct paper_meeting *p,
                                    const struct q_page_agenda_out *line)
{
    struct arena *a = out->a;
    struct view_paper_block *block = paper_add(out, "row", paper_label(a, line, line->item));
    block->to = url_path(a, "/items/{}/{}", p->m.b.id, line->item);
    return block;
}

/* "Moved by Seat 3, seconded by Seat 1." */
static sv makers(struct paper_meeting *p, const motion_row *m)
{
    struct arena *a = p->cx->a;
    sv s = sv_fmt(a, "Moved by %.*s", SV_ARG(page_name(&p->m.b, m->mover)));
    return m->seconder.n ? sv_fmt(a, "%.*s, seconded by %.*s.", SV_ARG(s),
                                  SV_ARG(page_name(&p->m.b, m->seconder)))
                         : page_stop(a, s);
}

/* "No: Seat 2 and Seat 5." of a vote by name; empty where nobody stood apart. */
static sv apart(struct paper_meeting *p, const motion_row *m)
{
    static const char *const choices[][2] = {
        {"no", "No"}, {"abstain", "Abstained"}, {"recused", "Recused"}};
    struct arena *a = p->cx->a;
    size_t n;
    const struct q_page_votes_of_meeting_out *votes = paper_votes_on(p, m->n, &n);
    sv s = SV_NONE;
    for (size_t c = 0; c < sizeof choices / sizeof *choices; c++) {
        struct list names = {0};
        for (size_t i = 0; i < p->m.b.officials_n * n; i++) {
            const struct q_page_officials_out *o = &p->m.b.officials[i / n];
            const struct q_page_votes_of_meeting_out *v = &votes[i % n];
            if (v->roll < 0 && sv_eq(v->member, o->member) && sv_is(v->choice, choices[c][0])) {
                *LIST_ADD(a, &names, sv) = o->name;
            }
        }
        if (names.n) {
            s = sv_fmt(a, "%.*s%s%s: %.*s.", SV_ARG(s), s.n ? " " : "", choices[c][1],
                       SV_ARG(page_and(a, names.p, names.n)));
        }
    }
    return s;
}

static void add_line(struct arena *a, struct list *l, sv line)
{
    if (line.n) {
        *LIST_ADD(a, l, sv) = line;
    }
}

/* Everything that the meeting made of an item, as lines of its row. */
static void results(struct paper_blocks *out, struct paper_meeting *p, const struct doings *d,
                    bool with_makers, struct view_paper_block *block, struct list *lines)
{
    for (size_t i = 0; i < d->results.n; i++) {
        const struct paper_entry *e = ((const struct paper_entry *const *)d->results.p)[i];
        const motion_row *m = paper_motion(p, jv_get_int(e->e.about, "motion", 0));
        add_line(out->a, lines, paper_result(p, m, &e->e));
        if (with_makers) {
            add_line(out->a, lines, makers(p, m));
        }
        add_line(out->a, lines, apart(p, m));
        paper_rests(out, block, m->moved_seq);
        paper_rests(out, block, e->e.seq);
    }
}

/* Until when what was adopted may be vetoed; a page that says so changes at that moment. */
static err *open_vetoes(struct paper_meeting *p, struct doings *all)
{
    struct q_page_decided_at_out *rows = NULL;
    size_t n = 0;
    TRY(q_page_decided_at(p->cx->store, p->cx->a,
                          &(struct q_page_decided_at_in){.meeting = p->m.id}, &rows, &n));
    for (size_t i = 0; i < n; i++) {
        struct doings *d = doings_of(p, all, rows[i].file);
        if (d && rows[i].has_veto_until && p->cx->now.us <= rows[i].veto_until.us) {
            d->vetoable = true;
            d->veto_until = rows[i].veto_until;
            page_turns(p->cx, (instant){rows[i].veto_until.us + 1});
        }
    }
    return NULL;
}

static void rests_if(struct paper_blocks *out, struct view_paper_block *block, struct list *lines,
                     const struct paper_entry *e, sv line)
{
    if (e) {
        add_line(out->a, lines, line);
        paper_rests(out, block, e->e.seq);
    }
}

/* ---- the two lists ---- */

static void item_row(struct paper_blocks *out, struct paper_meeting *p,
                     const struct q_page_agenda_out *line, const struct doings *d, bool marked)
{
    struct list lines = {0};
    struct view_paper_block *block = row(out, p, line);
    rests_if(out, block, &lines, d->pulled, SV("Removed from the consent agenda."));
    rests_if(out, block, &lines, d->withdrawn, SV("Withdrawn."));
    results(out, p, d, marked, block, &lines);
    if (d->vetoable) {
        sv when = page_moment_words(out->a, p->m.b.zone, d->veto_until);
        add_line(out->a, &lines,
                 page_stop(out->a,
                           sv_fmt(out->a, "Not final: subject to veto until %.*s", SV_ARG(when))));
    }
    if (!lines.n) {
        rests_if(out, block, &lines, d->opened, SV("Taken up; no action."));
    }
    if (!lines.n) {
        add_line(out->a, &lines, SV("Not taken up."));
    }
    block->lines = lines.p;
    block->lines_n = lines.n;
}

static void own_business(struct paper_blocks *out, struct paper_meeting *p)
{
    bool headed = false;
    for (size_t i = 0; i < p->entries_n; i++) {
        const struct paper_entry *e = &p->entries[i];
        const motion_row *m = e->kind == KIND_VOTE_ANNOUNCED && !e->void_
                                  ? paper_motion(p, jv_get_int(e->e.about, "motion", 0))
                                  : NULL;
        bool stands = m && m->has_announced_seq && m->announced_seq == e->e.seq;
        if (!stands || m->item.n || !sv_is(m->type, "main")) {
            continue;
        }
        if (!headed) {
            paper_heading(out, 2, SV("Other business"), (url){SV_NONE});
            headed = true;
        }
        struct list lines = {0};
        struct view_paper_block *block =
            paper_add(out, "row", m->words.n ? m->words : page_capital(out->a, paper_noun(p, m)));
        add_line(out->a, &lines, paper_result(p, m, &e->e));
        add_line(out->a, &lines, apart(p, m));
        paper_rests(out, block, e->e.seq);
        block->lines = lines.p;
        block->lines_n = lines.n;
    }
}

static sv section_of(const struct q_page_agenda_out *line)
{
    return line->section.n            ? line->section
           : sv_is(line->why, "veto") ? SV("Vetoed items")
           : line->why.n              ? SV("Items carried over")
                                      : SV("Items");
}

/* The sections in the order in which the agenda first names them, each with its items. */
static err *list_of(struct paper_meeting *p, bool marked, struct view_paper *ret)
{
    struct paper_blocks out = {.a = p->cx->a};
    size_t n = p->agenda_n + p->others.n;
    struct doings *all = gather(p);
    const struct q_page_agenda_out **lines =
        arena_array(p->cx->a, const struct q_page_agenda_out *, n);
    TRY(open_vetoes(p, all));
    for (size_t i = 0; i < n; i++) {
        const struct q_page_agenda_out *others = p->others.p;
        lines[i] = i < p->agenda_n ? &p->agenda[i] : &others[i - p->agenda_n];
    }
    for (size_t i = 0; i < n; i++) {
        if (!lines[i]) {
            continue;
        }
        sv section = section_of(lines[i]);
        paper_heading(&out, 2, section, (url){SV_NONE});
        for (size_t k = i; k < n; k++) {
            if (lines[k] && sv_eq(section_of(lines[k]), section)) {
                item_row(&out, p, lines[k], &all[k], marked);
                lines[k] = NULL;
            }
        }
    }
    own_business(&out, p);
    *ret = marked ? paper_begin(p, "marked", SV("Marked agenda"))
                  : paper_begin(p, "summary", SV("Summary of actions"));
    paper_end(ret, &out);
    return NULL;
}

err *paper_summary(struct paper_meeting *p, struct view_paper *ret)
{
    return list_of(p, false, ret);
}

err *paper_marked(struct paper_meeting *p, struct view_paper *ret)
{
    return list_of(p, true, ret);
}

/* ---- what is due ---- */

static struct view_paper_block *due(struct paper_blocks *out, sv what, sv line, bool done,
                                    bool late)
{
    struct view_paper_block *block = paper_add(out, "row", what);
    sv *lines = arena_array(out->a, sv, 1);
    lines[0] = line;
    block->lines = lines;
    block->lines_n = 1;
    block->mark = done ? SV("done") : late ? SV("late") : SV_NONE;
    block->mark_words = done ? SV("done") : late ? SV("late") : SV_NONE;
    return block;
}

static err *conflicts(struct paper_blocks *out, struct paper_meeting *p)
{
    struct page_cx *cx = p->cx;
    struct q_page_recusals_of_out *rows = NULL;
    size_t n = 0;
    date today = page_local_day(p->m.b.zone, cx->now);
    TRY(q_page_recusals_of(cx->store, cx->a, &(struct q_page_recusals_of_in){.meeting = p->m.id},
                           &rows, &n));
    if (n) {
        paper_heading(out, 2, SV("Forms of conflict"), (url){SV_NONE});
    }
    for (size_t i = 0; i < n; i++) {
        date by = {(int32_t)rows[i].due};
        sv line = rows[i].has_filed
                      ? sv_fmt(cx->a, "Filed on %.*s.",
                               SV_ARG(page_day_words(cx->a, (date){(int32_t)rows[i].filed})))
                  : rows[i].has_due
                      ? sv_fmt(cx->a, "Due on %.*s.", SV_ARG(page_day_words(cx->a, by)))
                      : SV("Not filed; the rules of this body name no day.");
        struct view_paper_block *block =
            due(out,
                sv_fmt(cx->a, "Memorandum of conflict of %.*s on item %.*s",
                       SV_ARG(paper_who(cx->a, &p->m.b, rows[i].member)), SV_ARG(rows[i].item)),
                line, rows[i].has_filed, rows[i].has_due && by.days < today.days);
        paper_rests(out, block, rows[i].has_filed_seq ? rows[i].filed_seq : rows[i].seq);
        if (rows[i].has_due && !rows[i].has_filed) {
            page_turns(cx, sys_zone_instant(p->m.b.zone, (date){by.days + 1}, 0));
        }
    }
    return NULL;
}

static void vetoes(struct paper_blocks *out, struct paper_meeting *p,
                   const struct q_page_decided_at_out *rows, size_t n)
{
    struct page_cx *cx = p->cx;
    bool headed = false;
    for (size_t i = 0; i < n; i++) {
        const struct q_page_decided_at_out *r = &rows[i];
        if (!r->has_veto_until) {
            continue;
        }
        if (!headed) {
            paper_heading(out, 2, SV("Time for a veto"), (url){SV_NONE});
            headed = true;
        }
        bool over = cx->now.us > r->veto_until.us;
        sv when = page_moment_words(cx->a, p->m.b.zone, r->veto_until);
        struct view_paper_block *block = due(
            out, sv_fmt(cx->a, "%.*s. %.*s", SV_ARG(r->file), SV_ARG(r->title)),
            page_stop(cx->a,
                      sv_fmt(cx->a, over ? "The time for a veto ended on %.*s" : "Open until %.*s",
                             SV_ARG(when))),
            over, false);
        block->to = url_path(cx->a, "/decisions/{}/{}", p->m.b.id, r->file);
        if (r->has_decided_seq) {
            paper_rests(out, block, r->decided_seq);
        }
        page_turns(cx, (instant){r->veto_until.us + 1});
    }
}

static bool is_paper(sv type)
{
    return sv_is(type, "resolution") || sv_is(type, "ordinance");
}

static err *numbers_and_signatures(struct paper_blocks *out, struct paper_meeting *p,
                                   const struct q_page_decided_at_out *rows, size_t n)
{
    struct page_cx *cx = p->cx;
    bool headed = false;
    for (size_t i = 0; i < n; i++) {
        const struct q_page_decided_at_out *r = &rows[i];
        struct q_page_signatures_of_out *under = NULL;
        size_t under_n = 0;
        sv number;
        int64_t number_seq;
        if (!is_paper(r->type) || !sv_is(r->outcome, "adopted")) {
            continue;
        }
        if (!headed) {
            paper_heading(out, 2, SV("Papers to be numbered and signed"), (url){SV_NONE});
            headed = true;
        }
        TRY(paper_number(cx, p->m.b.id, r->file, &number, &number_seq));
        TRY(q_page_signatures_of(
            cx->store, cx->a, &(struct q_page_signatures_of_in){.body = p->m.b.id, .item = r->file},
            &under, &under_n));
        sv numbered = number.n ? sv_fmt(cx->a, "Number %.*s.", SV_ARG(number))
                               : SV("A number is to be given.");
        sv *names = arena_array(cx->a, sv, under_n);
        for (size_t k = 0; k < under_n; k++) {
            names[k] = paper_who(cx->a, &p->m.b, under[k].official);
        }
        sv signature =
            under_n ? sv_fmt(cx->a, "Signed by %.*s.", SV_ARG(page_and(cx->a, names, under_n)))
                    : SV("To be signed.");
        struct view_paper_block *block =
            due(out, sv_fmt(cx->a, "%.*s. %.*s", SV_ARG(r->file), SV_ARG(r->title)),
                sv_fmt(cx->a, "%.*s %.*s", SV_ARG(numbered), SV_ARG(signature)),
                number.n && under_n, false);
        block->to = url_path(cx->a, "/items/{}/{}/paper", p->m.b.id, r->file);
        if (number.n) {
            paper_rests(out, block, number_seq);
        }
        for (size_t k = 0; k < under_n; k++) {
            paper_rests(out, block, under[k].seq);
        }
        page_reads(cx, "item:%.*s/%.*s", SV_ARG(p->m.b.id), SV_ARG(r->file));
    }
    return NULL;
}

/* A resolution that was amended is signed as it was voted: that text is to be filed. */
static err *texts_to_file(struct paper_blocks *out, struct paper_meeting *p,
                          const struct q_page_decided_at_out *rows, size_t n)
{
    struct page_cx *cx = p->cx;
    bool headed = false;
    for (size_t i = 0; i < n; i++) {
        const struct q_page_decided_at_out *r = &rows[i];
        struct q_page_text_voted_out row;
        bool found;
        if (!is_paper(r->type) || !sv_is(r->outcome, "adopted")) {
            continue;
        }
        TRY(q_page_text_voted(cx->store, cx->a,
                              &(struct q_page_text_voted_in){.body = p->m.b.id, .item = r->file},
                              &found, &row));
        if (!found || !row.amended) {
            continue;
        }
        if (!headed) {
            paper_heading(out, 2, SV("Texts as voted, to be filed"), (url){SV_NONE});
            headed = true;
        }
        struct view_paper_block *block =
            due(out, sv_fmt(cx->a, "%.*s. %.*s", SV_ARG(r->file), SV_ARG(r->title)),
                row.has_voted ? SV("The text as voted is filed.")
                              : SV("It was amended; the text as voted is not filed yet."),
                row.has_voted, false);
        block->to = url_path(cx->a, "/items/{}/{}", p->m.b.id, r->file);
        if (row.has_voted) {
            paper_rests(out, block, row.voted);
        }
    }
    return NULL;
}

/* The meeting's own minutes: filed, and approved. */
static err *own_minutes(struct paper_blocks *out, struct paper_meeting *p)
{
    struct paper_versions v;
    struct arena *a = out->a;
    TRY(paper_versions_read(p->cx, &p->m, &v));
    paper_heading(out, 2, SV("Minutes"), (url){SV_NONE});
    struct view_paper_block *block =
        due(out, SV("The minutes of this meeting"),
            v.approval ? paper_approval_words(p->cx, &p->m.b, &v)
            : v.items_n && v.rows_n
                ? sv_fmt(a, "Filed; their approval is before the body as file %.*s.",
                         SV_ARG(v.items[v.items_n - 1].file))
            : v.rows_n ? SV("Filed; their approval is to be put on an agenda.")
                       : SV("To be filed, and approved at a later meeting."),
            v.approval != NULL, false);
    block->to = url_path(a, "/meetings/{/}/minutes", p->m.id);
    if (v.approval && v.approval->has_decided_seq) {
        paper_rests(out, block, v.approval->decided_seq);
    } else if (v.rows_n) {
        paper_rests(out, block, v.rows[v.rows_n - 1].seq);
    }
    return NULL;
}

err *paper_due(struct paper_meeting *p, struct view_paper *ret)
{
    struct paper_blocks out = {.a = p->cx->a};
    struct q_page_decided_at_out *rows = NULL;
    size_t n = 0;
    TRY(q_page_decided_at(p->cx->store, p->cx->a,
                          &(struct q_page_decided_at_in){.meeting = p->m.id}, &rows, &n));
    TRY(conflicts(&out, p));
    vetoes(&out, p, rows, n);
    TRY(texts_to_file(&out, p, rows, n));
    TRY(numbers_and_signatures(&out, p, rows, n));
    TRY(own_minutes(&out, p));
    *ret = paper_begin(p, "due", SV("What is due"));
    paper_end(ret, &out);
    return NULL;
}
