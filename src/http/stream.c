/* Event streams: channels, their counted events, and the fan-out in slices. */
#include <string.h>

#include "base/must.h"
#include "http/inside.h"
#include "sys/clock.h"

enum { RETRY_AFTER_S = 10 };

/* ---- events ---- */

static void event_drop(struct event *e)
{
    while (e && --e->refs == 0) {
        struct event *next = e->next;
        if (e->key >= 0 && e->channel->keys[e->key].last == e) {
            e->channel->keys[e->key].last = NULL;
        }
        heap_resize(e, 0);
        e = next;
    }
}

static uint64_t key_hash(sv key)
{
    uint64_t h = UINT64_C(0xCBF29CE484222325);
    for (size_t i = 0; i < key.n; i++) {
        h = (h ^ (unsigned char)key.p[i]) * UINT64_C(0x100000001B3);
    }
    return h;
}

/* The place of a key; -1 for a channel with more than KEYS_MAX of them, whose further events are
 * all sent. */
static int key_place(struct http_channel *ch, sv key)
{
    uint64_t hash = key_hash(key);
    for (int i = 0; i < ch->n_keys; i++) {
        if (ch->keys[i].hash == hash) {
            return i;
        }
    }
    if (ch->n_keys == KEYS_MAX) {
        return -1;
    }
    ch->keys[ch->n_keys].hash = hash;
    return ch->n_keys++;
}

void http_event_put(struct buf *out, uint64_t id, sv key, sv data)
{
    buf_str(out, "id: ");
    buf_i64(out, (int64_t)id);
    if (key.n) {
        buf_str(out, "\nevent: ");
        buf_sv(out, key);
    }
    do {
        sv text = sv_cut(data, '\n', &data);
        buf_str(out, "\ndata: ");
        buf_sv(out, text);
    } while (data.n);
    buf_str(out, "\n\n");
}

static struct event *event_make(struct http_channel *ch, sv bytes, int key)
{
    struct event *e = heap_resize(NULL, sizeof *e + bytes.n);
    *e = (struct event){.channel = ch, .refs = 1, .n = (uint32_t)bytes.n, .key = key};
    if (bytes.n) {
        memcpy(e->p, bytes.p, bytes.n);
    }
    return e;
}

/* ---- viewers ---- */

static void viewer_to(struct conn *c, struct conn_list *l)
{
    struct http_channel *ch = c->channel;
    ch->s->waiting -= c->list == ch->ready;
    ch->s->waiting += l == ch->ready;
    list_take(c);
    list_push(l, c);
}

static void viewer_idle(struct conn *c)
{
    struct http_server *s = c->s;
    c->due_ms = sys_loop_now_ms(s->loop) + s->limits.heartbeat_ms * INT64_C(3) / 4;
    viewer_to(c, c->channel->idle);
    sys_loop_modify(s->loop, c->fd, LOOP_IN | LOOP_END);
}

static void viewer_block(struct conn *c, bool progress)
{
    struct http_server *s = c->s;
    if (progress || c->list != &c->channel->blocked) {
        c->due_ms = sys_loop_now_ms(s->loop) + s->limits.write_ms;
        viewer_to(c, &c->channel->blocked);
    }
    sys_loop_modify(s->loop, c->fd, LOOP_OUT | LOOP_IN | LOOP_END);
}

static void viewer_at(struct conn *c, struct event *e, uint32_t sent)
{
    struct event *before = c->at.event;
    e->refs++;
    c->at.event = e;
    c->sent = sent;
    event_drop(before);
}

/* Gather what the viewer has not been sent; superseded events are passed over unless begun. */
static size_t viewer_gather(const struct conn *c, struct event *ret_events[EVENTS_A_SEND],
                            sv ret_parts[EVENTS_A_SEND])
{
    size_t n = 0;
    struct event *e = c->at.event;
    if (c->sent < e->n) {
        ret_events[n] = e;
        ret_parts[n++] = (sv){e->p + c->sent, e->n - c->sent};
    }
    for (e = e->next; e && n < EVENTS_A_SEND; e = e->next) {
        if (!e->superseded) {
            ret_events[n] = e;
            ret_parts[n++] = (sv){e->p, e->n};
        }
    }
    return n;
}

