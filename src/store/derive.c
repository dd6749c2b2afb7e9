/* From an entry to the derived tables' rows, and to the subjects that it touches. */
#include <stdlib.h>
#include <string.h>

#include "base/must.h"
#include "store/inner.h"
#include "store/q.h"

const char st_derive_version[] = "3";

/* An entry with what most kinds need at hand. */
struct reading {
    struct store *s;
    struct arena *a;
    const struct rec_entry *e;
    sv meeting, item; /* empty where there is none */
    bool has_motion;
    int64_t motion;
    sv type; /* of the motion, where the entry names one that stands */
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
            r->type = m.type;
            r->item = r->item.n ? r->item : m.item;
        }
    }
    if (r->e->kind == &rec_kinds[KIND_MOTION_MOVED]) {
        r->has_motion = number(r, "motion", &r->motion);
    }
    find_when(r);
    return NULL;
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
    return q_meeting_call(r->s, r->a, &in);
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
    }
    if (r->e->kind == &rec_kinds[KIND_MEETING_ADJOURNED]) {
        in.has_adjourned = r->timed;
        in.adjourned = r->when;
    }
    in.has_moved_to = day_of(text(r, "to"), &in.moved_to);
    in.has_entries = number(r, "entries", &in.entries);
    return q_meeting_status(r->s, r->a, &in);
}

static err *meeting_adjourned(struct reading *r)
{
    TRY(meeting_status(r, "adjourned"));
    return q_motion_fall(
        r->s, r->a,
        &(struct q_motion_fall_in){.meeting = r->meeting, .item = SV_NONE, .seq = r->e->seq});
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

static err *item_decided(struct reading *r, sv outcome)
{
    return q_item_decide(r->s, r->a,
                         &(struct q_item_decide_in){.body = r->e->body,
                                                    .file = r->item,
                                                    .outcome = outcome,
                                                    .meeting = r->meeting,
                                                    .motion = r->motion,
                                                    .has_at = r->timed,
                                                    .at = r->when,
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
    TRY(q_motion_fall(
        r->s, r->a,
        &(struct q_motion_fall_in){.meeting = r->meeting, .item = r->item, .seq = r->e->seq}));
    return q_agenda_close(r->s, r->a,
                          &(struct q_agenda_close_in){.meeting = r->meeting,
                                                      .item = r->item,
                                                      .body = r->e->body,
                                                      .has_closed = r->timed,
                                                      .closed = r->when,
                                                      .reported = r->e->reported,
                                                      .seq = r->e->seq});
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

static err *motion_moved(struct reading *r)
{
    struct q_motion_move_in in = {.meeting = r->meeting,
                                  .n = r->motion,
                                  .body = r->e->body,
                                  .item = r->item,
                                  .type = text(r, "type"),
                                  .mover = text(r, "mover"),
                                  .departure = optional(text(r, "departure")),
                                  .words = part(r, "text"),
                                  .moved = r->timed ? r->when : r->e->recorded,
                                  .reported = r->e->reported,
                                  .seq = r->e->seq};
    in.has_target = number(r, "target", &in.target);
    in.has_to_day = day_of(text(r, "to"), &in.to_day);
    if (sv_is(in.type, "main") && !in.departure.n) {
        TRY(q_motion_fall_unseconded(r->s, r->a,
                                     &(struct q_motion_fall_unseconded_in){
                                         .meeting = r->meeting, .n = r->motion, .seq = r->e->seq}));
    }
    return q_motion_move(r->s, r->a, &in);
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
    return q_motion_withdraw(r->s, r->a,
                             &(struct q_motion_withdraw_in){.meeting = r->meeting,
                                                            .n = r->motion,
                                                            .seq = r->e->seq,
                                                            .has_at = r->timed,
                                                            .at = r->when});
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
                                              .item = r->item,
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
    bool adopted = sv_is(in.outcome, "adopted");
    if (sv_is(r->type, "main")) {
        return item_decided(r, in.outcome);
    }
    if (adopted && sv_starts(r->type, SV("postpone"))) {
        return item_progress(r, "postponed");
    }
    return NULL;
}

static err *recusal_stated(struct reading *r)
{
    return q_recusal_put(
        r->s, r->a,
        &(struct q_recusal_put_in){.meeting = r->meeting,
                                   .item = r->item,
                                   .member = text(r, "member"),
                                   .body = r->e->body,
                                   .aloud = jv_get_bool(r->e->data, "stated_aloud"),
                                   .words = part(r, "text"),
                                   .reported = r->e->reported,
                                   .seq = r->e->seq});
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
    return item_decided(r, text(r, "outcome"));
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
    case KIND_MEETING_CANCELLED: return meeting_status(r, "cancelled");
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
    case KIND_CHAIR_PASSED:
    case KIND_CHAIR_RULED:
    case KIND_MOTION_SUGGESTED:
    case KIND_ITEM_PULLED:
    case KIND_ITEM_WITHDRAWN:
    case KIND_HEARING_OPENED:
    case KIND_HEARING_HEARD:
    case KIND_HEARING_CLOSED:
    case KIND_OATH_ADMINISTERED:
    case KIND_DISCLOSURE_STATED:
    case KIND_SESSION_CLOSED:
    case KIND_SESSION_REOPENED:
    case KIND_VETO_FILED:
    case KIND_FILING_RECEIVED:
    case KIND_RULES_ADOPTED:
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
    case KIND_ROLL_REPORTED: body = home = true; break;
    case KIND_ITEM_FILED: body = true; break;
    case KIND_ATTENDANCE_NOTED:
    case KIND_ITEM_SCHEDULED:
    case KIND_ITEM_OPENED:
    case KIND_ITEM_CLOSED:
    case KIND_TEXT_FILED:
    case KIND_MOTION_MOVED:
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
    case KIND_CHAIR_RULED:
    case KIND_MOTION_SUGGESTED:
    case KIND_ITEM_PULLED:
    case KIND_ITEM_WITHDRAWN:
    case KIND_HEARING_OPENED:
    case KIND_HEARING_HEARD:
    case KIND_HEARING_CLOSED:
    case KIND_OATH_ADMINISTERED:
    case KIND_DISCLOSURE_STATED:
    case KIND_SESSION_CLOSED:
    case KIND_SESSION_REOPENED:
    case KIND_VETO_FILED:
    case KIND_FILING_RECEIVED:
    case KIND_RULES_ADOPTED: break;
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
    static const char *const members[] = {"member", "mover", "seconder", "presiding", "sponsor"};
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
    *ret = s.list;
    *ret_n = s.n;
}

struct touching {
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
    t->next = row->seq + 1;
    arena_rewind(t->a, mark);
    return NULL;
}

err *st_touched(struct store *s, struct arena *a, int64_t from, st_touch *touch, void *cx,
                int64_t *ret_next)
{
    struct touching t = {.a = a, .touch = touch, .cx = cx, .next = from};
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
