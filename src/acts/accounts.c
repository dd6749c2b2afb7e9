/* Accounts, invitations, sessions, one-time codes, keys. */
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

/* Sessions, and those that were half begun. */
static err *end_visits(struct store *s, struct arena *a, sv account)
{
    TRY(q_half_session_end(s, a,
                           &(struct q_half_session_end_in){.account = account, .now = sys_now()}));
    return q_session_end_all(s, a, &(struct q_session_end_all_in){.account = account});
}

/* An official's account is that of somebody on the body's roster. */
static err *account_official(struct store *s, struct arena *a, sv body, sv member)
{
    bool found = true;
    struct q_act_official_out row;
    if (member.n) {
        TRY(q_act_official(s, a, &(struct q_act_official_in){.body = body, .member = member},
                           &found, &row));
    }
    return found ? NULL
                 : err_field(a, SV("member"), "%.*s is not on the roster of %.*s", SV_ARG(member),
                             SV_ARG(body));
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
    TRY(account_official(s, a, body, member));
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
    return end_visits(s, a, account);
}

err *act_account_password_own(struct store *s, struct arena *a, sv account, sv encoded, sv session)
{
    TRY(account_must(s, a, account));
    TRY(q_account_set_password(
        s, a, &(struct q_account_set_password_in){.name = account, .password = encoded}));
    TRY(q_invitation_end(s, a, &(struct q_invitation_end_in){.account = account}));
    return act_session_close_others(s, a, account, session);
}

err *act_account_reset(struct store *s, struct arena *a, sv name)
{
    TRY(account_must(s, a, name));
    TRY(q_account_forget_password(s, a, &(struct q_account_forget_password_in){.name = name}));
    return end_visits(s, a, name);
}

err *act_account_disable(struct store *s, struct arena *a, sv name, bool disabled)
{
    TRY(account_must(s, a, name));
    TRY(q_account_disable(s, a,
                          &(struct q_account_disable_in){.name = name, .disabled = disabled}));
    return end_visits(s, a, name);
}

err *act_account_office(struct store *s, struct arena *a, sv name, sv office)
{
    enum { OFFICE_BYTES = 120 };
    bool found;
    struct q_account_find_out row;
    TRY(account_must(s, a, name));
    TRY(q_account_find(s, a, &(struct q_account_find_in){.name = name}, &found, &row));
    if (!office.n) {
        return q_account_office_end(s, a, &(struct q_account_office_end_in){.account = name});
    }
    if (!sv_is(row.role, "staff") && !sv_is(row.role, "clerk")) {
        return err_field(a, SV("office"), "staff and clerks review drafts, and nobody else");
    }
    if (office.n > OFFICE_BYTES || sv_find(office, '\n') < office.n ||
        sv_find(office, ':') < office.n) {
        return err_field(a, SV("office"), "an office is a line of at most %d bytes without a colon",
                         OFFICE_BYTES);
    }
    return q_account_office_put(
        s, a, &(struct q_account_office_put_in){.account = name, .office = office});
}

err *act_account_instrument(struct store *s, struct arena *a, sv name, sv instrument)
{
    bool found;
    struct q_account_find_out row;
    struct q_act_instrument_out stands;
    TRY(account_must(s, a, name));
    TRY(q_account_find(s, a, &(struct q_account_find_in){.name = name}, &found, &row));
    if (!sv_is(row.role, "agency")) {
        return err_field(a, SV("instrument"), "only accounts of the role agency report");
    }
    TRY(q_act_instrument(s, a, &(struct q_act_instrument_in){.id = instrument}, &found, &stands));
    if (!found || (row.body.n && !sv_eq(row.body, stands.body))) {
        return err_field(a, SV("instrument"),
                         "no such instrument of this account's body is on record: the clerk "
                         "registers it first");
    }
    return q_agency_bind(s, a,
                         &(struct q_agency_bind_in){.account = name, .instrument = instrument});
}

/* The one instrument of an agency's account.  Where none was named it is one that cannot be. */
static err *bound_instrument(struct store *s, struct arena *a, struct act_actor *actor)
{
    bool found;
    struct q_agency_bound_out row;
    if (actor->role != ROLE_AGENCY) {
        return NULL;
    }
    TRY(q_agency_bound(s, a, &(struct q_agency_bound_in){.account = actor->account}, &found, &row));
    actor->instrument = found ? row.instrument : SV("?");
    return NULL;
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
    TRY(q_account_seen_put(s, a, &(struct q_account_seen_put_in){.account = account, .now = now}));
    *ret_token = token;
    return NULL;
}

err *act_session_close(struct store *s, struct arena *a, sv token)
{
    return q_session_end(s, a, &(struct q_session_end_in){.hash = token_hash(a, token)});
}

err *act_session_close_others(struct store *s, struct arena *a, sv account, sv token)
{
    return q_session_end_others(
        s, a, &(struct q_session_end_others_in){.account = account, .hash = token_hash(a, token)});
}

err *act_session_seen(struct store *s, struct arena *a, instant now, sv token, instant last_seen)
{
    if (now.us - last_seen.us < MINUTE_US) {
        return NULL;
    }
    TRY(q_session_seen(s, a,
                       &(struct q_session_seen_in){.hash = token_hash(a, token), .now = now}));
    return q_account_seen_by(
        s, a, &(struct q_account_seen_by_in){.hash = token_hash(a, token), .now = now});
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
        ret->uncoded = !row.coded;
        TRY(bound_instrument(s, a, ret));
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
        TRY(bound_instrument(s, a, ret));
    }
    return NULL;
}

