/* Acts about agendas, notice and numbers in one sentence. */
#include "pages/agenda_inside.h"

static sv changed(struct page_cx *cx, const struct body_view *b, const struct rec_entry *e)
{
    sv type = jv_get_sv(e->data, "type");
    instant t;
    if (instant_parse(jv_get_sv(e->data, "convenes"), &t)) {
        return sv_fmt(cx->a, "The meeting begins at %.*s now",
                      SV_ARG(page_clock_words(cx->a, b->zone, t)));
    }
    return type.n
               ? sv_fmt(cx->a, "The meeting is a %.*s now", SV_ARG(page_meeting_type_words(type)))
               : SV("The meeting is held elsewhere now");
}

static sv scheduled(struct page_cx *cx, const struct rec_entry *e, sv item)
{
    sv section = jv_get_sv(e->data, "section");
    return section.n ? sv_fmt(cx->a, "Item %.*s stands on the agenda under %.*s", SV_ARG(item),
                              SV_ARG(section))
                     : sv_fmt(cx->a, "Item %.*s stands on the agenda", SV_ARG(item));
}

sv page_agenda_words(struct page_cx *cx, const struct body_view *b, const struct rec_entry *e)
{
    struct arena *a = cx->a;
    sv item = jv_get_sv(e->about, "item");
    date day = {0};
    const struct rec_kind *k = e->kind;
    if (k == &rec_kinds[KIND_ITEM_SCHEDULED]) {
        return scheduled(cx, e, item);
    }
    if (k == &rec_kinds[KIND_ITEM_UNSCHEDULED]) {
        return sv_fmt(a, "Item %.*s is taken off the agenda", SV_ARG(item));
    }
    if (k == &rec_kinds[KIND_ITEM_NUMBERED]) {
        return sv_fmt(a, "Item %.*s gets the number %.*s", SV_ARG(item),
                      SV_ARG(jv_get_sv(e->data, "number")));
    }
    if (k == &rec_kinds[KIND_AGENDA_PUBLISHED]) {
        return sv_fmt(a, "Version %lld of the agenda is published",
                      (long long)jv_get_int(e->data, "version", 1));
    }
    if (k == &rec_kinds[KIND_NOTICE_POSTED]) {
        return sv_fmt(a, "Notice is posted: %.*s", SV_ARG(jv_get_sv(e->data, "where")));
    }
    if (k == &rec_kinds[KIND_MEETING_CHANGED]) {
        return changed(cx, b, e);
    }
    if (k == &rec_kinds[KIND_HOLIDAY_NOTED] && date_parse(jv_get_sv(e->data, "day"), &day)) {
        return sv_fmt(a, "%.*s is a holiday: %.*s", SV_ARG(page_day_words(a, day)),
                      SV_ARG(jv_get_sv(e->data, "name")));
    }
    return SV_NONE;
}
