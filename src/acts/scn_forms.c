/* The statements that each make one act: a table of forms, one row a way of saying it. */
#include <string.h>

#include "acts/scn.h"

/* A pattern's words, each for a word of the statement unless said otherwise:
 *   word     that word itself
 *   =field   a value for that field
 *   @field   a motion, by its name or number, for that field
 *   !item    the item that stands from here on
 *   [ … ]    these together, or nothing
 *   field:v  no word: v for that field, where the statement does not give it itself
 *   +key     no word: the meeting or item that stands, where the statement does not give it itself
 * After them may stand "as NAME", by which the act is called from here on, and fields, written
 * name=value. */
struct form {
    const char *pattern;
    enum rec_kind_id kind;
    const char *write; /* an example */
    bool as_admin;
};

static const struct form forms[] = {
    {"member =member =name votes:true office:member", KIND_OFFICIAL_SEATED, "member ana \"Ana\"",
     true},
    {"adopt rules =data.pack =texts.pack", KIND_RULES_ADOPTED, "adopt rules NAME \"pack …\"", true},
    {"file !item =type =title", KIND_ITEM_FILED, "file rc-1 resolution \"A title\"", false},
    {"schedule !item", KIND_ITEM_SCHEDULED, "schedule rc-1", false},
    {"unschedule !item", KIND_ITEM_UNSCHEDULED, "unschedule rc-1", false},
    {"number !item =series", KIND_ITEM_NUMBERED, "number rc-1 resolution", false},
    {"adopt template =texts.template", KIND_TEMPLATE_ADOPTED, "adopt template \"template …\"",
     false},
    {"holiday =day =name", KIND_HOLIDAY_NOTED, "holiday 2026-07-03 \"Independence Day\"", false},
    {"publish agenda", KIND_AGENDA_PUBLISHED, "publish agenda", false},
    {"post notice =method =where", KIND_NOTICE_POSTED, "post notice board \"City Hall, door\"",
     false},
    {"change meeting", KIND_MEETING_CHANGED, "change meeting convenes=2026-06-17T14:00:00Z", false},
    {"withdraw item =about.item", KIND_ITEM_WITHDRAWN, "withdraw item rc-1 by=staff", false},
    {"cancel", KIND_MEETING_CANCELLED, "cancel reason=other", false},
    {"call to order", KIND_MEETING_OPENED, "call to order, or: call to order presiding=ana", false},
    {"recess", KIND_MEETING_RECESSED, "recess", false},
    {"resume", KIND_MEETING_RESUMED, "resume", false},
    {"adjourn", KIND_MEETING_ADJOURNED, "adjourn", false},
    {"close session announced:true", KIND_SESSION_CLOSED,
     "close session reason=litigation citation=\"…\"", false},
    {"reopen session", KIND_SESSION_REOPENED, "reopen session", false},
    {"take up !item", KIND_ITEM_OPENED, "take up rc-1", false},
    {"leave !item", KIND_ITEM_CLOSED, "leave rc-1", false},
    {"pull =about.item", KIND_ITEM_PULLED, "pull rc-1, or: pull rc-1 member=ana", false},
    {"state @about.motion", KIND_MOTION_STATED, "state m1", false},
    {"put @about.motion by =method", KIND_VOTE_OPENED,
     "put m1 by roll-call, or by voice, by consent, by rising", false},
    {"announce @about.motion [ =outcome ]", KIND_VOTE_ANNOUNCED,
     "announce m1, or: announce m1 adopted", false},
    {"chair rules @about.motion =ruling", KIND_CHAIR_RULED, "chair rules m1 well-taken", false},
    {"hearing opens [ on =about.item ] type:public", KIND_HEARING_OPENED,
     "hearing opens on rc-1 type=quasi-judicial", false},
    {"hearing closes [ on =about.item ]", KIND_HEARING_CLOSED, "hearing closes", false},
    {"hear =party", KIND_HEARING_HEARD, "hear applicant, or: hear applicant sworn=true", false},
    {"swear", KIND_OATH_ADMINISTERED, "swear", false},
    {"veto =about.item by =official", KIND_VETO_FILED, "veto rc-1 by mayor", false},
    {"filing from =member form:voting-conflict +meeting", KIND_FILING_RECEIVED, "filing from ana",
     false},
    {"minutes worded =of =place =text", KIND_MINUTES_WORDED, "minutes worded 12 instead \"words\"",
     false},
    {"minutes filed =style =minutes", KIND_MINUTES_FILED, "minutes filed action \"{…}\"", false},
    {"signed =about.item by =official on =on document:resolution", KIND_SIGNATURE_NOTED,
     "signed rc-1 by mayor on 2026-06-20", false},
    {"attach =type =name [ =files.file.text ]", KIND_ATTACHMENT_FILED,
     "attach staff-report \"Report.txt\" \"words\", or: attach map \"Map.pdf\" file=map.pdf",
     false},
    {"note =text", KIND_NOTE_RECORDED, "note \"words\"", false},
    {"recording starts", KIND_RECORDING_STARTED, "recording starts, or: recording starts second=5",
     false},
    {"recording at =address jump:t", KIND_RECORDING_LINKED,
     "recording at https://example.org/v/1 jump=t", false},
    {"take the desk", KIND_DESK_TAKEN, "take the desk", false},
    {"nobody presides", KIND_CHAIR_PASSED, "nobody presides", false},
    {"nobody discloses none:true", KIND_DISCLOSURE_STATED, "nobody discloses", false},
    {"=member presides", KIND_CHAIR_PASSED, "ana presides", false},
    {"=member discloses [ =text ] none:false", KIND_DISCLOSURE_STATED,
     "ana discloses, or: ana discloses \"words\"", false},
    {"=mover moves main [ on @target ] type:main +meeting +item", KIND_MOTION_MOVED,
     "ana moves main as m1", false},
    {"=mover moves =type [ on @target ]", KIND_MOTION_MOVED, "ana moves amend on m1 as m2", false},
    {"=member calls for =type +meeting +item", KIND_MOTION_SUGGESTED,
     "ana calls for postpone-definite", false},
    {"=member seconds @about.motion", KIND_MOTION_SECONDED, "ana seconds m1", false},
    {"=member withdraws @about.motion", KIND_MOTION_WITHDRAWN, "ana withdraws m1", false},
    {"=member votes =choice on @about.motion", KIND_VOTE_CAST, "ana votes yes on m1", false},
    {"=member changes to =choice on @about.motion", KIND_VOTE_CHANGED, "ana changes to no on m1",
     false},
    {"=member recuses silently stated_aloud:false", KIND_RECUSAL_STATED, "ana recuses silently",
     false},
    {"=member recuses stated_aloud:true", KIND_RECUSAL_STATED, "ana recuses", false},
    {"=member asks to speak", KIND_FLOOR_REQUESTED, "ana asks to speak", false},
    {"=member has the floor", KIND_FLOOR_ASSIGNED,
     "ana has the floor, or: ana has the floor seconds=120", false},
    {"=member yields", KIND_FLOOR_YIELDED, "ana yields", false},
    {"=member declares an interest [ =text ]", KIND_CONFLICT_DECLARED,
     "ana declares an interest, or: ana declares an interest \"words\"", false},
    {"=member says =side =text +meeting", KIND_REASON_GIVEN, "ana says for \"words\"", false},
};

