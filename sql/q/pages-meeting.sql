-- What pages ask about meetings.

-- name: page_meeting :one
-- One meeting.
-- in: id text
-- out: body text, day int, type text optional, status text, convenes instant optional, place text optional, remark text optional, presiding text optional, opened instant optional, adjourned instant optional, reason text optional, moved_to int optional, entries int optional, opened_seq int optional, reported bool, seq int
SELECT m.body AS body, m.day AS day, m.type AS type, m.status AS status, m.convenes AS convenes,
    CAST(p.payload AS TEXT) AS place, CAST(r.payload AS TEXT) AS remark, m.presiding AS presiding,
    m.opened AS opened, m.adjourned AS adjourned, m.reason AS reason, m.moved_to AS moved_to,
    m.entries AS entries, m.opened_seq AS opened_seq, m.reported AS reported, m.seq AS seq
FROM meeting m LEFT JOIN part p ON p.hash = m.place AND p.class = 'public'
    LEFT JOIN part r ON r.hash = m.remark AND r.class = 'public'
WHERE m.id = :id;

-- name: page_meetings_of :many
-- The meetings of a body, the newest first.
-- in: body text
-- out: id text, day int, type text optional, status text, convenes instant optional, reported bool, seq int
SELECT id, day, type, status, convenes, reported, seq
FROM meeting WHERE body = :body ORDER BY day DESC, id DESC LIMIT 200;

-- name: page_meetings_on :many
-- The meetings that are going on.
-- out: id text, body text, day int, type text optional, status text, convenes instant optional
SELECT id, body, day, type, status, convenes
FROM meeting WHERE status IN ('open', 'recess', 'closed-session') AND reported = 0 ORDER BY day DESC, id LIMIT 50;

-- name: page_meetings_called :many
-- The meetings that are called and not yet open, from a day on.
-- in: day int
-- out: id text, body text, day int, type text optional, status text, convenes instant optional
SELECT id, body, day, type, status, convenes
FROM meeting WHERE status = 'called' AND day >= :day ORDER BY day, id LIMIT 50;

-- name: page_meeting_days :one
-- The first and the last day on which a meeting is on record.
-- out: first int optional, last int optional
SELECT min(day) AS first, max(day) AS last FROM meeting;

-- name: page_meetings_between :many
-- The meetings of some days, of one body or of all, in their order.
-- in: body text, first int, last int
-- out: id text, body text, day int, type text optional, status text, convenes instant optional, opened instant optional, adjourned instant optional, place text optional, moved_to int optional, seq int
SELECT m.id AS id, m.body AS body, m.day AS day, m.type AS type, m.status AS status, m.convenes AS convenes,
    m.opened AS opened, m.adjourned AS adjourned, CAST(p.payload AS TEXT) AS place, m.moved_to AS moved_to, m.seq AS seq
FROM meeting AS m LEFT JOIN part AS p ON p.hash = m.place AND p.class = 'public'
WHERE (:body = '' OR m.body = :body) AND m.day BETWEEN :first AND :last
ORDER BY m.day, m.id LIMIT 2000;

-- name: page_agenda :many
-- The items of a meeting: those of the newest version of its agenda in the order of that, with number
-- and consent from it; then the others, with consent from the section in which they stand.  page_agenda_read gives them in order in any case.
-- in: meeting text
-- out: item text, version int optional, number text optional, consent bool, section text optional, position int optional, type text optional, title text optional, outcome text optional, decided_meeting text optional, decided_motion int optional, why text optional, why_meeting text optional, why_motion int optional, pulled_by text optional, pulled_seq int optional, reported bool, seq int
SELECT a.item AS item, l.seq AS version, s.code || '.' || l.n AS number,
    coalesce(s.consent, (SELECT x.consent FROM agenda_version_section x WHERE x.name = a.section
        AND x.seq = (SELECT v.seq FROM agenda_version v WHERE v.meeting = :meeting
            ORDER BY v.version DESC LIMIT 1)), 0) AS consent,
    coalesce(s.name, a.section) AS section,
    a.position AS position, i.type AS type, CAST(p.payload AS TEXT) AS title, i.outcome AS outcome, i.decided_meeting AS decided_meeting,
    i.decided_motion AS decided_motion, a.why AS why, a.why_meeting AS why_meeting,
    a.why_motion AS why_motion, a.pulled_by AS pulled_by, a.pulled_seq AS pulled_seq, a.reported AS reported, a.seq AS seq
FROM agenda a LEFT JOIN item i ON i.body = a.body AND i.file = a.item
    LEFT JOIN part p ON p.hash = i.title AND p.class = 'public'
    LEFT JOIN agenda_version_line l ON l.item = a.item AND l.seq = (SELECT v.seq
        FROM agenda_version v WHERE v.meeting = :meeting ORDER BY v.version DESC LIMIT 1)
    LEFT JOIN agenda_version_section s ON s.seq = l.seq AND s.section = l.section
WHERE a.meeting = :meeting ORDER BY l.section IS NULL, l.section, l.n, coalesce(a.why, '') <> 'veto', a.position IS NULL, a.position, a.seq, a.item LIMIT 4096;

-- name: page_votes_of_meeting :many
-- The votes by name of a meeting.
-- in: meeting text
-- out: item text, motion int, roll int, member text, choice text, changed bool, at instant optional, reported bool, seq int
SELECT item, motion, roll, member, choice, changed, at, reported, seq
FROM vote WHERE meeting = :meeting ORDER BY motion, roll, seq, member LIMIT 20000;

