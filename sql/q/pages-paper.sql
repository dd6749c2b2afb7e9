-- What papers ask.

-- name: page_entries_of :many
-- The entries of a meeting, in order, as they stand in the log.
-- in: meeting text
-- out: seq int, bytes blob
SELECT e.seq AS seq, e.bytes AS bytes
FROM happening h JOIN entry e ON e.seq = h.seq WHERE h.meeting = :meeting ORDER BY h.seq LIMIT 99999;

-- name: page_decided_at :many
-- The items of which a meeting made what they now are.
-- in: meeting text
-- out: file text, type text optional, title text optional, outcome text, decided_motion int optional, decided_seq int optional, veto_until instant optional
SELECT i.file AS file, i.type AS type, CAST(p.payload AS TEXT) AS title, i.outcome AS outcome,
    i.decided_motion AS decided_motion, i.decided_seq AS decided_seq, i.veto_until AS veto_until
FROM item i LEFT JOIN part p ON p.hash = i.title AND p.class = 'public'
WHERE i.decided_meeting = :meeting ORDER BY i.decided_seq, i.file LIMIT 5000;

-- name: page_signatures_of :many
-- The signatures under an item's papers, in order.
-- in: body text, item text
-- out: seq int, official text, on_day int, document text
SELECT seq, official, on_day, document FROM signature
WHERE body = :body AND item = :item ORDER BY seq LIMIT 100;

-- name: page_minutes_versions :many
-- The versions of a meeting's minutes, in order.
-- in: meeting text
-- out: version int, style text, remark text optional, filed instant, seq int
SELECT v.version AS version, v.style AS style, CAST(p.payload AS TEXT) AS remark, v.filed AS filed,
    v.seq AS seq
FROM minutes_version v LEFT JOIN part p ON p.hash = v.remark AND p.class = 'public'
WHERE v.meeting = :meeting ORDER BY v.version LIMIT 1000;

-- name: page_minutes_version :one
-- One version as it was filed.
-- in: meeting text, version int
-- out: words text optional
SELECT CAST(p.payload AS TEXT) AS words
FROM minutes_version v LEFT JOIN part p ON p.hash = v.words AND p.class = 'public'
WHERE v.meeting = :meeting AND v.version = :version;

-- name: page_minutes_items :many
-- The items by which a meeting's minutes are approved, with the vote, and how often they were amended before it.
-- in: meeting text
-- out: file text, outcome text, decided_meeting text optional, decided_seq int optional, veto_until instant optional, method text optional, type text optional, yes int optional, no int optional, amended int
SELECT i.file AS file, i.outcome AS outcome, i.decided_meeting AS decided_meeting,
    i.decided_seq AS decided_seq, i.veto_until AS veto_until, m.method AS method, m.type AS type,
    m.yes AS yes, m.no AS no,
    (SELECT count(*) FROM motion x WHERE x.meeting = i.decided_meeting AND x.body = i.body
        AND x.item = i.file AND x.type = 'amend' AND x.state = 'adopted') AS amended
FROM item i LEFT JOIN motion m ON m.meeting = i.decided_meeting AND m.n = i.decided_motion
WHERE i.minutes_of = :meeting ORDER BY i.filed_seq, i.file LIMIT 50;

-- name: page_text_voted :one
-- Whether an item was amended where it was decided, and the newest text of it as voted.
-- in: body text, item text
-- out: amended int, voted int optional
SELECT (SELECT count(*) FROM motion x WHERE x.meeting = i.decided_meeting AND x.body = i.body
        AND x.item = i.file AND x.type = 'amend' AND x.state = 'adopted') AS amended,
    (SELECT max(t.seq) FROM filed_text t WHERE t.body = i.body AND t.item = i.file
        AND t.state = 'as-voted') AS voted
FROM item i WHERE i.body = :body AND i.file = :item;

-- name: page_meetings_after :many
-- The meetings that were run here and are over, whose minutes are not approved, the newest first.
-- out: id text, body text, day int, type text optional, versions int
SELECT m.id AS id, m.body AS body, m.day AS day, m.type AS type,
    (SELECT count(*) FROM minutes_version v WHERE v.meeting = m.id) AS versions
FROM meeting m WHERE m.status = 'adjourned' AND m.reported = 0
    AND NOT EXISTS (SELECT 1 FROM item i WHERE i.minutes_of = m.id AND i.outcome = 'adopted')
ORDER BY m.day DESC, m.id LIMIT 12;
