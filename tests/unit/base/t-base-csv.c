/* CSV: what RFC 4180 allows is read, and all else refused by line. */
#include "base/csv.h"

#include <string.h>

#include "base/buf.h"
#include "base/limits.h"
#include "tap.h"

static struct arena *a;

/* Every row as "line:field|field;", or the refusal. */
static sv all(sv in)
{
    struct buf out = buf_make(1 << 16);
    struct csv c;
    const sv *f = NULL;
    err *e = csv_open(a, in, &c);
    while (!e) {
        e = csv_row(&c, &f);
        if (e || !f) {
            break;
        }
        buf_fmt(&out, "%zu:", c.line);
        for (size_t i = 0; i < c.columns; i++) {
            buf_fmt(&out, "%s%.*s", i ? "|" : "", SV_ARG(f[i]));
        }
        buf_char(&out, ';');
    }
    sv ret = e ? e->message : buf_dup(a, &out);
    buf_free(&out);
    return ret;
}

static bool reads(const char *in, const char *want)
{
    sv got = all(sv_of(in));
    bool same = sv_is(got, want);
    if (!same) {
        printf("# got: %.*s\n", SV_ARG(got));
    }
    return same;
}

static void rows(void)
{
    ok(reads("a,b\n1,2\n3,4\n", "2:1|2;3:3|4;"));
    ok(reads("a,b\r\n1,2\r\n3,4", "2:1|2;3:3|4;"));
    ok(reads("\xEF\xBB\xBF"
             "a\n1\n",
             "2:1;"));
    ok(reads("a,b\n,\n", "2:|;"));
    ok(reads("\"a\",\"b\"\n\"x,y\",\"he said \"\"no\"\"\"\n", "2:x,y|he said \"no\";"));
    ok(reads("a,b\n\"two\nlines\",1\n3,4\n", "2:two\nlines|1;4:3|4;"));
    ok(reads("a\n\"\"\n", "2:;"));
    ok(reads("a\n", ""));
    ok(reads("a", ""));
    ok(reads("a,b\n x , y \n", "2: x | y ;"));
}

static void refusals(void)
{
    ok(reads("", "line 1 must name the columns, and is empty"));
    ok(reads("\na\n", "line 1 must name the columns, and is empty"));
    ok(reads("a,\n", "line 1: column 2 has no name"));
    ok(reads("a,b,a\n", "line 1: two columns are named \"a\""));
    ok(reads("a,b\n1\n", "line 2 has 1 field where the head names 2"));
    ok(reads("a,b\n1,2\n1,2,3\n", "line 3 has 3 fields where the head names 2"));
    ok(reads("a\n1\n\n2\n", "line 3 is empty: take it out"));
    ok(reads("a\n\"1", "line 2: a field's opening quote has no closing one"));
    ok(reads("a\n1\"\n", "line 2: a quote inside a field without quotes; put the field into quotes "
                         "and double it"));
    ok(reads("a\n\"1\"x\n", "line 2: after a field's closing quote only a comma or the line's end "
                            "may follow; double a quote that belongs to the text"));
    ok(reads("a\n1\r2\n", "line 2: the row holds a control character or bytes that are not UTF-8"));
    ok(reads("a\n\xFF\n", "line 2: the row holds a control character or bytes that are not UTF-8"));
    sv nul = {"a\n1\0\n", 5};
    ok(sv_starts(all(nul), SV("line 2: the row holds a control character")));
}

static void columns(void)
{
    struct csv c;
    size_t at = 9;
    fine(csv_open(a, SV("year,count\n"), &c));
    fine(csv_column(&c, SV("count"), &at));
    ok(at == 1);
    err *e = csv_column(&c, SV("month"), &at);
    ok(e && sv_is(e->message, "there is no column \"month\"; the columns are year, count"));
}

static void bounds(void)
{
    struct csv c;
    const sv *f = NULL;
    static char big[LIMIT_CSV_BYTES + 1];
    memset(big, 'x', sizeof big);
    fails(csv_open(a, (sv){big, sizeof big}, &c), E_LIMIT);
    struct buf b = buf_make(1 << 23);
    for (int i = 0; i <= LIMIT_CSV_COLUMNS; i++) {
        buf_fmt(&b, "%sc%d", i ? "," : "", i);
    }
    fails(csv_open(a, buf_view(&b), &c), E_LIMIT);
    buf_clear(&b);
    buf_str(&b, "a\n");
    for (int i = 0; i <= LIMIT_CSV_ROWS; i++) {
        buf_str(&b, "1\n");
    }
    err *e = csv_open(a, buf_view(&b), &c);
    do {
        e = e ? e : csv_row(&c, &f);
    } while (!e && f);
    ok(e && e->kind == E_LIMIT && c.rows == LIMIT_CSV_ROWS);
    buf_free(&b);
}

int main(void)
{
    a = arena_open(4096);
    rows();
    refusals();
    columns();
    bounds();
    arena_close(a);
    return tap_done();
}
