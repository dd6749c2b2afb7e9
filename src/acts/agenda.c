/* Agendas, templates, notice and numbers. */
#include "acts/agenda.h"

#include "rules/agenda.h"
#include "sys/zone.h"

enum { HOLIDAYS_BEFORE = 400 };

static bool is(const struct act_request *q, enum rec_kind_id kind)
{
    return q->kind == &rec_kinds[kind];
}

/* What the agenda of a meeting rests on. */
struct frame {
    struct q_meeting_frame_out meeting;
    const struct template *t; /* NULL: none is known, of a meeting that sources report */
    const struct zone *zone;
};

static err *zone_of(struct arena *a, sv name, const struct zone **ret)
{
    err *e = sys_zone_find(a, name, ret);
    return e && (e->kind == E_NOTFOUND || e->kind == E_INVALID) ? sys_zone_find(a, SV("UTC"), ret)
                                                                : e;
}

/* The template in force for a meeting, or on a day where meeting is empty. */
static err *template_of(struct act_room *r, struct arena *a, sv body, sv meeting, int64_t day,
                        const struct template **ret)
{
    bool found;
    struct q_template_for_out row;
    struct template *t = NULL;
    TRY(q_template_for(r->store, a,
                       &(struct q_template_for_in){.body = body, .meeting = meeting, .day = day},
                       &found, &row));
    if (found && row.words.n) {
        TRY(template_parse(a, SV("template"), row.words, &t));
    }
    *ret = t ? t : template_default(a);
    return NULL;
}

static err *frame_of(struct act_room *r, struct arena *a, sv meeting, struct frame *ret)
{
    bool found;
    TRY(q_meeting_frame(r->store, a, &(struct q_meeting_frame_in){.id = meeting}, &found,
                        &ret->meeting));
    if (!found) {
        return err_make(a, E_NOTFOUND, "the meeting %.*s is not on record", SV_ARG(meeting));
    }
    TRY(zone_of(a, ret->meeting.zone, &ret->zone));
    return template_of(r, a, ret->meeting.body, meeting, ret->meeting.day, &ret->t);
}

/* The body's day on which it is that time. */
static int64_t day_at(const struct zone *z, instant t)
{
    struct civil c = sys_zone_civil(z, t);
    return date_of_civil(c.year, c.month, c.day).days;
}

/* Until when notice of the meeting is due, where its template says so. */
static err *deadline_of(struct act_room *r, struct arena *a, const struct frame *f, bool *ret_has,
                        instant *ret)
{
    struct q_holidays_of_out *rows;
    struct holidays h;
    int64_t second;
    *ret_has = f->meeting.has_convenes;
    if (!f->meeting.has_convenes) {
        return NULL;
    }
    int64_t at = sys_zone_shown(f->zone, f->meeting.convenes);
    TRY(q_holidays_of(r->store, a,
                      &(struct q_holidays_of_in){.body = f->meeting.body,
                                                 .from = f->meeting.day - HOLIDAYS_BEFORE},
                      &rows, &h.n));
    int64_t *days = arena_array(a, int64_t, h.n);
    for (size_t i = 0; i < h.n; i++) {
        days[i] = rows[i].day;
    }
    h.days = days;
    *ret_has = template_deadline(f->t, floor_meeting_type_of(f->meeting.type), &h, at, &second);
    if (*ret_has) {
        *ret = sys_zone_showing(f->zone, second);
    }
    return NULL;
}

/* ---- checks ---- */

static err *check_template(struct arena *a, const struct act_request *q)
{
    struct template *t;
    err *e = template_parse(a, SV("template"), jv_get_sv(q->texts, "template"), &t);
    return !e           ? NULL
           : e->field.n ? err_field(a, SV("texts.template"), "%.*s: %.*s", SV_ARG(e->field),
                                    SV_ARG(e->message))
                        : err_about(a, e, SV("texts.template"));
}

/* The meeting is called, and neither opened nor cancelled. */
static err *check_before(struct arena *a, const struct act_request *q, const struct frame *f,
                         const char *what)
{
    if (f->meeting.reported) {
        return err_make(a, E_CONFLICT,
                        "the meeting %.*s stands as its sources report it; its agenda is not made "
                        "here",
                        SV_ARG(q->meeting));
    }
    if (sv_is(f->meeting.status, "cancelled")) {
        return err_make(a, E_CONFLICT, "the meeting %.*s was cancelled", SV_ARG(q->meeting));
    }
    return f->meeting.has_opened_seq
               ? err_make(a, E_CONFLICT, "the meeting %.*s has begun: %s", SV_ARG(q->meeting), what)
               : NULL;
}

