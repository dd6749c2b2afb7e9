/* Appending: acts, groups, the head of the tree, idempotence, triggers, replay. */
#include "made.h"
#include "store/inner.h"

static bool same_head(struct store *s, struct arena *a)
{
    struct rec_nodes nodes = st_nodes(s);
    struct rec_hash root, head = rec_tree_root(st_log_head(s));
    int64_t size = 0;
    if (st_log_size(s, a, &size) || rec_tree_root_at(a, &nodes, (uint64_t)size, &root)) {
        return false;
    }
    return (uint64_t)size == st_log_head(s)->size && rec_hash_eq(&root, &head);
}

#define NOTE                                                                                       \
    "{\"kind\":\"note.recorded\",\"about\":{\"meeting\":\"council/2026-06-17\"},\"text\":\"x\""

static void going_back(struct store *s, struct arena *a)
{
    int64_t before = 0, now = 0;
    fine(st_log_size(s, a, &before));
    fine(st_group_begin(s, a));
    fine(made_act(s, a, NOTE "}"));
    fine(st_act_begin(s, a));
    fine(made_append(s, a, NOTE ",\"act\":\"undone\"}"));
    fine(made_append(s, a, NOTE ",\"act\":\"undone\",\"n\":1}"));
    ok_as(st_log_head(s)->size == (uint64_t)before + 3, "the head has the act's entries");
    st_act_undo(s);
    ok_as(st_log_head(s)->size == (uint64_t)before + 1, "an act undone goes back to before it");
    ok(same_head(s, a));
    fine(made_act(s, a, NOTE ",\"act\":\"kept\"}"));
    fine(st_group_commit(s, a, made_sign, NULL));
    fine(st_log_size(s, a, &now));
    ok(now == before + 2 && same_head(s, a));

    fine(st_group_begin(s, a));
    fine(made_act(s, a, NOTE "}"));
    st_group_rollback(s);
    fine(st_log_size(s, a, &now));
    ok_as(now == before + 2 && same_head(s, a), "a group rolled back leaves the head as it was");

    bool found = true;
    struct st_act act;
    fine(st_act_find(s, a, SV("undone"), &found, &act));
    ok_as(!found, "the undone act is not found");
    fine(st_act_find(s, a, SV("kept"), &found, &act));
    ok(found && act.first == before + 1 && act.entries == 1 && sv_is(act.kind, "note.recorded") &&
       sv_is(act.account, "clerk-1"));
}

/* The system may end a transaction between two acts, by a failure of something that is none: the
 * acts after it must not stand by themselves. */
static void undone_between_acts(struct store *s, struct arena *a)
{
    int64_t before = 0, after = 0;
    fine(st_log_size(s, a, &before));
    fine(st_group_begin(s, a));
    fine(made_act(s, a, NOTE "}"));
    st_query_force(s, ST_Q_group_rollback);
    fails(made_act(s, a, NOTE "}"), E_IO);
    fails(st_group_commit(s, a, made_sign, NULL), E_IO);
    fine(st_log_size(s, a, &after));
    ok(before == after && same_head(s, a));
    fine(st_group_begin(s, a));
    st_query_force(s, ST_Q_group_rollback);
    fails(st_group_commit(s, a, made_sign, NULL), E_IO);
    fine(made_group(s, a, NOTE "}"));
    ok(same_head(s, a));
}

static void ids_of_acts(struct store *s, struct arena *a)
{
    fine(st_group_begin(s, a));
    fails(made_act(s, a, NOTE ",\"act\":\"kept\"}"), E_CONFLICT);
    fails(made_act(s, a, NOTE ",\"act\":\"never\",\"n\":1}"), E_CONFLICT);
    fine(st_act_begin(s, a));
    fine(made_append(s, a, NOTE ",\"act\":\"two\"}"));
    fine(made_append(s, a, NOTE ",\"act\":\"two\",\"n\":1}"));
    fails(made_append(s, a, NOTE ",\"act\":\"two\",\"n\":3}"), E_CONFLICT);
    st_act_undo(s);
    fine(st_act_begin(s, a));
    fine(made_append(s, a, NOTE ",\"act\":\"two\"}"));
    fine(made_append(s, a, NOTE ",\"act\":\"two\",\"n\":1}"));
    fine(st_act_keep(s, a));
    bool found = false;
    struct st_act act = {0};
    fine(st_act_find(s, a, SV("two"), &found, &act));
    ok_as(found && act.entries == 2, "the open group's acts are found");
    fine(st_group_commit(s, a, made_sign, NULL));
}

static void payloads(struct store *s, struct arena *a)
{
    int64_t seq;
    fine(st_group_begin(s, a));
    struct made *m = made_entry(a, NOTE "}");
    m->payloads[0].payload = SV("other words");
    fine(st_act_begin(s, a));
    fails(st_log_append(s, a, &m->e, m->payloads, m->n, &seq), E_INVALID);
    st_act_undo(s);
    m = made_entry(a, NOTE "}");
    m->payloads[0].hash.b[0] ^= 1;
    fine(st_act_begin(s, a));
    fails(st_log_append(s, a, &m->e, m->payloads, m->n, &seq), E_INVALID);
    st_act_undo(s);
    m = made_entry(a, NOTE "}");
    fine(st_act_begin(s, a));
    fine(st_log_append(s, a, &m->e, m->payloads, m->n, &seq));
    fine(st_act_keep(s, a));
    fine(st_group_commit(s, a, made_sign, NULL));
    bool found = false;
    struct q_public_part_out part;
    sv hash = {(const char *)m->parts[0].hash.b, REC_HASH_BYTES};
    fine(q_public_part(s, a, &(struct q_public_part_in){hash}, &found, &part));
    ok(found && sv_is(part.payload, "x") && sv_is(part.name, "text") && part.seq == seq);
}

