/* dais play: perform scenarios. */
#include <stdio.h>

#include "acts/scenario.h"
#include "base/base64.h"
#include "base/limits.h"
#include "prog/commands.h"
#include "prog/instance.h"
#include "prog/play.h"
#include "record/media.h"
#include "store/q.h"
#include "sys/clock.h"
#include "sys/files.h"

static enum scn_expect outcome_of(const struct desk_reply *r, const struct jv *json)
{
    sv judgement = jv_get_sv(json, "judgement");
    if (r->status == 200) {
        return SCN_DONE;
    }
    if (sv_is(judgement, "out-of-order")) {
        return SCN_OUT_OF_ORDER;
    }
    if (sv_is(judgement, "impossible")) {
        return SCN_IMPOSSIBLE;
    }
    return r->status == 403 ? SCN_DENIED : SCN_INVALID;
}

static err *step_failed(struct arena *a, sv file, const struct scn_step *s, sv what, sv got)
{
    return err_make(a, E_CONFLICT, "%.*s:%d: %.*s %.*s", SV_ARG(file), s->line, SV_ARG(what),
                    SV_ARG(got));
}

/* ---- files that a scenario names by their path, from where it stands itself ---- */

static struct jv *path_of(const struct jv *act)
{
    struct jv *files = jv_get(act, "files"), *where = files ? files->first : NULL;
    return jv_get(where, "path") ? where : NULL;
}

static err *read_path(struct arena *a, sv scenario, const struct jv *where, size_t most, sv *ret)
{
    size_t n = scenario.n;
    while (n && scenario.p[n - 1] != '/') {
        n--;
    }
    return sys_file_read(
        a, sv_fmt(a, "%.*s%.*s", (int)n, scenario.p, SV_ARG(jv_get_sv(where, "path"))).p, most,
        ret);
}

/* The act with that file laid down for the writer; *ret_laid, if not empty, is to be removed. */
static err *lay_down(struct arena *a, const char *dir, sv scenario, const struct jv *act,
                     struct jv **ret, sv *ret_laid)
{
    uint64_t number[2];
    sv bytes;
    *ret = jv_dup(a, act);
    *ret_laid = SV_NONE;
    struct jv *where = path_of(*ret);
    if (!where) {
        return NULL;
    }
    sys_random(number, sizeof number);
    sv name = sv_fmt(a, "%013llx%013llx", (unsigned long long)(number[0] >> 12),
                     (unsigned long long)(number[1] >> 12));
    *ret_laid = sv_fmt(a, "%s/incoming/%.*s", dir, SV_ARG(name));
    TRY(read_path(a, scenario, where, REC_FILE_BYTES, &bytes));
    TRY(sys_file_replace(a, ret_laid->p, bytes, 0640));
    struct jv *named = jv_object(a);
    jv_put(named, SV("incoming"), jv_string(a, name));
    jv_set(jv_get(*ret, "files"), where->key, named);
    return NULL;
}

/* The act with that file in itself, for other doors. */
static err *put_in(struct arena *a, sv scenario, const struct jv *act, struct jv **ret)
{
    sv bytes;
    *ret = jv_dup(a, act);
    struct jv *where = path_of(*ret);
    if (where) {
        struct jv *in = jv_object(a);
        TRY(read_path(a, scenario, where, LIMIT_ACT_BYTES / 2, &bytes));
        jv_put(in, SV("base64"), jv_string(a, base64_format(a, bytes.p, bytes.n)));
        jv_set(jv_get(*ret, "files"), where->key, in);
    }
    return NULL;
}

static err *ask(struct way *w, const char *dir, struct arena *a, sv file, const struct scn_step *s,
                sv credential, struct desk_reply *ret)
{
    struct buf b = buf_make(LIMIT_ACT_BYTES);
    struct jv *act;
    sv laid;
    err *e = lay_down(a, dir, file, s->act, &act, &laid);
    if (!e) {
        jv_write(&b, act);
        e = way_ask(w, a, WIRE_ACT, credential, buf_view(&b), ret);
    }
    buf_free(&b);
    if (laid.n) {
        sys_file_remove(laid.p);
    }
    return e;
}

