/* Drafts. */
#include "acts/drafts.h"

#include <string.h>

#include "acts/request.h"
#include "base/limits.h"
#include "rules/days.h"
#include "sys/zone.h"

/* ---- reading ---- */

static err *no_draft(struct arena *a)
{
    return err_make(a, E_NOTFOUND, "there is no such draft, or it is not for this account");
}

static void flow_of(struct draft *d)
{
    struct draft_flow *f = &d->flow;
    *f = (struct draft_flow){.version = d->row.version,
                             .place = d->row.has_place ? (int)d->row.place : -1};
    draft_stage_parse(d->row.stage, &f->stage);
    for (size_t i = 0; i < d->reviews_n && f->n < DRAFT_REVIEWS; i++) {
        struct draft_review *r = &f->review[f->n++];
        draft_mark_parse(d->reviews[i].mark, &r->mark);
        r->version = d->reviews[i].version;
    }
}

err *act_draft_seen(struct store *s, struct arena *a, const struct act_actor *actor, sv id,
                    struct draft *ret)
{
    struct q_drafts_seen_out *rows;
    size_t n;
    if (!rec_act_id_valid(id)) {
        return no_draft(a);
    }
    TRY(q_drafts_seen(
        s, a,
        &(struct q_drafts_seen_in){.id = id,
                                   .account = actor->account,
                                   .role = act_role_name(actor->role),
                                   .body = actor->body.n ? actor->body : SV_NONE,
                                   .member = actor->member.n ? actor->member : SV_NONE},
        &rows, &n));
    if (n != 1) {
        return no_draft(a);
    }
    ret->row = rows[0];
    TRY(q_draft_reviews(s, a, &(struct q_draft_reviews_in){.draft = id}, &ret->reviews,
                        &ret->reviews_n));
    flow_of(ret);
    return NULL;
}

/* ---- who may ---- */

static err *must_write(struct arena *a, const struct act_actor *actor)
{
    if (actor->role == ROLE_CLERK || actor->role == ROLE_STAFF) {
        return NULL;
    }
    return err_make(a, E_DENIED, "drafts are written by staff and the clerk; a sponsor reads them");
}

static err *must_own(struct arena *a, const struct act_actor *actor, const struct draft *d)
{
    TRY(must_write(a, actor));
    if (actor->role == ROLE_CLERK || sv_eq(d->row.author, actor->account)) {
        return NULL;
    }
    return err_make(a, E_DENIED, "this draft is %.*s's: its author or the clerk does this",
                    SV_ARG(d->row.author));
}

static err *must_step(struct arena *a, const struct act_actor *actor, const struct draft *d,
                      enum draft_step step)
{
    bool clerks = step == DRAFT_SKIP || step == DRAFT_FILE;
    if (step == DRAFT_APPROVE || step == DRAFT_RETURN) {
        TRY(must_write(a, actor));
        return d->row.mine
                   ? NULL
                   : err_make(a, E_DENIED,
                              "it waits on %.*s, in whose name this account does not review",
                              SV_ARG(d->row.office.n ? d->row.office : SV("nobody")));
    }
    if (clerks && actor->role != ROLE_CLERK) {
        return err_make(a, E_DENIED, "only the clerk does this");
    }
    return clerks ? NULL : must_own(a, actor, d);
}

/* ---- keeping ---- */

static err *put(struct store *s, struct arena *a, instant now, const struct draft *d, sv file)
{
    const struct draft_flow *f = &d->flow;
    return q_draft_put(
        s, a,
        &(struct q_draft_put_in){.id = d->row.id,
                                 .sponsor = d->row.sponsor.n ? d->row.sponsor : SV_NONE,
                                 .meeting = d->row.meeting.n ? d->row.meeting : SV_NONE,
                                 .stage = sv_of(draft_stage_name(f->stage)),
                                 .version = f->version,
                                 .has_place = f->place >= 0,
                                 .place = f->place,
                                 .file = file,
                                 .now = now});
}

