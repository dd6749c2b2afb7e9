/* The clerk's screen of a meeting: what is on the floor, what comes next, what is not in order. */
#include "pages/form.h"

struct desk {
    struct page_cx *cx;
    struct meeting_view m;
    const struct floor *f;
    const struct pack *pack;
    sv next, item_type;
    struct q_page_agenda_out *agenda;
    size_t agenda_n;
    motion_row *motions;
    size_t motions_n;
};

static sv number(struct desk *d, int64_t n)
{
    return sv_fmt(d->cx->a, "%lld", (long long)n);
}

static sv seat_id(const struct desk *d, int32_t seat)
{
    return seat >= 0 && seat < d->f->member_count ? d->f->member[seat].id : SV_NONE;
}

static sv seat_name(const struct desk *d, int32_t seat)
{
    return page_name(&d->m.b, seat_id(d, seat));
}

static sv open_item(const struct desk *d)
{
    return d->f->item >= 0 ? d->f->items[d->f->item].id : SV_NONE;
}

static struct form act(struct desk *d, const char *kind, sv title, sv button)
{
    struct form f = form_act(d->cx, kind, title, button, d->next);
    form_hidden(&f, "about.meeting", d->m.id);
    return f;
}

static struct form on_motion(struct desk *d, const char *kind, sv title, sv button, uint32_t motion)
{
    struct form f = act(d, kind, title, button);
    form_hidden(&f, "about.motion", number(d, motion));
    return f;
}

static struct form about_item(struct desk *d, const char *kind, sv title)
{
    struct form f = act(d, kind, title, title);
    form_hidden(&f, "about.item", open_item(d));
    return f;
}

static void area(struct form *f, const char *name, sv label)
{
    form_field(f, name, "area", label, false);
}

/* ---- one form for each option of the floor ---- */

static const char *option_key(enum floor_kind k)
{
    static const char *const keys[FLOOR_KIND_COUNT] = {
        [FLOOR_MEETING_OPENED] = "o",  [FLOOR_MEETING_RECESSED] = "r",
        [FLOOR_MEETING_RESUMED] = "r", [FLOOR_MEETING_ADJOURNED] = "q",
        [FLOOR_ITEM_OPENED] = "i",     [FLOOR_ITEM_CLOSED] = "c",
        [FLOOR_MOTION_MOVED] = "m",    [FLOOR_MOTION_SECONDED] = "s",
        [FLOOR_MOTION_STATED] = "t",   [FLOOR_MOTION_WITHDRAWN] = "w",
        [FLOOR_VOTE_OPENED] = "v",     [FLOOR_VOTE_ANNOUNCED] = "e"};
    return keys[k];
}

static struct form moving(struct desk *d, const struct floor_act *o)
{
    sv id = motion_type_name(o->type);
    sv what = page_motion_words(d->cx->a, id, d->item_type, false, 0);
    struct form f = act(d, "motion.moved", sv_fmt(d->cx->a, "A member moves to %.*s", SV_ARG(what)),
                        page_capital(d->cx->a, what));
    if (open_item(d).n) {
        form_hidden(&f, "about.item", open_item(d));
    }
    form_hidden(&f, "data.type", id);
    if (o->target) {
        form_hidden(&f, "data.target", number(d, o->target));
    }
    form_members(&f, &d->m.b, "data.mover", SV("Moved by"), true, SV_NONE);
    if (o->type == MOTION_POSTPONE) {
        form_field(&f, "data.to", "date", SV("To which day"), true);
    }
    area(&f, "texts.text", SV("In the mover's words, if they matter"));
    return f;
}

static struct form opening_vote(struct desk *d, const struct floor_act *o)
{
    sv title = o->method == METHOD_ROLL_CALL ? SV("Call the roll")
               : o->method == METHOD_VOICE   ? SV("Vote by voice")
               : o->method == METHOD_RISING  ? SV("Vote by rising")
                                             : SV("Ask for unanimous consent");
    struct form f = on_motion(d, "vote.opened", title, title, o->motion);
    form_hidden(&f, "data.method", floor_method_name(o->method));
    return f;
}

static const struct floor_motion *motion_of(const struct desk *d, uint32_t n)
{
    return n ? floor_pending(d->f, n) : NULL;
}

/* How the chair announces a motion of that kind, won or lost. */
static void outcome_options(struct form *f, struct view_form_field *v, enum motion_type type,
                            bool against)
{
    if (against && type == MOTION_APPEAL) {
        form_option(f, v, SV("sustained"), SV("The chair's decision stands"), true);
        form_option(f, v, SV("not-sustained"), SV("The chair's decision is overturned"), false);
    } else if (against) {
        form_option(f, v, SV("sustained"), SV("Sustained: it is not taken up"), true);
        form_option(f, v, SV("not-sustained"), SV("Not sustained: it is taken up"), false);
    } else {
        form_option(f, v, SV("adopted"), SV("Adopted: the ayes have it"), true);
        form_option(f, v, SV("lost"), SV("Lost: the noes have it"), false);
    }
}