static err *play_act(struct way *w, const char *dir, struct arena *a, sv file,
                     const struct scn_step *s)
{
    struct desk_reply r;
    struct jv *json;
    /* a member's account bears the member's id */
    bool member = s->role == ROLE_MEMBER || s->role == ROLE_CHAIR;
    sv own = member ? sv_fmt(a, " %.*s %.*s", SV_ARG(s->body), SV_ARG(s->account)) : SV_NONE;
    sv credential = sv_fmt(a, "as %.*s %.*s%.*s", SV_ARG(s->account),
                           SV_ARG(act_role_name(s->role)), SV_ARG(own));
    TRY(ask(w, dir, a, file, s, credential, &r));
    TRY(jv_parse(a, r.json, &json));
    enum scn_expect got = outcome_of(&r, json);
    if (got != s->expect) {
        return step_failed(
            a, file, s,
            sv_fmt(a, "%.*s was expected, but it was %.*s:", SV_ARG(scn_expect_name(s->expect)),
                   SV_ARG(scn_expect_name(got))),
            got == SCN_DONE ? SV("the act is recorded") : jv_get_sv(json, "sentence"));
    }
    if (s->cite.n && !sv_eq(s->cite, jv_get_sv(json, "rule"))) {
        return step_failed(a, file, s,
                           sv_fmt(a, "the rule %.*s was expected, but it was", SV_ARG(s->cite)),
                           jv_get_sv(json, "rule"));
    }
    if (s->field.n && !sv_eq(s->field, jv_get_sv(json, "field"))) {
        return step_failed(a, file, s,
                           sv_fmt(a, "the field %.*s was expected, but it was", SV_ARG(s->field)),
                           jv_get_sv(json, "field"));
    }
    return NULL;
}

/* What the record says of a motion, read beside the writer. */
static err *check_motion(struct store *reader, struct arena *a, sv file, const struct scn_step *s)
{
    struct st_act act;
    bool found;
    struct q_act_motion_moved_out moved;
    struct q_act_motion_out m;
    TRY(st_act_find(reader, a, s->motion, &found, &act));
    if (found) {
        TRY(q_act_motion_moved(reader, a, &(struct q_act_motion_moved_in){.moved_seq = act.first},
                               &found, &moved));
    }
    if (!found) {
        return step_failed(a, file, s, SV("the motion is not on record:"), s->motion);
    }
    TRY(q_act_motion(reader, a, &(struct q_act_motion_in){.meeting = moved.meeting, .n = moved.n},
                     &found, &m));
    if (!sv_eq(m.state, s->state)) {
        return step_failed(a, file, s, SV("the motion is"), m.state);
    }
    if (s->cite.n && !sv_eq(m.rule, s->cite)) {
        return step_failed(a, file, s, SV("the motion was judged by"), m.rule);
    }
    if ((s->mover.n && !sv_eq(m.mover, s->mover)) ||
        (s->seconder.n && !sv_eq(m.seconder, s->seconder))) {
        return step_failed(
            a, file, s, SV("the motion is of"),
            sv_fmt(a, "%.*s, seconded by %.*s", SV_ARG(m.mover), SV_ARG(m.seconder)));
    }
    if ((s->yes >= 0 && (!m.has_yes || m.yes != s->yes)) ||
        (s->no >= 0 && (!m.has_no || m.no != s->no))) {
        return step_failed(a, file, s, SV("the votes are"),
                           sv_fmt(a, "%lld to %lld", (long long)m.yes, (long long)m.no));
    }
    return NULL;
}

/* … of an item: what became of it, and that it stands on an agenda because of that. */
static err *check_item(struct store *reader, struct arena *a, sv file, const struct scn_step *s)
{
    bool found;
    struct q_act_item_out item;
    struct q_act_agenda_out agenda;
    TRY(q_act_item(reader, a, &(struct q_act_item_in){.body = s->body, .file = s->item}, &found,
                   &item));
    if (!found) {
        return step_failed(a, file, s, SV("the item is not on record:"), s->item);
    }
    if (!sv_eq(item.outcome, s->state)) {
        return step_failed(a, file, s, SV("the item is"), item.outcome);
    }
    if (!s->meeting.n) {
        return NULL;
    }
    TRY(q_act_agenda(reader, a, &(struct q_act_agenda_in){.meeting = s->meeting, .item = s->item},
                     &found, &agenda));
    return found && agenda.why.n
               ? NULL
               : step_failed(a, file, s,
                             SV("the item does not stand because of it on the agenda of"),
                             s->meeting);
}

