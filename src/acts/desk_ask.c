/* What the writer is asked about accounts: signing in, by password and code; one's own account; and
 * what an administrator asks about those of others. */
#include <string.h>

#include "acts/accounts.h"
#include "acts/desk_inside.h"
#include "base/must.h"
#include "store/q.h"
#include "sys/clock.h"

enum { NETWORK_BYTES = 64 };

/* An Argon2id string that no password fits: checked where there is no account, so that the answer
 * takes as long. */
static const char NOBODY[] = "$argon2id$v=19$m=65536,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$"
                             "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

static void one_text(struct arena *a, struct desk_reply *ret, const char *key, sv text)
{
    struct jv *v = jv_object(a);
    desk_put(a, v, key, text);
    desk_reply_json(a, ret, 200, v);
}

/* ---- passwords, which auth checks ---- */

static const char TOO_MANY[] =
    "too many tries: wait a minute, or ask the administrator for an invitation, which signs in at "
    "once";

static void wait_for(struct desk_reply *ret, int kind, sv account, const struct wire_frame *ask)
{
    *ret = (struct desk_reply){.status = 0, .wait = {.ask = *ask}};
    ret->wait.kind = kind == WAIT_LOGIN    ? WAIT_LOGIN
                     : kind == WAIT_ACCEPT ? WAIT_ACCEPT
                                           : WAIT_CHANGE;
    memcpy(ret->wait.account, account.p, account.n);
}

/* Count a try of the account's password and read what it is checked against; false where it may
 * not be tried: *ret is the reply. */
static err *password_try(struct desk *d, struct arena *a, const struct jv *q, sv account,
                         struct try *ret_one, sv *ret_encoded, bool *ret_may,
                         struct desk_reply *ret)
{
    bool found;
    struct q_account_password_out row;
    tries_of(d->tries, account, sv_sub(jv_get_sv(q, "from"), 0, NETWORK_BYTES),
             jv_get_sv(q, "device"), ret_one);
    *ret_may = tries_begin(d->tries, ret_one, sys_ticks_ms());
    if (!*ret_may) {
        desk_refuse(a, ret, 429, "account", TOO_MANY);
        return NULL;
    }
    err *e = q_account_password(d->store, a, &(struct q_account_password_in){.name = account},
                                &found, &row);
    if (e) {
        tries_undo(d->tries, ret_one);
        return e;
    }
    bool usable = found && row.password.n && !row.disabled;
    *ret_encoded = usable ? row.password : sv_of(NOBODY);
    return NULL;
}

static err *ask_login(struct desk *d, struct arena *a, const struct jv *q, struct desk_reply *ret)
{
    sv account = jv_get_sv(q, "account"), password = jv_get_sv(q, "password"), encoded;
    struct try one;
    bool may;
    if (!rec_id_valid(account) || password.n == 0 || password.n > LIMIT_PASSWORD_BYTES) {
        desk_refuse(a, ret, 403, "account", "this account and password do not belong together");
        return NULL;
    }
    TRY(password_try(d, a, q, account, &one, &encoded, &may, ret));
    if (may) {
        wait_for(ret, WAIT_LOGIN, account,
                 &(struct wire_frame){.op = WIRE_CHECK, .field = {encoded, password}, .n = 2});
        ret->wait.tried = one;
    }
    return NULL;
}

static bool password_fits(struct arena *a, sv password, const char *field, struct desk_reply *ret)
{
    bool fits = password.n >= ACT_PASSWORD_MIN && password.n <= LIMIT_PASSWORD_BYTES;
    if (!fits) {
        desk_refuse(a, ret, 400, field,
                    "a password has at least 10 characters; a few words are good");
    }
    return fits;
}

