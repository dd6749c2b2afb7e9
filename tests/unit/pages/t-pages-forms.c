/* Forms: what browsers send made into acts, refused forms, the clerk's and the members' screens. */
#include "base/utf8.h"
#include "rehearsal.h"

#define NOW "2026-06-17T14:00:00Z"

static const bool clerk_may[REC_KINDS] = {
    [KIND_MEETING_CALLED] = true, [KIND_ITEM_FILED] = true, [KIND_ITEM_SCHEDULED] = true};
static const struct page_visitor clerk = {
    .account = {"clerk-1", 7}, .role = {"clerk", 5}, .csrf = {"0123", 4}, .may = clerk_may};

static struct page_cx *as(struct rehearsal *r, const struct page_visitor *v)
{
    struct page_cx *cx = rehearsal_cx(r, NOW);
    cx->visitor = v;
    return cx;
}

static sv pair(const struct page_pair *p, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++) {
        if (sv_is(p[i].name, name)) {
            return p[i].value;
        }
    }
    return SV_NONE;
}

#define PAIR(name, value)                                                                          \
    {                                                                                              \
        {(name), sizeof(name) - 1},                                                                \
        {                                                                                          \
            (value), sizeof(value) - 1                                                             \
        }                                                                                          \
    }

static void check_pairs(struct rehearsal *r)
{
    static const struct page_pair call[] = {PAIR("body", "rehearsal"), PAIR("data.type", "regular"),
                                            PAIR("local.day", "2026-12-15"),
                                            PAIR("local.time", "09:00")};
    static const struct page_pair bad[] = {
        PAIR("body", "rehearsal"), PAIR("local.day", "2026-12-15"), PAIR("local.time", "25:00")};
    static const struct page_pair there[] = {
        PAIR("about.meeting", "rehearsal/2026-06-17"), PAIR("data.present", "seat-1"),
        PAIR("data.present", "seat-4"), PAIR("local.others", "absent")};
    static const struct page_pair file[] = {PAIR("body", "rehearsal"),
                                            PAIR("about.item", " RC 42 ")};
    struct page_pair *out = NULL;
    size_t n = 0;
    if (fine(page_act_pairs(as(r, &clerk), SV("meeting.called"), call, 4, &out, &n))) {
        ok(sv_is(pair(out, n, "about.meeting"), "rehearsal/2026-12-15"));
        ok(sv_is(pair(out, n, "data.convenes"), "2026-12-15T14:00:00.000Z"));
        ok(!pair(out, n, "local.day").n && sv_is(pair(out, n, "data.type"), "regular"));
    }
    err *e = page_act_pairs(as(r, &clerk), SV("meeting.called"), bad, 3, &out, &n);
    ok(e && e->kind == E_INVALID && sv_is(e->field, "local.day"));
    if (fine(page_act_pairs(as(r, &clerk), SV("attendance.noted"), there, 4, &out, &n))) {
        size_t absent = 0;
        for (size_t i = 0; i < n; i++) {
            absent += sv_is(out[i].name, "data.absent");
        }
        ok_as(absent == 3, "whoever is not ticked is absent");
    }
    if (fine(page_act_pairs(as(r, &clerk), SV("item.filed"), file, 2, &out, &n))) {
        ok(sv_is(pair(out, n, "about.item"), "rc-42"));
    }
    fails(page_act_pairs(as(r, &clerk), SV("no.kind"), file, 2, &out, &n), E_NOTFOUND);
}

/* What happened some minutes ago has its own time: on the day of the meeting, between its opening
 * at 9:36 and now. */
