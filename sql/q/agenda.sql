-- Agendas, their templates and versions, notice, holidays, numbers: what derive_agenda.c writes, and
-- what acts and pages ask.

-- name: body_template_add :exec
-- A body orders its business anew.
-- in: seq int, body text, from_day int optional, citation text optional, words blob
INSERT INTO body_template (seq, body, from_day, citation, words)
VALUES (:seq, :body, :from_day, :citation, :words);

-- name: template_for :one
-- The template of a meeting: the newest whose first day is not after it; one without a day is for
-- meetings called after it.
-- in: body text, meeting text, day int
-- out: seq int, words text optional
SELECT t.seq AS seq, CAST(p.payload AS TEXT) AS words
FROM body_template t LEFT JOIN part p ON p.hash = t.words AND p.class = 'public'
WHERE t.body = :body AND (t.from_day <= :day OR (t.from_day IS NULL
    AND t.seq < coalesce((SELECT m.called_seq FROM meeting m WHERE m.id = :meeting), t.seq + 1)))
ORDER BY t.seq DESC LIMIT 1;

-- name: holiday_put :exec
-- A day that is no business day.
-- in: body text, day int, name text, seq int
INSERT INTO holiday (body, day, name, seq) VALUES (:body, :day, :name, :seq)
ON CONFLICT (body, day) DO UPDATE SET name = excluded.name, seq = excluded.seq;

-- name: holidays_of :many
-- The holidays of a body from a day on.
-- in: body text, from int
-- out: day int, name text, seq int
SELECT day, name, seq FROM holiday WHERE body = :body AND day >= :from ORDER BY day LIMIT 4000;

-- name: numbering_add :exec
-- An item gets its number.
-- in: seq int, body text, series text, year int, place int, number text, item text
INSERT INTO numbering (seq, body, series, year, place, number, item)
VALUES (:seq, :body, :series, :year, :place, :number, :item);

-- name: numbering_last :one
-- The last place of a series in a year.
-- in: body text, series text, year int
-- out: place int optional
SELECT max(place) AS place FROM numbering WHERE body = :body AND series = :series AND year = :year;

-- name: numbering_at :one
-- Whose place that is.
-- in: body text, series text, year int, place int
-- out: item text, number text
SELECT item, number FROM numbering
WHERE body = :body AND series = :series AND year = :year AND place = :place ORDER BY seq LIMIT 1;

-- name: numbering_called :one
-- Which item has that number; one that it got before another is free again.
-- in: body text, series text, number text
-- out: item text
SELECT n.item AS item FROM numbering n WHERE n.body = :body AND n.series = :series AND n.number = :number
    AND NOT EXISTS (SELECT 1 FROM numbering m WHERE m.body = n.body AND m.series = n.series
        AND m.item = n.item AND m.seq > n.seq) LIMIT 1;

-- name: numbers_of :many
-- The numbers of an item; in each series the last stands.
-- in: body text, item text
-- out: seq int, series text, year int, place int, number text
SELECT seq, series, year, place, number FROM numbering
WHERE body = :body AND item = :item ORDER BY seq LIMIT 20;

-- name: files_newest :many
-- The file numbers that were taken last.
-- in: body text
-- out: file text
SELECT file FROM item WHERE body = :body AND filed_seq IS NOT NULL ORDER BY filed_seq DESC LIMIT 100;

-- name: agenda_place :one
-- Where an item stands in its section.
-- in: meeting text, item text
-- out: section text optional, position int optional
SELECT section, position FROM agenda WHERE meeting = :meeting AND item = :item;

-- name: agenda_close_up :exec
-- The items behind a place that became free move up.
-- in: meeting text, section text optional, position int
UPDATE agenda SET position = position - 1
WHERE meeting = :meeting AND section IS :section AND position > :position;

-- name: agenda_unplace :exec
-- An item gives up its place.
-- in: meeting text, item text
UPDATE agenda SET section = NULL, position = NULL WHERE meeting = :meeting AND item = :item;

-- name: agenda_make_room :exec
-- The items from a place on move down, where it is taken.
-- in: meeting text, section text optional, position int
UPDATE agenda SET position = position + 1
WHERE meeting = :meeting AND section IS :section AND position >= :position
    AND EXISTS (SELECT 1 FROM agenda t WHERE t.meeting = :meeting AND t.section IS :section
        AND t.position = :position);

