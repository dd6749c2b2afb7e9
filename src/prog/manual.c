/* Manual pages written from the program's own tables. */
#include <stdio.h>

#include "base/buf.h"
#include "acts/rights.h"
#include "prog/commands.h"
#include "prog/config.h"
#include "record/kinds.h"
#include "web/web.h"

/* Running text: each sentence on a line of its own, nothing that mandoc takes for a request. */
static void prose(struct buf *out, const char *text)
{
    bool start = true;
    for (const char *p = text; *p; p++) {
        if (start && (*p == '.' || *p == '\'')) {
            buf_str(out, "\\&");
        }
        start = false;
        if (*p == '\\') {
            buf_str(out, "\\e");
        } else if (p > text && p[-1] == '.' && *p == ' ') {
            while (p[1] == ' ') {
                p++;
            }
            buf_char(out, '\n');
            start = true;
        } else {
            buf_char(out, *p);
        }
    }
    buf_char(out, '\n');
}

static void head(struct buf *out, const char *name, const char *section, const char *what)
{
    buf_fmt(out, ".Dd November 24, 2026\n.Dt %s %s\n.Os Dais\n.Sh NAME\n.Nm %s\n.Nd %s\n", name,
            section, name, what);
}

static void page_dais(struct buf *out)
{
    head(out, "dais", "1", "run a public body's meetings, keep its record, follow what came of it");
    buf_str(out,
            ".Sh SYNOPSIS\n.Nm\n.Ar command\n.Op Fl -data Ar dir\n.Op Ar arguments\n.Sh COMMANDS\n"
            "The data directory is\n.Pa ./dais-data\nunless\n.Fl -data\nnames another.\n.Bl -tag "
            "-width indent\n");
#define X(name, words, args, what, text)                                                           \
    buf_str(out, ".It Ic " #name " " args "\n");                                                   \
    prose(out, text);
    COMMAND_LIST(X)
#undef X
    buf_str(out, ".El\n.Sh EXIT STATUS\n0 done or yes; 1 could not be done; 2 bad usage; 3 the "
                 "question was answered no.\n"
                 "Errors are one line on standard error that says what to do.\n"
                 ".Sh SEE ALSO\n.Xr dais-acts 5 ,\n.Xr dais-instrument 5 ,\n.Xr dais-log 5 ,\n.Xr "
                 "dais-scn 5 ,\n.Xr "
                 "dais-template 5 ,\n.Xr "
                 "dais.conf 5\n");
}

static void page_conf(struct buf *out)
{
    head(out, "dais.conf", "5", "configuration of an instance");
    buf_str(out, ".Sh DESCRIPTION\nThe file\n.Pa dais.conf\nin the data directory holds one "
                 "setting a line: its name, a space, its "
                 "value.\nA line that begins with # is a comment.\n.Bl -tag -width indent\n");
    config_manual(out);
    buf_str(out, ".El\n.Sh SEE ALSO\n.Xr dais 1\n");
}

static const char *const type_words[] = {[REC_ID] = "an id",
                                         [REC_IDS] = "ids",
                                         [REC_CODE] = "one of",
                                         [REC_INT] = "a whole number",
                                         [REC_BOOL] = "true or false",
                                         [REC_DATE] = "a date",
                                         [REC_INSTANT] = "an instant",
                                         [REC_NAME] = "one line of text",
                                         [REC_TYPE] = "a motion's type",
                                         [REC_MOTION] = "a motion",
                                         [REC_BECOMES] = "motions and outcomes",
                                         [REC_MEETING] = "a meeting",
                                         [REC_ENTRY] = "an entry",
                                         [REC_VALUES] = "an object of fields",
                                         [REC_SECTIONS] = "sections and items",
                                         [REC_WORDS] = "codes of the instrument",
                                         [REC_DECIMAL] = "a decimal number",
                                         [REC_HASH] = "a hash"};

static void roles_of(struct buf *out, const struct rec_kind *k)
{
    const char *comma = "";
    for (int r = 0; r < ACT_ROLES; r++) {
        bool own;
        if (act_role_may((enum act_role)r, k, &own)) {
            buf_fmt(out, "%s%.*s%s", comma, SV_ARG(act_role_name((enum act_role)r)),
                    own ? " (in the own name)" : "");
            comma = ", ";
        }
    }
    buf_str(out, comma[0] ? ".\n" : "the program itself.\n");
}

static void page_acts(struct buf *out)
{
    head(out, "dais-acts", "5", "the kinds of acts and entries");
    buf_str(out, ".Sh DESCRIPTION\nEvery act, by whichever door, is of one of these kinds.\n");
    for (size_t i = 0; i < REC_KINDS; i++) {
        const struct rec_kind *k = &rec_kinds[i];
        buf_fmt(out, ".Ss %s\n%s.\nBy: ", k->name, k->help);
        roles_of(out, k);
        buf_str(out, ".Bl -tag -width indent\n");
        for (const struct rec_field *f = k->fields; f->name; f++) {
            buf_fmt(out, ".It data.%s%s\n%s (%s%s%s).\n", f->name,
                    f->flags & REC_WRITER     ? " (filled in)"
                    : f->flags & REC_REQUIRED ? ""
                                              : " (optional)",
                    f->help, type_words[f->type], f->codes ? " " : "", f->codes ? f->codes : "");
        }
        for (const struct rec_part_spec *p = k->parts; p->name; p++) {
            buf_fmt(out, ".It texts.%s%s\n%s (%s).\n", p->name,
                    p->flags & REC_REQUIRED ? "" : " (optional)", p->help, p->class);
        }
        buf_str(out, ".El\n");
    }
    buf_str(out, ".Sh SEE ALSO\n.Xr dais 1 ,\n.Xr dais-scn 5\n");
}

static void page_addresses(struct buf *out)
{
    head(out, "dais-addresses", "5", "the addresses that the server answers");
    buf_str(out,
            ".Sh DESCRIPTION\nParts in braces stand for what is asked for.  GET stands for HEAD "
            "too.\n.Bl -tag -width indent\n");
    web_manual(out);
    buf_str(out, ".El\n.Sh SEE ALSO\n.Xr dais 1\n");
}

int command_manual(struct command_line *l)
{
    static const struct {
        const char *name;
        void (*write)(struct buf *out);
    } pages[] = {{"dais", page_dais},
                 {"dais.conf", page_conf},
                 {"dais-acts", page_acts},
                 {"dais-addresses", page_addresses}};
    for (size_t i = 0; l->n == 1 && i < sizeof pages / sizeof *pages; i++) {
        if (sv_is(l->words[0], pages[i].name)) {
            struct buf b = buf_make(1 << 20);
            pages[i].write(&b);
            fwrite(b.p, 1, b.n, stdout);
            buf_free(&b);
            return EXIT_DONE;
        }
    }
    return command_usage("manual");
}
