/* The words of the chair: sentences from a table, in the language asked for, filled with names and
 * numbers. */
#include "rules/floor/inside.h"
#include "rules/floor/say.tbl.h"

#include "base/moment.h"

enum phrase {
    SAY_NONE,
#define X(name, en, es, ht) SAY_##name,
    SAY_LIST(X)
#undef X
};

static const sv phrases[][LANG_COUNT] = {{SV_INIT(""), SV_INIT(""), SV_INIT("")},
#define X(name, en, es, ht) {SV_INIT(en), SV_INIT(es), SV_INIT(ht)},
                                         SAY_LIST(X)
#undef X
};

static const sv months[LANG_COUNT][12] = {
    {SV_INIT("January"), SV_INIT("February"), SV_INIT("March"), SV_INIT("April"), SV_INIT("May"),
     SV_INIT("June"), SV_INIT("July"), SV_INIT("August"), SV_INIT("September"), SV_INIT("October"),
     SV_INIT("November"), SV_INIT("December")},
    {SV_INIT("enero"), SV_INIT("febrero"), SV_INIT("marzo"), SV_INIT("abril"), SV_INIT("mayo"),
     SV_INIT("junio"), SV_INIT("julio"), SV_INIT("agosto"), SV_INIT("septiembre"),
     SV_INIT("octubre"), SV_INIT("noviembre"), SV_INIT("diciembre")},
    {SV_INIT("janvye"), SV_INIT("fevriye"), SV_INIT("mas"), SV_INIT("avril"), SV_INIT("me"),
     SV_INIT("jen"), SV_INIT("jiyè"), SV_INIT("out"), SV_INIT("septanm"), SV_INIT("oktòb"),
     SV_INIT("novanm"), SV_INIT("desanm")}};

/* What is said: of which floor, in which language, and what stands for the letters in braces. */
struct speech {
    struct arena *a;
    const struct floor *f;
    const struct pack *pack;
    enum floor_lang lang;
    sv letter[26];
};

static void put(struct speech *s, char letter, sv value)
{
    s->letter[letter - 'a'] = value;
}

static void put_number(struct speech *s, char letter, uint32_t n)
{
    put(s, letter, sv_fmt(s->a, "%u", n));
}

/* The phrase with its braces filled. */
static sv words(struct speech *s, enum phrase which)
{
    struct buf b = buf_make(4096);
    sv rest = phrases[which][s->lang];
    while (rest.n > 0) {
        if (rest.n >= 3 && rest.p[0] == '{' && rest.p[2] == '}') {
            buf_sv(&b, s->letter[rest.p[1] - 'a']);
            rest = sv_sub(rest, 3, rest.n);
        } else {
            buf_char(&b, rest.p[0]);
            rest = sv_sub(rest, 1, rest.n);
        }
    }
    sv said = buf_dup(s->a, &b);
    buf_free(&b);
    return said;
}

/* The same as a sentence: with a capital. */
static sv sentence(struct speech *s, enum phrase which)
{
    sv said = words(s, which);
    if (said.n == 0 || said.p[0] < 'a' || said.p[0] > 'z') {
        return said;
    }
    return sv_fmt(s->a, "%c%.*s", said.p[0] - 'a' + 'A', SV_ARG(sv_sub(said, 1, said.n)));
}

static sv joined(struct speech *s, sv first, sv second)
{
    return second.n == 0  ? first
           : first.n == 0 ? second
                          : sv_fmt(s->a, "%.*s %.*s", SV_ARG(first), SV_ARG(second));
}

static sv day_words(struct speech *s, int32_t day)
{
    struct civil c = civil_of_date((date){day});
    sv month = months[s->lang][c.month - 1];
    switch (s->lang) {
    case LANG_ES: return sv_fmt(s->a, "%d de %.*s de %d", c.day, SV_ARG(month), c.year);
    case LANG_HT: return sv_fmt(s->a, "%d %.*s %d", c.day, SV_ARG(month), c.year);
    case LANG_EN:
    case LANG_COUNT: break;
    }
    return sv_fmt(s->a, "%.*s %d, %d", SV_ARG(month), c.day, c.year);
}

