-- Corrections: which entry is read otherwise than it was entered.

-- name: correction_add :exec
-- An entry corrects another; whether it stands follows.
-- in: seq int, of int, body text, meeting text optional, item text optional, voids bool
INSERT INTO correction (seq, of, body, meeting, item, voids, stands)
VALUES (:seq, :of, :body, :meeting, :item, :voids, 0);

-- name: corrections_of :many
-- The corrections of one entry, the newest first.
-- in: of int
-- out: seq int, voids bool, stands bool
SELECT seq, voids, stands FROM correction WHERE of = :of ORDER BY seq DESC;

-- name: correction_stands :exec
-- Whether a correction is the last word.
-- in: seq int, stands bool
UPDATE correction SET stands = :stands WHERE seq = :seq;

-- name: correction :one
-- What a correction corrects.
-- in: seq int
-- out: of int, voids bool, stands bool
SELECT of, voids, stands FROM correction WHERE seq = :seq;

-- name: correction_standing :one
-- The last word on an entry, where it was corrected.
-- in: of int
-- out: seq int, voids bool
SELECT seq, voids FROM correction WHERE of = :of AND stands = 1;

-- name: page_corrections_of_meeting :many
-- The entries of a meeting that are read otherwise than they were entered, and why.
-- in: meeting text
-- out: of int, seq int, voids bool
SELECT of, seq, voids FROM correction WHERE meeting = :meeting AND stands = 1 ORDER BY of;

-- name: page_corrections_of_item :many
-- … of an item.
-- in: body text, item text
-- out: of int, seq int, voids bool
SELECT of, seq, voids FROM correction
WHERE body = :body AND item = :item AND stands = 1 ORDER BY of;

-- name: page_corrections_of_member :many
-- … of an official's votes.
-- in: body text, member text
-- out: of int, seq int, voids bool
SELECT c.of AS of, c.seq AS seq, c.voids AS voids FROM vote v JOIN correction c ON c.of = v.seq
WHERE v.body = :body AND v.member = :member AND c.stands = 1 ORDER BY c.of;

-- name: page_corrections_around :many
-- The corrections of an entry, and the one that it is itself, in their order.
-- in: seq int
-- out: of int, seq int, voids bool, stands bool
SELECT of, seq, voids, stands FROM correction WHERE of = :seq OR seq = :seq ORDER BY seq;

-- name: entries_corrected :each
-- The entries that may correct another, in their order: replaying asks before any other is read.
-- out: seq int, bytes blob
SELECT seq, bytes FROM entry WHERE instr(bytes, CAST('"kind":"entry.corrected"' AS BLOB)) > 0
ORDER BY seq;
