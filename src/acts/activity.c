/* Rows of an agency's reports: read, held against the record, taken in. */
#include "acts/activity.h"

#include <string.h>

#include "acts/tables.h"
#include "base/csv.h"
#include "base/limits.h"
#include "record/hash.h"
#include "store/q.h"
#include "sys/zone.h"

const char *const activity_outcomes[] = {
    "no-further-action",   "referred",           "warrant-served", "custody-held",
    "custody-transferred", "documents-prepared", "other",          NULL};
const char *const activity_supervisors[] = {"at-the-time", "within-1h",  "within-24h", "later",
                                            "not-reached", "not-stated", NULL};
const char *const activity_releases[] = {"local", "federal", "undecided", NULL};
const char *const complaint_kinds[] = {"use-of-force", "civil-rights", "search", "language",
                                       "detention",    "courtesy",     "other",  NULL};
const char *const complaint_outcomes[] = {"sustained", "not-sustained", "unfounded", "exonerated",
                                          "withdrawn", "other",         NULL};
const sv activity_not_stated = SV_INIT("not-stated");

const char *const activity_columns[] = {"day",     "holder",     "power",   "setting",  "place",
                                        "outcome", "supervisor", "release", "citation", NULL};
const char *const complaint_columns[] = {"day", "kind", "referred", "concluded", "outcome", NULL};

enum { COLUMNS_MOST = 9, ROWS_MOST = ACTIVITY_LEAVES, DAYS_BACK = 3660 };

sv activity_stream_name(enum activity_stream stream)
{
    return stream == STREAM_ACTIVITY ? SV("activity") : SV("complaints");
}

bool activity_stream_parse(sv word, enum activity_stream *ret)
{
    *ret = sv_is(word, "complaints") ? STREAM_COMPLAINTS : STREAM_ACTIVITY;
    return sv_eq(word, activity_stream_name(*ret));
}

/* ---- what is known ---- */

size_t activity_code(const struct activity_codes *codes, sv id)
{
    for (size_t i = 0; i < codes->n; i++) {
        if (sv_eq(codes->id[i], id)) {
            return i;
        }
    }
    return SIZE_MAX;
}

size_t activity_word(const char *const *words, sv id)
{
    for (size_t i = 0; words[i]; i++) {
        if (sv_is(id, words[i])) {
            return i;
        }
    }
    return SIZE_MAX;
}

static void add_code(struct activity_codes *codes, sv id, int64_t since)
{
    if (id.n && activity_code(codes, id) == SIZE_MAX) {
        codes->id[codes->n] = id;
        codes->since[codes->n++] = since;
    }
}

static struct activity_codes codes_room(struct arena *a, size_t n)
{
    return (struct activity_codes){.id = arena_array(a, sv, n + 1),
                                   .since = arena_array(a, int64_t, n + 1)};
}

static size_t words_of(sv words)
{
    size_t n = words.n > 0;
    for (size_t i = 0; i < words.n; i++) {
        n += words.p[i] == ' ';
    }
    return n;
}

static err *read_powers(struct store *s, struct arena *a, struct activity_known *k)
{
    struct q_report_powers_out *rows;
    size_t n, settings = 1;
    TRY(q_report_powers(s, a, &(struct q_report_powers_in){.instrument = k->instrument}, &rows,
                        &n));
    for (size_t i = 0; i < n; i++) {
        settings += words_of(rows[i].settings);
    }
    k->powers = codes_room(a, n);
    k->settings = codes_room(a, settings);
    add_code(&k->settings, activity_not_stated, -1);
    for (size_t i = 0; i < n; i++) {
        add_code(&k->powers, rows[i].power, rows[i].seq);
        for (sv rest = rows[i].settings; rest.n;) {
            add_code(&k->settings, sv_cut(rest, ' ', &rest), rows[i].seq);
        }
    }
    return NULL;
}

