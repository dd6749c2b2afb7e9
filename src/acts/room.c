/* Meetings and packs held in memory, and meetings folded from their entries. */
#include "acts/room.h"

#include "base/must.h"

struct act_room *act_room_open(struct store *s, const struct act_inputs *inputs)
{
    struct act_room *r = heap_resize(NULL, sizeof *r);
    *r = (struct act_room){
        .store = s, .inputs = *inputs, .packs_arena = arena_open(1 << 14), .rules = ACTIVITY_RULES};
    return r;
}

void act_room_forget(struct act_room *r)
{
    for (size_t i = 0; i < ROOM_MEETINGS; i++) {
        arena_close(r->held[i].a);
        r->held[i] = (struct held){.a = NULL};
    }
    r->last_known = false;
}

void act_room_close(struct act_room *take_r)
{
    if (take_r) {
        act_room_forget(take_r);
        arena_close(take_r->packs_arena);
        heap_resize(take_r, 0);
    }
}

err *room_now(struct act_room *r, struct arena *a, instant *ret)
{
    int64_t size;
    TRY(st_log_size(r->store, a, &size));
    if (!r->last_known) {
        bool found;
        struct q_act_last_out row;
        TRY(q_act_last(r->store, a, &found, &row));
        r->last = (instant){found ? row.recorded : INT64_MIN};
        r->last_known = true;
    }
    instant now = r->inputs.now(r->inputs.cx, size);
    *ret = now.us < r->last.us ? r->last : now;
    return NULL;
}

/* ---- the floor, folded from the record ---- */

/* The seats of a meeting: who sits in its body on its day. */
static err *members_of(struct store *s, struct arena *a, sv meeting, int64_t seats,
                       struct floor *ret)
{
    struct q_act_members_out *rows;
    size_t n;
    date day = {0};
    sv rest, body = sv_cut(meeting, '/', &rest);
    must(date_parse(sv_sub(rest, 0, 10), &day));
    TRY(q_act_members(s, a, &(struct q_act_members_in){.body = body, .day = day.days}, &rows, &n));
    struct floor_member *members = arena_array(a, struct floor_member, n);
    for (size_t i = 0; i < n; i++) {
        sv called = rows[i].title.n
                        ? sv_fmt(a, "%.*s %.*s", SV_ARG(rows[i].title), SV_ARG(rows[i].name))
                        : rows[i].name;
        members[i] = (struct floor_member){rows[i].member, called};
    }
    if (n == 0) {
        return err_field(a, SV("about.meeting"),
                         "nobody sits in %.*s on that day: seat its officials first", SV_ARG(body));
    }
    return floor_make(a, members, n, seats > (int64_t)n ? (size_t)seats - n : 0, ret);
}

err *room_seat(const struct act_past *past, struct arena *a, const struct floor *f,
               const struct pack *pack, const struct rec_kind *kind, const struct jv *about,
               const struct jv *data, int64_t seq, struct floor_act *ret)
{
    TRY(act_seat(a, f, kind, about, data, ret));
    TRY(act_past_give(past, a, f, seq, ret));
    if (jv_get(data, "departure")) {
        struct judgement j;
        floor_judge(a, f, pack, ret, &j);
        ret->departed = j.rule_no;
    }
    return NULL;
}

/* One entry, as it is to be read. */
static err *fold_entry(struct arena *a, struct arena *tmp, struct held *h, int64_t seq,
                       room_each *each, void *cx)
{
    struct rec_entry entry;
    struct st_corrected how;
    struct floor_act act;
    TRY(st_log_read(h->past.store, tmp, seq, &entry, &how));
    bool judged = entry.kind && act_on_floor(entry.kind) && !entry.reported;
    if (judged && !how.taken_back) {
        TRY(room_seat(&h->past, tmp, &h->floor, h->pack, entry.kind, entry.about, entry.data, seq,
                      &act));
    }
    bool applied = judged && !how.taken_back;
    if (each) {
        TRY(each(cx, tmp, h, &(struct room_step){&entry, &how, applied ? &act : NULL}));
    }
    if (applied) {
        floor_apply(a, &h->floor, h->pack, &act);
    } else if (judged && entry.kind == &rec_kinds[KIND_MOTION_MOVED]) {
        floor_skip_number(a, &h->floor);
    }
    return NULL;
}

