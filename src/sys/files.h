/* Files: whole reads, durable replacement, directories, locks. */
#ifndef SYS_FILES_H
#define SYS_FILES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

/* The whole file, in a.  Refuses (E_LIMIT) a file over max bytes; E_NOTFOUND where there is none;
 * E_IO. */
MUST err *sys_file_read(struct arena *a, const char *path, size_t max, sv *ret);
/* Write a new file beside it, fsync, rename over path, fsync the directory: the old bytes or the
 * new, never a mixture. mode as in open(2). */
MUST err *sys_file_replace(struct arena *a, const char *path, sv bytes, unsigned mode);
/* Begin a new file, to be written piece by piece.  E_CONFLICT where there is one; E_IO.  Close with
 * sys_close. */
MUST err *sys_file_begin(struct arena *a, const char *path, unsigned mode, int *ret_fd);
/* Write at its end.  E_IO, in a sentence that says what to do. */
MUST err *sys_file_add(struct arena *a, int fd, sv bytes);
/* Make what was written durable.  E_IO. */
MUST err *sys_file_sync(struct arena *a, int fd);
/* Make a directory's names durable.  E_IO. */
MUST err *sys_dir_sync(struct arena *a, const char *path);
/* How many seconds ago a file was written last; -1 where there is none. */
int64_t sys_file_age(const char *path);
/* Give a file another name in its directory, in the place of what has it.  E_IO. */
MUST err *sys_file_move(struct arena *a, const char *from, const char *to);
/* Remove a file; fine where there is none. */
void sys_file_remove(const char *path);
bool sys_file_exists(const char *path);
bool sys_dir_exists(const char *path);
/* Make a directory with this mode; one that is there already is fine.  E_IO. */
MUST err *sys_dir_make(struct arena *a, const char *path, unsigned mode);
/* True when the directory is absent or empty. */
bool sys_dir_empty(const char *path);
/* The names in a directory that end in suffix, sorted by bytes. */
MUST err *sys_dir_list(struct arena *a, const char *path, sv suffix, sv **ret_names, size_t *ret_n);
/* Take the lock file without waiting; E_CONFLICT when another process holds it.  *ret_fd keeps it
 * until closed. */
MUST err *sys_lock(struct arena *a, const char *path, int *ret_fd);
/* Open a file to read it in slices; its size.  E_NOTFOUND, E_INVALID where it is no file, E_IO.
 * Close with sys_close. */
MUST err *sys_file_open(struct arena *a, const char *path, int *ret_fd, uint64_t *ret_size);
/* The size of an open file.  E_IO. */
MUST err *sys_file_size(struct arena *a, int fd, uint64_t *ret);
/* At most n bytes from that place on: how many there were, or -1. */
MUST ptrdiff_t sys_file_slice(int fd, uint64_t at, void *p, size_t n);
void sys_close(int fd);
/* The path of the running program, or "" where the system does not say. */
sv sys_program_path(struct arena *a);

#endif
