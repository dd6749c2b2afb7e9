/* Reading a rule pack: lines of words, indented lines belong to the rule or row above them. */
#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "rules/pack.h"

enum {
    DEPTH_MAX = 4,
    NEED_DEN_MAX = 100,
    NOTES_MAX = 64,
    CITES_MAX = 200,
    DAYS_MAX = 3660,
    COUNT_MAX = 99
};

struct parser {
    struct arena *a;
    sv file;
    uint32_t line;
    const struct pack_resolver *resolver;
    struct pack *pack;
    const sv *chain; /* names of the packs that led here, nearest last */
    int depth;
    bool seen_rule[RULE_COUNT];
    bool seen_motion[MOTION_COUNT];
    bool seen_title, begun;
    int notes;
    struct rule *rule; /* what indented lines belong to: one of these, or none */
    struct motion_row *row;
    bool sure_given;
};

static const struct param {
    sv key, words;
} params[] = {
#define X(name, key, words) {SV_INIT(key), SV_INIT(words)},
    PARAM_LIST(X)
#undef X
};

static const uint32_t rule_params[] = {
#define X(name, id, needed, params, optional) (params),
    RULE_LIST(X)
#undef X
};

static const uint32_t rule_optional[] = {
#define X(name, id, needed, params, optional) ((optional) | PARAM_BIT(SUSPEND)),
    RULE_LIST(X)
#undef X
};

static const bool rule_needed[] = {
#define X(name, id, needed, params, optional) (needed),
    RULE_LIST(X)
#undef X
};

/* Which motions have a rank, and which are decided by a vote and nothing else. */
static const struct motion_class {
    bool ranked, voted;
} classes[MOTION_COUNT] = {
    [MOTION_MAIN] = {true, true},
    [MOTION_FIX_TIME] = {true, true},
    [MOTION_ADJOURN] = {true, true},
    [MOTION_RECESS] = {true, true},
    [MOTION_PRIVILEGE] = {true, false},
    [MOTION_ORDERS] = {true, false},
    [MOTION_TABLE] = {true, true},
    [MOTION_PREVIOUS] = {true, true},
    [MOTION_LIMIT] = {true, true},
    [MOTION_POSTPONE] = {true, true},
    [MOTION_REFER] = {true, true},
    [MOTION_AMEND] = {true, true},
    [MOTION_INDEFINITE] = {true, true},
    [MOTION_APPEAL] = {false, true},
    [MOTION_SUSPEND] = {false, true},
    [MOTION_OBJECT] = {false, true},
    [MOTION_RECONSIDER] = {false, true},
    [MOTION_RESCIND] = {false, true},
    [MOTION_TAKE] = {false, true},
    [MOTION_DISCHARGE] = {false, true},
    [MOTION_CONSENT_AGENDA] = {false, true},
    [MOTION_OVERRIDE] = {false, true},
};

#define WRONG(p, ...) err_field((p)->a, place((p)->a, (p)->file, (p)->line), __VA_ARGS__)

static sv place(struct arena *a, sv file, uint32_t line)
{
    return sv_fmt(a, "%.*s:%u", SV_ARG(file), line);
}

static bool is_vote(enum rule_id r)
{
    return (rule_params[r] & PARAM_BIT(BASE)) != 0;
}

/* The next word of *rest, which is cut off; empty at the end. */
static sv word(sv *rest)
{
    *rest = sv_trim(*rest);
    size_t n = 0;
    while (n < rest->n && rest->p[n] != ' ' && rest->p[n] != '\t') {
        n++;
    }
    sv w = {rest->p, n};
    *rest = sv_trim(sv_sub(*rest, n, rest->n));
    return w;
}

/* The place of w in a list of words, or -1. */
static int32_t place_in(sv words, sv w)
{
    for (int32_t i = 0; words.n > 0; i++) {
        if (sv_eq(word(&words), w)) {
            return i;
        }
    }
    return -1;
}

