/* The scenario language: what a scenario says about itself and its acts; the other statements are
 * forms (scn_forms.c). */
#include "acts/scenario.h"

#include <string.h>

#include "acts/scn.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "rules/instrument.h"

static const char *const expect_names[] = {"done",   "out-of-order", "impossible", "invalid",
                                           "denied", "motion",       "item"};

sv scn_expect_name(enum scn_expect e)
{
    return sv_of(expect_names[e]);
}

/* ---- statements ---- */

static err *say_scenario(struct scn_parser *p)
{
    char slug[41];
    size_t n = 0;
    sv t = scn_word(p, 1);
    for (size_t i = 0; i < t.n && n < sizeof slug - 1; i++) {
        char c = t.p[i];
        c = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
        bool keep = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (keep) {
            slug[n++] = c;
        } else if (n && slug[n - 1] != '-') {
            slug[n++] = '-';
        }
    }
    while (n && slug[n - 1] == '-') {
        n--;
    }
    if (p->n_words != 2 || n == 0) {
        return scn_bad(p, "write: scenario \"what it shows\"");
    }
    p->slug = sv_dup(p->a, (sv){slug, n});
    p->out->title = t;
    return NULL;
}

static err *say_as(struct scn_parser *p)
{
    bool of = p->n_words == 5 && scn_is(p, 3, "of") && rec_id_valid(scn_word(p, 4));
    if ((p->n_words != 3 && !of) || !rec_id_valid(scn_word(p, 1)) ||
        !act_role_parse(scn_word(p, 2), &p->role)) {
        return scn_bad(p, "write: as ACCOUNT ROLE, such as: as clerk-1 clerk, or as bo member of "
                          "council");
    }
    p->account = scn_word(p, 1);
    p->of = of ? scn_word(p, 4) : SV_NONE;
    return NULL;
}

/* clock 2026-10-06T22:00:00Z, clock +90, clock off */
static err *say_clock(struct scn_parser *p)
{
    sv word = scn_word(p, 1);
    uint64_t seconds = 0;
    bool on = p->clocked && sv_starts(word, SV("+")) && sv_u64(sv_sub(word, 1, word.n), &seconds) &&
              seconds <= 86400;
    bool set = p->n_words == 2 && (on || instant_parse(word, &p->clock));
    if (p->n_words != 2 || !(set || sv_is(word, "off"))) {
        return scn_bad(p, "write: clock 2026-10-06T22:00:00Z, then clock +90 (seconds, at most a "
                          "day), or clock off");
    }
    p->clock.us += INT64_C(1000000) * (int64_t)seconds;
    p->clocked = set;
    return NULL;
}

static err *say_body(struct scn_parser *p)
{
    p->body = scn_word(p, 1);
    if (p->n_words == 2) {
        return NULL;
    }
    struct scn_draft *d = scn_draft(p, &rec_kinds[KIND_BODY_REGISTERED]);
    d->as_admin = true;
    scn_put(d, "name", scn_word(p, 2));
    TRY(scn_pairs(p, 3, d));
    return scn_emit(p, d, SV_NONE, p->source, NULL);
}

static err *say_meeting(struct scn_parser *p)
{
    p->meeting = scn_word(p, 1);
    if (p->n_words == 2) {
        return NULL;
    }
    struct scn_draft *d = scn_draft(p, &rec_kinds[KIND_MEETING_CALLED]);
    scn_put(d, "type", scn_word(p, 2));
    scn_put(d, "convenes", scn_word(p, 3));
    TRY(scn_pairs(p, 4, d));
    return scn_emit(p, d, SV_NONE, p->source, NULL);
}

static err *say_source(struct scn_parser *p)
{
    if (p->n_sources == SCN_SOURCES || p->n_words < 3) {
        return scn_bad(p, "write: source KEY outlet=\"…\" retrieved=DATE; at most %d sources",
                       SCN_SOURCES);
    }
    struct jv *v = jv_object(p->a);
    for (size_t i = 2; i < p->n_words; i++) {
        sv name = p->words[i].name;
        if (!sv_is(name, "outlet") && !sv_is(name, "title") && !sv_is(name, "where") &&
            !sv_is(name, "retrieved")) {
            return scn_bad(p, "a source has outlet, title, where and retrieved");
        }
        jv_set(v, name, jv_string(p->a, p->words[i].text));
    }
    jv_set(v, SV("key"), jv_string(p->a, scn_word(p, 1)));
    p->sources[p->n_sources++] = (struct scn_source){scn_word(p, 1), v};
    return NULL;
}

