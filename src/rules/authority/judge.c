/* The judgement: what each list says of the day, put together. */
#include "rules/authority/inside.h"

struct judging {
    const struct authority *s;
    const struct authority_question *q;
    struct authority_judgement *ret;
    int32_t holder, power;
    const struct grant *grant; /* that speaks of the day, or NULL */
};

static void add(struct judging *j, struct authority_reason reason)
{
    enum authority_verdict v = authority_code_verdict(reason.code);
    struct authority_judgement *ret = j->ret;
    must(ret->n < AUTHORITY_REASONS);
    ret->verdict = v > ret->verdict ? v : ret->verdict;
    ret->reasons[ret->n++] = reason;
}

static struct authority_reason reason_of(enum authority_code code, const struct row *row)
{
    return (struct authority_reason){.code = code,
                                     .day = row ? row->day : INT32_MIN,
                                     .until = row ? row->until : INT32_MAX,
                                     .entry = row ? row->entry : -1};
}

/* The reason that each answer of a list gives; AUTHORITY_CODE_COUNT: none. */
struct outcome {
    struct authority_reason of[ANSWERS];
};

/* The one reason where every account gives the same verdict, else that the dates differ. */
static void conclude(struct judging *j, const struct answers *found, const struct outcome *o,
                     enum track track, sv clause, sv subject)
{
    const struct authority_reason *r = &o->of[found->first];
    bool differ = false;
    enum authority_verdict v = AUTHORITY_RECORDED, first = AUTHORITY_RECORDED;
    first = r->code < AUTHORITY_CODE_COUNT ? authority_code_verdict(r->code) : first;
    for (size_t i = 0; i < ANSWERS; i++) {
        if (found->given[i]) {
            bool silent = o->of[i].code == AUTHORITY_CODE_COUNT;
            v = silent ? AUTHORITY_RECORDED : authority_code_verdict(o->of[i].code);
            differ |= v != first;
        }
    }
    struct authority_reason reason = *r;
    if (differ) {
        must(found->mixed != NULL);
        reason = reason_of(AUTHORITY_DATES_DIFFER_CODE, found->mixed);
    }
    if (reason.code < AUTHORITY_CODE_COUNT) {
        reason.about = (uint8_t)track;
        reason.clause = clause;
        reason.subject = subject;
        add(j, reason);
    }
}

static struct answers ask(const struct judging *j, int32_t holder, enum track track, int32_t what,
                          const struct course *course)
{
    struct list l = authority_list(j->s, holder, track, what, j->q->day);
    struct answers found;
    authority_answers(&l, &(struct reading){j->q->day, j->q->known, course}, &found);
    return found;
}

static const struct authority_reason silent = {.code = AUTHORITY_CODE_COUNT};

/* ---- the instrument ---- */

static void judge_instrument(struct judging *j)
{
    struct answers f = ask(j, NAME_NONE, TRACK_FORCE, NAME_NONE, NULL);
    conclude(
        j, &f,
        &(struct outcome){
            {reason_of(AUTHORITY_IN_FORCE_CODE, f.by[ANSWER_SO]),
             reason_of(AUTHORITY_INSTRUMENT_ENDED_CODE, f.by[ANSWER_AGAINST]),
             reason_of(f.later && f.later->saying <= SAYS_AMENDED ? AUTHORITY_NOT_IN_FORCE_CODE
                                                                  : AUTHORITY_FORCE_UNSTATED_CODE,
                       f.later && f.later->saying <= SAYS_AMENDED ? f.later : NULL)}},
        TRACK_FORCE, SV_NONE, SV_NONE);
    f = ask(j, NAME_NONE, TRACK_SUSPENSION, NAME_NONE, NULL);
    conclude(
        j, &f,
        &(struct outcome){
            {silent, reason_of(AUTHORITY_INSTRUMENT_SUSPENDED_CODE, f.by[ANSWER_AGAINST]), silent}},
        TRACK_SUSPENSION, SV_NONE, SV_NONE);
    f = ask(j, NAME_NONE, TRACK_NOTICE, NAME_NONE, NULL);
    conclude(j, &f,
             &(struct outcome){
                 {silent, reason_of(AUTHORITY_NOTICE_RUN_CODE, f.by[ANSWER_AGAINST]), silent}},
             TRACK_NOTICE, SV_NONE, SV_NONE);
}