static err *choose(struct parser *p, const char *what, const char *words, sv w, uint8_t *ret)
{
    int32_t i = place_in(sv_of(words), w);
    if (i < 0) {
        return WRONG(p, "\"%.*s\" is not what %s may be: write one of %s.", SV_ARG(w), what, words);
    }
    *ret = (uint8_t)i;
    return NULL;
}

static err *text_of(struct parser *p, const char *what, sv rest, sv *field)
{
    if (rest.n == 0) {
        return WRONG(p, "%s is empty: write its text on the same line.", what);
    }
    if (field->n > 0) {
        return WRONG(p, "%s stands twice: keep one.", what);
    }
    *field = rest;
    return NULL;
}

static err *need_of(struct parser *p, sv w, struct need *ret)
{
    if (sv_is(w, "majority")) {
        *ret = (struct need){.kind = NEED_MAJORITY};
        return NULL;
    }
    if (sv_is(w, "majority-plus-one")) {
        *ret = (struct need){.kind = NEED_MAJORITY_PLUS_ONE};
        return NULL;
    }
    uint64_t num, den;
    sv den_text;
    sv num_text = sv_cut(w, '/', &den_text);
    bool share = sv_find(w, '/') < w.n;
    if (!share && sv_u64(w, &num) && num >= 1 && num <= LIMIT_SEATS) {
        *ret = (struct need){.kind = NEED_COUNT, .num = (uint32_t)num};
        return NULL;
    }
    if (share && sv_u64(num_text, &num) && sv_u64(den_text, &den) && num >= 1 && num <= den &&
        den <= NEED_DEN_MAX) {
        *ret = (struct need){NEED_SHARE, (uint32_t)num, (uint32_t)den};
        return NULL;
    }
    return WRONG(p,
                 "\"%.*s\" is not a need: write majority, majority-plus-one, a share such as 2/3, "
                 "or a number of members from 1 to %d.",
                 SV_ARG(w), LIMIT_SEATS);
}

/* "16:30" as minutes since midnight; up to 24:00. */
static bool clock_of(sv w, int32_t *ret)
{
    if (w.n != 5 || w.p[2] != ':') {
        return false;
    }
    int32_t digit[5];
    for (size_t i = 0; i < 5; i++) {
        if (i != 2 && (w.p[i] < '0' || w.p[i] > '9')) {
            return false;
        }
        digit[i] = w.p[i] - '0';
    }
    int32_t hour = digit[0] * 10 + digit[1], minute = digit[3] * 10 + digit[4];
    if (minute > 59 || hour * 60 + minute > 24 * 60) {
        return false;
    }
    *ret = hour * 60 + minute;
    return true;
}

/* The keys of a set of parameters, each after a space. */
static sv keys(struct arena *a, uint32_t set)
{
    sv list = SV_NONE;
    for (size_t k = 0; k < PARAM_COUNT; k++) {
        if (set & (1u << k)) {
            list = sv_fmt(a, "%.*s %.*s", SV_ARG(list), SV_ARG(params[k].key));
        }
    }
    return list;
}

