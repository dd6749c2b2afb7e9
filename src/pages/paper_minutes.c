/* Minutes: the entries of a meeting told in their order, as a clerk writes them. */
#include "pages/hall.h"
#include "pages/paper.h"

enum presence { NOT_NOTED, PRESENT, REMOTE, ABSENT, LEFT };

struct telling {
    struct paper_meeting *p;
    struct page_cx *cx;
    struct arena *a;
    const struct body_view *b;
    enum template_style style;
    struct page_recording recording;
    struct paper_blocks out;
    enum presence *there; /* by official */
    bool rolled;          /* attendance was noted once */
    sv section;           /* whose heading stands */
    struct list sections; /* sv, whose headings stood before */
    sv open;              /* the item that is before the meeting */
    sv item;              /* whose heading stands … */
    size_t heading;       /* … as which block */
    bool quiet;           /* nothing was told since that heading */
    bool *seen;           /* by line of the agenda: taken up before */
    struct list *votes;   /* by motion, from 0: struct paper_ballot */
    int64_t heard, sworn; /* in the hearing that is open */
    bool told;            /* the entry has its sentence */
};

/* ---- saying something ---- */

/* When it happened, where that is known to the moment. */
static bool when_of(const struct rec_entry *e, instant *ret)
{
    *ret = e->recorded;
    return e->at ? e->at->type == JV_STRING && instant_parse(e->at->text, ret) : !e->reported;
}

static sv clock_of(const struct telling *t, const struct rec_entry *e)
{
    instant when;
    return when_of(e, &when) ? page_clock_words(t->a, t->b->zone, when) : SV_NONE;
}

/* The second of the recording at which it happened. */
static void second_of(const struct telling *t, const struct rec_entry *e,
                      struct view_paper_block *block)
{
    instant when;
    if (when_of(e, &when)) {
        block->second = page_second_words(t->a, &t->recording, when);
        block->seen = page_second_link(t->a, &t->recording, when);
    }
}

/* " at 9:12 a.m.", or nothing. */
static sv at_clock(const struct telling *t, const struct rec_entry *e)
{
    sv clock = clock_of(t, e);
    return clock.n ? sv_fmt(t->a, " at %.*s", SV_ARG(clock)) : SV_NONE;
}

/* The newest words of the clerk that stand instead of the sentence of that entry, or NULL. */
static const struct paper_words *instead_of(const struct telling *t, int64_t seq)
{
    const struct paper_words *found = NULL;
    for (size_t i = 0; i < t->p->words_n; i++) {
        const struct paper_words *w = &t->p->words[i];
        found = w->of == seq && !w->after && w->words.n ? w : found;
    }
    return found;
}

static struct view_paper_block *worded(struct telling *t, const struct paper_words *w)
{
    struct view_paper_block *block = paper_add(&t->out, "sentence", page_stop(t->a, w->words));
    t->quiet = false;
    paper_rests(&t->out, block, w->of);
    paper_rests(&t->out, block, w->seq);
    block->mark = SV("worded");
    block->mark_words = SV("the clerk's words");
    return block;
}

/* The sentence of an entry, or the clerk's own. */
static struct view_paper_block *say(struct telling *t, const struct paper_entry *e, sv text)
{
    const struct paper_words *w = t->told ? NULL : instead_of(t, e->e.seq);
    struct view_paper_block *block =
        w ? worded(t, w) : paper_add(&t->out, "sentence", page_stop(t->a, text));
    if (!w) {
        paper_rests(&t->out, block, e->e.seq);
    }
    if (t->style == STYLE_VERBATIM) {
        block->at = clock_of(t, &e->e);
    }
    second_of(t, &e->e, block);
    if (e->corrected) {
        paper_rests(&t->out, block, e->corrected);
        block->mark = SV("corrected");
        block->mark_words = SV("as corrected");
    }
    t->told = true;
    t->quiet = false;
    return block;
}

static void quote(struct telling *t, sv words)
{
    if (words.n) {
        paper_add(&t->out, "quote", words);
    }
}

/* A line that the transcript fills. */
static void blank(struct telling *t, const struct paper_entry *e, sv speaker)
{
    if (t->style == STYLE_VERBATIM) {
        struct view_paper_block *block = paper_add(&t->out, "blank", speaker);
        block->at = clock_of(t, &e->e);
        paper_rests(&t->out, block, e->e.seq);
    }
}

static void section(struct telling *t, sv heading)
{
    if (t->item.n || !sv_eq(t->section, heading)) {
        const sv *stood = t->sections.p;
        bool again = false;
        for (size_t i = 0; i < t->sections.n; i++) {
            again = again || sv_eq(stood[i], heading);
        }
        if (!again) {
            *LIST_ADD(t->a, &t->sections, sv) = heading;
        }
        paper_heading(&t->out, 2,
                      again ? sv_fmt(t->a, "%.*s (continued)", SV_ARG(heading)) : heading,
                      (url){SV_NONE});
        t->section = heading;
        t->item = SV_NONE;
    }
}

