/* The derived rows of instruments: parties, powers, holders, what is due, what was found. */
#include "store/reading.h"

/* The ids of a list of the data, with a space between; empty where there is none. */
static sv st_words(const struct st_reading *r, const char *key)
{
    sv all = SV_NONE;
    jv_each(id, jv_get(r->e->data, key))
    {
        all = all.n ? sv_fmt(r->a, "%.*s %.*s", SV_ARG(all), SV_ARG(id->text)) : id->text;
    }
    return all;
}

static err *instrument_registered(struct st_reading *r)
{
    return q_instrument_add(
        r->s, r->a,
        &(struct q_instrument_add_in){.id = r->instrument,
                                      .body = r->e->body,
                                      .item = st_optional(r->item),
                                      .type = st_text(r, "type"),
                                      .basis = st_optional(st_text(r, "basis")),
                                      .template = st_optional(st_text(r, "template")),
                                      .agency = st_optional(st_text(r, "agency")),
                                      .title = st_part_hash(r, "title"),
                                      .seq = r->e->seq});
}

static err *instrument_changed(struct st_reading *r)
{
    struct q_instrument_change_add_in in = {.seq = r->e->seq,
                                            .instrument = r->instrument,
                                            .becomes = st_text(r, "becomes"),
                                            .party = st_optional(st_text(r, "party")),
                                            .words = st_part_hash(r, "text")};
    (void)st_day(st_text(r, "on"), &in.on_day);
    in.has_until_day = st_day(st_text(r, "until"), &in.until_day);
    return q_instrument_change_add(r->s, r->a, &in);
}

static err *instrument_worded(struct st_reading *r)
{
    struct q_instrument_text_add_in in = {.seq = r->e->seq,
                                          .instrument = r->instrument,
                                          .state = st_text(r, "state"),
                                          .title = st_part_hash(r, "title"),
                                          .words = st_part_hash(r, "text")};
    in.has_dated = st_day(st_text(r, "dated"), &in.dated);
    return q_instrument_text_add(r->s, r->a, &in);
}

static err *party_joined(struct st_reading *r)
{
    struct q_party_add_in in = {.seq = r->e->seq,
                                .instrument = r->instrument,
                                .party = st_text(r, "party"),
                                .name = st_text(r, "name"),
                                .side = st_text(r, "side")};
    return q_party_add(r->s, r->a, &in);
}

static err *ending_stated(struct st_reading *r)
{
    struct q_ending_add_in in = {.seq = r->e->seq,
                                 .instrument = r->instrument,
                                 .party = st_text(r, "party"),
                                 .clause = st_text(r, "clause"),
                                 .unsettled = jv_get_bool(r->e->data, "unsettled"),
                                 .words = st_part_hash(r, "text")};
    in.has_days = st_number(r, "days", &in.days);
    return q_ending_add(r->s, r->a, &in);
}

static err *power_granted(struct st_reading *r)
{
    struct q_power_add_in in = {.seq = r->e->seq,
                                .instrument = r->instrument,
                                .power = st_text(r, "power"),
                                .clause = st_text(r, "clause"),
                                .citation = st_optional(st_text(r, "citation")),
                                .settings = st_optional(st_words(r, "settings")),
                                .supervision = st_text(r, "supervision"),
                                .judgement = st_optional(st_words(r, "judgement")),
                                .requirements = st_optional(st_words(r, "requirements")),
                                .courses = st_optional(st_words(r, "courses")),
                                .words = st_part_hash(r, "text")};
    in.has_from_day = st_day(st_text(r, "from"), &in.from_day);
    in.has_until_day = st_day(st_text(r, "until"), &in.until_day);
    return q_power_add(r->s, r->a, &in);
}

static err *power_withdrawn(struct st_reading *r)
{
    struct q_power_end_add_in in = {.seq = r->e->seq,
                                    .instrument = r->instrument,
                                    .power = st_text(r, "power"),
                                    .words = st_part_hash(r, "text")};
    (void)st_day(st_text(r, "on"), &in.on_day);
    return q_power_end_add(r->s, r->a, &in);
}

static err *course_required(struct st_reading *r)
{
    struct q_course_add_in in = {.seq = r->e->seq,
                                 .instrument = r->instrument,
                                 .course = st_text(r, "course"),
                                 .name = st_text(r, "name"),
                                 .clause = st_optional(st_text(r, "clause")),
                                 .words = st_part_hash(r, "text")};
    in.has_hours = st_number(r, "hours", &in.hours);
    in.has_months = st_number(r, "months", &in.months);
    return q_course_add(r->s, r->a, &in);
}

