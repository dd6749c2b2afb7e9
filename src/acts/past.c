/* What stood on record when a meeting was opened. */
#include "acts/past.h"

#include "base/moment.h"
#include "store/q.h"

static sv body_of(sv meeting, int32_t *ret_day)
{
    date day = {0};
    sv rest, body = sv_cut(meeting, '/', &rest);
    *ret_day = date_parse(sv_sub(rest, 0, 10), &day) ? day.days : 0;
    return body;
}

err *act_past_of(struct store *s, struct arena *a, sv meeting, struct act_past *ret)
{
    bool found;
    struct q_act_meeting_when_out row;
    TRY(q_act_meeting_when(s, a, &(struct q_act_meeting_when_in){.id = meeting}, &found, &row));
    if (!found) {
        return err_make(a, E_NOTFOUND, "the meeting %.*s is not on record", SV_ARG(meeting));
    }
    *ret = (struct act_past){
        .store = s, .meeting = meeting, .opened = row.has_opened_seq, .opened_seq = row.opened_seq};
    return NULL;
}

static err *day_of(const struct act_past *p, struct arena *a, int64_t before,
                   const struct floor_day **ret)
{
    bool found;
    struct floor_day *d = arena_new(a, struct floor_day);
    struct q_act_meeting_when_out row;
    struct q_act_regular_after_out next;
    struct q_act_vetoed_out *vetoed;
    sv body = body_of(p->meeting, &d->day);
    TRY(q_act_meeting_when(p->store, a, &(struct q_act_meeting_when_in){.id = p->meeting}, &found,
                           &row));
    d->type = floor_meeting_type_of(found ? row.type : SV_NONE);
    TRY(q_act_regular_after(
        p->store, a,
        &(struct q_act_regular_after_in){.body = body, .day = d->day, .before = before}, &found,
        &next));
    d->next_regular = found ? (int32_t)next.day : 0;
    TRY(q_act_vetoed(p->store, a,
                     &(struct q_act_vetoed_in){.meeting = p->meeting, .before = before}, &vetoed,
                     &d->vetoed_count));
    sv *items = arena_array(a, sv, d->vetoed_count);
    for (size_t i = 0; i < d->vetoed_count; i++) {
        items[i] = vetoed[i].item;
    }
    d->vetoed = items;
    *ret = d;
    return NULL;
}

typedef struct q_act_outcomes_out outcome_row;

/* The outcomes that stand, in order: one that is undone is gone with its undoing, and a source's
 * account does not stand over what was witnessed.  Returns how many of rows are left. */
static size_t standing(outcome_row *rows, size_t n)
{
    size_t left = 0;
    for (size_t i = 0; i < n; i++) {
        bool undone = sv_is(rows[i].outcome, "pending");
        if (undone) {
            left -= left > 0;
        } else if (!rows[i].reported || left == 0 || rows[left - 1].reported) {
            rows[left++] = rows[i];
        }
    }
    return left;
}

/* Readings count from the last outcome that ended the matter. */
static void count_readings(const outcome_row *rows, size_t n, struct floor_past *ret)
{
    static const char *const ends[] = {
        "adopted",   "lost",           "denied",   "postponed-indefinitely",
        "rescinded", "veto-sustained", "withdrawn"};
    for (size_t i = 0; i < n; i++) {
        if (sv_is(rows[i].outcome, "first-reading")) {
            ret->readings++;
            (void)body_of(rows[i].meeting, &ret->reading_day);
        }
        for (size_t e = 0; e < sizeof ends / sizeof *ends; e++) {
            if (sv_is(rows[i].outcome, ends[e])) {
                ret->readings = ret->reading_day = 0;
            }
        }
    }
}

static err *last_votes(const struct act_past *p, struct arena *a, const struct floor *f,
                       const outcome_row *last, struct floor_past *ret)
{
    struct q_act_votes_out *votes;
    size_t n;
    TRY(q_act_votes(p->store, a,
                    &(struct q_act_votes_in){.meeting = last->meeting,
                                             .motion = last->motion,
                                             .roll = last->motion ? -1 : last->seq},
                    &votes, &n));
    ret->named = n > 0;
    for (size_t i = 0; i < n; i++) {
        int32_t seat = floor_seat(f, votes[i].member);
        enum floor_choice choice = floor_choice_of(votes[i].choice);
        if (seat != FLOOR_NOBODY && choice == CHOICE_YES) {
            seats_add(&ret->yes, seat);
        } else if (seat != FLOOR_NOBODY && choice == CHOICE_NO) {
            seats_add(&ret->no, seat);
        }
    }
    return NULL;
}

/* What the last outcome that stands says. */
static err *last_outcome(const struct act_past *p, struct arena *a, const struct floor *f,
                         int64_t before, const outcome_row *last, struct floor_past *ret)
{
    int32_t day;
    sv word = last->outcome, body = body_of(p->meeting, &day);
    bool adopted = sv_is(word, "adopted") || sv_is(word, "denied") || sv_is(word, "first-reading");
    ret->tabled = sv_is(word, "tabled");
    ret->referred = sv_is(word, "referred");
    ret->vetoed = sv_is(word, "vetoed");
    if (!adopted && !sv_is(word, "lost")) {
        return NULL;
    }
    bool found;
    struct q_act_held_before_out held;
    ret->decided = adopted ? OUTCOME_ADOPTED : OUTCOME_LOST;
    TRY(q_act_held_before(p->store, a,
                          &(struct q_act_held_before_in){
                              .body = body, .id = p->meeting, .day = day, .before = before},
                          &found, &held));
    ret->previous_meeting = found && sv_eq(held.id, last->meeting);
    return last->meeting.n ? last_votes(p, a, f, last, ret) : NULL;
}

static err *item_past(const struct act_past *p, struct arena *a, const struct floor *f, sv item,
                      int64_t before, int64_t seq, const struct floor_past **ret)
{
    int32_t day;
    bool found;
    struct floor_past *past = arena_new(a, struct floor_past);
    struct q_act_item_past_out row;
    outcome_row *rows;
    size_t n;
    sv body = body_of(p->meeting, &day);
    TRY(q_act_item_past(p->store, a,
                        &(struct q_act_item_past_in){
                            .body = body, .file = item, .meeting = p->meeting, .before = before},
                        &found, &row));
    if (found && row.has_filed_seq && row.filed_seq < seq) {
        past->kind = floor_item_kind_of(row.type);
    }
    past->scheduled = found && row.scheduled;
    TRY(q_act_outcomes(p->store, a,
                       &(struct q_act_outcomes_in){
                           .body = body, .item = item, .meeting = p->meeting, .before = before},
                       &rows, &n));
    n = standing(rows, n);
    count_readings(rows, n, past);
    if (n > 0) {
        TRY(last_outcome(p, a, f, before, &rows[n - 1], past));
    }
    *ret = past;
    return NULL;
}

static bool known(const struct floor *f, sv item)
{
    for (uint32_t i = 0; i < f->item_count; i++) {
        if (sv_eq(f->items[i].id, item)) {
            return true;
        }
    }
    return false;
}

err *act_past_give(const struct act_past *p, struct arena *a, const struct floor *f, int64_t seq,
                   struct floor_act *act)
{
    int64_t before = p->opened && p->opened_seq < seq ? p->opened_seq : seq;
    if (act->kind == FLOOR_MEETING_OPENED) {
        TRY(day_of(p, a, before, &act->day));
    }
    return act->item.n && !known(f, act->item)
               ? item_past(p, a, f, act->item, before, seq, &act->before)
               : NULL;
}
