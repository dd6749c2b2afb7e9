/* The judgement: what each list says of the day, put together. */
#include "rules/authority/inside.h"

struct judging {
    const struct authority *s;
    const struct authority_question *q;
    struct authority_judgement *ret;
    int32_t holder, power;
    const struct grant *grant; /* that speaks of the day, or NULL */
};

static const uint8_t verdicts[AUTHORITY_CODE_COUNT + 1] = {
#define X(name, code, verdict, when) AUTHORITY_##verdict,
    AUTHORITY_CODES(X)
#undef X
        AUTHORITY_RECORDED};

/* Of an answer that is no reason. */
#define SILENT AUTHORITY_CODE_COUNT

/* The code of each answer of a list. */
struct outcome {
    enum authority_code of[ANSWERS];
    enum track track;
    bool asked; /* by the clause of the power: where nothing stands, the grant is the entry */
    sv clause, subject;
    const struct row *words; /* in which the clause stands; NULL: in the grant of the power */
    const struct course *course;
};

static struct authority_reason *add(struct judging *j, enum authority_code code,
                                    const struct row *row)
{
    struct authority_judgement *ret = j->ret;
    enum authority_verdict v = verdicts[code];
    must(ret->n < AUTHORITY_REASONS);
    ret->verdict = v > ret->verdict ? v : ret->verdict;
    struct authority_reason *r = &ret->reasons[ret->n++];
    r->code = code;
    r->about = TRACKS;
    r->day = row ? row->day : INT32_MIN;
    r->until = row ? row->until : INT32_MAX;
    r->entry = row ? row->entry : -1;
    r->clause = SV_NONE;
    r->asks = -1;
    r->subject = SV_NONE;
    return r;
}

/* The one reason where every account gives the same verdict, else that the dates differ. */
static void conclude(struct judging *j, const struct answers *found, const struct outcome *o)
{
    enum authority_code code = o->of[found->first];
    const struct row *row = found->by[found->first];
    if (found->mixed) {
        bool differ = false;
        for (size_t i = 0; i < ANSWERS; i++) {
            differ |= found->given[i] && verdicts[o->of[i]] != verdicts[code];
        }
        code = differ ? AUTHORITY_DATES_DIFFER_CODE : code;
        row = differ ? found->mixed : row;
    }
    if (code == SILENT) {
        return;
    }
    struct authority_reason *r = add(j, code, row);
    r->about = (uint8_t)o->track;
    r->until = row ? authority_last_day(row, o->course) : INT32_MAX;
    r->entry = row ? row->entry : o->asked ? j->ret->grant : -1;
    r->clause = o->clause;
    r->asks = !o->clause.n ? -1 : o->words ? o->words->entry : j->ret->grant;
    r->subject = o->subject;
}

static struct answers ask(const struct judging *j, int32_t holder, enum track track, int32_t what,
                          const struct course *course)
{
    struct list l = authority_list(j->s, holder, track, what, j->power, j->q->day);
    struct answers found;
    authority_answers(&l, &(struct reading){j->q->day, j->q->known, course}, &found);
    return found;
}

/* What only matters where it stands against the authority. */
static void hinder(struct judging *j, int32_t holder, enum track track, enum authority_code code,
                   sv clause)
{
    struct answers f = ask(j, holder, track, NAME_NONE, NULL);
    conclude(j, &f,
             &(struct outcome){
                 .of = {SILENT, code, SILENT, SILENT, SILENT}, .track = track, .clause = clause});
}

/* A later word that begins what is asked about is the nearest to an answer; an end is none. */
static bool begins_later(struct answers *f)
{
    const struct row *later = f->by[ANSWER_NOTHING];
    f->by[ANSWER_NOTHING] = later && later->saying <= SAYS_AMENDED ? later : NULL;
    return f->by[ANSWER_NOTHING] != NULL;
}