-- name: agenda_last_place :one
-- The last place of a section.
-- in: meeting text, section text
-- out: position int optional
SELECT max(position) AS position FROM agenda WHERE meeting = :meeting AND section = :section;

-- name: agenda_take_off :exec
-- An item leaves an agenda.
-- in: meeting text, item text
DELETE FROM agenda WHERE meeting = :meeting AND item = :item;

-- name: item_unscheduled :exec
-- An item that stands on no agenda is filed and no more.
-- in: body text, file text, seq int
UPDATE item SET outcome = 'filed', seq = :seq
WHERE body = :body AND file = :file AND outcome = 'scheduled'
    AND NOT EXISTS (SELECT 1 FROM agenda a WHERE a.body = :body AND a.item = :file
        AND a.scheduled_seq IS NOT NULL);

-- name: agenda_rows :many
-- The items of a meeting's agenda, in no order: rules/agenda.h orders them.
-- in: meeting text
-- out: item text, type text optional, section text optional, position int optional, why text optional, scheduled_seq int optional, reported bool, seq int
SELECT a.item AS item, i.type AS type, a.section AS section, a.position AS position, a.why AS why,
    a.scheduled_seq AS scheduled_seq, a.reported AS reported, a.seq AS seq
FROM agenda a LEFT JOIN item i ON i.body = a.body AND i.file = a.item
WHERE a.meeting = :meeting LIMIT 4096;

-- name: agenda_undecided :many
-- What a meeting did not come to decide: neither decided there nor withdrawn, nor taken up where
-- nothing was to be decided.  Vetoes have a rule of their own.
-- in: meeting text
-- out: item text, section text optional, position int optional
SELECT a.item AS item, a.section AS section, a.position AS position
FROM agenda a JOIN item i ON i.body = a.body AND i.file = a.item
WHERE a.meeting = :meeting AND coalesce(a.why, '') <> 'veto' AND i.outcome <> 'withdrawn'
    AND NOT (a.closed IS NOT NULL AND i.type NOT IN ('resolution', 'ordinance', 'minutes'))
    AND NOT EXISTS (SELECT 1 FROM outcome o WHERE o.body = a.body AND o.item = a.item
        AND o.meeting = a.meeting AND o.outcome <> 'pending'
        AND o.seq = (SELECT max(l.seq) FROM outcome l WHERE l.body = a.body AND l.item = a.item))
ORDER BY a.position IS NULL, a.position, a.seq, a.item LIMIT 4096;

-- name: agenda_hand_on :exec
-- An item stands on another agenda in the place that it had.
-- in: meeting text, item text, section text optional, position int optional
UPDATE agenda SET section = :section, position = :position
WHERE meeting = :meeting AND item = :item AND scheduled_seq IS NULL;

-- name: awaiting_put :exec
-- An item waits for the next regular meeting.
-- in: body text, item text, meeting text, seq int
INSERT INTO awaiting (body, item, meeting, seq) VALUES (:body, :item, :meeting, :seq)
ON CONFLICT (body, item) DO UPDATE SET meeting = excluded.meeting, seq = excluded.seq;

-- name: awaiting_of :many
-- What of a body waits for the next regular meeting, and since which.
-- in: body text
-- out: item text, meeting text, day int
SELECT w.item AS item, w.meeting AS meeting, m.day AS day
FROM awaiting w JOIN meeting m ON m.id = w.meeting WHERE w.body = :body ORDER BY w.seq, w.item LIMIT 4096;

-- name: awaiting_end :exec
-- An item waits no more.
-- in: body text, item text
DELETE FROM awaiting WHERE body = :body AND item = :item;

-- name: awaiting_met :exec
-- The items for which a meeting was waited for wait no more.
-- in: meeting text
DELETE FROM awaiting WHERE EXISTS (SELECT 1 FROM agenda a WHERE a.meeting = :meeting
    AND a.body = awaiting.body AND a.item = awaiting.item AND a.why = 'no-quorum');

