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
