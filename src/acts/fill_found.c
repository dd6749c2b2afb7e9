/* What figures say of a measure that was registered: reckoned here, never said by who brings them.
 */
#include "acts/room.h"
#include "base/moment.h"
#include "study/figures.h"

/* The figures are those of the days that the act names. */
static err *check_days(struct arena *a, const struct act_request *q, const struct study_figures *f)
{
    date from, until;
    int64_t after = f->first + (int64_t)f->months;
    date first = date_of_civil((int)(f->first / 12), (int)(f->first % 12) + 1, 1),
         last = {date_of_civil((int)(after / 12), (int)(after % 12) + 1, 1).days - 1};
    bool parsed = date_parse(jv_get_sv(q->data, "from"), &from) &&
                  date_parse(jv_get_sv(q->data, "until"), &until);
    if (!parsed || from.days != first.days || until.days != last.days) {
        return err_field(a, sv_of(parsed && from.days == first.days ? "data.until" : "data.from"),
                         "the figures are of whole months from %.*s until %.*s: say so",
                         SV_ARG(date_format(a, first)), SV_ARG(date_format(a, last)));
    }
    return NULL;
}

static err *put_decimal(struct arena *a, struct jv *data, const char *key, double x)
{
    sv said;
    TRY(study_decimal(a, x, &said));
    jv_set(data, sv_of(key), jv_string(a, said));
    return NULL;
}

static err *reckon(struct arena *a, const struct act_request *q, const struct study_figures *f)
{
    struct study_finding found;
    struct study_placebo placebo;
    TRY(study_figures_estimate(a, f, &found));
    TRY(study_placebo(a, &f->table.question, &placebo));
    study_figures_say(placebo.p, &found);
    TRY(put_decimal(a, q->data, "estimate", found.level.estimate));
    TRY(put_decimal(a, q->data, "lower", found.level.lower));
    TRY(put_decimal(a, q->data, "upper", found.level.upper));
    TRY(put_decimal(a, q->data, "placebo", placebo.p));
    jv_set(q->data, SV("areas"), jv_int(a, (int64_t)placebo.areas));
    jv_set(q->data, SV("says"), jv_string(a, study_says_name(found.says)));
    return NULL;
}

err *act_fill_found(struct act_room *r, struct arena *a, const struct act_request *q)
{
    struct q_act_measure_whole_out row;
    struct study_figures f;
    bool found;
    if (q->kind != &rec_kinds[KIND_MEASURE_FOUND]) {
        return NULL;
    }
    TRY(q_act_measure_whole(
        r->store, a,
        &(struct q_act_measure_whole_in){.instrument = jv_get_sv(q->about, "instrument"),
                                         .measure = jv_get_sv(q->data, "measure")},
        &found, &row));
    if (!found) {
        return err_field(a, SV("data.measure"), "this measure is not on record: register it first");
    }
    struct study_measure m = {.areas = row.areas,
                              .comparison = row.comparison,
                              .family = row.family,
                              .season = row.season,
                              .event = row.event_day};
    err *e = study_figures_read(a, jv_get_sv(q->texts, "figures"), &m, &f);
    if (e) {
        return err_about(a, e, SV("texts.figures"));
    }
    TRY(check_days(a, q, &f));
    e = reckon(a, q, &f);
    return e ? err_about(a, e, SV("texts.figures")) : NULL;
}