static void viewer_send(struct conn *c)
{
    struct event *events[EVENTS_A_SEND];
    sv parts[EVENTS_A_SEND];
    size_t n = viewer_gather(c, events, parts);
    ptrdiff_t sent = n ? sys_send(c->fd, parts, n) : 0;
    if (sent == SYS_GONE) {
        conn_close(c);
        return;
    }
    size_t left = sent > 0 ? (size_t)sent : 0;
    bool whole = true;
    for (size_t i = 0; i < n && whole; i++) {
        whole = left >= parts[i].n;
        size_t part = whole ? parts[i].n : left;
        if (part) {
            viewer_at(c, events[i], events[i]->n - (uint32_t)(parts[i].n - part));
        }
        left -= part;
    }
    if (!whole) {
        viewer_block(c, sent > 0);
    } else if (c->at.event != c->channel->tail) {
        viewer_to(c, c->channel->ready);
        sys_loop_soon(c->s->loop);
    } else {
        viewer_idle(c);
    }
}

void viewer_leave(struct conn *c)
{
    struct http_server *s = c->s;
    s->waiting -= c->list == c->channel->ready;
    list_take(c);
    event_drop(c->at.event);
    c->at.x = NULL;
    s->counts.streams--;
    if (c->from) {
        c->from->streams--;
    }
}

void viewer_event(struct conn *c, unsigned events)
{
    if (events & (LOOP_ERROR | LOOP_END)) {
        conn_close(c);
        return;
    }
    if (events & LOOP_IN) { /* a viewer has nothing to say; what it says is thrown away */
        ptrdiff_t n = sys_recv(c->fd, c->s->scratch, sizeof c->s->scratch);
        if (n == 0 || n == SYS_GONE) {
            conn_close(c);
            return;
        }
    }
    if (!(events & LOOP_OUT)) {
        return;
    }
    if (c->out) {
        bool progress;
        if (!conn_flush(c, &progress)) {
            return;
        }
        if (c->out) {
            viewer_block(c, progress);
            return;
        }
    }
    viewer_send(c);
}

static void refuse_viewer(struct http_exchange *x, int status)
{
    struct buf headers = buf_make(64);
    buf_fmt(&headers, "Retry-After: %d\r\n", RETRY_AFTER_S);
    http_reply(x,
               &(struct http_reply){.status = status,
                                    .type = "text/plain; charset=utf-8",
                                    .headers = buf_dup(x->arena, &headers),
                                    .bytes = SV("Too many streams are open; this page still works, "
                                                "please reload it from time to time.\n")});
    buf_free(&headers);
}

void http_stream(struct http_exchange *take_x, struct http_channel *ch, struct http_body *first)
{
    struct http_exchange *x = take_x;
    struct conn *c = x->c;
    struct http_server *s = c->s;
    bool head_only = x->r.method == HTTP_HEAD;
    must(ch->s == s);
    if (!c->from && !head_only) {
        c->from = origin_hold(s, &x->ip);
    }
    if (!head_only && (s->counts.streams >= s->limits.streams || s->draining)) {
        refuse_viewer(x, 503);
        return;
    }
    if (!head_only && c->from->streams >= s->limits.streams_address) {
        refuse_viewer(x, 429);
        return;
    }
    uint32_t jitter;
    sys_random(&jitter, sizeof jitter);
    c->close = true;
    head_begin(s, 200);
    buf_str(&s->head, "Content-Type: text/event-stream\r\nCache-Control: no-store\r\n"
                      "X-Accel-Buffering: no\r\nConnection: close\r\n\r\n");
    if (!head_only) {
        buf_fmt(&s->head, "retry: %u\n\n", s->limits.retry_ms + jitter % (s->limits.retry_ms + 1));
    }
    bool alive =
        conn_send(c, SV_NONE, first, first && !head_only ? buf_view(&first->plain) : SV_NONE);
    if (!alive) {
        return;
    }
    if (head_only) {
        conn_settle(c);
        return;
    }
    exchange_give(x);
    input_give(s, c->in);
    c->in = NULL;
    list_take(c);
    c->phase = PHASE_STREAM;
    c->channel = ch;
    c->at.event = ch->tail;
    ch->tail->refs++;
    c->sent = ch->tail->n;
    s->counts.streams++;
    c->from->streams++;
    if (c->out) {
        viewer_block(c, true);
    } else {
        viewer_idle(c);
    }
}

/* ---- channels ---- */

struct http_channel *http_channel_open(struct http_server *s)
{
    struct http_channel *ch = heap_resize(NULL, sizeof *ch);
    *ch = (struct http_channel){.s = s};
    ch->idle = &ch->lists[0];
    ch->ready = &ch->lists[1];
    ch->tail = event_make(ch, SV_NONE, -1);
    if (s->channels) {
        ch->next = s->channels;
        ch->prev = s->channels->prev;
        ch->prev->next = ch->next->prev = ch;
    } else {
        s->channels = ch->next = ch->prev = ch;
    }
    return ch;
}

