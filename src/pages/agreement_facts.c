/* What is on record of an agreement, in words. */
#include <stdio.h>
#include <string.h>

#include "pages/agreement.h"
#include "pages/form.h"

static sv day_of(struct page_cx *cx, int64_t day)
{
    return page_day_words(cx->a, (date){(int32_t)day});
}

static sv iso(struct page_cx *cx, bool has, int64_t day)
{
    return has ? date_format(cx->a, (date){(int32_t)day}) : SV_NONE;
}

/* The words of a code within a sentence: "serve-arrest-warrants" is "serve arrest warrants". */
static sv code_words(struct page_cx *cx, sv code)
{
    return page_small(cx->a, form_code_words(cx->a, code));
}

/* Codes with a space between, each in words. */
static size_t codes_of(struct page_cx *cx, sv all, const sv **ret_codes, sv *ret_words)
{
    struct list codes = {0}, words = {0};
    while (all.n) {
        sv code = sv_cut(all, ' ', &all);
        if (code.n) {
            *LIST_ADD(cx->a, &codes, sv) = code;
            *LIST_ADD(cx->a, &words, sv) = code_words(cx, code);
        }
    }
    *ret_codes = codes.p;
    *ret_words = page_and(cx->a, words.p, words.n);
    return codes.n;
}

const struct view_source *agreement_source(struct page_cx *cx, bool reported, sv outlet, sv title,
                                           sv address, sv retrieved)
{
    if (!reported || !outlet.n) {
        return NULL;
    }
    struct view_source *s = arena_new(cx->a, struct view_source);
    *s = page_source(cx, outlet, title, address, retrieved);
    return s;
}

struct view_agreement_line *agreement_line(struct page_cx *cx, struct list *l, int64_t seq,
                                           const struct view_source *source)
{
    struct view_agreement_line *v = LIST_ADD(cx->a, l, struct view_agreement_line);
    v->entry = seq;
    v->source = source;
    v->corrected = page_corrected(cx, seq);
    v->has_corrected = v->corrected != 0;
    return v;
}

/* ---- the agreement itself ---- */

err *agreement_read(struct page_cx *cx, sv id, struct agreement *ret)
{
    struct agreement g = {.witnessed = false};
    bool found;
    TRY(page_instrument_read(cx, id, &g.i));
    g.witnessed = !g.i.row.reported;
    page_turns(cx, sys_zone_instant(g.i.b.zone, (date){g.i.today.days + 1}, 0));
    TRY(page_corrections_of_agreement(cx, id));
    TRY(q_agreement_powers(cx->store, cx->a, &(struct q_agreement_powers_in){.instrument = id},
                           &g.powers, &g.powers_n));
    TRY(q_agreement_power_ends(cx->store, cx->a,
                               &(struct q_agreement_power_ends_in){.instrument = id}, &g.power_ends,
                               &g.power_ends_n));
    TRY(q_agreement_changes(cx->store, cx->a, &(struct q_agreement_changes_in){.instrument = id},
                            &g.changes, &g.changes_n));
    TRY(q_agreement_parties(cx->store, cx->a, &(struct q_agreement_parties_in){.instrument = id},
                            &g.parties, &g.parties_n));
    struct q_agreement_holding_out held;
    TRY(q_agreement_holding(cx->store, cx->a,
                            &(struct q_agreement_holding_in){.instrument = id,
                                                             .day = g.i.today.days,
                                                             .recorded = KIND_AUTHORITY_RECORDED,
                                                             .ended = KIND_AUTHORITY_ENDED,
                                                             .paused = KIND_AUTHORITY_PAUSED,
                                                             .resumed = KIND_AUTHORITY_RESUMED},
                            &found, &held));
    g.nominated = found ? held.nominated : 0;
    g.holding = found ? held.holding : 0;
    *ret = g;
    return NULL;
}

/* ---- powers ---- */

static sv supervision_words(sv code)
{
    return sv_is(code, "none")        ? SV("No supervisor takes part.")
           : sv_is(code, "direction") ? SV("Under the direction of a supervisor.")
           : sv_is(code, "at-the-time")
               ? SV("A supervisor is reached at the time.")
               : SV("A supervisor is reached at the time or as soon as practicable.");
}

