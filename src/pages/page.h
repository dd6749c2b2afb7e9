/* Pages: the models of everything that is shown, built from the store and the rules.
 * One function a page.  The same model gives the page (view_decision_page) and its JSON twin
 * (view_decision_page_json); what differs is the template, never the facts. */
#ifndef PAGES_PAGE_H
#define PAGES_PAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/moment.h"
#include "rules/floor.h"
#include "store/search.h"
#include "store/store.h"
#include "view/models.h"

/* Who is signed in.  Only pages for staff are given one. */
struct page_visitor {
    sv account, role;
    sv body, member; /* the body and official that the account belongs to; may be empty */
    sv csrf;         /* of the session, for the forms */
    const bool *may; /* by enum rec_kind_id: the role may enter it, in anybody's name */
};

/* What a page is built with, and what it says of itself when it is done.  Zero it, fill in the
 * first part, use it for one page. */
/* An entry that is read otherwise than it was entered: of it, and the entry that says so. */
struct page_corrected {
    int64_t of, by;
};

struct page_cx {
    struct arena *a;     /* the page's memory */
    struct store *store; /* a reader; the caller holds the snapshot (st_read_begin) */
    instant now;         /* for valid_until and for pages that are never cached */
    sv language;         /* "en" */
    const struct page_visitor *visitor; /* NULL on public pages */
    sv act; /* begins the ids of the acts that this page's forms ask for: unique for ever, at most
             * 50 bytes that rec_act_id_valid allows */

    /* Filled in by the page: */
    sv *subjects; /* what it has read, as st_subjects_of names it */
    size_t subjects_n, subjects_size;
    bool turns;                       /* it changes without an entry … */
    instant valid_until;              /* … at this instant */
    unsigned acts;                    /* ids given to forms so far */
    int fields;                       /* fields numbered so far */
    struct page_corrected *corrected; /* what is shown with a mark, as far as it was looked up */
    size_t corrected_n;
};

/* All of these: E_NOTFOUND where there is no such thing, in a sentence for people; E_IO; E_LIMIT.
 * Lifetime of the model: cx->a. */

/* ---- public ---- */

/* Bodies, what is on now, the meetings to come, the latest decisions. */
MUST err *page_home(struct page_cx *cx, struct view_home_page *ret);
/* A month of meetings, "2026-10"; empty: the month that it is. */
MUST err *page_calendar(struct page_cx *cx, sv month, struct view_calendar_page *ret);
/* A body's meetings of the year before and the two to come, as RFC 5545 has it: appended to out.
 * site: "https://host", which the addresses of meetings begin with. */
MUST err *page_calendar_feed(struct page_cx *cx, sv body, sv site, struct buf *out);
/* What is due under an instrument: what is late, what comes next, what is done, how it can be
 * ended.
 */
MUST err *page_due_under(struct page_cx *cx, sv instrument, struct view_due_page *ret);
/* Which effects were expected of it, the measures registered for them, and what the data say. */
MUST err *page_effects(struct page_cx *cx, sv instrument, struct view_effects_page *ret);
/* Its days of the year before and the two to come, as RFC 5545 has it: appended to out.  An event's
 * UID names its period, which stays when a holiday moves the day. */
MUST err *page_due_feed(struct page_cx *cx, sv instrument, sv site, struct buf *out);
/* Agreements, the newest first. */
MUST err *page_agreements(struct page_cx *cx, struct view_agreements_page *ret);
/* An agreement: powers, holders (a hundred after that one; empty: the first), protocols, what
 * became of it, how it can be ended, cost, challenges. */
MUST err *page_agreement(struct page_cx *cx, sv id, sv after, struct view_agreement_page *ret);
/* Two texts of it, one against the other: the one of entry seq (in digits) with the one before it;
 * empty: the newest two. */
MUST err *page_agreement_texts(struct page_cx *cx, sv id, sv seq,
                               struct view_agreement_texts_page *ret);
/* Where words are found; search NULL: search.db is not there yet.  st_search_find's errors. */
MUST err *page_search(struct page_cx *cx, struct search *search, const struct search_ask *ask,
                      struct view_search_page *ret);
/* What the agency reports under an instrument: the newest of each published table, the measures
 * that auditors asked for, where to complain, reviews, the commitments. */
