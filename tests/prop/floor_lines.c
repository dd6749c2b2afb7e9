/* Acts of the floor as lines. */
#include "floor_lines.h"

#include <stdio.h>
#include <stdlib.h>

/* A line that is being read, and the act that it becomes. */
struct reading {
    struct arena *a;
    const struct floor *f;
    sv line;
    struct floor_act act;
    struct floor_day *day;
    struct floor_past *past;
};

static void wrong(const struct reading *r, sv at)
{
    fprintf(stderr, "malformed line \"%.*s\" at \"%.*s\"\n", SV_ARG(r->line), SV_ARG(at));
    exit(2);
}

static int32_t number(const struct reading *r, sv s)
{
    uint64_t n;
    if (!sv_u64(s, &n) || n > 1000000) {
        wrong(r, s);
    }
    return (int32_t)n;
}

static enum rule_id rule(const struct reading *r, sv value)
{
    enum rule_id id = rule_of(value);
    if (id == RULE_NONE) {
        wrong(r, value);
    }
    return id;
}

static struct seats list(struct reading *r, sv names)
{
    struct seats s = {{0}};
    while (names.n > 0) {
        sv id = sv_cut(names, ',', &names);
        int32_t seat = floor_seat(r->f, id);
        if (seat < 0) {
            r->act.stranger = id;
        } else {
            seats_add(&s, seat);
        }
    }
    return s;
}

/* "x,y" as a list that lives in the arena. */
static const sv *ids(const struct reading *r, sv names, size_t *ret_count)
{
    size_t most = 1;
    for (size_t i = 0; i < names.n; i++) {
        most += names.p[i] == ',';
    }
    sv *ids = arena_array(r->a, sv, most);
    *ret_count = 0;
    while (names.n > 0) {
        ids[(*ret_count)++] = sv_cut(names, ',', &names);
    }
    return ids;
}

/* What stood on record when the meeting was opened; false where the key is nothing of that. */
static bool fact_of_day(struct reading *r, sv key, sv value)
{
    struct floor_day day = r->day ? *r->day : (struct floor_day){0};
    if (sv_is(key, "day")) {
        day.day = number(r, value);
    } else if (sv_is(key, "meeting")) {
        day.type = floor_meeting_type_of(value);
    } else if (sv_is(key, "next")) {
        day.next_regular = number(r, value);
    } else if (sv_is(key, "waiting")) {
        day.vetoed = ids(r, value, &day.vetoed_count);
    } else {
        return false;
    }
    if (!r->day) {
        r->day = arena_array(r->a, struct floor_day, 1);
    }
    *r->day = day;
    return true;
}

/* … about one item. */
static bool fact_of_item(struct reading *r, sv key, sv value)
{
    struct floor_past past = r->past ? *r->past : (struct floor_past){.scheduled = true};
    bool yes = sv_is(value, "yes");
    if (sv_is(key, "kind")) {
        past.kind = floor_item_kind_of(value);
    } else if (sv_is(key, "scheduled")) {
        past.scheduled = yes;
    } else if (sv_is(key, "readings")) {
        past.readings = number(r, value);
    } else if (sv_is(key, "reading-day")) {
        past.reading_day = number(r, value);
    } else if (sv_is(key, "decided")) {
        past.decided = floor_outcome_of(value);
    } else if (sv_is(key, "previous")) {
        past.previous_meeting = yes;
    } else if (sv_is(key, "named-yes")) {
        past.named = true;
        past.yes = list(r, value);
    } else if (sv_is(key, "named-no")) {
        past.named = true;
        past.no = list(r, value);
    } else if (sv_is(key, "tabled")) {
        past.tabled = yes;
    } else if (sv_is(key, "referred")) {
        past.referred = yes;
    } else if (sv_is(key, "vetoed")) {
        past.vetoed = yes;
    } else {
        return false;
    }
    if (!r->past) {
        r->past = arena_array(r->a, struct floor_past, 1);
    }
    *r->past = past;
    return true;
}

/* What only a motion says. */
static bool part_of_motion(struct reading *r, sv key, sv value)
{
    struct floor_act *act = &r->act;
    if (sv_is(key, "target")) {
        act->target = (uint32_t)number(r, value);
    } else if (sv_is(key, "form")) {
        act->form = floor_form_of(value);
    } else if (sv_is(key, "action")) {
        act->action = floor_action_of(value);
    } else if (sv_is(key, "needs")) {
        act->needs = rule(r, value);
    } else if (sv_is(key, "rule")) {
        act->about_rule = rule(r, value);
    } else if (sv_is(key, "to")) {
        act->to = number(r, value);
    } else if (sv_is(key, "all")) {
        act->all = sv_is(value, "yes");
    } else if (sv_is(key, "notice")) {
        act->notice = sv_is(value, "yes");
    } else if (sv_is(key, "items")) {
        act->items = ids(r, value, &act->items_count);
    } else {
        return false;
    }
    return true;
}

