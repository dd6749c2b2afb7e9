/* The way of an item through the meetings. */
#include "pages/inner.h"

#include <stdlib.h>

err *page_item_facts(struct page_cx *cx, sv body, sv file, struct item_facts *ret)
{
    struct item_facts f = {.body = body, .file = file};
    bool found = false;
    if (rec_id_valid(file)) {
        TRY(q_page_item(cx->store, cx->a, &(struct q_page_item_in){.body = body, .file = file},
                        &found, &f.item));
    }
    if (!found) {
        return err_make(cx->a, E_NOTFOUND,
                        "There is no item of that file number in the record of this body.");
    }
    page_reads(cx, "item:%.*s/%.*s", SV_ARG(body), SV_ARG(file));
    TRY(page_corrections_of_item(cx, body, file));
    TRY(q_page_motions(cx->store, cx->a, &(struct q_page_motions_in){.body = body, .item = file},
                       &f.motions, &f.motions_n));
    TRY(q_page_rolls_of_item(cx->store, cx->a,
                             &(struct q_page_rolls_of_item_in){.body = body, .item = file},
                             &f.rolls, &f.rolls_n));
    TRY(q_page_reports_of_item(cx->store, cx->a,
                               &(struct q_page_reports_of_item_in){.body = body, .item = file},
                               &f.reports, &f.reports_n));
    TRY(q_page_agendas_of_item(cx->store, cx->a,
                               &(struct q_page_agendas_of_item_in){.body = body, .item = file},
                               &f.agendas, &f.agendas_n));
    TRY(q_page_texts_of_item(cx->store, cx->a,
                             &(struct q_page_texts_of_item_in){.body = body, .item = file},
                             &f.texts, &f.texts_n));
    TRY(q_page_happenings_of_item(
        cx->store, cx->a, &(struct q_page_happenings_of_item_in){.body = body, .item = file},
        &f.happenings, &f.happenings_n));
    TRY(q_page_suggestions_of(cx->store, cx->a,
                              &(struct q_page_suggestions_of_in){.body = body, .item = file},
                              &f.suggestions, &f.suggestions_n));
    TRY(q_page_vetoes_of_item(cx->store, cx->a,
                              &(struct q_page_vetoes_of_item_in){.body = body, .item = file},
                              &f.vetoes, &f.vetoes_n));
    for (size_t i = 0; i < f.agendas_n; i++) {
        page_reads(cx, "meeting:%.*s", SV_ARG(f.agendas[i].meeting));
    }
    *ret = f;
    return NULL;
}

/* ---- steps ---- */

struct dated {
    int32_t day;
    int rank; /* within the day */
    struct view_step step;
};

static void add_step(struct page_cx *cx, struct list *l, date day, int rank, sv sentence,
                     sv meeting, int64_t seq)
{
    struct dated *d = LIST_ADD(cx->a, l, struct dated);
    d->day = day.days;
    d->rank = rank;
    d->step = (struct view_step){.date = date_format(cx->a, day),
                                 .date_words = page_day_words(cx->a, day),
                                 .sentence = sentence,
                                 .entry = seq};
    if (meeting.n) {
        d->step.meeting = page_url_meeting(cx, meeting);
    }
}

static int by_day(const void *x, const void *y)
{
    const struct dated *p = x, *q = y;
    if (p->day != q->day) {
        return p->day < q->day ? -1 : 1;
    }
    if (p->rank != q->rank) {
        return p->rank < q->rank ? -1 : 1;
    }
    return p->step.entry < q->step.entry ? -1 : p->step.entry > q->step.entry;
}

static void in_order(struct page_cx *cx, struct list *l, const struct view_step **ret,
                     size_t *ret_n)
{
    if (l->n) {
        qsort(l->p, l->n, sizeof(struct dated), by_day);
    }
    struct view_step *steps = arena_array(cx->a, struct view_step, l->n);
    for (size_t i = 0; i < l->n; i++) {
        steps[i] = ((struct dated *)l->p)[i].step;
    }
    *ret = steps;
    *ret_n = l->n;
}

/* The day on which the entry says that it happened; a witnessed one happened when it was recorded.
 */