/* What is about no item, while none is open, stands under a heading of its own. */
static void outside(struct telling *t, const char *heading)
{
    if (!t->open.n) {
        section(t, sv_of(heading));
    }
}

static sv section_of(const struct q_page_agenda_out *line)
{
    return line && line->section.n            ? line->section
           : line && sv_is(line->why, "veto") ? SV("Vetoed items")
           : line && line->why.n              ? SV("Items carried over")
                                              : SV("Items");
}

/* The heading of an item, unless it stands already. */
static struct view_paper_block *item_heading(struct telling *t, sv item)
{
    const struct q_page_agenda_out *line = paper_line(t->p, item);
    int64_t place = paper_place(t->p, item);
    bool listed = place >= 0 && (size_t)place < t->p->agenda_n;
    size_t at = listed ? (size_t)place : 0;
    if (sv_eq(t->item, item)) {
        return (struct view_paper_block *)t->out.l.p + t->heading;
    }
    if (!sv_eq(section_of(line), t->section)) {
        section(t, section_of(line));
    }
    struct view_paper_block *block =
        paper_heading(&t->out, 3,
                      sv_fmt(t->a, "%.*s%s", SV_ARG(paper_label(t->a, line, item)),
                             listed && t->seen[at] ? " (continued)" : ""),
                      url_path(t->a, "/items/{}/{}", t->b->id, item));
    if (listed) {
        t->seen[at] = true;
    }
    t->heading = t->out.l.n - 1;
    t->item = item;
    t->quiet = true;
    return block;
}

static sv who(const struct telling *t, sv member)
{
    return paper_who(t->a, t->b, member);
}

static sv who_did(const struct telling *t, const struct paper_entry *e)
{
    return page_capital(t->a, who(t, jv_get_sv(e->e.data, "member")));
}

static const motion_row *motion_of(const struct telling *t, const struct paper_entry *e)
{
    return paper_motion(t->p, jv_get_int(e->e.about, "motion", 0));
}

/* ---- the meeting ---- */

static err *opened(struct telling *t, const struct paper_entry *e)
{
    sv presiding = jv_get_sv(e->e.data, "presiding"), at = at_clock(t, &e->e);
    sv sort = page_meeting_type_words(t->p->m.row.type);
    outside(t, "Call to order");
    say(t, e,
        presiding.n
            ? sv_fmt(t->a, "%.*s called the %.*s of the %.*s to order%.*s",
                     SV_ARG(page_capital(t->a, who(t, presiding))), SV_ARG(sort),
                     SV_ARG(t->b->row.name), SV_ARG(at))
            : sv_fmt(t->a, "The %.*s of the %.*s was called to order%.*s; no member presided",
                     SV_ARG(sort), SV_ARG(t->b->row.name), SV_ARG(at)));
    return NULL;
}

static err *recessed(struct telling *t, const struct paper_entry *e)
{
    say(t, e, sv_fmt(t->a, "The meeting recessed%.*s", SV_ARG(at_clock(t, &e->e))));
    return NULL;
}

static err *resumed(struct telling *t, const struct paper_entry *e)
{
    say(t, e, sv_fmt(t->a, "The meeting resumed%.*s", SV_ARG(at_clock(t, &e->e))));
    return NULL;
}

static err *adjourned(struct telling *t, const struct paper_entry *e)
{
    outside(t, "Adjournment");
    say(t, e, sv_fmt(t->a, "The meeting adjourned%.*s", SV_ARG(at_clock(t, &e->e))));
    return NULL;
}

static err *chair_passed(struct telling *t, const struct paper_entry *e)
{
    sv member = jv_get_sv(e->e.data, "member"), at = clock_of(t, &e->e);
    sv from = at.n ? sv_fmt(t->a, " from %.*s", SV_ARG(at)) : SV_NONE;
    say(t, e,
        member.n ? sv_fmt(t->a, "%.*s presided%.*s", SV_ARG(page_capital(t->a, who(t, member))),
                          SV_ARG(from))
                 : sv_fmt(t->a, "No member presided%.*s", SV_ARG(from)));
    return NULL;
}

