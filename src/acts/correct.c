/* Corrections: what an entry should say, and whether everything that rests on it still holds. */
#include <string.h>

#include "acts/rights.h"
#include "acts/room.h"
#include "acts/seating.h"
#include "base/limits.h"

enum { MEETINGS = 64 };

struct act_correction {
    int64_t of;            /* the entry that is read otherwise from now on: no correction itself */
    sv meetings[MEETINGS]; /* whose acts may rest on it, its own first … */
    size_t n_meetings;     /* … so many of them */
    const int64_t *broken; /* acts that the rules would not allow as things stand, all the same */
    size_t n_broken;
};

/* ---- which entry ---- */

static err *refused(struct arena *a, const char *field, const char *sentence)
{
    return err_field(a, sv_of(field), "%s", sentence);
}

/* The entry's number, where the act that made it is named. */
static err *resolve(struct act_room *r, struct arena *a, const struct act_request *q, int64_t *ret)
{
    const struct jv *of = jv_get(q->data, "of");
    struct st_act act;
    bool found = false;
    int64_t size;
    if (of->type == JV_INT) {
        TRY(st_log_size(r->store, a, &size));
        *ret = of->number;
        return of->number < size ? NULL
                                 : err_field(a, SV("data.of"), "there is no entry %lld yet",
                                             (long long)of->number);
    }
    TRY(st_act_find(r->store, a, of->text, &found, &act));
    if (!found) {
        return err_field(a, SV("data.of"), "no entry was made by the act %.*s", SV_ARG(of->text));
    }
    *ret = act.first;
    jv_set(q->data, SV("of"), jv_int(a, act.first));
    return NULL;
}

/* Why an entry of that kind is not corrected, or NULL. */
static const char *instead(const struct rec_kind *kind)
{
    switch (kind ? (enum rec_kind_id)(kind - rec_kinds) : REC_KINDS) {
    case KIND_BODY_REGISTERED:
    case KIND_OFFICIAL_SEATED:
    case KIND_RULE_NOTED:
    case KIND_RULES_ADOPTED:
    case KIND_TEMPLATE_ADOPTED: return "enter it anew as it should be: the newest one stands";
    case KIND_KEY_ADDED: return "the keys of the log are the program's own";
    case KIND_MEETING_CALLED:
    case KIND_MEETING_CHANGED:
        return "cancel the meeting, or enter its right hour, place or sort as meeting.changed";
    case KIND_ITEM_NUMBERED: return "number the item anew: the newest number stands";
    case KIND_AGENDA_PUBLISHED: return "publish the agenda anew: the newest version stands";
    case KIND_MINUTES_FILED: return "file a new version of the minutes";
    case KIND_ITEM_SCHEDULED:
    case KIND_ITEM_UNSCHEDULED:
        return "schedule the item where it belongs, or take it off the agenda (item.unscheduled)";
    case KIND_HOLIDAY_NOTED:
    case KIND_MEETING_CANCELLED:
    case KIND_MEETING_OPENED:
    case KIND_MEETING_RECESSED:
    case KIND_MEETING_RESUMED:
    case KIND_MEETING_ADJOURNED:
    case KIND_ATTENDANCE_NOTED:
    case KIND_ITEM_FILED:
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
    case KIND_VOTE_ANNOUNCED:
    case KIND_REASON_GIVEN:
    case KIND_NOTE_RECORDED:
    case KIND_ROLL_REPORTED:
    case KIND_MOTION_REPORTED:
    case KIND_FACT_REPORTED:
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
    case KIND_NOTICE_POSTED:
    case KIND_FLOOR_REQUESTED:
    case KIND_FLOOR_ASSIGNED:
    case KIND_FLOOR_YIELDED:
    case KIND_CONFLICT_DECLARED:
    case KIND_RECORDING_STARTED:
    case KIND_RECORDING_LINKED:
    case KIND_DESK_TAKEN:
    case KIND_MINUTES_WORDED:
    case KIND_SIGNATURE_NOTED:
    case KIND_ATTACHMENT_FILED:
    case KIND_ENTRY_CORRECTED:
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
    case KIND_CLAIM_STATED: return NULL;
    case KIND_INSTRUMENT_REGISTERED:
        return "what the instrument is stays as it was registered; say what is right in its texts";
    case KIND_MEASURE_REGISTERED:
        return "a measure stands as it was registered before its figures: register another one";
    case KIND_MEASURE_FOUND: return "enter the finding anew: the newest one stands";
    case KIND_BATCH_SEALED:
    case KIND_TABLE_PUBLISHED: return "what was published stays: publish a later table";
    case KIND_CODE_LISTED: return "rows may name the code: list another one";
    case KIND_LISTING_REPORTED: return "a list says it as it stood: import the list anew";
    case REC_KINDS: break;
    }
    return "it was entered by another version of this program";
}

