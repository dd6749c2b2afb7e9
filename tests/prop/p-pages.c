/* After random acts every cached page equals a fresh one: one web with a cache and one without,
 * over the same record, are asked for every page and its twin. */
#include <string.h>

#include "random.h"
#include "site.h"
#include "tap.h"

enum { STEPS = 160, TRIES = 8, PAGES_MAX = 128, ALL_EVERY = 4 };

#define MEETING "\"about\":{\"meeting\":\"rehearsal/2026-06-%d\"}"
#define ITEM    "\"about\":{\"meeting\":\"rehearsal/2026-06-%d\",\"item\":\"rc-%d\"}"
#define MOTION  "\"about\":{\"meeting\":\"rehearsal/2026-06-%d\",\"motion\":%d}"
#define SOURCE  "\"source\":{\"key\":\"paper\",\"outlet\":\"A Paper\",\"retrieved\":\"2026-07-01\"}"

/* Every %d is a day (17 to 19), an item (41 to 43), an entry (8 to 67), a motion or a seat, as the
 * letter says. */
static const struct {
    const char *as, *uses, *json;
    int weight;
} makers[] = {
    {"clerk clerk", "d",
     "\"kind\":\"meeting.called\"," MEETING
     ",\"data\":{\"type\":\"special\",\"convenes\":\"2026-06-18T01:00:00Z\"}",
     2},
    {"clerk clerk", "ds",
     "\"kind\":\"meeting.opened\"," MEETING ",\"data\":{\"presiding\":\"seat-%d\"}", 4},
    {"clerk clerk", "d", "\"kind\":\"meeting.recessed\"," MEETING, 1},
    {"clerk clerk", "d", "\"kind\":\"meeting.resumed\"," MEETING, 2},
    {"clerk clerk", "d", "\"kind\":\"meeting.adjourned\"," MEETING, 1},
    {"clerk clerk", "dsss",
     "\"kind\":\"attendance.noted\"," MEETING
     ",\"data\":{\"present\":[\"seat-%d\",\"seat-%d\"],\"absent\":[\"seat-%d\"]}",
     4},
    {"clerk clerk", "d",
     "\"kind\":\"attendance.noted\"," MEETING
     ",\"data\":{\"present\":[\"seat-1\",\"seat-2\",\"seat-3\",\"seat-4\"]}",
     4},
    {"clerk clerk", "i",
     "\"kind\":\"item.filed\",\"body\":\"rehearsal\",\"about\":{\"item\":\"rc-%d\"},\"data\":{"
     "\"type\":\"ordinance\"},\"texts\":{\"title\":\"Of something\"}",
     3},
    {"clerk clerk", "di", "\"kind\":\"item.scheduled\"," ITEM ",\"data\":{\"position\":2}", 3},
    {"clerk clerk", "di", "\"kind\":\"item.opened\"," ITEM, 6},
    {"clerk clerk", "di", "\"kind\":\"item.closed\"," ITEM, 2},
    {"clerk clerk", "i",
     "\"kind\":\"text.filed\",\"body\":\"rehearsal\",\"about\":{\"item\":\"rc-%d\"},\"data\":{"
     "\"state\":\"proposed\"},\"texts\":{\"title\":\"The text\",\"text\":\"Words.\"}",
     2},
    {"clerk clerk", "dis",
     "\"kind\":\"motion.moved\"," ITEM ",\"data\":{\"type\":\"main\",\"mover\":\"seat-%d\"}", 8},
    {"clerk clerk", "dis",
     "\"kind\":\"motion.moved\"," ITEM
     ",\"data\":{\"type\":\"main\",\"mover\":\"seat-%d\",\"departure\":\"no-point-raised\"}",
     1},
    {"clerk clerk", "dms",
     "\"kind\":\"motion.seconded\"," MOTION ",\"data\":{\"member\":\"seat-%d\"}", 8},
    {"clerk clerk", "dm", "\"kind\":\"motion.stated\"," MOTION, 8},
    {"clerk clerk", "dms",
     "\"kind\":\"motion.withdrawn\"," MOTION ",\"data\":{\"member\":\"seat-%d\"}", 1},
    {"clerk clerk", "dm", "\"kind\":\"vote.opened\"," MOTION ",\"data\":{\"method\":\"roll-call\"}",
     8},
    {"clerk clerk", "dms",
     "\"kind\":\"vote.cast\"," MOTION ",\"data\":{\"member\":\"seat-%d\",\"choice\":\"yes\"}", 10},
    {"clerk clerk", "dms",
     "\"kind\":\"vote.cast\"," MOTION ",\"data\":{\"member\":\"seat-%d\",\"choice\":\"no\"}", 10},
    {"clerk clerk", "dms",
     "\"kind\":\"vote.changed\"," MOTION ",\"data\":{\"member\":\"seat-%d\",\"choice\":\"no\"}", 3},
    {"clerk clerk", "dm",
     "\"kind\":\"vote.announced\"," MOTION ",\"data\":{\"outcome\":\"adopted\"}", 5},
    {"clerk clerk", "dm", "\"kind\":\"vote.announced\"," MOTION ",\"data\":{\"outcome\":\"lost\"}",
     5},
    {"clerk clerk", "dis",
     "\"kind\":\"recusal.stated\"," ITEM ",\"data\":{\"member\":\"seat-%d\",\"aloud\":true}", 2},
    {"clerk clerk", "is",
     "\"kind\":\"reason.given\",\"body\":\"rehearsal\",\"about\":{\"item\":\"rc-%d\"},\"data\":{"
     "\"member\":\"seat-%d\",\"side\":\"for\"},\"texts\":{\"text\":\"Because.\"}",
     3},
    {"clerk clerk", "d", "\"kind\":\"note.recorded\"," MEETING ",\"texts\":{\"text\":\"A note.\"}",
     2},
    {"clerk clerk", "e",
     "\"kind\":\"entry.corrected\",\"body\":\"rehearsal\",\"data\":{\"of\":%d,\"void\":true}", 6},
    {"clerk clerk", "e",
     "\"kind\":\"entry.corrected\",\"body\":\"rehearsal\",\"data\":{\"of\":%d},"
     "\"texts\":{\"text\":\"The right words.\"}",
     2},
    {"admin admin", "s",
     "\"kind\":\"official.seated\",\"body\":\"rehearsal\",\"data\":{\"member\":\"seat-%d\","
     "\"name\":\"Another Name\",\"office\":\"member\",\"votes\":true}",
     2},
    {"admin admin", "",
     "\"kind\":\"body.registered\",\"body\":\"rehearsal\",\"data\":{\"name\":\"Another "
     "Commission\",\"zone\":\"UTC\",\"seats\":5,\"pack\":\"robert-small\"}",
     1},
    {"admin admin", "",
     "\"kind\":\"body.registered\",\"body\":\"elsewhere\",\"data\":{\"name\":\"Elsewhere\","
     "\"zone\":\"UTC\",\"seats\":3,\"pack\":\"robert-small\"}",
     1},
    {"paper import", "ds",
     "\"kind\":\"attendance.noted\"," MEETING ",\"data\":{\"present\":[\"seat-%d\"]}," SOURCE, 2},
    {"paper import", "diss",
     "\"kind\":\"roll.reported\"," ITEM
     ",\"data\":{\"outcome\":\"adopted\",\"yes\":[\"seat-%d\"],\"no\":[\"seat-%d\"]}," SOURCE,
     2},
    {"paper import", "di",
     "\"kind\":\"fact.reported\"," ITEM
     ",\"data\":{\"question\":\"holders\",\"topic\":\"officers\",\"value\":\"three\"},\"texts\":{"
     "\"text\":\"Three officers.\"}," SOURCE,
     2},
    {"paper import", "di",
     "\"kind\":\"motion.reported\"," ITEM
     ",\"data\":{\"topic\":\"deferral\",\"type\":\"postpone-definitely\",\"outcome\":\"lost\"},"
     "\"texts\":{\"text\":\"A motion to defer.\"}," SOURCE,
     2},
    {"paper import", "",
     "\"kind\":\"rule.noted\",\"body\":\"rehearsal\",\"data\":{\"rule\":\"quorum\",\"citation\":"
     "\"Charter 4\",\"sure\":\"read\"}," SOURCE,
     1},
};

