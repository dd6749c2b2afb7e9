/* papers-rate DATA BODY DATE: all papers of one meeting, made from its record by one who knows
 * nothing of it yet. Prints one line each, "NAME_ms MILLISECONDS", then "all_s SECONDS", "bytes N"
 * and "votes N" (votes by name in the minutes). */
#include <stdio.h>
#include <stdlib.h>

#include "client.h"
#include "pages/paper.h"
#include "paper/docx.h"
#include "store/store.h"
#include "view/templates.h"

static void check(err *e)
{
    if (e) {
        fprintf(stderr, "papers-rate: %.*s\n", SV_ARG(e->message));
        exit(1);
    }
}

static double ms_since(int64_t began)
{
    return (double)(now_us() - began) / 1e3;
}

struct bench {
    struct arena *a;
    struct store *store;
    sv body, day;
    size_t bytes;
};

/* Each paper is made anew, as by a worker that is asked for it: its memory is its own. */
static struct page_cx *begin(struct bench *b)
{
    arena_reset(b->a);
    struct page_cx *cx = arena_new(b->a, struct page_cx);
    *cx = (struct page_cx){.a = b->a, .store = b->store, .now = {now_us()}, .language = SV("en")};
    check(st_read_begin(b->store, b->a));
    return cx;
}

/* As a page, as JSON, and as a document of Word. */
static void write_all(struct bench *b, const struct view_paper_page *page)
{
    const struct docx_about about = {.site = SV("https://dais.example.org"),
                                     .status = page->status_words};
    struct out o = out_open(SV("en"), NULL);
    sv text, docx;
    view_paper_page(&o, page);
    check(out_done(b->a, &o, &text));
    b->bytes += text.n;
    out_close(&o);
    o = out_open(SV("en"), NULL);
    view_paper_page_json(&o, page);
    check(out_done(b->a, &o, &text));
    b->bytes += text.n;
    out_close(&o);
    check(docx_write(b->a, &page->paper, &about, &docx));
    b->bytes += docx.n;
}

typedef err *page_fn(struct page_cx *cx, sv body, sv day, struct view_paper_page *ret);

static void one(struct bench *b, const char *name, page_fn *make)
{
    int64_t began = now_us();
    struct page_cx *cx = begin(b);
    struct view_paper_page *page = arena_new(b->a, struct view_paper_page);
    check(make(cx, b->body, b->day, page));
    write_all(b, page);
    st_read_end(b->store);
    printf("%s_ms %.1f\n", name, ms_since(began));
}

static size_t votes_in(const struct view_paper *paper)
{
    size_t n = 0;
    for (size_t i = 0; i < paper->blocks_n; i++) {
        for (size_t k = 0; k < paper->blocks[i].votes_n; k++) {
            n += paper->blocks[i].votes[k].names_n;
        }
    }
    return n;
}

static size_t minutes(struct bench *b, enum template_style style)
{
    int64_t began = now_us();
    struct page_cx *cx = begin(b);
    struct view_paper_page *page = arena_new(b->a, struct view_paper_page);
    struct paper_meeting p;
    check(paper_read(cx, b->body, b->day, &p));
    check(paper_minutes(&p, style, &page->paper));
    write_all(b, page);
    st_read_end(b->store);
    sv name = template_style_name(style);
    printf("minutes_%.*s_ms %.1f\n", SV_ARG(name), ms_since(began));
    return votes_in(&page->paper);
}

int main(int argc, char **argv)
{
    struct bench b = {.a = arena_open(1 << 20)};
    size_t votes = 0;
    if (argc != 4) {
        fprintf(stderr, "usage: papers-rate DATA BODY DATE\n");
        return 2;
    }
    struct arena *kept = arena_open(1 << 16);
    b.body = sv_of(argv[2]);
    b.day = sv_of(argv[3]);
    check(st_open_reader(kept, argv[1], &b.store));
    int64_t began = now_us();
    one(&b, "marked", page_marked);
    one(&b, "summary", page_summary);
    one(&b, "due", page_due);
    for (int s = 0; s < STYLE_COUNT; s++) {
        votes = minutes(&b, (enum template_style)s);
    }
    printf("all_s %.3f\nbytes %zu\nvotes %zu\n", ms_since(began) / 1e3, b.bytes, votes);
    st_close(b.store);
    arena_close(kept);
    arena_close(b.a);
    return 0;
}
