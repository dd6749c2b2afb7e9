/* Prints the vectors of docs/format: vectors entries|parts|tree|checkpoint.  Everything in them is
 * computed here from fixed inputs, so that printing them again gives the same bytes. */
#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "base/must.h"
#include "record/entry.h"
#include "record/merkle.h"
#include "record/note.h"

static struct arena *a;
static struct buf out;

static void text(const char *key, sv value)
{
    buf_fmt(&out, "\"%s\":", key);
    json_quote(&out, value);
}

static void hexed(const char *key, const void *p, size_t n)
{
    buf_fmt(&out, "\"%s\":\"", key);
    buf_hex(&out, p, n);
    buf_char(&out, '"');
}

static void hash(const char *key, struct rec_hash h)
{
    hexed(key, h.b, sizeof h.b);
}

static void comma(size_t i)
{
    buf_str(&out, i ? ",\n  {" : "\n  {");
}

/* ---- entries ---- */

#define HASH "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define TAIL                                                                                       \
    "\"n\":0,\"recorded\":\"2026-06-17T13:00:00.000Z\",\"seq\":1,\"standing\":\"witnessed\","      \
    "\"v\":1}"
#define HEAD "{\"act\":\"a\",\"by\":{\"account\":\"x\",\"role\":\"y\"},"