static int pick(void)
{
    int all = 0;
    size_t n = sizeof makers / sizeof makers[0];
    for (size_t i = 0; i < n; i++) {
        all += makers[i].weight;
    }
    int at = (int)random_below((uint64_t)all);
    for (size_t i = 0; i < n; i++) {
        at -= makers[i].weight;
        if (at < 0) {
            return (int)i;
        }
    }
    return 0;
}

/* The act of a maker with its numbers filled in. */
static const char *act_of(struct site *s, int maker, int step)
{
    struct buf b = buf_make(4096);
    const char *uses = makers[maker].uses;
    buf_fmt(&b, "{\"act\":\"p%d\",", step);
    for (const char *p = makers[maker].json; *p; p++) {
        if (p[0] != '%') {
            buf_char(&b, *p);
            continue;
        }
        char what = *uses++;
        int base = what == 'd' ? 17 : what == 'i' ? 41 : what == 'e' ? 8 : 1;
        uint64_t range = what == 'd' ? 2 : what == 'i' ? 3 : what == 'm' ? 3 : what == 'e' ? 60 : 5;
        bool usual = (what == 'd' || what == 'm') && random_below(4);
        buf_i64(&b, usual ? base : base + (int64_t)random_below(range));
        p++;
    }
    buf_char(&b, '}');
    const char *json = sv_cstr(s->a, buf_view(&b));
    buf_free(&b);
    return json;
}