/* The votes against are those that decide such a motion. */
static bool counts_against(const struct desk *d, enum motion_type type)
{
    int16_t vote = d->pack->motion[type].defined ? d->pack->motion[type].vote : VOTE_BY_CHAIR;
    return vote >= 0 && d->pack->rule[vote].param[PARAM_SIDE] == SIDE_AGAINST;
}

static struct form announcing(struct desk *d, const struct floor_act *o)
{
    const struct floor_motion *m = motion_of(d, o->motion);
    struct form f = on_motion(d, "vote.announced", SV("Announce the result"),
                              SV("Announce the result"), o->motion);
    bool against = m && counts_against(d, m->type);
    if (m && (m->method == METHOD_VOICE || m->method == METHOD_RISING)) {
        struct view_form_field *v =
            form_field(&f, "data.outcome", "select", SV("The chair announced"), true);
        outcome_options(&f, v, m->type, against);
    } else if (m && m->method == METHOD_CONSENT) {
        struct view_form_field *v =
            form_field(&f, "data.outcome", "select", SV("The chair announced"), true);
        form_option(&f, v, against ? SV("sustained") : SV("adopted"),
                    SV("No member objected: it is so ordered"), true);
        form_option(&f, v, SV("objected"), SV("A member objected"), false);
    }
    if (m && m->method == METHOD_RISING) {
        form_field(&f, "data.yes", "number", SV("Standing in favour, if counted"), false);
        form_field(&f, "data.no", "number", SV("Standing against, if counted"), false);
    }
    return f;
}

/* The chair's rulings on a motion of that kind, each with what the button says. */
struct ruling {
    enum floor_outcome outcome;
    const char *button, *says;
};

static struct form ruling_on(struct desk *d, uint32_t motion, const struct ruling *r)
{
    struct form f = on_motion(d, "chair.ruled", sv_fmt(d->cx->a, "The chair rules: %s", r->button),
                              sv_of(r->button), motion);
    form_hidden(&f, "data.ruling", floor_outcome_name(r->outcome));
    return f;
}

static struct form taking_up(struct desk *d, sv item, sv title)
{
    sv said = sv_fmt(d->cx->a, "Take up %.*s%s%.*s", SV_ARG(item), title.n ? ": " : "",
                     SV_ARG(sv_sub(title, 0, 200)));
    struct form f = act(d, "item.opened", said, sv_fmt(d->cx->a, "Take up %.*s", SV_ARG(item)));
    form_hidden(&f, "about.item", item);
    return f;
}

/* The next item that was not decided. */
static const struct q_page_agenda_out *next_item(const struct desk *d)
{
    for (size_t i = 0; i < d->agenda_n; i++) {
        const struct q_page_agenda_out *g = &d->agenda[i];
        bool done = sv_is(g->outcome, "adopted") || sv_is(g->outcome, "lost") ||
                    sv_is(g->outcome, "postponed");
        if (!done && !sv_eq(g->item, open_item(d))) {
            return g;
        }
    }
    return NULL;
}

static struct form withdrawing(struct desk *d, const struct floor_act *o)
{
    const struct floor_motion *m = motion_of(d, o->motion);
    struct form f = on_motion(d, "motion.withdrawn", SV("The mover withdraws the motion"),
                              SV("Withdraw the motion"), o->motion);
    form_members(&f, &d->m.b, "data.member", SV("Withdrawn by"), true,
                 m ? seat_id(d, m->mover) : SV_NONE);
    struct view_form_field *v =
        form_field(&f, "data.permitted", "check", SV("The body consented"), false);
    v->value = m && m->stated ? SV("true") : SV_NONE;
    return f;
}

static struct form recusing(struct desk *d)
{
    struct form f = act(d, "recusal.stated", SV("A member states an interest and does not vote"),
                        SV("Record the recusal"));
    form_hidden(&f, "about.item", open_item(d));
    form_members(&f, &d->m.b, "data.member", SV("Member"), true, SV_NONE);
    struct view_form_field *v =
        form_field(&f, "data.stated_aloud", "select",
                   SV("Was the interest stated aloud before the vote?"), true);
    form_option(&f, v, SV("true"), SV("Yes, to the assembly"), true);
    form_option(&f, v, SV("false"), SV("No"), false);
    area(&f, "texts.text", SV("The interest, as it was stated"));
    return f;
}

