/* Papers: ordered from the role that makes them, then sent as the files that they are. */
#include "web/inside.h"

#include "sys/files.h"

struct ordered {
    const char *type;
    sv name; /* by which it is saved */
};

static void made(struct web *w, struct http_exchange *x, void *cx, int status, sv said)
{
    const struct ordered *k = cx;
    struct arena *a = http_exchange_arena(x);
    int fd = -1;
    uint64_t size = 0;
    err *e = NULL;
    if (status != 200) {
        enum err_kind kind = status == 404 ? E_NOTFOUND : status == 413 ? E_LIMIT : E_IO;
        web_error(w, x, status, err_make(a, kind, "%.*s", SV_ARG(said)), false, NULL);
        return;
    }
    const char *path = sv_fmt(a, "%.*s/papers/%.*s", SV_ARG(w->s.dir), SV_ARG(said)).p;
    e = sys_file_open(a, path, &fd, &size);
    if (!e) {
        struct buf b = buf_make(1024);
        http_header_put(&b, "Content-Disposition",
                        sv_fmt(a, "inline; filename=\"%.*s\"", SV_ARG(k->name)));
        struct http_reply r = {.status = 200, .type = k->type, .headers = buf_dup(a, &b)};
        buf_free(&b);
        e = web_reply_file(x, CACHE_FRESH, &r, fd, web_tag(a, said));
    }
    if (e) { /* it went between the order and now: a newer one has taken its place */
        web_error_of(w, x, err_make(a, E_IO, "This paper has just changed: reload the address."),
                     false, NULL);
    }
}

void web_paper_reply(struct web *w, struct http_exchange *take_x, sv order, const char *type,
                     sv name)
{
    struct arena *a = http_exchange_arena(take_x);
    struct ordered *k = arena_new(a, struct ordered);
    *k = (struct ordered){.type = type, .name = name};
    web_ask_paper(w, take_x, order, made, k);
}

void web_do_packet(struct web *w, struct http_exchange *take_x, const struct web_match *m)
{
    const struct web_params *p = &m->params;
    struct arena *a = http_exchange_arena(take_x);
    if (m->route == ROUTE_PACKET) {
        web_redirect(take_x, 302, web_route_path(a, ROUTE_PACKET_PDF, p, false), SV_NONE);
        return;
    }
    web_paper_reply(w, take_x, sv_fmt(a, "packet %.*s/%.*s", SV_ARG(p->body), SV_ARG(p->date)),
                    "application/pdf",
                    sv_fmt(a, "%.*s-%.*s-packet.pdf", SV_ARG(p->body), SV_ARG(p->date)));
}

/* What is ordered for a route, and by which word the document is saved. */
static const struct {
    enum web_route route;
    const char *kind, *name;
} documents[] = {{ROUTE_MINUTES_DOCX, "minutes", "minutes"},
                 {ROUTE_VERSION_DOCX, "minutes", "minutes"},
                 {ROUTE_SUMMARY_DOCX, "summary", "summary"},
                 {ROUTE_MARKED_DOCX, "marked", "agenda-marked"},
                 {ROUTE_DUE_DOCX, "due", "due"},
                 {ROUTE_ITEM_DOCX, "item", "paper"}};

void web_do_word(struct web *w, struct http_exchange *take_x, const struct web_match *m)
{
    const struct web_params *p = &m->params;
    struct arena *a = http_exchange_arena(take_x);
    sv of = p->file.n ? p->file : p->date;
    size_t i = 0;
    while (documents[i].route != m->route) {
        i++;
    }
    web_paper_reply(w, take_x,
                    sv_fmt(a, "docx %s %.*s/%.*s%s%.*s", documents[i].kind, SV_ARG(p->body),
                           SV_ARG(of), p->seq.n ? " " : "", SV_ARG(p->seq)),
                    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                    sv_fmt(a, "%.*s-%.*s-%s%s%.*s.docx", SV_ARG(p->body), SV_ARG(of),
                           documents[i].name, p->seq.n ? "-" : "", SV_ARG(p->seq)));
}
