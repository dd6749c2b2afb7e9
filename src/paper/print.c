/* Orders, names, and what is kept. */
#include "paper/print.h"

#include "base/buf.h"
#include "paper/prints.tbl.h"
#include "record/hash.h"
#include "sys/files.h"

enum { ORDER_LEAST = 3, ORDER_MOST = 200, KEY_DIGITS = 24 };

static const struct {
    const char *word, *ending;
    print_maker *make;
} papers[] = {
#define X(id, word, ending, make, says) {word, ending, make},
    PRINTS(X)
#undef X
};
enum { PRINT_COUNT = sizeof papers / sizeof papers[0] };

bool print_order_valid(sv order)
{
    char before = ' ';
    for (size_t i = 0; i < order.n; i++) {
        char c = order.p[i];
        if (c < ' ' || c > '~' || (c == ' ' && before == ' ')) {
            return false;
        }
        before = c;
    }
    return order.n >= ORDER_LEAST && order.n <= ORDER_MOST && before != ' ';
}

static size_t paper_of(sv order)
{
    sv rest, word = sv_cut(order, ' ', &rest);
    size_t i = 0;
    while (i < PRINT_COUNT && !sv_is(word, papers[i].word)) {
        i++;
    }
    return i;
}

err *print_make(struct print_cx *cx, sv order, struct print_made *ret)
{
    sv words;
    size_t i = print_order_valid(order) ? paper_of(order) : PRINT_COUNT;
    (void)sv_cut(order, ' ', &words);
    if (i == PRINT_COUNT) {
        return err_make(cx->a, E_INVALID, "There is no paper of that name.");
    }
    return papers[i].make(cx, words, ret);
}

/* "packet+rehearsal+2026-06-17+": what no id has stands between the words, so that no order's
 * papers begin as another's. */
static sv prefix_of(struct arena *a, sv order)
{
    struct buf b = buf_make(ORDER_MOST + 8);
    for (size_t i = 0; i < order.n; i++) {
        char c = order.p[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                     c == '.' || c == '-' || c == '_';
        buf_char(&b, plain ? c : '+');
    }
    buf_char(&b, '+');
    sv prefix = buf_dup(a, &b);
    buf_free(&b);
    return prefix;
}

err *print_begin(struct print_cx *cx, sv order, sv made_from, struct print_made *ret,
                 const char **ret_path, bool *ret_there)
{
    struct arena *a = cx->a;
    struct rec_hash h = rec_hash_bytes(made_from);
    sv key = sv_sub(rec_hash_hex(a, &h), 0, KEY_DIGITS), prefix = prefix_of(a, order);
    ret->file =
        sv_fmt(a, "%.*s%.*s%s", SV_ARG(prefix), SV_ARG(key), papers[paper_of(order)].ending);
    *ret_path = sv_fmt(a, "%s/papers/%.*s", cx->dir, SV_ARG(ret->file)).p;
    *ret_there = sys_file_exists(*ret_path);
    return NULL;
}

err *print_end(struct print_cx *cx, sv order, const struct print_made *made, const char *path)
{
    struct arena *a = cx->a;
    sv prefix = prefix_of(a, order), *names = NULL;
    size_t n = 0;
    const char *dir = sv_fmt(a, "%s/papers", cx->dir).p;
    TRY(sys_file_move(a, sv_fmt(a, "%s.new", path).p, path));
    TRY(sys_dir_list(a, dir, SV_NONE, &names, &n));
    for (size_t i = 0; i < n; i++) {
        if (sv_starts(names[i], prefix) && !sv_eq(names[i], made->file)) {
            sys_file_remove(sv_fmt(a, "%s/%.*s", dir, SV_ARG(names[i])).p);
        }
    }
    return NULL;
}