static sv item_words(struct speech *s, sv id)
{
    put(s, 't', id);
    return words(s, SAY_ITEM);
}

/* A motion as what another is about: by its item, or its number. */
static sv named(struct speech *s, const struct floor_motion *m)
{
    put_number(s, 'n', m->number);
    if (m->type == MOTION_AMEND) {
        return words(s, SAY_AMENDMENT);
    }
    return m->type == MOTION_MAIN && m->item >= 0 ? item_words(s, s->f->items[m->item].id)
                                                  : words(s, SAY_THE_MOTION);
}

static const struct floor_motion *target_of(const struct floor *f, const struct floor_motion *m)
{
    const struct floor_motion *t = floor_pending(f, m->target);
    return t ? t : floor_decided(f, m->target);
}

/* What the motion is about. */
static sv about(struct speech *s, const struct floor_motion *m)
{
    const struct floor_motion *target = target_of(s->f, m);
    sv said = target               ? named(s, target)
              : m->items_count > 0 ? words(s, SAY_THESE_ITEMS)
              : m->item >= 0       ? item_words(s, s->f->items[m->item].id)
                                   : SV_NONE;
    put_number(s, 'n', m->number);
    return said.n > 0 ? said : words(s, SAY_THE_MOTION);
}

static enum phrase main_phrase(const struct floor_motion *m)
{
    static const enum phrase by_action[] = {SAY_TO_ADOPT, SAY_TO_DENY, SAY_TO_ACCEPT, SAY_TO_DIRECT,
                                            SAY_TO_OTHER};
    return m->item >= 0 || m->target > 0 ? by_action[m->action] : SAY_TO_AS_WRITTEN;
}

static enum phrase phrase_of(const struct floor_motion *m)
{
    static const enum phrase by_type[MOTION_COUNT] = {[MOTION_FIX_TIME] = SAY_TO_FIX_TIME,
                                                      [MOTION_ADJOURN] = SAY_TO_ADJOURN,
                                                      [MOTION_RECESS] = SAY_TO_RECESS,
                                                      [MOTION_PRIVILEGE] = SAY_TO_PRIVILEGE,
                                                      [MOTION_ORDERS] = SAY_TO_ORDERS,
                                                      [MOTION_TABLE] = SAY_TO_TABLE,
                                                      [MOTION_PREVIOUS] = SAY_TO_PREVIOUS,
                                                      [MOTION_LIMIT] = SAY_TO_LIMIT,
                                                      [MOTION_POSTPONE] = SAY_TO_POSTPONE,
                                                      [MOTION_REFER] = SAY_TO_REFER,
                                                      [MOTION_AMEND] = SAY_TO_AMEND,
                                                      [MOTION_INDEFINITE] = SAY_TO_INDEFINITE,
                                                      [MOTION_POINT] = SAY_TO_POINT,
                                                      [MOTION_APPEAL] = SAY_TO_APPEAL,
                                                      [MOTION_SUSPEND] = SAY_TO_SUSPEND,
                                                      [MOTION_OBJECT] = SAY_TO_OBJECT,
                                                      [MOTION_DIVIDE] = SAY_TO_DIVIDE,
                                                      [MOTION_PARAGRAPH] = SAY_TO_PARAGRAPH,
                                                      [MOTION_DIVISION] = SAY_TO_DIVISION,
                                                      [MOTION_METHOD] = SAY_TO_METHOD,
                                                      [MOTION_WITHDRAW] = SAY_TO_WITHDRAW,
                                                      [MOTION_INQUIRY] = SAY_TO_INQUIRE,
                                                      [MOTION_RECONSIDER] = SAY_TO_RECONSIDER,
                                                      [MOTION_RESCIND] = SAY_TO_RESCIND,
                                                      [MOTION_TAKE] = SAY_TO_TAKE,
                                                      [MOTION_DISCHARGE] = SAY_TO_DISCHARGE,
                                                      [MOTION_CONSENT_AGENDA] = SAY_TO_CONSENT,
                                                      [MOTION_OVERRIDE] = SAY_TO_OVERRIDE};
    if (m->type == MOTION_MAIN) {
        return main_phrase(m);
    }
    if (m->type == MOTION_POSTPONE && m->to == 0) {
        return SAY_TO_POSTPONE_UNDATED;
    }
    if (m->type == MOTION_AMEND && (m->form == FORM_SUBSTITUTE || m->form == FORM_BLANK)) {
        return m->form == FORM_BLANK ? SAY_TO_BLANK : SAY_TO_SUBSTITUTE;
    }
    return by_type[m->type];
}