static size_t all_pages(struct site *s, const char **ret)
{
    static const char *const fixed[] = {
        "/",        "/bodies/rehearsal", "/bodies/elsewhere", "/record",
        "/entry/0", "/entry/12",         "/decisions/rc-41",  "/meetings/2026-06-17"};
    size_t n = 0;
    for (size_t i = 0; i < sizeof fixed / sizeof fixed[0]; i++) {
        ret[n++] = fixed[i];
    }
    for (int i = 17; i <= 18; i++) {
        ret[n++] = sv_cstr(s->a, sv_fmt(s->a, "/meetings/rehearsal/2026-06-%d", i));
        ret[n++] = sv_cstr(s->a, sv_fmt(s->a, "/meetings/rehearsal/2026-06-%d/live", i));
    }
    for (int i = 41; i <= 43; i++) {
        ret[n++] = sv_cstr(s->a, sv_fmt(s->a, "/items/rehearsal/rc-%d", i));
        ret[n++] = sv_cstr(s->a, sv_fmt(s->a, "/decisions/rehearsal/rc-%d", i));
    }
    for (int i = 1; i <= 5; i++) {
        ret[n++] = sv_cstr(s->a, sv_fmt(s->a, "/people/rehearsal/seat-%d", i));
    }
    size_t bare = n;
    for (size_t i = 0; i < bare; i++) {
        const char *at = strcmp(ret[i], "/") == 0 ? "/home" : ret[i];
        ret[n++] = sv_cstr(s->a, sv_fmt(s->a, "%s.json", at));
    }
    return n;
}

/* The server's clock on a live page is that of its making. */
static sv without_clock(struct site *s, sv page)
{
    static const sv mark = SV_INIT(" data-now=\"");
    size_t at = 0;
    while (at < page.n && !sv_starts(sv_sub(page, at, page.n), mark)) {
        at++;
    }
    size_t to = at + mark.n;
    while (to < page.n && page.p[to] != '"') {
        to++;
    }
    return at < page.n ? sv_fmt(s->a, "%.*s%.*s", SV_ARG(sv_sub(page, 0, at)),
                                SV_ARG(sv_sub(page, to, page.n)))
                       : page;
}

/* The same status and bytes from both webs. */
static bool same(struct site *s, const char *path, int step, const char *act)
{
    struct answer kept = site_get(s, 0, path), fresh = site_get(s, 1, path);
    kept.body = without_clock(s, kept.body);
    fresh.body = without_clock(s, fresh.body);
    bool good = kept.status == fresh.status && sv_eq(kept.body, fresh.body) && kept.status < 500;
    if (!good) {
        printf("# step %d: %s: %d and %d, after %s\n", step, path, kept.status, fresh.status, act);
        size_t i = 0;
        while (i < kept.body.n && i < fresh.body.n && kept.body.p[i] == fresh.body.p[i]) {
            i++;
        }
        sv left = sv_sub(kept.body, i > 60 ? i - 60 : 0, 160);
        sv right = sv_sub(fresh.body, i > 60 ? i - 60 : 0, 160);
        printf("# kept:  %.*s\n# fresh: %.*s\n", SV_ARG(left), SV_ARG(right));
    }
    return good;
}

int main(void)
{
    struct site s;
    const char *pages[PAGES_MAX];
    int done = 0;
    bool equal = true;
    random_begin();
    site_open(&s);
    site_rehearse(&s);
    s.quiet = true;
    size_t n = all_pages(&s, pages);
    struct arena *whole = s.a;
    for (int step = 0; step < STEPS && equal; step++) {
        s.a = arena_open(1 << 20);
        const char *act = "";
        bool stands = false;
        for (int tries = 0; tries < TRIES && !stands; tries++) {
            int maker = pick();
            act = act_of(&s, maker, step * TRIES + tries);
            stands = site_try(&s, makers[maker].as, act) == 200;
        }
        done += stands;
        for (size_t i = 0; i < n && equal; i++) {
            if (step % ALL_EVERY == 0 || random_below(3) == 0) {
                equal = same(&s, pages[i], step, act);
            }
        }
        arena_close(s.a);
    }
    s.a = whole;
    struct web_cache_counts c = web_cache_counts(s.web[0]->cache);
    printf("# %d of %d acts stand; %llu pages from the cache, %llu made, %llu touched\n", done,
           STEPS, (unsigned long long)c.hits, (unsigned long long)c.misses,
           (unsigned long long)c.touched);
    ok_as(equal, "after each act every cached page equals a fresh one");
    ok_as(done > STEPS / 2, "enough acts stand");
    ok_as(c.hits > 200 && c.touched > 100, "pages are kept, and touched");
    site_close(&s);
    return tap_done();
}
