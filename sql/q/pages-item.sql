-- What pages ask about items and the decisions on them.

-- name: page_item :one
-- One item, with what became of it.
-- in: body text, file text
-- out: type text optional, title text optional, department text optional, sponsor text optional, outcome text, decided_meeting text optional, decided_motion int optional, decided_at instant optional, decided_reported bool optional, decided_seq int optional, veto_until instant optional, reported bool, filed_seq int optional, seq int
SELECT i.type AS type, CAST(p.payload AS TEXT) AS title, i.department AS department,
    i.sponsor AS sponsor, i.outcome AS outcome, i.decided_meeting AS decided_meeting,
    i.decided_motion AS decided_motion, i.decided_at AS decided_at,
    i.decided_reported AS decided_reported, i.decided_seq AS decided_seq, i.veto_until AS veto_until,
    i.reported AS reported, i.filed_seq AS filed_seq, i.seq AS seq
FROM item i LEFT JOIN part p ON p.hash = i.title AND p.class = 'public'
WHERE i.body = :body AND i.file = :file;

-- name: page_decisions :many
-- The items on which a body has decided, the newest decision first, with the motion that did it and
-- the counts; what was put off, or not considered, is not decided.
-- out: body text, file text, type text optional, title text optional, outcome text, meeting text optional, reported bool optional, seq int, motion text optional, method text optional, yes int optional, no int optional, abstain int optional
SELECT i.body AS body, i.file AS file, i.type AS type, CAST(p.payload AS TEXT) AS title,
    i.outcome AS outcome, i.decided_meeting AS meeting, i.decided_reported AS reported,
    i.decided_seq AS seq, m.type AS motion, m.method AS method, COALESCE(m.yes, r.yes) AS yes,
    COALESCE(m.no, r.no) AS no, COALESCE(m.abstain, r.abstain) AS abstain
FROM item i LEFT JOIN part p ON p.hash = i.title AND p.class = 'public'
    LEFT JOIN motion m ON m.meeting = i.decided_meeting AND m.n = i.decided_motion
    LEFT JOIN roll r ON r.seq = i.decided_seq
WHERE i.decided_seq IS NOT NULL AND i.outcome IN ('adopted', 'lost', 'denied', 'first-reading',
    'rescinded', 'vetoed', 'veto-sustained')
ORDER BY substr(i.decided_meeting, instr(i.decided_meeting, '/') + 1, 10) DESC, i.decided_seq DESC LIMIT 20;

-- name: page_items_of :many
-- The items of a body, those that were decided or filed last first, with the counts.
-- in: body text
-- out: file text, type text optional, title text optional, outcome text, meeting text optional, reported bool optional, seq int, motion text optional, method text optional, yes int optional, no int optional, abstain int optional
SELECT i.file AS file, i.type AS type, CAST(p.payload AS TEXT) AS title, i.outcome AS outcome,
    i.decided_meeting AS meeting, i.decided_reported AS reported, i.seq AS seq,
    m.type AS motion, m.method AS method, COALESCE(m.yes, r.yes) AS yes, COALESCE(m.no, r.no) AS no,
    COALESCE(m.abstain, r.abstain) AS abstain
FROM item i LEFT JOIN part p ON p.hash = i.title AND p.class = 'public'
    LEFT JOIN motion m ON m.meeting = i.decided_meeting AND m.n = i.decided_motion
    LEFT JOIN roll r ON r.seq = i.decided_seq
WHERE i.body = :body ORDER BY COALESCE(i.decided_seq, i.filed_seq, 0) DESC, i.file LIMIT 40;

-- name: page_items_by_file :many
-- The items of a file number, in whichever body.
-- in: file text
-- out: body text
SELECT body FROM item WHERE file = :file ORDER BY body LIMIT 50;

-- name: page_meetings_by_day :many
-- The meetings of a day, of whichever body.
-- in: day int
-- out: id text
SELECT id FROM meeting WHERE day = :day ORDER BY id LIMIT 50;

