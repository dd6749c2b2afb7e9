/* Where a clerk registers an instrument from a template: what it asks, and its lines to be ticked.
 */
#include "pages/form.h"
#include "rules/instrument.h"

enum { NAMES_MOST = INSTRUMENT_ASKS + 3 };

static const struct {
    enum rec_kind_id kind;
    const char *heading;
} kinds[] = {{KIND_INSTRUMENT_WORDED, "The template itself"},
             {KIND_PARTY_JOINED, "Parties"},
             {KIND_INSTRUMENT_CHANGED, "What became of it"},
             {KIND_COURSE_REQUIRED, "Training"},
             {KIND_PROTOCOL_ADOPTED, "Protocols"},
             {KIND_POWER_GRANTED, "Powers"},
             {KIND_OBLIGATION_SET, "What is due"},
             {KIND_ENDING_STATED, "How it can be ended"}};

struct making {
    struct page_cx *cx;
    sv body;
    const struct page_pair *asked; /* the query */
    size_t asked_n;
    struct instrument *t;
    struct instrument_wanted w;
    struct rec_pair answers[INSTRUMENT_ASKS];
    struct form f; /* numbers the fields */
    struct list errors;
};

static sv asked(const struct making *m, const char *name)
{
    for (size_t i = 0; i < m->asked_n; i++) {
        if (sv_is(m->asked[i].name, name)) {
            return sv_trim(m->asked[i].value);
        }
    }
    return SV_NONE;
}

static sv sure_words(enum rule_sure sure)
{
    return sure == SURE_READ        ? SV("read in its source")
           : sure == SURE_SECONDARY ? SV("read in a secondary source")
                                    : SV("general knowledge, still to be checked");
}

/* ---- what is asked ---- */

static struct view_form_field *ask(struct making *m, const char *name, const char *kind, sv label,
                                   bool required)
{
    struct view_form_field *field = form_field(&m->f, name, kind, label, required);
    field->value = asked(m, name);
    return field;
}

static void wrong(struct making *m, struct view_form_field *field, sv sentence)
{
    if (field) {
        field->error = sentence;
    }
    *LIST_ADD(m->cx->a, &m->errors, struct view_form_error) = (struct view_form_error){
        .has_n = field != NULL, .n = field ? field->n : 0, .sentence = sentence};
}

static err *ask_all(struct making *m)
{
    struct arena *a = m->cx->a;
    struct view_form_field *id =
        ask(m, "instrument", "text", SV("A short name for its address, such as rc-moa"), true);
    struct view_form_field *title = ask(m, "title", "text", SV("Its title"), true);
    struct view_form_field *item =
        ask(m, "item", "text", SV("File number of the decision that approved it"), false);
    struct view_form_field *fields[INSTRUMENT_ASKS] = {NULL};
    bool begun = id->value.n || title->value.n;
    for (size_t i = 0; i < m->t->asks_n; i++) {
        const struct instrument_ask *one = &m->t->asks[i];
        sv name = sv_fmt(a, "ask.%.*s", SV_ARG(one->name));
        fields[i] =
            ask(m, name.p, one->is_date ? "date" : "text", page_capital(a, one->words), false);
        m->answers[i] = (struct rec_pair){one->name, fields[i]->value};
    }
    m->w = (struct instrument_wanted){.id = id->value,
                                      .title = title->value,
                                      .item = item->value,
                                      .answers = m->answers,
                                      .answers_n = m->t->asks_n};
    if (begun && !rec_id_valid(id->value)) {
        wrong(m, id, SV("The short name is of a to z, 0 to 9, '.', '_' and '-'."));
    }
    if (begun && !title->value.n) {
        wrong(m, title, SV("Give its title."));
    }
    if (item->value.n && !rec_id_valid(item->value)) {
        wrong(m, item, SV("The file number is of a to z, 0 to 9, '.', '_' and '-'."));
    }
    struct instrument_act *acts;
    size_t n;
    err *e = begun ? instrument_acts(a, m->t, &m->w, &acts, &n) : NULL;
    for (size_t i = 0; e && i < m->t->asks_n; i++) {
        if (sv_eq(e->field, m->t->asks[i].name)) {
            wrong(m, fields[i], e->message);
        }
    }
    return NULL;
}

