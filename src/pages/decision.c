/* The decision page: the fourteen questions, each answered from the record. */
#include "pages/activity.h"
#include "pages/questions.h"

/* ---- the decision itself ---- */

/* A veto undoes what was adopted, not that it was: the vote is the last that adopted the item. */
static void find_vetoed(struct deciding *d)
{
    for (size_t i = 0; i < d->f.motions_n; i++) {
        const motion_row *m = &d->f.motions[i];
        bool whole = sv_is(m->type, "main") || sv_is(m->type, "consent-agenda");
        if (whole && sv_is(m->state, "adopted") && m->has_announced_seq) {
            d->main = m;
            d->meeting = m->meeting;
            d->day = page_meeting_day(m->meeting);
        }
    }
}

static void find_decision(struct deciding *d)
{
    const struct q_page_item_out *item = &d->f.item;
    d->meeting = item->decided_meeting;
    d->decided = d->meeting.n && page_decided(item->outcome);
    if (sv_is(item->outcome, "vetoed") || sv_is(item->outcome, "veto-sustained")) {
        find_vetoed(d);
    }
    if (!d->decided) {
        return;
    }
    d->day = page_meeting_day(d->meeting);
    for (size_t i = 0; i < d->f.motions_n; i++) {
        const motion_row *m = &d->f.motions[i];
        if (item->decided_motion > 0 && m->n == item->decided_motion &&
            sv_eq(m->meeting, d->meeting)) {
            d->main = m;
        }
    }
    for (size_t i = 0; !d->main && i < d->f.rolls_n; i++) {
        if (sv_eq(d->f.rolls[i].meeting, d->meeting)) {
            d->roll = d->roll ? d->roll : &d->f.rolls[i];
        }
    }
}

static void find_veto(struct deciding *d)
{
    struct page_cx *cx = d->cx;
    if (!d->decided || !sv_is(d->f.item.outcome, "adopted")) {
        return;
    }
    if (d->f.item.has_veto_until) {
        d->veto_until = d->f.item.veto_until;
    } else if (!page_veto_until(&d->b, d->f.item.type, d->day, &d->veto_until)) {
        return;
    }
    d->has_veto = true;
    d->veto_open = cx->now.us <= d->veto_until.us;
    page_turns(cx, (instant){d->veto_until.us + 1});
}

static sv banner(struct deciding *d)
{
    sv outcome = d->f.item.outcome;
    if (!d->decided) {
        return page_outcome_words(outcome);
    }
    const char *word = sv_is(outcome, "adopted")  ? "Adopted"
                       : sv_is(outcome, "denied") ? "Denied"
                                                  : "Lost";
    if (d->main && d->main->has_yes && d->main->has_no) {
        return sv_fmt(d->cx->a, "%s %lld–%lld", word, (long long)d->main->yes,
                      (long long)d->main->no);
    }
    if (d->roll) {
        return sv_fmt(d->cx->a, "%s %lld–%lld", word, (long long)d->roll->yes,
                      (long long)d->roll->no);
    }
    return sv_of(word);
}

/* How many sources report the roll. */
static size_t roll_sources(const struct deciding *d)
{
    size_t n = 0;
    for (size_t i = 0; i < d->f.rolls_n; i++) {
        const struct q_page_rolls_of_item_out *r = &d->f.rolls[i];
        bool counted = !sv_eq(r->meeting, d->meeting);
        for (size_t k = 0; !counted && k < i; k++) {
            counted =
                sv_eq(d->f.rolls[k].meeting, d->meeting) && sv_eq(d->f.rolls[k].outlet, r->outlet);
        }
        n += !counted;
    }
    return n;
}

static const char *whose_veto(const struct deciding *d)
{
    for (size_t i = 0; i < d->b.officials_n; i++) {
        if (sv_is(d->b.officials[i].office, "mayor")) {
            return "the mayor's veto";
        }
    }
    return "veto";
}