static err *protocol_adopted(struct st_reading *r)
{
    struct q_protocol_add_in in = {.seq = r->e->seq,
                                   .instrument = r->instrument,
                                   .protocol = st_text(r, "protocol"),
                                   .name = st_text(r, "name"),
                                   .version = st_text(r, "version"),
                                   .clause = st_optional(st_text(r, "clause")),
                                   .words = st_part_hash(r, "text")};
    (void)st_day(st_text(r, "from"), &in.from_day);
    return q_protocol_add(r->s, r->a, &in);
}

static err *protocol_acknowledged(struct st_reading *r)
{
    struct q_acknowledgement_add_in in = {.seq = r->e->seq,
                                          .instrument = r->instrument,
                                          .protocol = st_text(r, "protocol"),
                                          .version = st_text(r, "version"),
                                          .count = jv_get_int(r->e->data, "count", 0),
                                          .whole = jv_get_int(r->e->data, "of", 0)};
    (void)st_day(st_text(r, "on"), &in.on_day);
    return q_acknowledgement_add(r->s, r->a, &in);
}

static err *obligation_set(struct st_reading *r)
{
    struct q_obligation_add_in in = {.seq = r->e->seq,
                                     .instrument = r->instrument,
                                     .obligation = st_text(r, "obligation"),
                                     .name = st_text(r, "name"),
                                     .by = st_text(r, "by"),
                                     .clause = st_text(r, "clause"),
                                     .repeats = st_text(r, "repeats"),
                                     .counted = st_optional(st_text(r, "counted")),
                                     .words = st_part_hash(r, "text")};
    (void)st_day(st_text(r, "first"), &in.first_day);
    in.has_days = st_number(r, "days", &in.days);
    in.has_until_day = st_day(st_text(r, "until"), &in.until_day);
    return q_obligation_add(r->s, r->a, &in);
}

static err *money_reported(struct st_reading *r)
{
    struct q_money_add_in in = {.seq = r->e->seq,
                                .instrument = r->instrument,
                                .sort = st_text(r, "sort"),
                                .direction = st_text(r, "direction"),
                                .document = st_optional(st_text(r, "document")),
                                .words = st_part_hash(r, "text")};
    (void)st_day(st_text(r, "from"), &in.from_day);
    (void)st_day(st_text(r, "until"), &in.until_day);
    in.has_cents = st_number(r, "cents", &in.cents);
    in.has_minutes = st_number(r, "minutes", &in.minutes);
    return q_money_add(r->s, r->a, &in);
}

static err *challenge_noted(struct st_reading *r)
{
    struct q_challenge_add_in in = {.seq = r->e->seq,
                                    .instrument = r->instrument,
                                    .challenge = st_text(r, "challenge"),
                                    .type = st_text(r, "type"),
                                    .name = st_text(r, "name"),
                                    .forum = st_optional(st_text(r, "forum")),
                                    .status = st_text(r, "status"),
                                    .words = st_part_hash(r, "text")};
    (void)st_day(st_text(r, "on"), &in.on_day);
    return q_challenge_add(r->s, r->a, &in);
}

static err *review_held(struct st_reading *r)
{
    struct q_review_add_in in = {.seq = r->e->seq,
                                 .instrument = r->instrument,
                                 .type = st_text(r, "type"),
                                 .by = st_text(r, "by"),
                                 .words = st_part_hash(r, "text")};
    (void)st_day(st_text(r, "on"), &in.on_day);
    return q_review_add(r->s, r->a, &in);
}

static err *claim_stated(struct st_reading *r)
{
    struct q_claim_add_in in = {.seq = r->e->seq,
                                .instrument = r->instrument,
                                .claim = st_text(r, "claim"),
                                .side = st_text(r, "side"),
                                .member = st_optional(st_text(r, "member")),
                                .who = st_optional(st_text(r, "who")),
                                .meeting = st_optional(r->meeting),
                                .words = st_part_hash(r, "text")};
    in.has_second = st_number(r, "second", &in.second);
    return q_claim_add(r->s, r->a, &in);
}

