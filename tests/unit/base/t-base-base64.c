/* Base64: RFC 4648's examples, every length, and the spellings that are refused. */
#include <string.h>

#include "base/base64.h"
#include "tap.h"

static struct arena *a;

static void examples(void)
{
    static const char *const table[][2] = {{"", ""},
                                           {"f", "Zg=="},
                                           {"fo", "Zm8="},
                                           {"foo", "Zm9v"},
                                           {"foob", "Zm9vYg=="},
                                           {"fooba", "Zm9vYmE="},
                                           {"foobar", "Zm9vYmFy"},
                                           {"\xFB\xFF\xBF", "+/+/"}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        sv plain = sv_of(table[i][0]);
        uint8_t back[16];
        size_t n = 99;
        SCOPED(buf_free) struct buf b = buf_make(100);
        base64_put(&b, plain.p, plain.n);
        ok(sv_is(buf_view(&b), table[i][1]));
        ok(sv_is(base64_format(a, plain.p, plain.n), table[i][1]));
        ok(base64_read(sv_of(table[i][1]), back, sizeof back, &n) && n == plain.n &&
           memcmp(back, plain.p, n) == 0);
    }
}

static void lengths(void)
{
    uint8_t bytes[300], back[300];
    bool right = true;
    for (size_t i = 0; i < sizeof bytes; i++) {
        bytes[i] = (uint8_t)(i * 151 + 7);
    }
    for (size_t n = 0; n <= sizeof bytes; n++) {
        size_t got = 0;
        sv text = base64_format(a, bytes, n);
        right = right && base64_read(text, back, n, &got) && got == n &&
                memcmp(back, bytes, n) == 0 && (n == 0 || !base64_read(text, back, n - 1, &got));
    }
    ok_as(right, "every length to 300, and no byte more than there is room for");
    struct buf small = buf_make(3);
    base64_put(&small, bytes, 1);
    ok(small.failed && small.n == 0);
}

static void refusals(void)
{
    static const char *const wrong[] = {
        "Z",      "Zg",       "Zg=",  "Zm9",   "Zm9v=",   "Zm9v====",   "====", "=",
        "Z===",   "Zg==Zg==", "Zh==", "Zm9=",  "Zm8=x",   "Z=g=",       "Zg= ", " Zg==",
        "Zg==\n", "Zm9-",     "Zm9_", "Zm\n9", "Zm9\x80", "Z\xC3\xA9v", "=Zg="};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        uint8_t back[16] = {42};
        size_t n = 99;
        if (!ok_as(!base64_read(sv_of(wrong[i]), back, sizeof back, &n) && n == 99 && back[0] == 42,
                   "a spelling that is refused")) {
            printf("# number %zu\n", i);
        }
    }
}

int main(void)
{
    a = arena_open(1024);
    examples();
    lengths();
    refusals();
    arena_close(a);
    return tap_done();
}
