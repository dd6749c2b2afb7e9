/* What was done or waived was due on that day, and is entered once. */
#include "acts/room.h"
#include "base/moment.h"
#include "rules/obligations.h"

static sv day_words(struct arena *a, int64_t day)
{
    return date_format(a, (date){(int32_t)day});
}

/* The obligation of that id, as often as it was stated. */
static err *obligation_of(struct act_room *r, struct arena *a, sv instrument, sv id,
                          struct obligation *ret)
{
    struct q_obligations_of_out *rows;
    struct q_instrument_ended_out ended;
    size_t n;
    TRY(q_obligations_of(r->store, a, &(struct q_obligations_of_in){.instrument = instrument},
                         &rows, &n));
    struct obligation_rule *rules = arena_array(a, struct obligation_rule, n);
    *ret = (struct obligation){.rules = rules};
    for (size_t i = 0; i < n; i++) {
        if (sv_eq(rows[i].obligation, id)) {
            rules[ret->n++] =
                (struct obligation_rule){.repeats = obligation_repeats_of(rows[i].repeats),
                                         .first = rows[i].first_day,
                                         .days = rows[i].has_days ? rows[i].days : 0,
                                         .business = sv_is(rows[i].counted, "business"),
                                         .has_until = rows[i].has_until_day,
                                         .until = rows[i].until_day};
        }
    }
    TRY(q_instrument_ended(r->store, a, &(struct q_instrument_ended_in){.instrument = instrument},
                           &ret->ends, &ended));
    ret->end = ret->ends ? ended.on_day - 1 : 0;
    return NULL;
}

static err *holidays_of(struct act_room *r, struct arena *a, sv body, int64_t from,
                        struct holidays *ret)
{
    struct q_holidays_of_out *rows;
    TRY(q_holidays_of(r->store, a, &(struct q_holidays_of_in){.body = body, .from = from}, &rows,
                      &ret->n));
    int64_t *days = arena_array(a, int64_t, ret->n);
    for (size_t i = 0; i < ret->n; i++) {
        days[i] = rows[i].day;
    }
    ret->days = days;
    return NULL;
}

/* The day is one of the obligation's, or the nearest ones are named. */
static err *check_day(struct arena *a, const struct obligation *o, const struct holidays *h,
                      int64_t due)
{
    struct obligation_near near = obligation_near(o, h, due);
    if (near.is) {
        return NULL;
    }
    sv days =
        near.has_before && near.has_after
            ? sv_fmt(a, "the nearest days are %.*s and %.*s", SV_ARG(day_words(a, near.before.due)),
                     SV_ARG(day_words(a, near.after.due)))
        : near.has_before
            ? sv_fmt(a, "the last day was %.*s", SV_ARG(day_words(a, near.before.due)))
        : near.has_after ? sv_fmt(a, "the first day is %.*s", SV_ARG(day_words(a, near.after.due)))
                         : SV("it is due on no day");
    return err_field(a, SV("data.due"), "it is not due on %.*s: %.*s", SV_ARG(day_words(a, due)),
                     SV_ARG(days));
}

static err *check_once(struct act_room *r, struct arena *a, sv instrument, sv id, int64_t due)
{
    struct q_act_obligation_done_out done;
    bool found;
    TRY(q_act_obligation_done(r->store, a,
                              &(struct q_act_obligation_done_in){
                                  .instrument = instrument, .obligation = id, .due_day = due},
                              &found, &done));
    return !found ? NULL
                  : err_about(a,
                              err_make(a, E_CONFLICT,
                                       "what was due on %.*s %s by entry %lld: correct that entry "
                                       "where it is wrong",
                                       SV_ARG(day_words(a, due)),
                                       done.waived ? "was waived" : "is entered as done",
                                       (long long)done.seq),
                              SV("data.due"));
}

err *act_check_due(struct act_room *r, struct arena *a, const struct act_request *q, sv instrument)
{
    date due;
    struct obligation o;
    struct holidays h;
    sv id = jv_get_sv(q->data, "obligation");
    if ((q->kind != &rec_kinds[KIND_OBLIGATION_MET] &&
         q->kind != &rec_kinds[KIND_OBLIGATION_WAIVED]) ||
        !date_parse(jv_get_sv(q->data, "due"), &due)) {
        return NULL;
    }
    TRY(obligation_of(r, a, instrument, id, &o));
    TRY(holidays_of(r, a, q->body, o.n ? o.rules[0].first : due.days, &h));
    TRY(check_day(a, &o, &h, due.days));
    return q->source ? NULL : check_once(r, a, instrument, id, due.days);
}