-- name: meeting_change :exec
-- A called meeting gets another hour, place or sort.
-- in: id text, type text optional, convenes instant optional, place blob optional, words blob optional, seq int
INSERT INTO meeting_change (seq, meeting, was_type, was_convenes, was_place, type, convenes, place, words)
SELECT :seq, id, type, convenes, place, coalesce(:type, type), coalesce(:convenes, convenes),
    coalesce(:place, place), :words FROM meeting WHERE id = :id;

-- name: meeting_becomes :exec
-- … and is so from then on.
-- in: id text, type text optional, convenes instant optional, place blob optional
UPDATE meeting SET type = coalesce(:type, type), convenes = coalesce(:convenes, convenes),
    place = coalesce(:place, place) WHERE id = :id;

-- name: meeting_changes_of :many
-- How a meeting was changed after it was called.
-- in: meeting text
-- out: seq int, was_type text optional, was_convenes instant optional, was_place text optional, type text optional, convenes instant optional, place text optional, words text optional
SELECT c.seq AS seq, c.was_type AS was_type, c.was_convenes AS was_convenes,
    CAST(p.payload AS TEXT) AS was_place, c.type AS type, c.convenes AS convenes,
    CAST(q.payload AS TEXT) AS place, CAST(w.payload AS TEXT) AS words
FROM meeting_change c LEFT JOIN part p ON p.hash = c.was_place AND p.class = 'public'
    LEFT JOIN part q ON q.hash = c.place AND q.class = 'public'
    LEFT JOIN part w ON w.hash = c.words AND w.class = 'public'
WHERE c.meeting = :meeting ORDER BY c.seq LIMIT 500;

-- name: agenda_version_add :exec
-- The agenda is published.
-- in: seq int, body text, meeting text, version int, published instant, deadline instant optional, late bool, words blob optional
INSERT INTO agenda_version (seq, body, meeting, version, published, deadline, late, words)
VALUES (:seq, :body, :meeting, :version, :published, :deadline, :late, :words);

-- name: agenda_version_section_add :exec
-- A section of it.
-- in: seq int, section int, name text, code text optional, consent bool
INSERT INTO agenda_version_section (seq, section, name, code, consent)
VALUES (:seq, :section, :name, :code, :consent);

-- name: agenda_version_line_add :exec
-- An item of it, with its title, its newest text and why it stands there, as they are now.
-- in: seq int, item text, body text, meeting text, section int, n int
INSERT INTO agenda_version_line (seq, item, body, meeting, section, n, title, text_seq, why, why_meeting)
SELECT :seq, :item, :body, :meeting, :section, :n,
    (SELECT i.title FROM item i WHERE i.body = :body AND i.file = :item),
    (SELECT max(f.seq) FROM filed_text f WHERE f.body = :body AND f.item = :item),
    a.why, a.why_meeting
FROM (SELECT 1) LEFT JOIN agenda a ON a.meeting = :meeting AND a.item = :item;

-- name: agenda_versions_of :many
-- The versions of a meeting's agenda, the newest first.
-- in: meeting text
-- out: seq int, version int, published instant, deadline instant optional, late bool, words text optional
SELECT v.seq AS seq, v.version AS version, v.published AS published, v.deadline AS deadline,
    v.late AS late, CAST(p.payload AS TEXT) AS words
FROM agenda_version v LEFT JOIN part p ON p.hash = v.words AND p.class = 'public'
WHERE v.meeting = :meeting ORDER BY v.version DESC LIMIT 200;

-- name: agenda_version_last :one
-- The newest version of a meeting's agenda.
-- in: meeting text
-- out: seq int, version int
SELECT seq, version FROM agenda_version WHERE meeting = :meeting ORDER BY version DESC LIMIT 1;

-- name: agenda_version_sections :many
-- The sections of a version.
-- in: seq int
-- out: section int, name text, code text optional, consent bool
SELECT section, name, code, consent FROM agenda_version_section WHERE seq = :seq ORDER BY section LIMIT 4096;

-- name: agenda_version_lines :many
-- The items of a version, in their order.
-- in: seq int
-- out: item text, section int, section_name text, code text optional, consent bool, n int, type text optional, title text optional, text_seq int optional, why text optional, why_meeting text optional
SELECT l.item AS item, l.section AS section, s.name AS section_name, s.code AS code,
    s.consent AS consent, l.n AS n, i.type AS type, CAST(p.payload AS TEXT) AS title,
    l.text_seq AS text_seq, l.why AS why, l.why_meeting AS why_meeting
