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
-- in: instrument text optional, reported bool, departure text optional, recorded instant
INSERT INTO happening (seq, kind, body, meeting, item, motion, instrument, reported, departure, recorded)
VALUES (:seq, :kind, :body, :meeting, :item, :motion, :instrument, :reported, :departure, :recorded);

-- name: source_add :exec
-- Where a reported entry has it from.
-- in: seq int, outlet text, title text optional, address text optional, retrieved text
INSERT INTO source (seq, outlet, title, address, retrieved)
VALUES (:seq, :outlet, :title, :address, :retrieved);

-- name: touching_entries :each
-- At most so many entries from one on, each with the item that it is about.
-- in: from int, most int
-- out: seq int, bytes blob, item text optional, reaching bool
SELECT e.seq AS seq, e.bytes AS bytes, h.item AS item,
    EXISTS (SELECT 1 FROM reaching r WHERE r.seq = e.seq) AS reaching
FROM entry e JOIN happening h ON h.seq = e.seq
WHERE e.seq >= :from ORDER BY e.seq LIMIT :most;

-- name: reaching_add :exec
-- A subject that an entry touches beyond what it names itself.
-- in: seq int, subject text
INSERT INTO reaching (seq, subject) VALUES (:seq, :subject) ON CONFLICT (seq, subject) DO NOTHING;

-- name: reaching_of :many
-- … of one entry.
-- in: seq int
-- out: subject text
SELECT subject FROM reaching WHERE seq = :seq;

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

-- name: adopted_rules_add :exec
-- A body's own rules.
-- in: seq int, body text, pack text, from_day int optional, citation text optional, words blob
INSERT INTO adopted_rules (seq, body, pack, from_day, citation, words)
VALUES (:seq, :body, :pack, :from_day, :citation, :words);

-- name: meeting_call :exec
-- A meeting as called last.
-- in: id text, body text, day int, type text, convenes instant optional, place blob optional, remark blob optional
-- in: reported bool, seq int
INSERT INTO meeting (id, body, day, type, status, convenes, place, remark, reported, called_seq, seq)
VALUES (:id, :body, :day, :type, 'called', :convenes, :place, :remark, :reported, :seq, :seq)
ON CONFLICT (id) DO UPDATE SET type = excluded.type, convenes = excluded.convenes,
    place = excluded.place, remark = excluded.remark,
    called_seq = coalesce(called_seq, excluded.called_seq), seq = excluded.seq;

-- name: meeting_status :exec
-- A meeting's change of status; one that nobody called in the record is made.
-- in: id text, body text, day int, status text, presiding text optional, opened instant optional
-- in: adjourned instant optional, reason text optional, moved_to int optional, entries int optional
-- in: opened_seq int optional, cancelled_seq int optional, reported bool, seq int
INSERT INTO meeting (id, body, day, status, presiding, opened, adjourned, reason, moved_to, entries,
    opened_seq, cancelled_seq, reported, seq)
VALUES (:id, :body, :day, :status, :presiding, :opened, :adjourned, :reason, :moved_to, :entries,
    :opened_seq, :cancelled_seq, :reported, :seq)
ON CONFLICT (id) DO UPDATE SET status = excluded.status,
    opened_seq = coalesce(opened_seq, excluded.opened_seq),
    cancelled_seq = coalesce(excluded.cancelled_seq, cancelled_seq),
    presiding = coalesce(excluded.presiding, presiding),
    opened = coalesce(opened, excluded.opened),
    adjourned = coalesce(excluded.adjourned, adjourned),
    reason = coalesce(excluded.reason, reason),
    moved_to = coalesce(excluded.moved_to, moved_to),
    entries = coalesce(excluded.entries, entries),
    reported = excluded.reported, seq = excluded.seq;

-- name: meeting_chair :exec
-- Another presides, or nobody.
-- in: id text, presiding text optional
UPDATE meeting SET presiding = :presiding WHERE id = :id;

-- name: meeting_regular_next :one
-- The next regular meeting that is called, from a day on.
-- in: body text, day int
-- out: id text
SELECT id FROM meeting
WHERE body = :body AND day >= :day AND type = 'regular' AND status = 'called'
ORDER BY day, id LIMIT 1;

-- name: session_close :exec
-- A session that the public does not attend.
-- in: seq int, body text, meeting text, reason text, citation text, announced bool, reporter bool optional
-- in: closed instant optional, words blob optional
INSERT INTO closed_session (seq, body, meeting, reason, citation, announced, reporter, closed, words)
VALUES (:seq, :body, :meeting, :reason, :citation, :announced, :reporter, :closed, :words);