/* ---- the power and its setting ---- */

static bool among(const struct codes *c, int32_t name)
{
    for (size_t i = 0; i < c->n; i++) {
        if (c->p[i] == name) {
            return true;
        }
    }
    return false;
}

static sv clause_of(const struct judging *j)
{
    return j->grant ? j->grant->clause : SV_NONE;
}

static void judge_power(struct judging *j)
{
    struct answers f = ask(j, NAME_NONE, TRACK_POWER, j->power, NULL);
    const struct row *grant = f.by[ANSWER_SO];
    const struct row *other = f.lapsed ? f.lapsed : f.later;
    const struct row *nearest = grant ? grant : other && other->saying == SAYS_SO ? other : NULL;
    other = other && other->saying == SAYS_SO ? other : NULL;
    j->grant = nearest ? &j->s->grants[nearest->detail] : NULL;
    conclude(j, &f,
             &(struct outcome){{reason_of(AUTHORITY_POWER_GRANTED_CODE, grant),
                                reason_of(AUTHORITY_POWER_WITHDRAWN_CODE, f.by[ANSWER_AGAINST]),
                                reason_of(other ? AUTHORITY_POWER_OUTSIDE_TERM_CODE
                                                : AUTHORITY_POWER_NOT_GRANTED_CODE,
                                          other)}},
             TRACK_POWER, clause_of(j), SV_NONE);
    j->grant = grant ? j->grant : NULL;
    if (j->grant) {
        bool within = j->grant->settings.n == 0 ||
                      among(&j->grant->settings, authority_name(j->s, j->q->setting));
        struct authority_reason r = reason_of(
            within ? AUTHORITY_SETTING_WITHIN_CODE : AUTHORITY_SETTING_OUTSIDE_CODE, grant);
        r.clause = j->grant->clause;
        add(j, r);
        j->ret->grant = grant->entry;
    }
}

/* ---- the holder ---- */

static void judge_nomination(struct judging *j)
{
    struct answers f = ask(j, j->holder, TRACK_NOMINATED, NAME_NONE, NULL);
    conclude(j, &f,
             &(struct outcome){{reason_of(AUTHORITY_NOMINATED_CODE, f.by[ANSWER_SO]), silent,
                                reason_of(AUTHORITY_NOT_NOMINATED_CODE, f.later)}},
             TRACK_NOMINATED, SV_NONE, SV_NONE);
}

/* Where nothing stands, the entry is the grant, whose clause asks for it. */
static struct authority_reason missing(const struct judging *j, enum authority_code code,
                                       const struct row *later)
{
    struct authority_reason r = reason_of(code, later);
    r.entry = later ? later->entry : j->ret->grant;
    return r;
}

static void judge_certified(struct judging *j, bool asked)
{
    struct answers f = ask(j, j->holder, TRACK_CERTIFIED, NAME_NONE, NULL);
    if (!asked && !f.by[ANSWER_SO] && !f.lapsed) {
        return;
    }
    conclude(j, &f,
             &(struct outcome){{reason_of(AUTHORITY_CERTIFIED_CODE, f.by[ANSWER_SO]), silent,
                                f.lapsed ? reason_of(AUTHORITY_CERTIFICATION_LAPSED_CODE, f.lapsed)
                                         : missing(j, AUTHORITY_NOT_CERTIFIED_CODE, f.later)}},
             TRACK_CERTIFIED, clause_of(j), SV_NONE);
}

static void judge_requirements(struct judging *j)
{
    const struct codes *c = &j->grant->requirements;
    for (size_t i = 0; i < c->n; i++) {
        if (c->p[i] == NAME_CERTIFIED) {
            continue;
        }
        struct answers f = ask(j, j->holder, TRACK_REQUIREMENT, c->p[i], NULL);
        conclude(
            j, &f,
            &(struct outcome){{reason_of(AUTHORITY_REQUIREMENT_MET_CODE, f.by[ANSWER_SO]),
                               reason_of(AUTHORITY_REQUIREMENT_NOT_MET_CODE, f.by[ANSWER_AGAINST]),
                               missing(j, AUTHORITY_REQUIREMENT_UNSTATED_CODE, f.later)}},
            TRACK_REQUIREMENT, clause_of(j), j->s->names[c->p[i]]);
    }
}