static err *ask_accept(struct desk *d, struct arena *a, const struct jv *q, struct desk_reply *ret)
{
    sv account, password = jv_get_sv(q, "password"), invitation = jv_get_sv(q, "invitation");
    TRY(act_invitation_account(d->store, a, sys_now(), invitation, &account));
    if (!password_fits(a, password, "password", ret)) {
        return NULL;
    }
    wait_for(ret, WAIT_ACCEPT, account,
             &(struct wire_frame){.op = WIRE_HASH, .field = {password}, .n = 1});
    must(invitation.n < sizeof ret->wait.token); /* it was found: it is one that was made */
    memcpy(ret->wait.token, invitation.p, invitation.n);
    return NULL;
}

static err *ask_change(struct desk *d, struct arena *a, sv account, sv session, const struct jv *q,
                       struct desk_reply *ret)
{
    sv old = jv_get_sv(q, "password"), password = jv_get_sv(q, "new"), encoded;
    struct try one;
    bool may;
    if (!password_fits(a, password, "new", ret)) {
        return NULL;
    }
    if (old.n == 0 || old.n > LIMIT_PASSWORD_BYTES) {
        desk_refuse(a, ret, 403, "password", "this is not the password that you have now");
        return NULL;
    }
    TRY(password_try(d, a, q, account, &one, &encoded, &may, ret));
    if (may) {
        wait_for(
            ret, WAIT_CHANGE, account,
            &(struct wire_frame){.op = WIRE_CHANGE, .field = {encoded, old, password}, .n = 3});
        ret->wait.tried = one;
        must(session.n < sizeof ret->wait.token); /* it was found */
        memcpy(ret->wait.token, session.p, session.n);
    }
    return NULL;
}

/* ---- one-time codes ---- */

/* The visit begins: a session, or half of one where a code is still to come. */
static err *begin_visit(struct desk *d, struct arena *a, sv account, struct desk_reply *ret)
{
    struct jv *v = jv_object(a);
    sv token;
    bool asked;
    TRY(act_code_asked(d->store, a, account, &asked));
    if (asked) {
        TRY(act_half_open(d->store, a, sys_now(), account, &token));
        desk_put(a, v, "half", token);
    } else {
        TRY(act_session_open(d->store, a, sys_now(), account, &token));
        desk_put(a, v, "session", token);
        desk_put(a, v, "device", tries_device_make(d->tries, a, account));
    }
    desk_reply_json(a, ret, 200, v);
    return NULL;
}

/* Take a code of the account.  False where it was wrong or may not be tried: *ret is the reply. */
static err *take_code(struct desk *d, struct arena *a, sv account, sv code, bool *ret_good,
                      struct desk_reply *ret)
{
    struct try one;
    *ret_good = false;
    tries_of_code(d->tries, account, &one);
    if (!tries_begin(d->tries, &one, sys_ticks_ms())) {
        desk_refuse(a, ret, 429, "code", "too many wrong codes: wait a minute, then try again");
        return NULL;
    }
    err *e =
        act_code_take(d->store, a, sys_now(), account, sv_sub(code, 0, NETWORK_BYTES), ret_good);
    if (e) {
        tries_undo(d->tries, &one);
        return e;
    }
    if (*ret_good) {
        tries_good(d->tries, &one);
    } else {
        desk_refuse(a, ret, 403, "code",
                    "this code is not good, or was used: wait for the next one, or use a recovery "
                    "code");
    }
    return NULL;
}

/* The second step of signing in. */
static err *ask_code(struct desk *d, struct arena *a, const struct jv *q, struct desk_reply *ret)
{
    sv account, token;
    bool good;
    TRY(act_half_account(d->store, a, sys_now(), jv_get_sv(q, "half"), &account));
    TRY(take_code(d, a, account, jv_get_sv(q, "code"), &good, ret));
    if (!good) {
        return NULL;
    }
    struct jv *v = jv_object(a);
    TRY(q_half_session_end(d->store, a,
                           &(struct q_half_session_end_in){.account = account, .now = sys_now()}));
    TRY(act_session_open(d->store, a, sys_now(), account, &token));
    desk_put(a, v, "session", token);
    desk_put(a, v, "device", tries_device_make(d->tries, a, account));
    desk_reply_json(a, ret, 200, v);
    return NULL;
}

