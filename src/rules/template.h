/* Agenda templates: how a body orders its agendas, numbers its papers and gives notice, as data.
 * A template is a text that a clerk can read and mend (dais-template(5) describes it); it is parsed
 * once and then asked. */
#ifndef RULES_TEMPLATE_H
#define RULES_TEMPLATE_H

#include "base/err.h"
#include "rules/days.h"
#include "rules/floor.h"

enum {
    TEMPLATE_SECTIONS = 48,
    TEMPLATE_REVIEWS = 16,
    TEMPLATE_TYPES = 4,        /* enum floor_meeting_type */
    TEMPLATE_NAME_BYTES = 120, /* of a section or reviewer */
    TEMPLATE_BYTES = 1 << 16,  /* of a whole template */
    TEMPLATE_HOURS = 24 * 366  /* of notice, at most */
};

struct template_section {
    sv name;
    sv code;        /* begins the numbers of its items: "C" in C.3 */
    bool consent;   /* its items are adopted by one vote */
    uint32_t types; /* which items belong there: bits of enum floor_item_kind; 0: none by itself */
};

/* How much notice a sort of meeting needs. */
struct template_notice {
    bool given;
    int32_t hours;
    bool business; /* only the hours of business days count */
    sv citation;
};

struct template_review {
    sv reviewer;
    int32_t days;
};

enum template_series {
    SERIES_FILE,
    SERIES_RESOLUTION,
    SERIES_ORDINANCE,
    SERIES_OTHER,
    SERIES_COUNT
};
enum template_style { STYLE_ACTION, STYLE_SECONDERS, STYLE_REASONS, STYLE_VERBATIM, STYLE_COUNT };

struct template
{
    sv name;
    struct template_section section[TEMPLATE_SECTIONS]; /* in order */
    size_t sections;
    sv number[SERIES_COUNT]; /* patterns; empty: the series has none */
    struct template_notice notice[TEMPLATE_TYPES];
    enum template_style style; /* of the minutes */
    struct template_review review[TEMPLATE_REVIEWS];
    size_t reviews;
    size_t deferred; /* section of items carried over; == sections: that of their type */
};

/* Read a template.  file_name and line are named in errors: "own.template:12".
 * Refuses (E_INVALID with that place as its field; E_LIMIT) what is not UTF-8, too long or too
 * much, words that mean nothing, a section or number twice, a template without a section, a pattern
 * without {n}, a deferred section that does not stand above.  Lifetime: in a, borrowing from text.
 */
MUST err *template_parse(struct arena *a, sv file_name, sv text, struct template **ret);
/* The one for bodies that have adopted none.  Lifetime: a. */
NONNULL const struct template *template_default(struct arena *a);
/* Its text. */
sv template_default_text(void);

/* The section of that name, or t->sections. */
size_t template_section_of(const struct template *t, sv name);
/* Where an item of that type goes by itself: the first section that takes its type and is not taken
 * by one vote; else the first that takes it; else the last section. */
size_t template_section_for(const struct template *t, enum floor_item_kind type);
/* Where one goes that is carried over from another meeting. */
size_t template_section_carried(const struct template *t, enum floor_item_kind type);

/* Until when notice is due of a meeting of that sort: ret is a second since the midnight that began
 * day 0 by the clocks of the body's place, as is `at`, the second at which it begins.  By those
 * clocks too where the hours of all days count: 72 hours before 6 p.m. on Monday is 6 p.m. on
 * Friday, whether or not they were changed in between.  False: the template does not say. */
bool template_deadline(const struct template *t, enum floor_meeting_type type,
                       const struct holidays *h, int64_t at, int64_t *ret);

/* The number that a pattern gives.  Lifetime: a. */
sv template_number(struct arena *a, sv pattern, int year, int64_t n);
/* The place n that a number has by the pattern in that year; 0: it is no number of it.  Letters
 * count alike, great and small. */
int64_t template_number_place(struct arena *a, sv pattern, int year, sv number);

/* "file" "resolution" "ordinance" "other"; SERIES_COUNT for any other word. */
enum template_series template_series_of(sv word);
/* "action" "seconders" "reasons" "verbatim" */
sv template_style_name(enum template_style s);

#endif
