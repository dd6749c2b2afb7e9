/* From an act to its entries. */
#include "acts/perform.h"

#include <string.h>

#include "acts/agenda.h"
#include "acts/intake.h"
#include "acts/tables.h"
#include "base/limits.h"

void act_room_rules(struct act_room *r, const struct activity_rules *rules)
{
    r->rules = *rules;
}

void act_room_bring(struct act_room *r, struct intake *file)
{
    r->brought = file;
}

/* The act's file as the first part of its entry: under its name before anything names it. */
static err *put_file(struct act_room *r, struct arena *a, const struct act_request *q,
                     struct rec_entry *e, struct st_part *payload)
{
    if (!r->brought) {
        return err_field(a, SV("files"), "the file of this act was not taken in; send it again");
    }
    struct rec_part *part = &e->parts[e->n_parts++];
    intake_part(r->brought, part, payload);
    part->class = sv_of(rec_part_file(q->kind)->class);
    jv_set(q->data, SV("bytes"), jv_int(a, (int64_t)payload->bytes));
    return intake_keep(r->brought, a);
}

static err *write_entry(struct act_room *r, struct arena *a, const struct act_actor *actor,
                        const struct act_request *q)
{
    struct rec_entry e = {.act = q->act,
                          .kind = q->kind,
                          .account = actor->account,
                          .role = act_role_name(actor->role),
                          .body = q->body,
                          .about = q->about,
                          .data = q->data,
                          .at = q->at,
                          .reported = q->source != NULL,
                          .source = q->source};
    size_t n = jv_count(q->texts) + (q->files ? 1 : 0);
    struct st_part *payloads = arena_array(a, struct st_part, n);
    e.parts = arena_array(a, struct rec_part, n);
    if (q->files) {
        TRY(put_file(r, a, q, &e, &payloads[0]));
    }
    jv_each(t, q->texts)
    {
        const struct rec_part_spec *spec = rec_part_find(q->kind, t->key);
        struct st_part *p = &payloads[e.n_parts];
        r->inputs.salt(r->inputs.cx, q->act, e.n, t->key, p->salt);
        p->payload = t->text;
        p->hash = rec_hash_part(p->salt, t->key, t->text);
        e.parts[e.n_parts++] = (struct rec_part){.name = t->key,
                                                 .class = sv_of(spec->class),
                                                 .media = sv_of(spec->media),
                                                 .hash = p->hash};
    }
    TRY(room_now(r, a, &e.recorded));
    TRY(rec_entry_check(a, &e));
    int64_t seq;
    TRY(st_log_append(r->store, a, &e, payloads, n, &seq));
    r->last = e.recorded;
    return NULL;
}

/* ---- the same act again ---- */

static bool within(const struct jv *asked, const struct jv *stands);

static bool same_value(const struct jv *x, const struct jv *y)
{
    const struct jv *i, *k;
    if (x->type != JV_ARRAY || y->type != JV_ARRAY) {
        return x->type == y->type && sv_eq(x->text, y->text) && x->number == y->number &&
               within(x, y);
    }
    for (i = x->first, k = y->first; i && k && same_value(i, k); i = i->next, k = k->next) {
    }
    return !i && !k;
}

/* All that is asked now stands in the entry.  (A motion that is named by its act has become a
 * number there; what the writer fills in was never asked.) */
static bool within(const struct jv *asked, const struct jv *stands)
{
    jv_each(m, asked)
    {
        char key[LIMIT_KEY_BYTES + 1];
        if (m->key.n > LIMIT_KEY_BYTES) {
            return false;
        }
        memcpy(key, m->key.p, m->key.n);
        key[m->key.n] = '\0';
        const struct jv *there = jv_get(stands, key);
        bool resolved = m->type == JV_STRING && there && there->type == JV_INT;
        if (!there || (!resolved && !same_value(m, there))) {
            return false;
        }
    }
    return true;
}

static const struct rec_part *part_of(const struct rec_entry *e, sv name)
{
    for (size_t i = 0; i < e->n_parts; i++) {
        if (sv_eq(e->parts[i].name, name)) {
            return &e->parts[i];
        }
    }
    return NULL;
}

/* The file that was brought is the one that stands, as far as that is still kept. */
static err *same_file(struct act_room *r, struct arena *a, const struct rec_part *p, bool *ret)
{
    struct q_part_file_out row;
    struct rec_hash h;
    uint8_t salt[REC_SALT_BYTES];
    bool found;
    TRY(q_part_file(r->store, a,
                    &(struct q_part_file_in){.hash = {(const char *)p->hash.b, sizeof p->hash.b}},
                    &found, &row));
    *ret = !found || row.salt.n != sizeof salt;
    if (*ret || !r->brought) {
        return NULL;
    }
    memcpy(salt, row.salt.p, sizeof salt);
    TRY(intake_hash(r->brought, a, salt, &h));
    *ret = rec_hash_eq(&h, &p->hash);
    return NULL;
}

/* The words and the file of the act are those of the entry's parts, as far as they are still kept.
 */
static err *same_words(struct act_room *r, struct arena *a, const struct act_request *q,
                       const struct rec_entry *e, bool *ret)
{
    bool carried = e->kind == &rec_kinds[KIND_ENTRY_CORRECTED]; /* texts of an earlier correction */
    const struct rec_part *file = q->files ? part_of(e, q->files->first->key) : NULL;
    *ret = carried || jv_count(q->texts) + (q->files ? 1 : 0) == e->n_parts;
    if (*ret && q->files) {
        *ret = file != NULL;
        TRY(file ? same_file(r, a, file, ret) : NULL);
    }
    jv_each(text, q->texts)
    {
        struct q_part_out part;
        bool found;
        const struct rec_part *p = part_of(e, text->key);
        if (!p) {
            *ret = carried; /* or one that says what the entry said already */
            continue;
        }
        TRY(q_part(r->store, a,
                   &(struct q_part_in){.hash = {(const char *)p->hash.b, sizeof p->hash.b}}, &found,
                   &part));
        *ret = *ret && (!found || sv_eq(text->text, part.payload));
    }
    return NULL;
}

