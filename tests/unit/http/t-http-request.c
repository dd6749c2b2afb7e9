/* Request heads: what is read, and every way in which one is refused. */
#include <string.h>

#include "http/request.h"
#include "tap.h"

enum { ROOM = 40000 };

/* Find and parse as the server does; the status, with *r filled when it is HTTP_DONE. */
static int parse(const char *bytes, size_t n, char *room, struct http_request *r)
{
    size_t scan = 0, head_n = 0;
    memcpy(room, bytes, n);
    int status = http_head_find(room, n, &scan, &head_n);
    return status == HTTP_DONE ? http_head_parse(room, head_n, r) : status;
}

/* The same, the bytes coming one by one. */
static int parse_dripped(const char *bytes, size_t n, char *room, struct http_request *r)
{
    size_t scan = 0, head_n = 0;
    int status = HTTP_MORE;
    memcpy(room, bytes, n);
    for (size_t i = 1; i <= n && status == HTTP_MORE; i++) {
        status = http_head_find(room, i, &scan, &head_n);
    }
    return status == HTTP_DONE ? http_head_parse(room, head_n, r) : status;
}

#define HOST         "Host: a\r\n"
#define GET(fields)  "GET / HTTP/1.1\r\n" HOST fields "\r\n"
#define POST(fields) "POST / HTTP/1.1\r\n" HOST fields "\r\n"
#define ROW(status, bytes)                                                                         \
    {                                                                                              \
        status, bytes, sizeof(bytes) - 1                                                           \
    }

