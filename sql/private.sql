-- What is private: backed up, never rebuilt, never shown as it stands here.
-- A column whose comment begins with SECRET can be read by the writer, and by a reader only inside a
-- query that names it under "reads".

CREATE TABLE setting (
    name TEXT PRIMARY KEY, -- such as origin, verifier, derived, settled
    value TEXT NOT NULL    -- its value; what it means depends on the name
) STRICT, WITHOUT ROWID;

CREATE TABLE account (
    name TEXT PRIMARY KEY,     -- the account's id
    role TEXT NOT NULL,        -- a role of docs/names.md
    body TEXT,                 -- the body that it belongs to; NULL for all
    member TEXT,               -- the official of that body whose account it is; NULL for staff
    password TEXT,             -- SECRET the encoded Argon2id string; NULL until an invitation is taken up
    disabled INTEGER NOT NULL, -- 1 when it may no longer sign in
    created INTEGER NOT NULL   -- us, when it was made
) STRICT, WITHOUT ROWID;

CREATE TABLE invitation (
    hash BLOB PRIMARY KEY, -- SECRET SHA-256 of the token in the link, 32 bytes
    account TEXT NOT NULL REFERENCES account (name), -- the account whose password it sets
    expires INTEGER NOT NULL -- us, the last moment at which it can be taken up
) STRICT, WITHOUT ROWID;

CREATE TABLE session (
    hash BLOB PRIMARY KEY, -- SECRET SHA-256 of the token in the cookie, 32 bytes
    account TEXT NOT NULL REFERENCES account (name), -- who is signed in
    created INTEGER NOT NULL,  -- us, when they signed in
    last_seen INTEGER NOT NULL -- us, when they last asked for anything (kept to the minute)
) STRICT, WITHOUT ROWID;

CREATE INDEX session_account ON session (account);

CREATE TABLE api_key (
    hash BLOB PRIMARY KEY, -- SECRET SHA-256 of the key, 32 bytes
    name TEXT NOT NULL,    -- what the key is for
    account TEXT NOT NULL REFERENCES account (name), -- the account that it acts for
    created INTEGER NOT NULL -- us, when it was made
) STRICT, WITHOUT ROWID;

CREATE TABLE part (
    hash BLOB PRIMARY KEY,  -- what the entry holds of it, 32 bytes
    seq INTEGER NOT NULL,   -- the first entry that holds it
    name TEXT NOT NULL,     -- its name in that entry
    class TEXT NOT NULL,    -- public, restricted or sealed
    media TEXT NOT NULL,    -- media type
    salt BLOB NOT NULL,     -- 32 bytes
    payload BLOB NOT NULL   -- the bytes; at most 1 MiB
) STRICT;
