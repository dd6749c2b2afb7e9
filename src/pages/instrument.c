/* An instrument as its pages begin with it. */
#include "pages/inner.h"

err *page_instrument_read(struct page_cx *cx, sv id, struct instrument_view *ret)
{
    struct instrument_view v = {.id = id};
    bool found = false;
    if (rec_id_valid(id)) {
        TRY(q_instrument_head(cx->store, cx->a, &(struct q_instrument_head_in){.id = id}, &found,
                              &v.row));
    }
    if (!found) {
        return err_make(cx->a, E_NOTFOUND, "There is no agreement of that id in the record.");
    }
    page_reads(cx, "instrument:%.*s", SV_ARG(id));
    TRY(page_body_read(cx, v.row.body, &v.b));
    v.title = v.row.title.n ? v.row.title : id;
    v.today = page_local_day(v.b.zone, cx->now);
    *ret = v;
    return NULL;
}
