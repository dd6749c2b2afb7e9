/* The way of a draft. */
#include "acts/drafts_flow.h"

#include "base/must.h"

static const char *const stages[DRAFT_STAGES] = {"writing", "review", "returned",
                                                 "ready",   "filed",  "dropped"};
static const char *const marks[DRAFT_MARKS] = {"waiting", "approved", "skipped"};
static const char *const steps[DRAFT_STEPS] = {"save", "route",  "approve", "return",
                                               "skip", "recall", "drop",    "file"};

static int word_of(const char *const *words, int n, sv word)
{
    for (int i = 0; i < n; i++) {
        if (sv_is(word, words[i])) {
            return i;
        }
    }
    return -1;
}

const char *draft_stage_name(enum draft_stage s)
{
    return stages[s];
}

const char *draft_mark_name(enum draft_mark m)
{
    return marks[m];
}

const char *draft_step_name(enum draft_step s)
{
    return steps[s];
}

bool draft_stage_parse(sv word, enum draft_stage *ret)
{
    int i = word_of(stages, DRAFT_STAGES, word);
    *ret = i < 0 ? DRAFT_WRITING : (enum draft_stage)i;
    return i >= 0;
}

bool draft_mark_parse(sv word, enum draft_mark *ret)
{
    int i = word_of(marks, DRAFT_MARKS, word);
    *ret = i < 0 ? DRAFT_WAITING : (enum draft_mark)i;
    return i >= 0;
}

bool draft_step_parse(sv word, enum draft_step *ret)
{
    int i = word_of(steps, DRAFT_STEPS, word);
    *ret = i < 0 ? DRAFT_SAVE : (enum draft_step)i;
    return i >= 0;
}

bool draft_may(const struct draft_flow *f, enum draft_step step, int place)
{
    bool open = f->stage != DRAFT_FILED && f->stage != DRAFT_DROPPED;
    bool in_hand = f->stage == DRAFT_WRITING || f->stage == DRAFT_RETURNED;
    switch (step) {
    case DRAFT_SAVE: return in_hand;
    case DRAFT_ROUTE: return in_hand && f->version > 0;
    case DRAFT_APPROVE:
    case DRAFT_RETURN: return f->stage == DRAFT_REVIEW;
    case DRAFT_SKIP:
        return open && f->stage != DRAFT_READY && place >= 0 && place < f->n &&
               f->review[place].mark == DRAFT_WAITING;
    case DRAFT_RECALL: return f->stage == DRAFT_REVIEW || f->stage == DRAFT_READY;
    case DRAFT_DROP: return open;
    case DRAFT_FILE: return f->stage == DRAFT_READY;
    case DRAFT_STEPS: break;
    }
    return false;
}

/* On to the first who has not approved; ready where there is none. */
static void go_on(struct draft_flow *f)
{
    f->stage = DRAFT_READY;
    f->place = -1;
    for (int i = 0; i < f->n && f->place < 0; i++) {
        if (f->review[i].mark == DRAFT_WAITING) {
            f->place = i;
            f->stage = DRAFT_REVIEW;
        }
    }
}

static void back(struct draft_flow *f, enum draft_stage stage)
{
    f->stage = stage;
    f->place = -1;
}

/* What was approved in another version is asked again. */
static void lapse(struct draft_flow *f)
{
    for (int i = 0; i < f->n; i++) {
        if (f->review[i].mark == DRAFT_APPROVED && f->review[i].version != f->version) {
            f->review[i] = (struct draft_review){.mark = DRAFT_WAITING};
        }
    }
}

void draft_take(struct draft_flow *f, enum draft_step step, int place)
{
    must(draft_may(f, step, place));
    switch (step) {
    case DRAFT_SAVE:
        f->version++;
        lapse(f);
        break;
    case DRAFT_ROUTE: go_on(f); break;
    case DRAFT_APPROVE:
        f->review[f->place] = (struct draft_review){.mark = DRAFT_APPROVED, .version = f->version};
        go_on(f);
        break;
    case DRAFT_RETURN: back(f, DRAFT_RETURNED); break;
    case DRAFT_SKIP:
        f->review[place].mark = DRAFT_SKIPPED;
        if (f->stage == DRAFT_REVIEW) {
            go_on(f);
        }
        break;
    case DRAFT_RECALL: back(f, DRAFT_WRITING); break;
    case DRAFT_DROP: back(f, DRAFT_DROPPED); break;
    case DRAFT_FILE: back(f, DRAFT_FILED); break;
    case DRAFT_STEPS: break;
    }
}