static err *read_listed(struct store *s, struct arena *a, struct activity_known *k)
{
    struct q_report_codes_out *rows;
    size_t n;
    TRY(q_report_codes(s, a, &(struct q_report_codes_in){.instrument = k->instrument}, &rows, &n));
    k->places = codes_room(a, n + 1);
    k->releases = codes_room(a, n);
    add_code(&k->places, activity_not_stated, -1);
    for (size_t i = 0; i < n; i++) {
        add_code(sv_is(rows[i].sort, "place") ? &k->places : &k->releases, rows[i].code,
                 rows[i].seq);
    }
    return NULL;
}

static err *read_holders(struct store *s, struct arena *a, struct activity_known *k)
{
    struct q_report_holders_out *rows;
    TRY(q_report_holders(s, a, &(struct q_report_holders_in){.instrument = k->instrument}, &rows,
                         &k->holders_n));
    k->holders = arena_array(a, sv, k->holders_n);
    for (size_t i = 0; i < k->holders_n; i++) {
        k->holders[i] = rows[i].holder;
    }
    return NULL;
}

err *activity_known_read(struct store *s, struct arena *a, sv instrument,
                         struct activity_known *ret)
{
    struct q_report_instruments_out *rows;
    size_t n, i = 0;
    TRY(q_report_instruments(s, a, &rows, &n));
    for (; i < n && !sv_eq(rows[i].id, instrument); i++) {
    }
    if (i == n) {
        err *e = err_make(a, E_NOTFOUND, "there is no instrument %.*s on record",
                          SV_ARG(sv_sub(instrument, 0, LIMIT_ID_BYTES)));
        return err_about(a, e, SV("instrument"));
    }
    if (rows[i].reported) {
        err *e = err_make(a, E_DENIED,
                          "the instrument %.*s stands here by a source's account: the clerk "
                          "registers it before its agency can report under it",
                          SV_ARG(instrument));
        return err_about(a, e, SV("instrument"));
    }
    *ret = (struct activity_known){.instrument = rows[i].id, .body = rows[i].body};
    err *e = sys_zone_find(a, rows[i].zone, &ret->zone);
    if (e) {
        TRY(sys_zone_find(a, SV("UTC"), &ret->zone));
    }
    TRY(read_powers(s, a, ret));
    TRY(read_listed(s, a, ret));
    return read_holders(s, a, ret);
}

/* ---- months ---- */

int64_t activity_month_of(int64_t day)
{
    struct civil c = civil_of_date((date){(int32_t)day});
    return (int64_t)c.year * 12 + c.month - 1;
}

int64_t activity_month_day(int64_t month)
{
    return date_of_civil((int)(month / 12), (int)(month % 12) + 1, 1).days;
}

int64_t activity_today(const struct activity_known *k, instant now)
{
    struct civil c = sys_zone_civil(k->zone, now);
    return date_of_civil(c.year, c.month, c.day).days;
}

err *activity_month_published(struct store *s, struct arena *a, sv instrument,
                              enum activity_stream stream, int64_t month, bool *ret)
{
    struct q_report_months_out *rows;
    size_t n;
    int64_t first = activity_month_day(month), last = activity_month_day(month + 1) - 1;
    TRY(q_report_months(s, a,
                        &(struct q_report_months_in){
                            .instrument = instrument, .from_day = first, .until_day = last},
                        &rows, &n));
    *ret = false;
    for (size_t i = 0; i < n; i++) {
        const struct table_layout *t = table_layout_find(rows[i].id);
        *ret |= t && t->stream == stream;
    }
    return NULL;
}

err *activity_may_report(struct arena *a, const struct act_actor *actor, sv instrument)
{
    if (actor->role != ROLE_AGENCY) {
        return err_make(a, E_DENIED, "only the agency of an instrument reports under it");
    }
    return !actor->instrument.n || sv_eq(actor->instrument, instrument)
               ? NULL
               : err_make(a, E_DENIED, "this account reports under the instrument %.*s only",
                          SV_ARG(actor->instrument));
}