static err *check_scheduled(struct act_room *r, struct arena *a, const struct act_request *q)
{
    bool found;
    struct frame f;
    struct q_act_agenda_out row;
    TRY(q_act_agenda(r->store, a, &(struct q_act_agenda_in){.meeting = q->meeting, .item = q->item},
                     &found, &row));
    if (!found) {
        return NULL;
    }
    TRY(frame_of(r, a, q->meeting, &f));
    bool reported = q->source || f.meeting.reported;
    if (reported ? row.has_scheduled_seq : f.meeting.has_opened_seq) {
        return err_make(a, E_CONFLICT, "file %.*s stands on the agenda of %.*s already",
                        SV_ARG(q->item), SV_ARG(q->meeting));
    }
    return NULL;
}

static err *check_unscheduled(struct act_room *r, struct arena *a, const struct act_request *q)
{
    bool found;
    struct frame f;
    struct q_act_agenda_out row;
    TRY(frame_of(r, a, q->meeting, &f));
    TRY(check_before(a, q, &f, "an item leaves its agenda by being withdrawn, or by a motion"));
    TRY(q_act_agenda(r->store, a, &(struct q_act_agenda_in){.meeting = q->meeting, .item = q->item},
                     &found, &row));
    if (!found) {
        return err_make(a, E_CONFLICT, "file %.*s does not stand on the agenda of %.*s",
                        SV_ARG(q->item), SV_ARG(q->meeting));
    }
    if (sv_is(row.why, "deferred") || sv_is(row.why, "veto")) {
        return err_make(a, E_CONFLICT,
                        "file %.*s stands on the agenda of %.*s by %s: the meeting deals with "
                        "it, and it is not taken off before",
                        SV_ARG(q->item), SV_ARG(q->meeting),
                        sv_is(row.why, "veto") ? "a veto" : "the body's own vote");
    }
    return NULL;
}

static err *check_changed(struct act_room *r, struct arena *a, const struct act_request *q)
{
    struct frame f;
    instant convenes;
    bool hour = instant_parse(jv_get_sv(q->data, "convenes"), &convenes);
    TRY(frame_of(r, a, q->meeting, &f));
    TRY(check_before(a, q, &f, "it is as it is"));
    if (!hour && !jv_get(q->data, "type") && !jv_get(q->texts, "place")) {
        return err_field(a, SV("data.convenes"),
                         "say what is changed: the hour, the place or the sort of the meeting");
    }
    return hour && day_at(f.zone, convenes) != f.meeting.day
               ? err_field(a, SV("data.convenes"),
                           "the meeting %.*s is held on its day: for another day call a meeting "
                           "on that, and cancel this one as moved to it",
                           SV_ARG(q->meeting))
               : NULL;
}

static err *check_cancelled(struct arena *a, const struct act_request *q)
{
    sv to = jv_get_sv(q->data, "to"), rest;
    (void)sv_cut(q->meeting, '/', &rest);
    if (sv_is(jv_get_sv(q->data, "reason"), "moved") && !to.n) {
        return err_field(a, SV("data.to"), "say to which day the meeting is moved");
    }
    return to.n && sv_eq(to, sv_sub(rest, 0, 10))
               ? err_field(a, SV("data.to"),
                           "a meeting that is held on the same day is changed, not cancelled")
               : NULL;
}

static err *check_posted(struct act_room *r, struct arena *a, const struct act_request *q)
{
    instant posted, now;
    TRY(room_now(r, a, &now));
    return instant_parse(jv_get_sv(q->data, "posted"), &posted) && posted.us > now.us
               ? err_field(a, SV("data.posted"),
                           "notice is entered when it has been posted: that time is still to come")
               : NULL;
}

static err *check_published(struct act_room *r, struct arena *a, const struct act_request *q)
{
    struct frame f;
    TRY(frame_of(r, a, q->meeting, &f));
    return check_before(a, q, &f, "its agenda is published before it begins");
}

