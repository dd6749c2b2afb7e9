/* Files through the fault gate. */
#define _GNU_SOURCE
#include "sys/files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "sys/fault.h"

/* What can be done about a failure, where that is known. */
static const char *remedy(int code)
{
    switch (code) {
    case EACCES:
    case EPERM:
    case EROFS: return "; see to its rights, for the user who runs dais";
    case ENOSPC:
    case EDQUOT: return "; free some space";
    default: return "";
    }
}

static err *failed(struct arena *a, const char *path, const char *what)
{
    int code = errno;
    return err_make(a, code == ENOENT ? E_NOTFOUND : E_IO, "%s could not be %s: %s%s", path, what,
                    strerror(code), remedy(code));
}

static int gated_open(const char *path, int flags, unsigned mode)
{
    if (sys_fault(FAULT_OPEN)) {
        errno = EIO;
        return -1;
    }
    return open(path, flags | O_CLOEXEC, (mode_t)mode);
}

static bool gated_fsync(int fd)
{
    if (sys_fault(FAULT_FSYNC)) {
        errno = EIO;
        return false;
    }
    return fsync(fd) == 0;
}

void sys_close(int fd)
{
    if (fd >= 0) {
        close(fd);
    }
}

static void close_scope(const int *fd)
{
    sys_close(*fd);
}

err *sys_file_read(struct arena *a, const char *path, size_t max, sv *ret)
{
    SCOPED(close_scope) int fd = gated_open(path, O_RDONLY, 0);
    struct stat st;
    if (fd < 0 || fstat(fd, &st) != 0) {
        return failed(a, path, "opened");
    }
    if (!S_ISREG(st.st_mode)) {
        return err_make(a, E_INVALID, "%s is not a file", path);
    }
    if ((uint64_t)st.st_size > max) {
        return err_make(a, E_LIMIT, "%s is larger than %zu bytes", path, max);
    }
    size_t size = (size_t)st.st_size, n = 0;
    char *p = arena_alloc(a, size + 1);
    while (n < size) {
        ssize_t got = sys_fault(FAULT_READ) ? (errno = EIO, -1) : read(fd, p + n, size - n);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return failed(a, path, "read");
        }
        if (got == 0) {
            break;
        }
        n += (size_t)got;
    }
    *ret = (sv){p, n};
    return NULL;
}

static bool write_all(int fd, sv bytes)
{
    while (bytes.n) {
        size_t n = bytes.n;
        if (sys_fault(FAULT_WRITE)) {
            errno = EIO;
            return false;
        }
        if (sys_fault(FAULT_SHORT_WRITE)) {
            ssize_t half = write(fd, bytes.p, n / 2);
            errno = half >= 0 ? ENOSPC : errno;
            return false;
        }
        ssize_t put = write(fd, bytes.p, n);
        if (put < 0 && errno == EINTR) {
            continue;
        }
        if (put < 0) {
            return false;
        }
        bytes = sv_sub(bytes, (size_t)put, bytes.n);
    }
    return true;
}

static err *sync_directory_of(struct arena *a, const char *path)
{
    sv p = sv_of(path);
    size_t slash = p.n;
    while (slash && p.p[slash - 1] != '/') {
        slash--;
    }
    return sys_dir_sync(a, slash ? sv_cstr(a, sv_sub(p, 0, slash)) : ".");
}

err *sys_file_replace(struct arena *a, const char *path, sv bytes, unsigned mode)
{
    const char *beside = sv_fmt(a, "%s.new", path).p;
    SCOPED(close_scope) int fd = gated_open(beside, O_WRONLY | O_CREAT | O_TRUNC, mode);
    if (fd < 0) {
        return failed(a, beside, "opened");
    }
    if (!write_all(fd, bytes) || !gated_fsync(fd) || rename(beside, path) != 0) {
        err *e = failed(a, path, "written");
        unlink(beside);
        return e;
    }
    return sync_directory_of(a, path);
}

err *sys_file_open(struct arena *a, const char *path, int *ret_fd, uint64_t *ret_size)
{
    int fd = gated_open(path, O_RDONLY | O_NOFOLLOW, 0);
    struct stat st;
    if (fd < 0 || fstat(fd, &st) != 0) {
        err *e = failed(a, path, "opened");
        sys_close(fd);
        return e;
    }
    if (!S_ISREG(st.st_mode)) {
        sys_close(fd);
        return err_make(a, E_INVALID, "%s is not a file", path);
    }
    *ret_fd = fd;
    *ret_size = (uint64_t)st.st_size;
    return NULL;
}

err *sys_file_size(struct arena *a, int fd, uint64_t *ret)
{
    struct stat st;
    if (fstat(fd, &st) != 0) {
        return err_make(a, E_IO, "A file could not be read: %s", strerror(errno));
    }
    *ret = (uint64_t)st.st_size;
    return NULL;
}

