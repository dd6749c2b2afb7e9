/* A meeting: how it stands, its clock, who was there, what it did. */
#include "pages/hall.h"

sv page_meeting_name(struct arena *a, sv type, date day)
{
    return sv_fmt(a, "%.*s of %.*s", SV_ARG(page_capital(a, page_meeting_type_words(type))),
                  SV_ARG(page_weekday_words(a, day)));
}

struct view_meeting_line page_meeting_line(struct page_cx *cx, const struct body_view *b, sv id,
                                           int64_t day, sv type, sv status, bool has_convenes,
                                           instant convenes)
{
    struct arena *a = cx->a;
    date d = {(int32_t)day};
    sv name = page_meeting_name(a, type, d);
    if (sv_is(status, "called") && has_convenes) {
        name =
            sv_fmt(a, "%.*s, %.*s", SV_ARG(name), SV_ARG(page_clock_words(a, b->zone, convenes)));
    } else if (!sv_is(status, "called")) {
        name = sv_fmt(a, "%.*s: %.*s", SV_ARG(name), SV_ARG(page_status_words(status)));
    }
    return (struct view_meeting_line){.id = id,
                                      .body = b->id,
                                      .body_name = b->row.name,
                                      .date = date_format(a, d),
                                      .status = status,
                                      .sentence = name,
                                      .href = page_url_meeting(cx, id)};
}

static err *rules_when_opened(struct page_cx *cx, struct body_view *b, sv meeting, bool called,
                              const struct q_page_meeting_out *row)
{
    return called && row->has_opened_seq
               ? page_rules_read(cx, b, page_meeting_day(meeting), row->opened_seq)
               : NULL;
}

err *page_rules_of(struct page_cx *cx, struct body_view *b, sv meeting)
{
    struct q_page_meeting_out row;
    bool found;
    TRY(q_page_meeting(cx->store, cx->a, &(struct q_page_meeting_in){.id = meeting}, &found, &row));
    return rules_when_opened(cx, b, meeting, found, &row);
}

err *page_meeting_read(struct page_cx *cx, sv body, sv date_n, struct meeting_view *ret)
{
    struct meeting_view m = {.id = sv_fmt(cx->a, "%.*s/%.*s", SV_ARG(body), SV_ARG(date_n))};
    struct q_page_last_of_meeting_out *last = NULL;
    size_t n = 0;
    TRY(page_body_read(cx, body, &m.b));
    if (rec_meeting_id_valid(m.id)) {
        page_reads(cx, "meeting:%.*s", SV_ARG(m.id));
        TRY(page_corrections_of_meeting(cx, m.id));
        TRY(q_page_meeting(cx->store, cx->a, &(struct q_page_meeting_in){.id = m.id}, &m.called,
                           &m.row));
        TRY(q_page_last_of_meeting(
            cx->store, cx->a, &(struct q_page_last_of_meeting_in){.meeting = m.id}, &last, &n));
    }
    if (n == 0) {
        return err_make(cx->a, E_NOTFOUND,
                        "There is no meeting of that day in the record of this body.");
    }
    TRY(rules_when_opened(cx, &m.b, m.id, m.called, &m.row));
    if (!m.called) {
        m.row.day = page_meeting_day(m.id).days;
        m.row.status = SV("reported");
        m.row.reported = true;
        m.row.seq = last[0].seq;
    }
    *ret = m;
    return NULL;
}

/* ---- how it stands ---- */

static sv reason_words(sv reason)
{
    return sv_is(reason, "lack-of-quorum") ? SV("for lack of a quorum")
           : sv_is(reason, "emergency")    ? SV("for an emergency")
           : sv_is(reason, "withdrawn")    ? SV("because the call was withdrawn")
                                           : SV_NONE;
}

static sv cancelled_sentence(struct page_cx *cx, const struct q_page_meeting_out *m)
{
    sv why = reason_words(m->reason);
    sv s = why.n ? sv_fmt(cx->a, "Not held, %.*s", SV_ARG(why)) : SV("Not held");
    if (m->has_moved_to) {
        s = sv_fmt(cx->a, "%.*s; its business moved to %.*s", SV_ARG(s),
                   SV_ARG(page_day_words(cx->a, (date){(int32_t)m->moved_to})));
    }
    return page_stop(cx->a, s);
}

