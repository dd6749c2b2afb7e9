/* The clerk's screen: what stands beside the floor: items, notes, what was recorded last, who keeps
 * the record. */
#include "pages/desk_inside.h"

static bool within(sv text, sv words)
{
    for (size_t i = 0; words.n && i + words.n <= text.n; i++) {
        size_t k = 0;
        for (; k < words.n; k++) {
            char x = text.p[i + k], y = words.p[k];
            x = x >= 'A' && x <= 'Z' ? (char)(x + 32) : x;
            y = y >= 'A' && y <= 'Z' ? (char)(y + 32) : y;
            if (x != y) {
                break;
            }
        }
        if (k == words.n) {
            return true;
        }
    }
    return false;
}

/* The items of the agenda in whose number or title the words stand. */
void desk_found(struct desk *d, sv words, struct view_clerk_meeting *ret)
{
    enum { FOUND_MAX = 10 };
    struct list l = {0};
    size_t all = 0;
    sv asked = sv_trim(sv_sub(words, 0, 100));
    for (size_t i = 0; asked.n && i < d->agenda_n; i++) {
        const struct q_page_agenda_out *g = &d->agenda[i];
        if (!within(g->item, asked) && !within(g->title, asked)) {
            continue;
        }
        if (all++ < FOUND_MAX) {
            struct form f = desk_taking_up(d, g->item, g->title);
            f.v.button = sv_fmt(d->cx->a, "%.*s%s%.*s", SV_ARG(g->item), g->title.n ? ": " : "",
                                SV_ARG(sv_sub(g->title, 0, 120)));
            *LIST_ADD(d->cx->a, &l, struct view_act_form) = form_done(&f);
        }
    }
    ret->find = asked;
    ret->found = l.p;
    ret->found_n = l.n;
    ret->found_say =
        !asked.n    ? SV_NONE
        : all > l.n ? sv_fmt(d->cx->a, "%zu items match; these are the first %d.", all, FOUND_MAX)
        : all       ? sv_fmt(d->cx->a, "%.*s item%s. Press one to take it up.",
                             SV_ARG(page_capital(d->cx->a, page_number(d->cx->a, (int64_t)all))),
                       all == 1 ? "" : "s")
                    : SV("No item of this agenda matches.");
}

/* Items in any order, a note: what the clerk may want at any time. */
void desk_tools(struct desk *d, struct view_clerk_meeting *ret)
{
    struct list l = {0};
    enum { NEXT = 4 };
    const struct q_page_agenda_out *next[NEXT];
    bool running = d->f->phase == PHASE_OPEN;
    size_t n = running && d->f->item < 0 ? desk_coming(d, next, NEXT) : 0;
    for (size_t i = 1; i < n; i++) {
        struct form f = desk_taking_up(d, next[i]->item, next[i]->title);
        *LIST_ADD(d->cx->a, &l, struct view_act_form) = form_done(&f);
    }
    if (running) {
        struct form jump =
            desk_act(d, "item.opened", SV("Take up any item by its number"), SV("Take it up"));
        form_field(&jump, "about.item", "text", SV("File number"), true);
        jump.v.key = SV("j");
        *LIST_ADD(d->cx->a, &l, struct view_act_form) = form_done(&jump);
    }
    struct form note =
        desk_act(d, "note.recorded", SV("A note for the record"), SV("Record the note"));
    form_field(&note, "texts.text", "area", SV("The note"), true);
    note.v.key = SV("x");
    *LIST_ADD(d->cx->a, &l, struct view_act_form) = form_done(&note);
    if (d->f->phase != PHASE_ADJOURNED) {
        struct form add = desk_act(d, "item.scheduled", SV("Put an item on this agenda"),
                                   SV("Put it on the agenda"));
        form_field(&add, "about.item", "text", SV("File number of an item that is filed"), true);
        *LIST_ADD(d->cx->a, &l, struct view_act_form) = form_done(&add);
    }
    ret->tools = l.p;
    ret->tools_n = l.n;
}

/* A vote whose result is not announced is changed in the roll, not corrected. */
static bool correctable(const struct desk *d, const struct rec_entry *e)
{
    bool vote = e->kind == &rec_kinds[KIND_VOTE_CAST] || e->kind == &rec_kinds[KIND_VOTE_CHANGED];
    uint32_t motion = (uint32_t)jv_get_int(e->about, "motion", 0);
    return e->kind && !e->reported && e->kind != &rec_kinds[KIND_ENTRY_CORRECTED] &&
           !(vote && floor_pending(d->f, motion));
}

