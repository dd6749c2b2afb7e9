/* Tables read to panels: every form of time, areas, missing values, and every refusal. */
#include "study/table.h"

#include <math.h>

#include "tap.h"

static struct arena *a;

static const struct study_ask plain = {
    .time = SV_INIT("t"), .outcome = SV_INIT("y"), .event = SV_INIT("3")};

static err *read_with(const struct study_ask *ask, const char *csv, struct study_table *t)
{
    return study_table_read(a, sv_of(csv), ask, STUDY_POISSON, t);
}

static bool says(err *e, const char *want)
{
    bool same = e && sv_is(e->message, want);
    if (!same) {
        printf("# got: %.*s\n", e ? (int)e->message.n : 6, e ? e->message.p : "(fine)");
    }
    return same;
}

static void times(void)
{
    struct study_table t;
    struct study_ask ask = plain;
    fine(read_with(&ask, "t,y\n3,7\n1,5\n2,6\n", &t));
    ok(t.question.panel.n == 3 && t.question.panel.y[0] == 5 && t.question.panel.y[2] == 7);
    ok(t.question.event == 2 && t.question.panel.first == 1 && t.question.panel.month[2] == 3);
    ok(t.question.against == STUDY_ALONE && t.note_count == 0);
    ask.event = SV("1971");
    fine(read_with(&ask, "t,y\n1970,1\n1971,2\n1972,3\n", &t));
    ok(t.question.panel.first == 0 && t.question.event == 1);
    ask.time = SV("year,month");
    ask.event = SV("2014-12");
    fine(read_with(&ask, "year,month,y\n2014,11,1\n2014,12,2\n2015,1,3\n", &t));
    ok(t.question.panel.first == 1 && t.question.event == 1);
    ok(t.question.panel.month[0] == 11 && t.question.panel.month[2] == 1);
    ask.time = SV("t");
    fine(read_with(&ask, "t,y\n2014-11,1\n2014-12,2\n2015-01,3\n", &t));
    ok(t.question.event == 1 && t.question.panel.month[1] == 12);
    ask.event = SV("2014-12-01");
    fine(read_with(&ask, "t,y\n2014-11-01,1\n2014-12-01,2\n2015-01-01,3\n", &t));
    ok(t.question.event == 1 && t.question.panel.month[2] == 1);
    ask.event = SV("2015-01-15");
    fine(read_with(&ask, "t,y\n2015-01-01,1\n2015-01-08,2\n2015-01-15,3\n2015-01-22,4\n", &t));
    ok(t.question.event == 2 && t.question.panel.n == 4);
}

static void values(void)
{
    struct study_table t;
    struct study_ask ask = plain;
    fine(read_with(&ask, "t,y\n1,5\n2,\n3,NA\n4,8\n", &t));
    ok(isnan(t.question.panel.y[1]) && isnan(t.question.panel.y[2]));
    ok(t.note_count == 1 && sv_is(t.notes[0], "Without a value and left out: 2, 3."));
    ask.offset = SV("pop");
    fine(read_with(&ask, "t,y,pop\n1,5,100\n2,,\n3,6,1.5e3\n", &t));
    ok(t.question.panel.exposure && t.question.panel.exposure[2] == 1500);
    ask.offset = SV_NONE;
    fine(study_table_read(a, SV("t,y\n1,-5.5\n2,1e-3\n3,+4\n"), &ask, STUDY_GAUSSIAN, &t));
    ok(t.question.panel.y[0] == -5.5 && t.question.panel.y[2] == 4);
}

static const char *const areas_csv =
    "t,y,area\n1,1,b\n2,2,b\n3,3,b\n3,6,a\n1,4,a\n2,5,a\n1,7,c\n2,8,"
    "c\n3,9,c\n";

