/* Ranges of bytes (RFC 9110, 14). */
#include "http/request.h"
#include "http/text.h"

/* One byte-range-spec of a representation of size bytes. */
static enum http_range one(sv spec, uint64_t size, uint64_t *ret_from, uint64_t *ret_to)
{
    sv last;
    if (sv_find(spec, '-') == spec.n) {
        return RANGE_NONE;
    }
    sv first = sv_cut(spec, '-', &last);
    uint64_t from, to;
    if (!first.n) { /* the last so many bytes */
        if (!sv_u64(last, &to)) {
            return RANGE_NONE;
        }
        if (to == 0 || size == 0) {
            return RANGE_UNSATISFIABLE;
        }
        *ret_from = to < size ? size - to : 0;
        *ret_to = size - 1;
        return RANGE_GOOD;
    }
    if (!sv_u64(first, &from) || (last.n && !sv_u64(last, &to))) {
        return RANGE_NONE;
    }
    to = last.n ? to : UINT64_MAX;
    if (to < from) {
        return RANGE_NONE;
    }
    if (from >= size) {
        return RANGE_UNSATISFIABLE;
    }
    *ret_from = from;
    *ret_to = to < size ? to : size - 1;
    return RANGE_GOOD;
}

enum http_range http_range_parse(sv range, uint64_t size, uint64_t *ret_from, uint64_t *ret_to)
{
    sv rest, name = sv_cut(range, '=', &rest);
    if (!range.n || !http_same(sv_trim(name), "bytes") || sv_find(range, '=') == range.n ||
        sv_find(rest, ',') < rest.n) {
        return RANGE_NONE;
    }
    return one(sv_trim(rest), size, ret_from, ret_to);
}
