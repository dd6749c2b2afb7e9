/* Acts by JSON, what is unsure, and pages that follow what was done. */
#include <string.h>

#include "acts/accounts.h"
#include "site.h"
#include "sys/files.h"
#include "sys/net.h"
#include "tap.h"

#define JSON   "Content-Type: application/json\r\n"
#define ABOUT  "\"about\":{\"meeting\":\"rehearsal/2026-06-17\""
#define ITEM   ABOUT ",\"item\":\"rc-41\"}"
#define OPENED "\"kind\":\"meeting.opened\"," ABOUT "},\"data\":{\"presiding\":\"seat-1\"}}"

static struct answer act(struct site *s, sv headers, const char *json)
{
    return site_ask(s, 0, "POST", SV("/acts.json"), headers, sv_of(json));
}

static sv with_key(struct site *s, sv key)
{
    return sv_fmt(s->a, JSON "Authorization: Bearer %.*s\r\n", SV_ARG(key));
}

static void test_doors(struct site *s)
{
    sv session = site_session(s, "ana", "clerk", "", "");
    sv key = site_key(s, "ana"), csrf = act_csrf_of(s->a, session);
    sv cookie = sv_fmt(s->a, JSON "Cookie: dais-session=%.*s\r\n", SV_ARG(session));
    struct answer r = act(s, with_key(s, key), "{\"act\":\"j1\"," OPENED);
    ok(r.status == 200 && answer_has(&r, "\"kind\":\"meeting.opened\""));
    ok_as(sv_is(answer_header(&r, "Content-Type"), "application/json") &&
              sv_is(answer_header(&r, "Cache-Control"), "no-store"),
          "the answer is JSON and never stored");
    sv first = r.body;
    r = act(s, with_key(s, key), "{\"act\":\"j1\"," OPENED);
    ok_as(r.status == 200 && sv_eq(r.body, first), "the same act again gets the first answer");
    r = act(s, with_key(s, key), "{\"act\":\"j2\"," OPENED);
    ok(r.status == 409 || r.status == 422);
    ok(answer_has(&r, "\"sentence\":"));
    r = act(s, with_key(s, key), "{\"act\":\"j3\",\"kind\":\"nothing\"}");
    ok(r.status == 400 && answer_has(&r, "\"field\":"));
    r = act(s, with_key(s, key), "{\"act\":");
    ok(r.status == 400);
    r = act(s, with_key(s, SV("0123")), "{\"act\":\"j4\"," OPENED);
    ok_as(r.status == 401, "an unknown key");
    r = act(s, SV(JSON), "{\"act\":\"j4\"," OPENED);
    ok_as(r.status == 401, "nobody");
    r = act(s, cookie, "{\"act\":\"j4\",\"kind\":\"meeting.recessed\"," ABOUT "}}");
    ok_as(r.status == 401, "a session without its token is not believed");
    sv wrong = sv_fmt(s->a, "%.*sX-CSRF: %.*s%s\r\n", SV_ARG(cookie), 63, csrf.p,
                      csrf.p[63] == '0' ? "1" : "0");
    r = act(s, wrong, "{\"act\":\"j4\",\"kind\":\"meeting.recessed\"," ABOUT "}}");
    ok_as(r.status == 401, "… nor with another");
    sv right = sv_fmt(s->a, "%.*sX-CSRF: %.*s\r\n", SV_ARG(cookie), SV_ARG(csrf));
    sv foreign = sv_fmt(s->a, "%.*sOrigin: https://example.org\r\n", SV_ARG(right));
    r = act(s, foreign, "{\"act\":\"j4\",\"kind\":\"meeting.recessed\"," ABOUT "}}");
    ok_as(r.status == 401, "… nor from another site");
    r = act(s, right, "{\"act\":\"j4\",\"kind\":\"meeting.recessed\"," ABOUT "}}");
    ok_as(r.status == 200, "a session with its token is");
    r = site_ask(s, 0, "POST", SV("/acts.json"),
                 sv_fmt(s->a,
                        "Content-Type: text/plain\r\nCookie: dais-session=%.*s\r\nX-CSRF: %.*s\r\n",
                        SV_ARG(session), SV_ARG(csrf)),
                 SV("{}"));
    ok_as(r.status == 415, "a page sends an act as JSON");
    r = act(s, sv_fmt(s->a, "Authorization: Bearer %.*s\r\n", SV_ARG(key)),
            "{\"act\":\"j1\"," OPENED);
    ok_as(r.status == 200, "a program need not say that it sends JSON");
    r = act(s,
            sv_fmt(s->a, "Content-Type: text/plain\r\nAuthorization: Bearer %.*s\r\n", SV_ARG(key)),
            "{\"act\":\"j1\"," OPENED);
    ok_as(r.status == 200, "and may call it something else");
    r = site_get(s, 0, "/acts.json");
    ok(r.status == 405 && sv_is(answer_header(&r, "Allow"), "POST"));
    r = act(s, right, "{\"act\":\"j5\",\"kind\":\"meeting.resumed\"," ABOUT "}}");
    ok(r.status == 200);
}

