/* The entry, version 1: one leaf of the record's tree (docs/format/entry-1.md). */
#ifndef RECORD_ENTRY_H
#define RECORD_ENTRY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/json.h"
#include "base/moment.h"
#include "record/hash.h"
#include "record/kinds.h"

/* What an entry says of a text that stands outside it. */
struct rec_part {
    sv name;              /* an id, once in its entry: "text", "title" */
    sv class;             /* "public", "restricted" or "sealed" */
    sv media;             /* "text/plain" */
    struct rec_hash hash; /* rec_hash_part of salt, name and payload */
};

struct rec_entry {
    int64_t seq;                 /* index in the record, from 0 */
    sv act;                      /* the caller's id of the act */
    int n;                       /* which entry of the act, from 0 */
    const struct rec_kind *kind; /* NULL where this program does not know the kind … */
    sv kind_name;                /* … which is named here; ignored by encode where kind is set */
    instant recorded;            /* the writer's clock; kept to the millisecond */
    struct jv *at;               /* NULL, or what rec_at_read gives */
    sv account, role;
    sv body;           /* empty where the entry concerns no one body */
    struct jv *about;  /* NULL or an object; an empty one is as NULL */
    bool reported;     /* standing: reported, not witnessed; then source is set */
    struct jv *source; /* {"outlet","retrieved"} and where known "where", "title", "key" */
    struct jv *data;   /* NULL or an object; an empty one is as NULL */
    struct rec_part *parts;
    size_t n_parts;
};

/* The canonical bytes of e replace what out held; out is best a held buf of LIMIT_ENTRY_BYTES that
 * is used again and again.
 * Refuses (E_INVALID, field named) what breaks a rule of the version, and (E_LIMIT) more than
 * LIMIT_ENTRY_BYTES.  Whether the kind allows these facts is asked of rec_entry_check.
 * Sorts the members of about, data and source in place.  A finer time than a millisecond is cut. */
MUST err *rec_entry_encode(struct arena *a, const struct rec_entry *e, struct buf *out);

/* Read an entry.  Refuses (E_INVALID, field named) bytes that are not the canonical form, or break
 * a rule of the version; (E_LIMIT) more than LIMIT_ENTRY_BYTES.  An unknown kind is no error.
 * Lifetime: the views borrow from bytes, all else lives in a. */
MUST err *rec_entry_decode(struct arena *a, sv bytes, struct rec_entry *ret);

/* Check e against the table of kinds: a known kind, its standing, about, data and parts.  For the
 * writer, once an entry, before rec_entry_encode; a reader does not call it, because a later
 * program's table knows more.  Errors: E_INVALID, field named. */
MUST err *rec_entry_check(struct arena *a, const struct rec_entry *e);

/* When something happened, as callers give it: an instant of RFC 3339, a date, or
 * {"from":…,"to":…} of two of one sort in their order.  Gives the form of the record: instants in
 * UTC with milliseconds.  Refuses (E_INVALID, field "at") anything else.  Lifetime: a; dates borrow
 * from in. */
MUST err *rec_at_read(struct arena *a, const struct jv *in, struct jv **ret);

/* The checks of one source, as entries hold it.  Refuses (E_INVALID, field "source.outlet", …). */
MUST err *rec_source_check(struct arena *a, const struct jv *source);

#endif
