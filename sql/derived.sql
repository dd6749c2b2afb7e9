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
    instrument TEXT,           -- the instrument; NULL where it concerns none
    reported INTEGER NOT NULL, -- 1 a source's account, 0 witnessed
    departure TEXT,            -- why it stands though out of order
    recorded INTEGER NOT NULL  -- us, the writer's clock
) STRICT;

CREATE INDEX happening_meeting ON happening (meeting, seq) WHERE meeting IS NOT NULL;
CREATE INDEX happening_item ON happening (body, item, seq) WHERE item IS NOT NULL;
CREATE INDEX happening_instrument ON happening (instrument, seq) WHERE instrument IS NOT NULL;

CREATE TABLE reaching (
    seq INTEGER NOT NULL,  -- the entry
    subject TEXT NOT NULL, -- what it touches beyond what it names itself, as st_subjects_of writes it
    PRIMARY KEY (seq, subject)
) STRICT, WITHOUT ROWID;

CREATE TABLE correction (
    seq INTEGER PRIMARY KEY, -- the entry that corrects
    of INTEGER NOT NULL,     -- the entry that it corrects
    body TEXT NOT NULL,      -- the body
    meeting TEXT,            -- the meeting of both
    item TEXT,               -- the item that they are about
    voids INTEGER NOT NULL,  -- 1 it takes that entry back, 0 it says what it should say
    stands INTEGER NOT NULL  -- 1 the last word on that entry; 0 taken back, or overtaken by another
) STRICT;

CREATE INDEX correction_of ON correction (of, seq);
CREATE INDEX correction_meeting ON correction (meeting) WHERE meeting IS NOT NULL;
CREATE INDEX correction_item ON correction (body, item) WHERE item IS NOT NULL;

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

CREATE TABLE adopted_rules (
    seq INTEGER PRIMARY KEY, -- the entry
    body TEXT NOT NULL,      -- whose rules
    pack TEXT NOT NULL,      -- the pack's name
    from_day INTEGER,        -- first day of a meeting that it judges; NULL: of the next one opened
    citation TEXT,           -- the vote or text by which they were adopted
    words BLOB NOT NULL      -- part hash: the pack itself
) STRICT;

CREATE INDEX adopted_rules_body ON adopted_rules (body, seq);

CREATE TABLE meeting (
    id TEXT PRIMARY KEY,       -- <body>/<date>[-n]
    body TEXT NOT NULL,        -- the body
    day INTEGER NOT NULL,      -- the date in its id
    type TEXT,                 -- regular, special …; NULL where no call stands in the record
    status TEXT NOT NULL,      -- called, open, recess, closed-session, adjourned or cancelled
    convenes INTEGER,          -- us, when it is to begin
    place BLOB,                -- part hash: where
    remark BLOB,               -- part hash: why it is called, how notice was given
    presiding TEXT,            -- member who presides; NULL: nobody, or not known
    opened INTEGER,            -- us, when it was called to order
    adjourned INTEGER,         -- us, when it ended
    reason TEXT,               -- why it is cancelled
    moved_to INTEGER,          -- day on which its business is taken up instead
    entries INTEGER,           -- how many entries of it stood before its adjournment
    reported INTEGER NOT NULL, -- 1 its last change of status is a source's account
    called_seq INTEGER,        -- the entry that called it
    opened_seq INTEGER,        -- … opened it first
    cancelled_seq INTEGER,     -- … cancelled it
    seq INTEGER NOT NULL       -- the entry that changed its status last
) STRICT, WITHOUT ROWID;

CREATE INDEX meeting_day ON meeting (body, day);

CREATE TABLE desk (
    meeting TEXT PRIMARY KEY, -- the meeting
    account TEXT NOT NULL,    -- of the clerk who keeps its record now
    since INTEGER NOT NULL,   -- us, since when
    seq INTEGER NOT NULL      -- the entry by which the desk was taken, or the meeting opened
) STRICT, WITHOUT ROWID;

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
    outcome TEXT NOT NULL,     -- filed, scheduled or pending; else the word of its last outcome
    decided_meeting TEXT,      -- where that outcome came about; NULL: outside a meeting
    decided_motion INTEGER,    -- by which motion; 0 by none (a reported roll, a veto)
    decided_at INTEGER,        -- us, when, where that is known
    decided_reported INTEGER,  -- 1 the outcome is a source's account
    decided_seq INTEGER,       -- the entry that made it; NULL while nothing is decided
    veto_until INTEGER,        -- us, until when it may be vetoed: it is not final before
    reported INTEGER NOT NULL, -- 1 its filing is a source's account
    filed_seq INTEGER,         -- the entry that filed it first
    minutes_of TEXT,           -- minutes: the meeting whose minutes they are
    seq INTEGER NOT NULL,      -- the entry that changed this row last
    PRIMARY KEY (body, file)
) STRICT, WITHOUT ROWID;

