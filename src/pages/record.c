/* The record itself: one entry in words and bytes, the record as a whole, and errors. */
#include "pages/form.h"

#include "base/limits.h"

/* ---- one entry ---- */

static void pretty(struct buf *b, const struct jv *v, int depth)
{
    bool object = v->type == JV_OBJECT;
    if ((!object && v->type != JV_ARRAY) || !v->first) {
        jv_write(b, v);
        return;
    }
    buf_char(b, object ? '{' : '[');
    jv_each(m, v)
    {
        buf_fmt(b, "\n%*s", 2 * (depth + 1), "");
        if (object) {
            json_quote(b, m->key);
            buf_str(b, ": ");
        }
        pretty(b, m, depth + 1);
        buf_str(b, m->next ? "," : "");
    }
    buf_fmt(b, "\n%*s%c", 2 * depth, "", object ? '}' : ']');
}

static sv value_words(struct page_cx *cx, const struct body_view *b, const struct rec_field *f,
                      const struct jv *v)
{
    date d;
    instant t;
    if (v->type == JV_ARRAY) {
        sv *names = arena_array(cx->a, sv, jv_count(v));
        size_t n = 0;
        jv_each(id, v)
        {
            names[n++] = id->type == JV_STRING ? page_name(b, id->text) : SV("?");
        }
        return n ? page_and(cx->a, names, n) : SV("nobody");
    }
    if (v->type == JV_OBJECT) {
        sv all = SV_NONE;
        jv_each(m, v)
        {
            all = sv_fmt(cx->a, "%.*s%s%.*s: %.*s", SV_ARG(all), all.n ? ", " : "", SV_ARG(m->key),
                         SV_ARG(m->text));
        }
        return all;
    }
    if (v->type == JV_INT) {
        return sv_fmt(cx->a, "%lld", (long long)v->number);
    }
    if (v->type != JV_STRING) {
        return v->type == JV_TRUE ? SV("yes") : SV("no");
    }
    if (f && f->type == REC_DATE && date_parse(v->text, &d)) {
        return page_day_words(cx->a, d);
    }
    if (f && f->type == REC_INSTANT && instant_parse(v->text, &t) && b->zone) {
        return page_moment_words(cx->a, b->zone, t);
    }
    return f && f->type == REC_ID ? page_name(b, v->text) : v->text;
}

static void about_facts(struct page_cx *cx, const struct rec_entry *e, struct list *facts,
                        struct list *sees)
{
    sv meeting = jv_get_sv(e->about, "meeting"), item = jv_get_sv(e->about, "item");
    int64_t motion = jv_get_int(e->about, "motion", 0);
    if (meeting.n) {
        url u = page_url_meeting(cx, meeting);
        *LIST_ADD(cx->a, facts, struct view_fact) =
            (struct view_fact){.name = SV("meeting"), .value = meeting, .href = u};
        page_link(cx, sees, SV("The meeting"), u);
    }
    if (item.n) {
        url u = url_path(cx->a, "/items/{}/{}", e->body, item);
        *LIST_ADD(cx->a, facts, struct view_fact) =
            (struct view_fact){.name = SV("item"), .value = item, .href = u};
        page_link(cx, sees, SV("The decision on the item"),
                  url_path(cx->a, "/decisions/{}/{}", e->body, item));
    }
    if (motion) {
        *LIST_ADD(cx->a, facts, struct view_fact) = (struct view_fact){
            .name = SV("motion"), .value = sv_fmt(cx->a, "%lld", (long long)motion)};
    }
}

static void data_facts(struct page_cx *cx, const struct body_view *b, const struct rec_entry *e,
                       struct list *facts)
{
    jv_each(m, e->data)
    {
        const struct rec_field *f = e->kind ? rec_field_find(e->kind, m->key) : NULL;
        *LIST_ADD(cx->a, facts, struct view_fact) =
            (struct view_fact){.name = m->key, .value = value_words(cx, b, f, m)};
    }
}

