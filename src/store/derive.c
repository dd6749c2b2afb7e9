/* From an entry to the derived tables' rows, and to the subjects that it touches. */
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/must.h"
#include "store/inner.h"
#include "store/q.h"

const char st_derive_version[] = "4";

/* An entry with what most kinds need at hand. */
struct reading {
    struct store *s;
    struct arena *a;
    const struct rec_entry *e;
    sv meeting, item; /* empty where there is none */
    bool has_motion;
    int64_t motion;
    bool has_to_day; /* … of the motion, where the entry names one that stands */
    int64_t to_day;
    bool timed;
    instant when; /* when it happened, where that is known */
};

static sv text(const struct reading *r, const char *key)
{
    return jv_get_sv(r->e->data, key);
}

static sv part(const struct reading *r, const char *name)
{
    for (size_t i = 0; i < r->e->n_parts; i++) {
        if (sv_is(r->e->parts[i].name, name)) {
            return (sv){(const char *)r->e->parts[i].hash.b, REC_HASH_BYTES};
        }
    }
    return SV_NONE;
}

static sv optional(sv s)
{
    return s.n ? s : SV_NONE;
}

static bool day_of(sv s, int64_t *ret)
{
    date d;
    if (!date_parse(s, &d)) {
        return false;
    }
    *ret = d.days;
    return true;
}

static bool number(const struct reading *r, const char *key, int64_t *ret)
{
    const struct jv *v = jv_get(r->e->data, key);
    if (!v || v->type != JV_INT) {
        return false;
    }
    *ret = v->number;
    return true;
}

static int64_t meeting_day(sv meeting)
{
    int64_t day = 0;
    return day_of(sv_sub(meeting, sv_find(meeting, '/') + 1, 10), &day) ? day : 0;
}

/* An instant given as such or as the beginning of a span; a witnessed entry without one happened
 * when it was recorded. */
static void find_when(struct reading *r)
{
    const struct jv *at = r->e->at;
    sv s = at && at->type == JV_STRING ? at->text : jv_get_sv(at, "from");
    r->timed = s.n && instant_parse(s, &r->when);
    if (!at && !r->e->reported) {
        r->timed = true;
        r->when = r->e->recorded;
    }
}

static sv at_json(const struct reading *r)
{
    if (!r->e->at) {
        return SV_NONE;
    }
    struct buf b = buf_make(256);
    jv_write(&b, r->e->at);
    sv s = buf_dup(r->a, &b);
    buf_free(&b);
    return s;
}

static err *read_about(struct reading *r)
{
    const struct jv *motion = jv_get(r->e->about, "motion");
    r->meeting = jv_get_sv(r->e->about, "meeting");
    r->item = jv_get_sv(r->e->about, "item");
    if (motion && motion->type == JV_INT) {
        r->has_motion = true;
        r->motion = motion->number;
        bool found = false;
        struct q_motion_item_out m;
        TRY(q_motion_item(r->s, r->a,
                          &(struct q_motion_item_in){.meeting = r->meeting, .n = r->motion}, &found,
                          &m));
        if (found) {
            r->has_to_day = m.has_to_day;
            r->to_day = m.to_day;
            r->item = r->item.n ? r->item : m.item;
        }
    }
    if (r->e->kind == &rec_kinds[KIND_MOTION_MOVED]) {
        r->has_motion = number(r, "motion", &r->motion);
    }
    find_when(r);
    return NULL;
}

/* The entry touches that as well. */
static err *reach(struct reading *r, sv subject)
{
    return q_reaching_add(r->s, r->a,
                          &(struct q_reaching_add_in){.seq = r->e->seq, .subject = subject});
}

static err *reach_item(struct reading *r, sv item)
{
    return reach(r, sv_fmt(r->a, "item:%.*s/%.*s", SV_ARG(r->e->body), SV_ARG(item)));
}

static err *reach_meeting(struct reading *r, sv meeting)
{
    return reach(r, sv_fmt(r->a, "meeting:%.*s", SV_ARG(meeting)));
}

/* ---- the body, its officials and rules ---- */

static err *body_registered(struct reading *r)
{
    return q_body_put(r->s, r->a,
                      &(struct q_body_put_in){.id = r->e->body,
                                              .name = text(r, "name"),
                                              .zone = text(r, "zone"),
                                              .seats = jv_get_int(r->e->data, "seats", 0),
                                              .pack = text(r, "pack"),
                                              .place = optional(text(r, "place")),
                                              .remark = part(r, "text"),
                                              .reported = r->e->reported,
                                              .seq = r->e->seq});
}

static err *official_seated(struct reading *r)
{
    struct q_official_put_in in = {.body = r->e->body,
                                   .member = text(r, "member"),
                                   .name = text(r, "name"),
                                   .office = text(r, "office"),
                                   .seat = optional(text(r, "seat")),
                                   .title = optional(text(r, "title")),
                                   .votes = jv_get_bool(r->e->data, "votes"),
                                   .remark = part(r, "text"),
                                   .reported = r->e->reported,
                                   .seq = r->e->seq};
    in.has_from_day = day_of(text(r, "from"), &in.from_day);
    in.has_until_day = day_of(text(r, "until"), &in.until_day);
    return q_official_put(r->s, r->a, &in);
}

static err *rule_noted(struct reading *r)
{
    return q_rule_note_add(r->s, r->a,
                           &(struct q_rule_note_add_in){.seq = r->e->seq,
                                                        .body = r->e->body,
                                                        .rule = text(r, "rule"),
                                                        .citation = text(r, "citation"),
                                                        .sure = text(r, "sure"),
                                                        .words = part(r, "text")});
}

static err *rules_adopted(struct reading *r)
{
    struct q_adopted_rules_add_in in = {.seq = r->e->seq,
                                        .body = r->e->body,
                                        .pack = text(r, "pack"),
                                        .citation = optional(text(r, "citation")),
                                        .words = part(r, "pack")};
    in.has_from_day = day_of(text(r, "from"), &in.from_day);
    return q_adopted_rules_add(r->s, r->a, &in);
}

