/* Those who sign in: sessions, forms, rights by role, and what comes back when an act is refused.
 */
#include <string.h>

#include "acts/accounts.h"
#include "site.h"
#include "sys/files.h"
#include "sys/net.h"
#include "tap.h"

#define FORM_TYPE "Content-Type: application/x-www-form-urlencoded\r\n"
#define MEETING   "about.meeting=rehearsal/2026-06-17"

static sv csrf_of(struct site *s, sv session)
{
    return act_csrf_of(s->a, session);
}

/* The value of the first field of that name in a page. */
static sv field_in(struct site *s, const struct answer *r, const char *name)
{
    sv needle = sv_fmt(s->a, "name=\"%s\" value=\"", name);
    for (size_t i = 0; i + needle.n < r->body.n; i++) {
        if (memcmp(r->body.p + i, needle.p, needle.n) == 0) {
            sv rest = sv_sub(r->body, i + needle.n, r->body.n);
            return sv_cut(rest, '"', &rest);
        }
    }
    return SV_NONE;
}

/* ---- every route as every role ---- */

static const char *const role_names[] = {"clerk",   "chair",     "member", "admin",
                                         "auditor", "custodian", "agency", "import",
                                         "kiosk",   "witness",   "speaker"};

static sv path_of(struct site *s, enum web_route route)
{
    struct web_params p = {
        .body = SV("rehearsal"),
        .file = SV("rc-41"),
        .member = SV("seat-1"),
        .date = SV("2026-06-17"),
        .hash = SV("0011223344556677001122334455667700112233445566770011223344556677"),
        .kind = SV("note.recorded"),
        .asset = SV("dais.css"),
        .token = SV("0123456789abcdef"),
        .seq = SV("0"),
        .account = SV("of-clerk"),
        .month = SV("2026-06"),
        .feed = SV("rehearsal.ics"),
        .instrument = SV("pact"),
        .holder = SV("h-1"),
        .list = SV("ice")};
    return web_route_path(s->a, route, &p, false);
}

static void test_role(struct site *s, const char *name, enum act_role role, sv session)
{
    for (int i = 0; i < WEB_ROUTE_COUNT; i++) {
        const struct web_route_info *info = &web_routes[i];
        sv path = path_of(s, (enum web_route)i);
        bool may = web_route_may((enum web_route)i, role);
        struct answer r;
        if (i == ROUTE_EVENTS || i == ROUTE_SIGN_OUT) {
            continue; /* a stream does not end; the session is needed still */
        }
        if (info->method == HTTP_POST) {
            r = site_post(s, sv_cstr(s->a, path), session,
                          session.n ? csrf_of(s, session) : SV_NONE, SV("texts.text="));
        } else {
            r = site_get_as(s, 0, path, session);
        }
        sv to = answer_header(&r, "Location");
        bool sign_in = r.status == 401 || (r.status == 303 && sv_starts(to, SV("/sign-in")));
        bool refused = r.status == 403 && info->readers != READ_ANYONE;
        bool as_said = info->readers == READ_ANYONE
                           ? i == ROUTE_ACT_JSON || i == ROUTE_ACTIVITY_JSON || !sign_in
                       : role == ROLE_PUBLIC ? sign_in
                       : may                 ? !sign_in && !refused
                                             : refused;
        bool made = i == ROUTE_PACKET_PDF || strstr(info->pattern, "docx") != NULL;
        bool no_paper = made && r.status == 503; /* this site has no such role */
        ok_as(as_said && (r.status < 500 || no_paper),
              sv_cstr(s->a, sv_fmt(s->a, "%s as %s: %d", info->id, name, r.status)));
        if (info->cache == CACHE_PRIVATE) {
            ok_as(sv_is(answer_header(&r, "X-Robots-Tag"), "noindex") &&
                      sv_is(answer_header(&r, "Cache-Control"), "no-store"),
                  "… and it is neither indexed nor stored");
        }
    }
}

