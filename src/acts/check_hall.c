/* What is asked of the acts of the hall: asking to speak, a declared interest, the recording, and
 * of words that a member enters.  The floor does not judge them; its state says who is there and
 * what is open. */
#include "acts/room.h"

static err *against(struct arena *a, const struct held *h, enum rule_id rule, const char *sentence)
{
    return err_rule(a, E_REFUSED, rule_name(rule), h->pack->rule[rule].text.cites, "%s", sentence);
}

/* The meeting is open to the public, and goes on. */
static err *meeting_on(struct arena *a, const struct held *h)
{
    switch (h->floor.phase) {
    case PHASE_OPEN: return NULL;
    case PHASE_BEFORE:
        return against(a, h, RULE_MEETING_OPEN, "The meeting has not been called to order yet.");
    case PHASE_RECESS:
        return against(
            a, h, RULE_RECESS,
            "The meeting is in recess: wait until it goes on, nothing passes meanwhile.");
    case PHASE_CLOSED:
        return against(
            a, h, RULE_CLOSED_SESSION,
            "The session is closed: wait until the meeting is open to the public again.");
    case PHASE_ADJOURNED: break;
    }
    return against(a, h, RULE_MEETING_OPEN, "The meeting is adjourned.");
}

static err *member_there(struct arena *a, const struct held *h, sv member)
{
    int32_t seat = floor_seat(&h->floor, member);
    if (seat == FLOOR_NOBODY) {
        return against(a, h, RULE_MEMBER, "Only a member of this body has the floor.");
    }
    return seats_has(&h->floor.present, seat) || seats_has(&h->floor.remote, seat)
               ? NULL
               : against(a, h, RULE_PRESENT,
                         "The member is not noted as present: note the arrival first.");
}

/* ---- asking to speak ---- */

static err *check_speaking(struct act_room *r, struct arena *a, const struct held *h,
                           const struct act_request *q)
{
    sv member = jv_get_sv(q->data, "member");
    struct q_hall_turn_out turn;
    bool listed;
    TRY(q_hall_turn(r->store, a, &(struct q_hall_turn_in){.meeting = q->meeting, .member = member},
                    &listed, &turn));
    if (q->kind == &rec_kinds[KIND_FLOOR_YIELDED]) {
        return listed ? NULL
                      : err_make(a, E_CONFLICT,
                                 "%.*s neither speaks nor asks to: there is nothing to take back",
                                 SV_ARG(member));
    }
    TRY(meeting_on(a, h));
    TRY(member_there(a, h, member));
    if (listed && turn.has_began_seq) {
        return err_make(a, E_CONFLICT, "%.*s speaks already", SV_ARG(member));
    }
    return listed && q->kind == &rec_kinds[KIND_FLOOR_REQUESTED]
               ? err_make(a, E_CONFLICT, "%.*s waits to speak already", SV_ARG(member))
               : NULL;
}

/* ---- a declared interest ---- */

static err *check_declared(struct act_room *r, struct arena *a, const struct held *h,
                           const struct act_request *q)
{
    sv member = jv_get_sv(q->data, "member");
    struct q_act_agenda_out agenda;
    struct q_hall_conflict_out known;
    bool found;
    TRY(meeting_on(a, h));
    TRY(member_there(a, h, member));
    TRY(q_act_agenda(r->store, a, &(struct q_act_agenda_in){.meeting = q->meeting, .item = q->item},
                     &found, &agenda));
    if (!found) {
        return err_field(a, SV("about.item"), "item %.*s does not stand on this meeting's agenda",
                         SV_ARG(q->item));
    }
    TRY(q_hall_conflict(
        r->store, a,
        &(struct q_hall_conflict_in){.meeting = q->meeting, .item = q->item, .member = member},
        &found, &known));
    if (known.has_stated_seq) {
        return err_make(a, E_CONFLICT, "the interest of %.*s in item %.*s is on record already",
                        SV_ARG(member), SV_ARG(q->item));
    }
    if (known.has_declared_seq) {
        return err_make(a, E_CONFLICT, "the clerk knows already: state the interest aloud");
    }
    /* whether it could still be stated before the vote, which is what the clerk will record */
    struct floor_act stated = floor_act_make(FLOOR_RECUSAL_STATED);
    struct judgement j;
    stated.member = floor_seat(&h->floor, member);
    stated.item = q->item;
    floor_judge(a, &h->floor, h->pack, &stated, &j);
    return j.verdict == FLOOR_IN_ORDER
               ? NULL
               : err_rule(a, E_REFUSED, j.rule, j.citation, "%.*s", SV_ARG(j.sentence));
}

/* ---- the recording ---- */

static err *check_recording_started(struct act_room *r, struct arena *a, const struct held *h,
                                    const struct act_request *q)
{
    struct q_hall_recording_out row;
    bool found;
    TRY(q_hall_recording(r->store, a, &(struct q_hall_recording_in){.meeting = q->meeting}, &found,
                         &row));
    if (found && row.has_started_seq) {
        return err_make(a, E_CONFLICT,
                        "the recording has its start mark already, entry %lld: correct that one",
                        (long long)row.started_seq);
    }
    return h->floor.phase == PHASE_ADJOURNED && !q->at
               ? err_field(a, SV("at"), "the meeting is over: say when the recording started")
               : NULL;
}

static err *check_recording_linked(struct arena *a, const struct act_request *q)
{
    sv address = jv_get_sv(q->data, "address");
    bool good = sv_starts(address, SV("https://")) && address.n > 8;
    for (size_t i = 0; i < address.n; i++) {
        char c = address.p[i];
        good = good && c > ' ' && c <= '~' && c != '"' && c != '<' && c != '>' && c != '\\';
    }
    return good ? NULL
                : err_field(a, SV("data.address"),
                            "the address of a recording begins with https:// and has no spaces");
}

/* Words by an account of the member's own.  Those with which a closed session ends are public by
 * it. */
static bool own_words(const struct act_actor *actor, const struct act_request *q)
{
    bool own = actor->role == ROLE_MEMBER || actor->role == ROLE_CHAIR;
    return own && jv_count(q->texts) > 0 && q->kind != &rec_kinds[KIND_SESSION_REOPENED];
}

err *act_check_hall(struct act_room *r, struct arena *a, const struct act_actor *actor,
                    const struct act_request *q)
{
    const struct rec_kind *k = q->kind;
    bool words = own_words(actor, q);
    bool speaking = k == &rec_kinds[KIND_FLOOR_REQUESTED] || k == &rec_kinds[KIND_FLOOR_ASSIGNED] ||
                    k == &rec_kinds[KIND_FLOOR_YIELDED];
    bool declared = k == &rec_kinds[KIND_CONFLICT_DECLARED];
    bool started = k == &rec_kinds[KIND_RECORDING_STARTED];
    struct held *h;
    if (k == &rec_kinds[KIND_RECORDING_LINKED]) {
        return check_recording_linked(a, q);
    }
    if (!words && !speaking && !declared && !started) {
        return NULL;
    }
    if (!q->meeting.n) {
        return err_field(a, SV("about.meeting"),
                         "a member's words belong to a meeting: say to which");
    }
    TRY(room_hold(r, a, q->meeting, &h));
    if (started) {
        return check_recording_started(r, a, h, q);
    }
    return speaking   ? check_speaking(r, a, h, q)
           : declared ? check_declared(r, a, h, q)
                      : meeting_on(a, h);
}
