/* From ids to seats, and from the words of entries to the floor's. */
#include "acts/seating.h"

#include "base/moment.h"

bool act_on_floor(const struct rec_kind *kind)
{
    return floor_kind_of(sv_of(kind->name)) != FLOOR_KIND_COUNT;
}

static err *seat_list(struct arena *a, const struct floor *f, const struct jv *data,
                      const char *key, struct seats *to)
{
    jv_each(id, jv_get(data, key))
    {
        int32_t seat = floor_seat(f, id->text);
        if (seat == FLOOR_NOBODY) {
            return err_field(a, sv_fmt(a, "data.%s", key), "%.*s is not a member of this body",
                             SV_ARG(id->text));
        }
        seats_add(to, seat);
    }
    return NULL;
}

static void seat_one(const struct floor *f, sv id, struct floor_act *act)
{
    if (!id.n) {
        return;
    }
    act->member = floor_seat(f, id);
    act->stranger = act->member == FLOOR_NOBODY ? id : SV_NONE;
}

/* A rule that the data names, by its id. */
static err *rule_named(struct arena *a, const struct jv *data, const char *key, enum rule_id *ret)
{
    sv id = jv_get_sv(data, key);
    *ret = id.n > 0 ? rule_of(id) : RULE_NONE;
    return id.n == 0 || *ret != RULE_NONE
               ? NULL
               : err_field(a, sv_fmt(a, "data.%s", key),
                           "%.*s is no rule of a rule pack: dais rules lists them", SV_ARG(id));
}

static void item_list(struct arena *a, const struct jv *list, struct floor_act *act)
{
    sv *items = arena_array(a, sv, jv_count(list));
    jv_each(id, list)
    {
        items[act->items_count++] = id->text;
    }
    act->items = items;
}

/* What a motion is made with. */
static err *seat_motion(struct arena *a, const struct jv *data, struct floor_act *act)
{
    date to;
    act->target = (uint32_t)jv_get_int(data, "target", 0);
    act->to = date_parse(jv_get_sv(data, "to"), &to) ? to.days : 0;
    act->form = floor_form_of(jv_get_sv(data, "form"));
    act->action = floor_action_of(jv_get_sv(data, "action"));
    act->all = jv_get_bool(data, "all");
    act->notice = jv_get_bool(data, "notice");
    item_list(a, jv_get(data, "items"), act);
    TRY(rule_named(a, data, "needs", &act->needs));
    return rule_named(a, data, "rule", &act->about_rule);
}

err *act_seat(struct arena *a, const struct floor *f, const struct rec_kind *kind,
              const struct jv *about, const struct jv *data, struct floor_act *ret)
{
    struct floor_act act = floor_act_make(floor_kind_of(sv_of(kind->name)));
    act.item = jv_get_sv(about, "item");
    act.motion = (uint32_t)jv_get_int(about, "motion", jv_get_int(data, "motion", 0));
    act.type = motion_type_of(jv_get_sv(data, "type"));
    act.method = floor_method_of(jv_get_sv(data, "method"));
    act.choice = floor_choice_of(jv_get_sv(data, "choice"));
    act.outcome =
        floor_outcome_of(jv_get_sv(data, act.kind == FLOOR_CHAIR_RULED ? "ruling" : "outcome"));
    act.aloud = jv_get_bool(data, act.kind == FLOOR_SESSION_CLOSED ? "announced" : "stated_aloud");
    act.sworn = jv_get_bool(data, "sworn");
    act.quasi =
        act.kind == FLOOR_HEARING_OPENED && sv_is(jv_get_sv(data, "type"), "quasi-judicial");
    act.permitted = jv_get_bool(data, "permitted");
    act.yes = (int32_t)jv_get_int(data, "yes", -1);
    act.no = (int32_t)jv_get_int(data, "no", -1);
    act.abstain = (int32_t)jv_get_int(data, "abstain", -1);
    if (act.kind == FLOOR_MEETING_OPENED) {
        act.member = floor_seat(f, jv_get_sv(data, "presiding"));
    } else {
        seat_one(f, jv_get_sv(data, act.kind == FLOOR_MOTION_MOVED ? "mover" : "member"), &act);
    }
    if (act.kind == FLOOR_MOTION_MOVED) {
        TRY(seat_motion(a, data, &act));
    }
    TRY(seat_list(a, f, data, "present", &act.present));
    TRY(seat_list(a, f, data, "remote", &act.remote));
    TRY(seat_list(a, f, data, "absent", &act.absent));
    TRY(seat_list(a, f, data, "left", &act.left));
    *ret = act;
    return NULL;
}