static sv standing_sentence(struct page_cx *cx, const struct meeting_view *v)
{
    const struct q_page_meeting_out *m = &v->row;
    struct arena *a = cx->a;
    if (sv_is(m->status, "reported")) {
        return SV("Nothing but what sources report of it is in the record.");
    }
    if (sv_is(m->status, "cancelled")) {
        return cancelled_sentence(cx, m);
    }
    if (sv_is(m->status, "called")) {
        return m->has_convenes
                   ? page_stop(a, sv_fmt(a, "Called for %.*s",
                                         SV_ARG(page_moment_words(a, v->b.zone, m->convenes))))
                   : SV("Called.");
    }
    sv s = m->has_opened ? sv_fmt(a, "Called to order at %.*s",
                                  SV_ARG(page_clock_words(a, v->b.zone, m->opened)))
                         : SV("Called to order");
    if (m->presiding.n) {
        s = sv_fmt(a, "%.*s by %.*s", SV_ARG(s), SV_ARG(page_name(&v->b, m->presiding)));
    }
    if (sv_is(m->status, "adjourned")) {
        return page_stop(a, m->has_adjourned
                                ? sv_fmt(a, "%.*s; adjourned at %.*s", SV_ARG(s),
                                         SV_ARG(page_clock_words(a, v->b.zone, m->adjourned)))
                                : sv_fmt(a, "%.*s; adjourned", SV_ARG(s)));
    }
    return sv_fmt(a, "%.*s; now %.*s.", SV_ARG(s), SV_ARG(page_status_words(m->status)));
}

static struct view_meeting meeting(struct page_cx *cx, const struct meeting_view *v)
{
    const struct q_page_meeting_out *m = &v->row;
    struct arena *a = cx->a;
    return (struct view_meeting){
        .id = v->id,
        .body = v->b.id,
        .body_name = v->b.row.name,
        .date = date_format(a, (date){(int32_t)m->day}),
        .type = m->type,
        .status = m->status,
        .convenes = m->has_convenes ? instant_format(a, m->convenes) : SV_NONE,
        .opened = m->has_opened ? instant_format(a, m->opened) : SV_NONE,
        .adjourned = m->has_adjourned ? instant_format(a, m->adjourned) : SV_NONE,
        .place = m->place,
        .remark = m->remark,
        .presiding = m->presiding,
        .presiding_name = m->presiding.n ? page_name(&v->b, m->presiding) : SV_NONE,
        .reported = m->reported,
        .name = page_meeting_name(a, m->type, (date){(int32_t)m->day}),
        .sentence = standing_sentence(cx, v),
        .entry = m->seq};
}

/* ---- who is there ---- */

void page_attendance_words(sv state, sv *ret_mark, sv *ret_word)
{
    static const char *const words[][3] = {{"present", "✓", "present"},
                                           {"remote", "✓", "taking part from elsewhere"},
                                           {"left", "·", "has left"},
                                           {"absent", "·", "absent"}};
    *ret_mark = SV("–");
    *ret_word = SV("not noted");
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (sv_is(state, words[i][0])) {
            *ret_mark = sv_of(words[i][1]);
            *ret_word = sv_of(words[i][2]);
        }
    }
}

static err *attendance(struct page_cx *cx, const struct meeting_view *m,
                       struct view_meeting_page *ret)
{
    struct q_page_attendance_out *rows = NULL;
    size_t n = 0;
    struct list l = {0};
    int64_t here = 0, remote = 0, members = 0;
    TRY(q_page_attendance(cx->store, cx->a, &(struct q_page_attendance_in){.meeting = m->id}, &rows,
                          &n));
    if (!n && sv_is(m->row.status, "cancelled")) {
        ret->attendance_sentence = SV("Nobody was noted: the meeting was not held.");
        return NULL;
    }
    for (size_t i = 0; i < m->b.officials_n; i++) {
        const struct q_page_officials_out *o = &m->b.officials[i];
        const struct q_page_attendance_out *row = NULL;
        for (size_t k = 0; k < n; k++) {
            row = sv_eq(rows[k].member, o->member) ? &rows[k] : row;
        }
        if (!row && !page_sat_on(o, (date){(int32_t)m->row.day})) {
            continue;
        }
        struct view_attendee v = {.member = o->member,
                                  .name = o->name,
                                  .state = row ? row->state : SV("not-noted"),
                                  .has_entry = row != NULL,
                                  .entry = row ? row->seq : 0,
                                  .corrected = row ? page_corrected(cx, row->seq) : 0,
                                  .has_corrected = row && page_corrected(cx, row->seq),
                                  .who = page_url_member(cx, m->b.id, o->member)};
        page_attendance_words(v.state, &v.mark, &v.word);
        if (row && row->has_at) {
            v.since = page_clock_words(cx->a, m->b.zone, row->at);
        }
        members += o->votes;
        here += row && o->votes && sv_is(row->state, "present");
        remote += row && o->votes && sv_is(row->state, "remote");
        *LIST_ADD(cx->a, &l, struct view_attendee) = v;
    }
    ret->attendance = l.p;
    ret->attendance_n = l.n;
    ret->attendance_sentence =
        n ? sv_fmt(cx->a, "%.*s, as noted last.",
                   SV_ARG(page_there_words(cx->a, here, remote, members)))
          : SV("Who is there is not noted yet; it stands here after the roll is called.");
    return NULL;
}