static const struct {
    int status;
    const char *bytes;
    size_t n;
} rows[] = {
    ROW(HTTP_DONE, GET("")),
    ROW(HTTP_DONE, "\r\n" GET("")),
    ROW(400, "\r\n\r\n" GET("")),
    ROW(HTTP_DONE, "GET / HTTP/1.0\r\n\r\n"),
    ROW(HTTP_DONE, "GET /a%20b?c=d%20e&f HTTP/1.1\r\n" HOST "\r\n"),
    ROW(HTTP_DONE, POST("Content-Length: 5\r\n")),
    ROW(HTTP_DONE, POST("Transfer-Encoding: chunked\r\n")),
    ROW(HTTP_DONE, POST("Transfer-Encoding: \t Chunked \r\n")),
    ROW(HTTP_DONE, "GET http://a/x HTTP/1.1\r\n" HOST "\r\n"),
    ROW(HTTP_DONE, "GET http://A?x HTTP/1.1\r\n" HOST "\r\n"),
    ROW(HTTP_DONE, "GET / HTTP/1.1\r\nHost: [::1]:80\r\n\r\n"),
    ROW(HTTP_DONE, "GET / HTTP/1.1\r\nhOST:a.b-c:8080\r\n\r\n"),
    ROW(HTTP_DONE, GET("X: caf\xC3\xA9\r\n")),
    ROW(HTTP_DONE, GET("Empty:\r\n")),
    ROW(HTTP_MORE, "GET / HTTP/1.1\r\nHost: a\r\n"),
    ROW(HTTP_MORE, "GET / HT"),
    ROW(HTTP_MORE, "\r"),
    /* the request line */
    ROW(400, "GET /\r\n" HOST "\r\n"),
    ROW(400, "get / HTTP/1.1\r\n" HOST "\r\n"),
    ROW(400, "GET  / HTTP/1.1\r\n" HOST "\r\n"),
    ROW(400, "GET / HTTP/1.1 \r\n" HOST "\r\n"),
    ROW(400, "GET / HTTP/1.1\r\r\n" HOST "\r\n"),
    ROW(400, "GET /\tx HTTP/1.1\r\n" HOST "\r\n"),
    ROW(400, " GET / HTTP/1.1\r\n" HOST "\r\n"),
    ROW(400, "GET / http/1.1\r\n" HOST "\r\n"),
    ROW(400, "GET / HTTP/1.1x\r\n" HOST "\r\n"),
    ROW(400, "GET / HTTP/11\r\n" HOST "\r\n"),
    ROW(505, "GET / HTTP/2.0\r\n" HOST "\r\n"),
    ROW(505, "GET / HTTP/1.2\r\n" HOST "\r\n"),
    ROW(405, "PUT / HTTP/1.1\r\n" HOST "\r\n"),
    ROW(405, "DELETE / HTTP/1.1\r\n" HOST "\r\n"),
    ROW(405, "OPTIONS * HTTP/1.1\r\n" HOST "\r\n"),
    ROW(405, "CONNECT a:80 HTTP/1.1\r\n" HOST "\r\n"),
    ROW(405, "TRACE / HTTP/1.1\r\n" HOST "\r\n"),
    ROW(501, "BREW / HTTP/1.1\r\n" HOST "\r\n"),
    ROW(400, "GE\0T / HTTP/1.1\r\n" HOST "\r\n"),
    ROW(400, "\x16\x03\x01\x02\x00\x01\x00\x01\xFC\x03\x03"),
    ROW(400, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
    /* the target */
    ROW(400, "GET * HTTP/1.1\r\n" HOST "\r\n"),
    ROW(400, "GET a HTTP/1.1\r\n" HOST "\r\n"),
    ROW(400, "GET ftp://a/ HTTP/1.1\r\n" HOST "\r\n"),
    ROW(400, "GET http:///x HTTP/1.1\r\n" HOST "\r\n"),
    ROW(400, "GET http://b/x HTTP/1.1\r\n" HOST "\r\n"),
    ROW(400, "GET http://u@a/x HTTP/1.1\r\n" HOST "\r\n"),
    ROW(400, "GET /%00 HTTP/1.1\r\n" HOST "\r\n"),
    ROW(400, "GET /%0a HTTP/1.1\r\n" HOST "\r\n"),
    ROW(400, "GET /%7F HTTP/1.1\r\n" HOST "\r\n"),
    ROW(400, "GET /%zz HTTP/1.1\r\n" HOST "\r\n"),
    ROW(400, "GET /%4 HTTP/1.1\r\n" HOST "\r\n"),
    ROW(400, "GET /% HTTP/1.1\r\n" HOST "\r\n"),
    ROW(400, "GET /a%2Fb HTTP/1.1\r\n" HOST "\r\n"),
    ROW(400, "GET /a%2fb HTTP/1.1\r\n" HOST "\r\n"),
    ROW(400, "GET /%C0%AF HTTP/1.1\r\n" HOST "\r\n"),
    ROW(400, "GET /%ED%A0%80 HTTP/1.1\r\n" HOST "\r\n"),
    ROW(400, "GET /\xC3\xA9 HTTP/1.1\r\n" HOST "\r\n"),
    ROW(400, "GET /a#b HTTP/1.1\r\n" HOST "\r\n"),
    ROW(400, "GET /../x HTTP/1.1\r\n" HOST "\r\n"),
    ROW(400, "GET /a/.. HTTP/1.1\r\n" HOST "\r\n"),
    ROW(400, "GET /a/./b HTTP/1.1\r\n" HOST "\r\n"),
    ROW(400, "GET /%2e%2E/x HTTP/1.1\r\n" HOST "\r\n"),
    ROW(HTTP_DONE, "GET /a/..b/c...d HTTP/1.1\r\n" HOST "\r\n"),
    /* Host */
    ROW(400, "GET / HTTP/1.1\r\n\r\n"),
    ROW(400, GET(HOST)),
    ROW(400, "GET / HTTP/1.1\r\nHost:\r\n\r\n"),
    ROW(400, "GET / HTTP/1.1\r\nHost: a b\r\n\r\n"),
    ROW(400, "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n"),
    ROW(400, "GET / HTTP/1.1\r\nHost: a:b\r\n\r\n"),
    ROW(400, "GET / HTTP/1.1\r\nHost: a:99999\r\n\r\n"),
    ROW(400, "GET / HTTP/1.1\r\nHost: a:\r\n\r\n"),
    ROW(400, "GET / HTTP/1.1\r\nHost: [::1\r\n\r\n"),
    ROW(400, "GET / HTTP/1.1\r\nHost: a,b\r\n\r\n"),
    /* fields */
    ROW(400, "GET / HTTP/1.1\r\nHost : a\r\n\r\n"),
    ROW(400, "GET / HTTP/1.1\r\n Host: a\r\n\r\n"),
    ROW(400, GET("X: a\r\n b\r\n")),
    ROW(400, GET("X: a\r\n\tb\r\n")),
    ROW(400, GET("X\r\n")),
    ROW(400, GET(": x\r\n")),
    ROW(400, GET("X(y): x\r\n")),
    ROW(400, GET("X\xC3\xA9: x\r\n")),
    ROW(400, GET("X: a\0b\r\n")),
    ROW(400, GET("X: a\x01\r\n")),
    ROW(400, GET("X: a\x7F\r\n")),
    ROW(400, GET("X: a\rb\r\n")),
    ROW(400, GET("X: a\r\r\n")),
    ROW(400, GET("X: \xFF\r\n")),
    ROW(400, "GET / HTTP/1.1\nHost: a\n\n"),
    ROW(400, "GET / HTTP/1.1\r\nHost: a\n\r\n"),
    ROW(400, "GET / HTTP/1.1\r\nHost: a\r\n\n"),
    /* framing */
    ROW(400, POST("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n")),
    ROW(400, POST("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n")),
    ROW(400, POST("Content-Length: 5\r\nContent-Length: 6\r\n")),
    ROW(400, POST("Content-Length: 5\r\nContent-Length: 5\r\n")),
    ROW(400, POST("Content-Length: 5, 5\r\n")),
    ROW(400, POST("Content-Length: +5\r\n")),
    ROW(400, POST("Content-Length: -5\r\n")),
    ROW(400, POST("Content-Length: 05\r\n")),
    ROW(400, POST("Content-Length: 0x5\r\n")),
    ROW(400, POST("Content-Length: 5 5\r\n")),
    ROW(400, POST("Content-Length:\r\n")),
    ROW(400, POST("Content-Length: 99999999999999999999\r\n")),
    ROW(400, POST("Content-Length : 5\r\n")),
    ROW(501, POST("Transfer-Encoding: xchunked\r\nContent-Length: 5\r\n")),
    ROW(501, POST("Transfer-Encoding: xchunked\r\n")),
    ROW(501, POST("Transfer-Encoding: gzip, chunked\r\n")),
    ROW(501, POST("Transfer-Encoding: chunked, identity\r\n")),
    ROW(501, POST("Transfer-Encoding: identity\r\n")),
    ROW(501, POST("Transfer-Encoding:\r\n")),
    ROW(400, POST("Transfer-Encoding:\x0B"
                  "chunked\r\n")),
    ROW(400, POST("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n")),
    ROW(400, POST("Transfer-Encoding\r\n: chunked\r\n")),
    ROW(400, "POST / HTTP/1.0\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n"),
    ROW(400, POST("Content-Type: a/b\r\nContent-Type: c/d\r\n")),
    ROW(417, POST("Expect: 200-ok\r\nContent-Length: 1\r\n")),
};

static void table(char *room)
{
    static struct http_request r;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char what[200];
        int status = parse(rows[i].bytes, rows[i].n, room, &r);
        int dripped = parse_dripped(rows[i].bytes, rows[i].n, room, &r);
        snprintf(what, sizeof what, "row %zu is %d", i, rows[i].status);
        if (!ok_as(status == rows[i].status && dripped == status, what)) {
            printf("# %d, dripped %d: %.*s\n", status, dripped, (int)rows[i].n, rows[i].bytes);
        }
    }
}