/* Of an end, and of a span after it that is over as well, the later one is the answer. */
static void prefer_later(struct answers *f)
{
    const struct row *lapsed = f->by[ANSWER_LAPSED], *ended = f->by[ANSWER_AGAINST];
    if (f->first == ANSWER_AGAINST && lapsed && lapsed > ended) {
        f->first = ANSWER_LAPSED;
    }
}

/* ---- the instrument ---- */

static void judge_instrument(struct judging *j)
{
    struct answers f = ask(j, NAME_NONE, TRACK_FORCE, NAME_NONE, NULL);
    enum authority_code nothing =
        begins_later(&f) ? AUTHORITY_NOT_IN_FORCE_CODE : AUTHORITY_FORCE_UNSTATED_CODE;
    conclude(j, &f,
             &(struct outcome){.of = {AUTHORITY_IN_FORCE_CODE, AUTHORITY_INSTRUMENT_ENDED_CODE,
                                      SILENT, SILENT, nothing},
                               .track = TRACK_FORCE});
    hinder(j, NAME_NONE, TRACK_SUSPENSION, AUTHORITY_INSTRUMENT_SUSPENDED_CODE, SV_NONE);
    hinder(j, NAME_NONE, TRACK_NOTICE, AUTHORITY_NOTICE_RUN_CODE, SV_NONE);
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
    prefer_later(&f);
    enum authority_code nothing =
        begins_later(&f) ? AUTHORITY_POWER_OUTSIDE_TERM_CODE : AUTHORITY_POWER_NOT_GRANTED_CODE;
    const struct row *grant = f.by[ANSWER_SO], *lapsed = f.by[ANSWER_LAPSED];
    const struct row *nearest = grant ? grant : lapsed ? lapsed : f.by[ANSWER_NOTHING];
    j->grant = nearest ? &j->s->grants[nearest->detail] : NULL;
    conclude(j, &f,
             &(struct outcome){.of = {AUTHORITY_POWER_GRANTED_CODE, AUTHORITY_POWER_WITHDRAWN_CODE,
                                      SILENT, AUTHORITY_POWER_OUTSIDE_TERM_CODE, nothing},
                               .track = TRACK_POWER,
                               .clause = clause_of(j),
                               .words = nearest});
    j->grant = grant ? j->grant : NULL;
    if (j->grant) {
        bool within = j->grant->settings.n == 0 ||
                      among(&j->grant->settings, authority_name(j->s, j->q->setting));
        struct authority_reason *r =
            add(j, within ? AUTHORITY_SETTING_WITHIN_CODE : AUTHORITY_SETTING_OUTSIDE_CODE, grant);
        r->clause = j->grant->clause;
        r->asks = grant->entry;
        j->ret->grant = grant->entry;
    }
}

/* ---- the holder ---- */

static void judge_nomination(struct judging *j)
{
    struct answers f = ask(j, j->holder, TRACK_NOMINATED, NAME_NONE, NULL);
    conclude(j, &f,
             &(struct outcome){.of = {AUTHORITY_NOMINATED_CODE, SILENT, SILENT, SILENT,
                                      AUTHORITY_NOT_NOMINATED_CODE},
                               .track = TRACK_NOMINATED});
}

static void judge_requirements(struct judging *j)
{
    const struct codes *c = &j->grant->requirements;
    for (size_t i = 0; i < c->n; i++) {
        if (c->p[i] == NAME_CERTIFIED) {
            continue;
        }
        struct answers f = ask(j, j->holder, TRACK_REQUIREMENT, c->p[i], NULL);
        conclude(j, &f,
                 &(struct outcome){.of = {AUTHORITY_REQUIREMENT_MET_CODE,
                                          AUTHORITY_REQUIREMENT_NOT_MET_CODE, SILENT, SILENT,
                                          AUTHORITY_REQUIREMENT_UNSTATED_CODE},
                                   .track = TRACK_REQUIREMENT,
                                   .asked = true,
                                   .clause = j->grant->clause,
                                   .subject = j->s->names[c->p[i]].text});
    }
}

