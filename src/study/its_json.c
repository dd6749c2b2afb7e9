/* The answer about a series as JSON. */
#include <math.h>

#include "base/json.h"
#include "study/its.h"

static void number(struct buf *out, const char *key, double x)
{
    buf_fmt(out, "\"%s\":", key);
    if (isfinite(x)) {
        buf_fmt(out, "%.12g", x);
    } else {
        buf_str(out, "null");
    }
}

static void text(struct buf *out, const char *key, sv s)
{
    buf_fmt(out, "\"%s\":", key);
    json_quote(out, s);
}

static void estimate(struct buf *out, const struct study_estimate *e)
{
    const struct {
        const char *key;
        double x;
    } parts[] = {{"estimate", e->estimate},   {"se", e->se},
                 {"statistic", e->statistic}, {"p", e->p},
                 {"lower", e->lower},         {"upper", e->upper}};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        buf_str(out, i ? "," : "");
        number(out, parts[i].key, parts[i].x);
    }
}

static void named(struct buf *out, const char *key, const struct study_estimate *e)
{
    buf_char(out, '{');
    text(out, key, e->name);
    buf_char(out, ',');
    estimate(out, e);
    buf_char(out, '}');
}

static void test(struct buf *out, const char *lag, const struct study_test *t)
{
    buf_fmt(out, "{\"%s\":%zu,", lag, t->lag);
    number(out, "statistic", t->statistic);
    buf_char(out, ',');
    number(out, "p", t->p);
    buf_char(out, '}');
}

static void tests(struct buf *out, const struct study_its *r)
{
    buf_str(out, ",\"tests\":{");
    number(out, "durbin_watson", r->durbin_watson);
    buf_str(out, ",\"breusch_godfrey\":[");
    for (size_t i = 0; i < STUDY_ORDERS; i++) {
        buf_str(out, i ? "," : "");
        test(out, "order", &r->breusch_godfrey[i]);
    }
    buf_str(out, "],\"ljung_box\":");
    test(out, "lag", &r->ljung_box);
    buf_char(out, '}');
}

static void averted(struct buf *out, const struct study_its *r)
{
    static const char *const keys[] = {"averted", "after_12", "after_24"};
    buf_char(out, ',');
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const struct study_averted *v = &r->averted[i];
        if (v->n) {
            buf_fmt(out, "%s\"%s\":{\"periods\":%zu,", i ? "," : "", keys[i], v->n);
            estimate(out, &v->sum);
            buf_str(out, i ? "}" : "");
        }
    }
    buf_char(out, '}');
}

static void ratio(struct buf *out, const struct study_its *r)
{
    const struct study_estimate *e = &r->coefficients[r->level];
    if (r->fit.family == STUDY_GAUSSIAN) {
        return;
    }
    buf_str(out, ",\"ratio\":{");
    text(out, "name", e->name);
    buf_char(out, ',');
    number(out, "estimate", exp(e->estimate));
    buf_char(out, ',');
    number(out, "lower", exp(e->lower));
    buf_char(out, ',');
    number(out, "upper", exp(e->upper));
    buf_char(out, '}');
}

static void placed(struct buf *out, const struct study_placebo *p)
{
    buf_fmt(out, ",\"placebo\":{\"areas\":%zu,\"dates\":%zu,\"left_out\":%zu,", p->areas, p->dates,
            p->left_out);
    number(out, "z", p->z);
    buf_char(out, ',');
    number(out, "p", p->p);
    buf_char(out, ',');
    number(out, "p_areas", p->p_areas);
    buf_char(out, ',');
    number(out, "p_dates", p->p_dates);
    if (isfinite(p->slope_p)) {
        buf_char(out, ',');
        number(out, "slope_z", p->slope_z);
        buf_char(out, ',');
        number(out, "slope_p", p->slope_p);
    }
    buf_char(out, '}');
}

/* The headline: the placebo rank where there is one, else the estimate with the larger error. */
static void headline(struct buf *out, const struct study_its *r, const struct study_placebo *p)
{
    const struct study_estimate *e = &r->methods[r->largest].level;
    buf_str(out, ",\"headline\":{");
    text(out, "method", p ? SV("placebo") : e->name);
    buf_char(out, ',');
    number(out, "p", p ? p->p : e->p);
    buf_str(out, "},\"largest_error\":");
    named(out, "method", e);
}

