/* What a reader can work out of published tables, by trying every table of whole numbers. */
#ifndef TESTS_CELLS_SLOW_H
#define TESTS_CELLS_SLOW_H

#include "study/cells.h"

enum { SLOW_ATOMS = 16, SLOW_FACTS = 160, SLOW_CAP = 24 };

struct slow_bounds {
    int64_t atom_low[SLOW_ATOMS], atom_high[SLOW_ATOMS]; /* SLOW_CAP: as high as is tried */
    int64_t fact_low[SLOW_FACTS], fact_high[SLOW_FACTS];
    uint64_t tables; /* that fit what was published */
    bool too_many;   /* to be tried */
};

/* Is the atom, numbered with the last axis fastest, in the box? */
bool slow_in(const struct study_space *space, const struct study_box *box, size_t atom);
/* Try every table from 0 to SLOW_CAP in each atom against the facts that are told. */
void slow_attack(const struct study_space *space, const struct study_fact *facts, size_t facts_n,
                 struct slow_bounds *ret);

#endif