static err *put_reviews(struct store *s, struct arena *a, const struct draft *d)
{
    for (int i = 0; i < d->flow.n; i++) {
        const struct draft_review *r = &d->flow.review[i];
        const struct q_draft_reviews_out *row = &d->reviews[i];
        TRY(q_draft_review_put(
            s, a,
            &(struct q_draft_review_put_in){.draft = d->row.id,
                                            .place = i,
                                            .office = row->office,
                                            .days = row->days,
                                            .mark = sv_of(draft_mark_name(r->mark)),
                                            .has_version = r->mark == DRAFT_APPROVED,
                                            .version = r->version,
                                            .has_asked = row->has_asked,
                                            .asked = row->asked,
                                            .has_due = row->has_due,
                                            .due = row->due}));
    }
    return q_draft_reviews_end(
        s, a, &(struct q_draft_reviews_end_in){.draft = d->row.id, .place = d->flow.n});
}

static err *note(struct store *s, struct arena *a, const struct act_actor *actor, instant now,
                 const struct draft *d, enum draft_step step, sv office, sv words)
{
    return q_draft_step_add(s, a,
                            &(struct q_draft_step_add_in){.draft = d->row.id,
                                                          .step = sv_of(draft_step_name(step)),
                                                          .version = d->flow.version,
                                                          .office = office.n ? office : SV_NONE,
                                                          .words = words.n ? words : SV_NONE,
                                                          .account = actor->account,
                                                          .now = now});
}

/* ---- due days ---- */

/* The day that lies so many business days of the body after the day of now there. */
static err *due_day(struct store *s, struct arena *a, sv body, instant now, int64_t days,
                    int64_t *ret)
{
    struct q_act_body_zone_out row;
    const struct zone *z;
    bool found;
    TRY(q_act_body_zone(s, a, &(struct q_act_body_zone_in){.id = body}, &found, &row));
    TRY(sys_zone_find(a, found ? row.zone : SV("UTC"), &z));
    struct civil c = sys_zone_civil(z, now);
    int64_t day = date_of_civil(c.year, c.month, c.day).days;
    struct q_holidays_of_out *rows;
    size_t n;
    TRY(q_holidays_of(s, a, &(struct q_holidays_of_in){.body = body, .from = day}, &rows, &n));
    int64_t *closed = arena_array(a, int64_t, n + 1);
    for (size_t i = 0; i < n; i++) {
        closed[i] = rows[i].day;
    }
    struct holidays h = {.days = closed, .n = n};
    while (days > 0) {
        day++;
        days -= days_business(&h, day);
    }
    *ret = day;
    return NULL;
}

/* Whoever it waits on now was asked now. */
static err *ask_next(struct store *s, struct arena *a, instant now, struct draft *d, int before)
{
    int place = d->flow.place;
    if (place < 0 || place == before) {
        return NULL;
    }
    struct q_draft_reviews_out *r = &d->reviews[place];
    r->has_asked = r->has_due = true;
    r->asked = now;
    return due_day(s, a, d->row.body, now, r->days, &r->due);
}

/* ---- what a form says ---- */

struct content {
    sv type, title, department, words, fiscal, sponsor, meeting;
    struct q_draft_reviews_out reviews[DRAFT_REVIEWS];
    size_t reviews_n;
};

static err *read_reviewer(struct arena *a, sv line, struct q_draft_reviews_out *ret)
{
    size_t colon = line.n;
    for (size_t i = 0; i < line.n; i++) {
        colon = line.p[i] == ':' ? i : colon;
    }
    uint64_t days;
    ret->office = sv_trim(sv_sub(line, 0, colon));
    bool counted = colon < line.n && sv_u64(sv_trim(sv_sub(line, colon + 1, line.n)), &days) &&
                   days >= 1 && days <= DRAFT_DAYS;
    if (!ret->office.n || ret->office.n > DRAFT_OFFICE_BYTES || !counted) {
        return err_field(a, SV("reviewers"),
                         "a reviewer is a line such as City Attorney: 3, with 1 to %d business "
                         "days; this is none: %.*s",
                         DRAFT_DAYS, SV_ARG(sv_sub(line, 0, 80)));
    }
    ret->days = (int64_t)days;
    return NULL;
}