static void meaning(char *room)
{
    static struct http_request r;
    static const char one[] = "GET /caf%C3%A9/x%2By?q=%41+b HTTP/1.1\r\nHost: Example.org:8080\r\n"
                              "Cookie: a=1; sid=\"tok\"; b=2\r\nCOOKIE: c=3\r\n"
                              "Accept-Encoding: br, gzip;q=0.5\r\nConnection: Close\r\n"
                              "If-None-Match: W/\"x\", \"y,z\"\r\nLast-Event-ID: 12\r\n"
                              "X-Forwarded-For: 1.2.3.4\r\nX-Other:  spaced out \t\r\n\r\n";
    ok(parse(one, sizeof one - 1, room, &r) == HTTP_DONE);
    ok(r.method == HTTP_GET && r.minor == 1 && r.close && !r.chunked && !r.has_length);
    ok(sv_is(r.path, "/caf\xC3\xA9/x+y"));
    ok(sv_is(r.query, "q=%41+b"));
    ok(sv_is(r.host, "Example.org:8080"));
    ok(sv_is(http_cookie(&r, "sid"), "tok") && sv_is(http_cookie(&r, "b"), "2"));
    ok(sv_is(http_cookie(&r, "c"), "3") && http_cookie(&r, "d").n == 0);
    ok(r.gzip);
    ok(http_tag_matches(r.if_none_match, SV("x")) && http_tag_matches(r.if_none_match, SV("y,z")));
    ok(!http_tag_matches(r.if_none_match, SV("y")) && !http_tag_matches(r.if_none_match, SV(", ")));
    ok(http_tag_matches(SV("*"), SV("y")) && !http_tag_matches(SV("\"y"), SV("y")));
    ok(sv_is(r.last_event_id, "12") && sv_is(r.forwarded_for, "1.2.3.4"));
    ok(sv_is(http_field(&r, "x-other"), "spaced out"));
    ok(r.n_fields == 9);

    static const char old[] =
        "POST / HTTP/1.0\r\nContent-Length: 7\r\nExpect: 100-continue\r\n\r\n";
    ok(parse(old, sizeof old - 1, room, &r) == HTTP_DONE);
    ok(r.method == HTTP_POST && r.close && r.has_length && r.length == 7 && !r.expects);
    static const char absolute[] = "HEAD HTTPS://a:1?q HTTP/1.1\r\nHost: A:1\r\n\r\n";
    ok(parse(absolute, sizeof absolute - 1, room, &r) == HTTP_DONE);
    ok(r.method == HTTP_HEAD && sv_is(r.path, "/") && sv_is(r.query, "q") && sv_is(r.host, "a:1"));
    ok(!r.close && http_type_is(SV("Text/HTML ; charset=x"), "text/html"));
    ok(!http_type_is(SV("text/htmlx"), "text/html"));

    static const struct {
        const char *value;
        bool gzip;
    } codings[] = {{"gzip", true},          {"GZIP", true},        {"gzip;q=0", false},
                   {"gzip; q=0.00", false}, {"gzip;q=0.01", true}, {"*", true},
                   {"gzip;q=0, *", false},  {"br", false},         {"xgzip", false}};
    for (size_t i = 0; i < sizeof codings / sizeof codings[0]; i++) {
        char text[100];
        int n = snprintf(text, sizeof text, "GET / HTTP/1.1\r\n" HOST "Accept-Encoding: %s\r\n\r\n",
                         codings[i].value);
        ok_as(parse(text, (size_t)n, room, &r) == HTTP_DONE && r.gzip == codings[i].gzip,
              codings[i].value);
    }
}

