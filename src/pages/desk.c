/* The clerk's screen of a meeting: what is on the floor, what comes next, what is not in order. */
#include "pages/desk_inside.h"
#include "pages/hall.h"

sv desk_number(struct desk *d, int64_t n)
{
    return sv_fmt(d->cx->a, "%lld", (long long)n);
}

sv desk_seat_id(const struct desk *d, int32_t seat)
{
    return seat >= 0 && seat < d->f->member_count ? d->f->member[seat].id : SV_NONE;
}

sv desk_seat_name(const struct desk *d, int32_t seat)
{
    return page_name(&d->m.b, desk_seat_id(d, seat));
}

sv desk_open_item(const struct desk *d)
{
    return d->f->item >= 0 ? d->f->items[d->f->item].id : SV_NONE;
}

static void of_meeting(struct desk *d, struct form *f)
{
    form_hidden(f, "about.meeting", d->m.id);
    form_hidden(f, "local.seen", desk_number(d, d->seen));
    if (d->at.n) {
        form_hidden(f, "local.at", d->at);
    }
}

struct form desk_act(struct desk *d, const char *kind, sv title, sv button)
{
    struct form f = form_act(d->cx, kind, title, button, d->next);
    of_meeting(d, &f);
    return f;
}

struct form desk_on_motion(struct desk *d, const char *kind, sv title, sv button, uint32_t motion)
{
    struct form f = desk_act(d, kind, title, button);
    form_hidden(&f, "about.motion", desk_number(d, motion));
    return f;
}

struct form desk_acts(struct desk *d, sv title, sv button)
{
    struct form f = form_to(d->cx, URL_FIXED("/acts"), title, button);
    f.v.next = d->next;
    of_meeting(d, &f);
    return f;
}

const char *desk_step(struct desk *d, int step, const char *name)
{
    return sv_cstr(d->cx->a, sv_fmt(d->cx->a, "%d.%s", step, name));
}

struct view_form_field *desk_members(struct desk *d, struct form *f, const char *name, sv label,
                                     sv chosen)
{
    struct view_form_field *field = form_field(f, name, "select", label, true);
    field->digits = true;
    if (!chosen.n) {
        form_option(f, field, SV_NONE, SV("Choose"), true);
    }
    for (int32_t i = 0; i < d->f->member_count; i++) {
        sv id = desk_seat_id(d, i);
        form_option(f, field, id, sv_fmt(d->cx->a, "%d %.*s", i + 1, SV_ARG(desk_seat_name(d, i))),
                    sv_eq(id, chosen));
    }
    return field;
}

