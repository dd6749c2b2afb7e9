/* From private rows to a table that may be published. */
#include "acts/tables.h"

#include <string.h>

#include "base/csv.h"
#include "base/limits.h"
#include "store/q.h"
#include "sys/zone.h"

enum { AXIS_MONTH, AXIS_POWER, AXIS_SETTING, AXIS_PLACE, AXIS_OUTCOME, AXIS_SUPERVISOR, AXES };
enum { COMPLAINT_KIND = 1, COMPLAINT_OUTCOME, COMPLAINT_DAYS, COMPLAINT_AXES };
enum { MONTHS = 12, DAYS_EXPECTED = 90, AGGREGATE_COLUMNS = 4, AGGREGATE_ROWS = 2000 };

static const char *const within_days[] = {"within-90-days", "later", NULL};

const struct table_layout table_layouts[] = {
    {"power-outcome",
     STREAM_ACTIVITY,
     false,
     2,
     {AXIS_POWER, AXIS_OUTCOME},
     {"power", "outcome"},
     "Acts by power and outcome"},
    {"setting-place",
     STREAM_ACTIVITY,
     false,
     2,
     {AXIS_SETTING, AXIS_PLACE},
     {"setting", "place"},
     "Acts by setting and place"},
    {"power-supervisor",
     STREAM_ACTIVITY,
     false,
     2,
     {AXIS_POWER, AXIS_SUPERVISOR},
     {"power", "supervisor"},
     "Acts by power and by when a supervisor was reached"},
    {"complaints-kind",
     STREAM_COMPLAINTS,
     true,
     2,
     {COMPLAINT_KIND, COMPLAINT_OUTCOME},
     {"kind", "outcome"},
     "Concluded complaints by kind and outcome"},
    {"complaints-days",
     STREAM_COMPLAINTS,
     true,
     1,
     {COMPLAINT_DAYS},
     {"days"},
     "Concluded complaints by how long they took"},
};
const size_t table_layouts_n = sizeof table_layouts / sizeof table_layouts[0];

const struct table_layout *table_layout_find(sv id)
{
    for (size_t i = 0; i < table_layouts_n; i++) {
        if (sv_is(id, table_layouts[i].id)) {
            return &table_layouts[i];
        }
    }
    return NULL;
}

/* What a table is made from: the year of its period, and what was published of that year. */
struct making {
    struct store *s;
    struct arena *a;
    struct activity_known known;
    enum activity_stream stream;
    const struct activity_rules *rules;
    int64_t january; /* month of the year's beginning */
    struct activity_codes axis[STUDY_AXES];
    struct study_known data;
    struct study_row *rows;
    struct study_fact *facts;
    size_t facts_room;
    int64_t first[MONTHS]; /* the entry that published a month first; 0: none */
};

/* ---- axes ---- */

static struct activity_codes closed(struct arena *a, const char *const *words)
{
    struct activity_codes c = {.n = 0};
    size_t n = 0;
    for (; words[n]; n++) {
    }
    c.id = arena_array(a, sv, n);
    c.since = arena_array(a, int64_t, n);
    for (; c.n < n; c.n++) {
        c.id[c.n] = sv_of(words[c.n]);
        c.since[c.n] = -1;
    }
    return c;
}

static err *set_axes(struct making *m)
{
    bool acts = m->stream == STREAM_ACTIVITY;
    m->data.space.axes = acts ? AXES : COMPLAINT_AXES;
    if (acts) {
        m->axis[AXIS_POWER] = m->known.powers;
        m->axis[AXIS_SETTING] = m->known.settings;
        m->axis[AXIS_PLACE] = m->known.places;
        m->axis[AXIS_OUTCOME] = closed(m->a, activity_outcomes);
        m->axis[AXIS_SUPERVISOR] = closed(m->a, activity_supervisors);
    } else {
        m->axis[COMPLAINT_KIND] = closed(m->a, complaint_kinds);
        m->axis[COMPLAINT_OUTCOME] = closed(m->a, complaint_outcomes);
        m->axis[COMPLAINT_DAYS] = closed(m->a, within_days);
    }
    m->data.space.codes[AXIS_MONTH] = MONTHS;
    for (size_t i = 1; i < m->data.space.axes; i++) {
        if (m->axis[i].n == 0 || m->axis[i].n > UINT16_MAX) {
            return err_make(m->a, E_CONFLICT,
                            "the instrument has no power on record: enter what it grants first");
        }
        m->data.space.codes[i] = (uint16_t)m->axis[i].n;
    }
    return NULL;
}

