/* Papers of a meeting or an item as documents of Word: "docx minutes rehearsal/2026-06-17 2". */
#include "base/json.h"
#include "paper/docx.h"
#include "paper/print.h"
#include "store/q.h"
#include "sys/files.h"

#include "pages/page.h"

enum { PAPER_MODE = 0640 };

/* Where the record can be read: the host in the log's name (dais.example.org/log). */
static err *site_of(struct print_cx *cx, sv *ret)
{
    struct q_page_keys_out *rows = NULL;
    size_t n = 0;
    sv rest;
    TRY(q_page_keys(cx->store, cx->a, &rows, &n));
    sv name = n ? sv_cut(rows[n - 1].verifier, '+', &rest) : SV_NONE;
    sv host = sv_cut(name, '/', &rest);
    *ret = host.n ? sv_fmt(cx->a, "https://%.*s", SV_ARG(host)) : SV_NONE;
    return NULL;
}

/* The paper that the words name. */
static err *paper_of(struct print_cx *cx, sv words, struct view_paper_page *ret)
{
    struct page_cx pages = {.a = cx->a, .store = cx->store, .now = cx->now, .language = SV("en")};
    sv rest, name, kind = sv_cut(words, ' ', &rest), id = sv_cut(rest, ' ', &rest);
    sv body = sv_cut(id, '/', &name);
    uint64_t version;
    if (sv_is(kind, "minutes")) {
        return page_minutes(
            &pages, body, name,
            sv_u64(rest, &version) && version <= INT32_MAX ? (int64_t)version : PAGE_NEWEST, ret);
    }
    return sv_is(kind, "summary")  ? page_summary(&pages, body, name, ret)
           : sv_is(kind, "marked") ? page_marked(&pages, body, name, ret)
           : sv_is(kind, "due")    ? page_due(&pages, body, name, ret)
           : sv_is(kind, "item")   ? page_item_paper(&pages, body, name, ret)
                                   : err_make(cx->a, E_INVALID, "There is no paper of that name.");
}

static err *read_paper(struct print_cx *cx, sv words, struct view_paper_page *ret_page,
                       sv *ret_site)
{
    TRY(st_read_begin(cx->store, cx->a));
    err *e = paper_of(cx, words, ret_page);
    e = e ? e : site_of(cx, ret_site);
    st_read_end(cx->store);
    return e;
}

err *print_docx(struct print_cx *cx, sv words, struct print_made *ret)
{
    struct view_paper_page page = {.status = SV_NONE};
    sv site, json, bytes, order = sv_fmt(cx->a, "docx %.*s", SV_ARG(words));
    const char *path;
    bool there;
    TRY(read_paper(cx, words, &page, &site));
    SCOPED(out_close) struct out o = out_open(SV("en"), NULL);
    view_paper_json(&o, &page.paper);
    TRY(out_done(cx->a, &o, &json));
    sv from =
        sv_fmt(cx->a, "%.*s\n%.*s\n%.*s", SV_ARG(site), SV_ARG(page.status_words), SV_ARG(json));
    TRY(print_begin(cx, order, from, ret, &path, &there));
    if (there) {
        return NULL;
    }
    const struct docx_about about = {.site = site, .status = page.status_words};
    TRY(docx_write(cx->a, &page.paper, &about, &bytes));
    TRY(sys_file_replace(cx->a, sv_fmt(cx->a, "%s.new", path).p, bytes, PAPER_MODE));
    return print_end(cx, order, ret, path);
}
