-- Who speaks, who waits, declared conflicts, the recording: written by src/store/derive_hall.c.

-- name: speaking_ask :exec
-- A member asks to speak.
-- in: seq int, body text, meeting text, member text, requested instant optional
INSERT INTO speaking (seq, body, meeting, member, requested)
VALUES (:seq, :body, :meeting, :member, :requested);

-- name: speaking_begin :exec
-- A member who waits is recognized.
-- in: meeting text, member text, at instant optional, seconds int optional, seq int
UPDATE speaking SET began = :at, seconds = :seconds, began_seq = :seq
WHERE meeting = :meeting AND member = :member AND ended_seq IS NULL AND began_seq IS NULL;

-- name: speaking_add :exec
-- A member is recognized who did not ask.
-- in: seq int, body text, meeting text, member text, at instant optional, seconds int optional
INSERT INTO speaking (seq, body, meeting, member, began, seconds, began_seq)
VALUES (:seq, :body, :meeting, :member, :at, :seconds, :seq);

-- name: speaking_end :exec
-- It is over: of a member, or (NULL) of all; waiting: of those who wait to speak, too.
-- in: meeting text, member text optional, waiting bool, at instant optional, seq int
UPDATE speaking SET ended = :at, ended_seq = :seq
WHERE meeting = :meeting AND ended_seq IS NULL AND (:member IS NULL OR member = :member)
    AND (:waiting OR began_seq IS NOT NULL);

-- name: conflict_add :exec
-- A member tells the clerk of an interest.
-- in: seq int, body text, meeting text, item text, member text, words blob optional
INSERT INTO conflict (seq, body, meeting, item, member, words)
VALUES (:seq, :body, :meeting, :item, :member, :words);

-- name: recording_start :exec
-- The start mark of a recording.
-- in: meeting text, started instant optional, second int, seq int
INSERT INTO recording (meeting, started, second, started_seq)
VALUES (:meeting, :started, :second, :seq)
ON CONFLICT (meeting) DO UPDATE SET started = excluded.started, second = excluded.second,
    started_seq = excluded.started_seq;

-- name: recording_link :exec
-- Where a recording can be seen, as said last.
-- in: meeting text, address text, jump text, seq int
INSERT INTO recording (meeting, address, jump, linked_seq)
VALUES (:meeting, :address, :jump, :seq)
ON CONFLICT (meeting) DO UPDATE SET address = excluded.address, jump = excluded.jump,
    linked_seq = excluded.linked_seq;

-- name: hall_speaking :many
-- Who speaks and who waits: the speaker first, then in the order of asking.
-- in: meeting text
-- out: seq int, member text, requested instant optional, began instant optional, seconds int optional, began_seq int optional
SELECT seq, member, requested, began, seconds, began_seq FROM speaking
WHERE meeting = :meeting AND ended_seq IS NULL ORDER BY began_seq IS NULL, seq LIMIT 1000;

-- name: hall_spoke :many
-- Who spoke at a meeting and when, in order.
-- in: meeting text
-- out: seq int, member text, began instant optional, ended instant optional, began_seq int, ended_seq int optional
SELECT seq, member, began, ended, began_seq, ended_seq FROM speaking
WHERE meeting = :meeting AND began_seq IS NOT NULL ORDER BY began_seq LIMIT 20000;

-- name: hall_conflicts :many
-- The interests that members told the clerk of at a meeting and that are not stated aloud yet.
-- in: meeting text
-- out: seq int, item text, member text
SELECT c.seq AS seq, c.item AS item, c.member AS member FROM conflict c
WHERE c.meeting = :meeting AND NOT EXISTS (SELECT 1 FROM recusal r
    WHERE r.meeting = c.meeting AND r.item = c.item AND r.member = c.member)
ORDER BY c.seq LIMIT 200;

-- name: hall_conflict_words :one
-- What the member told, for the clerk.
-- in: seq int
-- out: words text optional
SELECT CAST(p.payload AS TEXT) AS words
FROM conflict c LEFT JOIN part p ON p.hash = c.words WHERE c.seq = :seq;

-- name: hall_conflict :one
-- Whether a member declared an interest in an item of a meeting, or stated it.
-- in: meeting text, item text, member text
-- out: declared_seq int optional, stated_seq int optional
SELECT (SELECT max(seq) FROM conflict WHERE meeting = :meeting AND item = :item AND member = :member)
        AS declared_seq,
    (SELECT max(seq) FROM recusal WHERE meeting = :meeting AND item = :item AND member = :member)
        AS stated_seq;

-- name: hall_recording :one
-- The recording of a meeting.
-- in: meeting text
-- out: started instant optional, second int optional, address text optional, jump text optional, started_seq int optional, linked_seq int optional
SELECT started, second, address, jump, started_seq, linked_seq FROM recording
WHERE meeting = :meeting;

-- name: hall_turn :one
-- How a member stands in the order of speaking: began_seq where the member speaks.
-- in: meeting text, member text
-- out: seq int, began_seq int optional
SELECT seq, began_seq FROM speaking
WHERE meeting = :meeting AND member = :member AND ended_seq IS NULL;

-- name: hall_lately :many
-- The last entries of some kinds of a meeting, the newest first: what viewers are told beside the motions.
-- in: meeting text, attendance int, recessed int, resumed int, closed int, reopened int, note int, passed int
-- out: seq int
SELECT h.seq AS seq FROM happening h
WHERE h.meeting = :meeting AND h.reported = 0
    AND h.kind IN (:attendance, :recessed, :resumed, :closed, :reopened, :note, :passed)
    AND NOT EXISTS (SELECT 1 FROM correction c WHERE c.of = h.seq AND c.stands = 1 AND c.voids = 1)
ORDER BY h.seq DESC LIMIT 4;

-- name: hall_agenda_moved :one
-- The last entry that moved a meeting's agenda on, of those kinds.
-- in: meeting text, scheduled int, unscheduled int, published int, opened int, closed int, pulled int, withdrawn int, announced int, ruled int, adjourned int, corrected int
-- out: seq int
SELECT seq FROM happening
WHERE meeting = :meeting
    AND kind IN (:scheduled, :unscheduled, :published, :opened, :closed, :pulled, :withdrawn, :announced, :ruled, :adjourned, :corrected)
ORDER BY seq DESC LIMIT 1;

-- name: hall_limit :one
-- For how long a member was recognized last at a meeting.
-- in: meeting text
-- out: seconds int optional
SELECT seconds FROM speaking
WHERE meeting = :meeting AND began_seq IS NOT NULL ORDER BY began_seq DESC LIMIT 1;

-- name: hall_last_decided :one
-- The motion of a meeting whose result was announced last; not one that it set aside.
-- in: meeting text
-- out: n int, item text optional
SELECT n, item FROM motion WHERE meeting = :meeting AND announced_seq IS NOT NULL
ORDER BY announced_seq DESC, ended_by IS NOT NULL, n DESC LIMIT 1;

-- name: hall_votes :many
-- The votes by name on one motion; item: empty where it is about no one item.
-- in: meeting text, item text, motion int
-- out: member text, choice text, changed bool, seq int
SELECT member, choice, changed, seq FROM vote
WHERE meeting = :meeting AND item = :item AND motion = :motion AND roll = -1
ORDER BY member LIMIT 1000;
