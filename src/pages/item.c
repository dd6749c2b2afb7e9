/* An item's way through the meetings. */
#include "pages/files.h"

static err *item_motions(struct page_cx *cx, const struct body_view *b, const struct item_facts *f,
                         struct view_item_page *ret)
{
    struct view_motion *v = arena_array(cx->a, struct view_motion, f->motions_n);
    vote_row *votes = NULL;
    size_t votes_n = 0;
    struct body_view then = *b;
    sv meeting = SV_NONE;
    for (size_t i = 0; i < f->motions_n; i++) {
        const motion_row *m = &f->motions[i];
        if (!sv_eq(meeting, m->meeting)) {
            meeting = m->meeting;
            TRY(page_rules_of(cx, &then, meeting));
            TRY(q_page_votes_of_item(
                cx->store, cx->a,
                &(struct q_page_votes_of_item_in){.meeting = meeting, .item = f->file}, &votes,
                &votes_n));
        }
        v[i] = page_motion(cx, &then, m, f->item.type, votes, votes_n);
        v[i].day = page_day_words(cx->a, page_meeting_day(m->meeting));
    }
    ret->motions = v;
    ret->motions_n = f->motions_n;
    return NULL;
}

err *page_item(struct page_cx *cx, sv body, sv file, struct view_item_page *ret)
{
    struct body_view b;
    struct item_facts f;
    struct view_item_page p = {0};
    struct list departures = {0};
    TRY(page_body_read(cx, body, &b));
    TRY(page_item_facts(cx, body, file, &f));
    p.title = f.item.title.n ? f.item.title : sv_fmt(cx->a, "Item %.*s", SV_ARG(file));
    page_shell(cx, p.title, &p.shell);
    p.shell.place = b.row.place;
    p.shell.twin = url_path(cx->a, "/items/{}/{}.json", body, file);
    page_crumb(cx, &p.shell, SV("Home"), URL_FIXED("/"));
    page_crumb(cx, &p.shell, b.row.name, url_path(cx->a, "/bodies/{}", body));
    p.body = body;
    p.body_name = b.row.name;
    p.file = file;
    p.type = f.item.type;
    p.department = f.item.department;
    p.sponsor = f.item.sponsor;
    p.sponsor_name = f.item.sponsor.n ? page_name(&b, f.item.sponsor) : SV_NONE;
    p.outcome = f.item.outcome;
    p.sentence = page_item_sentence(cx, &b, &f);
    p.decision = url_path(cx->a, "/decisions/{}/{}", body, file);
    p.entry = f.item.has_filed_seq ? f.item.filed_seq : f.item.seq;
    TRY(page_item_number(cx, body, file, &p.has_number_entry, &p.number, &p.number_entry));
    if (sv_is(f.item.type, "resolution") || sv_is(f.item.type, "ordinance")) {
        p.paper = url_path(cx->a, "/items/{}/{}/paper", body, file);
    }
    TRY(page_outcomes(cx, &b, &f, &p.outcomes, &p.outcomes_n));
    TRY(page_history(cx, &b, &f, &p.history, &p.history_n));
    TRY(item_motions(cx, &b, &f, &p));
    page_texts(cx, &f, &p.texts, &p.texts_n);
    p.texts_page = page_texts_url(cx, &f);
    TRY(page_attachments(cx, body, file, &p.attachments, &p.attachments_n));
    for (size_t i = 0; i < f.happenings_n; i++) {
        TRY(page_departure(cx, &departures, f.happenings[i].seq, f.happenings[i].has_kind,
                           f.happenings[i].kind, f.happenings[i].departure));
    }
    struct list agreements = {0};
    TRY(page_agreement_links(cx, body, file, &agreements));
    p.agreements = agreements.p;
    p.agreements_n = agreements.n;
    p.departures = departures.p;
    p.departures_n = departures.n;
    *ret = p;
    return NULL;
}
