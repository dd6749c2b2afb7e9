/* Corrections in the middle of every scenario: entries drawn by chance are taken back or said
 * otherwise.  What was allowed leaves the derived tables as a replay of the log makes them, and a
 * meeting held in memory as it is folded anew; what was refused leaves everything as it was.
 * usage: t-correct FILE.scn… */
#include "acts/perform.h"
#include "acts/scenario.h"
#include "base/limits.h"
#include "random.h"
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
    for (size_t i = 0; i < REC_SALT_BYTES; i++) {
        ret[i] = (uint8_t)((i < act.n ? act.p[i] : 3) + n + (int)part.n);
    }
}

struct tally {
    long taken_back, corrected, refused, other;
};

static err *perform(struct act_room *room, struct arena *a, const struct scn_step *step)
{
    struct act_actor actor = {.account = step->account, .role = step->role};
    struct act_done done;
    if (step->role == ROLE_MEMBER || step->role == ROLE_CHAIR) {
        actor.body = step->body;
        actor.member = step->account;
    }
    return act_perform(room, a, &actor, jv_dup(a, step->act), &done);
}

/* Another member in the place of the one that the entry names, or another choice. */
static bool otherwise(struct arena *a, const struct rec_entry *e, struct jv *values)
{
    static const char *const members[] = {"ana", "bo", "cy", "di", "ef"};
    static const char *const names[] = {"member", "mover", "presiding"};
    bool changed = false;
    jv_each(m, e->data)
    {
        const struct rec_field *f = rec_field_find(e->kind, m->key);
        if (!f || (f->flags & REC_WRITER)) {
            continue;
        }
        struct jv *v = jv_dup(a, m);
        for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
            if (sv_is(m->key, names[i])) {
                v = jv_string(a, sv_of(members[random_below(5)]));
                changed = true;
            }
        }
        if (sv_is(m->key, "choice")) {
            v = jv_string(a, sv_is(m->text, "yes") ? SV("no") : SV("yes"));
            changed = true;
        }
        jv_put(values, m->key, v);
    }
    return changed;
}

static sv digest(struct arena *a, struct store *s)
{
    struct st_digest *tables;
    size_t n;
    sv all = SV_NONE;
    if (fine(st_digest(s, a, &tables, &n))) {
        for (size_t i = 0; i < n; i++) {
            all = sv_fmt(a, "%.*s%.*s", SV_ARG(all), SV_ARG(rec_hash_hex(a, &tables[i].hash)));
        }
    }
    return all;
}

/* Correct an entry that is drawn, where there is one; false where what should hold does not. */
static bool correct_one(struct arena *a, struct store *s, struct act_room *room, struct tally *t)
{
    static unsigned ids;
    struct act_actor clerk = {.account = SV("clerk-1"), .role = ROLE_CLERK};
    struct act_done done;
    struct rec_entry e;
    int64_t size;
    if (!fine(st_log_size(s, a, &size))) {
        return false;
    }
    if (size == 0) {
        return true;
    }
    int64_t of = (int64_t)random_below((uint64_t)size);
    if (!fine(st_log_entry(s, a, of, &e))) {
        return false;
    }
    struct jv *act = jv_object(a), *data = jv_object(a), *values = jv_object(a);
    jv_put(act, SV("kind"), jv_string(a, SV("entry.corrected")));
    jv_put(act, SV("act"), jv_string(a, sv_fmt(a, "c-%u", ids++)));
    jv_put(act, SV("body"), jv_string(a, e.body));
    jv_put(data, SV("of"), jv_int(a, of));
    bool values_given = random_below(2) && otherwise(a, &e, values);
    if (values_given) {
        jv_put(data, SV("values"), values);
    } else {
        jv_put(data, SV("void"), jv_bool(a, true));
    }
    jv_put(act, SV("data"), data);
    sv before = digest(a, s);
    err *bad = act_perform(room, a, &clerk, act, &done);
    if (!bad) {
        t->taken_back += !values_given;
        t->corrected += values_given;
        return true;
    }
    bool rests = bad->kind == E_REFUSED || bad->kind == E_DISORDER;
    t->refused += rests;
    t->other += !rests;
    bool same = sv_eq(before, digest(a, s));
    if (bad->kind == E_IO || bad->kind == E_CONFLICT || !same) {
        printf("# entry %lld: %.*s\n", (long long)of, SV_ARG(bad->message));
    }
    return bad->kind != E_IO && bad->kind != E_CONFLICT && same;
}

static void play(const char *file, struct tally *t)
{
    SCOPED(arena_scope) struct arena *a = arena_open(1 << 16);
    struct act_inputs inputs = {.now = test_now, .salt = test_salt};
    struct scn scn = {.n = 0};
    struct store *s;
    struct st_report report = {.sound = false};
    const char *dir = made_dir(a);
    sv text;
    bool good = fine(sys_file_read(a, file, LIMIT_SCENARIO_BYTES, &text)) &&
                fine(scn_parse(a, sv_of(file), text, &scn)) && fine(st_open_writer(a, dir, &s));
    if (!good) {
        return;
    }
    struct act_room *room = act_room_open(s, &inputs);
    good = fine(st_group_begin(s, a));
    for (size_t i = 0; good && i < scn.n; i++) {
        SCOPED(arena_scope) struct arena *own = arena_open(1 << 16);
        if (scn.steps[i].act) {
            err *e = perform(room, own, &scn.steps[i]);
            good = !e || e->kind != E_IO;
        }
        good = good && (random_below(6) || correct_one(own, s, room, t));
    }
    for (int k = 0; good && k < 4; k++) {
        SCOPED(arena_scope) struct arena *own = arena_open(1 << 16);
        good = correct_one(own, s, room, t);
    }
    good = good && fine(st_group_commit(s, a, made_sign, NULL)) &&
           fine(st_check(s, a, NULL, NULL, &report));
    if (report.finding.n) {
        printf("# %.*s\n", SV_ARG(report.finding));
    }
    ok_as(good && report.sound, file);
    act_room_close(room);
    st_close(s);
    made_gone(dir);
}

int main(int argc, char **argv)
{
    struct tally t = {0};
    random_begin();
    for (int i = 1; i < argc; i++) {
        play(argv[i], &t);
    }
    printf("# %ld taken back, %ld corrected; on %ld something rests, %ld could not be corrected\n",
           t.taken_back, t.corrected, t.refused, t.other);
    ok_as(argc < 20 || (t.taken_back > 20 && t.corrected > 20 && t.refused > 20),
          "corrections were allowed, and refused");
    return tap_done();
}