/* ---- the clock ---- */

static sv ids_words(struct page_cx *cx, const struct body_view *b, const struct jv *ids)
{
    sv *names = arena_array(cx->a, sv, jv_count(ids));
    size_t n = 0;
    jv_each(id, ids)
    {
        names[n++] = page_name(b, id->text);
    }
    return page_and(cx->a, names, n);
}

static sv attendance_words(struct page_cx *cx, const struct body_view *b, const struct jv *data)
{
    static const char *const keys[][2] = {{"present", "Present"},
                                          {"remote", "Taking part from elsewhere"},
                                          {"absent", "Absent"},
                                          {"left", "Left"}};
    sv s = SV_NONE;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const struct jv *ids = jv_get(data, keys[i][0]);
        if (jv_count(ids)) {
            s = sv_fmt(cx->a, "%.*s%s%s: %.*s.", SV_ARG(s), s.n ? " " : "", keys[i][1],
                       SV_ARG(ids_words(cx, b, ids)));
        }
    }
    return s;
}

static sv disclosure_words(struct page_cx *cx, const struct body_view *b, const struct jv *data,
                           sv item)
{
    sv member = jv_get_sv(data, "member");
    if (!member.n) {
        return sv_fmt(cx->a, "On item %.*s no member had anything to disclose.", SV_ARG(item));
    }
    return sv_fmt(cx->a,
                  jv_get_bool(data, "none")
                      ? "%.*s had nothing to disclose on item %.*s."
                      : "%.*s disclosed what was heard of item %.*s outside of the hearing.",
                  SV_ARG(page_name(b, member)), SV_ARG(item));
}

/* How many were heard, to follow what says that the hearing ended. */
static err *heard_words(struct page_cx *cx, sv meeting, sv item, sv *ret)
{
    struct q_page_hearing_out row;
    bool found;
    TRY(q_page_hearing(cx->store, cx->a,
                       &(struct q_page_hearing_in){.meeting = meeting, .item = item}, &found,
                       &row));
    *ret = !found || row.heard == 0 ? SV(".")
                                    : sv_fmt(cx->a, ". Heard: %lld; under oath: %lld.",
                                             (long long)row.heard, (long long)row.sworn);
    return NULL;
}