static void put_codes(struct arena *a, struct jv *v, const sv codes[CODE_RECOVERY])
{
    struct jv *list = jv_put(v, SV("codes"), jv_array(a));
    for (int i = 0; i < CODE_RECOVERY; i++) {
        jv_add(list, jv_string(a, codes[i]));
    }
}

/* The secret as it is handed over, in base32 with blanks; the asker makes the link of it. */
static void put_secret(struct arena *a, struct jv *v, sv secret)
{
    desk_put(a, v, "secret", code_secret_words(a, secret));
}

static err *code_begin(struct desk *d, struct arena *a, sv account, struct desk_reply *ret)
{
    struct jv *v = jv_object(a);
    sv secret;
    TRY(act_code_begin(d->store, a, account, &secret));
    put_secret(a, v, secret);
    desk_reply_json(a, ret, 200, v);
    return NULL;
}

/* The first code of a new secret.  Where it is wrong the reply has the secret again, so that the
 * form can be shown anew. */
static err *code_confirm(struct desk *d, struct arena *a, sv account, sv code,
                         struct desk_reply *ret)
{
    struct jv *v = jv_object(a);
    sv codes[CODE_RECOVERY], secret;
    bool good;
    TRY(act_code_confirm(d->store, a, sys_now(), account, code, &good, codes));
    if (good) {
        put_codes(a, v, codes);
        desk_reply_json(a, ret, 200, v);
        return NULL;
    }
    TRY(act_code_waiting(d->store, a, account, &secret));
    if (!secret.n) {
        desk_refuse(a, ret, 409, "", "no new device waits to be confirmed: begin anew");
        return NULL;
    }
    desk_put(a, v, "field", SV("code"));
    desk_put(a, v, "sentence",
             SV("this is not the code of this secret: see that the clock of the device is right, "
                "and type the code that it shows now"));
    put_secret(a, v, secret);
    desk_reply_json(a, ret, 403, v);
    return NULL;
}

/* What changes the codes of an account that has them is asked with a code. */
static err *ask_codes(struct desk *d, struct arena *a, const struct act_actor *actor, sv what,
                      const struct jv *q, struct desk_reply *ret)
{
    sv account = actor->account, codes[CODE_RECOVERY];
    bool good = actor->uncoded;
    if (sv_is(what, "code.confirm")) {
        return code_confirm(d, a, account, jv_get_sv(q, "code"), ret);
    }
    if (!good) {
        TRY(take_code(d, a, account, jv_get_sv(q, "code"), &good, ret));
    }
    if (!good) {
        return NULL;
    }
    if (sv_is(what, "code.begin")) {
        return code_begin(d, a, account, ret);
    }
    struct act_actor without = *actor;
    without.uncoded = true;
    if (actor->uncoded) {
        desk_refuse(a, ret, 409, "", "this account has no one-time codes: set them up first");
    } else if (sv_is(what, "code.recovery")) {
        struct jv *v = jv_object(a);
        TRY(act_code_recovery(d->store, a, account, codes));
        put_codes(a, v, codes);
        desk_reply_json(a, ret, 200, v);
    } else if (d->codes_required && act_code_lacks(&without)) {
        desk_refuse(a, ret, 409, "",
                    "this account needs one-time codes: set up another device instead");
    } else {
        TRY(act_code_end(d->store, a, sys_now(), account));
        one_text(a, ret, "account", account);
    }
    return NULL;
}

/* ---- an administrator ---- */

