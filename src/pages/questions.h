/* The fourteen questions: what a decision page has gathered, and the answers that it gives. */
#ifndef PAGES_QUESTIONS_H
#define PAGES_QUESTIONS_H

#include "pages/agreement.h"
#include "pages/effects.h"

struct deciding {
    struct page_cx *cx;
    struct body_view b;
    struct item_facts f;
    sv title;
    bool decided;           /* a main motion was adopted or lost */
    sv meeting;             /* … in this meeting */
    date day;               /* … whose day this is: the day of the decision */
    const motion_row *main; /* … witnessed here, or NULL … */
    const struct q_page_rolls_of_item_out *roll; /* … or the first source's account, or NULL */
    vote_row *votes;                             /* on the item, in that meeting */
    size_t votes_n;
    struct q_page_reasons_of_item_out *reasons;
    size_t reasons_n;
    const struct due_line *due; /* late, open, done */
    size_t due_n;
    struct effects *effects;       /* of the agreements that it approved */
    struct due_answer *agreements; /* that it approved: what is due under each */
    size_t agreements_n;
    struct agreement *followed; /* the same agreements, with who may do what under them */
    bool agreements_witnessed;  /* one of them at least is no source's account */
    sv activity;                /* what the newest table of an agency says; empty: none */
    int64_t activity_seq;
    bool has_veto, veto_open;
    instant veto_until;
};

/* The answers in the order of enum rec_question.  E_IO. */
MUST err *page_questions(struct deciding *d, const struct view_question **ret, size_t *ret_n);

#endif
