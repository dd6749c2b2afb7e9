/* Multipart forms against the slow second reader, in pieces of every size; and ranges. */
#include <stdio.h>

#include "naive_multipart.h"
#include "tap.h"

struct seen {
    struct buf out;
    int refuse; /* what data answers */
};

static int begin(void *ctx, const struct http_part *p)
{
    struct seen *s = ctx;
    buf_fmt(&s->out, "%.*s", SV_ARG(p->name));
    if (p->is_file) {
        buf_fmt(&s->out, "=%.*s", SV_ARG(p->filename));
    }
    buf_char(&s->out, '|');
    return 0;
}

static int data(void *ctx, sv piece)
{
    struct seen *s = ctx;
    buf_sv(&s->out, piece);
    return s->refuse;
}

static int end(void *ctx)
{
    buf_char(&((struct seen *)ctx)->out, ';');
    return 0;
}

/* What a body is read as in pieces of so many bytes: its status, and the parts in *ret. */
static int read_in(sv body, size_t pieces, struct buf *ret)
{
    struct http_multipart *m = heap_resize(NULL, sizeof *m);
    struct seen s = {.out = buf_make(1 << 20)};
    int status = HTTP_MORE;
    struct http_multipart_to to = {&s, begin, data, end};
    bool open = http_multipart_open(m, SV("multipart/form-data; boundary=xYz"), &to);
    for (size_t at = 0; open && at < body.n && status < 400; at += pieces) {
        status = http_multipart_add(m, sv_sub(body, at, pieces));
    }
    heap_resize(m, 0);
    *ret = s.out;
    return open ? status : 0;
}

#define D "Content-Disposition: form-data; name="

static const struct {
    const char *body, *parts; /* NULL: refused */
    bool more;                /* it could still become one */
} bodies[] = {
    {"--xYz\r\n" D "\"a\"\r\n\r\n1\r\n--xYz--\r\n", "a|1;", false},
    {"--xYz\r\n" D "\"a\"\r\n\r\n1\r\n--xYz--", "a|1;", false},
    {"--xYz\r\n" D "\"a\"\r\n\r\n\r\n--xYz--", "a|;", false},
    {"--xYz\r\n" D "\"a\"\r\n\r\n\r\n\r\n--xY\r\n--xYz--", "a|\r\n\r\n--xY;", true},
    {"--xYz\r\n" D "\"f\"; filename=\"x y.pdf\"\r\nContent-Type: a/b\r\n\r\n%PDF\r\n--xYz\r\n" D
     "\"b\"\r\n\r\n2\r\n--xYz--\r\n",
     "f=x y.pdf|%PDF;b|2;", false},
    {"--xYz\r\ncontent-disposition: form-data;name=\"f\";filename=\"\"\r\n\r\n\r\n--xYz--\r\n",
     "f=|;", false},
    {"--xYz--\r\n", "", false},
    {"\r\n--xYz\r\n" D "\"a\"\r\n\r\n1\r\n--xYz--\r\n", NULL, false},
    {"before\r\n--xYz--\r\n", NULL, false},
    {"--xYz \r\n" D "\"a\"\r\n\r\n1\r\n--xYz--\r\n", NULL, false},
    {"--xYz\n" D "\"a\"\n\n1\n--xYz--\n", NULL, false},
    {"--xYz\r\n\r\n1\r\n--xYz--\r\n", NULL, false},
    {"--xYz\r\nContent-Type: a/b\r\n\r\n1\r\n--xYz--\r\n", NULL, false},
    {"--xYz\r\n" D "\"a\"\r\n" D "\"b\"\r\n\r\n1\r\n--xYz--\r\n", NULL, false},
    {"--xYz\r\n" D "\"a\"\r\nContent-Transfer-Encoding: base64\r\n\r\n1\r\n--xYz--\r\n", NULL,
     false},
    {"--xYz\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\n1\r\n--xYz--\r\n", NULL, false},
    {"--xYz\r\nContent-Disposition: form-data\r\n\r\n1\r\n--xYz--\r\n", NULL, false},
    {"--xYz\r\n" D "\"a\r\n\r\n1\r\n--xYz--\r\n", NULL, false},
    {"--xYz\r\n" D "\"\"\r\n\r\n1\r\n--xYz--\r\n", NULL, false},
    {"--xYz\r\n" D "\"\xff\"\r\n\r\n1\r\n--xYz--\r\n", NULL, false},
    {"--xYz\r\n" D "\"a\"\r\n\r\n1\r\n--xYz--\r\nafter", NULL, false},
    {"--xYz\r\n" D "\"a\"\r\n\r\n1\r\n--xYz-\r\n", NULL, false},
    {"--xYz\r\n" D "\"a\"\r\n\r\n1\r\n--xY", NULL, true},
    {"--xYz\r\n" D "\"a\"", NULL, true},
};

