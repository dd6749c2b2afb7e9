/* What was expected, which measure tests it, and what the data say: nulls as plainly as effects. */
#include "pages/effects.h"

#include <math.h>
#include <stdlib.h>

#include "pages/hall.h"
#include "study/figures.h"
#include "view/chart.h"

typedef struct q_measures_of_out measure_row;
typedef struct q_findings_of_out finding_row;

struct reading {
    struct page_cx *cx;
    const struct body_view *b;
    sv instrument;
    bool whole;
    struct q_claims_of_out *claims;
    size_t claims_n;
    measure_row *measures; /* each as often as it was registered */
    size_t measures_n;
    finding_row *findings;
    size_t findings_n;
};

static sv day_of(struct page_cx *cx, int64_t day)
{
    return page_day_words(cx->a, (date){(int32_t)day});
}

/* "June 2026", of months since year 0 */
static sv month_words(struct page_cx *cx, int64_t month)
{
    date first = date_of_civil((int)(month / 12), (int)(month % 12) + 1, 1);
    sv rest, day = page_day_words(cx->a, first);
    return sv_fmt(cx->a, "%.*s %d", SV_ARG(sv_cut(day, ' ', &rest)), (int)(month / 12));
}

/* ---- numbers ---- */

static bool counts(sv family)
{
    return !sv_is(family, "gaussian");
}

static double number_of(struct arena *a, sv decimal)
{
    return strtod(sv_cstr(a, decimal), NULL);
}

/* A change of level as people read it: "32.1 % lower" of counts, "20.06 lower" of other numbers. */
static sv change_words(struct arena *a, sv family, double x)
{
    double of = counts(family) ? 100 * (exp(x) - 1) : x;
    const char *way = of < 0 ? "lower" : "higher";
    return counts(family) ? sv_fmt(a, "%.1f %% %s", fabs(of), way)
                          : sv_fmt(a, "%.4g %s", fabs(of), way);
}

/* "an estimate of 32.1 % lower (95 % interval from 49.8 % lower to 7.6 % lower)" */
static sv estimate_words(struct arena *a, sv family, double x, double lower, double upper)
{
    return sv_fmt(a, "%.*s (95 %% interval from %.*s to %.*s)", SV_ARG(change_words(a, family, x)),
                  SV_ARG(change_words(a, family, lower)), SV_ARG(change_words(a, family, upper)));
}

/* ---- a finding ---- */

static const char *says_words(sv says)
{
    return sv_is(says, "rise")        ? "a rise"
           : sv_is(says, "fall")      ? "a fall"
           : sv_is(says, "no-change") ? "no change that stands out"
                                      : "the methods disagree";
}

static sv finding_sentence(struct arena *a, const measure_row *m, const finding_row *f)
{
    double placebo = number_of(a, f->placebo);
    sv estimate = estimate_words(a, m->family, number_of(a, f->estimate), number_of(a, f->lower),
                                 number_of(a, f->upper));
    sv rank = f->has_areas ? sv_fmt(a, "the rank among %lld area%s without it is %.3g",
                                    (long long)f->areas, f->areas == 1 ? "" : "s", placebo)
                           : sv_fmt(a, "the rank among areas without it is %.3g", placebo);
    if (sv_is(f->says, "methods-disagree")) {
        return sv_fmt(a,
                      "The methods disagree, and both stand: %.*s (at or under 0.05 a change "
                      "stands out); measured against the comparison the level is %.*s.",
                      SV_ARG(rank), SV_ARG(estimate));
    }
    return sv_fmt(a,
                  "The figures show %s: %.*s; measured against the comparison the level is %.*s.",
                  says_words(f->says), SV_ARG(rank), SV_ARG(estimate));
}

static sv method_words(struct arena *a, sv name)
{
    sv lag, kind = sv_cut(name, ':', &lag);
    return sv_is(kind, "model")            ? SV("The model’s own error")
           : sv_is(kind, "newey-west")     ? sv_fmt(a, "Newey and West, lag %.*s", SV_ARG(lag))
           : sv_is(kind, "driscoll-kraay") ? sv_fmt(a, "Driscoll and Kraay, lag %.*s", SV_ARG(lag))
           : sv_is(kind, "prais-winsten")  ? SV("Prais and Winsten, errors correlated in time")
           : sv_is(kind, "ar1-reml")       ? SV("Errors of the first order, by REML")
                                           : name;
}

