/* The compiler of views: what it refuses, where and why, and what it must let pass. */
#include "base/buf.h"
#include "tplc/tplc.h"
#include "tap.h"

static const char models[] = "model part\n"
                             "    name text\n"
                             "    link url\n"
                             "model page\n"
                             "    s text\n"
                             "    n int\n"
                             "    b bool\n"
                             "    u url\n"
                             "    v url\n"
                             "    h html\n"
                             "    j json\n"
                             "    p part\n"
                             "    q part optional\n"
                             "    ps list part\n"
                             "    ts list text\n"
                             "    hidden text only json\n";
static const char part[] = "{{model part}}<b>{{name}}</b>";
static const char shell[] = "{{model part}}<div>{{content}}</div>";

static err *compile(struct arena *a, const char *model, const char *body, sv *ret_c)
{
    const struct tplc_file files[] = {{SV("m.model"), sv_of(model)},
                                      {SV("part_b.thtml"), sv_of(part)},
                                      {SV("shell.thtml"), sv_of(shell)},
                                      {SV("x.thtml"), sv_of(body)}};
    const struct tplc_names names = {SV("m.h"), SV("t.h")};
    struct tplc_output out;
    err *e = tplc_compile(a, files, model == models ? 4 : 1, &names, &out);
    if (!e && ret_c) {
        *ret_c = out.templates_c;
    }
    return e;
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

static bool holds(sv s, const char *what)
{
    sv part_of = sv_of(what);
    for (size_t i = 0; i + part_of.n <= s.n; i++) {
        if (sv_starts(sv_sub(s, i, s.n), part_of)) {
            return true;
        }
    }
    return false;
}

/* Each body follows "{{model page}}\n", so that it begins in line 2. */
static const struct {
    const char *body, *place, *why;
} refusals[] = {
    /* places that take nothing */
    {"<script>var x = {{s}};</script>", "2:1", "script within a page is refused"},
    {"<script>alert(1)</script>", "2:1", "script within a page is refused"},
    {"<script type=\"text/javascript\">x</script>", "2:1", "script within a page is refused"},
    {"<script type=\"module\"></script>", "2:1", "script within a page is refused"},
    {"<script src=\"https://evil.example/x.js\"></script>", "2:1", "begin its src with /"},
    {"<script src=\"{{u}}\"></script>", "2:14", "a script tag takes only fixed values"},
    {"<script{{if b}} type=\"application/json\"{{end}}>1</script>", "2:1", "stand in no {{if}}"},
    {"<script src=\"/a.js\">{{s}}</script>", "2:21", "to be empty"},
    {"<script src=\"/a.js\">{{if b}}{{end}}</script>", "2:21", "to be empty"},
    {"<script src=\"/a.js\">x</script>", "2:21", "to be empty here"},
    {"<style>{{s}}</style>", "2:1", "<style> is refused"},
    {"<style>p {}</style>", "2:1", "<style> is refused"},
    {"<STYLE>p {}</STYLE>", "2:1", "<style> is refused"},
    {"<p style=\"color: {{s}}\">x</p>", "2:4", "style is refused"},
    {"<p style=\"color: red\">x</p>", "2:4", "style is refused"},
    {"<p onclick=\"f('{{s}}')\">x</p>", "2:4", "onclick is refused"},
    {"<p ONCLICK=\"f()\">x</p>", "2:4", "onclick is refused"},
    {"<iframe srcdoc=\"{{s}}\"></iframe>", "2:9", "srcdoc is refused"},
    {"<iframe src=\"/x\">{{s}}</iframe>", "2:18", "to be empty"},
    {"<p class={{s}}>x</p>", "2:10", "stands in quotes"},
    {"<p class=x>x</p>", "2:10", "stands in quotes"},
    {"<p {{s}}>x</p>", "2:4", "only in the quotes of an attribute"},
    {"<p {{s}}=\"x\">x</p>", "2:4", "only in the quotes of an attribute"},
    {"<p data-{{s}}=\"x\">x</p>", "2:9", "the name of an attribute is fixed"},
    {"<p class{{if b}}=\"x\"{{end}}>x</p>", "2:9", "the name of an attribute is fixed"},
    {"<{{s}}>x</p>", "2:2", "the name of an element is fixed"},
    {"<h{{if b}}1{{end}}>x</h1>", "2:11", "here an attribute"},
    {"<h{{n}}>x</h1>", "2:3", "the name of an element is fixed"},
    {"<p>x</{{s}}>", "2:5", "an end tag is"},
    {"<!-- {{s}} -->", "2:6", "nothing is put into an HTML comment"},
    {"<!-- x", "2:1", "this comment does not end"},
    {"<meta http-equiv=\"{{s}}\">", "2:19", "takes only a fixed value"},
    {"<meta content=\"{{s}}\" http-equiv=\"refresh\">", "2:1", "takes only a fixed content"},
    {"<meta http-equiv=\"refresh\" content=\"{{s}}\">", "2:1", "takes only a fixed content"},
    {"<link rel=\"{{s}}\" href=\"/x\">", "2:12", "takes only a fixed value"},
    {"<link href=\"{{u}}\" rel=\"stylesheet\">", "2:1", "takes only a fixed address"},
    {"<img srcset=\"{{s}} 2x\">", "2:14", "a list of addresses"},
    {"<base href=\"/x\">", "2:1", "<base> is refused"},
    {"<plaintext>", "2:1", "<plaintext> is refused"},
    {"<svg><set></set></svg>", "2:6", "<set> is refused"},
    {"<svg><foreignObject></foreignObject></svg>", "2:6", "<foreignobject> is refused"},
    /* wrong types */
    {"<a href=\"{{s}}\">x</a>", "2:10", "s is no url"},
    {"<a href='{{ps}}'>x</a>", "2:10", "ps is a list"},
    {"<img src=\"{{s}}\">", "2:11", "s is no url"},
    {"<form action=\"{{s}}\"></form>", "2:15", "s is no url"},
    {"<button formaction=\"{{s}}\">x</button>", "2:21", "s is no url"},
    {"<video poster=\"{{s}}\"></video>", "2:16", "s is no url"},
    {"<q cite=\"{{s}}\">x</q>", "2:10", "s is no url"},
    {"<object data=\"{{s}}\"></object>", "2:15", "s is no url"},
    {"<svg><a xlink:href=\"{{s}}\"></a></svg>", "2:21", "s is no url"},
    {"<a HREF=\"{{s}}\">x</a>", "2:10", "s is no url"},
    {"<a href=\"{{n}}\">x</a>", "2:10", "a number behind a fixed beginning"},
    {"<a href=\"/es{{u}}\">x</a>", "2:13", "an address stands first"},
    {"<a href=\"{{u}}{{v}}\">x</a>", "2:15", "an address stands first"},
    {"<a href=\"{{if b}}/x{{end}}{{u}}\">x</a>", "2:27", "an address stands first"},
    {"<a href=\"{{if b}}{{u}}{{end}}{{n}}\">x</a>", "2:30", "a number behind a fixed beginning"},
    {"<a href=\"{{t Some page}}\">x</a>", "2:10", "an address is not translated"},
    {"<a href=\"{{each t in ts}}x{{end}}\">x</a>", "2:10", "an address is not repeated"},
    {"<a href=\"javascript:alert(1)\">x</a>", "2:10", "an address here is within the site"},
    {"<a href=\"JavaScript:alert(1)\">x</a>", "2:10", "an address here is within the site"},
    {"<a href=\"&#106;avascript:alert(1)\">x</a>", "2:10", "an address here is within the site"},
    {"<a href=\" javascript:alert(1)\">x</a>", "2:10", "an address here is within the site"},
    {"<a href=\"data:text/html,x\">x</a>", "2:10", "an address here is within the site"},
    {"<a href=\"//evil.example\">x</a>", "2:10", "an address here is within the site"},
    {"<a href=\"{{if b}}{{u}}{{else}}javascript:x{{end}}\">x</a>", "2:31",
     "an address here is within the site"},
    {"<a href=\"{{if b}}java{{end}}script:x\">x</a>", "2:29", "an address here is within the site"},
    {"<a href=\"java{{if b}}script:x{{end}}\">x</a>", "2:22", "an address here is within the site"},
    {"<a title=\"{{h}}\">x</a>", "2:11", "html, which stands only between tags"},
    {"<title>{{h}}</title>", "2:8", "html, which stands only between tags"},
    {"<p>{{h}}</p>", "2:4", "close the <p> first"},
    {"{{b}}", "2:1", "yes or no"},
    {"{{ps}}", "2:1", "a list"},
    {"{{p}}", "2:1", "a model"},
    {"{{this}}", "2:1", "a model"},
    {"{{j}}", "2:1", "it stands in a JSON island only"},
    {"{{json j}}", "2:1", "stands in <script type=\"application/json\"> only"},
    {"<p title=\"{{json s}}\"></p>", "2:11", "stands in <script type=\"application/json\"> only"},
    {"<script type=\"application/json\">{{s}}</script>", "2:33", "{{json field}} only"},
    {"<script type=\"application/json\">{{t Words}}</script>", "2:33", "{{json field}} only"},
    {"<script type=\"application/json\">{{json h}}</script>", "2:33", "kept from the JSON"},
    {"<script type=\"application/json\">\"<b>\"</script>", "2:34", "write \\u003c"},
    {"{{each x in s}}{{end}}", "2:1", "s is no list"},
    {"{{each x in p}}{{end}}", "2:1", "p is no list"},
    {"{{if p}}{{end}}", "2:1", "p is always there"},
    {"{{if s is 3}}{{end}}", "2:1", "a text is compared with"},
    {"{{if n is \"3\"}}{{end}}", "2:1", "a text is compared with"},
    {"{{if b is \"yes\"}}{{end}}", "2:1", "a text is compared with"},
    {"{{if ts is \"yes\"}}{{end}}", "2:1", "a text is compared with"},
    {"{{if s is \"a\" b\"}}{{end}}", "2:1", "a text is compared with"},
    {"{{if s = \"a\"}}{{end}}", "2:1", "write {{if field}}"},
    /* unknown names */
    {"{{x}}", "2:1", "the model page has no field \"x\""},
    {"<p>\n  {{p.x}}</p>", "3:3", "the model part has no field \"x\""},
    {"{{s.n}}", "2:1", "s has no fields"},
    {"{{ps.name}}", "2:1", "ps has no fields"},
    {"{{.}}", "2:1", "no field"},
    {"{{p.}}", "2:1", "no field"},
    {"{{each x in ps}}{{x.y}}{{end}}", "2:17", "the model part has no field \"y\""},
    {"{{each x in ps}}{{end}}{{x.name}}", "2:24", "no field \"x\""},
    {"{{hidden}}", "2:1", "for the JSON only"},
    {"{{if hidden}}{{end}}", "2:1", "for the JSON only"},
    {"{{each s in ps}}{{end}}", "2:1", "s is a field already"},
    {"{{each x in ps}}{{each x in ps}}{{end}}{{end}}", "2:17", "cannot name an item here"},
    {"{{each for in ps}}{{end}}", "2:1", "cannot name an item here"},
    {"{{if first s}}{{end}}", "2:1", "the variable of no {{each}}"},
    {"{{index ps}}", "2:1", "the variable of an {{each}}"},
    {"{{include nowhere}}", "2:1", "no template \"nowhere\""},
    {"{{include part_b}}", "2:1", "part_b shows the model part"},
    {"{{include part_b with s}}", "2:1", "part_b shows the model part"},
    {"{{include part_b with ps}}", "2:1", "part_b shows the model part"},
    {"{{include shell with p}}", "2:1", "is a whole page"},
    {"{{include x}}", "2:1", "includes itself"},
    {"<p title=\"{{include part_b with p}}\"></p>", "2:11", "only between tags"},
    {"<title>{{include part_b with p}}</title>", "2:8", "only between tags"},
    {"{{s n}}", "2:1", "\"s n\" is no directive"},
    {"{{}}", "2:1", "names nothing"},
    {"{{s", "2:1", "is not closed by }}"},
    {"{{s {{n}}", "2:5", "was not closed by }}"},
    {"x{{model part}}", "2:2", "before everything else"},
    {"{{layout shell with s}}", "2:1", "shows the model part"},
    {"{{layout shell with q}}", "2:1", "must always be there"},
    {"{{layout part_b with p}}", "2:1", "no template \"part_b\" with {{content}}"},
    {"{{layout shell}}", "2:1", "write {{layout shell with field}}"},
    {"{{layout shell with p}}{{content}}", "2:1", "stands in no other shell"},
    {"{{content}}{{content}}", "2:12", "stands once"},
    {"{{if b}}{{content}}{{end}}", "2:9", "within no other block"},
    {"<p>{{content}}</p>", "2:4", "cannot stand in <p>"},
    /* tags and branches */
    {"<p>", "2:1", "<p> is not closed"},
    {"<div><p></div>", "2:9", "stands where </p> is due"},
    {"</p>", "2:1", "closes nothing"},
    {"<br></br>", "2:5", "has no end tag"},
    {"<div/>", "2:5", "does not close itself"},
    {"<p><div></div></p>", "2:4", "would end the open <p>"},
    {"<p><b><ul></ul></b></p>", "2:7", "would end the open <p>"},
    {"<a href=\"/\"><a href=\"/\">x</a></a>", "2:13", "within another <a>"},
    {"<p class=\"a\" class=\"b\">x</p>", "2:14", "stands in this tag already"},
    {"<p class=\"a\" CLASS=\"b\">x</p>", "2:14", "stands in this tag already"},
    {"<p class=\"a\"{{if b}} class=\"b\"{{end}}>x</p>", "2:22", "stands in this tag already"},
    {"<p{{if b}} class=\"a\"{{else}} id=\"x\"{{end}} class=\"b\">x</p>", "2:44",
     "stands in this tag already"},
    {"<p class=\"a\"id=\"b\">x</p>", "2:13", "after a value comes"},
    {"<p class=\"a", "2:1", "this tag does not end"},
    {"<p class", "2:1", "this tag does not end"},
    {"<p \"x\">", "2:4", "an attribute, or the > of <p>, is due"},
    {"<title><b></b></title>", "2:8", "stands no other tag"},
    {"a < b", "2:3", "write &lt;"},
    {"<!DOCTYPE html><!doctype html>", "2:16", "stands once"},
    {"<!doctype xml>", "2:1", "the only declaration"},
    {"{{if b}}<p>{{end}}</p>", "2:12", "is not closed"},
    {"{{if b}}<p>{{else}}<p>{{end}}", "2:12", "is not closed"},
    {"<p>{{if b}}</p>{{end}}", "2:12", "closes what was opened before this {{if}}"},
    {"<p>{{each x in ps}}</p>{{end}}", "2:20", "closes what was opened before this {{each}}"},
    {"{{if b}}<p title=\"{{end}}\"></p>", "2:19", "ends in another place"},
    {"{{if b}}<p {{end}}></p>", "2:12", "ends in another place"},
    {"<p {{if b}}title=\"{{end}}\"></p>", "2:19", "ends in another place"},
    {"<p title=\"{{if b}}\"{{end}}></p>", "2:19", "the value ends within a block"},
    {"<p {{if b}}>{{end}}</p>", "2:12", "the tag ends within a block"},
    {"<p {{each x in ps}}{{end}}></p>", "2:4", "an attribute is not repeated"},
    {"{{if b}}", "2:1", "this {{if}} has no {{end}}"},
    {"{{each x in ps}}", "2:1", "this {{each}} has no {{end}}"},
    {"{{end}}", "2:1", "belongs to no {{if}} or {{each}}"},
    {"{{else}}", "2:1", "belongs to no {{if}} or {{each}}"},
    {"{{each x in ps}}{{else}}{{end}}", "2:17", "{{each}} has no {{else}}"},
    {"{{if b}}{{else}}{{else}}{{end}}", "2:17", "nothing follows {{else}}"},
    {"{{if b}}{{else}}{{else if b}}{{end}}", "2:17", "nothing follows {{else}}"},
    {"{{if b}}{{else x}}{{end}}", "2:9", "write {{else}} or {{else if field}}"},
    {"{{each x of ps}}{{end}}", "2:1", "write {{each item in list}}"},
    {"\x01", "1:1", "not plain UTF-8"},
    {"\xff", "1:1", "not plain UTF-8"},
};

static void test_refusals(struct arena *a)
{
    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
        sv body = sv_fmt(a, "{{model page}}\n%s", refusals[i].body);
        err *e = compile(a, models, sv_cstr(a, body), NULL);
        sv place = sv_fmt(a, "x.thtml:%s: ", refusals[i].place);
        bool right = e && e->kind == E_INVALID && sv_starts(e->message, place) &&
                     holds(e->message, refusals[i].why) &&
                     sv_find(e->message, '\n') == e->message.n;
        if (!ok_as(right, label(a, refusals[i].body))) {
            printf("# %.*s\n", SV_ARG(e ? e->message : SV("was compiled")));
        }
    }
}

