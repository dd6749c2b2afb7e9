/* What the files of the site share among themselves. */
#ifndef WEB_INSIDE_H
#define WEB_INSIDE_H

#include "acts/accounts.h"
#include "acts/peer.h"
#include "acts/perform.h"
#include "acts/rights.h"
#include "http/http.h"
#include "pages/page.h"
#include "web/assets.tbl.h"
#include "web/cache.h"
#include "web/line.h"
#include "web/route.h"
#include "web/web.h"

struct live;
struct ask;

/* A request's body of somebody who is not known, or to an address that takes no acts. */
enum { WEB_SMALL_BODY = 65536 };

/* The writer's reply: status and JSON of docs/names.md.  x is to be answered. */
typedef void web_answer_fn(struct web *w, struct http_exchange *x, void *cx, int status, sv json);

/* What the writer is asked when it is somebody's turn, and what is done then, or when too many
 * wait. */
struct web_turn {
    sv credential, json;
    web_answer_fn *answer;
    void (*away)(struct web *w, struct http_exchange *x, void *cx, err *e);
    void *cx;
};

/* Whoever stands in the line of passwords: turn lives in the exchange's arena, and is touched only
 * while http_parked knows the exchange. */
struct web_waiting {
    uint64_t exchange;
    const struct web_turn *turn;
};

enum {
#define X(symbol, ...) ASSET_##symbol,
    WEB_ASSETS(X)
#undef X
        WEB_ASSET_COUNT
};

struct web {
    struct sys_loop *loop;
    struct arena *boot;
    struct arena *page; /* of the page that is being made: kept, so that no page asks the system */
    struct store *reader;
    struct act_room *room;   /* the meetings that screens of the staff show, over the reader */
    struct search *search;   /* NULL until search.db is there … */
    int64_t search_again_ms; /* … looked for again then */
    struct web_settings s;
    struct http_server *server;
    struct peer *writer; /* NULL while there is none */
    struct peer *paper;  /* the same */
    bool caught_up;      /* the channel was read in this turn of the loop */
    bool in_frame;       /* a frame is being handed out: no pumping */
    struct web_cache *cache;
    uint64_t heard; /* the greatest WIRE_SEQ */
    bool behind;    /* heard more than was looked up */
    int64_t known;  /* touches by entries below this were looked up */
    struct ask *asks;
    uint32_t asks_n, asks_free, asks_used;
    uint64_t ask_timer;
    unsigned uploads;     /* forms with a file that are coming in */
    struct web_line line; /* of passwords */
    struct web_waiting waiting[LINE_PLACES];
    bool sending; /* those whose turn it is are being sent on their way */
    struct live *lives;
    unsigned lives_n;
    uint64_t live_timer, sweep_timer;
    struct http_body *assets[WEB_ASSET_COUNT];
    uint64_t failures;    /* of the system, in making a page */
    int64_t say_again_ms; /* the next is told then: one a second is enough */
};

/* ---- web.c ---- */

/* Hear what the writer has said by now, and forget the pages that it has changed: before anything
 * is read or served, so that whoever was answered finds their act on every worker. */
void web_catch_up(struct web *w);
/* A failure of the system: counted, and told at most once a second. */
void web_fail(struct web *w, err *e);

/* ---- answer.c: replies ---- */

/* A reply with the headers that every reply of its class has. */
void web_reply(struct http_exchange *take_x, enum web_cache_class class, struct http_reply *r);
/* The same of a file (http_reply_file): E_IO, and take_x stays, where it cannot be read. */
MUST err *web_reply_file(struct http_exchange *take_x, enum web_cache_class class,
                         struct http_reply *r, int take_fd, sv tag);
/* 303 to a place within the site, or 302 or 308. */
void web_redirect(struct http_exchange *take_x, int status, sv place, sv headers);
/* A page, or JSON, that says what did not work. */
void web_error(struct web *w, struct http_exchange *take_x, int status, err *e, bool json,
               const struct page_visitor *visitor);
/* The same, with further header lines and places to go. */
struct web_trouble {
    int status;
    err *e;
    bool json;
    const struct page_visitor *visitor; /* NULL on public pages */
    sv headers;
    const struct view_link *links; /* instead of the usual ones; NULL: those */
    size_t links_n;
};
void web_trouble(struct web *w, struct http_exchange *take_x, const struct web_trouble *t);
/* The same with the status that belongs to the error. */
void web_error_of(struct web *w, struct http_exchange *take_x, err *e, bool json,
                  const struct page_visitor *visitor);