/* What a correction says of the entry that it corrects. */
static void value_facts(struct page_cx *cx, const struct body_view *b, const struct rec_entry *of,
                        const struct rec_entry *e, struct list *facts)
{
    const struct jv *values = jv_get(e->data, "values");
    jv_each(m, values)
    {
        const struct rec_field *f = of->kind ? rec_field_find(of->kind, m->key) : NULL;
        if (!f || !(f->flags & REC_WRITER)) {
            *LIST_ADD(cx->a, facts, struct view_fact) =
                (struct view_fact){.name = m->key, .value = value_words(cx, b, f, m)};
        }
    }
}

/* The entry corrects another, which is linked and read with its fields. */
static err *correction_facts(struct page_cx *cx, const struct body_view *b,
                             const struct rec_entry *e, struct list *facts)
{
    struct rec_entry of;
    int64_t seq = jv_get_int(e->data, "of", 0);
    TRY(st_log_entry(cx->store, cx->a, seq, &of));
    *LIST_ADD(cx->a, facts, struct view_fact) =
        (struct view_fact){.name = SV("corrects"),
                           .value = sv_fmt(cx->a, "entry %lld: %.*s", (long long)seq,
                                           SV_ARG(page_act_words(cx, b, &of))),
                           .href = page_url_entry(cx, seq)};
    if (jv_get_bool(e->data, "void")) {
        *LIST_ADD(cx->a, facts, struct view_fact) = (struct view_fact){
            .name = SV("taken back"), .value = SV("what that entry says did not happen")};
    }
    value_facts(cx, b, &of, e, facts);
    return NULL;
}

/* What became of the entry since: the corrections of it, the last of which stands. */
static err *corrections_since(struct page_cx *cx, const struct body_view *b,
                              const struct rec_entry *e, struct view_entry_page *ret,
                              struct list *sees)
{
    struct q_page_corrections_around_out *rows;
    struct list l = {0};
    size_t n;
    TRY(q_page_corrections_around(
        cx->store, cx->a, &(struct q_page_corrections_around_in){.seq = e->seq}, &rows, &n));
    for (size_t i = 0; i < n; i++) {
        if (rows[i].seq == e->seq) { /* it is a correction itself */
            ret->has_corrects = true;
            ret->corrects = rows[i].of;
            page_link(cx, sees,
                      sv_fmt(cx->a, "Entry %lld, which it corrects", (long long)rows[i].of),
                      page_url_entry(cx, rows[i].of));
            continue;
        }
        struct view_correction *v = LIST_ADD(cx->a, &l, struct view_correction);
        *v = (struct view_correction){
            .entry = rows[i].seq, .taken_back = rows[i].voids, .stands = rows[i].stands};
        const char *stands = rows[i].voids ? ": it did not happen" : ": it is read as follows";
        v->sentence =
            sv_fmt(cx->a, "%s by entry %lld%s.", rows[i].voids ? "Taken back" : "Corrected",
                   (long long)rows[i].seq, rows[i].stands ? stands : ", which no longer stands");
        if (rows[i].stands && !rows[i].voids) {
            struct rec_entry by;
            struct list facts = {0};
            TRY(st_log_entry(cx->store, cx->a, rows[i].seq, &by));
            value_facts(cx, b, e, &by, &facts);
            v->reads = facts.p;
            v->reads_n = facts.n;
        }
    }
    ret->corrections = l.p;
    ret->corrections_n = l.n;
    return NULL;
}