static const struct {
    const char *name, *bytes;
} entries[] = {
    {"a motion to postpone",
     "{\"about\":{\"item\":\"rc-41\",\"meeting\":\"rehearsal/2026-06-17\"},\"act\":\"01J0A1\","
     "\"body\":\"rehearsal\",\"by\":{\"account\":\"clerk-1\",\"role\":\"clerk\"},\"data\":{"
     "\"motion\":3,\"mover\":\"seat-2\",\"to\":\"2026-07-10\",\"type\":\"postpone-definite\"},"
     "\"kind\":\"motion.moved\",\"n\":0,\"recorded\":\"2026-06-17T23:52:07.120Z\",\"seq\":412,"
     "\"standing\":\"witnessed\",\"v\":1}"},
    {"a vote",
     "{\"about\":{\"meeting\":\"rehearsal/2026-06-17\",\"motion\":3},\"act\":\"01J0B7\","
     "\"body\":\"rehearsal\",\"by\":{\"account\":\"seat-4\",\"role\":\"member\"},\"data\":{"
     "\"choice\":\"no\",\"member\":\"seat-4\"},\"kind\":\"vote.cast\",\"n\":0,\"recorded\":"
     "\"2026-06-17T23:53:41.004Z\",\"seq\":420,\"standing\":\"witnessed\",\"v\":1}"},
    {"a result, and what becomes of other motions by it",
     "{\"about\":{\"meeting\":\"rehearsal/2026-06-17\",\"motion\":4},\"act\":\"01J0C9\","
     "\"body\":\"rehearsal\",\"by\":{\"account\":\"clerk-1\",\"role\":\"clerk\"},\"data\":{"
     "\"absent\":0,\"abstain\":0,\"base\":\"cast\",\"becomes\":{\"10\":\"fell\",\"3\":"
     "\"postponed\"},\"disposition\":\"postponed\",\"items\":[\"rc-41\"],\"method\":"
     "\"roll-call\",\"no\":2,\"outcome\":\"adopted\",\"present\":5,\"quorum\":3,\"rule\":"
     "\"vote-majority\",\"threshold\":\"majority\",\"yes\":3},\"kind\":\"vote.announced\",\"n\":"
     "0,\"recorded\":\"2026-06-17T23:58:00.000Z\",\"seq\":430,\"standing\":\"witnessed\",\"v\":1}"},
    {"a roll call from the press, dated, with its source",
     "{\"about\":{\"item\":\"17407\",\"meeting\":\"miami-commission/2025-06-17\"},\"act\":"
     "\"01J0D9\",\"at\":\"2025-06-17\",\"body\":\"miami-commission\",\"by\":{\"account\":"
     "\"import\",\"role\":\"import\"},\"data\":{\"no\":[\"king\",\"pardo\"],\"outcome\":"
     "\"adopted\",\"yes\":[\"carollo\",\"gabela\",\"rosado\"]},\"kind\":\"roll.reported\",\"n\":0,"
     "\"recorded\":\"2026-11-25T09:14:00.000Z\",\"seq\":37,\"source\":{\"key\":\"mnt-1\","
     "\"outlet\":\"Miami New Times\",\"retrieved\":\"2026-11-24\",\"title\":\"How they voted\","
     "\"where\":\"https://news.example/17407\"},\"standing\":\"reported\",\"v\":1}"},
    {"a comment with two parts",
     "{\"about\":{\"item\":\"rc-41\"},\"act\":\"01J0E4\",\"body\":\"rehearsal\",\"by\":{"
     "\"account\":\"kiosk-1\",\"role\":\"kiosk\"},\"data\":{\"channel\":\"written\","
     "\"position\":\"for\"},\"kind\":\"comment.received\",\"n\":0,\"parts\":[{\"class\":"
     "\"public\",\"hash\":\"" HASH "\",\"media\":\"text/plain\",\"name\":\"text\"},{\"class\":"
     "\"restricted\",\"hash\":\"" HASH
     "\",\"media\":\"text/plain\",\"name\":\"speaker\"}],\"recorded\":"
     "\"2026-06-17T18:02:33.870Z\",\"seq\":214,\"standing\":\"witnessed\",\"v\":1}"},
    {"the least that an entry holds", HEAD "\"kind\":\"later.kind\"," TAIL},
    {"an instant of its own",
     "{\"act\":\"a\",\"at\":\"2026-06-17T12:59:59.999Z\",\"by\":{\"account\":\"x\",\"role\":\"y\"},"
     "\"kind\":\"later.kind\"," TAIL},
    {"a span of days",
     "{\"act\":\"a\",\"at\":{\"from\":\"2026-06-01\",\"to\":\"2026-06-30\"},\"by\":{\"account\":"
     "\"x\",\"role\":\"y\"},\"kind\":\"later.kind\"," TAIL},
    {"every sort of value",
     HEAD "\"data\":{\"\":[],\"a\":true,\"b\":false,\"c\":-9007199254740991,\"d\":"
          "9007199254740991,\"e\":0,\"f\":{},\"g\":[[{\"h\":[1,2]}],\"\"]},"
          "\"kind\":\"later.kind\"," TAIL},
    {"text that needs escapes, and text that must have none", HEAD
     "\"data\":{\"escaped\":\"\\\"\\\\\\b\\f\\n\\r\\t\\u0000\\u001f\",\"plain\":"
     "\"/\x7f\xc3\xa9\xe2\x80\xa8\xe2\x82\xac\xf0\x9f\x98\x80\"},\"kind\":\"later.kind\"," TAIL},
    {"keys in the order of their bytes",
     HEAD "\"data\":{\"A\":1,\"Z\":1,\"_\":1,\"a\":1,\"aa\":1,\"b\":1},"
          "\"kind\":\"later.kind\"," TAIL},
    {"the earliest and the last numbers",
     "{\"act\":\"a\",\"by\":{\"account\":\"x\",\"role\":\"y\"},\"kind\":\"later.kind\",\"n\":65535,"
     "\"recorded\":\"9999-12-31T23:59:59.999Z\",\"seq\":9007199254740991,\"standing\":"
     "\"witnessed\",\"v\":1}"},
};