/* The last act, taken back as a slip. */
static void undo(struct desk *d, int64_t seq, sv sentence, struct view_clerk_meeting *ret)
{
    struct view_act_form *v = arena_new(d->cx->a, struct view_act_form);
    struct form f =
        form_act(d->cx, "entry.corrected", sv_fmt(d->cx->a, "Take back: %.*s", SV_ARG(sentence)),
                 SV("Take the last act back"), d->next);
    form_hidden(&f, "about.meeting", d->m.id);
    form_hidden(&f, "data.of", desk_number(d, seq));
    form_hidden(&f, "data.void", SV("true"));
    f.v.key = SV("u");
    *v = form_done(&f);
    ret->undo = v;
}

/* The hour, with its day where that is not the meeting's. */
static sv moment_beside(const struct desk *d, instant t)
{
    const struct zone *z = d->m.b.zone;
    return page_local_day(z, t).days == d->m.row.day ? page_clock_words(d->cx->a, z, t)
                                                     : page_moment_words(d->cx->a, z, t);
}

err *desk_last_acts(struct desk *d, struct q_page_last_of_meeting_out *rows, size_t n,
                    struct view_clerk_meeting *ret)
{
    struct arena *a = d->cx->a;
    struct view_last_line *lines = arena_array(a, struct view_last_line, n);
    for (size_t i = 0; i < n; i++) {
        struct rec_entry e;
        struct st_corrected how;
        TRY(st_log_read(d->cx->store, a, rows[i].seq, &e, &how));
        sv sentence = page_act_words(d->cx, &d->m.b, &e);
        if (how.by >= 0) {
            sentence = sv_fmt(a, "%.*s (%s by entry %lld)", SV_ARG(sentence),
                              how.taken_back ? "taken back" : "corrected", (long long)how.by);
        }
        instant at = rows[i].recorded;
        bool own = e.at && e.at->type == JV_STRING && instant_parse(e.at->text, &at);
        if (rows[i].departure.n) {
            sentence = sv_fmt(a, "%.*s Out of order; it stands.", SV_ARG(sentence));
        }
        lines[i] = (struct view_last_line){.sentence = sentence,
                                           .entry = rows[i].seq,
                                           .account = sv_eq(e.account, ret->account) ? SV_NONE
                                                                                     : e.account};
        lines[i].time = moment_beside(d, at);
        if (own && at.us / 60000000 != rows[i].recorded.us / 60000000) {
            lines[i].time = sv_fmt(a, "%.*s (recorded %.*s)", SV_ARG(lines[i].time),
                                   SV_ARG(moment_beside(d, rows[i].recorded)));
        }
        if (correctable(d, &e) && !how.taken_back) {
            lines[i].correct =
                url_path(a, "/acts/entry.corrected?about.meeting={}&data.of={}&next={}", d->m.id,
                         desk_number(d, rows[i].seq), d->next);
        }
        bool in_it = d->m.row.has_opened_seq && rows[i].seq >= d->m.row.opened_seq;
        if (!ret->undo && in_it && correctable(d, &e) && !how.taken_back) {
            undo(d, rows[i].seq, sentence, ret);
        }
    }
    ret->last = lines;
    ret->last_n = n;
    return NULL;
}

/* Who keeps the record, and the form by which the clerk who looks takes it over. */
err *desk_keeper(struct desk *d, struct view_clerk_meeting *ret)
{
    struct arena *a = d->cx->a;
    struct q_page_desk_out row = {0};
    bool there, mine;
    TRY(q_page_desk(d->cx->store, a, &(struct q_page_desk_in){.meeting = d->m.id}, &there, &row));
    mine = there && d->cx->visitor && sv_eq(row.account, d->cx->visitor->account);
    ret->keeper = !there
                      ? SV("Nobody has taken the desk yet.")
                      : page_stop(a, sv_fmt(a, "%.*s keep%s the record since %.*s",
                                            SV_ARG(mine ? SV("You") : row.account), mine ? "" : "s",
                                            SV_ARG(page_clock_words(a, d->m.b.zone, row.since))));
    if (!mine && d->f->phase != PHASE_ADJOURNED && d->cx->visitor &&
        sv_is(d->cx->visitor->role, "clerk")) {
        struct view_act_form *v = arena_new(a, struct view_act_form);
        struct form f = desk_act(d, "desk.taken", SV("Take the desk: I keep the record now"),
                                 SV("I keep the record now"));
        f.v.key = SV("k");
        *v = form_done(&f);
        ret->keep = v;
    }
    return NULL;
}