/* A pattern being held against the words; d NULL: only to see whether it fits. */
struct fitting {
    struct scn_parser *p;
    struct scn_draft *d;
    sv rest;       /* of the pattern */
    size_t word;   /* the next of the statement */
    size_t common; /* its own words that were found */
};

static bool free_word(const struct scn_parser *p, size_t i)
{
    return i < p->n_words && !p->words[i].name.n;
}

/* Leave the name of a field out where the statement gives it. */
static bool given(const struct scn_parser *p, size_t from, sv name)
{
    for (size_t i = from; i < p->n_words; i++) {
        if (sv_eq(p->words[i].name, name)) {
            return true;
        }
    }
    return false;
}

/* What no word of the statement stands for: kept until its words are known. */
static bool silent(sv token)
{
    return token.p[0] == '+' || (token.p[0] != '=' && sv_find(token, ':') < token.n);
}

static void put_silent(struct fitting *f, sv token)
{
    struct scn_parser *p = f->p;
    sv value, name = sv_cut(token, ':', &value);
    if (token.p[0] == '+') {
        name = sv_sub(token, 1, token.n);
        value = sv_is(name, "meeting") ? p->meeting : p->item;
        if (value.n && !given(p, f->word, name)) {
            scn_put(f->d, sv_is(name, "meeting") ? "about.meeting" : "about.item", value);
        }
    } else if (!given(p, f->word, name)) {
        scn_put(f->d, sv_cstr(p->a, name), value);
    }
}

