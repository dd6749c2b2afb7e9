/* The list of agreements: what a line is, what changed between two lists, that nothing is entered
 * twice. */
#include "trade/listing.h"

#include "made.h"
#include "made_sheet.h"

#define HEADS         "STATE|LAW ENFORCEMENT AGENCY|TYPE|COUNTY|SUPPORT TYPE|SIGNED|MOA|ADDENDUM\n"
#define PENDING_HEADS "STATE|LAW ENFORCEMENT AGENCY|TYPE|COUNTY|SUPPORT TYPE\n"
#define MOA(n)        "link>https://www.ice.gov/doclib/287gMOA/" n ".pdf"

static struct listing_list list_of(struct arena *a, const char *rows)
{
    struct xlsx_sheet s = {.n = 0};
    struct listing_list l = {.n = 0};
    sv file = SV("participatingAgencies07182025am.xlsx");
    if (fine(xlsx_read(a, file, made_sheet(a, rows), &s))) {
        fine(listing_read(a, file, &s, &l));
    }
    return l;
}

static const struct listing_line *line_of(const struct listing_list *l, const char *agency)
{
    static const struct listing_line none;
    for (size_t i = 0; i < l->n; i++) {
        if (sv_is(l->lines[i].agency, agency)) {
            return &l->lines[i];
        }
    }
    return &none;
}

static bool noted(const struct listing_list *l, uint32_t row, bool lost, const char *begins)
{
    for (size_t i = 0; i < l->notes_n; i++) {
        const struct listing_note *n = &l->notes[i];
        if (n->row == row && n->lost == lost && sv_starts(n->what, sv_of(begins))) {
            return true;
        }
    }
    return false;
}

static void lines(struct arena *a)
{
    struct listing_list l = list_of(
        a,
        "Participating agencies|\n" HEADS
        "FLORIDA|Ash  County Sheriff\xE2\x80\x99s Office |County|Ash |Task Force Model|=45826|" MOA(
            "ash") "|\n"
                   "FLORIDA|Birch Police\xC2\xA0"
                   "Department|Municipality|!#N/A|Task Force Model|6/19/2025|link "
                   "pending|link>https://www.ice.gov/add.pdf\n"
                   "\n"
                   "TEXAS|Cedar County|County|#N/A|Jail Enforcement "
                   "Model|soon|link>javascript:alert(1)|\n"
                   "TEXAS||County|Dill|Task Force Model|=45826||\n"
                   "TEXAS|Elm County|County|Elm|Warrant Service Officer|=45826||\n"
                   "TEXAS|ELM COUNTY|County|Elm|Warrant Service Officer|=45900||\n"
                   "TEXAS|Elm County|County|Elm|Warrant Service Officer|=45826||\n");
    const struct listing_line *ash = line_of(&l, "Ash County Sheriff\xE2\x80\x99s Office");
    const struct listing_line *birch = line_of(&l, "Birch Police Department");
    const struct listing_line *cedar = line_of(&l, "Cedar County");
    const struct listing_line *elm = line_of(&l, "Elm County");
    const struct listing_line *second = line_of(&l, "ELM COUNTY");
    date june18 = date_of_civil(2025, 6, 18);
    ok(l.n == 5 && !l.pending && l.no_county == 2);
    ok(ash->has_signed && ash->signed_on.days == june18.days && sv_is(ash->county, "Ash") &&
       sv_is(ash->agreement, "https://www.ice.gov/doclib/287gMOA/ash.pdf") && ash->row == 3);
    ok(birch->has_signed && birch->signed_on.days == june18.days + 1 && !birch->county.n &&
       !birch->agreement.n && sv_is(birch->addendum, "https://www.ice.gov/add.pdf"));
    ok(!cedar->has_signed && !cedar->agreement.n && noted(&l, 6, true, "\"soon\" is no day") &&
       noted(&l, 6, true, "the address under MOA"));
    ok(noted(&l, 7, true, "the line was left out"));
    ok(elm->id.n == 20 && second->id.n == 22 && sv_starts(second->id, elm->id) &&
       sv_ends(second->id, SV("-2")));
    ok(noted(&l, 9, false, "agency, state and model are those of row 8") &&
       noted(&l, 10, false, "the line says the same as row 8"));
    struct listing_list again =
        list_of(a, HEADS "florida|ash county sheriff's office|||task force model|\n"
                         "GEORGIA|Ash County Sheriff's Office|||Task Force Model|\n");
    ok(again.n == 2 && sv_eq(again.lines[0].id, ash->id) && !sv_eq(again.lines[1].id, ash->id));
}

static void refused(struct arena *a)
{
    struct xlsx_sheet s = {.n = 0};
    struct listing_list l;
    fine(xlsx_read(a, SV("x"), made_sheet(a, "STATE|AGENCY\nFLORIDA|Ash\n"), &s));
    fails(listing_read(a, SV("x"), &s, &l), E_INVALID);
    fine(xlsx_read(a, SV("x"), made_sheet(a, HEADS), &s));
    fails(listing_read(a, SV("x"), &s, &l), E_INVALID);
    l = list_of(a,
                "STATE|LAW ENFORCEMENT AGENCY|SUPPORT TYPE|VIBE\nFLORIDA|Ash|Task Force Model|x\n");
    ok(l.n == 1 && l.pending && noted(&l, 1, true, "the column VIBE is not known"));
    date d, want = date_of_civil(2025, 7, 18);
    ok(listing_day_of(SV("participatingAgencies07182025am.xlsx"), &d) && d.days == want.days);
    ok(listing_day_of(SV("pendingAgencies07182025.xlsx"), &d) && d.days == want.days);
    ok(!listing_day_of(SV("participatingAgencies.xlsx"), &d));
    ok(!listing_day_of(SV("list13182025.xlsx"), &d));
    ok(!listing_day_of(SV("list071820251.xlsx"), &d));
}