/* ---- one-time codes ---- */

bool act_code_lacks(const struct act_actor *actor)
{
    return actor->uncoded &&
           (actor->role == ROLE_CLERK || actor->role == ROLE_CHAIR || actor->role == ROLE_ADMIN);
}

err *act_half_open(struct store *s, struct arena *a, instant now, sv account, sv *ret_token)
{
    sv token = token_make(a);
    instant expires = {now.us + ACT_HALF_MINUTES * MINUTE_US};
    TRY(q_half_session_end(s, a, &(struct q_half_session_end_in){.account = SV(""), .now = now}));
    TRY(q_half_session_add(s, a,
                           &(struct q_half_session_add_in){.hash = token_hash(a, token),
                                                           .account = account,
                                                           .expires = expires}));
    *ret_token = token;
    return NULL;
}

err *act_half_account(struct store *s, struct arena *a, instant now, sv token, sv *ret_account)
{
    bool found;
    struct q_half_session_find_out row;
    TRY(q_half_session_find(
        s, a, &(struct q_half_session_find_in){.hash = token_hash(a, token), .now = now}, &found,
        &row));
    if (!found || row.disabled) {
        return err_make(a, E_DENIED, "the password was given too long ago: sign in again");
    }
    *ret_account = row.account;
    return NULL;
}

static err *code_find(struct store *s, struct arena *a, sv account,
                      struct q_time_code_find_out *ret)
{
    bool found;
    *ret = (struct q_time_code_find_out){.step = 0};
    return q_time_code_find(s, a, &(struct q_time_code_find_in){.account = account}, &found, ret);
}

err *act_code_begin(struct store *s, struct arena *a, sv account, sv *ret_secret)
{
    char *secret = arena_alloc(a, CODE_SECRET_BYTES);
    sys_random(secret, CODE_SECRET_BYTES);
    *ret_secret = (sv){secret, CODE_SECRET_BYTES};
    return q_time_code_fresh(
        s, a, &(struct q_time_code_fresh_in){.account = account, .fresh = *ret_secret});
}

err *act_code_waiting(struct store *s, struct arena *a, sv account, sv *ret_secret)
{
    struct q_time_code_find_out row;
    TRY(code_find(s, a, account, &row));
    *ret_secret = row.fresh;
    return NULL;
}

err *act_code_recovery(struct store *s, struct arena *a, sv account, sv ret_codes[CODE_RECOVERY])
{
    TRY(q_recovery_code_end(s, a, &(struct q_recovery_code_end_in){.account = account}));
    for (int i = 0; i < CODE_RECOVERY; i++) {
        ret_codes[i] = code_recovery_make(a);
        struct rec_hash h = code_recovery_hash(account, ret_codes[i]);
        TRY(q_recovery_code_add(s, a,
                                &(struct q_recovery_code_add_in){
                                    .hash = {(const char *)h.b, sizeof h.b}, .account = account}));
    }
    return NULL;
}

err *act_code_confirm(struct store *s, struct arena *a, instant now, sv account, sv code,
                      bool *ret_good, sv ret_codes[CODE_RECOVERY])
{
    struct q_time_code_find_out row;
    int64_t step = 0;
    TRY(code_find(s, a, account, &row));
    *ret_good = row.fresh.n && code_good(row.fresh, now, code, 0, &step);
    if (!*ret_good) {
        return NULL;
    }
    TRY(q_time_code_confirm(
        s, a,
        &(struct q_time_code_confirm_in){
            .account = account, .secret = row.fresh, .step = step, .now = now}));
    return act_code_recovery(s, a, account, ret_codes);
}

static err *recovery_take(struct store *s, struct arena *a, sv account, sv code, bool *ret_good)
{
    struct rec_hash h = code_recovery_hash(account, code);
    sv hash = {(const char *)h.b, sizeof h.b};
    struct q_recovery_code_find_out row;
    TRY(q_recovery_code_find(
        s, a, &(struct q_recovery_code_find_in){.hash = hash, .account = account}, ret_good, &row));
    return *ret_good
               ? q_recovery_code_take(
                     s, a, &(struct q_recovery_code_take_in){.hash = hash, .account = account})
               : NULL;
}

err *act_code_take(struct store *s, struct arena *a, instant now, sv account, sv code,
                   bool *ret_good)
{
    struct q_time_code_find_out row;
    int64_t step = 0;
    *ret_good = false;
    TRY(code_find(s, a, account, &row));
    if (!row.secret.n) {
        return NULL;
    }
    if (!code_by_time(code)) {
        return recovery_take(s, a, account, code, ret_good);
    }
    *ret_good = code_good(row.secret, now, code, row.step, &step);
    return *ret_good ? q_time_code_used(
                           s, a, &(struct q_time_code_used_in){.account = account, .step = step})
                     : NULL;
}

err *act_code_end(struct store *s, struct arena *a, instant now, sv account)
{
    TRY(q_half_session_end(s, a, &(struct q_half_session_end_in){.account = account, .now = now}));
    TRY(q_time_code_end(s, a, &(struct q_time_code_end_in){.account = account}));
    return q_recovery_code_end(s, a, &(struct q_recovery_code_end_in){.account = account});
}

err *act_code_asked(struct store *s, struct arena *a, sv account, bool *ret)
{
    struct q_time_code_since_out row;
    bool found;
    TRY(q_time_code_since(s, a, &(struct q_time_code_since_in){.account = account}, &found, &row));
    *ret = found && row.has_since;
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
