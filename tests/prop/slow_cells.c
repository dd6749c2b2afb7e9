/* Every table of whole numbers that fits. */
#include "cells_slow.h"

#include "base/must.h"

enum { STEPS_MOST = 3000000 };

struct trial {
    const struct study_space *space;
    const struct study_fact *facts;
    size_t facts_n, atoms, last[SLOW_FACTS];
    bool in[SLOW_FACTS][SLOW_ATOMS], in_whole[SLOW_FACTS][SLOW_ATOMS];
    int64_t x[SLOW_ATOMS];
    uint64_t steps;
    struct slow_bounds *to;
};

bool slow_in(const struct study_space *space, const struct study_box *box, size_t atom)
{
    for (size_t axis = space->axes; axis-- > 0; atom /= space->codes[axis]) {
        size_t code = atom % space->codes[axis];
        if (code < box->from[axis] || code > box->to[axis]) {
            return false;
        }
    }
    return true;
}

static int64_t sum(const struct trial *t, const bool *in, size_t atoms)
{
    int64_t s = 0;
    for (size_t i = 0; i < atoms; i++) {
        s += in[i] ? t->x[i] : 0;
    }
    return s;
}

/* The share that would have been printed: nearest, the halves either way. */
static bool share_fits(const struct trial *t, size_t f)
{
    int64_t part = sum(t, t->in[f], t->atoms), whole = sum(t, t->in_whole[f], t->atoms);
    int64_t steps = 100;
    for (int i = 0; i < t->facts[f].digits; i++) {
        steps *= 10;
    }
    return 2 * part * steps >= (2 * t->facts[f].value - 1) * whole &&
           2 * part * steps <= (2 * t->facts[f].value + 1) * whole;
}

static bool fits_so_far(const struct trial *t, size_t atoms)
{
    for (size_t f = 0; f < t->facts_n; f++) {
        if (t->facts[f].told == STUDY_SHOWN && t->in[f][atoms - 1]) {
            int64_t s = sum(t, t->in[f], atoms);
            if (s > t->facts[f].value || (t->last[f] == atoms && s < t->facts[f].value)) {
                return false;
            }
        } else if (t->facts[f].told == STUDY_SHARE && atoms == t->atoms && !share_fits(t, f)) {
            return false;
        }
    }
    return true;
}

static void stretch(int64_t *low, int64_t *high, int64_t value)
{
    *low = value < *low ? value : *low;
    *high = value > *high ? value : *high;
}

static void note(struct trial *t)
{
    for (size_t i = 0; i < t->atoms; i++) {
        stretch(&t->to->atom_low[i], &t->to->atom_high[i], t->x[i]);
    }
    for (size_t f = 0; f < t->facts_n; f++) {
        stretch(&t->to->fact_low[f], &t->to->fact_high[f], sum(t, t->in[f], t->atoms));
    }
    t->to->tables++;
}

static void try_atom(struct trial *t, size_t atom)
{
    if (atom == t->atoms) {
        note(t);
        return;
    }
    for (int64_t v = 0; v <= SLOW_CAP && !t->to->too_many; v++) {
        t->x[atom] = v;
        t->to->too_many = ++t->steps > STEPS_MOST;
        if (fits_so_far(t, atom + 1)) {
            try_atom(t, atom + 1);
        }
    }
}

void slow_attack(const struct study_space *space, const struct study_fact *facts, size_t facts_n,
                 struct slow_bounds *ret)
{
    static struct trial t;
    t = (struct trial){.space = space, .facts = facts, .facts_n = facts_n, .atoms = 1, .to = ret};
    for (size_t axis = 0; axis < space->axes; axis++) {
        t.atoms *= space->codes[axis];
    }
    must(t.atoms <= SLOW_ATOMS && facts_n <= SLOW_FACTS);
    *ret = (struct slow_bounds){0};
    for (size_t i = 0; i < t.atoms; i++) {
        ret->atom_low[i] = INT64_MAX;
    }
    for (size_t f = 0; f < facts_n; f++) {
        ret->fact_low[f] = INT64_MAX;
        for (size_t i = 0; i < t.atoms; i++) {
            t.in[f][i] = slow_in(space, &facts[f].of, i);
            t.in_whole[f][i] = facts[f].told == STUDY_SHARE && slow_in(space, &facts[f].whole, i);
            t.last[f] = t.in[f][i] ? i + 1 : t.last[f];
        }
    }
    try_atom(&t, 0);
}