/* The opaque part of an ETag: the first 32 digits of the SHA-256. */
sv web_tag(struct arena *a, sv bytes);
/* The error that a reply of the writer stands for. */
err *web_answer_err(struct arena *a, int status, sv json);
/* Whose record it is, where the page belongs to no one body. */
void web_place(struct web *w, struct view_shell *shell);
/* What page_cx begins with. */
struct page_cx web_page_cx(struct web *w, struct http_exchange *x,
                           const struct page_visitor *visitor);
/* The memory for one page, emptied: what the last page was made of is gone. */
struct arena *web_page_arena(struct web *w);
/* Send what was written, as a page or JSON of this class and status; takes over o. */
void web_send(struct http_exchange *take_x, int status, enum web_cache_class class, bool json,
              struct out *take_o, sv headers);
/* Within a function that has w, cx and o and returns an error: make one model and write its page.
 */
#define WEB_SHOW(model, call)                                                                      \
    do {                                                                                           \
        struct view_##model *page = arena_new(cx->a, struct view_##model);                         \
        TRY(call);                                                                                 \
        web_place(w, &page->shell);                                                                \
        view_##model(o, page);                                                                     \
        return NULL;                                                                               \
    } while (0)
/* Make a page; what with is, is between the caller and it. */
typedef err *web_make_fn(struct web *w, struct page_cx *cx, const void *with, struct out *o);
/* Make a page within one snapshot for who is signed in, and send it with that status.  Where it
 * cannot be made, it is answered why: otherwise, if that is given, with the same status. */
void web_show(struct web *w, struct http_exchange *take_x, const struct page_visitor *visitor,
              int status, web_make_fn *make, const void *with, err *otherwise);
/* A new id: 26 digits of base 32, the earlier the smaller. */
sv web_id(struct arena *a);

/* ---- session.c: who asks ---- */

struct web_session {
    bool found;
    sv token;
    struct act_actor actor;
    struct page_visitor visitor;
    bool lacks; /* one-time codes are needed, and not set up: nothing else may be done */
};

/* The session of that token; found false where it is none that is good. */
MUST err *web_session_of(struct web *w, struct arena *a, sv token, struct web_session *ret);
/* The session of the request's cookie; found false where there is none that is good. */
MUST err *web_session_read(struct web *w, struct http_exchange *x, struct web_session *ret);
/* The request came from a page of this site, as far as its headers tell. */
bool web_origin_good(const struct http_request *r);
/* Read the form of a POST that came from this site.  Refuses (E_INVALID) another type of content,
 * E_DENIED another origin. */
MUST err *web_form_read(struct http_exchange *x, struct http_form *ret);
/* Refuses (E_DENIED) a form without the session's token. */
MUST err *web_csrf_check(struct arena *a, const struct web_session *s, const struct http_form *f);
/* Equal, in a time that does not tell where they differ. */
bool web_secret_equal(sv a, sv b);
/* The lines that set the session's cookie, or end it when the token is empty; and the device's,
 * unless it is empty. */
sv web_session_cookie(struct http_exchange *x, sv token, sv device);
/* The word by which the device of the request is known (acts/tries.h), or empty. */
sv web_device(struct http_exchange *x);

/* The form that signs in, as a 401; next may be empty, and kept NULL: the act whose form goes
 * along.
 */
void web_sign_in_first(struct web *w, struct http_exchange *take_x, sv next,
                       const struct page_kept *kept);
/* Ask the writer when it is this address's turn; t lives in the exchange's arena. */
void web_stand_in_line(struct web *w, struct http_exchange *take_x, const struct web_turn *t);
/* The JSON of a question: names with their values. */
sv web_ask_json(struct arena *a, const sv *names, const sv *values, size_t n);
/* The network that a request comes from, in digits. */
sv web_network(struct http_exchange *x);
/* Where those who have signed in begin. */
sv web_home_of(const struct web_session *s);
/* A place in the line of passwords is free again. */
void web_sign_over(struct web *w, int place);
/* The fields of an act's form that is to wait until somebody has signed in.  Lifetime: a and form.
 */
struct page_kept web_kept_make(struct arena *a, sv kind, const struct http_form *form);
/* … and of the form that signed in, which carried them; kind is empty where it carried none. */
struct page_kept web_kept_read(struct arena *a, const struct http_form *form);
/* The form of the act that waited, filled in as it was, for the session that has begun: nothing is
 * entered until it is sent again.  False where the session may enter no acts by form. */
