/* The scenario language: words of a line, statements, steps. */
#include "acts/scenario.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "acts/pairs.h"
#include "base/limits.h"
#include "base/must.h"
#include "base/utf8.h"

enum {
    WORDS_MAX = 400, /* of one statement */
    OWN_MAX = 8,     /* fields that a statement adds of its own */
    SOURCES_MAX = 200,
    LABELS_MAX = 4000
};

struct word {
    sv text; /* unquoted */
    sv name; /* of name=value, else empty */
    bool quoted;
};

struct label {
    sv name, act;
};

struct source {
    sv key;
    struct jv *value;
};

struct draft {
    const struct rec_kind *kind;
    struct act_pair pairs[WORDS_MAX + OWN_MAX];
    size_t n;
    bool as_admin;
};

struct parser {
    struct arena *a;
    sv file;
    int line;
    struct scn *out;
    size_t room;
    sv account, of, body, meeting, item, slug, title;
    enum act_role role;
    struct jv *source; /* of later acts; NULL: witnessed */
    struct source sources[SOURCES_MAX];
    struct label labels[LABELS_MAX];
    size_t n_sources, n_labels, n_acts;
    struct word words[WORDS_MAX];
    size_t n_words;
    struct draft draft;
    /* of the statement at hand */
    enum scn_expect expect;
    sv cite, field, departure;
};

static const char *const expect_names[] = {"done",    "out-of-order", "impossible",
                                           "invalid", "denied",       "motion"};

sv scn_expect_name(enum scn_expect e)
{
    return sv_of(expect_names[e]);
}

PRINTF(2, 3) static err *bad(struct parser *p, const char *fmt, ...)
{
    struct buf b = buf_make(4096);
    va_list ap;
    va_start(ap, fmt);
    char text[512];
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    buf_fmt(&b, "%.*s:%d: %s", SV_ARG(p->file), p->line, text);
    err *e = err_make(p->a, E_INVALID, "%.*s", SV_ARG(buf_view(&b)));
    buf_free(&b);
    return e;
}

/* ---- words ---- */

