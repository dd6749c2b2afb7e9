/* The items of a meeting, with what it did to each: motions, votes, reported rolls. */
#include "pages/agenda_inside.h"

err *page_motions_in(struct page_cx *cx, sv meeting, motion_row **ret, size_t *ret_n)
{
    return q_page_motions(cx->store, cx->a, &(struct q_page_motions_in){.meeting = meeting}, ret,
                          ret_n);
}

/* Everything of a meeting that its items share. */
struct gathered {
    const struct meeting_view *m;
    struct q_page_agenda_out *rows;
    size_t rows_n;
    motion_row *motions;
    size_t motions_n;
    struct q_page_votes_of_meeting_out *votes;
    size_t votes_n;
    struct q_page_rolls_of_meeting_out *rolls;
    size_t rolls_n;
    struct q_page_reports_of_meeting_out *reports;
    size_t reports_n;
    struct q_page_recusals_of_out *recusals;
    size_t recusals_n;
    struct q_page_item_open_out open;
    bool has_open;
    struct q_page_suggestions_of_out *suggestions;
    size_t suggestions_n;
};

static err *gather(struct page_cx *cx, const struct meeting_view *m, struct gathered *g)
{
    struct store *s = cx->store;
    struct arena *a = cx->a;
    *g = (struct gathered){.m = m};
    TRY(page_agenda_read(cx, m->id, &g->rows, &g->rows_n));
    TRY(page_motions_in(cx, m->id, &g->motions, &g->motions_n));
    TRY(q_page_votes_of_meeting(s, a, &(struct q_page_votes_of_meeting_in){.meeting = m->id},
                                &g->votes, &g->votes_n));
    TRY(q_page_rolls_of_meeting(s, a, &(struct q_page_rolls_of_meeting_in){.meeting = m->id},
                                &g->rolls, &g->rolls_n));
    TRY(q_page_reports_of_meeting(s, a, &(struct q_page_reports_of_meeting_in){.meeting = m->id},
                                  &g->reports, &g->reports_n));
    TRY(q_page_recusals_of(s, a, &(struct q_page_recusals_of_in){.meeting = m->id}, &g->recusals,
                           &g->recusals_n));
    TRY(q_page_suggestions_of(s, a, &(struct q_page_suggestions_of_in){.meeting = m->id},
                              &g->suggestions, &g->suggestions_n));
    return q_page_item_open(s, a, &(struct q_page_item_open_in){.meeting = m->id}, &g->has_open,
                            &g->open);
}

static vote_row *votes_on(struct page_cx *cx, const struct gathered *g, sv item, size_t *ret_n)
{
    vote_row *v = arena_array(cx->a, vote_row, g->votes_n);
    size_t n = 0;
    for (size_t i = 0; i < g->votes_n; i++) {
        const struct q_page_votes_of_meeting_out *row = &g->votes[i];
        if (sv_eq(row->item, item)) {
            v[n++] = (vote_row){.motion = row->motion,
                                .roll = row->roll,
                                .member = row->member,
                                .choice = row->choice,
                                .changed = row->changed,
                                .has_at = row->has_at,
                                .at = row->at,
                                .reported = row->reported,
                                .seq = row->seq};
        }
    }
    *ret_n = n;
    return v;
}

static void line_motions(struct page_cx *cx, const struct gathered *g, sv type,
                         struct view_agenda_line *line)
{
    struct list motions = {0}, rolls = {0};
    size_t votes_n = 0;
    const vote_row *votes = votes_on(cx, g, line->item, &votes_n);
    for (size_t i = 0; i < g->motions_n; i++) {
        if (sv_eq(g->motions[i].item, line->item)) {
            *LIST_ADD(cx->a, &motions, struct view_motion) =
                page_motion(cx, &g->m->b, &g->motions[i], type, votes, votes_n);
        }
    }
    for (size_t i = 0; i < g->rolls_n; i++) {
        const struct q_page_rolls_of_meeting_out *r = &g->rolls[i];
        if (!sv_eq(r->item, line->item)) {
            continue;
        }
        struct tally t = {.state = r->outcome, .has_counts = true, .yes = r->yes, .no = r->no};
        struct view_roll *v = LIST_ADD(cx->a, &rolls, struct view_roll);
        *v = (struct view_roll){
            .outcome = r->outcome,
            .yes = r->yes,
            .no = r->no,
            .entry = r->seq,
            .sentence = sv_fmt(cx->a, "%.*s.", SV_ARG(page_result_words(cx->a, &t))),
            .source = page_source(cx, r->outlet, SV_NONE, r->address, r->retrieved)};
        if (rolls.n == 1) {
            page_roll_ballots(cx, &g->m->b, votes, votes_n, r->seq, &v->ballots, &v->ballots_n);
        }
    }
    line->motions = motions.p;
    line->motions_n = motions.n;
    line->rolls = rolls.p;
    line->rolls_n = rolls.n;
}

