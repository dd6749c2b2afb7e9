-- What is due under instruments, and what effects were expected of them: what acts and pages ask.

-- name: obligations_of :many
-- What an instrument asks for, each as often as it was stated.
-- in: instrument text
-- out: seq int, obligation text, name text, by text, clause text, repeats text, first_day int, days int optional,
-- out: counted text optional, until_day int optional, words text optional, reported bool
SELECT o.seq, o.obligation, o.name, o."by", o.clause, o.repeats, o.first_day, o.days, o.counted, o.until_day,
    CAST(p.payload AS TEXT) AS words, h.reported AS reported
FROM obligation o JOIN happening h ON h.seq = o.seq LEFT JOIN part p ON p.hash = o.words AND p.class = 'public'
WHERE o.instrument = :instrument ORDER BY o.seq LIMIT 1000;

-- name: obligations_done_of :many
-- What of it is done or was waived.
-- in: instrument text
-- out: seq int, obligation text, due_day int, on_day int, waived bool, by text optional, words text optional, reported bool
SELECT d.seq, d.obligation, d.due_day, d.on_day, d.waived, d."by", CAST(p.payload AS TEXT) AS words,
    h.reported AS reported
FROM obligation_done d JOIN happening h ON h.seq = d.seq LEFT JOIN part p ON p.hash = d.words AND p.class = 'public'
WHERE d.instrument = :instrument ORDER BY d.due_day, d.seq LIMIT 20000;

-- name: act_obligation_done :one
-- What this record itself, no source, holds of a day due.
-- in: instrument text, obligation text, due_day int
-- out: seq int, waived bool, on_day int
SELECT d.seq, d.waived, d.on_day FROM obligation_done d JOIN happening h ON h.seq = d.seq
WHERE d.instrument = :instrument AND d.obligation = :obligation AND d.due_day = :due_day AND NOT h.reported
ORDER BY d.seq LIMIT 1;

-- name: instrument_ended :one
-- The first day on which an instrument holds no longer.
-- in: instrument text
-- out: on_day int, becomes text, seq int
SELECT on_day, becomes, seq FROM instrument_change
WHERE instrument = :instrument AND becomes IN ('terminated', 'expired') ORDER BY seq DESC LIMIT 1;

-- name: instrument_head :one
-- in: id text
-- out: body text, item text optional, type text, agency text optional, title text optional, seq int
SELECT i.body, i.item, i.type, i.agency, CAST(p.payload AS TEXT) AS title, i.seq
FROM instrument i LEFT JOIN part p ON p.hash = i.title AND p.class = 'public' WHERE i.id = :id;
