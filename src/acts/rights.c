/* Rights to act: a table of roles by kind. */
#include "acts/rights.h"

static const char *const role_names[ACT_ROLES] = {
    "public",    "speaker", "member", "chair", "clerk",   "auditor", "agency",
    "custodian", "admin",   "import", "kiosk", "witness", "staff"};

#define CHAIR  (1u << ROLE_CHAIR)
#define CLERK  (1u << ROLE_CLERK)
#define MEMBER (1u << ROLE_MEMBER)
#define ADMIN  (1u << ROLE_ADMIN)
#define AGENCY (1u << ROLE_AGENCY)
#define IMPORT (1u << ROLE_IMPORT)

struct rights {
    unsigned any; /* roles that may act in anybody's name */
    unsigned own; /* roles that may act only in their own */
};

static const struct rights table[REC_KINDS] = {
    [KIND_BODY_REGISTERED] = {ADMIN | IMPORT, 0},
    [KIND_OFFICIAL_SEATED] = {ADMIN | IMPORT, 0},
    [KIND_RULE_NOTED] = {IMPORT, 0},
    [KIND_MEETING_CALLED] = {CLERK | ADMIN | IMPORT, 0},
    [KIND_MEETING_CANCELLED] = {CLERK | ADMIN | IMPORT, 0},
    [KIND_MEETING_OPENED] = {CLERK | CHAIR | IMPORT, 0},
    [KIND_MEETING_RECESSED] = {CLERK | CHAIR | IMPORT, 0},
    [KIND_MEETING_RESUMED] = {CLERK | CHAIR | IMPORT, 0},
    [KIND_MEETING_ADJOURNED] = {CLERK | CHAIR | IMPORT, 0},
    [KIND_ATTENDANCE_NOTED] = {CLERK | IMPORT, 0},
    [KIND_ITEM_FILED] = {CLERK | IMPORT, 0},
    [KIND_ITEM_SCHEDULED] = {CLERK | IMPORT, 0},
    [KIND_ITEM_OPENED] = {CLERK | CHAIR | IMPORT, 0},
    [KIND_ITEM_CLOSED] = {CLERK | CHAIR | IMPORT, 0},
    [KIND_TEXT_FILED] = {CLERK | IMPORT, 0},
    [KIND_MOTION_MOVED] = {CLERK, MEMBER | CHAIR},
    [KIND_MOTION_SECONDED] = {CLERK, MEMBER | CHAIR},
    [KIND_MOTION_STATED] = {CLERK | CHAIR, 0},
    [KIND_MOTION_WITHDRAWN] = {CLERK, MEMBER | CHAIR},
    [KIND_RECUSAL_STATED] = {CLERK | IMPORT, 0},
    [KIND_VOTE_OPENED] = {CLERK | CHAIR, 0},
    [KIND_VOTE_CAST] = {CLERK, MEMBER | CHAIR},
    [KIND_VOTE_CHANGED] = {CLERK, MEMBER | CHAIR},
    [KIND_VOTE_ANNOUNCED] = {CLERK | CHAIR, 0},
    [KIND_REASON_GIVEN] = {CLERK | IMPORT, MEMBER | CHAIR},
    [KIND_NOTE_RECORDED] = {CLERK | IMPORT, 0},
    [KIND_ROLL_REPORTED] = {IMPORT, 0},
    [KIND_MOTION_REPORTED] = {IMPORT, 0},
    [KIND_FACT_REPORTED] = {IMPORT, 0},
    [KIND_KEY_ADDED] = {0, 0},
    [KIND_CHAIR_PASSED] = {CLERK | CHAIR, 0},
    [KIND_CHAIR_RULED] = {CLERK | CHAIR, 0},
    [KIND_MOTION_SUGGESTED] = {CLERK, 0},
    [KIND_ITEM_PULLED] = {CLERK | CHAIR, MEMBER},
    [KIND_ITEM_WITHDRAWN] = {CLERK | IMPORT, 0},
    [KIND_HEARING_OPENED] = {CLERK | CHAIR, 0},
    [KIND_HEARING_HEARD] = {CLERK, 0},
    [KIND_HEARING_CLOSED] = {CLERK | CHAIR, 0},
    [KIND_OATH_ADMINISTERED] = {CLERK, 0},
    [KIND_DISCLOSURE_STATED] = {CLERK, 0},
    [KIND_SESSION_CLOSED] = {CLERK | CHAIR, 0},
    [KIND_SESSION_REOPENED] = {CLERK | CHAIR, 0},
    [KIND_VETO_FILED] = {CLERK | IMPORT, 0},
    [KIND_FILING_RECEIVED] = {CLERK | IMPORT, 0},
    [KIND_RULES_ADOPTED] = {ADMIN, 0},
    [KIND_TEMPLATE_ADOPTED] = {CLERK | ADMIN, 0},
    [KIND_HOLIDAY_NOTED] = {CLERK | ADMIN, 0},
    [KIND_ITEM_NUMBERED] = {CLERK, 0},
    [KIND_ITEM_UNSCHEDULED] = {CLERK, 0},
    [KIND_AGENDA_PUBLISHED] = {CLERK, 0},
    [KIND_NOTICE_POSTED] = {CLERK, 0},
    [KIND_MEETING_CHANGED] = {CLERK | ADMIN, 0},
    [KIND_FLOOR_REQUESTED] = {CLERK, MEMBER | CHAIR},
    [KIND_FLOOR_ASSIGNED] = {CLERK | CHAIR, 0},
    [KIND_FLOOR_YIELDED] = {CLERK | CHAIR, MEMBER},
    [KIND_CONFLICT_DECLARED] = {0, MEMBER | CHAIR},
    [KIND_RECORDING_STARTED] = {CLERK, 0},
    [KIND_RECORDING_LINKED] = {CLERK, 0},
    [KIND_DESK_TAKEN] = {CLERK, 0},
    [KIND_MINUTES_WORDED] = {CLERK, 0},
    [KIND_MINUTES_FILED] = {CLERK, 0},
    [KIND_SIGNATURE_NOTED] = {CLERK, 0},
    [KIND_ENTRY_CORRECTED] = {CLERK | ADMIN | AGENCY, 0},
    [KIND_ATTACHMENT_FILED] = {CLERK, 0},
    [KIND_INSTRUMENT_REGISTERED] = {CLERK | IMPORT, 0},
    [KIND_INSTRUMENT_CHANGED] = {CLERK | IMPORT, 0},
    [KIND_INSTRUMENT_WORDED] = {CLERK | IMPORT, 0},
    [KIND_PARTY_JOINED] = {CLERK | IMPORT, 0},
    [KIND_ENDING_STATED] = {CLERK | IMPORT, 0},
    [KIND_POWER_GRANTED] = {CLERK | IMPORT, 0},
    [KIND_POWER_WITHDRAWN] = {CLERK | IMPORT, 0},
    [KIND_COURSE_REQUIRED] = {CLERK | IMPORT, 0},
    [KIND_HOLDER_NOMINATED] = {CLERK | AGENCY | IMPORT, 0},
    [KIND_REQUIREMENT_NOTED] = {CLERK | AGENCY | IMPORT, 0},
    [KIND_TRAINING_COMPLETED] = {CLERK | AGENCY | IMPORT, 0},
    [KIND_HOLDER_CERTIFIED] = {CLERK | AGENCY | IMPORT, 0},
    [KIND_AUTHORITY_RECORDED] = {CLERK | AGENCY | IMPORT, 0},
    [KIND_AUTHORITY_PAUSED] = {CLERK | AGENCY | IMPORT, 0},
    [KIND_AUTHORITY_RESUMED] = {CLERK | AGENCY | IMPORT, 0},
    [KIND_AUTHORITY_ENDED] = {CLERK | AGENCY | IMPORT, 0},
    [KIND_PROTOCOL_ADOPTED] = {CLERK | AGENCY | IMPORT, 0},
    [KIND_PROTOCOL_ACKNOWLEDGED] = {CLERK | AGENCY | IMPORT, 0},
    [KIND_OBLIGATION_SET] = {CLERK | IMPORT, 0},
    [KIND_OBLIGATION_MET] = {CLERK | AGENCY | IMPORT, 0},
    [KIND_OBLIGATION_WAIVED] = {CLERK | IMPORT, 0},
    [KIND_MONEY_REPORTED] = {CLERK | AGENCY | IMPORT, 0},
    [KIND_CHALLENGE_NOTED] = {CLERK | IMPORT, 0},
    [KIND_REVIEW_HELD] = {CLERK | AGENCY | IMPORT, 0},
    [KIND_CLAIM_STATED] = {CLERK | IMPORT, 0},
    [KIND_MEASURE_REGISTERED] = {CLERK, 0},
    [KIND_MEASURE_FOUND] = {CLERK, 0},
    [KIND_BATCH_SEALED] = {0, 0},
    [KIND_TABLE_PUBLISHED] = {CLERK | AGENCY | IMPORT, 0},
    [KIND_LISTING_REPORTED] = {IMPORT, 0},
    [KIND_CODE_LISTED] = {CLERK, 0},
};