static err *param_of(struct parser *p, sv key, sv value)
{
    struct rule *r = p->rule;
    enum rule_id id = rule_of(r->id);
    size_t k = 0;
    while (k < PARAM_COUNT && !sv_eq(params[k].key, key)) {
        k++;
    }
    if (k == PARAM_COUNT || !((rule_params[id] | rule_optional[id]) & (1u << k))) {
        return WRONG(
            p, "The rule %.*s has no \"%.*s\": write says, cites, source, sure or one of:%.*s.",
            SV_ARG(r->id), SV_ARG(key), SV_ARG(keys(p->a, rule_params[id] | rule_optional[id])));
    }
    if (r->param[k] >= 0) {
        return WRONG(p, "\"%.*s\" stands twice in the rule %.*s: keep one.", SV_ARG(key),
                     SV_ARG(r->id));
    }
    sv w = word(&value);
    if (value.n > 0) {
        return WRONG(p, "\"%.*s\" takes one word; \"%.*s\" is too much.", SV_ARG(key),
                     SV_ARG(value));
    }
    if (sv_is(params[k].words, "<need>")) {
        TRY(need_of(p, w, &r->need));
        r->param[k] = 0;
    } else if (sv_is(params[k].words, "<number>")) {
        uint64_t n, most = k == PARAM_DAYS ? DAYS_MAX : COUNT_MAX;
        if (!sv_u64(w, &n) || n < 1 || n > most) {
            return WRONG(p, "\"%.*s\" is not a number of %.*s from 1 to %u: write digits alone.",
                         SV_ARG(w), SV_ARG(k == PARAM_DAYS ? SV("days") : SV("things")),
                         (unsigned)most);
        }
        r->param[k] = (int32_t)n;
    } else if (sv_is(params[k].words, "<clock>")) {
        if (!clock_of(w, &r->param[k])) {
            return WRONG(p, "\"%.*s\" is not a time of day: write 16:30, or 24:00 for its end.",
                         SV_ARG(w));
        }
    } else if (sv_is(params[k].words, "<rule>")) {
        enum rule_id vote = rule_of(w);
        if (vote == RULE_NONE || !is_vote(vote)) {
            return WRONG(p, "\"%.*s\" is not the rule of a vote: write one, such as vote-majority.",
                         SV_ARG(w));
        }
        r->param[k] = (int32_t)vote;
    } else {
        r->param[k] = place_in(params[k].words, w);
        if (r->param[k] < 0) {
            return WRONG(p, "\"%.*s\" is not what \"%.*s\" may be: write one of %.*s.", SV_ARG(w),
                         SV_ARG(key), SV_ARG(params[k].words));
        }
    }
    return NULL;
}

/* One indented line. */
static err *attribute(struct parser *p, sv line)
{
    struct rule_text *t = p->rule ? &p->rule->text : p->row ? &p->row->text : NULL;
    sv rest = line;
    sv key = word(&rest);
    if (!t) {
        return WRONG(p, "An indented line belongs to a rule or a motion, and none stands above it: "
                        "begin with rule or motion.");
    }
    if (sv_is(key, "says")) {
        return text_of(p, "says", rest, &t->says);
    }
    if (sv_is(key, "cites")) {
        if (rest.n > CITES_MAX) {
            return WRONG(p, "cites is longer than the %d bytes that an entry keeps of it.",
                         CITES_MAX);
        }
        return text_of(p, "cites", rest, &t->cites);
    }
    if (sv_is(key, "source")) {
        return text_of(p, "source", rest, &t->source);
    }
    if (sv_is(key, "sure")) {
        uint8_t sure;
        TRY(choose(p, "sure", "read secondary general", rest, &sure));
        if (p->sure_given) {
            return WRONG(p, "sure stands twice: keep one.");
        }
        p->sure_given = true;
        t->sure = (enum rule_sure)sure;
        return NULL;
    }
    if (p->row) {
        return WRONG(p, "A motion has no \"%.*s\": write says, cites, source or sure.",
                     SV_ARG(key));
    }
    return param_of(p, key, rest);
}

static err *lacks(struct parser *p, const char *what, sv id, const struct rule_text *t, sv missing)
{
    if (!t->says.n) {
        missing = sv_fmt(p->a, "%.*s says", SV_ARG(missing));
    }
    if (!t->cites.n) {
        missing = sv_fmt(p->a, "%.*s cites", SV_ARG(missing));
    }
    if (!t->source.n) {
        missing = sv_fmt(p->a, "%.*s source", SV_ARG(missing));
    }
    if (!p->sure_given) {
        missing = sv_fmt(p->a, "%.*s sure", SV_ARG(missing));
    }
    if (missing.n == 0) {
        return NULL;
    }
    return err_field(p->a, place(p->a, p->file, t->line), "The %s %.*s lacks:%.*s.", what,
                     SV_ARG(id), SV_ARG(missing));
}

