/* Files of items: what the item's pages, the clerk's and the packet show of them. */
#ifndef PAGES_FILES_H
#define PAGES_FILES_H

#include "pages/inner.h"

typedef struct q_page_attachments_out attachment_row;

/* The files of an item that stand, in the order in which they were filed. */
MUST err *page_attachment_rows(struct page_cx *cx, sv body, sv item, attachment_row **ret,
                               size_t *ret_n);
/* The same as models. */
MUST err *page_attachments(struct page_cx *cx, sv body, sv item, const struct view_attachment **ret,
                           size_t *ret_n);
/* Where its texts stand one against the other; empty where none has a second version. */
url page_texts_url(struct page_cx *cx, const struct item_facts *f);
/* One text against the one before, line by line, changed lines word by word; what became of it in a
 * sentence. */
sv page_text_lines(struct page_cx *cx, sv was_text, sv is_text, const struct view_text_line **ret,
                   size_t *ret_n);
/* "Staff report", "Fiscal memorandum": a code that is not known stands for itself. */
sv page_attachment_words(sv type);
/* "312 bytes", "24 KB", "1.5 MB". */
sv page_size_words(struct arena *a, int64_t bytes);

#endif