static void check_when(struct rehearsal *r)
{
    static const struct {
        const char *name, *value, *at; /* at NULL: refused; empty: left out */
    } cases[] = {{"local.at", "09:45", "2026-06-17T13:45:00.000Z"},
                 {"local.at", "9:45", "2026-06-17T13:45:00.000Z"},
                 {"local.at", "09:36", "2026-06-17T13:36:00.000Z"},
                 {"local.at", "09:35", NULL},
                 {"local.at", "23:59", NULL},
                 {"local.at", "quarter to ten", NULL},
                 {"local.at", "", ""},
                 {"local.when", "2026-06-17T13:45:01.250Z", "2026-06-17T13:45:01.250Z"},
                 {"local.when", "2026-06-17T13:00:00Z", ""},
                 {"local.when", "2027-06-17T13:00:00Z", ""},
                 {"local.when", "yesterday", ""}};
    struct page_pair *out = NULL;
    size_t n = 0;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct page_pair sent[] = {PAIR("about.meeting", "rehearsal/2026-06-17"),
                                   PAIR("texts.text", "A note."),
                                   {sv_of(cases[i].name), sv_of(cases[i].value)}};
        err *e = page_act_pairs(as(r, &clerk), SV("note.recorded"), sent, 3, &out, &n);
        ok_as(cases[i].at ? !e && sv_is(pair(out, n, "at"), cases[i].at)
                          : e && e->kind == E_INVALID && sv_is(e->field, "local.at"),
              cases[i].value);
    }
    static const struct page_pair who[] = {PAIR("about.meeting", "rehearsal/2026-06-17"),
                                           PAIR("local.who.seat-1", "present"),
                                           PAIR("local.who.seat-2", "left"),
                                           PAIR("local.who.seat-3", "remote"),
                                           PAIR("local.who.seat-4", ""),
                                           PAIR("local.who.seat-5", "elsewhere")};
    if (fine(page_act_pairs(as(r, &clerk), SV("attendance.noted"), who, 6, &out, &n))) {
        ok(n == 4 && sv_is(pair(out, n, "data.present"), "seat-1") &&
           sv_is(pair(out, n, "data.left"), "seat-2") &&
           sv_is(pair(out, n, "data.remote"), "seat-3") && !pair(out, n, "data.absent").n);
    }
}

static const struct view_form_field *field(const struct view_form_page *p, const char *name)
{
    for (size_t i = 0; i < p->form.fields_n; i++) {
        if (sv_is(p->form.fields[i].name, name)) {
            return &p->form.fields[i];
        }
    }
    return NULL;
}

