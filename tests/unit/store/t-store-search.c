/* Searching: search.db follows the log, finds words with and without accents, phrases and
 * beginnings, ranks titles first, and is made anew where it is damaged or ahead of the record. */
#include "store/search.h"

#include <unistd.h>

#include "made.h"
#include "sys/files.h"

static struct arena *a;
static const char *dir;
static struct store *writer, *reader;

static int64_t found(struct search *s, const char *words, const char *body, const char *among,
                     int64_t *ret_first)
{
    struct search_hit *hits;
    size_t n = 0;
    int64_t all = -1;
    struct search_ask ask = {.words = sv_of(words), .body = sv_of(body), .among = sv_of(among)};
    fine(st_search_find(s, a, &ask, &hits, &n, &all));
    *ret_first = n ? hits[0].seq : -1;
    return all;
}

static void check_words(struct search *s)
{
    int64_t first;
    ok(found(s, "agreement", "", "", &first) == 2 && first == 1);
    ok_as(found(s, "AGREEMENT", "", "", &first) == 2, "capitals do not matter");
    ok_as(found(s, "agreem", "", "", &first) == 2, "the last word may be a beginning");
    ok_as(found(s, "agreem police", "", "", &first) == 0, "a word before it may not");
    ok_as(found(s, "cafe", "", "", &first) == 1, "accents do not matter");
    ok_as(found(s, "\"police agreement\"", "", "", &first) == 1, "a phrase");
    ok_as(found(s, "\"agreement police\"", "", "", &first) == 0, "… is in its order");
    ok(found(s, "agreement", "council", "", &first) == 2);
    ok(found(s, "agreement", "elsewhere", "", &first) == 0);
    ok(found(s, "agreement", "", "notes", &first) == 1 && first == 2);
    ok(found(s, "agreement", "", "items", &first) == 1 && first == 1);
    ok(found(s, "", "", "", &first) == 0 && found(s, "  ", "", "", &first) == 0);
    ok_as(found(s, "\"", "", "", &first) == 0 && found(s, "NEAR( OR * ^ :", "", "", &first) == 0 &&
              found(s, "title:agreement", "", "", &first) == 0,
          "what FTS5 would read as an expression is words");
}

static void check_bounds(struct search *s)
{
    struct search_hit *hits;
    size_t n;
    int64_t all;
    char many[64] = "a b c d e f g h i j k l m n o p q";
    struct search_ask ask = {.words = sv_of(many)};
    fails(st_search_find(s, a, &ask, &hits, &n, &all), E_INVALID);
    char *long_one = arena_alloc(a, SEARCH_WORDS_BYTES + 1);
    memset(long_one, 'x', SEARCH_WORDS_BYTES + 1);
    ask.words = (sv){long_one, SEARCH_WORDS_BYTES + 1};
    fails(st_search_find(s, a, &ask, &hits, &n, &all), E_INVALID);
    ask.words = SV("\xff");
    fails(st_search_find(s, a, &ask, &hits, &n, &all), E_INVALID);
}

static struct search *filled(void)
{
    struct search *s = NULL;
    bool more = true;
    if (!fine(st_search_open_writer(a, dir, &s))) {
        exit(1);
    }
    for (int turns = 0; more && turns < 100; turns++) {
        fine(st_search_follow(s, a, reader, 2, &more));
    }
    ok_as(!more, "it comes to the end of the log");
    return s;
}