/* ---- rows as they come in ---- */

struct sent {
    struct store *s;
    struct arena *a;
    const struct activity_known *k;
    enum activity_stream stream;
    const char *const *columns;
    size_t columns_n;
    sv batch;
    instant now;
    int64_t today;
    bool has_replaces;
    int64_t replaces;
    sv (*rows)[COLUMNS_MOST]; /* by column; empty where the file does not have it */
    size_t rows_n, room;
    struct {
        int64_t month;
        bool published;
    } months[256]; /* asked of the record so far */
    size_t months_n;
};

static err *bad(struct sent *k, size_t row, const char *column, const char *why)
{
    sv field = sv_fmt(k->a, "rows.%zu.%s", row + 1, column);
    return err_field(k->a, field, "Row %zu, %s: %s", row + 1, column, why);
}

static sv value(const struct sent *k, size_t row, const char *column)
{
    return k->rows[row][activity_word(k->columns, sv_of(column))];
}

static err *check_month(struct sent *k, size_t row, const char *column, int64_t day)
{
    int64_t month = activity_month_of(day);
    size_t i = 0;
    for (; i < k->months_n && k->months[i].month != month; i++) {
    }
    if (i == k->months_n) {
        i = k->months_n < 256 ? k->months_n++ : 255;
        k->months[i].month = month;
        TRY(activity_month_published(k->s, k->a, k->k->instrument, k->stream, month,
                                     &k->months[i].published));
    }
    return k->months[i].published
               ? bad(k, row, column,
                     "what was reported of this month is published and stands as it was counted: "
                     "say what was missing in a remark to a later table")
               : NULL;
}

/* A day that is written, not to come, and in a month that is not published. */
static err *check_day(struct sent *k, size_t row, const char *column, bool frozen, int64_t *ret)
{
    date d;
    if (!date_parse(value(k, row, column), &d)) {
        return bad(k, row, column, "a day is written such as 2026-10-03");
    }
    *ret = d.days;
    if (d.days > k->today || d.days < k->today - DAYS_BACK) {
        return bad(k, row, column,
                   d.days > k->today ? "this day is still to come"
                                     : "this day is more than ten years ago");
    }
    return frozen ? check_month(k, row, column, d.days) : NULL;
}

static err *check_listed(struct sent *k, size_t row, const char *column,
                         const struct activity_codes *codes, const char *why)
{
    return activity_code(codes, value(k, row, column)) != SIZE_MAX ? NULL
                                                                   : bad(k, row, column, why);
}

static err *check_word(struct sent *k, size_t row, const char *column, const char *const *words)
{
    if (activity_word(words, value(k, row, column)) != SIZE_MAX) {
        return NULL;
    }
    struct buf b = buf_make(1024);
    buf_str(&b, "it is one of");
    for (size_t i = 0; words[i]; i++) {
        buf_char(&b, ' ');
        buf_str(&b, words[i]);
    }
    sv why = buf_dup(k->a, &b);
    buf_free(&b);
    return bad(k, row, column, sv_fmt(k->a, "%.*s", SV_ARG(why)).p);
}

static err *check_holder(struct sent *k, size_t row)
{
    sv id = value(k, row, "holder");
    for (size_t i = 0; i < k->k->holders_n; i++) {
        if (sv_eq(k->k->holders[i], id)) {
            return NULL;
        }
    }
    return bad(k, row, "holder", "this holder is not on record: enter the nomination first");
}