/* ---- lines ---- */

/* What names the line is on record of this instrument. */
static err *stands(struct making *m, const struct instrument_act *act, bool *ret)
{
    struct store *s = m->cx->store;
    struct arena *a = m->cx->a;
    sv kind, name = act->key;
    *ret = false;
    kind = sv_cut(name, '.', &name);
    if (sv_is(kind, "power")) {
        struct q_act_power_out row;
        return q_act_power(s, a, &(struct q_act_power_in){.instrument = m->w.id, .power = name},
                           ret, &row);
    }
    if (sv_is(kind, "course")) {
        struct q_act_course_out row;
        return q_act_course(s, a, &(struct q_act_course_in){.instrument = m->w.id, .course = name},
                            ret, &row);
    }
    if (sv_is(kind, "party")) {
        struct q_act_party_out row;
        return q_act_party(s, a, &(struct q_act_party_in){.instrument = m->w.id, .party = name},
                           ret, &row);
    }
    if (sv_is(kind, "obligation")) {
        struct q_act_obligation_out row;
        return q_act_obligation(
            s, a, &(struct q_act_obligation_in){.instrument = m->w.id, .obligation = name}, ret,
            &row);
    }
    return NULL;
}

/* What the act says besides its words, clause and name. */
static sv other_fields(struct making *m, const struct instrument_act *act)
{
    struct arena *a = m->cx->a;
    sv all = SV_NONE;
    for (size_t i = 1; i < act->n; i++) {
        sv name = act->pairs[i].name;
        sv bare = sv_starts(name, SV("data.")) ? sv_sub(name, 5, name.n) : SV_NONE;
        bool told = !bare.n || sv_is(bare, "name") || sv_is(bare, "clause") ||
                    sv_ends(act->key, act->pairs[i].value) || sv_is(bare, "state");
        if (!told) {
            all = sv_fmt(a, "%.*s%s%.*s: %.*s", SV_ARG(all), all.n ? "; " : "",
                         SV_ARG(form_code_words(a, bare)), SV_ARG(act->pairs[i].value));
        }
    }
    return all;
}

static err *line_of(struct making *m, const struct instrument_act *act, size_t step,
                    bool registered, struct view_instrument_new_line *ret)
{
    struct arena *a = m->cx->a;
    const struct instrument_line *l = act->line;
    struct view_pair *pairs = arena_array(a, struct view_pair, act->n);
    size_t n = 0;
    bool on_record = false;
    for (size_t i = 0; i < act->n; i++) {
        if (!sv_is(act->pairs[i].name, "about.instrument")) {
            pairs[n++] =
                (struct view_pair){.name = sv_fmt(a, "%zu.%.*s", step, SV_ARG(act->pairs[i].name)),
                                   .value = act->pairs[i].value};
        }
    }
    if (registered) {
        TRY(stands(m, act, &on_record));
    }
    /* of what is no thing with a name of its own, the registration stands for the first entry */
    bool again = registered && (on_record || !l || act->kind == &rec_kinds[KIND_ENDING_STATED] ||
                                act->kind == &rec_kinds[KIND_INSTRUMENT_CHANGED]);
    *ret = (struct view_instrument_new_line){
        .step = (int64_t)step,
        .key = act->key,
        .act = sv_of(act->kind->name),
        .words = l ? (act->lacks.n ? l->words : act->words)
                   : SV("The template's table as a text of the instrument: everything "
                        "below, with citations"),
        .fields = l ? other_fields(m, act) : SV_NONE,
        .cites = l ? l->cites : m->t->id,
        .sure = l ? sure_words(l->sure) : SV("as it stands in this program today"),
        .lacks =
            act->lacks.n ? sv_fmt(a, "Answer “%.*s” above first.", SV_ARG(act->lacks)) : SV_NONE,
        .stands = on_record,
        .ticked = !act->lacks.n && !again && (!l || l->sure != SURE_GENERAL),
        .pairs = pairs,
        .pairs_n = n};
    return NULL;
}

