/* What everyone may read: pages with their twins, parts, the checkpoint, and what programs ask. */
#include "web/inside.h"

#include "base/base64.h"
#include "base/utf8.h"
#include "record/entry.h"
#include "record/hash.h"
#include "store/q.h"
#include "sys/files.h"
#include "view/templates.h"
#include "web/assets_data.h"

static const struct {
    const char *name, *type;
    const sv *bytes;
} assets[WEB_ASSET_COUNT] = {
#define X(symbol, name, type) {name, type, &asset_##symbol},
    WEB_ASSETS(X)
#undef X
};

/* Make one model and write it. */
#define SHOW(model, call)                                                                          \
    do {                                                                                           \
        struct view_##model *page = arena_new(cx->a, struct view_##model);                         \
        TRY(call);                                                                                 \
        web_place(w, &page->shell);                                                                \
        if (m->json) {                                                                             \
            view_##model##_json(o, page);                                                          \
        } else {                                                                                   \
            view_##model(o, page);                                                                 \
        }                                                                                          \
        return NULL;                                                                               \
    } while (0)

/* The board has nothing around it. */
static err *show_board(struct page_cx *cx, const struct web_match *m, struct out *o)
{
    struct view_board_page *page = arena_new(cx->a, struct view_board_page);
    TRY(page_board(cx, m->params.body, m->params.date, page));
    if (m->json) {
        view_board_page_json(o, page);
    } else {
        view_board_page(o, page);
    }
    return NULL;
}

static err *show(struct web *w, struct page_cx *cx, const struct web_match *m, struct out *o)
{
    const struct web_params *p = &m->params;
    uint64_t seq = 0;
    if (m->route == ROUTE_HOME) {
        SHOW(home_page, page_home(cx, page));
    } else if (m->route == ROUTE_CALENDAR || m->route == ROUTE_CALENDAR_MONTH) {
        SHOW(calendar_page, page_calendar(cx, p->month, page));
    } else if (m->route == ROUTE_BODY) {
        SHOW(body_page, page_body(cx, p->body, page));
    } else if (m->route == ROUTE_MEETING) {
        SHOW(meeting_page, page_meeting(cx, p->body, p->date, page));
    } else if (m->route == ROUTE_LIVE) {
        SHOW(live_page, page_live(cx, p->body, p->date, page));
    } else if (m->route == ROUTE_AGENDA) {
        SHOW(agenda_page, page_agenda(cx, p->body, p->date, 0, page));
    } else if (m->route == ROUTE_AGENDA_VERSION && sv_u64(p->seq, &seq) && seq) {
        SHOW(agenda_page, page_agenda(cx, p->body, p->date, (int64_t)seq, page));
    } else if (m->route == ROUTE_MINUTES) {
        SHOW(paper_page, page_minutes(cx, p->body, p->date, PAGE_NEWEST, page));
    } else if (m->route == ROUTE_MINUTES_VERSION && sv_u64(p->seq, &seq)) {
        SHOW(paper_page, page_minutes(cx, p->body, p->date, (int64_t)seq, page));
    } else if (m->route == ROUTE_SUMMARY) {
        SHOW(paper_page, page_summary(cx, p->body, p->date, page));
    } else if (m->route == ROUTE_MARKED) {
        SHOW(paper_page, page_marked(cx, p->body, p->date, page));
    } else if (m->route == ROUTE_DUE) {
        SHOW(paper_page, page_due(cx, p->body, p->date, page));
    } else if (m->route == ROUTE_ITEM_PAPER) {
        SHOW(paper_page, page_item_paper(cx, p->body, p->file, page));
    } else if (m->route == ROUTE_BOARD) {
        return show_board(cx, m, o);
    } else if (m->route == ROUTE_ITEM) {
        SHOW(item_page, page_item(cx, p->body, p->file, page));
    } else if (m->route == ROUTE_TEXTS || m->route == ROUTE_TEXTS_OF) {
        SHOW(texts_page, page_item_texts(cx, p->body, p->file, p->seq, page));
    } else if (m->route == ROUTE_DECISION) {
        SHOW(decision_page, page_decision(cx, p->body, p->file, page));
    } else if (m->route == ROUTE_EFFECTS) {
        SHOW(effects_page, page_effects(cx, p->instrument, page));
    } else if (m->route == ROUTE_ACTIVITY) {
        SHOW(activity_page, page_activity(cx, p->instrument, page));
    } else if (m->route == ROUTE_TABLES) {
        SHOW(tables_page, page_tables(cx, p->instrument, page));
    } else if (m->route == ROUTE_DUE_UNDER) {
        SHOW(due_page, page_due_under(cx, p->instrument, page));
    } else if (m->route == ROUTE_AGREEMENTS) {
        SHOW(agreements_page, page_agreements(cx, page));
    } else if (m->route == ROUTE_AGREEMENT || m->route == ROUTE_AGREEMENT_HOLDERS) {
        SHOW(agreement_page, page_agreement(cx, p->instrument, p->holder, page));
    } else if (m->route == ROUTE_AGREEMENT_TEXTS || m->route == ROUTE_AGREEMENT_TEXTS_OF) {
        SHOW(agreement_texts_page, page_agreement_texts(cx, p->instrument, p->seq, page));
    } else if (m->route == ROUTE_MEMBER) {
        SHOW(member_page, page_member(cx, p->body, p->member, page));
    } else if (m->route == ROUTE_ENTRY && sv_u64(p->seq, &seq)) {
        SHOW(entry_page, page_entry(cx, (int64_t)seq, page));
    }
    SHOW(record_page, page_record(cx, page));
}

