/* The head of a request: found line by line, then read as a whole. */
#include "http/request.h"

#include <string.h>

#include "base/utf8.h"
#include "http/text.h"

/* ---- finding the head ---- */

static int find_line(const char *p, size_t n, size_t line, size_t *ret_end)
{
    const char *lf = memchr(p + line, '\n', n - line);
    size_t end = lf ? (size_t)(lf - p) + 1 : n;
    bool first = line == 0 || (line == 2 && p[0] == '\r');
    if (end - line > LIMIT_LINE_BYTES) {
        return first ? 414 : 431;
    }
    if (end > LIMIT_HEAD_BYTES) {
        return 431;
    }
    if (!lf) {
        return HTTP_MORE;
    }
    *ret_end = end;
    return end - line >= 2 && p[end - 2] == '\r' ? HTTP_DONE : 400;
}

int http_head_find(const char *p, size_t n, size_t *scan, size_t *ret_bytes)
{
    if (*scan == 0 && n > 0 && p[0] == '\r') { /* one empty line before is forgiven: RFC 9112 2.2 */
        if (n < 2) {
            return HTTP_MORE;
        }
        if (p[1] != '\n') {
            return 400;
        }
        *scan = 2;
    }
    size_t line = *scan;
    while (line < n) {
        bool first = line == 0 || (line == 2 && p[0] == '\r');
        if (first && (p[line] < 'A' || p[line] > 'Z')) {
            return 400;
        }
        size_t end;
        int status = find_line(p, n, line, &end);
        if (status != HTTP_DONE) {
            return status;
        }
        if (end - line == 2) {
            *ret_bytes = end;
            return HTTP_DONE;
        }
        *scan = line = end;
    }
    return HTTP_MORE;
}

/* ---- the request line ---- */

enum name {
    HOST = 1,
    CONTENT_LENGTH,
    TRANSFER_ENCODING,
    CONTENT_TYPE,
    AUTHORIZATION,
    ORIGIN,
    LAST_ONCE = ORIGIN, /* those up to here may stand only once */
    CONNECTION,
    EXPECT,
    ACCEPT_ENCODING,
    IF_NONE_MATCH,
    LAST_EVENT_ID,
    FORWARDED_FOR,
    FORWARDED_PROTO
};

static const struct {
    const char *text;
    size_t n;
    enum name name;
} known[] = {
    {"host", 4, HOST},
    {"content-length", 14, CONTENT_LENGTH},
    {"transfer-encoding", 17, TRANSFER_ENCODING},
    {"content-type", 12, CONTENT_TYPE},
    {"authorization", 13, AUTHORIZATION},
    {"origin", 6, ORIGIN},
    {"connection", 10, CONNECTION},
    {"expect", 6, EXPECT},
    {"accept-encoding", 15, ACCEPT_ENCODING},
    {"if-none-match", 13, IF_NONE_MATCH},
    {"last-event-id", 13, LAST_EVENT_ID},
    {"x-forwarded-for", 15, FORWARDED_FOR},
    {"x-forwarded-proto", 17, FORWARDED_PROTO},
};

struct reading {
    struct http_request *r;
    uint32_t seen; /* bits by enum name */
    sv authority;  /* of an absolute-form target */
    int worst;     /* the refusal that stands if nothing graver comes: 405, 417, 501, 505 */
};

static void refuse(struct reading *in, int status)
{
    if (in->worst == 0 || (status == 501 && in->worst != 501)) {
        in->worst = status;
    }
}

static bool read_method(struct reading *in, sv s)
{
    static const char *const others[] = {"PUT", "DELETE", "PATCH", "OPTIONS", "CONNECT", "TRACE"};
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < 'A' || s.p[i] > 'Z') {
            return false;
        }
    }
    if (sv_is(s, "GET")) {
        in->r->method = HTTP_GET;
    } else if (sv_is(s, "HEAD")) {
        in->r->method = HTTP_HEAD;
    } else if (sv_is(s, "POST")) {
        in->r->method = HTTP_POST;
    } else {
        int status = 501;
        for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
            status = sv_is(s, others[i]) ? 405 : status;
        }
        refuse(in, status);
    }
    return s.n > 0;
}