static void test_roles(struct site *s)
{
    site_act(s, "clerk clerk",
             "{\"act\":\"pact\",\"kind\":\"instrument.registered\",\"body\":\"rehearsal\","
             "\"about\":{\"instrument\":\"pact\"},\"data\":{\"type\":\"pact\"},"
             "\"texts\":{\"title\":\"A pact\"}}");
    test_role(s, "nobody", ROLE_PUBLIC, SV_NONE);
    for (size_t i = 0; i < sizeof role_names / sizeof role_names[0]; i++) {
        enum act_role role;
        const char *member = strcmp(role_names[i], "member") == 0  ? "seat-2"
                             : strcmp(role_names[i], "chair") == 0 ? "seat-1"
                                                                   : "";
        sv session = site_session(s, sv_cstr(s->a, sv_fmt(s->a, "of-%s", role_names[i])),
                                  role_names[i], "rehearsal", member);
        ok(act_role_parse(sv_of(role_names[i]), &role));
        test_role(s, role_names[i], role, session);
    }
    sv elsewhere = site_session(s, "other-clerk", "clerk", "elsewhere", "");
    struct answer r = site_get_as(s, 0, SV("/clerk/rehearsal/2026-06-17"), elsewhere);
    ok_as(r.status == 403, "a clerk of another body");
}

/* ---- signing in and out ---- */

static struct answer post_raw(struct site *s, const char *path, const char *headers, sv body)
{
    return site_ask(s, 0, "POST", sv_of(path), sv_fmt(s->a, FORM_TYPE "%s", headers), body);
}

static sv cookie_value(struct site *s, const struct answer *r, const char *name)
{
    sv line = answer_header(r, "Set-Cookie"), rest, pair = sv_cut(line, ';', &rest);
    sv want = sv_fmt(s->a, "%s=", name);
    return sv_starts(pair, want) ? sv_sub(pair, want.n, pair.n) : SV_NONE;
}

static void test_sign_in(struct site *s)
{
    static const char good[] = "account=ana&password=a+few+words";
    (void)site_session(s, "ana", "clerk", "", "");
    struct answer r = site_get(s, 0, "/sign-in?next=/clerk/rehearsal/2026-06-17");
    ok(r.status == 200 && answer_has(&r, "name=\"password\"") &&
       sv_is(field_in(s, &r, "next"), "/clerk/rehearsal/2026-06-17"));
    r = site_get(s, 0, "/sign-in?next=//example.org");
    ok_as(r.status == 200 && !answer_has(&r, "example.org"), "a place elsewhere is forgotten");
    r = post_raw(s, "/sign-in", "", SV("account=ana&password=other+words"));
    ok(r.status == 403 && answer_has(&r, "do not belong together") &&
       !answer_header(&r, "Set-Cookie").n);
    ok_as(answer_has(&r, "value=\"ana\"") && !answer_has(&r, "other words"),
          "the account stays, the password does not");
    r = post_raw(s, "/sign-in", "Origin: https://example.org\r\n", sv_of(good));
    ok_as(r.status == 403 && !answer_header(&r, "Set-Cookie").n, "a form of another site");
    r = post_raw(s, "/sign-in", "Origin: null\r\n", sv_of(good));
    ok_as(r.status == 403, "a form of nowhere");
    r = post_raw(s, "/sign-in", "Sec-Fetch-Site: cross-site\r\n", sv_of(good));
    ok_as(r.status == 403, "a form whose browser says so");
    r = site_ask(s, 0, "POST", SV("/sign-in"), SV("Content-Type: text/plain\r\n"), sv_of(good));
    ok_as(r.status == 400, "what is no form");
    r = post_raw(s, "/sign-in", "Origin: http://dais.test\r\n", sv_of(good));
    sv line = answer_header(&r, "Set-Cookie");
    sv session = cookie_value(s, &r, "dais-session");
    ok(r.status == 303 && sv_is(answer_header(&r, "Location"), "/clerk") && session.n == 64);
    ok(strstr(sv_cstr(s->a, line), "HttpOnly") && strstr(sv_cstr(s->a, line), "SameSite=Lax") &&
       !strstr(sv_cstr(s->a, line), "Secure"));
    ok(site_get_as(s, 0, SV("/clerk"), session).status == 200);
    r = site_get_as(s, 0, SV("/sign-in"), session);
    ok_as(r.status == 303, "who is signed in need not again");
    r = post_raw(s, "/sign-in", "", sv_fmt(s->a, "%s&next=/clerk/rehearsal/2026-06-17", good));
    ok(sv_is(answer_header(&r, "Location"), "/clerk/rehearsal/2026-06-17"));
    r = post_raw(s, "/sign-in", "", sv_fmt(s->a, "%s&next=https://example.org/", good));
    ok(r.status == 303 && sv_is(answer_header(&r, "Location"), "/clerk"));
    r = post_raw(s, "/sign-in", "", sv_fmt(s->a, "%s&next=%%2F%%5Cexample.org", good));
    ok(r.status == 303 && sv_is(answer_header(&r, "Location"), "/clerk"));
    r = post_raw(s, "/sign-in", "X-Forwarded-Proto: https\r\nX-Forwarded-For: 192.0.2.7\r\n",
                 sv_of(good));
    line = answer_header(&r, "Set-Cookie");
    ok_as(cookie_value(s, &r, "__Host-dais-session").n == 64 &&
              strstr(sv_cstr(s->a, line), "Secure") &&
              answer_header(&r, "Strict-Transport-Security").n,
          "behind a trusted proxy with TLS the cookie is for TLS only");
    r = site_post(s, "/sign-out", session, SV("00"), SV("x=y"));
    ok(r.status == 403 && site_get_as(s, 0, SV("/clerk"), session).status == 200);
    r = site_post(s, "/sign-out", session, csrf_of(s, session), SV("x=y"));
    ok(r.status == 303 && sv_is(answer_header(&r, "Location"), "/") &&
       strstr(sv_cstr(s->a, answer_header(&r, "Set-Cookie")), "Max-Age=0"));
    r = site_get_as(s, 0, SV("/clerk"), session);
    ok_as(r.status == 303 && sv_is(answer_header(&r, "Location"), "/sign-in?next=%2Fclerk"),
          "the visit is over");
}

