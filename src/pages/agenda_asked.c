/* What the clerk's form of the agenda asks for, as acts. */
#include <string.h>

#include "pages/agenda_inside.h"

struct asking {
    struct page_cx *cx;
    struct meeting_view m;
    const struct page_pair *pairs;
    size_t n;
    struct agenda g;
    agenda_line_row *rows; /* in the order of g.rows */
    size_t rows_n;
    const struct template *t;
    struct list acts; /* struct page_asked */
};

static sv given(const struct asking *k, const char *name)
{
    for (size_t i = 0; i < k->n; i++) {
        if (sv_is(k->pairs[i].name, name)) {
            return k->pairs[i].value;
        }
    }
    return SV_NONE;
}

/* ---- the acts ---- */

static struct page_asked *act(struct asking *k, const char *kind)
{
    struct page_asked *one = LIST_ADD(k->cx->a, &k->acts, struct page_asked);
    *one = (struct page_asked){.kind = sv_of(kind),
                               .pairs = arena_array(k->cx->a, struct page_pair, PAGE_ASKED_PAIRS)};
    return one;
}

static void say(struct page_asked *one, const char *name, sv value)
{
    if (value.n && one->n < PAGE_ASKED_PAIRS) {
        one->pairs[one->n++] = (struct page_pair){sv_of(name), value};
    }
}

static void schedule(struct asking *k, sv item, sv section, int64_t position)
{
    struct page_asked *one = act(k, "item.scheduled");
    say(one, "about.meeting", k->m.id);
    say(one, "about.item", item);
    say(one, "data.section", section);
    say(one, "data.position", position ? sv_fmt(k->cx->a, "%lld", (long long)position) : SV_NONE);
}

/* ---- places ---- */

static const struct agenda_row *row_of(const struct asking *k, sv item)
{
    for (size_t i = 0; i < k->g.n; i++) {
        if (sv_eq(k->g.rows[i].item, item)) {
            return &k->g.rows[i];
        }
    }
    return NULL;
}

/* Put an item into a section so that it is the at-th there, from 1.  Items carried over that nobody
 * has placed stand before all others: those that come to stand behind it are placed too. */
static void put_at(struct asking *k, sv item, size_t section_no, size_t at)
{
    const struct agenda_section *s = &k->g.sections[section_no];
    const struct agenda_row **others = arena_array(k->cx->a, const struct agenda_row *, s->count);
    const struct agenda_row *own = row_of(k, item);
    size_t n = 0, first = 0, behind;
    int64_t place = 1;
    for (size_t i = 0; i < s->count; i++) {
        const struct agenda_row *r = &k->g.rows[s->first + i];
        if (r != own) {
            others[n++] = r;
        }
    }
    while (first < n && !others[first]->placed) {
        first++; /* of the placed ones */
    }
    at = at < 1 ? 1 : at > n + 1 ? n + 1 : at;
    behind = at - 1 < first ? at - 1 : first;
    for (size_t i = first; i < n; i++) {
        bool before = i < at - 1;
        place = before ? others[i]->position + 1 : place;
        if (!before) {
            place = others[i]->position;
            break;
        }
    }
    /* its own place becomes free before it takes the new one */
    place -= own && own->placed && own->section_no == section_no && own->position < place;
    schedule(k, item, s->name, place);
    for (size_t i = behind; i < first; i++) {
        schedule(k, others[i]->item, s->name, ++place);
    }
}

static err *step(struct asking *k, sv item, bool up)
{
    const struct agenda_row *r = row_of(k, item);
    if (!r || r->section_no >= k->g.sections_n) {
        return err_make(k->cx->a, E_CONFLICT,
                        "Item %.*s does not stand in a section of this agenda any more.",
                        SV_ARG(sv_sub(item, 0, 64)));
    }
    size_t no = r->section_no, count = k->g.sections[no].count;
    if (up && r->n > 1) {
        put_at(k, item, no, (size_t)r->n - 1);
    } else if (!up && (size_t)r->n < count) {
        put_at(k, item, no, (size_t)r->n + 1);
    } else if (up && no > 0) {
        put_at(k, item, no - 1, k->g.sections[no - 1].count + 1);
    } else if (!up && no + 1 < k->g.sections_n) {
        put_at(k, item, no + 1, 1);
    } else {
        return err_make(k->cx->a, E_CONFLICT, "Item %.*s is the %s of the agenda already.",
                        SV_ARG(item), up ? "first" : "last");
    }
    return NULL;
}