static err *day_of_entry(struct page_cx *cx, const struct body_view *b, int64_t seq,
                         bool *ret_known, date *ret)
{
    struct rec_entry e;
    struct st_corrected how;
    instant t;
    TRY(st_log_read(cx->store, cx->a, seq, &e, &how));
    sv at = e.at && e.at->type == JV_STRING ? e.at->text : jv_get_sv(e.at, "from");
    *ret_known = true;
    if (date_parse(at, ret)) {
        return NULL;
    }
    if (instant_parse(at, &t)) {
        *ret = page_local_day(b->zone, t);
        return NULL;
    }
    *ret_known = !e.reported;
    *ret = page_local_day(b->zone, e.recorded);
    return NULL;
}

static sv agenda_sentence(struct page_cx *cx, const struct q_page_agendas_of_item_out *g)
{
    struct arena *a = cx->a;
    sv type = page_meeting_type_words(g->type);
    if (!sv_is(g->status, "cancelled")) {
        sv why = sv_is(g->why, "deferred") ? SV(", to which it was deferred")
                 : sv_is(g->why, "veto")   ? SV(", where the veto is dealt with")
                                           : SV_NONE;
        return sv_fmt(a, "On the agenda of the %.*s%.*s.", SV_ARG(type), SV_ARG(why));
    }
    sv s = sv_fmt(a, "On the agenda of the %.*s, which was not held%s", SV_ARG(type),
                  sv_is(g->reason, "lack-of-quorum") ? " for lack of a quorum" : "");
    if (g->has_moved_to) {
        s = sv_fmt(a, "%.*s; its business moved to %.*s", SV_ARG(s),
                   SV_ARG(page_day_words(a, (date){(int32_t)g->moved_to})));
    }
    return page_stop(a, s);
}

static void motion_steps(struct page_cx *cx, const struct item_facts *f, struct list *l)
{
    for (size_t i = 0; i < f->motions_n; i++) {
        const motion_row *m = &f->motions[i];
        struct tally t = page_tally(m);
        sv what = page_capital(cx->a, page_row_words(cx->a, m, f->item.type));
        sv sentence = sv_fmt(cx->a, "%.*s: %.*s.", SV_ARG(what),
                             SV_ARG(page_small(cx->a, page_result_words(cx->a, &t))));
        add_step(cx, l, page_meeting_day(m->meeting), 2, sentence, m->meeting,
                 m->has_announced_seq ? m->announced_seq : m->moved_seq);
    }
}

static bool differs(const struct q_page_reports_of_item_out *x,
                    const struct q_page_reports_of_item_out *y)
{
    bool known = !sv_is(x->outcome, "unknown") && !sv_is(y->outcome, "unknown");
    return known && !sv_eq(x->outcome, y->outcome);
}

/* One step a topic: what the sources agree on, or that they do not. */
static void reported_motion_steps(struct page_cx *cx, const struct item_facts *f, struct list *l)
{
    for (size_t i = 0; i < f->reports_n; i++) {
        const struct q_page_reports_of_item_out *r = &f->reports[i];
        bool first = r->kind == KIND_MOTION_REPORTED && r->meeting.n && !sv_is(r->type, "main");
        bool conflict = false;
        for (size_t k = 0; first && k < f->reports_n; k++) {
            const struct q_page_reports_of_item_out *other = &f->reports[k];
            bool same = other->kind == r->kind && sv_eq(other->topic, r->topic);
            first = !(same && k < i);
            conflict = conflict || (same && differs(r, other));
        }
        if (!first) {
            continue;
        }
        struct tally t = {.state = r->outcome};
        sv what = page_capital(cx->a, page_motion_words(cx->a, r->type, f->item.type, false, 0));
        sv result = page_result_words(cx->a, &t);
        sv sentence = conflict ? sv_fmt(cx->a, "%.*s: the sources disagree on what became of it.",
                                        SV_ARG(what))
                               : sv_fmt(cx->a, "%.*s: %.*s, as reported by %.*s.", SV_ARG(what),
                                        SV_ARG(page_small(cx->a, result)), SV_ARG(r->outlet));
        add_step(cx, l, page_meeting_day(r->meeting), 2, sentence, r->meeting, r->seq);
    }
}