static struct study_box everything(const struct making *m)
{
    struct study_box box = {.from = {0}};
    for (size_t i = 0; i < m->data.space.axes; i++) {
        box.to[i] = (uint16_t)(m->data.space.codes[i] - 1);
    }
    return box;
}

/* The code of a row that stands; it may have been taken back since. */
static err *code_at(const struct making *m, size_t axis, sv id, uint16_t *ret)
{
    size_t i = activity_code(&m->axis[axis], id);
    *ret = (uint16_t)i;
    return i < m->axis[axis].n
               ? NULL
               : err_make(m->a, E_CONFLICT,
                          "the code %.*s was taken back in the record, and rows or tables name it: "
                          "enter it again",
                          SV_ARG(id));
}

/* ---- rows ---- */

static uint32_t holder_number(const struct making *m, sv holder)
{
    size_t i = 0;
    for (; i < m->known.holders_n && !sv_eq(m->known.holders[i], holder); i++) {
    }
    return (uint32_t)i;
}

/* Only what is local is counted, and what is federally controlled where its release is cited
 * (the agreement's clause on release: what is under federal control is not the agency's to give).
 */
static bool released(const struct q_activity_stands_out *row)
{
    return sv_is(row->release, "local") || (sv_is(row->release, "federal") && row->citation.n);
}

static err *read_activity(struct making *m)
{
    struct q_activity_stands_out *rows;
    size_t n;
    TRY(q_activity_stands(
        m->s, m->a,
        &(struct q_activity_stands_in){.instrument = m->known.instrument,
                                       .from_day = activity_month_day(m->january),
                                       .until_day = activity_month_day(m->january + MONTHS) - 1},
        &rows, &n));
    m->rows = arena_array(m->a, struct study_row, n);
    for (size_t i = 0; i < n; i++) {
        struct study_row *r = &m->rows[m->data.rows_n];
        if (!released(&rows[i])) {
            continue;
        }
        *r = (struct study_row){.count = 1, .holder = holder_number(m, rows[i].holder)};
        r->at[AXIS_MONTH] = (uint16_t)(activity_month_of(rows[i].day) - m->january);
        TRY(code_at(m, AXIS_POWER, rows[i].power, &r->at[AXIS_POWER]));
        TRY(code_at(m, AXIS_SETTING, rows[i].setting, &r->at[AXIS_SETTING]));
        TRY(code_at(m, AXIS_PLACE, rows[i].place, &r->at[AXIS_PLACE]));
        TRY(code_at(m, AXIS_OUTCOME, rows[i].outcome, &r->at[AXIS_OUTCOME]));
        TRY(code_at(m, AXIS_SUPERVISOR, rows[i].supervisor, &r->at[AXIS_SUPERVISOR]));
        m->data.rows_n++;
    }
    return NULL;
}

/* Complaints stand in the month in which they were concluded. */
static err *read_complaints(struct making *m)
{
    struct q_complaint_stands_out *rows;
    size_t n;
    TRY(q_complaint_stands(
        m->s, m->a, &(struct q_complaint_stands_in){.instrument = m->known.instrument}, &rows, &n));
    m->rows = arena_array(m->a, struct study_row, n);
    for (size_t i = 0; i < n; i++) {
        struct study_row *r = &m->rows[m->data.rows_n];
        int64_t month =
            rows[i].has_concluded ? activity_month_of(rows[i].concluded) - m->january : -1;
        if (month < 0 || month >= MONTHS) {
            continue;
        }
        *r = (struct study_row){.count = 1, .holder = (uint32_t)i};
        r->at[AXIS_MONTH] = (uint16_t)month;
        TRY(code_at(m, COMPLAINT_KIND, rows[i].kind, &r->at[COMPLAINT_KIND]));
        TRY(code_at(m, COMPLAINT_OUTCOME, rows[i].outcome, &r->at[COMPLAINT_OUTCOME]));
        r->at[COMPLAINT_DAYS] = rows[i].concluded - rows[i].day > DAYS_EXPECTED;
        m->data.rows_n++;
    }
    return NULL;
}

