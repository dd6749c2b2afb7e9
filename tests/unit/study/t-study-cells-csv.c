/* Tables of counts as comma-separated values: what is read, what is refused and in which words. */
#include <string.h>

#include "study/cells_csv.h"
#include "tap.h"

static struct arena *a;
static struct study_counts counts;

static err *read(const char *csv)
{
    struct study_columns columns = {.name = {SV("place"), SV("kind")}, .count = SV("n")};
    return study_counts_read(a, sv_of(csv), &columns, &counts);
}

static bool says(err *e, const char *words)
{
    bool found = e && e->kind == E_INVALID && strstr(sv_cstr(a, e->message), words);
    if (!found) {
        printf("# %.*s\n", e ? (int)e->message.n : 7, e ? e->message.p : "nothing");
    }
    return found;
}

static void reads(void)
{
    fine(read("kind,n,other,place\nx,4,,north\ny,0,,north\n\"y\", 7 ,,south\n"));
    ok(counts.known.rows_n == 3 && counts.known.space.axes == 2);
    ok(counts.known.space.codes[0] == 2 && counts.known.space.codes[1] == 2);
    ok(sv_is(counts.codes[0][1], "south") && sv_is(counts.codes[1][0], "x"));
    ok(counts.known.rows[2].count == 7 && counts.known.rows[2].at[0] == 1);
    ok(counts.layout.dimensions == 2 && counts.layout.within.to[0] == 1);
}

static void refuses(void)
{
    ok(says(read("place,kind,n\na,x,4\na,y,-3\n"),
            "line 3: the count of row a, column y is negative"));
    ok(says(read("place,kind,n\na,x,4.5\n"), "line 2: the count of row a, column x is no whole"));
    ok(says(read("place,kind,n\na,x,\n"), "is no whole number"));
    ok(says(read("place,kind,n\na,x,1000000001\n"), "too large"));
    ok(says(read("place,kind,n\na,x,1\nb,x,1\na,x,1\n"),
            "line 4: row a, column x stands on line 2 already"));
    ok(says(read("place,kind,n\n,x,1\n"), "line 2: the row has no name"));
    ok(says(read("place,kind,n\n"), "nothing to publish"));
    ok(says(read("place,kind\na,x\n"), "n"));
    struct study_columns same = {.name = {SV("place"), SV("place")}, .count = SV("n")};
    ok(says(study_counts_read(a, SV("place,n\na,1\n"), &same, &counts), "asked for twice"));
}

static void holders(void)
{
    struct study_columns columns = {.name = {SV("place")}, .count = SV("n"), .holder = SV("who")};
    fine(study_counts_read(a, SV("place,who,n\na,h-1,4\na,h-2,5\nb,h-1,6\n"), &columns, &counts));
    ok(counts.holders == 2 && counts.known.rows[2].holder == counts.known.rows[0].holder);
    ok(says(study_counts_read(a, SV("place,who,n\na,h-1,4\na,h-1,5\n"), &columns, &counts),
            "line 3: row a stands on line 2 already"));
}

static void needs(void)
{
    fine(read("place,kind,n\na,x,4\na,y,5\nb,x,6\n"));
    fine(study_needs_read(a, SV("above,row,column,below\n7,a,y,2\n9,b,,0\n"), &counts));
    ok(counts.layout.needs[1].up == 7 && counts.layout.needs[1].down == 2);
    ok_as(counts.layout.needs[1 * 3 + 2].up == 9, "an empty name is the sum");
    ok(says(study_needs_read(a, SV("row,column,below,above\nc,x,1,1\n"), &counts), "no row c"));
    ok(says(study_needs_read(a, SV("row,column,below,above\na,x,-1,1\n"), &counts),
            "no protection"));
    ok(says(study_needs_read(a, SV("row,column,below,above\na,x,1,1\na,x,1,1\n"), &counts),
            "line 3 of the cells to hide: the cell stands twice"));
    ok(says(study_needs_read(a, SV("row,below,above\na,1,1\n"), &counts), "column"));
}

/* No hidden count is printed, and margins stand apart. */
static void prints(void)
{
    struct study_release r;
    struct study_rule rule = {.threshold = 3};
    fine(read("place,kind,n\na,x,18\na,y,2\nb,x,14\nb,y,19\nc,x,12\nc,y,10\nd,x,11\nd,y,14\n"));
    counts.layout.intervals = true;
    fine(study_publish(a, &counts.known, &counts.layout, &rule, &r));
    struct buf b = buf_make(1 << 16);
    study_release_json(&b, &counts, &r);
    sv text = buf_dup(a, &b);
    ok(strstr(sv_cstr(a, text), "\"cost\":42,\"hidden\":[{\"row\":\"a\",\"column\":\"x\","
                                "\"layer\":null,\"why\":\"secondary\",\"lower\":8,\"upper\":20}"));
    ok(strstr(sv_cstr(a, text), "{\"row\":\"b\",\"column\":\"x\",\"layer\":null,\"count\":14}"));
    ok(strstr(sv_cstr(a, text), "{\"row\":\"a\",\"column\":null,\"layer\":null,\"count\":20}"));
    ok(!strstr(sv_cstr(a, text), "\"count\":18") && !strstr(sv_cstr(a, text), "\"count\":2}"));
    buf_free(&b);
}

int main(void)
{
    a = arena_open(1 << 20);
    reads();
    refuses();
    holders();
    needs();
    prints();
    arena_close(a);
    return tap_done();
}