static void check_refused(struct rehearsal *r)
{
    static const struct page_pair sent[] = {PAIR("about.meeting", "rehearsal/2026-06-17"),
                                            PAIR("about.item", "rc-41"),
                                            PAIR("data.type", "amend"),
                                            PAIR("data.mover", "seat-9"),
                                            PAIR("texts.text", "Strike it."),
                                            PAIR("next", "/clerk/rehearsal/2026-06-17")};
    struct view_form_page p;
    err *e = err_field(r->a, SV("data.mover"), "seat-9 is no member");
    if (fine(page_act(as(r, &clerk), SV("motion.moved"), sent, 6, e, &p))) {
        const struct view_form_field *mover = field(&p, "data.mover"),
                                     *text = field(&p, "texts.text");
        ok(mover && sv_is(mover->error, "Seat-9 is no member.") && mover->options_n == 6);
        ok(text && sv_is(text->value, "Strike it."));
        ok_as(p.errors_n == 1 && p.errors[0].has_n && mover && p.errors[0].n == mover->n,
              "the summary leads to the field");
        ok(!field(&p, "data.departure") && !field(&p, "data.motion"));
        ok(sv_is(p.about, "This is about item rc-41, “Agreement under section 287(g)”, in the "
                          "special meeting of Wednesday, June 17, 2026 of the Rehearsal "
                          "Commission."));
        ok(sv_is(p.form.action.s, "/acts/motion.moved") && sv_is(p.form.csrf, "0123"));
        ok(sv_is(p.form.next, "/clerk/rehearsal/2026-06-17"));
        ok(sv_is(p.links[0].href.s, "/clerk/rehearsal/2026-06-17"));
    }
    e = err_field(r->a, SV("data.mover"), "data.mover is an id");
    if (fine(page_act(as(r, &clerk), SV("motion.moved"), sent, 6, e, &p))) {
        const struct view_form_field *mover = field(&p, "data.mover");
        ok_as(mover && sv_is(mover->error, "“The member who made it” is an id."),
              "a field is called by its label");
    }
    e = err_field(r->a, SV("data.mover"), "motion.moved needs data.mover: the member who made it");
    if (fine(page_act(as(r, &clerk), SV("motion.moved"), sent, 6, e, &p))) {
        const struct view_form_field *mover = field(&p, "data.mover");
        ok_as(mover && sv_is(mover->error, "“The member who made it” is needed."),
              "what lacks is called by its label");
    }
    e = err_rule(r->a, E_DISORDER, SV("one-question"), SV("RONR 12th 5:4"), "another is pending");
    if (fine(page_act(as(r, &clerk), SV("motion.moved"), sent, 6, e, &p))) {
        const struct view_form_field *why = field(&p, "data.departure");
        ok(why && why->required && why->options_n == 5);
        ok(sv_is(p.form.button, "Record it as it happened") && sv_is(p.rule, "one-question"));
    }
    fails(page_act(as(r, &clerk), SV("no.kind"), NULL, 0, NULL, &p), E_NOTFOUND);
    static const struct page_pair vote[] = {PAIR("about.meeting", "rehearsal/2026-06-18"),
                                            PAIR("about.motion", "7"), PAIR("about.item", "rc-99")};
    if (fine(page_act(as(r, &clerk), SV("vote.opened"), vote, 3, NULL, &p))) {
        ok(sv_is(p.about, "This is about motion 7, which is not on record, on item rc-99, which is "
                          "not on record, in the meeting of Thursday, June 18, 2026 of the "
                          "Rehearsal Commission, which is not on record."));
    }
    static const struct page_pair call[] = {
        PAIR("body", "rehearsal"), PAIR("local.day", "2026-12-15"), PAIR("local.time", "09:00")};
    if (fine(page_act(as(r, &clerk), SV("meeting.called"), call, 3, NULL, &p))) {
        const struct view_form_field *day = field(&p, "local.day"), *time = field(&p, "local.time");
        ok_as(day && sv_is(day->value, "2026-12-15") && time && sv_is(time->value, "09:00") &&
                  !field(&p, "data.convenes"),
              "the day and the hour that were typed stay");
    }
    static const struct page_pair here[] = {PAIR("about.meeting", "rehearsal/2026-06-17"),
                                            PAIR("data.present", "seat-1"),
                                            PAIR("local.others", "absent")};
    if (fine(page_act(as(r, &clerk), SV("attendance.noted"), here, 3, NULL, &p))) {
        bool others = false;
        for (size_t i = 0; i < p.form.hidden_n; i++) {
            others = others || sv_is(p.form.hidden[i].name, "local.others");
        }
        ok_as(others, "whoever is not ticked is absent in the form that comes back, too");
    }
    bool all = true;
    for (size_t i = 0; i < REC_KINDS; i++) {
        all = all && !page_act(as(r, &clerk), sv_of(rec_kinds[i].name), NULL, 0, NULL, &p);
        SCOPED(out_close) struct out o = out_open(SV("en"), NULL);
        view_form_page(&o, &p);
        all = all && !o.b.failed;
    }
    ok_as(all, "every kind of act has a form");
}

/* A motion's form asks for what that motion needs, and for nothing else. */
static void check_motions(struct rehearsal *r)
{
    static const struct {
        const char *type;
        const char *has[3], *lacks[3];
    } cases[] = {{"main", {"data.action", "data.needs"}, {"data.target", "data.to", "data.form"}},
                 {"amend", {"data.target", "data.form"}, {"data.action", "data.to", "data.items"}},
                 {"postpone-definite", {"data.to", "data.items"}, {"data.form", "data.rule"}},
                 {"refer", {"data.committee"}, {"data.to", "data.target"}},
                 {"suspend-rules", {"data.rule"}, {"data.target", "data.action"}},
                 {"reconsider", {"data.target"}, {"data.notice", "data.minutes"}},
                 {"rescind", {"data.target", "data.notice"}, {"data.all"}},
                 {"consent-agenda", {"data.items"}, {"data.target", "data.to"}},
                 {"previous-question", {"data.target", "data.all"}, {"data.minutes"}}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct page_pair sent[] = {PAIR("about.meeting", "rehearsal/2026-06-17"),
                                   PAIR("about.item", "rc-41"), PAIR("data.type", "")};
        struct view_form_page p;
        sent[2].value = sv_of(cases[i].type);
        if (!fine(page_act(as(r, &clerk), SV("motion.moved"), sent, 3, NULL, &p))) {
            continue;
        }
        bool right = field(&p, "data.mover") && !field(&p, "data.type");
        for (size_t k = 0; k < 3; k++) {
            right = right && (!cases[i].has[k] || field(&p, cases[i].has[k]));
            right = right && (!cases[i].lacks[k] || !field(&p, cases[i].lacks[k]));
        }
        ok_as(right, cases[i].type);
        const struct view_form_field *target = field(&p, "data.target");
        if (sv_is(sent[2].value, "amend")) {
            ok_as(target && target->options_n == 2 && sv_is(target->options[1].value, "1"),
                  "the motion that is pending can be chosen");
        }
    }
    static const struct page_pair point[] = {PAIR("about.meeting", "rehearsal/2026-06-17"),
                                             PAIR("about.motion", "1")};
    struct view_form_page p;
    if (fine(page_act(as(r, &clerk), SV("chair.ruled"), point, 2, NULL, &p))) {
        const struct view_form_field *ruling = field(&p, "data.ruling");
        ok_as(ruling && ruling->options_n == 3, "a request is granted or denied");
    }
}

