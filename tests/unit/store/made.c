/* Made-up entries for the store's tests. */
#define _GNU_SOURCE
#include "made.h"

#include <unistd.h>

const char *made_dir(struct arena *a)
{
    const char *tmp = getenv("TMPDIR");
    char *dir = arena_alloc(a, 256);
    snprintf(dir, 256, "%s/dais-store-XXXXXX", tmp ? tmp : "/tmp");
    if (!mkdtemp(dir)) {
        perror("mkdtemp");
        exit(1);
    }
    return dir;
}

void made_gone(const char *dir)
{
    static const char *const names[] = {"record.db", "record.db-wal", "record.db-shm",
                                        "record.db-journal", "lock"};
    char path[512];
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        snprintf(path, sizeof path, "%s/%s", dir, names[i]);
        unlink(path);
    }
    rmdir(dir);
}

static void add_part(struct made *m, const char *name, sv words)
{
    bool minutes = strcmp(name, "minutes") == 0;
    bool rows = strcmp(name, "figures") == 0 || strcmp(name, "table") == 0;
    static uint8_t salt = 1;
    if (!words.n) {
        return;
    }
    struct st_part *p = &m->payloads[m->n];
    memset(p->salt, salt++, sizeof p->salt);
    p->payload = words;
    p->hash = rec_hash_part(p->salt, sv_of(name), words);
    m->parts[m->n++] = (struct rec_part){.name = sv_of(name),
                                         .class = SV("public"),
                                         .media = minutes ? SV("application/json")
                                                  : rows  ? SV("text/csv")
                                                          : SV("text/plain"),
                                         .hash = p->hash};
}

struct made *made_entry(struct arena *a, const char *json)
{
    static int acts = 0;
    struct jv *v = NULL;
    struct made *m = arena_new(a, struct made);
    err *bad = jv_parse(a, sv_of(json), &v);
    if (bad) {
        printf("# %.*s\n", SV_ARG(bad->message));
        exit(1);
    }
    sv act = jv_get_sv(v, "act");
    m->e = (struct rec_entry){
        .act = act.n ? act : sv_fmt(a, "act-%06d", acts++),
        .n = (int)jv_get_int(v, "n", 0),
        .kind = rec_kind_find(jv_get_sv(v, "kind")),
        .recorded = {INT64_C(1781000000000000) + acts * INT64_C(1000000)},
        .account = SV("clerk-1"),
        .role = SV("clerk"),
        .body = jv_get_sv(v, "body").n ? jv_get_sv(v, "body") : SV("council"),
        .about = jv_get(v, "about"),
        .data = jv_get(v, "data"),
        .source = jv_get(v, "source"),
        .at = jv_get(v, "at"),
        .reported = jv_get(v, "source") != NULL,
    };
    if (m->e.kind == &rec_kinds[KIND_KEY_ADDED]) {
        m->e.body = SV_NONE;
    }
    add_part(m, "figures", jv_get_sv(v, "figures"));
    add_part(m, "minutes", jv_get_sv(v, "minutes"));
    add_part(m, "pack", jv_get_sv(v, "pack"));
    add_part(m, "table", jv_get_sv(v, "table"));
    add_part(m, "template", jv_get_sv(v, "template"));
    add_part(m, "place", jv_get_sv(v, "place"));
    add_part(m, "text", jv_get_sv(v, "text"));
    add_part(m, "title", jv_get_sv(v, "title"));
    sv file = jv_get_sv(v, "file");
    add_part(m, "file", file);
    if (file.n) { /* it would stand in DATA/parts */
        m->payloads[m->n - 1].file = true;
        m->payloads[m->n - 1].bytes = file.n;
    }
    m->e.parts = m->parts;
    m->e.n_parts = m->n;
    return m;
}

err *made_append(struct store *s, struct arena *a, const char *json)
{
    struct made *m = made_entry(a, json);
    int64_t seq;
    TRY(rec_entry_check(a, &m->e));
    return st_log_append(s, a, &m->e, m->payloads, m->n, &seq);
}

