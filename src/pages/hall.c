/* The hall as pages show it: who speaks and who waits, interests that were declared, and the second
 * of the recording at which something happened. */
#include "pages/hall.h"

#include "base/json.h"
#include "record/kinds.h"

sv page_hall_words(struct page_cx *cx, const struct body_view *b, const struct rec_entry *e)
{
    sv who = page_name(b, jv_get_sv(e->data, "member"));
    int64_t seconds = jv_get_int(e->data, "seconds", 0);
    if (e->kind == &rec_kinds[KIND_FLOOR_REQUESTED]) {
        return sv_fmt(cx->a, "%.*s asks to speak", SV_ARG(who));
    }
    if (e->kind == &rec_kinds[KIND_FLOOR_ASSIGNED]) {
        sv limit = seconds
                       ? sv_fmt(cx->a, ", for %.*s", SV_ARG(page_duration_words(cx->a, seconds)))
                       : SV_NONE;
        return sv_fmt(cx->a, "The chair recognizes %.*s%.*s", SV_ARG(who), SV_ARG(limit));
    }
    if (e->kind == &rec_kinds[KIND_FLOOR_YIELDED]) {
        return sv_fmt(cx->a, "%.*s yields the floor", SV_ARG(who));
    }
    if (e->kind == &rec_kinds[KIND_CONFLICT_DECLARED]) {
        return sv_fmt(cx->a, "%.*s tells the clerk of an interest in item %.*s", SV_ARG(who),
                      SV_ARG(jv_get_sv(e->about, "item")));
    }
    if (e->kind == &rec_kinds[KIND_RECORDING_STARTED]) {
        return SV("The recording starts");
    }
    return e->kind == &rec_kinds[KIND_RECORDING_LINKED] ? SV("The recording can be seen") : SV_NONE;
}

sv page_duration_words(struct arena *a, int64_t seconds)
{
    int64_t minutes = seconds / 60, rest = seconds % 60;
    sv m = minutes ? sv_fmt(a, "%.*s minute%s", SV_ARG(page_number(a, minutes)),
                            minutes == 1 ? "" : "s")
                   : SV_NONE;
    sv s = rest ? sv_fmt(a, "%.*s second%s", SV_ARG(page_number(a, rest)), rest == 1 ? "" : "s")
                : SV_NONE;
    return m.n && s.n ? sv_fmt(a, "%.*s and %.*s", SV_ARG(m), SV_ARG(s)) : m.n ? m : s;
}

/* ---- the recording ---- */

err *page_recording(struct page_cx *cx, sv meeting, struct page_recording *ret)
{
    struct q_hall_recording_out row;
    bool found;
    *ret = (struct page_recording){.started = false};
    TRY(q_hall_recording(cx->store, cx->a, &(struct q_hall_recording_in){.meeting = meeting},
                         &found, &row));
    if (found) {
        ret->started = row.has_started;
        ret->at = row.started;
        ret->second = row.has_second ? row.second : 0;
        ret->address = row.address;
        ret->jump = row.jump;
    }
    return NULL;
}

/* The second of the recording at that moment; -1 where it is none. */
static int64_t second_of(const struct page_recording *r, instant t)
{
    if (!r->started) {
        return -1;
    }
    int64_t passed = t.us - r->at.us;
    int64_t s = r->second + (passed - (passed < 0 ? 999999 : 0)) / 1000000;
    return s < 0 ? -1 : s;
}

sv page_second_words(struct arena *a, const struct page_recording *r, instant t)
{
    int64_t s = second_of(r, t);
    return s < 0 ? SV_NONE
                 : sv_fmt(a, "%lld:%02lld:%02lld", (long long)(s / 3600), (long long)(s / 60 % 60),
                          (long long)(s % 60));
}

url page_second_link(struct arena *a, const struct page_recording *r, instant t)
{
    int64_t s = second_of(r, t);
    url link = {SV_NONE};
    if (s < 0 || !r->address.n) {
        return link;
    }
    sv fragment, page = sv_cut(r->address, '#', &fragment);
    bool asks = sv_find(page, '?') < page.n;
    sv to = r->address;
    if (sv_is(r->jump, "fragment")) {
        to = sv_fmt(a, "%.*s#t=%lld", SV_ARG(page), (long long)s);
    } else if (!sv_is(r->jump, "none")) {
        to = sv_fmt(a, "%.*s%c%.*s=%lld%s%.*s", SV_ARG(page), asks ? '&' : '?', SV_ARG(r->jump),
                    (long long)s, fragment.n ? "#" : "", SV_ARG(fragment));
    }
    return url_check(a, to, &link) ? (url){SV_NONE} : link;
}
