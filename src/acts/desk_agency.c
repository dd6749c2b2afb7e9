/* What the writer is asked by an agency that reports. */
#include "acts/desk_inside.h"

/* The answer names nothing of a row. */
static void say_taken(struct desk *d, struct arena *a, struct desk_reply *ret, sv batch, size_t n)
{
    struct jv *v = jv_object(a);
    desk_put(a, v, "batch", batch);
    jv_put(v, SV("rows"), jv_int(a, (int64_t)n));
    jv_put(v, SV("correction_days"), jv_int(a, d->rules.correction_days));
    desk_reply_json(a, ret, 200, v);
}

err *desk_ask_agency(struct desk *d, struct arena *a, const struct act_actor *actor, sv what,
                     const struct jv *q, struct desk_reply *ret)
{
    int64_t seq;
    size_t n = 0;
    TRY(st_log_size(d->store, a, &seq));
    instant now = d->inputs.now(d->inputs.cx, seq);
    if (!actor->account.n) {
        desk_refuse(a, ret, 401, "", "sign in first: the session is unknown or over");
        return NULL;
    }
    if (sv_is(what, "activity.send")) {
        TRY(activity_send(d->store, a, actor, now, q, &n));
    } else if (sv_is(what, "activity.withdraw")) {
        TRY(activity_withdraw(d->store, a, actor, now, q));
    } else if (sv_is(what, "activity.state")) {
        TRY(activity_state(d->store, a, actor, now, q));
    } else {
        desk_refuse(a, ret, 400, "ask", "this is not something that can be asked");
        return NULL;
    }
    say_taken(d, a, ret, jv_get_sv(q, "batch"), n);
    return NULL;
}