static const struct q_agreement_power_ends_out *ended(const struct agreement *g, sv power,
                                                      int64_t after)
{
    const struct q_agreement_power_ends_out *last = NULL;
    for (size_t i = 0; i < g->power_ends_n; i++) {
        bool own = sv_eq(g->power_ends[i].power, power) && g->power_ends[i].seq > after;
        last = own ? &g->power_ends[i] : last;
    }
    return last;
}

static sv term_words(struct page_cx *cx, const struct q_agreement_powers_out *r,
                     const struct q_agreement_power_ends_out *end)
{
    sv from = r->has_from_day ? sv_fmt(cx->a, "From %.*s", SV_ARG(day_of(cx, r->from_day)))
                              : SV("With the agreement");
    sv until = r->has_until_day ? sv_fmt(cx->a, ", until %.*s", SV_ARG(day_of(cx, r->until_day)))
                                : SV_NONE;
    sv gone = end ? sv_fmt(cx->a, " Withdrawn on %.*s.", SV_ARG(day_of(cx, end->on_day))) : SV_NONE;
    return sv_fmt(cx->a, "%.*s%.*s.%.*s", SV_ARG(from), SV_ARG(until), SV_ARG(gone));
}

static sv needs_words(struct arena *a, sv requirements, sv courses)
{
    sv met = requirements.n ? sv_fmt(a, "Met: %.*s.", SV_ARG(requirements)) : SV_NONE;
    sv trained = courses.n ? sv_fmt(a, "Trained: %.*s.", SV_ARG(courses)) : SV_NONE;
    return met.n && trained.n ? sv_fmt(a, "%.*s %.*s", SV_ARG(met), SV_ARG(trained))
           : met.n            ? met
                              : trained;
}

static bool newest_word(const struct agreement *g, size_t i)
{
    for (size_t k = i + 1; k < g->powers_n; k++) {
        if (sv_eq(g->powers[k].power, g->powers[i].power)) {
            return false;
        }
    }
    return true;
}

void agreement_powers(struct page_cx *cx, const struct agreement *g,
                      const struct view_agreement_power **ret, size_t *ret_n, size_t *ret_standing)
{
    struct arena *a = cx->a;
    struct list l = {0};
    *ret_standing = 0;
    for (size_t i = 0; i < g->powers_n; i++) {
        const struct q_agreement_powers_out *r = &g->powers[i];
        if (!newest_word(g, i)) {
            continue;
        }
        const struct q_agreement_power_ends_out *end = ended(g, r->power, r->seq);
        struct view_agreement_power *v = LIST_ADD(a, &l, struct view_agreement_power);
        sv where, judged, needed, trained;
        *v = (struct view_agreement_power){.power = r->power,
                                           .name = form_code_words(cx->a, r->power),
                                           .words = r->words,
                                           .clause = r->clause,
                                           .citation = r->citation,
                                           .supervision = r->supervision,
                                           .supervision_words = supervision_words(r->supervision),
                                           .from = iso(cx, r->has_from_day, r->from_day),
                                           .until = iso(cx, r->has_until_day, r->until_day),
                                           .term = term_words(cx, r, end),
                                           .entry = r->seq,
                                           .corrected = page_corrected(cx, r->seq),
                                           .source = AGREEMENT_SOURCE(cx, r)};
        v->has_corrected = v->corrected != 0;
        v->settings_n = codes_of(cx, r->settings, &v->settings, &where);
        v->where = where.n ? page_capital(a, where) : SV("Anywhere");
        v->judgement_n = codes_of(cx, r->judgement, &v->judgement, &judged);
        v->judgement_words =
            judged.n ? sv_fmt(a, "Asks for what no record decides: %.*s.", SV_ARG(judged))
                     : SV_NONE;
        v->requirements_n = codes_of(cx, r->requirements, &v->requirements, &needed);
        v->courses_n = codes_of(cx, r->courses, &v->courses, &trained);
        v->needs = needs_words(a, needed, trained);
        v->standing = !(end && end->on_day <= g->i.today.days) &&
                      !(r->has_from_day && r->from_day > g->i.today.days) &&
                      !(r->has_until_day && r->until_day < g->i.today.days);
        *ret_standing += v->standing;
    }
    *ret = l.p;
    *ret_n = l.n;
}