static sv clock_sentence(struct page_cx *cx, const struct meeting_view *m,
                         const struct rec_entry *e)
{
    sv item = jv_get_sv(e->about, "item"), presiding = jv_get_sv(e->data, "presiding");
    switch (e->kind ? (enum rec_kind_id)(e->kind - rec_kinds) : REC_KINDS) {
    case KIND_MEETING_OPENED:
        return presiding.n
                   ? sv_fmt(cx->a, "Called to order by %.*s.", SV_ARG(page_name(&m->b, presiding)))
                   : SV("Called to order.");
    case KIND_MEETING_RECESSED: return SV("Recess.");
    case KIND_MEETING_RESUMED: return SV("Resumed.");
    case KIND_MEETING_ADJOURNED: return SV("Adjourned.");
    case KIND_ATTENDANCE_NOTED: return attendance_words(cx, &m->b, e->data);
    case KIND_ITEM_OPENED: return sv_fmt(cx->a, "Took up item %.*s.", SV_ARG(item));
    case KIND_ITEM_CLOSED: return sv_fmt(cx->a, "Left item %.*s.", SV_ARG(item));
    case KIND_CHAIR_PASSED:
        return jv_get_sv(e->data, "member").n
                   ? sv_fmt(cx->a, "%.*s presides from now on.",
                            SV_ARG(page_name(&m->b, jv_get_sv(e->data, "member"))))
                   : SV("No member presides from now on.");
    case KIND_ITEM_WITHDRAWN:
        return sv_fmt(cx->a, "Item %.*s was taken back by the %.*s.", SV_ARG(item),
                      SV_ARG(jv_get_sv(e->data, "by")));
    case KIND_HEARING_OPENED: return sv_fmt(cx->a, "The hearing on item %.*s began.", SV_ARG(item));
    case KIND_HEARING_CLOSED: return sv_fmt(cx->a, "The hearing on item %.*s ended", SV_ARG(item));
    case KIND_OATH_ADMINISTERED:
        return sv_fmt(cx->a, "Those to be heard on item %.*s were sworn.", SV_ARG(item));
    case KIND_SESSION_CLOSED:
        return sv_fmt(cx->a, "A session closed to the public began: %.*s, under %.*s%s.",
                      SV_ARG(jv_get_sv(e->data, "reason")), SV_ARG(jv_get_sv(e->data, "citation")),
                      jv_get_bool(e->data, "announced") ? "" : "; it was not announced");
    case KIND_SESSION_REOPENED: return SV("The meeting was open to the public again.");
    case KIND_RECORDING_STARTED: return SV("The recording started.");
    case KIND_DISCLOSURE_STATED: return disclosure_words(cx, &m->b, e->data, item);
    case KIND_BODY_REGISTERED:
    case KIND_OFFICIAL_SEATED:
    case KIND_RULE_NOTED:
    case KIND_MEETING_CALLED:
    case KIND_MEETING_CANCELLED:
    case KIND_ITEM_FILED:
    case KIND_ITEM_SCHEDULED:
    case KIND_TEXT_FILED:
    case KIND_MOTION_MOVED:
    case KIND_MOTION_SECONDED:
    case KIND_MOTION_STATED:
    case KIND_MOTION_WITHDRAWN:
    case KIND_RECUSAL_STATED:
    case KIND_VOTE_OPENED:
    case KIND_VOTE_CAST:
    case KIND_VOTE_CHANGED:
    case KIND_VOTE_ANNOUNCED:
    case KIND_REASON_GIVEN:
    case KIND_NOTE_RECORDED:
    case KIND_ROLL_REPORTED:
    case KIND_MOTION_REPORTED:
    case KIND_FACT_REPORTED:
    case KIND_KEY_ADDED:
    case KIND_CHAIR_RULED:
    case KIND_MOTION_SUGGESTED:
    case KIND_ITEM_PULLED:
    case KIND_HEARING_HEARD:
    case KIND_VETO_FILED:
    case KIND_FILING_RECEIVED:
    case KIND_RULES_ADOPTED:
    case KIND_TEMPLATE_ADOPTED:
    case KIND_HOLIDAY_NOTED:
    case KIND_ITEM_NUMBERED:
    case KIND_ITEM_UNSCHEDULED:
    case KIND_AGENDA_PUBLISHED:
    case KIND_NOTICE_POSTED:
    case KIND_MEETING_CHANGED:
    case KIND_FLOOR_REQUESTED:
    case KIND_FLOOR_ASSIGNED:
    case KIND_FLOOR_YIELDED:
    case KIND_CONFLICT_DECLARED:
    case KIND_RECORDING_LINKED:
    case KIND_DESK_TAKEN:
    case KIND_MINUTES_WORDED:
    case KIND_MINUTES_FILED:
    case KIND_SIGNATURE_NOTED:
    case KIND_ENTRY_CORRECTED:
    case KIND_ATTACHMENT_FILED:
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
    case REC_KINDS: break;
    }
    return SV_NONE;
}

static bool on_clock(int64_t kind)
{
    return kind == KIND_MEETING_OPENED || kind == KIND_MEETING_RECESSED ||
           kind == KIND_MEETING_RESUMED || kind == KIND_MEETING_ADJOURNED ||
           kind == KIND_ATTENDANCE_NOTED || kind == KIND_ITEM_OPENED || kind == KIND_ITEM_CLOSED ||
           kind == KIND_CHAIR_PASSED || kind == KIND_ITEM_WITHDRAWN ||
           kind == KIND_HEARING_OPENED || kind == KIND_HEARING_CLOSED ||
           kind == KIND_OATH_ADMINISTERED || kind == KIND_DISCLOSURE_STATED ||
           kind == KIND_RECORDING_STARTED || kind == KIND_SESSION_CLOSED ||
           kind == KIND_SESSION_REOPENED;
}

