/* The words of a reason: what the record says, and nothing beyond it. */
#include "base/moment.h"
#include "rules/authority/inside.h"

static const struct {
    const char *name, *when;
    enum authority_verdict verdict;
} codes[AUTHORITY_CODE_COUNT] = {
#define X(name, code, verdict, when) {code, when, AUTHORITY_##verdict},
    AUTHORITY_CODES(X)
#undef X
};

const char *authority_verdict_name(enum authority_verdict v)
{
    static const char *const names[] = {"recorded", "not-established", "contrary-to-record"};
    return names[v];
}

const char *authority_code_name(enum authority_code code)
{
    return codes[code].name;
}

enum authority_verdict authority_code_verdict(enum authority_code code)
{
    return codes[code].verdict;
}

const char *authority_code_when(enum authority_code code)
{
    return codes[code].when;
}

const char *authority_caveat(void)
{
    return "This says what the record shows, as far as it was known then. It says nothing of what "
           "was in anyone's mind, of probable cause, or of what a court would hold.";
}

static sv day(struct arena *a, int32_t days)
{
    return days == INT32_MIN || days == INT32_MAX ? SV("a day that is not stated")
                                                  : date_format(a, (date){days});
}

/* The day between what stands before and after it; nothing where none is stated. */
static sv since(struct arena *a, const char *before, int32_t days, const char *after)
{
    return days == INT32_MIN ? SV("") : sv_fmt(a, "%s%.*s%s", before, SV_ARG(day(a, days)), after);
}

static sv until(struct arena *a, int32_t days)
{
    return days == INT32_MAX ? SV("") : sv_fmt(a, ", until %.*s", SV_ARG(day(a, days)));
}

/* What the sources date differently. */
static sv dated(struct arena *a, const struct authority_question *q,
                const struct authority_reason *r)
{
    switch ((enum track)r->about) {
    case TRACK_FORCE: return SV("the force of the instrument");
    case TRACK_SUSPENSION: return SV("a suspension of the instrument");
    case TRACK_NOTICE: return SV("a notice to end the instrument");
    case TRACK_POWER: return sv_fmt(a, "the power %.*s", SV_ARG(q->power));
    case TRACK_COURSE:
    case TRACK_TRAINING: return sv_fmt(a, "the training %.*s", SV_ARG(r->subject));
    case TRACK_NOMINATED: return sv_fmt(a, "the nomination of %.*s", SV_ARG(q->holder));
    case TRACK_REQUIREMENT: return sv_fmt(a, "the requirement %.*s", SV_ARG(r->subject));
    case TRACK_CERTIFIED: return sv_fmt(a, "the certification of %.*s", SV_ARG(q->holder));
    case TRACK_AUTHORITY: return sv_fmt(a, "the power as recorded for %.*s", SV_ARG(q->holder));
    case TRACK_PAUSE:
    case TRACKS: break;
    }
    return sv_fmt(a, "when %.*s did not hold powers for the time being", SV_ARG(q->holder));
}

static sv say_instrument(struct arena *a, const struct authority_reason *r)
{
    switch ((int)r->code) {
    case AUTHORITY_IN_FORCE_CODE:
        return sv_fmt(a, "The record shows the instrument in force%.*s%.*s.",
                      SV_ARG(since(a, " from ", r->day, " on")), SV_ARG(until(a, r->until)));
    case AUTHORITY_NOT_IN_FORCE_CODE:
        return sv_fmt(a, "The record shows the instrument in force only from %.*s on.",
                      SV_ARG(day(a, r->day)));
    case AUTHORITY_FORCE_UNSTATED_CODE:
        return SV("No entry says that the instrument is in force by this day.");
    case AUTHORITY_INSTRUMENT_ENDED_CODE:
        return r->until < INT32_MAX
                   ? sv_fmt(a, "The record gives %.*s as the last day of the instrument.",
                            SV_ARG(day(a, r->until)))
                   : sv_fmt(a, "The record shows that the instrument ended on %.*s.",
                            SV_ARG(day(a, r->day)));
    case AUTHORITY_INSTRUMENT_SUSPENDED_CODE:
        return sv_fmt(a, "The record shows the instrument suspended from %.*s on%.*s.",
                      SV_ARG(day(a, r->day)), SV_ARG(until(a, r->until)));
    default:
        return sv_fmt(a,
                      "Notice to end the instrument ran until %.*s, and no entry says whether it "
                      "ended.",
                      SV_ARG(day(a, r->until)));
    }
}

