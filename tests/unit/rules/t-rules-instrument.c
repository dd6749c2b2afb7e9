/* Instrument templates: those of the program, what is refused and where, and the acts that they
 * expand to. */
#include "rules/instrument.h"

#include <string.h>

#include "tap.h"

/* ---- those of the program ---- */

static size_t powers_of(const struct instrument *t)
{
    size_t n = 0;
    for (size_t i = 0; i < t->n; i++) {
        n += t->lines[i].kind == &rec_kinds[KIND_POWER_GRANTED];
    }
    return n;
}

static size_t count_of(const struct instrument *t, enum instrument_sort sort)
{
    size_t n = 0;
    for (size_t i = 0; i < t->n; i++) {
        n += t->lines[i].sort == sort;
    }
    return n;
}

static sv value_of(const struct rec_pair *pairs, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++) {
        if (sv_is(pairs[i].name, name)) {
            return pairs[i].value;
        }
    }
    return SV_NONE;
}

/* The words of a clause that are not its own say so. */
static bool says_shortened(const struct instrument *t)
{
    for (size_t i = 0; i < t->n; i++) {
        const struct instrument_line *l = &t->lines[i];
        bool power = l->kind == &rec_kinds[KIND_POWER_GRANTED];
        if (power && !sv_starts(l->words, SV("Shortened: ")) &&
            !sv_starts(l->words, SV("In short: "))) {
            printf("# %.*s\n", SV_ARG(l->key));
            return false;
        }
    }
    return true;
}

static void builtins(struct arena *a)
{
    static const struct {
        const char *id;
        size_t powers;
    } want[] = {{"287g-task-force-2025", 9},      {"287g-jail-enforcement-2025", 7},
                {"287g-warrant-service-2025", 2}, {"surveillance-technology-policy", 3},
                {"grant-with-conditions", 1},     {"mutual-aid-pact", 1}};
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        struct instrument *t = NULL;
        if (!fine(instrument_builtin(a, instrument_name(i), &t))) {
            continue;
        }
        ok_as(sv_is(t->id, want[i].id) && sv_eq(t->id, instrument_name(i)), want[i].id);
        ok(powers_of(t) == want[i].powers && says_shortened(t));
        ok(count_of(t, INSTRUMENT_COMPLAINT) && count_of(t, INSTRUMENT_OPEN) &&
           count_of(t, INSTRUMENT_DUTY));
        struct buf b = buf_make(1 << 20);
        instrument_print(&b, t);
        ok(!b.failed && b.n > 1000);
        buf_free(&b);
    }
    ok(!instrument_name(sizeof want / sizeof *want).n);
    struct instrument *t;
    fails(instrument_builtin(a, SV("287g"), &t), E_NOTFOUND);
}

/* ---- acts ---- */

static const char good[] =
    "# a comment\n"
    "instrument pact\n"
    "title \"A pact\"\n"
    "type pact\n"
    "source \"made for this test\"\n"
    "ask agency text \"who\"\n"
    "ask signed date \"when\"\n"
    "party.joined party=agency name=\"{agency} of here\" side=local\n"
    "  cites=\"s. 1\" sure=read\n"
    "setting field \"Outside.\" cites=\"s. 2\" sure=general\n"
    "power.granted power=help clause=\"s. 3\" settings=field supervision=none\n"
    "  text=\"In short: help.\" sure=secondary\n"
    "obligation.set obligation=report name=\"Report\" by=\"{agency}\"\n"
    "  clause=\"s. 4\" repeats=yearly first=\"{signed + 1 years}\" sure=read\n";