/* Within one snapshot: how many entries stand, and the page. */
static err *make(struct web *w, struct page_cx *cx, const struct web_match *m, struct out *o,
                 int64_t *ret_size)
{
    TRY(st_read_begin(w->reader, cx->a));
    err *e = st_log_size(w->reader, cx->a, ret_size);
    e = e ? e : show(w, cx, m, o);
    st_read_end(w->reader);
    if (!e && o->b.failed) {
        e = err_make(cx->a, E_LIMIT, "This page is too large to be shown; ask for a part of it.");
    }
    return e;
}

void web_do_page(struct web *w, struct http_exchange *take_x, const struct web_match *m)
{
    struct page_cx cx = web_page_cx(w, take_x, NULL);
    cx.a = web_page_arena(w);
    struct out o = out_open(cx.language, NULL);
    int64_t size = 0;
    err *e = make(w, &cx, m, &o, &size);
    if (e) {
        out_close(&o);
        web_error_of(w, take_x, e, m->json, NULL);
        return;
    }
    if (web_routes[m->route].cache != CACHE_PAGE) {
        web_send(take_x, 200, CACHE_FRESH, m->json, &o, SV_NONE);
        return;
    }
    sv tag = web_tag(cx.a, buf_view(&o.b));
    struct http_body *body = http_body_take(&o.b, tag);
    out_close(&o);
    web_cache_keep(w->cache, &(struct web_keep){.key = http_exchange_request(take_x)->path,
                                                .body = body,
                                                .json = m->json,
                                                .subjects = cx.subjects,
                                                .subjects_n = cx.subjects_n,
                                                .size = size,
                                                .turns = cx.turns,
                                                .valid_until = cx.valid_until});
    web_reply(
        take_x, CACHE_PAGE,
        &(struct http_reply){.status = 200,
                             .type = m->json ? "application/json" : "text/html; charset=utf-8",
                             .body = body});
    http_body_drop(body);
}

/* ---- short forms ---- */

/* ---- where a short form leads: one place, or several that bear the name ---- */

static err *items_of(struct web *w, struct page_cx *cx, sv file, struct view_link **ret,
                     size_t *ret_n)
{
    struct q_page_items_by_file_out *rows = NULL;
    size_t n = 0;
    TRY(q_page_items_by_file(w->reader, cx->a, &(struct q_page_items_by_file_in){.file = file},
                             &rows, &n));
    *ret = arena_array(cx->a, struct view_link, n);
    for (size_t i = 0; i < n; i++) {
        (*ret)[i] = (struct view_link){
            .text = rows[i].body, .href = url_path(cx->a, "/decisions/{}/{}", rows[i].body, file)};
    }
    *ret_n = n;
    return NULL;
}