static void areas(void)
{
    struct study_table t;
    struct study_ask ask = plain;
    ask.by = SV("area");
    ask.treated = SV("b");
    fine(read_with(&ask, areas_csv, &t));
    ok(t.question.panel.areas == 3 && t.question.treated == 1 && sv_is(t.areas[0], "a"));
    ok(t.question.panel.y[0] == 4 && t.question.panel.y[5] == 3 && t.question.panel.y[8] == 9);
    ok(t.question.against == STUDY_ALL_OTHERS && t.note_count == 1);
    ask.control = SV("c, a");
    fine(read_with(&ask, areas_csv, &t));
    ok(t.question.against == STUDY_NAMED && t.question.controls == 2 && t.question.control[0] == 2);
    ask.control = SV("b");
    ok(says(read_with(&ask, areas_csv, &t),
            "b is the area of the event and cannot be its own control"));
    ask.control = SV("a,a");
    ok(says(read_with(&ask, areas_csv, &t), "the control a is named twice"));
    ask.control = SV("d");
    ok(says(read_with(&ask, areas_csv, &t), "no row has \"d\" in the column area"));
    ask.control = SV_NONE;
    ask.treated = SV("z");
    ok(says(read_with(&ask, areas_csv, &t), "no row has \"z\" in the column area"));
    ask.treated = SV("a");
    ok(says(read_with(&ask, "t,y,area\n1,1,a\n2,2,a\n3,3,a\n", &t),
            "the column area names one area only: bring others to compare it with, or leave --by "
            "out"));
    ok(says(
        read_with(&ask, "t,y,area\n1,1,a\n2,2,a\n3,3,a\n1,1,b\n3,3,b\n", &t),
        "b has no row for 2: add it, with an empty outcome where nothing is known, or leave the "
        "area out"));
    ok(says(read_with(&ask, "t,y,area\n1,1,a\n2,2,a\n2,3,a\n", &t),
            "line 4: 2 of a stands on line 3 already: add the two up, or take one out"));
}

static void refusals(void)
{
    static const struct {
        const char *csv, *says;
    } table[] = {
        {"t,x\n1,2\n", "there is no column \"y\"; the columns are t, x"},
        {"t,y\n", "the table has no row: it needs one a period"},
        {"t,y\n1,2\n2,x\n",
         "line 3: the outcome \"x\" is no number below 1e15; leave it empty where nothing "
         "is known"},
        {"t,y\n1,2\n2,0x10\n",
         "line 3: the outcome \"0x10\" is no number below 1e15; leave it empty where "
         "nothing is known"},
        {"t,y\n1,2\n2,1e15\n",
         "line 3: the outcome \"1e15\" is no number below 1e15; leave it empty where "
         "nothing is known"},
        {"t,y\n1,2\n2,-3\n", "line 3: the count -3 is negative: put it right, or take --family "
                             "gaussian"},
        {"t,y\n1,2\n2,2.5\n", "line 3: 2.5 is no count: take --family quasipoisson or gaussian"},
        {"t,y\n1,2\n2,1\n2,5\n", "line 4: 2 stands on line 3 already: add them up, or name the "
                                 "column of areas with --by"},
        {"t,y\n1,2\n2,1\n4,5\n", "there is a gap between 2 and 4: add a row for every period, with "
                                 "an empty outcome where nothing is known"},
        {"t,y\n1,2\n2,1\n", "the event \"3\" is none of the periods, which run from 1 to 2"},
        {"t,y\n3,2\n4,1\n", "the event 3 is the first period: the series needs some before it"},
        {"t,y\nsoon,2\n", "line 2: \"soon\" is no period: write every period in the same form, as "
                          "a whole number, 2015-01 or 2015-01-31"},
        {"t,y\n1,2\n2015-01,2\n", "line 3: \"2015-01\" is no whole number, as the first period is: "
                                  "write every period in the same form, as a whole number, 2015-01 "
                                  "or 2015-01-31"},
        {"t,y\n1,2,3\n", "line 2 has 3 fields where the head names 2"},
    };
    struct study_table t;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        ok_as(says(read_with(&plain, table[i].csv, &t), table[i].says), table[i].says);
    }
    struct study_ask ask = plain;
    ask.offset = SV("pop");
    ok(says(read_with(&ask, "t,y,pop\n1,2,0\n", &t),
            "line 2: the exposure \"0\" must be a number above zero"));
    ask = plain;
    ask.time = SV("year,month");
    ok(says(read_with(&ask, "year,month,y\n2015,13,2\n", &t),
            "line 2: \"2015\" and \"13\" are no year and month: write 2015 and 1"));
    ask.event = SV("2015-05");
    ok(says(read_with(&ask, "year,month,y\n2015,1,2\n2015,2,2\n2015,4,2\n", &t),
            "there is a gap between 2015-02 and 2015-04: add a row for every period, with an empty "
            "outcome where nothing is known"));
}

int main(void)
{
    a = arena_open(1 << 14);
    times();
    values();
    areas();
    refusals();
    arena_close(a);
    return tap_done();
}
