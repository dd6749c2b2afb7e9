/* One's own account: password, one-time codes, visits elsewhere. */
#include "pages/form.h"

static struct form account_form(struct page_cx *cx, const char *what, sv title, sv button)
{
    struct form f = form_to(cx, URL_FIXED("/account"), title, button);
    form_hidden(&f, "do", sv_of(what));
    return f;
}

static void code_field(struct form *f, sv hint)
{
    struct view_form_field *code = form_field(f, "code", "text", SV("Code"), true);
    code->word = SV("one-time-code");
    code->hint = hint;
}

/* What can be done about the codes; what changes them is asked with one of them. */
static void code_forms(struct page_cx *cx, bool coded, sv next, struct list *l)
{
    static const char *const forms[][3] = {
        {"begin", "Set up another device", "Show the new secret"},
        {"recovery", "New recovery codes in place of the old ones", "Make new recovery codes"},
        {"end", "Sign in without codes from now on", "Take the codes away"}};
    if (!coded) {
        struct form f =
            account_form(cx, "begin", SV("Set up one-time codes"), SV("Set up one-time codes"));
        f.v.next = next;
        f.v.primary = true;
        *LIST_ADD(cx->a, l, struct view_act_form) = form_done(&f);
        return;
    }
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        struct form f = account_form(cx, forms[i][0], sv_of(forms[i][1]), sv_of(forms[i][2]));
        code_field(&f, SV("A code of the device that you have now, or a recovery code"));
        *LIST_ADD(cx->a, l, struct view_act_form) = form_done(&f);
    }
}

static void other_forms(struct page_cx *cx, int64_t visits, struct list *l)
{
    struct form f = account_form(cx, "password", SV("Another password"), SV("Change the password"));
    struct view_form_field *now =
        form_field(&f, "password", "password", SV("The password that you have now"), true);
    now->word = SV("current-password");
    struct view_form_field *new = form_field(&f, "new", "password", SV("The new password"), true);
    new->word = SV("new-password");
    new->hint = SV("At least 10 characters. Changing it ends your visits elsewhere.");
    form_field(&f, "again", "password", SV("The new password again"), true)->word =
        SV("new-password");
    *LIST_ADD(cx->a, l, struct view_act_form) = form_done(&f);
    if (visits > 1) {
        sv button =
            sv_fmt(cx->a, "End the other %.*s",
                   SV_ARG(visits == 2 ? SV("visit")
                                      : sv_fmt(cx->a, "%lld visits", (long long)(visits - 1))));
        f = account_form(cx, "visits", button, button);
        *LIST_ADD(cx->a, l, struct view_act_form) = form_done(&f);
    }
}

err *page_own_account(struct page_cx *cx, bool needed, sv next, sv done,
                      const struct page_sent *sent, struct view_account_page *ret)
{
    const struct page_visitor *v = cx->visitor;
    struct view_account_page p = {
        .account = v->account, .role = v->role, .body = v->body, .needed = needed, .done = done};
    struct q_time_code_since_out since = {.has_since = false};
    struct q_recovery_code_count_out left = {0};
    struct q_session_count_out visits = {0};
    struct list codes = {0}, forms = {0};
    bool found, counted;
    TRY(q_time_code_since(cx->store, cx->a, &(struct q_time_code_since_in){.account = v->account},
                          &found, &since));
    TRY(q_recovery_code_count(cx->store, cx->a,
                              &(struct q_recovery_code_count_in){.account = v->account}, &counted,
                              &left));
    TRY(q_session_count(cx->store, cx->a, &(struct q_session_count_in){.account = v->account},
                        &counted, &visits));
    bool coded = found && since.has_since;
    if (coded) {
        p.coded =
            sv_fmt(cx->a,
                   "Codes are asked for when you sign in, since %.*s. %lld of the recovery "
                   "codes are left.",
                   SV_ARG(page_day_words(cx->a, date_of_instant(since.since))), (long long)left.n);
    }
    page_shell(cx, SV("Your account"), &p.shell);
    code_forms(cx, coded, next, &codes);
    if (!needed) {
        other_forms(cx, visits.n, &forms);
    }
    p.codes = codes.p;
    p.codes_n = codes.n;
    p.forms = forms.p;
    p.forms_n = forms.n;
    p.trouble = form_sent(cx, sent, forms.p, forms.n);
    const struct view_trouble *about_codes = form_sent(cx, sent, codes.p, codes.n);
    p.trouble = about_codes ? about_codes : p.trouble;
    *ret = p;
    return NULL;
}

err *page_device(struct page_cx *cx, sv secret, sv link, sv next, const struct page_sent *sent,
                 struct view_device_page *ret)
{
    struct view_device_page p = {.secret = secret, .account = cx->visitor->account};
    struct form f = account_form(cx, "confirm", SV_NONE, SV("Confirm the device"));
    code_field(&f, SV("The six digits that the device shows now"));
    f.v.next = next;
    page_shell(cx, SV("Set up one-time codes"), &p.shell);
    TRY(page_qr(cx->a, link, &p.path, &p.size));
    p.form = form_done(&f);
    p.trouble = form_sent(cx, sent, &p.form, 1);
    *ret = p;
    return NULL;
}

void page_recovery(struct page_cx *cx, const sv *codes, size_t n, sv next,
                   struct view_recovery_page *ret)
{
    *ret = (struct view_recovery_page){.codes = codes, .codes_n = n};
    page_shell(cx, SV("Your recovery codes"), &ret->shell);
    if (!next.n || url_check(cx->a, next, &ret->next)) {
        ret->next = URL_FIXED("/account");
    }
}
