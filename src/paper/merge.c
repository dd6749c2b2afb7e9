/* Merging by qpdf's C interface. */
#include "paper/merge.h"

#include <qpdf/qpdf-c.h>
#include <string.h>

#include "base/buf.h"

struct merge_file {
    qpdf_data q;
    int pages;
};

void merge_close(struct merge_file *take_f)
{
    if (take_f) {
        qpdf_cleanup(&take_f->q);
        heap_resize(take_f, 0);
    }
}

static qpdf_data begin(void)
{
    qpdf_data q = qpdf_init();
    qpdf_silence_errors(q);
    qpdf_set_suppress_warnings(q, QPDF_TRUE);
    return q;
}

/* An error that is waiting to be asked for. */
static bool wrong(qpdf_data q)
{
    if (!qpdf_has_error(q)) {
        return false;
    }
    (void)qpdf_get_error(q);
    return true;
}

err *merge_open(struct arena *a, const char *path, struct merge_file **ret, int *ret_pages)
{
    struct merge_file *f = heap_resize(NULL, sizeof *f);
    *f = (struct merge_file){.q = begin()};
    bool read = (qpdf_read(f->q, path, NULL) & QPDF_ERRORS) == 0;
    const char *why = NULL;
    if (read && qpdf_is_encrypted(f->q)) {
        why = "It is encrypted, and so it is not part of this packet.";
    } else if (read) {
        f->pages = qpdf_get_num_pages(f->q);
        read = !wrong(f->q) && f->pages >= 0;
        for (int i = 0; read && i < f->pages && i < MERGE_PAGES; i++) {
            qpdf_oh page = qpdf_get_page_n(f->q, (size_t)i);
            read = qpdf_oh_is_dictionary(f->q, page) && !wrong(f->q);
        }
        why = f->pages > MERGE_PAGES ? "It has too many pages to be part of this packet."
              : f->pages == 0        ? "It has no pages."
                                     : NULL;
    } else if (qpdf_has_error(f->q)) {
        why = qpdf_get_error_code(f->q, qpdf_get_error(f->q)) == qpdf_e_password
                  ? "It is encrypted, and so it is not part of this packet."
                  : NULL;
    }
    if (!read && !why) {
        why = "It is damaged: its pages could not be read.";
    }
    if (why) {
        err *e = err_make(a, E_INVALID, "%s", why);
        merge_close(f);
        return e;
    }
    *ret = f;
    *ret_pages = f->pages;
    return NULL;
}

/* ---- pages ---- */

static err *insert_all(struct arena *a, qpdf_data q, const struct merge *m, int base_pages)
{
    qpdf_oh *own = arena_array(a, qpdf_oh, (size_t)base_pages + 1);
    for (int i = 0; i < base_pages; i++) {
        own[i] = qpdf_get_page_n(q, (size_t)i);
    }
    for (size_t i = 0; i < m->inserts_n; i++) {
        const struct merge_insert *in = &m->inserts[i];
        for (int k = 0; k < in->file->pages; k++) {
            qpdf_oh page = qpdf_get_page_n(in->file->q, (size_t)k);
            QPDF_ERROR_CODE code =
                in->before < base_pages
                    ? qpdf_add_page_at(q, in->file->q, page, QPDF_TRUE, own[in->before])
                    : qpdf_add_page(q, in->file->q, page, QPDF_FALSE);
            if ((code & QPDF_ERRORS) || wrong(q)) {
                return err_make(a, E_IO, "Pages of an attachment could not be put into the packet");
            }
        }
    }
    return NULL;
}

static qpdf_oh parse(qpdf_data q, struct arena *a, sv text)
{
    return qpdf_oh_parse(q, sv_cstr(a, text));
}

static qpdf_oh stream_of(qpdf_data q, sv bytes)
{
    qpdf_oh s = qpdf_oh_new_stream(q), none = qpdf_oh_new_null(q);
    qpdf_oh_replace_stream_data(q, s, (const unsigned char *)bytes.p, bytes.n, none, none);
    return s;
}

/* ---- numbers ---- */

struct box {
    double x0, y0, x1, y1;
};

