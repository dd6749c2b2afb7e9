/* What the store's tests share: a directory of their own, made-up entries of every kind, groups. */
#ifndef TESTS_STORE_MADE_H
#define TESTS_STORE_MADE_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "record/entry.h"
#include "record/kinds.h"
#include "store/q.h"
#include "store/store.h"
#include "sys/clock.h"
#include "tap.h"

/* A fresh directory under $TMPDIR; in a. */
const char *made_dir(struct arena *a);
/* Remove record.db and what stands beside it, and the directory. */
void made_gone(const char *dir);

/* An entry from JSON: {"kind","act","n","body","about","data","source","reported","at"}; parts are
 * "text", "title", "place": the words, from which salt and hash are made. */
struct made {
    struct rec_entry e;
    struct rec_part parts[4];
    struct st_part payloads[4];
    size_t n;
};
struct made *made_entry(struct arena *a, const char *json);

/* Append within the open act. */
MUST err *made_append(struct store *s, struct arena *a, const char *json);
/* One act of one entry in the open group. */
MUST err *made_act(struct store *s, struct arena *a, const char *json);
/* A signer that writes "size root". */
err *made_sign(void *cx, struct arena *a, uint64_t size, const struct rec_hash *root, sv *ret);
/* One group of one act of one entry. */
MUST err *made_group(struct store *s, struct arena *a, const char *json);

/* A record with every kind in it, in a few groups. */
MUST err *made_record(struct store *s, struct arena *a);
extern const char *const made_lines[];
extern const size_t made_line_count;

#endif
