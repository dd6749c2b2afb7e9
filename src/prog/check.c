/* dais check: what the record shows of an authority, printed as JSON. */
#include <stdio.h>

#include "pages/page.h"
#include "prog/commands.h"
#include "prog/instance.h"
#include "store/store.h"
#include "sys/clock.h"
#include "view/out.h"

static err *check(struct command_line *l, struct store *s, struct out *o, sv *ret_judgement)
{
    struct page_cx cx = {.a = l->a, .store = s, .now = sys_now(), .language = SV("en")};
    struct page_check_ask ask = {.holder = command_option(l, "holder"),
                                 .power = command_option(l, "power"),
                                 .setting = command_option(l, "setting"),
                                 .at = command_option(l, "at"),
                                 .known = command_option(l, "known")};
    struct view_check_page *page = arena_new(l->a, struct view_check_page);
    err *wrong = NULL;
    TRY(page_check(&cx, command_option(l, "agreement"), &ask, page, &wrong));
    TRY(wrong);
    view_check_page_json(o, page);
    *ret_judgement = page->judgement;
    return o->b.failed ? err_make(l->a, E_LIMIT, "the answer is too large to be printed") : NULL;
}

static err *open_and_check(struct command_line *l, struct out *o, sv *ret_judgement)
{
    struct store *s;
    TRY(instance_there(l->a, l->dir));
    TRY(st_open_reader(l->a, l->dir, &s));
    err *e = st_read_begin(s, l->a);
    if (!e) {
        e = check(l, s, o, ret_judgement);
        st_read_end(s);
    }
    st_close(s);
    return e;
}

int command_check(struct command_line *l)
{
    static const char *const asked[] = {"agreement", "holder", "power", "setting"};
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        if (!command_option(l, asked[i]).n) {
            return command_usage("check");
        }
    }
    struct out o = out_open(SV("en"), NULL);
    sv judgement = SV_NONE;
    err *e = open_and_check(l, &o, &judgement);
    if (!e) {
        printf("%.*s\n", SV_ARG(buf_view(&o.b)));
    }
    out_close(&o);
    if (e) {
        (void)command_failed(e);
        return e->kind == E_INVALID ? EXIT_USAGE : EXIT_FAILED;
    }
    return sv_is(judgement, "recorded")             ? EXIT_DONE
           : sv_is(judgement, "contrary-to-record") ? EXIT_ANSWERED_NO
                                                    : EXIT_NOT_ESTABLISHED;
}
