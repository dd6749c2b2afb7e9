/* A thin file layer for SQLite: every open, read, write and sync passes the fault gate.  SQLite
 * writes each page of its write-ahead log in two pieces; what it writes there one behind the other
 * is held and reaches the system as one write, when the log is synced or read or the run ends.  A
 * commit under synchronous FULL syncs the log before it shows itself to readers, so nobody is shown
 * what is still held. */
#include "store/vfs.h"

#include <sqlite3.h>
#include <stddef.h>
#include <string.h>

#include "base/arena.h"
#include "sys/fault.h"

enum { HELD_MAX = 1 << 16 }; /* SQLite hands the system at most 131,071 bytes at once */

/* Ours, with SQLite's own file right behind it. */
struct file {
    sqlite3_file base;
    sqlite3_file *real;
    bool log;         /* a write-ahead log */
    char *held;       /* HELD_MAX bytes; NULL until the first write to a log */
    int held_n;       /* so many of them wait … */
    sqlite3_int64 at; /* … to be written from here on */
};

static sqlite3_vfs *below(sqlite3_vfs *v)
{
    return v->pAppData;
}

static struct file *ours(sqlite3_file *f)
{
    return (struct file *)(void *)f;
}

static sqlite3_file *real(sqlite3_file *f)
{
    return ours(f)->real;
}

/* ---- files ---- */

static int write_now(sqlite3_file *f, const void *p, int n, sqlite3_int64 at)
{
    if (sys_fault(FAULT_WRITE)) {
        return SQLITE_IOERR_WRITE;
    }
    if (sys_fault(FAULT_SHORT_WRITE)) {
        int rc = real(f)->pMethods->xWrite(real(f), p, n / 2, at);
        return rc == SQLITE_OK ? SQLITE_FULL : rc;
    }
    return real(f)->pMethods->xWrite(real(f), p, n, at);
}

/* Write what is held.  After a failure nothing is held: the transaction that wrote it fails. */
static int write_held(sqlite3_file *f)
{
    int n = ours(f)->held_n;
    ours(f)->held_n = 0;
    return n ? write_now(f, ours(f)->held, n, ours(f)->at) : SQLITE_OK;
}

static int file_close(sqlite3_file *f)
{
    if (!real(f)->pMethods) {
        return SQLITE_OK;
    }
    int held = write_held(f), rc = real(f)->pMethods->xClose(real(f));
    ours(f)->held = heap_resize(ours(f)->held, 0);
    return held != SQLITE_OK ? held : rc;
}

static int file_read(sqlite3_file *f, void *p, int n, sqlite3_int64 at)
{
    int rc = write_held(f);
    if (rc != SQLITE_OK) {
        return rc;
    }
    return sys_fault(FAULT_READ) ? SQLITE_IOERR_READ : real(f)->pMethods->xRead(real(f), p, n, at);
}

static int file_write(sqlite3_file *f, const void *p, int n, sqlite3_int64 at)
{
    struct file *o = ours(f);
    if (!o->log || n > HELD_MAX) {
        int rc = write_held(f);
        return rc == SQLITE_OK ? write_now(f, p, n, at) : rc;
    }
    if (o->held_n && (at != o->at + o->held_n || n > HELD_MAX - o->held_n)) {
        int rc = write_held(f);
        if (rc != SQLITE_OK) {
            return rc;
        }
    }
    if (!o->held) {
        o->held = heap_resize(NULL, HELD_MAX);
    }
    if (!o->held_n) {
        o->at = at;
    }
    memcpy(o->held + o->held_n, p, (size_t)n);
    o->held_n += n;
    return SQLITE_OK;
}

static int file_truncate(sqlite3_file *f, sqlite3_int64 size)
{
    int rc = write_held(f);
    if (rc != SQLITE_OK) {
        return rc;
    }
    return sys_fault(FAULT_WRITE) ? SQLITE_IOERR_TRUNCATE
                                  : real(f)->pMethods->xTruncate(real(f), size);
}

static int file_sync(sqlite3_file *f, int flags)
{
    int rc = write_held(f);
    if (rc != SQLITE_OK) {
        return rc;
    }
    return sys_fault(FAULT_FSYNC) ? SQLITE_IOERR_FSYNC : real(f)->pMethods->xSync(real(f), flags);
}

static int file_size(sqlite3_file *f, sqlite3_int64 *ret)
{
    int rc = write_held(f);
    return rc == SQLITE_OK ? real(f)->pMethods->xFileSize(real(f), ret) : rc;
}

static int file_lock(sqlite3_file *f, int level)
{
    return real(f)->pMethods->xLock(real(f), level);
}

static int file_unlock(sqlite3_file *f, int level)
{
    return real(f)->pMethods->xUnlock(real(f), level);
}

static int file_reserved(sqlite3_file *f, int *ret)
{
    return real(f)->pMethods->xCheckReservedLock(real(f), ret);
}