/* What stands at the edge of a refusal and is right. */
static const char *const right[] = {
    "",
    "plain text & more > less }}",
    "<p class='{{s}}' title=\"a {{n}} {{t Words}}\">{{s}}{{n}}{{u}}</p>{{h}}",
    ("<a href=\"{{u}}\">x</a><a href='{{u}}#x'>x</a><a href=\"/e/{{n}}/{{n}}\">x</a><a "
     "href=\"{{u}}?p={{n}}\">x</a>"),
    "<a href=\"{{if b}}{{u}}{{else if n}}/x{{else}}{{v}}{{end}}\">x</a>",
    ("<a href=\"https://example.org\">x</a><a href=\"mailto:a@b.example\">x</a><a "
     "href=\"#x\">x</a><a href=\"tel:1\">x</a>"),
    "<a href=\"/a?b={{n}}&amp;c={{n}}#x:y\">x</a>",
    "<a href=\"a/b:c\">x</a><a href=\"?a:b\">x</a>",
    "<p class=\"{{if b}}x{{else}}y{{end}}{{each x in ps}} {{x.name}}{{end}}\">x</p>",
    ("<input{{if b}} checked{{end}} value=\"{{s}}\"><input {{if "
     "b}}value=\"x\"{{else}}value=\"y\"{{end}}>"),
    "<input{{if b}}{{if n}} a=\"1\"{{else}} a=\"2\"{{end}}{{else}} a=\"3\"{{end}} disabled>",
    "<img src=\"{{u}}\" alt=\"\"/><br /><hr>",
    ("<script type=\"application/json\">{\"a\":{{json this}},\"b\":{{json ps}},\"c\":{{json "
     "j}},\"d\":{{json q}}}</script>"),
    "<script src=\"/assets/a.js\" defer></script><script type=\"module\" src=\"/a.js\"> </script>",
    "<link rel=\"stylesheet\" href=\"/a.css\"><link rel=\"alternate\" href=\"{{u}}\">",
    "<meta name=\"description\" content=\"{{s}}\">",
    "<title>{{s}} {{if b}}x{{end}}</title><textarea>{{s}}</textarea>",
    "{{if q}}{{q.name}}{{end}}{{q.name}}{{include part_b with q}}{{include part_b with p}}",
    ("{{each x in ps}}{{if first x}}{{else if last x}}{{end}}{{index x}}{{include part_b with "
     "x}}{{end}}"),
    "{{if s is \"it's\\\"}}x{{else if n is -3}}y{{else if not n is 0}}z{{end}}{{if not q}}w{{end}}",
    "{{if q.name is \"a\"}}x{{end}}{{if ps}}{{end}}{{if u}}{{end}}{{if h}}{{end}}{{if j}}{{end}}",
    "<svg viewBox=\"0 0 1 1\"><linearGradient id=\"a\"/><path d=\"M0\"/></svg>",
    "<div><p>x</p><p>y</p></div><ul><li>x</li></ul>",
    "<pre>\n x {{s}}\n</pre>",
    "<!-- note -->{{! {note} }}",
    "{{layout shell with p}}<b>{{s}}</b>",
    "{{this.s}}{{each x in this.ps}}{{x.link}}{{end}}",
};