/* The words of a note. */
static err *note_words(struct page_cx *cx, const struct rec_entry *e, sv *ret)
{
    struct q_public_words_out row;
    bool found = false;
    for (size_t i = 0; i < e->n_parts; i++) {
        const struct rec_hash *h = &e->parts[i].hash;
        TRY(q_public_words(cx->store, cx->a,
                           &(struct q_public_words_in){.hash = {(const char *)h->b, sizeof h->b}},
                           &found, &row));
    }
    *ret = found ? sv_fmt(cx->a, "Noted for the record: %.*s", SV_ARG(row.payload)) : SV_NONE;
    return NULL;
}

err *page_clock_line(struct page_cx *cx, const struct meeting_view *m,
                     const struct page_recording *recording, int64_t seq,
                     struct view_clock_line *ret)
{
    struct rec_entry e;
    struct st_corrected how;
    instant t;
    TRY(st_log_read(cx->store, cx->a, seq, &e, &how));
    *ret = (struct view_clock_line){.entry = seq};
    if (how.taken_back) {
        return NULL;
    }
    struct view_clock_line v = {.sentence = clock_sentence(cx, m, &e),
                                .reported = e.reported,
                                .entry = seq,
                                .has_corrected = how.by >= 0,
                                .corrected = how.by};
    if (e.kind == &rec_kinds[KIND_NOTE_RECORDED]) {
        TRY(note_words(cx, &e, &v.sentence));
    }
    if (e.kind == &rec_kinds[KIND_HEARING_CLOSED]) {
        sv heard;
        TRY(heard_words(cx, m->id, jv_get_sv(e.about, "item"), &heard));
        v.sentence = sv_fmt(cx->a, "%.*s%.*s", SV_ARG(v.sentence), SV_ARG(heard));
    }
    sv at = e.at && e.at->type == JV_STRING ? e.at->text : SV_NONE;
    if (!e.at && !e.reported) {
        at = instant_format(cx->a, e.recorded);
    }
    v.at = at;
    if (instant_parse(at, &t)) {
        v.time = page_clock_words(cx->a, m->b.zone, t);
        v.second = page_second_words(cx->a, recording, t);
        v.seen = page_second_link(cx->a, recording, t);
    }
    *ret = v;
    return NULL;
}

static err *clock_and_departures(struct page_cx *cx, const struct meeting_view *m,
                                 struct view_meeting_page *ret)
{
    struct q_page_happenings_out *rows = NULL;
    struct list lines = {0}, departures = {0};
    struct page_recording recording;
    size_t n = 0;
    TRY(page_recording(cx, m->id, &recording));
    TRY(q_page_happenings(cx->store, cx->a, &(struct q_page_happenings_in){.meeting = m->id}, &rows,
                          &n));
    for (size_t i = 0; i < n; i++) {
        struct view_clock_line line = {.entry = rows[i].seq};
        if (rows[i].has_kind && on_clock(rows[i].kind)) {
            TRY(page_clock_line(cx, m, &recording, rows[i].seq, &line));
        }
        if (line.sentence.n) {
            *LIST_ADD(cx->a, &lines, struct view_clock_line) = line;
        }
        TRY(page_departure(cx, &departures, rows[i].seq, rows[i].has_kind, rows[i].kind,
                           rows[i].departure));
    }
    ret->clock = lines.p;
    ret->clock_n = lines.n;
    ret->departures = departures.p;
    ret->departures_n = departures.n;
    return NULL;
}

static err *notes(struct page_cx *cx, const struct meeting_view *m, struct view_meeting_page *ret)
{
    struct q_page_notes_of_out *rows = NULL;
    size_t n = 0;
    TRY(q_page_notes_of(cx->store, cx->a, &(struct q_page_notes_of_in){.meeting = m->id}, &rows,
                        &n));
    struct view_note *v = arena_array(cx->a, struct view_note, n);
    for (size_t i = 0; i < n; i++) {
        v[i] = (struct view_note){.sentence = rows[i].words.n
                                                  ? rows[i].words
                                                  : SV("The words of this note are withheld."),
                                  .item = rows[i].item,
                                  .reported = rows[i].reported,
                                  .entry = rows[i].seq,
                                  .has_corrected = page_corrected(cx, rows[i].seq) != 0,
                                  .corrected = page_corrected(cx, rows[i].seq)};
    }
    ret->notes = v;
    ret->notes_n = n;
    return NULL;
}