static struct box box_of(qpdf_data q, qpdf_oh page)
{
    static const char *const keys[] = {"/CropBox", "/MediaBox"};
    struct box b = {0, 0, 612, 792};
    for (size_t i = 0; i < 2; i++) {
        qpdf_oh array = qpdf_oh_get_key(q, page, keys[i]);
        if (qpdf_oh_is_array(q, array) && qpdf_oh_get_array_n_items(q, array) == 4) {
            double v[4];
            for (int k = 0; k < 4; k++) {
                v[k] = qpdf_oh_get_numeric_value(q, qpdf_oh_get_array_item(q, array, k));
            }
            return (struct box){v[0] < v[2] ? v[0] : v[2], v[1] < v[3] ? v[1] : v[3],
                                v[0] < v[2] ? v[2] : v[0], v[1] < v[3] ? v[3] : v[1]};
        }
    }
    return b;
}

static int rotation_of(qpdf_data q, qpdf_oh page)
{
    qpdf_oh r = qpdf_oh_get_key(q, page, "/Rotate");
    long long n = qpdf_oh_is_integer(q, r) ? qpdf_oh_get_int_value(q, r) : 0;
    return (int)(((n % 360) + 360) % 360);
}

/* The number at the foot, as the page is looked at. */
static sv stamp_of(struct arena *a, const struct box *b, int rotation, sv text)
{
    double width = (double)text.n * 4.2, middle_x = (b->x0 + b->x1) / 2,
           middle_y = (b->y0 + b->y1) / 2, foot = 22;
    double x = middle_x - width / 2, y = b->y0 + foot;
    int c = 1, s = 0; /* of the turn of the words */
    if (rotation == 90) {
        x = b->x1 - foot, y = middle_y - width / 2, c = 0, s = 1;
    } else if (rotation == 180) {
        x = middle_x + width / 2, y = b->y1 - foot, c = -1, s = 0;
    } else if (rotation == 270) {
        x = b->x0 + foot, y = middle_y + width / 2, c = 0, s = -1;
    }
    return sv_fmt(a, "\nQ q BT /DaisPage 8 Tf 0.25 g %d %d %d %d %.2f %.2f Tm (%.*s) Tj ET Q\n", c,
                  s, -s, c, x, y, SV_ARG(text));
}

static void add_font(qpdf_data q, struct arena *a, qpdf_oh page, qpdf_oh font)
{
    qpdf_oh resources = qpdf_oh_get_key(q, page, "/Resources");
    if (!qpdf_oh_is_dictionary(q, resources)) {
        resources = qpdf_oh_new_dictionary(q);
        qpdf_oh_replace_key(q, page, "/Resources", resources);
    }
    qpdf_oh fonts = qpdf_oh_get_key(q, resources, "/Font");
    if (!qpdf_oh_is_dictionary(q, fonts)) {
        fonts = qpdf_oh_new_dictionary(q);
        qpdf_oh_replace_key(q, resources, "/Font", fonts);
    }
    qpdf_oh_replace_key(q, fonts, "/DaisPage", font);
    (void)a;
}

static void stamp_page(qpdf_data q, struct arena *a, qpdf_oh page, qpdf_oh font, sv text)
{
    (void)qpdf_push_inherited_attributes_to_page(q);
    struct box b = box_of(q, page);
    qpdf_oh was = qpdf_oh_get_key(q, page, "/Contents"), all = qpdf_oh_new_array(q);
    add_font(q, a, page, font);
    qpdf_oh_append_item(q, all, stream_of(q, SV("q\n")));
    if (qpdf_oh_is_array(q, was)) {
        for (int i = 0; i < qpdf_oh_get_array_n_items(q, was); i++) {
            qpdf_oh_append_item(q, all, qpdf_oh_get_array_item(q, was, i));
        }
    } else if (qpdf_oh_is_stream(q, was)) {
        qpdf_oh_append_item(q, all, was);
    }
    qpdf_oh_append_item(q, all, stream_of(q, stamp_of(a, &b, rotation_of(q, page), text)));
    qpdf_oh_replace_key(q, page, "/Contents", all);
}

/* ---- links and bookmarks ---- */

static qpdf_oh to_page(qpdf_data q, qpdf_oh page)
{
    qpdf_oh dest = qpdf_oh_new_array(q);
    qpdf_oh_append_item(q, dest, page);
    qpdf_oh_append_item(q, dest, qpdf_oh_new_name(q, "/Fit"));
    return dest;
}