static err *measure_registered(struct st_reading *r)
{
    struct q_measure_add_in in = {.seq = r->e->seq,
                                  .instrument = r->instrument,
                                  .measure = st_text(r, "measure"),
                                  .claims = st_optional(st_words(r, "claims")),
                                  .outcome = st_text(r, "outcome"),
                                  .unit = st_text(r, "unit"),
                                  .records = st_text(r, "records"),
                                  .areas = st_text(r, "areas"),
                                  .comparison = st_text(r, "comparison"),
                                  .family = st_text(r, "family"),
                                  .season = st_text(r, "season"),
                                  .expected = st_text(r, "expected"),
                                  .words = st_part_hash(r, "text")};
    (void)st_day(st_text(r, "event"), &in.event_day);
    in.has_event2_day = st_day(st_text(r, "event2"), &in.event2_day);
    return q_measure_add(r->s, r->a, &in);
}

static err *measure_found(struct st_reading *r)
{
    struct q_finding_add_in in = {.seq = r->e->seq,
                                  .instrument = r->instrument,
                                  .measure = st_text(r, "measure"),
                                  .estimate = st_text(r, "estimate"),
                                  .lower = st_text(r, "lower"),
                                  .upper = st_text(r, "upper"),
                                  .placebo = st_text(r, "placebo"),
                                  .says = st_text(r, "says"),
                                  .figures = st_part_hash(r, "figures"),
                                  .words = st_part_hash(r, "text")};
    (void)st_day(st_text(r, "from"), &in.from_day);
    (void)st_day(st_text(r, "until"), &in.until_day);
    in.has_areas = st_number(r, "areas", &in.areas);
    return q_finding_add(r->s, r->a, &in);
}

static err *batch_sealed(struct st_reading *r)
{
    struct q_batch_add_in in = {.seq = r->e->seq,
                                .instrument = r->instrument,
                                .stream = st_text(r, "stream"),
                                .period = st_text(r, "period"),
                                .leaves = jv_get_int(r->e->data, "leaves", 0),
                                .root = st_text(r, "root")};
    return q_batch_add(r->s, r->a, &in);
}

static err *table_published(struct st_reading *r)
{
    struct q_published_table_add_in in = {.seq = r->e->seq,
                                          .instrument = r->instrument,
                                          .id = st_text(r, "table"),
                                          .hidden = jv_get_int(r->e->data, "hidden", 0),
                                          .cells = jv_get_int(r->e->data, "cells", 0),
                                          .threshold = jv_get_int(r->e->data, "threshold", 0),
                                          .words = st_part_hash(r, "table"),
                                          .remark = st_part_hash(r, "text")};
    (void)st_day(st_text(r, "from"), &in.from_day);
    (void)st_day(st_text(r, "until"), &in.until_day);
    return q_published_table_add(r->s, r->a, &in);
}

static err *holder_step(struct st_reading *r, enum rec_kind_id kind)
{
    static const char *const whats[] = {"requirement", "course"};
    static const char *const notes[] = {"position", "certificate", "by", "supervisor"};
    bool spans = kind == KIND_AUTHORITY_RECORDED;
    sv what = SV_NONE, note = SV_NONE;
    for (size_t i = 0; i < sizeof whats / sizeof *whats; i++) {
        what = what.n ? what : st_text(r, whats[i]);
    }
    for (size_t i = 0; i < sizeof notes / sizeof *notes; i++) {
        note = note.n ? note : st_text(r, notes[i]);
    }
    struct q_holder_step_add_in in = {.seq = r->e->seq,
                                      .instrument = r->instrument,
                                      .holder = st_text(r, "holder"),
                                      .kind = kind,
                                      .what = st_optional(what),
                                      .has_met = jv_get(r->e->data, "met") != NULL,
                                      .met = jv_get_bool(r->e->data, "met"),
                                      .note = st_optional(note),
                                      .powers = st_optional(st_words(r, "powers"))};
    in.has_until_day = st_day(st_text(r, "until"), &in.until_day);
    in.has_hours = st_number(r, "hours", &in.hours);
    return st_day(st_text(r, spans ? "from" : "on"), &in.on_day)
               ? q_holder_step_add(r->s, r->a, &in)
               : NULL;
}