static struct jv *source_of(const struct scn_parser *p, sv key)
{
    for (size_t i = 0; i < p->n_sources; i++) {
        if (sv_eq(p->sources[i].key, key)) {
            return p->sources[i].value;
        }
    }
    return NULL;
}

static err *say_from(struct scn_parser *p)
{
    p->source = scn_is(p, 1, "witnesses") ? NULL : source_of(p, scn_word(p, 1));
    return p->source || scn_is(p, 1, "witnesses")
               ? NULL
               : scn_bad(p, "no source is named %.*s", SV_ARG(scn_word(p, 1)));
}

static err *say_act(struct scn_parser *p)
{
    struct scn_draft *d = scn_draft(p, &rec_kinds[KIND_NOTE_RECORDED]);
    d->kind = rec_kind_find(scn_word(p, 1));
    struct jv *source = p->source;
    sv id = SV_NONE;
    if (!d->kind) {
        return scn_bad(p, "there is no kind of entry %.*s", SV_ARG(sv_sub(scn_word(p, 1), 0, 64)));
    }
    for (size_t i = 2; i < p->n_words; i++) {
        sv name = p->words[i].name, value = p->words[i].text;
        if (sv_is(name, "source")) {
            source = source_of(p, value);
            if (!source) {
                return scn_bad(p, "no source is named %.*s", SV_ARG(value));
            }
        } else if (sv_is(name, "id")) {
            id = value;
        } else if ((sv_is(name, "motion") || sv_is(name, "target")) && scn_label(p, value).n) {
            scn_put(d, sv_is(name, "motion") ? "about.motion" : "target", scn_label(p, value));
        } else if (name.n) {
            d->pairs[d->n++] = (struct rec_pair){name, value};
        } else {
            return scn_bad(p, "\"%.*s\" is not understood here; fields are written name=value",
                           SV_ARG(sv_sub(value, 0, 80)));
        }
    }
    return scn_emit(p, d, id, source, NULL);
}

static err *say_item(struct scn_parser *p)
{
    p->item = scn_word(p, 1);
    return p->n_words == 2 ? NULL : scn_bad(p, "write: item FILE");
}

/* Is that line of the template left out? */
static bool left_out(sv without, sv key)
{
    while (without.n) {
        if (sv_eq(sv_trim(sv_cut(without, ',', &without)), key)) {
            return true;
        }
    }
    return false;
}

/* Each key of without= names an act of the registration. */
static err *check_left_out(struct scn_parser *p, sv without, const struct instrument_act *acts,
                           size_t n)
{
    while (without.n) {
        sv key = sv_trim(sv_cut(without, ',', &without));
        size_t i = 1;
        while (i < n && !sv_eq(acts[i].key, key)) {
            i++;
        }
        if (i >= n) {
            return scn_bad(p, "the template has no line %.*s that could be left out",
                           SV_ARG(sv_sub(key, 0, 80)));
        }
    }
    return NULL;
}

static err *emit_template(struct scn_parser *p, const struct instrument_act *acts, size_t n,
                          sv without, sv name)
{
    sv act;
    TRY(check_left_out(p, without, acts, n));
    for (size_t i = 0; i < n; i++) {
        struct scn_draft *d = scn_draft(p, acts[i].kind);
        if (left_out(without, acts[i].key)) {
            continue;
        }
        if (acts[i].lacks.n) {
            return scn_bad(p, "%.*s needs %.*s=…: give it, or leave the line out: without=%.*s",
                           SV_ARG(acts[i].key), SV_ARG(acts[i].lacks), SV_ARG(acts[i].key));
        }
        for (size_t k = 0; k < acts[i].n; k++) {
            d->pairs[d->n++] = acts[i].pairs[k];
        }
        TRY(scn_emit(p, d, SV_NONE, p->source, &act));
        if (i == 0 && name.n) {
            TRY(scn_name(p, name, act));
        }
    }
    return NULL;
}

/* instrument ID · instrument ID from TEMPLATE "Title" [as NAME] [item=FILE] [without=KEY,…] ask=…
 */
