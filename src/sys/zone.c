/* Time zones from TZif files (RFC 8536): transitions, and the rule of their footer for later times.
 */
#include "sys/zone.h"

#include <string.h>

#include "sys/files.h"

enum {
    ZONE_FILE_BYTES = 64 * 1024,
    ZONE_NAME_BYTES = 64,
    ZONE_HELD = 64,
    ZONE_TRANSITIONS = 4096,
    ZONE_TYPES = 256,
    ZONE_HEAD_BYTES = 44,
    DAY_SECONDS = 86400,
    OFFSET_MAX_SECONDS = 26 * 3600 /* RFC 8536, 3.2, has every zone nearer to UTC */
};

struct zone_kind {
    int32_t offset;
    bool summer;
    sv abbreviation;
};

/* When daylight saving time begins or ends, in every year. */
struct zone_turn {
    char form; /* 'M' month.week.weekday, 'J' day 1-365 without February 29, 'n' day 0-365 */
    int month, week, day;
    int32_t seconds; /* of that day, by the clocks before the turn */
};

struct zone {
    const int64_t *at;   /* seconds since 1970, ascending */
    const uint8_t *kind; /* … from then on */
    size_t n;
    const struct zone_kind *kinds;
    size_t n_kinds;
    bool has_rule, has_summer;
    struct zone_kind standard, summer;
    struct zone_turn begins, ends;
};

static struct {
    char name[ZONE_NAME_BYTES + 1];
    const struct zone *zone;
} held[ZONE_HELD];
static size_t held_n;
static struct arena *held_arena;

/* ---- the footer: a rule of POSIX's TZ ---- */

struct reader {
    const char *p, *end;
    bool bad;
};

static char peek(const struct reader *r)
{
    return r->p < r->end ? *r->p : '\0';
}

static bool take(struct reader *r, char c)
{
    if (peek(r) != c) {
        return false;
    }
    r->p++;
    return true;
}

static int32_t take_number(struct reader *r, int32_t max)
{
    int32_t n = 0;
    const char *from = r->p;
    while (peek(r) >= '0' && peek(r) <= '9' && n <= max) {
        n = n * 10 + (*r->p++ - '0');
    }
    r->bad = r->bad || r->p == from || n > max;
    return n;
}

/* [+-]hh[:mm[:ss]] in seconds. */
static int32_t take_time(struct reader *r)
{
    int32_t sign = take(r, '-') ? -1 : 1;
    take(r, '+');
    int32_t seconds = take_number(r, 167) * 3600;
    if (take(r, ':')) {
        seconds += take_number(r, 59) * 60;
        if (take(r, ':')) {
            seconds += take_number(r, 59);
        }
    }
    return sign * seconds;
}

static sv take_abbreviation(struct reader *r)
{
    bool quoted = take(r, '<');
    const char *from = r->p;
    for (char c = peek(r); c; c = peek(r)) {
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        bool other = (c >= '0' && c <= '9') || c == '+' || c == '-';
        if (!letter && !(quoted && other)) {
            break;
        }
        r->p++;
    }
    sv name = {from, (size_t)(r->p - from)};
    r->bad = r->bad || name.n < 3 || (quoted && !take(r, '>'));
    return name;
}

static struct zone_turn take_turn(struct reader *r)
{
    struct zone_turn t = {.form = 'n', .seconds = 2 * 3600};
    if (take(r, 'M')) {
        t.form = 'M';
        t.month = take_number(r, 12);
        r->bad = r->bad || !take(r, '.');
        t.week = take_number(r, 5);
        r->bad = r->bad || !take(r, '.') || !t.month || !t.week;
        t.day = take_number(r, 6);
    } else {
        t.form = take(r, 'J') ? 'J' : 'n';
        t.day = take_number(r, 365);
        r->bad = r->bad || (t.form == 'J' && !t.day);
    }
    if (take(r, '/')) {
        t.seconds = take_time(r);
    }
    return t;
}

static bool read_rule(struct zone *z, sv text)
{
    struct reader r = {.p = text.p, .end = text.p + text.n};
    z->standard.abbreviation = take_abbreviation(&r);
    z->standard.offset = -take_time(&r);
    if (r.p < r.end) {
        z->has_summer = true;
        z->summer.summer = true;
        z->summer.abbreviation = take_abbreviation(&r);
        z->summer.offset = z->standard.offset + 3600;
        if (peek(&r) != ',') {
            z->summer.offset = -take_time(&r);
        }
        r.bad = r.bad || !take(&r, ',');
        z->begins = take_turn(&r);
        r.bad = r.bad || !take(&r, ',');
        z->ends = take_turn(&r);
    }
    return !r.bad && r.p == r.end;
}

static bool leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