static void acts(struct arena *a)
{
    struct instrument *t;
    struct instrument_act *made = NULL;
    size_t n = 0;
    const struct rec_pair answers[] = {{SV_INIT("agency"), SV_INIT("Police")},
                                       {SV_INIT("signed"), SV_INIT("2024-02-29")}};
    struct instrument_wanted w = {.id = SV("p-1"),
                                  .title = SV("The pact"),
                                  .item = SV("rc-1"),
                                  .answers = answers,
                                  .answers_n = 2};
    if (!fine(instrument_parse(a, SV("f"), sv_of(good), &t)) ||
        !fine(instrument_acts(a, t, &w, &made, &n))) {
        return;
    }
    ok(n == 5 && sv_is(made[0].key, "registered") && sv_is(made[1].key, "template") &&
       sv_is(made[2].key, "party.agency") && sv_is(made[3].key, "power.help") &&
       sv_is(made[4].key, "obligation.report"));
    ok(sv_is(value_of(made[0].pairs, made[0].n, "data.agency"), "Police") &&
       sv_is(value_of(made[0].pairs, made[0].n, "about.item"), "rc-1") &&
       sv_is(value_of(made[0].pairs, made[0].n, "data.template"), "pact"));
    ok(sv_is(value_of(made[2].pairs, made[2].n, "data.name"), "Police of here"));
    ok(sv_is(value_of(made[4].pairs, made[4].n, "data.first"), "2025-02-28"));
    for (size_t i = 0; i < n; i++) {
        struct jv *act;
        ok(sv_is(value_of(made[i].pairs, made[i].n, "about.instrument"), "p-1") &&
           !made[i].lacks.n);
        fine(rec_act_of_pairs(a, made[i].kind, made[i].pairs, made[i].n, &act));
        fine(rec_kind_check(a, made[i].kind, jv_get(act, "about"), jv_get(act, "data"), true));
    }
    w.answers_n = 1;
    fine(instrument_acts(a, t, &w, &made, &n));
    ok(n == 5 && sv_is(made[4].lacks, "signed") && !made[2].lacks.n);
    const struct rec_pair bad[] = {{SV_INIT("signed"), SV_INIT("soon")},
                                   {SV_INIT("colour"), SV_INIT("red")},
                                   {SV_INIT("agency"), SV_INIT("two\nlines")},
                                   {SV_INIT("signed"), SV_INIT("9999-01-01")}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct instrument_wanted one = {
            .id = SV("p"), .title = SV("t"), .answers = &bad[i], .answers_n = 1};
        err *e = instrument_acts(a, t, &one, &made, &n);
        ok_as(e && e->kind == E_INVALID && sv_eq(e->field, bad[i].name), bad[i].name.p);
    }
}

/* ---- days: against days counted one by one ---- */

static date slow_months(date from, int months)
{
    struct civil c = civil_of_date(from), d;
    date day = from;
    for (int i = 0; i < months; i++) {
        int month = civil_of_date(day).month;
        do { /* on to the first of the next month */
            day.days++;
            d = civil_of_date(day);
        } while (d.month == month);
    }
    for (d = civil_of_date(day); months && d.day != c.day; d = civil_of_date(day)) {
        if (civil_of_date((date){day.days + 1}).month != d.month) {
            break; /* the month is over */
        }
        day.days++;
    }
    return day;
}

static date slow_next(date from, int month, int day)
{
    for (;; from.days++) {
        struct civil c = civil_of_date(from);
        if (c.month == month && c.day == day) {
            return from;
        }
    }
}

static sv first_of(struct arena *a, const char *hole, date signed_on)
{
    struct instrument *t;
    struct instrument_act *made;
    size_t n;
    sv day = date_format(a, signed_on);
    struct rec_pair answer = {SV("signed"), day};
    struct instrument_wanted w = {
        .id = SV("p"), .title = SV("t"), .answers = &answer, .answers_n = 1};
    sv text = sv_fmt(a,
                     "instrument p\ntitle t\ntype pact\nsource \"s\"\nask signed date \"d\"\n"
                     "obligation.set obligation=o name=n by=b clause=c repeats=once first=\"%s\" "
                     "sure=read\n",
                     hole);
    if (instrument_parse(a, SV("f"), text, &t) || instrument_acts(a, t, &w, &made, &n)) {
        return SV_NONE;
    }
    return value_of(made[2].pairs, made[2].n, "data.first");
}

static void days(struct arena *a)
{
    date from = date_of_civil(2023, 1, 1);
    bool months = true, next = true, plain = true;
    for (int i = 0; i < 1200; i += 7) {
        date d = {from.days + i};
        int n = 1 + i % 40;
        sv hole = sv_fmt(a, "{signed + %d months}", n);
        months = months && sv_eq(first_of(a, hole.p, d), date_format(a, slow_months(d, n)));
        hole = sv_fmt(a, "{signed + %d days}", n);
        plain = plain && sv_eq(first_of(a, hole.p, d), date_format(a, (date){d.days + n}));
        next = next &&
               sv_eq(first_of(a, "{signed next 12-15}", d), date_format(a, slow_next(d, 12, 15))) &&
               sv_eq(first_of(a, "{signed next 01-01}", d), date_format(a, slow_next(d, 1, 1)));
    }
    ok_as(months, "months after a day are as counted one by one");
    ok_as(plain, "days after a day");
    ok_as(next, "the next such day of a year");
    ok(sv_is(first_of(a, "{signed}", from), "2023-01-01"));
}

/* ---- what is refused, and where ---- */

