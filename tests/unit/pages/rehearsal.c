/* A rehearsal commission for the tests of pages. */
#include "rehearsal.h"

void rehearsal_open(struct rehearsal *r)
{
    *r = (struct rehearsal){.a = arena_open(1 << 20)};
    r->dir = made_dir(r->a);
    if (!fine(st_open_writer(r->a, r->dir, &r->writer)) ||
        !fine(st_open_reader(r->a, r->dir, &r->reader))) {
        exit(1);
    }
}

void rehearsal_close(struct rehearsal *r)
{
    if (r->cx.store) {
        st_read_end(r->reader);
    }
    st_close(r->reader);
    st_close(r->writer);
    made_gone(r->dir);
    arena_close(r->a);
}

void rehearsal_put(struct rehearsal *r, const char *json)
{
    rehearsal_put_all(r, &json, 1);
}

void rehearsal_put_all(struct rehearsal *r, const char *const *lines, size_t n)
{
    err *e = st_group_begin(r->writer, r->a);
    for (size_t i = 0; !e && i < n; i++) {
        struct jv *v = NULL;
        e = jv_parse(r->a, sv_of(lines[i]), &v);
        if (!e && !jv_get(v, "body")) {
            jv_put(v, SV("body"), jv_string(r->a, SV("rehearsal")));
        }
        struct buf b = buf_make(1 << 20);
        if (!e) {
            jv_write(&b, v);
            e = made_act(r->writer, r->a, sv_cstr(r->a, buf_view(&b)));
        }
        buf_free(&b);
        if (e) {
            printf("# %s\n", lines[i]);
        }
    }
    e = e ? e : st_group_commit(r->writer, r->a, made_sign, NULL);
    if (e) {
        tap_fine(e, __FILE__, __LINE__, "the entries of the rehearsal are appended");
        exit(1);
    }
}

#define MEETING "\"about\":{\"meeting\":\"rehearsal/2026-06-17\"}"
#define ITEM    "\"about\":{\"meeting\":\"rehearsal/2026-06-17\",\"item\":\"rc-41\"}"
#define MOTION  "\"about\":{\"meeting\":\"rehearsal/2026-06-17\",\"motion\":1}"

void rehearsal_begin(struct rehearsal *r, const char *pack)
{
    static const char *const lines[] = {
        "{\"kind\":\"meeting.called\"," MEETING ",\"data\":{\"type\":\"special\","
        "\"convenes\":\"2026-06-17T13:00:00Z\"},\"place\":\"City Hall\"}",
        "{\"kind\":\"item.filed\",\"about\":{\"item\":\"rc-41\"},\"data\":{\"type\":\"resolution\","
        "\"department\":\"Police\"},\"title\":\"Agreement under section 287(g)\","
        "\"at\":\"2026-05-01\"}",
        "{\"kind\":\"item.scheduled\"," ITEM ",\"data\":{\"position\":1}}",
        "{\"kind\":\"meeting.opened\"," MEETING
        ",\"data\":{\"presiding\":\"seat-1\"},\"at\":\"2026-06-17T13:36:00.000Z\"}",
        "{\"kind\":\"attendance.noted\"," MEETING
        ",\"data\":{\"present\":[\"seat-1\",\"seat-2\",\"seat-3\",\"seat-4\",\"seat-5\"]}}",
        "{\"kind\":\"item.opened\"," ITEM "}",
        "{\"kind\":\"motion.moved\"," ITEM
        ",\"data\":{\"type\":\"main\",\"mover\":\"seat-3\",\"motion\":1}}",
        "{\"kind\":\"motion.seconded\"," MOTION ",\"data\":{\"member\":\"seat-1\"}}",
        "{\"kind\":\"motion.stated\"," MOTION "}",
        "{\"kind\":\"vote.opened\"," MOTION ",\"data\":{\"method\":\"roll-call\"}}",
    };
    char line[400];
    snprintf(line, sizeof line,
             "{\"kind\":\"body.registered\",\"data\":{\"name\":\"Rehearsal "
             "Commission\",\"zone\":\"America/New_York\",\"seats\":5,\"pack\":\"%s\","
             "\"place\":\"Rehearsal\"}}",
             pack);
    rehearsal_put(r, line);
    for (int i = 1; i <= 5; i++) {
        snprintf(line, sizeof line,
                 "{\"kind\":\"official.seated\",\"data\":{\"member\":\"seat-%d\",\"name\":\"Seat "
                 "%d\",\"office\":\"%s\",\"votes\":true,\"seat\":\"District %d\"}}",
                 i, i, i == 1 ? "chair" : "member", i);
        rehearsal_put(r, line);
    }
    rehearsal_put_all(r, lines, sizeof lines / sizeof *lines);
}