static const struct {
    const char *why, *bytes;
} no_entries[] = {
    {"a space", HEAD "\"kind\":\"later.kind\", " TAIL},
    {"an escape that is not needed", HEAD "\"kind\":\"later\\u002ekind\"," TAIL},
    {"an escape in upper case", HEAD "\"data\":{\"x\":\"\\u001F\"},\"kind\":\"later.kind\"," TAIL},
    {"a long escape", HEAD "\"data\":{\"x\":\"\\u000a\"},\"kind\":\"later.kind\"," TAIL},
    {"keys out of order",
     "{\"by\":{\"account\":\"x\",\"role\":\"y\"},\"act\":\"a\",\"kind\":\"later.kind\"," TAIL},
    {"inner keys out of order", HEAD "\"data\":{\"b\":1,\"a\":1},\"kind\":\"later.kind\"," TAIL},
    {"a key twice", HEAD "\"data\":{\"a\":1,\"a\":1},\"kind\":\"later.kind\"," TAIL},
    {"a fraction", HEAD "\"data\":{\"x\":1.5},\"kind\":\"later.kind\"," TAIL},
    {"an exponent", HEAD "\"data\":{\"x\":1e1},\"kind\":\"later.kind\"," TAIL},
    {"minus zero", HEAD "\"data\":{\"x\":-0},\"kind\":\"later.kind\"," TAIL},
    {"an integer over 2^53-1",
     HEAD "\"data\":{\"x\":9007199254740992},\"kind\":\"later.kind\"," TAIL},
    {"null", HEAD "\"data\":{\"x\":null},\"kind\":\"later.kind\"," TAIL},
    {"a key that is not ASCII", HEAD "\"data\":{\"\xc3\xa9\":1},\"kind\":\"later.kind\"," TAIL},
    {"a key of 25 bytes",
     HEAD "\"data\":{\"abcdefghijklmnopqrstuvwxy\":1},\"kind\":\"later.kind\"," TAIL},
    {"half of a surrogate pair", HEAD "\"data\":{\"x\":\"\\ud83d\"},\"kind\":\"later.kind\"," TAIL},
    {"bytes that are not UTF-8", HEAD "\"data\":{\"x\":\"\xff\"},\"kind\":\"later.kind\"," TAIL},
    {"a newline after it", HEAD "\"kind\":\"later.kind\"," TAIL "\n"},
    {"an empty object that should be left out", HEAD "\"data\":{},\"kind\":\"later.kind\"," TAIL},
    {"an unknown member", HEAD "\"color\":\"red\",\"kind\":\"later.kind\"," TAIL},
    {"no act", "{\"by\":{\"account\":\"x\",\"role\":\"y\"},\"kind\":\"later.kind\"," TAIL},
    {"an act with a space in it",
     "{\"act\":\"a b\",\"by\":{\"account\":\"x\",\"role\":\"y\"},\"kind\":\"later.kind\"," TAIL},
    {"a date that does not exist",
     "{\"act\":\"a\",\"at\":\"2026-02-29\",\"by\":{\"account\":\"x\",\"role\":\"y\"},\"kind\":"
     "\"later.kind\"," TAIL},
    {"an instant without milliseconds",
     "{\"act\":\"a\",\"at\":\"2026-06-17T13:00:00Z\",\"by\":{\"account\":\"x\",\"role\":\"y\"},"
     "\"kind\":\"later.kind\"," TAIL},
    {"a span that ends before it begins",
     "{\"act\":\"a\",\"at\":{\"from\":\"2026-06-30\",\"to\":\"2026-06-01\"},\"by\":{\"account\":"
     "\"x\",\"role\":\"y\"},\"kind\":\"later.kind\"," TAIL},
    {"witnessed, and yet with a source",
     HEAD "\"kind\":\"later.kind\",\"n\":0,\"recorded\":\"2026-06-17T13:00:00.000Z\",\"seq\":1,"
          "\"source\":{\"outlet\":\"x\",\"retrieved\":\"2026-11-24\"},\"standing\":\"witnessed\","
          "\"v\":1}"},
    {"reported, and yet without a source",
     HEAD "\"kind\":\"later.kind\",\"n\":0,\"recorded\":\"2026-06-17T13:00:00.000Z\",\"seq\":1,"
          "\"standing\":\"reported\",\"v\":1}"},
    {"two parts of one name",
     HEAD "\"kind\":\"later.kind\",\"n\":0,\"parts\":[{\"class\":\"public\",\"hash\":\"" HASH
          "\",\"media\":\"text/plain\",\"name\":\"text\"},{\"class\":\"public\",\"hash\":\"" HASH
          "\",\"media\":\"text/plain\",\"name\":\"text\"}],\"recorded\":"
          "\"2026-06-17T13:00:00.000Z\",\"seq\":1,\"standing\":\"witnessed\",\"v\":1}"},
    {"another version",
     HEAD "\"kind\":\"later.kind\",\"n\":0,\"recorded\":\"2026-06-17T13:00:00.000Z\",\"seq\":1,"
          "\"standing\":\"witnessed\",\"v\":2}"},
};

