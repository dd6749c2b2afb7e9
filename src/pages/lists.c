/* Home and bodies: what is on, what comes, what was decided. */
#include "pages/agenda_inside.h"
#include "rules/template.h"

static date utc_day(instant t)
{
    struct civil c = civil_of_instant(t);
    return date_of_civil(c.year, c.month, c.day);
}

/* Lists of what is today and what comes are others tomorrow, by the clocks of the body's place. */
static void turns_tomorrow(struct page_cx *cx, const struct body_view *b)
{
    date today = page_local_day(b->zone, cx->now);
    page_turns(cx, sys_zone_instant(b->zone, (date){today.days + 1}, 0));
}

static bool going_on(sv status)
{
    return sv_is(status, "open") || sv_is(status, "recess") || sv_is(status, "closed-session");
}

static err *add_meeting(struct page_cx *cx, const struct body_view *b, struct list *l, sv id,
                        int64_t day, sv type, sv status, bool has_convenes, instant convenes)
{
    struct view_meeting_line *line = LIST_ADD(cx->a, l, struct view_meeting_line);
    *line = page_meeting_line(cx, b, id, day, type, status, has_convenes, convenes);
    if (going_on(status)) {
        line->href = url_path(cx->a, "/meetings/{/}/live", id);
    }
    return page_line_agenda(cx, line);
}

struct outcome {
    sv outcome, meeting, motion, method; /* motion: the type of the one that did it */
    bool reported, has_yes, has_no;
    int64_t yes, no, abstain;
};

/* From a row of any query that gives these columns. */
#define OUTCOME_OF(row)                                                                            \
    {                                                                                              \
        .outcome = (row)->outcome, .meeting = (row)->meeting, .motion = (row)->motion,             \
        .method = (row)->method, .reported = (row)->has_reported && (row)->reported,               \
        .has_yes = (row)->has_yes, .yes = (row)->yes, .has_no = (row)->has_no, .no = (row)->no,    \
        .abstain = (row)->has_abstain ? (row)->abstain : 0                                         \
    }

static sv outcome_sentence(struct page_cx *cx, const struct outcome *o)
{
    bool decided = o->meeting.n && page_decided(o->outcome);
    sv word = page_outcome_words(o->outcome);
    if (!decided) {
        return !sv_is(word, "Not decided yet")  ? page_stop(cx->a, word)
               : sv_is(o->outcome, "scheduled") ? SV("On an agenda; not decided yet.")
               : sv_is(o->outcome, "pending")   ? SV("Before the body; not decided yet.")
                                                : SV("Filed; not decided yet.");
    }
    struct tally t = {.state = o->outcome,
                      .method = o->method,
                      .has_counts = o->has_yes && o->has_no,
                      .yes = o->yes,
                      .no = o->no,
                      .abstain = o->abstain};
    sv result = page_result_words(cx->a, &t);
    if (sv_is(o->motion, "override-veto") && sv_is(o->outcome, "adopted")) {
        result = sv_fmt(cx->a, "%.*s, over the veto,", SV_ARG(result));
    }
    return sv_fmt(cx->a, "%.*s on %.*s%s.", SV_ARG(result),
                  SV_ARG(page_day_words(cx->a, page_meeting_day(o->meeting))),
                  o->reported ? ", as reported" : "");
}

static struct view_item_line item_line(struct page_cx *cx, sv body, sv file, sv title,
                                       const struct outcome *o)
{
    bool decided = page_decided(o->outcome);
    page_reads(cx, "item:%.*s/%.*s", SV_ARG(body), SV_ARG(file));
    return (struct view_item_line){.body = body,
                                   .file = file,
                                   .title =
                                       title.n ? title : sv_fmt(cx->a, "Item %.*s", SV_ARG(file)),
                                   .outcome = o->outcome,
                                   .sentence = outcome_sentence(cx, o),
                                   .href = decided ? url_path(cx->a, "/decisions/{}/{}", body, file)
                                                   : url_path(cx->a, "/items/{}/{}", body, file)};
}

/* ---- home ---- */

struct home {
    struct page_cx *cx;
    const struct q_page_bodies_out *bodies;
    size_t bodies_n;
};

static struct body_view body_of(const struct home *h, sv id)
{
    struct body_view b = {.id = id};
    for (size_t i = 0; i < h->bodies_n; i++) {
        if (sv_eq(h->bodies[i].id, id)) {
            b.row.name = h->bodies[i].name;
            b.row.zone = h->bodies[i].zone;
        }
    }
    if (sys_zone_find(h->cx->a, b.row.zone, &b.zone) &&
        sys_zone_find(h->cx->a, SV("UTC"), &b.zone)) {
        b.zone = NULL; /* UTC needs no file, so this does not come to pass */
    }
    return b;
}

