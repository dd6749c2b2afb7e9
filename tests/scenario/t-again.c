/* A meeting that is folded from its record before every act is judged as the one that is held in
 * memory: each scenario twice, and the two records are the same, byte for byte.  And what an act
 * changes of agendas, items and motions is touched by its entry.
 * usage: t-again FILE.scn… */
#include "acts/perform.h"
#include "acts/scenario.h"
#include "base/limits.h"
#include "store/made.h"
#include "sys/files.h"

static instant test_now(void *cx, int64_t seq)
{
    (void)cx;
    return (instant){INT64_C(1781733600000000) + seq * 1000000};
}

static void test_salt(void *cx, sv act, int n, sv part, uint8_t *ret)
{
    (void)cx;
    (void)act;
    (void)part;
    memset(ret, 7 + n, 32);
}

struct side {
    const char *dir;
    struct store *store;
    struct act_room *room;
};

static void open_side(struct arena *a, struct side *s)
{
    struct act_inputs inputs = {.now = test_now, .salt = test_salt};
    s->dir = made_dir(a);
    if (!fine(st_open_writer(a, s->dir, &s->store))) {
        exit(1);
    }
    s->room = act_room_open(s->store, &inputs);
    fine(st_group_begin(s->store, a));
}

static void close_side(struct side *s)
{
    st_group_rollback(s->store);
    act_room_close(s->room);
    st_close(s->store);
    made_gone(s->dir);
}

static err *perform(const struct side *s, struct arena *a, const struct scn_step *step)
{
    struct act_actor actor = {.account = step->account, .role = step->role};
    struct act_done done;
    if (step->role == ROLE_MEMBER || step->role == ROLE_CHAIR) {
        actor.body = step->body;
        actor.member = step->account;
    }
    return act_perform(s->room, a, &actor, jv_dup(a, step->act), &done);
}

static bool same_answer(const err *x, const err *y)
{
    return (!x && !y) || (x && y && x->kind == y->kind && sv_eq(x->message, y->message) &&
                          sv_eq(x->rule, y->rule));
}

static bool same_log(struct arena *a, struct side *x, struct side *y)
{
    int64_t n, m;
    bool same = !st_log_size(x->store, a, &n) && !st_log_size(y->store, a, &m) && n == m && n > 0;
    for (int64_t seq = 0; same && seq < n; seq++) {
        struct rec_entry e, f;
        same = !st_log_entry(x->store, a, seq, &e) && !st_log_entry(y->store, a, seq, &f);
        struct buf b = buf_make(LIMIT_ENTRY_BYTES), c = buf_make(LIMIT_ENTRY_BYTES);
        same = same && !rec_entry_encode(a, &e, &b) && !rec_entry_encode(a, &f, &c) &&
               sv_eq(buf_view(&b), buf_view(&c));
        buf_free(&b);
        buf_free(&c);
        if (!same) {
            printf("# they differ at entry %lld\n", (long long)seq);
        }
    }
    return same;
}

/* ---- what is touched ---- */

static bool went = true; /* every question so far had its answer */

static void goes(const err *e)
{
    went = went && !e;
}

enum { MEETINGS = 16, LINES = 400 };

/* What the tables say of one thing, and the subject that a page reads it under. */
struct line {
    sv subject, says;
};

struct view {
    sv meeting[MEETINGS];
    size_t meetings;
    struct line line[LINES];
    size_t n;
};

static void add_line(struct view *v, sv subject, sv says)
{
    if (v->n < LINES) {
        v->line[v->n++] = (struct line){subject, says};
    }
}

static void look_at(struct arena *a, struct store *s, struct view *v, sv meeting)
{
    sv rest, body = sv_cut(meeting, '/', &rest);
    struct q_page_agenda_out *agenda;
    struct q_page_motions_out *motions;
    size_t n = 0, m = 0;
    sv subject = sv_fmt(a, "meeting:%.*s", SV_ARG(meeting));
    goes(q_page_agenda(s, a, &(struct q_page_agenda_in){.meeting = meeting}, &agenda, &n));
    for (size_t i = 0; i < n; i++) {
        add_line(v, subject,
                 sv_fmt(a, "%.*s stands by %.*s", SV_ARG(agenda[i].item), SV_ARG(agenda[i].why)));
        add_line(v, sv_fmt(a, "item:%.*s/%.*s", SV_ARG(body), SV_ARG(agenda[i].item)),
                 sv_fmt(a, "%.*s is %.*s", SV_ARG(agenda[i].item), SV_ARG(agenda[i].outcome)));
    }
    goes(q_page_motions(s, a, &(struct q_page_motions_in){.meeting = meeting}, &motions, &m));
    for (size_t i = 0; i < m; i++) {
        sv says =
            sv_fmt(a, "motion %lld is %.*s", (long long)motions[i].n, SV_ARG(motions[i].state));
        add_line(v, subject, says);
        if (motions[i].item.n) {
            add_line(v, sv_fmt(a, "item:%.*s/%.*s", SV_ARG(body), SV_ARG(motions[i].item)), says);
        }
    }
}