MUST err *page_activity(struct page_cx *cx, sv instrument, struct view_activity_page *ret);
/* Every published table, the newest first. */
MUST err *page_tables(struct page_cx *cx, sv instrument, struct view_tables_page *ret);

/* What of a list of instruments elsewhere is asked for. */
struct page_listing_ask {
    sv list;
    sv words, state, model; /* of the lines; empty: any */
    sv after, until;        /* days, between which changes are shown; empty: the last change */
    int64_t first, change;  /* how many lines and changes are passed over */
};
/* A list of instruments elsewhere: how many by state and model, what changed between two days, and
 * lines with their history.  E_NOTFOUND. */
MUST err *page_listing(struct page_cx *cx, const struct page_listing_ask *ask,
                       struct view_listing_page *ret);
/* A question about an authority, as it was written; at: a day, or an instant with its zone, empty:
 * today; known: likewise, empty: all that is on record. */
struct page_check_ask {
    sv holder, power, setting, at, known;
};
/* What the record shows of it; without holder, power and setting the form alone.  *ret_wrong: what
 * is wrong with the question (E_INVALID, field named), which the page says, too; or NULL.
 * E_NOTFOUND no such instrument; E_LIMIT. */
MUST err *page_check(struct page_cx *cx, sv instrument, const struct page_check_ask *ask,
                     struct view_check_page *ret, err **ret_wrong);
/* A body: its officials, meetings, items, and its rules as far as they were read. */
MUST err *page_body(struct page_cx *cx, sv body, struct view_body_page *ret);
/* date_n: "2026-06-17" or "2026-06-17-2". */
MUST err *page_meeting(struct page_cx *cx, sv body, sv date_n, struct view_meeting_page *ret);
/* The agenda as published; version 0: the newest. */
MUST err *page_agenda(struct page_cx *cx, sv body, sv date_n, int64_t version,
                      struct view_agenda_page *ret);
/* What is happening now; not to be cached beyond its entries, never beyond a second. */
MUST err *page_live(struct page_cx *cx, sv body, sv date_n, struct view_live_page *ret);
/* The region of the live page alone: its whole state at the last entry. */
MUST err *page_live_region(struct page_cx *cx, sv body, sv date_n, struct view_live_region *ret);
/* The agenda of the live page, with the place in it; and the last entry that moved it on (-1:
 * none), which tells whether a region that was made is still right. */
MUST err *page_live_agenda(struct page_cx *cx, sv body, sv date_n, struct view_live_agenda *ret);
MUST err *page_agenda_moved(struct page_cx *cx, sv meeting, int64_t *ret);
/* The board for the wall, and its region alone. */
MUST err *page_board(struct page_cx *cx, sv body, sv date_n, struct view_board_page *ret);
MUST err *page_board_region(struct page_cx *cx, sv body, sv date_n, struct view_board_region *ret);
/* An item's way through the meetings. */
MUST err *page_item(struct page_cx *cx, sv body, sv file, struct view_item_page *ret);
/* Two texts of an item, line by line and word by word: the one of that entry against the one before
 * it, the newest where seq is empty.  E_NOTFOUND where there are fewer than two. */
MUST err *page_item_texts(struct page_cx *cx, sv body, sv file, sv seq,
                          struct view_texts_page *ret);
/* The fourteen questions about an item, also while it is not decided. */
MUST err *page_decision(struct page_cx *cx, sv body, sv file, struct view_decision_page *ret);
/* An official: votes, the contested ones apart, and reasons. */
MUST err *page_member(struct page_cx *cx, sv body, sv member, struct view_member_page *ret);
/* The minutes of a meeting that was run here: a version as it was filed; 0: the draft, made anew;
 * PAGE_NEWEST: the approved version, else the newest filed one, else the draft. */
enum { PAGE_NEWEST = -1 };
MUST err *page_minutes(struct page_cx *cx, sv body, sv date_n, int64_t version,
                       struct view_paper_page *ret);
