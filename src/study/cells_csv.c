/* Tables of counts as comma-separated values. */
#include "study/cells_csv.h"

#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "base/json.h"

static const char *const dimension_names[STUDY_DIMENSIONS] = {"row", "column", "layer"};

/* Names numbered in the order in which they come, found by a table of hashes. */
struct names {
    sv *list;
    uint32_t *slots; /* number + 1, or 0 */
    size_t n, most, mask;
};

enum { NAMES_SLOTS = 1 << 17, HOLDERS_SLOTS = 1 << 21 };

static struct names names_begin(struct arena *a, size_t slots)
{
    return (struct names){.list = arena_array(a, sv, slots / 2),
                          .slots = arena_array(a, uint32_t, slots),
                          .most = slots / 2,
                          .mask = slots - 1};
}

static size_t names_slot(const struct names *s, sv name)
{
    uint32_t hash = 2166136261U; /* FNV-1a */
    for (size_t i = 0; i < name.n; i++) {
        hash = (hash ^ (unsigned char)name.p[i]) * 16777619U;
    }
    size_t at = hash & s->mask;
    while (s->slots[at] && !sv_eq(s->list[s->slots[at] - 1], name)) {
        at = (at + 1) & s->mask;
    }
    return at;
}

/* The number of a name, which it gets here; SIZE_MAX where there are too many. */
static size_t names_add(struct names *s, sv name)
{
    size_t at = names_slot(s, name);
    if (!s->slots[at] && s->n == s->most) {
        return SIZE_MAX;
    }
    if (!s->slots[at]) {
        s->list[s->n] = name;
        s->slots[at] = (uint32_t)++s->n;
    }
    return s->slots[at] - 1;
}

/* ---- reading ---- */

struct reading {
    struct arena *a;
    struct csv csv;
    size_t dimensions;
    size_t at[STUDY_DIMENSIONS], count, holder;
    bool has_holder;
    struct names names[STUDY_DIMENSIONS], holders;
    struct study_row *rows;
    uint32_t *lines; /* of each row, for what is said of it */
    size_t rows_n, rows_room;
};

static sv cell_words(struct arena *a, const struct reading *r, const sv *fields)
{
    sv words = SV_NONE;
    for (size_t d = 0; d < STUDY_DIMENSIONS && d < r->dimensions; d++) {
        words = sv_fmt(a, "%.*s%s%s %.*s", SV_ARG(words), d ? ", " : "", dimension_names[d],
                       SV_ARG(fields[r->at[d]]));
    }
    return words;
}

static err *find_columns(struct reading *r, const struct study_columns *c)
{
    for (size_t d = 0; d < STUDY_DIMENSIONS && c->name[d].n; d++) {
        TRY(csv_column(&r->csv, c->name[d], &r->at[d]));
        r->dimensions = d + 1;
        for (size_t before = 0; before < d; before++) {
            if (r->at[before] == r->at[d]) {
                return err_make(r->a, E_INVALID,
                                "the column %.*s is asked for twice: rows, columns and layers are "
                                "different columns",
                                SV_ARG(c->name[d]));
            }
        }
    }
    r->has_holder = c->holder.n > 0;
    if (r->has_holder) {
        TRY(csv_column(&r->csv, c->holder, &r->holder));
    }
    return csv_column(&r->csv, c->count, &r->count);
}

static err *read_count(struct reading *r, const sv *fields, int64_t *ret)
{
    sv text = sv_trim(fields[r->count]);
    const char *wrong = NULL;
    if (!sv_i64(text, ret)) {
        wrong = "is no whole number";
    } else if (*ret < 0) {
        wrong = "is negative";
    } else if (*ret > STUDY_COUNT_MOST) {
        wrong = "is too large";
    }
    return wrong ? err_make(r->a, E_INVALID,
                            "line %zu: the count of %.*s %s, \"%.*s\": correct it there first",
                            r->csv.line, SV_ARG(cell_words(r->a, r, fields)), wrong, SV_ARG(text))
                 : NULL;
}

static void make_room(struct reading *r)
{
    if (r->rows_n == r->rows_room) {
        size_t room = r->rows_room ? 2 * r->rows_room : 1024;
        struct study_row *rows = arena_array(r->a, struct study_row, room);
        uint32_t *lines = arena_array(r->a, uint32_t, room);
        if (r->rows_n) {
            memcpy(rows, r->rows, r->rows_n * sizeof *rows);
            memcpy(lines, r->lines, r->rows_n * sizeof *lines);
        }
        r->rows = rows;
        r->lines = lines;
        r->rows_room = room;
    }
}

