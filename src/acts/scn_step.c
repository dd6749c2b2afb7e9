/* From the draft of an act to a step of the scenario. */
#include <string.h>

#include "acts/scn.h"
#include "base/must.h"

struct scn_step *scn_step(struct scn_parser *p)
{
    struct scn *s = p->out;
    if (s->n == p->room) {
        size_t room = p->room ? p->room * 2 : 64;
        struct scn_step *more = arena_array(p->a, struct scn_step, room);
        if (s->n) {
            memcpy(more, s->steps, s->n * sizeof *more);
        }
        s->steps = more;
        p->room = room;
    }
    struct scn_step *made = &s->steps[s->n++];
    *made = (struct scn_step){.line = p->line, .yes = -1, .no = -1};
    return made;
}

sv scn_label(const struct scn_parser *p, sv name)
{
    for (size_t i = p->n_labels; i > 0; i--) {
        if (sv_eq(p->labels[i - 1].name, name)) {
            return p->labels[i - 1].act;
        }
    }
    return SV_NONE;
}

err *scn_name(struct scn_parser *p, sv name, sv act)
{
    if (p->n_labels == SCN_LABELS) {
        return scn_bad(p, "a scenario names at most %d acts", SCN_LABELS);
    }
    p->labels[p->n_labels++] = (struct scn_label){name, act};
    return NULL;
}

sv scn_as(const struct scn_parser *p, size_t i, size_t *ret_i)
{
    bool as = scn_is(p, i, "as") && i + 1 < p->n_words && !p->words[i + 1].name.n;
    *ret_i = as ? i + 2 : i;
    return as ? scn_word(p, i + 1) : SV_NONE;
}

struct scn_draft *scn_draft(struct scn_parser *p, const struct rec_kind *kind)
{
    p->draft.kind = kind;
    p->draft.n = 0;
    p->draft.as_admin = false;
    return &p->draft;
}

void scn_put(struct scn_draft *d, const char *name, sv value)
{
    must(d->n < SCN_WORDS + SCN_OWN);
    d->pairs[d->n++] = (struct rec_pair){sv_of(name), value};
}

err *scn_motion(struct scn_parser *p, sv name, const char *field, struct scn_draft *d)
{
    sv act = scn_label(p, name);
    uint64_t n;
    if (act.n || sv_u64(name, &n)) {
        scn_put(d, field, act.n ? act : name);
        return NULL;
    }
    return scn_bad(p,
                   "no motion is named %.*s: name it where it is moved, \"ana moves main as m1\"",
                   SV_ARG(name));
}

err *scn_pairs(struct scn_parser *p, size_t i, struct scn_draft *d)
{
    for (; i < p->n_words; i++) {
        if (!p->words[i].name.n) {
            return scn_bad(p, "\"%.*s\" is not understood here; fields are written name=value",
                           SV_ARG(sv_sub(p->words[i].text, 0, 80)));
        }
        d->pairs[d->n++] = (struct rec_pair){p->words[i].name, p->words[i].text};
    }
    return NULL;
}

/* What of the standing context the kind is about, where the statement itself does not say. */
static void fill_about(const struct scn_parser *p, const struct rec_kind *k, struct jv *act,
                       struct arena *a)
{
    struct jv *about = jv_get(act, "about");
    bool needs_meeting = k->about & REC_ABOUT_MEETING, needs_item = k->about & REC_ABOUT_ITEM;
    bool needs_instrument = k->about & REC_ABOUT_INSTRUMENT;
    if (!about && (needs_meeting || needs_item || needs_instrument)) {
        about = jv_put(act, SV("about"), jv_object(a));
    }
    if (needs_meeting && p->meeting.n && !jv_get(about, "meeting")) {
        jv_put(about, SV("meeting"), jv_string(a, p->meeting));
    }
    if (needs_item && p->item.n && !jv_get(about, "item")) {
        jv_put(about, SV("item"), jv_string(a, p->item));
    }
    if (needs_instrument && p->instrument.n && !jv_get(about, "instrument")) {
        jv_put(about, SV("instrument"), jv_string(a, p->instrument));
    }
    if (!jv_get(act, "body") && p->body.n) {
        jv_put(act, SV("body"), jv_string(a, p->body));
    }
}

/* The act as the right one in the place of another. */
static struct jv *correction(const struct scn_parser *p, struct jv *act)
{
    struct arena *a = p->a;
    struct jv *made = jv_object(a), *data = jv_object(a);
    struct jv *texts = jv_get(act, "texts"), *values = jv_get(act, "data");
    jv_put(made, SV("kind"), jv_string(a, sv_of(rec_kinds[KIND_ENTRY_CORRECTED].name)));
    jv_put(data, SV("of"), jv_string(a, p->corrects));
    if (values) {
        jv_put(data, SV("values"), jv_dup(a, values));
    }
    jv_put(made, SV("data"), data);
    if (texts || p->why.n) {
        texts = jv_put(made, SV("texts"), texts ? jv_dup(a, texts) : jv_object(a));
    }
    if (p->why.n) {
        jv_put(texts, SV("why"), jv_string(a, p->why));
    }
    if (jv_get(act, "at")) {
        jv_put(made, SV("at"), jv_dup(a, jv_get(act, "at")));
    }
    jv_put(made, SV("body"), jv_string(a, p->body));
    return made;
}

err *scn_emit(struct scn_parser *p, struct scn_draft *d, sv act_id, struct jv *source, sv *ret_act)
{
    struct jv *act;
    bool corrects = p->corrects.n || d->kind == &rec_kinds[KIND_ENTRY_CORRECTED];
    if (p->departure.n) {
        scn_put(d, "departure", p->departure);
    }
    err *e = rec_act_of_pairs(p->a, d->kind, d->pairs, d->n, &act);
    if (e) {
        return scn_bad(p, "%.*s", SV_ARG(e->message));
    }
    act = p->corrects.n ? correction(p, act) : act;
    p->n_acts++;
    sv id = act_id.n ? act_id : sv_fmt(p->a, "%.*s.%zu", SV_ARG(p->slug), p->n_acts);
    jv_set(act, SV("act"), jv_string(p->a, id));
    fill_about(p, d->kind, act, p->a);
    sv instrument = jv_get_sv(jv_get(act, "about"), "instrument");
    p->instrument = instrument.n ? instrument : p->instrument;
    if (source) {
        jv_put(act, SV("source"), jv_dup(p->a, source));
    }
    struct scn_step *s = scn_step(p);
    if (p->clocked && !corrects && !jv_get(act, "at")) {
        jv_put(act, SV("at"), jv_string(p->a, instant_format(p->a, p->clock)));
        s->clocked = true;
        s->clock = p->clock;
        p->clock.us += INT64_C(1000000) * SCN_PACE_SECONDS;
    }
    s->expect = p->expect;
    s->cite = p->cite;
    s->field = p->field;
    s->account = d->as_admin && !source ? SV("admin") : p->account;
    s->role = d->as_admin && !source ? ROLE_ADMIN : p->role;
    s->body = p->of.n ? p->of : jv_get_sv(act, "body");
    s->act = act;
    if (!corrects && p->expect == SCN_DONE) {
        p->last = id;
    }
    if (ret_act) {
        *ret_act = id;
    }
    return NULL;
}