#define HEAD "instrument p\ntitle \"t\"\ntype pact\nsource \"s\"\n"

static void refused(struct arena *a)
{
    static const struct {
        const char *text, *place, *says;
    } cases[] = {
        {"", "f:1", "first line"},
        {"title \"t\"\n", "f:1", "begins with the line"},
        {"instrument P\n", "f:1", "begins with the line"},
        {HEAD, "f:5", "a line that says something"},
        {"instrument p\ntitle \"t\"\ntitle \"u\"\n", "f:3", "stands twice"},
        {"instrument p\ntype treaty\n", "f:2", "type is one of"},
        {HEAD "colour red\n", "f:5", "begins no line of a template"},
        {HEAD "holder.nominated holder=h-1 on=2025-01-01 cites=\"c\" sure=read\n", "f:5",
         "begins no line of a template"},
        {HEAD "open \"w\" cites=\"c\"\n", "f:5", "how sure"},
        {HEAD "open \"w\" cites=\"c\" sure=perhaps\n", "f:5", "read, secondary and general"},
        {HEAD "open \"w\" sure=read\n", "f:5", "where the line stands"},
        {HEAD "open w cites=\"c\" sure=read\n", "f:5", "Write open"},
        {HEAD "since soon \"w\" cites=\"c\" sure=read\n", "f:5", "is no day"},
        {HEAD "setting field \"w\" cites=\"c\" sure=read\n"
              "setting field \"w\" cites=\"c\" sure=read\n",
         "f:6", "stands twice"},
        {HEAD "\npower.granted power=a clause=\"c\" settings=field supervision=none text=\"w\" "
              "sure=read\n",
         "f:6", "states the setting field"},
        {HEAD
         "power.granted power=a clause=\"c\" supervision=none courses=b text=\"w\" sure=read\n",
         "f:5", "states the course b"},
        {HEAD "ending.stated party=b clause=\"c\" sure=read\n", "f:5", "states the party b"},
        {HEAD "power.granted power=a clause=\"c\" supervision=none sure=read\n", "f:5",
         "power.granted needs"},
        {HEAD "power.granted power=a clause=\"c\" supervision=whatever text=\"w\" sure=read\n",
         "f:5", "data.supervision"},
        {HEAD "power.granted power=a colour=red sure=read\n", "f:5", "no field colour"},
        {HEAD "power.granted power=\"\" sure=read\n", "f:5", "is empty"},
        {HEAD "party.joined party=a name=\"{who}\" side=local cites=\"c\" sure=read\n", "f:5",
         "none that can be filled"},
        {HEAD
         "ask who text \"w\"\nparty.joined party=a name=\"{who + 2 days}\" side=local cites=\"c\" "
         "sure=read\n",
         "f:6", "none that can be filled"},
        {HEAD
         "ask d date \"w\"\nparty.joined party=a name=\"{d next 02-29}\" side=local cites=\"c\" "
         "sure=read\n",
         "f:6", "none that can be filled"},
        {HEAD
         "ask d date \"w\"\nparty.joined party=a name=\"{d\" side=local cites=\"c\" sure=read\n",
         "f:6", "none that can be filled"},
        {HEAD "ask d day \"w\"\n", "f:5", "Write ask"},
        {HEAD "ask d date \"w\"\nask d text \"w\"\n", "f:6", "asked for twice"},
        {HEAD "note \"w\n", "f:5", "quotation mark"},
        {HEAD "note \"\x01\"\n", "f:1", "plain UTF-8"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct instrument *t;
        err *e = instrument_parse(a, SV("f"), sv_of(cases[i].text), &t);
        bool good_place = e && e->kind == E_INVALID && sv_is(e->field, cases[i].place);
        bool says = e && strstr(sv_cstr(a, e->message), cases[i].says);
        ok_as(good_place && says, cases[i].says);
        if (!good_place || !says) {
            printf("# %.*s: %.*s\n", e ? (int)e->field.n : 0, e ? e->field.p : "",
                   e ? (int)e->message.n : 0, e ? e->message.p : "");
        }
    }
    char *big = arena_alloc(a, (1 << 20) + 1);
    memset(big, '#', (1 << 20) + 1);
    struct instrument *t;
    fails(instrument_parse(a, SV("f"), (sv){big, (1 << 20) + 1}, &t), E_LIMIT);
}

int main(void)
{
    SCOPED(arena_scope) struct arena *a = arena_open(1 << 16);
    builtins(a);
    acts(a);
    days(a);
    refused(a);
    return tap_done();
}