/* The rule or row above is complete, or what it lacks is named. */
static err *finish(struct parser *p)
{
    if (p->rule) {
        struct rule *r = p->rule;
        sv missing = SV_NONE;
        for (size_t k = 0; k < PARAM_COUNT; k++) {
            if ((rule_params[rule_of(r->id)] & (1u << k)) && r->param[k] < 0) {
                missing = sv_fmt(p->a, "%.*s %.*s", SV_ARG(missing), SV_ARG(params[k].key));
            }
        }
        TRY(lacks(p, "rule", r->id, &r->text, missing));
    } else if (p->row) {
        TRY(lacks(p, "motion", p->row->id, &p->row->text, SV_NONE));
    }
    p->rule = NULL;
    p->row = NULL;
    p->sure_given = false;
    return NULL;
}

static err *rule_begin(struct parser *p, sv rest)
{
    sv id = word(&rest);
    enum rule_id r = rule_of(id);
    if (r == RULE_NONE) {
        return WRONG(p,
                     "\"%.*s\" is not a rule that the program knows: write one of those that the "
                     "packs of dais rules have.",
                     SV_ARG(id));
    }
    if (rest.n > 0) {
        return WRONG(p, "A rule has an id and nothing else on its line; \"%.*s\" is too much.",
                     SV_ARG(rest));
    }
    if (p->seen_rule[r]) {
        return WRONG(p, "The rule %.*s stands twice in this pack: keep one.", SV_ARG(id));
    }
    p->seen_rule[r] = true;
    p->rule = &p->pack->rule[r];
    *p->rule = (struct rule){
        .defined = true, .id = rule_name(r), .text = {.pack = p->pack->name, .line = p->line}};
    for (size_t k = 0; k < PARAM_COUNT; k++) {
        p->rule->param[k] = -1;
    }
    return NULL;
}

static err *vote_of(struct parser *p, sv w, int16_t *ret)
{
    if (sv_is(w, "chair")) {
        *ret = VOTE_BY_CHAIR;
        return NULL;
    }
    if (sv_is(w, "demand")) {
        *ret = VOTE_BY_DEMAND;
        return NULL;
    }
    enum rule_id r = rule_of(w);
    if (r == RULE_NONE || !is_vote(r)) {
        return WRONG(p,
                     "\"%.*s\" is not how a motion is decided: write the rule of a vote, chair or "
                     "demand.",
                     SV_ARG(w));
    }
    *ret = (int16_t)r;
    return NULL;
}

/* motion ID RANK INTERRUPTS SECOND DEBATABLE AMENDABLE VOTE RECONSIDER */
static err *motion_begin(struct parser *p, sv rest)
{
    sv id = word(&rest);
    enum motion_type m = motion_type_of(id);
    if (m == MOTION_UNKNOWN) {
        return WRONG(p,
                     "\"%.*s\" is not a motion that the program knows: write one of those that the "
                     "packs of dais rules have.",
                     SV_ARG(id));
    }
    if (p->seen_motion[m]) {
        return WRONG(p, "The motion %.*s stands twice in this pack: keep one.", SV_ARG(id));
    }
    struct motion_row row = {.defined = true,
                             .id = motion_type_name(m),
                             .words = motion_type_words(m),
                             .text = {.pack = p->pack->name, .line = p->line}};
    sv rank = word(&rest);
    uint64_t n = 0;
    if (!sv_is(rank, "-") && (!sv_u64(rank, &n) || n < 1 || n > 99)) {
        return WRONG(
            p, "\"%.*s\" is not a rank: write a number from 1 (highest) to 99, or - for none.",
            SV_ARG(rank));
    }
    row.rank = (uint8_t)n;
    uint8_t interrupts, second;
    TRY(choose(p, "interrupts", "no yes", word(&rest), &interrupts));
    TRY(choose(p, "second", "no yes", word(&rest), &second));
    row.interrupts = interrupts != 0;
    row.row_second = second != 0;
    TRY(choose(p, "debatable", "no yes target opens-main", word(&rest), &row.debatable));
    TRY(choose(p, "amendable", "no yes once", word(&rest), &row.amendable));
    TRY(vote_of(p, word(&rest), &row.vote));
    TRY(choose(p, "reconsider", "no yes affirmative negative unexecuted", word(&rest),
               &row.reconsider));
    if (rest.n > 0) {
        return WRONG(p, "The row of %.*s is over, and \"%.*s\" is too much.", SV_ARG(id),
                     SV_ARG(rest));
    }
    p->seen_motion[m] = true;
    p->row = &p->pack->motion[m];
    *p->row = row;
    return NULL;
}