static err *session_closed(struct telling *t, const struct paper_entry *e)
{
    static const char *const about[][2] = {{"litigation", "on litigation"},
                                           {"labor", "on labor relations"},
                                           {"security", "on security"},
                                           {"personnel", "on personnel"}};
    sv reason = jv_get_sv(e->e.data, "reason"), on = SV_NONE;
    for (size_t i = 0; i < sizeof about / sizeof *about; i++) {
        on = sv_is(reason, about[i][0]) ? sv_fmt(t->a, " %s", about[i][1]) : on;
    }
    outside(t, "Closed session");
    say(t, e,
        sv_fmt(t->a, "The body went into a session closed to the public%.*s%.*s, under %.*s%s%s",
               SV_ARG(on), SV_ARG(at_clock(t, &e->e)), SV_ARG(jv_get_sv(e->e.data, "citation")),
               jv_get_bool(e->e.data, "announced")
                   ? ", after it had been announced in the open meeting"
                   : "; it was not announced in the open meeting",
               jv_get_bool(e->e.data, "reporter") ? "; a court reporter took it down" : ""));
    return NULL;
}

static err *session_reopened(struct telling *t, const struct paper_entry *e)
{
    say(t, e,
        sv_fmt(t->a, "The meeting was open to the public again%.*s", SV_ARG(at_clock(t, &e->e))));
    return NULL;
}

/* ---- who was there ---- */

static enum presence *place_of(struct telling *t, sv member)
{
    for (size_t i = 0; i < t->b->officials_n; i++) {
        if (sv_eq(t->b->officials[i].member, member)) {
            return &t->there[i];
        }
    }
    return NULL;
}

static sv names_there(const struct telling *t, enum presence there)
{
    struct list l = {0};
    for (size_t i = 0; i < t->b->officials_n; i++) {
        if (t->there[i] == there) {
            *LIST_ADD(t->a, &l, sv) = who(t, t->b->officials[i].member);
        }
    }
    return page_and(t->a, l.p, l.n);
}

/* Whether the members now there are a quorum, by the rules of the meeting. */
static err *quorum_words(const struct telling *t, sv *ret)
{
    struct floor *f = arena_new(t->a, struct floor);
    struct floor_member members[LIMIT_SEATS];
    struct floor_act act = floor_act_make(FLOOR_ATTENDANCE_NOTED);
    date day = {(int32_t)t->p->m.row.day};
    size_t n = 0;
    *ret = SV_NONE;
    for (size_t i = 0; i < t->b->officials_n && n < LIMIT_SEATS; i++) {
        if (!page_sat_on(&t->b->officials[i], day)) {
            continue;
        }
        if (t->there[i] == PRESENT || t->there[i] == REMOTE) {
            seats_add(t->there[i] == PRESENT ? &act.present : &act.remote, (int32_t)n);
        }
        members[n++] = (struct floor_member){.id = t->b->officials[i].member};
    }
    size_t seats = t->b->row.seats > 0 ? (size_t)t->b->row.seats : n;
    if (!t->b->pack || !n || seats > LIMIT_SEATS) {
        return NULL;
    }
    TRY(floor_make(t->a, members, n, seats > n ? seats - n : 0, f));
    floor_apply(t->a, f, t->b->pack, &act);
    *ret = floor_has_quorum(f, t->b->pack) ? SV("A quorum was present")
                                           : SV("A quorum was not present");
    return NULL;
}

/* The coming and going of those who were in one state and are in another. */
static const char *change_words(enum presence from, enum presence to)
{
    static const char *const words[5][5] = {
        [NOT_NOTED] = {[PRESENT] = "was present",
                       [REMOTE] = "took part from elsewhere",
                       [ABSENT] = "was absent",
                       [LEFT] = "had left"},
        [PRESENT] = {[REMOTE] = "took part from elsewhere",
                     [ABSENT] = "was no longer present",
                     [LEFT] = "left the meeting"},
        [REMOTE] = {[PRESENT] = "came into the room",
                    [ABSENT] = "was no longer taking part",
                    [LEFT] = "left the meeting"},
        [ABSENT] = {[PRESENT] = "arrived", [REMOTE] = "joined from elsewhere", [LEFT] = "had left"},
        [LEFT] = {[PRESENT] = "returned",
                  [REMOTE] = "returned, taking part from elsewhere",
                  [ABSENT] = "was absent"}};
    return from == to ? NULL : words[from][to];
}

static const struct {
    const char *key, *words;
    enum presence there;
} lists[] = {{"present", "Present", PRESENT},
             {"remote", "Taking part from elsewhere", REMOTE},
             {"absent", "Absent", ABSENT},
             {"left", "Left", LEFT}};

static err *first_roll(struct telling *t, const struct paper_entry *e)
{
    sv s = SV_NONE, quorum;
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        sv names = names_there(t, lists[i].there);
        if (names.n) {
            s = sv_fmt(t->a, "%.*s%s%s: %.*s.", SV_ARG(s), s.n ? " " : "", lists[i].words,
                       SV_ARG(names));
        }
    }
    TRY(quorum_words(t, &quorum));
    say(t, e, quorum.n ? sv_fmt(t->a, "%.*s %.*s", SV_ARG(s), SV_ARG(quorum)) : s);
    return NULL;
}