/* What is on, what of today is not, and what comes. */
static err *home_meetings(struct home *h, struct view_home_page *ret)
{
    enum { AHEAD = 400, SHOWN = 50 };
    struct page_cx *cx = h->cx;
    struct q_page_meetings_on_out *on = NULL;
    struct q_page_meetings_between_out *rows = NULL;
    size_t on_n = 0, n = 0;
    struct list now = {0}, today = {0}, upcoming = {0};
    int64_t since = utc_day(cx->now).days - 1;
    TRY(q_page_meetings_on(cx->store, cx->a, &on, &on_n));
    TRY(q_page_meetings_between(
        cx->store, cx->a,
        &(struct q_page_meetings_between_in){.body = SV(""), .first = since, .last = since + AHEAD},
        &rows, &n));
    for (size_t i = 0; i < on_n; i++) {
        struct body_view b = body_of(h, on[i].body);
        TRY(add_meeting(cx, &b, &now, on[i].id, on[i].day, on[i].type, on[i].status,
                        on[i].has_convenes, on[i].convenes));
    }
    for (size_t i = 0; i < n && upcoming.n < SHOWN; i++) {
        struct body_view b = body_of(h, rows[i].body);
        int64_t day = page_local_day(b.zone, cx->now).days;
        bool is_today = rows[i].day == day && !going_on(rows[i].status);
        bool comes = rows[i].day > day && sv_is(rows[i].status, "called");
        if (is_today || comes) {
            TRY(add_meeting(cx, &b, is_today ? &today : &upcoming, rows[i].id, rows[i].day,
                            rows[i].type, rows[i].status, rows[i].has_convenes, rows[i].convenes));
            turns_tomorrow(cx, &b);
        }
    }
    ret->now = now.p;
    ret->now_n = now.n;
    ret->today = today.p;
    ret->today_n = today.n;
    ret->upcoming = upcoming.p;
    ret->upcoming_n = upcoming.n;
    return NULL;
}

static err *home_decisions(struct home *h, struct view_home_page *ret)
{
    struct page_cx *cx = h->cx;
    struct q_page_decisions_out *rows = NULL;
    size_t n = 0;
    struct list l = {0};
    TRY(q_page_decisions(cx->store, cx->a, &rows, &n));
    for (size_t i = 0; i < n; i++) {
        const struct q_page_decisions_out *r = &rows[i];
        struct outcome o = OUTCOME_OF(r);
        *LIST_ADD(cx->a, &l, struct view_item_line) = item_line(cx, r->body, r->file, r->title, &o);
    }
    ret->decisions = l.p;
    ret->decisions_n = l.n;
    return NULL;
}

err *page_home(struct page_cx *cx, struct view_home_page *ret)
{
    struct view_home_page p = {0};
    struct q_page_bodies_out *bodies = NULL;
    struct home h = {.cx = cx};
    page_reads(cx, "bodies");
    TRY(q_page_bodies(cx->store, cx->a, &bodies, &h.bodies_n));
    h.bodies = bodies;
    struct view_body_line *lines = arena_array(cx->a, struct view_body_line, h.bodies_n);
    for (size_t i = 0; i < h.bodies_n; i++) {
        lines[i] = (struct view_body_line){.id = bodies[i].id,
                                           .name = bodies[i].name,
                                           .place = bodies[i].place,
                                           .href = url_path(cx->a, "/bodies/{}", bodies[i].id)};
    }
    p.bodies = lines;
    p.bodies_n = h.bodies_n;
    p.empty = h.bodies_n == 0;
    page_shell(cx, SV("Public record"), &p.shell);
    p.shell.twin = URL_FIXED("/home.json");
    TRY(home_meetings(&h, &p));
    TRY(home_decisions(&h, &p));
    *ret = p;
    return NULL;
}

/* ---- a body ---- */

static sv day_or_none(struct page_cx *cx, bool has, int64_t day)
{
    return has ? date_format(cx->a, (date){(int32_t)day}) : SV_NONE;
}

static void body_officials(struct page_cx *cx, const struct body_view *b,
                           struct view_body_page *ret)
{
    struct view_official *v = arena_array(cx->a, struct view_official, b->officials_n);
    for (size_t i = 0; i < b->officials_n; i++) {
        const struct q_page_officials_out *o = &b->officials[i];
        v[i] = (struct view_official){.member = o->member,
                                      .name = o->name,
                                      .office = o->office,
                                      .office_words = page_office_words(o->office),
                                      .seat = o->seat,
                                      .title = o->title,
                                      .votes = o->votes,
                                      .from = day_or_none(cx, o->has_from_day, o->from_day),
                                      .until = day_or_none(cx, o->has_until_day, o->until_day),
                                      .entry = o->seq,
                                      .href = page_url_member(cx, b->id, o->member)};
    }
    ret->officials = v;
    ret->officials_n = b->officials_n;
}

