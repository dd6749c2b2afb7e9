/* floor-rate DATA MEETING ROUNDS: what a meeting's record costs the floor.
 * Prints "replay_s SECONDS" (the median of ROUNDS: the meeting folded from its entries, by one who
 * knows nothing of it yet), "acts N" (how many of its entries the floor judges) and "rate N" (the
 * median: acts judged and applied a second, the meeting gone through again and again). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "acts/perform.h"
#include "acts/seating.h"
#include "client.h"
#include "store/q.h"
#include "store/store.h"

enum { ROUNDS_MAX = 99, ACTS_MAX = 1 << 20 };
#define ROUND_SECONDS 1.0

static void check(err *e)
{
    if (e) {
        fprintf(stderr, "floor-rate: %.*s\n", SV_ARG(e->message));
        exit(1);
    }
}

static double seconds(void)
{
    return (double)now_us() / 1e6;
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

/* The state before the meeting: its members, and nothing that happened. */
static struct floor *blank(struct arena *a, const struct floor *end)
{
    struct floor *f = arena_new(a, struct floor);
    check(floor_make(a, end->member, end->member_count, end->vacancies, f));
    return f;
}

/* The acts of the meeting, as the floor sees them. */
static size_t acts_of(struct store *s, struct arena *a, sv meeting, const struct floor *end,
                      struct floor_act *list)
{
    size_t count = 0, n;
    int64_t after = -1;
    do {
        struct q_act_meeting_seqs_out *seqs;
        check(q_act_meeting_seqs(
            s, a, &(struct q_act_meeting_seqs_in){.meeting = meeting, .after = after}, &seqs, &n));
        for (size_t i = 0; i < n && count < ACTS_MAX; i++) {
            struct rec_entry e;
            check(st_log_entry(s, a, seqs[i].seq, &e));
            if (e.kind && act_on_floor(e.kind)) {
                check(act_seat(a, end, e.kind, e.about, e.data, &list[count++]));
            }
            after = seqs[i].seq;
        }
    } while (n > 0);
    return count;
}

/* Judge and apply them all; every one must be in order. */
static void go_through(const struct floor *start, const struct pack *pack,
                       const struct floor_act *list, size_t count)
{
    struct arena *a = arena_open(1 << 16);
    struct floor *f = arena_new(a, struct floor);
    *f = *start;
    for (size_t i = 0; i < count; i++) {
        struct judgement j;
        floor_judge(a, f, pack, &list[i], &j);
        if (j.verdict != FLOOR_IN_ORDER) {
            fprintf(stderr, "floor-rate: act %zu: %.*s\n", i + 1, SV_ARG(j.sentence));
            exit(1);
        }
        floor_apply(a, f, pack, &list[i]);
    }
    arena_close(a);
}

int main(int argc, char **argv)
{
    uint64_t given = 0;
    if (argc != 4 || !sv_u64(sv_of(argv[3]), &given) || given < 1 || given > ROUNDS_MAX) {
        fprintf(stderr, "usage: floor-rate DATA MEETING ROUNDS (1 to %d)\n", ROUNDS_MAX);
        return 2;
    }
    int rounds = (int)given;
    struct arena *a = arena_open(1 << 20);
    struct store *s;
    struct floor *end = arena_new(a, struct floor);
    struct pack *pack;
    double replay[ROUNDS_MAX] = {0}, rate[ROUNDS_MAX] = {0};
    check(st_open_reader(a, argv[1], &s));
    for (int i = 0; i < rounds; i++) {
        double from = seconds();
        check(act_floor_of(s, a, sv_of(argv[2]), end, &pack));
        replay[i] = seconds() - from;
    }
    struct floor_act *list = arena_array(a, struct floor_act, ACTS_MAX);
    size_t count = acts_of(s, a, sv_of(argv[2]), end, list);
    struct floor *start = blank(a, end);
    for (int i = 0; i < rounds; i++) {
        double from = seconds(), until = from;
        size_t done = 0;
        while (until - from < ROUND_SECONDS) {
            go_through(start, pack, list, count);
            done += count;
            until = seconds();
        }
        rate[i] = (double)done / (until - from);
    }
    printf("replay_s %.4f\nacts %zu\nrate %.0f\n", median(replay, rounds), count,
           median(rate, rounds));
    st_close(s);
    arena_close(a);
    return 0;
}
