/* Making forms, and the form of any kind of act, drawn from the table of kinds. */
#include "pages/form.h"

#include <string.h>

#include "base/limits.h"
#include "pages/correct.h"
#include "pages/due.h"
#include "rules/template.h"

struct form form_to(struct page_cx *cx, url action, sv title, sv button)
{
    struct form f = {.cx = cx};
    f.v = (struct view_act_form){.action = action,
                                 .title = title,
                                 .button = button,
                                 .act = page_act_id(cx),
                                 .csrf = cx->visitor ? cx->visitor->csrf : SV_NONE};
    return f;
}

struct form form_act(struct page_cx *cx, const char *kind, sv title, sv button, sv next)
{
    struct form f = form_to(cx, url_path(cx->a, "/acts/{}", sv_of(kind)), title, button);
    f.v.next = next;
    return f;
}

void form_hidden(struct form *f, const char *name, sv value)
{
    *LIST_ADD(f->cx->a, &f->hidden, struct view_pair) =
        (struct view_pair){.name = sv_of(name), .value = value};
}

struct view_form_field *form_field(struct form *f, const char *name, const char *kind, sv label,
                                   bool required)
{
    /* Fields are given out by address, so the list must not move: each has at most so many. */
    enum { FIELDS_MAX = 40 };
    if (!f->fields.p) {
        f->fields.size = f->room > FIELDS_MAX ? f->room : FIELDS_MAX;
        f->fields.p = arena_array(f->cx->a, struct view_form_field, f->fields.size);
    }
    size_t at = f->fields.n < f->fields.size ? f->fields.n++ : f->fields.size - 1;
    struct view_form_field *field = (struct view_form_field *)f->fields.p + at;
    *field = (struct view_form_field){.n = ++f->cx->fields,
                                      .name = sv_of(name),
                                      .label = label,
                                      .kind = sv_of(kind),
                                      .required = required};
    return field;
}

void form_option(struct form *f, struct view_form_field *field, sv value, sv label, bool selected)
{
    struct view_choice_option *grown =
        arena_array(f->cx->a, struct view_choice_option, field->options_n + 1);
    if (field->options_n) {
        memcpy(grown, field->options, field->options_n * sizeof *grown);
    }
    grown[field->options_n] =
        (struct view_choice_option){.value = value, .label = label, .selected = selected};
    field->options = grown;
    field->options_n++;
}

struct view_form_field *form_members(struct form *f, const struct body_view *b, const char *name,
                                     sv label, bool required, sv chosen)
{
    struct view_form_field *field = form_field(f, name, "select", label, required);
    if (!required || !chosen.n) {
        form_option(f, field, SV_NONE, SV("Choose"), !chosen.n);
    }
    for (size_t i = 0; i < b->officials_n; i++) {
        const struct q_page_officials_out *o = &b->officials[i];
        if (o->votes && !o->has_until_day) {
            form_option(f, field, o->member, o->name, sv_eq(o->member, chosen));
        }
    }
    return field;
}

sv form_code_words(struct arena *a, sv code)
{
    char *p = arena_alloc(a, code.n + 1);
    for (size_t i = 0; i < code.n; i++) {
        p[i] = code.p[i] == '-' ? ' ' : code.p[i];
    }
    return page_capital(a, (sv){p, code.n});
}

void form_codes(struct form *f, struct view_form_field *field, const char *kind, const char *name,
                sv chosen)
{
    sv rest = sv_of(rec_field_find(rec_kind_find(sv_of(kind)), sv_of(name))->codes);
    while (rest.n) {
        sv code = sv_cut(rest, ' ', &rest);
        if (code.n) {
            form_option(f, field, code, form_code_words(f->cx->a, code), sv_eq(code, chosen));
        }
    }
}

struct view_act_form form_done(struct form *f)
{
    for (size_t i = 0; i < f->fields.n; i++) {
        f->v.file = f->v.file || sv_is(((struct view_form_field *)f->fields.p)[i].kind, "file");
    }
    f->v.hidden = f->hidden.p;
    f->v.hidden_n = f->hidden.n;
    f->v.fields = f->fields.p;
    f->v.fields_n = f->fields.n;
    return f->v;
}

/* ---- the form of any kind ---- */

struct filling {
    struct page_cx *cx;
    struct form f;
    const struct rec_kind *kind;
    const struct page_pair *pairs;
    size_t n;
    err *e;
    struct body_view b;
    bool has_body;
    struct list errors;  /* struct view_form_error */
    bool at_field;       /* the error was shown at its field */
    motion_row *motions; /* of the meeting */
    size_t motions_n;
    struct q_page_agenda_out *agenda; /* of the meeting */
    size_t agenda_n;
    struct q_page_meetings_of_out *meetings; /* of the body */
    size_t meetings_n;
    struct q_page_items_of_out *items; /* of the body, that an instrument may have come of */
    size_t items_n;
    struct q_instruments_kept_out *instruments; /* of the body */
    size_t instruments_n;
    enum motion_type type; /* motion.moved: which motion, where the form is for one */
};

static sv sent(const struct filling *g, sv name)
{
    for (size_t i = 0; i < g->n; i++) {
        if (sv_eq(g->pairs[i].name, name)) {
            return g->pairs[i].value;
        }
    }
    return SV_NONE;
}

