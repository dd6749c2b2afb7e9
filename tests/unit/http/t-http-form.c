/* Forms, query strings, header lines, cookies. */
#include <string.h>

#include "base/limits.h"
#include "http/form.h"
#include "http/text.h"
#include "tap.h"

static void reading(struct arena *a)
{
    struct http_form f;
    fine(http_form_parse(a, SV("a=1&b=x+y%2Bz&a=2&c&=e&&d=caf%C3%A9%0D%0Aline%0atab%09"), &f));
    ok(f.n == 6);
    ok(sv_is(http_form_get(&f, "a"), "1") && sv_is(f.pairs[2].value, "2"));
    ok(sv_is(http_form_get(&f, "b"), "x y+z"));
    ok(http_form_has(&f, "c") && http_form_get(&f, "c").n == 0);
    ok(http_form_has(&f, "") && sv_is(http_form_get(&f, ""), "e"));
    ok(sv_is(http_form_get(&f, "d"), "caf\xC3\xA9\nline\ntab\t"));
    ok(!http_form_has(&f, "e"));
    fine(http_form_parse(a, SV_NONE, &f));
    ok(f.n == 0);
    fine(http_form_parse(a, SV("a=b=c"), &f));
    ok(sv_is(http_form_get(&f, "a"), "b=c"));
    fine(http_form_parse(a, SV("a%5B%5D=1&%61=2"), &f));
    ok(sv_is(http_form_get(&f, "a[]"), "1") && sv_is(http_form_get(&f, "a"), "2"));
}

static void refusals(struct arena *a)
{
    static const char *const bad[] = {"a=%",        "a=%4",   "a=%zz",    "a=%00",
                                      "a=\x01",     "a=\xFF", "a=%C0%AF", "a=%ED%A0%80",
                                      "a=%0Dalone", "a=%7F",  "%01=a",    "a=%1B"};
    struct http_form f = {.n = 77};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        fails(http_form_parse(a, sv_of(bad[i]), &f), E_INVALID);
    }
    ok(f.n == 77);
    err *e = http_form_parse(a, SV("good=1&name=%zz"), &f);
    ok(e && sv_is(e->field, "name"));

    struct buf b = buf_make(LIMIT_FORM_BYTES + 10);
    for (int i = 0; i < LIMIT_FORM_FIELDS; i++) {
        buf_str(&b, "a=1&");
    }
    fine(http_form_parse(a, buf_view(&b), &f));
    ok(f.n == LIMIT_FORM_FIELDS);
    buf_str(&b, "b=2");
    fails(http_form_parse(a, buf_view(&b), &f), E_LIMIT);
    buf_clear(&b);
    buf_str(&b, "a=");
    memset(buf_room(&b, LIMIT_FORM_BYTES), 'x', LIMIT_FORM_BYTES);
    b.n += LIMIT_FORM_BYTES;
    fails(http_form_parse(a, buf_view(&b), &f), E_LIMIT);
    buf_free(&b);
}

static bool wrote(struct buf *b, const char *text)
{
    bool same = !b->failed && sv_is(buf_view(b), text);
    if (!same) {
        printf("# %s: %.*s\n", b->failed ? "failed" : "wrote", (int)b->n, b->p);
    }
    buf_clear(b);
    return same;
}

static void writing(struct arena *a)
{
    struct buf b = buf_make(4096);
    http_url_put(&b, SV("a B/c?\xC3\xA9~-._%\0"));
    ok(wrote(&b, "a%20B%2Fc%3F%C3%A9~-._%25%00"));
    buf_str(&b, "/search");
    http_query_put(&b, SV("q"), SV("x y&z"));
    http_query_put(&b, SV("p"), SV("2"));
    ok(wrote(&b, "/search?q=x%20y%26z&p=2"));

    http_header_put(&b, "X-A", SV("value"));
    ok(wrote(&b, "X-A: value\r\n"));
    http_header_put(&b, "X-A", SV("value\r\nX-B: injected"));
    ok(b.failed);
    buf_clear(&b);
    http_cookie_put(&b,
                    &(struct http_cookie){.name = SV("sid"), .value = SV("tok"), .max_age_s = -1});
    ok(wrote(&b, "Set-Cookie: sid=tok; Path=/; SameSite=Lax; HttpOnly\r\n"));
    http_cookie_put(&b, &(struct http_cookie){.name = SV("sid"),
                                              .path = "/clerk",
                                              .max_age_s = 60,
                                              .secure = true,
                                              .readable = true});
    ok(wrote(&b, "Set-Cookie: sid=; Path=/clerk; Max-Age=60; SameSite=Lax; Secure\r\n"));
    static const char *const bad[] = {"a;b",  "a b",   "a\"b",     "a,b",
                                      "a\\b", "a\r\n", "\xC3\xA9", "\x7F"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        http_cookie_put(&b, &(struct http_cookie){.name = SV("n"), .value = sv_of(bad[i])});
        ok_as(b.failed, "a value that is no cookie's is refused");
        buf_clear(&b);
    }
    http_cookie_put(&b, &(struct http_cookie){.name = SV("a=b")});
    ok(b.failed);
    buf_clear(&b);

    /* decode(encode(x)) = x for every text of two code points */
    bool same = true;
    for (unsigned i = 1; i < 0x100 && same; i++) {
        char text[3] = {'a', (char)i, 'b'};
        struct http_form f;
        http_query_put(&b, SV("k"), (sv){text, 3});
        err *e = http_form_parse(a, sv_sub(buf_view(&b), 1, b.n), &f);
        bool plain = (i >= 0x20 && i < 0x7F) || i == '\t' || i == '\n';
        same = plain ? !e && sv_eq(http_form_get(&f, "k"), (sv){text, 3}) : e != NULL;
        buf_clear(&b);
    }
    ok_as(same, "what was encoded is decoded, or refused as no text");
    buf_free(&b);
}

static void tokens(void)
{
    const char *marks = "!#$%&'*+-.^_`|~";
    bool same = true;
    for (int c = 0; c < 256; c++) {
        bool letter = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        bool want = letter || (c != 0 && c < 128 && strchr(marks, c));
        same = same && http_token_char((char)c) == want;
    }
    ok_as(same, "tokens are those of RFC 9110");
}

int main(void)
{
    SCOPED(arena_scope) struct arena *a = arena_open(4096);
    reading(a);
    refusals(a);
    writing(a);
    tokens();
    return tap_done();
}