/* The motions that are about no one item. */
static err *own_motions(struct page_cx *cx, const struct meeting_view *m,
                        struct view_meeting_page *ret)
{
    struct list l = {0};
    motion_row *rows = NULL;
    struct q_page_votes_of_meeting_out *given = NULL;
    size_t n = 0, given_n = 0;
    TRY(page_motions_in(cx, m->id, &rows, &n));
    TRY(q_page_votes_of_meeting(cx->store, cx->a,
                                &(struct q_page_votes_of_meeting_in){.meeting = m->id}, &given,
                                &given_n));
    vote_row *votes = arena_array(cx->a, vote_row, given_n);
    for (size_t i = 0; i < given_n; i++) {
        votes[i] = (vote_row){.motion = given[i].motion,
                              .roll = given[i].roll,
                              .member = given[i].member,
                              .choice = given[i].choice,
                              .changed = given[i].changed,
                              .has_at = given[i].has_at,
                              .at = given[i].at,
                              .reported = given[i].reported,
                              .seq = given[i].seq};
    }
    for (size_t i = 0; i < n; i++) {
        if (!rows[i].item.n) {
            *LIST_ADD(cx->a, &l, struct view_motion) =
                page_motion(cx, &m->b, &rows[i], SV_NONE, votes, given_n);
        }
    }
    ret->motions = l.p;
    ret->motions_n = l.n;
    return NULL;
}

/* ---- the page ---- */

static void onward(struct page_cx *cx, const struct meeting_view *m, struct view_meeting_page *ret)
{
    struct list l = {0};
    if (ret->live.s.n) {
        page_link(cx, &l, SV("What is happening now"), ret->live);
    }
    if (!m->row.reported) {
        page_link(cx, &l, SV("The agenda as published, and its notice"),
                  url_path(cx->a, "/meetings/{/}/agenda", m->id));
    }
    for (size_t i = 0; i < ret->agenda_n && i < 5; i++) {
        const struct view_agenda_line *g = &ret->agenda[i];
        if (page_decided(g->outcome)) {
            page_link(cx, &l, sv_fmt(cx->a, "The decision on %.*s", SV_ARG(g->title)),
                      url_path(cx->a, "/decisions/{}/{}", m->b.id, g->item));
        }
    }
    if (m->row.has_moved_to) {
        date to = {(int32_t)m->row.moved_to};
        page_link(cx, &l, sv_fmt(cx->a, "The meeting of %.*s", SV_ARG(page_day_words(cx->a, to))),
                  url_path(cx->a, "/meetings/{}/{}", m->b.id, date_format(cx->a, to)));
    }
    page_link(cx, &l, sv_fmt(cx->a, "All meetings of the %.*s", SV_ARG(m->b.row.name)),
              url_path(cx->a, "/bodies/{}", m->b.id));
    ret->next = l.p;
    ret->next_n = l.n;
}

err *page_meeting(struct page_cx *cx, sv body, sv date_n, struct view_meeting_page *ret)
{
    struct meeting_view m;
    struct view_meeting_page p = {0};
    TRY(page_meeting_read(cx, body, date_n, &m));
    p.meeting = meeting(cx, &m);
    page_shell(cx, sv_fmt(cx->a, "%.*s, %.*s", SV_ARG(p.meeting.name), SV_ARG(m.b.row.name)),
               &p.shell);
    p.shell.place = m.b.row.place;
    p.shell.twin = url_path(cx->a, "/meetings/{}/{}.json", body, date_n);
    page_crumb(cx, &p.shell, SV("Home"), URL_FIXED("/"));
    page_crumb(cx, &p.shell, m.b.row.name, url_path(cx->a, "/bodies/{}", body));
    bool on =
        !m.row.reported && (sv_is(m.row.status, "open") || sv_is(m.row.status, "recess") ||
                            sv_is(m.row.status, "closed-session") || sv_is(m.row.status, "called"));
    if (on) {
        p.live = url_path(cx->a, "/meetings/{}/{}/live", body, date_n);
    }
    TRY(page_meeting_papers(cx, &m, &p.papers, &p.papers_n));
    TRY(attendance(cx, &m, &p));
    TRY(clock_and_departures(cx, &m, &p));
    TRY(page_agenda_lines(cx, &m, &p.agenda, &p.agenda_n));
    TRY(own_motions(cx, &m, &p));
    TRY(notes(cx, &m, &p));
    onward(cx, &m, &p);
    *ret = p;
    return NULL;
}