static void look(struct arena *a, struct store *s, struct view *v)
{
    v->n = 0;
    for (size_t i = 0; i < v->meetings; i++) {
        look_at(a, s, v, v->meeting[i]);
    }
}

static void know(struct view *v, const struct jv *act)
{
    sv meeting = jv_get_sv(jv_get(act, "about"), "meeting");
    for (size_t i = 0; i < v->meetings; i++) {
        if (sv_eq(v->meeting[i], meeting)) {
            return;
        }
    }
    if (meeting.n && v->meetings < MEETINGS) {
        v->meeting[v->meetings++] = meeting;
    }
}

static bool has_line(const struct view *v, const struct line *l)
{
    for (size_t i = 0; i < v->n; i++) {
        if (sv_eq(v->line[i].subject, l->subject) && sv_eq(v->line[i].says, l->says)) {
            return true;
        }
    }
    return false;
}

struct touches {
    sv subject[64];
    size_t n;
    struct arena *a;
};

static void note_touch(void *cx, sv subject, int64_t seq)
{
    struct touches *t = cx;
    (void)seq;
    if (t->n < sizeof t->subject / sizeof *t->subject) {
        t->subject[t->n++] = sv_dup(t->a, subject);
    }
}

static bool touched(const struct touches *t, sv subject)
{
    for (size_t i = 0; i < t->n; i++) {
        if (sv_eq(t->subject[i], subject)) {
            return true;
        }
    }
    return false;
}

/* Every line of x that y lacks is of a subject that was touched. */
static bool all_touched(const struct view *x, const struct view *y, const struct touches *t,
                        int line)
{
    for (size_t i = 0; i < x->n; i++) {
        const struct line *l = &x->line[i];
        if (!has_line(y, l) && !touched(t, l->subject)) {
            printf("# line %d: %.*s, but %.*s is not touched\n", line, SV_ARG(l->says),
                   SV_ARG(l->subject));
            return false;
        }
    }
    return true;
}

static bool touches_all(struct arena *a, struct store *s, int64_t from, struct view *before,
                        struct view *after, int line)
{
    struct touches t = {.a = a};
    int64_t next;
    look(a, s, after);
    SCOPED(arena_scope) struct arena *own = arena_open(1 << 14); /* it is wound back */
    goes(st_touched(s, own, from, note_touch, &t, &next));
    bool all = all_touched(before, after, &t, line) && all_touched(after, before, &t, line);
    *before = *after;
    return all;
}

/* ---- each scenario ---- */

static void twice(const char *file)
{
    SCOPED(arena_scope) struct arena *a = arena_open(1 << 16);
    struct side held = {.dir = NULL}, anew = {.dir = NULL};
    struct scn scn = {.n = 0};
    struct view *before = arena_new(a, struct view), *after = arena_new(a, struct view);
    sv text;
    bool same = true, all = true;
    fine(sys_file_read(a, file, LIMIT_SCENARIO_BYTES, &text));
    fine(scn_parse(a, sv_of(file), text, &scn));
    open_side(a, &held);
    open_side(a, &anew);
    for (size_t i = 0; same && i < scn.n; i++) {
        const struct scn_step *step = &scn.steps[i];
        if (step->act && !jv_get(step->act, "files")) { /* files are the writer's, not the room's */
            int64_t from = 0;
            act_room_forget(anew.room);
            goes(st_log_size(held.store, a, &from));
            err *x = perform(&held, a, step), *y = perform(&anew, a, step);
            know(before, step->act);
            know(after, step->act);
            all = all && touches_all(a, held.store, from, before, after, step->line);
            same = same_answer(x, y);
            if (!same) {
                printf("# line %d: %.*s / %.*s\n", step->line, SV_ARG(x ? x->message : SV("done")),
                       SV_ARG(y ? y->message : SV("done")));
            }
        }
    }
    ok_as(same && same_log(a, &held, &anew), file);
    ok_as(all && went, "what an act changes is touched");
    close_side(&held);
    close_side(&anew);
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        twice(argv[i]);
    }
    return tap_done();
}