/* The floor of the rehearsal: five members present, one main motion in its roll call. */
static void floor_of(struct rehearsal *r, struct pack *pack, struct floor *f)
{
    struct floor_member *m = arena_array(r->a, struct floor_member, 5);
    static const char *const ids[] = {"seat-1", "seat-2", "seat-3", "seat-4", "seat-5"};
    for (size_t i = 0; i < 5; i++) {
        m[i] = (struct floor_member){sv_of(ids[i]), SV_NONE};
    }
    if (!fine(floor_make(r->a, m, 5, 0, f))) {
        exit(1);
    }
    struct floor_act acts[] = {
        floor_act_make(FLOOR_MEETING_OPENED),  floor_act_make(FLOOR_ATTENDANCE_NOTED),
        floor_act_make(FLOOR_ITEM_OPENED),     floor_act_make(FLOOR_MOTION_MOVED),
        floor_act_make(FLOOR_MOTION_SECONDED), floor_act_make(FLOOR_MOTION_STATED),
        floor_act_make(FLOOR_VOTE_OPENED),     floor_act_make(FLOOR_VOTE_CAST)};
    acts[0].member = acts[4].member = 0;
    acts[2].item = acts[3].item = SV("rc-41");
    acts[3].member = 2;
    acts[3].type = MOTION_MAIN;
    acts[4].motion = acts[5].motion = acts[6].motion = acts[7].motion = 1;
    acts[6].method = METHOD_ROLL_CALL;
    acts[7].member = 1;
    acts[7].choice = CHOICE_NO;
    for (int32_t i = 0; i < 5; i++) {
        seats_add(&acts[1].present, i);
    }
    for (size_t i = 0; i < sizeof acts / sizeof *acts; i++) {
        struct judgement j;
        floor_judge(r->a, f, pack, &acts[i], &j);
        ok_as(j.verdict == FLOOR_IN_ORDER, "the rehearsal is in order");
        floor_apply(r->a, f, pack, &acts[i]);
    }
}

