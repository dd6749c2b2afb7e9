/* UTF-8: what is well formed and what is not (Unicode 15, table 3-7), code points there and back.
 */
#include "base/utf8.h"
#include "tap.h"

static void tables(void)
{
    static const struct {
        const char *text;
        bool valid, plain;
    } table[] = {
        {"", true, true},
        {"plain", true, true},
        {"tab\tand\nnewline", true, true},
        {"\r", true, false},
        {"\x1F", true, false},
        {"\x7F", true, false},
        {"\xC2\x80", true, false},
        {"\xC2\x9F", true, false},
        {"\xC2\xA0", true, true},
        {"\xDF\xBF", true, true},
        {"\xE0\xA0\x80", true, true},
        {"\xED\x9F\xBF", true, true},
        {"\xEE\x80\x80", true, true},
        {"\xEF\xBF\xBF", true, true},
        {"\xF0\x90\x80\x80", true, true},
        {"\xF4\x8F\xBF\xBF", true, true},
        {"\x80", false, false},
        {"\xBF", false, false},
        {"\xC0\x80", false, false},
        {"\xC1\xBF", false, false},
        {"\xC2", false, false},
        {"\xC2\x41", false, false},
        {"\xC2\xC2", false, false},
        {"\xE0\x9F\xBF", false, false},
        {"\xE0\xA0", false, false},
        {"\xE0\xA0\x41", false, false},
        {"\xED\xA0\x80", false, false},
        {"\xED\xBF\xBF", false, false},
        {"\xF0\x8F\xBF\xBF", false, false},
        {"\xF0\x90\x80", false, false},
        {"\xF4\x90\x80\x80", false, false},
        {"\xF5\x80\x80\x80", false, false},
        {"\xFE", false, false},
        {"\xFF", false, false},
        {"good \xC3\xA9 then \xFF", false, false},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        sv s = sv_of(table[i].text);
        bool right = utf8_valid(s) == table[i].valid && utf8_plain(s) == table[i].plain;
        if (!ok_as(right, "a text of the table")) {
            printf("# line %zu of the table\n", i);
        }
    }
    ok(utf8_valid(SV("a\0b")) && !utf8_plain(SV("a\0b")));
}

static void every_code_point(void)
{
    SCOPED(buf_free) struct buf b = buf_make(16);
    bool there_and_back = true;
    for (uint32_t cp = 0; cp <= 0x10FFFF; cp++) {
        if (cp >= 0xD800 && cp <= 0xDFFF) {
            continue;
        }
        buf_clear(&b);
        utf8_put(&b, cp);
        sv s = buf_view(&b);
        size_t length = cp < 0x80 ? 1 : cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
        there_and_back =
            there_and_back && s.n == length && utf8_valid(s) && utf8_next(&s) == cp && s.n == 0;
    }
    ok_as(there_and_back, "every code point, there and back");
    sv s = SV("\xFF"
              "a");
    ok(utf8_next(&s) == UINT32_MAX && s.n == 1 && utf8_next(&s) == 'a' &&
       utf8_next(&s) == UINT32_MAX && s.n == 0);
    SCOPED(buf_free) struct buf small = buf_make(2);
    utf8_put(&small, 0x20AC);
    ok(small.failed && small.n == 0);
}

int main(void)
{
    tables();
    every_code_point();
    return tap_done();
}