static bool space(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

/* A quoted word from its opening quote on. */
static err *quoted(struct parser *p, sv *s, sv *ret)
{
    char *to = arena_alloc(p->a, s->n);
    size_t n = 0;
    *s = sv_sub(*s, 1, s->n);
    while (s->n && s->p[0] != '"') {
        char c = s->p[0];
        *s = sv_sub(*s, 1, s->n);
        if (c == '\\' && s->n) {
            c = s->p[0];
            *s = sv_sub(*s, 1, s->n);
            if (c != '"' && c != '\\' && c != 'n') {
                return bad(p, "\\%c is not known; write \\\" \\\\ or \\n", c);
            }
            c = c == 'n' ? '\n' : c;
        } else if (c == '\n') {
            /* a quoted text may go over lines: their break and indent are one space */
            while (s->n && space(s->p[0])) {
                *s = sv_sub(*s, 1, s->n);
            }
            c = ' ';
        }
        to[n++] = c;
    }
    if (!s->n) {
        return bad(p, "a quotation mark is missing at the end of a text");
    }
    *s = sv_sub(*s, 1, s->n);
    *ret = (sv){to, n};
    return NULL;
}

static err *split(struct parser *p, sv s)
{
    p->n_words = 0;
    for (;;) {
        while (s.n && space(s.p[0])) {
            s = sv_sub(s, 1, s.n);
        }
        if (!s.n) {
            return NULL;
        }
        if (p->n_words == WORDS_MAX) {
            return bad(p, "a statement has at most %d words", WORDS_MAX);
        }
        struct word *w = &p->words[p->n_words++];
        *w = (struct word){.quoted = s.p[0] == '"'};
        if (w->quoted) {
            TRY(quoted(p, &s, &w->text));
            continue;
        }
        size_t n = 0;
        while (n < s.n && !space(s.p[n]) && s.p[n] != '=') {
            n++;
        }
        w->text = sv_sub(s, 0, n);
        if (n < s.n && s.p[n] == '=' && n > 0) {
            w->name = w->text;
            s = sv_sub(s, n + 1, s.n);
            if (s.n && s.p[0] == '"') {
                TRY(quoted(p, &s, &w->text));
                continue;
            }
            n = 0;
            while (n < s.n && !space(s.p[n])) {
                n++;
            }
            w->text = sv_sub(s, 0, n);
        }
        s = sv_sub(s, n, s.n);
    }
}

static bool is_word(const struct parser *p, size_t i, const char *text)
{
    return i < p->n_words && !p->words[i].quoted && !p->words[i].name.n &&
           sv_is(p->words[i].text, text);
}

static sv word(const struct parser *p, size_t i)
{
    return i < p->n_words ? p->words[i].text : SV_NONE;
}

/* ---- steps ---- */

static struct scn_step *step(struct parser *p)
{
    struct scn *s = p->out;
    if (s->n == p->room) {
        size_t room = p->room ? p->room * 2 : 64;
        struct scn_step *more = arena_array(p->a, struct scn_step, room);
        if (s->n) {
            memcpy(more, s->steps, s->n * sizeof *more);
        }
        s->steps = more;
        p->room = room;
    }
    struct scn_step *made = &s->steps[s->n++];
    *made = (struct scn_step){.line = p->line, .yes = -1, .no = -1};
    return made;
}

static sv label_of(const struct parser *p, sv name)
{
    for (size_t i = p->n_labels; i > 0; i--) {
        if (sv_eq(p->labels[i - 1].name, name)) {
            return p->labels[i - 1].act;
        }
    }
    return SV_NONE;
}

static void put(struct draft *d, const char *name, sv value)
{
    must(d->n < WORDS_MAX + OWN_MAX);
    d->pairs[d->n++] = (struct act_pair){sv_of(name), value};
}

/* What of the standing context the kind is about, where the statement itself does not say. */
static void fill_about(const struct parser *p, const struct rec_kind *k, struct jv *act,
                       struct arena *a)
{
    struct jv *about = jv_get(act, "about");
    bool needs_meeting = k->about & REC_ABOUT_MEETING, needs_item = k->about & REC_ABOUT_ITEM;
    if (!about && (needs_meeting || needs_item)) {
        about = jv_put(act, SV("about"), jv_object(a));
    }
    if (needs_meeting && p->meeting.n && !jv_get(about, "meeting")) {
        jv_put(about, SV("meeting"), jv_string(a, p->meeting));
    }
    if (needs_item && p->item.n && !jv_get(about, "item")) {
        jv_put(about, SV("item"), jv_string(a, p->item));
    }
    if (!jv_get(act, "body") && p->body.n) {
        jv_put(act, SV("body"), jv_string(a, p->body));
    }
}

static err *emit(struct parser *p, struct draft *d, sv act_id, struct jv *source, sv *ret_act)
{
    struct jv *act;
    if (p->departure.n) {
        put(d, "departure", p->departure);
    }
    err *e = act_from_pairs(p->a, d->kind, d->pairs, d->n, &act);
    if (e) {
        return bad(p, "%.*s", SV_ARG(e->message));
    }
    p->n_acts++;
    sv id = act_id.n ? act_id : sv_fmt(p->a, "%.*s.%zu", SV_ARG(p->slug), p->n_acts);
    jv_set(act, SV("act"), jv_string(p->a, id));
    fill_about(p, d->kind, act, p->a);
    if (source) {
        jv_put(act, SV("source"), jv_dup(p->a, source));
    }
    struct scn_step *s = step(p);
    s->expect = p->expect;
    s->cite = p->cite;
    s->field = p->field;
    s->account = d->as_admin && !source ? SV("admin") : p->account;
    s->role = d->as_admin && !source ? ROLE_ADMIN : p->role;
    s->body = p->of.n ? p->of : jv_get_sv(act, "body");
    s->act = act;
    if (ret_act) {
        *ret_act = id;
    }
    return NULL;
}

/* The one draft, emptied: a statement makes its acts one after the other. */
static struct draft *draft(struct parser *p, enum rec_kind_id id)
{
    p->draft.kind = &rec_kinds[id];
    p->draft.n = 0;
    p->draft.as_admin = false;
    return &p->draft;
}

static err *simple(struct parser *p, struct draft *d)
{
    return emit(p, d, SV_NONE, p->source, NULL);
}

static err *motion_word(struct parser *p, sv name, struct draft *d)
{
    sv act = label_of(p, name);
    uint64_t n;
    if (act.n) {
        put(d, "about.motion", act);
        return NULL;
    }
    if (sv_u64(name, &n)) {
        put(d, "about.motion", name);
        return NULL;
    }
    return bad(p, "no motion is named %.*s: name it where it is moved, \"ana moves main as m1\"",
               SV_ARG(name));
}

/* The words name=value from i on, as they stand. */
static err *rest_pairs(struct parser *p, size_t i, struct draft *d)
{
    for (; i < p->n_words; i++) {
        if (!p->words[i].name.n) {
            return bad(p, "\"%.*s\" is not understood here; fields are written name=value",
                       SV_ARG(sv_sub(p->words[i].text, 0, 80)));
        }
        d->pairs[d->n++] = (struct act_pair){p->words[i].name, p->words[i].text};
    }
    return NULL;
}

/* ---- statements ---- */

static err *say_scenario(struct parser *p)
{
    char slug[41];
    size_t n = 0;
    sv t = word(p, 1);
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
        return bad(p, "write: scenario \"what it shows\"");
    }
    p->slug = sv_dup(p->a, (sv){slug, n});
    p->out->title = t;
    return NULL;
}