/* The corrected entry is of the body and of the meeting that the act names. */
static err *check_place(struct arena *a, const struct act_request *q, const struct rec_entry *e)
{
    static const char *const keys[] = {"meeting", "item", "instrument"};
    if (!sv_eq(e->body, q->body)) {
        return err_field(a, SV("data.of"), "entry %lld is not of the body %.*s", (long long)e->seq,
                         SV_ARG(q->body));
    }
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        sv asked = jv_get_sv(q->about, keys[i]), is = jv_get_sv(e->about, keys[i]);
        if (asked.n && is.n && !sv_eq(asked, is)) {
            return err_field(a, SV("data.of"), "entry %lld is of the %s %.*s, not of %.*s",
                             (long long)e->seq, keys[i], SV_ARG(is), SV_ARG(asked));
        }
    }
    sv meeting = jv_get_sv(e->about, "meeting"), item = jv_get_sv(e->about, "item");
    if (!meeting.n && jv_get(q->about, "meeting")) {
        return err_field(a, SV("data.of"), "entry %lld is of no meeting: leave the meeting out",
                         (long long)e->seq);
    }
    return meeting.n || item.n || jv_get(e->about, "instrument") ||
                   e->kind == &rec_kinds[KIND_HOLIDAY_NOTED]
               ? NULL
               : err_field(a, SV("data.of"),
                           "entry %lld is of no meeting, about no item and about no instrument",
                           (long long)e->seq);
}

static err *check_kind(struct arena *a, const struct rec_entry *e)
{
    const char *other = instead(e->kind);
    if (other) {
        return err_field(a, SV("data.of"), "entry %lld, %s, is not corrected: %s",
                         (long long)e->seq,
                         e->kind ? e->kind->name : sv_cstr(a, sv_sub(e->kind_name, 0, 64)), other);
    }
    return e->reported ? err_field(a, SV("data.of"),
                                   "entry %lld is a source's account: enter what the source says "
                                   "now as another account",
                                   (long long)e->seq)
                       : NULL;
}

/* What the entry is about is what its correction is about. */
static err *fill_about(struct act_room *r, struct arena *a, struct act_request *q,
                       const struct rec_entry *e)
{
    struct q_act_happening_out row;
    bool found;
    jv_each(m, e->about)
    {
        jv_set(q->about, m->key, jv_dup(a, m));
    }
    TRY(q_act_happening(r->store, a, &(struct q_act_happening_in){.seq = e->seq}, &found, &row));
    if (found && row.item.n && !jv_get(q->about, "item")) {
        jv_put(q->about, SV("item"), jv_string(a, row.item));
    }
    q->meeting = jv_get_sv(q->about, "meeting");
    q->item = jv_get_sv(q->about, "item");
    return NULL;
}

/* ---- what it should say ---- */

/* The facts that a caller may give. */
static struct jv *own_facts(struct arena *a, const struct rec_kind *kind, const struct jv *data)
{
    struct jv *facts = jv_object(a);
    jv_each(m, data)
    {
        const struct rec_field *f = rec_field_find(kind, m->key);
        if (f && !(f->flags & REC_WRITER)) {
            jv_put(facts, m->key, jv_dup(a, m));
        }
    }
    return facts;
}

static bool same(struct arena *a, const struct jv *x, const struct jv *y)
{
    struct buf p = buf_make(LIMIT_ENTRY_BYTES), q = buf_make(LIMIT_ENTRY_BYTES);
    err *e = jv_canonical(a, x ? jv_dup(a, x) : jv_object(a), &p);
    e = e ? e : jv_canonical(a, y ? jv_dup(a, y) : jv_object(a), &q);
    bool is = !e && sv_eq(buf_view(&p), buf_view(&q));
    buf_free(&p);
    buf_free(&q);
    return is;
}

/* An error about data.choice of the right act is one about data.values.choice. */
static err *in_values(struct arena *a, err *e)
{
    static const sv data = SV_INIT("data."), values = SV_INIT("data.values.");
    return e && sv_starts(e->field, data) && !sv_starts(e->field, values)
               ? err_about(
                     a, e,
                     sv_fmt(a, "data.values.%.*s", SV_ARG(sv_sub(e->field, data.n, e->field.n))))
               : e;
}

