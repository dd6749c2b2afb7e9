-- Corrections: which entry is read otherwise than it was entered.

-- name: correction_add :exec
-- An entry corrects another; whether it stands follows.
-- in: seq int, of int, voids bool
INSERT INTO correction (seq, of, voids, stands) VALUES (:seq, :of, :voids, 0);

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

-- name: entries_corrected :each
-- The entries that may correct another, in their order: replaying asks before any other is read.
-- out: seq int, bytes blob
SELECT seq, bytes FROM entry WHERE instr(bytes, CAST('"kind":"entry.corrected"' AS BLOB)) > 0
ORDER BY seq;