static err *say_instrument(struct scn_parser *p)
{
    struct instrument *t;
    struct instrument_act *acts = NULL;
    size_t i = 5, n = 0;
    struct rec_pair answers[SCN_WORDS];
    struct instrument_wanted w = {
        .id = scn_word(p, 1), .title = scn_word(p, 4), .answers = answers};
    sv without = SV_NONE, name;
    if (!rec_id_valid(w.id) || (p->n_words > 2 && (!scn_is(p, 2, "from") || p->n_words < 5))) {
        return scn_bad(p,
                       "write: instrument ID, or: instrument ID from TEMPLATE \"Title\" item=FILE");
    }
    p->instrument = w.id;
    if (p->n_words == 2) {
        return NULL;
    }
    name = scn_as(p, 5, &i);
    for (; i < p->n_words; i++) {
        struct rec_pair pair = {p->words[i].name, p->words[i].text};
        if (sv_is(pair.name, "item")) {
            w.item = pair.value;
        } else if (sv_is(pair.name, "without")) {
            without = pair.value;
        } else {
            answers[w.answers_n++] = pair;
        }
    }
    err *e = instrument_builtin(p->a, scn_word(p, 3), &t);
    e = e ? e : instrument_acts(p->a, t, &w, &acts, &n);
    return e ? scn_bad(p, "%.*s", SV_ARG(e->message)) : emit_template(p, acts, n, without, name);
}

/* present ana bo absent cy remote di left ef */
static err *say_attendance(struct scn_parser *p)
{
    struct scn_draft *d = scn_draft(p, &rec_kinds[KIND_ATTENDANCE_NOTED]);
    const char *state = NULL;
    static const char *const states[] = {"present", "absent", "remote", "left"};
    if (p->n_words < 2) {
        return scn_bad(p, "write: present ana bo absent cy remote di left ef");
    }
    size_t end = p->n_words, past;
    sv act, name = end > 2 ? scn_as(p, end - 2, &past) : SV_NONE;
    end -= name.n ? 2 : 0;
    for (size_t i = 0; i < end; i++) {
        const char *found = NULL;
        for (size_t s = 0; s < 4; s++) {
            found = scn_is(p, i, states[s]) ? states[s] : found;
        }
        if (found) {
            state = found;
        } else {
            scn_put(d, state, scn_word(p, i));
        }
    }
    TRY(scn_emit(p, d, SV_NONE, p->source, &act));
    return name.n ? scn_name(p, name, act) : NULL;
}

/* vote m1 yes: ana bo no: cy abstain: di */
static err *say_vote(struct scn_parser *p)
{
    sv choice = SV_NONE;
    if (p->n_words < 4) {
        return scn_bad(p, "write: vote m1 yes: ana bo no: cy");
    }
    for (size_t i = 2; i < p->n_words; i++) {
        sv w = scn_word(p, i);
        if (sv_ends(w, SV(":"))) {
            choice = sv_sub(w, 0, w.n - 1);
            continue;
        }
        if (!choice.n) {
            return scn_bad(p, "write: vote m1 yes: ana bo no: cy");
        }
        struct scn_draft *d = scn_draft(p, &rec_kinds[KIND_VOTE_CAST]);
        TRY(scn_motion(p, scn_word(p, 1), "about.motion", d));
        scn_put(d, "member", w);
        scn_put(d, "choice", choice);
        TRY(scn_emit(p, d, SV_NONE, p->source, NULL));
    }
    return NULL;
}

/* expect item rc-1 postponed on council/2026-07-01 */
static err *say_expect_item(struct scn_parser *p)
{
    bool on = p->n_words == 6 && scn_is(p, 4, "on") && rec_meeting_id_valid(scn_word(p, 5));
    if ((p->n_words != 4 && !on) || !rec_id_valid(scn_word(p, 2))) {
        return scn_bad(p, "write: expect item rc-1 adopted, or: expect item rc-1 postponed on "
                          "council/2026-07-01");
    }
    struct scn_step *s = scn_step(p);
    s->expect = SCN_ITEM;
    s->body = p->body;
    s->item = scn_word(p, 2);
    s->state = scn_word(p, 3);
    s->meeting = on ? scn_word(p, 5) : SV_NONE;
    return NULL;
}