/* The draft in that style as it is kept once it is filed.  E_INVALID (field) no such style. */
MUST err *page_minutes_json(struct page_cx *cx, sv meeting, sv style, sv *ret);
/* … what it did, item by item; its agenda with what became of each item; what is due after it. */
MUST err *page_summary(struct page_cx *cx, sv body, sv date_n, struct view_paper_page *ret);
MUST err *page_marked(struct page_cx *cx, sv body, sv date_n, struct view_paper_page *ret);
MUST err *page_due(struct page_cx *cx, sv body, sv date_n, struct view_paper_page *ret);
/* An item as a paper to be numbered and signed. */
MUST err *page_item_paper(struct page_cx *cx, sv body, sv file, struct view_paper_page *ret);
/* One entry in words and bytes; declares no subject. */
MUST err *page_entry(struct page_cx *cx, int64_t seq, struct view_entry_page *ret);
/* The record as a whole; declares no subject. */
MUST err *page_record(struct page_cx *cx, struct view_record_page *ret);
/* A page for an error: never fails.  status: the HTTP status; e may be NULL. */
void page_error(struct page_cx *cx, int status, err *e, struct view_error_page *ret);
/* The status that an error is answered with: 404, 403, 409 (out of order or already there), 422
 * (impossible), 400, 413, 503. */
int page_error_status(err *e);

/* ---- for those who are signed in (cx->visitor), except the first two ---- */

/* A name and value of a form, as it was sent. */
struct page_pair {
    sv name, value;
};

/* A form that was refused: which of the page's (its field "do"), as it was sent, and why. */
struct page_sent {
    sv what;
    const struct page_pair *pairs;
    size_t n;
    err *e;
};

/* An act's form whose fields go along while somebody signs in: as hidden fields of the form that
 * signs in, PAGE_KEPT=<kind> and PAGE_KEPT.<name>=<value>. */
struct page_kept {
    sv kind; /* empty: there is none */
    const struct page_pair *pairs;
    size_t n;
    bool cut; /* they are too long to go along: the page says so */
};
#define PAGE_KEPT "keep"

/* Where the clerk makes the agenda of a meeting; refused: what did not work the last time, or NULL.
 */
MUST err *page_agenda_desk(struct page_cx *cx, sv body, sv date_n, err *refused,
                           struct view_agenda_desk *ret);

/* An act that a form asks for, its fields as page_act takes them. */
enum { PAGE_ASKED_PAIRS = 8 };
struct page_asked {
    sv kind;
    struct page_pair *pairs;
    size_t n;
};
/* What the form of that page asks for, as acts in their order; *ret_item: the one that has the
 * focus afterwards, or empty.  do: "up FILE", "down FILE", "drop FILE" (to, at), "put" (item…,
 * section, place), "off" (item…), "number" (item…), "file", "move".  E_INVALID and E_CONFLICT in a
 * sentence. */
MUST err *page_agenda_asked(struct page_cx *cx, sv body, sv date_n, const struct page_pair *pairs,
                            size_t n, const struct page_asked **ret, size_t *ret_n, sv *ret_item);

/* The form that signs in; kept may be NULL; e: why it did not work the last time, or NULL. */
void page_sign_in(struct page_cx *cx, sv account, sv next, const struct page_kept *kept, err *e,
                  struct view_form_page *ret);
/* The form for the code that follows the password; half: the token of the half session. */
void page_sign_in_code(struct page_cx *cx, sv half, sv next, const struct page_kept *kept, err *e,
                       struct view_form_page *ret);
/* The form that sets a password by an invitation. */
void page_invitation(struct page_cx *cx, sv token, sv account, err *e, struct view_form_page *ret);

/* One's own account: password, one-time codes, visits elsewhere.  needed: codes are, and the
 * account has none; next: where they were going, or empty; done: what was just done, or empty;
 * sent: the form that was refused, or NULL. */
MUST err *page_own_account(struct page_cx *cx, bool needed, sv next, sv done,
                           const struct page_sent *sent, struct view_account_page *ret);
/* A device is being set up: the secret as text and as a QR code of its link, both shown this once,
 * and the form for the first code.  E_LIMIT where the link is too long for a QR code. */
MUST err *page_device(struct page_cx *cx, sv secret, sv link, sv next, const struct page_sent *sent,
                      struct view_device_page *ret);
/* The recovery codes, shown this once. */
void page_recovery(struct page_cx *cx, const sv *codes, size_t n, sv next,
                   struct view_recovery_page *ret);