static err *parse_onto(struct arena *a, sv file, sv text, const struct pack_resolver *resolver,
                       const sv *chain, int depth, struct pack *pack);

static bool id_good(sv id)
{
    for (size_t i = 0; i < id.n; i++) {
        char c = id.p[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c == '-' && i > 0))) {
            return false;
        }
    }
    return id.n > 0 && id.n <= LIMIT_ID_BYTES;
}

static err *based_on(struct parser *p, sv rest)
{
    if (p->begun || p->pack->based_on.n > 0) {
        return WRONG(p, "based-on stands once, before the first rule, motion and note.");
    }
    if (!id_good(rest)) {
        return WRONG(p, "\"%.*s\" is not the name of a pack: write small letters, digits, hyphens.",
                     SV_ARG(rest));
    }
    sv chain[DEPTH_MAX + 1];
    for (int i = 0; i < p->depth; i++) {
        chain[i] = p->chain[i];
    }
    chain[p->depth] = p->pack->name;
    for (int i = 0; i <= p->depth; i++) {
        if (sv_eq(chain[i], rest)) {
            return WRONG(p, "The pack %.*s would be based on itself: name another.", SV_ARG(rest));
        }
    }
    if (p->depth + 1 >= DEPTH_MAX) {
        return err_make(p->a, E_LIMIT, "%.*s:%u: packs are based on one another at most %d deep.",
                        SV_ARG(p->file), p->line, DEPTH_MAX);
    }
    sv text;
    if (!p->resolver || !p->resolver->text(p->resolver->cx, rest, &text)) {
        return WRONG(p, "There is no pack %.*s to be based on: name one that dais rules lists.",
                     SV_ARG(rest));
    }
    sv name = p->pack->name, title = p->pack->title;
    *p->pack = (struct pack){.name = SV_NONE};
    TRY(parse_onto(p->a, sv_fmt(p->a, "%.*s.pack", SV_ARG(rest)), text, p->resolver, chain,
                   p->depth + 1, p->pack));
    p->pack->name = name;
    p->pack->title = title;
    p->pack->based_on = rest;
    p->pack->note = SV_NONE;
    return NULL;
}

/* One line that is not indented. */
static err *heading(struct parser *p, sv line)
{
    sv rest = line;
    sv key = word(&rest);
    TRY(finish(p));
    if (p->pack->name.n == 0) {
        if (!sv_is(key, "pack") || !id_good(rest)) {
            return WRONG(p, "A pack begins with \"pack NAME\" (small letters, digits, hyphens).");
        }
        p->pack->name = rest;
        return NULL;
    }
    if (sv_is(key, "title")) {
        TRY(p->seen_title ? WRONG(p, "title stands twice: keep one.") : NULL);
        p->seen_title = true;
        p->pack->title = SV_NONE;
        return text_of(p, "title", rest, &p->pack->title);
    }
    if (sv_is(key, "based-on")) {
        return based_on(p, rest);
    }
    p->begun = true;
    if (sv_is(key, "note")) {
        sv *note = &p->pack->note;
        if (rest.n == 0 || ++p->notes > NOTES_MAX) {
            return WRONG(p, "A pack has at most %d notes, each with its text on the same line.",
                         NOTES_MAX);
        }
        *note = note->n ? sv_fmt(p->a, "%.*s\n%.*s", SV_ARG(*note), SV_ARG(rest)) : rest;
        return NULL;
    }
    if (sv_is(key, "rule")) {
        return rule_begin(p, rest);
    }
    if (sv_is(key, "motion")) {
        return motion_begin(p, rest);
    }
    return WRONG(p,
                 "\"%.*s\" is not how a line begins: write title, based-on, note, rule or motion.",
                 SV_ARG(key));
}