static err *groups_of(struct making *m, const struct instrument_act *acts, size_t n,
                      bool registered, struct view_instrument_new_page *p)
{
    struct arena *a = m->cx->a;
    struct list groups = {0};
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        struct list lines = {0};
        for (size_t i = 1; i < n; i++) {
            if (acts[i].kind == &rec_kinds[kinds[k].kind]) {
                struct view_instrument_new_line *line =
                    LIST_ADD(a, &lines, struct view_instrument_new_line);
                TRY(line_of(m, &acts[i], i + 1, registered, line));
            }
        }
        if (lines.n) {
            *LIST_ADD(a, &groups, struct view_instrument_new_group) =
                (struct view_instrument_new_group){
                    .heading = sv_of(kinds[k].heading), .lines = lines.p, .lines_n = lines.n};
        }
    }
    p->groups = groups.p;
    p->groups_n = groups.n;
    return NULL;
}

static void parts_of(struct making *m, struct view_instrument_new_page *p)
{
    struct arena *a = m->cx->a;
    struct list parts = {0};
    for (int s = INSTRUMENT_REQUIREMENT; s < INSTRUMENT_SORTS; s++) {
        struct list lines = {0};
        for (size_t i = 0; i < m->t->n; i++) {
            const struct instrument_line *l = &m->t->lines[i];
            if (l->sort != (enum instrument_sort)s) {
                continue;
            }
            sv words = l->has_day ? sv_fmt(a, "From %.*s: %.*s", SV_ARG(page_day_words(a, l->day)),
                                           SV_ARG(l->words))
                                  : l->words;
            *LIST_ADD(a, &lines, struct view_instrument_new_said) =
                (struct view_instrument_new_said){words, l->cites, sure_words(l->sure)};
        }
        if (lines.n) {
            *LIST_ADD(a, &parts, struct view_instrument_new_part) =
                (struct view_instrument_new_part){.heading = sv_of(instrument_sort_headings[s]),
                                                  .lines = lines.p,
                                                  .lines_n = lines.n};
        }
    }
    p->parts = parts.p;
    p->parts_n = parts.n;
}

static void registration_of(struct making *m, const struct instrument_act *act,
                            struct view_instrument_new_page *p)
{
    struct view_pair *pairs = arena_array(m->cx->a, struct view_pair, act->n);
    size_t n = 0;
    for (size_t i = 0; i < act->n; i++) {
        if (!sv_is(act->pairs[i].name, "about.instrument")) {
            pairs[n++] =
                (struct view_pair){.name = sv_fmt(m->cx->a, "1.%.*s", SV_ARG(act->pairs[i].name)),
                                   .value = act->pairs[i].value};
        }
    }
    p->registration = pairs;
    p->registration_n = n;
}

/* This page with what was answered. */
static sv here_again(const struct making *m)
{
    struct arena *a = m->cx->a;
    sv names[NAMES_MOST], pattern = SV("/clerk/{}/instruments/new?template={}");
    size_t n = 0;
    names[n++] = m->body;
    names[n++] = m->t->id;
    for (size_t i = 0; i < m->asked_n && n < NAMES_MOST; i++) {
        sv name = m->asked[i].name;
        bool own = sv_is(name, "instrument") || sv_is(name, "title") || sv_is(name, "item");
        for (size_t k = 0; k < m->t->asks_n; k++) {
            own |= sv_eq(name, sv_fmt(a, "ask.%.*s", SV_ARG(m->t->asks[k].name)));
        }
        if (own && m->asked[i].value.n) {
            pattern = sv_fmt(a, "%.*s&%.*s={}", SV_ARG(pattern), SV_ARG(name));
            names[n++] = m->asked[i].value;
        }
    }
    return url_path_parts(a, pattern, names, n).s;
}

