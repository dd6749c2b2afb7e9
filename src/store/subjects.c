/* The subjects that an entry touches. */
#include <string.h>

#include "store/inner.h"
#include "store/q.h"

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
    case KIND_AGENDA_PUBLISHED:
    case KIND_NOTICE_POSTED:
    case KIND_MEETING_CHANGED: body = home = true; break;
    case KIND_RULES_ADOPTED:
    case KIND_TEMPLATE_ADOPTED:
    case KIND_HOLIDAY_NOTED:
    case KIND_MINUTES_FILED:
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
    case KIND_FILING_RECEIVED:
    case KIND_ITEM_NUMBERED:
    case KIND_ITEM_UNSCHEDULED:
    case KIND_FLOOR_REQUESTED:
    case KIND_FLOOR_ASSIGNED:
    case KIND_FLOOR_YIELDED:
    case KIND_CONFLICT_DECLARED:
    case KIND_RECORDING_STARTED:
    case KIND_RECORDING_LINKED:
    case KIND_DESK_TAKEN:
    case KIND_MINUTES_WORDED:
    case KIND_SIGNATURE_NOTED:
    case KIND_ATTACHMENT_FILED: break;
    case KIND_INSTRUMENT_REGISTERED:
    case KIND_INSTRUMENT_CHANGED: body = home = true; break;
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
    case KIND_CODE_LISTED: break;
    case KIND_LISTING_REPORTED: home = true; break;
    case KIND_ENTRY_CORRECTED:                          /* whatever it may be, as an unknown kind */
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
    sv minutes_of = jv_get_sv(e->data, "minutes_of");
    if (minutes_of.n) {
        add_named(&s, SV("meeting:"), minutes_of, SV_NONE);
    }
    if (own.n || item.n) {
        add_named(&s, SV("item:"), e->body, own.n ? own : item);
    }
    sv instrument = jv_get_sv(e->about, "instrument"), listing = jv_get_sv(e->data, "listing");
    if (instrument.n) {
        add_named(&s, SV("instrument:"), instrument, SV_NONE);
    }
    if (listing.n) {
        add_named(&s, SV("list:"), jv_get_sv(e->data, "list"), SV_NONE);
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
    if (e.kind == &rec_kinds[KIND_ENTRY_CORRECTED]) {
        t->touch(t->cx, SV_NONE, row->seq);
    }
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
