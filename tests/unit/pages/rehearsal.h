/* What the tests of pages share: a record in a directory of its own, filled entry by entry. */
#ifndef TESTS_PAGES_REHEARSAL_H
#define TESTS_PAGES_REHEARSAL_H

#include "../store/made.h"
#include "pages/page.h"
#include "view/templates.h"

enum { PAGE_BYTES_MAX = 50 * 1024 };

struct rehearsal {
    struct arena *a;
    const char *dir;
    struct store *writer, *reader;
    struct page_cx cx; /* the last page's */
};

/* An empty record. */
void rehearsal_open(struct rehearsal *r);
void rehearsal_close(struct rehearsal *r);
/* Append entries, each a JSON of made_entry; the body is "rehearsal" unless one says otherwise. */
void rehearsal_put(struct rehearsal *r, const char *json);
void rehearsal_put_all(struct rehearsal *r, const char *const *lines, size_t n);
/* The commission: five seats in the pack's order, a meeting on June 17, 2026, item rc-41 opened,
 * its main motion moved, seconded, stated and opened for a roll call. */
void rehearsal_begin(struct rehearsal *r, const char *pack);
/* One vote of that roll call. */
void rehearsal_vote(struct rehearsal *r, const char *member, const char *choice);
/* Announce it. */
void rehearsal_announce(struct rehearsal *r, const char *outcome, int yes, int no, int absent);
/* A context for the next page, at that instant; the snapshot is open until the next one. */
struct page_cx *rehearsal_cx(struct rehearsal *r, const char *now);
/* The JSON of a decision, parsed. */
struct jv *rehearsal_decision(struct rehearsal *r, const char *now, const char *body,
                              const char *file);
/* The question of that id in it. */
struct jv *rehearsal_question(struct jv *decision, const char *id);
/* The text of one of its members. */
bool rehearsal_is(const struct jv *v, const char *key, const char *text);
bool rehearsal_read(struct rehearsal *r, const char *subject);

#endif