static err *lines_of(struct making *m, struct view_instrument_new_page *p)
{
    struct arena *a = m->cx->a;
    struct instrument_act *acts = NULL;
    struct q_act_instrument_out row;
    size_t n = 0;
    bool found;
    TRY(q_act_instrument(m->cx->store, a, &(struct q_act_instrument_in){.id = m->w.id}, &found,
                         &row));
    if (found && !sv_eq(row.body, m->body)) {
        wrong(m, NULL,
              sv_fmt(a, "An instrument %.*s is registered by another body: choose another name.",
                     SV_ARG(m->w.id)));
        return NULL;
    }
    TRY(instrument_acts(a, m->t, &m->w, &acts, &n));
    p->ready = true;
    p->registers = !found;
    p->sentence =
        found ? sv_fmt(a,
                       "%.*s is registered, by entry %lld. What is ticked below is not on record "
                       "of it yet; tick what else the signed text has.",
                       SV_ARG(m->w.id), (long long)row.seq)
              : SV_NONE;
    p->instrument = m->w.id;
    p->act = page_act_id(m->cx);
    p->csrf = m->cx->visitor->csrf;
    p->next = here_again(m);
    registration_of(m, &acts[0], p);
    return groups_of(m, acts, n, found, p);
}

/* ---- the page ---- */

static err *templates_of(struct making *m, sv chosen, struct view_instrument_new_page *p)
{
    struct arena *a = m->cx->a;
    struct list l = {0};
    for (size_t i = 0; instrument_name(i).n; i++) {
        struct instrument *t;
        const sv parts[] = {m->body, instrument_name(i)};
        TRY(instrument_builtin(a, instrument_name(i), &t));
        *LIST_ADD(a, &l, struct view_link) = (struct view_link){
            .text = t->title,
            .href = url_path_parts(a, SV("/clerk/{}/instruments/new?template={}"), parts, 2),
            .current = sv_eq(chosen, instrument_name(i))};
    }
    p->templates = l.p;
    p->templates_n = l.n;
    return NULL;
}

err *page_instrument_new(struct page_cx *cx, sv body, const struct page_pair *query, size_t n,
                         struct view_instrument_new_page *ret)
{
    struct making *m = arena_new(cx->a, struct making);
    struct view_instrument_new_page p = {.body = body};
    struct body_view b;
    *m = (struct making){.cx = cx, .body = body, .asked = query, .asked_n = n, .f = {.cx = cx}};
    if (!cx->visitor->may[KIND_INSTRUMENT_REGISTERED]) {
        return err_make(cx->a, E_DENIED, "Instruments are registered by the body's clerk.");
    }
    TRY(page_body_read(cx, body, &b));
    p.body_name = b.row.name;
    p.template = asked(m, "template");
    TRY(templates_of(m, p.template, &p));
    if (p.template.n) {
        TRY(instrument_builtin(cx->a, p.template, &m->t));
        p.title = m->t->title;
        p.sources = m->t->sources;
        p.sources_n = m->t->sources_n;
        p.notes = m->t->notes;
        p.notes_n = m->t->notes_n;
        TRY(ask_all(m));
        if (!m->errors.n && m->w.id.n) {
            TRY(lines_of(m, &p));
        }
        parts_of(m, &p);
        p.asks = m->f.fields.p;
        p.asks_n = m->f.fields.n;
    }
    if (m->errors.n) {
        struct view_trouble *t = arena_new(cx->a, struct view_trouble);
        *t = (struct view_trouble){.sentences = m->errors.p, .sentences_n = m->errors.n};
        p.trouble = t;
    }
    page_shell(cx, SV("An instrument from a template"), &p.shell);
    page_crumb(cx, &p.shell, SV("Meetings"), URL_FIXED("/clerk"));
    *ret = p;
    return NULL;
}
