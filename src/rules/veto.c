/* The veto's clock. */
#include "rules/veto.h"

#include "base/moment.h"

bool veto_covers(const struct pack *pack, enum floor_item_kind kind)
{
    const struct rule *veto = &pack->rule[RULE_VETO];
    if (!veto->defined) {
        return false;
    }
    switch (veto->param[PARAM_COVERS]) {
    case COVERS_ORDINANCES: return kind == ITEM_ORDINANCE;
    case COVERS_LEGISLATION:
        return kind == ITEM_ORDINANCE || kind == ITEM_RESOLUTION || kind == ITEM_HEARING;
    default: return true;
    }
}

bool veto_limit(const struct pack *pack, int32_t adopted, struct veto_limit *ret)
{
    const struct rule *veto = &pack->rule[RULE_VETO];
    if (!veto->defined) {
        return false;
    }
    *ret = (struct veto_limit){adopted + veto->param[PARAM_DAYS], veto->param[PARAM_UNTIL]};
    return true;
}

static void no(struct judgement *ret, enum floor_verdict verdict, sv sentence)
{
    ret->verdict = verdict;
    ret->rule_no = RULE_VETO;
    ret->rule = rule_name(RULE_VETO);
    ret->sentence = sentence;
}

void veto_judge(struct arena *a, const struct pack *pack, const struct veto_filing *veto,
                struct judgement *ret)
{
    *ret = (struct judgement){.verdict = FLOOR_IN_ORDER, .rule_no = RULE_NONE};
    struct veto_limit limit;
    if (!veto_limit(pack, veto->adopted_day, &limit)) {
        no(ret, FLOOR_IMPOSSIBLE, SV("The rules of this body know no veto."));
        return;
    }
    ret->citation = pack->rule[RULE_VETO].text.cites;
    if (!veto->adopted) {
        no(ret, FLOOR_IMPOSSIBLE, SV("The item does not stand adopted: there is nothing to veto."));
    } else if (veto->day < veto->adopted_day) {
        no(ret, FLOOR_IMPOSSIBLE,
           sv_fmt(a, "The item was adopted on %.*s, after this veto: give the day it was received.",
                  SV_ARG(date_format(a, (date){veto->adopted_day}))));
    } else if (!veto_covers(pack, veto->kind)) {
        no(ret, FLOOR_OUT_OF_ORDER, SV("An item of this kind is not subject to the veto."));
    } else if (veto->day > limit.day || (veto->day == limit.day && veto->minute > limit.minute)) {
        no(ret, FLOOR_OUT_OF_ORDER,
           sv_fmt(a, "The veto came too late: the time for it ended on %.*s at %02d:%02d.",
                  SV_ARG(date_format(a, (date){limit.day})), limit.minute / 60, limit.minute % 60));
    } else {
        ret->citation = SV_NONE;
    }
}
