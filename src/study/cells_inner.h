/* What suppression and audit share: published statements as sums of classes of atoms. */
#ifndef STUDY_CELLS_INNER_H
#define STUDY_CELLS_INNER_H

#include "study/cells.h"
#include "study/lp.h"

/* A class holds the atoms that no statement tells apart: what is known of their sum is all that is
 * known of them.  Classes are the unknowns of a reader. */
struct cells_class {
    int64_t count;
    uint32_t holders; /* with a count above 0; 0 where the rule does not ask for them */
    size_t atom;      /* one of them */
};

/* A statement: the classes that it sums, each once, rising; value and holders are those of the
 * counts, told or not. */
struct cells_line {
    const uint32_t *of, *whole; /* whole: of a share */
    size_t of_n, whole_n;
    int64_t value;
    uint32_t holders;
};

struct cells_model {
    const struct study_space *space;
    struct cells_class *classes;
    size_t classes_n;
    const struct study_fact *facts;
    struct cells_line *lines; /* one a fact */
    size_t facts_n;
};

/* The model of these facts.  Refuses as study_publish says; facts whose told is STUDY_HIDDEN get
 * their value as well.  Lifetime: a; borrows known and facts. */
MUST err *cells_model_make(struct arena *a, const struct study_known *known,
                           const struct study_fact *facts, size_t facts_n,
                           const struct study_rule *rule, struct cells_model *ret);
/* What a count of so many holders needs by the rule. */
struct study_need cells_need_of(const struct study_rule *rule, int64_t count, uint32_t holders);
/* The box of that one atom. */
struct study_box cells_box_of(const struct study_space *space, size_t atom);

/* Which facts of a model are new and may still be hidden, and what is asked of them. */
struct cells_new {
    size_t from;                    /* the facts from that one to the last */
    const struct study_need *needs; /* of each new one, beyond the rule; NULL: nothing */
    const bool *margin;             /* of each new one: hidden only where nothing else does */
    size_t rows, columns; /* of one table of two dimensions, of which all facts are; else 0 */
};

/* The rule's need of a fact, and what is asked beyond it. */
struct study_need cells_need_fact(const struct cells_model *m, const struct cells_new *news,
                                  const struct study_rule *rule, size_t fact);

/* Choose marks for the new facts (facts is m->facts, to be written): every one with a need, and
 * what else keeps those, all classes with a need and what was hidden earlier from being narrowed,
 * cheaply by counts.  By linear programming; cells_network does the same for one table of two
 * dimensions alone.  E_REFUSED where no marks do. */
MUST err *cells_suppress(struct arena *a, const struct cells_model *m, const struct cells_new *news,
                         const struct study_rule *rule, struct study_fact *facts);

/* Which facts of a fresh table of rows x columns with its margins, in the order of study_at, are
 * hidden and yet known exactly whatever the counts are: the bridges of its network.  Where every
 * hidden count is above zero, these are all that are.  In steps that grow with the cells alone. */
void cells_bridges(struct arena *a, size_t rows, size_t columns, const struct study_fact *facts,
                   bool *exact);

/* Attack what is told: the first thing that can be narrowed below its need.  Where ret_lower and
 * ret_upper are not NULL, the reader's interval of every fact (of one that is shown its value
 * twice) is worked out too. */
MUST err *cells_audit(struct arena *a, const struct cells_model *m, const struct cells_new *news,
                      const struct study_rule *rule, struct study_finding *ret, int64_t *ret_lower,
                      int64_t *ret_upper);

#endif
