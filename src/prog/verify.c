/* dais verify: is the record whole, unchanged, and do the derived tables follow from it? */
#include <stdio.h>

#include "acts/intake.h"
#include "prog/commands.h"
#include "prog/instance.h"
#include "store/q.h"
#include "store/store.h"

/* The newest checkpoint must be signed by the log's key and state the tree that is there. */
static err *check_signature(struct store *s, struct arena *a, const char *dir,
                            const struct st_report *r, sv *ret_finding)
{
    sv verifier;
    struct rec_verifier v;
    struct rec_checkpoint c;
    struct q_checkpoint_last_out row;
    bool found;
    *ret_finding = SV_NONE;
    TRY(instance_verifier(a, dir, &verifier));
    TRY(rec_verifier_parse(a, verifier, &v));
    TRY(q_checkpoint_last(s, a, &found, &row));
    if (!found) {
        *ret_finding = r->entries ? SV("the record has entries and no signed checkpoint") : SV_NONE;
        return NULL;
    }
    err *e = rec_checkpoint_open(a, row.note, v.name, &v, 1, &c, NULL);
    if (e) {
        *ret_finding = sv_fmt(a, "the newest checkpoint is not good: %.*s", SV_ARG(e->message));
    } else if ((int64_t)c.size != r->entries || !rec_hash_eq(&c.root, &r->root)) {
        *ret_finding = SV("the newest signed checkpoint states another tree than the entries make");
    }
    return NULL;
}

static err *verify(struct command_line *l, struct st_report *ret)
{
    struct store *s;
    sv finding = SV_NONE;
    TRY(instance_there(l->a, l->dir));
    TRY(st_open_reader(l->a, l->dir, &s));
    err *e = instance_begun(l->a, s, l->dir);
    e = e ? e : st_check(s, l->a, NULL, NULL, ret);
    if (!e && ret->sound) {
        e = intake_check(l->a, l->dir, s, &finding);
        ret->sound = !e && !finding.n;
        ret->finding = finding;
    }
    if (!e && ret->sound) {
        e = check_signature(s, l->a, l->dir, ret, &finding);
        if (!e && finding.n) {
            ret->sound = false;
            ret->finding = finding;
        }
    }
    st_close(s);
    return e;
}

/* On one line: what SQLite finds has several. */
static void say_finding(sv finding)
{
    fprintf(stderr, "dais: ");
    for (size_t i = 0; i < finding.n; i++) {
        fputc(finding.p[i] == '\n' ? ' ' : finding.p[i], stderr);
    }
    fprintf(stderr, "; keep the file, and restore what is wrong from the last backup\n");
}

int command_verify(struct command_line *l)
{
    struct st_report r;
    err *e = verify(l, &r);
    if (e) {
        return command_failed(e);
    }
    if (!r.sound) {
        say_finding(r.finding);
        return EXIT_ANSWERED_NO;
    }
    printf("%lld entries, %lld checkpoints, %lld parts: sound\nroot %.*s\n", (long long)r.entries,
           (long long)r.checkpoints, (long long)r.parts, SV_ARG(rec_hash_hex(l->a, &r.root)));
    return EXIT_DONE;
}
