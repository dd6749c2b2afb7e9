/* The clerk's screen: who is here, and how they vote. */
#include "pages/desk_inside.h"

static const struct floor_motion *in_roll_call(const struct desk *d)
{
    for (uint32_t i = d->f->pending_count; i > 0; i--) {
        if (d->f->pending[i - 1].method == METHOD_ROLL_CALL) {
            return &d->f->pending[i - 1];
        }
    }
    return NULL;
}

static enum floor_choice choice_of(const struct floor_motion *m, int32_t seat)
{
    return seats_has(&m->yes, seat)       ? CHOICE_YES
           : seats_has(&m->no, seat)      ? CHOICE_NO
           : seats_has(&m->abstain, seat) ? CHOICE_ABSTAIN
                                          : CHOICE_NONE;
}

static bool in_order(struct desk *d, const struct floor_act *act)
{
    struct judgement j;
    floor_judge(d->cx->a, d->f, d->pack, act, &j);
    return j.verdict == FLOOR_IN_ORDER;
}

static bool may_vote(struct desk *d, const struct floor_motion *m, int32_t seat,
                     enum floor_choice had, enum floor_choice choice)
{
    struct floor_act a = floor_act_make(had == CHOICE_NONE ? FLOOR_VOTE_CAST : FLOOR_VOTE_CHANGED);
    a.member = seat;
    a.motion = m->number;
    a.choice = choice;
    return had != choice && in_order(d, &a);
}

static const enum floor_choice choices[] = {CHOICE_YES, CHOICE_NO, CHOICE_ABSTAIN};

static struct form voting(struct desk *d, const struct floor_motion *m, int32_t seat,
                          enum floor_choice had, enum floor_choice choice)
{
    sv mark, word;
    page_choice(floor_choice_name(choice), &mark, &word);
    struct form f = desk_on_motion(
        d, had == CHOICE_NONE ? "vote.cast" : "vote.changed",
        sv_fmt(d->cx->a, "%.*s: %.*s", SV_ARG(desk_seat_name(d, seat)), SV_ARG(word)), word,
        m->number);
    form_hidden(&f, "data.member", desk_seat_id(d, seat));
    form_hidden(&f, "data.choice", floor_choice_name(choice));
    return f;
}

/* A member whose name is called states an interest instead of voting. */
static bool recusing(struct desk *d, int32_t seat, struct view_act_form *ret)
{
    struct floor_act a = floor_act_make(FLOOR_RECUSAL_STATED);
    a.member = seat;
    a.item = desk_open_item(d);
    if (!a.item.n || !in_order(d, &a)) {
        return false;
    }
    struct form f = desk_act(d, "recusal.stated",
                             sv_fmt(d->cx->a, "%.*s states an interest and does not vote",
                                    SV_ARG(desk_seat_name(d, seat))),
                             SV("Recused"));
    form_hidden(&f, "about.item", a.item);
    form_hidden(&f, "data.member", desk_seat_id(d, seat));
    form_hidden(&f, "data.stated_aloud", SV("true"));
    f.v.key = SV("r");
    *ret = form_done(&f);
    return true;
}

static void vote_forms(struct desk *d, const struct floor_motion *m, int32_t seat,
                       struct view_roll_row *row)
{
    static const char *const keys[] = {"y", "n", "a"};
    enum floor_choice had = choice_of(m, seat);
    struct list forms = {0};
    struct view_act_form recusal;
    for (size_t i = 0; i < sizeof choices / sizeof *choices; i++) {
        if (may_vote(d, m, seat, had, choices[i])) {
            struct form f = voting(d, m, seat, had, choices[i]);
            f.v.key = sv_of(keys[i]);
            *LIST_ADD(d->cx->a, &forms, struct view_act_form) = form_done(&f);
        }
    }
    if (had == CHOICE_NONE && recusing(d, seat, &recusal)) {
        *LIST_ADD(d->cx->a, &forms, struct view_act_form) = recusal;
    }
    row->forms = forms.p;
    row->forms_n = forms.n;
}

static void call_name(struct desk *d, sv name, struct view_clerk_meeting *ret)
{
    struct list l = {0};
    sv words[LANG_COUNT] = {[LANG_EN] = sv_fmt(d->cx->a, "%.*s, how do you vote?", SV_ARG(name)),
                            [LANG_ES] = sv_fmt(d->cx->a, "%.*s, ¿cómo vota?", SV_ARG(name)),
                            [LANG_HT] = sv_fmt(d->cx->a, "%.*s, kijan ou vote?", SV_ARG(name))};
    desk_says(d, &l, SV("The chair says:"), words);
    ret->says = l.p;
    ret->says_n = l.n;
}