static void key_value(struct reading *r, sv key, sv value)
{
    struct floor_act *act = &r->act;
    if (sv_is(key, "member")) {
        act->member = floor_seat(r->f, value);
        act->stranger = act->member < 0 ? value : SV_NONE;
    } else if (sv_is(key, "motion")) {
        act->motion = (uint32_t)number(r, value);
    } else if (sv_is(key, "type")) {
        act->type = motion_type_of(value);
    } else if (sv_is(key, "method")) {
        act->method = floor_method_of(value);
    } else if (sv_is(key, "choice")) {
        act->choice = floor_choice_of(value);
    } else if (sv_is(key, "outcome")) {
        act->outcome = floor_outcome_of(value);
    } else if (sv_is(key, "permitted")) {
        act->permitted = sv_is(value, "yes");
    } else if (sv_is(key, "aloud")) {
        act->aloud = sv_is(value, "yes");
    } else if (sv_is(key, "quasi")) {
        act->quasi = sv_is(value, "yes");
    } else if (sv_is(key, "sworn")) {
        act->sworn = sv_is(value, "yes");
    } else if (sv_is(key, "yes")) {
        act->yes = number(r, value);
    } else if (sv_is(key, "no")) {
        act->no = number(r, value);
    } else if (sv_is(key, "abstain")) {
        act->abstain = number(r, value);
    } else if (sv_is(key, "item")) {
        act->item = value;
    } else if (sv_is(key, "present")) {
        act->present = list(r, value);
    } else if (sv_is(key, "remote")) {
        act->remote = list(r, value);
    } else if (sv_is(key, "absent")) {
        act->absent = list(r, value);
    } else if (sv_is(key, "left")) {
        act->left = list(r, value);
    } else if (sv_is(key, "departed")) {
        act->departed = rule(r, value);
    } else if (!part_of_motion(r, key, value) && !fact_of_day(r, key, value) &&
               !fact_of_item(r, key, value)) {
        wrong(r, key);
    }
}

struct floor_act line_act(struct arena *a, const struct floor *f, sv line)
{
    struct reading r = {.a = a, .f = f, .line = line};
    sv rest = sv_dup(a, sv_trim(line));
    sv kind = sv_cut(rest, ' ', &rest);
    enum floor_kind k = floor_kind_of(kind);
    if (k == FLOOR_KIND_COUNT) {
        wrong(&r, kind);
    }
    r.act = floor_act_make(k);
    while (rest.n > 0) {
        sv value;
        sv key = sv_cut(sv_cut(rest, ' ', &rest), '=', &value);
        key_value(&r, key, value);
    }
    if (k == FLOOR_MEETING_OPENED) {
        r.act.stranger = SV_NONE; /* who presides need not be a member */
    }
    r.act.day = r.day;
    r.act.before = r.past;
    return r.act;
}

static void write_list(struct buf *out, const struct floor *f, const char *key,
                       const struct seats *s)
{
    const char *before = key;
    for (int32_t i = 0; i < f->member_count; i++) {
        if (seats_has(s, i)) {
            buf_fmt(out, before == key ? " %s=%.*s" : "%s%.*s", before, SV_ARG(f->member[i].id));
            before = ",";
        }
    }
}

static void write_number(struct buf *out, const char *key, int32_t n)
{
    if (n >= 0) {
        buf_fmt(out, " %s=%d", key, n);
    }
}

static void write_word(struct buf *out, const char *key, sv word)
{
    if (word.n > 0) {
        buf_fmt(out, " %s=%.*s", key, SV_ARG(word));
    }
}

/* Which parts of an act its kind uses. */
static bool uses(enum floor_kind kind, const char *part)
{
    static const char *const parts[FLOOR_KIND_COUNT] = {
        [FLOOR_MEETING_OPENED] = "member day",
        [FLOOR_ATTENDANCE_NOTED] = "attendance",
        [FLOOR_ITEM_OPENED] = "item",
        [FLOOR_ITEM_CLOSED] = "item",
        [FLOOR_MOTION_MOVED] = "motion member type item moved",
        [FLOOR_MOTION_SECONDED] = "motion member",
        [FLOOR_MOTION_STATED] = "motion",
        [FLOOR_MOTION_WITHDRAWN] = "motion member permitted",
        [FLOOR_RECUSAL_STATED] = "member aloud item",
        [FLOOR_VOTE_OPENED] = "motion method",
        [FLOOR_VOTE_CAST] = "motion member choice",
        [FLOOR_VOTE_CHANGED] = "motion member choice",
        [FLOOR_VOTE_ANNOUNCED] = "motion outcome",
        [FLOOR_REASON_GIVEN] = "motion member",
        [FLOOR_CHAIR_PASSED] = "member",
        [FLOOR_CHAIR_RULED] = "motion outcome",
        [FLOOR_MOTION_SUGGESTED] = "member type",
        [FLOOR_ITEM_PULLED] = "item",
        [FLOOR_ITEM_WITHDRAWN] = "item",
        [FLOOR_HEARING_OPENED] = "item quasi",
        [FLOOR_HEARING_HEARD] = "item sworn",
        [FLOOR_HEARING_CLOSED] = "item",
        [FLOOR_OATH_ADMINISTERED] = "item",
        [FLOOR_DISCLOSURE_STATED] = "member item",
        [FLOOR_SESSION_CLOSED] = "aloud",
    };
    for (sv rest = sv_of(parts[kind]); rest.n > 0;) {
        if (sv_is(sv_cut(rest, ' ', &rest), part)) {
            return true;
        }
    }
    return false;
}

