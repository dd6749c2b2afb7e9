/* A member's screen of a meeting: the question and the vote, asking to speak, a reason, an
 * interest. Words go only into a reason, which is public, and into a declared interest, which the
 * clerk reads: both only while the meeting is in session (docs/decisions/0009). */
#include "pages/form.h"
#include "pages/moment.h"

/* The one who looks, in the meeting. */
struct ballotbox {
    struct page_cx *cx;
    struct moment n;
    const struct floor *f;
    const struct pack *pack;
    sv member, next;
    int32_t seat; /* FLOOR_NOBODY: the account belongs to no member who sits */
};

static bool there(const struct ballotbox *b)
{
    return b->seat != FLOOR_NOBODY && b->f->phase == PHASE_OPEN &&
           (seats_has(&b->f->present, b->seat) || seats_has(&b->f->remote, b->seat));
}

static bool in_order(const struct ballotbox *b, const struct floor_act *act)
{
    struct judgement j;
    floor_judge(b->cx->a, b->f, b->pack, act, &j);
    return j.verdict == FLOOR_IN_ORDER;
}

static struct form mine(struct ballotbox *b, const char *kind, sv title, sv button)
{
    struct form f = form_act(b->cx, kind, title, button, b->next);
    form_hidden(&f, "about.meeting", b->n.m.id);
    form_hidden(&f, "data.member", b->member);
    return f;
}

/* ---- the question, and the vote on it ---- */

static void vote_form(struct ballotbox *b, const struct floor_motion *m, enum floor_choice choice,
                      bool change, struct list *forms)
{
    struct floor_act a = floor_act_make(change ? FLOOR_VOTE_CHANGED : FLOOR_VOTE_CAST);
    a.member = b->seat;
    a.motion = m->number;
    a.choice = choice;
    if (!in_order(b, &a)) {
        return;
    }
    struct arena *arena = b->cx->a;
    sv mark, word;
    page_choice(floor_choice_name(choice), &mark, &word);
    struct form form = mine(b, change ? "vote.changed" : "vote.cast",
                            change ? sv_fmt(arena, "Change my vote to %.*s", SV_ARG(word)) : word,
                            sv_fmt(arena, "%.*s %.*s", SV_ARG(mark), SV_ARG(word)));
    form_hidden(&form, "about.motion", sv_fmt(arena, "%u", m->number));
    form_hidden(&form, "data.choice", floor_choice_name(choice));
    form.v.primary = !change;
    *LIST_ADD(arena, forms, struct view_act_form) = form_done(&form);
}

static void second_form(struct ballotbox *b, const struct floor_motion *m, struct list *forms)
{
    struct floor_act a = floor_act_make(FLOOR_MOTION_SECONDED);
    a.member = b->seat;
    a.motion = m->number;
    if (b->seat == FLOOR_NOBODY || m->stated || m->seconder != FLOOR_NOBODY || !in_order(b, &a)) {
        return;
    }
    struct form form = mine(b, "motion.seconded", SV("Second the motion"), SV("Second"));
    form_hidden(&form, "about.motion", sv_fmt(b->cx->a, "%u", m->number));
    form.v.primary = true;
    *LIST_ADD(b->cx->a, forms, struct view_act_form) = form_done(&form);
}

static enum floor_choice had_choice(const struct floor_motion *m, int32_t seat)
{
    return seats_has(&m->yes, seat)       ? CHOICE_YES
           : seats_has(&m->no, seat)      ? CHOICE_NO
           : seats_has(&m->abstain, seat) ? CHOICE_ABSTAIN
                                          : CHOICE_NONE;
}

static const struct floor_motion *asked(const struct floor *f)
{
    const struct floor_motion *open = floor_immediate(f);
    for (uint32_t i = f->pending_count; i > 0; i--) {
        open = f->pending[i - 1].method != METHOD_NONE ? &f->pending[i - 1] : open;
    }
    return open;
}

static void roll_call(struct ballotbox *b, const struct floor_motion *m,
                      struct view_member_screen *ret)
{
    struct list forms = {0};
    enum floor_choice had = had_choice(m, b->seat);
    for (enum floor_choice c = CHOICE_YES; c <= CHOICE_ABSTAIN; c++) {
        if (c != had) {
            vote_form(b, m, c, had != CHOICE_NONE, &forms);
        }
    }
    if (had != CHOICE_NONE) {
        sv mark, word;
        page_choice(floor_choice_name(had), &mark, &word);
        ret->answered = sv_fmt(b->cx->a, "You voted: %.*s %.*s", SV_ARG(mark), SV_ARG(word));
        ret->sentence = SV("Until the chair announces the result you may change it.");
    } else if (seats_has(&m->recused, b->seat)) {
        ret->sentence = SV("You stated an interest and do not vote on this.");
    } else {
        bool kept = page_votes_hidden(&b->n.m.b, SV("voting"));
        ret->sentence = !forms.n ? SV("You cannot vote on this now.")
                        : kept   ? SV("The roll is being called. Votes are shown when the result "
                                        "is announced.")
                                 : SV("The roll is being called. Your vote is public at once.");
    }
    ret->forms = forms.p;
    ret->forms_n = forms.n;
}

