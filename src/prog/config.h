/* Configuration: DATA/dais.conf, one setting a line. */
#ifndef PROG_CONFIG_H
#define PROG_CONFIG_H

#include "base/err.h"
#include "base/buf.h"
#include "prog/config.tbl.h"
#include "sys/net.h"

struct config {
#define CONFIG_TEXT(name)                sv name;
#define CONFIG_CHOICE(name)              sv name;
#define CONFIG_NUMBER(name)              unsigned name;
#define X(name, type, value, unit, help) CONFIG_##type(name)
    CONFIG_LIST(X)
#undef X
#undef CONFIG_TEXT
#undef CONFIG_CHOICE
#undef CONFIG_NUMBER
};

/* The defaults. */
void config_defaults(struct config *ret);
/* Lines "name value"; '#' begins a comment line.  Settings not named keep what *c holds.
 * Refuses (E_INVALID) with file and line: unknown names, values of the wrong kind, a name that
 * stands twice. */
MUST err *config_parse(struct arena *a, sv file, sv text, struct config *c);
/* Defaults, then DIR/dais.conf where it is there, then the environment's PORT.  Refuses what
 * config_parse and config_proxies refuse.  Lifetime: a. */
MUST err *config_load(struct arena *a, const char *dir, struct config *ret);
enum { CONFIG_PROXIES = 16 };
/* The trusted proxies.  E_INVALID: more than CONFIG_PROXIES, or no numeric address. */
MUST err *config_proxies(struct arena *a, const struct config *c, struct sys_ip ret[CONFIG_PROXIES],
                         size_t *ret_n);
/* A commented file with these values, that config_parse reads back. */
void config_write(struct buf *out, const struct config *c);
/* The section of dais.conf(5). */
void config_manual(struct buf *out);

#endif