static err *methods_of(struct reading *r, const measure_row *m, const struct study_finding *found,
                       struct view_effect_finding *ret)
{
    struct arena *a = r->cx->a;
    const struct study_its *its = &found->its;
    struct view_effect_method *v = arena_array(a, struct view_effect_method, its->method_count);
    for (size_t i = 0; i < its->method_count; i++) {
        const struct study_estimate *e = &its->methods[i].level;
        v[i] = (struct view_effect_method){
            .name = its->methods[i].name,
            .words = method_words(a, its->methods[i].name),
            .say = page_stop(a, estimate_words(a, m->family, e->estimate, e->lower, e->upper))};
        TRY(study_decimal(a, e->estimate, &v[i].estimate));
        TRY(study_decimal(a, e->lower, &v[i].lower));
        TRY(study_decimal(a, e->upper, &v[i].upper));
    }
    ret->methods = v;
    ret->methods_n = its->method_count;
    return NULL;
}

static sv shown(struct arena *a, double x)
{
    return isnan(x)            ? SV_NONE
           : x == floor(x)     ? sv_fmt(a, "%.0f", x)
           : fabs(x) >= 1000.0 ? sv_fmt(a, "%.0f", x)
                               : sv_fmt(a, "%.4g", x);
}

static void months_of(struct reading *r, const struct study_figures *f,
                      const struct study_course *c, struct view_effect_finding *ret)
{
    struct arena *a = r->cx->a;
    struct view_effect_month *v = arena_array(a, struct view_effect_month, f->months);
    for (size_t t = 0; t < f->months; t++) {
        v[t] = (struct view_effect_month){.month = month_words(r->cx, f->first + (int64_t)t),
                                          .observed = shown(a, c->observed[t]),
                                          .expected = shown(a, c->expected[t]),
                                          .lower = shown(a, c->lower[t]),
                                          .upper = shown(a, c->upper[t])};
    }
    ret->months = v;
    ret->months_n = f->months;
}

static safe_html chart_of(struct reading *r, const measure_row *m, const finding_row *f,
                          const struct study_figures *figures, const struct study_course *c)
{
    struct page_cx *cx = r->cx;
    struct arena *a = cx->a;
    size_t event = figures->table.question.event;
    sv first = month_words(cx, figures->first),
       last = month_words(cx, figures->first + (int64_t)figures->months - 1),
       from = month_words(cx, figures->first + (int64_t)event);
    struct chart chart = {
        .id = sv_fmt(a, "c%lld", (long long)f->seq),
        .title = sv_fmt(a, "%.*s, %.*s, by month", SV_ARG(m->outcome), SV_ARG(m->areas)),
        .about = sv_fmt(a,
                        "From %.*s to %.*s: what was counted, what the model expects, from %.*s on "
                        "without the change, and the 95 %% interval of that.  The numbers stand in "
                        "the table below.",
                        SV_ARG(first), SV_ARG(last), SV_ARG(from)),
        .n = figures->months,
        .observed = c->observed,
        .expected = c->expected,
        .lower = c->lower,
        .upper = c->upper,
        .event = event,
        .first = first,
        .last = last,
        .happened = sv_fmt(a, "counted from %.*s on", SV_ARG(from)),
        .observed_is = SV("counted"),
        .expected_is = SV("expected without the change"),
        .interval_is = SV("95 % interval"),
        .thousands = SV(","),
        .point = SV(".")};
    return chart_svg(a, &chart);
}

/* The same figures with the event on the other day that has been named. */
static void other_day(struct reading *r, const measure_row *m, const finding_row *f,
                      const struct study_measure *how, struct list *notes)
{
    struct arena *a = r->cx->a;
    struct study_figures figures;
    struct study_finding found;
    sv day = day_of(r->cx, m->event2_day);
    err *e = study_figures_at(a, f->figures, how, m->event2_day, &figures);
    e = e ? e : study_figures_estimate(a, &figures, &found);
    *LIST_ADD(a, notes, sv) =
        e ? sv_fmt(a, "By the other day that has been named, %.*s, nothing can be reckoned: %.*s.",
                   SV_ARG(day), SV_ARG(e->message))
          : sv_fmt(a,
                   "By the other day that has been named, %.*s, the level measured against the "
                   "comparison is %.*s.",
                   SV_ARG(day),
                   SV_ARG(estimate_words(a, m->family, found.level.estimate, found.level.lower,
                                         found.level.upper)));
}

