/* The slow, obvious model of authority, written apart from src/rules/authority: no order is kept,
 * nothing is searched for, every world is gone through from its first day to the day asked about.
 */
#include "slow_authority.h"

#include <string.h>

#include "base/moment.h"

enum { MOST = 256, WORLDS = SLOW_WAYS };

typedef const struct authority_fact fact;

struct asked {
    const struct authority_fact *facts;
    size_t n;
    const struct authority_question *q;
    struct slow_judgement *ret;
    bool gave_up;
};

/* The facts of one matter that were known, in the order of their days. */
struct matter {
    fact *list[MOST];
    size_t n;
};

/* What became of the matter in one world. */
struct end {
    const char *code;
    fact *by;
};
typedef struct end telling(struct asked *w, fact *const *world, size_t n, const void *more);

/* ---- which facts ---- */

static bool has(struct authority_words w, sv id)
{
    for (size_t i = 0; i < w.n; i++) {
        if (sv_eq(w.p[i], id)) {
            return true;
        }
    }
    return false;
}

static bool known_then(const struct asked *w, fact *f)
{
    return f->known <= w->q->known && w->q->known < f->forgotten;
}

static bool earlier(fact *f, fact *g)
{
    return f->on != g->on ? f->on < g->on : f->entry < g->entry;
}

static void put(struct matter *m, fact *f)
{
    size_t i = m->n++;
    while (i > 0 && earlier(f, m->list[i - 1])) {
        m->list[i] = m->list[i - 1];
        i--;
    }
    m->list[i] = f;
}

typedef bool belongs(const struct asked *w, fact *f, sv what);

static struct matter gather(const struct asked *w, belongs *is, sv what)
{
    struct matter m = {.n = 0};
    for (size_t i = 0; i < w->n && m.n < MOST; i++) {
        if (known_then(w, &w->facts[i]) && is(w, &w->facts[i], what)) {
            put(&m, &w->facts[i]);
        }
    }
    return m;
}

/* ---- worlds ---- */

static bool one_fact(fact *f, fact *g)
{
    if (!f->reported || !g->reported || f->kind != g->kind) {
        return false;
    }
    return f->kind == KIND_INSTRUMENT_CHANGED ? sv_eq(f->becomes, g->becomes)
                                              : f->met == g->met && !sv_eq(f->source, g->source);
}

static void note(struct asked *w, struct slow_reason *r, struct end end)
{
    struct slow_way way = {end.code, end.by ? end.by->entry : -1};
    for (size_t i = 0; i < r->n; i++) {
        if (strcmp(r->ways[i].code, way.code) == 0 && r->ways[i].entry == way.entry) {
            return;
        }
    }
    if (r->n == SLOW_WAYS) {
        w->gave_up = true;
        return;
    }
    r->ways[r->n++] = way;
}

/* Choose, from the i-th fact on, one of each group of accounts of one fact. */
static void worlds(struct asked *w, const struct matter *m, size_t i, fact **world, size_t n,
                   telling *tell, const void *more, struct slow_reason *r, size_t *count)
{
    if (w->gave_up) {
        return;
    }
    if (i == m->n) {
        w->gave_up = ++*count > (size_t)16 * WORLDS;
        note(w, r, tell(w, world, n, more));
        return;
    }
    size_t end = i + 1;
    while (end < m->n && one_fact(m->list[end - 1], m->list[end])) {
        end++;
    }
    for (size_t k = i; k < end; k++) {
        world[n] = m->list[k];
        worlds(w, m, end, world, n + 1, tell, more, r, count);
    }
}

/* What a code makes of a judgement, from the issue's own words. */
static int weight(const char *code)
{
    static const char *const contrary[] = {
        "instrument-not-in-force", "instrument-ended", "instrument-suspended",
        "power-outside-term",      "power-withdrawn",  "setting-outside",
        "requirement-not-met",     "training-lapsed",  "certification-lapsed",
        "authority-not-begun",     "authority-ended",  "authority-paused"};
    static const char *const open[] = {"instrument-force-unstated",
                                       "instrument-notice-run",
                                       "power-not-granted",
                                       "not-nominated",
                                       "requirement-unstated",
                                       "training-missing",
                                       "training-short",
                                       "not-certified",
                                       "not-recorded",
                                       "judgement",
                                       "supervision",
                                       "dates-differ"};
    for (size_t i = 0; i < sizeof contrary / sizeof *contrary; i++) {
        if (strcmp(code, contrary[i]) == 0) {
            return 2;
        }
    }
    for (size_t i = 0; i < sizeof open / sizeof *open; i++) {
        if (strcmp(code, open[i]) == 0) {
            return 1;
        }
    }
    return 0;
}

