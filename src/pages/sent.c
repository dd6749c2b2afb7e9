/* Forms that were refused, as they were sent. */
#include "pages/form.h"

#include <string.h>

static sv value_of(const struct page_sent *sent, sv name)
{
    for (size_t i = 0; i < sent->n; i++) {
        if (sv_eq(sent->pairs[i].name, name)) {
            return sent->pairs[i].value;
        }
    }
    return SV_NONE;
}

static bool is_it(const struct view_act_form *f, sv what)
{
    for (size_t i = 0; i < f->hidden_n; i++) {
        if (sv_is(f->hidden[i].name, "do")) {
            return sv_eq(f->hidden[i].value, what);
        }
    }
    return what.n == 0;
}

static const struct view_choice_option *chosen(struct page_cx *cx, const struct view_form_field *f,
                                               sv value)
{
    struct view_choice_option *o = arena_array(cx->a, struct view_choice_option, f->options_n);
    for (size_t i = 0; i < f->options_n; i++) {
        o[i] = f->options[i];
        o[i].selected = sv_eq(o[i].value, value);
    }
    return o;
}

static void fill(struct page_cx *cx, const struct page_sent *sent, sv sentence,
                 struct view_form_error *error, struct view_act_form *form)
{
    struct view_form_field *fields = arena_array(cx->a, struct view_form_field, form->fields_n);
    for (size_t i = 0; i < form->fields_n; i++) {
        struct view_form_field *f = &fields[i];
        *f = form->fields[i];
        if (sv_is(f->kind, "select")) {
            f->options = chosen(cx, f, value_of(sent, f->name));
        } else if (!sv_is(f->kind, "password") && !sv_is(f->word, "one-time-code")) {
            f->value = value_of(sent, f->name);
        }
        if (sent->e->field.n && sv_eq(sent->e->field, f->name)) {
            f->error = sentence;
            error->has_n = true;
            error->n = f->n;
        }
    }
    form->fields = fields;
}

const struct view_trouble *form_sent(struct page_cx *cx, const struct page_sent *sent,
                                     struct view_act_form *forms, size_t n)
{
    if (!sent || !sent->e) {
        return NULL;
    }
    struct view_form_error *error = arena_new(cx->a, struct view_form_error);
    struct view_trouble *t = arena_new(cx->a, struct view_trouble);
    *error = (struct view_form_error){.sentence =
                                          page_stop(cx->a, page_capital(cx->a, sent->e->message))};
    *t = (struct view_trouble){.sentences = error, .sentences_n = 1};
    for (size_t i = 0; i < n; i++) {
        if (is_it(&forms[i], sent->what)) {
            fill(cx, sent, error->sentence, error, &forms[i]);
        }
    }
    return t;
}
