/* Live pages and boards: for each a channel a meeting; what changed is rendered once and sent to
 * every viewer, at most ten times a second.  An event is the region's whole state at an entry,
 * never a difference. */
#include "web/inside.h"

#include <string.h>

#include "sys/clock.h"
#include "view/templates.h"

enum { LIVES_MAX = 256, PACE_MS = 100, IDLE_MS = 30000, SWEEP_MS = 10000 };

static const sv region_key = SV_INIT("region"), agenda_key = SV_INIT("agenda");

struct live {
    struct live *next;
    bool board; /* it carries the board's region; else the live page's and its agenda */
    struct http_channel *channel;
    struct http_body *first; /* the present state, for those who come; NULL: to be made */
    struct buf agenda;       /* the agenda's region, as sent last … */
    int64_t agenda_seq;      /* … at the entry that moved it on last; -1: none was made */
    bool changed;
    int64_t sent_ms; /* when the state was made last */
    int64_t used_ms; /* when someone was seen following */
    sv body, date;   /* views of id */
    size_t n;
    char id[LIMIT_SUBJECT_BYTES];
};

/* ---- rendering ---- */

static err *wall(struct page_cx *cx, const struct live *l, struct out *o, int64_t *ret_seq)
{
    struct view_board_region *m = arena_new(cx->a, struct view_board_region);
    TRY(page_board_region(cx, l->body, l->date, m));
    view_board_region(o, m);
    *ret_seq = m->seq;
    return NULL;
}

/* The agenda is made again only when an entry has moved it on. */
static err *agenda(struct page_cx *cx, struct live *l, bool *ret_moved)
{
    struct view_live_agenda *m = arena_new(cx->a, struct view_live_agenda);
    int64_t seq;
    TRY(page_agenda_moved(cx, (sv){l->id, l->n}, &seq));
    *ret_moved = seq != l->agenda_seq || !l->agenda.n;
    if (*ret_moved) {
        SCOPED(out_close) struct out o = out_open(cx->language, NULL);
        TRY(page_live_agenda(cx, l->body, l->date, m));
        view_live_agenda(&o, m);
        if (o.b.failed) {
            return err_make(cx->a, E_LIMIT, "The agenda's region is too large.");
        }
        buf_clear(&l->agenda);
        buf_sv(&l->agenda, buf_view(&o.b));
        l->agenda_seq = seq;
    }
    return NULL;
}

static err *regions(struct page_cx *cx, struct live *l, struct out *o, int64_t *ret_seq,
                    bool *ret_moved)
{
    struct view_live_region *m = arena_new(cx->a, struct view_live_region);
    *ret_moved = false;
    if (l->board) {
        return wall(cx, l, o, ret_seq);
    }
    TRY(page_live_region(cx, l->body, l->date, m));
    view_live_region(o, m);
    *ret_seq = m->seq;
    return agenda(cx, l, ret_moved);
}

/* Make the present state, send what of it has changed to those who follow, and keep it for those
 * who come. */
static err *send_state(struct web *w, struct live *l)
{
    struct page_cx cx = {
        .a = web_page_arena(w), .store = w->reader, .now = sys_now(), .language = SV("en")};
    SCOPED(out_close) struct out o = out_open(cx.language, NULL);
    int64_t seq = 0;
    bool moved = false;
    l->changed = false;
    l->sent_ms = sys_ticks_ms();
    TRY(st_read_begin(w->reader, cx.a));
    err *e = regions(&cx, l, &o, &seq, &moved);
    st_read_end(w->reader);
    TRY(e);
    if (o.b.failed) {
        return err_make(cx.a, E_LIMIT, "A live region is too large.");
    }
    uint64_t id = seq > 0 ? (uint64_t)seq : 0;
    struct buf events = buf_make(4 * (size_t)LIMIT_PAGE_BYTES);
    if (!l->board) {
        http_event_put(&events, id, agenda_key, buf_view(&l->agenda));
    }
    http_event_put(&events, id, region_key, buf_view(&o.b));
    http_body_drop(l->first);
    l->first = events.failed ? NULL : http_body_take(&events, SV_NONE);
    buf_free(&events);
    if (http_channel_viewers(l->channel)) {
        if (moved) {
            http_channel_publish(l->channel, id, agenda_key, buf_view(&l->agenda));
        }
        http_channel_publish(l->channel, id, region_key, buf_view(&o.b));
    }
    return NULL;
}

/* ---- pace ---- */

static void on_pace(void *ctx)
{
    struct web *w = ctx;
    w->live_timer = 0;
    web_live_flush(w);
}

