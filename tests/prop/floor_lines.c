/* Acts of the floor as lines. */
#include "floor_lines.h"

#include <stdio.h>
#include <stdlib.h>

static void wrong(sv line, sv at)
{
    fprintf(stderr, "malformed line \"%.*s\" at \"%.*s\"\n", SV_ARG(line), SV_ARG(at));
    exit(2);
}

static int32_t number(sv line, sv s)
{
    uint64_t n;
    if (!sv_u64(s, &n) || n > 1000000) {
        wrong(line, s);
    }
    return (int32_t)n;
}

static struct seats list(const struct floor *f, struct floor_act *act, sv names)
{
    struct seats s = {{0}};
    while (names.n > 0) {
        sv id = sv_cut(names, ',', &names);
        int32_t seat = floor_seat(f, id);
        if (seat < 0) {
            act->stranger = id;
        } else {
            seats_add(&s, seat);
        }
    }
    return s;
}

static void key_value(const struct floor *f, struct floor_act *act, sv line, sv key, sv value)
{
    if (sv_is(key, "member")) {
        act->member = floor_seat(f, value);
        act->stranger = act->member < 0 ? value : SV_NONE;
    } else if (sv_is(key, "motion")) {
        act->motion = (uint32_t)number(line, value);
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
    } else if (sv_is(key, "yes")) {
        act->yes = number(line, value);
    } else if (sv_is(key, "no")) {
        act->no = number(line, value);
    } else if (sv_is(key, "abstain")) {
        act->abstain = number(line, value);
    } else if (sv_is(key, "item")) {
        act->item = value;
    } else if (sv_is(key, "present")) {
        act->present = list(f, act, value);
    } else if (sv_is(key, "remote")) {
        act->remote = list(f, act, value);
    } else if (sv_is(key, "absent")) {
        act->absent = list(f, act, value);
    } else if (sv_is(key, "left")) {
        act->left = list(f, act, value);
    } else {
        wrong(line, key);
    }
}

struct floor_act line_act(struct arena *a, const struct floor *f, sv line)
{
    sv rest = sv_dup(a, sv_trim(line));
    sv kind = sv_cut(rest, ' ', &rest);
    enum floor_kind k = floor_kind_of(kind);
    if (k == FLOOR_KIND_COUNT) {
        wrong(line, kind);
    }
    struct floor_act act = floor_act_make(k);
    while (rest.n > 0) {
        sv value;
        sv key = sv_cut(sv_cut(rest, ' ', &rest), '=', &value);
        key_value(f, &act, line, key, value);
    }
    if (k == FLOOR_MEETING_OPENED) {
        act.stranger = SV_NONE; /* who presides need not be a member */
    }
    return act;
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
        [FLOOR_MEETING_OPENED] = "member",
        [FLOOR_ATTENDANCE_NOTED] = "attendance",
        [FLOOR_ITEM_OPENED] = "item",
        [FLOOR_ITEM_CLOSED] = "item",
        [FLOOR_MOTION_MOVED] = "motion member type item",
        [FLOOR_MOTION_SECONDED] = "motion member",
        [FLOOR_MOTION_STATED] = "motion",
        [FLOOR_MOTION_WITHDRAWN] = "motion member permitted",
        [FLOOR_RECUSAL_STATED] = "member aloud item",
        [FLOOR_VOTE_OPENED] = "motion method",
        [FLOOR_VOTE_CAST] = "motion member choice",
        [FLOOR_VOTE_CHANGED] = "motion member choice",
        [FLOOR_VOTE_ANNOUNCED] = "motion outcome",
        [FLOOR_REASON_GIVEN] = "member",
    };
    for (sv rest = sv_of(parts[kind]); rest.n > 0;) {
        if (sv_is(sv_cut(rest, ' ', &rest), part)) {
            return true;
        }
    }
    return false;
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
}
