/* From an entry to the derived tables' rows. */
#include "base/limits.h"
#include "store/reading.h"

const char st_derive_version[] = "7";

/* ---- the body, its officials and rules ---- */

static err *body_registered(struct st_reading *r)
{
    return q_body_put(r->s, r->a,
                      &(struct q_body_put_in){.id = r->e->body,
                                              .name = st_text(r, "name"),
                                              .zone = st_text(r, "zone"),
                                              .seats = jv_get_int(r->e->data, "seats", 0),
                                              .pack = st_text(r, "pack"),
                                              .place = st_optional(st_text(r, "place")),
                                              .remark = st_part_hash(r, "text"),
                                              .reported = r->e->reported,
                                              .seq = r->e->seq});
}

static err *official_seated(struct st_reading *r)
{
    struct q_official_put_in in = {.body = r->e->body,
                                   .member = st_text(r, "member"),
                                   .name = st_text(r, "name"),
                                   .office = st_text(r, "office"),
                                   .seat = st_optional(st_text(r, "seat")),
                                   .title = st_optional(st_text(r, "title")),
                                   .votes = jv_get_bool(r->e->data, "votes"),
                                   .remark = st_part_hash(r, "text"),
                                   .reported = r->e->reported,
                                   .seq = r->e->seq};
    in.has_from_day = st_day(st_text(r, "from"), &in.from_day);
    in.has_until_day = st_day(st_text(r, "until"), &in.until_day);
    return q_official_put(r->s, r->a, &in);
}

static err *rule_noted(struct st_reading *r)
{
    return q_rule_note_add(r->s, r->a,
                           &(struct q_rule_note_add_in){.seq = r->e->seq,
                                                        .body = r->e->body,
                                                        .rule = st_text(r, "rule"),
                                                        .citation = st_text(r, "citation"),
                                                        .sure = st_text(r, "sure"),
                                                        .words = st_part_hash(r, "text")});
}

static err *rules_adopted(struct st_reading *r)
{
    struct q_adopted_rules_add_in in = {.seq = r->e->seq,
                                        .body = r->e->body,
                                        .pack = st_text(r, "pack"),
                                        .citation = st_optional(st_text(r, "citation")),
                                        .words = st_part_hash(r, "pack")};
    in.has_from_day = st_day(st_text(r, "from"), &in.from_day);
    return q_adopted_rules_add(r->s, r->a, &in);
}

/* ---- meetings ---- */

static err *meeting_called(struct st_reading *r)
{
    struct q_meeting_call_in in = {.id = r->meeting,
                                   .body = r->e->body,
                                   .day = st_meeting_day(r->meeting),
                                   .type = st_text(r, "type"),
                                   .place = st_part_hash(r, "place"),
                                   .remark = st_part_hash(r, "text"),
                                   .reported = r->e->reported,
                                   .seq = r->e->seq};
    in.has_convenes = instant_parse(st_text(r, "convenes"), &in.convenes);
    TRY(q_meeting_call(r->s, r->a, &in));
    if (!sv_is(in.type, "regular")) {
        return NULL;
    }
    TRY(st_place_vetoes(r));
    return st_place_awaiting(r);
}