static sv registered_words(struct reading *r, const measure_row *m, const finding_row *f)
{
    struct page_cx *cx = r->cx;
    date day = page_local_day(r->b->zone, m->recorded);
    return sv_fmt(cx->a, "The measure was registered on %.*s, %s.",
                  SV_ARG(page_day_words(cx->a, day)),
                  day.days < f->from_day     ? "before the first day of these figures"
                  : day.days <= f->until_day ? "after the first day of these figures and before "
                                               "the last"
                                             : "after the last day of these figures");
}

/* What is reckoned anew from the figures, which are part of the record. */
static err *reckon(struct reading *r, const measure_row *m, const finding_row *f,
                   struct list *notes, struct view_effect_finding *ret)
{
    struct arena *a = r->cx->a;
    struct study_figures figures;
    struct study_finding found;
    struct study_measure how = {.areas = m->areas,
                                .comparison = m->comparison,
                                .family = m->family,
                                .season = m->season,
                                .event = m->event_day};
    err *e = study_figures_read(a, f->figures, &how, &figures);
    e = e ? e : study_figures_estimate(a, &figures, &found);
    if (e) {
        *LIST_ADD(a, notes, sv) =
            sv_fmt(a, "The figures cannot be shown again: %.*s.", SV_ARG(e->message));
        return NULL;
    }
    struct study_course course = study_figures_course(a, &figures, &found);
    TRY(methods_of(r, m, &found, ret));
    months_of(r, &figures, &course, ret);
    ret->chart = chart_of(r, m, f, &figures, &course);
    if (found.its.differ) {
        const struct study_method *one = &found.its.methods[found.its.differs[0]],
                                  *two = &found.its.methods[found.its.differs[1]];
        *LIST_ADD(a, notes, sv) = sv_fmt(
            a, "Two methods differ. %.*s: %.*s. %.*s: %.*s.", SV_ARG(method_words(a, one->name)),
            SV_ARG(estimate_words(a, m->family, one->level.estimate, one->level.lower,
                                  one->level.upper)),
            SV_ARG(method_words(a, two->name)),
            SV_ARG(estimate_words(a, m->family, two->level.estimate, two->level.lower,
                                  two->level.upper)));
    }
    if (figures.unknown) {
        *LIST_ADD(a, notes, sv) =
            sv_fmt(a, "Of %zu month%s of an area nothing is known; %s left out.", figures.unknown,
                   figures.unknown == 1 ? "" : "s", figures.unknown == 1 ? "it is" : "they are");
    }
    if (f->has_areas && f->areas < 19) {
        *LIST_ADD(a, notes, sv) =
            sv_fmt(a, "With %lld area%s to rank among, the rank cannot go below %.3g.",
                   (long long)f->areas, f->areas == 1 ? "" : "s", 1 / (1 + (double)f->areas));
    }
    if (m->has_event2_day) {
        other_day(r, m, f, &how, notes);
    }
    return NULL;
}

static err *finding_of(struct reading *r, const measure_row *m, const finding_row *f,
                       struct view_effect_finding *ret)
{
    struct arena *a = r->cx->a;
    struct list notes = {0};
    struct buf hex = buf_make(128);
    buf_hex(&hex, (const uint8_t *)f->hash.p, f->hash.n);
    *ret = (struct view_effect_finding){.from = date_format(a, (date){(int32_t)f->from_day}),
                                        .until = date_format(a, (date){(int32_t)f->until_day}),
                                        .span = sv_fmt(a, "Figures from %.*s until %.*s",
                                                       SV_ARG(day_of(r->cx, f->from_day)),
                                                       SV_ARG(day_of(r->cx, f->until_day))),
                                        .estimate = f->estimate,
                                        .lower = f->lower,
                                        .upper = f->upper,
                                        .placebo = f->placebo,
                                        .has_areas = f->has_areas,
                                        .areas = f->areas,
                                        .says = f->says,
                                        .sentence = finding_sentence(a, m, f),
                                        .figures = buf_dup(a, &hex),
                                        .words = f->words,
                                        .entry = f->seq};
    buf_free(&hex);
    *LIST_ADD(a, &notes, sv) = registered_words(r, m, f);
    if (r->whole) {
        TRY(reckon(r, m, f, &notes, ret));
    }
    ret->notes = notes.p;
    ret->notes_n = notes.n;
    return NULL;
}

/* ---- a measure ---- */