static err *take_activity(struct sent *k, size_t row)
{
    int64_t day;
    sv citation = value(k, row, "citation"), release = value(k, row, "release");
    TRY(check_day(k, row, "day", true, &day));
    TRY(check_holder(k, row));
    TRY(check_listed(k, row, "power", &k->k->powers, "the instrument has no such power on record"));
    TRY(check_listed(k, row, "setting", &k->k->settings,
                     "no power of the instrument names this setting; where it is not known it is "
                     "not-stated"));
    TRY(check_listed(k, row, "place", &k->k->places,
                     "this place is not listed: the clerk lists places by code.listed; where it is "
                     "not known it is not-stated"));
    TRY(check_word(k, row, "outcome", activity_outcomes));
    TRY(check_word(k, row, "supervisor", activity_supervisors));
    TRY(check_word(k, row, "release", activity_releases));
    if (citation.n && !sv_is(release, "federal")) {
        return bad(k, row, "citation", "only what is federally controlled has a federal release");
    }
    if (citation.n) {
        TRY(check_listed(k, row, "citation", &k->k->releases,
                         "this release is not listed: the clerk lists releases by code.listed"));
    }
    return q_activity_put(k->s, k->a,
                          &(struct q_activity_put_in){.instrument = k->k->instrument,
                                                      .batch = k->batch,
                                                      .received = k->now,
                                                      .has_replaces = k->has_replaces,
                                                      .replaces = k->replaces,
                                                      .day = day,
                                                      .holder = value(k, row, "holder"),
                                                      .power = value(k, row, "power"),
                                                      .setting = value(k, row, "setting"),
                                                      .place = value(k, row, "place"),
                                                      .outcome = value(k, row, "outcome"),
                                                      .supervisor = value(k, row, "supervisor"),
                                                      .release = release,
                                                      .citation = citation.n ? citation : SV_NONE});
}

static err *take_complaint(struct sent *k, size_t row)
{
    sv outcome = value(k, row, "outcome");
    struct q_complaint_put_in in = {.instrument = k->k->instrument,
                                    .batch = k->batch,
                                    .received = k->now,
                                    .has_replaces = k->has_replaces,
                                    .replaces = k->replaces,
                                    .kind = value(k, row, "kind"),
                                    .has_referred = value(k, row, "referred").n > 0,
                                    .has_concluded = value(k, row, "concluded").n > 0,
                                    .outcome = outcome.n ? outcome : SV_NONE};
    TRY(check_day(k, row, "day", false, &in.day));
    TRY(check_word(k, row, "kind", complaint_kinds));
    if (in.has_referred) {
        TRY(check_day(k, row, "referred", false, &in.referred));
    }
    if (in.has_concluded) {
        TRY(check_day(k, row, "concluded", true, &in.concluded));
        TRY(check_word(k, row, "outcome", complaint_outcomes));
    }
    if ((in.has_referred && in.referred < in.day) || (in.has_concluded && in.concluded < in.day)) {
        return bad(k, row, "day", "it was received after what became of it: see the days");
    }
    if (outcome.n && !in.has_concluded) {
        return bad(k, row, "outcome", "it has an outcome when it is concluded: give that day");
    }
    return q_complaint_put(k->s, k->a, &in);
}

/* ---- reading what was sent ---- */

static sv *new_row(struct sent *k)
{
    if (k->rows_n == k->room) {
        size_t room = k->room ? k->room * 2 : 16;
        sv(*more)[COLUMNS_MOST] = arena_alloc(k->a, room * sizeof *more);
        for (size_t i = 0; i < k->rows_n; i++) {
            memcpy(more[i], k->rows[i], sizeof *more);
        }
        k->rows = more;
        k->room = room;
    }
    sv *row = k->rows[k->rows_n++];
    for (size_t i = 0; i < COLUMNS_MOST; i++) {
        row[i] = SV_NONE;
    }
    return row;
}

static err *too_many(struct sent *k)
{
    return err_make(k->a, E_LIMIT, "at most %d rows of a stream come in in one month", ROWS_MOST);
}

