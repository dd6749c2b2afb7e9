-- What agencies report, row by row: private.  Queries that read the rows are for the agency itself and for
-- auditors, and for the making of tables; nothing else may ask them.

-- name: agency_bind :exec
-- in: account text, instrument text
INSERT INTO account_instrument (account, instrument) VALUES (:account, :instrument)
ON CONFLICT (account) DO UPDATE SET instrument = excluded.instrument;

-- name: agency_bound :one
-- in: account text
-- out: instrument text
SELECT instrument FROM account_instrument WHERE account = :account;

-- name: report_instruments :many
-- The instruments, with their bodies' clocks.
-- out: id text, body text, zone text, registered instant, reported bool
SELECT i.id, i.body, b.zone, h.recorded AS registered, h.reported
FROM instrument i JOIN body b ON b.id = i.body JOIN happening h ON h.seq = i.seq
ORDER BY i.seq LIMIT 10000;

-- name: report_powers :many
-- in: instrument text
-- out: power text, settings text optional, seq int
SELECT power, settings, seq FROM power WHERE instrument = :instrument ORDER BY seq LIMIT 10000;

-- name: report_holders :many
-- in: instrument text
-- out: holder text
SELECT DISTINCT holder FROM holder_step WHERE instrument = :instrument LIMIT 100000;

-- name: report_codes :many
-- in: instrument text
-- out: sort text, code text, name text, seq int
SELECT sort, code, name, seq FROM listed_code WHERE instrument = :instrument ORDER BY seq LIMIT 10000;

-- name: report_published :many
-- Tables made here, the oldest first, with what they say.
-- in: instrument text
-- out: seq int, id text, from_day int, until_day int, table blob optional
SELECT p.seq, p.id, p.from_day, p.until_day, t.payload AS "table"
FROM published_table p JOIN happening h ON h.seq = p.seq LEFT JOIN part t ON t.hash = p.words
WHERE p.instrument = :instrument AND h.reported = 0
ORDER BY p.seq LIMIT 10000;

-- name: report_months :many
-- Tables made here whose period meets a span of days.
-- in: instrument text, from_day int, until_day int
-- out: id text
SELECT DISTINCT p.id FROM published_table p JOIN happening h ON h.seq = p.seq
WHERE p.instrument = :instrument AND h.reported = 0 AND p.from_day <= :until_day AND p.until_day >= :from_day LIMIT 1000;

-- name: batch_find :one
-- in: id text
-- out: instrument text, stream text, account text, received instant, lines int, hash blob
SELECT instrument, stream, account, received, lines, hash FROM report_batch WHERE id = :id;

-- name: batch_same :one
-- A file of the same bytes of which rows stand.
-- in: instrument text, stream text, hash blob
-- out: id text, received instant
SELECT id, received FROM report_batch
WHERE instrument = :instrument AND stream = :stream AND hash = :hash AND lines > 1 LIMIT 1;

-- name: batch_put :exec
-- in: id text, instrument text, stream text, account text, received instant, lines int, hash blob
INSERT INTO report_batch (id, instrument, stream, account, received, lines, hash)
VALUES (:id, :instrument, :stream, :account, :received, :lines, :hash);

-- name: batches_recent :many
-- in: instrument text
-- out: id text, stream text, account text, received instant, lines int
SELECT id, stream, account, received, lines FROM report_batch
WHERE instrument = :instrument ORDER BY received DESC, id LIMIT 50;

-- name: activity_put :exec
-- in: instrument text, batch text, received instant, replaces int optional, gone bool, day int, holder text,
-- in: power text, setting text, place text, outcome text, supervisor text, release text, citation text optional
INSERT INTO activity (instrument, batch, received, replaces, gone, day, holder, power, setting, place, outcome,
    supervisor, release, citation)
VALUES (:instrument, :batch, :received, :replaces, :gone, :day, :holder, :power, :setting, :place, :outcome,
    :supervisor, :release, :citation);

-- name: activity_stands :many
-- The rows that stand, with days in a span; or one of them.
-- in: instrument text, id int optional, from_day int, until_day int
-- out: id int, received instant, day int, holder text, power text, setting text, place text, outcome text,
-- out: supervisor text, release text, citation text optional
SELECT a.id, a.received, a.day, a.holder, a.power, a.setting, a.place, a.outcome, a.supervisor, a.release, a.citation
FROM activity a
WHERE a.instrument = :instrument AND a.gone = 0 AND (:id IS NULL OR a.id = :id)
    AND a.day >= :from_day AND a.day <= :until_day
    AND NOT EXISTS (SELECT 1 FROM activity r WHERE r.replaces = a.id)
ORDER BY a.day DESC, a.id DESC LIMIT 100000;