static int file_control(sqlite3_file *f, int op, void *arg)
{
    return real(f)->pMethods->xFileControl(real(f), op, arg);
}

static int file_sector(sqlite3_file *f)
{
    return real(f)->pMethods->xSectorSize(real(f));
}

static int file_device(sqlite3_file *f)
{
    return real(f)->pMethods->xDeviceCharacteristics(real(f));
}

static int file_shm_map(sqlite3_file *f, int page, int size, int extend, void volatile **ret)
{
    return real(f)->pMethods->xShmMap(real(f), page, size, extend, ret);
}

static int file_shm_lock(sqlite3_file *f, int at, int n, int flags)
{
    return real(f)->pMethods->xShmLock(real(f), at, n, flags);
}

static void file_shm_barrier(sqlite3_file *f)
{
    real(f)->pMethods->xShmBarrier(real(f));
}

static int file_shm_unmap(sqlite3_file *f, int delete)
{
    return real(f)->pMethods->xShmUnmap(real(f), delete);
}

/* Version 2: without xFetch, so that every page is read through file_read. */
static const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = file_close,
    .xRead = file_read,
    .xWrite = file_write,
    .xTruncate = file_truncate,
    .xSync = file_sync,
    .xFileSize = file_size,
    .xLock = file_lock,
    .xUnlock = file_unlock,
    .xCheckReservedLock = file_reserved,
    .xFileControl = file_control,
    .xSectorSize = file_sector,
    .xDeviceCharacteristics = file_device,
    .xShmMap = file_shm_map,
    .xShmLock = file_shm_lock,
    .xShmBarrier = file_shm_barrier,
    .xShmUnmap = file_shm_unmap,
};

/* ---- the file system ---- */

static int vfs_open(sqlite3_vfs *v, const char *name, sqlite3_file *f, int flags, int *ret_flags)
{
    struct file *o = ours(f);
    *o = (struct file){.real = (sqlite3_file *)(void *)(o + 1), .log = flags & SQLITE_OPEN_WAL};
    o->real->pMethods = NULL;
    if (sys_fault(FAULT_OPEN)) {
        return SQLITE_CANTOPEN;
    }
    int rc = below(v)->xOpen(below(v), name, o->real, flags, ret_flags);
    if (o->real->pMethods) {
        o->base.pMethods = &methods;
    }
    return rc;
}

static int vfs_delete(sqlite3_vfs *v, const char *name, int sync)
{
    return sys_fault(FAULT_WRITE) ? SQLITE_IOERR_DELETE : below(v)->xDelete(below(v), name, sync);
}

static int vfs_access(sqlite3_vfs *v, const char *name, int flags, int *ret)
{
    return below(v)->xAccess(below(v), name, flags, ret);
}

static int vfs_full_path(sqlite3_vfs *v, const char *name, int n, char *out)
{
    return below(v)->xFullPathname(below(v), name, n, out);
}

static int vfs_random(sqlite3_vfs *v, int n, char *out)
{
    return below(v)->xRandomness(below(v), n, out);
}

static int vfs_sleep(sqlite3_vfs *v, int us)
{
    return below(v)->xSleep(below(v), us);
}

static int vfs_time(sqlite3_vfs *v, double *ret)
{
    return below(v)->xCurrentTime(below(v), ret);
}

static int vfs_last_error(sqlite3_vfs *v, int n, char *out)
{
    return below(v)->xGetLastError(below(v), n, out);
}

static int vfs_time_ms(sqlite3_vfs *v, sqlite3_int64 *ret)
{
    return below(v)->xCurrentTimeInt64(below(v), ret);
}

err *st_vfs_register(struct arena *a)
{
    static sqlite3_vfs layer;
    if (sqlite3_vfs_find(ST_VFS_NAME)) {
        return NULL;
    }
    sqlite3_vfs *system = sqlite3_vfs_find(NULL);
    if (!system || system->iVersion < 2) {
        return err_make(a, E_IO, "SQLite knows no file system here: reinstall libsqlite3");
    }
    layer = (sqlite3_vfs){
        .iVersion = 2,
        .szOsFile = (int)sizeof(struct file) + system->szOsFile,
        .mxPathname = system->mxPathname,
        .zName = ST_VFS_NAME,
        .pAppData = system,
        .xOpen = vfs_open,
        .xDelete = vfs_delete,
        .xAccess = vfs_access,
        .xFullPathname = vfs_full_path,
        .xRandomness = vfs_random,
        .xSleep = vfs_sleep,
        .xCurrentTime = vfs_time,
        .xGetLastError = vfs_last_error,
        .xCurrentTimeInt64 = vfs_time_ms,
    };
    return sqlite3_vfs_register(&layer, 0) == SQLITE_OK
               ? NULL
               : err_make(a, E_IO, "SQLite refused the record's file layer");
}