/* What the writer did not answer is unsure, and the same act again is never entered twice. */
static void test_unsure(struct site *s)
{
    static const char note[] =
        "{\"act\":\"u1\",\"kind\":\"note.recorded\"," ABOUT "},\"texts\":{\"text\":\"A pause.\"}}";
    sv headers = with_key(s, site_key(s, "ana"));
    int64_t before = s->seq;
    s->mute = true;
    sv request = sv_fmt(s->a,
                        "POST /acts.json HTTP/1.1\r\nHost: dais.test\r\nConnection: close\r\n%.*s"
                        "Content-Length: %zu\r\n\r\n%s",
                        SV_ARG(headers), strlen(note), note);
    int fd = site_begin(s, 0, request), gone = site_begin(s, 0, request);
    site_settle(s);
    sys_close(gone);
    site_settle(s);
    ok_as(s->seq == before + 1, "the act stands, though nobody was told");
    s->mute = false;
    peer_close(s->writer[0]);
    s->writer[0] = NULL;
    sv all = site_read(s, fd);
    sys_close(fd);
    ok(sv_starts(all, SV("HTTP/1.1 503 ")));
    ok(strstr(sv_cstr(s->a, all), "\"unsure\":true,\"act\":\"u1\"") != NULL);
    struct answer r = act(s, headers, note);
    ok_as(r.status == 503 && !answer_has(&r, "unsure"), "what was never sent is not unsure");
    r = site_get(s, 0, "/healthz");
    ok_as(r.status == 503, "without a writer all is not well");
    struct answer kept = site_get(s, 0, "/bodies/rehearsal");
    site_act(
        s, "admin admin",
        "{\"act\":\"u2\",\"kind\":\"official.seated\",\"body\":\"rehearsal\",\"data\":{"
        "\"member\":\"seat-5\",\"name\":\"Another Name\",\"office\":\"member\",\"votes\":true}}");
    struct answer fresh = site_get(s, 0, "/bodies/rehearsal");
    ok_as(!answer_has(&kept, "Another Name") && answer_has(&fresh, "Another Name"),
          "what nobody tells of is not served from the cache");
    before++;
    site_connect(s, 0);
    r = site_get(s, 0, "/healthz");
    ok(r.status == 200 && sv_is(r.body, "ok\n"));
    r = act(s, headers, note);
    ok_as(r.status == 200 && s->seq == before + 1, "the same act again finds itself");
}

