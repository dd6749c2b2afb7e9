/* Attachments, the clerk's page of an item, and its texts one against the other. */
#include "pages/files.h"

#include "base/diff.h"
#include "pages/form.h"

enum { LINES_MOST = 20000 };

/* ---- attachments ---- */

sv page_attachment_words(sv type)
{
    static const char *const words[][2] = {{"staff-report", "Staff report"},
                                           {"fiscal-memo", "Fiscal memorandum"},
                                           {"legal-memo", "Legal memorandum"},
                                           {"presentation", "Presentation"},
                                           {"map", "Map"},
                                           {"contract", "Contract"},
                                           {"correspondence", "Correspondence"},
                                           {"exhibit", "Exhibit"},
                                           {"other", "Attachment"}};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (sv_is(type, words[i][0])) {
            return sv_of(words[i][1]);
        }
    }
    return type;
}

sv page_size_words(struct arena *a, int64_t bytes)
{
    if (bytes < 1000) {
        return sv_fmt(a, "%lld %s", (long long)bytes, bytes == 1 ? "byte" : "bytes");
    }
    if (bytes < 1000000) {
        return sv_fmt(a, "%lld KB", (long long)((bytes + 500) / 1000));
    }
    return sv_fmt(a, "%lld.%lld MB", (long long)(bytes / 1000000),
                  (long long)(bytes / 100000 % 10));
}

err *page_attachment_rows(struct page_cx *cx, sv body, sv item, attachment_row **ret, size_t *ret_n)
{
    return q_page_attachments(
        cx->store, cx->a, &(struct q_page_attachments_in){.body = body, .item = item}, ret, ret_n);
}

err *page_attachments(struct page_cx *cx, sv body, sv item, const struct view_attachment **ret,
                      size_t *ret_n)
{
    struct arena *a = cx->a;
    attachment_row *rows = NULL;
    size_t n = 0;
    TRY(page_attachment_rows(cx, body, item, &rows, &n));
    struct view_attachment *v = arena_array(a, struct view_attachment, n);
    for (size_t i = 0; i < n; i++) {
        const attachment_row *r = &rows[i];
        struct buf hex = buf_make(80);
        buf_hex(&hex, (const uint8_t *)r->hash.p, r->hash.n);
        v[i] = (struct view_attachment){
            .type = r->type,
            .type_words = page_attachment_words(r->type),
            .name = r->name,
            .media = r->media,
            .bytes = r->bytes,
            .size_words = page_size_words(a, r->bytes),
            .dated = r->has_dated ? date_format(a, (date){(int32_t)r->dated}) : SV_NONE,
            .dated_words = r->has_dated ? page_day_words(a, (date){(int32_t)r->dated}) : SV_NONE,
            .words = r->words,
            .hash = buf_dup(a, &hex),
            .entry = r->seq};
        v[i].href = url_path(a, "/part/{}", v[i].hash);
        buf_free(&hex);
    }
    *ret = v;
    *ret_n = n;
    return NULL;
}

/* ---- the clerk's page of an item ---- */

