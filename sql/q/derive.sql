-- What src/store/derive.c writes: the tables that follow from the entries.

-- name: subtree_add :exec
-- Keep the root of 2^level leaves.
-- in: level int, n int, hash blob
INSERT INTO subtree (level, n, hash) VALUES (:level, :n, :hash);

-- name: subtree_range :each
-- At most so many roots of a level from one on.
-- in: level int, from int, most int
-- out: hash blob
SELECT hash FROM subtree WHERE level = :level AND n >= :from ORDER BY n LIMIT :most;

-- name: act_add :exec
-- The first entry of an act.
-- in: id text, first int, kind text, account text
INSERT INTO act (id, first, entries, kind, account) VALUES (:id, :first, 1, :kind, :account);

-- name: act_more :exec
-- The next entry of an act: its number n, directly after those before it.
-- in: id text, n int, seq int
UPDATE act SET entries = :n + 1 WHERE id = :id AND entries = :n AND first + :n = :seq;

-- name: act_of :one
-- What stands of an act.
-- in: id text
-- out: first int, entries int, kind text, account text
SELECT first, entries, kind, account FROM act WHERE id = :id;

-- name: happening_add :exec
-- That something happened, where and about what.
-- in: seq int, kind int optional, body text optional, meeting text optional, item text optional, motion int optional
-- in: reported bool, departure text optional, recorded instant
INSERT INTO happening (seq, kind, body, meeting, item, motion, reported, departure, recorded)
VALUES (:seq, :kind, :body, :meeting, :item, :motion, :reported, :departure, :recorded);

-- name: source_add :exec
-- Where a reported entry has it from.
-- in: seq int, outlet text, title text optional, address text optional, retrieved text
INSERT INTO source (seq, outlet, title, address, retrieved)
VALUES (:seq, :outlet, :title, :address, :retrieved);

-- name: touching_entries :each
-- At most so many entries from one on, each with the item that it is about.
-- in: from int, most int
-- out: seq int, bytes blob, item text optional
SELECT e.seq AS seq, e.bytes AS bytes, h.item AS item
FROM entry e JOIN happening h ON h.seq = e.seq
WHERE e.seq >= :from ORDER BY e.seq LIMIT :most;

-- name: log_key_add :exec
-- A key that signs the log.
-- in: seq int, verifier text
INSERT INTO log_key (seq, verifier) VALUES (:seq, :verifier);

-- name: body_put :exec
-- A body as registered last.
-- in: id text, name text, zone text, seats int, pack text, place text optional, remark blob optional
-- in: reported bool, seq int
INSERT INTO body (id, name, zone, seats, pack, place, remark, reported, seq)
VALUES (:id, :name, :zone, :seats, :pack, :place, :remark, :reported, :seq)
ON CONFLICT (id) DO UPDATE SET name = excluded.name, zone = excluded.zone, seats = excluded.seats,
    pack = excluded.pack, place = excluded.place, remark = excluded.remark,
    reported = excluded.reported, seq = excluded.seq;

-- name: official_put :exec
-- An official as seated last; the place in the order of seats stays.
-- in: body text, member text, name text, office text, seat text optional, title text optional, votes bool
-- in: from_day int optional, until_day int optional, remark blob optional, reported bool, seq int
INSERT INTO official (body, member, name, office, seat, title, votes, from_day, until_day, remark,
    reported, position, seq)
VALUES (:body, :member, :name, :office, :seat, :title, :votes, :from_day, :until_day, :remark,
    :reported, :seq, :seq)
ON CONFLICT (body, member) DO UPDATE SET name = excluded.name, office = excluded.office,
    seat = excluded.seat, title = excluded.title, votes = excluded.votes,
    from_day = excluded.from_day, until_day = excluded.until_day, remark = excluded.remark,
    reported = excluded.reported, seq = excluded.seq;

-- name: rule_note_add :exec
-- A rule as far as it was read.
-- in: seq int, body text, rule text, citation text, sure text, words blob optional
INSERT INTO rule_note (seq, body, rule, citation, sure, words)
VALUES (:seq, :body, :rule, :citation, :sure, :words);

