/* What an act is about, in words: the motion, the item, the meeting that its ids name. */
#include "pages/form.h"

struct about {
    struct page_cx *cx;
    const struct body_view *b;
    sv meeting, file, motion;
    bool makes; /* the act is what brings them into being */
    motion_row *row;
    struct q_page_item_out item;
    bool has_item;
};

static sv unknown(const struct about *k)
{
    return k->makes ? SV_NONE : SV(", which is not on record");
}

static err *find_motion(struct about *k)
{
    motion_row *rows = NULL;
    size_t n = 0;
    uint64_t number;
    if (!k->meeting.n || !sv_u64(k->motion, &number)) {
        return NULL;
    }
    TRY(page_motions_in(k->cx, k->meeting, &rows, &n));
    for (size_t i = 0; i < n; i++) {
        if (rows[i].n == (int64_t)number) {
            k->row = &rows[i];
            k->file = k->file.n ? k->file : rows[i].item;
        }
    }
    return NULL;
}

static sv motion_words(const struct about *k)
{
    struct arena *a = k->cx->a;
    sv shown = sv_sub(k->motion, 0, 64);
    if (!k->row) {
        return sv_fmt(a, "motion %.*s%.*s", SV_ARG(shown), SV_ARG(unknown(k)));
    }
    return sv_fmt(a, "motion %.*s, to %.*s, moved by %.*s", SV_ARG(shown),
                  SV_ARG(page_motion_words(a, k->row->type, k->item.type, k->row->has_to_day,
                                           k->row->to_day)),
                  SV_ARG(page_name(k->b, k->row->mover)));
}

static sv item_words(const struct about *k)
{
    struct arena *a = k->cx->a;
    sv shown = sv_sub(k->file, 0, 64);
    return k->item.title.n ? sv_fmt(a, "item %.*s, “%.*s”", SV_ARG(shown), SV_ARG(k->item.title))
                           : sv_fmt(a, "item %.*s%.*s", SV_ARG(shown),
                                    SV_ARG(k->has_item ? SV_NONE : unknown(k)));
}

static err *meeting_words(const struct about *k, sv *ret)
{
    struct arena *a = k->cx->a;
    struct q_page_meeting_out row;
    bool found;
    TRY(q_page_meeting(k->cx->store, a, &(struct q_page_meeting_in){.id = k->meeting}, &found,
                       &row));
    *ret = sv_fmt(a, "the %.*s of the %.*s%.*s",
                  SV_ARG(page_small(a, page_meeting_name(a, found ? row.type : SV_NONE,
                                                         page_meeting_day(k->meeting)))),
                  SV_ARG(k->b->row.name), SV_ARG(found ? SV_NONE : unknown(k)));
    return NULL;
}

static err *instrument_words(const struct about *k, sv id, sv *ret)
{
    struct q_instrument_head_out row;
    bool found = false;
    sv shown = sv_sub(id, 0, 64);
    TRY(q_instrument_head(k->cx->store, k->cx->a, &(struct q_instrument_head_in){.id = id}, &found,
                          &row));
    *ret = !found ? sv_fmt(k->cx->a, "the instrument %.*s%.*s", SV_ARG(shown), SV_ARG(unknown(k)))
                  : sv_fmt(k->cx->a, "“%.*s” (%.*s)", SV_ARG(row.title.n ? row.title : row.type),
                           SV_ARG(shown));
    return NULL;
}

err *page_about_words(struct page_cx *cx, const struct body_view *b, const struct page_about *p,
                      sv *ret)
{
    struct about k = {.cx = cx,
                      .b = b,
                      .meeting = rec_meeting_id_valid(p->meeting) ? p->meeting : SV_NONE,
                      .file = p->item,
                      .motion = p->motion,
                      .makes = p->makes};
    sv s = SV_NONE, meeting = SV_NONE;
    TRY(find_motion(&k));
    if (k.file.n) {
        TRY(q_page_item(cx->store, cx->a, &(struct q_page_item_in){.body = b->id, .file = k.file},
                        &k.has_item, &k.item));
    }
    if (p->instrument.n) {
        TRY(instrument_words(&k, p->instrument, &s));
    }
    if (k.motion.n) {
        s = motion_words(&k);
    }
    if (k.file.n) {
        s = sv_fmt(cx->a, "%.*s%s%.*s", SV_ARG(s), s.n ? ", on " : "", SV_ARG(item_words(&k)));
    }
    if (k.meeting.n) {
        TRY(meeting_words(&k, &meeting));
        s = sv_fmt(cx->a, "%.*s%s%.*s", SV_ARG(s), s.n ? ", in " : "", SV_ARG(meeting));
    } else {
        const char *joint = !s.n ? "" : p->instrument.n ? ", of " : ", before ";
        s = sv_fmt(cx->a, "%.*s%sthe %.*s", SV_ARG(s), joint, SV_ARG(b->row.name));
    }
    *ret = page_stop(cx->a, sv_fmt(cx->a, "This is about %.*s", SV_ARG(s)));
    return NULL;
}