/* "Cy and Di left the meeting at 9:12 a.m.": those of one list who were in one state before. */
static sv changes(struct telling *t, const struct jv *ids, enum presence from, enum presence to,
                  sv at)
{
    const char *words = change_words(from, to);
    struct list names = {0};
    jv_each(id, ids)
    {
        const enum presence *there = place_of(t, id->text);
        if (there && *there == from) {
            *LIST_ADD(t->a, &names, sv) = who(t, id->text);
        }
    }
    if (!words || !names.n) {
        return SV_NONE;
    }
    sv all = page_capital(t->a, page_and(t->a, names.p, names.n)), said = sv_of(words);
    bool several = names.n > 1 && sv_starts(said, SV("was "));
    said = several ? sv_fmt(t->a, "were %.*s", SV_ARG(sv_sub(said, 4, said.n))) : said;
    return page_stop(t->a, sv_fmt(t->a, "%.*s %.*s%.*s", SV_ARG(all), SV_ARG(said), SV_ARG(at)));
}

static err *attendance(struct telling *t, const struct paper_entry *e)
{
    sv s = SV_NONE, words, at = at_clock(t, &e->e);
    bool first = !t->rolled;
    t->rolled = true;
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        const struct jv *ids = jv_get(e->e.data, lists[i].key);
        for (int from = NOT_NOTED; from <= LEFT; from++) {
            sv said = changes(t, ids, (enum presence)from, lists[i].there, at);
            if (said.n) {
                s = sv_fmt(t->a, "%.*s%s%.*s", SV_ARG(s), s.n ? " " : "", SV_ARG(said));
            }
        }
        jv_each(id, ids)
        {
            enum presence *there = place_of(t, id->text);
            if (there) {
                *there = lists[i].there;
            }
        }
    }
    if (first) {
        TRY(first_roll(t, e));
    } else if (s.n) {
        say(t, e, s);
    }
    TRY(paper_part(t->cx, &e->e, "text", &words));
    quote(t, words);
    return NULL;
}

/* ---- items ---- */

static err *item_opened(struct telling *t, const struct paper_entry *e)
{
    t->open = jv_get_sv(e->e.about, "item");
    paper_rests(&t->out, item_heading(t, t->open), e->e.seq);
    blank(t, e, SV("The item was read:"));
    return NULL;
}

static err *item_closed(struct telling *t, const struct paper_entry *e)
{
    if (t->quiet && sv_eq(t->item, jv_get_sv(e->e.about, "item")) &&
        !jv_get(e->e.data, "becomes")) {
        say(t, e, SV("No action was taken"));
    }
    t->open = SV_NONE;
    return NULL;
}

static err *item_pulled(struct telling *t, const struct paper_entry *e)
{
    sv member = jv_get_sv(e->e.data, "member");
    sv by = member.n ? sv_fmt(t->a, " at the request of %.*s", SV_ARG(who(t, member))) : SV_NONE;
    say(t, e,
        sv_fmt(t->a, "Item %.*s was removed from the consent agenda%.*s",
               SV_ARG(jv_get_sv(e->e.about, "item")), SV_ARG(by)));
    return NULL;
}

static err *item_withdrawn(struct telling *t, const struct paper_entry *e)
{
    sv by = jv_get_sv(e->e.data, "by");
    sv whom =
        sv_is(by, "other") ? SV("whoever had placed it") : sv_fmt(t->a, "the %.*s", SV_ARG(by));
    say(t, e,
        sv_fmt(t->a, "Item %.*s was withdrawn by %.*s", SV_ARG(jv_get_sv(e->e.about, "item")),
               SV_ARG(sv_is(by, "staff") ? SV("staff") : whom)));
    return NULL;
}

/* ---- hearings ---- */

static err *hearing_opened(struct telling *t, const struct paper_entry *e)
{
    t->heard = t->sworn = 0;
    say(t, e,
        sv_fmt(t->a, "The %s hearing was opened%.*s",
               sv_is(jv_get_sv(e->e.data, "type"), "quasi-judicial") ? "quasi-judicial" : "public",
               SV_ARG(at_clock(t, &e->e))));
    return NULL;
}

static err *hearing_heard(struct telling *t, const struct paper_entry *e)
{
    static const char *const parties[][2] = {{"staff", "For the staff:"},
                                             {"applicant", "For the applicant:"},
                                             {"intervenor", "For the intervenor:"},
                                             {"expert", "An expert:"}};
    sv party = jv_get_sv(e->e.data, "party"), speaker = SV("A member of the public:");
    for (size_t i = 0; i < sizeof parties / sizeof *parties; i++) {
        speaker = sv_is(party, parties[i][0]) ? sv_of(parties[i][1]) : speaker;
    }
    t->heard++;
    t->sworn += jv_get_bool(e->e.data, "sworn");
    blank(t, e, speaker);
    return NULL;
}