#define SURE 0.05

/* Where the rank and the estimate could both be sure, and one is and the other is not. */
static bool ranks_otherwise(const struct study_its *r, const struct study_placebo *p)
{
    return p && 1 / (1 + (double)p->areas) <= SURE &&
           (p->p <= SURE) != (r->methods[r->largest].level.p <= SURE);
}

static void disagreement(struct buf *out, const struct study_its *r, const struct study_placebo *p)
{
    const struct study_estimate *x = &r->methods[r->differs[0]].level,
                                *y = &r->methods[r->differs[1]].level,
                                *e = &r->methods[r->largest].level;
    struct buf s = buf_make(4096);
    if (ranks_otherwise(r, p)) {
        buf_fmt(&s,
                "The placebo rank (p %.3g) and the estimate by %.*s (p %.3g) disagree on whether "
                "there is an effect: show both.",
                p->p, SV_ARG(e->name), e->p);
    }
    if (r->differ) {
        buf_fmt(&s,
                "%sThe methods differ in %s: by %.*s the level is %.4g (p %.3g), by %.*s %.4g (p "
                "%.3g): show both.",
                s.n ? " " : "",
                r->differ & STUDY_SIGN           ? "sign"
                : r->differ & STUDY_SIGNIFICANCE ? "whether the effect is sure"
                                                 : "size",
                SV_ARG(x->name), x->estimate, x->p, SV_ARG(y->name), y->estimate, y->p);
    }
    buf_str(out, ",\"disagreement\":");
    if (s.n) {
        json_quote(out, buf_view(&s));
    } else {
        buf_str(out, "null");
    }
    buf_free(&s);
}

static void errors_name(struct buf *out, const struct study_model *m)
{
    static const char *const names[] = {[STUDY_MODEL] = "model",
                                        [STUDY_NEWEY_WEST] = "newey-west",
                                        [STUDY_DRISCOLL_KRAAY] = "driscoll-kraay",
                                        [STUDY_PRAIS_WINSTEN] = "prais-winsten"};
    buf_fmt(out, ",\"errors\":\"%s", names[m->errors]);
    if (m->errors == STUDY_NEWEY_WEST || m->errors == STUDY_DRISCOLL_KRAAY) {
        buf_fmt(out, ":%zu", m->lag);
    }
    buf_char(out, '"');
}

static void fitted(struct buf *out, const struct study_its *r)
{
    const struct {
        const char *key;
        double x;
    } parts[] = {
        {"dispersion", r->fit.dispersion}, {"deviance", r->fit.deviance}, {"theta", r->fit.theta},
        {"theta_se", r->fit.theta_se},     {"loglik", r->loglik},         {"rho", r->fit.rho}};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        buf_char(out, ',');
        number(out, parts[i].key, parts[i].x);
    }
}

void study_its_json(struct buf *out, const struct study_question *q, const struct study_its *r,
                    const struct study_placebo *placebo, const sv *notes, size_t count)
{
    buf_fmt(out, "{\"n\":%zu,\"df\":%zu,", r->n, r->n - r->p);
    text(out, "family", study_family_name(r->fit.family));
    errors_name(out, &q->model);
    buf_str(out, ",\"coefficients\":[");
    for (size_t j = 0; j < r->p; j++) {
        buf_str(out, j ? "," : "");
        named(out, "name", &r->coefficients[j]);
    }
    buf_char(out, ']');
    if (r->slope < r->p) {
        buf_str(out, ",\"trend_after\":{");
        estimate(out, &r->trend_after);
        buf_char(out, '}');
    }
    ratio(out, r);
    fitted(out, r);
    tests(out, r);
    averted(out, r);
    if (placebo) {
        placed(out, placebo);
    }
    headline(out, r, placebo);
    buf_str(out, ",\"methods\":[");
    for (size_t i = 0; i < r->method_count; i++) {
        buf_str(out, i ? "," : "");
        named(out, "method", &r->methods[i].level);
    }
    buf_char(out, ']');
    disagreement(out, r, placebo);
    buf_str(out, ",\"notes\":[");
    for (size_t i = 0; i < count; i++) {
        buf_str(out, i ? "," : "");
        json_quote(out, notes[i]);
    }
    buf_str(out, "]}\n");
}
