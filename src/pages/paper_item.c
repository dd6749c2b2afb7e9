/* The paper of an item: a resolution or ordinance as it is numbered, signed and filed. */
#include "pages/paper.h"

err *paper_number(struct page_cx *cx, sv body, sv item, sv *ret, int64_t *ret_seq)
{
    struct q_numbers_of_out *rows = NULL;
    size_t n = 0;
    TRY(q_numbers_of(cx->store, cx->a, &(struct q_numbers_of_in){.body = body, .item = item}, &rows,
                     &n));
    *ret = n ? rows[n - 1].number : SV_NONE;
    *ret_seq = n ? rows[n - 1].seq : -1;
    return NULL;
}

struct item_paper {
    struct page_cx *cx;
    struct arena *a;
    struct body_view b;
    struct item_facts f;
    const motion_row *adopting; /* the motion that adopted it, or NULL */
    vote_row *votes;
    size_t votes_n;
    struct paper_blocks out;
    bool adopted;
};

/* ---- its text ---- */

/* The newest text as voted, else the newest proposed one. */
static const struct q_page_texts_of_item_out *text_of(const struct item_paper *p, bool *ret_voted)
{
    const struct q_page_texts_of_item_out *voted = NULL, *proposed = NULL;
    for (size_t i = 0; i < p->f.texts_n; i++) {
        const struct q_page_texts_of_item_out *t = &p->f.texts[i];
        voted = sv_is(t->state, "as-voted") ? t : voted;
        proposed = sv_is(t->state, "proposed") ? t : proposed;
    }
    *ret_voted = voted != NULL;
    return voted ? voted : proposed;
}

static int64_t amendments(const struct item_paper *p)
{
    int64_t n = 0;
    for (size_t i = 0; i < p->f.motions_n; i++) {
        const motion_row *m = &p->f.motions[i];
        n += sv_is(m->type, "amend") && sv_is(m->state, "adopted");
    }
    return n;
}

/* Each paragraph is a block of its own. */
static void paragraphs(struct item_paper *p, sv words, int64_t seq)
{
    bool first = true;
    while (words.n) {
        size_t end = 0;
        while (end + 1 < words.n && !(words.p[end] == '\n' && words.p[end + 1] == '\n')) {
            end++;
        }
        end = end + 1 < words.n ? end : words.n;
        sv one = sv_sub(words, 0, end);
        if (sv_trim(one).n) {
            struct view_paper_block *block = paper_add(&p->out, "text", one);
            if (first) {
                paper_rests(&p->out, block, seq);
            }
            first = false;
        }
        words = sv_sub(words, end + 2, words.n);
    }
}

static void own_text(struct item_paper *p)
{
    bool voted;
    const struct q_page_texts_of_item_out *t = text_of(p, &voted);
    int64_t changed = amendments(p);
    if (!t) {
        paper_add(&p->out, "note",
                  SV("The text stands here once it is filed: file it as voted, to be signed."));
        return;
    }
    if (p->adopted && !voted && changed) {
        struct view_paper_block *note = paper_add(
            &p->out, "note",
            sv_fmt(p->a,
                   "This is the text as proposed. %.*s %s adopted since: file the text as voted "
                   "before it is signed.",
                   SV_ARG(page_capital(p->a, page_number(p->a, changed))),
                   changed == 1 ? "amendment was" : "amendments were"));
        note->mark = SV("late");
    }
    paragraphs(p, t->words, t->seq);
}

/* ---- its adoption ---- */

static sv margin_words(struct item_paper *p, const motion_row *m)
{
    return sv_is(m->method, "consent") ? SV(" by unanimous consent")
           : m->has_yes && m->has_no
               ? sv_fmt(p->a, " by a vote of %.*s", SV_ARG(paper_count_words(p->a, m->yes, m->no)))
           : sv_is(m->method, "voice")  ? SV(" by voice vote")
           : sv_is(m->method, "rising") ? SV(" by a rising vote")
                                        : SV("");
}

static err *readings(struct item_paper *p)
{
    struct q_page_outcomes_of_item_out *rows = NULL;
    size_t n = 0;
    TRY(q_page_outcomes_of_item(
        p->cx->store, p->a,
        &(struct q_page_outcomes_of_item_in){.body = p->b.id, .item = p->f.file}, &rows, &n));
    for (size_t i = 0; i < n; i++) {
        if (!sv_is(rows[i].outcome, "first-reading") || !rows[i].meeting.n) {
            continue;
        }
        struct view_paper_block *block =
            paper_add(&p->out, "sentence",
                      sv_fmt(p->a, "Passed on an earlier reading on %.*s.",
                             SV_ARG(page_day_words(p->a, page_meeting_day(rows[i].meeting)))));
        paper_rests(&p->out, block, rows[i].seq);
    }
    return NULL;
}