static err *no_column(struct sent *k, size_t row, sv name)
{
    sv field = sv_fmt(k->a, "rows.%zu", row);
    return err_field(k->a, field,
                     "Row %zu: there is no column %.*s. Rows hold dates and codes alone, and "
                     "nothing about anybody: leave it out",
                     row, SV_ARG(sv_sub(name, 0, LIMIT_ID_BYTES)));
}

static err *read_csv(struct sent *k, sv text)
{
    struct csv c;
    const sv *fields;
    size_t at[COLUMNS_MOST] = {0};
    TRY(csv_open(k->a, text, &c));
    for (size_t i = 0; i < c.columns; i++) {
        size_t column = activity_word(k->columns, c.names[i]);
        if (column == SIZE_MAX) {
            return no_column(k, 1, c.names[i]);
        }
        at[i] = column; /* no name stands twice: there are at most as many as columns */
    }
    for (;;) {
        TRY(csv_row(&c, &fields));
        if (!fields) {
            return NULL;
        }
        if (k->rows_n >= ROWS_MOST) {
            return too_many(k);
        }
        sv *row = new_row(k);
        for (size_t i = 0; i < c.columns; i++) {
            row[at[i]] = sv_dup(k->a, fields[i]);
        }
    }
}

static err *read_rows(struct sent *k, const struct jv *rows)
{
    if (rows->type != JV_ARRAY) {
        return err_field(k->a, SV("rows"), "rows is an array of objects");
    }
    jv_each(one, rows)
    {
        if (k->rows_n >= ROWS_MOST) {
            return too_many(k);
        }
        if (one->type != JV_OBJECT) {
            return err_field(k->a, SV("rows"), "Row %zu is not an object", k->rows_n + 1);
        }
        sv *row = new_row(k);
        jv_each(m, one)
        {
            size_t column = activity_word(k->columns, m->key);
            if (column == SIZE_MAX) {
                return no_column(k, k->rows_n, m->key);
            }
            if (m->type != JV_STRING) {
                return bad(k, k->rows_n - 1, k->columns[column], "it is a text: a day or a code");
            }
            row[column] = m->text;
        }
    }
    return NULL;
}

/* The row that is replaced stands, and is not published. */
static err *check_replaced(struct sent *k)
{
    int64_t day = 0;
    size_t n = 0;
    bool has_day = false;
    if (k->stream == STREAM_ACTIVITY) {
        struct q_activity_stands_out *rows;
        TRY(q_activity_stands(k->s, k->a,
                              &(struct q_activity_stands_in){.instrument = k->k->instrument,
                                                             .has_id = true,
                                                             .id = k->replaces,
                                                             .from_day = INT32_MIN,
                                                             .until_day = INT32_MAX},
                              &rows, &n));
        has_day = n > 0;
        day = n ? rows[0].day : 0;
    } else {
        struct q_complaint_stands_out *rows;
        TRY(q_complaint_stands(k->s, k->a,
                               &(struct q_complaint_stands_in){.instrument = k->k->instrument,
                                                               .has_id = true,
                                                               .id = k->replaces},
                               &rows, &n));
        has_day = n && rows[0].has_concluded;
        day = has_day ? rows[0].concluded : 0;
    }
    if (!n) {
        return err_field(k->a, SV("replaces"),
                         "no row %lld stands: it was replaced or taken back already",
                         (long long)k->replaces);
    }
    bool published = false;
    if (has_day) {
        TRY(activity_month_published(k->s, k->a, k->k->instrument, k->stream,
                                     activity_month_of(day), &published));
    }
    return published ? err_make(k->a, E_CONFLICT,
                                "the month of this row is published, and it stands as it was "
                                "counted: say what was wrong in a remark to a later table")
                     : NULL;
}

