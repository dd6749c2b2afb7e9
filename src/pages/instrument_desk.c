/* Where a clerk or an agency keeps an instrument: what is recorded of it, and the forms that add.
 */
#include "pages/form.h"

/* One more is read than is shown. */
enum { ENTRIES_SHOWN = 30 };

static const struct matter {
    const char *id, *name;
    enum rec_kind_id first, last;
} matters[] = {
    {"changes", "What became of it", KIND_INSTRUMENT_CHANGED, KIND_INSTRUMENT_CHANGED},
    {"texts", "Texts", KIND_INSTRUMENT_WORDED, KIND_INSTRUMENT_WORDED},
    {"parties", "Parties", KIND_PARTY_JOINED, KIND_PARTY_JOINED},
    {"endings", "How it can be ended", KIND_ENDING_STATED, KIND_ENDING_STATED},
    {"training", "Training that it asks for", KIND_COURSE_REQUIRED, KIND_COURSE_REQUIRED},
    {"powers", "Powers", KIND_POWER_GRANTED, KIND_POWER_WITHDRAWN},
    {"holders", "Holders", KIND_HOLDER_NOMINATED, KIND_AUTHORITY_ENDED},
    {"protocols", "Protocols", KIND_PROTOCOL_ADOPTED, KIND_PROTOCOL_ACKNOWLEDGED},
    {"due", "What is due", KIND_OBLIGATION_SET, KIND_OBLIGATION_WAIVED},
    {"money", "Money and working time", KIND_MONEY_REPORTED, KIND_MONEY_REPORTED},
    {"challenges", "What contests it", KIND_CHALLENGE_NOTED, KIND_CHALLENGE_NOTED},
    {"reviews", "Inspections, reviews, meetings", KIND_REVIEW_HELD, KIND_REVIEW_HELD},
    {"claims", "Effects that are expected", KIND_CLAIM_STATED, KIND_CLAIM_STATED},
    {"measures", "Measures of effects", KIND_MEASURE_REGISTERED, KIND_MEASURE_FOUND},
};

struct desk {
    struct page_cx *cx;
    const struct page_instrument_ask *ask;
    struct instrument_view i;
    sv here; /* the page's address, with the holder that is chosen */
};

static bool may(const struct page_cx *cx, enum rec_kind_id kind)
{
    return cx->visitor && cx->visitor->may && cx->visitor->may[kind];
}

static err *put_entry(struct desk *d, const struct matter *m, int64_t seq, struct list *l)
{
    struct arena *a = d->cx->a;
    struct rec_entry e;
    struct st_corrected how;
    TRY(st_log_read(d->cx->store, a, seq, &e, &how));
    struct view_kept_entry *v = LIST_ADD(a, l, struct view_kept_entry);
    *v = (struct view_kept_entry){.sentence = page_act_words(d->cx, &d->i.b, &e),
                                  .entry = seq,
                                  .source = e.reported ? jv_get_sv(e.source, "outlet") : SV_NONE};
    if (how.by >= 0) {
        v->state = sv_fmt(a, "%s by entry %lld", how.taken_back ? "Taken back" : "Corrected",
                          (long long)how.by);
    }
    bool fixed = m->first == KIND_MEASURE_REGISTERED;
    if (!e.reported && !how.taken_back && !fixed && may(d->cx, KIND_ENTRY_CORRECTED) &&
        may(d->cx, (enum rec_kind_id)(e.kind - rec_kinds))) {
        v->correct = url_path(a, "/acts/entry.corrected?body={}&data.of={}&next={}", d->i.b.id,
                              sv_fmt(a, "%lld", (long long)seq),
                              sv_fmt(a, "%.*s#%s", SV_ARG(d->here), m->id));
    }
    return NULL;
}

static void put_forms(struct desk *d, const struct matter *m, struct list *l)
{
    struct arena *a = d->cx->a;
    sv next = sv_fmt(a, "%.*s#%s", SV_ARG(d->here), m->id);
    for (int kind = m->first; kind <= (int)m->last; kind++) {
        if (!may(d->cx, (enum rec_kind_id)kind)) {
            continue;
        }
        sv name = sv_of(rec_kinds[kind].name), text = page_capital(a, sv_of(rec_kinds[kind].help));
        bool one = d->ask->holder.n && rec_field_find(&rec_kinds[kind], SV("holder"));
        page_link(d->cx, l, text,
                  one ? url_path(a, "/acts/{}?body={}&about.instrument={}&data.holder={}&next={}",
                                 name, d->i.b.id, d->ask->instrument, d->ask->holder, next)
                      : url_path(a, "/acts/{}?body={}&about.instrument={}&next={}", name, d->i.b.id,
                                 d->ask->instrument, next));
    }
}