static void test_right(struct arena *a)
{
    for (size_t i = 0; i < sizeof right / sizeof *right; i++) {
        err *e = compile(a, models, sv_cstr(a, sv_fmt(a, "{{model page}}\n%s", right[i])), NULL);
        if (!ok_as(!e, label(a, right[i]))) {
            printf("# %.*s\n", SV_ARG(e->message));
        }
    }
    fails(compile(a, models, "no model", NULL), E_INVALID);
    fails(compile(a, models, "{{model nothing}}", NULL), E_INVALID);
}

/* The macro that the context chooses, and the lines that the C compiler names. */
static void test_macros(struct arena *a)
{
    sv c = SV_NONE;
    fine(compile(a, models, "{{model page}}\n<a href=\"{{u}}\"\n title=\"{{s}}\">{{s}}</a>", &c));
    ok(holds(c, "#line 2 \"x.thtml\"\nTP_URL(o, m->u);"));
    ok(holds(c, "#line 3 \"x.thtml\"\nTP_ATTR(o, m->s);"));
    ok(holds(c, "#line 3 \"x.thtml\"\nTP_TEXT(o, m->s);"));
    fine(compile(a, models, "{{model page}}{{if s is \"a\\b?\n\"}}{{end}}?\?/\xc3\xa9", &c));
    ok(holds(c, "SV(\"a\\\\b\\?\\n\")") && holds(c, "\"\\?\\?/\\303\\251\""));
}