static err *read_reviewers(struct arena *a, sv text, struct content *ret)
{
    while (text.n) {
        sv line = sv_trim(sv_cut(text, '\n', &text));
        if (!line.n) {
            continue;
        }
        if (ret->reviews_n == DRAFT_REVIEWS) {
            return err_field(a, SV("reviewers"), "a draft has at most %d reviewers", DRAFT_REVIEWS);
        }
        struct q_draft_reviews_out *r = &ret->reviews[ret->reviews_n];
        TRY(read_reviewer(a, line, r));
        for (size_t i = 0; i < ret->reviews_n; i++) {
            if (sv_eq(ret->reviews[i].office, r->office)) {
                return err_field(a, SV("reviewers"), "%.*s stands there twice", SV_ARG(r->office));
            }
        }
        ret->reviews_n++;
    }
    return NULL;
}

/* The act that files it, as far as the content goes. */
static struct jv *item_act(struct arena *a, sv id, sv body, const struct content *c, sv number)
{
    struct jv *act = jv_object(a);
    jv_put(act, SV("act"), jv_string(a, sv_fmt(a, "draft-%.*s-item", SV_ARG(id))));
    jv_put(act, SV("kind"), jv_string(a, SV("item.filed")));
    jv_put(act, SV("body"), jv_string(a, body));
    struct jv *about = jv_put(act, SV("about"), jv_object(a));
    jv_put(about, SV("item"), jv_string(a, number));
    struct jv *data = jv_put(act, SV("data"), jv_object(a));
    jv_put(data, SV("type"), jv_string(a, c->type));
    if (c->department.n) {
        jv_put(data, SV("department"), jv_string(a, c->department));
    }
    if (c->sponsor.n) {
        jv_put(data, SV("sponsor"), jv_string(a, c->sponsor));
    }
    struct jv *texts = jv_put(act, SV("texts"), jv_object(a));
    jv_put(texts, SV("title"), jv_string(a, c->title));
    return act;
}

static struct jv *text_act(struct arena *a, sv id, sv body, const char *what, const char *state,
                           sv number, sv title, sv words)
{
    struct jv *act = jv_object(a);
    jv_put(act, SV("act"), jv_string(a, sv_fmt(a, "draft-%.*s-%s", SV_ARG(id), what)));
    jv_put(act, SV("kind"), jv_string(a, SV("text.filed")));
    jv_put(act, SV("body"), jv_string(a, body));
    struct jv *about = jv_put(act, SV("about"), jv_object(a));
    jv_put(about, SV("item"), jv_string(a, number));
    struct jv *data = jv_put(act, SV("data"), jv_object(a));
    jv_put(data, SV("state"), jv_string(a, sv_of(state)));
    struct jv *texts = jv_put(act, SV("texts"), jv_object(a));
    jv_put(texts, SV("title"), jv_string(a, title));
    jv_put(texts, SV("text"), jv_string(a, words));
    return act;
}

/* What the record will ask of its acts when it is filed is asked when it is saved. */
static err *check_form(struct arena *a, sv id, sv body, const struct content *c)
{
    struct act_request q;
    TRY(act_request_of(a, item_act(a, id, body, c, SV("x")), &q));
    if (c->words.n > LIMIT_PART_BYTES || c->fiscal.n > LIMIT_PART_BYTES) {
        return err_field(a, c->words.n > LIMIT_PART_BYTES ? SV("words") : SV("fiscal"),
                         "a text has at most %d bytes: shorten it, or attach it as a file",
                         LIMIT_PART_BYTES);
    }
    if (!c->words.n) {
        return err_field(a, SV("words"), "a draft has a text: write it, or what is to stand there");
    }
    if (c->meeting.n && !rec_meeting_id_valid(c->meeting)) {
        return err_field(a, SV("meeting"), "a meeting is such as council/2026-06-17");
    }
    return NULL;
}