err *made_act(struct store *s, struct arena *a, const char *json)
{
    TRY(st_act_begin(s, a));
    err *e = made_append(s, a, json);
    if (e) {
        st_act_undo(s);
        return e;
    }
    return st_act_keep(s, a);
}

err *made_sign(void *cx, struct arena *a, uint64_t size, const struct rec_hash *root, sv *ret)
{
    (void)cx;
    *ret = sv_fmt(a, "%llu %.*s", (unsigned long long)size, SV_ARG(rec_hash_hex(a, root)));
    return NULL;
}

err *made_group(struct store *s, struct arena *a, const char *json)
{
    TRY(st_group_begin(s, a));
    err *e = made_act(s, a, json);
    if (e) {
        st_group_rollback(s);
        return e;
    }
    return st_group_commit(s, a, made_sign, NULL);
}

#define SRC                                                                                        \
    ",\"source\":{\"outlet\":\"The Herald\",\"retrieved\":\"2026-11-24\","                         \
    "\"title\":\"A vote\",\"where\":\"https://example.org/a\"}"
#define M  "\"about\":{\"meeting\":\"council/2026-06-17\"}"
#define MI "\"about\":{\"item\":\"rc-41\",\"meeting\":\"council/2026-06-17\"}"
#define MM "\"about\":{\"meeting\":\"council/2026-06-17\",\"motion\":1}"
#define I  "\"about\":{\"item\":\"rc-41\"}"

#define G    "\"about\":{\"instrument\":\"moa\"}"
#define M15  "\"about\":{\"meeting\":\"council/2026-07-15\"}"
#define MI15 "\"about\":{\"item\":\"rc-50\",\"meeting\":\"council/2026-07-15\"}"

