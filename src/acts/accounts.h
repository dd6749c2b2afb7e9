/* Accounts: who may sign in, by invitation; sessions; keys for programs.  Tokens are given out once
 * and kept as hashes. */
#ifndef ACTS_ACCOUNTS_H
#define ACTS_ACCOUNTS_H

#include "acts/rights.h"
#include "store/store.h"

enum {
    ACT_SESSION_IDLE_HOURS = 12,
    ACT_INVITATION_DAYS = 7,
    ACT_PASSWORD_MIN = 10 /* characters' bytes at least */
};

/* ---- within an open group of the writer ---- */

/* A new account without a password.  Refuses: a name that is no id, an unknown role, a member
 * without a body (E_INVALID, field); a name that is taken (E_CONFLICT). */
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
/* No more signing in, or again; ends the account's sessions.  E_NOTFOUND. */
MUST err *act_account_disable(struct store *s, struct arena *a, sv name, bool disabled);
/* A key by which a program acts for the account. */
MUST err *act_key_add(struct store *s, struct arena *a, instant now, sv account, sv name,
                      sv *ret_key);
/* A session; its token. */
MUST err *act_session_open(struct store *s, struct arena *a, instant now, sv account,
                           sv *ret_token);
MUST err *act_session_close(struct store *s, struct arena *a, sv token);
/* Remember that the session was used (at most once a minute it writes), and end the idle ones now
 * and then. */
MUST err *act_session_seen(struct store *s, struct arena *a, instant now, sv token,
                           instant last_seen);

/* ---- on a reader too ---- */

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
