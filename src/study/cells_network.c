/* One table of two dimensions is a network: each row and each column is a node, each cell an edge
 * from its row to its column, the sums are edges from a source to the rows and from the columns to
 * a sink, and the sum of all closes the circle.  Counts that differ with every published one
 * standing still are a circulation through what is hidden, so that
 * - the cheapest circle through a cell says what has to be hidden for it (E. W. Dijkstra's
 *   algorithm in the network of what can still move), and
 * - a hidden cell through which no circle goes, a bridge, is known exactly (R. E. Tarjan's low
 *   points), whatever the counts are. */
#include <math.h>

#include "study/cells_move.h"

struct network {
    size_t rows, columns;
};

struct work {
    struct cells_table *t;
    struct network net;
    enum cells_stage stage;
    int64_t *flow;     /* of each edge: how far it moves */
    uint32_t *edge_of; /* of each class */
    /* of each node, in the search for the cheapest way */
    double *far;
    uint32_t *via; /* the edge by which it was reached */
    bool *done;
};

static size_t nodes_of(const struct network *n)
{
    return n->rows + n->columns + 2;
}

static size_t edges_of(const struct network *n)
{
    return (n->rows + 1) * (n->columns + 1);
}

static void ends_of(const struct network *n, size_t edge, size_t *tail, size_t *head)
{
    size_t i = edge / (n->columns + 1), j = edge % (n->columns + 1);
    size_t source = n->rows + n->columns, sink = source + 1;
    bool row = i < n->rows, column = j < n->columns;
    *tail = row ? (column ? i : source) : (column ? n->rows + j : sink);
    *head = row ? (column ? n->rows + j : i) : (column ? sink : source);
}

/* How many edges meet in a node, and the k-th of them. */
static size_t degree(const struct network *n, size_t node)
{
    bool along_row = node < n->rows || node == n->rows + n->columns + 1;
    return (along_row ? n->columns : n->rows) + 1;
}

static size_t edge_at(const struct network *n, size_t node, size_t k)
{
    size_t wide = n->columns + 1, source = n->rows + n->columns;
    if (node < n->rows) {
        return node * wide + k;
    }
    if (node < source) {
        return k * wide + (node - n->rows);
    }
    return node == source ? k * wide + n->columns : n->rows * wide + k;
}

/* ---- the cheapest circle ---- */

/* What a step over the edge costs; infinite where it cannot be made. */
static double step(const struct work *w, size_t edge, bool forward)
{
    if (!forward && w->t->m->lines[edge].value + w->flow[edge] <= 0) {
        return INFINITY;
    }
    if (w->t->facts[edge].told == STUDY_HIDDEN || w->flow[edge] != 0) {
        return 0;
    }
    return cells_may_hide(w->t, edge, w->stage) ? cells_price(w->t, edge) : INFINITY;
}

/* Is there a way from one node to another that does not use that edge?  via says which. */
static bool find_way(struct work *w, size_t from, size_t to, size_t without)
{
    size_t nodes = nodes_of(&w->net);
    for (size_t i = 0; i < nodes; i++) {
        w->far[i] = i == from ? 0 : INFINITY;
        w->done[i] = false;
    }
    for (;;) {
        size_t node = nodes;
        for (size_t i = 0; i < nodes; i++) {
            if (!w->done[i] && w->far[i] < INFINITY &&
                (node == nodes || w->far[i] < w->far[node])) {
                node = i;
            }
        }
        if (node == nodes || node == to) {
            return node == to;
        }
        w->done[node] = true;
        for (size_t k = 0; k < degree(&w->net, node); k++) {
            size_t edge = edge_at(&w->net, node, k), tail, head;
            ends_of(&w->net, edge, &tail, &head);
            double far = w->far[node] + step(w, edge, tail == node);
            size_t next = tail == node ? head : tail;
            if (edge != without && far < w->far[next]) {
                w->far[next] = far;
                w->via[next] = (uint32_t)edge;
            }
        }
    }
}

/* Push what the way found can carry, at most so much; how much it was. */
static int64_t push(struct work *w, size_t from, size_t to, int64_t most)
{
    for (int really = 0; really < 2; really++) {
        for (size_t node = to; node != from;) {
            size_t edge = w->via[node], tail, head;
            ends_of(&w->net, edge, &tail, &head);
            int64_t room = w->t->m->lines[edge].value + w->flow[edge];
            if (really) {
                w->flow[edge] += head == node ? most : -most;
            } else if (tail == node && room < most) {
                most = room;
            }
            node = head == node ? tail : head;
        }
    }
    return most;
}