/* The columns of a row that an agency reports, with the codes that it may hold; no codes: a day. */
struct page_report_column {
    const char *name;
    const sv *codes;
    size_t n;
    bool required;
};
/* A table as it would be published: its CSV; or why it cannot be. */
struct page_proposal {
    sv id, from, until, csv;
    int64_t hidden, cells, threshold;
    err *refused;
};
struct page_agency_ask {
    sv instrument;                               /* empty: the visitor's own, or to be chosen */
    const struct page_report_column *columns[2]; /* of acts and of complaints */
    size_t columns_n[2];
    const sv *tables; /* that are made here */
    size_t tables_n;
    const struct page_proposal *proposal; /* NULL: none is asked for */
    const struct page_sent *sent;         /* a form that was refused, or NULL */
};
/* Where an agency reports.  Its rows are shown to the agency itself and to auditors, to nobody
 * else; a clerk sees tables as they would be published. */
MUST err *page_agency(struct page_cx *cx, const struct page_agency_ask *ask,
                      struct view_agency_page *ret);

/* The drafts that the visitor may see. */
MUST err *page_drafts(struct page_cx *cx, struct view_drafts_page *ret);
/* The form that begins a draft for a body; empty: the visitor's, or to be chosen. */
MUST err *page_draft_new(struct page_cx *cx, sv body, const struct page_sent *sent,
                         struct view_draft_new_page *ret);
/* A draft with one of its versions (0: the newest) and what may be done with it.  E_NOTFOUND, the
 * same whether there is none or it is not for the visitor. */
MUST err *page_draft(struct page_cx *cx, sv id, int64_t version, const struct page_sent *sent,
                     struct view_draft_page *ret);

/* Where the clerk registers an instrument from a template: the templates, what the one asks that
 * the query names ("template", "instrument", "title", "item", "ask.NAME"), and its lines to be
 * ticked, which go to POST /acts.  E_NOTFOUND no such body or template; E_DENIED for whoever may
 * not register one. */
MUST err *page_instrument_new(struct page_cx *cx, sv body, const struct page_pair *query, size_t n,
                              struct view_instrument_new_page *ret);
/* What a clerk begins with: meetings, items, and the forms that call and file them. */
MUST err *page_clerk(struct page_cx *cx, struct view_clerk_home *ret);
/* What the clerk's screen is set to. */
struct page_desk {
    sv at;   /* a time of day that every act is recorded with; empty: as it happens */
    sv find; /* words of items that are looked for */
};
/* An item's papers, and the forms that add to them. */
MUST err *page_clerk_item(struct page_cx *cx, sv body, sv file, struct view_clerk_item *ret);
/* The instruments of a body, for those who keep them. */
MUST err *page_instruments_desk(struct page_cx *cx, sv body, struct view_instruments_desk *ret);
/* What of an instrument is asked for. */
struct page_instrument_ask {
    sv body, instrument;
    sv holder;      /* whose entries alone are shown; empty: all */
    sv matter;      /* of this matter … */
    int64_t before; /* … those before this entry */
};
/* What is recorded of an instrument, the newest of each matter first, and the forms of those acts
 * that the visitor may enter.  E_NOTFOUND also where it is another body's. */
MUST err *page_instrument_desk(struct page_cx *cx, const struct page_instrument_ask *ask,
                               struct view_instrument_desk *ret);
/* The clerk's screen of a meeting.  f and pack: the meeting's state and rules as they are now. */
MUST err *page_clerk_meeting(struct page_cx *cx, sv body, sv date_n, const struct floor *f,
                             const struct pack *pack, const struct page_desk *set,
                             struct view_clerk_meeting *ret);
/* The meeting's sheet to print: who is here, and a box for each item. */
MUST err *page_sheet(struct page_cx *cx, sv body, sv date_n, struct view_sheet_page *ret);
/* What was sent of a sheet and refused. */
struct page_sheet_sent {
    const struct page_pair *pairs;
    size_t n;
    const size_t *done; /* the numbers of the steps that are recorded */
    size_t done_n;
    size_t refused; /* the number of the step that was refused … */
    err *e;         /* … for this */
};
/* An item of the sheet to be typed in, or "opening" or "closing"; empty: the first that fits.  sent
 * may be NULL; else the form stands as it was sent, and what is recorded of it is not asked again.
 * E_NOTFOUND also where the item is not on the agenda. */