-- name: session_reopen :exec
-- The meeting is open again.
-- in: meeting text, reopened instant optional, seq int
UPDATE closed_session SET reopened = :reopened, reopened_seq = :seq
WHERE meeting = :meeting AND reopened_seq IS NULL;

-- name: desk_put :exec
-- in: meeting text, account text, since instant, seq int
INSERT INTO desk (meeting, account, since, seq) VALUES (:meeting, :account, :since, :seq)
ON CONFLICT (meeting) DO UPDATE SET account = excluded.account, since = excluded.since, seq = excluded.seq;

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
-- in: minutes_of text optional, reported bool, seq int
INSERT INTO item (body, file, type, title, department, sponsor, outcome, minutes_of, reported,
    filed_seq, seq)
VALUES (:body, :file, :type, :title, :department, :sponsor, 'filed', :minutes_of, :reported, :seq,
    :seq)
ON CONFLICT (body, file) DO UPDATE SET type = excluded.type, title = excluded.title,
    department = excluded.department, sponsor = excluded.sponsor, minutes_of = excluded.minutes_of,
    reported = excluded.reported,
    filed_seq = coalesce(filed_seq, excluded.filed_seq), seq = excluded.seq;

-- name: item_progress :exec
-- An item is scheduled or taken up; what disposed of it stands until it is disposed of anew.
-- in: body text, file text, outcome text, reported bool, seq int
INSERT INTO item (body, file, outcome, reported, seq)
VALUES (:body, :file, :outcome, :reported, :seq)
ON CONFLICT (body, file) DO UPDATE SET outcome = excluded.outcome, seq = excluded.seq,
    decided_meeting = NULL, decided_motion = NULL, decided_at = NULL, decided_reported = NULL,
    decided_seq = NULL, veto_until = NULL
WHERE outcome IN ('filed', 'scheduled', 'pending', 'postponed', 'first-reading')
    AND NOT (outcome <> 'filed' AND excluded.outcome = 'scheduled');

-- name: item_decide :exec
-- An item's outcome: a witnessed one over any, a reported one over none that was witnessed.
-- in: body text, file text, outcome text, meeting text optional, motion int, at instant optional
-- in: veto_until instant optional, reported bool, seq int
INSERT INTO item (body, file, outcome, decided_meeting, decided_motion, decided_at, decided_reported,
    decided_seq, veto_until, reported, seq)
VALUES (:body, :file, :outcome, :meeting, :motion, :at, :reported, :seq, :veto_until, :reported, :seq)
ON CONFLICT (body, file) DO UPDATE SET outcome = excluded.outcome,
    decided_meeting = excluded.decided_meeting, decided_motion = excluded.decided_motion,
    decided_at = excluded.decided_at, decided_reported = excluded.decided_reported,
    decided_seq = excluded.decided_seq, veto_until = excluded.veto_until, seq = excluded.seq
WHERE decided_seq IS NULL OR decided_reported = 1 OR excluded.decided_reported = 0;

-- name: item_reopen :exec
-- An item is pending again.
-- in: body text, file text, seq int
UPDATE item SET outcome = 'pending', decided_meeting = NULL, decided_motion = NULL,
    decided_at = NULL, decided_reported = NULL, decided_seq = NULL, veto_until = NULL, seq = :seq
WHERE body = :body AND file = :file;

-- name: outcome_add :exec
-- One outcome of an item.
-- in: body text, item text, seq int, outcome text, meeting text optional, motion int, to_day int optional
-- in: method text optional, yes int optional, no int optional, abstain int optional, at instant optional
-- in: reported bool
INSERT INTO outcome (body, item, seq, outcome, meeting, motion, to_day, method, yes, no, abstain, at,
    reported)
VALUES (:body, :item, :seq, :outcome, :meeting, :motion, :to_day, :method, :yes, :no, :abstain, :at,
    :reported);

-- name: items_decided_by :many
-- The items whose outcome a motion made.
-- in: meeting text, motion int, body text
-- out: file text
SELECT file FROM item WHERE body = :body AND decided_meeting = :meeting
    AND decided_motion = :motion AND decided_seq IS NOT NULL;