/* ---- what becomes of items ---- */

/* An item no longer stands on the agendas of meetings to come because of a deferral or a veto. */
static err *leave_agendas(struct reading *r, sv item, const char *why)
{
    struct q_agenda_standing_out *rows;
    size_t n;
    TRY(q_agenda_standing(
        r->s, r->a,
        &(struct q_agenda_standing_in){.body = r->e->body, .item = item, .why = sv_of(why)}, &rows,
        &n));
    for (size_t i = 0; i < n; i++) {
        sv meeting = rows[i].meeting;
        TRY(q_agenda_leave(r->s, r->a,
                           &(struct q_agenda_leave_in){.meeting = meeting, .item = item}));
        TRY(q_agenda_drop(r->s, r->a,
                          &(struct q_agenda_drop_in){.meeting = meeting, .item = item}));
        TRY(reach_meeting(r, meeting));
    }
    return NULL;
}

static err *stand_on(struct reading *r, sv item, sv meeting, const char *why)
{
    bool deferred = sv_is(sv_of(why), "deferred");
    TRY(q_agenda_stand(
        r->s, r->a,
        &(struct q_agenda_stand_in){.meeting = meeting,
                                    .item = item,
                                    .body = r->e->body,
                                    .why = sv_of(why),
                                    .why_meeting = deferred ? optional(r->meeting) : SV_NONE,
                                    .has_why_motion = deferred && r->has_motion,
                                    .why_motion = r->motion,
                                    .reported = r->e->reported,
                                    .seq = r->e->seq}));
    TRY(reach_item(r, item));
    return reach_meeting(r, meeting);
}

/* One outcome of an item: a word, or pending again. */
static err *item_becomes(struct reading *r, sv item, sv word)
{
    struct q_outcome_add_in row = {.body = r->e->body,
                                   .item = item,
                                   .seq = r->e->seq,
                                   .outcome = word,
                                   .meeting = optional(r->meeting),
                                   .motion = r->has_motion ? r->motion : 0,
                                   .has_to_day = r->has_to_day && sv_is(word, "postponed"),
                                   .to_day = r->to_day,
                                   .method = optional(text(r, "method")),
                                   .has_at = r->timed,
                                   .at = r->when,
                                   .reported = r->e->reported};
    row.has_yes = number(r, "yes", &row.yes);
    row.has_no = number(r, "no", &row.no);
    row.has_abstain = number(r, "abstain", &row.abstain);
    TRY(q_outcome_add(r->s, r->a, &row));
    if (!sv_eq(item, r->item)) {
        TRY(reach_item(r, item));
    }
    TRY(leave_agendas(r, item, "deferred"));
    if (sv_is(word, "pending")) {
        return q_item_reopen(
            r->s, r->a, &(struct q_item_reopen_in){.body = row.body, .file = item, .seq = row.seq});
    }
    struct q_item_decide_in decide = {.body = row.body,
                                      .file = item,
                                      .outcome = word,
                                      .meeting = row.meeting,
                                      .motion = row.motion,
                                      .has_at = row.has_at,
                                      .at = row.at,
                                      .reported = row.reported,
                                      .seq = row.seq};
    jv_each(id, jv_get(r->e->data, "vetoable"))
    {
        if (sv_eq(id->text, item)) {
            decide.has_veto_until = instant_parse(text(r, "veto_until"), &decide.veto_until);
        }
    }
    TRY(q_item_decide(r->s, r->a, &decide));
    if (!sv_is(word, "vetoed")) {
        TRY(leave_agendas(r, item, "veto"));
    }
    return row.has_to_day ? stand_on(r, item,
                                     sv_fmt(r->a, "%.*s/%.*s", SV_ARG(row.body),
                                            SV_ARG(date_format(r->a, (date){(int32_t)row.to_day}))),
                                     "deferred")
                          : NULL;
}

/* What the entry says becomes of items: data.disposition, of data.items. */
static err *dispositions(struct reading *r)
{
    sv word = text(r, "disposition");
    if (word.n) {
        jv_each(item, jv_get(r->e->data, "items"))
        {
            TRY(item_becomes(r, item->text, word));
        }
    }
    return NULL;
}

/* A motion is voted on anew: what it had made of items is undone. */
static err *undo_outcomes(struct reading *r, int64_t motion)
{
    struct q_items_decided_by_out *rows;
    size_t n;
    TRY(q_items_decided_by(r->s, r->a,
                           &(struct q_items_decided_by_in){
                               .meeting = r->meeting, .motion = motion, .body = r->e->body},
                           &rows, &n));
    for (size_t i = 0; i < n; i++) {
        TRY(item_becomes(r, rows[i].file, SV("pending")));
    }
    return NULL;
}

static err *motion_ends(struct reading *r, int64_t n, sv word)
{
    bool by = r->has_motion && n != r->motion;
    return q_motion_end(r->s, r->a,
                        &(struct q_motion_end_in){.meeting = r->meeting,
                                                  .n = n,
                                                  .outcome = word,
                                                  .has_by = by,
                                                  .by = r->motion,
                                                  .has_at = r->timed,
                                                  .at = r->when,
                                                  .seq = r->e->seq});
}

/* What the entry says becomes of motions: data.becomes. */
static err *becomes(struct reading *r)
{
    jv_each(m, jv_get(r->e->data, "becomes"))
    {
        uint64_t number_of;
        bool found = false;
        struct q_motion_item_out motion = {.item = SV_NONE};
        if (!sv_u64(m->key, &number_of)) {
            continue;
        }
        int64_t n = (int64_t)number_of;
        TRY(q_motion_item(r->s, r->a, &(struct q_motion_item_in){.meeting = r->meeting, .n = n},
                          &found, &motion));
        if (!sv_is(m->text, "pending")) {
            TRY(motion_ends(r, n, m->text));
        } else {
            TRY(q_motion_return(r->s, r->a,
                                &(struct q_motion_return_in){.meeting = r->meeting, .n = n}));
            TRY(q_vote_clear(r->s, r->a,
                             &(struct q_vote_clear_in){.meeting = r->meeting,
                                                       .item = motion.item.n ? motion.item : SV(""),
                                                       .motion = n}));
            /* a vote or a ruling says itself what becomes of items */
            if (r->e->kind == &rec_kinds[KIND_MOTION_MOVED]) {
                TRY(undo_outcomes(r, n));
            }
        }
        if (found && motion.item.n && !sv_eq(motion.item, r->item)) {
            TRY(reach_item(r, motion.item));
        }
    }
    return NULL;
}

