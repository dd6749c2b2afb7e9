/* Rule packs: any bytes are refused with a place and a sentence, or give a pack that can be printed
 * and judged by. */
#include <stddef.h>
#include <stdint.h>

#include "base/must.h"
#include "rules/floor.h"
#include "rules/pack.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A short meeting under the pack: every option asked and judged. */
static void judge_by(struct arena *a, const struct pack *pack)
{
    static const struct floor_member members[] = {
        {SV_INIT("a"), SV_INIT("")}, {SV_INIT("b"), SV_INIT("")}, {SV_INIT("c"), SV_INIT("")}};
    struct floor f;
    must(!floor_make(a, members, 3, 1, &f));
    for (int i = 0; i < 12; i++) {
        struct floor_option *o;
        size_t n = floor_options(a, &f, pack, LANG_EN, &o);
        must(n > 0);
        if (o[0].judgement.verdict != FLOOR_IMPOSSIBLE && o[0].act.kind != FLOOR_ITEM_OPENED) {
            floor_apply(a, &f, pack, &o[0].act);
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    SCOPED(arena_scope) struct arena *a = arena_open(65536);
    struct pack *pack = NULL;
    sv text = {(const char *)data, size};
    err *e = rule_pack_parse(a, SV("fuzz.pack"), text, rule_pack_resolver(), &pack);
    must((e != NULL) == (pack == NULL));
    if (e) {
        must(e->message.n > 0 && (e->kind == E_LIMIT || e->field.n > 0));
        return 0;
    }
    struct buf out = buf_make(8 << 20);
    rule_pack_print(&out, pack);
    must(!out.failed);
    buf_free(&out);
    judge_by(a, pack);
    return 0;
}
