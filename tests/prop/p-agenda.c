/* The clerk's agenda by its form, against lists that are moved about: what is put up, down, into
 * sections, taken off and put on stands where the lists have it. */
#include <string.h>

#include "acts/accounts.h"
#include "random.h"
#include "site.h"
#include "tap.h"

enum { ITEMS = 14, CARRIED = 3, SECTIONS = 5, ROUNDS = 220 };

#define DAY  "rehearsal/2026-07-15"
#define LOST "rehearsal/2026-07-08"

static const char *const names[SECTIONS] = {"Call to order", "Consent agenda", "Public hearings",
                                            "Resolutions", "Discussion"};
enum { RESOLUTIONS = 3 };

/* The slow model: a list a section. */
struct lists {
    int item[SECTIONS][ITEMS], n[SECTIONS];
};

static bool take(struct lists *l, int item, int *ret_section, int *ret_at)
{
    for (int s = 0; s < SECTIONS; s++) {
        for (int i = 0; i < l->n[s]; i++) {
            if (l->item[s][i] == item) {
                memmove(&l->item[s][i], &l->item[s][i + 1],
                        (size_t)(l->n[s] - i - 1) * sizeof(int));
                l->n[s]--;
                *ret_section = s;
                *ret_at = i;
                return true;
            }
        }
    }
    return false;
}

static void insert(struct lists *l, int item, int section, int at)
{
    at = at < 0 ? 0 : at > l->n[section] ? l->n[section] : at;
    memmove(&l->item[section][at + 1], &l->item[section][at],
            (size_t)(l->n[section] - at) * sizeof(int));
    l->item[section][at] = item;
    l->n[section]++;
}

static bool step(struct lists *l, int item, bool up)
{
    struct lists before = *l;
    int s = 0, at = 0;
    if (!take(l, item, &s, &at)) {
        return false;
    }
    if (up ? at > 0 : at < l->n[s]) {
        insert(l, item, s, up ? at - 1 : at + 1);
    } else if (up ? s > 0 : s + 1 < SECTIONS) {
        insert(l, item, up ? s - 1 : s + 1, up ? ITEMS : 0);
    } else {
        *l = before;
        return false;
    }
    return true;
}

/* ---- the site ---- */

static sv page_of(struct site *s)
{
    return site_get(s, 0, "/meetings/" DAY ".json").body;
}

static bool as_listed(struct site *s, const struct lists *l)
{
    struct jv *v = NULL;
    if (jv_parse(s->a, page_of(s), &v)) {
        return false;
    }
    const struct jv *line = jv_get(v, "agenda")->first;
    for (int k = 0; k < SECTIONS; k++) {
        for (int i = 0; i < l->n[k]; i++, line = line->next) {
            sv number = sv_fmt(s->a, "%c.%d", 'A' + k, i + 1);
            if (!line || !sv_is(jv_get_sv(line, "section"), names[k]) ||
                !sv_eq(jv_get_sv(line, "number"), number) ||
                !sv_eq(jv_get_sv(line, "item"), sv_fmt(s->a, "x-%02d", l->item[k][i]))) {
                printf("# %.*s is expected as x-%02d\n", SV_ARG(number), l->item[k][i]);
                return false;
            }
        }
    }
    return line == NULL;
}

static int send(struct site *s, sv session, int round, sv fields)
{
    struct answer r = site_post(s, "/clerk/" DAY "/agenda", session, act_csrf_of(s->a, session),
                                sv_fmt(s->a, "act=p-%d&%.*s", round, SV_ARG(fields)));
    return r.status;
}