/* All meetings of a day; with -n behind it those only. */
static err *meetings_of(struct web *w, struct page_cx *cx, sv day, struct view_link **ret,
                        size_t *ret_n)
{
    struct q_page_meetings_by_day_out *rows = NULL;
    size_t n = 0, kept = 0;
    date d;
    if (date_parse(sv_sub(day, 0, 10), &d)) {
        TRY(q_page_meetings_by_day(w->reader, cx->a,
                                   &(struct q_page_meetings_by_day_in){.day = d.days}, &rows, &n));
    }
    *ret = arena_array(cx->a, struct view_link, n);
    for (size_t i = 0; i < n; i++) {
        if (sv_ends(rows[i].id, day) || day.n == 10) {
            (*ret)[kept++] = (struct view_link){
                .text = rows[i].id, .href = url_path(cx->a, "/meetings/{/}", rows[i].id)};
        }
    }
    *ret_n = kept;
    return NULL;
}

void web_do_short_form(struct web *w, struct http_exchange *take_x, const struct web_match *m)
{
    struct page_cx cx = web_page_cx(w, take_x, NULL);
    struct view_link *links = NULL;
    size_t n = 0;
    err *e = m->route == ROUTE_SHORT_DECISION ? items_of(w, &cx, m->params.file, &links, &n)
                                              : meetings_of(w, &cx, m->params.date, &links, &n);
    if (e) {
        web_error_of(w, take_x, e, m->json, NULL);
    } else if (n == 1) {
        sv to = links[0].href.s;
        to = m->json ? sv_fmt(cx.a, "%.*s.json", SV_ARG(to)) : to;
        web_reply(take_x, CACHE_FRESH, &(struct http_reply){.status = 302, .location = to});
    } else {
        web_trouble(w, take_x,
                    &(struct web_trouble){
                        .status = 404,
                        .e = err_make(cx.a, E_NOTFOUND,
                                      n ? "More than one body has something of this name; choose."
                                        : "Nothing of this name is in the record."),
                        .json = m->json,
                        .links = n ? links : NULL,
                        .links_n = n});
    }
}

/* ---- parts and the log ---- */

/* Types that a browser may be told; anything else is shown as plain text or saved. */
static const char *media_type(sv media)
{
    static const char *const types[] = {"application/json",
                                        "application/pdf",
                                        "image/png",
                                        "image/jpeg",
                                        "application/vnd.openxmlformats-officedocument."
                                        "wordprocessingml.document",
                                        "application/vnd.openxmlformats-officedocument."
                                        "spreadsheetml.sheet"};
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        if (sv_is(media, types[i])) {
            return types[i];
        }
    }
    return sv_starts(media, SV("text/")) ? "text/plain; charset=utf-8" : "application/octet-stream";
}

static void hash_bytes(sv hex, uint8_t *ret)
{
    for (size_t i = 0; i < hex.n; i++) {
        char c = hex.p[i];
        unsigned digit = c <= '9' ? (unsigned)(c - '0') : (unsigned)(c - 'a') + 10;
        ret[i / 2] = (uint8_t)((unsigned)ret[i / 2] << 4 | digit);
    }
}

/* What the JSON of every part begins with. */
static struct jv *part_head(struct arena *a, sv hash, int64_t entry, sv name, sv media, sv salt)
{
    struct buf hex = buf_make(2 * (size_t)REC_SALT_BYTES);
    struct jv *v = jv_object(a);
    buf_hex(&hex, (const uint8_t *)salt.p, salt.n);
    jv_put(v, SV("hash"), jv_string(a, hash));
    jv_put(v, SV("entry"), jv_int(a, entry));
    jv_put(v, SV("name"), jv_string(a, name));
    jv_put(v, SV("media"), jv_string(a, media));
    jv_put(v, SV("salt"), jv_string(a, buf_dup(a, &hex)));
    buf_free(&hex);
    return v;
}

