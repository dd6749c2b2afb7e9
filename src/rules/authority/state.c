/* The state: names, rows, and their order. */
#include <stdlib.h>
#include <string.h>

#include "rules/authority/inside.h"

/* ---- names ---- */

static uint64_t hash_of(sv s)
{
    uint64_t h = UINT64_C(14695981039346656037); /* FNV-1a */
    for (size_t i = 0; i < s.n; i++) {
        h = (h ^ (uint8_t)s.p[i]) * UINT64_C(1099511628211);
    }
    return h ^ h >> 32;
}

/* The slot of a name, or the free one where it belongs. */
static size_t slot_of(const struct authority *s, sv name)
{
    size_t i = (size_t)hash_of(name) & (s->n_slots - 1);
    while (s->slots[i] && !sv_eq(s->names[s->slots[i]].text, name)) {
        i = (i + 1) & (s->n_slots - 1);
    }
    return i;
}

int32_t authority_name(const struct authority *s, sv name)
{
    int32_t n = name.n ? s->slots[slot_of(s, name)] : 0;
    return n ? n : NAME_UNKNOWN;
}

/* Room for one more in an array of the state's arena. */
static void *room(struct arena *a, void *p, size_t n, size_t *size, size_t bytes)
{
    if (n < *size) {
        return p;
    }
    size_t more = *size ? 2 * *size : 64;
    void *grown = arena_calloc(a, more, bytes);
    if (n) {
        memcpy(grown, p, n * bytes);
    }
    *size = more;
    return grown;
}

static int32_t name_add(struct authority *s, sv name)
{
    if (!name.n) {
        return NAME_NONE;
    }
    size_t slot = slot_of(s, name);
    if (s->slots[slot]) {
        return s->slots[slot];
    }
    s->names = room(s->a, s->names, s->n_names, &s->size_names, sizeof *s->names);
    s->names[s->n_names] = (struct name){.text = sv_dup(s->a, name)};
    int32_t n = (int32_t)s->n_names++;
    s->slots[slot] = n;
    if (2 * s->n_names > s->n_slots) {
        s->n_slots *= 2;
        s->slots = arena_array(s->a, int32_t, s->n_slots);
        for (size_t i = 1; i < s->n_names; i++) {
            s->slots[slot_of(s, s->names[i].text)] = (int32_t)i;
        }
    }
    return n;
}

static struct codes codes_add(struct authority *s, const struct authority_words *w)
{
    int32_t *p = arena_array(s->a, int32_t, w->n);
    for (size_t i = 0; i < w->n; i++) {
        p[i] = name_add(s, w->p[i]);
    }
    return (struct codes){p, w->n};
}

/* ---- adding ---- */

struct authority *authority_open(struct arena *a)
{
    struct authority *s = arena_new(a, struct authority);
    s->a = a;
    s->n_slots = 64;
    s->slots = arena_array(a, int32_t, s->n_slots);
    s->names = room(a, NULL, 0, &s->size_names, sizeof *s->names);
    s->n_names = 1;
    (void)name_add(s, SV(AUTHORITY_CERTIFIED));
    return s;
}

static err *row_add(struct authority *s, const struct row *row)
{
    if (s->n == AUTHORITY_FACTS) {
        return err_make(s->a, E_LIMIT,
                        "this instrument has more than %d facts on record: judge it in parts",
                        AUTHORITY_FACTS);
    }
    s->rows = room(s->a, s->rows, s->n, &s->size, sizeof *s->rows);
    s->rows[s->n++] = *row;
    return NULL;
}

static err *put(struct authority *s, struct row row, enum track track, enum saying saying)
{
    row.track = track;
    row.saying = saying;
    return row_add(s, &row);
}