static err *adoption(struct item_paper *p)
{
    struct q_page_meeting_out meeting;
    bool found;
    const struct q_page_item_out *item = &p->f.item;
    TRY(q_page_meeting(p->cx->store, p->a, &(struct q_page_meeting_in){.id = item->decided_meeting},
                       &found, &meeting));
    TRY(readings(p));
    sv at = page_small(p->a, page_meeting_name(p->a, found ? meeting.type : SV_NONE,
                                               page_meeting_day(item->decided_meeting)));
    const motion_row *m = p->adopting;
    sv by = m ? margin_words(p, m) : SV("");
    struct view_paper_block *block = paper_add(&p->out, "sentence",
                                               sv_fmt(p->a, "Passed and adopted at the %.*s%s%.*s.",
                                                      SV_ARG(at), by.n ? "," : "", SV_ARG(by)));
    if (item->has_decided_seq) {
        paper_rests(&p->out, block, item->decided_seq);
    }
    if (m) {
        sv second = m->seconder.n ? sv_fmt(p->a, "; seconded by %.*s",
                                           SV_ARG(paper_who(p->a, &p->b, m->seconder)))
                                  : SV_NONE;
        block = paper_add(
            &p->out, "sentence",
            page_stop(p->a, sv_fmt(p->a, "Moved by %.*s%.*s",
                                   SV_ARG(paper_who(p->a, &p->b, m->mover)), SV_ARG(second))));
        paper_rests(&p->out, block, m->moved_seq);
    }
    return NULL;
}

static void ballots(struct item_paper *p)
{
    const struct view_ballot *v = NULL;
    size_t n = 0;
    if (!p->adopting) {
        return;
    }
    page_ballots(p->cx, &p->b, p->adopting, p->votes, p->votes_n, &v, &n);
    struct paper_ballot *all = arena_array(p->a, struct paper_ballot, n);
    for (size_t i = 0; i < n; i++) {
        all[i] =
            (struct paper_ballot){.member = v[i].member, .choice = v[i].choice, .seq = v[i].entry};
    }
    paper_votes(&p->out, &p->b, all, n);
}

/* ---- when it takes effect, and who signs ---- */

static void effect(struct item_paper *p, struct view_paper_page *page)
{
    const struct q_page_item_out *item = &p->f.item;
    bool vetoable = item->has_veto_until;
    sv when = vetoable ? page_moment_words(p->a, p->b.zone, item->veto_until) : SV_NONE;
    bool open = vetoable && p->cx->now.us <= item->veto_until.us;
    sv day = page_day_words(p->a, page_meeting_day(item->decided_meeting));
    paper_add(&p->out, "sentence",
              vetoable ? sv_fmt(p->a,
                                "Effective when the time for a veto has passed, on %.*s, unless "
                                "its text or the law names another day.",
                                SV_ARG(when))
                       : sv_fmt(p->a,
                                "Effective on the day of its adoption, %.*s, unless its text or "
                                "the law names another day.",
                                SV_ARG(day)));
    if (open) {
        page_turns(p->cx, (instant){item->veto_until.us + 1});
    }
    page->status = open ? SV("not-final") : SV("final");
    page->status_words =
        open ? page_stop(p->a, sv_fmt(p->a, "Adopted, and not final: subject to veto until %.*s",
                                      SV_ARG(when)))
        : vetoable ? sv_fmt(p->a, "Adopted on %.*s; it was not vetoed in time.", SV_ARG(day))
                   : sv_fmt(p->a, "Adopted on %.*s.", SV_ARG(day));
}

static err *signatures(struct item_paper *p)
{
    static const struct {
        const char *office, *before, *as;
    } signers[] = {{"mayor", "", "Mayor"},
                   {"chair", "", "Chair"},
                   {"clerk", "Attest: ", "Clerk"},
                   {"attorney", "Approved as to form: ", "Attorney"}};
    struct q_page_signatures_of_out *noted = NULL;
    size_t n = 0;
    TRY(q_page_signatures_of(p->cx->store, p->a,
                             &(struct q_page_signatures_of_in){.body = p->b.id, .item = p->f.file},
                             &noted, &n));
    for (size_t s = 0; s < sizeof signers / sizeof *signers; s++) {
        bool any = false;
        for (size_t i = 0; i < p->b.officials_n; i++) {
            const struct q_page_officials_out *o = &p->b.officials[i];
            if (!sv_is(o->office, signers[s].office) || o->has_until_day) {
                continue;
            }
            bool named = sv_ends(o->name, sv_of(signers[s].as)); /* "The Mayor" */
            struct view_paper_block *block =
                paper_add(&p->out, "signature",
                          sv_fmt(p->a, "%s%.*s%s%s", signers[s].before, SV_ARG(o->name),
                                 named ? "" : ", ", named ? "" : signers[s].as));
            any = true;
            for (size_t k = 0; k < n; k++) {
                if (sv_eq(noted[k].official, o->member)) {
                    block->mark = SV("done");
                    block->mark_words =
                        sv_fmt(p->a, "signed on %.*s",
                               SV_ARG(page_day_words(p->a, (date){(int32_t)noted[k].on_day})));
                    paper_rests(&p->out, block, noted[k].seq);
                }
            }
        }
        bool needed = s == 2 || (s == 1 && !any);
        if (!any && needed) {
            paper_add(&p->out, "signature", sv_fmt(p->a, "%s%s", signers[s].before, signers[s].as));
        }
    }
    return NULL;
}