/* What an administrator asks about an account that may be managed. */
static err *manage(struct desk *d, struct arena *a, sv what, const struct jv *q,
                   struct desk_reply *ret)
{
    instant now = sys_now();
    sv account = jv_get_sv(q, "account"), token;
    bool reset = sv_is(what, "account.reset");
    if (sv_is(what, "account.add")) {
        TRY(act_account_add(d->store, a, now, account, jv_get_sv(q, "role"), jv_get_sv(q, "body"),
                            jv_get_sv(q, "member")));
    }
    if (sv_is(what, "account.office") || (sv_is(what, "account.add") && jv_get_sv(q, "office").n)) {
        TRY(act_account_office(d->store, a, account, sv_trim(jv_get_sv(q, "office"))));
    }
    if (sv_is(what, "account.instrument") ||
        (sv_is(what, "account.add") && jv_get_sv(q, "instrument").n)) {
        TRY(act_account_instrument(d->store, a, account, sv_trim(jv_get_sv(q, "instrument"))));
    }
    if (sv_is(what, "account.office") || sv_is(what, "account.instrument")) {
        one_text(a, ret, "account", account);
        return NULL;
    }
    if (reset || sv_is(what, "account.reset-codes")) {
        TRY(act_code_end(d->store, a, now, account));
    }
    if (reset || sv_is(what, "account.reset-password")) {
        TRY(act_account_reset(d->store, a, account));
    }
    if (reset || sv_is(what, "account.add") || sv_is(what, "account.invite") ||
        sv_is(what, "account.reset-password")) {
        TRY(act_account_invite(d->store, a, now, account, &token));
        one_text(a, ret, "invitation", token);
    } else if (sv_is(what, "key.add")) {
        sv name = jv_get_sv(q, "name");
        TRY(act_key_add(d->store, a, now, account, name.n ? name : account, &token));
        one_text(a, ret, "key", token);
    } else if (sv_is(what, "account.reset-codes")) {
        TRY(act_session_close_others(d->store, a, account, SV_NONE));
        one_text(a, ret, "account", account);
    } else {
        TRY(act_account_disable(d->store, a, account, sv_is(what, "account.disable")));
        one_text(a, ret, "account", account);
    }
    return NULL;
}

static err *ask_admin(struct desk *d, struct arena *a, const struct act_actor *actor, sv what,
                      const struct jv *q, struct desk_reply *ret)
{
    static const char *const asks[] = {
        "account.add",    "account.invite",    "account.disable",        "account.enable",
        "account.reset",  "key.add",           "account.reset-password", "account.reset-codes",
        "account.office", "account.instrument"};
    bool known = false;
    for (size_t i = 0; i < sizeof asks / sizeof asks[0]; i++) {
        known |= sv_is(what, asks[i]);
    }
    TRY(act_rights_account(a, actor, actor->body)); /* an administrator at all */
    if (!known) {
        desk_refuse(a, ret, 400, "ask", "this is not something that can be asked");
        return NULL;
    }
    sv body = jv_get_sv(q, "body");
    if (!sv_is(what, "account.add")) {
        TRY(act_account_body(d->store, a, jv_get_sv(q, "account"), &body));
    }
    TRY(act_rights_account(a, actor, body));
    return manage(d, a, what, q, ret);
}

/* ---- which question it is ---- */

/* What somebody asks about their own account; session: the token of the visit. */
static err *ask_own(struct desk *d, struct arena *a, const struct act_actor *actor, sv session,
                    sv what, const struct jv *q, struct desk_reply *ret)
{
    if (sv_is(what, "sessions.end")) {
        TRY(act_session_close_others(d->store, a, actor->account, session));
        one_text(a, ret, "account", actor->account);
        return NULL;
    }
    if (sv_is(what, "password.change")) {
        return ask_change(d, a, actor->account, session, q, ret);
    }
    return ask_codes(d, a, actor, what, q, ret);
}

static bool is_own(sv what)
{
    static const char *const asks[] = {"sessions.end", "password.change", "code.begin",
                                       "code.confirm", "code.recovery",   "code.end"};
    for (size_t i = 0; i < sizeof asks / sizeof asks[0]; i++) {
        if (sv_is(what, asks[i])) {
            return true;
        }
    }
    return false;
}

