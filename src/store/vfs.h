/* The file layer between SQLite and the system: forwards to SQLite's own, through the fault gate.
 * Page checksums have their place here: files are made with 8 reserved bytes a page. */
#ifndef STORE_VFS_H
#define STORE_VFS_H

#include "base/attr.h"
#include "base/err.h"

#define ST_VFS_NAME "dais"
enum { ST_RESERVED_BYTES = 8 };

/* Make the layer known to SQLite under ST_VFS_NAME; fine when it is already.  E_IO. */
MUST err *st_vfs_register(struct arena *a);

#endif