static err *put_matter(struct desk *d, const struct matter *m, struct list *l)
{
    struct page_cx *cx = d->cx;
    struct q_instrument_acts_out *rows = NULL;
    struct list entries = {0}, forms = {0};
    size_t n = 0;
    bool paged = sv_is(d->ask->matter, m->id), of_holder = m->first == KIND_HOLDER_NOMINATED;
    TRY(q_instrument_acts(
        cx->store, cx->a,
        &(struct q_instrument_acts_in){.instrument = d->ask->instrument,
                                       .first = m->first,
                                       .last = m->last,
                                       .before = paged ? d->ask->before : INT64_MAX,
                                       .holder = of_holder ? d->ask->holder : SV("")},
        &rows, &n));
    for (size_t i = 0; i < n && i < ENTRIES_SHOWN; i++) {
        TRY(put_entry(d, m, rows[i].seq, &entries));
    }
    put_forms(d, m, &forms);
    struct view_kept_matter *v = LIST_ADD(cx->a, l, struct view_kept_matter);
    *v = (struct view_kept_matter){.id = sv_of(m->id),
                                   .name = sv_of(m->name),
                                   .entries = entries.p,
                                   .entries_n = entries.n,
                                   .forms = forms.p,
                                   .forms_n = forms.n};
    if (n > ENTRIES_SHOWN) {
        sv before = sv_fmt(cx->a, "%lld", (long long)rows[ENTRIES_SHOWN - 1].seq);
        sv address = url_path(cx->a, "/clerk/{}/instruments/{}?holder={}&of={}&before={}",
                              d->i.b.id, d->ask->instrument, d->ask->holder, sv_of(m->id), before)
                         .s;
        if (url_check(cx->a, sv_fmt(cx->a, "%.*s#%s", SV_ARG(address), m->id), &v->earlier)) {
            v->earlier = (url){SV_NONE};
        }
    }
    return NULL;
}

static err *read_desk(struct page_cx *cx, const struct page_instrument_ask *ask, struct desk *d)
{
    *d = (struct desk){.cx = cx, .ask = ask};
    TRY(page_instrument_read(cx, ask->instrument, &d->i));
    if (!sv_eq(d->i.row.body, ask->body)) {
        return err_make(cx->a, E_NOTFOUND, "This body has no agreement of that id on record.");
    }
    d->here = ask->holder.n
                  ? url_path(cx->a, "/clerk/{}/instruments/{}?holder={}", ask->body,
                             ask->instrument, ask->holder)
                        .s
                  : url_path(cx->a, "/clerk/{}/instruments/{}", ask->body, ask->instrument).s;
    return NULL;
}

err *page_instrument_desk(struct page_cx *cx, const struct page_instrument_ask *ask,
                          struct view_instrument_desk *ret)
{
    struct desk d;
    struct list l = {0};
    struct arena *a = cx->a;
    struct view_instrument_desk p = {0};
    TRY(read_desk(cx, ask, &d));
    p.title = d.i.title;
    page_shell(cx, p.title, &p.shell);
    page_crumb(cx, &p.shell, SV("Agreements and other instruments"),
               url_path(a, "/clerk/{}/instruments", ask->body));
    p.body_name = d.i.b.row.name;
    p.sentence = sv_fmt(a, "%.*s %.*s%s%.*s, entry %lld.", SV_ARG(form_code_words(a, d.i.row.type)),
                        SV_ARG(ask->instrument), d.i.row.agency.n ? ", under which acts: " : "",
                        SV_ARG(d.i.row.agency), (long long)d.i.row.seq);
    p.here = url_path(a, "/clerk/{}/instruments/{}", ask->body, ask->instrument);
    p.page = url_path(a, "/agreements/{}", ask->instrument);
    p.holder = ask->holder;
    if (d.i.row.item.n) {
        p.item = url_path(a, "/decisions/{}/{}", ask->body, d.i.row.item);
    }
    for (size_t i = 0; i < sizeof matters / sizeof *matters; i++) {
        TRY(put_matter(&d, &matters[i], &l));
    }
    p.matters = l.p;
    p.matters_n = l.n;
    for (size_t i = 0; i < l.n; i++) {
        p.holders = p.holders || ask->holder.n ||
                    (matters[i].first == KIND_HOLDER_NOMINATED && p.matters[i].entries_n);
    }
    *ret = p;
    return NULL;
}

err *page_instruments_desk(struct page_cx *cx, sv body, struct view_instruments_desk *ret)
{
    struct body_view b;
    struct q_instruments_kept_out *rows = NULL;
    struct list lines = {0}, forms = {0};
    struct view_instruments_desk p = {0};
    struct arena *a = cx->a;
    size_t n = 0;
    TRY(page_body_read(cx, body, &b));
    TRY(q_instruments_kept(cx->store, a, &(struct q_instruments_kept_in){.body = body}, &rows, &n));
    page_shell(cx, SV("Agreements and other instruments"), &p.shell);
    p.body_name = b.row.name;
    for (size_t i = 0; i < n; i++) {
        page_link(cx, &lines,
                  sv_fmt(a, "%.*s (%.*s)", SV_ARG(rows[i].title.n ? rows[i].title : rows[i].type),
                         SV_ARG(rows[i].id)),
                  url_path(a, "/clerk/{}/instruments/{}", body, rows[i].id));
    }
    if (may(cx, KIND_INSTRUMENT_REGISTERED)) {
        page_link(cx, &forms, SV("Register one from a template"),
                  url_path(a, "/clerk/{}/instruments/new", body));
        page_link(cx, &forms, SV("Register one without a template"),
                  url_path(a, "/acts/instrument.registered?body={}&next={}", body,
                           url_path(a, "/clerk/{}/instruments", body).s));
    }
    p.lines = lines.p;
    p.lines_n = lines.n;
    p.forms = forms.p;
    p.forms_n = forms.n;
    *ret = p;
    return NULL;
}
