/* The state of the floor: made and asked. */
#include "rules/floor/inside.h"

#include "base/must.h"

/* ---- sets of seats ---- */

void seats_add(struct seats *s, int32_t seat)
{
    must(seat >= 0 && seat < LIMIT_SEATS);
    s->word[seat / 64] |= UINT64_C(1) << (seat % 64);
}

void seats_remove(struct seats *s, int32_t seat)
{
    must(seat >= 0 && seat < LIMIT_SEATS);
    s->word[seat / 64] &= ~(UINT64_C(1) << (seat % 64));
}

bool seats_has(const struct seats *s, int32_t seat)
{
    return seat >= 0 && seat < LIMIT_SEATS && (s->word[seat / 64] >> (seat % 64) & 1);
}

/* How many bits are set: sums of neighbouring pairs, fours and eights, then of the bytes. */
static uint32_t bits(uint64_t w)
{
    w -= w >> 1 & UINT64_C(0x5555555555555555);
    w = (w & UINT64_C(0x3333333333333333)) + (w >> 2 & UINT64_C(0x3333333333333333));
    w = (w + (w >> 4)) & UINT64_C(0x0f0f0f0f0f0f0f0f);
    return (uint32_t)(w * UINT64_C(0x0101010101010101) >> 56);
}

uint32_t seats_count(const struct seats *s)
{
    uint32_t n = 0;
    for (size_t i = 0; i < LIMIT_SEATS / 64; i++) {
        n += bits(s->word[i]);
    }
    return n;
}

struct seats seats_or(struct seats a, struct seats b)
{
    for (size_t i = 0; i < LIMIT_SEATS / 64; i++) {
        a.word[i] |= b.word[i];
    }
    return a;
}

struct seats seats_and(struct seats a, struct seats b)
{
    for (size_t i = 0; i < LIMIT_SEATS / 64; i++) {
        a.word[i] &= b.word[i];
    }
    return a;
}

struct seats seats_without(struct seats a, struct seats b)
{
    for (size_t i = 0; i < LIMIT_SEATS / 64; i++) {
        a.word[i] &= ~b.word[i];
    }
    return a;
}

bool seats_any(struct seats a)
{
    return (a.word[0] | a.word[1]) != 0;
}

int32_t seats_first(struct seats a)
{
    for (int32_t i = 0; i < LIMIT_SEATS; i++) {
        if (seats_has(&a, i)) {
            return i;
        }
    }
    return FLOOR_NOBODY;
}

/* ---- making ---- */

struct floor_act floor_act_make(enum floor_kind kind)
{
    return (struct floor_act){.kind = kind,
                              .member = FLOOR_NOBODY,
                              .type = MOTION_UNKNOWN,
                              .aloud = true,
                              .needs = RULE_NONE,
                              .about_rule = RULE_NONE,
                              .departed = RULE_NONE,
                              .yes = -1,
                              .no = -1,
                              .abstain = -1};
}

err *floor_make(struct arena *a, const struct floor_member *members, size_t count, size_t vacancies,
                struct floor *ret)
{
    if (count > LIMIT_SEATS || vacancies > LIMIT_SEATS - count) {
        return err_make(a, E_LIMIT, "A body has at most %d seats.", LIMIT_SEATS);
    }
    if (count == 0) {
        return err_make(a, E_INVALID, "A body has at least one member.");
    }
    struct floor_member *copy = arena_array(a, struct floor_member, count);
    for (size_t i = 0; i < count; i++) {
        copy[i] = members[i];
        if (copy[i].id.n == 0) {
            return err_make(a, E_INVALID, "A member has no id.");
        }
        for (size_t k = 0; k < i; k++) {
            if (sv_eq(copy[k].id, copy[i].id)) {
                return err_make(a, E_INVALID, "The member %.*s stands twice.", SV_ARG(copy[i].id));
            }
        }
    }
    *ret = (struct floor){.member = copy,
                          .member_count = (uint16_t)count,
                          .vacancies = (uint16_t)vacancies,
                          .presiding = FLOOR_NOBODY,
                          .item = -1};
    return NULL;
}

/* ---- asking ---- */

int32_t floor_seat(const struct floor *f, sv id)
{
    for (int32_t i = 0; i < f->member_count; i++) {
        if (sv_eq(f->member[i].id, id)) {
            return i;
        }
    }
    return FLOOR_NOBODY;
}

sv floor_called(const struct floor *f, int32_t member)
{
    if (member < 0 || member >= f->member_count) {
        return SV("nobody");
    }
    const struct floor_member *m = &f->member[member];
    return m->name.n > 0 ? m->name : m->id;
}

const struct floor_motion *floor_pending(const struct floor *f, uint32_t number)
{
    for (uint32_t i = f->pending_count; i > 0; i--) {
        if (f->pending[i - 1].number == number) {
            return &f->pending[i - 1];
        }
    }
    return NULL;
}

const struct floor_motion *floor_immediate(const struct floor *f)
{
    return f->pending_count > 0 ? &f->pending[f->pending_count - 1] : NULL;
}

const struct floor_motion *floor_decided(const struct floor *f, uint32_t number)
{
    for (uint32_t i = f->decided_count; i > 0; i--) {
        if (f->decided[i - 1].number == number) {
            return &f->decided[i - 1];
        }
    }
    return NULL;
}