/* ---- vetoes ---- */

/* A vetoed item stands on the agenda of the next regular meeting that is called, and on no other;
 * while that meeting goes on, nothing moves. */
static err *place_veto(struct reading *r, sv item)
{
    bool found;
    struct q_agenda_veto_open_out open;
    struct q_veto_last_out veto;
    struct q_meeting_regular_next_out next;
    TRY(q_agenda_veto_open(r->s, r->a,
                           &(struct q_agenda_veto_open_in){.body = r->e->body, .item = item},
                           &found, &open));
    if (found) {
        return NULL;
    }
    TRY(q_veto_last(r->s, r->a, &(struct q_veto_last_in){.body = r->e->body, .item = item}, &found,
                    &veto));
    if (!found) {
        return NULL;
    }
    TRY(leave_agendas(r, item, "veto"));
    TRY(q_meeting_regular_next(r->s, r->a,
                               &(struct q_meeting_regular_next_in){
                                   .body = r->e->body, .day = date_of_instant(veto.received).days},
                               &found, &next));
    return found ? stand_on(r, item, next.id, "veto") : NULL;
}

static err *place_vetoes(struct reading *r)
{
    struct q_items_vetoed_out *rows;
    size_t n;
    TRY(q_items_vetoed(r->s, r->a, &(struct q_items_vetoed_in){.body = r->e->body}, &rows, &n));
    for (size_t i = 0; i < n; i++) {
        TRY(place_veto(r, rows[i].file));
    }
    return NULL;
}

static err *veto_filed(struct reading *r)
{
    bool found;
    struct q_item_stands_out stands;
    TRY(q_item_stands(r->s, r->a, &(struct q_item_stands_in){.body = r->e->body, .file = r->item},
                      &found, &stands));
    struct q_veto_add_in in = {.seq = r->e->seq,
                               .body = r->e->body,
                               .item = r->item,
                               .official = text(r, "official"),
                               .received = r->timed ? r->when : r->e->recorded,
                               .has_of_seq = found && stands.has_decided_seq,
                               .of_seq = stands.decided_seq,
                               .departure = optional(text(r, "departure")),
                               .words = part(r, "text"),
                               .reported = r->e->reported};
    instant received;
    if (instant_parse(text(r, "received"), &received)) {
        in.received = received;
    }
    TRY(q_veto_add(r->s, r->a, &in));
    TRY(item_becomes(r, r->item, SV("vetoed")));
    return place_veto(r, r->item);
}

/* A meeting that was to deal with a veto and did not override it has let it stand. */
static err *vetoes_stand(struct reading *r)
{
    struct q_agenda_vetoed_out *rows;
    size_t n;
    TRY(q_agenda_vetoed(r->s, r->a, &(struct q_agenda_vetoed_in){.meeting = r->meeting}, &rows,
                        &n));
    for (size_t i = 0; i < n; i++) {
        bool found;
        struct q_item_stands_out stands;
        TRY(q_item_stands(r->s, r->a,
                          &(struct q_item_stands_in){.body = r->e->body, .file = rows[i].item},
                          &found, &stands));
        if (found && sv_is(stands.outcome, "vetoed")) {
            TRY(item_becomes(r, rows[i].item, SV("veto-sustained")));
        }
    }
    return NULL;
}

/* ---- meetings ---- */

static err *meeting_called(struct reading *r)
{
    struct q_meeting_call_in in = {.id = r->meeting,
                                   .body = r->e->body,
                                   .day = meeting_day(r->meeting),
                                   .type = text(r, "type"),
                                   .place = part(r, "place"),
                                   .remark = part(r, "text"),
                                   .reported = r->e->reported,
                                   .seq = r->e->seq};
    in.has_convenes = instant_parse(text(r, "convenes"), &in.convenes);
    TRY(q_meeting_call(r->s, r->a, &in));
    return sv_is(in.type, "regular") ? place_vetoes(r) : NULL;
}

static err *meeting_status(struct reading *r, const char *status)
{
    struct q_meeting_status_in in = {.id = r->meeting,
                                     .body = r->e->body,
                                     .day = meeting_day(r->meeting),
                                     .status = sv_of(status),
                                     .presiding = optional(text(r, "presiding")),
                                     .reason = optional(text(r, "reason")),
                                     .reported = r->e->reported,
                                     .seq = r->e->seq};
    if (r->e->kind == &rec_kinds[KIND_MEETING_OPENED]) {
        in.has_opened = r->timed;
        in.opened = r->when;
        in.has_opened_seq = true;
        in.opened_seq = r->e->seq;
    }
    if (r->e->kind == &rec_kinds[KIND_MEETING_ADJOURNED]) {
        in.has_adjourned = r->timed;
        in.adjourned = r->when;
    }
    if (r->e->kind == &rec_kinds[KIND_MEETING_CANCELLED]) {
        in.has_cancelled_seq = true;
        in.cancelled_seq = r->e->seq;
    }
    in.has_moved_to = day_of(text(r, "to"), &in.moved_to);
    in.has_entries = number(r, "entries", &in.entries);
    return q_meeting_status(r->s, r->a, &in);
}

static err *meeting_adjourned(struct reading *r)
{
    TRY(becomes(r));
    TRY(meeting_status(r, "adjourned"));
    return vetoes_stand(r);
}

static err *meeting_cancelled(struct reading *r)
{
    TRY(meeting_status(r, "cancelled"));
    return place_vetoes(r);
}

