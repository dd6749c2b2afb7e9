/* Arenas: alignment, zeroed memory, marks, growth past a block. */
#include <stdalign.h>
#include <string.h>

#include "base/arena.h"
#include "tap.h"

static bool zeroed(const unsigned char *p, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (p[i]) {
            return false;
        }
    }
    return true;
}

static void allocation(void)
{
    struct arena *a = arena_open(1);
    bool aligned = true, clean = true;
    for (size_t n = 0; n < 3000; n += 7) {
        unsigned char *p = arena_alloc(a, n);
        aligned = aligned && (uintptr_t)p % alignof(max_align_t) == 0;
        clean = clean && zeroed(p, n);
        memset(p, 0xAA, n);
    }
    ok(aligned);
    ok(clean);
    ok(arena_alloc(a, 0) != NULL);
    unsigned char *large = arena_alloc(a, 5 << 20);
    ok_as(zeroed(large, 5 << 20), "more than any block holds");
    large[(5 << 20) - 1] = 1;
    ok(arena_used(a) > 5 << 20);
    arena_reset(a);
    ok(arena_used(a) == 0);
    ok_as(zeroed(arena_alloc(a, 200), 200), "zeroed after a reset too");
    arena_close(a);
    arena_close(NULL);
}

static void marks(void)
{
    struct arena *a = arena_open(256);
    unsigned char *kept = arena_alloc(a, 100);
    memset(kept, 7, 100);
    struct arena_mark m = arena_mark(a);
    unsigned char *first = arena_alloc(a, 48);
    memset(first, 9, 48);
    memset(arena_alloc(a, 100000), 9, 100000);
    arena_rewind(a, m);
    unsigned char *again = arena_alloc(a, 48);
    ok_as(again == first && zeroed(again, 48), "what follows a mark is given out again, zeroed");
    ok(kept[0] == 7 && kept[99] == 7);
    uint64_t *numbers = arena_array(a, uint64_t, 1000);
    ok(numbers[0] == 0 && numbers[999] == 0);
    arena_close(a);
    SCOPED(arena_scope) struct arena *scoped = arena_open(256);
    ok(arena_new(scoped, struct arena_mark)->block == NULL);
}

int main(void)
{
    allocation();
    marks();
    return tap_done();
}