static struct form about_item(struct desk *d, const char *kind, sv title)
{
    struct form f = desk_act(d, kind, title, title);
    form_hidden(&f, "about.item", desk_open_item(d));
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

/* The meeting has dealt with the item, decided or not. */
static bool dealt_with(const struct desk *d, const struct q_page_agenda_out *g)
{
    if (sv_eq(g->decided_meeting, d->m.id) && !sv_is(g->outcome, "pending")) {
        return true;
    }
    for (uint32_t i = 0; i < d->f->item_count; i++) {
        if (sv_eq(d->f->items[i].id, g->item)) {
            const struct floor_item_now *now = floor_item_now(d->f, (int32_t)i);
            return now->opened || now->withdrawn;
        }
    }
    return false;
}

/* The items of the consent agenda that were neither pulled nor taken up, between commas. */
static sv consent_items(struct desk *d, size_t *ret_n)
{
    sv all = SV_NONE;
    *ret_n = 0;
    for (size_t i = 0; i < d->agenda_n; i++) {
        const struct q_page_agenda_out *g = &d->agenda[i];
        if (g->consent && !g->pulled_by.n && !g->has_pulled_seq && !dealt_with(d, g)) {
            all = sv_fmt(d->cx->a, "%.*s%s%.*s", SV_ARG(all), all.n ? "," : "", SV_ARG(g->item));
            ++*ret_n;
        }
    }
    return all;
}

static struct form moving(struct desk *d, const struct floor_act *o)
{
    sv id = motion_type_name(o->type);
    sv what = page_motion_words(d->cx->a, id, d->item_type, false, 0);
    sv title = sv_fmt(d->cx->a, "A member moves to %.*s", SV_ARG(what)), items = SV_NONE;
    if (o->type == MOTION_CONSENT_AGENDA) {
        size_t n;
        items = consent_items(d, &n);
        title = sv_fmt(d->cx->a, "%.*s: %.*s item%s", SV_ARG(title),
                       SV_ARG(page_number(d->cx->a, (int64_t)n)), n == 1 ? "" : "s");
    }
    struct form f = desk_act(d, "motion.moved", title, page_capital(d->cx->a, what));
    if (items.n) {
        form_hidden(&f, "data.items", items);
    }
    if (desk_open_item(d).n) {
        form_hidden(&f, "about.item", desk_open_item(d));
    }
    form_hidden(&f, "data.type", id);
    if (o->target) {
        form_hidden(&f, "data.target", desk_number(d, o->target));
    }
    desk_members(d, &f, "data.mover", SV("Moved by"), SV_NONE);
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
    struct form f = desk_on_motion(d, "vote.opened", title, title, o->motion);
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
    struct form f = desk_on_motion(d, "vote.announced", SV("Announce the result"),
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
    struct form f =
        desk_on_motion(d, "chair.ruled", sv_fmt(d->cx->a, "The chair rules: %s", r->button),
                       sv_of(r->button), motion);
    form_hidden(&f, "data.ruling", floor_outcome_name(r->outcome));
    return f;
}

struct form desk_taking_up(struct desk *d, sv item, sv title)
{
    sv said = sv_fmt(d->cx->a, "Take up %.*s%s%.*s", SV_ARG(item), title.n ? ": " : "",
                     SV_ARG(sv_sub(title, 0, 200)));
    struct form f = desk_act(d, "item.opened", said,
                             sv_fmt(d->cx->a, "Take up %.*s%s%.*s", SV_ARG(item),
                                    title.n ? ": " : "", SV_ARG(page_short(d->cx->a, title, 60))));
    form_hidden(&f, "about.item", item);
    return f;
}

size_t desk_coming(const struct desk *d, const struct q_page_agenda_out **ret, size_t most)
{
    size_t n = 0;
    for (size_t i = 0; i < d->agenda_n && n < most; i++) {
        if (!dealt_with(d, &d->agenda[i])) {
            ret[n++] = &d->agenda[i];
        }
    }
    return n;
}

static struct form withdrawing(struct desk *d, const struct floor_act *o)
{
    const struct floor_motion *m = motion_of(d, o->motion);
    struct form f = desk_on_motion(d, "motion.withdrawn", SV("The mover withdraws the motion"),
                                   SV("Withdraw the motion"), o->motion);
    desk_members(d, &f, "data.member", SV("Withdrawn by"), m ? desk_seat_id(d, m->mover) : SV_NONE);
    struct view_form_field *v =
        form_field(&f, "data.permitted", "check", SV("The body consented"), false);
    v->value = m && m->stated ? SV("true") : SV_NONE;
    return f;
}

static struct form recusing(struct desk *d)
{
    struct form f =
        desk_act(d, "recusal.stated", SV("A member states an interest and does not vote"),
                 SV("Record the recusal"));
    form_hidden(&f, "about.item", desk_open_item(d));
    desk_members(d, &f, "data.member", SV("Member"), SV_NONE);
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
    struct form f =
        desk_act(d, "reason.given", SV("A member gives a reason"), SV("Record the reason"));
    form_hidden(&f, "about.item", desk_open_item(d));
    desk_members(d, &f, "data.member", SV("Member"), SV_NONE);
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
    struct form f =
        desk_act(d, "meeting.opened", SV("Call the meeting to order"), SV("Call to order"));
    form_members(&f, &d->m.b, "data.presiding", SV("Who presides"), false, chair);
    return f;
}

static struct form opening_hearing(struct desk *d)
{
    struct form f = about_item(d, "hearing.opened", SV("Open the hearing"));
    form_codes(&f, form_field(&f, "data.type", "select", SV("Which sort of hearing"), true),
               "hearing.opened", "type", SV("public"));
    return f;
}

static struct form hearing_somebody(struct desk *d)
{
    struct form f = about_item(d, "hearing.heard", SV("Somebody is heard"));
    form_codes(&f, form_field(&f, "data.party", "select", SV("In which part"), true),
               "hearing.heard", "party", SV("public"));
    form_field(&f, "data.sworn", "check", SV("Under oath"), false);
    return f;
}

/* False where the option has a place of its own on the screen. */
static bool option_form(struct desk *d, const struct floor_option *o, struct view_act_form *ret)
{
    struct form f;
    const struct q_page_agenda_out *next;
    switch (o->act.kind) {
    case FLOOR_MEETING_OPENED: f = calling_to_order(d); break;
    case FLOOR_MEETING_RECESSED:
        f = desk_act(d, "meeting.recessed", SV("The meeting takes a recess"), SV("Recess"));
        break;
    case FLOOR_MEETING_RESUMED:
        f = desk_act(d, "meeting.resumed", SV("The meeting goes on"), SV("Resume"));
        break;
    case FLOOR_MEETING_ADJOURNED:
        f = desk_act(d, "meeting.adjourned", SV("The meeting ends"), SV("Adjourn"));
        break;
    case FLOOR_ITEM_OPENED:
        if (!desk_coming(d, &next, 1)) {
            return false;
        }
        f = desk_taking_up(d, next->item, next->title);
        break;
    case FLOOR_ITEM_CLOSED:
        f = desk_act(d, "item.closed", SV("The body leaves the item"), SV("Leave the item"));
        form_hidden(&f, "about.item", o->act.item.n ? o->act.item : desk_open_item(d));
        break;
    case FLOOR_MOTION_MOVED: f = moving(d, &o->act); break;
    case FLOOR_MOTION_SECONDED:
        f = desk_on_motion(d, "motion.seconded", SV("A member seconds the motion"), SV("Second"),
                           o->act.motion);
        desk_members(d, &f, "data.member", SV("Seconded by"), SV_NONE);
        break;
    case FLOOR_MOTION_STATED:
        f = desk_on_motion(d, "motion.stated", SV("The chair states the question"),
                           SV("State the question"), o->act.motion);
        break;
    case FLOOR_MOTION_WITHDRAWN: f = withdrawing(d, &o->act); break;
    case FLOOR_RECUSAL_STATED: f = recusing(d); break;
    case FLOOR_VOTE_OPENED: f = opening_vote(d, &o->act); break;
    case FLOOR_VOTE_ANNOUNCED: f = announcing(d, &o->act); break;
    case FLOOR_REASON_GIVEN:
        if (!desk_open_item(d).n) {
            return false;
        }
        f = giving_reason(d);
        break;
    case FLOOR_CHAIR_PASSED:
        f = desk_act(d, "chair.passed", SV("Another presides"), SV("Another presides"));
        break;
    case FLOOR_MOTION_SUGGESTED:
        f = about_item(d, "motion.suggested", SV("A member calls for something; nobody moves it"));
        break;
    case FLOOR_ITEM_PULLED:
        f = desk_act(d, "item.pulled", SV("Pull an item from the consent agenda"),
                     SV("Pull an item from the consent agenda"));
        break;
    case FLOOR_ITEM_WITHDRAWN:
        f = about_item(d, "item.withdrawn", SV("Whoever placed the item takes it back"));
        break;
    case FLOOR_HEARING_OPENED: f = opening_hearing(d); break;
    case FLOOR_HEARING_HEARD: f = hearing_somebody(d); break;
    case FLOOR_HEARING_CLOSED: f = about_item(d, "hearing.closed", SV("Close the hearing")); break;
    case FLOOR_OATH_ADMINISTERED:
        f = about_item(d, "oath.administered", SV("Swear in those who will be heard"));
        break;
    case FLOOR_DISCLOSURE_STATED:
        f = about_item(d, "disclosure.stated", SV("What a member heard outside the hearing"));
        break;
    case FLOOR_SESSION_CLOSED:
        f = desk_act(d, "session.closed", SV("Go into a closed session"),
                     SV("Go into a closed session"));
        break;
    case FLOOR_SESSION_REOPENED:
        f = desk_act(d, "session.reopened", SV("Open the meeting again"),
                     SV("Open the meeting again"));
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

/* What the motion asks, as it was made. */
sv desk_asks(struct desk *d, const struct floor_motion *m)
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
        sv by = sv_fmt(d->cx->a, "moved by %.*s", SV_ARG(desk_seat_name(d, m->mover)));
        if (m->seconder != FLOOR_NOBODY) {
            by = sv_fmt(d->cx->a, "%.*s, seconded by %.*s", SV_ARG(by),
                        SV_ARG(desk_seat_name(d, m->seconder)));
        }
        by = sv_fmt(d->cx->a, "%.*s%s%s%s", SV_ARG(by), m->amendments ? "; as amended" : "",
                    m->method != METHOD_NONE ? "; being voted on"
                    : m->closed              ? "; debate is closed"
                    : m->limited             ? "; debate is limited"
                    : m->stated && i == 0 ? (page_debatable(d->pack, m->type) ? "; open to debate"
                                                                              : "; not debatable")
                                          : "",
                    i > 0 ? "; waits" : "");
        lines[i] = (struct view_floor_line){.number = m->number,
                                            .name = page_capital(d->cx->a, desk_asks(d, m)),
                                            .by = by,
                                            .first = i == 0 && n > 1};
    }
    ret->floor = lines;
    ret->floor_n = n;
}

/* ---- what the chair says, in the languages of the place ---- */

static const char *const tongues[LANG_COUNT][2] = {[LANG_EN] = {"en", "The chair says:"},
                                                   [LANG_ES] = {"es", "Español"},
                                                   [LANG_HT] = {"ht", "Kreyòl"}};

void desk_says(struct desk *d, struct list *l, sv name, const sv words[LANG_COUNT])
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
    desk_says(d, l, name, words);
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
    case FLOOR_MOTION_MOVED: return o->type == MOTION_MAIN || o->type == MOTION_CONSENT_AGENDA;
    case FLOOR_RECUSAL_STATED:
    case FLOOR_REASON_GIVEN:
    case FLOOR_CHAIR_PASSED:
    case FLOOR_MOTION_SUGGESTED:
    case FLOOR_ITEM_PULLED:
    case FLOOR_ITEM_WITHDRAWN:
    case FLOOR_HEARING_OPENED:
    case FLOOR_HEARING_HEARD:
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
    case FLOOR_HEARING_CLOSED:
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
    struct list first, quick, others, refused, says;
    struct list links[GROUPS];
};

/* How the chair rules, and what the screen says before it. */
static const struct ruling rulings[] = {
    {OUTCOME_WELL_TAKEN, "The point is well taken", "If it is well taken, the chair says:"},
    {OUTCOME_NOT_WELL_TAKEN, "The point is not well taken", "If it is not, the chair says:"},
    {OUTCOME_GRANTED, "Granted", "If it is granted, the chair says:"},
    {OUTCOME_DENIED, "Denied", "If it is denied, the chair says:"},
    {OUTCOME_ANSWERED, "Answered", "The chair says:"}};

/* Where the chair has to rule, the rulings come first. */
static void rule(struct desk *d, struct choices *c, const struct floor_option *o)
{
    for (size_t i = 0; i < sizeof rulings / sizeof *rulings; i++) {
        if (rulings[i].outcome == o->act.outcome && o->judgement.verdict == FLOOR_IN_ORDER) {
            struct form f = ruling_on(d, o->act.motion, &rulings[i]);
            f.v.primary = true;
            *LIST_ADD(d->cx->a, &c->first, struct view_act_form) = form_done(&f);
            says_act(d, &c->says, sv_of(rulings[i].says), &o->act);
        }
    }
}

/* Put and announced by one key: by voice, or without objection. */
static void at_once(struct desk *d, struct choices *c, const struct floor_act *o, bool lost)
{
    const struct floor_motion *m = motion_of(d, o->motion);
    bool against = m && counts_against(d, m->type), voice = o->method == METHOD_VOICE;
    sv title = !voice ? SV("No member objects: it is so ordered")
               : lost ? SV("By voice: the noes have it")
                      : SV("By voice: the ayes have it");
    struct form f = desk_acts(d, title, title);
    form_hidden(&f, "about.motion", desk_number(d, o->motion));
    form_hidden(&f, desk_step(d, 1, "kind"), SV("vote.opened"));
    form_hidden(&f, desk_step(d, 1, "data.method"), floor_method_name(o->method));
    form_hidden(&f, desk_step(d, 2, "kind"), SV("vote.announced"));
    form_hidden(&f, desk_step(d, 2, "data.outcome"),
                against ? (lost ? SV("sustained") : SV("not-sustained"))
                : lost  ? SV("lost")
                        : SV("adopted"));
    f.v.key = !voice ? SV("g") : lost ? SV("n") : SV("y");
    *LIST_ADD(d->cx->a, &c->quick, struct view_act_form) = form_done(&f);
}

/* A motion that is often made has a key, where no act has it. */
static sv motion_key(enum motion_type t)
{
    return t == MOTION_AMEND      ? SV("a")
           : t == MOTION_POSTPONE ? SV("d")
           : t == MOTION_REFER    ? SV("f")
           : t == MOTION_TABLE    ? SV("l")
           : t == MOTION_PREVIOUS ? SV("z")
                                  : SV_NONE;
}

/* While a vote is taken these keys are votes, and do nothing else: not even when the roll is whole
 * and one is hit once more. */
static bool of_the_roll(sv key)
{
    return sv_is(key, "y") || sv_is(key, "n") || sv_is(key, "a") || sv_is(key, "r");
}

static bool about_hearing(enum floor_kind k)
{
    return k == FLOOR_HEARING_OPENED || k == FLOOR_HEARING_HEARD || k == FLOOR_HEARING_CLOSED ||
           k == FLOOR_OATH_ADMINISTERED || k == FLOOR_DISCLOSURE_STATED;
}

/* Once the meeting is over: what is made of its record, and what is to be done with it. */
static void papers(struct desk *d, sv body, sv date_n, struct view_clerk_meeting *ret)
{
    static const char *const all[][2] = {
        {"/meetings/{}/{}/marked", "The marked agenda"},
        {"/meetings/{}/{}/summary", "The summary of actions"},
        {"/clerk/{}/{}/minutes", "The minutes: word them, file them"},
        {"/meetings/{}/{}/due", "What is due: forms, signatures, the last hour of a veto"},
        {"/meetings/{}/{}/packet", "The packet"}};
    const sv parts[] = {body, date_n};
    struct list l = {0};
    for (size_t i = 0; d->f->phase == PHASE_ADJOURNED && i < sizeof all / sizeof *all; i++) {
        page_link(d->cx, &l, sv_of(all[i][1]),
                  url_path_parts(d->cx->a, sv_of(all[i][0]), parts, 2));
    }
    ret->papers = l.p;
    ret->papers_n = l.n;
}

/* Items that are adopted by one vote are still to come. */
static bool consent_waits(struct desk *d)
{
    size_t n;
    consent_items(d, &n);
    return n > 0;
}

static bool moves_consent(const struct floor_act *o)
{
    return o->kind == FLOOR_MOTION_MOVED && o->type == MOTION_CONSENT_AGENDA;
}

static void choose(struct desk *d, struct choices *c, const struct floor_option *o, bool foremost)
{
    struct view_act_form form;
    bool consent = o->act.kind == FLOOR_ITEM_PULLED || moves_consent(&o->act);
    if (consent && !consent_waits(d)) {
        return;
    }
    const struct floor_motion *m = motion_of(d, o->act.motion);
    bool voting = m && m->method != METHOD_NONE;
    bool opens =
        o->act.kind == FLOOR_VOTE_OPENED && o->judgement.verdict == FLOOR_IN_ORDER && !voting;
    if (o->act.kind == FLOOR_CHAIR_RULED) {
        rule(d, c, o);
        return;
    }
    if (opens && (o->act.method == METHOD_VOICE || o->act.method == METHOD_CONSENT)) {
        at_once(d, c, &o->act, false);
    }
    if (opens && o->act.method == METHOD_VOICE) {
        at_once(d, c, &o->act, true);
    }
    bool hearing = sv_is(d->item_type, "hearing") || sv_is(d->item_type, "ordinance");
    if (!worth_saying(o) || (about_hearing(o->act.kind) && !hearing) || !option_form(d, o, &form)) {
        return;
    }
    if (voting && (o->act.kind == FLOOR_VOTE_OPENED || of_the_roll(form.key))) {
        form.key = SV_NONE;
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
        sv key = motion_key(o->act.type);
        enum group g =
            o->act.kind == FLOOR_MOTION_MOVED ? group_of_motion(o->act.type) : GROUP_MEMBERS;
        *LIST_ADD(d->cx->a, &c->links[g], struct view_key_link) = (struct view_key_link){
            .text = form.button,
            .href = form_link(d, &form),
            .key =
                o->act.kind == FLOOR_MOTION_MOVED && !(voting && of_the_roll(key)) ? key : SV_NONE};
    }
}

/* The likely next act: the floor's, but the consent agenda comes before items that are taken up one
 * by one. */
static size_t likely(struct desk *d, const struct floor_option *all, size_t n)
{
    bool between = n && all[0].act.kind == FLOOR_ITEM_OPENED && consent_waits(d);
    for (size_t i = 0; between && i < n; i++) {
        if (moves_consent(&all[i].act) && all[i].judgement.verdict == FLOOR_IN_ORDER) {
            return i;
        }
    }
    return 0;
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
    size_t foremost = likely(d, all, n);
    for (size_t i = 0; i < n; i++) {
        choose(d, &c, &all[i], i == foremost);
    }
    for (int g = 0; g < GROUPS; g++) {
        if (c.links[g].n) {
            *LIST_ADD(d->cx->a, &groups, struct view_option_group) = (struct view_option_group){
                .name = sv_of(names[g]), .links = c.links[g].p, .links_n = c.links[g].n};
        }
    }
    ret->first = c.first.p;
    ret->first_n = c.first.n;
    ret->quick = c.quick.p;
    ret->quick_n = c.quick.n;
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

static void head(struct desk *d, sv body, sv date_n, struct view_clerk_meeting *ret)
{
    struct arena *a = d->cx->a;
    uint32_t here = floor_counted(d->f, d->pack), quorum = floor_quorum(d->f, d->pack);
    static const char *const phases[] = {[PHASE_BEFORE] = "not yet called to order",
                                         [PHASE_OPEN] = "in session",
                                         [PHASE_RECESS] = "in recess",
                                         [PHASE_ADJOURNED] = "adjourned",
                                         [PHASE_CLOSED] = "in closed session"};
    ret->meeting = d->m.id;
    ret->seen = d->seen;
    ret->now = d->cx->now.us / 1000;
    ret->account = d->cx->visitor ? d->cx->visitor->account : SV_NONE;
    ret->name = page_meeting_name(a, d->m.row.type, (date){(int32_t)d->m.row.day});
    ret->here = url_path(a, "/clerk/{}/{}", body, date_n);
    ret->page = url_path(a, "/meetings/{}/{}", body, date_n);
    ret->live = url_path(a, "/meetings/{}/{}/live", body, date_n);
    ret->sheet = url_path(a, "/clerk/{}/{}/sheet", body, date_n);
    ret->stream = url_path(a, "/meetings/{}/{}/live/events", body, date_n);
    ret->status = sv_of(phases[d->f->phase]);
    ret->present = sv_fmt(a, "%u of %u present", here, (unsigned)d->f->member_count);
    ret->quorum_met = floor_has_quorum(d->f, d->pack);
    ret->quorum = ret->quorum_met ? sv_fmt(a, "quorum of %u met", quorum)
                                  : sv_fmt(a, "no quorum: %u are needed", quorum);
    bool before = d->f->phase == PHASE_BEFORE;
    if (before) {
        ret->quorum = sv_fmt(a, "a quorum is %u", quorum);
        ret->quorum_met = true;
    }
    ret->where = !before ? SV("No item is before the body.")
                 : d->m.row.has_convenes
                     ? sv_fmt(a, "%.*s, called for %.*s", SV_ARG(ret->name),
                              SV_ARG(page_clock_words(a, d->m.b.zone, d->m.row.convenes)))
                     : ret->name;
    for (size_t i = 0; i < d->agenda_n; i++) {
        if (sv_eq(d->agenda[i].item, desk_open_item(d))) {
            ret->where =
                sv_fmt(a, "Item %.*s: %.*s", SV_ARG(d->agenda[i].item), SV_ARG(d->agenda[i].title));
        }
    }
}

/* The time of day with which every act is recorded, until it is cleared. */
static void set_at(struct desk *d, sv at, struct view_clerk_meeting *ret)
{
    struct arena *a = d->cx->a;
    struct civil c = sys_zone_civil(d->m.b.zone, d->cx->now);
    instant t;
    err *e = at.n ? page_at_read(d->cx, d->m.b.zone, &d->m.row, at, &t) : NULL;
    ret->at_now = sv_fmt(a, "%02d:%02d", c.hour, c.minute);
    if (e) {
        ret->at_error = page_stop(a, e->message);
    } else if (at.n) {
        d->at = ret->at = at;
        ret->at_words = page_clock_words(a, d->m.b.zone, t);
        d->next = sv_fmt(a, "%.*s?at=%.*s", SV_ARG(d->next), SV_ARG(at));
    }
}

static const struct view_key_line keys[] = {
    {SV_INIT("Enter"), SV_INIT("the likely next act; in a roll, its announcement")},
    {SV_INIT("o q r"), SV_INIT("call to order, adjourn, recess and resume")},
    {SV_INIT("p"), SV_INIT("who is here: then the number of a member, again for the next state")},
    {SV_INIT("i j /"), SV_INIT("take up the next item, any item by its number, find an item")},
    {SV_INIT("c"), SV_INIT("leave the item")},
    {SV_INIT("m s t w"), SV_INIT("a main motion, its second (then the member's number), the chair "
                                 "states it, it is withdrawn")},
    {SV_INIT("a d f l z"), SV_INIT("amend, defer, refer, lay on the table, close debate")},
    {SV_INIT("v"), SV_INIT("put the question")},
    {SV_INIT("y n g"), SV_INIT("put and announced at once: by voice the ayes or the noes have it; "
                               "no member objects")},
    {SV_INIT("1 2 3"), SV_INIT("in a roll, that member, also to change a vote")},
    {SV_INIT("y n a r"), SV_INIT("in a roll: yes, no, abstains, recused")},
    {SV_INIT("e"), SV_INIT("announce the result")},
    {SV_INIT("x"), SV_INIT("a note for the record")},
    {SV_INIT("h"), SV_INIT("it happened some minutes ago: set, and clear, the time")},
    {SV_INIT("u"), SV_INIT("take the last act back")},
    {SV_INIT("k"), SV_INIT("take the desk from another clerk")},
    {SV_INIT("Esc"), SV_INIT("out of a field, back to the keys")},
    {SV_INIT("?"), SV_INIT("these keys")}};

err *page_clerk_meeting(struct page_cx *cx, sv body, sv date_n, const struct floor *f,
                        const struct pack *pack, const struct page_desk *set,
                        struct view_clerk_meeting *ret)
{
    struct desk d = {.cx = cx, .f = f, .pack = pack};
    struct view_clerk_meeting p = {.keys = keys, .keys_n = sizeof keys / sizeof *keys};
    struct q_page_last_of_meeting_out *last = NULL;
    size_t last_n = 0;
    TRY(page_meeting_read(cx, body, date_n, &d.m));
    d.next = sv_fmt(cx->a, "/clerk/%.*s", SV_ARG(d.m.id));
    TRY(page_agenda_read(cx, d.m.id, &d.agenda, &d.agenda_n));
    TRY(q_page_motions(cx->store, cx->a,
                       &(struct q_page_motions_in){.meeting = d.m.id, .pending = true}, &d.motions,
                       &d.motions_n));
    TRY(q_page_last_of_meeting(
        cx->store, cx->a, &(struct q_page_last_of_meeting_in){.meeting = d.m.id}, &last, &last_n));
    d.seen = last_n ? last[0].seq : 0;
    for (size_t i = 0; i < d.agenda_n; i++) {
        d.item_type = sv_eq(d.agenda[i].item, desk_open_item(&d)) ? d.agenda[i].type : d.item_type;
    }
    page_shell(cx, sv_fmt(cx->a, "Clerk: %.*s", SV_ARG(d.m.b.row.name)), &p.shell);
    p.shell.place = d.m.b.row.place;
    set_at(&d, set->at, &p);
    head(&d, body, date_n, &p);
    TRY(desk_keeper(&d, &p));
    on_the_floor(&d, &p);
    options(&d, &p);
    papers(&d, body, date_n, &p);
    desk_roll(&d, &p);
    if (f->phase == PHASE_OPEN) {
        p.attendance = desk_attendance(&d);
        p.roll_first = !desk_noted(&d);
    }
    TRY(page_hall_desk(
        cx, &d.m,
        &(struct page_hall_set){.next = d.next, .at = d.at, .seen = d.seen, .clerk = true},
        &p.hall));
    desk_found(&d, set->find, &p);
    desk_tools(&d, &p);
    TRY(desk_last_acts(&d, last, last_n, &p));
    *ret = p;
    return NULL;
}
