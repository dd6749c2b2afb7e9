/* What the files of the server share: connections, their phases, their buffers. */
#ifndef HTTP_INSIDE_H
#define HTTP_INSIDE_H

#include "http/http.h"
#include "sys/loop.h"

enum {
    INPUT_SMALL = 4096,
    INPUT_LARGE = 32768,
    POOL_KEPT = 128,   /* spare blocks kept of each size */
    GZIP_LEAST = 1024, /* shorter bodies are sent as they are */
    HEAD_MAX = 32768,  /* a reply's head with the caller's headers */
    TAG_MAX = 64,
    LINGER_MS = 2000, /* after a refusal: until the client has read it */
    LINGER_BYTES = 1 << 20,
    KEYS_MAX = 64, /* regions of a channel whose events replace one another */
    EVENTS_A_SEND = 16
};

/* In each phase but the last two a connection stands in the list of that phase, ordered by due_ms.
 */
enum phase {
    PHASE_HEAD,   /* some bytes of a head, or none yet of the first */
    PHASE_BODY,   /* the head is complete, the body is not */
    PHASE_PARKED, /* the handler replies later */
    PHASE_WRITE,  /* a reply waits for room */
    PHASE_IDLE,   /* between requests */
    PHASE_RESUME, /* more requests stand in its input: run after this batch */
    PHASE_LINGER, /* refused; its input is thrown away until it ends */
    PHASE_STREAM, /* in a list of its channel */
    PHASE_GONE    /* closed while it runs */
};
enum { PHASE_LISTS = PHASE_STREAM };

struct conn_list {
    struct conn *first, *last;
    unsigned n;
};

/* A block of input; n bytes are there, scan is where the search for the head's end stopped. */
struct input {
    struct input *next; /* in the pool */
    size_t size, n, scan;
    char p[];
};

/* What of a reply is still to be sent: the rest of the head and copied bytes, then the rest of a
 * shared body. */
struct output {
    struct buf rest;
    size_t at;
    struct http_body *body;
    sv body_rest;
    int file; /* -1: none; its next byte, and how many are to come */
    uint64_t file_at, file_left;
};

/* Counts of an address while it has connections. */
struct origin {
    struct origin *next;
    struct sys_ip ip; /* IPv6: its /64 */
    unsigned connections, streams;
};

/* One connection.  A viewer of a stream keeps no more than this and its place in the loop. */
struct conn {
    struct conn *prev, *next;
    struct http_server *s;
    struct conn_list *list; /* the list that it stands in */
    int64_t due_ms;         /* of its phase; a viewer: of its heartbeat or of its stall */
    struct origin *from;    /* NULL: by a trusted proxy */
    struct input *in;       /* bytes that no exchange has taken yet */
    struct output *out;
    union {
        struct http_exchange *x;
        struct event *event; /* a viewer: the event that it reads, or has read to its end */
    } at;
    struct http_channel *channel;
    int fd;
    uint32_t sent; /* a viewer: bytes of its event; lingering: bytes thrown away */
    uint8_t phase;
    bool running; /* inside conn_run: freed at its end */
    bool close;   /* after the reply */
    bool linger;  /* … but not before the client has read it */
    bool proxied;
};

struct http_exchange {
    struct conn *c; /* NULL: in the pool */
    struct arena *arena;
    struct input *in; /* the views of r point into it */
    struct buf body;  /* of a body that came in pieces */
    struct http_chunks chunks;
    size_t sunk, limit;      /* bytes that its sink has taken, and may take */
    size_t received, marked; /* bytes of the body, and of it at the last look of the clock */
    struct http_sink sink;   /* piece NULL: none */
    size_t held;             /* its share of the server's body_held */
    struct sys_ip ip;
    int64_t begun_us;
    uint32_t index, generation;
    bool parked;
    struct http_request r;
};

struct http_body {
    unsigned refs;
    struct buf plain, gzip;
    bool tried; /* gzip was asked for */
    unsigned tag_n;
    char tag[TAG_MAX];
};

/* One published event, counted: a viewer at it, the event before it and the channel's end hold it.
 */
struct event {
    struct event *next;
    struct http_channel *channel;
    uint64_t seq, end; /* events and bytes of the channel up to and with it */
    unsigned refs;
    uint32_t n;
    int key;         /* index among the channel's keys, or -1 */
    bool superseded; /* by a later one of its key */
    char p[];
};

struct http_channel {
    struct http_server *s;
    struct http_channel *prev, *next;
    struct conn_list lists[2];
    struct conn_list *idle;   /* have read all; by the time of their last bytes */
    struct conn_list *ready;  /* an event waits, to be sent in the next slices */
    struct conn_list blocked; /* wait for room, by the time of their last progress */
    struct event *tail;
    struct {
        uint64_t hash;
        struct event *last;
    } keys[KEYS_MAX];
    int n_keys;
};

