-- The log itself: appending, reading, checkpoints; and the transactions around them.

-- name: group_begin :exec
-- Begin a group of acts, with the right to write.
-- for: writer
BEGIN IMMEDIATE;

-- name: group_commit :exec
-- Make a group durable.
-- for: writer
COMMIT;

-- name: group_rollback :exec
-- Forget a group.
-- for: writer
ROLLBACK;

-- name: act_begin :exec
-- Begin an act within a group.
-- for: writer
SAVEPOINT act;

-- name: act_keep :exec
-- Keep an act.
-- for: writer
RELEASE act;

-- name: act_undo :exec
-- Undo what was written since the act began; the savepoint stays.
-- for: writer
ROLLBACK TO act;

-- name: read_begin :exec
-- Begin a snapshot; the first read fixes it.
BEGIN;

-- name: read_end :exec
-- End a snapshot.
COMMIT;

-- name: entry_add :exec
-- Append one leaf.
-- in: seq int, bytes blob, leaf blob
INSERT INTO entry (seq, bytes, leaf) VALUES (:seq, :bytes, :leaf);

-- name: entry_bytes :one
-- The bytes of one entry.
-- in: seq int
-- out: bytes blob
SELECT bytes FROM entry WHERE seq = :seq;

-- name: entry_range :each
-- The entries from one on, with their leaf hashes.
-- in: from int
-- out: seq int, bytes blob, leaf blob
SELECT seq, bytes, leaf FROM entry WHERE seq >= :from ORDER BY seq;

-- name: entries_page :many
-- At most so many entries from one on, for bundles and exports.
-- in: from int, most int
-- out: seq int, bytes blob
SELECT seq, bytes FROM entry WHERE seq >= :from ORDER BY seq LIMIT :most;

-- name: leaf_range :each
-- The leaf hashes of at most so many entries from one on.
-- in: from int, most int
-- out: leaf blob
SELECT leaf FROM entry WHERE seq >= :from ORDER BY seq LIMIT :most;

-- name: leaf_find :one
-- The first entry of that leaf hash (reads every leaf: for a lookup now and then).
-- in: leaf blob
-- out: seq int
SELECT seq FROM entry WHERE leaf = :leaf ORDER BY seq LIMIT 1;

-- name: log_size :one
-- How many entries there are: one more than the last seq.
-- out: size int
SELECT coalesce(max(seq) + 1, 0) AS size FROM entry;

-- name: checkpoint_add :exec
-- Keep a signed checkpoint.
-- in: size int, root blob, note text
INSERT INTO checkpoint (size, root, note) VALUES (:size, :root, :note);

-- name: checkpoint_last :one
-- The last signed checkpoint.
-- out: size int, root blob, note text
SELECT size, root, note FROM checkpoint ORDER BY size DESC LIMIT 1;

-- name: checkpoint_covering :one
-- The first signed checkpoint whose tree holds the entry.
-- in: seq int
-- out: size int, root blob, note text
SELECT size, root, note FROM checkpoint WHERE size > :seq ORDER BY size LIMIT 1;

-- name: part_add :exec
-- Keep the payload of a part; one that is there already stays.
-- in: hash blob, seq int, name text, class text, media text, salt blob, payload blob
INSERT INTO part (hash, seq, name, class, media, salt, payload)
VALUES (:hash, :seq, :name, :class, :media, :salt, :payload)
ON CONFLICT (hash) DO NOTHING;

-- name: part :one
-- The payload of a part of any class: for those who may read it.
-- in: hash blob
-- out: seq int, name text, class text, media text, salt blob, payload blob
SELECT seq, name, class, media, salt, payload FROM part WHERE hash = :hash;

-- name: public_part :one
-- The payload of a part, if its class is public.
-- in: hash blob
-- out: seq int, name text, media text, salt blob, payload blob
SELECT seq, name, media, salt, payload FROM part WHERE hash = :hash AND class = 'public';

-- name: public_words :one
-- The text of a part, if its class is public.
-- in: hash blob
-- out: payload text
SELECT CAST(payload AS TEXT) AS payload FROM part WHERE hash = :hash AND class = 'public';

-- name: part_file_add :exec
-- Keep what is known of a part that is a file; one that is there already stays.
-- in: hash blob, seq int, name text, class text, media text, salt blob, bytes int
INSERT INTO part_file (hash, seq, name, class, media, salt, bytes)
VALUES (:hash, :seq, :name, :class, :media, :salt, :bytes)
ON CONFLICT (hash) DO NOTHING;

-- name: part_file :one
-- A part that is a file, of any class.
-- in: hash blob
-- out: seq int, name text, class text, media text, salt blob, bytes int
SELECT seq, name, class, media, salt, bytes FROM part_file WHERE hash = :hash;

-- name: public_part_file :one
-- A part that is a file, if its class is public, and the name that it was filed by.
-- in: hash blob
-- out: seq int, name text, media text, salt blob, bytes int, filename text optional
SELECT f.seq AS seq, f.name AS name, f.media AS media, f.salt AS salt, f.bytes AS bytes,
    t.name AS filename
FROM part_file f LEFT JOIN attachment t ON t.seq = f.seq
WHERE f.hash = :hash AND f.class = 'public';

-- name: part_files :each
-- Every part that is a file.
-- out: hash blob, seq int, name text, salt blob, bytes int
SELECT hash, seq, name, salt, bytes FROM part_file ORDER BY seq;

-- name: settle :exec
-- Write something, so that a commit of its own overwrites what a failed one may have left.
INSERT INTO setting (name, value) VALUES ('settled', '1')
ON CONFLICT (name) DO UPDATE SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT);

-- name: table_names :many
-- Every table of the file.
-- out: name text
SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite@_%' ESCAPE '@'
ORDER BY name;