static int begin_sign_in(struct site *s, int address, const char *body)
{
    return site_begin(s, 0,
                      sv_fmt(s->a,
                             "POST /sign-in HTTP/1.1\r\nHost: dais.test\r\nX-Forwarded-For: "
                             "192.0.2.%d\r\n" FORM_TYPE "Content-Length: %zu\r\n\r\n%s",
                             address, strlen(body), body));
}

/* Whoever signed in with this browser is not shut out by others' wrong passwords. */
static void test_device(struct site *s)
{
    static const char good[] = "account=olga&password=a+few+words",
                      bad[] = "account=olga&password=guess";
    (void)site_session(s, "olga", "clerk", "", "");
    struct answer r = post_raw(s, "/sign-in", "X-Forwarded-For: 192.0.2.77\r\n", sv_of(good));
    static const char before[] = "dais-device=", path[] = "; Path=/sign-in;";
    const char *at = strstr(sv_cstr(s->a, r.head), before);
    if (!ok(r.status == 303 && at && strlen(at) > sizeof before + 128)) {
        return;
    }
    sv device = sv_sub(sv_of(at), sizeof before - 1, 128);
    ok(sv_starts(sv_of(at + sizeof before - 1 + 128), sv_of(path)));
    for (int i = 0; i < 5; i++) {
        r = post_raw(s, "/sign-in", "X-Forwarded-For: 2001:db8::77\r\n", sv_of(bad));
        ok(r.status == 403);
    }
    r = post_raw(s, "/sign-in", "X-Forwarded-For: 2001:db8::1:2:3:4\r\n", sv_of(good));
    ok_as(r.status == 429 && !answer_header(&r, "Set-Cookie").n, "one IPv6 network is one guesser");
    r = post_raw(s, "/sign-in", "X-Forwarded-For: 192.0.2.78\r\n", sv_of(good));
    ok_as(r.status == 303, "another address is not kept from it");
    const char *known =
        sv_fmt(s->a, "X-Forwarded-For: 2001:db8::77\r\nCookie: dais-device=%.*s\r\n",
               SV_ARG(device))
            .p;
    r = post_raw(s, "/sign-in", known, sv_of(good));
    ok_as(r.status == 303, "nor the browser that signed in before, at the guesser's own address");
    r = post_raw(s, "/sign-in", known, SV("account=ana&password=guess"));
    ok(r.status == 403);
}

/* A password takes long to hash: no address may have many on their way. */
static void test_many(struct site *s)
{
    static const char body[] = "account=nobody&password=guess";
    int fds[LINE_FROM];
    s->mute = true;
    for (int i = 0; i < LINE_FROM; i++) {
        fds[i] = begin_sign_in(s, 9, body);
        site_settle(s);
    }
    s->mute = false;
    struct answer r = post_raw(s, "/sign-in", "X-Forwarded-For: 192.0.2.9\r\n", sv_of(body));
    ok(r.status == 429 && answer_has(&r, "Too many"));
    r = post_raw(s, "/sign-in", "X-Forwarded-For: 192.0.2.10\r\n", sv_of(body));
    ok_as(r.status == 403, "another address is not kept waiting");
    peer_close(s->writer[0]);
    s->writer[0] = NULL;
    for (int i = 0; i < LINE_FROM; i++) {
        ok(sv_starts(site_read(s, fds[i]), SV("HTTP/1.1 503 ")));
        sys_close(fds[i]);
    }
    site_connect(s, 0);
    r = post_raw(s, "/sign-in", "X-Forwarded-For: 192.0.2.9\r\n", sv_of(body));
    ok_as(r.status == 403 || r.status == 429, "the places are free again");
    ok(!answer_has(&r, "Too many are signing in"));
}