static void add_link(qpdf_data q, struct arena *a, const struct merge_link *l, const qpdf_oh *pages)
{
    qpdf_oh page = pages[l->from], all = qpdf_oh_get_key(q, page, "/Annots");
    qpdf_oh link = parse(q, a,
                         sv_fmt(a,
                                "<< /Type /Annot /Subtype /Link /Border [0 0 0] /F 4 "
                                "/Rect [%.2f %.2f %.2f %.2f] >>",
                                l->x0, l->y0, l->x1, l->y1));
    qpdf_oh_replace_key(q, link, "/Dest", to_page(q, pages[l->to]));
    if (!qpdf_oh_is_array(q, all)) {
        all = qpdf_oh_new_array(q);
        qpdf_oh_replace_key(q, page, "/Annots", all);
    }
    qpdf_oh_append_item(q, all, qpdf_make_indirect_object(q, link));
}

/* The marks from *i on that stand on this level, below parent. */
static void add_marks(qpdf_data q, struct arena *a, const struct merge *m, size_t *i, int level,
                      qpdf_oh parent, const qpdf_oh *pages)
{
    qpdf_oh before = 0;
    int count = 0;
    while (*i < m->marks_n && m->marks[*i].level >= level) {
        const struct merge_mark *k = &m->marks[(*i)++];
        qpdf_oh item = qpdf_make_indirect_object(q, qpdf_oh_new_dictionary(q));
        qpdf_oh_replace_key(q, item, "/Title", qpdf_oh_new_unicode_string(q, sv_cstr(a, k->title)));
        qpdf_oh_replace_key(q, item, "/Parent", parent);
        qpdf_oh_replace_key(q, item, "/Dest", to_page(q, pages[k->page]));
        if (before) {
            qpdf_oh_replace_key(q, item, "/Prev", before);
            qpdf_oh_replace_key(q, before, "/Next", item);
        } else {
            qpdf_oh_replace_key(q, parent, "/First", item);
        }
        qpdf_oh_replace_key(q, parent, "/Last", item);
        before = item;
        count++;
        if (*i < m->marks_n && m->marks[*i].level > level) {
            add_marks(q, a, m, i, level + 1, item, pages);
        }
    }
    qpdf_oh_replace_key(q, parent, "/Count", qpdf_oh_new_integer(q, level ? -count : count));
}

static err *finish(struct arena *a, qpdf_data q, const struct merge *m, int *ret_pages)
{
    int n = qpdf_get_num_pages(q);
    qpdf_oh *pages = arena_array(a, qpdf_oh, (size_t)(n > 0 ? n : 1));
    qpdf_oh font = qpdf_make_indirect_object(
        q, parse(q, a, SV("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")));
    for (int i = 0; i < n; i++) {
        pages[i] = qpdf_get_page_n(q, (size_t)i);
    }
    for (size_t i = 0; i < m->links_n; i++) {
        if (m->links[i].from < n && m->links[i].to < n) {
            add_link(q, a, &m->links[i], pages);
        }
    }
    for (int i = 0; m->stamp.n && i < n; i++) {
        stamp_page(q, a, pages[i], font, sv_fmt(a, "%.*s %d", SV_ARG(m->stamp), i + 1));
    }
    if (m->marks_n) {
        qpdf_oh root = qpdf_make_indirect_object(q, parse(q, a, SV("<< /Type /Outlines >>")));
        size_t at = 0;
        add_marks(q, a, m, &at, 0, root, pages);
        qpdf_oh_replace_key(q, qpdf_get_root(q), "/Outlines", root);
        qpdf_oh_replace_key(q, qpdf_get_root(q), "/PageMode", qpdf_oh_new_name(q, "/UseOutlines"));
    }
    *ret_pages = n;
    if (wrong(q) || (qpdf_init_write(q, m->path) & QPDF_ERRORS)) {
        return err_make(a, E_IO, "The packet could not be put together");
    }
    qpdf_set_object_stream_mode(q, qpdf_o_generate);
    return (qpdf_write(q) & QPDF_ERRORS) || wrong(q)
               ? err_make(a, E_IO, "The packet could not be written; see to the disk")
               : NULL;
}

err *merge_write(struct arena *a, const struct merge *m, int *ret_pages)
{
    qpdf_data q = begin();
    err *e = (qpdf_read(q, m->base, NULL) & QPDF_ERRORS)
                 ? err_make(a, E_IO, "The pages that were set could not be read")
                 : NULL;
    e = e ? e : insert_all(a, q, m, qpdf_get_num_pages(q));
    e = e ? e : finish(a, q, m, ret_pages);
    qpdf_cleanup(&q);
    return e;
}
