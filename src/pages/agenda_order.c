/* A meeting's agenda in its order: as it was published last, or as it stands by the body's
 * template. */
#include "pages/agenda_inside.h"

enum { HOLIDAYS_BEFORE = 400 };

static err *template_of(struct page_cx *cx, const struct q_template_for_in *in, bool *ret_own,
                        int64_t *ret_seq, const struct template **ret)
{
    struct q_template_for_out row;
    struct template *t = NULL;
    page_reads(cx, "body:%.*s", SV_ARG(in->body));
    TRY(q_template_for(cx->store, cx->a, in, ret_own, &row));
    *ret_own = *ret_own && row.words.n && !template_parse(cx->a, SV("template"), row.words, &t);
    *ret_seq = *ret_own ? row.seq : -1;
    *ret = t ? t : template_default(cx->a);
    return NULL;
}

err *page_template(struct page_cx *cx, sv meeting, bool *ret_own, const struct template **ret)
{
    int64_t seq;
    sv rest, body = sv_cut(meeting, '/', &rest);
    return template_of(cx,
                       &(struct q_template_for_in){
                           .body = body, .meeting = meeting, .day = page_meeting_day(meeting).days},
                       ret_own, &seq, ret);
}

err *page_template_of(struct page_cx *cx, sv body, date day, bool *ret_own, int64_t *ret_seq,
                      const struct template **ret)
{
    return template_of(cx, &(struct q_template_for_in){.body = body, .day = day.days}, ret_own,
                       ret_seq, ret);
}

err *page_deadline(struct page_cx *cx, const struct meeting_view *m, const struct template *t,
                   bool *ret_has, instant *ret)
{
    struct q_holidays_of_out *rows;
    struct holidays h;
    int64_t second;
    *ret_has = false;
    if (!m->called || !m->row.has_convenes) {
        return NULL;
    }
    int64_t at = sys_zone_shown(m->b.zone, m->row.convenes);
    TRY(q_holidays_of(
        cx->store, cx->a,
        &(struct q_holidays_of_in){.body = m->b.id, .from = m->row.day - HOLIDAYS_BEFORE}, &rows,
        &h.n));
    int64_t *days = arena_array(cx->a, int64_t, h.n);
    for (size_t i = 0; i < h.n; i++) {
        days[i] = rows[i].day;
    }
    h.days = days;
    *ret_has = template_deadline(t, floor_meeting_type_of(m->row.type), &h, at, &second);
    if (*ret_has) {
        *ret = sys_zone_showing(m->b.zone, second);
    }
    return NULL;
}

void page_agenda_arrange(struct page_cx *cx, const struct template *t, agenda_line_row *rows,
                         size_t n, struct agenda *ret)
{
    struct agenda_row *in = arena_array(cx->a, struct agenda_row, n);
    agenda_line_row *was = arena_array(cx->a, agenda_line_row, n);
    for (size_t i = 0; i < n; i++) {
        was[i] = rows[i];
        in[i] = (struct agenda_row){.from = i,
                                    .item = rows[i].item,
                                    .type = floor_item_kind_of(rows[i].type),
                                    .section = rows[i].section,
                                    .placed = rows[i].has_position,
                                    .position = rows[i].position,
                                    .carried = rows[i].why.n > 0,
                                    .vetoed = sv_is(rows[i].why, "veto"),
                                    .seq = rows[i].seq};
    }
    agenda_arrange(cx->a, t, in, n, ret);
    for (size_t i = 0; i < n; i++) {
        const struct agenda_row *r = &ret->rows[i];
        bool in_section = r->section_no < ret->sections_n;
        rows[i] = was[r->from];
        rows[i].number = agenda_number(cx->a, ret, r);
        rows[i].section = in_section ? ret->sections[r->section_no].name : SV_NONE;
        rows[i].consent = in_section && ret->sections[r->section_no].consent;
    }
}

err *page_agenda_read(struct page_cx *cx, sv meeting, agenda_line_row **ret, size_t *ret_n)
{
    bool own, published = false, witnessed = false;
    const struct template *t;
    struct agenda g;
    TRY(q_page_agenda(cx->store, cx->a, &(struct q_page_agenda_in){.meeting = meeting}, ret,
                      ret_n));
    for (size_t i = 0; i < *ret_n; i++) {
        published = published || (*ret)[i].has_version;
        witnessed = witnessed || !(*ret)[i].reported;
    }
    if (published || *ret_n == 0) {
        return NULL; /* in the order of its newest version, which SQL knows */
    }
    TRY(page_template(cx, meeting, &own, &t));
    page_agenda_arrange(cx, own || witnessed ? t : NULL, *ret, *ret_n, &g);
    return NULL;
}