void viewers_end(struct http_channel *ch)
{
    struct conn_list *all[] = {ch->idle, ch->ready, &ch->blocked};
    for (size_t i = 0; i < 3; i++) {
        while (all[i]->first) {
            conn_close(all[i]->first);
        }
    }
}

void http_channel_close(struct http_channel *take_c)
{
    struct http_channel *ch = take_c;
    struct http_server *s = ch->s;
    viewers_end(ch);
    event_drop(ch->tail);
    ch->prev->next = ch->next;
    ch->next->prev = ch->prev;
    if (s->channels == ch) {
        s->channels = ch->next == ch ? NULL : ch->next;
    }
    heap_resize(ch, 0);
}

unsigned http_channel_viewers(const struct http_channel *c)
{
    return c->idle->n + c->ready->n + c->blocked.n;
}

/* Close the viewers that wait for room and are too far behind: they come back and get the newest.
 */
static void close_laggards(struct http_channel *ch)
{
    const struct http_limits *most = &ch->s->limits;
    for (struct conn *next, *c = ch->blocked.first; c; c = next) {
        next = c->next;
        const struct event *at = c->at.event;
        if (ch->tail->seq - at->seq > most->lag_events ||
            ch->tail->end - at->end > most->lag_bytes) {
            conn_close(c);
        }
    }
}

/* All who have read everything get ready: the lists change places, or the shorter work is done. */
static void wake(struct http_channel *ch)
{
    ch->s->waiting += ch->idle->n;
    if (ch->ready->n == 0) {
        struct conn_list *l = ch->idle;
        ch->idle = ch->ready;
        ch->ready = l;
    } else {
        while (ch->idle->first) {
            struct conn *c = ch->idle->first;
            list_take(c);
            list_push(ch->ready, c);
        }
    }
    if (ch->ready->n) {
        sys_loop_soon(ch->s->loop);
    }
}

void http_channel_publish(struct http_channel *c, uint64_t id, sv key, sv data)
{
    struct buf *bytes = &c->s->packed;
    buf_clear(bytes);
    http_event_put(bytes, id, key, data);
    must(!bytes->failed);
    int place = key_place(c, key);
    struct event *e = event_make(c, buf_view(bytes), place), *before = c->tail;
    e->seq = before->seq + 1;
    e->end = before->end + e->n;
    e->refs++; /* by the one before and by the end of the channel */
    before->next = e;
    c->tail = e;
    if (place >= 0) {
        if (c->keys[place].last) {
            c->keys[place].last->superseded = true;
        }
        c->keys[place].last = e;
    }
    event_drop(before);
    close_laggards(c);
    wake(c);
}

/* ---- the fan-out and the clock ---- */

void fanout_slice(struct http_server *s)
{
    for (unsigned n = 0; n < s->limits.slice && s->waiting; n++) {
        while (!s->channels->ready->first) {
            s->channels = s->channels->next;
        }
        viewer_send(s->channels->ready->first);
    }
    if (s->channels) {
        s->channels = s->channels->next;
    }
    if (s->waiting) {
        sys_loop_soon(s->loop);
    }
}

static void heartbeats(struct http_channel *ch, int64_t now)
{
    static const sv beat = {":\n\n", 3};
    int64_t spread_ms =
        ch->s->limits.heartbeat_ms / 4 + 1; /* from three quarters of the time to its end */
    int64_t most = 1 + ch->idle->n * ch->s->tick_ms / spread_ms;
    for (int64_t i = 0; i < most && ch->idle->first && ch->idle->first->due_ms <= now; i++) {
        struct conn *c = ch->idle->first;
        ptrdiff_t sent = sys_send(c->fd, &beat, 1);
        if (sent == (ptrdiff_t)beat.n) {
            viewer_idle(c);
        } else if (sent == SYS_AGAIN) {
            viewer_block(c, true);
        } else {
            conn_close(c);
        }
    }
}

void fanout_clock(struct http_server *s)
{
    int64_t now = sys_loop_now_ms(s->loop);
    struct http_channel *ch = s->channels;
    while (ch) {
        heartbeats(ch, now);
        while (ch->blocked.first && ch->blocked.first->due_ms <= now) {
            conn_close(ch->blocked.first);
        }
        ch = ch->next == s->channels ? NULL : ch->next;
    }
}
