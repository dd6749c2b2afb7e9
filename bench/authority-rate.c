/* authority-rate HOLDERS CHANGES ROUNDS: what a judgement of authority costs.
 * A made-up instrument of nine powers, with so many holders and so many changes each, is built from
 * its facts in no order ("build_s SECONDS", the median of ROUNDS), and asked again and again about
 * holders, powers, settings, days and instants in no order ("rate N": judgements a second on this
 * core, the median; "recorded N", "contrary N", "open N": of the questions of one round). */
#include <stdio.h>
#include <stdlib.h>

#include "client.h"
#include "rules/authority.h"

enum { ROUNDS_MAX = 99, POWERS = 9, QUESTIONS = 1 << 20, DAY0 = 20700, DAYS = 730 };

static uint64_t drawn = 20260617;

static uint32_t draw(uint32_t below)
{
    drawn = drawn * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(drawn >> 33) % below;
}

static void check(err *e)
{
    if (e) {
        fprintf(stderr, "authority-rate: %.*s\n", SV_ARG(e->message));
        exit(1);
    }
}

static int by_size(const void *x, const void *y)
{
    double a = *(const double *)x, b = *(const double *)y;
    return (a > b) - (a < b);
}

static double median(double *list, int n)
{
    qsort(list, (size_t)n, sizeof *list, by_size);
    return list[n / 2];
}

struct names {
    sv *holders, powers[POWERS];
    uint32_t n;
};

static const sv settings[] = {SV_INIT("field"), SV_INIT("task-force"), SV_INIT("jail")};
static const sv courses[] = {SV_INIT("basic"), SV_INIT("refresher")};
static const sv requirements[] = {SV_INIT("citizen"), SV_INIT("experience"), SV_INIT("certified")};

static struct authority_fact fact(enum rec_kind_id kind, int64_t entry, int32_t day)
{
    return (struct authority_fact){.kind = kind,
                                   .entry = entry,
                                   .known = day + (int32_t)draw(20),
                                   .forgotten = AUTHORITY_NEVER,
                                   .on = day,
                                   .until = INT32_MAX};
}

static size_t instrument(struct names *names, struct authority_fact *list)
{
    size_t n = 0;
    list[n] = fact(KIND_INSTRUMENT_CHANGED, 1, DAY0);
    list[n++].becomes = SV("in-force");
    for (size_t i = 0; i < sizeof courses / sizeof *courses; i++) {
        list[n] = fact(KIND_COURSE_REQUIRED, (int64_t)n + 1, INT32_MIN);
        list[n].what = courses[i];
        list[n].hours = 40;
        list[n].months = 24;
        list[n++].known = DAY0;
    }
    for (size_t i = 0; i < POWERS; i++) {
        list[n] = fact(KIND_POWER_GRANTED, (int64_t)n + 1, DAY0);
        list[n].what = names->powers[i];
        list[n].clause = SV("V");
        list[n].settings = (struct authority_words){settings, 2};
        list[n].requirements = (struct authority_words){requirements, 3};
        list[n++].courses = (struct authority_words){courses, 1 + i % 2};
    }
    return n;
}

/* The changes of one holder: seven first ones, then what comes and goes. */
static void holder(struct names *names, sv id, uint32_t changes, int64_t entry,
                   struct authority_fact *list)
{
    static const enum rec_kind_id first[] = {KIND_HOLDER_NOMINATED,   KIND_REQUIREMENT_NOTED,
                                             KIND_REQUIREMENT_NOTED,  KIND_HOLDER_CERTIFIED,
                                             KIND_TRAINING_COMPLETED, KIND_TRAINING_COMPLETED,
                                             KIND_AUTHORITY_RECORDED};
    static const enum rec_kind_id later[] = {KIND_AUTHORITY_PAUSED,   KIND_AUTHORITY_RESUMED,
                                             KIND_AUTHORITY_ENDED,    KIND_AUTHORITY_RECORDED,
                                             KIND_TRAINING_COMPLETED, KIND_HOLDER_CERTIFIED};
    for (uint32_t i = 0; i < changes; i++) {
        bool begins = i < sizeof first / sizeof *first;
        enum rec_kind_id kind = begins ? first[i] : later[draw(6)];
        list[i] =
            fact(kind, entry + i, begins ? DAY0 + (int32_t)draw(60) : DAY0 + (int32_t)draw(DAYS));
        list[i].holder = id;
        list[i].hours = 40;
        list[i].met = true;
        if (kind == KIND_REQUIREMENT_NOTED) {
            list[i].what = requirements[i - 1];
        } else if (kind == KIND_TRAINING_COMPLETED) {
            list[i].what = courses[i % 2];
        } else if (kind == KIND_AUTHORITY_RECORDED) {
            list[i].powers = (struct authority_words){names->powers, POWERS};
            list[i].until = list[i].on + DAYS;
        } else if (kind == KIND_AUTHORITY_ENDED) {
            list[i].powers = (struct authority_words){names->powers, 1 + draw(2)};
        }
    }
}

