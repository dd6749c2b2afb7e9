/* The slow and obvious floor in words. */
#include "slow_inside.h"

#include <string.h>

/* ---- what becomes of other motions ---- */

bool slow_becomes(const struct slow *before, const struct slow *after, int number,
                  enum floor_outcome *ret)
{
    *ret = decided(after, number);
    return before->motion[number].pending != after->motion[number].pending ||
           decided(before, number) != decided(after, number);
}

/* ---- the state in words ---- */

static void write_who(struct buf *out, const struct slow *s, const char *name, char where)
{
    buf_str(out, name);
    for (int i = 0; i < s->members; i++) {
        if (s->where[i] == where) {
            buf_fmt(out, " %.*s", SV_ARG(s->member[i].id));
        }
    }
}

static sv id_or_dash(const struct slow *s, int member)
{
    return member >= 0 ? s->member[member].id : SV("-");
}

static void write_if(struct buf *out, bool stands_there, const char *word)
{
    if (stands_there) {
        buf_fmt(out, " %s", word);
    }
}

static void write_word(struct buf *out, const char *name, sv word)
{
    if (word.n > 0) {
        buf_fmt(out, " %s %.*s", name, SV_ARG(word));
    }
}

static void write_number(struct buf *out, const char *name, int n)
{
    if (n != 0) {
        buf_fmt(out, " %s %d", name, n);
    }
}

static void write_motion(struct buf *out, const struct slow *s, int n)
{
    const struct slow_motion *m = &s->motion[n];
    static const char *const names[] = {" yes", " no", " abstain"};
    buf_fmt(out, "motion %d %.*s item %.*s mover %.*s seconder %.*s%s", n,
            SV_ARG(motion_type_name(m->type)), SV_ARG(m->item.n ? m->item : SV("-")),
            SV_ARG(id_or_dash(s, m->mover)), SV_ARG(id_or_dash(s, m->seconder)),
            m->stated ? " stated" : "");
    write_word(out, "by", floor_method_name(m->method));
    for (int k = 0; k < 3; k++) {
        buf_str(out, names[k]);
        for (int i = 0; i < s->members; i++) {
            if (m->vote[i] == "yna"[k]) {
                buf_fmt(out, " %.*s", SV_ARG(s->member[i].id));
            }
        }
    }
    buf_str(out, " recused");
    for (int i = 0; i < s->members; i++) {
        if (m->pending ? on_item(s, m->item, i) : m->recused[i]) {
            buf_fmt(out, " %.*s", SV_ARG(s->member[i].id));
        }
    }
    write_number(out, "target", m->target);
    write_number(out, "ended-by", m->by);
    write_word(out, "form", floor_form_name(m->form));
    write_word(out, "action", m->action == ACTION_ADOPT ? SV_NONE : floor_action_name(m->action));
    write_word(out, "needs", is_rule(m->needs) ? rule_name(m->needs) : SV_NONE);
    write_word(out, "about", is_rule(m->about_rule) ? rule_name(m->about_rule) : SV_NONE);
    write_word(out, "proposes", floor_method_name(m->proposes));
    write_word(out, "ordered", floor_method_name(m->ordered));
    write_number(out, "to", m->to);
    write_number(out, "reading", m->reading);
    write_if(out, m->all, "all");
    write_if(out, m->notice, "notice");
    write_if(out, m->closed, "closed");
    write_if(out, m->limited, "limited");
    write_if(out, m->reconsidered, "reconsidered");
    write_if(out, m->no_voice, "no-voice");
    write_if(out, m->debated, "debated");
    write_number(out, "amendments", m->amendments);
    for (int i = 0; i < m->items_count; i++) {
        buf_fmt(out, "%s%.*s", i == 0 ? " items " : ",", SV_ARG(m->items[i]));
    }
    if (!m->pending) {
        buf_fmt(out, " %.*s", SV_ARG(floor_outcome_name(m->outcome)));
    }
    buf_char(out, '\n');
}

