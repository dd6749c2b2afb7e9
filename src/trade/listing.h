/* The federal list of agreements under 8 U.S.C. 1357(g), as the agency publishes it: a spreadsheet
 * of one line an agency and model, replaced now and then without a word on what changed.  Here a
 * list is read and held against the one before; what was added, changed or is gone becomes entries
 * (listing.reported), and nothing else does.
 * Columns of participatingAgencies*.xlsx: STATE, LAW ENFORCEMENT AGENCY, TYPE, COUNTY, SUPPORT
 * TYPE, SIGNED, MOA, ADDENDUM; of pendingAgencies*.xlsx the first five only. */
#ifndef TRADE_LISTING_H
#define TRADE_LISTING_H

#include "base/json.h"
#include "store/store.h"
#include "trade/xlsx.h"

struct listing_line {
    sv id; /* made of agency, state and model: see listing_read */
    sv agency, state, model;
    sv county, agreement, addendum; /* empty where the list has none */
    bool has_signed;
    date signed_on;
    uint32_t row; /* of the sheet */
};

/* What was not taken as it stood. */
struct listing_note {
    uint32_t row; /* of the sheet; 0: the sheet as a whole */
    sv what;      /* a sentence */
    bool lost;    /* something of the file is not in the list: --strict refuses it */
};

struct listing_list {
    bool pending; /* it has neither dates nor agreements: those are waiting */
    struct listing_line *lines;
    size_t n;
    struct listing_note *notes;
    size_t notes_n;
    size_t no_county; /* lines whose county is "#N/A" or empty */
};

/* The lines of a sheet.  Spaces around and within what a cell says are made one; "#N/A" is no
 * county.  The id of a line is the first 20 hexadecimal digits of the SHA-256 of agency, state and
 * model in small letters, with line ends between; of several lines with the same three the second
 * by county, day and address has "-2" behind it, and so on.  A line without one of the three, and a
 * line that says the same as another, is left out with a note.  Refuses (E_INVALID) a sheet without
 * the heads STATE, LAW ENFORCEMENT AGENCY and SUPPORT TYPE in one of its first 20 rows, or without
 * a line.  Lifetime: a, and the sheet's. */
MUST err *listing_read(struct arena *a, sv file, const struct xlsx_sheet *sheet,
                       struct listing_list *ret);

/* The day in a file's name, as participatingAgencies07182025am.xlsx has it.  False where there is
 * none. */
MUST bool listing_day_of(sv file, date *ret);

enum listing_how { LISTING_ADDED, LISTING_CHANGED, LISTING_GONE };

struct listing_change {
    enum listing_how how;
    struct listing_line now; /* gone: as it was */
    struct listing_line was; /* changed: as it was */
    bool pending;            /* status of the line: as the list, or gone: as it was */
    int64_t before;          /* the entry that said it last; -1: none */
};

struct listing_changes {
    struct listing_change *list; /* added and changed in the order of the sheet, then gone by id */
    size_t n;
    size_t count[3]; /* by enum listing_how */
    size_t same;     /* lines that say what they said */
};

/* Hold a list against what the record says of it.  Refuses (E_CONFLICT) a list of an earlier day
 * than the last that was entered: then nobody could say what changed when.  Reads within its own
 * snapshot.  Lifetime: a, and the list's. */
MUST err *listing_compare(struct arena *a, struct store *reader, sv list, date listed,
                          const struct listing_list *now, struct listing_changes *ret);

/* Whose list it is, and where it was found. */
struct listing_source {
    sv body;  /* the body whose record takes it */
    sv list;  /* its id */
    sv title; /* the file's name and its hash */
    date listed, retrieved;
};

/* A change as an act, in the shape of POST /acts.json.  The act's id is made of what it says and of
 * the entry before it, so that the same change is entered once, however often it is asked for. */
NONNULL struct jv *listing_act(struct arena *a, const struct listing_source *s,
                               const struct listing_change *c);

/* What an import found and did, as JSON: list, listed, title, lines, counts, notes, changes.
 * entered: how many of the changes stand. */
NONNULL struct jv *listing_report(struct arena *a, const struct listing_source *s,
                                  const struct listing_list *now, const struct listing_changes *c,
                                  size_t entered);

#endif