/* Apply the meeting's entries after the last one to the floor. */
static err *fold(struct arena *a, struct held *h, room_each *each, void *cx)
{
    for (;;) {
        SCOPED(arena_scope) struct arena *tmp = arena_open(1 << 14);
        struct q_act_meeting_seqs_out *seqs;
        size_t n;
        err *e = q_act_meeting_seqs(
            h->past.store, tmp,
            &(struct q_act_meeting_seqs_in){.meeting = h->past.meeting, .after = h->after}, &seqs,
            &n);
        for (size_t i = 0; !e && i < n; i++) {
            e = fold_entry(a, tmp, h, seqs[i].seq, each, cx);
        }
        if (e) {
            return err_dup(a, e);
        }
        if (n == 0) {
            return NULL;
        }
        h->after = seqs[n - 1].seq;
    }
}

static err *floor_load(struct arena *a, int64_t seats, struct held *h, room_each *each, void *cx)
{
    TRY(members_of(h->past.store, a, h->past.meeting, seats, &h->floor));
    h->after = -1;
    return fold(a, h, each, cx);
}

static err *body_of_meeting(struct store *s, struct arena *a, sv meeting,
                            struct q_act_body_out *ret)
{
    bool found;
    sv rest, body = sv_cut(meeting, '/', &rest);
    TRY(q_act_body(s, a, &(struct q_act_body_in){.id = body}, &found, ret));
    return found ? NULL : err_make(a, E_NOTFOUND, "there is no body %.*s on record", SV_ARG(body));
}

/* The body's own rules that judge the meeting, as the record stood before it was opened. */
static err *own_rules(const struct act_past *past, struct arena *a, bool *ret_found,
                      struct q_act_rules_out *ret)
{
    date day = {0};
    sv rest, body = sv_cut(past->meeting, '/', &rest);
    must(date_parse(sv_sub(rest, 0, 10), &day));
    return q_act_rules(
        past->store, a,
        &(struct q_act_rules_in){
            .body = body, .before = past->opened ? past->opened_seq : INT64_MAX, .day = day.days},
        ret_found, ret);
}

/* The text of the body's own rules, parsed.  Lifetime: a. */
static err *own_pack(struct store *s, struct arena *a, const struct q_act_rules_out *rules,
                     struct pack **ret)
{
    bool found;
    struct q_part_out part;
    TRY(q_part(s, a, &(struct q_part_in){.hash = rules->words}, &found, &part));
    if (!found) {
        return err_make(a, E_NOTFOUND,
                        "the rules %.*s are adopted, but their text is not kept here",
                        SV_ARG(rules->pack));
    }
    return rule_pack_parse(a, rules->pack, part.payload, rule_pack_resolver(), ret);
}

err *act_floor_of(struct store *s, struct arena *a, sv meeting, struct floor *ret,
                  struct pack **ret_pack)
{
    bool own;
    struct q_act_body_out body;
    struct q_act_rules_out rules;
    struct held *h = arena_new(a, struct held);
    TRY(body_of_meeting(s, a, meeting, &body));
    TRY(act_past_of(s, a, meeting, &h->past));
    TRY(own_rules(&h->past, a, &own, &rules));
    TRY(own ? own_pack(s, a, &rules, &h->pack) : rule_pack_builtin(a, body.pack, &h->pack));
    TRY(floor_load(a, body.seats, h, NULL, NULL));
    *ret = h->floor;
    *ret_pack = h->pack;
    return NULL;
}

err *room_pack_of(struct act_room *r, struct arena *a, sv key, const struct q_act_rules_out *own,
                  struct pack **ret)
{
    for (size_t i = 0; i < r->n_packs; i++) {
        if (sv_eq(r->packs[i].name, key)) {
            *ret = r->packs[i].pack;
            return NULL;
        }
    }
    bool keep = r->n_packs < ROOM_PACKS;
    struct arena *to = keep ? r->packs_arena : a;
    struct pack *pack;
    err *e = own ? own_pack(r->store, to, own, &pack) : rule_pack_builtin(to, key, &pack);
    if (e) {
        return err_dup(a, e);
    }
    if (keep) {
        r->packs[r->n_packs].name = sv_dup(r->packs_arena, key);
        r->packs[r->n_packs++].pack = pack;
    }
    *ret = pack;
    return NULL;
}

