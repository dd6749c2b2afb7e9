/* Forms with a file: the file goes to DATA/incoming as it comes, its other fields are kept. */
#include "web/inside.h"

#include "base/utf8.h"
#include "http/multipart.h"
#include "record/media.h"
#include "sys/clock.h"
#include "sys/files.h"

enum { UPLOADS_MAX = 8, NAME_DIGITS = 26, FILENAME_MOST = 120 };

struct web_upload {
    struct web *w;
    struct arena *a; /* the exchange's */
    struct http_multipart parser;
    sv csrf;
    struct http_form form;
    size_t room;
    struct buf value; /* of the field at hand */
    size_t held;      /* bytes of all fields */
    bool in_file;
    bool deaf;        /* nobody's, or one too many: a little is read and thrown away */
    bool whole;       /* the form came to its end */
    sv field;         /* the form's, of its file; empty: none was chosen */
    sv filename;      /* its last piece */
    sv incoming;      /* its name in DATA/incoming */
    const char *path; /* NULL: no file is begun */
    int fd;
    uint64_t bytes;
    err *failure; /* told when all has come, so that it is read; NULL: none */
};

/* ---- the parts ---- */

static void add_field(struct web_upload *u, sv name, sv value)
{
    if (u->form.n == u->room) {
        size_t room = u->room ? u->room * 2 : 16;
        struct http_pair *more = arena_array(u->a, struct http_pair, room);
        for (size_t i = 0; i < u->form.n; i++) {
            more[i] = u->form.pairs[i];
        }
        u->form.pairs = more;
        u->room = room;
    }
    u->form.pairs[u->form.n++] = (struct http_pair){name, value};
}

/* The last piece of what a browser calls the file, cut to what a name may have. */
static sv name_of(struct arena *a, sv filename)
{
    size_t at = filename.n;
    while (at && filename.p[at - 1] != '/' && filename.p[at - 1] != '\\') {
        at--;
    }
    sv name = sv_trim(sv_sub(filename, at, filename.n));
    if (!utf8_plain(name)) {
        return SV_NONE;
    }
    if (name.n > FILENAME_MOST) { /* its end says what it is */
        size_t from = name.n - FILENAME_MOST;
        while (from < name.n && ((unsigned char)name.p[from] & 0xc0) == 0x80) {
            from++;
        }
        name = sv_sub(name, from, name.n);
    }
    return sv_dup(a, name);
}

static int begin_file(struct web_upload *u, const struct http_part *part)
{
    u->in_file = true;
    if (!part->filename.n) {
        return 0; /* nothing was chosen */
    }
    if (u->field.n) {
        return 400;
    }
    u->field = sv_dup(u->a, part->name);
    u->filename = name_of(u->a, part->filename);
    /* the form's token stands before its file: nobody else's page fills this disk */
    if (!web_secret_equal(http_form_get(&u->form, "csrf"), u->csrf)) {
        return 0;
    }
    u->incoming = web_id(u->a);
    u->path = sv_fmt(u->a, "%.*s/incoming/%.*s", SV_ARG(u->w->s.dir), SV_ARG(u->incoming)).p;
    u->failure = sys_file_begin(u->a, u->path, 0640, &u->fd);
    u->path = u->failure ? NULL : u->path;
    return 0;
}

static int begin_part(void *ctx, const struct http_part *part)
{
    struct web_upload *u = ctx;
    if (part->is_file) {
        return begin_file(u, part);
    }
    u->in_file = false;
    add_field(u, sv_dup(u->a, part->name), SV_NONE);
    u->held += part->name.n;
    buf_clear(&u->value);
    return 0;
}

static int add_piece(void *ctx, sv piece)
{
    struct web_upload *u = ctx;
    if (!u->in_file) {
        u->held += piece.n;
        buf_sv(&u->value, piece);
        return u->held > LIMIT_FORM_BYTES || u->value.failed ? 413 : 0;
    }
    u->bytes += piece.n;
    if (!u->path || u->failure) {
        return 0;
    }
    if (u->bytes > REC_FILE_BYTES) {
        u->failure = err_make(
            u->a, E_LIMIT, "A file may have %d MiB at most: make it smaller, or file it in parts.",
            REC_FILE_BYTES >> 20);
        return 0;
    }
    u->failure = sys_file_add(u->a, u->fd, piece);
    return 0;
}