/* The words on a measure that stood when the finding was entered. */
static const measure_row *measure_at(const struct reading *r, sv id, int64_t seq)
{
    const measure_row *m = NULL;
    for (size_t i = 0; i < r->measures_n; i++) {
        m = sv_eq(r->measures[i].measure, id) && r->measures[i].seq < seq ? &r->measures[i] : m;
    }
    return m;
}

static sv measure_say(struct reading *r, const measure_row *m)
{
    struct page_cx *cx = r->cx;
    sv also = m->has_event2_day ? sv_fmt(cx->a, " (another day that has been named: %.*s)",
                                         SV_ARG(day_of(cx, m->event2_day)))
                                : SV_NONE;
    sv expected =
        sv_is(m->expected, "none") ? SV("no change") : sv_fmt(cx->a, "a %.*s", SV_ARG(m->expected));
    return sv_fmt(cx->a,
                  "Counted: %.*s, for %.*s, from %.*s.  Looked at: %.*s; compared with: %.*s.  An "
                  "effect is expected from %.*s on%.*s: %.*s.",
                  SV_ARG(page_small(cx->a, m->outcome)), SV_ARG(m->unit),
                  SV_ARG(page_small(cx->a, m->records)), SV_ARG(m->areas), SV_ARG(m->comparison),
                  SV_ARG(day_of(cx, m->event_day)), SV_ARG(also), SV_ARG(expected));
}

static sv measure_since(struct reading *r, const measure_row *first, const measure_row *m)
{
    struct page_cx *cx = r->cx;
    sv begun = page_moment_words(cx->a, r->b->zone, first->recorded);
    return page_stop(
        cx->a, first == m
                   ? sv_fmt(cx->a, "Registered on %.*s", SV_ARG(begun))
                   : sv_fmt(cx->a, "Registered on %.*s, and in other words on %.*s", SV_ARG(begun),
                            SV_ARG(page_moment_words(cx->a, r->b->zone, m->recorded))));
}

static void words_of(struct arena *a, sv all, const sv **ret, size_t *ret_n)
{
    struct list l = {0};
    while (all.n) {
        *LIST_ADD(a, &l, sv) = sv_cut(all, ' ', &all);
    }
    *ret = l.p;
    *ret_n = l.n;
}

static err *measure_of(struct reading *r, const measure_row *first, struct view_effect_measure *ret)
{
    struct arena *a = r->cx->a;
    const measure_row *newest = measure_at(r, first->measure, INT64_MAX),
                      *m = newest ? newest : first;
    struct list found = {0};
    *ret = (struct view_effect_measure){
        .measure = m->measure,
        .anchor = sv_fmt(a, "measure-%.*s", SV_ARG(m->measure)),
        .outcome = m->outcome,
        .unit = m->unit,
        .records = m->records,
        .areas = m->areas,
        .comparison = m->comparison,
        .event = date_format(a, (date){(int32_t)m->event_day}),
        .event2 = m->has_event2_day ? date_format(a, (date){(int32_t)m->event2_day}) : SV_NONE,
        .family = m->family,
        .season = m->season,
        .expected = m->expected,
        .registered = instant_format(a, m->recorded),
        .say = measure_say(r, m),
        .since = measure_since(r, first, m),
        .words = m->words,
        .entry = m->seq};
    words_of(a, m->claims, &ret->claims, &ret->claims_n);
    for (size_t i = 0; i < r->findings_n; i++) {
        const measure_row *then = measure_at(r, m->measure, r->findings[i].seq);
        if (sv_eq(r->findings[i].measure, m->measure) && then) {
            TRY(finding_of(r, then, &r->findings[i],
                           LIST_ADD(a, &found, struct view_effect_finding)));
        }
    }
    ret->findings = found.p;
    ret->findings_n = found.n;
    return NULL;
}

/* ---- a claim ---- */

static bool tests(const struct view_effect_measure *m, sv claim)
{
    for (size_t i = 0; i < m->claims_n; i++) {
        if (sv_eq(m->claims[i], claim)) {
            return true;
        }
    }
    return false;
}

