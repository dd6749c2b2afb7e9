/* Chance for random meetings, and packs drawn by it. */
#include "floor_draw.h"

#include <stdio.h>
#include <stdlib.h>

static uint64_t state;

void draw_begin(uint64_t seed)
{
    state = seed;
}

/* splitmix64 */
uint64_t draw(void)
{
    uint64_t z = (state += UINT64_C(0x9e3779b97f4a7c15));
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

int below(int n)
{
    return (int)(draw() % (uint64_t)n);
}

bool chance(int percent)
{
    return below(100) < percent;
}

enum rule_id draw_vote_rule(const struct pack *p)
{
    static const enum rule_id rules[] = {
        RULE_VOTE_MAJORITY,          RULE_VOTE_TWO_THIRDS,  RULE_VOTE_PRESENT, RULE_VOTE_MEMBERSHIP,
        RULE_VOTE_EMERGENCY,         RULE_VOTE_FOUR_FIFTHS, RULE_VOTE_APPEAL,  RULE_VOTE_OBJECTION,
        RULE_VOTE_MAJORITY_PLUS_ONE, RULE_VOTE_THREE_FIFTHS};
    enum rule_id r = rules[chance(12) ? 9 : below(10)];
    return p->rule[r].defined ? r : RULE_VOTE_MAJORITY;
}

/* A rule that a pack need not state, stated or not. */
static void draw_optional_rule(struct pack *p, enum rule_id id)
{
    static const bool needed[] = {
#define X(name, id, must, params, optional) (must),
        RULE_LIST(X)
#undef X
    };
    static const uint32_t params[] = {
#define X(name, id, must, params, optional) (params),
        RULE_LIST(X)
#undef X
    };
    struct rule *r = &p->rule[id];
    bool of_a_vote = params[id] & PARAM_BIT(BASE);
    if (needed[id]) {
        return;
    }
    if (!r->defined && (of_a_vote || chance(60)) && id != RULE_VETO) {
        *r = p->rule[RULE_MEETING_OPEN];
        r->id = rule_name(id);
        for (int k = 0; k < PARAM_COUNT; k++) {
            r->param[k] = params[id] & (1u << k) ? 0 : -1;
        }
        if (params[id] & PARAM_BIT(NUMBER)) {
            r->param[PARAM_NUMBER] = 1 + below(3);
        }
        if (id == RULE_VOTE_APPEAL || id == RULE_VOTE_OBJECTION) {
            r->param[PARAM_SIDE] = SIDE_AGAINST;
        }
    } else if (r->defined && !of_a_vote && chance(12)) {
        r->defined = false;
    }
}

struct pack *draw_pack(struct arena *a, bool *ret_drawn)
{
    static const struct need needs[] = {{NEED_MAJORITY, 0, 0}, {NEED_MAJORITY_PLUS_ONE, 0, 0},
                                        {NEED_SHARE, 2, 3},    {NEED_SHARE, 3, 5},
                                        {NEED_SHARE, 4, 5},    {NEED_COUNT, 2, 0},
                                        {NEED_MAJORITY, 0, 0}};
    static const int32_t choices[PARAM_COUNT] = {
        [PARAM_OF] = 2,     [PARAM_REMOTE] = 2,  [PARAM_RECUSED] = 3, [PARAM_MOVES] = 2,
        [PARAM_VOTES] = 4,  [PARAM_ALLOWED] = 2, [PARAM_BASE] = 5,    [PARAM_TIME] = 2,
        [PARAM_WITHIN] = 2, [PARAM_DEMAND] = 2,  [PARAM_SUSPEND] = 2, [PARAM_SHOWN] = 2};
    struct pack *p = NULL;
    size_t packs = 1;
    while (rule_pack_name(packs).n > 0) {
        packs++;
    }
    err *e = rule_pack_builtin(a, rule_pack_name((size_t)below((int)packs)), &p);
    if (e) {
        printf("Bail out! %.*s\n", SV_ARG(e->message));
        exit(1);
    }
    *ret_drawn = chance(50);
    if (!*ret_drawn) {
        return p;
    }
    for (size_t r = 0; r < RULE_COUNT; r++) {
        draw_optional_rule(p, (enum rule_id)r);
        for (size_t k = 0; k < PARAM_COUNT; k++) {
            if (p->rule[r].param[k] >= 0 && choices[k] > 0) {
                p->rule[r].param[k] = below(choices[k]);
            }
        }
        if (p->rule[r].defined && p->rule[r].param[PARAM_BASE] >= 0 && chance(50)) {
            p->rule[r].need = needs[below(7)];
        }
        if (p->rule[r].param[PARAM_SUSPEND] < 0 && chance(20)) {
            p->rule[r].param[PARAM_SUSPEND] = PARAM_YES;
        }
    }
    if (p->rule[RULE_STATING].param[PARAM_REQUIRED] >= 0) {
        p->rule[RULE_STATING].param[PARAM_REQUIRED] = chance(50);
    }
    p->rule[RULE_QUORUM].need = needs[below(7)];
    for (int t = 0; t < MOTION_COUNT; t++) {
        struct motion_row *row = &p->motion[t];
        if (!row->defined && t == MOTION_OVERRIDE) {
            *row = p->motion[MOTION_MAIN];
            row->id = motion_type_name((enum motion_type)t);
            row->words = motion_type_words((enum motion_type)t);
        }
        if (chance(30)) {
            row->second = chance(40);
        }
        if (chance(10)) {
            row->amendable = (uint8_t)below(3);
            row->debatable = (uint8_t)below(4);
            row->reconsider = (uint8_t)below(5);
        }
        if (chance(5) && row->vote >= 0 && t != MOTION_APPEAL && t != MOTION_OBJECT) {
            enum rule_id r = draw_vote_rule(p);
            bool against = r == RULE_VOTE_APPEAL || r == RULE_VOTE_OBJECTION;
            row->vote = (int16_t)(against ? RULE_VOTE_MAJORITY : r);
        }
    }
    return p;
}
