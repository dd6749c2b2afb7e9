/* The packet: cover, agenda with the page of each item, each item's sheet. */
#include "pages/inner.h"
#include "paper/print.h"
#include "paper/sheet.h"

enum { MODEL_BYTES = 8 << 20 };

struct packet_item {
    sv file, section, type, title;
    int page; /* of its sheet, from 0, as it came out the last time */
};

struct packet {
    sv meeting, order;
    struct body_view body;
    struct q_page_meeting_out row;
    struct packet_item *items;
    size_t items_n;
};

/* ---- what it is made from ---- */

static err *read_all(struct page_cx *cx, struct packet *p)
{
    struct q_page_agenda_out *rows = NULL;
    sv rest;
    bool found = false;
    if (rec_meeting_id_valid(p->meeting)) {
        TRY(q_page_meeting(cx->store, cx->a, &(struct q_page_meeting_in){.id = p->meeting}, &found,
                           &p->row));
    }
    if (!found) {
        return err_make(cx->a, E_NOTFOUND, "There is no such meeting in this record.");
    }
    TRY(page_body_read(cx, sv_cut(p->meeting, '/', &rest), &p->body));
    TRY(page_agenda_read(cx, p->meeting, &rows, &p->items_n));
    p->items = arena_array(cx->a, struct packet_item, p->items_n);
    for (size_t i = 0; i < p->items_n; i++) {
        p->items[i] = (struct packet_item){.file = rows[i].item,
                                           .section = rows[i].section,
                                           .type = rows[i].type,
                                           .title = rows[i].title};
    }
    return NULL;
}

/* Everything that is set on its pages, in one text. */
static sv made_from(struct arena *a, const struct packet *p)
{
    struct buf b = buf_make(MODEL_BYTES);
    struct jv *v = jv_object(a), *items = jv_array(a);
    jv_put(v, SV("meeting"), jv_string(a, p->meeting));
    jv_put(v, SV("body"), jv_string(a, p->body.row.name));
    jv_put(v, SV("type"), jv_string(a, p->row.type));
    jv_put(v, SV("status"), jv_string(a, p->row.status));
    jv_put(v, SV("place"), jv_string(a, p->row.place));
    jv_put(v, SV("convenes"), jv_int(a, p->row.has_convenes ? p->row.convenes.us : 0));
    for (size_t i = 0; i < p->items_n; i++) {
        const struct packet_item *k = &p->items[i];
        struct jv *o = jv_object(a);
        jv_put(o, SV("file"), jv_string(a, k->file));
        jv_put(o, SV("section"), jv_string(a, k->section));
        jv_put(o, SV("type"), jv_string(a, k->type));
        jv_put(o, SV("title"), jv_string(a, k->title));
        jv_add(items, o);
    }
    jv_put(v, SV("items"), items);
    jv_write(&b, v);
    sv text = b.failed ? SV_NONE : buf_dup(a, &b);
    buf_free(&b);
    return text;
}

/* ---- setting it ---- */

static sv title_of(struct arena *a, const struct packet *p)
{
    return sv_fmt(a, "%.*s: packet of the meeting of %.*s", SV_ARG(p->body.row.name),
                  SV_ARG(page_day_words(a, (date){(int32_t)p->row.day})));
}

static void set_cover(struct arena *a, struct sheet *s, const struct packet *p)
{
    sheet_put(s, SHEET_LABEL, p->body.row.name);
    sheet_put(s, SHEET_TITLE, SV("Meeting packet"));
    sheet_put(s, SHEET_TEXT, page_weekday_words(a, (date){(int32_t)p->row.day}));
    sheet_put(s, SHEET_TEXT, page_capital(a, page_meeting_type_words(p->row.type)));
    if (p->row.has_convenes) {
        sheet_put(s, SHEET_TEXT, page_clock_words(a, p->body.zone, p->row.convenes));
    }
    if (p->row.place.n) {
        sheet_put(s, SHEET_TEXT, p->row.place);
    }
    if (sv_is(p->row.status, "cancelled")) {
        sheet_put(s, SHEET_HEADING, SV("This meeting is cancelled."));
    }
    sheet_rule(s);
}

static void set_agenda(struct arena *a, struct sheet *s, const struct packet *p)
{
    sv section = SV_NONE;
    sheet_put(s, SHEET_HEADING, SV("Agenda"));
    if (!p->items_n) {
        sheet_put(s, SHEET_TEXT, SV("No item stands on the agenda of this meeting yet."));
    }
    for (size_t i = 0; i < p->items_n; i++) {
        const struct packet_item *k = &p->items[i];
        if (k->section.n && !sv_eq(k->section, section)) {
            sheet_put(s, SHEET_LABEL, k->section);
        }
        section = k->section;
        sheet_row(s, 0, sv_fmt(a, "%.*s  %.*s", SV_ARG(k->file), SV_ARG(k->title)),
                  sv_fmt(a, "%d", k->page + 1), (ptrdiff_t)i);
    }
}

static void set_item(struct sheet *s, struct packet_item *k)
{
    sheet_break(s);
    k->page = sheet_page(s);
    sheet_put(s, SHEET_LABEL, k->file);
    sheet_put(s, SHEET_HEADING, k->title.n ? k->title : k->file);
    sheet_put(s, SHEET_TEXT, page_item_type_words(k->type));
}

/* path NULL: only to see on which pages the items come out. */
static err *set_all(struct arena *a, struct packet *p, const char *path)
{
    struct sheet *s;
    int pages;
    TRY(sheet_open(a, path, title_of(a, p), &s));
    set_cover(a, s, p);
    set_agenda(a, s, p);
    for (size_t i = 0; i < p->items_n; i++) {
        set_item(s, &p->items[i]);
    }
    return sheet_close(a, s, &pages);
}

err *print_packet(struct print_cx *cx, sv words, struct print_made *ret)
{
    struct arena *a = cx->a;
    struct page_cx pages = {.a = a, .store = cx->store, .now = cx->now, .language = SV("en")};
    struct packet p = {.meeting = words, .order = sv_fmt(a, "packet %.*s", SV_ARG(words))};
    const char *path;
    bool there;
    TRY(st_read_begin(cx->store, a));
    err *e = read_all(&pages, &p);
    st_read_end(cx->store);
    TRY(e);
    sv from = made_from(a, &p);
    if (!from.n) {
        return err_make(a, E_LIMIT, "This agenda is too long for a packet.");
    }
    TRY(print_begin(cx, p.order, from, ret, &path, &there));
    if (there) {
        return NULL;
    }
    TRY(set_all(a, &p, NULL));
    TRY(set_all(a, &p, sv_fmt(a, "%s.new", path).p));
    return print_end(cx, p.order, ret, path);
}
