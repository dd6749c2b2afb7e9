/* What the pages share: bodies, words, and the parts of models that several pages show. */
#ifndef PAGES_INNER_H
#define PAGES_INNER_H

#include "base/json.h"
#include "pages/page.h"
#include "rules/pack.h"
#include "store/q.h"
#include "sys/zone.h"

/* A body as pages need it. */
struct body_view {
    sv id;
    struct q_page_body_out row;
    const struct zone *zone;
    const struct q_page_officials_out *officials;
    size_t officials_n;
    const struct pack *pack; /* NULL where this program does not have the pack */
    bool own;                /* the pack is the body's own … */
    int64_t own_seq;         /* … by this entry, … */
    sv own_citation;         /* … adopted by this */
};

/* A list that grows in an arena. */
struct list {
    void *p;
    size_t n, size;
};

/* ---- cx.c ---- */

/* Room for one more item of that size, zeroed. */
void *list_add(struct arena *a, struct list *l, size_t item_size);
#define LIST_ADD(a, l, type) ((type *)list_add((a), (l), sizeof(type)))

/* The page has read this subject ("item:%s/%s"). */
PRINTF(2, 3) void page_reads(struct page_cx *cx, const char *fmt, ...);
/* The page changes by itself at t, if that is ahead. */
void page_turns(struct page_cx *cx, instant t);
/* What surrounds the page. */
void page_shell(struct page_cx *cx, sv title, struct view_shell *ret);
void page_crumb(struct page_cx *cx, struct view_shell *shell, sv text, url href);
/* A link in a list of them. */
void page_link(struct page_cx *cx, struct list *links, sv text, url href);
/* The id of the next act that a form of this page asks for. */
sv page_act_id(struct page_cx *cx);

/* The body with its officials; declares roster:<body>. */
MUST err *page_body_read(struct page_cx *cx, sv id, struct body_view *ret);
/* The rules that judge a meeting of that day, of those on record before an entry: the body's own,
 * or the pack that it is registered with. */
MUST err *page_rules_read(struct page_cx *cx, struct body_view *b, date day, int64_t before);
const struct q_page_officials_out *page_official(const struct body_view *b, sv member);
/* How sentences call an official: the name, or the id where there is no such official. */
sv page_name(const struct body_view *b, sv member);
/* "<body>/<date>": the part after the body. */
sv page_meeting_date(sv meeting);
/* The meeting's day; the first of 1970 where the id is none. */
date page_meeting_day(sv meeting);

/* Addresses of pages, in cx->a. */
url page_url_entry(struct page_cx *cx, int64_t seq);
url page_url_meeting(struct page_cx *cx, sv meeting);
url page_url_member(struct page_cx *cx, sv body, sv member);

/* Look up what was corrected in a meeting, of an item, of an agreement, of an official's votes;
 * then page_corrected gives the entry that corrects one of them, 0 where none does. */
MUST err *page_corrections_of_meeting(struct page_cx *cx, sv meeting);
MUST err *page_corrections_of_item(struct page_cx *cx, sv body, sv item);
MUST err *page_corrections_of_agreement(struct page_cx *cx, sv instrument);
MUST err *page_corrections_of_member(struct page_cx *cx, sv body, sv member);
int64_t page_corrected(const struct page_cx *cx, int64_t seq);

/* ---- words.c ---- */

/* "June 17, 2025" · "Tuesday, June 17, 2025" · "9:36 a.m." · "June 17, 2025, at 9:36 a.m." */
sv page_day_words(struct arena *a, date d);
sv page_weekday_words(struct arena *a, date d);
sv page_clock_words(struct arena *a, const struct zone *z, instant t);
sv page_moment_words(struct arena *a, const struct zone *z, instant t);
/* The day of t by the clocks of the zone. */
date page_local_day(const struct zone *z, instant t);
/* When something happened, from an entry's at (NULL gives the empty view). */
sv page_at_words(struct arena *a, const struct zone *z, const struct jv *at);
/* The same from its JSON text. */
sv page_at_text_words(struct arena *a, const struct zone *z, sv at);
/* The first letter as a capital, where it is a letter of ASCII. */
sv page_capital(struct arena *a, sv s);
/* … and back. */
sv page_small(struct arena *a, sv s);
/* At most n bytes of s and "…", cut before a word where one begins near; s where it is no longer.
 */
