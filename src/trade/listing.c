/* From a sheet to lines, and from two lists to what changed between them. */
#include "trade/listing.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "record/hash.h"
#include "record/kinds.h"
#include "store/q.h"

enum {
    HEAD_ROWS = 20,   /* the heads stand within these */
    NAME_BYTES = 200, /* of a field of the entry (REC_NAME) */
    ID_DIGITS = 20,
    ACT_DIGITS = 40,
    NOTES_MOST = 2000
};

enum column { STATE, AGENCY, TYPE, COUNTY, MODEL, SIGNED, AGREEMENT, ADDENDUM, COLUMNS };

static const char *const heads[COLUMNS] = {
    "state",   "law enforcement agency", "type", "county", "support type", "signed", "moa",
    "addendum"};

struct sifting {
    struct arena *a;
    const struct xlsx_sheet *sheet;
    struct listing_list *out;
    size_t at[COLUMNS]; /* where each column stands; XLSX_COLUMNS: nowhere */
};

/* ---- words ---- */

/* How many bytes of s from i on are white space: spaces, line ends, the space that does not break
 * (U+00A0). */
static size_t space_at(sv s, size_t i)
{
    bool hard = i + 1 < s.n && s.p[i] == '\xC2' && s.p[i + 1] == '\xA0';
    return hard ? 2 : s.p[i] == ' ' || s.p[i] == '\t' || s.p[i] == '\n' || s.p[i] == '\r';
}

/* Without space around it, and with one where there were several. */
static sv tidy(struct arena *a, sv s)
{
    char *p = arena_alloc(a, s.n + 1);
    size_t n = 0;
    bool gap = false;
    for (size_t i = 0; i < s.n;) {
        size_t space = space_at(s, i);
        if (space) {
            gap = n > 0;
            i += space;
            continue;
        }
        if (gap) {
            p[n++] = ' ';
            gap = false;
        }
        p[n++] = s.p[i++];
    }
    return (sv){p, n};
}

/* Small letters, and one sort of apostrophe: what two spellings of one name share. */
static sv folded(struct arena *a, sv s)
{
    char *p = arena_alloc(a, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (i + 2 < s.n && memcmp(s.p + i, "\xE2\x80\x99", 3) == 0) {
            c = '\'';
            i += 2;
        }
        p[n++] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
    }
    return (sv){p, n};
}

static void note_add(struct sifting *f, uint32_t row, bool lost, sv what)
{
    struct listing_list *l = f->out;
    if (l->notes_n < NOTES_MOST) {
        l->notes[l->notes_n++] = (struct listing_note){.row = row, .what = what, .lost = lost};
    }
}

/* What a cell says is quoted in a sentence as an error quotes it: one line of valid text. */
#define note(f, row, lost, ...)                                                                    \
    note_add((f), (row), (lost), err_make((f)->a, E_INVALID, __VA_ARGS__)->message)

/* ---- the heads ---- */

static size_t column_of(sv head)
{
    size_t c = 0;
    while (c < COLUMNS && !sv_is(head, heads[c])) {
        c++;
    }
    return c;
}

/* The row of the heads, or sheet->n. */
static size_t find_heads(struct sifting *f)
{
    for (size_t i = 0; i < f->sheet->n && i < HEAD_ROWS; i++) {
        const struct xlsx_row *row = &f->sheet->rows[i];
        for (size_t c = 0; c < COLUMNS; c++) {
            f->at[c] = XLSX_COLUMNS;
        }
        for (size_t k = 0; k < row->n; k++) {
            size_t c = column_of(folded(f->a, tidy(f->a, row->cells[k].text)));
            if (c < COLUMNS && f->at[c] == XLSX_COLUMNS) {
                f->at[c] = k;
            }
        }
        if (f->at[STATE] < XLSX_COLUMNS && f->at[AGENCY] < XLSX_COLUMNS &&
            f->at[MODEL] < XLSX_COLUMNS) {
            return i;
        }
    }
    return f->sheet->n;
}

