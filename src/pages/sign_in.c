/* The forms by which somebody signs in, or is let in for the first time. */
#include "pages/form.h"

static void sign_error(struct page_cx *cx, err *e, struct view_form_page *ret)
{
    if (e) {
        struct view_form_error *v = arena_new(cx->a, struct view_form_error);
        *v =
            (struct view_form_error){.sentence = page_stop(cx->a, page_capital(cx->a, e->message))};
        ret->errors = v;
        ret->errors_n = 1;
    }
}

static void home_link(struct page_cx *cx, struct view_form_page *ret)
{
    struct list links = {0};
    page_link(cx, &links, SV("The public record, without signing in"), URL_FIXED("/"));
    ret->links = links.p;
    ret->links_n = links.n;
}

/* The fields that go along, and what the page says. */
static sv keep(struct form *f, const struct page_kept *kept)
{
    if (!kept || !kept->kind.n) {
        return SV("For the clerk, the members and those who keep this record. Everything that is "
                  "public can be read without signing in.");
    }
    if (kept->cut) {
        return SV("What was typed is too long to be kept while you sign in. Go back in your "
                  "browser and copy it first; then sign in and enter it again.");
    }
    form_hidden(f, PAGE_KEPT, kept->kind);
    for (size_t i = 0; i < kept->n; i++) {
        form_hidden(
            f, sv_cstr(f->cx->a, sv_fmt(f->cx->a, PAGE_KEPT ".%.*s", SV_ARG(kept->pairs[i].name))),
            kept->pairs[i].value);
    }
    return SV("Nothing was recorded yet, and what was typed is kept: when you have signed in, the "
              "form stands here again as you filled it in.");
}

void page_sign_in(struct page_cx *cx, sv account, sv next, const struct page_kept *kept, err *e,
                  struct view_form_page *ret)
{
    struct form f = form_to(cx, URL_FIXED("/sign-in"), SV_NONE, SV("Sign in"));
    struct view_form_field *name = form_field(&f, "account", "text", SV("Account"), true);
    name->value = account;
    name->word = SV("username");
    struct view_form_field *word = form_field(&f, "password", "password", SV("Password"), true);
    word->word = SV("current-password");
    f.v.next = next;
    *ret = (struct view_form_page){
        .heading = SV("Sign in"), .intro = keep(&f, kept), .form = form_done(&f)};
    page_shell(cx, SV("Sign in"), &ret->shell);
    ret->shell.hidden = true;
    sign_error(cx, e, ret);
    home_link(cx, ret);
}

void page_sign_in_code(struct page_cx *cx, sv half, sv next, const struct page_kept *kept, err *e,
                       struct view_form_page *ret)
{
    struct form f = form_to(cx, URL_FIXED("/sign-in/code"), SV_NONE, SV("Sign in"));
    struct view_form_field *code = form_field(&f, "code", "text", SV("Code"), true);
    code->word = SV("one-time-code");
    code->hint = SV("The six digits that your device shows now. Without the device: one of your "
                    "recovery codes.");
    form_hidden(&f, "half", half);
    f.v.next = next;
    (void)keep(&f, kept);
    *ret = (struct view_form_page){
        .heading = SV("The code of your device"),
        .intro = SV("The password was right. Type the code within ten minutes."),
        .form = form_done(&f)};
    page_shell(cx, SV("The code of your device"), &ret->shell);
    ret->shell.hidden = true;
    sign_error(cx, e, ret);
    home_link(cx, ret);
}

void page_invitation(struct page_cx *cx, sv token, sv account, err *e, struct view_form_page *ret)
{
    struct form f = form_to(cx, url_path(cx->a, "/invitation/{}", token), SV_NONE,
                            SV("Set the password and sign in"));
    struct view_form_field *word = form_field(&f, "password", "password", SV("Password"), true);
    word->word = SV("new-password");
    word->hint = SV("At least 10 characters. Three or four words that do not belong together are "
                    "good.");
    struct view_form_field *again =
        form_field(&f, "again", "password", SV("The same password again"), true);
    again->word = SV("new-password");
    *ret = (struct view_form_page){
        .heading = SV("Choose a password"),
        .intro = account.n
                     ? sv_fmt(cx->a, "For the account %.*s. This link works once.", SV_ARG(account))
                     : SV("This link works once."),
        .form = form_done(&f)};
    page_shell(cx, SV("Choose a password"), &ret->shell);
    ret->shell.hidden = true;
    sign_error(cx, e, ret);
    home_link(cx, ret);
}
