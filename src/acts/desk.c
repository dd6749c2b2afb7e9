/* The writer's desk. */
#include "acts/desk.h"

#include <string.h>

#include "acts/accounts.h"
#include "base/must.h"
#include "store/q.h"
#include "sys/clock.h"

enum { NETWORK_BYTES = 64 };

/* An Argon2id string that no password fits: checked where there is no account, so that the answer
 * takes as long. */
static const char NOBODY[] = "$argon2id$v=19$m=65536,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$"
                             "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

struct desk {
    struct store *store;
    struct act_room *room;
    st_signer *sign;
    void *sign_cx;
    struct tries *tries;
};

struct desk *desk_open(struct store *take_s, const struct act_inputs *inputs, st_signer *sign,
                       void *sign_cx)
{
    struct desk *d = heap_resize(NULL, sizeof *d);
    *d = (struct desk){.store = take_s,
                       .room = act_room_open(take_s, inputs),
                       .sign = sign,
                       .sign_cx = sign_cx,
                       .tries = tries_open()};
    return d;
}

void desk_devices(struct desk *d, const struct rec_hash *secret)
{
    tries_devices(d->tries, secret);
}

void desk_close(struct desk *take_d)
{
    if (take_d) {
        tries_close(take_d->tries);
        act_room_close(take_d->room);
        st_close(take_d->store);
        heap_resize(take_d, 0);
    }
}

struct store *desk_store(struct desk *d)
{
    return d->store;
}

/* ---- replies ---- */

static void reply(struct arena *a, struct desk_reply *ret, int status, const struct jv *v)
{
    struct buf b = buf_make((size_t)WIRE_FRAME_MAX);
    jv_write(&b, v);
    *ret = (struct desk_reply){.status = status, .json = buf_dup(a, &b)};
    buf_free(&b);
}

static int status_of(enum err_kind kind)
{
    switch (kind) {
    case E_NOTFOUND: return 404;
    case E_DENIED: return 403;
    case E_REFUSED: return 422;
    case E_DISORDER:
    case E_CONFLICT: return 409;
    case E_INVALID: return 400;
    case E_LIMIT: return 413;
    case E_IO:
    case E_UNSURE: break;
    }
    return 503;
}

static void put(struct arena *a, struct jv *v, const char *key, sv text)
{
    if (text.n) {
        jv_put(v, sv_of(key), jv_string(a, text));
    }
}

void desk_error_reply(struct arena *a, err *e, sv act, struct desk_reply *ret)
{
    struct jv *v = jv_object(a);
    bool judged = e->kind == E_REFUSED || e->kind == E_DISORDER;
    if (judged) {
        put(a, v, "judgement", e->kind == E_REFUSED ? SV("impossible") : SV("out-of-order"));
    }
    if (e->kind == E_UNSURE) {
        jv_put(v, SV("unsure"), jv_bool(a, true));
        put(a, v, "act", act);
    }
    put(a, v, "field", e->field);
    put(a, v, "rule", e->rule);
    put(a, v, "citation", e->citation);
    put(a, v, "sentence", e->message);
    if (judged) {
        jv_put(v, SV("may_record"), jv_bool(a, e->kind == E_DISORDER));
    }
    reply(a, ret, status_of(e->kind), v);
}

static void refuse(struct arena *a, struct desk_reply *ret, int status, const char *field,
                   const char *sentence)
{
    struct jv *v = jv_object(a);
    put(a, v, "field", sv_of(field));
    put(a, v, "sentence", sv_of(sentence));
    reply(a, ret, status, v);
}

static sv act_id_in(struct arena *a, const struct wire_frame *f)
{
    struct jv *tree;
    return f->op == WIRE_ACT && f->n == 2 && !jv_parse(a, f->field[1], &tree)
               ? jv_get_sv(tree, "act")
               : SV_NONE;
}

void desk_failed_reply(struct arena *a, err *e, const struct wire_frame *f, struct desk_reply *ret)
{
    desk_error_reply(a, e, act_id_in(a, f), ret);
}

/* ---- who asks ---- */