/* The turn of that year in seconds since 1970, as if the clocks showed UTC. */
static int64_t turn_in(const struct zone_turn *t, int year)
{
    int64_t day = date_of_civil(year, 1, 1).days;
    if (t->form == 'M') {
        day = date_of_civil(year, t->month, 1).days;
        int64_t next =
            date_of_civil(t->month == 12 ? year + 1 : year, t->month == 12 ? 1 : t->month + 1, 1)
                .days;
        int first = civil_of_date((date){(int32_t)day}).weekday;
        day += (t->day - first + 7) % 7 + 7 * (t->week - 1);
        while (day >= next) {
            day -= 7;
        }
    } else if (t->form == 'J') {
        day += t->day - 1 + (leap(year) && t->day >= 60 ? 1 : 0);
    } else {
        day += t->day;
    }
    return day * DAY_SECONDS + t->seconds;
}

static const struct zone_kind *by_rule(const struct zone *z, int64_t s)
{
    if (!z->has_summer) {
        return &z->standard;
    }
    int year = civil_of_instant((instant){(s + z->standard.offset) * 1000000}).year;
    int64_t begins = turn_in(&z->begins, year) - z->standard.offset;
    int64_t ends = turn_in(&z->ends, year) - z->summer.offset;
    bool summer = begins < ends ? s >= begins && s < ends : s >= begins || s < ends;
    return summer ? &z->summer : &z->standard;
}

/* ---- the file ---- */

static int64_t big_endian(const char *p, size_t n)
{
    uint64_t v = n == 8 || ((unsigned char)p[0] & 0x80) == 0 ? 0 : UINT64_MAX;
    for (size_t i = 0; i < n; i++) {
        v = v << 8 | (unsigned char)p[i];
    }
    int64_t r;
    memcpy(&r, &v, sizeof r);
    return r;
}

struct counts {
    size_t utc, standard, leaps, times, types, chars;
};

static bool read_counts(sv in, struct counts *ret)
{
    if (in.n < ZONE_HEAD_BYTES || memcmp(in.p, "TZif", 4) != 0 || in.p[4] < '2') {
        return false;
    }
    size_t *to[] = {&ret->utc, &ret->standard, &ret->leaps, &ret->times, &ret->types, &ret->chars};
    for (size_t i = 0; i < 6; i++) {
        int64_t n = big_endian(in.p + 20 + 4 * i, 4);
        if (n < 0 || n > ZONE_FILE_BYTES) {
            return false;
        }
        *to[i] = (size_t)n;
    }
    return true;
}

static size_t block_bytes(const struct counts *c, size_t time_bytes)
{
    return c->times * (time_bytes + 1) + c->types * 6 + c->chars + c->leaps * (time_bytes + 4) +
           c->standard + c->utc;
}

static bool read_zone(struct arena *a, sv in, struct zone *z)
{
    struct counts c;
    if (!read_counts(in, &c) || in.n < ZONE_HEAD_BYTES + block_bytes(&c, 4)) {
        return false;
    }
    in = sv_sub(in, ZONE_HEAD_BYTES + block_bytes(&c, 4), in.n);
    if (!read_counts(in, &c) || in.n < ZONE_HEAD_BYTES + block_bytes(&c, 8) || c.types == 0 ||
        c.types > ZONE_TYPES || c.times > ZONE_TRANSITIONS) {
        return false;
    }
    sv block = sv_sub(in, ZONE_HEAD_BYTES, block_bytes(&c, 8));
    sv footer = sv_trim(sv_sub(in, ZONE_HEAD_BYTES + block.n, in.n));
    const char *kinds = block.p + c.times * 9, *chars = kinds + c.types * 6;
    int64_t *at = arena_array(a, int64_t, c.times);
    uint8_t *kind = arena_array(a, uint8_t, c.times);
    for (size_t i = 0; i < c.times; i++) {
        at[i] = big_endian(block.p + 8 * i, 8);
        kind[i] = (uint8_t)block.p[8 * c.times + i];
        if (kind[i] >= c.types || (i && at[i] <= at[i - 1])) {
            return false;
        }
    }
    struct zone_kind *types = arena_array(a, struct zone_kind, c.types);
    for (size_t i = 0; i < c.types; i++) {
        const char *p = kinds + 6 * i;
        size_t from = (unsigned char)p[5];
        int64_t offset = big_endian(p, 4);
        const char *end = from < c.chars ? memchr(chars + from, 0, c.chars - from) : NULL;
        if (!end || offset < -OFFSET_MAX_SECONDS || offset > OFFSET_MAX_SECONDS) {
            return false;
        }
        types[i] = (struct zone_kind){
            .offset = (int32_t)offset,
            .summer = p[4] != 0,
            .abbreviation = sv_dup(a, (sv){chars + from, (size_t)(end - chars) - from})};
    }
    if (footer.n && footer.p[0] == '\n') {
        footer = sv_sub(footer, 1, footer.n);
    }
    footer = sv_dup(a, sv_sub(footer, 0, sv_find(footer, '\n')));
    *z = (struct zone){.at = at, .kind = kind, .n = c.times, .kinds = types, .n_kinds = c.types};
    z->has_rule = footer.n > 0;
    return !z->has_rule || read_rule(z, footer);
}

