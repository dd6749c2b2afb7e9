/* What an entry about an instrument says, in one sentence. */
#include "pages/form.h"

struct saying {
    struct page_cx *cx;
    const struct body_view *b;
    const struct rec_entry *e;
};

static sv text(const struct saying *s, const char *field)
{
    return jv_get_sv(s->e->data, field);
}

static sv words(const struct saying *s, const char *field)
{
    return form_code_words(s->cx->a, text(s, field));
}

/* "; before DAY" of a day that is given: the day with those words before it, else nothing. */
static sv day(const struct saying *s, const char *before, const char *field)
{
    date d;
    return date_parse(text(s, field), &d)
               ? sv_fmt(s->cx->a, "%s%.*s", before, SV_ARG(page_day_words(s->cx->a, d)))
               : SV_NONE;
}

/* The same of a text. */
static sv with(const struct saying *s, const char *before, const char *field, const char *behind)
{
    sv value = text(s, field);
    return value.n ? sv_fmt(s->cx->a, "%s%.*s%s", before, SV_ARG(value), behind) : SV_NONE;
}

static sv count(const struct saying *s, const char *before, const char *field, const char *behind)
{
    return jv_get(s->e->data, field) ? sv_fmt(s->cx->a, "%s%lld%s", before,
                                              (long long)jv_get_int(s->e->data, field, 0), behind)
                                     : SV_NONE;
}

static sv codes(const struct saying *s, const char *before, const char *field)
{
    const struct jv *list = jv_get(s->e->data, field);
    size_t n = 0;
    sv *ids = arena_array(s->cx->a, sv, jv_count(list));
    jv_each(id, list)
    {
        ids[n++] = id->text;
    }
    return n ? sv_fmt(s->cx->a, "%s%.*s", before, SV_ARG(page_and(s->cx->a, ids, n))) : SV_NONE;
}

#define SAY(...) sv_fmt(s->cx->a, __VA_ARGS__)

/* ---- the instrument itself ---- */

static sv of_instrument(const struct saying *s, int kind)
{
    sv party = with(s, ", by ", "party", "");
    switch (kind) {
    case KIND_INSTRUMENT_REGISTERED:
        return SAY("%.*s is registered%.*s", SV_ARG(words(s, "type")),
                   SV_ARG(with(s, ", under ", "basis", "")));
    case KIND_INSTRUMENT_CHANGED:
        return SAY("%.*s: %.*s%.*s%.*s", SV_ARG(words(s, "becomes")), SV_ARG(day(s, "", "on")),
                   SV_ARG(party), SV_ARG(day(s, ", until ", "until")));
    case KIND_INSTRUMENT_WORDED:
        return SAY("Text: %.*s%.*s", SV_ARG(page_small(s->cx->a, words(s, "state"))),
                   SV_ARG(day(s, ", dated ", "dated")));
    case KIND_PARTY_JOINED:
        return SAY("%.*s (%.*s), %.*s", SV_ARG(text(s, "name")), SV_ARG(text(s, "party")),
                   SV_ARG(text(s, "side")));
    default:
        return SAY("%.*s can end it%.*s%.*s%s", SV_ARG(text(s, "party")),
                   SV_ARG(count(s, " after ", "days", " days’ notice")),
                   SV_ARG(with(s, " (", "clause", ")")),
                   jv_get_bool(s->e->data, "unsettled") ? "; not settled" : "");
    }
}