/* ---- the page ---- */

static err *title_of(struct item_paper *p, sv *ret)
{
    sv number, word = page_item_type_words(p->f.item.type);
    int64_t seq;
    TRY(paper_number(p->cx, p->b.id, p->f.file, &number, &seq));
    *ret = sv_fmt(p->a, "%.*s No. %.*s", SV_ARG(word), SV_ARG(number.n ? number : SV("________")));
    return NULL;
}

static void find_adoption(struct item_paper *p)
{
    const struct q_page_item_out *item = &p->f.item;
    p->adopted = sv_is(item->outcome, "adopted") && item->decided_meeting.n &&
                 !(item->has_decided_reported && item->decided_reported);
    for (size_t i = 0; p->adopted && i < p->f.motions_n; i++) {
        const motion_row *m = &p->f.motions[i];
        if (m->n == item->decided_motion && sv_eq(m->meeting, item->decided_meeting)) {
            p->adopting = m;
        }
    }
}

static err *read_votes(struct item_paper *p)
{
    struct q_page_votes_of_item_out *rows = NULL;
    size_t n = 0;
    if (!p->adopting) {
        return NULL;
    }
    TRY(q_page_votes_of_item(p->cx->store, p->a,
                             &(struct q_page_votes_of_item_in){.meeting = p->f.item.decided_meeting,
                                                               .item = p->adopting->item},
                             &rows, &n));
    p->votes = rows;
    p->votes_n = n;
    return NULL;
}

err *page_item_paper(struct page_cx *cx, sv body, sv file, struct view_paper_page *ret)
{
    struct item_paper p = {.cx = cx, .a = cx->a, .out = {.a = cx->a}};
    struct view_paper_page v = {0};
    struct list next = {0};
    TRY(page_body_read(cx, body, &p.b));
    TRY(page_item_facts(cx, body, file, &p.f));
    find_adoption(&p);
    TRY(read_votes(&p));
    v.paper = (struct view_paper){.format = SV("dais-paper-1"),
                                  .kind = sv_is(p.f.item.type, "ordinance") ? SV("ordinance")
                                                                            : SV("resolution"),
                                  .body = p.b.id,
                                  .body_name = p.b.row.name,
                                  .item = file};
    TRY(title_of(&p, &v.paper.title));
    sv *lines = arena_array(cx->a, sv, 2);
    lines[0] = p.f.item.title;
    lines[1] = sv_fmt(cx->a, "File %.*s", SV_ARG(file));
    v.paper.lines = lines;
    v.paper.lines_n = 2;
    own_text(&p);
    if (p.adopted) {
        TRY(adoption(&p));
        ballots(&p);
        effect(&p, &v);
        TRY(signatures(&p));
    } else {
        v.status = SV("not-adopted");
        v.status_words =
            sv_fmt(cx->a, "Not to be signed. %.*s", SV_ARG(page_item_sentence(cx, &p.b, &p.f)));
    }
    paper_end(&v.paper, &p.out);
    page_shell(cx, sv_fmt(cx->a, "%.*s, %.*s", SV_ARG(v.paper.title), SV_ARG(p.b.row.name)),
               &v.shell);
    v.shell.place = p.b.row.place;
    v.shell.twin = url_path(cx->a, "/items/{}/{}/paper.json", body, file);
    v.word = url_path(cx->a, "/items/{}/{}/paper.docx", body, file);
    page_crumb(cx, &v.shell, SV("Home"), URL_FIXED("/"));
    page_crumb(cx, &v.shell, p.b.row.name, url_path(cx->a, "/bodies/{}", body));
    page_crumb(cx, &v.shell, p.f.item.title, url_path(cx->a, "/items/{}/{}", body, file));
    page_link(cx, &next, SV("The item and its way"), url_path(cx->a, "/items/{}/{}", body, file));
    page_link(cx, &next, SV("The decision and the fourteen questions"),
              url_path(cx->a, "/decisions/{}/{}", body, file));
    v.next = next.p;
    v.next_n = next.n;
    *ret = v;
    return NULL;
}