static void attach_forms(struct page_cx *cx, sv body, sv file, sv here, struct view_clerk_item *ret)
{
    struct view_act_form *forms = arena_array(cx->a, struct view_act_form, 2);
    struct form f = form_act(cx, "attachment.filed", SV("Attach a file"), SV("Attach it"), here);
    form_hidden(&f, "body", body);
    form_hidden(&f, "about.item", file);
    struct view_form_field *v = form_field(&f, "files.file", "file", SV("The file"), true);
    v->word = SV(FORM_FILES);
    v->hint = SV("PDF, PNG, JPEG, plain text, Word (.docx) or Excel (.xlsx); at most 64 MiB.");
    v = form_field(&f, "data.type", "select", SV("What it is"), true);
    form_codes(&f, v, "attachment.filed", "type", SV("staff-report"));
    form_field(&f, "data.dated", "date", SV("The date that it bears"), false);
    form_field(&f, "data.name", "text", SV("Another name than the file has, with the same ending"),
               false);
    form_field(&f, "texts.text", "area", SV("What it is, in a sentence"), false);
    forms[0] = form_done(&f);
    f = form_act(cx, "text.filed", SV("File a version of its text"), SV("File it"), here);
    form_hidden(&f, "body", body);
    form_hidden(&f, "about.item", file);
    v = form_field(&f, "data.state", "select", SV("What this text is"), true);
    form_codes(&f, v, "text.filed", "state", SV("proposed"));
    form_field(&f, "texts.title", "text", SV("Its title"), true);
    form_field(&f, "texts.text", "area", SV("The text itself"), true);
    form_field(&f, "data.dated", "date", SV("The date that it bears"), false);
    forms[1] = form_done(&f);
    ret->forms = forms;
    ret->forms_n = 2;
}

err *page_clerk_item(struct page_cx *cx, sv body, sv file, struct view_clerk_item *ret)
{
    struct arena *a = cx->a;
    struct body_view b;
    struct item_facts f;
    struct view_clerk_item p = {0};
    sv here = url_path(a, "/clerk/{}/items/{}", body, file).s;
    TRY(page_body_read(cx, body, &b));
    TRY(page_item_facts(cx, body, file, &f));
    p.title = f.item.title.n ? f.item.title : sv_fmt(a, "Item %.*s", SV_ARG(file));
    page_shell(cx, p.title, &p.shell);
    page_crumb(cx, &p.shell, SV("Meetings"), URL_FIXED("/clerk"));
    p.body_name = b.row.name;
    p.file = file;
    p.sentence = page_item_sentence(cx, &b, &f);
    p.page = url_path(a, "/items/{}/{}", body, file);
    TRY(page_attachments(cx, body, file, &p.attachments, &p.attachments_n));
    page_texts(cx, &f, &p.texts, &p.texts_n);
    p.texts_page = page_texts_url(cx, &f);
    attach_forms(cx, body, file, here, &p);
    *ret = p;
    return NULL;
}

/* ---- texts ---- */

url page_texts_url(struct page_cx *cx, const struct item_facts *f)
{
    for (size_t i = 0; i < f->texts_n; i++) {
        if (page_text_before(f->texts, f->texts_n, i) < f->texts_n) {
            return url_path(cx->a, "/items/{}/{}/texts", f->body, f->file);
        }
    }
    return (url){SV_NONE};
}

/* The pieces of a line: what of it the other line does not have is changed. */
static void put_pieces(struct arena *a, struct view_text_line *line, const sv *words,
                       const struct diff_run *runs, size_t n, enum diff_op own)
{
    struct view_text_piece *pieces = arena_array(a, struct view_text_piece, n);
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        if (runs[i].op != DIFF_SAME && runs[i].op != own) {
            continue;
        }
        size_t from = own == DIFF_TAKEN ? runs[i].was : runs[i].is;
        struct buf b = buf_make(LIMIT_PART_BYTES);
        for (size_t k = 0; k < runs[i].n; k++) {
            buf_sv(&b, words[from + k]);
        }
        pieces[kept++] = (struct view_text_piece){buf_dup(a, &b), runs[i].op == own};
        buf_free(&b);
    }
    line->pieces = pieces;
    line->pieces_n = kept;
}

static void put_whole(struct arena *a, struct view_text_line *line, sv text, bool changed)
{
    struct view_text_piece *piece = arena_new(a, struct view_text_piece);
    *piece = (struct view_text_piece){text, changed};
    line->pieces = piece;
    line->pieces_n = 1;
}

