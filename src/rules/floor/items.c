/* The items of a meeting: found, named for the first time, and where they stand. */
#include "rules/floor/inside.h"

#include "base/must.h"

uint32_t floor_item_hash(sv id)
{
    uint32_t h = 2166136261u; /* FNV-1a */
    for (size_t i = 0; i < id.n; i++) {
        h = (h ^ (uint8_t)id.p[i]) * 16777619u;
    }
    return h;
}

int32_t floor_item(const struct floor *f, sv id)
{
    if (f->item >= 0 && sv_eq(f->items[f->item].id, id)) {
        return f->item;
    }
    uint32_t hash = floor_item_hash(id);
    for (uint32_t i = 0; i < f->item_count; i++) {
        if (f->items[i].hash == hash && sv_eq(f->items[i].id, id)) {
            return (int32_t)i;
        }
    }
    return -1;
}

const struct floor_past *floor_no_past(void)
{
    static const struct floor_past nothing = {.kind = ITEM_OTHER, .scheduled = true};
    return &nothing;
}

struct floor_item_now floor_item_first(const struct floor_past *before)
{
    return (struct floor_item_now){.readings = before->readings,
                                   .reading_day = before->reading_day};
}

const struct floor_item_now *floor_item_now(const struct floor *f, int32_t item)
{
    must(item >= 0 && (uint32_t)item < f->item_count);
    uint32_t place = f->items[item].first;
    /* A record that was added after a copy was made is none of the copy's; one that was added to a
     * copy that is gone is none at all. */
    for (uint32_t next = f->nows[place].next;
         next > 0 && next <= f->now_count && f->nows[next - 1].last == place + 1;
         next = f->nows[place].next) {
        place = next - 1;
    }
    return &f->nows[place];
}

bool floor_is_disposed(const struct floor *f, sv id)
{
    uint32_t hash = floor_item_hash(id);
    for (uint32_t i = f->disposed_count; i > 0; i--) {
        const struct floor_disposed *d = &f->disposed[i - 1];
        if (d->hash == hash && sv_eq(d->id, id)) {
            return d->disposed;
        }
    }
    return false;
}

static uint32_t now_added(struct floor_hand *h, struct floor_item_now now)
{
    struct floor *f = h->f;
    f->nows = floor_grown(h->a, f->nows, f->now_count, &f->now_size, sizeof *f->nows);
    f->nows[f->now_count] = now;
    return f->now_count++;
}

int32_t floor_mention(struct floor_hand *h, sv id, const struct floor_past *before)
{
    struct floor *f = h->f;
    int32_t i = floor_item(f, id);
    if (i >= 0) {
        return i;
    }
    must(f->item_count < LIMIT_ITEMS);
    before = before ? before : floor_no_past();
    uint32_t first = now_added(h, floor_item_first(before));
    f->items = floor_grown(h->a, f->items, f->item_count, &f->item_size, sizeof *f->items);
    f->items[f->item_count] = (struct floor_item){
        .id = sv_dup(h->a, id), .hash = floor_item_hash(id), .first = first, .before = *before};
    return (int32_t)f->item_count++;
}

void floor_item_set(struct floor_hand *h, int32_t item, struct floor_item_now now)
{
    uint32_t was = (uint32_t)(floor_item_now(h->f, item) - h->f->nows);
    now.last = was + 1;
    now.next = 0;
    uint32_t place = now_added(h, now);
    h->f->nows[was].next = place + 1;
}

void floor_note_disposed(struct floor_hand *h, sv id, sv word)
{
    struct floor *f = h->f;
    bool disposed = sv_is(word, "postponed") || sv_is(word, "referred") || sv_is(word, "tabled") ||
                    sv_is(word, "postponed-indefinitely") || sv_is(word, "not-considered") ||
                    sv_is(word, "withdrawn");
    if (!disposed && !floor_is_disposed(f, id)) {
        return;
    }
    f->disposed =
        floor_grown(h->a, f->disposed, f->disposed_count, &f->disposed_size, sizeof *f->disposed);
    f->disposed[f->disposed_count++] =
        (struct floor_disposed){sv_dup(h->a, id), floor_item_hash(id), disposed};
}