/* The motion itself, in {q}; what it is about in {t}, its number in {n}, its day in {d}. */
static void ask(struct speech *s, const struct floor_motion *m)
{
    sv subject = about(s, m);
    put(s, 't', subject);
    put_number(s, 'n', m->number);
    put(s, 'd', m->to != 0 ? day_words(s, m->to) : SV_NONE);
    put(s, 'q', words(s, phrase_of(m)));
}

static bool debatable(const struct speech *s, const struct floor_motion *m)
{
    const struct floor_motion *target = target_of(s->f, m);
    uint8_t debate = s->pack->motion[m->type].debatable;
    return debate == DEBATE_TARGET ? !target || debatable(s, target) : debate != DEBATE_NO;
}

static sv stating(struct speech *s, const struct floor_motion *m)
{
    ask(s, m);
    put(s, 'a', floor_called(s->f, m->mover));
    put(s, 'b', floor_called(s->f, m->seconder));
    sv moved = sentence(s, m->seconder == FLOOR_NOBODY ? SAY_STATED : SAY_STATED_SECONDED);
    return joined(s, moved, sentence(s, debatable(s, m) ? SAY_DISCUSSION : SAY_NO_DEBATE));
}

static sv putting(struct speech *s, const struct floor_motion *m, enum floor_method method)
{
    static const enum phrase ways[] = {[METHOD_ROLL_CALL] = SAY_BY_ROLL,
                                       [METHOD_VOICE] = SAY_BY_VOICE,
                                       [METHOD_RISING] = SAY_BY_RISING};
    ask(s, m);
    if (method == METHOD_NONE) {
        return SV_NONE;
    }
    if (method == METHOD_CONSENT) {
        return sentence(s, SAY_BY_CONSENT);
    }
    enum phrase question = m->type == MOTION_APPEAL   ? SAY_QUESTION_APPEAL
                           : m->type == MOTION_OBJECT ? SAY_QUESTION_OBJECT
                                                      : SAY_QUESTION;
    return joined(s, sentence(s, question), sentence(s, ways[method]));
}

/* The question that is pending once the act is done. */
static sv afterwards(struct speech *s, const struct floor_act *act)
{
    struct floor after = *s->f;
    floor_apply(s->a, &after, s->pack, act);
    const struct floor_motion *top = floor_immediate(&after);
    if (!top || top->number == act->motion) {
        return SV_NONE;
    }
    struct speech then = {.a = s->a, .f = &after, .pack = s->pack, .lang = s->lang};
    ask(&then, top);
    return sentence(&then, SAY_NOW_ON);
}

/* How the vote went, in numbers or by what was heard. */
static sv tally(struct speech *s, const struct floor_motion *m, const struct floor_result *r)
{
    if (m->method == METHOD_CONSENT) {
        return sentence(s, SAY_NO_OBJECTION);
    }
    if (!r->named) {
        bool carried = r->outcome == OUTCOME_ADOPTED ||
                       (r->outcome == OUTCOME_SUSTAINED && m->type == MOTION_APPEAL) ||
                       (r->outcome == OUTCOME_NOT_SUSTAINED && m->type == MOTION_OBJECT);
        return sentence(s, carried ? SAY_AYES_HAVE_IT : SAY_NOES_HAVE_IT);
    }
    put_number(s, 'y', r->yes);
    put_number(s, 'o', r->no);
    put_number(s, 's', r->abstain);
    bool tie = r->rule == RULE_TIE_VOTE || r->rule == RULE_APPEAL_TIE;
    return sentence(s, tie ? SAY_TIE : r->abstain > 0 ? SAY_COUNTS_ABSTAIN : SAY_COUNTS);
}

