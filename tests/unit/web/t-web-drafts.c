/* Drafts through the site: who sees them and who does not, their way to the record, and that a
 * repeat files nothing twice. */
#include <string.h>

#include "acts/accounts.h"
#include "store/q.h"
#include "sys/clock.h"
#include "site.h"
#include "tap.h"

#define ID   "0123456789abcdefghjkmnpqrs-1"
#define PATH "/drafts/" ID
#define CONTENT                                                                                    \
    "&body=rehearsal&data.type=resolution&texts.title=Longer+hours&data.sponsor=seat-2&"           \
    "data.department=Ferries&words=The+ferry+runs+longer.&fiscal=It+costs+little.&meeting=&"       \
    "reviewers=City+Attorney%3A+3%0AFinance%3A+2"

static struct site s;
static sv author, reviewer, clerk, sponsor, other, chair, far, admin;

static struct answer ask(sv session, const char *fields)
{
    return site_post(&s, "/drafts", session, act_csrf_of(s.a, session), sv_of(fields));
}

static struct answer look(sv session)
{
    return site_get_as(&s, 0, SV(PATH), session);
}

static struct answer shelf(sv session)
{
    return site_get_as(&s, 0, SV("/drafts"), session);
}

static void sessions(void)
{
    author = site_session(&s, "dana", "staff", "rehearsal", "");
    reviewer = site_session(&s, "atty", "staff", "rehearsal", "");
    clerk = site_session(&s, "cora", "clerk", "", "");
    sponsor = site_session(&s, "m-2", "member", "rehearsal", "seat-2");
    other = site_session(&s, "m-3", "member", "rehearsal", "seat-3");
    chair = site_session(&s, "m-1", "chair", "rehearsal", "seat-1");
    far = site_session(&s, "fay", "clerk", "elsewhere", "");
    admin = site_session(&s, "root", "admin", "", "");
    site_act(
        &s, "cora clerk",
        "{\"act\":\"t-1\",\"kind\":\"template.adopted\",\"body\":\"rehearsal\",\"data\":{"
        "\"from\":\"2020-01-01\"},\"texts\":{\"template\":\"template own\\nsection \\\"All\\\"\\n"
        "number file \\\"RC-{n}\\\"\\nreview \\\"City Attorney\\\" days=3\\n\"}}");
    sv csrf = act_csrf_of(s.a, admin);
    struct answer r = site_post(&s, "/admin/accounts", admin, csrf,
                                SV("do=office&account=atty&office=City+Attorney"));
    ok_as(r.status == 200, "somebody reviews in the name of an office");
    r = site_post(&s, "/admin/accounts", admin, csrf,
                  SV("do=office&account=m-2&office=City+Attorney"));
    ok_as(r.status == 400, "a member does not");
}

static void begun(void)
{
    int64_t before = s.seq;
    struct answer r = site_get_as(&s, 0, SV("/drafts/new"), author);
    ok_as(r.status == 200 && answer_has(&r, "City Attorney: 3"),
          "the reviewers of the body's template are offered");
    r = ask(other, "do=save&draft=" ID "&version=0" CONTENT);
    ok_as(r.status == 403, "members write no drafts");
    r = ask(far, "do=save&draft=" ID "&version=0" CONTENT);
    ok_as(r.status == 400 && answer_has(&r, "elsewhere only"), "nor do accounts of another body");
    r = ask(author, "do=save&draft=" ID "&version=0" CONTENT "%0AFinance%3A+9");
    ok_as(r.status == 400 && answer_has(&r, "stands there twice") &&
              answer_has(&r, "The ferry runs longer."),
          "what was typed stays");
    r = ask(author, "do=save&draft=" ID "&version=0" CONTENT);
    ok(r.status == 303 && sv_is(answer_header(&r, "Location"), PATH));
    r = ask(author, "do=save&draft=" ID "&version=0" CONTENT);
    ok_as(r.status == 303, "the same form again begins no other");
    r = look(author);
    ok(r.status == 200 && answer_has(&r, "version 1 of 1"));
    ok_as(s.seq == before, "nothing of it is an entry");
}