-- name: page_motions :many
-- The motions of a meeting, or else about an item of a body, or else of one mover in it, in the
-- order in which they were made.
-- pending: only those that are not decided.
-- in: meeting text optional, body text optional, item text optional, mover text optional, pending bool
-- out: meeting text, item text optional, n int, type text, mover text, seconder text optional, state text, target int optional, ended_by int optional, to_day int optional, action text optional, form text optional, committee text optional, minutes int optional, reading int optional, by_method text optional, items text optional, method text optional, yes int optional, no int optional, abstain int optional, recused int optional, absent int optional, present int optional, quorum int optional, base text optional, threshold text optional, rule text optional, citation text optional, departure text optional, words text optional, moved instant, announced instant optional, moved_seq int, seconded_seq int optional, stated_seq int optional, opened_seq int optional, announced_seq int optional, rec_started instant optional, rec_second int optional, rec_address text optional, rec_jump text optional
SELECT m.meeting AS meeting, m.item AS item, m.n AS n, m.type AS type, m.mover AS mover,
    m.seconder AS seconder, m.state AS state, m.target AS target, m.ended_by AS ended_by,
    m.to_day AS to_day, m.action AS action, m.form AS form, m.committee AS committee,
    m.minutes AS minutes, m.reading AS reading, m.by_method AS by_method, m.items AS items,
    m.method AS method, m.yes AS yes, m.no AS no, m.abstain AS abstain, m.recused AS recused,
    m.absent AS absent, m.present AS present, m.quorum AS quorum, m.base AS base,
    m.threshold AS threshold, m.rule AS rule, m.citation AS citation, m.departure AS departure,
    CAST(p.payload AS TEXT) AS words, m.moved AS moved, m.announced AS announced,
    m.moved_seq AS moved_seq, m.seconded_seq AS seconded_seq, m.stated_seq AS stated_seq,
    m.opened_seq AS opened_seq, m.announced_seq AS announced_seq, r.started AS rec_started,
    r.second AS rec_second, r.address AS rec_address, r.jump AS rec_jump
FROM motion m LEFT JOIN part p ON p.hash = m.words AND p.class = 'public'
    LEFT JOIN recording r ON r.meeting = m.meeting
WHERE (m.meeting = :meeting OR (m.body = :body AND m.item = :item)
    OR (m.body = :body AND m.mover = :mover))
    AND (:pending = 0 OR m.state IN ('moved', 'seconded', 'stated', 'voting'))
ORDER BY m.moved_seq LIMIT 5000;

-- name: page_rolls_of_item :many
-- The reported rolls on an item, and by whom.
-- in: body text, item text
-- out: seq int, meeting text, outcome text, yes int, no int, abstain int optional, absent int optional, recused int optional, words text optional, outlet text, title text optional, address text optional, retrieved text
SELECT r.seq AS seq, r.meeting AS meeting, r.outcome AS outcome, r.yes AS yes, r.no AS no,
    r.abstain AS abstain, r.absent AS absent, r.recused AS recused,
    CAST(p.payload AS TEXT) AS words, s.outlet AS outlet, s.title AS title, s.address AS address,
    s.retrieved AS retrieved
FROM roll r JOIN source s ON s.seq = r.seq
    LEFT JOIN part p ON p.hash = r.words AND p.class = 'public'
WHERE r.body = :body AND r.item = :item ORDER BY r.seq LIMIT 500;

-- name: page_votes_of_item :many
-- The votes by name on the motions about an item.
-- in: meeting text, item text
-- out: motion int, roll int, member text, choice text, changed bool, at instant optional, reported bool, seq int
SELECT motion, roll, member, choice, changed, at, reported, seq
FROM vote WHERE meeting = :meeting AND item = :item ORDER BY motion, roll, seq, member LIMIT 5000;

-- name: page_reasons_of_item :many
-- The reasons that officials gave on an item, and by whom they are reported.
-- in: body text, item text
-- out: seq int, meeting text optional, motion int optional, member text, side text, words text optional, at text optional, reported bool, outlet text optional, title text optional, address text optional, retrieved text optional
SELECT r.seq AS seq, r.meeting AS meeting, r.motion AS motion, r.member AS member, r.side AS side,
    CAST(p.payload AS TEXT) AS words, r.at AS at, r.reported AS reported, s.outlet AS outlet,
    s.title AS title, s.address AS address, s.retrieved AS retrieved
FROM reason r LEFT JOIN source s ON s.seq = r.seq
    LEFT JOIN part p ON p.hash = r.words AND p.class = 'public'
WHERE r.body = :body AND r.item = :item ORDER BY r.seq LIMIT 500;

