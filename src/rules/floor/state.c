/* The state of the floor: made, asked, written out. */
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

bool floor_voting(const struct floor_motion *m)
{
    return (m->method == METHOD_ROLL_CALL || m->method == METHOD_VOICE) &&
           seats_any(floor_voters(m));
}

bool floor_unseconded(const struct pack *pack, const struct floor_motion *m)
{
    return !m->stated && m->seconder == FLOOR_NOBODY && m->method == METHOD_NONE &&
           pack->motion[m->type].second;
}

uint32_t floor_item_hash(sv id)
{
    uint32_t h = 2166136261u; /* FNV-1a */
    for (size_t i = 0; i < id.n; i++) {
        h = (h ^ (uint8_t)id.p[i]) * 16777619u;
    }
    return h;
}

int32_t floor_item(const struct floor *f, sv id)
{
    if (f->item >= 0 && sv_eq(f->items[f->item].id, id)) {
        return f->item;
    }
    uint32_t hash = floor_item_hash(id);
    for (uint32_t i = 0; i < f->item_count; i++) {
        if (f->items[i].hash == hash && sv_eq(f->items[i].id, id)) {
            return (int32_t)i;
        }
    }
    return -1;
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

/* ---- writing out ---- */

static void write_seats(struct buf *out, const struct floor *f, const char *name,
                        const struct seats *s)
{
    buf_str(out, name);
    for (int32_t i = 0; i < f->member_count; i++) {
        if (seats_has(s, i)) {
            buf_fmt(out, " %.*s", SV_ARG(f->member[i].id));
        }
    }
}

static void write_motion(struct buf *out, const struct floor *f, const struct floor_motion *m)
{
    sv item = m->item >= 0 ? f->items[m->item].id : SV("-");
    buf_fmt(out, "motion %u %.*s item %.*s mover %.*s seconder %.*s%s", m->number,
            SV_ARG(motion_type_name(m->type)), SV_ARG(item), SV_ARG(f->member[m->mover].id),
            SV_ARG(m->seconder >= 0 ? f->member[m->seconder].id : SV("-")),
            m->stated ? " stated" : "");
    if (m->method != METHOD_NONE) {
        buf_fmt(out, " by %.*s", SV_ARG(floor_method_name(m->method)));
    }
    write_seats(out, f, " yes", &m->yes);
    write_seats(out, f, " no", &m->no);
    write_seats(out, f, " abstain", &m->abstain);
    write_seats(out, f, " recused", &m->recused);
    if (m->outcome != OUTCOME_NONE) {
        buf_fmt(out, " %.*s", SV_ARG(floor_outcome_name(m->outcome)));
    }
    buf_char(out, '\n');
}

void floor_write(struct buf *out, const struct floor *f)
{
    static const char *const phases[] = {"before", "open", "recess", "adjourned"};
    buf_fmt(out, "%s presiding %.*s item %.*s motions %u\n", phases[f->phase],
            SV_ARG(f->presiding >= 0 ? f->member[f->presiding].id : SV("-")),
            SV_ARG(f->item >= 0 ? f->items[f->item].id : SV("-")), f->motion_count);
    write_seats(out, f, "present", &f->present);
    write_seats(out, f, "\nremote", &f->remote);
    write_seats(out, f, "\nabsent", &f->absent);
    write_seats(out, f, "\nleft", &f->left);
    write_seats(out, f, "\nrecused", &f->recused);
    buf_str(out, "\npending\n");
    for (uint32_t i = 0; i < f->pending_count; i++) {
        write_motion(out, f, &f->pending[i]);
    }
    buf_str(out, "decided\n");
    for (uint32_t i = 0; i < f->decided_count; i++) {
        write_motion(out, f, &f->decided[i]);
    }
}
