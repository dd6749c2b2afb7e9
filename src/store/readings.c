/* The entries of an instrument in every reading that they ever had: as they were entered, and as
 * each correction said otherwise. */
#include "store/inner.h"
#include "store/q.h"

/* The corrections of one entry, of those, and so on, in their order. */
struct fixes {
    struct fix {
        int64_t seq, of;
        bool voids;
    } * list;
    size_t n, size;
};

static void fix_add(struct arena *a, struct fixes *f, struct fix fix)
{
    if (f->n == f->size) {
        size_t size = f->size ? 2 * f->size : 8;
        struct fix *more = arena_array(a, struct fix, size);
        for (size_t i = 0; i < f->n; i++) {
            more[i] = f->list[i];
        }
        f->list = more;
        f->size = size;
    }
    size_t i = f->n++;
    while (i > 0 && f->list[i - 1].seq > fix.seq) {
        f->list[i] = f->list[i - 1];
        i--;
    }
    f->list[i] = fix;
}

static err *gather(struct store *s, struct arena *a, int64_t of, struct fixes *f)
{
    struct q_corrections_of_out *rows;
    size_t n;
    TRY(q_corrections_of(s, a, &(struct q_corrections_of_in){.of = of}, &rows, &n));
    for (size_t i = 0; i < n; i++) {
        fix_add(a, f, (struct fix){rows[i].seq, of, rows[i].voids});
        TRY(gather(s, a, rows[i].seq, f)); /* each corrects only what stands before it */
    }
    return NULL;
}

/* The correction that stood when the first n of them were on record: the newest that was not taken
 * back. */
static const struct fix *standing(const struct fixes *f, size_t n, int64_t of)
{
    for (size_t i = n; i-- > 0;) {
        if (f->list[i].of == of) {
            const struct fix *above = standing(f, n, f->list[i].seq);
            if (!above || !above->voids) {
                return &f->list[i];
            }
        }
    }
    return NULL;
}

struct telling {
    struct store *s;
    struct arena *a;
    st_reading_fn *fn;
    void *cx;
};

static err *tell(const struct telling *t, const struct rec_entry *entered, const struct fix *by,
                 instant known, instant forgotten)
{
    struct rec_entry *e = arena_new(t->a, struct rec_entry);
    struct st_corrected how;
    if (by && by->voids) {
        return NULL;
    }
    *e = *entered;
    TRY(by ? st_read_by(t->s, t->a, e, by->seq, false, &how) : NULL);
    return t->fn(t->cx, e, known, forgotten);
}

/* One reading after another, each until the correction that changed it was recorded. */
static err *tell_all(const struct telling *t, const struct rec_entry *entered)
{
    struct fixes f = {.n = 0};
    const struct fix *now = NULL;
    instant since = entered->recorded;
    TRY(gather(t->s, t->a, entered->seq, &f));
    for (size_t i = 0; i < f.n; i++) {
        const struct fix *then = standing(&f, i + 1, entered->seq);
        if (then != now) {
            struct rec_entry fix;
            TRY(st_log_entry(t->s, t->a, f.list[i].seq, &fix));
            TRY(tell(t, entered, now, since, fix.recorded));
            since = fix.recorded;
            now = then;
        }
    }
    return tell(t, entered, now, since, (instant){INT64_MAX});
}

static err *read_row(void *cx, const struct q_instrument_entries_out *row)
{
    const struct telling *t = cx;
    struct rec_entry e;
    struct arena_mark mark = arena_mark(t->a);
    TRY(rec_entry_decode(t->a, row->bytes, &e));
    TRY(tell_all(t, &e));
    arena_rewind(t->a, mark);
    return NULL;
}

err *st_instrument_readings(struct store *s, struct arena *a, sv instrument, enum rec_kind_id first,
                            enum rec_kind_id last, st_reading_fn *fn, void *cx)
{
    struct telling t = {s, a, fn, cx};
    return q_instrument_entries(
        s, a,
        &(struct q_instrument_entries_in){.instrument = instrument, .first = first, .last = last},
        read_row, &t);
}