/* expect m1 lost cite tie-vote yes 2 no 2 */
static err *say_expect(struct scn_parser *p)
{
    if (scn_is(p, 1, "item")) {
        return say_expect_item(p);
    }
    sv act = scn_label(p, scn_word(p, 1));
    if (!act.n || p->n_words < 3) {
        return scn_bad(p, "write: expect m1 adopted, with cite RULE, yes N, no N where wanted");
    }
    struct scn_step *s = scn_step(p);
    s->expect = SCN_MOTION;
    s->meeting = p->meeting;
    s->motion = act;
    s->state = scn_word(p, 2);
    for (size_t i = 3; i < p->n_words; i += 2) {
        bool counts = scn_is(p, i, "yes") || scn_is(p, i, "no");
        if (scn_is(p, i, "cite") && i + 1 < p->n_words) {
            s->cite = scn_word(p, i + 1);
        } else if (scn_is(p, i, "mover") && i + 1 < p->n_words) {
            s->mover = scn_word(p, i + 1);
        } else if (scn_is(p, i, "seconder") && i + 1 < p->n_words) {
            s->seconder = scn_word(p, i + 1);
        } else if (!counts || !sv_i64(scn_word(p, i + 1), scn_is(p, i, "yes") ? &s->yes : &s->no)) {
            return scn_bad(p, "write: expect m1 adopted, with cite RULE, yes N, no N, mover ana, "
                              "seconder bo where wanted");
        }
    }
    return NULL;
}

static err *statement(struct scn_parser *p);

/* The act of that name, or the last one. */
static err *named_act(struct scn_parser *p, sv name, sv *ret)
{
    *ret = scn_label(p, name);
    *ret = !ret->n && sv_is(name, "last") ? p->last : *ret;
    return ret->n ? NULL
                  : scn_bad(p,
                            "no act is named %.*s: name it where it is entered, \"ana seconds m1 "
                            "as s1\", or write last",
                            SV_ARG(sv_sub(name, 0, 80)));
}

/* take back s1 as t1 because "words" */
static err *say_take_back(struct scn_parser *p)
{
    size_t i;
    sv name = scn_as(p, 3, &i), of, act;
    bool why = p->n_words == i + 2 && scn_is(p, i, "because");
    if (!scn_is(p, 1, "back") || (p->n_words != i && !why)) {
        return scn_bad(p, "write: take back s1, or: take back last as t1 because \"words\"");
    }
    TRY(named_act(p, scn_word(p, 2), &of));
    struct scn_draft *d = scn_draft(p, &rec_kinds[KIND_ENTRY_CORRECTED]);
    scn_put(d, "data.of", of);
    scn_put(d, "data.void", SV("true"));
    scn_put(d, "texts.why", scn_word(p, i + 1));
    TRY(scn_emit(p, d, SV_NONE, NULL, &act));
    return name.n ? scn_name(p, name, act) : NULL;
}

/* Of those that begin so one takes an act back; the others are forms: take up rc-1, take the desk.
 */
static err *say_take(struct scn_parser *p)
{
    return scn_is(p, 1, "back") ? say_take_back(p) : scn_form(p);
}

/* correct s1: bo seconds m1 · correct n1 at=2026-10-06T22:00:00Z why="words" */
static err *say_correct(struct scn_parser *p)
{
    sv name = scn_word(p, 1), of;
    bool whole = sv_ends(name, SV(":"));
    if (p->n_words < 3 || p->words[1].name.n) {
        return scn_bad(p, "write: correct s1: bo seconds m1, or only: correct s1 at=TIME");
    }
    TRY(named_act(p, whole ? sv_sub(name, 0, name.n - 1) : name, &of));
    if (!whole) {
        struct scn_draft *d = scn_draft(p, &rec_kinds[KIND_ENTRY_CORRECTED]);
        scn_put(d, "data.of", of);
        TRY(scn_pairs(p, 2, d));
        return scn_emit(p, d, SV_NONE, NULL, NULL);
    }
    /* the statement stands in the place of another: it changes nothing that goes on */
    sv body = p->body, meeting = p->meeting, item = p->item;
    size_t n_labels = p->n_labels, n_steps = p->out->n;
    bool because = p->n_words > 4 && scn_is(p, p->n_words - 2, "because");
    p->why = because ? scn_word(p, p->n_words - 1) : SV_NONE;
    p->n_words -= because ? 4 : 2;
    memmove(p->words, p->words + 2, p->n_words * sizeof *p->words);
    p->corrects = of;
    err *e = statement(p);
    p->corrects = p->why = SV_NONE;
    p->body = body;
    p->meeting = meeting;
    p->item = item;
    p->n_labels = n_labels;
    return !e && p->out->n != n_steps + 1
               ? scn_bad(p, "correct one act by one: correct v1: ana votes yes on m1")
               : e;
}

/* out-of-order "…" cite RULE, impossible "…" cite RULE, invalid "…" field NAME, denied "…",
 * departed "…" as no-point-raised */