-- name: meeting_call :exec
-- A meeting as called last.
-- in: id text, body text, day int, type text, convenes instant optional, place blob optional, remark blob optional
-- in: reported bool, seq int
INSERT INTO meeting (id, body, day, type, status, convenes, place, remark, reported, seq)
VALUES (:id, :body, :day, :type, 'called', :convenes, :place, :remark, :reported, :seq)
ON CONFLICT (id) DO UPDATE SET type = excluded.type, convenes = excluded.convenes,
    place = excluded.place, remark = excluded.remark, seq = excluded.seq;

-- name: meeting_status :exec
-- A meeting's change of status; one that nobody called in the record is made.
-- in: id text, body text, day int, status text, presiding text optional, opened instant optional
-- in: adjourned instant optional, reason text optional, moved_to int optional, entries int optional
-- in: reported bool, seq int
INSERT INTO meeting (id, body, day, status, presiding, opened, adjourned, reason, moved_to, entries,
    reported, seq)
VALUES (:id, :body, :day, :status, :presiding, :opened, :adjourned, :reason, :moved_to, :entries,
    :reported, :seq)
ON CONFLICT (id) DO UPDATE SET status = excluded.status,
    presiding = coalesce(excluded.presiding, presiding),
    opened = coalesce(opened, excluded.opened),
    adjourned = coalesce(excluded.adjourned, adjourned),
    reason = coalesce(excluded.reason, reason),
    moved_to = coalesce(excluded.moved_to, moved_to),
    entries = coalesce(excluded.entries, entries),
    reported = excluded.reported, seq = excluded.seq;

-- name: attendance_put :exec
-- Whether an official is there, as noted last.
-- in: meeting text, member text, state text, at instant optional, reported bool, seq int
INSERT INTO attendance (meeting, member, state, at, reported, seq)
VALUES (:meeting, :member, :state, :at, :reported, :seq)
ON CONFLICT (meeting, member) DO UPDATE SET state = excluded.state, at = excluded.at,
    reported = excluded.reported, seq = excluded.seq;

-- name: item_file :exec
-- An item as filed last.
-- in: body text, file text, type text, title blob optional, department text optional, sponsor text optional
-- in: reported bool, seq int
INSERT INTO item (body, file, type, title, department, sponsor, outcome, reported, filed_seq, seq)
VALUES (:body, :file, :type, :title, :department, :sponsor, 'filed', :reported, :seq, :seq)
ON CONFLICT (body, file) DO UPDATE SET type = excluded.type, title = excluded.title,
    department = excluded.department, sponsor = excluded.sponsor, reported = excluded.reported,
    filed_seq = coalesce(filed_seq, excluded.filed_seq), seq = excluded.seq;

-- name: item_progress :exec
-- An item is scheduled or pending; what was decided stays decided until the next decision.
-- in: body text, file text, outcome text, reported bool, seq int
INSERT INTO item (body, file, outcome, reported, seq)
VALUES (:body, :file, :outcome, :reported, :seq)
ON CONFLICT (body, file) DO UPDATE SET outcome = excluded.outcome, seq = excluded.seq
WHERE outcome IN ('filed', 'scheduled', 'pending', 'postponed')
    AND NOT (outcome = 'pending' AND excluded.outcome = 'scheduled');

-- name: item_decide :exec
-- An item's outcome: a witnessed one over any, a reported one over none that was witnessed.
-- in: body text, file text, outcome text, meeting text, motion int, at instant optional, reported bool, seq int
INSERT INTO item (body, file, outcome, decided_meeting, decided_motion, decided_at, decided_reported,
    decided_seq, reported, seq)
VALUES (:body, :file, :outcome, :meeting, :motion, :at, :reported, :seq, :reported, :seq)
ON CONFLICT (body, file) DO UPDATE SET outcome = excluded.outcome,
    decided_meeting = excluded.decided_meeting, decided_motion = excluded.decided_motion,
    decided_at = excluded.decided_at, decided_reported = excluded.decided_reported,
    decided_seq = excluded.decided_seq, seq = excluded.seq