static void known(void)
{
    for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++) {
        sv body = sv_of(bodies[i].body);
        bool good = true;
        for (size_t pieces = 1; pieces <= body.n; pieces++) {
            struct buf b;
            int status = read_in(body, pieces, &b);
            bool whole = bodies[i].parts && !bodies[i].more;
            good = good && (whole ? status == HTTP_DONE && sv_is(buf_view(&b), bodies[i].parts)
                            : bodies[i].more ? status == HTTP_MORE || status == HTTP_DONE
                                             : status == 400);
            buf_free(&b);
        }
        char name[16];
        snprintf(name, sizeof name, "body %zu", i);
        ok_as(good, name);
    }
}

/* Bodies of what boundaries are made of: the fast reader and the slow one agree on every frame. */
static void random_bodies(void)
{
    static const char *const bits[] = {"--xYz",  "\r\n", "\r",  "\n--xYz", "--",     "x",
                                       "\r\n--", "-",    "xYz", "\r\r\n",  "--xYz--"};
    uint32_t seed = 2026;
    unsigned differ = 0, agreed = 0;
    for (int round = 0; round < 20000; round++) {
        struct buf b = buf_make(4096), fast, slow = buf_make(1 << 16), want = buf_make(1 << 16);
        buf_str(&b, "--xYz\r\n" D "\"a\"\r\n\r\n");
        for (int n = 0; n < 8; n++) {
            seed = seed * 1664525u + 1013904223u;
            buf_str(&b, bits[(seed >> 16) % (sizeof bits / sizeof bits[0])]);
        }
        buf_str(&b, "\r\n--xYz--\r\n");
        int status = read_in(buf_view(&b), 1 + (size_t)(seed >> 8) % 7, &fast);
        bool framed = naive_multipart(buf_view(&b), "xYz", &slow);
        /* only a body of one part has a head that the fast one takes */
        static const char head[] = D "\"a\"|";
        bool one = framed && sv_starts(buf_view(&slow), SV(D "\"a\"|"));
        if (one) {
            buf_str(&want, "a|");
            buf_sv(&want, sv_sub(buf_view(&slow), sizeof head - 1, slow.n));
        }
        bool same = status == HTTP_DONE ? one && sv_eq(buf_view(&want), buf_view(&fast))
                                        : !one || status == 400;
        differ += !same;
        agreed += status == HTTP_DONE && same;
        buf_free(&b);
        buf_free(&fast);
        buf_free(&slow);
        buf_free(&want);
    }
    ok_as(differ == 0, "both readers agree");
    ok_as(agreed > 1000, "… also on bodies that are good");
}