MUST bool web_kept_show(struct web *w, struct http_exchange *take_x, sv token, sv device,
                        const struct page_kept *kept);
/* Let a signed-in account of the route's roles in; otherwise answer, and false. */
MUST bool web_admit(struct web *w, struct http_exchange *take_x, const struct web_match *m,
                    struct web_session *ret);
/* The same for a form that was sent, which is read and bears the session's token. */
MUST bool web_admit_form(struct web *w, struct http_exchange *take_x, const struct web_match *m,
                         struct web_session *ret, struct http_form *ret_form);

/* ---- ask.c: what the writer is asked ---- */

/* Ask the writer and keep the exchange until the reply.  act: the act's id, or empty.  What json
 * and credential view may go after the call; cx lives in the exchange's arena.  Without a writer fn
 * is called at once (503). */
void web_ask(struct web *w, struct http_exchange *take_x, enum wire_op op, sv credential, sv json,
             sv act, web_answer_fn *fn, void *cx);
/* The same for an exchange that is parked, from its place in the line of passwords, which is over
 * (web_sign_over) when the answer is there, or whoever asked has gone. */
void web_ask_in_turn(struct web *w, uint64_t exchange, const struct web_turn *t, int place);
/* Order a paper (paper/print.h) and keep the exchange until it is there: status 200 and the name of
 * its file below DATA/papers, else a status and a sentence.  Without a paper role fn is called at
 * once (503). */
void web_ask_paper(struct web *w, struct http_exchange *take_x, sv order, web_answer_fn *fn,
                   void *cx);
void web_ask_reply(struct web *w, const struct peer *from, const struct wire_frame *f);
/* The channel is gone: every act in flight on it is unsure, every paper is not made. */
void web_ask_lost(struct web *w, const struct peer *gone);
void web_ask_close(struct web *w);

/* ---- live.c: streams ---- */

/* A subject was touched: the channels that show it are marked; all of them where it is empty. */
void web_live_touched(struct web *w, sv subject);
/* Send the marked ones that are due; the others at their time. */
void web_live_flush(struct web *w);
void web_live_close(struct web *w);

/* ---- public.c ---- */

/* The bodies of the files of assets/, with their tags. */
void web_assets_open(struct web *w);
/* Give them back. */
void web_assets_close(struct web *w);

/* ---- upload.c: forms with a file ---- */

/* http_sink_fn: a signed-in account's form with a file is taken piece by piece; of anybody else's a
 * little is read and thrown away, so that the answer is. */
bool web_upload_sink(void *ctx, struct http_exchange *x, struct http_sink *ret);
/* The request is a form with a file, to an act. */
bool web_upload_is(const struct http_request *r);
/* Its fields, and for the file "files.file" a field "files.file.incoming" with the name of what
 * lies in DATA/incoming until the exchange is over; where "data.name" is empty it is the file's
 * own.  E_LIMIT a file that is too large, E_INVALID a form that is not whole, E_IO where the file
 * could not be written, or too many come at once. */
MUST err *web_upload_read(struct http_exchange *x, struct http_form *ret);

/* ---- paper.c ---- */

/* Order a paper and answer with its file, of this media type, saved by this name (ids and '-' and
 * '.'); or with a page that says why there is none. */
void web_paper_reply(struct web *w, struct http_exchange *take_x, sv order, const char *type,
                     sv name);

/* ---- handlers ---- */

typedef void web_handler(struct web *w, struct http_exchange *take_x, const struct web_match *m);
web_handler web_do_page, web_do_part, web_do_checkpoint, web_do_short_form, web_do_feed,
    web_do_search, web_do_health, web_do_metrics, web_do_robots, web_do_asset, web_do_events,
    web_do_sign_in, web_do_sign_in_done, web_do_sign_out, web_do_invitation, web_do_invitation_done,
    web_do_staff, web_do_admin_done, web_do_act_form, web_do_acts_form, web_do_sheet_form,
    web_do_agenda_form, web_do_packet, web_do_word, web_do_act_json, web_do_agency,
    web_do_agency_done, web_do_activity_json;

web_handler web_do_sign_in_code, web_do_account, web_do_account_done, web_do_drafts,
    web_do_drafts_done, web_do_admin, web_do_listing, web_do_check;

/* The clerk's page of an agenda, with what was refused; NULL: nothing was to be done. */
void web_agenda_again(struct web *w, struct http_exchange *take_x, const struct web_match *m,
                      const struct web_session *s, err *refused);

#endif
