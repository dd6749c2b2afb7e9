/* An entry on its way into the derived tables: what its kinds need at hand, and what becomes of
 * motions and items by it.  Between the files of the derivation only. */
#ifndef STORE_READING_H
#define STORE_READING_H

#include "store/inner.h"
#include "store/q.h"

/* An entry with what most kinds need at hand. */
struct st_reading {
    struct store *s;
    struct arena *a;
    const struct rec_entry *e;
    sv meeting, item, instrument; /* empty where there is none */
    bool has_motion;
    int64_t motion;
    bool has_to_day; /* … of the motion, where the entry names one that stands */
    int64_t to_day;
    bool timed;
    instant when; /* when it happened, where that is known */
};

/* Fill in what the entry is about, and when it happened.  E_IO. */
MUST err *st_read(struct st_reading *r);

/* A text of its data, or empty; the hash of its part of that name, or SV_NONE; SV_NONE for an empty
 * text. */
sv st_text(const struct st_reading *r, const char *key);
sv st_part_hash(const struct st_reading *r, const char *name);
sv st_optional(sv s);
/* A date as a day; an integer of its data; the day in a meeting's id.  False, or 0: none is given.
 */
bool st_day(sv s, int64_t *ret);
bool st_number(const struct st_reading *r, const char *key, int64_t *ret);
int64_t st_meeting_day(sv meeting);
/* When, as the entry has it, or SV_NONE. */
sv st_at_json(const struct st_reading *r);

/* One outcome of an item: a word, or "pending": the one before is undone.  E_IO. */
MUST err *st_item_becomes(struct st_reading *r, sv item, sv word);
/* What the entry says becomes of items (data.disposition) and of motions (data.becomes).  E_IO. */
MUST err *st_dispositions(struct st_reading *r);
MUST err *st_becomes(struct st_reading *r);
/* A motion ends without a vote of its own.  E_IO. */
MUST err *st_motion_ends(struct st_reading *r, int64_t n, sv word);
/* An item stands on a meeting's agenda because of that, from: the meeting that it comes from, or
 * empty; no longer on any agenda of a meeting not opened because of that.  E_IO. */
MUST err *st_stand_on(struct st_reading *r, sv item, sv meeting, const char *why, sv from);
MUST err *st_leave_agendas(struct st_reading *r, sv item, const char *why);
/* A veto is filed; a meeting is called or cancelled, on whose agenda vetoed items stand; a meeting
 * ends without having overridden them.  E_IO. */
MUST err *st_veto_filed(struct st_reading *r);
MUST err *st_place_vetoes(struct st_reading *r);
MUST err *st_vetoes_stand(struct st_reading *r);
/* What a meeting that was lost for lack of a quorum did not decide stands on the agenda of the next
 * regular meeting that is called; the meeting of the entry was lost so.  E_IO. */
MUST err *st_place_awaiting(struct st_reading *r);
MUST err *st_lost(struct st_reading *r);
/* The kinds of the agenda.  E_IO. */
MUST err *st_template_adopted(struct st_reading *r);
MUST err *st_holiday_noted(struct st_reading *r);
MUST err *st_item_numbered(struct st_reading *r);
MUST err *st_item_scheduled(struct st_reading *r);
MUST err *st_item_unscheduled(struct st_reading *r);
MUST err *st_agenda_published(struct st_reading *r);
MUST err *st_notice_posted(struct st_reading *r);
MUST err *st_cancelled(struct st_reading *r);
MUST err *st_meeting_changed(struct st_reading *r);

/* ---- derive_hall.c ---- */

/* A member asks to speak; is recognized, which ends whoever spoke; has spoken, or takes it back. */
MUST err *st_floor_requested(struct st_reading *r);
MUST err *st_floor_assigned(struct st_reading *r);
MUST err *st_floor_yielded(struct st_reading *r);
/* What an entry of any kind ends: a vote, a recess and a closed session the speaking; another item
 * and adjournment the waiting, too; leaving both, of whoever left. */
MUST err *st_floor_moves_on(struct st_reading *r, enum rec_kind_id kind);
/* A member tells the clerk of an interest. */
MUST err *st_conflict_declared(struct st_reading *r);
/* A recording starts; where it can be seen. */
MUST err *st_recording_started(struct st_reading *r);
MUST err *st_recording_linked(struct st_reading *r);

/* ---- derive_instruments.c ---- */

/* What the entry says of an instrument, or of a list of them; nothing of other kinds.  E_IO. */
MUST err *st_instruments(struct st_reading *r, enum rec_kind_id kind);

#endif