static err *line_accounts(struct page_cx *cx, const struct gathered *g,
                          struct view_agenda_line *line)
{
    struct list l = {0};
    report_row *rows = NULL;
    size_t n = 0;
    bool any = false;
    for (size_t i = 0; i < g->reports_n; i++) {
        any = any || sv_eq(g->reports[i].item, line->item);
    }
    if (!any) {
        return NULL;
    }
    TRY(q_page_reports_of_item(
        cx->store, cx->a,
        &(struct q_page_reports_of_item_in){.body = g->m->b.id, .item = line->item}, &rows, &n));
    for (size_t i = 0; i < n; i++) {
        bool here = sv_eq(rows[i].meeting, g->m->id) && sv_is(rows[i].question, "motions");
        bool conflict = false;
        for (size_t k = 0; here && k < n; k++) {
            conflict = conflict || page_contradicts(&rows[i], &rows[k]);
        }
        if (here) {
            struct view_account *v = LIST_ADD(cx->a, &l, struct view_account);
            *v = page_account(cx, &g->m->b, &rows[i], conflict);
            v->from = true;
        }
    }
    line->accounts = l.p;
    line->accounts_n = l.n;
    return NULL;
}

static void line_recusals(struct page_cx *cx, const struct gathered *g,
                          struct view_agenda_line *line)
{
    struct list l = {0};
    for (size_t i = 0; i < g->recusals_n; i++) {
        const struct q_page_recusals_of_out *r = &g->recusals[i];
        if (sv_eq(r->item, line->item)) {
            sv name = page_name(&g->m->b, r->member);
            struct interest facts = {.aloud = r->aloud,
                                     .has_due = r->has_due,
                                     .has_filed = r->has_filed,
                                     .due = {(int32_t)r->due},
                                     .filed = {(int32_t)r->filed}};
            *LIST_ADD(cx->a, &l, struct view_recusal) =
                (struct view_recusal){.member = r->member,
                                      .name = name,
                                      .aloud = r->aloud,
                                      .sentence = page_recusal_words(cx->a, name, &facts),
                                      .words = r->words,
                                      .entry = r->seq};
        }
    }
    line->recusals = l.p;
    line->recusals_n = l.n;
}

static void line_suggestions(struct page_cx *cx, const struct gathered *g,
                             struct view_agenda_line *line)
{
    struct list l = {0};
    for (size_t i = 0; i < g->suggestions_n; i++) {
        const struct q_page_suggestions_of_out *r = &g->suggestions[i];
        if (sv_eq(r->item, line->item)) {
            *LIST_ADD(cx->a, &l, struct view_suggestion) = (struct view_suggestion){
                .member = r->member,
                .type = r->type,
                .sentence = page_suggestion_words(cx, &g->m->b, r->type, r->has_to_day, r->to_day,
                                                  r->member),
                .words = r->words,
                .entry = r->seq};
        }
    }
    line->suggestions = l.p;
    line->suggestions_n = l.n;
}

/* The item was adopted by the one vote on the consent agenda, and was not pulled from it. */
static bool by_consent(const struct gathered *g, const motion_row *m, sv item)
{
    bool among = false;
    sv rest = m->items;
    while (!among && sv_is(m->type, "consent-agenda") && rest.n) {
        among = sv_eq(sv_cut(rest, ' ', &rest), item);
    }
    for (size_t i = 0; among && i < g->rows_n; i++) {
        among = !(sv_eq(g->rows[i].item, item) && g->rows[i].pulled_by.n);
    }
    return among;
}

/* What this meeting did with it, in one sentence; *ret_entry is the entry that says so, where one
 * does. */
static sv line_sentence(struct page_cx *cx, const struct gathered *g,
                        const struct view_agenda_line *line, int64_t *ret_entry)
{
    const motion_row *last = NULL;
    for (size_t i = 0; i < g->motions_n; i++) {
        bool decided = sv_is(g->motions[i].state, "adopted") || sv_is(g->motions[i].state, "lost");
        if (decided &&
            (sv_eq(g->motions[i].item, line->item) || by_consent(g, &g->motions[i], line->item))) {
            bool main = last && sv_is(last->type, "main");
            last = main && !sv_is(g->motions[i].type, "main") ? last : &g->motions[i];
        }
    }
    if (last) {
        struct tally t = {.state = last->state,
                          .method = last->method,
                          .has_counts = last->has_yes && last->has_no,
                          .yes = last->yes,
                          .no = last->no,
                          .abstain = last->has_abstain ? last->abstain : 0};
        *ret_entry = last->has_announced_seq ? last->announced_seq : last->moved_seq;
        sv result = page_result_words(cx->a, &t);
        if (sv_is(last->type, "consent-agenda")) {
            return sv_fmt(cx->a, "%.*s, with the consent agenda.", SV_ARG(result));
        }
        if (sv_is(last->type, "main")) {
            return page_stop(cx->a, result);
        }
        if (sv_is(last->type, "postpone-definite") && sv_is(last->state, "adopted") &&
            last->has_to_day && t.has_counts) {
            return sv_fmt(cx->a, "Deferred to %.*s, %lld to %lld.",
                          SV_ARG(page_day_words(cx->a, (date){(int32_t)last->to_day})),
                          (long long)t.yes, (long long)t.no);
        }
        sv what = page_row_words(cx->a, last, SV_NONE);
        return sv_fmt(cx->a, "%.*s: %.*s.", SV_ARG(page_capital(cx->a, what)),
                      SV_ARG(page_small(cx->a, result)));
    }
    if (line->rolls_n) {
        struct tally t = {.state = line->rolls[0].outcome,
                          .has_counts = true,
                          .yes = line->rolls[0].yes,
                          .no = line->rolls[0].no};
        *ret_entry = line->rolls[0].entry;
        return sv_fmt(cx->a, "%.*s, as reported.", SV_ARG(page_result_words(cx->a, &t)));
    }
    if (line->now) {
        return SV("Before the body now.");
    }
    if (sv_is(g->m->row.status, "called")) {
        return SV("Not dealt with yet.");
    }
    if (sv_is(g->m->row.status, "cancelled")) {
        return SV("Not dealt with here: the meeting was not held.");
    }
    return line->motions_n ? SV("Moved; not decided.") : SV("No vote on it is in the record.");
}