static void check_screens(struct rehearsal *r)
{
    static const struct page_visitor member = {.account = {"seat-2", 6},
                                               .role = {"member", 6},
                                               .body = {"rehearsal", 9},
                                               .member = {"seat-2", 6},
                                               .csrf = {"0123", 4}};
    struct pack *pack = NULL;
    struct floor f;
    struct view_clerk_meeting desk;
    struct view_member_screen mine;
    if (!fine(rule_pack_builtin(r->a, SV("robert-small"), &pack))) {
        return;
    }
    floor_of(r, pack, &f);
    SCOPED(out_close) struct out o = out_open(SV("en"), NULL);
    if (fine(page_clerk_meeting(as(r, &clerk), SV("rehearsal"), SV("2026-06-17"), &f, pack,
                                &(struct page_desk){.at = SV_NONE}, &desk))) {
        ok(desk.floor_n == 1 && sv_is(desk.floor[0].name, "Adopt the resolution"));
        ok(desk.roll_n == 5 && sv_is(desk.roll[1].word, "No") &&
           sv_is(desk.roll[0].word, "not yet"));
        ok_as(desk.roll[0].forms_n == 4 && desk.roll[1].forms_n == 2,
              "a member votes or recuses; a vote that was cast can be changed");
        ok(sv_is(desk.roll[1].forms[0].action.s, "/acts/vote.changed"));
        ok_as(sv_is(desk.turn, "Seat 1") && desk.says_n == 3 &&
                  sv_is(desk.says[0].words, "Seat 1, how do you vote?") &&
                  sv_is(desk.says[1].lang, "es") && sv_is(desk.says[2].lang, "ht") &&
                  desk.roll[0].turn && !desk.roll[1].turn && !desk.roll[2].turn,
              "whose turn it is, and what the chair says");
        ok(sv_is(desk.roll_done, "Four still to vote.") && desk.quorum_met);
        bool named = desk.refused_n > 0;
        for (size_t i = 0; i < desk.refused_n; i++) {
            named = named && desk.refused[i].why.n && desk.refused[i].rule.n &&
                    sv_starts(desk.refused[i].href.s, SV("/acts/"));
        }
        ok_as(named, "what is not in order says why, and can be recorded as it happened");
        view_clerk_meeting(&o, &desk);
        ok(!o.b.failed && o.b.n < PAGE_BYTES_MAX);
    }
    static const sv two[] = {SV_INIT("rehearsal/2026-06-17"), SV_INIT("rehearsal/2026-06-17")};
    if (fine(page_member_screen(as(r, &member), two, 1, two[0], &f, pack, &mine))) {
        ok(mine.choices_n == 0 && sv_is(mine.forms[0].next, "/member"));
        ok(sv_is(mine.answered, "You voted: ✕ No") && mine.forms_n == 2);
        ok(sv_is(mine.question, "Adopt the resolution"));
    }
    if (fine(page_member_screen(as(r, &member), two, 2, SV_NONE, NULL, NULL, &mine))) {
        ok_as(mine.choices_n == 2 && mine.forms_n == 0 && !mine.stream.s.n,
              "of several meetings the member chooses");
        ok(sv_is(mine.choices[0].href.s, "/member?meeting=rehearsal/2026-06-17"));
        ok(sv_is(mine.sentence, "Two meetings of your body are going on. Choose the one that you "
                                "are at."));
    }
    if (fine(page_member_screen(as(r, &member), two, 2, two[1], &f, pack, &mine))) {
        ok_as(sv_is(mine.forms[0].next, "/member?meeting=rehearsal/2026-06-17"),
              "and votes in the one that was chosen");
    }
    if (fine(page_member_screen(as(r, &member), NULL, 0, SV_NONE, NULL, NULL, &mine))) {
        ok(mine.forms_n == 0 && mine.sentence.n);
    }
    const sv *on;
    size_t on_n;
    ok(!page_meetings_on(as(r, &member), SV("rehearsal"), &on, &on_n) && on_n == 1 &&
       sv_is(on[0], "rehearsal/2026-06-17"));
    ok(!page_meetings_on(as(r, &member), SV("elsewhere"), &on, &on_n) && on_n == 0);
}

/* Words of a choice are whole: a rule's to its end, a long title to a word's. */
static void check_choices(struct rehearsal *r)
{
#define LONG "\"about\":{\"item\":\"rc-50\"}"
#define E16  "\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9"
    static const char *const lines[] = {
        "{\"kind\":\"item.filed\"," LONG
        ",\"data\":{\"type\":\"resolution\"},\"title\":\"Title " E16 E16 E16 E16 E16 E16 E16 E16 E16
        "\"}",
        "{\"kind\":\"item.scheduled\",\"about\":{\"meeting\":\"rehearsal/2026-06-17\",\"item\":"
        "\"rc-50\"},\"data\":{\"position\":2}}"};
    struct page_pair sent[] = {PAIR("about.meeting", "rehearsal/2026-06-17"),
                               PAIR("about.item", "rc-41"), PAIR("data.type", "main")};
    struct view_form_page p;
    rehearsal_put_all(r, lines, 2);
    if (fine(page_act(as(r, &clerk), SV("motion.moved"), sent, 3, NULL, &p))) {
        const struct view_form_field *needs = field(&p, "data.needs");
        sv last = needs ? needs->options[needs->options_n - 1].label : SV_NONE;
        ok_as(sv_ends(last, SV("a majority where notice was given.")),
              "the rule of a vote is told to its end");
        ok(sv_is(p.heading, "A member moves to adopt the resolution"));
    }
    sent[2].value = SV("postpone-definite");
    if (fine(page_act(as(r, &clerk), SV("motion.moved"), sent, 3, NULL, &p))) {
        const struct view_form_field *items = field(&p, "data.items");
        sv title = items && items->options_n == 2 ? items->options[1].label : SV_NONE;
        ok_as(sv_starts(title, SV("rc-50: Title \xc3\xa9")) && sv_ends(title, SV("\xc3\xa9…")) &&
                  title.n < 155 && utf8_valid(title),
              "a long title is cut between letters, and says so");
    }
}