static err *read_content(struct store *s, struct arena *a, sv id, sv body, const struct jv *fields,
                         struct content *ret)
{
    *ret = (struct content){.type = jv_get_sv(fields, "data.type"),
                            .title = sv_trim(jv_get_sv(fields, "texts.title")),
                            .department = sv_trim(jv_get_sv(fields, "data.department")),
                            .words = jv_get_sv(fields, "words"),
                            .fiscal = sv_trim(jv_get_sv(fields, "fiscal")),
                            .sponsor = jv_get_sv(fields, "data.sponsor"),
                            .meeting = jv_get_sv(fields, "meeting")};
    TRY(read_reviewers(a, jv_get_sv(fields, "reviewers"), ret));
    TRY(check_form(a, id, body, ret));
    if (ret->sponsor.n) {
        struct q_act_official_out official;
        bool found;
        TRY(q_act_official(s, a, &(struct q_act_official_in){.body = body, .member = ret->sponsor},
                           &found, &official));
        if (!found) {
            return err_field(a, SV("data.sponsor"), "%.*s is nobody of the roster of %.*s",
                             SV_ARG(ret->sponsor), SV_ARG(body));
        }
    }
    return NULL;
}

/* ---- saving ---- */

static err *same_content(struct store *s, struct arena *a, const struct draft *d,
                         const struct content *c, bool *ret)
{
    struct q_draft_version_find_out v;
    bool found;
    TRY(q_draft_version_find(
        s, a, &(struct q_draft_version_find_in){.draft = d->row.id, .n = d->flow.version}, &found,
        &v));
    *ret = found && sv_eq(v.type, c->type) && sv_eq(v.title, c->title) &&
           sv_eq(v.department, c->department) && sv_eq(v.words, c->words) &&
           sv_eq(v.fiscal, c->fiscal);
    return NULL;
}

/* The reviewers as they are asked for; an office that was there keeps its mark. */
static void set_reviewers(struct arena *a, struct draft *d, const struct content *c)
{
    struct q_draft_reviews_out *rows = arena_array(a, struct q_draft_reviews_out, DRAFT_REVIEWS);
    struct draft_flow before = d->flow;
    d->flow.n = (int)c->reviews_n;
    for (size_t i = 0; i < c->reviews_n; i++) {
        rows[i] = c->reviews[i];
        d->flow.review[i] = (struct draft_review){.mark = DRAFT_WAITING};
        for (int k = 0; k < before.n; k++) {
            if (sv_eq(d->reviews[k].office, rows[i].office)) {
                int64_t days = rows[i].days;
                rows[i] = d->reviews[k];
                rows[i].days = days;
                d->flow.review[i] = before.review[k];
            }
        }
    }
    d->reviews = rows;
    d->reviews_n = c->reviews_n;
}

static err *keep_version(struct store *s, struct arena *a, const struct act_actor *actor,
                         instant now, struct draft *d, const struct content *c)
{
    bool same = false;
    if (d->flow.version > 0) {
        TRY(same_content(s, a, d, c, &same));
    }
    d->row.sponsor = c->sponsor;
    d->row.meeting = c->meeting;
    if (!same) {
        draft_take(&d->flow, DRAFT_SAVE, -1);
        TRY(q_draft_version_add(s, a,
                                &(struct q_draft_version_add_in){
                                    .draft = d->row.id,
                                    .n = d->flow.version,
                                    .type = c->type,
                                    .title = c->title,
                                    .department = c->department.n ? c->department : SV_NONE,
                                    .words = c->words,
                                    .fiscal = c->fiscal.n ? c->fiscal : SV_NONE,
                                    .account = actor->account,
                                    .now = now}));
        TRY(note(s, a, actor, now, d, DRAFT_SAVE, SV_NONE, SV_NONE));
    }
    set_reviewers(a, d, c);
    TRY(put_reviews(s, a, d));
    return put(s, a, now, d, SV_NONE);
}