static err *play_step(struct way *w, const char *dir, struct arena *a, sv file,
                      const struct scn_step *s)
{
    if (s->act) {
        return play_act(w, dir, a, file, s);
    }
    struct store *reader;
    TRY(st_open_reader(a, dir, &reader));
    err *e =
        s->expect == SCN_ITEM ? check_item(reader, a, file, s) : check_motion(reader, a, file, s);
    st_close(reader);
    return e;
}

/* The act as it is entered when it happens: without a time of its own. */
static struct jv *happening_now(struct arena *a, const struct jv *act)
{
    struct jv *now = jv_object(a);
    jv_each(m, act)
    {
        if (!sv_is(m->key, "at")) {
            jv_put(now, m->key, jv_dup(a, m));
        }
    }
    return now;
}

static err *play_steps(struct way *w, const char *dir, struct arena *a, sv file, sv text,
                       int64_t speed, size_t *ret_steps)
{
    struct scn scn;
    int64_t began = 0, first = 0;
    TRY(scn_parse(a, file, text, &scn));
    for (size_t i = 0; i < scn.n; i++) {
        SCOPED(arena_scope) struct arena *tmp = arena_open(1 << 14);
        struct scn_step s = scn.steps[i];
        if (speed && s.act && s.clocked) {
            began = first ? began : sys_ticks_ms();
            first = first ? first : s.clock.us;
            int64_t due = began + (s.clock.us - first) / 1000 / speed - sys_ticks_ms();
            sys_sleep_ms(due > 0 ? (int)due : 0);
            s.act = happening_now(tmp, s.act);
        }
        err *e = play_step(w, dir, tmp, file, &s);
        if (e) {
            return err_dup(a, e);
        }
    }
    *ret_steps = scn.n;
    return NULL;
}

err *play_text(struct way *w, const char *dir, struct arena *a, sv file, sv text, size_t *ret_steps)
{
    return play_steps(w, dir, a, file, text, 0, ret_steps);
}

err *play_live(struct way *w, const char *dir, struct arena *a, sv file, sv text, int64_t speed,
               size_t *ret_steps)
{
    return play_steps(w, dir, a, file, text, speed, ret_steps);
}

static err *print_step(sv file, const struct scn_step *s, struct arena *a)
{
    struct jv *act;
    if (!s->act) {
        return NULL;
    }
    TRY(put_in(a, file, s->act, &act));
    struct buf b = buf_make(LIMIT_ACT_BYTES);
    struct jv *v = jv_object(a);
    jv_put(v, SV("line"), jv_int(a, s->line));
    jv_put(v, SV("account"), jv_string(a, s->account));
    jv_put(v, SV("role"), jv_string(a, act_role_name(s->role)));
    jv_put(v, SV("body"), jv_string(a, s->body));
    jv_put(v, SV("expect"), jv_string(a, scn_expect_name(s->expect)));
    jv_put(v, SV("rule"), jv_string(a, s->cite));
    jv_put(v, SV("field"), jv_string(a, s->field));
    jv_put(v, SV("act"), act);
    jv_write(&b, v);
    printf("%.*s\n", SV_ARG(buf_view(&b)));
    buf_free(&b);
    return NULL;
}

int command_play(struct command_line *l)
{
    struct way *w = NULL;
    bool acts = command_option(l, "acts").n > 0;
    if (l->n == 0) {
        return command_usage("play");
    }
    err *e = acts ? NULL : way_open(l->a, l->dir, &w);
    for (size_t i = 0; !e && i < l->n; i++) {
        sv text;
        struct scn scn;
        size_t steps;
        e = sys_file_read(l->a, sv_cstr(l->a, l->words[i]), LIMIT_SCENARIO_BYTES, &text);
        if (!e && acts) {
            e = scn_parse(l->a, l->words[i], text, &scn);
            for (size_t s = 0; !e && s < scn.n; s++) {
                e = print_step(l->words[i], &scn.steps[s], l->a);
            }
        } else if (!e) {
            e = play_text(w, l->dir, l->a, l->words[i], text, &steps);
        }
        if (!e && !acts) {
            printf("%.*s: %zu steps, all as expected\n", SV_ARG(l->words[i]), steps);
        }
    }
    way_close(w);
    if (e) {
        (void)command_failed(e);
        return e->kind == E_CONFLICT ? EXIT_ANSWERED_NO : EXIT_FAILED;
    }
    return EXIT_DONE;
}
