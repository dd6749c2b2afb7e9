/* The sample templates, compiled by tplc in the build: their bytes, their JSON, and pages of
 * hostile models for the script t_view_html.py, which reads them with a parser of its own. */
#include <string.h>

#include "sample_templates.h"
#include "tap.h"

static const char *const hostile[] = {
    "plain",
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "</title></textarea></script></pre><b>",
    "<!-- ",
    "-->",
    "<![CDATA[ ]]>",
    "&lt;b&gt; &amp;amp; &#60;b&#62;",
    "javascript:alert(1)",
    "{{heading}} {{end}} }}",
    "\n\nleading lines",
    "a\\\"b\\u003c/script>\\",
    "<!--<script>",
    "x\xe2\x80\xa8y\xe2\x80\xa9z\xc3\xa9 \xf0\x9f\x97\xb3",
    "\t tab and ` grave ; = / %3C",
};
enum { HOSTILE = sizeof hostile / sizeof *hostile };

/* The sample with this text wherever a text goes. */
static struct view_sample sample(struct arena *a, sv s)
{
    struct view_choice_count *counts = arena_array(a, struct view_choice_count, 2);
    counts[0] = (struct view_choice_count){s, 2};
    counts[1] = (struct view_choice_count){SV("no"), -1};
    url link = url_path(a, "/people/{}/{/}", s, s);
    struct view_ballot *ballots = arena_array(a, struct view_ballot, 2);
    ballots[0] =
        (struct view_ballot){.member = s, .choice = SV("yes"), .entry = 7, .at = s, .link = link};
    ballots[1] = (struct view_ballot){.member = SV("cy"),
                                      .choice = s,
                                      .entry = 8,
                                      .has_seat = true,
                                      .link = URL_FIXED("/people/cy"),
                                      .counts = counts,
                                      .counts_n = 2};
    sv *tags = arena_array(a, sv, 3);
    tags[0] = s;
    tags[1] = SV("b");
    tags[2] = s;
    struct jv *raw = jv_object(a);
    jv_put(raw, SV("k"), jv_string(a, s));
    return (struct view_sample){.frame = {s, s},
                                .heading = s,
                                .note = s,
                                .number = 3,
                                .final = true,
                                .has_veto = true,
                                .veto = 0,
                                .has_sure = true,
                                .sure = false,
                                .home = link,
                                .away = url_path(a, "/a?q={}", s),
                                .body = html_paragraphs(a, s),
                                .told = html_paragraphs(a, s),
                                .raw = raw_json_of(a, raw),
                                .ballots = ballots,
                                .ballots_n = 2,
                                .tags = tags,
                                .tags_n = 3,
                                .outcome = &ballots[1],
                                .chair = ballots[1],
                                .secret = s};
}

static sv page_of(struct arena *a, const struct view_sample *m)
{
    SCOPED(out_close) struct out o = out_open(SV("en"), NULL);
    sv s = SV_NONE;
    view_page(&o, m);
    fine(out_done(a, &o, &s));
    return s;
}

/* A text as the name of a test: one line, no '#', which would begin a directive. */
static const char *label(struct arena *a, const char *s)
{
    sv copy = sv_dup(a, sv_of(s));
    char *p = arena_alloc(a, copy.n + 1);
    for (size_t i = 0; i < copy.n; i++) {
        p[i] = copy.p[i] < ' ' || copy.p[i] == '#' ? '.' : copy.p[i];
    }
    return p;
}

static bool same(sv got, const char *want)
{
    if (!sv_is(got, want)) {
        printf("# got:\n%.*s\n# want:\n%s\n", SV_ARG(got), want);
    }
    return sv_is(got, want);
}