static err *chair_passed(struct reading *r)
{
    return q_meeting_chair(
        r->s, r->a,
        &(struct q_meeting_chair_in){.id = r->meeting, .presiding = optional(text(r, "member"))});
}

static err *session_closed(struct reading *r)
{
    TRY(meeting_status(r, "closed-session"));
    const struct jv *reporter = jv_get(r->e->data, "reporter");
    return q_session_close(
        r->s, r->a,
        &(struct q_session_close_in){.seq = r->e->seq,
                                     .body = r->e->body,
                                     .meeting = r->meeting,
                                     .reason = text(r, "reason"),
                                     .citation = text(r, "citation"),
                                     .announced = jv_get_bool(r->e->data, "announced"),
                                     .has_reporter = reporter != NULL,
                                     .reporter = jv_get_bool(r->e->data, "reporter"),
                                     .has_closed = r->timed,
                                     .closed = r->when,
                                     .words = part(r, "text")});
}

static err *session_reopened(struct reading *r)
{
    TRY(meeting_status(r, "open"));
    return q_session_reopen(r->s, r->a,
                            &(struct q_session_reopen_in){.meeting = r->meeting,
                                                          .has_reopened = r->timed,
                                                          .reopened = r->when,
                                                          .seq = r->e->seq});
}

static err *attendance_noted(struct reading *r)
{
    static const char *const states[] = {"present", "absent", "remote", "left"};
    for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
        jv_each(id, jv_get(r->e->data, states[i]))
        {
            TRY(q_attendance_put(r->s, r->a,
                                 &(struct q_attendance_put_in){.meeting = r->meeting,
                                                               .member = id->text,
                                                               .state = sv_of(states[i]),
                                                               .has_at = r->timed,
                                                               .at = r->when,
                                                               .reported = r->e->reported,
                                                               .seq = r->e->seq}));
        }
    }
    return NULL;
}

/* ---- items ---- */

static err *item_filed(struct reading *r)
{
    return q_item_file(r->s, r->a,
                       &(struct q_item_file_in){.body = r->e->body,
                                                .file = r->item,
                                                .type = text(r, "type"),
                                                .title = part(r, "title"),
                                                .department = optional(text(r, "department")),
                                                .sponsor = optional(text(r, "sponsor")),
                                                .reported = r->e->reported,
                                                .seq = r->e->seq});
}

static err *item_progress(struct reading *r, const char *outcome)
{
    return q_item_progress(r->s, r->a,
                           &(struct q_item_progress_in){.body = r->e->body,
                                                        .file = r->item,
                                                        .outcome = sv_of(outcome),
                                                        .reported = r->e->reported,
                                                        .seq = r->e->seq});
}

static err *item_scheduled(struct reading *r)
{
    struct q_agenda_put_in in = {.meeting = r->meeting,
                                 .item = r->item,
                                 .body = r->e->body,
                                 .section = optional(text(r, "section")),
                                 .remark = part(r, "text"),
                                 .reported = r->e->reported,
                                 .seq = r->e->seq};
    in.has_position = number(r, "position", &in.position);
    TRY(q_agenda_put(r->s, r->a, &in));
    return item_progress(r, "scheduled");
}

static err *item_opened(struct reading *r)
{
    TRY(becomes(r));
    TRY(q_agenda_open(r->s, r->a,
                      &(struct q_agenda_open_in){.meeting = r->meeting,
                                                 .item = r->item,
                                                 .body = r->e->body,
                                                 .has_opened = r->timed,
                                                 .opened = r->when,
                                                 .reported = r->e->reported,
                                                 .seq = r->e->seq}));
    return item_progress(r, "pending");
}

static err *item_closed(struct reading *r)
{
    TRY(becomes(r));
    return q_agenda_close(r->s, r->a,
                          &(struct q_agenda_close_in){.meeting = r->meeting,
                                                      .item = r->item,
                                                      .body = r->e->body,
                                                      .has_closed = r->timed,
                                                      .closed = r->when,
                                                      .reported = r->e->reported,
                                                      .seq = r->e->seq});
}

static err *item_withdrawn(struct reading *r)
{
    TRY(becomes(r));
    return item_becomes(r, r->item, SV("withdrawn"));
}

static err *item_pulled(struct reading *r)
{
    return q_agenda_pull(r->s, r->a,
                         &(struct q_agenda_pull_in){.meeting = r->meeting,
                                                    .item = r->item,
                                                    .body = r->e->body,
                                                    .member = optional(text(r, "member")),
                                                    .reported = r->e->reported,
                                                    .seq = r->e->seq});
}

/* ---- hearings ---- */

static err *hearing_opened(struct reading *r)
{
    return q_hearing_open(r->s, r->a,
                          &(struct q_hearing_open_in){.meeting = r->meeting,
                                                      .item = r->item,
                                                      .body = r->e->body,
                                                      .type = text(r, "type"),
                                                      .has_opened = r->timed,
                                                      .opened = r->when,
                                                      .seq = r->e->seq});
}

static err *hearing_heard(struct reading *r)
{
    bool sworn = jv_get_bool(r->e->data, "sworn");
    TRY(q_heard_add(r->s, r->a,
                    &(struct q_heard_add_in){.seq = r->e->seq,
                                             .body = r->e->body,
                                             .meeting = r->meeting,
                                             .item = r->item,
                                             .party = text(r, "party"),
                                             .sworn = sworn,
                                             .has_at = r->timed,
                                             .at = r->when}));
    return q_hearing_heard(
        r->s, r->a,
        &(struct q_hearing_heard_in){
            .meeting = r->meeting, .item = r->item, .body = r->e->body, .sworn = sworn});
}

static err *hearing_closed(struct reading *r)
{
    return q_hearing_close(r->s, r->a,
                           &(struct q_hearing_close_in){.meeting = r->meeting,
                                                        .item = r->item,
                                                        .has_closed = r->timed,
                                                        .closed = r->when,
                                                        .seq = r->e->seq});
}