static void roll_steps(struct page_cx *cx, const struct item_facts *f, struct list *l)
{
    for (size_t i = 0; i < f->rolls_n; i++) {
        const struct q_page_rolls_of_item_out *r = &f->rolls[i];
        bool first = true;
        for (size_t k = 0; k < i; k++) {
            const struct q_page_rolls_of_item_out *other = &f->rolls[k];
            first =
                first && !(sv_eq(other->meeting, r->meeting) && sv_eq(other->outcome, r->outcome) &&
                           other->yes == r->yes && other->no == r->no);
        }
        struct tally t = {.state = r->outcome, .has_counts = true, .yes = r->yes, .no = r->no};
        if (first) {
            add_step(cx, l, page_meeting_day(r->meeting), 3,
                     sv_fmt(cx->a, "%.*s, as reported.", SV_ARG(page_result_words(cx->a, &t))),
                     r->meeting, r->seq);
        }
    }
}

/* What sources say happened to the item on a day, outside of motions and rolls. */
static void fact_steps(struct page_cx *cx, const struct item_facts *f, struct list *l)
{
    for (size_t i = 0; i < f->reports_n; i++) {
        const struct q_page_reports_of_item_out *r = &f->reports[i];
        if (r->kind != KIND_FACT_REPORTED || !sv_is(r->question, "motions") || !r->words.n ||
            !r->meeting.n || r->words.n > 300) {
            continue;
        }
        bool adopted_that_day = sv_eq(r->meeting, f->item.decided_meeting);
        if (!adopted_that_day) {
            add_step(cx, l, page_meeting_day(r->meeting), 1, r->words, r->meeting, r->seq);
        }
    }
}

static void suggestion_steps(struct page_cx *cx, const struct body_view *b,
                             const struct item_facts *f, struct list *l)
{
    for (size_t i = 0; i < f->suggestions_n; i++) {
        const struct q_page_suggestions_of_out *g = &f->suggestions[i];
        add_step(cx, l, page_meeting_day(g->meeting), 1,
                 page_suggestion_words(cx, b, g->type, g->has_to_day, g->to_day, g->member),
                 g->meeting, g->seq);
    }
}

static void veto_steps(struct page_cx *cx, const struct body_view *b, const struct item_facts *f,
                       struct list *l)
{
    for (size_t i = 0; i < f->vetoes_n; i++) {
        const struct q_page_vetoes_of_item_out *v = &f->vetoes[i];
        sv s = page_stop(cx->a, sv_fmt(cx->a, "Vetoed by %.*s, received at %.*s",
                                       SV_ARG(page_name(b, v->official)),
                                       SV_ARG(page_clock_words(cx->a, b->zone, v->received))));
        add_step(cx, l, page_local_day(b->zone, v->received), 4, s, SV_NONE, v->seq);
    }
}

err *page_history(struct page_cx *cx, const struct body_view *b, const struct item_facts *f,
                  const struct view_step **ret, size_t *ret_n)
{
    struct list l = {0};
    if (f->item.has_filed_seq) {
        bool known = false;
        date day = {0};
        TRY(day_of_entry(cx, b, f->item.filed_seq, &known, &day));
        if (known) {
            sv by = f->item.department.n
                        ? sv_fmt(cx->a, "Filed by %.*s.", SV_ARG(f->item.department))
                        : SV("Filed.");
            add_step(cx, &l, day, 0, by, SV_NONE, f->item.filed_seq);
        }
    }
    for (size_t i = 0; i < f->agendas_n; i++) {
        add_step(cx, &l, (date){(int32_t)f->agendas[i].day}, 0, agenda_sentence(cx, &f->agendas[i]),
                 f->agendas[i].meeting, f->agendas[i].seq);
    }
    motion_steps(cx, f, &l);
    reported_motion_steps(cx, f, &l);
    roll_steps(cx, f, &l);
    fact_steps(cx, f, &l);
    suggestion_steps(cx, b, f, &l);
    veto_steps(cx, b, f, &l);
    in_order(cx, &l, ret, ret_n);
    return NULL;
}

/* ---- outcomes ---- */