/* ---- what was published before ---- */

static struct study_fact *add_fact(struct making *m)
{
    if (m->data.earlier_n == m->facts_room) {
        size_t room = m->facts_room ? m->facts_room * 2 : 256;
        struct study_fact *more = arena_array(m->a, struct study_fact, room);
        for (size_t i = 0; i < m->data.earlier_n; i++) {
            more[i] = m->facts[i];
        }
        m->facts = more;
        m->facts_room = room;
    }
    struct study_fact *f = &m->facts[m->data.earlier_n++];
    *f = (struct study_fact){.told = STUDY_SHOWN};
    return f;
}

static err *read_fact(struct making *m, const struct table_layout *t, const struct study_box *box,
                      const sv *fields)
{
    struct study_fact *f = add_fact(m);
    uint64_t count = 0;
    f->of = *box;
    for (size_t d = 0; d < t->dimensions; d++) {
        uint16_t code;
        if (!sv_is(fields[d], "*")) {
            TRY(code_at(m, t->axis[d], fields[d], &code));
            f->of.from[t->axis[d]] = code;
            f->of.to[t->axis[d]] = code;
        }
    }
    sv count_text = fields[t->dimensions];
    if (!count_text.n) {
        f->told = STUDY_HIDDEN;
    } else if (!sv_u64(count_text, &count) || count > STUDY_COUNT_MOST) {
        return err_make(m->a, E_IO,
                        "a table of the record is not as it was made: verify the record");
    }
    f->value = (int64_t)count;
    return NULL;
}

static err *read_published(struct making *m, const struct q_report_published_out *row)
{
    const struct table_layout *t = table_layout_find(row->id);
    int64_t from = activity_month_of(row->from_day) - m->january;
    int64_t until = activity_month_of(row->until_day) - m->january;
    struct csv c;
    const sv *fields;
    if (!t || t->stream != m->stream || until < 0 || from >= MONTHS) {
        return NULL;
    }
    struct study_box box = everything(m);
    box.from[AXIS_MONTH] = (uint16_t)from;
    box.to[AXIS_MONTH] = (uint16_t)until;
    for (int64_t i = from; i <= until; i++) {
        m->first[i] = m->first[i] ? m->first[i] : row->seq;
    }
    TRY(csv_open(m->a, row->table, &c));
    if (c.columns != t->dimensions + 1) {
        return err_make(m->a, E_IO,
                        "a table of the record is not as it was made: verify the record");
    }
    for (;;) {
        TRY(csv_row(&c, &fields));
        if (!fields) {
            return NULL;
        }
        TRY(read_fact(m, t, &box, fields));
    }
}

/* What the record named only after a month was published stands at zero in that month, as a reader
 * knows. */
static void add_zeros(struct making *m)
{
    for (size_t month = 0; month < MONTHS; month++) {
        for (size_t axis = 1; m->first[month] && axis < m->data.space.axes; axis++) {
            size_t then = 0;
            while (then < m->axis[axis].n && m->axis[axis].since[then] < m->first[month]) {
                then++;
            }
            if (then < m->axis[axis].n) {
                struct study_fact *f = add_fact(m);
                f->of = everything(m);
                f->of.from[AXIS_MONTH] = f->of.to[AXIS_MONTH] = (uint16_t)month;
                f->of.from[axis] = (uint16_t)then;
            }
        }
    }
}

static err *read_earlier(struct making *m)
{
    struct q_report_published_out *rows;
    size_t n;
    TRY(q_report_published(
        m->s, m->a, &(struct q_report_published_in){.instrument = m->known.instrument}, &rows, &n));
    for (size_t i = 0; i < n; i++) {
        TRY(read_published(m, &rows[i]));
    }
    add_zeros(m);
    return NULL;
}