static err *meeting_status(struct st_reading *r, const char *status)
{
    struct q_meeting_status_in in = {.id = r->meeting,
                                     .body = r->e->body,
                                     .day = st_meeting_day(r->meeting),
                                     .status = sv_of(status),
                                     .presiding = st_optional(st_text(r, "presiding")),
                                     .reason = st_optional(st_text(r, "reason")),
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
    in.has_moved_to = st_day(st_text(r, "to"), &in.moved_to);
    in.has_entries = st_number(r, "entries", &in.entries);
    return q_meeting_status(r->s, r->a, &in);
}

/* A clerk keeps the record from now on. */
static err *desk_taken(struct st_reading *r)
{
    const struct rec_entry *e = r->e;
    return q_desk_put(r->s, r->a,
                      &(struct q_desk_put_in){.meeting = r->meeting,
                                              .account = e->account,
                                              .since = r->timed ? r->when : e->recorded,
                                              .seq = e->seq});
}

/* The clerk who calls the meeting to order keeps its record until another takes the desk. */
static err *meeting_opened(struct st_reading *r)
{
    TRY(meeting_status(r, "open"));
    TRY(q_awaiting_met(r->s, r->a, &(struct q_awaiting_met_in){.meeting = r->meeting}));
    return sv_is(r->e->role, "clerk") && !r->e->reported ? desk_taken(r) : NULL;
}

static err *meeting_adjourned(struct st_reading *r)
{
    TRY(st_becomes(r));
    TRY(meeting_status(r, "adjourned"));
    TRY(st_vetoes_stand(r));
    return jv_get_bool(r->e->data, "no_quorum") ? st_lost(r) : NULL;
}

static err *meeting_cancelled(struct st_reading *r)
{
    TRY(meeting_status(r, "cancelled"));
    return st_cancelled(r);
}

static err *chair_passed(struct st_reading *r)
{
    return q_meeting_chair(r->s, r->a,
                           &(struct q_meeting_chair_in){
                               .id = r->meeting, .presiding = st_optional(st_text(r, "member"))});
}

static err *session_closed(struct st_reading *r)
{
    TRY(meeting_status(r, "closed-session"));
    const struct jv *reporter = jv_get(r->e->data, "reporter");
    return q_session_close(
        r->s, r->a,
        &(struct q_session_close_in){.seq = r->e->seq,
                                     .body = r->e->body,
                                     .meeting = r->meeting,
                                     .reason = st_text(r, "reason"),
                                     .citation = st_text(r, "citation"),
                                     .announced = jv_get_bool(r->e->data, "announced"),
                                     .has_reporter = reporter != NULL,
                                     .reporter = jv_get_bool(r->e->data, "reporter"),
                                     .has_closed = r->timed,
                                     .closed = r->when,
                                     .words = st_part_hash(r, "text")});
}

static err *session_reopened(struct st_reading *r)
{
    TRY(meeting_status(r, "open"));
    return q_session_reopen(r->s, r->a,
                            &(struct q_session_reopen_in){.meeting = r->meeting,
                                                          .has_reopened = r->timed,
                                                          .reopened = r->when,
                                                          .seq = r->e->seq});
}

static err *attendance_noted(struct st_reading *r)
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

static err *item_filed(struct st_reading *r)
{
    return q_item_file(r->s, r->a,
                       &(struct q_item_file_in){.body = r->e->body,
                                                .file = r->item,
                                                .type = st_text(r, "type"),
                                                .title = st_part_hash(r, "title"),
                                                .department = st_optional(st_text(r, "department")),
                                                .sponsor = st_optional(st_text(r, "sponsor")),
                                                .minutes_of = st_optional(st_text(r, "minutes_of")),
                                                .reported = r->e->reported,
                                                .seq = r->e->seq});
}

static err *item_progress(struct st_reading *r, const char *outcome)
{
    return q_item_progress(r->s, r->a,
                           &(struct q_item_progress_in){.body = r->e->body,
                                                        .file = r->item,
                                                        .outcome = sv_of(outcome),
                                                        .reported = r->e->reported,
                                                        .seq = r->e->seq});
}

static err *item_scheduled(struct st_reading *r)
{
    TRY(st_item_scheduled(r));
    return item_progress(r, "scheduled");
}

static err *item_opened(struct st_reading *r)
{
    TRY(st_becomes(r));
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

static err *item_closed(struct st_reading *r)
{
    TRY(st_becomes(r));
    return q_agenda_close(r->s, r->a,
                          &(struct q_agenda_close_in){.meeting = r->meeting,
                                                      .item = r->item,
                                                      .body = r->e->body,
                                                      .has_closed = r->timed,
                                                      .closed = r->when,
                                                      .reported = r->e->reported,
                                                      .seq = r->e->seq});
}

static err *item_withdrawn(struct st_reading *r)
{
    TRY(st_becomes(r));
    return st_item_becomes(r, r->item, SV("withdrawn"));
}

static err *item_pulled(struct st_reading *r)
{
    return q_agenda_pull(r->s, r->a,
                         &(struct q_agenda_pull_in){.meeting = r->meeting,
                                                    .item = r->item,
                                                    .body = r->e->body,
                                                    .member = st_optional(st_text(r, "member")),
                                                    .reported = r->e->reported,
                                                    .seq = r->e->seq});
}

/* ---- hearings ---- */

static err *hearing_opened(struct st_reading *r)
{
    return q_hearing_open(r->s, r->a,
                          &(struct q_hearing_open_in){.meeting = r->meeting,
                                                      .item = r->item,
                                                      .body = r->e->body,
                                                      .type = st_text(r, "type"),
                                                      .has_opened = r->timed,
                                                      .opened = r->when,
                                                      .seq = r->e->seq});
}

static err *hearing_heard(struct st_reading *r)
{
    bool sworn = jv_get_bool(r->e->data, "sworn");
    TRY(q_heard_add(r->s, r->a,
                    &(struct q_heard_add_in){.seq = r->e->seq,
                                             .body = r->e->body,
                                             .meeting = r->meeting,
                                             .item = r->item,
                                             .party = st_text(r, "party"),
                                             .sworn = sworn,
                                             .has_at = r->timed,
                                             .at = r->when}));
    return q_hearing_heard(
        r->s, r->a,
        &(struct q_hearing_heard_in){
            .meeting = r->meeting, .item = r->item, .body = r->e->body, .sworn = sworn});
}

static err *hearing_closed(struct st_reading *r)
{
    return q_hearing_close(r->s, r->a,
                           &(struct q_hearing_close_in){.meeting = r->meeting,
                                                        .item = r->item,
                                                        .has_closed = r->timed,
                                                        .closed = r->when,
                                                        .seq = r->e->seq});
}

static err *oath_administered(struct st_reading *r)
{
    return q_hearing_oath(
        r->s, r->a,
        &(struct q_hearing_oath_in){
            .meeting = r->meeting, .item = r->item, .body = r->e->body, .seq = r->e->seq});
}

static err *disclosure_stated(struct st_reading *r)
{
    return q_disclosure_add(
        r->s, r->a,
        &(struct q_disclosure_add_in){.seq = r->e->seq,
                                      .body = r->e->body,
                                      .meeting = r->meeting,
                                      .item = r->item,
                                      .member = st_optional(st_text(r, "member")),
                                      .disclosed = !jv_get_bool(r->e->data, "none"),
                                      .words = st_part_hash(r, "text")});
}

static err *text_filed(struct st_reading *r)
{
    struct q_filed_text_add_in in = {.seq = r->e->seq,
                                     .body = r->e->body,
                                     .item = r->item,
                                     .state = st_text(r, "state"),
                                     .version = st_optional(st_text(r, "version")),
                                     .title = st_part_hash(r, "title"),
                                     .words = st_part_hash(r, "text"),
                                     .reported = r->e->reported};
    in.has_dated = st_day(st_text(r, "dated"), &in.dated);
    return q_filed_text_add(r->s, r->a, &in);
}

/* ---- motions and votes ---- */

/* The ids of a list between spaces, or empty. */
static sv joined(const struct st_reading *r, const char *key)
{
    struct buf b = buf_make(LIMIT_ENTRY_BYTES);
    jv_each(id, jv_get(r->e->data, key))
    {
        buf_str(&b, b.n ? " " : "");
        buf_sv(&b, id->text);
    }
    sv s = buf_dup(r->a, &b);
    buf_free(&b);
    return st_optional(s);
}

static err *motion_moved(struct st_reading *r)
{
    struct q_motion_move_in in = {.meeting = r->meeting,
                                  .n = r->motion,
                                  .body = r->e->body,
                                  .item = st_optional(r->item),
                                  .type = st_text(r, "type"),
                                  .mover = st_text(r, "mover"),
                                  .action = st_optional(st_text(r, "action")),
                                  .form = st_optional(st_text(r, "form")),
                                  .needs = st_optional(st_text(r, "needs")),
                                  .about_rule = st_optional(st_text(r, "rule")),
                                  .by_method = st_optional(st_text(r, "method")),
                                  .items = joined(r, "items"),
                                  .committee = st_optional(st_text(r, "committee")),
                                  .departure = st_optional(st_text(r, "departure")),
                                  .words = st_part_hash(r, "text"),
                                  .moved = r->timed ? r->when : r->e->recorded,
                                  .reported = r->e->reported,
                                  .seq = r->e->seq};
    in.has_target = st_number(r, "target", &in.target);
    in.has_to_day = st_day(st_text(r, "to"), &in.to_day);
    in.has_minutes = st_number(r, "minutes", &in.minutes);
    in.has_until = instant_parse(st_text(r, "until"), &in.until);
    in.has_on_all = jv_get(r->e->data, "all") != NULL;
    in.on_all = jv_get_bool(r->e->data, "all");
    in.has_notice = jv_get(r->e->data, "notice") != NULL;
    in.notice = jv_get_bool(r->e->data, "notice");
    in.has_reading = st_number(r, "reading", &in.reading);
    TRY(q_motion_move(r->s, r->a, &in));
    return st_becomes(r);
}

static err *motion_suggested(struct st_reading *r)
{
    struct q_suggestion_add_in in = {.seq = r->e->seq,
                                     .body = r->e->body,
                                     .meeting = r->meeting,
                                     .item = st_optional(r->item),
                                     .member = st_text(r, "member"),
                                     .type = st_text(r, "type"),
                                     .words = st_part_hash(r, "text")};
    in.has_to_day = st_day(st_text(r, "to"), &in.to_day);
    return q_suggestion_add(r->s, r->a, &in);
}

static err *motion_seconded(struct st_reading *r)
{
    return q_motion_second(r->s, r->a,
                           &(struct q_motion_second_in){.meeting = r->meeting,
                                                        .n = r->motion,
                                                        .member = st_text(r, "member"),
                                                        .seq = r->e->seq});
}

static err *motion_stated(struct st_reading *r)
{
    return q_motion_state(
        r->s, r->a,
        &(struct q_motion_state_in){.meeting = r->meeting, .n = r->motion, .seq = r->e->seq});
}

static err *motion_withdrawn(struct st_reading *r)
{
    TRY(st_motion_ends(r, r->motion, SV("withdrawn")));
    return st_becomes(r);
}

static err *chair_ruled(struct st_reading *r)
{
    TRY(st_motion_ends(r, r->motion, st_text(r, "ruling")));
    TRY(st_becomes(r));
    return st_dispositions(r);
}

static err *vote_opened(struct st_reading *r)
{
    return q_motion_open(r->s, r->a,
                         &(struct q_motion_open_in){.meeting = r->meeting,
                                                    .n = r->motion,
                                                    .method = st_text(r, "method"),
                                                    .seq = r->e->seq});
}

static err *vote(struct st_reading *r, sv member, sv choice, int64_t roll, bool changed)
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
                                              .has_at = r->timed,
                                              .at = r->when,
                                              .reported = r->e->reported,
                                              .seq = r->e->seq});
}