/* "Deferred to October 20, 2026, 3 to 2" */
static sv outcome_sentence(struct page_cx *cx, const struct q_page_outcomes_of_item_out *o,
                           bool vetoed)
{
    struct arena *a = cx->a;
    struct tally t = {.state = o->outcome,
                      .method = o->method,
                      .has_counts = o->has_yes && o->has_no,
                      .yes = o->yes,
                      .no = o->no,
                      .abstain = o->has_abstain ? o->abstain : 0};
    sv reported = o->reported ? SV(", as reported") : SV("");
    if (page_decided(o->outcome)) {
        return sv_fmt(a, "%.*s%s%.*s.", SV_ARG(page_result_words(a, &t)),
                      vetoed && sv_is(o->outcome, "adopted") ? ", over the veto" : "",
                      SV_ARG(reported));
    }
    if (sv_is(o->outcome, "pending")) {
        return SV("Before the body again.");
    }
    sv s = page_outcome_words(o->outcome);
    if (o->has_to_day) {
        s = sv_fmt(a, "%.*s to %.*s", SV_ARG(s),
                   SV_ARG(page_day_words(a, (date){(int32_t)o->to_day})));
    }
    if (sv_is(o->method, "consent")) {
        s = sv_fmt(a, "%.*s by unanimous consent", SV_ARG(s));
    } else if (t.has_counts) {
        s = sv_fmt(a, "%.*s, %lld to %lld", SV_ARG(s), (long long)t.yes, (long long)t.no);
    }
    return sv_fmt(a, "%.*s%.*s.", SV_ARG(s), SV_ARG(reported));
}

static bool same_outcome(const struct q_page_outcomes_of_item_out *x,
                         const struct q_page_outcomes_of_item_out *y)
{
    return x->reported && y->reported && sv_eq(x->outcome, y->outcome) &&
           sv_eq(x->meeting, y->meeting) && x->yes == y->yes && x->no == y->no;
}

err *page_outcomes(struct page_cx *cx, const struct body_view *b, const struct item_facts *f,
                   const struct view_step **ret, size_t *ret_n)
{
    struct q_page_outcomes_of_item_out *rows = NULL;
    struct list l = {0};
    size_t n = 0;
    TRY(q_page_outcomes_of_item(
        cx->store, cx->a, &(struct q_page_outcomes_of_item_in){.body = f->body, .item = f->file},
        &rows, &n));
    for (size_t i = 0; i < n; i++) {
        bool first = true, known = true;
        date day = page_meeting_day(rows[i].meeting);
        for (size_t k = 0; k < i; k++) {
            first = first && !same_outcome(&rows[k], &rows[i]);
        }
        if (!rows[i].meeting.n) {
            TRY(day_of_entry(cx, b, rows[i].seq, &known, &day));
        }
        for (size_t k = 0; k < f->vetoes_n; k++) {
            if (f->vetoes[k].seq == rows[i].seq) {
                known = true;
                day = page_local_day(b->zone, f->vetoes[k].received);
            }
        }
        for (size_t k = 0; k < f->rolls_n && !rows[i].has_yes; k++) {
            if (f->rolls[k].seq == rows[i].seq) {
                rows[i].has_yes = rows[i].has_no = true;
                rows[i].yes = f->rolls[k].yes;
                rows[i].no = f->rolls[k].no;
            }
        }
        if (first && known) {
            add_step(cx, &l, day, 1,
                     outcome_sentence(cx, &rows[i], i && sv_is(rows[i - 1].outcome, "vetoed")),
                     rows[i].meeting, rows[i].seq);
        }
    }
    for (size_t i = 0; i < f->agendas_n; i++) {
        const struct q_page_agendas_of_item_out *g = &f->agendas[i];
        if (sv_is(g->status, "cancelled")) {
            add_step(cx, &l, (date){(int32_t)g->day}, 0,
                     sv_is(g->reason, "lack-of-quorum") ? SV("Not held for lack of a quorum.")
                                                        : SV("The meeting was not held."),
                     g->meeting, g->seq);
        }
    }
    in_order(cx, &l, ret, ret_n);
    return NULL;
}

/* ---- texts ---- */

sv page_text_state_words(sv state)
{
    return sv_is(state, "template")   ? SV("template")
           : sv_is(state, "proposed") ? SV("as proposed")
           : sv_is(state, "as-voted") ? SV("as voted")
           : sv_is(state, "signed")   ? SV("as signed")
                                      : SV("a text");
}

size_t page_text_before(const struct q_page_texts_of_item_out *texts, size_t n, size_t i)
{
    bool note = sv_is(texts[i].state, "other");
    for (size_t k = i; k > 0; k--) {
        const struct q_page_texts_of_item_out *was = &texts[k - 1];
        if (note ? sv_is(was->state, "other") && sv_eq(was->title, texts[i].title)
                 : !sv_is(was->state, "other")) {
            return k - 1;
        }
    }
    return n;
}

