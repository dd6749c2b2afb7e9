/* From an entry of the record to the fact that it is. */
#include "base/limits.h"
#include "base/moment.h"
#include "rules/authority.h"

static int32_t day_of(const struct jv *data, const char *key, int32_t otherwise)
{
    date d;
    return date_parse(jv_get_sv(data, key), &d) ? d.days : otherwise;
}

/* The ids of a list, in places; no more than LIMIT_SEATS, as kinds have it. */
static struct authority_words words_of(const struct jv *data, const char *key, sv *places)
{
    size_t n = 0;
    jv_each(id, jv_get(data, key))
    {
        if (n < LIMIT_SEATS) {
            places[n++] = id->text;
        }
    }
    return (struct authority_words){places, n};
}

static sv first_of(const struct jv *data, const char *const *keys, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        sv text = jv_get_sv(data, keys[i]);
        if (text.n) {
            return text;
        }
    }
    return SV_NONE;
}

err *authority_add_entry(void *cx, const struct rec_entry *e, instant known, instant forgotten)
{
    static const char *const whats[] = {"power", "course", "requirement"};
    sv powers[LIMIT_SEATS], settings[LIMIT_SEATS], judgement[LIMIT_SEATS];
    sv requirements[LIMIT_SEATS], courses[LIMIT_SEATS];
    const struct jv *data = e->data;
    if (!e->kind) {
        return NULL;
    }
    enum rec_kind_id kind = (enum rec_kind_id)(e->kind - rec_kinds);
    bool spans = kind == KIND_AUTHORITY_RECORDED || kind == KIND_POWER_GRANTED;
    struct authority_fact f = {.kind = kind,
                               .entry = e->seq,
                               .known = known.us,
                               .forgotten = forgotten.us,
                               .reported = e->reported,
                               .source = jv_get_sv(e->source, "outlet"),
                               .on = day_of(data, spans ? "from" : "on", INT32_MIN),
                               .until = day_of(data, "until", INT32_MAX),
                               .holder = jv_get_sv(data, "holder"),
                               .what = first_of(data, whats, sizeof whats / sizeof *whats),
                               .becomes = jv_get_sv(data, "becomes"),
                               .met = jv_get_bool(data, "met"),
                               .hours = (int32_t)jv_get_int(data, "hours", 0),
                               .months = (int32_t)jv_get_int(data, "months", 0),
                               .clause = jv_get_sv(data, "clause"),
                               .as_soon_as_practicable =
                                   sv_is(jv_get_sv(data, "supervision"), "as-soon-as-practicable"),
                               .powers = words_of(data, "powers", powers),
                               .settings = words_of(data, "settings", settings),
                               .judgement = words_of(data, "judgement", judgement),
                               .requirements = words_of(data, "requirements", requirements),
                               .courses = words_of(data, "courses", courses)};
    return authority_add(cx, &f);
}