-- name: items_vetoed :many
-- The items of a body whose veto stands.
-- in: body text
-- out: file text
SELECT file FROM item WHERE body = :body AND outcome = 'vetoed' ORDER BY file;

-- name: item_stands :one
-- What became of an item, and by which entry.
-- in: body text, file text
-- out: outcome text, decided_seq int optional
SELECT outcome, decided_seq FROM item WHERE body = :body AND file = :file;

-- name: agenda_put :exec
-- An item on a meeting's agenda, as scheduled last.
-- in: meeting text, item text, body text, section text optional, position int optional, remark blob optional
-- in: reported bool, seq int
INSERT INTO agenda (meeting, item, body, section, position, remark, reported, scheduled_seq, seq)
VALUES (:meeting, :item, :body, :section, :position, :remark, :reported, :seq, :seq)
ON CONFLICT (meeting, item) DO UPDATE SET section = excluded.section, position = excluded.position,
    remark = excluded.remark, reported = excluded.reported,
    scheduled_seq = coalesce(scheduled_seq, excluded.scheduled_seq);

-- name: agenda_stand :exec
-- An item stands on an agenda because of a deferral or a veto.  What stood there when the meeting
-- was opened stays as it was.
-- in: meeting text, item text, body text, why text, why_meeting text optional, why_motion int optional
-- in: reported bool, seq int
INSERT INTO agenda (meeting, item, body, why, why_meeting, why_motion, why_seq, reported, seq)
VALUES (:meeting, :item, :body, :why, :why_meeting, :why_motion, :seq, :reported, :seq)
ON CONFLICT (meeting, item) DO UPDATE SET why = excluded.why, why_meeting = excluded.why_meeting,
    why_motion = excluded.why_motion, why_seq = excluded.why_seq
WHERE why IS NULL
    OR NOT EXISTS (SELECT 1 FROM meeting m WHERE m.id = :meeting AND m.opened_seq IS NOT NULL);

-- name: agenda_standing :many
-- The agendas of meetings not opened yet on which an item stands because of that.
-- in: body text, item text, why text
-- out: meeting text
SELECT meeting FROM agenda a WHERE body = :body AND item = :item AND why = :why
    AND NOT EXISTS (SELECT 1 FROM meeting m WHERE m.id = a.meeting AND m.opened_seq IS NOT NULL);

-- name: agenda_veto_open :one
-- Does an item stand on the agenda of a meeting that is going on because it was vetoed?
-- in: body text, item text
-- out: meeting text
SELECT a.meeting AS meeting FROM agenda a JOIN meeting m ON m.id = a.meeting
WHERE a.body = :body AND a.item = :item AND a.why = 'veto'
    AND m.status IN ('open', 'recess', 'closed-session') LIMIT 1;

-- name: veto_last :one
-- When the last veto of an item was received.
-- in: body text, item text
-- out: received instant
SELECT received FROM veto WHERE body = :body AND item = :item ORDER BY seq DESC LIMIT 1;

-- name: agenda_vetoed :many
-- The items that stand on a meeting's agenda because they were vetoed.
-- in: meeting text
-- out: item text
SELECT item FROM agenda WHERE meeting = :meeting AND why = 'veto' ORDER BY item;

-- name: agenda_leave :exec
-- An item no longer stands on that agenda because of anything.
-- in: meeting text, item text
UPDATE agenda SET why = NULL, why_meeting = NULL, why_motion = NULL, why_seq = NULL
WHERE meeting = :meeting AND item = :item;

-- name: agenda_drop :exec
-- … and for no other reason either.
-- in: meeting text, item text
DELETE FROM agenda WHERE meeting = :meeting AND item = :item AND why IS NULL
    AND scheduled_seq IS NULL AND opened IS NULL AND closed IS NULL AND pulled_seq IS NULL;

-- name: agenda_pull :exec
-- An item leaves the consent agenda.
-- in: meeting text, item text, body text, member text optional, reported bool, seq int
INSERT INTO agenda (meeting, item, body, pulled_by, pulled_seq, reported, seq)
VALUES (:meeting, :item, :body, :member, :seq, :reported, :seq)
ON CONFLICT (meeting, item) DO UPDATE SET pulled_by = excluded.pulled_by,
    pulled_seq = excluded.pulled_seq;

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
-- in: meeting text, n int, body text, item text optional, type text, mover text, target int optional
-- in: to_day int optional, action text optional, form text optional, needs text optional
-- in: about_rule text optional, by_method text optional, items text optional, committee text optional
-- in: minutes int optional, until instant optional, on_all bool optional, notice bool optional
-- in: reading int optional, departure text optional, words blob optional, moved instant
-- in: reported bool, seq int
INSERT INTO motion (meeting, n, body, item, type, mover, state, target, to_day, action, form, needs,
    about_rule, by_method, items, committee, minutes, until, on_all, notice, reading, departure,
    words, moved, reported, moved_seq)
