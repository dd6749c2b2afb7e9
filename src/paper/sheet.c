/* Setting words on pages, with pango and cairo. */
#include "paper/sheet.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include "base/utf8.h"
#include "sys/files.h"

/* Points: a 72nd of an inch. */
static const double WIDTH = 612, HEIGHT = 792, SIDE = 64, TOP = 60, FOOT = 64, STEP = 18;
static const double BODY_SIZE = 11, RIGHT_ROOM = 46;

static const struct {
    const char *font, *tag;
    double size, before;
    bool stays; /* with what follows */
} styles[] = {
    [SHEET_TITLE] = {"DejaVu Sans Bold", "H1", 22, 4, true},
    [SHEET_HEADING] = {"DejaVu Sans Bold", "H2", 13, 12, true},
    [SHEET_LABEL] = {"DejaVu Sans Bold", "P", 9, 8, true},
    [SHEET_TEXT] = {"DejaVu Serif", "P", 11, 4, false},
    [SHEET_NOTE] = {"DejaVu Serif", "P", 9, 4, false},
};

struct sheet {
    struct arena *a;
    cairo_surface_t *surface;
    cairo_t *cr;
    PangoLayout *layout;
    double y; /* from the top */
    int page;
    bool begun; /* something stands on the page */
    struct sheet_link *links;
    size_t links_n, links_size;
};

err *sheet_open(struct arena *a, const char *path, sv title, struct sheet **ret)
{
    struct sheet *s = arena_new(a, struct sheet);
    s->a = a;
    s->surface = cairo_pdf_surface_create(path, WIDTH, HEIGHT);
    cairo_status_t status = cairo_surface_status(s->surface);
    if (status != CAIRO_STATUS_SUCCESS) {
        cairo_surface_destroy(s->surface);
        return err_make(a, E_IO, "A paper could not be begun: %s", cairo_status_to_string(status));
    }
    cairo_pdf_surface_set_metadata(s->surface, CAIRO_PDF_METADATA_TITLE, sv_cstr(a, title));
    cairo_pdf_surface_set_metadata(s->surface, CAIRO_PDF_METADATA_CREATOR, "Dais");
    s->cr = cairo_create(s->surface);
    s->layout = pango_cairo_create_layout(s->cr);
    s->y = TOP;
    *ret = s;
    return NULL;
}

void sheet_break(struct sheet *s)
{
    if (s->begun) {
        cairo_show_page(s->cr);
        s->page++;
        s->begun = false;
    }
    s->y = TOP;
}

int sheet_page(const struct sheet *s)
{
    return s->page;
}

/* Bytes that pango takes. */
static sv clean(struct arena *a, sv text)
{
    if (utf8_valid(text)) {
        return text;
    }
    char *p = arena_alloc(a, text.n);
    for (size_t i = 0; i < text.n; i++) {
        p[i] = (unsigned char)text.p[i] < 0x80 ? text.p[i] : '?';
    }
    return (sv){p, text.n};
}