/* How supervision stands in the sentence at the top: where all powers have it alike. */
static sv supervised(const struct view_agreement_power *p, size_t n)
{
    sv code = n ? p[0].supervision : SV_NONE;
    bool none = false;
    for (size_t i = 0; i < n; i++) {
        none = none || sv_is(p[i].supervision, "none");
        code = sv_eq(code, p[i].supervision) ? code : SV_NONE;
    }
    return n == 0 || none               ? SV_NONE
           : sv_is(code, "at-the-time") ? SV(", each only with a supervisor reached at the time")
           : sv_is(code, "direction")   ? SV(", each only under the direction of a supervisor")
           : sv_is(code, "as-soon-as-practicable")
               ? SV(", each only with a supervisor reached at the time or as soon as practicable")
               : SV(", each only under a supervisor");
}

sv agreement_sentence(struct page_cx *cx, const struct agreement *g)
{
    struct arena *a = cx->a;
    const struct view_agreement_power *powers;
    size_t n, standing;
    agreement_powers(cx, g, &powers, &n, &standing);
    if (!standing && !g->nominated) {
        return SV("The record shows no powers and no holders under this agreement.");
    }
    if (g->holding) {
        return sv_fmt(a,
                      "The record shows %.*s holder%s of powers, and %.*s power%s, under this "
                      "agreement%.*s.",
                      SV_ARG(page_number(a, g->holding)), g->holding == 1 ? "" : "s",
                      SV_ARG(page_number(a, (int64_t)standing)), standing == 1 ? "" : "s",
                      SV_ARG(supervised(powers, n)));
    }
    sv nominated = g->nominated
                       ? sv_fmt(a, "; %.*s %s nominated", SV_ARG(page_number(a, g->nominated)),
                                g->nominated == 1 ? "is" : "are")
                       : SV_NONE;
    return sv_fmt(a,
                  "The record shows nobody who holds powers under this agreement today%.*s. It "
                  "gives %.*s power%s%.*s.",
                  SV_ARG(nominated), SV_ARG(page_number(a, (int64_t)standing)),
                  standing == 1 ? "" : "s", SV_ARG(supervised(powers, n)));
}

/* ---- holders ---- */

typedef struct q_agreement_steps_out step_row;

static sv step_sentence(struct page_cx *cx, const step_row *r)
{
    struct arena *a = cx->a;
    const sv *codes;
    sv on = day_of(cx, r->on_day), powers, what = code_words(cx, r->what);
    sv until = r->has_until_day ? sv_fmt(a, ", good until %.*s", SV_ARG(day_of(cx, r->until_day)))
                                : SV_NONE;
    sv term =
        r->has_until_day ? sv_fmt(a, " until %.*s", SV_ARG(day_of(cx, r->until_day))) : SV_NONE;
    sv note = r->note.n ? sv_fmt(a, " (%.*s)", SV_ARG(r->note)) : SV_NONE;
    codes_of(cx, r->powers, &codes, &powers);
    if (r->kind == KIND_HOLDER_NOMINATED) {
        return sv_fmt(a, "Nominated on %.*s%.*s.", SV_ARG(on), SV_ARG(note));
    }
    if (r->kind == KIND_REQUIREMENT_NOTED) {
        return sv_fmt(a, "Requirement %s on %.*s: %.*s.", r->met ? "met" : "not met", SV_ARG(on),
                      SV_ARG(what));
    }
    if (r->kind == KIND_TRAINING_COMPLETED) {
        sv hours = r->has_hours ? sv_fmt(a, ", %lld hours", (long long)r->hours) : SV_NONE;
        return sv_fmt(a, "Training completed on %.*s: %.*s%.*s%.*s%.*s.", SV_ARG(on), SV_ARG(what),
                      SV_ARG(hours), SV_ARG(until), SV_ARG(note));
    }
    if (r->kind == KIND_HOLDER_CERTIFIED) {
        return sv_fmt(a, "Certified on %.*s%.*s%.*s.", SV_ARG(on), SV_ARG(note), SV_ARG(until));
    }
    if (r->kind == KIND_AUTHORITY_RECORDED) {
        return sv_fmt(a, "Powers recorded from %.*s%.*s: %.*s%.*s.", SV_ARG(on), SV_ARG(term),
                      SV_ARG(powers), SV_ARG(note));
    }
    if (r->kind == KIND_AUTHORITY_PAUSED) {
        return sv_fmt(a, "Does not currently hold powers from %.*s on.", SV_ARG(on));
    }
    if (r->kind == KIND_AUTHORITY_RESUMED) {
        return sv_fmt(a, "Holds powers again from %.*s on.", SV_ARG(on));
    }
    return powers.n ? sv_fmt(a, "No longer holds from %.*s on: %.*s.", SV_ARG(on), SV_ARG(powers))
                    : sv_fmt(a, "No longer holds powers from %.*s on.", SV_ARG(on));
}