static err *local_actor(struct arena *a, sv words, struct act_actor *ret)
{
    struct act_actor actor = {.account = sv_cut(words, ' ', &words)};
    sv role = sv_cut(words, ' ', &words);
    actor.body = sv_cut(words, ' ', &words);
    actor.member = words;
    if (!rec_id_valid(actor.account) || !act_role_parse(role, &actor.role)) {
        return err_make(a, E_DENIED, "as names an account and a role");
    }
    *ret = actor;
    return NULL;
}

/* The actor behind a credential; an empty one is the public. */
static err *actor_of(struct desk *d, struct arena *a, enum desk_door door, sv credential,
                     struct act_actor *ret, bool *ret_known)
{
    sv rest, word = sv_cut(credential, ' ', &rest);
    *ret = (struct act_actor){.role = ROLE_PUBLIC};
    *ret_known = false;
    if (sv_is(word, "as") && door == DESK_LOCAL) {
        *ret_known = true;
        return local_actor(a, rest, ret);
    }
    if (sv_is(word, "session")) {
        instant seen, now = sys_now();
        TRY(act_session_actor(d->store, a, now, rest, ret_known, ret, &seen));
        return *ret_known ? act_session_seen(d->store, a, now, rest, seen) : NULL;
    }
    if (sv_is(word, "key")) {
        return act_key_actor(d->store, a, rest, ret_known, ret);
    }
    return NULL;
}

/* ---- acts ---- */

static void handle_act(struct desk *d, struct arena *a, const struct act_actor *actor, sv json,
                       struct desk_reply *ret)
{
    struct jv *tree;
    struct act_done done;
    if (json.n > LIMIT_ACT_BYTES) {
        refuse(a, ret, 413, "act", "the act is too large: split its texts");
        return;
    }
    err *e = jv_parse(a, json, &tree);
    if (e) {
        desk_error_reply(a, err_about(a, e, SV("act")), SV_NONE, ret);
        return;
    }
    sv id = jv_get_sv(tree, "act");
    e = act_perform(d->room, a, actor, tree, &done);
    if (e) {
        desk_error_reply(a, e, id, ret);
        return;
    }
    struct jv *v = jv_object(a), *list = jv_put(v, SV("entries"), jv_array(a));
    for (int64_t i = 0; i < done.entries; i++) {
        struct jv *entry = jv_add(list, jv_object(a));
        jv_put(entry, SV("seq"), jv_int(a, done.first + i));
        jv_put(entry, SV("kind"), jv_string(a, done.kind));
    }
    reply(a, ret, 200, v);
}

/* ---- accounts ---- */

static void wait_for(struct desk_reply *ret, int kind, sv account, struct wire_frame ask)
{
    *ret = (struct desk_reply){.status = 0, .wait = {.ask = ask}};
    ret->wait.kind = kind == WAIT_LOGIN ? WAIT_LOGIN : WAIT_ACCEPT;
    memcpy(ret->wait.account, account.p, account.n);
}

static err *ask_login(struct desk *d, struct arena *a, const struct jv *q, struct desk_reply *ret)
{
    sv account = jv_get_sv(q, "account"), password = jv_get_sv(q, "password");
    bool found;
    struct q_account_password_out row;
    if (!rec_id_valid(account) || password.n == 0 || password.n > LIMIT_PASSWORD_BYTES) {
        refuse(a, ret, 403, "account", "this account and password do not belong together");
        return NULL;
    }
    struct try one;
    tries_of(d->tries, account, sv_sub(jv_get_sv(q, "from"), 0, NETWORK_BYTES),
             jv_get_sv(q, "device"), &one);
    if (!tries_begin(d->tries, &one, sys_ticks_ms())) {
        refuse(a, ret, 429, "account",
               "too many tries: wait a minute, or ask the administrator for an invitation, which "
               "signs in at once");
        return NULL;
    }
    err *e = q_account_password(d->store, a, &(struct q_account_password_in){.name = account},
                                &found, &row);
    if (e) {
        tries_undo(d->tries, &one);
        return e;
    }
    bool usable = found && row.password.n && !row.disabled;
    struct wire_frame ask = {
        .op = WIRE_CHECK, .field = {usable ? row.password : sv_of(NOBODY), password}, .n = 2};
    wait_for(ret, WAIT_LOGIN, account, ask);
    ret->wait.tried = one;
    return NULL;
}

