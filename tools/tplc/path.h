/* Paths of a template, resolved against its models. */
#ifndef TPLC_PATH_H
#define TPLC_PATH_H

#include "tplc/comp.h"

/* What a path names. */
struct ref {
    struct field f; /* its kind; list and optional as they hold here */
    sv e;           /* the C expression */
    sv count;       /* of a list */
    sv guard;       /* C condition under which e may be read; empty when always */
    bool pointer;   /* e is a pointer to the model's struct */
    bool nullable;  /* … that may be NULL */
};

/* Refuses unknown fields, steps into what has no fields, and fields that only the JSON gets. */
MUST err *path_resolve(struct comp *c, size_t at, sv path, struct ref *ret);
/* The C condition under which the value is there and not empty. */
MUST err *path_truth(struct comp *c, size_t at, const struct ref *r, sv *ret);
/* The C condition under which e can be used: guard and, where nullable, e itself; empty when
 * always. */
sv path_presence(struct comp *c, const struct ref *r);
/* The C expression of a pointer to the model. */
sv path_pointer(struct comp *c, const struct ref *r);
/* The innermost block that made this variable, or NULL. */
struct block *path_variable(struct comp *c, sv name);

#endif
