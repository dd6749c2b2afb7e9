/* Where words are found in the record. */
#include "pages/inner.h"

typedef struct search_hit hit;

/* What the entry is, in a word or two. */
static sv what_words(int64_t kind)
{
    static const struct {
        enum rec_kind_id kind;
        const char *words;
    } all[] = {{KIND_ITEM_FILED, "Item"},
               {KIND_TEXT_FILED, "Text"},
               {KIND_MOTION_MOVED, "Motion"},
               {KIND_REASON_GIVEN, "Reason of an official"},
               {KIND_NOTE_RECORDED, "Note for the record"},
               {KIND_MINUTES_FILED, "Minutes"},
               {KIND_MINUTES_WORDED, "Minutes"},
               {KIND_ENTRY_CORRECTED, "Why something was corrected"},
               {KIND_AGENDA_PUBLISHED, "Agenda"},
               {KIND_NOTICE_POSTED, "Notice of a meeting"},
               {KIND_MEETING_CHANGED, "Change of a meeting"},
               {KIND_ATTACHMENT_FILED, "Attachment"},
               {KIND_TEMPLATE_ADOPTED, "Template of agendas"},
               {KIND_HOLIDAY_NOTED, "Holiday"},
               {KIND_DISCLOSURE_STATED, "Disclosure"},
               {KIND_RECUSAL_STATED, "Interest stated"},
               {KIND_VETO_FILED, "Veto"},
               {KIND_MEETING_CALLED, "Call of a meeting"},
               {KIND_OFFICIAL_SEATED, "Official"},
               {KIND_BODY_REGISTERED, "Body"},
               {KIND_RULE_NOTED, "Rule"},
               {KIND_FACT_REPORTED, "Account of a source"},
               {KIND_MOTION_REPORTED, "Account of a source"},
               {KIND_ROLL_REPORTED, "Account of a source"}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        if (kind == (int64_t)all[i].kind) {
            return sv_of(all[i].words);
        }
    }
    return SV("Entry");
}

/* The piece cut where found words begin (0x02) and end (0x03). */
static void pieces_of(struct page_cx *cx, sv s, struct view_search_line *ret)
{
    struct list l = {0};
    bool found = false;
    while (s.n) {
        size_t n = sv_find(s, found ? 3 : 2);
        if (n) {
            *LIST_ADD(cx->a, &l, struct view_search_piece) =
                (struct view_search_piece){.text = sv_sub(s, 0, n), .found = found};
        }
        s = sv_sub(s, n + 1, s.n);
        found = !found;
    }
    ret->pieces = l.p;
    ret->pieces_n = l.n;
}

/* The page on which the entry stands, and its title. */
static err *place_of(struct page_cx *cx, const hit *h, struct view_search_line *ret)
{
    struct q_page_item_out item;
    struct q_page_body_out body;
    bool found = false;
    if (h->item.n) {
        TRY(q_page_item(cx->store, cx->a,
                        &(struct q_page_item_in){.body = h->body, .file = h->item}, &found, &item));
    }
    if (found) {
        ret->title = item.title.n ? item.title : sv_fmt(cx->a, "Item %.*s", SV_ARG(h->item));
        ret->href = url_path(cx->a, "/decisions/{}/{}", h->body, h->item);
        return NULL;
    }
    TRY(q_page_body(cx->store, cx->a, &(struct q_page_body_in){.id = h->body}, &found, &body));
    ret->title = found ? body.name : h->body;
    static const sv minutes = SV_INIT("minutes"), agenda = SV_INIT("agenda");
    bool of_minutes = h->kind == KIND_MINUTES_FILED || h->kind == KIND_MINUTES_WORDED;
    bool of_agenda = h->kind == KIND_AGENDA_PUBLISHED || h->kind == KIND_NOTICE_POSTED;
    if (h->meeting.n) {
        ret->title = sv_fmt(cx->a, "%.*s, %.*s", SV_ARG(ret->title),
                            SV_ARG(page_day_words(cx->a, page_meeting_day(h->meeting))));
        ret->href = of_minutes || of_agenda
                        ? url_path(cx->a, "/meetings/{/}",
                                   sv_fmt(cx->a, "%.*s/%.*s", SV_ARG(h->meeting),
                                          SV_ARG(of_minutes ? minutes : agenda)))
                        : page_url_meeting(cx, h->meeting);
    } else {
        ret->href = h->body.n ? url_path(cx->a, "/bodies/{}", h->body) : page_url_entry(cx, h->seq);
    }
    return NULL;
}

