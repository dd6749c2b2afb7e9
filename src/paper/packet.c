/* The packet: cover, agenda with the page of each item, each item's sheet, its texts as they stand
 * and its attachments, in the order of the agenda. */
#include "pages/files.h"
#include "paper/merge.h"
#include "paper/print.h"
#include "paper/sheet.h"
#include "sys/files.h"

enum { MODEL_BYTES = 64 << 20, TEXT_MOST = 1 << 20, PAGES_MOST = 20000 };

struct packet_file {
    attachment_row row;
    sv hash;
    const char *path;
    struct merge_file *pdf; /* NULL: it is set on sheets here */
    int pages;              /* of pdf */
    sv slip;                /* why it is not in the packet; empty: it is */
    int page;               /* where it begins, from 0, as it came out the last time */
};

/* A text of the item, in its newest version. */
struct packet_text {
    sv title, words;
    int page; /* where it begins, from 0, as it came out the last time */
};

struct packet_item {
    sv file, number, section, type, title, sponsor, department;
    struct packet_text *texts;
    size_t texts_n;
    struct packet_file *files;
    size_t files_n;
    int page; /* of its sheet, from 0, as it came out the last time */
};

struct packet {
    struct print_cx *cx;
    sv meeting, order;
    struct body_view body;
    struct q_page_meeting_out row;
    struct packet_item *items;
    size_t items_n;
    /* of the setting at hand */
    struct sheet *sheet;
    int foreign; /* pages of other files so far */
    struct merge_insert *inserts;
    int *insert_pages; /* of each */
    size_t inserts_n, files_n, texts_n;
};

/* ---- what it is made from ---- */

static err *read_files(struct page_cx *cx, struct packet *p, struct packet_item *k)
{
    struct arena *a = cx->a;
    attachment_row *rows = NULL;
    TRY(page_attachment_rows(cx, p->body.id, k->file, &rows, &k->files_n));
    k->files = arena_array(a, struct packet_file, k->files_n);
    for (size_t i = 0; i < k->files_n; i++) {
        struct buf hex = buf_make(80);
        buf_hex(&hex, (const uint8_t *)rows[i].hash.p, rows[i].hash.n);
        k->files[i] = (struct packet_file){.row = rows[i], .hash = buf_dup(a, &hex)};
        k->files[i].path = sv_fmt(a, "%s/parts/%.*s", p->cx->dir, SV_ARG(k->files[i].hash)).p;
        buf_free(&hex);
    }
    p->files_n += k->files_n;
    return NULL;
}

/* "Text as filed, as proposed" */
static sv text_title(struct arena *a, const struct q_page_texts_of_item_out *t)
{
    sv title = t->title.n ? t->title : SV("Text");
    return sv_is(t->state, "other")
               ? title
               : sv_fmt(a, "%.*s, %.*s", SV_ARG(title), SV_ARG(page_text_state_words(t->state)));
}

static err *read_texts(struct page_cx *cx, struct packet *p, struct packet_item *k)
{
    struct q_page_texts_of_item_out *rows = NULL;
    size_t n = 0;
    TRY(q_page_texts_of_item(cx->store, cx->a,
                             &(struct q_page_texts_of_item_in){.body = p->body.id, .item = k->file},
                             &rows, &n));
    k->texts = arena_array(cx->a, struct packet_text, n);
    for (size_t i = 0; i < n; i++) {
        bool newest = rows[i].words.n > 0;
        for (size_t later = i + 1; later < n; later++) {
            newest = newest && page_text_before(rows, n, later) != i;
        }
        if (newest) {
            k->texts[k->texts_n++] =
                (struct packet_text){.title = text_title(cx->a, &rows[i]), .words = rows[i].words};
        }
    }
    p->texts_n += k->texts_n;
    return NULL;
}

static err *read_item(struct page_cx *cx, struct packet *p, const agenda_line_row *row,
                      struct packet_item *ret)
{
    struct q_page_item_out item = {0};
    bool found;
    TRY(q_page_item(cx->store, cx->a,
                    &(struct q_page_item_in){.body = p->body.id, .file = row->item}, &found,
                    &item));
    *ret = (struct packet_item){
        .file = row->item,
        .number = row->number,
        .section = row->section,
        .type = row->type,
        .title = row->title.n ? row->title : row->item,
        .department = found ? item.department : SV_NONE,
        .sponsor = found && item.sponsor.n ? page_name(&p->body, item.sponsor) : SV_NONE};
    TRY(read_texts(cx, p, ret));
    return read_files(cx, p, ret);
}

static err *read_all(struct page_cx *cx, struct packet *p)
{
    agenda_line_row *rows = NULL;
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
        TRY(read_item(cx, p, &rows[i], &p->items[i]));
    }
    return NULL;
}

