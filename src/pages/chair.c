/* The chair's meetings, and the chair's screen of one: what is pending, what to say next, who waits
 * to speak.  It shows what the clerk's screen of the same moment holds, as far as the chair may
 * enter it. */
#include "base/json.h"
#include "pages/form.h"
#include "pages/moment.h"
#include "record/kinds.h"

static bool serves(const struct page_cx *cx, sv body)
{
    return !cx->visitor->body.n || sv_eq(cx->visitor->body, body);
}

static err *meeting_link(struct page_cx *cx, struct list *l, sv id, sv body, sv type, int64_t day,
                         sv status)
{
    struct q_page_body_out row;
    bool found = false;
    if (!serves(cx, body)) {
        return NULL;
    }
    TRY(q_page_body(cx->store, cx->a, &(struct q_page_body_in){.id = body}, &found, &row));
    page_link(cx, l,
              sv_fmt(cx->a, "%.*s: %.*s, %.*s", SV_ARG(found ? row.name : body),
                     SV_ARG(page_meeting_name(cx->a, type, (date){(int32_t)day})),
                     SV_ARG(page_status_words(status))),
              url_path(cx->a, "/chair/{/}", id));
    return NULL;
}

err *page_chair_home(struct page_cx *cx, struct view_chair_home *ret)
{
    struct view_chair_home p = {.on_n = 0};
    struct q_page_meetings_on_out *on = NULL;
    struct q_page_meetings_called_out *called = NULL;
    size_t on_n = 0, called_n = 0;
    struct list open = {0}, coming = {0};
    int64_t today = cx->now.us / INT64_C(86400000000);
    page_shell(cx, SV("Meetings to preside over"), &p.shell);
    TRY(q_page_meetings_on(cx->store, cx->a, &on, &on_n));
    TRY(q_page_meetings_called(cx->store, cx->a,
                               &(struct q_page_meetings_called_in){.day = today - 2}, &called,
                               &called_n));
    for (size_t i = 0; i < on_n; i++) {
        TRY(meeting_link(cx, &open, on[i].id, on[i].body, on[i].type, on[i].day, on[i].status));
    }
    for (size_t i = 0; i < called_n; i++) {
        TRY(meeting_link(cx, &coming, called[i].id, called[i].body, called[i].type, called[i].day,
                         called[i].status));
    }
    p.on = open.p;
    p.on_n = open.n;
    p.called = coming.p;
    p.called_n = coming.n;
    *ret = p;
    return NULL;
}

/* ---- one meeting ---- */

/* The kind of act that a form asks for: the last piece of its address. */
static const struct rec_kind *kind_of(const struct view_act_form *form)
{
    static const sv acts = SV_INIT("/acts/");
    sv to = form->action.s;
    return sv_starts(to, acts) ? rec_kind_find(sv_sub(to, acts.n, to.n)) : NULL;
}

static bool may_enter(const struct page_cx *cx, const struct view_act_form *form)
{
    const struct rec_kind *k = kind_of(form);
    return k && cx->visitor->may && cx->visitor->may[k - rec_kinds];
}

/* The forms that the role may enter, leading back here; what the others are goes to `told`. */
static void own_forms(struct page_cx *cx, const struct view_act_form *forms, size_t n, sv next,
                      const struct view_act_form **ret, size_t *ret_n, struct list *told)
{
    struct list l = {0};
    for (size_t i = 0; i < n; i++) {
        if (may_enter(cx, &forms[i])) {
            struct view_act_form *f = LIST_ADD(cx->a, &l, struct view_act_form);
            *f = forms[i];
            f->next = next;
            f->key = SV_NONE;
        } else {
            *LIST_ADD(cx->a, told, sv) = forms[i].title.n ? forms[i].title : forms[i].button;
        }
    }
    *ret = l.p;
    *ret_n = l.n;
}

