/* Errors: kinds, fields, citations, and messages that stay one line of text. */
#include "base/err.h"
#include "base/utf8.h"
#include "tap.h"

static err *passes_on(err *e)
{
    TRY(NULL);
    TRY(e);
    return NULL;
}

int main(void)
{
    struct arena *a = arena_open(1024), *shorter = arena_open(1024);
    err *e = err_make(a, E_LIMIT, "over %d", 7);
    ok(e->kind == E_LIMIT && sv_is(e->message, "over 7") && e->field.n == 0 && e->rule.n == 0);
    ok(passes_on(e) == e && passes_on(NULL) == NULL);
    e = err_field(a, SV("data.choice"), "%s", "wrong");
    ok(e->kind == E_INVALID && sv_is(e->field, "data.choice") && sv_is(e->message, "wrong"));
    err *other = err_about(a, e, SV("data.member"));
    ok(sv_is(other->field, "data.member") && sv_is(e->field, "data.choice") &&
       sv_eq(other->message, e->message));
    e = err_rule(a, E_DISORDER, SV("precedence"), SV("RONR 6:4"), "out of order");
    ok(e->kind == E_DISORDER && sv_is(e->rule, "precedence") && sv_is(e->citation, "RONR 6:4"));
    e = err_dup(a, err_rule(shorter, E_REFUSED, SV("r"), SV("c"), "m"));
    arena_close(shorter);
    ok(e->kind == E_REFUSED && sv_is(e->rule, "r") && sv_is(e->citation, "c") &&
       sv_is(e->message, "m"));
    e = err_field(a, SV("a\nb\xFF\xC3"), "no \"%s\"", "x\r\n\x01\xE2\x82\xAC\xE2\x82");
    ok(sv_is(e->field, "a?b??") && sv_is(e->message, "no \"x???\xE2\x82\xAC??\""));
    ok(utf8_plain(e->message));
    arena_close(a);
    return tap_done();
}
