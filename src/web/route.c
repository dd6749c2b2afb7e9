/* Routes: matching by pieces of the path, and building addresses of the same patterns. */
#include "web/route.h"

#include <string.h>

#include "base/must.h"
#include "http/form.h"
#include "record/kinds.h"
#include "web/web.h"

enum { PIECES_MAX = 8, PLACE_BYTES = 512, TOKEN_LEAST = 16, TOKEN_MOST = 128, PATH_MOST = 1024 };

const struct web_route_info web_routes[WEB_ROUTE_COUNT] = {
#define X(id, method, pattern, readers, cache, twin, handler, help)                                \
    {#id, HTTP_##method, pattern, READ_##readers, CACHE_##cache, twin, help},
    WEB_ROUTES(X)
#undef X
};

/* ---- the types of parts ---- */

/* What follows the body in the id of a meeting. */
static bool is_date(sv s)
{
    char id[32] = "b/";
    if (s.n > sizeof id - 3) {
        return false;
    }
    memcpy(id + 2, s.p, s.n);
    return rec_meeting_id_valid((sv){id, s.n + 2});
}

static bool is_month(sv s)
{
    return s.n == 7 && is_date((sv){(char[10]){s.p[0], s.p[1], s.p[2], s.p[3], s.p[4], s.p[5],
                                               s.p[6], '-', '0', '1'},
                                    10});
}

/* An id with .ics behind it. */
static bool is_feed(sv s)
{
    return sv_ends(s, SV(".ics")) && rec_id_valid(sv_sub(s, 0, s.n - 4));
}

static bool is_seq(sv s)
{
    uint64_t n;
    return sv_u64(s, &n) && n <= INT64_C(9007199254740991);
}

static bool is_hash(sv s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
            return false;
        }
    }
    return s.n == 64;
}

static bool is_kind(sv s)
{
    return rec_kind_find(s) != NULL;
}

static bool is_token(sv s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
              c == '-' || c == '_')) {
            return false;
        }
    }
    return s.n >= TOKEN_LEAST && s.n <= TOKEN_MOST;
}

static const struct part_type {
    const char *name; /* between braces */
    size_t at;        /* in struct web_params */
    bool (*good)(sv s);
    const char *says;
} part_types[] = {
    {"body", offsetof(struct web_params, body), rec_id_valid,
     "a body's id is of a-z, 0-9, '.', '_' and '-'"},
    {"file", offsetof(struct web_params, file), rec_id_valid,
     "a file's number is of a-z, 0-9, '.', '_' and '-'"},
    {"member", offsetof(struct web_params, member), rec_id_valid,
     "an official's id is of a-z, 0-9, '.', '_' and '-'"},
    {"account", offsetof(struct web_params, account), rec_id_valid,
     "an account's name is of a-z, 0-9, '.', '_' and '-'"},
    {"list", offsetof(struct web_params, list), rec_id_valid,
     "a list's id is of a-z, 0-9, '.', '_' and '-'"},
    {"instrument", offsetof(struct web_params, instrument), rec_id_valid,
     "an agreement's id is of a-z, 0-9, '.', '_' and '-'"},
    {"holder", offsetof(struct web_params, holder), rec_id_valid,
     "a holder's number is of a-z, 0-9, '.', '_' and '-'"},
    {"date", offsetof(struct web_params, date), is_date,
     "a meeting's date is such as 2026-06-17, with -2 for the second meeting of a day"},
    {"month", offsetof(struct web_params, month), is_month, "a month is such as 2026-10"},
    {"feed", offsetof(struct web_params, feed), is_feed,
     "a calendar is the id of a body or an agreement with .ics behind it"},
    {"seq", offsetof(struct web_params, seq), is_seq, "the number of an entry is in digits"},
    {"hash", offsetof(struct web_params, hash), is_hash, "a hash is 64 of 0-9 and a-f"},
    {"kind", offsetof(struct web_params, kind), is_kind, "a kind of act is such as motion.moved"},
    {"asset", offsetof(struct web_params, asset), rec_id_valid, "a name is such as dais.css"},
    {"token", offsetof(struct web_params, token), is_token,
     "the link is not whole: open it as it was given"},
};

static const struct part_type *type_of(sv piece)
{
    for (size_t i = 0; i < sizeof part_types / sizeof part_types[0]; i++) {
        if (sv_is(sv_sub(piece, 1, piece.n - 2), part_types[i].name)) {
            return &part_types[i];
        }
    }
    return NULL;
}

static sv *part_place(struct web_params *p, const struct part_type *t)
{
    return (sv *)(void *)((char *)p + t->at);
}

/* ---- matching ---- */

/* The pieces of a path between its slashes; 0 for "/", -1 for too many. */
static int cut_pieces(sv path, sv *ret)
{
    int n = 0;
    sv rest = sv_sub(path, 1, path.n);
    while (rest.n) {
        if (n == PIECES_MAX) {
            return -1;
        }
        ret[n++] = sv_cut(rest, '/', &rest);
    }
    return n;
}

/* FOUND, FOUND_NOTHING or FOUND_BAD of one pattern. */
static enum web_found match_one(const struct web_route_info *route, const sv *pieces, int n,
                                struct web_match *ret)
{
    sv want[PIECES_MAX];
    enum web_found found = FOUND;
    struct web_match m = {.json = ret->json};
    if (cut_pieces(sv_of(route->pattern), want) != n) {
        return FOUND_NOTHING;
    }
    for (int i = 0; i < n; i++) {
        if (want[i].p[0] != '{') {
            if (!sv_eq(want[i], pieces[i])) {
                return FOUND_NOTHING;
            }
            continue;
        }
        const struct part_type *t = type_of(want[i]);
        if (!t) {
            return FOUND_NOTHING;
        }
        if (t->good(pieces[i])) {
            *part_place(&m.params, t) = pieces[i];
        } else if (found == FOUND) {
            found = FOUND_BAD;
            m.bad = t->name;
            m.says = t->says;
        }
    }
    *ret = m;
    return found;
}

