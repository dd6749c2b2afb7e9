/* Routes: every pattern with good and bad parts, building and finding again, rights, places. */
#include "web/route.h"

#include <string.h>

#include "record/kinds.h"
#include "tap.h"

static const struct web_params good = {.body = SV_INIT("miami"),
                                       .file = SV_INIT("17407"),
                                       .member = SV_INIT("seat-1"),
                                       .date = SV_INIT("2025-06-17"),
                                       .hash = SV_INIT("00112233445566778899aabbccddeeff"
                                                       "00112233445566778899aabbccddeeff"),
                                       .kind = SV_INIT("motion.moved"),
                                       .asset = SV_INIT("dais.css"),
                                       .token = SV_INIT("0123456789abcdef-_AZ"),
                                       .seq = SV_INIT("1204"),
                                       .account = SV_INIT("clerk-1"),
                                       .month = SV_INIT("2026-10"),
                                       .feed = SV_INIT("miami.ics"),
                                       .instrument = SV_INIT("pact"),
                                       .holder = SV_INIT("h-1"),
                                       .list = SV_INIT("ice")};

static enum web_found find(enum http_method method, const char *path, struct web_match *m)
{
    *m = (struct web_match){.route = WEB_ROUTE_COUNT};
    return web_route_match(method, sv_of(path), m);
}

static bool same_params(const struct web_params *a, const struct web_params *b, sv pattern)
{
    const struct {
        const char *name;
        sv x, y;
    } all[] = {{"{body}", a->body, b->body},       {"{file}", a->file, b->file},
               {"{member}", a->member, b->member}, {"{date}", a->date, b->date},
               {"{hash}", a->hash, b->hash},       {"{kind}", a->kind, b->kind},
               {"{asset}", a->asset, b->asset},    {"{token}", a->token, b->token},
               {"{seq}", a->seq, b->seq},          {"{month}", a->month, b->month},
               {"{feed}", a->feed, b->feed},       {"{holder}", a->holder, b->holder}};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        bool has = strstr(pattern.p, all[i].name) != NULL;
        if (has ? !sv_eq(all[i].x, all[i].y) : all[i].x.n != 0) {
            return false;
        }
    }
    return true;
}

/* Each route builds an address that finds the route, and its parts, again. */
static void test_round_trip(struct arena *a)
{
    for (int i = 0; i < WEB_ROUTE_COUNT; i++) {
        const struct web_route_info *r = &web_routes[i];
        struct web_match m;
        sv path = web_route_path(a, (enum web_route)i, &good, false);
        ok_as(find(r->method, sv_cstr(a, path), &m) == FOUND && m.route == (enum web_route)i &&
                  !m.json && same_params(&m.params, &good, sv_of(r->pattern)),
              r->pattern);
        if (r->method == HTTP_GET) {
            ok_as(find(HTTP_HEAD, sv_cstr(a, path), &m) == FOUND && m.route == (enum web_route)i,
                  "… by HEAD too");
        }
        if (r->twin) {
            path = web_route_path(a, (enum web_route)i, &good, true);
            ok_as(find(r->method, sv_cstr(a, path), &m) == FOUND && m.route == (enum web_route)i &&
                      m.json && same_params(&m.params, &good, sv_of(r->pattern)),
                  "… and its twin");
        }
        if (path.n > 1) {
            path = web_route_path(a, (enum web_route)i, &good, r->twin);
            enum web_found found =
                find(r->method, sv_cstr(a, sv_fmt(a, "%.*s/", SV_ARG(path))), &m);
            ok_as(r->twin ? found == FOUND_NOTHING || found == FOUND_BAD || found == FOUND_SLASH
                          : found == FOUND_SLASH && m.route == (enum web_route)i,
                  "… and a slash at the end is told");
        }
        ok_as(r->help[0] != 0 && r->pattern[0] == '/', "… and it says what it is");
    }
}

static void test_bad_parts(void)
{
    static const struct {
        const char *path, *bad;
    } cases[] = {
        {"/bodies/Miami", "body"},
        {"/bodies/-x", "body"},
        {"/bodies/m\xc3\xa9xico", "body"},
        {"/meetings/miami/17-06-2025", "date"},
        {"/meetings/miami/2025-02-30", "date"},
        {"/meetings/miami/2025-06-17-1", "date"},
        {"/meetings/miami/2025-06-17-02", "date"},
        {"/meetings/miami/2025-06-17x", "date"},
        {"/meetings/MIAMI/2025-06-17", "body"},
        {"/meetings/miami/2025-6-17/live", "date"},
        {"/meetings/x/2025-6-17/live/events", "date"},
        {"/meetings/next", "date"},
        {"/items/miami/a b", "file"},
        {"/decisions/miami/A", "file"},
        {"/decisions/A", "file"},
        {"/people/miami/Seat", "member"},
        {"/entry/-1", "seq"},
        {"/entry/01", "seq"},
        {"/entry/x", "seq"},
        {"/entry/9007199254740992", "seq"},
        {"/part/abc", "hash"},
        {"/part/00112233445566778899AABBCCDDEEFF00112233445566778899AABBCCDDEEFF", "hash"},
        {"/assets/..css", "asset"},
        {"/invitation/short", "token"},
        {"/invitation/0123456789abcdef%", "token"},
        {"/clerk/miami/soon", "date"},
        {"/acts/motion.made", "kind"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct web_match m;
        ok_as(find(HTTP_GET, cases[i].path, &m) == FOUND_BAD && m.says &&
                  sv_is(sv_of(m.bad), cases[i].bad),
              cases[i].path);
    }
}

static void test_nothing(void)
{
    static const char *const paths[] = {"",
                                        "nothing",
                                        "/nothing",
                                        "/bodies",
                                        "/meetings",
                                        "/decisions",
                                        "/meetings/a/2025-06-17/dead",
                                        "/a/b/c/d/e/f/g/h/i/j",
                                        "/record/1",
                                        "/.json",
                                        "/healthz.json",
                                        "/sign-in.json",
                                        "/clerk/miami",
                                        "/assets",
                                        "/entry",
                                        "/record.json.json"};
    struct web_match m;
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        ok_as(find(HTTP_GET, paths[i], &m) == FOUND_NOTHING, paths[i]);
    }
    char longest[2000];
    memset(longest, 'a', sizeof longest);
    memcpy(longest, "/bodies/", 8);
    longest[1999] = 0;
    ok_as(find(HTTP_GET, longest, &m) == FOUND_NOTHING, "a path that is too long is nothing");
}