static err *hearing_closed(struct telling *t, const struct paper_entry *e)
{
    sv heard = t->heard == 0 ? SV("nobody was heard")
               : t->heard == 1
                   ? SV("one speaker was heard")
                   : sv_fmt(t->a, "%.*s speakers were heard", SV_ARG(page_number(t->a, t->heard)));
    sv sworn =
        t->sworn ? sv_fmt(t->a, ", %.*s under oath", SV_ARG(page_number(t->a, t->sworn))) : SV_NONE;
    say(t, e,
        sv_fmt(t->a, "The hearing was closed%.*s; %.*s%.*s", SV_ARG(at_clock(t, &e->e)),
               SV_ARG(heard), SV_ARG(sworn)));
    return NULL;
}

static err *oath(struct telling *t, const struct paper_entry *e)
{
    say(t, e, SV("Those who were to be heard were sworn"));
    return NULL;
}

static err *disclosure(struct telling *t, const struct paper_entry *e)
{
    sv member = jv_get_sv(e->e.data, "member"), words;
    TRY(paper_part(t->cx, &e->e, "text", &words));
    say(t, e,
        !member.n ? SV("The chair asked for disclosures; no member had anything to disclose")
        : jv_get_bool(e->e.data, "none")
            ? sv_fmt(t->a, "%.*s had nothing to disclose", SV_ARG(who_did(t, e)))
            : sv_fmt(t->a,
                     "%.*s disclosed what was heard or seen of the matter outside of the "
                     "hearing",
                     SV_ARG(who_did(t, e))));
    quote(t, words);
    return NULL;
}

/* ---- motions ---- */

static void items_of(struct telling *t, const motion_row *m)
{
    struct list l = {0};
    sv rest = sv_trim(m->items);
    while (rest.n) {
        sv item = sv_cut(rest, ' ', &rest);
        const struct q_page_agenda_out *line = paper_line(t->p, item);
        if (item.n) {
            *LIST_ADD(t->a, &l, sv) = line && line->title.n ? paper_label(t->a, line, item) : item;
        }
    }
    if (l.n) {
        struct view_paper_block *block = paper_add(&t->out, "list", SV_NONE);
        block->lines = l.p;
        block->lines_n = l.n;
    }
}

static err *moved(struct telling *t, const struct paper_entry *e)
{
    const motion_row *m = paper_motion(t->p, jv_get_int(e->e.data, "motion", 0));
    if (!m) {
        return NULL;
    }
    if (m->item.n && !t->open.n && !sv_eq(m->item, t->item)) {
        item_heading(t, m->item);
    } else if (!m->item.n) {
        outside(t, sv_is(m->type, "consent-agenda") ? "Consent agenda"
                   : sv_is(m->type, "adjourn")      ? "Adjournment"
                                                    : "Other business");
    }
    bool told = t->style >= STYLE_SECONDERS && m->seconder.n;
    sv second = told ? sv_fmt(t->a, "; %.*s seconded", SV_ARG(who(t, m->seconder))) : SV_NONE;
    struct view_paper_block *block =
        say(t, e,
            sv_fmt(t->a, "%.*s %.*s%.*s", SV_ARG(page_capital(t->a, who(t, m->mover))),
                   SV_ARG(paper_did(t->p, m)), SV_ARG(second)));
    if (told && m->has_seconded_seq) {
        paper_rests(&t->out, block, m->seconded_seq);
    }
    quote(t, m->words);
    items_of(t, m);
    return NULL;
}

static err *stated(struct telling *t, const struct paper_entry *e)
{
    const motion_row *m = motion_of(t, e);
    if (t->style == STYLE_VERBATIM && m) {
        say(t, e, sv_fmt(t->a, "The chair stated %.*s", SV_ARG(paper_noun(t->p, m))));
        blank(t, e, SV("Debate:"));
    }
    return NULL;
}

static err *motion_withdrawn(struct telling *t, const struct paper_entry *e)
{
    const motion_row *m = motion_of(t, e);
    if (m) {
        say(t, e,
            sv_fmt(t->a, "%.*s withdrew %.*s%s", SV_ARG(who_did(t, e)), SV_ARG(paper_noun(t->p, m)),
                   jv_get_bool(e->e.data, "permitted") ? "; the body consented" : ""));
    }
    return NULL;
}

static err *suggested(struct telling *t, const struct paper_entry *e)
{
    date to;
    bool has_to = date_parse(jv_get_sv(e->e.data, "to"), &to);
    sv what = page_motion_words(t->a, jv_get_sv(e->e.data, "type"), SV_NONE, has_to,
                                has_to ? to.days : 0);
    say(t, e,
        sv_fmt(t->a, "%.*s asked the body to %.*s; no motion was made", SV_ARG(who_did(t, e)),
               SV_ARG(what)));
    return NULL;
}