/* The act that made the entry, as it should have been. */
static void request_of(struct arena *a, const struct rec_entry *e, const struct jv *at,
                       struct jv *data, struct act_request *ret)
{
    instant t;
    sv when = at && at->type == JV_STRING ? at->text : jv_get_sv(at, "from");
    bool timed = when.n && instant_parse(when, &t);
    *ret = (struct act_request){.act = e->act,
                                .kind = e->kind,
                                .body = e->body,
                                .meeting = jv_get_sv(e->about, "meeting"),
                                .item = jv_get_sv(e->about, "item"),
                                .about = e->about ? jv_dup(a, e->about) : jv_object(a),
                                .data = data,
                                .texts = jv_object(a),
                                .at = jv_string(a, timed ? when : instant_format(a, e->recorded))};
}

static err *check_texts(struct arena *a, const struct act_request *q, const struct rec_kind *kind)
{
    jv_each(t, q->texts)
    {
        const struct rec_part_spec *p = rec_part_find(kind, t->key);
        if (!sv_is(t->key, "why") && !p) {
            return err_field(a, sv_fmt(a, "texts.%.*s", SV_ARG(t->key)), "%s has no text %.*s",
                             kind->name, SV_ARG(t->key));
        }
        if (p && strcmp(p->class, "public") != 0) {
            return err_field(a, sv_fmt(a, "texts.%.*s", SV_ARG(t->key)),
                             "the words of %s are not public, those of a correction are: take it "
                             "back, and let it be entered anew",
                             kind->name);
        }
    }
    return NULL;
}

/* A time or a text that is what the entry says already says nothing new. */
static err *leave_out_same(struct act_room *r, struct arena *a, struct act_request *q,
                           const struct rec_entry *read)
{
    struct jv *texts = jv_object(a);
    if (q->at && read->at && same(a, q->at, read->at)) {
        q->at = NULL;
    }
    jv_each(t, q->texts)
    {
        bool known = false;
        for (size_t i = 0; i < read->n_parts; i++) {
            const struct rec_part *p = &read->parts[i];
            struct q_part_out row = {0};
            bool found = false;
            if (sv_eq(p->name, t->key)) {
                TRY(q_part(r->store, a,
                           &(struct q_part_in){.hash = {(const char *)p->hash.b, REC_HASH_BYTES}},
                           &found, &row));
            }
            known = known || (found && sv_eq(row.payload, t->text));
        }
        if (!known) {
            jv_put(texts, t->key, jv_string(a, t->text));
        }
    }
    q->texts = texts;
    return NULL;
}

/* What an earlier correction says and this one leaves as it is goes on. */
static err *carry_on(struct act_room *r, struct arena *a, struct act_request *q,
                     const struct rec_entry *entered, const struct rec_entry *read)
{
    if (!q->at && read->at != entered->at) {
        q->at = jv_dup(a, read->at);
    }
    for (size_t i = 0; i < read->n_parts; i++) {
        const struct rec_part *p = &read->parts[i];
        struct q_part_out row = {0};
        bool own = i < entered->n_parts && rec_hash_eq(&p->hash, &entered->parts[i].hash);
        bool found = false;
        if (!own && !jv_get(q->texts, sv_cstr(a, p->name))) {
            TRY(q_part(r->store, a,
                       &(struct q_part_in){.hash = {(const char *)p->hash.b, REC_HASH_BYTES}},
                       &found, &row));
        }
        if (found) {
            jv_put(q->texts, p->name, jv_string(a, row.payload));
        }
    }
    return NULL;
}

/* ---- what rests on it ---- */

struct look {
    struct act_room *r;
    struct arena *a;
    int64_t of;
    struct act_request *right; /* the act as it should have been, judged in its place; or NULL */
    const struct act_correction *check; /* finding what it breaks; NULL: gathering what is broken */
    struct {
        int64_t *p;
        size_t n, size;
    } broken;
};

static void note_broken(struct look *l, int64_t seq)
{
    if (l->broken.n == l->broken.size) {
        size_t size = l->broken.size ? 2 * l->broken.size : 16;
        int64_t *more = arena_array(l->a, int64_t, size);
        for (size_t i = 0; i < l->broken.n; i++) {
            more[i] = l->broken.p[i];
        }
        l->broken.p = more;
        l->broken.size = size;
    }
    l->broken.p[l->broken.n++] = seq;
}