static size_t make(char *p, const char *before, char fill, size_t n, const char *after)
{
    sv first = sv_of(before), last = sv_of(after);
    memcpy(p, first.p, first.n);
    memset(p + first.n, fill, n);
    memcpy(p + first.n + n, last.p, last.n + 1);
    return first.n + n + last.n;
}

static void bounds(char *room)
{
    static struct http_request r;
    static char text[ROOM];
    size_t n = make(text, "GET /", 'a', 8000, " HTTP/1.1\r\n" HOST "\r\n");
    ok_as(parse(text, n, room, &r) == HTTP_DONE && r.path.n == 8001, "a long line fits");
    n = make(text, "GET /", 'a', 9000, " HTTP/1.1\r\n" HOST "\r\n");
    ok_as(parse(text, n, room, &r) == 414, "a longer one is 414");
    n = make(text, "GET /", 'a', 9000, "");
    ok_as(parse(text, n, room, &r) == 414, "… also before it ends");
    n = make(text, "GET / HTTP/1.1\r\n" HOST "X: ", 'a', 9000, "\r\n\r\n");
    ok_as(parse(text, n, room, &r) == 431, "a field over the limit of a line is 431");
    n = make(text, "GET / HTTP/1.1\r\n" HOST "X: ", 'a', 20000, "");
    ok_as(parse(text, n, room, &r) == 431, "… also before it ends");
    for (int fields = 99; fields <= 100; fields++) {
        n = make(text, "GET / HTTP/1.1\r\n" HOST, ' ', 0, "");
        for (int i = 0; i < fields; i++) {
            n += make(text + n, "X: y\r\n", ' ', 0, "");
        }
        n += make(text + n, "\r\n", ' ', 0, "");
        ok_as(parse(text, n, room, &r) == (fields == 99 ? HTTP_DONE : 431),
              fields == 99 ? "100 fields fit" : "101 do not");
    }
    n = make(text, "GET / HTTP/1.1\r\n" HOST, ' ', 0, "");
    for (int i = 0; i < 60; i++) {
        n += make(text + n, "X: ", 'y', 300, "\r\n");
    }
    ok_as(parse(text, n, room, &r) == 431, "16 KiB of fields are too many");
}