/* One of two texts is wrong beside the other: the line is that of the one which this pack states,
 * for what its base says was whole without it. */
static const struct rule_text *ours(const struct parser *p, const struct rule_text *a,
                                    const struct rule_text *b)
{
    return sv_eq(a->pack, p->pack->name) ? a : b;
}

#define WRONG_AT(p, text, ...)                                                                     \
    err_field((p)->a, place((p)->a, (p)->file, (text)->line), __VA_ARGS__)

static bool against(const struct pack *pack, enum rule_id r)
{
    return pack->rule[r].param[PARAM_SIDE] == SIDE_AGAINST;
}

/* The rules that a rule names are in the pack, count the same side, and do not lead back. */
static err *names_rules(struct parser *p, enum rule_id id)
{
    static const enum rule_param naming[] = {PARAM_OVERRIDE, PARAM_OR, PARAM_NOTICED};
    const struct pack *pack = p->pack;
    const struct rule *r = &pack->rule[id];
    for (size_t i = 0; i < sizeof naming / sizeof *naming; i++) {
        enum rule_param k = naming[i];
        if (r->param[k] < 0) {
            continue;
        }
        enum rule_id named = (enum rule_id)r->param[k];
        if (!pack->rule[named].defined) {
            return WRONG_AT(p, &r->text,
                            "The rule %.*s names under %.*s the rule %.*s, which the "
                            "pack lacks: state it, or name another.",
                            SV_ARG(r->id), SV_ARG(params[k].key), SV_ARG(rule_name(named)));
        }
        if (named == id || against(pack, named) != against(pack, id)) {
            return WRONG_AT(p, ours(p, &r->text, &pack->rule[named].text),
                            "The rule %.*s names under %.*s %s: name another.", SV_ARG(r->id),
                            SV_ARG(params[k].key),
                            named == id ? "itself" : "a rule that counts the other side");
        }
    }
    enum rule_id at = id;
    for (size_t steps = 0; steps < RULE_COUNT && pack->rule[at].param[PARAM_OR] >= 0; steps++) {
        enum rule_id before = at;
        at = (enum rule_id)pack->rule[at].param[PARAM_OR];
        if (at == id) {
            return WRONG_AT(p, ours(p, &r->text, &pack->rule[before].text),
                            "What the rule %.*s names under or leads back to it from %.*s: take "
                            "one of them out.",
                            SV_ARG(r->id), SV_ARG(rule_name(before)));
        }
        if (!pack->rule[at].defined) {
            break;
        }
    }
    return NULL;
}

/* A row is one that its kind of motion can have, and its rule is in the pack. */
static err *row_fits(struct parser *p, enum motion_type m)
{
    const struct motion_row *row = &p->pack->motion[m];
    sv id = row->id;
    if (classes[m].ranked != (row->rank > 0)) {
        return WRONG_AT(p, &row->text, "The motion %.*s %s.", SV_ARG(id),
                        classes[m].ranked ? "has a rank: write a number from 1 (highest) to 99"
                                          : "has no rank: write -");
    }
    if (row->vote < 0) {
        return !classes[m].voted
                   ? NULL
                   : WRONG_AT(p, &row->text,
                              "The motion %.*s is decided by a vote: write the rule of one.",
                              SV_ARG(id));
    }
    enum rule_id vote = (enum rule_id)row->vote;
    if (!p->pack->rule[vote].defined) {
        return WRONG_AT(p, &row->text,
                        "The motion %.*s is decided by the rule %.*s, which the pack lacks: state "
                        "it, or name another.",
                        SV_ARG(id), SV_ARG(rule_name(vote)));
    }
    bool noes = m == MOTION_APPEAL || m == MOTION_OBJECT;
    if (against(p->pack, vote) != noes) {
        return WRONG_AT(p, ours(p, &row->text, &p->pack->rule[vote].text),
                        "The motion %.*s is decided by the votes %s: name a rule of a vote %s.",
                        SV_ARG(id), noes ? "against" : "for",
                        noes ? "that says side against" : "that does not say side against");
    }
    return NULL;
}

