/* What most kinds of entries need at hand. */
#include "store/reading.h"

#include <string.h>

sv st_text(const struct st_reading *r, const char *key)
{
    return jv_get_sv(r->e->data, key);
}

sv st_part_hash(const struct st_reading *r, const char *name)
{
    for (size_t i = 0; i < r->e->n_parts; i++) {
        if (sv_is(r->e->parts[i].name, name)) {
            return (sv){(const char *)r->e->parts[i].hash.b, REC_HASH_BYTES};
        }
    }
    return SV_NONE;
}

sv st_optional(sv s)
{
    return s.n ? s : SV_NONE;
}

bool st_day(sv s, int64_t *ret)
{
    date d;
    if (!date_parse(s, &d)) {
        return false;
    }
    *ret = d.days;
    return true;
}

bool st_number(const struct st_reading *r, const char *key, int64_t *ret)
{
    const struct jv *v = jv_get(r->e->data, key);
    if (!v || v->type != JV_INT) {
        return false;
    }
    *ret = v->number;
    return true;
}

int64_t st_meeting_day(sv meeting)
{
    int64_t day = 0;
    return st_day(sv_sub(meeting, sv_find(meeting, '/') + 1, 10), &day) ? day : 0;
}

/* An instant given as such or as the beginning of a span; a witnessed entry without one happened
 * when it was recorded. */
static void find_when(struct st_reading *r)
{
    const struct jv *at = r->e->at;
    sv s = at && at->type == JV_STRING ? at->text : jv_get_sv(at, "from");
    r->timed = s.n && instant_parse(s, &r->when);
    if (!at && !r->e->reported) {
        r->timed = true;
        r->when = r->e->recorded;
    }
}

sv st_at_json(const struct st_reading *r)
{
    if (!r->e->at) {
        return SV_NONE;
    }
    struct buf b = buf_make(256);
    jv_write(&b, r->e->at);
    sv s = buf_dup(r->a, &b);
    buf_free(&b);
    return s;
}

err *st_read(struct st_reading *r)
{
    const struct jv *motion = jv_get(r->e->about, "motion");
    r->meeting = jv_get_sv(r->e->about, "meeting");
    r->item = jv_get_sv(r->e->about, "item");
    r->instrument = jv_get_sv(r->e->about, "instrument");
    if (motion && motion->type == JV_INT) {
        r->has_motion = true;
        r->motion = motion->number;
        bool found = false;
        struct q_motion_item_out m;
        TRY(q_motion_item(r->s, r->a,
                          &(struct q_motion_item_in){.meeting = r->meeting, .n = r->motion}, &found,
                          &m));
        if (found) {
            r->has_to_day = m.has_to_day;
            r->to_day = m.to_day;
            r->item = r->item.n ? r->item : m.item;
        }
    }
    if (r->e->kind == &rec_kinds[KIND_MOTION_MOVED]) {
        r->has_motion = st_number(r, "motion", &r->motion);
    }
    find_when(r);
    return NULL;
}
