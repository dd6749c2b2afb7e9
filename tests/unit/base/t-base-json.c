/* The pull parser: what RFC 8259 allows and what it does not, numbers, surrogates, depth, places.
 */
#include <string.h>

#include "base/json.h"
#include "base/limits.h"
#include "tap.h"

static struct arena *a;

/* NULL when the whole text is read. */
static err *read_all(sv text)
{
    struct json j = json_open(a, text);
    enum json_token t;
    do {
        TRY(json_next(&j, &t));
    } while (t != JSON_END);
    return NULL;
}

static void accepted(void)
{
    static const char *const table[] = {"{}",
                                        "[]",
                                        " [ ] ",
                                        "[[]]",
                                        "{\"\":{}}",
                                        "\"\"",
                                        "0",
                                        "-1",
                                        "1.5",
                                        "1e9",
                                        "1E+9",
                                        "1e-9",
                                        "-0",
                                        "-0.0",
                                        "0.1",
                                        "true",
                                        "false",
                                        "null",
                                        "\t\n\r [1 , 2\n]",
                                        "{\"a\":1,\"b\":[true]}",
                                        "\"\\u0000\"",
                                        "\"\\u00e9\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
                                        "\"\\ud83d\\ude00\"",
                                        "\"\\uD83D\\uDE00\"",
                                        "\"\\uFFFF\"",
                                        "\"\x7F\xC3\xA9\xF0\x9F\x98\x80\"",
                                        "[\"\\u2028\"]",
                                        "123456789012345678901234567890",
                                        "1e400"};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        err *e = read_all(sv_of(table[i]));
        if (!ok_as(!e, "a text that is JSON")) {
            printf("# number %zu: %.*s\n", i, SV_ARG(e->message));
        }
    }
}

static void refused(void)
{
    static const char *const table[] = {"",
                                        " ",
                                        "{",
                                        "[",
                                        "}",
                                        "]",
                                        "{]",
                                        "[}",
                                        "[1",
                                        "[1,",
                                        "[1,]",
                                        "[,1]",
                                        "[1 2]",
                                        "[1,,2]",
                                        "{\"a\"}",
                                        "{\"a\":}",
                                        "{\"a\":1",
                                        "{\"a\":1,}",
                                        "{,}",
                                        "{a:1}",
                                        "{'a':1}",
                                        "{1:1}",
                                        "{\"a\" 1}",
                                        "{\"a\":1 \"b\":2}",
                                        "{\"a\"::1}",
                                        "{\"a\":1}}",
                                        "[]]",
                                        "[] []",
                                        "1 2",
                                        "tru",
                                        "True",
                                        "nul",
                                        "nulls",
                                        "truefalse",
                                        "+1",
                                        "01",
                                        "-",
                                        "-a",
                                        "1.",
                                        ".5",
                                        "1.e1",
                                        "1e",
                                        "1e+",
                                        "0x1",
                                        "1_0",
                                        "NaN",
                                        "Infinity",
                                        "-Infinity",
                                        "\"",
                                        "\"a",
                                        "\"\\",
                                        "\"\\\"",
                                        "\"\\x\"",
                                        "\"\\u\"",
                                        "\"\\u12\"",
                                        "\"\\u12g4\"",
                                        "\"\\u 123\"",
                                        "\"\\ud800\"",
                                        "\"\\ud800x\"",
                                        "\"\\ud800\\n\"",
                                        "\"\\ud800\\u0041\"",
                                        "\"\\ud800\\ud800\"",
                                        "\"\\udc00\"",
                                        "\"\\udc00\\ud800\"",
                                        "\"\n\"",
                                        "\"\t\"",
                                        "\"\x1F\"",
                                        "\"\xFF\"",
                                        "\"\xC3\"",
                                        "\"\xC0\x80\"",
                                        "\"\xED\xA0\x80\"",
                                        "\"\\n\xFF\"",
                                        "{\"\xFF\":1}",
                                        "\xEF\xBB\xBF{}",
                                        "\xC2\xA0[]",
                                        "/**/1",
                                        "[1]//",
                                        "'a'",
                                        "[1]\x0C"};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        err *e = read_all(sv_of(table[i]));
        if (!ok_as(e && e->kind == E_INVALID, "a text that is not JSON")) {
            printf("# number %zu: %s\n", i, table[i]);
        }
    }
    fails(read_all(SV("[\0]")), E_INVALID);
    fails(read_all(SV("\"\0\"")), E_INVALID);
    fails(read_all(SV("1\0")), E_INVALID);
}