static void note_others(struct sifting *f, const struct xlsx_row *row)
{
    for (size_t k = 0; k < row->n; k++) {
        sv head = tidy(f->a, row->cells[k].text);
        if (head.n && column_of(folded(f->a, head)) == COLUMNS) {
            note(f, row->number, true, "the column %.*s is not known and was left out",
                 SV_ARG(sv_sub(head, 0, 80)));
        }
    }
}

/* ---- lines ---- */

static const struct xlsx_cell *cell_of(const struct sifting *f, const struct xlsx_row *row,
                                       enum column c)
{
    return xlsx_cell_of(row, f->at[c]);
}

static sv words_of(const struct sifting *f, const struct xlsx_row *row, enum column c)
{
    return tidy(f->a, cell_of(f, row, c)->text);
}

static bool fits(sv s)
{
    return s.n && s.n <= NAME_BYTES && utf8_plain(s);
}

/* MM/DD/YYYY or YYYY-MM-DD, where the day is a text. */
static bool day_in_words(sv s, date *ret)
{
    sv rest, month = sv_cut(s, '/', &rest), year, day = sv_cut(rest, '/', &year);
    if (date_parse(s, ret)) {
        return true;
    }
    if (year.n != 4 || month.n < 1 || month.n > 2 || day.n < 1 || day.n > 2) {
        return false;
    }
    char text[11] = {year.p[0],
                     year.p[1],
                     year.p[2],
                     year.p[3],
                     '-',
                     month.n == 2 ? month.p[0] : '0',
                     month.p[month.n - 1],
                     '-',
                     day.n == 2 ? day.p[0] : '0',
                     day.p[day.n - 1],
                     0};
    return date_parse((sv){text, 10}, ret);
}

static void take_day(struct sifting *f, const struct xlsx_row *row, struct listing_line *l)
{
    const struct xlsx_cell *cell = cell_of(f, row, SIGNED);
    sv words = tidy(f->a, cell->text);
    l->has_signed = xlsx_day(f->sheet, cell, &l->signed_on) || day_in_words(words, &l->signed_on);
    if (words.n && !l->has_signed) {
        note(f, row->number, true, "\"%.*s\" is no day of signature and was left out",
             SV_ARG(sv_sub(words, 0, 60)));
    }
}

/* The address that a cell leads to, or that it says itself. */
static sv take_address(struct sifting *f, const struct xlsx_row *row, enum column c)
{
    const struct xlsx_cell *cell = cell_of(f, row, c);
    sv words = tidy(f->a, cell->text);
    bool says = sv_starts(words, SV("https://")) || sv_starts(words, SV("http://"));
    sv address = cell->link.n ? tidy(f->a, cell->link) : says ? words : SV_NONE;
    bool web = sv_starts(address, SV("https://")) || sv_starts(address, SV("http://"));
    if (address.n && (!web || !fits(address) || sv_find(address, ' ') < address.n)) {
        note(f, row->number, true,
             "the address under %s is no address of the web of at most %d bytes and was left out",
             c == AGREEMENT ? "MOA" : "ADDENDUM", NAME_BYTES);
        return SV_NONE;
    }
    return address;
}

static void take_line(struct sifting *f, const struct xlsx_row *row)
{
    struct listing_list *out = f->out;
    struct listing_line l = {.row = row->number,
                             .state = words_of(f, row, STATE),
                             .agency = words_of(f, row, AGENCY),
                             .model = words_of(f, row, MODEL)};
    if (!l.state.n && !l.agency.n && !l.model.n) {
        return;
    }
    if (!fits(l.state) || !fits(l.agency) || !fits(l.model)) {
        note(f, row->number, true,
             "the line was left out: state, agency and support type are each a text of at most %d "
             "bytes",
             NAME_BYTES);
        return;
    }
    sv county = words_of(f, row, COUNTY);
    bool none = !county.n || sv_is(county, "#N/A") || sv_is(county, "N/A");
    out->no_county += none;
    if (!none && !fits(county)) {
        note(f, row->number, true, "the county is longer than %d bytes and was left out",
             NAME_BYTES);
        none = true;
    }
    l.county = none ? SV_NONE : county;
    take_day(f, row, &l);
    l.agreement = take_address(f, row, AGREEMENT);
    l.addendum = take_address(f, row, ADDENDUM);
    sv key = sv_fmt(f->a, "%.*s\n%.*s\n%.*s", SV_ARG(folded(f->a, l.agency)),
                    SV_ARG(folded(f->a, l.state)), SV_ARG(folded(f->a, l.model)));
    struct rec_hash h = rec_hash_bytes(key);
    l.id = sv_sub(rec_hash_hex(f->a, &h), 0, ID_DIGITS);
    out->lines[out->n++] = l;
}