static void judged(struct asked *w, int heavy)
{
    static const char *const names[] = {"recorded", "not-established", "contrary-to-record"};
    for (int i = 0; i < heavy; i++) {
        if (strcmp(w->ret->verdict, names[i]) == 0) {
            w->ret->verdict = names[heavy];
        }
    }
}

static struct slow_reason *reason(struct asked *w)
{
    if (w->ret->n == SLOW_REASONS) {
        w->gave_up = true;
        return &w->ret->reasons[0];
    }
    return &w->ret->reasons[w->ret->n];
}

static void tell_all(struct asked *w, const struct matter *m, telling *tell, const void *more,
                     sv subject)
{
    fact *world[MOST];
    size_t count = 0;
    bool silent = true;
    struct slow_reason *r = reason(w);
    *r = (struct slow_reason){.subject = subject};
    worlds(w, m, 0, world, 0, tell, more, r, &count);
    for (size_t i = 0; i < r->n; i++) {
        r->differ |= weight(r->ways[i].code) != weight(r->ways[0].code);
        silent &= !*r->ways[i].code;
    }
    judged(w, r->differ ? 1 : weight(r->ways[0].code));
    w->ret->n += r->differ || !silent;
}

static void plainly(struct asked *w, const char *code, int64_t entry, sv subject)
{
    struct slow_reason *r = reason(w);
    *r = (struct slow_reason){.ways = {{code, entry}}, .n = 1, .subject = subject};
    judged(w, weight(code));
    w->ret->n++;
}

/* ---- the instrument ---- */

static bool of_force(const struct asked *w, fact *f, sv what)
{
    (void)w;
    (void)what;
    return f->kind == KIND_INSTRUMENT_CHANGED &&
           (sv_is(f->becomes, "in-force") || sv_is(f->becomes, "terminated") ||
            sv_is(f->becomes, "expired") ||
            (sv_is(f->becomes, "amended") && f->until != INT32_MAX));
}

static struct end tell_force(struct asked *w, fact *const *world, size_t n, const void *more)
{
    (void)more;
    struct end e = {"instrument-force-unstated", NULL};
    for (size_t i = 0; i < n; i++) {
        fact *f = world[i];
        bool begins = sv_is(f->becomes, "in-force") || sv_is(f->becomes, "amended");
        if (f->on <= w->q->day) {
            bool over = !begins || f->until < w->q->day;
            e = (struct end){over ? "instrument-ended" : "instrument-in-force", f};
        } else if (i == 0 && begins) {
            e = (struct end){"instrument-not-in-force", f};
        }
    }
    return e;
}

static bool of_suspension(const struct asked *w, fact *f, sv what)
{
    (void)w;
    (void)what;
    return f->kind == KIND_INSTRUMENT_CHANGED &&
           (sv_is(f->becomes, "suspended") || sv_is(f->becomes, "resumed") ||
            sv_is(f->becomes, "in-force"));
}

static struct end tell_suspension(struct asked *w, fact *const *world, size_t n, const void *more)
{
    (void)more;
    fact *since = NULL;
    for (size_t i = 0; i < n && world[i]->on <= w->q->day; i++) {
        since = sv_is(world[i]->becomes, "suspended") ? world[i] : NULL;
    }
    return since && since->until >= w->q->day ? (struct end){"instrument-suspended", since}
                                              : (struct end){"", NULL};
}

static bool of_notice(const struct asked *w, fact *f, sv what)
{
    bool limited = f->until != INT32_MAX;
    (void)w;
    (void)what;
    return f->kind == KIND_INSTRUMENT_CHANGED &&
           (sv_is(f->becomes, "resumed") || sv_is(f->becomes, "in-force") ||
            (limited && (sv_is(f->becomes, "amended") || sv_is(f->becomes, "notice-given"))));
}

static struct end tell_notice(struct asked *w, fact *const *world, size_t n, const void *more)
{
    (void)more;
    fact *since = NULL;
    for (size_t i = 0; i < n && world[i]->on <= w->q->day; i++) {
        since = sv_is(world[i]->becomes, "notice-given") ? world[i] : NULL;
    }
    return since && since->until < w->q->day ? (struct end){"instrument-notice-run", since}
                                             : (struct end){"", NULL};
}

/* ---- the power ---- */

static bool of_power(const struct asked *w, fact *f, sv what)
{
    (void)w;
    return (f->kind == KIND_POWER_GRANTED || f->kind == KIND_POWER_WITHDRAWN) &&
           sv_eq(f->what, what);
}

struct best {
    fact *grant; /* the latest of any world that grants it on the day */
};