static err *add_change(struct authority *s, const struct authority_fact *f, struct row row)
{
    bool limited = f->until < INT32_MAX, begins = sv_is(f->becomes, "in-force");
    if (begins || (sv_is(f->becomes, "amended") && limited)) {
        enum saying saying = begins ? SAYS_SO : SAYS_AMENDED;
        TRY(put(s, row, TRACK_FORCE, saying));
        TRY(begins ? put(s, row, TRACK_SUSPENSION, saying) : NULL);
        return put(s, row, TRACK_NOTICE, saying);
    }
    if (sv_is(f->becomes, "resumed")) {
        TRY(put(s, row, TRACK_SUSPENSION, SAYS_AGAIN));
        return put(s, row, TRACK_NOTICE, SAYS_AGAIN);
    }
    if (sv_is(f->becomes, "terminated") || sv_is(f->becomes, "expired")) {
        return put(s, row, TRACK_FORCE, sv_is(f->becomes, "expired") ? SAYS_EXPIRED : SAYS_ENDED);
    }
    if (sv_is(f->becomes, "suspended")) {
        return put(s, row, TRACK_SUSPENSION, SAYS_ENDED);
    }
    return sv_is(f->becomes, "notice-given") && limited ? put(s, row, TRACK_NOTICE, SAYS_ENDED)
                                                        : NULL;
}

static err *add_grant(struct authority *s, const struct authority_fact *f, struct row row)
{
    s->grants = room(s->a, s->grants, s->n_grants, &s->size_grants, sizeof *s->grants);
    row.detail = (int32_t)s->n_grants;
    s->grants[s->n_grants++] = (struct grant){.clause = sv_dup(s->a, f->clause),
                                              .as_soon_as_practicable = f->as_soon_as_practicable,
                                              .settings = codes_add(s, &f->settings),
                                              .judgement = codes_add(s, &f->judgement),
                                              .requirements = codes_add(s, &f->requirements),
                                              .courses = codes_add(s, &f->courses)};
    return put(s, row, TRACK_POWER, SAYS_SO);
}

static err *add_course(struct authority *s, const struct authority_fact *f, struct row row)
{
    s->courses = room(s->a, s->courses, s->n_courses, &s->size_courses, sizeof *s->courses);
    row.detail = (int32_t)s->n_courses;
    s->courses[s->n_courses++] =
        (struct course){.clause = sv_dup(s->a, f->clause), .hours = f->hours, .months = f->months};
    row.day = INT32_MIN;
    return put(s, row, TRACK_COURSE, SAYS_SO);
}

/* The same powers are one set, named by their codes in a row; NAME_NONE: all powers. */
static int32_t set_add(struct authority *s, const struct authority_words *w)
{
    struct buf b = buf_make(AUTHORITY_SET_BYTES);
    for (size_t i = 0; i < w->n; i++) {
        buf_char(&b, i ? ' ' : '\n'); /* no name of anything begins so */
        buf_sv(&b, w->p[i]);
    }
    must(!b.failed);
    int32_t n = name_add(s, buf_view(&b));
    buf_free(&b);
    if (n != NAME_NONE && !s->names[n].set.n) {
        struct codes powers = codes_add(s, w);
        s->names[n].set = powers;
    }
    return n;
}