static bool read_version(struct reading *in, sv s)
{
    if (s.n != 8 || !sv_starts(s, SV("HTTP/")) || s.p[6] != '.' || s.p[5] < '0' || s.p[5] > '9' ||
        s.p[7] < '0' || s.p[7] > '9') {
        return false;
    }
    if (s.p[5] != '1' || s.p[7] > '1') {
        refuse(in, 505);
    }
    in->r->minor = s.p[7] != '0';
    return true;
}

/* Decode in place and look for what no address of ours holds. */
static bool read_path(struct http_request *r, char *p, size_t n)
{
    for (size_t i = 0; i + 2 < n; i++) {
        if (p[i] == '%' && p[i + 1] == '2' && (p[i + 2] | 0x20) == 'f') {
            return false; /* an encoded slash would be a second way to write a segment */
        }
    }
    if (memchr(p, '%', n) && !http_unescape((sv){p, n}, false, p, &n)) {
        return false;
    }
    r->path = (sv){p, n};
    if (!utf8_plain(r->path) || memchr(p, '\t', n) || memchr(p, '\n', n)) {
        return false;
    }
    for (sv rest = sv_sub(r->path, 1, n); rest.n;) {
        sv segment = sv_cut(rest, '/', &rest);
        if (sv_is(segment, ".") || sv_is(segment, "..")) {
            return false;
        }
    }
    return true;
}

static bool read_target(struct reading *in, char *p, size_t n)
{
    static char root[] = "/"; /* holds no escape, so read_path leaves it alone */
    in->r->target_bytes = n;
    for (size_t i = 0; i < n; i++) {
        if (p[i] <= ' ' || p[i] > '~' || p[i] == '#') {
            return false;
        }
    }
    size_t scheme = 0;
    if (n >= 7 && http_same((sv){p, 7}, "http://")) {
        scheme = 7;
    } else if (n >= 8 && http_same((sv){p, 8}, "https://")) {
        scheme = 8;
    } else if (n == 0 || p[0] != '/') {
        /* "*" and authority-form belong to OPTIONS and CONNECT, which are refused anyway */
        return in->worst == 405 && n > 0;
    }
    size_t at = scheme;
    while (at < n && p[at] != '/' && p[at] != '?') {
        at++;
    }
    in->authority = (sv){p + scheme, at - scheme};
    if (scheme && in->authority.n == 0) {
        return false;
    }
    p += at;
    n -= at;
    size_t path_n = sv_find((sv){p, n}, '?');
    in->r->query = sv_sub((sv){p, n}, path_n + 1, n);
    return path_n ? read_path(in->r, p, path_n) : read_path(in->r, root, 1);
}

static bool read_request_line(struct reading *in, char *p, size_t n)
{
    const char *space = memchr(p, ' ', n);
    if (!space) {
        return false;
    }
    size_t method_n = (size_t)(space - p);
    const char *second = memchr(space + 1, ' ', n - method_n - 1);
    if (!second) {
        return false;
    }
    size_t target_n = (size_t)(second - space) - 1;
    return read_method(in, (sv){p, method_n}) &&
           read_version(in, sv_sub((sv){p, n}, method_n + target_n + 2, n)) &&
           read_target(in, p + method_n + 1, target_n);
}

/* ---- fields ---- */