static err *oath_administered(struct reading *r)
{
    return q_hearing_oath(
        r->s, r->a,
        &(struct q_hearing_oath_in){
            .meeting = r->meeting, .item = r->item, .body = r->e->body, .seq = r->e->seq});
}

static err *disclosure_stated(struct reading *r)
{
    return q_disclosure_add(
        r->s, r->a,
        &(struct q_disclosure_add_in){.seq = r->e->seq,
                                      .body = r->e->body,
                                      .meeting = r->meeting,
                                      .item = r->item,
                                      .member = optional(text(r, "member")),
                                      .disclosed = !jv_get_bool(r->e->data, "none"),
                                      .words = part(r, "text")});
}

static err *text_filed(struct reading *r)
{
    struct q_filed_text_add_in in = {.seq = r->e->seq,
                                     .body = r->e->body,
                                     .item = r->item,
                                     .state = text(r, "state"),
                                     .version = optional(text(r, "version")),
                                     .title = part(r, "title"),
                                     .words = part(r, "text"),
                                     .reported = r->e->reported};
    in.has_dated = day_of(text(r, "dated"), &in.dated);
    return q_filed_text_add(r->s, r->a, &in);
}

/* ---- motions and votes ---- */

/* The ids of a list between spaces, or empty. */
static sv joined(const struct reading *r, const char *key)
{
    struct buf b = buf_make(LIMIT_ENTRY_BYTES);
    jv_each(id, jv_get(r->e->data, key))
    {
        buf_str(&b, b.n ? " " : "");
        buf_sv(&b, id->text);
    }
    sv s = buf_dup(r->a, &b);
    buf_free(&b);
    return optional(s);
}

static err *motion_moved(struct reading *r)
{
    struct q_motion_move_in in = {.meeting = r->meeting,
                                  .n = r->motion,
                                  .body = r->e->body,
                                  .item = optional(r->item),
                                  .type = text(r, "type"),
                                  .mover = text(r, "mover"),
                                  .action = optional(text(r, "action")),
                                  .form = optional(text(r, "form")),
                                  .needs = optional(text(r, "needs")),
                                  .about_rule = optional(text(r, "rule")),
                                  .by_method = optional(text(r, "method")),
                                  .items = joined(r, "items"),
                                  .committee = optional(text(r, "committee")),
                                  .departure = optional(text(r, "departure")),
                                  .words = part(r, "text"),
                                  .moved = r->timed ? r->when : r->e->recorded,
                                  .reported = r->e->reported,
                                  .seq = r->e->seq};
    in.has_target = number(r, "target", &in.target);
    in.has_to_day = day_of(text(r, "to"), &in.to_day);
    in.has_minutes = number(r, "minutes", &in.minutes);
    in.has_until = instant_parse(text(r, "until"), &in.until);
    in.has_on_all = jv_get(r->e->data, "all") != NULL;
    in.on_all = jv_get_bool(r->e->data, "all");
    in.has_notice = jv_get(r->e->data, "notice") != NULL;
    in.notice = jv_get_bool(r->e->data, "notice");
    in.has_reading = number(r, "reading", &in.reading);
    TRY(q_motion_move(r->s, r->a, &in));
    return becomes(r);
}

static err *motion_suggested(struct reading *r)
{
    struct q_suggestion_add_in in = {.seq = r->e->seq,
                                     .body = r->e->body,
                                     .meeting = r->meeting,
                                     .item = optional(r->item),
                                     .member = text(r, "member"),
                                     .type = text(r, "type"),
                                     .words = part(r, "text")};
    in.has_to_day = day_of(text(r, "to"), &in.to_day);
    return q_suggestion_add(r->s, r->a, &in);
}

static err *motion_seconded(struct reading *r)
{
    return q_motion_second(
        r->s, r->a,
        &(struct q_motion_second_in){
            .meeting = r->meeting, .n = r->motion, .member = text(r, "member"), .seq = r->e->seq});
}

static err *motion_stated(struct reading *r)
{
    return q_motion_state(
        r->s, r->a,
        &(struct q_motion_state_in){.meeting = r->meeting, .n = r->motion, .seq = r->e->seq});
}

static err *motion_withdrawn(struct reading *r)
{
    TRY(motion_ends(r, r->motion, SV("withdrawn")));
    return becomes(r);
}

static err *chair_ruled(struct reading *r)
{
    TRY(motion_ends(r, r->motion, text(r, "ruling")));
    TRY(becomes(r));
    return dispositions(r);
}

static err *vote_opened(struct reading *r)
{
    return q_motion_open(
        r->s, r->a,
        &(struct q_motion_open_in){
            .meeting = r->meeting, .n = r->motion, .method = text(r, "method"), .seq = r->e->seq});
}

static err *vote(struct reading *r, sv member, sv choice, int64_t roll, bool changed)
{
    return q_vote_put(r->s, r->a,
                      &(struct q_vote_put_in){.meeting = r->meeting,
                                              .item = r->item.n ? r->item : SV(""),
                                              .motion = r->motion,
                                              .roll = roll,
                                              .member = member,
                                              .body = r->e->body,
                                              .choice = choice,
                                              .changed = changed,
                                              .reported = r->e->reported,
                                              .seq = r->e->seq});
}

static err *vote_announced(struct reading *r)
{
    struct q_motion_announce_in in = {.meeting = r->meeting,
                                      .n = r->motion,
                                      .outcome = text(r, "outcome"),
                                      .method = optional(text(r, "method")),
                                      .base = optional(text(r, "base")),
                                      .threshold = optional(text(r, "threshold")),
                                      .rule = optional(text(r, "rule")),
                                      .citation = optional(text(r, "citation")),
                                      .has_at = r->timed,
                                      .at = r->when,
                                      .seq = r->e->seq};
    in.has_yes = number(r, "yes", &in.yes);
    in.has_no = number(r, "no", &in.no);
    in.has_abstain = number(r, "abstain", &in.abstain);
    in.has_recused = number(r, "recused", &in.recused);
    in.has_absent = number(r, "absent", &in.absent);
    in.has_present = number(r, "present", &in.present);
    in.has_quorum = number(r, "quorum", &in.quorum);
    TRY(q_motion_announce(r->s, r->a, &in));
    TRY(becomes(r));
    return dispositions(r);
}

