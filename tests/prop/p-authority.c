/* Random records and questions: the judgement against the slow model's.  A difference is printed
 * as a case of tests/authority/cases.txt.  p-authority N: so many records. */
#include <string.h>

#include "base/moment.h"
#include "random.h"
#include "slow_authority.h"
#include "tap.h"

enum { RECORDS = 3000, FACTS = 48, QUESTIONS = 60, DAY0 = 20700, DAYS = 120, LATEST = 24 };

static const sv holders[] = {SV_INIT("h-1"), SV_INIT("h-2"), SV_INIT("h-3")};
static const sv powers[] = {SV_INIT("p-1"), SV_INIT("p-2"), SV_INIT("p-3")};
static const sv settings[] = {SV_INIT("field"), SV_INIT("jail"), SV_INIT("office")};
static const sv requirements[] = {SV_INIT("citizen"), SV_INIT("certified"), SV_INIT("age")};
static const sv courses[] = {SV_INIT("basic"), SV_INIT("law"), SV_INIT("h-1")};
static const sv conditions[] = {SV_INIT("reason"), SV_INIT("escape"), SV_INIT("age")};
static const sv sources[] = {SV_INIT("list"), SV_INIT("press"), SV_INIT("paper")};
static const sv changes[] = {SV_INIT("in-force"),   SV_INIT("in-force"), SV_INIT("amended"),
                             SV_INIT("suspended"),  SV_INIT("resumed"),  SV_INIT("notice-given"),
                             SV_INIT("terminated"), SV_INIT("expired"),  SV_INIT("signed")};
static const enum rec_kind_id kinds[] = {
    KIND_INSTRUMENT_CHANGED, KIND_POWER_GRANTED,      KIND_POWER_WITHDRAWN,
    KIND_COURSE_REQUIRED,    KIND_HOLDER_NOMINATED,   KIND_REQUIREMENT_NOTED,
    KIND_TRAINING_COMPLETED, KIND_HOLDER_CERTIFIED,   KIND_AUTHORITY_RECORDED,
    KIND_AUTHORITY_PAUSED,   KIND_AUTHORITY_RESUMED,  KIND_AUTHORITY_ENDED,
    KIND_AUTHORITY_RECORDED, KIND_INSTRUMENT_CHANGED, KIND_TRAINING_COMPLETED};

#define ONE_OF(list) ((list)[random_below(sizeof(list) / sizeof *(list))])

/* In so many of a hundred times. */
static bool often(uint64_t percent)
{
    return random_below(100) < percent;
}

static struct authority_words some_of(struct arena *a, const sv *list, uint64_t percent)
{
    sv *p = arena_array(a, sv, 3);
    size_t n = 0;
    for (size_t i = 0; i < 3; i++) {
        if (often(percent)) {
            p[n++] = list[i];
        }
    }
    return (struct authority_words){p, n};
}

static bool is_holders(enum rec_kind_id kind)
{
    return kind >= KIND_HOLDER_NOMINATED && kind <= KIND_AUTHORITY_ENDED;
}

static struct authority_fact draw_fact(struct arena *a, int64_t entry, bool reported)
{
    enum rec_kind_id kind = ONE_OF(kinds);
    struct authority_fact f = {.kind = kind, .entry = entry, .until = INT32_MAX};
    f.known = (int64_t)random_below(LATEST);
    f.forgotten = often(15) ? f.known + 1 + (int64_t)random_below(LATEST) : AUTHORITY_NEVER;
    f.reported = reported && often(60);
    f.source = f.reported ? ONE_OF(sources) : SV_NONE;
    f.on = DAY0 + (int32_t)random_below(DAYS);
    f.until = often(45) ? f.on + (int32_t)random_below(DAYS) : INT32_MAX;
    f.holder = is_holders(kind) ? ONE_OF(holders) : SV_NONE;
    f.becomes = kind == KIND_INSTRUMENT_CHANGED ? ONE_OF(changes) : SV_NONE;
    f.met = kind == KIND_REQUIREMENT_NOTED && often(60);
    f.clause = SV("V");
    switch ((int)kind) {
    case KIND_POWER_GRANTED:
        f.on = often(50) ? INT32_MIN : f.on;
        f.what = ONE_OF(powers);
        f.as_soon_as_practicable = often(30);
        f.settings = some_of(a, settings, 50);
        f.judgement = some_of(a, conditions, 20);
        f.requirements = some_of(a, requirements, 40);
        f.courses = some_of(a, courses, 50);
        break;
    case KIND_POWER_WITHDRAWN: f.what = ONE_OF(powers); break;
    case KIND_COURSE_REQUIRED:
        f.what = ONE_OF(courses);
        f.hours = often(50) ? 40 : 0;
        f.months = often(50) ? 1 + (int32_t)random_below(3) : 0;
        break;
    case KIND_TRAINING_COMPLETED:
        f.what = ONE_OF(courses);
        f.hours = often(50) ? 20 + (int32_t)random_below(40) : 0;
        break;
    case KIND_REQUIREMENT_NOTED: f.what = ONE_OF(requirements); break;
    case KIND_AUTHORITY_RECORDED: f.powers = some_of(a, powers, 60); break;
    case KIND_AUTHORITY_ENDED: f.powers = some_of(a, powers, 40); break;
    default: break;
    }
    return f;
}