static err *vote_announced(struct st_reading *r)
{
    struct q_motion_announce_in in = {.meeting = r->meeting,
                                      .n = r->motion,
                                      .outcome = st_text(r, "outcome"),
                                      .method = st_optional(st_text(r, "method")),
                                      .base = st_optional(st_text(r, "base")),
                                      .threshold = st_optional(st_text(r, "threshold")),
                                      .rule = st_optional(st_text(r, "rule")),
                                      .citation = st_optional(st_text(r, "citation")),
                                      .has_at = r->timed,
                                      .at = r->when,
                                      .seq = r->e->seq};
    in.has_yes = st_number(r, "yes", &in.yes);
    in.has_no = st_number(r, "no", &in.no);
    in.has_abstain = st_number(r, "abstain", &in.abstain);
    in.has_recused = st_number(r, "recused", &in.recused);
    in.has_absent = st_number(r, "absent", &in.absent);
    in.has_present = st_number(r, "present", &in.present);
    in.has_quorum = st_number(r, "quorum", &in.quorum);
    TRY(q_motion_announce(r->s, r->a, &in));
    TRY(st_becomes(r));
    return st_dispositions(r);
}

static err *recusal_stated(struct st_reading *r)
{
    struct q_recusal_put_in in = {.meeting = r->meeting,
                                  .item = r->item,
                                  .member = st_text(r, "member"),
                                  .body = r->e->body,
                                  .aloud = jv_get_bool(r->e->data, "stated_aloud"),
                                  .words = st_part_hash(r, "text"),
                                  .reported = r->e->reported,
                                  .seq = r->e->seq};
    in.has_due = st_day(st_text(r, "due"), &in.due);
    return q_recusal_put(r->s, r->a, &in);
}

