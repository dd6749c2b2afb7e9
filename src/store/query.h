/* The runner behind the generated q_… functions: binds, steps and reads by description. */
#ifndef STORE_QUERY_H
#define STORE_QUERY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct store;

enum st_type { ST_TEXT, ST_INT, ST_BLOB, ST_BOOL, ST_INSTANT };

/* A parameter or a column, and where it stands in its struct. */
struct st_column {
    const char *name;
    enum st_type type;
    bool optional;
    unsigned short param; /* number of the parameter, from 1; 0 for a column */
    unsigned short at;    /* offset of the value */
    unsigned short has;   /* optional integers: offset of the bool that says whether it is set */
};

struct st_query {
    const char *name, *sql;
    const struct st_column *in, *out;
    unsigned short n_in, n_out, out_size;
    bool writes;       /* changes rows, or is the writer's alone */
    const char *reads; /* the secret columns that it may read: " session.hash " */
};

/* A derived table: its rows in key order. */
struct st_table {
    const char *name, *rows;
    const char *put;       /* a row, in the columns of rows, in the place of the one of its key */
    const char *drop;      /* the row of a key */
    unsigned short n_keys; /* the first so many columns of rows … */
    unsigned short n_cols; /* … of so many are the key */
};

/* Generated from sql/. */
extern const struct st_query st_queries[];
extern const struct st_table st_derived[];
extern const unsigned st_derived_count;
extern const char *const st_kept[];    /* tables that are not derived; ended by NULL */
extern const char *const st_secrets[]; /* "account.password"; ended by NULL */
extern const char st_sql_log[], st_sql_derived[], st_sql_private[], st_sql_drop[];
extern const char st_derived_version[]; /* changes with sql/derived.sql */

/* Run a query by its number.  in: its struct, or NULL where it has none. */
MUST err *st_query_exec(struct store *s, struct arena *a, unsigned id, const void *in);
MUST err *st_query_one(struct store *s, struct arena *a, unsigned id, const void *in,
                       bool *ret_found, void *ret);
MUST err *st_query_many(struct store *s, struct arena *a, unsigned id, const void *in,
                        void **ret_rows, size_t *ret_n);
/* Rows are given to each as they come; what they point to is gone after the call. */
MUST err *st_query_each(struct store *s, struct arena *a, unsigned id, const void *in,
                        err *(*each)(void *cx, const void *row), void *cx);

#endif