static void write_seats(struct buf *out, const struct slow *s, const char *name,
                        const struct seats *list)
{
    write_if(out, true, name);
    for (int i = 0; i < s->members; i++) {
        if (seats_has(list, i)) {
            buf_fmt(out, " %.*s", SV_ARG(s->member[i].id));
        }
    }
}

static void write_item(struct buf *out, const struct slow *s, const struct slow_item *item)
{
    static const char *const kinds[] = {"other",        "resolution", "ordinance", "hearing",
                                        "presentation", "discussion", "minutes"};
    const struct floor_past *past = &item->before;
    buf_fmt(out, "item %.*s %s%s readings %d day %d", SV_ARG(item->id), kinds[past->kind],
            past->scheduled ? "" : " unscheduled", item->readings, item->reading_day);
    write_word(out, "decided", floor_outcome_name(past->decided));
    write_if(out, past->previous_meeting, "previous");
    if (past->named) {
        buf_str(out, " named");
        write_seats(out, s, "yes", &past->yes);
        write_seats(out, s, "no", &past->no);
    }
    write_if(out, past->tabled, "tabled");
    write_if(out, past->referred, "referred");
    write_if(out, past->vetoed, "vetoed");
    write_if(out, item->hearing == 'o', "hearing open");
    write_if(out, item->hearing == 'c', "hearing closed");
    write_if(out, item->quasi, "quasi");
    write_if(out, item->sworn, "sworn");
    write_if(out, item->disclosed, "disclosed");
    write_if(out, item->opened, "opened");
    write_if(out, item->pulled, "pulled");
    write_if(out, item->withdrawn, "withdrawn");
    buf_char(out, '\n');
}

static void write_rules(struct buf *out, const char *name, const bool *which)
{
    buf_str(out, name);
    for (int r = 0; r < RULE_COUNT; r++) {
        if (which[r]) {
            buf_fmt(out, " %.*s", SV_ARG(rule_name((enum rule_id)r)));
        }
    }
    buf_char(out, '\n');
}

void slow_write(struct buf *out, const struct slow *s)
{
    static const char *const types[] = {"regular", "special", "emergency", "workshop"};
    const char *phase = s->phase == 'b'   ? "before"
                        : s->phase == 'o' ? "open"
                        : s->phase == 'r' ? "recess"
                        : s->phase == 'c' ? "closed"
                                          : "adjourned";
    buf_fmt(out, "%s presiding %.*s item %.*s motions %d\n", phase,
            SV_ARG(id_or_dash(s, s->presiding)), SV_ARG(s->item.n ? s->item : SV("-")), s->motions);
    write_who(out, s, "present", 'p');
    write_who(out, s, "\nremote", 'r');
    write_who(out, s, "\nabsent", 'a');
    write_who(out, s, "\nleft", 'l');
    buf_str(out, "\nrecused");
    for (int i = 0; i < s->members; i++) {
        if (on_item(s, s->item, i)) {
            buf_fmt(out, " %.*s", SV_ARG(s->member[i].id));
        }
    }
    buf_fmt(out, "\nday %d %s next %d vetoed", s->day.day, types[s->day.type], s->day.next_regular);
    for (size_t i = 0; i < s->day.vetoed_count; i++) {
        buf_fmt(out, " %.*s", SV_ARG(s->day.vetoed[i]));
    }
    buf_fmt(out, "\nordered%s%s\nlast announced %d ruled %d\n",
            s->adjourn_ordered ? " adjourn" : "", s->recess_ordered ? " recess" : "",
            s->last_announced, s->last_ruled);
    write_rules(out, "suspended", s->suspended);
    write_rules(out, "breached", s->breached);
    write_rules(out, "fresh", s->fresh);
    buf_str(out, "items\n");
    for (int i = 0; i < s->items; i++) {
        write_item(out, s, &s->known[i]);
    }
    buf_str(out, "pending\n");
    for (int i = 0; i < s->pending; i++) {
        write_motion(out, s, s->stack[i]);
    }
    buf_str(out, "decided\n");
    for (int d = 1; d <= s->decisions; d++) {
        for (int n = 1; n <= s->motions; n++) {
            if (!s->motion[n].pending && s->motion[n].decision == d) {
                write_motion(out, s, n);
            }
        }
    }
}
