/* Papers: what a meeting leaves behind in words.  A paper is a list of blocks (views/paper.model);
 * each sentence names the entries on which it rests. */
#ifndef PAGES_PAPER_H
#define PAGES_PAPER_H

#include "pages/inner.h"
#include "rules/template.h"

/* Words of the clerk for the sentence of an entry. */
struct paper_words {
    int64_t of, seq;
    bool after;
    sv words;
};

/* An entry of the meeting that a paper tells of. */
struct paper_entry {
    struct rec_entry e;
    enum rec_kind_id kind; /* REC_KINDS where this program does not know it */
    bool void_;            /* a correction took it back */
    int64_t corrected;     /* the entry that corrects it, or 0 */
};

/* A meeting with everything that its papers tell of it. */
struct paper_meeting {
    struct page_cx *cx;
    struct meeting_view m;
    struct paper_entry *entries;
    size_t entries_n;
    motion_row *motions;
    size_t motions_n;
    struct q_page_agenda_out *agenda;
    size_t agenda_n;
    struct list others; /* struct q_page_agenda_out: items that it dealt with and that stood on no
                           agenda of it */
    uint32_t *places;   /* where the line of an item is found: 1 + its place, by a hash of its id */
    size_t places_n;    /* a power of two */
    struct q_page_votes_of_meeting_out *votes;
    size_t votes_n;
    struct paper_words *words;
    size_t words_n;
};

/* ---- paper.c ---- */

/* Everything of a meeting that was run here; declares what it reads.  E_NOTFOUND where there is no
 * such meeting, where it has not begun, or where only sources' accounts of it are on record. */
MUST err *paper_read(struct page_cx *cx, sv body, sv date_n, struct paper_meeting *ret);
/* The motion of that number; never NULL for one that the record names, else NULL. */
const motion_row *paper_motion(const struct paper_meeting *p, int64_t n);
/* The line of the agenda, or what takes its place for an item that stood on none; or NULL. */
const struct q_page_agenda_out *paper_line(const struct paper_meeting *p, sv item);
/* "C.3. A grant for the library (rc-31)": the item as papers name it. */
sv paper_label(struct arena *a, const struct q_page_agenda_out *line, sv item);
/* Make the places of the agenda's lines, with room for the items of its motions. */
void paper_places(struct paper_meeting *p);
/* The place of the item's line among the agenda's, those of `others` behind them; -1: none. */
int64_t paper_place(const struct paper_meeting *p, sv item);
/* The votes by name on the motion of that number. */
const struct q_page_votes_of_meeting_out *paper_votes_on(const struct paper_meeting *p, int64_t n,
                                                         size_t *ret_n);
/* The public text of a part of an entry, or empty. */
MUST err *paper_part(struct page_cx *cx, const struct rec_entry *e, const char *name, sv *ret);
/* The style of that name, or STYLE_COUNT.  Each style tells what the one before does, and more. */
enum template_style paper_style_of(sv name);

/* A list of blocks under way. */
struct paper_blocks {
    struct arena *a;
    struct list l;
};
struct view_paper_block *paper_add(struct paper_blocks *b, const char *kind, sv text);
struct view_paper_block *paper_heading(struct paper_blocks *b, int level, sv text, url to);
/* The block rests on this entry, too. */
void paper_rests(struct paper_blocks *b, struct view_paper_block *block, int64_t seq);
/* What the paper says of whose body, which meeting, under its title. */
struct view_paper paper_begin(const struct paper_meeting *p, const char *kind, sv title);
void paper_end(struct view_paper *paper, struct paper_blocks *b);
/* Votes by name in the order of choice; seats: b's. */
struct paper_ballot {
    sv member, choice;
    int64_t seq; /* the vote, or -1 */
};
/* Each name with its vote, where each has one. */
void paper_pair(struct arena *a, struct view_paper_vote *v);
void paper_votes(struct paper_blocks *out, const struct body_view *b,
                 const struct paper_ballot *ballots, size_t n);

/* ---- paper_words.c: how minutes speak of motions and results; all in a ---- */

/* "Commissioner Ana Quill": the official as sentences call them. */
sv paper_who(struct arena *a, const struct body_view *b, sv member);
/* "resolution", "ordinance", "minutes", "item". */
sv paper_item_word(sv type);
/* What the mover did: "moved to defer the item to July 9, 2026", "raised a point of order". */
sv paper_did(struct paper_meeting *p, const motion_row *m);
/* The motion as a noun: "the motion to defer the item to July 9, 2026", "the point of order". */
sv paper_noun(struct paper_meeting *p, const motion_row *m);
/* The result as the vote.announced e says it: "The resolution was adopted, 3 to 2." */
sv paper_result(struct paper_meeting *p, const motion_row *m, const struct rec_entry *e);
/* What became of a motion without a vote of its own: "The motion to amend was not decided." */
sv paper_became(struct paper_meeting *p, const motion_row *m, sv outcome);
/* "three to two". */
sv paper_count_words(struct arena *a, int64_t yes, int64_t no);

/* ---- paper_lists.c ---- */

/* What the meeting did, item by item; the agenda with what became of each; what is due after it. */
MUST err *paper_summary(struct paper_meeting *p, struct view_paper *ret);
MUST err *paper_marked(struct paper_meeting *p, struct view_paper *ret);
MUST err *paper_due(struct paper_meeting *p, struct view_paper *ret);

/* ---- paper_item.c ---- */

/* The number of an item among the resolutions or ordinances, with the entry that gave it; empty:
 * none is given. */
MUST err *paper_number(struct page_cx *cx, sv body, sv item, sv *ret, int64_t *ret_seq);

/* ---- paper_kept.c ---- */

/* A paper as it is kept (docs/format/paper.md), and back.  Of what rec_paper_check lets pass
 * nothing is refused but too many values (E_LIMIT). */
MUST err *paper_of_json(struct arena *a, sv json, struct view_paper *ret);
MUST err *paper_to_json(struct arena *a, const struct view_paper *paper, sv *ret);

/* The versions of a meeting's minutes that were filed, and the vote that approved them. */
struct paper_versions {
    struct q_page_minutes_versions_out *rows;
    size_t rows_n;
    struct q_page_minutes_items_out *items;
    size_t items_n;
    const struct q_page_minutes_items_out *approval; /* NULL: not approved */
    int64_t approved;                                /* which version; 0: none stood */
    bool amended;
};
MUST err *paper_versions_read(struct page_cx *cx, const struct meeting_view *m,
                              struct paper_versions *ret);
/* "Approved as amended on July 10, 2026 by a vote of 5 to 0."  Promise: there is an approval. */
sv paper_approval_words(struct page_cx *cx, const struct body_view *b,
                        const struct paper_versions *v);
/* filed, approved, approved-as-amended or superseded. */
sv paper_version_status(const struct paper_versions *v, int64_t version);
/* The newest first. */
void paper_version_list(struct page_cx *cx, const struct meeting_view *m,
                        const struct paper_versions *v, const struct view_paper_version **ret,
                        size_t *ret_n);
/* The style in which the body keeps its minutes. */
MUST err *paper_body_style(struct page_cx *cx, const struct meeting_view *m,
                           enum template_style *ret);

/* ---- paper_minutes.c ---- */

/* The minutes of the meeting as the record now stands, in that style. */
MUST err *paper_minutes(struct paper_meeting *p, enum template_style style, struct view_paper *ret);

#endif