static void test_full(struct arena *a)
{
    struct view_sample m = sample(a, SV("A&B"));
    sv page = page_of(a, &m);
    ok_as(same(page,
               "<!doctype html>\n<html lang=\"A&amp;B\">\n<head><title>A&amp;B \xe2\x80\x93 "
               "Sample</title></head>\n"
               "<body>\n<main>\n"
               "<h1 class=\"final\" data-n='3'>A&amp;B</h1>\n"
               "<p>A&amp;B</p>\n"
               "<p>A&amp;B</p><p>A&amp;B</p>\n"
               "<ul>\n"
               "<li><a href=\"/people/A%26B/A%26B#b\" title=\"yes\">A&amp;B</a> \xe2\x9c\x93 "
               "<time>A&amp;B</time></li>\n"
               "<li><a href=\"/people/cy#b\" title=\"A&amp;B\">cy</a> \xe2\x80\x93 seat 0</li>\n"
               "</ul>\n"
               "<p>1 A&amp;B, 2 b, 3 A&amp;B.</p>\n"
               "<p></p>\n"
               "<p>cy 0</p>\n"
               "<p>[A&amp;B] A&amp;B</p>\n"
               "<li><a href=\"/people/cy#b\" title=\"A&amp;B\">cy</a> \xe2\x80\x93 seat 0</li>\n"
               "<li><a href=\"/people/cy#b\" title=\"A&amp;B\">cy</a> \xe2\x80\x93 seat 0</li>\n"
               "<b>A&amp;B=2</b><b>no=-1</b>\n"
               "<a href=\"/people/A%26B/A%26B\">/people/A%26B/A%26B</a> <a href=\"/entry/3\">e</a> "
               "<a href=\"/a?q=A%26B\">a</a>\n"
               "<form action=\"/x\" method=\"post\">\n"
               "<input type=\"checkbox\" name=\"f\" checked value=\"0\">\n"
               "<textarea name=\"n\" title=\"Your words\">\nA&amp;B</textarea>\n"
               "veto 0 three\n"
               "</form>\n"
               "<pre>\n  kept   A&amp;B\n    \n  as it is\n    \n</pre>\n"
               "<svg viewBox=\"0 0 1 1\"><path d=\"M0 0\"/></svg>\n"
               "<script "
               "type=\"application/"
               "json\">{\"all\":{\"heading\":\"A\\u0026B\",\"note\":\"A\\u0026B\",\"number\":3,"
               "\"final\":true,\"veto_until\":0,\"sure\":false,\"home\":\"/people/A%26B/"
               "A%26B\",\"away\":\"/a?q=A%26B\","
               "\"told\":\"\\u003cp\\u003eA\\u0026amp;B\\u003c/"
               "p\\u003e\",\"raw\":{\"k\":\"A\\u0026B\"},"
               "\"ballots\":[{\"member\":\"A\\u0026B\",\"choice\":\"yes\",\"entry\":7,\"at\":"
               "\"A\\u0026B\"},"
               "{\"member\":\"cy\",\"choice\":\"A\\u0026B\",\"entry\":8,\"seat\":0,"
               "\"counts\":[{\"choice\":\"A\\u0026B\",\"n\":2},{\"choice\":\"no\",\"n\":-1}]}],"
               "\"tags\":[\"A\\u0026B\",\"b\",\"A\\u0026B\"],"
               "\"outcome\":{\"member\":\"cy\",\"choice\":\"A\\u0026B\",\"entry\":8,\"seat\":0,"
               "\"counts\":[{\"choice\":\"A\\u0026B\",\"n\":2},{\"choice\":\"no\",\"n\":-1}]},"
               "\"chair\":{\"member\":\"cy\",\"choice\":\"A\\u0026B\",\"entry\":8,\"seat\":0,"
               "\"counts\":[{\"choice\":\"A\\u0026B\",\"n\":2},{\"choice\":\"no\",\"n\":-1}]},"
               "\"secret\":\"A\\u0026B\"},\"tags\":[\"A\\u0026B\",\"b\",\"A\\u0026B\"],"
               "\"outcome\":{\"member\":\"cy\",\"choice\":\"A\\u0026B\",\"entry\":8,\"seat\":0,"
               "\"counts\":[{\"choice\":\"A\\u0026B\",\"n\":2},{\"choice\":\"no\",\"n\":-1}]},"
               "\"n\":3}</script>\n"
               "</main>\n</body>\n</html>\n"),
          "the whole sample page");
}

/* All that may be absent is absent. */
static void test_empty(struct arena *a)
{
    struct view_sample m = {.home = URL_FIXED("/")};
    sv page = page_of(a, &m);
    static const char *const parts[] = {
        "<h1 class=\"open\" data-n='0'></h1>\n<p>No note "
        "here.</p>\n\n<ul>\n</ul>\n<p></p>\n<p></p>\n\n<p>[] </p>\n<li>",
        "<a href=\"/none\">a</a>",
        "<input type=\"checkbox\" name=\"f\" value=\"0\">",
        "<br> other\n",
        "<pre>\n  kept   \n    \n</pre>",
        "{\"all\":{\"heading\":\"\",\"number\":0,\"final\":false,\"home\":\"/"
        "\",\"told\":\"\",\"raw\":null,\"ballots\":[],"
        "\"tags\":[],\"chair\":{\"member\":\"\",\"choice\":\"\",\"entry\":0},\"secret\":\"\"},"
        "\"tags\":[],"
        "\"outcome\":null,\"n\":0}"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (!ok_as(strstr(sv_cstr(a, page), parts[i]) != NULL, label(a, parts[i]))) {
            printf("# %.*s\n", SV_ARG(page));
        }
    }
}

