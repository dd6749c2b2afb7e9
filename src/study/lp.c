/* GLPK behind a wall.  The library ends the process on misuse and where memory runs out, unless
 * its hook jumps away; after a jump its memory is whole only once all of it is given back. */
#include <glpk.h>
#include <setjmp.h>

#include "base/must.h"
#include "study/lp.h"

enum { MEMORY_MEGABYTES = 1024, STEPS_MOST = 500000, TIME_MOST_MS = 30000 };

struct job {
    struct lp *p;
    const struct lp_bound *columns, *rows;
    const struct lp_entry *entries;
    size_t entries_n;
    int most_ms, answer;
};

static void jump(void *to)
{
    longjmp(*(jmp_buf *)to, 1);
}

static int silent(void *info, const char *text)
{
    (void)info;
    (void)text;
    return 1;
}

/* Do the work; false where the library jumped out of it. */
static bool guarded(void (*work)(struct job *), struct job *j)
{
    jmp_buf back;
    if (setjmp(back)) {
        glp_error_hook(NULL, NULL);
        return false;
    }
    glp_error_hook(jump, &back);
    work(j);
    glp_error_hook(NULL, NULL);
    return true;
}

static err *attempt(struct lp_room *room, void (*work)(struct job *), struct job *j)
{
    if (!room->lost && guarded(work, j)) {
        return NULL;
    }
    room->lost = true;
    return err_make(room->a, E_LIMIT,
                    "the solver of linear programs failed, and nothing is published: ask for a "
                    "table with fewer cells");
}

struct lp_room lp_room_open(struct arena *a)
{
    glp_term_hook(silent, NULL);
    glp_term_out(GLP_OFF);
    glp_mem_limit(MEMORY_MEGABYTES);
    return (struct lp_room){.a = a};
}

void lp_room_close(struct lp_room *room)
{
    room->lost = true;
    glp_free_env();
}

static int kind_of(struct lp_bound b)
{
    bool below = b.lower <= -LP_INFINITE, above = b.upper >= LP_INFINITE;
    if (below && above) {
        return GLP_FR;
    }
    if (below || above) {
        return below ? GLP_UP : GLP_LO;
    }
    return b.lower < b.upper ? GLP_DB : GLP_FX;
}

static void build(struct job *j)
{
    glp_prob *g = glp_create_prob();
    j->p->problem = g;
    glp_set_obj_dir(g, GLP_MIN);
    if (j->p->columns) {
        glp_add_cols(g, (int)j->p->columns);
    }
    if (j->p->rows) {
        glp_add_rows(g, (int)j->p->rows);
    }
    for (size_t i = 0; i < j->p->columns; i++) {
        glp_set_col_bnds(g, (int)i + 1, kind_of(j->columns[i]), j->columns[i].lower,
                         j->columns[i].upper);
    }
    for (size_t i = 0; i < j->p->rows; i++) {
        glp_set_row_bnds(g, (int)i + 1, kind_of(j->rows[i]), j->rows[i].lower, j->rows[i].upper);
    }
    int *row = glp_alloc((int)j->entries_n + 1, sizeof *row);
    int *column = glp_alloc((int)j->entries_n + 1, sizeof *column);
    double *value = glp_alloc((int)j->entries_n + 1, sizeof *value);
    for (size_t i = 0; i < j->entries_n; i++) {
        row[i + 1] = (int)j->entries[i].row + 1;
        column[i + 1] = (int)j->entries[i].column + 1;
        value[i + 1] = j->entries[i].value;
    }
    glp_load_matrix(g, (int)j->entries_n, row, column, value);
    glp_free(row);
    glp_free(column);
    glp_free(value);
}

err *lp_open(struct lp_room *room, const struct lp_bound *columns, size_t columns_n,
             const struct lp_bound *rows, size_t rows_n, const struct lp_entry *entries,
             size_t entries_n, struct lp *ret)
{
    *ret = (struct lp){.room = room, .columns = columns_n, .rows = rows_n};
    struct job j = {
        .p = ret, .columns = columns, .rows = rows, .entries = entries, .entries_n = entries_n};
    must(columns_n < 1 << 24 && rows_n < 1 << 24 && entries_n < 1 << 26);
    return attempt(room, build, &j);
}