static struct view_decision decision(struct deciding *d)
{
    struct arena *a = d->cx->a;
    struct view_decision v = {.body = d->b.id,
                              .body_name = d->b.row.name,
                              .file = d->f.file,
                              .title = d->title,
                              .kind = d->f.item.type.n ? d->f.item.type : SV("other"),
                              .outcome = d->f.item.outcome,
                              .final = d->decided && !d->veto_open,
                              .banner = banner(d)};
    if (d->decided) {
        v.date = date_format(a, d->day);
        v.date_words = page_day_words(a, d->day);
        v.meeting = d->meeting;
    }
    if (d->main) {
        v.rule_sentence = page_rule_sentence(a, d->main);
        v.rule_citation = d->main->citation;
    } else if (d->roll) {
        v.rule_sentence =
            sv_fmt(a, "As reported by %.*s; this program did not witness the vote.",
                   SV_ARG(page_sources_words(a, d->roll->outlet, roll_sources(d) - 1)));
    }
    if (d->veto_open) {
        v.subject_to_veto_until = instant_format(a, d->veto_until);
        v.veto_sentence =
            page_stop(a, sv_fmt(a, "Adopted, subject to %s until %.*s, %.*s", whose_veto(d),
                                SV_ARG(page_day_words(a, page_local_day(d->b.zone, d->veto_until))),
                                SV_ARG(page_clock_words(a, d->b.zone, d->veto_until))));
    }
    return v;
}

static err *place_in_record(struct deciding *d, struct view_record_place *ret)
{
    struct page_cx *cx = d->cx;
    struct q_page_item_last_out last = {.seq = d->f.item.seq};
    struct q_page_head_over_out head = {0};
    bool found = false;
    TRY(q_page_item_last(cx->store, cx->a,
                         &(struct q_page_item_last_in){.body = d->b.id, .item = d->f.file}, &found,
                         &last));
    TRY(q_page_head_over(cx->store, cx->a, &(struct q_page_head_over_in){.seq = last.seq}, &found,
                         &head));
    struct buf hex = buf_make(REC_HASH_DIGITS);
    buf_hex(&hex, (const uint8_t *)head.root.p, found ? head.root.n : 0);
    *ret = (struct view_record_place){
        .seq = last.seq, .size = found ? head.size : last.seq + 1, .root = buf_dup(cx->a, &hex)};
    buf_free(&hex);
    return NULL;
}

static err *departures(struct deciding *d, struct view_decision_page *ret)
{
    struct list l = {0};
    for (size_t i = 0; i < d->f.happenings_n; i++) {
        const struct q_page_happenings_of_item_out *h = &d->f.happenings[i];
        TRY(page_departure(d->cx, &l, h->seq, h->has_kind, h->kind, h->departure));
    }
    ret->departures = l.p;
    ret->departures_n = l.n;
    return NULL;
}

static void onward(struct deciding *d, struct view_decision_page *ret)
{
    struct list l = {0};
    struct page_cx *cx = d->cx;
    if (d->meeting.n) {
        page_link(cx, &l,
                  sv_fmt(cx->a, "The meeting of %.*s",
                         SV_ARG(page_day_words(cx->a, page_meeting_day(d->meeting)))),
                  page_url_meeting(cx, d->meeting));
    }
    for (size_t i = 0; i < d->agreements_n; i++) {
        page_link(cx, &l, sv_fmt(cx->a, "What came of it: %.*s", SV_ARG(d->followed[i].i.title)),
                  url_path(cx->a, "/agreements/{}", d->followed[i].i.id));
    }
    page_link(cx, &l, SV("The item and its way through the meetings"), ret->item);
    page_link(cx, &l, d->b.row.name, url_path(cx->a, "/bodies/{}", d->b.id));
    page_link(cx, &l, SV("The record, and how to check it"), URL_FIXED("/record"));
    ret->next = l.p;
    ret->next_n = l.n;
}