VALUES (:meeting, :n, :body, :item, :type, :mover, 'moved', :target, :to_day, :action, :form, :needs,
    :about_rule, :by_method, :items, :committee, :minutes, :until, :on_all, :notice, :reading,
    :departure, :words, :moved, :reported, :seq);

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

-- name: motion_end :exec
-- What becomes of a motion without a vote of its own.
-- in: meeting text, n int, outcome text, by int optional, at instant optional, seq int
UPDATE motion SET state = :outcome, ended_by = :by, announced = :at, announced_seq = :seq
WHERE meeting = :meeting AND n = :n;

-- name: motion_return :exec
-- A motion is pending again.
-- in: meeting text, n int
UPDATE motion SET ended_by = NULL, method = NULL, yes = NULL, no = NULL, abstain = NULL,
    recused = NULL, absent = NULL, present = NULL, quorum = NULL, base = NULL, threshold = NULL,
    rule = NULL, citation = NULL, announced = NULL, announced_seq = NULL, opened_seq = NULL,
    state = CASE WHEN stated_seq IS NOT NULL THEN 'stated'
        WHEN seconded_seq IS NOT NULL THEN 'seconded' ELSE 'moved' END
WHERE meeting = :meeting AND n = :n;

-- name: vote_clear :exec
-- The votes on a motion that is to be voted on anew.
-- in: meeting text, item text, motion int
DELETE FROM vote WHERE meeting = :meeting AND item = :item AND motion = :motion AND roll = -1;

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

-- name: motion_item :one
-- The item and the type of a motion.
-- in: meeting text, n int
-- out: item text optional, type text, to_day int optional
SELECT item, type, to_day FROM motion WHERE meeting = :meeting AND n = :n;

-- name: vote_put :exec
-- A vote, as given last; its place among the votes of its member stays.
-- in: meeting text, item text, motion int, roll int, member text, body text, choice text, changed bool
-- in: at instant optional, reported bool, seq int
INSERT INTO vote (meeting, item, motion, roll, member, body, choice, changed, at, reported, first, seq)
VALUES (:meeting, :item, :motion, :roll, :member, :body, :choice, :changed, :at, :reported, :seq, :seq)
ON CONFLICT (meeting, item, motion, roll, member) DO UPDATE SET choice = excluded.choice,
    changed = excluded.changed, at = excluded.at, reported = excluded.reported, seq = excluded.seq;

-- name: roll_add :exec
-- A roll as a source reports it.
-- in: seq int, body text, meeting text, item text, outcome text, yes int, no int, abstain int optional
-- in: absent int optional, recused int optional, words blob optional
INSERT INTO roll (seq, body, meeting, item, outcome, yes, no, abstain, absent, recused, words)
VALUES (:seq, :body, :meeting, :item, :outcome, :yes, :no, :abstain, :absent, :recused, :words);

-- name: recusal_put :exec
-- A member does not vote on an item.
-- in: meeting text, item text, member text, body text, aloud bool, due int optional, words blob optional
-- in: reported bool, seq int
INSERT INTO recusal (meeting, item, member, body, aloud, due, words, reported, seq)
VALUES (:meeting, :item, :member, :body, :aloud, :due, :words, :reported, :seq)
ON CONFLICT (meeting, item, member) DO UPDATE SET aloud = excluded.aloud,
    due = coalesce(excluded.due, due), words = excluded.words, reported = excluded.reported,
    seq = excluded.seq;

-- name: recusal_filed :exec
-- The memorandum of a conflict is filed: of that meeting's, or of all that wait where none is named.
-- in: meeting text optional, body text, item text, member text, filed int, seq int
UPDATE recusal SET filed = :filed, filed_seq = :seq
WHERE body = :body AND item = :item AND member = :member AND filed IS NULL
    AND (:meeting IS NULL OR meeting = :meeting);