/* ---- lines of the same agency, state and model ---- */

static int by_id(const void *a, const void *b)
{
    const struct listing_line *x = a, *y = b;
    int64_t x_day = x->has_signed ? x->signed_on.days : INT64_MIN;
    int64_t y_day = y->has_signed ? y->signed_on.days : INT64_MIN;
    int c = sv_cmp(x->id, y->id);
    c = c ? c : sv_cmp(x->county, y->county);
    c = c ? c : (x_day > y_day) - (x_day < y_day);
    c = c ? c : sv_cmp(x->agreement, y->agreement);
    c = c ? c : sv_cmp(x->addendum, y->addendum);
    return c ? c : (x->row > y->row) - (x->row < y->row);
}

static int by_place(const void *a, const void *b)
{
    const struct listing_line *x = a, *y = b;
    return (x->row > y->row) - (x->row < y->row);
}

static bool same_words(const struct listing_line *x, const struct listing_line *y)
{
    return sv_eq(x->agency, y->agency) && sv_eq(x->state, y->state) && sv_eq(x->model, y->model) &&
           sv_eq(x->county, y->county) && sv_eq(x->agreement, y->agreement) &&
           sv_eq(x->addendum, y->addendum) && x->has_signed == y->has_signed &&
           (!x->has_signed || x->signed_on.days == y->signed_on.days);
}

/* Number those that share an id, and leave out what says the same twice. */
static void number(struct sifting *f)
{
    struct listing_list *out = f->out;
    size_t kept = 0, nth = 1;
    qsort(out->lines, out->n, sizeof *out->lines, by_id);
    sv shared = SV_NONE;
    for (size_t i = 0; i < out->n; i++) {
        struct listing_line l = out->lines[i];
        bool again = kept && sv_eq(shared, l.id);
        if (again && same_words(&out->lines[kept - 1], &l)) {
            note(f, l.row, false, "the line says the same as row %u and was left out",
                 (unsigned)out->lines[kept - 1].row);
            continue;
        }
        nth = again ? nth + 1 : 1;
        shared = l.id;
        if (again) {
            note(f, l.row, false,
                 "agency, state and model are those of row %u too: it is followed as number %zu",
                 (unsigned)out->lines[kept - 1].row, nth);
            l.id = sv_fmt(f->a, "%.*s-%zu", SV_ARG(shared), nth);
        }
        out->lines[kept++] = l;
    }
    out->n = kept;
    qsort(out->lines, out->n, sizeof *out->lines, by_place);
}

err *listing_read(struct arena *a, sv file, const struct xlsx_sheet *sheet,
                  struct listing_list *ret)
{
    struct listing_list out = {.lines = arena_array(a, struct listing_line, sheet->n),
                               .notes = arena_array(a, struct listing_note, NOTES_MOST)};
    struct sifting f = {.a = a, .sheet = sheet, .out = &out};
    size_t head = find_heads(&f);
    if (head == sheet->n) {
        return err_make(a, E_INVALID,
                        "%.*s: none of the first %d rows has the heads STATE, LAW ENFORCEMENT "
                        "AGENCY and SUPPORT TYPE: this is not the list of agreements.",
                        SV_ARG(file), HEAD_ROWS);
    }
    note_others(&f, &sheet->rows[head]);
    out.pending = f.at[SIGNED] == XLSX_COLUMNS && f.at[AGREEMENT] == XLSX_COLUMNS;
    for (size_t i = head + 1; i < sheet->n; i++) {
        take_line(&f, &sheet->rows[i]);
    }
    if (!out.n) {
        return err_make(a, E_INVALID,
                        "%.*s has no line below its heads: fetch it again, it is not whole.",
                        SV_ARG(file));
    }
    number(&f);
    *ret = out;
    return NULL;
}