static struct form giving_reason(struct desk *d)
{
    struct form f = act(d, "reason.given", SV("A member gives a reason"), SV("Record the reason"));
    form_hidden(&f, "about.item", open_item(d));
    form_members(&f, &d->m.b, "data.member", SV("Member"), true, SV_NONE);
    struct view_form_field *v = form_field(&f, "data.side", "select", SV("Which way"), true);
    form_option(&f, v, SV("for"), SV("For it"), false);
    form_option(&f, v, SV("against"), SV("Against it"), false);
    form_option(&f, v, SV("neither"), SV("Neither, or no side stated"), true);
    form_field(&f, "texts.text", "area", SV("The reason, in the member's words"), true);
    return f;
}

static struct form calling_to_order(struct desk *d)
{
    sv chair = SV_NONE;
    for (size_t i = 0; i < d->m.b.officials_n; i++) {
        const struct q_page_officials_out *o = &d->m.b.officials[i];
        chair = sv_is(o->office, "chair") && o->votes ? o->member : chair;
    }
    struct form f = act(d, "meeting.opened", SV("Call the meeting to order"), SV("Call to order"));
    form_members(&f, &d->m.b, "data.presiding", SV("Who presides"), false, chair);
    return f;
}

/* False where the option has a place of its own on the screen. */
static bool option_form(struct desk *d, const struct floor_option *o, struct view_act_form *ret)
{
    struct form f;
    const struct q_page_agenda_out *coming = next_item(d);
    switch (o->act.kind) {
    case FLOOR_MEETING_OPENED: f = calling_to_order(d); break;
    case FLOOR_MEETING_RECESSED:
        f = act(d, "meeting.recessed", SV("The meeting takes a recess"), SV("Recess"));
        break;
    case FLOOR_MEETING_RESUMED:
        f = act(d, "meeting.resumed", SV("The meeting goes on"), SV("Resume"));
        break;
    case FLOOR_MEETING_ADJOURNED:
        f = act(d, "meeting.adjourned", SV("The meeting ends"), SV("Adjourn"));
        break;
    case FLOOR_ITEM_OPENED:
        if (!coming) {
            return false;
        }
        f = taking_up(d, coming->item, coming->title);
        break;
    case FLOOR_ITEM_CLOSED:
        f = act(d, "item.closed", SV("The body leaves the item"), SV("Leave the item"));
        form_hidden(&f, "about.item", o->act.item.n ? o->act.item : open_item(d));
        break;
    case FLOOR_MOTION_MOVED: f = moving(d, &o->act); break;
    case FLOOR_MOTION_SECONDED:
        f = on_motion(d, "motion.seconded", SV("A member seconds the motion"), SV("Second"),
                      o->act.motion);
        form_members(&f, &d->m.b, "data.member", SV("Seconded by"), true, SV_NONE);
        break;
    case FLOOR_MOTION_STATED:
        f = on_motion(d, "motion.stated", SV("The chair states the question"),
                      SV("State the question"), o->act.motion);
        break;
    case FLOOR_MOTION_WITHDRAWN: f = withdrawing(d, &o->act); break;
    case FLOOR_RECUSAL_STATED: f = recusing(d); break;
    case FLOOR_VOTE_OPENED: f = opening_vote(d, &o->act); break;
    case FLOOR_VOTE_ANNOUNCED: f = announcing(d, &o->act); break;
    case FLOOR_REASON_GIVEN:
        if (!open_item(d).n) {
            return false;
        }
        f = giving_reason(d);
        break;
    case FLOOR_CHAIR_PASSED:
        f = act(d, "chair.passed", SV("Another presides"), SV("Another presides"));
        break;
    case FLOOR_MOTION_SUGGESTED:
        f = about_item(d, "motion.suggested", SV("A member calls for something; nobody moves it"));
        break;
    case FLOOR_ITEM_PULLED:
        f = act(d, "item.pulled", SV("Pull an item from the consent agenda"),
                SV("Pull an item from the consent agenda"));
        break;
    case FLOOR_ITEM_WITHDRAWN:
        f = about_item(d, "item.withdrawn", SV("Whoever placed the item takes it back"));
        break;
    case FLOOR_HEARING_OPENED: f = about_item(d, "hearing.opened", SV("Open the hearing")); break;
    case FLOOR_HEARING_HEARD: f = about_item(d, "hearing.heard", SV("Somebody is heard")); break;
    case FLOOR_HEARING_CLOSED: f = about_item(d, "hearing.closed", SV("Close the hearing")); break;
    case FLOOR_OATH_ADMINISTERED:
        f = about_item(d, "oath.administered", SV("Swear in those who will be heard"));
        break;
    case FLOOR_DISCLOSURE_STATED:
        f = about_item(d, "disclosure.stated", SV("What a member heard outside the hearing"));
        break;
    case FLOOR_SESSION_CLOSED:
        f = act(d, "session.closed", SV("Go into a closed session"),
                SV("Go into a closed session"));
        break;
    case FLOOR_SESSION_REOPENED:
        f = act(d, "session.reopened", SV("Open the meeting again"), SV("Open the meeting again"));
        break;
    case FLOOR_ATTENDANCE_NOTED:
    case FLOOR_VOTE_CAST:
    case FLOOR_VOTE_CHANGED:
    case FLOOR_CHAIR_RULED:
    case FLOOR_KIND_COUNT: return false;
    }
    const char *key = option_key(o->act.kind);
    f.v.key = key ? sv_of(key) : SV_NONE;
    *ret = form_done(&f);
    return true;
}

