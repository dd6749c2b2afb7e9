/* Who may do what: the act table's rights, one row a kind. */
#ifndef ACTS_RIGHTS_H
#define ACTS_RIGHTS_H

#include "base/err.h"
#include "record/kinds.h"

enum act_role {
    ROLE_PUBLIC,
    ROLE_SPEAKER,
    ROLE_MEMBER,
    ROLE_CHAIR,
    ROLE_CLERK,
    ROLE_AUDITOR,
    ROLE_AGENCY,
    ROLE_CUSTODIAN,
    ROLE_ADMIN,
    ROLE_IMPORT,
    ROLE_KIOSK,
    ROLE_WITNESS,
    ROLE_STAFF,
    ACT_ROLES
};

/* Who asks: an account in its role.  All views live as long as their maker says. */
struct act_actor {
    sv account;
    enum act_role role;
    sv body;       /* the one body that this account serves; empty: every body */
    sv member;     /* roster id, for members and chairs; else empty */
    sv instrument; /* of an agency: the one instrument that it reports under; empty: every one */
    bool uncoded;  /* signed in, and the account has no one-time codes */
};

/* The role's word, as in docs/names.md. */
sv act_role_name(enum act_role role);
MUST bool act_role_parse(sv word, enum act_role *ret);

/* May an actor of this role ask for acts of this kind at all?  own: only in the actor's own name
 * (data.member or data.mover is the actor's member id).  For drawing forms and for tests of every
 * act by every role. */
bool act_role_may(enum act_role role, const struct rec_kind *kind, bool *ret_own);

/* Refuses (E_DENIED) where the actor's role, body or member does not allow the act; reported: it
 * names a source. data may be NULL. */
MUST err *act_rights_check(struct arena *a, const struct act_actor *actor,
                           const struct rec_kind *kind, sv body, bool reported,
                           const struct jv *data);

/* Refuses (E_DENIED) where the actor may not manage the accounts of this body (empty: of every
 * body): no administrator, or one of another body. */
MUST err *act_rights_account(struct arena *a, const struct act_actor *actor, sv body);

#endif
