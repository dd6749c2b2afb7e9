-- What pages ask about bodies, officials and the record as a whole.

-- name: page_bodies :many
-- Every body, by name.
-- out: id text, name text, zone text, seats int, pack text, place text optional, reported bool, seq int
SELECT id, name, zone, seats, pack, place, reported, seq FROM body ORDER BY name, id LIMIT 500;

-- name: page_body :one
-- One body.
-- in: id text
-- out: name text, zone text, seats int, pack text, place text optional, remark text optional, reported bool, seq int
SELECT b.name AS name, b.zone AS zone, b.seats AS seats, b.pack AS pack, b.place AS place,
    CAST(p.payload AS TEXT) AS remark, b.reported AS reported, b.seq AS seq
FROM body b LEFT JOIN part p ON p.hash = b.remark AND p.class = 'public'
WHERE b.id = :id;

-- name: page_officials :many
-- The officials of a body, in the order in which they were seated.
-- in: body text
-- out: member text, name text, office text, seat text optional, title text optional, votes bool, from_day int optional, until_day int optional, reported bool, seq int
SELECT member, name, office, seat, title, votes, from_day, until_day, reported, seq
FROM official WHERE body = :body ORDER BY position LIMIT 1000;

-- name: page_official :one
-- One official.
-- in: body text, member text
-- out: name text, office text, seat text optional, title text optional, votes bool, from_day int optional, until_day int optional, remark text optional, reported bool, seq int
SELECT o.name AS name, o.office AS office, o.seat AS seat, o.title AS title, o.votes AS votes,
    o.from_day AS from_day, o.until_day AS until_day, CAST(p.payload AS TEXT) AS remark,
    o.reported AS reported, o.seq AS seq
FROM official o LEFT JOIN part p ON p.hash = o.remark AND p.class = 'public'
WHERE o.body = :body AND o.member = :member;

-- name: page_rule_notes :many
-- The rules of a body, as far as they were read.
-- in: body text
-- out: seq int, rule text, citation text, sure text, words text optional, outlet text optional, address text optional
SELECT r.seq AS seq, r.rule AS rule, r.citation AS citation, r.sure AS sure,
    CAST(p.payload AS TEXT) AS words, s.outlet AS outlet, s.address AS address
FROM rule_note r LEFT JOIN part p ON p.hash = r.words AND p.class = 'public'
    LEFT JOIN source s ON s.seq = r.seq
WHERE r.body = :body ORDER BY r.seq LIMIT 500;

-- name: page_head :one
-- The last signed checkpoint.
-- out: size int, root blob, note text
SELECT size, root, note FROM checkpoint ORDER BY size DESC LIMIT 1;

-- name: page_setting :one
-- One setting of the instance.
-- in: name text
-- out: value text
SELECT value FROM setting WHERE name = :name;

-- name: page_keys :many
-- The keys that signed this record.
-- out: seq int, verifier text
SELECT seq, verifier FROM log_key ORDER BY seq LIMIT 100;

-- name: page_counts :one
-- How much the record holds.
-- out: bodies int, meetings int, items int, decisions int
SELECT (SELECT count(*) FROM body) AS bodies, (SELECT count(*) FROM meeting) AS meetings,
    (SELECT count(*) FROM item) AS items,
    (SELECT count(*) FROM item WHERE decided_seq IS NOT NULL) AS decisions;

-- name: page_source :one
-- Who says what a reported entry says.
-- in: seq int
-- out: outlet text, title text optional, address text optional, retrieved text
SELECT outlet, title, address, retrieved FROM source WHERE seq = :seq;

-- name: page_part :one
-- The text of a public part.
-- in: hash blob
-- out: words text, media text
SELECT CAST(payload AS TEXT) AS words, media FROM part WHERE hash = :hash AND class = 'public';

-- name: page_part_class :one
-- How a part is kept.
-- in: hash blob
-- out: class text
SELECT class FROM part WHERE hash = :hash;

-- name: page_leaf :one
-- The leaf hash and the bytes of one entry.
-- in: seq int
-- out: leaf blob, bytes blob
SELECT leaf, bytes FROM entry WHERE seq = :seq;

-- name: page_item_last :one
-- The last entry about an item.
-- in: body text, item text
-- out: seq int
SELECT seq FROM happening WHERE body = :body AND item = :item ORDER BY seq DESC LIMIT 1;

-- name: page_head_over :one
-- The first signed checkpoint whose tree holds an entry: it never changes.
-- in: seq int
-- out: size int, root blob
SELECT size, root FROM checkpoint WHERE size > :seq ORDER BY size LIMIT 1;

-- name: page_own_rules :one
-- The body's own rules that judge a meeting of that day, of those adopted before an entry.
-- in: body text, before int, day int
-- out: seq int, pack text, citation text optional, words text optional
SELECT r.seq AS seq, r.pack AS pack, r.citation AS citation, CAST(p.payload AS TEXT) AS words
FROM adopted_rules r LEFT JOIN part p ON p.hash = r.words AND p.class = 'public'
WHERE r.body = :body AND r.seq < :before AND (r.from_day IS NULL OR r.from_day <= :day)
ORDER BY r.seq DESC LIMIT 1;