static err *say_as(struct parser *p)
{
    bool of = p->n_words == 5 && is_word(p, 3, "of") && rec_id_valid(word(p, 4));
    if ((p->n_words != 3 && !of) || !rec_id_valid(word(p, 1)) ||
        !act_role_parse(word(p, 2), &p->role)) {
        return bad(p, "write: as ACCOUNT ROLE, such as: as clerk-1 clerk, or as bo member of "
                      "council");
    }
    p->account = word(p, 1);
    p->of = of ? word(p, 4) : SV_NONE;
    return NULL;
}

static err *say_body(struct parser *p)
{
    p->body = word(p, 1);
    if (p->n_words == 2) {
        return NULL;
    }
    struct draft *d = draft(p, KIND_BODY_REGISTERED);
    d->as_admin = true;
    put(d, "name", word(p, 2));
    TRY(rest_pairs(p, 3, d));
    return simple(p, d);
}

static err *say_member(struct parser *p)
{
    struct draft *d = draft(p, KIND_OFFICIAL_SEATED);
    d->as_admin = true;
    put(d, "member", word(p, 1));
    put(d, "name", word(p, 2));
    bool votes = false, office = false;
    for (size_t i = 3; i < p->n_words; i++) {
        votes |= sv_is(p->words[i].name, "votes");
        office |= sv_is(p->words[i].name, "office");
    }
    put(d, "votes", votes ? SV_NONE : SV("true"));
    put(d, "office", office ? SV_NONE : SV("member"));
    TRY(rest_pairs(p, 3, d));
    return simple(p, d);
}

static err *say_meeting(struct parser *p)
{
    p->meeting = word(p, 1);
    if (p->n_words == 2) {
        return NULL;
    }
    struct draft *d = draft(p, KIND_MEETING_CALLED);
    put(d, "type", word(p, 2));
    put(d, "convenes", word(p, 3));
    TRY(rest_pairs(p, 4, d));
    return simple(p, d);
}