static err *open_making(struct store *s, struct arena *a, sv instrument,
                        enum activity_stream stream, int64_t year,
                        const struct activity_rules *rules, struct making *ret)
{
    *ret =
        (struct making){.s = s, .a = a, .stream = stream, .rules = rules, .january = year * MONTHS};
    TRY(activity_known_read(s, a, instrument, &ret->known));
    TRY(set_axes(ret));
    TRY(stream == STREAM_ACTIVITY ? read_activity(ret) : read_complaints(ret));
    TRY(read_earlier(ret));
    ret->data.rows = ret->rows;
    ret->data.earlier = ret->facts;
    return NULL;
}

static struct study_rule rule_of(const struct making *m)
{
    return (struct study_rule){.threshold = m->rules->threshold,
                               .holders = m->stream == STREAM_ACTIVITY ? m->rules->holders : 1};
}

err *table_audit(struct store *s, struct arena *a, sv instrument, enum activity_stream stream,
                 int64_t year, const struct activity_rules *rules, struct study_finding *ret)
{
    struct making *m = arena_new(a, struct making);
    TRY(open_making(s, a, instrument, stream, year, rules, m));
    struct study_rule rule = rule_of(m);
    return study_audit(a, &m->data, &rule, ret);
}

/* ---- the period ---- */

/* A month, a quarter or a year of the calendar. */
static err *read_period(struct arena *a, const struct table_layout *t, sv from, sv until,
                        struct table_made *ret)
{
    date first, last;
    if (!date_parse(from, &first) || !date_parse(until, &last)) {
        return err_field(a, SV("data.from"), "a period has its first and its last day");
    }
    int64_t month = activity_month_of(first.days), end = activity_month_of(last.days) + 1;
    int64_t months = end - month, at = month % MONTHS;
    bool whole =
        first.days == activity_month_day(month) && last.days + 1 == activity_month_day(end);
    bool kind =
        months == MONTHS ? at == 0 : !t->yearly && (months == 1 || (months == 3 && at % 3 == 0));
    if (!whole || !kind) {
        return err_field(a, SV("data.until"),
                         t->yearly ? "this table is made for a year of the calendar"
                                   : "a table is made for a month, a quarter or a year of the "
                                     "calendar, from its first day to its last");
    }
    ret->from = first.days;
    ret->until = last.days;
    return NULL;
}

static err *check_whole(const struct making *m, const struct table_made *t, instant *last)
{
    struct q_months_stated_out *rows;
    size_t n;
    int64_t month = activity_month_of(t->from), end = activity_month_of(t->until);
    TRY(q_months_stated(m->s, m->a,
                        &(struct q_months_stated_in){.instrument = m->known.instrument,
                                                     .from_month = month,
                                                     .until_month = end},
                        &rows, &n));
    for (size_t i = 0; i < n; i++) {
        last->us = rows[i].at.us > last->us ? rows[i].at.us : last->us;
        month += rows[i].month == month;
    }
    return month > end ? NULL
                       : err_make(m->a, E_CONFLICT,
                                  "the agency has not said that its report for %04lld-%02lld is "
                                  "whole: no report is not zero",
                                  (long long)(month / MONTHS), (long long)(month % MONTHS + 1));
}