/* ---- against the record ---- */

struct record {
    struct store *s;
    struct arena *a;
    struct listing_source source;
};

static struct listing_changes compare(const struct record *r, const char *rows)
{
    struct listing_changes c = {.n = 0};
    struct listing_list *l = arena_new(r->a, struct listing_list);
    *l = list_of(r->a, rows);
    fine(listing_compare(r->a, r->s, r->source.list, r->source.listed, l, &c));
    return c;
}

static sv entered(const struct record *r, const struct listing_change *c)
{
    struct jv *act = listing_act(r->a, &r->source, c);
    struct buf b = buf_make(1 << 16);
    jv_write(&b, act);
    buf_char(&b, '\0');
    sv json = buf_dup(r->a, &b);
    buf_free(&b);
    fine(made_group(r->s, r->a, json.p));
    return jv_get_sv(act, "act");
}

static void enter_all(const struct record *r, const struct listing_changes *c)
{
    for (size_t i = 0; i < c->n; i++) {
        (void)entered(r, &c->list[i]);
    }
}

#define ASH   "FLORIDA|Ash County|County|Ash|Task Force Model|=45826|" MOA("ash") "|\n"
#define BIRCH "FLORIDA|Birch City|City|!#N/A|Task Force Model|=45826|link pending|\n"
#define CEDAR "TEXAS|Cedar County|County|Cedar|Jail Enforcement Model|=45826||\n"

static void changes(struct arena *a)
{
    const char *dir = made_dir(a);
    struct record r = {.a = a,
                       .source = {.body = SV("council"), .list = SV("ice"), .title = SV("t")}};
    r.source.listed = r.source.retrieved = date_of_civil(2025, 7, 18);
    if (!fine(st_open_writer(a, dir, &r.s))) {
        return;
    }
    struct listing_changes c = compare(&r, HEADS ASH BIRCH);
    ok(c.n == 2 && c.count[LISTING_ADDED] == 2 && c.same == 0);
    sv act = entered(&r, &c.list[0]);
    ok(rec_act_id_valid(act) &&
       sv_eq(act, jv_get_sv(listing_act(a, &r.source, &c.list[0]), "act")));
    c = compare(&r, HEADS ASH BIRCH);
    ok_as(c.n == 1 && c.same == 1, "what an interrupted import left out is found the next time");
    enter_all(&r, &c);
    c = compare(&r, HEADS ASH BIRCH);
    ok_as(c.n == 0 && c.same == 2, "the same list again changes nothing");

    r.source.listed.days++;
    c = compare(&r, HEADS
                "FLORIDA|Ash County|County|Ash|Task Force Model|=45827|" MOA("ash") "|\n" CEDAR);
    ok(c.n == 3 && c.count[LISTING_CHANGED] == 1 && c.count[LISTING_ADDED] == 1 &&
       c.count[LISTING_GONE] == 1 && c.same == 0);
    ok(c.list[0].how == LISTING_CHANGED &&
       c.list[0].was.signed_on.days + 1 == c.list[0].now.signed_on.days);
    ok(c.list[2].how == LISTING_GONE && sv_is(c.list[2].now.agency, "Birch City"));
    enter_all(&r, &c);
    ok_as(compare(&r, HEADS
                  "FLORIDA|Ash County|County|Ash|Task Force Model|=45827|" MOA("ash") "|\n" CEDAR)
                  .n == 0,
          "nor what is gone already");

    sv before = jv_get_sv(listing_act(a, &r.source, &c.list[0]), "act");
    c = compare(&r, HEADS ASH BIRCH CEDAR);
    ok_as(c.n == 2 && c.count[LISTING_CHANGED] == 1 && c.count[LISTING_ADDED] == 1,
          "a line that was gone comes back as added");
    enter_all(&r, &c);
    c = compare(&r, HEADS "FLORIDA|Ash County|County|Ash|Task Force Model|=45827|" MOA(
                        "ash") "|\n" BIRCH CEDAR);
    ok_as(c.n == 1 && !sv_eq(jv_get_sv(listing_act(a, &r.source, &c.list[0]), "act"), before),
          "what changed, changed back and changes again on one day is an act of its own");

    struct listing_list l = list_of(a, HEADS ASH);
    r.source.listed.days -= 5;
    fails(listing_compare(a, r.s, r.source.list, r.source.listed, &l, &c), E_CONFLICT);
    r.source.list = SV("waiting");
    c = compare(&r, PENDING_HEADS "FLORIDA|Ash County|County|Ash|Task Force Model\n");
    ok_as(c.n == 1 && c.list[0].pending, "another list is apart");
    struct jv *report = listing_report(a, &r.source, &l, &c, 1);
    ok(jv_get_int(report, "added", -1) == 1 && jv_get_int(report, "entered", -1) == 1 &&
       jv_count(jv_get(report, "changes")) == 1);
    st_close(r.s);
    made_gone(dir);
}

int main(void)
{
    SCOPED(arena_scope) struct arena *a = arena_open(1 << 16);
    lines(a);
    refused(a);
    changes(a);
    return tap_done();
}