static void marks(struct deciding *d, struct view_decision_page *ret)
{
    if (d->main) {
        page_ballots(d->cx, &d->b, d->main, d->votes, d->votes_n, &ret->marks, &ret->marks_n);
    } else if (d->roll) {
        page_roll_ballots(d->cx, &d->b, d->votes, d->votes_n, d->roll->seq, &ret->marks,
                          &ret->marks_n);
    } else {
        ret->marks_say = page_item_sentence(d->cx, &d->b, &d->f);
    }
}

static err *agreements(struct deciding *d)
{
    struct page_cx *cx = d->cx;
    struct q_instruments_of_item_out *rows;
    size_t n;
    TRY(q_instruments_of_item(
        cx->store, cx->a, &(struct q_instruments_of_item_in){.body = d->b.id, .item = d->f.file},
        &rows, &n));
    d->agreements = arena_array(cx->a, struct due_answer, n);
    d->followed = arena_array(cx->a, struct agreement, n);
    d->effects = arena_array(cx->a, struct effects, n);
    for (; d->agreements_n < n; d->agreements_n++) {
        struct due_state s;
        TRY(due_read(cx, rows[d->agreements_n].id, &s));
        TRY(due_answer(cx, &s, &d->agreements[d->agreements_n]));
        TRY(agreement_read(cx, rows[d->agreements_n].id, &d->followed[d->agreements_n]));
        TRY(effects_read(cx, &d->b, s.i.id, false, &d->effects[d->agreements_n]));
        d->agreements_witnessed |= !rows[d->agreements_n].reported;
        if (!d->activity.n) {
            TRY(page_activity_said(cx, rows[d->agreements_n].id, &d->activity, &d->activity_seq));
        }
    }
    return NULL;
}

err *page_decision(struct page_cx *cx, sv body, sv file, struct view_decision_page *ret)
{
    struct deciding d = {.cx = cx};
    TRY(page_body_read(cx, body, &d.b));
    TRY(page_item_facts(cx, body, file, &d.f));
    d.title = d.f.item.title.n ? d.f.item.title : sv_fmt(cx->a, "File %.*s", SV_ARG(file));
    find_decision(&d);
    if (d.meeting.n) {
        TRY(page_rules_of(cx, &d.b, d.meeting));
    }
    find_veto(&d);
    sv meeting = d.meeting.n ? d.meeting : SV("-");
    TRY(q_page_votes_of_item(cx->store, cx->a,
                             &(struct q_page_votes_of_item_in){.meeting = meeting, .item = file},
                             &d.votes, &d.votes_n));
    TRY(q_page_reasons_of_item(cx->store, cx->a,
                               &(struct q_page_reasons_of_item_in){.body = body, .item = file},
                               &d.reasons, &d.reasons_n));
    TRY(page_item_due(cx, &d.b, &d.f, &d.due, &d.due_n));
    TRY(agreements(&d));
    struct view_decision_page p = {0};
    page_shell(cx, d.title, &p.shell);
    p.shell.place = d.b.row.place;
    p.shell.twin = url_path(cx->a, "/decisions/{}/{}.json", body, file);
    page_crumb(cx, &p.shell, SV("Home"), URL_FIXED("/"));
    page_crumb(cx, &p.shell, d.b.row.name, url_path(cx->a, "/bodies/{}", body));
    p.decision = decision(&d);
    TRY(page_item_number(cx, body, file, &p.decision.has_number_entry, &p.decision.number,
                         &p.decision.number_entry));
    p.item = url_path(cx->a, "/items/{}/{}", body, file);
    if (d.meeting.n) {
        p.meeting = page_url_meeting(cx, d.meeting);
    }
    TRY(page_outcomes(cx, &d.b, &d.f, &p.outcomes, &p.outcomes_n));
    TRY(page_history(cx, &d.b, &d.f, &p.history, &p.history_n));
    TRY(departures(&d, &p));
    marks(&d, &p);
    TRY(page_questions(&d, &p.questions, &p.questions_n));
    TRY(place_in_record(&d, &p.record));
    onward(&d, &p);
    *ret = p;
    return NULL;
}