/* One word of the pattern for one of the statement. */
static err *fit_word(struct fitting *f, sv token, bool *ret)
{
    struct scn_parser *p = f->p;
    sv word = scn_word(p, f->word), field = sv_sub(token, 1, token.n);
    char sort = token.p[0];
    bool slot = sort == '=' || sort == '@' || sort == '!';
    *ret = slot ? free_word(p, f->word)
                : free_word(p, f->word) && !p->words[f->word].quoted && sv_eq(word, token);
    if (!*ret) {
        return NULL;
    }
    f->word++;
    f->common += !slot;
    if (!f->d) {
        return NULL;
    }
    if (sort == '=') {
        scn_put(f->d, sv_cstr(p->a, field), word);
    } else if (sort == '!') {
        p->item = word;
    } else if (sort == '@') {
        return scn_motion(p, word, sv_cstr(p->a, field), f->d);
    }
    return NULL;
}

/* The words of a group in brackets: together, or none of them. */
static err *fit_group(struct fitting *f)
{
    sv group = sv_cut(f->rest, ']', &f->rest), token;
    size_t past;
    bool fits = !scn_as(f->p, f->word, &past).n; /* that is the act's name */
    struct fitting look = *f;
    look.d = NULL;
    for (sv rest = sv_trim(group); fits && rest.n;) {
        token = sv_cut(rest, ' ', &rest);
        TRY(fit_word(&look, token, &fits));
    }
    for (sv rest = sv_trim(group); fits && rest.n;) {
        token = sv_cut(rest, ' ', &rest);
        TRY(fit_word(f, token, &fits));
    }
    return NULL;
}

/* Hold the pattern against the statement from its first word on. */
static err *fit(struct fitting *f, const char *pattern, bool *ret)
{
    f->rest = sv_of(pattern);
    *ret = true;
    while (*ret && f->rest.n) {
        sv token = sv_cut(f->rest, ' ', &f->rest);
        if (!token.n) {
            continue;
        }
        if (token.p[0] == '[') {
            TRY(fit_group(f));
        } else if (!silent(token)) {
            TRY(fit_word(f, token, ret));
        } else if (f->d) {
            put_silent(f, token);
        }
    }
    return NULL;
}

static err *make(struct scn_parser *p, const struct form *form)
{
    struct scn_draft *d = scn_draft(p, &rec_kinds[form->kind]);
    struct fitting f = {.p = p, .d = d};
    bool fits;
    sv act;
    d->as_admin = form->as_admin;
    TRY(fit(&f, form->pattern, &fits));
    sv name = scn_as(p, f.word, &f.word);
    TRY(scn_pairs(p, f.word, d));
    TRY(scn_emit(p, d, SV_NONE, p->source, &act));
    return name.n ? scn_name(p, name, act) : NULL;
}

err *scn_form(struct scn_parser *p)
{
    const struct form *nearest = NULL;
    size_t most = 0;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        struct fitting f = {.p = p};
        bool fits;
        TRY(fit(&f, forms[i].pattern, &fits));
        if (fits) {
            (void)scn_as(p, f.word, &f.word);
        }
        if (fits && !free_word(p, f.word)) {
            return make(p, &forms[i]);
        }
        if (f.common > most) {
            nearest = &forms[i];
            most = f.common;
        }
    }
    return nearest
               ? scn_bad(p, "write: %s", nearest->write)
               : scn_bad(p, "\"%.*s\" is not understood", SV_ARG(sv_sub(scn_word(p, 0), 0, 80)));
}
