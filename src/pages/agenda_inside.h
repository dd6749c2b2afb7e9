/* What the pages of agendas share. */
#ifndef PAGES_AGENDA_INSIDE_H
#define PAGES_AGENDA_INSIDE_H

#include "pages/inner.h"
#include "rules/agenda.h"

/* The template of a meeting, and whether the body has adopted it; declares body:<id>. */
MUST err *page_template(struct page_cx *cx, sv meeting, bool *ret_own, const struct template **ret);
/* The template of a meeting that is called for that day now, and the entry that adopted it. */
MUST err *page_template_of(struct page_cx *cx, sv body, date day, bool *ret_own, int64_t *ret_seq,
                           const struct template **ret);
/* Until when notice of the meeting is due, where its template says so. */
MUST err *page_deadline(struct page_cx *cx, const struct meeting_view *m, const struct template *t,
                        bool *ret_has, instant *ret);
/* "2 hours before notice was due"; empty where there is no deadline. */
sv page_against_deadline(struct arena *a, instant t, bool has, instant deadline);
/* Why an item stands on an agenda without having been scheduled; empty where it was. */
sv page_carried_words(struct arena *a, sv why, sv why_meeting);
/* The items of a version, in order. */
MUST err *page_version_lines(struct page_cx *cx, int64_t seq, struct agenda_line **ret,
                             size_t *ret_n);
/* What changed between two, in words. */
void page_agenda_changes(struct arena *a, const struct agenda_line *was, size_t was_n,
                         const struct agenda_line *is, size_t is_n,
                         const struct view_agenda_change **ret, size_t *ret_n);
/* The notices of a meeting. */
MUST err *page_notices(struct page_cx *cx, const struct meeting_view *m,
                       const struct view_notice **ret, size_t *ret_n);
/* The agenda as it stands now, published or not. */
MUST err *page_agenda_now(struct page_cx *cx, sv meeting, const struct template *t,
                          agenda_line_row **ret, size_t *ret_n, struct agenda *g);
/* Put the rows in the order in which they stand now, with section, number and consent. */
void page_agenda_arrange(struct page_cx *cx, const struct template *t, agenda_line_row *rows,
                         size_t n, struct agenda *ret);

#endif