/* Who sends and goes away again keeps no place: the hash that nobody waits for is not made, and the
 * one that is on its way gives its place back when it is done. */
static void test_gone(struct site *s)
{
    enum { ADDRESSES = 8 };
    int fds[ADDRESSES * LINE_FROM];
    unsigned asked = s->asked;
    s->hold = true;
    for (int i = 0; i < ADDRESSES * LINE_FROM; i++) {
        sv body = sv_fmt(s->a, "account=gone-%d&password=guess", i);
        fds[i] = begin_sign_in(s, 20 + i % ADDRESSES, sv_cstr(s->a, body));
        site_settle(s);
    }
    ok_as(s->held_n == LINE_AT_ONCE, "few are on their way at once");
    for (int i = 0; i < ADDRESSES * LINE_FROM; i++) {
        sys_close(fds[i]);
    }
    site_settle(s);
    int mine = begin_sign_in(s, 60, "account=there&password=guess");
    site_settle(s);
    s->hold = false;
    site_release(s);
    ok_as(sv_starts(site_read(s, mine), SV("HTTP/1.1 403 ")), "somebody else is answered");
    sys_close(mine);
    ok_as(s->asked == asked + LINE_AT_ONCE + 1, "nothing is hashed for those who have gone");
    struct web_line *l = &s->web[0]->line;
    bool empty = l->out == 0;
    for (int i = 0; i < LINE_PLACES; i++) {
        empty = empty && !l->place[i].taken;
    }
    ok_as(empty, "and the line is empty");
}