static err *chair_ruled(struct telling *t, const struct paper_entry *e)
{
    const motion_row *m = motion_of(t, e);
    sv ruling = jv_get_sv(e->e.data, "ruling"), words;
    if (!m) {
        return NULL;
    }
    sv noun = paper_noun(t->p, m);
    say(t, e,
        sv_is(ruling, "answered")  ? sv_fmt(t->a, "The chair answered %.*s", SV_ARG(noun))
        : sv_is(ruling, "granted") ? sv_fmt(t->a, "The chair granted %.*s", SV_ARG(noun))
        : sv_is(ruling, "denied")
            ? sv_fmt(t->a, "The chair denied %.*s", SV_ARG(noun))
            : sv_fmt(t->a, "The chair ruled %.*s %s", SV_ARG(noun),
                     sv_is(ruling, "well-taken") ? "well taken" : "not well taken"));
    TRY(paper_part(t->cx, &e->e, "text", &words));
    quote(t, words);
    return NULL;
}

static err *recusal(struct telling *t, const struct paper_entry *e)
{
    sv words;
    TRY(paper_part(t->cx, &e->e, "text", &words));
    say(t, e,
        sv_fmt(t->a,
               jv_get_bool(e->e.data, "stated_aloud")
                   ? "%.*s stated an interest in item %.*s and did not vote on it"
                   : "%.*s did not vote on item %.*s for an interest; it was not stated aloud "
                     "before the vote",
               SV_ARG(who_did(t, e)), SV_ARG(jv_get_sv(e->e.about, "item"))));
    quote(t, words);
    return NULL;
}

/* ---- votes ---- */

static struct list *votes_on(struct telling *t, const struct paper_entry *e)
{
    const motion_row *m = motion_of(t, e);
    return m ? &t->votes[m - t->p->motions] : NULL;
}

static err *vote_opened(struct telling *t, const struct paper_entry *e)
{
    static const struct {
        const char *method, *before, *after;
    } by[] = {{"roll-call", "The roll was called on ", ""},
              {"voice", "The vote on ", " was taken by voice"},
              {"rising", "The vote on ", " was taken by rising"},
              {"consent", "The chair asked for unanimous consent to ", ""}};
    const motion_row *m = motion_of(t, e);
    struct list *votes = votes_on(t, e);
    if (votes) {
        votes->n = 0;
    }
    for (size_t i = 0; m && t->style == STYLE_VERBATIM && i < sizeof by / sizeof *by; i++) {
        if (sv_is(jv_get_sv(e->e.data, "method"), by[i].method)) {
            say(t, e,
                sv_fmt(t->a, "%s%.*s%s", by[i].before, SV_ARG(paper_noun(t->p, m)), by[i].after));
        }
    }
    return NULL;
}

static err *vote_cast(struct telling *t, const struct paper_entry *e)
{
    struct list *votes = votes_on(t, e);
    sv member = jv_get_sv(e->e.data, "member"), choice = jv_get_sv(e->e.data, "choice");
    struct paper_ballot *v = NULL;
    for (size_t i = 0; votes && i < votes->n; i++) {
        struct paper_ballot *one = (struct paper_ballot *)votes->p + i;
        v = sv_eq(one->member, member) ? one : v;
    }
    if (votes && !v) {
        v = LIST_ADD(t->a, votes, struct paper_ballot);
    }
    if (v) {
        *v = (struct paper_ballot){.member = member, .choice = choice, .seq = e->e.seq};
    }
    return NULL;
}

static err *vote_changed(struct telling *t, const struct paper_entry *e)
{
    sv mark, word;
    page_choice(jv_get_sv(e->e.data, "choice"), &mark, &word);
    TRY(vote_cast(t, e));
    if (t->style >= STYLE_SECONDERS) {
        say(t, e,
            sv_fmt(t->a, "%.*s changed the vote to %.*s before the result was announced",
                   SV_ARG(who_did(t, e)), SV_ARG(page_small(t->a, word))));
    }
    return NULL;
}

static bool recused_from(const struct telling *t, sv item, sv member, int64_t before)
{
    for (size_t i = 0; item.n && i < t->p->entries_n; i++) {
        const struct paper_entry *e = &t->p->entries[i];
        if (e->kind == KIND_RECUSAL_STATED && !e->void_ && e->e.seq < before &&
            sv_eq(jv_get_sv(e->e.about, "item"), item) &&
            sv_eq(jv_get_sv(e->e.data, "member"), member)) {
            return true;
        }
    }
    return false;
}

