/* What the record shows of an authority: the question, its answer, and why. */
#include "pages/inner.h"
#include "rules/authority.h"

enum { SETTINGS_MOST = 512, SAID_MOST = 64 };

struct checking {
    struct page_cx *cx;
    const struct page_check_ask *ask;
    sv instrument;
    struct body_view b;
    const struct q_powers_of_out *powers;
    size_t powers_n;
    const sv *settings;
    size_t settings_n;
    const struct authority *state;
    struct authority_question q;
};

/* ---- what can be asked ---- */

static err *read_powers(struct checking *c)
{
    struct arena *a = c->cx->a;
    struct q_powers_of_out *powers = NULL;
    struct q_settings_of_out *rows = NULL;
    sv *settings = arena_array(a, sv, SETTINGS_MOST);
    size_t n = 0;
    TRY(q_powers_of(c->cx->store, a, &(struct q_powers_of_in){.instrument = c->instrument}, &powers,
                    &c->powers_n));
    TRY(q_settings_of(c->cx->store, a, &(struct q_settings_of_in){.instrument = c->instrument},
                      &rows, &n));
    c->powers = powers;
    c->settings = settings;
    for (size_t i = 0; i < n; i++) {
        for (sv rest = rows[i].settings; rest.n && c->settings_n < SETTINGS_MOST;) {
            sv one = sv_cut(rest, ' ', &rest);
            size_t k = 0;
            while (k < c->settings_n && !sv_eq(settings[k], one)) {
                k++;
            }
            settings[k] = one;
            c->settings_n += k == c->settings_n;
        }
    }
    return NULL;
}

static err *read_state(struct checking *c)
{
    SCOPED(arena_scope) struct arena *tmp = arena_open(1 << 16);
    struct authority *s = authority_open(c->cx->a);
    err *e = st_instrument_readings(c->cx->store, tmp, c->instrument, KIND_INSTRUMENT_CHANGED,
                                    KIND_AUTHORITY_ENDED, authority_add_entry, s);
    if (e) {
        return err_dup(c->cx->a, e);
    }
    c->state = s;
    return authority_seal(s);
}

/* ---- the question ---- */

/* A day, as its last moment, or an instant of RFC 3339; the day is by the body's clock. */
static err *read_time(struct checking *c, const char *field, sv text, date *ret_day, instant *ret)
{
    if (date_parse(text, ret_day)) {
        *ret = sys_zone_instant(c->b.zone, (date){ret_day->days + 1}, 0);
        ret->us--;
        return NULL;
    }
    if (instant_parse(text, ret)) {
        *ret_day = page_local_day(c->b.zone, *ret);
        return NULL;
    }
    return err_field(c->cx->a, sv_of(field),
                     "\"%.*s\" is no day (2026-10-01) and no time with its zone "
                     "(2026-10-01T14:30:00-04:00): write one of them",
                     SV_ARG(sv_sub(text, 0, SAID_MOST)));
}

static err *read_question(struct checking *c)
{
    sv at = sv_trim(c->ask->at), known = sv_trim(c->ask->known);
    date day = page_local_day(c->b.zone, c->cx->now), unused;
    instant then = {AUTHORITY_NOW}, t;
    if (at.n) {
        TRY(read_time(c, "at", at, &day, &t));
    } else {
        page_turns(c->cx, sys_zone_instant(c->b.zone, (date){day.days + 1}, 0));
    }
    if (known.n) {
        TRY(read_time(c, "known", known, &unused, &then));
    }
    c->q = (struct authority_question){.holder = sv_trim(c->ask->holder),
                                       .power = sv_trim(c->ask->power),
                                       .setting = sv_trim(c->ask->setting),
                                       .day = day.days,
                                       .known = then.us};
    return NULL;
}