sv page_short(struct arena *a, sv s, size_t n);
/* "one", "two" … "twelve", then digits. */
sv page_number(struct arena *a, int64_t n);
/* "A", "A and B", "A, B and C". */
sv page_and(struct arena *a, const sv *names, size_t n);
/* The sentence with its full stop, if it lacks one. */
sv page_stop(struct arena *a, sv s);

/* Words for codes of the record; a code that is not known stands for itself. */
sv page_item_type_words(sv type);    /* "Resolution" */
sv page_meeting_type_words(sv type); /* "special meeting" */
sv page_status_words(sv status);     /* "in session" */
sv page_office_words(sv office);
sv page_question_heading(enum rec_question q);
sv page_answer_status_words(sv status);
sv page_departure_words(sv departure); /* why an act stands though out of order */
/* "Defer the item: called for by Cy Marsh; nobody moved it." */
sv page_suggestion_words(struct page_cx *cx, const struct body_view *b, sv type, bool has_to,
                         int64_t to_day, sv member);
/* How a choice is shown: its mark and its word. */
void page_choice(sv choice, sv *ret_mark, sv *ret_word);

/* "adopt the resolution", "defer to July 10, 2026": what a motion asks, beginning small. */
sv page_motion_words(struct arena *a, sv type, sv item_type, bool has_to, int64_t to_day);

typedef struct q_page_motions_out motion_row;
/* The same with what the motion says: "refer the item to the finance committee", "amend by striking
 * words out (motion 1)". */
sv page_row_words(struct arena *a, const motion_row *m, sv item_type);
/* A motion of that type may be debated, by the pack of its meeting (pack may be NULL). */
bool page_debatable(const struct pack *pack, enum motion_type type);
/* "Three of five members present, one more from elsewhere": who is in the room is not counted with
 * who is not, as bodies differ in whether these make a quorum. */
sv page_there_words(struct arena *a, int64_t here, int64_t remote, int64_t members);
/* What became of an item: "Deferred"; "Not decided yet" for what is no outcome. */
sv page_outcome_words(sv outcome);
/* The outcome is one of a vote on the item itself: adopted, lost, denied. */
bool page_decided(sv outcome);
/* Nothing more of it is before the body: decided, dropped, rescinded, withdrawn, or the veto
 * stands. */
bool page_over(sv outcome);

/* ---- qr.c ---- */

/* The dark modules of a QR code of the text (ISO/IEC 18004, correction level M), as the data of an
 * SVG path in units of a module; *ret_size modules a side, with the quiet zone of four around it.
 * E_LIMIT where the text is too long. */
MUST err *page_qr(struct arena *a, sv text, sv *ret_path, int64_t *ret_size);

/* ---- parts.c ---- */

/* A source; an address that is none is left out. */
struct view_source page_source(struct page_cx *cx, sv outlet, sv title, sv address, sv retrieved);

/* "Miami New Times", "Miami New Times and one more source": of several sources that report the same
 * the first on record is cited, and the others are counted (docs/decisions/0004). */
sv page_sources_words(struct arena *a, sv first, size_t more);

/* The counts of a decided motion, as far as they are known. */
struct tally {
    sv state, method;
    bool has_counts;
    int64_t yes, no, abstain;
};
struct tally page_tally(const motion_row *m);
/* "Adopted 3 to 2", "Lost on a tie, 2 to 2", "Adopted by unanimous consent". */
sv page_result_words(struct arena *a, const struct tally *t);

/* One vote as a ballot. */
struct view_ballot page_ballot(struct page_cx *cx, const struct body_view *b, sv member, sv choice,
                               bool changed, int64_t seq);