FROM agenda_version_line l
    JOIN agenda_version_section s ON s.seq = l.seq AND s.section = l.section
    LEFT JOIN item i ON i.body = l.body AND i.file = l.item
    LEFT JOIN part p ON p.hash = l.title AND p.class = 'public'
WHERE l.seq = :seq ORDER BY l.section, l.n LIMIT 4096;

-- name: notice_add :exec
-- Notice of a meeting is posted.
-- in: seq int, body text, meeting text, method text, place text, posted instant, version int optional
-- in: deadline instant optional, late bool, words blob optional
INSERT INTO notice (seq, body, meeting, method, place, posted, version, deadline, late, words)
VALUES (:seq, :body, :meeting, :method, :place, :posted, :version, :deadline, :late, :words);

-- name: notices_of :many
-- The notices of a meeting.
-- in: meeting text
-- out: seq int, method text, place text, posted instant, version int optional, deadline instant optional, late bool, words text optional
SELECT n.seq AS seq, n.method AS method, n.place AS place, n.posted AS posted, n.version AS version,
    n.deadline AS deadline, n.late AS late, CAST(p.payload AS TEXT) AS words
FROM notice n LEFT JOIN part p ON p.hash = n.words AND p.class = 'public'
WHERE n.meeting = :meeting ORDER BY n.seq LIMIT 200;

-- name: meeting_frame :one
-- What deadlines and places of a meeting rest on.
-- in: id text
-- out: body text, day int, type text optional, status text, convenes instant optional, zone text, reported bool, opened_seq int optional
SELECT m.body AS body, m.day AS day, m.type AS type, m.status AS status, m.convenes AS convenes,
    b.zone AS zone, m.reported AS reported, m.opened_seq AS opened_seq
FROM meeting m JOIN body b ON b.id = m.body WHERE m.id = :id;

-- name: agenda_texts_since :many
-- The items of a version that got a newer text since it was published.
-- in: seq int
-- out: item text, text_seq int, filed instant
SELECT l.item AS item, f.seq AS text_seq, h.recorded AS filed
FROM agenda_version_line l
    JOIN filed_text f ON f.body = l.body AND f.item = l.item AND f.seq = (SELECT max(g.seq)
        FROM filed_text g WHERE g.body = l.body AND g.item = l.item)
    JOIN happening h ON h.seq = f.seq
WHERE l.seq = :seq AND f.seq > coalesce(l.text_seq, -1) LIMIT 4096;

-- name: agenda_waiting :many
-- Items of a body that stand on no agenda of a meeting to come and that nothing ended: filed and
-- never placed, past their first reading, referred, tabled, or left by a meeting that was not held.
-- in: body text
-- out: item text, type text optional, title text optional, outcome text, filed_seq int optional, lost bool
SELECT i.file AS item, i.type AS type, CAST(p.payload AS TEXT) AS title, i.outcome AS outcome,
    i.filed_seq AS filed_seq,
    EXISTS (SELECT 1 FROM awaiting w WHERE w.body = i.body AND w.item = i.file) AS lost
FROM item i LEFT JOIN part p ON p.hash = i.title AND p.class = 'public'
WHERE i.body = :body AND i.reported = 0 AND i.filed_seq IS NOT NULL
    AND i.outcome IN ('filed', 'scheduled', 'pending', 'first-reading', 'postponed', 'referred', 'tabled')
    AND NOT EXISTS (SELECT 1 FROM agenda a LEFT JOIN meeting m ON m.id = a.meeting
        WHERE a.body = i.body AND a.item = i.file
            AND (m.id IS NULL OR m.status IN ('called', 'open', 'recess', 'closed-session')))
ORDER BY i.filed_seq LIMIT 1000;

-- name: numbers_in :many
-- The numbers of the items on a meeting's agenda; of an item that has several the first given is the
-- newest.
-- in: meeting text
-- out: item text, number text
SELECT n.item AS item, n.number AS number
FROM agenda a JOIN numbering n ON n.body = a.body AND n.item = a.item
WHERE a.meeting = :meeting ORDER BY n.seq DESC LIMIT 8192;
