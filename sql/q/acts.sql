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
-- out: position int optional
SELECT position FROM agenda WHERE meeting = :meeting AND item = :item;

-- name: act_motion_moved :one
-- in:  moved_seq int
-- out: meeting text, n int
SELECT meeting, n FROM motion WHERE moved_seq = :moved_seq;

-- name: act_motion :one
-- in:  meeting text, n int
-- out: item text, state text, rule text optional, yes int optional, no int optional
SELECT item, state, rule, yes, no FROM motion WHERE meeting = :meeting AND n = :n;

-- name: act_meeting_count :one
-- in:  meeting text
-- out: entries int
SELECT count(*) FROM happening WHERE meeting = :meeting;

-- name: act_meeting_seqs :many
-- in:  meeting text, after int
-- out: seq int
SELECT seq FROM happening WHERE meeting = :meeting AND seq > :after ORDER BY seq LIMIT 1000;

-- name: act_last :one
-- out: recorded int
SELECT recorded FROM happening ORDER BY seq DESC LIMIT 1;