static err *section_asked(const struct asking *k, sv name, size_t *ret)
{
    for (*ret = 0; *ret < k->g.sections_n; ++*ret) {
        if (sv_eq(k->g.sections[*ret].name, name)) {
            return NULL;
        }
    }
    return err_make(k->cx->a, E_INVALID, "The agenda has no section of that name any more.");
}

/* The ticked items, in the order of the form. */
static err *ticked(const struct asking *k, sv **ret, size_t *ret_n)
{
    *ret = arena_array(k->cx->a, sv, k->n);
    *ret_n = 0;
    for (size_t i = 0; i < k->n; i++) {
        if (sv_is(k->pairs[i].name, "item")) {
            (*ret)[(*ret_n)++] = k->pairs[i].value;
        }
    }
    return *ret_n ? NULL
                  : err_make(k->cx->a, E_INVALID,
                             "No item is ticked: tick those that are meant, then press again.");
}

/* All ticked items into a section, or each into that of its sort. */
static err *put(struct asking *k)
{
    sv *items, section = given(k, "section"), place = sv_trim(given(k, "place"));
    size_t n, no = 0;
    uint64_t at = 0;
    TRY(ticked(k, &items, &n));
    if (section.n) {
        TRY(section_asked(k, section, &no));
    }
    if (place.n && (!sv_u64(place, &at) || at < 1 || at > 10000 || !section.n)) {
        return err_make(k->cx->a, E_INVALID,
                        "A place is a number from 1 on within a section: choose that too.");
    }
    if (at && n == 1) {
        put_at(k, items[0], no, (size_t)at);
        return NULL;
    }
    for (size_t i = 0; i < n; i++) {
        schedule(k, items[i], section, at ? (int64_t)at + (int64_t)i : 0);
    }
    return NULL;
}

static err *off(struct asking *k)
{
    sv *items;
    size_t n;
    TRY(ticked(k, &items, &n));
    for (size_t i = 0; i < n; i++) {
        struct page_asked *one = act(k, "item.unscheduled");
        say(one, "about.meeting", k->m.id);
        say(one, "about.item", items[i]);
    }
    return NULL;
}

/* Numbers for the ticked resolutions and ordinances that have none; the others have theirs by
 * file. */
static err *number(struct asking *k)
{
    sv *items;
    size_t n;
    TRY(ticked(k, &items, &n));
    for (size_t i = 0; i < n; i++) {
        bool found;
        struct q_page_item_out row;
        struct q_numbers_of_out *had;
        size_t had_n;
        TRY(q_page_item(k->cx->store, k->cx->a,
                        &(struct q_page_item_in){.body = k->m.b.id, .file = items[i]}, &found,
                        &row));
        TRY(q_numbers_of(k->cx->store, k->cx->a,
                         &(struct q_numbers_of_in){.body = k->m.b.id, .item = items[i]}, &had,
                         &had_n));
        if (found && had_n == 0 &&
            (sv_is(row.type, "resolution") || sv_is(row.type, "ordinance"))) {
            struct page_asked *one = act(k, "item.numbered");
            say(one, "about.meeting", k->m.id);
            say(one, "about.item", items[i]);
            say(one, "data.series", row.type);
        }
    }
    return k->acts.n
               ? NULL
               : err_make(k->cx->a, E_CONFLICT,
                          "The ticked items have their numbers, or are neither resolutions nor "
                          "ordinances.");
}

/* A new item with its text, put on this agenda at once. */
static err *file(struct asking *k)
{
    sv item = given(k, "about.item"), words = given(k, "texts.text");
    struct page_asked *one = act(k, "item.filed");
    say(one, "body", k->m.b.id);
    say(one, "about.item", item);
    say(one, "data.type", given(k, "data.type"));
    say(one, "data.department", given(k, "data.department"));
    say(one, "texts.title", given(k, "texts.title"));
    if (sv_trim(words).n) {
        one = act(k, "text.filed");
        say(one, "body", k->m.b.id);
        say(one, "about.item", item);
        say(one, "data.state", SV("proposed"));
        say(one, "texts.title", given(k, "texts.title"));
        say(one, "texts.text", words);
    }
    schedule(k, item, given(k, "section"), 0);
    return NULL;
}

