/* dais cells: which cells of a table have to be hidden, printed as JSON. */
#include <stdio.h>

#include "base/limits.h"
#include "prog/commands.h"
#include "study/cells_csv.h"
#include "sys/files.h"

enum { THRESHOLD = 11, HOLDERS = 3, OUT_BYTES = 64 << 20 };

static err *number(struct command_line *l, const char *option, int64_t most, int64_t *ret)
{
    sv said = command_option(l, option);
    int64_t n;
    if (!said.n) {
        return NULL;
    }
    if (!sv_i64(said, &n) || n < 0 || n > most) {
        return err_make(l->a, E_INVALID, "--%s is a whole number from 0 to %lld, and not \"%.*s\"",
                        option, (long long)most, SV_ARG(said));
    }
    *ret = n;
    return NULL;
}

static err *cells(struct command_line *l, struct buf *out)
{
    struct study_columns columns = {
        .name = {command_option(l, "rows"), command_option(l, "cols"), command_option(l, "layers")},
        .count = command_option(l, "count"),
        .holder = command_option(l, "holder")};
    sv primary = command_option(l, "primary"), csv;
    struct study_rule rule = {.threshold = primary.n ? 1 : THRESHOLD,
                              .holders = columns.holder.n ? HOLDERS : 1};
    struct study_counts counts;
    struct study_release release;
    TRY(number(l, "threshold", STUDY_COUNT_MOST, &rule.threshold));
    TRY(number(l, "holders", STUDY_COUNT_MOST, &rule.holders));
    TRY(sys_file_read(l->a, sv_cstr(l->a, l->words[0]), LIMIT_CSV_BYTES, &csv));
    TRY(study_counts_read(l->a, csv, &columns, &counts));
    if (primary.n) {
        TRY(sys_file_read(l->a, sv_cstr(l->a, primary), LIMIT_CSV_BYTES, &csv));
        TRY(study_needs_read(l->a, csv, &counts));
    }
    counts.layout.intervals = true;
    TRY(study_publish(l->a, &counts.known, &counts.layout, &rule, &release));
    study_release_json(out, &counts, &release);
    return out->failed ? err_make(l->a, E_LIMIT, "the table is too large to be printed") : NULL;
}

int command_cells(struct command_line *l)
{
    bool layers = command_option(l, "layers").n > 0, holders = command_option(l, "holders").n > 0;
    if (l->n != 1 || !command_option(l, "rows").n || !command_option(l, "count").n ||
        (layers && !command_option(l, "cols").n) || (holders && !command_option(l, "holder").n)) {
        return command_usage("cells");
    }
    struct buf out = buf_make(OUT_BYTES);
    err *e = cells(l, &out);
    if (!e) {
        fwrite(out.p, 1, out.n, stdout);
    }
    buf_free(&out);
    return e ? command_failed(e) : EXIT_DONE;
}
