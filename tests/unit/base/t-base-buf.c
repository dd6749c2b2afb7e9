/* Buffers: growth, the bound, and that a failed one stays failed. */
#include <string.h>

#include "base/buf.h"
#include "tap.h"

static void bound(void)
{
    SCOPED(buf_free) struct buf b = buf_make(10);
    ok(buf_view(&b).n == 0 && !b.failed);
    buf_str(&b, "12345");
    buf_put(&b, "67890", 5);
    ok(sv_is(buf_view(&b), "1234567890") && !b.failed);
    buf_put(&b, NULL, 0);
    ok(!b.failed);
    buf_char(&b, 'x');
    ok(b.failed && b.n == 10);
    buf_clear(&b);
    ok(!b.failed && b.n == 0);
    buf_str(&b, "12345678901");
    ok_as(b.failed && b.n == 0, "what does not fit is not cut");
    buf_char(&b, 'x');
    ok_as(b.failed && b.n == 0, "a failed buffer takes nothing more");
    ok(buf_room(&b, 1) == NULL);
    buf_free(&b);
    ok(!b.failed && b.n == 0 && b.max == 10);
    struct buf none = buf_make(0);
    buf_char(&none, 'x');
    ok(none.failed);
    struct buf huge = buf_make(100);
    ok(buf_room(&huge, SIZE_MAX) == NULL && huge.failed);
}

static void appending(void)
{
    static const uint8_t bytes[] = {0x00, 0x9F, 0xFF};
    struct arena *a = arena_open(256);
    SCOPED(buf_free) struct buf b = buf_make(1 << 20);
    buf_i64(&b, 0);
    buf_char(&b, ' ');
    buf_i64(&b, INT64_MIN);
    buf_char(&b, ' ');
    buf_i64(&b, INT64_MAX);
    ok(sv_is(buf_view(&b), "0 -9223372036854775808 9223372036854775807"));
    buf_clear(&b);
    buf_hex(&b, bytes, sizeof bytes);
    buf_fmt(&b, "|%s|%d", "text", -3);
    buf_sv(&b, SV("|end"));
    ok(sv_is(buf_view(&b), "009fff|text|-3|end"));
    buf_drop(&b, 7);
    ok(sv_is(buf_view(&b), "text|-3|end"));
    buf_drop(&b, b.n);
    ok(b.n == 0);
    for (int i = 0; i < 100000; i++) {
        buf_char(&b, (char)('a' + i % 26));
    }
    ok(b.n == 100000 && !b.failed && b.p[25] == 'z' && b.p[99999] == 'a' + 99999 % 26);
    sv copy = buf_dup(a, &b);
    buf_clear(&b);
    buf_char(&b, '!');
    ok(copy.n == 100000 && copy.p[0] == 'a');
    arena_close(a);
}

int main(void)
{
    bound();
    appending();
    return tap_done();
}