/* What is asked about must be on record, whatever was known of it then. */
static err *check_question(struct checking *c)
{
    struct arena *a = c->cx->a;
    const struct authority_question *q = &c->q;
    sv holder = sv_sub(q->holder, 0, SAID_MOST), power = sv_sub(q->power, 0, SAID_MOST);
    sv setting = sv_sub(q->setting, 0, SAID_MOST);
    if (!authority_has_holder(c->state, q->holder, AUTHORITY_NOW)) {
        return err_field(a, SV("holder"),
                         "this agreement has no holder %.*s on record: write the public number of "
                         "one, such as h-1",
                         SV_ARG(holder));
    }
    if (!authority_has_power(c->state, q->power, AUTHORITY_NOW)) {
        sv *codes = arena_array(a, sv, c->powers_n);
        for (size_t i = 0; i < c->powers_n; i++) {
            codes[i] = c->powers[i].power;
        }
        return err_field(a, SV("power"), "this agreement grants no power %.*s: it names %.*s",
                         SV_ARG(power),
                         SV_ARG(c->powers_n ? page_and(a, codes, c->powers_n) : SV("none yet")));
    }
    if (!q->setting.n) {
        return err_field(a, SV("setting"), "name the setting in which the power is used");
    }
    bool named = false;
    for (size_t i = 0; i < c->settings_n; i++) {
        named |= sv_eq(c->settings[i], q->setting);
    }
    if (!named && !authority_has_setting(c->state, q->power, q->setting, AUTHORITY_NOW)) {
        return err_field(a, SV("setting"), "no clause of this agreement names a setting %.*s%s%.*s",
                         SV_ARG(setting), c->settings_n ? ": they name " : "",
                         SV_ARG(page_and(a, c->settings, c->settings_n)));
    }
    return NULL;
}

/* ---- the answer ---- */

static const struct view_check_reason *
reasons_of(struct checking *c, const struct authority_judgement *j, bool against, size_t *ret_n)
{
    struct arena *a = c->cx->a;
    struct view_check_reason *list = arena_array(a, struct view_check_reason, j->n);
    size_t n = 0;
    for (int v = AUTHORITY_CONTRARY; v >= AUTHORITY_RECORDED; v--) {
        for (size_t i = 0; i < j->n; i++) {
            const struct authority_reason *r = &j->reasons[i];
            if ((int)authority_code_verdict(r->code) != v || (v > AUTHORITY_RECORDED) != against) {
                continue;
            }
            list[n++] = (struct view_check_reason){.code = sv_of(authority_code_name(r->code)),
                                                   .clause = r->clause,
                                                   .has_clause_entry = r->asks >= 0,
                                                   .clause_entry = r->asks,
                                                   .has_entry = r->entry >= 0,
                                                   .entry = r->entry,
                                                   .sentence = authority_say(a, &c->q, r)};
        }
    }
    *ret_n = n;
    return list;
}

static err *find_known(struct checking *c, instant *ret)
{
    struct q_act_last_out last = {.recorded = 0};
    bool found = false;
    TRY(q_act_last(c->cx->store, c->cx->a, &found, &last));
    ret->us = c->q.known == AUTHORITY_NOW ? last.recorded : c->q.known;
    return NULL;
}

static err *answer(struct checking *c, struct view_check_page *p)
{
    static const char *const words[] = {"Recorded", "Not established", "Contrary to the record"};
    struct arena *a = c->cx->a;
    struct authority_judgement *j = arena_new(a, struct authority_judgement);
    instant known;
    authority_judge(c->state, &c->q, j);
    TRY(find_known(c, &known));
    p->judgement = sv_of(authority_verdict_name(j->verdict));
    p->answer = sv_of(words[j->verdict]);
    p->reasons = reasons_of(c, j, j->verdict != AUTHORITY_RECORDED, &p->reasons_n);
    if (j->verdict != AUTHORITY_RECORDED) {
        p->rests_on = reasons_of(c, j, false, &p->rests_on_n);
    }
    p->as_known = instant_format(a, known);
    p->known_words =
        page_stop(a, sv_fmt(a, "As known on %.*s", SV_ARG(page_moment_words(a, c->b.zone, known))));
    p->at = date_format(a, (date){c->q.day});
    p->asked = sv_fmt(a, "Holder %.*s, power %.*s, setting %.*s, on %.*s.", SV_ARG(c->q.holder),
                      SV_ARG(c->q.power), SV_ARG(c->q.setting),
                      SV_ARG(page_day_words(a, (date){c->q.day})));
    return NULL;
}