static err *open_sent(struct store *s, struct arena *a, const struct act_actor *actor, instant now,
                      const struct jv *q, struct activity_known *known, struct sent *ret)
{
    sv instrument = jv_get_sv(q, "instrument"), replaces = jv_get_sv(q, "replaces");
    uint64_t number = 0;
    TRY(activity_may_report(a, actor, instrument));
    TRY(activity_known_read(s, a, instrument, known));
    *ret = (struct sent){.s = s, .a = a, .k = known, .now = now, .batch = jv_get_sv(q, "batch")};
    if (!activity_stream_parse(jv_get_sv(q, "stream"), &ret->stream)) {
        return err_field(a, SV("stream"), "the stream is activity or complaints");
    }
    if (!rec_act_id_valid(ret->batch)) {
        return err_field(a, SV("batch"),
                         "batch is an id that the sender makes: up to %d of A-Z, a-z, 0-9, '.', "
                         "'_', ':' and '-'",
                         LIMIT_ID_BYTES);
    }
    if (replaces.n && (!sv_u64(replaces, &number) || number > INT64_MAX)) {
        return err_field(a, SV("replaces"), "replaces is the number of a row");
    }
    ret->has_replaces = replaces.n > 0;
    ret->replaces = (int64_t)number;
    ret->columns = ret->stream == STREAM_ACTIVITY ? activity_columns : complaint_columns;
    for (; ret->columns[ret->columns_n]; ret->columns_n++) {
    }
    ret->today = activity_today(known, now);
    return NULL;
}

/* What was sent, as one hash: the rows in the order of their columns. */
static sv hash_of(struct sent *k, bool gone)
{
    struct rec_digest d;
    struct rec_hash *h = arena_new(k->a, struct rec_hash);
    rec_digest_open(&d);
    rec_digest_add(&d, gone ? "-" : "+", 1);
    rec_digest_add(&d, &k->replaces, sizeof k->replaces);
    for (size_t i = 0; i < k->rows_n; i++) {
        for (size_t c = 0; c < k->columns_n; c++) {
            rec_digest_add(&d, k->rows[i][c].p, k->rows[i][c].n);
            rec_digest_add(&d, "\n", 1);
        }
    }
    *h = rec_digest_end(&d);
    return (sv){(const char *)h->b, sizeof h->b};
}

/* Note the batch; *ret_again where it was taken in before. */
static err *open_batch(struct sent *k, const struct act_actor *actor, bool gone, bool *ret_again)
{
    struct q_batch_find_out stands;
    struct q_batch_same_out same;
    bool found;
    sv hash = hash_of(k, gone);
    TRY(q_batch_find(k->s, k->a, &(struct q_batch_find_in){.id = k->batch}, &found, &stands));
    *ret_again = found && sv_eq(stands.hash, hash) && sv_eq(stands.instrument, k->k->instrument) &&
                 sv_eq(stands.stream, activity_stream_name(k->stream));
    if (*ret_again) {
        return NULL;
    }
    if (found) {
        return err_make(k->a, E_CONFLICT, "the batch %.*s was used for other rows: make a new id",
                        SV_ARG(k->batch));
    }
    TRY(q_batch_same(k->s, k->a,
                     &(struct q_batch_same_in){.instrument = k->k->instrument,
                                               .stream = activity_stream_name(k->stream),
                                               .hash = hash},
                     &found, &same));
    if (found) {
        return err_make(k->a, E_CONFLICT,
                        "the same rows came in on %.*s as batch %.*s: nothing is counted twice",
                        SV_ARG(sv_sub(instant_format(k->a, same.received), 0, 10)),
                        SV_ARG(same.id));
    }
    return q_batch_put(k->s, k->a,
                       &(struct q_batch_put_in){.id = k->batch,
                                                .instrument = k->k->instrument,
                                                .stream = activity_stream_name(k->stream),
                                                .account = actor->account,
                                                .received = k->now,
                                                .lines = (int64_t)k->rows_n,
                                                .hash = hash});
}