err *room_pack_for(struct act_room *r, struct arena *to, const struct act_past *past, sv builtin,
                   struct pack **ret)
{
    bool own;
    struct q_act_rules_out rules;
    TRY(own_rules(past, to, &own, &rules));
    return room_pack_of(r, to, own ? rules.words : builtin, own ? &rules : NULL, ret);
}

err *room_load(struct act_room *r, struct arena *a, sv meeting, room_each *each, void *cx,
               struct held *ret)
{
    struct q_act_body_out body;
    TRY(body_of_meeting(r->store, a, meeting, &body));
    TRY(act_past_of(r->store, a, meeting, &ret->past));
    TRY(room_pack_for(r, a, &ret->past, body.pack, &ret->pack));
    return floor_load(a, body.seats, ret, each, cx);
}

err *room_hold(struct act_room *r, struct arena *a, sv meeting, struct held **ret)
{
    struct held *place = &r->held[0];
    for (size_t i = 0; i < ROOM_MEETINGS; i++) {
        struct held *h = &r->held[i];
        if (h->a && sv_eq(h->meeting, meeting)) {
            h->used = ++r->uses;
            *ret = h;
            return NULL;
        }
        if (!h->a || (place->a && h->used < place->used)) {
            place = h;
        }
    }
    arena_close(place->a);
    *place = (struct held){.a = arena_open(1 << 14)};
    place->meeting = sv_dup(place->a, meeting);
    err *e = room_load(r, place->a, place->meeting, NULL, NULL, place);
    if (e) {
        e = err_dup(a, e);
        arena_close(place->a);
        *place = (struct held){.a = NULL};
        return e;
    }
    place->used = ++r->uses;
    *ret = place;
    return NULL;
}

void room_forget_body(struct act_room *r, sv body)
{
    for (size_t i = 0; i < ROOM_MEETINGS; i++) {
        sv rest;
        if (r->held[i].a && sv_eq(sv_cut(r->held[i].meeting, '/', &rest), body)) {
            arena_close(r->held[i].a);
            r->held[i] = (struct held){.a = NULL};
        }
    }
}

/* ---- a reader that follows what is added ---- */

/* Whether what was added since changes what the meeting was folded with: its roster, rules,
 * opening, or an entry that was folded. */
static err *overtaken(struct act_room *r, struct arena *a, const struct held *h, bool *ret)
{
    sv rest;
    struct q_act_overtaken_out row;
    bool found;
    TRY(q_act_overtaken(r->store, a,
                        &(struct q_act_overtaken_in){.body = sv_cut(h->meeting, '/', &rest),
                                                     .from = h->size,
                                                     .seated = KIND_OFFICIAL_SEATED,
                                                     .rules = KIND_RULES_ADOPTED,
                                                     .registered = KIND_BODY_REGISTERED,
                                                     .opened = KIND_MEETING_OPENED,
                                                     .corrected = KIND_ENTRY_CORRECTED},
                        &found, &row));
    *ret = found && row.n > 0;
    return NULL;
}

err *act_floor_now(struct act_room *r, struct arena *a, sv meeting, const struct floor **ret,
                   const struct pack **ret_pack)
{
    struct held *h;
    int64_t size;
    bool anew = false;
    TRY(st_log_size(r->store, a, &size));
    TRY(room_hold(r, a, meeting, &h));
    if (h->size && h->size != size) {
        TRY(overtaken(r, a, h, &anew));
    }
    err *e = !anew && h->size && h->size != size ? fold(h->a, h, NULL, NULL) : NULL;
    if (anew || e) {
        arena_close(h->a);
        *h = (struct held){.a = NULL};
        TRY(e);
        TRY(room_hold(r, a, meeting, &h));
    }
    h->size = size;
    *ret = &h->floor;
    *ret_pack = h->pack;
    return NULL;
}