void rehearsal_vote(struct rehearsal *r, const char *member, const char *choice)
{
    char line[400];
    snprintf(line, sizeof line,
             "{\"kind\":\"vote.cast\"," MOTION ",\"data\":{\"member\":\"%s\",\"choice\":\"%s\"}}",
             member, choice);
    rehearsal_put(r, line);
}

void rehearsal_announce(struct rehearsal *r, const char *outcome, int yes, int no, int absent)
{
    char line[600];
    snprintf(line, sizeof line,
             "{\"kind\":\"vote.announced\"," MOTION
             ",\"data\":{\"outcome\":\"%s\",\"method\":\"roll-call\",\"yes\":%d,\"no\":%d,"
             "\"abstain\":0,\"recused\":0,\"absent\":%d,\"present\":%d,\"quorum\":3,"
             "\"base\":\"cast\",\"threshold\":\"majority\",\"rule\":\"%s\","
             "\"disposition\":\"%s\",\"items\":[\"rc-41\"],"
             "\"citation\":\"RONR 12th 44:1\"},\"at\":\"2026-06-17T23:53:58.311Z\"}",
             outcome, yes, no, absent, 5 - absent, yes == no ? "tie-vote" : "vote-majority",
             outcome);
    rehearsal_put(r, line);
}

struct page_cx *rehearsal_cx(struct rehearsal *r, const char *now)
{
    if (r->cx.store) {
        st_read_end(r->reader);
    }
    r->cx = (struct page_cx){.a = r->a, .store = r->reader, .language = SV("en"), .act = SV("t")};
    bool good = instant_parse(sv_of(now), &r->cx.now);
    if (!good || st_read_begin(r->reader, r->a)) {
        ok_as(false, "a snapshot can be read");
        exit(1);
    }
    return &r->cx;
}

struct jv *rehearsal_decision(struct rehearsal *r, const char *now, const char *body,
                              const char *file)
{
    struct view_decision_page p;
    struct jv *v = NULL;
    sv json;
    SCOPED(out_close) struct out o = out_open(SV("en"), NULL);
    if (!fine(page_decision(rehearsal_cx(r, now), sv_of(body), sv_of(file), &p))) {
        exit(1);
    }
    view_decision_page_json(&o, &p);
    if (!fine(out_done(r->a, &o, &json)) || !fine(jv_parse(r->a, json, &v))) {
        exit(1);
    }
    SCOPED(out_close) struct out html = out_open(SV("en"), NULL);
    view_decision_page(&html, &p);
    ok_as(!out_done(r->a, &html, &json) && json.n < PAGE_BYTES_MAX, "the page is under 50 KB");
    const char *keep = getenv("DAIS_KEEP_PAGES");
    if (keep) {
        FILE *f = fopen(sv_cstr(r->a, sv_fmt(r->a, "%s/%s-%s.html", keep, body, file)), "wb");
        if (f) {
            fwrite(json.p, 1, json.n, f);
            fclose(f);
        }
    }
    return v;
}

struct jv *rehearsal_question(struct jv *decision, const char *id)
{
    jv_each(q, jv_get(decision, "questions"))
    {
        if (sv_is(jv_get_sv(q, "id"), id)) {
            return q;
        }
    }
    return NULL;
}

bool rehearsal_is(const struct jv *v, const char *key, const char *text)
{
    sv found = jv_get_sv(v, key);
    if (!sv_is(found, text)) {
        printf("# %s is \"%.*s\"\n", key, SV_ARG(found));
    }
    return sv_is(found, text);
}

bool rehearsal_read(struct rehearsal *r, const char *subject)
{
    for (size_t i = 0; i < r->cx.subjects_n; i++) {
        if (sv_is(r->cx.subjects[i], subject)) {
            return true;
        }
    }
    return false;
}