/* A sealed period has room for so many rows. */
static err *check_room(struct sent *k)
{
    struct civil c = sys_zone_civil(k->k->zone, k->now);
    instant since = sys_zone_instant(k->k->zone, date_of_civil(c.year, c.month, 1), 0);
    int64_t n = 0;
    bool found;
    if (k->stream == STREAM_ACTIVITY) {
        struct q_activity_count_out row;
        TRY(q_activity_count(
            k->s, k->a,
            &(struct q_activity_count_in){.instrument = k->k->instrument, .since = since}, &found,
            &row));
        n = row.n;
    } else {
        struct q_complaint_count_out row;
        TRY(q_complaint_count(
            k->s, k->a,
            &(struct q_complaint_count_in){.instrument = k->k->instrument, .since = since}, &found,
            &row));
        n = row.n;
    }
    return n + (int64_t)k->rows_n > ROWS_MOST ? too_many(k) : NULL;
}

err *activity_send(struct store *s, struct arena *a, const struct act_actor *actor, instant now,
                   const struct jv *q, size_t *ret_lines)
{
    struct activity_known known;
    struct sent k;
    bool again;
    const struct jv *rows = jv_get(q, "rows");
    TRY(open_sent(s, a, actor, now, q, &known, &k));
    TRY(rows ? read_rows(&k, rows) : read_csv(&k, jv_get_sv(q, "csv")));
    *ret_lines = k.rows_n;
    if (!k.rows_n) {
        return err_field(a, SV("rows"),
                         "there are no rows: where there was nothing, say that the month's report "
                         "is whole");
    }
    if (k.has_replaces && k.rows_n != 1) {
        return err_field(a, SV("replaces"), "one row stands in the place of one");
    }
    TRY(open_batch(&k, actor, false, &again));
    if (again) {
        return NULL;
    }
    TRY(check_room(&k));
    TRY(k.has_replaces ? check_replaced(&k) : NULL);
    for (size_t i = 0; i < k.rows_n; i++) {
        TRY(k.stream == STREAM_ACTIVITY ? take_activity(&k, i) : take_complaint(&k, i));
    }
    return NULL;
}

err *activity_withdraw(struct store *s, struct arena *a, const struct act_actor *actor, instant now,
                       const struct jv *q)
{
    struct activity_known known;
    struct sent k;
    bool again;
    TRY(open_sent(s, a, actor, now, q, &known, &k));
    if (!k.has_replaces) {
        return err_field(a, SV("replaces"), "say which row is taken back");
    }
    k.rows_n = 0;
    TRY(open_batch(&k, actor, true, &again));
    if (again) {
        return NULL;
    }
    TRY(check_room(&k));
    TRY(check_replaced(&k));
    return k.stream == STREAM_ACTIVITY
               ? q_activity_take_back(s, a,
                                      &(struct q_activity_take_back_in){
                                          .id = k.replaces, .batch = k.batch, .received = now})
               : q_complaint_take_back(s, a,
                                       &(struct q_complaint_take_back_in){
                                           .id = k.replaces, .batch = k.batch, .received = now});
}

err *activity_state(struct store *s, struct arena *a, const struct act_actor *actor, instant now,
                    const struct jv *q)
{
    struct activity_known known;
    date first;
    sv month = jv_get_sv(q, "month"), instrument = jv_get_sv(q, "instrument");
    TRY(activity_may_report(a, actor, instrument));
    TRY(activity_known_read(s, a, instrument, &known));
    if (month.n != 7 || !date_parse(sv_fmt(a, "%.*s-01", SV_ARG(month)), &first)) {
        return err_field(a, SV("month"), "a month is written such as 2026-10");
    }
    if (activity_month_of(first.days) >= activity_month_of(activity_today(&known, now))) {
        return err_field(a, SV("month"), "the month is not over: its report is whole later");
    }
    return q_month_state(s, a,
                         &(struct q_month_state_in){.instrument = instrument,
                                                    .month = activity_month_of(first.days),
                                                    .account = actor->account,
                                                    .now = now});
}
