/* Accounts, invitations, sessions, keys. */
#include "acts/accounts.h"

#include "record/hash.h"
#include "store/q.h"
#include "sys/clock.h"

static const int64_t HOUR_US = INT64_C(3600000000), MINUTE_US = 60000000;

static sv token_make(struct arena *a)
{
    struct rec_hash random;
    sys_random(random.b, sizeof random.b);
    return rec_hash_hex(a, &random);
}

static sv token_hash(struct arena *a, sv token)
{
    struct rec_hash *h = arena_new(a, struct rec_hash);
    *h = rec_hash_bytes(token);
    return (sv){(const char *)h->b, sizeof h->b};
}

static instant idle_since(instant now)
{
    return (instant){now.us - ACT_SESSION_IDLE_HOURS * HOUR_US};
}

err *act_account_body(struct store *s, struct arena *a, sv name, sv *ret_body)
{
    bool found;
    struct q_account_find_out row;
    TRY(q_account_find(s, a, &(struct q_account_find_in){.name = name}, &found, &row));
    if (!found) {
        return err_make(a, E_NOTFOUND, "there is no account %.*s", SV_ARG(sv_sub(name, 0, 64)));
    }
    *ret_body = row.body;
    return NULL;
}

static err *account_must(struct store *s, struct arena *a, sv name)
{
    sv body;
    return act_account_body(s, a, name, &body);
}

err *act_account_add(struct store *s, struct arena *a, instant now, sv name, sv role, sv body,
                     sv member)
{
    enum act_role parsed;
    bool found;
    struct q_account_find_out row;
    if (!rec_id_valid(name)) {
        return err_field(a, SV("account"),
                         "an account's name is up to 64 of a-z, 0-9, '.', '_' and '-'");
    }
    if (!act_role_parse(role, &parsed) || parsed == ROLE_PUBLIC) {
        return err_field(a, SV("role"), "there is no role %.*s", SV_ARG(sv_sub(role, 0, 64)));
    }
    if (body.n && !rec_id_valid(body)) {
        return err_field(a, SV("body"), "body is the id of a body");
    }
    if (member.n && (!body.n || !rec_id_valid(member))) {
        return err_field(a, SV("member"), "member is the id of an official, and needs the body");
    }
    TRY(q_account_find(s, a, &(struct q_account_find_in){.name = name}, &found, &row));
    if (found) {
        return err_make(a, E_CONFLICT, "the account %.*s is there already; take another name",
                        SV_ARG(name));
    }
    return q_account_add(s, a,
                         &(struct q_account_add_in){.name = name,
                                                    .role = role,
                                                    .body = body.n ? body : SV_NONE,
                                                    .member = member.n ? member : SV_NONE,
                                                    .created = now});
}

err *act_account_invite(struct store *s, struct arena *a, instant now, sv name, sv *ret_token)
{
    sv token = token_make(a);
    TRY(account_must(s, a, name));
    TRY(q_invitation_end(s, a, &(struct q_invitation_end_in){.account = name}));
    instant expires = {now.us + ACT_INVITATION_DAYS * (24 * HOUR_US)};
    TRY(q_invitation_add(s, a,
                         &(struct q_invitation_add_in){
                             .hash = token_hash(a, token), .account = name, .expires = expires}));
    *ret_token = token;
    return NULL;
}

err *act_invitation_account(struct store *s, struct arena *a, instant now, sv token,
                            sv *ret_account)
{
    bool found;
    struct q_invitation_find_out row;
    TRY(q_invitation_find(s, a,
                          &(struct q_invitation_find_in){.hash = token_hash(a, token), .now = now},
                          &found, &row));
    if (!found) {
        return err_make(a, E_DENIED,
                        "this invitation was used or is over: ask the clerk for a new one");
    }
    *ret_account = row.account;
    return NULL;
}

err *act_account_password(struct store *s, struct arena *a, sv account, sv encoded)
{
    TRY(account_must(s, a, account));
    TRY(q_account_set_password(
        s, a, &(struct q_account_set_password_in){.name = account, .password = encoded}));
    TRY(q_invitation_end(s, a, &(struct q_invitation_end_in){.account = account}));
    return q_session_end_all(s, a, &(struct q_session_end_all_in){.account = account});
}

err *act_account_disable(struct store *s, struct arena *a, sv name, bool disabled)
{
    TRY(account_must(s, a, name));
    TRY(q_account_disable(s, a,
                          &(struct q_account_disable_in){.name = name, .disabled = disabled}));
    return q_session_end_all(s, a, &(struct q_session_end_all_in){.account = name});
}

err *act_key_add(struct store *s, struct arena *a, instant now, sv account, sv name, sv *ret_key)
{
    sv key = token_make(a);
    TRY(account_must(s, a, account));
    TRY(q_key_add(
        s, a,
        &(struct q_key_add_in){
            .hash = token_hash(a, key), .name = name, .account = account, .created = now}));
    *ret_key = key;
    return NULL;
}

err *act_session_open(struct store *s, struct arena *a, instant now, sv account, sv *ret_token)
{
    sv token = token_make(a);
    TRY(q_session_end_idle(s, a, &(struct q_session_end_idle_in){.idle_since = idle_since(now)}));
    TRY(q_session_add(s, a,
                      &(struct q_session_add_in){
                          .hash = token_hash(a, token), .account = account, .created = now}));
    *ret_token = token;
    return NULL;
}

err *act_session_close(struct store *s, struct arena *a, sv token)
{
    return q_session_end(s, a, &(struct q_session_end_in){.hash = token_hash(a, token)});
}

err *act_session_seen(struct store *s, struct arena *a, instant now, sv token, instant last_seen)
{
    if (now.us - last_seen.us < MINUTE_US) {
        return NULL;
    }
    return q_session_seen(s, a,
                          &(struct q_session_seen_in){.hash = token_hash(a, token), .now = now});
}

err *act_session_actor(struct store *s, struct arena *a, instant now, sv token, bool *ret_found,
                       struct act_actor *ret, instant *ret_seen)
{
    bool found;
    struct q_session_find_out row;
    TRY(q_session_find(
        s, a,
        &(struct q_session_find_in){.hash = token_hash(a, token), .idle_since = idle_since(now)},
        &found, &row));
    *ret_found = found && act_role_parse(row.role, &ret->role);
    if (*ret_found) {
        ret->account = row.account;
        ret->body = row.body;
        ret->member = row.member;
    }
    if (*ret_found && ret_seen) {
        *ret_seen = row.last_seen;
    }
    return NULL;
}

err *act_key_actor(struct store *s, struct arena *a, sv key, bool *ret_found, struct act_actor *ret)
{
    bool found;
    struct q_key_find_out row;
    TRY(q_key_find(s, a, &(struct q_key_find_in){.hash = token_hash(a, key)}, &found, &row));
    *ret_found = found && act_role_parse(row.role, &ret->role);
    if (*ret_found) {
        ret->account = row.account;
        ret->body = row.body;
        ret->member = row.member;
    }
    return NULL;
}

sv act_csrf_of(struct arena *a, sv session_token)
{
    struct rec_digest d;
    sv label = SV("dais/csrf/v1");
    rec_digest_open(&d);
    rec_digest_add(&d, label.p, label.n + 1);
    rec_digest_add(&d, session_token.p, session_token.n);
    struct rec_hash h = rec_digest_end(&d);
    return rec_hash_hex(a, &h);
}