/* Two lines word by word, where they have at least a third of their words in common; else whole. */
static void put_pair(struct arena *a, struct view_text_line *taken, sv was,
                     struct view_text_line *added, sv is)
{
    enum { WORDS_MOST = 4000 };
    sv *was_words, *is_words;
    size_t was_n, is_n, runs_n, same = 0;
    struct diff_run *runs;
    diff_words(a, was, &was_words, &was_n);
    diff_words(a, is, &is_words, &is_n);
    if (was_n > WORDS_MOST || is_n > WORDS_MOST) {
        put_whole(a, taken, was, true);
        put_whole(a, added, is, true);
        return;
    }
    diff_items(a, was_words, was_n, is_words, is_n, &runs, &runs_n);
    for (size_t i = 0; i < runs_n; i++) {
        same += runs[i].op == DIFF_SAME ? runs[i].n : 0;
    }
    if (same * 3 < (was_n > is_n ? was_n : is_n)) {
        put_whole(a, taken, was, true);
        put_whole(a, added, is, true);
        return;
    }
    put_pieces(a, taken, was_words, runs, runs_n, DIFF_TAKEN);
    put_pieces(a, added, is_words, runs, runs_n, DIFF_ADDED);
}

static struct view_text_line *add_line(struct page_cx *cx, struct list *l, const char *mark,
                                       size_t was, size_t is)
{
    struct view_text_line *v = LIST_ADD(cx->a, l, struct view_text_line);
    *v = (struct view_text_line){.mark = sv_of(mark),
                                 .has_old = was > 0,
                                 .old = (int64_t)was,
                                 .has_new = is > 0,
                                 .new = (int64_t)is};
    return v;
}

sv page_text_lines(struct page_cx *cx, sv was_text, sv is_text, const struct view_text_line **ret,
                   size_t *ret_n)
{
    struct arena *a = cx->a;
    sv *was, *is;
    size_t was_n, is_n, runs_n, taken = 0, added = 0;
    struct diff_run *runs;
    struct list lines = {0};
    diff_lines(a, was_text, &was, &was_n);
    diff_lines(a, is_text, &is, &is_n);
    was_n = was_n < LINES_MOST ? was_n : LINES_MOST;
    is_n = is_n < LINES_MOST ? is_n : LINES_MOST;
    diff_items(a, was, was_n, is, is_n, &runs, &runs_n);
    for (size_t i = 0; i < runs_n; i++) {
        const struct diff_run *r = &runs[i], *next = i + 1 < runs_n ? &runs[i + 1] : NULL;
        size_t pairs = r->op == DIFF_TAKEN && next && next->op == DIFF_ADDED
                           ? (r->n < next->n ? r->n : next->n)
                           : 0;
        for (size_t k = 0; k < pairs; k++) {
            struct view_text_line t = {0}, d = {0};
            put_pair(a, &t, was[r->was + k], &d, is[next->is + k]);
            struct view_text_line *v = add_line(cx, &lines, "taken", r->was + k + 1, 0);
            v->pieces = t.pieces;
            v->pieces_n = t.pieces_n;
            v = add_line(cx, &lines, "added", 0, next->is + k + 1);
            v->pieces = d.pieces;
            v->pieces_n = d.pieces_n;
        }
        size_t done = r->op == DIFF_ADDED && i && runs[i - 1].op == DIFF_TAKEN
                          ? (runs[i - 1].n < r->n ? runs[i - 1].n : r->n)
                          : pairs;
        for (size_t k = done; k < r->n; k++) {
            bool same = r->op == DIFF_SAME, is_added = r->op == DIFF_ADDED;
            struct view_text_line *v =
                add_line(cx, &lines,
                         same       ? "same"
                         : is_added ? "added"
                                    : "taken",
                         is_added ? 0 : r->was + k + 1, r->op == DIFF_TAKEN ? 0 : r->is + k + 1);
            put_whole(a, v, is_added ? is[r->is + k] : was[r->was + k], !same);
        }
        taken += r->op == DIFF_TAKEN ? r->n : 0;
        added += r->op == DIFF_ADDED ? r->n : 0;
    }
    *ret = lines.p;
    *ret_n = lines.n;
    return taken + added == 0 ? SV("The two texts are the same, line by line.")
                              : sv_fmt(a, "%.*s %s taken out or changed, %.*s added or as changed.",
                                       SV_ARG(page_capital(a, page_number(a, (int64_t)taken))),
                                       taken == 1 ? "line is" : "lines are",
                                       SV_ARG(page_number(a, (int64_t)added)));
}

