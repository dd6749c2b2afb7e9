/* Configuration. */
#include "prog/config.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "sys/files.h"
#include "sys/process.h"

enum type { TEXT, CHOICE, NUMBER }; /* the unit of a choice: its words, between bars */

struct setting {
    const char *name, *value, *unit, *help;
    enum type type;
    size_t at;
};

static const struct setting settings[] = {
#define X(n, t, v, u, h)                                                                           \
    {.name = #n,                                                                                   \
     .value = (v),                                                                                 \
     .unit = (u),                                                                                  \
     .help = (h),                                                                                  \
     .type = (t),                                                                                  \
     .at = offsetof(struct config, n)},
    CONFIG_LIST(X)
#undef X
};
enum { SETTINGS = sizeof settings / sizeof *settings };

static bool is_choice(const struct setting *s, sv value)
{
    sv rest = sv_of(s->unit);
    while (rest.n) {
        if (sv_eq(sv_trim(sv_cut(rest, '|', &rest)), value)) {
            return true;
        }
    }
    return false;
}

static bool set(struct config *c, const struct setting *s, sv value)
{
    char *place = (char *)c + s->at;
    uint64_t n;
    if (s->type != NUMBER) {
        *(sv *)(void *)place = value;
        return s->type == TEXT || is_choice(s, value);
    }
    if (!sv_u64(value, &n) || n > 1000000) {
        return false;
    }
    *(unsigned *)(void *)place = (unsigned)n;
    return true;
}

void config_defaults(struct config *ret)
{
    for (size_t i = 0; i < SETTINGS; i++) {
        (void)set(ret, &settings[i], sv_of(settings[i].value));
    }
}

err *config_parse(struct arena *a, sv file, sv text, struct config *c)
{
    bool seen[SETTINGS] = {false};
    if (text.n > LIMIT_CONFIG_BYTES || !utf8_plain(text)) {
        return err_make(a, E_INVALID, "%.*s is not plain text of at most %d bytes", SV_ARG(file),
                        LIMIT_CONFIG_BYTES);
    }
    for (int line = 1; text.n; line++) {
        sv l = sv_trim(sv_cut(text, '\n', &text));
        if (!l.n || l.p[0] == '#') {
            continue;
        }
        sv value, name = sv_cut(l, ' ', &value);
        size_t i = 0;
        while (i < SETTINGS && !sv_is(name, settings[i].name)) {
            i++;
        }
        if (i == SETTINGS || seen[i]) {
            return err_make(
                a, E_INVALID, "%.*s:%d: %.*s %s", SV_ARG(file), line, SV_ARG(sv_sub(name, 0, 64)),
                i == SETTINGS ? "is no setting; dais.conf(5) lists them" : "stands twice");
        }
        seen[i] = true;
        if (!set(c, &settings[i], sv_trim(value))) {
            return err_make(a, E_INVALID, "%.*s:%d: %s is %s (%s)", SV_ARG(file), line,
                            settings[i].name,
                            settings[i].type == CHOICE ? "one of these words" : "a whole number",
                            settings[i].unit);
        }
    }
    return NULL;
}

err *config_proxies(struct arena *a, const struct config *c, struct sys_ip ret[CONFIG_PROXIES],
                    size_t *ret_n)
{
    size_t n = 0;
    sv words = c->proxies;
    while (words.n) {
        sv word = sv_cut(words, ' ', &words);
        if (!word.n) {
            continue;
        }
        if (n == CONFIG_PROXIES || !sys_ip_parse(word, &ret[n])) {
            return err_make(a, E_INVALID, "proxies are at most %d numeric addresses; %.*s is none",
                            CONFIG_PROXIES, SV_ARG(sv_sub(word, 0, 64)));
        }
        n++;
    }
    *ret_n = n;
    return NULL;
}

err *config_load(struct arena *a, const char *dir, struct config *ret)
{
    struct config c;
    config_defaults(&c);
    sv text, path = sv_fmt(a, "%s/dais.conf", dir), port = sys_environment("PORT");
    if (sys_file_exists(path.p)) {
        TRY(sys_file_read(a, path.p, LIMIT_CONFIG_BYTES, &text));
        TRY(config_parse(a, path, text, &c));
    }
    struct sys_ip proxies[CONFIG_PROXIES];
    size_t n_proxies;
    err *e = config_proxies(a, &c, proxies, &n_proxies);
    if (e) {
        return err_make(a, e->kind, "%.*s: %.*s", SV_ARG(path), SV_ARG(e->message));
    }
    uint64_t n;
    if (port.n) {
        if (!sv_u64(port, &n) || n > 65535) {
            return err_make(a, E_INVALID, "PORT is a number from 1 to 65535");
        }
        c.port = (unsigned)n;
    }
    if (c.port > 65535) {
        return err_make(a, E_INVALID, "%.*s: port is a number from 1 to 65535", SV_ARG(path));
    }
    *ret = c;
    return NULL;
}

void config_write(struct buf *out, const struct config *c)
{
    buf_str(out, "# Dais: one setting a line; dais.conf(5) explains them.\n");
    for (size_t i = 0; i < SETTINGS; i++) {
        const struct setting *s = &settings[i];
        const char *place = (const char *)c + s->at;
        buf_fmt(out, "\n# %s (%s)\n", s->help, s->unit);
        if (s->type != NUMBER) {
            sv value = *(const sv *)(const void *)place;
            buf_fmt(out, "%s%s %.*s\n", value.n ? "" : "# ", s->name, SV_ARG(value));
        } else {
            buf_fmt(out, "%s %u\n", s->name, *(const unsigned *)(const void *)place);
        }
    }
}

void config_manual(struct buf *out)
{
    for (size_t i = 0; i < SETTINGS; i++) {
        const struct setting *s = &settings[i];
        buf_fmt(out, ".It Ic %s Ar value\n%s (%s).\n", s->name, s->help, s->unit);
        if (s->value[0]) {
            buf_fmt(out, "Default: %s.\n", s->value);
        }
    }
}