/* The words of an act's form wait while somebody signs in, and are entered only when sent again. */
static void test_kept(struct site *s)
{
    static const char login[] = "account=kim&password=a+few+words";
    (void)site_session(s, "kim", "clerk", "", "");
    (void)site_session(s, "lou", "auditor", "", "");
    int64_t before = s->seq;
    sv typed = SV("act=k1&csrf=00&next=%2Fclerk%2Frehearsal%2F2026-06-17&" MEETING
                  "&about.item=rc-41&data.member=seat-2&data.side=for&"
                  "texts.text=One+%3Cline%3E%0D%0Aand+%22another%22");
    struct answer r = site_post(s, "/acts/reason.given", SV_NONE, SV_NONE, typed);
    ok(r.status == 401 && answer_has(&r, "what was typed is kept"));
    ok(sv_is(field_in(s, &r, "keep"), "reason.given") &&
       sv_is(field_in(s, &r, "keep.data.side"), "for") &&
       sv_is(field_in(s, &r, "keep.texts.text"), "One &lt;line&gt;\nand &quot;another&quot;"));
    ok_as(!answer_has(&r, "<line>") && !answer_has(&r, "keep.csrf"),
          "they are escaped, and the token of the visit that ended is not among them");
    ok(sv_is(field_in(s, &r, "next"), "/clerk/rehearsal/2026-06-17"));
    sv kept = SV("keep=reason.given&keep.act=k1&keep.next=%2Fclerk%2Frehearsal%2F2026-06-17&"
                 "keep.about.meeting=rehearsal%2F2026-06-17&keep.about.item=rc-41&"
                 "keep.data.member=seat-2&keep.data.side=for&"
                 "keep.texts.text=One+%3Cline%3E%0D%0Aand+%22another%22");
    r = post_raw(s, "/sign-in", "",
                 sv_fmt(s->a, "account=kim&password=wrong+words&%.*s", SV_ARG(kept)));
    ok_as(r.status == 403 && sv_is(field_in(s, &r, "keep.data.member"), "seat-2"),
          "a wrong password does not lose them");
    r = post_raw(s, "/sign-in", "Origin: https://example.org\r\n",
                 sv_fmt(s->a, "%s&%.*s", login, SV_ARG(kept)));
    ok_as(r.status == 403 && !answer_header(&r, "Set-Cookie").n && !answer_has(&r, "seat-2"),
          "another site's form is neither signed in nor kept");
    r = site_ask(s, 0, "POST", SV("/acts/reason.given"),
                 SV(FORM_TYPE "Origin: https://example.org\r\n"), typed);
    ok_as(r.status == 401 && !field_in(s, &r, "keep").n, "nor does it leave words to be sent");
    r = post_raw(s, "/sign-in", "", sv_fmt(s->a, "%s&%.*s", login, SV_ARG(kept)));
    sv session = cookie_value(s, &r, "dais-session");
    ok_as(r.status == 200 && session.n == 64 && answer_has(&r, "nothing is recorded yet") &&
              s->seq == before,
          "signed in, the form stands there again and nothing was entered");
    ok(answer_has(&r, "One &lt;line&gt;\nand \"another\"</textarea>") ||
       answer_has(&r, "One &lt;line&gt;\nand &quot;another&quot;</textarea>"));
    ok(answer_has(&r, "action=\"/acts/reason.given\"") && sv_is(field_in(s, &r, "act"), "k1") &&
       sv_eq(field_in(s, &r, "csrf"), csrf_of(s, session)) &&
       sv_is(field_in(s, &r, "about.item"), "rc-41"));
    sv again = SV("act=k1&" MEETING "&about.item=rc-41&data.member=seat-2&data.side=for&"
                  "texts.text=One+line");
    r = site_post(s, "/acts/reason.given", session, csrf_of(s, session), again);
    ok_as(r.status == 303 && s->seq == before + 1, "sent again it is entered, once");
    r = post_raw(s, "/sign-in", "",
                 sv_fmt(s->a, "account=lou&password=a+few+words&%.*s", SV_ARG(kept)));
    ok_as(r.status == 303 && s->seq == before + 1, "who may enter no acts is led on as always");
    r = post_raw(s, "/sign-in", "", sv_fmt(s->a, "%s&keep=no.kind&keep.act=k2", login));
    ok_as(r.status == 303, "a kind that is none is forgotten");
    char *much = arena_alloc(s->a, 60000);
    memset(much, 'a', 60000);
    r = site_post(s, "/acts/note.recorded", SV_NONE, SV_NONE,
                  sv_fmt(s->a, "act=k3&" MEETING "&texts.text=%.*s", 60000, much));
    ok_as(r.status == 401 && answer_has(&r, "too long to be kept") && r.body.n < 8192,
          "what is too long is not carried along, and the page says so");
    sv closed = site_session(s, "max", "clerk", "", ""), csrf = csrf_of(s, closed);
    r = site_post(s, "/sign-out", closed, csrf, SV("x=y"));
    r = site_post(s, "/acts/note.recorded", closed, csrf, SV("act=k4&" MEETING "&texts.text=Late"));
    ok_as(r.status == 401 && sv_is(field_in(s, &r, "keep.texts.text"), "Late"),
          "so it is where the cookie outlives the visit");
}

static void test_invitation(struct site *s)
{
    sv admin = site_session(s, "root", "admin", "", "");
    struct answer r = site_post(s, "/admin/accounts", admin, csrf_of(s, admin),
                                SV("do=invite&account=bo&role=clerk&body=&member="));
    static const char begin[] = "http://dais.test/invitation/";
    sv link = SV_NONE;
    for (size_t i = 0; i + sizeof begin + 64 < r.body.n && !link.n; i++) {
        if (memcmp(r.body.p + i, begin, sizeof begin - 1) == 0) {
            link = sv_sub(r.body, i + 16, 12 + 64);
        }
    }
    ok(r.status == 200 && link.n == 76);
    const char *path = sv_cstr(s->a, link);
    r = site_get(s, 0, path);
    ok(r.status == 200 && answer_has(&r, "bo") && answer_has(&r, "name=\"again\""));
    r = post_raw(s, path, "", SV("password=a+few+words&again=a+few+swords"));
    ok(r.status == 400 && answer_has(&r, "not the same"));
    r = post_raw(s, path, "", SV("password=short&again=short"));
    ok(r.status == 400 && answer_has(&r, "10 characters"));
    r = post_raw(s, path, "", SV("password=a+few+words&again=a+few+words"));
    sv session = cookie_value(s, &r, "dais-session");
    ok(r.status == 303 && session.n == 64 &&
       site_get_as(s, 0, SV("/clerk"), session).status == 200);
    r = site_get(s, 0, path);
    ok_as(r.status == 403, "an invitation is taken up once");
    r = post_raw(s, path, "", SV("password=a+few+words&again=a+few+words"));
    ok(r.status == 403);
    r = site_post(s, "/admin/accounts", admin, csrf_of(s, admin),
                  SV("do=invite&account=bo&role=clerk"));
    ok_as(r.status == 409 && answer_has(&r, "there already"), "a name that is taken");
    r = site_post(s, "/admin/accounts", admin, SV("00"), SV("do=invite&account=cy&role=clerk"));
    ok_as(r.status == 403, "an administrator's form without its token");
    r = site_post(s, "/admin/accounts", session, csrf_of(s, session),
                  SV("do=invite&account=cy&role=admin"));
    ok_as(r.status == 403, "a clerk makes no accounts");
}

