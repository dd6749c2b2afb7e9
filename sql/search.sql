-- search.db: the words of the record's public parts, for src/store/search.c.  Filled from the log's tail,
-- dropped and made anew at will.  Each statement follows its name.

-- name: schema
CREATE VIRTUAL TABLE words USING fts5(title, text, tokenize = 'unicode61 remove_diacritics 2');
CREATE TABLE doc (
    seq INTEGER PRIMARY KEY, -- the entry; the rowid of its words
    kind INTEGER NOT NULL,   -- enum rec_kind_id
    body TEXT NOT NULL,      -- the body; empty where it concerns no one body
    meeting TEXT NOT NULL,   -- the meeting; empty outside of one
    item TEXT NOT NULL       -- the item, or empty
) STRICT;
CREATE TABLE state (
    next INTEGER NOT NULL -- the first entry that is not in it yet
) STRICT;
INSERT INTO state VALUES (0);
PRAGMA user_version = 2;

-- name: settings
PRAGMA synchronous = OFF;

-- name: version
PRAGMA user_version;

-- name: begin
BEGIN IMMEDIATE;

-- name: commit
COMMIT;

-- name: rollback
ROLLBACK;

-- name: next
SELECT next FROM state;

-- name: next_put
UPDATE state SET next = ?1;

-- name: doc_put
INSERT INTO doc VALUES (?1, ?2, ?3, ?4, ?5);

-- name: words_put
INSERT INTO words (rowid, title, text) VALUES (?1, ?2, ?3);

-- name: doc_drop
DELETE FROM doc WHERE seq = ?1 OR ?1 < 0;

-- name: words_drop
DELETE FROM words WHERE rowid = ?1 OR ?1 < 0;

-- name: find
SELECT doc.seq, doc.kind, doc.body, doc.meeting, doc.item, snippet(words, -1, char(2), char(3), ' … ', 24)
FROM words JOIN doc ON doc.seq = words.rowid
WHERE words MATCH ?1 AND (?2 = '' OR doc.body = ?2) AND (?3 = '' OR instr(?3, ' ' || doc.kind || ' ') > 0)
ORDER BY bm25(words, 4.0, 1.0), doc.seq DESC LIMIT ?4 OFFSET ?5;

-- name: found
SELECT count(*)
FROM words JOIN doc ON doc.seq = words.rowid
WHERE words MATCH ?1 AND (?2 = '' OR doc.body = ?2) AND (?3 = '' OR instr(?3, ' ' || doc.kind || ' ') > 0);