static err *begin(struct store *s, struct arena *a, const struct act_actor *actor, instant now,
                  sv id, sv body, const struct content *c, struct draft *ret)
{
    struct q_act_body_zone_out zone;
    bool found;
    TRY(q_act_body_zone(s, a, &(struct q_act_body_zone_in){.id = body}, &found, &zone));
    if (!found) {
        return err_field(a, SV("body"), "there is no body %.*s", SV_ARG(sv_sub(body, 0, 64)));
    }
    *ret = (struct draft){.row = {.id = id, .body = body, .author = actor->account},
                          .flow = {.stage = DRAFT_WRITING, .place = -1}};
    return q_draft_add(s, a,
                       &(struct q_draft_add_in){.id = id,
                                                .body = body,
                                                .author = actor->account,
                                                .sponsor = c->sponsor.n ? c->sponsor : SV_NONE,
                                                .meeting = c->meeting.n ? c->meeting : SV_NONE,
                                                .now = now});
}

/* A draft that stands already may be saved so. */
static err *may_save(struct arena *a, const struct act_actor *actor, const struct draft *d,
                     int64_t version, const struct content *c)
{
    TRY(must_own(a, actor, d));
    if (!draft_may(&d->flow, DRAFT_SAVE, -1)) {
        return err_make(a, E_CONFLICT,
                        "the draft is %s: take it back from its reviewers before you change it",
                        draft_stage_name(d->flow.stage));
    }
    if (version != d->flow.version) {
        return err_make(a, E_CONFLICT,
                        "version %lld was saved meanwhile: open the draft anew, look at what "
                        "changed, and save yours again",
                        (long long)d->flow.version);
    }
    if (d->row.sponsor.n && !sv_eq(d->row.sponsor, c->sponsor)) {
        err *e = err_make(a, E_CONFLICT,
                          "a draft that one member sponsors reaches no other: begin another draft "
                          "for another sponsor");
        return err_about(a, e, SV("data.sponsor"));
    }
    return NULL;
}

err *act_draft_save(struct store *s, struct arena *a, const struct act_actor *actor, instant now,
                    const struct jv *fields)
{
    sv id = jv_get_sv(fields, "draft"), body = jv_get_sv(fields, "body");
    uint64_t version = 0;
    struct q_draft_there_out there;
    struct content c;
    struct draft d;
    bool found, same;
    TRY(must_write(a, actor));
    if (!rec_act_id_valid(id) || id.n > DRAFT_ID_BYTES ||
        !sv_u64(jv_get_sv(fields, "version"), &version) || version > 1000000) {
        return err_field(a, SV("draft"), "this form is not whole: open it anew");
    }
    TRY(q_draft_there(s, a, &(struct q_draft_there_in){.id = id}, &found, &there));
    body = found ? there.body : body;
    if (actor->body.n && !sv_eq(actor->body, body)) {
        return err_field(a, SV("body"), "this account serves the body %.*s only",
                         SV_ARG(actor->body));
    }
    if (!rec_id_valid(body)) {
        return err_field(a, SV("body"), "choose the body whose item it is to be");
    }
    TRY(read_content(s, a, id, body, fields, &c));
    if (!found) {
        TRY(begin(s, a, actor, now, id, body, &c, &d));
        return keep_version(s, a, actor, now, &d, &c);
    }
    TRY(act_draft_seen(s, a, actor, id, &d));
    TRY(same_content(s, a, &d, &c, &same));
    if (version == 0 && same && sv_eq(d.row.author, actor->account)) {
        return NULL; /* the form that began it, sent again */
    }
    TRY(may_save(a, actor, &d, (int64_t)version, &c));
    return keep_version(s, a, actor, now, &d, &c);
}