-- name: filing_add :exec
-- A memorandum that was due.
-- in: seq int, body text, item text, meeting text optional, member text, form text, received int
-- in: words blob optional, reported bool
INSERT INTO filing (seq, body, item, meeting, member, form, received, words, reported)
VALUES (:seq, :body, :item, :meeting, :member, :form, :received, :words, :reported);

-- name: veto_add :exec
-- A veto.
-- in: seq int, body text, item text, official text, received instant, of_seq int optional
-- in: departure text optional, words blob optional, reported bool
INSERT INTO veto (seq, body, item, official, received, of_seq, departure, words, reported)
VALUES (:seq, :body, :item, :official, :received, :of_seq, :departure, :words, :reported);

-- name: hearing_open :exec
-- A hearing begins.
-- in: meeting text, item text, body text, type text, opened instant optional, seq int
INSERT INTO hearing (meeting, item, body, type, opened, heard, sworn, opened_seq)
VALUES (:meeting, :item, :body, :type, :opened, 0, 0, :seq)
ON CONFLICT (meeting, item) DO UPDATE SET type = excluded.type, opened = excluded.opened,
    opened_seq = excluded.opened_seq, closed = NULL, closed_seq = NULL;

-- name: hearing_close :exec
-- A hearing ends.
-- in: meeting text, item text, closed instant optional, seq int
UPDATE hearing SET closed = :closed, closed_seq = :seq WHERE meeting = :meeting AND item = :item;

-- name: hearing_heard :exec
-- Somebody is heard, within a hearing or not.
-- in: meeting text, item text, body text, sworn bool
INSERT INTO hearing (meeting, item, body, heard, sworn) VALUES (:meeting, :item, :body, 1, :sworn)
ON CONFLICT (meeting, item) DO UPDATE SET heard = heard + 1, sworn = sworn + excluded.sworn;

-- name: hearing_oath :exec
-- The oath is administered.
-- in: meeting text, item text, body text, seq int
INSERT INTO hearing (meeting, item, body, heard, sworn, oath_seq)
VALUES (:meeting, :item, :body, 0, 0, :seq)
ON CONFLICT (meeting, item) DO UPDATE SET oath_seq = excluded.oath_seq;

-- name: heard_add :exec
-- … one by one.
-- in: seq int, body text, meeting text, item text, party text, sworn bool, at instant optional
INSERT INTO heard (seq, body, meeting, item, party, sworn, at)
VALUES (:seq, :body, :meeting, :item, :party, :sworn, :at);

-- name: disclosure_add :exec
-- What was disclosed, or that nothing was.
-- in: seq int, body text, meeting text, item text, member text optional, disclosed bool, words blob optional
INSERT INTO disclosure (seq, body, meeting, item, member, disclosed, words)
VALUES (:seq, :body, :meeting, :item, :member, :disclosed, :words);

-- name: suggestion_add :exec
-- What a member called for.
-- in: seq int, body text, meeting text, item text optional, member text, type text, to_day int optional
-- in: words blob optional
INSERT INTO suggestion (seq, body, meeting, item, member, type, to_day, words)
VALUES (:seq, :body, :meeting, :item, :member, :type, :to_day, :words);

-- name: filed_text_add :exec
-- A text that belongs to an item.
-- in: seq int, body text, item text, state text, version text optional, dated int optional
-- in: title blob optional, words blob optional, reported bool
INSERT INTO filed_text (seq, body, item, state, version, dated, title, words, reported)
VALUES (:seq, :body, :item, :state, :version, :dated, :title, :words, :reported);

-- name: attachment_add :exec
-- A file that belongs to an item.
-- in: seq int, body text, item text, type text, name text, dated int optional, bytes int
-- in: media text, hash blob, words blob optional
INSERT INTO attachment (seq, body, item, type, name, dated, bytes, media, hash, words)
VALUES (:seq, :body, :item, :type, :name, :dated, :bytes, :media, :hash, :words);

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

-- name: minutes_version_add :exec
-- A version of the minutes of a meeting.
-- in: meeting text, version int, body text, style text, words blob, remark blob optional, filed instant, seq int
INSERT INTO minutes_version (meeting, version, body, style, words, remark, filed, seq)
VALUES (:meeting, :version, :body, :style, :words, :remark, :filed, :seq);

-- name: signature_add :exec
-- A paper was signed.
-- in: seq int, body text, item text, meeting text optional, official text, on_day int, document text
INSERT INTO signature (seq, body, item, meeting, official, on_day, document)
VALUES (:seq, :body, :item, :meeting, :official, :on_day, :document);