static bool sent_one(const struct filling *g, sv name, sv value)
{
    sv who = sv_fmt(g->cx->a, "local.who.%.*s", SV_ARG(value));
    for (size_t i = 0; i < g->n; i++) {
        const struct page_pair *p = &g->pairs[i];
        if ((sv_eq(p->name, name) && sv_eq(p->value, value)) ||
            (sv_eq(p->name, who) && sv_starts(name, SV("data.")) &&
             sv_eq(p->value, sv_sub(name, 5, name.n)))) {
            return true;
        }
    }
    return false;
}

/* The error at a field, which the page calls by its label and the act by its name. */
static sv told_at(const struct filling *g, sv name, sv label)
{
    struct arena *a = g->cx->a;
    sv said = g->e->message, needs = sv_fmt(a, "%s needs %.*s", g->kind->name, SV_ARG(name));
    if (sv_starts(said, needs)) {
        return sv_fmt(a, "“%.*s” is needed.", SV_ARG(label));
    }
    return page_stop(a, sv_starts(said, name) ? sv_fmt(a, "“%.*s”%.*s", SV_ARG(label),
                                                       SV_ARG(sv_sub(said, name.n, said.n)))
                                              : page_capital(a, said));
}

/* A field with what was sent, and with the error where it is about this one. */
static struct view_form_field *fill(struct filling *g, sv name, const char *control, sv label,
                                    bool required)
{
    struct view_form_field *v =
        form_field(&g->f, sv_cstr(g->cx->a, name), control, label, required);
    v->value = sent(g, name);
    if (g->e && g->e->field.n && sv_eq(g->e->field, name)) {
        v->error = told_at(g, name, label);
        *LIST_ADD(g->cx->a, &g->errors, struct view_form_error) =
            (struct view_form_error){.has_n = true, .n = v->n, .sentence = v->error};
        g->at_field = true;
    }
    return v;
}

static void fill_members(struct filling *g, struct view_form_field *v, sv name)
{
    form_option(&g->f, v, SV_NONE, SV("Choose"), !v->value.n);
    for (size_t i = 0; i < g->b.officials_n; i++) {
        const struct q_page_officials_out *o = &g->b.officials[i];
        form_option(&g->f, v, o->member, o->name, sent_one(g, name, o->member));
    }
}

static void fill_codes(struct filling *g, struct view_form_field *v, const char *codes, sv name)
{
    sv rest = sv_of(codes);
    form_option(&g->f, v, SV_NONE, SV("Choose"), !v->value.n);
    while (rest.n) {
        sv code = sv_cut(rest, ' ', &rest);
        if (code.n) {
            form_option(&g->f, v, code, form_code_words(g->cx->a, code), sent_one(g, name, code));
        }
    }
}

static bool names_member(const char *name)
{
    static const char *const names[] = {"member",    "mover",   "seconder",
                                        "presiding", "sponsor", "official"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(name, names[i]) == 0) {
            return true;
        }
    }
    return false;
}

static void fill_types(struct filling *g, struct view_form_field *v, sv name)
{
    for (int i = 0; i < MOTION_COUNT; i++) {
        if (g->b.pack && g->b.pack->motion[i].defined) {
            sv id = motion_type_name((enum motion_type)i);
            form_option(&g->f, v, id,
                        page_capital(g->cx->a, motion_type_words((enum motion_type)i)),
                        sent_one(g, name, id));
        }
    }
}

/* ---- what a motion is made with ---- */

enum {
    WITH_TARGET = 1,
    WITH_TO = 2,
    WITH_ACTION = 4, /* and needs */
    WITH_FORM = 8,
    WITH_RULE = 16,
    WITH_METHOD = 32,
    WITH_ITEMS = 64,
    WITH_COMMITTEE = 128,
    WITH_MINUTES = 256,
    WITH_UNTIL = 512,
    WITH_ALL = 1024,
    WITH_NOTICE = 2048,
};

static const unsigned with[MOTION_COUNT] = {
    [MOTION_MAIN] = WITH_ACTION,
    [MOTION_FIX_TIME] = WITH_UNTIL,
    [MOTION_RECESS] = WITH_MINUTES | WITH_UNTIL,
    [MOTION_TABLE] = WITH_ITEMS,
    [MOTION_PREVIOUS] = WITH_TARGET | WITH_ALL,
    [MOTION_LIMIT] = WITH_TARGET | WITH_MINUTES,
    [MOTION_POSTPONE] = WITH_TO | WITH_ITEMS,
    [MOTION_REFER] = WITH_COMMITTEE | WITH_ITEMS,
    [MOTION_AMEND] = WITH_TARGET | WITH_FORM,
    [MOTION_INDEFINITE] = WITH_TARGET,
    [MOTION_POINT] = WITH_RULE,
    [MOTION_APPEAL] = WITH_TARGET,
    [MOTION_SUSPEND] = WITH_RULE,
    [MOTION_OBJECT] = WITH_TARGET,
    [MOTION_DIVIDE] = WITH_TARGET,
    [MOTION_PARAGRAPH] = WITH_TARGET,
    [MOTION_DIVISION] = WITH_TARGET,
    [MOTION_METHOD] = WITH_TARGET | WITH_METHOD,
    [MOTION_WITHDRAW] = WITH_TARGET,
    [MOTION_RECONSIDER] = WITH_TARGET,
    [MOTION_RESCIND] = WITH_TARGET | WITH_NOTICE,
    [MOTION_TAKE] = WITH_TARGET,
    [MOTION_DISCHARGE] = WITH_TARGET | WITH_NOTICE,
    [MOTION_CONSENT_AGENDA] = WITH_ITEMS,
};

