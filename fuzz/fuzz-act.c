/* Acts: any bytes are refused with a field and a sentence, or give an act within its bounds that
 * reads back the same. */
#include <stddef.h>
#include <stdint.h>

#include "acts/request.h"
#include "base/limits.h"
#include "base/must.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static sv written(struct arena *a, const struct jv *v)
{
    struct buf b = buf_make(8 * (size_t)LIMIT_ACT_BYTES);
    jv_write(&b, v);
    must(!b.failed);
    sv s = buf_dup(a, &b);
    buf_free(&b);
    return s;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    SCOPED(arena_scope) struct arena *a = arena_open(65536);
    sv json = {(const char *)data, size};
    struct act_request q, again;
    err *e = act_request_read(a, json, &q);
    if (e) {
        must(e->message.n > 0 && (e->kind == E_LIMIT || (e->kind == E_INVALID && e->field.n > 0)));
        return 0;
    }
    must(rec_act_id_valid(q.act) && q.kind && rec_id_valid(q.body));
    must(!q.meeting.n || rec_meeting_id_valid(q.meeting));
    must(!q.item.n || rec_id_valid(q.item));
    jv_each(t, q.texts)
    {
        must(rec_part_find(q.kind, t->key) && t->text.n > 0 && t->text.n <= LIMIT_PART_BYTES);
    }
    struct jv *tree;
    must(!jv_parse(a, json, &tree));
    sv text = written(a, tree);
    if (text.n <= LIMIT_ACT_BYTES) {
        must(!act_request_read(a, text, &again));
        must(again.kind == q.kind && sv_eq(again.act, q.act) && sv_eq(again.body, q.body));
        must(sv_eq(written(a, again.data), written(a, q.data)));
    }
    return 0;
}
