-- What the acts ask before they write.

-- name: act_body :one
-- in:  id text
-- out: seats int, pack text, reported bool
SELECT seats, pack, reported FROM body WHERE id = :id;

-- name: act_official :one
-- in:  body text, member text
-- out: votes bool
SELECT votes FROM official WHERE body = :body AND member = :member;

-- name: act_members :many
-- Who sits in the body on that day.
-- in:  body text, day int
-- out: member text, name text, title text optional
SELECT member, name, title FROM official
WHERE body = :body AND votes = 1 AND (from_day IS NULL OR from_day <= :day)
  AND (until_day IS NULL OR until_day >= :day)
ORDER BY position;

-- name: act_meeting :one
-- in:  id text
-- out: body text, type text optional, status text, reported bool
SELECT body, type, status, reported FROM meeting WHERE id = :id;

-- name: act_item :one
-- in:  body text, file text
-- out: filed_seq int optional, outcome text
SELECT filed_seq, outcome FROM item WHERE body = :body AND file = :file;

-- name: act_agenda :one
-- in:  meeting text, item text
-- out: scheduled_seq int optional, why text optional
SELECT scheduled_seq, why FROM agenda WHERE meeting = :meeting AND item = :item;

-- name: act_motion_moved :one
-- in:  moved_seq int
-- out: meeting text, n int
SELECT meeting, n FROM motion WHERE moved_seq = :moved_seq;

-- name: act_motion :one
-- in:  meeting text, n int
-- out: item text optional, state text, rule text optional, yes int optional, no int optional
-- out: mover text, seconder text optional
SELECT item, state, rule, yes, no, mover, seconder FROM motion WHERE meeting = :meeting AND n = :n;

-- name: act_meeting_count :one
-- in:  meeting text
-- out: entries int
SELECT count(*) FROM happening WHERE meeting = :meeting;

-- name: act_meeting_seqs :many
-- in:  meeting text, after int
-- out: seq int
SELECT seq FROM happening WHERE meeting = :meeting AND seq > :after ORDER BY seq LIMIT 1000;

-- name: act_overtaken :one
-- How many entries of a body from one on are of kinds that change what a meeting was folded with.
-- in:  body text, from int, seated int, rules int, registered int, opened int, corrected int
-- out: n int
SELECT count(*) FROM happening
WHERE seq >= :from AND body = :body AND kind IN (:seated, :rules, :registered, :opened, :corrected);

-- name: act_last :one
-- out: recorded int
SELECT recorded FROM happening ORDER BY seq DESC LIMIT 1;

-- name: act_rules :one
-- The body's own rules that judge a meeting: the last adopted before it was opened, for a day.
-- in: body text, before int, day int
-- out: seq int, pack text, words blob
SELECT seq, pack, words FROM adopted_rules
WHERE body = :body AND seq < :before AND (from_day IS NULL OR from_day <= :day)
ORDER BY seq DESC LIMIT 1;

-- name: act_meeting_when :one
-- What stands of a meeting's calling and opening.
-- in: id text
-- out: type text optional, opened_seq int optional
SELECT type, opened_seq FROM meeting WHERE id = :id;

-- name: act_regular_after :one
-- The body's next regular meeting after a day, as the record stood before an entry.
-- in: body text, day int, before int
-- out: day int
SELECT day FROM meeting
WHERE body = :body AND day > :day AND type = 'regular' AND called_seq < :before
    AND (cancelled_seq IS NULL OR cancelled_seq > :before)
ORDER BY day LIMIT 1;

-- name: act_held_before :one
-- The body's meeting before that one, as the record stood before an entry.
-- in: body text, id text, day int, before int
-- out: id text
SELECT id FROM meeting
WHERE body = :body AND id <> :id AND day <= :day AND opened_seq < :before
ORDER BY day DESC, opened_seq DESC LIMIT 1;

-- name: act_vetoed :many
-- The items that stood on a meeting's agenda before an entry because they were vetoed.
-- in: meeting text, before int
-- out: item text
SELECT item FROM agenda WHERE meeting = :meeting AND why = 'veto' AND why_seq < :before
ORDER BY item;

-- name: act_item_past :one
-- An item's kind, and whether it stood on a meeting's agenda, as the record stood before an entry.
-- in: body text, file text, meeting text, before int
-- out: type text optional, filed_seq int optional, scheduled bool
SELECT i.type AS type, i.filed_seq AS filed_seq,
    EXISTS (SELECT 1 FROM agenda g WHERE g.meeting = :meeting AND g.item = i.file
        AND (g.scheduled_seq < :before OR (g.why IS NOT NULL AND g.why_seq < :before))) AS scheduled
FROM item i WHERE i.body = :body AND i.file = :file;

-- name: act_outcomes :many
-- What became of an item before an entry, at other meetings or outside of any.
-- in: body text, item text, meeting text, before int
-- out: outcome text, meeting text optional, motion int, seq int, reported bool
SELECT outcome, meeting, motion, seq, reported FROM outcome
WHERE body = :body AND item = :item AND seq < :before AND (meeting IS NULL OR meeting <> :meeting)
ORDER BY seq;

-- name: act_votes :many
-- The votes by name on a motion, or of a reported roll.
-- in: meeting text, motion int, roll int
-- out: member text, choice text
SELECT member, choice FROM vote WHERE meeting = :meeting AND motion = :motion AND roll = :roll
ORDER BY member LIMIT 1000;

-- name: act_decided :one
-- What an item stands as, and since when.
-- in: body text, file text
-- out: type text optional, outcome text, meeting text optional, at instant optional, seq int optional
SELECT type, outcome, decided_meeting AS meeting, decided_at AS at, decided_seq AS seq
FROM item WHERE body = :body AND file = :file;

-- name: act_body_zone :one
-- in: id text
-- out: zone text
SELECT zone FROM body WHERE id = :id;

-- name: act_happening :one
-- Which item an entry is about.
-- in: seq int
-- out: item text optional
SELECT item FROM happening WHERE seq = :seq;

-- name: act_meetings_after :many
-- The meetings that this program ran and that dealt with an item after an entry.
-- in: body text, item text, seq int
-- out: meeting text
SELECT DISTINCT h.meeting AS meeting FROM happening h JOIN meeting m ON m.id = h.meeting
WHERE h.body = :body AND h.item = :item AND h.seq > :seq AND h.reported = 0
    AND m.opened_seq IS NOT NULL AND m.reported = 0
ORDER BY h.meeting;

-- name: act_item_next :one
-- The next entry about an item that was not taken back.
-- in: body text, item text, seq int
-- out: seq int
SELECT h.seq AS seq FROM happening h
WHERE h.body = :body AND h.item = :item AND h.seq > :seq
    AND NOT EXISTS (SELECT 1 FROM correction c WHERE c.of = h.seq AND c.stands = 1 AND c.voids = 1)
    AND NOT EXISTS (SELECT 1 FROM correction c WHERE c.seq = h.seq)
ORDER BY h.seq LIMIT 1;

-- name: act_entry_meeting :one
-- The meeting that an entry is about.
-- in: seq int
-- out: meeting text optional
SELECT meeting FROM happening WHERE seq = :seq;

-- name: act_minutes_version :one
-- How many versions of a meeting's minutes were filed.
-- in: meeting text
-- out: version int
SELECT count(*) AS version FROM minutes_version WHERE meeting = :meeting;
