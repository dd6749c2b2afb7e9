/* The hall as pages show it: who speaks and who waits, interests that were declared, and the second
 * of the recording at which something happened. */
#include "pages/hall.h"
#include "pages/form.h"

#include "base/json.h"
#include "record/kinds.h"

sv page_hall_words(struct page_cx *cx, const struct body_view *b, const struct rec_entry *e)
{
    sv who = page_name(b, jv_get_sv(e->data, "member"));
    int64_t seconds = jv_get_int(e->data, "seconds", 0);
    if (e->kind == &rec_kinds[KIND_FLOOR_REQUESTED]) {
        return sv_fmt(cx->a, "%.*s asks to speak", SV_ARG(who));
    }
    if (e->kind == &rec_kinds[KIND_FLOOR_ASSIGNED]) {
        sv limit = seconds
                       ? sv_fmt(cx->a, ", for %.*s", SV_ARG(page_duration_words(cx->a, seconds)))
                       : SV_NONE;
        return sv_fmt(cx->a, "The chair recognizes %.*s%.*s", SV_ARG(who), SV_ARG(limit));
    }
    if (e->kind == &rec_kinds[KIND_FLOOR_YIELDED]) {
        return sv_fmt(cx->a, "%.*s yields the floor", SV_ARG(who));
    }
    if (e->kind == &rec_kinds[KIND_CONFLICT_DECLARED]) {
        return sv_fmt(cx->a, "%.*s tells the clerk of an interest in item %.*s", SV_ARG(who),
                      SV_ARG(jv_get_sv(e->about, "item")));
    }
    if (e->kind == &rec_kinds[KIND_RECORDING_STARTED]) {
        return SV("The recording starts");
    }
    return e->kind == &rec_kinds[KIND_RECORDING_LINKED] ? SV("The recording can be seen") : SV_NONE;
}

sv page_duration_words(struct arena *a, int64_t seconds)
{
    int64_t minutes = seconds / 60, rest = seconds % 60;
    sv m = minutes ? sv_fmt(a, "%.*s minute%s", SV_ARG(page_number(a, minutes)),
                            minutes == 1 ? "" : "s")
                   : SV_NONE;
    sv s = rest ? sv_fmt(a, "%.*s second%s", SV_ARG(page_number(a, rest)), rest == 1 ? "" : "s")
                : SV_NONE;
    return m.n && s.n ? sv_fmt(a, "%.*s and %.*s", SV_ARG(m), SV_ARG(s)) : m.n ? m : s;
}

/* ---- the recording ---- */

err *page_recording(struct page_cx *cx, sv meeting, struct page_recording *ret)
{
    struct q_hall_recording_out row;
    bool found;
    *ret = (struct page_recording){.started = false};
    TRY(q_hall_recording(cx->store, cx->a, &(struct q_hall_recording_in){.meeting = meeting},
                         &found, &row));
    if (found) {
        ret->started = row.has_started;
        ret->at = row.started;
        ret->second = row.has_second ? row.second : 0;
        ret->address = row.address;
        ret->jump = row.jump;
    }
    return NULL;
}

struct page_recording page_recording_of(const motion_row *m)
{
    return (struct page_recording){.started = m->has_rec_started,
                                   .at = m->rec_started,
                                   .second = m->has_rec_second ? m->rec_second : 0,
                                   .address = m->rec_address,
                                   .jump = m->rec_jump};
}

/* The second of the recording at that moment; -1 where it is none. */
static int64_t second_of(const struct page_recording *r, instant t)
{
    if (!r->started) {
        return -1;
    }
    int64_t passed = t.us - r->at.us;
    int64_t s = r->second + (passed - (passed < 0 ? 999999 : 0)) / 1000000;
    return s < 0 ? -1 : s;
}

sv page_second_words(struct arena *a, const struct page_recording *r, instant t)
{
    int64_t s = second_of(r, t);
    return s < 0 ? SV_NONE
                 : sv_fmt(a, "%lld:%02lld:%02lld", (long long)(s / 3600), (long long)(s / 60 % 60),
                          (long long)(s % 60));
}

url page_second_link(struct arena *a, const struct page_recording *r, instant t)
{
    int64_t s = second_of(r, t);
    url link = {SV_NONE};
    if (s < 0 || !r->address.n) {
        return link;
    }
    sv fragment, page = sv_cut(r->address, '#', &fragment);
    const char *joint = sv_find(page, '?') < page.n ? "&" : "?";
    sv to = r->address;
    if (sv_is(r->jump, "fragment")) {
        to = sv_fmt(a, "%.*s#t=%lld", SV_ARG(page), (long long)s);
    } else if (!sv_is(r->jump, "none")) {
        const char *mark = fragment.n ? "#" : "";
        to = sv_fmt(a, "%.*s%s%.*s=%lld%s%.*s", SV_ARG(page), joint, SV_ARG(r->jump), (long long)s,
                    mark, SV_ARG(fragment));
    }
    if (url_check(a, to, &link)) {
        link = (url){SV_NONE};
    }
    return link;
}

