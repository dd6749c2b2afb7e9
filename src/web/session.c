/* Who asks: the session's cookie, and whether a form came from this site. */
#include "web/inside.h"

#include "acts/tries.h"
#include "sys/clock.h"

enum { TOKEN_BYTES = 64, DEVICE_SECONDS = 400 * 24 * 3600 };

#define COOKIE        "dais-session"
#define COOKIE_SECURE "__Host-dais-session"
#define DEVICE        "dais-device"
#define DEVICE_SECURE "__Secure-dais-device"

static sv token_of(const struct http_request *r)
{
    sv token = http_cookie(r, r->secure ? COOKIE_SECURE : COOKIE);
    return token.n == TOKEN_BYTES ? token : SV_NONE;
}

err *web_session_of(struct web *w, struct arena *a, sv token, struct web_session *ret)
{
    struct web_session s = {.token = token};
    if (s.token.n) {
        TRY(act_session_actor(w->reader, a, sys_now(), s.token, &s.found, &s.actor, NULL));
    }
    if (s.found) {
        bool own, *may = arena_array(a, bool, REC_KINDS);
        for (size_t i = 0; i < REC_KINDS; i++) {
            may[i] = act_role_may(s.actor.role, &rec_kinds[i], &own) && !own;
        }
        s.visitor = (struct page_visitor){.account = s.actor.account,
                                          .role = act_role_name(s.actor.role),
                                          .body = s.actor.body,
                                          .member = s.actor.member,
                                          .may = may,
                                          .csrf = act_csrf_of(a, s.token)};
        s.lacks = w->s.codes_required && act_code_lacks(&s.actor);
    }
    *ret = s;
    return NULL;
}

err *web_session_read(struct web *w, struct http_exchange *x, struct web_session *ret)
{
    return web_session_of(w, http_exchange_arena(x), token_of(http_exchange_request(x)), ret);
}

bool web_origin_good(const struct http_request *r)
{
    sv site = http_field(r, "sec-fetch-site");
    if (site.n && !sv_is(site, "same-origin") && !sv_is(site, "none")) {
        return false;
    }
    if (!r->origin.n) {
        return true;
    }
    sv rest = sv_starts(r->origin, SV("https://"))  ? sv_sub(r->origin, 8, r->origin.n)
              : sv_starts(r->origin, SV("http://")) ? sv_sub(r->origin, 7, r->origin.n)
                                                    : SV_NONE;
    if (rest.n == 0 || rest.n != r->host.n) {
        return false;
    }
    for (size_t i = 0; i < rest.n; i++) {
        char c = rest.p[i], h = r->host.p[i];
        c = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
        h = h >= 'A' && h <= 'Z' ? (char)(h + 32) : h;
        if (c != h) {
            return false;
        }
    }
    return true;
}

bool web_secret_equal(sv a, sv b)
{
    unsigned char differ = a.n != b.n || a.n == 0;
    for (size_t i = 0; i < a.n && i < b.n; i++) {
        differ = (unsigned char)(differ | (a.p[i] ^ b.p[i]));
    }
    return differ == 0;
}

err *web_form_read(struct http_exchange *x, struct http_form *ret)
{
    const struct http_request *r = http_exchange_request(x);
    struct arena *a = http_exchange_arena(x);
    if (!web_origin_good(r)) {
        return err_make(a, E_DENIED,
                        "This form came from another site; open it here and send it again.");
    }
    if (web_upload_is(r)) {
        return web_upload_read(x, ret);
    }
    if (!http_type_is(r->content_type, "application/x-www-form-urlencoded")) {
        return err_field(a, SV("Content-Type"), "A form is sent as %s.",
                         "application/x-www-form-urlencoded");
    }
    return http_form_parse(a, r->body, ret);
}

err *web_csrf_check(struct arena *a, const struct web_session *s, const struct http_form *f)
{
    if (!web_secret_equal(http_form_get(f, "csrf"), s->visitor.csrf)) {
        return err_make(
            a, E_DENIED,
            "This form belongs to another visit; open the page anew and send it again.");
    }
    return NULL;
}

sv web_session_cookie(struct http_exchange *x, sv token, sv device)
{
    bool secure = http_exchange_request(x)->secure;
    struct buf b = buf_make(2048);
    http_cookie_put(&b, &(struct http_cookie){.name = secure ? SV(COOKIE_SECURE) : SV(COOKIE),
                                              .value = token.n ? token : SV("-"),
                                              .max_age_s = token.n ? -1 : 0,
                                              .secure = secure});
    if (device.n) {
        http_cookie_put(&b, &(struct http_cookie){.name = secure ? SV(DEVICE_SECURE) : SV(DEVICE),
                                                  .value = device,
                                                  .path = "/sign-in",
                                                  .max_age_s = DEVICE_SECONDS,
                                                  .secure = secure});
    }
    sv lines = buf_dup(http_exchange_arena(x), &b);
    buf_free(&b);
    return lines;
}

sv web_device(struct http_exchange *x)
{
    const struct http_request *r = http_exchange_request(x);
    sv device = http_cookie(r, r->secure ? DEVICE_SECURE : DEVICE);
    return device.n == TRIES_DEVICE_BYTES ? device : SV_NONE;
}