/* The votes that are still to come as one form, and the announcement with them. */
static struct view_act_form *whole_roll(struct desk *d, const struct floor_motion *m)
{
    struct view_act_form *v = arena_new(d->cx->a, struct view_act_form);
    struct form f = desk_acts(d, SV("The whole roll at once"), SV("Record the roll"));
    int step = 0;
    f.room = d->f->member_count + 1;
    form_hidden(&f, "about.motion", desk_number(d, m->number));
    for (int32_t i = 0; i < d->f->member_count; i++) {
        bool any = false;
        struct view_form_field *field = NULL;
        for (size_t k = 0; k < sizeof choices / sizeof *choices; k++) {
            if (choice_of(m, i) != CHOICE_NONE || !may_vote(d, m, i, CHOICE_NONE, choices[k])) {
                continue;
            }
            if (!any) {
                step++;
                form_hidden(&f, desk_step(d, step, "kind"), SV("vote.cast"));
                form_hidden(&f, desk_step(d, step, "when"), SV("data.choice"));
                form_hidden(&f, desk_step(d, step, "data.member"), desk_seat_id(d, i));
                field = form_field(&f, desk_step(d, step, "data.choice"), "radios",
                                   desk_seat_name(d, i), false);
                any = true;
            }
            sv mark, word;
            page_choice(floor_choice_name(choices[k]), &mark, &word);
            form_option(&f, field, floor_choice_name(choices[k]), word, false);
        }
    }
    if (step < 2) {
        return NULL;
    }
    step++;
    form_hidden(&f, desk_step(d, step, "kind"), SV("vote.announced"));
    form_hidden(&f, desk_step(d, step, "when"), SV("local.announced"));
    form_field(&f, desk_step(d, step, "local.announced"), "check",
               SV("The chair announced the result"), false);
    *v = form_done(&f);
    return v;
}

/* Without a network the roll goes on: its announcement is at hand before the last vote is in. */
static void spare(struct desk *d, const struct floor_motion *m, struct view_clerk_meeting *ret)
{
    struct view_act_form *v = arena_new(d->cx->a, struct view_act_form);
    struct form f = desk_on_motion(d, "vote.announced", SV("Announce the result"),
                                   SV("Announce the result"), m->number);
    f.v.key = SV("e");
    *v = form_done(&f);
    ret->spare = v;
    ret->spare_n = 1;
}

void desk_roll(struct desk *d, struct view_clerk_meeting *ret)
{
    const struct floor_motion *m = in_roll_call(d);
    struct list rows = {0};
    int64_t waiting = 0;
    for (int32_t i = 0; m && i < d->f->member_count; i++) {
        enum floor_choice c = choice_of(m, i);
        struct view_roll_row row = {.n = i + 1, .name = desk_seat_name(d, i)};
        page_choice(c == CHOICE_NONE ? SV("waiting") : floor_choice_name(c), &row.mark, &row.word);
        if (seats_has(&m->recused, i)) {
            page_choice(SV("recused"), &row.mark, &row.word);
        } else if (seats_has(&d->f->absent, i) || seats_has(&d->f->left, i)) {
            page_choice(SV("absent"), &row.mark, &row.word);
        } else {
            vote_forms(d, m, i, &row);
            bool waits = c == CHOICE_NONE && row.forms_n;
            row.turn = waits && !waiting;
            waiting += waits;
            if (row.turn && ret->says_n == 0) {
                ret->turn = row.name;
                call_name(d, row.name, ret);
            }
        }
        *LIST_ADD(d->cx->a, &rows, struct view_roll_row) = row;
    }
    ret->roll = rows.p;
    ret->roll_n = rows.n;
    if (m) {
        ret->roll_name =
            sv_fmt(d->cx->a, "Roll call on motion %u: %.*s", m->number, SV_ARG(desk_asks(d, m)));
        ret->roll_done =
            waiting ? sv_fmt(d->cx->a, "%.*s still to vote.",
                             SV_ARG(page_capital(d->cx->a, page_number(d->cx->a, waiting))))
                    : SV("Everyone who may vote has voted.");
        ret->whole = waiting > 1 ? whole_roll(d, m) : NULL;
        spare(d, m, ret);
    }
}

/* ---- who is here ---- */

bool desk_noted(const struct desk *d)
{
    for (int32_t i = 0; i < d->f->member_count; i++) {
        if (seats_has(&d->f->absent, i) || seats_has(&d->f->left, i) ||
            (i != d->f->presiding &&
             (seats_has(&d->f->present, i) || seats_has(&d->f->remote, i)))) {
            return true;
        }
    }
    return false;
}

struct view_act_form *desk_attendance(struct desk *d)
{
    static const char *const states[][2] = {{"present", "here"},
                                            {"remote", "from elsewhere"},
                                            {"left", "has left"},
                                            {"absent", "absent"}};
    struct view_act_form *v = arena_new(d->cx->a, struct view_act_form);
    struct form f = desk_act(d, "attendance.noted", SV("Who is here"), SV("Note who is here"));
    f.room = d->f->member_count;
    bool any = desk_noted(d);
    for (int32_t i = 0; i < d->f->member_count; i++) {
        sv name = sv_fmt(d->cx->a, "local.who.%.*s", SV_ARG(desk_seat_id(d, i)));
        struct view_form_field *field =
            form_field(&f, sv_cstr(d->cx->a, name), "select",
                       sv_fmt(d->cx->a, "%d %.*s", i + 1, SV_ARG(desk_seat_name(d, i))), false);
        bool here = seats_has(&d->f->present, i) || !any;
        sv now = seats_has(&d->f->remote, i)   ? SV("remote")
                 : seats_has(&d->f->left, i)   ? SV("left")
                 : seats_has(&d->f->absent, i) ? SV("absent")
                 : here                        ? SV("present")
                                               : SV_NONE;
        field->required = now.n > 0;
        if (!now.n) {
            form_option(&f, field, SV_NONE, SV("not noted yet"), true);
        }
        for (size_t k = 0; k < sizeof states / sizeof *states; k++) {
            form_option(&f, field, sv_of(states[k][0]), sv_of(states[k][1]),
                        sv_is(now, states[k][0]));
        }
    }
    *v = form_done(&f);
    return v;
}