static err *ask_accept(struct desk *d, struct arena *a, const struct jv *q, struct desk_reply *ret)
{
    sv account, password = jv_get_sv(q, "password"), invitation = jv_get_sv(q, "invitation");
    TRY(act_invitation_account(d->store, a, sys_now(), invitation, &account));
    if (password.n < ACT_PASSWORD_MIN || password.n > LIMIT_PASSWORD_BYTES) {
        refuse(a, ret, 400, "password",
               "a password has at least 10 characters; a few words are good");
        return NULL;
    }
    wait_for(ret, WAIT_ACCEPT, account,
             (struct wire_frame){.op = WIRE_HASH, .field = {password}, .n = 1});
    must(invitation.n < sizeof ret->wait.invitation); /* it was found: it is one that was made */
    memcpy(ret->wait.invitation, invitation.p, invitation.n);
    return NULL;
}

static void one_text(struct arena *a, struct desk_reply *ret, const char *key, sv text)
{
    struct jv *v = jv_object(a);
    put(a, v, key, text);
    reply(a, ret, 200, v);
}

/* What an administrator asks about an account that may be managed. */
static err *manage(struct desk *d, struct arena *a, sv what, const struct jv *q,
                   struct desk_reply *ret)
{
    instant now = sys_now();
    sv account = jv_get_sv(q, "account"), token;
    if (sv_is(what, "account.add")) {
        TRY(act_account_add(d->store, a, now, account, jv_get_sv(q, "role"), jv_get_sv(q, "body"),
                            jv_get_sv(q, "member")));
    }
    if (sv_is(what, "account.add") || sv_is(what, "account.invite")) {
        TRY(act_account_invite(d->store, a, now, account, &token));
        one_text(a, ret, "invitation", token);
    } else if (sv_is(what, "key.add")) {
        sv name = jv_get_sv(q, "name");
        TRY(act_key_add(d->store, a, now, account, name.n ? name : account, &token));
        one_text(a, ret, "key", token);
    } else {
        TRY(act_account_disable(d->store, a, account, sv_is(what, "account.disable")));
        one_text(a, ret, "account", account);
    }
    return NULL;
}

static err *ask_admin(struct desk *d, struct arena *a, const struct act_actor *actor, sv what,
                      const struct jv *q, struct desk_reply *ret)
{
    static const char *const asks[] = {"account.add", "account.invite", "account.disable",
                                       "account.enable", "key.add"};
    bool known = false;
    for (size_t i = 0; i < sizeof asks / sizeof asks[0]; i++) {
        known |= sv_is(what, asks[i]);
    }
    TRY(act_rights_account(a, actor, actor->body)); /* an administrator at all */
    if (!known) {
        refuse(a, ret, 400, "ask", "this is not something that can be asked");
        return NULL;
    }
    sv body = jv_get_sv(q, "body");
    if (!sv_is(what, "account.add")) {
        TRY(act_account_body(d->store, a, jv_get_sv(q, "account"), &body));
    }
    TRY(act_rights_account(a, actor, body));
    return manage(d, a, what, q, ret);
}

static err *ask(struct desk *d, struct arena *a, const struct act_actor *actor, bool local,
                sv credential, const struct jv *q, struct desk_reply *ret)
{
    sv what = jv_get_sv(q, "ask"), account;
    if (sv_is(what, "login")) {
        return ask_login(d, a, q, ret);
    }
    if (sv_is(what, "accept")) {
        return ask_accept(d, a, q, ret);
    }
    if (sv_is(what, "invitation")) {
        TRY(act_invitation_account(d->store, a, sys_now(), jv_get_sv(q, "invitation"), &account));
        one_text(a, ret, "account", account);
        return NULL;
    }
    if (sv_is(what, "logout")) {
        sv token, word = sv_cut(credential, ' ', &token);
        if (sv_is(word, "session")) {
            TRY(act_session_close(d->store, a, token));
        }
        one_text(a, ret, "account", actor->account);
        return NULL;
    }
    static const struct act_actor here = {.role = ROLE_ADMIN}; /* this machine's administrator */
    return ask_admin(d, a, local ? &here : actor, what, q, ret);
}