static err *say_source(struct parser *p)
{
    if (p->n_sources == SOURCES_MAX || p->n_words < 3) {
        return bad(p, "write: source KEY outlet=\"…\" retrieved=DATE; at most %d sources",
                   SOURCES_MAX);
    }
    struct jv *v = jv_object(p->a);
    for (size_t i = 2; i < p->n_words; i++) {
        sv name = p->words[i].name;
        if (!sv_is(name, "outlet") && !sv_is(name, "title") && !sv_is(name, "where") &&
            !sv_is(name, "retrieved")) {
            return bad(p, "a source has outlet, title, where and retrieved");
        }
        jv_set(v, name, jv_string(p->a, p->words[i].text));
    }
    jv_set(v, SV("key"), jv_string(p->a, word(p, 1)));
    p->sources[p->n_sources++] = (struct source){word(p, 1), v};
    return NULL;
}

static struct jv *source_of(const struct parser *p, sv key)
{
    for (size_t i = 0; i < p->n_sources; i++) {
        if (sv_eq(p->sources[i].key, key)) {
            return p->sources[i].value;
        }
    }
    return NULL;
}

static err *say_from(struct parser *p)
{
    p->source = is_word(p, 1, "witnesses") ? NULL : source_of(p, word(p, 1));
    return p->source || is_word(p, 1, "witnesses")
               ? NULL
               : bad(p, "no source is named %.*s", SV_ARG(word(p, 1)));
}

static err *say_act(struct parser *p)
{
    struct draft *d = draft(p, KIND_NOTE_RECORDED);
    d->kind = rec_kind_find(word(p, 1));
    struct jv *source = p->source;
    sv id = SV_NONE;
    if (!d->kind) {
        return bad(p, "there is no kind of entry %.*s", SV_ARG(sv_sub(word(p, 1), 0, 64)));
    }
    for (size_t i = 2; i < p->n_words; i++) {
        sv name = p->words[i].name, value = p->words[i].text;
        if (sv_is(name, "source")) {
            source = source_of(p, value);
            if (!source) {
                return bad(p, "no source is named %.*s", SV_ARG(value));
            }
        } else if (sv_is(name, "id")) {
            id = value;
        } else if (sv_is(name, "motion") && label_of(p, value).n) {
            put(d, "about.motion", label_of(p, value));
        } else if (name.n) {
            d->pairs[d->n++] = (struct act_pair){name, value};
        } else {
            return bad(p, "\"%.*s\" is not understood here; fields are written name=value",
                       SV_ARG(sv_sub(value, 0, 80)));
        }
    }
    return emit(p, d, id, source, NULL);
}

static err *say_file(struct parser *p)
{
    struct draft *d = draft(p, KIND_ITEM_FILED);
    p->item = word(p, 1);
    put(d, "item", word(p, 1));
    put(d, "type", word(p, 2));
    put(d, "title", word(p, 3));
    TRY(rest_pairs(p, 4, d));
    return simple(p, d);
}

static err *say_item(struct parser *p)
{
    p->item = word(p, 1);
    return p->n_words == 2 ? NULL : bad(p, "write: item FILE");
}

static err *about_item(struct parser *p, enum rec_kind_id kind, size_t at)
{
    struct draft *d = draft(p, kind);
    p->item = word(p, at);
    TRY(rest_pairs(p, at + 1, d));
    return simple(p, d);
}

static err *say_call_to_order(struct parser *p)
{
    struct draft *d = draft(p, KIND_MEETING_OPENED);
    if (!is_word(p, 1, "to") || !is_word(p, 2, "order")) {
        return bad(p, "write: call to order, or: call to order presiding=ana");
    }
    TRY(rest_pairs(p, 3, d));
    return simple(p, d);
}

/* present ana bo absent cy remote di left ef */
static err *say_attendance(struct parser *p)
{
    struct draft *d = draft(p, KIND_ATTENDANCE_NOTED);
    const char *state = NULL;
    static const char *const states[] = {"present", "absent", "remote", "left"};
    if (p->n_words < 2) {
        return bad(p, "write: present ana bo absent cy remote di left ef");
    }
    for (size_t i = 0; i < p->n_words; i++) {
        const char *found = NULL;
        for (size_t s = 0; s < 4; s++) {
            found = is_word(p, i, states[s]) ? states[s] : found;
        }
        if (found) {
            state = found;
        } else {
            put(d, state, word(p, i));
        }
    }
    return simple(p, d);
}