/* How an official who did not vote stands in a roll call that was announced. */
static sv silent(const struct telling *t, size_t official, const motion_row *m,
                 const struct paper_entry *e)
{
    const struct q_page_officials_out *o = &t->b->officials[official];
    if (!page_sat_on(o, (date){(int32_t)t->p->m.row.day})) {
        return SV_NONE;
    }
    if (jv_get_int(e->e.data, "recused", 0) > 0 && recused_from(t, m->item, o->member, e->e.seq)) {
        return SV("recused");
    }
    return t->there[official] == PRESENT || t->there[official] == REMOTE ? SV_NONE : SV("absent");
}

/* The votes by name under a result, in the order of the seats. */
static void roll(struct telling *t, const motion_row *m, const struct paper_entry *e)
{
    const struct list *votes = &t->votes[m - t->p->motions];
    struct paper_ballot *all = arena_array(t->a, struct paper_ballot, t->b->officials_n);
    size_t n = 0;
    for (size_t i = 0; votes->n && i < t->b->officials_n; i++) {
        sv member = t->b->officials[i].member;
        const struct paper_ballot *given = votes->p, *v = NULL;
        for (size_t k = 0; k < votes->n; k++) {
            v = sv_eq(given[k].member, member) ? &given[k] : v;
        }
        all[n++] =
            v ? *v
              : (struct paper_ballot){.member = member, .choice = silent(t, i, m, e), .seq = -1};
    }
    paper_votes(&t->out, t->b, all, n);
}

static err *announced(struct telling *t, const struct paper_entry *e)
{
    const motion_row *m = motion_of(t, e);
    if (m) {
        say(t, e, paper_result(t->p, m, &e->e));
        roll(t, m, e);
    }
    return NULL;
}

/* ---- reasons and notes ---- */

static err *reason(struct telling *t, const struct paper_entry *e)
{
    sv side = jv_get_sv(e->e.data, "side"), words;
    if (t->style < STYLE_REASONS) {
        return NULL;
    }
    TRY(paper_part(t->cx, &e->e, "text", &words));
    say(t, e,
        sv_fmt(t->a, "%.*s spoke%s", SV_ARG(who_did(t, e)),
               sv_is(side, "for")       ? " for it"
               : sv_is(side, "against") ? " against it"
                                        : ""));
    quote(t, words);
    return NULL;
}

static err *note(struct telling *t, const struct paper_entry *e)
{
    sv words;
    TRY(paper_part(t->cx, &e->e, "text", &words));
    say(t, e,
        words.n ? sv_fmt(t->a, "For the record: %.*s", SV_ARG(words))
                : SV("A note was made for the record; its words are withheld"));
    return NULL;
}

/* ---- the floor, for whoever fills in a transcript ---- */

static err *recognized(struct telling *t, const struct paper_entry *e)
{
    blank(t, e, sv_fmt(t->a, "%.*s:", SV_ARG(who_did(t, e))));
    return NULL;
}

static err *recording(struct telling *t, const struct paper_entry *e)
{
    if (t->style == STYLE_VERBATIM) {
        say(t, e, SV("The recording of the meeting was started"));
    }
    return NULL;
}

/* ---- the whole ---- */

typedef err *teller(struct telling *t, const struct paper_entry *e);

/* What each kind of entry leaves in the minutes; a kind that is not here leaves nothing. */
static teller *const tellers[REC_KINDS] = {
    [KIND_MEETING_OPENED] = opened,
    [KIND_MEETING_RECESSED] = recessed,
    [KIND_MEETING_RESUMED] = resumed,
    [KIND_MEETING_ADJOURNED] = adjourned,
    [KIND_CHAIR_PASSED] = chair_passed,
    [KIND_CHAIR_RULED] = chair_ruled,
    [KIND_SESSION_CLOSED] = session_closed,
    [KIND_SESSION_REOPENED] = session_reopened,
    [KIND_ATTENDANCE_NOTED] = attendance,
    [KIND_ITEM_OPENED] = item_opened,
    [KIND_ITEM_CLOSED] = item_closed,
    [KIND_ITEM_PULLED] = item_pulled,
    [KIND_ITEM_WITHDRAWN] = item_withdrawn,
    [KIND_HEARING_OPENED] = hearing_opened,
    [KIND_HEARING_HEARD] = hearing_heard,
    [KIND_HEARING_CLOSED] = hearing_closed,
    [KIND_OATH_ADMINISTERED] = oath,
    [KIND_DISCLOSURE_STATED] = disclosure,
    [KIND_MOTION_MOVED] = moved,
    [KIND_MOTION_STATED] = stated,
    [KIND_MOTION_WITHDRAWN] = motion_withdrawn,
    [KIND_MOTION_SUGGESTED] = suggested,
    [KIND_RECUSAL_STATED] = recusal,
    [KIND_VOTE_OPENED] = vote_opened,
    [KIND_VOTE_CAST] = vote_cast,
    [KIND_VOTE_CHANGED] = vote_changed,
    [KIND_VOTE_ANNOUNCED] = announced,
    [KIND_REASON_GIVEN] = reason,
    [KIND_NOTE_RECORDED] = note,
    [KIND_FLOOR_ASSIGNED] = recognized,
    [KIND_RECORDING_STARTED] = recording,
};