static sv decision(struct speech *s, const struct floor_motion *m, enum floor_outcome outcome)
{
    bool sustained = outcome == OUTCOME_SUSTAINED;
    if (m->type == MOTION_APPEAL) {
        return sentence(s, sustained ? SAY_DECISION_STANDS : SAY_DECISION_FALLS);
    }
    if (m->type == MOTION_OBJECT) {
        return sentence(s, sustained ? SAY_NOT_CONSIDERED : SAY_CONSIDERED);
    }
    return sentence(s, outcome == OUTCOME_ADOPTED ? SAY_ADOPTED : SAY_LOST);
}

static sv effect(struct speech *s, const struct floor_motion *m)
{
    static const enum phrase effects[MOTION_COUNT] = {
        [MOTION_REFER] = SAY_DID_REFER,           [MOTION_TABLE] = SAY_DID_TABLE,
        [MOTION_INDEFINITE] = SAY_DID_INDEFINITE, [MOTION_PREVIOUS] = SAY_DID_PREVIOUS,
        [MOTION_RECONSIDER] = SAY_DID_RECONSIDER, [MOTION_SUSPEND] = SAY_DID_SUSPEND,
        [MOTION_OVERRIDE] = SAY_DID_OVERRIDE};
    if (m->type == MOTION_POSTPONE) {
        return sentence(s, m->to != 0 ? SAY_DID_POSTPONE : SAY_DID_POSTPONE_UNDATED);
    }
    if (m->type == MOTION_MAIN) {
        int32_t all = s->pack->rule[RULE_READINGS].param[PARAM_NUMBER];
        bool first = m->reading > 0 && m->reading < all && m->needs != RULE_VOTE_EMERGENCY;
        return first ? sentence(s, SAY_DID_FIRST_READING) : SV_NONE;
    }
    return sentence(s, effects[m->type]);
}

static sv announcing(struct speech *s, const struct floor_motion *m, const struct floor_act *act)
{
    struct floor_result r;
    floor_announced(s->f, s->pack, m, act, &r);
    if (r.outcome == OUTCOME_NONE) {
        return SV_NONE;
    }
    if (r.outcome == OUTCOME_OBJECTED) {
        return sentence(s, SAY_OBJECTION);
    }
    ask(s, m);
    sv said = joined(s, tally(s, m, &r), decision(s, m, r.outcome));
    if (r.outcome == OUTCOME_ADOPTED) {
        said = joined(s, said, effect(s, m));
    }
    return joined(s, said, afterwards(s, act));
}

static sv ruling(struct speech *s, const struct floor_act *act)
{
    sv said = act->outcome == OUTCOME_WELL_TAKEN       ? sentence(s, SAY_WELL_TAKEN)
              : act->outcome == OUTCOME_NOT_WELL_TAKEN ? sentence(s, SAY_NOT_WELL_TAKEN)
              : act->outcome == OUTCOME_GRANTED        ? sentence(s, SAY_GRANTED)
              : act->outcome == OUTCOME_DENIED         ? sentence(s, SAY_DENIED)
                                                       : SV_NONE;
    return joined(s, said, afterwards(s, act));
}

static sv moving(struct speech *s, const struct floor_act *act)
{
    if (act->type >= MOTION_COUNT) {
        return SV_NONE;
    }
    if (act->type == MOTION_POINT) {
        return sentence(s, SAY_POINT_STATED);
    }
    if (act->type == MOTION_PRIVILEGE || act->type == MOTION_INQUIRY) {
        return sentence(s, SAY_PRIVILEGE_STATED);
    }
    if (act->type == MOTION_DIVISION) {
        return sentence(s, SAY_DIVISION_STATED);
    }
    return s->pack->motion[act->type].second ? sentence(s, SAY_SECOND) : SV_NONE;
}