static err *say_judged(struct scn_parser *p, enum scn_expect expect)
{
    sv inner = scn_word(p, 1), cite = SV_NONE, field = SV_NONE, departure = SV_NONE;
    if (p->expect != SCN_DONE || p->departure.n || p->n_words < 2 || !p->words[1].quoted) {
        return scn_bad(p, "write: out-of-order \"bo moves main\" cite RULE");
    }
    bool rule = expect == SCN_OUT_OF_ORDER || expect == SCN_IMPOSSIBLE;
    for (size_t i = 2; i < p->n_words; i += 2) {
        sv *to = scn_is(p, i, "cite") && rule                     ? &cite
                 : scn_is(p, i, "field") && expect == SCN_INVALID ? &field
                 : scn_is(p, i, "as") && expect == SCN_DONE       ? &departure
                                                                  : NULL;
        if (!to || !scn_word(p, i + 1).n) {
            return scn_bad(p,
                           "after the statement only: cite RULE (out-of-order, impossible), field "
                           "NAME (invalid), as no-point-raised (departed)");
        }
        *to = scn_word(p, i + 1);
    }
    if (expect == SCN_DONE && !departure.n) {
        return scn_bad(p, "write: departed \"put m1 by voice\" as no-point-raised");
    }
    /* what is refused leaves body, meeting, item and names as they were */
    sv body = p->body, meeting = p->meeting, item = p->item;
    size_t n_labels = p->n_labels, n_steps = p->out->n;
    TRY(scn_split(p, inner));
    p->expect = expect;
    p->cite = cite;
    p->field = field;
    p->departure = departure;
    err *e = p->n_words ? statement(p) : scn_bad(p, "the statement is empty");
    if (!e && (p->out->n == n_steps || !p->out->steps[n_steps].act)) {
        e = scn_bad(p, "this statement is no act, so nothing judges it");
    }
    if (expect != SCN_DONE) {
        p->body = body;
        p->meeting = meeting;
        p->item = item;
        p->n_labels = n_labels;
    }
    p->expect = SCN_DONE;
    p->cite = p->field = p->departure = SV_NONE;
    return e;
}

static err *statement(struct scn_parser *p)
{
    static const struct {
        const char *word;
        err *(*say)(struct scn_parser *);
    } sayings[] = {
        {"scenario", say_scenario},  {"as", say_as},
        {"clock", say_clock},        {"body", say_body},
        {"meeting", say_meeting},    {"source", say_source},
        {"from", say_from},          {"act", say_act},
        {"item", say_item},          {"instrument", say_instrument},
        {"present", say_attendance}, {"absent", say_attendance},
        {"remote", say_attendance},  {"left", say_attendance},
        {"vote", say_vote},          {"expect", say_expect},
        {"take", say_take},          {"correct", say_correct},
    };
    static const struct {
        const char *word;
        enum scn_expect expect;
    } judged[] = {{"out-of-order", SCN_OUT_OF_ORDER},
                  {"impossible", SCN_IMPOSSIBLE},
                  {"invalid", SCN_INVALID},
                  {"denied", SCN_DENIED},
                  {"departed", SCN_DONE}};
    for (size_t i = 0; i < sizeof sayings / sizeof *sayings; i++) {
        if (scn_is(p, 0, sayings[i].word)) {
            return sayings[i].say(p);
        }
    }
    for (size_t i = 0; i < sizeof judged / sizeof *judged; i++) {
        if (scn_is(p, 0, judged[i].word)) {
            return say_judged(p, judged[i].expect);
        }
    }
    return scn_form(p);
}

err *scn_parse(struct arena *a, sv file, sv text, struct scn *ret)
{
    struct scn out = {.n = 0};
    struct scn_parser *p = arena_new(a, struct scn_parser);
    *p = (struct scn_parser){.a = a,
                             .file = file,
                             .line = 1,
                             .out = &out,
                             .slug = SV("scenario"),
                             .account = SV("clerk-1"),
                             .role = ROLE_CLERK};
    if (text.n > LIMIT_SCENARIO_BYTES) {
        return err_make(a, E_LIMIT, "%.*s is larger than %d bytes", SV_ARG(file),
                        LIMIT_SCENARIO_BYTES);
    }
    if (!utf8_plain(text)) {
        return err_make(a, E_INVALID, "%.*s is not plain UTF-8 text", SV_ARG(file));
    }
    while (text.n) {
        int lines;
        sv s = words_statement(&text, &lines);
        if (s.p[0] != '#' && sv_trim(s).n && s.p[0] != '\n') {
            TRY(scn_split(p, s));
            if (p->n_words) {
                TRY(statement(p));
            }
        }
        p->line += lines;
    }
    *ret = out;
    return NULL;
}