static err *part_json(struct arena *a, const struct q_public_part_out *row, sv hash, sv *ret)
{
    struct buf b = buf_make(LIMIT_PAGE_BYTES);
    struct jv *v = part_head(a, hash, row->seq, row->name, row->media, row->salt);
    if (utf8_valid(row->payload)) {
        jv_put(v, SV("text"), jv_string(a, row->payload));
    } else {
        jv_put(v, SV("base64"), jv_string(a, base64_format(a, row->payload.p, row->payload.n)));
    }
    jv_write(&b, v);
    bool failed = b.failed;
    *ret = failed ? SV_NONE : buf_dup(a, &b);
    buf_free(&b);
    return failed ? err_make(a, E_LIMIT, "This part is too large for JSON; ask without .json.")
                  : NULL;
}

static err *find_part(struct web *w, struct arena *a, const struct web_match *m,
                      struct q_public_part_out *ret)
{
    uint8_t *hash = arena_alloc(a, 32);
    bool found;
    hash_bytes(m->params.hash, hash);
    TRY(q_public_part(w->reader, a, &(struct q_public_part_in){.hash = {(const char *)hash, 32}},
                      &found, ret));
    return found ? NULL
                 : err_make(a, E_NOTFOUND,
                            "No public text of this hash is kept here: it is unknown, not public, "
                            "or was disposed of.");
}

/* ---- files of the record ---- */

/* "Report.pdf" for old programs, and all of the name for the others (RFC 6266; RFC 8187). */
static sv disposition(struct arena *a, sv name)
{
    struct buf b = buf_make(1024);
    buf_str(&b, "inline; filename=\"");
    for (size_t i = 0; i < name.n; i++) {
        unsigned char c = (unsigned char)name.p[i];
        buf_char(&b, c < ' ' || c > '~' || c == '"' || c == '\\' || c == '%' ? '_' : (char)c);
    }
    buf_str(&b, "\"; filename*=UTF-8''");
    http_url_put(&b, name);
    sv line = buf_dup(a, &b);
    buf_free(&b);
    return line;
}

/* A file is shown by whatever shows files of its sort, but never as a page of this site: it runs
 * nothing, and nothing of it reaches anything here. */
static const sv file_policy = SV_INIT("default-src 'none'; style-src 'unsafe-inline'; sandbox");

static err *send_file(struct web *w, struct http_exchange *x, const struct web_match *m,
                      const struct q_public_part_file_out *row)
{
    struct arena *a = http_exchange_arena(x);
    int fd;
    uint64_t size;
    err *e = sys_file_open(
        a, sv_fmt(a, "%.*s/parts/%.*s", SV_ARG(w->s.dir), SV_ARG(m->params.hash)).p, &fd, &size);
    if (e) {
        web_fail(w, e);
        return err_make(a, E_IO, "This file cannot be read just now; try again in a moment.");
    }
    struct buf b = buf_make(2048);
    http_header_put(&b, "Content-Disposition",
                    disposition(a, row->filename.n ? row->filename : m->params.hash));
    http_header_put(&b, "Content-Security-Policy", file_policy);
    struct http_reply r = {
        .status = 200, .type = media_type(row->media), .headers = buf_dup(a, &b)};
    buf_free(&b);
    return web_reply_file(x, CACHE_FRESH, &r, fd, sv_sub(m->params.hash, 0, 32));
}

static err *file_json(struct arena *a, const struct q_public_part_file_out *row, sv hash, sv *ret)
{
    struct buf b = buf_make(LIMIT_PAGE_BYTES);
    struct jv *v = part_head(a, hash, row->seq, row->name, row->media, row->salt);
    jv_put(v, SV("filename"), jv_string(a, row->filename));
    jv_put(v, SV("bytes"), jv_int(a, row->bytes));
    jv_put(v, SV("file"), jv_string(a, sv_fmt(a, "/part/%.*s", SV_ARG(hash))));
    jv_write(&b, v);
    *ret = buf_dup(a, &b);
    buf_free(&b);
    return NULL;
}