static err *recusal_stated(struct reading *r)
{
    struct q_recusal_put_in in = {.meeting = r->meeting,
                                  .item = r->item,
                                  .member = text(r, "member"),
                                  .body = r->e->body,
                                  .aloud = jv_get_bool(r->e->data, "stated_aloud"),
                                  .words = part(r, "text"),
                                  .reported = r->e->reported,
                                  .seq = r->e->seq};
    in.has_due = day_of(text(r, "due"), &in.due);
    return q_recusal_put(r->s, r->a, &in);
}

static err *filing_received(struct reading *r)
{
    struct q_filing_add_in in = {.seq = r->e->seq,
                                 .body = r->e->body,
                                 .item = r->item,
                                 .meeting = optional(r->meeting),
                                 .member = text(r, "member"),
                                 .form = text(r, "form"),
                                 .received = date_of_instant(r->e->recorded).days,
                                 .words = part(r, "text"),
                                 .reported = r->e->reported};
    int64_t day;
    in.received = day_of(text(r, "received"), &day) ? day : in.received;
    TRY(q_filing_add(r->s, r->a, &in));
    if (!sv_is(in.form, "voting-conflict")) {
        return NULL;
    }
    return q_recusal_filed(r->s, r->a,
                           &(struct q_recusal_filed_in){.meeting = in.meeting,
                                                        .body = in.body,
                                                        .item = in.item,
                                                        .member = in.member,
                                                        .filed = in.received,
                                                        .seq = in.seq});
}

static const char *const choices[] = {"yes", "no", "abstain", "absent", "recused"};

static err *roll_reported(struct reading *r)
{
    int64_t counts[5] = {0};
    bool given[5] = {false};
    for (size_t i = 0; i < 5; i++) {
        const struct jv *ids = jv_get(r->e->data, choices[i]);
        given[i] = ids != NULL;
        counts[i] = (int64_t)jv_count(ids);
        jv_each(id, ids)
        {
            TRY(vote(r, id->text, sv_of(choices[i]), r->e->seq, false));
        }
    }
    TRY(q_roll_add(r->s, r->a,
                   &(struct q_roll_add_in){.seq = r->e->seq,
                                           .body = r->e->body,
                                           .meeting = r->meeting,
                                           .item = r->item,
                                           .outcome = text(r, "outcome"),
                                           .yes = counts[0],
                                           .no = counts[1],
                                           .has_abstain = given[2],
                                           .abstain = counts[2],
                                           .has_absent = given[3],
                                           .absent = counts[3],
                                           .has_recused = given[4],
                                           .recused = counts[4],
                                           .words = part(r, "text")}));
    return item_becomes(r, r->item, text(r, "outcome"));
}

/* ---- reasons, notes, reports ---- */

static err *reason_given(struct reading *r)
{
    return q_reason_add(r->s, r->a,
                        &(struct q_reason_add_in){.seq = r->e->seq,
                                                  .body = r->e->body,
                                                  .item = r->item,
                                                  .meeting = optional(r->meeting),
                                                  .has_motion = r->has_motion,
                                                  .motion = r->motion,
                                                  .member = text(r, "member"),
                                                  .side = text(r, "side"),
                                                  .words = part(r, "text"),
                                                  .at = at_json(r),
                                                  .reported = r->e->reported});
}

static err *note_recorded(struct reading *r)
{
    return q_note_add(r->s, r->a,
                      &(struct q_note_add_in){.seq = r->e->seq,
                                              .body = r->e->body,
                                              .meeting = r->meeting,
                                              .item = optional(r->item),
                                              .words = part(r, "text"),
                                              .reported = r->e->reported});
}

static err *reported(struct reading *r, enum rec_kind_id kind)
{
    bool fact = kind == KIND_FACT_REPORTED;
    struct q_report_add_in in = {.seq = r->e->seq,
                                 .kind = (int64_t)kind,
                                 .body = r->e->body,
                                 .item = r->item,
                                 .meeting = optional(r->meeting),
                                 .question = fact ? text(r, "question") : SV("motions"),
                                 .topic = text(r, "topic"),
                                 .value = optional(text(r, "value")),
                                 .type = optional(text(r, "type")),
                                 .outcome = optional(text(r, "outcome")),
                                 .mover = optional(text(r, "mover")),
                                 .seconder = optional(text(r, "seconder")),
                                 .member = optional(text(r, "member")),
                                 .citation = optional(text(r, "citation")),
                                 .words = part(r, "text"),
                                 .at = at_json(r)};
    in.has_count = number(r, "count", &in.count);
    return q_report_add(r->s, r->a, &in);
}