static bool was_broken(const struct act_correction *c, int64_t seq)
{
    for (size_t i = 0; i < c->n_broken; i++) {
        if (c->broken[i] == seq) {
            return true;
        }
    }
    return false;
}

/* An act that stands is still possible, and what was filled in of it still so. */
static err *still(struct look *l, struct arena *tmp, const struct held *h,
                  const struct rec_entry *e)
{
    struct act_request q;
    struct jv *data = own_facts(tmp, e->kind, e->data);
    request_of(tmp, e, e->at, data, &q);
    TRY(act_judge_again(l->r, tmp, &q, h, e->seq));
    const struct jv *entries = jv_get(e->data, "entries");
    if (entries) {
        jv_set(data, SV("entries"), jv_dup(tmp, entries));
    }
    return same(tmp, data, e->data)
               ? NULL
               : err_make(tmp, E_REFUSED, "what the record says came of it would no longer be so");
}

static err *each(void *cx, struct arena *tmp, struct held *h, const struct room_step *step)
{
    struct look *l = cx;
    const struct rec_entry *e = step->e;
    struct floor_act act;
    if (l->right && e->seq == l->of) {
        return in_values(l->a, act_judge_in(l->r, l->a, l->right, h, e->seq, &act));
    }
    if (!step->act || e->seq < l->of || (e->seq == l->of && !l->check) ||
        (l->check && was_broken(l->check, e->seq))) {
        return NULL;
    }
    struct arena_mark mark = arena_mark(tmp);
    err *bad = still(l, tmp, h, e);
    if (bad && bad->kind == E_IO) {
        return bad;
    }
    if (bad && !l->check) {
        note_broken(l, e->seq);
    } else if (bad) {
        sv why = sv_ends(bad->message, SV(".")) ? sv_sub(bad->message, 0, bad->message.n - 1)
                                                : bad->message;
        return err_rule(l->a, E_REFUSED, bad->rule, bad->citation,
                        e->seq == l->of
                            ? "Entry %lld cannot stand again: put right first what it rests on "
                              "(%.*s)"
                            : "Entry %lld rests on it: correct that first (%.*s)",
                        (long long)e->seq, SV_ARG(why));
    }
    arena_rewind(tmp, mark);
    return NULL;
}

static err *add_meeting(struct arena *a, struct act_correction *c, sv meeting)
{
    for (size_t i = 0; i < c->n_meetings; i++) {
        if (sv_eq(c->meetings[i], meeting)) {
            return NULL;
        }
    }
    if (c->n_meetings == MEETINGS) {
        return err_make(a, E_LIMIT,
                        "acts of more than %d meetings may rest on entry %lld: say what is right "
                        "in a note for the record",
                        MEETINGS, (long long)c->of);
    }
    c->meetings[c->n_meetings++] = meeting;
    return NULL;
}

static err *add_meetings_of(struct act_room *r, struct arena *a, struct act_correction *c, sv body,
                            sv item)
{
    struct q_act_meetings_after_out *rows;
    size_t n;
    TRY(q_act_meetings_after(
        r->store, a, &(struct q_act_meetings_after_in){.body = body, .item = item, .seq = c->of},
        &rows, &n));
    for (size_t i = 0; i < n; i++) {
        TRY(add_meeting(a, c, rows[i].meeting));
    }
    return NULL;
}

/* The meetings whose acts may rest on the entry: its own, and those that dealt with its items
 * afterwards. */
static err *find_meetings(struct act_room *r, struct arena *a, struct act_correction *c,
                          const struct act_request *q, const struct rec_entry *read,
                          const struct jv *right)
{
    const struct jv *lists[] = {jv_get(read->data, "items"), jv_get(right, "items")};
    if (q->meeting.n) {
        struct q_act_meeting_when_out row;
        bool found;
        TRY(q_act_meeting_when(r->store, a, &(struct q_act_meeting_when_in){.id = q->meeting},
                               &found, &row));
        if (found && row.has_opened_seq) {
            TRY(add_meeting(a, c, q->meeting));
        }
    }
    if (q->item.n) {
        TRY(add_meetings_of(r, a, c, q->body, q->item));
    }
    for (size_t i = 0; i < 2; i++) {
        jv_each(id, lists[i])
        {
            TRY(add_meetings_of(r, a, c, q->body, id->text));
        }
    }
    return NULL;
}

