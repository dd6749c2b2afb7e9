/* The writer's desk. */
#include "acts/desk_inside.h"

#include <string.h>

#include "acts/accounts.h"
#include "acts/intake.h"
#include "acts/seal.h"
#include "sys/clock.h"

struct desk *desk_open(struct store *take_s, const struct act_inputs *inputs, st_signer *sign,
                       void *sign_cx)
{
    struct desk *d = heap_resize(NULL, sizeof *d);
    *d = (struct desk){.store = take_s,
                       .room = act_room_open(take_s, inputs),
                       .inputs = *inputs,
                       .rules = ACTIVITY_RULES,
                       .sign = sign,
                       .sign_cx = sign_cx,
                       .tries = tries_open()};
    return d;
}

void desk_devices(struct desk *d, const struct rec_hash *secret)
{
    tries_devices(d->tries, secret);
}

void desk_codes(struct desk *d, bool required)
{
    d->codes_required = required;
}

void desk_rules(struct desk *d, const struct activity_rules *rules)
{
    d->rules = *rules;
    act_room_rules(d->room, rules);
}

void desk_files(struct desk *d, const char *dir)
{
    d->dir = heap_resize(d->dir, strlen(dir) + 1);
    memcpy(d->dir, dir, strlen(dir) + 1);
}

void desk_close(struct desk *take_d)
{
    if (take_d) {
        heap_resize(take_d->dir, 0);
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

void desk_reply_json(struct arena *a, struct desk_reply *ret, int status, const struct jv *v)
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

void desk_put(struct arena *a, struct jv *v, const char *key, sv text)
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
        desk_put(a, v, "judgement", e->kind == E_REFUSED ? SV("impossible") : SV("out-of-order"));
    }
    if (e->kind == E_UNSURE) {
        jv_put(v, SV("unsure"), jv_bool(a, true));
        desk_put(a, v, "act", act);
    }
    desk_put(a, v, "field", e->field);
    desk_put(a, v, "rule", e->rule);
    desk_put(a, v, "citation", e->citation);
    desk_put(a, v, "sentence", e->message);
    if (judged) {
        jv_put(v, SV("may_record"), jv_bool(a, e->kind == E_DISORDER));
    }
    desk_reply_json(a, ret, status_of(e->kind), v);
}

void desk_refuse(struct arena *a, struct desk_reply *ret, int status, const char *field,
                 const char *sentence)
{
    struct jv *v = jv_object(a);
    desk_put(a, v, "field", sv_of(field));
    desk_put(a, v, "sentence", sv_of(sentence));
    desk_reply_json(a, ret, status, v);
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

/* Begin to take in the act's file, if whoever asks may enter such an act at all. */
static err *await_file(struct desk *d, struct arena *a, const struct act_actor *actor,
                       struct jv *tree, struct desk_reply *ret)
{
    struct act_request q;
    TRY(act_request_of(a, tree, &q));
    TRY(act_rights_check(a, actor, q.kind, q.body, q.source != NULL, q.data));
    if (!d->dir) {
        return err_make(a, E_IO, "no files can be kept here: serve the instance to file them");
    }
    *ret = (struct desk_reply){.wait.kind = WAIT_FILE};
    return intake_open(a, d->dir, &d->inputs, tree, &ret->wait.file);
}

static void handle_act(struct desk *d, struct arena *a, const struct act_actor *actor, sv json,
                       struct desk_reply *ret)
{
    struct jv *tree;
    struct act_done done;
    if (json.n > LIMIT_ACT_BYTES) {
        desk_refuse(a, ret, 413, "act", "the act is too large: split its texts");
        return;
    }
    err *e = jv_parse(a, json, &tree);
    if (e) {
        desk_error_reply(a, err_about(a, e, SV("act")), SV_NONE, ret);
        return;
    }
    sv id = jv_get_sv(tree, "act");
    if (jv_get(tree, "files") && !d->brought) {
        e = await_file(d, a, actor, tree, ret);
        if (e) {
            desk_error_reply(a, e, id, ret);
        }
        return;
    }
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
    desk_reply_json(a, ret, 200, v);
}

/* ---- questions ---- */

static void handle_ask(struct desk *d, struct arena *a, const struct act_actor *actor,
                       enum desk_door door, const struct wire_frame *f, struct desk_reply *ret)
{
    struct jv *q;
    err *e = jv_parse(a, f->field[1], &q);
    if (!e && sv_is(jv_get_sv(q, "ask"), "draft.file")) {
        e = desk_file_draft(d, a, actor, q, ret);
        if (e) {
            desk_error_reply(a, e, SV_NONE, ret);
        }
        return;
    }
    e = e ? e : st_act_begin(d->store, a);
    if (!e) {
        e = desk_ask(d, a, actor, door == DESK_LOCAL, f->field[0], q, ret);
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
        desk_refuse(a, ret, 400, "act", "this is neither an act nor a question");
        return;
    }
    err *e = actor_of(d, a, door, f->field[0], &actor, &known);
    if (e) {
        desk_error_reply(a, e, SV_NONE, ret);
    } else if (f->op == WIRE_ASK) {
        handle_ask(d, a, &actor, door, f, ret);
    } else if (!known) {
        desk_refuse(a, ret, 401, "", "sign in first: the session is unknown or over");
    } else if (d->codes_required && act_code_lacks(&actor)) {
        desk_refuse(a, ret, 403, "", DESK_LACKS_CODES);
    } else {
        handle_act(d, a, &actor, f->field[1], ret);
    }
}

/* ---- after a file was taken in ---- */

bool desk_file_step(const struct desk_wait *wait)
{
    return intake_advance(wait->file);
}

void desk_file_end(struct desk *d, struct arena *a, enum desk_door door, const struct wire_frame *f,
                   struct desk_wait *take_wait, struct desk_reply *ret)
{
    err *e = intake_failure(take_wait->file);
    if (e) {
        desk_error_reply(a, e, act_id_in(a, f), ret);
    } else {
        d->brought = take_wait->file;
        act_room_bring(d->room, d->brought);
        desk_handle(d, a, door, f, ret);
        act_room_bring(d->room, NULL);
        d->brought = NULL;
    }
    desk_file_drop(take_wait);
}

void desk_file_drop(struct desk_wait *take_wait)
{
    intake_close(take_wait->file);
    take_wait->file = NULL;
}

/* ---- after auth ---- */

void desk_resume(struct desk *d, struct arena *a, const struct desk_wait *wait,
                 const struct wire_frame *answer, struct desk_reply *ret)
{
    err *e = st_act_begin(d->store, a);
    if (!e) {
        e = desk_ask_resume(d, a, wait, answer, ret);
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
    if (wait->kind != WAIT_ACCEPT) {
        tries_undo(d->tries, &wait->tried);
    }
}

/* ---- groups ---- */

err *desk_seal(struct desk *d, struct arena *a, bool *ret_more)
{
    return act_seal_next(d->room, a, ret_more);
}

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