static err *body_meetings(struct page_cx *cx, const struct body_view *b, struct view_body_page *ret)
{
    struct q_page_meetings_of_out *rows = NULL;
    size_t n = 0;
    struct list now = {0}, past = {0}, upcoming = {0};
    date today = page_local_day(b->zone, cx->now);
    TRY(q_page_meetings_of(cx->store, cx->a, &(struct q_page_meetings_of_in){.body = b->id}, &rows,
                           &n));
    for (size_t i = 0; i < n; i++) {
        const struct q_page_meetings_of_out *r = &rows[i];
        bool ahead = sv_is(r->status, "called") && r->day >= today.days;
        TRY(add_meeting(cx, b,
                        going_on(r->status) ? &now
                        : ahead             ? &upcoming
                                            : &past,
                        r->id, r->day, r->type, r->status, r->has_convenes, r->convenes));
    }
    if (upcoming.n) {
        turns_tomorrow(cx, b);
    }
    ret->now = now.p;
    ret->now_n = now.n;
    ret->meetings = past.p;
    ret->meetings_n = past.n;
    ret->upcoming = upcoming.p;
    ret->upcoming_n = upcoming.n;
    ret->feed = url_path(cx->a, "/calendar/{}.ics", b->id);
    return NULL;
}

static err *body_items(struct page_cx *cx, const struct body_view *b, struct view_body_page *ret)
{
    struct q_page_items_of_out *rows = NULL;
    size_t n = 0;
    struct list l = {0};
    TRY(q_page_items_of(cx->store, cx->a, &(struct q_page_items_of_in){.body = b->id}, &rows, &n));
    for (size_t i = 0; i < n; i++) {
        const struct q_page_items_of_out *r = &rows[i];
        struct outcome o = OUTCOME_OF(r);
        *LIST_ADD(cx->a, &l, struct view_item_line) = item_line(cx, b->id, r->file, r->title, &o);
    }
    ret->items = l.p;
    ret->items_n = l.n;
    return NULL;
}

static sv sure_words(sv sure)
{
    return sv_is(sure, "read")        ? SV("read in its source")
           : sv_is(sure, "secondary") ? SV("read in a secondary source")
                                      : SV("general knowledge, still to be checked");
}

static err *body_rules(struct page_cx *cx, const struct body_view *b, struct view_body_page *ret)
{
    struct q_page_rule_notes_out *rows = NULL;
    size_t n = 0;
    TRY(q_page_rule_notes(cx->store, cx->a, &(struct q_page_rule_notes_in){.body = b->id}, &rows,
                          &n));
    struct view_rule_line *v = arena_array(cx->a, struct view_rule_line, n);
    for (size_t i = 0; i < n; i++) {
        v[i] = (struct view_rule_line){.rule = rows[i].rule,
                                       .citation = rows[i].citation,
                                       .sure = rows[i].sure,
                                       .sure_words = sure_words(rows[i].sure),
                                       .sentence = rows[i].words,
                                       .source = rows[i].outlet,
                                       .entry = rows[i].seq};
    }
    ret->rules = v;
    ret->rules_n = n;
    return NULL;
}

static sv rule_says(struct page_cx *cx, const struct pack *p, enum rule_id id)
{
    const struct rule *r = &p->rule[id];
    return r->defined ? sv_fmt(cx->a, "%.*s (%.*s)", SV_ARG(r->text.says), SV_ARG(r->text.cites))
                      : SV_NONE;
}

static sv notice_rule(struct arena *a, sv type, const struct template_notice *n)
{
    return sv_fmt(a, "Notice of a %.*s: %d hours before it%s%s%.*s%s.",
                  SV_ARG(page_meeting_type_words(type)), n->hours,
                  n->business ? ", those of business days counted" : "", n->citation.n ? " (" : "",
                  SV_ARG(n->citation), n->citation.n ? ")" : "");
}