/* The field belongs to a motion of that kind. */
static bool made_with(enum motion_type type, const char *name)
{
    static const struct {
        const char *name;
        unsigned bit;
    } fields[] = {{"target", WITH_TARGET},       {"to", WITH_TO},       {"action", WITH_ACTION},
                  {"needs", WITH_ACTION},        {"form", WITH_FORM},   {"rule", WITH_RULE},
                  {"method", WITH_METHOD},       {"items", WITH_ITEMS}, {"minutes", WITH_MINUTES},
                  {"committee", WITH_COMMITTEE}, {"until", WITH_UNTIL}, {"all", WITH_ALL},
                  {"notice", WITH_NOTICE}};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        if (strcmp(fields[i].name, name) == 0) {
            return (with[type] & fields[i].bit) != 0;
        }
    }
    return true;
}

static bool stands(const motion_row *m)
{
    return sv_is(m->state, "moved") || sv_is(m->state, "seconded") || sv_is(m->state, "stated") ||
           sv_is(m->state, "voting");
}

/* The motions of the meeting to which one of that kind is applied, the last first: those that are
 * decided, for what brings back or appeals; else those that are pending. */
static void fill_target(struct filling *g, sv name, sv label)
{
    bool decided = g->type == MOTION_RECONSIDER || g->type == MOTION_RESCIND ||
                   g->type == MOTION_TAKE || g->type == MOTION_DISCHARGE ||
                   g->type == MOTION_APPEAL || g->type == MOTION_DIVISION;
    struct view_form_field *v = fill(g, name, "select", label, false);
    form_option(&g->f, v, SV_NONE, SV("As the rules have it"), !v->value.n);
    for (size_t i = g->motions_n; i > 0; i--) {
        const motion_row *m = &g->motions[i - 1];
        sv n = sv_fmt(g->cx->a, "%lld", (long long)m->n);
        if (stands(m) != decided || sv_eq(n, v->value)) {
            form_option(&g->f, v, n,
                        sv_fmt(g->cx->a, "Motion %.*s: %.*s%s%.*s", SV_ARG(n),
                               SV_ARG(page_row_words(g->cx->a, m, SV_NONE)),
                               m->item.n ? ", item " : "", SV_ARG(m->item)),
                        sv_eq(n, v->value));
        }
    }
}

/* A date, with the days of the body's next meetings offered. */
static void fill_to(struct filling *g, sv name, sv label, bool required)
{
    struct view_form_field *v = fill(g, name, "date", label, required);
    date after = page_meeting_day(sent(g, SV("about.meeting")));
    sv days[3];
    size_t n = 0;
    for (size_t i = g->meetings_n; i > 0 && n < 3; i--) {
        const struct q_page_meetings_of_out *m = &g->meetings[i - 1];
        date day = {(int32_t)m->day};
        if (sv_is(m->status, "called") && m->day > after.days) {
            days[n++] = page_day_words(g->cx->a, day);
            form_option(&g->f, v, date_format(g->cx->a, day), days[n - 1], false);
        }
    }
    v->hint =
        n ? sv_fmt(g->cx->a, "The body meets next on %.*s.", SV_ARG(page_and(g->cx->a, days, n)))
          : SV("No later meeting is called yet.");
}

/* Rules of the pack: those of votes, those that may be suspended, or all. */
static void fill_rules(struct filling *g, sv name, sv label, bool votes)
{
    struct view_form_field *v = fill(g, name, "select", label, false);
    form_option(&g->f, v, SV_NONE, votes ? SV("As the motion's own rule has it") : SV("None named"),
                !v->value.n);
    for (int i = 0; g->b.pack && i < RULE_COUNT; i++) {
        const struct rule *r = &g->b.pack->rule[i];
        bool fits = votes                       ? r->param[PARAM_BASE] >= 0
                    : g->type == MOTION_SUSPEND ? r->param[PARAM_SUSPEND] == PARAM_YES
                                                : true;
        if (r->defined && fits) {
            form_option(&g->f, v, r->id, r->text.says, sv_eq(r->id, v->value));
        }
    }
}

/* Items of the meeting's agenda, ticked one by one. */
static void fill_items(struct filling *g, sv name, sv label)
{
    struct view_form_field *v = fill(g, name, "checks", label, false);
    bool consent = g->type == MOTION_CONSENT_AGENDA;
    for (size_t i = 0; i < g->agenda_n; i++) {
        const struct q_page_agenda_out *row = &g->agenda[i];
        bool on_consent =
            consent && !v->value.n && !row->pulled_by.n && !row->has_pulled_seq && row->consent;
        form_option(&g->f, v, row->item,
                    sv_fmt(g->cx->a, "%.*s: %.*s", SV_ARG(row->item),
                           SV_ARG(page_short(g->cx->a, row->title, 140))),
                    on_consent || sent_one(g, name, row->item));
    }
}