static void tokens(void)
{
    struct json j =
        json_open(a, SV("{\"k\":[\"a\\u00e9\\ud83d\\ude00\",-7,1.50,true,false,null,{}]}"));
    static const enum json_token want[] = {
        JSON_OBJECT,     JSON_KEY,       JSON_ARRAY,      JSON_STRING, JSON_INT,
        JSON_REAL,       JSON_TRUE,      JSON_FALSE,      JSON_NULL,   JSON_OBJECT,
        JSON_OBJECT_END, JSON_ARRAY_END, JSON_OBJECT_END, JSON_END,    JSON_END};
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        enum json_token t = JSON_END;
        ok(json_next(&j, &t) == NULL && t == want[i]);
        if (t == JSON_KEY) {
            ok(sv_is(j.text, "k"));
        } else if (t == JSON_STRING) {
            ok(sv_is(j.text, "a\xC3\xA9\xF0\x9F\x98\x80"));
        } else if (t == JSON_INT) {
            ok(j.number == -7);
        } else if (t == JSON_REAL) {
            ok(sv_is(j.text, "1.50"));
        }
    }
}

static void numbers(void)
{
    static const struct {
        const char *text;
        enum json_token token;
        int64_t number;
    } table[] = {{"0", JSON_INT, 0},
                 {"9007199254740991", JSON_INT, INT64_C(9007199254740991)},
                 {"-9007199254740991", JSON_INT, INT64_C(-9007199254740991)},
                 {"9007199254740992", JSON_REAL, 0},
                 {"-9007199254740992", JSON_REAL, 0},
                 {"-0", JSON_REAL, 0},
                 {"1.0", JSON_REAL, 0},
                 {"1e0", JSON_REAL, 0},
                 {"99999999999999999999", JSON_REAL, 0}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct json j = json_open(a, sv_of(table[i].text));
        enum json_token t;
        ok_as(!json_next(&j, &t) && t == table[i].token &&
                  (t == JSON_REAL ? sv_is(j.text, table[i].text) : j.number == table[i].number),
              table[i].text);
    }
}

static void depth(void)
{
    char text[2 * LIMIT_JSON_DEPTH + 3];
    for (int deep = LIMIT_JSON_DEPTH; deep <= LIMIT_JSON_DEPTH + 1; deep++) {
        memset(text, '[', (size_t)deep);
        memset(text + deep, ']', (size_t)deep);
        err *e = read_all((sv){text, 2 * (size_t)deep});
        ok_as(deep == LIMIT_JSON_DEPTH ? !e : e && e->kind == E_LIMIT, "depth at its bound");
    }
    char *open = arena_alloc(a, 100000);
    memset(open, '[', 100000);
    fails(read_all((sv){open, 100000}), E_LIMIT);
    struct json j = json_open(a, SV("[[[]]]"));
    enum json_token t;
    j.max_depth = 2;
    fine(json_next(&j, &t));
    fine(json_next(&j, &t));
    fails(json_next(&j, &t), E_LIMIT);
}

static void places(void)
{
    static const struct {
        const char *text, *message;
    } table[] = {{"[1,\n 2,\n  x]", "line 3, column 3: "},
                 {"{\"a\":\n1 1}", "line 2, column 3: "},
                 {"", "line 1, column 1: "},
                 {"[]\n\nx", "line 3, column 1: "}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        err *e = read_all(sv_of(table[i].text));
        if (!ok_as(e && sv_starts(e->message, sv_of(table[i].message)), table[i].message)) {
            printf("# %.*s\n", SV_ARG(e ? e->message : SV_NONE));
        }
    }
}

int main(void)
{
    a = arena_open(1 << 16);
    accepted();
    refused();
    tokens();
    numbers();
    depth();
    places();
    arena_close(a);
    return tap_done();
}
