/* Forms that ask for acts: made field by field. */
#ifndef PAGES_FORM_H
#define PAGES_FORM_H

#include "pages/inner.h"

/* What a field for a file offers to choose from. */
#define FORM_FILES ".pdf,.png,.jpg,.jpeg,.txt,.docx,.xlsx"

struct form {
    struct page_cx *cx;
    struct view_act_form v;
    struct list hidden, fields;
    size_t room; /* for more fields than most forms have: set before the first */
};

/* A form for an act of that kind ("/acts/vote.cast") that leads to next when it is done. */
struct form form_act(struct page_cx *cx, const char *kind, sv title, sv button, sv next);
/* A form that goes to another address of this site. */
struct form form_to(struct page_cx *cx, url action, sv title, sv button);
void form_hidden(struct form *f, const char *name, sv value);
/* A field of that kind (forms.model); gives it for its value, error, hint and options. */
struct view_form_field *form_field(struct form *f, const char *name, const char *kind, sv label,
                                   bool required);
void form_option(struct form *f, struct view_form_field *field, sv value, sv label, bool selected);
/* The codes of a kind's field, in words, as the field's choices. */
void form_codes(struct form *f, struct view_form_field *field, const char *kind, const char *name,
                sv chosen);
/* A choice among the body's voting members; chosen may be empty. */
struct view_form_field *form_members(struct form *f, const struct body_view *b, const char *name,
                                     sv label, bool required, sv chosen);
struct view_act_form form_done(struct form *f);
/* What was refused, for the top of the page.  The one of these forms that was sent is filled in as
 * it was (but for passwords), with what is wrong at its field.  NULL where sent is, or nothing was
 * refused. */
const struct view_trouble *form_sent(struct page_cx *cx, const struct page_sent *sent,
                                     struct view_act_form *forms, size_t n);

/* What waits on whom of the drafts that the visitor may see: for reviewers' and clerks' first
 * pages. */
MUST err *page_drafts_waiting(struct page_cx *cx, const struct view_draft_group **ret,
                              size_t *ret_n);

/* Which act an entry is, in one sentence: "Ben Rowe votes Yes."  What is not spelled out here says
 * what its kind is for. */
sv page_act_words(struct page_cx *cx, const struct body_view *b, const struct rec_entry *e);

/* The same of an entry about an instrument; empty for any other. */
sv page_instrument_words(struct page_cx *cx, const struct body_view *b, const struct rec_entry *e);

/* What a field of an act about an instrument may hold, as far as that is on record. */
struct form_choices {
    bool named;  /* the field names what is on record: nothing else is taken */
    bool many;   /* more than are listed */
    bool brings; /* the act itself brings what the field names, or names it anew */
    const struct view_choice_option *options;
    size_t n;
};
/* Of that field of that kind; all empty for other fields.  At most 200 options.  E_IO. */
MUST err *form_instrument_choices(struct page_cx *cx, sv instrument, const struct rec_kind *kind,
                                  const struct rec_field *field, struct form_choices *ret);

/* The ids that an act's form holds; empty where it holds none. */
struct page_about {
    sv meeting, item, motion, instrument;
    bool makes; /* the act calls or files them, so that they are not on record before it */
};
/* "This is about motion 2, to defer to June 24, 2026, moved by Ben Rowe, on item rc-41, “…”, in the
 * regular meeting of …": what is not on record is said to be so. */
MUST err *page_about_words(struct page_cx *cx, const struct body_view *b,
                           const struct page_about *p, sv *ret);

/* The instant that a clock of the meeting's place showed: on the day on which it was called to
 * order, or after midnight; before that, on its own day, at most today.  E_INVALID (local.at): no
 * time of day; one that is still to come, or before the opening. */
MUST err *page_at_read(struct page_cx *cx, const struct zone *z, const struct q_page_meeting_out *m,
                       sv clock, instant *ret);

/* The words of a code on a form: "roll-call" is "roll call". */
sv form_code_words(struct arena *a, sv code);

#endif
