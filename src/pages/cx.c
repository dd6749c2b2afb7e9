/* What every page needs: what it has read, its shell, its body. */
#include "pages/inner.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/limits.h"

void *list_add(struct arena *a, struct list *l, size_t item_size)
{
    if (l->n == l->size) {
        size_t size = l->size ? l->size * 2 : 8;
        void *p = arena_calloc(a, size, item_size);
        if (l->n) {
            memcpy(p, l->p, l->n * item_size);
        }
        l->p = p;
        l->size = size;
    }
    return (char *)l->p + l->n++ * item_size;
}

void page_reads(struct page_cx *cx, const char *fmt, ...)
{
    char text[LIMIT_SUBJECT_BYTES + 32];
    va_list ap;
    va_start(ap, fmt);
    int n = vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    sv subject = {text, n > 0 && (size_t)n < sizeof text ? (size_t)n : 0};
    for (size_t i = 0; i < cx->subjects_n; i++) {
        if (sv_eq(cx->subjects[i], subject)) {
            return;
        }
    }
    if (cx->subjects_n == cx->subjects_size) {
        size_t size = cx->subjects_size ? cx->subjects_size * 2 : 16;
        sv *grown = arena_array(cx->a, sv, size);
        for (size_t i = 0; i < cx->subjects_n; i++) {
            grown[i] = cx->subjects[i];
        }
        cx->subjects = grown;
        cx->subjects_size = size;
    }
    cx->subjects[cx->subjects_n++] = sv_dup(cx->a, subject);
}

void page_turns(struct page_cx *cx, instant t)
{
    if (t.us > cx->now.us && (!cx->turns || t.us < cx->valid_until.us)) {
        cx->turns = true;
        cx->valid_until = t;
    }
}

/* ---- what was corrected ---- */

static void add_corrected(struct page_cx *cx, const struct page_corrected *more, size_t n)
{
    struct page_corrected *all = arena_array(cx->a, struct page_corrected, cx->corrected_n + n);
    if (cx->corrected_n) {
        memcpy(all, cx->corrected, cx->corrected_n * sizeof *all);
    }
    if (n) {
        memcpy(all + cx->corrected_n, more, n * sizeof *all);
    }
    cx->corrected = all;
    cx->corrected_n += n;
}

#define ADD_CORRECTED(cx, rows, n)                                                                 \
    do {                                                                                           \
        struct page_corrected *more = arena_array((cx)->a, struct page_corrected, (n));            \
        for (size_t i = 0; i < (n); i++) {                                                         \
            more[i] = (struct page_corrected){(rows)[i].of, (rows)[i].seq};                        \
        }                                                                                          \
        add_corrected((cx), more, (n));                                                            \
    } while (0)

err *page_corrections_of_meeting(struct page_cx *cx, sv meeting)
{
    struct q_page_corrections_of_meeting_out *rows;
    size_t n;
    TRY(q_page_corrections_of_meeting(
        cx->store, cx->a, &(struct q_page_corrections_of_meeting_in){meeting}, &rows, &n));
    ADD_CORRECTED(cx, rows, n);
    return NULL;
}

err *page_corrections_of_item(struct page_cx *cx, sv body, sv item)
{
    struct q_page_corrections_of_item_out *rows;
    size_t n;
    TRY(q_page_corrections_of_item(cx->store, cx->a,
                                   &(struct q_page_corrections_of_item_in){body, item}, &rows, &n));
    ADD_CORRECTED(cx, rows, n);
    return NULL;
}

err *page_corrections_of_agreement(struct page_cx *cx, sv instrument)
{
    struct q_agreement_corrections_out *rows;
    size_t n;
    TRY(q_agreement_corrections(cx->store, cx->a,
                                &(struct q_agreement_corrections_in){.instrument = instrument},
                                &rows, &n));
    ADD_CORRECTED(cx, rows, n);
    return NULL;
}

err *page_corrections_of_member(struct page_cx *cx, sv body, sv member)
{
    struct q_page_corrections_of_member_out *rows;
    size_t n;
    TRY(q_page_corrections_of_member(
        cx->store, cx->a, &(struct q_page_corrections_of_member_in){body, member}, &rows, &n));
    ADD_CORRECTED(cx, rows, n);
    return NULL;
}

int64_t page_corrected(const struct page_cx *cx, int64_t seq)
{
    for (size_t i = 0; i < cx->corrected_n; i++) {
        if (cx->corrected[i].of == seq) {
            return cx->corrected[i].by;
        }
    }
    return 0;
}

void page_link(struct page_cx *cx, struct list *links, sv text, url href)
{
    *LIST_ADD(cx->a, links, struct view_link) = (struct view_link){.text = text, .href = href};
}

static void staff_places(struct page_cx *cx, struct list *places)
{
    sv role = cx->visitor->role;
    if (sv_is(role, "clerk") || sv_is(role, "admin") || sv_is(role, "chair")) {
        page_link(cx, places, SV("Meetings"), URL_FIXED("/clerk"));
    }
    if (sv_is(role, "chair")) {
        page_link(cx, places, SV("Preside"), URL_FIXED("/chair"));
    }
    if (sv_is(role, "member") || sv_is(role, "chair")) {
        page_link(cx, places, SV("My vote"), URL_FIXED("/member"));
    }
    if (sv_is(role, "clerk") || sv_is(role, "staff") || sv_is(role, "member") ||
        sv_is(role, "chair")) {
        page_link(cx, places, SV("Drafts"), URL_FIXED("/drafts"));
    }
    if (sv_is(role, "agency") && cx->visitor->body.n) {
        page_link(cx, places, SV("Agreements"),
                  url_path(cx->a, "/clerk/{}/instruments", cx->visitor->body));
    }
    if (sv_is(role, "admin")) {
        page_link(cx, places, SV("Administration"), URL_FIXED("/admin"));
    }
    page_link(cx, places, SV("Public pages"), URL_FIXED("/"));
}