-- name: activity_received :many
-- Every row that came in within a span of time, whatever became of it.
-- in: instrument text, since instant, before instant
-- out: id int, received instant, replaces int optional, gone bool, day int, holder text, power text, setting text,
-- out: place text, outcome text, supervisor text, release text, citation text optional
SELECT id, received, replaces, gone, day, holder, power, setting, place, outcome, supervisor, release, citation
FROM activity WHERE instrument = :instrument AND received >= :since AND received < :before
ORDER BY id LIMIT 100000;

-- name: activity_take_back :exec
-- in: id int, batch text, received instant
INSERT INTO activity (instrument, batch, received, replaces, gone, day, holder, power, setting, place, outcome,
    supervisor, release, citation)
SELECT instrument, :batch, :received, id, 1, day, holder, power, setting, place, outcome, supervisor, release, citation
FROM activity WHERE id = :id;

-- name: activity_last :one
-- When anything about days in a span came in last.
-- in: instrument text, from_day int, until_day int
-- out: at instant optional
SELECT max(received) AS at FROM activity
WHERE instrument = :instrument AND day >= :from_day AND day <= :until_day;

-- name: activity_count :one
-- in: instrument text, since instant
-- out: n int
SELECT count(*) AS n FROM activity WHERE instrument = :instrument AND received >= :since;

-- name: complaint_put :exec
-- in: instrument text, batch text, received instant, replaces int optional, gone bool, day int, kind text,
-- in: referred int optional, concluded int optional, outcome text optional
INSERT INTO complaint (instrument, batch, received, replaces, gone, day, kind, referred, concluded, outcome)
VALUES (:instrument, :batch, :received, :replaces, :gone, :day, :kind, :referred, :concluded, :outcome);

-- name: complaint_stands :many
-- in: instrument text, id int optional
-- out: id int, received instant, day int, kind text, referred int optional, concluded int optional,
-- out: outcome text optional
SELECT c.id, c.received, c.day, c.kind, c.referred, c.concluded, c.outcome
FROM complaint c
WHERE c.instrument = :instrument AND c.gone = 0 AND (:id IS NULL OR c.id = :id)
    AND NOT EXISTS (SELECT 1 FROM complaint r WHERE r.replaces = c.id)
ORDER BY c.day DESC, c.id DESC LIMIT 100000;

-- name: complaint_received :many
-- in: instrument text, since instant, before instant
-- out: id int, received instant, replaces int optional, gone bool, day int, kind text, referred int optional,
-- out: concluded int optional, outcome text optional
SELECT id, received, replaces, gone, day, kind, referred, concluded, outcome
FROM complaint WHERE instrument = :instrument AND received >= :since AND received < :before
ORDER BY id LIMIT 100000;

-- name: complaint_take_back :exec
-- in: id int, batch text, received instant
INSERT INTO complaint (instrument, batch, received, replaces, gone, day, kind, referred, concluded, outcome)
SELECT instrument, :batch, :received, id, 1, day, kind, referred, concluded, outcome FROM complaint WHERE id = :id;

-- name: complaint_last :one
-- When anything about complaints concluded in a span came in last.
-- in: instrument text, from_day int, until_day int
-- out: at instant optional
SELECT max(received) AS at FROM complaint
WHERE instrument = :instrument AND concluded >= :from_day AND concluded <= :until_day;

-- name: complaint_count :one
-- in: instrument text, since instant
-- out: n int
SELECT count(*) AS n FROM complaint WHERE instrument = :instrument AND received >= :since;

-- name: month_state :exec
-- in: instrument text, month int, account text, now instant
INSERT INTO report_month (instrument, month, account, at) VALUES (:instrument, :month, :account, :now)
ON CONFLICT (instrument, month) DO NOTHING;

-- name: months_stated :many
-- in: instrument text, from_month int, until_month int
-- out: month int, at instant
SELECT month, at FROM report_month
WHERE instrument = :instrument AND month >= :from_month AND month <= :until_month ORDER BY month LIMIT 10000;

-- name: sealed_last :one
-- The newest period that is sealed.
-- in: instrument text, stream text
-- out: period text optional
SELECT max(period) AS period FROM batch WHERE instrument = :instrument AND stream = :stream;

-- name: seed_put :exec
-- in: instrument text, stream text, period text, seed blob
INSERT INTO batch_seed (instrument, stream, period, seed) VALUES (:instrument, :stream, :period, :seed)
ON CONFLICT (instrument, stream, period) DO NOTHING;

-- name: seed_find :one
-- in: instrument text, stream text, period text
-- out: seed blob
-- reads: batch_seed.seed
SELECT seed FROM batch_seed WHERE instrument = :instrument AND stream = :stream AND period = :period;

-- name: listed_code_add :exec
-- in: seq int, instrument text, sort text, code text, name text
INSERT INTO listed_code (seq, instrument, sort, code, name) VALUES (:seq, :instrument, :sort, :code, :name);

-- name: batches :many
-- in: instrument text
-- out: seq int, stream text, period text, leaves int, root text
SELECT seq, stream, period, leaves, root FROM batch WHERE instrument = :instrument
ORDER BY period DESC, stream LIMIT 2000;