/* What became of motions by the entry, where its own sentence does not say it; own: of the one
 * that the entry moves, or of the others. */
static void became(struct telling *t, const struct paper_entry *e, bool own)
{
    int64_t moves = jv_get_int(e->e.data, "motion", 0);
    jv_each(one, jv_get(e->e.data, "becomes"))
    {
        uint64_t n;
        const motion_row *m = sv_u64(one->key, &n) ? paper_motion(t->p, (int64_t)n) : NULL;
        if (m && (m->n == moves) != own) {
            continue;
        }
        bool said = sv_is(one->text, "postponed") || sv_is(one->text, "referred") ||
                    sv_is(one->text, "tabled") || sv_is(one->text, "postponed-indefinitely") ||
                    sv_is(one->text, "not-considered") || sv_is(one->text, "rescinded");
        if (!m || said) {
            continue;
        }
        enum motion_type type = motion_type_of(m->type);
        bool unseconded = sv_is(one->text, "fell") && !m->seconder.n && type != MOTION_UNKNOWN &&
                          t->b->pack && t->b->pack->motion[type].second;
        sv s = unseconded ? sv_fmt(t->a, "%.*s was not seconded.",
                                   SV_ARG(page_capital(t->a, paper_noun(t->p, m))))
                          : paper_became(t->p, m, one->text);
        if (s.n) {
            paper_rests(&t->out, paper_add(&t->out, "sentence", s), e->e.seq);
        }
    }
}

static void departed(struct telling *t, const struct paper_entry *e)
{
    sv departure = jv_get_sv(e->e.data, "departure");
    sv citation = jv_get_sv(e->e.data, "against_citation");
    if (!departure.n) {
        return;
    }
    sv against = citation.n ? sv_fmt(t->a, " (%.*s)", SV_ARG(citation)) : SV_NONE;
    struct view_paper_block *block =
        paper_add(&t->out, "sentence",
                  sv_fmt(t->a, "%s not in order%.*s; %.*s.",
                         e->kind == KIND_ITEM_OPENED ? "Taking up the item was" : "This was",
                         SV_ARG(against), SV_ARG(page_departure_words(departure))));
    paper_rests(&t->out, block, e->e.seq);
    block->mark = SV("departure");
}

static err *tell(struct telling *t, const struct paper_entry *e)
{
    teller *fn = e->kind < REC_KINDS ? tellers[e->kind] : NULL;
    t->told = false;
    if (e->void_) {
        return NULL;
    }
    if (fn) {
        TRY(fn(t, e));
        departed(t, e);
    }
    became(t, e, true);
    became(t, e, false);
    const struct paper_words *w = t->told ? NULL : instead_of(t, e->e.seq);
    if (w) {
        worded(t, w);
    }
    for (size_t i = 0; i < t->p->words_n; i++) {
        if (t->p->words[i].of == e->e.seq && t->p->words[i].after) {
            worded(t, &t->p->words[i]);
        }
    }
    return NULL;
}

/* Who signs the minutes: the clerk, and who presided last. */
static void signatures(struct telling *t)
{
    for (size_t i = 0; i < t->b->officials_n; i++) {
        const struct q_page_officials_out *o = &t->b->officials[i];
        if (sv_is(o->office, "clerk")) {
            paper_add(&t->out, "signature", sv_fmt(t->a, "%.*s, clerk", SV_ARG(o->name)));
        }
    }
    if (t->p->m.row.presiding.n) {
        paper_add(&t->out, "signature",
                  sv_fmt(t->a, "%.*s, presiding", SV_ARG(page_name(t->b, t->p->m.row.presiding))));
    }
}

err *paper_minutes(struct paper_meeting *p, enum template_style style, struct view_paper *ret)
{
    struct telling t = {.p = p, .cx = p->cx, .a = p->cx->a, .b = &p->m.b, .style = style};
    t.out.a = t.a;
    TRY(page_recording(p->cx, p->m.id, &t.recording));
    t.there = arena_array(t.a, enum presence, t.b->officials_n);
    t.seen = arena_array(t.a, bool, p->agenda_n);
    t.votes = arena_array(t.a, struct list, p->motions_n);
    for (size_t i = 0; i < p->entries_n; i++) {
        TRY(tell(&t, &p->entries[i]));
    }
    if (sv_is(p->m.row.status, "adjourned")) {
        signatures(&t);
    }
    *ret = paper_begin(p, "minutes", SV("Minutes"));
    ret->style = template_style_name(style);
    paper_end(ret, &t.out);
    return NULL;
}