err *sys_zone_parse(struct arena *a, sv bytes, const struct zone **ret)
{
    struct zone *z = arena_new(a, struct zone);
    if (bytes.n > ZONE_FILE_BYTES || !read_zone(a, bytes, z)) {
        return err_make(a, E_INVALID, "This is no time zone file of version 2 or later.");
    }
    *ret = z;
    return NULL;
}

static bool name_ok(sv name)
{
    if (name.n == 0 || name.n > ZONE_NAME_BYTES || name.p[0] == '/') {
        return false;
    }
    for (size_t i = 0; i < name.n; i++) {
        char c = name.p[i];
        bool word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!word && c != '_' && c != '-' && c != '+' && c != '/') {
            return false;
        }
    }
    return true;
}

err *sys_zone_find(struct arena *a, sv name, const struct zone **ret)
{
    static const struct zone_kind utc_kind = {.abbreviation = {"UTC", 3}};
    static const struct zone utc = {.kinds = &utc_kind, .n_kinds = 1};
    if (sv_is(name, "UTC")) {
        *ret = &utc;
        return NULL;
    }
    if (!name_ok(name)) {
        return err_make(a, E_INVALID,
                        "This is not the name of a time zone; write it like America/New_York, at "
                        "most %d bytes.",
                        ZONE_NAME_BYTES);
    }
    for (size_t i = 0; i < held_n; i++) {
        if (sv_is(name, held[i].name)) {
            *ret = held[i].zone;
            return NULL;
        }
    }
    sv bytes, path = sv_fmt(a, "/usr/share/zoneinfo/%.*s", SV_ARG(name));
    err *e = sys_file_read(a, sv_cstr(a, path), ZONE_FILE_BYTES, &bytes);
    if (e && e->kind == E_NOTFOUND) {
        return err_make(a, E_NOTFOUND,
                        "There is no time zone %.*s on this machine; name one like "
                        "America/New_York, or install tzdata.",
                        SV_ARG(name));
    }
    TRY(e);
    bool hold = held_n < ZONE_HELD;
    if (hold && !held_arena) {
        held_arena = arena_open(4096);
    }
    const struct zone *z;
    e = sys_zone_parse(hold ? held_arena : a, bytes, &z);
    if (e) {
        return err_make(a, E_INVALID, "The file of the time zone %.*s cannot be read.",
                        SV_ARG(name));
    }
    if (hold) {
        memcpy(held[held_n].name, name.p, name.n);
        held[held_n].name[name.n] = '\0';
        held[held_n++].zone = z;
    }
    *ret = z;
    return NULL;
}

/* ---- asking ---- */

static int64_t seconds_of(instant t)
{
    return t.us >= 0 ? t.us / 1000000 : -((-t.us + 999999) / 1000000);
}

static const struct zone_kind *kind_at(const struct zone *z, int64_t s)
{
    if (z->n == 0 || s >= z->at[z->n - 1]) {
        if (z->has_rule) {
            return by_rule(z, s);
        }
        return z->n ? &z->kinds[z->kind[z->n - 1]] : &z->kinds[0];
    }
    if (s < z->at[0]) {
        return &z->kinds[0];
    }
    size_t low = 0, high = z->n - 1;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        *(z->at[middle] <= s ? &low : &high) = middle;
    }
    return &z->kinds[z->kind[low]];
}

struct zone_offset sys_zone_offset(const struct zone *z, instant t)
{
    const struct zone_kind *k = kind_at(z, seconds_of(t));
    return (struct zone_offset){k->offset, k->summer, k->abbreviation};
}

struct civil sys_zone_civil(const struct zone *z, instant t)
{
    return civil_of_instant((instant){t.us + sys_zone_offset(z, t).seconds * INT64_C(1000000)});
}

instant sys_zone_instant(const struct zone *z, date d, int32_t seconds_of_day)
{
    int64_t shown = (int64_t)d.days * DAY_SECONDS + seconds_of_day;
    int32_t before = kind_at(z, shown - DAY_SECONDS)->offset;
    int32_t after = kind_at(z, shown + DAY_SECONDS)->offset;
    bool first = kind_at(z, shown - before)->offset == before;
    bool second = kind_at(z, shown - after)->offset == after;
    int64_t s = first || !second ? shown - before : shown - after;
    return (instant){s * 1000000};
}

int64_t sys_zone_shown(const struct zone *z, instant t)
{
    struct civil c = sys_zone_civil(z, t);
    return date_of_civil(c.year, c.month, c.day).days * (int64_t)DAY_SECONDS +
           c.hour * INT64_C(3600) + c.minute * INT64_C(60) + c.second;
}

instant sys_zone_showing(const struct zone *z, int64_t seconds)
{
    int64_t day = seconds / DAY_SECONDS - (seconds % DAY_SECONDS < 0);
    return sys_zone_instant(z, (date){(int32_t)day}, (int32_t)(seconds - day * DAY_SECONDS));
}