static void print_entries(void)
{
    buf_str(&out, "{\"entries\":[");
    for (size_t i = 0; i < sizeof entries / sizeof *entries; i++) {
        sv bytes = sv_of(entries[i].bytes);
        comma(i);
        text("name", sv_of(entries[i].name));
        buf_str(&out, ",\n   ");
        text("bytes", bytes);
        buf_str(&out, ",\n   ");
        hash("leaf", rec_hash_leaf(bytes));
        buf_char(&out, '}');
    }
    buf_str(&out, "],\n \"bad\":[");
    for (size_t i = 0; i < sizeof no_entries / sizeof *no_entries; i++) {
        comma(i);
        text("why", sv_of(no_entries[i].why));
        buf_str(&out, ",\n   ");
        hexed("hex", no_entries[i].bytes, strlen(no_entries[i].bytes));
        buf_char(&out, '}');
    }
    buf_str(&out, "]}\n");
}

/* ---- parts ---- */

static void print_parts(void)
{
    static const struct {
        const char *name, *payload;
        size_t n;
    } parts[] = {{"text", "I am for it.", 12}, {"text", "", 0},
                 {"tex", "tI am for it.", 13}, {"speaker", "Jos\xc3\xa9 \xf0\x9f\x98\x80", 10},
                 {"scan", "\0\1\xff\xfe", 4},  {"title", "two\nlines\n", 10}};
    buf_str(&out, "{\"parts\":[");
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        uint8_t salt[REC_SALT_BYTES];
        sv payload = {parts[i].payload, parts[i].n};
        for (size_t k = 0; k < sizeof salt; k++) {
            salt[k] = (uint8_t)(i * 37 + k);
        }
        comma(i);
        hexed("salt", salt, sizeof salt);
        buf_str(&out, ",\n   ");
        text("name", sv_of(parts[i].name));
        buf_char(&out, ',');
        hexed("payload_hex", payload.p, payload.n);
        buf_str(&out, ",\n   ");
        hash("hash", rec_hash_part(salt, sv_of(parts[i].name), payload));
        buf_char(&out, '}');
    }
    buf_str(&out, "]}\n");
}

/* ---- the tree ---- */

static struct rec_hash leaf(uint64_t i)
{
    return rec_hash_leaf(sv_fmt(a, "leaf %llu", (unsigned long long)i));
}

static err *leaves(void *ctx, struct arena *to, unsigned level, uint64_t from, size_t n,
                   struct rec_hash *ret)
{
    (void)ctx;
    (void)to;
    (void)level;
    for (size_t i = 0; i < n; i++) {
        ret[i] = leaf(from + i);
    }
    return NULL;
}

static const struct rec_nodes nodes = {.read = leaves};

static struct rec_hash root_at(uint64_t size)
{
    struct rec_hash h;
    must(!rec_tree_root_at(a, &nodes, size, &h));
    return h;
}