/* After an act its page is another one, on every web, with and without a cache. */
static void test_fresh(struct site *s)
{
    static const char page[] = "/decisions/rehearsal/rc-41",
                      twin[] = "/decisions/rehearsal/rc-41.json";
    struct answer first = site_get(s, 0, page), again = site_get(s, 0, page);
    ok(first.status == 200 && sv_eq(first.body, again.body));
    sv tag = answer_header(&first, "ETag");
    ok(tag.n && sv_eq(tag, answer_header(&again, "ETag")) &&
       sv_is(answer_header(&first, "Cache-Control"), "no-cache"));
    ok(web_cache_counts(s->web[0]->cache).hits >= 1 &&
       web_cache_counts(s->web[1]->cache).pages == 0);
    struct answer same = site_ask(s, 0, "GET", sv_of(page),
                                  sv_fmt(s->a, "If-None-Match: %.*s\r\n", SV_ARG(tag)), SV_NONE);
    ok(same.status == 304 && same.body.n == 0);
    struct answer other = site_get(s, 1, page);
    ok_as(sv_eq(other.body, first.body) && sv_eq(answer_header(&other, "ETag"), tag),
          "the same page has the same tag on every web");
    struct answer json = site_get(s, 0, twin);
    ok(json.status == 200 && sv_is(answer_header(&json, "Content-Type"), "application/json"));
    struct answer head = site_ask(s, 0, "HEAD", sv_of(page), SV_NONE, SV_NONE);
    ok(head.status == 200 && head.body.n == 0 && sv_eq(answer_header(&head, "ETag"), tag));
    site_act(s, "clerk clerk",
             "{\"act\":\"f1\",\"kind\":\"attendance.noted\"," ABOUT "},\"data\":{"
             "\"present\":[\"seat-1\",\"seat-2\",\"seat-3\"]}}");
    site_act(s, "clerk clerk", "{\"act\":\"f2\",\"kind\":\"item.opened\"," ITEM "}");
    site_act(s, "clerk clerk",
             "{\"act\":\"f3\",\"kind\":\"motion.moved\"," ITEM
             ",\"data\":{\"type\":\"main\",\"mover\":\"seat-2\"}}");
    struct answer after = site_get(s, 0, page);
    ok(after.status == 200 && !sv_eq(after.body, first.body));
    struct answer twin_after = site_get(s, 0, twin);
    ok(!sv_eq(twin_after.body, json.body) && answer_has(&twin_after, "\"mover\":\"seat-2\""));
    other = site_get(s, 1, page);
    ok(sv_eq(other.body, after.body));
    site_act(
        s, "admin admin",
        "{\"act\":\"f4\",\"kind\":\"body.registered\",\"body\":\"elsewhere\",\"data\":{\"name\":"
        "\"Elsewhere\",\"zone\":\"UTC\",\"seats\":3,\"pack\":\"robert-small\"}}");
    uint64_t hits = web_cache_counts(s->web[0]->cache).hits;
    again = site_get(s, 0, page);
    ok_as(sv_eq(again.body, after.body) && web_cache_counts(s->web[0]->cache).hits == hits + 1,
          "what does not concern a page leaves it in the cache");
}

/* The answer to an act is later than the news of it, on every channel: whoever was answered finds
 * the new page though the other web's loop has not turned since. */
static void test_order(struct site *s)
{
    struct answer before = site_get(s, 0, "/decisions/rehearsal/rc-41");
    site_act(s, "clerk clerk",
             "{\"act\":\"o1\",\"kind\":\"motion.seconded\"," ABOUT ",\"motion\":1},\"data\":{"
             "\"member\":\"seat-3\"}}");
    web_catch_up(s->web[0]);
    struct web_cached page;
    ok_as(!web_cache_find(s->web[0]->cache, SV("/decisions/rehearsal/rc-41"), NULL, &page),
          "the page is gone before anything else is served");
    struct answer after = site_get(s, 0, "/decisions/rehearsal/rc-41");
    ok(!sv_eq(before.body, after.body));
}

static void test_short_forms(struct site *s)
{
    struct answer r = site_get(s, 0, "/decisions/rc-41");
    ok(r.status == 302 && sv_is(answer_header(&r, "Location"), "/decisions/rehearsal/rc-41"));
    r = site_get(s, 0, "/decisions/rc-41.json");
    ok(r.status == 302 && sv_is(answer_header(&r, "Location"), "/decisions/rehearsal/rc-41.json"));
    r = site_get(s, 0, "/meetings/2026-06-17");
    ok(r.status == 302 && sv_is(answer_header(&r, "Location"), "/meetings/rehearsal/2026-06-17"));
    ok(site_get(s, 0, "/decisions/rc-42").status == 404);
    ok(site_get(s, 0, "/meetings/2026-06-18").status == 404);
    ok(site_get(s, 0, "/meetings/2026-06-31").status == 400);
    site_act(s, "clerk clerk",
             "{\"act\":\"s1\",\"kind\":\"item.filed\",\"body\":\"elsewhere\",\"about\":{\"item\":"
             "\"rc-41\"},\"data\":{\"type\":\"resolution\"},\"texts\":{\"title\":\"Another\"}}");
    r = site_get(s, 0, "/decisions/rc-41");
    ok_as(r.status == 404 && answer_has(&r, "href=\"/decisions/elsewhere/rc-41\"") &&
              answer_has(&r, "href=\"/decisions/rehearsal/rc-41\""),
          "a short form that is no longer unique lists what bears the name");
    site_act(
        s, "clerk clerk",
        "{\"act\":\"s2\",\"kind\":\"meeting.called\",\"about\":{\"meeting\":\"rehearsal/"
        "2026-06-17-2\"},\"data\":{\"type\":\"special\",\"convenes\":\"2026-06-18T01:00:00Z\"}}");
    r = site_get(s, 0, "/meetings/2026-06-17-2.json");
    ok(r.status == 302 &&
       sv_is(answer_header(&r, "Location"), "/meetings/rehearsal/2026-06-17-2.json"));
    r = site_get(s, 0, "/meetings/2026-06-17");
    ok(r.status == 404 && answer_has(&r, "href=\"/meetings/rehearsal/2026-06-17-2\""));
    r = site_get(s, 0, "/decisions/rehearsal/rc-41/");
    ok(r.status == 308 && sv_is(answer_header(&r, "Location"), "/decisions/rehearsal/rc-41"));
}