static sv say_power(struct arena *a, const struct authority_question *q,
                    const struct authority_reason *r)
{
    switch ((int)r->code) {
    case AUTHORITY_POWER_GRANTED_CODE:
        return sv_fmt(a, "The instrument grants %.*s%.*s%.*s.", SV_ARG(q->power),
                      SV_ARG(since(a, " from ", r->day, " on")), SV_ARG(until(a, r->until)));
    case AUTHORITY_POWER_NOT_GRANTED_CODE:
        return sv_fmt(a, "No entry says that the instrument grants %.*s.", SV_ARG(q->power));
    case AUTHORITY_POWER_OUTSIDE_TERM_CODE:
        return sv_fmt(a, "The instrument grants %.*s%.*s%.*s only.", SV_ARG(q->power),
                      SV_ARG(since(a, " from ", r->day, " on")), SV_ARG(until(a, r->until)));
    case AUTHORITY_POWER_WITHDRAWN_CODE:
        return sv_fmt(a, "The record shows %.*s withdrawn from %.*s on.", SV_ARG(q->power),
                      SV_ARG(day(a, r->day)));
    case AUTHORITY_SETTING_WITHIN_CODE:
        return sv_fmt(a, "The words of %.*s take in the setting %.*s.", SV_ARG(q->power),
                      SV_ARG(q->setting));
    default:
        return sv_fmt(a, "The words of %.*s name other settings, not %.*s.", SV_ARG(q->power),
                      SV_ARG(q->setting));
    }
}

/* A silence, and what comes nearest to breaking it. */
static sv say_none(struct arena *a, const struct authority_question *q,
                   const struct authority_reason *r, const char *what)
{
    return sv_fmt(a, "No entry shows %s%s%.*s for %.*s by this day%.*s.", what,
                  r->subject.n ? " " : "", SV_ARG(r->subject), SV_ARG(q->holder),
                  SV_ARG(since(a, ", only on ", r->day, "")));
}

static sv say_holder(struct arena *a, const struct authority_question *q,
                     const struct authority_reason *r)
{
    switch ((int)r->code) {
    case AUTHORITY_NOMINATED_CODE:
        return sv_fmt(a, "The record shows %.*s nominated on %.*s.", SV_ARG(q->holder),
                      SV_ARG(day(a, r->day)));
    case AUTHORITY_NOT_NOMINATED_CODE: return say_none(a, q, r, "a nomination");
    case AUTHORITY_REQUIREMENT_MET_CODE:
        return sv_fmt(a, "The record shows the requirement %.*s met, found on %.*s.",
                      SV_ARG(r->subject), SV_ARG(day(a, r->day)));
    case AUTHORITY_REQUIREMENT_NOT_MET_CODE:
        return sv_fmt(a, "The record shows the requirement %.*s not met, found on %.*s.",
                      SV_ARG(r->subject), SV_ARG(day(a, r->day)));
    case AUTHORITY_REQUIREMENT_UNSTATED_CODE:
        return say_none(a, q, r, "a finding on the requirement");
    case AUTHORITY_TRAINED_CODE:
        return sv_fmt(a, "The record shows the training %.*s completed on %.*s%.*s.",
                      SV_ARG(r->subject), SV_ARG(day(a, r->day)), SV_ARG(until(a, r->until)));
    case AUTHORITY_TRAINING_MISSING_CODE: return say_none(a, q, r, "the training");
    case AUTHORITY_TRAINING_SHORT_CODE:
        return sv_fmt(a,
                      "The training %.*s is recorded as completed on %.*s, with fewer hours than "
                      "the course has.",
                      SV_ARG(r->subject), SV_ARG(day(a, r->day)));
    case AUTHORITY_TRAINING_LAPSED_CODE:
        return sv_fmt(a, "The training %.*s, completed on %.*s, was good until %.*s.",
                      SV_ARG(r->subject), SV_ARG(day(a, r->day)), SV_ARG(day(a, r->until)));
    case AUTHORITY_CERTIFIED_CODE:
        return sv_fmt(a, "The record shows %.*s certified on %.*s%.*s.", SV_ARG(q->holder),
                      SV_ARG(day(a, r->day)), SV_ARG(until(a, r->until)));
    case AUTHORITY_NOT_CERTIFIED_CODE: return say_none(a, q, r, "a certification");
    default:
        return sv_fmt(a, "The certification of %.*s on %.*s was good until %.*s.",
                      SV_ARG(q->holder), SV_ARG(day(a, r->day)), SV_ARG(day(a, r->until)));
    }
}