-- name: page_reports_of_item :many
-- Sources' accounts of an item's motions and facts.
-- in: body text, item text
-- out: seq int, kind int, meeting text optional, question text, topic text, value text optional, type text optional, outcome text optional, mover text optional, seconder text optional, count int optional, member text optional, citation text optional, words text optional, at text optional, outlet text, title text optional, address text optional, retrieved text
SELECT r.seq AS seq, r.kind AS kind, r.meeting AS meeting, r.question AS question,
    r.topic AS topic, r.value AS value, r.type AS type, r.outcome AS outcome, r.mover AS mover,
    r.seconder AS seconder, r.count AS count, r.member AS member, r.citation AS citation,
    CAST(p.payload AS TEXT) AS words, r.at AS at, s.outlet AS outlet, s.title AS title,
    s.address AS address, s.retrieved AS retrieved
FROM report r JOIN source s ON s.seq = r.seq
    LEFT JOIN part p ON p.hash = r.words AND p.class = 'public'
WHERE r.body = :body AND r.item = :item
ORDER BY r.seq LIMIT 2000;

-- name: page_attachments :many
-- The files of an item, in the order in which they were filed.
-- in: body text, item text
-- out: seq int, type text, name text, dated int optional, bytes int, media text, hash blob, words text optional
SELECT t.seq AS seq, t.type AS type, t.name AS name, t.dated AS dated, t.bytes AS bytes,
    t.media AS media, t.hash AS hash, CAST(p.payload AS TEXT) AS words
FROM attachment t LEFT JOIN part p ON p.hash = t.words AND p.class = 'public'
WHERE t.body = :body AND t.item = :item ORDER BY t.seq LIMIT 500;

-- name: page_texts_of_item :many
-- The texts that belong to an item.
-- in: body text, item text
-- out: seq int, state text, version text optional, dated int optional, title text optional, words text optional, reported bool, outlet text optional, source text optional, address text optional, retrieved text optional
SELECT t.seq AS seq, t.state AS state, t.version AS version, t.dated AS dated,
    CAST(p.payload AS TEXT) AS title, CAST(w.payload AS TEXT) AS words, t.reported AS reported,
    s.outlet AS outlet, s.title AS source, s.address AS address, s.retrieved AS retrieved
FROM filed_text t LEFT JOIN part p ON p.hash = t.title AND p.class = 'public'
    LEFT JOIN part w ON w.hash = t.words AND w.class = 'public'
    LEFT JOIN source s ON s.seq = t.seq
WHERE t.body = :body AND t.item = :item ORDER BY t.seq LIMIT 200;

-- name: page_agendas_of_item :many
-- The meetings on whose agenda an item stood.
-- in: body text, item text
-- out: meeting text, section text optional, position int optional, why text optional, why_meeting text optional, day int, status text, type text optional, reason text optional, moved_to int optional, reported bool, seq int
SELECT a.meeting AS meeting, a.section AS section, a.position AS position, a.why AS why,
    a.why_meeting AS why_meeting, m.day AS day,
    m.status AS status, m.type AS type, m.reason AS reason, m.moved_to AS moved_to,
    a.reported AS reported, a.seq AS seq
FROM agenda a JOIN meeting m ON m.id = a.meeting
WHERE a.body = :body AND a.item = :item ORDER BY m.day, a.meeting LIMIT 200;

-- name: page_happenings_of_item :many
-- The entries about an item, in order.
-- in: body text, item text
-- out: seq int, kind int optional, meeting text optional, motion int optional, reported bool, departure text optional, recorded instant
SELECT seq, kind, meeting, motion, reported, departure, recorded
FROM happening WHERE body = :body AND item = :item ORDER BY seq LIMIT 5000;

-- name: page_votes_of_member :many
-- The votes of an official, the newest first.
-- in: body text, member text
-- out: meeting text, item text, motion int, roll int, choice text, changed bool, reported bool, seq int, type text optional, title text optional, state text optional, yes int optional, no int optional, outlet text optional
SELECT v.meeting AS meeting, v.item AS item, v.motion AS motion, v.roll AS roll,
    v.choice AS choice, v.changed AS changed, v.reported AS reported, v.seq AS seq, m.type AS type,
    CAST(p.payload AS TEXT) AS title, COALESCE(m.state, r.outcome) AS state,
    COALESCE(m.yes, r.yes) AS yes, COALESCE(m.no, r.no) AS no, s.outlet AS outlet