/* JSON outside of a page keeps its bytes, and reads back as what went in. */
static void test_json(struct arena *a)
{
    for (size_t i = 0; i < HOSTILE; i++) {
        sv s = sv_of(hostile[i]), text = SV_NONE;
        struct view_sample m = sample(a, s);
        SCOPED(out_close) struct out o = out_open(SV("en"), NULL);
        view_sample_json(&o, &m);
        struct jv *v = NULL;
        fine(out_done(a, &o, &text));
        fine(jv_parse(a, text, &v));
        ok(sv_eq(jv_get_sv(v, "heading"), s) && sv_eq(jv_get_sv(v, "secret"), s));
        ok(sv_eq(jv_get_sv(jv_get(v, "raw"), "k"), s));
        ok(jv_count(jv_get(v, "ballots")) == 2 && jv_count(jv_get(v, "tags")) == 3);
        ok(!jv_get(v, "numbers") && !jv_get(v, "frame") && !jv_get(v, "body"));
        ok(jv_get(v, "veto_until") && jv_get_int(v, "veto_until", 9) == 0);
    }
}

static void test_schema(struct arena *a)
{
    ok(view_schemas_n == 4);
    for (size_t i = 0; i < view_schemas_n; i++) {
        struct jv *v = NULL;
        fine(jv_parse(a, view_schemas[i].schema, &v));
        ok(sv_eq(jv_get_sv(v, "title"), view_schemas[i].name));
    }
    ok(sv_is(view_choice_count_schema, "{\"title\":\"choice_count\",\"description\":\"how many "
                                       "made one choice\",\"type\":\"object\",\"properties\":{"
                                       "\"choice\":{\"type\":\"string\",\"description\":\"yes, no "
                                       "& so on\"},\"n\":{\"type\":\"integer\"}},"
                                       "\"required\":[\"choice\",\"n\"]}"));
}

static void test_words(struct arena *a)
{
    ok(view_words_n == 3);
    ok(sv_is(view_words[0], "No note here.") && sv_is(view_words[2], "Your words"));
    const struct out_word said[] = {{SV("No note here."), SV("<Sin> nota")},
                                    {SV("Your words"), SV("Sus \"palabras\"")}};
    const struct out_words words = {said, 2};
    struct view_sample m = {.home = URL_FIXED("/")};
    SCOPED(out_close) struct out o = out_open(SV("es"), &words);
    sv s = SV_NONE;
    view_page(&o, &m);
    fine(out_done(a, &o, &s));
    ok(strstr(sv_cstr(a, s), "<p>&lt;Sin&gt; nota</p>") != NULL);
    ok(strstr(sv_cstr(a, s), "title=\"Sus &quot;palabras&quot;\"") != NULL);
    ok(strstr(sv_cstr(a, s), " Sample</title>") != NULL);
}

/* For the script: --count, and --html, --json, --text of the nth hostile text, and --schema. */
static int serve(struct arena *a, const char *what, size_t n)
{
    SCOPED(out_close) struct out o = out_open(SV("en"), NULL);
    struct view_sample m = sample(a, sv_of(hostile[n]));
    if (strcmp(what, "--html") == 0) {
        view_page(&o, &m);
    } else if (strcmp(what, "--json") == 0) {
        view_sample_json(&o, &m);
    } else if (strcmp(what, "--text") == 0) {
        buf_str(&o.b, hostile[n]);
    } else if (strcmp(what, "--schema") == 0) {
        buf_sv(&o.b, view_sample_schema);
    } else {
        buf_i64(&o.b, HOSTILE);
    }
    return fwrite(o.b.p, 1, o.b.n, stdout) == o.b.n ? 0 : 1;
}

int main(int argc, char **argv)
{
    SCOPED(arena_scope) struct arena *a = arena_open(1 << 16);
    uint64_t n = 0;
    if (argc > 1) {
        return argc < 3 || (sv_u64(sv_of(argv[2]), &n) && n < HOSTILE)
                   ? serve(a, argv[1], (size_t)n)
                   : 2;
    }
    test_full(a);
    test_empty(a);
    test_json(a);
    test_schema(a);
    test_words(a);
    return tap_done();
}