static void handle_ask(struct desk *d, struct arena *a, const struct act_actor *actor,
                       enum desk_door door, const struct wire_frame *f, struct desk_reply *ret)
{
    struct jv *q;
    err *e = jv_parse(a, f->field[1], &q);
    e = e ? e : st_act_begin(d->store, a);
    if (!e) {
        e = ask(d, a, actor, door == DESK_LOCAL, f->field[0], q, ret);
        e = e ? e : st_act_keep(d->store, a);
        if (e) {
            st_act_undo(d->store);
        }
    }
    if (e) {
        desk_error_reply(a, e, SV_NONE, ret);
    }
}

void desk_handle(struct desk *d, struct arena *a, enum desk_door door, const struct wire_frame *f,
                 struct desk_reply *ret)
{
    struct act_actor actor;
    bool known;
    if ((f->op != WIRE_ACT && f->op != WIRE_ASK) || f->n != 2) {
        refuse(a, ret, 400, "act", "this is neither an act nor a question");
        return;
    }
    err *e = actor_of(d, a, door, f->field[0], &actor, &known);
    if (e) {
        desk_error_reply(a, e, SV_NONE, ret);
    } else if (f->op == WIRE_ASK) {
        handle_ask(d, a, &actor, door, f, ret);
    } else if (!known) {
        refuse(a, ret, 401, "", "sign in first: the session is unknown or over");
    } else {
        handle_act(d, a, &actor, f->field[1], ret);
    }
}

/* ---- after auth ---- */

static err *resume(struct desk *d, struct arena *a, const struct desk_wait *wait,
                   const struct wire_frame *answer, struct desk_reply *ret)
{
    sv account = sv_of(wait->account), token;
    bool good = answer->n >= 1 && sv_is(answer->field[0], "200");
    if (wait->kind == WAIT_LOGIN) {
        if (!good) {
            refuse(a, ret, 403, "account", "this account and password do not belong together");
            return NULL;
        }
        tries_good(d->tries, &wait->tried);
    } else if (!good || answer->n < 2) {
        refuse(a, ret, 503, "password", "the password could not be set: try again");
        return NULL;
    } else {
        /* good once: another may have taken it up while this password was hashed */
        TRY(act_invitation_account(d->store, a, sys_now(), sv_of(wait->invitation), &account));
        TRY(act_account_password(d->store, a, account, answer->field[1]));
    }
    TRY(act_session_open(d->store, a, sys_now(), account, &token));
    struct jv *v = jv_object(a);
    put(a, v, "session", token);
    put(a, v, "device", tries_device_make(d->tries, a, account));
    reply(a, ret, 200, v);
    return NULL;
}

void desk_resume(struct desk *d, struct arena *a, const struct desk_wait *wait,
                 const struct wire_frame *answer, struct desk_reply *ret)
{
    err *e = st_act_begin(d->store, a);
    if (!e) {
        e = resume(d, a, wait, answer, ret);
        e = e ? e : st_act_keep(d->store, a);
        if (e) {
            st_act_undo(d->store);
        }
    }
    if (e) {
        desk_error_reply(a, e, SV_NONE, ret);
    }
}

void desk_unanswered(struct desk *d, const struct desk_wait *wait)
{
    if (wait->kind == WAIT_LOGIN) {
        tries_undo(d->tries, &wait->tried);
    }
}

/* ---- groups ---- */

err *desk_begin(struct desk *d, struct arena *a)
{
    return st_group_begin(d->store, a);
}

err *desk_commit(struct desk *d, struct arena *a, int64_t *ret_size)
{
    err *e = st_group_commit(d->store, a, d->sign, d->sign_cx);
    if (e) {
        act_room_forget(d->room);
        return e;
    }
    *ret_size = (int64_t)st_log_head(d->store)->size; /* asks nothing that could fail now */
    return NULL;
}