static err *filing_received(struct st_reading *r)
{
    struct q_filing_add_in in = {.seq = r->e->seq,
                                 .body = r->e->body,
                                 .item = r->item,
                                 .meeting = st_optional(r->meeting),
                                 .member = st_text(r, "member"),
                                 .form = st_text(r, "form"),
                                 .received = date_of_instant(r->e->recorded).days,
                                 .words = st_part_hash(r, "text"),
                                 .reported = r->e->reported};
    int64_t day;
    in.received = st_day(st_text(r, "received"), &day) ? day : in.received;
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

static err *roll_reported(struct st_reading *r)
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
                                           .outcome = st_text(r, "outcome"),
                                           .yes = counts[0],
                                           .no = counts[1],
                                           .has_abstain = given[2],
                                           .abstain = counts[2],
                                           .has_absent = given[3],
                                           .absent = counts[3],
                                           .has_recused = given[4],
                                           .recused = counts[4],
                                           .words = st_part_hash(r, "text")}));
    return st_item_becomes(r, r->item, st_text(r, "outcome"));
}

/* ---- reasons, notes, reports ---- */

static err *reason_given(struct st_reading *r)
{
    return q_reason_add(r->s, r->a,
                        &(struct q_reason_add_in){.seq = r->e->seq,
                                                  .body = r->e->body,
                                                  .item = r->item,
                                                  .meeting = st_optional(r->meeting),
                                                  .has_motion = r->has_motion,
                                                  .motion = r->motion,
                                                  .member = st_text(r, "member"),
                                                  .side = st_text(r, "side"),
                                                  .words = st_part_hash(r, "text"),
                                                  .at = st_at_json(r),
                                                  .reported = r->e->reported});
}