static err *by_kind(struct reading *r, enum rec_kind_id kind)
{
    switch (kind) {
    case KIND_BODY_REGISTERED: return body_registered(r);
    case KIND_OFFICIAL_SEATED: return official_seated(r);
    case KIND_RULE_NOTED: return rule_noted(r);
    case KIND_MEETING_CALLED: return meeting_called(r);
    case KIND_MEETING_CANCELLED: return meeting_cancelled(r);
    case KIND_MEETING_OPENED: return meeting_status(r, "open");
    case KIND_MEETING_RECESSED: return meeting_status(r, "recess");
    case KIND_MEETING_RESUMED: return meeting_status(r, "open");
    case KIND_MEETING_ADJOURNED: return meeting_adjourned(r);
    case KIND_ATTENDANCE_NOTED: return attendance_noted(r);
    case KIND_ITEM_FILED: return item_filed(r);
    case KIND_ITEM_SCHEDULED: return item_scheduled(r);
    case KIND_ITEM_OPENED: return item_opened(r);
    case KIND_ITEM_CLOSED: return item_closed(r);
    case KIND_TEXT_FILED: return text_filed(r);
    case KIND_MOTION_MOVED: return motion_moved(r);
    case KIND_MOTION_SECONDED: return motion_seconded(r);
    case KIND_MOTION_STATED: return motion_stated(r);
    case KIND_MOTION_WITHDRAWN: return motion_withdrawn(r);
    case KIND_RECUSAL_STATED: return recusal_stated(r);
    case KIND_VOTE_OPENED: return vote_opened(r);
    case KIND_VOTE_CAST: return vote(r, text(r, "member"), text(r, "choice"), -1, false);
    case KIND_VOTE_CHANGED: return vote(r, text(r, "member"), text(r, "choice"), -1, true);
    case KIND_VOTE_ANNOUNCED: return vote_announced(r);
    case KIND_REASON_GIVEN: return reason_given(r);
    case KIND_NOTE_RECORDED: return note_recorded(r);
    case KIND_ROLL_REPORTED: return roll_reported(r);
    case KIND_MOTION_REPORTED:
    case KIND_FACT_REPORTED: return reported(r, kind);
    case KIND_KEY_ADDED:
        return q_log_key_add(
            r->s, r->a,
            &(struct q_log_key_add_in){.seq = r->e->seq, .verifier = text(r, "verifier")});
    case KIND_CHAIR_PASSED: return chair_passed(r);
    case KIND_CHAIR_RULED: return chair_ruled(r);
    case KIND_MOTION_SUGGESTED: return motion_suggested(r);
    case KIND_ITEM_PULLED: return item_pulled(r);
    case KIND_ITEM_WITHDRAWN: return item_withdrawn(r);
    case KIND_HEARING_OPENED: return hearing_opened(r);
    case KIND_HEARING_HEARD: return hearing_heard(r);
    case KIND_HEARING_CLOSED: return hearing_closed(r);
    case KIND_OATH_ADMINISTERED: return oath_administered(r);
    case KIND_DISCLOSURE_STATED: return disclosure_stated(r);
    case KIND_SESSION_CLOSED: return session_closed(r);
    case KIND_SESSION_REOPENED: return session_reopened(r);
    case KIND_VETO_FILED: return veto_filed(r);
    case KIND_FILING_RECEIVED: return filing_received(r);
    case KIND_RULES_ADOPTED: return rules_adopted(r);
    case REC_KINDS: break;
    }
    return NULL;
}

/* ---- subjects ---- */

struct subjects {
    struct arena *a;
    sv *list;
    size_t n, room;
};

static void add(struct subjects *s, sv subject)
{
    for (size_t i = 0; i < s->n; i++) {
        if (sv_eq(s->list[i], subject)) {
            return;
        }
    }
    if (s->n == s->room) {
        sv *more = arena_array(s->a, sv, s->room * 2);
        memcpy(more, s->list, s->n * sizeof *more);
        s->list = more;
        s->room *= 2;
    }
    s->list[s->n++] = subject;
}

/* "<name><body>/<id>", without the slash where id is empty. */
static void add_named(struct subjects *s, sv name, sv body, sv id)
{
    size_t n = name.n + body.n + (id.n ? 1 + id.n : 0), at = 0;
    char *p = arena_alloc(s->a, n);
    const sv pieces[] = {name, body, id.n ? SV("/") : SV_NONE, id};
    for (size_t i = 0; i < 4; i++) {
        if (pieces[i].n) {
            memcpy(p + at, pieces[i].p, pieces[i].n);
            at += pieces[i].n;
        }
    }
    add(s, (sv){p, n});
}

/* What the pages of the body and the home page show: status of meetings, results, the roster. */
static void add_wide(struct subjects *s, const struct rec_entry *e)
{
    bool roster = false, body = false, home = false;
    switch (e->kind ? (enum rec_kind_id)(e->kind - rec_kinds) : REC_KINDS) {
    case KIND_BODY_REGISTERED: roster = body = home = true; break;
    case KIND_OFFICIAL_SEATED: roster = body = true; break;
    case KIND_RULE_NOTED: body = true; break;
    case KIND_MEETING_CALLED:
    case KIND_MEETING_CANCELLED:
    case KIND_MEETING_OPENED:
    case KIND_MEETING_RECESSED:
    case KIND_MEETING_RESUMED:
    case KIND_MEETING_ADJOURNED:
    case KIND_VOTE_ANNOUNCED:
    case KIND_ITEM_WITHDRAWN:
    case KIND_SESSION_CLOSED:
    case KIND_SESSION_REOPENED:
    case KIND_VETO_FILED:
    case KIND_ROLL_REPORTED: body = home = true; break;
    case KIND_CHAIR_RULED:
    case KIND_MOTION_MOVED:
        body = home = jv_get(e->data, "becomes") || jv_get(e->data, "disposition");
        break;
    case KIND_RULES_ADOPTED:
    case KIND_ITEM_FILED: body = true; break;
    case KIND_ATTENDANCE_NOTED:
    case KIND_ITEM_SCHEDULED:
    case KIND_ITEM_OPENED:
    case KIND_ITEM_CLOSED:
    case KIND_TEXT_FILED:
    case KIND_MOTION_SECONDED:
    case KIND_MOTION_STATED:
    case KIND_MOTION_WITHDRAWN:
    case KIND_RECUSAL_STATED:
    case KIND_VOTE_OPENED:
    case KIND_VOTE_CAST:
    case KIND_VOTE_CHANGED:
    case KIND_REASON_GIVEN:
    case KIND_NOTE_RECORDED:
    case KIND_MOTION_REPORTED:
    case KIND_FACT_REPORTED:
    case KIND_KEY_ADDED:
    case KIND_CHAIR_PASSED:
    case KIND_MOTION_SUGGESTED:
    case KIND_ITEM_PULLED:
    case KIND_HEARING_OPENED:
    case KIND_HEARING_HEARD:
    case KIND_HEARING_CLOSED:
    case KIND_OATH_ADMINISTERED:
    case KIND_DISCLOSURE_STATED:
    case KIND_FILING_RECEIVED: break;
    case REC_KINDS: roster = body = home = true; break; /* unknown: whatever it may be */
    }
    if (roster && e->body.n) {
        add_named(s, SV("roster:"), e->body, SV_NONE);
    }
    if (body && e->body.n) {
        add_named(s, SV("body:"), e->body, SV_NONE);
    }
    if (home) {
        add(s, SV("bodies"));
    }
}