static void set(struct sheet *s, enum sheet_style style, sv text, double width)
{
    PangoFontDescription *d = pango_font_description_from_string(styles[style].font);
    sv good = clean(s->a, text);
    pango_font_description_set_absolute_size(d, styles[style].size * PANGO_SCALE);
    pango_layout_set_font_description(s->layout, d);
    pango_font_description_free(d);
    pango_layout_set_width(s->layout, (int)(width * PANGO_SCALE));
    pango_layout_set_wrap(s->layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_spacing(s->layout, (int)(styles[style].size * 0.25 * PANGO_SCALE));
    pango_layout_set_text(s->layout, good.p, (int)good.n);
}

/* A new page where less than this is left. */
static void make_room(struct sheet *s, double height)
{
    if (s->y + height > HEIGHT - FOOT) {
        sheet_break(s);
    }
}

/* Draw the lines of the layout from x on, each on the page where it fits. */
static void draw(struct sheet *s, enum sheet_style style, double x)
{
    PangoLayoutIter *i = pango_layout_get_iter(s->layout);
    double stays = styles[style].stays ? 3 * BODY_SIZE : 0;
    cairo_tag_begin(s->cr, styles[style].tag, NULL);
    do {
        PangoRectangle line;
        int top, bottom;
        pango_layout_iter_get_line_extents(i, NULL, &line);
        pango_layout_iter_get_line_yrange(i, &top, &bottom);
        double height = (double)(bottom - top) / PANGO_SCALE;
        if (s->y + height + stays > HEIGHT - FOOT) {
            cairo_tag_end(s->cr, styles[style].tag);
            sheet_break(s);
            cairo_tag_begin(s->cr, styles[style].tag, NULL);
        }
        double base = (double)(pango_layout_iter_get_baseline(i) - top) / PANGO_SCALE;
        cairo_move_to(s->cr, x + (double)line.x / PANGO_SCALE, s->y + base);
        pango_cairo_show_layout_line(s->cr, pango_layout_iter_get_line_readonly(i));
        s->begun = true;
        s->y += height;
    } while (pango_layout_iter_next_line(i));
    cairo_tag_end(s->cr, styles[style].tag);
    pango_layout_iter_free(i);
}

void sheet_put(struct sheet *s, enum sheet_style style, sv text)
{
    s->y += s->begun ? styles[style].before : 0;
    set(s, style, text, WIDTH - 2 * SIDE);
    draw(s, style, SIDE);
}

static void link_add(struct sheet *s, struct sheet_link l)
{
    if (s->links_n == s->links_size) {
        size_t size = s->links_size ? s->links_size * 2 : 64;
        struct sheet_link *more = arena_array(s->a, struct sheet_link, size);
        for (size_t i = 0; i < s->links_n; i++) {
            more[i] = s->links[i];
        }
        s->links = more;
        s->links_size = size;
    }
    s->links[s->links_n++] = l;
}

void sheet_row(struct sheet *s, int indent, sv text, sv right, ptrdiff_t to)
{
    double x = SIDE + indent * STEP, width = WIDTH - SIDE - RIGHT_ROOM - x;
    int w, h;
    s->y += s->begun ? styles[SHEET_TEXT].before : 0;
    set(s, SHEET_TEXT, text, width);
    pango_layout_get_size(s->layout, &w, &h);
    double height = (double)h / PANGO_SCALE, most = HEIGHT - FOOT - TOP;
    make_room(s, height < most ? height : most);
    double top = s->y;
    int page = s->page;
    draw(s, SHEET_TEXT, x);
    double bottom = s->page == page ? s->y : HEIGHT - FOOT, after = s->y;
    if (right.n && s->page == page) {
        set(s, SHEET_TEXT, right, RIGHT_ROOM);
        pango_layout_get_size(s->layout, &w, &h);
        s->y = top;
        draw(s, SHEET_TEXT, WIDTH - SIDE - (double)w / PANGO_SCALE);
        s->y = after;
    }
    if (to != SHEET_NOWHERE) {
        link_add(s, (struct sheet_link){page, x, HEIGHT - bottom, WIDTH - SIDE, HEIGHT - top,
                                        (size_t)to});
    }
}

/* ---- pictures ---- */

enum { POINTS_MOST = 60000000, PICTURE_BYTES = 64 << 20 };

static unsigned be16(const unsigned char *p)
{
    return (unsigned)p[0] << 8 | p[1];
}

/* Width and height of a JPEG: of its frame header (ITU T.81, B.2.2). */
static bool jpeg_size(sv bytes, unsigned *ret_w, unsigned *ret_h)
{
    const unsigned char *p = (const unsigned char *)bytes.p;
    for (size_t i = 2; i + 9 < bytes.n;) {
        if (p[i] != 0xff) {
            return false;
        }
        unsigned mark = p[i + 1];
        if (mark == 0xff) {
            i++;
            continue;
        }
        if (mark >= 0xc0 && mark <= 0xcf && mark != 0xc4 && mark != 0xc8 && mark != 0xcc) {
            *ret_h = be16(p + i + 5);
            *ret_w = be16(p + i + 7);
            return true;
        }
        i += 2 + be16(p + i + 2);
    }
    return false;
}

static bool png_size(sv bytes, unsigned *ret_w, unsigned *ret_h)
{
    const unsigned char *p = (const unsigned char *)bytes.p;
    if (bytes.n < 24) {
        return false;
    }
    *ret_w = be16(p + 16) << 16 | be16(p + 18);
    *ret_h = be16(p + 20) << 16 | be16(p + 22);
    return true;
}

static cairo_surface_t *picture_of(const char *path, bool png, sv bytes, unsigned w, unsigned h)
{
    if (png) {
        return cairo_image_surface_create_from_png(path);
    }
    /* the bytes go into the PDF as they are; the surface only says how large it is */
    cairo_surface_t *image = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)w, (int)h);
    if (cairo_surface_status(image) == CAIRO_STATUS_SUCCESS) {
        cairo_status_t set = cairo_surface_set_mime_data(
            image, CAIRO_MIME_TYPE_JPEG, (const unsigned char *)bytes.p, bytes.n, NULL, NULL);
        if (set != CAIRO_STATUS_SUCCESS) {
            cairo_surface_destroy(image);
            return NULL;
        }
    }
    return image;
}

