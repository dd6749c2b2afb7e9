/* The line of passwords: turns by address, and nobody kept out by those who send many. */
#include "web/line.h"

#include "tap.h"

static struct sys_ip from(int n)
{
    return (struct sys_ip){
        .b = {[10] = 0xff, [11] = 0xff, [12] = 192, [14] = 2, [15] = (uint8_t)n}};
}

static int join(struct web_line *l, int n)
{
    int gone;
    struct sys_ip ip = from(n);
    return web_line_join(l, &ip, &gone);
}

static void one_address(void)
{
    struct web_line l = {0};
    int place[LINE_FROM];
    for (int i = 0; i < LINE_FROM; i++) {
        place[i] = join(&l, 1);
        ok(place[i] >= 0);
    }
    ok_as(join(&l, 1) < 0, "an address has so many places and no more");
    ok(web_line_next(&l) == place[0] && web_line_next(&l) == place[1]);
    ok_as(web_line_next(&l) < 0, "and fewer on their way");
    web_line_leave(&l, place[0]);
    ok(web_line_next(&l) == place[2] && web_line_next(&l) < 0);
    web_line_leave(&l, place[1]);
    web_line_leave(&l, place[2]);
    ok(web_line_next(&l) == place[3]);
    web_line_leave(&l, place[3]);
    ok(l.out == 0 && join(&l, 1) >= 0);
}

/* Eight addresses with all that they may have; a ninth comes. */
static void turns(void)
{
    struct web_line l = {0};
    int served = 0;
    for (int i = 0; i < 8 * LINE_FROM; i++) {
        ok(join(&l, 1 + i % 8) >= 0);
    }
    int out[LINE_AT_ONCE];
    for (int i = 0; i < LINE_AT_ONCE; i++) {
        out[i] = web_line_next(&l);
        ok(out[i] >= 0);
    }
    ok(web_line_next(&l) < 0);
    int mine = join(&l, 9), next = -1;
    ok(mine >= 0);
    /* each that is done comes again at once, as somebody who sends without end would */
    for (int i = 0; next != mine && i < 1000; i++) {
        struct sys_ip ip = l.place[out[i % LINE_AT_ONCE]].from;
        int gone;
        web_line_leave(&l, out[i % LINE_AT_ONCE]);
        ok(web_line_join(&l, &ip, &gone) >= 0 && gone < 0);
        next = web_line_next(&l);
        ok(next >= 0);
        out[i % LINE_AT_ONCE] = next;
        served++;
    }
    ok_as(next == mine && served <= 9, "the newcomer waits for one of each other at most");
}

static void full(void)
{
    struct web_line l = {0};
    int gone, addresses = LINE_PLACES / LINE_FROM;
    for (int i = 0; i < LINE_PLACES; i++) {
        ok(join(&l, 1 + i / LINE_FROM) >= 0);
    }
    for (int i = 0; i < LINE_AT_ONCE; i++) {
        ok(web_line_next(&l) >= 0);
    }
    struct sys_ip ip = from(200);
    int place = web_line_join(&l, &ip, &gone);
    ok_as(place >= 0 && place == gone, "in a full line somebody with many gives way");
    ok(place % LINE_FROM == LINE_FROM - 1);
    bool went = true;
    for (int n = 201; went; n++) {
        ip = from(n);
        place = web_line_join(&l, &ip, &gone);
        went = place >= 0;
        ok(place < 0 || (place == gone && !l.place[place].out));
        addresses += went;
    }
    int most = 0;
    for (int i = 0; i < LINE_PLACES; i++) {
        int has = 0;
        for (int k = 0; k < LINE_PLACES; k++) {
            has += l.place[k].from.b[15] == l.place[i].from.b[15];
        }
        most = has > most ? has : most;
    }
    ok_as(most <= 2 && addresses > LINE_PLACES / 2, "until nobody waits with two more than it");
}

int main(void)
{
    one_address();
    turns();
    full();
    return tap_done();
}