CREATE INDEX item_minutes ON item (minutes_of) WHERE minutes_of IS NOT NULL;

CREATE INDEX item_vetoed ON item (body) WHERE outcome = 'vetoed';
CREATE INDEX item_file ON item (file);
CREATE INDEX item_decided_at ON item (decided_meeting) WHERE decided_meeting IS NOT NULL;
CREATE INDEX item_decided ON item (decided_seq) WHERE decided_seq IS NOT NULL;

CREATE TABLE outcome (
    body TEXT NOT NULL,        -- the body
    item TEXT NOT NULL,        -- file number
    seq INTEGER NOT NULL,      -- the entry that made it
    outcome TEXT NOT NULL,     -- adopted, lost, denied, first-reading, postponed, referred, tabled,
                               -- postponed-indefinitely, not-considered, rescinded, vetoed,
                               -- veto-sustained, withdrawn; pending: the one before is undone
    meeting TEXT,              -- where; NULL: outside a meeting
    motion INTEGER NOT NULL,   -- by which motion; 0 by none
    to_day INTEGER,            -- postponed: to which day
    method TEXT,               -- how the vote was taken
    yes INTEGER,               -- votes in favour
    no INTEGER,                -- votes against
    abstain INTEGER,           -- members who abstained
    at INTEGER,                -- us, when, where that is known
    reported INTEGER NOT NULL, -- 1 a source's account, 0 witnessed
    PRIMARY KEY (body, item, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE agenda (
    meeting TEXT NOT NULL,     -- the meeting
    item TEXT NOT NULL,        -- file number
    body TEXT NOT NULL,        -- the body
    section TEXT,              -- section of the agenda
    position INTEGER,          -- place in it; NULL where it was taken up unscheduled
    opened INTEGER,            -- us, when it was taken up last
    closed INTEGER,            -- us, when it was left last
    why TEXT,                  -- deferred or veto: what puts it there without its being scheduled
    why_meeting TEXT,          -- the meeting at which it was deferred
    why_motion INTEGER,        -- by which motion
    why_seq INTEGER,           -- the entry by which it stands there
    pulled_by TEXT,            -- member who took it out of the consent agenda
    pulled_seq INTEGER,        -- the entry that says so
    remark BLOB,               -- part hash
    reported INTEGER NOT NULL, -- 1 a source's account, 0 witnessed
    scheduled_seq INTEGER,     -- the entry that scheduled it first
    seq INTEGER NOT NULL,      -- the first entry that put it there
    PRIMARY KEY (meeting, item)
) STRICT, WITHOUT ROWID;

CREATE INDEX agenda_item ON agenda (body, item);

CREATE TABLE awaiting (
    body TEXT NOT NULL,    -- the body
    item TEXT NOT NULL,    -- file number of what waits for the next regular meeting
    meeting TEXT NOT NULL, -- the meeting that was lost for lack of a quorum
    seq INTEGER NOT NULL,  -- the entry that says so
    PRIMARY KEY (body, item)
) STRICT, WITHOUT ROWID;

CREATE TABLE agenda_version (
    seq INTEGER PRIMARY KEY, -- the entry that published it
    body TEXT NOT NULL,      -- the body
    meeting TEXT NOT NULL,   -- the meeting
    version INTEGER NOT NULL, -- which version, from 1
    published INTEGER NOT NULL, -- us
    deadline INTEGER,        -- us, until when notice was due; NULL: the template does not say
    late INTEGER NOT NULL,   -- 1 published after that
    words BLOB               -- part hash
) STRICT;

CREATE INDEX agenda_version_meeting ON agenda_version (meeting, version);

CREATE TABLE agenda_version_section (
    seq INTEGER NOT NULL,     -- the entry that published it
    section INTEGER NOT NULL, -- place among the sections, from 1
    name TEXT NOT NULL,       -- its name
    code TEXT,                -- begins the numbers of its items
    consent INTEGER NOT NULL, -- 1 its items are adopted by one vote
    PRIMARY KEY (seq, section)
) STRICT, WITHOUT ROWID;

CREATE TABLE agenda_version_line (
    seq INTEGER NOT NULL,     -- the entry that published it
    item TEXT NOT NULL,       -- file number
    body TEXT NOT NULL,       -- the body
    meeting TEXT NOT NULL,    -- the meeting
    section INTEGER NOT NULL, -- place of its section
    n INTEGER NOT NULL,       -- which of the section, from 1
    title BLOB,               -- part hash, as it then was
    text_seq INTEGER,         -- the entry that filed its newest text by then
    why TEXT,                 -- as in agenda
    why_meeting TEXT,         -- as in agenda
    PRIMARY KEY (seq, item)
) STRICT, WITHOUT ROWID;

CREATE TABLE notice (
    seq INTEGER PRIMARY KEY, -- the entry
    body TEXT NOT NULL,      -- the body
    meeting TEXT NOT NULL,   -- the meeting
    method TEXT NOT NULL,    -- website, board, newspaper, mail or other
    place TEXT NOT NULL,     -- where it can be seen
    posted INTEGER NOT NULL, -- us, when
    version INTEGER,         -- the newest version of the agenda that stood then
    deadline INTEGER,        -- us, until when it was due; NULL: the template does not say
    late INTEGER NOT NULL,   -- 1 posted after that
    words BLOB               -- part hash
) STRICT;

CREATE INDEX notice_meeting ON notice (meeting, seq);

CREATE TABLE meeting_change (
    seq INTEGER PRIMARY KEY, -- the entry
    meeting TEXT NOT NULL,   -- the meeting
    was_type TEXT,           -- before it
    was_convenes INTEGER,    -- us, before it
    was_place BLOB,          -- part hash, before it
    type TEXT,               -- from then on
    convenes INTEGER,        -- us, from then on
    place BLOB,              -- part hash, from then on
    words BLOB               -- part hash
) STRICT;

CREATE INDEX meeting_change_meeting ON meeting_change (meeting, seq);

CREATE TABLE body_template (
    seq INTEGER PRIMARY KEY, -- the entry
    body TEXT NOT NULL,      -- whose template
    from_day INTEGER,        -- first day of a meeting that it is for; NULL: of the next one called
    citation TEXT,           -- by which rule or vote
    words BLOB NOT NULL      -- part hash: the template itself
) STRICT;

CREATE INDEX body_template_body ON body_template (body, seq);

CREATE TABLE holiday (
    body TEXT NOT NULL,    -- the body
    day INTEGER NOT NULL,  -- the day
    name TEXT NOT NULL,    -- the holiday
    seq INTEGER NOT NULL,  -- the entry that noted it last
    PRIMARY KEY (body, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE numbering (
    seq INTEGER PRIMARY KEY, -- the entry
    body TEXT NOT NULL,      -- the body
    series TEXT NOT NULL,    -- resolution, ordinance or other
    year INTEGER NOT NULL,   -- of which year
    place INTEGER NOT NULL,  -- which of the series in that year
    number TEXT NOT NULL,    -- the number
    item TEXT NOT NULL       -- file number
) STRICT;

CREATE INDEX numbering_place ON numbering (body, series, year, place);
CREATE INDEX numbering_item ON numbering (body, item);

CREATE TABLE hearing (
    meeting TEXT NOT NULL,     -- the meeting
    item TEXT NOT NULL,        -- file number
    body TEXT NOT NULL,        -- the body
    type TEXT,                 -- public or quasi-judicial
    opened INTEGER,            -- us, when it was opened last
    closed INTEGER,            -- us, when it was closed last
    heard INTEGER NOT NULL,    -- how many were heard
    sworn INTEGER NOT NULL,    -- how many of them under oath
    opened_seq INTEGER,        -- the entry that opened it last
    oath_seq INTEGER,          -- … that administered the oath
    closed_seq INTEGER,        -- … that closed it last
    PRIMARY KEY (meeting, item)
) STRICT, WITHOUT ROWID;

CREATE TABLE heard (
    seq INTEGER PRIMARY KEY, -- the entry
    body TEXT NOT NULL,      -- the body
    meeting TEXT NOT NULL,   -- the meeting
    item TEXT NOT NULL,      -- file number
    party TEXT NOT NULL,     -- staff, applicant, intervenor, public or expert
    sworn INTEGER NOT NULL,  -- 1 under oath
    at INTEGER               -- us, when, where that is known
) STRICT;

CREATE INDEX heard_item ON heard (body, item);

CREATE TABLE disclosure (
    seq INTEGER PRIMARY KEY, -- the entry
    body TEXT NOT NULL,      -- the body
    meeting TEXT NOT NULL,   -- the meeting
    item TEXT NOT NULL,      -- file number
    member TEXT,             -- who; NULL: nobody had anything to say
    disclosed INTEGER NOT NULL, -- 0 there was nothing to disclose
    words BLOB               -- part hash
) STRICT;

CREATE INDEX disclosure_item ON disclosure (body, item);

CREATE TABLE closed_session (
    seq INTEGER PRIMARY KEY,    -- the entry that closed the session
    body TEXT NOT NULL,         -- the body
    meeting TEXT NOT NULL,      -- the meeting
    reason TEXT NOT NULL,       -- litigation, labor, security, personnel or other
    citation TEXT NOT NULL,     -- the law that allows it
    announced INTEGER NOT NULL, -- 1 it was announced in the open meeting
    reporter INTEGER,           -- 1 a court reporter takes it down; NULL: not said
    closed INTEGER,             -- us, when it began
    reopened INTEGER,           -- us, when the meeting was open again
    words BLOB,                 -- part hash
    reopened_seq INTEGER        -- the entry that reopened it
) STRICT;

CREATE INDEX closed_session_meeting ON closed_session (meeting);

CREATE TABLE suggestion (
    seq INTEGER PRIMARY KEY, -- the entry
    body TEXT NOT NULL,      -- the body
    meeting TEXT NOT NULL,   -- the meeting
    item TEXT,               -- file number
    member TEXT NOT NULL,    -- who called for it
    type TEXT NOT NULL,      -- for which motion
    to_day INTEGER,          -- the day that was named
    words BLOB               -- part hash
) STRICT;

CREATE INDEX suggestion_meeting ON suggestion (meeting);
CREATE INDEX suggestion_item ON suggestion (body, item) WHERE item IS NOT NULL;

CREATE TABLE veto (
    seq INTEGER PRIMARY KEY,   -- the entry
    body TEXT NOT NULL,        -- the body
    item TEXT NOT NULL,        -- file number
    official TEXT NOT NULL,    -- who vetoed
    received INTEGER NOT NULL, -- us, by the clerk's stamp, or when it was recorded
    of_seq INTEGER,            -- the entry whose outcome it vetoes
    departure TEXT,            -- why it stands though out of order
    words BLOB,                -- part hash
    reported INTEGER NOT NULL  -- 1 a source's account, 0 witnessed
) STRICT;

CREATE INDEX veto_item ON veto (body, item);

CREATE TABLE motion (
    meeting TEXT NOT NULL,     -- the meeting
    n INTEGER NOT NULL,        -- number in the meeting, from 1
    body TEXT NOT NULL,        -- the body
    item TEXT,                 -- file number; NULL: about no one item
    type TEXT NOT NULL,        -- main, amend …: an id of the rule pack
    mover TEXT NOT NULL,       -- member
    seconder TEXT,             -- member
    state TEXT NOT NULL,       -- moved, seconded, stated or voting while it is pending; else its outcome
    target INTEGER,            -- number of the motion that it is applied to
    ended_by INTEGER,          -- number of the motion that set it aside or ended it
    to_day INTEGER,            -- day to which it postpones
    action TEXT,               -- main: adopt, deny, accept, direct or other
    form TEXT,                 -- amend: insert, add, strike, replace, substitute or blank
    needs TEXT,                -- rule of the vote that the law asks for
    about_rule TEXT,           -- rule that a point is about, or that is to be suspended
    by_method TEXT,            -- method of voting: by which
    items TEXT,                -- its items, between spaces, where it is about several
    committee TEXT,            -- refer: to whom
    minutes INTEGER,           -- how many
    until INTEGER,             -- us, until when
    on_all INTEGER,            -- 1 previous question: on all that is pending
    notice INTEGER,            -- 1 notice was given of it
    reading INTEGER,           -- an ordinance's: which reading this is
    method TEXT,               -- roll-call, voice, consent or rising
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
    announced_seq INTEGER,     -- … announced the result, or ended it otherwise
    PRIMARY KEY (meeting, n)
) STRICT, WITHOUT ROWID;

CREATE INDEX motion_item ON motion (body, item) WHERE item IS NOT NULL;
CREATE INDEX motion_mover ON motion (body, mover);

CREATE TABLE vote (
    meeting TEXT NOT NULL,     -- the meeting
    item TEXT NOT NULL,        -- file number; empty where the motion is about no one item
    motion INTEGER NOT NULL,   -- number of the motion; 0 for a reported roll
    roll INTEGER NOT NULL,     -- seq of the reported roll; -1 where votes came one by one
    member TEXT NOT NULL,      -- who
    body TEXT NOT NULL,        -- the body
    choice TEXT NOT NULL,      -- yes, no, abstain, absent or recused
    changed INTEGER NOT NULL,  -- 1 when it was changed before the result
    at INTEGER,                -- us, when it was given last, where that is known
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
    due INTEGER,               -- day by which the memorandum is to be filed
    filed INTEGER,             -- day on which it was
    filed_seq INTEGER,         -- the entry that says so
    words BLOB,                -- part hash
    reported INTEGER NOT NULL, -- 1 a source's account, 0 witnessed
    seq INTEGER NOT NULL,      -- the entry that said it last
    PRIMARY KEY (meeting, item, member)
) STRICT, WITHOUT ROWID;

CREATE TABLE filing (
    seq INTEGER PRIMARY KEY,  -- the entry
    body TEXT NOT NULL,       -- the body
    item TEXT NOT NULL,       -- file number
    meeting TEXT,             -- the meeting of the vote
    member TEXT NOT NULL,     -- who files
    form TEXT NOT NULL,       -- voting-conflict or other
    received INTEGER NOT NULL, -- day
    words BLOB,               -- part hash
    reported INTEGER NOT NULL -- 1 a source's account, 0 witnessed
) STRICT;

CREATE INDEX filing_item ON filing (body, item);

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

CREATE TABLE attachment (
    seq INTEGER PRIMARY KEY,  -- the entry
    body TEXT NOT NULL,       -- the body
    item TEXT NOT NULL,       -- file number
    type TEXT NOT NULL,       -- staff-report, fiscal-memo, legal-memo …
    name TEXT NOT NULL,       -- its name as a file
    dated INTEGER,            -- day that it bears
    bytes INTEGER NOT NULL,   -- how large it is
    media TEXT NOT NULL,      -- media type
    hash BLOB NOT NULL,       -- part hash of the file
    words BLOB                -- part hash: what it is
) STRICT;

CREATE INDEX attachment_item ON attachment (body, item);

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

CREATE TABLE speaking (
    seq INTEGER PRIMARY KEY, -- the entry that made the row: the request, or else the assignment
    body TEXT NOT NULL,      -- the body
    meeting TEXT NOT NULL,   -- the meeting
    member TEXT NOT NULL,    -- who asks to speak, speaks or has spoken
    requested INTEGER,       -- us, when the member asked; NULL: recognized without asking
    began INTEGER,           -- us, when the member was recognized; NULL: waits
    seconds INTEGER,         -- for how long; NULL: no limit was named
    ended INTEGER,           -- us, when it was over; NULL: waits or speaks
    began_seq INTEGER,       -- the entry that recognized the member
    ended_seq INTEGER        -- the entry by which it was over
) STRICT;

CREATE INDEX speaking_meeting ON speaking (meeting, seq);

CREATE TABLE conflict (
    seq INTEGER PRIMARY KEY, -- the entry
    body TEXT NOT NULL,      -- the body
    meeting TEXT NOT NULL,   -- the meeting
    item TEXT NOT NULL,      -- file number
    member TEXT NOT NULL,    -- who told the clerk of an interest
    words BLOB               -- part hash: restricted to the clerk
) STRICT;

CREATE INDEX conflict_meeting ON conflict (meeting);

CREATE TABLE recording (
    meeting TEXT PRIMARY KEY, -- the meeting
    started INTEGER,          -- us, when `second` of it was reached
    second INTEGER,           -- the second of the recording at that moment
    address TEXT,             -- where it can be seen
    jump TEXT,                -- t, start, fragment or none: how an address names a second
    started_seq INTEGER,      -- the entry that marked its start
    linked_seq INTEGER        -- the entry that said last where it can be seen
) STRICT, WITHOUT ROWID;

CREATE TABLE minutes_version (
    meeting TEXT NOT NULL,     -- the meeting
    version INTEGER NOT NULL,  -- from 1
    body TEXT NOT NULL,        -- the body
    style TEXT NOT NULL,       -- action, seconders, reasons or verbatim
    words BLOB NOT NULL,       -- part hash: the paper
    remark BLOB,               -- part hash: what was corrected since the version before
    filed INTEGER NOT NULL,    -- us, when it was recorded
    seq INTEGER NOT NULL,      -- the entry that filed it
    PRIMARY KEY (meeting, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE signature (
    seq INTEGER PRIMARY KEY,   -- the entry
    body TEXT NOT NULL,        -- the body
    item TEXT NOT NULL,        -- file number
    meeting TEXT,              -- the meeting
    official TEXT NOT NULL,    -- who signed
    on_day INTEGER NOT NULL,   -- the day of the signature
    document TEXT NOT NULL     -- resolution, ordinance, minutes or other
) STRICT;

CREATE INDEX signature_item ON signature (body, item);

-- ---- instruments: what came of a vote ----

-- Instruments.
CREATE TABLE instrument (
    id TEXT PRIMARY KEY,  -- unique in the record
    body TEXT NOT NULL,   -- the body whose decision it rests on
    item TEXT,            -- file number of that decision
    type TEXT NOT NULL,   -- agreement, pact, policy, grant or other
    basis TEXT,           -- the law that it rests on
    template TEXT,        -- the template that it follows
    agency TEXT,          -- the agency of this place that acts under it
    title BLOB,           -- part hash
    seq INTEGER NOT NULL  -- the entry
) STRICT, WITHOUT ROWID;

CREATE INDEX instrument_item ON instrument (body, item) WHERE item IS NOT NULL;

-- What became of an instrument.
CREATE TABLE instrument_change (
    seq INTEGER PRIMARY KEY, -- the entry
    instrument TEXT NOT NULL, -- which instrument
    becomes TEXT NOT NULL, -- signed, in-force, amended, suspended, resumed, notice-given, terminated or expired
    on_day INTEGER NOT NULL, -- the day
    party TEXT, -- the party that did so
    until_day INTEGER, -- until when, where that is said
    words BLOB -- part hash
) STRICT;

CREATE INDEX instrument_change_instrument ON instrument_change (instrument, seq);

-- Texts of an instrument.
CREATE TABLE instrument_text (
    seq INTEGER PRIMARY KEY, -- the entry
    instrument TEXT NOT NULL, -- which instrument
    state TEXT NOT NULL, -- template, proposed, approved, signed or amended
    dated INTEGER, -- the day that the text bears
    title BLOB, -- part hash
    words BLOB -- part hash of the text
) STRICT;

CREATE INDEX instrument_text_instrument ON instrument_text (instrument, seq);

-- Parties.
CREATE TABLE party (
    seq INTEGER PRIMARY KEY, -- the entry
    instrument TEXT NOT NULL, -- which instrument
    party TEXT NOT NULL, -- its id in the instrument
    name TEXT NOT NULL, -- as it is called
    side TEXT NOT NULL -- local, county, state, federal or other
) STRICT;

CREATE INDEX party_instrument ON party (instrument, seq);

-- How a party can end an instrument.
CREATE TABLE ending (
    seq INTEGER PRIMARY KEY, -- the entry
    instrument TEXT NOT NULL, -- which instrument
    party TEXT NOT NULL, -- the party that can end it
    days INTEGER, -- of notice
    clause TEXT NOT NULL, -- by which clause
    unsettled INTEGER NOT NULL, -- 1 whether and how it can is not settled
    words BLOB -- part hash
) STRICT;

CREATE INDEX ending_instrument ON ending (instrument, seq);

-- Powers of an instrument, each as often as it was said anew: the newest stands.
CREATE TABLE power (
    seq INTEGER PRIMARY KEY, -- the entry
    instrument TEXT NOT NULL, -- which instrument
    power TEXT NOT NULL, -- its code
    clause TEXT NOT NULL, -- the clause of the instrument
    citation TEXT, -- the law that it names
    settings TEXT, -- codes, with a space between; NULL for everywhere
    supervision TEXT NOT NULL, -- none, direction, at-the-time or as-soon-as-practicable
    judgement TEXT, -- conditions that no record decides
    requirements TEXT, -- codes of requirements
    courses TEXT, -- codes of courses
    from_day INTEGER, -- the first day
    until_day INTEGER, -- the last day
    words BLOB -- part hash of the clause's words
) STRICT;

CREATE INDEX power_instrument ON power (instrument, seq);

-- Powers that are no longer given.
CREATE TABLE power_end (
    seq INTEGER PRIMARY KEY, -- the entry
    instrument TEXT NOT NULL, -- which instrument
    power TEXT NOT NULL, -- its code
    on_day INTEGER NOT NULL, -- the first day without it
    words BLOB -- part hash
) STRICT;

CREATE INDEX power_end_instrument ON power_end (instrument, seq);

-- Trainings that an instrument asks for.
CREATE TABLE course (
    seq INTEGER PRIMARY KEY, -- the entry
    instrument TEXT NOT NULL, -- which instrument
    course TEXT NOT NULL, -- its code
    name TEXT NOT NULL, -- as it is called
    clause TEXT, -- the clause that asks for it
    hours INTEGER, -- its length
    months INTEGER, -- after so many it is to be taken again
    words BLOB -- part hash
) STRICT;

CREATE INDEX course_instrument ON course (instrument, seq);

-- Versions of protocols.
CREATE TABLE protocol (
    seq INTEGER PRIMARY KEY, -- the entry
    instrument TEXT NOT NULL, -- which instrument
    protocol TEXT NOT NULL, -- its id in the instrument
    name TEXT NOT NULL, -- as it is called
    version TEXT NOT NULL, -- which version
    from_day INTEGER NOT NULL, -- from which day it binds
    clause TEXT, -- the clause that asks for it
    words BLOB -- part hash
) STRICT;

CREATE INDEX protocol_instrument ON protocol (instrument, seq);

-- How many acknowledged a protocol.
CREATE TABLE acknowledgement (
    seq INTEGER PRIMARY KEY, -- the entry
    instrument TEXT NOT NULL, -- which instrument
    protocol TEXT NOT NULL, -- which protocol
    version TEXT NOT NULL, -- which version of it
    count INTEGER NOT NULL, -- so many have acknowledged it
    whole INTEGER NOT NULL, -- of so many
    on_day INTEGER NOT NULL -- counted on that day
) STRICT;

CREATE INDEX acknowledgement_instrument ON acknowledgement (instrument, seq);

-- What is due.
CREATE TABLE obligation (
    seq INTEGER PRIMARY KEY, -- the entry
    instrument TEXT NOT NULL, -- which instrument
    obligation TEXT NOT NULL, -- its id in the instrument
    name TEXT NOT NULL, -- what is to be done
    "by" TEXT NOT NULL, -- who is to do it
    clause TEXT NOT NULL, -- what asks for it
    repeats TEXT NOT NULL, -- once, weekly, monthly, quarterly or yearly
    first_day INTEGER NOT NULL, -- the first day due, or on which the first period ends
    days INTEGER, -- so many days after that
    counted TEXT, -- calendar or business
    until_day INTEGER, -- not asked for after that day
    words BLOB -- part hash
) STRICT;

CREATE INDEX obligation_instrument ON obligation (instrument, seq);

-- What was spent and received.
CREATE TABLE money (
    seq INTEGER PRIMARY KEY, -- the entry
    instrument TEXT NOT NULL, -- which instrument
    sort TEXT NOT NULL, -- what it was for
    direction TEXT NOT NULL, -- spent, received or planned
    from_day INTEGER NOT NULL, -- the first day of the period
    until_day INTEGER NOT NULL, -- the last day of it
    cents INTEGER, -- the amount, in cents of a dollar
    minutes INTEGER, -- working time
    document TEXT, -- the report or budget that says so
    words BLOB -- part hash
) STRICT;

CREATE INDEX money_instrument ON money (instrument, seq);

-- What contests an instrument: the newest of each says where it stands.
CREATE TABLE challenge (
    seq INTEGER PRIMARY KEY, -- the entry
    instrument TEXT NOT NULL, -- which instrument
    challenge TEXT NOT NULL, -- its id in the instrument
    type TEXT NOT NULL, -- suit, repeal, pressure, audit or other
    name TEXT NOT NULL, -- as it is called
    forum TEXT, -- before which court or body
    status TEXT NOT NULL, -- where it stands
    on_day INTEGER NOT NULL, -- since that day
    words BLOB -- part hash
) STRICT;

CREATE INDEX challenge_instrument ON challenge (instrument, seq);

-- Inspections, reviews, meetings.
CREATE TABLE review (
    seq INTEGER PRIMARY KEY, -- the entry
    instrument TEXT NOT NULL, -- which instrument
    type TEXT NOT NULL, -- inspection, review, meeting, audit or hearing
    "by" TEXT NOT NULL, -- by whom
    on_day INTEGER NOT NULL, -- the day
    words BLOB -- part hash
) STRICT;

CREATE INDEX review_instrument ON review (instrument, seq);

-- Effects that were expected.
CREATE TABLE claim (
    seq INTEGER PRIMARY KEY, -- the entry
    instrument TEXT NOT NULL, -- which instrument
    claim TEXT NOT NULL, -- its id
    side TEXT NOT NULL, -- for, against or neither
    member TEXT, -- the official who said so
    who TEXT, -- an office or an organization
    meeting TEXT, -- the meeting
    second INTEGER, -- of the meeting's recording
    words BLOB -- part hash
) STRICT;

CREATE INDEX claim_instrument ON claim (instrument, seq);

-- How an expected effect is tested.
CREATE TABLE measure (
    seq INTEGER PRIMARY KEY, -- the entry
    instrument TEXT NOT NULL, -- which instrument
    measure TEXT NOT NULL, -- its id
    claims TEXT, -- the claims that it tests
    outcome TEXT NOT NULL, -- what is counted
    unit TEXT NOT NULL, -- of what
    records TEXT NOT NULL, -- where the figures come from
    areas TEXT NOT NULL, -- the area that is looked at
    comparison TEXT NOT NULL, -- what it is compared with
    event_day INTEGER NOT NULL, -- from which an effect is expected
    event2_day INTEGER, -- another day that has been named
    family TEXT NOT NULL, -- of the model
    season TEXT NOT NULL, -- how seasons enter
    expected TEXT NOT NULL, -- rise, fall or none
    words BLOB -- part hash
) STRICT;

CREATE INDEX measure_instrument ON measure (instrument, seq);

-- What figures say of a measure.
CREATE TABLE finding (
    seq INTEGER PRIMARY KEY, -- the entry
    instrument TEXT NOT NULL, -- which instrument
    measure TEXT NOT NULL, -- which measure
    from_day INTEGER NOT NULL, -- the first day of the figures
    until_day INTEGER NOT NULL, -- the last day of them
    estimate TEXT NOT NULL, -- the change of level, a decimal number
    lower TEXT NOT NULL, -- of its interval of 95 %
    upper TEXT NOT NULL, -- of its interval of 95 %
    placebo TEXT NOT NULL, -- the rank among untreated areas and dates
    areas INTEGER, -- so many untreated areas
    says TEXT NOT NULL, -- rise, fall, no-change or methods-disagree
    figures BLOB, -- part hash
    words BLOB -- part hash
) STRICT;

CREATE INDEX finding_instrument ON finding (instrument, seq);

-- Commitments to private rows.
CREATE TABLE batch (
    seq INTEGER PRIMARY KEY, -- the entry
    instrument TEXT NOT NULL, -- which instrument
    stream TEXT NOT NULL, -- activity or complaints
    period TEXT NOT NULL, -- such as 2026-10
    leaves INTEGER NOT NULL, -- the padded size of the tree
    root TEXT NOT NULL -- 64 digits of 0-9 a-f
) STRICT;

CREATE INDEX batch_instrument ON batch (instrument, seq);

-- Tables that passed the audit.
CREATE TABLE published_table (
    seq INTEGER PRIMARY KEY, -- the entry
    instrument TEXT NOT NULL, -- which instrument
    id TEXT NOT NULL, -- the table's id in the instrument
    from_day INTEGER NOT NULL, -- the first day of its period
    until_day INTEGER NOT NULL, -- the last day of it
    hidden INTEGER NOT NULL, -- so many cells are hidden
    cells INTEGER NOT NULL, -- of so many
    threshold INTEGER NOT NULL, -- counts from 1 to below this are hidden
    words BLOB, -- part hash of the table as text/csv
    remark BLOB -- part hash
) STRICT;

CREATE INDEX published_table_instrument ON published_table (instrument, seq);

-- What was due and is done, or was waived.
CREATE TABLE obligation_done (
    seq INTEGER PRIMARY KEY,  -- the entry
    instrument TEXT NOT NULL, -- which instrument
    obligation TEXT NOT NULL, -- its id in the instrument
    due_day INTEGER NOT NULL, -- the day on which it was due
    on_day INTEGER NOT NULL,  -- the day on which it was done or waived
    waived INTEGER NOT NULL,  -- 1 waived, 0 done
    "by" TEXT,                -- the office that waived it
    words BLOB                -- part hash
) STRICT;

CREATE INDEX obligation_done_instrument ON obligation_done (instrument, seq);

-- What holders did and what they hold, step by step.
CREATE TABLE holder_step (
    seq INTEGER PRIMARY KEY,  -- the entry
    instrument TEXT NOT NULL, -- which instrument
    holder TEXT NOT NULL,     -- the public number
    kind INTEGER NOT NULL,    -- enum rec_kind_id, from holder.nominated to authority.ended
    on_day INTEGER NOT NULL,  -- the day; the first one of a span
    until_day INTEGER,        -- the last one, where one is stated
    what TEXT,                -- the requirement or the course
    met INTEGER,              -- 1 the requirement is met, 0 it is not
    hours INTEGER,            -- of training
    note TEXT,                -- position, certificate, who certified, or the supervisor's position
    powers TEXT               -- their codes, with a space between; NULL for all that are held
) STRICT;

CREATE INDEX holder_step_holder ON holder_step (instrument, holder, seq);

-- Lines of lists of instruments, each as often as it changed.
CREATE TABLE listing (
    seq INTEGER PRIMARY KEY,     -- the entry
    list TEXT NOT NULL,          -- which list
    listed_day INTEGER NOT NULL, -- the day of the list
    listing TEXT NOT NULL,       -- the line's id
    change TEXT NOT NULL,        -- added, changed or gone
    agency TEXT NOT NULL,        -- as listed
    state TEXT NOT NULL,         -- as listed
    county TEXT,                 -- as listed
    model TEXT NOT NULL,         -- as listed
    signed_day INTEGER,          -- as listed
    status TEXT NOT NULL,        -- listed or pending
    agreement TEXT,              -- the address of its text
    addendum TEXT                -- the address of its addendum
) STRICT;

CREATE INDEX listing_list ON listing (list, listing, seq);

-- Codes that an agency's reports may use beside those of the instrument's powers.
CREATE TABLE listed_code (
    seq INTEGER PRIMARY KEY,  -- the entry
    instrument TEXT NOT NULL, -- which instrument
    sort TEXT NOT NULL,       -- place or release
    code TEXT NOT NULL,       -- the code
    name TEXT NOT NULL        -- what it stands for
) STRICT;

CREATE INDEX listed_code_instrument ON listed_code (instrument, seq);