static sv status_words(sv status)
{
    static const char *const words[][2] = {{"nominated", "nominated"},
                                           {"not-met", "a requirement is not met"},
                                           {"trained", "trained"},
                                           {"certified", "certified"},
                                           {"holding", "holds powers"},
                                           {"paused", "does not currently hold powers"},
                                           {"ended", "no longer holds powers"},
                                           {"over", "powers were recorded until an earlier day"}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (sv_is(status, words[i][0])) {
            return sv_of(words[i][1]);
        }
    }
    return status;
}

/* Where a holder stands today, by steps in the order of their days. */
static const char *standing(const step_row *steps, size_t n, int64_t today)
{
    const char *is = "nominated";
    for (size_t i = 0; i < n; i++) {
        const step_row *r = &steps[i];
        bool over = r->has_until_day && r->until_day < today;
        if (r->on_day > today) {
            continue;
        }
        is = r->kind == KIND_REQUIREMENT_NOTED && !r->met ? "not-met"
             : r->kind == KIND_TRAINING_COMPLETED ? (strcmp(is, "nominated") == 0 ? "trained" : is)
             : r->kind == KIND_HOLDER_CERTIFIED
                 ? (strcmp(is, "nominated") == 0 || strcmp(is, "trained") == 0 ? "certified" : is)
             : r->kind == KIND_AUTHORITY_RECORDED              ? (over ? "over" : "holding")
             : r->kind == KIND_AUTHORITY_PAUSED                ? "paused"
             : r->kind == KIND_AUTHORITY_RESUMED               ? "holding"
             : r->kind == KIND_AUTHORITY_ENDED && !r->powers.n ? "ended"
                                                               : is;
    }
    return is;
}

static void holder(struct page_cx *cx, const struct agreement *g, const step_row *steps, size_t n,
                   struct view_agreement_holder *ret)
{
    struct list l = {0};
    ret->holder = steps[0].holder;
    ret->place = sv_fmt(cx->a, "holder-%.*s", SV_ARG(ret->holder));
    for (size_t i = 0; i < n; i++) {
        const step_row *r = &steps[i];
        const sv *codes;
        sv powers;
        agreement_line(cx, &l, r->seq, AGREEMENT_SOURCE(cx, r))->sentence = step_sentence(cx, r);
        if (r->kind == KIND_HOLDER_NOMINATED && r->note.n) {
            ret->position = r->note;
        }
        if (r->kind == KIND_AUTHORITY_RECORDED) {
            codes_of(cx, r->powers, &codes, &powers);
            ret->powers = sv_fmt(cx->a, "Powers on record: %.*s.", SV_ARG(powers));
        }
    }
    ret->status = sv_of(standing(steps, n, g->i.today.days));
    ret->status_words = status_words(ret->status);
    ret->steps = l.p;
    ret->steps_n = l.n;
}