/* A vote is no slip before its result is announced. */
static err *not_yet(struct arena *a, const struct rec_entry *e, const struct floor *f)
{
    bool vote = e->kind == &rec_kinds[KIND_VOTE_CAST] || e->kind == &rec_kinds[KIND_VOTE_CHANGED];
    const struct jv *motion = jv_get(e->about, "motion");
    return vote && motion && floor_pending(f, (uint32_t)motion->number)
               ? err_make(a, E_REFUSED,
                          "the result on motion %lld is not announced yet: change the vote "
                          "instead (vote.changed)",
                          (long long)motion->number)
               : NULL;
}

/* ---- the act ---- */

/* The entry that a correction of corrections is about in the end. */
static err *root_of(struct act_room *r, struct arena *a, int64_t *of)
{
    struct q_correction_out row;
    bool found = true;
    while (found) {
        TRY(q_correction(r->store, a, &(struct q_correction_in){.seq = *of}, &found, &row));
        *of = found ? row.of : *of;
    }
    return NULL;
}

/* A correction is not corrected but taken back, while it stands. */
static err *check_correction(struct act_room *r, struct arena *a, const struct act_request *q,
                             int64_t of)
{
    struct q_correction_out row;
    bool found;
    TRY(q_correction(r->store, a, &(struct q_correction_in){.seq = of}, &found, &row));
    if (found && !jv_get_bool(q->data, "void")) {
        return err_field(a, SV("data.of"), "entry %lld is itself a correction: correct entry %lld",
                         (long long)of, (long long)row.of);
    }
    return !found || row.stands
               ? NULL
               : err_field(a, SV("data.of"), "entry %lld is no longer the last word on entry %lld",
                           (long long)of, (long long)row.of);
}

/* Words besides why it is corrected. */
static bool says_words(const struct act_request *q)
{
    return jv_count(q->texts) > (jv_get(q->texts, "why") ? 1 : 0);
}

static err *check_form(struct arena *a, const struct act_request *q, const struct rec_entry *e,
                       const struct st_corrected *how)
{
    const struct jv *voids = jv_get(q->data, "void"), *values = jv_get(q->data, "values");
    bool texts = says_words(q);
    if (voids && voids->type == JV_FALSE) {
        return refused(a, "data.void", "data.void is true, or left out");
    }
    if (voids && (values || q->at || texts)) {
        return refused(a, "data.void", "what did not happen has no right values: leave them out");
    }
    if (voids && how->taken_back) {
        return err_field(a, SV("data.of"), "entry %lld was taken back by entry %lld",
                         (long long)e->seq, (long long)how->by);
    }
    if (!voids && !values && !q->at && !texts) {
        return refused(a, "data.values",
                       "say what is right: data.values, a text or at; or "
                       "data.void, that it did not happen");
    }
    if (!voids && e->kind == &rec_kinds[KIND_MEASURE_FOUND]) {
        return err_field(a, SV("data.values"),
                         "%s is reckoned from its figures: take it back (data.void), and enter the "
                         "right ones anew",
                         e->kind->name);
    }
    if (!voids &&
        (e->kind == &rec_kinds[KIND_VETO_FILED] || e->kind == &rec_kinds[KIND_NOTICE_POSTED] ||
         e->kind == &rec_kinds[KIND_MEETING_CANCELLED])) {
        return err_field(a, SV("data.values"),
                         "%s is judged by its hour: take it back (data.void), and enter it anew",
                         e->kind->name);
    }
    return check_texts(a, q, e->kind);
}

/* The whole of what the entry should say goes into data.values of the correction. */
static err *put_values(struct arena *a, struct act_request *q, const struct rec_entry *e,
                       bool as_it_reads, struct jv *right)
{
    bool on_floor = act_on_floor(e->kind) && q->meeting.n;
    jv_each(m, e->data)
    {
        const struct rec_field *f = rec_field_find(e->kind, m->key);
        if (!on_floor && f && (f->flags & REC_WRITER)) {
            jv_set(right, m->key, jv_dup(a, m));
        }
    }
    TRY(rec_values_check(a, e->kind, right, false));
    if (as_it_reads && same(a, right, e->data)) {
        return refused(a, "data.values", "this is what the entry says already");
    }
    struct jv *data = jv_object(a);
    jv_put(data, SV("of"), jv_int(a, jv_get_int(q->data, "of", 0)));
    if (right->first) {
        jv_put(data, SV("values"), right);
    }
    q->data = data;
    return NULL;
}

