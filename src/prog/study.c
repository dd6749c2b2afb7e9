/* dais study: what the numbers say, printed as JSON. */
#include <stdio.h>

#include "base/limits.h"
#include "prog/commands.h"
#include "study/table.h"
#include "sys/files.h"

static err *bad(struct arena *a, const char *option, const char *want, sv got)
{
    return err_make(a, E_INVALID, "--%s takes %s, and not \"%.*s\"", option, want, SV_ARG(got));
}

static err *family_of(struct command_line *l, enum study_family *ret)
{
    sv said = command_option(l, "family");
    *ret = STUDY_QUASIPOISSON;
    for (int f = STUDY_GAUSSIAN; said.n && f <= STUDY_NEGBIN; f++) {
        if (sv_eq(said, study_family_name((enum study_family)f))) {
            *ret = (enum study_family)f;
            return NULL;
        }
    }
    return said.n ? bad(l->a, "family", "gaussian, poisson, quasipoisson or negbin", said) : NULL;
}

/* NAME or NAME:NUMBER; whether it is that, with a number of at most `most`. */
static bool numbered(sv said, const char *name, size_t most, size_t *ret)
{
    sv number, before = sv_cut(said, ':', &number);
    uint64_t n;
    if (!sv_is(before, name) || !sv_u64(number, &n) || n > most) {
        return false;
    }
    *ret = (size_t)n;
    return true;
}

static err *season_of(struct command_line *l, struct study_model *m)
{
    sv said = command_option(l, "season");
    if (!said.n || sv_is(said, "none")) {
        m->season = STUDY_NO_SEASON;
    } else if (sv_is(said, "month")) {
        m->season = STUDY_MONTHS;
    } else if (numbered(said, "fourier", STUDY_PAIRS, &m->pairs) && m->pairs) {
        m->season = STUDY_FOURIER;
    } else {
        return bad(l->a, "season", "none, month or fourier:K with K from 1 to 5", said);
    }
    return NULL;
}

static err *errors_of(struct command_line *l, struct study_model *m)
{
    sv said = command_option(l, "se");
    if (!said.n || sv_is(said, "model")) {
        m->errors = STUDY_MODEL;
    } else if (sv_is(said, "prais-winsten")) {
        m->errors = STUDY_PRAIS_WINSTEN;
    } else if (numbered(said, "newey-west", LIMIT_STUDY_PERIODS, &m->lag)) {
        m->errors = STUDY_NEWEY_WEST;
    } else if (numbered(said, "driscoll-kraay", LIMIT_STUDY_PERIODS, &m->lag)) {
        m->errors = STUDY_DRISCOLL_KRAAY;
    } else {
        return bad(l->a, "se", "model, newey-west:LAG, driscoll-kraay:LAG or prais-winsten", said);
    }
    return NULL;
}

static err *check_words(struct command_line *l)
{
    static const char *const needed[] = {"time", "outcome", "event"};
    bool by = command_option(l, "by").n > 0, treated = command_option(l, "treated").n > 0;
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
        if (!command_option(l, needed[i]).n) {
            return err_make(l->a, E_INVALID, "--%s is missing: dais help study says what it names",
                            needed[i]);
        }
    }
    if (by != treated || (command_option(l, "control").n && !by)) {
        return err_make(l->a, E_INVALID,
                        "--by, the column of areas, and --treated, the area of the event, belong "
                        "together, and --control to both");
    }
    return NULL;
}

static err *options_of(struct command_line *l, struct study_model *m)
{
    *m = (struct study_model){.slope = command_option(l, "slope").n > 0};
    TRY(family_of(l, &m->family));
    TRY(season_of(l, m));
    TRY(errors_of(l, m));
    return check_words(l);
}

static err *study(struct command_line *l, const struct study_model *model, struct buf *out)
{
    struct study_ask ask = {.time = command_option(l, "time"),
                            .outcome = command_option(l, "outcome"),
                            .event = command_option(l, "event"),
                            .offset = command_option(l, "offset"),
                            .by = command_option(l, "by"),
                            .treated = command_option(l, "treated"),
                            .control = command_option(l, "control")};
    struct study_table table;
    struct study_its its;
    struct study_placebo placebo;
    sv csv;
    TRY(sys_file_read(l->a, sv_cstr(l->a, l->words[1]), LIMIT_CSV_BYTES, &csv));
    TRY(study_table_read(l->a, csv, &ask, model->family, &table));
    table.question.model = *model;
    table.question.dates = STUDY_DATES;
    TRY(study_its(l->a, &table.question, &its));
    bool ranked = table.question.against != STUDY_ALONE;
    if (ranked) {
        TRY(study_placebo(l->a, &table.question, &placebo));
    }
    study_notes(l->a, &table, &its, ranked ? &placebo : NULL);
    study_its_json(out, &table.question, &its, ranked ? &placebo : NULL, table.notes,
                   table.note_count);
    return NULL;
}

int command_study(struct command_line *l)
{
    if (l->n != 2 || !sv_is(l->words[0], "its")) {
        return command_usage("study");
    }
    struct study_model model;
    err *e = options_of(l, &model);
    if (e) {
        (void)command_failed(e);
        return EXIT_USAGE;
    }
    struct buf out = buf_make(1 << 20);
    e = study(l, &model, &out);
    if (!e) {
        fwrite(out.p, 1, out.n, stdout);
    }
    buf_free(&out);
    return e ? command_failed(e) : EXIT_DONE;
}