err *agreement_holders(struct page_cx *cx, const struct agreement *g, sv after,
                       const struct view_agreement_holder **ret, size_t *ret_n, sv *ret_next)
{
    enum { MOST = 100 };
    struct q_agreement_holders_out *ids;
    step_row *steps = NULL;
    size_t ids_n, n = 0, at = 0;
    TRY(q_agreement_holders(cx->store, cx->a,
                            &(struct q_agreement_holders_in){.instrument = g->i.id, .after = after},
                            &ids, &ids_n));
    *ret_next = ids_n > MOST ? ids[MOST - 1].holder : SV_NONE;
    ids_n = ids_n > MOST ? MOST : ids_n;
    if (ids_n) {
        TRY(q_agreement_steps(cx->store, cx->a,
                              &(struct q_agreement_steps_in){.instrument = g->i.id,
                                                             .from = ids[0].holder,
                                                             .until = ids[ids_n - 1].holder},
                              &steps, &n));
    }
    struct view_agreement_holder *all = arena_array(cx->a, struct view_agreement_holder, ids_n);
    size_t made = 0;
    while (at < n && made < ids_n) {
        size_t end = at;
        while (end < n && sv_eq(steps[end].holder, steps[at].holder)) {
            end++;
        }
        holder(cx, g, &steps[at], end - at, &all[made++]);
        at = end;
    }
    *ret = all;
    *ret_n = made;
    return NULL;
}

/* "none", "one", "two" … of them. */
static sv of_them(struct arena *a, int64_t n)
{
    return n ? page_number(a, n) : SV("none");
}

/* ---- protocols ---- */

err *agreement_protocols(struct page_cx *cx, const struct agreement *g,
                         const struct view_agreement_line **ret, size_t *ret_n)
{
    struct q_agreement_protocols_out *rows;
    struct q_agreement_acknowledgements_out *acks;
    size_t n, acks_n;
    struct list l = {0};
    TRY(q_agreement_protocols(
        cx->store, cx->a, &(struct q_agreement_protocols_in){.instrument = g->i.id}, &rows, &n));
    TRY(q_agreement_acknowledgements(
        cx->store, cx->a, &(struct q_agreement_acknowledgements_in){.instrument = g->i.id}, &acks,
        &acks_n));
    for (size_t i = 0; i < n; i++) {
        const struct q_agreement_protocols_out *r = &rows[i];
        const struct q_agreement_acknowledgements_out *ack = NULL;
        for (size_t k = 0; k < acks_n; k++) {
            bool own = sv_eq(acks[k].protocol, r->protocol) && sv_eq(acks[k].version, r->version);
            ack = own ? &acks[k] : ack;
        }
        struct view_agreement_line *v = agreement_line(cx, &l, r->seq, AGREEMENT_SOURCE(cx, r));
        v->what = r->name;
        v->words = r->words;
        sv clause = r->clause.n ? sv_fmt(cx->a, ", by %.*s", SV_ARG(r->clause)) : SV_NONE;
        sv said = ack ? sv_fmt(cx->a, " Acknowledged by %lld of %lld on %.*s (entry %lld).",
                               (long long)ack->count, (long long)ack->whole,
                               SV_ARG(day_of(cx, ack->on_day)), (long long)ack->seq)
                      : SV(" How many acknowledged it is not on record.");
        v->sentence = sv_fmt(cx->a, "version %.*s, in force from %.*s%.*s.%.*s", SV_ARG(r->version),
                             SV_ARG(day_of(cx, r->from_day)), SV_ARG(clause), SV_ARG(said));
    }
    *ret = l.p;
    *ret_n = l.n;
    return NULL;
}

/* ---- cost ---- */

static sv cents_words(struct arena *a, int64_t cents)
{
    char digits[32], out[48];
    int n = snprintf(digits, sizeof digits, "%lld", (long long)(cents / 100)), k = 0;
    for (int i = 0; i < n; i++) {
        if (i && (n - i) % 3 == 0) {
            out[k++] = ',';
        }
        out[k++] = digits[i];
    }
    return cents % 100 ? sv_fmt(a, "$%.*s.%02lld", k, out, (long long)(cents % 100))
                       : sv_fmt(a, "$%.*s", k, out);
}