static void judge_training(struct judging *j, int32_t name)
{
    struct answers f = ask(j, NAME_NONE, TRACK_COURSE, name, NULL);
    const struct row *asked = f.by[ANSWER_SO];
    const struct course *course = asked ? &j->s->courses[asked->detail] : NULL;
    f = ask(j, j->holder, TRACK_TRAINING, name, course);
    struct outcome o = {{reason_of(AUTHORITY_TRAINED_CODE, f.by[ANSWER_SO]), silent,
                         missing(j, AUTHORITY_TRAINING_MISSING_CODE, f.later)}};
    if (f.short_ || f.lapsed) {
        o.of[ANSWER_NOTHING] = f.short_ ? reason_of(AUTHORITY_TRAINING_SHORT_CODE, f.short_)
                                        : reason_of(AUTHORITY_TRAINING_LAPSED_CODE, f.lapsed);
    }
    for (size_t i = 0; i < ANSWERS; i++) {
        const struct row *row = i == ANSWER_SO ? f.by[i] : f.short_ ? f.short_ : f.lapsed;
        o.of[i].until = row ? authority_last_day(row, course) : o.of[i].until;
    }
    conclude(j, &f, &o, TRACK_TRAINING, course && course->clause.n ? course->clause : clause_of(j),
             j->s->names[name]);
}

static void judge_authority(struct judging *j)
{
    struct answers f = ask(j, j->holder, TRACK_AUTHORITY, j->power, NULL);
    const struct row *later = f.later && f.later->saying == SAYS_SO ? f.later : NULL;
    struct authority_reason nothing =
        f.lapsed
            ? reason_of(AUTHORITY_AUTHORITY_ENDED_CODE, f.lapsed)
            : reason_of(later ? AUTHORITY_AUTHORITY_NOT_BEGUN_CODE : AUTHORITY_NOT_RECORDED_CODE,
                        later);
    conclude(j, &f,
             &(struct outcome){{reason_of(AUTHORITY_AUTHORITY_STANDS_CODE, f.by[ANSWER_SO]),
                                reason_of(AUTHORITY_AUTHORITY_ENDED_CODE, f.by[ANSWER_AGAINST]),
                                nothing}},
             TRACK_AUTHORITY, clause_of(j), SV_NONE);
    f = ask(j, j->holder, TRACK_PAUSE, NAME_NONE, NULL);
    conclude(
        j, &f,
        &(struct outcome){
            {silent, reason_of(AUTHORITY_AUTHORITY_PAUSED_CODE, f.by[ANSWER_AGAINST]), silent}},
        TRACK_PAUSE, clause_of(j), SV_NONE);
}

/* ---- what no record decides ---- */

static void judge_conditions(struct judging *j)
{
    const struct codes *c = &j->grant->judgement;
    for (size_t i = 0; i <= c->n; i++) {
        if (i == c->n && !j->grant->as_soon_as_practicable) {
            break;
        }
        struct authority_reason r =
            reason_of(i < c->n ? AUTHORITY_JUDGEMENT_CODE : AUTHORITY_SUPERVISION_CODE, NULL);
        r.entry = j->ret->grant;
        r.clause = j->grant->clause;
        r.subject = i < c->n ? j->s->names[c->p[i]] : SV_NONE;
        add(j, r);
    }
}

void authority_judge(const struct authority *s, const struct authority_question *q,
                     struct authority_judgement *ret)
{
    must(s->sealed);
    struct judging j = {.s = s,
                        .q = q,
                        .ret = ret,
                        .holder = authority_name(s, q->holder),
                        .power = authority_name(s, q->power)};
    ret->verdict = AUTHORITY_RECORDED;
    ret->n = 0;
    ret->grant = -1;
    judge_instrument(&j);
    judge_power(&j);
    judge_nomination(&j);
    if (j.grant) {
        judge_requirements(&j);
        for (size_t i = 0; i < j.grant->courses.n; i++) {
            judge_training(&j, j.grant->courses.p[i]);
        }
    }
    judge_certified(&j, j.grant && among(&j.grant->requirements, NAME_CERTIFIED));
    judge_authority(&j);
    if (j.grant) {
        judge_conditions(&j);
    }
}