static err *refuse(void *cx, struct arena *a, uint64_t size, const struct rec_hash *root, sv *ret)
{
    (void)cx;
    (void)size;
    (void)root;
    (void)ret;
    return err_make(a, E_REFUSED, "The signer refuses");
}

static void checkpoints(struct store *s, struct arena *a)
{
    int64_t before = 0, now = 0;
    bool found = false;
    struct q_checkpoint_last_out c;
    fine(st_log_size(s, a, &before));
    fine(st_group_begin(s, a));
    fine(made_act(s, a, NOTE "}"));
    fails(st_group_commit(s, a, refuse, NULL), E_REFUSED);
    fine(st_log_size(s, a, &now));
    ok_as(now == before && same_head(s, a), "what is not signed is not kept");
    fine(q_checkpoint_last(s, a, &found, &c));
    struct rec_hash root = rec_tree_root(st_log_head(s));
    ok(found && c.size == before && memcmp(c.root.p, root.b, 32) == 0 &&
       sv_eq(c.note, sv_fmt(a, "%lld %.*s", (long long)before, SV_ARG(rec_hash_hex(a, &root)))));
    fine(st_group_begin(s, a));
    fine(st_group_commit(s, a, refuse, NULL)); /* nothing added: nothing to sign */
}

static void same_after_rebuild(struct store *s, struct arena *a)
{
    struct st_digest *before = NULL, *after = NULL;
    size_t n = 0, m = 0, filled = 0;
    bool same = true;
    fine(st_digest(s, a, &before, &n));
    fine(st_rebuild(s, a, NULL, NULL));
    fine(st_digest(s, a, &after, &m));
    ok(n == m && n >= 20);
    for (size_t i = 0; i < n; i++) {
        if (!sv_eq(before[i].table, after[i].table) || before[i].rows != after[i].rows ||
            !rec_hash_eq(&before[i].hash, &after[i].hash)) {
            printf("# %.*s differs\n", SV_ARG(before[i].table));
            same = false;
        }
        filled += before[i].rows > 0;
        if (before[i].rows == 0) {
            printf("# %.*s is empty\n", SV_ARG(before[i].table));
        }
    }
    ok_as(same, "rebuilding gives the same tables");
    ok_as(filled == n, "no derived table is empty in this test");
    ok(same_head(s, a));
}

static void check(struct store *s, struct arena *a, const char *what)
{
    struct st_report r;
    fine(st_check(s, a, NULL, NULL, &r));
    ok_as(r.sound, what);
    if (!r.sound) {
        printf("# %.*s\n", SV_ARG(r.finding));
    }
}

/* Past two blocks of 256, one act a group and many. */
static void many(struct store *s, struct arena *a)
{
    fine(st_group_begin(s, a));
    err *e = NULL;
    for (int i = 0; i < 600 && !e; i++) {
        e = made_act(s, a, NOTE "}");
        if (i == 300 && !e) {
            /* across the border of a block, and back */
            e = st_act_begin(s, a);
            for (int k = 0; k < 256 && !e; k++) {
                e = made_append(s, a, sv_fmt(a, NOTE ",\"act\":\"long\",\"n\":%d}", k).p);
            }
            st_act_undo(s);
        }
    }
    fine(e);
    fine(st_group_commit(s, a, made_sign, NULL));
    ok(same_head(s, a));
    bool held = true;
    for (uint64_t size = 1; size <= st_log_head(s)->size; size += 37) {
        struct rec_nodes all = st_nodes(s), leaves = st_nodes(s);
        struct rec_hash x, y;
        leaves.top = 0;
        held = held && !rec_tree_root_at(a, &all, size, &x) &&
               !rec_tree_root_at(a, &leaves, size, &y) && rec_hash_eq(&x, &y);
    }
    ok_as(held, "roots by kept subtrees are those by leaves");
}

int main(void)
{
    SCOPED(arena_scope) struct arena *a = arena_open(1 << 16);
    const char *dir = made_dir(a);
    struct store *s = NULL, *other = NULL;
    if (!fine(st_open_writer(a, dir, &s))) {
        return tap_done();
    }
    fails(st_open_writer(a, dir, &other), E_CONFLICT);
    fine(made_record(s, a));
    ok(same_head(s, a));
    check(s, a, "a made record is sound");
    going_back(s, a);
    undone_between_acts(s, a);
    ids_of_acts(s, a);
    payloads(s, a);
    checkpoints(s, a);
    many(s, a);
    same_after_rebuild(s, a);
    check(s, a, "a rebuilt record is sound");
    struct rec_hash root = rec_tree_root(st_log_head(s));
    st_close(s);
    fine(st_open_writer(a, dir, &s));
    struct rec_hash again = rec_tree_root(st_log_head(s));
    ok_as(rec_hash_eq(&root, &again), "the head is the same after opening again");
    fine(made_group(s, a, NOTE "}"));
    ok(same_head(s, a));
    check(s, a, "and sound");
    st_close(s);
    made_gone(dir);
    return tap_done();
}