/* The part is a file: answer with it, or say why not.  False: it is none. */
static bool answer_file(struct web *w, struct http_exchange *x, const struct web_match *m)
{
    struct arena *a = http_exchange_arena(x);
    struct q_public_part_file_out row;
    uint8_t *hash = arena_alloc(a, 32);
    bool found = false;
    sv json = SV_NONE;
    hash_bytes(m->params.hash, hash);
    err *e = q_public_part_file(w->reader, a,
                                &(struct q_public_part_file_in){.hash = {(const char *)hash, 32}},
                                &found, &row);
    if (!e && !found) {
        return false;
    }
    e = e ? e : m->json ? file_json(a, &row, m->params.hash, &json) : send_file(w, x, m, &row);
    if (e) {
        web_error_of(w, x, e, m->json, NULL);
    } else if (m->json) {
        web_reply(x, CACHE_FRESH,
                  &(struct http_reply){.status = 200, .type = "application/json", .bytes = json});
    }
    return true;
}

void web_do_part(struct web *w, struct http_exchange *take_x, const struct web_match *m)
{
    if (answer_file(w, take_x, m)) {
        return;
    }
    struct arena *a = http_exchange_arena(take_x);
    struct q_public_part_out row;
    sv bytes = SV_NONE;
    err *e = find_part(w, a, m, &row);
    if (!e && m->json) {
        e = part_json(a, &row, m->params.hash, &bytes);
    }
    if (e) {
        web_error_of(w, take_x, e, m->json, NULL);
        return;
    }
    struct http_body *body =
        http_body_make(m->json ? bytes : row.payload, web_tag(a, m->json ? bytes : row.payload));
    web_reply(take_x, CACHE_FRESH,
              &(struct http_reply){.status = 200,
                                   .type = m->json ? "application/json" : media_type(row.media),
                                   .body = body});
    http_body_drop(body);
}

void web_do_checkpoint(struct web *w, struct http_exchange *take_x, const struct web_match *m)
{
    struct arena *a = http_exchange_arena(take_x);
    struct q_checkpoint_last_out row;
    bool found;
    err *e = q_checkpoint_last(w->reader, a, &found, &row);
    if (!e && !found) {
        e = err_make(a, E_NOTFOUND, "The record has no signed checkpoint yet.");
    }
    if (e) {
        web_error_of(w, take_x, e, m->json, NULL);
        return;
    }
    web_reply(take_x, CACHE_FRESH,
              &(struct http_reply){
                  .status = 200, .type = "text/plain; charset=utf-8", .bytes = row.note});
}

void web_do_feed(struct web *w, struct http_exchange *take_x, const struct web_match *m)
{
    struct page_cx cx = web_page_cx(w, take_x, NULL);
    const struct http_request *r = http_exchange_request(take_x);
    struct buf b = buf_make(LIMIT_PAGE_BYTES);
    sv id = sv_sub(m->params.feed, 0, m->params.feed.n - 4);
    sv site = sv_fmt(cx.a, "%s://%.*s", r->secure ? "https" : "http", SV_ARG(r->host));
    err *e = st_read_begin(w->reader, cx.a);
    if (!e) {
        e = m->route == ROUTE_DUE_FEED ? page_due_feed(&cx, id, site, &b)
                                       : page_calendar_feed(&cx, id, site, &b);
        st_read_end(w->reader);
    }
    if (!e) {
        sv tag = web_tag(cx.a, buf_view(&b));
        struct http_body *made = http_body_take(&b, tag);
        web_reply(take_x, CACHE_FRESH,
                  &(struct http_reply){
                      .status = 200, .type = "text/calendar; charset=utf-8", .body = made});
        http_body_drop(made);
    } else {
        web_error_of(w, take_x, e, false, NULL);
    }
    buf_free(&b);
}

/* ---- for programs ---- */