/* ---- who speaks ---- */

static struct view_speaker speaker(struct page_cx *cx, const struct meeting_view *m,
                                   const struct q_hall_speaking_out *row)
{
    struct arena *a = cx->a;
    bool speaks = row->has_began_seq;
    bool timed = speaks ? row->has_began : row->has_requested;
    instant t = speaks ? row->began : row->requested;
    struct view_speaker v = {.member = row->member,
                             .name = page_name(&m->b, row->member),
                             .asked =
                                 row->has_requested ? instant_format(a, row->requested) : SV_NONE,
                             .began = row->has_began ? instant_format(a, row->began) : SV_NONE,
                             .has_seconds = row->has_seconds,
                             .seconds = row->seconds,
                             .has_since = row->has_began,
                             .since = row->began.us / 1000,
                             .entry = speaks ? row->began_seq : row->seq};
    sv when = timed ? sv_fmt(a, "since %.*s", SV_ARG(page_clock_words(a, m->b.zone, t))) : SV("");
    v.words = row->has_seconds ? sv_fmt(a, "%.*s, for %.*s", SV_ARG(when),
                                        SV_ARG(page_duration_words(a, row->seconds)))
                               : when;
    return v;
}

err *page_speaking(struct page_cx *cx, const struct meeting_view *m, struct page_speaking *ret)
{
    struct q_hall_speaking_out *rows = NULL;
    size_t n = 0;
    struct list waiting = {0};
    struct page_speaking s = {.speaker = NULL};
    TRY(q_hall_speaking(cx->store, cx->a, &(struct q_hall_speaking_in){.meeting = m->id}, &rows,
                        &n));
    for (size_t i = 0; i < n; i++) {
        if (rows[i].has_began_seq) {
            struct view_speaker *v = arena_new(cx->a, struct view_speaker);
            *v = speaker(cx, m, &rows[i]);
            s.speaker = v;
        } else {
            *LIST_ADD(cx->a, &waiting, struct view_speaker) = speaker(cx, m, &rows[i]);
        }
    }
    s.waiting = waiting.p;
    s.waiting_n = waiting.n;
    *ret = s;
    return NULL;
}

/* ---- the clerk's and the chair's screens ---- */

struct table {
    struct page_cx *cx;
    const struct meeting_view *m;
    const struct page_hall_set *set;
    int64_t limit; /* for how long somebody was recognized last; 0: without a limit */
};

static struct form act(struct table *d, const char *kind, sv title, sv button)
{
    struct form f = form_act(d->cx, kind, title, button, d->set->next);
    form_hidden(&f, "about.meeting", d->m->id);
    if (d->set->at.n) {
        form_hidden(&f, "local.at", d->set->at);
    }
    if (d->set->seen) {
        form_hidden(&f, "local.seen", sv_fmt(d->cx->a, "%lld", (long long)d->set->seen));
    }
    return f;
}

static void limit_field(struct table *d, struct form *f)
{
    static const int64_t limits[] = {60, 120, 180, 300, 600};
    struct view_form_field *v = form_field(f, "data.seconds", "select", SV("For how long"), false);
    form_option(f, v, SV_NONE, SV("No limit"), d->limit == 0);
    bool listed = d->limit == 0;
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        listed = listed || limits[i] == d->limit;
        form_option(f, v, sv_fmt(d->cx->a, "%lld", (long long)limits[i]),
                    page_capital(d->cx->a, page_duration_words(d->cx->a, limits[i])),
                    limits[i] == d->limit);
    }
    if (!listed) {
        form_option(f, v, sv_fmt(d->cx->a, "%lld", (long long)d->limit),
                    page_capital(d->cx->a, page_duration_words(d->cx->a, d->limit)), true);
    }
}

static void speaker_form(struct table *d, struct view_speaker *v, bool speaks)
{
    struct view_act_form *forms = arena_array(d->cx->a, struct view_act_form, 2);
    size_t n = 0;
    if (!speaks) {
        struct form f = act(d, "floor.assigned",
                            sv_fmt(d->cx->a, "Recognize %.*s", SV_ARG(v->name)), SV("Recognize"));
        form_hidden(&f, "data.member", v->member);
        limit_field(d, &f);
        forms[n++] = form_done(&f);
    }
    struct form over =
        act(d, "floor.yielded",
            sv_fmt(d->cx->a, speaks ? "%.*s has spoken" : "%.*s takes it back", SV_ARG(v->name)),
            speaks ? SV("Has spoken") : SV("Take it off"));
    form_hidden(&over, "data.member", v->member);
    forms[n++] = form_done(&over);
    v->forms = forms;
    v->forms_n = n;
}

static struct view_act_form *recognizing(struct table *d)
{
    struct view_act_form *v = arena_new(d->cx->a, struct view_act_form);
    struct form f =
        act(d, "floor.assigned", SV("Recognize a member who did not ask"), SV("Recognize"));
    form_members(&f, &d->m->b, "data.member", SV("Member"), true, SV_NONE);
    limit_field(d, &f);
    *v = form_done(&f);
    return v;
}