/* The one rule of who sees what, before anybody was asked to review. */
static void seen(void)
{
    const struct {
        const char *who;
        sv session;
        bool sees;
    } rows[] = {{"the author", author, true},     {"the clerk", clerk, true},
                {"the sponsor", sponsor, true},   {"another member", other, false},
                {"the chair", chair, false},      {"a reviewer who was not asked", reviewer, false},
                {"a clerk elsewhere", far, false}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct answer r = look(rows[i].session);
        ok_as(r.status == (rows[i].sees ? 200 : 404), rows[i].who);
        r = shelf(rows[i].session);
        ok_as(r.status == 200 && answer_has(&r, "Longer hours") == rows[i].sees,
              "… and so in the list");
        r = ask(rows[i].session, "do=recall&draft=" ID);
        ok_as(r.status != 200 && r.status != 303, "nobody takes back what was not sent");
        ok_as(rows[i].sees || !answer_has(&r, "Longer hours"),
              "… and a refusal says nothing of it");
    }
    ok(look(admin).status == 403);
    struct answer r = site_get_as(&s, 0, SV("/items/rehearsal/rc-42"), SV_NONE);
    ok(r.status == 404);
}

static void changed(void)
{
    struct answer r =
        ask(author, "do=save&draft=" ID "&version=1&body=rehearsal&data.type="
                    "resolution&texts.title=Longer+hours&data.sponsor=seat-3&words=x");
    ok_as(r.status == 409 && answer_has(&r, "reaches no other"),
          "no draft reaches two members: another sponsor is refused");
    r = ask(author,
            "do=save&draft=" ID "&version=1&body=rehearsal&data.type=resolution&texts.title="
            "Longer+hours&data.sponsor=&words=x");
    ok_as(r.status == 409, "and so it is when there is none any more");
    r = ask(sponsor, "do=save&draft=" ID "&version=1" CONTENT);
    ok_as(r.status == 403, "a sponsor reads it");
    r = ask(author, "do=save&draft=" ID "&version=1" CONTENT "&x=y");
    r = look(author);
    ok_as(answer_has(&r, "version 1 of 1"), "the same again is no other version");
    r = ask(author,
            "do=save&draft=" ID "&version=1&body=rehearsal&data.type=resolution&texts.title="
            "Longer+hours&data.sponsor=seat-2&words=The+ferry+runs+until+nine.&fiscal=Little.&"
            "reviewers=City+Attorney%3A+3%0AFinance%3A+2");
    ok(r.status == 303);
    r = ask(author, "do=save&draft=" ID "&version=1" CONTENT);
    ok_as(r.status == 409 && answer_has(&r, "saved meanwhile") &&
              answer_has(&r, "The ferry runs longer."),
          "two who write at once are told, and lose nothing");
}

static void reviewed(void)
{
    struct answer r = ask(author, "do=route&draft=" ID);
    ok(r.status == 303);
    r = shelf(reviewer);
    ok_as(answer_has(&r, "Waiting for your review") && answer_has(&r, "Longer hours"),
          "it waits on whoever reviews for the office");
    ok(look(reviewer).status == 200 && look(other).status == 404);
    ok(!answer_has(&r, "days late"));
    int64_t before = date_of_instant(sys_now()).days - 2;
    fine(q_draft_review_put(desk_store(s.desk), s.a,
                            &(struct q_draft_review_put_in){.draft = SV(ID),
                                                            .office = SV("City Attorney"),
                                                            .days = 3,
                                                            .mark = SV("waiting"),
                                                            .has_asked = true,
                                                            .has_due = true,
                                                            .due = before}));
    r = shelf(reviewer);
    ok_as(answer_has(&r, " days late") || answer_has(&r, "1 day late"), "what is late says so");
    r = site_get_as(&s, 0, SV("/clerk"), clerk);
    ok_as(r.status == 200 && answer_has(&r, "Drafts: with reviewers") &&
              answer_has(&r, " late</b>"),
          "also on the clerk's first page");
    r = ask(author, "do=approve&draft=" ID);
    ok_as(r.status == 403 && answer_has(&r, "City Attorney"), "nobody approves for another office");
    r = ask(clerk, "do=file&draft=" ID "&about.item=rc-42");
    ok_as(r.status == 409, "nor is it filed before");
    r = ask(reviewer, "do=return&draft=" ID "&words=");
    ok(r.status == 400 && answer_has(&r, "what is to be changed"));
    r = ask(reviewer, "do=return&draft=" ID "&words=Say+which+ferry.");
    ok(r.status == 303);
    r = look(author);
    ok(answer_has(&r, "Returned to its author") && answer_has(&r, "Say which ferry."));
    ok_as(answer_has(&r, "<del>longer</del>") && answer_has(&r, "<ins>until nine</ins>"),
          "what a version changed is shown");
    ok(ask(author, "do=route&draft=" ID).status == 303);
    ok(ask(reviewer, "do=approve&draft=" ID).status == 303);
    r = ask(author, "do=skip&draft=" ID "&place=1&words=x");
    ok_as(r.status == 403, "only the clerk skips a reviewer");
    r = ask(clerk, "do=skip&draft=" ID "&place=1&words=");
    ok(r.status == 400);
    r = ask(clerk, "do=skip&draft=" ID "&place=1&words=Finance+signed+on+paper.");
    ok(r.status == 303);
    r = look(clerk);
    ok(answer_has(&r, "the clerk may file it") && answer_has(&r, "Finance signed on paper."));
    ok_as(answer_has(&r, "value=\"rc-42\""), "the next file number is offered");
}