static err *check_time(const struct making *m, const struct table_made *t, instant now)
{
    instant last = {0};
    bool found;
    TRY(check_whole(m, t, &last));
    if (m->stream == STREAM_ACTIVITY) {
        struct q_activity_last_out row;
        TRY(q_activity_last(m->s, m->a,
                            &(struct q_activity_last_in){.instrument = m->known.instrument,
                                                         .from_day = t->from,
                                                         .until_day = t->until},
                            &found, &row));
        last.us = found && row.has_at && row.at.us > last.us ? row.at.us : last.us;
    } else {
        struct q_complaint_last_out row;
        TRY(q_complaint_last(m->s, m->a,
                             &(struct q_complaint_last_in){.instrument = m->known.instrument,
                                                           .from_day = t->from,
                                                           .until_day = t->until},
                             &found, &row));
        last.us = found && row.has_at && row.at.us > last.us ? row.at.us : last.us;
    }
    int64_t day = activity_today(&m->known, last) + m->rules->correction_days;
    return activity_today(&m->known, now) >= day
               ? NULL
               : err_make(m->a, E_CONFLICT,
                          "the agency may correct what it reported of this period until %.*s: "
                          "publish it after that day",
                          SV_ARG(date_format(m->a, (date){(int32_t)day - 1})));
}

static err *check_new(const struct making *m, const struct table_made *t)
{
    struct q_report_published_out *rows;
    size_t n;
    TRY(q_report_published(
        m->s, m->a, &(struct q_report_published_in){.instrument = m->known.instrument}, &rows, &n));
    for (size_t i = 0; i < n; i++) {
        if (sv_is(rows[i].id, t->layout->id) && rows[i].from_day == t->from &&
            rows[i].until_day == t->until) {
            return err_make(m->a, E_CONFLICT,
                            "this table is published for this period already, in entry %lld",
                            (long long)rows[i].seq);
        }
    }
    return NULL;
}

/* ---- making ---- */

static sv code_name(const struct table_made *t, size_t d, size_t i)
{
    return i < t->release.size[d] ? t->code[d][i] : SV("*");
}

static void write_csv(struct arena *a, struct table_made *t)
{
    struct buf b = buf_make(LIMIT_PART_BYTES);
    size_t second = t->layout->dimensions > 1 ? t->release.size[1] : 0;
    for (size_t d = 0; d < t->layout->dimensions; d++) {
        buf_str(&b, t->layout->column[d]);
        buf_char(&b, ',');
    }
    buf_str(&b, "count\n");
    for (size_t i = 0; i <= t->release.size[0]; i++) {
        for (size_t k = 0; k <= second; k++) {
            const struct study_fact *f = &t->release.facts[study_at(&t->release, i, k, 0)];
            buf_sv(&b, code_name(t, 0, i));
            buf_char(&b, ',');
            if (t->layout->dimensions > 1) {
                buf_sv(&b, code_name(t, 1, k));
                buf_char(&b, ',');
            }
            if (f->told == STUDY_SHOWN) {
                buf_sv(&b, sv_fmt(a, "%lld", (long long)f->value));
            } else {
                t->hidden++;
            }
            t->cells++;
            buf_char(&b, '\n');
        }
    }
    t->csv = buf_dup(a, &b);
    buf_free(&b);
}

err *table_make(struct store *s, struct arena *a, sv instrument, sv id, sv from, sv until,
                const struct activity_rules *rules, instant now, struct table_made *ret)
{
    struct making *m = arena_new(a, struct making);
    struct table_made t = {.layout = table_layout_find(id)};
    if (!t.layout) {
        return err_field(a, SV("data.table"), "no table %.*s is made here",
                         SV_ARG(sv_sub(id, 0, LIMIT_ID_BYTES)));
    }
    TRY(read_period(a, t.layout, from, until, &t));
    TRY(open_making(s, a, instrument, t.layout->stream, activity_month_of(t.from) / MONTHS, rules,
                    m));
    TRY(check_new(m, &t));
    TRY(check_time(m, &t, now));
    struct study_layout ask = {.within = everything(m), .dimensions = t.layout->dimensions};
    ask.within.from[AXIS_MONTH] = (uint16_t)(activity_month_of(t.from) - m->january);
    ask.within.to[AXIS_MONTH] = (uint16_t)(activity_month_of(t.until) - m->january);
    for (size_t d = 0; d < t.layout->dimensions; d++) {
        ask.axis[d] = t.layout->axis[d];
        t.code[d] = m->axis[t.layout->axis[d]].id;
    }
    struct study_rule rule = rule_of(m);
    TRY(study_publish(a, &m->data, &ask, &rule, &t.release));
    write_csv(a, &t);
    *ret = t;
    return NULL;
}