/* ---- parts of the screen ---- */

static struct view_act_form *attendance(struct desk *d)
{
    struct view_act_form *v = arena_new(d->cx->a, struct view_act_form);
    struct form f = act(d, "attendance.noted", SV("Who is here"), SV("Note who is here"));
    struct view_form_field *ticks = form_field(
        &f, "data.present", "checks", SV("Present; whoever is not ticked is absent"), false);
    for (int32_t i = 0; i < d->f->member_count; i++) {
        bool gone = seats_has(&d->f->absent, i) || seats_has(&d->f->left, i);
        form_option(&f, ticks, seat_id(d, i), seat_name(d, i), !gone);
    }
    form_hidden(&f, "local.others", SV("absent"));
    f.v.key = SV("p");
    *v = form_done(&f);
    return v;
}

/* What the motion asks, as it was made. */
static sv asks(struct desk *d, const struct floor_motion *m)
{
    for (size_t i = 0; i < d->motions_n; i++) {
        if (d->motions[i].n == (int64_t)m->number) {
            return page_row_words(d->cx->a, &d->motions[i], d->item_type);
        }
    }
    return page_motion_words(d->cx->a, motion_type_name(m->type), d->item_type, m->to != 0, m->to);
}

static void on_the_floor(struct desk *d, struct view_clerk_meeting *ret)
{
    uint32_t n = d->f->pending_count;
    struct view_floor_line *lines = arena_array(d->cx->a, struct view_floor_line, n);
    for (uint32_t i = 0; i < n; i++) {
        const struct floor_motion *m = &d->f->pending[n - 1 - i];
        sv by = sv_fmt(d->cx->a, "moved by %.*s", SV_ARG(seat_name(d, m->mover)));
        if (m->seconder != FLOOR_NOBODY) {
            by = sv_fmt(d->cx->a, "%.*s, seconded by %.*s", SV_ARG(by),
                        SV_ARG(seat_name(d, m->seconder)));
        }
        by = sv_fmt(d->cx->a, "%.*s%s%s%s", SV_ARG(by), m->amendments ? "; as amended" : "",
                    m->method != METHOD_NONE ? "; being voted on"
                    : m->closed              ? "; debate is closed"
                    : m->limited             ? "; debate is limited"
                    : m->stated && i == 0    ? "; open to debate"
                                             : "",
                    i > 0 ? "; waits" : "");
        lines[i] = (struct view_floor_line){.number = m->number,
                                            .name = page_capital(d->cx->a, asks(d, m)),
                                            .by = by,
                                            .first = i == 0 && n > 1};
    }
    ret->floor = lines;
    ret->floor_n = n;
}

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

static void vote_forms(struct desk *d, const struct floor_motion *m, int32_t seat,
                       struct view_roll_row *row)
{
    static const enum floor_choice choices[] = {CHOICE_YES, CHOICE_NO, CHOICE_ABSTAIN};
    static const char *const keys[] = {"y", "n", "a"};
    enum floor_choice had = choice_of(m, seat);
    struct list forms = {0};
    for (size_t i = 0; i < 3; i++) {
        struct floor_act a =
            floor_act_make(had == CHOICE_NONE ? FLOOR_VOTE_CAST : FLOOR_VOTE_CHANGED);
        a.member = seat;
        a.motion = m->number;
        a.choice = choices[i];
        struct judgement j;
        floor_judge(d->cx->a, d->f, d->pack, &a, &j);
        if (j.verdict != FLOOR_IN_ORDER || had == choices[i]) {
            continue;
        }
        sv mark, word;
        page_choice(floor_choice_name(choices[i]), &mark, &word);
        struct form f =
            on_motion(d, had == CHOICE_NONE ? "vote.cast" : "vote.changed",
                      sv_fmt(d->cx->a, "%.*s: %.*s", SV_ARG(seat_name(d, seat)), SV_ARG(word)),
                      word, m->number);
        form_hidden(&f, "data.member", seat_id(d, seat));
        form_hidden(&f, "data.choice", floor_choice_name(choices[i]));
        f.v.key = had == CHOICE_NONE ? sv_of(keys[i]) : SV_NONE;
        *LIST_ADD(d->cx->a, &forms, struct view_act_form) = form_done(&f);
    }
    row->forms = forms.p;
    row->forms_n = forms.n;
}