static void shuffle(struct authority_fact *list, size_t n)
{
    for (size_t i = n; i > 1; i--) {
        size_t k = draw((uint32_t)i);
        struct authority_fact f = list[k];
        list[k] = list[i - 1];
        list[i - 1] = f;
    }
}

static struct authority *build(struct arena *a, const struct authority_fact *list, size_t n)
{
    struct authority *s = authority_open(a);
    for (size_t i = 0; i < n; i++) {
        check(authority_add(s, &list[i]));
    }
    check(authority_seal(s));
    return s;
}

static double ask(const struct authority *s, const struct authority_question *list, size_t *counts)
{
    static struct authority_judgement j;
    double from = (double)now_us() / 1e6;
    for (size_t i = 0; i < QUESTIONS; i++) {
        authority_judge(s, &list[i], &j);
        counts[j.verdict]++;
    }
    return QUESTIONS / ((double)now_us() / 1e6 - from);
}

static int usage(void)
{
    fprintf(stderr, "usage: authority-rate HOLDERS CHANGES ROUNDS (to 100000, 100, %d)\n",
            ROUNDS_MAX);
    return 2;
}

int main(int argc, char **argv)
{
    uint64_t given[3] = {0};
    static const uint64_t most[] = {100000, 100, ROUNDS_MAX};
    for (int i = 0; i < 3; i++) {
        if (argc != 4 || !sv_u64(sv_of(argv[i + 1]), &given[i]) || given[i] < 1 ||
            given[i] > most[i]) {
            return usage();
        }
    }
    struct arena *a = arena_open(1 << 20);
    struct names names = {.n = (uint32_t)given[0]};
    uint32_t changes = (uint32_t)given[1];
    int rounds = (int)given[2];
    names.holders = arena_array(a, sv, names.n);
    struct authority_fact *list =
        arena_array(a, struct authority_fact, (size_t)names.n * changes + 16);
    for (int i = 0; i < POWERS; i++) {
        names.powers[i] = sv_fmt(a, "power-%d", i + 1);
    }
    size_t n = instrument(&names, list);
    for (uint32_t i = 0; i < names.n; i++) {
        names.holders[i] = sv_fmt(a, "h-%u", i + 1);
        holder(&names, names.holders[i], changes, (int64_t)n + 1, list + n);
        n += changes;
    }
    shuffle(list, n);
    struct authority_question *questions = arena_array(a, struct authority_question, QUESTIONS);
    for (size_t i = 0; i < QUESTIONS; i++) {
        int32_t day = DAY0 + (int32_t)draw(DAYS);
        questions[i] =
            (struct authority_question){.holder = names.holders[draw(names.n)],
                                        .power = names.powers[draw(POWERS)],
                                        .setting = settings[draw(3)],
                                        .day = day,
                                        .known = draw(2) ? AUTHORITY_NOW : day + (int32_t)draw(60)};
    }
    double built[ROUNDS_MAX] = {0}, rate[ROUNDS_MAX] = {0};
    size_t counts[3] = {0};
    for (int i = 0; i < rounds; i++) {
        struct arena *own = arena_open(1 << 20);
        double from = (double)now_us() / 1e6;
        struct authority *s = build(own, list, n);
        built[i] = (double)now_us() / 1e6 - from;
        rate[i] = ask(s, questions, counts);
        arena_close(own);
    }
    printf("facts %zu\nbuild_s %.4f\nrate %.0f\nrecorded %zu\nopen %zu\ncontrary %zu\n", n,
           median(built, rounds), median(rate, rounds), counts[AUTHORITY_RECORDED] / (size_t)rounds,
           counts[AUTHORITY_NOT_ESTABLISHED] / (size_t)rounds,
           counts[AUTHORITY_CONTRARY] / (size_t)rounds);
    arena_close(a);
    return 0;
}