void web_live_flush(struct web *w)
{
    int64_t now = sys_ticks_ms(), soonest = INT64_MAX;
    for (struct live *l = w->lives; l; l = l->next) {
        if (!l->changed) {
            continue;
        }
        if (http_channel_viewers(l->channel) == 0) {
            http_body_drop(l->first);
            l->first = NULL;
            l->changed = false;
        } else if (now - l->sent_ms >= PACE_MS) {
            err *e = send_state(w, l);
            if (e) {
                web_fail(w, e);
            }
        } else if (l->sent_ms + PACE_MS < soonest) {
            soonest = l->sent_ms + PACE_MS;
        }
    }
    if (soonest != INT64_MAX && !w->live_timer) {
        w->live_timer = sys_timer_start(w->loop, soonest - now, 0, on_pace, w);
    }
}

void web_live_touched(struct web *w, sv subject)
{
    sv what, kind = sv_cut(subject, ':', &what);
    for (struct live *l = w->lives; l; l = l->next) {
        if (!subject.n || (sv_is(kind, "meeting") && sv_eq(what, (sv){l->id, l->n})) ||
            (sv_is(kind, "roster") && sv_eq(what, l->body))) {
            l->changed = true;
        }
    }
}

/* ---- channels ---- */

static void close_one(struct web *w, struct live **at)
{
    struct live *l = *at;
    *at = l->next;
    http_channel_close(l->channel);
    http_body_drop(l->first);
    buf_free(&l->agenda);
    heap_resize(l, 0);
    w->lives_n--;
}

/* Channels that nobody has followed for a while are closed. */
static void sweep(void *ctx)
{
    struct web *w = ctx;
    int64_t now = sys_ticks_ms();
    for (struct live **at = &w->lives; *at;) {
        struct live *l = *at;
        if (http_channel_viewers(l->channel)) {
            l->used_ms = now;
        }
        if (now - l->used_ms >= IDLE_MS || (w->lives_n >= LIVES_MAX && l->used_ms != now)) {
            close_one(w, at);
        } else {
            at = &l->next;
        }
    }
    if (!w->lives) {
        sys_timer_stop(w->loop, w->sweep_timer);
        w->sweep_timer = 0;
    }
}

static struct live *find(struct web *w, bool board, sv body, sv day)
{
    for (struct live *l = w->lives; l; l = l->next) {
        if (l->board == board && sv_eq(l->body, body) && sv_eq(l->date, day)) {
            return l;
        }
    }
    return NULL;
}

/* A channel for the meeting, or NULL when there are too many. */
static struct live *begin(struct web *w, bool board, sv body, sv day)
{
    if (w->lives_n >= LIVES_MAX) {
        sweep(w);
    }
    if (w->lives_n >= LIVES_MAX || body.n + 1 + day.n > LIMIT_SUBJECT_BYTES) {
        return NULL;
    }
    struct live *l = heap_resize(NULL, sizeof *l);
    memset(l, 0, sizeof *l);
    memcpy(l->id, body.p, body.n);
    l->id[body.n] = '/';
    memcpy(l->id + body.n + 1, day.p, day.n);
    l->n = body.n + 1 + day.n;
    l->body = (sv){l->id, body.n};
    l->date = (sv){l->id + body.n + 1, day.n};
    l->board = board;
    l->agenda = buf_make(LIMIT_PAGE_BYTES);
    l->agenda_seq = -1;
    l->channel = http_channel_open(w->server);
    l->next = w->lives;
    w->lives = l;
    w->lives_n++;
    if (!w->sweep_timer) {
        w->sweep_timer = sys_timer_start(w->loop, SWEEP_MS, SWEEP_MS, sweep, w);
    }
    return l;
}

void web_do_events(struct web *w, struct http_exchange *take_x, const struct web_match *m)
{
    struct arena *a = http_exchange_arena(take_x);
    bool board = m->route == ROUTE_BOARD_EVENTS;
    struct live *l = find(w, board, m->params.body, m->params.date);
    bool fresh = !l;
    l = l ? l : begin(w, board, m->params.body, m->params.date);
    if (!l) {
        web_error(w, take_x, 503,
                  err_make(a, E_LIMIT, "Too many meetings are followed just now; try again soon."),
                  false, NULL);
        return;
    }
    int64_t now = sys_ticks_ms();
    err *e = !l->first || (l->changed && now - l->sent_ms >= PACE_MS) ? send_state(w, l) : NULL;
    if (e) {
        if (fresh) {
            close_one(w, &w->lives);
        }
        web_error_of(w, take_x, e, false, NULL);
        return;
    }
    l->used_ms = now;
    http_stream(take_x, l->channel, l->first);
}

void web_live_close(struct web *w)
{
    while (w->lives) {
        close_one(w, &w->lives);
    }
    sys_timer_stop(w->loop, w->live_timer);
    sys_timer_stop(w->loop, w->sweep_timer);
}