/* ---- acts by form ---- */

static void test_acts(struct site *s)
{
    sv clerk = site_session(s, "cora", "clerk", "", ""), csrf = csrf_of(s, clerk);
    int64_t before = s->seq;
    struct answer r = site_post(s, "/acts/meeting.opened", clerk, SV_NONE,
                                SV("act=a1&" MEETING "&data.presiding=seat-1"));
    ok_as(r.status == 403 && s->seq == before, "a form without its token does nothing");
    r = site_post(s, "/acts/meeting.opened", clerk, csrf_of(s, SV("x")),
                  SV("act=a1&" MEETING "&data.presiding=seat-1"));
    ok_as(r.status == 403 && s->seq == before, "… nor with another's");
    r = site_post(s, "/acts/meeting.opened", SV_NONE, csrf,
                  SV("act=a1&" MEETING "&data.presiding=seat-1"));
    ok_as(r.status == 401 && answer_has(&r, "name=\"password\""), "nobody is asked to sign in");
    r = site_post(
        s, "/acts/meeting.opened", clerk, csrf,
        SV("act=a1&next=%2Fclerk%2Frehearsal/2026-06-17&" MEETING "&data.presiding=seat-1"));
    ok(r.status == 303 && s->seq == before + 1 &&
       sv_is(answer_header(&r, "Location"), "/clerk/rehearsal/2026-06-17"));
    r = site_post(s, "/acts/meeting.opened", clerk, csrf,
                  SV("act=a1&next=https%3A%2F%2Fexample.org&" MEETING "&data.presiding=seat-1"));
    ok_as(r.status == 303 && s->seq == before + 1 &&
              sv_is(answer_header(&r, "Location"), "/meetings/rehearsal/2026-06-17"),
          "the same again is the same; a place elsewhere is the meeting's page");
    r = site_post(
        s, "/acts/attendance.noted", clerk, csrf,
        SV("act=a2&" MEETING "&data.present=seat-1&data.present=seat-2&data.present=seat-3"));
    ok(r.status == 303 && s->seq == before + 2);
    r = site_post(s, "/acts/note.recorded", clerk, csrf, SV("act=a3&" MEETING "&texts.text="));
    ok(r.status == 400 && s->seq == before + 2 && answer_has(&r, "<form"));
    r = site_post(s, "/acts/note.recorded", clerk, csrf,
                  SV("act=a3&" MEETING "&data.nothing=%3Cb%3E&texts.text=What+was+typed"));
    ok_as(r.status == 400 && answer_has(&r, "What was typed") && !answer_has(&r, "<b>"),
          "what was typed stays, and harms nothing");
    r = site_post(s, "/acts/motion.moved", clerk, csrf,
                  SV("act=a4&about.meeting=rehearsal/2026-06-18&about.item=rc-41&data.type=main&"
                     "data.mover=seat-2"));
    ok(r.status == 404 && answer_has(&r, "<form"));
    r = site_post(s, "/acts/nothing.done", clerk, csrf, SV("act=a5"));
    ok(r.status == 400);
}

/* Several acts by one form, in their order, each under an id of its own; up to the first refusal.
 */