static void bounds(void)
{
    struct http_multipart *m = heap_resize(NULL, sizeof *m);
    struct seen s = {.out = buf_make(1 << 20)};
    struct http_multipart_to to = {&s, begin, data, end};
    static const char too_long[] = "multipart/form-data; boundary="
                                   "0123456789012345678901234567890123456789"
                                   "0123456789012345678901234567890";
    static const char *const types[] = {"multipart/form-data",
                                        "multipart/form-data; boundary=",
                                        "multipart/form-data; boundary=\"",
                                        "multipart/form-data; boundary=a b",
                                        "multipart/form-data; boundary=a\"b",
                                        "multipart/mixed; boundary=a",
                                        "text/plain; boundary=a",
                                        too_long};
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        ok_as(!http_multipart_open(m, sv_of(types[i]), &to), types[i]);
    }
    ok(http_multipart_open(m, SV("Multipart/Form-Data; charset=x; boundary=\"a'b\""), &to));
    struct buf b = buf_make(1 << 20), got;
    buf_str(&b, "--xYz\r\nContent-Type: ");
    for (int i = 0; i < HTTP_PART_HEAD_MOST; i++) {
        buf_char(&b, 'a');
    }
    ok_as(read_in(buf_view(&b), 100, &got) == 413, "a head that does not end");
    buf_free(&got);
    buf_clear(&b);
    for (int i = 0; i <= HTTP_PARTS_MOST; i++) {
        buf_str(&b, "--xYz\r\n" D "\"a\"\r\n\r\n\r\n");
    }
    ok_as(read_in(buf_view(&b), 1000, &got) == 413, "too many parts");
    buf_free(&got);
    buf_free(&b);
    s.refuse = 503;
    ok(http_multipart_open(m, SV("multipart/form-data; boundary=xYz"), &to) &&
       http_multipart_add(m, SV("--xYz\r\n" D "\"a\"\r\n\r\n1\r\n--xYz--")) == 503);
    buf_free(&s.out);
    heap_resize(m, 0);
}

static void ranges(void)
{
    static const struct {
        const char *range;
        uint64_t size;
        enum http_range is;
        uint64_t from, to;
    } table[] = {
        {"bytes=0-0", 10, RANGE_GOOD, 0, 0},
        {"bytes=0-", 10, RANGE_GOOD, 0, 9},
        {"bytes=3-5", 10, RANGE_GOOD, 3, 5},
        {"bytes=3-500", 10, RANGE_GOOD, 3, 9},
        {"bytes=9-9", 10, RANGE_GOOD, 9, 9},
        {"bytes=-1", 10, RANGE_GOOD, 9, 9},
        {"bytes=-10", 10, RANGE_GOOD, 0, 9},
        {"bytes=-500", 10, RANGE_GOOD, 0, 9},
        {"Bytes = 3-5", 10, RANGE_GOOD, 3, 5},
        {"bytes=10-", 10, RANGE_UNSATISFIABLE, 0, 0},
        {"bytes=10-20", 10, RANGE_UNSATISFIABLE, 0, 0},
        {"bytes=-0", 10, RANGE_UNSATISFIABLE, 0, 0},
        {"bytes=0-", 0, RANGE_UNSATISFIABLE, 0, 0},
        {"bytes=-5", 0, RANGE_UNSATISFIABLE, 0, 0},
        {"", 10, RANGE_NONE, 0, 0},
        {"bytes", 10, RANGE_NONE, 0, 0},
        {"bytes=", 10, RANGE_NONE, 0, 0},
        {"bytes=-", 10, RANGE_NONE, 0, 0},
        {"bytes=5-3", 10, RANGE_NONE, 0, 0},
        {"bytes=0-1,3-4", 10, RANGE_NONE, 0, 0},
        {"lines=0-1", 10, RANGE_NONE, 0, 0},
        {"bytes=a-b", 10, RANGE_NONE, 0, 0},
        {"bytes=0x1-2", 10, RANGE_NONE, 0, 0},
        {"bytes=+1-2", 10, RANGE_NONE, 0, 0},
        {"bytes=18446744073709551615-", 10, RANGE_UNSATISFIABLE, 0, 0},
        {"bytes=99999999999999999999-", 10, RANGE_NONE, 0, 0},
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        uint64_t from = 0, to = 0;
        enum http_range is = http_range_parse(sv_of(table[i].range), table[i].size, &from, &to);
        ok_as(is == table[i].is && from == table[i].from && to == table[i].to, table[i].range);
    }
}

int main(void)
{
    known();
    random_bodies();
    bounds();
    ranges();
    return tap_done();
}
