-- What the record shows of an authority: what acts and pages ask.

-- name: instrument_entries :each
-- The entries about an instrument whose kinds stand between two, in their order.
-- in: instrument text, first int, last int
-- out: seq int, bytes blob
SELECT e.seq, e.bytes FROM happening h JOIN entry e ON e.seq = h.seq
WHERE h.instrument = :instrument AND h.kind BETWEEN :first AND :last ORDER BY h.seq;

-- name: powers_of :many
-- The powers that an instrument grants, each by its newest words.
-- in: instrument text
-- out: power text, clause text, settings text optional, words text optional, seq int
SELECT w.power, w.clause, w.settings, CAST(p.payload AS TEXT) AS words, w.seq
FROM power w LEFT JOIN part p ON p.hash = w.words AND p.class = 'public'
WHERE w.instrument = :instrument
    AND w.seq = (SELECT max(o.seq) FROM power o WHERE o.instrument = w.instrument AND o.power = w.power)
ORDER BY w.power LIMIT 500;

-- name: settings_of :many
-- The settings that the clauses of an instrument name.
-- in: instrument text
-- out: settings text
SELECT DISTINCT w.settings AS settings FROM power w
WHERE w.instrument = :instrument AND w.settings IS NOT NULL ORDER BY w.settings LIMIT 500;

-- name: act_holder_spans :many
-- What was entered here of when a holder holds powers, but for the entries of one act: by day, then
-- by entry.
-- in: instrument text, holder text, recorded int, ended int, act text
-- out: seq int, kind int, on_day int, until_day int optional, powers text optional
SELECT s.seq, s.kind, s.on_day, s.until_day, s.powers
FROM holder_step s JOIN happening h ON h.seq = s.seq
WHERE s.instrument = :instrument AND s.holder = :holder AND s.kind BETWEEN :recorded AND :ended AND NOT h.reported
    AND NOT EXISTS (SELECT 1 FROM act a WHERE a.id = :act AND a.first = s.seq)
ORDER BY s.on_day, s.seq LIMIT 10000;