void st_subjects_of(struct arena *a, const struct rec_entry *e, sv item, sv **ret, size_t *ret_n)
{
    static const char *const members[] = {"member",    "mover",   "seconder",
                                          "presiding", "sponsor", "official"};
    static const char *const lists[] = {"present", "remote",  "left",   "yes",
                                        "no",      "abstain", "absent", "recused"};
    struct subjects s = {.a = a, .list = arena_array(a, sv, ST_SUBJECTS), .room = ST_SUBJECTS};
    sv meeting = jv_get_sv(e->about, "meeting"), own = jv_get_sv(e->about, "item");
    add_wide(&s, e);
    if (meeting.n) {
        add_named(&s, SV("meeting:"), meeting, SV_NONE);
    }
    if (own.n || item.n) {
        add_named(&s, SV("item:"), e->body, own.n ? own : item);
    }
    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        sv id = jv_get_sv(e->data, members[i]);
        if (id.n) {
            add_named(&s, SV("member:"), e->body, id);
        }
    }
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        const struct jv *ids = jv_get(e->data, lists[i]);
        if (ids && ids->type == JV_ARRAY) {
            jv_each(id, ids)
            {
                add_named(&s, SV("member:"), e->body, id->text);
            }
        }
    }
    const struct jv *items = jv_get(e->data, "items");
    if (items && items->type == JV_ARRAY) {
        jv_each(id, items)
        {
            add_named(&s, SV("item:"), e->body, id->text);
        }
    }
    *ret = s.list;
    *ret_n = s.n;
}

struct touching {
    struct store *s;
    struct arena *a;
    st_touch *touch;
    void *cx;
    int64_t next;
    size_t n;
};

static err *touch_entry(void *cx, const struct q_touching_entries_out *row)
{
    struct touching *t = cx;
    struct arena_mark mark = arena_mark(t->a);
    struct rec_entry e;
    sv *subjects = NULL;
    size_t n = 0;
    if (t->n++ == ST_TOUCHING_MOST) {
        return err_make(t->a, E_LIMIT, "Too much has happened since: forget what was kept");
    }
    TRY(rec_entry_decode(t->a, row->bytes, &e));
    st_subjects_of(t->a, &e, row->item, &subjects, &n);
    for (size_t i = 0; i < n; i++) {
        t->touch(t->cx, subjects[i], row->seq);
    }
    struct q_reaching_of_out *more = NULL;
    n = 0;
    if (row->reaching) {
        TRY(q_reaching_of(t->s, t->a, &(struct q_reaching_of_in){.seq = row->seq}, &more, &n));
    }
    for (size_t i = 0; i < n; i++) {
        t->touch(t->cx, more[i].subject, row->seq);
    }
    t->next = row->seq + 1;
    arena_rewind(t->a, mark);
    return NULL;
}

err *st_touched(struct store *s, struct arena *a, int64_t from, st_touch *touch, void *cx,
                int64_t *ret_next)
{
    struct touching t = {.s = s, .a = a, .touch = touch, .cx = cx, .next = from};
    TRY(q_touching_entries(
        s, a, &(struct q_touching_entries_in){.from = from, .most = ST_TOUCHING_MOST + 1},
        touch_entry, &t));
    *ret_next = t.next;
    return NULL;
}

/* ---- one entry ---- */

static err *happened(struct reading *r)
{
    const struct rec_entry *e = r->e;
    return q_happening_add(
        r->s, r->a,
        &(struct q_happening_add_in){.seq = e->seq,
                                     .has_kind = e->kind != NULL,
                                     .kind = e->kind ? (int64_t)(e->kind - rec_kinds) : 0,
                                     .body = optional(e->body),
                                     .meeting = optional(r->meeting),
                                     .item = optional(r->item),
                                     .has_motion = r->has_motion,
                                     .motion = r->motion,
                                     .reported = e->reported,
                                     .departure = optional(text(r, "departure")),
                                     .recorded = e->recorded});
}

err *st_derive_act(struct store *s, struct arena *a, const struct rec_entry *e)
{
    if (e->n == 0) {
        err *bad =
            q_act_add(s, a,
                      &(struct q_act_add_in){.id = e->act,
                                             .first = e->seq,
                                             .kind = e->kind ? sv_of(e->kind->name) : e->kind_name,
                                             .account = e->account});
        return bad && bad->kind == E_CONFLICT
                   ? err_make(a, E_CONFLICT,
                              "The act %.*s stands already: a new act needs a new id",
                              SV_ARG(e->act))
                   : bad;
    }
    TRY(q_act_more(s, a, &(struct q_act_more_in){.id = e->act, .n = e->n, .seq = e->seq}));
    if (st_changes(s) != 1) {
        return err_make(a, E_CONFLICT, "Entry %lld is not the next one of the act %.*s",
                        (long long)e->seq, SV_ARG(e->act));
    }
    return NULL;
}

err *st_derive(struct store *s, struct arena *a, const struct rec_entry *e)
{
    struct reading r = {.s = s, .a = a, .e = e};
    TRY(read_about(&r));
    TRY(happened(&r));
    if (e->reported) {
        TRY(q_source_add(
            s, a,
            &(struct q_source_add_in){.seq = e->seq,
                                      .outlet = jv_get_sv(e->source, "outlet"),
                                      .title = optional(jv_get_sv(e->source, "title")),
                                      .address = optional(jv_get_sv(e->source, "where")),
                                      .retrieved = jv_get_sv(e->source, "retrieved")}));
    }
    return e->kind ? by_kind(&r, (enum rec_kind_id)(e->kind - rec_kinds)) : NULL;
}
