/* The table of cases in tests/authority/cases.txt, line by line; and what a state refuses. */
#include <stdlib.h>
#include <string.h>

#include "files.h"
#include "rules/authority.h"
#include "tap.h"

enum { CASES = 64, LINES = 64, EXPECTED = 32 };

struct one_case {
    sv name;
    sv lines[LINES]; /* of the record */
    size_t n;
};

static struct one_case cases[CASES];
static size_t n_cases;
static bool gives[AUTHORITY_CODE_COUNT], lacks[AUTHORITY_CODE_COUNT];

static void wrong(sv line, const char *what)
{
    printf("Bail out! %s: %.*s\n", what, SV_ARG(line));
    exit(1);
}

static sv word(sv *rest)
{
    *rest = sv_trim(*rest);
    return sv_cut(*rest, ' ', rest);
}

static int32_t day_of(sv s)
{
    date d = {0};
    if (!date_parse(s, &d)) {
        wrong(s, "no day");
    }
    return d.days;
}

/* The first moment of a day. */
static int64_t us_of(int32_t day)
{
    return (int64_t)day * 86400 * 1000000;
}

static struct jv *value_of(struct arena *a, const struct rec_kind *kind, sv key, sv value)
{
    const struct rec_field *f = rec_field_find(kind, key);
    int64_t n = 0;
    if (!f) {
        wrong(key, "the kind has no such fact");
    }
    if (f->type == REC_INT) {
        return sv_i64(value, &n) ? jv_int(a, n) : jv_int(a, 0);
    }
    if (f->type == REC_BOOL) {
        return jv_bool(a, sv_is(value, "true"));
    }
    if (f->type != REC_WORDS) {
        return jv_string(a, value);
    }
    struct jv *list = jv_array(a);
    while (value.n) {
        jv_add(list, jv_string(a, sv_cut(value, ',', &value)));
    }
    return list;
}

/* A line of a record as the entry that it stands for. */
static err *add_line(struct arena *a, struct authority *s, sv line, int64_t number)
{
    struct rec_entry e = {.seq = number, .data = jv_object(a)};
    sv rest = line;
    instant known = {us_of(day_of(word(&rest)))}, forgotten = {AUTHORITY_NEVER};
    e.kind = rec_kind_find(word(&rest));
    if (!e.kind) {
        wrong(line, "no such kind");
    }
    while (rest.n) {
        sv value, key = sv_cut(word(&rest), '=', &value);
        if (sv_is(key, "source")) {
            e.reported = true;
            e.source = jv_object(a);
            jv_put(e.source, SV("outlet"), jv_string(a, value));
        } else if (sv_is(key, "corrected")) {
            forgotten.us = us_of(day_of(value));
        } else {
            jv_put(e.data, key, value_of(a, e.kind, key, value));
        }
    }
    TRY(rec_values_check(a, e.kind, e.data, false));
    return authority_add_entry(s, &e, known, forgotten);
}

static struct authority *state_of(struct arena *a, const struct one_case *c)
{
    struct authority *s = authority_open(a);
    for (size_t i = c->n; i-- > 0;) { /* in any order: the last first */
        err *bad = add_line(a, s, c->lines[i], (int64_t)i + 1);
        if (bad) {
            wrong(c->lines[i], sv_cstr(a, bad->message));
        }
    }
    fine(authority_seal(s));
    return s;
}

struct expected {
    sv code;
    int64_t entry;
};

static size_t expectations(sv rest, struct expected *list)
{
    size_t n = 0;
    while (sv_trim(rest).n) {
        sv one = sv_trim(sv_cut(rest, ',', &rest)), entry;
        sv code = sv_trim(sv_cut(one, '(', &entry));
        if (n == EXPECTED || !entry.n || !sv_i64(sv_sub(entry, 0, entry.n - 1), &list[n].entry)) {
            wrong(one, "no expectation");
        }
        list[n++].code = code;
    }
    return n;
}

/* Expected reasons against given ones, each once; for `recorded`, others may be given, too. */
static bool meets(const struct authority_judgement *j, sv verdict, const struct expected *list,
                  size_t n)
{
    bool used[AUTHORITY_REASONS] = {false};
    bool met = sv_is(verdict, authority_verdict_name(j->verdict));
    for (size_t i = 0; i < n; i++) {
        bool found = false;
        for (size_t k = 0; k < j->n && !found; k++) {
            const struct authority_reason *r = &j->reasons[k];
            int64_t entry = r->entry < 0 ? 0 : r->entry;
            found = !used[k] && sv_is(list[i].code, authority_code_name(r->code)) &&
                    entry == list[i].entry;
            used[k] |= found;
        }
        met &= found;
    }
    for (size_t k = 0; k < j->n; k++) {
        met &= used[k] || authority_code_verdict(j->reasons[k].code) == AUTHORITY_RECORDED;
    }
    return met;
}

static void show(struct arena *a, const struct authority_question *q,
                 const struct authority_judgement *j)
{
    printf("# %s\n", authority_verdict_name(j->verdict));
    for (size_t k = 0; k < j->n; k++) {
        const struct authority_reason *r = &j->reasons[k];
        printf("# %s (%lld) [%.*s] %.*s\n", authority_code_name(r->code), (long long)r->entry,
               SV_ARG(r->clause), SV_ARG(authority_say(a, q, r)));
    }
}

