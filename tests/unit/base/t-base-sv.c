/* Views: comparing, cutting, numbers. */
#include <stdint.h>
#include <string.h>

#include "base/sv.h"
#include "tap.h"

static struct arena *a;

static void comparing(void)
{
    ok(sv_of(NULL).n == 0 && sv_of("").n == 0 && sv_of("ab").n == 2);
    ok(sv_eq(SV_NONE, SV("")) && sv_eq(SV("a"), SV("a")));
    ok(!sv_eq(SV("a"), SV("b")) && !sv_eq(SV("a"), SV("ab")) && !sv_eq(SV("a\0b"), SV("a\0c")));
    ok(sv_is(SV("x"), "x") && !sv_is(SV("x\0"), "x"));
    ok(sv_starts(SV("abc"), SV("ab")) && sv_starts(SV("abc"), SV("")) &&
       !sv_starts(SV("a"), SV("ab")));
    ok(sv_ends(SV("abc"), SV("bc")) && sv_ends(SV("abc"), SV("")) && !sv_ends(SV("c"), SV("bc")));
    ok(sv_cmp(SV("a"), SV("b")) < 0 && sv_cmp(SV("b"), SV("a")) > 0 &&
       sv_cmp(SV("a"), SV("a")) == 0);
    ok(sv_cmp(SV("a"), SV("ab")) < 0 && sv_cmp(SV("\x7F"), SV("\x80")) < 0 &&
       sv_cmp(SV_NONE, SV("")) == 0);
}

static void cutting(void)
{
    sv rest;
    ok(sv_find(SV("a,b"), ',') == 1 && sv_find(SV("ab"), ',') == 2 && sv_find(SV_NONE, ',') == 0);
    ok(sv_is(sv_sub(SV("abcd"), 1, 2), "bc") && sv_is(sv_sub(SV("abcd"), 3, 99), "d"));
    ok(sv_sub(SV("abcd"), 4, 1).n == 0 && sv_sub(SV("abcd"), 99, SIZE_MAX).n == 0);
    ok(sv_is(sv_cut(SV("a,b,c"), ',', &rest), "a") && sv_is(rest, "b,c"));
    ok(sv_is(sv_cut(rest, ',', &rest), "b") && sv_is(rest, "c"));
    ok(sv_is(sv_cut(rest, ',', &rest), "c") && rest.n == 0);
    ok(sv_cut(SV_NONE, ',', &rest).n == 0 && rest.n == 0);
    ok(sv_is(sv_trim(SV(" \t a b\t ")), "a b") && sv_trim(SV(" \t ")).n == 0);
    ok(sv_is(sv_trim(SV("\na\n")), "\na\n"));
    sv copy = sv_dup(a, SV("abc"));
    ok(sv_is(copy, "abc") && copy.p[3] == '\0' && sv_dup(a, SV_NONE).n == 0);
    ok(strcmp(sv_cstr(a, sv_sub(SV("abcd"), 0, 2)), "ab") == 0);
    ok(sv_is(sv_fmt(a, "%d %.*s", 7, SV_ARG(SV("x"))), "7 x"));
}

static void numbers(void)
{
    static const char *const wrong[] = {"",
                                        "00",
                                        "01",
                                        "+1",
                                        " 1",
                                        "1 ",
                                        "1.",
                                        "0x1",
                                        "-",
                                        "a",
                                        "18446744073709551616",
                                        "99999999999999999999",
                                        "100000000000000000000",
                                        "1\xD9\xA1"};
    uint64_t u = 7;
    int64_t i = 7;
    for (size_t n = 0; n < sizeof wrong / sizeof *wrong; n++) {
        ok_as(!sv_u64(sv_of(wrong[n]), &u) && u == 7, wrong[n]);
        ok_as(!sv_i64(sv_of(wrong[n]), &i) && i == 7, wrong[n]);
    }
    ok(sv_u64(SV("0"), &u) && u == 0);
    ok(sv_u64(SV("18446744073709551615"), &u) && u == UINT64_MAX);
    ok(!sv_u64(SV("-1"), &u));
    ok(sv_i64(SV("-1"), &i) && i == -1);
    ok(sv_i64(SV("9223372036854775807"), &i) && i == INT64_MAX);
    ok(sv_i64(SV("-9223372036854775807"), &i) && i == -INT64_MAX);
    ok(!sv_i64(SV("9223372036854775808"), &i) && !sv_i64(SV("--1"), &i) && !sv_i64(SV("-01"), &i));
}

int main(void)
{
    a = arena_open(1024);
    comparing();
    cutting();
    numbers();
    arena_close(a);
    return tap_done();
}