/* The chair's rulings that fit the motion: a point's, a question's, or a request's. */
static void fill_rulings(struct filling *g, sv name, sv label)
{
    sv type = SV_NONE, number = sent(g, SV("about.motion"));
    for (size_t i = 0; i < g->motions_n; i++) {
        bool its = sv_eq(sv_fmt(g->cx->a, "%lld", (long long)g->motions[i].n), number);
        type = its ? g->motions[i].type : type;
    }
    struct view_form_field *v = fill(g, name, "select", label, true);
    fill_codes(g, v,
               sv_is(type, "point-of-order") ? "well-taken not-well-taken"
               : sv_is(type, "inquiry")      ? "answered"
               : type.n                      ? "granted denied"
                                             : "well-taken not-well-taken granted denied answered",
               name);
}

/* Fields that are filled from the record; false for all others. */
static bool fill_known(struct filling *g, const struct rec_field *field, sv name, sv label)
{
    bool moved = g->kind == &rec_kinds[KIND_MOTION_MOVED];
    if (strcmp(field->name, "type") == 0 && moved && g->type != MOTION_UNKNOWN) {
        form_hidden(&g->f, "data.type", motion_type_name(g->type));
    } else if (strcmp(field->name, "target") == 0) {
        fill_target(g, name, label);
    } else if (strcmp(field->name, "to") == 0) {
        fill_to(g, name, label, moved && g->type == MOTION_POSTPONE);
    } else if (moved && strcmp(field->name, "needs") == 0) {
        fill_rules(g, name, label, true);
    } else if (moved && strcmp(field->name, "rule") == 0) {
        fill_rules(g, name, label, false);
    } else if (moved && strcmp(field->name, "items") == 0) {
        fill_items(g, name, label);
    } else if (strcmp(field->name, "ruling") == 0) {
        fill_rulings(g, name, label);
    } else {
        return false;
    }
    return true;
}

/* ---- what an instrument's acts name ---- */

/* The values of a list, as one line to be typed over. */
static sv sent_line(const struct filling *g, sv name)
{
    sv s = SV_NONE;
    for (size_t i = 0; i < g->n; i++) {
        const struct page_pair *p = &g->pairs[i];
        if (sv_eq(p->name, name) && p->value.n) {
            s = sv_fmt(g->cx->a, "%.*s%s%.*s", SV_ARG(s), s.n ? ", " : "", SV_ARG(p->value));
        }
    }
    return s;
}

/* How an id or codes are typed, and which there are. */
static sv typed_hint(const struct filling *g, const struct rec_field *field,
                     const struct form_choices *c)
{
    enum { NAMED_MOST = 12 };
    struct arena *a = g->cx->a;
    sv ids[NAMED_MOST];
    size_t n = c->n < NAMED_MOST ? c->n : NAMED_MOST;
    for (size_t i = 0; i < n; i++) {
        ids[i] = c->options[i].value;
    }
    sv how = field->type == REC_WORDS
                 ? SV("Codes of small letters, digits and dashes, with a comma "
                      "between.")
             : strcmp(field->name, "holder") == 0
                 ? SV("A number such as h-1, never a name.")
                 : SV("A short code of small letters, digits and dashes.");
    sv there = n          ? sv_fmt(a, " On record: %.*s%s.", SV_ARG(page_and(a, ids, n)),
                          c->many || n < c->n ? " and more" : "")
               : c->named ? SV(" None is on record yet: enter it first.")
                          : SV_NONE;
    return sv_fmt(a, "%.*s%.*s", SV_ARG(how), SV_ARG(there));
}

/* The days on which something is due, offered for the field that names one. */
static err *fill_due(struct filling *g, sv instrument, sv name, sv label)
{
    enum { BEFORE = 400, AHEAD = 92, OFFERED = 40 };
    struct due_state s;
    struct due_found *days = NULL;
    size_t n = 0;
    struct view_form_field *v = fill(g, name, "date", label, true);
    err *e = due_read(g->cx, instrument, &s);
    if (e) {
        return e->kind == E_NOTFOUND ? NULL : e;
    }
    TRY(due_days(g->cx, &s, s.i.today.days - BEFORE, s.i.today.days + AHEAD, &days, &n));
    for (size_t i = 0; i < n && v->options_n < OFFERED; i++) {
        date day = {(int32_t)days[i].day.due};
        if (!days[i].word) {
            form_option(&g->f, v, date_format(g->cx->a, day),
                        sv_fmt(g->cx->a, "%.*s: %.*s", SV_ARG(page_day_words(g->cx->a, day)),
                               SV_ARG(days[i].of->newest->name)),
                        false);
        }
    }
    return NULL;
}