static struct end tell_power(struct asked *w, fact *const *world, size_t n, const void *more)
{
    struct best *best = *(struct best *const *)more;
    fact *now = NULL, *over = NULL, *gone = NULL, *first_later = NULL;
    for (size_t i = 0; i < n; i++) {
        fact *f = world[i];
        if (f->on > w->q->day) {
            first_later = first_later ? first_later : f;
        } else if (f->kind == KIND_POWER_WITHDRAWN) {
            now = over = NULL;
            gone = f;
        } else if (f->until >= w->q->day) {
            now = f;
            gone = NULL;
        } else {
            over = f;
            gone = NULL;
        }
    }
    if (now) {
        best->grant = !best->grant || earlier(best->grant, now) ? now : best->grant;
        return (struct end){"power-granted", now};
    }
    if (gone) {
        return (struct end){"power-withdrawn", gone};
    }
    if (over || (first_later && first_later->kind == KIND_POWER_GRANTED)) {
        return (struct end){"power-outside-term", over ? over : first_later};
    }
    return (struct end){"power-not-granted", NULL};
}

/* ---- the holder ---- */

static bool of_nomination(const struct asked *w, fact *f, sv what)
{
    (void)what;
    return f->kind == KIND_HOLDER_NOMINATED && sv_eq(f->holder, w->q->holder);
}

static struct end tell_nomination(struct asked *w, fact *const *world, size_t n, const void *more)
{
    (void)more;
    struct end e = {"not-nominated", n ? world[0] : NULL};
    for (size_t i = 0; i < n && world[i]->on <= w->q->day; i++) {
        e = (struct end){"nominated", world[i]};
    }
    return e;
}

static bool of_requirement(const struct asked *w, fact *f, sv what)
{
    return f->kind == KIND_REQUIREMENT_NOTED && sv_eq(f->holder, w->q->holder) &&
           sv_eq(f->what, what);
}

static struct end tell_requirement(struct asked *w, fact *const *world, size_t n, const void *more)
{
    struct end e = {"requirement-unstated", n ? world[0] : (fact *)more};
    for (size_t i = 0; i < n && world[i]->on <= w->q->day; i++) {
        e = (struct end){world[i]->met ? "requirement-met" : "requirement-not-met", world[i]};
    }
    return e;
}

static bool of_course(const struct asked *w, fact *f, sv what)
{
    (void)w;
    return f->kind == KIND_COURSE_REQUIRED && sv_eq(f->what, what);
}

static bool of_training(const struct asked *w, fact *f, sv what)
{
    return f->kind == KIND_TRAINING_COMPLETED && sv_eq(f->holder, w->q->holder) &&
           sv_eq(f->what, what);
}

/* Day after day until the months are over. */
static int32_t good_until(fact *f, int32_t months)
{
    if (f->until != INT32_MAX || !months) {
        return f->until;
    }
    struct civil from = civil_of_date((date){f->on});
    int32_t day = f->on;
    for (;;) {
        struct civil c = civil_of_date((date){day + 1});
        int passed = (c.year - from.year) * 12 + c.month - from.month;
        if (passed > months || (passed == months && c.day >= from.day)) {
            return day;
        }
        day++;
    }
}

struct training {
    fact *grant, *course;
};

static struct end tell_training(struct asked *w, fact *const *world, size_t n, const void *more)
{
    const struct training *t = more;
    fact *good = NULL, *over = NULL, *less = NULL;
    for (size_t i = 0; i < n && world[i]->on <= w->q->day; i++) {
        fact *f = world[i];
        int32_t asked_hours = t->course ? t->course->hours : 0;
        if (good_until(f, t->course ? t->course->months : 0) < w->q->day) {
            over = f;
        } else if (f->hours && f->hours < asked_hours) {
            less = f;
        } else {
            good = f;
        }
    }
    if (good) {
        return (struct end){"trained", good};
    }
    if (less || over) {
        return less ? (struct end){"training-short", less} : (struct end){"training-lapsed", over};
    }
    return (struct end){"training-missing", n ? world[0] : t->grant};
}

static bool of_certification(const struct asked *w, fact *f, sv what)
{
    (void)what;
    return f->kind == KIND_HOLDER_CERTIFIED && sv_eq(f->holder, w->q->holder);
}

struct certification {
    bool asked;
    fact *grant;
};

static struct end tell_certification(struct asked *w, fact *const *world, size_t n,
                                     const void *more)
{
    const struct certification *c = more;
    fact *good = NULL, *over = NULL;
    for (size_t i = 0; i < n && world[i]->on <= w->q->day; i++) {
        if (world[i]->until >= w->q->day) {
            good = world[i];
        } else {
            over = world[i];
        }
    }
    if (good || over) {
        return good ? (struct end){"certified", good} : (struct end){"certification-lapsed", over};
    }
    return c->asked ? (struct end){"not-certified", n ? world[0] : c->grant}
                    : (struct end){"", NULL};
}