static void plain(struct http_exchange *take_x, int status, sv text)
{
    web_reply(
        take_x, CACHE_PLAIN,
        &(struct http_reply){.status = status, .type = "text/plain; charset=utf-8", .bytes = text});
}

void web_do_health(struct web *w, struct http_exchange *take_x, const struct web_match *m)
{
    int64_t size;
    (void)m;
    if (st_log_size(w->reader, http_exchange_arena(take_x), &size)) {
        plain(take_x, 503, SV("the record cannot be read\n"));
    } else if (!w->writer) {
        plain(take_x, 503, SV("the writer is away\n"));
    } else {
        plain(take_x, 200, SV("ok\n"));
    }
}

void web_do_metrics(struct web *w, struct http_exchange *take_x, const struct web_match *m)
{
    struct http_counts h = http_server_counts(w->server);
    struct web_cache_counts c = web_cache_counts(w->cache);
    struct buf b = buf_make(4096);
    (void)m;
    buf_fmt(&b, "dais_connections %u\ndais_streams %u\ndais_parked %u\n", h.connections, h.streams,
            h.parked);
    buf_fmt(&b, "dais_requests_total %llu\ndais_refused_total %llu\n",
            (unsigned long long)h.requests, (unsigned long long)h.refused);
    buf_fmt(&b, "dais_pages_kept %zu\ndais_pages_bytes %zu\n", c.pages, c.bytes);
    buf_fmt(&b, "dais_page_hits_total %llu\ndais_page_misses_total %llu\n",
            (unsigned long long)c.hits, (unsigned long long)c.misses);
    buf_fmt(&b, "dais_pages_touched_total %llu\ndais_pages_pushed_out_total %llu\n",
            (unsigned long long)c.touched, (unsigned long long)c.pushed_out);
    buf_fmt(&b, "dais_channels %u\ndais_failures_total %llu\ndais_entries %lld\n", w->lives_n,
            (unsigned long long)w->failures, (long long)w->known);
    sv text = buf_dup(http_exchange_arena(take_x), &b);
    buf_free(&b);
    plain(take_x, 200, text);
}

/* The first pieces of the addresses that are private. */
void web_do_robots(struct web *w, struct http_exchange *take_x, const struct web_match *m)
{
    struct buf b = buf_make(LIMIT_HEAD_BYTES);
    sv last = SV_NONE;
    (void)w;
    (void)m;
    buf_str(&b, "User-agent: *\n");
    for (int i = 0; i < WEB_ROUTE_COUNT; i++) {
        sv rest, pattern = sv_of(web_routes[i].pattern);
        sv first = sv_cut(sv_sub(pattern, 1, pattern.n), '/', &rest);
        if (web_routes[i].cache == CACHE_PRIVATE && !sv_eq(first, last)) {
            buf_fmt(&b, "Disallow: /%.*s\n", SV_ARG(first));
            last = first;
        }
    }
    plain(take_x, 200, buf_dup(http_exchange_arena(take_x), &b));
    buf_free(&b);
}

void web_do_asset(struct web *w, struct http_exchange *take_x, const struct web_match *m)
{
    for (int i = 0; i < WEB_ASSET_COUNT; i++) {
        if (sv_is(m->params.asset, assets[i].name)) {
            web_reply(
                take_x, CACHE_ASSET,
                &(struct http_reply){.status = 200, .type = assets[i].type, .body = w->assets[i]});
            return;
        }
    }
    struct arena *a = http_exchange_arena(take_x);
    web_error(w, take_x, 404, err_make(a, E_NOTFOUND, "There is no file of that name."), false,
              NULL);
}

void web_assets_open(struct web *w)
{
    SCOPED(arena_scope) struct arena *a = arena_open(1024);
    for (int i = 0; i < WEB_ASSET_COUNT; i++) {
        w->assets[i] = http_body_make(*assets[i].bytes, web_tag(a, *assets[i].bytes));
    }
}

void web_assets_close(struct web *w)
{
    for (int i = 0; i < WEB_ASSET_COUNT; i++) {
        http_body_drop(w->assets[i]);
    }
}