static err *check_numbered(struct act_room *r, struct arena *a, const struct act_request *q)
{
    bool found;
    sv series = jv_get_sv(q->data, "series"), number = jv_get_sv(q->data, "number");
    struct q_act_decided_out item;
    struct q_numbers_of_out *had;
    size_t n;
    TRY(q_act_decided(r->store, a, &(struct q_act_decided_in){.body = q->body, .file = q->item},
                      &found, &item));
    bool resolution = sv_is(item.type, "resolution"), ordinance = sv_is(item.type, "ordinance");
    if (found && ((resolution && sv_is(series, "ordinance")) ||
                  (ordinance && sv_is(series, "resolution")))) {
        return err_field(a, SV("data.series"),
                         "file %.*s is filed as %s: it has no number among "
                         "the %.*ss",
                         SV_ARG(q->item), resolution ? "a resolution" : "an ordinance",
                         SV_ARG(series));
    }
    TRY(q_numbers_of(r->store, a, &(struct q_numbers_of_in){.body = q->body, .item = q->item}, &had,
                     &n));
    for (size_t i = 0; i < n; i++) {
        if (sv_eq(had[i].series, series) && (!number.n || sv_eq(had[i].number, number))) {
            return err_make(
                a, E_CONFLICT,
                "file %.*s has its number already: %.*s; give the right one to change it",
                SV_ARG(q->item), SV_ARG(had[i].number));
        }
    }
    struct q_numbering_called_out other;
    found = false;
    if (number.n) {
        TRY(q_numbering_called(
            r->store, a,
            &(struct q_numbering_called_in){.body = q->body, .series = series, .number = number},
            &found, &other));
    }
    return found ? err_make(a, E_CONFLICT, "the number %.*s is taken by file %.*s", SV_ARG(number),
                            SV_ARG(other.item))
                 : NULL;
}

err *act_check_agenda(struct act_room *r, struct arena *a, const struct act_request *q)
{
    return is(q, KIND_TEMPLATE_ADOPTED)    ? check_template(a, q)
           : is(q, KIND_ITEM_SCHEDULED)    ? check_scheduled(r, a, q)
           : is(q, KIND_ITEM_UNSCHEDULED)  ? check_unscheduled(r, a, q)
           : is(q, KIND_MEETING_CHANGED)   ? check_changed(r, a, q)
           : is(q, KIND_MEETING_CANCELLED) ? check_cancelled(a, q)
           : is(q, KIND_NOTICE_POSTED)     ? check_posted(r, a, q)
           : is(q, KIND_AGENDA_PUBLISHED)  ? check_published(r, a, q)
           : is(q, KIND_ITEM_NUMBERED)     ? check_numbered(r, a, q)
                                           : NULL;
}

/* ---- what the writer fills in ---- */

static err *fill_scheduled(struct act_room *r, struct arena *a, const struct act_request *q)
{
    struct frame f;
    bool found;
    TRY(frame_of(r, a, q->meeting, &f));
    if (q->source || f.meeting.reported) {
        return NULL;
    }
    sv section = jv_get_sv(q->data, "section");
    if (!section.n) {
        struct q_act_decided_out item;
        TRY(q_act_decided(r->store, a, &(struct q_act_decided_in){.body = q->body, .file = q->item},
                          &found, &item));
        section = f.t->section[template_section_for(f.t, floor_item_kind_of(item.type))].name;
        jv_set(q->data, SV("section"), jv_string(a, section));
    }
    if (!jv_get(q->data, "position")) {
        struct q_agenda_last_place_out last;
        struct q_agenda_place_out at;
        TRY(q_agenda_last_place(
            r->store, a,
            &(struct q_agenda_last_place_in){.meeting = q->meeting, .section = section}, &found,
            &last));
        int64_t place = found && last.has_position ? last.position + 1 : 1;
        TRY(q_agenda_place(r->store, a,
                           &(struct q_agenda_place_in){.meeting = q->meeting, .item = q->item},
                           &found, &at));
        place -= found && at.has_position && sv_eq(at.section, section);
        jv_set(q->data, SV("position"), jv_int(a, place < 1 ? 1 : place > 10000 ? 10000 : place));
    }
    return NULL;
}

/* Until when it was due, and whether it came after that. */
static err *fill_deadline(struct act_room *r, struct arena *a, const struct act_request *q,
                          const struct frame *f, instant when)
{
    bool has;
    instant deadline;
    TRY(deadline_of(r, a, f, &has, &deadline));
    if (has) {
        jv_set(q->data, SV("deadline"), jv_string(a, instant_format(a, deadline)));
        jv_set(q->data, SV("late"), jv_bool(a, when.us > deadline.us));
    }
    return NULL;
}

static err *arranged(struct act_room *r, struct arena *a, const struct act_request *q,
                     const struct template *t, struct agenda *ret)
{
    struct q_agenda_rows_out *rows;
    size_t n;
    TRY(q_agenda_rows(r->store, a, &(struct q_agenda_rows_in){.meeting = q->meeting}, &rows, &n));
    struct agenda_row *in = arena_array(a, struct agenda_row, n);
    for (size_t i = 0; i < n; i++) {
        in[i] = (struct agenda_row){.item = rows[i].item,
                                    .type = floor_item_kind_of(rows[i].type),
                                    .section = rows[i].section,
                                    .placed = rows[i].has_position,
                                    .position = rows[i].position,
                                    .carried = rows[i].why.n > 0,
                                    .vetoed = sv_is(rows[i].why, "veto"),
                                    .seq = rows[i].seq};
    }
    agenda_arrange(a, t, in, n, ret);
    return NULL;
}