static err *note_recorded(struct st_reading *r)
{
    return q_note_add(r->s, r->a,
                      &(struct q_note_add_in){.seq = r->e->seq,
                                              .body = r->e->body,
                                              .meeting = r->meeting,
                                              .item = st_optional(r->item),
                                              .words = st_part_hash(r, "text"),
                                              .reported = r->e->reported});
}

static err *reported(struct st_reading *r, enum rec_kind_id kind)
{
    bool fact = kind == KIND_FACT_REPORTED;
    struct q_report_add_in in = {.seq = r->e->seq,
                                 .kind = (int64_t)kind,
                                 .body = r->e->body,
                                 .item = r->item,
                                 .meeting = st_optional(r->meeting),
                                 .question = fact ? st_text(r, "question") : SV("motions"),
                                 .topic = st_text(r, "topic"),
                                 .value = st_optional(st_text(r, "value")),
                                 .type = st_optional(st_text(r, "type")),
                                 .outcome = st_optional(st_text(r, "outcome")),
                                 .mover = st_optional(st_text(r, "mover")),
                                 .seconder = st_optional(st_text(r, "seconder")),
                                 .member = st_optional(st_text(r, "member")),
                                 .citation = st_optional(st_text(r, "citation")),
                                 .words = st_part_hash(r, "text"),
                                 .at = st_at_json(r)};
    in.has_count = st_number(r, "count", &in.count);
    return q_report_add(r->s, r->a, &in);
}

