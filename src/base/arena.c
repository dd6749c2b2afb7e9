/* Arenas: chained blocks, freed whole. */
#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/must.h"

enum { BLOCK_MIN = 256, BLOCK_MAX = 1 << 20 };

struct block {
    struct block *prev;
    size_t size, used;
    alignas(max_align_t) unsigned char data[];
};

struct arena {
    struct block *first, *last;
    size_t next_size, total;
};

void *heap_resize(void *take_p, size_t size)
{
    if (size == 0) {
        free(take_p);
        return NULL;
    }
    void *p = realloc(take_p, size);
    if (!p) {
        fputs("dais: memory is exhausted; the process ends, nothing durable is lost\n", stderr);
        abort();
    }
    return p;
}

static struct block *block_new(size_t size, struct block *prev)
{
    struct block *b = heap_resize(NULL, sizeof *b + size);
    *b = (struct block){.prev = prev, .size = size};
    return b;
}

struct arena *arena_open(size_t block_bytes)
{
    size_t size = block_bytes < BLOCK_MIN ? BLOCK_MIN : block_bytes;
    struct arena *a = heap_resize(NULL, sizeof *a);
    struct block *b = block_new(size, NULL);
    *a = (struct arena){.first = b, .last = b, .next_size = size};
    return a;
}

static void free_after(struct arena *a, struct block *keep)
{
    while (a->last != keep) {
        struct block *b = a->last;
        a->last = b->prev;
        heap_resize(b, 0);
    }
}

void arena_close(struct arena *take_a)
{
    if (!take_a) {
        return;
    }
    free_after(take_a, NULL);
    heap_resize(take_a, 0);
}

void arena_scope(struct arena **a)
{
    arena_close(*a);
    *a = NULL;
}

void *arena_alloc(struct arena *a, size_t n)
{
    must(n <= SIZE_MAX / 4);
    size_t need = (n + alignof(max_align_t) - 1) & ~(alignof(max_align_t) - 1);
    if (a->last->size - a->last->used < need) {
        if (a->next_size < BLOCK_MAX) {
            a->next_size *= 2;
        }
        a->last = block_new(need > a->next_size ? need : a->next_size, a->last);
    }
    void *p = a->last->data + a->last->used;
    a->last->used += need;
    a->total += need;
    memset(p, 0, need);
    return p;
}

void *arena_calloc(struct arena *a, size_t n, size_t size)
{
    must(size == 0 || n <= SIZE_MAX / 4 / size);
    return arena_alloc(a, n * size);
}

void arena_reset(struct arena *a)
{
    free_after(a, a->first);
    a->first->used = 0;
    a->next_size = a->first->size;
    a->total = 0;
}

struct arena_mark arena_mark(const struct arena *a)
{
    return (struct arena_mark){.block = a->last, .used = a->last->used};
}

void arena_rewind(struct arena *a, struct arena_mark m)
{
    free_after(a, m.block);
    a->last->used = m.used;
}

size_t arena_used(const struct arena *a)
{
    return a->total;
}
