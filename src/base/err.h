/* Errors are values: NULL is success, otherwise an immutable error in the caller's arena, with
 * kind, one sentence that says what is wrong and what to do, and what it is about. */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include "base/arena.h"
#include "base/attr.h"
#include "base/must.h"
#include "base/sv.h"

enum err_kind {
    E_NOTFOUND = 1, /* there is no such thing */
    E_DENIED,       /* this actor may not */
    E_REFUSED,      /* impossible: a rule cannot be broken in this way; cites the rule */
    E_DISORDER,     /* out of order, and no departure was named; cites the rule */
    E_INVALID,      /* the input is malformed; field says where */
    E_CONFLICT,     /* against what already stands (an act id used for another act, a name taken) */
    E_LIMIT,        /* over a limit of base/limits.h */
    E_IO,           /* the system failed; nothing was written */
    E_UNSURE        /* the commit may or may not stand: ask again with the same act id */
};

struct err {
    enum err_kind kind;
    sv message;  /* one sentence, no newline */
    sv field;    /* E_INVALID: which input, such as "data.choice"; else empty */
    sv rule;     /* E_REFUSED and E_DISORDER: the rule's id in its pack */
    sv citation; /* … and its citation */
};
typedef const struct err err;

#define TRY(call)                                                                                  \
    do {                                                                                           \
        err *try_e_ = (call);                                                                      \
        if (try_e_) {                                                                              \
            return try_e_;                                                                         \
        }                                                                                          \
    } while (0)

/* The same error, which is never NULL.  The macro over each maker of errors passes what it made
 * through here, where the analysers see the promise; they do not read returns_nonnull. */
static inline NONNULL err *err_made(err *e)
{
    must(e != NULL);
    return e;
}

/* Each makes an error in a; the message is the printf text, in which control characters and bytes
 * that are not UTF-8 (of an input that it quotes) become '?'. */
PRINTF(3, 4) err *err_make(struct arena *a, enum err_kind kind, const char *fmt, ...);
/* E_INVALID about one named input. */
PRINTF(3, 4) err *err_field(struct arena *a, sv field, const char *fmt, ...);
/* E_REFUSED or E_DISORDER with the rule's id and citation. */
PRINTF(5, 6)
err *err_rule(struct arena *a, enum err_kind kind, sv rule, sv citation, const char *fmt, ...);
/* The same error with its field replaced: for a parser whose caller knows the field's name. */
err *err_about(struct arena *a, err *e, sv field);
/* A copy whose bytes live in a: for an error that leaves a shorter-lived arena. */
err *err_dup(struct arena *a, err *e);

#define err_make(...)  err_made(err_make(__VA_ARGS__))
#define err_field(...) err_made(err_field(__VA_ARGS__))
#define err_rule(...)  err_made(err_rule(__VA_ARGS__))
#define err_about(...) err_made(err_about(__VA_ARGS__))
#define err_dup(...)   err_made(err_dup(__VA_ARGS__))

#endif
