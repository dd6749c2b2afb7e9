/* The state of the floor, written out. */
#include "rules/floor/inside.h"

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

static void write_word(struct buf *out, const char *name, sv word)
{
    if (word.n > 0) {
        buf_fmt(out, " %s%.*s", name, SV_ARG(word));
    }
}

static void write_number(struct buf *out, const char *name, int64_t n)
{
    if (n != 0) {
        buf_fmt(out, " %s ", name);
        buf_i64(out, n);
    }
}

static void write_flag(struct buf *out, const char *name, bool set)
{
    if (set) {
        buf_fmt(out, " %s", name);
    }
}

static void write_rules(struct buf *out, const char *name, const uint64_t *set)
{
    buf_str(out, name);
    for (int r = 0; r < RULE_COUNT; r++) {
        if (floor_has(set, (enum rule_id)r)) {
            write_word(out, "", rule_name((enum rule_id)r));
        }
    }
    buf_char(out, '\n');
}

static void write_motion(struct buf *out, const struct floor *f, const struct floor_motion *m)
{
    sv item = m->item >= 0 ? f->items[m->item].id : SV("-");
    buf_fmt(out, "motion %u %.*s item %.*s mover %.*s seconder %.*s", m->number,
            SV_ARG(motion_type_name(m->type)), SV_ARG(item), SV_ARG(f->member[m->mover].id),
            SV_ARG(m->seconder >= 0 ? f->member[m->seconder].id : SV("-")));
    write_flag(out, "stated", m->stated);
    write_word(out, "by ", floor_method_name(m->method));
    write_seats(out, f, " yes", &m->yes);
    write_seats(out, f, " no", &m->no);
    write_seats(out, f, " abstain", &m->abstain);
    write_seats(out, f, " recused", &m->recused);
    write_number(out, "target", m->target);
    write_number(out, "ended-by", m->by);
    write_word(out, "form ", floor_form_name(m->form));
    write_word(out, "action ", m->action == ACTION_ADOPT ? SV_NONE : floor_action_name(m->action));
    write_word(out, "needs ", rule_name(m->needs));
    write_word(out, "about ", rule_name(m->about_rule));
    write_word(out, "proposes ", floor_method_name(m->proposes));
    write_word(out, "ordered ", floor_method_name(m->ordered));
    write_number(out, "to", m->to);
    write_number(out, "reading", m->reading);
    write_flag(out, "all", m->all);
    write_flag(out, "notice", m->notice);
    write_flag(out, "closed", m->closed);
    write_flag(out, "limited", m->limited);
    write_flag(out, "reconsidered", m->reconsidered);
    write_flag(out, "no-voice", m->no_voice);
    write_flag(out, "debated", m->debated);
    write_number(out, "amendments", m->amendments);
    for (uint32_t i = 0; i < m->items_count; i++) {
        buf_fmt(out, "%s%.*s", i == 0 ? " items " : ",", SV_ARG(m->items[i]));
    }
    write_word(out, "", floor_outcome_name(m->outcome));
    buf_char(out, '\n');
}

static void write_item(struct buf *out, const struct floor *f, int32_t item)
{
    static const char *const hearings[] = {"", "open", "closed"};
    const struct floor_past *p = &f->items[item].before;
    const struct floor_item_now *now = floor_item_now(f, item);
    buf_fmt(out, "item %.*s %.*s", SV_ARG(f->items[item].id),
            SV_ARG(floor_item_kind_name(p->kind)));
    write_flag(out, "unscheduled", !p->scheduled);
    buf_fmt(out, " readings %d day %d", now->readings, now->reading_day);
    write_word(out, "decided ", floor_outcome_name(p->decided));
    write_flag(out, "previous", p->previous_meeting);
    if (p->named) {
        write_seats(out, f, " named yes", &p->yes);
        write_seats(out, f, " no", &p->no);
    }
    write_flag(out, "tabled", p->tabled);
    write_flag(out, "referred", p->referred);
    write_flag(out, "vetoed", p->vetoed);
    write_word(out, "hearing ", sv_of(hearings[now->hearing]));
    write_flag(out, "quasi", now->quasi);
    write_flag(out, "sworn", now->oath);
    write_flag(out, "disclosed", now->disclosed);
    write_flag(out, "opened", now->opened);
    write_flag(out, "pulled", now->pulled);
    write_flag(out, "withdrawn", now->withdrawn);
    buf_char(out, '\n');
}

void floor_write(struct buf *out, const struct floor *f)
{
    static const char *const phases[] = {"before", "open", "recess", "adjourned", "closed"};
    buf_fmt(out, "%s presiding %.*s item %.*s motions %u\n", phases[f->phase],
            SV_ARG(f->presiding >= 0 ? f->member[f->presiding].id : SV("-")),
            SV_ARG(f->item >= 0 ? f->items[f->item].id : SV("-")), f->motion_count);
    write_seats(out, f, "present", &f->present);
    write_seats(out, f, "\nremote", &f->remote);
    write_seats(out, f, "\nabsent", &f->absent);
    write_seats(out, f, "\nleft", &f->left);
    write_seats(out, f, "\nrecused", &f->recused);
    buf_fmt(out, "\nday %d %.*s next %d vetoed", f->day.day,
            SV_ARG(floor_meeting_type_name(f->day.type)), f->day.next_regular);
    for (size_t i = 0; i < f->day.vetoed_count; i++) {
        write_word(out, "", f->day.vetoed[i]);
    }
    buf_str(out, "\nordered");
    write_flag(out, "adjourn", f->adjourn_ordered);
    write_flag(out, "recess", f->recess_ordered);
    buf_fmt(out, "\nlast announced %u ruled %u\n", f->last_announced, f->last_ruled);
    write_rules(out, "suspended", f->suspended);
    write_rules(out, "breached", f->breached);
    write_rules(out, "fresh", f->fresh);
    buf_str(out, "items\n");
    for (uint32_t i = 0; i < f->item_count; i++) {
        write_item(out, f, (int32_t)i);
    }
    buf_str(out, "pending\n");
    for (uint32_t i = 0; i < f->pending_count; i++) {
        write_motion(out, f, &f->pending[i]);
    }
    buf_str(out, "decided\n");
    for (uint32_t i = 0; i < f->decided_count; i++) {
        const struct floor_motion *m = &f->decided[i];
        if (floor_decided(f, m->number) == m && !floor_pending(f, m->number)) {
            write_motion(out, f, m);
        }
    }
}