static sv amount_words(struct arena *a, bool has_cents, int64_t cents, bool has_minutes,
                       int64_t minutes)
{
    sv money = has_cents ? cents_words(a, cents) : SV_NONE;
    sv time = has_minutes ? sv_fmt(a, "%lld hours %lld minutes", (long long)(minutes / 60),
                                   (long long)(minutes % 60))
                          : SV_NONE;
    return money.n && time.n ? sv_fmt(a, "%.*s, %.*s", SV_ARG(money), SV_ARG(time))
           : money.n         ? money
           : time.n          ? time
                             : SV("no amount is given");
}

err *agreement_money(struct page_cx *cx, const struct agreement *g,
                     const struct view_agreement_line **ret, size_t *ret_n, sv *ret_sentence)
{
    struct q_agreement_money_out *rows;
    size_t n;
    struct list l = {0};
    int64_t spent = 0, received = 0;
    TRY(q_agreement_money(cx->store, cx->a, &(struct q_agreement_money_in){.instrument = g->i.id},
                          &rows, &n));
    for (size_t i = 0; i < n; i++) {
        const struct q_agreement_money_out *r = &rows[i];
        struct view_agreement_line *v = agreement_line(cx, &l, r->seq, AGREEMENT_SOURCE(cx, r));
        spent += r->has_cents && sv_is(r->direction, "spent") ? r->cents : 0;
        received += r->has_cents && sv_is(r->direction, "received") ? r->cents : 0;
        v->what = form_code_words(cx->a, r->sort);
        v->words = r->words;
        sv by = r->document.n ? sv_fmt(cx->a, " (%.*s)", SV_ARG(r->document)) : SV_NONE;
        v->sentence =
            sv_fmt(cx->a, "%.*s %.*s from %.*s to %.*s%.*s.",
                   SV_ARG(amount_words(cx->a, r->has_cents, r->cents, r->has_minutes, r->minutes)),
                   SV_ARG(r->direction), SV_ARG(day_of(cx, r->from_day)),
                   SV_ARG(day_of(cx, r->until_day)), SV_ARG(by));
    }
    *ret_sentence =
        n ? sv_fmt(cx->a,
                   "On record are %.*s spent and %.*s received, as far as was reported; what was "
                   "not reported is not counted.",
                   SV_ARG(cents_words(cx->a, spent)), SV_ARG(cents_words(cx->a, received)))
          : SV_NONE;
    *ret = l.p;
    *ret_n = l.n;
    return NULL;
}

/* ---- challenges ---- */

err *agreement_challenges(struct page_cx *cx, const struct agreement *g,
                          const struct view_agreement_line **ret, size_t *ret_n, sv *ret_sentence)
{
    struct q_agreement_challenges_out *rows;
    size_t n, open = 0, all = 0;
    struct list l = {0};
    TRY(q_agreement_challenges(
        cx->store, cx->a, &(struct q_agreement_challenges_in){.instrument = g->i.id}, &rows, &n));
    for (size_t i = 0; i < n; i++) {
        const struct q_agreement_challenges_out *r = &rows[i];
        bool newest = true;
        for (size_t k = i + 1; k < n; k++) {
            newest = newest && !sv_eq(rows[k].challenge, r->challenge);
        }
        all += newest;
        open += newest && (sv_is(r->status, "announced") || sv_is(r->status, "filed") ||
                           sv_is(r->status, "pending"));
        struct view_agreement_line *v = agreement_line(cx, &l, r->seq, AGREEMENT_SOURCE(cx, r));
        v->what = r->name;
        v->words = r->words;
        sv forum = r->forum.n ? sv_fmt(cx->a, ", before %.*s", SV_ARG(r->forum)) : SV_NONE;
        v->sentence =
            sv_fmt(cx->a, "%.*s%.*s: %.*s on %.*s.", SV_ARG(form_code_words(cx->a, r->type)),
                   SV_ARG(forum), SV_ARG(r->status), SV_ARG(day_of(cx, r->on_day)));
    }
    *ret_sentence = n ? sv_fmt(cx->a, "%.*s %s on record, %.*s of them still open.",
                               SV_ARG(page_capital(cx->a, page_number(cx->a, (int64_t)all))),
                               all == 1 ? "challenge is" : "challenges are",
                               SV_ARG(of_them(cx->a, (int64_t)open)))
                      : SV_NONE;
    *ret = l.p;
    *ret_n = l.n;
    return NULL;
}