static void judge_training(struct judging *j, int32_t name)
{
    struct answers f = ask(j, NAME_NONE, TRACK_COURSE, name, NULL);
    const struct row *asked = f.by[ANSWER_SO];
    const struct course *course = asked ? &j->s->courses[asked->detail] : NULL;
    bool named = course && course->clause.n;
    f = ask(j, j->holder, TRACK_TRAINING, name, course);
    conclude(
        j, &f,
        &(struct outcome){.of = {AUTHORITY_TRAINED_CODE, SILENT, AUTHORITY_TRAINING_SHORT_CODE,
                                 AUTHORITY_TRAINING_LAPSED_CODE, AUTHORITY_TRAINING_MISSING_CODE},
                          .track = TRACK_TRAINING,
                          .asked = true,
                          .clause = named ? course->clause : j->grant->clause,
                          .words = named ? asked : NULL,
                          .subject = j->s->names[name].text,
                          .course = course});
}

/* Asked for or not, a certification on record that has lapsed says so. */
static void judge_certified(struct judging *j, bool asked)
{
    struct answers f = ask(j, j->holder, TRACK_CERTIFIED, NAME_NONE, NULL);
    conclude(j, &f,
             &(struct outcome){.of = {AUTHORITY_CERTIFIED_CODE, SILENT, SILENT,
                                      AUTHORITY_CERTIFICATION_LAPSED_CODE,
                                      asked ? AUTHORITY_NOT_CERTIFIED_CODE : SILENT},
                               .track = TRACK_CERTIFIED,
                               .asked = asked,
                               .clause = clause_of(j)});
}

static void judge_authority(struct judging *j)
{
    struct answers f = ask(j, j->holder, TRACK_AUTHORITY, NAME_NONE, NULL);
    prefer_later(&f);
    enum authority_code nothing =
        begins_later(&f) ? AUTHORITY_AUTHORITY_NOT_BEGUN_CODE : AUTHORITY_NOT_RECORDED_CODE;
    conclude(
        j, &f,
        &(struct outcome){.of = {AUTHORITY_AUTHORITY_STANDS_CODE, AUTHORITY_AUTHORITY_ENDED_CODE,
                                 SILENT, AUTHORITY_AUTHORITY_ENDED_CODE, nothing},
                          .track = TRACK_AUTHORITY,
                          .clause = clause_of(j)});
    hinder(j, j->holder, TRACK_PAUSE, AUTHORITY_AUTHORITY_PAUSED_CODE, clause_of(j));
}

/* ---- what no record decides ---- */

static void judge_conditions(struct judging *j)
{
    const struct codes *c = &j->grant->judgement;
    for (size_t i = 0; i <= c->n; i++) {
        if (i == c->n && !j->grant->as_soon_as_practicable) {
            break;
        }
        struct authority_reason *r =
            add(j, i < c->n ? AUTHORITY_JUDGEMENT_CODE : AUTHORITY_SUPERVISION_CODE, NULL);
        r->entry = j->ret->grant;
        r->clause = j->grant->clause;
        r->asks = j->ret->grant;
        r->subject = i < c->n ? j->s->names[c->p[i]].text : SV_NONE;
    }
}

/* Ask for the holder's rows while the instrument's are read: among many holders they are far. */
static void fetch(const struct authority *s, int32_t holder)
{
    enum { LINE = 64, LINES = 32 };
    if (holder >= 0) {
        const struct range *of = &s->of[holder];
        const char *p = (const char *)&s->rows[of->at[0]];
        size_t bytes = (of->at[TRACKS] - of->at[0]) * sizeof *s->rows;
        for (size_t i = 0; i < bytes && i < (size_t)LINES * LINE; i += LINE) {
            __builtin_prefetch(p + i);
        }
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
    fetch(s, j.holder);
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