err *sheet_picture(struct sheet *s, const char *path, bool png)
{
    unsigned w = 0, h = 0;
    sv bytes;
    TRY(sys_file_read(s->a, path, PICTURE_BYTES, &bytes));
    bool known = png ? png_size(bytes, &w, &h) : jpeg_size(bytes, &w, &h);
    cairo_surface_t *image = NULL;
    if (known && w && h && w <= 32000 && h <= 32000 && (uint64_t)w * h <= POINTS_MOST) {
        image = picture_of(path, png, bytes, w, h);
    }
    if (!image || cairo_surface_status(image) != CAIRO_STATUS_SUCCESS) {
        cairo_surface_destroy(image);
        return err_make(s->a, E_INVALID, "The picture cannot be read.");
    }
    double room_w = WIDTH - 2 * SIDE, room_h = HEIGHT - FOOT - s->y;
    double by_w = room_w / w, by_h = room_h / h, scale = by_w < by_h ? by_w : by_h;
    scale = scale < 1 ? scale : 1;
    cairo_save(s->cr);
    cairo_translate(s->cr, SIDE, s->y);
    cairo_scale(s->cr, scale, scale);
    cairo_set_source_surface(s->cr, image, 0, 0);
    cairo_paint(s->cr);
    cairo_restore(s->cr);
    cairo_surface_destroy(image);
    s->begun = true;
    s->y += h * scale;
    return NULL;
}

void sheet_space(struct sheet *s, double lines)
{
    s->y += lines * BODY_SIZE * 1.3;
}

void sheet_rule(struct sheet *s)
{
    make_room(s, 12);
    s->y += 6;
    cairo_set_line_width(s->cr, 0.75);
    cairo_move_to(s->cr, SIDE, s->y);
    cairo_line_to(s->cr, WIDTH - SIDE, s->y);
    cairo_stroke(s->cr);
    s->begun = true;
    s->y += 6;
}

const struct sheet_link *sheet_links(const struct sheet *s, size_t *ret_n)
{
    *ret_n = s->links_n;
    return s->links;
}

err *sheet_close(struct arena *a, struct sheet *take_s, int *ret_pages)
{
    struct sheet *s = take_s;
    if (s->begun) {
        cairo_show_page(s->cr);
        s->page++;
    }
    *ret_pages = s->page;
    g_object_unref(s->layout);
    cairo_destroy(s->cr);
    cairo_surface_finish(s->surface);
    cairo_status_t status = cairo_surface_status(s->surface);
    cairo_surface_destroy(s->surface);
    return status == CAIRO_STATUS_SUCCESS ? NULL
                                          : err_make(a, E_IO, "A paper could not be written: %s",
                                                     cairo_status_to_string(status));
}
