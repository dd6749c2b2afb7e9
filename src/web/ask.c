/* Questions to the writer and to paper that are on their way, each with its parked exchange. */
#include "web/inside.h"

#include "sys/clock.h"

enum { ASK_MS = 20000, PAPER_MS = 55000, SWEEP_MS = 1000, ASKS_FIRST = 64, ASKS_MAX = 65536 };

/* cx lives in the exchange's arena: it is touched only while http_parked knows the exchange. */
struct ask {
    uint64_t exchange;
    const struct peer *to;
    web_answer_fn *fn;
    void *cx;
    sv act;    /* in the exchange's arena */
    int place; /* in the line of passwords, or -1 */
    int64_t until_ms;
    uint32_t generation;
    uint32_t next; /* free ones: the next, from 1 */
    bool used, paper;
};

static void answer(struct web *w, struct ask *k, int status, sv json)
{
    struct http_exchange *x = http_parked(w->server, k->exchange);
    web_answer_fn *fn = k->fn;
    void *cx = k->cx;
    int place = k->place;
    k->used = false;
    k->generation++;
    k->next = w->asks_free;
    w->asks_free = (uint32_t)(k - w->asks) + 1;
    w->asks_used--;
    if (x) {
        fn(w, x, cx, status, json);
    }
    if (place >= 0) {
        web_sign_over(w, place); /* also where whoever asked has gone */
    }
}

/* 503: a paper that takes longer than its caller may wait is there when it is asked for again. */
static void answer_later(struct web *w, struct ask *k)
{
    answer(w, k, 503,
           SV("This paper is still being made, or its making was interrupted. Nothing is lost: "
              "reload this address in a minute."));
}

/* 503: asked, but nobody knows whether it was heard. */
static void answer_unsure(struct web *w, struct ask *k)
{
    struct http_exchange *x = http_parked(w->server, k->exchange);
    if (!x) {
        answer(w, k, 503, SV_NONE);
        return;
    }
    struct buf b = buf_make(4096);
    buf_str(&b, "{\"unsure\":true,");
    if (k->act.n) {
        buf_str(&b, "\"act\":");
        json_quote(&b, k->act);
        buf_char(&b, ',');
    }
    buf_str(&b,
            "\"sentence\":\"The record did not answer in time. Send the same again: it is never "
            "entered twice.\"}");
    sv json = buf_dup(http_exchange_arena(x), &b);
    buf_free(&b);
    answer(w, k, 503, json);
}

static void give_up(struct web *w, struct ask *k)
{
    if (k->paper) {
        answer_later(w, k);
    } else {
        answer_unsure(w, k);
    }
}

static void sweep(void *ctx)
{
    struct web *w = ctx;
    int64_t now = sys_ticks_ms();
    for (uint32_t i = 0; i < w->asks_n; i++) {
        if (w->asks[i].used && now >= w->asks[i].until_ms) {
            give_up(w, &w->asks[i]);
        }
    }
    if (w->asks_used == 0) {
        sys_timer_stop(w->loop, w->ask_timer);
        w->ask_timer = 0;
    }
}

static void grow(struct web *w)
{
    uint32_t n = w->asks_n ? w->asks_n * 2 : ASKS_FIRST;
    w->asks = heap_resize(w->asks, n * sizeof *w->asks);
    for (uint32_t i = n; i > w->asks_n; i--) {
        w->asks[i - 1] = (struct ask){.next = w->asks_free};
        w->asks_free = i;
    }
    w->asks_n = n;
}

/* The writer can be asked, and there is room for one more question; otherwise fn is told so. */
static bool can_ask(struct web *w, struct http_exchange *x, web_answer_fn *fn, void *cx)
{
    if (w->writer && w->asks_used < ASKS_MAX) {
        return true;
    }
    fn(w, x, cx, 503,
       SV("{\"sentence\":\"The record cannot be written to just now. Nothing was entered: try "
          "again in a moment.\"}"));
    return false;
}

/* Send the question of a parked exchange; how says what is to be done with the answer. */
static void send_ask(struct web *w, struct peer *to, const struct ask *how,
                     const struct wire_frame *f)
{
    if (!w->asks_free) {
        grow(w);
    }
    struct ask *k = &w->asks[w->asks_free - 1];
    uint32_t index = w->asks_free - 1, generation = k->generation;
    w->asks_free = k->next;
    w->asks_used++;
    *k = *how;
    k->to = to;
    k->until_ms = sys_ticks_ms() + (k->paper ? PAPER_MS : ASK_MS);
    k->generation = generation;
    k->used = true;
    if (!w->ask_timer) {
        w->ask_timer = sys_timer_start(w->loop, SWEEP_MS, SWEEP_MS, sweep, w);
    }
    struct wire_frame out = *f;
    out.id = (uint64_t)generation << 32 | index;
    peer_send(to, &out);
}

void web_ask(struct web *w, struct http_exchange *take_x, enum wire_op op, sv credential, sv json,
             sv act, web_answer_fn *fn, void *cx)
{
    if (can_ask(w, take_x, fn, cx)) {
        sv kept = sv_dup(http_exchange_arena(take_x), act);
        struct ask how = {
            .exchange = http_park(take_x), .fn = fn, .cx = cx, .act = kept, .place = -1};
        send_ask(w, w->writer, &how,
                 &(struct wire_frame){.op = op, .field = {credential, json}, .n = 2});
    }
}

void web_ask_paper(struct web *w, struct http_exchange *take_x, sv order, web_answer_fn *fn,
                   void *cx)
{
    if (!w->paper || w->asks_used >= ASKS_MAX) {
        fn(w, take_x, cx, 503, SV("Papers cannot be made just now: try again in a moment."));
        return;
    }
    struct wire_frame f = {.op = WIRE_PAPER, .field = {order}, .n = 1};
    struct ask how = {
        .exchange = http_park(take_x), .fn = fn, .cx = cx, .place = -1, .paper = true};
    send_ask(w, w->paper, &how, &f);
}

void web_ask_in_turn(struct web *w, uint64_t exchange, const struct web_turn *t, int place)
{
    struct http_exchange *x = http_parked(w->server, exchange);
    if (x && can_ask(w, x, t->answer, t->cx)) {
        struct ask how = {.exchange = exchange, .fn = t->answer, .cx = t->cx, .place = place};
        send_ask(w, w->writer, &how,
                 &(struct wire_frame){.op = WIRE_ASK, .field = {t->credential, t->json}, .n = 2});
    } else {
        web_sign_over(w, place);
    }
}

void web_ask_reply(struct web *w, const struct peer *from, const struct wire_frame *f)
{
    uint32_t index = (uint32_t)f->id;
    uint64_t status;
    if (index >= w->asks_n || !w->asks[index].used || w->asks[index].to != from ||
        w->asks[index].generation != (uint32_t)(f->id >> 32)) {
        return; /* it was answered as unsure before */
    }
    if (f->n != 2 || !sv_u64(f->field[0], &status) || status < 200 || status > 599) {
        give_up(w, &w->asks[index]);
        return;
    }
    answer(w, &w->asks[index], (int)status, f->field[1]);
}

void web_ask_lost(struct web *w, const struct peer *gone)
{
    for (uint32_t i = 0; i < w->asks_n; i++) {
        if (w->asks[i].used && w->asks[i].to == gone) {
            give_up(w, &w->asks[i]);
        }
    }
}

void web_ask_close(struct web *w)
{
    sys_timer_stop(w->loop, w->ask_timer);
    heap_resize(w->asks, 0);
}