void lp_cost(struct lp *p, size_t column, double cost)
{
    must(column < p->columns);
    if (!p->room->lost) {
        glp_set_obj_coef(p->problem, (int)column + 1, cost);
    }
}

void lp_column_bound(struct lp *p, size_t column, struct lp_bound b)
{
    must(column < p->columns && b.lower <= b.upper);
    if (!p->room->lost) {
        glp_set_col_bnds(p->problem, (int)column + 1, kind_of(b), b.lower, b.upper);
    }
}

void lp_row_bound(struct lp *p, size_t row, struct lp_bound b)
{
    must(row < p->rows && b.lower <= b.upper);
    if (!p->room->lost) {
        glp_set_row_bnds(p->problem, (int)row + 1, kind_of(b), b.lower, b.upper);
    }
}

void lp_column_whole(struct lp *p, size_t column)
{
    must(column < p->columns);
    if (!p->room->lost) {
        glp_set_col_kind(p->problem, (int)column + 1, GLP_IV);
    }
}

static enum lp_answer answer_of(int status)
{
    switch (status) {
    case GLP_OPT: return LP_OPTIMAL;
    case GLP_NOFEAS: return LP_INFEASIBLE;
    case GLP_UNBND: return LP_UNBOUNDED;
    default: return LP_NOTHING_FOUND;
    }
}

static void simplex(struct job *j)
{
    glp_smcp how;
    glp_init_smcp(&how);
    how.msg_lev = GLP_MSG_OFF;
    how.meth = j->p->bounds_change ? GLP_DUALP : GLP_PRIMAL;
    how.it_lim = STEPS_MOST;
    how.tm_lim = TIME_MOST_MS;
    int failed = glp_simplex(j->p->problem, &how);
    if (!failed && how.meth == GLP_DUALP && glp_get_status(j->p->problem) != GLP_OPT) {
        /* the dual method can take a program that has an answer for one that has none */
        how.meth = GLP_PRIMAL;
        glp_std_basis(j->p->problem);
        failed = glp_simplex(j->p->problem, &how);
    }
    if (failed == GLP_EBADB || failed == GLP_ESING || failed == GLP_ECOND || failed == GLP_EFAIL) {
        glp_adv_basis(j->p->problem, 0);
        failed = glp_simplex(j->p->problem, &how);
    }
    j->answer = failed ? GLP_UNDEF : glp_get_status(j->p->problem);
}

err *lp_solve(struct lp *p, enum lp_answer *ret)
{
    struct job j = {.p = p};
    *ret = LP_NOTHING_FOUND;
    TRY(attempt(p->room, simplex, &j));
    *ret = answer_of(j.answer);
    return NULL;
}

static void branch(struct job *j)
{
    glp_iocp how;
    glp_init_iocp(&how);
    how.msg_lev = GLP_MSG_OFF;
    how.presolve = GLP_ON;
    how.tm_lim = j->most_ms;
    int failed = glp_intopt(j->p->problem, &how);
    j->answer = failed == GLP_ENOPFS ? GLP_NOFEAS
                : failed             ? GLP_UNDEF
                                     : glp_mip_status(j->p->problem);
}

err *lp_whole(struct lp *p, int most_ms, enum lp_answer *ret)
{
    struct job j = {.p = p, .most_ms = most_ms};
    *ret = LP_NOTHING_FOUND;
    TRY(attempt(p->room, branch, &j));
    *ret = answer_of(j.answer);
    return NULL;
}

double lp_value(const struct lp *p, size_t column)
{
    must(column < p->columns);
    return p->room->lost ? 0 : glp_get_col_prim(p->problem, (int)column + 1);
}

double lp_whole_value(const struct lp *p, size_t column)
{
    must(column < p->columns);
    return p->room->lost ? 0 : glp_mip_col_val(p->problem, (int)column + 1);
}
