/* The commands that make and keep an instance. */
#include "prog/commands.h"

#include <stdio.h>

#include "base/limits.h"
#include "prog/instance.h"
#include "prog/roles.h"
#include "rules/instrument.h"
#include "rules/pack.h"
#include "store/store.h"
#include "sys/files.h"
#include "sys/process.h"

int command_init(struct command_line *l)
{
    err *e = instance_init(l->a, l->dir, command_option(l, "name"), command_option(l, "origin"));
    if (e) {
        return command_failed(e);
    }
    printf("%s holds a new instance; next: dais user add clerk-1 --role clerk, then dais serve\n",
           l->dir);
    return EXIT_DONE;
}

int command_serve_now(struct command_line *l)
{
    struct config c;
    err *e = config_load(l->a, l->dir, &c);
    return e ? command_failed(e) : role_parent(l->dir, &c);
}

int command_serve(struct command_line *l)
{
    err *e = instance_there(l->a, l->dir);
    return e ? command_failed(e) : command_serve_now(l);
}

int command_key(struct command_line *l)
{
    sv verifier;
    err *e = instance_verifier(l->a, l->dir, &verifier);
    if (e) {
        return command_failed(e);
    }
    printf("%.*s\n", SV_ARG(verifier));
    return EXIT_DONE;
}

/* ---- accounts ---- */

static void put(struct arena *a, struct jv *v, const char *key, sv text)
{
    if (text.n) {
        jv_put(v, sv_of(key), jv_string(a, text));
    }
}

/* Ask the writer about accounts; *ret is the reply's text of that name. */
static err *ask(struct way *w, struct arena *a, struct jv *q, const char *key, sv *ret)
{
    struct buf b = buf_make(65536);
    struct desk_reply r;
    struct jv *json;
    jv_write(&b, q);
    sv text = buf_dup(a, &b);
    buf_free(&b);
    TRY(way_ask(w, a, WIRE_ASK, SV_NONE, text, &r));
    TRY(jv_parse(a, r.json, &json));
    if (r.status != 200) {
        return err_make(a, E_REFUSED, "%.*s", SV_ARG(jv_get_sv(json, "sentence")));
    }
    *ret = jv_get_sv(json, key);
    return NULL;
}

static sv address_of(struct arena *a, const char *dir)
{
    struct config c;
    err *e = config_load(a, dir, &c);
    return e ? SV("") : sv_fmt(a, "http://%.*s:%u", SV_ARG(c.address), c.port);
}

err *command_manage(struct command_line *l, sv what, sv account)
{
    struct way *w;
    struct jv *q = jv_object(l->a);
    sv answer;
    bool invites = sv_is(what, "add") || sv_is(what, "invite") || sv_is(what, "reset") ||
                   sv_is(what, "reset-password");
    bool key = sv_is(what, "key");
    sv asked = key ? SV("key.add") : sv_fmt(l->a, "account.%.*s", SV_ARG(what));
    put(l->a, q, "ask", asked);
    put(l->a, q, "account", account);
    put(l->a, q, "role", command_option(l, "role"));
    put(l->a, q, "body", command_option(l, "body"));
    put(l->a, q, "member", command_option(l, "member"));
    put(l->a, q, "instrument", command_option(l, "instrument"));
    put(l->a, q, sv_is(what, "office") ? "office" : "name", command_option(l, "name"));
    TRY(way_open(l->a, l->dir, &w));
    err *e = ask(w, l->a, q, invites ? "invitation" : key ? "key" : "account", &answer);
    way_close(w);
    TRY(e);
    if (invites) {
        sv address = address_of(l->a, l->dir);
        printf("%.*s/invitation/%.*s\n", SV_ARG(address), SV_ARG(answer));
    } else {
        printf("%.*s\n", SV_ARG(answer));
    }
    return NULL;
}

int command_user(struct command_line *l)
{
    static const char *const known[] = {
        "add",         "invite", "disable",    "enable", "reset", "reset-password",
        "reset-codes", "office", "instrument", "key"};
    bool found = false;
    for (size_t i = 0; l->n == 2 && i < sizeof known / sizeof *known; i++) {
        found |= sv_is(l->words[0], known[i]);
    }
    if (!found || (sv_is(l->words[0], "add") && !command_option(l, "role").n)) {
        return command_usage("user");
    }
    err *e = command_manage(l, l->words[0], l->words[1]);
    return e ? command_failed(e) : EXIT_DONE;
}