/* What anybody asks who is not signed in yet; *ret_asked false where it is nothing of that. */
static err *ask_stranger(struct desk *d, struct arena *a, sv what, const struct jv *q,
                         bool *ret_asked, struct desk_reply *ret)
{
    sv account;
    *ret_asked = true;
    if (sv_is(what, "login")) {
        return ask_login(d, a, q, ret);
    }
    if (sv_is(what, "code")) {
        return ask_code(d, a, q, ret);
    }
    if (sv_is(what, "accept")) {
        return ask_accept(d, a, q, ret);
    }
    if (sv_is(what, "invitation")) {
        TRY(act_invitation_account(d->store, a, sys_now(), jv_get_sv(q, "invitation"), &account));
        one_text(a, ret, "account", account);
        return NULL;
    }
    *ret_asked = false;
    return NULL;
}

err *desk_ask(struct desk *d, struct arena *a, const struct act_actor *actor, bool local,
              sv credential, const struct jv *q, struct desk_reply *ret)
{
    static const struct act_actor here = {.role = ROLE_ADMIN}; /* this machine's administrator */
    sv what = jv_get_sv(q, "ask"), token, word = sv_cut(credential, ' ', &token);
    bool asked, session = sv_is(word, "session") && actor->account.n;
    TRY(ask_stranger(d, a, what, q, &asked, ret));
    if (asked) {
        return NULL;
    }
    if (sv_is(what, "logout")) {
        if (sv_is(word, "session")) {
            TRY(act_session_close(d->store, a, token));
        }
        one_text(a, ret, "account", actor->account);
        return NULL;
    }
    if (is_own(what)) {
        if (!session) {
            desk_refuse(a, ret, 401, "", "sign in first: the session is unknown or over");
            return NULL;
        }
        return ask_own(d, a, actor, token, what, q, ret);
    }
    if (session && d->codes_required && act_code_lacks(actor)) {
        desk_refuse(a, ret, 403, "", DESK_LACKS_CODES);
        return NULL;
    }
    if (sv_starts(what, SV("draft."))) {
        return desk_ask_draft(d, a, actor, sv_sub(what, 6, what.n), q, ret);
    }
    if (sv_starts(what, SV("activity."))) {
        return desk_ask_agency(d, a, actor, what, q, ret);
    }
    return ask_admin(d, a, local ? &here : actor, what, q, ret);
}

/* ---- after auth ---- */

err *desk_ask_resume(struct desk *d, struct arena *a, const struct desk_wait *wait,
                     const struct wire_frame *answer, struct desk_reply *ret)
{
    sv account = sv_of(wait->account);
    bool good = answer->n >= 1 && sv_is(answer->field[0], "200");
    bool wrong = answer->n >= 1 && sv_is(answer->field[0], "403");
    if (wait->kind == WAIT_LOGIN && !good) {
        desk_refuse(a, ret, 403, "account", "this account and password do not belong together");
        return NULL;
    }
    if (wait->kind == WAIT_CHANGE && wrong) {
        desk_refuse(a, ret, 403, "password", "this is not the password that you have now");
        return NULL;
    }
    if (wait->kind != WAIT_ACCEPT && good) {
        tries_good(d->tries, &wait->tried);
    }
    if (wait->kind == WAIT_LOGIN) {
        return begin_visit(d, a, account, ret);
    }
    if (!good || answer->n < 2) {
        desk_refuse(a, ret, 503, wait->kind == WAIT_CHANGE ? "new" : "password",
                    "the password could not be set: try again");
        return NULL;
    }
    if (wait->kind == WAIT_CHANGE) {
        TRY(act_account_password_own(d->store, a, account, answer->field[1], sv_of(wait->token)));
        one_text(a, ret, "account", account);
        return NULL;
    }
    /* good once: another may have taken it up while this password was hashed */
    TRY(act_invitation_account(d->store, a, sys_now(), sv_of(wait->token), &account));
    TRY(act_account_password(d->store, a, account, answer->field[1]));
    return begin_visit(d, a, account, ret);
}