static sv of_power(const struct saying *s, int kind)
{
    if (kind == KIND_POWER_WITHDRAWN) {
        return SAY("%.*s: no longer given, %.*s", SV_ARG(text(s, "power")),
                   SV_ARG(day(s, "from ", "on")));
    }
    if (kind == KIND_COURSE_REQUIRED) {
        return SAY("%.*s (%.*s)%.*s%.*s%.*s", SV_ARG(text(s, "name")), SV_ARG(text(s, "course")),
                   SV_ARG(count(s, ", ", "hours", " hours")),
                   SV_ARG(count(s, ", again after ", "months", " months")),
                   SV_ARG(with(s, ", ", "clause", "")));
    }
    sv needs = SAY("%.*s%.*s%.*s", SV_ARG(codes(s, "; where: ", "settings")),
                   SV_ARG(codes(s, "; no record decides: ", "judgement")),
                   SV_ARG(codes(s, "; required: ", "requirements")));
    return SAY("%.*s (%.*s): supervision %.*s%.*s%.*s%.*s%.*s", SV_ARG(text(s, "power")),
               SV_ARG(text(s, "clause")), SV_ARG(page_small(s->cx->a, words(s, "supervision"))),
               SV_ARG(needs), SV_ARG(codes(s, "; training: ", "courses")),
               SV_ARG(day(s, "; from ", "from")), SV_ARG(day(s, "; until ", "until")));
}

static sv of_holder(const struct saying *s, int kind)
{
    sv holder = text(s, "holder"), on = day(s, ", ", "on"),
       until = day(s, ", good until ", "until");
    switch (kind) {
    case KIND_HOLDER_NOMINATED:
        return SAY("%.*s is nominated%.*s%.*s", SV_ARG(holder),
                   SV_ARG(with(s, ", ", "position", "")), SV_ARG(on));
    case KIND_REQUIREMENT_NOTED:
        return SAY("%.*s %s the requirement %.*s%.*s", SV_ARG(holder),
                   jv_get_bool(s->e->data, "met") ? "meets" : "does not meet",
                   SV_ARG(text(s, "requirement")), SV_ARG(on));
    case KIND_TRAINING_COMPLETED:
        return SAY("%.*s has completed %.*s%.*s%.*s%.*s", SV_ARG(holder), SV_ARG(text(s, "course")),
                   SV_ARG(on), SV_ARG(count(s, ", ", "hours", " hours")), SV_ARG(until));
    case KIND_HOLDER_CERTIFIED:
        return SAY("%.*s is certified%.*s%.*s%.*s", SV_ARG(holder), SV_ARG(on),
                   SV_ARG(with(s, ", by ", "by", "")), SV_ARG(until));
    case KIND_AUTHORITY_RECORDED:
        return SAY("%.*s holds%.*s%.*s%.*s%.*s", SV_ARG(holder), SV_ARG(codes(s, " ", "powers")),
                   SV_ARG(day(s, " from ", "from")), SV_ARG(day(s, " until ", "until")),
                   SV_ARG(with(s, ", supervised by ", "supervisor", "")));
    case KIND_AUTHORITY_PAUSED:
        return SAY("%.*s does not hold powers for the time being%.*s", SV_ARG(holder),
                   SV_ARG(day(s, ", from ", "on")));
    case KIND_AUTHORITY_RESUMED:
        return SAY("%.*s holds powers again%.*s", SV_ARG(holder), SV_ARG(day(s, ", from ", "on")));
    default:
        return SAY("%.*s no longer holds%.*s%.*s", SV_ARG(holder),
                   SV_ARG(jv_get(s->e->data, "powers") ? codes(s, " ", "powers") : SV(" powers")),
                   SV_ARG(day(s, ", from ", "on")));
    }
}

/* ---- what is done under it ---- */

static sv money(const struct saying *s)
{
    int64_t cents = jv_get_int(s->e->data, "cents", 0);
    sv amount = jv_get(s->e->data, "cents")
                    ? SAY(": $%lld.%02lld", (long long)(cents / 100), (long long)(cents % 100))
                    : SV_NONE;
    return SAY("%.*s %.*s%.*s%.*s%.*s%.*s", SV_ARG(words(s, "sort")), SV_ARG(text(s, "direction")),
               SV_ARG(day(s, ", ", "from")), SV_ARG(day(s, " to ", "until")), SV_ARG(amount),
               SV_ARG(count(s, "; working time: ", "minutes", " minutes")));
}