/* ---- the other steps ---- */

static err *read_words(struct arena *a, const struct jv *fields, enum draft_step step, sv *ret)
{
    *ret = sv_trim(jv_get_sv(fields, "words"));
    if (ret->n > DRAFT_WORDS_BYTES) {
        return err_field(a, SV("words"), "at most %d bytes", DRAFT_WORDS_BYTES);
    }
    if (!ret->n && (step == DRAFT_RETURN || step == DRAFT_SKIP)) {
        return err_field(a, SV("words"),
                         step == DRAFT_SKIP ? "say why the reviewer is skipped"
                                            : "say what is to be changed");
    }
    return NULL;
}

err *act_draft_step(struct store *s, struct arena *a, const struct act_actor *actor, instant now,
                    enum draft_step step, const struct jv *fields)
{
    struct draft d;
    uint64_t asked = 0;
    sv words;
    TRY(act_draft_seen(s, a, actor, jv_get_sv(fields, "draft"), &d));
    TRY(must_step(a, actor, &d, step));
    TRY(read_words(a, fields, step, &words));
    bool skips = step == DRAFT_SKIP;
    bool placed = !skips || (sv_u64(jv_get_sv(fields, "place"), &asked) && asked < DRAFT_REVIEWS);
    int before = d.flow.place, place = skips ? (int)asked : before;
    if (!placed || !draft_may(&d.flow, step, place)) {
        return err_make(a, E_CONFLICT,
                        "the draft is %s now, so this cannot be done: open it anew and look at it",
                        draft_stage_name(d.flow.stage));
    }
    sv office = place >= 0 && step != DRAFT_RECALL && step != DRAFT_DROP ? d.reviews[place].office
                                                                         : SV_NONE;
    draft_take(&d.flow, step, place);
    TRY(ask_next(s, a, now, &d, before));
    TRY(put_reviews(s, a, &d));
    TRY(put(s, a, now, &d, SV_NONE));
    return note(s, a, actor, now, &d, step, office, words);
}

/* ---- filing ---- */

err *act_draft_acts(struct store *s, struct arena *a, const struct draft *d, sv number,
                    struct jv *ret_acts[3], size_t *ret_n)
{
    struct q_draft_version_find_out v;
    bool found;
    sv id = d->row.id, body = d->row.body;
    TRY(q_draft_version_find(
        s, a, &(struct q_draft_version_find_in){.draft = id, .n = d->flow.version}, &found, &v));
    struct content c = {
        .type = v.type, .title = v.title, .department = v.department, .sponsor = d->row.sponsor};
    *ret_n = 0;
    ret_acts[(*ret_n)++] = item_act(a, id, body, &c, number);
    ret_acts[(*ret_n)++] =
        text_act(a, id, body, "text", "proposed", number, SV("Text as filed"), v.words);
    if (v.fiscal.n) {
        ret_acts[(*ret_n)++] =
            text_act(a, id, body, "fiscal", "other", number, SV("Fiscal note"), v.fiscal);
    }
    return NULL;
}

err *act_draft_number(struct store *s, struct arena *a, sv id, sv *ret)
{
    struct st_act act;
    struct rec_entry e;
    bool found;
    *ret = SV_NONE;
    TRY(st_act_find(s, a, sv_fmt(a, "draft-%.*s-item", SV_ARG(id)), &found, &act));
    if (found) {
        TRY(st_log_entry(s, a, act.first, &e));
        *ret = jv_get_sv(e.about, "item");
    }
    return NULL;
}

err *act_draft_filed(struct store *s, struct arena *a, const struct act_actor *actor, instant now,
                     const struct draft *d, sv number)
{
    struct draft filed = *d;
    draft_take(&filed.flow, DRAFT_FILE, -1);
    TRY(put(s, a, now, &filed, number));
    return note(s, a, actor, now, &filed, DRAFT_FILE, SV_NONE, number);
}