/* What a question whose answer is "recorded" rests on, known from the first moment on. */
static size_t draw_base(struct arena *a, struct authority_fact *facts)
{
    static const enum rec_kind_id base[] = {KIND_INSTRUMENT_CHANGED, KIND_POWER_GRANTED,
                                            KIND_HOLDER_NOMINATED, KIND_AUTHORITY_RECORDED};
    size_t n = sizeof base / sizeof *base;
    for (size_t i = 0; i < n; i++) {
        facts[i] = (struct authority_fact){.kind = base[i],
                                           .entry = (int64_t)i + 1,
                                           .forgotten = AUTHORITY_NEVER,
                                           .on = DAY0 - 1,
                                           .until = INT32_MAX,
                                           .clause = SV("V")};
    }
    facts[0].becomes = SV("in-force");
    facts[1].what = powers[0];
    facts[1].requirements = some_of(a, requirements, 30);
    facts[1].courses = some_of(a, courses, 30);
    facts[2].holder = facts[3].holder = holders[0];
    facts[3].powers = (struct authority_words){powers, 1 + random_below(3)};
    return n;
}

/* ---- against each other ---- */

static bool same_reason(const struct authority_reason *r, const struct slow_reason *s)
{
    const char *code = authority_code_name(r->code);
    bool found = s->differ && strcmp(code, "dates-differ") == 0;
    for (size_t i = 0; i < s->n && !s->differ; i++) {
        found |= strcmp(s->ways[i].code, code) == 0 && s->ways[i].entry == r->entry;
    }
    return found && sv_eq(r->subject, s->subject);
}

static bool same(const struct authority_judgement *j, const struct slow_judgement *s)
{
    if (strcmp(authority_verdict_name(j->verdict), s->verdict) != 0 || j->n != s->n) {
        return false;
    }
    for (size_t i = 0; i < j->n; i++) {
        if (!same_reason(&j->reasons[i], &s->reasons[i])) {
            return false;
        }
    }
    return true;
}

static void print_words(const char *key, struct authority_words w)
{
    for (size_t i = 0; i < w.n; i++) {
        printf("%s%s%.*s", i ? "," : " ", i ? "" : key, SV_ARG(w.p[i]));
    }
}

/* As the table of cases has them: an instant of the draw is a day. */
static void print_case(struct arena *a, const struct authority_fact *facts, size_t n,
                       const struct authority_question *q, const struct authority_judgement *j,
                       const struct slow_judgement *s)
{
    printf("# case difference\n");
    for (size_t i = 0; i < n; i++) {
        const struct authority_fact *f = &facts[i];
        const char *from =
            f->kind == KIND_POWER_GRANTED || f->kind == KIND_AUTHORITY_RECORDED ? " from=" : " on=";
        printf("#   %.*s %s", SV_ARG(date_format(a, (date){DAY0 + (int32_t)f->known})),
               rec_kinds[f->kind].name);
        if (f->on != INT32_MIN) {
            printf("%s%.*s", from, SV_ARG(date_format(a, (date){f->on})));
        }
        if (f->until != INT32_MAX) {
            printf(" until=%.*s", SV_ARG(date_format(a, (date){f->until})));
        }
        if (f->forgotten != AUTHORITY_NEVER) {
            printf(" corrected=%.*s", SV_ARG(date_format(a, (date){DAY0 + (int32_t)f->forgotten})));
        }
        printf(" %.*s %.*s %.*s %.*s met=%d hours=%d months=%d", SV_ARG(f->holder), SV_ARG(f->what),
               SV_ARG(f->becomes), SV_ARG(f->source), f->met, f->hours, f->months);
        print_words("powers=", f->powers);
        print_words("settings=", f->settings);
        print_words("judgement=", f->judgement);
        print_words("requirements=", f->requirements);
        print_words("courses=", f->courses);
        printf("\n");
    }
    printf("#   ask %.*s %.*s %.*s %.*s known %.*s\n", SV_ARG(date_format(a, (date){q->day})),
           SV_ARG(q->holder), SV_ARG(q->power), SV_ARG(q->setting),
           SV_ARG(date_format(a, (date){DAY0 + (int32_t)q->known})));
    printf("#     %s:", authority_verdict_name(j->verdict));
    for (size_t i = 0; i < j->n; i++) {
        printf(" %s (%lld)", authority_code_name(j->reasons[i].code),
               (long long)j->reasons[i].entry + (j->reasons[i].entry < 0));
    }
    printf("\n#     the slow model, %s:", s->verdict);
    for (size_t i = 0; i < s->n; i++) {
        printf(" %s", s->reasons[i].differ ? "dates-differ of" : "");
        for (size_t k = 0; k < s->reasons[i].n; k++) {
            printf("%s%s (%lld)", k ? "|" : "", s->reasons[i].ways[k].code,
                   (long long)s->reasons[i].ways[k].entry + (s->reasons[i].ways[k].entry < 0));
        }
    }
    printf("\n");
}