-- name: page_attendance :many
-- Who is at a meeting, as noted last.
-- in: meeting text
-- out: member text, state text, at instant optional, reported bool, seq int
SELECT member, state, at, reported, seq FROM attendance WHERE meeting = :meeting LIMIT 1000;

-- name: page_notes_of :many
-- The notes for the record of a meeting.
-- in: meeting text
-- out: seq int, item text optional, words text optional, reported bool
SELECT n.seq AS seq, n.item AS item, CAST(p.payload AS TEXT) AS words, n.reported AS reported
FROM note n LEFT JOIN part p ON p.hash = n.words AND p.class = 'public'
WHERE n.meeting = :meeting ORDER BY n.seq LIMIT 2000;

-- name: page_recusals_of :many
-- Who did not vote on which item of a meeting.
-- in: meeting text
-- out: item text, member text, aloud bool, due int optional, filed int optional, filed_seq int optional, words text optional, reported bool, seq int
SELECT r.item AS item, r.member AS member, r.aloud AS aloud, r.due AS due,
    r.filed AS filed, r.filed_seq AS filed_seq, CAST(p.payload AS TEXT) AS words,
    r.reported AS reported, r.seq AS seq
FROM recusal r LEFT JOIN part p ON p.hash = r.words AND p.class = 'public'
WHERE r.meeting = :meeting ORDER BY r.seq LIMIT 1000;

-- name: page_happenings :many
-- The entries of a meeting, in order.
-- in: meeting text
-- out: seq int, kind int optional, item text optional, motion int optional, reported bool, departure text optional, recorded instant
SELECT seq, kind, item, motion, reported, departure, recorded
FROM happening WHERE meeting = :meeting ORDER BY seq LIMIT 20000;

-- name: page_last_of_meeting :many
-- The last entries of a meeting, the newest first.
-- in: meeting text
-- out: seq int, kind int optional, item text optional, motion int optional, departure text optional, recorded instant
SELECT seq, kind, item, motion, departure, recorded
FROM happening WHERE meeting = :meeting ORDER BY seq DESC LIMIT 5;

-- name: page_since :many
-- The first entries of a meeting after one of them.
-- in: meeting text, after int
-- out: seq int, recorded instant
SELECT seq, recorded FROM happening WHERE meeting = :meeting AND seq > :after ORDER BY seq LIMIT 5;

-- name: page_desk :one
-- Who keeps the record of a meeting now.
-- in: meeting text
-- out: account text, since instant, seq int
SELECT account, since, seq FROM desk WHERE meeting = :meeting;

-- name: page_rolls_of_meeting :many
-- The reported rolls of a meeting, and by whom.
-- in: meeting text
-- out: seq int, item text, outcome text, yes int, no int, outlet text, address text optional, retrieved text
SELECT r.seq AS seq, r.item AS item, r.outcome AS outcome, r.yes AS yes, r.no AS no,
    s.outlet AS outlet, s.address AS address, s.retrieved AS retrieved
FROM roll r JOIN source s ON s.seq = r.seq WHERE r.meeting = :meeting ORDER BY r.seq LIMIT 2000;

-- name: page_reports_of_meeting :many
-- On which items sources give accounts of the motions of a meeting.
-- in: meeting text
-- out: seq int, item text
SELECT seq, item FROM report
WHERE meeting = :meeting AND question = 'motions' ORDER BY seq LIMIT 2000;

-- name: page_item_open :one
-- The item that is before the meeting.
-- in: meeting text
-- out: item text, title text optional, seq int
SELECT a.item AS item, CAST(p.payload AS TEXT) AS title, a.seq AS seq
FROM agenda a LEFT JOIN item i ON i.body = a.body AND i.file = a.item
    LEFT JOIN part p ON p.hash = i.title AND p.class = 'public'
WHERE a.meeting = :meeting AND a.reported = 0 AND a.opened IS NOT NULL
    AND (a.closed IS NULL OR a.closed < a.opened)
ORDER BY a.opened DESC LIMIT 1;

-- name: page_suggestions_of :many
-- What members called for and nobody moved, in a meeting, or else about an item of a body.
-- in: meeting text optional, body text optional, item text optional
-- out: seq int, meeting text, item text optional, member text, type text, to_day int optional, words text optional
SELECT g.seq AS seq, g.meeting AS meeting, g.item AS item, g.member AS member, g.type AS type, g.to_day AS to_day,
    CAST(p.payload AS TEXT) AS words
FROM suggestion g LEFT JOIN part p ON p.hash = g.words AND p.class = 'public'
WHERE g.meeting = :meeting OR (g.body = :body AND g.item = :item) ORDER BY g.seq LIMIT 500;

-- name: page_hearing :one
-- How many were heard on an item at a meeting, how many of them under oath, and whether it goes on.
-- in:  meeting text, item text
-- out: heard int, sworn int, open bool
SELECT heard, sworn, opened_seq IS NOT NULL AND opened_seq > coalesce(closed_seq, -1) AS open
FROM hearing WHERE meeting = :meeting AND item = :item;

-- name: page_recorded :one
-- When an entry was recorded.
-- in: seq int
-- out: recorded instant
SELECT recorded FROM happening WHERE seq = :seq;