static void print_proof(const struct rec_proof *p)
{
    buf_str(&out, ",\n   \"proof\":[");
    for (size_t i = 0; i < p->n; i++) {
        buf_str(&out, i ? ",\n    \"" : "\"");
        buf_hex(&out, p->hash[i].b, sizeof p->hash[i].b);
        buf_char(&out, '"');
    }
    buf_str(&out, "]}");
}

static void print_tree(void)
{
    static const unsigned sizes[] = {0,  1,  2,  3,  4,  5,  6,   7,   8,   9,
                                     15, 16, 17, 63, 64, 65, 255, 256, 257, 1000};
    static const unsigned inclusion[][2] = {
        {0, 1},   {0, 2},   {1, 2},   {2, 3},     {0, 7},     {6, 7},      {3, 8},     {8, 9},
        {16, 17}, {64, 65}, {0, 256}, {255, 257}, {256, 257}, {999, 1000}, {512, 1000}};
    static const unsigned consistency[][2] = {
        {0, 5}, {1, 2},   {1, 7},   {3, 7},     {4, 7},      {6, 7},      {7, 7},     {8, 9},
        {6, 8}, {64, 65}, {63, 65}, {255, 257}, {256, 1000}, {257, 1000}, {999, 1000}};
    struct rec_proof p;
    buf_str(&out, "{\"leaf\":\"leaf <index>\",\n \"roots\":[");
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        comma(i);
        buf_fmt(&out, "\"size\":%u,", sizes[i]);
        hash("root", root_at(sizes[i]));
        buf_char(&out, '}');
    }
    buf_str(&out, "],\n \"inclusion\":[");
    for (size_t i = 0; i < sizeof inclusion / sizeof *inclusion; i++) {
        uint64_t index = inclusion[i][0], size = inclusion[i][1];
        comma(i);
        buf_fmt(&out, "\"index\":%u,\"size\":%u,\n   ", inclusion[i][0], inclusion[i][1]);
        hash("leaf", leaf(index));
        buf_str(&out, ",\n   ");
        hash("root", root_at(size));
        if (!rec_proof_inclusion(a, &nodes, index, size, &p)) {
            print_proof(&p);
        }
    }
    buf_str(&out, "],\n \"consistency\":[");
    for (size_t i = 0; i < sizeof consistency / sizeof *consistency; i++) {
        uint64_t old = consistency[i][0], size = consistency[i][1];
        comma(i);
        buf_fmt(&out, "\"old\":%u,\"size\":%u,\n   ", consistency[i][0], consistency[i][1]);
        hash("old_root", root_at(old));
        buf_str(&out, ",\n   ");
        hash("root", root_at(size));
        if (!rec_proof_consistency(a, &nodes, old, size, &p)) {
            print_proof(&p);
        }
    }
    buf_str(&out, "]}\n");
}

/* ---- checkpoints ---- */

#define ORIGIN SV("record.example/rehearsal")

static void signer(sv name, uint8_t type, uint8_t first, struct rec_signer *s)
{
    uint8_t seed[REC_SEED_BYTES];
    for (size_t i = 0; i < sizeof seed; i++) {
        seed[i] = (uint8_t)(first + i);
    }
    if (rec_signer_make(a, name, type, seed, s)) {
        *s = (struct rec_signer){0};
    }
}

static void print_key(const char *key, const struct rec_signer *s)
{
    SCOPED(buf_free) struct buf private = buf_make(LIMIT_LINE_BYTES);
    rec_signer_put(s, &private);
    buf_fmt(&out, " \"%s\":{", key);
    text("verifier", rec_verifier_format(a, &s->verifier));
    buf_str(&out, ",\n  ");
    text("private", buf_view(&private));
    buf_str(&out, "},\n");
}

static sv note_of(uint64_t size, const struct rec_signer *log, const struct rec_signer *witness,
                  sv extensions)
{
    struct rec_checkpoint c = {
        .origin = ORIGIN, .size = size, .root = root_at(size), .extensions = extensions};
    sv words = rec_checkpoint_format(a, &c);
    SCOPED(buf_free) struct buf b = buf_make(LIMIT_NOTE_BYTES);
    buf_sv(&b, rec_note_make(a, log, words));
    if (witness) {
        rec_note_cosign(witness, words, 1781697600, &b);
    }
    return buf_dup(a, &b);
}

