/* A paper as a document: the same bytes each time, links or none, and a bound. */
#include "paper/docx.h"

#include "sample.h"
#include "tap.h"

static bool holds(sv s, const char *part)
{
    sv want = sv_of(part);
    for (size_t i = 0; i + want.n <= s.n; i++) {
        if (sv_eq(sv_sub(s, i, want.n), want)) {
            return true;
        }
    }
    return false;
}

static void check_whole(struct arena *a)
{
    const struct docx_about linked = {.site = SV("https://dais.example.org"),
                                      .status = SV("Draft")};
    const struct docx_about plain = {.site = SV_NONE};
    sv first, again, without;
    fine(docx_write(a, &sample_paper, &linked, &first));
    fine(docx_write(a, &sample_paper, &linked, &again));
    fine(docx_write(a, &sample_paper, &plain, &without));
    ok(sv_starts(first, SV("PK\x03\x04")));
    ok(sv_eq(first, again));
    ok(!sv_eq(first, without) && without.n < first.n);
    ok(holds(first, "[Content_Types].xml") && holds(first, "word/document.xml") &&
       holds(first, "word/_rels/document.xml.rels"));
}

static void check_empty(struct arena *a)
{
    const struct view_paper paper = {.title = SV("Minutes"), .body_name = SV("Body")};
    const struct docx_about about = {.site = SV_NONE};
    sv bytes;
    fine(docx_write(a, &paper, &about, &bytes));
    ok(bytes.n > 1000);
}

static void check_bound(struct arena *a)
{
    struct view_paper_block *many = arena_array(a, struct view_paper_block, 40);
    sv text = {arena_alloc(a, 1 << 20), 1 << 20};
    const struct docx_about about = {.site = SV_NONE};
    sv bytes;
    for (size_t i = 0; i < 40; i++) {
        many[i] = (struct view_paper_block){.kind = SV("text"), .text = text};
    }
    const struct view_paper paper = {.title = SV("Minutes"), .blocks = many, .blocks_n = 40};
    fails(docx_write(a, &paper, &about, &bytes), E_LIMIT);
}

int main(void)
{
    SCOPED(arena_scope) struct arena *a = arena_open(1 << 16);
    check_whole(a);
    check_empty(a);
    check_bound(a);
    return tap_done();
}
