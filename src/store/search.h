/* The words of the record, for searching: search.db beside record.db, filled from the log's tail,
 * made anew at will, in no backup.  One process fills it, any number search.  It holds public words
 * only. */
#ifndef STORE_SEARCH_H
#define STORE_SEARCH_H

#include "store/store.h"

struct search;

/* Open DIR/search.db to fill it: made where there is none, and anew where it is of another version
 * or damaged.  E_IO.  Close with st_search_close. */
MUST err *st_search_open_writer(struct arena *a, const char *dir, struct search **ret);
/* Open it to search.  E_NOTFOUND where it is not there yet; E_IO. */
MUST err *st_search_open_reader(struct arena *a, const char *dir, struct search **ret);
void st_search_close(struct search *take_s);

/* Add the entries of the record that are not in it yet, at most so many, in one transaction: each
 * with the words of the correction that stands, and none of what was taken back; where
 * the record has fewer entries than were added once, begin anew.  *ret_more: more wait.
 * record: a reader without a snapshot of its own.  E_IO: nothing was added. */
MUST err *st_search_follow(struct search *s, struct arena *a, struct store *record, int64_t most,
                           bool *ret_more);

/* What is searched for. */
struct search_ask {
    sv words;      /* as somebody typed them: words that must all be there, "phrases" in quotes; the
                      last word may be the beginning of one */
    sv body;       /* of this body alone; empty: of all */
    sv among;      /* items, minutes, reasons, notes; empty: all */
    int64_t first; /* how many hits are passed over */
};

enum { SEARCH_HITS = 20, SEARCH_WORDS = 16, SEARCH_WORDS_BYTES = 200 };

struct search_hit {
    int64_t seq;
    int64_t kind; /* enum rec_kind_id */
    sv body, meeting, item;
    /* Around the words that were found: what stands between 0x02 and 0x03 is one of them. */
    sv piece;
};

/* At most SEARCH_HITS hits from the first on, the best first.  *ret_all: how many there are.
 * Refuses (E_INVALID, field "q") more than SEARCH_WORDS words or SEARCH_WORDS_BYTES bytes; no hits
 * where nothing is asked.  E_IO.  Lifetime: a. */
MUST err *st_search_find(struct search *s, struct arena *a, const struct search_ask *ask,
                         struct search_hit **ret, size_t *ret_n, int64_t *ret_all);

/* How many entries are in it. */
MUST err *st_search_size(struct search *s, struct arena *a, int64_t *ret);

#endif