/* Every kind at least once. */
const char *const made_lines[] = {
    "{\"kind\":\"key.added\",\"data\":{\"verifier\":\"example.org+abcd+key\"}}",
    "{\"kind\":\"body.registered\",\"data\":{\"name\":\"The "
    "Council\",\"zone\":\"America/New_York\","
    "\"seats\":5,\"pack\":\"plain\"},\"text\":\"A remark.\"}",
    "{\"kind\":\"official.seated\",\"data\":{\"member\":\"seat-1\",\"name\":\"Seat One\","
    "\"office\":\"chair\",\"votes\":true,\"from\":\"2024-01-01\"}}",
    "{\"kind\":\"official.seated\",\"data\":{\"member\":\"seat-2\",\"name\":\"Seat Two\","
    "\"office\":\"member\",\"votes\":true,\"seat\":\"District 2\",\"title\":\"Commissioner\"}}",
    "{\"kind\":\"rule.noted\",\"data\":{\"rule\":\"quorum\",\"citation\":\"Charter 4(e)\","
    "\"sure\":\"read\"},\"text\":\"Three are a quorum.\"" SRC "}",
    "{\"kind\":\"meeting.called\"," M ",\"data\":{\"type\":\"regular\","
    "\"convenes\":\"2026-06-17T13:00:00Z\"},\"place\":\"City Hall\",\"text\":\"Notice was "
    "given.\"}",
    "{\"kind\":\"meeting.called\",\"about\":{\"meeting\":\"council/2026-06-18\"},"
    "\"data\":{\"type\":\"special\",\"convenes\":\"2026-06-18T13:00:00Z\"}}",
    "{\"kind\":\"meeting.cancelled\",\"about\":{\"meeting\":\"council/2026-06-18\"},"
    "\"data\":{\"reason\":\"other\",\"to\":\"2026-06-19\"}}",
    "{\"kind\":\"item.filed\"," I ",\"data\":{\"type\":\"resolution\",\"department\":\"Police\","
    "\"sponsor\":\"seat-2\"},\"title\":\"A resolution\"}",
    "{\"kind\":\"item.scheduled\"," MI ",\"data\":{\"section\":\"Resolutions\",\"position\":2}}",
    "{\"kind\":\"text.filed\"," I ",\"data\":{\"state\":\"proposed\",\"version\":\"2\","
    "\"dated\":\"2026-06-01\"},\"title\":\"Agreement\",\"text\":\"The text.\"}",
    "{\"kind\":\"meeting.opened\"," M ",\"data\":{\"presiding\":\"seat-1\"}}",
    "{\"kind\":\"attendance.noted\"," M ",\"data\":{\"present\":[\"seat-1\",\"seat-2\"],"
    "\"absent\":[\"seat-3\"]}}",
    "{\"kind\":\"desk.taken\"," M ",\"text\":\"From the deputy.\"}",
    "{\"kind\":\"recording.started\"," M ",\"data\":{\"second\":5}}",
    "{\"kind\":\"floor.requested\"," M ",\"data\":{\"member\":\"seat-2\"}}",
    "{\"kind\":\"floor.assigned\"," M ",\"data\":{\"member\":\"seat-2\",\"seconds\":120}}",
    "{\"kind\":\"floor.yielded\"," M ",\"data\":{\"member\":\"seat-2\"}}",
    "{\"kind\":\"floor.assigned\"," M ",\"data\":{\"member\":\"seat-1\"}}",
    "{\"kind\":\"meeting.recessed\"," M "}",
    "{\"kind\":\"meeting.resumed\"," M "}",
    "{\"kind\":\"item.opened\"," MI "}",
    "{\"kind\":\"motion.moved\"," MI ",\"data\":{\"type\":\"main\",\"mover\":\"seat-1\","
    "\"motion\":1,\"departure\":\"ruled-in-order\"},\"text\":\"I move it.\"}",
    "{\"kind\":\"motion.seconded\"," MM ",\"data\":{\"member\":\"seat-2\"}}",
    "{\"kind\":\"motion.stated\"," MM "}",
    "{\"kind\":\"conflict.declared\"," MI ",\"data\":{\"member\":\"seat-3\"},\"text\":\"Kin.\"}",
    "{\"kind\":\"recusal.stated\"," MI ",\"data\":{\"member\":\"seat-3\",\"stated_aloud\":true},"
    "\"text\":\"An interest.\"}",
    "{\"kind\":\"vote.opened\"," MM ",\"data\":{\"method\":\"roll-call\"}}",
    "{\"kind\":\"vote.cast\"," MM ",\"data\":{\"member\":\"seat-1\",\"choice\":\"yes\"}}",
    "{\"kind\":\"vote.cast\"," MM ",\"data\":{\"member\":\"seat-2\",\"choice\":\"no\"}}",
    "{\"kind\":\"vote.changed\"," MM ",\"data\":{\"member\":\"seat-2\",\"choice\":\"yes\"}}",
    "{\"kind\":\"vote.announced\"," MM
    ",\"data\":{\"outcome\":\"adopted\",\"method\":\"roll-call\","
    "\"yes\":2,\"no\":0,\"present\":2,\"quorum\":2,\"rule\":\"vote-majority\",\"base\":\"cast\","
    "\"threshold\":\"majority\",\"citation\":\"Charter 4\"}}",
    "{\"kind\":\"motion.moved\"," MI
    ",\"data\":{\"type\":\"postpone-definite\",\"mover\":\"seat-1\","
    "\"motion\":2,\"to\":\"2026-07-01\"}}",
    "{\"kind\":\"motion.withdrawn\",\"about\":{\"meeting\":\"council/2026-06-17\",\"motion\":2},"
    "\"data\":{\"member\":\"seat-1\"}}",
    "{\"kind\":\"reason.given\"," MI ",\"data\":{\"member\":\"seat-1\",\"side\":\"for\"},"
    "\"text\":\"It is safer.\",\"at\":\"2026-06-17T14:02:03.000Z\"}",
    "{\"kind\":\"note.recorded\"," M ",\"text\":\"A pause.\"}",
    "{\"kind\":\"chair.passed\"," M ",\"data\":{\"member\":\"seat-2\"}}",
    "{\"kind\":\"motion.moved\"," M ",\"data\":{\"type\":\"point-of-order\",\"mover\":\"seat-1\","
    "\"motion\":3}}",
    "{\"kind\":\"chair.ruled\",\"about\":{\"meeting\":\"council/2026-06-17\",\"motion\":3},"
    "\"data\":{\"ruling\":\"not-well-taken\"},\"text\":\"It comes too late.\"}",
    "{\"kind\":\"motion.suggested\"," MI ",\"data\":{\"member\":\"seat-2\","
    "\"type\":\"postpone-definite\",\"to\":\"2026-07-01\"},\"text\":\"Let us wait.\"}",
    "{\"kind\":\"hearing.opened\"," MI ",\"data\":{\"type\":\"quasi-judicial\"}}",
    "{\"kind\":\"oath.administered\"," MI "}",
    "{\"kind\":\"disclosure.stated\"," MI ",\"data\":{\"member\":\"seat-1\",\"none\":false},"
    "\"text\":\"A letter.\"}",
    "{\"kind\":\"hearing.heard\"," MI ",\"data\":{\"party\":\"applicant\",\"sworn\":true}}",
    "{\"kind\":\"hearing.closed\"," MI "}",
    "{\"kind\":\"session.closed\"," M ",\"data\":{\"reason\":\"litigation\","
    "\"citation\":\"F.S. 286.011(8)\",\"announced\":true}}",
    "{\"kind\":\"session.reopened\"," M "}",
    "{\"kind\":\"item.filed\",\"about\":{\"item\":\"rc-42\"},\"data\":{\"type\":\"resolution\"},"
    "\"title\":\"Another\"}",
    "{\"kind\":\"item.pulled\",\"about\":{\"item\":\"rc-42\",\"meeting\":\"council/2026-06-17\"},"
    "\"data\":{\"member\":\"seat-2\"}}",
    "{\"kind\":\"item.withdrawn\",\"about\":{\"item\":\"rc-42\","
    "\"meeting\":\"council/2026-06-17\"},\"data\":{\"by\":\"staff\"}}",
    "{\"kind\":\"item.closed\"," MI "}",
    "{\"kind\":\"roll.reported\",\"about\":{\"item\":\"rc-7\",\"meeting\":\"council/2025-06-17\"},"
    "\"data\":{\"yes\":[\"seat-1\"],\"no\":[\"seat-2\"],\"absent\":[\"seat-3\"],"
    "\"outcome\":\"lost\"},\"at\":\"2025-06-17\"" SRC "}",
    "{\"kind\":\"motion.reported\",\"about\":{\"item\":\"rc-7\",\"meeting\":\"council/"
    "2025-06-17\"},"
    "\"data\":{\"topic\":\"deferral\",\"type\":\"postpone-definite\",\"outcome\":\"lost\","
    "\"mover\":\"seat-2\"},\"text\":\"It failed.\"" SRC "}",
    "{\"kind\":\"fact.reported\",\"about\":{\"item\":\"rc-7\"},\"data\":{\"question\":\"holders\","
    "\"topic\":\"officers\",\"count\":3},\"text\":\"Three officers.\"" SRC "}",
    "{\"kind\":\"meeting.adjourned\"," M ",\"data\":{\"entries\":35}}",
    "{\"kind\":\"recording.linked\"," M ",\"data\":{\"address\":\"https://example.org/v\","
    "\"jump\":\"t\"}}",
    "{\"kind\":\"meeting.called\",\"about\":{\"meeting\":\"council/2026-07-01\"},"
    "\"data\":{\"type\":\"regular\",\"convenes\":\"2026-07-01T13:00:00Z\"}}",
    "{\"kind\":\"veto.filed\"," I ",\"data\":{\"official\":\"mayor\"},\"text\":\"My reasons.\"}",
    "{\"kind\":\"filing.received\"," MI ",\"data\":{\"member\":\"seat-3\","
    "\"form\":\"voting-conflict\",\"received\":\"2026-06-20\"}}",
    "{\"kind\":\"rules.adopted\",\"data\":{\"pack\":\"council-own\"},\"pack\":\"pack "
    "council-own\"}",
    "{\"kind\":\"entry.corrected\"," M ",\"data\":{\"of\":12,\"values\":{\"present\":[\"seat-1\"],"
    "\"absent\":[\"seat-2\"],\"left\":[\"seat-3\"]}}}",
    "{\"kind\":\"entry.corrected\"," I ",\"data\":{\"of\":10},\"text\":\"The right text.\"}",
    "{\"kind\":\"minutes.worded\"," M ",\"data\":{\"of\":20,\"place\":\"after\"},\"text\":\"All "
    "stood.\"}",
    "{\"kind\":\"minutes.filed\"," M ",\"data\":{\"version\":1,\"style\":\"action\"},"
    "\"minutes\":\"{}\",\"text\":\"The first.\"}",
    "{\"kind\":\"item.filed\",\"about\":{\"item\":\"min-1\"},\"data\":{\"type\":\"minutes\","
    "\"minutes_of\":\"council/2026-06-17\"},\"title\":\"Minutes\"}",
    "{\"kind\":\"signature.noted\"," I ",\"data\":{\"official\":\"seat-1\",\"on\":\"2026-06-20\","
    "\"document\":\"resolution\"}}",
    "{\"kind\":\"attachment.filed\"," I ",\"data\":{\"type\":\"fiscal-memo\",\"name\":\"Cost.txt\","
    "\"dated\":\"2026-06-01\",\"bytes\":9},\"file\":\"It costs.\",\"text\":\"What it costs.\"}",
    "{\"kind\":\"template.adopted\",\"data\":{\"citation\":\"Code 2-33\"},\"template\":\"template "
    "council\"}",
    "{\"kind\":\"holiday.noted\",\"data\":{\"day\":\"2026-07-03\",\"name\":\"Independence Day\"}}",
    "{\"kind\":\"meeting.called\"," M15 ",\"data\":{\"type\":\"regular\","
    "\"convenes\":\"2026-07-15T13:00:00Z\"},\"place\":\"City Hall\"}",
    "{\"kind\":\"item.filed\",\"about\":{\"item\":\"rc-50\"},\"data\":{\"type\":\"resolution\"},"
    "\"title\":\"A third\"}",
    "{\"kind\":\"item.scheduled\"," MI15 ",\"data\":{\"section\":\"Resolutions\",\"position\":1}}",
    "{\"kind\":\"item.scheduled\",\"about\":{\"item\":\"min-1\",\"meeting\":\"council/"
    "2026-07-15\"},"
    "\"data\":{\"section\":\"Resolutions\",\"position\":1}}",
    "{\"kind\":\"agenda.published\"," M15 ",\"data\":{\"version\":1,\"sections\":[{\"name\":"
    "\"Resolutions\",\"code\":\"RE\",\"items\":[\"min-1\",\"rc-50\"]}],"
    "\"deadline\":\"2026-07-12T13:00:00Z\",\"late\":false}}",
    "{\"kind\":\"item.unscheduled\",\"about\":{\"item\":\"min-1\","
    "\"meeting\":\"council/2026-07-15\"}}",
    "{\"kind\":\"notice.posted\"," M15 ",\"data\":{\"method\":\"board\",\"where\":\"City Hall\","
    "\"version\":1,\"deadline\":\"2026-07-12T13:00:00Z\",\"late\":false}}",
    "{\"kind\":\"meeting.changed\"," M15 ",\"data\":{\"convenes\":\"2026-07-15T14:00:00Z\"},"
    "\"place\":\"The library\"}",
    "{\"kind\":\"item.numbered\"," I ",\"data\":{\"series\":\"resolution\",\"year\":2026,"
    "\"place\":1,\"number\":\"R-2026-001\"}}",
    "{\"kind\":\"meeting.cancelled\"," M15 ",\"data\":{\"reason\":\"lack-of-quorum\"}}",
    "{\"kind\":\"instrument.registered\"," G
    ",\"data\":{\"type\":\"agreement\",\"basis\":\"8 U.S.C. 1357(g)\",\"agency\":\"Police\"}"
    ",\"title\":\"An agreement\""
    "}",
    "{\"kind\":\"instrument.changed\"," G ",\"data\":{\"becomes\":\"signed\",\"on\":\"2026-08-28\"}"
    ",\"text\":\"Signed by both.\""
    "}",
    "{\"kind\":\"instrument.worded\"," G ",\"data\":{\"state\":\"signed\",\"dated\":\"2026-08-28\"}"
    ",\"title\":\"The agreement\""
    ",\"text\":\"The parties agree.\""
    "}",
    "{\"kind\":\"party.joined\"," G
    ",\"data\":{\"party\":\"city\",\"name\":\"The City\",\"side\":\"local\"}"
    "}",
    "{\"kind\":\"ending.stated\"," G
    ",\"data\":{\"party\":\"city\",\"days\":90,\"clause\":\"XVIII\",\"unsettled\":true}"
    ",\"text\":\"A board may have to approve.\""
    "}",
    "{\"kind\":\"course.required\"," G
    ",\"data\":{\"course\":\"basic\",\"name\":\"Basic training\",\"hours\":40,\"months\":12}"
    "}",
    "{\"kind\":\"power.granted\"," G
    ",\"data\":{\"power\":\"ask\",\"clause\":\"V.1\",\"settings\":[\"field\"],\"supervision\":\"at-"
    "the-time\",\"courses\":[\"basic\"],\"requirements\":[\"citizen\"]}"
    ",\"text\":\"To ask.\""
    "}",
    "{\"kind\":\"power.withdrawn\"," G ",\"data\":{\"power\":\"ask\",\"on\":\"2027-01-01\"}"
    "}",
    "{\"kind\":\"holder.nominated\"," G
    ",\"data\":{\"holder\":\"h-1\",\"on\":\"2026-09-01\",\"position\":\"patrol officer\"}"
    "}",
    "{\"kind\":\"requirement.noted\"," G
    ",\"data\":{\"holder\":\"h-1\",\"requirement\":\"citizen\",\"met\":true,\"on\":\"2026-09-02\"}"
    "}",
    "{\"kind\":\"training.completed\"," G
    ",\"data\":{\"holder\":\"h-1\",\"course\":\"basic\",\"on\":\"2026-09-20\",\"hours\":40,"
    "\"until\":\"2027-09-19\"}"
    "}",
    "{\"kind\":\"holder.certified\"," G
    ",\"data\":{\"holder\":\"h-1\",\"on\":\"2026-09-25\",\"by\":\"Field Office Director\"}"
    "}",
    "{\"kind\":\"authority.recorded\"," G
    ",\"data\":{\"holder\":\"h-1\",\"powers\":[\"ask\"],\"from\":\"2026-10-01\",\"supervisor\":"
    "\"Supervisory officer\"}"
    "}",
    "{\"kind\":\"authority.paused\"," G ",\"data\":{\"holder\":\"h-1\",\"on\":\"2026-11-01\"}"
    "}",
    "{\"kind\":\"authority.resumed\"," G ",\"data\":{\"holder\":\"h-1\",\"on\":\"2026-11-10\"}"
    "}",
    "{\"kind\":\"authority.ended\"," G ",\"data\":{\"holder\":\"h-1\",\"on\":\"2027-01-01\"}"
    "}",
    "{\"kind\":\"protocol.adopted\"," G ",\"data\":{\"protocol\":\"p-1\",\"name\":\"Supervision\","
    "\"version\":\"v1\",\"from\":\"2026-10-01\"}"
    "}",
    "{\"kind\":\"protocol.acknowledged\"," G
    ",\"data\":{\"protocol\":\"p-1\",\"version\":\"v1\",\"count\":1,\"of\":1,\"on\":\"2026-10-02\"}"
    "}",
    "{\"kind\":\"obligation.set\"," G
    ",\"data\":{\"obligation\":\"report\",\"name\":\"A report\",\"by\":\"The "
    "chief\",\"clause\":\"Section "
    "3\",\"repeats\":\"quarterly\",\"first\":\"2026-12-31\",\"days\":30}"
    "}",
    "{\"kind\":\"obligation.met\"," G
    ",\"data\":{\"obligation\":\"report\",\"due\":\"2027-01-30\",\"on\":\"2027-01-28\"}"
    "}",
    "{\"kind\":\"obligation.waived\"," G ",\"data\":{\"obligation\":\"report\",\"due\":\"2027-04-"
    "30\",\"by\":\"The commission\",\"on\":\"2027-04-20\"}"
    "}",
    "{\"kind\":\"money.reported\"," G
    ",\"data\":{\"sort\":\"overtime\",\"direction\":\"spent\",\"from\":\"2026-10-01\",\"until\":"
    "\"2026-12-31\",\"cents\":1234500}"
    "}",
    "{\"kind\":\"challenge.noted\"," G
    ",\"data\":{\"challenge\":\"suit\",\"type\":\"suit\",\"name\":\"A city v. a "
    "governor\",\"status\":\"pending\",\"on\":\"2026-07-01\"}" SRC "}",
    "{\"kind\":\"review.held\"," G
    ",\"data\":{\"type\":\"inspection\",\"by\":\"An inspector\",\"on\":\"2027-02-01\"}"
    "}",
    "{\"kind\":\"claim.stated\"," G
    ",\"data\":{\"claim\":\"c-1\",\"side\":\"against\",\"member\":\"seat-1\"}"
    ",\"text\":\"Fewer will call.\""
    "}",
    "{\"kind\":\"measure.registered\"," G
    ",\"data\":{\"measure\":\"m-1\",\"claims\":[\"c-1\"],\"outcome\":\"Calls\",\"unit\":\"a "
    "month\",\"records\":\"Dispatch\",\"areas\":\"The "
    "city\",\"comparison\":\"Others\",\"event\":\"2026-10-01\",\"family\":\"quasipoisson\","
    "\"season\":\"month\",\"expected\":\"fall\"}"
    ",\"text\":\"Monthly counts.\""
    "}",
    "{\"kind\":\"measure.found\"," G
    ",\"data\":{\"measure\":\"m-1\",\"from\":\"2021-01-01\",\"until\":\"2027-12-31\",\"estimate\":"
    "\"-0.01\",\"lower\":\"-0.1\",\"upper\":\"0.08\",\"placebo\":\"0.43\",\"areas\":88,\"says\":"
    "\"no-change\"}"
    ",\"figures\":\"time,area,count\\n2021-01,city,40\""
    "}",
    "{\"kind\":\"batch.sealed\"," G
    ",\"data\":{\"stream\":\"activity\",\"period\":\"2026-10\",\"leaves\":1024,\"root\":"
    "\"abababababababababababababababababababababababababababababababab\"}"
    "}",
    "{\"kind\":\"table.published\"," G
    ",\"data\":{\"table\":\"by-power\",\"from\":\"2026-10-01\",\"until\":\"2026-12-31\",\"hidden\":"
    "3,\"cells\":12,\"threshold\":11}"
    ",\"table\":\"power,count\\nask,\""
    "}",
    "{\"kind\":\"listing.reported\","
    "\"data\":{\"list\":\"ice\",\"listed\":\"2026-07-18\",\"listing\":\"fl-miami-tfm\",\"change\":"
    "\"added\",\"agency\":\"A police department\",\"state\":\"FLORIDA\",\"model\":\"Task Force "
    "Model\",\"status\":\"listed\"}" SRC "}",
    "{\"kind\":\"code.listed\"," G
    ",\"data\":{\"sort\":\"place\",\"code\":\"north\",\"name\":\"The north of the city\"}}",
};
const size_t made_line_count = sizeof made_lines / sizeof *made_lines;

err *made_record(struct store *s, struct arena *a)
{
    size_t i = 0;
    while (i < made_line_count) {
        TRY(st_group_begin(s, a));
        for (size_t k = 0; k < 7 && i < made_line_count; k++, i++) {
            err *e = made_act(s, a, made_lines[i]);
            if (e) {
                printf("# line %zu\n", i);
                st_group_rollback(s);
                return e;
            }
        }
        TRY(st_group_commit(s, a, made_sign, NULL));
    }
    return NULL;
}