MUST err *page_sheet_enter(struct page_cx *cx, sv body, sv date_n, sv item,
                           const struct page_sheet_sent *sent, struct view_sheet_enter *ret);
/* A member's screen: the question that is put, and the vote.  f and pack of the meeting, or NULL
 * where none is chosen; on: those that are going on (page_meetings_on), among which a member of a
 * body with several chooses. */
MUST err *page_member_screen(struct page_cx *cx, const sv *on, size_t on_n, sv meeting,
                             const struct floor *f, const struct pack *pack,
                             struct view_member_screen *ret);
/* A chair's meetings: those that go on and those to come. */
MUST err *page_chair_home(struct page_cx *cx, struct view_chair_home *ret);
/* The chair's screen of a meeting.  tongue: "en", "es" or "ht", the language of what is said. */
MUST err *page_chair(struct page_cx *cx, sv body, sv date_n, sv tongue, const struct floor *f,
                     const struct pack *pack, struct view_chair_meeting *ret);
/* The meetings of this body that are open or in recess, the newest first. */
MUST err *page_meetings_on(struct page_cx *cx, sv body, const sv **ret, size_t *ret_n);
/* The clerk's page of a meeting's minutes.  style: of the draft, or empty; of: the entry whose
 * sentence is to be worded, or empty. */
MUST err *page_minutes_desk(struct page_cx *cx, sv body, sv date_n, sv style, sv of,
                            struct view_minutes_desk *ret);
/* The administrator's first page: the bodies, and the form that registers one. */
MUST err *page_admin(struct page_cx *cx, struct view_admin_page *ret);
/* A body: who sits until when, its rules and holidays.  E_NOTFOUND. */
MUST err *page_admin_body(struct page_cx *cx, sv body, struct view_admin_body_page *ret);
/* The accounts that the visitor keeps: of the own body, or all. */
MUST err *page_admin_accounts(struct page_cx *cx, const struct page_sent *sent,
                              struct view_accounts_page *ret);
/* One of them.  invitation: the link that was just made, to be shown once; done: what was done;
 * both may be empty.  E_NOTFOUND, also for one that the visitor does not keep. */
MUST err *page_admin_account(struct page_cx *cx, sv account, sv invitation, sv done,
                             const struct page_sent *sent, struct view_admin_account_page *ret);
/* What each role may do; the caller has filled in the lines, which are not this room's to know. */
void page_roles(struct page_cx *cx, struct view_roles_page *ret);

/* What a form sent, made into what acts take: local.day and local.time become the meeting and its
 * hour by the body's clocks, a date and time of a browser an instant, local.others=absent names
 * every member who was not ticked, local.who.<member>=left that one, ids become small, minutes that
 * are filed are the draft in their style.  local.at, a
 * time of day, becomes `at`: on the day on which the meeting was called to order, or after
 * midnight; before that, on its own day, at most today.  local.when, an instant by the browser's
 * clock, becomes `at` where it lies between the opening and now, and is forgotten else.  Errors:
 * E_INVALID (field; local.at in the future or before the opening), E_NOTFOUND no such kind. */
MUST err *page_act_pairs(struct page_cx *cx, sv kind, const struct page_pair *pairs, size_t n,
                         struct page_pair **ret, size_t *ret_n);
/* The form of one kind of act, filled in with what was sent; e: why it was refused, or NULL.  Where
 * the act was out of order it offers to record it as it happened; where other accounts entered
 * something after local.seen (the meeting's newest entry when the form was drawn) it says what.
 * E_NOTFOUND no such kind. */
MUST err *page_act(struct page_cx *cx, sv kind, const struct page_pair *pairs, size_t n, err *e,
                   struct view_form_page *ret);
/* The same for a form that waited while somebody signed in: it says that nothing is entered yet,
 * and keeps the act's id, under which nothing is entered twice. */
MUST err *page_act_kept(struct page_cx *cx, const struct page_kept *kept,
                        struct view_form_page *ret);

#endif