static sv with(sv note, const char *old, const char *new)
{
    const char *s = sv_cstr(a, note), *at = strstr(s, old);
    must(at);
    return sv_fmt(a, "%.*s%s%s", (int)(at - s), s, new, at + strlen(old));
}

static void print_note(size_t i, const char *name, sv note, uint64_t size, int signatures)
{
    comma(i);
    text("name", sv_of(name));
    buf_str(&out, ",\n   ");
    text("note", note);
    if (signatures) {
        buf_fmt(&out, ",\n   \"verified\":%d,\"size\":%llu,", signatures, (unsigned long long)size);
        hash("root", root_at(size));
    }
    buf_char(&out, '}');
}

static void print_checkpoint(void)
{
    struct rec_signer log, witness, other;
    signer(ORIGIN, REC_KEY_ED25519, 1, &log);
    signer(SV("witness.example/library"), REC_KEY_COSIGNATURE, 101, &witness);
    signer(ORIGIN, REC_KEY_ED25519, 201, &other);
    buf_str(&out, "{");
    text("origin", ORIGIN);
    buf_str(&out, ",\n");
    print_key("log", &log);
    print_key("witness", &witness);
    buf_str(&out, " \"good\":[");
    sv plain = note_of(257, &log, NULL, SV_NONE), cosigned = note_of(257, &log, &witness, SV_NONE);
    print_note(0, "signed by the log", plain, 257, 1);
    print_note(1, "cosigned by a witness", cosigned, 257, 2);
    print_note(2, "of the empty record", note_of(0, &log, NULL, SV_NONE), 0, 1);
    print_note(3, "with an extension line", note_of(8, &log, NULL, SV("more\n")), 8, 1);
    SCOPED(buf_free) struct buf both = buf_make(LIMIT_NOTE_BYTES);
    struct rec_checkpoint c = {.origin = ORIGIN, .size = 257, .root = root_at(257)};
    buf_sv(&both, plain);
    rec_note_sign(&other, rec_checkpoint_format(a, &c), &both);
    print_note(4, "and by a key that is not known", buf_dup(a, &both), 257, 1);
    buf_str(&out, "],\n \"bad\":[");
    print_note(0, "another size", with(plain, "\n257\n", "\n258\n"), 0, 0);
    print_note(1, "another origin", with(plain, "record.example", "recora.example"), 0, 0);
    print_note(2, "signed by another key only", note_of(257, &other, NULL, SV_NONE), 0, 0);
    print_note(3, "without a signature", sv_sub(plain, 0, sv_find(plain, '\xe2')), 0, 0);
    print_note(4, "without its last newline", sv_sub(plain, 0, plain.n - 1), 0, 0);
    print_note(5, "a cosignature for another time", with(cosigned, "AABqMoxA", "AABqMoxB"), 0, 0);
    print_note(6, "with a carriage return", with(plain, "257\n", "257\r\n"), 0, 0);
    buf_str(&out, "]}\n");
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        void (*print)(void);
    } sets[] = {{"entries", print_entries},
                {"parts", print_parts},
                {"tree", print_tree},
                {"checkpoint", print_checkpoint}};
    a = arena_open(1 << 20);
    out = buf_make(16 << 20);
    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++) {
        if (argc == 2 && strcmp(argv[1], sets[i].name) == 0) {
            sets[i].print();
        }
    }
    bool printed = out.n > 0 && fwrite(out.p, 1, out.n, stdout) == out.n;
    if (!printed) {
        fputs("vectors: name one of entries, parts, tree and checkpoint\n", stderr);
    }
    buf_free(&out);
    arena_close(a);
    return printed ? 0 : 2;
}