static err *fill_published(struct act_room *r, struct arena *a, const struct act_request *q)
{
    bool found;
    struct frame f;
    struct agenda g;
    struct q_agenda_version_last_out last;
    instant now;
    TRY(frame_of(r, a, q->meeting, &f));
    TRY(room_now(r, a, &now));
    TRY(q_agenda_version_last(
        r->store, a, &(struct q_agenda_version_last_in){.meeting = q->meeting}, &found, &last));
    TRY(arranged(r, a, q, f.t, &g));
    jv_set(q->data, SV("version"), jv_int(a, found ? last.version + 1 : 1));
    struct jv *sections = jv_array(a);
    for (size_t i = 0; i < g.sections_n; i++) {
        const struct agenda_section *s = &g.sections[i];
        struct jv *section = jv_add(sections, jv_object(a)), *items = jv_array(a);
        jv_put(section, SV("name"), jv_string(a, s->name));
        if (s->code.n) {
            jv_put(section, SV("code"), jv_string(a, s->code));
        }
        if (s->consent) {
            jv_put(section, SV("consent"), jv_bool(a, true));
        }
        for (size_t k = 0; k < s->count; k++) {
            jv_add(items, jv_string(a, g.rows[s->first + k].item));
        }
        jv_put(section, SV("items"), items);
    }
    jv_set(q->data, SV("sections"), sections);
    return fill_deadline(r, a, q, &f, now);
}

static err *fill_posted(struct act_room *r, struct arena *a, const struct act_request *q)
{
    bool found;
    struct frame f;
    struct q_agenda_version_last_out last;
    instant when;
    TRY(frame_of(r, a, q->meeting, &f));
    TRY(q_agenda_version_last(
        r->store, a, &(struct q_agenda_version_last_in){.meeting = q->meeting}, &found, &last));
    if (found) {
        jv_set(q->data, SV("version"), jv_int(a, last.version));
    }
    if (!instant_parse(jv_get_sv(q->data, "posted"), &when)) {
        TRY(room_now(r, a, &when));
    }
    return fill_deadline(r, a, q, &f, when);
}

/* The next free place of the series, or the one that the given number has. */
static err *fill_numbered(struct act_room *r, struct arena *a, const struct act_request *q)
{
    bool found;
    struct q_act_body_zone_out body;
    struct q_numbering_last_out last;
    const struct zone *zone;
    const struct template *t;
    instant now;
    sv series = jv_get_sv(q->data, "series"), number = jv_get_sv(q->data, "number");
    TRY(q_act_body_zone(r->store, a, &(struct q_act_body_zone_in){.id = q->body}, &found, &body));
    TRY(zone_of(a, found ? body.zone : SV("UTC"), &zone));
    TRY(room_now(r, a, &now));
    int year = sys_zone_civil(zone, now).year;
    TRY(template_of(r, a, q->body, q->meeting, day_at(zone, now), &t));
    TRY(q_numbering_last(
        r->store, a, &(struct q_numbering_last_in){.body = q->body, .series = series, .year = year},
        &found, &last));
    int64_t place = found && last.has_place ? last.place + 1 : 1;
    sv pattern = t->number[template_series_of(series)];
    if (number.n && pattern.n) {
        int64_t own = template_number_place(a, pattern, year, number);
        place = own ? own : place;
    }
    for (bool taken = !number.n; taken; place += taken) {
        struct q_numbering_called_out other;
        number = pattern.n ? template_number(a, pattern, year, place)
                           : sv_fmt(a, "%d-%lld", year, (long long)place);
        TRY(q_numbering_called(
            r->store, a,
            &(struct q_numbering_called_in){.body = q->body, .series = series, .number = number},
            &taken, &other));
    }
    if (place > 999999) {
        return err_make(a, E_LIMIT, "the series has no number left this year");
    }
    jv_set(q->data, SV("year"), jv_int(a, year));
    jv_set(q->data, SV("place"), jv_int(a, place));
    jv_set(q->data, SV("number"), jv_string(a, number));
    return NULL;
}

err *act_fill_agenda(struct act_room *r, struct arena *a, const struct act_request *q)
{
    return is(q, KIND_ITEM_SCHEDULED)     ? fill_scheduled(r, a, q)
           : is(q, KIND_AGENDA_PUBLISHED) ? fill_published(r, a, q)
           : is(q, KIND_NOTICE_POSTED)    ? fill_posted(r, a, q)
           : is(q, KIND_ITEM_NUMBERED)    ? fill_numbered(r, a, q)
                                          : NULL;
}