/* "Calls for help: the figures until August 31, 2026, show a fall." */
static sv claim_say(struct reading *r, const struct effects *all, sv claim, struct list *ids)
{
    struct arena *a = r->cx->a;
    sv say = SV_NONE;
    for (size_t i = 0; i < all->measures_n; i++) {
        const struct view_effect_measure *m = &all->measures[i];
        if (!tests(m, claim)) {
            continue;
        }
        const struct view_effect_finding *f =
            m->findings_n ? &m->findings[m->findings_n - 1] : NULL;
        sv one = !f ? sv_fmt(a, "Tested by “%.*s”; no figures are in yet.", SV_ARG(m->outcome))
                 : sv_is(f->says, "methods-disagree")
                     ? sv_fmt(a, "Tested by “%.*s”; on the figures so far the methods disagree.",
                              SV_ARG(m->outcome))
                     : sv_fmt(a, "Tested by “%.*s”; the figures so far show %s.",
                              SV_ARG(m->outcome), says_words(f->says));
        *LIST_ADD(a, ids, sv) = m->measure;
        say = sv_fmt(a, "%.*s%s%.*s", SV_ARG(say), say.n ? " " : "", SV_ARG(one));
    }
    return say.n ? say : SV("No measure is registered for it, so that no data speak to it.");
}

static err *claim_of(struct reading *r, const struct effects *all, const struct q_claims_of_out *c,
                     struct view_effect_claim *ret)
{
    struct page_cx *cx = r->cx;
    struct arena *a = cx->a;
    struct list ids = {0};
    *ret = (struct view_effect_claim){.claim = c->claim,
                                      .side = c->side,
                                      .side_words = sv_is(c->side, "for") ? SV("speaking for it")
                                                    : sv_is(c->side, "against")
                                                        ? SV("speaking against it")
                                                        : SV("speaking for neither side"),
                                      .member = c->member,
                                      .who = c->member.n ? page_name(r->b, c->member)
                                             : c->who.n  ? c->who
                                                         : SV("A resident"),
                                      .meeting = c->meeting,
                                      .has_second = c->has_second,
                                      .second = c->second,
                                      .words = c->words,
                                      .entry = c->seq};
    if (c->member.n) {
        ret->person = page_url_member(cx, r->b->id, c->member);
    }
    if (c->meeting.n) {
        struct page_recording recording;
        ret->meeting_words = page_day_words(a, page_meeting_day(c->meeting));
        ret->meeting_page = page_url_meeting(cx, c->meeting);
        page_reads(cx, "meeting:%.*s", SV_ARG(c->meeting));
        TRY(page_recording(cx, c->meeting, &recording));
        if (c->has_second) { /* counted from the recording's beginning */
            instant at = {c->second * INT64_C(1000000)};
            recording = (struct page_recording){
                .started = true, .address = recording.address, .jump = recording.jump};
            ret->second_words =
                sv_fmt(a, "at %.*s of the recording", SV_ARG(page_second_words(a, &recording, at)));
            ret->watch = page_second_link(a, &recording, at);
        }
    }
    if (c->reported) {
        struct rec_entry e;
        struct st_corrected how;
        TRY(st_log_read(cx->store, a, c->seq, &e, &how));
        ret->source = jv_get_sv(e.source, "outlet");
    }
    ret->say = claim_say(r, all, c->claim, &ids);
    ret->measures = ids.p;
    ret->measures_n = ids.n;
    return NULL;
}

/* ---- all of it ---- */

/* The measures in the order of the claims that they test; those that test none after them. */
static err *read_measures(struct reading *r, struct effects *ret)
{
    struct arena *a = r->cx->a;
    struct list all = {0}, ordered = {0};
    for (size_t i = 0; i < r->measures_n; i++) {
        bool first = true;
        for (size_t k = 0; first && k < i; k++) {
            first = !sv_eq(r->measures[k].measure, r->measures[i].measure);
        }
        if (first) {
            TRY(measure_of(r, &r->measures[i], LIST_ADD(a, &all, struct view_effect_measure)));
        }
    }
    struct view_effect_measure *rows = all.p;
    bool *taken = arena_calloc(a, all.n + 1, sizeof *taken);
    for (size_t i = 0; i <= r->claims_n; i++) {
        for (size_t k = 0; k < all.n; k++) {
            if (!taken[k] && (i == r->claims_n || tests(&rows[k], r->claims[i].claim))) {
                taken[k] = true;
                *LIST_ADD(a, &ordered, struct view_effect_measure) = rows[k];
            }
        }
    }
    ret->measures = ordered.p;
    ret->measures_n = ordered.n;
    return NULL;
}