static err *bare(struct parser *p, enum rec_kind_id kind)
{
    struct draft *d = draft(p, kind);
    TRY(rest_pairs(p, 1, d));
    return simple(p, d);
}

static err *say_state(struct parser *p)
{
    struct draft *d = draft(p, KIND_MOTION_STATED);
    TRY(motion_word(p, word(p, 1), d));
    TRY(rest_pairs(p, 2, d));
    return simple(p, d);
}

/* put m1 by roll-call */
static err *say_put(struct parser *p)
{
    struct draft *d = draft(p, KIND_VOTE_OPENED);
    TRY(motion_word(p, word(p, 1), d));
    if (!is_word(p, 2, "by") || p->n_words != 4) {
        return bad(p, "write: put m1 by roll-call, or by voice, or by consent");
    }
    put(d, "method", word(p, 3));
    return simple(p, d);
}

/* vote m1 yes: ana bo no: cy abstain: di */
static err *say_vote(struct parser *p)
{
    sv choice = SV_NONE;
    if (p->n_words < 4) {
        return bad(p, "write: vote m1 yes: ana bo no: cy");
    }
    for (size_t i = 2; i < p->n_words; i++) {
        sv w = word(p, i);
        if (sv_ends(w, SV(":"))) {
            choice = sv_sub(w, 0, w.n - 1);
            continue;
        }
        if (!choice.n) {
            return bad(p, "write: vote m1 yes: ana bo no: cy");
        }
        struct draft *d = draft(p, KIND_VOTE_CAST);
        TRY(motion_word(p, word(p, 1), d));
        put(d, "member", w);
        put(d, "choice", choice);
        TRY(simple(p, d));
    }
    return NULL;
}

static err *say_announce(struct parser *p)
{
    struct draft *d = draft(p, KIND_VOTE_ANNOUNCED);
    TRY(motion_word(p, word(p, 1), d));
    if (p->n_words > 2) {
        put(d, "outcome", word(p, 2));
    }
    return p->n_words > 3 ? bad(p, "write: announce m1, or: announce m1 adopted") : simple(p, d);
}

static err *say_note(struct parser *p)
{
    struct draft *d = draft(p, KIND_NOTE_RECORDED);
    put(d, "text", word(p, 1));
    return simple(p, d);
}

/* expect m1 lost cite tie-vote yes 2 no 2 */
static err *say_expect(struct parser *p)
{
    sv act = label_of(p, word(p, 1));
    if (!act.n || p->n_words < 3) {
        return bad(p, "write: expect m1 adopted, with cite RULE, yes N, no N where wanted");
    }
    struct scn_step *s = step(p);
    *s = (struct scn_step){.line = p->line,
                           .expect = SCN_MOTION,
                           .meeting = p->meeting,
                           .motion = act,
                           .state = word(p, 2),
                           .yes = -1,
                           .no = -1};
    for (size_t i = 3; i < p->n_words; i += 2) {
        bool counts = is_word(p, i, "yes") || is_word(p, i, "no");
        if (is_word(p, i, "cite") && i + 1 < p->n_words) {
            s->cite = word(p, i + 1);
        } else if (!counts || !sv_i64(word(p, i + 1), is_word(p, i, "yes") ? &s->yes : &s->no)) {
            return bad(p, "write: expect m1 adopted, with cite RULE, yes N, no N where wanted");
        }
    }
    return NULL;
}

/* ana moves main [as m1], ana seconds m1, ana votes yes on m1, ana changes to no on m1, ana
 * recuses [silently], ana withdraws m1, ana says for "…" */