static void filed(void)
{
    int64_t before = s.seq;
    struct answer r = ask(author, "do=file&draft=" ID "&about.item=rc-42");
    ok_as(r.status == 403 && s.seq == before, "the clerk files");
    r = ask(clerk, "do=file&draft=" ID "&about.item=rc-41");
    ok_as(r.status == 409 && s.seq == before && answer_has(&r, "take another number"),
          "not under a number that is taken");
    r = ask(clerk, "do=file&draft=" ID "&about.item=rc-42");
    ok_as(r.status == 303 && s.seq == before + 3, "the item, its text and its fiscal note");
    r = ask(clerk, "do=file&draft=" ID "&about.item=rc-43");
    ok_as(r.status == 303 && s.seq == before + 3, "once");
    r = look(author);
    ok(answer_has(&r, "Filed as rc-42") && answer_has(&r, "/items/rehearsal/rc-42"));
    r = site_get(&s, 0, "/items/rehearsal/rc-42");
    ok(r.status == 200 && answer_has(&r, "Longer hours") && !answer_has(&r, "which ferry"));
    ok(ask(author, "do=save&draft=" ID "&version=2" CONTENT).status == 409);
}

/* The item stands, and what should have followed does not: the next try goes on from there. */
static void interrupted(void)
{
    static const char other_id[] = "0123456789abcdefghjkmnpqrs-2";
    int64_t before;
    struct answer r =
        ask(author, "do=save&draft=0123456789abcdefghjkmnpqrs-2&version=0&body="
                    "rehearsal&data.type=ordinance&texts.title=Tolls&words=No+tolls.");
    ok(r.status == 303);
    ok(ask(author, "do=route&draft=0123456789abcdefghjkmnpqrs-2").status == 303);
    before = s.seq;
    site_act(&s, "someone clerk",
             sv_cstr(s.a, sv_fmt(s.a,
                                 "{\"act\":\"draft-%s-item\",\"kind\":\"item.filed\",\"body\":"
                                 "\"rehearsal\",\"about\":{\"item\":\"rc-50\"},\"data\":{\"type\":"
                                 "\"ordinance\"},\"texts\":{\"title\":\"Tolls\"}}",
                                 other_id)));
    r = ask(clerk, "do=file&draft=0123456789abcdefghjkmnpqrs-2&about.item=rc-51");
    ok_as(r.status == 303 && s.seq == before + 2, "only the text is filed now");
    r = site_get_as(&s, 0, SV("/drafts/0123456789abcdefghjkmnpqrs-2"), clerk);
    ok(answer_has(&r, "Filed as rc-50"));
}

int main(void)
{
    site_open(&s);
    site_rehearse(&s);
    sessions();
    begun();
    seen();
    changed();
    reviewed();
    filed();
    interrupted();
    site_close(&s);
    return tap_done();
}