static void among_options(struct page_cx *cx, sv among, struct view_search_page *ret)
{
    static const char *const all[][2] = {{"", "everything"},
                                         {"items", "items and their texts"},
                                         {"minutes", "minutes"},
                                         {"reasons", "reasons of officials"},
                                         {"notes", "notes for the record"}};
    enum { N = sizeof all / sizeof *all };
    struct view_choice_option *v = arena_array(cx->a, struct view_choice_option, N);
    for (size_t i = 0; i < N; i++) {
        v[i] = (struct view_choice_option){.value = sv_of(all[i][0]),
                                           .label = sv_of(all[i][1]),
                                           .selected = sv_is(among, all[i][0])};
    }
    ret->among = v;
    ret->among_n = N;
}

static err *body_options(struct page_cx *cx, sv body, struct view_search_page *ret)
{
    struct q_page_bodies_out *rows = NULL;
    size_t n = 0;
    TRY(q_page_bodies(cx->store, cx->a, &rows, &n));
    struct view_choice_option *v = arena_array(cx->a, struct view_choice_option, n + 1);
    v[0] = (struct view_choice_option){.label = SV("all bodies"), .selected = !body.n};
    for (size_t i = 0; i < n; i++) {
        v[i + 1] = (struct view_choice_option){
            .value = rows[i].id, .label = rows[i].name, .selected = sv_eq(rows[i].id, body)};
    }
    ret->bodies = v;
    ret->bodies_n = n + 1;
    return NULL;
}

static url hits_from(struct page_cx *cx, const struct search_ask *ask, int64_t first, bool json)
{
    const sv parts[] = {ask->words, ask->among, ask->body, sv_fmt(cx->a, "%lld", (long long)first)};
    return url_path_parts(cx->a,
                          json ? SV("/search.json?q={}&among={}&body={}&first={}")
                               : SV("/search?q={}&among={}&body={}&first={}"),
                          parts, 4);
}

static sv found_words(struct page_cx *cx, const struct search_ask *ask, int64_t all, size_t here)
{
    if (!sv_trim(ask->words).n) {
        return SV("Items, minutes, motions, reasons and notes of every body are searched.");
    }
    if (all == 0) {
        return SV("Nothing in the record holds all of these words; try fewer, or the beginning of "
                  "one.");
    }
    if (all == 1) {
        return SV("One entry holds these words.");
    }
    return (int64_t)here == all
               ? sv_fmt(cx->a, "%lld entries hold these words.", (long long)all)
               : sv_fmt(cx->a, "%lld entries hold these words; %lld to %lld are shown.",
                        (long long)all, (long long)ask->first + 1,
                        (long long)ask->first + (long long)here);
}

err *page_search(struct page_cx *cx, struct search *search, const struct search_ask *ask,
                 struct view_search_page *ret)
{
    struct view_search_page p = {.asked = ask->words, .first = ask->first + 1};
    hit *hits = NULL;
    size_t n = 0;
    if (search) {
        TRY(st_search_find(search, cx->a, ask, &hits, &n, &p.all));
    }
    struct view_search_line *lines = arena_array(cx->a, struct view_search_line, n);
    for (size_t i = 0; i < n; i++) {
        lines[i] = (struct view_search_line){.what = what_words(hits[i].kind),
                                             .kind = sv_of(rec_kinds[hits[i].kind].name),
                                             .body = hits[i].body,
                                             .meeting = hits[i].meeting,
                                             .item = hits[i].item,
                                             .entry = hits[i].seq};
        pieces_of(cx, hits[i].piece, &lines[i]);
        TRY(place_of(cx, &hits[i], &lines[i]));
    }
    p.lines = lines;
    p.lines_n = n;
    p.sentence = search ? found_words(cx, ask, p.all, n)
                        : SV("The words of the record are still being gathered; try again in a "
                             "minute.");
    if (ask->first > 0) {
        int64_t before = ask->first > SEARCH_HITS ? ask->first - SEARCH_HITS : 0;
        p.before = hits_from(cx, ask, before, false);
    }
    if (ask->first + (int64_t)n < p.all) {
        p.after = hits_from(cx, ask, ask->first + (int64_t)n, false);
    }
    among_options(cx, ask->among, &p);
    TRY(body_options(cx, ask->body, &p));
    page_shell(cx, SV("Search"), &p.shell);
    p.shell.twin = hits_from(cx, ask, ask->first, true);
    page_crumb(cx, &p.shell, SV("Home"), URL_FIXED("/"));
    *ret = p;
    return NULL;
}