FROM vote v LEFT JOIN motion m ON m.meeting = v.meeting AND m.n = v.motion
    LEFT JOIN roll r ON r.seq = v.roll
    LEFT JOIN source s ON s.seq = v.roll
    LEFT JOIN item i ON i.body = v.body AND i.file = v.item
    LEFT JOIN part p ON p.hash = i.title AND p.class = 'public'
WHERE v.body = :body AND v.member = :member ORDER BY v.first DESC LIMIT 500;

-- name: page_reasons_of_member :many
-- The reasons that an official gave, the newest first.
-- in: body text, member text
-- out: seq int, item text, side text, words text optional, reported bool, outlet text optional, address text optional
SELECT r.seq AS seq, r.item AS item, r.side AS side, CAST(p.payload AS TEXT) AS words,
    r.reported AS reported, s.outlet AS outlet, s.address AS address
FROM reason r LEFT JOIN source s ON s.seq = r.seq
    LEFT JOIN part p ON p.hash = r.words AND p.class = 'public'
WHERE r.body = :body AND r.member = :member ORDER BY r.seq DESC LIMIT 500;

-- name: page_attendance_of_member :many
-- How an official was noted last at each meeting, the newest first.
-- in: body text, member text
-- out: meeting text, state text, reported bool, seq int
SELECT a.meeting AS meeting, a.state AS state, a.reported AS reported, a.seq AS seq
FROM meeting m JOIN attendance a ON a.meeting = m.id AND a.member = :member
WHERE m.body = :body ORDER BY m.day DESC, m.id DESC LIMIT 2000;

-- name: page_recusals_of_item :many
-- Who did not vote on an item for an interest, and whether the memorandum of it is filed.
-- in: body text, item text
-- out: meeting text, member text, due int optional, filed int optional, filed_seq int optional, reported bool, seq int
SELECT r.meeting AS meeting, r.member AS member, r.due AS due, r.filed AS filed,
    r.filed_seq AS filed_seq, r.reported AS reported, r.seq AS seq
FROM agenda a JOIN recusal r ON r.meeting = a.meeting AND r.item = a.item
WHERE a.body = :body AND a.item = :item ORDER BY r.seq LIMIT 200;

-- name: page_recusals_of_member :many
-- On which items an official did not vote for an interest, the newest first.
-- in: body text, member text
-- out: meeting text, item text, title text optional, aloud bool, due int optional, filed int optional, words text optional, reported bool, seq int
SELECT r.meeting AS meeting, r.item AS item, CAST(t.payload AS TEXT) AS title, r.aloud AS aloud,
    r.due AS due, r.filed AS filed, CAST(p.payload AS TEXT) AS words, r.reported AS reported,
    r.seq AS seq
FROM meeting m JOIN recusal r ON r.meeting = m.id AND r.member = :member
    LEFT JOIN part p ON p.hash = r.words AND p.class = 'public'
    LEFT JOIN item i ON i.body = r.body AND i.file = r.item
    LEFT JOIN part t ON t.hash = i.title AND t.class = 'public'
WHERE m.body = :body ORDER BY m.day DESC, r.seq DESC LIMIT 500;

-- name: page_vetoes_of_item :many
-- The vetoes of what was decided on an item.
-- in: body text, item text
-- out: seq int, official text, received instant, departure text optional, words text optional, reported bool
SELECT v.seq AS seq, v.official AS official, v.received AS received, v.departure AS departure,
    CAST(p.payload AS TEXT) AS words, v.reported AS reported
FROM veto v LEFT JOIN part p ON p.hash = v.words AND p.class = 'public'
WHERE v.body = :body AND v.item = :item ORDER BY v.seq LIMIT 100;

-- name: page_outcomes_of_item :many
-- Each outcome that an item had, in order; pending: the one before is undone.
-- in: body text, item text
-- out: seq int, outcome text, meeting text optional, motion int, to_day int optional, method text optional, yes int optional, no int optional, abstain int optional, at instant optional, reported bool
SELECT seq, outcome, meeting, motion, to_day, method, yes, no, abstain, at, reported
FROM outcome WHERE body = :body AND item = :item ORDER BY seq LIMIT 500;