static void test_steps(struct site *s)
{
    sv clerk = site_session(s, "cilla", "clerk", "", ""), csrf = csrf_of(s, clerk);
    int64_t before = s->seq;
    static const char form[] =
        "act=st1&next=%2Fclerk%2Frehearsal/2026-06-17&" MEETING
        "&1.kind=note.recorded&1.texts.text="
        "One&2.kind=note.recorded&2.when=texts.text&2.texts.text=&4.kind=note.recorded&4.when="
        "1.texts.text&4.texts.text=Four&5.kind=note.recorded&5.when=2.texts.text&5.texts.text=Five";
    struct answer r = site_post(s, "/acts", clerk, csrf, sv_of(form));
    ok_as(r.status == 303 && s->seq == before + 2 &&
              sv_is(answer_header(&r, "Location"), "/clerk/rehearsal/2026-06-17"),
          "a step whose field is empty is left out");
    r = site_post(s, "/acts", clerk, csrf, sv_of(form));
    ok_as(r.status == 303 && s->seq == before + 2, "the same form again enters nothing twice");
    r = site_post(s, "/acts", clerk, csrf,
                  SV("act=st2&" MEETING "&1.kind=note.recorded&1.texts.text=Six&2.kind=motion."
                     "seconded&2.about.motion=77&2.data.member=seat-1&3.kind=note.recorded&3.texts."
                     "text=Seven"));
    ok_as(r.status == 422 && s->seq == before + 3 &&
              answer_has(&r, "What stood before it in the form is recorded.") &&
              answer_has(&r, "What stood after it is not recorded."),
          "a refusal says what stands and what does not");
    r = site_post(s, "/acts", clerk, csrf, SV("act=st3&" MEETING "&1.kind=nothing.done"));
    ok_as(r.status == 400 && s->seq == before + 3, "a form in which nothing is filled in");
    r = site_post(s, "/acts", clerk, csrf, SV("act=st4&" MEETING "&401.kind=note.recorded"));
    ok_as(r.status == 400 && s->seq == before + 3, "no step beyond the last");
    r = site_post(s, "/acts", clerk, SV_NONE, sv_of(form));
    ok_as(r.status == 403, "nor without the token");
    r = site_post(s, "/clerk/rehearsal/2026-06-17/sheet/enter", clerk, csrf,
                  SV("act=st5&" MEETING
                     "&local.sheet=rc-41&1.kind=note.recorded&1.texts.text=Eight&"
                     "3.kind=motion.seconded&3.about.motion=77&3.data.member=seat-1&13.texts.text="
                     "Kept"));
    ok_as(r.status == 422 && s->seq == before + 4 && answer_has(&r, "One act of this sheet") &&
              answer_has(&r, "value=\"st5\""),
          "a sheet that was refused stands as it was sent, under its id");
}

/* Out of order: the rule, a way to record it as it happened, under a new id. */
static void test_disorder(struct site *s)
{
    sv clerk = site_session(s, "dora", "clerk", "", ""), csrf = csrf_of(s, clerk);
    int64_t before = s->seq;
    struct answer r =
        site_post(s, "/acts/item.opened", clerk, csrf, SV("act=d1&" MEETING "&about.item=rc-41"));
    ok(r.status == 303);
    r = site_post(s, "/acts/motion.moved", clerk, csrf,
                  SV("act=d2&" MEETING "&about.item=rc-41&data.type=main&data.mover=seat-2"));
    ok(r.status == 303);
    r = site_post(s, "/acts/motion.moved", clerk, csrf,
                  SV("act=d3&" MEETING "&about.item=rc-41&data.type=main&data.mover=seat-3"));
    ok(r.status == 409 && s->seq == before + 2);
    ok_as(answer_has(&r, "RONR") && answer_has(&r, "name=\"data.departure\"") &&
              answer_has(&r, "Record it as it happened"),
          "the page says which rule, and offers to record it");
    sv act = field_in(s, &r, "act");
    ok_as(act.n && !sv_is(act, "d3"), "… under a new id");
    r = site_post(s, "/acts/motion.moved", clerk, csrf,
                  sv_fmt(s->a,
                         "act=%.*s&" MEETING "&about.item=rc-41&data.type=main&data.mover=seat-3&"
                         "data.departure=no-point-raised",
                         SV_ARG(act)));
    ok(r.status == 303 && s->seq == before + 3);
    r = site_post(s, "/acts/motion.moved", clerk, csrf,
                  SV("act=d4&" MEETING "&about.item=rc-41&data.type=main&data.mover=seat-9"));
    ok_as(r.status == 422 && !answer_has(&r, "name=\"data.departure\""),
          "the impossible is refused, and cannot be recorded");
    sv member = site_session(s, "mia", "member", "rehearsal", "seat-2");
    r = site_post(s, "/acts/motion.seconded", member, csrf_of(s, member),
                  SV("act=d5&" MEETING "&about.motion=1&data.member=seat-3"));
    ok_as(r.status == 403 && answer_has(&r, "own name"), "a member acts in no other's name");
}

