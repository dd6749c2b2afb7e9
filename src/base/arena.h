/* Arenas: memory that is given out piece by piece and freed whole.
 * The only place, with sys, that calls malloc.  Allocation never returns NULL: where memory is
 * truly exhausted the process ends, which is safe because every durable change is one transaction.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdalign.h>
#include <stddef.h>

#include "base/attr.h"

struct arena;

/* A point in an arena's life to which it can be rewound. */
struct arena_mark {
    void *block;
    size_t used;
};

/* A new arena; block_bytes is the size of its first block (at least 256; later ones double up to 1
 * MiB). Close it with arena_close. */
NONNULL struct arena *arena_open(size_t block_bytes);

/* Free the arena and everything that was allocated in it.  NULL is allowed. */
void arena_close(struct arena *take_a);

/* For SCOPED(arena_scope) struct arena *a = arena_open(...). */
void arena_scope(struct arena **a);

/* n zeroed bytes, aligned for any type; n may be 0.  Lifetime: the arena's, or until it is rewound.
 */
NONNULL void *arena_alloc(struct arena *a, size_t n);

/* Forget everything allocated; keeps the first block for reuse. */
void arena_reset(struct arena *a);

/* The present point, to rewind to. */
struct arena_mark arena_mark(const struct arena *a);
/* Forget what was allocated since m was taken; marks taken later than m are void. */
void arena_rewind(struct arena *a, struct arena_mark m);

/* Bytes handed out since the last reset (not the size of the blocks). */
size_t arena_used(const struct arena *a);

/* n * size zeroed bytes; ends the process when the product overflows. */
NONNULL void *arena_calloc(struct arena *a, size_t n, size_t size);

#define arena_new(a, type)      ((type *)arena_alloc((a), sizeof(type)))
#define arena_array(a, type, n) ((type *)arena_calloc((a), (n), sizeof(type)))

/* Grow a heap block for a structure of held lifetime (buffers, tables that outlive requests): size
 * 0 frees. Ends the process when memory is exhausted. */
void *heap_resize(void *take_p, size_t size);

#endif