static err *same_act(struct act_room *r, struct arena *a, const struct act_request *q, int64_t seq,
                     bool *ret)
{
    struct rec_entry e;
    TRY(st_log_entry(r->store, a, seq, &e));
    *ret = sv_eq(e.body, q->body) && within(q->about, e.about) && within(q->data, e.data) &&
           e.reported == (q->source != NULL) && (!q->source || within(q->source, e.source));
    return *ret ? same_words(r, a, q, &e, ret) : NULL;
}

static err *repeated(struct act_room *r, struct arena *a, const struct act_actor *actor,
                     const struct act_request *q, struct act_done *ret)
{
    struct st_act act;
    bool found, same = false;
    TRY(st_act_find(r->store, a, q->act, &found, &act));
    if (!found) {
        return NULL;
    }
    if (sv_eq(act.account, actor->account) && sv_is(act.kind, q->kind->name)) {
        TRY(same_act(r, a, q, act.first, &same));
    }
    if (!same) {
        return err_make(a, E_CONFLICT, "the act id %.*s was used for another act: make a new one",
                        SV_ARG(q->act));
    }
    *ret = (struct act_done){
        .first = act.first, .entries = act.entries, .kind = act.kind, .repeated = true};
    return NULL;
}

/* The meetings in memory are folded anew: any of them may have rested on the entry. */
static err *correct(struct act_room *r, struct arena *a, const struct act_actor *actor,
                    struct act_request *q)
{
    struct act_correction *c;
    TRY(act_correct(r, a, actor, q, &c));
    if (actor->role == ROLE_AGENCY) {
        TRY(activity_may_report(a, actor, jv_get_sv(q->about, "instrument")));
    }
    TRY(write_entry(r, a, actor, q));
    TRY(act_corrected(r, a, c));
    TRY(st_act_keep(r->store, a));
    act_room_forget(r);
    return NULL;
}

static err *perform(struct act_room *r, struct arena *a, const struct act_actor *actor,
                    struct act_request *q)
{
    struct held *h = NULL;
    struct floor_act act;
    TRY(act_check(r, a, q));
    if (actor->role == ROLE_AGENCY && q->kind != &rec_kinds[KIND_ENTRY_CORRECTED]) {
        TRY(activity_may_report(a, actor, jv_get_sv(q->about, "instrument")));
    }
    if (q->kind == &rec_kinds[KIND_ENTRY_CORRECTED]) {
        return correct(r, a, actor, q);
    }
    TRY(act_check_hall(r, a, actor, q));
    bool floor = act_on_floor(q->kind) && !q->source && q->meeting.n;
    if (floor) {
        TRY(act_judge(r, a, q, &h, &act));
    }
    if (q->kind == &rec_kinds[KIND_VETO_FILED] && !q->source) {
        TRY(act_judge_veto(r, a, q));
    }
    TRY(act_fill_agenda(r, a, q));
    TRY(act_fill_found(r, a, q));
    if (q->kind == &rec_kinds[KIND_FILING_RECEIVED]) {
        TRY(act_fill_received(r, a, q));
    }
    if (q->kind == &rec_kinds[KIND_MINUTES_FILED]) {
        TRY(act_fill_version(r, a, q));
    }
    if (q->kind == &rec_kinds[KIND_TABLE_PUBLISHED]) {
        instant now;
        TRY(room_now(r, a, &now));
        TRY(table_fill(r->store, a, q, &r->rules, now));
    }
    if (q->kind == &rec_kinds[KIND_MEETING_ADJOURNED]) {
        struct q_act_meeting_count_out row;
        bool found;
        TRY(q_act_meeting_count(
            r->store, a, &(struct q_act_meeting_count_in){.meeting = q->meeting}, &found, &row));
        jv_set(q->data, SV("entries"), jv_int(a, row.entries));
    }
    int64_t seq;
    TRY(st_log_size(r->store, a, &seq));
    TRY(write_entry(r, a, actor, q));
    TRY(st_act_keep(r->store, a));
    if (h) {
        floor_apply(h->a, &h->floor, h->pack, &act);
    }
    if (q->kind == &rec_kinds[KIND_MEETING_OPENED] && h && !h->past.opened) {
        h->past.opened = true;
        h->past.opened_seq = seq;
    }
    if (q->kind == &rec_kinds[KIND_OFFICIAL_SEATED] || q->kind == &rec_kinds[KIND_RULES_ADOPTED]) {
        room_forget_body(r, q->body);
    }
    return NULL;
}

err *act_perform(struct act_room *r, struct arena *a, const struct act_actor *actor,
                 struct jv *tree, struct act_done *ret)
{
    struct act_request q;
    struct act_done done = {.entries = 0};
    TRY(act_request_of(a, tree, &q));
    TRY(repeated(r, a, actor, &q, &done));
    if (done.repeated) {
        *ret = done;
        return NULL;
    }
    TRY(act_rights_check(a, actor, q.kind, q.body, q.source != NULL, q.data));
    TRY(st_log_size(r->store, a, &done.first));
    TRY(st_act_begin(r->store, a));
    err *e = perform(r, a, actor, &q);
    if (e) {
        st_act_undo(r->store);
        r->last_known = false;
        return e;
    }
    done.entries = 1;
    done.kind = sv_of(q.kind->name);
    *ret = done;
    return NULL;
}