/* ---- what the chair says, in the languages of the place ---- */

static const char *const tongues[LANG_COUNT][2] = {[LANG_EN] = {"en", "The chair says:"},
                                                   [LANG_ES] = {"es", "Español"},
                                                   [LANG_HT] = {"ht", "Kreyòl"}};

static void says(struct desk *d, struct list *l, sv name, const sv words[LANG_COUNT])
{
    for (int i = 0; i < LANG_COUNT; i++) {
        if (words[i].n) {
            *LIST_ADD(d->cx->a, l, struct view_saying) =
                (struct view_saying){.lang = sv_of(tongues[i][0]),
                                     .name = i == LANG_EN ? name : sv_of(tongues[i][1]),
                                     .folded = i != LANG_EN,
                                     .words = words[i]};
        }
    }
}

static void says_act(struct desk *d, struct list *l, sv name, const struct floor_act *o)
{
    sv words[LANG_COUNT];
    for (int i = 0; i < LANG_COUNT; i++) {
        words[i] = floor_say(d->cx->a, d->f, d->pack, o, (enum floor_lang)i);
    }
    says(d, l, name, words);
}

static void call_name(struct desk *d, sv name, struct view_clerk_meeting *ret)
{
    struct list l = {0};
    sv words[LANG_COUNT] = {[LANG_EN] = sv_fmt(d->cx->a, "%.*s, how do you vote?", SV_ARG(name)),
                            [LANG_ES] = sv_fmt(d->cx->a, "%.*s, ¿cómo vota?", SV_ARG(name)),
                            [LANG_HT] = sv_fmt(d->cx->a, "%.*s, kijan ou vote?", SV_ARG(name))};
    says(d, &l, sv_of(tongues[LANG_EN][1]), words);
    ret->says = l.p;
    ret->says_n = l.n;
}

static void roll_call(struct desk *d, struct view_clerk_meeting *ret)
{
    const struct floor_motion *m = in_roll_call(d);
    struct list rows = {0};
    int64_t waiting = 0;
    for (int32_t i = 0; m && i < d->f->member_count; i++) {
        enum floor_choice c = choice_of(m, i);
        struct view_roll_row row = {.n = i + 1, .name = seat_name(d, i)};
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
            sv_fmt(d->cx->a, "Roll call on motion %u: %.*s", m->number, SV_ARG(asks(d, m)));
        ret->roll_done =
            waiting ? sv_fmt(d->cx->a, "%.*s still to vote.",
                             SV_ARG(page_capital(d->cx->a, page_number(d->cx->a, waiting))))
                    : SV("Everyone who may vote has voted.");
    }
}

static bool worth_saying(const struct floor_option *o)
{
    return o->act.kind != FLOOR_VOTE_CAST && o->act.kind != FLOOR_VOTE_CHANGED &&
           o->act.kind != FLOOR_ATTENDANCE_NOTED;
}

/* The address of the act's own form, filled in with what is known of it. */
static url form_link(struct desk *d, const struct view_act_form *form)
{
    struct arena *a = d->cx->a;
    sv pattern = sv_fmt(a, "%.*s?", SV_ARG(form->action.s));
    sv *parts = arena_array(a, sv, form->hidden_n + 1);
    size_t n = 0;
    for (size_t i = 0; i < form->hidden_n; i++) {
        if (form->hidden[i].value.n) {
            pattern = sv_fmt(a, "%.*s%.*s={}&", SV_ARG(pattern), SV_ARG(form->hidden[i].name));
            parts[n++] = form->hidden[i].value;
        }
    }
    parts[n++] = d->next;
    return url_path_parts(a, sv_fmt(a, "%.*snext={}", SV_ARG(pattern)), parts, n);
}

static void refuse(struct desk *d, struct list *lines, const struct floor_option *o,
                   const struct view_act_form *form)
{
    *LIST_ADD(d->cx->a, lines, struct view_refused_line) =
        (struct view_refused_line){.name = form->button,
                                   .why = o->judgement.sentence,
                                   .rule = o->judgement.rule,
                                   .citation = o->judgement.citation,
                                   .href = form_link(d, form)};
}