static err *say_member_does(struct parser *p)
{
    sv who = word(p, 0), act;
    struct draft *d;
    if (is_word(p, 1, "moves")) {
        d = draft(p, KIND_MOTION_MOVED);
        put(d, "mover", who);
        put(d, "type", word(p, 2));
        bool named = is_word(p, 3, "as");
        if (named && (!word(p, 4).n || p->words[4].name.n)) {
            return bad(p, "write: ana moves main as m1");
        }
        if (named && p->n_labels == LABELS_MAX) {
            return bad(p, "a scenario names at most %d motions", LABELS_MAX);
        }
        TRY(rest_pairs(p, named ? 5 : 3, d));
        TRY(emit(p, d, SV_NONE, p->source, &act));
        if (named) {
            p->labels[p->n_labels++] = (struct label){word(p, 4), act};
        }
        return NULL;
    }
    if (is_word(p, 1, "seconds") || is_word(p, 1, "withdraws")) {
        d = draft(p, is_word(p, 1, "seconds") ? KIND_MOTION_SECONDED : KIND_MOTION_WITHDRAWN);
        put(d, "member", who);
        TRY(motion_word(p, word(p, 2), d));
        TRY(rest_pairs(p, 3, d));
        return simple(p, d);
    }
    if (is_word(p, 1, "votes") || is_word(p, 1, "changes")) {
        bool cast = is_word(p, 1, "votes");
        size_t at = cast ? 2 : 3;
        d = draft(p, cast ? KIND_VOTE_CAST : KIND_VOTE_CHANGED);
        if (!is_word(p, at + 1, "on") || (!cast && !is_word(p, 2, "to"))) {
            return bad(p, "write: ana votes yes on m1, or: ana changes to no on m1");
        }
        put(d, "member", who);
        put(d, "choice", word(p, at));
        TRY(motion_word(p, word(p, at + 2), d));
        return simple(p, d);
    }
    if (is_word(p, 1, "recuses")) {
        d = draft(p, KIND_RECUSAL_STATED);
        bool silently = is_word(p, 2, "silently");
        put(d, "member", who);
        put(d, "stated_aloud", silently ? SV("false") : SV("true"));
        TRY(rest_pairs(p, silently ? 3 : 2, d));
        return simple(p, d);
    }
    if (is_word(p, 1, "says")) {
        d = draft(p, KIND_REASON_GIVEN);
        put(d, "member", who);
        put(d, "side", word(p, 2));
        put(d, "text", word(p, 3));
        if (p->meeting.n) {
            put(d, "about.meeting", p->meeting);
        }
        return simple(p, d);
    }
    return bad(p, "\"%.*s\" is not understood", SV_ARG(sv_sub(word(p, 0), 0, 80)));
}

static err *statement(struct parser *p);

/* out-of-order "…" cite RULE, impossible "…" cite RULE, invalid "…" field NAME, denied "…",
 * departed "…" as no-point-raised */