/* Fields that name what is on record of the instrument; *ret false for all others. */
static err *fill_named(struct filling *g, const struct rec_field *field, sv name, sv label,
                       bool *ret)
{
    struct form_choices c = {0};
    sv instrument = sent(g, SV("about.instrument"));
    bool codes = field->type == REC_WORDS, id = field->type == REC_ID;
    bool required = (field->flags & REC_REQUIRED) != 0;
    *ret = rec_id_valid(instrument) && (g->kind->about & REC_ABOUT_INSTRUMENT) != 0;
    if (*ret && strcmp(field->name, "due") == 0) {
        return fill_due(g, instrument, name, label);
    }
    if (*ret && (codes || id)) {
        TRY(form_instrument_choices(g->cx, instrument, g->kind, field, &c));
    }
    *ret = *ret && (c.named || c.brings);
    if (!*ret) {
        return NULL;
    }
    bool typed = c.brings || c.many || !c.n;
    struct view_form_field *v = fill(g, name,
                                     typed   ? "text"
                                     : codes ? "checks"
                                             : "select",
                                     label, required);
    if (typed) {
        v->value = sent_line(g, name);
        v->hint = typed_hint(g, field, &c);
        return NULL;
    }
    if (!codes) {
        form_option(&g->f, v, SV_NONE, SV("Choose"), !v->value.n);
    }
    for (size_t i = 0; i < c.n; i++) {
        form_option(&g->f, v, c.options[i].value, c.options[i].label,
                    sent_one(g, name, c.options[i].value));
    }
    return NULL;
}

static err *fill_field(struct filling *g, const struct rec_field *field)
{
    bool known = false;
    if (g->type != MOTION_UNKNOWN && !made_with(g->type, field->name)) {
        return NULL;
    }
    static const char *const controls[] = {
        [REC_ID] = "text",         [REC_IDS] = "checks",   [REC_CODE] = "select",
        [REC_INT] = "number",      [REC_BOOL] = "check",   [REC_DATE] = "date",
        [REC_INSTANT] = "instant", [REC_NAME] = "text",    [REC_TYPE] = "select",
        [REC_MOTION] = "number",   [REC_BECOMES] = "text", [REC_MEETING] = "text",
        [REC_ENTRY] = "number",    [REC_VALUES] = "text",  [REC_SECTIONS] = "text",
        [REC_WORDS] = "text",      [REC_DECIMAL] = "text", [REC_HASH] = "text"};
    struct arena *a = g->cx->a;
    sv name = sv_fmt(a, "data.%s", field->name);
    bool member = field->type == REC_ID && names_member(field->name) && g->has_body &&
                  g->kind != &rec_kinds[KIND_OFFICIAL_SEATED];
    bool lists = field->type == REC_IDS && g->has_body;
    bool typed = field->type == REC_TYPE && g->has_body && g->b.pack;
    const char *control = member  ? "select"
                          : lists ? "checks"
                          : (field->type == REC_IDS || (field->type == REC_TYPE && !typed))
                              ? "text"
                              : controls[field->type];
    bool named = rec_part_file(g->kind) && strcmp(field->name, "name") == 0;
    bool required = !named && (field->flags & REC_REQUIRED) && !(field->flags & REC_DERIVABLE) &&
                    field->type != REC_BOOL;
    sv label = named ? SV("Another name than the file has, with the same ending")
                     : page_capital(a, sv_of(field->help));
    TRY(fill_named(g, field, name, label, &known));
    if (known || fill_known(g, field, name, label)) {
        return NULL;
    }
    struct view_form_field *v = fill(g, name, control, label, required);
    if (member || lists) {
        fill_members(g, v, name);
    } else if (typed) {
        fill_types(g, v, name);
    } else if (field->type == REC_CODE) {
        fill_codes(g, v, field->codes, name);
    }
    if (lists && v->options_n) {
        v->options++;
        v->options_n--;
    }
    return NULL;
}

/* A meeting is called for a day and an hour by the clocks of the place. */
static bool calls_by_clock(const struct filling *g)
{
    return g->kind == &rec_kinds[KIND_MEETING_CALLED] && !sent(g, SV("about.meeting")).n;
}

/* An item of the meeting's agenda; any other one may be named where the act puts it there. */
static void fill_item(struct filling *g, const char *name, bool required)
{
    bool any =
        g->kind == &rec_kinds[KIND_ITEM_SCHEDULED] || g->kind == &rec_kinds[KIND_ITEM_OPENED];
    struct view_form_field *v =
        fill(g, sv_of(name), any ? "text" : "select", SV("The item"), required);
    if (any) {
        return;
    }
    form_option(&g->f, v, SV_NONE, required ? SV("Choose") : SV("No one item"), !v->value.n);
    for (size_t i = 0; i < g->agenda_n; i++) {
        form_option(&g->f, v, g->agenda[i].item,
                    sv_fmt(g->cx->a, "%.*s: %.*s", SV_ARG(g->agenda[i].item),
                           SV_ARG(page_short(g->cx->a, g->agenda[i].title, 140))),
                    sv_eq(g->agenda[i].item, v->value));
    }
}