int main(void)
{
    struct search *s, *other;
    struct search_hit *hits;
    int64_t size, first, all;
    size_t n;
    a = arena_open(1 << 16);
    dir = made_dir(a);
    const char *path = sv_fmt(a, "%s/search.db", dir).p;
    fine(st_open_writer(a, dir, &writer));
    fine(made_group(writer, a,
                    "{\"kind\":\"body.registered\",\"data\":{\"name\":\"The Council\","
                    "\"zone\":\"UTC\",\"seats\":3,\"pack\":\"robert\"}}"));
    fine(made_group(writer, a,
                    "{\"kind\":\"item.filed\",\"about\":{\"item\":\"rc-1\"},\"data\":{"
                    "\"type\":\"resolution\"},\"title\":\"A police agreement\"}"));
    fine(made_group(writer, a,
                    "{\"kind\":\"note.recorded\",\"about\":{\"meeting\":\"council/"
                    "2026-06-17\"},\"text\":\"At the Café the agreement was read.\"}"));
    fine(st_open_reader(a, dir, &reader));
    fails(st_search_open_reader(a, dir, &other), E_NOTFOUND);
    s = filled();
    fine(st_search_size(s, a, &size));
    ok(size == 3);
    check_words(s);
    check_bounds(s);
    struct search_ask ask = {.words = SV("cafe")};
    fine(st_search_find(s, a, &ask, &hits, &n, &all));
    ok_as(n == 1 && sv_find(hits[0].piece, 2) < sv_find(hits[0].piece, 3) &&
              sv_is(hits[0].meeting, "council/2026-06-17"),
          "the piece marks the word that was found");

    /* a reader beside it sees what is added */
    fine(st_search_open_reader(a, dir, &other));
    ok(found(other, "lighthouse", "", "", &first) == 0);
    fine(made_group(writer, a,
                    "{\"kind\":\"note.recorded\",\"about\":{\"meeting\":\"council/"
                    "2026-06-17\"},\"text\":\"The lighthouse.\"}"));
    bool more;
    fine(st_search_follow(s, a, reader, 500, &more));
    ok(!more && found(other, "lighthouse", "", "", &first) == 1 && first == 3);

    /* corrected: the right words are found, once, and the others no longer; taken back: neither */
    fine(made_group(writer, a,
                    "{\"kind\":\"entry.corrected\",\"about\":{\"meeting\":\"council/"
                    "2026-06-17\"},\"data\":{\"of\":3,\"values\":{}},\"text\":\"The beacon.\"}"));
    fine(st_search_follow(s, a, reader, 500, &more));
    ok(found(other, "beacon", "", "", &first) == 1 && first == 3);
    ok(found(other, "lighthouse", "", "", &first) == 0);
    fine(made_group(writer, a,
                    "{\"kind\":\"entry.corrected\",\"about\":{\"meeting\":\"council/"
                    "2026-06-17\"},\"data\":{\"of\":4,\"void\":true}}"));
    fine(st_search_follow(s, a, reader, 500, &more));
    ok_as(found(other, "lighthouse", "", "", &first) == 1 && first == 3 &&
              found(other, "beacon", "", "", &first) == 0,
          "a correction that is taken back leaves what was entered");
    st_search_close(other);
    st_search_close(s);

    /* what is no database is made anew */
    fine(sys_file_replace(a, path,
                          SV("This is no database, and long enough to be looked at as one. "
                             "This is no database, and long enough to be one, at last."),
                          0600));
    s = filled();
    ok(found(s, "lighthouse", "", "", &first) == 1);
    st_search_close(s);

    /* a record that has fewer entries, as after a restore: begun anew */
    st_close(reader);
    st_close(writer);
    const char *earlier = made_dir(a);
    const char *there = sv_fmt(a, "%s/search.db", earlier).p;
    fine(st_open_writer(a, earlier, &writer));
    fine(made_group(writer, a,
                    "{\"kind\":\"body.registered\",\"data\":{\"name\":\"The Board\","
                    "\"zone\":\"UTC\",\"seats\":3,\"pack\":\"robert\"}}"));
    fine(st_open_reader(a, earlier, &reader));
    ok(rename(path, there) == 0);
    dir = earlier;
    s = filled();
    ok(found(s, "lighthouse", "", "", &first) == 0 && found(s, "board", "", "", &first) == 1);
    st_search_close(s);
    st_close(reader);
    st_close(writer);
    unlink(there);
    made_gone(earlier);
    return tap_done();
}
