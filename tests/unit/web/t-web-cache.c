/* The page cache: what it keeps, what touches, turns and pushes out. */
#include "web/cache.h"

#include <string.h>

#include "tap.h"

static int64_t clock_us = 1000;

static instant now(void)
{
    return (instant){clock_us};
}

static void keep(struct web_cache *c, const char *key, const char *text, const sv *subjects,
                 size_t n, int64_t size)
{
    struct http_body *body = http_body_make(sv_of(text), SV("tag"));
    web_cache_keep(
        c,
        &(struct web_keep){
            .key = sv_of(key), .body = body, .subjects = subjects, .subjects_n = n, .size = size});
    http_body_drop(body);
}

static bool has(struct web_cache *c, const char *key, const char *text)
{
    struct web_cached page;
    return web_cache_find(c, sv_of(key), now, &page) && sv_is(http_body_bytes(page.body), text);
}

static void test_touch(void)
{
    struct web_cache *c = web_cache_open(1 << 20);
    const sv one[] = {SV("body:a"), SV("item:a/1")}, two[] = {SV("body:a")},
             three[] = {SV("body:b")};
    keep(c, "/1", "one", one, 2, 10);
    keep(c, "/2", "two", two, 1, 10);
    keep(c, "/3", "three", three, 1, 10);
    ok(has(c, "/1", "one") && has(c, "/2", "two") && has(c, "/3", "three"));
    web_cache_touch(c, SV("item:a/2"), 10);
    web_cache_touch(c, SV("item:a"), 10);
    web_cache_touch(c, SV("item:a/1"), 9);
    ok_as(has(c, "/1", "one"), "what was touched before it was made leaves a page");
    web_cache_touch(c, SV("item:a/1"), 10);
    ok_as(!has(c, "/1", "one") && has(c, "/2", "two"), "one subject of two is enough");
    web_cache_touch(c, SV("body:a"), 11);
    ok_as(!has(c, "/2", "two") && has(c, "/3", "three"), "a subject touches its own pages only");
    keep(c, "/2", "two again", two, 1, 12);
    keep(c, "/4", "four", two, 1, 12);
    keep(c, "/5", "five", two, 1, 13);
    web_cache_touch(c, SV("body:a"), 12);
    ok_as(!has(c, "/2", "two again") && !has(c, "/4", "four") && has(c, "/5", "five"),
          "a subject touches all of its pages, but those that saw it");
    struct web_cache_counts n = web_cache_counts(c);
    ok(n.pages == 2 && n.touched == 4);
    web_cache_clear(c);
    n = web_cache_counts(c);
    ok(n.pages == 0 && n.bytes == 0);
    web_cache_close(c);
}

static void test_turns(void)
{
    struct web_cache *c = web_cache_open(1 << 20);
    const sv subject[] = {SV("body:a")};
    struct http_body *body = http_body_make(SV("x"), SV_NONE);
    struct web_keep k = {.key = SV("/x"),
                         .body = body,
                         .json = true,
                         .subjects = subject,
                         .subjects_n = 1,
                         .turns = true,
                         .valid_until = {2000}};
    struct web_cached page = {0};
    web_cache_keep(c, &k);
    clock_us = 1999;
    ok(web_cache_find(c, SV("/x"), now, &page) && page.json && page.body == body);
    clock_us = 2000;
    ok_as(!has(c, "/x", "x"), "a page ends at the instant at which it turns");
    ok(web_cache_counts(c).pages == 0);
    k.turns = false;
    web_cache_keep(c, &k);
    clock_us = INT64_C(1) << 60;
    ok_as(has(c, "/x", "x"), "a page that does not turn stays");
    http_body_drop(body);
    web_cache_close(c);
}

static void test_bounds(void)
{
    struct web_cache *c = web_cache_open(0), *small = web_cache_open(40000);
    const sv subject[] = {SV("body:a"), SV("body:a")};
    char text[4000], key[16];
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = 0;
    keep(c, "/1", "one", subject, 1, 1);
    ok_as(!has(c, "/1", "one") && web_cache_counts(c).pages == 0, "nothing is kept in no memory");
    keep(small, "/none", "none", subject, 0, 1);
    ok_as(!has(small, "/none", "none"), "a page without subjects is not kept");
    for (int i = 0; i < 100; i++) {
        snprintf(key, sizeof key, "/%d", i);
        keep(small, key, text, subject, 2, 1);
        ok_as(i == 0 || has(small, "/0", text), "what is used stays");
    }
    struct web_cache_counts n = web_cache_counts(small);
    ok(n.bytes <= 40000 && n.pages >= 5 && n.pages <= 10 && n.pushed_out == 100 - n.pages);
    ok_as(!has(small, "/1", text) && has(small, "/99", text), "the least used goes first");
    char large[8000];
    memset(large, 'y', sizeof large - 1);
    large[sizeof large - 1] = 0;
    keep(small, "/99", large, subject, 1, 1);
    ok_as(!has(small, "/99", text) && !has(small, "/99", large),
          "a page that is too large takes the old one away with it");
    web_cache_touch(small, SV("body:a"), 1);
    n = web_cache_counts(small);
    ok_as(n.pages == 0 && n.bytes == 0, "a subject that a page names twice");
    web_cache_close(c);
    web_cache_close(small);
}

int main(void)
{
    test_touch();
    test_turns();
    test_bounds();
    return tap_done();
}