/* The instruments of the body, where the form is for none yet. */
static void fill_instrument(struct filling *g)
{
    struct view_form_field *v =
        fill(g, SV("about.instrument"), "select", SV("Under which instrument"), true);
    form_option(&g->f, v, SV_NONE, SV("Choose"), !v->value.n);
    for (size_t i = 0; i < g->instruments_n; i++) {
        const struct q_instruments_kept_out *r = &g->instruments[i];
        form_option(&g->f, v, r->id,
                    sv_fmt(g->cx->a, "%.*s: %.*s", SV_ARG(r->id),
                           SV_ARG(page_short(g->cx->a, r->title, 140))),
                    sv_eq(r->id, v->value));
    }
}

/* The item of which an instrument came. */
static void fill_decision(struct filling *g)
{
    struct view_form_field *v =
        fill(g, SV("about.item"), "select", SV("The item whose decision approved it"), false);
    form_option(&g->f, v, SV_NONE, SV("None in this record"), !v->value.n);
    for (size_t i = 0; i < g->items_n; i++) {
        form_option(&g->f, v, g->items[i].file,
                    sv_fmt(g->cx->a, "%.*s: %.*s", SV_ARG(g->items[i].file),
                           SV_ARG(page_short(g->cx->a, g->items[i].title, 140))),
                    sv_eq(g->items[i].file, v->value));
    }
}

static void fill_about(struct filling *g)
{
    static const struct {
        const char *name, *label;
        unsigned must, may;
    } keys[] = {
        {"about.meeting", "The meeting, as body/date", REC_ABOUT_MEETING, REC_MAY_MEETING},
        {"about.item", "The item's file number", REC_ABOUT_ITEM, REC_MAY_ITEM},
        {"about.motion", "The number of the motion", REC_ABOUT_MOTION, REC_MAY_MOTION},
        {"about.instrument", "The id of the instrument", REC_ABOUT_INSTRUMENT, REC_MAY_INSTRUMENT}};
    enum { ITEM = 1, INSTRUMENT = 3 };
    bool registers = g->kind == &rec_kinds[KIND_INSTRUMENT_REGISTERED];
    if (calls_by_clock(g)) {
        fill(g, SV("local.day"), "date", SV("Day"), true);
        fill(g, SV("local.time"), "time", SV("Time of day, by the clocks of the place"), true);
        return;
    }
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        sv value = sent(g, sv_of(keys[i].name));
        bool wrong = g->e && sv_is(g->e->field, keys[i].name);
        if (value.n && !wrong) {
            form_hidden(&g->f, keys[i].name, value);
        } else if (i == INSTRUMENT && g->instruments_n && !registers) {
            fill_instrument(g);
        } else if (i == INSTRUMENT && registers) {
            fill(g, sv_of(keys[i].name), "text", SV("An id for it, used in addresses"), true)
                ->hint = SV("Such as moa-2026: small letters, digits, dots and dashes.");
        } else if (i == ITEM && registers && g->items_n) {
            fill_decision(g);
        } else if (i == ITEM && g->agenda_n && (g->kind->about & (keys[i].must | keys[i].may))) {
            fill_item(g, keys[i].name, (g->kind->about & keys[i].must) != 0);
        } else if (g->kind->about & (keys[i].must | keys[i].may)) {
            fill(g, sv_of(keys[i].name), "text", sv_of(keys[i].label),
                 (g->kind->about & keys[i].must) != 0);
        }
    }
}

/* A template begins with the one that is in force, to be mended. */
static err *fill_template(struct filling *g, struct view_form_field *v)
{
    struct q_template_for_out row;
    bool found;
    if (v->value.n || !g->has_body) {
        return NULL;
    }
    TRY(q_template_for(
        g->cx->store, g->cx->a,
        &(struct q_template_for_in){
            .body = g->b.id, .meeting = SV(""), .day = page_local_day(g->b.zone, g->cx->now).days},
        &found, &row));
    v->value = found && row.words.n ? row.words : template_default_text();
    return NULL;
}

/* What was chosen cannot be shown again: browsers let nobody fill it in but who chooses. */
static void fill_file(struct filling *g, const struct rec_part_spec *p)
{
    sv help = page_capital(g->cx->a, sv_of(p->help));
    struct view_form_field *v = fill(g, sv_fmt(g->cx->a, "files.%s", p->name), "file",
                                     SV("The file"), (p->flags & REC_REQUIRED) != 0);
    v->value = SV_NONE;
    v->word = SV(FORM_FILES);
    v->hint = g->e ? sv_fmt(g->cx->a, "%.*s.  Choose it again: nothing was kept.", SV_ARG(help))
                   : sv_fmt(g->cx->a, "%.*s.", SV_ARG(help));
}

static err *fill_texts(struct filling *g)
{
    for (const struct rec_part_spec *p = g->kind->parts; p->name; p++) {
        bool line = strcmp(p->name, "title") == 0 || strcmp(p->name, "place") == 0;
        if (rec_part_is_file(p)) {
            fill_file(g, p);
            continue;
        }
        if (strcmp(p->media, "text/plain") != 0) {
            continue; /* nobody types it */
        }
        struct view_form_field *v =
            fill(g, sv_fmt(g->cx->a, "texts.%s", p->name), line ? "text" : "area",
                 page_capital(g->cx->a, sv_of(p->help)), (p->flags & REC_REQUIRED) != 0);
        if (strcmp(p->name, "template") == 0) {
            TRY(fill_template(g, v));
        }
    }
    return NULL;
}