enum group { GROUP_MAIN, GROUP_AMEND, GROUP_MEETING, GROUP_POINTS, GROUP_MEMBERS, GROUPS };

static enum group group_of_motion(enum motion_type t)
{
    switch (t) {
    case MOTION_MAIN:
    case MOTION_RECONSIDER:
    case MOTION_RESCIND:
    case MOTION_TAKE:
    case MOTION_DISCHARGE:
    case MOTION_CONSENT_AGENDA:
    case MOTION_OVERRIDE: return GROUP_MAIN;
    case MOTION_TABLE:
    case MOTION_PREVIOUS:
    case MOTION_LIMIT:
    case MOTION_POSTPONE:
    case MOTION_REFER:
    case MOTION_AMEND:
    case MOTION_INDEFINITE:
    case MOTION_OBJECT:
    case MOTION_DIVIDE:
    case MOTION_PARAGRAPH: return GROUP_AMEND;
    case MOTION_FIX_TIME:
    case MOTION_ADJOURN:
    case MOTION_RECESS:
    case MOTION_ORDERS: return GROUP_MEETING;
    case MOTION_PRIVILEGE:
    case MOTION_POINT:
    case MOTION_APPEAL:
    case MOTION_SUSPEND:
    case MOTION_DIVISION:
    case MOTION_METHOD:
    case MOTION_WITHDRAW:
    case MOTION_INQUIRY:
    case MOTION_COUNT: break;
    }
    return GROUP_POINTS;
}

/* The acts that have a whole form on the screen; false: a link to one. */
static bool at_hand(const struct floor_act *o)
{
    switch (o->kind) {
    case FLOOR_MOTION_MOVED: return o->type == MOTION_MAIN;
    case FLOOR_RECUSAL_STATED:
    case FLOOR_REASON_GIVEN:
    case FLOOR_CHAIR_PASSED:
    case FLOOR_MOTION_SUGGESTED:
    case FLOOR_ITEM_PULLED:
    case FLOOR_ITEM_WITHDRAWN:
    case FLOOR_HEARING_OPENED:
    case FLOOR_HEARING_HEARD:
    case FLOOR_HEARING_CLOSED:
    case FLOOR_OATH_ADMINISTERED:
    case FLOOR_DISCLOSURE_STATED:
    case FLOOR_SESSION_CLOSED: return false;
    case FLOOR_MEETING_OPENED:
    case FLOOR_MEETING_RECESSED:
    case FLOOR_MEETING_RESUMED:
    case FLOOR_MEETING_ADJOURNED:
    case FLOOR_ATTENDANCE_NOTED:
    case FLOOR_ITEM_OPENED:
    case FLOOR_ITEM_CLOSED:
    case FLOOR_MOTION_SECONDED:
    case FLOOR_MOTION_STATED:
    case FLOOR_MOTION_WITHDRAWN:
    case FLOOR_VOTE_OPENED:
    case FLOOR_VOTE_CAST:
    case FLOOR_VOTE_CHANGED:
    case FLOOR_VOTE_ANNOUNCED:
    case FLOOR_CHAIR_RULED:
    case FLOOR_SESSION_REOPENED:
    case FLOOR_KIND_COUNT: break;
    }
    return true;
}

/* A key presses one act only: the first that has it. */
static bool key_in(const struct list *forms, sv key)
{
    const struct view_act_form *all = forms->p;
    for (size_t i = 0; i < forms->n; i++) {
        if (sv_eq(all[i].key, key)) {
            return true;
        }
    }
    return false;
}

struct choices {
    struct list first, others, refused, says;
    struct list links[GROUPS];
};

/* Where the chair has to rule, the rulings come first. */
static void rulings(struct desk *d, struct choices *c)
{
    static const struct ruling all[] = {
        {OUTCOME_WELL_TAKEN, "The point is well taken", "If it is well taken, the chair says:"},
        {OUTCOME_NOT_WELL_TAKEN, "The point is not well taken", "If it is not, the chair says:"},
        {OUTCOME_GRANTED, "Granted", "If it is granted, the chair says:"},
        {OUTCOME_DENIED, "Denied", "If it is denied, the chair says:"},
        {OUTCOME_ANSWERED, "Answered", "The chair says:"}};
    const struct floor_motion *m = floor_immediate(d->f);
    for (size_t i = 0; m && i < sizeof all / sizeof *all; i++) {
        struct floor_act o = floor_act_make(FLOOR_CHAIR_RULED);
        struct judgement j;
        o.motion = m->number;
        o.outcome = all[i].outcome;
        floor_judge(d->cx->a, d->f, d->pack, &o, &j);
        if (j.verdict == FLOOR_IN_ORDER) {
            struct form f = ruling_on(d, m->number, &all[i]);
            f.v.primary = true;
            *LIST_ADD(d->cx->a, &c->first, struct view_act_form) = form_done(&f);
            says_act(d, &c->says, sv_of(all[i].says), &o);
        }
    }
}