static err *entry_parts(struct page_cx *cx, const struct rec_entry *e, struct view_entry_page *ret)
{
    struct view_entry_part *v = arena_array(cx->a, struct view_entry_part, e->n_parts);
    for (size_t i = 0; i < e->n_parts; i++) {
        const struct rec_part *p = &e->parts[i];
        sv hash = {(const char *)p->hash.b, REC_HASH_BYTES};
        struct q_page_part_out row;
        bool found = false;
        TRY(q_page_part(cx->store, cx->a, &(struct q_page_part_in){.hash = hash}, &found, &row));
        v[i] = (struct view_entry_part){.name = p->name,
                                        .class = p->class,
                                        .media = p->media,
                                        .hash = rec_hash_hex(cx->a, &p->hash)};
        if (found) {
            v[i].text = row.words;
            v[i].body = html_paragraphs(cx->a, row.words);
        } else {
            v[i].missing = SV("This text is not given out here; its hash stays in the record.");
        }
    }
    ret->parts = v;
    ret->parts_n = e->n_parts;
    return NULL;
}

static void entry_source(struct page_cx *cx, const struct rec_entry *e, struct view_entry_page *ret)
{
    if (e->source) {
        struct view_source *s = arena_new(cx->a, struct view_source);
        *s = page_source(cx, jv_get_sv(e->source, "outlet"), jv_get_sv(e->source, "title"),
                         jv_get_sv(e->source, "where"), jv_get_sv(e->source, "retrieved"));
        ret->source = s;
    }
}

static err *entry_bytes(struct page_cx *cx, int64_t seq, struct view_entry_page *ret)
{
    struct jv *tree = NULL;
    sv bytes;
    TRY(st_log_bytes(cx->store, cx->a, seq, &bytes));
    TRY(jv_parse(cx->a, bytes, &tree));
    struct buf b = buf_make(LIMIT_PAGE_BYTES);
    pretty(&b, tree, 0);
    struct rec_hash leaf = rec_hash_leaf(bytes);
    ret->pretty = buf_dup(cx->a, &b);
    ret->entry = raw_json_of(cx->a, tree);
    ret->leaf = rec_hash_hex(cx->a, &leaf);
    ret->bytes = (int64_t)bytes.n;
    buf_free(&b);
    return NULL;
}

/* A vote by name that the rules keep from the public until the result is announced, and it is not
 * yet. */
static err *vote_is_kept(struct page_cx *cx, const struct rec_entry *e, bool *ret)
{
    struct meeting_view m;
    motion_row *rows = NULL;
    size_t n = 0;
    sv meeting = jv_get_sv(e->about, "meeting"), date_n, body = sv_cut(meeting, '/', &date_n);
    *ret = false;
    if (e->kind != &rec_kinds[KIND_VOTE_CAST] && e->kind != &rec_kinds[KIND_VOTE_CHANGED]) {
        return NULL;
    }
    TRY(page_meeting_read(cx, body, date_n, &m));
    TRY(page_motions_in(cx, meeting, &rows, &n));
    for (size_t i = 0; i < n; i++) {
        bool its = rows[i].n == jv_get_int(e->about, "motion", 0);
        *ret = *ret || (its && page_votes_hidden(&m.b, rows[i].state));
    }
    return NULL;
}