/* ---- papers ---- */

static err *minutes_filed(struct st_reading *r)
{
    return q_minutes_version_add(
        r->s, r->a,
        &(struct q_minutes_version_add_in){.meeting = r->meeting,
                                           .version = jv_get_int(r->e->data, "version", 0),
                                           .body = r->e->body,
                                           .style = st_text(r, "style"),
                                           .words = st_part_hash(r, "minutes"),
                                           .remark = st_part_hash(r, "text"),
                                           .filed = r->e->recorded,
                                           .seq = r->e->seq});
}

static err *signature_noted(struct st_reading *r)
{
    struct q_signature_add_in in = {.seq = r->e->seq,
                                    .body = r->e->body,
                                    .item = r->item,
                                    .meeting = st_optional(r->meeting),
                                    .official = st_text(r, "official"),
                                    .document = st_text(r, "document")};
    return st_day(st_text(r, "on"), &in.on_day) ? q_signature_add(r->s, r->a, &in) : NULL;
}

static err *attachment_filed(struct st_reading *r)
{
    const struct rec_part *file = NULL;
    for (size_t i = 0; i < r->e->n_parts; i++) {
        file = sv_is(r->e->parts[i].name, "file") ? &r->e->parts[i] : file;
    }
    if (!file) {
        return NULL;
    }
    struct q_attachment_add_in in = {.seq = r->e->seq,
                                     .body = r->e->body,
                                     .item = r->item,
                                     .type = st_text(r, "type"),
                                     .name = st_text(r, "name"),
                                     .bytes = jv_get_int(r->e->data, "bytes", 0),
                                     .media = file->media,
                                     .hash = st_part_hash(r, "file"),
                                     .words = st_part_hash(r, "text")};
    in.has_dated = st_day(st_text(r, "dated"), &in.dated);
    return q_attachment_add(r->s, r->a, &in);
}

