-- The log: what the record is.  Enduring: rows are added, never changed and never removed.
-- Times everywhere in sql/ are microseconds since 1970, UTC; days are days since 1970-01-01.
-- One dialect, a portable subset; STRICT and WITHOUT ROWID are about storage only and may be left out.

CREATE TABLE entry (
    seq INTEGER PRIMARY KEY, -- index of the leaf in the tree, from 0, without gaps
    bytes BLOB NOT NULL,     -- the entry as docs/format states it; at most 65,535 bytes
    leaf BLOB NOT NULL       -- SHA-256(0x00 || bytes), 32 bytes
) STRICT;

CREATE TABLE checkpoint (
    size INTEGER PRIMARY KEY, -- how many entries the tree has
    root BLOB NOT NULL,       -- its root, 32 bytes
    note TEXT NOT NULL        -- the signed note over origin, size and root
) STRICT;

CREATE TRIGGER entry_stays BEFORE UPDATE ON entry
BEGIN SELECT RAISE(ABORT, 'an entry of the record is never changed'); END;

CREATE TRIGGER entry_remains BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'an entry of the record is never removed'); END;

CREATE TRIGGER checkpoint_stays BEFORE UPDATE ON checkpoint
BEGIN SELECT RAISE(ABORT, 'a signed checkpoint is never changed'); END;

CREATE TRIGGER checkpoint_remains BEFORE DELETE ON checkpoint
BEGIN SELECT RAISE(ABORT, 'a signed checkpoint is never removed'); END;

CREATE TRIGGER entry_follows BEFORE INSERT ON entry
WHEN NEW.seq <> (SELECT coalesce(max(seq) + 1, 0) FROM entry)
BEGIN SELECT RAISE(FAIL, 'an entry follows the last one'); END;

CREATE TRIGGER checkpoint_grows BEFORE INSERT ON checkpoint
WHEN EXISTS (SELECT 1 FROM checkpoint WHERE size >= NEW.size)
BEGIN SELECT RAISE(FAIL, 'a checkpoint is larger than the last one'); END;