static void test_methods(void)
{
    struct web_match m;
    ok(find(HTTP_POST, "/", &m) == FOUND_METHOD && strcmp(m.allow, "GET, HEAD") == 0);
    ok(find(HTTP_POST, "/record.json", &m) == FOUND_METHOD && strcmp(m.allow, "GET, HEAD") == 0);
    ok(find(HTTP_GET, "/acts.json", &m) == FOUND_METHOD && strcmp(m.allow, "POST") == 0);
    ok(find(HTTP_GET, "/sign-out", &m) == FOUND_METHOD && strcmp(m.allow, "POST") == 0);
    ok(find(HTTP_GET, "/sign-in", &m) == FOUND && m.route == ROUTE_SIGN_IN);
    ok(find(HTTP_POST, "/sign-in", &m) == FOUND && m.route == ROUTE_SIGN_IN_DONE);
    ok(find(HTTP_POST, "/acts/vote.cast", &m) == FOUND && m.route == ROUTE_ACT);
}

static void test_places(void)
{
    struct web_match m;
    ok(find(HTTP_GET, "//", &m) == FOUND_SLASH && m.route == ROUTE_HOME);
    ok(find(HTTP_GET, "/home.json", &m) == FOUND && m.route == ROUTE_HOME && m.json);
    ok(find(HTTP_GET, "/meetings/a/2025-06-17-2.json", &m) == FOUND && m.json &&
       sv_is(m.params.date, "2025-06-17-2"));
    ok_as(find(HTTP_GET, "/decisions/a/x.json", &m) == FOUND && m.json && sv_is(m.params.file, "x"),
          "the twin goes before a file whose number ends so");
    ok_as(find(HTTP_GET, "/decisions/a/x.json.json", &m) == FOUND && sv_is(m.params.file, "x.json"),
          "… which has a twin of its own");
    static const char *const fine_ones[] = {"/", "/clerk", "/a?b=c&d=%20#e", "/clerk/a/2026-06-17"};
    static const char *const bad_ones[] = {
        "",    "clerk", "//example.org", "/\\example.org", "/a b",         "/a\nb", "https://a",
        "/\"", "/<x>",  "/\xc3\xa9",     "/a\\b",          "javascript:x", "/\tx",  "/\x7f"};
    for (size_t i = 0; i < sizeof fine_ones / sizeof fine_ones[0]; i++) {
        ok_as(web_place_valid(sv_of(fine_ones[i])), fine_ones[i]);
    }
    for (size_t i = 0; i < sizeof bad_ones / sizeof bad_ones[0]; i++) {
        ok_as(!web_place_valid(sv_of(bad_ones[i])), "no place within the site");
    }
    char longest[600];
    memset(longest, 'a', sizeof longest);
    longest[0] = '/';
    ok(!web_place_valid((sv){longest, sizeof longest}) && web_place_valid((sv){longest, 512}));
}

static void test_rights(void)
{
    for (int i = 0; i < WEB_ROUTE_COUNT; i++) {
        bool anyone = web_routes[i].readers == READ_ANYONE;
        bool public = web_route_may((enum web_route)i, ROLE_PUBLIC);
        ok_as(public == anyone, web_routes[i].pattern);
        ok_as(anyone || web_routes[i].cache == CACHE_PRIVATE,
              "… and what is not for all is never kept");
        ok_as(!web_routes[i].twin || web_routes[i].cache != CACHE_PRIVATE, "… and has no twin");
    }
    ok(web_route_may(ROUTE_CLERK, ROLE_CLERK) && !web_route_may(ROUTE_CLERK, ROLE_MEMBER));
    ok(web_route_may(ROUTE_MY_VOTE, ROLE_MEMBER) && !web_route_may(ROUTE_MY_VOTE, ROLE_CLERK));
    ok(web_route_may(ROUTE_ADMIN, ROLE_ADMIN) && !web_route_may(ROUTE_ADMIN, ROLE_CLERK));
    ok(!web_route_may(ROUTE_ACT, ROLE_AUDITOR) && web_route_may(ROUTE_ACT, ROLE_MEMBER));
}

int main(void)
{
    SCOPED(arena_scope) struct arena *a = arena_open(65536);
    test_round_trip(a);
    test_bad_parts();
    test_nothing();
    test_methods();
    test_places();
    test_rights();
    return tap_done();
}
