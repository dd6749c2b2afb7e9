/* bare-sqlite copy FROM TO            a copy of a database that may be in use
 * bare-sqlite run WORK AFTER ACTS GROUP ONE
 * The bare limit of the bench of acts: WORK is a copy of our database before some acts, AFTER one
 * after them, ONE one after the first of them alone.  Put the rows that AFTER has beyond WORK into
 * WORK, with SQLite alone: write-ahead log, synchronous FULL, GROUP acts a transaction; say how
 * fast it was.  A row that every act writes anew stands in AFTER only once: where one act writes
 * more rows of a table than are left in AFTER for it, they are written again and again. ONE as "-":
 * every row of AFTER once and no more.
 */
#include <sqlite3.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "client.h"

enum { TABLES = 64, COLUMNS = 64 };

struct table {
    sqlite3_stmt *insert;
    sqlite3_value **cells; /* rows * columns */
    size_t rows, size, done,
        per_act; /* per_act: how many one act writes; 0: those that there are, spread evenly */
    int columns;
};

static void db_must(sqlite3 *db, int rc, const char *what)
{
    if (rc != SQLITE_OK && rc != SQLITE_DONE && rc != SQLITE_ROW) {
        fprintf(stderr, "bench: %s: %s\n", what, sqlite3_errmsg(db));
        exit(1);
    }
}

static sqlite3 *db_open(const char *path, int flags)
{
    sqlite3 *db;
    int rc = sqlite3_open_v2(path, &db, flags, NULL);
    db_must(db, rc, path);
    sqlite3_busy_timeout(db, 10000);
    return db;
}

static void db_run(sqlite3 *db, const char *sql)
{
    db_must(db, sqlite3_exec(db, sql, NULL, NULL, NULL), sql);
}

static int copy(const char *from, const char *to)
{
    sqlite3 *source = db_open(from, SQLITE_OPEN_READONLY);
    sqlite3 *target = db_open(to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    sqlite3_backup *b = sqlite3_backup_init(target, "main", source, "main");
    if (!b) {
        db_must(target, sqlite3_errcode(target), "backup");
        return 1;
    }
    db_must(target, sqlite3_backup_step(b, -1), "backup");
    db_must(target, sqlite3_backup_finish(b), "backup");
    sqlite3_close(source);
    sqlite3_close(target);
    return 0;
}

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *s = NULL;
    db_must(db, sqlite3_prepare_v2(db, sql, -1, &s, NULL), sql);
    return s;
}

/* The rows that another attached database has beyond ours. */
static sqlite3_stmt *beyond(sqlite3 *db, const char *other, const char *name)
{
    char sql[512];
    snprintf(sql, sizeof sql, "SELECT * FROM %s.\"%s\" EXCEPT SELECT * FROM main.\"%s\"", other,
             name, name);
    return prepare(db, sql);
}

/* How many rows one act writes. */
static size_t table_count(sqlite3 *db, const char *name)
{
    size_t n = 0;
    sqlite3_stmt *s = beyond(db, "one", name);
    while (sqlite3_step(s) == SQLITE_ROW) {
        n++;
    }
    sqlite3_finalize(s);
    return n;
}

/* Keep the rows that are to be put. */
static void table_read(sqlite3 *db, struct table *t, const char *name)
{
    sqlite3_stmt *s = beyond(db, "after", name);
    t->columns = sqlite3_column_count(s);
    if (t->columns > COLUMNS) {
        give_up("a table has too many columns");
    }
    while (sqlite3_step(s) == SQLITE_ROW) {
        if (t->rows == t->size) {
            t->size = t->size ? t->size * 2 : 256;
            t->cells =
                heap_resize(t->cells, t->size * (size_t)t->columns * sizeof(sqlite3_value *));
        }
        for (int k = 0; k < t->columns; k++) {
            t->cells[t->rows * (size_t)t->columns + (size_t)k] =
                sqlite3_value_dup(sqlite3_column_value(s, k));
        }
        t->rows++;
    }
    sqlite3_finalize(s);
}

static void table_prepare(sqlite3 *db, struct table *t, const char *name)
{
    char sql[1024];
    int n = snprintf(sql, sizeof sql, "INSERT OR REPLACE INTO \"%s\" VALUES (?", name);
    for (int k = 1; k < t->columns; k++) {
        n += snprintf(sql + n, sizeof sql - (size_t)n, ",?");
    }
    snprintf(sql + n, sizeof sql - (size_t)n, ")");
    t->insert = prepare(db, sql);
}