/* How its agendas are ordered, its papers numbered and notice given from today on. */
static err *body_template(struct page_cx *cx, const struct body_view *b, struct view_body_page *ret)
{
    static const char *const types[] = {"regular", "special", "emergency", "workshop"};
    static const char *const series[SERIES_COUNT] = {"Files", "Resolutions", "Ordinances",
                                                     "Other papers"};
    struct arena *a = cx->a;
    const struct template *t;
    struct list rules = {0};
    int year = civil_of_date(page_local_day(b->zone, cx->now)).year;
    struct view_body_template v = {0};
    TRY(page_template_of(cx, b->id, page_local_day(b->zone, cx->now), &v.own, &v.entry, &t));
    v.has_entry = v.own;
    sv *sections = arena_array(a, sv, t->sections);
    for (size_t i = 0; i < t->sections; i++) {
        sections[i] = t->section[i].consent
                          ? sv_fmt(a, "%.*s, adopted by one vote", SV_ARG(t->section[i].name))
                          : t->section[i].name;
    }
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        const struct template_notice *n = &t->notice[floor_meeting_type_of(sv_of(types[i]))];
        if (n->given) {
            *LIST_ADD(a, &rules, sv) = notice_rule(a, sv_of(types[i]), n);
        }
    }
    for (int i = 0; i < SERIES_COUNT; i++) {
        if (t->number[i].n) {
            *LIST_ADD(a, &rules, sv) = sv_fmt(a, "%s are numbered like %.*s.", series[i],
                                              SV_ARG(template_number(a, t->number[i], year, 1)));
        }
    }
    v.sections = sections;
    v.sections_n = t->sections;
    v.rules = rules.p;
    v.rules_n = rules.n;
    ret->template = v;
    return NULL;
}

/* The pack by which its meetings are judged, rule by rule. */
static void body_pack(struct page_cx *cx, const struct body_view *b, struct view_body_page *ret)
{
    struct list rules = {0}, notes = {0};
    ret->own_rules = b->own;
    ret->has_own_entry = b->own;
    ret->own_entry = b->own_seq;
    ret->own_citation = b->own_citation;
    if (!b->pack) {
        return;
    }
    for (int i = 0; i < RULE_COUNT; i++) {
        const struct rule *r = &b->pack->rule[i];
        if (r->defined) {
            sv sure = rule_sure_name(r->text.sure);
            *LIST_ADD(cx->a, &rules, struct view_pack_rule) =
                (struct view_pack_rule){.rule = r->id,
                                        .sentence = r->text.says,
                                        .citation = r->text.cites,
                                        .source = r->text.source,
                                        .sure = sure,
                                        .sure_words = sure_words(sure),
                                        .pack = r->text.pack,
                                        .own = sv_eq(r->text.pack, b->pack->name)};
        }
    }
    sv rest = b->pack->note;
    while (rest.n) {
        sv note = sv_cut(rest, '\n', &rest);
        if (note.n) {
            *LIST_ADD(cx->a, &notes, sv) = note;
        }
    }
    ret->pack_rules = rules.p;
    ret->pack_rules_n = rules.n;
    ret->pack_notes = notes.p;
    ret->pack_notes_n = notes.n;
    ret->quorum = rule_says(cx, b->pack, RULE_QUORUM);
    ret->veto = rule_says(cx, b->pack, RULE_VETO);
}

err *page_body(struct page_cx *cx, sv body, struct view_body_page *ret)
{
    struct body_view b;
    struct view_body_page p = {0};
    TRY(page_body_read(cx, body, &b));
    page_reads(cx, "body:%.*s", SV_ARG(body));
    page_shell(cx, b.row.name, &p.shell);
    p.shell.place = b.row.place;
    p.shell.twin = url_path(cx->a, "/bodies/{}.json", body);
    page_crumb(cx, &p.shell, SV("Home"), URL_FIXED("/"));
    p.id = body;
    p.name = b.row.name;
    p.place = b.row.place;
    p.zone = b.row.zone;
    p.seats = b.row.seats;
    p.pack = b.row.pack;
    p.pack_title = b.pack ? b.pack->title : SV_NONE;
    p.remark = b.row.remark;
    p.entry = b.row.seq;
    p.reported = b.row.reported;
    p.sentence = sv_fmt(cx->a, "%.*s seats%s%.*s. Meetings are judged by %.*s.",
                        SV_ARG(page_capital(cx->a, page_number(cx->a, b.row.seats))),
                        b.row.place.n ? ", " : "", SV_ARG(b.row.place),
                        SV_ARG(b.pack ? b.pack->title : b.row.pack));
    body_officials(cx, &b, &p);
    TRY(body_meetings(cx, &b, &p));
    TRY(body_items(cx, &b, &p));
    TRY(body_template(cx, &b, &p));
    TRY(body_rules(cx, &b, &p));
    body_pack(cx, &b, &p);
    struct list agreements = {0};
    TRY(page_agreement_links(cx, body, SV_NONE, &agreements));
    p.agreements = agreements.p;
    p.agreements_n = agreements.n;
    *ret = p;
    return NULL;
}