static bool host_good(sv s)
{
    bool bracket = s.n && s.p[0] == '[';
    size_t at = 0;
    for (; at < s.n && (bracket ? s.p[at] != ']' : s.p[at] != ':'); at++) {
        char c = s.p[at];
        bool name = (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') ||
                    c == '-' || c == '.' || c == '_' || c == '~';
        bool inside = http_hex_digit(c) >= 0 || c == ':' || c == '.' || c == '[';
        if (bracket ? !inside : !name) {
            return false;
        }
    }
    if (bracket ? at == s.n || at < 3 : at == 0) {
        return false;
    }
    sv port = sv_sub(s, at + bracket, s.n);
    if (port.n == 0) {
        return true;
    }
    uint64_t number;
    return port.p[0] == ':' && sv_u64(sv_sub(port, 1, port.n), &number) && number <= 65535;
}

static bool host_same(sv a, sv b)
{
    if (a.n != b.n) {
        return false;
    }
    for (size_t i = 0; i < a.n; i++) {
        char x = a.p[i], y = b.p[i];
        x = x >= 'A' && x <= 'Z' ? (char)(x | 0x20) : x;
        y = y >= 'A' && y <= 'Z' ? (char)(y | 0x20) : y;
        if (x != y) {
            return false;
        }
    }
    return true;
}

/* True unless q is 0: "gzip;q=0.000" is a refusal. */
static bool weight_allows(sv parameters)
{
    sv q = sv_trim(parameters);
    if (q.n < 3 || (q.p[0] | 0x20) != 'q' || q.p[1] != '=') {
        return true;
    }
    for (size_t i = 2; i < q.n; i++) {
        if (q.p[i] >= '1' && q.p[i] <= '9') {
            return true;
        }
    }
    return false;
}

static bool accepts_gzip(sv value)
{
    bool any = false;
    while (value.n) {
        sv weight, item = sv_cut(value, ',', &value);
        sv coding = sv_trim(sv_cut(item, ';', &weight));
        if (http_same(coding, "gzip")) {
            return weight_allows(weight);
        }
        any = any || (sv_is(coding, "*") && weight_allows(weight));
    }
    return any;
}

static bool read_known(struct reading *in, enum name name, sv value)
{
    struct http_request *r = in->r;
    switch (name) {
    case HOST: r->host = value; return host_good(value);
    case CONTENT_LENGTH: r->has_length = true; return sv_u64(value, &r->length);
    case TRANSFER_ENCODING:
        r->chunked = true;
        if (!http_same(value, "chunked")) {
            refuse(in, 501);
        }
        return true;
    case CONTENT_TYPE: r->content_type = value; return true;
    case AUTHORIZATION: r->authorization = value; return true;
    case ORIGIN: r->origin = value; return true;
    case CONNECTION:
        while (value.n) {
            r->close = http_same(sv_trim(sv_cut(value, ',', &value)), "close") || r->close;
        }
        return true;
    case EXPECT:
        r->expects = true;
        if (!http_same(value, "100-continue")) {
            refuse(in, 417);
        }
        return true;
    case ACCEPT_ENCODING: r->gzip = accepts_gzip(value); return true;
    case IF_NONE_MATCH: r->if_none_match = value; return true;
    case LAST_EVENT_ID: r->last_event_id = value; return true;
    case FORWARDED_FOR: r->forwarded_for = value; return true;
    case FORWARDED_PROTO: r->forwarded_proto = value; return true;
    default: return true;
    }
}

static bool read_field(struct reading *in, sv line)
{
    struct http_request *r = in->r;
    size_t colon = 0;
    while (colon < line.n && http_token_char(line.p[colon])) {
        colon++;
    }
    if (colon == 0 || colon == line.n || line.p[colon] != ':') {
        return false;
    }
    sv name = {line.p, colon}, value = sv_trim(sv_sub(line, colon + 1, line.n));
    bool high = false;
    for (size_t i = 0; i < value.n; i++) {
        unsigned char c = (unsigned char)value.p[i];
        if ((c < 0x20 && c != '\t') || c == 0x7F) {
            return false;
        }
        high = high || c >= 0x80;
    }
    if (high && !utf8_valid(value)) {
        return false;
    }
    if (r->n_fields == LIMIT_HEAD_FIELDS) {
        in->worst = 431;
        return false;
    }
    r->fields[r->n_fields++] = (struct http_field){name, value};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        if (known[i].n == name.n && http_same(name, known[i].text)) {
            enum name id = known[i].name;
            bool again = in->seen >> id & 1;
            in->seen |= UINT32_C(1) << id;
            return !(again && id <= LAST_ONCE) && read_known(in, id, value);
        }
    }
    return true;
}

