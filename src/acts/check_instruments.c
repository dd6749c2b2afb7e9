/* What an act about an instrument names must stand on record, and its days in their order. */
#include "acts/agenda.h"
#include "base/moment.h"

static err *absent(struct arena *a, sv field, const char *what, sv id, const char *cure)
{
    err *e = err_make(a, E_NOTFOUND, "this instrument has no %s %.*s on record: %s", what,
                      SV_ARG(sv_sub(id, 0, 64)), cure);
    return err_about(a, e, field);
}

static err *has_power(struct store *s, struct arena *a, sv instrument, sv id, bool *ret)
{
    struct q_act_power_out row;
    return q_act_power(s, a, &(struct q_act_power_in){.instrument = instrument, .power = id}, ret,
                       &row);
}

static err *has_course(struct store *s, struct arena *a, sv instrument, sv id, bool *ret)
{
    struct q_act_course_out row;
    return q_act_course(s, a, &(struct q_act_course_in){.instrument = instrument, .course = id},
                        ret, &row);
}

static err *has_requirement(struct store *s, struct arena *a, sv instrument, sv id, bool *ret)
{
    struct q_act_requirement_out row;
    return q_act_requirement(
        s, a, &(struct q_act_requirement_in){.instrument = instrument, .requirement = id}, ret,
        &row);
}

static err *has_party(struct store *s, struct arena *a, sv instrument, sv id, bool *ret)
{
    struct q_act_party_out row;
    return q_act_party(s, a, &(struct q_act_party_in){.instrument = instrument, .party = id}, ret,
                       &row);
}

static err *has_holder(struct store *s, struct arena *a, sv instrument, sv id, bool *ret)
{
    struct q_act_holder_out row;
    return q_act_holder(s, a, &(struct q_act_holder_in){.instrument = instrument, .holder = id},
                        ret, &row);
}

static err *has_obligation(struct store *s, struct arena *a, sv instrument, sv id, bool *ret)
{
    struct q_act_obligation_out row;
    return q_act_obligation(
        s, a, &(struct q_act_obligation_in){.instrument = instrument, .obligation = id}, ret, &row);
}

static err *has_claim(struct store *s, struct arena *a, sv instrument, sv id, bool *ret)
{
    struct q_act_claim_out row;
    return q_act_claim(s, a, &(struct q_act_claim_in){.instrument = instrument, .claim = id}, ret,
                       &row);
}

static err *has_measure(struct store *s, struct arena *a, sv instrument, sv id, bool *ret)
{
    struct q_act_measure_out row;
    return q_act_measure(s, a, &(struct q_act_measure_in){.instrument = instrument, .measure = id},
                         ret, &row);
}

/* What a field names, unless the kind is the one that brings it. */
static const struct naming {
    const char *field, *what, *cure;
    enum rec_kind_id brings;
    err *(*has)(struct store *s, struct arena *a, sv instrument, sv id, bool *ret);
} namings[] = {
    {"power", "power", "enter what it grants first", KIND_POWER_GRANTED, has_power},
    {"powers", "power", "enter what it grants first", KIND_POWER_GRANTED, has_power},
    {"course", "training", "enter what it asks for first", KIND_COURSE_REQUIRED, has_course},
    {"courses", "training", "enter what it asks for first", KIND_COURSE_REQUIRED, has_course},
    {"requirement", "requirement", "name it in the powers that ask for it first", REC_KINDS,
     has_requirement},
    {"party", "party", "enter its parties first", KIND_PARTY_JOINED, has_party},
    {"holder", "holder", "enter the nomination first", KIND_HOLDER_NOMINATED, has_holder},
    {"obligation", "obligation", "enter what is due first", KIND_OBLIGATION_SET, has_obligation},
    {"claims", "claim", "enter what was expected first", KIND_CLAIM_STATED, has_claim},
    {"measure", "measure", "register it first", KIND_MEASURE_REGISTERED, has_measure},
};

static err *check_naming(struct act_room *r, struct arena *a, const struct act_request *q,
                         sv instrument, const struct naming *n)
{
    const struct jv *v = jv_get(q->data, n->field);
    sv field = sv_fmt(a, "data.%s", n->field);
    bool list = v && v->type == JV_ARRAY;
    if (!v || (n->brings < REC_KINDS && q->kind == &rec_kinds[n->brings])) {
        return NULL;
    }
    bool *found = arena_new(a, bool);
    for (const struct jv *id = list ? v->first : v; id; id = list ? id->next : NULL) {
        TRY(n->has(r->store, a, instrument, id->text, found));
        if (!*found) {
            return absent(a, field, n->what, id->text, n->cure);
        }
    }
    return NULL;
}

static err *check_protocol(struct act_room *r, struct arena *a, const struct act_request *q,
                           sv instrument)
{
    bool found;
    struct q_act_protocol_out row;
    sv protocol = jv_get_sv(q->data, "protocol");
    TRY(q_act_protocol(r->store, a,
                       &(struct q_act_protocol_in){.instrument = instrument,
                                                   .protocol = protocol,
                                                   .version = jv_get_sv(q->data, "version")},
                       &found, &row));
    if (!found) {
        return absent(a, SV("data.version"), "such version of the protocol", protocol,
                      "enter it first");
    }
    return jv_get_int(q->data, "count", 0) <= jv_get_int(q->data, "of", 0)
               ? NULL
               : err_field(a, SV("data.count"),
                           "more have acknowledged it than it binds: count is at most of");
}

/* A span does not end before it begins. */
static err *check_span(struct arena *a, const struct act_request *q)
{
    static const char *const firsts[] = {"from", "on", "first"};
    date from, until;
    sv last = jv_get_sv(q->data, "until");
    for (size_t i = 0; last.n && i < sizeof firsts / sizeof *firsts; i++) {
        sv first = jv_get_sv(q->data, firsts[i]);
        if (first.n && date_parse(first, &from) && date_parse(last, &until) &&
            until.days < from.days) {
            return err_field(a, SV("data.until"), "it ends on %.*s, before it begins on %.*s",
                             SV_ARG(last), SV_ARG(first));
        }
    }
    return NULL;
}

err *act_check_instrument(struct act_room *r, struct arena *a, const struct act_request *q)
{
    bool found;
    struct q_act_instrument_out row;
    sv instrument = jv_get_sv(q->about, "instrument");
    bool registers = q->kind == &rec_kinds[KIND_INSTRUMENT_REGISTERED];
    if (!instrument.n) {
        return NULL;
    }
    TRY(q_act_instrument(r->store, a, &(struct q_act_instrument_in){.id = instrument}, &found,
                         &row));
    if (registers && found) {
        return err_about(a,
                         err_make(a, E_CONFLICT,
                                  "the instrument %.*s is on record already; take "
                                  "another id",
                                  SV_ARG(instrument)),
                         SV("about.instrument"));
    }
    if (!registers && (!found || !sv_eq(row.body, q->body))) {
        return err_about(a,
                         err_make(a, E_NOTFOUND,
                                  "no instrument %.*s of %.*s is on record: register it first",
                                  SV_ARG(instrument), SV_ARG(q->body)),
                         SV("about.instrument"));
    }
    TRY(check_span(a, q));
    if (q->kind == &rec_kinds[KIND_PROTOCOL_ACKNOWLEDGED]) {
        TRY(check_protocol(r, a, q, instrument));
    }
    for (size_t i = 0; i < sizeof namings / sizeof *namings; i++) {
        TRY(check_naming(r, a, q, instrument, &namings[i]));
    }
    return act_check_authority(r, a, q, instrument);
}