/* The bytes of an entry, as they are hashed, stand whole in its JSON. */
static void test_entries(struct site *s)
{
    struct rec_hash leaf;
    sv bytes;
    struct jv *v = NULL;
    struct answer r = site_get(s, 0, "/entry/9.json");
    if (!fine(st_log_bytes(desk_store(s->desk), s->a, 9, &bytes)) ||
        !fine(jv_parse(s->a, r.body, &v))) {
        return;
    }
    leaf = rec_hash_leaf(bytes);
    ok(answer_has(&r, sv_cstr(s->a, sv_fmt(s->a, "\"entry\":%.*s", SV_ARG(bytes)))));
    ok(sv_eq(jv_get_sv(v, "leaf"), rec_hash_hex(s->a, &leaf)));
    ok(site_get(s, 0, "/entry/100000").status == 404);
    struct jv *parts = jv_get(v, "parts");
    r = site_get(s, 0, "/entry/7.json");
    ok(jv_parse(s->a, r.body, &v) == NULL);
    parts = parts && parts->first ? parts : jv_get(v, "parts");
    sv hash = parts && parts->first ? jv_get_sv(parts->first, "hash") : SV_NONE;
    ok(hash.n == 64);
    r = site_get(s, 0, sv_cstr(s->a, sv_fmt(s->a, "/part/%.*s", SV_ARG(hash))));
    ok(r.status == 200 && sv_is(r.body, "Police agreement") &&
       sv_is(answer_header(&r, "Content-Type"), "text/plain; charset=utf-8"));
    r = site_get(s, 0, sv_cstr(s->a, sv_fmt(s->a, "/part/%.*s.json", SV_ARG(hash))));
    ok(r.status == 200 && answer_has(&r, "\"text\":\"Police agreement\"") &&
       answer_has(&r, "\"salt\":\""));
    static const char none[] =
        "/part/0000000000000000000000000000000000000000000000000000000000000000";
    ok(site_get(s, 0, none).status == 404);
}

static void test_plain(struct site *s)
{
    struct answer r = site_get(s, 0, "/metrics");
    ok(r.status == 200 && answer_has(&r, "dais_entries ") &&
       answer_has(&r, "dais_page_hits_total "));
    r = site_get(s, 0, "/log/checkpoint");
    ok(r.status == 200 && r.body.n &&
       sv_is(answer_header(&r, "Content-Type"), "text/plain; charset=utf-8"));
    r = site_get(s, 0, "/robots.txt");
    ok(r.status == 200 && answer_has(&r, "Disallow: /clerk"));
    r = site_get(s, 0, "/nothing");
    ok(r.status == 404);
    r = site_get(s, 0, "/nothing.json");
    ok(r.status == 404 && sv_is(answer_header(&r, "Content-Type"), "application/json"));
    r = site_ask(s, 0, "POST", SV("/healthz"), SV_NONE, SV_NONE);
    ok(r.status == 405 && sv_is(answer_header(&r, "Allow"), "GET, HEAD"));
    sv csp = answer_header(&r, "Content-Security-Policy");
    ok(sv_starts(csp, SV("default-src 'none'; script-src 'self';")));
    ok(sv_is(answer_header(&r, "X-Content-Type-Options"), "nosniff"));
    ok(answer_header(&r, "Strict-Transport-Security").n == 0);
}

int main(void)
{
    struct site s;
    site_open(&s);
    site_rehearse(&s);
    test_doors(&s);
    test_unsure(&s);
    test_fresh(&s);
    test_order(&s);
    test_short_forms(&s);
    test_entries(&s);
    test_plain(&s);
    site_close(&s);
    return tap_done();
}