/* The administrator of one body sees nothing of others. */
static void check_admin(struct rehearsal *r)
{
    static const struct page_visitor whole = {.account = {"root", 4}, .role = {"admin", 5}};
    static const struct page_visitor bound = {
        .account = {"bound", 5}, .role = {"admin", 5}, .body = {"board", 5}};
    struct view_admin_page p;
    struct view_admin_body_page b;
    struct view_accounts_page list;
    SCOPED(out_close) struct out o = out_open(SV("en"), NULL);
    if (fine(page_admin(as(r, &whole), &p))) {
        ok(p.bodies_n == 1 && p.form && p.form->fields_n == 6);
        view_admin_page(&o, &p);
    }
    if (fine(page_admin(as(r, &bound), &p))) {
        ok_as(p.bodies_n == 0, "an administrator sees the own body alone");
    }
    if (fine(page_admin_accounts(as(r, &bound), NULL, &list))) {
        const struct view_form_field *body = &list.form.fields[2];
        ok_as(list.accounts_n == 0 && sv_is(body->name, "body") && body->options_n == 1 &&
                  sv_is(body->options[0].value, "board"),
              "and makes accounts for no other");
        view_accounts_page(&o, &list);
    }
    if (fine(page_admin_body(as(r, &whole), SV("rehearsal"), &b))) {
        ok(b.seats_n == 5 && sv_is(b.vacant, "All 5 seats are taken today.") &&
           sv_is(b.adopt.fields[0].value, "rehearsal-rules"));
        ok(!b.has_template_entry && sv_starts(b.template, SV("It has adopted no template")));
        view_admin_body_page(&o, &b);
    }
    fails(page_admin_body(as(r, &whole), SV("nowhere"), &b), E_NOTFOUND);
    ok(!o.b.failed);
}

static void check_desk(struct rehearsal *r)
{
    struct view_clerk_home home;
    struct view_form_page p;
    SCOPED(out_close) struct out o = out_open(SV("en"), NULL);
    if (fine(page_clerk(as(r, &clerk), &home))) {
        ok(home.open_n == 1 && home.forms_n == 3 && home.items_n == 1);
        view_clerk_home(&o, &home);
    }
    static const bool nothing[REC_KINDS] = {false};
    static const struct page_visitor presides = {
        .account = {"chair-1", 7}, .role = {"chair", 5}, .may = nothing};
    if (fine(page_clerk(as(r, &presides), &home))) {
        ok_as(home.open_n == 1 && home.forms_n == 0, "no form that the role may not enter");
    }
    check_admin(r);
    page_sign_in(rehearsal_cx(r, NOW), SV("clerk-1"), SV("/clerk"), NULL,
                 err_make(r->a, E_DENIED, "account or password is not right"), &p);
    ok(p.errors_n == 1 && sv_is(p.form.fields[0].value, "clerk-1") && !p.form.fields[1].value.n);
    view_form_page(&o, &p);
    page_invitation(rehearsal_cx(r, NOW), SV("abc"), SV("clerk-1"), NULL, &p);
    ok(sv_is(p.form.action.s, "/invitation/abc") && p.form.fields_n == 2);
    view_form_page(&o, &p);
    ok(!o.b.failed);
}

int main(void)
{
    struct rehearsal r;
    rehearsal_open(&r);
    rehearsal_begin(&r, "robert-small");
    check_pairs(&r);
    check_when(&r);
    check_refused(&r);
    check_motions(&r);
    check_screens(&r);
    check_desk(&r);
    check_choices(&r);
    rehearsal_close(&r);
    return tap_done();
}
