/* The typed ways into a page: escaping, addresses, paragraphs, JSON, limits. */
#include <string.h>

#include "base/limits.h"
#include "view/out.h"
#include "tap.h"

static bool wrote(struct out *o, const char *want)
{
    bool same = sv_is(buf_view(&o->b), want);
    if (!same) {
        printf("# got %.*s, want %s\n", SV_ARG(buf_view(&o->b)), want);
    }
    buf_clear(&o->b);
    return same;
}

static void test_escaping(struct out *o)
{
    static const struct {
        const char *in, *out;
    } rows[] = {
        {"", ""},
        {"plain", "plain"},
        {"a<b>&\"'", "a&lt;b&gt;&amp;&quot;&#39;"},
        {"&amp;", "&amp;amp;"},
        {"</script><!--", "&lt;/script&gt;&lt;!--"},
        {"tab\tline\nreturn\r", "tab\tline\nreturn\r"},
        {"\x01\x0b\x1f\x7f", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"},
        {"\xc3\xa9 \xe2\x9c\x93 \xf0\x9f\x97\xb3", "\xc3\xa9 \xe2\x9c\x93 \xf0\x9f\x97\xb3"},
        {"` = /", "` = /"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        TP_TEXT(o, sv_of(rows[i].in));
        ok(wrote(o, rows[i].out));
        TP_ATTR(o, sv_of(rows[i].in));
        ok(wrote(o, rows[i].out));
    }
    TP_TEXT(o, ((sv){"a\0b", 3}));
    ok(wrote(o, "a\xef\xbf\xbd"
                "b"));
    TP_TEXT(o, INT64_MIN);
    TP_ATTR(o, (int64_t)0);
    TP_INT(o, INT64_MAX);
    ok(wrote(o, "-922337203685477580809223372036854775807"));
    TP_URL(o, URL_FIXED("/a?b=1&c=2"));
    TP_TEXT(o, URL_FIXED("/&"));
    ok(wrote(o, "/a?b=1&amp;c=2/&amp;"));
    TP_RAW(o, "<b>");
    ok(wrote(o, "<b>"));
}

static void test_built(struct arena *a, struct out *o)
{
    TP_URL(o, url_path(a, "/people/{}/{}", SV("council"), SV("Ana B/\xc3\xa9?#%")));
    ok(wrote(o, "/people/council/Ana%20B%2F%C3%A9%3F%23%25"));
    TP_URL(o, url_path(a, "/meetings/{/}/live", SV("rehearsal/2026-06-17-2")));
    ok(wrote(o, "/meetings/rehearsal/2026-06-17-2/live"));
    TP_URL(o, url_path(a, "/{}/{}", SV(""), SV("evil.example")));
    ok(wrote(o, "/-/evil.example"));
    TP_URL(o, url_path(a, "/{}/{/}", SV(".."), SV("./../x//y/")));
    ok(wrote(o, "/-/-/-/x/-/y/-"));
    TP_URL(o, url_path(a, "/search?q={}&n={}", SV("a&b=c d"), SV("")));
    ok(wrote(o, "/search?q=a%26b%3Dc%20d&amp;n="));
    TP_URL(o, url_path(a, "/{}", SV("//evil")));
    TP_URL(o, url_path(a, "/{}", SV("javascript:alert(1)")));
    ok(wrote(o, "/%2F%2Fevil/javascript%3Aalert%281%29"));
}

static void test_checked(struct arena *a)
{
    static const struct {
        const char *in, *out; /* NULL: refused */
    } rows[] = {{"/", "/"},
                {"/decisions/a?b=c#d", "/decisions/a?b=c#d"},
                {"https://example.org", "https://example.org"},
                {"HTTPS://Example.org:8443/x", "HTTPS://Example.org:8443/x"},
                {"http://[2001:db8::1]/x", "http://[2001:db8::1]/x"},
                {"mailto:clerk@example.org", "mailto:clerk@example.org"},
                {"https://example.org/\xc3\xa9", "https://example.org/%C3%A9"},
                {"/a@b:c", "/a@b:c"},
                {"", NULL},
                {"x", NULL},
                {"//evil.example", NULL},
                {"/\\evil.example", NULL},
                {"\\\\evil.example", NULL},
                {"javascript:alert(1)", NULL},
                {"JaVaScRiPt:alert(1)", NULL},
                {" javascript:alert(1)", NULL},
                {"java\nscript:alert(1)", NULL},
                {"data:text/html,x", NULL},
                {"vbscript:x", NULL},
                {"file:///etc/passwd", NULL},
                {"ftp://example.org", NULL},
                {"https:example.org", NULL},
                {"https://", NULL},
                {"https:///x", NULL},
                {"https://:80", NULL},
                {"https://good.example@evil.example/", NULL},
                {"https://evil.ex%61mple/", NULL},
                {"https://\xc3\xa9.example/", NULL},
                {"mailto:", NULL},
                {"/a b", NULL},
                {"/a\"b", NULL},
                {"/a'b", NULL},
                {"/<b>", NULL},
                {"/\x7f", NULL},
                {"/\xff", NULL}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        url u = {SV("untouched")};
        err *e = url_check(a, sv_of(rows[i].in), &u);
        if (rows[i].out) {
            ok_as(!e && sv_is(u.s, rows[i].out), rows[i].out);
        } else {
            ok_as(e && e->kind == E_INVALID && sv_is(u.s, "untouched"),
                  "an address that is refused");
        }
    }
    char *large = arena_alloc(a, LIMIT_URL_BYTES + 1);
    memset(large, '/', LIMIT_URL_BYTES + 1);
    large[1] = 'x';
    url u;
    fine(url_check(a, (sv){large, LIMIT_URL_BYTES}, &u));
    fails(url_check(a, (sv){large, LIMIT_URL_BYTES + 1}, &u), E_LIMIT);
}

static void test_paragraphs(struct arena *a, struct out *o)
{
    static const struct {
        const char *in, *out;
    } rows[] = {{"", ""},
                {" \n\t\n", ""},
                {"one", "<p>one</p>"},
                {"one\ntwo", "<p>one<br>two</p>"},
                {"one\r\n\r\n\r\ntwo\n", "<p>one</p>\n<p>two</p>"},
                {"\n\n<b>&\n\n</p>", "<p>&lt;b&gt;&amp;</p>\n<p>&lt;/p&gt;</p>"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        TP_TEXT(o, html_paragraphs(a, sv_of(rows[i].in)));
        ok(wrote(o, rows[i].out));
    }
}

static void test_json(struct arena *a, struct out *o)
{
    raw_json raw = {SV_NONE};
    for (int within = 0; within < 2; within++) {
        out_island(o, within);
        out_json_open(o, '{');
        TP_KEY(o, "a");
        out_json_open(o, '[');
        out_json_next(o);
        out_json_open(o, '[');
        out_json_close(o, ']');
        out_json_next(o);
        out_json_text(o, SV("</[{:,\"&"));
        out_json_next(o);
        out_json_bool(o, false);
        out_json_close(o, ']');
        TP_KEY(o, "b");
        out_json_raw(o, raw);
        TP_KEY(o, "c<");
        out_json_i64(o, -5);
        out_json_close(o, '}');
        ok(wrote(o,
                 within
                     ? "{\"a\":[[],\"\\u003c/"
                       "[{:,\\\"\\u0026\",false],\"b\":{\"x\":\"\\u003cb\\u003e\"},\"c\\u003c\":-5}"
                     : "{\"a\":[[],\"</[{:,\\\"&\",false],\"b\":null,\"c<\":-5}"));
        fine(raw_json_check(a, SV("{\"x\":\"<b>\"}"), &raw));
    }
    out_island(o, false);
    out_json_raw(o, raw);
    ok(wrote(o, "{\"x\":\"<b>\"}"));
    out_json_raw(o, raw_json_of(a, NULL));
    ok(wrote(o, "null"));
    fails(raw_json_check(a, SV("{\"x\":}"), &raw), E_INVALID);
    fails(raw_json_check(a, SV("1 2"), &raw), E_INVALID);
    fails(raw_json_check(a, SV(""), &raw), E_INVALID);
}

static void test_limit(struct arena *a)
{
    SCOPED(out_close) struct out o = out_open(SV("en"), NULL);
    sv piece = SV("0123456789abcdef"), got = SV("untouched");
    for (size_t i = 0; i < LIMIT_PAGE_BYTES / 16; i++) {
        out_esc(&o, piece);
    }
    fine(out_done(a, &o, &got));
    ok(got.n == LIMIT_PAGE_BYTES);
    got = SV("untouched");
    out_i64(&o, 1);
    fails(out_done(a, &o, &got), E_LIMIT);
    ok(sv_is(got, "untouched"));
}

static void test_words(void)
{
    static const struct out_word said[] = {{{"Abstain", 7}, {"Abstenci\xc3\xb3n", 11}},
                                           {{"No", 2}, {"", 0}},
                                           {{"Yes", 3}, {"S\xc3\xad", 3}}};
    const struct out_words words = {said, 3};
    struct out o = out_open(SV("es"), &words), english = out_open(SV("en"), NULL);
    ok(sv_is(out_tr(&o, SV("Abstain")), "Abstenci\xc3\xb3n") &&
       sv_is(out_tr(&o, SV("Yes")), "S\xc3\xad"));
    ok(sv_is(out_tr(&o, SV("No")), "No"));
    ok(sv_is(out_tr(&o, SV("Absent")), "Absent") && sv_is(out_tr(&o, SV("Zero")), "Zero"));
    ok(sv_is(out_tr(&english, SV("Yes")), "Yes"));
}

int main(void)
{
    SCOPED(arena_scope) struct arena *a = arena_open(1 << 16);
    SCOPED(out_close) struct out o = out_open(SV("en"), NULL);
    test_escaping(&o);
    test_built(a, &o);
    test_checked(a);
    test_paragraphs(a, &o);
    test_json(a, &o);
    test_limit(a);
    test_words();
    return tap_done();
}