/* ---- the answers of a decision ---- */

sv agreement_holders_sentence(struct page_cx *cx, const struct agreement *g)
{
    if (!g->nominated) {
        return SV("Nobody is on record as nominated, trained or holding powers under it. No record "
                  "is not nobody.");
    }
    return sv_fmt(cx->a,
                  "%.*s %s on record, %.*s of them with powers today. Holders stand here by a "
                  "number; that is a choice of display, not a secret: the custodian of the records "
                  "answers requests for names.",
                  SV_ARG(page_capital(cx->a, page_number(cx->a, g->nominated))),
                  g->nominated == 1 ? "holder is" : "holders are",
                  SV_ARG(of_them(cx->a, g->holding)));
}

static void add_lines(struct page_cx *cx, struct list *to, const struct view_agreement_line *from,
                      size_t n)
{
    for (size_t i = 0; i < n; i++) {
        *LIST_ADD(cx->a, to, struct view_agreement_line) = from[i];
    }
}

static void power_lines(struct page_cx *cx, const struct agreement *g, struct list *to, size_t *ret)
{
    const struct view_agreement_power *powers;
    size_t standing_n;
    agreement_powers(cx, g, &powers, ret, &standing_n);
    for (size_t i = 0; i < *ret; i++) {
        const struct view_agreement_power *p = &powers[i];
        struct view_agreement_line *v = agreement_line(cx, to, p->entry, p->source);
        sv needs = p->needs.n ? sv_fmt(cx->a, " %.*s", SV_ARG(p->needs)) : SV_NONE;
        sv judged =
            p->judgement_words.n ? sv_fmt(cx->a, " %.*s", SV_ARG(p->judgement_words)) : SV_NONE;
        v->what = p->name;
        v->sentence =
            sv_fmt(cx->a, "%.*s. %.*s%.*s%.*s %.*s", SV_ARG(p->where), SV_ARG(p->supervision_words),
                   SV_ARG(judged), SV_ARG(needs), SV_ARG(p->term));
        v->words = p->words;
    }
}

static err *holder_lines(struct page_cx *cx, const struct agreement *g, struct list *to)
{
    const struct view_agreement_holder *all;
    size_t n;
    sv next;
    TRY(agreement_holders(cx, g, SV(""), &all, &n, &next));
    for (size_t i = 0; i < n && all[i].steps; i++) {
        struct view_agreement_line *v =
            agreement_line(cx, to, all[i].steps[0].entry, all[i].steps[0].source);
        v->what = all[i].holder;
        v->sentence = page_stop(cx->a, page_capital(cx->a, all[i].status_words));
    }
    return NULL;
}

err *agreement_answer(struct page_cx *cx, const struct agreement *g, enum rec_question q,
                      struct list *lines, sv *ret_sentence)
{
    const struct view_agreement_line *rows = NULL;
    size_t n = 0;
    *ret_sentence = SV_NONE;
    if (q == Q_HOLDERS) {
        *ret_sentence = g->nominated ? agreement_holders_sentence(cx, g) : SV_NONE;
        return holder_lines(cx, g, lines);
    }
    if (q == Q_POWERS) {
        power_lines(cx, g, lines, &n);
        *ret_sentence = n ? agreement_sentence(cx, g) : SV_NONE;
        return NULL;
    }
    if (q == Q_PROTOCOLS) {
        TRY(agreement_protocols(cx, g, &rows, &n));
        *ret_sentence =
            n ? sv_fmt(cx->a, "%.*s of protocols %s on record.",
                       SV_ARG(page_capital(cx->a, sv_fmt(cx->a, "%.*s version%s",
                                                         SV_ARG(page_number(cx->a, (int64_t)n)),
                                                         n == 1 ? "" : "s"))),
                       n == 1 ? "is" : "are")
              : SV_NONE;
    } else if (q == Q_COST) {
        TRY(agreement_money(cx, g, &rows, &n, ret_sentence));
    } else if (q == Q_CHALLENGES) {
        TRY(agreement_challenges(cx, g, &rows, &n, ret_sentence));
    }
    add_lines(cx, lines, rows, n);
    return NULL;
}