void page_shell(struct page_cx *cx, sv title, struct view_shell *ret)
{
    *ret = (struct view_shell){.lang = cx->language.n ? cx->language : SV("en"),
                               .dir = SV("ltr"),
                               .title = title,
                               .hidden = cx->visitor != NULL};
    if (cx->visitor) {
        struct list places = {0};
        staff_places(cx, &places);
        ret->staff = true;
        ret->account = cx->visitor->account;
        ret->csrf = cx->visitor->csrf;
        ret->places = places.p;
        ret->places_n = places.n;
    }
}

void page_crumb(struct page_cx *cx, struct view_shell *shell, sv text, url href)
{
    struct view_link *links = arena_array(cx->a, struct view_link, shell->crumbs_n + 1);
    for (size_t i = 0; i < shell->crumbs_n; i++) {
        links[i] = shell->crumbs[i];
    }
    links[shell->crumbs_n] = (struct view_link){.text = text, .href = href};
    shell->crumbs = links;
    shell->crumbs_n++;
}

sv page_act_id(struct page_cx *cx)
{
    return sv_fmt(cx->a, "%.*s-%u", SV_ARG(cx->act), ++cx->acts);
}

/* ---- bodies ---- */

/* The packs that come with the program never change, so each is parsed once in a process. */
static const struct pack *pack_of(sv name)
{
    enum { PACKS_MAX = 16 };
    static struct {
        sv name;
        const struct pack *pack;
    } held[PACKS_MAX];
    static size_t held_n;
    static struct arena *memory;
    for (size_t i = 0; i < held_n; i++) {
        if (sv_eq(held[i].name, name)) {
            return held[i].pack;
        }
    }
    bool known = false;
    for (size_t i = 0; rule_pack_name(i).n; i++) {
        known = known || sv_eq(rule_pack_name(i), name);
    }
    struct pack *pack = NULL;
    memory = memory ? memory : arena_open(1 << 16);
    if (!known || held_n == PACKS_MAX || rule_pack_builtin(memory, name, &pack)) {
        return NULL;
    }
    held[held_n].name = sv_dup(memory, name);
    held[held_n++].pack = pack;
    return pack;
}

err *page_rules_read(struct page_cx *cx, struct body_view *b, date day, int64_t before)
{
    struct q_page_own_rules_out row;
    struct pack *own = NULL;
    bool found;
    TRY(q_page_own_rules(
        cx->store, cx->a,
        &(struct q_page_own_rules_in){.body = b->id, .before = before, .day = day.days}, &found,
        &row));
    b->own = false;
    b->pack = pack_of(b->row.pack);
    if (found) {
        page_reads(cx, "body:%.*s", SV_ARG(b->id));
        b->own = true;
        b->own_seq = row.seq;
        b->own_citation = row.citation;
        b->pack =
            row.words.n && !rule_pack_parse(cx->a, row.pack, row.words, rule_pack_resolver(), &own)
                ? own
                : NULL;
    }
    return NULL;
}

err *page_body_read(struct page_cx *cx, sv id, struct body_view *ret)
{
    struct body_view b = {.id = id};
    struct q_page_officials_out *officials = NULL;
    bool found = false;
    if (rec_id_valid(id)) {
        TRY(q_page_body(cx->store, cx->a, &(struct q_page_body_in){.id = id}, &found, &b.row));
    }
    if (!found) {
        return err_make(cx->a, E_NOTFOUND, "There is no body of that name in this record.");
    }
    page_reads(cx, "roster:%.*s", SV_ARG(id));
    TRY(q_page_officials(cx->store, cx->a, &(struct q_page_officials_in){.body = id}, &officials,
                         &b.officials_n));
    b.officials = officials;
    if (sys_zone_find(cx->a, b.row.zone, &b.zone)) {
        TRY(sys_zone_find(cx->a, SV("UTC"), &b.zone));
    }
    TRY(page_rules_read(cx, &b, page_local_day(b.zone, cx->now), INT64_MAX));
    *ret = b;
    return NULL;
}

const struct q_page_officials_out *page_official(const struct body_view *b, sv member)
{
    for (size_t i = 0; i < b->officials_n; i++) {
        if (sv_eq(b->officials[i].member, member)) {
            return &b->officials[i];
        }
    }
    return NULL;
}

sv page_name(const struct body_view *b, sv member)
{
    const struct q_page_officials_out *o = page_official(b, member);
    return o ? o->name : member;
}

/* ---- meetings' ids and addresses ---- */

sv page_meeting_date(sv meeting)
{
    sv rest;
    sv_cut(meeting, '/', &rest);
    return rest;
}

date page_meeting_day(sv meeting)
{
    date d = {0};
    return date_parse(sv_sub(page_meeting_date(meeting), 0, 10), &d) ? d : (date){0};
}

url page_url_entry(struct page_cx *cx, int64_t seq)
{
    return url_path(cx->a, "/entry/{}", sv_fmt(cx->a, "%lld", (long long)seq));
}

url page_url_meeting(struct page_cx *cx, sv meeting)
{
    return url_path(cx->a, "/meetings/{/}", meeting);
}

url page_url_member(struct page_cx *cx, sv body, sv member)
{
    return url_path(cx->a, "/people/{}/{}", body, member);
}