struct http_server {
    struct sys_loop *loop;
    struct http_config config;
    struct http_limits limits;
    char *headers; /* config.headers, copied */
    sv common;     /* a view of them */
    struct sys_ip *proxies;
    struct buf head;   /* the reply's head that is being made */
    struct buf packed; /* the reply's bytes, compressed */
    void *deflate;     /* a z_stream */
    struct buf date;   /* the line "Date: ...", good until then */
    int64_t date_until_ms;
    struct conn_list lists[PHASE_LISTS];
    struct conn *spare_conns; /* by next */
    unsigned spare_conns_n;
    struct input *spare_inputs[2];
    unsigned spare_inputs_n[2];
    struct http_exchange **exchanges;
    uint32_t *spare_exchanges;
    uint32_t exchanges_n, spare_exchanges_n;
    struct origin **origins;
    size_t origins_size, origins_n;
    uint64_t seed;
    struct listener {
        struct http_server *s;
        int fd;
    } * listeners[16];
    unsigned listeners_n;
    struct http_channel *channels; /* a ring; it points to the one whose turn is next */
    unsigned waiting;              /* viewers that are ready, in all channels */
    int reserve;
    bool draining, paused;
    size_t body_held; /* bytes of bodies that came in pieces and are not yet answered */
    int64_t tick_ms;
    uint64_t tick, pause_timer;
    struct http_counts counts;
    char scratch[65536];
};

/* lists (conn.c) */
void list_push(struct conn_list *l, struct conn *c);
void list_take(struct conn *c);

/* conn.c: a connection's life */
void conn_open(struct http_server *s, int fd, const struct sys_ip *peer);
void conn_phase(struct conn *c, enum phase phase);
/* Close it and give back what it holds; at once, or at the end of conn_run. */
void conn_close(struct conn *c);
/* Serve the requests that stand in its input, as far as they are complete. */
void conn_run(struct conn *c);
/* Answer with this status and end it. */
void conn_refuse(struct conn *c, int status);
/* A reply was given to conn_send: the exchange ends; wait for room, go on with the next request, or
 * end. */
void conn_settle(struct conn *c);
/* Give back all that conn_close gives back, but not the descriptor. */
void conn_forget(struct conn *c);
void conn_clock(struct http_server *s);

/* exchange.c: exchanges and input blocks */
struct input *input_take(struct http_server *s, bool large);
void input_give(struct http_server *s, struct input *take_in);
struct http_exchange *exchange_take(struct http_server *s, struct conn *c);
void exchange_give(struct http_exchange *take_x);

/* reply.c */
/* Start s->head: status line, date, common headers. */
void head_begin(struct http_server *s, int status);
/* Send s->head, then bytes (copied), then body_bytes of the shared body; what does not go now is
 * kept in c->out. false: the connection was closed, and c is no more to be touched. */
MUST bool conn_send(struct conn *c, sv bytes, struct http_body *body, sv body_bytes);
/* Send more of c->out.  false: as conn_send; true with c->out NULL: all was sent. */
MUST bool conn_flush(struct conn *c, bool *ret_progress);
void output_free(struct output *take_o);
/* After conn_send of a head: the bytes of a file follow, in slices as the client takes them. */
void conn_follow_file(struct conn *c, int take_fd, uint64_t from, uint64_t n);
/* What http_reply says of each reply to http_config.access. */
void tell_access(struct http_exchange *x, int status, uint64_t bytes);
/* The end of s->head: the length, and whether the connection ends. */
void put_end(struct conn *c, bool with_length, uint64_t length);

/* body.c */
/* The gzip form, or the empty view where it would not be shorter. */
sv body_gzip(struct http_server *s, struct http_body *b);
/* Compress into out; false where it would not be shorter. */
bool gzip_pack(struct http_server *s, sv bytes, struct buf *out);
void gzip_end(struct http_server *s);

/* origin.c: caps by address */
struct origin *origin_hold(struct http_server *s, const struct sys_ip *ip);
void origin_drop(struct http_server *s, struct origin *o);
bool origin_trusted(const struct http_server *s, const struct sys_ip *ip);

/* stream.c: viewers and the fan-out */
void viewer_event(struct conn *c, unsigned events);
void viewer_leave(struct conn *c);
/* One slice of the fan-out. */
void fanout_slice(struct http_server *s);
/* Heartbeats and stalls. */
void fanout_clock(struct http_server *s);
/* End all viewers of a channel. */
void viewers_end(struct http_channel *ch);

#endif