static void put(struct arena *a, struct jv *o, const char *key, sv text)
{
    jv_put(o, sv_of(key), jv_string(a, text));
}

/* Everything that is set on its pages, in one text, and how it is set. */
static sv made_from(struct arena *a, const struct packet *p)
{
    struct buf b = buf_make(MODEL_BYTES);
    struct jv *v = jv_object(a), *items = jv_array(a);
    put(a, v, "setting", SV("3"));
    put(a, v, "meeting", p->meeting);
    put(a, v, "body", p->body.row.name);
    put(a, v, "type", p->row.type);
    put(a, v, "status", p->row.status);
    put(a, v, "place", p->row.place);
    jv_put(v, SV("convenes"), jv_int(a, p->row.has_convenes ? p->row.convenes.us : 0));
    for (size_t i = 0; i < p->items_n; i++) {
        const struct packet_item *k = &p->items[i];
        struct jv *o = jv_add(items, jv_object(a)), *files = jv_array(a), *texts = jv_array(a);
        put(a, o, "file", k->file);
        put(a, o, "number", k->number);
        put(a, o, "section", k->section);
        put(a, o, "type", k->type);
        put(a, o, "title", k->title);
        put(a, o, "sponsor", k->sponsor);
        put(a, o, "department", k->department);
        for (size_t n = 0; n < k->texts_n; n++) {
            struct jv *t = jv_add(texts, jv_object(a));
            put(a, t, "title", k->texts[n].title);
            put(a, t, "words", k->texts[n].words);
        }
        jv_put(o, SV("texts"), texts);
        for (size_t n = 0; n < k->files_n; n++) {
            struct jv *f = jv_add(files, jv_object(a));
            put(a, f, "hash", k->files[n].hash);
            put(a, f, "name", k->files[n].row.name);
            put(a, f, "type", k->files[n].row.type);
            put(a, f, "words", k->files[n].row.words);
        }
        jv_put(o, SV("files"), files);
    }
    jv_put(v, SV("items"), items);
    jv_write(&b, v);
    sv text = b.failed ? SV_NONE : buf_dup(a, &b);
    buf_free(&b);
    return text;
}

/* ---- what the attachments are ---- */

static bool is_broken(const struct print_cx *cx, sv hash)
{
    for (size_t i = 0; i < cx->broken_n; i++) {
        if (sv_eq(cx->broken[i], hash)) {
            return true;
        }
    }
    return false;
}

static bool is_media(const struct packet_file *f, const char *type)
{
    return sv_is(f->row.media, type);
}

static void look_at(struct packet *p, struct packet_file *f, int *pages)
{
    struct print_cx *cx = p->cx;
    if (is_broken(cx, f->hash)) {
        f->slip = SV("It is damaged: reading it failed.");
    } else if (is_media(f, "application/pdf")) {
        cx->risk(cx->ctx, f->hash);
        err *e = merge_open(cx->a, f->path, &f->pdf, &f->pages);
        f->slip = e ? e->message : SV_NONE;
        if (!e && *pages + f->pages > PAGES_MOST) {
            merge_close(f->pdf);
            f->pdf = NULL;
            f->slip = SV("With it this packet would have too many pages.");
        }
        *pages += f->pdf ? f->pages : 0;
    } else if (is_media(f, "text/plain") && f->row.bytes > TEXT_MOST) {
        f->slip = SV("It is too long to be set here.");
    } else if (!is_media(f, "text/plain") && !is_media(f, "image/png") &&
               !is_media(f, "image/jpeg")) {
        f->slip = sv_ends(f->row.media, SV("sheet"))
                      ? SV("It is an Excel workbook, which is not printed here.")
                      : SV("It is a Word document, which is not printed here.");
    }
}

/* ---- setting it ---- */

static int here(const struct packet *p)
{
    return sheet_page(p->sheet) + p->foreign;
}

