/* What the files of the clerk's screen share. */
#ifndef PAGES_DESK_INSIDE_H
#define PAGES_DESK_INSIDE_H

#include "pages/form.h"

struct desk {
    struct page_cx *cx;
    struct meeting_view m;
    const struct floor *f;
    const struct pack *pack;
    sv next, at, item_type;
    int64_t seen; /* the meeting's newest entry */
    struct q_page_agenda_out *agenda;
    size_t agenda_n;
    motion_row *motions; /* that are pending */
    size_t motions_n;
};

/* ---- desk.c ---- */

/* In digits. */
sv desk_number(struct desk *d, int64_t n);
/* The member's id, empty for FLOOR_NOBODY; how sentences call the member. */
sv desk_seat_id(const struct desk *d, int32_t seat);
sv desk_seat_name(const struct desk *d, int32_t seat);
/* The item that is before the body, or empty. */
sv desk_open_item(const struct desk *d);
/* What the motion asks, as it was made. */
sv desk_asks(struct desk *d, const struct floor_motion *m);

/* A form for an act of the meeting, with the time of day that the screen is set to. */
struct form desk_act(struct desk *d, const char *kind, sv title, sv button);
struct form desk_on_motion(struct desk *d, const char *kind, sv title, sv button, uint32_t motion);
/* A form of several acts (web: POST /acts), and the name of a field of its step. */
struct form desk_acts(struct desk *d, sv title, sv button);
const char *desk_step(struct desk *d, int step, const char *name);
/* A choice among the members by the numbers of their seats. */
struct view_form_field *desk_members(struct desk *d, struct form *f, const char *name, sv label,
                                     sv chosen);

/* The form that takes an item up; the next items that are to come, at most so many. */
struct form desk_taking_up(struct desk *d, sv item, sv title);
size_t desk_coming(const struct desk *d, const struct q_page_agenda_out **ret, size_t most);

/* ---- desk_beside.c ---- */

/* The items of the agenda in whose number or title the words stand. */
void desk_found(struct desk *d, sv words, struct view_clerk_meeting *ret);
/* Items in any order, a note: what the clerk may want at any time. */
void desk_tools(struct desk *d, struct view_clerk_meeting *ret);
/* What was recorded last, the newest first, and how it is corrected or taken back.  E_IO. */
MUST err *desk_last_acts(struct desk *d, struct q_page_last_of_meeting_out *rows, size_t n,
                         struct view_clerk_meeting *ret);
/* Who keeps the record, and the form by which the clerk who looks takes it over.  E_IO. */
MUST err *desk_keeper(struct desk *d, struct view_clerk_meeting *ret);

/* ---- desk_roll.c: who is here, and how they vote ---- */

/* The roll that is being called, whose turn it is, and what the chair says to call the name. */
void desk_roll(struct desk *d, struct view_clerk_meeting *ret);
/* Somebody but who presides was noted as here or not. */
bool desk_noted(const struct desk *d);
/* Who is here: a choice for each member. */
struct view_act_form *desk_attendance(struct desk *d);

/* What the chair says, in the languages of the place. */
void desk_says(struct desk *d, struct list *l, sv name, const sv words[LANG_COUNT]);

#endif
