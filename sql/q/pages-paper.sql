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

-- name: page_entries_of_item :many
-- The entries of one kind about an item, in order, as they stand in the log.
-- in: body text, item text, kind int
-- out: seq int, bytes blob
SELECT e.seq AS seq, e.bytes AS bytes
FROM happening h JOIN entry e ON e.seq = h.seq
WHERE h.body = :body AND h.item = :item AND h.kind = :kind ORDER BY h.seq LIMIT 500;
