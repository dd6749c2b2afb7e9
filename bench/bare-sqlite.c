/* bare-sqlite copy FROM TO            a copy of a database that may be in use
 * bare-sqlite run WORK AFTER ACTS GROUP
 * The bare limit of the bench of acts: WORK is a copy of our database before some acts, AFTER one
 * after them.  Put the rows that AFTER has beyond WORK into WORK, with SQLite alone: write-ahead
 * log, synchronous FULL, GROUP acts a transaction, the rows spread evenly over the ACTS; say how
 * fast it was. */
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
    size_t rows, size, done;
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

/* Keep the rows that the other database has beyond ours. */
static void table_read(sqlite3 *db, struct table *t, const char *name)
{
    char sql[512];
    snprintf(sql, sizeof sql, "SELECT * FROM after.\"%s\" EXCEPT SELECT * FROM main.\"%s\"", name,
             name);
    sqlite3_stmt *s = prepare(db, sql);
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

/* Insert rows until `want` of them stand. */
static void table_insert(sqlite3 *db, struct table *t, size_t want)
{
    for (; t->done < want; t->done++) {
        for (int k = 0; k < t->columns; k++) {
            sqlite3_bind_value(t->insert, k + 1,
                               t->cells[t->done * (size_t)t->columns + (size_t)k]);
        }
        db_must(db, sqlite3_step(t->insert), "insert");
        sqlite3_reset(t->insert);
    }
}

static int run(const char *work, const char *after, unsigned long acts, unsigned long group)
{
    static struct table table[TABLES];
    static char names[TABLES][128];
    size_t tables = 0, rows = 0, entries = 0;
    char attach[1024];
    sqlite3 *db = db_open(work, SQLITE_OPEN_READWRITE);
    sqlite3_snprintf(sizeof attach, attach, "ATTACH %Q AS after", after);
    db_run(db, attach);
    sqlite3_stmt *list =
        prepare(db, "SELECT name FROM after.sqlite_master WHERE type = 'table' AND name NOT LIKE "
                    "'sqlite~_%' ESCAPE '~' ORDER BY rowid");
    while (sqlite3_step(list) == SQLITE_ROW) {
        if (tables == TABLES) {
            give_up("there are too many tables");
        }
        snprintf(names[tables], sizeof names[0], "%s", (const char *)sqlite3_column_text(list, 0));
        table_read(db, &table[tables], names[tables]);
        rows += table[tables].rows;
        entries = strcmp(names[tables], "entry") == 0 ? table[tables].rows : entries;
        tables += table[tables].rows > 0;
    }
    sqlite3_finalize(list);
    db_run(db, "DETACH after");
    db_run(db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -8192;"
               "PRAGMA temp_store = MEMORY");
    for (size_t t = 0; t < tables; t++) {
        table_prepare(db, &table[t], names[t]);
    }
    sqlite3_stmt *begin = prepare(db, "BEGIN IMMEDIATE"), *commit = prepare(db, "COMMIT");
    unsigned long groups = 0;
    int64_t began = now_us();
    for (unsigned long done = 0; done < acts; groups++) {
        db_must(db, sqlite3_step(begin), "begin");
        sqlite3_reset(begin);
        for (unsigned long k = 0; k < group && done < acts; k++) {
            done++;
            for (size_t t = 0; t < tables; t++) {
                table_insert(db, &table[t], table[t].rows * done / acts);
            }
        }
        db_must(db, sqlite3_step(commit), "commit");
        sqlite3_reset(commit);
    }
    double seconds = (double)(now_us() - began) / 1e6;
    printf("{\"acts\":%lu,\"group\":%lu,\"groups\":%lu,\"rows\":%zu,\"entries\":%zu,\"seconds\":%."
           "3f,\"rate\":%.1f}\n",
           acts, group, groups, rows, entries, seconds, (double)acts / seconds);
    return 0;
}

int main(int argc, char **argv)
{
    if (argc == 4 && strcmp(argv[1], "copy") == 0) {
        return copy(argv[2], argv[3]);
    }
    unsigned long acts = argc == 6 ? strtoul(argv[4], NULL, 10) : 0,
                  group = argc == 6 ? strtoul(argv[5], NULL, 10) : 0;
    if (acts == 0 || group == 0 || strcmp(argv[1], "run") != 0) {
        fputs("usage: bare-sqlite copy FROM TO | bare-sqlite run WORK AFTER ACTS GROUP\n", stderr);
        return 2;
    }
    return run(argv[2], argv[3], acts, group);
}