static void tongues(struct page_cx *cx, sv here, sv chosen, struct view_chair_meeting *ret)
{
    static const char *const all[][2] = {{"en", "English"}, {"es", "Español"}, {"ht", "Kreyòl"}};
    struct list l = {0};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        *LIST_ADD(cx->a, &l, struct view_tongue) = (struct view_tongue){
            .lang = sv_of(all[i][0]),
            .name = sv_of(all[i][1]),
            .href = url_path(cx->a, "/chair/{/}?say={}", here, sv_of(all[i][0])),
            .current = sv_is(chosen, all[i][0])};
    }
    ret->tongues = l.p;
    ret->tongues_n = l.n;
}

/* What is said, in the chosen language; where it has no words in it, in English. */
static void sayings(struct page_cx *cx, const struct view_clerk_meeting *desk, sv tongue,
                    struct view_chair_meeting *ret)
{
    struct list l = {0};
    sv name = SV_NONE;
    for (size_t i = 0; i < desk->says_n; i++) {
        const struct view_saying *s = &desk->says[i];
        bool last = true;
        name = sv_is(s->lang, "en") ? s->name : name;
        for (size_t k = i + 1; k < desk->says_n && !sv_is(desk->says[k].lang, "en"); k++) {
            last = last && !sv_eq(desk->says[k].lang, tongue);
        }
        if (sv_eq(s->lang, tongue) || (sv_is(s->lang, "en") && last)) {
            struct view_saying *v = LIST_ADD(cx->a, &l, struct view_saying);
            *v = *s;
            v->name = name;
            v->folded = false;
        }
    }
    ret->says = l.p;
    ret->says_n = l.n;
}

static err *place(struct page_cx *cx, sv body, sv date_n, struct view_chair_meeting *ret)
{
    struct view_live_agenda agenda;
    TRY(page_live_agenda(cx, body, date_n, &agenda));
    ret->place = agenda.place;
    return NULL;
}

err *page_chair(struct page_cx *cx, sv body, sv date_n, sv tongue, const struct floor *f,
                const struct pack *pack, struct view_chair_meeting *ret)
{
    struct view_clerk_meeting *desk = arena_new(cx->a, struct view_clerk_meeting);
    struct view_chair_meeting p = {.now = cx->now.us / 1000};
    struct meeting_view m;
    struct list told = {0}, elsewhere = {0};
    TRY(page_meeting_read(cx, body, date_n, &m));
    TRY(page_clerk_meeting(cx, body, date_n, f, pack, &(struct page_desk){.at = SV_NONE}, desk));
    TRY(page_live_region(cx, body, date_n, &p.region));
    TRY(place(cx, body, date_n, &p));
    sv next = sv_fmt(cx->a, "/chair/%.*s?say=%.*s", SV_ARG(m.id), SV_ARG(tongue));
    p.shell = desk->shell;
    p.shell.refresh = true;
    p.shell.title = sv_fmt(cx->a, "Chair: %.*s", SV_ARG(m.b.row.name));
    p.name = desk->name;
    p.status = desk->status;
    p.present = desk->present;
    p.quorum = desk->quorum;
    p.quorum_met = desk->quorum_met;
    tongues(cx, m.id, tongue, &p);
    sayings(cx, desk, tongue, &p);
    own_forms(cx, desk->first, desk->first_n, next, &p.first, &p.first_n, &elsewhere);
    own_forms(cx, desk->others, desk->others_n, next, &p.others, &p.others_n, &told);
    if (elsewhere.n) {
        p.waits = ((const sv *)elsewhere.p)[0];
    } else if (desk->turn.n) {
        p.waits = sv_fmt(cx->a, "%.*s votes", SV_ARG(desk->turn));
    }
    for (size_t g = 0; g < desk->groups_n; g++) {
        for (size_t i = 0; i < desk->groups[g].links_n; i++) {
            *LIST_ADD(cx->a, &told, sv) = desk->groups[g].links[i].text;
        }
    }
    p.may = told.p;
    p.may_n = told.n;
    p.refused = desk->refused;
    p.refused_n = desk->refused_n;
    p.refused_say = desk->refused_say;
    TRY(page_hall_desk(cx, &m, &(struct page_hall_set){.next = next}, &p.hall));
    p.page = url_path(cx->a, "/meetings/{}/{}", body, date_n);
    p.stream = desk->stream;
    p.again = url_path(cx->a, "/chair/{/}?say={}", m.id, tongue);
    *ret = p;
    return NULL;
}