static void set_stage(void *self, enum cells_stage stage)
{
    ((struct work *)self)->stage = stage;
}

static void changed(void *self, uint32_t fact)
{
    (void)self; /* what is hidden is read at every step */
    (void)fact;
}

static err *move(void *self, const struct cells_target *t, int64_t by, bool *ret_done)
{
    struct work *w = self;
    size_t edge = t->class ? w->edge_of[t->of] : t->of, tail, head;
    int64_t rest = by < 0 ? -by : by;
    ends_of(&w->net, edge, &tail, &head);
    size_t from = by > 0 ? head : tail, to = by > 0 ? tail : head;
    for (size_t i = 0; i < edges_of(&w->net); i++) {
        w->flow[i] = 0;
    }
    *ret_done = by > 0 || rest <= w->t->m->lines[edge].value;
    while (*ret_done && rest > 0) {
        *ret_done = find_way(w, from, to, edge);
        rest -= *ret_done ? push(w, from, to, rest) : 0;
    }
    w->flow[edge] = by;
    for (size_t c = 0; c < w->t->m->classes_n; c++) {
        w->t->y[c] = (double)w->flow[w->edge_of[c]];
    }
    return NULL;
}

struct cells_mover cells_network_mover(struct cells_table *t, size_t rows, size_t columns)
{
    struct work *w = arena_new(t->a, struct work);
    *w = (struct work){.t = t, .net = {rows, columns}};
    w->flow = arena_array(t->a, int64_t, edges_of(&w->net));
    w->edge_of = arena_array(t->a, uint32_t, t->m->classes_n);
    w->far = arena_array(t->a, double, nodes_of(&w->net));
    w->via = arena_array(t->a, uint32_t, nodes_of(&w->net));
    w->done = arena_array(t->a, bool, nodes_of(&w->net));
    for (size_t i = 0; i < rows; i++) {
        for (size_t j = 0; j < columns; j++) {
            size_t edge = i * (columns + 1) + j;
            w->edge_of[t->m->lines[edge].of[0]] = (uint32_t)edge;
        }
    }
    return (struct cells_mover){w, set_stage, changed, move};
}

/* ---- bridges ---- */

struct search {
    struct network net;
    const struct study_fact *facts;
    uint32_t *order, *low, *next, *stack; /* of nodes: when met (from 1), low point, next edge */
    uint32_t *by;                         /* the edge by which a node was met */
    uint32_t met;
};

static void meet(struct search *s, size_t node, size_t by, size_t *depth)
{
    s->order[node] = s->low[node] = ++s->met;
    s->by[node] = (uint32_t)by;
    s->stack[(*depth)++] = (uint32_t)node;
}

static void lower(uint32_t *low, uint32_t to)
{
    *low = to < *low ? to : *low;
}

/* All nodes that hidden edges reach from this one. */
static void search_from(struct search *s, size_t first, bool *exact)
{
    size_t depth = 0, none = edges_of(&s->net);
    meet(s, first, none, &depth);
    while (depth) {
        size_t node = s->stack[depth - 1], tail, head;
        if (s->next[node] < degree(&s->net, node)) {
            size_t edge = edge_at(&s->net, node, s->next[node]++);
            ends_of(&s->net, edge, &tail, &head);
            size_t other = tail == node ? head : tail;
            if (s->facts[edge].told != STUDY_HIDDEN || edge == s->by[node]) {
                continue;
            }
            if (s->order[other]) {
                lower(&s->low[node], s->order[other]);
            } else {
                meet(s, other, edge, &depth);
            }
        } else if (--depth) {
            size_t above = s->stack[depth - 1];
            lower(&s->low[above], s->low[node]);
            exact[s->by[node]] = s->low[node] > s->order[above];
        }
    }
}

void cells_bridges(struct arena *a, size_t rows, size_t columns, const struct study_fact *facts,
                   bool *exact)
{
    struct search s = {.net = {rows, columns}, .facts = facts};
    size_t nodes = nodes_of(&s.net);
    s.order = arena_array(a, uint32_t, nodes);
    s.low = arena_array(a, uint32_t, nodes);
    s.next = arena_array(a, uint32_t, nodes);
    s.stack = arena_array(a, uint32_t, nodes + 1);
    s.by = arena_array(a, uint32_t, nodes);
    for (size_t i = 0; i < edges_of(&s.net); i++) {
        exact[i] = false;
    }
    for (size_t node = 0; node < nodes; node++) {
        if (!s.order[node]) {
            search_from(&s, node, exact);
        }
    }
}