/* Where the act was out of order: why it stands, so that it can be recorded as it happened. */
static void fill_departure(struct filling *g)
{
    static const char *const words[][2] = {{"no-point-raised", "No point of order was raised"},
                                           {"ruled-in-order", "The chair ruled it in order"},
                                           {"appeal", "The body decided so on appeal"},
                                           {"rules-suspended", "The rules were suspended"}};
    struct view_form_field *v = fill(g, SV("data.departure"), "select",
                                     SV("It happened all the same: why does it stand?"), true);
    form_option(&g->f, v, SV_NONE, SV("Choose"), true);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        form_option(&g->f, v, sv_of(words[i][0]), sv_of(words[i][1]), false);
    }
}

/* When it happened: goes along where it was given, and is asked again where it was wrong. */
static void fill_at(struct filling *g)
{
    sv at = sent(g, SV("local.at"));
    if (g->e && sv_is(g->e->field, "local.at")) {
        fill(g, SV("local.at"), "time", SV("When it happened, by the clocks of the place"), false);
    } else if (at.n) {
        form_hidden(&g->f, "local.at", at);
    }
}

/* An act was refused, and others were entered by somebody else since its form was drawn: which. */
static err *fill_faster(struct filling *g, sv *ret)
{
    struct page_cx *cx = g->cx;
    struct arena *a = cx->a;
    sv seen = sent(g, SV("local.seen")), meeting = sent(g, SV("about.meeting"));
    struct q_page_since_out *rows = NULL;
    size_t n = 0;
    uint64_t after;
    bool refused = g->e && (g->e->kind == E_REFUSED || g->e->kind == E_DISORDER ||
                            g->e->kind == E_CONFLICT || g->e->kind == E_NOTFOUND);
    *ret = SV_NONE;
    if (!refused || !sv_u64(seen, &after) || !g->has_body) {
        return NULL;
    }
    TRY(q_page_since(cx->store, a,
                     &(struct q_page_since_in){.meeting = meeting, .after = (int64_t)after}, &rows,
                     &n));
    for (size_t i = 0; i < n; i++) {
        struct rec_entry e;
        struct st_corrected how;
        TRY(st_log_read(cx->store, a, rows[i].seq, &e, &how));
        if (cx->visitor && !sv_eq(e.account, cx->visitor->account)) {
            *ret = sv_fmt(
                a, "%.*s%s%.*s, %.*s: “%.*s” ", SV_ARG(*ret),
                ret->n ? "" : "While you were at it, somebody else recorded: ", SV_ARG(e.account),
                SV_ARG(page_clock_words(a, g->b.zone, rows[i].recorded)),
                SV_ARG(page_act_words(cx, &g->b, &e)));
        }
    }
    if (ret->n) {
        *ret = sv_fmt(a, "%.*sIf that is what you meant to record, nothing more is to be done. ",
                      SV_ARG(*ret));
    }
    return NULL;
}

static err *fill_body(struct filling *g)
{
    sv rest, meeting = sent(g, SV("about.meeting")), body = sent(g, SV("body"));
    sv id = meeting.n ? sv_cut(meeting, '/', &rest) : body;
    err *e = id.n ? page_body_read(g->cx, id, &g->b) : NULL;
    g->has_body = id.n && !e;
    if (e) {
        return e->kind != E_NOTFOUND ? e : NULL;
    }
    enum motion_type type = motion_type_of(sent(g, SV("data.type")));
    bool moved = g->kind == &rec_kinds[KIND_MOTION_MOVED] && type != MOTION_UNKNOWN &&
                 !(g->e && sv_is(g->e->field, "data.type"));
    g->type = moved && g->has_body ? type : MOTION_UNKNOWN;
    if (g->has_body) {
        TRY(q_page_meetings_of(g->cx->store, g->cx->a,
                               &(struct q_page_meetings_of_in){.body = g->b.id}, &g->meetings,
                               &g->meetings_n));
    }
    if (g->has_body && rec_meeting_id_valid(meeting)) {
        TRY(page_motions_in(g->cx, meeting, &g->motions, &g->motions_n));
        TRY(page_agenda_read(g->cx, meeting, &g->agenda, &g->agenda_n));
    }
    return NULL;
}

/* What an act that is about an instrument may be about. */
static err *fill_instruments(struct filling *g)
{
    bool registers = g->kind == &rec_kinds[KIND_INSTRUMENT_REGISTERED];
    if (!g->has_body || !(g->kind->about & REC_ABOUT_INSTRUMENT)) {
        return NULL;
    }
    return registers ? q_page_items_of(g->cx->store, g->cx->a,
                                       &(struct q_page_items_of_in){.body = g->b.id}, &g->items,
                                       &g->items_n)
                     : q_instruments_kept(g->cx->store, g->cx->a,
                                          &(struct q_instruments_kept_in){.body = g->b.id},
                                          &g->instruments, &g->instruments_n);
}

static void fill_body_field(struct filling *g)
{
    sv body = sent(g, SV("body"));
    bool meeting = sent(g, SV("about.meeting")).n > 0;
    bool wrong = g->e && sv_is(g->e->field, "body");
    if (body.n && !wrong) {
        form_hidden(&g->f, "body", body);
    } else if (!meeting && g->kind != &rec_kinds[KIND_KEY_ADDED]) {
        fill(g, SV("body"), "text", SV("The body's id"), true);
    }
}