static const struct {
    const char *text, *place, *why;
} model_refusals[] = {
    {"x text\n", "m.model:1", "a line begins with \"model\""},
    {"    x text\n", "m.model:1", "a field stands below its model"},
    {"model\n", "m.model:1", "cannot name a model"},
    {"model Page\n", "m.model:1", "cannot name a model"},
    {"model struct\n", "m.model:1", "cannot name a model"},
    {"model a b\n", "m.model:1", "a model line is"},
    {"model a \"x\n", "m.model:1", "lacks its closing quote"},
    {"model a \"x\" y\n", "m.model:1", "nothing may follow"},
    {"model a\n", "m.model:1", "has no field"},
    {"model a\n x text\n\nmodel a\n x text\n", "m.model:4", "is described already at m.model:1"},
    {"model a\n x\n", "m.model:2", "lacks its type"},
    {"model a\n x list\n", "m.model:2", "lacks its type"},
    {"model a\n X text\n", "m.model:2", "cannot name a field"},
    {"model a\n default text\n", "m.model:2", "cannot name a field"},
    {"model a\n end text\n", "m.model:2", "cannot name a field"},
    {"model a\n a23456789012345678901234567890123456789012 text\n", "m.model:2",
     "cannot name a field"},
    {"model a\n x float\n", "m.model:2", "there is no type or model \"float\""},
    {"model a\n x list url\n", "m.model:2", "a list is of text"},
    {"model a\n x list bool\n", "m.model:2", "a list is of text"},
    {"model a\n x text maybe\n", "m.model:2", "is none of optional"},
    {"model a\n x text as\n", "m.model:2", "a JSON key is"},
    {"model a\n x text as a/b\n", "m.model:2", "a JSON key is"},
    {"model a\n x text only\n", "m.model:2", "after only comes json"},
    {"model a\n x text nojson only json\n", "m.model:2", "cannot be kept from the JSON"},
    {"model a\n x text also json\n", "m.model:2", "\"also json\" is for html"},
    {"model a\n x html only json\n", "m.model:2", "make it text"},
    {"model a\n x json nojson\n", "m.model:2", "serves nobody"},
    {"model a\n x text\n x int\n", "m.model:3", "stands in the model already"},
    {"model a\n x text\n y int as x\n", "m.model:3", "the JSON key x"},
    {"model a\n x list text\n x_n int\n", "m.model:3", "taken by the companion of x"},
    {"model a\n has_x text\n x int optional\n", "m.model:2", "taken by the companion of x"},
    {"model a\n x a\n", "m.model:2", "contain itself"},
    {"model a\n x a optional\n", "m.model:2", "contain itself"},
    {"model a\n x list b\nmodel b\n x list a\n", "m.model:4", "contain itself"},
    {"model a\n x text \"\x02\"\n", "m.model:1", "not plain UTF-8"},
};