/* The value as urlencoded forms give it: CR LF is one end of a line. */
static int end_part(void *ctx)
{
    struct web_upload *u = ctx;
    if (u->in_file) {
        sys_close(u->fd);
        u->fd = -1;
        return 0;
    }
    sv raw = buf_view(&u->value);
    char *p = arena_alloc(u->a, raw.n);
    size_t n = 0;
    for (size_t i = 0; i < raw.n; i++) {
        if (!(raw.p[i] == '\r' && i + 1 < raw.n && raw.p[i + 1] == '\n')) {
            p[n++] = raw.p[i];
        }
    }
    u->form.pairs[u->form.n - 1].value = (sv){p, n};
    return utf8_plain((sv){p, n}) ? 0 : 400;
}

/* ---- the sink ---- */

static int take_piece(void *ctx, sv bytes)
{
    struct web_upload *u = ctx;
    if (u->deaf) {
        u->bytes += bytes.n;
        return u->bytes > WEB_SMALL_BODY ? 503 : 0;
    }
    int status = http_multipart_add(&u->parser, bytes);
    u->whole = status == HTTP_DONE;
    return status == HTTP_DONE || status == HTTP_MORE ? 0 : status;
}

static void over(void *ctx)
{
    struct web_upload *u = ctx;
    sys_close(u->fd);
    buf_free(&u->value);
    if (u->path) {
        sys_file_remove(u->path);
    }
    u->w->uploads -= u->deaf ? 0 : 1;
}

bool web_upload_sink(void *ctx, struct http_exchange *x, struct http_sink *ret)
{
    struct web *w = ctx;
    const struct http_request *r = http_exchange_request(x);
    struct arena *a = http_exchange_arena(x);
    struct web_session session;
    if (!web_upload_is(r)) {
        return false;
    }
    struct web_upload *u = arena_new(a, struct web_upload);
    *u = (struct web_upload){.w = w, .a = a, .value = buf_make(LIMIT_FORM_BYTES), .fd = -1};
    struct http_multipart_to to = {u, begin_part, add_piece, end_part};
    u->deaf = !w->s.dir.n || w->uploads == UPLOADS_MAX || !web_origin_good(r) ||
              web_session_read(w, x, &session) || !session.found || session.lacks ||
              !web_route_may(ROUTE_ACT, session.actor.role) ||
              !http_multipart_open(&u->parser, r->content_type, &to);
    u->csrf = u->deaf ? SV_NONE : session.visitor.csrf;
    w->uploads += u->deaf ? 0 : 1;
    *ret = (struct http_sink){u, take_piece, over};
    return true;
}

bool web_upload_is(const struct http_request *r)
{
    return r->method == HTTP_POST && sv_starts(r->path, SV("/acts/")) &&
           http_type_is(r->content_type, "multipart/form-data");
}

err *web_upload_read(struct http_exchange *x, struct http_form *ret)
{
    struct arena *a = http_exchange_arena(x);
    struct web_upload *u = http_exchange_sink(x);
    if (!u || u->deaf) {
        return err_make(a, E_IO, "Files cannot be taken just now: try again in a moment.");
    }
    if (!u->whole) {
        return err_field(a, SV("Content-Type"), "The form did not come whole; send it again.");
    }
    if (u->failure) {
        return u->failure;
    }
    if (u->incoming.n) {
        add_field(u, sv_fmt(a, "%.*s.incoming", SV_ARG(u->field)), u->incoming);
    }
    if (u->filename.n && !http_form_get(&u->form, "data.name").n) {
        add_field(u, SV("data.name"), u->filename);
    }
    *ret = u->form;
    return NULL;
}