static const char *allow_of(bool get, bool post)
{
    return get && post ? "GET, HEAD, POST" : get ? "GET, HEAD" : "POST";
}

/* The best of all routes for these pieces: the method's own, then a bad part, then another method.
 */
static enum web_found match_all(enum http_method method, bool json, const sv *pieces, int n,
                                struct web_match *ret)
{
    enum web_found best = FOUND_NOTHING;
    bool get = false, post = false;
    enum http_method want = method == HTTP_HEAD ? HTTP_GET : method;
    for (int i = 0; i < WEB_ROUTE_COUNT; i++) {
        struct web_match m = {.json = json};
        if (json && !web_routes[i].twin) {
            continue;
        }
        enum web_found found = match_one(&web_routes[i], pieces, n, &m);
        m.route = (enum web_route)i;
        if (found == FOUND && web_routes[i].method == want) {
            *ret = m;
            return FOUND;
        }
        if (found == FOUND) {
            get = get || web_routes[i].method == HTTP_GET;
            post = post || web_routes[i].method == HTTP_POST;
            m.allow = allow_of(get, post);
            *ret = m;
            best = FOUND_METHOD;
        } else if (found == FOUND_BAD && best == FOUND_NOTHING) {
            *ret = m;
            best = FOUND_BAD;
        }
    }
    return best;
}

enum web_found web_route_match(enum http_method method, sv path, struct web_match *ret)
{
    sv pieces[PIECES_MAX];
    static const sv twin = SV_INIT(".json");
    if (path.n > PATH_MOST || path.n == 0 || path.p[0] != '/') {
        return FOUND_NOTHING;
    }
    bool slash = path.n > 1 && path.p[path.n - 1] == '/';
    int n = cut_pieces(slash ? sv_sub(path, 0, path.n - 1) : path, pieces);
    if (n < 0) {
        return FOUND_NOTHING;
    }
    enum web_found found = FOUND_NOTHING;
    if (n > 0 && !slash && sv_ends(pieces[n - 1], twin)) {
        sv bare[PIECES_MAX];
        for (int i = 0; i < n; i++) {
            bare[i] = pieces[i];
        }
        bare[n - 1].n -= twin.n;
        bool home = n == 1 && sv_is(bare[0], "home");
        found = match_all(method, true, bare, home ? 0 : n, ret);
    }
    if (found == FOUND_NOTHING) {
        found = match_all(method, false, pieces, n, ret);
    }
    return slash && (found == FOUND || found == FOUND_METHOD) ? FOUND_SLASH : found;
}

/* ---- building ---- */

sv web_route_path(struct arena *a, enum web_route route, const struct web_params *p, bool json)
{
    sv want[PIECES_MAX];
    struct web_params parts = *p;
    int n = cut_pieces(sv_of(web_routes[route].pattern), want);
    struct buf b = buf_make(PATH_MOST * 3 + 64);
    for (int i = 0; i < n; i++) {
        buf_char(&b, '/');
        const struct part_type *t = want[i].p[0] == '{' ? type_of(want[i]) : NULL;
        if (t) {
            must(t->good(*part_place(&parts, t)));
            http_url_put(&b, *part_place(&parts, t));
        } else {
            buf_sv(&b, want[i]);
        }
    }
    if (n <= 0) {
        buf_str(&b, json ? "/home" : "/");
    }
    if (json) {
        must(web_routes[route].twin);
        buf_str(&b, ".json");
    }
    must(!b.failed);
    sv path = buf_dup(a, &b);
    buf_free(&b);
    return path;
}

/* ---- rights and places ---- */

bool web_route_may(enum web_route route, enum act_role role)
{
    unsigned readers = web_routes[route].readers;
    return readers == READ_ANYONE || (readers >> role & 1) != 0;
}

bool web_place_valid(sv next)
{
    if (next.n == 0 || next.n > PLACE_BYTES || next.p[0] != '/' ||
        (next.n > 1 && next.p[1] == '/')) {
        return false;
    }
    for (size_t i = 0; i < next.n; i++) {
        char c = next.p[i];
        if (c <= ' ' || c > '~' || c == '\\' || c == '"' || c == '<' || c == '>') {
            return false;
        }
    }
    return true;
}

/* ---- the manual ---- */

void web_manual(struct buf *out)
{
    for (int i = 0; i < WEB_ROUTE_COUNT; i++) {
        const struct web_route_info *r = &web_routes[i];
        buf_fmt(out, ".It Ic %s Pa %s\n%s%s.\n", r->method == HTTP_POST ? "POST" : "GET",
                r->pattern, r->help, r->twin ? " (and .json)" : "");
        if (r->readers != READ_ANYONE) {
            const char *comma = "For: ";
            for (int role = 0; role < ACT_ROLES; role++) {
                if (web_route_may((enum web_route)i, (enum act_role)role)) {
                    buf_fmt(out, "%s%.*s", comma, SV_ARG(act_role_name((enum act_role)role)));
                    comma = ", ";
                }
            }
            buf_str(out, ".\n");
        }
    }
}