static void write_rule(struct buf *out, const char *key, enum rule_id r)
{
    if (r < RULE_COUNT) {
        write_word(out, key, rule_name(r));
    }
}

static void write_yes(struct buf *out, const char *key, bool given)
{
    if (given) {
        write_word(out, key, SV("yes"));
    }
}

static void write_ids(struct buf *out, const char *key, const sv *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        buf_fmt(out, i == 0 ? " %s=%.*s" : "%s%.*s", i == 0 ? key : ",", SV_ARG(list[i]));
    }
}

static void write_moved(struct buf *out, const struct floor_act *act)
{
    if (act->target > 0) {
        buf_fmt(out, " target=%u", act->target);
    }
    write_word(out, "form", floor_form_name(act->form));
    if (act->action != ACTION_ADOPT) {
        write_word(out, "action", floor_action_name(act->action));
    }
    write_rule(out, "needs", act->needs);
    write_rule(out, "rule", act->about_rule);
    write_word(out, "method", floor_method_name(act->method));
    if (act->to > 0) {
        write_number(out, "to", act->to);
    }
    write_yes(out, "all", act->all);
    write_yes(out, "notice", act->notice);
    write_ids(out, "items", act->items, act->items_count);
}

static void write_day(struct buf *out, const struct floor_day *day)
{
    static const char *const types[] = {"regular", "special", "emergency", "workshop"};
    if (day) {
        buf_fmt(out, " day=%d meeting=%s next=%d", day->day, types[day->type], day->next_regular);
        write_ids(out, "waiting", day->vetoed, day->vetoed_count);
    }
}

static void write_past(struct buf *out, const struct floor *f, const struct floor_past *past)
{
    static const char *const kinds[] = {"other",        "resolution", "ordinance", "hearing",
                                        "presentation", "discussion", "minutes"};
    if (!past) {
        return;
    }
    buf_fmt(out, " kind=%s%s", kinds[past->kind], past->scheduled ? "" : " scheduled=no");
    if (past->readings > 0) {
        buf_fmt(out, " readings=%d reading-day=%d", past->readings, past->reading_day);
    }
    write_word(out, "decided", floor_outcome_name(past->decided));
    write_yes(out, "previous", past->previous_meeting);
    if (past->named) {
        write_list(out, f, "named-yes", &past->yes);
        write_list(out, f, "named-no", &past->no);
    }
    write_yes(out, "tabled", past->tabled);
    write_yes(out, "referred", past->referred);
    write_yes(out, "vetoed", past->vetoed);
}

static sv member_word(const struct floor *f, const struct floor_act *act)
{
    bool known = act->member >= 0 && act->member < f->member_count;
    return act->stranger.n > 0           ? act->stranger
           : known                       ? f->member[act->member].id
           : act->member == FLOOR_NOBODY ? SV_NONE
                                         : SV("stranger");
}

void line_write(struct buf *out, const struct floor *f, const struct floor_act *act)
{
    enum floor_kind k = act->kind;
    buf_sv(out, floor_kind_name(k));
    if (uses(k, "motion") && act->motion > 0) {
        buf_fmt(out, " motion=%u", act->motion);
    }
    write_word(out, "member", uses(k, "member") ? member_word(f, act) : SV_NONE);
    write_word(out, "type", uses(k, "type") ? motion_type_name(act->type) : SV_NONE);
    if (uses(k, "moved")) {
        write_moved(out, act);
    }
    write_word(out, "method", uses(k, "method") ? floor_method_name(act->method) : SV_NONE);
    write_word(out, "choice", uses(k, "choice") ? floor_choice_name(act->choice) : SV_NONE);
    if (uses(k, "permitted") && act->permitted) {
        buf_str(out, " permitted=yes");
    }
    if (uses(k, "aloud") && !act->aloud) {
        buf_str(out, " aloud=no");
    }
    if (uses(k, "outcome")) {
        write_word(out, "outcome", floor_outcome_name(act->outcome));
        write_number(out, "yes", act->yes);
        write_number(out, "no", act->no);
        write_number(out, "abstain", act->abstain);
    }
    write_word(out, "item", uses(k, "item") ? act->item : SV_NONE);
    if (uses(k, "attendance")) {
        write_list(out, f, "present", &act->present);
        write_list(out, f, "remote", &act->remote);
        write_list(out, f, "absent", &act->absent);
        write_list(out, f, "left", &act->left);
    }
    write_yes(out, "quasi", uses(k, "quasi") && act->quasi);
    write_yes(out, "sworn", uses(k, "sworn") && act->sworn);
    write_day(out, uses(k, "day") ? act->day : NULL);
    write_past(out, f, uses(k, "item") ? act->before : NULL);
    write_rule(out, "departed", act->departed);
}