err *authority_add(struct authority *s, const struct authority_fact *f)
{
    must(!s->sealed);
    struct row row = {.entry = f->entry,
                      .known = f->known,
                      .forgotten = f->forgotten,
                      .holder = name_add(s, f->holder),
                      .what = name_add(s, f->what),
                      .day = f->on,
                      .until = f->until,
                      .source = name_add(s, f->source),
                      .reported = f->reported};
    switch ((int)f->kind) {
    case KIND_INSTRUMENT_CHANGED: return add_change(s, f, row);
    case KIND_POWER_GRANTED: return add_grant(s, f, row);
    case KIND_POWER_WITHDRAWN: return put(s, row, TRACK_POWER, SAYS_ENDED);
    case KIND_COURSE_REQUIRED: return add_course(s, f, row);
    case KIND_HOLDER_NOMINATED: return put(s, row, TRACK_NOMINATED, SAYS_SO);
    case KIND_REQUIREMENT_NOTED:
        return put(s, row, TRACK_REQUIREMENT, f->met ? SAYS_SO : SAYS_ENDED);
    case KIND_TRAINING_COMPLETED:
        row.detail = f->hours;
        return put(s, row, TRACK_TRAINING, SAYS_SO);
    case KIND_HOLDER_CERTIFIED: return put(s, row, TRACK_CERTIFIED, SAYS_SO);
    case KIND_AUTHORITY_RECORDED:
        row.detail = set_add(s, &f->powers);
        return f->powers.n ? put(s, row, TRACK_AUTHORITY, SAYS_SO) : NULL;
    case KIND_AUTHORITY_ENDED:
        row.detail = set_add(s, &f->powers);
        return put(s, row, TRACK_AUTHORITY, SAYS_ENDED);
    case KIND_AUTHORITY_PAUSED: return put(s, row, TRACK_PAUSE, SAYS_ENDED);
    case KIND_AUTHORITY_RESUMED: return put(s, row, TRACK_PAUSE, SAYS_SO);
    default: return NULL;
    }
}

/* ---- order ---- */

static int order(int64_t x, int64_t y)
{
    return (x > y) - (x < y);
}

/* By holder, track, what it is about, day; of one day the later entry later. */
static int by_place(const void *x, const void *y)
{
    const struct row *r = x, *t = y;
    int c = order(r->holder, t->holder);
    c = c ? c : order(r->track, t->track);
    c = c ? c : order(r->what, t->what);
    c = c ? c : order(r->day, t->day);
    c = c ? c : order(r->entry, t->entry);
    return c ? c : order(r->known, t->known);
}

err *authority_seal(struct authority *s)
{
    must(!s->sealed);
    if (s->n) {
        qsort(s->rows, s->n, sizeof *s->rows, by_place);
    }
    s->of = arena_array(s->a, struct range, s->n_names);
    for (size_t i = 0, to; i < s->n; i = to) {
        struct range *of = &s->of[s->rows[i].holder];
        to = i;
        for (size_t track = 0; track <= TRACKS; track++) {
            of->at[track] = (uint32_t)to;
            while (to < s->n && s->rows[to].holder == s->rows[i].holder &&
                   s->rows[to].track == track) {
                to++;
            }
        }
    }
    s->sealed = true;
    return NULL;
}

/* ---- what there is ---- */

bool authority_has_holder(const struct authority *s, sv holder, int64_t known)
{
    int32_t name = authority_name(s, holder);
    bool has = false;
    for (size_t i = name > 0 ? s->of[name].at[0] : 0; name > 0 && i < s->of[name].at[TRACKS]; i++) {
        has |= row_visible(&s->rows[i], known);
    }
    return has;
}

/* The visible grants of a power: has it one at all, and one with the setting? */
static void look_at(const struct authority *s, sv power, int32_t setting, int64_t known,
                    bool *ret_power, bool *ret_setting)
{
    int32_t what = authority_name(s, power);
    *ret_power = *ret_setting = false;
    const struct range *of = &s->of[NAME_NONE];
    for (size_t i = of->at[TRACK_POWER]; i < of->at[TRACK_POWER + 1]; i++) {
        const struct row *r = &s->rows[i];
        if (r->what != what || r->saying != SAYS_SO || !row_visible(r, known)) {
            continue;
        }
        const struct grant *g = &s->grants[r->detail];
        *ret_power = true;
        *ret_setting |= g->settings.n == 0;
        for (size_t k = 0; k < g->settings.n; k++) {
            *ret_setting |= g->settings.p[k] == setting;
        }
    }
}

bool authority_has_power(const struct authority *s, sv power, int64_t known)
{
    bool has, setting;
    look_at(s, power, NAME_UNKNOWN, known, &has, &setting);
    return has;
}

bool authority_has_setting(const struct authority *s, sv power, sv setting, int64_t known)
{
    bool has, within;
    look_at(s, power, authority_name(s, setting), known, &has, &within);
    return within;
}
