/* Accounts: who may sign in, by invitation; sessions; keys for programs.  Tokens are given out once
 * and kept as hashes. */
#ifndef ACTS_ACCOUNTS_H
#define ACTS_ACCOUNTS_H

#include "acts/codes.h"
#include "acts/rights.h"
#include "store/store.h"

enum {
    ACT_SESSION_IDLE_HOURS = 12,
    ACT_INVITATION_DAYS = 7,
    ACT_HALF_MINUTES = 10, /* from the password to the code */
    ACT_PASSWORD_MIN = 10  /* characters' bytes at least */
};

/* ---- within an open group of the writer ---- */

/* A new account without a password.  Refuses: a name that is no id, an unknown role, a member
 * without a body or not on its roster (E_INVALID, field); a name that is taken (E_CONFLICT). */
MUST err *act_account_add(struct store *s, struct arena *a, instant now, sv name, sv role, sv body,
                          sv member);
/* The body that an account belongs to; empty: every one.  E_NOTFOUND. */
MUST err *act_account_body(struct store *s, struct arena *a, sv name, sv *ret_body);
/* A token that lets its bearer set the account's password once, within ACT_INVITATION_DAYS. Earlier
 * ones end. E_NOTFOUND. */
MUST err *act_account_invite(struct store *s, struct arena *a, instant now, sv name, sv *ret_token);
/* The account that an invitation is for; E_DENIED where it is over or unknown. */
MUST err *act_invitation_account(struct store *s, struct arena *a, instant now, sv token,
                                 sv *ret_account);
/* Set the password (the encoded hash), end the account's invitations and sessions. */
MUST err *act_account_password(struct store *s, struct arena *a, sv account, sv encoded);
/* The same by one who is signed in: the visit of that session token goes on, all others end. */
MUST err *act_account_password_own(struct store *s, struct arena *a, sv account, sv encoded,
                                   sv session);
/* Forget the password and end the sessions: only an invitation lets in again.  E_NOTFOUND. */
MUST err *act_account_reset(struct store *s, struct arena *a, sv name);
/* No more signing in, or again; ends the account's sessions.  E_NOTFOUND. */
MUST err *act_account_disable(struct store *s, struct arena *a, sv name, bool disabled);
/* Review drafts in the name of this office, as templates name their reviewers; empty: no more.
 * Refuses more than 120 bytes, and a role that reviews nothing (E_INVALID); E_NOTFOUND. */
MUST err *act_account_office(struct store *s, struct arena *a, sv name, sv office);
/* An agency's account reports under this instrument, and no other.  Refuses an account of another
 * role, and an instrument that is not on record, or of another body (E_INVALID, field);
 * E_NOTFOUND. */
MUST err *act_account_instrument(struct store *s, struct arena *a, sv name, sv instrument);
/* A key by which a program acts for the account. */
MUST err *act_key_add(struct store *s, struct arena *a, instant now, sv account, sv name,
                      sv *ret_key);
/* A session; its token. */
MUST err *act_session_open(struct store *s, struct arena *a, instant now, sv account,
                           sv *ret_token);
MUST err *act_session_close(struct store *s, struct arena *a, sv token);
/* End all sessions of the account but this one. */
MUST err *act_session_close_others(struct store *s, struct arena *a, sv account, sv token);
/* Remember that the session was used (at most once a minute it writes), and end the idle ones now
 * and then. */
MUST err *act_session_seen(struct store *s, struct arena *a, instant now, sv token,
                           instant last_seen);

/* ---- one-time codes, within an open group (acts/codes.h) ---- */

/* A half session: the password was right, the code is still to come within ACT_HALF_MINUTES.
 * Its token. */
MUST err *act_half_open(struct store *s, struct arena *a, instant now, sv account, sv *ret_token);
/* Whose half session that is; E_DENIED where it is over, unknown, or the account closed. */
MUST err *act_half_account(struct store *s, struct arena *a, instant now, sv token,
                           sv *ret_account);
/* A new secret that waits for its first code; one that was confirmed before counts until then. */
MUST err *act_code_begin(struct store *s, struct arena *a, sv account, sv *ret_secret);
/* The secret that waits; empty where none does. */
MUST err *act_code_waiting(struct store *s, struct arena *a, sv account, sv *ret_secret);
/* Confirm it by its first code: from now on codes are asked for, and ret_codes are the account's
 * recovery codes.  *ret_good false where the code is wrong, or nothing waits: nothing is changed.
 */
MUST err *act_code_confirm(struct store *s, struct arena *a, instant now, sv account, sv code,
                           bool *ret_good, sv ret_codes[CODE_RECOVERY]);
/* Take a code by time or a recovery code: good once. */
MUST err *act_code_take(struct store *s, struct arena *a, instant now, sv account, sv code,
                        bool *ret_good);
/* New recovery codes in place of the old ones. */
MUST err *act_code_recovery(struct store *s, struct arena *a, sv account,
                            sv ret_codes[CODE_RECOVERY]);
/* No codes any more: the device is lost, or another is to be set up. */
MUST err *act_code_end(struct store *s, struct arena *a, instant now, sv account);
/* Codes are asked of the account when it signs in. */
MUST err *act_code_asked(struct store *s, struct arena *a, sv account, bool *ret);

/* ---- on a reader too ---- */

/* A clerk, chair or administrator who signed in without a code, where those roles need one. */
bool act_code_lacks(const struct act_actor *actor);

/* Who the session's token stands for.  *ret_found false where it is unknown or over: idle for
 * ACT_SESSION_IDLE_HOURS, but never while a meeting of its body goes on.  ret_seen may be NULL. */
MUST err *act_session_actor(struct store *s, struct arena *a, instant now, sv token,
                            bool *ret_found, struct act_actor *ret, instant *ret_seen);
MUST err *act_key_actor(struct store *s, struct arena *a, sv key, bool *ret_found,
                        struct act_actor *ret);
/* The token that a form of this session must bring back: SHA-256 of the session's token under a
 * label, in hex. */
sv act_csrf_of(struct arena *a, sv session_token);

#endif