static void prepare(struct site *s, struct lists *l)
{
    site_open(s);
    site_rehearse(s);
    site_act(s, "clerk clerk",
             "{\"act\":\"c1\",\"kind\":\"meeting.called\",\"about\":{\"meeting\":\"" LOST
             "\"},\"data\":{\"type\":\"regular\",\"convenes\":\"2026-07-08T22:00:00Z\"}}");
    for (int i = 0; i < ITEMS; i++) {
        site_act(s, "clerk clerk",
                 sv_cstr(s->a, sv_fmt(s->a,
                                      "{\"act\":\"f%d\",\"kind\":\"item.filed\",\"body\":"
                                      "\"rehearsal\",\"about\":{\"item\":\"x-%02d\"},\"data\":{"
                                      "\"type\":\"resolution\"},\"texts\":{\"title\":\"T\"}}",
                                      i, i)));
    }
    for (int i = 0; i < CARRIED; i++) {
        site_act(s, "clerk clerk",
                 sv_cstr(s->a, sv_fmt(s->a,
                                      "{\"act\":\"s%d\",\"kind\":\"item.scheduled\",\"about\":{"
                                      "\"meeting\":\"" LOST "\",\"item\":\"x-%02d\"}}",
                                      i, i)));
        insert(l, i, RESOLUTIONS, i);
    }
    site_act(s, "clerk clerk",
             "{\"act\":\"c2\",\"kind\":\"meeting.called\",\"about\":{\"meeting\":\"" DAY
             "\"},\"data\":{\"type\":\"regular\",\"convenes\":\"2026-07-15T22:00:00Z\"}}");
    site_act(s, "clerk clerk",
             "{\"act\":\"c3\",\"kind\":\"meeting.cancelled\",\"about\":{\"meeting\":\"" LOST
             "\"},\"data\":{\"reason\":\"lack-of-quorum\"}}");
}

/* One act of the clerk, on the site and on the lists; whether both took it or refused it alike. */
static bool one(struct site *s, sv session, int round, struct lists *l)
{
    struct lists before = *l;
    int item = (int)random_below(ITEMS), section = 0, at = 0, to = (int)random_below(SECTIONS);
    sv id = sv_fmt(s->a, "x-%02d", item), name = sv_of(names[to]), fields;
    char *plus = arena_alloc(s->a, name.n);
    for (size_t i = 0; i < name.n; i++) {
        plus[i] = name.p[i] == ' ' ? '+' : name.p[i];
    }
    name = (sv){plus, name.n};
    bool done = true;
    switch (random_below(6)) {
    case 0:
    case 1: {
        bool up = random_below(2);
        fields = sv_fmt(s->a, "do=%s+%.*s", up ? "up" : "down", SV_ARG(id));
        done = step(l, item, up);
        break;
    }
    case 2: {
        int place = 1 + (int)random_below(6);
        fields = sv_fmt(s->a, "do=drop+%.*s&to=%.*s&at=%d", SV_ARG(id), SV_ARG(name), place);
        (void)take(l, item, &section, &at);
        insert(l, item, to, place - 1);
        break;
    }
    case 3: {
        int place = 1 + (int)random_below(6);
        fields =
            sv_fmt(s->a, "do=put&item=%.*s&section=%.*s&place=%d", SV_ARG(id), SV_ARG(name), place);
        (void)take(l, item, &section, &at);
        insert(l, item, to, place - 1);
        break;
    }
    case 4: { /* two at once, to the end */
        int other = (item + 1) % ITEMS;
        fields = sv_fmt(s->a, "do=put&item=%.*s&item=x-%02d&section=%.*s", SV_ARG(id), other,
                        SV_ARG(name));
        (void)take(l, item, &section, &at);
        insert(l, item, to, ITEMS);
        (void)take(l, other, &section, &at);
        insert(l, other, to, ITEMS);
        break;
    }
    default:
        fields = sv_fmt(s->a, "do=off&item=%.*s", SV_ARG(id));
        done = take(l, item, &section, &at);
        break;
    }
    int status = send(s, session, round, fields);
    if ((status == 303) != done || !as_listed(s, l)) {
        printf("# round %d: %.*s: %d\n", round, SV_ARG(fields), status);
        *l = before;
        return false;
    }
    return true;
}

int main(void)
{
    struct site s;
    struct lists l = {.n = {0}};
    bool same = true;
    random_begin();
    prepare(&s, &l);
    s.quiet = true;
    sv session = site_session(&s, "clerk-9", "clerk", "rehearsal", "");
    ok_as(as_listed(&s, &l), "what was lost for lack of a quorum stands first");
    for (int i = 0; same && i < ROUNDS; i++) {
        same = one(&s, session, i, &l);
    }
    ok_as(same, "every act moves what the lists move, and nothing else");
    site_close(&s);
    return tap_done();
}
