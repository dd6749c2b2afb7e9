/* The way of a draft: the machine against a slow and obvious model, over random ways. */
#include "acts/drafts_flow.h"
#include "tap.h"

enum { PEOPLE = 4, MOST = 400 };

/* ---- the slow model: everything that was done, and each answer looked for in it anew ---- */

struct done {
    enum draft_step step;
    int office; /* whom it waited on, or who was skipped */
};

struct history {
    struct done did[MOST];
    int n;
};

static int versions(const struct history *h, int until)
{
    int n = 0;
    for (int i = 0; i < until; i++) {
        n += h->did[i].step == DRAFT_SAVE;
    }
    return n;
}

static bool skipped(const struct history *h, int office)
{
    for (int i = 0; i < h->n; i++) {
        if (h->did[i].step == DRAFT_SKIP && h->did[i].office == office) {
            return true;
        }
    }
    return false;
}

/* The office approved the newest version. */
static bool approved(const struct history *h, int office)
{
    for (int i = 0; i < h->n; i++) {
        if (h->did[i].step == DRAFT_APPROVE && h->did[i].office == office &&
            versions(h, i) == versions(h, h->n)) {
            return true;
        }
    }
    return false;
}

/* The first who has said nothing that stands, or -1. */
static int first_open(const struct history *h, int people)
{
    for (int i = 0; i < people; i++) {
        if (!skipped(h, i) && !approved(h, i)) {
            return i;
        }
    }
    return -1;
}

static bool did(const struct history *h, enum draft_step step)
{
    for (int i = 0; i < h->n; i++) {
        if (h->did[i].step == step) {
            return true;
        }
    }
    return false;
}

/* The last of the steps that move it between the desks. */
static int last_move(const struct history *h)
{
    for (int i = h->n; i > 0; i--) {
        enum draft_step s = h->did[i - 1].step;
        if (s == DRAFT_ROUTE || s == DRAFT_RETURN || s == DRAFT_RECALL) {
            return (int)s;
        }
    }
    return -1;
}

static enum draft_stage stage_of(const struct history *h, int people)
{
    if (did(h, DRAFT_FILE)) {
        return DRAFT_FILED;
    }
    if (did(h, DRAFT_DROP)) {
        return DRAFT_DROPPED;
    }
    if (last_move(h) == DRAFT_RETURN) {
        return DRAFT_RETURNED;
    }
    if (last_move(h) != DRAFT_ROUTE) {
        return DRAFT_WRITING;
    }
    return first_open(h, people) < 0 ? DRAFT_READY : DRAFT_REVIEW;
}

static bool slow_may(const struct history *h, int people, enum draft_step step, int office)
{
    enum draft_stage s = stage_of(h, people);
    bool desk = s == DRAFT_WRITING || s == DRAFT_RETURNED;
    if (s == DRAFT_FILED || s == DRAFT_DROPPED) {
        return false;
    }
    return step == DRAFT_SAVE                              ? desk
           : step == DRAFT_ROUTE                           ? desk && versions(h, h->n) > 0
           : step == DRAFT_APPROVE || step == DRAFT_RETURN ? s == DRAFT_REVIEW
           : step == DRAFT_SKIP ? s != DRAFT_READY && office >= 0 && office < people &&
                                      !skipped(h, office) && !approved(h, office)
           : step == DRAFT_RECALL ? s == DRAFT_REVIEW || s == DRAFT_READY
           : step == DRAFT_FILE   ? s == DRAFT_READY
                                  : true;
}

/* ---- both beside each other ---- */

static bool alike(const struct draft_flow *f, const struct history *h, int people)
{
    bool same = f->stage == stage_of(h, people) && f->version == versions(h, h->n) &&
                f->place == (f->stage == DRAFT_REVIEW ? first_open(h, people) : -1);
    for (int i = 0; i < people; i++) {
        enum draft_mark m = skipped(h, i)    ? DRAFT_SKIPPED
                            : approved(h, i) ? DRAFT_APPROVED
                                             : DRAFT_WAITING;
        same = same && f->review[i].mark == m;
    }
    return same;
}

