/* Addresses: how many connections and streams each has now.  Forgotten with the last of them. */
#include <string.h>

#include "http/inside.h"

enum { ORIGINS_LEAST = 64 };

struct sys_ip http_network(const struct sys_ip *ip)
{
    static const uint8_t mapped[12] = {[10] = 0xFF, [11] = 0xFF};
    struct sys_ip n = *ip;
    if (memcmp(ip->b, mapped, sizeof mapped) != 0) {
        memset(n.b + 8, 0, 8);
    }
    return n;
}

/* FNV-1a from a secret start, so that nobody can choose addresses that fall together. */
static uint64_t hash(const struct http_server *s, const struct sys_ip *ip)
{
    uint64_t h = s->seed;
    for (size_t i = 0; i < sizeof ip->b; i++) {
        h = (h ^ ip->b[i]) * UINT64_C(0x100000001B3);
    }
    return h ^ h >> 29;
}

static void grow(struct http_server *s)
{
    size_t size = s->origins_size ? 2 * s->origins_size : ORIGINS_LEAST;
    struct origin **table = heap_resize(NULL, size * sizeof(struct origin *));
    memset(table, 0, size * sizeof(struct origin *));
    for (size_t i = 0; i < s->origins_size; i++) {
        while (s->origins[i]) {
            struct origin *o = s->origins[i];
            s->origins[i] = o->next;
            struct origin **at = &table[hash(s, &o->ip) & (size - 1)];
            o->next = *at;
            *at = o;
        }
    }
    heap_resize(s->origins, 0);
    s->origins = table;
    s->origins_size = size;
}

struct origin *origin_hold(struct http_server *s, const struct sys_ip *ip)
{
    if (s->origins_n >= s->origins_size) {
        grow(s);
    }
    struct sys_ip n = http_network(ip);
    struct origin **at = &s->origins[hash(s, &n) & (s->origins_size - 1)];
    for (struct origin *o = *at; o; o = o->next) {
        if (memcmp(o->ip.b, n.b, sizeof n.b) == 0) {
            o->connections++;
            return o;
        }
    }
    struct origin *o = heap_resize(NULL, sizeof *o);
    *o = (struct origin){.next = *at, .ip = n, .connections = 1};
    *at = o;
    s->origins_n++;
    return o;
}

void origin_drop(struct http_server *s, struct origin *o)
{
    if (!o || --o->connections > 0) {
        return;
    }
    struct origin **at = &s->origins[hash(s, &o->ip) & (s->origins_size - 1)];
    while (*at != o) {
        at = &(*at)->next;
    }
    *at = o->next;
    s->origins_n--;
    heap_resize(o, 0);
}

bool origin_trusted(const struct http_server *s, const struct sys_ip *ip)
{
    for (size_t i = 0; i < s->config.n_proxies; i++) {
        if (memcmp(s->proxies[i].b, ip->b, sizeof ip->b) == 0) {
            return true;
        }
    }
    return false;
}
