/* What the writer is asked about drafts. */
#include "acts/accounts.h"
#include "acts/desk_inside.h"
#include "acts/drafts.h"
#include "sys/clock.h"

static void say_draft(struct arena *a, struct desk_reply *ret, sv id, sv number)
{
    struct jv *v = jv_object(a);
    desk_put(a, v, "draft", id);
    desk_put(a, v, "file", number);
    desk_reply_json(a, ret, 200, v);
}

err *desk_ask_draft(struct desk *d, struct arena *a, const struct act_actor *actor, sv what,
                    const struct jv *q, struct desk_reply *ret)
{
    enum draft_step step;
    sv id = jv_get_sv(q, "draft");
    if (!draft_step_parse(what, &step) || step == DRAFT_FILE) {
        desk_refuse(a, ret, 400, "ask", "this is not something that can be asked");
        return NULL;
    }
    TRY(step == DRAFT_SAVE ? act_draft_save(d->store, a, actor, sys_now(), q)
                           : act_draft_step(d->store, a, actor, sys_now(), step, q));
    say_draft(a, ret, id, SV_NONE);
    return NULL;
}

/* ---- filing ---- */

/* Its acts, but for those that stand already. */
static err *file_acts(struct desk *d, struct arena *a, const struct act_actor *actor,
                      const struct draft *draft, sv number)
{
    struct jv *acts[3];
    size_t n;
    TRY(act_draft_acts(d->store, a, draft, number, acts, &n));
    for (size_t i = 0; i < n; i++) {
        struct act_done done;
        struct st_act stands;
        bool found;
        TRY(st_act_find(d->store, a, jv_get_sv(acts[i], "act"), &found, &stands));
        if (!found) {
            TRY(act_perform(d->room, a, actor, acts[i], &done));
        }
    }
    return NULL;
}

static err *mark_filed(struct desk *d, struct arena *a, const struct act_actor *actor,
                       const struct draft *draft, sv number)
{
    TRY(st_act_begin(d->store, a));
    err *e = act_draft_filed(d->store, a, actor, sys_now(), draft, number);
    e = e ? e : st_act_keep(d->store, a);
    if (e) {
        st_act_undo(d->store);
    }
    return e;
}

err *desk_file_draft(struct desk *d, struct arena *a, const struct act_actor *actor,
                     const struct jv *q, struct desk_reply *ret)
{
    struct draft draft;
    sv number = sv_trim(jv_get_sv(q, "about.item")), stands;
    if (d->codes_required && act_code_lacks(actor)) {
        desk_refuse(a, ret, 403, "", DESK_LACKS_CODES);
        return NULL;
    }
    TRY(act_draft_seen(d->store, a, actor, jv_get_sv(q, "draft"), &draft));
    if (actor->role != ROLE_CLERK) {
        return err_make(a, E_DENIED, "only the clerk files items");
    }
    TRY(act_draft_number(d->store, a, draft.row.id, &stands));
    number = stands.n ? stands : number; /* begun before: it goes on under that number */
    if (draft.flow.stage == DRAFT_FILED) {
        say_draft(a, ret, draft.row.id, draft.row.file);
        return NULL;
    }
    if (!draft_may(&draft.flow, DRAFT_FILE, -1)) {
        return err_make(a, E_CONFLICT,
                        "the draft is %s: it is filed when all its reviewers have approved it",
                        draft_stage_name(draft.flow.stage));
    }
    if (!rec_id_valid(number)) {
        return err_field(a, SV("about.item"),
                         "a file number is up to 64 of a-z, 0-9, '.', '_' and '-', such as rc-41");
    }
    TRY(file_acts(d, a, actor, &draft, number));
    TRY(mark_filed(d, a, actor, &draft, number));
    say_draft(a, ret, draft.row.id, number);
    return NULL;
}