/* Without an answer the page says so, and its button carries the same id. */
static void test_unsure(struct site *s)
{
    sv clerk = site_session(s, "uma", "clerk", "", ""), csrf = csrf_of(s, clerk);
    static const char fields[] = "act=u1&" MEETING "&texts.text=A+pause";
    sv body = sv_fmt(s->a, "csrf=%.*s&%s", SV_ARG(csrf), fields);
    int64_t before = s->seq;
    s->mute = true;
    int fd = site_begin(s, 0,
                        sv_fmt(s->a,
                               "POST /acts/note.recorded HTTP/1.1\r\nHost: dais.test\r\n"
                               "Connection: close\r\n" FORM_TYPE
                               "Cookie: dais-session=%.*s\r\nContent-Length: %zu\r\n\r\n%.*s",
                               SV_ARG(clerk), body.n, SV_ARG(body)));
    site_settle(s);
    s->mute = false;
    peer_close(s->writer[0]);
    s->writer[0] = NULL;
    struct answer r = {.body = site_read(s, fd)};
    sys_close(fd);
    ok(sv_starts(r.body, SV("HTTP/1.1 503 ")) && s->seq == before + 1);
    ok(sv_is(field_in(s, &r, "act"), "u1") && answer_has(&r, "A pause"));
    site_connect(s, 0);
    r = site_post(s, "/acts/note.recorded", clerk, csrf, sv_of(fields));
    ok_as(r.status == 303 && s->seq == before + 1, "the same button enters nothing twice");
}

/* ---- the two doors ---- */

static void doors(struct site *s, bool form, sv *ret_bytes)
{
    site_open(s);
    site_rehearse(s);
    sv clerk = site_session(s, "eva", "clerk", "", "");
    struct answer r;
    if (form) {
        r = site_post(s, "/acts/meeting.opened", clerk, csrf_of(s, clerk),
                      SV("act=e1&" MEETING "&data.presiding=seat-1&at=2026-06-17T22%3A01%3A00Z"));
        ok(r.status == 303);
        r = site_post(
            s, "/acts/attendance.noted", clerk, csrf_of(s, clerk),
            SV("act=e2&" MEETING "&local.others=absent&data.present=seat-1&data.present=seat-2"));
        ok(r.status == 303);
        r = site_post(s, "/acts/note.recorded", clerk, csrf_of(s, clerk),
                      SV("act=e3&" MEETING "&texts.text=One+line%0D%0Aand+%C3%A9"));
        ok(r.status == 303);
    } else {
        static const char *const acts[] = {
            "{\"act\":\"e1\",\"kind\":\"meeting.opened\",\"about\":{\"meeting\":\"rehearsal/"
            "2026-06-17\"},\"data\":{\"presiding\":\"seat-1\"},\"at\":\"2026-06-17T22:01:00Z\"}",
            "{\"act\":\"e2\",\"kind\":\"attendance.noted\",\"about\":{\"meeting\":\"rehearsal/"
            "2026-06-17\"},\"data\":{\"present\":[\"seat-1\",\"seat-2\"],\"absent\":[\"seat-3\","
            "\"seat-4\",\"seat-5\"]}}",
            "{\"act\":\"e3\",\"kind\":\"note.recorded\",\"about\":{\"meeting\":\"rehearsal/"
            "2026-06-17\"},\"texts\":{\"text\":\"One line\\nand \xc3\xa9\"}}"};
        for (size_t i = 0; i < 3; i++) {
            r = site_ask(s, 0, "POST", SV("/acts.json"),
                         sv_fmt(s->a,
                                "Content-Type: application/json\r\nCookie: "
                                "dais-session=%.*s\r\nX-CSRF: %.*s\r\n",
                                SV_ARG(clerk), SV_ARG(csrf_of(s, clerk))),
                         sv_of(acts[i]));
            ok(r.status == 200);
        }
    }
    struct buf b = buf_make(1 << 20);
    for (int64_t i = 0; i < s->seq; i++) {
        sv bytes;
        if (fine(st_log_bytes(desk_store(s->desk), s->a, i, &bytes))) {
            buf_sv(&b, bytes);
        }
    }
    *ret_bytes = buf_dup(s->a, &b);
    buf_free(&b);
}

static void test_doors(void)
{
    struct site form, json;
    sv one, two;
    doors(&form, true, &one);
    doors(&json, false, &two);
    ok_as(one.n > 1000 && sv_eq(one, two), "by form and by JSON the record has the same bytes");
    site_close(&form);
    site_close(&json);
}

int main(void)
{
    struct site s;
    site_open(&s);
    site_rehearse(&s);
    test_sign_in(&s);
    test_device(&s);
    test_invitation(&s);
    test_many(&s);
    test_gone(&s);
    test_acts(&s);
    test_steps(&s);
    test_disorder(&s);
    test_unsure(&s);
    test_kept(&s);
    test_roles(&s);
    site_close(&s);
    test_doors();
    return tap_done();
}