static err *declared(struct table *d, struct view_hall_desk *ret)
{
    struct arena *a = d->cx->a;
    struct q_hall_conflicts_out *rows = NULL;
    size_t n = 0;
    TRY(q_hall_conflicts(d->cx->store, a, &(struct q_hall_conflicts_in){.meeting = d->m->id}, &rows,
                         &n));
    struct view_declared *v = arena_array(a, struct view_declared, n);
    for (size_t i = 0; i < n; i++) {
        sv name = page_name(&d->m->b, rows[i].member);
        v[i] = (struct view_declared){
            .member = rows[i].member,
            .name = name,
            .item = rows[i].item,
            .entry = rows[i].seq,
            .sentence = sv_fmt(a,
                               "%.*s declared an interest in item %.*s. It counts once it was "
                               "stated aloud: ask for it before the vote.",
                               SV_ARG(name), SV_ARG(rows[i].item))};
        if (!d->set->clerk) {
            continue;
        }
        struct q_hall_conflict_words_out words;
        bool found;
        TRY(q_hall_conflict_words(d->cx->store, a,
                                  &(struct q_hall_conflict_words_in){.seq = rows[i].seq}, &found,
                                  &words));
        v[i].words = found ? words.words : SV_NONE;
        struct form f =
            act(d, "recusal.stated", sv_fmt(a, "%.*s stated the interest aloud", SV_ARG(name)),
                SV("It was stated aloud"));
        form_hidden(&f, "about.item", rows[i].item);
        form_hidden(&f, "data.member", rows[i].member);
        form_hidden(&f, "data.stated_aloud", SV("true"));
        form_field(&f, "texts.text", "area", SV("The interest, as it was stated: this is public"),
                   false)
            ->value = v[i].words;
        struct view_act_form *form = arena_new(a, struct view_act_form);
        *form = form_done(&f);
        v[i].form = form;
    }
    ret->declared = v;
    ret->declared_n = n;
    return NULL;
}

static err *recording(struct table *d, struct view_hall_desk *ret)
{
    struct page_recording r;
    struct list forms = {0};
    TRY(page_recording(d->cx, d->m->id, &r));
    if (!r.started) {
        struct form f =
            act(d, "recording.started", SV("The recording starts now"), SV("Recording starts"));
        *LIST_ADD(d->cx->a, &forms, struct view_act_form) = form_done(&f);
    }
    struct form link =
        act(d, "recording.linked", SV("Where the recording can be seen"), SV("Link the recording"));
    form_field(&link, "data.address", "text", SV("Its address"), true)->hint =
        SV("It begins with https://");
    struct view_form_field *v =
        form_field(&link, "data.jump", "select", SV("How its address names a second"), true);
    form_option(&link, v, SV("t"), SV("?t=90"), true);
    form_option(&link, v, SV("start"), SV("?start=90"), false);
    form_option(&link, v, SV("fragment"), SV("#t=90"), false);
    form_option(&link, v, SV("none"), SV("It names none"), false);
    *LIST_ADD(d->cx->a, &forms, struct view_act_form) = form_done(&link);
    sv since = r.started ? page_clock_words(d->cx->a, d->m->b.zone, r.at) : SV_NONE;
    const char *where = r.address.n ? "Where it can be seen is on record. " : "";
    ret->recording =
        !since.n
            ? SV("The recording has no start mark yet.")
            : page_stop(d->cx->a, sv_fmt(d->cx->a, "%sRecording since %.*s", where, SV_ARG(since)));
    ret->recording_forms = forms.p;
    ret->recording_forms_n = forms.n;
    return NULL;
}

err *page_hall_desk(struct page_cx *cx, const struct meeting_view *m,
                    const struct page_hall_set *set, struct view_hall_desk *ret)
{
    struct table d = {.cx = cx, .m = m, .set = set};
    struct view_hall_desk v = {.others = NULL};
    struct page_speaking s;
    struct q_hall_limit_out limit;
    bool found, open = sv_is(m->row.status, "open");
    TRY(page_speaking(cx, m, &s));
    TRY(q_hall_limit(cx->store, cx->a, &(struct q_hall_limit_in){.meeting = m->id}, &found,
                     &limit));
    d.limit = found && limit.has_seconds ? limit.seconds : 0;
    struct view_speaker *speakers = arena_array(cx->a, struct view_speaker, 1 + s.waiting_n);
    for (size_t i = 0; i < s.waiting_n; i++) {
        speakers[1 + i] = s.waiting[i];
        speaker_form(&d, &speakers[1 + i], false);
    }
    if (s.speaker) {
        speakers[0] = *s.speaker;
        speaker_form(&d, &speakers[0], true);
    }
    v.speaker = speakers;
    v.speaker_n = s.speaker ? 1 : 0;
    v.waiting = speakers + 1;
    v.waiting_n = s.waiting_n;
    v.others = open ? recognizing(&d) : NULL;
    TRY(declared(&d, &v));
    if (set->clerk) {
        TRY(recording(&d, &v));
    }
    *ret = v;
    return NULL;
}
