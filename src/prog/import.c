/* dais import: records from elsewhere. */
#include <stdio.h>

#include "prog/commands.h"
#include "prog/instance.h"
#include "store/q.h"
#include "sys/clock.h"
#include "sys/files.h"
#include "trade/listing.h"

enum { REPORT_BYTES = 64 << 20 };

/* What one import reads and finds. */
struct import {
    struct command_line *l;
    struct arena *a;
    struct listing_source source;
    struct listing_list now;
    struct listing_changes changes;
    size_t entered;
};

static sv base_name(sv path)
{
    size_t n = path.n;
    while (n && path.p[n - 1] != '/') {
        n--;
    }
    return sv_sub(path, n, path.n);
}

/* The body that is named, or the only one. */
static err *body_of(struct import *m, struct store *reader)
{
    struct q_page_bodies_out *bodies = NULL;
    size_t n = 0, i = 0;
    sv asked = command_option(m->l, "body");
    TRY(st_read_begin(reader, m->a));
    err *e = q_page_bodies(reader, m->a, &bodies, &n);
    st_read_end(reader);
    TRY(e);
    while (asked.n && i < n && !sv_eq(bodies[i].id, asked)) {
        i++;
    }
    if (i == n || (!asked.n && n > 1)) {
        return err_make(m->a, E_INVALID,
                        asked.n ? "no body %.*s is on record: name one that is"
                                : "say in which body's record the list stands: --body ID%.*s",
                        SV_ARG(asked));
    }
    m->source.body = bodies[i].id;
    return NULL;
}

/* The day of the list: as it was said, or of the file's name. */
static err *day_of(struct import *m, sv file)
{
    sv asked = command_option(m->l, "listed");
    if (asked.n ? date_parse(asked, &m->source.listed) : listing_day_of(file, &m->source.listed)) {
        return NULL;
    }
    return asked.n ? err_make(m->a, E_INVALID, "%.*s is no day: write --listed 2025-07-18",
                              SV_ARG(asked))
                   : err_make(m->a, E_INVALID,
                              "the file's name has no day (MMDDYYYY): say of which day the list "
                              "is, --listed 2025-07-18");
}

static err *read_list(struct import *m, sv path)
{
    struct arena *a = m->a;
    struct xlsx_sheet sheet;
    sv bytes, file = base_name(path), list = command_option(m->l, "list");
    TRY(day_of(m, file));
    TRY(sys_file_read(a, sv_cstr(a, path), XLSX_FILE_BYTES, &bytes));
    TRY(xlsx_read(a, file, bytes, &sheet));
    TRY(listing_read(a, file, &sheet, &m->now));
    struct rec_hash h = rec_hash_bytes(bytes);
    m->source.title =
        sv_fmt(a, "%.*s, SHA-256 %.*s", SV_ARG(sv_sub(file, 0, 100)), SV_ARG(rec_hash_hex(a, &h)));
    m->source.retrieved = date_of_instant(sys_now());
    m->source.list = list.n ? list : m->now.pending ? SV("ice-pending") : SV("ice-participating");
    return rec_id_valid(m->source.list)
               ? NULL
               : err_make(a, E_INVALID,
                          "%.*s is no id for a list: up to %d of a-z, 0-9, '.', '_' "
                          "and '-'",
                          SV_ARG(sv_sub(list, 0, 80)), LIMIT_ID_BYTES);
}

static err *compare(struct import *m)
{
    struct store *reader;
    TRY(st_open_reader(m->a, m->l->dir, &reader));
    err *e = body_of(m, reader);
    e = e ? e
          : listing_compare(m->a, reader, m->source.list, m->source.listed, &m->now, &m->changes);
    st_close(reader);
    return e;
}

static err *enter_one(struct way *w, struct arena *a, const struct import *m,
                      const struct listing_change *c)
{
    struct desk_reply r;
    struct jv *json;
    struct buf b = buf_make(LIMIT_ENTRY_BYTES);
    jv_write(&b, listing_act(a, &m->source, c));
    err *e = way_ask(w, a, WIRE_ACT, SV("as import-1 import"), buf_view(&b), &r);
    buf_free(&b);
    TRY(e);
    TRY(jv_parse(a, r.json, &json));
    return r.status == 200 ? NULL
                           : err_make(a, E_REFUSED, "row %u, %.*s: %.*s", (unsigned)c->now.row,
                                      SV_ARG(c->now.agency), SV_ARG(jv_get_sv(json, "sentence")));
}

static err *enter(struct import *m, struct way *w)
{
    for (size_t i = 0; i < m->changes.n; i++) {
        SCOPED(arena_scope) struct arena *tmp = arena_open(1 << 14);
        err *e = enter_one(w, tmp, m, &m->changes.list[i]);
        if (e) {
            return err_dup(m->a, e);
        }
        m->entered++;
    }
    return NULL;
}

static err *report(const struct import *m)
{
    sv to = command_option(m->l, "report");
    struct buf b = buf_make(REPORT_BYTES);
    if (!to.n) {
        return NULL;
    }
    jv_write(&b, listing_report(m->a, &m->source, &m->now, &m->changes, m->entered));
    buf_char(&b, '\n');
    err *e = sys_file_replace(m->a, sv_cstr(m->a, to), buf_view(&b), 0644);
    buf_free(&b);
    return e;
}

/* The first note that says that something of the file is lost. */
static err *refuse_lost(const struct import *m)
{
    for (size_t i = 0; i < m->now.notes_n; i++) {
        const struct listing_note *n = &m->now.notes[i];
        if (n->lost) {
            return err_make(m->a, E_CONFLICT,
                            "nothing was entered: row %u: %.*s; without --strict the rest is "
                            "entered",
                            (unsigned)n->row, SV_ARG(n->what));
        }
    }
    return NULL;
}

static err *import_list(struct import *m, struct way *w)
{
    TRY(read_list(m, m->l->words[1]));
    TRY(compare(m));
    err *e = command_option(m->l, "strict").n ? refuse_lost(m) : NULL;
    e = e ? e : enter(m, w);
    err *told = report(m);
    TRY(e);
    return told;
}

int command_import(struct command_line *l)
{
    struct import m = {.l = l, .a = l->a};
    struct way *w = NULL;
    if (l->n != 2 || !sv_is(l->words[0], "ice-list")) {
        return command_usage("import");
    }
    err *e = way_open(l->a, l->dir, &w);
    e = e ? e : import_list(&m, w);
    way_close(w);
    if (e) {
        (void)command_failed(e);
        return e->kind == E_CONFLICT ? EXIT_ANSWERED_NO : EXIT_FAILED;
    }
    printf("%.*s of %.*s: %zu lines; %zu added, %zu changed, %zu gone, %zu as before; %zu notes\n",
           SV_ARG(m.source.list), SV_ARG(date_format(l->a, m.source.listed)), m.now.n,
           m.changes.count[LISTING_ADDED], m.changes.count[LISTING_CHANGED],
           m.changes.count[LISTING_GONE], m.changes.same, m.now.notes_n);
    return EXIT_DONE;
}