static bool about_hearing(enum floor_kind k)
{
    return k == FLOOR_HEARING_OPENED || k == FLOOR_HEARING_HEARD || k == FLOOR_HEARING_CLOSED ||
           k == FLOOR_OATH_ADMINISTERED || k == FLOOR_DISCLOSURE_STATED;
}

static void choose(struct desk *d, struct choices *c, const struct floor_option *o, bool foremost)
{
    struct view_act_form form;
    bool hearing = sv_is(d->item_type, "hearing") || sv_is(d->item_type, "ordinance");
    if (!worth_saying(o) || (about_hearing(o->act.kind) && !hearing) || !option_form(d, o, &form)) {
        return;
    }
    if (o->judgement.verdict == FLOOR_OUT_OF_ORDER) {
        refuse(d, &c->refused, o, &form);
    } else if (o->judgement.verdict == FLOOR_IN_ORDER && foremost && c->first.n == 0) {
        form.primary = true;
        *LIST_ADD(d->cx->a, &c->first, struct view_act_form) = form;
        says_act(d, &c->says, sv_of(tongues[LANG_EN][1]), &o->act);
    } else if (o->judgement.verdict == FLOOR_IN_ORDER && at_hand(&o->act)) {
        bool taken = key_in(&c->first, form.key) || key_in(&c->others, form.key);
        form.key = taken ? SV_NONE : form.key;
        *LIST_ADD(d->cx->a, &c->others, struct view_act_form) = form;
    } else if (o->judgement.verdict == FLOOR_IN_ORDER) {
        enum group g =
            o->act.kind == FLOOR_MOTION_MOVED ? group_of_motion(o->act.type) : GROUP_MEMBERS;
        page_link(d->cx, &c->links[g], form.button, form_link(d, &form));
    }
}

/* The likely next act and what is at hand as forms, the other acts in order as links by group; what
 * is not in order, with its reason. */
static void options(struct desk *d, struct view_clerk_meeting *ret)
{
    static const char *const names[GROUPS] = {[GROUP_MAIN] = "Main and bring back",
                                              [GROUP_AMEND] = "Amend and dispose",
                                              [GROUP_MEETING] = "Meeting",
                                              [GROUP_POINTS] = "Points and requests",
                                              [GROUP_MEMBERS] = "Members, hearing, session"};
    struct floor_option *all = NULL;
    struct choices c = {0};
    struct list groups = {0};
    size_t n = floor_options(d->cx->a, d->f, d->pack, LANG_EN, &all);
    rulings(d, &c);
    for (size_t i = 0; i < n; i++) {
        choose(d, &c, &all[i], i == 0);
    }
    for (int g = 0; g < GROUPS; g++) {
        if (c.links[g].n) {
            *LIST_ADD(d->cx->a, &groups, struct view_option_group) = (struct view_option_group){
                .name = sv_of(names[g]), .links = c.links[g].p, .links_n = c.links[g].n};
        }
    }
    ret->first = c.first.p;
    ret->first_n = c.first.n;
    ret->others = c.others.p;
    ret->others_n = c.others.n;
    ret->groups = groups.p;
    ret->groups_n = groups.n;
    ret->refused = c.refused.p;
    ret->refused_n = c.refused.n;
    ret->refused_say =
        sv_fmt(d->cx->a, "%.*s act%s, each with its reason",
               SV_ARG(page_capital(d->cx->a, page_number(d->cx->a, (int64_t)c.refused.n))),
               c.refused.n == 1 ? "" : "s");
    ret->says = c.says.p;
    ret->says_n = c.says.n;
}

/* Items in any order, a note: what the clerk may want at any time. */
static void tools(struct desk *d, struct view_clerk_meeting *ret)
{
    struct list l = {0};
    bool running = d->f->phase == PHASE_OPEN;
    for (size_t i = 0; running && d->f->item < 0 && i < d->agenda_n; i++) {
        if (&d->agenda[i] != next_item(d)) {
            struct form f = taking_up(d, d->agenda[i].item, d->agenda[i].title);
            *LIST_ADD(d->cx->a, &l, struct view_act_form) = form_done(&f);
        }
    }
    struct form note = act(d, "note.recorded", SV("A note for the record"), SV("Record the note"));
    form_field(&note, "texts.text", "area", SV("The note"), true);
    *LIST_ADD(d->cx->a, &l, struct view_act_form) = form_done(&note);
    if (d->f->phase != PHASE_ADJOURNED) {
        struct form add =
            act(d, "item.scheduled", SV("Put an item on this agenda"), SV("Put it on the agenda"));
        form_field(&add, "about.item", "text", SV("File number of an item that is filed"), true);
        *LIST_ADD(d->cx->a, &l, struct view_act_form) = form_done(&add);
    }
    ret->tools = l.p;
    ret->tools_n = l.n;
}