static void set_cover(struct arena *a, struct packet *p)
{
    struct sheet *s = p->sheet;
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

static sv called(struct arena *a, const struct packet_item *k)
{
    sv number = k->number.n ? k->number : k->file;
    return sv_fmt(a, "%.*s  %.*s", SV_ARG(number), SV_ARG(k->title));
}

/* Links lead to what is called by its place in the agenda: 1000 an item, 1 + n its n-th text, and
 * after the texts its files. */
enum { LINKS_AN_ITEM = 1000 };

static void set_agenda(struct arena *a, struct packet *p)
{
    sv section = SV_NONE;
    sheet_put(p->sheet, SHEET_HEADING, SV("Agenda"));
    if (!p->items_n) {
        sheet_put(p->sheet, SHEET_TEXT, SV("No item stands on the agenda of this meeting yet."));
    }
    for (size_t i = 0; i < p->items_n; i++) {
        const struct packet_item *k = &p->items[i];
        if (k->section.n && !sv_eq(k->section, section)) {
            sheet_put(p->sheet, SHEET_LABEL, k->section);
        }
        section = k->section;
        sheet_row(p->sheet, 0, called(a, k), sv_fmt(a, "%d", k->page + 1),
                  (ptrdiff_t)(i * LINKS_AN_ITEM));
    }
}

static void set_slip(struct arena *a, struct packet *p, const struct packet_item *k,
                     const struct packet_file *f, sv why)
{
    struct sheet *s = p->sheet;
    sheet_put(s, SHEET_LABEL, called(a, k));
    sheet_put(s, SHEET_HEADING, f->row.name);
    sheet_put(s, SHEET_TEXT,
              sv_fmt(a, "%.*s, %.*s. %.*s", SV_ARG(page_attachment_words(f->row.type)),
                     SV_ARG(page_size_words(a, f->row.bytes)), SV_ARG(why)));
    sheet_put(s, SHEET_TEXT,
              SV("The file itself stands on the public page of the item, under Attachments."));
    sheet_put(s, SHEET_NOTE, sv_fmt(a, "/part/%.*s", SV_ARG(f->hash)));
}

static void set_file(struct arena *a, struct packet *p, const struct packet_item *k,
                     struct packet_file *f)
{
    sheet_break(p->sheet);
    f->page = here(p);
    if (f->pdf) {
        p->inserts[p->inserts_n] = (struct merge_insert){f->pdf, sheet_page(p->sheet)};
        p->insert_pages[p->inserts_n++] = f->pages;
        p->foreign += f->pages;
        return;
    }
    if (f->slip.n) {
        set_slip(a, p, k, f, f->slip);
        return;
    }
    p->cx->risk(p->cx->ctx, f->hash);
    sv text;
    err *e = NULL;
    if (is_media(f, "text/plain")) {
        e = sys_file_read(a, f->path, TEXT_MOST, &text);
        if (!e) {
            sheet_put(p->sheet, SHEET_LABEL,
                      sv_fmt(a, "%.*s: %.*s", SV_ARG(called(a, k)), SV_ARG(f->row.name)));
            sheet_put(p->sheet, SHEET_TEXT, text);
        }
    } else {
        e = sheet_picture(p->sheet, f->path, is_media(f, "image/png"));
    }
    if (e) {
        set_slip(a, p, k, f, SV("It is damaged or too large to be shown here."));
    }
}

static void set_text(struct arena *a, struct packet *p, const struct packet_item *k,
                     struct packet_text *t)
{
    struct sheet *s = p->sheet;
    sheet_break(s);
    t->page = here(p);
    sheet_put(s, SHEET_LABEL, called(a, k));
    sheet_put(s, SHEET_HEADING, t->title);
    sheet_put(s, SHEET_TEXT, t->words);
}

static void set_item(struct arena *a, struct packet *p, size_t i)
{
    struct packet_item *k = &p->items[i];
    struct sheet *s = p->sheet;
    sheet_break(s);
    k->page = here(p);
    sheet_put(s, SHEET_LABEL, k->section.n ? k->section : p->body.row.name);
    sheet_put(s, SHEET_HEADING, called(a, k));
    sheet_put(s, SHEET_TEXT,
              sv_fmt(a, "%.*s, file %.*s%s%.*s%s%.*s", SV_ARG(page_item_type_words(k->type)),
                     SV_ARG(k->file), k->department.n ? " · " : "", SV_ARG(k->department),
                     k->sponsor.n ? " · sponsored by " : "", SV_ARG(k->sponsor)));
    if (k->texts_n) {
        sheet_put(s, SHEET_LABEL, SV("Texts"));
    }
    for (size_t n = 0; n < k->texts_n; n++) {
        const struct packet_text *t = &k->texts[n];
        sheet_row(s, 0, t->title, sv_fmt(a, "%d", t->page + 1),
                  (ptrdiff_t)(i * LINKS_AN_ITEM + 1 + n));
    }
    if (k->files_n) {
        sheet_put(s, SHEET_LABEL, SV("Attachments"));
    }
    for (size_t n = 0; n < k->files_n; n++) {
        const struct packet_file *f = &k->files[n];
        sheet_row(s, 0,
                  sv_fmt(a, "%.*s: %.*s%s%.*s", SV_ARG(page_attachment_words(f->row.type)),
                         SV_ARG(f->row.name), f->row.words.n ? ". " : "", SV_ARG(f->row.words)),
                  sv_fmt(a, "%d", f->page + 1),
                  (ptrdiff_t)(i * LINKS_AN_ITEM + 1 + k->texts_n + n));
    }
    for (size_t n = 0; n < k->texts_n; n++) {
        set_text(a, p, k, &k->texts[n]);
    }
    for (size_t n = 0; n < k->files_n; n++) {
        set_file(a, p, k, &k->files[n]);
    }
}

static sv title_of(struct arena *a, const struct packet *p)
{
    return sv_fmt(a, "%.*s: packet of the meeting of %.*s", SV_ARG(p->body.row.name),
                  SV_ARG(page_day_words(a, (date){(int32_t)p->row.day})));
}

/* path NULL: only to see on which pages everything comes out. */
static err *set_all(struct arena *a, struct packet *p, const char *path,
                    const struct sheet_link **ret_links, size_t *ret_links_n)
{
    int pages;
    TRY(sheet_open(a, path, title_of(a, p), &p->sheet));
    p->foreign = 0;
    p->inserts_n = 0;
    set_cover(a, p);
    set_agenda(a, p);
    for (size_t i = 0; i < p->items_n; i++) {
        set_item(a, p, i);
    }
    *ret_links = sheet_links(p->sheet, ret_links_n);
    return sheet_close(a, p->sheet, &pages);
}

/* ---- putting it together ---- */

static int target_of(const struct packet *p, size_t to)
{
    const struct packet_item *k = &p->items[to / LINKS_AN_ITEM];
    size_t n = to % LINKS_AN_ITEM;
    if (n == 0 || n > k->texts_n + k->files_n) {
        return k->page;
    }
    return n <= k->texts_n ? k->texts[n - 1].page : k->files[n - 1 - k->texts_n].page;
}

/* The page of the whole that a page of the base becomes. */
static int page_of(const struct packet *p, int base)
{
    int page = base;
    for (size_t i = 0; i < p->inserts_n && p->inserts[i].before <= base; i++) {
        page += p->insert_pages[i];
    }
    return page;
}

static err *merge(struct arena *a, struct packet *p, const char *base, const char *path,
                  const struct sheet_link *links, size_t links_n)
{
    struct merge_mark *marks =
        arena_array(a, struct merge_mark, 1 + p->items_n + p->texts_n + p->files_n);
    struct merge_link *to = arena_array(a, struct merge_link, links_n);
    size_t n = 0;
    int pages;
    marks[n++] = (struct merge_mark){SV("Agenda"), 0, 0};
    for (size_t i = 0; i < p->items_n; i++) {
        const struct packet_item *k = &p->items[i];
        marks[n++] = (struct merge_mark){called(a, k), 0, k->page};
        for (size_t t = 0; t < k->texts_n; t++) {
            marks[n++] = (struct merge_mark){k->texts[t].title, 1, k->texts[t].page};
        }
        for (size_t f = 0; f < k->files_n; f++) {
            marks[n++] = (struct merge_mark){k->files[f].row.name, 1, k->files[f].page};
        }
    }
    for (size_t i = 0; i < links_n; i++) {
        const struct sheet_link *l = &links[i];
        to[i] = (struct merge_link){page_of(p, l->page), l->x0, l->y0, l->x1, l->y1,
                                    target_of(p, l->to)};
    }
    return merge_write(a,
                       &(struct merge){.base = base,
                                       .path = path,
                                       .inserts = p->inserts,
                                       .inserts_n = p->inserts_n,
                                       .marks = marks,
                                       .marks_n = n,
                                       .links = to,
                                       .links_n = links_n,
                                       .stamp = SV("Packet page")},
                       &pages);
}

static err *make(struct packet *p, const char *path)
{
    struct arena *a = p->cx->a;
    const struct sheet_link *links;
    size_t links_n;
    int pages = 0;
    const char *base = sv_fmt(a, "%s.base", path).p;
    p->inserts = arena_array(a, struct merge_insert, p->files_n);
    p->insert_pages = arena_array(a, int, p->files_n);
    for (size_t i = 0; i < p->items_n; i++) {
        for (size_t k = 0; k < p->items[i].files_n; k++) {
            look_at(p, &p->items[i].files[k], &pages);
        }
    }
    err *e = set_all(a, p, NULL, &links, &links_n);
    e = e ? e : set_all(a, p, base, &links, &links_n);
    e = e ? e : merge(a, p, base, sv_fmt(a, "%s.new", path).p, links, links_n);
    sys_file_remove(base);
    for (size_t i = 0; i < p->items_n; i++) {
        for (size_t k = 0; k < p->items[i].files_n; k++) {
            merge_close(p->items[i].files[k].pdf);
        }
    }
    return e;
}

err *print_packet(struct print_cx *cx, sv words, struct print_made *ret)
{
    struct arena *a = cx->a;
    struct page_cx pages = {.a = a, .store = cx->store, .now = cx->now, .language = SV("en")};
    struct packet p = {
        .cx = cx, .meeting = words, .order = sv_fmt(a, "packet %.*s", SV_ARG(words))};
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
    TRY(make(&p, path));
    return print_end(cx, p.order, ret, path);
}