static void question(struct ballotbox *b, struct view_member_screen *ret)
{
    struct arena *a = b->cx->a;
    struct list forms = {0};
    const struct floor_motion *m = asked(b->f);
    if (!m) {
        ret->sentence = b->seat != FLOOR_NOBODY && b->f->phase == PHASE_OPEN && !there(b)
                            ? SV("You are not noted as present: tell the clerk that you are here.")
                            : SV("No question is before the body. This page changes when one is.");
        return;
    }
    sv what = SV_NONE;
    for (size_t i = 0; i < b->n.motions_n; i++) {
        if (b->n.motions[i].n == (int64_t)m->number) {
            what = page_row_words(a, &b->n.motions[i], b->n.item_type);
        }
    }
    sv by = m->mover >= 0 ? page_name(&b->n.m.b, b->f->member[m->mover].id) : SV_NONE;
    ret->question = page_capital(a, what);
    ret->words = sv_fmt(a, "Motion %u, moved by %.*s.", m->number, SV_ARG(by));
    if (b->seat != FLOOR_NOBODY && m->method == METHOD_ROLL_CALL) {
        roll_call(b, m, ret);
        return;
    }
    second_form(b, m, &forms);
    ret->forms = forms.p;
    ret->forms_n = forms.n;
    ret->sentence = m->method == METHOD_NONE ? SV("The question is not put yet.")
                    : m->method == METHOD_RISING
                        ? SV("The vote is taken by rising; stand when the chair asks.")
                        : SV("The vote is taken by voice; answer aloud.");
}

/* ---- asking to speak ---- */

static void speak(struct ballotbox *b, struct view_member_screen *ret)
{
    struct page_speaking *s = &b->n.speaking;
    struct arena *a = b->cx->a;
    struct view_act_form *forms = arena_array(a, struct view_act_form, 1);
    bool speaks = s->speaker && sv_eq(s->speaker->member, b->member);
    int64_t place = -1;
    for (size_t i = 0; i < s->waiting_n; i++) {
        place = sv_eq(s->waiting[i].member, b->member) ? (int64_t)i : place;
    }
    ret->speaker = s->speaker;
    ret->speaker_n = s->speaker ? 1 : 0;
    if (!there(b)) {
        return;
    }
    struct form f;
    if (speaks) {
        f = mine(b, "floor.yielded", SV("I have spoken"), SV("I have spoken"));
        ret->speaking = SV("You have the floor.");
    } else if (place >= 0) {
        f = mine(b, "floor.yielded", SV("I no longer ask to speak"), SV("Take it back"));
        ret->speaking = place == 0 ? SV("You asked to speak, and are next.")
                                   : sv_fmt(a, "You asked to speak; %.*s before you.",
                                            SV_ARG(page_number(a, place)));
    } else {
        f = mine(b, "floor.requested", SV("Ask to speak"), SV("Ask to speak"));
    }
    forms[0] = form_done(&f);
    ret->speak = forms;
    ret->speak_n = 1;
}

/* ---- a reason, an interest ---- */

static void reason(struct ballotbox *b, struct view_member_screen *ret)
{
    struct form f = mine(b, "reason.given", SV("My reason"), SV("Give the reason"));
    form_hidden(&f, "about.item", b->n.open.item);
    struct view_form_field *v = form_field(&f, "data.side", "select", SV("It speaks"), true);
    form_option(&f, v, SV_NONE, SV("Choose"), true);
    form_option(&f, v, SV("for"), SV("For it"), false);
    form_option(&f, v, SV("against"), SV("Against it"), false);
    form_option(&f, v, SV("neither"), SV("Neither"), false);
    form_field(&f, "texts.text", "area", SV("My reason, in my words"), true)->hint =
        SV("Public at once, and for good.");
    struct view_act_form *form = arena_new(b->cx->a, struct view_act_form);
    *form = form_done(&f);
    ret->reason = form;
}