typedef struct q_page_reports_of_item_out report_row;
/* Two accounts of the same thing: same kind, question and topic. */
bool page_same_topic(const report_row *x, const report_row *y);
/* Two accounts of one topic that cannot both be so.  A source that does not say contradicts none.
 */
bool page_contradicts(const report_row *x, const report_row *y);
struct view_account page_account(struct page_cx *cx, const struct body_view *b, const report_row *r,
                                 bool conflict);

typedef struct q_page_votes_of_item_out vote_row;

/* The motion with its sentence, ballots and rule.  votes: those of its meeting, of which its own
 * are taken. */
struct view_motion page_motion(struct page_cx *cx, const struct body_view *b, const motion_row *m,
                               sv item_type, const vote_row *votes, size_t votes_n);
/* "A majority of the votes cast was needed: 3 of 5.  A quorum is 3; 5 were present." */
sv page_rule_sentence(struct arena *a, const motion_row *m);
/* The rules keep votes by name from the public until the result is announced, and the motion of
 * that state waits for it. */
bool page_votes_hidden(const struct body_view *b, sv state);
/* The votes by name on one motion; members who were absent are added where the count says so. */
void page_ballots(struct page_cx *cx, const struct body_view *b, const motion_row *m,
                  const vote_row *votes, size_t votes_n, const struct view_ballot **ret,
                  size_t *ret_n);
/* The votes of one reported roll. */
void page_roll_ballots(struct page_cx *cx, const struct body_view *b, const vote_row *votes,
                       size_t votes_n, int64_t roll, const struct view_ballot **ret, size_t *ret_n);

/* A member who does not vote on an item, and the memorandum of it. */
struct interest {
    bool aloud, has_due, has_filed;
    date due, filed;
};
/* "Seat 4 does not vote on it for an interest, stated aloud before the vote.  The memorandum …" */
sv page_recusal_words(struct arena *a, sv name, const struct interest *i);

/* The departures among an item's or a meeting's entries, as a list of view_departure. */
err *page_departure(struct page_cx *cx, struct list *l, int64_t seq, bool has_kind, int64_t kind,
                    sv departure);

/* A voting member who sat on that day. */
bool page_sat_on(const struct q_page_officials_out *o, date d);

/* The last second in which a decision of that day on an item of that type may be vetoed; false
 * where the rules know no veto of such. */
bool page_veto_until(const struct body_view *b, sv item_type, date decided, instant *ret);

/* ---- meeting.c ---- */

struct meeting_view {
    sv id;
    struct body_view b;
    bool called; /* there is a row of it; else only sources' accounts are on record */
    struct q_page_meeting_out row;
};
/* The meeting and its body; declares meeting:<id>. */
MUST err *page_meeting_read(struct page_cx *cx, sv body, sv date_n, struct meeting_view *ret);
/* The body with the rules that were in force when the meeting was opened; as it is where it was
 * not. */
MUST err *page_rules_of(struct page_cx *cx, struct body_view *b, sv meeting);
/* "Special meeting of Tuesday, June 17, 2025" */
sv page_meeting_name(struct arena *a, sv type, date day);
/* How a state of attendance is shown: its mark and its word. */
void page_attendance_words(sv state, sv *ret_mark, sv *ret_word);
/* A meeting in a list. */
struct view_meeting_line page_meeting_line(struct page_cx *cx, const struct body_view *b, sv id,
                                           int64_t day, sv type, sv status, bool has_convenes,
                                           instant convenes);
typedef struct q_page_agenda_out agenda_line_row;
/* A meeting's agenda in its order, each item with its section, number ("C.3") and whether its
 * section is adopted by one vote: as it was published last; before that, as it stands by the body's
 * template.  A number is empty where an item has none, as what was taken up unscheduled. */
MUST err *page_agenda_read(struct page_cx *cx, sv meeting, agenda_line_row **ret, size_t *ret_n);
/* An act about an agenda, notice or numbers, in one sentence; empty for any other. */
sv page_agenda_words(struct page_cx *cx, const struct body_view *b, const struct rec_entry *e);
/* The motions of a meeting. */
MUST err *page_motions_in(struct page_cx *cx, sv meeting, motion_row **ret, size_t *ret_n);
/* The items of a meeting with what it did to them. */
MUST err *page_agenda_lines(struct page_cx *cx, const struct meeting_view *m,
                            const struct view_agenda_line **ret, size_t *ret_n);