/* The sort of the item that the act is about, where it stands on the meeting's agenda. */
static sv item_type(struct filling *g)
{
    sv item = sent(g, SV("about.item"));
    for (size_t i = 0; i < g->agenda_n; i++) {
        if (sv_eq(g->agenda[i].item, item)) {
            return g->agenda[i].type;
        }
    }
    return SV_NONE;
}

/* What the hidden fields say, in words. */
static err *fill_words(struct filling *g, sv *ret)
{
    struct page_about about = {.meeting = sent(g, SV("about.meeting")),
                               .item = sent(g, SV("about.item")),
                               .motion = sent(g, SV("about.motion")),
                               .instrument = sent(g, SV("about.instrument")),
                               .makes = g->kind == &rec_kinds[KIND_MEETING_CALLED] ||
                                        g->kind == &rec_kinds[KIND_ITEM_FILED] ||
                                        g->kind == &rec_kinds[KIND_INSTRUMENT_REGISTERED]};
    *ret = SV_NONE;
    return g->has_body ? page_about_words(g->cx, &g->b, &about, ret) : NULL;
}

err *page_act(struct page_cx *cx, sv kind, const struct page_pair *pairs, size_t n, err *e,
              struct view_form_page *ret)
{
    struct filling g = {.cx = cx,
                        .kind = rec_kind_find(kind),
                        .pairs = pairs,
                        .n = n,
                        .e = e,
                        .type = MOTION_UNKNOWN};
    struct list links = {0};
    if (!g.kind) {
        return err_make(cx->a, E_NOTFOUND, "There is no kind of act of that name.");
    }
    if (g.kind == &rec_kinds[KIND_ENTRY_CORRECTED]) {
        bool there;
        err *wrong = page_correct(cx, pairs, n, e, &there, ret);
        if (wrong || there) {
            return wrong;
        }
    }
    TRY(fill_body(&g));
    TRY(fill_instruments(&g));
    sv heading = page_capital(cx->a, sv_of(g.kind->help));
    if (g.type != MOTION_UNKNOWN) {
        heading = sv_fmt(
            cx->a, "A member moves to %.*s",
            SV_ARG(page_motion_words(cx->a, motion_type_name(g.type), item_type(&g), false, 0)));
    }
    sv next = sent(&g, SV("next"));
    bool disorder = e && e->kind == E_DISORDER;
    g.f = form_act(cx, g.kind->name, heading,
                   disorder ? SV("Record it as it happened") : SV("Record"), next);
    fill_body_field(&g);
    fill_about(&g);
    for (const struct rec_field *field = g.kind->fields; field->name; field++) {
        bool by_clock = calls_by_clock(&g) && strcmp(field->name, "convenes") == 0;
        if (!(field->flags & REC_WRITER) && strcmp(field->name, "departure") != 0 && !by_clock) {
            TRY(fill_field(&g, field));
        }
    }
    if (sent(&g, SV("local.others")).n) {
        form_hidden(&g.f, "local.others", sent(&g, SV("local.others")));
    }
    fill_at(&g);
    TRY(fill_texts(&g));
    if (disorder) {
        fill_departure(&g);
    }
    if (e && !g.at_field) {
        *LIST_ADD(cx->a, &g.errors, struct view_form_error) =
            (struct view_form_error){.sentence = page_stop(cx->a, page_capital(cx->a, e->message))};
    }
    g.f.v.title = SV_NONE;
    *ret = (struct view_form_page){.heading = heading, .form = form_done(&g.f)};
    page_shell(cx, heading, &ret->shell);
    TRY(fill_words(&g, &ret->about));
    ret->errors = g.errors.p;
    ret->errors_n = g.errors.n;
    if (e) {
        ret->rule = e->rule;
        ret->citation = e->citation;
        sv faster;
        TRY(fill_faster(&g, &faster));
        ret->intro = sv_fmt(
            cx->a, "%.*s%s", SV_ARG(faster),
            disorder ? "The chair rules; you record. If it happened all the same, say below why it "
                       "stands, and it is recorded as out of order."
                     : "");
    }
    url begin = ret->shell.places_n ? ret->shell.places[0].href : URL_FIXED("/"), back = begin;
    if (next.n && url_check(cx->a, next, &back)) {
        back = begin;
    }
    page_link(cx, &links, SV("Back, without recording anything"), back);
    ret->links = links.p;
    ret->links_n = links.n;
    return NULL;
}

err *page_act_kept(struct page_cx *cx, const struct page_kept *kept, struct view_form_page *ret)
{
    TRY(page_act(cx, kept->kind, kept->pairs, kept->n, NULL, ret));
    for (size_t i = 0; i < kept->n; i++) {
        if (sv_is(kept->pairs[i].name, "act") && rec_act_id_valid(kept->pairs[i].value)) {
            ret->form.act = kept->pairs[i].value;
        }
    }
    ret->intro = SV("You are signed in, and nothing is recorded yet. Here is the form as you "
                    "filled it in: check it, then send it.");
    return NULL;
}