bool listing_day_of(sv file, date *ret)
{
    size_t run = 0;
    bool found = false;
    for (size_t i = 0; i <= file.n && !found; i++) {
        bool digit = i < file.n && file.p[i] >= '0' && file.p[i] <= '9';
        if (!digit && run == 8) {
            const char *p = file.p + i - 8;
            char text[10] = {p[4], p[5], p[6], p[7], '-', p[0], p[1], '-', p[2], p[3]};
            found = date_parse((sv){text, 10}, ret);
        }
        run = digit ? run + 1 : 0;
    }
    return found;
}

/* ---- against the list before ---- */

static struct listing_line as_was(const struct q_list_now_out *r)
{
    return (struct listing_line){.id = r->listing,
                                 .agency = r->agency,
                                 .state = r->state,
                                 .model = r->model,
                                 .county = r->county,
                                 .agreement = r->agreement,
                                 .addendum = r->addendum,
                                 .has_signed = r->has_signed_day,
                                 .signed_on = {(int32_t)r->signed_day}};
}

/* The row of that id among those in the order of their ids, or NULL. */
static const struct q_list_now_out *row_of(const struct q_list_now_out *rows, size_t n, sv id)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        int c = sv_cmp(rows[mid].listing, id);
        if (c == 0) {
            return &rows[mid];
        }
        if (c < 0) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    return NULL;
}

static void add(struct listing_changes *c, struct listing_change change)
{
    c->list[c->n++] = change;
    c->count[change.how]++;
}

static err *last_rows(struct arena *a, struct store *reader, sv list, struct q_list_now_out **ret,
                      size_t *ret_n)
{
    TRY(st_read_begin(reader, a));
    err *e = q_list_now(reader, a, &(struct q_list_now_in){.list = list}, ret, ret_n);
    st_read_end(reader);
    return e;
}

err *listing_compare(struct arena *a, struct store *reader, sv list, date listed,
                     const struct listing_list *now, struct listing_changes *ret)
{
    struct q_list_now_out *rows = NULL;
    size_t n = 0;
    TRY(last_rows(a, reader, list, &rows, &n));
    struct listing_changes c = {.list = arena_array(a, struct listing_change, now->n + n)};
    bool *seen = arena_array(a, bool, n + 1);
    for (size_t i = 0; i < n; i++) {
        if (rows[i].listed_day > listed.days) {
            return err_make(
                a, E_CONFLICT,
                "The list %.*s stands in the record as of %.*s, later than %.*s: lists are "
                "imported in the order of their days.",
                SV_ARG(list), SV_ARG(date_format(a, (date){(int32_t)rows[i].listed_day})),
                SV_ARG(date_format(a, listed)));
        }
    }
    for (size_t i = 0; i < now->n; i++) {
        const struct listing_line *l = &now->lines[i];
        const struct q_list_now_out *r = row_of(rows, n, l->id);
        struct listing_change change = {
            .how = LISTING_ADDED, .now = *l, .pending = now->pending, .before = r ? r->seq : -1};
        if (r) {
            seen[r - rows] = true;
        }
        if (r && !sv_is(r->change, "gone")) {
            change.how = LISTING_CHANGED;
            change.was = as_was(r);
            if (same_words(&change.was, l) && sv_is(r->status, "pending") == now->pending) {
                c.same++;
                continue;
            }
        }
        add(&c, change);
    }
    for (size_t i = 0; i < n; i++) {
        if (!seen[i] && !sv_is(rows[i].change, "gone")) {
            add(&c, (struct listing_change){.how = LISTING_GONE,
                                            .now = as_was(&rows[i]),
                                            .pending = sv_is(rows[i].status, "pending"),
                                            .before = rows[i].seq});
        }
    }
    *ret = c;
    return NULL;
}

/* ---- acts and the report ---- */

static const char *const hows[] = {"added", "changed", "gone"};

static void put(struct arena *a, struct jv *to, const char *key, sv text)
{
    if (text.n) {
        jv_put(to, sv_of(key), jv_string(a, text));
    }
}