struct instrument_view {
    sv id, title; /* the id stands for a title that it lacks */
    struct body_view b;
    struct q_instrument_head_out row;
    date today; /* by the clocks of its place */
};
/* The instrument and its body; declares instrument:<id> and roster:<body>.  E_NOTFOUND, E_IO.
 * (instrument.c) */
MUST err *page_instrument_read(struct page_cx *cx, sv id, struct instrument_view *ret);
/* Links to the agreements of a body (item empty), or to those that one decision approved: the
 * newest fifty.  (agreement.c) */
MUST err *page_agreement_links(struct page_cx *cx, sv body, sv item, struct list *links);

/* What a meeting has beside its page, as far as it is there.  (meeting_papers.c) */
MUST err *page_meeting_papers(struct page_cx *cx, const struct meeting_view *m,
                              const struct view_meeting_paper **ret, size_t *ret_n);
/* The line leads to the meeting's agenda too, where one is published; declares meeting:<id>. */
MUST err *page_line_agenda(struct page_cx *cx, struct view_meeting_line *line);

/* ---- history.c: the way of an item through the meetings ---- */

struct item_facts {
    sv body, file;
    struct q_page_item_out item;
    motion_row *motions;
    size_t motions_n;
    struct q_page_rolls_of_item_out *rolls;
    size_t rolls_n;
    struct q_page_reports_of_item_out *reports;
    size_t reports_n;
    struct q_page_agendas_of_item_out *agendas;
    size_t agendas_n;
    struct q_page_texts_of_item_out *texts;
    size_t texts_n;
    struct q_page_suggestions_of_out *suggestions;
    size_t suggestions_n;
    struct q_page_vetoes_of_item_out *vetoes;
    size_t vetoes_n;
    struct q_page_happenings_of_item_out *happenings;
    size_t happenings_n;
};
/* Everything that two pages ask of an item; declares item:<body>/<file>, and its meetings. */
MUST err *page_item_facts(struct page_cx *cx, sv body, sv file, struct item_facts *ret);
/* The steps in their order. */
MUST err *page_history(struct page_cx *cx, const struct body_view *b, const struct item_facts *f,
                       const struct view_step **ret, size_t *ret_n);
/* What became of it, outcome by outcome, and the meetings for it that were not held. */
MUST err *page_outcomes(struct page_cx *cx, const struct body_view *b, const struct item_facts *f,
                        const struct view_step **ret, size_t *ret_n);
/* What is due of an item after its decision, and what of it is done: one sentence each, what is
 * late first, then what is open, then what is done.  (item_due.c) */
struct due_line {
    sv sentence;
    bool late, done;
    int64_t seq; /* the entry that it rests on */
};
MUST err *page_item_due(struct page_cx *cx, const struct body_view *b, const struct item_facts *f,
                        const struct due_line **ret, size_t *ret_n);
/* The newest number that an item was given; *ret_found false where it has none.  (item_due.c) */
MUST err *page_item_number(struct page_cx *cx, sv body, sv file, bool *ret_found, sv *ret,
                           int64_t *ret_seq);
void page_texts(struct page_cx *cx, const struct item_facts *f,
                const struct view_text_version **ret, size_t *ret_n);
/* The text of which that one is the next version, or n where there is none: what is proposed, voted
 * on and signed is one text, a note beside it one with notes of its title. */
size_t page_text_before(const struct q_page_texts_of_item_out *texts, size_t n, size_t i);
/* "as proposed", in what state a text was filed. */
sv page_text_state_words(sv state);
/* "Defer the item: the sources disagree." … what became of the item, in one sentence. */
sv page_item_sentence(struct page_cx *cx, const struct body_view *b, const struct item_facts *f);

#endif