static int decode(const char *bytes, size_t step, struct buf *out, size_t *ret_used)
{
    struct http_chunks c = {0};
    size_t n = strlen(bytes), at = 0, used;
    int status = HTTP_MORE;
    buf_clear(out);
    while (at < n && status == HTTP_MORE) {
        status = http_chunks_read(&c, bytes + at, n - at < step ? n - at : step, &used, out);
        at += used;
    }
    *ret_used = at;
    return status;
}

static void chunked(void)
{
    static const struct {
        int status;
        const char *bytes, *text;
    } cases[] = {
        {HTTP_DONE, "5\r\nhello\r\n0\r\n\r\n", "hello"},
        {HTTP_DONE, "5\r\nhello\r\n00A\r\n, strange \r\n0\r\n\r\n", "hello, strange "},
        {HTTP_DONE, "5;a=b;c=\"d\"\r\nhello\r\n0;x\r\n\r\n", "hello"},
        {HTTP_DONE, "0\r\nTrailer: x\r\nOther:\r\n\r\n", ""},
        {HTTP_MORE, "5\r\nhello\r\n0\r\n", "hello"},
        {HTTP_MORE, "5\r\nhel", "hel"},
        {400, "0x5\r\nhello\r\n0\r\n\r\n", NULL},
        {400, "+5\r\nhello\r\n", NULL},
        {400, " 5\r\nhello\r\n", NULL},
        {400, "5 \r\nhello\r\n", NULL},
        {400, "\r\nhello", NULL},
        {400, ";a\r\n", NULL},
        {400, "5\nhello\r\n", NULL},
        {400, "5\r\nhello\n0\r\n\r\n", NULL},
        {400, "5\r\nhello0\r\n\r\n", NULL},
        {400, "5\r\nhelloX\r\n0\r\n\r\n", NULL},
        {400, "000000005\r\nhello\r\n", NULL},
        {400, "5\rhello", NULL},
        {400, "5;\x01\r\n", NULL},
        {400, "5;a\nb\r\n", NULL},
        {400, "0\r\n bad: x\r\n\r\n", NULL},
        {400, "0\r\nbad : x\r\n\r\n", NULL},
        {400, "0\r\nbad\r\n\r\n", NULL},
        {400, "0\r\nA: \x02\r\n\r\n", NULL},
        {400, "0\r\n\rX", NULL},
        {413, "ffffffff\r\n", NULL},
        {413, "65\r\n", NULL},
        {413,
         "64\r\n"
         "0123456789012345678901234567890123456789012345678901234567890123456789012345678901"
         "234567890123456789\r\n1\r\n",
         NULL},
    };
    struct buf out = buf_make(100);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        bool same = true;
        for (size_t step = 1; step <= 7; step++) {
            size_t used;
            int status = decode(cases[i].bytes, step, &out, &used);
            same = same && status == cases[i].status &&
                   (status >= 400 ||
                    (sv_is(buf_view(&out), cases[i].text) && used == strlen(cases[i].bytes)));
        }
        char what[60];
        snprintf(what, sizeof what, "chunks %zu: %d at every split", i, cases[i].status);
        ok_as(same, what);
    }
    static char text[3 * HTTP_CHUNK_EXTRA_MAX];
    size_t used;
    make(text, "1;", 'x', HTTP_CHUNK_EXTRA_MAX - 10, "\r\na\r\n0\r\n\r\n");
    ok_as(decode(text, 1000, &out, &used) == HTTP_DONE, "a long extension fits");
    make(text, "1;", 'x', HTTP_CHUNK_EXTRA_MAX + 10, "\r\na\r\n0\r\n\r\n");
    ok_as(decode(text, 1000, &out, &used) == 400, "an endless one does not");
    make(text, "0\r\nA: ", 'x', HTTP_CHUNK_EXTRA_MAX + 10, "\r\n\r\n");
    ok_as(decode(text, 1000, &out, &used) == 400, "nor an endless trailer");
    make(text, "5\r\nhello\r\n0\r\n\r\n", ' ', 0, "GET / HTTP/1.1\r\n");
    ok_as(decode(text, 1000, &out, &used) == HTTP_DONE && used == 15,
          "what follows is left for the next request");
    buf_free(&out);
}

int main(void)
{
    static char room[ROOM];
    table(room);
    meaning(room);
    bounds(room);
    chunked();
    return tap_done();
}