static err *say_judged(struct parser *p, enum scn_expect expect)
{
    sv inner = word(p, 1), cite = SV_NONE, field = SV_NONE, departure = SV_NONE;
    if (p->expect != SCN_DONE || p->departure.n || p->n_words < 2 || !p->words[1].quoted) {
        return bad(p, "write: out-of-order \"bo moves main\" cite RULE");
    }
    bool rule = expect == SCN_OUT_OF_ORDER || expect == SCN_IMPOSSIBLE;
    for (size_t i = 2; i < p->n_words; i += 2) {
        sv *to = is_word(p, i, "cite") && rule                     ? &cite
                 : is_word(p, i, "field") && expect == SCN_INVALID ? &field
                 : is_word(p, i, "as") && expect == SCN_DONE       ? &departure
                                                                   : NULL;
        if (!to || !word(p, i + 1).n) {
            return bad(p, "after the statement only: cite RULE (out-of-order, impossible), field "
                          "NAME (invalid), as no-point-raised (departed)");
        }
        *to = word(p, i + 1);
    }
    if (expect == SCN_DONE && !departure.n) {
        return bad(p, "write: departed \"put m1 by voice\" as no-point-raised");
    }
    /* what is refused leaves body, meeting, item and names as they were */
    sv body = p->body, meeting = p->meeting, item = p->item;
    size_t n_labels = p->n_labels, n_steps = p->out->n;
    TRY(split(p, inner));
    p->expect = expect;
    p->cite = cite;
    p->field = field;
    p->departure = departure;
    err *e = p->n_words ? statement(p) : bad(p, "the statement is empty");
    if (!e && (p->out->n == n_steps || !p->out->steps[n_steps].act)) {
        e = bad(p, "this statement is no act, so nothing judges it");
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

static err *statement(struct parser *p)
{
    static const struct {
        const char *word;
        err *(*say)(struct parser *);
    } sayings[] = {
        {"scenario", say_scenario},
        {"as", say_as},
        {"body", say_body},
        {"member", say_member},
        {"meeting", say_meeting},
        {"source", say_source},
        {"from", say_from},
        {"act", say_act},
        {"file", say_file},
        {"item", say_item},
        {"call", say_call_to_order},
        {"present", say_attendance},
        {"absent", say_attendance},
        {"remote", say_attendance},
        {"left", say_attendance},
        {"state", say_state},
        {"put", say_put},
        {"vote", say_vote},
        {"announce", say_announce},
        {"note", say_note},
        {"expect", say_expect},
    };
    static const struct {
        const char *word;
        enum scn_expect expect;
    } judged[] = {{"out-of-order", SCN_OUT_OF_ORDER},
                  {"impossible", SCN_IMPOSSIBLE},
                  {"invalid", SCN_INVALID},
                  {"denied", SCN_DENIED},
                  {"departed", SCN_DONE}};
    static const struct {
        const char *word;
        enum rec_kind_id kind;
    } bares[] = {{"recess", KIND_MEETING_RECESSED},
                 {"resume", KIND_MEETING_RESUMED},
                 {"adjourn", KIND_MEETING_ADJOURNED},
                 {"cancel", KIND_MEETING_CANCELLED}};
    for (size_t i = 0; i < sizeof sayings / sizeof *sayings; i++) {
        if (is_word(p, 0, sayings[i].word)) {
            return sayings[i].say(p);
        }
    }
    for (size_t i = 0; i < sizeof judged / sizeof *judged; i++) {
        if (is_word(p, 0, judged[i].word)) {
            return say_judged(p, judged[i].expect);
        }
    }
    for (size_t i = 0; i < sizeof bares / sizeof *bares; i++) {
        if (is_word(p, 0, bares[i].word)) {
            return bare(p, bares[i].kind);
        }
    }
    if (is_word(p, 0, "take") && is_word(p, 1, "up")) {
        return about_item(p, KIND_ITEM_OPENED, 2);
    }
    if (is_word(p, 0, "leave")) {
        return about_item(p, KIND_ITEM_CLOSED, 1);
    }
    if (is_word(p, 0, "schedule")) {
        return about_item(p, KIND_ITEM_SCHEDULED, 1);
    }
    return say_member_does(p);
}

/* Take one statement with its indented lines off *text. */
static sv take_statement(sv *text, int *lines)
{
    size_t n = 0;
    *lines = 0;
    while (n < text->n) {
        size_t end = n + sv_find(sv_sub(*text, n, text->n), '\n');
        n = end < text->n ? end + 1 : end;
        ++*lines;
        if (n >= text->n || !(text->p[n] == ' ' || text->p[n] == '\t')) {
            break;
        }
    }
    sv s = sv_sub(*text, 0, n);
    *text = sv_sub(*text, n, text->n);
    return s;
}

err *scn_parse(struct arena *a, sv file, sv text, struct scn *ret)
{
    struct scn out = {.n = 0};
    struct parser *p = arena_new(a, struct parser);
    *p = (struct parser){.a = a,
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
        sv s = take_statement(&text, &lines);
        if (s.p[0] != '#' && sv_trim(s).n && s.p[0] != '\n') {
            TRY(split(p, s));
            if (p->n_words) {
                TRY(statement(p));
            }
        }
        p->line += lines;
    }
    *ret = out;
    return NULL;
}