static err *last_acts(struct desk *d, struct view_clerk_meeting *ret)
{
    struct q_page_last_of_meeting_out *rows = NULL;
    size_t n = 0;
    TRY(q_page_last_of_meeting(d->cx->store, d->cx->a,
                               &(struct q_page_last_of_meeting_in){.meeting = d->m.id}, &rows, &n));
    struct view_clock_line *lines = arena_array(d->cx->a, struct view_clock_line, n);
    for (size_t i = 0; i < n; i++) {
        struct rec_entry e;
        TRY(st_log_entry(d->cx->store, d->cx->a, rows[i].seq, &e));
        sv sentence = page_act_words(d->cx, &d->m.b, &e);
        if (rows[i].departure.n) {
            sentence = sv_fmt(d->cx->a, "%.*s Out of order; it stands.", SV_ARG(sentence));
        }
        lines[i] = (struct view_clock_line){
            .time = page_clock_words(d->cx->a, d->m.b.zone, rows[i].recorded),
            .sentence = sentence,
            .entry = rows[i].seq};
    }
    ret->last = lines;
    ret->last_n = n;
    return NULL;
}

static void head(struct desk *d, sv body, sv date_n, struct view_clerk_meeting *ret)
{
    struct arena *a = d->cx->a;
    uint32_t here = floor_counted(d->f, d->pack), quorum = floor_quorum(d->f, d->pack);
    static const char *const phases[] = {[PHASE_BEFORE] = "not yet called to order",
                                         [PHASE_OPEN] = "in session",
                                         [PHASE_RECESS] = "in recess",
                                         [PHASE_ADJOURNED] = "adjourned",
                                         [PHASE_CLOSED] = "in closed session"};
    ret->name = page_meeting_name(a, d->m.row.type, (date){(int32_t)d->m.row.day});
    ret->page = url_path(a, "/meetings/{}/{}", body, date_n);
    ret->live = url_path(a, "/meetings/{}/{}/live", body, date_n);
    ret->stream = url_path(a, "/meetings/{}/{}/live/events", body, date_n);
    ret->status = sv_of(phases[d->f->phase]);
    ret->present = sv_fmt(a, "%u of %u present", here, (unsigned)d->f->member_count);
    ret->quorum_met = floor_has_quorum(d->f, d->pack);
    ret->quorum = ret->quorum_met ? sv_fmt(a, "quorum of %u met", quorum)
                                  : sv_fmt(a, "no quorum: %u are needed", quorum);
    ret->where = SV("No item is before the body.");
    for (size_t i = 0; i < d->agenda_n; i++) {
        if (sv_eq(d->agenda[i].item, open_item(d))) {
            ret->where =
                sv_fmt(a, "Item %.*s: %.*s", SV_ARG(d->agenda[i].item), SV_ARG(d->agenda[i].title));
        }
    }
}

err *page_clerk_meeting(struct page_cx *cx, sv body, sv date_n, const struct floor *f,
                        const struct pack *pack, struct view_clerk_meeting *ret)
{
    struct desk d = {.cx = cx, .f = f, .pack = pack};
    struct view_clerk_meeting p = {0};
    TRY(page_meeting_read(cx, body, date_n, &d.m));
    d.next = sv_fmt(cx->a, "/clerk/%.*s", SV_ARG(d.m.id));
    TRY(q_page_agenda(cx->store, cx->a, &(struct q_page_agenda_in){.meeting = d.m.id}, &d.agenda,
                      &d.agenda_n));
    TRY(page_motions_in(cx, d.m.id, &d.motions, &d.motions_n));
    for (size_t i = 0; i < d.agenda_n; i++) {
        d.item_type = sv_eq(d.agenda[i].item, open_item(&d)) ? d.agenda[i].type : d.item_type;
    }
    page_shell(cx, sv_fmt(cx->a, "Clerk: %.*s", SV_ARG(d.m.b.row.name)), &p.shell);
    p.shell.place = d.m.b.row.place;
    head(&d, body, date_n, &p);
    on_the_floor(&d, &p);
    options(&d, &p);
    roll_call(&d, &p);
    if (f->phase == PHASE_OPEN) {
        p.attendance = attendance(&d);
    }
    tools(&d, &p);
    TRY(last_acts(&d, &p));
    *ret = p;
    return NULL;
}
