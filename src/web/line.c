/* The line: a table of places, turns by address. */
#include "web/line.h"

#include <string.h>

#include "base/must.h"

static bool same(const struct web_line_place *p, const struct sys_ip *from)
{
    return p->taken && memcmp(&p->from, from, sizeof *from) == 0;
}

/* How many places an address has; out: only those on their way. */
static int count(const struct web_line *l, const struct sys_ip *from, bool out)
{
    int n = 0;
    for (int i = 0; i < LINE_PLACES; i++) {
        n += same(&l->place[i], from) && (!out || l->place[i].out);
    }
    return n;
}

/* The last of those who wait from the address that has most, if that is two more than had. */
static int to_give_way(const struct web_line *l, int had)
{
    int found = -1, most = had + 1;
    for (int i = 0; i < LINE_PLACES; i++) {
        const struct web_line_place *p = &l->place[i];
        int has = p->out ? 0 : count(l, &p->from, false);
        bool later = found >= 0 && has == most && p->turn > l->place[found].turn;
        if (has > most || later) {
            found = i;
            most = has;
        }
    }
    return found;
}

int web_line_join(struct web_line *l, const struct sys_ip *from, int *ret_gone)
{
    int had = count(l, from, false), place = -1;
    *ret_gone = -1;
    if (had >= LINE_FROM) {
        return -1;
    }
    for (int i = 0; place < 0 && i < LINE_PLACES; i++) {
        place = l->place[i].taken ? -1 : i;
    }
    if (place < 0) {
        place = *ret_gone = to_give_way(l, had);
    }
    if (place >= 0) {
        l->place[place] = (struct web_line_place){.from = *from, .turn = l->turns++, .taken = true};
    }
    return place;
}

int web_line_next(struct web_line *l)
{
    int found = -1;
    for (int i = 0; l->out < LINE_AT_ONCE && i < LINE_PLACES; i++) {
        const struct web_line_place *p = &l->place[i];
        bool ready = p->taken && !p->out && count(l, &p->from, true) < LINE_AT_ONCE_FROM;
        if (ready && (found < 0 || p->turn < l->place[found].turn)) {
            found = i;
        }
    }
    if (found >= 0) {
        l->place[found].out = true;
        l->out++;
    }
    return found;
}

void web_line_leave(struct web_line *l, int place)
{
    must(place >= 0 && place < LINE_PLACES && l->place[place].taken);
    struct web_line_place left = l->place[place];
    l->out -= left.out;
    l->place[place] = (struct web_line_place){.taken = false};
    for (uint64_t before = l->turns;;) { /* in the order in which they stood */
        struct web_line_place *next = NULL;
        for (int i = 0; i < LINE_PLACES; i++) {
            struct web_line_place *p = &l->place[i];
            bool moves = same(p, &left.from) && !p->out && p->turn < before;
            next = moves && (!next || p->turn < next->turn) ? p : next;
        }
        if (!next) {
            return;
        }
        next->turn = l->turns++;
    }
}