static void ask(struct arena *a, const struct one_case *c, sv asked, sv expected)
{
    struct authority_question q = {.known = AUTHORITY_NOW};
    struct expected list[EXPECTED];
    struct authority_judgement *j = arena_new(a, struct authority_judgement);
    bool here[AUTHORITY_CODE_COUNT] = {false};
    sv rest = asked, reasons;
    (void)word(&rest);
    q.day = day_of(word(&rest));
    q.holder = word(&rest);
    q.power = word(&rest);
    q.setting = word(&rest);
    if (sv_is(word(&rest), "known")) {
        q.known = us_of(day_of(word(&rest)) + 1) - 1;
    }
    sv verdict = sv_trim(sv_cut(expected, ':', &reasons));
    size_t n = expectations(reasons, list);
    authority_judge(state_of(a, c), &q, j);
    bool met = meets(j, verdict, list, n);
    ok_as(met, sv_cstr(a, sv_fmt(a, "%.*s: %.*s", SV_ARG(c->name), SV_ARG(asked))));
    if (!met) {
        show(a, &q, j);
    }
    for (size_t k = 0; k < j->n; k++) {
        sv sentence = authority_say(a, &q, &j->reasons[k]);
        here[j->reasons[k].code] = true;
        if (sentence.n < 20 || sentence.p[sentence.n - 1] != '.' ||
            sv_find(sentence, '%') < sentence.n) {
            wrong(sentence, "no sentence");
        }
    }
    for (size_t k = 0; k < AUTHORITY_CODE_COUNT; k++) {
        gives[k] |= here[k];
        lacks[k] |= !here[k];
    }
}

static struct one_case *begin_case(struct arena *a, sv line)
{
    struct one_case *c = &cases[n_cases++];
    sv rest = line;
    (void)word(&rest);
    c->name = sv_dup(a, word(&rest));
    if (sv_is(word(&rest), "after")) {
        sv from = word(&rest);
        for (size_t i = 0; i + 1 < n_cases; i++) {
            if (sv_eq(cases[i].name, from)) {
                memcpy(c->lines, cases[i].lines, sizeof c->lines);
                c->n = cases[i].n;
            }
        }
        if (!c->n) {
            wrong(line, "no such case");
        }
    }
    return c;
}

static void run_table(struct arena *a, sv table)
{
    struct one_case *c = NULL;
    while (table.n) {
        sv line = sv_trim(sv_cut(table, '\n', &table));
        if (!line.n || line.p[0] == '#') {
            continue;
        }
        if (sv_starts(line, SV("case "))) {
            c = begin_case(a, line);
        } else if (c && sv_starts(line, SV("ask "))) {
            ask(a, c, line, sv_trim(sv_cut(table, '\n', &table)));
        } else if (c && c->n < LINES) {
            c->lines[c->n++] = line;
        } else {
            wrong(line, "no line of a case");
        }
    }
}

static void run_refusals(struct arena *a)
{
    const struct one_case *c = &cases[0];
    struct authority *s = state_of(a, c);
    int64_t then = us_of(day_of(SV("2026-08-31")));
    ok(authority_has_holder(s, SV("h-1"), AUTHORITY_NOW));
    ok(!authority_has_holder(s, SV("h-1"), then) &&
       !authority_has_holder(s, SV("h-9"), AUTHORITY_NOW));
    ok(!authority_has_holder(s, SV("serve"), AUTHORITY_NOW));
    ok(authority_has_power(s, SV("serve"), AUTHORITY_NOW));
    ok(!authority_has_power(s, SV("serve"), then));
    ok(!authority_has_power(s, SV("h-1"), AUTHORITY_NOW));
    ok(authority_has_setting(s, SV("serve"), SV("task-force"), AUTHORITY_NOW));
    ok(!authority_has_setting(s, SV("serve"), SV("jail"), AUTHORITY_NOW));
    ok(!authority_has_setting(s, SV("arrest"), SV("task-force"), AUTHORITY_NOW));
    struct authority *none = authority_open(a);
    struct authority_judgement *j = arena_new(a, struct authority_judgement);
    fine(authority_seal(none));
    authority_judge(none, &(struct authority_question){.holder = SV("h-1")}, j);
    ok_as(j->verdict == AUTHORITY_NOT_ESTABLISHED, "an empty record establishes nothing");
}

int main(void)
{
    SCOPED(arena_scope) struct arena *a = arena_open(1 << 16);
    sv table = SV_NONE;
    if (ok(file_read(a, root_path(a, "tests/authority/cases.txt"), &table))) {
        run_table(a, table);
    }
    for (size_t k = 0; k < AUTHORITY_CODE_COUNT; k++) {
        ok_as(gives[k], sv_cstr(a, sv_fmt(a, "a case gives %s", authority_code_name(k))));
        ok_as(lacks[k], sv_cstr(a, sv_fmt(a, "a case does not give %s", authority_code_name(k))));
    }
    run_refusals(a);
    return tap_done();
}