err *page_entry(struct page_cx *cx, int64_t seq, struct view_entry_page *ret)
{
    struct rec_entry e;
    struct view_entry_page p = {.seq = seq};
    struct body_view b = {0};
    struct list facts = {0}, sees = {0};
    int64_t size = 0;
    bool kept;
    TRY(st_log_size(cx->store, cx->a, &size));
    if (seq < 0 || seq >= size) {
        return err_make(cx->a, E_NOTFOUND, "The record has %lld entries, numbered from 0.",
                        (long long)size);
    }
    TRY(st_log_entry(cx->store, cx->a, seq, &e));
    TRY(entry_bytes(cx, seq, &p));
    if (!e.body.n || page_body_read(cx, e.body, &b)) {
        b = (struct body_view){.id = e.body};
        TRY(sys_zone_find(cx->a, SV("UTC"), &b.zone));
    }
    page_shell(cx, sv_fmt(cx->a, "Entry %lld", (long long)seq), &p.shell);
    p.shell.place = b.row.place;
    p.shell.twin = url_path(cx->a, "/entry/{}.json", sv_fmt(cx->a, "%lld", (long long)seq));
    page_crumb(cx, &p.shell, SV("Home"), URL_FIXED("/"));
    page_crumb(cx, &p.shell, SV("The record"), URL_FIXED("/record"));
    p.kind = e.kind ? sv_of(e.kind->name) : e.kind_name;
    p.kind_words = e.kind ? page_capital(cx->a, sv_of(e.kind->help))
                          : SV("Of a kind that this program does not know");
    p.standing = e.reported ? SV("reported") : SV("witnessed");
    p.sentence = e.reported ? sv_fmt(cx->a, "As reported by %.*s; this program did not witness it.",
                                     SV_ARG(jv_get_sv(e.source, "outlet")))
                            : SV("Entered by those present, and judged by the body's rules.");
    p.recorded = instant_format(cx->a, e.recorded);
    p.recorded_words = page_moment_words(cx->a, b.zone, e.recorded);
    p.at = e.at ? raw_json_of(cx->a, e.at) : (raw_json){SV_NONE};
    p.at_words = page_at_words(cx->a, b.zone, e.at);
    p.by = sv_fmt(cx->a, "%.*s, as %.*s", SV_ARG(e.account), SV_ARG(e.role));
    about_facts(cx, &e, &facts, &sees);
    TRY(vote_is_kept(cx, &e, &kept));
    if (kept) {
        p.entry = (raw_json){SV_NONE};
        p.pretty = SV("By the body's rules votes by name are shown when the result is announced.");
        *LIST_ADD(cx->a, &facts, struct view_fact) =
            (struct view_fact){.name = SV("vote"), .value = p.pretty};
        p.by = SV("whoever voted or recorded it");
    } else if (e.kind == &rec_kinds[KIND_ENTRY_CORRECTED]) {
        TRY(correction_facts(cx, &b, &e, &facts));
    } else {
        data_facts(cx, &b, &e, &facts);
    }
    TRY(corrections_since(cx, &b, &e, &p, &sees));
    p.facts = facts.p;
    p.facts_n = facts.n;
    TRY(entry_parts(cx, &e, &p));
    entry_source(cx, &e, &p);
    if (e.body.n && b.row.name.n) {
        page_link(cx, &sees, b.row.name, url_path(cx->a, "/bodies/{}", e.body));
    }
    page_link(cx, &sees, SV("The record, and how to check it"), URL_FIXED("/record"));
    p.sees = sees.p;
    p.sees_n = sees.n;
    if (seq > 0) {
        p.before = page_url_entry(cx, seq - 1);
    }
    if (seq + 1 < size) {
        p.after = page_url_entry(cx, seq + 1);
    }
    *ret = p;
    return NULL;
}

/* ---- the whole ---- */

static err *setting(struct page_cx *cx, const char *name, sv *ret)
{
    struct q_page_setting_out row = {0};
    bool found = false;
    TRY(q_page_setting(cx->store, cx->a, &(struct q_page_setting_in){.name = sv_of(name)}, &found,
                       &row));
    *ret = found ? row.value : SV_NONE;
    return NULL;
}