/* ---- aggregates that the agency has suppressed itself ---- */

static const char *const aggregate_columns[] = {"month", "ethnicity", "language", "offence", NULL};

static err *check_aggregate_row(struct arena *a, const struct csv *c, const sv *fields,
                                const struct activity_rules *rules, int64_t *hidden)
{
    uint64_t count;
    for (size_t i = 0; i + 1 < c->columns; i++) {
        if (!sv_is(fields[i], "*") && !rec_id_valid(fields[i])) {
            return err_field(a, SV("texts.table"),
                             "Row %zu, %.*s: a code is of a-z, 0-9, '.', '_' and '-', and '*' for "
                             "a sum",
                             c->rows, SV_ARG(c->names[i]));
        }
    }
    sv last = fields[c->columns - 1];
    *hidden += last.n == 0;
    if (last.n && (!sv_u64(last, &count) || count > STUDY_COUNT_MOST)) {
        return err_field(a, SV("texts.table"),
                         "Row %zu: a count is a whole number, and empty where it is hidden",
                         c->rows);
    }
    return !last.n || count == 0 || (int64_t)count >= rules->threshold
               ? NULL
               : err_field(a, SV("texts.table"),
                           "Row %zu: counts from 1 to %lld are hidden: leave it empty, and another "
                           "with it, so that it cannot be worked out",
                           c->rows, (long long)rules->threshold - 1);
}

static err *check_aggregate(struct arena *a, sv table, const struct activity_rules *rules,
                            int64_t *cells, int64_t *hidden)
{
    struct csv c;
    const sv *fields;
    err *e = csv_open(a, table, &c);
    if (e) {
        return err_about(a, e, SV("texts.table"));
    }
    bool good = c.columns >= 2 && c.columns <= AGGREGATE_COLUMNS + 1 &&
                sv_is(c.names[c.columns - 1], "count");
    for (size_t i = 0; good && i + 1 < c.columns; i++) {
        good = activity_word(aggregate_columns, c.names[i]) != SIZE_MAX;
    }
    if (!good) {
        return err_field(a, SV("texts.table"),
                         "the columns of such a table are of month, ethnicity, language and "
                         "offence, and then count");
    }
    for (;;) {
        e = csv_row(&c, &fields);
        if (e) {
            return err_about(a, e, SV("texts.table"));
        }
        if (!fields) {
            break;
        }
        if (c.rows > AGGREGATE_ROWS) {
            return err_make(a, E_LIMIT, "such a table has at most %d rows", AGGREGATE_ROWS);
        }
        TRY(check_aggregate_row(a, &c, fields, rules, hidden));
        (*cells)++;
    }
    return NULL;
}

err *table_fill(struct store *s, struct arena *a, const struct act_request *q,
                const struct activity_rules *rules, instant now)
{
    sv id = jv_get_sv(q->data, "table"), given = jv_get_sv(q->texts, "table");
    struct table_made t = {.layout = table_layout_find(id)};
    if (t.layout && (given.n || q->source)) {
        return err_field(a, SV("data.table"),
                         "%.*s is made here from what was reported: leave the table out, or give "
                         "another id",
                         SV_ARG(id));
    }
    if (!t.layout && !given.n) {
        return err_field(a, SV("texts.table"),
                         "%.*s is not made here: give the table, or one of the ids that are",
                         SV_ARG(id));
    }
    if (t.layout) {
        TRY(table_make(s, a, jv_get_sv(q->about, "instrument"), id, jv_get_sv(q->data, "from"),
                       jv_get_sv(q->data, "until"), rules, now, &t));
        jv_put(q->texts, SV("table"), jv_string(a, t.csv));
    } else {
        TRY(check_aggregate(a, given, rules, &t.cells, &t.hidden));
    }
    jv_set(q->data, SV("hidden"), jv_int(a, t.hidden));
    jv_set(q->data, SV("cells"), jv_int(a, t.cells));
    jv_set(q->data, SV("threshold"), jv_int(a, rules->threshold));
    return NULL;
}