static err *interest(struct ballotbox *b, struct view_member_screen *ret)
{
    struct q_hall_conflict_out known;
    struct floor_act stated = floor_act_make(FLOOR_RECUSAL_STATED);
    bool found;
    sv item = b->n.open.item;
    TRY(q_hall_conflict(
        b->cx->store, b->cx->a,
        &(struct q_hall_conflict_in){.meeting = b->n.m.id, .item = item, .member = b->member},
        &found, &known));
    stated.member = b->seat;
    stated.item = item;
    if (known.has_stated_seq) {
        return NULL;
    }
    if (known.has_declared_seq) {
        ret->told = sv_fmt(b->cx->a,
                           "You told the clerk of an interest in item %.*s. State it aloud before "
                           "the vote; the clerk confirms it, and then you do not vote.",
                           SV_ARG(item));
        return NULL;
    }
    if (in_order(b, &stated)) {
        struct form f = mine(b, "conflict.declared", SV("I have a conflict"), SV("Tell the clerk"));
        form_hidden(&f, "about.item", item);
        form_field(&f, "texts.text", "area", SV("The interest"), false)->hint =
            SV("Only the clerk reads this. It does not replace stating it aloud before the vote.");
        struct view_act_form *form = arena_new(b->cx->a, struct view_act_form);
        *form = form_done(&f);
        ret->conflict = form;
    }
    return NULL;
}

static err *before_the_body(struct ballotbox *b, sv body, sv date_n, struct view_member_screen *ret)
{
    ret->now_sentence = page_now_sentence(b->cx, &b->n);
    if (!b->n.has_open) {
        return NULL;
    }
    struct view_live_agenda agenda;
    TRY(page_live_agenda(b->cx, body, date_n, &agenda));
    ret->place = agenda.place;
    ret->item = b->n.open.item;
    ret->item_title = b->n.open.title;
    ret->item_page = url_path(b->cx->a, "/items/{}/{}", body, b->n.open.item);
    if (there(b)) {
        reason(b, ret);
        TRY(interest(b, ret));
    }
    return NULL;
}

/* ---- the screen ---- */

/* The meetings that are going on, where there is a choice. */
static err *member_choices(struct page_cx *cx, const sv *on, size_t on_n, sv meeting,
                           struct view_member_screen *ret)
{
    struct list l = {0};
    for (size_t i = 0; on_n > 1 && i < on_n; i++) {
        struct meeting_view m;
        sv date_n, body = sv_cut(on[i], '/', &date_n);
        TRY(page_meeting_read(cx, body, date_n, &m));
        struct view_link *go = LIST_ADD(cx->a, &l, struct view_link);
        *go = (struct view_link){
            .text = sv_fmt(cx->a, "%.*s, %.*s",
                           SV_ARG(page_meeting_name(cx->a, m.row.type, (date){(int32_t)m.row.day})),
                           SV_ARG(page_status_words(m.row.status))),
            .href = url_path(cx->a, "/member?meeting={/}", on[i]),
            .current = sv_eq(on[i], meeting)};
    }
    ret->choices = l.p;
    ret->choices_n = l.n;
    return NULL;
}

err *page_member_screen(struct page_cx *cx, const sv *on, size_t on_n, sv meeting,
                        const struct floor *f, const struct pack *pack,
                        struct view_member_screen *ret)
{
    struct view_member_screen p = {.now = cx->now.us / 1000};
    page_shell(cx, SV("My vote"), &p.shell);
    TRY(member_choices(cx, on, on_n, meeting, &p));
    if (!meeting.n || !f || !pack) {
        p.name = p.choices_n ? SV_NONE : SV("No meeting is going on");
        p.sentence = p.choices_n
                         ? sv_fmt(cx->a,
                                  "%.*s meetings of your body are going on. Choose the one "
                                  "that you are at.",
                                  SV_ARG(page_capital(cx->a, page_number(cx->a, (int64_t)on_n))))
                         : SV("When your body's meeting is called to order, the question and your "
                              "vote stand here.");
        *ret = p;
        return NULL;
    }
    struct ballotbox b = {.cx = cx, .f = f, .pack = pack, .member = cx->visitor->member};
    sv date_n, body = sv_cut(meeting, '/', &date_n);
    TRY(page_moment_read(cx, body, date_n, &b.n));
    b.seat = b.member.n ? floor_seat(f, b.member) : FLOOR_NOBODY;
    url here = p.choices_n ? url_path(cx->a, "/member?meeting={/}", meeting) : URL_FIXED("/member");
    b.next = here.s;
    p.shell.place = b.n.m.b.row.place;
    p.name = sv_fmt(cx->a, "%.*s, %.*s", SV_ARG(b.n.m.b.row.name),
                    SV_ARG(page_name(&b.n.m.b, b.member)));
    p.page = url_path(cx->a, "/meetings/{}/{}/live", body, date_n);
    p.stream = url_path(cx->a, "/meetings/{}/{}/live/events", body, date_n);
    p.again = here;
    question(&b, &p);
    speak(&b, &p);
    TRY(before_the_body(&b, body, date_n, &p));
    *ret = p;
    return NULL;
}