static sv sentence_of(struct arena *a, const struct effects *e)
{
    size_t by_for = 0, by_against = 0, with = 0;
    for (size_t i = 0; i < e->claims_n; i++) {
        by_for += sv_is(e->claims[i].side, "for");
        by_against += sv_is(e->claims[i].side, "against");
    }
    for (size_t i = 0; i < e->measures_n; i++) {
        with += e->measures[i].findings_n > 0;
    }
    if (!e->claims_n && !e->measures_n) {
        return SV_NONE;
    }
    sv claims =
        sv_fmt(a, "%.*s effect%s expected, %.*s by those for it and %.*s by those against it",
               SV_ARG(page_capital(a, page_number(a, (int64_t)e->claims_n))),
               e->claims_n == 1 ? " was" : "s were", SV_ARG(page_number(a, (int64_t)by_for)),
               SV_ARG(page_number(a, (int64_t)by_against)));
    sv measures = e->measures_n == 0
                      ? SV("no measure is registered")
                      : sv_fmt(a, "%.*s measure%s registered, and the figures of %.*s are in",
                               SV_ARG(page_number(a, (int64_t)e->measures_n)),
                               e->measures_n == 1 ? " is" : "s are",
                               SV_ARG(with ? page_number(a, (int64_t)with) : SV("none")));
    sv s = sv_fmt(a, "%.*s; %.*s.", SV_ARG(claims), SV_ARG(measures));
    for (size_t i = 0; i < e->measures_n; i++) {
        const struct view_effect_measure *m = &e->measures[i];
        if (m->findings_n) {
            s = sv_fmt(a, "%.*s  %.*s: %s.", SV_ARG(s), SV_ARG(m->outcome),
                       says_words(m->findings[m->findings_n - 1].says));
        }
    }
    return s;
}

err *effects_read(struct page_cx *cx, const struct body_view *b, sv instrument, bool whole,
                  struct effects *ret)
{
    struct reading r = {.cx = cx, .b = b, .instrument = instrument, .whole = whole};
    *ret = (struct effects){.claims_n = 0};
    TRY(q_claims_of(cx->store, cx->a, &(struct q_claims_of_in){.instrument = instrument}, &r.claims,
                    &r.claims_n));
    TRY(q_measures_of(cx->store, cx->a, &(struct q_measures_of_in){.instrument = instrument},
                      &r.measures, &r.measures_n));
    TRY(q_findings_of(cx->store, cx->a, &(struct q_findings_of_in){.instrument = instrument},
                      &r.findings, &r.findings_n));
    TRY(read_measures(&r, ret));
    struct view_effect_claim *claims = arena_array(cx->a, struct view_effect_claim, r.claims_n);
    ret->witnessed = r.measures_n > 0;
    for (size_t i = 0; i < r.claims_n; i++) {
        TRY(claim_of(&r, ret, &r.claims[i], &claims[i]));
        ret->witnessed = ret->witnessed || !r.claims[i].reported;
    }
    ret->claims = claims;
    ret->claims_n = r.claims_n;
    ret->sentence = sentence_of(cx->a, ret);
    return NULL;
}

err *page_effects(struct page_cx *cx, sv instrument, struct view_effects_page *ret)
{
    struct due_state s;
    struct effects e;
    struct list l = {0};
    TRY(due_read(cx, instrument, &s));
    TRY(effects_read(cx, &s.i.b, s.i.id, true, &e));
    struct view_effects_page p = {
        .instrument = s.i.id,
        .title = s.i.title,
        .body = s.i.b.id,
        .sentence =
            e.sentence.n ? e.sentence : SV("The record holds no effect that was expected of it."),
        .claims = e.claims,
        .claims_n = e.claims_n,
        .measures = e.measures,
        .measures_n = e.measures_n};
    page_shell(cx, sv_fmt(cx->a, "Effects: %.*s", SV_ARG(s.i.title)), &p.shell);
    p.shell.place = s.i.b.row.place;
    p.shell.twin = url_path(cx->a, "/agreements/{}/effects.json", s.i.id);
    page_crumb(cx, &p.shell, SV("Home"), URL_FIXED("/"));
    page_crumb(cx, &p.shell, s.i.b.row.name, url_path(cx->a, "/bodies/{}", s.i.b.id));
    page_crumb(cx, &p.shell, SV("The agreement"), url_path(cx->a, "/agreements/{}", s.i.id));
    page_link(cx, &l, SV("What is due under it"), url_path(cx->a, "/agreements/{}/due", s.i.id));
    if (s.i.row.item.n) {
        page_link(cx, &l, SV("The decision that approved it"),
                  url_path(cx->a, "/decisions/{}/{}", s.i.b.id, s.i.row.item));
    }
    p.onward = l.p;
    p.onward_n = l.n;
    *ret = p;
    return NULL;
}