/* ---- keeping ---- */

static void progress(void *cx, int64_t done, int64_t all)
{
    (void)cx;
    if (sys_terminal()) {
        fprintf(stderr, "\r%lld of %lld entries", (long long)done, (long long)all);
        if (done == all) {
            fprintf(stderr, "\n");
        }
    }
}

static err *rebuild(struct command_line *l)
{
    struct store *s;
    struct st_digest *digests;
    size_t n;
    TRY(instance_there(l->a, l->dir));
    TRY(st_open_writer(l->a, l->dir, &s));
    err *e = instance_begun(l->a, s, l->dir);
    e = e ? e : st_rebuild(s, l->a, progress, NULL);
    if (!e) {
        sys_file_remove(
            sv_fmt(l->a, "%s/search/search.db", l->dir).p); /* made anew by the server */
    }
    e = e ? e : st_digest(s, l->a, &digests, &n);
    for (size_t i = 0; !e && i < n; i++) {
        printf("%-16.*s %8lld rows  %.*s\n", SV_ARG(digests[i].table), (long long)digests[i].rows,
               SV_ARG(rec_hash_hex(l->a, &digests[i].hash)));
    }
    st_close(s);
    return e;
}

int command_rebuild(struct command_line *l)
{
    err *e = rebuild(l);
    if (e && e->kind == E_CONFLICT) {
        e = err_make(l->a, E_CONFLICT, "a server is running on %s: stop it, then rebuild", l->dir);
    }
    return e ? command_failed(e) : EXIT_DONE;
}

/* A name with a dot or a slash is a file's; no pack that comes with the program has one. */
static bool is_file(sv name)
{
    return sv_find(name, '.') < name.n || sv_find(name, '/') < name.n;
}

static err *pack_of(struct command_line *l, sv name, struct pack **ret)
{
    sv text;
    if (!is_file(name)) {
        return rule_pack_builtin(l->a, name, ret);
    }
    TRY(sys_file_read(l->a, sv_cstr(l->a, name), LIMIT_PACK_BYTES, &text));
    return rule_pack_parse(l->a, name, text, rule_pack_resolver(), ret);
}

/* What a file or name gave; what is wrong in a file is an answer, and no failure. */
static int printed(err *e, struct buf *b)
{
    if (e && e->field.n) {
        fprintf(stderr, "dais: %.*s: %.*s\n", SV_ARG(e->field), SV_ARG(e->message));
    }
    if (e) {
        return e->field.n ? EXIT_ANSWERED_NO : command_failed(e);
    }
    fwrite(b->p, 1, b->n, stdout);
    return EXIT_DONE;
}

static int print_names(sv (*name)(size_t i))
{
    for (size_t i = 0; name(i).n; i++) {
        printf("%.*s\n", SV_ARG(name(i)));
    }
    return EXIT_DONE;
}

int command_rules(struct command_line *l)
{
    struct pack *pack;
    if (l->n == 0) {
        return print_names(rule_pack_name);
    }
    struct buf b = buf_make(8 << 20);
    err *e = pack_of(l, l->words[0], &pack);
    if (!e) {
        rule_pack_print(&b, pack);
    }
    int status = printed(e, &b);
    buf_free(&b);
    return status;
}

static err *template_of(struct command_line *l, sv name, struct instrument **ret)
{
    sv text;
    if (!is_file(name)) {
        return instrument_builtin(l->a, name, ret);
    }
    TRY(sys_file_read(l->a, sv_cstr(l->a, name), LIMIT_PACK_BYTES, &text));
    return instrument_parse(l->a, name, text, ret);
}

int command_instruments(struct command_line *l)
{
    struct instrument *t;
    if (l->n == 0) {
        return print_names(instrument_name);
    }
    struct buf b = buf_make(8 << 20);
    err *e = template_of(l, l->words[0], &t);
    if (!e) {
        instrument_print(&b, t);
    }
    int status = printed(e, &b);
    buf_free(&b);
    return status;
}