static err *read_row(struct reading *r, const sv *fields)
{
    struct study_row row = {0};
    for (size_t d = 0; d < STUDY_DIMENSIONS && d < r->dimensions; d++) {
        sv name = fields[r->at[d]];
        size_t number = names_add(&r->names[d], name);
        if (!name.n) {
            return err_make(r->a, E_INVALID,
                            "line %zu: the %s has no name; sums are not given but worked out: "
                            "leave their lines out",
                            r->csv.line, dimension_names[d]);
        }
        if (number == SIZE_MAX || number > UINT16_MAX - 1) {
            return err_make(r->a, E_LIMIT, "line %zu: the table has more than %d different %ss",
                            r->csv.line, UINT16_MAX, dimension_names[d]);
        }
        row.at[d] = (uint16_t)number;
    }
    if (r->has_holder) {
        size_t number = names_add(&r->holders, fields[r->holder]);
        if (!fields[r->holder].n || number == SIZE_MAX) {
            return err_make(r->a, E_INVALID, "line %zu: the holder has no name, or is one too many",
                            r->csv.line);
        }
        row.holder = (uint32_t)number;
    }
    TRY(read_count(r, fields, &row.count));
    make_room(r);
    r->rows[r->rows_n] = row;
    r->lines[r->rows_n++] = (uint32_t)r->csv.line;
    return NULL;
}

struct once {
    const struct study_row *row;
    uint32_t line;
};

static int by_place(const void *left, const void *right)
{
    const struct once *l = left, *r = right;
    int places = memcmp(l->row->at, r->row->at, sizeof l->row->at);
    if (!places) {
        places = (l->row->holder > r->row->holder) - (l->row->holder < r->row->holder);
    }
    return places ? places : (l->line > r->line) - (l->line < r->line);
}

/* No combination stands twice. */
static err *check_once(const struct reading *r)
{
    struct once *all = arena_array(r->a, struct once, r->rows_n + 1);
    for (size_t i = 0; i < r->rows_n; i++) {
        all[i] = (struct once){&r->rows[i], r->lines[i]};
    }
    qsort(all, r->rows_n, sizeof *all, by_place);
    for (size_t i = 1; i < r->rows_n; i++) {
        const struct study_row *x = all[i - 1].row, *y = all[i].row;
        if (!memcmp(x->at, y->at, sizeof x->at) && x->holder == y->holder) {
            sv words = SV_NONE;
            for (size_t d = 0; d < STUDY_DIMENSIONS && d < r->dimensions; d++) {
                words = sv_fmt(r->a, "%.*s%s%s %.*s", SV_ARG(words), d ? ", " : "",
                               dimension_names[d], SV_ARG(r->names[d].list[x->at[d]]));
            }
            return err_make(r->a, E_INVALID,
                            "line %u: %.*s stands on line %u already: give each combination once, "
                            "with its whole count",
                            (unsigned)all[i].line, SV_ARG(words), (unsigned)all[i - 1].line);
        }
    }
    return NULL;
}

err *study_counts_read(struct arena *a, sv csv, const struct study_columns *columns,
                       struct study_counts *ret)
{
    struct reading r = {.a = a};
    const sv *fields;
    TRY(csv_open(a, csv, &r.csv));
    TRY(find_columns(&r, columns));
    for (size_t d = 0; d < r.dimensions; d++) {
        r.names[d] = names_begin(a, NAMES_SLOTS);
    }
    if (r.has_holder) {
        r.holders = names_begin(a, HOLDERS_SLOTS);
    }
    for (;;) {
        TRY(csv_row(&r.csv, &fields));
        if (!fields) {
            break;
        }
        TRY(read_row(&r, fields));
    }
    if (!r.rows_n) {
        return err_make(a, E_INVALID,
                        "the table has no line below its head: there is nothing to "
                        "publish");
    }
    TRY(check_once(&r));
    *ret = (struct study_counts){.layout = {.dimensions = r.dimensions}, .holders = r.holders.n};
    ret->known =
        (struct study_known){.space = {.axes = r.dimensions}, .rows = r.rows, .rows_n = r.rows_n};
    for (size_t d = 0; d < r.dimensions; d++) {
        ret->known.space.codes[d] = (uint16_t)r.names[d].n;
        ret->layout.axis[d] = (uint8_t)d;
        ret->layout.within.to[d] = (uint16_t)(r.names[d].n - 1);
        ret->codes[d] = r.names[d].list;
    }
    return NULL;
}

/* ---- what is to be hidden ---- */

struct asked {
    size_t at[STUDY_DIMENSIONS], below, above;
};

static size_t code_of(const struct study_counts *c, size_t d, sv name)
{
    size_t n = c->known.space.codes[d];
    for (size_t i = 0; i < n; i++) {
        if (sv_eq(c->codes[d][i], name)) {
            return i;
        }
    }
    return name.n ? SIZE_MAX : n;
}

static err *find_asked(const struct csv *csv, size_t dimensions, struct asked *ret)
{
    for (size_t d = 0; d < dimensions; d++) {
        TRY(csv_column(csv, sv_of(dimension_names[d]), &ret->at[d]));
    }
    TRY(csv_column(csv, SV("below"), &ret->below));
    return csv_column(csv, SV("above"), &ret->above);
}