WHERE decided_seq IS NULL OR decided_reported = 1 OR excluded.decided_reported = 0;

-- name: agenda_put :exec
-- An item on a meeting's agenda, as scheduled last.
-- in: meeting text, item text, body text, section text optional, position int optional, remark blob optional
-- in: reported bool, seq int
INSERT INTO agenda (meeting, item, body, section, position, remark, reported, seq)
VALUES (:meeting, :item, :body, :section, :position, :remark, :reported, :seq)
ON CONFLICT (meeting, item) DO UPDATE SET section = excluded.section, position = excluded.position,
    remark = excluded.remark, reported = excluded.reported;

-- name: agenda_open :exec
-- The meeting takes up an item, scheduled or not.
-- in: meeting text, item text, body text, opened instant optional, reported bool, seq int
INSERT INTO agenda (meeting, item, body, opened, reported, seq)
VALUES (:meeting, :item, :body, :opened, :reported, :seq)
ON CONFLICT (meeting, item) DO UPDATE SET opened = excluded.opened, closed = NULL;

-- name: agenda_close :exec
-- The meeting leaves an item.
-- in: meeting text, item text, body text, closed instant optional, reported bool, seq int
INSERT INTO agenda (meeting, item, body, closed, reported, seq)
VALUES (:meeting, :item, :body, :closed, :reported, :seq)
ON CONFLICT (meeting, item) DO UPDATE SET closed = excluded.closed;

-- name: motion_move :exec
-- A motion is made.
-- in: meeting text, n int, body text, item text, type text, mover text, target int optional, to_day int optional
-- in: departure text optional, words blob optional, moved instant, reported bool, seq int
INSERT INTO motion (meeting, n, body, item, type, mover, state, target, to_day, departure, words,
    moved, reported, moved_seq)
VALUES (:meeting, :n, :body, :item, :type, :mover, 'moved', :target, :to_day, :departure, :words,
    :moved, :reported, :seq);

-- name: motion_second :exec
-- A motion is seconded.
-- in: meeting text, n int, member text, seq int
UPDATE motion SET seconder = :member, seconded_seq = :seq,
    state = CASE state WHEN 'moved' THEN 'seconded' ELSE state END
WHERE meeting = :meeting AND n = :n;

-- name: motion_state :exec
-- The chair states the question.
-- in: meeting text, n int, seq int
UPDATE motion SET state = 'stated', stated_seq = :seq WHERE meeting = :meeting AND n = :n;

-- name: motion_withdraw :exec
-- A motion is withdrawn.
-- in: meeting text, n int, seq int, at instant optional
UPDATE motion SET state = 'withdrawn', announced_seq = :seq, announced = :at
WHERE meeting = :meeting AND n = :n;

-- name: motion_open :exec
-- The vote on a motion begins.
-- in: meeting text, n int, method text, seq int
UPDATE motion SET state = 'voting', method = :method, opened_seq = :seq
WHERE meeting = :meeting AND n = :n;

-- name: motion_announce :exec
-- The result of a motion.
-- in: meeting text, n int, outcome text, method text optional, yes int optional, no int optional
-- in: abstain int optional, recused int optional, absent int optional, present int optional
-- in: quorum int optional, base text optional, threshold text optional, rule text optional
-- in: citation text optional, at instant optional, seq int
UPDATE motion SET state = :outcome, method = coalesce(:method, method), yes = :yes, no = :no,
    abstain = :abstain, recused = :recused, absent = :absent, present = :present, quorum = :quorum,
    base = :base, threshold = :threshold, rule = :rule, citation = :citation, announced = :at,
    announced_seq = :seq
WHERE meeting = :meeting AND n = :n;