static void put_choices(struct page_cx *cx, const struct item_facts *f, size_t is,
                        struct view_texts_page *ret)
{
    struct list l = {0};
    for (size_t i = 1; i < f->texts_n; i++) {
        size_t k = page_text_before(f->texts, f->texts_n, i);
        if (k == f->texts_n) {
            continue;
        }
        const struct view_text_version *was = &ret->versions[k], *next = &ret->versions[i];
        *LIST_ADD(cx->a, &l, struct view_text_choice) = (struct view_text_choice){
            .entry = f->texts[i].seq,
            .title =
                sv_fmt(cx->a, "%.*s (%.*s) against %.*s (%.*s)", SV_ARG(was->title),
                       SV_ARG(was->state_words), SV_ARG(next->title), SV_ARG(next->state_words)),
            .chosen = is == i,
            .href = url_path(cx->a, "/items/{}/{}/texts/{}", ret->body, ret->file,
                             sv_fmt(cx->a, "%lld", (long long)f->texts[i].seq))};
    }
    ret->choices = l.p;
    ret->choices_n = l.n;
}

err *page_item_texts(struct page_cx *cx, sv body, sv file, sv seq, struct view_texts_page *ret)
{
    uint64_t n;
    struct body_view b;
    struct item_facts f;
    struct view_texts_page p = {0};
    TRY(page_body_read(cx, body, &b));
    TRY(page_item_facts(cx, body, file, &f));
    size_t second = 0, first = f.texts_n;
    bool asked = sv_u64(seq, &n), met = false;
    for (size_t i = 1; i < f.texts_n; i++) {
        size_t was = page_text_before(f.texts, f.texts_n, i);
        if (was < f.texts_n && !met) {
            second = i;
            first = was;
            met = asked && f.texts[i].seq == (int64_t)n;
        }
    }
    if (first == f.texts_n) {
        return err_make(cx->a, E_NOTFOUND,
                        "No second version of a text of this item is on record; there is nothing "
                        "to compare yet.");
    }
    p.title = sv_fmt(cx->a, "The texts of %.*s, one against the other",
                     SV_ARG(f.item.title.n ? f.item.title : file));
    page_shell(cx, p.title, &p.shell);
    p.shell.place = b.row.place;
    p.shell.twin = url_path(cx->a, "/items/{}/{}/texts.json", body, file);
    page_crumb(cx, &p.shell, SV("Home"), URL_FIXED("/"));
    page_crumb(cx, &p.shell, b.row.name, url_path(cx->a, "/bodies/{}", body));
    page_crumb(cx, &p.shell, f.item.title.n ? f.item.title : file,
               url_path(cx->a, "/items/{}/{}", body, file));
    p.body = body;
    p.body_name = b.row.name;
    p.file = file;
    p.item = url_path(cx->a, "/items/{}/{}", body, file);
    page_texts(cx, &f, &p.versions, &p.versions_n);
    p.earlier = &p.versions[first];
    p.later = &p.versions[second];
    p.sentence =
        page_text_lines(cx, f.texts[first].words, f.texts[second].words, &p.lines, &p.lines_n);
    p.sentence = sv_fmt(cx->a, "“%.*s” (entry %lld) against “%.*s” (entry %lld). %.*s",
                        SV_ARG(p.earlier->title), (long long)f.texts[first].seq,
                        SV_ARG(p.later->title), (long long)f.texts[second].seq, SV_ARG(p.sentence));
    put_choices(cx, &f, second, &p);
    *ret = p;
    return NULL;
}