err *page_record(struct page_cx *cx, struct view_record_page *ret)
{
    struct view_record_page p = {0};
    struct q_page_head_out head = {0};
    struct q_page_keys_out *keys = NULL;
    struct q_page_counts_out counts = {0};
    size_t keys_n = 0;
    bool found = false;
    page_shell(cx, SV("The record, and how to check it"), &p.shell);
    p.shell.twin = URL_FIXED("/record.json");
    page_crumb(cx, &p.shell, SV("Home"), URL_FIXED("/"));
    TRY(st_log_size(cx->store, cx->a, &p.size));
    TRY(q_page_head(cx->store, cx->a, &found, &head));
    if (found) {
        struct buf hex = buf_make(REC_HASH_DIGITS);
        buf_hex(&hex, (const uint8_t *)head.root.p, head.root.n);
        p.root = buf_dup(cx->a, &hex);
        p.checkpoint = head.note;
        buf_free(&hex);
    } else {
        struct rec_hash none = rec_hash_bytes(SV_NONE);
        p.root = rec_hash_hex(cx->a, &none);
    }
    TRY(q_page_keys(cx->store, cx->a, &keys, &keys_n));
    struct view_record_key *v = arena_array(cx->a, struct view_record_key, keys_n);
    for (size_t i = 0; i < keys_n; i++) {
        v[i] = (struct view_record_key){.verifier = keys[i].verifier, .entry = keys[i].seq};
    }
    p.keys = v;
    p.keys_n = keys_n;
    TRY(setting(cx, "origin", &p.origin));
    TRY(q_page_counts(cx->store, cx->a, &found, &counts));
    p.bodies = counts.bodies;
    p.meetings = counts.meetings;
    p.items = counts.items;
    p.decisions = counts.decisions;
    if (p.size > 0) {
        p.last = page_url_entry(cx, p.size - 1);
    }
    *ret = p;
    return NULL;
}

/* ---- errors ---- */

int page_error_status(err *e)
{
    switch (e->kind) {
    case E_NOTFOUND: return 404;
    case E_DENIED: return 403;
    case E_REFUSED: return 422;
    case E_DISORDER:
    case E_CONFLICT: return 409;
    case E_INVALID: return 400;
    case E_LIMIT: return 413;
    case E_IO:
    case E_UNSURE: return 503;
    }
    return 503;
}

static const char *error_title(int status)
{
    switch (status) {
    case 400: return "Something in what was sent is not right";
    case 401: return "Sign in first";
    case 403: return "This is not open to your account";
    case 404: return "There is nothing at this address";
    case 405: return "This address does not take that kind of request";
    case 409: return "This is not in order now";
    case 413: return "This is too large";
    case 422: return "This cannot be recorded";
    case 429: return "Too many requests for the moment";
    case 503: return "This could not be done just now";
    default: return "This did not work";
    }
}

static const char *error_sentence(int status)
{
    switch (status) {
    case 401: return "This page is for those who keep the record; sign in and ask again.";
    case 403: return "Ask the administrator of this record if you need it.";
    case 404: return "The address may be mistyped, or what it named may not be in this record.";
    case 405: return "Go back and use the form or the link that is meant for it.";
    case 429: return "Wait a minute, then ask again.";
    case 503:
        return "Nothing was lost that was answered before; ask again in a moment. If you had sent "
               "a form, send the same form again: it is recorded once.";
    default: return "Go back, check what was sent, and try again.";
    }
}

void page_error(struct page_cx *cx, int status, err *e, struct view_error_page *ret)
{
    struct list links = {0};
    *ret = (struct view_error_page){.status = status, .title = sv_of(error_title(status))};
    page_shell(cx, ret->title, &ret->shell);
    ret->shell.hidden = true;
    ret->sentence = e && e->message.n ? page_stop(cx->a, page_capital(cx->a, e->message))
                                      : sv_of(error_sentence(status));
    if (e) {
        ret->rule = e->rule;
        ret->citation = e->citation;
        ret->field = e->field;
    }
    if (status == 401 || (status == 403 && !cx->visitor)) {
        page_link(cx, &links, SV("Sign in"), URL_FIXED("/sign-in"));
    }
    if (ret->shell.places_n > 1) {
        page_link(cx, &links, ret->shell.places[0].text, ret->shell.places[0].href);
    }
    page_link(cx, &links, SV("Home: bodies, meetings and decisions"), URL_FIXED("/"));
    page_link(cx, &links, SV("The record, and how to check it"), URL_FIXED("/record"));
    ret->links = links.p;
    ret->links_n = links.n;
}