static struct authority *seal(struct arena *a, const struct authority_fact *facts, size_t n)
{
    struct authority *s = authority_open(a);
    size_t step = 1 + 2 * random_below(4); /* in an order of no meaning */
    for (size_t from = 0; from < step; from++) {
        for (size_t i = from; i < n; i += step) {
            if (authority_add(s, &facts[n - 1 - i])) {
                return NULL;
            }
        }
    }
    return authority_seal(s) ? NULL : s;
}

struct tally {
    uint64_t asked, given_up, verdicts[3], codes[AUTHORITY_CODE_COUNT];
};

/* One record and its questions; false on a difference. */
static bool one_record(struct arena *a, struct tally *t)
{
    struct authority_fact facts[FACTS];
    struct authority_judgement *j = arena_new(a, struct authority_judgement);
    struct slow_judgement *s = arena_new(a, struct slow_judgement);
    size_t n = often(50) ? 9 + random_below(8) : 1 + random_below(FACTS);
    bool reported = often(50);
    size_t base = n > 8 && often(60) ? draw_base(a, facts) : 0;
    for (size_t i = base; i < n; i++) {
        facts[i] = draw_fact(a, (int64_t)i + 1, reported);
    }
    struct authority *state = seal(a, facts, n);
    for (size_t i = 0; state && i < QUESTIONS; i++) {
        struct authority_question q = {.holder = ONE_OF(holders),
                                       .power = ONE_OF(powers),
                                       .setting = ONE_OF(settings),
                                       .day = DAY0 - 1 + (int32_t)random_below(DAYS + 40),
                                       .known = (int64_t)random_below(LATEST + 8)};
        if (!slow_judge(facts, n, &q, s)) {
            t->given_up++;
            continue;
        }
        authority_judge(state, &q, j);
        t->asked++;
        t->verdicts[j->verdict]++;
        for (size_t k = 0; k < j->n; k++) {
            t->codes[j->reasons[k].code]++;
        }
        if (!same(j, s)) {
            print_case(a, facts, n, &q, j, s);
            return false;
        }
    }
    return state != NULL;
}

int main(int argc, char **argv)
{
    uint64_t records = RECORDS;
    struct tally t = {.asked = 0};
    bool agreed = true;
    if (argc > 1 && !sv_u64(sv_of(argv[1]), &records)) {
        return 2;
    }
    random_begin();
    struct arena *a = arena_open(1 << 16);
    for (uint64_t i = 0; i < records && agreed; i++) {
        agreed = one_record(a, &t);
        arena_reset(a);
    }
    ok_as(agreed, "the judgement is the slow model's");
    printf("# %llu questions: %llu recorded, %llu not established, %llu contrary; %llu given up\n",
           (unsigned long long)t.asked, (unsigned long long)t.verdicts[AUTHORITY_RECORDED],
           (unsigned long long)t.verdicts[AUTHORITY_NOT_ESTABLISHED],
           (unsigned long long)t.verdicts[AUTHORITY_CONTRARY], (unsigned long long)t.given_up);
    ok_as(t.verdicts[AUTHORITY_RECORDED] * 400 > t.asked, "some are recorded");
    ok_as(t.given_up * 20 <= t.asked, "the slow model gives up on few");
    for (size_t k = 0; k < AUTHORITY_CODE_COUNT; k++) {
        ok_as(t.codes[k] > 0,
              sv_cstr(a, sv_fmt(a, "%s was given", authority_code_name((enum authority_code)k))));
    }
    arena_close(a);
    return tap_done();
}