static err *obligation_done(struct st_reading *r, bool waived)
{
    struct q_obligation_done_add_in in = {.seq = r->e->seq,
                                          .instrument = r->instrument,
                                          .obligation = st_text(r, "obligation"),
                                          .waived = waived,
                                          .by = st_optional(st_text(r, "by")),
                                          .words = st_part_hash(r, "text")};
    return st_day(st_text(r, "due"), &in.due_day) && st_day(st_text(r, "on"), &in.on_day)
               ? q_obligation_done_add(r->s, r->a, &in)
               : NULL;
}

static err *listing_reported(struct st_reading *r)
{
    struct q_listing_add_in in = {.seq = r->e->seq,
                                  .list = st_text(r, "list"),
                                  .listing = st_text(r, "listing"),
                                  .change = st_text(r, "change"),
                                  .agency = st_text(r, "agency"),
                                  .state = st_text(r, "state"),
                                  .county = st_optional(st_text(r, "county")),
                                  .model = st_text(r, "model"),
                                  .status = st_text(r, "status"),
                                  .agreement = st_optional(st_text(r, "agreement")),
                                  .addendum = st_optional(st_text(r, "addendum"))};
    in.has_signed_day = st_day(st_text(r, "signed"), &in.signed_day);
    return st_day(st_text(r, "listed"), &in.listed_day) ? q_listing_add(r->s, r->a, &in) : NULL;
}

static err *code_listed(struct st_reading *r)
{
    return q_listed_code_add(r->s, r->a,
                             &(struct q_listed_code_add_in){.seq = r->e->seq,
                                                            .instrument = r->instrument,
                                                            .sort = st_text(r, "sort"),
                                                            .code = st_text(r, "code"),
                                                            .name = st_text(r, "name")});
}

/* The decision that the instrument rests on shows what came of it. */
static err *reach_decision(struct st_reading *r)
{
    bool found;
    struct q_act_instrument_out row;
    TRY(q_act_instrument(r->s, r->a, &(struct q_act_instrument_in){.id = r->instrument}, &found,
                         &row));
    return found && row.item.n
               ? q_reaching_add(r->s, r->a,
                                &(struct q_reaching_add_in){
                                    .seq = r->e->seq,
                                    .subject = sv_fmt(r->a, "item:%.*s/%.*s", SV_ARG(row.body),
                                                      SV_ARG(row.item))})
               : NULL;
}

err *st_instruments(struct st_reading *r, enum rec_kind_id kind)
{
    static err *(*const made[REC_KINDS])(struct st_reading *) = {
        [KIND_INSTRUMENT_REGISTERED] = instrument_registered,
        [KIND_INSTRUMENT_CHANGED] = instrument_changed,
        [KIND_INSTRUMENT_WORDED] = instrument_worded,
        [KIND_PARTY_JOINED] = party_joined,
        [KIND_ENDING_STATED] = ending_stated,
        [KIND_POWER_GRANTED] = power_granted,
        [KIND_POWER_WITHDRAWN] = power_withdrawn,
        [KIND_COURSE_REQUIRED] = course_required,
        [KIND_PROTOCOL_ADOPTED] = protocol_adopted,
        [KIND_PROTOCOL_ACKNOWLEDGED] = protocol_acknowledged,
        [KIND_OBLIGATION_SET] = obligation_set,
        [KIND_MONEY_REPORTED] = money_reported,
        [KIND_CHALLENGE_NOTED] = challenge_noted,
        [KIND_REVIEW_HELD] = review_held,
        [KIND_CLAIM_STATED] = claim_stated,
        [KIND_MEASURE_REGISTERED] = measure_registered,
        [KIND_MEASURE_FOUND] = measure_found,
        [KIND_BATCH_SEALED] = batch_sealed,
        [KIND_TABLE_PUBLISHED] = table_published,
        [KIND_LISTING_REPORTED] = listing_reported,
        [KIND_CODE_LISTED] = code_listed};
    if (r->instrument.n && kind != KIND_INSTRUMENT_REGISTERED) {
        TRY(reach_decision(r));
    }
    if (kind >= KIND_HOLDER_NOMINATED && kind <= KIND_AUTHORITY_ENDED) {
        return holder_step(r, kind);
    }
    if (kind == KIND_OBLIGATION_MET || kind == KIND_OBLIGATION_WAIVED) {
        return obligation_done(r, kind == KIND_OBLIGATION_WAIVED);
    }
    return kind < REC_KINDS && made[kind] ? made[kind](r) : NULL;
}