/* Put rows until `want` were, from the first again after the last. */
static void table_insert(sqlite3 *db, struct table *t, size_t want)
{
    for (; t->done < want; t->done++) {
        for (int k = 0; k < t->columns; k++) {
            sqlite3_bind_value(t->insert, k + 1,
                               t->cells[t->done % t->rows * (size_t)t->columns + (size_t)k]);
        }
        db_must(db, sqlite3_step(t->insert), "insert");
        sqlite3_reset(t->insert);
    }
}

static void attach(sqlite3 *db, const char *path, const char *name)
{
    char sql[1024];
    sqlite3_snprintf(sizeof sql, sql, "ATTACH %Q AS %s", path, name);
    db_run(db, sql);
}

struct job {
    struct table table[TABLES];
    char names[TABLES][128];
    size_t tables;
};

/* Read what is to be put; how many rows in all.  A checkpoint is written once a group, whatever one
 * act writes. */
static size_t job_read(sqlite3 *db, struct job *j, const char *after, const char *one, size_t acts)
{
    size_t rows = 0;
    attach(db, after, "after");
    attach(db, one, "one");
    sqlite3_stmt *list =
        prepare(db, "SELECT name FROM after.sqlite_master WHERE type = 'table' AND name NOT LIKE "
                    "'sqlite~_%' ESCAPE '~' ORDER BY rowid");
    while (sqlite3_step(list) == SQLITE_ROW && j->tables < TABLES) {
        struct table *t = &j->table[j->tables];
        char *name = j->names[j->tables];
        snprintf(name, sizeof j->names[0], "%s", (const char *)sqlite3_column_text(list, 0));
        table_read(db, t, name);
        size_t per_act = strcmp(name, "checkpoint") == 0 ? 0 : table_count(db, name);
        t->per_act = per_act * acts > t->rows ? per_act : 0;
        rows += t->per_act ? t->per_act * acts : t->rows;
        j->tables += t->rows > 0;
    }
    sqlite3_finalize(list);
    db_run(db, "DETACH after; DETACH one");
    return rows;
}

static int run(char **word, size_t acts, size_t group)
{
    static struct job j;
    sqlite3 *db = db_open(word[2], SQLITE_OPEN_READWRITE);
    size_t rows = job_read(db, &j, word[3], strcmp(word[6], "-") == 0 ? word[2] : word[6], acts);
    db_run(db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -8192;"
               "PRAGMA temp_store = MEMORY");
    for (size_t t = 0; t < j.tables; t++) {
        table_prepare(db, &j.table[t], j.names[t]);
    }
    sqlite3_stmt *begin = prepare(db, "BEGIN IMMEDIATE"), *commit = prepare(db, "COMMIT");
    size_t groups = 0;
    int64_t began = now_us();
    for (size_t done = 0; done < acts; groups++) {
        db_must(db, sqlite3_step(begin), "begin");
        sqlite3_reset(begin);
        for (size_t k = 0; k < group && done < acts; k++) {
            done++;
            for (size_t i = 0; i < j.tables; i++) {
                struct table *t = &j.table[i];
                table_insert(db, t, t->per_act ? t->per_act * done : t->rows * done / acts);
            }
        }
        db_must(db, sqlite3_step(commit), "commit");
        sqlite3_reset(commit);
    }
    double seconds = (double)(now_us() - began) / 1e6;
    printf(
        "{\"acts\":%zu,\"group\":%zu,\"groups\":%zu,\"rows\":%zu,\"seconds\":%.3f,\"rate\":%.1f}\n",
        acts, group, groups, rows, seconds, (double)acts / seconds);
    return 0;
}

int main(int argc, char **argv)
{
    if (argc == 4 && strcmp(argv[1], "copy") == 0) {
        return copy(argv[2], argv[3]);
    }
    size_t acts = argc == 7 ? strtoul(argv[4], NULL, 10) : 0,
           group = argc == 7 ? strtoul(argv[5], NULL, 10) : 0;
    if (acts == 0 || group == 0 || strcmp(argv[1], "run") != 0) {
        fputs("usage: bare-sqlite copy FROM TO | bare-sqlite run WORK AFTER ACTS GROUP ONE\n",
              stderr);
        return 2;
    }
    return run(argv, acts, group);
}