static void put_line(struct arena *a, struct jv *to, const struct listing_line *l)
{
    put(a, to, "agency", l->agency);
    put(a, to, "state", l->state);
    put(a, to, "county", l->county);
    put(a, to, "model", l->model);
    if (l->has_signed) {
        put(a, to, "signed", date_format(a, l->signed_on));
    }
    put(a, to, "agreement", l->agreement);
    put(a, to, "addendum", l->addendum);
}

struct jv *listing_act(struct arena *a, const struct listing_source *s,
                       const struct listing_change *c)
{
    struct jv *act = jv_object(a), *data = jv_object(a), *source = jv_object(a);
    struct buf b = buf_make(LIMIT_ENTRY_BYTES);
    put(a, data, "list", s->list);
    put(a, data, "listed", date_format(a, s->listed));
    put(a, data, "listing", c->now.id);
    put(a, data, "change", sv_of(hows[c->how]));
    put_line(a, data, &c->now);
    put(a, data, "status", c->pending ? SV("pending") : SV("listed"));
    put(a, source, "outlet", SV("U.S. Immigration and Customs Enforcement"));
    put(a, source, "title", s->title);
    put(a, source, "retrieved", date_format(a, s->retrieved));
    put(a, source, "key", s->list);
    jv_write(&b, data);
    buf_fmt(&b, "\n%.*s\n%lld", SV_ARG(s->body), (long long)c->before);
    struct rec_hash h = rec_hash_bytes(buf_view(&b));
    buf_free(&b);
    put(a, act, "act", sv_fmt(a, "list:%.*s", ACT_DIGITS, rec_hash_hex(a, &h).p));
    put(a, act, "kind", sv_of(rec_kinds[KIND_LISTING_REPORTED].name));
    put(a, act, "body", s->body);
    put(a, act, "at", date_format(a, s->listed));
    jv_put(act, SV("data"), data);
    jv_put(act, SV("source"), source);
    return act;
}

static struct jv *change_of(struct arena *a, const struct listing_change *c)
{
    struct jv *v = jv_object(a);
    put(a, v, "listing", c->now.id);
    put(a, v, "change", sv_of(hows[c->how]));
    put_line(a, v, &c->now);
    if (c->how == LISTING_CHANGED) {
        put_line(a, jv_put(v, SV("was"), jv_object(a)), &c->was);
    }
    if (c->how != LISTING_GONE) {
        jv_put(v, SV("row"), jv_int(a, c->now.row));
    }
    return v;
}

struct jv *listing_report(struct arena *a, const struct listing_source *s,
                          const struct listing_list *now, const struct listing_changes *c,
                          size_t entered)
{
    struct jv *v = jv_object(a);
    put(a, v, "list", s->list);
    put(a, v, "listed", date_format(a, s->listed));
    put(a, v, "title", s->title);
    put(a, v, "status", now->pending ? SV("pending") : SV("listed"));
    jv_put(v, SV("lines"), jv_int(a, (int64_t)now->n));
    jv_put(v, SV("without_county"), jv_int(a, (int64_t)now->no_county));
    for (size_t i = 0; i < 3; i++) {
        jv_put(v, sv_of(hows[i]), jv_int(a, (int64_t)c->count[i]));
    }
    jv_put(v, SV("unchanged"), jv_int(a, (int64_t)c->same));
    jv_put(v, SV("entered"), jv_int(a, (int64_t)entered));
    struct jv *notes = jv_put(v, SV("notes"), jv_array(a));
    for (size_t i = 0; i < now->notes_n; i++) {
        struct jv *n = jv_add(notes, jv_object(a));
        if (now->notes[i].row) {
            jv_put(n, SV("row"), jv_int(a, now->notes[i].row));
        }
        put(a, n, "note", now->notes[i].what);
        jv_put(n, SV("lost"), jv_bool(a, now->notes[i].lost));
    }
    struct jv *changes = jv_put(v, SV("changes"), jv_array(a));
    for (size_t i = 0; i < c->n; i++) {
        jv_add(changes, change_of(a, &c->list[i]));
    }
    return v;
}