static sv say_authority(struct arena *a, const struct authority_question *q,
                        const struct authority_reason *r)
{
    switch ((int)r->code) {
    case AUTHORITY_AUTHORITY_STANDS_CODE:
        return sv_fmt(a, "The record shows %.*s for %.*s from %.*s on%.*s.", SV_ARG(q->power),
                      SV_ARG(q->holder), SV_ARG(day(a, r->day)), SV_ARG(until(a, r->until)));
    case AUTHORITY_NOT_RECORDED_CODE:
        return sv_fmt(a, "No entry records %.*s for %.*s.", SV_ARG(q->power), SV_ARG(q->holder));
    case AUTHORITY_AUTHORITY_NOT_BEGUN_CODE:
        return sv_fmt(a, "The record shows %.*s for %.*s only from %.*s on.", SV_ARG(q->power),
                      SV_ARG(q->holder), SV_ARG(day(a, r->day)));
    case AUTHORITY_AUTHORITY_ENDED_CODE:
        return r->until < INT32_MAX
                   ? sv_fmt(a, "The record gives %.*s as the last day of %.*s for %.*s.",
                            SV_ARG(day(a, r->until)), SV_ARG(q->power), SV_ARG(q->holder))
                   : sv_fmt(a, "The record shows that %.*s ended for %.*s on %.*s.",
                            SV_ARG(q->power), SV_ARG(q->holder), SV_ARG(day(a, r->day)));
    default:
        return sv_fmt(a,
                      "The record shows that %.*s does not hold powers for the time being, from "
                      "%.*s on.",
                      SV_ARG(q->holder), SV_ARG(day(a, r->day)));
    }
}

sv authority_say(struct arena *a, const struct authority_question *q,
                 const struct authority_reason *r)
{
    switch ((int)r->code) {
    case AUTHORITY_JUDGEMENT_CODE:
        return sv_fmt(a, "The clause asks for %.*s, which no record decides.", SV_ARG(r->subject));
    case AUTHORITY_SUPERVISION_CODE:
        return SV("The clause has a supervisor reached as soon as practicable, which no record "
                  "decides.");
    case AUTHORITY_DATES_DIFFER_CODE:
        return sv_fmt(a,
                      "Sources give different days for %.*s, and for this day it matters which is "
                      "right.",
                      SV_ARG(dated(a, q, r)));
    default: break;
    }
    if (r->code <= AUTHORITY_NOTICE_RUN_CODE) {
        return say_instrument(a, r);
    }
    if (r->code <= AUTHORITY_SETTING_OUTSIDE_CODE) {
        return say_power(a, q, r);
    }
    return r->code <= AUTHORITY_CERTIFICATION_LAPSED_CODE ? say_holder(a, q, r)
                                                          : say_authority(a, q, r);
}
