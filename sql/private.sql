-- What is private: backed up, never rebuilt, never shown as it stands here.
-- A column whose comment begins with SECRET can be read by the writer, and by a reader only inside a
-- query that names it under "reads".  What a later version adds is made when the record is opened.

CREATE TABLE IF NOT EXISTS setting (
    name TEXT PRIMARY KEY, -- such as origin, verifier, derived, settled
    value TEXT NOT NULL    -- its value; what it means depends on the name
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS account (
    name TEXT PRIMARY KEY,     -- the account's id
    role TEXT NOT NULL,        -- a role of docs/names.md
    body TEXT,                 -- the body that it belongs to; NULL for all
    member TEXT,               -- the official of that body whose account it is; NULL for staff
    password TEXT,             -- SECRET the encoded Argon2id string; NULL until an invitation is taken up
    disabled INTEGER NOT NULL, -- 1 when it may no longer sign in
    created INTEGER NOT NULL   -- us, when it was made
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS invitation (
    hash BLOB PRIMARY KEY, -- SECRET SHA-256 of the token in the link, 32 bytes
    account TEXT NOT NULL REFERENCES account (name), -- the account whose password it sets
    expires INTEGER NOT NULL -- us, the last moment at which it can be taken up
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS session (
    hash BLOB PRIMARY KEY, -- SECRET SHA-256 of the token in the cookie, 32 bytes
    account TEXT NOT NULL REFERENCES account (name), -- who is signed in
    created INTEGER NOT NULL,  -- us, when they signed in
    last_seen INTEGER NOT NULL -- us, when they last asked for anything (kept to the minute)
) STRICT, WITHOUT ROWID;

CREATE INDEX IF NOT EXISTS session_account ON session (account);

CREATE TABLE IF NOT EXISTS half_session (
    hash BLOB PRIMARY KEY, -- SECRET SHA-256 of the token in the form, 32 bytes
    account TEXT NOT NULL REFERENCES account (name), -- whose password was right
    expires INTEGER NOT NULL -- us, until when the code may follow
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS account_seen (
    account TEXT PRIMARY KEY REFERENCES account (name), -- the account
    at INTEGER NOT NULL -- us, when it was last signed in and asked for anything (kept to the minute)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS time_code (
    account TEXT PRIMARY KEY REFERENCES account (name), -- whose device
    secret BLOB,           -- SECRET what the device and we share, 20 bytes; NULL until confirmed
    fresh BLOB,            -- SECRET the same, waiting for its first code; NULL where none does
    step INTEGER NOT NULL, -- the last step of 30 s whose code was taken: none is taken twice
    since INTEGER          -- us, when the secret was confirmed; NULL with it
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS recovery_code (
    hash BLOB PRIMARY KEY, -- SECRET SHA-256 of account and code, 32 bytes
    account TEXT NOT NULL REFERENCES account (name) -- whose; a code that was taken is deleted
) STRICT, WITHOUT ROWID;

CREATE INDEX IF NOT EXISTS recovery_code_account ON recovery_code (account);

CREATE TABLE IF NOT EXISTS api_key (
    hash BLOB PRIMARY KEY, -- SECRET SHA-256 of the key, 32 bytes
    name TEXT NOT NULL,    -- what the key is for
    account TEXT NOT NULL REFERENCES account (name), -- the account that it acts for
    created INTEGER NOT NULL -- us, when it was made
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS part (
    hash BLOB PRIMARY KEY,  -- what the entry holds of it, 32 bytes
    seq INTEGER NOT NULL,   -- the first entry that holds it
    name TEXT NOT NULL,     -- its name in that entry
    class TEXT NOT NULL,    -- public, restricted or sealed
    media TEXT NOT NULL,    -- media type
    salt BLOB NOT NULL,     -- 32 bytes
    payload BLOB NOT NULL   -- the bytes; at most 1 MiB
) STRICT;

CREATE TABLE IF NOT EXISTS account_office (
    account TEXT PRIMARY KEY REFERENCES account (name), -- who reviews drafts …
    office TEXT NOT NULL -- … in the name of this office, as templates name their reviewers
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS draft (
    id TEXT PRIMARY KEY,      -- made by its first form; begins the ids of the acts that file it
    body TEXT NOT NULL,       -- whose item it is to be
    author TEXT NOT NULL REFERENCES account (name), -- who began it
    sponsor TEXT,             -- the member who sponsors it: never another, once there is one
    meeting TEXT,             -- the meeting for which it is asked
    stage TEXT NOT NULL,      -- writing, review, returned, ready, filed or dropped
    version INTEGER NOT NULL, -- the newest
    place INTEGER,            -- in review: of the reviewer it waits on
    file TEXT,                -- filed: its number
    created INTEGER NOT NULL, -- us, when it was begun
    changed INTEGER NOT NULL  -- us, when anything of it changed last
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS draft_version (
    draft TEXT NOT NULL REFERENCES draft (id), -- of which draft
    n INTEGER NOT NULL,       -- from 1
    type TEXT NOT NULL,       -- resolution, ordinance …
    title TEXT NOT NULL,      -- the title, as it is to be filed
    department TEXT,          -- who asks for it
    words TEXT NOT NULL,      -- the text
    fiscal TEXT,              -- the fiscal note
    account TEXT NOT NULL,    -- who saved it
    at INTEGER NOT NULL,      -- us, when
    PRIMARY KEY (draft, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS draft_review (
    draft TEXT NOT NULL REFERENCES draft (id), -- of which draft
    place INTEGER NOT NULL,   -- in the order of the reviewers, from 0
    office TEXT NOT NULL,     -- who reviews
    days INTEGER NOT NULL,    -- business days that the office has
    mark TEXT NOT NULL,       -- waiting, approved or skipped
    version INTEGER,          -- approved: which version
    asked INTEGER,            -- us, when it was asked last; NULL: never
    due INTEGER,              -- the day by which it is to answer
    PRIMARY KEY (draft, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS draft_step (
    draft TEXT NOT NULL REFERENCES draft (id), -- of which draft
    n INTEGER NOT NULL,       -- from 1
    step TEXT NOT NULL,       -- save, route, approve, return, skip, recall, drop or file
    version INTEGER NOT NULL, -- the newest then
    office TEXT,              -- who approved or returned it, or was skipped
    words TEXT,               -- why
    account TEXT NOT NULL,    -- who did it
    at INTEGER NOT NULL,      -- us, when
    PRIMARY KEY (draft, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS part_file (
    hash BLOB PRIMARY KEY,  -- what the entry holds of it, 32 bytes; its bytes stand in DATA/parts/<hash>
    seq INTEGER NOT NULL,   -- the first entry that holds it
    name TEXT NOT NULL,     -- its name in that entry
    class TEXT NOT NULL,    -- public, restricted or sealed
    media TEXT NOT NULL,    -- media type
    salt BLOB NOT NULL,     -- 32 bytes
    bytes INTEGER NOT NULL  -- how many bytes the file has; at most 64 MiB
) STRICT;

-- Which agency's account reports under which instrument.
CREATE TABLE IF NOT EXISTS account_instrument (
    account TEXT PRIMARY KEY REFERENCES account (name), -- an account of the role agency
    instrument TEXT NOT NULL -- the one instrument that it reports under
) STRICT, WITHOUT ROWID;

-- What an agency sent in one go: a form, a file, a program's rows.
CREATE TABLE IF NOT EXISTS report_batch (
    id TEXT PRIMARY KEY,       -- made by whoever sent it, unique for ever
    instrument TEXT NOT NULL,  -- under which instrument
    stream TEXT NOT NULL,      -- activity or complaints
    account TEXT NOT NULL,     -- who sent it
    received INTEGER NOT NULL, -- us, when it came in
    lines INTEGER NOT NULL,    -- how many rows it brought
    hash BLOB NOT NULL         -- SHA-256 of what was sent, 32 bytes
) STRICT, WITHOUT ROWID;

CREATE INDEX IF NOT EXISTS report_batch_instrument ON report_batch (instrument, received);

-- Acts as an agency reports them: dates and codes alone.  A row is never changed: another replaces it.
CREATE TABLE IF NOT EXISTS activity (
    id INTEGER PRIMARY KEY,    -- in the order in which rows came in
    instrument TEXT NOT NULL,  -- under which instrument
    batch TEXT NOT NULL REFERENCES report_batch (id), -- with what it came
    received INTEGER NOT NULL, -- us, when it came in
    replaces INTEGER,          -- the row that it stands in the place of
    gone INTEGER NOT NULL,     -- 1: it only takes back the row that it replaces
    day INTEGER NOT NULL,      -- the day of the act
    holder TEXT NOT NULL,      -- the public number of who acted
    power TEXT NOT NULL,       -- which power
    setting TEXT NOT NULL,     -- in which setting
    place TEXT NOT NULL,       -- in which coarse place
    outcome TEXT NOT NULL,     -- what sort of outcome
    supervisor TEXT NOT NULL,  -- when a supervisor was reached
    release TEXT NOT NULL,     -- local, federal or undecided
    citation TEXT              -- the federal release that lets it be counted
) STRICT;

CREATE INDEX IF NOT EXISTS activity_instrument ON activity (instrument, received);
CREATE INDEX IF NOT EXISTS activity_replaces ON activity (replaces) WHERE replaces IS NOT NULL;

-- Complaints: dates and codes alone, restricted until they are concluded.
CREATE TABLE IF NOT EXISTS complaint (
    id INTEGER PRIMARY KEY,    -- in the order in which rows came in
    instrument TEXT NOT NULL,  -- under which instrument
    batch TEXT NOT NULL REFERENCES report_batch (id), -- with what it came
    received INTEGER NOT NULL, -- us, when the row came in
    replaces INTEGER,          -- the row that it stands in the place of
    gone INTEGER NOT NULL,     -- 1: it only takes back the row that it replaces
    day INTEGER NOT NULL,      -- the day on which the complaint was received
    kind TEXT NOT NULL,        -- what sort of complaint
    referred INTEGER,          -- the day on which it was referred
    concluded INTEGER,         -- the day on which it was concluded
    outcome TEXT               -- how; NULL until then
) STRICT;

CREATE INDEX IF NOT EXISTS complaint_instrument ON complaint (instrument, received);
CREATE INDEX IF NOT EXISTS complaint_replaces ON complaint (replaces) WHERE replaces IS NOT NULL;

-- Months for which an agency says that its report is whole, whether or not there was anything.
CREATE TABLE IF NOT EXISTS report_month (
    instrument TEXT NOT NULL, -- under which instrument
    month INTEGER NOT NULL,   -- months since January of the year 0
    account TEXT NOT NULL,    -- who said so
    at INTEGER NOT NULL,      -- us, when
    PRIMARY KEY (instrument, month)
) STRICT, WITHOUT ROWID;

-- What the salts of a sealed period follow from.
CREATE TABLE IF NOT EXISTS batch_seed (
    instrument TEXT NOT NULL, -- of which instrument
    stream TEXT NOT NULL,     -- activity or complaints
    period TEXT NOT NULL,     -- such as 2026-10
    seed BLOB NOT NULL,       -- SECRET 32 bytes
    PRIMARY KEY (instrument, stream, period)
) STRICT, WITHOUT ROWID;