/* Why it stands here, where that is not its being scheduled. */
static sv why_words(struct page_cx *cx, const struct gathered *g,
                    const struct q_page_agenda_out *row)
{
    struct arena *a = cx->a;
    sv why = page_carried_words(a, row->why, row->why_meeting);
    return row->pulled_by.n
               ? sv_fmt(a, "%.*s%sPulled from the consent agenda by %.*s.", SV_ARG(why),
                        why.n ? " " : "", SV_ARG(page_name(&g->m->b, row->pulled_by)))
               : why;
}

static err *agenda_line(struct page_cx *cx, const struct gathered *g,
                        const struct q_page_agenda_out *row, sv item, struct view_agenda_line *ret)
{
    struct view_agenda_line line = {.item = item};
    int64_t said = 0;
    sv title = row ? row->title : SV_NONE, type = row ? row->type : SV_NONE;
    if (row) {
        line.section = row->section;
        line.number = row->number;
        line.consent = row->consent;
        line.has_position = row->has_position;
        line.position = row->position;
        line.outcome = row->outcome;
        line.has_entry = true;
        line.entry = row->seq;
        said = row->seq;
        line.why = why_words(cx, g, row);
    } else {
        struct q_page_item_out one;
        bool found = false;
        TRY(q_page_item(cx->store, cx->a,
                        &(struct q_page_item_in){.body = g->m->b.id, .file = item}, &found, &one));
        title = found ? one.title : SV_NONE;
        type = found ? one.type : SV_NONE;
        line.outcome = found ? one.outcome : SV_NONE;
    }
    page_reads(cx, "item:%.*s/%.*s", SV_ARG(g->m->b.id), SV_ARG(item));
    line.title = title.n ? title : sv_fmt(cx->a, "Item %.*s", SV_ARG(item));
    line.now = g->has_open && sv_eq(g->open.item, item);
    line_motions(cx, g, type, &line);
    TRY(line_accounts(cx, g, &line));
    line_recusals(cx, g, &line);
    line_suggestions(cx, g, &line);
    line.sentence = line_sentence(cx, g, &line, &said);
    line.has_result_entry = said > 0;
    line.result_entry = said;
    line.href = page_decided(line.outcome) ? url_path(cx->a, "/decisions/{}/{}", g->m->b.id, item)
                                           : url_path(cx->a, "/items/{}/{}", g->m->b.id, item);
    *ret = line;
    return NULL;
}

static bool has_line(const struct list *l, sv item)
{
    const struct view_agenda_line *lines = l->p;
    for (size_t i = 0; i < l->n; i++) {
        if (sv_eq(lines[i].item, item)) {
            return true;
        }
    }
    return false;
}

static err *add_line(struct page_cx *cx, const struct gathered *g,
                     const struct q_page_agenda_out *row, sv item, struct list *l)
{
    struct view_agenda_line line;
    if (has_line(l, item)) {
        return NULL;
    }
    TRY(agenda_line(cx, g, row, item, &line));
    *LIST_ADD(cx->a, l, struct view_agenda_line) = line;
    return NULL;
}

err *page_agenda_lines(struct page_cx *cx, const struct meeting_view *m,
                       const struct view_agenda_line **ret, size_t *ret_n)
{
    struct gathered g;
    struct list l = {0};
    TRY(gather(cx, m, &g));
    for (size_t i = 0; i < g.rows_n; i++) {
        TRY(add_line(cx, &g, &g.rows[i], g.rows[i].item, &l));
    }
    for (size_t i = 0; i < g.motions_n; i++) {
        if (g.motions[i].item.n) {
            TRY(add_line(cx, &g, NULL, g.motions[i].item, &l));
        }
    }
    for (size_t i = 0; i < g.rolls_n; i++) {
        TRY(add_line(cx, &g, NULL, g.rolls[i].item, &l));
    }
    for (size_t i = 0; i < g.reports_n; i++) {
        TRY(add_line(cx, &g, NULL, g.reports[i].item, &l));
    }
    *ret = l.p;
    *ret_n = l.n;
    return NULL;
}