/* What the fields mean together. */
static int judge(struct reading *in)
{
    struct http_request *r = in->r;
    bool host = in->seen >> HOST & 1;
    if (r->chunked && in->worst == 501) {
        return 501; /* an unknown coding: said before its length is doubted */
    }
    if ((!host && r->minor == 1) || (r->chunked && (r->has_length || r->minor == 0))) {
        return 400;
    }
    if (in->authority.n) {
        if (!host_good(in->authority) || (host && !host_same(in->authority, r->host))) {
            return 400;
        }
        r->host = in->authority;
    }
    r->close = r->close || r->minor == 0;
    r->expects = r->expects && r->minor == 1;
    return in->worst ? in->worst : HTTP_DONE;
}

int http_head_parse(char *head, size_t n, struct http_request *ret)
{
    size_t skip = n >= 2 && head[0] == '\r' ? 2 : 0;
    char *p = head + skip;
    n -= skip;
    size_t fields_room = sizeof ret->fields;
    memset(ret, 0, sizeof *ret - fields_room);
    struct reading in = {.r = ret};
    for (bool first = true; n > 2; first = false) {
        char *lf = memchr(p, '\n', n);
        size_t line_n = lf ? (size_t)(lf - p) : 0;
        if (line_n == 0 || lf[-1] != '\r') {
            return 400;
        }
        bool good =
            first ? read_request_line(&in, p, line_n - 1) : read_field(&in, (sv){p, line_n - 1});
        if (!good) {
            return in.worst == 431 ? 431 : 400;
        }
        p += line_n + 1;
        n -= line_n + 1;
    }
    if (n != 2 || p[0] != '\r' || p[1] != '\n' || p == head + skip) {
        return 400;
    }
    return judge(&in);
}

/* ---- reading what was sent ---- */

sv http_field(const struct http_request *r, const char *name)
{
    for (size_t i = 0; i < r->n_fields; i++) {
        if (http_same(r->fields[i].name, name)) {
            return r->fields[i].value;
        }
    }
    return SV_NONE;
}

sv http_cookie(const struct http_request *r, const char *name)
{
    for (size_t i = 0; i < r->n_fields; i++) {
        sv rest = http_same(r->fields[i].name, "cookie") ? r->fields[i].value : SV_NONE;
        while (rest.n) {
            sv value, pair = sv_cut(rest, ';', &rest);
            if (sv_is(sv_trim(sv_cut(pair, '=', &value)), name)) {
                value = sv_trim(value);
                bool quoted = value.n >= 2 && value.p[0] == '"' && value.p[value.n - 1] == '"';
                return quoted ? sv_sub(value, 1, value.n - 2) : value;
            }
        }
    }
    return SV_NONE;
}

bool http_type_is(sv content_type, const char *type)
{
    sv rest;
    return http_same(sv_trim(sv_cut(content_type, ';', &rest)), type);
}

bool http_tag_matches(sv if_none_match, sv tag)
{
    if (sv_is(if_none_match, "*")) {
        return true;
    }
    for (sv rest = if_none_match; rest.n;) {
        (void)sv_cut(rest, '"', &rest);
        size_t end = sv_find(rest, '"');
        if (end < rest.n && sv_eq(sv_sub(rest, 0, end), tag)) {
            return true;
        }
        rest = sv_sub(rest, end + 1, rest.n);
    }
    return false;
}