const struct floor_motion *floor_motion_of(const struct floor *f, uint32_t number)
{
    const struct floor_motion *m = floor_pending(f, number);
    return m ? m : floor_decided(f, number);
}

const struct floor_motion *floor_standing(const struct floor *f, const struct pack *pack)
{
    for (uint32_t i = f->pending_count; i > 0; i--) {
        if (!floor_unseconded(pack, &f->pending[i - 1])) {
            return &f->pending[i - 1];
        }
    }
    return NULL;
}

uint32_t floor_standing_count(const struct floor *f, const struct pack *pack)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < f->pending_count; i++) {
        n += !floor_unseconded(pack, &f->pending[i]);
    }
    return n;
}

uint32_t floor_applied_to(const struct floor *f, uint32_t number)
{
    return number > 0 && number <= f->motion_count ? f->targets[number - 1] : 0;
}

bool floor_adheres(const struct floor *f, uint32_t number, uint32_t to)
{
    /* A motion is applied to one that was made before it: the chain ends. */
    for (uint32_t t = floor_applied_to(f, number); t >= to && t > 0; t = floor_applied_to(f, t)) {
        if (t == to) {
            return true;
        }
    }
    return false;
}

bool floor_voting(const struct floor_motion *m)
{
    return (m->method == METHOD_ROLL_CALL || m->method == METHOD_VOICE ||
            m->method == METHOD_RISING) &&
           seats_any(floor_voters(m));
}

bool floor_needs_second(const struct pack *pack, const struct floor_motion *m)
{
    return pack->motion[m->type].second && !(m->type == MOTION_AMEND && m->form == FORM_BLANK);
}

bool floor_unseconded(const struct pack *pack, const struct floor_motion *m)
{
    return !m->stated && m->seconder == FLOOR_NOBODY && m->method == METHOD_NONE &&
           floor_needs_second(pack, m);
}

bool floor_is_ruling(enum floor_outcome outcome)
{
    return outcome >= OUTCOME_GRANTED && outcome <= OUTCOME_ANSWERED;
}

bool floor_is_result(enum floor_outcome outcome)
{
    return outcome == OUTCOME_ADOPTED || outcome == OUTCOME_LOST || outcome == OUTCOME_SUSTAINED ||
           outcome == OUTCOME_NOT_SUSTAINED;
}

bool floor_carried(const struct floor_motion *m)
{
    if (m->type == MOTION_OBJECT) {
        return m->outcome == OUTCOME_SUSTAINED;
    }
    if (m->type == MOTION_APPEAL) {
        return m->outcome == OUTCOME_NOT_SUSTAINED;
    }
    return m->outcome == OUTCOME_ADOPTED || m->outcome == OUTCOME_GRANTED ||
           m->outcome == OUTCOME_WELL_TAKEN;
}

bool floor_by_voice(const struct floor_motion *m)
{
    return m->method == METHOD_VOICE && floor_is_result(m->outcome);
}

bool floor_demanded(const struct pack *pack, enum motion_type type, enum floor_method method)
{
    if (type == MOTION_METHOD && method == METHOD_ROLL_CALL && pack->rule[RULE_ROLL_CALL].defined &&
        pack->rule[RULE_ROLL_CALL].param[PARAM_DEMAND] == PARAM_YES) {
        return true;
    }
    return pack->motion[type].defined && pack->motion[type].vote == VOTE_BY_DEMAND;
}

bool floor_has(const uint64_t *set, enum rule_id rule)
{
    return rule < RULE_COUNT && (set[rule / 64] >> (rule % 64) & 1);
}

bool floor_holds(const struct floor *f, const struct pack *pack, enum rule_id rule)
{
    return pack->rule[rule].defined && !floor_has(f->suspended, rule);
}

int32_t floor_readings(const struct pack *pack)
{
    const struct rule *r = &pack->rule[RULE_READINGS];
    return r->defined && r->param[PARAM_NUMBER] > 0 ? r->param[PARAM_NUMBER] : 0;
}

bool floor_last_reading(const struct pack *pack, const struct floor_motion *m)
{
    return m->needs == RULE_VOTE_EMERGENCY || m->reading >= floor_readings(pack);
}

struct seats floor_recused(const struct floor *f, int32_t item)
{
    struct seats s = {{0}};
    if (item >= 0 && item == f->item) {
        return f->recused;
    }
    for (uint32_t i = 0; item >= 0 && i < f->recusal_count; i++) {
        if (f->recusals[i].item == item) {
            seats_add(&s, f->recusals[i].member);
        }
    }
    return s;
}

struct seats floor_here(const struct floor *f)
{
    return seats_or(f->present, f->remote);
}

struct seats floor_voters(const struct floor_motion *m)
{
    return seats_or(seats_or(m->yes, m->no), m->abstain);
}

struct seats floor_waiting(const struct floor *f, const struct pack *pack,
                           const struct floor_motion *m)
{
    bool afar = pack->rule[RULE_PRESENT].param[PARAM_REMOTE] == PARAM_YES;
    struct seats settled = seats_or(m->recused, floor_voters(m));
    struct seats here = seats_without(afar ? floor_here(f) : f->present, settled);
    if (f->presiding != FLOOR_NOBODY &&
        pack->rule[RULE_CHAIR_PART].param[PARAM_VOTES] != PARAM_YES) {
        seats_remove(&here, f->presiding);
    }
    return here;
}