static err *by_kind(struct st_reading *r, enum rec_kind_id kind)
{
    TRY(st_floor_moves_on(r, kind));
    switch (kind) {
    case KIND_BODY_REGISTERED: return body_registered(r);
    case KIND_OFFICIAL_SEATED: return official_seated(r);
    case KIND_RULE_NOTED: return rule_noted(r);
    case KIND_MEETING_CALLED: return meeting_called(r);
    case KIND_MEETING_CANCELLED: return meeting_cancelled(r);
    case KIND_MEETING_OPENED: return meeting_opened(r);
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
    case KIND_VOTE_CAST: return vote(r, st_text(r, "member"), st_text(r, "choice"), -1, false);
    case KIND_VOTE_CHANGED: return vote(r, st_text(r, "member"), st_text(r, "choice"), -1, true);
    case KIND_VOTE_ANNOUNCED: return vote_announced(r);
    case KIND_REASON_GIVEN: return reason_given(r);
    case KIND_NOTE_RECORDED: return note_recorded(r);
    case KIND_ROLL_REPORTED: return roll_reported(r);
    case KIND_MOTION_REPORTED:
    case KIND_FACT_REPORTED: return reported(r, kind);
    case KIND_KEY_ADDED:
        return q_log_key_add(
            r->s, r->a,
            &(struct q_log_key_add_in){.seq = r->e->seq, .verifier = st_text(r, "verifier")});
    case KIND_DESK_TAKEN: return desk_taken(r);
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
    case KIND_VETO_FILED: return st_veto_filed(r);
    case KIND_FILING_RECEIVED: return filing_received(r);
    case KIND_RULES_ADOPTED: return rules_adopted(r);
    case KIND_FLOOR_REQUESTED: return st_floor_requested(r);
    case KIND_FLOOR_ASSIGNED: return st_floor_assigned(r);
    case KIND_FLOOR_YIELDED: return st_floor_yielded(r);
    case KIND_CONFLICT_DECLARED: return st_conflict_declared(r);
    case KIND_RECORDING_STARTED: return st_recording_started(r);
    case KIND_RECORDING_LINKED: return st_recording_linked(r);
    case KIND_TEMPLATE_ADOPTED: return st_template_adopted(r);
    case KIND_HOLIDAY_NOTED: return st_holiday_noted(r);
    case KIND_ITEM_NUMBERED: return st_item_numbered(r);
    case KIND_ITEM_UNSCHEDULED: return st_item_unscheduled(r);
    case KIND_AGENDA_PUBLISHED: return st_agenda_published(r);
    case KIND_NOTICE_POSTED: return st_notice_posted(r);
    case KIND_MEETING_CHANGED: return st_meeting_changed(r);
    case KIND_MINUTES_FILED: return minutes_filed(r);
    case KIND_SIGNATURE_NOTED: return signature_noted(r);
    case KIND_ATTACHMENT_FILED: return attachment_filed(r);
    case KIND_MINUTES_WORDED:
    case KIND_ENTRY_CORRECTED: break;
    case KIND_INSTRUMENT_REGISTERED:
    case KIND_INSTRUMENT_CHANGED:
    case KIND_INSTRUMENT_WORDED:
    case KIND_PARTY_JOINED:
    case KIND_ENDING_STATED:
    case KIND_POWER_GRANTED:
    case KIND_POWER_WITHDRAWN:
    case KIND_COURSE_REQUIRED:
    case KIND_HOLDER_NOMINATED:
    case KIND_REQUIREMENT_NOTED:
    case KIND_TRAINING_COMPLETED:
    case KIND_HOLDER_CERTIFIED:
    case KIND_AUTHORITY_RECORDED:
    case KIND_AUTHORITY_PAUSED:
    case KIND_AUTHORITY_RESUMED:
    case KIND_AUTHORITY_ENDED:
    case KIND_PROTOCOL_ADOPTED:
    case KIND_PROTOCOL_ACKNOWLEDGED:
    case KIND_OBLIGATION_SET:
    case KIND_OBLIGATION_MET:
    case KIND_OBLIGATION_WAIVED:
    case KIND_MONEY_REPORTED:
    case KIND_CHALLENGE_NOTED:
    case KIND_REVIEW_HELD:
    case KIND_CLAIM_STATED:
    case KIND_MEASURE_REGISTERED:
    case KIND_MEASURE_FOUND:
    case KIND_BATCH_SEALED:
    case KIND_TABLE_PUBLISHED:
    case KIND_LISTING_REPORTED:
    case KIND_CODE_LISTED:
    case REC_KINDS: return st_instruments(r, kind);
    }
    return NULL;
}

/* ---- one entry ---- */

static err *happened(struct st_reading *r, bool taken_back)
{
    const struct rec_entry *e = r->e;
    return q_happening_add(
        r->s, r->a,
        &(struct q_happening_add_in){.seq = e->seq,
                                     .has_kind = e->kind != NULL,
                                     .kind = e->kind ? (int64_t)(e->kind - rec_kinds) : 0,
                                     .body = st_optional(e->body),
                                     .meeting = st_optional(r->meeting),
                                     .item = st_optional(r->item),
                                     .has_motion = r->has_motion,
                                     .motion = r->motion,
                                     .instrument = st_optional(r->instrument),
                                     .reported = e->reported,
                                     .departure = taken_back ? SV_NONE
                                                             : st_optional(st_text(r, "departure")),
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

err *st_derive(struct store *s, struct arena *a, const struct rec_entry *e, bool taken_back)
{
    struct st_reading r = {.s = s, .a = a, .e = e};
    TRY(st_read(&r));
    TRY(happened(&r, taken_back));
    if (e->reported) {
        TRY(q_source_add(
            s, a,
            &(struct q_source_add_in){.seq = e->seq,
                                      .outlet = jv_get_sv(e->source, "outlet"),
                                      .title = st_optional(jv_get_sv(e->source, "title")),
                                      .address = st_optional(jv_get_sv(e->source, "where")),
                                      .retrieved = jv_get_sv(e->source, "retrieved")}));
    }
    return e->kind && !taken_back ? by_kind(&r, (enum rec_kind_id)(e->kind - rec_kinds)) : NULL;
}