static bool of_authority(const struct asked *w, fact *f, sv what)
{
    if (!sv_eq(f->holder, w->q->holder)) {
        return false;
    }
    return (f->kind == KIND_AUTHORITY_RECORDED && has(f->powers, what)) ||
           (f->kind == KIND_AUTHORITY_ENDED && (f->powers.n == 0 || has(f->powers, what)));
}

static struct end tell_authority(struct asked *w, fact *const *world, size_t n, const void *more)
{
    (void)more;
    fact *now = NULL, *past = NULL, *first_later = NULL;
    for (size_t i = 0; i < n; i++) {
        fact *f = world[i];
        bool ends = f->kind == KIND_AUTHORITY_ENDED;
        if (f->on > w->q->day) {
            first_later = first_later ? first_later : f;
        } else if (ends || f->until < w->q->day) {
            now = ends ? NULL : now;
            past = f;
        } else {
            now = f;
        }
    }
    if (now) {
        return (struct end){"authority-recorded", now};
    }
    if (past) {
        return (struct end){"authority-ended", past};
    }
    return first_later && first_later->kind == KIND_AUTHORITY_RECORDED
               ? (struct end){"authority-not-begun", first_later}
               : (struct end){"not-recorded", NULL};
}

static bool of_pause(const struct asked *w, fact *f, sv what)
{
    (void)what;
    return (f->kind == KIND_AUTHORITY_PAUSED || f->kind == KIND_AUTHORITY_RESUMED) &&
           sv_eq(f->holder, w->q->holder);
}

static struct end tell_pause(struct asked *w, fact *const *world, size_t n, const void *more)
{
    (void)more;
    struct end e = {"", NULL};
    for (size_t i = 0; i < n && world[i]->on <= w->q->day; i++) {
        bool pauses = world[i]->kind == KIND_AUTHORITY_PAUSED;
        e = pauses ? (struct end){"authority-paused", world[i]} : (struct end){"", NULL};
    }
    return e;
}

/* ---- all of it ---- */

static void ask_of_grant(struct asked *w, fact *grant)
{
    for (size_t i = 0; i < grant->requirements.n; i++) {
        sv what = grant->requirements.p[i];
        if (!sv_is(what, "certified")) {
            struct matter m = gather(w, of_requirement, what);
            tell_all(w, &m, tell_requirement, grant, what);
        }
    }
    for (size_t i = 0; i < grant->courses.n; i++) {
        sv what = grant->courses.p[i];
        struct matter courses = gather(w, of_course, what), m = gather(w, of_training, what);
        fact *course = NULL;
        for (size_t k = 0; k < courses.n; k++) {
            course = !course || courses.list[k]->entry > course->entry ? courses.list[k] : course;
        }
        tell_all(w, &m, tell_training, &(struct training){grant, course}, what);
    }
}

bool slow_judge(const struct authority_fact *facts, size_t n, const struct authority_question *q,
                struct slow_judgement *ret)
{
    struct asked w = {facts, n, q, ret, false};
    struct best best = {NULL}, *to_best = &best;
    struct matter m;
    ret->verdict = "recorded";
    ret->n = 0;
    m = gather(&w, of_force, SV_NONE);
    tell_all(&w, &m, tell_force, NULL, SV_NONE);
    m = gather(&w, of_suspension, SV_NONE);
    tell_all(&w, &m, tell_suspension, NULL, SV_NONE);
    m = gather(&w, of_notice, SV_NONE);
    tell_all(&w, &m, tell_notice, NULL, SV_NONE);
    m = gather(&w, of_power, q->power);
    tell_all(&w, &m, tell_power, (const void *)&to_best, SV_NONE);
    fact *grant = best.grant;
    if (grant) {
        bool within = grant->settings.n == 0 || has(grant->settings, q->setting);
        plainly(&w, within ? "setting-within" : "setting-outside", grant->entry, SV_NONE);
    }
    m = gather(&w, of_nomination, SV_NONE);
    tell_all(&w, &m, tell_nomination, NULL, SV_NONE);
    if (grant) {
        ask_of_grant(&w, grant);
    }
    m = gather(&w, of_certification, SV_NONE);
    struct certification c = {grant && has(grant->requirements, SV("certified")), grant};
    tell_all(&w, &m, tell_certification, &c, SV_NONE);
    m = gather(&w, of_authority, q->power);
    tell_all(&w, &m, tell_authority, NULL, SV_NONE);
    m = gather(&w, of_pause, SV_NONE);
    tell_all(&w, &m, tell_pause, NULL, SV_NONE);
    for (size_t i = 0; grant && i < grant->judgement.n; i++) {
        plainly(&w, "judgement", grant->entry, grant->judgement.p[i]);
    }
    if (grant && grant->as_soon_as_practicable) {
        plainly(&w, "supervision", grant->entry, SV_NONE);
    }
    return !w.gave_up;
}
