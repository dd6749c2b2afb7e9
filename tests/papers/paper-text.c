/* paper-text DATA: the papers of every meeting that was run in a record, as plain text: the minutes
 * with reasons, the marked agenda, what is due. */
#include <stdio.h>
#include <stdlib.h>

#include "pages/paper.h"
#include "store/store.h"

static void check(err *e)
{
    if (e) {
        fprintf(stderr, "paper-text: %.*s\n", SV_ARG(e->message));
        exit(1);
    }
}

static void print_votes(const struct view_paper_block *block)
{
    for (size_t i = 0; i < block->votes_n; i++) {
        const struct view_paper_vote *v = &block->votes[i];
        printf("    %.*s:", SV_ARG(v->word));
        for (size_t k = 0; k < v->names_n; k++) {
            printf("%s %.*s", k ? "," : "", SV_ARG(v->names[k]));
        }
        printf("\n");
    }
}

static void print_block(const struct view_paper_block *block)
{
    bool heading = sv_is(block->kind, "heading"), plain = sv_is(block->kind, "sentence");
    if (sv_is(block->kind, "votes")) {
        print_votes(block);
        return;
    }
    printf("%s", heading ? (block->level == 2 ? "\n== " : "\n-- ") : "");
    if (!heading && !plain) {
        printf("[%.*s] ", SV_ARG(block->kind));
    }
    printf("%.*s", SV_ARG(block->text));
    if (block->mark.n) {
        printf(" {%.*s}", SV_ARG(block->mark));
    }
    printf("\n");
    for (size_t i = 0; i < block->lines_n; i++) {
        printf("    | %.*s\n", SV_ARG(block->lines[i]));
    }
}

static void print_paper(const struct view_paper *paper)
{
    printf("\n# %.*s\n", SV_ARG(paper->title));
    for (size_t i = 0; i < paper->lines_n; i++) {
        printf("# %.*s\n", SV_ARG(paper->lines[i]));
    }
    for (size_t i = 0; i < paper->blocks_n; i++) {
        print_block(&paper->blocks[i]);
    }
}

static void print_meeting(struct page_cx *cx, sv meeting)
{
    struct paper_meeting p;
    struct view_paper paper;
    sv date_n, body = sv_cut(meeting, '/', &date_n);
    err *e = paper_read(cx, body, date_n, &p);
    if (e && e->kind == E_NOTFOUND) {
        return; /* called, and not held */
    }
    check(e);
    check(paper_minutes(&p, STYLE_REASONS, &paper));
    print_paper(&paper);
    check(paper_marked(&p, &paper));
    print_paper(&paper);
    check(paper_due(&p, &paper));
    print_paper(&paper);
}

int main(int argc, char **argv)
{
    SCOPED(arena_scope) struct arena *a = arena_open(1 << 20);
    struct page_cx cx = {.a = a, .language = SV("en")};
    struct q_page_bodies_out *bodies;
    size_t bodies_n;
    /* long after everything that a scenario tells of */
    if (argc != 2 || !instant_parse(SV("2030-01-01T00:00:00Z"), &cx.now)) {
        fprintf(stderr, "usage: paper-text DATA\n");
        return 2;
    }
    check(st_open_reader(a, argv[1], &cx.store));
    check(st_read_begin(cx.store, a));
    check(q_page_bodies(cx.store, a, &bodies, &bodies_n));
    for (size_t b = 0; b < bodies_n; b++) {
        struct q_page_meetings_of_out *meetings;
        size_t n;
        check(q_page_meetings_of(cx.store, a, &(struct q_page_meetings_of_in){.body = bodies[b].id},
                                 &meetings, &n));
        for (size_t i = n; i > 0; i--) {
            print_meeting(&cx, meetings[i - 1].id);
        }
    }
    st_read_end(cx.store);
    st_close(cx.store);
    return 0;
}