static sv of_duty(const struct saying *s, int kind)
{
    switch (kind) {
    case KIND_PROTOCOL_ADOPTED:
        return SAY("%.*s (%.*s), version %.*s%.*s", SV_ARG(text(s, "name")),
                   SV_ARG(text(s, "protocol")), SV_ARG(text(s, "version")),
                   SV_ARG(day(s, ", binds from ", "from")));
    case KIND_PROTOCOL_ACKNOWLEDGED:
        return SAY("%.*s, version %.*s: acknowledged by %lld of %lld%.*s",
                   SV_ARG(text(s, "protocol")), SV_ARG(text(s, "version")),
                   (long long)jv_get_int(s->e->data, "count", 0),
                   (long long)jv_get_int(s->e->data, "of", 0), SV_ARG(day(s, ", ", "on")));
    case KIND_OBLIGATION_SET:
        return SAY("%.*s (%.*s), %.*s%.*s, by %.*s", SV_ARG(text(s, "name")),
                   SV_ARG(text(s, "obligation")), SV_ARG(text(s, "repeats")),
                   SV_ARG(day(s, ", first ", "first")), SV_ARG(text(s, "by")));
    case KIND_OBLIGATION_MET:
        return SAY("%.*s%.*s: done%.*s", SV_ARG(text(s, "obligation")),
                   SV_ARG(day(s, ", due ", "due")), SV_ARG(day(s, " ", "on")));
    case KIND_OBLIGATION_WAIVED:
        return SAY("%.*s%.*s: waived by %.*s%.*s", SV_ARG(text(s, "obligation")),
                   SV_ARG(day(s, ", due ", "due")), SV_ARG(text(s, "by")),
                   SV_ARG(day(s, ", ", "on")));
    case KIND_MONEY_REPORTED: return money(s);
    case KIND_CHALLENGE_NOTED:
        return SAY("%.*s (%.*s)%.*s: %.*s%.*s", SV_ARG(text(s, "name")),
                   SV_ARG(text(s, "challenge")), SV_ARG(with(s, ", ", "forum", "")),
                   SV_ARG(text(s, "status")), SV_ARG(day(s, " since ", "on")));
    default:
        return SAY("%.*s by %.*s%.*s", SV_ARG(words(s, "type")), SV_ARG(text(s, "by")),
                   SV_ARG(day(s, ", ", "on")));
    }
}

static sv of_claim(const struct saying *s, int kind)
{
    if (kind == KIND_CLAIM_STATED) {
        sv member = text(s, "member"), who = text(s, "who");
        sv by = member.n ? page_name(s->b, member) : who;
        return SAY("Expected (%.*s)%s%.*s: %.*s", SV_ARG(text(s, "side")), by.n ? " by " : "",
                   SV_ARG(by), SV_ARG(text(s, "claim")));
    }
    if (kind == KIND_MEASURE_REGISTERED) {
        return SAY("%.*s (%.*s), expected: %.*s%.*s", SV_ARG(text(s, "outcome")),
                   SV_ARG(text(s, "measure")), SV_ARG(text(s, "expected")),
                   SV_ARG(day(s, ", from ", "event")));
    }
    return SAY("%.*s: %.*s%.*s%.*s", SV_ARG(text(s, "measure")),
               SV_ARG(page_small(s->cx->a, words(s, "says"))), SV_ARG(day(s, ", figures ", "from")),
               SV_ARG(day(s, " to ", "until")));
}

sv page_instrument_words(struct page_cx *cx, const struct body_view *b, const struct rec_entry *e)
{
    struct saying s = {cx, b, e};
    int kind = e->kind ? (int)(e->kind - rec_kinds) : -1;
    if (kind < KIND_INSTRUMENT_REGISTERED || kind > KIND_MEASURE_FOUND) {
        return SV_NONE;
    }
    return kind <= KIND_ENDING_STATED     ? of_instrument(&s, kind)
           : kind <= KIND_COURSE_REQUIRED ? of_power(&s, kind)
           : kind <= KIND_AUTHORITY_ENDED ? of_holder(&s, kind)
           : kind <= KIND_REVIEW_HELD     ? of_duty(&s, kind)
                                          : of_claim(&s, kind);
}