static err *read_far(struct arena *a, const struct csv *csv, sv text, int64_t *ret)
{
    if (sv_i64(sv_trim(text), ret) && *ret >= 0 && *ret <= STUDY_COUNT_MOST) {
        return NULL;
    }
    return err_make(a, E_INVALID,
                    "line %zu of the cells to hide: \"%.*s\" is no protection: give a whole number "
                    "from 0 to %d",
                    csv->line, SV_ARG(text), STUDY_COUNT_MOST);
}

err *study_needs_read(struct arena *a, sv text, struct study_counts *counts)
{
    struct csv csv;
    struct asked ask;
    const sv *fields;
    struct study_release shape = {.facts_n = 1};
    size_t dimensions = counts->layout.dimensions;
    for (size_t d = 0; d < dimensions; d++) {
        shape.size[d] = counts->known.space.codes[d];
        shape.facts_n *= shape.size[d] + 1;
        if (shape.facts_n > STUDY_CELLS) {
            return err_make(a, E_LIMIT, "the table has more than %d cells", STUDY_CELLS);
        }
    }
    struct study_need *needs = arena_array(a, struct study_need, shape.facts_n);
    TRY(csv_open(a, text, &csv));
    TRY(find_asked(&csv, dimensions, &ask));
    for (;;) {
        size_t at[STUDY_DIMENSIONS] = {0};
        TRY(csv_row(&csv, &fields));
        if (!fields) {
            break;
        }
        for (size_t d = 0; d < dimensions; d++) {
            at[d] = code_of(counts, d, fields[ask.at[d]]);
            if (at[d] == SIZE_MAX) {
                return err_make(a, E_INVALID,
                                "line %zu of the cells to hide: the table has no %s %.*s", csv.line,
                                dimension_names[d], SV_ARG(fields[ask.at[d]]));
            }
        }
        struct study_need *need = &needs[study_at(&shape, at[0], at[1], at[2])];
        if (need->width) {
            return err_make(a, E_INVALID, "line %zu of the cells to hide: the cell stands twice",
                            csv.line);
        }
        TRY(read_far(a, &csv, fields[ask.below], &need->down));
        TRY(read_far(a, &csv, fields[ask.above], &need->up));
        need->width = 1;
    }
    counts->layout.needs = needs;
    return NULL;
}

/* ---- printing ---- */

static void put_cell(struct buf *out, const struct study_counts *c, const size_t *at)
{
    buf_char(out, '{');
    for (size_t d = 0; d < STUDY_DIMENSIONS; d++) {
        bool named = d < c->layout.dimensions && at[d] < c->known.space.codes[d];
        buf_fmt(out, "%s\"%s\":", d ? "," : "", dimension_names[d]);
        if (named) {
            json_quote(out, c->codes[d][at[d]]);
        } else {
            buf_str(out, "null");
        }
    }
}

enum list { LIST_TABLE, LIST_MARGINS, LIST_HIDDEN };

static enum list list_of(const struct study_release *r, const size_t *at)
{
    if (r->facts[study_at(r, at[0], at[1], at[2])].told == STUDY_HIDDEN) {
        return LIST_HIDDEN;
    }
    for (size_t d = 0; d < STUDY_DIMENSIONS && d < r->dimensions; d++) {
        if (at[d] == r->size[d]) {
            return LIST_MARGINS;
        }
    }
    return LIST_TABLE;
}

static void put_rest(struct buf *out, const struct study_release *r, size_t i)
{
    const struct study_fact *f = &r->facts[i];
    if (f->told != STUDY_HIDDEN) {
        buf_fmt(out, ",\"count\":%lld}", (long long)f->value);
        return;
    }
    buf_fmt(out, ",\"why\":\"%s\",\"lower\":%lld,\"upper\":",
            f->why == STUDY_PRIMARY ? "primary" : "secondary", (long long)r->lower[i]);
    if (r->upper[i] == INT64_MAX) {
        buf_str(out, "null}");
    } else {
        buf_fmt(out, "%lld}", (long long)r->upper[i]);
    }
}

static void put_list(struct buf *out, const struct study_counts *c, const struct study_release *r,
                     enum list list)
{
    size_t at[STUDY_DIMENSIONS];
    const char *comma = "";
    buf_char(out, '[');
    for (at[0] = 0; at[0] <= r->size[0]; at[0]++) {
        for (at[1] = 0; at[1] <= r->size[1]; at[1]++) {
            for (at[2] = 0; at[2] <= r->size[2]; at[2]++) {
                if (list_of(r, at) == list) {
                    buf_str(out, comma);
                    put_cell(out, c, at);
                    put_rest(out, r, study_at(r, at[0], at[1], at[2]));
                    comma = ",";
                }
            }
        }
    }
    buf_char(out, ']');
}

void study_release_json(struct buf *out, const struct study_counts *counts,
                        const struct study_release *release)
{
    buf_str(out, "{\"table\":");
    put_list(out, counts, release, LIST_TABLE);
    buf_fmt(out, ",\"cost\":%lld,\"hidden\":", (long long)release->cost);
    put_list(out, counts, release, LIST_HIDDEN);
    buf_str(out, ",\"margins\":");
    put_list(out, counts, release, LIST_MARGINS);
    buf_str(out, "}\n");
}