ptrdiff_t sys_file_slice(int fd, uint64_t at, void *p, size_t n)
{
    size_t had = 0;
    while (had < n) {
        ssize_t got = sys_fault(FAULT_READ)
                          ? (errno = EIO, -1)
                          : pread(fd, (char *)p + had, n - had, (off_t)(at + had));
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return -1;
        }
        if (got == 0) {
            break;
        }
        had += (size_t)got;
    }
    return (ptrdiff_t)had;
}

err *sys_file_begin(struct arena *a, const char *path, unsigned mode, int *ret_fd)
{
    int fd = gated_open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode);
    if (fd < 0) {
        return errno == EEXIST ? err_make(a, E_CONFLICT, "%s is there already", path)
                               : failed(a, path, "opened");
    }
    *ret_fd = fd;
    return NULL;
}

err *sys_file_add(struct arena *a, int fd, sv bytes)
{
    return write_all(fd, bytes) ? NULL : failed(a, "A file", "written");
}

err *sys_file_sync(struct arena *a, int fd)
{
    return gated_fsync(fd) ? NULL : failed(a, "A file", "made durable");
}

err *sys_dir_sync(struct arena *a, const char *path)
{
    SCOPED(close_scope) int fd = gated_open(path, O_RDONLY | O_DIRECTORY, 0);
    return fd >= 0 && gated_fsync(fd) ? NULL : failed(a, path, "made durable");
}

int64_t sys_file_age(const char *path)
{
    struct stat st;
    struct timespec now;
    if (stat(path, &st) != 0 || clock_gettime(CLOCK_REALTIME, &now) != 0) {
        return -1;
    }
    return now.tv_sec > st.st_mtim.tv_sec ? now.tv_sec - st.st_mtim.tv_sec : 0;
}

err *sys_file_move(struct arena *a, const char *from, const char *to)
{
    if (sys_fault(FAULT_RENAME)) {
        errno = EIO;
        return failed(a, to, "written");
    }
    return rename(from, to) == 0 ? NULL : failed(a, to, "written");
}

void sys_file_remove(const char *path)
{
    unlink(path);
}

bool sys_file_exists(const char *path)
{
    return access(path, F_OK) == 0;
}

bool sys_dir_exists(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

err *sys_dir_make(struct arena *a, const char *path, unsigned mode)
{
    if (mkdir(path, (mode_t)mode) == 0 || errno == EEXIST) {
        return NULL;
    }
    return failed(a, path, "made");
}

static void closedir_scope(DIR **d)
{
    if (*d) {
        closedir(*d);
    }
}

bool sys_dir_empty(const char *path)
{
    SCOPED(closedir_scope) DIR *d = opendir(path);
    if (!d) {
        return errno == ENOENT;
    }
    for (struct dirent *e = readdir(d); e; e = readdir(d)) {
        if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0) {
            return false;
        }
    }
    return true;
}

static int by_bytes(const void *x, const void *y)
{
    const sv *a = x, *b = y;
    return sv_cmp(*a, *b);
}

err *sys_dir_list(struct arena *a, const char *path, sv suffix, sv **ret_names, size_t *ret_n)
{
    SCOPED(closedir_scope) DIR *d = opendir(path);
    if (!d) {
        return failed(a, path, "opened");
    }
    size_t n = 0, room = 16;
    sv *names = arena_array(a, sv, room);
    for (struct dirent *e = readdir(d); e; e = readdir(d)) {
        sv name = sv_of(e->d_name);
        if (name.p[0] == '.' || !sv_ends(name, suffix)) {
            continue;
        }
        if (n == room) {
            sv *more = arena_array(a, sv, room * 2);
            memcpy(more, names, n * sizeof *names);
            names = more;
            room *= 2;
        }
        names[n++] = sv_dup(a, name);
    }
    qsort(names, n, sizeof *names, by_bytes);
    *ret_names = names;
    *ret_n = n;
    return NULL;
}

err *sys_lock(struct arena *a, const char *path, int *ret_fd)
{
    int fd = gated_open(path, O_RDWR | O_CREAT, 0600);
    if (fd < 0) {
        return failed(a, path, "opened");
    }
    if (flock(fd, LOCK_EX | LOCK_NB) != 0) {
        err *e = errno == EWOULDBLOCK
                     ? err_make(a, E_CONFLICT, "%s is held by another process", path)
                     : failed(a, path, "locked");
        sys_close(fd);
        return e;
    }
    *ret_fd = fd;
    return NULL;
}

sv sys_program_path(struct arena *a)
{
    char path[4096];
    ssize_t n = readlink("/proc/self/exe", path, sizeof path);
    return n > 0 ? sv_dup(a, (sv){path, (size_t)n}) : SV_NONE;
}