void page_texts(struct page_cx *cx, const struct item_facts *f,
                const struct view_text_version **ret, size_t *ret_n)
{
    struct view_text_version *v = arena_array(cx->a, struct view_text_version, f->texts_n);
    for (size_t i = 0; i < f->texts_n; i++) {
        const struct q_page_texts_of_item_out *t = &f->texts[i];
        v[i] = (struct view_text_version){.state = t->state,
                                          .state_words = page_text_state_words(t->state),
                                          .title = t->title.n ? t->title : SV("Text"),
                                          .version = t->version,
                                          .entry = t->seq};
        if (t->has_dated) {
            v[i].dated = date_format(cx->a, (date){(int32_t)t->dated});
            v[i].dated_words = page_day_words(cx->a, (date){(int32_t)t->dated});
        }
        if (t->reported && t->outlet.n) {
            struct view_source *s = arena_new(cx->a, struct view_source);
            *s = page_source(cx, t->outlet, t->source, t->address, t->retrieved);
            v[i].source = s;
        }
    }
    *ret = v;
    *ret_n = f->texts_n;
}

/* ---- in one sentence ---- */

static sv undecided_sentence(struct page_cx *cx, const struct item_facts *f)
{
    const struct q_page_agendas_of_item_out *last =
        f->agendas_n ? &f->agendas[f->agendas_n - 1] : NULL;
    sv outcome = f->item.outcome;
    sv word = page_outcome_words(outcome);
    if (!sv_is(word, "Not decided yet") && !sv_is(outcome, "postponed")) {
        sv on =
            f->item.decided_meeting.n
                ? sv_fmt(cx->a, ", on %.*s",
                         SV_ARG(page_day_words(cx->a, page_meeting_day(f->item.decided_meeting))))
                : SV_NONE;
        return sv_fmt(cx->a, "%.*s%.*s%s.", SV_ARG(word), SV_ARG(on),
                      f->item.has_decided_reported && f->item.decided_reported ? ", as reported"
                                                                               : "");
    }
    if (sv_is(outcome, "pending")) {
        return SV("Not decided yet: it is before the body.");
    }
    if (sv_is(outcome, "postponed")) {
        for (size_t i = f->motions_n; i > 0; i--) {
            const motion_row *m = &f->motions[i - 1];
            if (sv_is(m->state, "adopted") && m->has_to_day) {
                return sv_fmt(cx->a, "Not decided yet: deferred to %.*s.",
                              SV_ARG(page_day_words(cx->a, (date){(int32_t)m->to_day})));
            }
        }
        return SV("Not decided yet: deferred.");
    }
    if (last && sv_is(last->status, "cancelled")) {
        return sv_fmt(cx->a, "Not decided yet: the meeting of %.*s was not held.",
                      SV_ARG(page_day_words(cx->a, (date){(int32_t)last->day})));
    }
    if (last) {
        return sv_fmt(cx->a, "Not decided yet: it is on the agenda of %.*s.",
                      SV_ARG(page_day_words(cx->a, (date){(int32_t)last->day})));
    }
    return SV("Not decided yet: it is filed, and stands on no agenda.");
}

sv page_item_sentence(struct page_cx *cx, const struct body_view *b, const struct item_facts *f)
{
    (void)b;
    sv outcome = f->item.outcome;
    if (!f->item.decided_meeting.n || !page_decided(outcome)) {
        return undecided_sentence(cx, f);
    }
    struct tally t = {.state = outcome};
    for (size_t i = 0; i < f->motions_n; i++) {
        const motion_row *m = &f->motions[i];
        if (m->n == f->item.decided_motion && sv_eq(m->meeting, f->item.decided_meeting)) {
            t = page_tally(m);
            t.state = outcome;
        }
    }
    for (size_t i = 0; !f->item.decided_motion && i < f->rolls_n; i++) {
        if (sv_eq(f->rolls[i].meeting, f->item.decided_meeting)) {
            t.has_counts = true;
            t.yes = f->rolls[i].yes;
            t.no = f->rolls[i].no;
        }
    }
    sv s = sv_fmt(cx->a, "%.*s on %.*s%s", SV_ARG(page_result_words(cx->a, &t)),
                  SV_ARG(page_day_words(cx->a, page_meeting_day(f->item.decided_meeting))),
                  f->item.decided_reported ? ", as reported" : "");
    if (f->item.has_veto_until && cx->now.us <= f->item.veto_until.us) {
        page_turns(cx, (instant){f->item.veto_until.us + 1});
        s = sv_fmt(cx->a, "%.*s, subject to veto", SV_ARG(s));
    }
    return page_stop(cx->a, s);
}