/* ---- the page ---- */

static void options_of(struct checking *c, struct view_check_page *p)
{
    struct arena *a = c->cx->a;
    struct view_choice_option *powers = arena_array(a, struct view_choice_option, c->powers_n);
    struct view_choice_option *settings =
        arena_array(a, struct view_choice_option, c->settings_n + 1);
    for (size_t i = 0; i < c->powers_n; i++) {
        const struct q_powers_of_out *w = &c->powers[i];
        powers[i] = (struct view_choice_option){
            .value = w->power,
            .label = w->words.n ? sv_fmt(a, "%.*s: %.*s", SV_ARG(w->power),
                                         SV_ARG(page_short(a, w->words, SAID_MOST)))
                                : w->power,
            .selected = sv_eq(w->power, c->ask->power)};
    }
    for (size_t i = 0; i < c->settings_n; i++) {
        settings[i] =
            (struct view_choice_option){.value = c->settings[i],
                                        .label = c->settings[i],
                                        .selected = sv_eq(c->settings[i], c->ask->setting)};
    }
    p->powers = powers;
    p->powers_n = c->powers_n;
    p->settings = settings;
    p->settings_n = c->settings_n;
    if (!c->settings_n) { /* no clause names one: then any is as good */
        settings[0] = (struct view_choice_option){.value = SV("any"), .label = SV("any")};
        p->settings_n = 1;
    }
}

static void show_trouble(struct page_cx *cx, err *e, struct view_check_page *p)
{
    static const char *const fields[] = {"holder", "power", "setting", "at", "known"};
    struct view_form_error *wrong = arena_new(cx->a, struct view_form_error);
    struct view_trouble *t = arena_new(cx->a, struct view_trouble);
    wrong->sentence = page_stop(cx->a, page_capital(cx->a, e->message));
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        wrong->n = sv_is(e->field, fields[i]) ? (int64_t)i + 1 : wrong->n;
    }
    *t = (struct view_trouble){.sentences = wrong, .sentences_n = 1};
    p->trouble = t;
}

err *page_check(struct page_cx *cx, sv instrument, const struct page_check_ask *ask,
                struct view_check_page *ret, err **ret_wrong)
{
    struct arena *a = cx->a;
    struct instrument_view i;
    struct checking c = {.cx = cx, .ask = ask, .instrument = instrument};
    TRY(page_instrument_read(cx, instrument, &i));
    c.b = i.b;
    TRY(read_powers(&c));
    struct view_check_page p = {.agreement = instrument,
                                .body = i.row.body,
                                .title = i.title,
                                .caveat = sv_of(authority_caveat()),
                                .holder = sv_sub(sv_trim(ask->holder), 0, SAID_MOST),
                                .power = sv_sub(sv_trim(ask->power), 0, SAID_MOST),
                                .setting = sv_sub(sv_trim(ask->setting), 0, SAID_MOST),
                                .at_asked = sv_sub(sv_trim(ask->at), 0, SAID_MOST),
                                .known_asked = sv_sub(sv_trim(ask->known), 0, SAID_MOST)};
    *ret_wrong = NULL;
    if (ask->holder.n || ask->power.n || ask->setting.n) {
        TRY(read_state(&c));
        err *e = read_question(&c);
        e = e ? e : check_question(&c);
        if (e && e->kind != E_INVALID) {
            return e;
        }
        *ret_wrong = e;
        TRY(e ? NULL : answer(&c, &p));
    }
    options_of(&c, &p);
    if (*ret_wrong) {
        show_trouble(cx, *ret_wrong, &p);
    }
    page_shell(cx, SV("What the record shows of an authority"), &p.shell);
    const sv parts[] = {instrument, p.holder, p.power, p.setting, p.at_asked, p.known_asked};
    p.shell.twin = url_path_parts(
        a, SV("/agreements/{}/check.json?holder={}&power={}&setting={}&at={}&known={}"), parts, 6);
    page_crumb(cx, &p.shell, SV("Home"), URL_FIXED("/"));
    page_crumb(cx, &p.shell, c.b.row.name, url_path(a, "/bodies/{}", i.row.body));
    *ret = p;
    return NULL;
}