static uint32_t state;

/* xorshift32 */
static int next(void)
{
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    return (int)(state >> 1);
}

static bool one_way(unsigned seed, int *ret_filed)
{
    int people = (int)(seed % (PEOPLE + 1));
    struct draft_flow f = {.stage = DRAFT_WRITING, .place = -1, .n = people};
    struct history h = {.n = 0};
    state = seed * 2654435761u | 1;
    for (int i = 0; i < 60; i++) {
        enum draft_step step = (enum draft_step)(next() % DRAFT_STEPS);
        int office = next() % (PEOPLE + 2) - 1;
        if (step == DRAFT_DROP && next() % 20) {
            continue;
        }
        bool may = draft_may(&f, step, office);
        if (may != slow_may(&h, people, step, office)) {
            printf("# seed %u: %s\n", seed, draft_step_name(step));
            return false;
        }
        if (may) {
            h.did[h.n++] = (struct done){step, step == DRAFT_SKIP ? office : f.place};
            draft_take(&f, step, office);
            if (!alike(&f, &h, people)) {
                printf("# seed %u: after %s\n", seed, draft_step_name(step));
                return false;
            }
        }
    }
    *ret_filed += f.stage == DRAFT_FILED;
    return true;
}

static void test_way(void)
{
    struct draft_flow f = {.stage = DRAFT_WRITING, .place = -1, .n = 2};
    ok(!draft_may(&f, DRAFT_ROUTE, -1));
    draft_take(&f, DRAFT_SAVE, -1);
    draft_take(&f, DRAFT_ROUTE, -1);
    ok(f.stage == DRAFT_REVIEW && f.place == 0 && !draft_may(&f, DRAFT_SAVE, -1));
    draft_take(&f, DRAFT_APPROVE, -1);
    ok(f.place == 1 && !draft_may(&f, DRAFT_FILE, -1));
    draft_take(&f, DRAFT_RETURN, -1);
    ok(f.stage == DRAFT_RETURNED && f.review[0].mark == DRAFT_APPROVED);
    draft_take(&f, DRAFT_ROUTE, -1);
    ok_as(f.place == 1, "what was approved of this version is not asked again");
    draft_take(&f, DRAFT_RECALL, -1);
    draft_take(&f, DRAFT_SAVE, -1);
    draft_take(&f, DRAFT_ROUTE, -1);
    ok_as(f.place == 0, "of another version it is");
    draft_take(&f, DRAFT_SKIP, 1);
    draft_take(&f, DRAFT_APPROVE, -1);
    ok(f.stage == DRAFT_READY && draft_may(&f, DRAFT_FILE, -1) && !draft_may(&f, DRAFT_SKIP, 1));
    draft_take(&f, DRAFT_FILE, -1);
    for (int s = 0; s < DRAFT_STEPS; s++) {
        ok_as(!draft_may(&f, (enum draft_step)s, 0), "what is filed stays as it is");
    }
}

static void test_words(void)
{
    enum draft_step step;
    enum draft_stage stage;
    enum draft_mark mark;
    for (int i = 0; i < DRAFT_STEPS; i++) {
        ok(draft_step_parse(sv_of(draft_step_name((enum draft_step)i)), &step) && (int)step == i);
    }
    for (int i = 0; i < DRAFT_STAGES; i++) {
        ok(draft_stage_parse(sv_of(draft_stage_name((enum draft_stage)i)), &stage) &&
           (int)stage == i);
    }
    for (int i = 0; i < DRAFT_MARKS; i++) {
        ok(draft_mark_parse(sv_of(draft_mark_name((enum draft_mark)i)), &mark) && (int)mark == i);
    }
    ok(!draft_step_parse(SV("add"), &step));
}

int main(void)
{
    int filed = 0;
    bool good = true;
    test_way();
    test_words();
    for (unsigned seed = 1; seed <= 20000 && good; seed++) {
        good = one_way(seed, &filed);
    }
    ok_as(good, "20,000 random ways are as the slow model has them");
    ok_as(filed > 1000, "and many of them end filed");
    return tap_done();
}