-- name: motion_fall :exec
-- What is still pending falls with its item, or with the meeting where item is NULL.
-- in: meeting text, item text optional, seq int
UPDATE motion SET state = 'fell', announced_seq = :seq
WHERE meeting = :meeting AND (:item IS NULL OR item = :item)
    AND state IN ('moved', 'seconded', 'stated', 'voting');

-- name: motion_fall_unseconded :exec
-- A main motion in order while another waits for its second: the other fell.
-- in: meeting text, n int, seq int
UPDATE motion SET state = 'fell', announced_seq = :seq
WHERE meeting = :meeting AND n < :n AND state = 'moved';

-- name: motion_item :one
-- The item and the type of a motion.
-- in: meeting text, n int
-- out: item text, type text
SELECT item, type FROM motion WHERE meeting = :meeting AND n = :n;

-- name: vote_put :exec
-- A vote, as given last; its place among the votes of its member stays.
-- in: meeting text, item text, motion int, roll int, member text, body text, choice text, changed bool
-- in: reported bool, seq int
INSERT INTO vote (meeting, item, motion, roll, member, body, choice, changed, reported, first, seq)
VALUES (:meeting, :item, :motion, :roll, :member, :body, :choice, :changed, :reported, :seq, :seq)
ON CONFLICT (meeting, item, motion, roll, member) DO UPDATE SET choice = excluded.choice,
    changed = excluded.changed, reported = excluded.reported, seq = excluded.seq;

-- name: roll_add :exec
-- A roll as a source reports it.
-- in: seq int, body text, meeting text, item text, outcome text, yes int, no int, abstain int optional
-- in: absent int optional, recused int optional, words blob optional
INSERT INTO roll (seq, body, meeting, item, outcome, yes, no, abstain, absent, recused, words)
VALUES (:seq, :body, :meeting, :item, :outcome, :yes, :no, :abstain, :absent, :recused, :words);

-- name: recusal_put :exec
-- A member does not vote on an item.
-- in: meeting text, item text, member text, body text, aloud bool, words blob optional, reported bool, seq int
INSERT INTO recusal (meeting, item, member, body, aloud, words, reported, seq)
VALUES (:meeting, :item, :member, :body, :aloud, :words, :reported, :seq)
ON CONFLICT (meeting, item, member) DO UPDATE SET aloud = excluded.aloud, words = excluded.words,
    reported = excluded.reported, seq = excluded.seq;

-- name: filed_text_add :exec
-- A text that belongs to an item.
-- in: seq int, body text, item text, state text, version text optional, dated int optional
-- in: title blob optional, words blob optional, reported bool
INSERT INTO filed_text (seq, body, item, state, version, dated, title, words, reported)
VALUES (:seq, :body, :item, :state, :version, :dated, :title, :words, :reported);

-- name: reason_add :exec
-- A reason that an official gave.
-- in: seq int, body text, item text, meeting text optional, motion int optional, member text, side text
-- in: words blob optional, at text optional, reported bool
INSERT INTO reason (seq, body, item, meeting, motion, member, side, words, at, reported)
VALUES (:seq, :body, :item, :meeting, :motion, :member, :side, :words, :at, :reported);

-- name: note_add :exec
-- A note for the record.
-- in: seq int, body text, meeting text, item text optional, words blob optional, reported bool
INSERT INTO note (seq, body, meeting, item, words, reported)
VALUES (:seq, :body, :meeting, :item, :words, :reported);

-- name: report_add :exec
-- One source's account of a motion or a fact.
-- in: seq int, kind int, body text, item text, meeting text optional, question text, topic text
-- in: value text optional, type text optional, outcome text optional, mover text optional
-- in: seconder text optional, count int optional, member text optional, citation text optional
-- in: words blob optional, at text optional
INSERT INTO report (seq, kind, body, item, meeting, question, topic, value, type, outcome, mover,
    seconder, count, member, citation, words, at)
VALUES (:seq, :kind, :body, :item, :meeting, :question, :topic, :value, :type, :outcome, :mover,
    :seconder, :count, :member, :citation, :words, :at);