sv act_role_name(enum act_role role)
{
    return sv_of(role_names[role]);
}

bool act_role_parse(sv word, enum act_role *ret)
{
    for (int r = 0; r < ACT_ROLES; r++) {
        if (sv_is(word, role_names[r])) {
            *ret = (enum act_role)r;
            return true;
        }
    }
    return false;
}

bool act_role_may(enum act_role role, const struct rec_kind *kind, bool *ret_own)
{
    const struct rights *r = &table[kind - rec_kinds];
    *ret_own = !(r->any >> role & 1) && (r->own >> role & 1);
    return ((r->any | r->own) >> role & 1) != 0;
}

/* Who may enter it, in words. */
static sv who_may(struct arena *a, const struct rec_kind *kind)
{
    sv s = SV_NONE;
    size_t n = 0;
    bool own;
    for (int r = 0; r < ACT_ROLES; r++) {
        if (act_role_may((enum act_role)r, kind, &own)) {
            s = sv_fmt(a, "%.*s%s%s", SV_ARG(s), n ? ", " : "", role_names[r]);
            n++;
        }
    }
    return n ? sv_fmt(a, "ask one of the role%s %.*s", n > 1 ? "s" : "", SV_ARG(s))
             : SV("the program itself does");
}

err *act_rights_check(struct arena *a, const struct act_actor *actor, const struct rec_kind *kind,
                      sv body, bool reported, const struct jv *data)
{
    bool own;
    if (!act_role_may(actor->role, kind, &own)) {
        return err_make(a, E_DENIED, "the role %s may not enter %s: %.*s", role_names[actor->role],
                        kind->name, SV_ARG(who_may(a, kind)));
    }
    if (reported != (actor->role == ROLE_IMPORT)) {
        return err_make(a, E_DENIED,
                        reported
                            ? "only an import may enter what a source outside reports"
                            : "an import may only enter what a named source reports: give source");
    }
    if (!(kind->standings & (reported ? REC_REPORTED : REC_WITNESSED))) {
        return err_make(a, E_DENIED, "%s stands only with the name of a source", kind->name);
    }
    if (actor->body.n && !sv_eq(actor->body, body)) {
        return err_make(a, E_DENIED, "this account serves the body %.*s only", SV_ARG(actor->body));
    }
    if (!own) {
        return NULL;
    }
    sv who = jv_get_sv(data, rec_field_find(kind, SV("mover")) ? "mover" : "member");
    if (actor->member.n == 0 || !sv_eq(who, actor->member)) {
        return err_make(a, E_DENIED, "a member acts in the member's own name only");
    }
    return NULL;
}

err *act_rights_account(struct arena *a, const struct act_actor *actor, sv body)
{
    if (actor->role != ROLE_ADMIN) {
        return err_make(a, E_DENIED, "only an administrator manages accounts");
    }
    if (actor->body.n && !sv_eq(actor->body, body)) {
        err *e = err_make(a, E_DENIED, "this administrator manages the accounts of %.*s only",
                          SV_ARG(actor->body));
        return err_about(a, e, SV("body"));
    }
    return NULL;
}