/* The meeting on another day: that one is called, this one cancelled as moved to it. */
static err *move_day(struct asking *k)
{
    sv day = given(k, "local.day");
    struct q_page_meeting_out there;
    bool found;
    date d;
    if (!date_parse(day, &d)) {
        return err_make(k->cx->a, E_INVALID, "Say to which day the meeting is moved.");
    }
    sv to = sv_fmt(k->cx->a, "%.*s/%.*s", SV_ARG(k->m.b.id), SV_ARG(day));
    TRY(q_page_meeting(k->cx->store, k->cx->a, &(struct q_page_meeting_in){.id = to}, &found,
                       &there));
    if (!found || !there.type.n) {
        struct page_asked *one = act(k, "meeting.called");
        say(one, "body", k->m.b.id);
        say(one, "data.type", given(k, "data.type"));
        say(one, "local.day", day);
        say(one, "local.time", given(k, "local.time"));
        say(one, "texts.place",
            given(k, "texts.place").n ? given(k, "texts.place") : k->m.row.place);
        say(one, "texts.text", given(k, "texts.text"));
    }
    struct page_asked *one = act(k, "meeting.cancelled");
    say(one, "about.meeting", k->m.id);
    say(one, "data.reason", SV("moved"));
    say(one, "data.to", day);
    say(one, "texts.text", given(k, "texts.text"));
    return NULL;
}

/* An item dragged to a place of a section. */
static err *drop(struct asking *k, sv item)
{
    size_t no;
    uint64_t at;
    TRY(section_asked(k, given(k, "to"), &no));
    if (!sv_u64(given(k, "at"), &at) || at > 10000) {
        return err_make(k->cx->a, E_INVALID, "That is no place of a section.");
    }
    put_at(k, item, no, (size_t)at);
    return NULL;
}

err *page_agenda_now(struct page_cx *cx, sv meeting, const struct template *t,
                     agenda_line_row **ret, size_t *ret_n, struct agenda *g)
{
    struct q_agenda_rows_out *raw;
    size_t n;
    TRY(q_page_agenda(cx->store, cx->a, &(struct q_page_agenda_in){.meeting = meeting}, ret,
                      ret_n));
    TRY(q_agenda_rows(cx->store, cx->a, &(struct q_agenda_rows_in){.meeting = meeting}, &raw, &n));
    for (size_t i = 0; i < *ret_n; i++) {
        for (size_t k = 0; k < n; k++) { /* the section that it has now, not that of the version */
            if (sv_eq(raw[k].item, (*ret)[i].item)) {
                (*ret)[i].section = raw[k].section;
            }
        }
    }
    page_agenda_arrange(cx, t, *ret, *ret_n, g);
    return NULL;
}

err *page_agenda_asked(struct page_cx *cx, sv body, sv date_n, const struct page_pair *pairs,
                       size_t n, const struct page_asked **ret, size_t *ret_n, sv *ret_item)
{
    struct asking k = {.cx = cx, .pairs = pairs, .n = n};
    bool own;
    sv what = given(&k, "do"), item;
    sv verb = sv_cut(what, ' ', &item);
    TRY(page_meeting_read(cx, body, date_n, &k.m));
    TRY(page_template(cx, k.m.id, &own, &k.t));
    TRY(page_agenda_now(cx, k.m.id, k.t, &k.rows, &k.rows_n, &k.g));
    err *e = sv_is(verb, "up")       ? step(&k, item, true)
             : sv_is(verb, "down")   ? step(&k, item, false)
             : sv_is(verb, "drop")   ? drop(&k, item)
             : sv_is(verb, "put")    ? put(&k)
             : sv_is(verb, "off")    ? off(&k)
             : sv_is(verb, "number") ? number(&k)
             : sv_is(verb, "file")   ? file(&k)
             : sv_is(verb, "move")
                 ? move_day(&k)
                 : err_make(cx->a, E_INVALID, "The form does not say what is to be done.");
    *ret = k.acts.p;
    *ret_n = k.acts.n;
    *ret_item = item;
    return e;
}