static void test_models(struct arena *a)
{
    for (size_t i = 0; i < sizeof model_refusals / sizeof *model_refusals; i++) {
        err *e = compile(a, model_refusals[i].text, "", NULL);
        sv place = sv_fmt(a, "%s: ", model_refusals[i].place);
        if (!ok_as(e && sv_starts(e->message, place) && holds(e->message, model_refusals[i].why),
                   model_refusals[i].why)) {
            printf("# %.*s\n", SV_ARG(e ? e->message : SV("was compiled")));
        }
    }
    fine(compile(a,
                 "# only a comment\n\nmodel a \"x\"\n\tx text as for\n x_m list int optional "
                 "\"y\"\nmodel b\n x a\n",
                 "", NULL));
}

static err *compile_files(struct arena *a, const struct tplc_file *files, size_t n)
{
    const struct tplc_names names = {SV("m.h"), SV("t.h")};
    struct tplc_output out;
    return tplc_compile(a, files, n, &names, &out);
}

static void test_bounds(struct arena *a)
{
    struct tplc_file *many = arena_array(a, struct tplc_file, TPLC_FILES + 1);
    for (size_t i = 0; i <= TPLC_FILES; i++) {
        many[i].name = SV("a.model");
    }
    fine(compile_files(a, many, TPLC_FILES));
    fails(compile_files(a, many, TPLC_FILES + 1), E_LIMIT);
    char *spaces = arena_alloc(a, TPLC_FILE_BYTES + 1);
    for (size_t i = 0; i <= TPLC_FILE_BYTES; i++) {
        spaces[i] = ' ';
    }
    const struct tplc_file large[] = {{SV("a.model"), {spaces, TPLC_FILE_BYTES + 1}}};
    fails(compile_files(a, large, 1), E_LIMIT);
    const struct tplc_file odd[] = {{SV("a.txt"), SV("")}};
    fails(compile_files(a, odd, 1), E_INVALID);
    const struct tplc_file circle[] = {{SV("a.model"), SV("model m\n x text\n")},
                                       {SV("a.thtml"), SV("{{model m}}{{include b}}")},
                                       {SV("b.thtml"), SV("{{model m}}\n{{include a}}")}};
    err *e = compile_files(a, circle, 3);
    ok(e && sv_is(e->message, "b.thtml:2:1: a includes itself in the end"));
    const struct tplc_file twice[] = {
        circle[0], {SV("x/b.thtml"), SV("{{model m}}")}, {SV("y/b.thtml"), SV("{{model m}}")}};
    fails(compile_files(a, twice, 3), E_INVALID);
    const struct tplc_file name[] = {circle[0], {SV("a_json.thtml"), SV("{{model m}}")}};
    fails(compile_files(a, name, 2), E_INVALID);
    /* Schemas of models that nest and widen would grow without end. */
    struct buf deep = buf_make(1 << 16);
    for (int i = 0; i < 15; i++) {
        buf_fmt(&deep, "model m%d\n a m%d\n b m%d\n c m%d\n d m%d\n", i, i + 1, i + 1, i + 1,
                i + 1);
    }
    buf_str(&deep, "model m15\n x text\n");
    const struct tplc_file wide[] = {{SV("a.model"), buf_view(&deep)}};
    fails(compile_files(a, wide, 1), E_LIMIT);
    buf_free(&deep);
    struct buf nested = buf_make(1 << 16);
    buf_str(&nested, "{{model m}}");
    for (int i = 0; i <= TPLC_ELEMENTS; i++) {
        buf_str(&nested, "<div>");
    }
    const struct tplc_file elements[] = {circle[0], {SV("a.thtml"), buf_view(&nested)}};
    e = compile_files(a, elements, 2);
    ok(e && holds(e->message, "elements are open at once"));
    buf_clear(&nested);
    buf_str(&nested, "{{model m}}");
    for (int i = 0; i <= TPLC_BLOCKS; i++) {
        buf_str(&nested, "{{if x}}");
    }
    const struct tplc_file blocks[] = {circle[0], {SV("a.thtml"), buf_view(&nested)}};
    e = compile_files(a, blocks, 2);
    ok(e && holds(e->message, "blocks are open at once"));
    buf_free(&nested);
}

int main(void)
{
    SCOPED(arena_scope) struct arena *a = arena_open(1 << 16);
    test_refusals(a);
    test_right(a);
    test_macros(a);
    test_models(a);
    test_bounds(a);
    return tap_done();
}
