/* The veto's clock: what it covers, until when, and what comes too late. */
#include "rules/veto.h"

#include <string.h>

#include "base/moment.h"
#include "tap.h"

static int32_t day(int year, int month, int of_month)
{
    return date_of_civil(year, month, of_month).days;
}

#define LATE(text) "out-of-order veto " text

/* The judgement, as its verdict, rule and sentence. */
static bool judged(struct arena *a, const struct pack *pack, struct veto_filing v, const char *as)
{
    struct judgement j;
    veto_judge(a, pack, &v, &j);
    sv found = sv_fmt(a, "%.*s %.*s %.*s", SV_ARG(floor_verdict_name(j.verdict)), SV_ARG(j.rule),
                      SV_ARG(j.sentence));
    bool right = sv_is(sv_trim(found), as) && (j.rule_no == RULE_NONE) == (j.rule.n == 0) &&
                 (j.citation.n > 0) == (j.rule.n > 0 && pack->rule[RULE_VETO].defined);
    ok_as(right, as);
    if (!right) {
        printf("# found %.*s\n", SV_ARG(found));
    }
    return right;
}

static void miami(struct arena *a)
{
    struct pack *pack = NULL;
    if (!fine(rule_pack_builtin(a, SV("miami"), &pack))) {
        return;
    }
    struct veto_limit limit = {0, 0};
    ok(veto_limit(pack, day(2025, 6, 17), &limit) && limit.day == day(2025, 6, 27) &&
       limit.minute == 16 * 60 + 30);
    ok(veto_limit(pack, day(2025, 12, 22), &limit) && limit.day == day(2026, 1, 1));
    ok(veto_limit(pack, day(2028, 2, 20), &limit) && limit.day == day(2028, 3, 1));

    struct veto_filing v = {ITEM_RESOLUTION, true, day(2025, 6, 17), day(2025, 6, 17), 0};
    judged(a, pack, v, "in-order");
    v.day = day(2025, 6, 26);
    v.minute = 1439;
    judged(a, pack, v, "in-order");
    v.day = day(2025, 6, 27);
    v.minute = 16 * 60 + 30;
    judged(a, pack, v, "in-order");
    v.minute++;
    judged(a, pack, v,
           LATE("The veto came too late: the time for it ended on 2025-06-27 at 16:30."));
    v.day++;
    v.minute = 0;
    judged(a, pack, v,
           LATE("The veto came too late: the time for it ended on 2025-06-27 at 16:30."));
    v.day = day(2025, 6, 16);
    judged(a, pack, v,
           "impossible veto The item was adopted on 2025-06-17, after this veto: give the day it "
           "was received.");
    v.day = day(2025, 6, 20);
    v.kind = ITEM_PRESENTATION;
    judged(a, pack, v, LATE("An item of this kind is not subject to the veto."));
    v.adopted = false;
    judged(a, pack, v,
           "impossible veto The item does not stand adopted: there is nothing to veto.");
}

/* What is covered, by what the pack says of it. */
static void covers(struct arena *a)
{
    struct pack *pack = NULL;
    if (!fine(rule_pack_builtin(a, SV("miami"), &pack))) {
        return;
    }
    static const bool legislation[] = {[ITEM_RESOLUTION] = true,
                                       [ITEM_ORDINANCE] = true,
                                       [ITEM_HEARING] = true,
                                       [ITEM_MINUTES] = false};
    bool right = true;
    for (int k = 0; k <= ITEM_MINUTES; k++) {
        enum floor_item_kind kind = (enum floor_item_kind)k;
        pack->rule[RULE_VETO].param[PARAM_COVERS] = COVERS_LEGISLATION;
        right = right && veto_covers(pack, kind) == legislation[k];
        pack->rule[RULE_VETO].param[PARAM_COVERS] = COVERS_ORDINANCES;
        right = right && veto_covers(pack, kind) == (kind == ITEM_ORDINANCE);
        pack->rule[RULE_VETO].param[PARAM_COVERS] = -1;
        right = right && veto_covers(pack, kind);
    }
    ok_as(right, "legislation, ordinances alone, or whatever is adopted");
    pack->rule[RULE_VETO].param[PARAM_UNTIL] = 24 * 60;
    struct veto_filing v = {ITEM_OTHER, true, 1000, 1010, 1439};
    judged(a, pack, v, "in-order");
    v.day++;
    v.minute = 0;
    judged(a, pack, v,
           LATE("The veto came too late: the time for it ended on 1972-10-07 at 24:00."));
}

static void none(struct arena *a)
{
    struct pack *pack = NULL;
    if (fine(rule_pack_builtin(a, SV("robert"), &pack))) {
        struct veto_limit limit = {7, 7};
        ok(!veto_limit(pack, 1000, &limit) && limit.day == 7 && limit.minute == 7);
        ok(!veto_covers(pack, ITEM_ORDINANCE));
        judged(a, pack, (struct veto_filing){ITEM_ORDINANCE, true, 1000, 1001, 0},
               "impossible veto The rules of this body know no veto.");
    }
}

int main(void)
{
    SCOPED(arena_scope) struct arena *a = arena_open(65536);
    miami(a);
    covers(a);
    none(a);
    return tap_done();
}