/* Who may enter it may correct it; the clerk all of it. */
static err *check_role(struct arena *a, enum act_role role, const struct rec_entry *e)
{
    bool own = false;
    return role == ROLE_CLERK || (act_role_may(role, e->kind, &own) && !own)
               ? NULL
               : err_make(a, E_DENIED, "the role %.*s may not enter %s, and so does not correct it",
                          SV_ARG(act_role_name(role)), e->kind->name);
}

err *act_correct(struct act_room *r, struct arena *a, const struct act_actor *actor,
                 struct act_request *q, struct act_correction **ret)
{
    struct rec_entry entered, read;
    struct st_corrected how;
    struct act_request right = {.kind = NULL};
    struct act_correction *c = arena_new(a, struct act_correction);
    int64_t of;
    TRY(resolve(r, a, q, &of));
    TRY(check_correction(r, a, q, of));
    c->of = of;
    TRY(root_of(r, a, &c->of));
    TRY(st_log_entry(r->store, a, c->of, &entered));
    TRY(st_log_read(r->store, a, c->of, &read, &how));
    TRY(check_kind(a, &entered));
    TRY(check_role(a, actor->role, &entered));
    TRY(check_place(a, q, &entered));
    TRY(fill_about(r, a, q, &entered));
    bool voids = jv_get_bool(q->data, "void");
    TRY(leave_out_same(r, a, q, &read));
    if (of == c->of) {
        TRY(check_form(a, q, &read, &how));
    }
    bool as_it_reads = !q->at && !says_words(q) && !how.taken_back;
    struct look l = {.r = r, .a = a, .of = c->of};
    if (!voids) {
        const struct jv *given = jv_get(q->data, "values");
        struct jv *facts = given ? jv_dup(a, given) : own_facts(a, read.kind, read.data);
        TRY(rec_values_check(a, read.kind, facts, true));
        request_of(a, &read, q->at ? q->at : read.at, facts, &right);
        TRY(in_values(a, act_check_named(r, a, &right)));
        TRY(in_values(a, act_check_instrument(r, a, &right)));
        if (act_on_floor(read.kind) && q->meeting.n) {
            l.right = &right;
        } else if (read.kind == &rec_kinds[KIND_FILING_RECEIVED]) {
            TRY(act_fill_received(r, a, &right));
        }
        TRY(carry_on(r, a, q, &entered, &read));
    }
    TRY(find_meetings(r, a, c, q, &read, right.data));
    for (size_t i = 0; i < c->n_meetings; i++) {
        SCOPED(arena_scope) struct arena *tmp = arena_open(1 << 16);
        struct held *h = arena_new(tmp, struct held);
        err *e = room_load(r, tmp, c->meetings[i], each, &l, h);
        e = e || i > 0 ? e : not_yet(tmp, &read, &h->floor);
        if (e) {
            return err_dup(a, e);
        }
    }
    c->broken = l.broken.p;
    c->n_broken = l.broken.n;
    if (!voids) {
        TRY(put_values(a, q, &read, as_it_reads, right.data));
    }
    *ret = c;
    return NULL;
}

/* Nothing was entered about an item that was never filed. */
static err *item_is_there(struct act_room *r, struct arena *a, int64_t of)
{
    struct rec_entry e;
    struct st_corrected how;
    struct q_act_item_next_out next;
    bool found = false;
    TRY(st_log_read(r->store, a, of, &e, &how));
    if (e.kind == &rec_kinds[KIND_ITEM_FILED] && how.taken_back) {
        TRY(q_act_item_next(r->store, a,
                            &(struct q_act_item_next_in){
                                .body = e.body, .item = jv_get_sv(e.about, "item"), .seq = of},
                            &found, &next));
    }
    return found ? err_make(a, E_REFUSED, "Entry %lld rests on it: correct that first",
                            (long long)next.seq)
                 : NULL;
}

err *act_corrected(struct act_room *r, struct arena *a, const struct act_correction *c)
{
    struct look l = {.r = r, .a = a, .of = c->of, .check = c};
    TRY(item_is_there(r, a, c->of));
    for (size_t i = 0; i < c->n_meetings; i++) {
        SCOPED(arena_scope) struct arena *tmp = arena_open(1 << 16);
        err *e = room_load(r, tmp, c->meetings[i], each, &l, arena_new(tmp, struct held));
        if (e) {
            return err_dup(a, e);
        }
    }
    return NULL;
}
