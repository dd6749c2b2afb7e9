-- Derived from the log by src/store/derive.c: dropped and replayed at will.  Holds hashes of parts
-- (32 bytes), never their text.  "reported" is 1 where the entry is a source's account, 0 where it was
-- witnessed.  "seq" is the entry that said it last, unless the comment says otherwise.

CREATE TABLE subtree (
    level INTEGER NOT NULL, -- 8 or 16: the root of 2^level leaves
    n INTEGER NOT NULL,     -- which of that level, from 0
    hash BLOB NOT NULL,     -- the root, 32 bytes
    PRIMARY KEY (level, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE act (
    id TEXT PRIMARY KEY,      -- the caller's id of the act
    first INTEGER NOT NULL,   -- seq of its first entry
    entries INTEGER NOT NULL, -- how many entries it made, one after the other
    kind TEXT NOT NULL,       -- kind of the first
    account TEXT NOT NULL     -- by whom
) STRICT, WITHOUT ROWID;

CREATE TABLE happening (
    seq INTEGER PRIMARY KEY,   -- the entry
    kind INTEGER,              -- enum rec_kind_id; NULL for a kind that this program does not know
    body TEXT,                 -- the body; NULL where it concerns no one body
    meeting TEXT,              -- the meeting; NULL outside of one
    item TEXT,                 -- the item, also where only its motion is named
    motion INTEGER,            -- number of the motion in the meeting
    reported INTEGER NOT NULL, -- 1 a source's account, 0 witnessed
    departure TEXT,            -- why it stands though out of order
    recorded INTEGER NOT NULL  -- us, the writer's clock
) STRICT;

CREATE INDEX happening_meeting ON happening (meeting, seq) WHERE meeting IS NOT NULL;
CREATE INDEX happening_item ON happening (body, item, seq) WHERE item IS NOT NULL;

CREATE TABLE source (
    seq INTEGER PRIMARY KEY, -- the reported entry whose source it is
    outlet TEXT NOT NULL,    -- who says so
    title TEXT,              -- of what was published
    address TEXT,            -- where it is to be found
    retrieved TEXT NOT NULL  -- the day on which it was read, YYYY-MM-DD
) STRICT;

CREATE TABLE log_key (
    seq INTEGER PRIMARY KEY, -- the entry that added it
    verifier TEXT NOT NULL   -- the verifier key, as a signed note spells it
) STRICT;

CREATE TABLE body (
    id TEXT PRIMARY KEY,       -- the body's id
    name TEXT NOT NULL,        -- as people use it
    zone TEXT NOT NULL,        -- time zone, such as America/New_York
    seats INTEGER NOT NULL,    -- how many seats it has
    pack TEXT NOT NULL,        -- rule pack
    place TEXT,                -- the city, county or district that it serves
    remark BLOB,               -- part hash
    reported INTEGER NOT NULL, -- 1 a source's account, 0 witnessed
    seq INTEGER NOT NULL       -- the entry that said it last
) STRICT, WITHOUT ROWID;

CREATE TABLE official (
    body TEXT NOT NULL,        -- the body
    member TEXT NOT NULL,      -- id in its roster
    name TEXT NOT NULL,        -- as people use it
    office TEXT NOT NULL,      -- member, chair, mayor …
    seat TEXT,                 -- seat or district
    title TEXT,                -- form of address
    votes INTEGER NOT NULL,    -- 1 a voting member
    from_day INTEGER,          -- first day in the seat
    until_day INTEGER,         -- last day in the seat
    remark BLOB,               -- part hash
    reported INTEGER NOT NULL, -- 1 a source's account, 0 witnessed
    position INTEGER NOT NULL, -- seq of the first entry that seated them: the order of the seats
    seq INTEGER NOT NULL,      -- the entry that said it last
    PRIMARY KEY (body, member)
) STRICT, WITHOUT ROWID;

CREATE TABLE rule_note (
    seq INTEGER PRIMARY KEY, -- the entry
    body TEXT NOT NULL,      -- whose rule
    rule TEXT NOT NULL,      -- the rule's id
    citation TEXT NOT NULL,  -- where it stands
    sure TEXT NOT NULL,      -- read, secondary or general
    words BLOB               -- part hash
) STRICT;

CREATE INDEX rule_note_body ON rule_note (body, seq);

CREATE TABLE meeting (
    id TEXT PRIMARY KEY,       -- <body>/<date>[-n]
    body TEXT NOT NULL,        -- the body
    day INTEGER NOT NULL,      -- the date in its id
    type TEXT,                 -- regular, special …; NULL where no call stands in the record
    status TEXT NOT NULL,      -- called, open, recess, adjourned or cancelled
    convenes INTEGER,          -- us, when it is to begin
    place BLOB,                -- part hash: where
    remark BLOB,               -- part hash: why it is called, how notice was given
    presiding TEXT,            -- member who presides
    opened INTEGER,            -- us, when it was called to order
    adjourned INTEGER,         -- us, when it ended
    reason TEXT,               -- why it is cancelled
    moved_to INTEGER,          -- day on which its business is taken up instead
    entries INTEGER,           -- how many entries of it stood before its adjournment
    reported INTEGER NOT NULL, -- 1 its last change of status is a source's account
    seq INTEGER NOT NULL       -- the entry that changed its status last
) STRICT, WITHOUT ROWID;

CREATE INDEX meeting_day ON meeting (body, day);

CREATE TABLE attendance (
    meeting TEXT NOT NULL,     -- the meeting
    member TEXT NOT NULL,      -- the official
    state TEXT NOT NULL,       -- present, absent, remote or left: as noted last
    at INTEGER,                -- us, since when, where that is known
    reported INTEGER NOT NULL, -- 1 a source's account, 0 witnessed
    seq INTEGER NOT NULL,      -- the entry that noted it last
    PRIMARY KEY (meeting, member)
) STRICT, WITHOUT ROWID;

CREATE TABLE item (
    body TEXT NOT NULL,        -- the body
    file TEXT NOT NULL,        -- file number
    type TEXT,                 -- resolution, ordinance …; NULL where its filing is not in the record
    title BLOB,                -- part hash
    department TEXT,           -- who asks for it
    sponsor TEXT,              -- member
    outcome TEXT NOT NULL,     -- filed, scheduled, pending, adopted, lost or postponed
    decided_meeting TEXT,      -- where the outcome was announced
    decided_motion INTEGER,    -- by which motion; 0 for a reported roll
    decided_at INTEGER,        -- us, when, where that is known
    decided_reported INTEGER,  -- 1 the outcome is a source's account
    decided_seq INTEGER,       -- the entry that announced it
    reported INTEGER NOT NULL, -- 1 its filing is a source's account
    filed_seq INTEGER,         -- the entry that filed it first
    seq INTEGER NOT NULL,      -- the entry that changed this row last
    PRIMARY KEY (body, file)
) STRICT, WITHOUT ROWID;

CREATE INDEX item_file ON item (file);
CREATE INDEX item_decided ON item (decided_seq) WHERE decided_seq IS NOT NULL;

CREATE TABLE agenda (
    meeting TEXT NOT NULL,     -- the meeting
    item TEXT NOT NULL,        -- file number
    body TEXT NOT NULL,        -- the body
    section TEXT,              -- section of the agenda
    position INTEGER,          -- place in it; NULL where it was taken up unscheduled
    opened INTEGER,            -- us, when it was taken up last
    closed INTEGER,            -- us, when it was left last
    remark BLOB,               -- part hash
    reported INTEGER NOT NULL, -- 1 a source's account, 0 witnessed
    seq INTEGER NOT NULL,      -- the first entry that put it there
    PRIMARY KEY (meeting, item)
) STRICT, WITHOUT ROWID;

CREATE INDEX agenda_item ON agenda (body, item);

CREATE TABLE motion (
    meeting TEXT NOT NULL,     -- the meeting
    n INTEGER NOT NULL,        -- number in the meeting, from 1
    body TEXT NOT NULL,        -- the body
    item TEXT NOT NULL,        -- file number
    type TEXT NOT NULL,        -- main, amend …: an id of the rule pack
    mover TEXT NOT NULL,       -- member
    seconder TEXT,             -- member
    state TEXT NOT NULL,       -- moved, seconded, stated, voting, adopted, lost, withdrawn or fell
    target INTEGER,            -- number of the motion that it is applied to
    to_day INTEGER,            -- day to which it postpones
    method TEXT,               -- roll-call, voice or consent
    yes INTEGER,               -- votes in favour
    no INTEGER,                -- votes against
    abstain INTEGER,           -- members who abstained
    recused INTEGER,           -- members who did not vote for a stated interest
    absent INTEGER,            -- members who were not there
    present INTEGER,           -- members who were there
    quorum INTEGER,            -- how many had to be
    base TEXT,                 -- what the share is taken of: cast, present, quorum or membership
    threshold TEXT,            -- the share needed
    rule TEXT,                 -- rule by which the result was judged
    citation TEXT,             -- where that rule stands
    departure TEXT,            -- why the motion stands though out of order
    words BLOB,                -- part hash: in the mover's words
    moved INTEGER NOT NULL,    -- us, when it was made (recorded, where no other time is known)
    announced INTEGER,         -- us, when the result was announced
    reported INTEGER NOT NULL, -- 1 a source's account, 0 witnessed
    moved_seq INTEGER NOT NULL, -- the entry that moved it
    seconded_seq INTEGER,      -- … seconded it
    stated_seq INTEGER,        -- … stated the question
    opened_seq INTEGER,        -- … opened the vote
    announced_seq INTEGER,     -- … announced the result, or withdrew it
    PRIMARY KEY (meeting, n)
) STRICT, WITHOUT ROWID;

CREATE INDEX motion_item ON motion (body, item);

CREATE TABLE vote (
    meeting TEXT NOT NULL,     -- the meeting
    item TEXT NOT NULL,        -- file number
    motion INTEGER NOT NULL,   -- number of the motion; 0 for a reported roll
    roll INTEGER NOT NULL,     -- seq of the reported roll; -1 where votes came one by one
    member TEXT NOT NULL,      -- who
    body TEXT NOT NULL,        -- the body
    choice TEXT NOT NULL,      -- yes, no, abstain, absent or recused
    changed INTEGER NOT NULL,  -- 1 when it was changed before the result
    reported INTEGER NOT NULL, -- 1 a source's account, 0 witnessed
    first INTEGER NOT NULL,    -- the entry that gave it first: the order of a member's votes
    seq INTEGER NOT NULL,      -- the entry that gave it last
    PRIMARY KEY (meeting, item, motion, roll, member)
) STRICT, WITHOUT ROWID;

CREATE INDEX vote_member ON vote (body, member, first);

CREATE TABLE roll (
    seq INTEGER PRIMARY KEY, -- the entry that reports the roll
    body TEXT NOT NULL,      -- the body
    meeting TEXT NOT NULL,   -- the meeting
    item TEXT NOT NULL,      -- file number
    outcome TEXT NOT NULL,   -- adopted or lost, by the source
    yes INTEGER NOT NULL,    -- how many names
    no INTEGER NOT NULL,     -- how many names
    abstain INTEGER,         -- how many names; NULL where the source is silent
    absent INTEGER,          -- how many names; NULL where the source is silent
    recused INTEGER,         -- how many names; NULL where the source is silent
    words BLOB               -- part hash
) STRICT;

CREATE INDEX roll_item ON roll (body, item);

CREATE TABLE recusal (
    meeting TEXT NOT NULL,     -- the meeting
    item TEXT NOT NULL,        -- file number
    member TEXT NOT NULL,      -- who does not vote
    body TEXT NOT NULL,        -- the body
    aloud INTEGER NOT NULL,    -- 1 the interest was stated aloud before the vote
    words BLOB,                -- part hash
    reported INTEGER NOT NULL, -- 1 a source's account, 0 witnessed
    seq INTEGER NOT NULL,      -- the entry that said it last
    PRIMARY KEY (meeting, item, member)
) STRICT, WITHOUT ROWID;

CREATE TABLE filed_text (
    seq INTEGER PRIMARY KEY,  -- the entry
    body TEXT NOT NULL,       -- the body
    item TEXT NOT NULL,       -- file number
    state TEXT NOT NULL,      -- template, proposed, as-voted, signed or other
    version TEXT,             -- as its source names it
    dated INTEGER,            -- day that it bears
    title BLOB,               -- part hash
    words BLOB,               -- part hash
    reported INTEGER NOT NULL -- 1 a source's account, 0 witnessed
) STRICT;

CREATE INDEX filed_text_item ON filed_text (body, item);

CREATE TABLE reason (
    seq INTEGER PRIMARY KEY,  -- the entry
    body TEXT NOT NULL,       -- the body
    item TEXT NOT NULL,       -- file number
    meeting TEXT,             -- the meeting in which it was given
    motion INTEGER,           -- number of the motion
    member TEXT NOT NULL,     -- the official who gave it
    side TEXT NOT NULL,       -- for, against or neither
    words BLOB,               -- part hash
    at TEXT,                  -- when, as the entry has it (JSON)
    reported INTEGER NOT NULL -- 1 a source's account, 0 witnessed
) STRICT;

CREATE INDEX reason_item ON reason (body, item);
CREATE INDEX reason_member ON reason (body, member);

CREATE TABLE note (
    seq INTEGER PRIMARY KEY,  -- the entry
    body TEXT NOT NULL,       -- the body
    meeting TEXT NOT NULL,    -- the meeting
    item TEXT,                -- file number
    words BLOB,               -- part hash
    reported INTEGER NOT NULL -- 1 a source's account, 0 witnessed
) STRICT;

CREATE INDEX note_meeting ON note (meeting);

CREATE TABLE report (
    seq INTEGER PRIMARY KEY, -- the entry
    kind INTEGER NOT NULL,   -- enum rec_kind_id: motion.reported or fact.reported
    body TEXT NOT NULL,      -- the body
    item TEXT NOT NULL,      -- file number
    meeting TEXT,            -- the meeting
    question TEXT NOT NULL,  -- id of the question that it answers; motions for a motion
    topic TEXT NOT NULL,     -- accounts of the same thing bear the same topic
    value TEXT,              -- a fact's value
    type TEXT,               -- a motion's type
    outcome TEXT,            -- a motion's outcome
    mover TEXT,              -- member, where the source says
    seconder TEXT,           -- member, where the source says
    count INTEGER,           -- the number, where the fact is one
    member TEXT,             -- the official whom it concerns
    citation TEXT,           -- the clause or law
    words BLOB,              -- part hash
    at TEXT                  -- when, as the entry has it (JSON)
) STRICT;

CREATE INDEX report_item ON report (body, item, question);
