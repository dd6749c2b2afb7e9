/* When a holder holds powers: spans that overlap, and steps that undo what is not there, are
 * refused.  Accounts of sources are not held to this: two of them may well differ. */
#include "acts/room.h"
#include "base/moment.h"

typedef struct q_act_holder_spans_out step;

static bool names(sv list, sv power)
{
    while (list.n) {
        if (sv_eq(sv_cut(list, ' ', &list), power)) {
            return true;
        }
    }
    return false;
}

static sv day_text(struct arena *a, int64_t day)
{
    return date_format(a, (date){(int32_t)day});
}

static int64_t day_of(const struct act_request *q, const char *key)
{
    date d;
    return date_parse(jv_get_sv(q->data, key), &d) ? d.days : INT64_MAX;
}

/* The day on which the span that begins with step i is over: its last day, or the day before the
 * first end of the power after it. */
static int64_t last_day(const step *rows, size_t n, size_t i, sv power)
{
    int64_t last = rows[i].has_until_day ? rows[i].until_day : INT64_MAX;
    for (size_t k = i + 1; k < n; k++) {
        bool ends = rows[k].kind == KIND_AUTHORITY_ENDED &&
                    (!rows[k].powers.n || names(rows[k].powers, power));
        if (ends && rows[k].on_day - 1 < last) {
            last = rows[k].on_day - 1;
        }
    }
    return last;
}

static err *check_recorded(struct arena *a, const struct act_request *q, const step *rows, size_t n)
{
    int64_t from = day_of(q, "from"), until = day_of(q, "until");
    jv_each(power, jv_get(q->data, "powers"))
    {
        for (size_t i = 0; i < n; i++) {
            bool same =
                rows[i].kind == KIND_AUTHORITY_RECORDED && names(rows[i].powers, power->text);
            int64_t last = same ? last_day(rows, n, i, power->text) : 0;
            if (!same || last < from || until < rows[i].on_day || last < rows[i].on_day) {
                continue;
            }
            return err_field(a, SV("data.from"),
                             "entry %lld records %.*s for this holder from %.*s on%s%.*s, which "
                             "overlaps: enter its end first, or take days that do not",
                             (long long)rows[i].seq, SV_ARG(power->text),
                             SV_ARG(day_text(a, rows[i].on_day)), last < INT64_MAX ? " until " : "",
                             SV_ARG(last < INT64_MAX ? day_text(a, last) : SV("")));
        }
    }
    return NULL;
}

/* Is a power held on the day before it ends, or from that very day on? */
static bool held(const step *rows, size_t n, sv power, int64_t on)
{
    for (size_t i = 0; i < n; i++) {
        if (rows[i].kind != KIND_AUTHORITY_RECORDED || rows[i].on_day > on) {
            continue;
        }
        for (sv rest = rows[i].powers; rest.n;) {
            sv one = sv_cut(rest, ' ', &rest);
            if ((!power.n || sv_eq(one, power)) && last_day(rows, n, i, one) >= on - 1) {
                return true;
            }
        }
    }
    return false;
}

static err *check_ended(struct arena *a, const struct act_request *q, const step *rows, size_t n)
{
    int64_t on = day_of(q, "on");
    const struct jv *powers = jv_get(q->data, "powers");
    bool all = !powers || !powers->first;
    for (const struct jv *p = all ? NULL : powers->first; all || p; p = p->next) {
        sv power = all ? SV_NONE : p->text;
        if (!held(rows, n, power, on)) {
            return err_field(a, SV("data.on"),
                             "the record does not show that this holder holds %.*s until %.*s: "
                             "there is nothing to end on that day",
                             SV_ARG(all ? SV("any power") : power), SV_ARG(day_text(a, on - 1)));
        }
        if (all) {
            break;
        }
    }
    return NULL;
}

static err *check_pause(struct arena *a, const struct act_request *q, const step *rows, size_t n)
{
    bool pauses = q->kind == &rec_kinds[KIND_AUTHORITY_PAUSED], paused = false;
    int64_t on = day_of(q, "on"), since = 0;
    for (size_t i = 0; i < n && rows[i].on_day <= on; i++) {
        bool is = rows[i].kind == KIND_AUTHORITY_PAUSED;
        if (is || rows[i].kind == KIND_AUTHORITY_RESUMED) {
            paused = is;
            since = rows[i].on_day;
        }
    }
    if (pauses && paused) {
        return err_field(a, SV("data.on"),
                         "this holder does not hold powers since %.*s already: enter "
                         "authority.resumed before another pause",
                         SV_ARG(day_text(a, since)));
    }
    return !pauses && !paused
               ? err_field(a, SV("data.on"),
                           "no pause is on record that runs on %.*s: there is nothing to resume",
                           SV_ARG(day_text(a, on)))
               : NULL;
}

err *act_check_authority(struct act_room *r, struct arena *a, const struct act_request *q,
                         sv instrument)
{
    step *rows = NULL;
    size_t n = 0;
    enum rec_kind_id kind = (enum rec_kind_id)(q->kind - rec_kinds);
    if (q->source || kind < KIND_AUTHORITY_RECORDED || kind > KIND_AUTHORITY_ENDED) {
        return NULL;
    }
    TRY(q_act_holder_spans(r->store, a,
                           &(struct q_act_holder_spans_in){.instrument = instrument,
                                                           .holder = jv_get_sv(q->data, "holder"),
                                                           .recorded = KIND_AUTHORITY_RECORDED,
                                                           .ended = KIND_AUTHORITY_ENDED,
                                                           .act = q->act},
                           &rows, &n));
    if (kind == KIND_AUTHORITY_RECORDED) {
        return check_recorded(a, q, rows, n);
    }
    return kind == KIND_AUTHORITY_ENDED ? check_ended(a, q, rows, n) : check_pause(a, q, rows, n);
}