/* What a whole pack must have. */
static err *complete(struct parser *p)
{
    struct pack *pack = p->pack;
    if (pack->name.n == 0) {
        return WRONG(p, "The pack is empty: it begins with \"pack NAME\".");
    }
    if (!p->seen_title) {
        return WRONG(p, "The pack %.*s has no title: write one on a line of its own.",
                     SV_ARG(pack->name));
    }
    sv missing = SV_NONE;
    for (size_t r = 0; r < RULE_COUNT; r++) {
        if (rule_needed[r] && !pack->rule[r].defined) {
            missing =
                sv_fmt(p->a, "%.*s %.*s", SV_ARG(missing), SV_ARG(rule_name((enum rule_id)r)));
        }
    }
    if (missing.n > 0) {
        return WRONG(p,
                     "The pack %.*s lacks these rules:%.*s: state them, or base the pack on one "
                     "that does.",
                     SV_ARG(pack->name), SV_ARG(missing));
    }
    if (!pack->motion[MOTION_MAIN].defined) {
        return WRONG(p, "The pack %.*s lacks the motion main: write its row.", SV_ARG(pack->name));
    }
    for (size_t r = 0; r < RULE_COUNT; r++) {
        if (pack->rule[r].defined) {
            TRY(names_rules(p, (enum rule_id)r));
        }
    }
    bool seconds = pack->rule[RULE_SECOND].param[PARAM_REQUIRED] != PARAM_NO;
    for (size_t m = 0; m < MOTION_COUNT; m++) {
        struct motion_row *row = &pack->motion[m];
        if (row->defined) {
            TRY(row_fits(p, (enum motion_type)m));
            row->second = row->row_second && seconds;
        }
    }
    return NULL;
}

static err *parse_onto(struct arena *a, sv file, sv text, const struct pack_resolver *resolver,
                       const sv *chain, int depth, struct pack *pack)
{
    struct parser p = {
        .a = a, .file = file, .resolver = resolver, .pack = pack, .chain = chain, .depth = depth};
    if (text.n > LIMIT_PACK_BYTES) {
        return err_make(a, E_LIMIT, "%.*s is longer than the %d bytes that a pack may have.",
                        SV_ARG(file), LIMIT_PACK_BYTES);
    }
    while (text.n > 0) {
        p.line++;
        sv line = sv_cut(text, '\n', &text);
        if (line.n > LIMIT_LINE_BYTES) {
            return err_make(a, E_LIMIT, "%.*s:%u: the line is longer than %d bytes.", SV_ARG(file),
                            p.line, LIMIT_LINE_BYTES);
        }
        if (!utf8_plain(line)) {
            return WRONG(&p,
                         "The line is not plain UTF-8 text: write it without control characters.");
        }
        sv words = sv_trim(line);
        if (words.n == 0 || words.p[0] == '#') {
            continue;
        }
        bool indented = line.p[0] == ' ' || line.p[0] == '\t';
        TRY(indented ? attribute(&p, words) : heading(&p, words));
    }
    TRY(finish(&p));
    return complete(&p);
}

err *rule_pack_parse(struct arena *a, sv file_name, sv text, const struct pack_resolver *resolver,
                     struct pack **ret)
{
    struct pack *pack = arena_new(a, struct pack);
    TRY(parse_onto(a, file_name, text, resolver, NULL, 0, pack));
    *ret = pack;
    return NULL;
}