static sv about_item(struct speech *s, const struct floor_act *act, enum phrase which)
{
    sv open = s->f->item >= 0 ? s->f->items[s->f->item].id : SV_NONE;
    put(s, 't', act->item.n > 0 ? act->item : open);
    return sentence(s, which);
}

static sv about_member(struct speech *s, const struct floor_act *act, enum phrase which)
{
    if (act->member < 0 || act->member >= s->f->member_count) {
        return SV_NONE;
    }
    put(s, 'c', floor_called(s->f, act->member));
    return sentence(s, which);
}

sv floor_say(struct arena *a, const struct floor *f, const struct pack *pack,
             const struct floor_act *act, enum floor_lang lang)
{
    struct speech s = {.a = a, .f = f, .pack = pack, .lang = lang};
    const struct floor_motion *m = floor_pending(f, act->motion);
    switch (act->kind) {
    case FLOOR_MEETING_OPENED: return sentence(&s, SAY_OPENED);
    case FLOOR_MEETING_RECESSED: return sentence(&s, SAY_RECESSED);
    case FLOOR_MEETING_RESUMED: return sentence(&s, SAY_RESUMED);
    case FLOOR_MEETING_ADJOURNED:
        return sentence(&s, f->adjourn_ordered ? SAY_ADJOURNED_BY_VOTE : SAY_ADJOURNED);
    case FLOOR_ITEM_OPENED:
        return act->item.n > 0 ? about_item(&s, act, SAY_NEXT_ITEM)
                               : sentence(&s, SAY_NEXT_ITEM_UNNAMED);
    case FLOOR_ITEM_PULLED: return about_item(&s, act, SAY_PULLED);
    case FLOOR_ITEM_WITHDRAWN: return about_item(&s, act, SAY_ITEM_WITHDRAWN);
    case FLOOR_HEARING_OPENED:
        return about_item(&s, act, act->quasi ? SAY_HEARING_QUASI : SAY_HEARING_OPENED);
    case FLOOR_HEARING_CLOSED: return about_item(&s, act, SAY_HEARING_CLOSED);
    case FLOOR_OATH_ADMINISTERED: return sentence(&s, SAY_OATH);
    case FLOOR_DISCLOSURE_STATED: return sentence(&s, SAY_DISCLOSURES);
    case FLOOR_SESSION_CLOSED: return sentence(&s, SAY_SESSION_CLOSED);
    case FLOOR_SESSION_REOPENED: return sentence(&s, SAY_SESSION_REOPENED);
    case FLOOR_CHAIR_PASSED: return about_member(&s, act, SAY_PRESIDES);
    case FLOOR_RECUSAL_STATED: return about_member(&s, act, SAY_RECUSED);
    case FLOOR_MOTION_MOVED: return moving(&s, act);
    case FLOOR_MOTION_STATED: return m ? stating(&s, m) : SV_NONE;
    case FLOOR_MOTION_WITHDRAWN:
        if (!m) {
            return SV_NONE;
        }
        put_number(&s, 'n', m->number);
        return sentence(&s, m->stated ? SAY_WITHDRAWN_LEAVE : SAY_WITHDRAWN);
    case FLOOR_VOTE_OPENED: return m ? putting(&s, m, act->method) : SV_NONE;
    case FLOOR_VOTE_ANNOUNCED:
        return m && m->method != METHOD_NONE ? announcing(&s, m, act) : SV_NONE;
    case FLOOR_CHAIR_RULED: return m ? ruling(&s, act) : SV_NONE;
    case FLOOR_ATTENDANCE_NOTED:
    case FLOOR_ITEM_CLOSED:
    case FLOOR_MOTION_SECONDED:
    case FLOOR_MOTION_SUGGESTED:
    case FLOOR_HEARING_HEARD:
    case FLOOR_VOTE_CAST:
    case FLOOR_VOTE_CHANGED:
    case FLOOR_REASON_GIVEN:
    case FLOOR_KIND_COUNT: break;
    }
    return SV_NONE;
}
